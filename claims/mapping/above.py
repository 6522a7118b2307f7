"""Cells that stand for the rows below them too, where a mapping says so: `from_above = ["War"]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from claims.errors import BadMapping
from claims.mapping.checked import near
from claims.model import Problem
from claims.table import Paths, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.mapping import fields


def from_above(
    mapping: fields.Mapping, rows: Iterable[Row | Problem], columns: Sequence[str], *, file: str = ""
) -> Iterator[Row | Problem]:
    """Return rows whose empty cells, in the columns that a mapping names for it, hold what stands above them.

    The columns go from the widest to the narrowest: below a new cell of one, those behind it begin anew, so that no
    district of the region before is taken for one of the next. The text of a row as it stands in its file (raw) stays
    as it is. Where a row between could not be read, what stands above is not known, and rows that would take it are
    Problems. Raises BadMapping for a column that is not there, and where rows are records.
    """
    for name in mapping.from_above:
        if isinstance(columns, Paths):
            _fail(mapping, "from_above is for tables: what a record holds stands in it", hint="leave it out")
        if by_place(columns).count(name) != 1:
            hint = near(name, [column for column in columns if column])
            _fail(mapping, f"from_above: there is no single column “{name}”", hint=hint)
    if not mapping.from_above:
        return iter(rows)
    return _filled(rows, {by_place(columns).index(name): name for name in mapping.from_above}, file)


def by_place(columns: Sequence[str]) -> list[str]:
    """Return the names of columns, of those without one as a mapping calls them: "column 3", by their place."""
    return [name if name.strip() else f"column {at}" for at, name in enumerate(columns, start=1)]


def without_above(row: Row | Problem, mapping: fields.Mapping, columns: Sequence[str], *, file: str) -> Row | Problem:
    """Return a row that stands without those above it, the problem where it would take a cell of them."""
    if isinstance(row, Problem) or isinstance(row.cells, Mapping):
        return row
    named = by_place(columns)
    empty = (name for name in mapping.from_above if not _says_something(row.cells[named.index(name)]))
    return next((_unknown(row, name, file) for name in empty), row)


def _filled(rows: Iterable[Row | Problem], columns: Mapping[int, str], file: str) -> Iterator[Row | Problem]:
    places = list(columns)
    above: dict[int, Any] = {}
    unknown: set[int] = set()
    for row in rows:
        if isinstance(row, Problem) or isinstance(row.cells, Mapping):
            above.clear()
            unknown.update(places)
            yield row
            continue
        cells = list(row.cells)
        for order, place in enumerate(places):
            if _says_something(cells[place]):
                for narrower in places[order:]:
                    above.pop(narrower, None)
                unknown.difference_update(places[order:])
                above[place] = cells[place]
            elif place in above:
                cells[place] = above[place]
        asked = next((place for place in places if place in unknown), None)
        yield row._replace(cells=cells) if asked is None else _unknown(row, columns[asked], file)


def _unknown(row: Row, column: str, file: str) -> Problem:
    hint = (
        f"a row above it could not be read: mend that one, or write {column} into this one, and ingest the file again"
    )
    return Problem(file, row.number, column, "it is empty, and what stands above it is not known", hint, row.raw)


def _says_something(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""


def _fail(mapping: fields.Mapping, reason: str, *, hint: str) -> None:
    raise BadMapping(mapping.name, reason, hint=hint, line=mapping.line_of("from_above"))
