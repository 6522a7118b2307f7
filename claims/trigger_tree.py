"""Phrases as a tree of words: what each means, and which begin at a word of a sentence, longest first.

A text is matched in one pass, whatever the number of phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.trigger_tokens import Word

_MEASURING = {"noun", "verb", "before", "after", "label", "opens", "closes", "words.void", "words.idle"}
ANY = "*"
EXACTLY = "="
"""What stands before a word of a trigger file that is found only with its accents."""
BETWEEN_WORDS = ("-", "'", ".")


class Sense(NamedTuple):
    """What a phrase means: its kind ("verb", "people", "words.things") and, within it, a measure or population."""

    kind: str
    name: str = ""


NAMES = frozenset({"sources.names", "sources.wires"})
"""Lists whose entries are names, which count only with a capital where a language writes names so."""


class Meaning(NamedTuple):
    """What a phrase means within one group of lists: its senses and their kinds.

    exact says that some of them depend on how the phrase is written: with a capital, with accents.
    """

    senses: tuple[Sense, ...]
    kinds: frozenset[str]
    exact: bool = False

    def names(self, *kinds: str) -> list[str]:
        """Return the measures or populations of the phrase in some kinds."""
        return [name for kind, name in self.senses if kind in kinds]


@dataclass(slots=True)
class Step:
    """One step of the phrase tree: the keys that may follow, and what was read so far means, by group of lists."""

    after: dict[str, Step] = field(default_factory=dict)
    meanings: dict[str, Meaning] = field(default_factory=dict)

    def means(self, sense: Sense) -> None:
        """Add a sense to what the phrase that ends here means."""
        group = group_of(sense.kind)
        known = self.meanings.get(group, Meaning((), frozenset()))
        if sense not in known.senses:
            exact = known.exact or sense.name.startswith(EXACTLY) or sense.kind in NAMES
            self.meanings[group] = Meaning((*known.senses, sense), known.kinds | {sense.kind}, exact)

    def follow(self, keys: Sequence[str]) -> Step:
        """Return the step that keys lead to from here, made where there is none."""
        step = self
        for key in keys:
            step = step.after.setdefault(key, Step())
        return step


def group_of(kind: str) -> str:
    """Return the group of lists in which the longest phrase hides the others; a list alone is its own group."""
    if kind in _MEASURING:
        return "measures"
    if kind in ("people", "heads", "words.things"):
        return "counted"
    table, _, name = kind.partition(".")
    if table == "sources" or (
        table == "attribution" and name in ("verbs", "according", "postposed", "put", "quoting", "told")
    ):
        return table
    return kind


Keys = Callable[[str], Sequence[str]]
"""Gives the keys of the phrase tree that a folded word can be found by, most exact first."""

Found = Mapping[str, tuple[int, Meaning]]
"""Phrases that begin at one word: by group the index after the longest and what it means."""


def phrases_at(tree: Step, words: Sequence[Word], *, first: int, keys_of: Keys) -> Found:
    """Return the longest phrase of each group that begins at a word: the index after it and what it means.

    A hyphen, an apostrophe or a full stop may stand between words ("death-toll"). Takes no longer than the phrases.
    """
    return follow([tree.after[key] for key in keys_of(words[first].text) if key in tree.after], words, first, keys_of)


NOTHING: Found = {}
"""What begins at most words."""


def follow(steps: Sequence[Step], words: Sequence[Word], first: int, keys_of: Keys) -> Found:
    """Return the longest phrase of each group that begins with the word first, whose keys led to some steps."""
    found: dict[str, tuple[int, Meaning]] = {}
    index = first + 1
    while steps:
        for step in reversed(steps):
            for group, meaning in step.meanings.items():
                found[group] = index, meaning
        steps = [step for step in steps if step.after]
        if not steps or index >= len(words):
            break
        if words[index].text in BETWEEN_WORDS and index + 1 < len(words):
            index += 1
        steps = _following(steps, words[index].text, keys_of)
        index += 1
    return found


def _following(steps: Sequence[Step], word: str, keys_of: Keys) -> list[Step]:
    """Return the steps that a word leads to: by its keys, or as any word."""
    found = [step.after[key] for key in keys_of(word) for step in steps if key in step.after]
    if word[0].isalpha():
        found += [step.after[ANY] for step in steps if ANY in step.after]
    return found


def longest_phrase(tree: Step, words: Sequence[Word], *, first: int, keys_of: Keys) -> tuple[int, Meaning] | None:
    """Return the longest phrase of a tree that begins at a word, with all that it means; None without one."""
    found = phrases_at(tree, words, first=first, keys_of=keys_of)
    if len(found) < 2:
        return next(iter(found.values()), None)
    last = max(end for end, _ in found.values())
    senses = tuple(sense for end, meaning in found.values() if end == last for sense in meaning.senses)
    return last, Meaning(senses, frozenset(sense.kind for sense in senses))
