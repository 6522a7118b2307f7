"""Count how figures relate without looking at every pair: sorted sweeps, n log n in the claims (design rules 2 to 4).

The counts are those of `claims.compare.relation.relate` over all pairs, to the number; a test holds the two together.
What makes it possible: stated numbers that lie apart by more than a ratio of at least 1 lie apart as bounds too, so
that contradictions among diverging pairs can be counted by the same sweep.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from decimal import Decimal
from functools import partial
from itertools import combinations
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from claims.compare.relation import Order, order, relation_of
from claims.dates_iso import span
from claims.interval import CEILINGS, FLOORS
from claims.model import Figure, Hedge, Relation, ValueKind, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FEW = 7
"""Of so few figures every pair is looked at: that is quicker than a sweep."""

DAY = len("2019-12-02")
UNKNOWN = ValueType.SOMEVALUE.value
Number = int | Decimal
Bounds = tuple[Any, Any, Any, Any, Any, Any]
"""What a figure says, as it is stored: hedge, low, best, high, magnitude, value_type."""
Point = tuple[Number | None, Number | None, Number | None, Number | None, str | None, Bounds]
"""A figure as the sweeps see it: lowest and highest value that it allows, lowest and highest number that it states,
as_of, and the figure. A plain tuple, because a million are made."""
Counts = tuple[int, int, int]
"""How many pairs contradict, diverge and are equal."""


def bounds_of(figure: Figure) -> Bounds:
    """Return what a figure says as a plain tuple."""
    return (figure.hedge, figure.low, figure.best, figure.high, figure.magnitude, figure.value_type)


def point(bounds: Bounds, as_of: str | None, *, whole: bool) -> Point:
    """Return a figure of a numeric measure as a point; whole tells that it is a count (see claims.interval.stated)."""
    hedge, low, best, high, _, value_type = bounds
    if value_type == "novalue":
        return (0, 0, None, None, as_of, bounds)
    if whole and hedge == "more_than":
        return (low, high, low - 1, low - 1, as_of, bounds)
    if whole and hedge == "fewer_than":
        return (low, high, high + 1, high + 1, as_of, bounds)
    first = low if low is not None else best if best is not None else high
    last = high if high is not None else best if best is not None else low
    return (low, high, first, last, as_of, bounds)


def count_pairs(
    points: Sequence[Point], *, cumulative: bool, whole: bool, ratio: Decimal, for_status: bool = False
) -> Counts:
    """Return the counts over all pairs of points. ratio is at least 1.

    With for_status equal pairs may be left uncounted where others decide the status.
    """
    over, under = scale = ratio.as_integer_ratio()
    lows = [one[2] * under for one in points if one[2] is not None]
    if len(points) <= FEW or (lows and min(lows) < 0):
        return _look_at_all(points, cumulative=cumulative, scale=scale, ratio=ratio)
    contradictions, both = _contradictions(points, cumulative=cumulative, scale=scale)
    far = pairs_below(sorted([one[3] * over for one in points if one[3] is not None]), lows)
    hedges = {one[5][0] for one in points}
    bracketed = not hedges.isdisjoint(FLOORS) and not hedges.isdisjoint(CEILINGS)
    divergences = far - both - (_far_brackets(points, scale=scale) if far and bracketed else 0)
    unnumbered = _unnumbered(points) if len(lows) < len(points) else ()
    for a, b, number in (*unnumbered, *(_touching(points) if whole and bracketed else ())):
        if _relation(a, b, cumulative=cumulative, ratio=ratio) is Relation.DIVERGES:
            divergences += number
    equal = 0
    if not for_status or not (contradictions or divergences):
        figures = [one[5] for one in points]
        if len(set(figures)) < len(figures):
            equal = sum([number * (number - 1) // 2 for number in Counter(figures).values()])
    return contradictions, divergences, equal


def status_of(counts: Counts, *, pairs: int) -> Relation:
    """Return the status of a comparison with so many pairs: that of its worst pair (design rules 2 to 4)."""
    contradictions, divergences, equal = counts
    if contradictions:
        return Relation.CONTRADICTS
    if divergences:
        return Relation.DIVERGES
    if pairs > equal:
        return Relation.COMPATIBLE
    return Relation.AGREES if equal else Relation.SINGLE


def first_day(as_of: str) -> str:
    """Return the first day of an ISO date; most are days themselves."""
    return as_of if len(as_of) == DAY else span(as_of)[0]


def last_day(as_of: str) -> str:
    """Return the last day of an ISO date."""
    return as_of if len(as_of) == DAY else span(as_of)[1]


def largest_ratio(points: Iterable[Point]) -> Decimal | None:
    """Return the largest ratio of any two stated numbers, None for fewer than two above zero."""
    highs = [high for one in points if (high := one[3]) is not None and high > 0]
    if len(highs) < 2:
        return None
    lows = [low for one in points if (low := one[2]) is not None and one[3] is not None and one[3] > 0]
    top, bottom = max(lows), min(highs)
    return Decimal(top) / Decimal(bottom) if top > bottom else Decimal(1)


def _look_at_all(points: Sequence[Point], *, cumulative: bool, scale: tuple[int, int], ratio: Decimal) -> Counts:
    over, under = scale
    contradictions = divergences = equal = 0
    for place, a in enumerate(points):
        lower, upper, low, high, as_of, bounds = a
        for b in points[place + 1 :]:
            other_lower, other_upper, other_low, other_high, other_as_of, other_bounds = b
            if bounds == other_bounds:
                equal += 1
                continue
            below = upper is not None and other_lower is not None and upper < other_lower
            above = other_upper is not None and lower is not None and other_upper < lower
            if (below or above) and as_of == other_as_of:
                contradictions += 1
                continue
            if bounds[5] == UNKNOWN or other_bounds[5] == UNKNOWN:
                continue
            if low is None or high is None or other_low is None or other_high is None:
                relation = _relation(a, b, cumulative=cumulative, ratio=ratio)
                contradictions += relation is Relation.CONTRADICTS
                divergences += relation is Relation.DIVERGES
                continue
            if cumulative and as_of is not None and other_as_of is not None and _fell(a, b, above=above, below=below):
                contradictions += 1
                continue
            if not (below or above) and _is_bracket(bounds[0], other_bounds[0]):
                continue
            divergences += (low > other_high and low * under > other_high * over) or (
                other_low > high and other_low * under > high * over
            )
    return contradictions, divergences, equal


def exclude(a: Point, b: Point, *, cumulative: bool) -> bool:
    """Return whether two points contradict: no common value on the same date, or a total below an earlier floor."""
    below = a[1] is not None and b[0] is not None and a[1] < b[0]
    above = b[1] is not None and a[0] is not None and b[1] < a[0]
    if not (below or above) or a[4] == b[4]:
        return below or above
    return cumulative and a[4] is not None and b[4] is not None and _fell(a, b, above=above, below=below)


def _fell(a: Point, b: Point, *, above: bool, below: bool) -> bool:
    """Return whether the later of two dated totals lies below the earlier one (above: a lies above b)."""
    first, second = a[4] or "", b[4] or ""
    return (above and last_day(first) < first_day(second)) or (below and last_day(second) < first_day(first))


def _is_bracket(hedge: str, other: str) -> bool:
    return (hedge in FLOORS and other in CEILINGS) or (other in FLOORS and hedge in CEILINGS)


def _relation(a: Point, b: Point, *, cumulative: bool, ratio: Decimal) -> Relation:
    """Return what `claims.compare.relation.relate` says of two figures."""
    when = order(a[4], b[4])
    if not cumulative and when is not Order.SAME:
        when = Order.UNKNOWN
    facing = None
    if a[2] is not None and b[2] is not None and a[3] is not None and b[3] is not None:
        facing = (max(a[2], b[2]), min(a[3], b[3]))
    return relation_of(_figure(a[5]), _figure(b[5]), when=when, facing=facing, ratio=ratio, kind=ValueKind.COUNT)


def _figure(bounds: Bounds) -> Figure:
    hedge, low, best, high, magnitude, value_type = bounds
    return Figure(Hedge(hedge), low, best, high, magnitude, ValueType(value_type))


def _contradictions(points: Sequence[Point], *, cumulative: bool, scale: tuple[int, int]) -> tuple[int, int]:
    """Count pairs of the same as_of with no common value, and totals that lie below an earlier floor.

    The second number is how many of them state numbers that lie apart by more than the ratio, which scale holds.
    """
    floors = [one[0] for one in points if one[0] is not None]
    ceilings = [one[1] for one in points if one[1] is not None]
    if not floors or not ceilings or min(ceilings) >= max(floors):
        return 0, 0
    highest, lowest = max(floors), min(ceilings)
    above = [one for one in points if one[0] is not None and one[0] > lowest]
    below = [one for one in points if one[1] is not None and one[1] < highest]
    over, under = scale
    found = far = 0
    lower_ones = _by_date(below)
    for as_of, group in _by_date(above).items():
        if as_of in lower_ones:
            others = lower_ones[as_of]
            here = pairs_below(sorted([one[1] for one in others]), [one[0] for one in group])
            if here:
                found += here
                highs = sorted([one[3] * over for one in others if one[3] is not None])
                far += pairs_below(highs, [one[2] * under for one in group if one[2] is not None])
    if cumulative:
        fell, fell_far = _that_fall(above, below, scale=scale)
        found, far = found + fell, far + fell_far
    return found, far


def _by_date(points: Iterable[Point]) -> dict[str | None, list[Point]]:
    by_date: dict[str | None, list[Point]] = {}
    for one in points:
        by_date.setdefault(one[4], []).append(one)
    return by_date


def pairs_below(uppers: Sequence[Any], lowers: Sequence[Any]) -> int:
    """Count pairs of an upper bound, from a sorted list, and a lower bound above it."""
    if not uppers or not lowers or max(lowers) <= uppers[0]:
        return 0
    return sum(map(partial(bisect_left, uppers), lowers))


def _that_fall(above: Iterable[Point], below: Iterable[Point], *, scale: tuple[int, int]) -> tuple[int, int]:
    """Count pairs of a dated floor and a later ceiling below it, and those of them that lie apart by the ratio.

    above are the points whose floor may lie above a ceiling, below those whose ceiling may lie below a floor.
    """
    over, under = scale
    floors: list[tuple[str, Any, Any]] = [(last_day(one[4]), one[0], one[2]) for one in above if one[4]]
    ceilings: list[tuple[str, Any, Any]] = [(first_day(one[4]), one[1], one[3]) for one in below if one[4]]
    floors.sort(key=_day)
    ceilings.sort(key=_day)
    bounds: list[Number] = []
    numbers: list[Number] = []
    found = far = place = 0
    for first, upper, high in ceilings:
        while place < len(floors) and floors[place][0] < first:
            _, lower, low = floors[place]
            insort(bounds, lower)
            if low is not None:
                insort(numbers, low * under)
            place += 1
        if bounds:
            found += len(bounds) - bisect_right(bounds, upper)
            if high is not None:
                far += len(numbers) - bisect_right(numbers, high * over)
    return found, far


_day = itemgetter(0)


def _far_brackets(points: Iterable[Point], *, scale: tuple[int, int]) -> int:
    """Count bare floors that lie below bare ceilings by more than the ratio: they bracket a range."""
    over, under = scale
    floors = sorted([one[3] * over for one in points if one[3] is not None and one[5][0] in FLOORS])
    return pairs_below(floors, [one[2] * under for one in points if one[2] is not None and one[5][0] in CEILINGS])


def _unnumbered(points: Sequence[Point]) -> Iterator[tuple[Point, Point, int]]:
    """Yield pairs in which one side states no number ("dozens", "none"), which the sweeps leave out.

    Each comes with the number of pairs like it: many say the same on the same day. What is said to be unknown is apart
    from nothing.
    """
    silent = Counter(one for one in points if one[2] is None and one[5][5] != UNKNOWN)
    others = Counter(one for one in points if one[2] is not None) if silent else Counter[Point]()
    for a, b in combinations(silent, 2):
        yield a, b, silent[a] * silent[b]
    for a in silent:
        for b, number in others.items():
            yield a, b, silent[a] * number


def _touching(points: Sequence[Point]) -> Iterator[tuple[Point, Point, int]]:
    """Yield pairs such as "more than 1" and "fewer than 2": of a count they bracket nothing, though 2 is above 1."""
    above: dict[Number | None, Counter[Point]] = defaultdict(Counter)
    for one in points:
        if one[5][0] == Hedge.MORE_THAN:
            above[one[0]][one] += 1
    if not above:
        return
    for one in points:
        if one[5][0] == Hedge.FEWER_THAN and one[1] is not None:
            yield from ((floor, one, number) for floor, number in above.get(one[1] + 1, Counter()).items())
