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
_DATED = re.compile(rf"(?:{_DATE.pattern})(?:T\d\d:\d\d(?::\d\d)?Z?)?[\s_/:(–-]+[^\W\d_].*")
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


def goes_on(header: Sequence[str], below: Sequence[Sequence[str]], *, fewest: int = 3) -> bool:
    """Return whether the row below the header is all but certainly a part of it; fewest rows are below the header.

    It gives a column of numbers its only name and holds no number; and it is empty where every row of data is filled,
    or the header begins with an empty cell, above the names of the rows. Or it tells apart headings that stand twice.
    """
    if len(below) < fewest or any(len(row) != len(header) for row in below[:fewest]):
        return False
    names, *data = below
    data = [row for row in data if sum(map(bool, map(str.strip, row))) > 1] or data  # without notes below the table
    if len(data) > fewest and not any(cell.strip()[:1].isdigit() for cell in data[0]):
        data = data[1:]  # it may be a third row of the header
    if any('"' in cell or "\0" in cell for cell in names) or not are_names([cell.strip() for cell in names]):
        return False
    columns = range(len(header))
    if tells_apart(header, names, data):
        return True
    spanned = any(header[at] and not names[at].strip() and all(cells_of(data, at)) for at in columns)
    if not header[0] and len(set(header)) < len(header) == len(set(joined(header, names))):
        return all(name.strip() for name in names) and any(are_numbers(cells_of(data, at)) for at in columns)
    return (spanned or not header[0]) and any(
        names[at].strip() and not header[at] and are_numbers(cells_of(data, at)) for at in columns
    )


def tells_apart(header: Sequence[str], names: Sequence[str], data: Sequence[Sequence[str]]) -> bool:
    """Return whether a row names columns below headings that stand twice or more, and is empty below all others."""
    twice = [at for at, name in enumerate(header) if name and header.count(name) > 1]
    others = [at for at in range(len(header)) if at not in twice]
    pairs = {(header[at], names[at].strip()) for at in twice}
    if not others or len(pairs) < len(twice) or any(names[at].strip() for at in others):
        return False
    is_filled = all(names[at].strip() for at in twice) and any(all(cells_of(data, at)) for at in others)
    return bool(twice) and bool(data) and is_filled and any(are_numbers(cells_of(data, at)) for at in twice)


def cells_of(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    """Return the cells of a column, "" where a row is shorter."""
    return [row[at].strip() if at < len(row) else "" for row in rows]


def joined(header: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return the names of both rows of a header; one over several columns is written over the first of them only."""
    names, over = [], ""
    for name, under in zip(header, below, strict=True):
        over = name or over
        part = " ".join(under.split())
        names.append(f"{over} / {part}" if over and part else name or part)
    return names
