"""What a figure allows and what it states: bounds, stated numbers, and how far two of them lie apart."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from claims.model import CountKind, Hedge, ValueKind, ValueType

if TYPE_CHECKING:
    from claims.model import Figure, Measure, Value

FLOORS = frozenset({Hedge.AT_LEAST, Hedge.MORE_THAN})
CEILINGS = frozenset({Hedge.AT_MOST, Hedge.FEWER_THAN})
NUMERIC = frozenset({ValueKind.COUNT, ValueKind.QUANTITY, ValueKind.MONEY, ValueKind.PERCENT})
ACCUMULATING = frozenset({ValueKind.COUNT, ValueKind.QUANTITY, ValueKind.MONEY})
SPANNING = """(measure.value_kind in ('date', 'text')
  or measure.count_kind = 'cumulative' and measure.value_kind in ('count', 'quantity', 'money'))"""
"""What `spans_dates` says, in SQL over the table measure."""


def is_cumulative(measure: Measure) -> bool:
    """Return whether a measure is a running total, which cannot fall (UCDP and Every Casualty: totals only grow)."""
    return measure.count_kind is CountKind.CUMULATIVE and measure.value_kind in ACCUMULATING


def spans_dates(measure: Measure) -> bool:
    """Return whether claims of different dates speak of the same thing: running totals, dates of events, and texts."""
    return is_cumulative(measure) or measure.value_kind in {ValueKind.DATE, ValueKind.TEXT}


def interval(figure: Figure) -> tuple[Value | None, Value | None]:
    """Return the lowest and highest value that a figure allows; None where it sets no bound. "None" allows only 0."""
    if figure.value_type is ValueType.NOVALUE:
        return 0, 0
    return figure.low, figure.high


def stated(figure: Figure, kind: ValueKind) -> tuple[int | Decimal, int | Decimal] | None:
    """Return the numbers as stated (10,000 for "more than 10,000"), lowest and highest; None where none is stated."""
    if kind not in NUMERIC:
        return None
    numbers = [value for value in (figure.low, figure.best, figure.high) if isinstance(value, int | Decimal)]
    if not numbers:
        return None
    if kind is ValueKind.COUNT and figure.hedge is Hedge.MORE_THAN:
        return numbers[0] - 1, numbers[0] - 1
    if kind is ValueKind.COUNT and figure.hedge is Hedge.FEWER_THAN:
        return numbers[0] + 1, numbers[0] + 1
    return numbers[0], numbers[-1]


def is_below(a: Value | None, b: Value | None) -> bool:
    """Return whether bound a lies strictly below bound b; a missing bound never does."""
    if a is None or b is None:
        return False
    if isinstance(a, str) or isinstance(b, str):
        return str(a) < str(b)
    return a < b


def gap(
    a: tuple[int | Decimal, int | Decimal] | None, b: tuple[int | Decimal, int | Decimal] | None
) -> tuple[int | Decimal, int | Decimal] | None:
    """Return the stated numbers that face each other, (larger, smaller); None where a side states no number."""
    if a is None or b is None:
        return None
    return max(a[0], b[0]), min(a[1], b[1])


def ratio_of(facing: tuple[int | Decimal, int | Decimal] | None) -> Decimal | None:
    """Return larger by smaller, 1 where the stated ranges overlap, None without numbers or against a zero."""
    if facing is None or facing[1] <= 0:
        return None
    return max(Decimal(facing[0]) / Decimal(facing[1]), Decimal(1))


def rounded(ratio: Decimal) -> Decimal:
    """Return a ratio as it is printed everywhere: to two decimals, halves up."""
    return ratio.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def brackets(a: Figure, b: Figure) -> bool:
    """Return whether one is a bare floor and the other a bare ceiling: they state different ends of one range."""
    return (a.hedge in FLOORS and b.hedge in CEILINGS) or (b.hedge in FLOORS and a.hedge in CEILINGS)
