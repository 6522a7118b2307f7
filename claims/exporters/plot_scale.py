"""Where a value stands on an axis, and which ticks the axis has: linear, logarithmic or dates."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from claims.dates import say, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Value

Kind = Literal["log", "linear", "date"]

MOST_TICKS = 7
WIDE_APART = 4  # from this ratio of largest to smallest on, equal ratios tell more than equal differences
_STEPS = (1, 2, 5)
_DAYS_OF_YEAR = 365.2425
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


def place(value: Value) -> float:
    """Return a value as a number to draw: a date is the ordinal of its first day, a number is itself."""
    if isinstance(value, str):
        return float(date.fromisoformat(span(value)[0]).toordinal())
    return float(value)


def fitting(values: Sequence[Value]) -> Kind:
    """Return the kind of scale that suits some values: dates, else logarithmic where they lie far apart."""
    if any(isinstance(value, str) for value in values):
        return "date"
    numbers = sorted(float(value) for value in values if isinstance(value, int | Decimal))
    positive = [number for number in numbers if number > 0]
    if not positive or numbers[0] < 0:
        return "linear"
    return "log" if positive[-1] / positive[0] >= WIDE_APART else "linear"


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis: `at` gives the position between begin and end (pixels) of a value between low and high."""

    kind: Kind
    low: float
    high: float
    begin: float
    end: float

    def at(self, value: float) -> float:
        """Return the position of a value, rounded to a tenth of a pixel; values beyond the axis stand at its end."""
        inside = min(max(value, self.low), self.high)
        share = (self._level(inside) - self._level(self.low)) / (self._level(self.high) - self._level(self.low))
        return round(self.begin + share * (self.end - self.begin), 1)

    def _level(self, value: float) -> float:
        if self.kind != "log":
            return value
        return math.log1p(value) if self.low <= 0 else math.log(value)

    def ticks(self) -> list[tuple[float, str]]:
        """Return the values to mark with their labels, lowest first: never more than fit, never fewer than one."""
        if self.kind == "date":
            return _date_ticks(self.low, self.high)
        values = self._logarithmic() if self.kind == "log" else _even(self.low, self.high)
        return [(value, f"{value:,.10g}" if value % 1 else f"{value:,.0f}") for value in values]

    def _logarithmic(self) -> list[float]:
        lowest = self.low if self.low > 0 else 1.0
        powers = range(math.floor(math.log10(lowest)), math.ceil(math.log10(self.high)) + 1)
        zero = [0.0] if self.low <= 0 else []
        for steps in (_STEPS, (1, 3), (1,)):
            found = zero + [step * 10.0**power for power in powers for step in steps]
            found = [value for value in found if self.low <= value <= self.high]
            if len(found) <= MOST_TICKS:
                return found if len(found) > 2 else _even(self.low, self.high)
        return found[:: math.ceil(len(found) / MOST_TICKS)]


def scale_for(values: Sequence[Value], *, kind: Kind, begin: float, end: float) -> Scale:
    """Return an axis that holds some values with air on both sides; a linear one begins at zero."""
    numbers = [place(value) for value in values] or [0.0, 1.0]
    low, high = min(numbers), max(numbers)
    if kind == "log" and low >= 0 and high > 0:
        smallest = min(number for number in numbers if number > 0)
        floor = 0.0 if low == 0 else smallest / 1.35
        return Scale("log", floor, high * 1.6, begin, end)
    if kind == "date":
        air = max((high - low) * 0.12, 1.0)
        return Scale("date", low - air, high + air, begin, end)
    low = min(low, 0.0)
    return Scale("linear", low, high + ((high - low) * 0.15 or 1.0), begin, end)


def _even(low: float, high: float) -> list[float]:
    """Return round numbers at equal distances between two numbers."""
    rough = (high - low) / (MOST_TICKS - 1)
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(found for found in (1, 2, 2.5, 5, 10) if found * magnitude >= rough) * magnitude
    if step < 1 <= high - low:
        step = 1.0
    first = math.ceil(low / step)
    return [round(index * step, 10) for index in range(first, math.floor(high / step) + 1)]


def _date_ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Return the first days of years or months, or days, between two ordinals."""
    years = (high - low) / _DAYS_OF_YEAR
    if years >= MOST_TICKS / 2:
        step = next(step for step in _YEAR_STEPS if years / step <= MOST_TICKS)
        first, last = date.fromordinal(int(low)).year, date.fromordinal(int(high)).year
        days = [date(year, 1, 1) for year in range(first + -first % step, last + 1, step)]
        found = [(day, str(day.year)) for day in days]
    elif years * 12 >= 2:
        step = next((step for step in _MONTH_STEPS if years * 12 / step <= MOST_TICKS), 6)
        start = date.fromordinal(int(low))
        months = [start.year * 12 + start.month - 1 + index for index in range(int(years * 12) + 2)]
        days = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
        found = [(day, say(day.isoformat()[:7])) for day in days]
    else:
        step = max(1, math.ceil((high - low) / MOST_TICKS))
        days = [date.fromordinal(number) for number in range(math.ceil(low), int(high) + 1, step)]
        found = [(day, say(day.isoformat())) for day in days]
    return [(float(day.toordinal()), label) for day, label in found if low <= day.toordinal() <= high]
