"""JSON by columns, {"date": ["2020-01-01", ...], "deaths": [3, ...]}, also as pandas writes it, {"deaths": {"0": 3}}.

Each row is put together from the text of the file, so that numbers keep their digits and it can be read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from claims.errors import BadFile
from claims.importers._json_text import decoder, members
from claims.table import Row


def are_columns(value: Any) -> bool:
    """Return whether a value is an object of columns: two at least, as long as each other, two rows at least."""
    if not isinstance(value, dict) or len(value) < 2:
        return False
    return _lengths(value).count(max(_lengths(value)[0], 2)) == len(value)


def uneven(value: dict[str, Any], name: str) -> BadFile | None:
    """Return what is wrong with an object of nothing but lists, if they differ in length."""
    lengths = _lengths(value)
    if 0 in lengths or len(set(lengths)) < 2:
        return None
    shown = ", ".join(f"{key} {length:,}" for key, length in zip(value, lengths, strict=True))
    usual = max(lengths, key=lengths.count)
    odd = ", ".join(f"“{key}”" for key, length in zip(value, lengths, strict=True) if length != usual)
    hint = f"each is a column, with a value for each row: take {odd} out of a copy, or fill it"
    return BadFile(name, f"its lists do not match: {shown} values", hint=hint)


def rows_of(content: str, at: int) -> Iterator[Row]:
    """Yield the rows of the columns that begin at a place, from 1 on."""
    reader = decoder()
    columns = [
        (json.dumps(name, ensure_ascii=False), [start for _, start in members(content, place)])
        for name, place in members(content, at)
    ]
    for number, starts in enumerate(zip(*(starts for _, starts in columns), strict=True), start=1):
        cells = (content[start : reader.raw_decode(content, start)[1]] for start in starts)
        raw = "{" + ", ".join(f"{name}: {cell}" for (name, _), cell in zip(columns, cells, strict=True)) + "}"
        yield Row(number, reader.decode(raw), raw)


def _lengths(value: dict[str, Any]) -> list[int]:
    """Return how many values each column has; 0 for what is none."""
    return [_length(one) for one in value.values()]


def _length(column: Any) -> int:
    """Return how many values a column has: a list, or an object whose keys are 0, 1, 2 and so on; else 0."""
    if isinstance(column, dict):
        is_counted = list(column) == [str(number) for number in range(len(column))]
        cells: list[Any] = list(column.values()) if is_counted else []
    else:
        cells = column if isinstance(column, list) else []
    return 0 if any(isinstance(cell, list | dict) for cell in cells) else len(cells)
