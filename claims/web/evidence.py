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


def pieces(text: str, places: Sequence[Marked]) -> list[Piece]:
    """Return the text in pieces that together are the text, to the letter; quotes may overlap, nest or be the same.

    Quotes without offsets, and offsets beyond the text, mark nothing.
    """
    spans = [
        (place.quote_start, place.quote_end, place.claim)
        for place in places
        if place.quote_start is not None and place.quote_end is not None and place.quote_end <= len(text)
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
