"""Words for thousands, millions and more in languages whose numbers are not read: "5 тис." is not five.

A number with one of them beside it is refused, as its digits alone would be a thousandth of what is said. The signs of
Chinese, Japanese and Korean for ten thousands and hundred millions are read behind digits: "34.5万" is 345,000.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import chain, pairwise

from claims.figure_number import number_readings
from claims.lexicon import further_words
from claims.text import ascii_digits, fold
from claims.wordlists import wordlist

_SPANISH = "es"
_APART = re.compile(r".*\d\s+(?P<scale>[kKmMbBL]|mm|MM|[bB]n)\.?", re.DOTALL)
"""A letter apart from the number, which may count thousands or say what is counted: "13 k", "3 M"."""
_LETTER_B = re.compile(r"\D*\d[\d.,\s–—-]*(?<=\d)(?P<scale>[bB])(?![^\W\d_])")
"""At the first number of people it is a mark of a note, as "a" is: no toll has a thousand millions of them."""
_DISTANCE = re.compile(r"\d\s+(?P<scale>miles)\b", re.IGNORECASE)
"""Thousands in Spanish, a distance in English."""
_BESIDE = tuple(
    re.compile(one)
    for one in (r"\d\s*(?P<word>[^\W\d_][^\s\d.,;:()\[\]'’]*)", r"(?<![^\W\d_])(?<!-)(?P<word>[^\W\d_]+)\.?\s*(?=\d)")
)
"""A word behind a number, or before it, where Swahili and Hausa have their scales: "elfu 12"."""
_WORDS = frozenset(fold(word) for words in wordlist("scales")["words"].values() for word in words)
_READ = frozenset(("bin", "milyon", "milyar"))
_THOUSAND = "bin"
_NEXT = re.compile(r"\s+([^\W\d_]+)")
_SIGNS = frozenset("万萬만億亿억千천兆조")
"""Signs for ten thousands and more, before which no blank stands."""
EASTERN = {**dict.fromkeys("万萬만", 10_000), **dict.fromkeys("亿億억", 100_000_000)}
_PART = rf"\d[\d.,]*\s*[{''.join(EASTERN)}]"
_SUM = re.compile(rf"{_PART}(?:\s*{_PART})?(?:\s*\d+)?(?![\d.,]|\s*[{''.join(_SIGNS)}])")
"""A number of hundred millions, of ten thousands, or of both, and the ones behind: "1億2345万", "3万5000"."""
_SPACELESS = tuple(word for words in wordlist("scales")["beginnings"].values() for word in words)


def scale_apart(phrase: str, *, language: str | None) -> str | None:
    """Return what stands apart from a number and may be its scale or what is counted, None if there is none.

    That is a letter behind the last number, and "miles" unless the language is Spanish.
    """
    match = _APART.fullmatch(phrase.strip()) or (None if language == _SPANISH else _DISTANCE.search(phrase))
    return match["scale"] if match else None


def note_or_scale(phrase: str) -> str | None:
    """Return the "b" at a count of people or things, which marks a note or counts thousands of millions: "338b"."""
    match = _LETTER_B.match(phrase)
    return match["scale"] if match else None


def foreign_scale(phrase: str, *, language: str | None) -> str | None:
    """Return the word or sign beside a number that is a scale in a language whose numbers are not read.

    Turkish ones are read behind a number where no language is given: "450 bin".
    """
    for match in chain.from_iterable(one.finditer(phrase) for one in _BESIDE):
        word = match["word"]
        is_behind = phrase[: match.start("word")].rstrip()[-1:].isdecimal()
        is_read = language is None and is_behind and _is_turkish(word, phrase[match.end("word") :])
        if not is_read and (word[0] in _SIGNS or word.startswith(_SPACELESS) or fold(word) in _WORDS):
            return word
    return None


def _is_turkish(word: str, behind: str) -> bool:
    """Return whether a word is a scale of Turkish; "bin" is none before words of other languages: "3 bin men"."""
    following = _NEXT.match(behind)
    is_known = following is None or fold(following[1]) in _turkish_words()
    return fold(word) in _READ and (fold(word) != _THOUSAND or is_known)


@cache
def _turkish_words() -> frozenset[str]:
    return frozenset(map(fold, further_words("tr")))


def in_digits(phrase: str, *, decimal_mark: str | None) -> str:
    """Return a phrase with its number in ten thousands or hundred millions in digits: "34.5万人" is "345000人".

    The phrase stays as it is where there is no such number or several, and where a mark can be read in two ways
    (decimal_mark decides), so that it is refused.
    """
    if EASTERN.keys().isdisjoint(phrase):
        return phrase
    digits = ascii_digits(phrase)
    found = list(_SUM.finditer(digits))
    value = _value(found[0][0], decimal_mark=decimal_mark) if len(found) == 1 else None
    return phrase if value is None else f"{digits[: found[0].start()]}{value}{digits[found[0].end() :]}"


def _value(written: str, *, decimal_mark: str | None) -> int | None:
    """Return what parts such as "1億2345万" add up to, each smaller than the scale before it; None if they do not."""
    parts = [(text, EASTERN.get(sign, 1)) for text, sign in re.findall(r"(\d[\d.,]*)\s*(\D?)", written)]
    amounts = []
    for text, scale in parts:
        ways = [way.value for way in number_readings(text) if decimal_mark is None or way.mark in (None, decimal_mark)]
        if len(ways) != 1:
            return None
        amounts.append((ways[0], scale))
    falls = all(scale > other and amount * other < scale for (_, scale), (amount, other) in pairwise(amounts))
    are_whole = len(amounts) == 1 or all(amount == int(amount) for amount, _ in amounts)
    total = sum((amount * scale for amount, scale in amounts), Decimal())
    return int(total) if falls and are_whole and total == int(total) else None
