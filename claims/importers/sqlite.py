"""A table or a view of an SQLite file, read only: rows in their order, text, numbers and empty cells as they stand.

Of several tables the one with the most rows is read, or the one that --table names. A file of claims is not read so:
its claims are taken by `claims merge`.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from io import SEEK_END
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

from claims.errors import BadFile
from claims.model import Problem
from claims.schema import is_ours
from claims.table import ReadOptions, Row, Table
from claims.text import first_of, fold

TITLE = "SQLite"
EXTENSIONS = (".db", ".sqlite", ".sqlite3", ".gpkg")
CHOICES = ("table",)

_SIGNATURE = b"SQLite format 3\0"
_LOG_AT, _HAS_LOG = 18, b"\x02"
_MOST_LISTED = 12
_INNER = ("sqlite_", "gpkg_", "rtree_")
"""How tables begin that the program or GeoPackage keeps for itself."""
_AGAIN = "get it again: it may be cut off, or copied while something wrote into it"
_TABLES = "select name, type from sqlite_master where type in ('table', 'view') order by name"


def sniff(head: bytes) -> int:
    """Return 2 for the beginning of an SQLite file."""
    return 2 if head.startswith(_SIGNATURE) else 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the table that is wanted, or the one with most rows; raises BadFile where there is none."""
    with _opened(stream, name=name) as connection:
        if is_ours(connection):
            hint = "`claims merge` takes its claims, with all that was said of them"
            raise BadFile(name, "it is a file of claims itself", hint=hint)
        found = [row for row in connection.execute(_TABLES) if not row[0].startswith(_INNER)]
        table, notes = _chosen(connection, found, options.table, name=name)
        said = connection.execute(f"select * from {_quoted(table)} limit 0").description  # noqa: S608  it is quoted
    columns = tuple(" ".join(column[0].split()) for column in said)
    return Table(columns, _rows(stream, table, name=name), notes)


@contextmanager
def _opened(stream: BinaryIO, *, name: str) -> Iterator[sqlite3.Connection]:
    """Give a connection that only reads: to the stream itself where it is a file on disk, else to a copy of it."""
    given = getattr(stream, "name", None)
    with NamedTemporaryFile(prefix="claims-") as copy:
        if not (isinstance(given, str) and Path(given).is_file()):
            stream.seek(0)
            shutil.copyfileobj(stream, copy)
            copy.flush()
            given = copy.name
        stream.seek(0)
        how = "mode=ro" + "&immutable=1" * _is_complete(stream.read(_LOG_AT + 1), Path(given), name=name)
        stream.seek(0, SEEK_END)  # how much was read of it tells nothing
        try:
            with closing(sqlite3.connect(f"{Path(given).resolve().as_uri()}?{how}", uri=True)) as connection:
                yield connection
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise BadFile(name, f"it is no SQLite file that can be read ({error})", hint=_AGAIN) from None


def _is_complete(head: bytes, path: Path, *, name: str) -> bool:
    """Return whether a file is of those that gather changes beside them (WAL), and has all of them in it.

    Of these SQLite needs to write nothing beside it to read it. Raises BadFile where changes are beside it: what is
    known of the file by its bytes would not hold of them. Source: sqlite.org, “Database File Format”, 1.3.3 and 4.
    """
    if head[_LOG_AT:] != _HAS_LOG:
        return False
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        hint = f"close what has it open, or: sqlite3 {path.name} 'pragma wal_checkpoint(truncate)'"
        raise BadFile(name, f"its last changes are not in it yet, but in “{log.name}”", hint=hint)
    return True


def _chosen(
    connection: sqlite3.Connection, found: list[tuple[str, str]], wanted: str | None, *, name: str
) -> tuple[str, tuple[str, ...]]:
    """Return the name of the table to read, and a note where there are others."""
    names = [table for table, _ in found]
    if wanted is not None:
        return _named(names, wanted.strip(), name=name), ()
    sizes = {
        table: int(connection.execute(f"select count(*) from {_quoted(table)}").fetchone()[0])  # noqa: S608  as above
        for table, kind in found
        if kind == "table"
    }
    table = max(sizes, key=lambda one: sizes[one], default=None)
    if table is None or not sizes[table]:
        raise BadFile(
            name, "its tables have no rows" if names else "it holds no table", hint="check that it is the file"
        )
    others = [one for one in names if one != table and sizes.get(one, 1)]
    note = f"read table “{table}”; not read: {first_of(others, _MOST_LISTED)} (--table NAME chooses)"
    return table, (note,) if others else ()


def _named(names: list[str], wanted: str, *, name: str) -> str:
    """Return the table that is called so: by its name in any case, else by its place from 1, else by words of it."""
    alike = [one for one in names if one.casefold() == wanted.casefold()]
    if not alike and wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    alike = alike or [one for one in names if fold(wanted) and fold(wanted) in fold(one)]
    if len(alike) != 1:
        reason = f"“{wanted}” is said of several of its tables" if alike else f"it has no table “{wanted}”"
        raise BadFile(name, reason, hint=f"its tables are {first_of(alike or names, _MOST_LISTED)}")
    return alike[0]


class _NoText(str):
    """What is left of a text whose bytes are no UTF-8."""

    __slots__ = ()


def _decoded(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError:
        return _NoText(text.decode(errors="replace"))


def _rows(stream: BinaryIO, table: str, *, name: str) -> Iterator[Row | Problem]:
    with _opened(stream, name=name) as connection:
        connection.text_factory = _decoded
        cursor = connection.execute(f"select * from {_quoted(table)}")  # noqa: S608  it is quoted
        for number, values in enumerate(cursor, start=1):
            texts = [_text(value) for value in values]
            broken = next((at for at, value in enumerate(values) if isinstance(value, _NoText)), None)
            if broken is None:
                yield Row(number, texts, "\t".join(texts))
            else:
                column = cursor.description[broken][0]
                hint = "whatever wrote it used another encoding: mend the text in the file, and ingest it again"
                yield Problem(name, number, column, "its text is no UTF-8", hint, "\t".join(texts))


def _text(value: Any) -> str:
    """Return a value as text: "" for null, whole numbers without a fraction, what is no text as such."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return "(bytes)"
    if isinstance(value, float):
        if abs(value) >= 2**53:
            return format(value, ".15E")  # an exponent, as its last digits may be lost
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    return str(value)


def _quoted(table: str) -> str:
    return '"' + table.replace('"', '""') + '"'
