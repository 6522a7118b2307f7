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
from claims.dates_parts import part_of_year
from claims.errors import AmbiguousDate, NotADate
from claims.model import PartialDate, Precision
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
        found = _part(phrase) or _days(phrase, language, order)
        if found is None:
            raise
        return found


def _part(phrase: str) -> tuple[PartialDate, PartialDate] | None:
    """Return the first and the last day of the quarter or half of a year that a phrase is; None if it is none."""
    months = part_of_year(phrase)
    if months is None:
        return None
    first, last = months
    days = monthrange(int(last[:4]), int(last[5:]))[1]
    return PartialDate(f"{first}-01", Precision.DAY), PartialDate(f"{last}-{days}", Precision.DAY)


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
