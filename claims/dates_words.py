"""Dates written with words: "2 December 2019", "كانون الأول/ديسمبر 2019", "۱۱ آذر ۱۳۹۸", "2. Dezember 2019".

A part that the phrase does not give is never filled in, and a word that is not understood refuses the phrase.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date as day_of
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, Never

from claims.dates_calendar import (
    FIRST_OTHER_YEAR,
    LAST_OTHER_YEAR,
    Kind,
    Word,
    jalali,
    lexicon,
    months_by_language,
    refuse_buddhist_year,
    refuse_undecided_year,
)
from claims.dates_hijri import Hijri, hijri
from claims.dates_iso import EARLY_YEAR, gregorian
from claims.dates_parts import part_of_year
from claims.errors import NotADate
from claims.model import PartialDate
from claims.text import fold, shadow
from claims.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Mapping

FULL_YEAR = "write the year in full"
"""What to do with a year of two digits, or without one."""

_SEVERAL_DAYS = (
    "write the last day as as_of, and the first as period_start where no more than these days are counted; a mapping "
    "takes parts of cells: [take]"
)
_OURS = "give the Gregorian date that the source or its publisher names"
_WEEK = re.compile(
    r"(\d{4})[\s-]?(?:w|wk|ew|se)[\s-]?(\d{1,2})|(?:(?:epi(?:demiological)?[\s-]?)?week|w|wk|ew)[\s.-]?(\d{1,2})[\s,/-]+(\d{4})",
    re.IGNORECASE,
)
_BEFORE_CHRIST = frozenset(("bc", "bce"))
_ERA = re.compile(r"\b(?:A\.\s?D|C\.\s?E|B\.\s?[CE])\.|[\u0e01-\u0e4e]+\.\s?[\u0e01-\u0e2e]\.?(?![\u0e01-\u0e4e])")
"""Abbreviations of eras, and those of Thai, which are read without the dots between their letters: พ.ค."""
_MARKS = "".join(
    mark for mark in map(chr, (*range(0x0900, 0x10A0), *range(0x1780, 0x1800))) if unicodedata.category(mark)[0] == "M"
)
"""The vowels and other parts of words that the scripts of India, Thailand, Burma and Cambodia write as marks."""
_TOKEN = re.compile(rf"\d+|[^\W\d_](?:[^\W\d_]|[{_MARKS}])*|\S")
"""Numbers, words with their marks, and other signs."""
_RANGE_MARKS = re.compile("[‒–—―−~…]")
_PUNCTUATION = frozenset(".,،/-()'؛;")
_LONGEST_NAME, _HALF = 3, 5
_UNKNOWN = Word("unknown")
# What python-dateutil may be asked to make sense of beside a date that was read here: hours and time zones.
_WORDS_OF_TIME = frozenset(
    {
        "h", "hr", "hrs", "hour", "hours", "am", "pm", "z", "utc", "gmt", "est", "edt", "cst", "cdt", "mst", "mdt",
        "pst", "pdt", "bst", "cet", "cest", "eet", "eest", "msk", "irst", "irdt",
    }
)  # fmt: skip


class _Token(NamedTuple):
    """A piece of a phrase: text as folded, original as written, and its meaning; None for numbers and marks."""

    text: str
    original: str
    word: Word | None


def read(phrase: str, *, plain: str, without_time: str, language: str | None, is_persian: bool) -> PartialDate:
    """Return the date of a phrase with words in it, or raise NotADate.

    plain is the phrase with ASCII digits, without_time the same without its time of day. language decides names of two
    months, is_persian says that a bare year from 1200 to 1500 is a Jalali one.
    """
    without_time = _ERA.sub(lambda found: re.sub(r"[.\s]", "", found[0]), without_time)
    if _RANGE_MARKS.search(without_time):
        raise NotADate(phrase, reason="it looks like a range or an estimate, not one date", hint=_SEVERAL_DAYS)
    tokens = _tokens(without_time, language)
    _refuse_what_is_not_certain(phrase, tokens)
    _refuse_punctuation(phrase, tokens)
    unknown = [token for token in tokens if _is(token, "unknown")]
    if unknown:
        found = _read_with_dateutil(plain, tokens, unknown=unknown)
        if found is None:
            raise _not_understood(phrase, plain, word=unknown[0])
        return found
    return _assemble(phrase, tokens, is_persian=is_persian)


def without_weekday(phrase: str) -> str:
    """Return a phrase without the day of the week before it: "Monday, 02/12/2019" gives "02/12/2019"."""
    folded = shadow(phrase)
    match = _weekday_before_a_number().match(folded.text)
    return phrase[folded.offsets[match.end()] :] if match else phrase


@lru_cache(maxsize=1)
def _weekday_before_a_number() -> re.Pattern[str]:
    weekdays, fillers = (
        "|".join(sorted(re.escape(" ".join(name)) for name, word in lexicon().items() if word.kind == kind))
        for kind in ("weekday", "filler")
    )
    return re.compile(rf"\s*(?:(?:{fillers})\s+)?(?:{weekdays})[\s.,،]+(?=\d)")


def _tokens(phrase: str, language: str | None) -> list[_Token]:
    """Return the phrase split into numbers, words (names of several words as one) and punctuation."""
    folded = shadow(phrase)
    raw = list(_TOKEN.finditer(folded.text))
    tokens: list[_Token] = []
    while len(raw) > 0:
        word, length = _longest_name([match[0] for match in raw[:_LONGEST_NAME]], lexicon(language))
        if word and word.kind == "ordinal" and not _ends_in_a_day(tokens):
            word = _UNKNOWN
        start, end = folded.span(raw[0].start(), raw[length - 1].end())
        tokens.append(_Token(folded.text[raw[0].start() : raw[length - 1].end()], phrase[start:end], word))
        del raw[:length]
    return tokens


def _longest_name(pieces: list[str], words: Mapping[tuple[str, ...], Word]) -> tuple[Word | None, int]:
    """Return what the most of the first pieces mean together and how many they are; None for numbers and marks."""
    if not pieces[0][0].isalpha():
        return None, 1
    for length in range(len(pieces), 0, -1):
        word = words.get(tuple(pieces[:length]))
        if word:
            return word, length
    return _UNKNOWN, 1


def _ends_in_a_day(tokens: list[_Token]) -> bool:
    """Tell whether the last token is a number of one or two digits, or one and a hyphen ("3-е")."""
    last = tokens[-2:-1] if tokens and tokens[-1].text == "-" else tokens[-1:]
    return bool(last) and last[0].text.isdecimal() and len(last[0].text) <= 2


def _assemble(phrase: str, tokens: list[_Token], *, is_persian: bool) -> PartialDate:
    """Return the date that the numbers and months of understood tokens give."""
    day, year = _day_and_year(phrase, tokens)
    months = {(token.word.kind, token.word.month) for token in tokens if token.word and token.word.month}
    if len(months) > 1:
        raise NotADate(phrase, reason="it names more than one month")
    is_gregorian = any(_is(token, "gregorian_era") for token in tokens)
    is_jalali = any(_is(token, "jalali_era") for token in tokens)
    kind, month = months.pop() if months else (None, 0)
    is_persian = is_persian and not is_gregorian
    if is_gregorian and (is_jalali or kind == "jalali_month"):
        raise NotADate(phrase, reason=f"it joins a Gregorian year with the Persian calendar ({year})")
    if kind == "jalali_month" or (kind is None and (is_jalali or is_persian) and _may_be_other_calendar(year)):
        return jalali(phrase, year=year, month=month, day=day)
    if is_jalali or (is_persian and kind == "month" and _may_be_other_calendar(year)):
        raise NotADate(phrase, reason=f"it joins a Gregorian month or year with the Persian calendar's ({year})")
    if day and not month:
        raise NotADate(phrase, reason="it gives a day and a year but no month")
    if not day and any(_is(token, "weekday") for token in tokens):
        raise NotADate(phrase, reason="it names a day of the week but not which day")
    if not month and not is_gregorian:
        refuse_undecided_year(phrase, year=year)
    if not is_gregorian:
        refuse_buddhist_year(phrase, year=year)
    return gregorian(phrase, year=year, month=month, day=day, **({"since": 1} if is_gregorian else {}))


def _of_era(tokens: list[_Token]) -> _Token | None:
    """Return the number beside the words of the Gregorian era: before them (79 AD), else behind them (AD 79)."""
    tokens = [token for token in tokens if token.text != "."]
    for at, token in enumerate(tokens):
        beside = (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2]) if _is(token, "gregorian_era") else ()
        if found := next((one for one in beside if one.text.isdecimal()), None):
            return found
    return None


def _day_and_year(phrase: str, tokens: list[_Token]) -> tuple[int, int]:
    """Return the day (0 if none is given) and the year of four digits, or fewer beside an era; or raise NotADate."""
    of_era = _of_era(tokens)
    if of_era is not None and len(of_era.text) < 4:
        tokens = [one._replace(text=one.text.zfill(4)) if one is of_era else one for one in tokens]
    numbers = [token.text for token in tokens if token.word is None and token.text.isdecimal()]
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    has_month = sum(token.word is not None and bool(token.word.month) for token in tokens) == 1
    if not numbers:
        hint = FULL_YEAR if has_month else ""
        raise NotADate(phrase, reason="it gives no year", hint=hint, lacks_year=has_month)
    if len(years) + len(days) < len(numbers):
        early = [number for number in numbers if len(number) == 3]
        hint = EARLY_YEAR.format(year=early[0]) if early else ""
        raise NotADate(phrase, reason="it holds a number that is neither a day nor a year of four digits", hint=hint)
    if not years:
        lacks_year = has_month and len(numbers) == len(days) == 1
        raise NotADate(phrase, reason="it gives no year of four digits", hint=FULL_YEAR, lacks_year=lacks_year)
    if len(years) > 1 or len(days) > 1:
        raise NotADate(phrase, reason="it holds more numbers than one day and one year", hint=_SEVERAL_DAYS)
    day = int(days[0]) if days else 0
    if days and not 1 <= day <= 31:
        raise NotADate(phrase, reason=f"there is no day {day}")
    return day, int(years[0])


def _refuse_what_is_not_certain(phrase: str, tokens: list[_Token]) -> None:
    about = _hijri(tokens)
    for token in tokens:
        if _is(token, "hijri"):
            raise NotADate(
                phrase,
                reason=f"“{token.original}” belongs to the Islamic (lunar Hijri) calendar, whose days differ by place",
                hint=f"{about.hint}: {_OURS}" if about else f"{_OURS}, e.g. 2019-12-02",
            )
        if _is(token, "relative"):
            raise NotADate(phrase, reason=f"“{token.original}” depends on the day it was written")
        if _is(token, "vague"):
            _refuse_vague(phrase, tokens, vague=token.original)


def hijri_of(phrase: str, language: str | None) -> Hijri | None:
    """Return the date of the Islamic calendar that a phrase is, None if it is none with a month in words."""
    tokens = _tokens(phrase, language)
    return None if any(_is(token, "unknown") for token in tokens) else _hijri(tokens)


def _hijri(tokens: list[_Token]) -> Hijri | None:
    months = {token.word.month for token in tokens if token.word and token.word.kind == "hijri" and token.word.month}
    numbers = [token.text for token in tokens if token.text.isdecimal()]
    years = [int(number) for number in numbers if len(number) == 4]
    return hijri(years=years, months=months, days=[int(number) for number in numbers if len(number) != 4])


def _refuse_vague(phrase: str, tokens: list[_Token], *, vague: str) -> Never:
    certain = [token for token in tokens if not _is(token, "vague")]
    try:
        known = ": " + _assemble(phrase, certain, is_persian=False).iso[:7]
    except NotADate:
        known = ", as 2019-12 or 2019"
    hint = f"give what is certain, the month or the year{known}"
    raise NotADate(phrase, reason=f"“{vague}” says only roughly when", hint=hint, is_time=True)


def _refuse_punctuation(phrase: str, tokens: list[_Token]) -> None:
    """Raise NotADate for no tokens, for marks that dates are not written with, and for a sign before the date."""
    if not tokens:
        raise NotADate(phrase, reason="it is empty")
    if tokens[0].text in "-/":
        raise NotADate(phrase, reason=f"it begins with “{tokens[0].text}”")
    for token in tokens:
        if token.word is None and not token.text.isdecimal() and token.text not in _PUNCTUATION:
            raise NotADate(phrase, reason=f"“{token.original}” is no part of a date")


def _not_understood(phrase: str, plain: str, *, word: _Token) -> NotADate:
    """Return the error for a word that is no part of a date: for weeks, quarters and days in a row what they are."""
    if match := _WEEK.fullmatch(plain):
        year, week = (int(match[1] or match[4]), int(match[2] or match[3]))
        try:
            first = day_of.fromisocalendar(year, week, 1)
        except ValueError:
            return NotADate(phrase, reason=f"{year} has no week {week}")
        hint = (
            f"by ISO 8601 it is from {first} to {first + timedelta(days=6)}; others begin weeks on Sunday or Saturday"
        )
        hint = f"{hint}: write its last day"
        return NotADate(phrase, reason="it is a week, not one date", hint=hint, is_time=True)
    if part := part_of_year(plain):
        what = "half" if int(part[1][5:]) - int(part[0][5:]) == _HALF else "quarter"
        hint = f"write its last month, {part[1]}, and as period_start its first, {part[0]}"
        return NotADate(phrase, reason=f"it is a {what} of a year, not one date", hint=hint)
    if word.text in _BEFORE_CHRIST:
        hint = "leave the date out, and say the year in the note"
        return NotADate(phrase, reason="years before the year 1 are not kept", hint=hint)
    if months := months_by_language().get(word.text):
        said = " and ".join(f"{month} ({', '.join(codes)})" for month, codes in months.items())
        ways = " or ".join(f"--language {codes[0]}" for codes in months.values())
        return NotADate(phrase, reason=f"“{word.original}” is {said} by its language", hint=f"say which: {ways}")
    hint = _no_date_hint(plain) if fold(plain) in _listed("dates", "undated") | _listed("nobody", "unknown") else ""
    hint = _SEVERAL_DAYS if word.text in _listed("dates", "between") else hint
    return NotADate(phrase, reason=f"“{word.original}” is no part of a date", hint=hint)


@cache
def _listed(file: str, name: str) -> frozenset[str]:
    return frozenset(map(fold, wordlist(file)[name]))


def _no_date_hint(plain: str) -> str:
    return f'if no date is known, leave it out; a mapping says it for all rows: under [names.as_of] "{plain}" = ""'


def _read_with_dateutil(plain: str, tokens: list[_Token], *, unknown: list[_Token]) -> PartialDate | None:
    """Return what python-dateutil reads if only hours and time zones are left and it fills nothing in, else None.

    It is asked twice with two defaults: a part in which the answers differ was not given. Its answer must agree with
    the month and the year that stand in the phrase.
    """
    months = {token.word.month for token in tokens if token.word and token.word.kind == "month"}
    years = {int(token.text) for token in tokens if token.text.isdecimal() and len(token.text) == 4}
    if len(months) != 1 or len(years) != 1 or not _WORDS_OF_TIME.issuperset(token.text for token in unknown):
        return None
    from dateutil import parser  # slow to import and seldom needed

    try:
        one = parser.parse(plain, default=datetime(2000, 1, 1), ignoretz=True)  # noqa: DTZ001 -- only days count
        other = parser.parse(plain, default=datetime(2004, 3, 31), ignoretz=True)  # noqa: DTZ001
    except (ValueError, OverflowError, ArithmeticError, TypeError, AttributeError, IndexError):
        return None
    if {one.year, other.year} != years or {one.month, other.month} != months:
        return None
    return gregorian(plain, year=one.year, month=one.month, day=one.day if one.day == other.day else 0)


def _is(token: _Token, kind: Kind) -> bool:
    return token.word is not None and token.word.kind == kind


def _may_be_other_calendar(year: int) -> bool:
    return FIRST_OTHER_YEAR <= year <= LAST_OTHER_YEAR
