"""JSON whose records are lists instead of objects: the first names the columns, or the row of HXL hashtags does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from claims.errors import BadFile
from claims.importers._hxl import find_tags, tagged
from claims.model import Problem
from claims.table import Row, Table


def arrays(
    first: Sequence[Row | Problem], rows: Iterator[Row | Problem], *, name: str, notes: tuple[str, ...]
) -> Table:
    """Return the table of lists, of which first are the first ones and rows all; raises BadFile without a header."""
    looked_at = [[_text(cell) for cell in row.cells] if isinstance(row, Row) else [] for row in first]
    place = find_tags(looked_at)
    if place is not None:
        columns, said = tagged(looked_at[place], looked_at[:place])
    else:
        place = next((place for place, row in enumerate(looked_at) if any(row)), 0)
        columns, said = tuple(" ".join(cell.split()) for cell in looked_at[place]), ()
    if not any(columns):
        raise BadFile(name, "its lists name no columns", hint="the first list holds the names of the columns")
    return Table(columns, _rows(rows, name=name, width=len(columns), above=place + 1), (*notes, *said))


def _rows(rows: Iterator[Row | Problem], *, name: str, width: int, above: int) -> Iterator[Row | Problem]:
    for place, row in enumerate(rows):
        if place < above:
            continue
        if isinstance(row, Problem):
            yield row
        elif len(row.cells) > width:
            hint = "each list has a value for each column, in their order"
            yield Problem(name, row.number, None, f"it has {len(row.cells)} values, the header {width}", hint, row.raw)
        elif any(isinstance(cell, list | dict) for cell in row.cells):
            hint = "a list holds one value for each column"
            yield Problem(name, row.number, None, "it holds a list or an object within a list", hint, row.raw)
        elif any(row.cells):
            yield Row(row.number, [*map(_text, row.cells), *[""] * (width - len(row.cells))], row.raw)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
