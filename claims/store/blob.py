"""The bytes of what was fetched from the web: kept by their hash, once, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def keep_blob(
    connection: sqlite3.Connection, data: bytes, *, sha256: str, media_type: str | None, fetched_from: str, at: str
) -> bool:
    """Keep bytes with where and when (UTC) they were fetched; returns False if they were there already."""
    cursor = connection.execute(
        """insert into blob (sha256, bytes, media_type, fetched_from, fetched_at)
           select :sha256, :bytes, :media_type, :fetched_from, :at
           where not exists (select 1 from blob where sha256 = :sha256)""",
        {"sha256": sha256, "bytes": data, "media_type": media_type, "fetched_from": fetched_from, "at": at},
    )
    return cursor.rowcount > 0
