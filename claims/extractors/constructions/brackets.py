"""Figures in brackets behind names in a row: "districts with deaths: A (12), B (5)", "tués à A (290) et à B (190)"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_NAMING = frozenset({"noun", "verb", "label"})
_NAME_WORDS, _LONGEST_PREPOSITION, _OLDEST = 8, 4, 120
_AT = frozenset({"words.to", "words.stop"})


def share_brackets(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    triggers: Sequence[Trigger],
    best: dict[int, tuple[float, Trigger]],
) -> None:
    """Give figures alone in brackets the word of the first of their row, or the one before the row; best is changed.

    Only where places are named, as the same row of people tells their ages, and not in Arabic, which writes any figure
    so: "(19) محافظة".
    """
    if len(numbers) < 2 or not sentence.marked("(") or sentence.triggers.prefixes:
        return
    for row in _rows(sentence, numbers, heads):
        first = numbers[row[0]]
        own = best.get(row[0])
        if own is None:
            told = (one for one in reversed(triggers) if one.end < first.start and one.form in _NAMING)
            trigger = next(told, None)
            own = (0.0, trigger) if trigger is not None and _tells_places(sentence, numbers, row) else None
        if own is None or _counts_things(sentence, own[1]):
            continue
        for place in row:
            best.setdefault(place, own)


def _rows(sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head]) -> list[list[int]]:
    """Return the places of figures in brackets behind names in a row; all but the first stand there alone."""
    rows: list[list[int]] = []
    for place, number in enumerate(numbers):
        if sentence.text(number.start - 1) != "(":
            continue
        alone = sentence.text(number.stop) == ")"
        last = rows[-1][-1] if rows else None
        if alone and last is not None and last == place - 1 and number.start - numbers[last].stop <= _NAME_WORDS:
            rows[-1].append(place)
        elif alone or (heads[place].kind == "noun" and sentence.text(heads[place].end) == ")"):
            rows.append([place])
    return [row for row in rows if len(row) > 1]


def _tells_places(sentence: Sentence, numbers: Sequence[Number], row: Sequence[int]) -> bool:
    """Say whether names before brackets are those of places: by a word, a preposition, or figures that are no ages."""
    first = numbers[row[0]].start
    if any("sources.titles" in sentence.kinds(numbers[place].start - 2) for place in row):
        return False  # "starben der Lokführer (32) und ein Koch (36)"
    if any(index < first for index in sentence.where("words.places")):
        return True
    values = [numbers[place].figure.best for place in row]
    if any(numbers[place].bare for place in row):
        return False
    large = all(isinstance(value, int) and value > _OLDEST for value in values)
    return large or all(_is_behind_preposition(sentence, numbers[place].start - 1) for place in row)


def _is_behind_preposition(sentence: Sentence, opening: int) -> bool:
    """Say whether a name between a preposition of place and brackets is a few words long: "à Al-Haouz (290)"."""
    for index in range(opening - 1, max(-1, opening - 1 - _NAME_WORDS), -1):
        text, kinds = sentence.text(index), sentence.kinds(index)
        if not kinds.isdisjoint(_AT) and "words.from" not in kinds and len(text) <= _LONGEST_PREPOSITION:
            return text.isalpha()
        if not (text.isalpha() or text in "-'"):
            return False
    return False


def _counts_things(sentence: Sentence, trigger: Trigger) -> bool:
    rule = sentence.triggers.measures.get(trigger.measure)
    return rule is not None and rule.things
