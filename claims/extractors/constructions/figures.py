"""Figures in a sentence: each number with its hedges, ranges as one, and what is no count left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

from claims.errors import AmbiguousFigure, NotAFigure
from claims.extractors.additions import without_more
from claims.extractors.constructions.days import may_be_year
from claims.extractors.constructions.digits import grows_by, number_end, spread_end
from claims.extractors.constructions.found import Number, Span
from claims.extractors.constructions.fractions import without_fractions
from claims.extractors.constructions.hedges import FigurePhrases
from claims.extractors.constructions.one_of_many import ones_of_many
from claims.extractors.constructions.rates import without_rates
from claims.extractors.constructions.screen import figure_openers, figure_states
from claims.extractors.constructions.sentence import DIGITS, Sentence, opens_number
from claims.extractors.constructions.traps import is_article, is_change, is_no_count, is_one, is_year, stands_aside
from claims.figure import parse
from claims.model import Figure, Hedge
from claims.numerals import find

_GROUPED = re.compile(r"\d[.,]\d{3}(?!\d)")
_GROUP = 3
"""Languages that write words alike which are numbers in one of them only."""
_SHORT = frozenset({"word.short_thousand", "word.short_million", "word.short_billion"})


class FigureReader:
    """Reads the figures of sentences of one text in one language. phrases are those of the sentence read last."""

    phrases: FigurePhrases

    def __init__(self, text: str, code: str) -> None:
        self._text = text
        self._code = code
        self._start = figure_states(code)

    def read(
        self, sentence: Sentence, *, in_words: Sequence[tuple[int, int]]
    ) -> tuple[list[Number], list[tuple[int, int]]]:
        """Return the figures of a sentence in order, and the words of numbers that are no counts (years, times, %).

        in_words are the offsets between which numbers in words can stand.
        """
        self.phrases = FigurePhrases(sentence, self._start)
        spans = without_rates(sentence, without_fractions(sentence, self._spans(sentence, in_words=in_words)))
        others = [(span.first, span.end) for span in spans if span.spoilt]
        numbers: list[Number] = []
        index = 0
        while index < len(spans):
            span = spans[index]
            index += 1
            if span.spoilt:
                continue
            following = spans[index] if index < len(spans) and not spans[index].spoilt else None
            number = self._range(sentence, span, following) if following is not None else None
            if number is not None:
                index += 1
            else:
                number = self._number(sentence, span.first, span.end, span)
            if number is not None and not _is_of_town(sentence, number):
                whole = spans[index].end if index < len(spans) and spans[index].whole else None
                if following is not None and self._repeats(sentence, span, following):
                    index, whole = index + 1, following.end + 1
                    if number.figure.hedge is Hedge.VAGUE:
                        stated = self._number(sentence, following.first, following.end, following) or number
                        number = replace(stated, aside=False)
                numbers.append(number if whole is None else replace(number, whole_end=whole))
            else:
                others.append((span.first, span.end))
        return numbers, others

    def spans_of(self, sentence: Sentence, *, in_words: Sequence[tuple[int, int]]) -> list[Span]:
        """Return the plain numbers of a sentence in order, also those that count nothing."""
        self.phrases = FigurePhrases(sentence, self._start)
        return self._spans(sentence, in_words=in_words)

    def _repeats(self, sentence: Sentence, span: Span, following: Span) -> bool:
        """Say whether a number is written again in brackets: "cinquante-six (56) policiers", "hundreds (300)"."""
        enclosed = sentence.text(span.end) == "(" and sentence.text(following.end) == ")"
        if not enclosed or following.first != span.end + 1:
            return False
        written = [self._text[sentence.starts[one.first] : sentence.ends[one.end - 1]] for one in (span, following)]
        first, second = (_parse(one, self._code) for one in written)
        return first is not None and (first == second or (first.hedge is Hedge.VAGUE and second is not None))

    # -- plain numbers ------------------------------------------------------------------------------------------

    def _spans(self, sentence: Sentence, *, in_words: Sequence[tuple[int, int]]) -> list[Span]:
        found: list[Span] = []
        reached = 0
        for index in sentence.marked(DIGITS):
            if index >= reached:
                end = self._with_ending(sentence, number_end(sentence, index))
                reached = self._with_scale(sentence, end)
                first = index
                if reached == end and sentence.text(index - 1) == "(" and sentence.text(end) == ")":
                    behind = self._with_scale(sentence, end + 1)  # "(20) ألف"
                    first, reached = (index - 1, behind) if behind > end + 1 else (index, end)
                found.append(Span(first, reached, spoilt=is_no_count(sentence, index, reached)))
        spelled = self._in_words(sentence, found, in_words=in_words)
        spans = sorted([*found, *spelled], key=lambda span: span.first) if spelled else found
        return self._composed(sentence, spans) if len(spans) > 1 else spans

    def _with_ending(self, sentence: Sentence, end: int) -> int:
        """Return the index after the ending of a number word that is written behind digits: "15-ти"."""
        match = self.phrases.matches.get(end + 1) if sentence.text(end) == "-" and sentence.touches(end) else None
        return match[0] if match is not None and "word.ending" in match[1] else end

    def _composed(self, sentence: Sentence, spans: list[Span]) -> list[Span]:
        """Return numbers with those as one that "and" adds up: "مليون و200 ألف", "هزار و ۲۰۰"."""
        joined: list[Span] = []
        for span in spans:
            last = joined[-1] if joined else None
            if last is not None and span.first == last.end and (whole := self._scaled_up(sentence, last, span)):
                joined[-1] = whole
                continue
            if last is not None and span.first == last.end + 1 and not last.spoilt and not span.spoilt:
                match = self.phrases.matches.get(last.end)
                pointed = sentence.text(last.end) == "." and sentence.touches(last.end)
                if pointed or (match is not None and "join.compose" in match[1]):
                    written = self._text[sentence.starts[last.first] : sentence.ends[span.end - 1]]
                    figure = _parse(written, self._code)
                    if figure is not None and figure.hedge is Hedge.EXACT:
                        joined[-1] = Span(last.first, span.end, from_words=last.from_words or span.from_words)
                        continue
            joined.append(span)
        return joined

    def _scaled_up(self, sentence: Sentence, scaled: Span, rest: Span) -> Span | None:
        """Return digits behind a scale word as one number with it: "7 mil 703"; no count where it stands alone."""
        match = self.phrases.matches.get(scaled.end - 1)
        digits = sentence.text(rest.first)
        if match is None or "scale" not in match[1] or not digits.isdecimal() or len(digits) > _GROUP:
            return None
        written = self._text[sentence.starts[scaled.first] : sentence.ends[rest.end - 1]]
        figure = _parse(written, self._code)
        return Span(scaled.first, rest.end, spoilt=figure is None or scaled.spoilt or rest.spoilt)

    def _in_words(self, sentence: Sentence, digits: list[Span], *, in_words: Sequence[tuple[int, int]]) -> list[Span]:
        """Return the numbers in words, "dozens" and "no one" of a sentence."""
        taken = {index for span in digits for index in range(span.first, span.end)}
        found: list[Span] = []
        for first, end in self._spelled(sentence, in_words):
            if taken.isdisjoint(range(first, end)):
                taken.update(range(first, end))
                spoilt = is_no_count(sentence, first, end) or is_article(sentence, first, end)
                spoilt = spoilt or is_one(sentence, first, end)
                found.append(Span(first, end, from_words=True, spoilt=spoilt))
        lone = [index for index in ones_of_many(sentence) if index not in taken]
        taken.update(lone)
        found += (Span(index, index + 1, from_words=True) for index in lone)
        openers = figure_openers(self._code)
        for index in self.phrases.without_digits:
            match = self.phrases.matches[index]
            if index in taken or sentence.texts[index] not in openers:
                continue
            if "word.novalue" in match[1] and _is_described(sentence, index):
                continue
            place = range(index, match[0])
            if taken.isdisjoint(place):
                taken.update(place)
                found.append(Span(index, match[0], from_words=True))
            elif "vague" in match[1]:  # "several dozen": a number inside is no number
                found = [span for span in found if span.first not in place]
                taken.update(place)
                found.append(Span(index, match[0], from_words=True))
        return found

    def _spelled(self, sentence: Sentence, in_words: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the words from first up to end of each number in words."""
        for low, high in in_words:
            for start, end, _ in find(self._text[low:high], language=self._code):
                first = bisect_right(sentence.starts, low + start) - 1
                if not sentence.triggers.capitals and not opens_number(self._code, sentence.text(first)):
                    continue  # "مسافران", passengers in Persian, two passengers in Arabic
                if sentence.text(first - 1) in sentence.grammar.glued_one:
                    continue  # "بواحد | وعشرين": not twenty
                yield first, bisect_right(sentence.starts, low + end - 1, lo=first)

    def _with_scale(self, sentence: Sentence, end: int) -> int:
        """Return the index after the scale words that follow digits: "12 thousand", "10 آلاف", "1.9M"."""
        year = sentence.text(end - 1)
        many = self.phrases.matches.get(end)
        if many is not None and "vague" in many[1] and year.isdecimal() and may_be_year(year):
            return end  # "since 2009 | thousands of people", "seit 2009 | Tausende"
        for _ in range(2):
            place = end + 1 if sentence.text(end) == "-" and sentence.touches(end) else end
            match = self.phrases.matches.get(place)
            if match is None or not ("scale" in match[1] or (_SHORT & match[1] and sentence.touches(end))):
                break
            end = match[0]
        return end

    # -- hedges and ranges --------------------------------------------------------------------------------------

    def _range(self, sentence: Sentence, low: Span, high: Span) -> Number | None:
        """Return two numbers as one figure where a dash or words make them a range, None where they are two."""
        gap = range(low.end, high.first)
        if not 1 <= len(gap) <= 2:
            return None
        joint = self.phrases.matches.get(low.end)
        dash = sentence.text(low.end) == "-" and len(gap) == 1
        kinds = joint[1] if joint is not None and joint[0] == high.first else frozenset()
        opened = self._opens_range(sentence, low.first)
        if sentence.kinds(low.end) & {"words.to"} and len(gap) == 1:
            kinds |= {"join.to"}
        if not (dash or "join.to" in kinds or ("join.and" in kinds and opened == "between")):
            return None
        if opened != "ranging" and (is_change(sentence, low.first) or grows_by(sentence, low.first)):
            return None
        if not dash and is_year(sentence, low) and (opened or not is_year(sentence, high)):
            return None  # "between 2018 and 2020", "from 1999 to 12,000"
        return self._number(sentence, low.first, high.end, low)

    def _opens_range(self, sentence: Sentence, first: int) -> str | None:
        first -= sentence.text(first - 1) == '"'  # "entre « 10 et 12 »"
        for start in range(max(0, first - 3), first):
            match = self.phrases.matches.get(start)
            if match is not None and match[0] == first:
                for name in ("between", "from"):
                    if f"join.{name}" in match[1]:
                        return "ranging" if name == "from" and match[0] > start + 1 else name  # "allant de 9 à 12"
        return None

    def _number(self, sentence: Sentence, first: int, end: int, span: Span) -> Number | None:
        start = self.phrases.hedged_from(sentence, first)
        stop = spread_end(sentence, end) or self.phrases.hedged_to(sentence, end)
        begins = [start, *filter(self.phrases.opens, range(start + 1, first)), first]
        for begin, until in product(begins, (stop, end)) if start < first or stop > end else ((first, end),):
            text_start = sentence.starts[begin]
            text_end = sentence.ends[until - 1]
            figure = _parse(self._text[text_start:text_end], self._code)
            if figure is not None:
                plain = begin == first and until == end and end == first + 1 and not span.from_words
                bare = plain and may_be_year(sentence.text(first))
                aside = plain and stands_aside(sentence, first)
                return Number(first, end, begin, until, text_start, text_end, figure, bare=bare, aside=aside)
        return self._counted(sentence, first, end) if span.from_words else None

    def _counted(self, sentence: Sentence, first: int, end: int) -> Number | None:
        """Return a number in words that is one only with what it counts: "نه نفر", nine people."""
        if end >= sentence.size:
            return None
        start, stop = sentence.starts[first], sentence.ends[end]
        figure = _parse(self._text[start:stop], self._code)
        return None if figure is None else Number(first, end, first, end + 1, start, stop, figure)


def _is_of_town(sentence: Sentence, number: Number) -> bool:
    """Say whether a hedged number is how many live in a town: "une ville de plus de 200 000 habitants"."""
    hedged = number.start < number.first and sentence.text(number.start - 1) in sentence.grammar.noun_preposition
    return hedged and "words.not_after" in sentence.kinds(number.start - 1) and "people" in sentence.kinds(number.end)


def _is_described(sentence: Sentence, index: int) -> bool:
    """Say whether an article or an adjective stands before a word, so that it is no "nobody": "une autre personne".

    Nor a number, as in "20 | Tote habe es nicht gegeben".
    """
    before = sentence.text(index - 1)
    if sentence.triggers.nouns_capital and (before[:1].isdecimal() or opens_number(sentence.triggers.code, before)):
        return True
    return bool(sentence.kinds(index - 1) & {"words.articles", "words.adjectives"})


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
        plain = without_more(phrase, code)
        return None if plain is None else _parse(plain, code)
    return figure if figure.hedge is not Hedge.NONE or figure.value_type == "novalue" else None
