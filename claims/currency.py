"""Which currency a wording names, so that euros are never recorded as dollars, nor money as people."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims.wordlists import wordlist

_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹ "  # at the ends of a wording they are beside no currency's letters


@cache
def _pattern() -> re.Pattern[str]:
    listed = wordlist("currencies")
    words = "|".join(word for words in listed["words"].values() for word in words)
    return re.compile(
        rf"[{''.join(listed['signs'])}$]"
        rf"|(?<![^\W\d_])(?:{'|'.join(listed['codes'])})(?![^\W\d_])|(?<![^\W\d_])(?i:{words})(?![^\W\d_])"
    )


def currency_of(wording: str) -> str | None:
    """Return the currency that a wording names first, as an ISO 4217 code ("$" alone is "$"), or None."""
    return _named(wording.strip(_DIGITS))


def currency_sign(text: str) -> str | None:
    """Return the first sign, code or name of a currency in a text as it stands there, or None."""
    found = _pattern().search(text)
    return found[0] if found else None


@lru_cache(maxsize=1024)
def _named(text: str) -> str | None:
    found = _pattern().search(text)
    if found is None:
        return None
    listed = wordlist("currencies")
    said = found[0]
    of_words = (code for code, words in listed["words"].items() if said.casefold() in words)
    return str(listed["signs"].get(said) or next(of_words, said))


def is_same(currency: str, unit: str) -> bool:
    """Return whether a currency named in a wording can be a measure's unit; "$" can be any dollar."""
    return currency == unit.upper() or (currency == "$" and unit.upper() in wordlist("currencies")["dollars"])
