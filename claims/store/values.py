"""What writing needs beside SQL: the time, plain values, JSON for the log, sentences for what the schema refuses."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claims.model import Value


FORMS = {
    "wikidata glob": ("an item of Wikidata has another form", "it is Q and a number: Q42970"),
    "wikidata_property glob": ("a property of Wikidata has another form", "it is P and a number: P1120"),
    "hxl_tag glob": ("an HXL tag has another form", "it begins with #: #affected+killed"),
}
"""Checks of the schema that a person can break, with why and what to write instead."""


def utc_now() -> str:
    """Return the time as it is written everywhere: 2019-12-02T10:00:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain(value: Value | None) -> Any:
    """Return a bound as SQLite keeps it: whole numbers as integers, others as reals, dates and texts as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


@contextmanager
def refusing(what: str) -> Iterator[None]:
    """Turn what the schema refuses into a sentence that names the thing."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        for check, (why, hint) in FORMS.items():
            if check in str(error):
                raise Refused(f"{what} cannot be recorded: {why}", hint=hint) from error
        raise Refused(
            f"{what} cannot be recorded: {error}", hint="schema.sql says what each column may hold"
        ) from error


@contextmanager
def savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """Make what is inside a part of the open transaction that can be undone alone."""
    connection.execute("savepoint inner")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # SQLite itself ends it where it cannot go on, as when the disk is full
            connection.execute("rollback to inner")
            connection.execute("release inner")
        raise
    connection.execute("release inner")


def present(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a record is stated, for the log."""
    return {name: value for name, value in fields.items() if value is not None and value != ""}


def as_json(value: Any) -> str | None:
    """Return a value as the log keeps it."""
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
