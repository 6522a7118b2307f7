"""Figures in a sentence: each number with its hedges, ranges as one, and what is no count left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

from claims.errors import AmbiguousFigure, NotAFigure
from claims.extractors.rules_digits import number_end
from claims.extractors.rules_sentence import Sentence, figure_openers, figure_tree
from claims.figure import parse
from claims.model import Figure, Hedge
from claims.numerals import find
from claims.trigger import Meaning, longest_phrase

_GROUPED = re.compile(r"\d[.,]\d{3}(?!\d)")
_JOINED_BY_BLANKS = 3
_HEDGE_WORDS = 7
_CHANGE_REACH = 16
_BEHIND = 4
_CHANGE_WORDS = 8
_FRACTION_GAP, _WHOLE_GAP, _TENTHS = 2, 5, 10
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_OLDEST = 120
_STANDS_FOR_MONEY = frozenset("$€£¥₽₹₺#№§")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure among the words of a sentence.

    first and end enclose the number itself, start and stop also its hedges, as far as the figure is read from them;
    text_start and text_end are the same place in the text. bare says that it is four digits that may be a year;
    aside that it stands alone in parentheses or between commas, as ages do. whole_end is the index after the number of
    all of whom it is a part ("150 of the 1,800 residents"), None where none is given.
    """

    first: int
    end: int
    start: int
    stop: int
    text_start: int
    text_end: int
    figure: Figure
    bare: bool = False
    aside: bool = False
    whole_end: int | None = None


@dataclass(frozen=True, slots=True)
class _Span:
    """A plain number: words from first up to end, from_words where it is written in words, spoilt where no count."""

    first: int
    end: int
    from_words: bool = False
    spoilt: bool = False
    whole: bool = False


class FigureReader:
    """Reads the figures of sentences of one text in one language."""

    def __init__(self, text: str, code: str) -> None:
        self._text = text
        self._code = code
        self._tree = figure_tree(code)

    def read(self, sentence: Sentence, *, in_words: bool) -> tuple[list[Number], list[tuple[int, int]]]:
        """Return the figures of a sentence in order, and the words of numbers that are no counts (years, times, %)."""
        spans = _without_fractions(sentence, self._spans(sentence, in_words=in_words))
        others = [(span.first, span.end) for span in spans if span.spoilt]
        numbers: list[Number] = []
        index = 0
        while index < len(spans):
            span = spans[index]
            index += 1
            if span.spoilt:
                continue
            following = spans[index] if index < len(spans) and not spans[index].spoilt else None
            if following is not None and (whole := self._compound(sentence, span, following)) is not None:
                span, index = whole, index + 1
                following = spans[index] if index < len(spans) and not spans[index].spoilt else None
            number = self._range(sentence, span, following) if following is not None else None
            if number is not None:
                index += 1
            else:
                number = self._number(sentence, span.first, span.end, span)
            if number is not None:
                whole = spans[index].end if index < len(spans) and spans[index].whole else None
                numbers.append(replace(number, whole_end=whole))
            else:
                others.append((span.first, span.end))
        return numbers, others

    # -- plain numbers ------------------------------------------------------------------------------------------

    def _spans(self, sentence: Sentence, *, in_words: bool) -> list[_Span]:
        words = sentence.words
        found: list[_Span] = []
        index = 0
        while index < len(words):
            if words[index].text[0].isdecimal():
                end = self._with_ending(sentence, number_end(sentence, index))
                spoilt = _is_no_count(sentence, index, end)
                found.append(_Span(index, self._with_scale(sentence, end), spoilt=spoilt))
                index = found[-1].end
            else:
                index += 1
        spans = sorted([*found, *self._in_words(sentence, found, in_words=in_words)], key=lambda span: span.first)
        return self._composed(sentence, spans)

    def _with_ending(self, sentence: Sentence, end: int) -> int:
        """Return the index after the ending of a number word that is written behind digits: "15-ти"."""
        match = self._at(sentence, end + 1) if sentence.text(end) == "-" and sentence.touches(end) else None
        return match[0] if match is not None and "word.ending" in match[1].kinds else end

    def _composed(self, sentence: Sentence, spans: list[_Span]) -> list[_Span]:
        """Return numbers with those as one that "and" adds up: "مليون و200 ألف", "هزار و ۲۰۰"."""
        joined: list[_Span] = []
        for span in spans:
            last = joined[-1] if joined else None
            if last is not None and span.first == last.end + 1 and not last.spoilt and not span.spoilt:
                match = self._at(sentence, last.end)
                if match is not None and "join.compose" in match[1].kinds:
                    written = self._text[sentence.words[last.first].start : sentence.words[span.end - 1].end]
                    figure = _parse(written, self._code)
                    if figure is not None and figure.hedge is Hedge.EXACT:
                        joined[-1] = _Span(last.first, span.end, from_words=last.from_words or span.from_words)
                        continue
            joined.append(span)
        return joined

    def _in_words(self, sentence: Sentence, digits: list[_Span], *, in_words: bool) -> list[_Span]:
        """Return the numbers in words, "dozens" and "no one" of a sentence."""
        starts = [word.start for word in sentence.words]
        taken = {index for span in digits for index in range(span.first, span.end)}
        found: list[_Span] = []
        written = self._text[sentence.start : sentence.end] if in_words else ""
        for start, end, _ in find(written, language=self._code) if written else ():
            first = bisect_right(starts, sentence.start + start) - 1
            last = bisect_right(starts, sentence.start + end - 1) - 1
            if not taken.intersection(range(first, last + 1)):
                taken.update(range(first, last + 1))
                spoilt = _is_no_count(sentence, first, last + 1) or _is_article(sentence, first, last + 1)
                found.append(_Span(first, last + 1, from_words=True, spoilt=spoilt))
        openers = figure_openers(self._code)
        for index, word in enumerate(sentence.words):
            match = self._at(sentence, index) if word.text in openers and index not in taken else None
            if match is not None and match[1].kinds & {"vague", "word.novalue"}:
                place = range(index, match[0])
                if not taken.intersection(place):
                    taken.update(place)
                    found.append(_Span(index, match[0], from_words=True))
                elif "vague" in match[1].kinds:  # "several dozen": a number inside is no number
                    found = [span for span in found if span.first not in place]
                    taken.update(place)
                    found.append(_Span(index, match[0], from_words=True))
        return found

    def _at(self, sentence: Sentence, index: int) -> tuple[int, Meaning] | None:
        if index >= len(sentence.words) or sentence.words[index].text not in self._tree.after:
            return None
        return longest_phrase(self._tree, sentence.words, first=index, keys_of=_itself)

    def _with_scale(self, sentence: Sentence, end: int) -> int:
        """Return the index after the scale words that follow digits: "12 thousand", "10 آلاف"."""
        for _ in range(2):
            place = end + 1 if sentence.text(end) == "-" and sentence.touches(end) else end
            match = self._at(sentence, place)
            if match is None or "scale" not in match[1].kinds:
                break
            end = self._with_rest(sentence, match[0])
        return end

    def _with_rest(self, sentence: Sentence, end: int) -> int:
        """Return the index after a smaller number that "and" adds to a scale word: "39 ألفا و897"."""
        match = self._at(sentence, end)
        if match is None or "join.compose" not in match[1].kinds or not sentence.text(match[0])[:1].isdecimal():
            return end
        rest = sentence.text(match[0])
        follows = sentence.text(match[0] + 1)
        return match[0] + 1 if len(rest) <= _JOINED_BY_BLANKS and follows not in ("%", ",", ".") else end

    # -- hedges and ranges --------------------------------------------------------------------------------------

    def _compound(self, sentence: Sentence, large: _Span, rest: _Span) -> _Span | None:
        """Return two numbers as one where "and" adds the second to the first: "35 ألفا و418", "ألفين و300"."""
        match = self._at(sentence, large.end)
        if match is None or "join.compose" not in match[1].kinds or match[0] != rest.first:
            return None
        first, both = (self._value(sentence, large.first, end) for end in (large.end, rest.end))
        added = self._value(sentence, rest.first, rest.end)
        is_sum = first is not None and added is not None and both == first + added and added < first
        return replace(large, end=rest.end, from_words=True) if is_sum else None

    def _value(self, sentence: Sentence, first: int, end: int) -> int | None:
        figure = _parse(self._text[sentence.words[first].start : sentence.words[end - 1].end], self._code)
        return figure.best if figure is not None and isinstance(figure.best, int) else None

    def _range(self, sentence: Sentence, low: _Span, high: _Span) -> Number | None:
        """Return two numbers as one figure where a dash or words make them a range, None where they are two."""
        gap = range(low.end, high.first)
        if not 1 <= len(gap) <= 2:
            return None
        joint = self._at(sentence, low.end)
        dash = sentence.text(low.end) == "-" and len(gap) == 1
        kinds = joint[1].kinds if joint is not None and joint[0] == high.first else frozenset()
        opened = self._opens_range(sentence, low.first)
        if sentence.kinds(low.end) & {"words.to"} and len(gap) == 1:
            kinds |= {"join.to"}
        if not (dash or "join.to" in kinds or ("join.and" in kinds and opened == "between")):
            return None
        if is_change(sentence, low.first) or (not dash and _is_year(sentence, low) and not _is_year(sentence, high)):
            return None
        return self._number(sentence, low.first, high.end, low)

    def _opens_range(self, sentence: Sentence, first: int) -> str | None:
        for start in range(max(0, first - 3), first):
            match = self._at(sentence, start)
            if match is not None and match[0] == first:
                for name in ("between", "from"):
                    if f"join.{name}" in match[1].kinds:
                        return name
        return None

    def _number(self, sentence: Sentence, first: int, end: int, span: _Span) -> Number | None:
        start = first if is_reached(sentence, first, end) else self._hedged_from(sentence, first)
        stop = self._hedged_to(sentence, end)
        for begin, until in ((start, stop), (start, end), (first, stop), (first, end)):
            text_start = sentence.words[begin].start
            text_end = sentence.words[until - 1].end
            figure = _parse(self._text[text_start:text_end], self._code)
            if figure is not None:
                plain = begin == first and until == end and end == first + 1 and not span.from_words
                bare = plain and _may_be_year(sentence.text(first))
                aside = plain and _stands_aside(sentence, first)
                return Number(first, end, begin, until, text_start, text_end, figure, bare=bare, aside=aside)
        return None

    def _hedged_from(self, sentence: Sentence, first: int) -> int:
        """Return where the hedges before a number begin: the first word of "at least a total of"."""
        start = first
        while True:
            found = None
            reach = start
            while reach > max(0, first - _HEDGE_WORDS) and self._is_filler(sentence, reach - 1):
                reach -= 1
            for end in range(start, reach - 1, -1):
                for begin in range(max(0, end - _HEDGE_WORDS), end):
                    match = self._at(sentence, begin)
                    if match is not None and match[0] == end and _is_hedge(match[1].kinds):
                        found = begin
                        break
                if found is not None:
                    break
            if found is None or first - found > 2 * _HEDGE_WORDS:
                return start + _ends_change(sentence, start, first)
            start = found

    def _is_filler(self, sentence: Sentence, index: int) -> bool:
        match = self._at(sentence, index)
        return match is not None and match[0] == index + 1 and "word.filler" in match[1].kinds

    def _hedged_to(self, sentence: Sentence, end: int) -> int:
        """Return the index after a hedge behind a number, directly or after what is counted ("600 people at least")."""
        if sentence.text(end) == "+" and sentence.touches(end):
            return end + 1
        for index in range(end, min(end + _BEHIND, len(sentence.words))):
            match = self._at(sentence, index)
            if match is not None and "after" in match[1].kinds:
                follows = sentence.text(match[0])
                weak = "word.weak" in match[1].kinds and (index > end or "before" in match[1].kinds)
                beyond = sentence.text(match[0] + 1)
                opens = any(word[:1].isdecimal() or self._is_spelled(word) for word in (follows, beyond))
                if not weak and not opens:
                    return match[0]
            text = sentence.text(index)
            if not text[0].isalpha() or sentence.kinds(index) & _ENDS_FIGURE or sentence.triggers.joins(text):
                return end
        return end

    def _is_spelled(self, word: str) -> bool:
        return bool(word) and word[0].isalpha() and bool(find(word, language=self._code))


_ENDS_FIGURE = frozenset({"words.and", "words.clause", "words.that", "attribution.verbs"})


def _is_hedge(kinds: frozenset[str]) -> bool:
    return bool(kinds & {"before", "join.between"})


def _ends_change(sentence: Sentence, start: int, first: int) -> int:
    """Return how many words before a number are "from" or "to" of a change, no hedge: "выросло до 35" is 35."""
    kinds = sentence.kinds(start)
    if start == first or not kinds & {"words.from", "words.to"}:
        return 0
    before = range(max(0, start - _CHANGE_WORDS), start)
    changes = any("words.change" in sentence.kinds(index) for index in before)
    return 1 if changes or ("words.from" in kinds and is_change(sentence, start + 1)) else 0


def is_change(sentence: Sentence, first: int) -> bool:
    """Say whether a number is what something changed from: "rose from 143", "up from a previous 143"."""
    if first and "words.articles" in sentence.kinds(first - 1):
        first -= 1
    if "words.from" not in sentence.kinds(first - 1):
        return False
    return any(sentence.kinds(index) & {"words.change", "label"} for index in range(max(0, first - 8), first - 1))


def _without_fractions(sentence: Sentence, spans: list[_Span]) -> list[_Span]:
    """Return numbers with those marked as spoilt that are parts of each other: "nine in ten", "3 of 5"."""
    spoilt: set[int] = set()
    wholes: set[int] = set()
    for place in range(1, len(spans)):
        gap = range(spans[place - 1].end, spans[place].first)
        if 1 <= len(gap) <= _WHOLE_GAP and _opens_whole(sentence, gap, spans[place]):
            wholes.add(place)
            continue
        tenths = spans[place].from_words or sentence.text(spans[place].first) in ("10", "100")
        near = len(gap) == 1 or (tenths and len(gap) == _FRACTION_GAP)
        if near and "words.fraction" in sentence.kinds(gap[-1]) and not is_change(sentence, spans[place - 1].first):
            spoilt |= {place - 1, place}
    return [
        replace(span, spoilt=span.spoilt or place in spoilt | wholes, whole=place in wholes)
        for place, span in enumerate(spans)
    ]


def _opens_whole(sentence: Sentence, gap: range, whole: _Span) -> bool:
    """Say whether a number is that of all of whom the one before it is a part: "150 of the 1,800 residents"."""
    if "words.fraction" not in sentence.kinds(gap[0]) or is_change(sentence, gap[0] - 1):
        return False
    joins = any(sentence.kinds(index) & {"words.and", "words.to", "people"} for index in gap[1:])
    value = sentence.text(whole.first)
    large = whole.end - whole.first > 1 or (value.isdecimal() and int(value) > _TENTHS)
    return large and not joins and not any(sentence.text(index) in ",;:." for index in gap)


def _is_article(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a number in words is an article, which counts nothing: "ein Mann", "une attaque"."""
    return (
        end == first + 1 and "words.articles" in sentence.kinds(first) and "words.counters" not in sentence.kinds(end)
    )


def _is_no_count(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether what stands beside a number makes it something else: a time, a score, a percentage, money, an age."""
    before, after = sentence.text(first - 1), sentence.text(end)
    glued_before, glued_after = sentence.touches(first), sentence.touches(end)
    if after in ("%", "‰", "°") or before in _STANDS_FOR_MONEY or after in _STANDS_FOR_MONEY or before == "%":
        return True
    if glued_after and after in (":", "/") and sentence.text(end + 1)[:1].isdecimal() and sentence.touches(end + 1):
        return True
    if glued_before and before in (":", "/") and sentence.text(first - 2)[:1].isdecimal():
        return True
    named = before in ("-", "_", "@") and sentence.touches(first - 1) and sentence.text(first - 2)[:1].isalpha()
    if glued_before and named:  # "covid-19", "F-16"
        return True
    if glued_before and before[:1].isalpha() and not _is_particle(sentence, before):
        return True
    if glued_after and after[:1].isalpha() and not sentence.kinds(end) & _COUNTED:
        return True
    if glued_after and after == "-" and sentence.touches(end + 1) and sentence.text(end + 1)[:1].isalpha():
        return not sentence.kinds(end + 1) & _COUNTED
    if sentence.kinds(end) & {"words.not_before", "words.age_of"} and "words.articles" not in sentence.kinds(end):
        return True
    kinds = sentence.kinds(first - 1)
    if "words.not_after" in kinds or "words.age_of" in kinds:
        return "label" not in kinds
    return False


_COUNTED = frozenset({"people", "noun", "verb", "before", "after", "heads"})


def _is_particle(sentence: Sentence, word: str) -> bool:
    """Say whether letters before a number are a particle, or a word of a script that is often typed without spaces."""
    return bool(sentence.triggers.prefixes) and (word in sentence.triggers.prefixes or len(word) > _JOINED_BY_BLANKS)


def _may_be_year(text: str) -> bool:
    return len(text) == 4 and _FIRST_YEAR <= int(text) < _LAST_YEAR


def _stands_aside(sentence: Sentence, first: int) -> bool:
    before, after = sentence.text(first - 1), sentence.text(first + 1)
    young = len(sentence.text(first)) <= 3 and int(sentence.text(first)) <= _OLDEST
    return (before == "(" and after in (")", ",")) or (young and before == "," and after in (",", ".", ";", ""))


def _itself(word: str) -> tuple[str]:
    return (word,)


@lru_cache(maxsize=8192)
def _parse(phrase: str, code: str) -> Figure | None:
    """Return the figure that words state, None where they state none that is a count.

    Three digits behind a mark that is the language's decimal mark are read as thousands, since no count has decimals.
    """
    figure = None
    for mark in (None, ",", ".") if _GROUPED.search(phrase) else (None,):
        try:
            figure = parse(phrase, language=code, decimal_mark=mark)
            break
        except (NotAFigure, AmbiguousFigure):
            continue
    if figure is None:
        return None
    return figure if figure.hedge is not Hedge.NONE or figure.value_type == "novalue" else None
