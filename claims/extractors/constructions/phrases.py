"""Which phrases of a language a piece of text can hold, told by the words that they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import product

from claims.trigger import Triggers
from claims.trigger_tree import ANY, Sense, Step

FLAGS = 16
"""So many bits of what a text holds are flags, some of them those of kinds of phrases; above them stand phrases."""
_FUNCTION_WORDS = frozenset({"words.stop", "words.articles", "words.relative", "words.link"})
_MEASURING = frozenset({"noun", "verb", "before", "after", "label", "opens", "closes"})


class Phrases:
    """The phrases of some kinds as bits, which are joined by "or" for the words of a text.

    A phrase of one word sets the flag of its kind. A longer one has a bit in each of two rows, set by its two rarest
    words: where both are set, the phrase may stand. The halves of an idiom are one phrase.
    """

    def __init__(self, triggers: Triggers, kinds: Mapping[int, AbstractSet[str]]) -> None:
        """Take kinds of phrases by their flag, of which a phrase may have several."""
        common = {key for key, step in triggers.tree.after.items() if _is_common(step)}
        flags: dict[tuple[str, ...], int] = {}
        paths = list(_paths(triggers.tree, (), frozenset().union(*kinds.values())))
        for flag, wanted in kinds.items():
            for path in _whole(paths, wanted):
                rarest = _two_rarest(path, common)
                flags[rarest] = flags.get(rarest, 0) | flag
        longer = [rarest for rarest in flags if len(rarest) > 1]
        self._row = len(longer)
        self._bits: dict[str, int] = {}
        for rarest in flags.keys() - set(longer):
            self._set(rarest, flags[rarest])
        for place, (first, second) in enumerate(longer, start=FLAGS):
            self._set([first], 1 << place)
            self._set([second], 1 << place + self._row)
        self._places = [
            (flag, sum(1 << place for place, rarest in enumerate(longer) if flags[rarest] & flag)) for flag in kinds
        ]

    def _set(self, keys: Iterable[str], bits: int) -> None:
        for key in keys:
            self._bits[key] = self._bits.get(key, 0) | bits

    def bits_of(self, keys: Iterable[str]) -> int:
        """Return the flags and the bits of phrases that a word with these keys sets."""
        found = 0
        for key in keys:
            found |= self._bits.get(key, 0)
        return found

    def flags_in(self, bits: int) -> int:
        """Return the flags of all phrases that may stand where words have set these bits, and the flags among them."""
        rows = bits >> FLAGS
        whole = rows & rows >> self._row
        if whole:
            for flag, places in self._places:
                if whole & places:
                    bits |= flag
        return bits


def _two_rarest(path: Iterable[str], common: AbstractSet[str]) -> tuple[str, ...]:
    """Return the two rarest keys of a phrase, or its only one: longer words, and those that are no function words."""
    keys = {key for key in path if key.strip(ANY).isalpha()}
    return tuple(sorted(keys, key=lambda key: (key in common, -len(key), key))[:2])


def _is_common(step: Step) -> bool:
    return not step.meanings.keys().isdisjoint(_FUNCTION_WORDS) and not any(
        one.kinds & _MEASURING for one in step.meanings.values()
    )


def _whole(paths: Iterable[tuple[tuple[str, ...], Sense]], kinds: AbstractSet[str]) -> Iterator[tuple[str, ...]]:
    """Yield the keys of each phrase of some kinds, those of both halves of an idiom together."""
    halves: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for path, sense in paths:
        if sense.kind not in kinds:
            continue
        if sense.kind in ("opens", "closes"):
            halves.setdefault(sense.name, {"opens": [], "closes": []})[sense.kind].append(path)
        else:
            yield path
    for idiom in halves.values():
        yield from (opening + closing for opening, closing in product(idiom["opens"], idiom["closes"]))


def _paths(step: Step, path: tuple[str, ...], kinds: AbstractSet[str]) -> Iterator[tuple[tuple[str, ...], Sense]]:
    for meaning in step.meanings.values():
        if not meaning.kinds.isdisjoint(kinds):
            yield from ((path, sense) for sense in meaning.senses if sense.kind in kinds)
    for key, following in step.after.items():
        yield from _paths(following, (*path, key), kinds)
