"""Text as figures see it: a folded copy that keeps offsets, cut into tokens, and every way to read a written number.

Folding removes what does not change a figure (case, accents, Arabic vowel signs, tatweel, joiners, directions, the
variants of alef, ya and kaf) and turns digits of every script into ASCII. All steps are linear in the text's length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from claims.text import ascii_digits

MAXIMUM_DIGITS = 40
"""Longer digit runs are serial numbers or noise, and Python refuses to convert very long ones."""

_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣⁃", "-")
_QUOTES = dict.fromkeys("’‘‛ʼʹ′`´", "'") | dict.fromkeys("“”„‟«»‹›″", '"')
_SIGNS = {"٪": "%", "﹪": "%", "﹥": ">", "﹤": "<", "⩾": "≥", "≧": "≥", "≯": "≤", "⩽": "≤", "≦": "≤", "≮": "≥"}
_SIGNS |= dict.fromkeys("≈∼≃≅〜～˜", "~") | {"≳": "≥", "≲": "≤", "⟩": ")", "؟": "?", "؛": ";"}
_LETTERS = {"ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ٱ": "ا", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه"}
_FOLDED = _DASHES | _QUOTES | _SIGNS | _LETTERS | {"ـ": ""}
_LINE_BREAKS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_NEGATING_STROKE = "\u0338"

_TOKEN = re.compile(r"(?P<digits>[0-9]+)|(?P<word>[^\W\d_]+)|(?P<space>\s+)|(?P<mark>.)", re.DOTALL)

_DECIMAL_MARKS = ".,٫"
_GROUPING_MARKS = ".,' ،٬"
_STRICT_MARKS = "' ،٬"
"""Marks that only group: they belong to a number only when exactly three digits follow."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; offsets[i] is where its i-th character comes from, with one more entry for the end."""

    text: str
    offsets: Sequence[int]


@dataclass(frozen=True, slots=True)
class Token:
    """A run of digits, letters or spaces, or one other character; kind is digits, word, space or mark."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One way to read a written number. mark is the decimal mark it implies ("." or ","), None if it implies none."""

    mark: str | None
    value: Decimal


@cache
def _fold_character(character: str) -> str:
    if character in _FOLDED:
        return _FOLDED[character]
    if character.isspace():
        return "\n" if character in _LINE_BREAKS else "\t" if character == "\t" else " "
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0).lower()
    category = unicodedata.category(character)
    if category == "Nd":
        return ascii_digits(character)
    if category in ("Mn", "Me", "Cf"):
        return character if character == _NEGATING_STROKE else ""
    if category.startswith("L"):
        bare = (c for c in unicodedata.normalize("NFKD", character) if unicodedata.category(c) != "Mn")
        return "".join(_LETTERS.get(c, c) for c in "".join(bare).casefold() if c != "ـ")
    return character


def fold(text: str) -> Folded:
    """Return the folded copy of a text with the offsets of its characters in the original."""
    if text.isascii():
        return Folded(text.replace("`", "'").lower(), range(len(text) + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    for position, character in enumerate(text):
        folded = _fold_character(character)
        pieces.append(folded)
        offsets.extend([position] * len(folded))
    offsets.append(len(text))
    return Folded("".join(pieces), offsets)


def tokenize(folded: str) -> list[Token]:
    """Return the tokens of a folded text in order; together they cover all of it."""
    return [Token(match.lastgroup or "mark", match[0], *match.span()) for match in _TOKEN.finditer(folded)]


def number_end(tokens: Sequence[Token], *, first: int) -> int:
    """Return the index after the written number that starts with the digits at first ("1 234,5" is five tokens)."""
    index = first + 1
    grouping = ""
    while index + 1 < len(tokens) and tokens[index + 1].kind == "digits":
        mark, digits = tokens[index].text, tokens[index + 1].text
        if mark in _STRICT_MARKS and mark:
            if len(digits) != 3 or grouping not in ("", mark) or len(tokens[first].text) > 3:
                break
        elif mark not in _DECIMAL_MARKS or len(mark) != 1:
            break
        grouping = mark
        index += 2
    return index


def _is_grouped(groups: Sequence[str], *, mark: str) -> bool:
    head, *middle, last = groups
    if head.startswith("0") or len(last) != 3:
        return False
    if len(head) <= 3 and all(len(group) == 3 for group in middle):
        return True
    indian = mark in ",،٬" and len(head) <= 2
    return indian and bool(middle) and all(len(group) == 2 for group in middle)


def number_readings(written: str) -> tuple[NumberReading, ...]:
    """Return every way to read a written number (digits and marks, folded): none, one or two, thousands first.

    Two only where one mark stands before exactly three digits ("1.500"). Indian grouping ("1,00,000") is read.
    """
    groups = re.split(r"[^0-9]", written)
    marks = re.findall(r"[^0-9]", written)
    if sum(map(len, groups)) > MAXIMUM_DIGITS:
        return ()
    if not marks:
        return (NumberReading(None, Decimal(written)),)
    found = []
    used = set(marks)
    if len(used) == 1 and marks[0] in _GROUPING_MARKS and _is_grouped(groups, mark=marks[0]):
        implied = {".": ",", ",": "."}.get(marks[0])
        found.append(NumberReading(implied, Decimal("".join(groups))))
    last = marks[-1]
    before = set(marks[:-1])
    whole = groups[:-1]
    fits = not before or (len(before) == 1 and _is_grouped(whole, mark=marks[0]))
    if last in _DECIMAL_MARKS and last not in before and "٫" not in before and fits:
        value = Decimal("".join(whole) + "." + groups[-1])
        found.append(NumberReading(None if last == "٫" else last, value))
    return tuple(found)


def proven_marks(written: Sequence[str]) -> set[str]:
    """Return the decimal marks that numbers with only one reading prove, e.g. {"."} for "1,234,567" or "12.5"."""
    found = (number_readings(number) for number in written)
    return {ways[0].mark for ways in found if len(ways) == 1 and ways[0].mark is not None}
