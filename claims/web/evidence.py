"""The text of a document cut at the ends of its quotes, so that each piece knows the claims that rest on it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Marked(Protocol):
    """What marks a stretch of a text: an appearance of a claim, or a proposal."""

    @property
    def claim(self) -> str:
        """What is marked."""
        ...

    @property
    def quote_start(self) -> int | None:
        """Its first code point."""
        ...

    @property
    def quote_end(self) -> int | None:
        """The code point after its last."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. claims holds the ids of the claims whose quotes cover it; begins those that begin here."""

    text: str
    claims: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


def pieces(text: str, places: Sequence[Marked], *, begin: int = 0) -> list[Piece]:
    """Return a text in pieces that together are the text, to the letter; quotes may overlap, nest or be the same.

    begin is where the text begins in its document, of which it may be a part; of quotes that reach beyond it only what
    stands in it is marked. Quotes without offsets mark nothing.
    """
    spans = [
        (max(place.quote_start - begin, 0), min(place.quote_end - begin, len(text)), place.claim)
        for place in places
        if place.quote_start is not None
        and place.quote_end is not None
        and place.quote_start - begin < len(text)
        and place.quote_end > begin
    ]
    cuts = sorted({0, len(text)} | {cut for start, end, _ in spans for cut in (start, end)})
    found: list[Piece] = []
    begun: set[str] = set()
    for start, end in pairwise(cuts):
        over = tuple(dict.fromkeys(claim for first, last, claim in spans if first <= start and end <= last))
        begins = tuple(claim for claim in over if claim not in begun)
        begun.update(begins)
        found.append(Piece(text[start:end], over, begins))
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document that a page shows: a stretch of its text, and so many of the places that have none in it."""

    start: int
    end: int
    first: int
    number: int


LONGEST_PART = 8_000
MOST_PLACES = 40


def parts(text: str, starts: Sequence[int], without: int) -> list[Part]:
    """Return a document in parts that fit a page: no more text, and no more places, than a page should hold.

    starts are the offsets where quotes begin, in order; without is how many places have none in the text. At least one
    part is returned; the parts of the text are together the text.
    """
    ends = []
    start = seen = 0
    while start < len(text):
        end = min(start + LONGEST_PART, len(text))
        if len(starts) > seen + MOST_PLACES and starts[seen + MOST_PLACES] < end:
            end = max(starts[seen + MOST_PLACES], start + 1)
        if end < len(text):
            end = _between_words(text, start, end)
        ends.append((start, end))
        while seen < len(starts) and starts[seen] < end:
            seen += 1
        start = end
    number = max(len(ends), -(-without // MOST_PLACES), 1)
    ends += [(len(text), len(text))] * (number - len(ends))
    return [
        Part(start, end, first=index * MOST_PLACES, number=min(MOST_PLACES, max(0, without - index * MOST_PLACES)))
        for index, (start, end) in enumerate(ends)
    ]


def _between_words(text: str, start: int, end: int) -> int:
    """Return the last end of a word before an offset, or the offset where there is none near."""
    for place in range(end, max(start, end - 200), -1):
        if text[place - 1].isspace():
            return place
    return end
