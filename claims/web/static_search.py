"""What the search page of a site of plain files finds: events, sources, measures of events, documents and quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.exporters.search_index import Entry
from claims.figure_say import measured
from claims.web.static_links import StaticLinks
from claims.web.words import scope_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.reading.pages import PageReader

AT = StaticLinks("")


def entries(reader: PageReader) -> Iterator[Entry]:
    """Yield what can be found, names first, quotes last, so that what does not fit a page is quotes."""
    events = {event.id: event for event in reader.events()}
    sources = {source.id: source for source in reader.sources()}
    measures = {measure.id: measured(measure) for measure in reader.measures()}
    others = {kind: _other_names(reader, kind) for kind in ("event", "source", "measure")}
    for event in events.values():
        if event.same_as is None:
            yield Entry("event", event.name, AT.event(event.id), others["event"].get(event.id, ""))
    for source in sources.values():
        if source.same_as is None:
            yield Entry("source", source.name, AT.source(source.id), others["source"].get(source.id, ""))
    for item in reader.comparisons():
        scope = scope_words(item, with_usual=False)
        text = f"{measures[item.measure]}, {events[item.event].name}" + (f" ({scope})" if scope else "")
        also = f"{others['measure'].get(item.measure, '')} {others['event'].get(item.event, '')}"
        yield Entry("comparison", text, AT.comparison(item), also, str(item.status).replace("_", " "))
    for document in reader.documents():
        title = document.title or document.url
        if title:
            yield Entry("document", title, AT.document(document.id), document.url or "", document.published_on or "")
    for quote in reader.quotes():
        name = sources[quote["source"]].name
        yield Entry("quote", quote["quote"], AT.claim(quote["claim"]), name, f"{name}: {quote['says']}")


def _other_names(reader: PageReader, kind: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name, slug in reader.names(kind):
        found.setdefault(slug, []).append(name)
    return {slug: " ".join(names) for slug, names in found.items()}
