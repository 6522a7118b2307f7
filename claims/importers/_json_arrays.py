"""JSON whose records are lists instead of objects: the first names the columns, or the row of HXL hashtags does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from claims.errors import BadFile
from claims.importers._hxl import find_tags, tagged
from claims.importers._json_text import decoder, members
from claims.model import Problem
from claims.table import Row, Table

_HEADERS = ("columns", "header", "headers", "fields", "cols")
_CELLS = re.compile(r'"rows"\s*:\s*\[\s*\{\s*"c"\s*:\s*\[')
_DAY = re.compile(r"Date\((\d{4}),\s*(\d{1,2}),\s*(\d{1,2})[,)]")
_INDEX = "index"
_LISTS = ("data", "rows", "values", "records")
_HEADER = re.compile(rf'"(?:{"|".join(_HEADERS)})"\s*:\s*\[\s*["{{]')
_AROUND = ("meta", "metadata", "view", "schema")
_NAMES = ("name", "label", "title", "fieldName", "field", "id")


def arrays(
    first: Sequence[Row | Problem], rows: Iterator[Row | Problem], *, name: str, notes: tuple[str, ...]
) -> Table:
    """Return the table of lists, of which first are the first ones and rows all; raises BadFile without a header."""
    looked_at = [[_text(cell) for cell in row.cells] if isinstance(row, Row) else [] for row in first]
    place = find_tags(looked_at)
    if place is not None:
        columns, said = tagged(looked_at[place], looked_at[:place])
    else:
        place = next((place for place, row in enumerate(looked_at) if any(row)), 0)
        columns, said = tuple(" ".join(cell.split()) for cell in looked_at[place]), ()
    if not any(columns):
        raise BadFile(name, "its lists name no columns", hint="the first list holds the names of the columns")
    return Table(columns, _rows(rows, name=name, width=len(columns), above=place + 1), (*notes, *said))


def headed(content: str, at: int) -> Iterator[Row]:
    """Yield the header and the lists of an object that holds them apart, as {"columns": [...], "data": [[...]]} does.

    Columns are names, or objects with a name, also within "meta" (as Socrata has them). None come from any other
    object, but from the tables of Google's charts and sheets, whose cells are objects. The header is row 0.
    """
    if _HEADER.search(content) is None:
        return
    reader = decoder()
    places = {str(key): start for key, start in members(content, at)}
    if _CELLS.search(content):
        yield from _data_table(content, places.get("table", at))
        return
    lists = next((start for key in _LISTS if (start := places.get(key)) is not None), None)
    if lists is None or content[lists] != "[":
        return
    starts = [start for _, start in members(content, lists)]
    if not starts or not all(content[start] == "[" for start in starts):
        return
    around = {key: reader.raw_decode(content, places[key])[0] for key in (*_HEADERS, *_AROUND) if key in places}
    names = _names(around)
    if not names:
        return
    labels = _labels(content, places.get(_INDEX), len(starts)) if _INDEX not in names else []
    names = [_INDEX, *names] if labels else names
    yield Row(0, names, json.dumps(names, ensure_ascii=False))
    for number, start in enumerate(starts, start=1):
        cells, end = reader.raw_decode(content, start)
        raw = content[start:end]
        if labels and cells:
            cells, raw = [json.loads(labels[number - 1]), *cells], f"[{labels[number - 1]}, {raw[1:]}"
        yield Row(number, cells, raw)


def _labels(content: str, at: int | None, count: int) -> list[str]:
    """Return the JSON of the labels of rows that pandas writes beside them, if they are texts, such as days."""
    starts = [start for _, start in members(content, at)] if at is not None and content[at] == "[" else []
    if len(starts) != count or not all(content[start] == '"' for start in starts):
        return []
    return [content[start : decoder().raw_decode(content, start)[1]] for start in starts]


def _data_table(content: str, at: int) -> Iterator[Row]:
    """Yield the header and the rows of a DataTable: {"cols": [{"label": …}], "rows": [{"c": [{"v": …}]}]}."""
    reader = decoder()
    places = {str(key): start for key, start in members(content, at)} if content[at] == "{" else {}
    if not {"cols", "rows"} <= places.keys():
        return
    columns = reader.raw_decode(content, places["cols"])[0]
    names = [" ".join(str(column.get("label") or column.get("id") or "").split()) for column in columns]
    yield Row(0, names, json.dumps(names, ensure_ascii=False))
    for number, (_, start) in enumerate(members(content, places["rows"]), start=1):
        row, end = reader.raw_decode(content, start)
        cells = [_held(cell) for cell in row.get("c") or ()] if isinstance(row, dict) else row
        yield Row(number, cells, content[start:end])


def _held(cell: Any) -> Any:
    """Return what a cell of a DataTable holds: "Date(2019,10,25)" is in November, as its months count from 0."""
    value = cell.get("v") if isinstance(cell, dict) else None
    if isinstance(value, str) and (day := _DAY.match(value)):
        return f"{int(day[1])}-{int(day[2]) + 1:02}-{int(day[3]):02}"
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


def _names(around: Mapping[str, Any]) -> list[str]:
    """Return the names of the columns that an object gives, itself or in what it says about its data; else none."""
    for key in _HEADERS:
        columns = around.get(key)
        if isinstance(columns, list) and columns:
            names = [_name(column) for column in columns]
            return names if all(names) else []
    return next((found for key in _AROUND if isinstance(around.get(key), dict) and (found := _names(around[key]))), [])


def _name(column: Any) -> str:
    if isinstance(column, dict):
        column = next((column[key] for key in _NAMES if column.get(key)), "")
    return column if isinstance(column, str) else ""


def _rows(rows: Iterator[Row | Problem], *, name: str, width: int, above: int) -> Iterator[Row | Problem]:
    for place, row in enumerate(rows):
        if place < above:
            continue
        if isinstance(row, Problem):
            yield row
        elif len(row.cells) > width:
            hint = "each list has a value for each column, in their order"
            yield Problem(name, row.number, None, f"it has {len(row.cells)} values, the header {width}", hint, row.raw)
        elif any(isinstance(cell, list | dict) for cell in row.cells):
            hint = "a list holds one value for each column"
            yield Problem(name, row.number, None, "it holds a list or an object within a list", hint, row.raw)
        elif any(row.cells):
            yield Row(row.number, [*map(_text, row.cells), *[""] * (width - len(row.cells))], row.raw)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
