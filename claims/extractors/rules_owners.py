"""Whose count a figure is in English: "the ministry's death toll was 9", "nine died, by the union's tally"."""

from __future__ import annotations

from collections.abc import Iterator

from claims.extractors.rules_edges import left_edge
from claims.extractors.rules_names import Names
from claims.extractors.rules_sentence import Sentence
from claims.extractors.rules_sources import Attribution
from claims.extractors.rules_subjects import is_source

_BETWEEN = 3
_NO_OWNERS = frozenset({"words.places", "people"})
_ENDS = frozenset({"", ".", ",", ";"})
_BY = frozenset({"by", "on"})


def owned_counts(sentence: Sentence, names: Names) -> Iterator[Attribution]:
    """Yield the known sources that own a toll, a tally or an estimate; no place does, nor those who are counted."""
    for mark in sentence.marked("'"):
        if sentence.text(mark + 1) != "s":
            continue
        count = next((index for index in range(mark + 2, mark + 2 + _BETWEEN) if _is_count(sentence, index)), None)
        name = names.pick(sentence, left_edge(sentence, mark), mark) if count is not None else None
        if count is None or name is None or name.end != mark or name.pronoun or not is_source(sentence, name):
            continue
        if sentence.holds(range(name.end - 1, name.end), _NO_OWNERS):
            continue
        before = name.first - 1 - ("words.articles" in sentence.kinds(name.first - 1))
        closes = sentence.text(before) in _BY and sentence.text(count + 1) in _ENDS
        yield Attribution(name, name.first, count + 1, forward=True, backward=closes)


def _is_count(sentence: Sentence, index: int) -> bool:
    return "attribution.tallies" in sentence.kinds(index)
