"""Sentences of a text: where they begin and end, which may hold a claim, and what their words mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import compress
from operator import not_
from typing import NamedTuple

from claims.dates_calendar import words_of as names_of_days
from claims.numerals_words import opened_by
from claims.trigger import Triggers, keys_in
from claims.trigger_states import State
from claims.trigger_tokens import Word, folded_copy, tokens_of
from claims.trigger_tree import BETWEEN_WORDS, EXACTLY, NAMES, Meaning

_END = re.compile(
    r"[.!?…\n](?:(?<=\n)|(?<![.!?…].)(?<!\n)[.!?…]*[\"')\]]*(?:\[[\w ]{1,5}\])*(?=\s)"
    r"|(?<=[^\W\d_]{3}[.!?])(?=[^\W\d_]))",
    re.DOTALL,
)
"""A sentence ends with a line, with marks before a blank, or with one mark between letters. Each run is read once."""
_LOOK_BACK = 24
_INITIALS = re.compile(r"[a-z]\.[a-z](?:\.[a-z])?")
"""Initials of a person, where they are no time, state or city: "J.A" of "J.A. Orr"."""
_LONGEST_SENTENCE = 3000
_ORDINAL_DIGITS = 3
_WRAPPED, _SHORTEST_LINE, _WHOLE_LINE, _MUCH_LONGER = 140, 24, 40, 15
_FEWEST_BLANKS = 2
_LINE_END = re.compile(r"\n\n?")
_LISTED = re.compile(r":[^\n:]*[0-9]")  # "Killed: 12" over "Children: about 3" is a list


_NONE: frozenset[str] = frozenset()
_NOWHERE: list[int] = []
DIGITS = "0"
BESIDE = 64
"""So many words before and behind a sentence may be asked for."""
_NO_TEXTS, _NO_KINDS = [""] * BESIDE, [_NONE] * BESIDE


class Mark(NamedTuple):
    """A known phrase among the words of a sentence, from the word first up to end, and what it means."""

    first: int
    end: int
    meaning: Meaning

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of lists that the phrase stands in."""
        return self.meaning.kinds


class Sentence:
    """A sentence: its words with offsets in the text, the phrases that they form, and by word the kinds of phrases.

    texts are the words as folded, starts and ends their offsets. padded are the words, and covers by word the kinds of
    the phrases that cover it, each with BESIDE empty places at its end: what rules ask for beside a sentence, before
    it as well as behind it, is "" and no kinds, with no need to look where the sentence ends. states are those of
    words that are phrases by themselves, which become marks when they are first asked for. present are the kinds of
    all phrases, so that what is not there need not be looked for.
    """

    __slots__ = (
        "_words", "covers", "end", "ends", "found", "grammar", "marks_at", "padded", "present", "signs",
        "size", "start", "starts", "states", "texts", "triggers",
    )  # fmt: skip

    def __init__(self, copy: str, span: tuple[int, int], triggers: Triggers) -> None:
        """Begin with the words of a piece of a folded copy, which form no phrase longer than a word yet."""
        self.start, self.end = span
        self.triggers, self.grammar = triggers, triggers.grammar
        self.texts, self.starts, self.ends = tokens_of(copy, *span)
        self.size = len(self.texts)
        self.padded = self.texts + _NO_TEXTS
        self.states: list[State | None] = [*map(triggers.start.__getitem__, self.texts)]
        self.covers = [_NONE if state is None else state.kinds for state in self.states]
        self.covers += _NO_KINDS
        self.marks_at: dict[int, list[Mark]] = {}
        self.found: dict[str, list[int]] = {}
        self.present = _NONE
        self.signs: dict[str, list[int]] | None = None
        self._words: list[Word] | None = None

    @property
    def words(self) -> list[Word]:
        """Return the words with their offsets."""
        if self._words is None:
            self._words = [*map(Word, self.texts, self.starts, self.ends)]
        return self._words

    def kinds(self, index: int) -> frozenset[str]:
        """Return the kinds of the phrases that cover a word, none outside the sentence."""
        return self.covers[index]

    def where(self, kind: str) -> list[int]:
        """Return the words that phrases of a kind cover, in order; looked for once in a sentence that is read."""
        places = self.found.get(kind)
        if places is None:
            places = self.found[kind] = self.places(frozenset((kind,)))
        return places

    def places(self, kinds: frozenset[str]) -> list[int]:
        """Return the words that phrases of some kinds cover, in order."""
        if self.present.isdisjoint(kinds):
            return []
        return [*compress(range(self.size), map(not_, map(kinds.isdisjoint, self.covers)))]

    def marked(self, text: str) -> list[int]:
        """Return the places of a mark, or those of digits for DIGITS, in order."""
        return (self.signs if self.signs is not None else self._signs()).get(text, _NOWHERE)

    def all_marked(self) -> dict[str, list[int]]:
        """Return the places of every mark, and of digits under DIGITS, in order; looked for once."""
        return self.signs if self.signs is not None else self._signs()

    def signed(self, marks: frozenset[str]) -> list[int]:
        """Return the places of some marks, in order."""
        signs = self.signs if self.signs is not None else self._signs()
        found = [place for mark, places in signs.items() if mark in marks for place in places]
        found.sort()
        return found

    def _signs(self) -> dict[str, list[int]]:
        """Find the places of all marks, and of digits."""
        signs: dict[str, list[int]] = {}
        for index in compress(range(self.size), map(not_, map(str.isalpha, self.texts))):
            text = self.texts[index]
            signs.setdefault(DIGITS if text[0].isdecimal() else text, []).append(index)
        self.signs = signs
        return signs

    def holds(self, words: range, kinds: frozenset[str]) -> bool:
        """Say whether a phrase of some kinds covers one of some words in a row."""
        if self.present.isdisjoint(kinds) or words.stop <= 0:
            return False
        return not all(map(kinds.isdisjoint, self.covers[max(0, words.start) : words.stop]))

    def mark(self, index: int, *kinds: str) -> Mark | None:
        """Return the phrase of one of some kinds that covers a word, None where there is none."""
        if self.covers[index].isdisjoint(kinds):
            return None
        for mark in self.marks_at.get(index) or self.at(index):
            if not mark[2][1].isdisjoint(kinds):  # mark.meaning.kinds, which takes thrice as long
                return mark
        return None

    def text(self, index: int) -> str:
        """Return a word as folded, "" outside the sentence."""
        return self.padded[index]

    def touches(self, index: int) -> bool:
        """Say whether a word stands directly behind the one before it, with nothing between."""
        return 0 < index < self.size and self.ends[index - 1] == self.starts[index]

    def marks_of(self, kinds: frozenset[str]) -> list[Mark]:
        """Return the phrases of some kinds, by the words that they begin with."""
        return [
            mark
            for index in self.places(kinds)
            for mark in self.marks_at.get(index) or self.at(index)
            if mark[0] == index and not mark[2][1].isdisjoint(kinds)
        ]

    def add(self, mark: Mark) -> None:
        """Add a phrase."""
        first, end, meaning = mark
        covers, marks_at = self.covers, self.marks_at
        for place in range(first, end):
            if place in marks_at:
                covers[place] |= meaning.kinds
                marks_at[place].append(mark)
            else:
                covers[place] = meaning.kinds
                marks_at[place] = [mark]

    def at(self, index: int) -> list[Mark]:
        """Return the phrases that cover a word."""
        marks = self.marks_at.get(index)
        if marks is None:
            state = self.states[index]
            meanings = state.meanings if state is not None else ()
            marks = self.marks_at[index] = [_make(Mark, (index, index + 1, meaning)) for _, meaning in meanings]
        return marks


_make = tuple.__new__  # what Mark() does, without a call of Python's own for each word of a text


def sentences(text: str, copy: str, triggers: Triggers) -> Iterator[tuple[int, int]]:
    """Yield start and end of the sentences of a text and its folded copy in order; together they cover it.

    What is longer than three thousand characters is cut there, since no one writes such a sentence.
    """
    start = 0
    endings = _endings_of(triggers.abbreviations)
    for match in _END.finditer(copy):
        place, end = match.span()
        small = triggers.capitals and _is_small(text, end)
        if copy[place] == "." and (small or _goes_on(copy, match, triggers, endings)):
            continue
        glued = end < len(copy) and copy[end].isalpha() and copy[place] != "\n"
        if glued and triggers.capitals and not (text[end].isupper() and text[place - 1].islower()):
            continue
        yield from _cut(copy, start, end)
        start = end
    yield from _cut(copy, start, len(copy))


def _cut(copy: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST_SENTENCE:
        space = copy.rfind(" ", start + _LONGEST_SENTENCE // 2, start + _LONGEST_SENTENCE)
        stop = space if space > 0 else start + _LONGEST_SENTENCE
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def _is_small(text: str, end: int) -> bool:
    """Say whether a small letter stands behind a full stop and a blank, so that no sentence ends: "5 p.m. in Rome"."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].islower()


@cache
def _endings_of(abbreviations: frozenset[str]) -> frozenset[str]:
    """Return the last two letters of abbreviations."""
    return frozenset(word[-2:] for word in abbreviations)


def _goes_on(copy: str, match: re.Match[str], triggers: Triggers, endings: frozenset[str]) -> bool:
    """Say whether a full stop ends no sentence: after an abbreviation, or an ordinal before "und" and a number.

    endings are the last two letters of all abbreviations, which tell most words at once.
    """
    place = match.start()
    ending = copy[place - 2 : place]
    if ending.isalpha() and ending not in endings:
        return False
    head = copy[max(0, place - _LOOK_BACK) : place]
    letters = head[max(head.rfind(" "), head.rfind("\n")) + 1 :].lstrip("(\"'")
    if letters.isdecimal() and triggers.nouns_capital:
        goes_on = _behind_ordinal(triggers.code, triggers.grammar.ordinal_joins)
        return len(letters) <= _ORDINAL_DIGITS and goes_on.match(copy, match.end()) is not None
    joined = letters.replace(".", "")
    others = triggers.grammar.no_initials
    initials = bool(others) and joined not in others and _INITIALS.fullmatch(letters) is not None  # "J.A. Orr"
    return len(match[0]) == 1 and (initials or letters in triggers.abbreviations or joined in triggers.abbreviations)


@cache
def _behind_ordinal(code: str, joining: frozenset[str]) -> re.Pattern[str]:
    """Return what goes on with an ordinal: a joining word ("und") and a number, or a month ("18. November")."""
    months = {keys_in(name)[0] for name, word in names_of_days(code) if word.kind == "month"}
    named = "|".join(sorted(map(re.escape, months)))
    joins = "|".join(sorted({"-", *joining}))
    return re.compile(rf" (?:(?:{joins}) [0-9]|1?[0-9]\. ?(?:[0-9]|[a-z])|(?:{named})\b)")


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
    if (before < 0 and place > _WRAPPED) or not copy[end : end + 1].isalnum():
        return False
    after = copy.find("\n", end, end + _WRAPPED + 1)
    line = copy[before + 1 : place].rstrip()
    goes_on = text[end].islower() and line[-1:].isalpha() and line.count(" ") >= _FEWEST_BLANKS
    ends = not line or line[-1] in '.!?:;"…' or (len(line) < _SHORTEST_LINE and not goes_on)
    shorter = after >= 0 or len(copy) - end <= _WRAPPED
    page = end - place == 1 or text[place + 1] == "\f"
    if ends or not (page and shorter):
        return False
    stop = after if after >= 0 else len(copy)
    if _LISTED.search(line) and _LISTED.search(copy, end, stop):
        return False
    following = stop - end
    inside = text[end].islower() or text[end].isdecimal()  # what has no small letters may begin a sentence anywhere
    return inside or (len(line) >= _WHOLE_LINE and following <= len(line) + _MUCH_LONGER)


@lru_cache(maxsize=16384)
def opens_number(code: str, word: str) -> bool:
    """Say whether a word can be the first of a number, but for an article, which only goes with another word."""
    for vocabulary, cut in opened_by(word):
        if vocabulary.code == code:
            ways = vocabulary.phrases.get(word[cut:], ())
            return not ways or any(atom.kind not in ("article", "and", "and_half", "nothing") for _, atom in ways)
    return False


def read_sentence(text: str, copy: str, span: tuple[int, int], triggers: Triggers) -> Sentence:
    """Return a sentence of a text and its folded copy with the phrases that its words form.

    Within a group of lists the longest phrase wins and none overlaps another. Well-known names count only with a
    capital where the language writes them so ("WHO"), and words marked as exact only with their accents.
    """
    sentence = Sentence(copy, span, triggers)
    texts, padded, states, covers = sentence.texts, sentence.padded, sentence.states, sentence.covers
    taken: dict[str, int] = {}
    reached = 0
    for index, state in enumerate(states):
        if state is None or (state.single and reached <= index):
            continue
        opens = reached <= index and not state.exact
        if opens:
            following = padded[index + 1]
            if not following or (state[following] is None and following not in BETWEEN_WORDS):
                continue
        found, last = state.longest(texts, index)
        if opens and last is state:
            continue
        states[index] = None
        if index not in sentence.marks_at:
            covers[index] = _NONE
        for group, (end, meaning) in found.items():
            if taken and taken.get(group, 0) > index:
                continue
            if meaning.exact:
                written = text[sentence.starts[index] : sentence.ends[end - 1]]
                meaning = _fitting(written, meaning, triggers)  # noqa: PLW2901
            if meaning.senses:
                taken[group] = end
                reached = max(reached, end)
                sentence.add(_make(Mark, (index, end, meaning)))
    sentence.present = _NONE.union(*covers[: sentence.size])
    return sentence


def _fitting(written: str, meaning: Meaning, triggers: Triggers) -> Meaning:
    """Return a meaning without the senses that the way a phrase is written rules out."""
    small = triggers.capitals and not written[:1].isupper()
    senses = tuple(
        sense
        for sense in meaning.senses
        if not (small and sense.kind in NAMES and not sense.name.startswith(EXACTLY))  # "=dpa" is written small
        and not (sense.name.startswith(EXACTLY) and sense.name[1:] != written.lower())
    )
    return Meaning(senses, frozenset(sense.kind for sense in senses))
