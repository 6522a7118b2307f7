"""Open, create and upgrade database files: schema.sql is the truth for a new one, migrations/ carries an old one there.

A file is ours when its application_id is APPLICATION_ID; user_version counts the steps that it has seen.
"""

# ruff: noqa: PTH110, PTH113, PTH120, PTH202 - opening a file must not cost importing pathlib, which takes longer
from __future__ import annotations

import os
import sqlite3
from os import path as paths
from typing import TYPE_CHECKING, NamedTuple

from claims.errors import (
    AlreadyExists,
    DamagedDatabase,
    NewerDatabase,
    NoDatabase,
    NoFolder,
    NotOurDatabase,
    OlderDatabase,
    OldSQLite,
    ReadOnly,
    UpgradeFailed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    Then = Callable[["Connection", list[str]], None]

Connection = sqlite3.Connection
APPLICATION_ID = 0x434C4D53  # "CLMS"
VERSION = 5
_ID_AT = 68  # where the header of an SQLite file has its application_id
BUSY_TIMEOUT_MS = 10_000
CACHE_KIB = 49_152  # as much of a file as a writing connection keeps in memory at most
OLDEST_SQLITE = (3, 37, 0)  # STRICT tables
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-")


class Step(NamedTuple):
    """One migration: the version that it reaches, its name and its SQL."""

    version: int
    name: str
    sql: str


def schema_sql() -> str:
    """Return the text of schema.sql: the packaged copy, or the checkout's in an editable install."""
    package = _package()
    packaged = package / "schema.sql"
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (package.resolve().parent / "schema.sql").read_text(encoding="utf-8")


def steps() -> tuple[Step, ...]:
    """Return the migrations that ship with the package, oldest first."""
    found = [
        Step(int(item.name.split("_")[0]), item.name, item.read_text(encoding="utf-8"))
        for item in (_package() / "migrations").iterdir()
        if item.name.endswith(".sql")
    ]
    return tuple(sorted(found, key=lambda step: step.version))


def _package() -> Path:
    from pathlib import Path

    return Path(__file__).parent


def statements(sql: str) -> Iterator[str]:
    """Yield the statements of a script one by one, triggers whole, so that they can run inside one transaction."""
    start = end = 0
    while end := sql.find(";", end) + 1:
        if sqlite3.complete_statement(sql[start:end]):
            yield sql[start:end]
            start = end
    rest = sql[start:]
    if any(line.strip() and not line.lstrip().startswith("--") for line in rest.splitlines()):
        yield rest


def is_ours(connection: sqlite3.Connection) -> bool:
    """Return whether the file behind a connection is a claims database."""
    return bool(connection.execute("pragma application_id").fetchone()[0] == APPLICATION_ID)


def user_version(connection: sqlite3.Connection) -> int:
    """Return the schema version of the file behind a connection."""
    return int(connection.execute("pragma user_version").fetchone()[0])


def _configure(connection: sqlite3.Connection) -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise OldSQLite(sqlite3.sqlite_version, needed=".".join(map(str, OLDEST_SQLITE)))
    connection.execute(f"pragma busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma recursive_triggers = on")


def create(path: str | Path) -> sqlite3.Connection:
    """Make a new database file with today's schema and return a writing connection to it.

    Raises AlreadyExists when the path is taken. An interrupted creation leaves no half-made database: until the one
    commit the file is empty, and an empty file is not taken.
    """
    from pathlib import Path

    path = Path(path)
    there = str(path) != ":memory:" and path.exists()
    if there and (not path.is_file() or path.stat().st_size > 0):
        raise AlreadyExists(str(path))
    if not path.parent.is_dir():
        raise NoFolder(str(path), str(path.parent))
    try:
        connection = sqlite3.connect(path, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise NoDatabase(str(path), reason=str(error)) from error
    try:
        _configure(connection)
        connection.execute("begin immediate")
        for statement in statements(schema_sql()):
            connection.execute(statement)
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        connection.execute(f"pragma user_version = {VERSION}")
        connection.execute("commit")
        connection.execute("pragma journal_mode = wal")
    except BaseException:
        connection.rollback()
        connection.close()
        if not there and str(path) != ":memory:":
            path.unlink(missing_ok=True)
        raise
    return connection


def connect(path: str | Path, *, write: bool = False) -> sqlite3.Connection:
    """Open an existing claims database; without write the connection refuses every change.

    Raises NoDatabase, ReadOnly, NotOurDatabase, NewerDatabase or OlderDatabase, each with the next step.
    """
    if not paths.isfile(path):
        raise NoDatabase(str(path), reason="there is no such file")
    if write:
        refuse_read_only(path)
    mode = "mode=rw" if write else "mode=ro"
    if not write and is_sealed(path):
        mode += "&immutable=1"
    connection = sqlite3.connect(f"{_address(path)}?{mode}", uri=True, isolation_level=None)
    try:
        _configure(connection)
        check(connection, str(path))
        if write:
            connection.execute("pragma journal_mode = wal")
            connection.execute(f"pragma cache_size = -{CACHE_KIB}")
    except BaseException:
        connection.close()
        raise
    return connection


def _address(path: str | Path) -> str:
    """Return the URI of a file; only a path of other characters needs those who know how to quote it."""
    whole = paths.realpath(path)
    if _PLAIN.issuperset(whole):
        return f"file://{whole}"
    from pathlib import Path

    return Path(whole).as_uri()


def refuse_read_only(path: str | Path) -> None:
    """Raise ReadOnly where a file, or the folder that SQLite writes its log into, cannot be written."""
    if not os.access(path, os.W_OK):
        raise ReadOnly(str(path), reason="the file is read-only")
    if not os.access(paths.dirname(paths.realpath(path)), os.W_OK):
        raise ReadOnly(str(path), reason="its folder is read-only")


def is_sealed(path: str | Path) -> bool:
    """Return whether nobody here can write beside a file, as on a read-only medium: SQLite then needs to be told so.

    A file with an unfinished write-ahead log beside it is not sealed: reading it alone would show half of it.
    """
    return not os.access(paths.dirname(paths.realpath(path)), os.W_OK) and not is_being_written(path)


def is_being_written(path: str | Path) -> bool:
    """Return whether an unfinished write-ahead log lies beside a file, so that the file alone would show half."""
    log = f"{path}-wal"
    return paths.exists(log) and paths.getsize(log) > 0


def check(connection: sqlite3.Connection, name: str) -> None:
    """Raise unless the file behind a connection is a claims database of today's version."""
    _require_ours(connection, name)
    version = user_version(connection)
    if version > VERSION:
        raise NewerDatabase(name, version, VERSION)
    if version < VERSION:
        raise OlderDatabase(name, version, VERSION)


def _require_ours(connection: sqlite3.Connection, name: str) -> None:
    try:
        ours = is_ours(connection)
    except sqlite3.OperationalError as error:
        raise NoDatabase(name, reason=str(error)) from error
    except sqlite3.DatabaseError as error:
        if _begins_as_ours(name):
            raise DamagedDatabase(name, reason=str(error)) from error
        raise NotOurDatabase(name) from error
    if not ours:
        raise NotOurDatabase(name)


def _begins_as_ours(path: str) -> bool:
    """Return whether the header of a file is that of a claims database, whatever follows it."""
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        return int.from_bytes(file.read(_ID_AT + 4)[_ID_AT:], "big") == APPLICATION_ID


def upgrade(path: str | Path, *, migrations: Sequence[Step] | None = None, then: Then | None = None) -> list[str]:
    """Carry an older file to today's schema and return the names of the steps that ran.

    All steps, then (given the names of the steps; what it writes belongs to the upgrade) and the new version commit
    together: whatever fails, or kills the program, leaves the file as it was. Raises UpgradeFailed. Before steps a copy
    named FILE.before-vN is kept; one that is there from an upgrade that failed is not overwritten.
    """
    from pathlib import Path

    path = Path(path)
    if not path.is_file():
        raise NoDatabase(str(path), reason="there is no such file")
    refuse_read_only(path)
    todo = sorted(steps() if migrations is None else migrations, key=lambda step: step.version)
    newest = max([VERSION, *(step.version for step in todo)])
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        _require_ours(connection, str(path))
        version = user_version(connection)
        if version > newest:
            raise NewerDatabase(str(path), version, newest)
        todo = [step for step in todo if step.version > version]
        if todo:
            backup(connection, path.with_name(f"{path.name}.before-v{todo[-1].version}"))
        if todo or then is not None:
            _run(connection, todo, then)
    finally:
        connection.close()
    return [step.name for step in todo]


def backup(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a whole file to another place, unless there is a copy already."""
    if target.exists():  # it is older, and what an upgrade that failed half-way began from
        return
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
    finally:
        copy.close()


def _run(connection: sqlite3.Connection, todo: Sequence[Step], then: Then | None) -> None:
    """Run steps, and what comes then, in one transaction.

    Foreign keys are off, as table rebuilds need, and checked before the commit.
    """
    connection.execute("pragma foreign_keys = off")
    connection.execute(f"pragma busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute(f"pragma cache_size = -{CACHE_KIB}")
    connection.execute("begin immediate")
    name = "repair"
    try:
        for step in todo:
            name = step.name
            for statement in statements(step.sql):
                connection.execute(statement)
            _check_keys(connection, name)
            connection.execute(f"pragma user_version = {step.version}")
        if then is not None:
            name = "repair"
            changes = connection.total_changes, connection.execute("pragma schema_version").fetchone()
            then(connection, [step.name for step in todo])
            if changes != (connection.total_changes, connection.execute("pragma schema_version").fetchone()):
                _check_keys(connection, name)
        connection.execute("commit")
    except sqlite3.Error as error:
        connection.rollback()
        raise UpgradeFailed(name, str(error)) from error
    except BaseException:
        connection.rollback()
        raise


def _check_keys(connection: sqlite3.Connection, name: str) -> None:
    broken = connection.execute("pragma foreign_key_check").fetchall()
    if broken:
        raise UpgradeFailed(name, f"{len(broken)} broken references, the first in table {broken[0][0]}")
