"""The words of headers by what they say, and names of countries, as claims/vocabulary/ lists them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from claims.text import fold
from claims.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Mapping


def listed(name: str) -> tuple[str, ...]:
    """Return the folded words and phrases of a list in their order, each once."""
    return tuple(dict.fromkeys(spelling for word in _lists()[name] for spelling in _spellings(word)))


def word_set(name: str) -> frozenset[str]:
    """Return the folded words and phrases of a list."""
    return frozenset(listed(name))


def written(name: str) -> tuple[str, ...]:
    """Return the words and phrases of a list as they are written."""
    return tuple(_lists()[name])


@cache
def further_measures() -> Mapping[str, str]:
    """Return folded names of the usual measures in languages in which no database knows them, with the measures."""
    named = cast("dict[str, list[str]]", wordlist("headers")["measures"])
    return {spelling: measure for measure, names in named.items() for name in names for spelling in _spellings(name)}


def _spellings(word: str) -> tuple[str, ...]:
    """Return a folded word, and as its capitals fold: "sayısı" is SAYISI in Turkish, whose I is another i elsewhere."""
    folded = fold(word)
    return (folded, folded.replace("ı", "i")) if "ı" in folded else (folded,)


def is_country(text: str) -> bool:
    """Return whether a text is the name of a country, of a state of the US or of a part of the world."""
    return _name(text) in _countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(_name(name) for names in wordlist("countries").values() for name in names)


def _name(text: str) -> str:
    beside = _beside_country()
    return " ".join(word for word in fold(text).split() if word not in beside)


@cache
def _beside_country() -> frozenset[str]:
    return word_set("and") | {"the"}


def _lists() -> dict[str, list[str]]:
    return cast("dict[str, list[str]]", wordlist("headers"))
