"""Verbs of saying in languages that split them, as German does, and compounds that say whose figures they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.rules_names import Name, Names
    from claims.extractors.rules_sentence import Mark, Sentence

_REACH, _LONGEST_SUBJECT, _SHORTEST_OWNER = 24, 12, 2
_COUNTED = frozenset({"noun", "people"})
_BREAKS = frozenset(',;:"()')
_JOINING = frozenset({"words.articles", "words.and", "words.from", "words.link"})
_SOURCES = frozenset({"sources.names", "sources.nouns", "sources.titles", "sources.outlets", "sources.wires"})
_LONGEST_JOIN, _BEFORE_AUXILIARY = 2, 3
_PREPOSITION, _QUOTED_WITHIN = 3, 12
_LINKED = ("ungs", "heits", "keits", "schafts", "ions", "ums", "tats")


def is_no_saying(sentence: Sentence, mark: Mark) -> bool:
    """Say whether what looks like a verb of saying is none.

    It is part of a longer name of a source ("porte-parole"), describes the dead that it stands before ("zwölf
    bestätigten Toten"), or stands in a longer phrase that names nobody ("es gab").
    """
    if "words.adjectives" in sentence.kinds(mark.first) and sentence.kinds(mark.end) & _COUNTED:
        return True
    marks = sentence.at(mark.first)
    if any("attribution.nobody" in one.kinds and one.end - one.first > 1 for one in marks):
        return True
    return any(one.end > mark.end and one.kinds & (_SOURCES | {"attribution.pronouns"}) for one in marks)


def behind_auxiliary(sentence: Sentence, names: Names, high: int) -> Name | None:
    """Return the subject behind the auxiliary of a verb at the end: "hatte die Opposition von 12 Toten | gesprochen".

    None where no auxiliary stands before the verb in its clause, or no one is named behind it.
    """
    for index in range(high - 1, max(-1, high - _REACH), -1):
        if sentence.text(index) in _BREAKS:
            return None
        if "attribution.preceded" in sentence.kinds(index):
            end = min(high, index + _LONGEST_SUBJECT)
            figure = next((i for i in range(index + 1, end) if "words.from" in sentence.kinds(i)), end)
            name = names.pick(sentence, index + 1, figure)
            if name is None:  # "Staatsmedien hatten von 12 Toten gesprochen"
                name = names.pick(sentence, max(0, index - _BEFORE_AUXILIARY), index)
            return None if name is None or name.pronoun else name
    return None


def noun_before(sentence: Sentence, names: Names, high: int, *, low: int) -> int:
    """Return where the last noun phrase before a word begins: "Die Zahl lag | Behörden zufolge", no earlier than low.

    It is a row of words with capitals, and small ones that join them ("Behörden in der Stadt").
    """
    first = high
    for index in range(high - 1, low - 1, -1):
        kinds = sentence.kinds(index)
        if names.is_capital(sentence, index):
            if first < high and kinds & _COUNTED and not kinds & _SOURCES:
                break
            first = index
        elif not kinds & _JOINING or first - index > _LONGEST_JOIN:
            break
    return first if first < high else low


def owner_end(sentence: Sentence, index: int, end: int) -> int:
    """Return the offset where the owner ends in a compound of statements that ends at an offset: "Polizei|angaben".

    That is end for any other word. The letter that links a compound goes: "Regierung|sangaben".
    """
    mark = sentence.mark(index, "sources.statements")
    if mark is None:
        return end
    ending = mark.meaning.names("sources.statements")[0]
    owner = sentence.text(index).removesuffix(ending)
    if len(owner) < _SHORTEST_OWNER:
        dashed = sentence.text(index - 1) == "-" and sentence.touches(index)  # "UN-Angaben"
        return end - len(ending) if dashed else end
    return end - len(ending) - owner.endswith(_LINKED)


def owns_statements(sentence: Sentence, mark: Mark) -> bool:
    """Say whether a compound of statements names whose they are, as "Angaben" alone does not."""
    ending = mark.meaning.names("sources.statements")[0]
    before = mark.first > 0 and sentence.text(mark.first - 1) == "-" and sentence.touches(mark.first)
    return before or len(sentence.text(mark.first)) >= len(ending) + _SHORTEST_OWNER


def is_preposition(sentence: Sentence, mark: Mark) -> bool:
    """Say whether a quoting word is only a preposition: "عن" quotes behind "نقلت", in "لا يقل عن" it does not."""
    plain = "attribution.according" not in mark.kinds and len(sentence.text(mark.first)) <= _PREPOSITION
    if mark.end > mark.first + 1 or not plain:
        return False
    before = range(max(0, mark.first - _QUOTED_WITHIN), mark.first)
    return "words.stop" in sentence.kinds(mark.first) and not any(
        "attribution.quoting" in sentence.kinds(index) for index in before
    )
