"""Where the subject of a verb of saying stands when something parts the two: a date behind the verb, a long clause."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.extractors.constructions.name_edges import left_edge
from claims.extractors.constructions.pairs import paired

if TYPE_CHECKING:
    from claims.extractors.constructions.names import Name, Names
    from claims.extractors.constructions.sentence import Mark, Sentence

_SOURCES = frozenset({"sources.names", "sources.nouns", "sources.titles", "sources.outlets", "sources.wires"})
_TIMES = frozenset({"dates.today", "dates.yesterday"})
_PREPOSITION = frozenset({"words.link", "words.stop"})
_BEGINS = frozenset({"words.that", "attribution.verbs", "attribution.according", "attribution.quoting"})
_PASSED = frozenset({"words.stop", "words.and", "words.clause"}) | _TIMES
_BREAKS = frozenset(',،;:"()')
_PAUSES = frozenset(",،")
_ENDS = frozenset(',;:"')
_TIME_WORDS, _SHORT = 9, 3
_OPENING_WORDS = 6
_REACH, _NEAR = 40, 24
_LONGEST_PLACE = 4
_SHORTEST_NAME = 4
_NAMED = frozenset({"sources.names", "sources.titles", "sources.wires"})


def is_source(sentence: Sentence, name: Name | None) -> bool:
    """Say whether a name holds a word that is known to name sources."""
    return name is not None and any(sentence.kinds(index) & _SOURCES for index in range(name.first, name.end))


def registers(sentence: Sentence, name: Name, verbs: range, is_acronym: Callable[[int], bool]) -> bool:
    """Say whether a name can say what it has: one known to name sources, or an acronym; not "Goma a compté 9 morts".

    verbs are the words beside the name; only verbs of having ask for such a name.
    """
    if not any("attribution.registering" in sentence.kinds(index) for index in verbs):
        return True
    if name.pronoun or name.slug or (sentence.triggers.said == "quoted" and name.end - name.first > _LONGEST_PLACE):
        return True
    known = [sentence.kinds(index) for index in range(name.first, name.end) if sentence.kinds(index) & _SOURCES]
    if any("words.places" not in kinds for kinds in known):
        return True
    return any(is_acronym(index) for index in range(name.first, name.end))


def speaks(sentence: Sentence, name: Name | None) -> bool:
    """Say whether a name holds a word that is known to name sources, and is not who was told: "told the press, …"."""
    told = name is not None and "attribution.told" in sentence.kinds(name.first)
    tells = name is not None and "attribution.told" in sentence.kinds(name.end)  # "علی | در گفتگو با شبکه خبر گفت"
    return not told and (tells or is_source(sentence, name))


def is_bound(sentence: Sentence, name: Name | None) -> bool:
    """Say whether a preposition stands before a name, so that it tells where: "در حمله طالبان خبر داد"."""
    kinds = sentence.kinds(name.first - 1) if name is not None and name.first > 0 else frozenset()
    return kinds >= _PREPOSITION and "words.articles" not in kinds


def is_told(sentence: Sentence, first: int) -> bool:
    """Say whether who was told stands behind a verb, with "to" written onto it: "قال لرويترز", 'قال لـ"الشرق"'."""
    text = sentence.text(first)
    if text in sentence.grammar.to:
        return True
    glued = text[:1] in sentence.grammar.to and sentence.triggers.particle(text) > 0
    return glued and "sources.wires" in sentence.kinds(first)


def is_only_told(sentence: Sentence, first: int) -> bool:
    """Say whether a word names who was told and no agency, which may itself tell: "сообщает РИА со ссылкой на"."""
    kinds = sentence.kinds(first)
    return "attribution.told" in kinds and "sources.wires" not in kinds


def glued_to(sentence: Sentence, first: int) -> int:
    """Return how many letters of a name are what "according" asks for: 1 of "وفقا لسليم رسولي"."""
    text = sentence.text(first)
    to = sentence.grammar.to
    if text[:1] not in to or len(text) < _SHORTEST_NAME:
        return 0
    twice = text[1] in to  # before the article: "أرقام | للصليب"
    according = twice and "attribution.according" in sentence.kinds(first - 1)
    return 1 + twice if according or sentence.text(first - 1) in sentence.grammar.asks_to else 0


def behind_times(sentence: Sentence, first: int, times: AbstractSet[str]) -> int:
    """Return the index after a day between a verb and its subject: "сообщил в понедельник, 6 февраля, президент".

    first itself where none stands there; times are the folded words of days and months.
    """
    last, commas = first, 0
    for index in range(first, min(first + _TIME_WORDS, sentence.size)):
        text, kinds = sentence.text(index), sentence.kinds(index)
        if (
            text in times
            or kinds & _TIMES
            or (text in sentence.grammar.spans and sentence.text(index + 1) in times)
            or (text.isdecimal() and (index == first or _is_day(sentence, index, times)))
        ):
            last = index + 1
        elif text in _PAUSES:
            if last != index:
                break
            commas += 1
        elif kinds & (_SOURCES | {"words.that"}) or not ("words.stop" in kinds and len(text) <= _SHORT):
            break
    return last + (commas > 1 and sentence.text(last) in _PAUSES)


def before_bracket(sentence: Sentence, high: int) -> int:
    """Return where a bracket opens that ends before a word with no more than a time between, else that word."""
    end = high
    while end > 0 and (sentence.kinds(end - 1) & _PASSED and sentence.text(end - 1)[0].isalpha()):
        end -= 1
    if sentence.text(end - 1) != ")":
        return high
    return next((index for index in range(end - 1, max(-1, end - _REACH), -1) if sentence.text(index) == "("), high)


def before_dashes(sentence: Sentence, high: int) -> int:
    """Return where an aside between dashes begins that ends before a word: "a nurse - she was not named - | said"."""
    dashes = sentence.marked("-") if sentence.text(high - 1) == "-" and not sentence.touches(high - 1) else ()
    opening = (place for place in dashes if high - _NEAR < place < high - 1 and not sentence.touches(place))
    return max(opening, default=high)


def comma_before(sentence: Sentence, index: int) -> int | None:
    """Return where the last comma before a word stands, None where none is near."""
    return next(
        (place for place in range(index - 1, max(-1, index - _NEAR), -1) if sentence.text(place) in _PAUSES), None
    )


def told_of(sentence: Sentence, names: Names, comma: int) -> Name | None:
    """Return of whom "who" tells behind a comma: "Ann Lee, a doctor with the ministry, who said 9 died"."""
    comma = before_bracket(sentence, comma)  # "the Relief Council (RC), which"
    opening = comma_before(sentence, comma)
    apposed = opening is not None and "words.articles" in sentence.kinds(opening + 1)
    for end in (opening if apposed else None, comma):
        first = end or 0
        while first > 0 and _goes_before(sentence, names, first - 1):
            first -= 1
        named = names.pick(sentence, first, end) if end is not None else None
        if named is not None and named.end == end and not named.pronoun:
            return _office_in(sentence, names, named) or named
    return None


def _goes_before(sentence: Sentence, names: Names, index: int) -> bool:
    """Say whether a word belongs to a name behind it: one with a capital, an office, or "on" between two capitals."""
    if names.is_capital(sentence, index) or sentence.kinds(index) & _SOURCES:
        return True
    small = "words.stop" in sentence.kinds(index) and len(sentence.text(index)) <= _SHORT
    return small and index > 0 and names.is_capital(sentence, index - 1) and names.is_capital(sentence, index + 1)


def _office_in(sentence: Sentence, names: Names, place: Name) -> Name | None:
    """Return who holds an office in an English place behind it: "a local chief in | Orr, who said 9 died"."""
    office = place.first - 2
    led = sentence.text(place.first - 1) in sentence.grammar.office_place
    if not led or "sources.titles" not in sentence.kinds(office):
        return None
    if is_source(sentence, place):
        return None
    first = office
    while first > 0 and "words.adjectives" in sentence.kinds(first - 1):
        first -= 1
    return names.pick(sentence, first, office + 1)


def _is_day(sentence: Sentence, index: int, times: AbstractSet[str]) -> bool:
    return sentence.text(index + 1) in times


def opening_subject(sentence: Sentence, names: Names, high: int) -> Name | None:
    """Return the known source with which the clause of a verb at its far end begins, None without one.

    So it stands where verbs end their clause: "The ministry (MoH), in a report on the floods, of 12 dead | told". An
    unknown name counts with an office set behind it: "Karimi, spokesman of the police, … | told".
    """
    low = _clause_start(sentence, high)
    while low < high and (sentence.kinds(low) & _PASSED or sentence.text(low) in _BREAKS):
        low += 1
    end = _segment_end(sentence, low, high)
    name = names.pick(sentence, low, end)
    if is_source(sentence, name) and name is not None and not (name.pronoun or name.wire):
        return name if name.first <= low + _OPENING_WORDS else None
    end += sentence.text(end) == '"' and sentence.text(low - 1) == '"'
    if sentence.text(end) not in _PAUSES:
        return None
    apposed = names.pick(sentence, end + 1, _segment_end(sentence, end + 1, high))
    if not is_source(sentence, apposed) or apposed is None or apposed.first > end + 2:
        return None
    return names.pick(sentence, low, end, anything=True)


def _clause_start(sentence: Sentence, high: int) -> int:
    for index in range(high - 1, max(-1, high - _REACH), -1):
        if sentence.text(index) in (":", ";") or (
            sentence.kinds(index) & _BEGINS and not sentence.kinds(index) & _SOURCES and not _is_who(sentence, index)
        ):
            return index + 1
    return max(0, high - _REACH + 1)


def _is_who(sentence: Sentence, index: int) -> bool:
    """Say whether "who" tells of a source right before it: "یک منبع امنیتی که خواست نامش فاش نشود، | گفت"."""
    if "words.relative" not in sentence.kinds(index):
        return False
    return any(sentence.kinds(before) & _SOURCES for before in (index - 1, index - 2) if before >= 0)


def _segment_end(sentence: Sentence, low: int, high: int) -> int:
    return next((index for index in range(low, high) if sentence.text(index) in _BREAKS), high)


def quoted_subject(sentence: Sentence, names: Names, closing: int) -> Name | None:
    """Return a known source in quotation marks with which a German sentence begins: '"Ärzte ohne Grenzen" sprach'."""
    opening = paired(sentence, closing, step=-1)
    if opening is None or opening > 1 or not sentence.triggers.nouns_capital:
        return None
    name = names.pick(sentence, opening + 1, closing)
    return name if is_source(sentence, name) else None


def subject_of_quotation(sentence: Sentence, names: Names, opening: int) -> Name | None:
    """Return a known source before a quotation that opens with its verb, in English: 'guards "believe nine died"'."""
    if sentence.triggers.said != "quoted" or not sentence.touches(opening + 1) or sentence.touches(opening):
        return None
    name = names.pick(sentence, left_edge(sentence, opening), opening)
    return name if is_source(sentence, name) and name is not None and name.end == opening else None


def before_who(sentence: Sentence, names: Names, verb: int) -> Name | None:
    """Return the source of which "who" tells in English before its verb comes: "divers who went in (at Orr) | said"."""
    for index in range(verb - 1, max(0, verb - _NEAR), -1):
        if sentence.text(index) in _ENDS:
            return None
        if sentence.text(index) in sentence.grammar.who and sentence.kinds(index - 1) & _SOURCES:
            return names.pick(sentence, left_edge(sentence, index), index)
    return None


def with_list(sentence: Sentence, names: Names, name: Name | None) -> Name | None:
    """Return the last of several sources with those before it in their list: "police, | monks and a teacher said"."""
    if name is None or name.pronoun or not sentence.triggers.capitals:
        return name
    if sentence.triggers.said == "quoted" and "words.relative" in sentence.present and not is_source(sentence, name):
        return before_who(sentence, names, name.first) or name
    joins = [index for index in range(name.first, name.end) if "words.and" in sentence.kinds(index)]
    if not joins or not all(_names_source(sentence, side) for side in _sides(name, joins[0])):
        return name
    first = name.first - ("words.articles" in sentence.kinds(name.first - 1))
    while sentence.text(first - 1) in _PAUSES and first > 1:
        words = range(first - 2, max(-1, first - 2 - _SHORT), -1)
        start = next((index for index in words if not sentence.text(index)[0].isalpha()), -1)
        other = names.pick(sentence, start + 1, first - 1)
        where = other is None or is_where(sentence, other.first)  # "in the state of Kebbi"
        if other is None or where or other.pronoun or other.end != first - 1 or not is_source(sentence, other):
            break
        first = other.first
        if start < 0 or sentence.text(start) not in _PAUSES:
            break
    return name if first >= name.first - 1 else replace(name, first=first)


def _sides(name: Name, at: int) -> tuple[range, range]:
    return range(name.first, at), range(at + 1, name.end)


def _names_source(sentence: Sentence, words: range) -> bool:
    return any(not sentence.kinds(index).isdisjoint(_SOURCES) for index in words)


def is_where(sentence: Sentence, first: int) -> bool:
    """Say whether a preposition stands before a name, with at most an article between."""
    before = first - 1 - ("words.articles" in sentence.kinds(first - 1))
    return "words.stop" in sentence.kinds(before) and sentence.text(before).isalpha()


def names_group(sentence: Sentence, names: Names, named: Name | None, inner: Name | None) -> bool:
    """Say whether a name between commas tells which group is meant in English: "the group, | Prisoner Aid, said"."""
    if named is None or inner is None or named.pronoun or sentence.triggers.said != "quoted":
        return False
    kinds = [sentence.kinds(index) for index in range(named.first, named.end)]
    group = "sources.nouns" in kinds[-1] and all(one.isdisjoint(_NAMED) for one in kinds)
    return group and is_source(sentence, inner) and names.is_capital(sentence, inner.first)


def is_issued(sentence: Sentence, mark: Mark, name: Name) -> bool:
    """Say whether words tell in English of a paper and not who says it: "its | daily report | issued today that"."""
    if not sentence.grammar.issued_papers or name.end != mark.first:
        return False
    if "sources.nouns" in sentence.kinds(mark.first):
        return name.end - name.first == 1 and sentence.text(name.first) in sentence.grammar.daily
    return sentence.text(mark.first) in sentence.grammar.issued_papers and is_where(sentence, name.first)
