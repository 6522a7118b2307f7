"""Figures set off by commas: the two of "six people, including two children, were killed" parts nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from claims.extractors.rules_figures import Number
from claims.extractors.rules_sentence import Sentence

_BEFORE, _BEHIND = 4, 7
"""So many words may stand between the first comma and the figure, and between the figure and the second comma."""

_COMMAS = frozenset(",،")
_CROSSED = 1.0


def ease_asides(sentence: Sentence, numbers: Sequence[Number], triggers: Sequence[int], steps: list[float]) -> None:
    """Make it cheap to come past figures that stand between commas with no word of a measure.

    triggers are the places of such words in order; steps is what it costs to come past each word.
    """
    if sum(len(sentence.marked(comma)) for comma in _COMMAS) < 2:
        return
    for number in numbers:
        opening = _comma(sentence, range(number.start - 1, max(-1, number.start - 1 - _BEFORE), -1))
        closing = _comma(sentence, range(number.stop, min(len(sentence.words), number.stop + _BEHIND)))
        if opening is None or closing is None:
            continue
        following = bisect_left(triggers, opening)
        if following < len(triggers) and triggers[following] < closing:
            continue
        for index in range(opening, closing + 1):
            steps[index] = min(steps[index], _CROSSED)


def _comma(sentence: Sentence, places: range) -> int | None:
    for index in places:
        text = sentence.text(index)
        if text in _COMMAS:
            return index
        if not text[0].isalnum() and text not in "'-":
            return None
    return None
