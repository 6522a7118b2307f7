"""Who speaks beside a verb of saying: its subject before or behind it, past times, asides and who was told."""

from __future__ import annotations

from claims.extractors.constructions.days import times_of
from claims.extractors.constructions.name_edges import BREAKS, REACH, SUBJECTS, in_domain, left_edge, right_edge
from claims.extractors.constructions.names import Name, Names
from claims.extractors.constructions.pairs import paired
from claims.extractors.constructions.sentence import Mark, Sentence, opens_number
from claims.extractors.constructions.subjects import (
    before_bracket,
    before_dashes,
    behind_times,
    comma_before,
    is_only_told,
    is_source,
    is_told,
    names_group,
    told_of,
    with_list,
)
from claims.extractors.constructions.verbs import behind_auxiliary

_TO, _SHORT_WORD = 3, 4
_SHORT_ASIDE = 12
_QUOTES = frozenset('"')
_PAPER = 3
_SPEAKING = frozenset({"sources.nouns", "sources.titles"})
_OPENING = 2
_PAUSES = frozenset(",،")
_TITLES = frozenset({"sources.titles"})
_PREPOSITION = frozenset({"words.stop"})
_SMALL = frozenset({"words.stop", "words.articles"})
_PEOPLE, _NOBODY = frozenset({"people"}), frozenset({"attribution.nobody"})
_KEPT = SUBJECTS | {"words.clause", "words.and"}


def _people_before(sentence: Sentence, mark: Mark, high: int) -> Name | None:
    """Return the people whom an English sentence names right before "said" and does not count: "and | divers said"."""
    said = sentence.text(mark.first) in sentence.grammar.said
    people = sentence.mark(high - 1, "people") if said else None
    if people is None or people.end != high or sentence.holds(range(people.first, high), _NOBODY):
        return None
    before = sentence.text(people.first - 1)
    counted = before[:1].isdecimal() or opens_number(sentence.triggers.code, before)
    return None if counted or "words.fraction" in sentence.kinds(people.first - 1) else Name(people.first, people.end)


def _holds_office(sentence: Sentence, name: Name) -> bool:
    return sentence.holds(range(name.first, name.end), _TITLES)


def _is_doer(sentence: Sentence, first: int) -> bool:
    """Say whether "by" of who did something ends right before a name, or at its first word."""
    pairs = ((sentence.text(at - 1), sentence.text(at)) for at in (first - 1, first))
    return any(pair in sentence.grammar.done_by for pair in pairs)


def _is_medium_told(sentence: Sentence, first: int) -> bool:
    """Say whether a medium was told, with "to" written onto it: "لوكالة أنباء الخليج", "لصحيفة محلية"."""
    text = sentence.text(first)
    return is_told(sentence, first) or (text[:1] in sentence.grammar.to and text[1:] in sentence.grammar.media)


class Speakers:
    """Finds who speaks in sentences of one text."""

    def __init__(self, names: Names, code: str) -> None:
        self._names = names
        self._times = times_of(code)

    def left(self, sentence: Sentence, mark: Mark) -> Name | None:
        """Return who is named before a verb of saying, None where nobody is."""
        high = self._before_times(sentence, mark.first)
        relative = next((i for i in range(high, mark.first) if "words.relative" in sentence.kinds(i)), None)
        if relative is not None:  # "par une ONG qui parle de": a comma tells of who has been named otherwise
            return self._before_relative(sentence, relative)
        if (apart := self._set_apart(sentence, high)) is not None:
            return apart
        if sentence.text(high - 1) == ")":
            bracket = next((i for i in range(high - 1, max(-1, high - REACH), -1) if sentence.text(i) == "("), high)
            high = bracket - 1 if sentence.text(bracket - 1) in _PAUSES else bracket
        if high > 0 and sentence.text(high - 1) in _PAUSES:
            if sentence.text(high - 2) in _QUOTES:
                return None
            opening = comma_before(sentence, high - 1)
            if opening is None:
                return self._before_comma(sentence, high - 1)
            inner = self._names.pick(sentence, opening + 1, high - 1)
            office = sentence.triggers.nouns_capital and inner is not None and _holds_office(sentence, inner)
            anything = office or (not sentence.triggers.capitals and inner is not None)
            high = before_bracket(sentence, opening)
            named = self._names.pick(sentence, left_edge(sentence, high), high, anything=anything)
            if named is None and (earlier := comma_before(sentence, opening)) is not None:
                named = self._names.pick(sentence, left_edge(sentence, earlier), earlier)
            if named is None and sentence.triggers.said == "after" and is_source(sentence, inner):
                return inner  # "لكن، إذاعة السلام، قالت"
            named = self._before_apposition(sentence, named)
            if names_group(sentence, self._names, named, inner) or self._is_person(sentence, named, inner, high):
                return inner
            is_aside = inner is not None or high - 1 - opening <= _SHORT_ASIDE
            return named if named is not None and is_aside and not named.pronoun else None
        low = left_edge(sentence, high)
        anything = sentence.triggers.said == "before" or sentence.triggers.nouns_capital
        low = self._behind_people(sentence, low, high)
        name = self._names.pick(sentence, low, mark.first, anything=anything) or _people_before(sentence, mark, high)
        if name is None and sentence.triggers.nouns_capital:
            return behind_auxiliary(sentence, self._names, mark.first)
        told = self._teller(sentence, high)
        return told if told is not None else self._telling_wire(sentence, low, name)

    def _telling_wire(self, sentence: Sentence, low: int, name: Name | None) -> Name | None:
        """Return who tells a news agency something, where a name before a verb is one in Persian."""
        if name is None or not name.wire or sentence.triggers.said != "before" or name.first <= low + 1:
            return with_list(sentence, self._names, name)
        teller = self._names.pick(sentence, low, name.first - 1, anything=True)  # "X در گفت‌وگو با ایسنا گفت"
        return name if teller is None or teller.wire else teller

    def _set_apart(self, sentence: Sentence, high: int) -> Name | None:
        """Return a pronoun right before an English verb ("and | he | stated that"), or who is named before dashes."""
        if sentence.triggers.said != "quoted":
            return None
        if sentence.text(high - 1) in sentence.grammar.subject_pronouns:
            return Name(high - 1, high, pronoun=True)
        opening = before_dashes(sentence, high)
        return None if opening == high else self._names.pick(sentence, left_edge(sentence, opening), opening)

    def _before_times(self, sentence: Sentence, high: int) -> int:
        """Return where the words begin that part a subject from its verb: times, auxiliaries, adverbs."""
        kept = _KEPT - {"words.clause"} if sentence.triggers.nouns_capital else _KEPT  # "die Polizei hingegen zählte"
        while high > 0 and (
            sentence.text(high - 1) in self._times
            or ("words.stop" in sentence.kinds(high - 1) and not sentence.kinds(high - 1) & kept)
        ):
            high -= 1
        return high

    def _before_apposition(self, sentence: Sentence, named: Name | None) -> Name | None:
        """Return whom an office behind "a" only describes in French and Spanish: "Orr, | un cadre, …, a dit"."""
        if named is None or not sentence.triggers.romance:
            return named
        comma = named.first - 2
        if sentence.text(named.first - 1) not in sentence.grammar.indefinite or sentence.text(comma) not in _PAUSES:
            return named
        return self._names.pick(sentence, left_edge(sentence, comma), comma) or named

    def _is_where(self, sentence: Sentence, named: Name, comma: int) -> bool:
        """Say whether a name only tells where something is said: "in her Daily Post column, | Ann Orr said"."""
        low = left_edge(sentence, comma)
        opens = "words.stop" in sentence.kinds(low) and len(sentence.text(low)) <= _SHORT_WORD
        close = named.first - low <= _SHORT_WORD and not sentence.kinds(low) & SUBJECTS
        return opens and close and sentence.text(low) not in sentence.grammar.no_place

    def _is_person(self, sentence: Sentence, named: Name | None, inner: Name | None, comma: int) -> bool:
        """Say whether a person is named between commas, far from an office: "aide to the mayor on ports, Ann Orr"."""
        if sentence.triggers.said != "quoted" or named is None or inner is None:
            return False
        if self._is_where(sentence, named, comma):
            return True
        if named.end == comma:
            return False
        words = range(inner.first, inner.end)
        person = all(self._names.is_capital(sentence, index) and not sentence.kinds(index) for index in words)
        return person and len(words) > 1 and _holds_office(sentence, named)

    def _behind_people(self, sentence: Sentence, low: int, high: int) -> int:
        """Return where the subject of a clause behind people begins: "saw six people | the guards said had died"."""
        if sentence.triggers.said != "quoted" or not sentence.holds(range(low, high), _PEOPLE):
            return low
        for index in range(high - 2, low, -1):
            if "words.articles" in sentence.kinds(index) and "people" in sentence.kinds(index - 1):
                name = self._names.pick(sentence, index, high)
                return index if name is not None and name.end == high else low
        return low

    def _before_relative(self, sentence: Sentence, relative: int) -> Name | None:
        """Return of whom a relative clause tells that a verb of saying stands in."""
        if sentence.triggers.said == "after" and sentence.text(relative - 1) in _PAUSES:
            relative -= 1
        if sentence.triggers.said == "quoted" and sentence.text(relative - 1) == ",":
            return told_of(sentence, self._names, relative - 1)
        counts = "attribution.registering" in sentence.kinds(relative + 1)  # "le barreau, qui compte 900 avocats"
        if sentence.text(relative) in sentence.grammar.who_speaks and sentence.text(relative - 1) == "," and not counts:
            relative -= 1  # "según Orr, quien detalló que"
        named = self._names.pick(sentence, left_edge(sentence, relative), relative)
        if named is not None and named.end == relative and sentence.text(relative + 1) in sentence.grammar.who_speaks:
            return named
        subject = named is not None and named.end == relative and "words.that" not in sentence.kinds(relative)
        return named if subject and is_source(sentence, named) else None  # no "les habitants que compte …"

    def _teller(self, sentence: Sentence, high: int) -> Name | None:
        """Return who tells somebody in Persian what a verb at the end says: "علی | در گفتگو با شبکه اعلام کرد"."""
        if sentence.triggers.said != "before" or "attribution.told" not in sentence.present:
            return None
        for index in range(high - 1, max(0, high - REACH), -1):
            told = sentence.mark(index, "attribution.told")
            if told is not None and told.first > 0:
                teller = self._names.pick(sentence, left_edge(sentence, told.first), told.first, anything=True)
                return teller if teller is not None and not teller.pronoun and not teller.wire else None
            if sentence.text(index) in BREAKS and sentence.text(index) != "-":
                break
        return None

    def _before_comma(self, sentence: Sentence, comma: int) -> Name | None:
        """Return the source that a comma alone parts from its verb: "وكانت الشرطة، قد أعلنت", "Le comité, a dit"."""
        teller = self._teller(sentence, comma)
        if teller is not None:
            return teller
        romance = sentence.triggers.romance
        comma = before_bracket(sentence, comma) if romance else comma
        name = self._names.pick(sentence, left_edge(sentence, comma), comma)
        if name is None or name.pronoun:
            return None
        if romance and name.first < _OPENING and name.end == comma and is_source(sentence, name):
            return name  # "El Comité (COE), confirmó"
        if sentence.triggers.capitals:  # "Police spokesman Ali Khan, said"
            titled = any("sources.titles" in sentence.kinds(index) for index in range(name.first, name.end))
            return name if titled and name.end == comma and not sentence.triggers.nouns_capital else None
        return name if name.end == comma or "words.relative" in sentence.kinds(name.end) else None

    def right(self, sentence: Sentence, mark: Mark) -> Name | None:
        """Return who is named behind a verb of saying, None where nobody is."""
        first = behind_times(sentence, mark.end, self._times)
        named = sentence.kinds(first + 1) & (SUBJECTS | {"words.articles"})
        if "attribution.agent" in sentence.kinds(first) and named and sentence.triggers.capitals:
            return None  # "annoncé mercredi par la préfecture"
        if in_domain(sentence, first + 1):
            return Name(first, first + 3, wire=True)  # "сообщает | newsru.com"
        if "attribution.pronouns" in sentence.kinds(first) and "attribution.told" in sentence.kinds(first + 1):
            return Name(first, first + 1, pronoun=True)  # "написал | он в своем канале"
        told = self.behind_told(sentence, first)
        end = right_edge(sentence, told)
        if told > first and sentence.text(told) in sentence.grammar.genitives:
            return None  # "avait annoncé à la radio | d'Etat que"
        name = self._names.pick(sentence, told, end) if first < told < end else None
        if name is None and sentence.triggers.romance:
            name = self._behind_paper(sentence, first)
        if name is not None or is_only_told(sentence, first):
            return name
        return self._next(sentence, mark, first)

    def _next(self, sentence: Sentence, mark: Mark, first: int) -> Name | None:
        """Return who is named next behind a verb of saying, whoever was told, None where nobody is."""
        end = right_edge(sentence, first)
        if sentence.triggers.romance:  # "informó Orr | en conferencia de prensa"
            end = next((index for index in range(first + 1, end) if "attribution.told" in sentence.kinds(index)), end)
        if end == first or (sentence.triggers.said == "after" and is_told(sentence, first)):
            return None
        anything = sentence.triggers.said == "after" or sentence.triggers.nouns_capital
        name = self._names.pick(sentence, first, end, anything=anything)
        if name is not None and name.first - 1 > first and sentence.kinds(name.first - 1) >= _PREPOSITION:
            aired = "sources.wires" in sentence.kinds(name.first)
            name = (self._names.pick(sentence, first, name.first - 1) if aired else None) or name  # "X on the BBC"
        if name is not None and "words.clinic" in sentence.kinds(name.first) & sentence.kinds(name.first - 1):
            return None  # "حاکی از مرگ سه بیمار | در بیمارستان"
        if name is not None and "before" in sentence.kinds(name.first) and sentence.triggers.romance:
            return None  # "confirmó la detención de tres funcionarios"
        told_to = sentence.text(first) in sentence.grammar.told_to
        if name is not None and told_to and "words.that" in sentence.kinds(name.end):
            return None  # "avait annoncé | à la radio d'Etat que"
        if name is not None and sentence.grammar.done_by and _is_doer(sentence, name.first):
            return None  # "سجل 405 حالات على يد | فصائل في المعارضة"
        if name is not None and name.first > first and _is_medium_told(sentence, name.first):
            teller = self._names.pick(sentence, first, name.first, anything=True)  # "وأوضح «سلطان» لوكالة الأنباء أن"
            name = teller if teller is not None and not teller.pronoun else name
        before = sentence.text(name.first - 1) if name is not None else ""
        counted = before[:1].isdecimal() and "attribution.verbs" not in mark.kinds  # "ramené 26 rescapés"
        return None if counted else name

    def _behind_paper(self, sentence: Sentence, first: int) -> Name | None:
        """Return who is named behind a comma and what it was said in: "a dit dans un communiqué, | le ministre"."""
        comma = first + _PAPER
        led = sentence.text(first) in sentence.grammar.paper_prepositions
        if not led or sentence.text(comma) != "," or sentence.text(first + 1) not in sentence.grammar.indefinite:
            return None
        if "words.articles" not in sentence.kinds(comma + 1) or sentence.kinds(comma + 2).isdisjoint(_SPEAKING):
            return None
        return self._names.pick(sentence, comma + 1, right_edge(sentence, comma + 1))

    def behind_told(self, sentence: Sentence, first: int) -> int:
        """Return where the words end that say who was told, before who told it: "сообщили ТАСС в пресс-службе"."""
        index, told = first, False
        while mark := sentence.mark(index, "attribution.told"):
            index, told = mark.end, True
        if sentence.text(index) == '"' and (closing := paired(sentence, index, step=1)) is not None:
            told = told or "attribution.told" in sentence.kinds(index + 1)
            return closing + 1 if told else first
        to = index
        while to < index + _TO and (sentence.text(to) == "'" or sentence.kinds(to) & _SMALL):
            to += 1
        wire = sentence.mark(to, "sources.wires")
        if wire is not None and sentence.kinds(wire.end) & (_SMALL | SUBJECTS):
            return wire.end
        return index
