"""Figures that add up to the one before them: "198 personnes arrêtées, dont 117 hommes, 31 femmes et 50 mineurs"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_SMALLEST, _WIDEST_GAP, _MOST_PARTS = 3, 12, 16
_STARTS = frozenset({"words.clause", "words.that", "words.void"})
_BREAKS = frozenset(";\n")
_WIDEST_TOTAL = 4


def share_sums(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give figures in a row that add up to the one before them its word of a measure, and a sum; best is changed.

    All are exact, none counts things or another measure, and no new clause begins between them.
    """
    for place in range(1, len(numbers)):
        if place not in best and place - 1 in best and _sums_up(sentence, numbers[place], heads[place]):
            best[place] = best[place - 1]
    for place in [place for place in best if place + 2 < len(numbers)]:
        whole = _exact(numbers[place])
        if whole is None or whole < _SMALLEST or heads[place].kind == "things":
            continue
        row, total = [], 0
        for part in _row(sentence, numbers, heads, best, place):
            row.append(part)
            total += _exact(numbers[part]) or 0
            if total >= whole:
                break
        if total == whole and len(row) > 1:
            for part in row:
                best.setdefault(part, best[place])


def _sums_up(sentence: Sentence, number: Number, head: Head) -> bool:
    """Say whether a figure sums up those before it in French: "12 à Lyon et 9 à Nice, soit plus de 20 au total"."""
    that_is = sentence.text(number.start - 1) in sentence.grammar.that_is
    if not that_is or head.kind not in ("none", "people", "unknown"):
        return False
    behind = [sentence.text(index) for index in range(number.stop, number.stop + _WIDEST_TOTAL)]
    return not sentence.grammar.in_all.isdisjoint(pairwise(behind))


def _row(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    best: dict[int, tuple[float, Trigger]],
    place: int,
) -> Iterator[int]:
    """Yield the places of the figures behind one that may be its parts, in order."""
    for part in range(place + 1, min(len(numbers), place + 1 + _MOST_PARTS)):
        before = numbers[part - 1]
        counted = heads[part - 1].end if heads[part - 1].kind == "people" else before.stop
        gap = range(max(before.stop, counted), numbers[part].start)
        own = best.get(part)
        other = own is not None and own[1].measure != best[place][1].measure
        starts = any(sentence.kinds(index) & _STARTS or sentence.text(index) in _BREAKS for index in gap)
        if other or starts or len(gap) > _WIDEST_GAP or not _may_be_part(numbers[part], heads[part]):
            break
        yield part


def _may_be_part(number: Number, head: Head) -> bool:
    counts = head.kind in ("none", "people", "unknown") or (head.kind == "noun" and head.is_people)
    return counts and _exact(number) is not None


def _exact(number: Number) -> int | None:
    """Return what an exact figure states, None for one with a hedge and for a range."""
    best = number.figure.best
    return best if number.figure.hedge == "exact" and isinstance(best, int) else None
