"""What an event cost: amounts of money beside a word for damage, in the currency that is recorded, never converted.

"$2.5 billion in damage", "les dégâts sont estimés à 3 millions de dollars". An amount in another currency is no claim
of a measure that is kept in dollars, and no rate is made up for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from claims.currency import currency_of, is_same
from claims.errors import AmbiguousFigure, NotAFigure
from claims.extractors.constructions.found import Counted, Number, Trigger
from claims.extractors.constructions.traps import is_change
from claims.figure import parse
from claims.model import Figure, Hedge, ValueKind

if TYPE_CHECKING:
    from claims.extractors.constructions.figures import FigureReader
    from claims.extractors.constructions.found import Span
    from claims.extractors.constructions.sentence import Sentence
    from claims.extractors.constructions.sources import Attribution

COST, _UNIT = "damage-cost", "USD"
"""The measure of money that every database begins with, and the currency that it is kept in."""

_DAMAGE = frozenset({"words.damage"})
_LEADS = frozenset({"words.link", "words.to"})
_SIGNS = frozenset({"$", "us", "usd"})
_CURRENCY_WORDS, _RANGE_WORDS = 4, 3
_BEFORE, _BEHIND, _BESIDE = 8, 2, 3
_BREAKS = frozenset(',،;:.()"\n')
_BRACKETS, _MARKS_WITHIN = frozenset("()"), frozenset(".,$")


def costs_in(text: str, sentence: Sentence, reader: FigureReader, in_words: Sequence[tuple[int, int]]) -> list[Counted]:
    """Return what a sentence says that damage costs, in the order of the text."""
    found: list[Counted] = []
    for amount in _amounts(text, sentence, reader, reader.spans_of(sentence, in_words=in_words)):
        changed = bool(found) and is_change(sentence, found[-1].number.start)  # "rose from $2 billion to $3 billion"
        trigger = found[-1].trigger if changed else _damage_by(sentence, amount)
        if trigger is not None:
            first, end = min(amount.start, trigger.first), max(amount.stop, trigger.end)
            found.append(Counted(amount, COST, "all", first, end, trigger))
    return found


def _amounts(text: str, sentence: Sentence, reader: FigureReader, spans: Sequence[Span]) -> Iterator[Number]:
    """Yield the amounts of money in the recorded currency, ranges as one."""
    joined = False
    for span, following in zip_longest(spans, spans[1:]):
        if joined:
            joined = False
            continue
        first = _with_sign(sentence, span.first)
        near = following is not None and following.first - span.end <= _RANGE_WORDS
        if following is not None and near and not is_change(sentence, first):
            amount = _amount(text, sentence, reader, first, following)
            joined = amount is not None and amount.figure.hedge is Hedge.BETWEEN
            if joined and amount is not None:
                yield amount
                continue
        amount = _amount(text, sentence, reader, first, span)
        if amount is not None:
            yield amount


def _with_sign(sentence: Sentence, first: int) -> int:
    """Return where an amount begins with the sign or code before it: "US$310 million", "USD 40 million"."""
    while sentence.text(first - 1) in _SIGNS:
        first -= 1
    return first


def _amount(text: str, sentence: Sentence, reader: FigureReader, first: int, last: Span) -> Number | None:
    """Return the amount from a word on, with its hedges and the currency behind its last number; None for none."""
    starts, ends = sentence.starts, sentence.ends
    for end in range(last.end, min(last.end + _CURRENCY_WORDS, sentence.size + 1)):
        if sentence.text(end - 1) in _BRACKETS:
            return None  # "33 million pesos | ($590,000)"
        currency = currency_of(text[starts[first] : ends[end - 1]])
        if currency is None:
            continue
        if not is_same(currency, _UNIT):
            return None
        start, stop = reader.phrases.hedged_from(sentence, first), reader.phrases.hedged_to(sentence, end)
        for begin, until in ((start, stop), (start, end), (first, stop), (first, end)):
            text_start, text_end = starts[begin], ends[until - 1]
            figure = _parse(text[text_start:text_end], sentence.triggers.code)
            if figure is not None:
                return Number(first, end, begin, until, text_start, text_end, figure)
        return None
    return None


def without_damage(attributions: Sequence[Attribution], trigger: Trigger) -> list[Attribution]:
    """Return attributions whose names hold no word for damage, cut before it: "قدرت الحكومة | الأضرار"."""
    found = []
    for one in attributions:
        name = one.name
        if name.first < trigger.first < name.end:
            found.append(replace(one, name=replace(name, end=trigger.first)))
        elif not trigger.first <= name.first < trigger.end:
            found.append(one)
    return found


@lru_cache(maxsize=1024)
def _parse(phrase: str, code: str) -> Figure | None:
    try:
        figure = parse(phrase, language=code, kind=ValueKind.MONEY)
    except (NotAFigure, AmbiguousFigure):
        return None
    return None if figure.hedge in (Hedge.NONE, Hedge.VAGUE) else figure


def _damage_by(sentence: Sentence, amount: Number) -> Trigger | None:
    """Return the word for damage that has an amount: right behind it, or before it with words that lead to it.

    An amount in brackets behind another number is the same in dollars: "damage of 33 million pesos ($590,000)".
    """
    start = _before_bracket(sentence, amount.start)
    for mark in sentence.marks_of(_DAMAGE):
        if amount.stop <= mark.first <= amount.stop + _BEHIND:
            if not _parts(sentence, range(amount.stop, mark.first)) and "words.to" not in sentence.kinds(amount.stop):
                return Trigger(mark.first, mark.end, "label", COST)
        elif mark.end <= start <= mark.end + _BEFORE:
            gap = range(mark.end, start)
            led = len(gap) < _BESIDE or not sentence.kinds(start - 1).isdisjoint(_LEADS)
            if led and not _parts(sentence, gap):
                return Trigger(mark.first, mark.end, "label", COST)
    return None


def _before_bracket(sentence: Sentence, start: int) -> int:
    """Return where the number begins behind which an amount stands in brackets, else where the amount does."""
    if sentence.text(start - 1) != "(":
        return start
    words = range(start - 2, max(-1, start - 2 - _CURRENCY_WORDS), -1)
    number = next((index for index in words if sentence.text(index)[0].isdecimal()), None)
    if number is None or _parts(sentence, range(number + 1, start - 1)):
        return start
    while number > 0 and (sentence.text(number - 1) in _MARKS_WITHIN or sentence.text(number - 1)[0].isdecimal()):
        number -= 1
    return number


def _parts(sentence: Sentence, gap: range) -> bool:
    """Say whether a mark or another number stands between a word for damage and an amount."""
    return any(sentence.text(index) in _BREAKS or sentence.text(index)[0].isdecimal() for index in gap)
