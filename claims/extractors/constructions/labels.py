"""Figures whose measure stands only in the sentence before: "The toll rose again. On Tuesday it stood at 120.".

So do those of a part: "Twelve people died. Among them are three children."; and what another source says of the same:
"The government speaks of 31 dead. The opposition says 120.".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from claims.extractors.constructions.breakdowns import is_listed
from claims.extractors.constructions.days import times_of
from claims.extractors.constructions.found import Counted, Number, Trigger
from claims.extractors.constructions.heads import head_of
from claims.extractors.constructions.pairs import paired
from claims.extractors.constructions.sentence import Mark, Sentence
from claims.extractors.constructions.totals import names_total
from claims.extractors.constructions.triggers import COUNTING

if TYPE_CHECKING:
    from claims.extractors.constructions.sources import Attribution

_LABEL = frozenset({"label"})
_LEADS = frozenset({"words.link", "words.to", "words.change"})
_KNOWN = _LEADS | {"words.stop", "words.articles", "words.and", "words.that", "words.from", "words.adjectives"}
_KNOWN |= {"attribution.pronouns", "dates.today", "dates.yesterday", "dates.as_of", "words.increase"}
_MOST_WORDS = 14
_PARTITIVE = frozenset({"words.partitive"})
_NO_PARTS = frozenset({"words.void", "words.denied", "words.negation", "heads"})
_SAYS = frozenset({"attribution.verbs", "attribution.put"})
_SETS = _KNOWN | _SAYS | {"words.total", "words.taken_up", "words.earlier", "words.negation"}
_SETS -= {"attribution.pronouns"}  # "the minister said he was 45"
_NO_OTHER = frozenset({"words.void", "words.denied", "words.question", "heads"})
_ENDS = frozenset(".…")
_TIME_WORDS = 7
_OPENING = 3
"""So many words may stand before "among them"."""


def label_of(sentence: Sentence) -> str | None:
    """Return the measure whose number a sentence names ("the death toll"), None where it names none, or another too."""
    if "label" not in sentence.present or "words.denied" in sentence.present:
        return None
    labels = {name for mark in sentence.marks_of(_LABEL) for name in mark.meaning.names("label")}
    named = {name for mark in sentence.marks_of(COUNTING) for name in mark.meaning.names(*COUNTING - {"opens"})}
    return labels.pop() if len(labels) == 1 and labels == named else None


def goes_on_with(measure: str, sentence: Sentence, numbers: Sequence[Number]) -> list[Counted]:
    """Return the first figure of a sentence as one of the measure that the sentence before it names; [] for none.

    Only where nothing but times, pronouns with their verb and words that lead to a number stand before it.
    """
    number = numbers[0]
    head = head_of(sentence, number)
    led = head.kind in ("none", "people") or sentence.kinds(number.stop) & _LEADS
    if number.bare or number.start > _MOST_WORDS or not led or "words.void" in sentence.present:
        return []
    if any(not _is_known(sentence, index) for index in range(number.start)):
        return []
    lead = _lead(sentence, number)
    if lead is None:
        return []
    trigger = Trigger(lead.first, number.start, "label", measure)
    return [Counted(number, measure, head.population, lead.first, number.stop, trigger)]


def totals_of(measure: str, sentence: Sentence, numbers: Sequence[Number]) -> list[Counted]:
    """Return the figures of a sentence that "the number" leads to, as those of the measure of the sentence before."""
    found: list[Counted] = []
    more = 0
    for place, number in enumerate(numbers):
        head = head_of(sentence, number)
        if place > len(found) + more:
            break  # another figure stands before it
        if "words.increase" in sentence.kinds(number.start - 1) or "words.increase" in sentence.kinds(number.start):
            more += 1  # "um weitere 12 auf 110"
            continue
        if names_total(sentence, number, head):
            first = max(index for index in sentence.where("words.total") if index < number.start)
            trigger = Trigger(first, number.start, "label", measure)
            found.append(Counted(number, measure, head.population, first, number.stop, trigger))
    return found


def parts_of(measure: str, sentence: Sentence, numbers: Sequence[Number]) -> list[Counted]:
    """Return the figures of a sentence that opens with "among them", as parts of what the one before it counts.

    Only women, children, police and the like are such parts, since those who were freed or spoke are "people" too.
    """
    opening = next((mark for mark in sentence.marks_of(_PARTITIVE) if mark.first < _OPENING), None)
    if opening is None or not sentence.present.isdisjoint(_NO_PARTS):
        return []
    counted: list[Counted] = []
    for place, number in enumerate(numbers):
        limit = numbers[place + 1].start if place + 1 < len(numbers) else None
        head = head_of(sentence, number, limit=limit)
        behind = head.kind == "people" and (head.population != "all" or _says_who(sentence, opening))
        if counted and head.kind == "people" and is_listed(sentence, range(counted[-1].end, number.start)):
            behind = True
        population = head.population if behind else _dashed(sentence, number)
        if opening.end <= number.start and population is not None and not number.bare:
            trigger = Trigger(opening.first, opening.end, "label", measure)
            end = max(number.stop, head.end if behind else number.stop)
            counted.append(Counted(number, measure, population, opening.first, end, trigger))
    return counted


def opposed_of(
    measure: str, sentence: Sentence, numbers: Sequence[Number], said_in: Callable[[], Sequence[Attribution]]
) -> list[Counted]:
    """Return the only figure of a sentence that says no more than who says it, as of the measure of the one before.

    What stands beside the name, the verb and the figure are times, "the number" and words without a meaning of theirs.
    """
    number = numbers[0]
    if len(numbers) > 1 or number.bare or number.start > _MOST_WORDS or not sentence.present.isdisjoint(_NO_OTHER):
        return []
    only = "words.that" in sentence.kinds(number.start - 1)  # "n'en a compté que 9"
    if "words.negation" in sentence.present and not only:
        return []
    head = head_of(sentence, number)
    closing = paired(sentence, number.stop, step=1) if sentence.text(number.stop) == '"' else None
    end = head.end if head.kind == "people" else number.stop
    end = end if closing is None else closing + 1  # "parle de 38 « casseurs »"
    rest = range(end, sentence.size)
    named = closing is not None or head.kind in ("none", "people")
    things = sentence.triggers.measures[measure].things and head.kind == "people"  # "228 Personen" are no homes
    if things or not named or not all(_is_said_behind(sentence, index) for index in rest):
        return []
    said = next((one for one in said_in() if one.name.end <= number.start and not one.backward), None)
    if said is None or said.name.pronoun:
        return []
    beside = [*range(_behind_time(sentence), said.name.first), *range(said.name.end, number.start)]
    itself = range(said.name.end, number.start)  # "la CGT a, elle, compté 310 000"
    if any(not _is_said(sentence, index) and not _is_pronoun(sentence, index, itself) for index in beside):
        return []
    trigger = Trigger(said.first, number.start, "label", measure)
    return [Counted(number, measure, head.population, said.first, end, trigger)]


def _behind_time(sentence: Sentence) -> int:
    """Return the index after the time with which a sentence opens: "Three days earlier, | the group had counted 9"."""
    for index in range(1, _TIME_WORDS):
        if sentence.text(index) == ",":
            return index if "words.earlier" in sentence.kinds(index - 1) else 0
    return 0


def _is_said_behind(sentence: Sentence, index: int) -> bool:
    if sentence.text(index) in sentence.grammar.out:  # "ging von 12 Millionen | aus"
        return True
    return sentence.text(index) in _ENDS or not sentence.kinds(index).isdisjoint(_SAYS)


def _says_who(sentence: Sentence, opening: Mark) -> bool:
    """Say whether a verb tells who the victims are, so that "20 young people" are some of them."""
    if opening.first == 0 and sentence.text(opening.end) in sentence.grammar.are:
        return True  # "Darunter sind auch 552 Deutsche"
    return sentence.text(opening.end - 1) in sentence.grammar.include


def _is_pronoun(sentence: Sentence, index: int, words: range) -> bool:
    set_off = sentence.text(index - 1) == "," and sentence.text(index + 1) == ","
    return index in words and set_off and sentence.text(index) in sentence.grammar.themselves


def _is_said(sentence: Sentence, index: int) -> bool:
    """Say whether a word may stand between who speaks and a figure that is all that is said."""
    kinds, text = sentence.kinds(index), sentence.text(index)
    return not kinds.isdisjoint(_SETS) or text in times_of(sentence.triggers.code) or text in (",", "،", "'")


def _dashed(sentence: Sentence, number: Number) -> str | None:
    """Return the part of the people that a dash sets before its figure: "женщин — 14"."""
    people = sentence.mark(number.start - 2, "people") if sentence.text(number.start - 1) == "-" else None
    population = people.meaning.names("people")[0] if people is not None else "all"
    return population if population != "all" else None


def _lead(sentence: Sentence, number: Number) -> Mark | None:
    """Return the words that lead to a figure, with no more than a time between: "stood at", "وبلغت يوم الثلاثاء"."""
    for index in range(number.start - 1, -1, -1):
        mark = sentence.mark(index, *_LEADS)
        if mark is not None:
            return mark
        is_time = sentence.text(index) in times_of(sentence.triggers.code)
        if not is_time and "words.stop" not in sentence.kinds(index):
            break
    return None


def _is_known(sentence: Sentence, index: int) -> bool:
    """Say whether a word before a figure is a time, a pronoun or the verb beside it, a lead to a number, or a comma."""
    text = sentence.text(index)
    if not text.isalpha():
        return text in (",", "،", "'") or text.isdecimal()
    if not sentence.kinds(index).isdisjoint(_KNOWN) or text in times_of(sentence.triggers.code):
        return True
    beside = sentence.kinds(index - 1) | sentence.kinds(index + 1)
    return not sentence.kinds(index) and "attribution.pronouns" in beside
