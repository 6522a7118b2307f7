"""What an importer gives: a table of located rows, the same for every format, and how it was asked to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from claims.model import Problem

AROUND = frozenset(("section", *(f"h{level}" for level in range(1, 7)), "caption", "above"))
"""Columns of tables of a page that say what stands around the table."""
BESIDE_OWN = AROUND | {"group", "table", "locator"}
"""All columns that the tables of a page have behind their own."""


class Row(NamedTuple):
    """One row of a file: a tuple, because a million of them are made.

    number is what a person sees: in a spreadsheet the row number (the header of a plain file is row 1, a cell with line
    breaks is still one row, blank rows count), in JSON the place of the record in its list, in JSON Lines the line,
    each from 1. cells are in the order of the table's columns, or a record by key. raw is the row verbatim, without
    its line end.
    """

    number: int
    cells: Sequence[str] | Mapping[str, Any]
    raw: str


class OverRows(str):
    """The text of a cell over several rows, in each of them: whether a figure is that of each is not said."""

    __slots__ = ()


class Paths(tuple[str, ...]):
    """The columns of nested records: the paths that the first of them hold; others may hold more or fewer."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A file being read: its columns, its rows from first to last, and what a person should know about the reading.

    columns are the names in the header, of the same number as the cells of each row, or Paths where rows are records.
    rows can be gone through once; a row that cannot be read as one comes as a Problem, and the rest goes on. Going
    through them raises BadFile where nothing after that place can be read. later gives what is known of the reading
    only once the rows were gone through.
    """

    columns: tuple[str, ...]
    rows: Iterator[Row | Problem]
    notes: tuple[str, ...] = ()
    later: Callable[[], tuple[str, ...]] = tuple


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a file is to be read where it does not say itself; None: find out.

    records is the path to the list of records in a nested file ("." is the file itself). short_rows says what happens
    to a row with fewer cells than the header: it is refused, or its missing last cells are taken as empty ("fill").
    sheet is the name of a workbook's sheet, or its place from 1. table is the number of a table of a page, or words of
    its caption, of a heading above it or of its header; tables of the same columns are read one after another. header
    names the columns in their order where no row does. charset is the encoding that a server stated: it settles which
    of two an encoding is, and says nothing otherwise.
    """

    encoding: str | None = None
    delimiter: str | None = None
    records: str | None = None
    short_rows: Literal["refuse", "fill"] = "refuse"
    sheet: str | None = None
    table: str | None = None
    header: tuple[str, ...] | None = None
    charset: str | None = None


def value_at(value: Any, path: str) -> Any:
    """Return the value at a path of a record ("verified.killed", "names.0"), None where there is none.

    A key may hold dots itself ("Men.No. of deaths"): of two readings the one with the shorter first key goes first.
    """
    if isinstance(value, list):
        first, _, rest = path.partition(".")
        inner = value[int(first)] if first.isdecimal() and int(first) < len(value) else None
        return value_at(inner, rest) if rest else inner
    if not isinstance(value, dict) or path in value:
        return value[path] if isinstance(value, dict) else None
    at = path.find(".")
    while at >= 0:
        inner = value.get(path[:at])
        if inner is not None and (found := value_at(inner, path[at + 1 :])) is not None:
            return found
        at = path.find(".", at + 1)
    return None
