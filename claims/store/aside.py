"""Lay indexes and triggers aside within a transaction: what is written in bulk is indexed once, in one pass, after it.

Whatever ends the transaction early leaves them as they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

_INDEXES = "type = 'index' and sql is not null and sql not like 'create unique%' and tbl_name in"
_TRIGGERS = "type = 'trigger' and name in"


def lay_aside(
    connection: sqlite3.Connection, *, tables: Collection[str] = (), triggers: Collection[str] = ()
) -> list[str]:
    """Drop the indexes of these tables that are not unique, and these triggers; return what `put_back` needs."""
    marks, names = (", ".join("?" * len(given)) for given in (tables, triggers))
    found = connection.execute(
        f"""select type, name, sql from main.sqlite_schema
          where {_INDEXES} ({marks}) or {_TRIGGERS} ({names}) order by rowid""",
        (*tables, *triggers),
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f'drop {kind} main."{name}"')
    return [sql for _, _, sql in found]


def put_back(connection: sqlite3.Connection, statements: Iterable[str]) -> None:
    """Make what was laid aside again."""
    for statement in statements:
        connection.execute(statement)
