"""Who says it: the attributions of a sentence, and which of them a figure stands under."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.extractors.constructions.agents import is_accused, is_agent, without_charge
from claims.extractors.constructions.days import times_of
from claims.extractors.constructions.english_pronouns import before_action, subject_meant, without_tally
from claims.extractors.constructions.headlines import closing_source, opening_source, source_behind_per
from claims.extractors.constructions.name_edges import BREAKS, EDGES, REACH, ends_soon, left_edge, right_edge
from claims.extractors.constructions.names import Name, Names
from claims.extractors.constructions.pairs import named_at, paired
from claims.extractors.constructions.sentence import Mark, Sentence, opens_number
from claims.extractors.constructions.speakers import Speakers
from claims.extractors.constructions.subjects import (
    is_bound,
    is_issued,
    is_source,
    opening_subject,
    quoted_subject,
    speaks,
    subject_of_quotation,
)
from claims.extractors.constructions.verbs import (
    is_before_figure,
    is_before_noun,
    is_inside,
    is_named_apart,
    is_no_saying,
    is_paper_of,
    is_preposition,
    is_reporting,
    noun_before,
    opens_clause,
    owns_statements,
    person_before,
    tells_genitive,
)

_SOON = 4
_AUXILIARIES = 4
_PHRASE, _FIRST_SUBJECT = 2, 9
_QUOTES = frozenset('"')
_PAUSES = frozenset(",،")
_BROKEN = frozenset({"words.that", "words.clause"})


@dataclass(slots=True, unsafe_hash=True)
class Attribution:
    """A name with the words that make it the source of what stands after (forward) or before it (backward).

    first and end enclose name and verb; cites says that another cites it ("quoting the ministry"), outer who does.
    """

    name: Name
    first: int
    end: int
    forward: bool
    backward: bool
    cites: bool = False
    outer: Name | None = None


class Attributions:
    """Finds the attributions of sentences of one text."""

    def __init__(self, names: Names, code: str) -> None:
        self._names = names
        self._speakers = Speakers(names, code)
        self._times = times_of(code)

    def of(self, sentence: Sentence) -> list[Attribution]:
        """Return the attributions of a sentence in order."""
        found: list[Attribution] = []
        for mark in sentence.marks_of(_SAYING):
            kinds = mark.meaning.kinds
            if {"attribution.quoting", "attribution.verbs"} <= kinds:
                outer = self._by_verb(sentence, mark)
                if outer is not None and outer.name.end <= mark.first:
                    found.append(outer)
            one = self._by_phrase(sentence, mark)
            if one is None and kinds & {"attribution.postposed", "sources.statements", "attribution.own"}:
                one = self._before_phrase(sentence, mark)
            if one is None and self._shares_subject(sentence, mark):
                one = self._of_shared(sentence, mark, found)
            if one is None and kinds & _TELLING and sentence.triggers.said == "quoted":
                one = self._of_participle(sentence, mark, found)
            if one is None and (
                kinds & _VERBS or ("attribution.backward" in kinds and sentence.triggers.nouns_capital)
            ):
                one = self._by_verb(sentence, mark)
            shares = found or sentence.triggers.said == "quoted"
            if one is None and shares and "attribution.verbs" in kinds and self._goes_on(sentence, mark):
                one = self._of_shared(sentence, mark, found)
            if one is None and "attribution.continued" in kinds:
                one = self._continued(mark)
            if one is not None:
                found.append(self._meant(sentence, one) if one.name.pronoun and not found else one)
        return found + self._of_line(sentence)

    def _meant(self, sentence: Sentence, one: Attribution) -> Attribution:
        """Return an attribution of "they" before what is said with whom its English sentence means, where it tells."""
        closes = sentence.text(one.end) in ("", ".", ",")
        if sentence.triggers.said != "quoted" or closes or not one.first:
            return one
        return replace(one, name=subject_meant(sentence, self._names, one.name) or one.name)

    def _by_phrase(self, sentence: Sentence, mark: Mark) -> Attribution | None:
        """Return the attribution that a phrase makes with who is named behind it: "according to", "citing", "by"."""
        kinds = mark.meaning.kinds
        one = None
        follows = kinds & {"attribution.according", "attribution.quoting"} and not is_inside(sentence, mark)
        if follows and is_reporting(sentence, self._names, mark):
            one = self._by_verb(sentence, mark._replace(end=mark.first + 1))
        elif follows and not is_preposition(sentence, mark):
            one = self._after_phrase(sentence, mark, cites="attribution.quoting" in kinds)
        if one is None and follows and sentence.triggers.nouns_capital and "attribution.quoting" in kinds:
            one = self._by_verb(sentence, mark)  # "Oxfam | beruft sich auf Gespräche"
        if one is None and "attribution.agent" in kinds and is_agent(sentence, mark):
            one = self._after_phrase(sentence, mark, cites=False)
        return one

    def _of_line(self, sentence: Sentence) -> list[Attribution]:
        """Return the source with which a line closes, or else opens."""
        if (closing := closing_source(sentence, self._names)) is not None:
            return [Attribution(*closing, forward=False, backward=True)]
        if "words.per" in sentence.present and (per := source_behind_per(sentence, self._names)) is not None:
            return [Attribution(per, per.first - 1, per.end, forward=True, backward=True)]
        if (opening := opening_source(sentence, self._names)) is not None:
            name, end = opening
            return [Attribution(name, name.first, end, forward=True, backward=False)]
        return []

    def _own(self, sentence: Sentence, mark: Mark) -> Attribution | None:
        """Return who tells of itself: "Die Taliban töteten nach eigenen Angaben 20 Polizisten"."""
        name = self._names.pick(sentence, left_edge(sentence, mark.first), mark.first)
        if name is None:
            name = self._names.pick(sentence, mark.end, right_edge(sentence, mark.end))
        if name is None or name.pronoun:
            return None
        first, end = min(name.first, mark.first), max(name.end, mark.end)
        return Attribution(name, first, end, forward=True, backward=True)

    def _goes_on(self, sentence: Sentence, mark: Mark) -> bool:
        """Say whether a verb of saying shares the subject of the one before: "confirmed that … but said four died"."""
        joined = sentence.kinds(mark.first - 1) & {"words.and", "words.clause"}
        return bool(joined) and sentence.triggers.capitals and not sentence.kinds(mark.first) & _MEASURED

    def _of_shared(self, sentence: Sentence, mark: Mark, found: list[Attribution]) -> Attribution | None:
        """Return the attribution of a verb with the subject of the one before, or that with which a sentence begins.

        "L'armée avait attaqué et indiqué un bilan de 9 morts".
        """
        name = found[-1].name if found else self._names.pick(sentence, 0, min(mark.first, _FIRST_SUBJECT))
        if name is None or (not found and (name.first > 1 or not is_source(sentence, name))):
            return None
        name = before_action(sentence, self._names, name)
        return Attribution(name, mark.first, mark.end, forward=True, backward=False)

    def _of_participle(self, sentence: Sentence, mark: Mark, found: list[Attribution]) -> Attribution | None:
        """Return the attribution of a participle with the subject of the last verb: "Orr says …, | estimating that"."""
        doing = sentence.text(mark.first).endswith(sentence.grammar.doing_endings)
        if not doing or sentence.text(mark.first - 1) not in _PAUSES:
            return None
        name = next((one.name for one in reversed(found) if one.first == one.name.first and one.forward), None)
        if name is None and not found:  # "A front claimed responsibility, | putting the toll at 9"
            verb = next((one for one in sentence.marks_of(_TELLING) if one.end <= mark.first), None)
            name = self._speakers.left(sentence, verb) if verb is not None else None
            if name is None:
                return self._of_shared(sentence, mark, found)
        return None if name is None else Attribution(name, mark.first, mark.end, forward=True, backward=False)

    def _shares_subject(self, sentence: Sentence, mark: Mark) -> bool:
        """Say whether "and" stands before a verb that has the subject of the one before: "a confirmé … et recensé"."""
        has = sentence.text(mark.first - 1) in sentence.grammar.has
        before = mark.first - 1 - has  # "a condamné … et a | annoncé"
        joins = "words.and" in sentence.kinds(before) and "attribution.verbs" in mark.kinds
        return joins and sentence.triggers.said in _SHARING and not sentence.triggers.nouns_capital

    def _continued(self, mark: Mark) -> Attribution:
        pronoun = Name(mark.first, mark.end, pronoun=True)
        return Attribution(pronoun, mark.first, mark.end, forward=True, backward=True)

    def _after_phrase(self, sentence: Sentence, mark: Mark, *, cites: bool) -> Attribution | None:
        if cites and not sentence.triggers.capitals and "words.stop" in sentence.kinds(mark.end):
            return None  # "نقل إلى المستشفى": carried to a hospital, not quoted from one
        own = sentence.mark(mark.end, "attribution.continued")
        if own is not None and own.first == mark.first and not sentence.triggers.capitals:
            return None  # "به گفته وی": according to him
        laut = sentence.text(mark.first) in sentence.grammar.according_nouns
        first = mark.end if laut else self._speakers.behind_told(sentence, mark.end)
        if mark.end - mark.first == _PHRASE and sentence.text(mark.end - 1) in sentence.grammar.anonymous:
            first = mark.end - 1  # "de sources hospitalières, on indiquait"
        accused = is_accused(sentence, mark.first - 1, mark.first)
        end = without_charge(sentence, first, right_edge(sentence, first)) if accused else right_edge(sentence, first)
        long = mark.end - mark.first > _PHRASE or laut
        names_one = sentence.triggers.nouns_capital and long and first == mark.end
        timed = sentence.text(first) in self._times  # "nach Angaben vom Sonntag"
        anything = not sentence.triggers.capitals or (names_one and not timed)
        name = self._names.pick(sentence, first, end, anything=anything)
        if names_one and not timed and name is not None and name.first > first:
            last = named_at(sentence, first, end, self._names.is_capital)
            name = Name(first, last, wire="sources.wires" in sentence.kinds(first)) if last > first else name
        if name is None and sentence.triggers.nouns_capital and sentence.text(first) == '"':
            closing = paired(sentence, first, step=1)  # "Bericht der „Tagespost“"
            name = Name(first + 1, closing) if closing is not None and closing > first + 1 else None
        if name is None and first > mark.end:
            name = self._names.pick(sentence, mark.end, right_edge(sentence, mark.end))
        if name is None or (name.pronoun and cites) or is_paper_of(sentence, name):
            return None
        if sentence.triggers.said == "quoted":
            name = without_tally(sentence, self._issuer(sentence, name))
        outer = None
        if cites and sentence.text(mark.first - 1) not in BREAKS:
            outer = self._names.pick(sentence, left_edge(sentence, mark.first), mark.first)
        end = max(mark.end, name.end)
        backward = not (accused or opens_clause(sentence, mark.first, end))
        return Attribution(name, mark.first, end, forward=True, backward=backward, cites=cites, outer=outer)

    def _issuer(self, sentence: Sentence, name: Name) -> Name:
        """Return who issued a paper where an English text names that behind it: "a statement shared by the mayor"."""
        if "attribution.papers" not in sentence.kinds(name.first):
            return name
        soon = range(name.first + 1, name.first + _SOON + _SOON)
        by = next((index for index in soon if sentence.text(index) in sentence.grammar.by), None)
        if by is None or sentence.holds(range(name.first, by), _BROKEN):
            return name
        issuer = self._names.pick(sentence, by + 1, right_edge(sentence, by + 1))
        return issuer if issuer is not None and is_source(sentence, issuer) and not issuer.pronoun else name

    def _statements(self, sentence: Sentence, mark: Mark) -> Attribution | None:
        """Return whose statements a compound tells: "nach Polizeiangaben", "UN-Angaben zufolge"."""
        if not owns_statements(sentence, mark):
            return None
        first = mark.first
        while first > 1 and sentence.text(first - 1) == "-" and sentence.touches(first):
            first -= 2
        return Attribution(Name(first, mark.end), first, mark.end, forward=True, backward=True)

    def _before_phrase(self, sentence: Sentence, mark: Mark) -> Attribution | None:
        if "attribution.own" in mark.kinds:
            return self._own(sentence, mark)
        if "sources.statements" in mark.kinds:
            return self._statements(sentence, mark)
        low = left_edge(sentence, mark.first)
        if sentence.triggers.nouns_capital and tells_genitive(sentence, self._names, mark.end):
            return Attribution(Name(mark.end, mark.end + 1), mark.first, mark.end + 2, forward=True, backward=True)
        if sentence.triggers.nouns_capital and is_before_noun(sentence, self._names, mark):
            return None
        if sentence.triggers.nouns_capital:
            low = noun_before(sentence, self._names, mark.first, low=low)
        name = self._names.pick(sentence, low, mark.first)
        if name is None and sentence.triggers.nouns_capital:
            name = person_before(sentence, self._names, mark.first)
        if name is None:
            return None
        return Attribution(name, name.first, mark.end, forward=True, backward=True)

    def _by_verb(self, sentence: Sentence, mark: Mark) -> Attribution | None:
        """Return the attribution that a verb of saying makes, with its subject before or after it."""
        measured = not sentence.kinds(mark.first).isdisjoint(_MEASURED)
        if measured and any(one.end - one.first > 1 for one in sentence.at(mark.first) if one.kinds & _MEASURED):
            return None
        if is_no_saying(sentence, mark) or is_accused(sentence, mark.first, mark.end):
            return None
        if sentence.text(mark.first - 1) in _QUOTES:
            name = quoted_subject(sentence, self._names, mark.first - 1)
            name = name or subject_of_quotation(sentence, self._names, mark.first - 1)
            if name is not None:
                return Attribution(name, name.first, mark.end, forward=True, backward=False)
        for side in self._sides(sentence, mark):
            name = self._speakers.left(sentence, mark) if side == "left" else self._speakers.right(sentence, mark)
            weak = side == "left" and sentence.triggers.said == "before"
            if weak and (not speaks(sentence, name) or is_bound(sentence, name)):
                name = opening_subject(sentence, self._names, mark.first) or name
            if name is None or is_paper_of(sentence, name):
                continue
            if side == "left" and (is_named_apart(sentence, mark, name) or is_issued(sentence, mark, name)):
                continue
            if side == "left" and sentence.triggers.nouns_capital and is_before_figure(sentence, mark, name):
                continue
            if sentence.triggers.said == "both" and "before" in sentence.kinds(name.first - 2) and side == "left":
                continue  # "Гибель 11 | шахтеров подтвердили власти"
            first, end = min(mark.first, name.first), max(mark.end, name.end)
            forward, backward = self._directions(sentence, first, end, inverted=side == "right")
            return Attribution(name, first, end, forward=forward, backward=backward)
        return None

    def _sides(self, sentence: Sentence, mark: Mark) -> list[str]:
        """Return on which sides of a verb of saying its subject can stand, the likelier first."""
        sides = ["right", "left"] if sentence.triggers.said == "after" else ["left", "right"]
        paused = (sentence.text(mark.first - 1) in _PAUSES | _QUOTES or self._is_closed(sentence, mark)) and (
            mark.kinds & _TELLING
        )
        told = sentence.text(mark.first) in sentence.grammar.told
        if told or (
            sentence.triggers.said == "quoted" and not paused
        ):  # nor in "the attack, which …, did not hit the army"
            sides.remove("right")
        before = mark.first - 1
        while before > mark.first - _AUXILIARIES and "words.stop" in sentence.kinds(before):
            before -= 1
        if sentence.text(before) in _PAUSES | _QUOTES and len(sides) > 1:
            sides = ["right", "left"] if self._closes_behind(sentence, mark) else ["left", "right"]
        if "attribution.preceded" in sentence.kinds(mark.first - 1):  # "كان ناشطون قد تحدثوا"
            sides = ["left", "right"]
        if sentence.triggers.said == "after" and "words.relative" in sentence.kinds(mark.first - 1):
            return ["left"]  # "المرصد، الذي أحصى 93 قتيلا"
        if sentence.text(mark.first) in sentence.grammar.known_to:
            return ["left"]  # "полиции | известно о гибели мэра"
        return sides

    def _is_closed(self, sentence: Sentence, mark: Mark) -> bool:
        """Say whether a quotation in single marks ends before a verb in English: "'killed by the junta,' | says"."""
        quoted = sentence.text(mark.first - 1) == "'" and sentence.text(mark.first - 2) in _PAUSES
        return quoted and sentence.triggers.said == "quoted"

    def _closes_behind(self, sentence: Sentence, mark: Mark) -> bool:
        """Say whether a name behind a verb ends what it stands in, where only quotations are followed so: "said X."."""
        if sentence.triggers.said != "quoted":
            return True
        name = self._speakers.right(sentence, mark)
        if name is None or name.first > mark.end + 1:
            return False
        return sentence.text(name.end) in ("", ".", ",", ";", '"', "-")

    def _directions(self, sentence: Sentence, first: int, end: int, *, inverted: bool) -> tuple[bool, bool]:
        """Return whether what is said stands after an attribution and whether it can stand before it."""
        behind = end
        while sentence.kinds(behind) & {"sources.wires", "words.articles"}:
            behind += 1
        follows = sentence.text(behind)
        verb_first = sentence.triggers.said == "after"
        quoted = inverted and sentence.text(first - 1) in _PAUSES and sentence.text(first - 2) in _QUOTES
        for index in range(end, min(end + REACH, sentence.size)):
            text, kinds = sentence.texts[index], sentence.covers[index]
            if ("words.that" in kinds and not (quoted or _is_of_paper(sentence, index, end))) or text == ":":
                return True, False
            if text == "." or (text in _PAUSES and not (verb_first and kinds.isdisjoint(EDGES))):
                break
        opening = first - ("words.articles" in sentence.kinds(first - 1))
        if sentence.triggers.said == "quoted" and "people" in sentence.kinds(opening - 1):
            return False, True  # "six people | the guards said had died"
        small = _SMALL_LISTED if sentence.triggers.said == "quoted" else _SMALL  # "local and | medical sources"
        while sentence.kinds(first - 1) & small and sentence.text(first - 1)[0].isalpha():
            first -= 1
        before = sentence.text(first - 1)
        parted = before in _PAUSES or before in _QUOTES or before == "-"
        closes = follows in ("", ".", ",", "،", ";", "-") or "words.stop" in sentence.kinds(behind)
        told = sentence.text(end - 1) in sentence.grammar.told
        closes = closes or ends_soon(sentence, behind, self._times, told=told)
        at_end = not any(text[0].isalnum() for text in sentence.texts[end:])
        if sentence.triggers.said == "after" and sentence.triggers.joins(sentence.text(first)):
            return True, at_end  # "هدمت 3945 منزلا، | وحددت الهيئة"
        if parted and (closes or inverted or before in _QUOTES):
            return not at_end, True
        if inverted and sentence.triggers.said == "both" and self._is_fronted(sentence, first, behind):
            return False, True
        if parted and follows in sentence.grammar.of:
            return True, True  # "40 were held, | the NGO said | of a raid"
        return True, at_end

    def _is_fronted(self, sentence: Sentence, first: int, end: int) -> bool:
        """Say whether what is said opens its clause, all before the verb: "о гибели 11 человек сообщил | мэр утром"."""
        for index in range(end, sentence.size):
            if sentence.text(index) in BREAKS:
                break
            if self._counts(sentence, index):
                return False
        return any(self._counts(sentence, index) for index in range(left_edge(sentence, first), first))

    def _counts(self, sentence: Sentence, index: int) -> bool:
        """Say whether a number begins at a word, and not a day of a month."""
        text = sentence.text(index)
        number = text[0].isdecimal() or opens_number(sentence.triggers.code, text)
        return number and sentence.text(index + 1) not in self._times


def _is_of_paper(sentence: Sentence, index: int, end: int) -> bool:
    """Say whether "that" only describes a paper in which something is said: "said in a statement | that also urged"."""
    paper = index > end + 1 and "sources.nouns" in sentence.kinds(index - 1) and sentence.triggers.said == "quoted"
    behind = sentence.kinds(index + 1)
    return paper and ("words.stop" in behind or "attribution.verbs" in behind) and "words.articles" not in behind


_SMALL = frozenset({"words.articles", "words.stop"})
_SMALL_LISTED = _SMALL | {"words.adjectives", "words.and"}
_SHARING = frozenset({"both", "quoted"})
_TELLING = frozenset({"attribution.verbs", "attribution.put"})
_VERBS = _TELLING | {"words.denied"}
_SAYING = frozenset(f"attribution.{name}" for name in ("according", "quoting", "agent", "postposed", "verbs", "put"))
_SAYING |= {"attribution.continued", "attribution.own", "words.denied", "sources.statements"}
_MEASURED = frozenset({"noun", "verb", "label", "after"})
