"""How dearly each figure of a sentence is paired with each word of a measure: the words between, and what parts them.

A noun that is counted weighs most; commas, "and", other figures and new clauses between part a figure from a word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from claims.extractors.constructions.found import Number, Trigger
from claims.extractors.constructions.heads import Head, is_crowd, parts_figures, tells_crowd
from claims.extractors.constructions.jointly import is_joint
from claims.extractors.constructions.nearness import FARTHEST, fits
from claims.extractors.constructions.pairing import (
    agrees,
    goes_on,
    is_linked,
    is_turned,
    is_verb_link,
    leads_to,
    parts_label,
    statements_of,
    told_behind,
)
from claims.extractors.constructions.relatives import asides_of, inner_relatives
from claims.extractors.constructions.sentence import Sentence
from claims.extractors.constructions.steps import AND, CLAUSE, FIGURE, MEASURE, steps_of
from claims.extractors.constructions.traps import ends_clause, is_of_noun
from claims.trigger import MeasureRule

_TOO_FAR = FARTHEST + 5
"""What lies between costs too much from here on, whatever else makes a word of a measure dearer or cheaper."""
_WINDOW = 34
_MOST_BESIDE, _LONGEST_PHRASE = 12, 12
_LABEL_STEP, _LABEL_BEHIND_COMMA, _INSIDE, _TABLE = 2.0, 6.0, -4.0, -2.0
_COMMAS = frozenset(",،")
_JOINED, _PART_SET_FREE, _DESCRIBING, _VOID_BEFORE = 3, 3, 4, -4.0
_VERB_FINAL = 20
"""What a verb before its figure costs where verbs end their clause (Persian): it has ended the one before."""
_PEOPLE = {True: 8.0, False: 7.0}
"""What a noun costs that names people and not what became of them, where names have capitals and where not."""
_VOID = MeasureRule()
_THAT = frozenset({"quoted", "before"})
_BEHIND = {"after": -0.5, "verb": 0.0, "noun": 3.0, "void": 0.5, "label": 3.0}
_WITHIN, _INNER = 0.1, 12.0
"""What it costs to come past a word of a relative clause, and to count by a verb within it."""
_PARTLY = frozenset({"words.partitive", "words.including"})
_PARTITIVE = frozenset({"words.partitive"})
_ON_DUTY = frozenset({"police", "soldiers", "rescue-workers", "aid-workers"})
_OF_WHOM = frozenset({"words.partitive", "words.relative"})


def _sums(steps: Sequence[float]) -> list[float]:
    """Return by word what it costs to come that far, so that what lies between two words is one difference."""
    return [0.0, *accumulate(steps)]


def _holds(trigger: Trigger, number: Number) -> bool:
    """Say whether a figure stands inside a word of a measure: "including one of"."""
    return trigger.first <= number.first and number.end <= trigger.end


class Weighing:
    """Weighs figures of one sentence against its words of measures."""

    def __init__(
        self,
        sentence: Sentence,
        numbers: Sequence[Number],
        heads: Sequence[Head],
        triggers: Sequence[Trigger],
        others: Sequence[tuple[int, int]],
    ) -> None:
        self._sentence = sentence
        self._triggers = triggers
        self._firsts = [trigger.first for trigger in triggers]
        self._parts = [
            (number.start, number.stop + 1)
            for number in numbers
            if sentence.holds(range(number.stop, number.stop + 2), _PARTITIVE)
        ]
        self._parts += [
            (number.start - 1, number.stop)
            for number, head in zip(numbers, heads, strict=True)
            if sentence.kinds(number.start - 1) >= _OF_WHOM
            and not (sentence.text(number.start - 1) in sentence.grammar.of_which and head.kind == "people")
        ]  # "900 fell ill, of whom 12 died", not "5 civils dont 4 enfants ont péri"
        self._part_starts = frozenset(start for start, _ in self._parts)
        self._figure_ends = frozenset(
            max(number.stop, head.end if head.kind == "people" else 0)
            for number, head in zip(numbers, heads, strict=True)
            if not number.bare
        )
        self._bare_ends = frozenset(
            number.stop
            for number, head in zip(numbers, heads, strict=True)
            if head.kind == "none" and not number.bare and "words.and" in sentence.kinds(number.start - 1)
        )
        self._nouns = {head.mark.first for head in heads if head.kind == "noun" and head.mark is not None}
        self._own = {one for one in triggers if one.form == "void" for number in numbers if _holds(one, number)}
        steps = steps_of(sentence, numbers, triggers, others, own=self._own)
        self._inner = inner_relatives(sentence, triggers)
        for clause in self._inner:
            steps[clause.start : clause.stop] = [_WITHIN] * len(clause)
        for aside in asides_of(sentence):
            steps[aside.start : aside.stop] = [0.0] * len(aside)
        self._costs = _sums(steps)
        self._statements = statements_of(sentence)
        self._labelled = any(trigger.form == "label" for trigger in triggers)
        if self._labelled:
            self._label_costs = _sums([min(step, _LABEL_STEP) if step != FIGURE else step for step in steps])

    def between(self, first: int, end: int) -> float:
        """Return what parts two places: the cost of the words from first up to end."""
        return self._costs[end] - self._costs[first] if end > first else 0.0

    def _from_label(self, first: int, end: int) -> float:
        """Return what parts a label from its figure: clauses between matter less, and "to" before its place tells."""
        cost = self._label_costs[end] - self._label_costs[first] if end > first else 0.0
        dashed = end - first > 1 and self._sentence.text(end - 1) == "-" and not self._sentence.touches(end - 1)
        if dashed and not any(self._sentence.text(index)[0].isdecimal() for index in range(first, end)):
            return 0.5  # "Число жертв, по данным СК, — 133"
        if any(self._sentence.text(index) in _COMMAS for index in range(first, end)):
            cost += _LABEL_BEHIND_COMMA
        cost += parts_label(self._sentence, range(first, end))
        if any(is_verb_link(self._sentence, index) for index in (end - 2, end - 1, end)):
            cost /= 2  # "Число погибших при обрушении моста в городе достигло 43"
        return max(0.5, cost / 2 - (3 if self._sentence.kinds(end - 1) & {"words.to", "words.link"} else 0))

    def offers(self, place: int, number: Number, head: Head) -> list[tuple[float, int, Trigger]]:
        """Return the measures that a figure may have, each with its cost."""
        joint = None if head.kind == "noun" else self._sentence.mark(number.start - 1, "words.joint")
        counted = joint is not None and joint.end == number.start and not parts_figures(self._sentence, joint)
        if head.kind == "joint" or counted or is_joint(self._sentence, max(number.stop, head.end)):
            return []
        own = head.mark.first if head.kind == "noun" and head.mark is not None else None
        found = []
        low, high = self._reach(number, head)
        first = max(bisect_left(self._firsts, low), bisect_left(self._firsts, number.start) - _MOST_BESIDE)
        last = min(bisect_left(self._firsts, high), bisect_left(self._firsts, number.stop) + _MOST_BESIDE)
        counts, counts_things = head.kind, head.kind == "things"
        for trigger in self._triggers[first:last]:
            begin, end, form, measure = trigger.first, trigger.end, trigger.form, trigger.measure
            taken_up = form == "label" and counts == "none"  # "le nombre …, indiquant qu'il est de 21"
            stated = not taken_up and self._statements
            if stated and any(end <= that < number.start for that in self._statements):
                continue
            rule = _VOID if form == "void" else self._sentence.triggers.measures[measure]
            if form == "void" and counts_things and not self._may_be_counted(head):
                continue
            if not self._may_tell(trigger, number, own) or self._is_of_other(trigger, number, head, own):
                continue
            once = form == "noun" or (form == "label" and number.bare)  # "49 deaths in 2013"
            if begin != own and ((once and self._is_taken(trigger, number)) or self._is_told_apart(trigger, number)):
                continue
            weak = rule.weak and (
                head.population in _ON_DUTY  # no "1,300 officers took part in the search"
                or (counts not in ("people", "noun") and not is_crowd(number, head, form, directly=end == number.start))
            )
            things = rule.things and not taken_up
            if weak or (form != "void" and things != counts_things):
                continue
            heads = head.mark.meaning.names("heads") if things and head.mark else ()
            if things and (measure not in heads or self._has_own_verb(number, head, trigger)):
                continue
            cost = self._cost(number, head, trigger)
            if cost is None or cost > FARTHEST:
                continue
            if not things and not fits(self._sentence, number, head, cost, trigger):
                continue
            found.append((cost + 6 * (rule.weak and not tells_crowd(trigger, number)), place, trigger))
        return found

    def _has_own_verb(self, number: Number, head: Head, trigger: Trigger) -> bool:
        """Say whether another verb stands by a figure of things: "destroyed 90 houses, damaged 29", "5 afectadas"."""
        more = "words.increase" in self._sentence.kinds(number.start - 1)  # "und beschädigt weitere 90 Häuser"
        ends = number.start - more, number.start, number.start + 1
        others = (one for one in self._triggers if one.end in ends and one.first < number.start)
        others = (one for one in others if one.first != trigger.first)  # "touché" tells of people and of towns
        if any(one.measure != trigger.measure and one.form == "verb" for one in others):
            return True
        next_to = [one.measure for one in self._triggers if one.first == head.end and one.form == "verb"]
        if next_to and trigger.measure not in next_to and self._sentence.triggers.romance:
            return True
        gap = range(trigger.end, number.start)
        joint = max((index for index in gap if "words.and" in self._sentence.kinds(index)), default=gap.stop)
        behind = range(joint + 1, number.start)
        return any(self._sentence.text(index).isalpha() and not self._sentence.kinds(index) for index in behind)

    def _may_tell(self, trigger: Trigger, number: Number, own: int | None) -> bool:
        """Say whether a word of a measure is not another figure's, and in the number that its figure asks for."""
        if trigger in self._own and not _holds(trigger, number):
            return False
        if trigger.form == "after" and self._sentence.triggers.nouns_capital and goes_on(self._sentence, trigger.end):
            return False  # "sechs davon schwer", not "17 sind schwer eingeklemmt"
        return trigger.first == own or agrees(self._sentence, number, trigger)

    def _is_of_other(self, trigger: Trigger, number: Number, head: Head, own: int | None) -> bool:
        """Say whether a word is apart from a noun of another measure that a figure has for itself.

        A label behind that noun, or one that counts a figure before it; a word before a comma, or a label before "a 381
        la de heridos": "12 detenidos es el saldo", "saldo de 12 muertos y decenas de heridos".
        """
        if own is None and head.kind == "people" and number.stop <= trigger.first:  # "hit 90 people, led to 3 | deaths"
            return self._sentence.triggers.said == "quoted" and trigger.first in self._nouns
        if own is None or head.measure == trigger.measure:
            return False
        if own < trigger.first:
            return trigger.form == "label"
        gap = range(trigger.end, number.start)
        counted = any(self._sentence.text(index)[0].isdecimal() for index in gap)
        if trigger.form == "label" and (counted or "words.articles" in self._sentence.kinds(number.stop)):
            return True
        commas = sum(self._sentence.text(index) in _COMMAS for index in range(trigger.end, own))
        return commas == 1 and trigger.form in ("noun", "verb", "label") and trigger.end < own

    def _reach(self, number: Number, head: Head) -> tuple[int, int]:
        """Return the words between which a word of a measure can cost little enough to be the figure's."""
        low, high = number.start - _WINDOW, number.stop + _WINDOW
        if self._labelled:  # labels reach over clauses
            return low, high
        nearest = self._costs[min(max(number.stop, head.end), len(self._costs) - 1)]
        before = bisect_left(self._costs, self._costs[number.start] - _TOO_FAR) - _LONGEST_PHRASE
        return max(low, before), min(high, bisect_right(self._costs, nearest + _TOO_FAR))

    def _cost(self, number: Number, head: Head, trigger: Trigger) -> float | None:
        if trigger.first < number.stop and trigger.end > number.start:
            return self._cost_inside(number, head, trigger)
        if head.kind == "noun" and head.mark is not None:
            is_people = head.is_people
            if trigger.first == head.mark.first:
                cost = _PEOPLE[self._sentence.triggers.capitals] if is_people else -2.0
                return cost if trigger.form == "noun" else None
            is_people = is_people or self._sentence.triggers.measures[head.measure or ""].weak
            counted = trigger.first in self._nouns  # "20 heridos y 9 detenidos": the word of another figure
            if trigger.measure != head.measure and (counted or not is_people) and not self._voids_noun(number, trigger):
                return None
        if trigger.end <= number.start:
            if trigger.form == "after":
                return None
            if trigger.form == "label":
                return self._from_label(trigger.end, number.start) + told_behind(self._sentence, number, head, trigger)
            cost = self._before_figure(number, trigger)
            if trigger.form == "idiom" and trigger.second is not None:
                rest = self.between(max(number.end, min(head.end, trigger.second)), trigger.second)
                return cost + rest - 2 if trigger.second >= number.end else None
            ends = self._sentence.triggers.said == "before" and ends_clause(self._sentence, trigger)
            passed = _VERB_FINAL if ends else self._ended(trigger)
            return (
                cost
                + passed
                + self._of_figure_before(trigger)
                + self._void_before(number, trigger)
                + {"before": -1, "verb": 0, "noun": 3}.get(trigger.form, 0)
            )
        if trigger.form in ("before", "idiom"):
            closes = self._sentence.text(trigger.first) in self._sentence.grammar.clause_closers
            named = head.kind in ("people", "noun") and not closes
            stop = head.end if named else number.stop  # not "40 Hirten wurden getötet und 9 verletzt"
            follows = trigger.form == "idiom" and trigger.first in (number.stop, stop)
            return 0.0 if follows and self._sentence.triggers.nouns_capital else None  # "Mindestens zwei | kamen … um"
        return self._behind_figure(number, head, trigger)

    def _behind_figure(self, number: Number, head: Head, trigger: Trigger) -> float | None:
        begin = head.end if head.kind in ("people", "things", "noun") else number.end
        if trigger.form in ("verb", "after", "noun") and self._tells_of_part(begin, trigger.first):
            return None
        if head.kind == "people" and trigger.form == "verb" and trigger.first in self._bare_ends:
            return None  # "55 personas a bordo y 29 | murieron"
        cost = self._to_verb(max(begin, number.stop if number.stop <= trigger.first else begin), trigger)
        if self._sentence.triggers.said == "after" and self._sentence.triggers.joins(
            self._sentence.text(trigger.first)
        ):
            cost += AND  # "قتلوا بالرصاص ستة وذبحوا أربعة": the second verb has its own figure
        cost -= _PART_SET_FREE * (trigger.form == "void" and number.start in self._part_starts)
        own = head.mark is not None and trigger.first < head.mark.first < trigger.end  # "deux | faits prisonniers"
        cost += _DESCRIBING * (trigger.form == "verb" and trigger.first < begin and not own)  # "3 abducted boys died"
        if trigger.form == "label" and "words.to" in self._sentence.kinds(number.start - 1):
            if is_turned(self._sentence, number, trigger):
                return 0.5  # "A 14 se elevó | el número de muertos"
            return cost + (0 if trigger.first == number.stop else _BEHIND["label"])  # "elevó … y a 4.533 | los heridos"
        return cost + _BEHIND[trigger.form]

    def _of_figure_before(self, trigger: Trigger) -> float:
        """Return what it costs in French and Spanish that a verb has its own figure right before it.

        So the verb of "102 placées en garde à vue, et quatre personnes, dont un garde, blessées" counts no four.
        """
        own = trigger.form == "verb" and trigger.first in self._figure_ends and trigger.first not in self._nouns
        return AND if own and self._sentence.triggers.romance else 0

    def _ended(self, trigger: Trigger) -> float:
        """Return what it costs in German that a verb before a figure ends a clause: "wo 2 Mio. geflohen sind, | …"."""
        if not self._sentence.triggers.nouns_capital or trigger.form != "verb":
            return 0
        end = trigger.end
        while self._sentence.text(end) in self._sentence.grammar.clause_closers:
            end += 1
        return CLAUSE if end > trigger.end and self._sentence.text(end) in _COMMAS else 0

    def _void_before(self, number: Number, trigger: Trigger) -> float:
        """Return what makes a figure behind a word that makes no count of it cheaper; not a comma or "that" between.

        "Five went back to work, three …", "said in a report released on Friday that 15 …"
        """
        sentence = self._sentence
        if trigger.form != "void":
            return 0
        behind = range(trigger.end, number.start)
        if sentence.triggers.said in _THAT and any("words.that" in sentence.kinds(index) for index in behind):
            return MEASURE if sentence.triggers.said == "before" else 0  # "اعزام شد که | 4 نفر فوت کردند"
        clause = "words.clause" in sentence.kinds(trigger.end + 1)  # "29 sind gerettet, aber | fünf …"
        parted = number.start == trigger.end + 1 + clause and sentence.text(trigger.end) in _COMMAS
        return MEASURE + _VOID_BEFORE if parted else _VOID_BEFORE

    def _cost_inside(self, number: Number, head: Head, trigger: Trigger) -> float | None:
        """Return what a word costs that covers a figure, as "حالتي وفاة" does, whose number is in its noun."""
        if trigger.form == "void":
            return _INSIDE
        own = trigger.form == "noun" and head.mark is not None and trigger.first == head.mark.first
        inside = number.figure.value_type == "novalue" or trigger.end <= number.stop or own
        if own and head.is_people and trigger.first >= number.end:  # "77 معتقلا على الأقل | استشهدوا"
            return _PEOPLE[self._sentence.triggers.capitals]
        return (-2.0 if own else 0.0) if inside else None

    def _before_figure(self, number: Number, trigger: Trigger) -> float:
        """Return what parts a word from a figure behind it; little where a noun leads a table: "Погибшие: 333"."""
        if trigger.form == "noun" and trigger.end == number.start - 1 and self._sentence.text(trigger.end) == ":":
            return _TABLE
        if trigger.form == "noun" and leads_to(self._sentence, number, trigger):
            return -1.0
        end = trigger.end
        if self._sentence.text(trigger.first + 1) in self._sentence.grammar.amid and self._sentence.text(end) == "،":
            end += 1  # "در میان بازداشت‌شدگان، | ۳۰ زن"
        return self.between(end, number.start) + self._joined_by_letter(number)

    def _to_verb(self, first: int, trigger: Trigger) -> float:
        """Return what parts a figure from a word behind it: half in a clause that its own verb ends."""
        cost = self.between(first, trigger.first)
        if any(first <= clause.start and trigger.first in clause for clause in self._inner):
            cost += _INNER
        if trigger.form == "void" and any(is_of_noun(self._sentence, index) for index in range(first, trigger.first)):
            cost -= MEASURE
        if self._sentence.triggers.said != "before" or trigger.form not in ("verb", "after"):
            return cost
        steps = (self._costs[index + 1] - self._costs[index] for index in range(first, trigger.first))
        return cost / 2 if all(step < MEASURE for step in steps) else cost

    def _voids_noun(self, number: Number, trigger: Trigger) -> bool:
        """Say whether a word makes no count of a figure with a noun of its own: not from before a comma, or "with"."""
        gap = range(trigger.end, number.start)
        parted = any(self._sentence.text(index) in _COMMAS or self._sentence.kinds(index) & _PARTLY for index in gap)
        leaving = self._sentence.grammar.leaving
        leaves = self._sentence.text(trigger.first) in leaving  # "مخلفا 63 قتيلا", not "مخلفا 3 أبناء"
        return trigger.form == "void" and not (parted or leaves)

    def _tells_of_part(self, first: int, end: int) -> bool:
        """Say whether what stands behind a figure became of a part of it: "70 travelled there, two of them injured"."""
        for start, stop in self._parts:
            if first <= start and stop <= end:
                return not any(self._sentence.text(index) in _COMMAS for index in range(stop, end))
        return False

    def _joined_by_letter(self, number: Number) -> float:
        """Return what an "and" costs that is written onto the hedge of a figure: "قتلوا وأكثر من مائة ألف شردوا"."""
        if number.start == number.first or self._sentence.triggers.capitals:
            return 0
        words = self._sentence.text(number.start)
        glued = any(words.startswith(one) for one in self._sentence.triggers.particles if one)
        return _JOINED if glued else 0

    def _may_be_counted(self, head: Head) -> bool:
        """Say whether a thing is one that a measure counts, such as homes."""
        return head.mark is not None and bool(head.mark.meaning.names("heads"))

    def _is_told_apart(self, trigger: Trigger, number: Number) -> bool:
        """Say whether a label that another figure counts ends its clause: "dozens injured as … — seven people"."""
        if trigger.form != "label" or trigger.first not in self._nouns:
            return False
        gap = range(trigger.end, number.start)
        dashed = any(self._sentence.text(index) == "-" and not self._sentence.touches(index) for index in gap)
        return dashed and any("words.clause" in self._sentence.kinds(index) for index in gap)

    def _is_taken(self, trigger: Trigger, number: Number) -> bool:
        """Say whether a noun is what another figure counts, or names people rather than what became of them."""
        names = trigger.form == "noun" and "people" in self._sentence.kinds(trigger.first)
        names = names and not is_linked(self._sentence, number, trigger)
        return names or trigger.first in self._nouns
