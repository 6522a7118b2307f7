"""Parts that are listed behind who was counted: "40 affected (12 men, 28 women)", "including 9 boys; 3 girls of 5"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_WIDEST_BRACKET, _WIDEST_PART = 30, 8
_PARTS = frozenset(",;،")
_TELLING = frozenset({"verb", "before", "after", "label", "noun", "opens", "closes", "words.void"})
_TELLING |= {"words.clause", "words.that", "attribution.verbs"}


def share_breakdowns(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give parts of a figure its word: those in brackets behind it, and those of a list behind "including"."""
    if len(numbers) < 2:
        return
    if sentence.marked("("):
        _share_enclosed(sentence, numbers, heads, best)
    if "words.partitive" in sentence.present:
        _share_listed(sentence, numbers, heads, best)


def _share_enclosed(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    for place, head in enumerate(heads):
        end = max(head.end, numbers[place].stop)
        if place not in best or head.kind not in ("people", "noun") or sentence.text(end) != "(":
            continue
        closing = next((index for index in sentence.marked(")") if index > end), end)
        inside = [at for at, number in enumerate(numbers) if end < number.first < closing]
        told = any(not sentence.kinds(index).isdisjoint(_TELLING) for index in range(end, closing))
        if told or closing - end > _WIDEST_BRACKET or any(heads[at].kind != "people" for at in inside):
            continue
        for at in inside:
            best[at] = best[place]


def _share_listed(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    opened = False
    for place in range(1, len(numbers)):
        gap = range(max(heads[place - 1].end, numbers[place - 1].stop), numbers[place].start)
        if any("words.partitive" in sentence.kinds(index) for index in gap):
            opened = place in best
            continue
        opened = opened and heads[place].kind == "people" and is_listed(sentence, gap)
        if opened and place not in best and place - 1 in best:
            best[place] = best[place - 1]


def is_listed(sentence: Sentence, gap: range) -> bool:
    """Say whether only what describes the figure before stands in a gap that ends a part of a list."""
    if not gap or len(gap) > _WIDEST_PART:
        return False
    ends = sentence.text(gap[-1]) in _PARTS or "words.and" in sentence.kinds(gap[-1])
    return ends and all(sentence.kinds(index).isdisjoint(_TELLING) for index in gap)
