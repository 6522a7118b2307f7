"""Whom "he", "she", "it" or "they" means within an English sentence: "Survivors came ashore, where | they told"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.extractors.constructions.subjects import is_source, is_where
from claims.trigger_grammar import NONE

if TYPE_CHECKING:
    from claims.extractors.constructions.names import Name, Names
    from claims.extractors.constructions.sentence import Sentence

_BREAKS = frozenset(",;:-")
_PERSONS, _BODIES = frozenset({"sources.titles"}), frozenset({"sources.nouns", "sources.names"})
_OPENS = frozenset({"words.clause", "words.and"})
_SOURCES = _PERSONS | _BODIES
_IN_NAMES = _SOURCES | {"sources.wires", "sources.outlets", "words.stop", "words.articles", "words.and"}
_LONGEST, _NEAR = 9, 2


def subject_meant(sentence: Sentence, names: Names, pronoun: Name) -> Name | None:
    """Return the source that opens the sentence or a clause of it before a pronoun; the last such one, or None."""
    wanted = _meant_by(sentence, sentence.text(pronoun.first))
    if not wanted or sentence.marked('"'):
        return None
    found = None
    for first in range(pronoun.first):
        if first and sentence.text(first - 1) not in _BREAKS and sentence.kinds(first - 1).isdisjoint(_OPENS):
            continue
        name = names.pick(sentence, first, min(pronoun.first, first + _LONGEST))
        if name is None or name.pronoun or name.wire or name.first > first + _NEAR or is_where(sentence, name.first):
            continue
        if is_source(sentence, name) and sentence.holds(range(name.first, name.end), wanted):
            found = before_action(sentence, names, name)
    return found


def _meant_by(sentence: Sentence, pronoun: str) -> frozenset[str]:
    """Return the kinds of sources that a pronoun may stand for."""
    persons = pronoun in sentence.grammar.person_pronouns or pronoun in sentence.grammar.people_pronouns
    bodies = pronoun in sentence.grammar.body_pronouns or pronoun in sentence.grammar.people_pronouns
    return (_PERSONS if persons else NONE) | (_BODIES if bodies else NONE)


def without_tally(sentence: Sentence, name: Name) -> Name:
    """Return an English name without the count that it owns, which is then its own: "according to an AFP | count"."""
    words = range(name.first + 1, name.end)
    tally = next((index for index in words if "attribution.tallies" in sentence.kinds(index)), None)
    return name if tally is None else replace(name, end=tally, wire=False)


def before_action(sentence: Sentence, names: Names, name: Name) -> Name:
    """Return a name without what its bearer does behind it in English: "the coast guard | pulled 90 crew out"."""
    if sentence.triggers.said != "quoted":
        return name
    for index in range(name.first + 1, name.end):
        plain = sentence.kinds(index).isdisjoint(_IN_NAMES) and sentence.text(index).isalpha()
        if plain and sentence.kinds(index - 1) & _SOURCES and not names.is_capital(sentence, index):
            return replace(name, end=index)
    return name
