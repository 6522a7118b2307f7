"""Hold a file against schema.sql: what another tool dropped or altered, and how it is made anew.

Tools that rebuild a table (such as `sqlite-utils transform`) drop its triggers, generated columns and checks without a
word; from then on nothing refuses a change of what is append-only. Here that is seen, and repaired.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from claims.schema import backup, schema_sql, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MISSING, ALTERED, FOREIGN = "missing", "altered", "foreign"
BEFORE = "before-repair"
SHADOWS = ("_fts_config", "_fts_content", "_fts_data", "_fts_docsize", "_fts_idx")
LAST = {"table": 0, "index": 1, "view": 2, "trigger": 3}


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not as schema.sql has it: kind (table, index, view, trigger), name, and missing, altered or foreign.

    A trigger is foreign when it acts on one of our tables and is none of ours: it may change rows unseen.
    """

    kind: str
    name: str
    state: str

    def __str__(self) -> str:
        if self.state == FOREIGN:
            return f"the {self.kind} {self.name} is not part of the schema and acts on its tables"
        said = "is missing" if self.state == MISSING else "was altered"
        return f"the {self.kind} {self.name} {said}"


def gaps(connection: sqlite3.Connection) -> list[Gap]:
    """Return what a file has not as schema.sql has it, tables first; what a person added beside it is no gap."""
    wanted, there = _wanted(), _objects(connection)
    found = [
        Gap(kind, name, MISSING if (kind, name) not in there else ALTERED)
        for (kind, name), (_, sql) in wanted.items()
        if _spaced(there.get((kind, name), ("", ""))[1]) != _spaced(sql)
    ]
    tables = {name for kind, name in wanted if kind == "table"}
    found += [
        Gap(kind, name, FOREIGN)
        for (kind, name), (table, _) in there.items()
        if kind == "trigger" and table in tables and (kind, name) not in wanted
    ]
    return sorted(found, key=lambda gap: (LAST[gap.kind], gap.state, gap.name))


def repair(connection: sqlite3.Connection) -> list[Gap]:
    """Make anew what is missing or altered, within the transaction there is, and return what was repaired.

    Altered tables are made anew with all rows, in the columns that schema.sql knows. Foreign triggers are left for a
    person to judge. The connection has foreign keys off, and whoever commits checks them.
    """
    todo = [gap for gap in gaps(connection) if gap.state != FOREIGN]
    if todo:
        connection.execute("pragma legacy_alter_table = on")
        _make_anew(connection, todo)
        connection.execute("pragma legacy_alter_table = off")
    return todo


def keep_copy(path: str | Path) -> None:
    """Keep a copy named FILE.before-repair of a file of which a table was altered, before anything is made anew.

    It reads as a stranger does: SQLite copies nothing for a connection that is about to write.
    """
    path = Path(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if any(gap.kind == "table" and gap.state == ALTERED for gap in gaps(connection)):
            backup(connection, path.with_name(f"{path.name}.{BEFORE}"))


def _make_anew(connection: sqlite3.Connection, todo: Iterable[Gap]) -> None:
    wanted = _wanted()
    for gap in todo:
        if gap.kind != "table":
            connection.execute(f'drop {gap.kind} if exists "{gap.name}"')
        elif gap.state == MISSING:
            connection.execute(wanted["table", gap.name][1])
        else:
            _rebuild(connection, gap.name, wanted["table", gap.name][1])
    for (kind, name), (_, sql) in sorted(wanted.items(), key=lambda item: LAST[item[0][0]]):
        if kind != "table" and (kind, name) not in _objects(connection):
            connection.execute(sql)


def _rebuild(connection: sqlite3.Connection, table: str, sql: str) -> None:
    """Make a table anew with its rows, their rowids included where it has them; a search index is left empty."""
    if sql.upper().startswith("CREATE VIRTUAL"):
        connection.execute(f'drop table "{table}"')
        connection.execute(sql)
        return
    for (kind, name), (on, _) in _objects(connection).items():
        if kind in {"trigger", "index"} and on == table:
            connection.execute(f'drop {kind} "{name}"')
    aside = f"{table}_altered"
    connection.execute(f'alter table "{table}" rename to "{aside}"')
    connection.execute(sql)
    old, new = ([str(row[1]) for row in connection.execute(f'pragma table_info("{one}")')] for one in (aside, table))
    shared = [f'"{name}"' for name in new if name in old]
    has_rowid = not any(
        row[4] for row in connection.execute("pragma table_list") if row[1] in {table, aside} and row[0] == "main"
    )
    names = ", ".join((["rowid"] if has_rowid else []) + shared)
    connection.execute(f'insert into "{table}" ({names}) select {names} from "{aside}"')  # noqa: S608 - names of our own tables
    connection.execute(f'drop table "{aside}"')


@lru_cache(maxsize=1)
def _wanted() -> Mapping[tuple[str, str], tuple[str, str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements(schema_sql()):
            connection.execute(statement)
        return _objects(connection)


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], tuple[str, str]]:
    """Return (kind, name) -> (table, SQL) of all that has SQL, but for what search keeps for itself."""
    found = connection.execute("select type, name, tbl_name, sql from sqlite_schema where sql is not null")
    return {
        (str(kind), str(name)): (str(table), str(sql))
        for kind, name, table, sql in found
        if not str(name).endswith(SHADOWS)
    }


def _spaced(sql: str) -> str:
    """Return SQL without differences in space, which mean nothing."""
    return " ".join(sql.split())
