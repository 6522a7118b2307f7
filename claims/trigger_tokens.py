"""Running text as triggers see it: a folded copy of the same length, cut into tokens, so that offsets need no map.

Each character becomes exactly one: letters without case, accents and Arabic variants, digits in ASCII, quotation marks,
apostrophes and dashes of one kind. What folding drops (vowel signs, joiners, tatweel, marks of direction) becomes
FILLER, which counts as a letter and is taken out of each word.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress
from functools import cache
from itertools import accumulate, compress, repeat
from operator import add
from typing import NamedTuple

from claims.text import ascii_digits

FILLER = "ـ"
"""What a character that folding drops becomes in the copy: the tatweel, which itself means nothing."""

_LETTERS = dict.fromkeys("ىیېے", "ي") | dict.fromkeys("کڪ", "ك") | dict.fromkeys("ةەہھۀ", "ه") | {"ٱ": "ا"}
_MARKS = dict.fromkeys("‐‑‒–—―−﹘﹣⁃", "-") | dict.fromkeys("’‘‛ʼʹ′`´", "'") | dict.fromkeys("“”„‟«»‹›″", '"')
_MARKS |= {"؟": "?", "؛": ";", "٪": "%", "…": "…", "。": "."}
_LINE_BREAKS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_PIECE = re.compile(r"(?:[^\W\d_]+|[0-9]+|.) ?", re.DOTALL)
"""What a folded copy is made of: digits, letters, and each other character by itself, each with a blank behind it."""


class Word(NamedTuple):
    """A token: a run of digits or of letters, one other mark, or a line break; text is folded."""

    text: str
    start: int
    end: int


class _Folding(dict[int, str]):
    """What each code point becomes in the copy, found when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_FOLDING = _Folding()


def _fold_character(character: str) -> str:
    found = _LETTERS.get(character) or _MARKS.get(character)
    if found:
        return found
    if character.isspace():
        return "\n" if character in _LINE_BREAKS else " "
    category = unicodedata.category(character)
    if category == "Nd":
        return ascii_digits(character)
    if category in ("Mn", "Me", "Cf", "Mc", "Sk"):
        return FILLER
    if category[0] != "L":
        return character
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    bare = bare.casefold() if len(bare.casefold()) == 1 else character.lower()
    return _LETTERS.get(bare, bare) if len(bare) == 1 else character


_PAGES = ("cp1252", "cp1251")
"""Code pages of Latin and Cyrillic: a text whose characters all stand in one is folded in a tenth of the time."""


@cache
def _folded_page(page: str) -> str:
    """Return what each byte of a code page becomes in the copy."""
    return "".join(map(_fold_character, bytes(range(256)).decode(page, "replace")))


def folded_copy(text: str) -> str:
    """Return the folded copy of a text, character for character."""
    for page in () if text.isascii() else _PAGES:
        with suppress(UnicodeEncodeError):
            return codecs.charmap_decode(text.encode(page), "strict", _folded_page(page))[0]
    return text.translate(_FOLDING)


def tokens_of(copy: str, start: int, end: int) -> tuple[list[str], list[int], list[int]]:
    """Return the tokens of a folded copy between two offsets in order: their texts, and where they start and end.

    White space and empty words are left out.
    """
    start += copy.startswith(" ", start, end)
    pieces = _PIECE.findall(copy, start, end)
    starts = [*accumulate(map(len, pieces), initial=start)]
    texts = [*map(str.rstrip, pieces, repeat(" "))]
    ends = [*map(add, starts, map(len, texts))]
    if copy.find(FILLER, start, end) >= 0 or copy.find("ß", start, end) >= 0:
        texts = [text.replace(FILLER, "").replace("ß", "ss") for text in texts]
    if "" in texts:
        return [*compress(texts, texts)], [*compress(starts, texts)], [*compress(ends, texts)]
    starts.pop()
    return texts, starts, ends


def words_of(copy: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the tokens of a folded copy between two offsets, in order; white space and empty words are left out."""
    return [*map(Word, *tokens_of(copy, start, len(copy) if end is None else end))]
