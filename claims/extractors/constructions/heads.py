"""What a figure counts: the head noun behind it, with people, things and nouns of measures told apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.extractors.constructions.found import Number
from claims.extractors.constructions.sentence import Mark, Sentence, opens_number

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Trigger

_HEAD_WORDS, _CROWD, _COMPOUND = 4, 1000, 3
_OF_THE, _OF = 2, frozenset({"words.fraction", "words.articles"})
_THINGS = frozenset({"words.things", "heads"})
_LAST = frozenset({"killed", "executed"})
"""Measures behind which nothing more becomes of anybody."""
_OF_WHOM = frozenset({"words.partitive", "words.relative"})
_QUOTES = frozenset("\"'")
_TO_THE = frozenset({"words.articles", "words.stop"})
_TIMED = frozenset({"words.not_after", "words.earlier", "dates.yesterday"})
_GOES_ON = frozenset({"words.from", "words.adjectives", "noun", "people", "label"})
_ARTICLE = frozenset({"words.articles"})
_COUNTED = frozenset({"people", "noun", "words.counters"})
_KNOWN = frozenset({"words.joint", "noun", "words.things", "heads", "people"})
_PASSED = frozenset({"words.adjectives", "words.increase", "words.articles"})
_ENDS_HEAD = frozenset({"verb", "after", "closes", "attribution.verbs", "words.stop"})
_ENDS_HEAD |= {"words.change", "words.clause", "words.that", "words.relative", "words.and", "words.including"}


@dataclass(slots=True, unsafe_hash=True)
class Head:
    """What is counted: kind is people, things, noun, joint, unknown or none; end is the index after it.

    population is that of people; measure that of a noun; is_people says that the noun names or describes people, so
    that another word beside it may tell what became of them.
    """

    kind: str
    end: int
    population: str = "all"
    measure: str | None = None
    mark: Mark | None = None
    is_people: bool = False


def head_of(sentence: Sentence, number: Number, *, limit: int | None = None) -> Head:
    """Return what a figure counts by the words behind it, up to the word limit, where the next figure begins."""
    start = _behind(sentence, number)
    dual = bool(sentence.kinds(number.end - 1) & {"people", "noun"})  # "قتيلان" is two of the killed
    index = number.end - 1 if dual else start
    unknown = 0
    people: Mark | None = None
    limit = min(sentence.size if limit is None or limit < start else limit, start + 2 * _HEAD_WORDS)
    while index < limit:
        kinds = sentence.kinds(index)
        text = sentence.text(index)
        passed = _passed(sentence, index, start if people is None else people.end)
        if passed:
            index += passed
            continue
        joins = sentence.triggers.joins(text) or (index > start and "words.and" in kinds) or kinds >= _OF_WHOM
        joins = joins or ("words.things" in kinds and sentence.triggers.particle(text) > 0)  # "764 بإقليم": in a county
        again = unknown and people is None and kinds == _ARTICLE and sentence.triggers.capitals
        again = again or (index == start and (kinds >= _TO_THE or _is_apart(sentence, index)))  # "5 au Vietnam"
        if index >= number.stop and (joins or again):
            break  # "a toll of 115 marks | the fires"
        known = not kinds.isdisjoint(_KNOWN)
        joint = sentence.mark(index, "words.joint") if "words.joint" in kinds else None
        noun = sentence.mark(index, "noun") if "noun" in kinds else None
        if joint is not None and (noun is None or noun.end <= joint.end):  # not "pertes en vies humaines"
            return Head("none", index) if parts_figures(sentence, joint) else Head("joint", joint.end)
        if noun is not None and not (people is not None and kinds & {"verb", "people"}):
            head = _noun_head(sentence, noun, people)
            is_people = head.is_people or _is_part_of(sentence, range(number.end, noun.first), noun, number.whole_end)
            return replace(head, is_people=is_people) if head.kind == "noun" else head
        things = _things_at(sentence, index)
        dated = index >= number.stop > number.end and "words.stop" in kinds  # "66 at least | on the day of"
        if things is not None and (people is None or sentence.triggers.compounds) and not dated:
            return Head("things", things.end, mark=things)
        if people is not None:
            break
        people = _people_at(sentence, index) if known else None
        if people is not None:
            index = people.end
            continue
        if index >= number.stop and not kinds & _PASSED:
            ends = kinds & _ENDS_HEAD and "sources.names" not in kinds  # "five WHO | regions"
            if not text[0].isalpha() or ends or unknown == _HEAD_WORDS - 1:
                break
            unknown += 1
        index += 1
    if people is not None:
        quoted = sentence.text(people.end) in _QUOTES and sentence.text(start) in _QUOTES
        end = people.end + quoted if quoted else _behind_both(sentence, people.end)
        return Head("people", end, people.meaning.names("people")[0], mark=people)
    return Head("unknown" if unknown else "none", index)


def _things_at(sentence: Sentence, index: int) -> Mark | None:
    """Return what is no person at a word; nothing by what opens a German compound of people: "neun Lkw-|Fahrer"."""
    if _THINGS.isdisjoint(sentence.kinds(index)):
        return None
    things = sentence.mark(index, "words.things", "heads")
    if things is None or not sentence.triggers.nouns_capital or sentence.text(things.end) != "-":
        return things
    joined = sentence.touches(things.end) and sentence.touches(things.end + 1)
    return None if joined and "people" in sentence.kinds(things.end + 1) else things


def _passed(sentence: Sentence, index: int, start: int) -> int:
    """Return how many words from one on tell nothing of what is counted: a mark, or "storm-related"."""
    if "words.things" in sentence.kinds(index) and _is_compound(sentence, index):
        return _COMPOUND
    return int(_is_passed_mark(sentence, index, start))


def _is_compound(sentence: Sentence, index: int) -> bool:
    """Say whether an English thing only begins a word that describes what is counted: "four storm-related | deaths"."""
    if sentence.triggers.said != "quoted" or sentence.text(index + 1) != "-":
        return False
    last = index + _COMPOUND - 1
    joined = sentence.touches(index + 1) and sentence.touches(last)
    return joined and sentence.kinds(last).isdisjoint(_KNOWN) and sentence.text(last).isalpha()


def _joins_adjectives(sentence: Sentence, index: int, start: int) -> bool:
    """Say whether "and" stands between two words that describe the same people: "12 syrische und irakische Zivilisten".

    Unknown words count as describing them, since names of nations are many: "two dozen British and Peruvian tourists".
    """
    if "words.and" not in sentence.kinds(index) or index - 1 < start:
        return False
    beside = sentence.kinds(index - 1), sentence.kinds(index + 1)
    if not sentence.triggers.capitals or "people" not in sentence.kinds(index + 2):
        return False
    described = all(not kinds or "words.adjectives" in kinds for kinds in beside)
    return described and sentence.text(index - 1).isalpha() and sentence.text(index + 1).isalpha()


def _behind_both(sentence: Sentence, end: int) -> int:
    """Return the index after those whom a figure counts, also where two are named: "441 policiers et gendarmes"."""
    if not sentence.triggers.romance or "words.and" not in sentence.kinds(end):
        return end
    others = sentence.mark(end + 1, "people")
    return end if others is None or others.first != end + 1 else others.end


def _is_apart(sentence: Sentence, index: int) -> bool:
    """Say whether an article begins what a figure does not count, in French and Spanish: "700 cette année".

    Not one that stands for the number, nor one before who is counted: "a 381 la de heridos", "a 381 los heridos".
    """
    romance = sentence.triggers.romance
    article = sentence.kinds(index) - _TIMED == _ARTICLE  # also in "l'an dernier", "143 la veille"
    return romance and article and sentence.kinds(index + 1).isdisjoint(_GOES_ON)


def _behind(sentence: Sentence, number: Number) -> int:
    """Return the index after a figure, its whole and the bracket that closes around it: "(18) طفلا"."""
    index = number.whole_end or number.end
    if sentence.text(index) == "." and sentence.touches(index) and sentence.text(index - 1).isalpha():
        index += index + 1 < sentence.size  # "2 Mio. Menschen"
    enclosed = sentence.text(index) == ")" and sentence.text(number.first - 1) == "(" and not number.aside
    return index + enclosed


def _is_passed_mark(sentence: Sentence, index: int, edge: int) -> bool:
    """Say whether a word ends no head.

    That is a quotation mark at its edge ("39 « gilets » blessés"), a hyphen in a word, a participle before people
    ("three abducted students"), or "and" between two words that describe them.
    """
    text = sentence.text(index)
    of_whole = index == edge and text in sentence.grammar.whole_preposition
    if of_whole and not _COUNTED.isdisjoint(sentence.kinds(index + 1)):
        return True  # "двое | из раненых скончались"
    if index == edge and "verb" in sentence.kinds(index) and "noun" not in sentence.kinds(index):
        inside = "words.fraction" in sentence.kinds(index)
        verb = sentence.mark(index, "verb")
        inside = inside or (verb is not None and verb.end > index + 1)  # "900 took shelter"
        inside = inside or sentence.triggers.romance  # "cuatro murieron | horas antes"
        things = not inside and not _THINGS.isdisjoint(sentence.kinds(index + 1))  # "five affected countries"
        return things or any("people" in sentence.kinds(place) for place in (index + 1, index + 2))
    joins = text in "-'/" and index > edge and sentence.touches(index) and sentence.touches(index + 1)
    return joins or (text in _QUOTES and index == edge) or _joins_adjectives(sentence, index, edge)


def names_others(sentence: Sentence, head: Head, trigger: Trigger) -> bool:
    """Say whether a figure counts by an English noun that is one of several: "refugees, | nurses and guards"."""
    if (
        sentence.triggers.said != "quoted"
        or not head.is_people
        or head.mark is None
        or trigger.first != head.mark.first
    ):
        return False
    index = head.end
    comma = sentence.text(index) == ","
    listed = comma and any("words.and" in sentence.kinds(place) for place in (index + 2, index + 3))
    if not listed and "words.and" not in sentence.kinds(index):
        return False
    kinds = sentence.kinds(index + 1)
    return "people" in kinds and "noun" not in kinds and not sentence.text(index + 1)[0].isdecimal()


def tells_crowd(trigger: Trigger, number: Number) -> bool:
    """Say whether words that mean a crowd alone lead right up to a figure: "приняли участие около 400 человек"."""
    return trigger.form == "verb" and trigger.end == number.start and trigger.end > trigger.first + 1


def is_crowd(number: Number, head: Head, form: str, *, directly: bool) -> bool:
    """Say whether a figure needs no people beside it to be a crowd: "Ils étaient 3,5 millions".

    form is how the word of the measure stands to it; one that stands before it stands directly before a large figure.
    """
    if form == "before":
        value = number.figure.best if number.figure.best is not None else number.figure.low
        return directly and head.kind == "none" and isinstance(value, int) and value >= _CROWD
    return form in ("label", "idiom")


def parts_figures(sentence: Sentence, joint: Mark) -> bool:
    """Say whether each word of "dead and wounded" has its own figure: "شخصا واحدا قتل وأصيب 24 آخرون".

    So it has in Arabic where one person stands right before the first: "أن طفلا | قتل وأصيب 11 مدنيا".
    """
    before = joint.first - 1
    named = bool(sentence.triggers.prefixes) and "people" in sentence.kinds(before)
    return _counts(sentence, joint.end) and (_counts(sentence, before) or (named and _is_said(sentence, before - 1)))


def _is_said(sentence: Sentence, index: int) -> bool:
    return "words.that" in sentence.kinds(index)


def _is_part_of(sentence: Sentence, gap: range, noun: Mark, whole_end: int | None) -> bool:
    """Say whether a figure is some of those whom a noun names, so that a verb may tell what became of them.

    "Two of the injured died", "drei der Vermissten wurden tot geborgen", "two of the 14 injured died".
    """
    if not _LAST.isdisjoint(noun.meaning.names("noun")):
        return False
    if whole_end is not None:
        return whole_end == noun.first
    if not gap or len(gap) > _OF_THE:
        return False
    kinds = [sentence.kinds(index) for index in gap]
    return all(not one.isdisjoint(_OF) for one in kinds) and any("words.fraction" in one for one in kinds)


def _people_at(sentence: Sentence, index: int) -> Mark | None:
    """Return who is named at a word; nobody by "others" before a thing in German: "zehn anderen Städten"."""
    people = sentence.mark(index, "people")
    if people is not None and sentence.triggers.said == "quoted" and "all" in people.meaning.names("people"):
        following = sentence.mark(people.end, "people")  # "Sudanese | children", not "Sudanese" alone
        return following if following is not None and following.first == people.end else people
    if people is None or not sentence.text(index).startswith(sentence.grammar.other_stems):
        return people
    return people if sentence.kinds(people.end).isdisjoint(_THINGS) else None


def _died(sentence: Sentence, noun: Mark) -> bool:
    """Say whether the injured whom a noun names died: "скончались двое раненых", "وفاة 5 مصابين".

    The word that tells it stands right before their figure, or right behind them.
    """
    if "injured" not in noun.meaning.names("noun") or "words.dying" not in sentence.present:
        return False
    first = noun.first - 1
    while first > 0 and (_counts(sentence, first) or sentence.text(first) == "-"):  # "dix-huit"
        first -= 1
    if "words.dying" in sentence.kinds(noun.end):
        whole = first < noun.first - 1 and "words.articles" in sentence.kinds(first) and first > 1
        return not (whole and sentence.kinds(first - 1) & _OF and _counts(sentence, first - 2))  # "two of the five"
    counted = first < noun.first - 1
    first -= sentence.text(first) == "'"  # "le décès d'un blessé"
    first -= "words.increase" in sentence.kinds(first)  # "скончался еще один раненый"
    dying = sentence.mark(first, "words.dying")
    ahead = (first if dying is None else dying.first) - 1
    taken = ahead >= 0 and (_counts(sentence, ahead) or sentence.kinds(ahead) & _COUNTED)
    apart = not taken and not sentence.triggers.joins(sentence.text(first + 1))
    return counted and apart and dying is not None


def _counts(sentence: Sentence, index: int) -> bool:
    text = sentence.text(index)
    return text[:1].isdecimal() or opens_number(sentence.triggers.code, text)


def _noun_head(sentence: Sentence, noun: Mark, people: Mark | None) -> Head:
    """Return a noun of a measure as head, with the people named before it; several measures at once are none."""
    joint = sentence.mark(noun.end - 1, "words.joint")
    if joint is not None and not parts_figures(sentence, joint):  # not "حالتا وفاة وإصابة ستة عشر"
        return Head("joint", joint.end)
    own = sentence.mark(noun.first, "people")
    named = people or own or sentence.mark(noun.end, "people") or sentence.mark(noun.end - 1, "people")
    population = named.meaning.names("people")[0] if named is not None else "all"
    described = sentence.mark(noun.end, "people") if own is None else None  # "29 missing miners"
    end = described.end if described is not None else noun.end
    whole = (
        own is not None and own.end < noun.end and sentence.triggers.capitals
    )  # "persons missing" says what became of them
    described = described if "before" not in sentence.kinds(noun.first) else None  # "17 bodies of people on board"
    is_people = (own is not None and not whole) or described is not None or _died(sentence, noun)
    return Head("noun", end, population, noun.meaning.names("noun")[0], noun, is_people)


def may_be_whole(sentence: Sentence, number: Number, head: Head, *, counted: bool) -> bool:
    """Say whether a figure may be one of which a part is told: no year, and none that only restates one in brackets.

    counted says that it is known to count people, so that it is no year.
    """
    enclosed = sentence.text(number.start - 1) == "(" and sentence.text(number.stop) == ")"
    year = number.bare and not counted
    return head.kind != "things" and not ((year or enclosed) and head.kind == "none")
