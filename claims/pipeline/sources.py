"""How sources relate over all events, from a database: two of them, or one beside every other (its profile)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.compare.sources import ENOUGH, SourceRelation, by_other, common_comparisons, relate_sources
from claims.errors import Refused
from claims.exporters.comparison import number, ratio
from claims.reading.sources import SourceReader

if TYPE_CHECKING:
    from collections.abc import Collection

    from claims.compare.sources import Common
    from claims.reading.reader import Reader


def source_relation(reader: Reader, first: str, second: str) -> SourceRelation:
    """Return how two sources (slugs) relate; merged slugs stand for the other. Raises UnknownName or Refused."""
    own, other = (reader.source(reader.canonical("source", slug)).id for slug in (first, second))
    if own == other:
        raise Refused(f"“{first}” and “{second}” are one source", hint="name two different sources")
    found = SourceReader(reader.connection).claims_beside(own, other=other)
    measures = {measure.id: measure for measure in reader.measures()}
    common = [one for _, one in common_comparisons(found, first=own, measures=measures)]
    return relate_sources(own, other, common)


def source_profile(reader: Reader, source: str, *, comparisons: Collection[str] | None = None) -> list[SourceRelation]:
    """Return how a source relates to every other that it shares comparisons with, those with most of them first.

    comparisons narrows what is looked at to some ids of them.
    """
    own = reader.source(reader.canonical("source", source)).id
    found = SourceReader(reader.connection).claims_beside(own, comparisons=comparisons)
    measures = {measure.id: measure for measure in reader.measures()}
    grouped = by_other(list(common_comparisons(found, first=own, measures=measures)))
    relations = [relate_sources(own, other, common) for other, common in grouped.items()]
    return sorted(relations, key=lambda one: (-len(one.common), one.second))


def relation_as_json(relation: SourceRelation, *, with_common: bool) -> dict[str, Any]:
    """Return how two sources relate as plain data, with the number of comparisons behind each statement."""
    found: dict[str, Any] = {
        "first": relation.first,
        "second": relation.second,
        "comparisons": len(relation.common),
        "above": relation.above,
        "equal": relation.equal,
        "below": relation.below,
        "same_date": relation.same_date,
        "with_ratio": relation.ratios,
        "enough": relation.ratios >= ENOUGH,
        "median_ratio": ratio(relation.median),
        "lower_quartile": ratio(relation.lower_quartile),
        "upper_quartile": ratio(relation.upper_quartile),
    }
    if with_common:
        found["common"] = [_common_as_json(one) for one in relation.common]
    return found


def _common_as_json(common: Common) -> dict[str, Any]:
    return {
        "comparison": common.comparison,
        "event": common.event,
        "measure": common.measure,
        "population": common.first.population,
        "place": common.first.place,
        "period_start": common.first.period_start,
        "first": {"claim": common.first.id, "says": common.first.says, "as_of": common.first.as_of},
        "second": {"claim": common.second.id, "says": common.second.says, "as_of": common.second.as_of},
        "numbers": [number(value) for value in common.numbers],
        "ratio": ratio(common.ratio),
    }
