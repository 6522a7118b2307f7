"""The extractor that needs no model and no network: rules over lexicons that are data, in seven languages.

A text is folded into a copy of the same length, cut into sentences, and only those that hold a number and a word of a
measure are read closely. Everything takes time in proportion to the text; no pattern goes back over what it read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from claims.extractors import Known
from claims.extractors.constructions.around import Around
from claims.extractors.constructions.contrast import opposed_source
from claims.extractors.constructions.dated import date_of
from claims.extractors.constructions.figures import FigureReader
from claims.extractors.constructions.flags import TOTALS, basis_of, flags_of, is_sentenced
from claims.extractors.constructions.found import Counted
from claims.extractors.constructions.labels import goes_on_with, label_of, opposed_of, parts_of, totals_of
from claims.extractors.constructions.measures import counted_in
from claims.extractors.constructions.money import COST, costs_in, without_damage
from claims.extractors.constructions.pairs import is_title
from claims.extractors.constructions.quote import ages_of, quotes_of
from claims.extractors.constructions.read_text import ReadText
from claims.extractors.constructions.screen import Screen
from claims.extractors.constructions.sentence import Sentence
from claims.extractors.constructions.sides import enclosed_source
from claims.extractors.constructions.tellers import Said, is_in_name, said_of
from claims.extractors.constructions.triggers import COUNTING
from claims.figure import say
from claims.lexicon import known_language
from claims.model import Document, ValueKind
from claims.model_candidate import Candidate
from claims.trigger import Triggers, trigger_languages, triggers

_OPENING, _BEFORE = 3, 2
_SHORT_SENTENCE = 120
_NAME, _VERSION = "rules", "1"

_say = lru_cache(maxsize=4096)(say)


class Rules:
    """Proposes candidates by rules: those of the document's language; in any other language it proposes none."""

    name = _NAME
    version = _VERSION
    model: str | None = None
    prompt_sha256: str | None = None

    def propose(self, document: Document, known: Known) -> Iterable[Candidate]:
        """Yield candidates in the order of the text; offsets point into document.text."""
        text = document.text or ""
        code = known_language(document.language)
        if code is None or code not in trigger_languages():
            return
        yield from _Reading(document, text, triggers(code), known).candidates()


class _Reading:
    """One document while it is read."""

    def __init__(self, document: Document, text: str, words: Triggers, known: Known) -> None:
        self._document = document
        self._text = text
        self._triggers = words
        self._known = known
        self._screen = Screen(words)
        self._read = ReadText(text, words, known.sources)
        self._figures = FigureReader(self._read.spaced, words.code)
        self._around = Around(self._read, self._screen)
        self._last_measures: frozenset[str] = frozenset()

    def candidates(self) -> Iterator[Candidate]:
        """Yield the candidates of all sentences in order."""
        screen = self._screen
        for place, (start, end) in enumerate(self._read.spans):
            if (
                screen.passes(self._read.copy[start:end])
                or screen.labelled
                or (screen.totals and self._read.last_place == place - 1)
                or ((screen.parts or (screen.says and end - start < _SHORT_SENTENCE)) and self._measure_before(place))
            ):
                yield from self._in_sentence(place, screen)
            if screen.costs:
                yield from self._costs_in(place, screen)

    def _in_sentence(self, place: int, screen: Screen) -> Iterator[Candidate]:
        """Yield the candidates of a sentence, of which the one before may name what is counted."""
        sentence = self._read.sentence(place)
        counts = not sentence.present.isdisjoint(COUNTING)
        label = label_of(self._read.sentence(place - 1)) if screen.labelled and not counts else None
        total = self._read.last.measure if self._read.last is not None and self._read.last_place == place - 1 else None
        total = total if "words.total" in sentence.present else None
        before = self._measure_before(place)
        whole = before if screen.parts else None
        if "words.fiction" in sentence.present or not (counts or label or total or before):
            return
        in_words = screen.numerals(sentence) if screen.spelled else []
        if not (in_words or screen.written):
            return
        numbers, others = self._figures.read(sentence, in_words=in_words)
        if not numbers:
            return
        counted = goes_on_with(label, sentence, numbers) if label else counted_in(sentence, numbers, others)
        if total is not None and not counted:
            counted = totals_of(total, sentence, numbers)
        if whole is not None and not counted:
            counted = parts_of(whole, sentence, numbers)
        if before is not None and not counted:
            counted = opposed_of(before, sentence, numbers, partial(self._read.said_in, place))
        if not counted:
            return
        attributions = self._read.said_in(place)
        counted = [
            one for one in counted if not (is_in_name(sentence, one, attributions) or is_sentenced(sentence, one))
        ]
        if sentence.marked('"'):
            is_capital = partial(self._read.names.is_capital, sentence)
            counted = [one for one in counted if not is_title(sentence, one, is_capital)]
        measures = frozenset(one.measure for one in counted)
        for one, quote in zip(counted, quotes_of(sentence, counted), strict=True):
            said = said_of(sentence, attributions, first=one.number.start, end=one.number.stop)
            opposed = enclosed_source(sentence, one, self._read.names)
            if opposed is None and one is not counted[0]:
                opposed = opposed_source(sentence, one, self._read.names, attributions)
            said = said if opposed is None else Said(opposed)
            candidate = self._candidate(place, sentence, one, quote, said)
            if candidate.source is None:
                candidate = self._around.told_around(place, candidate, said)
            self._read.last, self._read.last_place, self._last_measures = candidate, place, measures
            yield candidate

    def _measure_before(self, place: int) -> str | None:
        """Return the single measure of the figures in the sentence before, so that a sentence may tell of parts."""
        last, far = self._read.last, place - self._read.last_place > _OPENING or not self._read.follows(place)
        if last is None or far or not TOTALS.issuperset(last.flags):
            return None
        kinds = frozenset({"killed"}) if "words.taken_up" in self._read.sentence(place).present else self._last_measures
        return last.measure if len(self._last_measures) == 1 or kinds.isdisjoint(self._last_measures) else None

    def _costs_in(self, place: int, screen: Screen) -> Iterator[Candidate]:
        """Yield what a sentence says that damage costs."""
        sentence = self._read.sentence(place)
        if "words.damage" not in sentence.present or "words.fiction" in sentence.present:
            return
        in_words = screen.numerals(sentence) if screen.spelled else []
        costs = costs_in(self._text, sentence, self._figures, in_words)
        for one, quote in zip(costs, quotes_of(sentence, costs) if costs else [], strict=True):
            attributions = without_damage(self._read.said_in(place), one.trigger)
            said = said_of(sentence, attributions, first=one.number.start, end=one.number.stop)
            yield self._candidate(place, sentence, one, quote, said)

    def _candidate(
        self, place: int, sentence: Sentence, one: Counted, quote: tuple[int, int], said: Said | None
    ) -> Candidate:
        start, end = quote
        number = one.number
        source, at = self._around.source(place, sentence, said)
        relay = said.relay if said is not None else None
        last = self._read.last if place - self._read.last_place <= _BEFORE else None
        before = last.measure if last is not None else None
        published_on = self._document.published_on
        as_of = date_of(self._text, sentence, published_on=published_on, language=self._triggers.code)
        return Candidate(
            document=self._document.id,
            quote=self._text[start:end],
            quote_start=start,
            quote_end=end,
            says=_say(number.figure, kind=ValueKind.MONEY if one.measure == COST else ValueKind.COUNT),
            stated_as=self._text[number.text_start : number.text_end],
            stated_start=number.text_start,
            stated_end=number.text_end,
            event=self._known.event,
            measure=one.measure,
            population=one.population,
            source=source,
            source_start=at[0] if at else None,
            source_end=at[1] if at else None,
            relayed_by=self._read.named(sentence, relay)[0] if relay is not None else None,
            basis=basis_of(sentence, one),
            as_of=as_of or published_on,
            as_of_inferred=as_of is None and published_on is not None,
            flags=flags_of(self._text, sentence, one, before=before),
            qualifiers=ages_of(self._text, sentence, one),
            language=self._triggers.code,
            extractor=_NAME,
            extractor_version=_VERSION,
        )
