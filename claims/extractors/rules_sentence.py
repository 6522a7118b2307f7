"""Sentences of a text: where they begin and end, which may hold a claim, and what their words mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from claims.lexicon import lexicon
from claims.numerals_words import opened_by, vocabularies
from claims.trigger import Triggers, keys_in
from claims.trigger_states import State, States
from claims.trigger_tokens import Word, folded_copy, words_of
from claims.trigger_tree import EXACTLY, NAMES, Meaning, Sense, Step

_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s)|(?<=[^\W\d_]{3})[.!?](?=[^\W\d_])|\n")
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOK_BACK = 24
_LONGEST_SENTENCE = 3000
_ORDINAL_DIGITS = 3
_GOES_ON = re.compile(r" (?:und|oder|bis|-) [0-9]")
_WRAPPED, _SHORTEST_LINE, _WHOLE_LINE, _MUCH_LONGER = 140, 24, 40, 15
_LINE_END = re.compile(r"\n\n?")
_BESIDE = 3


_NONE: frozenset[str] = frozenset()


class Mark(NamedTuple):
    """A known phrase among the words of a sentence, from the word first up to end, and what it means."""

    first: int
    end: int
    meaning: Meaning

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of lists that the phrase stands in."""
        return self.meaning.kinds


@dataclass(slots=True)
class Sentence:
    """A sentence: its words with offsets in the text, the phrases that they form, and by word the kinds of phrases."""

    start: int
    end: int
    words: list[Word]
    triggers: Triggers
    marks: list[Mark] = field(default_factory=list)
    covers: list[frozenset[str]] = field(default_factory=list)
    marks_at: dict[int, list[Mark]] = field(default_factory=dict)
    found: dict[str, list[int]] = field(default_factory=dict)

    def kinds(self, index: int) -> frozenset[str]:
        """Return the kinds of the phrases that cover a word, none outside the sentence."""
        return self.covers[index] if 0 <= index < len(self.covers) else _NONE

    def where(self, kind: str) -> list[int]:
        """Return the words that phrases of a kind cover, in order; looked for once in a sentence that is read."""
        places = self.found.get(kind)
        if places is None:
            places = self.found[kind] = [index for index, kinds in enumerate(self.covers) if kind in kinds]
        return places

    def mark(self, index: int, *kinds: str) -> Mark | None:
        """Return the phrase of one of some kinds that covers a word, None where there is none."""
        for mark in self.marks_at.get(index, ()):
            if not mark.meaning.kinds.isdisjoint(kinds):
                return mark
        return None

    def text(self, index: int) -> str:
        """Return a word as folded, "" outside the sentence."""
        return self.words[index].text if 0 <= index < len(self.words) else ""

    def touches(self, index: int) -> bool:
        """Say whether a word stands directly behind the one before it, with nothing between."""
        return 0 < index < len(self.words) and self.words[index - 1].end == self.words[index].start

    def add(self, mark: Mark) -> None:
        """Add a phrase."""
        self.marks.append(mark)
        first, end, meaning = mark
        for place in range(first, end):
            marks = self.marks_at.get(place)
            if marks is None:
                self.covers[place] = meaning.kinds
                self.marks_at[place] = [mark]
            else:
                self.covers[place] |= meaning.kinds
                marks.append(mark)

    def add_word(self, index: int, state: State) -> None:
        """Add the phrases that a word is by itself, where none reaches it from before."""
        marks = [_make(Mark, (index, index + 1, meaning)) for _, meaning in state.meanings]
        self.marks += marks
        self.marks_at[index] = marks
        self.covers[index] = state.kinds


_make = tuple.__new__  # what Mark() does, without a call of Python's own for each word of a text


def sentences(text: str, copy: str, triggers: Triggers) -> Iterator[tuple[int, int]]:
    """Yield start and end of the sentences of a text and its folded copy in order; together they cover it.

    What is longer than three thousand characters is cut there, since no one writes such a sentence.
    """
    start = 0
    for match in _END.finditer(copy):
        if match[0][0] == "." and _goes_on(copy, match, triggers):
            continue
        glued = match.end() < len(copy) and copy[match.end()].isalpha() and match[0] != "\n"
        if glued and triggers.capitals and not (text[match.end()].isupper() and text[match.start() - 1].islower()):
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
    """Say whether a full stop ends no sentence: after an abbreviation, or an ordinal before "und" and a number."""
    head = copy[max(0, match.start() - _LOOK_BACK) : match.start()]
    words = head.rsplit(None, 1)
    last = words[-1] if words and not head[-1].isspace() else ""
    letters = last.lstrip("(\"'")
    if letters.isdecimal() and triggers.nouns_capital:
        return len(letters) <= _ORDINAL_DIGITS and _GOES_ON.match(copy, match.end()) is not None
    return len(match[0]) == 1 and (
        letters in triggers.abbreviations or letters.replace(".", "") in triggers.abbreviations
    )


def unwrapped(text: str) -> str:
    """Return the folded copy of a text with a blank for each line break that only wraps a text of short lines.

    Such a break ends no sentence: the line before ends in no mark, the next goes on with a letter or digit, and neither
    is longer than a printed line. A page break may stand with it.
    """
    copy = folded_copy(text)
    breaks = [match.start() for match in _LINE_END.finditer(copy) if _is_wrapped(text, copy, match)]
    if not breaks:
        return copy
    characters = list(copy)
    for place in breaks:
        characters[place] = " "
        if text[place + 1] == "\f":
            characters[place + 1] = " "
    return "".join(characters)


def _is_wrapped(text: str, copy: str, match: re.Match[str]) -> bool:
    place, end = match.span()
    before = copy.rfind("\n", max(0, place - _WRAPPED - 1), place)
    after = copy.find("\n", end, end + _WRAPPED + 1)
    line = copy[before + 1 : place].rstrip()
    long_enough = before >= 0 or place <= _WRAPPED
    ends = not line or line[-1] in '.!?:;"…' or len(line) < _SHORTEST_LINE
    shorter = after >= 0 or len(copy) - end <= _WRAPPED
    page = end - place == 1 or text[place + 1] == "\f"
    if not (long_enough and not ends and page and shorter and copy[end : end + 1].isalnum()):
        return False
    following = (after if after >= 0 else len(copy)) - end
    return not text[end].isupper() or (len(line) >= _WHOLE_LINE and following <= len(line) + _MUCH_LONGER)


@lru_cache(maxsize=16384)
def opens_number(code: str, word: str) -> bool:
    """Say whether a word can be the first of a number, but for an article, which only goes with another word."""
    for vocabulary, cut in opened_by(word):
        if vocabulary.code == code:
            ways = vocabulary.phrases.get(word[cut:], ())
            return not ways or any(atom.kind not in ("article", "and", "nothing") for _, atom in ways)
    return False


class Screen:
    """Tells at little cost whether a sentence can hold a claim: it has a number and a word of a measure."""

    def __init__(self, triggers: Triggers) -> None:
        self._triggers = triggers
        self._memory: dict[str, int] = {}
        self._pieces: dict[str, int] = {}
        self._counters = any("words.counters" in step.meanings for step in triggers.tree.after.values())

    def passes(self, piece: str) -> bool:
        """Say whether a piece of a folded copy has to be read closely."""
        known = self._pieces
        found = 0
        for written in piece.split():
            found |= known[written] if written in known else self._judge_all(written)
        return bool(found & (_DIGITS | _NUMERAL | _OPENER)) and bool(found & _MEASURED)

    def _judge_all(self, written: str) -> int:
        """Return what stands between two blanks, and remember it while there is room."""
        found = _DIGITS if _HAS_DIGIT.search(written) else 0
        for word in _LETTERS.findall(written):
            known = self._memory.get(word)
            if known is None:
                known = self._judge(word)
                if len(self._memory) < _REMEMBERED:
                    self._memory[word] = known
            found |= known
        if len(self._pieces) < _REMEMBERED:
            self._pieces[written] = found
        return found

    def numerals(self, words: list[Word]) -> list[tuple[int, int]]:
        """Return between which offsets numbers in words can stand, with the words beside that tell what they are."""
        memory = self._memory
        found: list[tuple[int, int]] = []
        for index, word in enumerate(words):
            if memory.get(word.text, _NUMERAL) & _NUMERAL and word.text.isalpha():
                first, last = max(0, index - _BESIDE), min(len(words) - 1, index + _BESIDE)
                if found and first <= found[-1][1] + 1:
                    found[-1] = found[-1][0], last
                else:
                    found.append((first, last))
        return [(words[first].start, words[last].end) for first, last in found]

    def _judge(self, written: str) -> int:
        word = written.replace("ـ", "").replace("ß", "ss")
        found = 0
        if word in behind_articles(self._triggers) or (
            opens_number(self._triggers.code, word) and not self._is_article(word)
        ):
            found |= _NUMERAL
        if word in figure_openers(self._triggers.code):
            found |= _OPENER
        if any(key in measure_words(self._triggers) for key in self._triggers.keys_of(word)):
            found |= _MEASURED
        return found

    def _is_article(self, word: str) -> bool:
        if self._counters:
            return False
        steps = (self._triggers.tree.after.get(key) for key in self._triggers.keys_of(word))
        return any(step is not None and "words.articles" in step.meanings for step in steps)


@cache
def _round_words(code: str) -> tuple[tuple[str, str], ...]:
    """Return the numbers of more than one word of a language, by their first and second word: "une", "trentaine"."""
    phrases = next((one.phrases for one in vocabularies() if one.code == code), {})
    counting = {"round", "add"}
    return tuple(
        (first, rest[0]) for first, ways in phrases.items() for rest, atom in ways if rest and atom.kind in counting
    )


def behind_articles(triggers: Triggers) -> frozenset[str]:
    """Return the words that make a number with an article before them: "une trentaine", "a dozen", "un millar"."""
    known = _BEHIND.get(triggers.code)
    if known is None:
        steps = triggers.tree.after
        known = frozenset(
            second
            for first, second in _round_words(triggers.code)
            if first in steps and "words.articles" in steps[first].meanings
        )
        _BEHIND[triggers.code] = known
    return known


_BEHIND: dict[str, frozenset[str]] = {}
_REMEMBERED = 200_000
_DIGITS, _NUMERAL, _OPENER, _MEASURED = 1, 2, 4, 8
_HAS_DIGIT = re.compile("[0-9]")
_MEASURING = frozenset({"noun", "verb", "before", "after", "label", "opens", "closes"})
_FUNCTION_WORDS = frozenset({"words.stop", "words.articles", "words.relative", "words.link"})
_WORDS: dict[str, frozenset[str]] = {}


def measure_words(triggers: Triggers) -> frozenset[str]:
    """Return a key of each phrase of a measure, its rarest: without one of them a sentence has no such phrase.

    Longer words and those that are no function words are taken to be rarer; the halves of an idiom are one phrase.
    """
    known = _WORDS.get(triggers.code)
    if known is None:
        common = {key for key, step in triggers.tree.after.items() if _is_common(step)}
        phrases: dict[object, tuple[str, ...]] = {}
        for path, sense in _paths(triggers.tree, ()):
            name = sense.name if sense.kind in ("opens", "closes") else path
            phrases[name] = (*phrases.get(name, ()), *path)
        known = frozenset(max(path, key=lambda key: (key not in common, len(key))) for path in phrases.values())
        _WORDS[triggers.code] = known
    return known


def _is_common(step: Step) -> bool:
    return not step.meanings.keys().isdisjoint(_FUNCTION_WORDS) and not any(
        one.kinds & _MEASURING for one in step.meanings.values()
    )


def _paths(step: Step, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Sense]]:
    for meaning in step.meanings.values():
        yield from ((path, sense) for sense in meaning.senses if sense.kind in _MEASURING)
    for key, following in step.after.items():
        yield from _paths(following, (*path, key))


@cache
def figure_tree(code: str) -> Step:
    """Return the words of figures in one language (hedges, ranges, scales, "dozens", "no one") as a tree of words."""
    root = Step()
    for words, sense in lexicon(code).phrases:
        kind = f"{sense.role}.{sense.value}" if sense.role in ("word", "join") else sense.role
        root.follow(keys_in(" ".join(words))).means(Sense(kind, sense.value))
    return root


@cache
def figure_states(code: str) -> State:
    """Return where the words of figures in one language begin."""
    return States(figure_tree(code), _itself).start


def _itself(word: str) -> tuple[str]:
    return (word,)


@cache
def figure_openers(code: str) -> frozenset[str]:
    """Return the words with which a figure without digits can begin: "dozens", "no one"."""
    return frozenset(word for word, step in figure_tree(code).after.items() if _states(step))


def _states(step: Step) -> bool:
    opens = any(meaning.kinds & {"vague", "word.novalue"} for meaning in step.meanings.values())
    return opens or any(_states(following) for following in step.after.values())


def read_sentence(text: str, copy: str, span: tuple[int, int], triggers: Triggers) -> Sentence:
    """Return a sentence of a text and its folded copy with the phrases that its words form.

    Within a group of lists the longest phrase wins and none overlaps another. Well-known names count only with a
    capital where the language writes them so ("WHO"), and words marked as exact only with their accents.
    """
    words = words_of(copy, *span)
    sentence = Sentence(*span, words, triggers, covers=[_NONE] * len(words))
    start = triggers.start
    taken: dict[str, int] = {}
    longest = 0
    for index, word in enumerate(words):
        state = start[word.text]
        if state is None:
            continue
        if longest <= index and not state.exact and not state.goes_on_at(words, index + 1):
            sentence.add_word(index, state)
            continue
        for group, (end, meaning) in state.longest(words, index).items():
            if taken.get(group, 0) > index:
                continue
            if meaning.exact:
                meaning = _fitting(text[word.start : words[end - 1].end], meaning, triggers)  # noqa: PLW2901
            if meaning.senses:
                sentence.add(Mark(index, end, meaning))
                taken[group] = end
                longest = max(longest, end)
    return sentence


def _fitting(written: str, meaning: Meaning, triggers: Triggers) -> Meaning:
    """Return a meaning without the senses that the way a phrase is written rules out."""
    small = triggers.capitals and not written[:1].isupper()
    senses = tuple(
        sense
        for sense in meaning.senses
        if not (small and sense.kind in NAMES)
        and not (sense.name.startswith(EXACTLY) and sense.name[1:] != written.lower())
    )
    return Meaning(senses, frozenset(sense.kind for sense in senses))
