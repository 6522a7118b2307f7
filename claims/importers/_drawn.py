"""Tables of texts that are no page, put together as those of a page, so that all are read by the same rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.importers._html_page import MOST_COLSPAN, MOST_ROWSPAN, Cell, PageTable, TableRow, Writing
from claims.wordlists import wordlist

_NUMBERED = re.compile(rf"(?:{'|'.join(wordlist('tables')['table'])})\s*[\dIVX０-９۰-۹٠-٩]", re.IGNORECASE)
_MOST_CAPTION = 300


class Placed(NamedTuple):
    """A cell of a table: its text, how many columns and rows it covers, and whether it is a heading."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    is_heading: bool = False


@dataclass(slots=True)
class Drawn:
    """The tables of a text in order, and the verbatim rows of all in page, which tell where each stands in it."""

    page: str = ""
    tables: list[PageTable] = field(default_factory=list)
    _headings: dict[int, str] = field(default_factory=dict)
    _above: str = ""
    _datelines: dict[int, str] = field(default_factory=dict)
    _level: int | None = None
    _last: PageTable | None = None

    def heading(self, level: int, text: str) -> None:
        """Take a heading, which counts for the tables below it up to the next of its level; 0 is the title of all."""
        self._headings = {above: said for above, said in self._headings.items() if above < level}
        if level:
            self._headings[level] = " ".join(text.split())
        self._datelines = {above: said for above, said in self._datelines.items() if above < level}
        self._above, self._last, self._level = "", None, level

    def paragraph(self, text: str) -> None:
        """Take a text outside of tables: the last above a table may say its name or day, the first below its source."""
        if not text.strip():
            return
        self._above = text
        if self._level is not None:
            self._datelines[self._level], self._level = text, None
        if self._last is not None:
            self._last.below, self._last = text, None

    def table(self, rows: Sequence[tuple[Sequence[Placed], str]], *, heads: int = 0, caption: str = "") -> PageTable:
        """Take a table of rows, each with its verbatim text, of which the first so many are the header, and return it.

        Without a caption a line right above that is numbered as a table ("Table 3") is one.
        """
        named = caption or (self._above if _NUMBERED.match(self._above.strip()) else "")[:_MOST_CAPTION]
        above = "" if named and not caption else self._above
        made = PageTable(dict(self._headings), above, tuple(self._datelines.values()))
        made.caption = Writing([named])
        at = len(self.page)
        for number, (cells, raw) in enumerate(rows):
            row = TableRow(at, 0, number < heads, end=at + len(raw))
            row.cells = [
                Cell(
                    cell.is_heading or number < heads,
                    min(max(cell.rowspan, 1), MOST_ROWSPAN),
                    min(max(cell.colspan, 1), MOST_COLSPAN),
                    text=cell.text,
                )
                for cell in cells
            ]
            made.rows.append(row)
            at = row.end
        self.page += "".join(raw for _, raw in rows)
        self.tables.append(made)
        self._above, self._last, self._level = "", made, None
        return made
