"""Dates as sources write them, as precise as stated: a phrase goes in, a `PartialDate` comes out or a refusal.

Nothing is guessed. Day first or month first is taken from the language, from `order` or from the numbers themselves;
what stays open raises AmbiguousDate, and what names no day, month or year of its own raises NotADate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date as day_of
from datetime import timedelta
from functools import lru_cache
from typing import Literal

from claims import dates_words
from claims.dates_calendar import (
    FIRST_BUDDHIST_YEAR,
    FIRST_OTHER_YEAR,
    LAST_OTHER_YEAR,
    base_language,
    calendar_of,
    is_day_first,
    jalali,
    refuse_buddhist_year,
    refuse_undecided_year,
    without_buddhist_year,
)
from claims.dates_eras import without_era
from claims.dates_hijri import halves
from claims.dates_iso import FIRST_YEAR, from_iso, gregorian, span
from claims.errors import AmbiguousDate, NotADate
from claims.model import PartialDate, Precision
from claims.text import ascii_digits

__all__ = ["Order", "column_order", "is_later", "parse", "precision", "say", "span"]

Order = Literal["dmy", "mdy", "ymd"]

_LONGEST_PHRASE = 100
_CERTAIN = (str(LAST_OTHER_YEAR), str(FIRST_BUDDHIST_YEAR))
"""Between what years the first four digits of an ISO date are of no other calendar."""
_THREE_NUMBERS = re.compile(r"(\d{1,4})(\s?[-./]\s?|\s)(\d{1,2})\2(\d{1,4})\.?")
_NO_YEAR = "it gives no year of four digits"
_TWO_NUMBERS = re.compile(r"(\d{1,4})\s?([-./])\s?(\d{1,4})")
_ISO_WEEK_DAY = re.compile(r"[12]\d{3}-?W\d\d-?[1-7]")
"""A day by its week (ISO 8601): 2024-W12-3."""
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN = re.compile(r"(\d{1,2})(\s?[-./]\s?|\s)([IVX]{1,4})\2(\d{4})\.?")
"""A day with its month in Roman numerals: 16/III/2022, 27-II-2021, 3. IX. 1998."""
_EAST = re.compile(
    r"""(\d{4})\s?[年년]\s?(?:[(（](?:明治|大正|昭和|平成|令和)(?:\d{1,2}|元)年[)）]\s?)?    # 1995年（平成7年）1月
    (?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日号號일])?)?    # 2008年9月18日, 2008년 9월 18일
    (?:\s?[(（]?(?:(?:星期|[周週])[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일|(?<=[(（])[月火水木金土日월화수목금토일])[)）]?)?
    (?:\s?(?:[上下]午|午[前後]|오[전후])?\s?\d{1,2}\s?(?:[时時点點시]\s?(?:\d{1,2}\s?[分분])?|:\d\d(?::\d\d)?))?""",
    re.VERBOSE,
)
"""How Chinese, Japanese and Korean write days, months and years; the hour, the era and the weekday are left out."""
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_FIRST_SERIAL, _FIRST_SERIAL_OF_1904 = day_of(1899, 12, 30), day_of(1904, 1, 1)
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")
_FIRST_SECOND = day_of(1970, 1, 1)
_TIME_OF_DAY = re.compile(
    r"""(?:^|(?<=\d)T|[,\s]\s*)
    (?: (?:[01]?\d|2[0-4]):[0-5]\d (?::[0-6]\d(?:[.,]\d+)?)? (?:\s*[ap]\.?m\b\.?)?   # 10:00, 10:00:00.5, 3:30 pm
      | (?<=T)(?:[01]\d|2[0-4])[0-5]\d (?:[0-6]\d(?:[.,]\d+)?)?                       # T100000
      | (?:0?\d|1[0-2])\s?[ap]\.?m\b\.? )                                            # 4pm
    (?:\s*(?:Z|UTC|GMT)\b | \s*[+-]\d{2}(?::?\d{2})?(?!\d))?
    (?=$|[\s,])
    | (?<=\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$                                   # an XML date with its zone
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HYPHENS = re.compile("[\u2010\u2011]")
_INVISIBLE = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_PERSIAN_DIGIT = re.compile("[۰-۹]")
# Languages that are written with the digits of Persian or near them, but keep another calendar beside the Gregorian.
_OTHER_CALENDARS = ("ar", "ur")

_OF_OUR_ERA = re.compile(r"(\d{3,4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?\s+(?:AD|CE)")
"""A day or a month of numbers alone, its year first, which is said to be of our era: "1403-7-21 AD"."""
_SAID_TWICE = re.compile(r"(.*(?<!\d)(\d{4})(?!\d)(?:.*\S)?)\s\2\Z")
"""A year once more behind a date that has it, as a mapping adds it to all cells: "{Date} 2013"."""


def parse(phrase: str, *, language: str | None = None, order: Order | None = None) -> PartialDate:
    """Return the date that a phrase states, as precisely as it states it.

    language is a code such as "fa" and decides whether 02/12/2019 is day first (English does not) and whether 1398 is a
    Jalali year; order says it for a column. A time of day is left out. Raises AmbiguousDate or NotADate.
    """
    return _parse(phrase, language, order)


def column_order(cells: Iterable[str]) -> Literal["dmy", "mdy"] | None:
    """Return the order that the dates of a column prove by a part above 12; None without proof or with both proofs."""
    proofs: set[Literal["dmy", "mdy"]] = set()
    for cell in cells:
        match = _THREE_NUMBERS.fullmatch(_without_time(_plain(cell)).strip())
        if match and len(match[4]) == 4 and len(match[1]) <= 2:
            first, second = int(match[1]), int(match[3])
            if 12 < first <= 31 and second <= 12:
                proofs.add("dmy")
            elif 12 < second <= 31 and first <= 12:
                proofs.add("mdy")
    return proofs.pop() if len(proofs) == 1 else None


def lacks_its_year(cell: str) -> bool:
    """Return whether a cell is a day of which the year has two digits, or is left out: 5.10.23, "4 August"."""
    try:
        _parse(cell, None, None)
    except NotADate as error:
        return bool(error.written) or error.lacks_year
    except AmbiguousDate:
        pass
    return False


def needs_order(cell: str) -> bool:
    """Return whether a date of numbers alone can be read day first and month first: 01.12.2019, 1/12/2019."""
    try:
        _parse(cell, None, None)
    except AmbiguousDate:
        return True
    except NotADate:
        pass
    return False


def precision(iso: str) -> Precision:
    """Return how much an ISO date states; raises NotADate if it is none."""
    return from_iso(iso).precision


def is_later(a: PartialDate | str, b: PartialDate | str) -> bool:
    """Tell whether a is certainly after b: its first day comes after the last day of b."""
    return span(a)[0] > span(b)[1]


def say(date: PartialDate | str, *, language: str = "en") -> str:
    """Return the date for people, no more precise than it is: "2 Dec 2019", "Dec 2019", "2019".

    A language without names of months gets the ISO form.
    """
    iso = (date if isinstance(date, PartialDate) else from_iso(date)).iso
    code = base_language(language)
    is_early = iso < str(FIRST_YEAR)
    if code is None or (len(iso) == 4 and not is_early) or (is_early and code != "en"):
        return iso
    year = f"{int(iso[:4])} AD" if is_early else iso[:4]
    if len(iso) == 4:
        return year
    names, month = calendar_of(code), int(iso[5:7]) - 1
    if len(iso) == 7:
        return f"{names.get('say_month', names['say'])[month]} {year}"
    return str(names["say_day"]).format(day=int(iso[8:]), month=names["say"][month], year=year)


@lru_cache(maxsize=16384)
def _parse(phrase: str, language: str | None, order: Order | None) -> PartialDate:
    if len(phrase) == 10 and phrase[4] == phrase[7] == "-" and _CERTAIN[0] < phrase[:4] < _CERTAIN[1]:
        try:
            return PartialDate(day_of.fromisoformat(phrase).isoformat(), Precision.DAY)
        except ValueError:
            pass
    plain = _plain(phrase)
    if not plain:
        raise NotADate(phrase, reason="it is empty")
    if len(plain) > _LONGEST_PHRASE:
        raise NotADate(phrase[:_LONGEST_PHRASE] + "…", reason="it is too long to be a date")
    plain = without_buddhist_year(_SAID_TWICE.sub(r"\1", plain), language=language)
    if match := _OF_OUR_ERA.fullmatch(plain):
        return gregorian(phrase, year=int(match[1]), month=int(match[3]), day=int(match[4] or 0), since=1)
    plain, era = without_era(plain)
    is_persian = _is_persian(phrase, language)
    without_time = _without_time(plain).strip()
    found = _read_numbers(phrase, without_time, (language, order), is_persian=is_persian)
    if found is None:
        rest = dates_words.without_weekday(without_time)
        found = _read_numbers(phrase, rest, (language, order), is_persian=is_persian) if rest != without_time else None
    if found is not None:
        return era.checked(phrase, found) if era else found
    return _read_beside_hijri(plain, language, order) or dates_words.read(
        phrase, plain=plain, without_time=without_time, language=base_language(language), is_persian=is_persian
    )


def _read_beside_hijri(plain: str, language: str | None, order: Order | None) -> PartialDate | None:
    """Return the day of ours that stands beside the same day of the Islamic calendar; None without any."""
    for theirs, ours in halves(plain):
        day = dates_words.hijri_of(theirs, base_language(language))
        try:
            found = _parse(ours, language, order) if day is not None else None
        except (NotADate, AmbiguousDate):
            continue
        if day is not None and found is not None and found.precision is Precision.DAY and day.is_about(found.iso):
            return found
    return None


def _plain(phrase: str) -> str:
    """Return the phrase with ASCII digits and hyphens and without invisible marks and outer white space."""
    return _INVISIBLE.sub("", _HYPHENS.sub("-", ascii_digits(phrase))).strip()


def _without_time(plain: str) -> str:
    return _TIME_OF_DAY.sub(" ", plain, count=1) if len(plain) > 10 else plain


def _is_persian(phrase: str, language: str | None) -> bool:
    """Tell whether a bare year from 1200 to 1500 is of the Jalali calendar, by the language or by Persian digits."""
    if base_language(language) == "fa":
        return True
    given = (language or "").lower().replace("_", "-").split("-")[0]
    return given not in _OTHER_CALENDARS and _PERSIAN_DIGIT.search(phrase) is not None


def _read_numbers(
    phrase: str, plain: str, hints: tuple[str | None, Order | None], *, is_persian: bool
) -> PartialDate | None:
    """Return the date of a phrase of numbers only, None if it is no such phrase; hints are language and order."""
    _refuse_counted(phrase, plain)
    if match := _THREE_NUMBERS.fullmatch(plain):
        first, second, third = match[1], match[3], match[4]
        if len(first) == 4 and len(third) <= 2:
            return _dated(phrase, (int(first), int(second), int(third)), is_persian=is_persian)
        if len(third) == 4 and len(first) <= 2:
            return _read_year_last(phrase, (int(first), int(second), int(third)), hints, is_persian=is_persian)
        mark = match[2].strip() or " "
        written = tuple(
            way.replace("-", mark)
            for order, way, day, month in (("dmy", "%d-%m-%y", first, second), ("mdy", "%m-%d-%y", second, first))
            if hints[1] in {None, order} and 1 <= int(day) <= 31 and 1 <= int(month) <= 12
        )
        raise NotADate(phrase, reason=_NO_YEAR, hint=dates_words.FULL_YEAR, written=written)
    if (match := _ROMAN.fullmatch(plain)) and match[3] in _ROMAN_MONTHS:
        date = (int(match[4]), _ROMAN_MONTHS.index(match[3]) + 1, int(match[1]))
        return _dated(phrase, date, is_persian=is_persian)
    if _ISO_WEEK_DAY.fullmatch(plain):
        try:
            return PartialDate(day_of.fromisoformat(plain).isoformat(), Precision.DAY)
        except ValueError:
            raise NotADate(phrase, reason="there is no such day of a week") from None
    if match := _EIGHT_DIGITS.fullmatch(plain):
        return _dated(phrase, (int(match[1]), int(match[2]), int(match[3])), is_persian=is_persian)
    if match := _EAST.fullmatch(plain):
        return _read_east(phrase, match)
    if match := _TWO_NUMBERS.fullmatch(plain):
        return _read_month(phrase, match, is_persian=is_persian)
    return None


def _read_month(phrase: str, match: re.Match[str], *, is_persian: bool) -> PartialDate:
    """Return the month with its year that two numbers are; raises NotADate."""
    first, mark, second = match[1], match[2], match[3]
    if len(first) == 4 and len(second) <= 2 and mark != ".":
        return _dated(phrase, (int(first), int(second), None), is_persian=is_persian)
    if len(second) == 4 and len(first) <= 2:
        return _dated(phrase, (int(second), int(first), None), is_persian=is_persian)
    if 4 in (len(first), len(second)):
        raise NotADate(phrase, reason="it is no month with its year")
    raise NotADate(phrase, reason=_NO_YEAR, hint=dates_words.FULL_YEAR, lacks_year=True)


def _read_east(phrase: str, match: re.Match[str]) -> PartialDate:
    year, month, day = (int(part or 0) for part in match.groups())
    if match[2]:
        return _dated(phrase, (year, month, day if match[3] else None), is_persian=False)
    refuse_undecided_year(phrase, year=year)
    return gregorian(phrase, year=year)


def _refuse_counted(phrase: str, plain: str) -> None:
    """Refuse days counted as spreadsheet programs do and seconds as computers do, with the days that they may be."""
    if _SERIAL.fullmatch(plain):
        days = timedelta(days=int(plain.partition(".")[0]))
        hint = (
            f"--set written.as_of=days reads the column, this as {_FIRST_SERIAL + days}, or "
            f"{_FIRST_SERIAL_OF_1904 + days} where days count from 1904 (--set written.as_of=days-1904); or format it "
            "as a date and save the file again"
        )
        raise NotADate(phrase, reason="it is a number of days, as spreadsheet programs keep dates", hint=hint)
    if _SECONDS.fullmatch(plain):
        day = _FIRST_SECOND + timedelta(seconds=int(plain[:10]))
        hint = f'write the day: it is {day} in universal time; a mapping reads a column of such: [written] as_of = "%s"'
        raise NotADate(phrase, reason="it is a number of seconds or milliseconds, as computers keep time", hint=hint)


def _dated(phrase: str, parts: tuple[int, int, int | None], *, is_persian: bool) -> PartialDate:
    """Return the date of year, month and day (None is not given) in the calendar that the year is of."""
    year, month, day = parts
    if not 1 <= month <= 12:
        raise NotADate(phrase, reason=f"there is no month {month}")
    if day == 0:
        raise NotADate(phrase, reason="there is no day 0")
    if FIRST_OTHER_YEAR <= year <= LAST_OTHER_YEAR:
        if is_persian:
            return jalali(phrase, year=year, month=month, day=day or 0)
        refuse_undecided_year(phrase, year=year)
    refuse_buddhist_year(phrase, year=year)
    return gregorian(phrase, year=year, month=month, day=day or 0)


def _read_year_last(
    phrase: str, numbers: tuple[int, int, int], hints: tuple[str | None, Order | None], *, is_persian: bool
) -> PartialDate:
    """Return the date of two numbers and a year, or raise AmbiguousDate if they can be read both ways."""
    first, second, year = numbers
    language, order = hints
    day_first, month_first = (year, second, first), (year, first, second)
    if order in ("dmy", "mdy"):
        return _dated(phrase, day_first if order == "dmy" else month_first, is_persian=is_persian)
    readings: dict[str, PartialDate] = {}
    refusals: list[NotADate] = []
    for parts in (day_first, month_first):
        try:
            found = _dated(phrase, parts, is_persian=is_persian)
        except NotADate as refusal:
            refusals.append(refusal)
        else:
            readings.setdefault(found.iso, found)
    if not readings:
        raise refusals[0 if second <= 12 else -1]
    if len(readings) > 1 and not is_day_first(language) and not (is_persian and year <= LAST_OTHER_YEAR):
        raise AmbiguousDate(phrase, tuple(readings))
    return next(iter(readings.values()))
