"""Words as search knows them, in any script, and the passage in which they stand, marked in the untouched text.

What is indexed and what is asked are made alike: folded (claims.text.fold), Arabic words without the article ال and
what is written together with it (وال، بال، كال، فال، لل), and each character for itself in scripts that put no space
between words (Chinese, Japanese, Thai and their neighbours), so that a word of them is a row of characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.text import fold, shadow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.model import Claim, Document

_ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)(?=.{3})")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ASKED = re.compile(r'"([^"]+)"|(\S+)')
CHUNK = 20_000
OVERLAP = 600
LONGEST = 400_000
SHORT = 40
"""No word of a script with spaces between words is longer, or hardly one."""
WIDTH = 260

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text, from start on, with the places of hits in it; is_cut: whether text goes on before, after."""

    text: str
    start: int
    marks: tuple[tuple[int, int], ...]
    is_cut: tuple[bool, bool]

    def pieces(self) -> list[tuple[str, bool]]:
        """Return the passage piece by piece, each with whether it is a hit."""
        found, at = [], 0
        for start, end in self.marks:
            found += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        return [piece for piece in [*found, (self.text[at:], False)] if piece[0]]


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: its kind, its key (a slug or an id), its name, and the passage with what was found, marked.

    of a claim: name is what it says, claim and quote_of (the id of the document, None for its note) are given.
    """

    kind: str
    key: str
    name: str
    passage: Passage
    claim: Claim | None = None
    document: Document | None = None
    quote_of: str | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one kind: some of it from an offset on, and how much there is; is_more: at least so much."""

    kind: str
    hits: tuple[Hit, ...]
    count: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: what was asked as the index knows it, whether beginnings of words count, and the hits."""

    asked: tuple[Phrase, ...]
    beginnings: bool
    kinds: tuple[Hits, ...]

    @property
    def count(self) -> int:
        """How much was found, of all kinds together."""
        return sum(item.count for item in self.kinds)


def searchable(text: str) -> str:
    """Return a text as it is indexed for search."""
    folded = fold(text)
    if folded.isascii():
        return folded
    return " ".join([word if word.isascii() else _indexed(word) for word in folded.split()])


def _indexed(word: str) -> str:
    """Return the parts in which a folded word is indexed; those of the last short words are remembered."""
    return _remembered_parts(word) if len(word) <= SHORT else _joined_parts(word)


def _joined_parts(word: str) -> str:
    return " ".join([part for part, _, _ in _parts(word)])


_remembered_parts = lru_cache(maxsize=8192)(_joined_parts)


def phrases(asked: str) -> tuple[Phrase, ...]:
    """Return what somebody asks for: each word, or words in quotation marks, as the parts that stand in the index."""
    found = []
    for quoted, bare in _ASKED.findall(asked.translate({0x201C: '"', 0x201D: '"'})):
        words = searchable(quoted or bare).split()
        if words:
            found.append(tuple(words))
    return tuple(dict.fromkeys(found))


def query(asked: Sequence[Phrase], *, beginnings: bool = False) -> str:
    """Return a full text query for all phrases, in any order; with beginnings a last word may go on."""
    star = " *" if beginnings else ""
    return " ".join(f'"{" ".join(phrase)}"{star}' for phrase in asked) or '""'


def find(text: str, asked: Sequence[Phrase], *, beginnings: bool = False, width: int = WIDTH) -> Passage:
    """Return the passage of a text in which most of what is asked stands closest together, the first of equals.

    Where nothing of it stands in the text (or only beyond LONGEST characters) it is the beginning, without a mark.
    """
    best: tuple[int, int, list[tuple[int, int]]] = (0, 0, [])
    for start in range(0, min(len(text), LONGEST) or 1, CHUNK):
        chunk = text[start : start + CHUNK + OVERLAP]
        hits = sorted(_hits(chunk, asked, beginnings=beginnings))
        number, window = _closest(hits, width=width)
        if number > best[0]:
            best = (number, start, window)
        if best[0] == len(asked):
            break
    return _cut(text, [(best[1] + start, best[1] + end) for start, end in best[2]], width=width)


def _parts(word: str) -> Iterator[tuple[str, int, int]]:
    """Yield the parts in which a folded word is indexed, each with its place in the word."""
    if word.isascii():
        yield word, 0, len(word)
        return
    article = _ARTICLE.match(word)
    begin = article.end() if article else 0
    if not _UNSPACED.search(word):
        yield word[begin:], 0, len(word)
        return
    start = begin
    for place in range(begin + 1, len(word) + 1):
        if place < len(word) and unicodedata.category(word[place])[0] == "M":
            continue
        if place == len(word) or _UNSPACED.match(word[place]) or _UNSPACED.match(word[place - 1]):
            yield word[start:place], start, place
            start = place


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the parts of all words of a shadow with their places."""
    start = None
    for place, character in enumerate(f"{text} "):
        if character.isalnum() or unicodedata.category(character)[0] == "M":
            start = place if start is None else start
        elif start is not None:
            for part, begin, end in _parts(text[start:place]):
                yield part, start + begin, start + end
            start = None


def _hits(text: str, asked: Sequence[Phrase], *, beginnings: bool) -> Iterator[tuple[int, int, int]]:
    """Yield where phrases stand in a text, as offsets into it, with the number of the phrase."""
    folded = shadow(text)
    firsts = {phrase[0] for phrase in asked}
    if not any(first in folded.text for first in firsts):
        return
    words = list(_words(folded.text))
    for index, (word, start, _) in enumerate(words):
        for number, phrase in enumerate(asked):
            if word != phrase[0] and not (beginnings and len(phrase) == 1 and word.startswith(phrase[0])):
                continue
            own = words[index : index + len(phrase)]
            said = tuple(part for part, _, _ in own)
            if said[:-1] != phrase[:-1] or len(said) < len(phrase):
                continue
            if said[-1] == phrase[-1] or (beginnings and said[-1].startswith(phrase[-1])):
                yield (*folded.span(start, own[-1][2]), number)


def _closest(hits: Sequence[tuple[int, int, int]], *, width: int) -> tuple[int, list[tuple[int, int]]]:
    """Return how many phrases stand together within a width, and the places of those hits."""
    best: tuple[int, list[tuple[int, int]]] = (0, [])
    for index, (start, _, _) in enumerate(hits):
        near = [hit for hit in hits[index : index + 60] if hit[1] - start <= width]
        number = len({phrase for _, _, phrase in near})
        if number > best[0]:
            best = (number, [(begin, end) for begin, end, _ in near])
    return best


def _cut(text: str, hits: Sequence[tuple[int, int]], *, width: int) -> Passage:
    """Return the passage around hits, from and to a space where there is one near."""
    first, last = (hits[0][0], hits[-1][1]) if hits else (0, 0)
    before = max(0, (width - (last - first)) // 3)
    start = max(0, first - before)
    end = min(len(text), max(last, start + width))
    if start:
        space = text.find(" ", start, first)
        start = space + 1 if 0 <= space < start + 30 else start
    if end < len(text):
        space = text.rfind(" ", last, end)
        end = space if space > end - 30 else end
    marks: list[tuple[int, int]] = []
    for begin, stop in hits:
        if marks and begin - start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(marks[-1][1], stop - start))
        else:
            marks.append((begin - start, stop - start))
    return Passage(text[start:end], start, tuple(marks), (start > 0, end < len(text)))
