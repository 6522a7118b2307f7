"""The time that stands in a header beside what it counts: "killed as of 2020-05-01", "Deaths Q1 2020"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from claims import dates
from claims.dates_days import between_days
from claims.dates_parts import part_of_year
from claims.errors import AmbiguousDate, NotADate
from claims.mapping.flags import set_flag
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import listed, word_set
from claims.pipeline.proposing.words import MONTHS, YEAR_PATTERN
from claims.text import ascii_digits, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_PART = re.compile(r"[^\s_()\[\]|:;]+")
_JOINED = re.compile(r"(?<=[^\W\d_]{2})[-–—/](?=\d{4}|\d{1,2}[-/.]\d)")
"""What parts a word from the date right behind it: "killed-2020-05-01"."""
_MIDNIGHT = re.compile(r"(?<=\d\d)[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?(?![\d:])")
"""The clock behind a day, as programs write one that has none."""
_SHORTENED = re.compile(r"(?<!\w)\w\.\s?\w\.$")
_ENDS = ".,;:–—-/"
_MOST_WORDS = 7
_WEEK = re.compile(
    r"(?i)(?:epi ?)?(?:weeks?|wk|w|ew|kw|se|semaine|semana|woche|неделя|الأسبوع|هفته)[ _.-]?\d{1,2}"
    r"(?:\s*[-–]\s*[A-Za-z]{0,4}\d{1,2})?"
)
_TO_DATE = word_set("year_to_date")
_ANY_YEARS = ("2020", "1400")
"""A leap year of our calendar and a year of the Persian one, by which a day is known for one."""
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}\.?")
"""A day that is written with dots, which stands before its month."""
_EASTERN = re.compile(r"1[34]\d\d([-/.])\d{1,2}\1\d{1,2}")
"""A day of a year that the Persian and the Islamic calendar have."""
_DAY_IN = re.compile(r"(?<![\d/-])\d{1,2}[/-]\d{1,2}[/-]\d{4}(?![\d/-])")
_SLASHED = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}")
_OF_A_WEEK = "a week, of which nothing says with which day it begins"
_MOST_WEEKS = 60
OPEN_ORDER = "days of which nothing says whether the month stands first"
_UNCLEAR = re.compile(r"(?P<month>[^\W\d_]{3,})\.?['’-]\d{2}")
_WORDS = {
    meant: tuple(sorted((phrase.split() for name in lists for phrase in listed(name)), key=len, reverse=True))
    for meant, lists in {
        "as of": ("as_of_phrase", "by_day", "end"),
        "since": ("begin",),
        "within": ("aside", "of_period"),
    }.items()
}
"""Words before a time by what they say of it, the longest first."""
_ALONE = frozenset(phrase[0] for phrases in _WORDS.values() for phrase in phrases if len(phrase) == 1)


@dataclass(frozen=True, slots=True)
class Time:
    """The first and the last day of what a header counts, as a mapping writes them, and the header without them.

    begin is "" where only the day is said as of which a figure is, end where only the first is; a day without its year
    has “?” for it. is_bare tells that no word says which of these a date is. Where neither is known, as of a week,
    which begins with another day from country to country, unclear says why.
    """

    rest: str
    begin: str = ""
    end: str = ""
    is_bare: bool = False
    unclear: str = ""

    def fields(self) -> dict[str, str]:
        """Return the time as fields of a claim."""
        return {name: day for name, day in (("period_start", self.begin), ("as_of", self.end)) if day}


@lru_cache(maxsize=4096)
def time_in(header: str, *, with_year: bool = False) -> Time | None:
    """Return the time that a header names; None if it names none.

    A year alone is a time where a word before it says what of it is meant ("since 2011"), or with_year is set.
    """
    text = _JOINED.sub(" ", _MIDNIGHT.sub("", header))
    parts = list(_PART.finditer(text))
    for size in range(min(_MOST_WORDS, len(parts)), 0, -1):
        for at in range(len(parts) - size + 1):
            first, last = parts[at].start(), parts[at + size - 1].end()
            if fold(parts[at][0].strip(_ENDS)) in _ALONE or (said := _when(_written(text[first:last]))) is None:
                continue
            before, word = _without_word(text[:first])
            is_year = len(said[0]) == len(said[1]) == len("2020")
            if is_year and not (with_year or word):
                continue
            rest = tidy(f"{before} {text[last:]}")
            return _of(rest, *said, word=word) if rest else None
    return None


def in_one_order(headers: dict[str, str], said: dates.Order | None) -> dict[str, str]:
    """Return what headers say, with their days so written that they can be read in one way, where others prove which.

    So does said, the order that a person says. Beside “31/03/2020 / Deaths” the days of “01/04/2020 / Deaths” stand
    before their month too.
    """
    days = [day for text in headers.values() for day in _DAY_IN.findall(text)]
    order = said or (dates.column_order(days) if days else None)
    if order is None:
        return headers

    def iso(match: re.Match[str]) -> str:
        try:
            return dates.parse(match[0], order=order).iso
        except (NotADate, AmbiguousDate):
            return match[0]

    return {name: _DAY_IN.sub(iso, text) for name, text in headers.items()}


def ask_for_times(headers: Sequence[str]) -> str:
    """Return the question which days headers name that are times alone, if unclear ones: weeks, "Jan-20"; else ""."""
    said = [_when(_written(header)) for header in headers]
    unclear = {time[0] for time in said if time is not None and not time[1]}
    if not said or None in said or len(unclear) != 1 or any(time[1] for time in said if time):
        return ""
    flags = " ".join(set_flag(f"names.as_of.{header}", _last_day(header)) for header in headers[:_MOST_WEEKS])
    more = " and so on" * (len(headers) > _MOST_WEEKS)
    way = f"{set_flag('wide.header', 'as_of')} {flags}{more} says as of when each is"
    way += " (weeks from Monday on)" * (_OF_A_WEEK in unclear)
    return f"each of the headers {quoted(headers)} is {unclear.pop()}: {way}"


def whole_times(headers: Sequence[str]) -> dict[str, Time]:
    """Return the time that each header is and nothing else, {} where one is none, a year alone or unclear."""
    times = {header: time_in(f"{_NAME} {header}") for header in headers}
    clear = {header: time for header, time in times.items() if time is not None and time.rest == _NAME and time.end}
    return (
        {} if len(clear) < len(headers) or any(NOT_SAID in time.begin + time.end for time in clear.values()) else clear
    )


_NAME = "Xxxx"
"""A word beside a time that is none."""


def _is_week(text: str) -> bool:
    return _WEEK.fullmatch(re.sub(rf"[ ,-]*{YEAR_PATTERN}[ ,-]*", "", ascii_digits(text))) is not None


def _last_day(week: str) -> str:
    """Return the last day of a week that begins on Monday (ISO 8601); DATE where its header does not name the year."""
    year = re.search(YEAR_PATTERN, ascii_digits(week))
    number = re.search(r"\d{1,2}", ascii_digits(week).replace(year[0], " ", 1)) if year else None
    try:
        return date.fromisocalendar(int(year[0]), int(number[0]), 7).isoformat() if year and number else "DATE"
    except ValueError:
        return "DATE"


def without_time(header: str) -> str:
    """Return a header without the time that it names."""
    time = time_in(header)
    return time.rest if time else header


def _of(rest: str, begin: str, end: str, *, word: str) -> Time:
    """Return a time by the word before it; a date alone has the same first and last day."""
    if not end:
        return Time(rest, unclear=begin)
    if word == "since" and begin == end:
        return Time(rest, begin=begin)
    if word == "as of" or (begin == end and not word):
        return Time(rest, end=end, is_bare=not word)
    return Time(rest, begin=begin, end=end)


def _when(text: str) -> tuple[str, str] | None:
    """Return the first and the last day of a text that is a time alone; why not and "" where it is unclear."""
    digits = ascii_digits(text).strip()
    if fold(digits) in _TO_DATE:
        return "a year or a month up to a day that nothing says", ""
    if not any(map(str.isdigit, digits)):
        return None
    if _is_week(digits):
        return _OF_A_WEEK, ""
    if (match := _UNCLEAR.fullmatch(digits)) and fold(match["month"]) in MONTHS:
        return "a day, or a month of a year with two digits", ""
    if (months := part_of_year(digits)) and re.match(YEAR_PATTERN, months[0]):
        return months
    if _SLASHED.fullmatch(digits) and dates.needs_order(digits):
        return OPEN_ORDER, ""
    if (day := _date(text) or yearless(text)) is not None:
        return day, day
    for to in between_days().finditer(text):
        begin, end = text[: to.start()].strip(), text[to.end() :].strip()
        words = end.split()
        last = _date(end)
        shared = (_date(f"{begin} {' '.join(words[-count:])}") for count in range(1, min(2, len(words)) + 1))
        first = _date(begin) or next((day for day in shared if day is not None), None)
        if last is not None and first is not None and first < last:
            return first, last
    return None


@lru_cache(maxsize=4096)
def _date(text: str) -> str | None:
    if not re.search(rf"(?<!\d)(?:{YEAR_PATTERN}|1[34]\d\d)", ascii_digits(text)):
        return None
    if _EASTERN.fullmatch(ascii_digits(text.strip(_ENDS))):
        return text.strip(_ENDS)  # which calendar it is says the language, by which it is read as a cell is
    try:
        return dates.parse(text.strip(_ENDS), order="dmy" if _DOTTED.fullmatch(ascii_digits(text)) else None).iso
    except (NotADate, AmbiguousDate):
        return None


def yearless(text: str) -> str | None:
    """Return a day without its year as a date whose year is to be said: "1 May ?"."""
    is_day = any(map(str.isalpha, text)) and len(text.split()) > 1 and not re.search(r"\d{3}", ascii_digits(text))
    days = {day for year in _ANY_YEARS if is_day and len(day := _date(f"{text} {year}") or "") == len("2020-05-01")}
    return f"{text} {NOT_SAID}" if days else None


def _without_word(before: str) -> tuple[str, str]:
    """Return what stands before a time without the words that say which time it is, and what these say."""
    parts = list(_PART.finditer(before))
    words = [fold(part[0].strip(_ENDS)) for part in parts]
    for meant, phrases in _WORDS.items():
        for phrase in phrases:
            if words[-len(phrase) :] == phrase:
                return before[: parts[-len(phrase)].start()], meant
    return before, ""


def _written(text: str) -> str:
    return re.sub(r"[\s_]+", " ", text).strip()


def tidy(text: str) -> str:
    """Return what is left of a header without brackets and signs that held what was taken out."""
    text = re.sub(r"[,;:]\s*(?=[)\]])", "", text)
    text = re.sub(r"[(\[]\s*[)\]]", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" _,;:|/–—-([")
    end = "." if _SHORTENED.search(text) else ""  # "Washington, D.C."
    text = text.strip(" _,;:.|/–—-([") + end
    for begin, end in ("()", "[]"):
        if text.count(end) > text.count(begin):  # what began it stood behind what was taken out
            text = text.replace(end, " ", 1)
    return " ".join(text.split())
