"""French alone: whom the police search for beside those whom they arrested, who are not missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Trigger
    from claims.extractors.constructions.sentence import Sentence

_SEARCHED = "recherch"


def drop_wanted(sentence: Sentence, best: dict[int, tuple[float, Trigger]]) -> None:
    """Leave out whom the police search for: "a arrêté 12 hommes et en recherche neuf"; best is changed."""
    if sentence.triggers.code != "fr" or all(trigger.measure != "arrested" for _, trigger in best.values()):
        return
    for place, (_, trigger) in list(best.items()):
        if trigger.measure == "missing" and sentence.text(trigger.first).startswith(_SEARCHED):
            del best[place]
