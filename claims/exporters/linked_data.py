"""A claim as schema.org `Claim` (JSON-LD), for search engines and whoever gathers claims from pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claims.exporters.addresses import web_address
from claims.figure_say import measured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Appearance, Claim, Document, Event, Measure, Source

TITLE = "JSON-LD"
MEDIA_TYPE = "application/ld+json"
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def claim_as_linked_data(
    claim: Claim,
    *,
    event: Event,
    measure: Measure,
    source: Source,
    places: Sequence[tuple[Appearance, Document]],
    url: str,
) -> dict[str, Any]:
    """Return a claim: who asserts it, what it is about, where it can be read. Nothing is rated: no ClaimReview."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": url,
        "url": url,
        "text": f"{measured(measure)}, {event.name}: {claim.says}",
        "author": _source(source),
        "about": {"@type": "Event", "name": event.name, **({"startDate": event.starts_on} if event.starts_on else {})},
        "appearance": [_appearance(place, document) for place, document in places],
        "dateCreated": claim.recorded_at,
    }
    if claim.as_of:
        told["temporalCoverage"] = claim.as_of
    return {key: value for key, value in told.items() if value not in (None, "", [])}


def _source(source: Source) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": "Person" if source.type == "witness" else "Organization", "name": source.name}
    address = web_address(source.url)
    if address is not None:
        told["url"] = address
    if source.wikidata:
        told["sameAs"] = f"https://www.wikidata.org/wiki/{source.wikidata}"
    return told


def _appearance(place: Appearance, document: Document) -> dict[str, Any]:
    told = {
        "@type": "CreativeWork",
        "name": document.title,
        "url": web_address(document.url),
        "archivedAt": web_address(document.archive_url),
        "datePublished": document.published_on,
        "inLanguage": place.language or document.language,
        "text": place.quote,
    }
    return {key: value for key, value in told.items() if value}


def in_a_page(data: Any) -> str:
    """Return data as JSON that can stand inside a script element: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(UNSAFE.get(character, character) for character in text)
