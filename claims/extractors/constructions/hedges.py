"""Phrases of figures in a sentence, and which words before and behind a number are its hedges."""

from __future__ import annotations

from functools import lru_cache

from claims.extractors.constructions.digits import number_end
from claims.extractors.constructions.sentence import Sentence
from claims.extractors.constructions.traps import is_change
from claims.numerals import find
from claims.trigger_states import State
from claims.trigger_tree import BETWEEN_WORDS

_HEDGE_WORDS = 7
_CROSSED = frozenset({"'", '"'})
"""Marks that part no hedge from its number: "au moins « 16 morts »"."""
_BEHIND = 4
_PAUSES = frozenset(",،")
_CHANGES_BEHIND = 4
_CHANGE_WORDS = 8
_VERB_WORDS = 5
"""Hedges that are prepositions before another one: "berichteten über knapp 40 Verletzte"."""


class FigurePhrases:
    """The phrases of figures in one sentence. matches are by the word that each begins at: its end, and its kinds.

    without_digits are the words at which "dozens" and "no one" begin, which are figures by themselves.
    """

    def __init__(self, sentence: Sentence, start: State) -> None:
        self._code = sentence.triggers.code
        self.matches: dict[int, tuple[int, frozenset[str]]] = {}
        self._hedges: dict[int, list[int]] = {}
        self._behind: set[int] = set()
        self.without_digits: list[int] = []
        texts, padded = sentence.texts, sentence.padded
        for index, state in enumerate(map(start.__getitem__, texts)):
            if state is None:
                continue
            following = padded[index + 1] if state.goes_on else ""
            if following and (state[following] is not None or following in BETWEEN_WORDS):
                match = state.reach(texts, index)
                if match is None:
                    continue
            elif state.kinds:
                match = index + 1, state.kinds
            else:
                continue
            self.matches[index] = match
            end, kinds = match
            if kinds.isdisjoint(_TELLING):
                continue
            if not kinds.isdisjoint(_HEDGES):
                self._hedges.setdefault(end, []).append(index)
            if "after" in kinds:
                self._behind.add(index)
            if not kinds.isdisjoint(_WITHOUT_DIGITS):
                self.without_digits.append(index)

    def opens(self, index: int) -> bool:
        """Say whether a hedge before a number begins at a word."""
        match = self.matches.get(index)
        return match is not None and not match[1].isdisjoint(_HEDGES)

    def hedged_from(self, sentence: Sentence, first: int) -> int:
        """Return where the hedges before a number begin: the first word of "at least a total of"."""
        start = first
        if not self._hedges:
            return start
        while True:
            found = None
            reach = start
            while reach > max(0, first - _HEDGE_WORDS) and self._is_filler(sentence, reach - 1):
                reach -= 1
            paused = sentence.text(reach - 1) in _PAUSES
            for end in (*range(start, reach - 1, -1), *((reach - 1,) if paused else ())):
                for begin in self._hedges.get(end, ()):
                    if begin < end - _HEDGE_WORDS or (
                        paused and end == reach - 1 and begin > 0 and sentence.text(begin - 1) not in _PAUSES
                    ):
                        continue
                    found = begin
                    break
                if found is not None:
                    break
            if found is not None and (sentence.text(end - 1), sentence.text(end)) in sentence.grammar.no_hedges:
                return start  # "higher than the figure of 288", "up to now 12"
            if found is None or first - found > 2 * _HEDGE_WORDS:
                return start + _ends_change(sentence, start, first)
            about = start < first and sentence.text(found) in sentence.grammar.over
            if about or _is_only(sentence, found) or _is_risen(sentence, found):
                return start
            about = sentence.text(found) in sentence.grammar.about
            if about and "words.increase" in sentence.kinds(found + 1):  # "um weitere 12"
                return start
            start = found

    def _is_filler(self, sentence: Sentence, index: int) -> bool:
        text = sentence.text(index)
        if text in _CROSSED or (text == "." and index in self._hedges and sentence.touches(index)):  # "ca. 340"
            return True
        match = self.matches.get(index)
        filler = match is not None and match[0] == index + 1 and "word.filler" in match[1]
        filler = filler or (match is not None and "word.more" in match[1])  # "at least a further 12"
        enclosed = text == "(" and sentence.text(number_end(sentence, index + 1)) == ")"  # "نحو (10) أشخاص"
        return filler or enclosed or "words.to" in sentence.kinds(index)  # "al menos a 160 heridos"

    def hedged_to(self, sentence: Sentence, end: int) -> int:
        """Return the index after a hedge behind a number, directly or after what is counted ("600 people at least")."""
        if sentence.text(end) == "+" and sentence.touches(end):
            return end + 1
        reach = range(end, min(end + _BEHIND, sentence.size))
        for index in reach if not self._behind.isdisjoint(reach) else ():
            match = self.matches.get(index)
            if match is not None and "after" in match[1]:
                follows = sentence.text(match[0])
                weak = "word.weak" in match[1] and (index > end or "before" in match[1])
                weak = weak or "words.articles" in sentence.kinds(match[0])  # "12 are missing or under | the rubble"
                beyond = sentence.text(match[0] + 1)
                beyond = "" if "words.and" in sentence.kinds(match[0]) else beyond  # "33 at least | and 74"
                opens = any(word[:1].isdecimal() or self._is_spelled(word) for word in (follows, beyond))
                opens = opens and not sentence.kinds(match[0]) & _BEGINS_NEXT
                opens = opens and not (follows.isalpha() and sentence.kinds(match[0]) >= _TIME)
                opens = opens and follows not in sentence.grammar.placed  # "26 حكما على الأقل | في 27 آب"
                if not weak and not opens:
                    return match[0]
            text = sentence.text(index)
            if not text[0].isalpha() or sentence.kinds(index) & _ENDS_FIGURE or sentence.triggers.joins(text):
                return end
        return end

    def _is_spelled(self, word: str) -> bool:
        return bool(word) and word[0].isalpha() and _has_number(word, self._code)


_HEDGES, _WITHOUT_DIGITS = frozenset({"before", "join.between"}), frozenset({"vague", "word.novalue"})
_TELLING = _HEDGES | _WITHOUT_DIGITS | {"after"}
_BEGINS_NEXT = frozenset({"verb", "before", "words.including"})
"""What begins the next figure behind a hedge, which is then of the one before: "7 killed at least | and hurt 71"."""
_TIME = frozenset({"words.stop", "words.things"})  # "66 at least | on the day of 30 May"
_ENDS_FIGURE = frozenset({"words.and", "words.clause", "words.that", "attribution.verbs"})


def _is_risen(sentence: Sentence, first: int) -> bool:
    """Say whether "up to" right behind a label tells to what it rose in English: "Death toll | up to 38"."""
    words = sentence.text(first), sentence.text(first + 1)
    return words in sentence.grammar.up_to and first > 0 and "label" in sentence.kinds(first - 1)


def _is_only(sentence: Sentence, start: int) -> bool:
    """Say whether "plus que" is no hedge, since the verb before it is denied: "il ne reste plus que 8 disparus"."""
    if (sentence.text(start), sentence.text(start + 1)) not in sentence.grammar.only:
        return False
    return any("words.negation" in sentence.kinds(index) for index in range(max(0, start - _VERB_WORDS), start))


def _mourns(sentence: Sentence, index: int) -> bool:
    mourning = sentence.grammar.mourning_stems
    return any(sentence.text(place).startswith(mourning) for place in range(index - _CHANGE_WORDS // 2, index))


def _ends_change(sentence: Sentence, start: int, first: int) -> int:
    """Return how many words before a number are "from" or "to" of a change, no hedge: "выросло до 35" is 35."""
    kinds, grammar = sentence.kinds(start), sentence.grammar
    right_before = start == first - 1
    if right_before and sentence.text(start) in grammar.together and sentence.text(first).isdecimal():
        return 1  # "с 242 задержанными", not "с полсотни"
    if right_before and sentence.text(start) in grammar.about:
        itself = any(sentence.text(index) in grammar.itself for index in range(start - 3, start))
        if itself or _mourns(sentence, start):
            return 1  # "handelt es sich um 7 Kinder", "trauert um 84 Opfer", not "um 50 Menschen"
    if right_before and sentence.text(start) in grammar.over and sentence.text(start - 1) in grammar.told_over:
        return 1  # "Informationen über 38 Verletzte"
    if start == first or not kinds & {"words.from", "words.to"}:
        return 0
    if tuple(map(sentence.text, range(start - 1, start + 2))) in grammar.to_up_to:
        return 0  # "auf | bis zu 80"
    before = (*range(max(0, start - _CHANGE_WORDS), start), *range(first + 1, first + _CHANGES_BEHIND))
    changes = any("words.change" in sentence.kinds(index) for index in before)
    return 1 if changes or ("words.from" in kinds and is_change(sentence, start + 1)) else 0


@lru_cache(maxsize=8192)
def _has_number(word: str, code: str) -> bool:
    return bool(find(word, language=code))
