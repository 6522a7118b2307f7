"""Whether "by" or its like names who says a figure: "put at 57 by the police", not "a raid by the army"."""

from __future__ import annotations

from claims.extractors.constructions.sentence import Mark, Sentence
from claims.extractors.constructions.verbs import is_doing, is_passed_on, tells_at_end

_AGENT_WORDS, _DESCRIBED = 16, 6
_SAYING = frozenset({"attribution.verbs", "attribution.put"})
_PUT = frozenset({"attribution.put", "words.change"})
_MEASURED = frozenset({"noun", "verb", "label", "after", "before"})
_COUNTS = _MEASURED | {"attribution.tallies", "attribution.papers", "words.adjectives"}


def is_agent(sentence: Sentence, mark: Mark) -> bool:
    """Say whether "by" names who says: behind a verb of saying with nothing done between, "put at 57 by police"."""
    if is_doing(sentence, mark) or is_passed_on(sentence, mark.first - 1) or sentence.text(mark.first - 1) == '"':
        return False
    if is_accused(sentence, mark.first - 1, mark.first):
        return True
    if sentence.triggers.nouns_capital and (said := _in_german(sentence, mark)) is not None:
        return said
    for index in range(mark.first - 1, max(-1, mark.first - _AGENT_WORDS), -1):
        if sentence.kinds(index) & _MEASURED and "attribution.verbs" not in sentence.kinds(index):
            return False
        if "words.that" in sentence.kinds(index) and sentence.triggers.said == "quoted":
            return False  # "said that a raid | by the army"
        if "attribution.verbs" in sentence.kinds(index):
            if sentence.text(index) in sentence.grammar.claimed and not sentence.kinds(index - 1) & _COUNTS:
                return False  # "attacks | claimed by the rebels"
            if sentence.triggers.said == "quoted" and _opens_subject(sentence, range(index + 1, mark.first)):
                return False
            of_what = sentence.triggers.nouns_capital and "attribution.agent" in sentence.kinds(index + 1)
            return not of_what and not _describes(sentence, index)  # "berichtete von einem von der … Hospital"
        if sentence.text(index).endswith(sentence.grammar.past_endings) and not sentence.kinds(index) & _PUT:
            return False  # "registered in a town held by rebels"
    return False


def _in_german(sentence: Sentence, mark: Mark) -> bool | None:
    """Say whether "von" names who says in German, None where the words before it decide."""
    if tells_at_end(sentence, mark):
        return True
    if "words.articles" in sentence.kinds(mark.first - 1) and sentence.text(mark.first - 2) != ",":
        return False  # "in den | vom Heer besetzten Dörfern"
    return False if _is_doer(sentence, mark.end) else None


def is_accused(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether "by" names in French or Spanish an accuser, who says only what follows: "accusé par Rome d'avoir"."""
    accused = sentence.text(first).startswith(sentence.grammar.accused_stems)
    return accused and "attribution.agent" in sentence.kinds(end)


def without_charge(sentence: Sentence, first: int, end: int) -> int:
    """Return where an accuser's name ends at the latest: before what is held against someone, "d'avoir tué"."""
    charge = next((index for index in range(first, end) if sentence.text(index) in sentence.grammar.charge), end)
    while charge > first + 1 and (sentence.text(charge - 1) == "'" or "words.from" in sentence.kinds(charge - 1)):
        charge -= 1
    return charge


def _is_doer(sentence: Sentence, first: int) -> bool:
    """Say whether what was done follows the name behind "von" in German: "dass 40 Menschen | von Milizen entführt"."""
    for index in range(first, min(sentence.size, first + _DESCRIBED)):
        kinds = sentence.kinds(index)
        if not kinds.isdisjoint(_SAYING) or not sentence.text(index).isalpha():
            return False
        if "verb" in kinds:
            return True
    return False


def _opens_subject(sentence: Sentence, gap: range) -> bool:
    """Say whether who or what did something stands between a verb and "by": "said on Monday | a raid | by the army"."""
    return any("words.articles" in sentence.kinds(index) and not sentence.kinds(index + 1) & _COUNTS for index in gap)


def _describes(sentence: Sentence, index: int) -> bool:
    """Say whether a participle only describes a thing: "reported attacks on villages by gunmen"."""
    return sentence.triggers.said == "quoted" and "words.things" in sentence.kinds(index + 1)
