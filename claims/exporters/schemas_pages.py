"""The contract of the JSON of pages that are no comparison, as JSON Schema (2020-12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.exporters.schemas import (
    COMPARISON,
    COUNT,
    DATE,
    DIALECT,
    FIGURE,
    SCOPE,
    TEXT,
    TEXT_OR_NULL,
    TIME,
    TRUTH,
    list_of,
    one_of,
    record,
)
from claims.model import Basis, SourceType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.exporters.schemas import Schema

TITLE = "JSON Schema of pages"
MEDIA_TYPE = "application/schema+json"

NAMES: Schema = {"type": "array", "items": TEXT, "description": "other names, in any script"}
EVENT: Mapping[str, Schema] = {
    "id": TEXT,
    "name": TEXT,
    "starts_on": DATE,
    "ends_on": DATE,
    "country": {**TEXT_OR_NULL, "description": "ISO 3166-1 alpha-3"},
    "place": TEXT_OR_NULL,
    "part_of": TEXT_OR_NULL,
    "wikidata": TEXT_OR_NULL,
}
SOURCE: Mapping[str, Schema] = {
    "id": TEXT,
    "name": TEXT,
    "type": one_of(SourceType),
    "party_to_event": TRUTH,
    "reliability": {"enum": list("ABCDEF"), "description": "Admiralty code; F: not judged"},
    "url": TEXT_OR_NULL,
    "wikidata": TEXT_OR_NULL,
}
SAID: Mapping[str, Schema] = {
    "id": TEXT,
    **SCOPE,
    "as_of": DATE,
    "source": TEXT,
    "says": TEXT,
    **FIGURE,
    "basis": one_of(Basis),
    "comparison": {**TEXT, "description": "id of the comparison it belongs to"},
}
LISTED = ("claims", "pairs", "pairs_left_out", "warnings", "rules", "decision", "summary")
SUMMARY = {name: told for name, told in COMPARISON.items() if name not in LISTED}
DOCUMENT: Mapping[str, Schema] = {
    "id": TEXT,
    "title": TEXT_OR_NULL,
    "publisher": TEXT_OR_NULL,
    "url": TEXT_OR_NULL,
    "language": TEXT_OR_NULL,
    "published_on": DATE,
}
COLLECTION = dict.fromkeys(
    ("title", "description", "editors", "licence", "licence_url", "homepage", "contact"), TEXT_OR_NULL
)
OFFSET: Schema = {"type": ["integer", "null"], "description": "in code points of text"}
QUOTE: Mapping[str, Schema] = {
    "claim": {"$ref": "#/$defs/said"},
    "stated_as": TEXT_OR_NULL,
    "quote": TEXT_OR_NULL,
    "quote_start": OFFSET,
    "quote_end": OFFSET,
    "locator": TEXT_OR_NULL,
    "relayed_by": TEXT_OR_NULL,
}
COUNTS = ("claims", "comparisons", "contradicting", "diverging")
RELATED: Mapping[str, Schema] = {
    "relation": TEXT,
    "direction": {"enum": ["to", "from"]},
    "source": TEXT,
    "links": COUNT,
}
RATIO: Schema = {"type": ["number", "null"], "description": "its figure by the other's; null for too few"}
BESIDE: Mapping[str, Schema] = {
    "first": TEXT,
    "second": TEXT,
    **dict.fromkeys(("comparisons", "above", "equal", "below", "same_date", "with_ratio"), COUNT),
    "enough": TRUTH,
    **dict.fromkeys(("median_ratio", "lower_quartile", "upper_quartile"), RATIO),
}
MORE: Schema = {**COUNT, "description": "how many there are; more than are listed if the list was cut"}
HIT: Mapping[str, Schema] = {
    "id": TEXT,
    "name": {**TEXT, "description": "of a claim what it says"},
    "url": {**TEXT_OR_NULL, "description": "its page"},
    "passage": record(
        {
            "text": {**TEXT, "description": "part of the quote, note, name, title or text, untouched"},
            "start": {**COUNT, "description": "where it begins there, in code points"},
            "marks": {
                "type": "array",
                "items": {"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2},
                "description": "begin and end of each hit in the passage",
            },
            "cut_before": TRUTH,
            "cut_after": TRUTH,
        }
    ),
    "claim": {"anyOf": [{"$ref": "#/$defs/said"}, {"type": "null"}]},
    "quote_of": {**TEXT_OR_NULL, "description": "id of the document that the quote is of; null for a note"},
    "published_on": DATE,
    "language": TEXT_OR_NULL,
}
PAGES: Mapping[str, Schema] = {
    "front": {
        "$schema": DIALECT,
        "title": "The collection and its events, most contested first",
        **record(
            {
                "collection": record(COLLECTION),
                "last_change": {"anyOf": [TIME, {"type": "null"}]},
                "counts": record(dict.fromkeys(("claims", "comparisons", "events", "sources", "documents"), COUNT)),
                "events": list_of("event"),
            }
        ),
        "$defs": {"event": record({**EVENT, **dict.fromkeys(COUNTS, COUNT)})},
    },
    "event": {
        "$schema": DIALECT,
        "title": "One event with the counts of its comparisons",
        **record(
            {
                **EVENT,
                "names": NAMES,
                "parts": {"type": "array", "items": TEXT, "description": "events that are part of it"},
                "comparison_count": MORE,
                "comparisons": list_of("comparison"),
                "documents": list_of("document"),
            }
        ),
        "$defs": {"comparison": record(SUMMARY), "document": record({**DOCUMENT, "claims": COUNT})},
    },
    "source": {
        "$schema": DIALECT,
        "title": "One source and what it says",
        **record(
            {
                **SOURCE,
                "names": NAMES,
                "related": list_of("related"),
                "compared": {
                    "type": ["integer", "null"],
                    "minimum": 0,
                    "description": "over how many of its comparisons beside is counted; null: all",
                },
                "beside": list_of("beside"),
                "claim_count": MORE,
                "claims": list_of("said"),
            }
        ),
        "$defs": {"said": record(SAID), "related": record(RELATED), "beside": record(BESIDE)},
    },
    "document": {
        "$schema": DIALECT,
        "title": "One document, its exact text and the quotes in it",
        **record(
            {
                **DOCUMENT,
                "author": TEXT_OR_NULL,
                "archive_url": TEXT_OR_NULL,
                "accessed_on": DATE,
                "read_from": TEXT_OR_NULL,
                "sha256": TEXT_OR_NULL,
                "text": TEXT_OR_NULL,
                "quotes": list_of("quote"),
                "quote_count": MORE,
            }
        ),
        "$defs": {"said": record(SAID), "quote": record(QUOTE)},
    },
    "search": {
        "$schema": DIALECT,
        "title": "What a search found",
        **record(
            {
                "query": TEXT,
                "words": {
                    "type": "array",
                    "items": {"type": "array", "items": TEXT},
                    "description": "what was looked for, as the index knows it: each a row of words side by side",
                },
                "beginnings": {**TRUTH, "description": "no whole word was found: words that begin so count"},
                "kinds": list_of("kind"),
            }
        ),
        "$defs": {
            "kind": record(
                {
                    "kind": {"enum": ["event", "source", "claim", "document"]},
                    "count": COUNT,
                    "is_more": {**TRUTH, "description": "count is only what was counted"},
                    "hits": list_of("hit"),
                }
            ),
            "hit": record(HIT),
            "said": record(SAID),
        },
    },
}
"""The schemas by name."""
