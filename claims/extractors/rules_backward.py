"""Who said what stands before: "Погибли 35 человек. Об этом сообщили в МЧС.", "Das teilte die Polizei mit."."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extractors.rules_said import Said, said_of
from claims.extractors.rules_sentence import Sentence
from claims.extractors.rules_sources import Attribution

_OPENING = 3
"""So many marks (quotation marks, dashes) may stand before the words that point back."""


def said_before(sentence: Sentence, attributions: Sequence[Attribution]) -> Said | None:
    """Return who said what stands before a sentence; None where it does not begin by pointing back, or names no one."""
    first = next((index for index, word in enumerate(sentence.words[:_OPENING]) if word.text[0].isalnum()), None)
    if first is None or "attribution.backward" not in sentence.kinds(first):
        return None
    turned = [one._replace(backward=True) for one in attributions]
    said = said_of(sentence, turned, first=0, end=0)
    return None if said is None or said.source is None or said.source.pronoun else said
