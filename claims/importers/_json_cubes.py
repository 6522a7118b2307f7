"""JSON that holds a cube instead of records: JSON-stat (json-stat.org, 1.x and 2.0) and SDMX-JSON (1.0 and 2.0).

Each cell that states something is a record: what it is in each dimension, by the label of its category, and its value.
Its number is its place in the cube, from 1, the last dimension turning first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from claims.errors import BadFile
from claims.table import Row

VALUE, STATUS = "value", "status"
_LANGUAGES = ("en", "fr", "es", "de")


@dataclass(frozen=True, slots=True)
class _Cube:
    """A cube: the columns and categories of its dimensions, its values by place, and what is true of all."""

    columns: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]
    values: Mapping[int, Any]
    statuses: Mapping[int, Any]
    constants: Mapping[str, str]


def cubes_in(data: Any) -> dict[str, Any]:
    """Return the cubes of a decoded file by the path to them, "" for the file itself; none for what holds records."""
    if not isinstance(data, dict):
        return {}
    if _is_cube(data):
        return {"": data}
    return {key: value for key, value in data.items() if isinstance(value, dict) and _is_cube(value)}


def may_hold_cubes(content: str) -> bool:
    """Return whether a text holds the keys of a cube, so that it is worth looking closer."""
    return ('"dimension"' in content and '"value"' in content) or '"dataSets"' in content


def cells_of(data: dict[str, Any], *, name: str) -> Iterator[Row]:
    """Yield the cells of a cube as records; raises BadFile where it does not say what its cells are."""
    try:
        cube = _sdmx(data) if "dataSets" in data else _json_stat(data)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        hint = "get the file again, or as CSV; the publisher's page says how"
        raise BadFile(name, "it is a cube of which some cells are in no category of a dimension", hint=hint) from None
    sizes = [len(one) for one in cube.categories]
    for place in sorted(cube.values.keys() | cube.statuses.keys()):
        value, status = cube.values.get(place), cube.statuses.get(place)
        if value is None and status is None:
            continue
        at = _coordinates(place, sizes)
        record: dict[str, Any] = dict(cube.constants)
        record |= {column: cube.categories[n][at[n]] for n, column in enumerate(cube.columns)}
        record[VALUE] = value
        if cube.statuses:
            record[STATUS] = status
        yield Row(place + 1, record, json.dumps(record, ensure_ascii=False, default=str))


def _is_cube(data: dict[str, Any]) -> bool:
    if isinstance(data.get("dataSets"), list):
        return any(isinstance(data.get(key), dict | list) for key in ("structure", "structures"))
    return isinstance(data.get("dimension"), dict) and isinstance(data.get("value"), list | dict)


def _coordinates(place: int, sizes: Sequence[int]) -> list[int]:
    found = []
    for size in reversed(sizes):
        place, at = divmod(place, size)
        found.append(at)
    if place:
        raise IndexError(place)
    return found[::-1]


def _json_stat(data: dict[str, Any]) -> _Cube:
    dimension = data["dimension"]
    ids = data.get("id") or dimension["id"]
    sizes = data.get("size") or dimension["size"]
    categories = tuple(_categories(dimension[one]["category"]) for one in ids)
    if [len(one) for one in categories] != list(sizes):
        raise ValueError(sizes)
    columns = _names([(one, dimension[one].get("label")) for one in ids])
    constants = {key: data[key] for key in ("label", "source") if isinstance(data.get(key), str) and key not in columns}
    statuses = data.get("status") or {}
    if isinstance(statuses, str):
        statuses = {}
    values = _by_place(data["value"])
    if any(place >= prod(sizes) for place in values):
        raise IndexError(len(values))
    return _Cube(columns, categories, values, _by_place(statuses), constants)


def _categories(category: dict[str, Any]) -> tuple[str, ...]:
    """Return the labels of the categories of a dimension in their order; two of one label have their codes too."""
    labels = category.get("label") or {}
    index = category.get("index") or list(labels)
    codes = sorted(index, key=index.__getitem__) if isinstance(index, dict) else index
    return _names([(code, labels.get(code)) for code in codes])


def _names(given: Sequence[tuple[str, str | None]]) -> tuple[str, ...]:
    """Return the label of each code, the code where it has none, and both where the labels of two are the same."""
    labels = [" ".join((label or code).split()) for code, label in given]
    return tuple(
        label if labels.count(label) == 1 else f"{label} ({code})"
        for label, (code, _) in zip(labels, given, strict=True)
    )


def _by_place(values: Any) -> dict[int, Any]:
    return {int(place): value for place, value in (values.items() if isinstance(values, dict) else enumerate(values))}


def _sdmx(data: dict[str, Any]) -> _Cube:
    structure = data.get("structure") or data["structures"][0]
    parts = structure["dimensions"]
    outer, series, inner = (parts.get(key) or [] for key in ("dataSet", "series", "observation"))
    outer = outer or parts.get("dataset") or []
    dimensions = [*series, *inner]
    columns = _names([(one["id"], _text(one)) for one in dimensions])
    categories = tuple(_names([(one["id"], _text(one)) for one in dimension["values"]]) for dimension in dimensions)
    sizes = [len(one) for one in categories]
    constants = {_text(one) or one["id"]: _text(one["values"][0]) or "" for one in outer if one.get("values")}
    values: dict[int, Any] = {}
    for part in data["dataSets"]:
        rows = {"": part} if part.get("observations") else part.get("series") or {}
        for key, row in rows.items():
            for within, stated in (row.get("observations") or {}).items():
                at = [int(one) for one in f"{key}:{within}".strip(":").split(":")]
                values[_place(at, sizes)] = stated[0] if isinstance(stated, list) and stated else None
    return _Cube(columns, categories, values, {}, {key: text for key, text in constants.items() if key not in columns})


def _place(at: Sequence[int], sizes: Sequence[int]) -> int:
    if len(at) != len(sizes):
        raise IndexError(at)
    place = 0
    for one, size in zip(at, sizes, strict=True):
        if not 0 <= one < size:
            raise IndexError(one)
        place = place * size + one
    return place


def _text(named: dict[str, Any]) -> str | None:
    """Return the name of a dimension or of a value, in English where several languages give one."""
    name = named.get("name")
    if isinstance(name, str):
        return name
    names = name if isinstance(name, dict) else named.get("names") or {}
    return next((names[code] for code in (*_LANGUAGES, *names) if code in names), None)
