"""Bare figures of other places in a row: "43 died in the isles and 18 in town", "Latakia: 683, Tartus: 433"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.extractors.constructions.places import LONGEST_PREPOSITION, PLACED, is_named, is_placed, leads_place

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

WIDEST_GAP, _WIDEST_PLACE = 14, 24
"""How many words may stand between two figures of a row."""
PARTING = frozenset({"verb", "before", "after", "label", "noun", "opens", "closes", "words.void"})
PARTING |= {"words.clause", "words.that", "words.relative", "attribution.verbs"}
"""What begins something new between two figures."""
_STARTS = PARTING - {"attribution.verbs", "verb"}
_NO_PLACES = frozenset({"sources.nouns", "people", "noun"})
_PART, _PLACE_WORDS, _EACH, _LISTED = 3, 5, 2, 2
_JOINS = frozenset({"words.and"})
_BREAKS = frozenset(';:\n"()')
_PAUSES = frozenset(",،")


def share_places(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give a bare figure of another place the word of the one before it: "в Перми — 53", "و272 في حماة"."""
    for place in range(1, len(numbers)):
        number, before = numbers[place], numbers[place - 1]
        bare = heads[place].kind == "none" or (heads[place].kind == "unknown" and _is_origin(sentence, number))
        if place in best or place - 1 not in best or not bare or heads[place - 1].kind == "things":
            continue
        counted = before.stop if heads[place - 1].kind == "unknown" else max(heads[place - 1].end, before.stop)
        gap = range(counted, number.start)
        alike = len(gap) <= _WIDEST_PLACE and _is_like_place(sentence, number, gap, best[place - 1][1])
        if alike or (len(gap) <= WIDEST_GAP and _is_behind_place(sentence, number, gap.start)):
            best[place] = best[place - 1]
            continue
        if _is_listed_place(sentence, gap) and sentence.text(before.start - 1) == ":":
            best[place] = best[place - 1]
            continue
        if len(gap) > WIDEST_GAP or any(
            sentence.kinds(index) & PARTING or sentence.text(index) in _BREAKS for index in gap
        ):
            continue
        if _is_dashed_place(sentence, gap) or _is_joined_place(sentence, number):
            best[place] = best[place - 1]


def _is_listed_place(sentence: Sentence, gap: range) -> bool:
    """Say whether a name stands behind a comma and before a colon, as in a list: "Latakia: 683, Tartus: 433"."""
    named = len(gap) > _LISTED and sentence.text(gap[0]) in _PAUSES and sentence.text(gap[-1]) == ":"
    return named and all(sentence.text(index).isalpha() and not sentence.kinds(index) & PARTING for index in gap[1:-1])


def _is_origin(sentence: Sentence, number: Number) -> bool:
    """Say whether a figure tells of people by where they are from: "27 de México, 14 de Honduras"."""
    behind = range(number.stop + 1, number.stop + 1 + _PLACE_WORDS)
    end = next((index for index in behind if sentence.kinds(index) or not sentence.text(index).isalpha()), None)
    named = end is not None and end > number.stop + 1
    return named and "words.from" in sentence.kinds(number.stop)


def _is_dashed_place(sentence: Sentence, gap: range) -> bool:
    """Say whether names of places stand behind a comma and before a dash: ", в Перми —", ", Орске и Перми — по"."""
    each = bool(gap) and len(sentence.text(gap[-1])) == _EACH and "words.stop" in sentence.kinds(gap[-1])
    names = gap[1:-2] if each else gap[1:-1]
    if not names or sentence.text(gap[-1 - each]) != "-" or sentence.text(gap[0]) not in _PAUSES:
        return False
    led = "words.link" in sentence.kinds(names[0])
    named = names[1:] if led else names
    return bool(named) and all(sentence.kinds(index) <= _JOINS for index in named)


def _is_like_place(sentence: Sentence, number: Number, behind: range, trigger: Trigger) -> bool:
    """Say whether a bare figure is that of another place: "43 died in the isles and 18 in town".

    behind are the words between what the figure before it counts and this one.
    """
    joined = sentence.text(number.start - 1) in _PAUSES or "words.and" in sentence.kinds(number.start - 1)
    at = number.stop + (sentence.text(number.stop) in ".-")  # "1,1 тыс. в Перми", "20 — в Липецке"
    preposition = sentence.text(at)
    if not joined or number.bare or not preposition.isalpha() or len(preposition) > LONGEST_PREPOSITION:
        return False
    if not is_placed(sentence, at) or not leads_place(sentence, at, behind):
        return False
    ends = (index for index in range(at + 2, at + _PLACE_WORDS) if "words.stop" in sentence.kinds(index))
    behind_it = [sentence.kinds(index) for index in range(at + 1, next(ends, at + _PLACE_WORDS))]
    if any(kinds & _NO_PLACES and "words.places" not in kinds for kinds in behind_it):
        return False  # not "13 in the State of Mexico"
    gap = [index for index in behind if not trigger.first <= index < trigger.end]
    parted = any(
        (sentence.kinds(index) & _STARTS and sentence.text(index) != preposition)
        or (sentence.text(index) in _BREAKS and sentence.text(index) not in "()")
        for index in gap
    )
    alike = any(sentence.text(index) == preposition for index in behind) or _is_elsewhere(sentence, number, at)
    return not parted and (alike or (is_named(sentence, at) and any(is_named(sentence, index) for index in gap)))


def _is_elsewhere(sentence: Sentence, number: Number, at: int) -> bool:
    """Say whether "and" joins a bare figure with a known word of place, in French and Spanish: "y 32 en garajes"."""
    joined = "words.and" in sentence.kinds(number.start - 1)
    return joined and sentence.text(at) in sentence.grammar.place_prepositions and sentence.text(at + 1).isalpha()


def _is_behind_place(sentence: Sentence, number: Number, low: int) -> bool:
    """Say whether a figure stands at the end behind a place of its own: "acht Verletzte, in Jos weitere sieben".

    low is where what the figure before it counts ends.
    """
    if number.bare or not sentence.triggers.capitals:
        return False
    first = next((index for index in range(number.start - 1, low - 1, -1) if sentence.text(index) in _PAUSES), None)
    if first is None or number.start - first < _PART:
        return False
    preposition = sentence.text(first + 1)
    placed = sentence.kinds(first + 1) & PLACED and preposition.isalpha() and len(preposition) <= LONGEST_PREPOSITION
    ends = sentence.text(number.stop) in ("", ",", ".", ";") or "words.and" in sentence.kinds(number.stop)
    return bool(placed and ends) and not any(
        (sentence.kinds(index) & PARTING and "words.articles" not in sentence.kinds(index))
        or sentence.text(index) in _BREAKS
        for index in range(first + 2, number.start)
    )


def _is_joined_place(sentence: Sentence, number: Number) -> bool:
    """Say whether "and" stands before a figure and "in" with an unknown word behind it, in Arabic script.

    "In" may be written onto a word for a kind of place: "و764 بإقليم تارودانت".
    """
    joined = not sentence.triggers.capitals and (
        "words.and" in sentence.kinds(number.start - 1) or _is_glued(sentence, number)
    )
    named = sentence.text(number.stop + 1)[:1].isalpha() and not sentence.kinds(number.stop + 1) & PARTING
    glued = "words.things" in sentence.kinds(number.stop) and sentence.triggers.particle(sentence.text(number.stop)) > 0
    return joined and named and (glued or "words.link" in sentence.kinds(number.stop))


def _is_glued(sentence: Sentence, number: Number) -> bool:
    """Say whether "and" is written onto a number in words: "وأربعة"."""
    text = sentence.text(number.first)
    return any(text.startswith(one) for one in sentence.triggers.particles) and text.isalpha()
