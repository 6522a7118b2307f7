"""A small interval plot in characters: one line a figure, all on one scale, with an axis of a few ticks.

● is an exact number or a stated limit, ▸ and ◂ an open end, ├──┤ a range, ○ a number without bounds ("about"). A figure
without a number has its words in place of a mark; no end is drawn that nobody stated.
"""

# Types are not quoted by a __future__ import: each would be compiled by itself when a record's class is made.

import math
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from claims.model import Figure, Hedge, Value, ValueKind, ValueType

WORTH_A_LOG = 20
"""From this ratio of the largest to the smallest stated number on the scale is logarithmic."""
LEAST_COLUMNS = 12
LEAST_FIGURES = 2
BETWEEN_LABELS = 2
STEPS = (1, 2, 5)


class Bounds(NamedTuple):
    """A figure as numbers on a scale (dates are days); low and high are None where the source left them open."""

    low: float | None
    best: float | None
    high: float | None

    def stated(self) -> list[float]:
        """Return the numbers that were stated."""
        return [number for number in (self.low, self.best, self.high) if number is not None]


class Scale(NamedTuple):
    """Where numbers stand in so many columns; left and right are kept free for the arrows of open ends."""

    lowest: float
    highest: float
    columns: int
    left: int
    right: int
    is_log: bool

    def column(self, number: float) -> int:
        """Return the column of a number between lowest and highest."""
        room = self.columns - 1 - self.left - self.right
        start, end = self._place(self.lowest), self._place(self.highest)
        if start == end:
            return self.left + room // 2
        return self.left + round(room * (self._place(number) - start) / (end - start))

    def _place(self, number: float) -> float:
        if not self.is_log:
            return number
        return math.log(number) if self.lowest > 0 else math.log1p(number)


def bounds(figure: Figure, *, kind: ValueKind) -> Bounds | None:
    """Return what of a figure can be drawn: "more than 10,000" at 10,000, as it was stated; None without a number."""
    if figure.value_type is not ValueType.VALUE or kind is ValueKind.TEXT:
        return None
    step = 1 if kind is ValueKind.COUNT else 0
    low, best, high = (_number(value) for value in (figure.low, figure.best, figure.high))
    if figure.hedge is Hedge.MORE_THAN and low is not None:
        low -= step
    if figure.hedge is Hedge.FEWER_THAN and high is not None:
        high += step
    found = Bounds(low, best, high)
    return found if found.stated() else None


def _number(value: Value | None) -> float | None:
    if isinstance(value, int | Decimal):
        return float(value)
    try:
        return None if value is None else float(date.fromisoformat(value).toordinal())
    except ValueError:
        return None


def scale(figures: Sequence[Bounds | None], *, columns: int) -> Scale | None:
    """Return the scale on which figures can be compared; None without room or two that have a number."""
    drawn = [figure for figure in figures if figure is not None]
    if len(drawn) < LEAST_FIGURES or columns < LEAST_COLUMNS:
        return None
    numbers = [number for figure in drawn for number in figure.stated()]
    lowest, highest = min(numbers), max(numbers)
    above_zero = min((number for number in numbers if number > 0), default=0)
    is_log = lowest >= 0 and above_zero > 0 and highest / above_zero > WORTH_A_LOG
    left = 2 if any(figure.low is None and figure.high is not None for figure in drawn) else 0
    right = 2 if any(figure.high is None and figure.low is not None for figure in drawn) else 0
    return Scale(lowest, highest, columns, left, right, is_log)


def draw(figure: Bounds, *, on: Scale) -> str:
    """Return one figure drawn on a scale, as wide as the scale."""
    cells = [" "] * on.columns
    if figure.low is None and figure.high is None:
        cells[on.column(figure.stated()[0])] = "○"
        return "".join(cells)
    first = 0 if figure.low is None else on.column(figure.low)
    last = on.columns - 1 if figure.high is None else on.column(figure.high)
    cells[first : last + 1] = "─" * (last + 1 - first)
    cells[first] = "◂" if figure.low is None else "●" if figure.high is None else "├"
    cells[last] = "▸" if figure.high is None else "●" if figure.low is None else "┤"
    if figure.low == figure.high:
        cells[first] = "●"
    elif first == last:
        cells[first] = "┼"
    elif figure.low is not None and figure.high is not None and figure.best is not None:
        cells[on.column(figure.best)] = "●"
    return "".join(cells)


def axis(on: Scale, *, kind: ValueKind) -> tuple[str, str]:
    """Return the line under a plot and its labels, each as wide as the scale; labels never touch."""
    line, labels = ["─"] * on.columns, [" "] * on.columns
    for number in _ticks(on, kind=kind):
        label = _label(number, kind=kind)
        column = on.column(number)
        start = max(0, min(column - len(label) // 2, on.columns - len(label)))
        around = labels[max(0, start - BETWEEN_LABELS) : start + len(label) + BETWEEN_LABELS]
        if len(label) <= on.columns and not "".join(around).strip():
            labels[start : start + len(label)] = label
            line[column] = "┬"
    return "".join(line), "".join(labels)


def _ticks(on: Scale, *, kind: ValueKind) -> Iterator[float]:
    """Yield the numbers worth a label, the ends first."""
    yield from (on.lowest, on.highest)
    span = on.highest - on.lowest
    if span <= 0 or kind is ValueKind.DATE:
        return
    if on.is_log:
        first = math.floor(math.log10(max(on.lowest, 1)))
        powers = range(first, math.ceil(math.log10(on.highest)) + 1)
        inside = [step * 10.0**power for step in STEPS for power in powers]
    else:
        size = 10.0 ** math.floor(math.log10(span / 2))
        step = next((one * size for one in (5, 2, 1) if one * size * 2 <= span), size)
        inside = [step * number for number in range(math.ceil(on.lowest / step), math.floor(on.highest / step) + 1)]
    yield from (number for number in inside if on.lowest < number < on.highest)


def _label(number: float, *, kind: ValueKind) -> str:
    if kind is ValueKind.DATE:
        return date.fromordinal(round(number)).isoformat()
    return f"{number:,.0f}" if number == round(number) else f"{number:,.6g}"
