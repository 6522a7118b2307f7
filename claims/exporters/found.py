"""What a search found, as data: each hit with its passage and the places of what was asked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.exporters.collection import said_as_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.search import Found, Hit

TITLE = "Search results"
MEDIA_TYPE = "application/json"


def as_json(found: Found, *, asked: str, href: Callable[[Hit], str] | None = None) -> dict[str, Any]:
    """Return the answer to a search as `claims search --json` prints it; href gives the address of a hit's page."""
    return {
        "query": asked,
        "words": [list(phrase) for phrase in found.asked],
        "beginnings": found.beginnings,
        "kinds": [
            {
                "kind": item.kind,
                "count": item.count,
                "is_more": item.is_more,
                "hits": [_hit(hit, href="" if href is None else href(hit)) for hit in item.hits],
            }
            for item in found.kinds
        ],
    }


def _hit(hit: Hit, *, href: str) -> dict[str, Any]:
    passage, document = hit.passage, hit.document
    return {
        "id": hit.key,
        "name": hit.name,
        "url": href or None,
        "passage": {
            "text": passage.text,
            "start": passage.start,
            "marks": [list(mark) for mark in passage.marks],
            "cut_before": passage.is_cut[0],
            "cut_after": passage.is_cut[1],
        },
        "claim": None if hit.claim is None else said_as_json(hit.claim),
        "quote_of": hit.quote_of,
        "published_on": None if document is None else document.published_on,
        "language": None if document is None else document.language,
    }
