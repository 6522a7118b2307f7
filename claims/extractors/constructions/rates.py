"""Figures that are rates: "12 morts par jour", "cada año mueren 300 personas", which count nobody once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.extractors.constructions.found import Span
    from claims.extractors.constructions.sentence import Sentence

_FARTHEST, _ROW_GAP = 6, 4
_BARRIERS = frozenset({"words.clause", "words.that", "words.relative", "words.change", "words.from", "words.partitive"})
_RELATIVE = frozenset({"words.relative"})


def without_rates(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """Return numbers with those spoilt that are told of by time: the nearest before "per day", or behind "each year".

    Numbers that "and" joins to one before "per day" are rates too.
    """
    if "words.rates" not in sentence.present or not spans:
        return spans
    spoilt: set[int] = set()
    for first, end in _phrases(sentence):
        if sentence.text(end) in sentence.grammar.next_time:
            continue  # "al día siguiente", "al día de hoy"
        before = max((place for place, span in enumerate(spans) if span.end <= first), default=-1)
        if before >= 0 and _is_near(sentence, spans[before].end, first):
            spoilt.add(before)
            while before > 0 and _in_row(sentence, spans[before - 1].end, spans[before].first):
                before -= 1
                spoilt.add(before)
            continue
        behind = next((place for place, span in enumerate(spans) if span.first >= end), None)
        if behind is not None and _leads_to(sentence, first, end, spans[behind].first):
            spoilt.add(behind)
    return [replace(span, spoilt=span.spoilt or place in spoilt) for place, span in enumerate(spans)]


def _leads_to(sentence: Sentence, first: int, end: int, number: int) -> bool:
    """Say whether a phrase stands right before a number: "each year, 300", "De cada 1.000 nacidos, 97"."""
    if _is_near(sentence, end + (sentence.text(end) == ","), number):
        return True
    return first == 0 and sentence.text(number - 1) == "," and _is_near(sentence, end, number - 1)


def _phrases(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the words from first up to end of each phrase that tells of a rate."""
    end = 0
    for index in sentence.where("words.rates"):
        for mark in sentence.at(index):
            if mark.first >= end and "words.rates" in mark.kinds:
                end = mark.end
                yield mark.first, mark.end


def _is_near(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether few words stand from first up to end, no pause and no other clause among them."""
    gap = range(first, end)
    if len(gap) > _FARTHEST:
        return False
    return all(sentence.text(index)[0].isalnum() and not _bars(sentence, index) for index in gap)


def _bars(sentence: Sentence, index: int) -> bool:
    """Say whether a word begins another clause; no German article, which may be a relative: "Lager | der Regierung"."""
    bars = _BARRIERS & sentence.kinds(index)
    return bool(bars) and not (bars == _RELATIVE and "words.articles" in sentence.kinds(index))


def _in_row(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether "and" joins two numbers with only what the first counts between them."""
    gap = range(first, end)
    joins = any("words.and" in sentence.kinds(index) for index in gap)
    return joins and len(gap) <= _ROW_GAP and _is_near(sentence, first, end)
