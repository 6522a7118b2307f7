"""Clauses about those who are counted, in English without commas: "nine who were trapped when it fell | had died"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.extractors.constructions.days import may_be_year
from claims.extractors.constructions.sentence import opens_number

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Trigger
    from claims.extractors.constructions.sentence import Sentence

_PARTING = frozenset(',;:"()')
_LONGEST, _SHORT, _TWO = 24, 10, 2
_COUNTED = frozenset({"people", "noun"})
_PAUSES = frozenset(",،")
_NO_COUNTS = frozenset({"words.things", "words.not_before"})
_TELLING = frozenset({"noun", "verb", "before", "after", "label", "people", "words.that"})


def inner_relatives(sentence: Sentence, triggers: Sequence[Trigger]) -> list[range]:
    """Return the words of relative clauses with a verb of a measure, behind which the main clause has its own verb.

    So is what people do or what was done, without "who": "400 people | fleeing Orr | were killed", "40 | they held".
    """
    if sentence.triggers.said != "quoted" or len(triggers) < _TWO:
        return []
    begins = [index + 1 for index in sentence.where("words.relative")] if "words.relative" in sentence.present else []
    describing = sentence.grammar.doing_endings + sentence.grammar.past_endings
    described = (one for one in triggers if one.form == "verb" and sentence.text(one.first).endswith(describing))
    begins += [one.first - ("attribution.pronouns" in sentence.kinds(one.first - 1)) for one in described]
    found = []
    for behind in begins:
        first = behind - 1 if "words.relative" in sentence.kinds(behind - 1) else behind
        if sentence.kinds(first - 1).isdisjoint(_COUNTED):
            continue
        verbs = [one for one in triggers if behind <= one.first < first + _LONGEST and one.form in ("verb", "void")]
        if len(verbs) > 1 and (end := _main_verb(sentence, first, verbs)) is not None:
            found.append(range(first, end))
    return found


def asides_of(sentence: Sentence) -> list[range]:
    """Return the words of asides that tell a share or who says it, with both commas: "people|, or 40%,| need"."""
    found = []
    for index in sentence.places(_NO_COUNTS) if "words.either" in sentence.present else ():
        if not sentence.text(index).startswith(sentence.grammar.percent_stems):
            continue
        first = next((place for place in range(index, index - _SHORT, -1) if sentence.text(place) in _PAUSES), None)
        end = next((place for place in range(index, index + _SHORT) if sentence.text(place) in _PAUSES), None)
        if first is not None and end is not None and "words.either" in sentence.kinds(first + 1):
            found.append(range(first, end + 1))
    for index in sentence.where("attribution.according"):
        if sentence.text(index - 1) not in _PAUSES or not sentence.triggers.capitals:
            continue  # "verschwanden|, laut dem Bericht der Stadt,| rund 900"
        end = next(
            (place for place in range(index, min(index + _LONGEST, sentence.size)) if sentence.text(place) in _PAUSES),
            None,
        )
        if end is not None:
            found.append(range(index - 1, end + 1))
    if not sentence.grammar.plural_auxiliaries.isdisjoint(sentence.texts):
        found.extend(_before_auxiliaries(sentence))
    return found


def _before_auxiliaries(sentence: Sentence) -> Iterator[range]:
    """Yield asides behind a subject in the plural: "300 partisans du chef|, accusé par Rome,| ont été arrêtés"."""
    commas = sentence.signed(_PAUSES)
    for opening, closing in pairwise(commas):
        if sentence.text(closing + 1) not in sentence.grammar.plural_auxiliaries or closing - opening > _LONGEST:
            continue
        inside = range(opening + 1, closing)
        counts = any(sentence.text(index)[0].isdecimal() and not may_be_year(sentence.text(index)) for index in inside)
        if not (counts or sentence.holds(inside, _TELLING)):
            yield range(opening, closing + 1)


def _parts(sentence: Sentence, index: int, *, bare: bool) -> bool:
    """Say whether a word parts two verbs; bare says that no "who" opens the clause, which then holds no other."""
    text, kinds = sentence.text(index), sentence.kinds(index)
    if text in _PARTING or "words.and" in kinds:
        return True
    counts = text[0].isdecimal() or (opens_number(sentence.triggers.code, text) and "words.articles" not in kinds)
    return bare and ("words.clause" in kinds or counts or text in sentence.grammar.ended)


def _main_verb(sentence: Sentence, first: int, verbs: Sequence[Trigger]) -> int | None:
    """Return where the verb of the main clause begins, with its auxiliaries; None where something parts the two."""
    grammar = sentence.grammar
    for verb in verbs[1:]:
        end = verb.first
        while sentence.text(end - 1) in grammar.auxiliaries:
            end -= 1
        text = sentence.text(verb.first)
        told = end < verb.first or text in grammar.auxiliaries or text in grammar.ended
        gap = range(first, end)
        if any(_parts(sentence, index, bare=first == verbs[0].first) for index in gap):
            return None
        if told and end >= verbs[0].end and verb.measure != verbs[0].measure:
            return end
    return None
