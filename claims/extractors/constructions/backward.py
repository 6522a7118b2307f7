"""Whether a sentence goes on with the one before, and who it says said that: "Das teilte die Polizei mit."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extractors.constructions.names import Name
from claims.extractors.constructions.sentence import Sentence
from claims.extractors.constructions.sources import Attribution
from claims.extractors.constructions.tellers import Said, said_of

_OPENING = 3
"""So many marks (quotation marks, dashes) may stand before the words that point back."""


def said_before(sentence: Sentence, attributions: Sequence[Attribution]) -> Said | None:
    """Return who said what stands before a sentence; None where it does not begin by pointing back, or names no one."""
    first = next((index for index, text in enumerate(sentence.texts[:_OPENING]) if text[0].isalnum()), None)
    if first is None or "attribution.backward" not in sentence.kinds(first):
        return None
    turned = [replace(one, backward=True) for one in attributions]
    said = said_of(sentence, turned, first=0, end=0)
    return None if said is None or said.source is None or said.source.pronoun else said


def counts_jointly(sentence: Sentence, attributions: Sequence[Attribution]) -> Name | None:
    """Return who alone speaks in an English sentence of several measures at once: "The UN recorded 900 casualties."."""
    if sentence.triggers.said != "quoted" or "words.joint" not in sentence.present:
        return None
    names = {one.name for one in attributions if one.forward and not (one.name.pronoun or one.name.wire)}
    return names.pop() if len(names) == 1 and len(attributions) == 1 else None


def speaks_of_another_time(sentence: Sentence) -> bool:
    """Say whether a sentence names a year or another occasion, so that it may not go on with what was said before."""
    years = (text for text in sentence.texts if len(text) == len("2019") and text.isdecimal())
    return bool(sentence.where("words.history")) or any(text.startswith(("19", "20")) for text in years)
