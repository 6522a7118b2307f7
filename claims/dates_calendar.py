"""What dates are made of: month names by language, the Jalali calendar, and dates that exist.

The names are data, one file per language in `claims/calendars`; a new language is one new file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from claims.dates_iso import FIRST_YEAR
from claims.errors import NotADate
from claims.model import PartialDate, Precision
from claims.text import fold

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Kind = Literal[
    "month",
    "jalali_month",
    "weekday",
    "filler",
    "ordinal",
    "vague",
    "relative",
    "gregorian_era",
    "jalali_era",
    "hijri",
    "unknown",
]

# Years in which a bare number can be of the Persian (solar) or of the Islamic (lunar) calendar.
FIRST_OTHER_YEAR, LAST_OTHER_YEAR = 1200, 1500
_OF_ALL = "--map '{COLUMN} AD=as_of' says it of a column"
# Years in which a number is far rather of the Buddhist calendar of Thailand than of ours, the first of them that begins
# in January as ours does, and by how many years it is ahead.
FIRST_BUDDHIST_YEAR, LAST_BUDDHIST_YEAR = 2400, 2650
_FIRST_WHOLE_BUDDHIST_YEAR, _BUDDHIST_AHEAD = 2484, 543
_THAI, _YEAR = re.compile("[\u0e01-\u0e3a]"), re.compile(r"(?<!\d)\d{4}(?!\d)")
_BUDDHIST_ERA = re.compile(r"พ\.?\s?ศ(?![\u0e01-\u0e3a])|\bB\.?\s?E\b", re.IGNORECASE)
_CHRISTIAN_ERA = re.compile(r"ค\.?\s?ศ(?![\u0e01-\u0e3a])")


@dataclass(frozen=True, slots=True)
class Word:
    """What a word means in a date; month is 1 to 12 for names of months and 0 for others."""

    kind: Kind
    month: int = 0


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the codes of the languages whose words are known, by alphabet."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@lru_cache(maxsize=32)
def calendar_of(language: str) -> dict[str, Any]:
    """Return the file of one language as it stands: language, day_first, say, say_day, months, weekdays, words."""
    import tomllib  # most runs meet ISO dates only

    return tomllib.loads((_folder() / f"{language}.toml").read_text(encoding="utf-8"))


def _folder() -> Traversable:
    from importlib import resources  # as above

    return resources.files("claims") / "calendars"


def names_weekday(word: str) -> bool:
    """Return whether a word is the name of a day of the week in any language."""
    found = lexicon().get((fold(word),))
    return found is not None and found.kind == "weekday"


@lru_cache(maxsize=32)
def lexicon(language: str | None = None) -> dict[tuple[str, ...], Word]:
    """Return the words of all languages, folded and split at blanks, those of the language given first.

    A name of two months is one only by its language: “listopad” is November in Polish and Czech, October in Croatian.
    """
    own = base_language(language)
    meanings: dict[tuple[str, ...], set[Word]] = {}
    for one in languages():
        for name, word in words_of(one):
            meanings.setdefault(tuple(fold(name).split()), set()).add(word)
    words = {name: found.pop() for name, found in meanings.items() if len(found) == 1}
    return words | {tuple(fold(name).split()): word for name, word in (words_of(own) if own else ())}


@lru_cache(maxsize=1)
def months_by_language() -> dict[str, dict[str, list[str]]]:
    """Return the folded names that are two months, each with what these are called in English and in which languages.

    {"listopada": {"Oct": ["hr"], "Nov": ["pl"]}}
    """
    english = calendar_of("en")["say"]
    found: dict[str, dict[str, list[str]]] = {}
    for code in languages():
        for name, word in words_of(code):
            codes = found.setdefault(fold(name), {}).setdefault(english[word.month - 1], []) if word.month else []
            codes += [code] if code not in codes and word.kind == "month" else []
    named = {name: {month: codes for month, codes in months.items() if codes} for name, months in found.items()}
    return {name: months for name, months in named.items() if len(months) > 1}


def words_of(language: str) -> list[tuple[str, Word]]:
    """Return each name in one language's file with what it means."""
    content = calendar_of(language)
    found: list[tuple[str, Word]] = []
    months: tuple[tuple[str, Kind], ...] = (
        ("months", "month"),
        ("jalali_months", "jalali_month"),
        ("hijri", "hijri"),
    )
    for table, kind in months:
        for number, names in content.get(table, {}).items():
            found.extend((name, Word(kind, int(number))) for name in names)
    for names in content["weekdays"].values():
        found.extend((name, Word("weekday")) for name in names)
    for kind, names in content["words"].items():
        found.extend((name, Word(kind)) for name in names)
    return found


def base_language(language: str | None) -> str | None:
    """Return "fa" for "fa-IR", or None if no words of the language are known."""
    if not language:
        return None
    code = language.replace("_", "-").split("-")[0].strip().lower()
    return code if code in languages() else None


def is_day_first(language: str | None) -> bool:
    """Tell whether dates in figures stand day first in the language; English decides nothing (British, American)."""
    code = base_language(language)
    return code is not None and calendar_of(code)["day_first"] is True


def jalali(phrase: str, *, year: int, month: int, day: int) -> PartialDate:
    """Return the Gregorian day of a day of the Jalali (Persian solar) calendar.

    Raises NotADate if there is no such day, and for a month or year alone: it lies across Gregorian ones.
    """
    if not FIRST_YEAR <= year <= LAST_OTHER_YEAR:
        raise NotADate(phrase, reason=f"{year} is no year of the Persian (Jalali) calendar")
    if not month or not day:
        part = "month" if month else "year"
        raise NotADate(
            phrase,
            reason=f"a {part} of the Persian (Jalali) calendar lies across two Gregorian {part}s",
            hint=f"give the day, or the Gregorian {part} if the source names it",
        )
    from persiantools.jdatetime import JalaliDate  # most runs meet no Jalali date

    try:
        day_found: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    except ValueError:
        raise NotADate(phrase, reason=f"the Persian (Jalali) calendar has no {year}-{month:02}-{day:02}") from None
    return PartialDate(day_found.isoformat(), Precision.DAY)


def without_buddhist_year(phrase: str, *, language: str | None) -> str:
    """Return a phrase with the year of the Buddhist calendar as that of ours, where its words or its language say it.

    Raises NotADate for a year before 2484, which began in April, and for one that is none where the era is named.
    """
    is_said = _BUDDHIST_ERA.search(phrase) is not None
    is_thai = base_language(language) == "th" or _THAI.search(phrase) is not None
    if not (is_said or is_thai) or _CHRISTIAN_ERA.search(phrase):
        return phrase

    def ours(found: re.Match[str]) -> str:
        year = int(found[0])
        if not is_said and not FIRST_BUDDHIST_YEAR <= year <= LAST_BUDDHIST_YEAR:
            return found[0]
        if not _FIRST_WHOLE_BUDDHIST_YEAR <= year <= LAST_BUDDHIST_YEAR:
            since = f"as those from {_FIRST_WHOLE_BUDDHIST_YEAR} on do"
            reason = f"{year} is no year of the Buddhist calendar that begins with a Gregorian one, {since}"
            raise NotADate(phrase, reason=reason, hint="give the Gregorian date that the source or its publisher names")
        return str(year - _BUDDHIST_AHEAD)

    return _YEAR.sub(ours, phrase)


def refuse_buddhist_year(phrase: str, *, year: int) -> None:
    """Raise NotADate for a year that is far rather one of the Buddhist calendar than one centuries ahead."""
    if FIRST_BUDDHIST_YEAR <= year <= LAST_BUDDHIST_YEAR:
        ours = year - _BUDDHIST_AHEAD
        raise NotADate(
            phrase,
            reason=f"{year} looks like a year of the Buddhist calendar of Thailand, {ours} of ours",
            hint=f"for that name the language, --language th, or write {ours}; for a Gregorian one write {year} AD",
        )


def refuse_undecided_year(phrase: str, *, year: int) -> None:
    """Raise NotADate if a bare year can be one of the Persian or the Islamic calendar (1200 to 1500)."""
    if FIRST_OTHER_YEAR <= year <= LAST_OTHER_YEAR:
        raise NotADate(
            phrase,
            reason=f"{year} could be a year of the Persian (Jalali) or of the Islamic (Hijri) calendar",
            hint=f"for a Persian date name the language, --language fa; for a Gregorian one write {year} AD; {_OF_ALL}",
        )
