"""Which currency a wording names, so that euros are never recorded as dollars, nor money as people."""

from __future__ import annotations

import re
from functools import lru_cache

_SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "﷼": "IRR", "₹": "INR", "₪": "ILS", "₺": "TRY", "₴": "UAH"}
_WORDS = {
    "EUR": ("euro", "euros", "евро", "يورو", "یورو"),
    "USD": ("dollar", "dollars", "dólar", "dólares", "доллар", "доллара", "долларов", "دولار", "دلار"),
}
_CODES = (
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "RUB",
    "IRR",
    "INR",
    "ILS",
    "TRY",
    "UAH",
    "CHF",
    "CNY",
    "CAD",
    "AUD",
    "SYP",
    "EGP",
)
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹ "  # at the ends of a wording they are beside no currency's letters
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"})
_FOUND = re.compile(
    "|".join(
        [
            f"[{''.join(_SIGNS)}$]",
            rf"(?<![^\W\d_])(?:{'|'.join(_CODES)})(?![^\W\d_])",
            rf"(?<![^\W\d_])(?i:{'|'.join(word for words in _WORDS.values() for word in words)})(?![^\W\d_])",
        ]
    )
)


def currency_of(wording: str) -> str | None:
    """Return the currency that a wording names first, as an ISO 4217 code ("$" alone is "$"), or None."""
    return _named(wording.strip(_DIGITS))


def currency_sign(text: str) -> str | None:
    """Return the first sign, code or name of a currency in a text as it stands there, or None."""
    found = _FOUND.search(text)
    return found[0] if found else None


@lru_cache(maxsize=1024)
def _named(text: str) -> str | None:
    found = _FOUND.search(text)
    if found is None:
        return None
    said = found[0]
    if said in _SIGNS:
        return _SIGNS[said]
    for code, words in _WORDS.items():
        if said.casefold() in words:
            return code
    return said


def is_same(currency: str, unit: str) -> bool:
    """Return whether a currency named in a wording can be a measure's unit; "$" can be any dollar."""
    return currency == unit.upper() or (currency == "$" and unit.upper() in _DOLLARS)
