"""Where the words of a name begin and end in a stretch that names a source: without what stands before and behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from claims.extractors.constructions.days import times_of
from claims.extractors.constructions.pairs import behind_described
from claims.extractors.constructions.sentence import DIGITS, Mark, Sentence, opens_number

Capital: TypeAlias = Callable[[int], bool]
"""Says whether a word is written with a capital."""

_SOURCE = frozenset({"sources.titles", "sources.nouns", "sources.outlets", "sources.names", "sources.wires"})
_LONGEST_PAPER = 4
_PAPER = frozenset({"sources.nouns", "words.stop"})  # "statement"
_REPORT = frozenset({"sources.nouns", "words.things", "attribution.verbs"})  # "in its report the WHO said"
_WIRES, _ACTING = frozenset({"sources.wires", "sources.outlets"}), frozenset({"verb", "before", "words.denied"})
_CLOSING = frozenset({"verb", "closes", "after"})
_NEVER_LAST = frozenset({"words.and", "words.articles", "words.from", "words.to", "words.link", "words.that"})


def bounds_of(sentence: Sentence, first: int, end: int, is_capital: Capital) -> tuple[int, int] | None:
    """Return the first word of the name in a stretch and the one after its last; None where it names nobody."""
    while first < end and (
        (
            sentence.kinds(first) & {"words.articles", "words.and", "words.increase", "words.from"}
            and not sentence.kinds(first) & _SOURCE
            and not (first > 0 and not sentence.triggers.nouns_capital and is_capital(first))
        )
        or (sentence.triggers.said == "after" and _is_saying(sentence, first))
        or not sentence.text(first)[0].isalpha()
        or _is_month(sentence, first)
    ):
        first += 1
    if sentence.triggers.capitals and first + 3 < end and _is_month(sentence, first + 2):
        first += 3  # "к вечеру 27 апреля | ОВД-Инфо известно"
    first = _owner(sentence, first, end)
    first = _behind_article(sentence, first, end, is_capital) if sentence.triggers.said == "quoted" else first
    end = _before_verb(sentence, first, end, is_capital)
    if sentence.triggers.said == "quoted":
        end = next((index for index in range(first + 1, end) if _does(sentence, index, is_capital)), end)
    owned = sentence.text(end - 1) in sentence.grammar.genitive and sentence.text(end - 2) == "'"
    end -= 2 * owned  # "Airwars's | estimate"
    if sentence.triggers.nouns_capital:
        if "label" in sentence.kinds(first):
            return None
        first = behind_described(sentence, first, end, is_capital)
        end = next((index for index in range(first + 1, end) if "label" in sentence.kinds(index)), end)
        end = next((index for index in range(first + 1, end) if _opens_people(sentence, index, is_capital)), end)
    while end > first and not _may_end(sentence, end - 1, is_capital):
        end -= 1
    if first >= end or all(opens_number(sentence.triggers.code, sentence.text(index)) for index in range(first, end)):
        return None  # "Five | of those arrested said"
    return first, end


def _before_verb(sentence: Sentence, first: int, end: int, is_capital: Capital) -> int:
    """Return where a name ends before a verb of a measure, or a number of which it tells."""
    if not sentence.present.isdisjoint(_ACTING):
        end = next((index for index in range(first + 1, end) if _acts(sentence, index, is_capital)), end)
    if "words.from" in sentence.present and sentence.marked(DIGITS):
        end = next((index for index in range(first + 2, end) if _is_counted(sentence, index)), end)
    return end


def _is_month(sentence: Sentence, index: int) -> bool:
    """Say whether a word names the month or day of a date with which no name begins: "26 ноября | полиция"."""
    dated = sentence.text(index - 1).isdecimal() or sentence.text(index - 2).isdecimal()
    dated = dated or "words.articles" in sentence.kinds(index + 1)  # "in March | the group said"
    return dated and sentence.text(index) in times_of(sentence.triggers.code)


def _behind_article(sentence: Sentence, first: int, end: int, is_capital: Capital) -> int:
    """Return where a name opens with an article behind words that name nobody: "at a briefing | the ministry"."""
    for index in range(first + 1, end - 1):
        paper = sentence.kinds(index - 1) >= _PAPER or sentence.kinds(index - 1) >= _REPORT
        known = sentence.kinds(index - 1) & _SOURCE or is_capital(index - 1)
        if (known and not paper) or not sentence.text(index - 1).isalpha():
            return first
        closes = paper or "words.stop" not in sentence.kinds(index - 1)
        if closes and "words.articles" in sentence.kinds(index):
            return index + 1
    return first


def _owner(sentence: Sentence, first: int, end: int) -> int:
    """Return where who issued a paper is named behind it: "التقرير الشهري | لوزارة الصحة"; first where none is."""
    if not sentence.triggers.prefixes or sentence.kinds(first) & _SOURCE:
        return first
    for index in range(first + 1, min(end, first + _LONGEST_PAPER)):
        text = sentence.text(index)
        if sentence.kinds(index) & _SOURCE:
            return index if text[0] in sentence.grammar.to and sentence.triggers.particle(text) else first
    return first


def without_told(sentence: Sentence, first: int, end: int) -> int:
    """Return where a name ends before who was told: "لوكالة فرانس برس", "Bürgermeister | der Zeitung El País"."""
    for index in range(first + 1, end):
        text = sentence.text(index)
        wire = "sources.wires" in sentence.kinds(index) and text[0].isalpha()  # or apart: 'قال لـ"الشرق"'
        behind = index + 1 + (sentence.text(index + 1) == '"')
        apart = text in sentence.grammar.to and not _WIRES.isdisjoint(sentence.kinds(behind))
        if apart or (wire and text not in sentence.triggers.keys_of(text)):
            return index
        told = sentence.mark(index, "attribution.told")
        if told is not None and told.first == index and _is_who_is_told(sentence, first, told):
            return _without_time(sentence, first, index)
    return end


def _without_time(sentence: Sentence, first: int, end: int) -> int:
    """Return where a name ends before a time that stands between it and who was told: "Sprecher | am Dienstag"."""
    last = end
    while last > first and sentence.text(last - 1) in times_of(sentence.triggers.code):
        last -= 1
    return last - 1 if first < last - 1 < end - 1 and "words.stop" in sentence.kinds(last - 1) else last


def _is_who_is_told(sentence: Sentence, first: int, told: Mark) -> bool:
    """Say whether words in a name name who was told: an agency, or a paper behind an office."""
    agency = any("sources.wires" in sentence.kinds(index) for index in range(told.first, told.end + 1))
    return agency or any("sources.titles" in sentence.kinds(index) for index in range(first, told.first))


def _acts(sentence: Sentence, index: int, is_capital: Capital) -> bool:
    """Say whether a word is a verb of a measure, which no name goes on over: "la junte a exécuté"."""
    small = sentence.triggers.capitals and not sentence.triggers.nouns_capital and not is_capital(index)
    acts = small and sentence.text(index - 1) != "-"  # "worst-hit"
    return acts and not sentence.kinds(index).isdisjoint(_ACTING) and not sentence.kinds(index) & _SOURCE


def _opens_people(sentence: Sentence, index: int, is_capital: Capital) -> bool:
    """Say whether people who are described stand behind a source in German: "laut Polizei | mehrere Gäste"."""
    small = sentence.text(index).isalpha() and not is_capital(index)
    described = small and "people" in sentence.kinds(index + 1) and sentence.kinds(index).isdisjoint(_NEVER_LAST)
    return described and not sentence.kinds(index - 1).isdisjoint(_SOURCE)


def _does(sentence: Sentence, index: int, is_capital: Capital) -> bool:
    """Say whether a word is likely a verb with its object, in English: "the police | conducted an inquiry"."""
    kinds = sentence.kinds(index)
    if "words.articles" in kinds and kinds.isdisjoint(_SOURCE) and is_capital(index - 1):
        return not is_capital(index)
    small = not sentence.kinds(index) and sentence.text(index).isalpha() and not is_capital(index)
    past = sentence.text(index).endswith(sentence.grammar.past_endings)
    past = past and "sources.names" in sentence.kinds(index - 1)  # "WHO | visited"
    return small and (past or "words.articles" in sentence.kinds(index + 1))


def _is_saying(sentence: Sentence, index: int) -> bool:
    """Say whether a word is a verb of saying before its subject: "وقالت | الشبكة في بيان"."""
    return "attribution.verbs" in sentence.kinds(index) and sentence.kinds(index).isdisjoint(_SOURCE)


def _is_counted(sentence: Sentence, index: int) -> bool:
    """Say whether a word is a number of which a name tells: "die Behörden von | 41"."""
    return sentence.text(index)[0].isdecimal() and "words.from" in sentence.kinds(index - 1)


def _may_end(sentence: Sentence, index: int, is_capital: Capital) -> bool:
    """Say whether a name can end with a word: no mark, article, "and" or preposition, unless it is known."""
    kinds = sentence.kinds(index)
    if kinds & _CLOSING and sentence.triggers.nouns_capital and not is_capital(index):
        return False  # "sind laut der Agentur Unicef | betroffen"
    return sentence.text(index)[0].isalnum() and (bool(kinds & _SOURCE) or not kinds & _NEVER_LAST)
