"""Figures of an Arabic row of who did it: "131 حالة اعتقال على يد الجيش، و43 على يد الشرطة، و18 من قبل الفصائل"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_REACH = 6
_PAUSES = frozenset(",،")
_TELLING = frozenset({"verb", "before", "after", "label", "noun", "opens", "words.void", "attribution.verbs"})
_COUNTED = frozenset({"none", "people", "unknown"})


def share_doers(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give figures with who did it behind them the word of the figure before, which has the same; best is changed."""
    if not sentence.grammar.done_by:
        return
    for place in range(1, len(numbers)):
        if place in best or place - 1 not in best or heads[place].kind not in _COUNTED:
            continue
        first = numbers[place].start - 1
        listed = sentence.text(first) in _PAUSES or "words.and" in sentence.kinds(first)
        if listed and all(_has_doer(sentence, numbers[at].stop) for at in (place - 1, place)):
            best[place] = best[place - 1]


def _has_doer(sentence: Sentence, first: int) -> bool:
    """Say whether words behind a figure name who did it, with nothing else told between."""
    for index in range(first, first + _REACH):
        if (sentence.text(index), sentence.text(index + 1)) in sentence.grammar.done_by:
            return True
        told = index > first + 1 and not sentence.kinds(index).isdisjoint(_TELLING)
        if told or not sentence.text(index)[:1].isalpha():
            return False
    return False
