"""The pairs of the claims that stand, worked out when they are looked at: n claims have n (n - 1) / 2 of them."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any

from claims.compare_points import Point, bounds_of, first_day, last_day, point
from claims.compare_relation import relate
from claims.interval import NUMERIC, is_cumulative
from claims.model import Relation, ValueKind
from claims.model_pairs import Pairs, badness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from claims.model import Claim, Measure, Pair

LOOKED_AT = 5000
"""Up to so many pairs each is looked at for the worst; beyond, so many of those furthest apart."""


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
        claims = self._claims
        chosen: Iterable[tuple[int, int]] = combinations(range(len(claims)), 2)
        if len(self) > max(LOOKED_AT, limit):
            chosen = sorted(self._furthest(max(LOOKED_AT, limit)))
        found = [(self._relate(claims[a], claims[b], explained=False), a, b) for a, b in chosen]
        found.sort(key=lambda one: badness(one[0]))
        return [self._relate(claims[a], claims[b]) for _, a, b in found[:limit]]

    def of(self, claim: str) -> list[Pair]:
        """Return the pairs of one claim (an id), without looking at the others."""
        own = next((one for one in self._claims if one.id == claim), None)
        return [] if own is None else [self._relate(own, other) for other in self._claims if other.id != claim]

    def _furthest(self, number: int) -> set[tuple[int, int]]:
        """Return the places of the pairs to look at for the worst."""
        kind = self._measure.value_kind
        if kind not in NUMERIC:
            return set(islice(combinations(range(len(self._claims)), 2), number))
        points = [point(bounds_of(one.figure), one.as_of, whole=kind is ValueKind.COUNT) for one in self._claims]
        found = set(_by_ratio(points, number))
        found |= set(_of_a_date(points))
        if is_cumulative(self._measure):
            found |= set(_that_fall(points))
        return found


def _by_ratio(points: Sequence[Point], number: int) -> Iterator[tuple[int, int]]:
    """Yield so many pairs of places, those first whose stated numbers lie furthest apart."""
    tops = sorted((-low, place) for place, (_, _, low, *_) in enumerate(points) if low is not None)
    bottoms = sorted((high, place) for place, (_, _, _, high, *_) in enumerate(points) if high is not None)
    ahead: list[tuple[float, int, int]] = []

    def add(top: int, bottom: int) -> None:
        if top < len(tops) and bottom < len(bottoms):
            low, high = -tops[top][0], bottoms[bottom][0]
            heappush(ahead, (-float(low) / float(high) if high > 0 else -float("inf"), top, bottom))

    add(0, 0)
    while ahead and number > 0:
        _, top, bottom = heappop(ahead)
        add(top, bottom + 1)
        if bottom == 0:
            add(top + 1, 0)
        a, b = tops[top][1], bottoms[bottom][1]
        if a != b:
            number -= 1
            yield min(a, b), max(a, b)


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
