"""Count how the claims of one comparison relate without looking at every pair: sorted sweeps, n log n in the claims.

The counts are those of `claims.compare_relation.relate` over all pairs, to the number; a test holds the two together.
What makes it possible: stated numbers that lie apart by more than a ratio of at least 1 lie apart as bounds too, so
that contradictions among diverging pairs can be counted by the same sweep.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from claims.compare_relation import relate
from claims.dates import span
from claims.interval import CEILINGS, FLOORS, NUMERIC, interval, is_cumulative, stated
from claims.model import Hedge, Relation, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Claim, Measure, Pair, Value

FEW = 5
"""With so few claims every pair is looked at: that is quicker than a sweep."""

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pairs contradict and diverge, the status that follows, and the largest ratio (None: no two numbers)."""

    status: Relation
    contradictions: int
    divergences: int
    ratio: Decimal | None


@dataclass(frozen=True, slots=True)
class _Point:
    """A claim as the sweeps see it. low and high are the stated numbers, scaled so that low > high means the ratio."""

    claim: Claim
    lower: Number | None
    upper: Number | None
    low: Number | None
    high: Number | None
    first: str
    last: str


def tally(
    claims: Sequence[Claim], *, measure: Measure, ratio: Decimal, apart: Mapping[frozenset[str], str] | None = None
) -> Tally:
    """Return the counts over all pairs of claims that stand. apart holds the pairs that a person keeps apart."""
    if len(claims) < 2:
        return Tally(Relation.SINGLE, 0, 0, None)
    apart = apart or {}
    if len(claims) <= FEW or measure.value_kind not in NUMERIC or ratio < 1:
        return _pair_by_pair(claims, measure=measure, ratio=ratio, apart=apart)
    points = [_point(claim, measure=measure, ratio=ratio) for claim in claims]
    contradictions = _contradictions(points, cumulative=is_cumulative(measure))
    special = [*_unnumbered(points), *_touching(claims, measure=measure)]
    divergences = _divergences(points, cumulative=is_cumulative(measure)) + sum(
        relate(a, b, measure=measure, ratio=ratio, explained=False).relation is Relation.DIVERGES for a, b in special
    )
    equal = sum(count * (count - 1) // 2 for count in Counter(claim.figure for claim in claims).values())
    pairs = len(claims) * (len(claims) - 1) // 2
    by_id = {claim.id: claim for claim in claims}
    for both in apart:
        a, b = (by_id.get(key) for key in sorted(both)) if len(both) == 2 else (None, None)
        if a is not None and b is not None:
            relation = relate(a, b, measure=measure, ratio=ratio, explained=False).relation
            contradictions -= relation is Relation.CONTRADICTS
            divergences -= relation is Relation.DIVERGES
            equal -= relation is Relation.AGREES
            pairs -= 1
    status = _status(contradictions, divergences, compatible=pairs - equal - contradictions - divergences, equal=equal)
    return Tally(status, contradictions, divergences, _largest_ratio(claims, measure=measure))


def _status(contradictions: int, divergences: int, *, compatible: int, equal: int) -> Relation:
    if contradictions:
        return Relation.CONTRADICTS
    if divergences:
        return Relation.DIVERGES
    if compatible:
        return Relation.COMPATIBLE
    return Relation.AGREES if equal else Relation.SINGLE


def count(pairs: Iterable[Pair]) -> Tally:
    """Return the counts over pairs that were looked at."""
    found: Counter[Relation] = Counter()
    largest: Decimal | None = None
    for pair in pairs:
        found[pair.relation] += 1
        if pair.ratio is not None and (largest is None or pair.ratio > largest):
            largest = pair.ratio
    contradictions, divergences = found[Relation.CONTRADICTS], found[Relation.DIVERGES]
    status = _status(contradictions, divergences, compatible=found[Relation.COMPATIBLE], equal=found[Relation.AGREES])
    return Tally(status, contradictions, divergences, largest)


def _pair_by_pair(
    claims: Sequence[Claim], *, measure: Measure, ratio: Decimal, apart: Mapping[frozenset[str], str]
) -> Tally:
    return count(
        relate(
            a,
            b,
            measure=measure,
            ratio=ratio,
            kept_apart=apart.get(frozenset((a.id, b.id))) if apart else None,
            explained=False,
        )
        for a, b in combinations(claims, 2)
    )


def _point(claim: Claim, *, measure: Measure, ratio: Decimal) -> _Point:
    lower, upper = interval(claim.figure)
    numbers = stated(claim.figure, measure.value_kind)
    over, under = ratio.as_integer_ratio()
    first, last = span(claim.as_of) if claim.as_of else ("", "")
    return _Point(
        claim,
        lower if isinstance(lower, int | Decimal) else None,
        upper if isinstance(upper, int | Decimal) else None,
        None if numbers is None else numbers[0] * under,
        None if numbers is None else numbers[1] * over,
        first,
        last,
    )


def _contradictions(points: Sequence[_Point], *, cumulative: bool) -> int:
    """Count pairs of the same as_of with no common value, and totals that lie below an earlier floor."""
    by_date: dict[str | None, list[_Point]] = defaultdict(list)
    for point in points:
        by_date[point.claim.as_of].append(point)
    same = sum(
        _pairs_below(
            sorted(p.upper for p in group if p.upper is not None), [p.lower for p in group if p.lower is not None]
        )
        for group in by_date.values()
    )
    if not cumulative:
        return same
    return same + _later_below(
        [(p.last, p.lower) for p in points if p.first and p.lower is not None],
        [(p.first, p.upper) for p in points if p.first and p.upper is not None],
    )


def _pairs_below(uppers: Sequence[Number], lowers: Iterable[Number]) -> int:
    """Count pairs of an upper bound, from a sorted list, and a lower bound above it."""
    return sum(bisect_left(uppers, lower) for lower in lowers)


def _later_below(floors: list[tuple[str, Number]], ceilings: list[tuple[str, Number]]) -> int:
    """Count pairs of a floor (last day, number) and a ceiling that begins later (first day) and lies below it."""
    floors.sort(key=lambda item: item[0])
    ceilings.sort(key=lambda item: item[0])
    seen: list[Number] = []
    count = place = 0
    for first, upper in ceilings:
        while place < len(floors) and floors[place][0] < first:
            insort(seen, floors[place][1])
            place += 1
        count += len(seen) - bisect_right(seen, upper)
    return count


def _divergences(points: Sequence[_Point], *, cumulative: bool) -> int:
    """Count pairs with numbers that lie apart by more than the ratio, less those that contradict or bracket a range."""
    highs = sorted(p.high for p in points if p.high is not None)
    far = _pairs_below(highs, [p.low for p in points if p.low is not None])
    bounded = [p for p in points if p.low is not None]
    by_date: dict[str | None, list[_Point]] = defaultdict(list)
    for point in bounded:
        by_date[point.claim.as_of].append(point)
    contradicting = sum(
        _pairs_below(
            sorted(p.high for p in group if p.high is not None and p.upper is not None),
            [p.low for p in group if p.low is not None and p.lower is not None],
        )
        for group in by_date.values()
    )
    if cumulative:
        contradicting += _later_below(
            [(p.last, p.low) for p in bounded if p.first and p.lower is not None and p.low is not None],
            [(p.first, p.high) for p in bounded if p.first and p.upper is not None and p.high is not None],
        )
    floors = sorted(p.high for p in bounded if p.claim.figure.hedge in FLOORS and p.high is not None)
    ceilings = [p.low for p in bounded if p.claim.figure.hedge in CEILINGS and p.low is not None]
    return far - contradicting - _pairs_below(floors, ceilings)


def _unnumbered(points: Sequence[_Point]) -> list[tuple[Claim, Claim]]:
    """Return the pairs in which one side states no number ("dozens", "none"): the sweeps leave them out."""
    silent = [point.claim for point in points if point.low is None]
    others = [point.claim for point in points if point.low is not None] if silent else []
    return [*combinations(silent, 2), *((a, b) for a in silent for b in others)]


def _touching(claims: Sequence[Claim], *, measure: Measure) -> list[tuple[Claim, Claim]]:
    """Return pairs such as "more than 1" and "fewer than 2": of a count they bracket nothing, though 2 is above 1."""
    if measure.value_kind is not ValueKind.COUNT:
        return []
    above: dict[Value | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.figure.hedge is Hedge.MORE_THAN:
            above[claim.figure.low].append(claim)
    return [
        (floor, claim)
        for claim in claims
        if claim.figure.hedge is Hedge.FEWER_THAN and isinstance(claim.figure.high, int)
        for floor in above.get(claim.figure.high + 1, ())
    ]


def _largest_ratio(claims: Sequence[Claim], *, measure: Measure) -> Decimal | None:
    numbers = [found for claim in claims if (found := stated(claim.figure, measure.value_kind)) is not None]
    positive = [found for found in numbers if found[1] > 0]
    if len(positive) < 2:
        return None
    top, bottom = max(low for low, _ in positive), min(high for _, high in positive)
    return max(Decimal(top) / Decimal(bottom), Decimal(1))
