"""Who says a figure whose own sentence does not name him: by the sentences before it, behind it and over it."""

from __future__ import annotations

from dataclasses import replace

from claims.extractors.constructions.backward import counts_jointly, said_before, speaks_of_another_time
from claims.extractors.constructions.flags import TOTALS
from claims.extractors.constructions.group_meant import heading_of, is_one_person, meant_by, names_before, paper_of
from claims.extractors.constructions.read_text import ReadText
from claims.extractors.constructions.screen import Screen
from claims.extractors.constructions.sentence import Sentence
from claims.extractors.constructions.tellers import Said
from claims.model_candidate import Candidate

_SENTENCES_BACK = 4
_OPENING = 3
_RIGHT_BEHIND = 60


class Around:
    """Looks around the sentences of one text for who speaks in them."""

    def __init__(self, read: ReadText, screen: Screen) -> None:
        self._read = read
        self._screen = screen
        self._headings: dict[int, int | None] = {}
        self._pointing_back: dict[int, tuple[str, tuple[int, int], str | None] | None] = {}

    def source(self, place: int, sentence: Sentence, said: Said | None) -> tuple[str | None, tuple[int, int] | None]:
        """Return the source of a figure and where it is named: in its sentence, or before it where the text goes on."""
        read = self._read
        if said is not None and said.source is not None and not said.source.pronoun:
            return read.named(*meant_by(sentence, said.source, read.before(place), read.names))
        opened = read.in_quotation(read.spans[place][0])
        if said is None and (speaker := self._goes_on_speaking(place, sentence)) is not None:
            return speaker
        if said is None:
            ahead = self._said_behind(place)
            if ahead is not None or not opened:
                return ahead or (None, None)
        last = read.last
        follows = read.last_place == place or read.follows(place)
        person = is_one_person(sentence, said.source if said is not None else None)
        follows = follows and not (last is not None and last.relayed_by and person)
        if said is not None and last is not None and last.source is not None and follows:
            at = (last.source_start, last.source_end)
            return last.source, (at[0], at[1]) if at[0] is not None and at[1] is not None else None
        reach = _SENTENCES_BACK * (2 if opened else 1)
        for back in range(place - 1, max(-1, place - reach - 1), -1):
            names = names_before(read.sentence(back), read.said_in(back), read.names, person=person)
            if names:
                own = next((name for name in names if not name.wire), names[0])
                return read.named(read.sentence(back), names[-1] if opened else own)
        return None, None

    def told_around(self, place: int, candidate: Candidate, said: Said | None) -> Candidate:
        """Return a figure that names no source with who the sentences around it name, or else the paper that speaks."""
        read = self._read
        if all(told.name.pronoun for told in read.said_in(place)):
            candidate = self._told_behind(place, candidate) or self._carried(place, candidate)
            candidate = candidate if candidate.source is not None else self._told_next(place, candidate)
        paper = paper_of(read.sentence(place), said.source) if said is not None and said.source is not None else None
        if candidate.source is not None or paper is None:
            return candidate
        name, (first, end) = read.named(read.sentence(place), paper)
        return replace(candidate, source=name, source_start=first, source_end=end)

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
        read = self._read
        start = read.spans[place][0]
        nearest = True
        behind = range(place + 1, min(len(read.spans), place + _SENTENCES_BACK))
        if not any(self._screen.points_back(read.copy[slice(*read.spans[ahead])]) for ahead in behind):
            return None
        for ahead in behind:
            if not read.copy[slice(*read.spans[ahead])].strip():
                continue
            if "\n" in read.copy[start : read.spans[ahead][0]] and not nearest:
                return None
            nearest = False
            sentence, attributions = read.sentence(ahead), read.said_in(ahead)
            said = said_before(sentence, attributions)
            if said is not None and said.source is not None:
                relay = read.named(sentence, said.relay)[0] if said.relay is not None else None
                return *read.named(sentence, said.source), relay
            if attributions:
                return None
        return None

    def _told_next(self, place: int, candidate: Candidate) -> Candidate:
        """Return a figure of a lead with who is named behind the next sentence of its paragraph, as inferred.

        "Twelve people died. The roof fell in, the fire service said." Not where that denies, or opens with the name.
        """
        read = self._read
        ahead = place + 1
        if ahead >= len(read.spans) or "\n" in read.copy[read.spans[place][0] : read.spans[ahead][0]]:
            return candidate
        sentence = read.sentence(ahead)
        if sentence.where("words.denied"):
            return candidate
        for one in read.said_in(ahead):
            if one.backward and one.first >= _OPENING and not one.name.pronoun and not one.cites:
                name, (first, end) = read.named(sentence, one.name)
                return replace(candidate, source=name, source_start=first, source_end=end, source_inferred=True)
        return candidate

    def _carried(self, place: int, candidate: Candidate) -> Candidate:
        """Return a figure that names no source with the one of the sentence before it, as inferred.

        Only where that sentence stands in the same paragraph and names one for its figure, or for several at once.
        """
        read = self._read
        last = read.last
        if last is None or last.source is None or place - read.last_place > 1:
            near = place > 0 and "\n" not in read.copy[read.spans[place - 1][0] : read.spans[place][0]]
            name = counts_jointly(read.sentence(place - 1), read.said_in(place - 1)) if near else None
            said, (first, end) = read.named(read.sentence(place - 1), name) if name else (None, (None, None))
            return replace(candidate, source=said, source_start=first, source_end=end, source_inferred=said is not None)
        between = read.copy[last.quote_start : candidate.quote_start]
        if "\n" in between or not TOTALS.issuperset(last.flags) or speaks_of_another_time(read.sentence(place)):
            return candidate
        return replace(candidate, source=last.source, relayed_by=last.relayed_by, source_inferred=True)

    def _goes_on_speaking(self, place: int, sentence: Sentence) -> tuple[str, tuple[int, int]] | None:
        """Return who was named behind a quotation that goes on, or in a line with a colon over it or over its list."""
        read = self._read
        if place not in self._headings:
            self._headings = {place: heading_of(read.copy, read.spans, place)}
        if (head := self._headings[place]) is not None:
            heads = [one.name for one in read.said_in(head) if not one.name.pronoun]
            return read.named(read.sentence(head), heads[-1]) if heads else None
        if sentence.text(0) != '"' or place == 0 or read.in_quotation(read.spans[place][0]):
            return None
        before = read.sentence(place - 1)
        if "\n" in read.copy[read.spans[place - 1][0] : read.spans[place][0]]:
            return None
        closing = max((index for index, text in enumerate(before.texts) if text == '"'), default=before.size)
        behind = [one for one in read.said_in(place - 1) if one.backward and one.first > closing]
        named = next((one.name for one in behind if not one.name.pronoun), None)
        return read.named(before, named) if named is not None else None

    def _said_behind(self, place: int) -> tuple[str, tuple[int, int]] | None:
        """Return who is named right behind a quotation that goes on beyond a sentence: "… hour," the minister said."""
        read = self._read
        if not read.in_quotation(read.spans[place][1]):
            return None
        for ahead in range(place + 1, min(len(read.spans), place + 2 * _SENTENCES_BACK)):
            closing = read.copy.find('"', *read.spans[ahead])
            if closing >= 0:
                sentence = read.sentence(ahead)
                for one in read.said_in(ahead):
                    near = one.backward and sentence.starts[one.first] - closing < _RIGHT_BEHIND
                    if near and sentence.starts[one.first] > closing and not one.name.pronoun:
                        return read.named(*meant_by(sentence, one.name, read.before(ahead), read.names))
                return None
        return None
