"""Days from one to another as one cell states them: "6–8 December 1982", "du 3 au 5 mai 2020", "Q1 2023".

What both ends share stands once: the month and the year behind the last day, or before the first. Only what can be read
in one way is: both ends are days, and the first comes before the last.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from typing import TYPE_CHECKING

from claims import dates
from claims.errors import AmbiguousDate, NotADate
from claims.model import PartialDate, Precision
from claims.text import ascii_digits
from claims.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 100
_ORDERS: tuple[dates.Order, ...] = ("dmy", "mdy")
_DAY = re.compile(r"\d{1,2}(?:\.|\s?(?:st|nd|rd|th|er|º|ª|°|日|일))?", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NUMBERS = re.compile(r"\d{1,2}(?P<mark>[./])\d{1,2}(?P=mark)\d{4}")
_NUMBERS_WITHOUT_YEAR = re.compile(r"\d{1,2}(?P<mark>[./])\d{1,2}\.?")
_DAY_AND_YEAR = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?P<year>,?\s+\d{4})")
_LETTER = re.compile(r"[^\W\d_]{3,}|[月월]|(?=[^\W\d_])[\u0900-\u0e7f]")


_QUARTERS = re.compile(
    r"""[QT]\s?(?P<a>[1-4])(?:\s?[-/.]\s?|\s|\sde\s|)(?P<b>\d{4})            # Q1 2023, T1-2023
    | (?P<c>\d{4})(?:\s?[-/.]\s?|\s|)[QT](?P<d>[1-4])                         # 2023-Q1, 2023T1
    | (?P<e>[1-4])\s?[QT](?:\s?[-/.]\s?|\s|)(?P<f>\d{4})                      # 1T2023
    | (?P<g>[1-4]|I{1,3}|IV)(?:\.|º|°|er|e|ème|st|nd|rd|th|-?й)?\s?
      (?:quarter|trimestre|trim|Quartal|квартал|кв|kwartał|çeyrek)\.?(?:\s(?:of|de|del|du))?\s(?P<h>\d{4})(?:\s?г\.?|\sгода)?
    | (?P<i>\d{4})年第?(?P<j>[1-4一二三四])(?:四半期|季度)""",
    re.VERBOSE | re.IGNORECASE,
)
"""A quarter of a year as tables of several languages write it; T is trimestre."""
_HALVES = re.compile(
    r"""(?:H|HY|S)\s?(?P<a>[12])(?:\s?[-/.]\s?|\s|)(?P<b>\d{4})                    # H1 2020, S2-2021
    | (?P<c>\d{4})(?:\s?[-/.]\s?|\s|)(?:H|HY|S)(?P<d>[12])                        # 2020H1
    | (?P<e>[12])(?:H|HJ|S)(?:\s?[-/.]\s?|\s|)(?P<f>\d{4})                        # 1H2020
    | (?P<g>[12]|I{1,2}|first|second|erste[sn]?|zweite[sn]?|premier|deuxième|primer|segundo|primeiro|primo|secondo
      |первое|второе|перше|друге)(?:\.|º|°|er|e|ème|st|nd|-?[ео]?е)?\s?
      (?:half(?:[-\s]year)?|Halbjahr|semestre|sem|полугодие|півріччя)\.?
      (?:\s(?:of|de|del|du|do))?\s(?P<h>\d{4})(?:\s?г\.?|\sгода|\sроку)?
    | (?P<i>\d{4})年(?P<j>[上下])半[年期]""",
    re.VERBOSE | re.IGNORECASE,
)
"""A half of a year; S is semestre."""
_SECOND = frozenset(
    ("ii", "second", "zweite", "zweites", "zweiten", "deuxième", "segundo", "secondo", "второе", "друге", "下")
)
_FOUR = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "一": 1, "二": 2, "三": 3, "四": 4}


@cache
def between_days() -> re.Pattern[str]:
    """Return the pattern of what may stand between the first and the last of several days."""
    words = "|".join(wordlist("dates")["between"])
    return re.compile(rf"\s*[‒–—―−~〜～至]\s*|\s*-\s*|(?<=\d\d-\d\d)/(?=\d{{4}}-)|\s+(?:{words})\s+", re.IGNORECASE)


@cache
def _before_days() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(wordlist('dates')['from'])})\s+(?:(?:le|el|dem)\s+)?(?=\d)", re.IGNORECASE)


def read_days(
    phrase: str, *, language: str | None = None, order: dates.Order | None = None
) -> tuple[PartialDate | None, PartialDate]:
    """Return the first and the last day that a phrase states, or None and its date where it states one.

    language and order are those of `claims.dates.parse`, whose errors it raises: for what is no days in a row, too.
    """
    try:
        return None, dates.parse(phrase, language=language, order=order)
    except NotADate:
        found = _quarter(phrase) or _half(phrase) or _days(phrase, language, order)
        if found is None:
            raise
        return found


def _quarter(phrase: str) -> tuple[PartialDate, PartialDate] | None:
    """Return the first and the last day of the quarter of a year that a phrase states; None if it states none."""
    match = _QUARTERS.fullmatch(" ".join(ascii_digits(phrase).split()))
    if match is None:
        return None
    year = int(match["b"] or match["c"] or match["f"] or match["h"] or match["i"])
    said = (match["a"] or match["d"] or match["e"] or match["g"] or match["j"]).lower()
    month = 3 * (_FOUR.get(said) or int(said))
    days = monthrange(year, month)[1] if year else 0
    ends = (f"{year:04}-{month - 2:02}-01", f"{year:04}-{month:02}-{days}")
    return (PartialDate(ends[0], Precision.DAY), PartialDate(ends[1], Precision.DAY)) if year else None


def _half(phrase: str) -> tuple[PartialDate, PartialDate] | None:
    """Return the first and the last day of the half of a year that a phrase states; None if it states none."""
    match = _HALVES.fullmatch(" ".join(ascii_digits(phrase).split()))
    if match is None:
        return None
    year = match["b"] or match["c"] or match["f"] or match["h"] or match["i"]
    said = match["a"] or match["d"] or match["e"] or match["g"] or match["j"]
    ends = (f"{year}-07-01", f"{year}-12-31") if _is_second(said) else (f"{year}-01-01", f"{year}-06-30")
    return (PartialDate(ends[0], Precision.DAY), PartialDate(ends[1], Precision.DAY)) if int(year) else None


def _is_second(said: str) -> bool:
    return said == "2" or said.lower() in _SECOND


def is_in_year(phrase: str) -> bool:
    """Return whether a phrase states a quarter or a half of a year."""
    return _quarter(phrase) is not None or _half(phrase) is not None


def tells_time(phrase: str) -> bool:
    """Return whether a phrase of words and numbers says when, be it as roughly as "end of 2019"."""
    try:
        read_days(phrase)
    except NotADate as error:
        return error.is_time
    except AmbiguousDate:
        return True
    return True


def is_days(phrase: str) -> bool:
    """Return whether a phrase states days from one to another, and not one date."""
    try:
        return read_days(phrase)[0] is not None
    except (NotADate, AmbiguousDate):
        return False


def _days(phrase: str, language: str | None, order: dates.Order | None) -> tuple[PartialDate, PartialDate] | None:
    if len(phrase) > _LONGEST:
        return None
    text = _before_days().sub("", " ".join(phrase.split()), count=1)
    found = set(_read(text, language, order))
    if not found and order is None:  # 3/5/2020 - 15/5/2020: both ends are in one order
        found = {ends for way in _ORDERS for ends in _read(text, language, way)}
    if len(found) != 1:
        return None
    first, last = found.pop()
    return PartialDate(first, Precision.DAY), PartialDate(last, Precision.DAY)


def _read(text: str, language: str | None, order: dates.Order | None) -> Iterator[tuple[str, str]]:
    """Yield the first and the last day by each mark that may stand between them."""
    for mark in between_days().finditer(text):
        for first, last, way in _whole(text[: mark.start()], text[mark.end() :], order):
            try:
                ends = [dates.parse(one, language=language, order=way) for one in (first, last)]
            except (NotADate, AmbiguousDate):
                continue
            if all(one.precision is Precision.DAY for one in ends) and ends[0].iso < ends[1].iso:
                yield ends[0].iso, ends[1].iso


def _whole(first: str, last: str, order: dates.Order | None) -> Iterator[tuple[str, str, dates.Order | None]]:
    """Yield both ends with what they share written out, and the order of their numbers."""
    yield first, last, order
    year = _YEAR.search(last)
    if _DAY.fullmatch(first):
        if _NUMBERS.fullmatch(last) and order in (None, "dmy"):  # 3-5/5/2020
            yield last.replace(_lone(last), first.rstrip("."), 1), last, "dmy"
        elif _LETTER.search(last) and len(_SHORT_NUMBER.findall(last)) == 1:  # 6–8 December 1982
            yield _SHORT_NUMBER.sub(_lone(first), last), last, order
    elif _DAY.fullmatch(last):  # 2020年5月3日至5日
        shorts = list(_SHORT_NUMBER.finditer(first))
        if shorts and not _YEAR.search(first, shorts[-1].end()):
            yield first, f"{first[: shorts[-1].start()]}{_lone(last)}{first[shorts[-1].end() :]}", order
    elif year is not None and not _YEAR.search(first):
        if numbers := _NUMBERS_WITHOUT_YEAR.fullmatch(first):  # 28.2.–3.3.2020
            way = "dmy" if numbers["mark"] == "." and order is None else order
            yield f"{first.rstrip('.')}{numbers['mark']}{year[0]}", last, way
        elif behind := _DAY_AND_YEAR.fullmatch(last):  # December 6–8, 1982
            if len(_SHORT_NUMBER.findall(first)) == 1:
                ended = _SHORT_NUMBER.sub(behind["day"], first)
                yield f"{first}{behind['year']}", f"{ended}{behind['year']}", order
        elif _LETTER.search(first):  # 28 Feb – 3 Mar 2020
            yield f"{first} {year[0]}", last, order


def _lone(text: str) -> str:
    """Return the first number of one or two digits in a text that has one."""
    return next(_SHORT_NUMBER.finditer(text))[0]
