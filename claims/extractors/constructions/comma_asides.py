"""Figures set off by commas: the two of "six people, including two children, were killed" parts nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from claims.extractors.constructions.days import may_be_year, times_of
from claims.extractors.constructions.found import Number
from claims.extractors.constructions.sentence import Sentence

_BEFORE, _BEHIND = 4, 11
"""So many words may stand between the first comma and the figure, and between the figure and the second comma."""

_COMMAS = frozenset(",،")
_DASH, _FAR = "-", 6
_CROSSED = 1.0
_CLAUSE, _WITHIN, _PASSED = 24, 0.1, 0.3
_OF_WHOM, _BRACKET = 3, 2
_RELATIVE = frozenset({"words.relative"})
_SOURCE_WORDS = 6
_ACCORDING = frozenset({"attribution.according"})
_SPEAKERS = frozenset({"sources.names", "sources.wires", "sources.nouns", "sources.titles", "sources.outlets"})


def ease_asides(sentence: Sentence, numbers: Sequence[Number], triggers: Sequence[int], steps: list[float]) -> None:
    """Make it cheap to come past figures that stand between commas with no word of a measure.

    triggers are the places of such words in order; steps is what it costs to come past each word.
    """
    if sentence.triggers.nouns_capital and "attribution.according" in sentence.present:
        _ease_sources(sentence, steps)
    if sentence.marked("("):
        _ease_brackets(sentence, numbers, triggers, steps)
    if len(sentence.signed(_COMMAS)) + len(sentence.marked(_DASH)) < 2:
        return
    if "attribution.according" in sentence.present:
        _ease_told(sentence, steps)
    if len(sentence.marked(_DASH)) > 1:
        _ease_dashed(sentence, numbers, triggers, steps)
    _ease_relatives(sentence, numbers, steps)
    _ease_times(sentence, steps)
    if "words.hypothetical" in sentence.present:
        _ease_doubt(sentence, steps)
    for number in numbers:
        opening = _comma(sentence, range(number.start - 1, max(-1, number.start - 1 - _BEFORE), -1))
        if opening is None:
            continue
        closing = _comma(sentence, range(number.stop, min(sentence.size, number.stop + _BEHIND)))
        if closing is None or (_DASH in map(sentence.text, (opening, closing))) != (
            sentence.text(opening) == sentence.text(closing) == _DASH
        ):
            continue
        following = bisect_left(triggers, opening)
        if (following < len(triggers) and triggers[following] < closing) or _begins_clause(sentence, opening + 1):
            continue
        for index in range(opening, closing + 1):
            steps[index] = min(steps[index], _CROSSED)


def _begins_clause(sentence: Sentence, first: int) -> bool:
    """Say whether a clause of its own begins at a word with "that" behind: "40 sont morts, | tandis que 90, dont …"."""
    mark = sentence.mark(first, "words.clause")
    return mark is not None and mark.end > first + 1 and "words.that" in sentence.kinds(mark.end - 1)


def _ease_relatives(sentence: Sentence, numbers: Sequence[Number], steps: list[float]) -> None:
    """Make it cheap to come past a clause about those whom a figure counts: "17 men, who marched, lost their lives"."""
    if "words.relative" not in sentence.present and not sentence.grammar.participle_endings:
        return
    commas = sentence.signed(_COMMAS)
    for number in numbers:
        later = bisect_left(commas, number.stop)
        opening = commas[later] if later + 1 < len(commas) else len(steps)
        reach = _BEFORE + (_FAR if sentence.triggers.nouns_capital else 0)
        if opening > number.stop + reach or not _opens_relative(sentence, opening + 1):
            continue
        closing = commas[later + 1]
        while later + 2 < len(commas) and _is_participle(sentence, closing + 1):
            later += 1
            closing = commas[later + 1]  # "семеро, шедших в колонне, ставшей на привал,"
        counts = (index for index in range(opening, closing) if sentence.text(index)[0].isdecimal())
        if closing - opening > _CLAUSE or any(not _is_year(sentence, index) for index in counts):
            continue
        for index in range(opening, closing + 1):
            steps[index] = min(steps[index], _WITHIN)


def _opens_relative(sentence: Sentence, first: int) -> bool:
    """Say whether a clause about those before it begins at a word, also "among whom" and "most of whom"."""
    return sentence.holds(range(first, first + _OF_WHOM), _RELATIVE) or _is_participle(sentence, first)


def _is_participle(sentence: Sentence, index: int) -> bool:
    """Say whether a participle of Russian opens a clause about those before it: "семеро, | принимавших участие,"."""
    return sentence.text(index).endswith(sentence.grammar.participle_endings)


def _is_year(sentence: Sentence, index: int) -> bool:
    return may_be_year(sentence.text(index)) and "words.not_before" in sentence.kinds(index + 1)  # "2022 года"


def _ease_sources(sentence: Sentence, steps: list[float]) -> None:
    """Make it cheap to come past who says it amid a German clause: "wurden nach Angaben der Polizei zwei verletzt"."""
    for mark in sentence.marks_of(_ACCORDING):
        behind = range(mark.end, min(sentence.size, mark.end + _SOURCE_WORDS))
        ends = next((index for index in behind if not sentence.text(index)[0].isalpha()), behind.stop)
        last = max((index for index in range(mark.end, ends) if sentence.kinds(index) & _SPEAKERS), default=None)
        for index in range(mark.first, last + 1) if last is not None else ():
            steps[index] = min(steps[index], _WITHIN)


def _ease_told(sentence: Sentence, steps: list[float]) -> None:
    """Make it cheap to come past who says it between commas: "six who, according to the UN, were shot"."""
    for mark in sentence.marks_of(_ACCORDING):
        opening = mark.first - 1
        closing = _comma(sentence, range(mark.end, min(sentence.size, mark.end + _BEHIND)))
        if sentence.text(opening) not in _COMMAS or closing is None or sentence.text(closing) not in _COMMAS:
            continue
        if not any(sentence.text(index)[0].isdecimal() for index in range(opening, closing)):
            for index in range(opening, closing + 1):
                steps[index] = min(steps[index], _PASSED)


def _ease_brackets(sentence: Sentence, numbers: Sequence[Number], triggers: Sequence[int], steps: list[float]) -> None:
    """Make it cheap to come past a bracket right behind what a figure counts: "6 people (5 in floods) died".

    Not where a word of a measure stands in it, which may tell of what is counted in the bracket only, or who says it.
    """
    openings = sentence.marked("(")
    for number in numbers:
        following = bisect_left(openings, number.stop)
        opening = openings[following] if following < len(openings) else len(steps)
        if opening > number.stop + _BRACKET:
            continue
        closing = next((index for index in range(opening, opening + _CLAUSE) if sentence.text(index) == ")"), None)
        inside = bisect_left(triggers, opening)
        if closing is None or (inside < len(triggers) and triggers[inside] < closing):
            continue
        if not sentence.holds(range(opening, closing), _ACCORDING):
            for index in range(opening, closing + 1):
                steps[index] = min(steps[index], _WITHIN)


def _ease_dashed(sentence: Sentence, numbers: Sequence[Number], triggers: Sequence[int], steps: list[float]) -> None:
    """Make it cheap to come past what stands between dashes behind a figure: "900 -- cooks, bakers -- were held"."""
    dashes = [place for place in sentence.marked(_DASH) if not sentence.touches(place)]
    for number in numbers:
        opening = next((place for place in dashes if place >= number.stop), None)
        if opening is None or opening > number.stop + _BEFORE:
            continue
        closing = next((place for place in dashes if place > opening), None)
        if closing is None or closing - opening > _CLAUSE:
            continue
        last = closing + (sentence.text(closing + 1) == _DASH)
        told = any(opening < trigger < last for trigger in triggers)
        if not told and not any(sentence.text(index)[0].isdecimal() for index in range(opening, last)):
            for index in range(opening, last + 1):
                steps[index] = min(steps[index], _WITHIN)


def _ease_times(sentence: Sentence, steps: list[float]) -> None:
    """Make it cheap to come past a day between commas: "killed, on Sunday, 17 men"."""
    commas = sentence.signed(_COMMAS)
    times = times_of(sentence.triggers.code)
    for opening, closing in pairwise(commas):
        words = range(opening + 1, closing)
        if (
            len(words) <= _BEFORE
            and any(sentence.text(index) in times for index in words)
            and all(sentence.text(index) in times or "words.stop" in sentence.kinds(index) for index in words)
        ):
            for index in range(opening, closing + 1):
                steps[index] = min(steps[index], _PASSED)


def _ease_doubt(sentence: Sentence, steps: list[float]) -> None:
    """Make it cheap to come past words of doubt between commas: "ещё 50, предположительно, погибли"."""
    for opening, closing in pairwise(sentence.signed(_COMMAS)):
        words = range(opening + 1, closing)
        if 0 < len(words) <= _BEFORE and all("words.hypothetical" in sentence.kinds(index) for index in words):
            for index in range(opening, closing + 1):
                steps[index] = min(steps[index], _WITHIN)


def _comma(sentence: Sentence, places: range) -> int | None:
    for index in places:
        text = sentence.texts[index]
        if text in _COMMAS or (text == _DASH and not sentence.touches(index)):
            return index
        if not text[0].isalnum() and text not in "'-":
            return None
    return None
