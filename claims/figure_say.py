"""Figures in words and in signs, such that reading them again gives the same figure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from claims.lexicon_say import Lexicon, known_language, lexicon
from claims.model import Figure, Hedge, Value, ValueKind, ValueType

if TYPE_CHECKING:
    from claims.model import Measure

_PLURAL = 2
"""The printed policy for a plural unit: "dozens" are at least two of them."""

_THOUSAND, _NEAR = 1000, 5
_NO_NUMBER = {ValueType.NOVALUE: "novalue", ValueType.SOMEVALUE: "somevalue", ValueType.VALUE: "nofigure"}
_WITH_UNIT = frozenset({ValueKind.MONEY, ValueKind.QUANTITY, ValueKind.PERCENT})
_NUMBERS = (int, Decimal)
_SIGNS = {
    Hedge.EXACT: "{}",
    Hedge.AT_LEAST: "≥{}",
    Hedge.MORE_THAN: ">{}",
    Hedge.AT_MOST: "≤{}",
    Hedge.FEWER_THAN: "<{}",
    Hedge.ABOUT: "~{}",
    Hedge.NEARLY: "nearly {}",
}


def vague_floor(figure: Figure) -> int | None:
    """Return what a vague figure is printed to mean at least, None for any other figure.

    Policy, not data: a plural is at least two of its unit, so "dozens" is 24 and "hundreds" 200. It is never stored.
    """
    if figure.hedge is not Hedge.VAGUE or figure.magnitude is None:
        return None
    return _PLURAL * figure.magnitude


def stated_values(figure: Figure, *, kind: ValueKind = ValueKind.COUNT) -> tuple[Value, ...]:
    """Return the numbers as the source states them: 10,000 for "more than 10,000"; lower end, upper end, then best."""
    step = 1 if kind == ValueKind.COUNT else 0
    low, best, high = figure.low, figure.best, figure.high
    if figure.hedge is Hedge.EXACT:
        return () if best is None else (best,)
    if figure.hedge is Hedge.MORE_THAN and isinstance(low, _NUMBERS):
        low -= step
    if figure.hedge is Hedge.FEWER_THAN and isinstance(high, _NUMBERS):
        high += step
    return tuple([value for value in (low, high, best) if value is not None])


def say(figure: Figure, *, language: str = "en", kind: ValueKind = ValueKind.COUNT) -> str:
    """Return the figure in the words of a language: "at least 161", "dozens"; English where a language has none.

    Reading it with the same language and kind gives the figure back.
    """
    code = known_language(language) or "en"
    words = lexicon(code)
    hedge = figure.hedge
    if hedge is Hedge.NONE:
        return words.say[_NO_NUMBER[figure.value_type]]
    if hedge is Hedge.VAGUE:
        return _vague(figure, language=code)
    stated = stated_values(figure, kind=kind)
    if hedge is not Hedge.BETWEEN:
        value = stated[0]
        return words.say[hedge._value_].format(value if isinstance(value, str) else _written(value, words))
    numbers = [value if isinstance(value, str) else _written(value, words) for value in stated]
    numbers[1] = _upper_end(stated, numbers[1], words=words, kind=kind)
    template = words.say["between_best" if len(numbers) > 2 else "between"]
    return template.format(low=numbers[0], high=numbers[1], best=numbers[-1])


def sign(figure: Figure, *, kind: ValueKind = ValueKind.COUNT) -> str:
    """Return the figure as compactly as it can be read back as English: "≥161", "10–14", "12 (10–14)", "~600", "?"."""
    if figure.hedge is Hedge.NONE:
        return "?" if figure.value_type is ValueType.SOMEVALUE else lexicon("en").say[_NO_NUMBER[figure.value_type]]
    if figure.hedge is Hedge.VAGUE:
        return _vague(figure, language="en")
    stated = stated_values(figure, kind=kind)
    numbers = [write_number(value, language="en") for value in stated]
    if figure.hedge is Hedge.BETWEEN:
        numbers[1] = _upper_end(stated, numbers[1], words=lexicon("en"), kind=kind)
        ends = f"{numbers[0]}–{numbers[1]}"
        return f"{numbers[2]} ({ends})" if len(numbers) > 2 else ends
    return _SIGNS[figure.hedge].format(numbers[0])


def may_share_thousands(low: int | Decimal, high: int | Decimal) -> bool:
    """Return whether the thousands of an upper end may be those of the lower too: "100–120,000" is near 1,000 times."""
    return 0 < low < _THOUSAND and high % _THOUSAND == 0 and low < high / _THOUSAND <= low * _NEAR


def measured(measure: Measure) -> str:
    """Return what a measure is called, with the unit of figures that are no counts: "Cost of damage (USD)"."""
    has_unit = measure.unit and measure.value_kind in _WITH_UNIT and measure.unit not in measure.label
    return f"{measure.label} ({measure.unit})" if has_unit else measure.label


def write_number(value: Value, *, language: str = "en") -> str:
    """Return a number with the marks and digits of a language ("12.000", "۱۲٬۰۰۰"), never as 161.0."""
    return value if isinstance(value, str) else _written(value, lexicon(known_language(language) or "en"))


def _written(value: int | Decimal, words: Lexicon) -> str:
    if type(value) is int and not words.digits:
        return f"{value:,}".replace(",", words.group)
    if value == 0:
        value = 0
    elif isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    whole, _, fraction = f"{value:,f}".partition(".") if isinstance(value, Decimal) else (f"{value:,}", "", "")
    written = whole.replace(",", words.group) + (words.said_decimal + fraction if fraction else "")
    return (
        written.translate({48 + digit: native for digit, native in enumerate(words.digits)})
        if words.digits
        else written
    )


def _upper_end(stated: tuple[Value, ...], written: str, *, words: Lexicon, kind: ValueKind) -> str:
    """Return how an upper end is written: where its thousands could be read into the lower end, without their mark."""
    low, high = stated[0], stated[1]
    if kind != ValueKind.COUNT or not isinstance(low, _NUMBERS) or not isinstance(high, _NUMBERS):
        return written
    return written.replace(words.group, "") if may_share_thousands(low, high) else written


def _vague(figure: Figure, *, language: str) -> str:
    magnitude = figure.magnitude or 0
    words = lexicon(language).vague_words.get(magnitude) or lexicon("en").vague_words.get(magnitude)
    return words or f"multiples of {magnitude}"
