"""Names of sources in a sentence: which words of a stretch name who speaks, from which word to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from claims.extractors.constructions import pairs
from claims.extractors.constructions.days import times_of
from claims.extractors.constructions.name_bounds import bounds_of, without_told
from claims.extractors.constructions.name_edges import is_one_who, is_victim
from claims.extractors.constructions.sentence import Sentence, opens_number
from claims.trigger import Triggers, keys_in
from claims.trigger_tree import Sense, Step, longest_phrase

_OFFICE = frozenset({"sources.titles", "sources.nouns", "sources.outlets"})
_SOURCE = _OFFICE | {"sources.names", "sources.wires"}
_ADVERBS = frozenset({"words.stop", "words.adjectives"})
_LONGEST_NAME, _PARTS_OF_NAMES = 14, frozenset("-'.&\"")


@dataclass(slots=True, unsafe_hash=True)
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
        return self._text[sentence.starts[index]].isupper()

    def is_acronym(self, sentence: Sentence, index: int) -> bool:
        """Say whether a word of several letters is written in capitals only."""
        written = self._text[sentence.starts[index] : sentence.ends[index]]
        return len(written) > 1 and written.isupper()

    def in_brackets(self, sentence: Sentence, index: int) -> bool:
        """Say whether an acronym stands in brackets somewhere in the text, as behind a name: "Relief Council (RC)"."""
        written = self._text[sentence.starts[index] : sentence.ends[index]]
        return self.is_acronym(sentence, index) and f"({written})" in self._text

    def pick(self, sentence: Sentence, low: int, high: int, *, anything: bool = False) -> Name | None:
        """Return the source that words from low up to high name: the first stretch that does, None without one.

        A stretch behind a preposition comes after the others. anything takes unknown words for a name, where the place
        itself says that one stands there.
        """
        if self._triggers.nouns_capital:
            low = pairs.past_attribute(sentence, low, high, self.is_capital)
        parts = self._parts(sentence, low, high)
        start = low + ("words.articles" in sentence.kinds(low))
        free = [part for part in parts if part[0] in (low, start) or not self._is_behind(sentence, part[0])]
        bound = [part for part in parts if part not in free]
        ways = ((free, self._is_known), (bound, self._is_known), (free, self._is_named), (bound, self._is_acronym))
        for stretches, wanted in ways:
            for first, end in stretches:
                if wanted(sentence, first, end):
                    start = pairs.joined_from(sentence, low, first, partial(self.is_capital, sentence))
                    return self._name(sentence, start, self._widened(sentence, first, end, high=high)[1])
        for first, end in parts:
            if end - first <= _LONGEST_PRONOUN and "attribution.pronouns" in sentence.kinds(first):
                return Name(first, end, pronoun=True)
        for first, end in parts[:1] if anything else ():
            begins = all("words.articles" in sentence.kinds(index) for index in range(low, first))
            if begins and self._may_name(sentence, first, end):
                return self._name(sentence, first, end)
        return None

    def _is_behind(self, sentence: Sentence, first: int) -> bool:
        """Say whether a preposition stands before a stretch, so that it is where, not who."""
        kinds = sentence.kinds(first - 1)
        article = "words.articles" in kinds and "words.and" not in sentence.kinds(first - 2)
        preposition = "words.stop" in kinds and not article and "words.earlier" not in kinds
        return first > 0 and sentence.text(first - 1).isalpha() and preposition

    def _may_name(self, sentence: Sentence, first: int, end: int) -> bool:
        """Say whether unknown words beside a verb of saying can be a name: few, none of them known otherwise."""
        if end - first > _LONGEST_UNKNOWN or self._names_nobody(sentence, first, end):
            return False
        if self._triggers.capitals and not any(self.is_capital(sentence, index) for index in range(first, end)):
            return False
        return not any(
            sentence.text(index)[0].isdecimal() or sentence.kinds(index) & _NEVER_NAMES for index in range(first, end)
        ) and not (self._triggers.prefixes and opens_number(self._triggers.code, sentence.text(first)))

    def _parts(self, sentence: Sentence, low: int, high: int) -> list[tuple[int, int]]:
        """Return the stretches between words that no name contains."""
        parts: list[tuple[int, int]] = []
        first = low
        stop = min(high, low + 3 * _LONGEST_NAME)
        for index in range(low, stop + 1):
            if index < stop and not self._parts_names(sentence, index):
                continue
            if index > first and not is_victim(sentence, first):
                parts.append((first, index))
            first = index + 1
        return parts

    def _parts_names(self, sentence: Sentence, index: int) -> bool:
        kinds = sentence.kinds(index)
        text = sentence.text(index)
        if kinds & _SOURCE or "attribution.pronouns" in kinds:
            return kinds >= _ADVERBS  # "insgesamt" ends like an office ("Amt")
        if text[0].isdecimal() and sentence.kinds(index + 1) & {"people", "noun"}:
            return True  # "состояние 22 пострадавших врачи оценивают"
        if "before" in kinds and not self._triggers.capitals:
            return True
        if kinds & _SPLITS or ("words.relative" in kinds and "words.articles" not in kinds):
            capital = self._triggers.capitals and index > 0 and self.is_capital(sentence, index)
            return not (capital and (len(text) > 3 or self.is_acronym(sentence, index)))
        if self._triggers.nouns_capital and self._goes_on_small(sentence, index):
            return True
        return not text[0].isalnum() and text not in _PARTS_OF_NAMES

    def _goes_on_small(self, sentence: Sentence, index: int) -> bool:
        """Say whether a noun is over, so that a name ends: "der Polizei | verlief die Kundgebung"."""
        if index == 0 or index + 1 >= sentence.size or not sentence.text(index).isalpha():
            return False
        if sentence.kinds(index) - {"opens", "verb"} or sentence.kinds(index - 1).isdisjoint(_SOURCE):
            return False
        small = not self.is_capital(sentence, index) and not self.is_capital(sentence, index + 1)
        return small and self.is_capital(sentence, index - 1)

    def _is_known(self, sentence: Sentence, first: int, end: int) -> bool:
        if self._names_nobody(sentence, first, end):
            return False
        at = (i for i in range(first, end) if sentence.kinds(i) & _SOURCE)
        known = any(not pairs.in_compound(sentence, i, self.is_capital) for i in at) or any(
            self.known_at(sentence, index) is not None for index in range(first, end if self._tree.after else first)
        )
        return known and not self._is_only_pronoun(sentence, first, end)

    def _is_only_pronoun(self, sentence: Sentence, first: int, end: int) -> bool:
        return all(sentence.kinds(index) & {"attribution.pronouns"} for index in range(first, end))

    def _is_named(self, sentence: Sentence, first: int, end: int) -> bool:
        if self._triggers.nouns_capital or self._names_nobody(sentence, first, end):
            return False
        counts = any(sentence.text(index)[0].isdecimal() for index in range(first, end))
        return not (counts or (first == 0 and self._opens_count(sentence, end))) and any(
            self.is_capital(sentence, index)
            and not sentence.kinds(index) & _NO_NAME
            and (index > 0 or end - first > 1 or not sentence.kinds(index))
            for index in range(first, end)
        )

    def _opens_count(self, sentence: Sentence, end: int) -> bool:
        """Say whether a sentence opens with what is counted and no name: "Plus d'une douzaine d'autres décès ont"."""
        counted = opens_number(self._triggers.code, sentence.text(0))  # "Six enfants"
        counted = counted or any("noun" in sentence.kinds(index) for index in range(end))
        return counted and not any(self.is_capital(sentence, index) for index in range(1, end))

    def _names_nobody(self, sentence: Sentence, first: int, end: int) -> bool:
        if not sentence.holds(range(first, end), _NOBODY):
            return False
        kinds = [sentence.kinds(index) for index in range(first, end)]
        return not any(one & _SOURCE and not self._is_nobody(sentence, first + at) for at, one in enumerate(kinds))

    def _is_nobody(self, sentence: Sentence, index: int) -> bool:
        """Say whether a word stands in a phrase that names nobody: "official figures"."""
        mark = sentence.mark(index, "attribution.nobody")
        return mark is not None and mark.end > mark.first + 1 and not is_one_who(sentence, index + 1)

    def _widened(self, sentence: Sentence, first: int, end: int, *, high: int) -> tuple[int, int]:
        """Return a stretch with what goes on behind a preposition: "spokesman for the army", "Commission on Rights"."""
        while end < high - 1 and end - first < _LONGEST_NAME and self._joins_names(sentence, end):
            following = next((part for part in self._parts(sentence, end + 1, high) if part[0] <= end + 1), None)
            if following is None or following[1] - first > _LONGEST_NAME:
                break
            if self._triggers.said == "quoted" and "attribution.papers" in sentence.kinds(following[1] - 1):
                break  # "the NGO | in a statement"
            ahead = sentence.text(following[0])
            if "sources.wires" in sentence.kinds(following[0]) or ahead[0].isdecimal():
                break  # who was told, or "die Behörden | von 41"
            if ahead in times_of(self._triggers.code) and sentence.triggers.said == "quoted":
                break  # "said Ann Orr | on Friday"
            behind = following[0] + ("words.articles" in sentence.kinds(following[0]))
            office = sentence.holds(range(first, end), _OFFICE)
            capital = behind < high and self.is_capital(sentence, behind) and self.is_capital(sentence, end - 1)
            if not (office and self._is_known(sentence, *following)) and not (
                capital and not self._triggers.nouns_capital
            ):
                break
            end = following[1]
        return first, self._through_field(sentence, first, end, high)

    def _through_field(self, sentence: Sentence, first: int, end: int, high: int) -> int:
        """Return where a name ends with the field of an office in it: "Управление ООН по координации деятельности"."""
        if "sources.tails" not in sentence.kinds(end) or not sentence.holds(range(first, end), _BODIES):
            return end
        index = end + 1
        while index < min(high, end + _LONGEST_FIELD) and sentence.text(index).isalpha():
            kinds = sentence.kinds(index)
            if self._triggers.nouns_capital:  # "Beobachtungsstelle für Menschenrechte | teilte mit"
                if not self.is_capital(sentence, index) or sentence.text(index) in times_of(self._triggers.code):
                    break
            elif kinds & _NEVER_INSIDE or ("words.stop" in kinds and "people" not in kinds):
                break
            index += 1
        return index if index > end + 1 else end

    def _joins_names(self, sentence: Sentence, index: int) -> bool:
        """Say whether a word may stand inside a name: a short preposition, no verb, no word of time."""
        kinds, word = sentence.kinds(index), sentence.text(index)
        short = word.isalpha() and len(word) <= _LONGEST_PREPOSITION
        return short and "words.stop" in kinds and not kinds & _NEVER_INSIDE

    def _name(self, sentence: Sentence, first: int, end: int) -> Name | None:
        bounds = bounds_of(sentence, first, end, partial(self.is_capital, sentence))
        if bounds is None:
            return None
        first, end = bounds
        for index in range(first, end) if self._tree.after else ():
            found = self.known_at(sentence, index)
            if found is not None and found[0] <= end:
                return Name(index, found[0], slug=found[1])
        end = without_told(sentence, first, min(end, first + _LONGEST_NAME))
        wire = sentence.holds(range(first, end), _WIRES)
        quoted = sentence.marked('"') and sum(text == '"' for text in sentence.texts[max(0, first - 1) : end])
        if quoted and quoted % 2:
            end = pairs.through_quotation(sentence, first, end)
        return Name(first, end, wire=wire)

    def _is_acronym(self, sentence: Sentence, first: int, end: int) -> bool:
        """Say whether a stretch right behind a preposition opens with an acronym: "сообщили в | СУСК по региону"."""
        written = self._text[sentence.starts[first] : sentence.ends[first]]
        led = self._triggers.capitals and sentence.triggers.said == "both" and not self._triggers.nouns_capital
        return led and end > first and len(written) >= _SHORTEST_ACRONYM and written.isalpha() and written.isupper()


_SHORTEST_ACRONYM = 3
_WIRES = frozenset({"sources.wires", "sources.outlets"})
_BODIES, _NOBODY = frozenset({"sources.nouns", "sources.names"}), frozenset({"attribution.nobody"})
_SPLITS = frozenset({"words.stop", "words.clause", "words.that"})
_NO_NAME = frozenset({"words.stop", "words.articles", "attribution.pronouns", "words.clause", "people"})
_LONGEST_PRONOUN, _LONGEST_UNKNOWN, _LONGEST_PREPOSITION, _LONGEST_FIELD = 2, 6, 5, 6
_NO_WORDS = frozenset({"words.from", "words.things", "words.change", "words.negation"})
_NEVER_NAMES = frozenset({"noun", "verb", "before", "after", "label"}) | _NO_WORDS
_NEVER_INSIDE = frozenset(
    {"dates.today", "dates.yesterday", "attribution.verbs", "words.clause", "words.that", "words.relative", "verb"}
)  # fmt: skip
