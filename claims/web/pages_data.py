"""The front page, events, sources and documents as data for programs; a schema describes each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.errors import UnknownDocument
from claims.exporters import collection as data
from claims.pipeline.sources import relation_as_json
from claims.reading.documents import DocumentReader
from claims.web import kin
from claims.web.respond import Data

if TYPE_CHECKING:
    from claims.reading.pages import PageReader
    from claims.web.respond import Answer, Call

MOST_EVENTS = 10_000
MOST_COMPARISONS = 10_000
MOST_DOCUMENTS = 10_000
MOST_CLAIMS = 10_000


def front(reader: PageReader, call: Call) -> Answer:
    """Return the collection, its counts and its events, most contested first."""
    events = [
        {
            **data.event_as_json(summary.event),
            "claims": summary.claims,
            "comparisons": summary.comparisons,
            "contradicting": summary.contradicting,
            "diverging": summary.diverging,
        }
        for summary in reader.event_summaries(limit=MOST_EVENTS)
    ]
    counts = reader.shown_counts()
    told = {
        "collection": data.collection_as_json(call.about),
        "last_change": reader.last_change(),
        "counts": {name: counts[name] for name in ("claims", "comparisons", "events", "sources", "documents")},
        "events": events,
    }
    return Data(told)


def event(reader: PageReader, call: Call) -> Answer:
    """Return an event with the counts of its comparisons, most contested first, and its documents."""
    found = reader.event(reader.canonical("event", call.parts["slug"]))
    comparisons = reader.comparisons(event=found.id)
    units = {measure.id: measure.unit for measure in reader.measures()}
    documents = reader.event_documents(found.id, limit=MOST_DOCUMENTS)
    told = {
        **data.event_as_json(found),
        "names": _names(reader, "event", found.id, found.name),
        "parts": [part.id for part in reader.parts_of_event(found.id)],
        "comparison_count": len(comparisons),
        "comparisons": [
            data.summary_as_json(item, unit=units.get(item.measure)) for item in comparisons[:MOST_COMPARISONS]
        ],
        "documents": [data.listed_as_json(document, claims=number) for document, number in documents],
    }
    return Data(told)


def source(reader: PageReader, call: Call) -> Answer:
    """Return who a source is, how its claims are linked with those of others, and what it says."""
    found = reader.source(reader.canonical("source", call.parts["slug"]))
    claims = reader.published_of_source(found.id, limit=MOST_CLAIMS)
    profile = kin.profile(reader, found.id)
    told = {
        **data.source_as_json(found),
        "names": _names(reader, "source", found.id, found.name),
        "related": data.related_as_json(kin.kin(reader, claims)),
        "compared": profile["compared"],
        "beside": [relation_as_json(relation, with_common=False) for relation, _ in profile["beside"]],
        "claim_count": reader.count_of_source(found.id),
        "claims": [data.said_as_json(claim) for claim in claims],
    }
    return Data(told)


def document(reader: PageReader, call: Call) -> Answer:
    """Return a document with its exact text and the quotes in it; one of withheld claims only is not there."""
    found = reader.document(call.parts["id"])
    read = DocumentReader(reader.connection)
    if read.is_withheld(found.id):
        raise UnknownDocument(call.parts["id"])
    places = read.quotes_between(found.id, 0, len(found.text or "") + 1)[:MOST_CLAIMS]
    places += read.without_place(found.id, limit=MOST_CLAIMS - len(places))
    claims = reader.claims_by_id({place.claim for place in places})
    told: dict[str, Any] = data.document_as_json(found, places=places, claims=claims)
    told["quote_count"] = read.number_of_places(found.id)[0]
    return Data(told)


def _names(reader: PageReader, kind: str, slug: str, name: str) -> list[str]:
    return [other for other, of in reader.names(kind) if of == slug and other not in {slug, name}]
