"""Sources with which a line opens or closes: "Health ministry: 9 killed", "9 killed in shooting: police"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extractors.constructions.name_edges import right_edge

if TYPE_CHECKING:
    from claims.extractors.constructions.names import Name, Names
    from claims.extractors.constructions.sentence import Sentence

_OPENING_WORDS, _CLOSING_WORDS, _FEW = 9, 6, 3
_PLAIN = frozenset({"words.adjectives", "words.places"})
_CLOSING_MARKS = frozenset(":-)")
_IN_OPENINGS = frozenset("|\"'-")
_NOT_IN_OPENINGS = frozenset(
    {"attribution.backward", "verb", "noun", "label", "before", "after", "attribution.verbs", "words.that"}
)
_NO_PLACES = frozenset({"attribution.according", "attribution.agent", "words.articles", "words.relative"})
_NAMES = frozenset({"sources.names"})
_SPEAKERS = frozenset(
    {"sources.names", "sources.wires", "sources.nouns", "sources.titles", "sources.outlets", "attribution.pronouns"}
)


def opening_source(sentence: Sentence, names: Names) -> tuple[Name, int] | None:
    """Return the source with which a line opens and the index after its colon: "عاجل | وزارة الصحة: 5 شهداء"."""
    colons = sentence.marked(":")
    if not colons or colons[0] >= _OPENING_WORDS:
        return None
    for index in range(1, min(_OPENING_WORDS, sentence.size)):
        text = sentence.text(index)
        if text == ":":
            name = names.pick(sentence, 0, index)
            known = name is not None and any(sentence.kinds(i) & _SPEAKERS for i in range(name.first, name.end))
            known = known or (name is not None and name.end == 1 and names.in_brackets(sentence, 0))
            if name is None or not known or _is_place(sentence, name.first):
                return None
            if name.pronoun or _acts(sentence, names, range(name.end, index)):
                return None
            return name, index + 1
        if not (text[0].isalpha() or text in _IN_OPENINGS) or sentence.kinds(index) & _NOT_IN_OPENINGS:
            break
    return None


def _is_place(sentence: Sentence, first: int) -> bool:
    """Say whether a preposition stands before a name, so that it is where or for whom: "Explosion in Chemiewerk:"."""
    before = first - 1
    while before > 0 and "words.articles" in sentence.kinds(before):
        before -= 1
    kinds = sentence.kinds(before) if before >= 0 else frozenset()
    return sentence.triggers.capitals and "words.stop" in kinds and kinds.isdisjoint(_NO_PLACES)


def _acts(sentence: Sentence, names: Names, gap: range) -> bool:
    """Say whether an unknown word, no name, stands between a source and a colon: "la police a tiré: 3 morts"."""
    unknown = [index for index in gap if not sentence.kinds(index) and sentence.text(index)[0].isalpha()]
    return sentence.triggers.capitals and any(not names.is_capital(sentence, index) for index in unknown)


def _ends_known(sentence: Sentence, words: range) -> bool:
    """Say whether the last of a few English words names a source and the others nothing known: "rights | group"."""
    if sentence.triggers.said != "quoted" or not 1 < len(words) <= _FEW:
        return False
    small = all(sentence.kinds(word) <= _PLAIN for word in words[:-1])
    return small and not sentence.kinds(words[-1]).isdisjoint(_SPEAKERS)


def closing_source(sentence: Sentence, names: Names) -> tuple[Name, int, int] | None:
    """Return the source that stands alone at the end, and its words with the mark before: "Trois morts (pompiers)."."""
    if _CLOSING_MARKS.isdisjoint(sentence.all_marked()):
        return None
    end = sentence.size
    while end and sentence.text(end - 1) in (".", "\n"):
        end -= 1
    closed = sentence.text(end - 1) == ")"
    end -= closed
    for index in range(end - 1, max(0, end - _CLOSING_WORDS), -1):
        text = sentence.text(index)
        if text == "(" if closed else text == ":" or (text == "-" and not sentence.touches(index)):
            words = range(index + 1, end)
            known = [bool(sentence.kinds(word) & (_SPEAKERS | {"words.articles"})) for word in words]
            named = any(known) if closed else all(known) or _ends_known(sentence, words)
            named = named and not (closed and sentence.kinds(index - 1) & _NAMES)  # "by the Agency for Ports (AFP)"
            name = names.pick(sentence, index + 1, end) if words and named else None
            return (name, index, end) if name is not None else None
        if not text[0].isalpha():
            break
    return None


def source_behind_per(sentence: Sentence, names: Names) -> Name | None:
    """Return who is named behind a comma and "per" in English: "nine died in April, per | NOAA"; no "12 per day"."""
    if sentence.triggers.said != "quoted":
        return None
    for index in sentence.where("words.per"):
        first = index + 1 + ("words.articles" in sentence.kinds(index + 1))
        if sentence.text(index - 1) != "," or first >= sentence.size:
            continue
        known = names.is_acronym(sentence, first) or not sentence.kinds(first).isdisjoint(_SPEAKERS)
        name = names.pick(sentence, first, right_edge(sentence, first)) if known else None
        if name is not None and name.first == first and not name.pronoun:
            return name
    return None
