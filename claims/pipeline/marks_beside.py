"""Marks behind figures, which a line of the file may explain: "50*" above "* provisional", "50 (a)", "50p".

The figure is taken without its mark, which its wording keeps; a person is told of it, and of what the line says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.table import Row

_SIGNS = r"[*†‡§#¹²³⁴-⁹⁰]+"
_MARK = re.compile(
    rf"\d\s*(?P<mark>(?:{_SIGNS}|\[[^\[\]]{{1,7}}\]|\((?:{_SIGNS}|[a-z\d]{{1,2}}|[A-Z])\)|\s?[A-Za-z](?![\w.]))+)\s*\Z"
)
_LINE = re.compile(
    rf"(?P<mark>{_SIGNS}|\[[^\[\]]{{1,7}}\]|\(?[a-z\d]{{1,2}}\)|[A-Za-z]\s*[=:–—-])\s*(?P<text>\S.*)", re.DOTALL
)
_SCALES = frozenset("kKmM")
"""These are read with the number: "12k"."""
_AROUND = " ()[]=:–—-"
_SHOWN, _MOST, _LONGEST = 5, 50, 200


def mark_behind(says: str) -> str:
    """Return the mark behind the number of a cell without brackets around it, "" if there is none."""
    match = None if says[-1:].isdecimal() else _MARK.search(says)
    mark = match["mark"].strip(_AROUND) if match else ""
    return "" if mark in _SCALES and says.endswith(mark) else mark


class Footnotes:
    """The lines of a file that explain marks, found among the rows that state nothing else."""

    def __init__(self) -> None:
        self._lines: dict[str, str] = {}

    def look_at(self, row: Row) -> None:
        """Keep a row whose only cell begins with a mark."""
        cells = [cell.strip() for cell in row.cells if cell and cell.strip()] if len(self._lines) < _MOST else []
        match = _LINE.fullmatch(cells[0]) if len(cells) == 1 else None
        if match is not None:
            self._lines.setdefault(match["mark"].strip(_AROUND), " ".join(cells[0].split())[:_LONGEST])

    def notes(self, wordings: Iterable[str]) -> tuple[str, ...]:
        """Return what to know of the marks behind figures that were read, with what lines of the file say of them."""
        marked: dict[str, str] = {}
        for says in wordings:
            if mark := mark_behind(says):
                marked.setdefault(mark, says)
        if not marked:
            return ()
        shown = ", ".join(f"“{says}”" for says in list(marked.values())[:_SHOWN]) + " …" * (len(marked) > _SHOWN)
        said = [f"“{line}”" for mark, line in self._lines.items() if mark in marked][:_SHOWN]
        told = f"; the file says {', '.join(said)}" if said else ""
        return (f"figures are taken without the marks behind them, which their wordings keep: {shown}{told}",)
