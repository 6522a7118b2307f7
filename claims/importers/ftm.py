"""FollowTheMoney statements, as CSV or JSON Lines: one value of one property of one entity, as one dataset has it.

Entities, as JSON Lines, are read as their statements; of one in several datasets nothing says which has which value.
The rows are read as they are, by the reader of their form. One column is added, `caption`: the name of the entity that
a row speaks of, where its name stands among the rows beside it with the same canonical_id, else that id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from claims import registry
from claims.errors import BadFile
from claims.model import Problem
from claims.table import Paths, ReadOptions, Row, Table

TITLE = "FollowTheMoney statements"
EXTENSIONS = (".ftm", ".statements")
CHOICES: tuple[str, ...] = ()

_COLUMNS = frozenset({"entity_id", "prop", "schema", "value", "dataset"})
"""What a statement cannot be without (followthemoney.statement.serialize); canonical_id, lang and the rest may miss."""
_OF_ENTITY = frozenset({"id", "schema"})
"""What an entity says of itself before its properties."""
_STATED = ("canonical_id", "entity_id", "schema", "prop", "value", "original_value", "dataset")
_NAMES = ("name", "title", "label", "summary")
_MOST_TOGETHER = 10_000


def sniff(head: bytes) -> int:
    """Return 3, surely, if the first line has a statement's columns, or is an object with its keys or an entity's."""
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0].decode("utf-8", "replace")
    keys = re.findall(r'"(\w+)"\s*:', line) if line.startswith("{") else re.split(r'[",;\t\r]+', line)
    of_itself = keys[: keys.index("properties")] if "properties" in keys else []
    return 3 if set(keys) >= _COLUMNS or (line.startswith("{") and set(of_itself) >= _OF_ENTITY) else 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the statements of a file in order, each with its entity's caption; raises BadFile if it holds others."""
    place = stream.tell()
    start = stream.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    stream.seek(place)
    table = registry.load("json" if start in {b"{", b"["} else "csv").read(stream, name=name, options=options)
    if {"id", "schema"} <= set(table.columns) and not set(table.columns) >= _COLUMNS:
        table = replace(table, columns=_STATED, rows=_statements(table))
    missing = sorted(_COLUMNS - set(table.columns))
    if missing:
        hint = (
            "statements have the columns canonical_id, entity_id, prop, schema, value and dataset, entities id, schema "
            "and properties; read another file by its own format: --format csv or json"
        )
        raise BadFile(name, f"it holds no FollowTheMoney statements: there is no {', '.join(missing)}", hint=hint)
    columns = (*table.columns, "caption")
    is_nested = isinstance(table.columns, Paths)
    return replace(table, columns=Paths(columns) if is_nested else columns, rows=_captioned(table))


def _statements(table: Table) -> Iterator[Row | Problem]:
    """Yield the statements that entities stand for: a row for each value of each property."""
    for row in table.rows:
        if isinstance(row, Problem) or not isinstance(row.cells, Mapping):
            yield row
            continue
        entity, properties = row.cells, row.cells.get("properties")
        key, schema = str(entity.get("id") or ""), str(entity.get("schema") or "")
        datasets = entity.get("datasets") or entity.get("dataset") or []
        datasets = [datasets] if isinstance(datasets, str) else datasets
        dataset = str(datasets[0]) if len(datasets) == 1 else ""
        for prop, values in properties.items() if isinstance(properties, Mapping) else ():
            for value in values if isinstance(values, list) else [values]:
                text = str(value.get("id", "")) if isinstance(value, Mapping) else str(value)
                yield row._replace(cells=[key, key, schema, str(prop), text, "", dataset])


def _captioned(table: Table) -> Iterator[Row | Problem]:
    places = {column: place for place, column in reversed(list(enumerate(table.columns)))}
    together: list[Row | Problem] = []
    entity = None
    for row in table.rows:
        of = entity if isinstance(row, Problem) else _entity(row, places)
        if of != entity or len(together) >= _MOST_TOGETHER:
            yield from _with_caption(together, entity or "", places)
            together, entity = [], of
        together.append(row)
    yield from _with_caption(together, entity or "", places)


def _entity(row: Row, places: dict[str, int]) -> str:
    return _cell(row, "canonical_id", places) or _cell(row, "entity_id", places)


def _cell(row: Row, column: str, places: dict[str, int]) -> str:
    if isinstance(row.cells, Mapping):
        value = row.cells.get(column)
        return "" if value is None else str(value)
    return row.cells[places[column]] if column in places else ""


def _with_caption(rows: list[Row | Problem], entity: str, places: dict[str, int]) -> Iterator[Row | Problem]:
    """Yield rows of one entity with its name: the first of its statements that is one."""
    names: dict[str, str] = {}
    for row in rows:
        if isinstance(row, Row) and (prop := _cell(row, "prop", places)) in _NAMES:
            names.setdefault(prop, _cell(row, "value", places))
    caption = next((names[prop] for prop in _NAMES if names.get(prop)), entity)
    for row in rows:
        if isinstance(row, Problem):
            yield row
        elif isinstance(row.cells, Mapping):
            yield row._replace(cells={**row.cells, "caption": caption})
        else:
            yield row._replace(cells=[*row.cells, caption])
