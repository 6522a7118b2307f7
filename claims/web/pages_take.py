"""The pages that others take: files of a comparison, the page to embed, feeds, the sitemap, schemas."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from claims.errors import Refused, UnknownName
from claims.exporters import atom, sitemap
from claims.exporters.schemas import SCHEMAS
from claims.exporters.schemas_pages import PAGES
from claims.exporters.sitemap import as_sitemap
from claims.figure_say import measured
from claims.reading.public import PublicReader
from claims.web.found import Found
from claims.web.links import scope_query
from claims.web.pages_compare import find, plots
from claims.web.respond import Data, File, Page
from claims.web.take import FORMS, source_of
from claims.web.words import date_words, rule_name, scope_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.reading.pages import PageReader
    from claims.web.respond import Answer, Call

MOST_NEWS = 60
OF_ALL = frozenset({"csv", "wiki"})  # forms that hold every claim; the others draw some, or count them
NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9-]+")


def take(reader: PageReader, call: Call) -> Answer:
    """Return a comparison in the form that the ending of the address names: csv, svg, txt, bib, csl, wiki."""
    found = find(reader, call, whole=call.is_static or call.parts["form"] in OF_ALL)
    if not isinstance(found, Found):
        return found
    form = FORMS[call.parts["form"]]
    if found.view is None:
        raise Refused("no claim is left for this question", hint="leave out as_of, known_on, without or basis")
    content = form.make(source_of(reader, found, found.view, call=call))
    name = NOT_IN_A_NAME.sub("-", f"{found.event.id}-{found.measure.id}").strip("-")
    return File(content, form.media_type, f"{name}.{form.saved_as}" if form.saved_as else "")


def embed(reader: PageReader, call: Call) -> Answer:
    """Return the small page of a comparison that any site may show in a frame."""
    found = find(reader, call, whole=call.is_static)
    if not isinstance(found, Found):
        return found
    shown: dict[str, Any] = {
        "title": f"{measured(found.measure)}, {found.event.name}",
        "event": found.event,
        "measure": found.measure,
        "scope": scope_words(found.chosen, with_usual=False),
        "view": found.view,
        "not_read": found.not_read,
        "page": call.links.compare(found.event.id, found.measure.id, query=found.asked.query()),
        "site": call.site,
        "last_change": reader.last_change(),
    }
    if found.view is not None:
        shown |= {
            "status": found.view.comparison.status,
            **plots(found.view, asked=found.asked, call=call, ident="plot"),
        }
    return Page("embed", shown, is_embedded=True)


def feed(reader: PageReader, call: Call) -> Answer:
    """Return new claims and decisions, newest first, of everything or of one event."""
    asked = call.parts.get("event")
    event = None if asked is None else reader.event(reader.canonical("event", asked))
    names = _Names(reader)
    public = PublicReader(reader.connection)
    slug = None if event is None else event.id
    news = chain(
        _claims(public, call=call, event=slug, names=names), _decisions(public, call=call, event=slug, names=names)
    )
    entries = sorted(news, key=lambda entry: (entry.at, entry.url), reverse=True)
    title = f"New claims and decisions, {call.site if event is None else event.name}"
    page = call.whole.front() if event is None else call.whole.event(event.id)
    return File(atom.as_atom(entries[:MOST_NEWS], title=title, url=call.whole.feed(slug), page=page), atom.MEDIA_TYPE)


class _Names:
    """The names of events, measures and sources, each read once."""

    def __init__(self, reader: PageReader) -> None:
        self.reader = reader
        self.known: dict[tuple[str, str], str] = {}

    def of(self, kind: str, slug: str) -> str:
        """Return the name (of a measure: the label) of a slug."""
        if (kind, slug) not in self.known:
            found = getattr(self.reader, kind)(slug)
            self.known[kind, slug] = found.label if kind == "measure" else found.name
        return self.known[kind, slug]


def _claims(reader: PublicReader, *, call: Call, event: str | None, names: _Names) -> Iterator[atom.Entry]:
    for claim in reader.newest_claims(event=event, limit=MOST_NEWS):
        source, about = names.of("source", claim.source), names.of("event", claim.event)
        measure = names.of("measure", claim.measure)
        dated = f", as of {date_words(claim.as_of)}" if claim.as_of else ""
        text = f"{source} says: {claim.says} ({measure}, {about}{dated}; basis: {claim.basis})"
        title = f"{source}: {claim.says} ({measure}, {about})"
        yield atom.Entry(
            title, call.whole.claim(claim.id), str(claim.recorded_at), str(claim.recorded_by), text, "claim"
        )


def _decisions(reader: PublicReader, *, call: Call, event: str | None, names: _Names) -> Iterator[atom.Entry]:
    for row in reader.newest_decisions(event=event, limit=MOST_NEWS):
        about, measure = names.of("event", row["shown_event"]), names.of("measure", row["shown_measure"])
        figure = row["says"] or "left open"
        text = f"{figure}, by the rule “{rule_name(row['rule'])}”: {row['rationale']}"
        url = call.whole.comparison_by_id(row["shown_comparison"])
        yield atom.Entry(
            f"Decision: {figure} ({measure}, {about})", url, row["decided_at"], row["decided_by"], text, "decision"
        )


def site_map(reader: PageReader, call: Call) -> Answer:
    """Return the addresses of the front page, of events, comparisons and sources, most contested first."""
    public = PublicReader(reader.connection)
    summaries = reader.event_summaries(limit=sitemap.MOST)
    compared = public.contested(limit=sitemap.MOST)
    addresses = chain(
        [call.whole.front()],
        (call.whole.event(summary.event.id) for summary in summaries),
        (call.whole.compare(item.event, item.measure, query=scope_query(item)) for item in compared),
        (call.whole.source(slug) for slug in public.sources_with_claims(limit=sitemap.MOST)),
    )
    return File(as_sitemap(addresses), sitemap.MEDIA_TYPE)


def schema(reader: PageReader, call: Call) -> Answer:  # noqa: ARG001 - as all pages
    """Return the JSON Schema of our data."""
    name = call.parts["name"]
    known = {**SCHEMAS, **PAGES}
    if name not in known:
        raise UnknownName("schema", name, near=tuple(known))
    return Data({"$id": call.whole.schema(name), **known[name]})
