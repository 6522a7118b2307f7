"""What it costs to come past each word of a sentence, between a figure and a word of a measure."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from claims.extractors.rules_asides import ease_asides
from claims.extractors.rules_traps import is_change

if TYPE_CHECKING:
    from claims.extractors.rules_found import Number, Trigger
    from claims.extractors.rules_sentence import Sentence

AND, CLAUSE, FIGURE, MEASURE = 6, 8, 10, 7
"""What "and", the beginning of a clause, another figure and a word of a measure cost."""
_COMMA, _STRONG, _ENCLOSING, _SMALL = 5, 14, 2, 0.5
_COMMAS, _STRONG_MARKS = frozenset(",،"), frozenset(";:|\n")
_MARKS = _STRONG_MARKS | _COMMAS | frozenset('()"')
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
    steps = [1.0] * sentence.size
    every = range(sentence.size) if sentence.triggers.prefixes else sentence.places(STEPPING)
    for index in (*every, *sentence.signed(_MARKS)):
        steps[index] = _step(sentence, sentence.texts[index], sentence.covers[index])
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


def _step(sentence: Sentence, text: str, kinds: frozenset[str]) -> float:
    if text in _COMMAS:
        return _COMMA
    if text in _STRONG_MARKS:
        return _STRONG if text != ":" else _COMMA
    if text in '()"':
        return _ENCLOSING
    if "words.and" in kinds or sentence.triggers.joins(text):
        return AND
    if "words.clause" in kinds:
        return CLAUSE
    return _SMALL if "words.link" in kinds or "words.adjectives" in kinds else 1
