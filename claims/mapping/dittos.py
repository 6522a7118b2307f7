"""Cells that say that they hold what stands above them: “〃”, “ditto”, “ídem”, “там же”, “同上”.

The words stand in claims/vocabulary/nobody.toml. What stands above is taken in their place in any column, and told.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from claims.model import Problem
from claims.text import first_of
from claims.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.table import Row


class Dittos:
    """Takes what stands above in place of the marks for it while the rows of a file are gone through."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._rows: dict[str, list[int]] = {}

    def filled(self, rows: Iterable[Row | Problem]) -> Iterator[Row | Problem]:
        """Yield rows with what stands above in place of marks; a Problem where it is not known.

        The text of a row as it stands in its file (raw) stays as it is.
        """
        marks = _marks()
        above: Sequence[str] | None = None
        for row in rows:
            if isinstance(row, Problem) or isinstance(row.cells, Mapping):
                above = None
                yield row
                continue
            if marks.isdisjoint(row.cells):
                above = row.cells
                yield row
                continue
            if above is None:
                yield without_above(row, file=self._file)
                continue
            cells = [higher if cell in marks else cell for cell, higher in zip(row.cells, above, strict=True)]
            self._rows.setdefault(next(cell for cell in row.cells if cell in marks), []).append(row.number)
            above = cells
            yield row._replace(cells=cells)

    def notes(self) -> tuple[str, ...]:
        """Return a sentence on each mark that was met so far."""
        listed = {mark: first_of([f"{one:,}" for one in rows], most=8) for mark, rows in self._rows.items()}
        told = "cells that say “{}” take what stands above them: row{} {}"
        return tuple(told.format(mark, "s" * (len(self._rows[mark]) > 1), rows) for mark, rows in listed.items())


def without_above(row: Row | Problem, *, file: str) -> Row | Problem:
    """Return a row that stands without those above it, the problem where it says that it holds what they do."""
    if isinstance(row, Problem) or isinstance(row.cells, Mapping):
        return row
    mark = next((cell for cell in row.cells if cell in _marks()), None)
    if mark is None:
        return row
    reason = f"“{mark}” says that it holds what stands above it, which is not known"
    hint = "write out what it stands for, or mend the row above it, and ingest the file again"
    return Problem(file, row.number, None, reason, hint, row.raw)


@cache
def _marks() -> frozenset[str]:
    words = wordlist("nobody")["ditto"]
    return frozenset(one for word in words for one in (word, word.capitalize(), word.upper()))
