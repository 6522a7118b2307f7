"""Marks in pairs around a few words: quotation marks, brackets with a short name, a name set off by commas."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Counted
    from claims.extractors.constructions.sentence import Sentence

_QUOTED_NAME, _LONGEST_FIELD = 9, 6
_SAID_BY = ("sources.", "attribution.according")
_BARE, _GOES_ON = frozenset({"sources.wires", "sources.names"}), frozenset({"opens", "verb", "words.link"})
_LONGEST_ATTRIBUTE = 9
_TITLES = frozenset({"sources.titles"})
_LONGEST_APPOSED = 5
_SOURCE = frozenset({"sources.names", "sources.wires", "sources.nouns", "sources.titles", "sources.outlets"})
_NO_PART = _SOURCE | {"people", "attribution.pronouns", "words.articles"}
_NO_PERSON = frozenset({"people", "noun", "verb", "label", "words.things", "dates.today", "dates.yesterday"})
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "ben", "ould", "de", "del", "la", "da", "dos", "von", "van"})
_SAYING = frozenset({"attribution.verbs", "attribution.put", "attribution.according", "attribution.continued"})
_SAID_SOON = 4
_ENDS = frozenset({",", "،", ".", ";", ":", ")", "(", '"', ""})


def paired(sentence: Sentence, index: int, *, step: int) -> int | None:
    """Return where the other quotation mark of a short quoted name stands, None where there is none."""
    for place in range(index + step, index + step * _QUOTED_NAME, step):
        text = sentence.text(place)
        if text == '"':
            return place
        if not text or not (text[0].isalnum() or text in "-'"):
            return None
    return None


def bracket(sentence: Sentence, index: int) -> int | None:
    """Return where the bracket opens that closes at a word, None where it holds more than a short name."""
    for place in range(index - 1, max(-1, index - _QUOTED_NAME), -1):
        text = sentence.text(place)
        if text == "(":
            return place
        if not (text[0].isalpha() or text in "-'/"):
            return None
    return None


def joined_from(sentence: Sentence, low: int, first: int, is_capital: Callable[[int], bool]) -> int:
    """Return where an English name begins of which "and" parts the office: "Trade Relief | and Safety Council".

    Also where it is owned: "the Nimlands' | Trade Relief and Safety Council".
    """
    if sentence.triggers.said != "quoted" or first - 1 <= low or "words.and" not in sentence.kinds(first - 1):
        return first
    start = first - 1
    while start > low and is_capital(start - 1) and sentence.kinds(start - 1).isdisjoint(_NO_PART):
        start -= 1
    if first - 1 - start <= 1 or not is_capital(first):
        return first
    owner = start - 1 - (sentence.text(start - 1) in sentence.grammar.genitive)
    return owner - 1 if sentence.text(owner) == "'" and owner > low and is_capital(owner - 1) else start


def apposed(sentence: Sentence, first: int, end: int, is_capital: Callable[[int], bool]) -> int:
    """Return where a source ends with the name that stands behind its office: "the mayor of Lyon, Anna Martin, said".

    That is end where no name is apposed. A bracket with a short name may stand between: "(CNPC)".
    """
    if not sentence.holds(range(first, end), _TITLES):
        return end
    comma = end
    if sentence.text(comma) == "(":
        closing = next((place for place in range(comma, comma + _QUOTED_NAME) if sentence.text(place) == ")"), None)
        if closing is None or bracket(sentence, closing) != comma:
            return end
        comma = closing + 1
    if sentence.text(comma) not in (",", "،"):
        return end
    index = comma + 1
    capitals = 0
    while index <= comma + _LONGEST_APPOSED and sentence.text(index):
        text, kinds = sentence.text(index), sentence.kinds(index)
        initial = text == "." and len(sentence.text(index - 1)) == 1
        joins = capitals > 0 and sentence.touches(index) and (initial or text in "-'")
        if not joins and not (text in _PARTICLES and capitals):
            if not text[0].isalpha() or kinds & (_SOURCE | _NO_PERSON) or not is_capital(index):
                break
            capitals += 1
        index += 1
    ends = sentence.text(index) in _ENDS or bool(sentence.kinds(index) & {"attribution.verbs", "attribution.put"})
    ends = ends or bool(sentence.kinds(index) & {"words.stop"})
    return index if capitals > 1 and ends else end


def person_apposed(sentence: Sentence, first: int, end: int, times: AbstractSet[str]) -> tuple[int, int]:
    """Return a source with the person that is named beside an office where names have no capitals.

    "المتحدث باسم الوزارة، | أشرف القدرة، إن", and in Persian "مرتضی سلیمی، | رییس سازمان امداد و نجات گفت". That is
    first and end where none is. times are the words of days and months, of which no name is made.
    """
    if sentence.triggers.capitals or not sentence.holds(range(first, end), _TITLES):
        return first, end
    if sentence.triggers.said == "before":
        comma = first - 1
        opens = 1 < comma <= _LONGEST_APPOSED and sentence.text(comma) in ("،", ",")
        return (0, end) if opens and _may_be_person(sentence, range(comma), times) else (first, end)
    place = "words.stop" in sentence.kinds(end) and sentence.text(end + 2) in (
        "،",
        ",",
    )  # "رئيس الدفاع المدني في السودان،"
    comma = end + 2 if place else end
    if sentence.text(comma) not in ("،", ","):
        return first, end
    index = comma + 1
    while (
        index <= comma + _LONGEST_APPOSED and sentence.text(index)[:1].isalpha() and _is_named(sentence, index, times)
    ):
        index += 1
    ends = sentence.text(index) in _ENDS or sentence.text(index) in sentence.grammar.behind_persons
    ends = ends or "words.that" in sentence.kinds(index)
    words = range(comma + 1, index)
    led = sentence.text(comma + 1).endswith(sentence.grammar.adverb_endings)  # "مخاطبا الجمهور"
    return (
        (first, index)
        if ends and len(words) > 1 and not led and _may_be_person(sentence, words, times)
        else (first, end)
    )


def _may_be_person(sentence: Sentence, words: range, times: AbstractSet[str]) -> bool:
    alone = all(sentence.text(index).isalpha() and _is_named(sentence, index, times) for index in words)
    return alone and len(words) > 1 and any(not sentence.kinds(index) for index in words)


def _is_named(sentence: Sentence, index: int, times: AbstractSet[str]) -> bool:
    text = sentence.text(index)  # not "مصدر طبي، | اشترط عدم نشر اسمه،"
    return sentence.kinds(index) <= _TITLES and text not in times and text not in sentence.grammar.unnamed


def is_title(sentence: Sentence, one: Counted, is_capital: Callable[[int], bool]) -> bool:
    """Say whether a figure stands in the title of a work, which nobody says: "« Cent morts » sortira en mars"."""
    opening = one.first - 1
    opening -= "words.articles" in sentence.kinds(opening)
    if opening < 0 or sentence.text(opening) != '"' or not sentence.triggers.capitals:
        return False
    closing = paired(sentence, opening, step=1)
    opens = sentence.text(opening + 1).isalpha() and is_capital(opening + 1)
    if closing is None or not opens or one.end > closing or sentence.text(opening - 1) == ":":
        return False
    beside = (opening - 2, opening - 1, *range(closing + 1, closing + _SAID_SOON))
    return sentence.size > closing + _SAID_SOON and all(sentence.kinds(index).isdisjoint(_SAYING) for index in beside)


def behind_described(sentence: Sentence, first: int, end: int, is_capital: Callable[[int], bool]) -> int:
    """Return where a name opens behind what tells where it is, in German: "der in Genf ansässigen | Behörde"."""
    if first < 1 or "words.stop" not in sentence.kinds(first - 1) or not sentence.text(first - 1).isalpha():
        return first
    if "words.articles" not in sentence.kinds(first - 2):
        return first
    for index in range(first + 1, end - 1):
        small = sentence.text(index).isalpha() and not is_capital(index)
        if small and sentence.text(index).endswith(sentence.grammar.adjective_endings) and is_capital(index + 1):
            return index + 1
    return first


def past_attribute(sentence: Sentence, low: int, high: int, is_capital: Callable[[Sentence, int], bool]) -> int:
    """Return where a German name opens behind who acts on it: "die von der Hamas kontrollierte | Behörde"; or low."""
    grammar = sentence.grammar
    first = low + (sentence.text(low) in grammar.attribute_openers)
    while "words.articles" in sentence.kinds(first) and first < high:
        first += 1
    by = sentence.text(first) in grammar.attribute_agent
    if not by or (first == low and "words.articles" not in sentence.kinds(low - 1)):
        return low
    for index in range(first + 2, min(high - 1, first + _LONGEST_ATTRIBUTE)):
        small = sentence.text(index).isalpha() and not is_capital(sentence, index)
        if small and sentence.text(index).endswith(grammar.attribute_endings):
            return index + 1 if is_capital(sentence, index + 1) else low
    return low


def in_compound(sentence: Sentence, index: int, is_capital: Callable[[Sentence, int], bool]) -> bool:
    """Say whether a hyphen joins a source to a German noun that is none: "das | Hamas-Massaker"."""
    last = index + 2
    joined = sentence.triggers.nouns_capital and sentence.text(index + 1) == "-"
    joined = joined and sentence.touches(index + 1) and sentence.touches(last)
    return joined and is_capital(sentence, last) and not any(kind.startswith(_SAID_BY) for kind in sentence.kinds(last))


def named_at(sentence: Sentence, first: int, end: int, is_capital: Callable[[Sentence, int], bool]) -> int:
    """Return where words with capitals end that are known as no office, right behind "laut": "laut Wafa | wurden"."""
    last = first
    while last < end and is_capital(sentence, last) and sentence.kinds(last) <= _BARE:
        last += 1
    closed = last > first and not is_capital(sentence, last) and not _GOES_ON.isdisjoint(sentence.kinds(last))
    return last if closed else first


def through_quotation(sentence: Sentence, first: int, end: int) -> int:
    """Return where the quotation mark closes that a name opened: 'the "Observatory | for Human Rights"'."""
    closing = next((index for index in range(end, end + _LONGEST_FIELD) if sentence.text(index) == '"'), None)
    if closing is None or not all(sentence.text(index).isalpha() for index in range(end, closing)):
        return end
    return closing + (sentence.text(first - 1) != '"')
