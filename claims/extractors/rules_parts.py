"""Figures of parts of one told before: "Of the 317 deaths, 21 were officers", "A with 45 dead, B with 25"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.rules_figures import Number
    from claims.extractors.rules_heads import Head
    from claims.extractors.rules_measures import Trigger
    from claims.extractors.rules_sentence import Sentence

_OPENING = 3
_DESCRIBED = 3
_WIDEST_PLACE = 8
_MEASURING = frozenset({"verb", "before", "label", "noun", "opens", "words.void", "words.clause", "words.that"})


def share_wholes(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give figures that say who is among those counted before the word of their measure; best is changed."""
    if "words.being" in sentence.present and "words.fraction" in sentence.present:
        _share_described(sentence, numbers, heads, best)
    if "words.accompanied" in sentence.present:
        _share_places(sentence, numbers, heads, best)


def _share_described(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Share what a whole counts with its parts: "De los 317 decesos, 21 son policías y 23 son niños"."""
    whole: int | None = None
    for place, number in enumerate(numbers):
        before = range(max(0, number.start - _OPENING), number.start)
        if any("words.fraction" in sentence.kinds(index) for index in before) and heads[place].kind == "noun":
            whole = place if place in best else None
        elif whole is not None and place not in best and heads[place].kind == "none":
            behind = range(number.stop + 1, number.stop + 1 + _DESCRIBED)
            described = any("people" in sentence.kinds(index) for index in behind)
            if "words.being" in sentence.kinds(number.stop) and described:
                best[place] = best[whole]


def _share_places(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Share what a figure behind "with" counts with bare ones so: "Paiporta, con 45 víctimas; Sot, con 9"."""
    for place in range(1, len(numbers)):
        number = numbers[place]
        if place in best or place - 1 not in best or number.bare or heads[place].kind != "none":
            continue
        gap = range(max(heads[place - 1].end, numbers[place - 1].stop), number.start - 1)
        alike = all("words.accompanied" in sentence.kinds(one.start - 1) for one in (numbers[place - 1], number))
        if alike and len(gap) <= _WIDEST_PLACE and not any(sentence.kinds(index) & _MEASURING for index in gap):
            best[place] = best[place - 1]
