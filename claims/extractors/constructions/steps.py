"""What it costs to come past each word of a sentence, between a figure and a word of a measure."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from claims.extractors.constructions.comma_asides import ease_asides
from claims.extractors.constructions.traps import is_change

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.sentence import Sentence

AND, CLAUSE, FIGURE, MEASURE = 6, 8, 10, 7
"""What "and", the beginning of a clause, another figure and a word of a measure cost."""
_MARKS = dict.fromkeys(",،:", 5) | dict.fromkeys(";|\n", 14) | dict.fromkeys('()"', 2)
_STEPS = (
    (frozenset({"words.link", "words.adjectives"}), 0.5),
    (frozenset({"words.clause"}), CLAUSE),
    (frozenset({"words.and"}), AND),
)
"""What words of some kinds cost; a word of several kinds costs what stands last."""
STEPPING = frozenset({"words.and", "words.clause", "words.link", "words.adjectives"})
"""The kinds of words that cost more or less than others."""
_PARTING = frozenset({"verb", "noun", "before", "after"})


def steps_of(
    sentence: Sentence,
    numbers: Sequence[Number],
    triggers: Sequence[Trigger],
    others: Sequence[tuple[int, int]],
    *,
    own: AbstractSet[Trigger],
) -> list[float]:
    """Return by word what it costs to come past it.

    others are words of other numbers, own the void words of measures that hold a figure, which part nothing.
    """
    steps = _of_words(sentence)
    for number in numbers:
        steps[number.first] = 1.0 if number.aside or is_change(sentence, number.first) else FIGURE
        for index in range(number.first + 1, number.end):
            steps[index] = 0.0
    for first, end in others:
        for index in range(first, end):
            steps[index] = 1.0
    rules = sentence.triggers.measures
    for trigger in triggers:
        if trigger.measure in rules and rules[trigger.measure].things:
            continue
        if trigger.form in _PARTING and steps[trigger.first] < MEASURE:
            steps[trigger.first] += MEASURE
    voids = [one.first for one in triggers if one.form == "void" and one not in own]
    telling = sorted([*(one.first for one in triggers if one.form in _PARTING), *voids])
    ease_asides(sentence, numbers, telling, steps)
    return steps


def _of_words(sentence: Sentence) -> list[float]:
    """Return by word what it costs to come past it as long as nothing is known of figures."""
    steps = [1.0] * sentence.size
    for kinds, cost in _STEPS:
        for index in sentence.places(kinds):
            steps[index] = cost
    for index, text in enumerate(sentence.texts) if sentence.triggers.prefixes else ():
        if sentence.triggers.joins(text):
            steps[index] = AND
    for mark, places in sentence.all_marked().items():
        if mark in _MARKS:
            for index in places:
                steps[index] = _MARKS[mark]
    return steps
