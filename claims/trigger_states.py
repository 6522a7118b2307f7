"""The tree of phrases as states that are made when a text first comes to them, so that each word costs one look-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claims.trigger_tree import ANY, BETWEEN_WORDS, Found, Keys, Meaning, Step

_REMEMBERED = 200_000


def _all_begin(_: str) -> frozenset[str]:
    return frozenset()


class State(dict[str, "State | None"]):
    """Where all phrases stand that go on alike. Looking up a word finds the state that it leads to, None for no phrase.

    meanings tells by group of lists what the words so far mean, kinds is all of them together; exact says that one
    depends on how it is written, goes_on that words may follow, single that neither is so. A hyphen, an apostrophe or a
    full stop may stand between the words of a phrase ("death-toll").
    """

    __slots__ = ("_making", "_steps", "_without", "exact", "goes_on", "kinds", "meanings", "single")

    def __init__(self, making: States, steps: Sequence[Step], without: frozenset[str]) -> None:
        super().__init__()
        self._making, self._without = making, without
        self._steps = [step for step in steps if step.after]
        found = {group: meaning for step in reversed(steps) for group, meaning in step.meanings.items()}
        self.meanings: tuple[tuple[str, Meaning], ...] = tuple(
            (group, meaning) for group, meaning in found.items() if group not in without
        )
        self.kinds = frozenset(kind for _, meaning in self.meanings for kind in meaning.kinds)
        self.exact = any(meaning.exact for _, meaning in self.meanings)
        self.goes_on = bool(self._steps)
        self.single = not (self.exact or self.goes_on)

    def __missing__(self, word: str) -> State | None:
        """Find the state that a word leads to, and remember it while there is room."""
        following = self._making.following(self, self._steps, word, self._without)
        if self._making.remembers():
            self[word] = following
        return following

    def longest(self, texts: Sequence[str], first: int) -> tuple[Found, State]:
        """Return the longest phrase of each group that begins with the word first, which led here.

        With it comes the state that the longest of all led to, this one where none is longer than the word.
        """
        index, size = first + 1, len(texts)
        state: State | None = self
        last = self
        found: dict[str, tuple[int, Meaning]] = {}
        while state is not None:
            if state.meanings:
                last = state
                for group, meaning in state.meanings:
                    found[group] = index, meaning
            if not state.goes_on or index >= size:
                break
            word = texts[index]
            index += 1
            if word in BETWEEN_WORDS and index < size:
                word = texts[index]
                index += 1
            state = state[word]
        return found, last

    def reach(self, texts: Sequence[str], first: int) -> tuple[int, frozenset[str]] | None:
        """Return the index after the longest phrase that begins with the word first, which led here, and its kinds."""
        index, size = first + 1, len(texts)
        state: State | None = self
        found = None
        while state is not None:
            if state.kinds:
                found = index, state.kinds
            if not state.goes_on or index >= size:
                break
            word = texts[index]
            index += 1
            if word in BETWEEN_WORDS and index < size:
                word = texts[index]
                index += 1
            state = state[word]
        return found


class States:
    """Makes the states of a tree. keys_of gives the keys of a word, without the groups that begin with no such word."""

    def __init__(self, tree: Step, keys_of: Keys, without: Callable[[str], frozenset[str]] = _all_begin) -> None:
        self._keys_of, self._without = keys_of, without
        self._known: dict[tuple[object, ...], State] = {}
        self._room = _REMEMBERED
        self.start = State(self, [tree], frozenset())

    def remembers(self) -> bool:
        """Say whether there is room for one more word, and take it."""
        self._room -= 1
        return self._room >= 0

    def following(self, state: State, steps: Sequence[Step], word: str, without: frozenset[str]) -> State | None:
        """Return the state that a word leads to from another: by its keys, most exact first, or as any word."""
        opens = state is self.start
        found = [step.after[key] for key in self._keys_of(word) for step in steps if key in step.after]
        if word[0].isalpha() and not opens:
            found += [step.after[ANY] for step in steps if ANY in step.after]
        if not found:
            return None
        left_out = self._without(word) if opens else without
        known = (left_out, *map(id, found))
        if known not in self._known:
            self._known[known] = State(self, found, left_out)
        return self._known[known]
