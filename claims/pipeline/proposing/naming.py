"""What a longer header of an unknown table stands for, and whether its other words may say who is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.pipeline.proposing.meaning import CODES, TAILS, named_by
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import CUMULATIVE, words_of

if TYPE_CHECKING:
    from claims.pipeline.proposing.found import Found

_PLAIN = word_set("plain") | CUMULATIVE
"""Words of a header beside its measure that do not say who is counted."""
_FLOOR = word_set("floor")


def name_header(found: Found, header: str, measure: str, *, names: dict[str, str]) -> None:
    """Say what a longer header stands for, and whether its other words may say who is counted."""
    found.names[header] = measure
    if other_words(header, names):
        found.unsure.append(f"“{header}” is taken as {measure} of all: if its other words say who, set the population")


def other_words(header: str, names: dict[str, str]) -> set[str]:
    """Return the words of a header beside its measure that may say something of it."""
    plain = CODES.keys() | _PLAIN | _FLOOR | {word for tail in TAILS for word in tail}
    return set(words_of(header)) - plain - set(named_by(header, names).split())
