"""Where the words that may name a source begin and end, beside a verb or a phrase of saying."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from claims.extractors.constructions.pairs import bracket, paired
from claims.extractors.constructions.sentence import Sentence, opens_number

REACH = 24
"""So many words an attribution may stretch over."""
BREAKS = frozenset(',،;:"()-')
"""Marks that end a clause or set off an aside."""
SUBJECTS = frozenset(
    {"sources.names", "sources.wires", "sources.nouns", "sources.titles", "sources.outlets", "attribution.pronouns"}
)  # fmt: skip
"""Words that name who speaks."""
EDGES = frozenset(
    {"words.denied", "words.that", "words.clause", "attribution.verbs", "attribution.according", "attribution.quoting"}
)  # fmt: skip
"""Words that no name goes on over."""
_NO_EDGES = SUBJECTS | {"attribution.nobody"}
_SPEAKERS = frozenset({"sources.names", "sources.nouns", "sources.titles", "sources.outlets"})
_PRONOUNS = frozenset({"attribution.pronouns"})
_DATELINE, _SOON = 6, 4
_OFFICE = 4
_DOMAINS = frozenset(
    {"ru", "com", "org", "net", "info", "ua", "by", "kz", "uz", "tj", "kg", "ir", "io", "ру", "реалии"}
)


def left_edge(sentence: Sentence, high: int) -> int:
    """Return where the clause that ends at a word begins."""
    skipped = high
    reach = 2 * REACH if sentence.triggers.said == "before" else REACH
    for index in range(high - 1, max(-1, high - reach), -1):
        text, kinds = sentence.texts[index], sentence.covers[index]
        if index >= skipped:
            continue
        if text in BREAKS:
            if text == '"' and (opening := paired(sentence, index, step=-1)) is not None:
                skipped = opening
                continue
            if text == ")" and (opening := bracket(sentence, index)) is not None:
                if "sources.wires" in sentence.kinds(index - 1) and opening == index - 2 and opening < _DATELINE:
                    return index + 1  # "ORR, Nimland (AP) The ministry said"
                skipped = opening
                continue
            if text != "-" or not sentence.touches(index):
                return index + 1
        if kinds & EDGES and not kinds & _NO_EDGES and "words.earlier" not in kinds:
            return index + 1  # not "dans un premier temps"
    return max(0, high - reach + 1)


def right_edge(sentence: Sentence, low: int) -> int:
    """Return where the words that may name a source end."""
    skipped = low
    for index in range(low, min(low + REACH, sentence.size)):
        text, kinds = sentence.texts[index], sentence.covers[index]
        if index < skipped:
            continue
        if text == '"' and (closing := paired(sentence, index, step=1)) is not None:
            skipped = closing + 1
            continue
        if text in BREAKS and not (text == '"' and index == low) and not (text == "-" and sentence.touches(index)):
            return index
        if text == "." and not _is_short(sentence, index - 1) and not in_domain(sentence, index):
            return index
        if kinds & EDGES and not kinds & SUBJECTS and not _describes(sentence, low, index):
            return index
        if text[0].isdecimal() or _counts_behind(sentence, low, index):
            return index
    return min(low + REACH, sentence.size)


def in_domain(sentence: Sentence, index: int) -> bool:
    """Say whether a full stop parts the name of a site from its end: "Lenta.ru", "Север.Реалии"."""
    return (
        sentence.text(index) == "."
        and sentence.text(index + 1) in _DOMAINS
        and sentence.touches(index)
        and sentence.touches(index + 1)
    )


def _is_short(sentence: Sentence, index: int) -> bool:
    """Say whether a full stop behind a word is that of an abbreviation: "Capt. | Orr"."""
    return index >= 0 and (len(sentence.text(index)) <= 3 or sentence.text(index) in sentence.triggers.abbreviations)


def _describes(sentence: Sentence, low: int, index: int) -> bool:
    """Say whether a German participle stands before the name that it describes: "der registrierten | Gruppe"."""
    ends = index > low and sentence.text(index).endswith(sentence.grammar.name_endings)
    return ends and not sentence.kinds(index + 1).isdisjoint(_SPEAKERS)


def _counts_behind(sentence: Sentence, low: int, index: int) -> bool:
    """Say whether a number in words follows a name: "nach Angaben von Augenzeugen vier Menschen"."""
    if not opens_number(sentence.triggers.code, sentence.text(index)) or "words.articles" in sentence.kinds(index):
        return False
    return sentence.holds(range(low, index), _SPEAKERS | _PRONOUNS)


def is_one_who(sentence: Sentence, verb: int) -> bool:
    """Say whether an office before a verb is that of one person in English: "a relief official | estimates that"."""
    if not sentence.grammar.one_who or "sources.titles" not in sentence.kinds(verb - 1):
        return False
    words = range(verb - 2, max(-1, verb - 2 - _OFFICE), -1)
    first = next((index for index in words if not sentence.text(index).isalpha() or sentence.kinds(index)), -1)
    return first >= 0 and sentence.text(first) in sentence.grammar.one_who


def is_victim(sentence: Sentence, first: int) -> bool:
    """Say whether a word is who is counted behind what became of them: "از کشته شدن ۱۵ | پولیس خبر داد".

    So is the dual of Arabic: "وفاة | شخصين". Not in languages whose names have capitals.
    """
    if first < 1 or sentence.triggers.capitals:
        return False
    if sentence.text(first - 1)[0].isdecimal():
        return "before" in sentence.kinds(first - 2)
    dual = bool(sentence.triggers.prefixes) and opens_number(sentence.triggers.code, sentence.text(first))
    return dual and "before" in sentence.kinds(first - 1)


def ends_soon(sentence: Sentence, first: int, times: AbstractSet[str], *, told: bool) -> bool:
    """Say whether a clause ends a few words behind a verb with no figure between: "the boss told reporters.".

    told says that who was told stands there, who may be named at length: "told a board of the parish on Monday".
    """
    code = sentence.triggers.code
    for index in range(first, min(first + _SOON * (1 + told), sentence.size)):
        text, kinds = sentence.text(index), sentence.kinds(index)
        if text in (".", ",", ";", "،") or (told and "words.stop" in kinds and sentence.text(index + 1) in times):
            return True
        if sentence.text(index - 1) in times and text.isdecimal():
            continue  # "reported June 1."
        counts = opens_number(code, text) and not (told and "words.articles" in kinds)
        if not text[0].isalpha() or counts:
            return False
    return False
