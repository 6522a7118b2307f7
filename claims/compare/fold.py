"""Summarise every comparison in one ordered pass over tuples, without a record a claim: for a database of millions.

What is summarised is what `comparison.compare` says of the same claims; a test holds the two together. Figures of
numeric measures without links are worked out from the tuples; all others go through `compare` itself.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.compare.comparison import compare
from claims.compare.count import Kind, Row, count_points, kind_of, standing_rows
from claims.compare.points import point
from claims.model import Basis, Claim, Figure, Hedge, Rank, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model import Comparison, Link, Measure

COLUMNS = (
    *("comparison", "source", "basis", "as_of", "id", "measure", "published"),
    *("rank", "value_type", "hedge", "low", "best", "high", "magnitude"),
)
"""The columns of claim that the fold reads, in this order; rows must come in the order of the first five."""
ORDER = COLUMNS[:5]
HEDGES, BASES = {item.value: item for item in Hedge}, {item.value: item for item in Basis}
RANKS, VALUE_TYPES = {item.value: item for item in Rank}, {item.value: item for item in ValueType}
UNJUDGED = Claim._field_defaults["credibility"]
RECORDED = tuple(Claim._field_defaults[name] for name in Claim._fields[Claim._fields.index("published") + 1 : -1])
"""What comparing does not look at of a claim, behind whether it is published."""
EVERYONE = "all"
_new = tuple.__new__
DEPRECATED = "deprecated"


class Summary(NamedTuple):
    """What is stored of a comparison, but for its scope and its decision; claim is any of its claims, for the scope."""

    id: str
    claim: str
    measure: str
    status: str
    reports: int
    sources: int
    independent_sources: int
    claims: int
    agreed_minimum: Any
    highest_floor: Any
    highest_ceiling: Any
    latest_as_of: str | None
    spread: Any
    ratio: float | None
    contradictions: int
    divergences: int


def fold(
    rows: Iterable[Row],
    *,
    measures: Mapping[str, Measure],
    several: Mapping[str, int],
    links: Mapping[str, Sequence[Link]],
) -> Iterator[Summary]:
    """Yield the summary of each comparison in rows (see COLUMNS and their order), but for those without shown claims.

    several gives the number of documents of claims that can be read in more than one, links the links that touch the
    claims of a comparison, by its id.
    """
    kinds = {key: kind_of(measure) for key, measure in measures.items()}
    for key, group in groupby(rows, key=itemgetter(0)):
        claims = list(group)
        kind = kinds[claims[0][5]]
        if not kind.numeric or key in links:
            found = compare(
                [claim_of(row) for row in claims],
                measure=kind.measure,
                links=links.get(key, ()),
                documents=several,
                detailed=False,
            )
            if found is not None:
                yield summary_of(found)
            continue
        shown = [row for row in claims if row[6] and row[7] != DEPRECATED]
        if len(shown) == 1:
            yield _of_one(shown[0], several)
            continue
        if not kind.whole:
            shown = [(*row[:10], *map(exact, row[10:13]), row[13]) for row in shown]
        if shown:
            yield _of_several(shown, kind, several)


def exact(stored: Any) -> Any:
    """Return a number as it was recorded: a float of the database as the decimal that it stands for."""
    return Decimal(repr(stored)) if isinstance(stored, float) else stored


def plain(value: Any) -> Any:
    """Return a number as the database keeps it."""
    if type(value) is not int and isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def claim_of(row: Row, *, scope: tuple[str, str, str, str | None] = ("", EVERYONE, "", None)) -> Claim:
    """Return a row as a claim that holds what comparing looks at, and nothing else.

    scope is its event, population, place and period_start, which pairs of one comparison have in common.
    """
    comparison, source, basis, as_of, key, measure, published, rank, value_type, hedge, low, best, high, magnitude = row
    event, population, place, period_start = scope
    if type(low) is float or type(best) is float or type(high) is float:
        low, best, high = exact(low), exact(best), exact(high)
    figure = _new(Figure, (HEDGES[hedge], low, best, high, magnitude, VALUE_TYPES[value_type]))
    spoken_of = (population, place, period_start, as_of, None, BASES[basis], UNJUDGED, RANKS[rank])
    return _new(
        Claim, (key, event, measure, source, figure, "", *spoken_of, None, None, published == 1, *RECORDED, comparison)
    )


def summary_of(found: Comparison) -> Summary:
    """Return what is stored of a comparison."""
    return Summary(
        found.id,
        found.claims[0].id,
        found.measure,
        found.status,
        found.reports,
        found.sources,
        found.independent_sources,
        len(found.claims),
        plain(found.agreed_minimum),
        plain(found.highest_floor),
        plain(found.highest_ceiling),
        found.latest_as_of,
        plain(found.spread),
        rounded_ratio(found.ratio),
        found.contradictions,
        found.divergences,
    )


def rounded_ratio(ratio: Decimal | None) -> float | None:
    """Return a ratio as it is stored, to four decimals."""
    return None if ratio is None else float(round(ratio, 4))


def _of_one(row: Row, several: Mapping[str, int]) -> Summary:
    """Return the summary of a single claim: nothing to hold it against."""
    comparison, _, _, as_of, key, measure, _, _, value_type, _, low, _, high, _ = row
    floor = low if type(low) is int else plain(exact(low))
    ceiling = high if type(high) is int else 0 if value_type == "novalue" else plain(exact(high))
    reports = several.get(key, 1) if several else 1
    counts = ("single", reports, 1, 1, 1)
    return Summary._make((comparison, key, measure, *counts, floor, floor, ceiling, as_of, None, None, 0, 0))


def _of_several(shown: list[Row], kind: Kind, several: Mapping[str, int]) -> Summary:
    series = {(row[1], row[2]) for row in shown}
    standing = shown if len(series) == len(shown) else standing_rows(shown)
    sources = len({source for source, _ in series})
    points = [point((row[9], row[10], row[11], row[12], row[13], row[8]), row[3], whole=kind.whole) for row in standing]
    found = count_points(points, kind, for_status=True)
    contradictions, divergences, _ = found.counts
    return Summary(
        shown[0][0],
        shown[0][4],
        shown[0][5],
        found.status,
        sum(several.get(row[4], 1) for row in shown) if several else len(shown),
        sources,
        sources if standing is shown else len({row[1] for row in standing}),
        len(shown),
        plain(found.agreed_minimum),
        plain(found.highest_floor),
        plain(found.highest_ceiling),
        max([row[3] for row in shown if row[3]], default=None),
        plain(found.spread),
        rounded_ratio(found.ratio),
        contradictions,
        divergences,
    )


def may_fall(rows: Iterable[Row]) -> bool:
    """Return whether a later figure of one source on one basis may lie below an earlier one; rows are ordered by as_of.

    False is certain; where it is True `claims.compare.warnings.falling_totals` tells.
    """
    highest = None
    for row in rows:
        value_type, low, best, high = row[8], *row[10:13]
        if row[3] is None:
            continue
        if value_type == "novalue":
            low = best = high = 0
        least = low if low is not None else best
        most = high if high is not None else best if best is not None else low
        if most is not None and highest is not None and most < highest:
            return True
        if least is not None and (highest is None or least > highest):
            highest = least
    return False
