"""Marks in the numbers of an unknown table: flags behind them, as statistical offices write, and exponents.

Eurostat writes “:” for what is not available, and letters behind a number or a “:” for a break in the series (b), a
provisional (p), estimated (e) or confidential (c) figure and the like (ec.europa.eu/eurostat, “Statistical flags”).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.pipeline.proposing.sentences import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_FLAGS = "[bcdefinprsuz]{1,3}"
_FLAGGED = re.compile(rf"(?P<number>:|\d[\d.,'\u00a0\u202f ]*) (?P<flags>{_FLAGS})")
_WITHOUT = rf"^(.+?)(?: {_FLAGS})?$"
_NOTHING = ":"
_FEWEST_FLAGS, _MOST_SHOWN = 2, 3
_EXPONENT = re.compile(r"-?\d+(?:[.,]\d+)?[eE][+-]?\d+")


def without_flags(seen: Sequence[Column]) -> list[Column]:
    """Return the columns, those with flags as if these did not stand behind their numbers."""
    flagged = _flagged(seen)
    return [_bare(one) if one.name in flagged else one for one in seen]


def leave_flags(found: Found, seen: Sequence[Column]) -> None:
    """Read of the figures what stands before their flags, and tell; where no column is the figure, nothing is done."""
    wides = [wide for wide in found.wide if wide.value == "says"]
    named = {found.columns.get("says"), *(name for wide in wides for name in wide.columns)}
    if not all(wide.columns for wide in wides):  # headers that are dates
        named |= {one.name for one in seen} - found.used()
    flagged = {name: cells for name, cells in _flagged(seen).items() if name in named}
    if not flagged or "says" in found.take:
        return
    found.take["says"] = _WITHOUT
    shown = quoted(list(dict.fromkeys(cell for cells in flagged.values() for cell in cells))[:_MOST_SHOWN])
    what = "letters behind numbers are taken as flags (b: break in series, p: provisional, e: estimated) and left out"
    found.unsure.append(f"{what} by [take] ({shown})")


def without_exponents(found: Found, seen: Sequence[Column]) -> list[Column]:
    """Return the columns, those of which most cells have an exponent as of no numbers; all that have some are told."""
    kept = []
    for column in seen:
        cells = [cell for cell in column.cells if _EXPONENT.fullmatch(cell)]
        is_most = len(cells) * 2 > len(column.cells)
        if cells:
            read = "and is not read" if is_most else f"in {len(cells)} cells, which are refused"
            way = "save the file again with all digits (in a spreadsheet: cells formatted as numbers)"
            why = "whose last digits a program may have dropped"
            found.left_out.append(
                f"“{column.name}” holds numbers with an exponent (“{cells[0]}”), {why}, {read}: {way}"
            )
        kept.append(replace(column, numbers=0, cells=()) if is_most else column)
    return kept


def _flagged(seen: Sequence[Column]) -> dict[str, list[str]]:
    """Return the cells with flags by column, where the table has a “:” or several flags, and most cells have none."""
    found: dict[str, list[str]] = {}
    kinds: set[str] = set()
    for column in seen:
        flagged = [(cell, match["flags"]) for cell in column.cells if (match := _FLAGGED.fullmatch(cell))]
        others = [cell for cell in column.cells if not _FLAGGED.fullmatch(cell)]
        if flagged and all(cell == _NOTHING or cell[0].isdigit() for cell in others):
            found[column.name] = [cell for cell, _ in flagged]
            kinds |= {flags for _, flags in flagged}
    is_told = len(kinds) >= _FEWEST_FLAGS or any(_NOTHING in (*one.cells, *one.unstated) for one in seen)
    return found if is_told else {}


def _bare(column: Column) -> Column:
    """Return a column without the flags behind its numbers, and without cells that state nothing."""
    parts = [match["number"].strip() if (match := _FLAGGED.fullmatch(cell)) else cell for cell in column.cells]
    cells = tuple(part for part in parts if part != _NOTHING)
    return replace(column, cells=cells, numbers=len(cells))
