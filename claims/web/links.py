"""Where everything is: the addresses of our pages and of Datasette's own, for one database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils import tilde_encode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.model import Comparison

ANYONE, ANYWHERE = "all", ""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses below the root of one database."""

    root: str

    def front(self) -> str:
        """Return the address of the front page."""
        return f"{self.root}/-/claims"

    def search(self) -> str:
        """Return the address of the search page; what is asked is its parameter q."""
        return f"{self.root}/-/search"

    def event(self, slug: str) -> str:
        """Return the address of an event."""
        return f"{self.root}/-/event/{tilde_encode(slug)}"

    def source(self, slug: str) -> str:
        """Return the address of a source."""
        return f"{self.root}/-/source/{tilde_encode(slug)}"

    def claim(self, key: str) -> str:
        """Return the address of a claim."""
        return f"{self.root}/-/claim/{tilde_encode(key)}"

    def document(self, key: str, *, claim: str = "") -> str:
        """Return the address of a document, at the quote of a claim if one is given."""
        return f"{self.root}/-/document/{tilde_encode(key)}" + (f"?claim={claim}#{claim}" if claim else "")

    def compare(
        self, event: str, measure: str | None = None, *, query: Mapping[str, str] | None = None, data: bool = False
    ) -> str:
        """Return the address of the comparisons of an event, or of one measure of it; data gives that of the JSON."""
        path = f"{self.root}/-/compare/{tilde_encode(event)}"
        if measure is not None:
            path += f"/{tilde_encode(measure)}"
        return path + (".json" if data else "") + (f"?{urlencode(query)}" if query else "")

    def take(self, event: str, measure: str, ending: str, *, query: Mapping[str, str]) -> str:
        """Return the address of one comparison in another form: an ending such as ".csv", or "/embed"."""
        return self.compare(event, measure) + ending + (f"?{urlencode(query)}" if query else "")

    def feed(self, event: str | None = None) -> str:
        """Return the address of the feed of everything, or of one event."""
        return f"{self.root}/-/feed.atom" if event is None else f"{self.root}/-/feed/{tilde_encode(event)}.atom"

    def schema(self, name: str) -> str:
        """Return the address of a JSON Schema of our data: compare, claim, front, event, source, document, search."""
        return f"{self.root}/-/schema/{name}.json"

    def sitemap(self) -> str:
        """Return the address of the sitemap."""
        return f"{self.root}/-/sitemap.xml"

    def data(self, page: str) -> str:
        """Return the address of one of our pages as data."""
        return f"{page}.json"

    def claim_data(self, key: str) -> str:
        """Return the address of a claim as data."""
        return f"{self.claim(key)}.json"

    def editing(self) -> str:
        """Return the address of the page from which editors start."""
        return f"{self.root}/-/edit"

    def review(self, **filters: str) -> str:
        """Return the address of the queue of proposals, or of those that filters leave."""
        return f"{self.root}/-/edit/review" + (f"?{urlencode(filters)}" if filters else "")

    def review_document(self, key: str) -> str:
        """Return the address of a document with all proposals from it."""
        return f"{self.root}/-/edit/document/{tilde_encode(key)}"

    def candidate(self, key: str) -> str:
        """Return the address of one proposal."""
        return f"{self.root}/-/edit/candidate/{tilde_encode(key)}"

    def reconcile(self, item: Comparison) -> str:
        """Return the address where a comparison is decided on."""
        query = scope_query(item)
        path = f"{self.root}/-/edit/reconcile/{tilde_encode(item.event)}/{tilde_encode(item.measure)}"
        return path + (f"?{urlencode(query)}" if query else "")

    def link(self, claim: str) -> str:
        """Return the address where a claim is linked with others."""
        return f"{self.root}/-/edit/link/{tilde_encode(claim)}"

    def comparison(self, item: Comparison, *, data: bool = False) -> str:
        """Return the address of one comparison."""
        return self.compare(item.event, item.measure, query=scope_query(item), data=data)

    def comparison_by_id(self, key: str) -> str:
        """Return an address that leads to a comparison by its id alone."""
        return f"{self.root}/-/comparison/{tilde_encode(key)}"

    def table(self, name: str, **filters: str) -> str:
        """Return the address of one of Datasette's table pages."""
        return f"{self.root}/{tilde_encode(name)}" + (f"?{urlencode(filters)}" if filters else "")

    def row(self, table: str, key: str) -> str:
        """Return the address of one of Datasette's row pages."""
        return f"{self.root}/{tilde_encode(table)}/{tilde_encode(key)}"


def scope_query(item: Comparison) -> dict[str, str]:
    """Return what tells a comparison from the others of its event and measure, as parameters of its address."""
    scope = {"population": item.population, "place": item.place, "period_start": item.period_start, "on": item.as_of}
    return told(scope)


def told(scope: Mapping[str, Any]) -> dict[str, str]:
    """Return those parts of a scope that are not the usual ones (everyone, everywhere, no period, no date)."""
    usual = {"population": ANYONE, "place": ANYWHERE}
    return {key: value for key, value in scope.items() if value is not None and value != usual.get(key)}
