"""Words of the missing and of the injured that tell of others: of those whom the police want, and of the ill."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Trigger
    from claims.extractors.constructions.sentence import Sentence


def drop_wanted(sentence: Sentence, best: dict[int, tuple[float, Trigger]]) -> None:
    """Leave out whom the police search for beside those arrested: "a arrêté 12 hommes et en recherche neuf".

    best is changed.
    """
    wanted = sentence.grammar.wanted_stems
    if not wanted or all(trigger.measure != "arrested" for _, trigger in best.values()):
        return
    for place, (_, trigger) in list(best.items()):
        if trigger.measure == "missing" and sentence.text(trigger.first).startswith(wanted):
            del best[place]


def drop_patients(sentence: Sentence, best: dict[int, tuple[float, Trigger]]) -> None:
    """Leave out patients of a disease, who were not hurt: "۷۶۹ بیمار کووید۱۹ بستری شدند"; best is changed."""
    in_bed = sentence.grammar.in_bed_stems
    if sentence.grammar.illnesses.isdisjoint(sentence.texts):
        return
    for place, (_, trigger) in list(best.items()):
        words = sentence.texts[trigger.first : trigger.end]
        if trigger.measure == "injured" and any(word.startswith(in_bed) for word in words):
            del best[place]
