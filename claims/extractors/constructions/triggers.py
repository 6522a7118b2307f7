"""The words of measures of a sentence: phrases of the trigger lists, the halves of an idiom as one."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extractors.constructions.found import Trigger
from claims.extractors.constructions.heads import parts_figures
from claims.extractors.constructions.pairing import without_alternatives
from claims.extractors.constructions.sentence import Mark, Sentence, opens_number

_IDIOM_WINDOW = 14


_CLOSING = frozenset({"closes"})
COUNTING = frozenset({"noun", "verb", "before", "after", "label", "opens"})
"""The kinds of phrases without which nothing is counted."""
_MEASURING = COUNTING | {"words.void"}


def triggers_of(sentence: Sentence) -> list[Trigger]:
    """Return the words of measures of a sentence in order, the halves of an idiom as one."""
    found: list[Trigger] = []
    closings = sentence.marks_of(_CLOSING)
    joined = "words.joint" in sentence.present
    for mark in sentence.marks_of(_MEASURING):
        first, end, meaning = mark
        joint = sentence.mark(first, "words.joint") if joined else None
        if joined and joint is None and "label" in mark.kinds:
            joint = sentence.mark(end - 1, "words.joint")  # "число | погибших и пропавших"
        within = joint is not None and joint is not mark and mark.end <= joint.end
        if (joint is not None and within and not parts_figures(sentence, joint)) or _is_compound(sentence, mark):
            continue
        told = "attribution.according" in sentence.kinds(first - 1)  # "selon le bilan du bureau"
        for kind, name in meaning.senses:
            if told and kind in ("label", "words.void"):
                continue  # "nach Aussage der | Interviewten"
            if kind in ("noun", "verb", "before", "after", "label"):
                found.append(Trigger(first, end, kind, name))
            elif kind == "words.void" and not (_tells_source(sentence, mark) or _is_named(sentence, mark)):
                found.append(Trigger(first, end, "void", ""))
            elif kind == "opens":
                found.extend(_idioms(sentence, mark, closings, name))
    wide = {one.end for one in found if one.form == "before" and "opens" in sentence.kinds(one.first)}
    if wide:
        found = [one for one in found if one.form != "void" or one.end not in wide]
    return without_alternatives(sentence, found)


def _is_compound(sentence: Sentence, mark: Mark) -> bool:
    """Say whether a word only ends an English adjective: "in the drought-|affected north", not "were re-|arrested"."""
    if sentence.triggers.said != "quoted" or sentence.text(mark.first - 1) != "-":
        return False
    again = sentence.text(mark.first - 2) in sentence.grammar.again
    return sentence.touches(mark.first) and sentence.touches(mark.first - 1) and not again


def _tells_source(sentence: Sentence, mark: Mark) -> bool:
    """Say whether a longer phrase from the same word on names who says it: "288 | released by the ministry"."""
    according = sentence.mark(mark.first, "attribution.according")
    return according is not None and according.first == mark.first and according.end > mark.end


def _idioms(sentence: Sentence, opening: Mark, closings: Sequence[Mark], name: str) -> list[Trigger]:
    """Return an idiom by its halves, as one word before a figure that stands behind both, as in Arabic.

    "نفذت السلطات | حكم الإعدام بحق | 11 مدانا".
    """
    for mark in closings:
        if mark.first > opening.end + _IDIOM_WINDOW:
            break
        if mark.first > opening.first and name in mark.meaning.names("closes"):
            behind = sentence.text(mark.end)
            if sentence.triggers.prefixes and (behind[:1].isdecimal() or opens_number(sentence.triggers.code, behind)):
                return [Trigger(opening.first, mark.end, "before", name.split(maxsplit=1)[0])]
            return [Trigger(opening.first, opening.end, "idiom", name.split(maxsplit=1)[0], mark.first)]
    return []


def _is_named(sentence: Sentence, mark: Mark) -> bool:
    """Say whether a word that makes no count ends what names people: "все находившиеся | на борту"."""
    people = sentence.mark(mark.first, "people")
    return people is not None and people.first < mark.first and people.end == mark.end
