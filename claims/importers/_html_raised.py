"""Texts above and below the line in a page: marks of footnotes behind a figure are no digits of it, 10³ is not 103."""

from __future__ import annotations

import re

RAISED = {"sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"), "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")}
"""The elements of such texts, with the signs that their digits have in a text without elements."""
_BEGIN, _END = {"sup": "\ufdd0", "sub": "\ufdd1"}, "\ufdd2"
_PART = re.compile("([\ufdd0\ufdd1][^\ufdd0-\ufdd2]*\ufdd2)")
_MARK = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])(?:\s*[,;]\s*(?:\d{1,2}|[a-zA-Z]))*\)?")
_POWER = re.compile(r"(?:^\s*|[×x*·⋅^(]\s*)10\Z")
_JOINING = frozenset("/⁄×^=(")
"""Signs between parts of one number or formula."""
_LETTERS, _BEFORE = 4, 20
"""How many letters a word has at least that is no unit as m², and how much before a text can be of one power."""
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
    if len(parts) == 1:
        return text, False
    kept, has_marks = parts[0], False
    has_letters = any(map(str.isalpha, "".join(parts[0::2])))
    for part, after in zip(parts[1::2], parts[2::2], strict=True):
        said, element = part[1:-1], "sup" if part.startswith(_BEGIN["sup"]) else "sub"
        if _is_mark(said, element, kept[-_BEFORE:].rstrip(), after) and not _is_ordinal(
            said, kept, is_alone=not has_letters
        ):
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
        return element == "sup" and len(before) >= _LETTERS and before[-_LETTERS:].isalpha()
    return _POWER.search(before) is None


def _is_ordinal(said: str, before: str, *, is_alone: bool) -> bool:
    """Return whether a letter above the line behind a number is a part of how that is said."""
    letter = said.lower()
    return before[-1:].isdigit() and (letter in _ORDINALS or (letter == _MAY_BE_ONE and not is_alone))
