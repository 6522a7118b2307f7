"""How two figures for the same thing relate: each rule a pure function (design rules 1 to 4).

The view claim_pair in schema.sql says the same in SQL at the default ratio; a test holds the two together.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from claims.dates_iso import span
from claims.figure_say import say, vague_floor
from claims.interval import brackets, gap, interval, is_below, is_cumulative, ratio_of, stated
from claims.model import Basis, Pair, Relation, ValueKind
from claims.text import isolate, strip_controls

if TYPE_CHECKING:
    from claims.model import Claim, Figure, Measure

DEFAULT_RATIO = Decimal("1.2")


class Order(Enum):
    """How the as_of dates of two claims stand to each other, as far as that is certain."""

    SAME = "same"
    EARLIER = "earlier"
    LATER = "later"
    UNKNOWN = "unknown"


def order(a: str | None, b: str | None) -> Order:
    """Return how as_of a stands to b; partial dates that overlap, or one date missing, give UNKNOWN."""
    if a == b:
        return Order.SAME
    if a is None or b is None:
        return Order.UNKNOWN
    first_a, last_a = span(a)
    first_b, last_b = span(b)
    if last_a < first_b:
        return Order.EARLIER
    if last_b < first_a:
        return Order.LATER
    return Order.UNKNOWN


def relate(
    a: Claim,
    b: Claim,
    *,
    measure: Measure,
    ratio: Decimal = DEFAULT_RATIO,
    kept_apart: str | None = None,
    explained: bool = True,
) -> Pair:
    """Return how two comparable claims relate, with the first reason that could explain it (rules 2 to 4).

    kept_apart is the reason of a live not_comparable link between them. With explained=False the reason is spelled out
    in no explanation, which takes most of the time. Symmetric: the order of a and b only decides
    which id comes first.
    """
    if b.id < a.id:
        a, b = b, a
    facing = gap(stated(a.figure, measure.value_kind), stated(b.figure, measure.value_kind))
    number = ratio_of(facing)
    if kept_apart is not None:
        return Pair(a.id, b.id, Relation.NOT_COMPARABLE, number, kept_apart, "kept apart by a person")
    relation, when = weigh(a, b, measure=measure, ratio=ratio, facing=facing)
    reason = _reason(a, b, relation=relation, when=when, kind=measure.value_kind)
    explanation = _explain(a, b, reason=reason, kind=measure.value_kind) if explained else ""
    return Pair(a.id, b.id, relation, number, reason, explanation)


def weigh(
    a: Claim, b: Claim, *, measure: Measure, ratio: Decimal, facing: tuple[int | Decimal, int | Decimal] | None
) -> tuple[Relation, Order]:
    """Return how two comparable claims relate and how their dates stand; facing is that of `relation_of`."""
    when = order(a.as_of, b.as_of)
    if when is not Order.SAME and not is_cumulative(measure):
        when = Order.UNKNOWN
    return relation_of(a.figure, b.figure, when=when, facing=facing, ratio=ratio, kind=measure.value_kind), when


def relation_of(
    a: Figure,
    b: Figure,
    *,
    when: Order,
    facing: tuple[int | Decimal, int | Decimal] | None,
    ratio: Decimal,
    kind: ValueKind,
) -> Relation:
    """Return how two figures relate; facing are the stated numbers nearest to each other, (larger, smaller).

    Design rules 2 to 4: what is impossible together contradicts, what can both be true but lies apart by more than the
    ratio diverges, the same figure agrees. when is UNKNOWN for different dates of what is no running total.
    """
    if a == b:
        return Relation.AGREES
    if kind is ValueKind.TEXT:
        return Relation.DIVERGES
    lower_a, upper_a = interval(a)
    lower_b, upper_b = interval(b)
    a_below, b_below = is_below(upper_a, lower_b), is_below(upper_b, lower_a)
    if (a_below or b_below) and when is Order.SAME:
        return Relation.CONTRADICTS
    if (b_below and when is Order.EARLIER) or (a_below and when is Order.LATER):
        return Relation.CONTRADICTS
    if brackets(a, b) and not (a_below or b_below):
        return Relation.COMPATIBLE
    if facing is None:
        apart = a_below or b_below or _is_loosely_below(a, b) or _is_loosely_below(b, a)
        return Relation.DIVERGES if apart else Relation.COMPATIBLE
    larger, smaller = facing
    if larger > smaller and Decimal(larger) > Decimal(smaller) * ratio:
        return Relation.DIVERGES
    return Relation.COMPATIBLE


def _is_loosely_below(a: Figure, b: Figure) -> bool:
    """Return whether a lies below b once "about 50" is taken as 50 and "dozens" by its printed policy as at least 24.

    Too loose to contradict, but "none" and "about 50" are not compatible either, nor are "exactly 5" and "hundreds".
    """
    upper, lower = interval(a)[1], interval(b)[0]
    lower = lower if lower is not None else b.best
    lower = lower if lower is not None else vague_floor(b)
    return is_below(upper if upper is not None else a.best, lower)


def _reason(a: Claim, b: Claim, *, relation: Relation, when: Order, kind: ValueKind) -> str:
    if relation is Relation.AGREES:
        return "equal"
    if relation is Relation.COMPATIBLE:
        return _compatible_reason(a, b, when=when, kind=kind)
    if a.basis is not b.basis:
        return "basis"
    if relation is Relation.CONTRADICTS:
        return "same as_of" if when is Order.SAME else "total fell"
    if when in {Order.EARLIER, Order.LATER}:
        return "later information"
    return "unexplained" if when is Order.SAME else "as_of unknown"


def _compatible_reason(a: Claim, b: Claim, *, when: Order, kind: ValueKind) -> str:
    first, second = stated(a.figure, kind), stated(b.figure, kind)
    facing = gap(first, second)
    if first is None or second is None or facing is None:
        return "no number"
    if brackets(a.figure, b.figure):
        return "floor and ceiling"
    if facing[0] <= facing[1]:
        return "overlap"
    b_larger = first[0] < second[0]
    if (when is Order.EARLIER and b_larger) or (when is Order.LATER and not b_larger):
        return "growth"
    return "within ratio"


def _explain(a: Claim, b: Claim, *, reason: str, kind: ValueKind) -> str:
    """Return the reason with the two figures, so that it can be checked without looking anything up."""
    first, second = (isolate(strip_controls(say(claim.figure, kind=kind))) for claim in (a, b))
    dates = f"as of {a.as_of or 'no date'} and {b.as_of or 'no date'}"
    figures = f"“{first}” and “{second}”"
    if reason == "basis":
        unstated = {a.basis, b.basis} & {Basis.UNSTATED}
        kinds = f"{a.basis} v {b.basis}" + (" (not stated by one of them)" if unstated else "")
        return f"{figures}: {kinds}, {dates}"
    if reason == "same as_of":
        when = f"both as of {a.as_of}" if a.as_of else "both without a date"
        return f"{figures} cannot both be true, {when}"
    if reason == "total fell":
        return f"{figures}, {dates}: a running total cannot fall below an earlier floor"
    return f"{figures}, {dates}"
