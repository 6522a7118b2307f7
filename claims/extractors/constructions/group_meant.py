"""Whom "the group" means, by what stands before: the body that is named there, a paper, or a line over a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.extractors.constructions.names import Name, Names
from claims.extractors.constructions.sentence import Sentence
from claims.extractors.constructions.sources import Attribution

_NAMED, _BODY = frozenset({"sources.names"}), frozenset({"sources.nouns"})
_PERSONS, _LONGEST_PERSON = frozenset({"sources.titles"}), 6
_NO_PERSONS = frozenset({"words.places", "people", "sources.nouns", "sources.names", "words.stop", "words.articles"})
_OPENING, _LONGEST_LIST = 4, 24
_BULLETS = frozenset("-*•·–—▪●■+")


def _stands_for_another(sentence: Sentence, name: Name) -> bool:
    """Say whether a name is only "the group", "the agency" and the like."""
    if "attribution.standing" not in sentence.present or name.pronoun or name.slug:
        return False
    mark = sentence.mark(name.first, "attribution.standing")
    if mark is None or "words.relative" in sentence.kinds(name.end):
        return False  # "the group that counts graves said"
    return mark.end == name.end and name.first - mark.first <= 1


def meant_by(
    sentence: Sentence,
    name: Name,
    before: Iterable[tuple[Sentence, Sequence[Attribution]]],
    names: Names,
) -> tuple[Sentence, Name]:
    """Return the sentence and name of the body that "the group" stands for, those given where it is none of them.

    before are the sentences before, the nearest first, with what is said in them.
    """
    if not _stands_for_another(sentence, name):
        return sentence, name
    if (own := _body_before(sentence, name.first)) is not None:
        return sentence, own
    for earlier, found in before:
        if (body := _named_body(earlier, found, names)) is not None:
            return earlier, body
    return sentence, name


def is_one_person(sentence: Sentence, name: Name | None) -> bool:
    """Say whether "he" or "she" speaks in English, so that it is who passed the figure before on and no body."""
    return name is not None and sentence.text(name.first) in sentence.grammar.person_pronouns


def names_before(sentence: Sentence, found: Sequence[Attribution], names: Names, *, person: bool) -> list[Name]:
    """Return who is named in a sentence before as speaking; where some speak themselves, none named by "by".

    Where no one speaks, "he" or "she" (person) is with whom it begins: "Ada Orr, a nurse of 27, saw it."
    """
    named = [one for one in found if not one.name.pronoun]
    opening = _person_opening(sentence, names) if person and not named else None
    if opening is not None:
        return [opening]
    return [one.name for one in named if one.forward != one.backward] or [one.name for one in named]


def _person_opening(sentence: Sentence, names: Names) -> Name | None:
    """Return the person with whom an English sentence begins: by an office, or what is told of them behind a comma."""
    end = 0
    while end < _LONGEST_PERSON and sentence.text(end).isalpha() and names.is_capital(sentence, end):
        if sentence.kinds(end) & _NO_PERSONS:
            return None
        end += 1
    behind = sentence.kinds(end + 1)
    told = sentence.text(end) == "," and (
        sentence.text(end + 1)[:1].isdecimal() or "words.articles" in behind or "words.relative" in behind
    )
    titled = sentence.holds(range(end), _PERSONS)
    return Name(0, end) if end > 1 and (told or titled) else None


def _body_before(sentence: Sentence, end: int) -> Name | None:
    """Return the well-known body that a sentence names last before a word: "a ward of the MSF was hit, | the group"."""
    mark = next((mark for index in range(end - 1, -1, -1) if (mark := sentence.mark(index, *_NAMED))), None)
    return Name(mark.first, mark.end) if mark is not None and mark.end < end else None


def _named_body(sentence: Sentence, found: Sequence[Attribution], names: Names) -> Name | None:
    """Return the body that a sentence names in full: one that says something in it, or else one that opens it.

    Only well-known names, those of the reader's own list, and those who speak by a name in capitals count.
    """
    for one in found:
        name = one.name
        if name.pronoun or name.wire:
            continue
        known = name.slug or sentence.holds(range(name.first, name.end), _NAMED)
        if known or (sentence.triggers.said == "quoted" and _is_proper(sentence, names, name)):
            return name
    for index in range(_OPENING):
        mark = sentence.mark(index, *_NAMED)
        if mark is not None and sentence.text(mark.end) != "'":
            return Name(mark.first, mark.end)
    return None


def _is_proper(sentence: Sentence, names: Names, name: Name) -> bool:
    """Say whether a name is that of a body in capitals, no ministry or force: "Nimland Relief Council", "NRC"."""
    words = range(name.first, name.end)
    no_groups = sentence.grammar.no_groups
    if sentence.holds(words, _PERSONS) or any(sentence.text(index) in no_groups for index in words):
        return False
    if len(words) == 1:
        return names.is_acronym(sentence, name.first)
    bodies = (index for index in words if not sentence.kinds(index).isdisjoint(_BODY))
    return names.is_capital(sentence, name.first) and any(names.is_capital(sentence, index) for index in bodies)


def paper_of(sentence: Sentence, name: Name) -> Name | None:
    """Return the paper that speaks where no one else is named: "the report" of "the report read"."""
    for index in range(name.first, name.end):
        if not sentence.kinds(index).isdisjoint(_BODY):
            return Name(index, index + 1)
    return None


def heading_of(copy: str, spans: Sequence[tuple[int, int]], place: int) -> int | None:
    """Return the place of the line with a colon that a sentence stands under, or the list that the sentence is in."""
    own = copy[slice(*spans[place])].lstrip()
    listed = _is_listed(own)
    for back in range(place - 1, max(-1, place - _LONGEST_LIST), -1):
        piece = copy[slice(*spans[back])]
        if not piece.strip():
            continue
        if "\n" in piece and piece.rstrip().endswith(":"):
            return back
        if not listed or not _is_listed(piece.lstrip()):
            return None
    return None


def _is_listed(piece: str) -> bool:
    return piece[:1] in _BULLETS or piece[:1].isdecimal()
