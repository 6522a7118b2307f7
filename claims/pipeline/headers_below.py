"""Rows further down that name the columns again, or anew: what stands below the latter may be of another table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.fields import FIGURES, NOT_STATED
from claims.mapping.flags import retry_by, set_flag
from claims.model import Problem
from claims.pipeline.nobody import UNKNOWN
from claims.pipeline.sections import is_header
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from claims.mapping import Mapping
    from claims.model import Draft
    from claims.table import Row

_FEWEST = 2
_JOINED = " / "
_DIGIT = re.compile(r"\d")


def named_anew(
    cells: Sequence[str], columns: Sequence[str], *, figures: Container[str], measures: Callable[[], dict[str, str]]
) -> list[tuple[str, str]]:
    """Return the columns below which a row has other names, with these, where it is the header of another table.

    Most of its cells name columns or measures, and none holds a number of its own; or one names its own column, another
    cell stands below a column of figures, and none holds a digit. Those below columns of figures come first.
    """
    filled = _filled(cells, columns)
    others = [(name, cell) for name, cell in filled if fold(cell) != fold(name)]
    counted = [(name, cell) for name, cell in others if name in figures]
    counted = [(name, cell) for name, cell in counted if cell not in NOT_STATED and fold(cell) not in UNKNOWN]
    is_named = len(others) < len(filled) and not any(_DIGIT.search(cell) for _, cell in filled)
    if (counted and is_named) or _names_most(filled, columns, measures=measures):
        return [*counted, *(one for one in others if one not in counted)]
    return []


def _names_most(
    filled: Sequence[tuple[str, str]], columns: Sequence[str], *, measures: Callable[[], dict[str, str]]
) -> bool:
    """Return whether most cells of a row name columns or measures, and none holds a number of its own."""
    names = {fold(name) for name in columns if name}
    folded = [(fold(name), fold(cell)) for name, cell in filled]
    others = [(_DIGIT.sub("0", name), _DIGIT.sub("0", cell)) for name, cell in folded if cell not in names]
    known = len(folded) - len(others)
    if known < _FEWEST or any("0" in cell and cell != name for name, cell in others):
        return False
    return known >= len(others) - 2 * sum(cell in measures() for _, cell in others)


def _filled(cells: Sequence[str], columns: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, str(cell)) for name, cell in zip(columns, cells, strict=False) if name and fold(str(cell))]


class HeadersBelow:
    """Refuses rows that name columns anew, and those below one that does, up to one that repeats the first header.

    So does a row of which one cell alone is filled, with the name of another measure than that of all rows. One that
    only repeats the header, as it stands on each page of a print, states nothing and is left out, which is told.
    """

    def __init__(
        self, columns: Sequence[str], *, file: str, mapping: Mapping, measures: Callable[[], dict[str, str]]
    ) -> None:
        self._columns = columns
        self._file = file
        parts = [part for name in columns if name for part in {name, *name.split(_JOINED)}]
        self._words = frozenset(one for part in parts for one in (part, part.lower(), part.upper()))
        fields = (mapping.columns, *(block.columns for block in mapping.claims))
        self._figures = {*mapping.wide_columns, *(columns.get(one, "") for columns in fields for one in FIGURES)}
        self._of_all = "" if len(columns) <= _FEWEST else _measure_of_all(mapping)
        self._skip = mapping.skip
        self._measures = measures
        self._anew: tuple[str, str, str] | None = None
        """What a row does that names columns or a measure anew, one of its columns, and the cell below it."""
        self._again = 0
        self._first_again = 0

    def notes(self) -> list[str]:
        """Return how many rows were left out as they only repeat the header."""
        if not self._again:
            return []
        what = f"row {self._first_again} repeats the names of the columns, and is left out"
        others = self._again - 1
        return [what + (f", as {'is' if others == 1 else 'are'} {others:,} below it" if others else "")]

    def stated(self, row: Row, found: list[Draft | Problem]) -> list[Draft | Problem]:
        """Return what a row states by the mapping, why it is refused, or nothing where it only repeats the header."""
        if self._repeats(row.cells):
            self._again += 1
            self._first_again = self._first_again or row.number
            self._anew = None
            return []
        problem = self.problem(row, states=bool(found))
        return found if problem is None else [problem]

    def _repeats(self, cells: object) -> bool:
        if not isinstance(cells, list | tuple) or self._words.isdisjoint(cells):
            return False
        return len(_filled(cells, self._columns)) >= _FEWEST and is_header(cells, self._columns)

    def problem(self, row: Row, *, states: bool = True) -> Problem | None:
        """Return why a row is refused; None where it is no header and below none, or skipped.

        states tells whether it states claims by the mapping; of those that do not only what names a measure is refused.
        """
        cells = row.cells
        if not isinstance(cells, list | tuple):
            return None
        was = self._anew
        may_name = states and not self._words.isdisjoint(cells)
        if may_name and (anew := named_anew(cells, self._columns, figures=self._figures, measures=self._measures)):
            self._anew = (f"row {row.number} names columns anew", *anew[0])
        elif self._of_all and cells.count("") == len(cells) - 1:
            self._look_at_heading(row.number, *_filled(cells, self._columns))
        if self._anew is None or not (states or self._anew is not was):
            return None
        what, name, cell = self._anew
        reason = f"{what} (“{cell}” below “{name}”), and this may be of another table"
        skip = set_flag(f"skip.{name}", cell)
        hint = f"put the table that begins there into a file of its own; where none does, {retry_by(skip)}"
        return Problem(self._file, row.number, name, reason, hint, row.raw)

    def _look_at_heading(self, number: int, *filled: tuple[str, str]) -> None:
        """Note whether a cell alone in its row names another measure than that of all rows."""
        known = self._measures()
        for name, cell in filled:
            what = f"row {number} names another measure"
            heading = None if cell in self._skip.get(name, ()) else known.get(fold(cell))
            if heading is not None:
                self._anew = None if heading == known.get(fold(self._of_all)) else (what, name, cell)


def _measure_of_all(mapping: Mapping) -> str:
    """Return the measure of all rows, as the mapping or the only header of figures says it; "" where there are more."""
    of_one = [one for one in mapping.wide if one.header == "measure" and len(one.columns) == 1]
    is_one = len(of_one) == len(mapping.wide) == 1 and not mapping.claims and "measure" not in mapping.columns
    return mapping.constants.get("measure", of_one[0].columns[0] if is_one else "")
