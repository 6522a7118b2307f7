"""A million wordings are a few hundred templates: "at least 161" and "at least 304" are read once, as "at least N".

A template is learned by reading it with sample numbers through the whole grammar; the bounds must then be linear in the
number ("more than N thousand" is 1,000 N + 1), or there is no template and every phrase is read by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claims.model import Figure, Hedge, Value, ValueKind
from claims.text import ascii_digits

_TOO_LARGE = 10**17
_RUN = re.compile(r"(?<![\d.,'’٬،٫·])\d{1,15}(?![\d.,'’٬،٫·])")
_ONE = re.compile(r"([^\d\0]*+)(?<![.,'’٬،٫·])([1-9][0-9]{0,14})(?![.,'’٬،٫·])([^\d\0]*+)")
"""A phrase with one plain number, as most are: one look finds what the other patterns find together."""
_ANY = re.compile(r"\d+")
_BESIDE = re.compile(r"\d[\s\u00a0\u202f\u2009]+\d")
_PLACE = "\x00"
_SAMPLES = ((4127, 8513), (5639, 9677))
"""Two pairs of ordinary numbers: no year, no round number, the second of each pair the larger."""
_DAYS = (17, 29)
"""A pair that can be days of a month: "12 November" is a date, and "4127 November" would be none."""
_FEW = (2, 3)
"""A pair that is too small beside a word: "dozens (at least 3)" is refused."""

Read = Callable[[str], Figure]


@dataclass(frozen=True, slots=True)
class Template:
    """What a wording means for a number n (and a second one): each bound as (factor, offset), or None."""

    hedge: Hedge
    low: tuple[int, int] | None = None
    best: tuple[int, int] | None = None
    high: tuple[int, int] | None = None

    def figure(self, numbers: Sequence[int]) -> Figure | None:
        """Return the figure for these numbers, in the order of the wording; None where it would grow out of bounds."""
        first, last = numbers[0], numbers[-1]
        low, best, high = _at(self.low, first), _at(self.best, first), _at(self.high, last)
        if (low or 0) >= _TOO_LARGE or (best or 0) >= _TOO_LARGE or (high or 0) >= _TOO_LARGE:
            return None
        return Figure(self.hedge, low, best, high)


def _at(bound: tuple[int, int] | None, number: int) -> int | None:
    return None if bound is None else bound[0] * number + bound[1]


def split(phrase: str) -> tuple[str, list[int]] | None:
    """Return a phrase with its numbers taken out, and them; None where they are not one or two plain whole numbers.

    A number with marks, a leading zero or a number beside it, a zero, or a second number not above the first is not
    plain: such phrases are read by the whole grammar.
    """
    plain = ascii_digits(phrase)
    one = _ONE.fullmatch(plain)
    if one is not None:
        return f"{one[1]}{_PLACE}{one[3]}", [int(one[2])]
    found = _RUN.findall(plain)
    if not 1 <= len(found) <= 2 or len(found) != len(_ANY.findall(plain)) or _PLACE in plain or _BESIDE.search(plain):
        return None
    if any(run[0] == "0" for run in found):
        return None
    numbers = [int(run) for run in found]
    if len(numbers) == 2 and numbers[0] >= numbers[1]:
        return None
    return _RUN.sub(_PLACE, plain), numbers


def learn(wording: str, *, count: int, kind: ValueKind, read: Read) -> Template | None:
    """Return the template of a wording with so many places for numbers, or None if it has none.

    read gives the figure of a phrase and raises what it raises; it is asked for two samples, days and a small one.
    """
    if kind is not ValueKind.COUNT:
        return None
    one, two, days, few = (read(filled(wording, sample[:count])) for sample in (*_SAMPLES, _DAYS, _FEW))
    if one.hedge is not two.hedge or one.hedge in {Hedge.VAGUE, Hedge.NONE}:
        return None
    if (count == 2) != (one.hedge is Hedge.BETWEEN) or (count == 2 and one.best is not None):
        return None
    try:
        template = Template(
            one.hedge,
            low=_line(one.low, two.low, at=(_SAMPLES[0][0], _SAMPLES[1][0])),
            best=_line(one.best, two.best, at=(_SAMPLES[0][0], _SAMPLES[1][0])),
            high=_line(one.high, two.high, at=(_SAMPLES[0][count - 1], _SAMPLES[1][count - 1])),
        )
    except ValueError:
        return None
    fits = template.figure(_DAYS[:count]) == days and template.figure(_FEW[:count]) == few
    return template if fits else None


def filled(wording: str, numbers: Sequence[int]) -> str:
    """Return a wording with numbers in its places, in their order."""
    for number in numbers:
        wording = wording.replace(_PLACE, str(number), 1)
    return wording


def _line(one: Value | None, two: Value | None, *, at: tuple[int, int]) -> tuple[int, int] | None:
    """Return factor and offset of the line through two bounds; raises ValueError where there is no whole one."""
    if one is None and two is None:
        return None
    if not (isinstance(one, int) and isinstance(two, int)):
        raise ValueError("no line")  # noqa: TRY004 - it says what is missing, not what type came
    factor, rest = divmod(two - one, at[1] - at[0])
    offset = one - factor * at[0]
    if rest or factor < 1 or abs(offset) > 1:
        raise ValueError("no line")
    return factor, offset
