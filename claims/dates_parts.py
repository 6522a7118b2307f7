"""Quarters and halves of years as tables have them: "Q1 2023", "2020H1", "1er trimestre 2021", "II полугодие 2020"."""

from __future__ import annotations

import re
from functools import cache

from claims.text import ascii_digits
from claims.wordlists import wordlist

_MONTHS = {"quarter": 3, "half": 6}
_CODES = {"quarter": ("Q", "T", "KT"), "half": ("H", "HY", "HJ", "S")}
"""Letters for them; T is trimestre, S semestre."""
_APART = r"(?:\s?[-/.,]\s?|\s|)"
_ENDS = r"(?:\.|º|°|er|ère|e|ème|st|nd|rd|th|-?[ео]?[йея])?"
_OF = r"(?:\s(?:of|de|del|du|do|года)|\sd')?"
_LONGEST, _LAST_MONTH = 40, 12
_FOUR_DIGITS = re.compile(r"\d{4}")
_YEAR = r"(?P<year>\d{4})"
_EAST = re.compile(r"(?P<year>\d{4})年(?:第?(?P<quarter>[1-4一二三四])(?:四半期|季度)|(?P<half>[上下])半[年期])")
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}


def part_of_year(phrase: str) -> tuple[str, str] | None:
    """Return the first and the last month of the quarter or half of a year that a phrase is; None if it is none."""
    text = " ".join(ascii_digits(phrase).split())
    if len(text) > _LONGEST or not _FOUR_DIGITS.search(text):
        return None
    match = next((match for one in _patterns() if (match := one.fullmatch(text))), None)
    if match is None or not int(match["year"]):
        return None
    said = match.groupdict()
    kind = next(kind for kind in _MONTHS if said.get(kind))
    last = _MONTHS[kind] * _number(said.get("number") or said[kind])
    first = last - _MONTHS[kind] + 1
    return (f"{match['year']}-{first:02}", f"{match['year']}-{last:02}") if last <= _LAST_MONTH else None


def _number(said: str) -> int:
    word = said.lower()
    return int(said) if said.isdecimal() else _NUMBERS.get(word) or _ordinals()[word]


@cache
def _ordinals() -> dict[str, int]:
    return {word: at for at, words in enumerate(wordlist("dates")["ordinals"], 1) for word in words}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return how a quarter or a half stands before its year, and behind it, by letters and by words."""
    by_letter, by_word = [], []
    for kind, codes in _CODES.items():
        words = "|".join(wordlist("dates")[kind])
        letters = "|".join(codes)
        by_letter += [rf"(?P<{kind}>{letters})\s?(?P<number>[1-4])", rf"(?P<number>[1-4])\s?(?P<{kind}>{letters})"]
        ordinal = rf"(?P<number>[1-4]|iv|i{{1,3}}|{'|'.join(_ordinals())}){_ENDS}"
        by_word += [rf"{ordinal}\s?(?P<{kind}>{words})\.?", rf"(?P<{kind}>{words})\s(?P<number>[1-4])"]
    written = [f"{part}{_OF}{_APART}{_YEAR}(?:\\s?г\\.?|\\sгода|\\sроку)?" for part in (*by_letter, *by_word)]
    written += [f"{_YEAR}{_APART}{part}" for part in (*by_letter, *by_word)]
    return (*(re.compile(one, re.IGNORECASE) for one in written), _EAST)
