"""Two figures that "and" joins before one verb: "one died at the scene, three men and two boys | were injured"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_PAUSES = frozenset(",;")
_PARTITIVE, _NEAR = frozenset({"words.partitive"}), 4
_TOLD = frozenset({"verb", "after"})


def drop_parts_of_things(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Leave out what is a part of things: "уничтожено 400 машин, из них 90 полицейских"; best is changed."""
    for place in range(1, len(numbers)):
        own, number = best.get(place), numbers[place]
        if own is None or heads[place - 1].kind != "things" or heads[place].kind != "people":
            continue
        parted = _PARTITIVE & sentence.kinds(number.start - 1) and heads[place - 1].end in range(
            number.start - _NEAR, number.start
        )
        if parted and own[1].form == "verb" and own[1].end <= numbers[place - 1].start:
            del best[place]


def share_joined(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give the first of two joined figures the verb behind both, and not one from before them; best is changed.

    What stands before a comma is none of theirs, nor what ends a figure: "11 dead | and 12 guards and two boys hurt".
    """
    for place in range(len(numbers) - 1):
        own, following = best.get(place), best.get(place + 1)
        if own is None or following is None or own[1] == following[1]:
            continue
        first, second = heads[place], heads[place + 1]
        joined = "words.and" in sentence.kinds(first.end) and numbers[place + 1].start == first.end + 1
        if not joined or first.kind != "people" or second.kind != "people":
            continue
        before = numbers[place].start - 1
        ended = place > 0 and own[1].first >= numbers[place - 1].stop and own[1].end == before
        adds = ended and "words.and" in sentence.kinds(before)
        begins = adds or (sentence.text(before) in _PAUSES and own[1].end <= before)
        behind = following[1].form in _TOLD and following[1].first >= second.end
        gap = range(second.end, following[1].first)
        if begins and behind and not any(sentence.text(index) in _PAUSES for index in gap):
            best[place] = following
