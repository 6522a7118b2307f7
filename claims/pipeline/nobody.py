"""What stands in a column of names and is the name of nobody: totals, marks of footnotes, addresses of pages.

The words stand in claims/vocabulary/nobody.toml. They are read only where a name is not known, as that takes long.
"""

from __future__ import annotations

import re

from claims.errors import NobodysName
from claims.figure import is_formula_error
from claims.text import fold
from claims.wordlists import wordlist

_LISTS = {name: frozenset(map(fold, words)) for name, words in wordlist("nobody").items()}
UNKNOWN, PERIODIC, _STANDING = _LISTS["unknown"], _LISTS["periodic"], _LISTS["standing"]
SUMS, _BEHIND, _WHOLE, _BOTH = (_LISTS[name] for name in ("total", "total_behind", "whole", "both"))
_TOTALS = SUMS | _LISTS["subtotal"]
_NOBODY = _TOTALS | UNKNOWN
_FIRST = frozenset(name.split()[0] for name in _TOTALS | _WHOLE | _BOTH)
_NOTE = re.compile(r"[\[(](?:[a-z]|note \d+)[\])]")
"""A mark of a footnote that has letters: [a], (b), [note 2]."""
_NOTES_BEHIND = re.compile(
    r"(?<=\w|[.)\"”»])\s*(?:\[(?:\d{1,3}|[a-z]|(?:note|nb|n) ?\d{1,3})\]|[*†‡§¹²³⁴-⁹⁰]+)+\Z", re.IGNORECASE
)
"""Marks of footnotes behind a name: "Amnesty International[1][2]", "Reuters*"."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)


def is_nobody(name: str) -> bool:
    """Return whether a cell of names holds none: "total", "unknown", in any of many languages."""
    return fold(name) in _NOBODY


def may_be_sum(name: str) -> bool:
    """Return whether a name is the word for a sum in some language, and of a town or a region: "Soma", "Somme"."""
    return fold(name) in _LISTS["total_or_place"]


def sums_up(name: str) -> bool:
    """Return whether a name is no more than the word for a sum: "total", and not "total deaths" or "missing"."""
    return fold(name) in _TOTALS


def is_total(place: str) -> bool:
    """Return whether a place is a row of totals: "Total Colombia", "Deutschland insgesamt", "nationwide"."""
    words = fold(place).split()
    if len(words) > 1 and words[-1] in _BEHIND:
        return True
    if not words or words[0] not in _FIRST:
        return False
    starts = {" ".join(words[:count]) for count in (len(words), 1, 2)}
    return " ".join(words) in _WHOLE | _BOTH or bool(starts & _TOTALS)


def is_whole(name: str) -> bool:
    """Return whether a name stands among parts of a country for the whole of it: "National"."""
    return fold(name) in _WHOLE


def refuse_nobody(name: str, kind: str) -> None:
    """Raise NobodysName for what stands in a column of sources, or of events, and is the name of none.

    An event may be called by a number or an address.
    """
    if kind == "event":
        if is_formula_error(name) or is_nobody(name):
            raise NobodysName(name, looks_like="a row of totals, or like a cell that names none", kind=kind)
        return
    if _ADDRESS.match(name.strip()):
        hint = "map its column to url, and say who asserts: --set source=NAME, or a column of names"
        raise NobodysName(name, looks_like="the address of a page, which is not who says so", hint=hint)
    if is_formula_error(name):
        looks_like = "the error of a formula"
    elif is_nobody(name):
        looks_like = "a row of totals, or like a cell that says that nobody is named"
    elif not any(sign.isalpha() for sign in name) or _NOTE.fullmatch(name.strip()):
        looks_like = "a mark of a footnote, or like a number in the wrong column"
    else:
        return
    raise NobodysName(name, looks_like=looks_like)


def without_notes(name: str) -> str:
    """Return a name without the marks of footnotes behind it."""
    return _NOTES_BEHIND.sub("", name.strip())


def is_periodic(name: str) -> bool:
    """Return whether the name of a measure says that it counts a period, and is no running total."""
    return bool(PERIODIC & set(fold(name).split()))


def is_standing(name: str) -> bool:
    """Return whether a measure is by its name of those that there are at a time: refugees, asylum_seekers."""
    return fold(name.replace("_", " ").replace("-", " ")) in _STANDING
