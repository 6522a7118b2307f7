"""The extractor that needs no model and no network: rules over lexicons that are data, in seven languages.

A text is folded into a copy of the same length, cut into sentences, and only those that hold a number and a word of a
measure are read closely. Everything takes time in proportion to the text; no pattern goes back over what it read.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, partial

from claims.extractors import Known
from claims.extractors.constructions.backward import counts_jointly, said_before, speaks_of_another_time
from claims.extractors.constructions.contrast import opposed_source
from claims.extractors.constructions.dated import date_of
from claims.extractors.constructions.days import times_of
from claims.extractors.constructions.figures import FigureReader
from claims.extractors.constructions.flags import TOTALS, basis_of, flags_of, is_sentenced
from claims.extractors.constructions.found import Counted
from claims.extractors.constructions.group_meant import heading_of, is_one_person, meant_by, names_before, paper_of
from claims.extractors.constructions.labels import goes_on_with, label_of, opposed_of, parts_of, totals_of
from claims.extractors.constructions.measures import counted_in
from claims.extractors.constructions.money import COST, costs_in, without_damage
from claims.extractors.constructions.names import Name, Names
from claims.extractors.constructions.owners import owned_counts
from claims.extractors.constructions.pairs import apposed, is_title, person_apposed
from claims.extractors.constructions.quote import ages_of, quotes_of
from claims.extractors.constructions.screen import Screen
from claims.extractors.constructions.sentence import Sentence, read_sentence, sentences, unwrapped
from claims.extractors.constructions.sides import enclosed_source
from claims.extractors.constructions.sources import Attribution, Attributions
from claims.extractors.constructions.subjects import glued_to, registers
from claims.extractors.constructions.tellers import Said, is_in_name, said_of, tellers
from claims.extractors.constructions.triggers import COUNTING
from claims.extractors.constructions.verbs import owner_end
from claims.extractors.constructions.viewers import opening_viewer
from claims.figure import say
from claims.lexicon import known_language
from claims.lexicon_tokens import apart
from claims.model import Document, ValueKind
from claims.model_candidate import Candidate
from claims.trigger import Triggers, trigger_languages, triggers

_SENTENCES_BACK = 4
_OPENING, _BEFORE = 3, 2
_SHORT_SENTENCE = 120
_KEPT, _RIGHT_BEHIND = 16, 60
_NAME, _VERSION = "rules", "1"
_LONGEST_PARAGRAPH = 4000


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
        spaced = apart(text) if words.joined_numbers else text
        self._copy = unwrapped(spaced)
        self._spans = list(sentences(text, self._copy, words))
        self._screen = Screen(words)
        self._figures = FigureReader(spaced, words.code)
        self._names = Names(text, words, known.sources)
        self._attributions = Attributions(self._names, words.code)
        self._last: Candidate | None = None
        self._last_place = -_KEPT
        self._last_measures: frozenset[str] = frozenset()
        self._read: OrderedDict[int, Sentence] = OrderedDict()
        self._said: dict[int, list[Attribution]] = {}
        self._headings: dict[int, int | None] = {}
        self._pointing_back: dict[int, tuple[str, tuple[int, int], str | None] | None] = {}

    def candidates(self) -> Iterator[Candidate]:
        """Yield the candidates of all sentences in order."""
        screen = self._screen
        for place, (start, end) in enumerate(self._spans):
            if (
                screen.passes(self._copy[start:end])
                or screen.labelled
                or (screen.totals and self._last_place == place - 1)
                or ((screen.parts or (screen.says and end - start < _SHORT_SENTENCE)) and self._measure_before(place))
            ):
                yield from self._in_sentence(place, screen)
            if screen.costs:
                yield from self._costs_in(place, screen)

    def _sentence(self, place: int) -> Sentence:
        found = self._read.get(place)
        if found is None:
            found = read_sentence(self._text, self._copy, self._spans[place], self._triggers)
            if len(self._read) >= _KEPT:
                oldest, _ = self._read.popitem(last=False)
                self._said.pop(oldest, None)
            self._read[place] = found
        return found

    def _said_in(self, place: int) -> list[Attribution]:
        found = self._said.get(place)
        if found is None:
            sentence = self._sentence(place)
            found = self._attributions.of(sentence)
            if "attribution.registering" in sentence.present:
                found = tellers(sentence, [one for one in found if self._registers(sentence, one)])
            if "words.for" in sentence.present and (viewer := opening_viewer(sentence, self._names)) is not None:
                found.append(viewer)
            if "attribution.tallies" in sentence.present:
                found.extend(owned_counts(sentence, self._names))
            self._said[place] = found
        return found

    def _registers(self, sentence: Sentence, one: Attribution) -> bool:
        """Say whether a name is more than the place where something is counted, as in "Goma a enregistré 9 morts"."""
        beside = range(one.name.end, one.end) if one.name.first == one.first else range(one.first, one.name.first)

        return registers(sentence, one.name, beside, partial(self._names.is_acronym, sentence))

    def _in_sentence(self, place: int, screen: Screen) -> Iterator[Candidate]:
        """Yield the candidates of a sentence, of which the one before may name what is counted."""
        sentence = self._sentence(place)
        counts = not sentence.present.isdisjoint(COUNTING)
        label = label_of(self._sentence(place - 1)) if screen.labelled and not counts else None
        total = self._last.measure if self._last is not None and self._last_place == place - 1 else None
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
            counted = opposed_of(before, sentence, numbers, partial(self._said_in, place))
        if not counted:
            return
        attributions = self._said_in(place)
        counted = [
            one for one in counted if not (is_in_name(sentence, one, attributions) or is_sentenced(sentence, one))
        ]
        if sentence.marked('"'):
            counted = [one for one in counted if not is_title(sentence, one, partial(self._names.is_capital, sentence))]
        measures = frozenset(one.measure for one in counted)
        for one, quote in zip(counted, quotes_of(sentence, counted), strict=True):
            said = said_of(sentence, attributions, first=one.number.start, end=one.number.stop)
            opposed = enclosed_source(sentence, one, self._names)
            if opposed is None and one is not counted[0]:
                opposed = opposed_source(sentence, one, self._names, attributions)
            said = said if opposed is None else Said(opposed)
            candidate = self._candidate(place, sentence, one, quote, said)
            if candidate.source is None:
                candidate = self._told_around(place, candidate, said)
            self._last, self._last_place, self._last_measures = candidate, place, measures
            yield candidate

    def _told_around(self, place: int, candidate: Candidate, said: Said | None) -> Candidate:
        """Return a figure that names no source with who the sentences around it name, or else the paper that speaks."""
        if all(told.name.pronoun for told in self._said_in(place)):
            candidate = self._told_behind(place, candidate) or self._carried(place, candidate)
            candidate = candidate if candidate.source is not None else self._told_next(place, candidate)
        paper = paper_of(self._sentence(place), said.source) if said is not None and said.source is not None else None
        if candidate.source is not None or paper is None:
            return candidate
        name, (first, end) = self._named(self._sentence(place), paper)
        return replace(candidate, source=name, source_start=first, source_end=end)

    def _measure_before(self, place: int) -> str | None:
        """Return the single measure of the figures in the sentence before, so that a sentence may tell of parts."""
        last, far = self._last, place - self._last_place > _OPENING or not self._follows(place)
        if last is None or far or not TOTALS.issuperset(last.flags):
            return None
        kinds = frozenset({"killed"}) if "words.taken_up" in self._sentence(place).present else self._last_measures
        return last.measure if len(self._last_measures) == 1 or kinds.isdisjoint(self._last_measures) else None

    def _costs_in(self, place: int, screen: Screen) -> Iterator[Candidate]:
        """Yield what a sentence says that damage costs."""
        sentence = self._sentence(place)
        if "words.damage" not in sentence.present or "words.fiction" in sentence.present:
            return
        in_words = screen.numerals(sentence) if screen.spelled else []
        costs = costs_in(self._text, sentence, self._figures, in_words)
        for one, quote in zip(costs, quotes_of(sentence, costs) if costs else [], strict=True):
            attributions = without_damage(self._said_in(place), one.trigger)
            said = said_of(sentence, attributions, first=one.number.start, end=one.number.stop)
            yield self._candidate(place, sentence, one, quote, said)

    def _told_behind(self, place: int, candidate: Candidate) -> Candidate | None:
        """Return a figure with who is named by a sentence behind that points back to it: "Об этом сообщили в МЧС."."""
        if place not in self._pointing_back:
            self._pointing_back = {place: self._points_back(place)}
        told = self._pointing_back[place]
        if told is None:
            return None
        name, (first, end), relay = told
        return replace(candidate, source=name, source_start=first, source_end=end, relayed_by=relay)

    def _points_back(self, place: int) -> tuple[str, tuple[int, int], str | None] | None:
        """Return who a sentence behind a place names as having said it, where that is named, and who passes it on."""
        start = self._spans[place][0]
        nearest = True
        behind = range(place + 1, min(len(self._spans), place + _SENTENCES_BACK))
        if not any(self._screen.points_back(self._copy[slice(*self._spans[ahead])]) for ahead in behind):
            return None
        for ahead in behind:
            if not self._copy[slice(*self._spans[ahead])].strip():
                continue
            if "\n" in self._copy[start : self._spans[ahead][0]] and not nearest:
                return None
            nearest = False
            sentence, attributions = self._sentence(ahead), self._said_in(ahead)
            said = said_before(sentence, attributions)
            if said is not None and said.source is not None:
                relay = self._named(sentence, said.relay)[0] if said.relay is not None else None
                return *self._named(sentence, said.source), relay
            if attributions:
                return None
        return None

    def _told_next(self, place: int, candidate: Candidate) -> Candidate:
        """Return a figure of a lead with who is named behind the next sentence of its paragraph, as inferred.

        "Twelve people died. The roof fell in, the fire service said." Not where that denies, or opens with the name.
        """
        ahead = place + 1
        if ahead >= len(self._spans) or "\n" in self._copy[self._spans[place][0] : self._spans[ahead][0]]:
            return candidate
        sentence = self._sentence(ahead)
        if sentence.where("words.denied"):
            return candidate
        for one in self._said_in(ahead):
            if one.backward and one.first >= _OPENING and not one.name.pronoun and not one.cites:
                name, (first, end) = self._named(sentence, one.name)
                return replace(candidate, source=name, source_start=first, source_end=end, source_inferred=True)
        return candidate

    def _carried(self, place: int, candidate: Candidate) -> Candidate:
        """Return a figure that names no source with the one of the sentence before it, as inferred.

        Only where that sentence stands in the same paragraph and names one for its figure, or for several at once.
        """
        last = self._last
        if last is None or last.source is None or place - self._last_place > 1:
            near = place > 0 and "\n" not in self._copy[self._spans[place - 1][0] : self._spans[place][0]]
            name = counts_jointly(self._sentence(place - 1), self._said_in(place - 1)) if near else None
            said, (first, end) = self._named(self._sentence(place - 1), name) if name else (None, (None, None))
            return replace(candidate, source=said, source_start=first, source_end=end, source_inferred=said is not None)
        between = self._copy[last.quote_start : candidate.quote_start]
        if "\n" in between or not TOTALS.issuperset(last.flags) or speaks_of_another_time(self._sentence(place)):
            return candidate
        return replace(candidate, source=last.source, relayed_by=last.relayed_by, source_inferred=True)

    def _candidate(
        self, place: int, sentence: Sentence, one: Counted, quote: tuple[int, int], said: Said | None
    ) -> Candidate:
        start, end = quote
        number = one.number
        source, at = self._source(place, sentence, said)
        relay = said.relay if said is not None else None
        before = self._last.measure if self._last is not None and place - self._last_place <= _BEFORE else None
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
            relayed_by=self._named(sentence, relay)[0] if relay is not None else None,
            basis=basis_of(sentence, one),
            as_of=as_of or published_on,
            as_of_inferred=as_of is None and published_on is not None,
            flags=flags_of(self._text, sentence, one, before=before),
            qualifiers=ages_of(self._text, sentence, one),
            language=self._triggers.code,
            extractor=_NAME,
            extractor_version=_VERSION,
        )

    def _named(self, sentence: Sentence, name: Name) -> tuple[str, tuple[int, int]]:
        last = apposed(sentence, name.first, name.end, lambda index: self._names.is_capital(sentence, index))
        opening, last = person_apposed(sentence, name.first, last, times_of(self._triggers.code))
        start, word = sentence.starts[opening], sentence.texts[opening]
        end = owner_end(sentence, last - 1, sentence.ends[last - 1])
        end -= self._text[end - 1] == "-"
        if sentence.ends[opening] - start == len(word):
            start += self._triggers.particle(word) or glued_to(sentence, opening)
        return name.slug or self._text[start:end], (start, end)

    def _source(self, place: int, sentence: Sentence, said: Said | None) -> tuple[str | None, tuple[int, int] | None]:
        """Return the source of a figure and where it is named: in its sentence, or before it where the text goes on."""
        if said is not None and said.source is not None and not said.source.pronoun:
            return self._named(*meant_by(sentence, said.source, self._before(place), self._names))
        opened = self._in_quotation(self._spans[place][0])
        if said is None and (speaker := self._goes_on_speaking(place, sentence)) is not None:
            return speaker
        if said is None:
            ahead = self._said_behind(place)
            if ahead is not None or not opened:
                return ahead or (None, None)
        last = self._last
        follows = self._last_place == place or self._follows(place)
        person = is_one_person(sentence, said.source if said is not None else None)
        follows = follows and not (last is not None and last.relayed_by and person)
        if said is not None and last is not None and last.source is not None and follows:
            at = (last.source_start, last.source_end)
            return last.source, (at[0], at[1]) if at[0] is not None and at[1] is not None else None
        reach = _SENTENCES_BACK * (2 if opened else 1)
        for back in range(place - 1, max(-1, place - reach - 1), -1):
            names = names_before(self._sentence(back), self._said_in(back), self._names, person=person)
            if names:
                own = next((name for name in names if not name.wire), names[0])
                return self._named(self._sentence(back), names[-1] if opened else own)
        return None, None

    def _before(self, place: int) -> Iterator[tuple[Sentence, list[Attribution]]]:
        """Yield the sentences before a place, the nearest first, with the attributions in them."""
        for back in range(place - 1, max(-1, place - 2 * _SENTENCES_BACK - 1), -1):
            yield self._sentence(back), self._said_in(back)

    def _goes_on_speaking(self, place: int, sentence: Sentence) -> tuple[str, tuple[int, int]] | None:
        """Return who was named behind a quotation that goes on, or in a line with a colon over it or over its list."""
        if place not in self._headings:
            self._headings = {place: heading_of(self._copy, self._spans, place)}
        if (head := self._headings[place]) is not None:
            heads = [one.name for one in self._said_in(head) if not one.name.pronoun]
            return self._named(self._sentence(head), heads[-1]) if heads else None
        if sentence.text(0) != '"' or place == 0 or self._in_quotation(self._spans[place][0]):
            return None
        before = self._sentence(place - 1)
        if "\n" in self._copy[self._spans[place - 1][0] : self._spans[place][0]]:
            return None
        closing = max((index for index, text in enumerate(before.texts) if text == '"'), default=before.size)
        behind = [one for one in self._said_in(place - 1) if one.backward and one.first > closing]
        named = next((one.name for one in behind if not one.name.pronoun), None)
        return self._named(before, named) if named is not None else None

    def _follows(self, place: int) -> bool:
        """Say whether the last candidate stands in the sentence before a place; line breaks between are none."""
        between = self._spans[self._last_place + 1 : place]
        return self._last_place < place and not any(self._copy[start:end].strip() for start, end in between)

    def _said_behind(self, place: int) -> tuple[str, tuple[int, int]] | None:
        """Return who is named right behind a quotation that goes on beyond a sentence: "… hour," the minister said."""
        if not self._in_quotation(self._spans[place][1]):
            return None
        for ahead in range(place + 1, min(len(self._spans), place + 2 * _SENTENCES_BACK)):
            closing = self._copy.find('"', *self._spans[ahead])
            if closing >= 0:
                sentence = self._sentence(ahead)
                for one in self._said_in(ahead):
                    near = one.backward and sentence.starts[one.first] - closing < _RIGHT_BEHIND
                    if near and sentence.starts[one.first] > closing and not one.name.pronoun:
                        return self._named(*meant_by(sentence, one.name, self._before(ahead), self._names))
                return None
        return None

    def _in_quotation(self, start: int) -> bool:
        """Say whether a place stands inside a quotation that was opened before it."""
        low = max(0, start - _LONGEST_PARAGRAPH)
        low = max(low, self._copy.rfind("\n", low, start) + 1)
        return self._copy.count('"', low, start) % 2 == 1
