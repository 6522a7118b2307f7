"""Running text as triggers see it: a folded copy of the same length, cut into tokens, so that offsets need no map.

Each character becomes exactly one: letters without case, accents and Arabic variants, digits in ASCII, quotation marks,
apostrophes and dashes of one kind. What folding drops (vowel signs, joiners, tatweel, marks of direction) becomes
FILLER, which counts as a letter and is taken out of each word.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, chain
from typing import NamedTuple

from claims.text import ascii_digits

FILLER = "ـ"
"""What a character that folding drops becomes in the copy: the tatweel, which itself means nothing."""

_LETTERS = dict.fromkeys("ىیېے", "ي") | dict.fromkeys("کڪ", "ك") | dict.fromkeys("ةەہھۀ", "ه") | {"ٱ": "ا"}
_MARKS = dict.fromkeys("‐‑‒–—―−﹘﹣⁃", "-") | dict.fromkeys("’‘‛ʼʹ′`´", "'") | dict.fromkeys("“”„‟«»‹›″", '"')
_MARKS |= {"؟": "?", "؛": ";", "٪": "%", "…": "…", "。": "."}
_LINE_BREAKS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_PIECE = re.compile(r"[^\W\d_]+|[0-9]+|.", re.DOTALL)
"""What a folded copy is made of: digits, letters, and each other character by itself, blanks too."""
_REMEMBERED = 200_000


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


class _Pieces(dict[str, tuple[str, ...]]):
    """What stands between two blanks, in pieces, with the blank behind it; found once while there is room."""

    def __missing__(self, written: str) -> tuple[str, ...]:
        pieces = (*_PIECE.findall(written), " ")
        if len(self) < _REMEMBERED:
            self[written] = pieces
        return pieces


_FOLDING = _Folding()
_PIECES = _Pieces()


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


def folded_copy(text: str) -> str:
    """Return the folded copy of a text, character for character."""
    return text.translate(_FOLDING)


_DROPPED = frozenset(("", " "))
_make = tuple.__new__  # what Word() does, without a call of Python's own for each token of a text


def words_of(copy: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the tokens of a folded copy between two offsets, in order; white space and empty words are left out."""
    end = len(copy) if end is None else end
    pieces = [*chain.from_iterable(map(_PIECES.__getitem__, copy[start:end].split(" ")))]
    places = [*accumulate(map(len, pieces), initial=start)]
    if copy.find(FILLER, start, end) >= 0 or copy.find("ß", start, end) >= 0:
        pieces = [piece.replace(FILLER, "").replace("ß", "ss") for piece in pieces]
    return [_make(Word, word) for word in zip(pieces, places, places[1:], strict=False) if word[0] not in _DROPPED]
