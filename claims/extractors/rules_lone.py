"""German articles before the one person to whom something was done, who counts as one."""

from __future__ import annotations

from claims.extractors.rules_sentence import Sentence


def is_lone(sentence: Sentence, first: int) -> bool:
    """Say whether a German article stands before the one person to whom something was done: "wurde eine Frau verletzt".

    Not before who does it ("ein Mann erschoss zwei Frauen"): the verb is one of dying, or an auxiliary has it behind.
    """
    if not sentence.triggers.nouns_capital:
        return False
    described = not sentence.kinds(first + 1) or "words.increase" in sentence.kinds(first + 1)
    if described and "words.counters" in sentence.kinds(first + 2):
        return True  # "eine weitere Person", "ein lebensgefährlich Verletzter"
    if "people" not in sentence.kinds(first + 1):
        return False
    before, behind = sentence.text(first - 1), sentence.text(first + 2)
    if before in _DIES or behind in _DIES:
        return True
    if before not in _BECOMES and behind not in _BECOMES:
        return False
    for index in range(first + 2, min(sentence.size, first + 2 + _CLAUSE)):
        if sentence.text(index) in _ENDS or "words.and" in sentence.kinds(index):
            return False
        if "verb" in sentence.kinds(index) and sentence.text(index) not in _BECOMES:
            return True
    return False


_DIES = frozenset({"starb", "stirbt", "verstarb", "ertrank", "erstickte", "verbrannte", "erfror", "verblutete"})
_BECOMES = frozenset({"wurde", "wird", "ist", "sei", "kam"})
_ENDS, _CLAUSE = frozenset(",;:()-"), 10
