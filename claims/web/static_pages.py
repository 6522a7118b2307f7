"""Which files a site of plain files has: every page, its data, its downloads, each with what makes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.exporters.schemas import SCHEMAS
from claims.exporters.schemas_pages import PAGES
from claims.web import pages, pages_compare, pages_data, pages_evidence, pages_take
from claims.web.links import ANYONE, scope_query
from claims.web.respond import Elsewhere
from claims.web.static_links import StaticLinks
from claims.web.take import CITED, files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from claims.model import Comparison
    from claims.reading.pages import PageReader
    from claims.web.respond import Answer, Call

AT = StaticLinks("")


@dataclass(frozen=True, slots=True)
class Planned:
    """One file: its path in the site, what builds its answer, and the parts and parameters of its address."""

    path: str
    build: Callable[[PageReader, Call], Answer]
    parts: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[str, str] = field(default_factory=dict)


def plan(reader: PageReader) -> Iterator[Planned]:
    """Yield every file of the site; what is withheld must not be in the reader's database."""
    yield Planned(AT.front(), pages.front)
    yield Planned(AT.data(AT.front()), pages_data.front)
    yield Planned(AT.feed(), pages_take.feed)
    yield Planned(AT.sitemap(), pages_take.site_map)
    for name in (*SCHEMAS, *PAGES):
        yield Planned(AT.schema(name), pages_take.schema, {"name": name})
    yield from _events(reader)
    yield from _comparisons(reader)
    yield from _sources(reader)
    for key in reader.document_ids():
        yield Planned(AT.document(key), pages_evidence.document, {"id": key})
        yield Planned(AT.data(AT.document(key)), pages_data.document, {"id": key})
    for key in reader.claim_ids():
        yield Planned(AT.claim(key), pages_evidence.claim, {"id": key})
        yield Planned(AT.claim_data(key), pages_evidence.claim_data, {"id": key})


def _events(reader: PageReader) -> Iterator[Planned]:
    for event in reader.events():
        if event.same_as is not None:
            there = reader.canonical("event", event.id)
            yield Planned(AT.event(event.id), _to_event(there))
            yield Planned(AT.compare(event.id), _to_comparisons(there))
            continue
        yield Planned(AT.event(event.id), pages.event, {"slug": event.id})
        yield Planned(AT.data(AT.event(event.id)), pages_data.event, {"slug": event.id})
        yield Planned(AT.feed(event.id), pages_take.feed, {"event": event.id})
        yield Planned(AT.compare(event.id), pages_compare.event, {"event": event.id})
        yield Planned(AT.compare(event.id, data=True), pages_compare.event_data, {"event": event.id})


def _comparisons(reader: PageReader) -> Iterator[Planned]:
    every = reader.comparisons()
    usual = {(item.event, item.measure) for item in every if not scope_query(item)}
    for item in every:
        scope = scope_query(item)
        yield from _compared(item, scope, asked=scope or {"population": ANYONE})
        if (item.event, item.measure) not in usual:  # then the address without a scope is that of the first
            usual.add((item.event, item.measure))
            yield from _compared(item, {}, asked={})
        yield Planned(AT.comparison_by_id(item.id), pages_compare.comparison, {"id": item.id})


def _compared(item: Comparison, scope: Mapping[str, str], *, asked: Mapping[str, str]) -> Iterator[Planned]:
    """Yield the files of one comparison at the address of a scope; asked is the scope in full, so that one is meant."""
    slugs = item.event, item.measure
    parts = {"event": item.event, "measure": item.measure}
    yield Planned(AT.compare(*slugs, query=scope), pages_compare.measure, parts, scope)
    yield Planned(AT.compare(*slugs, query=scope, data=True), pages_compare.measure_data, parts, asked)
    yield Planned(AT.take(*slugs, "/embed", query=scope), pages_take.embed, parts, scope)
    for form in (*files(), *CITED):
        yield Planned(AT.take(*slugs, f".{form}", query=scope), pages_take.take, {**parts, "form": form}, scope)


def _sources(reader: PageReader) -> Iterator[Planned]:
    for source in reader.sources():
        if source.same_as is not None:
            yield Planned(AT.source(source.id), _to_source(reader.canonical("source", source.id)))
            continue
        yield Planned(AT.source(source.id), pages_evidence.source, {"slug": source.id})
        yield Planned(AT.data(AT.source(source.id)), pages_data.source, {"slug": source.id})


def _to_event(slug: str) -> Callable[[PageReader, Call], Answer]:
    return lambda _, call: Elsewhere(call.links.event(slug))


def _to_comparisons(slug: str) -> Callable[[PageReader, Call], Answer]:
    return lambda _, call: Elsewhere(call.links.compare(slug))


def _to_source(slug: str) -> Callable[[PageReader, Call], Answer]:
    return lambda _, call: Elsewhere(call.links.source(slug))
