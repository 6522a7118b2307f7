"""The number words of each language, from the [numerals] part of its lexicon, ready to be looked up.

words gives a word its value; once holds multipliers that also mean themselves with no number before ("mille"), times
those that need one ("million"), article what may stand for that one ("a hundred"). and joins the parts: link says for
the places after tens, after hundreds, after thousands and (where units come first) after units whether it must, may or
may not stand ("no"); and_before limits it to some units ("vingt et un"); and_glued writes it onto the next word.
prefixes are particles written on, hyphen lets one join words, glued writes numbers as one word, teens adds ten without
joining, tens_and_teens are tens that take 10 to 19 ("soixante-dix").

halves are what a half stands before ("half a", 1 for "anderthalb"), half what follows a number ("and a half").

alone lists the words that mean something else as well: numbers by themselves only where the language is named, or
before a word of counted_by. counted are numbers by themselves only before such a word, never_alone not at all.
no_number are phrases that hold none; not_after and not_before are words beside which there is none (articles of law,
fractions), ordinals those that cannot follow a number from twenty on; construct holds the Arabic duals that lose their
last letter before a noun; mark is what parts decimals from a number in words, round are collectives that mean about so
many ("une centaine"). governed are multipliers that stand for one of themselves behind a word of governs ("более
тысячи": more than one thousand).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from claims.lexicon import contents, languages
from claims.lexicon_tokens import Token, fold, tokenize

LONGEST_WORD = 80
"""No number is written as a longer word."""


class Atom(NamedTuple):
    """A part of a number. kind is add, round, once, times, article, half, and_half, and, or nothing."""

    kind: str
    value: int = 0
    dual: int | None = None


Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Atom], ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The number words of one language; all words are folded, phrases are found by their first word, longest first."""

    code: str
    phrases: Phrases
    link: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]
    and_before: frozenset[int]
    tens_and_teens: frozenset[int]
    hyphen: bool
    glued: bool
    and_glued: bool
    teens: bool
    written_on: tuple[str, ...]

    def has(self, name: str, word: str | None) -> bool:
        """Say whether a folded word is in one of the lists (alone, not_after, prefixes and so on)."""
        return word is not None and word in self.lists[name]


_LISTS = (
    "alone", "never_alone", "counted", "counted_by", "not_after", "not_before", "ordinals", "prefixes", "and",
    "governed", "governs", "mark",
)  # fmt: skip


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Return the number words of every language whose lexicon has them, in the order of their codes."""
    return tuple(_vocabulary(code, contents(code)) for code in languages() if "numerals" in contents(code))


def _vocabulary(code: str, data: Mapping[str, Any]) -> Vocabulary:
    table = data["numerals"]
    duals = {_words(word)[0]: value for word, value in table.get("construct", {}).items()}
    phrases: dict[str, dict[tuple[str, ...], Atom]] = {}

    def keep(written: Iterable[str], kind: str, value: int = 0) -> None:
        for phrase in written:
            first, *rest = _words(phrase)
            dual = duals.get(first) if kind == "once" else None
            phrases.setdefault(first, {}).setdefault(tuple(rest), Atom(kind, value, dual))

    for name, kind in (("words", "add"), ("once", "once"), ("times", "times"), ("halves", "half"), ("round", "round")):
        for value, written in table.get(name, {}).items():
            keep(written, kind, int(value))
    keep(table.get("article", ()), "article", 1)
    keep(table.get("and", ()), "and")
    keep(table.get("half", ()), "and_half")
    keep(table.get("no_number", ()), "nothing")
    lists = {name: frozenset(_words(word)[0] for word in table.get(name, ())) for name in _LISTS}
    several = {_words(word)[-1] for word in data.get("word", {}).get("several", ())}
    lists["not_after"] |= several
    return Vocabulary(
        code=code,
        phrases={
            first: tuple(sorted(found.items(), key=lambda entry: -len(entry[0]))) for first, found in phrases.items()
        },
        link=table["link"],
        lists=lists,
        and_before=frozenset(table.get("and_before", ())),
        tens_and_teens=frozenset(table.get("tens_and_teens", ())),
        hyphen=table.get("hyphen", False),
        glued=table.get("glued", False),
        and_glued=table.get("and_glued", False),
        teens=table.get("teens", False),
        written_on=_written_on(lists["prefixes"], lists["and"] if table.get("and_glued", False) else frozenset()),
    )


def _written_on(particles: frozenset[str], joints: frozenset[str]) -> tuple[str, ...]:
    """Return everything that may be written onto the front of a number word: "and", a particle, or both."""
    return tuple(sorted(particles | joints | {joint + particle for joint in joints for particle in particles}))


def _words(phrase: str) -> list[str]:
    return [token.text for token in tokenize(fold(phrase).text) if token.kind == "word"]


@lru_cache(maxsize=16384)
def opened_by(word: str) -> tuple[tuple[Vocabulary, int], ...]:
    """Return the languages in which a folded word can open a number, with the length of what is written onto it."""
    found = []
    for vocabulary in vocabularies():
        cut = _cut(vocabulary, word)
        if cut is not None:
            found.append((vocabulary, cut))
    return tuple(found)


def _cut(vocabulary: Vocabulary, word: str) -> int | None:
    if word in vocabulary.lists["and"]:
        return None
    if opens(vocabulary, word):
        return 0
    for way in vocabulary.written_on:
        rest = word[len(way) :]
        if word.startswith(way) and opens(vocabulary, rest) and rest not in vocabulary.lists["and"]:
            joins = way in vocabulary.lists["and"]
            return len(way) if joins or not vocabulary.has("alone", rest) else None
    return None


def opens(vocabulary: Vocabulary, word: str) -> bool:
    """Say whether a number can begin with a word as it stands."""
    return word in vocabulary.phrases or bool(glued(vocabulary, word))


def atoms_at(
    vocabulary: Vocabulary, tokens: Sequence[Token], *, first: int, cut: int = 0
) -> tuple[tuple[Atom, ...], int] | None:
    """Return the parts that the words from a token on state, and the index after them; cut skips a prefix."""
    word = tokens[first].text[cut:]
    ways = vocabulary.phrases.get(word, ())
    beside = next_word(tokens, index=first + 1, hyphen=True) if ways and ways[0][0] else None
    following = tokens[beside].text if beside is not None else ""
    for rest, atom in ways:
        index = first + 1
        if rest and rest[0] != following:
            continue
        for expected in rest:
            place = next_word(tokens, index=index, hyphen=True)
            if place is None or tokens[place].text != expected:
                break
            index = place + 1
        else:
            return (atom,), index
    parts = glued(vocabulary, word)
    return (parts, first + 1) if parts else None


def next_word(tokens: Sequence[Token], *, index: int, hyphen: bool) -> int | None:
    """Return the index of the word that follows a space or, where allowed, a hyphen; None where other things do."""
    for following in range(index, min(len(tokens), index + 3)):
        kind, text, _, _ = tokens[following]
        if kind == "word":
            return following
        if kind == "space":
            if text != " " and ("\t" in text or text.count("\n") > 1):
                return None
        elif text != "-" or not hyphen:
            return None
    return None


@lru_cache(maxsize=16384)
def _glued(code: str, word: str) -> tuple[Atom, ...]:
    vocabulary = next(one for one in vocabularies() if one.code == code)
    pieces = _pieces(code)
    if not any(word.startswith(piece) for piece, _ in pieces.get(word[:1], ())):
        return ()  # as most words, of which no more has to be looked at
    ways: list[tuple[Atom, ...] | None] = [None] * len(word) + [()]
    for start in range(len(word) - 1, -1, -1):
        for piece, atom in pieces.get(word[start], ()):
            rest = ways[start + len(piece)] if word.startswith(piece, start) else None
            if rest is not None:
                ways[start] = (atom, *rest)
                break
    found = ways[0] or ()
    counts = [atom for atom in found if atom.kind != "and"]
    starts_with_and = bool(found) and found[0].kind == "and" and vocabulary.and_glued
    return found if len(counts) > 1 and not starts_with_and and found[-1].kind != "and" else ()


def glued(vocabulary: Vocabulary, word: str) -> tuple[Atom, ...]:
    """Return the parts of a number written as one word ("dreihundertvier"), none where the word is no such number."""
    if not vocabulary.glued or len(word) > LONGEST_WORD:
        return ()
    return _glued(vocabulary.code, word)


@cache
def _pieces(code: str) -> Mapping[str, tuple[tuple[str, Atom], ...]]:
    """Return the words of which a glued number is made, by their first letter and longest first."""
    vocabulary = next(one for one in vocabularies() if one.code == code)
    found: dict[str, list[tuple[str, Atom]]] = {}
    for word, ways in vocabulary.phrases.items():
        for rest, atom in ways:
            if not rest and atom.kind != "nothing":
                found.setdefault(word[0], []).append((word, atom))
    return {letter: tuple(sorted(words, key=lambda entry: -len(entry[0]))) for letter, words in found.items()}
