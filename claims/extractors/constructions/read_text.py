"""One text while it is read: its sentences and who says what in them, each read once, and what was proposed last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from functools import partial

from claims.extractors.constructions.days import times_of
from claims.extractors.constructions.names import Name, Names
from claims.extractors.constructions.owners import owned_counts
from claims.extractors.constructions.pairs import apposed, person_apposed
from claims.extractors.constructions.sentence import Sentence, read_sentence, sentences, unwrapped
from claims.extractors.constructions.sources import Attribution, Attributions
from claims.extractors.constructions.subjects import glued_to, registers
from claims.extractors.constructions.tellers import tellers
from claims.extractors.constructions.verbs import owner_end
from claims.extractors.constructions.viewers import opening_viewer
from claims.lexicon_tokens import apart
from claims.model_candidate import Candidate
from claims.trigger import Triggers

_SENTENCES_BACK = 4
_KEPT = 16
_LONGEST_PARAGRAPH = 4000


class ReadText:
    """The sentences of a text by their place, and the last figure that was proposed of it, with the sentence it is in.

    spaced is the text as figures are read in it, copy its folded copy, spans where its sentences are in it. sources are
    the slugs of known names.
    """

    def __init__(self, text: str, triggers: Triggers, sources: Mapping[str, str]) -> None:
        self.text = text
        self.triggers = triggers
        self.spaced = apart(text) if triggers.joined_numbers else text
        self.copy = unwrapped(self.spaced)
        self.spans = list(sentences(text, self.copy, triggers))
        self.names = Names(text, triggers, sources)
        self.last: Candidate | None = None
        self.last_place = -_KEPT
        self._attributions = Attributions(self.names, triggers.code)
        self._read: OrderedDict[int, Sentence] = OrderedDict()
        self._said: dict[int, list[Attribution]] = {}

    def sentence(self, place: int) -> Sentence:
        """Return the sentence at a place."""
        found = self._read.get(place)
        if found is None:
            found = read_sentence(self.text, self.copy, self.spans[place], self.triggers)
            if len(self._read) >= _KEPT:
                oldest, _ = self._read.popitem(last=False)
                self._said.pop(oldest, None)
            self._read[place] = found
        return found

    def said_in(self, place: int) -> list[Attribution]:
        """Return who says what in the sentence at a place."""
        found = self._said.get(place)
        if found is None:
            sentence = self.sentence(place)
            found = self._attributions.of(sentence)
            if "attribution.registering" in sentence.present:
                found = tellers(sentence, [one for one in found if self._registers(sentence, one)])
            if "words.for" in sentence.present and (viewer := opening_viewer(sentence, self.names)) is not None:
                found.append(viewer)
            if "attribution.tallies" in sentence.present:
                found.extend(owned_counts(sentence, self.names))
            self._said[place] = found
        return found

    def _registers(self, sentence: Sentence, one: Attribution) -> bool:
        """Say whether a name is more than the place where something is counted, as in "Goma a enregistré 9 morts"."""
        beside = range(one.name.end, one.end) if one.name.first == one.first else range(one.first, one.name.first)
        return registers(sentence, one.name, beside, partial(self.names.is_acronym, sentence))

    def named(self, sentence: Sentence, name: Name) -> tuple[str, tuple[int, int]]:
        """Return the words of a source, or its slug, and where they stand in the text."""
        last = apposed(sentence, name.first, name.end, lambda index: self.names.is_capital(sentence, index))
        opening, last = person_apposed(sentence, name.first, last, times_of(self.triggers.code))
        start, word = sentence.starts[opening], sentence.texts[opening]
        end = owner_end(sentence, last - 1, sentence.ends[last - 1])
        end -= self.text[end - 1] == "-"
        if sentence.ends[opening] - start == len(word):
            start += self.triggers.particle(word) or glued_to(sentence, opening)
        return name.slug or self.text[start:end], (start, end)

    def before(self, place: int) -> Iterator[tuple[Sentence, list[Attribution]]]:
        """Yield the sentences before a place, the nearest first, with the attributions in them."""
        for back in range(place - 1, max(-1, place - 2 * _SENTENCES_BACK - 1), -1):
            yield self.sentence(back), self.said_in(back)

    def follows(self, place: int) -> bool:
        """Say whether the last candidate stands in the sentence before a place; line breaks between are none."""
        between = self.spans[self.last_place + 1 : place]
        return self.last_place < place and not any(self.copy[start:end].strip() for start, end in between)

    def in_quotation(self, start: int) -> bool:
        """Say whether a place stands inside a quotation that was opened before it."""
        low = max(0, start - _LONGEST_PARAGRAPH)
        low = max(low, self.copy.rfind("\n", low, start) + 1)
        return self.copy.count('"', low, start) % 2 == 1
