"""Persian alone: verbs at the end of a long sentence, and patients, who are no injured.

A verb at the end tells what became of those whom the last figure of its sentence counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.trigger import keys_in

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence


def _folded(*words: str) -> frozenset[str]:
    """Return words as sentences hold them."""
    return frozenset(key for word in words for key in keys_in(word))


_FORMS = frozenset({"verb", "after"})
_PASSIVE = _folded("شدند", "اند", "شده‌اند", "باختند", "باخته‌اند", "سپردند", "یافتند", "است")
_PARTING = frozenset(
    {"words.that", "words.relative", "words.clause", "attribution.verbs", "words.void", "words.denied"}
)
_ACTIVE = _folded("کرد", "کردند", "است", "کرده‌اند", "کشت", "کشتند", "گرفت", "گرفتند", "آویخت")
_MARKS = frozenset(";:()")
_OBJECT = "را"
_ENDS = frozenset({".", "!", "؟", ""})
_ILL = frozenset({"مبتلا", "مبتلايان", "كرونا", "كرونايي", "كوويد", "بيماران", "بيماري", "انفلوانزا", "وبا"})
_IN_BED = ("بستري", "مراقبت")
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
    place = len(numbers) - 1
    if sentence.triggers.said != "before" or place in best or heads[place].kind != "people":
        return
    last = max((one for one in triggers if one.form in _FORMS), key=lambda one: one.end, default=None)
    first = max(numbers[place].stop, heads[place].end)
    done = sentence.text(first) == _OBJECT
    if last is None or sentence.text(last.end) not in _ENDS:
        return
    if sentence.text(last.end - 1) not in (_ACTIVE if done else _PASSIVE):
        return
    gap = range(first + done, last.first)
    if len(gap) > _FARTHEST or any(_parts(sentence, index) for index in gap):
        return
    others = (one for one in triggers if one.first in gap and one.form != "before")
    if all(sentence.triggers.measures[one.measure].things for one in others):
        best[place] = (_COST, last)


def drop_patients(sentence: Sentence, best: dict[int, tuple[float, Trigger]]) -> None:
    """Leave out patients of a disease, who were not hurt: "۷۶۹ بیمار کووید۱۹ بستری شدند"; best is changed."""
    if sentence.triggers.said != "before" or _ILL.isdisjoint(sentence.texts):
        return
    for place, (_, trigger) in list(best.items()):
        words = sentence.texts[trigger.first : trigger.end]
        if trigger.measure == "injured" and any(word.startswith(_IN_BED) for word in words):
            del best[place]


def _parts(sentence: Sentence, index: int) -> bool:
    """Say whether a word begins or ends a clause between a figure and the verb at the end."""
    text, kinds = sentence.text(index), sentence.kinds(index)
    ends = text.endswith("ند") and "words.and" in sentence.kinds(index + 1)
    return ends or text == _OBJECT or text in _MARKS or not kinds.isdisjoint(_PARTING)
