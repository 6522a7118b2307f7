"""The rows of a file that nobody mapped, as every step of a proposal looks at them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from claims.pipeline.proposing.columns import cell_of

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.table import Row


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows of a file: columns as its importer gives them, seen those that have a name of their own.

    above are the titles that stand above the header, and are no rows. further are the rows below the first that hold
    cells of another kind, wider the columns with the cells of these too (see `claims.pipeline.proposing.further`). sums
    are the names of rows anywhere that add up others, with where these stand (see `sums_below`).
    """

    file: str
    importer: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    seen: Sequence[Column]
    above: tuple[str, ...] = ()
    further: Sequence[Row] = ()
    wider: Sequence[Column] = ()
    sums: dict[str, str] = field(default_factory=dict)

    def without(self, names: Container[str]) -> Sample:
        """Return the sample as if it had no columns of these names."""
        seen, wider = ([one for one in columns if one.name not in names] for columns in (self.seen, self.wider))
        return replace(self, seen=seen, wider=wider)

    def whole(self, seen: Sequence[Column]) -> list[Column]:
        """Return columns with what rows further down hold too; those that a step made anew stay as they are."""
        wider = {one.name: one for one in self.wider}
        own = {id(one) for one in self.seen}
        return [wider.get(one.name, one) if id(one) in own else one for one in seen]

    def where(self, column: str, cell: str) -> str:
        """Return where a cell stands that only rows further down hold, as " (row 3,001)"; "" for one of the first."""
        place = self.columns.index(column)
        numbers = (row.number for row in self.further if cell_of(row, column, place) == cell)
        is_first = any(cell_of(row, column, place) == cell for row in self.rows)
        return "" if is_first or (number := next(numbers, None)) is None else f" (row {number:,})"
