"""Figures behind places where no capital tells a name: "در تهران ۱۲ و در کرج ۵ نفر", "البرز ۸، فارس ۷".

What the figures of such a row count stands once: behind the last of them, or before a mark that opens the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_LONGEST_PLACE, _FEWEST = 4, 2
_PAUSES = frozenset(",،")
_OPENING = frozenset(";:؛")
_CLOSING = _PAUSES | {"", "."}
_LEADS = frozenset({"words.link", "words.stop"})
_NO_PLACES = frozenset({"verb", "before", "after", "label", "noun", "people", "words.void", "words.change"})
_NO_PLACES |= {
    "words.clause",
    "words.that",
    "words.relative",
    "words.partitive",
    "words.including",
    "attribution.verbs",
}
_NO_PLACES |= {"words.not_after", "words.adjectives", "words.things"}


def share_named_places(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give bare figures behind places the word of the figure that ends or opens their row; best is changed.

    best holds the trigger of each figure by its place with its cost. Nothing is done where names have capitals.
    """
    if sentence.triggers.capitals or len(numbers) < _FEWEST:
        return
    for place in range(len(numbers) - 2, -1, -1):
        if place not in best and place + 1 in best and _is_beside(sentence, numbers, heads, place):
            best[place] = best[place + 1]
    for place in range(1, len(numbers)):
        if place in best or place - 1 not in best or heads[place].kind not in ("none", "people"):
            continue
        row = _row(sentence, numbers, heads, place)
        closes = heads[place].kind == "people" or _closes(sentence, numbers[place].stop)
        if len(row) >= _FEWEST or (closes and _is_beside(sentence, numbers, heads, place - 1)):
            best.update(dict.fromkeys(row or [place], best[place - 1]))


def _is_beside(sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], place: int) -> bool:
    """Say whether a figure and the next stand behind a place each, with no more than "and" between what they count."""
    head, number = heads[place], numbers[place]
    if number.bare or head.kind not in ("none", "people", "noun"):
        return False
    stop = max(head.end, number.stop) if head.kind != "none" else number.stop
    begins = _before_place(sentence, numbers[place + 1])
    if _is_joined(sentence, stop):
        near = begins - stop < _FEWEST
    else:
        near = begins == stop - 1 and sentence.triggers.joins(sentence.text(stop))
    return near and all(_names_place(sentence, one) for one in numbers[place : place + 2])


def _row(sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], first: int) -> list[int]:
    """Return the figures of a row that a mark opens and that hold nothing but places: "؛ تهران ۱۰، البرز ۸"."""
    row: list[int] = []
    for place in range(first, len(numbers)):
        number = numbers[place]
        before = _before_place(sentence, number)
        opened = sentence.text(before) in (_OPENING if place == first else _PAUSES) or (
            place > first and "words.and" in sentence.kinds(before)
        )
        if not (opened and _is_bare(numbers, heads, place) and _names_place(sentence, number)):
            break
        row.append(place)
        if not _closes(sentence, number.stop):
            return []
    return row


def _is_bare(numbers: Sequence[Number], heads: Sequence[Head], place: int) -> bool:
    return heads[place].kind == "none" and not numbers[place].bare


def _is_joined(sentence: Sentence, index: int) -> bool:
    return sentence.text(index) in _PAUSES or "words.and" in sentence.kinds(index)


def _closes(sentence: Sentence, index: int) -> bool:
    return sentence.text(index) in _CLOSING or "words.and" in sentence.kinds(index)


def _before_place(sentence: Sentence, number: Number) -> int:
    """Return the index of the word before the place that stands before a figure."""
    index = number.start - 1
    while index >= max(0, number.start - _LONGEST_PLACE) and _may_name(sentence, index):
        index -= 1
    return index


def _names_place(sentence: Sentence, number: Number) -> bool:
    """Say whether one to four words that mean nothing known stand before a figure, behind a mark, "and" or "in"."""
    before = _before_place(sentence, number)
    if before == number.start - 1:
        return False
    opened = before < 0 or _is_joined(sentence, before) or sentence.text(before) in _OPENING
    return opened or bool(sentence.kinds(before) & _LEADS) or sentence.triggers.joins(sentence.text(before + 1))


def _may_name(sentence: Sentence, index: int) -> bool:
    text = sentence.text(index)
    kinds = sentence.kinds(index)
    return text.isalpha() and not kinds & (_NO_PLACES | _LEADS) and "words.and" not in kinds


def leads_place(sentence: Sentence, at: int, behind: range) -> bool:
    """Say whether a preposition may stand before a place: in Arabic as in the words before: "في حمص و8 | في درعا"."""
    if sentence.triggers.capitals or sentence.triggers.said != "after":
        return sentence.triggers.capitals
    kinds, text = sentence.kinds(at + 1), sentence.text(at + 1)
    placed = (not kinds or "words.places" in kinds) and text not in sentence.grammar.conditions  # not "و8 في المستشفى"
    return placed and any(sentence.text(index) == sentence.text(at) for index in behind)


def is_named(sentence: Sentence, index: int) -> bool:
    """Say whether a short preposition stands before a name that is no known word: "au Népal", "en Inde"."""
    kinds = sentence.kinds(index + 1)
    named = sentence.text(index + 1).isalpha() and (not kinds or "words.places" in kinds)
    placed = is_placed(sentence, index) and len(sentence.text(index)) <= LONGEST_PREPOSITION
    return placed and named and sentence.text(index).isalpha()


def is_placed(sentence: Sentence, index: int) -> bool:
    """Say whether a word is a preposition of place."""
    return bool(sentence.kinds(index) & PLACED) or sentence.text(index) in sentence.grammar.to_the


LONGEST_PREPOSITION = 4
PLACED = frozenset({"words.stop", "words.link"})
