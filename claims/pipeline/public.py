"""Make the copy of a database that can be given away and served openly: without anything withheld."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from claims import schema
from claims.errors import AlreadyExists, NoFolder
from claims.pipeline.claim_store import ClaimStore
from claims.reading.public import PublicReader
from claims.store.public import copy_without_withheld, finish


@dataclass(frozen=True, slots=True)
class Published:
    """What a public copy holds: its claims, and how many were left out because they are withheld."""

    path: str
    claims: int
    withheld: int


def withheld(path: str | Path) -> tuple[int, int]:
    """Return how many claims and how many proposals readers may not see; raises as schema.connect does."""
    connection = schema.connect(path)
    try:
        reader = PublicReader(connection)
        return reader.withheld(), reader.proposals()
    finally:
        connection.close()


def publish_copy(path: str | Path, target: str | Path) -> Published:
    """Write a copy of a database without what is withheld or for editors only; raises AlreadyExists or NoFolder.

    The copy is a claims database like any other, from which nothing left out can be brought back: no free page is
    copied. An interrupted copy leaves no file at the target.
    """
    target = Path(target)
    if target.exists():
        raise AlreadyExists(str(target))
    if not target.parent.is_dir():
        raise NoFolder(str(target), str(target.parent))
    source = schema.connect(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".claims-", dir=target.parent) as folder:
            left_out = PublicReader(source).withheld()
            connection, touched = copy_without_withheld(source, Path(folder) / "working.db")
            with ClaimStore(connection) as store:
                with store.transaction():
                    store.store.touched |= touched
                made = Path(folder) / "public.db"
                finish(connection, made)
                claims = store.reader.counts()["claim"]
            made.rename(target)
    finally:
        source.close()
    return Published(str(target), claims, left_out)
