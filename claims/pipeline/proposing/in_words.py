"""Columns called as a measure is, in which every figure is in words: "dozens", "more than a hundred"."""

from __future__ import annotations

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


def figures_in_words(found: Found, seen: Sequence[Column], *, measures: dict[str, str]) -> None:
    """Read such columns beside those of other measures."""
    plain = (one for one in found.wide if one.header == "measure" and one.value == "says" and not one.pattern)
    wide = next((one for one in plain if one.columns), None)
    if wide is None:
        return
    used = found.used() | {name for one in found.wide for name in one.columns}
    for column in seen:
        if column.name in used or column.mostly_holds_digits or not stands_for(column.name, measures):
            continue
        hedges = {_hedge(cell) for cell in column.cells}
        if None in hedges or hedges <= {Hedge.NONE}:
            continue
        also = replace(wide, columns=(*wide.columns, column.name))
        found.wide = [also if one is wide else one for one in found.wide]
        wide = also
        found.unsure.append(
            f"“{column.name}” holds figures in words (“{column.cells[0]}”), and is taken as its measure"
        )


def _hedge(cell: str) -> Hedge | None:
    """Return how a cell states its figure, None if it states none."""
    try:
        return parse(cell).hedge
    except ClaimsError:
        return None
