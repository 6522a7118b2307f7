"""What a visitor reads of a file that holds proposals: over a connection on which SQLite refuses what is not shown.

Datasette's pages have more ways to a table than its own page: filters through another table, another table's search
index, counts of what refers to a row, SQL. On this connection each of them ends at SQLite's authorizer, which knows the
tables by their names, whatever the statement looks like (sqlite.org/c3ref/set_authorizer.html).
"""

from __future__ import annotations

import threading
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from datasette import Forbidden
from datasette.utils.sqlite import sqlite3

from claims.web import compat

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Read = Callable[[Any], Any]

PARTS = ("", "_data", "_idx", "_content", "_docsize", "_config")
SHOWN = frozenset(
    {
        *(
            "event",
            "source",
            "measure",
            "place",
            "alias",
            "batch",
            "claim",
            "appearance",
            "appearance_withdrawal",
            "claim_link",
        ),
        *("reconciliation", "reconciliation_claim", "reconciliation_replaced", "comparison", "config"),
        *("facet_claim", "facet_value", "facet_kind", "facet_cell", "facet_stale"),
        *("event_summary", "comparison_kind", "comparison_cell", "comparison_stale"),
        *(f"{index}{part}" for index in ("claim_fts", "name_fts") for part in PARTS),
        *("event_canonical", "source_canonical", "measure_canonical", "current_appearance"),
        *("decision_replacement", "place_canonical"),
        *("root_claim", "replacement", "current_claim", "claim_span", "claim_pair"),
    }
)
"""Tables and views that hold nothing of a proposal."""
DOCUMENTS = frozenset({"document", *(f"document_fts{part}" for part in PARTS)})
"""What holds the texts that proposals were read from; shown where each is a document of published claims besides."""
INNER = frozenset(
    {
        *("sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema", "json_each", "json_tree"),
        "document_fts_config",
    }
)
"""What SQLite reads itself, and what is no table; an index of words cannot even be described without its settings."""
HARMLESS = frozenset(
    {
        *(sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_PRAGMA),
        *(sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT),
    }
)
"""What a statement may do besides reading columns; the connection cannot write, and visitors send no pragma."""
OK, DENY = int(sqlite3.SQLITE_OK), int(sqlite3.SQLITE_DENY)
SCREENED = "_claims_screened"

_WHOLE: ContextVar[bool] = ContextVar("claims_reads_whole", default=False)


class NotForVisitors(Forbidden, sqlite3.DatabaseError):
    """A statement asked for what is not for visitors; Datasette leaves out such a count, and refuses such a page."""


async def whole(database: Any, read: Read) -> Any:
    """Run a function of ours over a database as it is: what our pages show they choose themselves."""
    token = _WHOLE.set(True)
    try:
        return await database.execute_fn(read)
    finally:
        _WHOLE.reset(token)


def put_before(datasette: Any, name: str, tables: Callable[[], Awaitable[frozenset[str] | None]]) -> None:
    """Let Datasette read a database over a connection that shows only some tables, where tables() names them.

    It is asked in the context of each request; None shows everything. How many rows other tables have, and what refers
    to them, is left out.
    """
    database = datasette.databases[name]
    if hasattr(database, SCREENED):
        return
    setattr(database, SCREENED, {})

    async def shown() -> frozenset[str] | None:
        return None if _WHOLE.get() else await tables()

    async def over(read: Read) -> Read:
        only = await shown()
        return read if only is None else lambda _: _refusing(read, _connection(datasette, name, only=only))

    compat.read_through(database, over)
    every, own, counts = database.get_all_foreign_keys, database.foreign_keys_for_table, database.table_counts

    async def table_counts(*asked: Any, **named: Any) -> Any:
        only = await shown()
        token = _WHOLE.set(True)
        try:
            found = await counts(*asked, **named)
        finally:
            _WHOLE.reset(token)
        return found if only is None else {table: number for table, number in found.items() if table in only}

    async def get_all_foreign_keys() -> Any:
        found, only = await every(), await shown()
        if only is None:
            return found
        return {
            table: {way: [key for key in keys if key["other_table"] in only] for way, keys in ways.items()}
            for table, ways in found.items()
        }

    async def foreign_keys_for_table(table: str) -> Any:
        found, only = await own(table), await shown()
        return found if only is None else [key for key in found if key["other_table"] in only]

    database.table_counts = table_counts
    database.get_all_foreign_keys = get_all_foreign_keys
    database.foreign_keys_for_table = foreign_keys_for_table


def _connection(datasette: Any, name: str, *, only: frozenset[str]) -> Any:
    """Return this thread's connection to a database on which only some tables can be read."""
    database = datasette.databases[name]
    known = getattr(database, SCREENED)
    key = (threading.get_ident(), only)
    if key not in known:
        connection = database.connect()
        datasette._prepare_connection(connection, name)  # noqa: SLF001 - as Datasette makes its own
        names = {str(row[0]).lower() for row in connection.execute("select name from sqlite_master")}
        connection.set_authorizer(authorizer(only, closed=frozenset(names - only)))
        known[key] = connection
    return known[key]


def authorizer(only: frozenset[str], *, closed: frozenset[str]) -> Callable[..., int]:
    """Return what tells SQLite whether a statement may read a column; closed are the other names in the file.

    A table of which no column is read (count(*)) is asked about with an empty column, and by the name that the
    statement gives it: that may be one of its own, such as that of a part of "with".
    """

    def judge(action: int, one: str | None, two: str | None, *_: Any) -> int:
        if action != sqlite3.SQLITE_READ:
            return OK if action in HARMLESS else DENY
        table = (one or "").lower()
        is_its_own = two == "" and table not in closed
        if table in only or table in INNER or table.startswith("pragma_") or is_its_own:
            return OK
        return DENY

    return judge


def _refusing(read: Read, connection: Any) -> Any:
    """Run a function, and say of what SQLite refuses to read that it is not for visitors."""
    try:
        return read(connection)
    except sqlite3.DatabaseError as error:
        if "not authorized" in str(error) or "is prohibited" in str(error):
            raise NotForVisitors("this holds proposals, which are for editors") from error
        raise
