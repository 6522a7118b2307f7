"""What keeps a figure and a word of a measure apart or together: alternatives, verbs, labels, and "said that"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.extractors.constructions.steps import STEPPING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_FORMS = frozenset({"noun", "verb"})
_SMALL = frozenset({"words.stop", "words.link", "attribution.impersonal"})
_PAUSES = frozenset(",،")
_LONGEST_GAP = 3
_SUBJECT = 4
_SPELLED = 20
_PREDICATES = frozenset({"verb", "after", "noun"})
"""Words behind which a participle in the singular tells of who stands before it: "a été tué, cinq autres …"."""
_ASKING = frozenset({"words.acting", "words.singular"})
_LED = 1.5
_CLAUSES = frozenset({"words.clause"})
_QUOTED_WORDS = 8


def without_alternatives(sentence: Sentence, triggers: list[Trigger]) -> list[Trigger]:
    """Return words of measures, with those void that "or" joins: no one can tell how many of "300 killed or abducted".

    A row of them ends in "or"; those before may have commas between. Words of one measure are no alternatives.
    """
    if "words.either" not in sentence.present:
        return triggers
    found = list(triggers)
    begins = {trigger.first: place for place, trigger in enumerate(triggers) if trigger.form in _FORMS}
    for either in sentence.where("words.either"):
        row = _row_before(sentence, triggers, either)
        first = next((index for index in range(either + 1, either + _LONGEST_GAP + 1) if index in begins), None)
        if not row or first is None or any(not sentence.kinds(index) & _SMALL for index in range(either + 1, first)):
            continue
        row.append(begins[first])
        last = {one.measure for one in triggers if one.first == first}
        others = {triggers[place].measure for place in row[:-1]}
        if last.isdisjoint(others):
            for place, trigger in enumerate(triggers):
                if any(trigger.first == triggers[one].first for one in row) and trigger.form in _FORMS:
                    found[place] = replace(trigger, form="void", measure="")
    return found


def _row_before(sentence: Sentence, triggers: Sequence[Trigger], either: int) -> list[int]:
    """Return the places of words of measures that end right before "or", and of those before them behind commas."""
    row: list[int] = []
    end = either
    for place in range(len(triggers) - 1, -1, -1):
        trigger = triggers[place]
        if trigger.end > end or trigger.form not in _FORMS:
            continue
        if trigger.end < end:
            break
        row.append(place)
        end = trigger.first - (sentence.text(trigger.first - 1) in _PAUSES)
    return row


def statements_of(sentence: Sentence) -> list[int]:
    """Return where what someone says begins, behind "said that": no word of a measure before it counts a figure in it.

    So it is where subjects stand on both sides of their verbs, and "that" is no "that day"; the subject may stand
    between, no mark but one comma.
    """
    if "words.that" not in sentence.present or sentence.triggers.said != "both":
        return []
    found = []
    for index in sentence.where("words.that"):
        first = index - (sentence.text(index - 1) in _PAUSES)
        for before in range(first - 1, max(-1, first - 1 - _SUBJECT), -1):
            if not sentence.text(before)[0].isalpha():
                break
            if "attribution.verbs" in sentence.kinds(before) and "words.articles" not in sentence.kinds(before - 1):
                found.append(index)
                break
    return found


def agrees(sentence: Sentence, number: Number, trigger: Trigger) -> bool:
    """Say whether a verb behind a figure can be told of it: one in the singular is not told of "12 hommes".

    Collective numbers ("une vingtaine", "un total de 12", "un groupe de 12") may have either. Who does it is not
    counted: "30 hommes armés ont tué le maire", "30 hombres armados mataron al alcalde".
    """
    if sentence.grammar.most_of_them and _is_of_others(sentence, number, trigger):
        return False
    if sentence.present.isdisjoint(_ASKING):
        return True
    if "words.acting" in sentence.kinds(trigger.first) and number.stop <= trigger.first:
        return False
    if trigger.form not in _PREDICATES or "words.singular" not in sentence.kinds(trigger.first):
        return True
    if trigger.first < number.stop:
        one = number.figure.best in (None, 1)
        parted = sentence.text(trigger.end) in _PAUSES and "words.clause" in sentence.kinds(trigger.end + 1)
        parted = parted or sentence.text(trigger.first - 1) in sentence.grammar.been
        return one or not parted  # "sigue herida, mientras | 30 …"
    if any("words.plural" in sentence.kinds(index) for index in range(trigger.first - 2, trigger.first)):
        return True  # "dos de las cuales han fallecido"
    value = number.figure.best or number.figure.low
    counted = sentence.text(number.first).isdecimal() or (isinstance(value, int) and value < _SPELLED)
    collective = number.figure.hedge == "about" or any(
        sentence.text(index) in sentence.grammar.collective for index in range(number.first - 2, number.first)
    )
    return value in (None, 1) or not counted or collective


def _is_of_others(sentence: Sentence, number: Number, trigger: Trigger) -> bool:
    """Say whether an Arabic word of a measure tells of most of those before it, or only that one is quoted.

    "14 مفقودا، معظمهم | قضوا تحت الأنقاض", "ونقل | موقع الأمم المتحدة عن المنظمة قولها".
    """
    if number.stop <= trigger.first:
        if trigger.form == "label" and sentence.holds(range(number.stop, trigger.first), _CLAUSES):
            return True  # "و920 امرأة، فيما ارتفع | عدد الإصابات"
        return sentence.text(trigger.first - 1) in sentence.grammar.most_of_them
    if trigger.form != "before" or "attribution.quoting" not in sentence.kinds(trigger.first):
        return False
    for index in range(trigger.end, min(number.start, trigger.end + _QUOTED_WORDS)):
        if sentence.text(index) in sentence.grammar.quoted_from:
            return True
        if not sentence.text(index).isalpha() and sentence.text(index) != '"':
            return False
    return False


def are_told_apart(own: tuple[float, Trigger] | None, following: tuple[float, Trigger] | None) -> bool:
    """Say whether a label leads to a figure and the next has a noun of another measure: "toll at 3,445 and 99 hurt"."""
    if own is None or following is None:
        return False
    led = own[1].form == "label" and own[0] < _LED and following[1].form == "noun"
    return led and own[1].measure != following[1].measure


def is_turned(sentence: Sentence, number: Number, trigger: Trigger) -> bool:
    """Say whether only a verb of change parts a figure from the label behind it: "A 14 se elevó | el número de"."""
    gap = range(number.stop, trigger.first)
    return bool(gap) and all(not sentence.kinds(index).isdisjoint(_TURNED) for index in gap)


def is_linked(sentence: Sentence, number: Number, trigger: Trigger) -> bool:
    """Say whether a verb of reaching alone leads from who is counted to a figure: "los heridos | ascienden a | 9"."""
    link = sentence.mark(trigger.end, "words.link")
    return link is not None and trigger.end + 1 < link.end == number.start


_TURNED = frozenset({"words.change", "words.link", "words.articles"})


def leads_to(sentence: Sentence, number: Number, trigger: Trigger) -> bool:
    """Say whether a verb of change leads from what is counted to its number: "les exécutions ont grimpé à | 900"."""
    link = sentence.mark(number.start - 1, "words.link")
    if link is None or link.end != number.start or link.end - link.first < _VERB_WORDS or link.first < trigger.end:
        return False
    gap = range(trigger.end, link.first)
    changes = "words.change" in sentence.kinds(link.first)
    return changes and not any(
        sentence.text(index) in _BREAKS or sentence.text(index)[0].isdecimal() or sentence.kinds(index) & _OTHERS
        for index in gap
    )


def parts_label(sentence: Sentence, gap: range) -> int:
    """Return what a label costs more behind ";", or a verb of saying that ends its clause."""
    said = sentence.triggers.said == "before" and sentence.holds(gap, _SAYING)
    return _BEHIND_MARK * (said or any(sentence.text(index) == ";" for index in gap))


def told_behind(sentence: Sentence, number: Number, head: Head, trigger: Trigger) -> int:
    """Return what a label costs more before people, who may have a verb of their own: by ":", or in "selon un bilan".

    So "selon un bilan provisoire, 40 personnes ont été blessées" tells of no dead. In French and Spanish a label is for
    none of whom one tells in a clause of his own: "los detenidos son ladrones, la policía habla de 12 personas".
    """
    if head.kind != "people":
        return 0
    gap = range(trigger.end, number.start)
    comma = next((index for index in reversed(gap) if sentence.text(index) in _PAUSES), None)
    if comma is not None and sentence.triggers.romance and sentence.holds(range(comma, gap.stop), _SAYING):
        return _PARTED
    by = sentence.holds(range(trigger.first - 2, trigger.first), _ACCORDING) and comma == trigger.end
    return _TOLD_BEHIND * (sentence.text(number.start - 1) == ":") + _BY_LABEL * by


def goes_on(sentence: Sentence, end: int) -> bool:
    """Say whether a clause goes on behind a German adverb of how badly somebody was hurt."""
    adverb = sentence.text(end - 1) in sentence.grammar.how_badly and sentence.text(end).isalpha()
    return adverb and sentence.kinds(end).isdisjoint(STEPPING)


def is_verb_link(sentence: Sentence, index: int) -> bool:
    """Say whether a word is a verb between a label and its figure, no preposition: alone, or in "llegó a"."""
    kinds = sentence.kinds(index)
    if "words.link" not in kinds or not sentence.text(index)[0].isalpha():
        return False
    if kinds.isdisjoint(_NO_LINKS):
        return True
    mark = sentence.mark(index, "words.link")
    return mark is not None and mark.end > mark.first + 1 and index == mark.first


_NO_LINKS = frozenset({"words.stop", "words.articles", "words.clause"})
_VERB_WORDS, _TOLD_BEHIND, _BY_LABEL, _BEHIND_MARK, _PARTED = 2, 2, 6, 8, 99
_BREAKS = frozenset(',،;:()"')
_OTHERS = frozenset({"people", "noun", "verb", "before", "label", "words.clause", "words.relative"})
_OTHERS |= {"attribution.verbs"}
_SAYING, _ACCORDING = frozenset({"attribution.verbs"}), frozenset({"attribution.according"})
