"""Texts above and below the line in a page: marks of footnotes behind a figure are no digits of it, 10³ is not 103."""

from __future__ import annotations

import re

RAISED = {"sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"), "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")}
"""The elements of such texts, with the signs that their digits have in a text without elements."""
_BEGIN, _END = {"sup": "\ufdd0", "sub": "\ufdd1"}, "\ufdd2"
_PART = re.compile(f"([\ufdd0\ufdd1][^{_END}]*{_END})")
_MARK = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])(?:\s*[,;]\s*(?:\d{1,2}|[a-zA-Z]))*\)?")
_POWER = re.compile(r"(?:^\s*|[×x*·⋅^(]\s*)10\Z")
_JOINING = frozenset("/⁄×^=(")
"""Signs between parts of one number or formula."""
_WORD = re.compile(r"[^\W\d_]{4,}\Z")
_ORDINALS, _MAY_BE_ONE = frozenset("oeh"), "a"
"""Letters above the line behind a number that say what it is: 2ᵉ, 5ʰ; "a" does beside other words."""


def marked(text: str, element: str) -> str:
    """Return the text of such an element with signs around it, until it is known what stands beside it."""
    return f"{_BEGIN[element]}{text}{_END}"


def without_marks(text: str) -> tuple[str, bool]:
    """Return a text without the marks of footnotes that `marked` shows, and whether it had any.

    Others keep their digits apart from those before them: above the line always, below it behind a digit.
    """
    parts = _PART.split(text)
    kept, has_marks = parts[0], False
    for part, after in zip(parts[1::2], parts[2::2], strict=True):
        said, element = part[1:-1], "sup" if part.startswith(_BEGIN["sup"]) else "sub"
        if _is_mark(said, element, kept.rstrip(), after) and not _is_ordinal(said, kept, parts[0::2]):
            has_marks = True
        else:
            is_apart = element == "sup" or kept[-1:].isdigit()
            kept += said.translate(RAISED[element]) if is_apart else said
        kept += after
    return kept, has_marks


def _is_mark(said: str, element: str, before: str, after: str) -> bool:
    """Return whether a text beside the line marks a footnote of what stands before it."""
    is_alone = before[-1:] not in _JOINING and after[:1] not in _JOINING and not after[:1].isalnum()
    if not before or not is_alone or _MARK.fullmatch(said) is None:
        return False
    if before[-1].isalpha():
        return element == "sup" and _WORD.search(before) is not None
    return _POWER.search(before) is None


def _is_ordinal(said: str, before: str, texts: list[str]) -> bool:
    """Return whether a letter above the line behind a number is a part of how that is said."""
    letter = said.lower()
    beside = letter == _MAY_BE_ONE and any(map(str.isalpha, "".join(texts)))
    return before[-1:].isdigit() and (letter in _ORDINALS or beside)
