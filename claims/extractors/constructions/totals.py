"""Figures that take a word of a measure from before: "the number rose to 86", "A (12), B (5)", "12 and 5 respectively".

All stand behind a figure or a word of the same measure in their sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_LEADS = frozenset({"words.to", "words.link"})
_MEASURING = frozenset({"verb", "noun", "before", "after", "label", "closes", "words.void", "words.joint"})
_CLOSES = frozenset({"closes"})
_OF_OTHERS = frozenset({"words.fraction", "words.partitive", "words.articles"})
"""What stands behind "the number" where it is that of others: "the number of tents rose to 86"."""
_REACH = 14


def share_totals(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    triggers: Sequence[Trigger],
    best: dict[int, tuple[float, Trigger]],
) -> None:
    """Give a number of the same people as the figure before it that one's word: "die Zahl ist auf 86 gestiegen".

    So too each of "21 and 18 respectively". best is changed.
    """
    if "words.total" in sentence.present:
        if "words.change" in sentence.present:
            _share_own(sentence, numbers, heads, triggers, best)
        for place in range(1, len(numbers)):
            last = (
                place - 1 - (place > 1 and numbers[place - 1].bare and place - 1 not in best)
            )  # "9 Tote, 2001 | waren es 35"
            before = best.get(last)
            gap = numbers[place].start - numbers[last].stop
            if place not in best and before is not None and names_total(sentence, numbers[place], heads[place], gap):
                best[place] = before
    if "words.respectively" in sentence.present:
        _share_respectively(sentence, numbers, best)


def _share_own(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    triggers: Sequence[Trigger],
    best: dict[int, tuple[float, Trigger]],
) -> None:
    """Give a figure that "the number" leads to the noun behind it: "die Zahl der erfassten Toten sank auf 9"."""
    for place, number in enumerate(numbers):
        if place in best or heads[place].kind != "none" or number.start < 1:
            continue
        opening = max((index for index in sentence.where("words.total") if index < number.start), default=None)
        if opening is None or number.start - opening > 2 * _REACH or not sentence.kinds(number.start - 1) & _LEADS:
            continue
        told = [one for one in triggers if opening < one.first < number.start]
        if any(sentence.text(index) == "," for index in range(opening, told[0].first if told else opening)):
            continue
        between = range(told[0].end, number.start) if told else ()
        changes = any("words.change" in sentence.kinds(index) for index in between)
        other = any(index in between and later in best for later, index in enumerate(one.start for one in numbers))
        of_people = told and ({one.form for one in told} == {"noun"} or "people" in sentence.kinds(told[0].end))
        if changes and not other and of_people and len({one.measure for one in told}) == 1:
            best[place] = (0.0, told[0])


def names_total(sentence: Sentence, number: Number, head: Head, reach: int = _REACH) -> bool:
    """Say whether "the number" or the like leads to a figure, at most some words before it, with no other measure."""
    alone = head.kind in ("none", "people") or "words.change" in sentence.kinds(number.stop)
    before = number.start - 1 - (sentence.text(number.start - 1) == ",")
    beside = "words.total" in sentence.kinds(before)
    if not alone or number.bare or not (beside or sentence.kinds(number.start - 1) & _LEADS):
        return False
    for index in range(number.start - 1, max(-1, number.start - 1 - min(reach, _REACH)), -1):
        kinds = sentence.kinds(index)
        if "words.total" in kinds:
            return sentence.kinds(index + 1).isdisjoint(_OF_OTHERS)
        if "words.increase" in sentence.kinds(index - 1) and sentence.text(index)[0].isdecimal():
            continue  # "um weitere 12 auf 110"
        if kinds & _MEASURING and (kinds & _MEASURING != _CLOSES or "opens" in sentence.present):
            return False
        if sentence.text(index)[0].isdecimal() or sentence.text(index) in ";:":
            return False
    return False


def _share_respectively(sentence: Sentence, numbers: Sequence[Number], best: dict[int, tuple[float, Trigger]]) -> None:
    for place in range(1, len(numbers)):
        number, before = numbers[place], numbers[place - 1]
        joined = number.start == before.stop + 1 and "words.and" in sentence.kinds(before.stop)
        last = any("words.respectively" in sentence.kinds(index) for index in (number.stop, number.stop + 1))
        if joined and last and place - 1 in best and place not in best:
            best[place] = best[place - 1]
