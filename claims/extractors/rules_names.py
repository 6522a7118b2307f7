"""Names of sources in a sentence: which words of a stretch name who speaks, from which word to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.extractors.rules_sentence import Sentence
from claims.trigger import Sense, Step, Triggers, keys_in, longest_phrase

_SOURCE = frozenset({"sources.names", "sources.wires", "sources.nouns", "sources.titles", "sources.outlets"})
_OFFICE = frozenset({"sources.titles", "sources.nouns", "sources.outlets"})
_LONGEST_NAME = 14
_PARTS_OF_NAMES = frozenset("-'.&\"")


@dataclass(frozen=True, slots=True)
class Name:
    """Who is named: the words from first up to end; slug where the name is known; pronoun where it is only "he"."""

    first: int
    end: int
    slug: str | None = None
    pronoun: bool = False
    wire: bool = False


class Names:
    """Finds names of sources in sentences of one text. known holds slugs by folded name."""

    def __init__(self, text: str, triggers: Triggers, known: Mapping[str, str]) -> None:
        self._text = text
        self._triggers = triggers
        self._tree = Step()
        for name, slug in known.items():
            keys = keys_in(name)
            if keys:
                self._tree.follow(keys).means(Sense("known", slug))

    def known_at(self, sentence: Sentence, index: int) -> tuple[int, str] | None:
        """Return the index after a known name that begins at a word, and its slug."""
        if not self._tree.after:
            return None
        found = longest_phrase(self._tree, sentence.words, first=index, keys_of=self._bare)
        return (found[0], found[1].senses[0].name) if found else None

    def _bare(self, word: str) -> Sequence[str]:
        cut = (word[len(one) :] for one in self._triggers.prefixes if word.startswith(one))
        return (word, *cut)

    def is_capital(self, sentence: Sentence, index: int) -> bool:
        """Say whether a word is written with a capital where that tells a name."""
        if not self._triggers.capitals:
            return False
        return self._text[sentence.words[index].start].isupper()

    def pick(
        self, sentence: Sentence, low: int, high: int, *, last: bool = False, anything: bool = False
    ) -> Name | None:
        """Return the source that words from low up to high name: the first such stretch, or the last; None without one.

        anything takes unknown words for a name, where the place itself says that one stands there.
        """
        parts = self._parts(sentence, low, high)
        if last:
            parts.reverse()
        for wanted in (self._is_known, self._is_named):
            for first, end in parts:
                if wanted(sentence, first, end):
                    return self._name(sentence, *self._widened(sentence, first, end, high=high))
        for first, end in parts:
            if end - first <= _LONGEST_PRONOUN and "attribution.pronouns" in sentence.kinds(first):
                return Name(first, end, pronoun=True)
        if anything and parts and self._may_name(sentence, *parts[0], low=low, high=high, last=last):
            return self._name(sentence, *parts[0])
        return None

    def _may_name(self, sentence: Sentence, first: int, end: int, *, low: int, high: int, last: bool) -> bool:
        """Say whether unknown words beside a verb of saying can be a name: few, none of them known otherwise."""
        beside = end == high if last else first == low
        if not beside or end - first > _LONGEST_UNKNOWN or self._names_nobody(sentence, first, end):
            return False
        return not any(
            sentence.text(index)[0].isdecimal() or sentence.kinds(index) & _NEVER_NAMES for index in range(first, end)
        )

    def _parts(self, sentence: Sentence, low: int, high: int) -> list[tuple[int, int]]:
        """Return the stretches between words that no name contains."""
        parts: list[tuple[int, int]] = []
        first = low
        for index in range(low, min(high, low + 3 * _LONGEST_NAME) + 1):
            if index < min(high, low + 3 * _LONGEST_NAME) and not self._parts_names(sentence, index):
                continue
            if index > first:
                parts.append((first, index))
            first = index + 1
        return parts

    def _parts_names(self, sentence: Sentence, index: int) -> bool:
        kinds = sentence.kinds(index)
        text = sentence.text(index)
        if kinds & _SOURCE:
            return False
        if kinds & {"words.stop", "words.clause", "words.that", "words.relative"}:
            return not (self._triggers.capitals and self.is_capital(sentence, index) and index > 0 and len(text) > 3)
        return not text[0].isalnum() and text not in _PARTS_OF_NAMES

    def _is_known(self, sentence: Sentence, first: int, end: int) -> bool:
        if self._names_nobody(sentence, first, end):
            return False
        return any(
            sentence.kinds(index) & _SOURCE or self.known_at(sentence, index) is not None for index in range(first, end)
        ) and not self._is_only_pronoun(sentence, first, end)

    def _is_only_pronoun(self, sentence: Sentence, first: int, end: int) -> bool:
        return all(sentence.kinds(index) & {"attribution.pronouns"} for index in range(first, end))

    def _is_named(self, sentence: Sentence, first: int, end: int) -> bool:
        if self._triggers.nouns_capital or self._names_nobody(sentence, first, end):
            return False
        return any(
            self.is_capital(sentence, index)
            and not sentence.kinds(index) & _NO_NAME
            and (index > 0 or end - first > 1 or not sentence.kinds(index))
            for index in range(first, end)
        )

    def _names_nobody(self, sentence: Sentence, first: int, end: int) -> bool:
        kinds = [sentence.kinds(index) for index in range(first, end)]
        named = any(one & _SOURCE for one in kinds)
        return not named and any("attribution.nobody" in one for one in kinds)

    def _widened(self, sentence: Sentence, first: int, end: int, *, high: int) -> tuple[int, int]:
        """Return a stretch with "for the ministry" behind a title, as far as that names a source too."""
        while end < high - 1 and any(sentence.kinds(index) & _OFFICE for index in range(first, end)):
            following = next((part for part in self._parts(sentence, end + 1, high) if part[0] <= end + 1), None)
            joined = sentence.kinds(end) & {"words.stop"} and sentence.text(end)[0].isalpha()
            if following is None or not joined or not self._is_known(sentence, *following):
                break
            if sentence.kinds(end) & _PLACE_IN_TIME or following[1] - first > _LONGEST_NAME:
                break
            end = following[1]
        return first, end

    def _name(self, sentence: Sentence, first: int, end: int) -> Name | None:
        while first < end and (
            (
                sentence.kinds(first) & {"words.articles", "words.and", "words.increase"}
                and not sentence.kinds(first) & _SOURCE
            )
            or not sentence.text(first)[0].isalnum()
        ):
            first += 1
        while end > first and (
            (not sentence.text(end - 1)[0].isalnum() and sentence.text(end - 1) != ".")
            or (sentence.text(end - 1) == "." and not sentence.text(end - 2).isalpha())
            or (sentence.kinds(end - 1) & {"words.and", "words.articles"} and not sentence.kinds(end - 1) & _SOURCE)
        ):
            end -= 1
        if first >= end:
            return None
        for index in range(first, end):
            found = self.known_at(sentence, index)
            if found is not None and found[0] <= end:
                return Name(index, found[0], slug=found[1])
        end = min(end, first + _LONGEST_NAME)
        wire = any(sentence.kinds(index) & {"sources.wires", "sources.outlets"} for index in range(first, end))
        return Name(first, end, wire=wire)


_NO_NAME = frozenset({"words.stop", "words.articles", "attribution.pronouns", "words.clause", "people"})
_LONGEST_PRONOUN, _LONGEST_UNKNOWN = 2, 6
_NEVER_NAMES = frozenset({"noun", "verb", "before", "after", "label", "words.from", "words.things", "words.change"})
_PLACE_IN_TIME = frozenset({"dates.today", "dates.yesterday"})
