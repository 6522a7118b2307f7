"""One of many as a figure in German and Russian: "einer der Beamten wurde getötet", "один из них погиб"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.sentence import Sentence

_WHO = frozenset({"people", "noun"})
_NEGATION = frozenset({"words.none_of", "words.negation"})
_HARM = frozenset({"killed", "injured", "arrested", "missing", "executed", "abducted"})
_BREAKS = frozenset(',;:()"-.')
_GROUP, _CLAUSE = 4, 10


def ones_of_many(sentence: Sentence) -> list[int]:
    """Return the words that count one of many to whom something was done; none where one of many did it."""
    ones = sentence.grammar.ones
    if not ones or "verb" not in sentence.present:
        return []
    return [index for index, text in enumerate(sentence.texts) if text in ones and _is_befallen(sentence, index)]


def _is_befallen(sentence: Sentence, first: int) -> bool:
    end = _group_end(sentence, first)
    if end is None or not _NEGATION.isdisjoint(sentence.kinds(first - 1)):
        return False  # "ни | один из 150 пассажиров не ранен"
    grammar = sentence.grammar
    if grammar.one_becomes:
        return _befell_behind(sentence, end)
    if sentence.text(first) in grammar.one_object:
        many = grammar.done_by_many_endings
        return any(_harms(sentence, index) and sentence.text(index).endswith(many) for index in (first - 1, end))
    return _befell(sentence, first - 1) or any(_befell(sentence, index) for index in _clause(sentence, end))


def _group_end(sentence: Sentence, first: int) -> int | None:
    """Return the index after those of whom one is told: "einer der drei Beamten|"; None where they are no people."""
    if sentence.text(first + 1) not in sentence.grammar.of_many:
        return None
    if sentence.text(first + 1) in sentence.grammar.thereof:
        return first + 2
    for index in range(first + 2, first + 2 + _GROUP):
        if sentence.text(index) in sentence.grammar.them:
            return index + 1
        mark = sentence.mark(index, "people", "noun") if not sentence.kinds(index).isdisjoint(_WHO) else None
        if mark is not None:
            return max(mark.end, index + 1)
        if sentence.text(index) in _BREAKS:
            break
    return None


def _clause(sentence: Sentence, first: int) -> list[int]:
    """Return the words from one on up to a break, "and" or the next number."""
    words = []
    for index in range(first, min(sentence.size, first + _CLAUSE)):
        if sentence.text(index) in _BREAKS or "words.and" in sentence.kinds(index):
            break
        words.append(index)
    return words


def _befell_behind(sentence: Sentence, first: int) -> bool:
    """Say whether a German clause tells what befell one: a verb of dying, or an auxiliary with a verb behind it."""
    words, grammar = _clause(sentence, first), sentence.grammar
    texts = [sentence.text(index) for index in words]
    if texts and texts[0] in grammar.dies:
        return True
    if texts and texts[0] in grammar.came:
        return not grammar.to_death.isdisjoint(pairwise(texts))
    if not texts or texts[0] not in grammar.one_becomes:
        return False
    return any(_harms(sentence, index) for index in words[1:])


def _befell(sentence: Sentence, index: int) -> bool:
    """Say whether a Russian verb tells what befell one: a passive, or a verb of dying or of being hurt."""
    if not _harms(sentence, index):
        return False
    text = sentence.text(index)
    return text.endswith(sentence.grammar.passive_endings) or text.startswith(sentence.grammar.befell_stems)


def _harms(sentence: Sentence, index: int) -> bool:
    if "verb" not in sentence.kinds(index):
        return False
    mark = sentence.mark(index, "verb")
    return mark is not None and not _HARM.isdisjoint(mark.meaning.names("verb"))
