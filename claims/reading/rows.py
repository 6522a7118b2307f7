"""Turn rows of the database into the records of `claims.model`, and back into plain values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims import model
from claims.model import (
    Basis,
    Claim,
    Comparison,
    CountKind,
    Event,
    Figure,
    Hedge,
    Measure,
    Precision,
    Rank,
    Relation,
    Source,
    SourceType,
    ValueKind,
    ValueType,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from claims.model import Appearance, Batch, Document, Link, Reconciliation, Value


BASES = {item.value: item for item in Basis}
HEDGES = {item.value: item for item in Hedge}
RANKS = {item.value: item for item in Rank}
PRECISIONS: dict[str | None, Precision | None] = {None: None, **{item.value: item for item in Precision}}
VALUE_TYPES = {item.value: item for item in ValueType}
VALUE_KINDS = {item.value: item for item in ValueKind}
COUNT_KINDS = {item.value: item for item in CountKind}
SOURCE_TYPES = {item.value: item for item in SourceType}


_new = tuple.__new__


def listed(texts: Iterable[str]) -> str:
    """Return texts, sorted, as the list that SQL's json_each takes: most are slugs and ids, which need no escaping."""
    ordered = sorted(texts)
    together = "".join(ordered)
    if together.isascii() and together.replace("-", "").isalnum():
        return '["' + '", "'.join(ordered) + '"]'
    from json import dumps

    return dumps(ordered)


def value(stored: Any) -> Value | None:
    """Return a bound as it was recorded: int, Decimal or text."""
    if isinstance(stored, float):
        return Decimal(repr(stored))
    result: Value | None = stored
    return result


def figure(row: sqlite3.Row) -> Figure:
    """Return the figure of a claim row."""
    return Figure(
        hedge=HEDGES[row["hedge"]],
        low=value(row["low"]),
        best=value(row["best"]),
        high=value(row["high"]),
        magnitude=row["magnitude"],
        value_type=VALUE_TYPES[row["value_type"]],
    )


def event(row: sqlite3.Row) -> Event:
    """Return an event."""
    return Event._make(row[name] for name in Event._fields)


def source(row: sqlite3.Row) -> Source:
    """Return a source."""
    key, name, kind, party_to_event, *rest = [row[name] for name in Source._fields]
    return Source(key, name, SOURCE_TYPES[kind], bool(party_to_event), *rest)


def measure(row: sqlite3.Row) -> Measure:
    """Return a measure."""
    return measure_from(tuple(row[name] for name in Measure._fields))


def measure_from(row: tuple[Any, ...]) -> Measure:
    """Return a measure from its columns in the order of its fields."""
    key, label, unit, value_kind, count_kind, *rest = row
    return Measure(key, label, unit, VALUE_KINDS[value_kind], COUNT_KINDS[count_kind], *rest)


def document(row: sqlite3.Row) -> Document:
    """Return a document."""
    return model.Document(**{name: row[name] for name in model.Document._fields})


CLAIM = (
    *("id", "event", "measure", "source", "hedge", "low", "best", "high", "magnitude", "value_type"),
    *("says", "population", "place", "period_start", "as_of", "as_of_precision", "basis", "credibility"),
    *("rank", "rank_reason", "note", "published", "batch", "recorded_by", "recorded_at"),
    *("recorded_event", "recorded_measure", "recorded_source", "recorded_place", "number", "comparison"),
)
"""The columns of a claim as `claim_from` takes them: in the order of the fields of Claim and, within, of Figure."""
CLAIM_COLUMNS = ", ".join(f'claim."{name}"' for name in CLAIM)


def claim(row: sqlite3.Row) -> Claim:
    """Return a claim from a row with all its columns by name."""
    return claim_from(tuple(row[name] for name in CLAIM))


# fmt: off
def claim_from(row: tuple[Any, ...]) -> Claim:
    """Return a claim from its columns in the order of CLAIM: half the time of handing over each field by its name."""
    (
        key, event, measure, source, hedge, low, best, high, magnitude, value_type,
        says, population, place, period_start, as_of, precision, basis, credibility,
        rank, rank_reason, note, published, batch, recorded_by, recorded_at,
        recorded_event, recorded_measure, recorded_source, recorded_place, number, comparison,
    ) = row
    if type(low) is float or type(best) is float or type(high) is float:
        low, best, high = value(low), value(best), value(high)
    figure = _new(Figure, (HEDGES[hedge], low, best, high, magnitude, VALUE_TYPES[value_type]))
    return _new(Claim, (
        key, event, measure, source, figure,
        says, population, place, period_start, as_of, PRECISIONS[precision], BASES[basis], credibility,
        RANKS[rank], rank_reason, note, published == 1, batch, recorded_by, recorded_at,
        recorded_event, recorded_measure, recorded_source, recorded_place, number, comparison,
    ))
# fmt: on


def appearance(row: sqlite3.Row) -> Appearance:
    """Return an appearance."""
    return model.Appearance(**{name: row[name] for name in model.Appearance._fields})


def link(row: sqlite3.Row) -> Link:
    """Return a link."""
    fields = {name: row[name] for name in model.Link._fields}
    return model.Link(**{**fields, "relation": model.LinkRelation(row["relation"])})


def batch(row: sqlite3.Row) -> Batch:
    """Return a batch."""
    from claims.model_ingest import Batch

    return Batch(**{name: row[name] for name in Batch._fields})


def reconciliation(row: sqlite3.Row, *, replaced_by: int | None) -> Reconciliation:
    """Return a decision without its considered claims; which one replaced it hangs on where both stand now."""
    decided = None if row["hedge"] is None else figure(row)
    return model.Reconciliation(
        number=row["number"],
        comparison=row["comparison"],
        outcome=model.Outcome(row["outcome"]),
        rule=row["rule"],
        rationale=row["rationale"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        figure=decided,
        claim=row["claim"],
        replaced_by=replaced_by,
        withdrawn_at=row["withdrawn_at"],
        withdrawn_by=row["withdrawn_by"],
        withdrawn_reason=row["withdrawn_reason"],
    )


def comparison(row: sqlite3.Row) -> Comparison:
    """Return the stored summary of a comparison, without its claims and pairs."""
    ratio = row["ratio"]
    return Comparison(
        id=row["id"],
        event=row["event"],
        measure=row["measure"],
        population=row["population"],
        place=row["place"],
        period_start=row["period_start"],
        as_of=row["as_of"],
        status=Relation(row["status"]),
        reports=row["reports"],
        sources=row["sources"],
        independent_sources=row["independent_sources"],
        agreed_minimum=value(row["agreed_minimum"]),
        highest_floor=value(row["highest_floor"]),
        highest_ceiling=value(row["highest_ceiling"]),
        latest_as_of=row["latest_as_of"],
        spread=value(row["spread"]),
        ratio=None if ratio is None else Decimal(repr(ratio)),
        contradictions=row["contradictions"],
        divergences=row["divergences"],
    )
