"""The day up to which a sentence counts: "as of 18 March", "по состоянию на 20:00 18 марта", "تا ظهر دوشنبه"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from claims.dates import parse
from claims.errors import AmbiguousDate, NotADate
from claims.extractors.constructions.days import counts_jalali, months_of, times_of, weekdays_of
from claims.extractors.constructions.sentence import DIGITS, Sentence

_AS_OF = frozenset({"dates.as_of"})
_LONGEST_DATE, _LONGEST_HOUR, _MOST_DAYS = 6, 9, 300
_FEW, _WEEK = 3, 7
_DAY = "2019-12-02"
_NEVER = "2100"  # "30 September | 2798 civilians"
_MARKS = frozenset(":,،.")
_PASSED = _MARKS | {"p", "a", "m", "pm", "am", "gmt", "utc", "h"}
_HOURS = frozenset({"words.stop", "words.not_before", "words.not_after"})
_JALALI = (621, 622)
"""How many years later the Gregorian year is than the Persian one, after and before its new year in March."""


def date_of(text: str, sentence: Sentence, *, published_on: str | None, language: str) -> str | None:
    """Return the ISO date that "as of" or its like names in a sentence, None where there is none.

    A day without a year is the last such day before the text was published; published_on is an ISO date.
    """
    for mark in sentence.marks_of(_AS_OF):
        for start in _starts(sentence, mark.end):
            found = _stated(text, sentence, start, published_on=published_on, language=language)
            if found is not None:
                return found
        if published_on is not None and mark.end < sentence.size:
            found = _relative(sentence, mark.end, published_on=published_on)
            found = found or _weekday(sentence, mark.end, published_on=published_on)
            if found is not None:
                return found
    return None


def _starts(sentence: Sentence, first: int) -> Iterator[int]:
    """Yield where a date may begin behind "as of": at once, and behind an hour, a weekday and what goes with them."""
    yield first
    times = times_of(sentence.triggers.code) - months_of(sentence.triggers.code)
    for index in range(first, min(first + _LONGEST_HOUR, sentence.size)):
        text = sentence.text(index)
        if text.isdecimal() and ":" not in (sentence.text(index - 1), sentence.text(index + 1)) and index > first:
            yield index
        hour = text in times or text[0].isdecimal() or text in _PASSED or text in sentence.grammar.clock
        if not (hour or sentence.kinds(index) & _HOURS):
            return


def _stated(text: str, sentence: Sentence, first: int, *, published_on: str | None, language: str) -> str | None:
    last = min(sentence.size, first + _LONGEST_DATE)
    digits = next((index for index in sentence.marked(DIGITS) if index >= first), last)
    for end in range(last, digits, -1):
        phrase = text[sentence.starts[first] : sentence.ends[end - 1]]
        for written, found in _readings(phrase, published_on, language):
            near = written == phrase or published_on is None or _days_between(found, published_on) <= _MOST_DAYS
            if near and found < (published_on[:10] + "~" if published_on is not None else _NEVER):
                return found
    return None


def _readings(phrase: str, published_on: str | None, language: str) -> Iterator[tuple[str, str]]:
    """Yield the days that a phrase can name, as it stands and with the years of the text's publication behind it."""
    years = [""]
    if published_on is not None and published_on[:4].isdecimal():
        year = int(published_on[:4])
        years += [f" {year}", f" {year - 1}"]
        years += [f" {year - earlier}" for earlier in _JALALI] if counts_jalali(language) else []
    for year_behind in years:
        iso = _iso(f"{phrase}{year_behind}", language)
        if iso is not None and len(iso) == len(_DAY):
            yield f"{phrase}{year_behind}", iso


def _days_between(earlier: str, later: str) -> int:
    try:
        return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier)).days
    except ValueError:
        return 0


def _relative(sentence: Sentence, first: int, *, published_on: str) -> str | None:
    """Return the date of "today" or "yesterday", counted back from the day a document was published."""
    try:
        day = date.fromisoformat(published_on[:10])
    except ValueError:
        return None
    kinds = sentence.kinds(first)
    if "dates.today" in kinds:
        return day.isoformat()
    if "dates.yesterday" in kinds:
        return (day - timedelta(days=1)).isoformat()
    return None


def _weekday(sentence: Sentence, first: int, *, published_on: str) -> str | None:
    """Return the last such day of the week up to the day a document was published: "as of | Friday evening"."""
    code = sentence.triggers.code
    names = weekdays_of(code)
    for index in range(first, min(first + _FEW, sentence.size)):
        for end in (index + 2, index + 1):
            number = names.get(tuple(sentence.texts[index:end]))
            if number is not None and not _goes_on(sentence, end, code=code):
                return _last(number, published_on)
        if not sentence.kinds(index) & _HOURS:
            return None
    return None


def _goes_on(sentence: Sentence, index: int, *, code: str) -> bool:
    """Say whether more than its name tells which day is meant: "Friday | 15 March", "الجمعة | المقبل"."""
    if sentence.text(index) in _MARKS:
        index += 1
    dated = sentence.text(index).isdecimal() and sentence.text(index + 1) in months_of(code)
    return dated or sentence.text(index) in times_of(code)


def _last(weekday: int, published_on: str) -> str | None:
    try:
        day = date.fromisoformat(published_on[:10])
    except ValueError:
        return None
    return (day - timedelta(days=(day.isoweekday() - weekday) % _WEEK)).isoformat()


@lru_cache(maxsize=4096)
def _iso(phrase: str, language: str) -> str | None:
    try:
        return parse(phrase, language=language).iso
    except (NotADate, AmbiguousDate):
        return None
