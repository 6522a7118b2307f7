"""Entries of a mapping that fit nothing in a whole file: a typo in one changes in silence what is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.mapping.shipped import shipped
from claims.table import Paths
from claims.text import first_of, fold

if TYPE_CHECKING:
    from collections import abc

    from claims.mapping.fields import Mapping

_MOST_LISTED = 8


class Watched(dict[str, str]):
    """What cells mean, with those of its entries that a cell was looked up by."""

    def __init__(self, names: abc.Mapping[str, str]) -> None:
        super().__init__(names)
        self.fitting: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """Return what a cell means, else the default, and remember the cell."""
        if key in self:
            self.fitting.add(key)
            return self[key]
        return default


def without_fit(
    said: Mapping, *, read: Mapping, skipped: abc.Container[str], columns: abc.Sequence[str]
) -> tuple[str, ...]:
    """Return what to tell of entries of [names], [skip] and ignore that fit nothing; nothing of a shipped mapping.

    said is what people said of the file, read the mapping by which it was read, whose names are watched, and skipped
    holds the reasons why rows were skipped.
    """
    if said.name in shipped():
        return ()
    found = []
    for field, names in said.names.items():
        watched = read.names.get(field)
        if isinstance(watched, Watched) and (left := [name for name in names if name not in watched.fitting]):
            found.append(f"[names.{field}] fits no cell that was read: {first_of(left, _MOST_LISTED)}")
    for column, cells in said.skip.items():
        if left := [cell or "(empty)" for cell in cells if f"{column} is {cell or 'empty'}" not in skipped]:
            found.append(f"[skip] left out no row by {column}: {first_of(left, _MOST_LISTED)}")
    nested = isinstance(columns, Paths)
    there = {fold(column) for column in columns}
    missing = [name for name in said.ignore if fold(name) not in there and not (nested and _is_within(name, columns))]
    if missing:
        found.append(f"ignore names no column of the file: {first_of(missing, _MOST_LISTED)}")
    return tuple(found)


def _is_within(name: str, paths: abc.Sequence[str]) -> bool:
    return any(path.startswith(f"{name}.") for path in paths)
