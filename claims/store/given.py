"""Statements that are given rows: SQL with the columns of a row in it by name."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence


class Given:
    """SQL with columns of a row in braces, each as often as it is needed; a row is a tuple of all columns in order.

    Each place becomes "?". Numbered ones ("?1") would spare the picking, but Python 3.12 takes them for named ones and
    warns.
    """

    def __init__(self, template: str, columns: Sequence[str]) -> None:
        """Take the SQL, in which at least two columns stand; raises KeyError for one that is not among columns."""
        places: list[int] = []
        marks = _Marks({column: place for place, column in enumerate(columns)}, places)
        self.sql = template.format_map(marks)
        self._pick = itemgetter(*places)

    def run(self, connection: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
        """Execute the statement for each row."""
        connection.executemany(self.sql, map(self._pick, rows))


class _Marks(dict[str, int]):
    """Gives "?" for a column and notes its place."""

    def __init__(self, columns: dict[str, int], places: list[int]) -> None:
        super().__init__(columns)
        self._places = places

    def __getitem__(self, column: str) -> Any:
        self._places.append(super().__getitem__(column))
        return "?"
