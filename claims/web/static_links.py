"""Where everything is in a site of plain files: relative addresses, so that it works anywhere and from a disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from datasette.utils import tilde_encode

from claims.web.links import Links, scope_query, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.model import Comparison

LONGEST_NAME = 120
"""Of a file, in bytes; a longer one is cut and ends in a hash, so that every file system takes it with any ending."""
ENDINGS = {"/embed": ".embed.html", ".csl": ".csl.json", ".wiki": ".wiki.txt"}
"""Of files whose ending in an address of the pages would tell a web server nothing."""


def name_of(key: str) -> str:
    """Return the name of a file for a key, the same for the same key, in characters that any file system takes."""
    name = str(tilde_encode(key)).replace("~", "_")
    if name == key and len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 17]}-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class StaticLinks(Links):
    """Addresses of files. root leads to the folder of the site and ends in "/", or is empty."""

    def front(self) -> str:
        """Return the address of the front page."""
        return f"{self.root}index.html"

    def event(self, slug: str) -> str:
        """Return the address of an event."""
        return f"{self.root}event/{name_of(slug)}.html"

    def source(self, slug: str) -> str:
        """Return the address of a source."""
        return f"{self.root}source/{name_of(slug)}.html"

    def claim(self, key: str) -> str:
        """Return the address of a claim."""
        return f"{self.root}claim/{name_of(key)}.html"

    def document(self, key: str, *, claim: str = "") -> str:
        """Return the address of a document, at the quote of a claim if one is given."""
        return f"{self.root}document/{name_of(key)}.html" + (f"#{claim}" if claim else "")

    def compare(
        self, event: str, measure: str | None = None, *, query: Mapping[str, str] | None = None, data: bool = False
    ) -> str:
        """Return the address of the comparisons of an event, or of one measure of it in the scope that query names."""
        return self._compared(event, measure, query) + (".json" if data else ".html")

    def _compared(self, event: str, measure: str | None, query: Mapping[str, str] | None) -> str:
        path = f"{self.root}compare/{name_of(event)}"
        if measure is not None:
            path += f"/{name_of(measure)}"
        scope = told(query or {})
        if scope:
            path += "/" + hashlib.sha256(urlencode(sorted(scope.items())).encode()).hexdigest()[:16]
        return path

    def take(self, event: str, measure: str, ending: str, *, query: Mapping[str, str]) -> str:
        """Return the address of one comparison in another form: an ending such as ".csv", or "/embed"."""
        return self._compared(event, measure, query) + ENDINGS.get(ending, ending)

    def feed(self, event: str | None = None) -> str:
        """Return the address of the feed of everything, or of one event."""
        return f"{self.root}feed.atom" if event is None else f"{self.root}feed/{name_of(event)}.atom"

    def schema(self, name: str) -> str:
        """Return the address of a JSON Schema of our data."""
        return f"{self.root}schema/{name}.json"

    def sitemap(self) -> str:
        """Return the address of the sitemap."""
        return f"{self.root}sitemap.xml"

    def search(self) -> str:
        """Return the address of the search page."""
        return f"{self.root}search.html"

    def data(self, page: str) -> str:
        """Return the address of one of our pages as data."""
        return page.removesuffix(".html") + ".json"

    def claim_data(self, key: str) -> str:
        """Return the address of a claim as data."""
        return self.data(self.claim(key))

    def comparison(self, item: Comparison, *, data: bool = False) -> str:
        """Return the address of one comparison."""
        return self.compare(item.event, item.measure, query=scope_query(item), data=data)

    def comparison_by_id(self, key: str) -> str:
        """Return an address that leads to a comparison by its id alone."""
        return f"{self.root}comparison/{name_of(key)}.html"

    def table(self, name: str, **filters: str) -> str:
        """Return "": there are no tables in a site of plain files."""
        del name, filters
        return ""

    def row(self, table: str, key: str) -> str:
        """Return "": there are no rows in a site of plain files."""
        del table, key
        return ""
