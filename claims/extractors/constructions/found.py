"""What the rules find in a sentence: plain numbers, figures, words of measures, and figures with their measure.

Nothing is changed once it is made. None is frozen all the same, since a frozen one takes five times as long to make;
nor a tuple, of which an attribute takes six times as long to read as one in a slot. So is what other rules find.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.model import Figure


@dataclass(slots=True, unsafe_hash=True)
class Span:
    """A plain number: words from first up to end, from_words where it is written in words, spoilt where no count."""

    first: int
    end: int
    from_words: bool = False
    spoilt: bool = False
    whole: bool = False


@dataclass(slots=True, unsafe_hash=True)
class Number:
    """A figure among the words of a sentence.

    first and end enclose the number itself, start and stop also its hedges, as far as the figure is read from them;
    text_start and text_end are the same place in the text. bare says that it is four digits that may be a year;
    aside that it stands alone in parentheses or between commas, as ages do. whole_end is the index after the number of
    all of whom it is a part ("150 of the 1,800 residents"), None where none is given.
    """

    first: int
    end: int
    start: int
    stop: int
    text_start: int
    text_end: int
    figure: Figure
    bare: bool = False
    aside: bool = False
    whole_end: int | None = None


@dataclass(slots=True, unsafe_hash=True)
class Trigger:
    """A word of a measure: form is noun, verb, before, after, label or idiom; an idiom goes on at second."""

    first: int
    end: int
    form: str
    measure: str
    second: int | None = None


@dataclass(slots=True, unsafe_hash=True)
class Counted:
    """A figure with its measure: the words from first up to end carry it."""

    number: Number
    measure: str
    population: str
    first: int
    end: int
    trigger: Trigger
