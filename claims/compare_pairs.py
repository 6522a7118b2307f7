"""The pairs of the claims that stand, worked out when they are looked at: n claims have n (n - 1) / 2 of them."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from itertools import combinations
from typing import TYPE_CHECKING, Any

from claims.compare_points import Point, bounds_of, first_day, last_day, point
from claims.compare_relation import relate
from claims.interval import NUMERIC, is_cumulative
from claims.model import Relation, ValueKind
from claims.model_pairs import WORST_FIRST, Pairs, badness

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from claims.model import Claim, Measure, Pair

FEW = 30
"""Of so few pairs each is looked at for the worst; of more, those furthest apart until enough are found."""
LOOKED_AT = 5000
"""So many pairs are looked at for the worst at most, but for one of each date."""


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

    def _relate(self, a: Claim, b: Claim, *, explained: bool = True) -> Pair:
        kept_apart = self._apart.get(frozenset((a.id, b.id))) if self._apart else None
        return relate(a, b, measure=self._measure, ratio=self._ratio, kept_apart=kept_apart, explained=explained)

    @property
    def counts(self) -> Mapping[Relation, int]:
        """How many pairs there are of each relation, counted without looking at each."""
        return self._counts

    @property
    def all_are_looked_at(self) -> bool:
        """Whether there are few enough pairs for `worst` to look at each."""
        return len(self) <= LOOKED_AT

    def worst(self, limit: int) -> list[Pair]:
        """Return the worst so many pairs, by relation and ratio.

        Of many claims those pairs are looked at whose numbers lie furthest apart, and of each date the one that
        excludes most: where any pair contradicts, one that does comes first, though perhaps not that of the largest
        ratio. Of many texts or dates the first pairs are looked at.
        """
        if len(self) <= FEW or limit >= len(self):
            found = [(self._relate(*both, explained=False), *both) for both in combinations(self._claims, 2)]
        else:
            found = list(self._widest(limit))
        found.sort(key=lambda one: badness(one[0]))
        return [self._relate(a, b) for _, a, b in found[:limit]]

    def _widest(self, limit: int) -> Iterator[tuple[Pair, Claim, Claim]]:
        """Yield pairs, the widest apart first, until the worst so many are among them or LOOKED_AT is reached."""
        wanted: dict[Relation, int] = {}
        for relation in WORST_FIRST:
            wanted[relation] = min(self._counts.get(relation, 0), limit - sum(wanted.values()))
        seen: set[tuple[int, int]] = set()
        for place, both in enumerate(self._in_order()):
            if not any(number > 0 for number in wanted.values()) or place > max(LOOKED_AT, limit):
                break
            seen.add(both)
            a, b = (self._claims[one] for one in both)
            pair = self._relate(a, b, explained=False)
            wanted[pair.relation] = wanted.get(pair.relation, 0) - 1
            yield pair, a, b
        if wanted[Relation.CONTRADICTS] > 0:
            for both in sorted(set(self._excluding()) - seen):
                a, b = (self._claims[one] for one in both)
                yield self._relate(a, b, explained=False), a, b

    def _points(self) -> list[Point]:
        whole = self._measure.value_kind is ValueKind.COUNT
        return [point(bounds_of(one.figure), one.as_of, whole=whole) for one in self._claims]

    def _in_order(self) -> Iterator[tuple[int, int]]:
        """Yield the places of all pairs, those first whose numbers lie furthest apart."""
        places = range(len(self._claims))
        if self._measure.value_kind not in NUMERIC:
            yield from combinations(places, 2)
            return
        points = self._points()
        yield from _by_ratio(points)
        silent = {place for place in places if points[place][2] is None}
        yield from (
            (min(a, b), max(a, b)) for a in sorted(silent) for b in places if b > a or (b != a and b not in silent)
        )

    def _excluding(self) -> Iterator[tuple[int, int]]:
        """Yield pairs that contradict if any does: of each date, and of totals, those that exclude each other most."""
        if self._measure.value_kind in NUMERIC:
            points = self._points()
            yield from _of_a_date(points)
            if is_cumulative(self._measure):
                yield from _that_fall(points)


def _by_ratio(points: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """Yield the places of all pairs that state numbers, the largest ratio first, those against a zero last."""
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


def _of_a_date(points: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """Yield for each date the pair that excludes each other most: the highest floor and the lowest ceiling."""
    by_date: dict[str | None, list[int]] = defaultdict(list)
    for place, one in enumerate(points):
        by_date[one[4]].append(place)
    for places in by_date.values():
        floors = [(points[place][0], place) for place in places if points[place][0] is not None]
        ceilings = [(points[place][1], place) for place in places if points[place][1] is not None]
        if floors and ceilings:
            a, b = max(floors)[1], min(ceilings)[1]
            if a != b:
                yield min(a, b), max(a, b)


def _that_fall(points: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """Yield for each dated ceiling the pair with the highest floor of the time before."""
    floors = sorted(
        (last_day(as_of), lower, n) for n, (lower, _, _, _, as_of, _) in enumerate(points) if as_of and lower
    )
    ceilings = sorted(
        (first_day(as_of), n) for n, (_, upper, _, _, as_of, _) in enumerate(points) if as_of and upper is not None
    )
    place = 0
    highest: tuple[Any, int] = (0, -1)
    for first, n in ceilings:
        while place < len(floors) and floors[place][0] < first:
            highest = max(highest, floors[place][1:])
            place += 1
        if highest[1] >= 0 and highest[1] != n:
            yield min(n, highest[1]), max(n, highest[1])
