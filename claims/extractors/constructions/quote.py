"""The smallest passage of a text that carries a claim, and ages that stand by a figure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from claims.extractors.constructions.found import Counted
from claims.extractors.constructions.sentence import Sentence

_BREAKS = frozenset(',،;:|"\n!?…')
_MAY_BREAK = _BREAKS | {"."}
_AGE_WORDS = 6
_LONGEST_QUOTE = 600


def quotes_of(sentence: Sentence, counted: Sequence[Counted]) -> list[tuple[int, int]]:
    """Return the offsets of the clause that carries each figure, cut where another's own clause begins or ends."""
    if len(counted) == 1:
        return [_quote(sentence, one, first=one.first, last=-1) for one in counted]
    starts = sorted(one.number.start for one in counted)[:2]
    firsts = sorted((min(one.number.start, one.first) for one in counted), reverse=True)[:2]
    return [
        _quote(
            sentence,
            one,
            first=starts[one.number.start == starts[0]],
            last=firsts[min(one.number.start, one.first) == firsts[0]],
        )
        for one in counted
    ]


def _quote(sentence: Sentence, counted: Counted, *, first: int, last: int) -> tuple[int, int]:
    """Return the offsets of a figure's clause; first and last are as for _clause."""
    low, high = _clause(sentence, counted.first, counted.end, first=first, last=last)
    while low < counted.first and (
        "words.and" in sentence.kinds(low) or (not sentence.text(low)[0].isalnum() and sentence.text(low) not in "([$#")
    ):
        low += 1
    while high > counted.end and (
        sentence.text(high - 1) in (".", "-", "'") or "words.and" in sentence.kinds(high - 1)
    ):
        high -= 1
    low, high = _shortened(sentence, low, high, counted)
    return sentence.starts[low], sentence.ends[high - 1]


def _shortened(sentence: Sentence, low: int, high: int, counted: Counted) -> tuple[int, int]:
    """Return a clause without as many words at both ends as make it longer than a quote, but with its figure."""

    def cut(words: int) -> tuple[int, int]:
        return min(low + words, counted.first), max(high - words, counted.end)

    def is_short(words: int) -> bool:
        first, end = cut(words)
        return sentence.ends[end - 1] - sentence.starts[first] <= _LONGEST_QUOTE

    if is_short(0):
        return low, high
    return cut(bisect_left(range(max(counted.first - low, high - counted.end)), True, key=is_short))  # noqa: FBT003


def _clause(sentence: Sentence, low: int, high: int, *, first: int, last: int) -> tuple[int, int]:
    """Return words with those beside them up to a break, or to where the clause of another figure begins or ends.

    first is where the first of the other figures stands, last the last place where the clause of one can begin.
    """
    breaks = _kept(sentence, "breaks", _breaks)
    place = bisect_left(breaks, low)
    begin = breaks[place - 1] + 1 if place else 0
    if first < low:
        joints = _kept(sentence, "joins", _joined)
        place = bisect_right(joints, low)
        begin = max(begin, joints[place - 1]) if place and joints[place - 1] > first else begin
    place = bisect_left(breaks, high)
    end = breaks[place] if place < len(breaks) else sentence.size
    if last >= high:
        joints = _kept(sentence, "parts", _parts)
        place = bisect_left(joints, high)
        end = min(end, joints[place]) if place < len(joints) and joints[place] <= last else end
    return begin, end


def _kept(sentence: Sentence, name: str, find: Callable[[Sentence], list[int]]) -> list[int]:
    """Return some words of a sentence in order; looked for once."""
    places = sentence.found.get(name)
    if places is None:
        places = sentence.found[name] = find(sentence)
    return places


def _breaks(sentence: Sentence) -> list[int]:
    """Return the marks that end a clause."""
    return [index for index in sentence.signed(_MAY_BREAK) if _is_break(sentence, index)]


def _is_break(sentence: Sentence, index: int) -> bool:
    text = sentence.text(index)
    if text == ".":
        return index + 1 >= sentence.size
    return text in _BREAKS and not (
        sentence.touches(index) and sentence.touches(index + 1) and sentence.text(index + 1)[:1].isdecimal()
    )


def _joined(sentence: Sentence) -> list[int]:
    """Return the words that "and" or the beginning of a clause before them parts from a figure before."""
    return sorted({index + 1 for index in _joints(sentence)} | set(_glued(sentence)))


def _parts(sentence: Sentence) -> list[int]:
    """Return the words with which the clause of a figure behind them begins."""
    return sorted({*_joints(sentence), *_glued(sentence)})


def _joints(sentence: Sentence) -> list[int]:
    return [*sentence.where("words.and"), *sentence.where("words.clause")]


def _glued(sentence: Sentence) -> list[int]:
    """Return the words onto which "and" is written."""
    triggers = sentence.triggers
    texts = sentence.texts if triggers.prefixes else ()
    return [index for index, text in enumerate(texts) if triggers.joins(text)]


def ages_of(text: str, sentence: Sentence, counted: Counted) -> str | None:
    """Return the ages of those whom a figure counts as the text puts them behind it, None where it names none."""
    ages = sentence.where("words.age_of")
    for index in ages[bisect_left(ages, counted.number.stop) :]:
        beside = [
            place
            for place in range(max(counted.number.stop, index - _AGE_WORDS), min(sentence.size, index + _AGE_WORDS))
            if sentence.text(place).isdecimal() or "words.age_of" in sentence.kinds(place)
        ]
        if any(sentence.text(place).isdecimal() for place in beside):
            return text[sentence.starts[beside[0]] : sentence.ends[beside[-1]]]
    return None
