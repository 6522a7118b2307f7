"""Names by which columns are recognised, and bounds in headers, in the languages in which tables are published most.

They stand in claims/vocabulary, fields.toml and tables.toml.
"""

from __future__ import annotations

from functools import cache
from typing import cast

from claims.mapping.fields import BOUNDS
from claims.text import fold
from claims.wordlists import wordlist

_SHORT_BOUNDS: dict[str, str] = {
    word: bound for bound, words in wordlist("tables")["short_bounds"].items() for word in words
}
"""Words for a bound behind what it is of, which are no name of a column."""


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Return the names of each field, best first: English ones, then those of other languages."""
    by_language = cast("dict[str, dict[str, list[str]]]", wordlist("fields"))
    found: dict[str, list[str]] = {}
    for fields in by_language.values():
        for field, names in fields.items():
            found.setdefault(field, []).extend(names)
    return {field: tuple(names) for field, names in found.items()}


@cache
def bound_words() -> dict[str, str]:
    """Return the folded words by which headers name a bound, with low, best or high."""
    named = synonyms()
    words = {word: bound for bound in BOUNDS for word in (bound, *named[bound])} | _SHORT_BOUNDS
    return {fold(word): bound for word, bound in words.items()}


def is_short_bound(word: str) -> bool:
    """Return whether a word names a bound only behind what it is of, where it may say something else: "to", "tot"."""
    return fold(word) in map(fold, _SHORT_BOUNDS)


def bound_of(word: str) -> str:
    """Return low, best or high for a word by which a header names a bound; another word as it is."""
    return bound_words().get(fold(word), word.lower())
