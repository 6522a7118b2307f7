"""Cells of a header: which can stand in one though they begin with a digit, and how two rows of names are joined."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from claims import dates
from claims.errors import AmbiguousDate, NotADate

if TYPE_CHECKING:
    from collections.abc import Sequence

_DATE = re.compile(r"(?:1[89]|20|21)\d\d|\d{1,4}([-/.])\d{1,2}\1\d{1,4}")
"""A year or a date, which can stand in a header."""
_SHORT_DATE = re.compile(r"\d{1,2}[- ][^\W\d_]{3}[- ]\d\d")
_NUMBER = re.compile(r"(?:[^\d\s]+\s){0,3}[^\d\s]{0,2}\d")
"""A number, with a few words or a sign before it at most: "at least 12", "~40"."""
_DATED = re.compile(rf"(?:{_DATE.pattern})[\s_/:(–-]+[^\W\d_].*")
"""A name behind a year or a date: "2019 - killed"."""


def is_date(cell: str) -> bool:
    """Return whether a cell of a header is a year or a date, in digits or with the name of a month."""
    if not cell[:1].isdigit() or _DATE.fullmatch(cell) or _SHORT_DATE.fullmatch(cell):
        return cell[:1].isdigit()
    try:
        return bool(dates.parse(cell))
    except (NotADate, AmbiguousDate):
        return False


def is_dated_name(cell: str) -> bool:
    """Return whether a cell of a header is a name behind a year or a date."""
    return _DATED.fullmatch(cell) is not None


def are_names(cells: Sequence[str]) -> bool:
    """Return whether cells can stand in a header: those that begin with a digit are dates, or years that follow on."""
    numbers = [cell for cell in cells if cell[:1].isdigit()]
    years = [int(cell) for cell in numbers if cell.isdecimal()]
    follow = sum(after - before == 1 for before, after in pairwise(years))
    return all(map(is_date, numbers)) and (not years or follow * 2 >= len(years))


def are_numbers(cells: Sequence[str]) -> bool:
    """Return whether more than half of the cells that say something are numbers, perhaps hedged ones."""
    said = [cell for cell in cells if any(map(str.isalnum, cell))]
    return sum(_NUMBER.match(cell) is not None for cell in said) * 2 > len(said)


def joined(header: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return the names of both rows of a header; one over several columns is written over the first of them only."""
    names, over = [], ""
    for name, under in zip(header, below, strict=True):
        over = name or over
        part = " ".join(under.split())
        names.append(f"{over} / {part}" if over and part else name or part)
    return names
