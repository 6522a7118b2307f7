"""Refused rows with their cells: kept as JSON by column, and made into rows again."""

from __future__ import annotations

import json
from collections import abc
from io import BytesIO
from typing import TYPE_CHECKING, Any

from claims import registry
from claims.decode import NOT_UTF_8
from claims.errors import BadFile
from claims.model import Problem
from claims.table import OverRows, Paths, ReadOptions, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.model import Batch

OVER_ROWS = "over_rows"
"""The key under which a cell that stands over several rows is kept."""
DELIMITERS = (",", ";", "\t", "|")


def columns_as_json(columns: Sequence[str]) -> str:
    """Return the columns of a file as they are kept with its batch."""
    listed = list(columns)
    return json.dumps({"paths": listed} if isinstance(columns, Paths) else listed, ensure_ascii=False)


def columns_from_json(text: str) -> tuple[str, ...]:
    """Return the columns of a file as they were kept with its batch, Paths for nested records."""
    data = json.loads(text)
    return Paths(data["paths"]) if isinstance(data, dict) else tuple(data)


def with_cells(problem: Problem, row: Row | Problem, columns: Sequence[str]) -> Problem:
    """Return the problem of a row with the row's cells as JSON, by column; without them where it has none."""
    if isinstance(row, Problem):
        return problem
    if isinstance(row.cells, abc.Mapping):
        record: Any = dict(row.cells)
    else:
        cells = ({OVER_ROWS: cell} if cell.__class__ is OverRows else cell for cell in row.cells)
        record = dict(zip(_keys(columns), cells, strict=False))
    return problem._replace(cells=json.dumps(record, ensure_ascii=False, default=_plain))


def _plain(value: Any) -> Any:
    """Return a number with a fraction as its digits, so that none is lost; anything else as text."""
    return str(value)


def _keys(columns: Sequence[str]) -> list[str]:
    """Return a name of its own for each column: of the same name the second is "name (2)", without one "column 3"."""
    keys: list[str] = []
    for place, column in enumerate(columns, start=1):
        name = column or f"column {place}"
        number, key = 1, name
        while key in keys:
            number += 1
            key = f"{name} ({number})"
        keys.append(key)
    return keys


def row_again(
    reject: abc.Mapping[str, Any], *, batch: Batch, columns: Sequence[str], mapping: Mapping
) -> Row | Problem:
    """Return a refused row as a row of its file once more, or the problem why it still is none.

    Records are read from their verbatim text. A row that could not be divided into cells is divided again, as the
    mapping now says; not so one of which a letter is not known.
    """
    number, raw, cells = reject["row"] or 0, reject["raw"], reject["cells"]
    if isinstance(columns, Paths):
        record = _record(number, raw)
        if record is not None:
            return record
    elif cells is not None:
        values = json.loads(cells)
        return Row(number, [_cell(values.get(key, "")) for key in _keys(columns)], raw)
    elif batch.importer == "csv" and not reject["reason"].startswith(NOT_UTF_8):
        return _divided(number, raw, columns=columns, mapping=mapping)
    return Problem(batch.file, reject["row"], reject["column"], reject["reason"], reject["hint"] or "", raw)


def _cell(value: Any) -> str:
    return OverRows(value[OVER_ROWS]) if isinstance(value, dict) else str(value)


def _record(number: int, raw: str) -> Row | None:
    """Return a record by its verbatim text, None if it still is none that can be read."""
    try:
        table = registry.load("json").read(BytesIO(f"[{raw}]".encode()), name="row.json", options=ReadOptions())
        found = next(table.rows, None)
    except (BadFile, UnicodeEncodeError):
        return None
    return found._replace(number=number, raw=raw) if isinstance(found, Row) else None


def _divided(number: int, raw: str, *, columns: Sequence[str], mapping: Mapping) -> Row | Problem:
    """Return a row of a delimited file, divided by the sign that gives most of its cells."""
    delimiter = mapping.delimiter or max(DELIMITERS, key=raw.count)
    header = delimiter.join(f'"{key}"' for key in _keys([column.replace('"', "'") for column in columns]))
    options = ReadOptions(encoding="utf-8", delimiter=delimiter, short_rows=mapping.short_rows or "refuse")
    data = f"{header}\n{raw}\n".encode()
    try:
        found = next(registry.load("csv").read(BytesIO(data), name="row.csv", options=options).rows, None)
    except BadFile as error:
        return Problem(mapping.name, number, None, str(error), error.hint, raw)
    if found is None:
        return Problem(mapping.name, number, None, "it is empty", "", raw)
    return found._replace(number=number, raw=raw) if isinstance(found, Row) else found._replace(row=number, raw=raw)
