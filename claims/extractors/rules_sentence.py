"""Sentences of a text: where they begin and end, which may hold a claim, and what their words mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from claims.lexicon import lexicon
from claims.numerals_words import opened_by
from claims.trigger import Sense, Step, Triggers, keys_in, longest_phrase
from claims.trigger_tokens import Word, words_of

_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s)|\n\s*\n|\n")
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOK_BACK = 24
_LONGEST_SENTENCE = 3000


@dataclass(frozen=True, slots=True)
class Mark:
    """A known phrase among the words of a sentence, from the word first up to end, and what it means."""

    first: int
    end: int
    step: Step


@dataclass(slots=True)
class Sentence:
    """A sentence: its words with offsets in the text, and by word the phrase that covers it, None where none does."""

    start: int
    end: int
    words: list[Word]
    triggers: Triggers
    marks: list[Mark] = field(default_factory=list)
    cover: list[Mark | None] = field(default_factory=list)

    def kinds(self, index: int) -> frozenset[str]:
        """Return the kinds of the phrase that covers a word, none outside the sentence."""
        mark = self.cover[index] if 0 <= index < len(self.cover) else None
        return mark.step.kinds if mark is not None else _NONE

    def text(self, index: int) -> str:
        """Return a word as folded, "" outside the sentence."""
        return self.words[index].text if 0 <= index < len(self.words) else ""

    def touches(self, index: int) -> bool:
        """Say whether a word stands directly behind the one before it, with nothing between."""
        return 0 < index < len(self.words) and self.words[index - 1].end == self.words[index].start


_NONE: frozenset[str] = frozenset()


def sentences(copy: str, triggers: Triggers) -> Iterator[tuple[int, int]]:
    """Yield start and end of the sentences of a folded copy in order; together they cover it.

    What is longer than three thousand characters is cut there, since no one writes such a sentence.
    """
    start = 0
    for match in _END.finditer(copy):
        if match[0][0] == "." and _goes_on(copy, match, triggers):
            continue
        yield from _cut(copy, start, match.end())
        start = match.end()
    yield from _cut(copy, start, len(copy))


def _cut(copy: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST_SENTENCE:
        space = copy.rfind(" ", start + _LONGEST_SENTENCE // 2, start + _LONGEST_SENTENCE)
        stop = space if space > 0 else start + _LONGEST_SENTENCE
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def _goes_on(copy: str, match: re.Match[str], triggers: Triggers) -> bool:
    """Say whether a full stop ends no sentence: after an abbreviation, or a number before a small letter."""
    head = copy[max(0, match.start() - _LOOK_BACK) : match.start()]
    words = head.rsplit(None, 1)
    last = words[-1] if words and not head[-1].isspace() else ""
    letters = last.lstrip("(\"'")
    return len(match[0]) == 1 and (
        letters in triggers.abbreviations or letters.replace(".", "") in triggers.abbreviations
    )


class Screen:
    """Tells at little cost whether a sentence can hold a claim: it has a number and a word of a measure."""

    def __init__(self, triggers: Triggers) -> None:
        self._triggers = triggers
        self._memory: dict[str, int] = {}

    def passes(self, piece: str) -> bool:
        """Say whether a piece of a folded copy has to be read closely."""
        found = _DIGITS if _HAS_DIGIT.search(piece) else 0
        memory = self._memory
        for word in _LETTERS.findall(piece):
            known = memory.get(word)
            if known is None:
                known = self._judge(word)
                if len(memory) < _REMEMBERED:
                    memory[word] = known
            found |= known
        return bool(found & (_DIGITS | _NUMERAL)) and bool(found & _MEASURED)

    def has_numeral(self, words: list[Word]) -> bool:
        """Say whether a number in words can stand among words."""
        return any(self._memory.get(word.text, _NUMERAL) & _NUMERAL for word in words)

    def _judge(self, written: str) -> int:
        word = written.replace("ـ", "").replace("ß", "ss")
        found = 0
        if any(vocabulary.code == self._triggers.code for vocabulary, _ in opened_by(word)):
            found |= _NUMERAL
        if word in figure_openers(self._triggers.code):
            found |= _NUMERAL
        if any(key in measure_openers(self._triggers) for key in self._triggers.keys_of(word)):
            found |= _MEASURED
        return found


_REMEMBERED = 200_000
_DIGITS, _NUMERAL, _MEASURED = 1, 2, 4
_HAS_DIGIT = re.compile("[0-9]")
_MEASURING = frozenset({"noun", "verb", "before", "after", "label", "opens", "closes"})
_OPENERS: dict[str, frozenset[str]] = {}


def measure_openers(triggers: Triggers) -> frozenset[str]:
    """Return the keys with which phrases of measures begin."""
    known = _OPENERS.get(triggers.code)
    if known is None:
        known = frozenset(key for key, step in triggers.tree.after.items() if _measures(step))
        _OPENERS[triggers.code] = known
    return known


def _measures(step: Step) -> bool:
    return bool(step.kinds & _MEASURING) or any(_measures(following) for following in step.after.values())


@cache
def figure_tree(code: str) -> Step:
    """Return the words of figures in one language (hedges, ranges, scales, "dozens", "no one") as a tree of words."""
    root = Step()
    for words, sense in lexicon(code).phrases:
        node = root
        for word in keys_in(" ".join(words)):
            node = node.after.setdefault(word, Step())
        node.means(Sense(f"{sense.role}.{sense.value}" if sense.role in ("word", "join") else sense.role, sense.value))
    return root


@cache
def figure_openers(code: str) -> frozenset[str]:
    """Return the words with which a figure without digits can begin: "dozens", "no one"."""
    return frozenset(word for word, step in figure_tree(code).after.items() if _states(step))


def _states(step: Step) -> bool:
    return bool(step.kinds & {"vague", "word.novalue"}) or any(_states(following) for following in step.after.values())


def read_sentence(copy: str, start: int, end: int, triggers: Triggers) -> Sentence:
    """Return a sentence of a folded copy with the phrases that its words form, longest first, none inside another."""
    words = words_of(copy, start, end)
    sentence = Sentence(start, end, words, triggers, cover=[None] * len(words))
    index = 0
    while index < len(words):
        found = longest_phrase(triggers.tree, words, first=index, keys_of=triggers.keys_of)
        if found is None:
            index += 1
            continue
        mark = Mark(index, found[0], found[1])
        sentence.marks.append(mark)
        for place in range(mark.first, mark.end):
            sentence.cover[place] = mark
        index = mark.end
    return sentence
