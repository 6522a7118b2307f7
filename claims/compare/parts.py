"""Part and whole (design rule 7): children killed cannot exceed killed, a city cannot exceed its country.

Two tests of logic, across sources, on the claims that stand; nothing that is added up here is ever published as a
figure. A part's floor stays below every ceiling claimed for the whole; and places that lie apart from each other
together stay below it too. Measures, events and populations that are parts of one whole may overlap: no sum is made.
"""

# Types are not quoted by a __future__ import: each would be compiled by itself when a record's class is made.

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import accumulate, product
from typing import NamedTuple

from claims.compare.relation import Order, order
from claims.dates_iso import span
from claims.figure_say import say, write_number
from claims.interval import ACCUMULATING, interval, is_below
from claims.model import Claim, Comparison, Finding, Measure
from claims.text import fold

Key = tuple[str | None, ...]
Bound = tuple[int | Decimal, str, str | None]  # a floor or a ceiling, the id of its claim, its as_of
Ceiling = tuple[int | Decimal, str, Claim]  # a ceiling, the id of its claim, the claim
Top = tuple[int | Decimal, str, str]  # a floor, its place, the id of its claim

WHOLE_PLACE = ""
EVERYONE = "all"
WORLD = ("World", "the world", "worldwide", "global", "Monde", "Welt", "weltweit", "mundo", "мир", "العالم", "جهان")
"""Here and in no list of claims/vocabulary, as comparing starts without reading one."""
APART = 2  # so many places can lie apart from each other
COMMAS = ",،、，"
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


def scope_name(claim: Claim | Comparison) -> str:
    """Return what a claim or a comparison speaks of in words, without its event."""
    extra = [text for text in (claim.population if claim.population != EVERYONE else "", claim.place) if text]
    return claim.measure + (f" ({', '.join(extra)})" if extra else "")


def parts_above_wholes(
    comparisons: Sequence[Comparison], measures: Mapping[str, Measure], events: Mapping[str, str] | None = None
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
    wider = wider_measures(measures)
    # a city's percentage, or its first day, may well exceed its country's
    scopes = [scope for scope in scopes if measures[scope.measure].value_kind in ACCUMULATING]
    keyed = [(scope.key, scope) for scope in scopes]
    by_key = dict(keyed)
    larger_places = wider_places(scope.place for scope in scopes)
    found: dict[str, list[Finding]] = defaultdict(list)
    ceilings: dict[Key, list[Ceiling]] = {}
    for own, part in keyed:
        if own[2:4] == (EVERYONE, WHOLE_PLACE) and part.measure not in wider and part.event not in wider_events:
            continue
        top = _highest(part.claims)
        if top is None:
            continue
        ways = _ways(part, measures=wider, events=wider_events, places=larger_places)
        for key in ways:
            if key == own or key not in by_key:
                continue
            whole = by_key[key]
            if key not in ceilings:
                ceilings[key] = _lowest_first(whole.claims)
            if not ceilings[key] or ceilings[key][0][0] >= top:
                continue
            exceeding = list(_exceeding(part, ceilings[key]))
            found[part.id].extend(exceeding)
            if whole.event != part.event:
                found[whole.id].extend(exceeding)
    for whole, parts in _places(scopes, by_key=by_key):
        claims = {claim.id: claim for scope in (whole, *parts) for claim in scope.claims}
        places = [(part.place, _floors(part.claims)) for part in parts]
        found[whole.id].extend(
            sum_finding(claims[ceiling], [(place, claims[floor]) for _, place, floor in floors])
            for ceiling, floors in sums_exceeding(_ceilings(whole.claims), places)
        )
    return {key: tuple(findings) for key, findings in found.items() if findings}


def wider_measures(measures: Mapping[str, Measure]) -> dict[str, str]:
    """Return for each measure that is part of another the one that it is part of, after merges."""
    return {key: _canonical(item.part_of, measures) for key, item in measures.items() if item.part_of}


@lru_cache(maxsize=1024)
def is_world(place: str) -> bool:
    """Return whether a place is the world, of which every other place is a part."""
    return fold(place) in _worlds()


@cache
def _worlds() -> frozenset[str]:
    return frozenset(map(fold, WORLD))


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


def wider_places(places: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return for each place those of the others that it is part of by its name, but for the whole of an event.

    Those are the world, and what its own name ends with behind a comma: "Tehran, Iran" is part of "Iran".
    """
    names = {place: _parts_by_comma(place) for place in dict.fromkeys(places) if place != WHOLE_PLACE}
    worlds = tuple(place for place in names if is_world(place))
    by_name: dict[tuple[str, ...], list[str]] = defaultdict(list)
    if any(len(name) > 1 for name in names.values()):
        for place, name in names.items():
            by_name[name].append(place)
    found = {}
    for place, name in names.items():
        ends = [wide for start in range(1, len(name)) for wide in by_name.get(name[start:], ())]
        if ends or (worlds and place not in worlds):
            found[place] = (*ends, *(() if place in worlds else worlds))
    return found


@lru_cache(maxsize=4096)
def _parts_by_comma(place: str) -> tuple[str, ...]:
    if not any(mark in place for mark in COMMAS):
        return (fold(place),)
    return tuple(name for part in re.split(f"[{COMMAS}]", place) if (name := fold(part)))


def _ways(
    part: Scope, *, measures: Mapping[str, str], events: Mapping[str, str], places: Mapping[str, tuple[str, ...]]
) -> Iterator[Key]:
    """Yield what a scope can be part of: wider in event, measure, population or place, or in several of them."""
    ways = product(
        ancestors(part.event, events),
        ancestors(part.measure, measures),
        dict.fromkeys((part.population, EVERYONE)),
        dict.fromkeys((part.place, *places.get(part.place, ()), WHOLE_PLACE)),
    )
    return ((*way, part.period_start, part.as_of) for way in ways)


def _lowest_first(claims: Iterable[Claim]) -> list[Ceiling]:
    """Return the ceilings of a whole, each with the id of its claim and the claim."""
    found = [(interval(claim.figure)[1], claim.id, claim) for claim in claims]
    return sorted((ceiling, key, claim) for ceiling, key, claim in found if isinstance(ceiling, int | Decimal))


def _exceeding(part: Scope, ceilings: Sequence[Ceiling]) -> Iterator[Finding]:
    """Yield each floor of a part above a ceiling of its whole of the same date or later, with the lowest ceiling."""
    for smaller in part.claims:
        floor = interval(smaller.figure)[0]
        for ceiling, _, larger in ceilings:
            if not is_below(ceiling, floor):
                break
            if order(smaller.as_of, larger.as_of) in {Order.SAME, Order.EARLIER}:
                yield part_finding(smaller, larger)
                break


def part_finding(smaller: Claim, larger: Claim) -> Finding:
    """Return that a part's floor lies above its whole's ceiling."""
    whole = scope_name(larger) if larger.event == smaller.event else f"{scope_name(larger)} of {larger.event}"
    reason = (
        f"{smaller.source} says “{say(smaller.figure)}” for {scope_name(smaller)}, a part of {whole}, "
        f"for which {larger.source} says “{say(larger.figure)}”"
    )
    return Finding("part above whole", (smaller.id, larger.id), reason)


def _highest(claims: Iterable[Claim]) -> int | Decimal | None:
    floors = [low for claim in claims if isinstance(low := interval(claim.figure)[0], int | Decimal)]
    return max(floors, default=None)


def _places(scopes: Sequence[Scope], *, by_key: Mapping[Key, Scope]) -> Iterator[tuple[Scope, list[Scope]]]:
    """Yield each whole with the places below it, where there are several.

    The world is no such whole: beside countries, its tables list continents and other groups of them.
    """
    below: dict[Key, list[Scope]] = defaultdict(list)
    for scope in scopes:
        if scope.place != WHOLE_PLACE and not is_world(scope.place):
            key = scope.key
            below[(*key[:3], WHOLE_PLACE, *key[4:])].append(scope)
    for key, parts in below.items():
        if key in by_key and len(parts) >= APART:
            yield by_key[key], parts


def _floors(claims: Iterable[Claim]) -> list[Bound]:
    found = ((interval(claim.figure)[0], claim.id, claim.as_of) for claim in claims)
    return [(floor, key, as_of) for floor, key, as_of in found if isinstance(floor, int | Decimal) and floor > 0]


def _ceilings(claims: Iterable[Claim]) -> list[Bound]:
    found = ((interval(claim.figure)[1], claim.id, claim.as_of) for claim in claims)
    return [(ceiling, key, as_of) for ceiling, key, as_of in found if isinstance(ceiling, int | Decimal)]


def sums_exceeding(
    ceilings: Iterable[Bound], places: Iterable[tuple[str, Sequence[Bound]]]
) -> Iterator[tuple[str, list[Top]]]:
    """Yield the ceilings of a whole that lie below the sum of the highest floors of places apart from each other.

    Each by its claim, with the floors, their places and claims, the highest first. Floors are above zero.
    """
    tops = [_Tops(place, floors) for place, floors in places]
    for ceiling, larger, as_of in ceilings:
        floors = [top for part in tops if (top := part.until(as_of)) is not None]
        if sum(floor for floor, _, _ in floors) <= ceiling or any(floor > ceiling for floor, _, _ in floors):
            continue
        floors = _apart(floors)
        if sum(floor for floor, _, _ in floors) > ceiling:
            yield larger, floors


def sum_finding(larger: Claim, floors: Sequence[tuple[str, Claim]]) -> Finding:
    """Return that the floors of places apart from each other lie together above a whole's ceiling."""
    total = sum(low for _, claim in floors if isinstance(low := interval(claim.figure)[0], int | Decimal))
    listed = ", ".join(f"{place} {say(claim.figure)} ({claim.source})" for place, claim in floors)
    reason = (
        f"places that are taken as apart from each other have at least {write_number(total)} together "
        f"({listed}), more than “{say(larger.figure)}” that {larger.source} says for {scope_name(larger)}"
    )
    return Finding("parts above whole", (larger.id, *(claim.id for _, claim in floors)), reason)


class _Tops:
    """The highest floor of a part, as of any date: each is looked up, however many the part has."""

    def __init__(self, place: str, floors: Iterable[Bound]) -> None:
        self.place = place
        self.same: dict[str | None, tuple[int | Decimal, str]] = {}
        by_end: list[tuple[str, tuple[int | Decimal, str]]] = []
        for floor, claim, as_of in floors:
            one = (floor, claim)
            there = self.same.get(as_of)
            self.same[as_of] = one if there is None else max(one, there)
            if as_of is not None:
                by_end.append((span(as_of)[1], one))
        by_end.sort(key=_end)
        self.ends = [end for end, _ in by_end]
        self.highest = list(accumulate((one for _, one in by_end), max))

    def until(self, as_of: str | None) -> Top | None:
        """Return the highest floor as of the same date or certainly before, with the place and the claim."""
        found = self.same.get(as_of)
        if as_of is not None and (before := bisect_left(self.ends, span(as_of)[0])):
            earlier = self.highest[before - 1]
            found = earlier if found is None else max(found, earlier)
        return None if found is None else (found[0], self.place, found[1])


def _end(one: tuple[str, object]) -> str:
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
