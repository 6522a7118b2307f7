"""Columns whose cells can be names: of anything, or of places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.fetch import is_url
from claims.pipeline.proposing.vocabulary import word_set
from claims.text import fold

if TYPE_CHECKING:
    from claims.pipeline.proposing.columns import Column

_LONGEST_NAME = 60
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
YES, NO = word_set("yes"), word_set("no")
_NO_PLACES = word_set("no_place") | word_set("disease")
"""Words in the headers of columns that tell rows apart and are no places."""


def may_be_places(column: Column) -> bool:
    """Return whether the cells of a column can be names of places: words, and no dates, numbers or addresses."""
    is_other = _NO_PLACES & set(fold(column.name.replace(".", " ")).split()) or says_yes_or_no(column)
    return not is_other and are_names(column)


def are_names(column: Column) -> bool:
    """Return whether the cells of a column can be names of anything: short texts with letters and few digits."""
    words = [cell for cell in column.cells if any(sign.isalpha() for sign in cell) and len(cell) <= _LONGEST_NAME]
    digits = [cell for cell in column.cells if any(sign.isdigit() for sign in cell)]
    is_words = len(words) > 0.9 * len(column.cells) and len(digits) < 0.2 * len(column.cells)
    return is_words and not column.is_date and not any(is_url(cell) or _MAIL.fullmatch(cell) for cell in column.cells)


def says_yes_or_no(column: Column) -> bool:
    """Return whether the cells of a column are yes and no, in any language, and nothing else."""
    kinds = {fold(cell) for cell in column.cells}
    return bool(kinds & YES and kinds & NO and kinds <= YES | NO)
