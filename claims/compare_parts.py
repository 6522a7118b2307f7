"""Part and whole (design rule 7): children killed cannot exceed killed, a city cannot exceed its country."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claims.compare_relation import Order, order
from claims.figure import say
from claims.interval import interval, is_below
from claims.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Claim, Comparison, Measure

WHOLE_PLACE = ""
EVERYONE = "all"


def parts_above_wholes(
    comparisons: Sequence[Comparison], *, measures: Mapping[str, Measure]
) -> dict[str, tuple[Finding, ...]]:
    """Return, by comparison id of the part, the claims whose floor exceeds a ceiling claimed for the whole.

    A part is a measure that is part_of another, a place beside the whole country, or a population beside everyone, with
    all else equal. A floor for a part must stay below a ceiling for the whole as of the same or a later date.
    """
    by_scope = {_scope(item): item for item in comparisons}
    found: dict[str, list[Finding]] = defaultdict(list)
    for part in comparisons:
        for whole in _wholes(part, by_scope=by_scope, measures=measures):
            found[part.id].extend(_exceeding(part, whole))
    return {key: tuple(findings) for key, findings in found.items() if findings}


def _scope(item: Comparison) -> tuple[str | None, ...]:
    return (item.event, item.measure, item.population, item.place, item.period_start, item.as_of)


def _wholes(
    part: Comparison, *, by_scope: Mapping[tuple[str | None, ...], Comparison], measures: Mapping[str, Measure]
) -> Iterable[Comparison]:
    event, measure, population, place, period_start, as_of = _scope(part)
    wider = measures[part.measure].part_of
    keys: list[tuple[str | None, ...]] = []
    if wider is not None:
        keys.append((event, wider, population, place, period_start, as_of))
    if place != WHOLE_PLACE:
        keys.append((event, measure, population, WHOLE_PLACE, period_start, as_of))
    if population != EVERYONE:
        keys.append((event, measure, EVERYONE, place, period_start, as_of))
    for key in keys:
        if key in by_scope:
            yield by_scope[key]


def _exceeding(part: Comparison, whole: Comparison) -> Iterable[Finding]:
    for smaller in _standing(part):
        for larger in _standing(whole):
            floor, ceiling = interval(smaller.figure)[0], interval(larger.figure)[1]
            when = order(smaller.as_of, larger.as_of)
            if is_below(ceiling, floor) and when in {Order.SAME, Order.EARLIER}:
                reason = (
                    f"{smaller.source} says “{say(smaller.figure)}” for {_name(part)}, a part of {_name(whole)}, "
                    f"for which {larger.source} says “{say(larger.figure)}”"
                )
                yield Finding("part above whole", (smaller.id, larger.id), reason)


def _standing(item: Comparison) -> list[Claim]:
    return [claim for claim in item.claims if claim.id in item.current]


def _name(item: Comparison) -> str:
    extra = [text for text in (item.population if item.population != EVERYONE else "", item.place) if text]
    return item.measure + (f" ({', '.join(extra)})" if extra else "")
