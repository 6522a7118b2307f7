"""Whose count a figure is: "the ministry's death toll was 9", "by the union's tally", "le bilan du gouvernement"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.extractors.constructions.name_edges import left_edge, right_edge
from claims.extractors.constructions.names import Names
from claims.extractors.constructions.sentence import Sentence
from claims.extractors.constructions.sources import Attribution
from claims.extractors.constructions.subjects import is_source

_BETWEEN = 3
_NO_OWNERS = frozenset({"words.places", "people"})
_ENDS = frozenset({"", ".", ",", ";"})
_BODIES = frozenset({"sources.nouns", "sources.names", "sources.wires"})
_OPENING, _OF = 3, frozenset({"words.from", "words.articles"})


def owned_counts(sentence: Sentence, names: Names) -> Iterator[Attribution]:
    """Yield the known sources that own a toll, a tally or an estimate; no place does, nor those who are counted.

    "The ministry's toll", "activists' tolls", "a police figure".
    """
    if sentence.triggers.romance:
        yield from _counts_of(sentence, names)
        return
    for mark in sentence.marked("'"):
        plural = sentence.text(mark - 1).endswith(sentence.grammar.plural_endings) and sentence.touches(mark)
        owned = sentence.text(mark + 1) in sentence.grammar.genitive
        if owned or plural:
            begin = mark + 1 + owned
            count = next((index for index in range(begin, begin + _BETWEEN) if _is_count(sentence, index)), None)
            yield from _owned(sentence, names, mark, count, owners=_NO_OWNERS - {"people"} if plural else _NO_OWNERS)
    for count in sentence.where("attribution.tallies"):
        if not _BODIES.isdisjoint(sentence.kinds(count - 1)) and not _is_count(sentence, count - 1):
            yield from _owned(sentence, names, count, count, owners=_NO_OWNERS - {"people"})


def _counts_of(sentence: Sentence, names: Names) -> Iterator[Attribution]:
    """Yield the known bodies whose count a French or Spanish sentence opens with: "Le bilan du préfet est de 9"."""
    for count in sentence.where("attribution.tallies"):
        first = count + 1
        if count > _OPENING or sentence.kinds(first).isdisjoint(_OF):
            continue
        while not sentence.kinds(first).isdisjoint(_OF) or sentence.text(first) == "'":
            first += 1
        name = names.pick(sentence, first, right_edge(sentence, first))
        if name is None or name.first != first or _BODIES.isdisjoint(sentence.kinds(first)):
            continue
        if sentence.mark(name.end, "words.link") is not None:
            yield Attribution(name, name.first, name.end, forward=True, backward=False)


def _owned(
    sentence: Sentence, names: Names, end: int, count: int | None, *, owners: frozenset[str]
) -> Iterator[Attribution]:
    name = names.pick(sentence, left_edge(sentence, end), end) if count is not None else None
    if count is None or name is None or name.end != end or name.pronoun or not is_source(sentence, name):
        return
    if sentence.holds(range(name.end - 1, name.end), owners):
        return
    past = sentence.grammar.past_endings
    while name.first + 1 < end and sentence.text(name.first).endswith(past) and not sentence.kinds(name.first):
        name = replace(name, first=name.first + 1)  # "has challenged | activists' tolls"
    before = name.first - 1 - ("words.articles" in sentence.kinds(name.first - 1))
    closes = sentence.text(before) in sentence.grammar.tally_prepositions and sentence.text(count + 1) in _ENDS
    yield Attribution(name, name.first, count + 1, forward=True, backward=closes)


def _is_count(sentence: Sentence, index: int) -> bool:
    return "attribution.tallies" in sentence.kinds(index)
