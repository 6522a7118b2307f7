"""Rows of a table that are no rows of data: more rows of its header, and headings that say a field of the rows below.

`names_below = "1"` takes so many rows below the header into it; `headings = "place"` reads rows that hold one text and
no number as the place of all rows below them up to the next, in a column of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from claims.errors import BadMapping
from claims.importers._header_cells import joined
from claims.mapping.fields import HEADING
from claims.model import Problem
from claims.table import BESIDE_OWN, Paths, Row
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.mapping import fields
    from claims.table import Table

_ABOVE = "above the header, not read: “"
_JOINED = " / "
_PAGE = "locator"
_NUMBER, _YEAR = re.compile(r"\d[\d.,'\s]*"), re.compile(r"(?:1[5-9]|20|21)\d\d(?:\.0+)?")
_LONG_RUN = 3


def with_sections(table: Table, mapping: fields.Mapping | None, *, file: str) -> Table:
    """Return a table with the header and the headings that a mapping says of it; raises BadMapping where it has none.

    Headers that stand anew below a heading are left out. Where no heading is known, rows are Problems.
    """
    if mapping is None or not (mapping.names_below or mapping.headings):
        return table
    if isinstance(table.columns, Paths):
        key = "names_below" if mapping.names_below else "headings"
        raise BadMapping(mapping.name, f"{key} is for tables", hint="leave it out", line=mapping.line_of(key))
    if mapping.names_below:
        table = _with_names(table, mapping, count=int(mapping.names_below))
    if not mapping.headings:
        return table
    columns, first = _first_heading(table)
    rows = _headed(table.rows, columns, first, file=file)
    notes = tuple(_without_heading(note, first) for note in table.notes)
    return replace(table, columns=(*columns, HEADING), rows=rows, notes=tuple(filter(None, notes)))


def heading_of(cells: Sequence[str], columns: Sequence[str]) -> str:
    """Return the one text that a row holds, once or in all cells that it spans; "" where it holds more, or a number."""
    said = {text for cell in cells if (text := " ".join(str(cell).split()))}
    text = next(iter(said)) if len(said) == 1 else ""
    is_name = any(map(str.isalpha, text)) or (text.isdecimal() and len(text) == len("2020"))
    return text if is_name and not is_header(cells, columns) else ""


def is_header(cells: Sequence[str], columns: Sequence[str]) -> bool:
    """Return whether a row says nothing but names of its columns, or a row of a header of several."""
    pairs = [(" ".join(str(cell).split()), name) for cell, name in zip(cells, columns, strict=False)]
    said = [(fold(text), name) for text, name in pairs if text]
    return bool(said) and all(text in map(fold, (name, *name.split(_JOINED))) for text, name in said)


def joined_names(columns: Sequence[str], below: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return the names of columns with the rows below joined to them; a heading over several stands over each.

    A name that stands over several rows is one, and what stands around a table of a page has its own.
    """
    beside = BESIDE_OWN if _PAGE in columns else ()
    own = min([len(columns), *(columns.index(name) for name in beside if name in columns)])
    levels = [list(columns[:own]), *([*row[:own]] for row in below)]
    for above, row in pairwise(levels):
        row[:] = ["" if " ".join(cell.split()) == name else cell for name, cell in zip(above, row, strict=True)]
    names: Sequence[str] = levels[0]
    for row in levels[1:]:
        names = joined(names, row)
    return [*names, *columns[own:]]


def _with_names(table: Table, mapping: fields.Mapping, *, count: int) -> Table:
    below: list[list[str]] = []
    for row in islice(table.rows, count):
        if isinstance(row, Problem) or isinstance(row.cells, Mapping):
            reason = f"names_below: row {row.row if isinstance(row, Problem) else row.number} cannot be read"
            raise BadMapping(mapping.name, reason, hint="leave it out", line=mapping.line_of("names_below"))
        below.append([str(cell) for cell in row.cells])
        if figures := figures_in(below[-1]):
            reason = f"names_below takes row {row.number} into the header, which holds figures (“{figures[0]}”)"
            hint = "write a smaller number or leave it out; --set header=NAME,NAME,… names all columns"
            raise BadMapping(mapping.name, reason, hint=hint, line=mapping.line_of("names_below"))
    return replace(table, columns=tuple(joined_names(table.columns, below)))


def figures_in(cells: Sequence[str]) -> list[str]:
    """Return the numbers of a row that name no columns: years and numbers in turn ("1", "2", "3" …) do."""
    filled = [text for cell in cells if (text := cell.strip())]
    numbers = [text for text in filled if _NUMBER.fullmatch(text)]
    in_turn = [str(int(numbers[0]) + at) for at in range(len(numbers))] if numbers and numbers[0].isdecimal() else []
    is_run = numbers == in_turn and (numbers == filled or len(numbers) >= _LONG_RUN)
    return [] if is_run or all(map(_YEAR.fullmatch, numbers)) else numbers


def _first_heading(table: Table) -> tuple[tuple[str, ...], str]:
    """Return the columns, and the heading of the first rows: the line above the header, or what all columns begin with.

    A line that was cut is none.
    """
    firsts = {name.partition(_JOINED)[0] for name in table.columns if name}
    if len(firsts) == 1 and sum(map(bool, table.columns)) > 1:
        return tuple(name.partition(_JOINED)[2] or name for name in table.columns), firsts.pop()
    above = next((note for note in table.notes if note.startswith(_ABOVE)), "")
    line = above.removeprefix(_ABOVE).removesuffix("”").rpartition(" · ")[2]
    return table.columns, "" if line.endswith("…") else line


def _without_heading(note: str, first: str) -> str:
    """Return a note on what stands above the header and is not read without the heading of the first rows, which is."""
    if not first or not note.startswith(_ABOVE):
        return note
    *before, last = note.removeprefix(_ABOVE).removesuffix("”").split(" · ")
    if last != first:
        return note
    return f"{_ABOVE}{' · '.join(before)}”" if before else ""


def _headed(rows: Iterator[Row | Problem], columns: Sequence[str], first: str, *, file: str) -> Iterator[Row | Problem]:
    """Yield the rows with what heads them; two headings right below each other say nothing, as one may be a note."""
    heading, at, is_known = first, 0, bool(first)
    for row in rows:
        if isinstance(row, Problem) or isinstance(row.cells, Mapping):
            is_known = False
            yield row
            continue
        if text := heading_of(row.cells, columns):
            is_known = row.number - 1 != at
            heading, at = text, row.number
        elif is_header(row.cells, columns):
            at = 0
        elif is_known:
            yield row._replace(cells=[*row.cells, heading])
        else:
            reason = f"rows {at - 1} and {at} both may head it" if at else "no heading stands above it that can be read"
            hint = "mend the rows above it, and ingest the file again"
            yield Problem(file, row.number, HEADING, reason, hint, row.raw)
