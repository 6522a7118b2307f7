"""Text as the lexicons see it: a folded copy that keeps offsets, cut into tokens.

Folding removes what does not change a figure (case, accents, Arabic vowel signs, tatweel, joiners, directions, the
variants of alef, ya and kaf) and turns digits of every script into ASCII. All steps are linear in the text's length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from claims.text import ascii_digits

_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣⁃", "-")
_QUOTES = dict.fromkeys("’‘‛ʼʹ′`´", "'") | dict.fromkeys("“”„‟«»‹›″", '"')
_SIGNS = {"٪": "%", "﹪": "%", "﹥": ">", "﹤": "<", "⩾": "≥", "≧": "≥", "≯": "≤", "⩽": "≤", "≦": "≤", "≮": "≥"}
_SIGNS |= (
    dict.fromkeys("≈∼≃≅〜～˜", "~") | dict.fromkeys("⁺₊﹢", "+") | {"≳": "≥", "≲": "≤", "⟩": ")", "؟": "?", "؛": ";"}
)
_LETTERS = {"ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ٱ": "ا", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه"}
_FOLDED = _DASHES | _QUOTES | _SIGNS | _LETTERS | {"ـ": ""}
_LINE_BREAKS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_NEGATING_STROKE = "\u0338"

_MARKS = "".join(
    mark for mark in map(chr, (*range(0x0900, 0x10A0), *range(0x1780, 0x1800))) if unicodedata.category(mark) == "Mc"
)
"""What folding leaves of the vowels within words of India, Burma and Cambodia: without, “ကျော်” (over) would be “က”."""
_TOKEN = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*|[0-9]+|\s+|.", re.DOTALL)
_KINDS = {"digits": re.compile("[0-9]"), "word": re.compile(r"[^\W\d_]"), "space": re.compile(r"\s")}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; offsets[i] is where its i-th character comes from, with one more entry for the end."""

    text: str
    offsets: Sequence[int]


class Token(NamedTuple):
    """A run of digits, letters or spaces, or one other character; kind is digits, word, space or mark."""

    kind: str
    text: str
    start: int
    end: int


class _Folding(dict[int, str]):
    """What each code point becomes, found when it is first met; uneven are characters that do not become one."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        if len(folded) != 1:
            self.uneven.add(chr(code))
        return folded


_FOLDING = _Folding()


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
    folded = apart(text).translate(_FOLDING)
    if _FOLDING.uneven.isdisjoint(text):
        return Folded(folded, range(len(text) + 1))
    offsets: list[int] = []
    for position, character in enumerate(apart(text)):
        offsets.extend([position] * len(_FOLDING[ord(character)]))
    offsets.append(len(text))
    return Folded(folded, offsets)


_JOINED_NUMBER = re.compile(
    "(?<!\\w)(یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|یازده|دوازده|سیزده|چهارده|پانزده|شانزده|هفده|هجده|نوزده|بیست|سی|چهل|"
    "پنجاه|شصت|هفتاد|هشتاد|نود|صد|یکصد|دویست|سیصد|چهارصد|پانصد|ششصد|هفتصد|هشتصد|نهصد|هزار|میلیون)"
    "\u200c(?=(?:و|نفر|تن|کشته|زخمی|مجروح|مصدوم|فوتی|شهید|مفقود|شهروند|کارگر|زن|مرد|کودک)"
    "(?!\\w))"
)


def apart(text: str) -> str:
    """Return a text of the same length with a blank for what joins a number in words to "and" or to what it counts.

    Persian joins them by a character without width, which elsewhere is inside one word.
    """
    return _JOINED_NUMBER.sub(r"\1 ", text) if "\u200c" in text else text


class _Kind(dict[str, str]):
    """The kind of a token by its first character, found when that is first met."""

    def __missing__(self, character: str) -> str:
        self[character] = kind = next((kind for kind, one in _KINDS.items() if one.match(character)), "mark")
        return kind


_KIND = _Kind()
_make = tuple.__new__  # what Token() does, without a call of Python's own for each token of a text


def tokenize(folded: str) -> list[Token]:
    """Return the tokens of a folded text in order; together they cover all of it."""
    pieces = _TOKEN.findall(folded)
    places = [*accumulate(map(len, pieces), initial=0)]
    return [
        _make(Token, (_KIND[piece[0]], piece, start, end))
        for piece, start, end in zip(pieces, places, places[1:], strict=False)
    ]


def is_arabic(word: str) -> bool:
    """Say whether a word begins with a letter of the Arabic script."""
    return "\u0600" <= word[0] <= "\u06ff"
