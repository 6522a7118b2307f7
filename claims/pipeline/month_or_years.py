"""Dates of a file that look like months and are the years from one to another: "2009-10" beside "2008-09"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from claims.dates_spans import are_year_spans
from claims.errors import BadFile
from claims.mapping import plan
from claims.mapping.fields import DATES
from claims.model import Draft, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.mapping import Mapping
    from claims.pipeline.figure import Order
    from claims.table import Row, Table

LOOKED_AT = 500


def without_year_spans(table: Table, mapping: Mapping, *, order: Order | None, file: str) -> Table:
    """Return a table to be read from its first row, none of whose dates are years from one to another.

    The first LOOKED_AT rows tell. Raises BadFile for a column that holds such years; order "ymd" says that they are
    months.
    """
    if order == "ymd":
        return table
    rows = iter(table.rows)
    first = list(islice(rows, LOOKED_AT))
    for column, cells in _dates(first, table, mapping, file=file).items():
        if are_year_spans(cells):
            shown = ", ".join(f"“{cell}”" for cell in sorted(cells)[:3])
            reason = f"column {column} holds years from one to another ({shown}), which are no months"
            hint = "add the first and the last day of each, and map them as period_start and as_of; "
            raise BadFile(file, reason, hint=f"{hint}if they are months all the same: --dates ymd")
    return replace(table, rows=chain(first, rows))


def _dates(rows: Iterable[Row | Problem], table: Table, mapping: Mapping, *, file: str) -> dict[str, set[str]]:
    """Return the different dates of rows by the column that they are read from as they stand."""
    made = plan(mapping, table.columns, file=file)
    found: dict[str, set[str]] = defaultdict(set)
    for row in (row for row in rows if not isinstance(row, Problem)):
        for draft in (draft for draft in made.drafts(row) if isinstance(draft, Draft)):
            for field in (field for field in DATES if field not in mapping.written):
                column, cell = draft.columns.get(field), getattr(draft, field)
                if cell and column in table.columns:
                    found[column].add(cell)
    return found
