"""The words of figures, one data file per language in claims/lexicons: loaded when first needed and kept.

A new language is one new TOML file there; nothing else names the languages.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category

from claims.lexicon_say import Lexicon, known_language, languages, lexicon, text_of
from claims.lexicon_tokens import Token, fold, tokenize
from claims.text import fold as _name
from claims.wordlists import wordlist

__all__ = [
    "ROLES",
    "Lexicon",
    "Match",
    "Node",
    "Sense",
    "compared_within",
    "contents",
    "decimal_of",
    "further_words",
    "known_language",
    "languages",
    "lexicon",
    "match_at",
    "names_month",
    "phrase_tree",
    "phrases_of",
]

ROLES = ("before", "after", "join", "scale", "vague", "word", "beside")
"""The tables of a lexicon that hold phrases: hedges before and after a number, what joins two numbers, and so on.

beside holds words beside a number that make it none: units of time, words of age, prepositions of years, shares.
"""

_CALENDARS = Path(__file__).parent / "calendars"
_BETWEEN_WORDS = ("'", "-", ",")
_JOINER = "\u200c"
_SHORTEST_MONTH = 3
_SHORT_MONTHS = {"may", "mai", "май", "мая"}
"""Whole names that are no longer than abbreviations."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase means in one language: its role and, within the role, its value ("before", "at_least")."""

    role: str
    value: str
    language: str


@dataclass(slots=True)
class Node:
    """One step of the phrase tree: the words that may follow, and the senses of what was read so far."""

    after: dict[str, Node] = field(default_factory=dict)
    senses: tuple[Sense, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in tokens: the index after its last token and what it means."""

    end: int
    senses: tuple[Sense, ...]

    def value(self, role: str) -> str | None:
        """Return the phrase's value in a role, None when it has no such role."""
        return next((sense.value for sense in self.senses if sense.role == role), None)


@cache
def contents(code: str) -> Mapping[str, Any]:
    """Return the data file of a language that languages() lists, as it is."""
    return tomllib.loads(text_of(code))


@cache
def phrases_of(code: str) -> Sequence[tuple[tuple[str, ...], Sense]]:
    """Return the phrases of a language that languages() lists, as (words, sense)."""
    data = contents(code)
    phrases: dict[tuple[tuple[str, ...], Sense], None] = {}
    for role in ROLES:
        for value, written in data.get(role, {}).items():
            for phrase in written:
                for words in _spellings(phrase, prefixes=data.get("prefixes", [])):
                    phrases[words, Sense(role, value, code)] = None
    for phrase in _months(code):
        for words in _spellings(phrase, prefixes=data.get("prefixes", [])):
            phrases[words, Sense("beside", "month", code)] = None
    return tuple(phrases)


def names_month(word: str) -> bool:
    """Return whether a word is the name of a month in any language, an abbreviation too: "Dec", "мар".

    "20 mehr" rather is twenty or more than the day of a Persian month.
    """
    return _name(word) in _names_of_months()


@cache
def _names_of_months() -> frozenset[str]:
    compared = {_name(words[0]) for code in languages() for words, sense in phrases_of(code) if _is_compared(sense)}
    names = {_name(name).rstrip(".") for entry in _CALENDARS.glob("*.toml") for name in _all_months(entry)}
    return frozenset(names - compared)


def _all_months(calendar: Path) -> list[str]:
    data = tomllib.loads(calendar.read_text(encoding="utf-8"))
    tables = [table for name, table in data.items() if name.endswith("months")]
    return [name for table in tables for written in table.values() for name in written]


def _months(code: str) -> list[str]:
    """Return the names of months that a language's calendars hold, without abbreviations."""
    entry = _CALENDARS / f"{code}.toml"
    names = _all_months(entry) if entry.is_file() else []
    return [name for name in names if len(name) > _SHORTEST_MONTH or name.casefold() in _SHORT_MONTHS]


def _spellings(phrase: str, *, prefixes: Sequence[str]) -> list[tuple[str, ...]]:
    """Return a phrase as folded words, also with joiners as spaces and with the particles written onto its front."""
    found = []
    for spelling in dict.fromkeys((phrase, phrase.replace(_JOINER, " "))):
        words = tuple(token.text for token in tokenize(fold(spelling).text) if token.kind == "word")
        found.append(words)
        found.extend((fold(prefix).text + words[0], *words[1:]) for prefix in prefixes)
    return list(dict.fromkeys(found))


@cache
def phrase_tree() -> Node:
    """Return the phrases of all languages as one tree of words."""
    root = Node()
    phrases = [one for code in languages() for one in phrases_of(code)]
    known = {(words, sense.role, sense.value) for words, sense in phrases}
    phrases += [one for one in _further_phrases() if (one[0], one[1].role, one[1].value) not in known]
    for words, sense in phrases:
        node = root
        for word in words:
            node = node.after.setdefault(word, Node())
        node.senses = (*node.senses, sense)
    return root


def further_words(code: str) -> list[str]:
    """Return the words of a language that has no lexicon, as they are written: hedges, scales, what is counted."""
    data = wordlist("hedges")[code]
    lists = [data.get("counted", []), *(written for role in ROLES for written in data.get(role, {}).values())]
    return [word for written in lists for phrase in written for word in phrase.split()]


def _further_phrases() -> list[tuple[tuple[str, ...], Sense]]:
    found = []
    for code, data in wordlist("hedges").items():
        for role in ("before", "after", "word", "vague", "scale"):
            for value, written in data.get(role, {}).items():
                found += [
                    (words, Sense(role, value, code)) for one in written for words in _spellings(one, prefixes=[])
                ]
    return found


@cache
def compared_within() -> tuple[str, ...]:
    """Return the words that may make a bound of a number beside them, of the languages that part no words by blanks."""
    spaceless = [wordlist("hedges")[code]["word"]["compare"] for code in ("zh", "ja", "ko", "th")]
    return tuple(dict.fromkeys(fold(word).text for words in spaceless for word in words))


def decimal_of(code: str) -> str:
    """Return which of "." and "," marks decimals in a language of a Sense."""
    return lexicon(code).decimal if code in languages() else str(wordlist("hedges")[code]["decimal"])


def match_at(tokens: Sequence[Token], *, first: int, language: str | None) -> Match | None:
    """Return the longest phrase that starts at the token first, None when no phrase does.

    Words of every language are known; where the phrase exists in the language given, only its meaning there counts. The
    hedges of languages without a lexicon are known where no language is given. One that is "nearly" in one language and
    "about" in another is "about" then, which is true in both.
    """
    node = phrase_tree().after.get(tokens[first].text)
    best: Match | None = None
    index = first + 1
    while node is not None:
        if node.senses:
            own = tuple(one for one in node.senses if one.language == language)
            own += tuple(one for one in node.senses if own and one not in own and _is_compared(one))
            senses = own or tuple(one for one in node.senses if language is None or one.language in languages())
            if language is None and len(senses) > 1:
                senses = tuple(sorted(senses, key=lambda one: one.value == "nearly"))
            best = Match(index, senses) if senses else best
        following = index
        while following < len(tokens) and following < index + 3 and _may_stand_between(tokens[following]):
            following += 1
        if following >= len(tokens) or tokens[following].kind != "word":
            break
        node = node.after.get(tokens[following].text)
        index = following + 1
    return best


def _is_compared(sense: Sense) -> bool:
    """Say whether a phrase may make a bound of a number, which it may in any language: "20 u. mehr" in English too."""
    return (sense.role, sense.value) == ("word", "compare") and sense.language in languages()


def _may_stand_between(token: Token) -> bool:
    is_vowel = token.kind == "mark" and category(token.text) == "Mc"  # of an Indic word, which it parts into tokens
    return token.kind == "space" or is_vowel or token.text in _BETWEEN_WORDS
