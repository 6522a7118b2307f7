"""Whom "the group" means: the body that a sentence before names, or that opens it; and a paper that speaks itself."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extractors.rules_names import Name
from claims.extractors.rules_sentence import Sentence
from claims.extractors.rules_sources import Attribution

_NAMED, _BODY = frozenset({"sources.names"}), frozenset({"sources.nouns"})
_OPENING = 4
_ONE = frozenset({"he", "she"})


def stands_for_another(sentence: Sentence, name: Name) -> bool:
    """Say whether a name is only "the group", "the agency" and the like."""
    if "attribution.standing" not in sentence.present or name.pronoun or name.slug:
        return False
    mark = sentence.mark(name.first, "attribution.standing")
    return mark is not None and mark.end == name.end and name.first - mark.first <= 1


def is_one_person(sentence: Sentence, name: Name | None) -> bool:
    """Say whether "he" or "she" speaks in English, so that it is who passed the figure before on and no body."""
    return name is not None and sentence.triggers.said == "quoted" and sentence.text(name.first) in _ONE


def named_body(sentence: Sentence, found: Sequence[Attribution]) -> Name | None:
    """Return the body that a sentence names in full: one that says something in it, or else one that opens it.

    Only well-known names and those of the reader's own list count.
    """
    for one in found:
        name = one.name
        if not (name.pronoun or name.wire) and (name.slug or sentence.holds(range(name.first, name.end), _NAMED)):
            return name
    for index in range(_OPENING):
        mark = sentence.mark(index, *_NAMED)
        if mark is not None and sentence.text(mark.end) != "'":
            return Name(mark.first, mark.end)
    return None


def paper_of(sentence: Sentence, name: Name) -> Name | None:
    """Return the paper that speaks where no one else is named: "the report" of "the report read"."""
    for index in range(name.first, name.end):
        if not sentence.kinds(index).isdisjoint(_BODY):
            return Name(index, index + 1)
    return None
