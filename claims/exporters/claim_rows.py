"""Rows of claims as CSV for spreadsheets, or as JSON Lines; `claims ingest` reads both again."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from claims.exporters.csv import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TITLE = "Rows of claims"
MEDIA_TYPE = "text/csv"


def csv_lines(rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """Yield the header and each row as a line of CSV; a text that a spreadsheet would run begins with an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        yield _taken(written)
        writer.writerow([harmless(row.get(name)) for name in columns])
    yield _taken(written)


def json_lines(rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """Yield each row as a line of JSON, in which what is not stated is left out."""
    for row in rows:
        told = {name: row[name] for name in columns if row.get(name) is not None}
        yield json.dumps(told, ensure_ascii=False) + "\n"


def lines_of(form: str, rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """Return the lines of "csv" or "jsonl"."""
    return (csv_lines if form == "csv" else json_lines)(rows, columns)


def _taken(written: io.StringIO) -> str:
    """Return what was written since the last time, and forget it."""
    text = written.getvalue()
    written.seek(0)
    written.truncate()
    return text
