"""Which numbers are days and years: "17 août", "entre le 3 et le 11 septembre", "March 2019"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claims.dates_calendar import calendar_of, words_of
from claims.trigger import keys_in

if TYPE_CHECKING:
    from claims.extractors.constructions.sentence import Sentence

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FIRST_JALALI, _LAST_JALALI = 1278, 1480
_LAST_DAY = 31
_ROW = frozenset({"words.and", "words.to"})


@cache
def months_of(code: str) -> frozenset[str]:
    """Return the words that names of months begin with in a language, folded."""
    return frozenset(keys_in(name)[0] for name, word in words_of(code) if word.kind in ("month", "jalali_month"))


@cache
def times_of(code: str) -> frozenset[str]:
    """Return the words that name days and months in a language ("Tuesday", "yesterday"), folded."""
    kinds = ("weekday", "relative", "month")
    return frozenset(key for name, word in words_of(code) if word.kind in kinds for key in keys_in(name))


@cache
def weekdays_of(code: str) -> dict[tuple[str, ...], int]:
    """Return the names of weekdays in a language as folded words, with their number: 1 is Monday, 7 Sunday."""
    table = calendar_of(code)["weekdays"]
    return {keys_in(name): int(number) for number, names in table.items() for name in names}


def is_day(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a number is a day: before the name of a month, or after one with nobody that it could count."""
    text = sentence.text(first)
    if end != first + 1 or not text.isdecimal() or int(text) > _LAST_DAY:
        return False
    months = months_of(sentence.triggers.code)
    month = first - 2 if sentence.text(first - 1) == "." else first - 1  # "Nov. 5"
    if sentence.kinds(first - 1) & _ROW and sentence.text(first - 2).isdecimal():
        month = first - 3  # "June 6 and 7"
    before = sentence.text(month) in months and not sentence.kinds(end) & {"people", "noun", "words.adjectives"}
    if sentence.text(end) == "-" and sentence.text(end + 1).isdecimal() and sentence.text(end + 2) in months:
        return True  # "12-14 August"
    behind = sentence.text(end) in months and "words.hypothetical" not in sentence.kinds(end)
    return before or (behind and not sentence.touches(end)) or _opens_days(sentence, first)


def _opens_days(sentence: Sentence, first: int) -> bool:
    """Say whether a number is the first of days of one month: "entre le 3 et le 11 septembre", "los días 3, 4 y 5"."""
    times = times_of(sentence.triggers.code)
    dated = "words.articles" in sentence.kinds(first - 1) or sentence.text(first - 1) in times
    at = first + 1
    while sentence.text(at) == "," or sentence.kinds(at) & _TO_DAYS:
        at += 1
        while dated and ("words.articles" in sentence.kinds(at) or sentence.text(at) in times):
            at += 1
        if not sentence.text(at).isdecimal() or int(sentence.text(at)) > _LAST_DAY:
            return False
        at += 1
        month = at + 1 if "words.from" in sentence.kinds(at) else at
        if sentence.text(month) in months_of(sentence.triggers.code):
            return True
    return False


_TO_DAYS = frozenset({"words.and", "words.to", "words.articles"})


def is_year_of_month(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether digits behind the name of a month are its year, with nobody that they could count."""
    text = sentence.text(first)
    if end != first + 1 or not text.isdecimal() or not (may_be_year(text) or _is_jalali(sentence, text)):
        return False
    month = first - 3 if sentence.text(first - 1) == "," and sentence.text(first - 2).isdecimal() else first - 1
    counted = sentence.kinds(end) & {"people", "noun", "words.adjectives"}
    return sentence.text(month) in months_of(sentence.triggers.code) and not counted


def _is_jalali(sentence: Sentence, text: str) -> bool:
    """Say whether digits may be a year of the Persian calendar in our time."""
    return len(text) == 4 and counts_jalali(sentence.triggers.code) and _FIRST_JALALI <= int(text) < _LAST_JALALI


@cache
def counts_jalali(code: str) -> bool:
    """Say whether a language has names for the months of the Persian calendar."""
    return any(word.kind == "jalali_month" for _, word in words_of(code))


def may_be_year(text: str) -> bool:
    """Say whether digits may be a year of our time."""
    return len(text) == 4 and _FIRST_YEAR <= int(text) < _LAST_YEAR
