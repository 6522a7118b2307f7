"""The pages that are no comparison as plain data: the collection, an event, a source, a document.

Everything is asked for by the caller; what is withheld must not be given in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.exporters.comparison import figure_as_json, number, ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Appearance, Claim, Comparison, Document, Event, Source

TITLE = "Page"
MEDIA_TYPE = "application/json"
SAID = ("title", "description", "editors", "license", "license_url", "homepage", "contact")


def collection_as_json(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a collection says of itself; None for what it does not say. The keys are those of `claims config`."""
    return {key.replace("license", "licence"): said.get(key) or None for key in SAID}


def event_as_json(event: Event) -> dict[str, Any]:
    """Return what is known of an event itself."""
    return {
        "id": event.id,
        "name": event.name,
        "starts_on": event.starts_on,
        "ends_on": event.ends_on,
        "country": event.country,
        "place": event.place,
        "part_of": event.part_of,
        "wikidata": event.wikidata,
    }


def source_as_json(source: Source) -> dict[str, Any]:
    """Return who a source is."""
    return {
        "id": source.id,
        "name": source.name,
        "type": str(source.type),
        "party_to_event": source.party_to_event,
        "reliability": source.reliability,
        "url": source.url,
        "wikidata": source.wikidata,
    }


def summary_as_json(item: Comparison, *, unit: str | None) -> dict[str, Any]:
    """Return the counts of a comparison as they are stored, without its claims."""
    return {
        "id": item.id,
        "event": item.event,
        "measure": item.measure,
        "unit": unit,
        "population": item.population,
        "place": item.place,
        "period_start": item.period_start,
        "as_of": item.as_of,
        "status": str(item.status),
        "reports": item.reports,
        "sources": item.sources,
        "independent_sources": item.independent_sources,
        "agreed_minimum": number(item.agreed_minimum),
        "highest_floor": number(item.highest_floor),
        "highest_ceiling": number(item.highest_ceiling),
        "latest_as_of": item.latest_as_of,
        "spread": number(item.spread),
        "ratio": ratio(item.ratio),
        "contradictions": item.contradictions,
        "divergences": item.divergences,
    }


def said_as_json(claim: Claim) -> dict[str, Any]:
    """Return what a claim says, in short; the whole claim is at its own address."""
    return {
        "id": claim.id,
        "event": claim.event,
        "measure": claim.measure,
        "population": claim.population,
        "place": claim.place,
        "period_start": claim.period_start,
        "as_of": claim.as_of,
        "source": claim.source,
        "says": claim.says,
        **figure_as_json(claim.figure),
        "basis": str(claim.basis),
        "comparison": claim.comparison,
    }


def listed_as_json(document: Document, *, claims: int) -> dict[str, Any]:
    """Return a document of an event in short, with the number of the event's claims that it holds."""
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "published_on": document.published_on,
        "claims": claims,
    }


def document_as_json(
    document: Document, *, places: Iterable[Appearance], claims: Mapping[str, Claim]
) -> dict[str, Any]:
    """Return a document with its exact text and every quote at its offsets in it (code points)."""
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "url": document.url,
        "archive_url": document.archive_url,
        "language": document.language,
        "published_on": document.published_on,
        "accessed_on": document.accessed_on,
        "read_from": document.read_from,
        "sha256": document.sha256,
        "text": document.text,
        "quotes": [
            {
                "claim": said_as_json(claims[place.claim]),
                "stated_as": place.stated_as,
                "quote": place.quote,
                "quote_start": place.quote_start,
                "quote_end": place.quote_end,
                "locator": place.locator,
                "relayed_by": place.relayed_by,
            }
            for place in places
        ],
    }


def related_as_json(related: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return how a source's claims are linked with those of others: relation, direction, the other, how often."""
    return [
        {
            "relation": str(item["relation"]),
            "direction": "to" if item["is_from"] else "from",
            "source": item["source"].id,
            "links": item["count"],
        }
        for item in related
    ]
