"""The pairs of the claims that stand, worked out when they are looked at: n claims have n (n - 1) / 2 of them."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from functools import cached_property, partial
from itertools import combinations
from typing import TYPE_CHECKING, Any

from claims.compare.points import Point, bounds_of, exclude, first_day, last_day, point
from claims.compare.relation import relate, weigh
from claims.interval import NUMERIC, gap, is_cumulative, ratio_of, stated
from claims.model import Pair, Relation, ValueKind
from claims.model_pairs import WORST_FIRST, Pairs, badness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from claims.model import Claim, Measure

FEW = 30
"""Of so few pairs each is looked at for the worst; of more, those furthest apart until enough are found."""
LOOKED_AT = 5000
"""So many pairs are looked at for the worst at most, but for a few of each date."""
SHOWN = 8
"""So many of the worst are sought at least: a sentence names the first, then most who ask see so many."""
MOST_APART = 10
"""So many pairs that a person keeps apart are passed over, to find those that are worst but for them."""


class StandingPairs(Pairs):
    """The pairs of some claims, in the order of the claims."""

    def __init__(
        self,
        claims: Sequence[Claim],
        *,
        measure: Measure,
        ratio: Decimal,
        apart: Mapping[frozenset[str], str],
        counts: Mapping[Relation, int],
    ) -> None:
        """Take the claims and what relates them; apart gives the reason for each pair that a person keeps apart."""
        super().__init__()
        self._pairs = None
        self._claims = claims
        self._measure = measure
        self._ratio = ratio
        self._apart = apart
        self._counts = counts
        self._ranked: list[tuple[int, int]] = []
        self._ranked_to = 0

    def _all(self) -> tuple[Pair, ...]:
        if self._pairs is None:
            self._pairs = tuple(self)
        return self._pairs

    def __len__(self) -> int:
        return len(self._claims) * (len(self._claims) - 1) // 2

    def __iter__(self) -> Iterator[Pair]:
        """Yield the pairs one by one, without keeping them."""
        if self._pairs is not None:
            yield from self._pairs
        else:
            yield from (self._relate(a, b) for a, b in combinations(self._claims, 2))

    def _relate(self, a: Claim, b: Claim) -> Pair:
        kept_apart = self._apart.get(frozenset((a.id, b.id))) if self._apart else None
        return relate(a, b, measure=self._measure, ratio=self._ratio, kept_apart=kept_apart)

    @property
    def counts(self) -> Mapping[Relation, int]:
        """How many pairs there are of each relation, counted without looking at each."""
        return self._counts

    @property
    def all_are_looked_at(self) -> bool:
        """Whether there are few enough pairs for `worst` to look at each."""
        return len(self) <= LOOKED_AT

    @property
    def worst_is_known(self) -> bool:
        """Whether the first of `worst` is the worst of all, where any contradicts."""
        return self.all_are_looked_at or len(self._apart) <= MOST_APART

    def worst(self, limit: int) -> list[Pair]:
        """Return the worst so many pairs, by relation and ratio.

        Of many claims those pairs are looked at whose numbers lie furthest apart, and of each date those that exclude
        each other most: where any pair contradicts, the one of the largest ratio comes first. Of many texts or dates
        the first pairs are looked at, and those that differ most.
        """
        if limit > self._ranked_to:
            self._ranked_to = max(limit, SHOWN)
            self._ranked = self._rank(self._ranked_to)
        return [self._relate(self._claims[a], self._claims[b]) for a, b in self._ranked[:limit]]

    def _rank(self, limit: int) -> list[tuple[int, int]]:
        """Return the places of the worst so many pairs."""
        if len(self) <= FEW or limit >= len(self):
            found = [self._look(*both) for both in combinations(range(len(self._claims)), 2)]
        else:
            found = list(self._widest(limit))
        found.sort(key=lambda one: badness(one[0]))
        return [(a, b) for _, a, b in found[:limit]]

    def _look(self, a: int, b: int) -> tuple[Pair, int, int]:
        """Return how the claims at two places relate, without a reason, and the places."""
        first, second = self._claims[a], self._claims[b]
        facing = gap(self._numbers[a], self._numbers[b])
        if self._apart and frozenset((first.id, second.id)) in self._apart:
            relation = Relation.NOT_COMPARABLE
        else:
            relation, _ = weigh(first, second, measure=self._measure, ratio=self._ratio, facing=facing)
        return Pair(first.id, second.id, relation, ratio_of(facing), "", ""), a, b

    @cached_property
    def _numbers(self) -> list[tuple[int | Decimal, int | Decimal] | None]:
        return [stated(claim.figure, self._measure.value_kind) for claim in self._claims]

    def _widest(self, limit: int) -> Iterator[tuple[Pair, int, int]]:
        """Yield pairs, the widest apart first, until the worst so many are among them or LOOKED_AT is reached."""
        wanted: dict[Relation, int] = {}
        for relation in WORST_FIRST:
            wanted[relation] = min(self._counts.get(relation, 0), limit - sum(wanted.values()))
        seen: set[tuple[int, int]] = set()
        passed: list[tuple[int, int]] = []
        is_passed = self._passes_over() if wanted[Relation.CONTRADICTS] == limit else None
        for place, both in enumerate(self._in_order()):
            if not any(number > 0 for number in wanted.values()) or place > max(LOOKED_AT, limit):
                break
            if is_passed is not None and is_passed(*both):
                passed.append(both)
                continue
            seen.add(both)
            found = self._look(*both)
            relation = found[0].relation
            wanted[relation] = wanted.get(relation, 0) - 1
            yield found
        if wanted[Relation.CONTRADICTS] > 0 or (wanted[Relation.DIVERGES] > 0 and place >= LOOKED_AT):
            for both in sorted(set(self._excluding()) - seen):
                yield self._look(*both)
            yield from (self._look(*both) for both in passed[:limit])

    def _passes_over(self) -> Callable[[int, int], bool] | None:
        """Return what tells quickly that the claims at two places do not contradict; None: all must be looked at."""
        if self._measure.value_kind not in NUMERIC:
            return None
        points, cumulative = self._points, is_cumulative(self._measure)
        return lambda a, b: not exclude(points[a], points[b], cumulative=cumulative)

    @cached_property
    def _points(self) -> list[Point]:
        whole = self._measure.value_kind is ValueKind.COUNT
        return [point(bounds_of(one.figure), one.as_of, whole=whole) for one in self._claims]

    def _in_order(self) -> Iterator[tuple[int, int]]:
        """Yield the places of all pairs, those first whose numbers lie furthest apart."""
        places = range(len(self._claims))
        if self._measure.value_kind not in NUMERIC:
            yield from combinations(places, 2)
            return
        points = self._points
        yield from _by_ratio(points)
        silent = {place for place in places if points[place][2] is None}
        yield from (
            (min(a, b), max(a, b)) for a in sorted(silent) for b in places if b > a or (b != a and b not in silent)
        )

    def _excluding(self) -> Iterator[tuple[int, int]]:
        """Yield pairs that contradict if any does: of each date, and of totals, those that exclude each other most."""
        points = self._points
        most = min(len(self._apart), MOST_APART) + 2
        if self._measure.value_kind is not ValueKind.TEXT:
            yield from _of_a_date(points, most=most)
        if is_cumulative(self._measure):
            yield from _that_fall(points, most=most)
        if self._measure.value_kind not in NUMERIC:
            yield from _differing(points, most=most)


def _by_ratio(points: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """Yield the places of all pairs that state numbers, the largest ratio first, those against a zero last."""
    from heapq import heappop, heappush  # of few claims no pairs are sought

    tops = sorted((-low, place) for place, (_, _, low, *_) in enumerate(points) if low is not None)
    bottoms = sorted((high <= 0, high, place) for place, (*_, high, _, _) in enumerate(points) if high is not None)
    ahead: list[tuple[float, int, int]] = []

    def add(top: int, bottom: int) -> None:
        if top < len(tops) and bottom < len(bottoms):
            zero, high, _ = bottoms[bottom]
            heappush(ahead, (0.0 if zero else float(tops[top][0]) / float(high), top, bottom))

    add(0, 0)
    seen: set[tuple[int, int]] = set()
    while ahead:
        _, top, bottom = heappop(ahead)
        add(top, bottom + 1)
        if bottom == 0:
            add(top + 1, 0)
        a, b = tops[top][1], bottoms[bottom][2]
        both = (min(a, b), max(a, b))
        if a != b and both not in seen:
            seen.add(both)
            yield both


def _of_a_date(points: Sequence[Point], *, most: int) -> Iterator[tuple[int, int]]:
    """Yield for each date the pairs of the highest floors and the lowest ceilings, so many of both.

    Where the highest floor lies above the lowest ceiling, those two are furthest apart of all that exclude each other.
    A ceiling of zero comes beside those above it: a ratio to it there is not.
    """
    from heapq import nlargest, nsmallest

    by_date: dict[str | None, list[int]] = defaultdict(list)
    for place, one in enumerate(points):
        by_date[one[4]].append(place)
    for places in by_date.values():
        floors = [place for place in places if points[place][0] is not None]
        ceilings = [place for place in places if points[place][1] is not None]
        zeros = [place for place in ceilings if points[place][1] == 0]
        positive = [place for place in ceilings if points[place][1] != 0]
        lowest = (*nsmallest(most, positive, key=partial(_ceiling, points)), *zeros[:most])
        highest = nlargest(most, floors, key=partial(_floor, points))
        yield from ((min(a, b), max(a, b)) for a in highest for b in lowest if a != b)


def _that_fall(points: Sequence[Point], *, most: int) -> Iterator[tuple[int, int]]:
    """Yield for each dated ceiling the pairs with the highest floors of the time before, so many of them."""
    floors = sorted((last_day(as_of), n) for n, (lower, _, _, _, as_of, _) in enumerate(points) if as_of and lower)
    ceilings = sorted(
        (first_day(as_of), n) for n, (_, upper, _, _, as_of, _) in enumerate(points) if as_of and upper is not None
    )
    place = 0
    highest: list[tuple[Any, int]] = []
    for first, n in ceilings:
        while place < len(floors) and floors[place][0] < first:
            insort(highest, (_floor(points, floors[place][1]), floors[place][1]))
            del highest[:-most]
            place += 1
        yield from ((min(n, other), max(n, other)) for _, other in highest if other != n)


def _floor(points: Sequence[Point], place: int) -> tuple[Any, Any]:
    """Return what floors are ordered by: the number stated, then what it allows, above it for "more than 10"."""
    lower, _, low, *_ = points[place]
    return (lower if low is None else low, lower)


def _ceiling(points: Sequence[Point], place: int) -> tuple[Any, Any]:
    """Return what ceilings are ordered by: the number stated, then what it allows."""
    _, upper, _, high, *_ = points[place]
    return (upper if high is None else high, upper)


def _differing(points: Sequence[Point], *, most: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of texts that differ, or of the latest and the earliest dates."""
    from heapq import nlargest, nsmallest

    firsts = {one[5]: place for place, one in reversed(list(enumerate(points)))}
    yield from combinations(sorted(firsts.values())[: most + 1], 2)
    stated = [place for place, one in enumerate(points) if one[2] is not None and one[3] is not None]
    late = nlargest(most, stated, key=lambda place: str(points[place][2]))
    early = nsmallest(most, stated, key=lambda place: str(points[place][3]))
    yield from ((min(a, b), max(a, b)) for a in late for b in early if a != b)
