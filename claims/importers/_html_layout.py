"""The cells of an HTML table in the columns and rows that they cover (HTML standard, 4.9.12.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from claims.importers._html_page import Cell, PageTable, TableRow
from claims.importers._tables import MOST_COLUMNS
from claims.importers._workbook_text import letters_of
from claims.table import OverRows


@dataclass(frozen=True, slots=True)
class Slots:
    """A row laid out: in spread the text of each column, in values "" where a cell began in a column before.

    headings says of the row's own cells which are headings; is_alone that one cell is all there is, over all columns.
    """

    number: int
    row: TableRow
    spread: list[str]
    values: list[str]
    headings: tuple[bool, ...]
    is_alone: bool

    @property
    def is_heading(self) -> bool:
        """Return whether all cells of the row are headings."""
        return bool(self.headings) and all(self.headings)


class _Covering(NamedTuple):
    """What still covers a column: for how many rows, with which text, and whether the cell began in a column before."""

    rows: int
    text: str
    value: str


def laid_out(table: PageTable, *, first: int) -> Iterator[Slots]:
    """Yield the rows of a table, numbered from first; a row that is too wide is cut just beyond MOST_COLUMNS."""
    covering: dict[int, _Covering] = {}
    group = 0
    for number, row in enumerate(table.rows, start=first):
        if row.group != group:
            covering, group = {}, row.group
        shown = [cell for cell in row.cells if not cell.is_hidden]
        slots, covering = _row(shown, covering)
        is_alone = len(shown) == 1 and shown[0].colspan == len(slots) > 1
        headings = tuple(cell.is_heading for cell in shown)
        spread = [slot.text for slot in slots]
        values = [slot.value for slot in slots]
        yield Slots(number, row, spread, spread if values == spread else values, headings, is_alone)


def without_frame(laid: list[Slots]) -> list[Slots]:
    """Return rows without the letters above and the numbers beside them, by which Google Sheets frames its cells."""
    kept = [place for place, letters in enumerate(laid[0].spread) if letters] if len(laid) > 1 else []
    framed = (
        kept[:1] and kept[0] > 0 and [laid[0].spread[place] for place in kept] == [*map(letters_of, range(len(kept)))]
    )
    if not framed or not all(slots.headings[:1] == (True,) and slots.spread[0].isdecimal() for slots in laid[1:]):
        return laid
    return [_cut(slots, [place for place in kept if place < len(slots.spread)]) for slots in laid[1:]]


def _cut(slots: Slots, kept: list[int]) -> Slots:
    """Return a row with some of its columns, none of them a heading."""
    spread, values = [slots.spread[place] for place in kept], [slots.values[place] for place in kept]
    is_alone = len(kept) > 1 and len(set(spread)) == 1 and bool(spread[0]) and not any(values[1:])
    return replace(slots, spread=spread, values=values, headings=tuple(False for _ in kept), is_alone=is_alone)


def _row(cells: list[Cell], covering: dict[int, _Covering]) -> tuple[list[_Covering], dict[int, _Covering]]:
    """Return what stands in each column of a row, and what covers the columns of the next."""
    slots: list[_Covering] = []
    for cell in cells:
        while len(slots) in covering:
            slots.append(covering[len(slots)])
        width = min(cell.colspan, MOST_COLUMNS + 1 - len(slots))
        text = OverRows(cell.text) if cell.rowspan > 1 else cell.text
        slots.extend(_Covering(cell.rowspan, text, "" if column else text) for column in range(width))
    after = range(len(slots), max(covering, default=-1) + 1)
    slots.extend(covering.get(column, _Covering(1, "", "")) for column in after)
    return slots, {column: slot._replace(rows=slot.rows - 1) for column, slot in enumerate(slots) if slot.rows > 1}
