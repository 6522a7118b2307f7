"""The contract of our JSON for programs, as JSON Schema (2020-12): of comparisons and of one claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.model import Basis, Hedge, LinkRelation, Outcome, Rank, Relation, SourceType, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

TITLE = "JSON Schema"
MEDIA_TYPE = "application/schema+json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
TIME: Schema = {"type": "string", "description": "UTC, such as 2019-12-02T10:00:00Z"}
DATE: Schema = {
    "type": ["string", "null"],
    "description": "as precise as stated: 2019, 2019-12 or 2019-12-02",
}
COUNT: Schema = {"type": "integer", "minimum": 0}
BOUND: Schema = {
    "type": ["number", "string", "null"],
    "description": "a number, date or text; null: not stated",
}
RATIO: Schema = {"type": ["number", "null"], "minimum": 1}
TRUTH: Schema = {"type": "boolean"}
IDS: Schema = {"type": "array", "items": {"type": "string"}}


def one_of(kinds: type[StrEnum]) -> Schema:
    """Return the schema of a word from a closed list."""
    return {"enum": [str(kind) for kind in kinds]}


def record(fields: Mapping[str, Schema], *, description: str = "") -> Schema:
    """Return the schema of an object with exactly these fields."""
    told: Schema = {"description": description} if description else {}
    return {
        **told,
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def list_of(of: str) -> Schema:
    """Return the schema of a list of what is defined under a name."""
    return {"type": "array", "items": {"$ref": f"#/$defs/{of}"}}


def maybe(of: str) -> Schema:
    """Return the schema of what is defined under a name, or null."""
    return {"anyOf": [{"$ref": f"#/$defs/{of}"}, {"type": "null"}]}


FIGURE: Mapping[str, Schema] = {
    "hedge": one_of(Hedge),
    "low": BOUND,
    "best": BOUND,
    "high": BOUND,
    "magnitude": {"type": ["integer", "null"], "description": "of a vague figure: dozens 12, hundreds 100"},
    "value_type": one_of(ValueType),
}
UNIT: Schema = {**TEXT_OR_NULL, "description": "what the numbers count or are stated in: people, USD"}
SCOPE: Mapping[str, Schema] = {
    "event": TEXT,
    "measure": TEXT,
    "population": {**TEXT, "description": "all: everyone"},
    "place": {**TEXT, "description": "empty: everywhere"},
    "period_start": DATE,
}
CLAIM: Mapping[str, Schema] = {
    "id": {**TEXT, "description": "content id; it never changes"},
    "source": TEXT,
    "source_name": TEXT,
    "source_type": one_of(SourceType),
    "says": {**TEXT, "description": "the figure in words"},
    **FIGURE,
    "basis": one_of(Basis),
    "as_of": DATE,
    "credibility": {"type": "integer", "minimum": 1, "maximum": 6},
    "rank": one_of(Rank),
    "note": TEXT_OR_NULL,
    "current": {**TRUTH, "description": "false: replaced, retracted or a copy"},
    "recorded_by": TEXT,
    "recorded_at": TIME,
    "appearances": list_of("appearance"),
    "links": list_of("link"),
}
PARTS: Mapping[str, Schema] = {
    "figure": record(FIGURE),
    "appearance": record(
        {
            "document": TEXT,
            "title": TEXT_OR_NULL,
            "url": TEXT_OR_NULL,
            "published_on": DATE,
            "stated_as": TEXT_OR_NULL,
            "quote": TEXT_OR_NULL,
            "quote_start": {"type": ["integer", "null"], "description": "in code points of the document's text"},
            "quote_end": {"type": ["integer", "null"]},
            "locator": TEXT_OR_NULL,
            "language": TEXT_OR_NULL,
            "relayed_by": TEXT_OR_NULL,
        },
        description="one document in which the claim can be read",
    ),
    "link": record({"relation": one_of(LinkRelation), "other": TEXT, "reason": TEXT, "decided_by": TEXT}),
}
DECIDED: Mapping[str, Schema] = {
    "pair": record(
        {"a": TEXT, "b": TEXT, "relation": one_of(Relation), "ratio": RATIO, "reason": TEXT, "explanation": TEXT}
    ),
    "finding": record({"rule": TEXT, "claims": IDS, "reason": TEXT}),
    "outcome": record({"rule": TEXT, "figure": maybe("figure"), "claims": IDS, "note": TEXT}),
    "decision": record(
        {
            "number": COUNT,
            "outcome": one_of(Outcome),
            "rule": TEXT,
            "figure": maybe("figure"),
            "claim": TEXT_OR_NULL,
            "rationale": TEXT,
            "decided_by": TEXT,
            "decided_at": TIME,
            "considered": {"type": "array", "items": record({"claim": TEXT, "included": TRUTH, "reason": TEXT})},
            "stale": {**TRUTH, "description": "the decision was made on other claims than stand now"},
        },
        description="a person's signed decision",
    ),
}
COMPARISON: Mapping[str, Schema] = {
    "id": TEXT,
    **SCOPE,
    "unit": UNIT,
    "as_of": DATE,
    "status": one_of(Relation),
    "reports": COUNT,
    "sources": COUNT,
    "independent_sources": COUNT,
    "agreed_minimum": {**BOUND, "description": "what every current source says at least"},
    "highest_floor": BOUND,
    "highest_ceiling": BOUND,
    "latest_as_of": DATE,
    "spread": BOUND,
    "ratio": RATIO,
    "contradictions": COUNT,
    "divergences": COUNT,
    "summary": {"type": "array", "items": TEXT},
    "claims": list_of("claim"),
    "pairs": list_of("pair"),
    "pairs_left_out": {**COUNT, "description": "of very many pairs the worst are listed, the others only counted"},
    "warnings": list_of("finding"),
    "rules": list_of("outcome"),
    "decision": maybe("decision"),
}
SCHEMAS: Mapping[str, Schema] = {
    "compare": {
        "$schema": DIALECT,
        "title": "Comparisons of an event",
        **record({"event": TEXT, "comparisons": list_of("comparison")}),
        "$defs": {**PARTS, **DECIDED, "claim": record(CLAIM), "comparison": record(COMPARISON)},
    },
    "claim": {
        "$schema": DIALECT,
        "title": "One claim",
        **record({**SCOPE, "unit": UNIT, "comparison": TEXT, **CLAIM}),
        "$defs": dict(PARTS),
    },
}
"""The schemas by name."""
