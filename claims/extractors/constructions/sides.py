"""Figures that each side gives of one thing: "Les manifestants, 15 000 selon la police et 60 000 selon les syndicats".

Who gives a figure stands right behind it, after "according to" or alone in brackets: "entre 15 000 (police) et 60 000
(organisateurs)". What is counted may then stand before the row, or behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Counted, Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.names import Name, Names
    from claims.extractors.constructions.sentence import Sentence

_SOURCES = frozenset({"sources.names", "sources.nouns", "sources.titles", "sources.outlets"})
_SUBJECTS = frozenset({"noun", "label"})
_OPENING = frozenset(",(")
_PAUSES = frozenset(",،")
_LONGEST_NAME, _LONGEST_GAP, _LONGEST_WAY, _LONGEST_PLACE = 6, 12, 14, 5
_LONGEST_PREPOSITION, _COUNTED_WORDS, _OLDEST, _NEAR = 4, 3, 120, 3


def share_sides(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    triggers: Sequence[Trigger],
    best: dict[int, tuple[float, Trigger]],
) -> None:
    """Give the figures of a row of sides the word of a measure before the row, or the verb behind it.

    best is changed. So are the figures of other places that go on with it: "6.000 à A (18.000), 10.000 à B (70.000)".
    """
    if len(numbers) < 2 or not (sentence.marked("(") or "attribution.according" in sentence.present):
        return
    for place in range(1, len(numbers)):
        if place in best or _teller(sentence, numbers[place]) is None:
            continue
        before = next((back for back in range(place - 1, max(-1, place - 1 - _NEAR), -1) if back in best), None)
        if before is not None:
            best[place] = best[before]
    for row in _rows(sentence, numbers, heads):
        known = next((best[place] for place in row if place in best), None)
        shared = known or _of_row(sentence, numbers[row[0]], numbers[row[-1]], triggers)
        if shared is not None and not any(heads[place].kind == "things" for place in row):
            for place in row:
                best.setdefault(place, shared)
    for place in range(2, len(numbers)):
        if place not in best and _is_next_place(sentence, numbers, heads, best, place):
            best[place] = best[place - 2]
            if place + 1 < len(numbers) and _is_enclosed(sentence, numbers[place + 1]):
                best.setdefault(place + 1, best[place - 1])


def enclosed_source(sentence: Sentence, counted: Counted, names: Names) -> Name | None:
    """Return who gives a figure where brackets right behind it hold no more than a known source: "15 000 (police)"."""
    if not sentence.marked("("):
        return None
    teller = _teller(sentence, counted.number)
    if teller is not None:
        return names.pick(sentence, max(0, teller - _LONGEST_NAME), teller + 1)
    stop = counted.number.stop
    for first in (*range(stop, stop + _COUNTED_WORDS), counted.end):
        end = _closing(sentence, first)
        if end is not None:
            name = names.pick(sentence, first + 1, end)
            return name if name is not None and not name.pronoun else None
    return None


def _teller(sentence: Sentence, number: Number) -> int | None:
    """Return the last word of a source before brackets that hold its figure: "plus que la préfecture (3 200)".

    None where there is none, and for what may be a year or an age.
    """
    value = number.figure.best
    enclosed = sentence.text(number.start - 1) == "(" and sentence.text(number.stop) == ")"
    if not enclosed or number.bare or not isinstance(value, int) or value <= _OLDEST:
        return None
    return number.start - 2 if not sentence.kinds(number.start - 2).isdisjoint(_SOURCES) else None


def _rows(sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head]) -> Iterator[list[int]]:
    """Yield the places of figures in a row that each have a source right behind them, two at least."""
    row: list[int] = []
    for place, (number, head) in enumerate(zip(numbers, heads, strict=True)):
        sided = not number.bare and _is_sided(sentence, number, head)
        near = bool(row) and number.start - numbers[place - 1].stop <= _LONGEST_GAP
        if row and not (sided and near):
            if len(row) > 1:
                yield row
            row = []
        if sided:
            row.append(place)
    if len(row) > 1:
        yield row


def _is_sided(sentence: Sentence, number: Number, head: Head) -> bool:
    """Say whether a source stands right behind a figure, or behind the people whom it counts."""
    for end in (number.stop, head.end if head.kind in ("people", "noun") else number.stop):
        told = end + (sentence.text(end) in _PAUSES)
        if "attribution.according" in sentence.kinds(told) or _closing(sentence, end) is not None:
            return True
    return False


def _closing(sentence: Sentence, opening: int) -> int | None:
    """Return where brackets close that hold the name of a source and no more; None where there are none."""
    if sentence.text(opening) != "(":
        return None
    known = False
    for index in range(opening + 1, opening + 2 + _LONGEST_NAME):
        text = sentence.text(index)
        if text == ")":
            return index if known else None
        if not (text[:1].isalpha() or text in ("'", "-")) or "attribution.according" in sentence.kinds(index):
            return None
        known = known or not sentence.kinds(index).isdisjoint(_SOURCES)
    return None


def _of_row(
    sentence: Sentence, first: Number, last: Number, triggers: Sequence[Trigger]
) -> tuple[float, Trigger] | None:
    """Return what a row of sides counts: the noun that it is apposed to, or the next verb behind it."""
    before = first.start - 1
    if sentence.text(before) in _OPENING:
        named = next((one for one in triggers if one.end == before and one.form in _SUBJECTS), None)
        if named is not None:
            return 0.0, named
    behind = next((one for one in triggers if one.first > last.stop), None)
    if behind is None or behind.form != "verb" or behind.first - last.stop > _LONGEST_WAY:
        return None
    return 0.0, behind


def _is_enclosed(sentence: Sentence, number: Number) -> bool:
    return sentence.text(number.start - 1) == "(" and sentence.text(number.stop) == ")"


def _is_next_place(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    best: dict[int, tuple[float, Trigger]],
    place: int,
) -> bool:
    """Say whether a bare figure is that of another place, behind the two sides of one."""
    number, before = numbers[place], numbers[place - 1]
    if not {place - 1, place - 2} <= best.keys() or heads[place].kind not in ("none", "unknown") or number.bare:
        return False
    opening = next((index for index in sentence.marked("(") if numbers[place - 2].stop <= index < before.start), None)
    closing = next((index for index in sentence.marked(")") if before.stop <= index < number.start), None)
    if opening is None or closing is None or number.start - closing > _LONGEST_PLACE:
        return False
    preposition = sentence.text(number.stop)
    placed = preposition.isalpha() and len(preposition) <= _LONGEST_PREPOSITION
    return placed and "words.stop" in sentence.kinds(number.stop)
