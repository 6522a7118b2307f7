"""Rows further down that name the columns again, or anew: what stands below the latter may be of another table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.flags import RETRY, set_flag
from claims.model import Problem
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.mapping import Mapping
    from claims.table import Row

_FEWEST = 2
_DIGIT = re.compile(r"\d")


class HeadersBelow:
    """Refuses rows that are headers, and those below one that names other columns, up to one that repeats the first.

    So does a row of which one cell alone is filled, with the name of another measure than that of all rows.
    """

    def __init__(
        self, columns: Sequence[str], *, file: str, mapping: Mapping, measures: Callable[[], dict[str, str]]
    ) -> None:
        self._columns = columns
        self._file = file
        self._words = frozenset(one for name in columns if name for one in (name, name.lower(), name.upper()))
        self._folded = {fold(name) for name in columns if name}
        self._of_all = "" if len(columns) <= _FEWEST else mapping.constants.get("measure", "")
        self._measures = measures
        self._anew: tuple[str, str, str] | None = None
        """What a row does that names columns or a measure anew, one of its columns, and the cell below it."""

    def problem(self, row: Row) -> Problem | None:
        """Return why a row is refused that states claims by the mapping; None where it is no header and below none."""
        cells = row.cells
        if not isinstance(cells, list | tuple):
            return None
        if not self._words.isdisjoint(cells) and self._is_header(cells):
            others = [(name, cell) for name, cell in self._filled(cells) if fold(cell) != fold(name)]
            self._anew = (f"row {row.number} names columns anew", *others[0]) if others else None
            if not others:
                name, cell = self._filled(cells)[0]
                hint = f"it states nothing; {set_flag(f'skip.{name}', cell)} leaves such rows out"
                return Problem(self._file, row.number, name, "it repeats the names of the columns", hint, row.raw)
        elif self._of_all and cells.count("") == len(cells) - 1:
            self._look_at_heading(row.number, *self._filled(cells))
        if self._anew is None:
            return None
        what, name, cell = self._anew
        reason = f"{what} (“{cell}” below “{name}”), and this may be of another table"
        skip = set_flag(f"skip.{name}", cell)
        hint = f"put the table that begins there into a file of its own; where none does, {RETRY}BATCH {skip}"
        return Problem(self._file, row.number, name, reason, hint, row.raw)

    def _filled(self, cells: Sequence[str]) -> list[tuple[str, str]]:
        return [(name, cell) for name, cell in zip(self._columns, cells, strict=False) if name and fold(cell)]

    def _is_header(self, cells: Sequence[str]) -> bool:
        """Return whether most cells of a row name columns, and none holds a number but where its column does."""
        filled = [(fold(name), fold(cell)) for name, cell in self._filled(cells)]
        others = [(_DIGIT.sub("0", name), _DIGIT.sub("0", cell)) for name, cell in filled if cell not in self._folded]
        known = len(filled) - len(others)
        return known >= max(_FEWEST, len(others)) and all("0" not in cell or cell == name for name, cell in others)

    def _look_at_heading(self, number: int, *filled: tuple[str, str]) -> None:
        """Note whether a cell alone in its row names another measure than that of all rows."""
        known = self._measures()
        for name, cell in filled:
            what = f"row {number} names another measure"
            if (heading := known.get(fold(cell))) is not None:
                self._anew = None if heading == known.get(fold(self._of_all)) else (what, name, cell)
