"""Verbs of saying in languages that split them, as German does, and compounds that say whose figures they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.rules_names import Name, Names
    from claims.extractors.rules_sentence import Mark, Sentence

_REACH, _LONGEST_SUBJECT, _SHORTEST_OWNER = 24, 12, 2
_COUNTED = frozenset({"noun", "people"})
_BREAKS = frozenset(',;:"()')
_LINKED = ("ungs", "heits", "keits", "schafts", "ions", "ums", "tats")


def describes_noun(sentence: Sentence, mark: Mark) -> bool:
    """Say whether what looks like a verb of saying describes the dead it stands before: "zwölf bestätigten Toten"."""
    return "words.adjectives" in sentence.kinds(mark.first) and bool(sentence.kinds(mark.end) & _COUNTED)


def behind_auxiliary(sentence: Sentence, names: Names, high: int) -> Name | None:
    """Return the subject behind the auxiliary of a verb at the end: "hatte die Opposition von 12 Toten | gesprochen".

    None where no auxiliary stands before the verb in its clause, or no one is named behind it.
    """
    for index in range(high - 1, max(-1, high - _REACH), -1):
        if sentence.text(index) in _BREAKS:
            return None
        if "attribution.preceded" in sentence.kinds(index):
            end = min(high, index + _LONGEST_SUBJECT)
            figure = next((i for i in range(index + 1, end) if "words.from" in sentence.kinds(i)), end)
            name = names.pick(sentence, index + 1, figure)
            return None if name is None or name.pronoun else name
    return None


def owner_end(sentence: Sentence, index: int, end: int) -> int:
    """Return the offset where the owner ends in a compound of statements that ends at an offset: "Polizei|angaben".

    That is end for any other word. The letter that links a compound goes: "Regierung|sangaben".
    """
    mark = sentence.mark(index, "sources.statements")
    if mark is None:
        return end
    ending = mark.meaning.names("sources.statements")[0]
    owner = sentence.text(index).removesuffix(ending)
    if len(owner) < _SHORTEST_OWNER:
        dashed = sentence.text(index - 1) == "-" and sentence.touches(index)  # "UN-Angaben"
        return end - len(ending) if dashed else end
    return end - len(ending) - owner.endswith(_LINKED)


def owns_statements(sentence: Sentence, mark: Mark) -> bool:
    """Say whether a compound of statements names whose they are, as "Angaben" alone does not."""
    ending = mark.meaning.names("sources.statements")[0]
    before = mark.first > 0 and sentence.text(mark.first - 1) == "-" and sentence.touches(mark.first)
    return before or len(sentence.text(mark.first)) >= len(ending) + _SHORTEST_OWNER
