"""A row further down that names columns anew: the header of another table, whose figures count something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.mapping.fields import NOT_STATED
from claims.mapping.flags import set_flag
from claims.pipeline.nobody import UNKNOWN
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.sentences import quoted
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.sample import Sample
    from claims.table import Row


def header_below(sample: Sample, *, said: Mapping | None) -> str:
    """Return the question whether a table of its own begins further down; "" where no row names columns anew.

    Such a row has the name of a column below that column, another name below one of numbers, and no number.
    """
    numbers = {one.name for one in sample.seen if one.numbers}
    places = [(at, name) for at, name in enumerate(sample.columns) if name in numbers]
    for row in (*sample.rows, *sample.further):
        anew = _named_anew(row, places, sample.columns)
        if anew and not any(cell in (said.skip.get(name, ()) if said else ()) for name, cell in anew.items()):
            name, cell = next(iter(anew.items()))
            return (
                f"row {row.number} names columns anew ({quoted(list(anew.values()))} below {quoted(list(anew))}): "
                "where another table begins there, put it into a file of its own; where none does, "
                f"{set_flag(f'skip.{name}', cell)}"
            )
    return ""


def _named_anew(row: Row, numbers: Sequence[tuple[int, str]], columns: Sequence[str]) -> dict[str, str]:
    """Return the names that stand in columns of numbers, each by the name of its column, {} if the row is no header."""
    anew: dict[str, str] = {}
    for at, name in numbers:
        cell = cell_of(row, name, at)
        if any(map(str.isdigit, cell)):
            return {}
        if cell and cell not in NOT_STATED and fold(cell) not in (fold(name), *UNKNOWN):
            anew[name] = cell
    cells = [(name, cell_of(row, name, at)) for at, name in enumerate(columns)] if anew else []
    is_header = any(name and fold(cell) == fold(name) for name, cell in cells)
    return anew if is_header and not any(sign.isdigit() for _, cell in cells for sign in cell) else {}
