"""Verbs at the end of a long sentence, as in Persian: they tell what became of whom its last figure counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_FORMS = frozenset({"verb", "after"})
_PARTING = frozenset(
    {"words.that", "words.relative", "words.clause", "attribution.verbs", "words.void", "words.denied"}
)
_MARKS = frozenset(";:()")
_ENDS = frozenset({".", "!", "؟", ""})
_FARTHEST = 48
_COST = 20.0


def share_final(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    triggers: Sequence[Trigger],
    best: dict[int, tuple[float, Trigger]],
) -> None:
    """Give the last figure of people the verb that ends its clause, however much stands between; best is changed.

    "بیش از ۳۰۰ تن از دراویش در جریان حمله … در تهران بازداشت شدند", "سه زندانی را … اعدام کرد". Not past another word
    of a measure, an object, who says it or a new clause.
    """
    place, grammar = len(numbers) - 1, sentence.grammar
    if not grammar.befell_many or place in best or heads[place].kind != "people":
        return
    last = max((one for one in triggers if one.form in _FORMS), key=lambda one: one.end, default=None)
    first = max(numbers[place].stop, heads[place].end)
    done = sentence.text(first) in grammar.object_mark
    if last is None or sentence.text(last.end) not in _ENDS:
        return
    if sentence.text(last.end - 1) not in (grammar.did if done else grammar.befell_many):
        return
    gap = range(first + done, last.first)
    if len(gap) > _FARTHEST or any(_parts(sentence, index) for index in gap):
        return
    others = (one for one in triggers if one.first in gap and one.form != "before")
    if all(sentence.triggers.measures[one.measure].things for one in others):
        best[place] = (_COST, last)


def _parts(sentence: Sentence, index: int) -> bool:
    """Say whether a word begins or ends a clause between a figure and the verb at the end."""
    text, kinds = sentence.text(index), sentence.kinds(index)
    ends = text.endswith(sentence.grammar.plural_endings) and "words.and" in sentence.kinds(index + 1)
    return ends or text in sentence.grammar.object_mark or text in _MARKS or not kinds.isdisjoint(_PARTING)
