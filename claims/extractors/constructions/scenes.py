"""Where people died: "nine died at the scene and three in hospital" are twelve dead, none of them only injured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_BETWEEN = 3
"""So many words may stand between a figure and the hospital: "four more later in hospital"."""
_BEFORE = 24
_STATES = frozenset({"verb", "before", "after", "words.link", "attribution.verbs"})


def share_scenes(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give a figure of those in hospital the word of the killed before it who died elsewhere; best is changed."""
    if not {"words.scene", "words.clinic"} <= sentence.present:
        return
    for place in range(1, len(numbers)):
        before = best.get(place - 1)
        if before is None or before[1].measure != "killed" or heads[place].kind == "things":
            continue
        first = max(0, numbers[place - 1].start - _BEFORE)
        elsewhere = any("words.scene" in sentence.kinds(index) for index in range(first, numbers[place].start))
        if elsewhere and _is_in_hospital(sentence, numbers[place], heads[place]):
            best[place] = before


def _is_in_hospital(sentence: Sentence, number: Number, head: Head) -> bool:
    """Say whether a figure is of those in hospital, with no verb of its own: not "three are in hospital"."""
    start = head.end if head.kind == "people" else number.stop
    for index in range(start, start + _BETWEEN + 1):
        kinds = sentence.kinds(index)
        if "words.clinic" in kinds:
            return True
        if not kinds or not kinds.isdisjoint(_STATES):
            return False
    return False
