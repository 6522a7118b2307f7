"""Columns of people that add up to the total beside them in each row: they are its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.mapping.fields import Wide
from claims.pipeline.proposing.fractions import has_decimals, is_fractional
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_PEOPLE = word_set("people")
_FEWEST_ROWS, _FEWEST_PARTS = 3, 2
_ALL = "all"


def drop_fractional_total(found: Found, seen: Sequence[Column], figures: Sequence[str]) -> None:
    """Take no column named as the total for the figure where it has decimals and others hold whole numbers."""
    total = next((one for one in seen if one.name == found.columns.get("says")), None)
    others = [one for one in seen if one.name in figures and one is not total]
    if total is None or not any(map(has_decimals, total.cells)) or not any(not is_fractional(one) for one in others):
        return
    del found.columns["says"]
    shown = next(filter(has_decimals, total.cells))
    why = "though others hold whole numbers, and is not taken as the figure"
    found.unsure.append(f"“{total.name}” holds decimals (“{shown}”), {why}")


def parts_of_total(found: Found, seen: Sequence[Column]) -> bool:
    """Take columns of people whose sum is the total beside them in each row as populations; return whether some are."""
    total = next((one for one in seen if one.name == found.columns.get("says")), None)
    used = found.used()
    parts = [one for one in seen if one.name not in used and one.is_number and set(words_of(one.name)) <= _PEOPLE]
    if total is None or "population" in found.columns or len(parts) < _FEWEST_PARTS or not _add_up(parts, total):
        return False
    del found.columns["says"]
    found.wide.append(Wide(columns=(total.name,), constants={"population": _ALL}))
    found.wide.append(Wide(columns=tuple(one.name for one in parts), header="population"))
    listed = ", ".join(one.name for one in parts)
    found.unsure.append(f"{listed} add up to “{total.name}” in each row and are taken as parts of it: population")
    return True


def _add_up(parts: Sequence[Column], total: Column) -> bool:
    """Return whether parts that are filled in each row add up to the total in each."""
    rows = len(total.cells)
    columns = [one.cells for one in (*parts, total)]
    if rows < _FEWEST_ROWS or any(len(cells) != rows or not all(map(str.isdecimal, cells)) for cells in columns):
        return False
    return all(sum(map(int, row[:-1])) == int(row[-1]) for row in zip(*columns, strict=True))
