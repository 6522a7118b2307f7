"""Figures that stand in columns of their own: low, best and high, and a modifier beside a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from claims.errors import AmbiguousFigure, NotAFigure
from claims.figure import parse
from claims.figure_hedges import has_known_words
from claims.mapping.flags import retry_by, set_flag
from claims.model import Figure, Hedge, Value
from claims.text import ascii_digits, fold

WORDS = {
    Hedge.EXACT: "",
    Hedge.AT_LEAST: "at least",
    Hedge.MORE_THAN: "more than",
    Hedge.AT_MOST: "at most",
    Hedge.FEWER_THAN: "fewer than",
    Hedge.BETWEEN: "",
    Hedge.ABOUT: "about",
    Hedge.NEARLY: "nearly",
    Hedge.VAGUE: "",
    Hedge.NONE: "",
}
_SIGNS = {
    "=": Hedge.EXACT,
    ">=": Hedge.AT_LEAST,
    "≥": Hedge.AT_LEAST,
    "+": Hedge.AT_LEAST,
    ">": Hedge.MORE_THAN,
    "<=": Hedge.AT_MOST,
    "≤": Hedge.AT_MOST,
    "<": Hedge.FEWER_THAN,
    "~": Hedge.ABOUT,
    "≈": Hedge.ABOUT,
}
_SPOKEN = {
    Hedge.EXACT: ("exactly", "precisely"),
    Hedge.AT_LEAST: ("no fewer than", "not less than", "minimum", "min"),
    Hedge.MORE_THAN: ("more", "over", "above", "greater than"),
    Hedge.AT_MOST: ("up to", "no more than", "maximum", "max"),
    Hedge.FEWER_THAN: ("less", "less than", "under", "below"),
    Hedge.BETWEEN: ("range",),
    Hedge.ABOUT: ("around", "approximately", "approx", "circa", "ca", "c", "roughly", "some"),
    Hedge.NEARLY: ("almost",),
}
_HEDGES = {fold(hedge.replace("_", " ")): hedge for hedge in Hedge} | {
    word: hedge for hedge, words in _SPOKEN.items() for word in words
}
_SAID = (Hedge.EXACT, *(hedge for hedge, words in WORDS.items() if words))
_BOUNDS = {
    Hedge.AT_LEAST: ({"low"}, "its number in low alone"),
    Hedge.MORE_THAN: ({"low"}, "the lowest number it allows in low alone"),
    Hedge.AT_MOST: ({"high"}, "its number in high alone"),
    Hedge.FEWER_THAN: ({"high"}, "the highest number it allows in high alone"),
    Hedge.ABOUT: ({"best"}, "its number in best alone: it states no bounds"),
    Hedge.NEARLY: ({"best"}, "its number in best alone: it states no bounds"),
}
_SPACED = re.compile(r"(?<=\d)[ \u00a0\u202f'’٬](?=\d{3}(?!\d))")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_NUMBERS = {
    ".": re.compile(r"[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?\Z"),
    ",": re.compile(r"[-+]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?\Z"),
}
_UNSURE = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}\Z")
_MOST_DIGITS = 30
_ONE_EACH = "low, best and high hold one number each; wording goes into says"
_WHICH_MARK = "say which mark is the decimal one: --set decimal=. or --set decimal=,"
_SAME = {"low": Hedge.AT_LEAST, "high": Hedge.AT_MOST}
_CHECK = "it cannot be true as it stands: look at the row's source, and ingest the row once it is corrected"


class NoBound(ValueError):
    """A cell or a set of bounds makes no figure; the text says why, hint what to do, field which bound is wrong."""

    def __init__(self, reason: str, *, hint: str = "", field: str | None = None) -> None:
        super().__init__(reason)
        self.hint = hint
        self.field = field


def hedge_of(text: str) -> Hedge | None:
    """Return the hedge that a modifier names in English, by sign or by our own word for it; None if it is another."""
    stripped = text.strip()
    return _SIGNS.get(stripped) or _HEDGES.get(fold(stripped))


def read_number(value: Any, *, decimal: str | None) -> Value:
    """Return the plain number or ISO date that a cell holds; raises NoBound.

    decimal is the decimal mark of the file, None if it is not known: then "1,234" and "1.234" are refused.
    """
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and not may_be_rounded(value):
        return whole(value)
    text = ascii_digits(str(value).strip()).replace("٫", ".")
    if text.isdecimal() and len(text) <= _MOST_DIGITS:
        return int(text)
    if _ISO_DATE.match(text):
        return text
    plain = _SPACED.sub("", text)
    if decimal is None and _UNSURE.match(plain):
        raise NoBound(f"“{text}” can be a whole number or a fraction", hint=_WHICH_MARK)
    for mark in (decimal,) if decimal else (".", ","):
        if len(plain) <= _MOST_DIGITS and _NUMBERS[mark].match(plain):
            group = "," if mark == "." else "."
            return whole(Decimal(plain.replace(group, "").replace(mark, ".")))
    raise NoBound(f"“{text}” is not a number", hint=_ONE_EACH)


def read_bound(value: Any, *, name: str, decimal: str | None) -> Value:
    """Return the number of a cell below "low", "best" or "high", also where words say the same as this header.

    So do "100+" below "low" and "up to 900" below "high". What says anything else of its number raises NoBound: a
    ceiling of more than 900 is none.
    """
    try:
        return read_number(value, decimal=decimal)
    except NoBound as error:
        if error.hint is not _ONE_EACH:
            raise
        text = str(value).strip()
        try:
            figure = parse(text, decimal_mark=decimal)
        except NotAFigure:
            raise error from None
        except AmbiguousFigure as unsure:
            raise NoBound(str(unsure), hint=_WHICH_MARK) from None
        number = figure.low if name == "low" else figure.high
        if figure.hedge is _SAME.get(name) and number is not None:
            return number
        number = figure.best if number is None else number
        meant = "" if number is None else str(number)
        way = retry_by(set_flag(f"names.{name}.{text}", meant))
        says = f"reads such cells as {meant}" if meant else "leaves this bound open"
        raise NoBound(str(error), hint=f"{_ONE_EACH}; {way} {says}", field=name) from None


def may_be_rounded(number: int | Decimal) -> bool:
    """Return whether a number of JSON has an exponent by which its last digits are not written: 1.2346e6, 1e5."""
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    return isinstance(exponent, int) and exponent > 0


def whole(number: int | Decimal) -> int | Decimal:
    """Return a number as int if it has no fraction: a count never prints as 161.0."""
    if isinstance(number, Decimal) and abs(number) < 10**_MOST_DIGITS and number == number.to_integral_value():
        return int(number)
    return number


def figure_of(hedge: Hedge | None, *, low: Value | None, best: Value | None, high: Value | None) -> Figure | None:
    """Return the figure of bounds and a hedge, None if no bound is given; raises NoBound if they do not fit.

    Without a hedge only what the names of the columns say is taken: low alone is a floor, high alone a ceiling, best
    alone the number; low and high are a range, or the number if they are equal.
    """
    given: dict[str, Value] = {k: v for k, v in (("low", low), ("best", best), ("high", high)) if v is not None}
    if not given:
        return None
    _check_order(given)
    if hedge is Hedge.EXACT:
        if len(set(given.values())) > 1:
            raise NoBound(f"“exact” stands beside different numbers ({_shown(given)})", hint=_CHECK)
        number = next(iter(given.values()))
        return Figure(Hedge.EXACT, number, number, number)
    if hedge in _BOUNDS:
        needed, where = _BOUNDS[hedge]
        if given.keys() != needed:
            raise NoBound(f"“{WORDS[hedge]}” does not fit {_shown(given)}", hint=f"it has {where}")
        return Figure(hedge, low, best, high)
    if hedge in {Hedge.VAGUE, Hedge.NONE}:
        raise NoBound(f"“{hedge}” does not fit {_shown(given)}", hint="it has no bounds; leave them empty")
    if given.keys() >= {"low", "high"}:
        if low == high and hedge is None:
            return Figure(Hedge.EXACT, low, low, low)
        return Figure(Hedge.BETWEEN, low, best, high)
    if hedge is Hedge.BETWEEN or len(given) > 1:
        raise NoBound(
            f"{_shown(given)} is half a range", hint="a range has low and high; else leave best or bound empty"
        )
    if best is not None:
        return Figure(Hedge.EXACT, best, best, best)
    return Figure(Hedge.AT_LEAST if low is not None else Hedge.AT_MOST, low, None, high)


def _check_order(given: dict[str, Value]) -> None:
    numbers = [value for value in given.values() if not isinstance(value, str)]
    if numbers and len(numbers) < len(given):
        raise NoBound(f"{_shown(given)} are numbers and dates at once", hint=_CHECK)
    for field, code in given.items():
        if not isinstance(code, str) and code < 0:
            hint = f"{_CHECK}; where {code} stands for what is not known: {retry_by(set_flag('not_stated', f'{code}'))}"
            raise NoBound(f"a figure cannot be negative ({_shown(given)})", hint=hint, field=field)
    values: list[Any] = list(given.values())
    if values == sorted(values):
        return
    low, best, high = (given.get(key) for key in ("low", "best", "high"))
    if low is not None and high is not None and values[0] > values[-1]:
        raise NoBound(f"low {low} is above high {high}", hint=_CHECK)
    raise NoBound(f"the range excludes its own best value {best} ({_shown(given)})", hint=_CHECK)


def _shown(given: dict[str, Value]) -> str:
    return ", ".join(f"{key} {value}" for key, value in given.items())


def worded(says: str, *, modifier: str) -> str:
    """Return a number and the modifier beside it as one wording: "about" and "600" give "about 600".

    Raises NoBound where the wording has words of its own that are not the modifier's, and where nobody knows the
    modifier: what it says of the number may be that it is a bound.
    """
    hedge = hedge_of(modifier)
    if hedge is None and not has_known_words(modifier.replace("_", " ")):
        means = set_flag(f"names.hedge.{modifier.strip()}", "about")
        hint = f"{retry_by(means)} says what it means, which is one of {', '.join(_SAID)}; or correct the cell"
        raise NoBound(f"what the modifier “{modifier.strip()}” says of {says} is not known", hint=hint, field="hedge")
    words = modifier.strip().replace("_", " ") if hedge is None else WORDS[hedge]
    if says[0].isdecimal():
        return f"{words} {says}" if words else says
    own = hedge_of(re.split(r"\d", ascii_digits(says), maxsplit=1)[0])
    if not words or own is hedge is not None or fold(says).startswith(fold(words)):
        return says
    raise NoBound(f"the modifier “{modifier}” stands beside “{says}”", hint="leave the modifier empty in this row")


Getter = Callable[[Any], Any]
"""Takes the cells of a row and gives one of them."""
