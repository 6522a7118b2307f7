"""Columns called as a measure is, in which every figure is in words ("dozens"), or many cells hold no figure ("x")."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.figure import parse
from claims.model import Hedge
from claims.pipeline.proposing.meaning import stands_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_PLAIN = re.compile(r"\d[\d.,' \u00a0\u202f]*")


def figures_in_words(found: Found, seen: Sequence[Column], *, measures: dict[str, str]) -> None:
    """Read such columns beside those of other measures."""
    plain = (one for one in found.wide if one.header == "measure" and one.value == "says" and not one.pattern)
    wide = next((one for one in plain if one.columns), None)
    if wide is None:
        return
    used = found.used() | {name for one in found.wide for name in one.columns}
    for column in seen:
        if column.name in used or column.is_number or not stands_for(column.name, measures):
            continue
        if other := _beside_numbers(column):
            what = f"many cells of “{column.name}” hold no figure (“{other}”): they are refused, and the others read"
        elif _are_in_words(column):
            what = f"“{column.name}” holds figures in words (“{column.cells[0]}”), and is taken as its measure"
        else:
            continue
        also = replace(wide, columns=(*wide.columns, column.name))
        found.wide = [also if one is wide else one for one in found.wide]
        wide = also
        found.unsure.append(what)


def _are_in_words(column: Column) -> bool:
    hedges = {_hedge(cell) for cell in column.cells}
    return not column.mostly_holds_digits and None not in hedges and not hedges <= {Hedge.NONE}


def _beside_numbers(column: Column) -> str:
    """Return the first cell without a digit of a column whose other cells are plain numbers; "" if there is none."""
    others = [cell for cell in column.cells if not _PLAIN.fullmatch(cell)]
    if len(others) == len(column.cells) or any(map(str.isdigit, "".join(others))):
        return ""
    return next(iter(others), "")


def _hedge(cell: str) -> Hedge | None:
    """Return how a cell states its figure, None if it states none."""
    try:
        return parse(cell).hedge
    except ClaimsError:
        return None
