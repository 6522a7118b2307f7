"""What of a text has to be read closely: sentences with a number and a word of a measure, told at little cost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, reduce
from operator import or_

from claims.extractors.rules_sentence import Sentence, opens_number
from claims.lexicon import lexicon
from claims.numerals_words import vocabularies
from claims.trigger import Triggers, keys_in
from claims.trigger_states import State, States
from claims.trigger_tree import Sense, Step

_LETTERS = re.compile(r"[^\W\d_]+")
_BESIDE = 2


class _Judged(dict[str, int]):
    """What was found out, remembered while there is room."""

    def __init__(self, judge: Callable[[str], int]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, written: str) -> int:
        found = self._judge(written)
        if len(self) < _REMEMBERED:
            self[written] = found
        return found


class _Judge:
    """Finds out once for each language what a word can be in a figure or a claim."""

    def __init__(self, triggers: Triggers) -> None:
        self._triggers = triggers
        self.words = _Judged(self._judge)
        self.pieces = _Judged(self._judge_all)
        self._marking = [(bit, rare_words(triggers, kinds)) for bit, kinds in _MARKING.items()]
        self._counters = any("words.counters" in step.meanings for step in triggers.tree.after.values())

    def _judge_all(self, written: str) -> int:
        """Return what stands between two blanks."""
        found = _DIGITS if _HAS_DIGIT.search(written) else 0
        for word in _LETTERS.findall(written):
            found |= self.words[word]
        return found

    def _judge(self, written: str) -> int:
        if not written.isalpha():
            return 0
        word = written.replace("ـ", "").replace("ß", "ss")
        found = 0
        if word in behind_articles(self._triggers) or (
            opens_number(self._triggers.code, word) and not self._is_article(word)
        ):
            found |= _NUMERAL
        if word in figure_openers(self._triggers.code):
            found |= _OPENER
        keys = self._triggers.keys_of(word)
        return found | sum(bit for bit, words in self._marking if not words.isdisjoint(keys))

    def _is_article(self, word: str) -> bool:
        if self._counters:
            return False
        steps = (self._triggers.tree.after.get(key) for key in self._triggers.keys_of(word))
        return any(step is not None and "words.articles" in step.meanings for step in steps)


def _judge_of(triggers: Triggers) -> _Judge:
    """Return what is known of the words of a language, kept for the next text."""
    judge = _JUDGES.get(id(triggers))
    if judge is None:
        judge = _JUDGES[id(triggers)] = _Judge(triggers)  # which holds the triggers, so that no others get their id
    return judge


_JUDGES: dict[int, _Judge] = {}


class Screen:
    """Tells at little cost whether a sentence can hold a claim: it has a number and a word of a measure.

    Of the sentence that was judged last, spelled says whether it can hold a number in words, counts whether it can hold
    any number, labels whether it names a number ("the toll"), totals whether it says "the number", costs whether it has
    a number and a word for damage, parts whether it has a number and tells of a part of what was counted before.
    """

    def __init__(self, triggers: Triggers) -> None:
        self._triggers = triggers
        judge = _judge_of(triggers)
        self._words, self._pieces = judge.words, judge.pieces
        self.spelled = self.counts = self.labels = self.costs = self.totals = self.parts = False

    def passes(self, piece: str) -> bool:
        """Say whether a piece of a folded copy has to be read closely."""
        found = reduce(or_, map(self._pieces.__getitem__, piece.split()), 0)
        self.spelled = bool(found & _NUMERAL)
        self.counts = bool(found & (_DIGITS | _NUMERAL | _OPENER))
        self.labels = bool(found & _LABEL)
        self.costs = self.counts and bool(found & _DAMAGE)
        self.totals = bool(found & _TOTAL)
        self.parts = self.counts and bool(found & _PART)
        return self.counts and bool(found & _MEASURED)

    def numerals(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return between which offsets numbers in words can stand, with the words beside that tell what they are."""
        words, judged = sentence.words, self._words
        found: list[tuple[int, int]] = []
        for index, (text, _, _) in enumerate(words):
            if judged[text] & _NUMERAL:
                if "words.articles" in sentence.covers[index] and not self._goes_with(sentence, index + 1):
                    continue
                first, last = max(0, index - _BESIDE), min(len(words) - 1, index + _BESIDE)
                if found and first <= found[-1][1] + 1:
                    found[-1] = found[-1][0], last
                else:
                    found.append((first, last))
        return [(words[first].start, words[last].end) for first, last in found]

    def _goes_with(self, sentence: Sentence, index: int) -> bool:
        """Say whether a word makes a number of an article before it, or a share: "une trentaine", "one of every"."""
        beside = _BEHIND_ARTICLES | _TOLL if self._triggers.said == "before" else _BEHIND_ARTICLES  # "یک کشته"
        if (
            self._triggers.said == "before"
            and "people" in sentence.kinds(index)
            and "verb" in sentence.kinds(index + 1)
        ):
            return True  # "یک کودک زخمی شد"
        return bool(self._words[sentence.text(index)] & _NUMERAL or sentence.kinds(index) & beside)


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
_DIGITS, _NUMERAL, _OPENER, _MEASURED, _LABEL, _DAMAGE, _TOTAL, _PART = 1, 2, 4, 8, 16, 32, 64, 128
_HAS_DIGIT = re.compile("[0-9]")
_MEASURING = frozenset({"noun", "verb", "before", "after", "label", "opens", "closes"})
_BEHIND_ARTICLES = frozenset({"words.counters", "words.fraction"})
_TOLL = frozenset({"noun", "verb"})
_FUNCTION_WORDS = frozenset({"words.stop", "words.articles", "words.relative", "words.link"})
_MARKING = {_MEASURED: _MEASURING, _LABEL: frozenset({"label"}), _DAMAGE: frozenset({"words.damage"})}
_MARKING |= {_TOTAL: frozenset({"words.total"}), _PART: frozenset({"words.partitive"})}
_WORDS: dict[tuple[str, frozenset[str]], frozenset[str]] = {}


def rare_words(triggers: Triggers, kinds: frozenset[str]) -> frozenset[str]:
    """Return a key of each phrase of some kinds, its rarest: without one of them a sentence has no such phrase.

    Longer words and those that are no function words are taken to be rarer; the halves of an idiom are one phrase.
    """
    known = _WORDS.get((triggers.code, kinds))
    if known is None:
        common = {key for key, step in triggers.tree.after.items() if _is_common(step)}
        phrases: dict[object, tuple[str, ...]] = {}
        for path, sense in _paths(triggers.tree, (), kinds):
            name = sense.name if sense.kind in ("opens", "closes") else path
            phrases[name] = (*phrases.get(name, ()), *path)
        known = frozenset(max(path, key=lambda key: (key not in common, len(key))) for path in phrases.values())
        _WORDS[triggers.code, kinds] = known
    return known


def _is_common(step: Step) -> bool:
    return not step.meanings.keys().isdisjoint(_FUNCTION_WORDS) and not any(
        one.kinds & _MEASURING for one in step.meanings.values()
    )


def _paths(step: Step, path: tuple[str, ...], kinds: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Sense]]:
    for meaning in step.meanings.values():
        yield from ((path, sense) for sense in meaning.senses if sense.kind in kinds)
    for key, following in step.after.items():
        yield from _paths(following, (*path, key), kinds)


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
