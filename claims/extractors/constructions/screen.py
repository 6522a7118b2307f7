"""What of a text has to be read closely: sentences with a number and a word of a measure, told at little cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, reduce
from operator import or_

from claims.extractors.constructions.lone import is_befallen, is_lone, is_paired
from claims.extractors.constructions.one_in_row import is_itself
from claims.extractors.constructions.phrases import Phrases
from claims.extractors.constructions.sentence import Sentence, opens_number
from claims.lexicon import phrases_of
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
        self.phrases = Phrases(triggers, _MARKING)
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
        return found | self.phrases.bits_of(self._triggers.keys_of(word))

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
    any number, written whether one that is no number in words; and of a sentence that can hold a number costs whether
    it has a word for damage, totals whether it says "the number", parts whether it tells of a part of what was counted
    before, says whether it has a verb of saying.
    """

    def __init__(self, triggers: Triggers) -> None:
        self._triggers = triggers
        judge = _judge_of(triggers)
        self._words, self._pieces, self._phrases = judge.words, judge.pieces, judge.phrases
        self._found = self._before = 0
        self.spelled = self.counts = self.written = self.costs = self.totals = self.parts = self.says = False

    def passes(self, piece: str) -> bool:
        """Say whether a piece of a folded copy has to be read closely."""
        self._before = self._found
        self._found = found = self._bits_in(piece)
        self.spelled = bool(found & _NUMERAL)
        self.written = bool(found & (_DIGITS | _OPENER))
        self.counts = self.spelled or self.written
        if not self.counts:
            self.costs = self.totals = self.parts = self.says = False
            return False
        flags = self._phrases.flags_in(found)
        self.costs = bool(flags & _DAMAGE)
        self.totals = bool(flags & _TOTAL)
        self.parts = bool(flags & _PART)
        self.says = bool(flags & _SAYS)
        return bool(flags & _MEASURED)

    @property
    def labelled(self) -> bool:
        """Say whether the sentence has a number and the one judged before it may name it ("the toll")."""
        return self.counts and bool(self._phrases.flags_in(self._before) & _LABEL)

    def points_back(self, piece: str) -> bool:
        """Say whether a piece of a folded copy can hold words that point back to what was said before it."""
        return bool(self._phrases.flags_in(self._bits_in(piece)) & _BACKWARD)

    def _bits_in(self, piece: str) -> int:
        """Return all bits of the words of a piece; most have none, and each "or" copies all bits."""
        return reduce(or_, filter(None, map(self._pieces.__getitem__, piece.split())), 0)

    def numerals(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return between which offsets numbers in words can stand, with the words beside that tell what they are."""
        judged = map(self._words.__getitem__, sentence.texts)
        found: list[tuple[int, int]] = []
        for index in [index for index, bits in enumerate(judged) if bits & _NUMERAL]:
            if "words.articles" in sentence.covers[index] and not self._goes_with(sentence, index + 1):
                continue
            first, last = max(0, index - _BESIDE), min(sentence.size - 1, index + _BESIDE)
            if found and first <= found[-1][1] + 1:
                found[-1] = found[-1][0], last
            else:
                found.append((first, last))
        return [(sentence.starts[first], sentence.ends[last]) for first, last in found]

    def _goes_with(self, sentence: Sentence, index: int) -> bool:
        """Say whether a word makes a number of an article before it, or a share: "une trentaine", "one of every"."""
        beside = _BEHIND_ARTICLES | _TOLL if self._triggers.said == "before" else _BEHIND_ARTICLES  # "یک کشته"
        if (
            self._triggers.said == "before"
            and "people" in sentence.kinds(index)
            and "verb" in sentence.kinds(index + 1)
        ):
            return True  # "یک کودک زخمی شد"
        first = index - 1
        if is_lone(sentence, first) or is_paired(sentence, first) or is_befallen(sentence, first):
            return True
        beside = beside | _PEOPLE if self._triggers.romance else beside  # "un soldat et deux civils"
        if is_itself(sentence, index):
            return True  # "une a été tuée"
        if self._triggers.romance and "words.increase" in sentence.kinds(index):
            index += 1  # "un nouveau décès"
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
_BACKWARD, _SAYS = 256, 512
_HAS_DIGIT = re.compile("[0-9]")
_MEASURING = frozenset({"noun", "verb", "before", "after", "label", "opens", "closes"})
_BEHIND_ARTICLES = frozenset({"words.counters", "words.fraction"})
_TOLL = frozenset({"noun", "verb"})
_PEOPLE = frozenset({"people"})
_MARKING = {_MEASURED: _MEASURING, _LABEL: frozenset({"label"}), _DAMAGE: frozenset({"words.damage"})}
_MARKING |= {
    _BACKWARD: frozenset({"attribution.backward"}),
    _TOTAL: frozenset({"words.total"}),
    _PART: frozenset({"words.partitive"}),
    _SAYS: frozenset({"attribution.verbs", "attribution.put"}),
}


@cache
def figure_tree(code: str) -> Step:
    """Return the words of figures in one language (hedges, ranges, scales, "dozens", "no one") as a tree of words."""
    root = Step()
    for words, sense in phrases_of(code):
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
