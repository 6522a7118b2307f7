"""German articles before the one person to whom something was done, who counts as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extractors.constructions.sentence import Sentence, opens_number

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_lone(sentence: Sentence, first: int) -> bool:
    """Say whether a German article stands before the one person to whom something was done: "wurde eine Frau verletzt".

    Not before who does it ("ein Mann erschoss zwei Frauen"): the verb is one of dying, or an auxiliary has it behind.
    """
    if not sentence.triggers.nouns_capital:
        return False
    described = not sentence.kinds(first + 1) or "words.increase" in sentence.kinds(first + 1)
    if described and "words.counters" in sentence.kinds(first + 2):
        return True  # "eine weitere Person", "ein lebensgefährlich Verletzter"
    person = first + 1 + ("words.increase" in sentence.kinds(first + 1))
    if "people" not in sentence.kinds(person):
        return False
    before, behind = sentence.text(first - 1), sentence.text(person + 1)
    if before in sentence.grammar.dies or behind in sentence.grammar.dies:
        return True
    if behind not in sentence.grammar.becomes and not _is_led(sentence, first):
        return False
    for index in range(person + 1, min(sentence.size, person + 1 + _CLAUSE)):
        if sentence.text(index) in _ENDS or "words.and" in sentence.kinds(index):
            return False
        if "verb" in sentence.kinds(index) and sentence.text(index) not in sentence.grammar.becomes:
            return True
    return False


def is_befallen(sentence: Sentence, first: int) -> bool:
    """Say whether "one" counts who is told of in Persian: "یک زن در کابل کشته شد", not "یک مرد را کشت".

    So it does in what an event left: "یک مصدوم داشته است", "یک کشته بر جای گذاشت".
    """
    grammar = sentence.grammar
    if not grammar.befell_one:
        return False
    if not sentence.kinds(first + 1).isdisjoint(_TOLL):
        return any(sentence.text(index) in grammar.left_behind for index in range(first + 2, first + _DESCRIBED))
    if "people" not in sentence.kinds(first + 1):
        return False
    aged = sentence.text(first + 2).isdecimal() and "words.age_of" in sentence.kinds(first + 3)  # "یک دختر ۱۸ ساله"
    for index in range(first + (4 if aged else 2), min(sentence.size, first + 2 + _LONG_CLAUSE)):
        text, kinds = sentence.text(index), sentence.kinds(index)
        if "verb" in kinds:
            verb = sentence.mark(index, "verb")
            if verb is None or not _harms(verb.meaning.names("verb")):
                return False
            last = sentence.text(verb.end - 1)
            return last in grammar.befell_one or ("words.dying" in kinds and not last.endswith(grammar.plural_endings))
        parts = text in grammar.object_mark or text in grammar.that or "words.and" in kinds
        if parts or not text[0].isalpha():
            return False
    return False


def _harms(measures: Sequence[str]) -> bool:
    return not _HARM.isdisjoint(measures)


def is_paired(sentence: Sentence, first: int) -> bool:
    """Say whether "one" is one of two figures of a toll in Persian: "دو سرباز کشته و یک سرباز دیگر زخمی شد"."""
    if sentence.triggers.said != "before" or "people" not in sentence.kinds(first + 1):
        return False
    behind = first + 2
    while behind < first + _DESCRIBED and not sentence.kinds(behind).isdisjoint(_DESCRIBING):
        behind += 1
    if sentence.kinds(behind).isdisjoint(_TOLL):
        return False
    if "words.and" in sentence.kinds(first - 1):
        return True
    over = behind + 1
    while over < behind + _DESCRIBED and not sentence.kinds(over).isdisjoint({"verb", "words.link", "words.stop"}):
        over += 1
    following = sentence.text(over + 1)
    counted = following[:1].isdecimal() or opens_number(sentence.triggers.code, following)
    return "words.and" in sentence.kinds(over) and counted


_HARM = frozenset({"killed", "injured", "arrested", "missing", "executed", "abducted"})
_DESCRIBED = 5
_DESCRIBING = frozenset({"words.adjectives", "words.increase", "words.partitive", "attribution.pronouns", "people"})
_TOLL = frozenset({"noun", "verb"})


def _is_led(sentence: Sentence, first: int) -> bool:
    """Say whether an auxiliary stands before a word in its clause, with nobody between: "wurde am Abend | ein Koch"."""
    for index in range(first - 1, max(-1, first - 1 - _CLAUSE), -1):
        if sentence.text(index) in sentence.grammar.becomes:
            return True
        if sentence.text(index) in _ENDS or not _OTHERS.isdisjoint(sentence.kinds(index)):
            return False
    return False


_OTHERS = frozenset({"people", "noun", "verb", "words.and", "attribution.verbs"})
_ENDS, _CLAUSE, _LONG_CLAUSE = frozenset(",;:()-"), 10, 16
