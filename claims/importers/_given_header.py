"""Files without a row that names their columns: the names that a person gives, and whether a first row may be data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.errors import BadFile

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?|\d{1,2}([./-])\d{1,2}\1\d{4}(?: .*)?")
_FEWEST_BELOW = 2
_MOST_SHOWN = 4


def named_by(header: Sequence[str], width: int, *, name: str) -> tuple[str, ...]:
    """Return the names that are given for the columns; raises BadFile where they are more or fewer."""
    if len(header) != width:
        reason = f"its rows have {width} cells, header names {len(header)} columns"
        raise BadFile(name, reason, hint='name each column in its order, "" for one without a name')
    return tuple(" ".join(one.split()) for one in header)


def said_of_first(names: Sequence[str], below: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the note that a first row, taken as the header, may be data: numbers and days stand above their like.

    Years and numbers that count on (1, 2, 3) are headers, and so is a row with words above any column of numbers.
    """
    rows = [row for row in below if len(row) == len(names)]
    if len(rows) < _FEWEST_BELOW:
        return ()
    alike: list[str] = []
    for at, cell in enumerate(name.strip() for name in names):
        kind = next((one for one in (_DAY, _NUMBER) if all(one.fullmatch(row[at].strip()) for row in rows)), None)
        if kind is not None and not kind.fullmatch(cell):
            return ()
        alike += [cell] * (kind is not None)
    numbers = [int(cell) for cell in alike if cell.isdecimal()]
    counts_on = len(numbers) > 1 and all(other - one == 1 for one, other in pairwise(numbers))
    dated = all(_YEAR.fullmatch(cell) for cell in alike) or (len(alike) > 1 and all(map(_DAY.fullmatch, alike)))
    if not alike or counts_on or dated:
        return ()
    shown = ", ".join(f"“{cell}”" for cell in alike[:_MOST_SHOWN])
    return (f"the first row may be data: {shown}; if so, name the columns in their order: --set header=NAME,NAME,…",)
