"""Part and whole (design rule 7): children killed cannot exceed killed, a city cannot exceed its country.

Two tests of logic, across sources, on the claims that stand; nothing that is added up here is ever published as a
figure. A part's floor stays below every ceiling claimed for the whole; and places that lie apart from each other
together stay below it too. Measures, events and populations that are parts of one whole may overlap: no sum is made.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from decimal import Decimal
from itertools import accumulate, product
from typing import TYPE_CHECKING, NamedTuple

from claims.compare_relation import Order, order
from claims.dates_iso import span
from claims.figure_say import say, write_number
from claims.interval import ACCUMULATING, interval, is_below
from claims.model import Finding
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model import Claim, Comparison, Measure

    Key = tuple[str | None, ...]
    Top = tuple[int | Decimal, str, Claim]

WHOLE_PLACE = ""
EVERYONE = "all"
APART = 2  # so many places can lie apart from each other
PARTS_OF_A_NAME = r"[,;/()،]| [-–—] "  # "Tehran, north"; but West Virginia is no part of Virginia


class Scope(NamedTuple):
    """What some claims that stand speak of; as_of is None for running totals. The claims share all of it."""

    id: str
    event: str
    measure: str
    population: str
    place: str
    period_start: str | None
    as_of: str | None
    claims: tuple[Claim, ...]

    @property
    def key(self) -> Key:
        """What two scopes must share to be the same one."""
        return (self.event, self.measure, self.population, self.place, self.period_start, self.as_of)

    @property
    def name(self) -> str:
        """The scope in words, without its event."""
        extra = [text for text in (self.population if self.population != EVERYONE else "", self.place) if text]
        return self.measure + (f" ({', '.join(extra)})" if extra else "")


def parts_above_wholes(
    comparisons: Sequence[Comparison], *, measures: Mapping[str, Measure], events: Mapping[str, str] | None = None
) -> dict[str, tuple[Finding, ...]]:
    """Return, by comparison id, the findings about parts and wholes (design rule 7).

    Those of a part stand with the part, and with the whole too where that is another event; those of several places
    stand with the whole. events gives the event that an event is part of; the comparisons of both must then be given.
    """
    scopes = [
        Scope(
            id=item.id,
            event=item.event,
            measure=item.measure,
            population=item.population,
            place=item.place,
            period_start=item.period_start,
            as_of=item.as_of,
            claims=tuple(claim for claim in item.claims if claim.id in item.current),
        )
        for item in comparisons
    ]
    return find_parts(scopes, measures=measures, events=events)


def find_parts(
    scopes: Sequence[Scope], *, measures: Mapping[str, Measure], events: Mapping[str, str] | None = None
) -> dict[str, tuple[Finding, ...]]:
    """Return, by scope id, what is impossible between parts and wholes (rule 7; see parts_above_wholes)."""
    wider_events = events or {}
    wider_measures = {key: _canonical(item.part_of, measures) for key, item in measures.items() if item.part_of}
    # a city's percentage, or its first day, may well exceed its country's
    scopes = [scope for scope in scopes if measures[scope.measure].value_kind in ACCUMULATING]
    by_key = {scope.key: scope for scope in scopes}
    found: dict[str, list[Finding]] = defaultdict(list)
    for part in scopes:
        for whole in _wholes(part, by_key=by_key, measures=wider_measures, events=wider_events):
            exceeding = list(_exceeding(part, whole))
            found[part.id].extend(exceeding)
            if whole.event != part.event:
                found[whole.id].extend(exceeding)
    for whole, parts in _places(scopes, by_key=by_key):
        found[whole.id].extend(_sums_exceeding(parts, whole))
    return {key: tuple(findings) for key, findings in found.items() if findings}


def _canonical(key: str, measures: Mapping[str, Measure]) -> str:
    """Return what a measure stands for after merges."""
    seen = {key}
    while key in measures and (target := measures[key].same_as) is not None and target not in seen:
        key = target
        seen.add(key)
    return key


def ancestors(key: str, parents: Mapping[str, str]) -> list[str]:
    """Return a key and all that it is part of, nearest first; a circle ends where it closes."""
    chain = [key]
    while (parent := parents.get(chain[-1])) is not None and parent not in chain:
        chain.append(parent)
    return chain


def _wholes(
    part: Scope, *, by_key: Mapping[Key, Scope], measures: Mapping[str, str], events: Mapping[str, str]
) -> Iterator[Scope]:
    """Yield the scopes that a scope is part of: wider in event, measure, population or place, or in several of them."""
    ways = product(
        ancestors(part.event, events),
        ancestors(part.measure, measures),
        dict.fromkeys((part.population, EVERYONE)),
        dict.fromkeys((part.place, WHOLE_PLACE)),
    )
    for event, measure, population, place in ways:
        key = (event, measure, population, place, part.period_start, part.as_of)
        if key != part.key and key in by_key:
            yield by_key[key]


def _exceeding(part: Scope, whole: Scope) -> Iterator[Finding]:
    """Yield each floor of a part above a ceiling of its whole of the same date or later, with the lowest ceiling."""
    top = _highest(part.claims)
    ceilings = [(high, larger) for larger in whole.claims if is_below(high := interval(larger.figure)[1], top)]
    ceilings.sort(key=lambda one: (one[0], one[1].id))
    for smaller in part.claims if ceilings else ():
        floor = interval(smaller.figure)[0]
        for ceiling, larger in ceilings:
            if not is_below(ceiling, floor):
                break
            if order(smaller.as_of, larger.as_of) in {Order.SAME, Order.EARLIER}:
                whole_name = whole.name if whole.event == part.event else f"{whole.name} of {whole.event}"
                reason = (
                    f"{smaller.source} says “{say(smaller.figure)}” for {part.name}, a part of {whole_name}, "
                    f"for which {larger.source} says “{say(larger.figure)}”"
                )
                yield Finding("part above whole", (smaller.id, larger.id), reason)
                break


def _highest(claims: Iterable[Claim]) -> int | Decimal | None:
    floors = [low for claim in claims if isinstance(low := interval(claim.figure)[0], int | Decimal)]
    return max(floors, default=None)


def _places(scopes: Sequence[Scope], *, by_key: Mapping[Key, Scope]) -> Iterator[tuple[Scope, list[Scope]]]:
    """Yield each whole with the places below it, where there are several."""
    below: dict[Key, list[Scope]] = defaultdict(list)
    for scope in scopes:
        if scope.place != WHOLE_PLACE:
            key = scope.key
            below[(*key[:3], WHOLE_PLACE, *key[4:])].append(scope)
    for key, parts in below.items():
        if key in by_key and len(parts) >= APART:
            yield by_key[key], parts


def _sums_exceeding(parts: Sequence[Scope], whole: Scope) -> Iterator[Finding]:
    """Yield the ceilings of a whole that lie below the sum of the highest floors of places apart from each other."""
    tops: list[_Tops] | None = None
    for larger in whole.claims:
        ceiling = interval(larger.figure)[1]
        if not isinstance(ceiling, int | Decimal):
            continue
        tops = [_Tops(part) for part in parts] if tops is None else tops
        floors = [top for part in tops if (top := part.until(larger.as_of)) is not None]
        if sum(floor for floor, _, _ in floors) <= ceiling or any(floor > ceiling for floor, _, _ in floors):
            continue
        floors = _apart(floors)
        total = sum(floor for floor, _, _ in floors)
        if total <= ceiling:
            continue
        listed = ", ".join(f"{place} {say(claim.figure)} ({claim.source})" for _, place, claim in floors)
        reason = (
            f"places that are taken as apart from each other have at least {write_number(total)} together "
            f"({listed}), more than “{say(larger.figure)}” that {larger.source} says for {whole.name}"
        )
        yield Finding("parts above whole", (larger.id, *(claim.id for _, _, claim in floors)), reason)


class _Tops:
    """The highest floor of a part, as of any date: each is looked up, however many the part has."""

    def __init__(self, part: Scope) -> None:
        self.place = part.place
        self.same: dict[str | None, Top] = {}
        by_end: list[tuple[str, Top]] = []
        for claim in part.claims:
            floor = interval(claim.figure)[0]
            if isinstance(floor, int | Decimal) and floor > 0:
                one: Top = (floor, claim.id, claim)
                there = self.same.get(claim.as_of)
                self.same[claim.as_of] = one if there is None else _higher(one, there)
                if claim.as_of is not None:
                    by_end.append((span(claim.as_of)[1], one))
        by_end.sort(key=_end)
        self.ends = [end for end, _ in by_end]
        self.highest = list(accumulate((one for _, one in by_end), _higher))

    def until(self, as_of: str | None) -> Top | None:
        """Return the highest floor as of the same date or certainly before, with the place and the claim."""
        found = self.same.get(as_of)
        if as_of is not None and (before := bisect_left(self.ends, span(as_of)[0])):
            earlier = self.highest[before - 1]
            found = earlier if found is None else _higher(found, earlier)
        if found is None:
            return None
        floor, _, claim = found
        return floor, self.place, claim


def _higher(one: Top, other: Top) -> Top:
    return one if one[:2] >= other[:2] else other


def _end(one: tuple[str, Top]) -> str:
    return one[0]


def _apart(floors: Sequence[Top]) -> list[Top]:
    """Return the floors of places of which none names another ("Tehran" and "Tehran, north"), the highest first."""
    kept: list[Top] = []
    names: list[frozenset[str]] = []
    for floor in sorted(floors, key=lambda one: (-one[0], one[1])):
        parts = frozenset(fold(part) for part in re.split(PARTS_OF_A_NAME, floor[1]))
        if not any(parts <= other or other <= parts for other in names):
            kept.append(floor)
            names.append(parts)
    return kept
