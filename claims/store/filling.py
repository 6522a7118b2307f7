"""Fill a database that is still empty: what SQLite would prove and keep up row by row, it proves and makes once.

Appearances wait until all claims are stored: the keys of one large table are in memory then, those of two would not be.
Indexes are made after the rows, in one pass each. Keys to other tables are checked by `pragma foreign_key_check`, which
finds what checking each row finds. What the guards against "insert or replace" refuse, the primary keys of a plain
insert refuse too, and the copied columns are read from where they are copied. All within the one transaction of the
writes: whatever ends it early leaves the file, its indexes and its guards as they were.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from claims.store.aside import lay_aside, put_back
from claims.store.claims import APPEARANCE, index_again, insert_places

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from claims.store.claims import Added, PlaceRow

TABLES = ("claim", "appearance", "document")
GUARDS = ("claim_not_replaced", "claim_copies_true", "appearance_not_replaced", "document_not_replaced")
SORTING_KIB = 16_384
"""How much of the file is kept in memory once the rows are in it; sorting them for an index takes as much again."""
FEW = 5000
"""A database with no more claims than this counts as empty: to make its indexes again takes next to no time."""


def is_empty(connection: sqlite3.Connection) -> bool:
    """Return whether a database holds so few claims that it can be filled in this way."""
    found = connection.execute("select count(*) from (select 1 from claim limit ?)", (FEW + 1,)).fetchone()[0]
    return int(found) <= FEW


@contextmanager
def filling(connection: sqlite3.Connection) -> Iterator[None]:
    """Let the transactions inside go without checking keys row by row; `Filling.finish` checks them all.

    Within a transaction that is open already SQLite goes on checking them.
    """
    checks = not connection.in_transaction and bool(connection.execute("pragma foreign_keys").fetchone()[0])
    cache = connection.execute("pragma cache_size").fetchone()[0]
    if checks:
        connection.execute("pragma foreign_keys = off")
    try:
        yield
    finally:
        connection.execute(f"pragma cache_size = {cache}")
        if checks:
            connection.execute("pragma foreign_keys = on")


class Filling:
    """Lays indexes and guards aside when it is made, and puts them back when it is finished, in one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._aside = lay_aside(connection, tables=TABLES, triggers=GUARDS)
        self._blocks = 0
        names = ", ".join(f'"{column}"' for column in APPEARANCE)
        connection.execute("create temp table if not exists requoted (claim text primary key) without rowid")
        connection.execute(f"create temp table if not exists kept ({names})")
        connection.execute(f"create temp table if not exists kept_of_known (block, {names})")

    def keep(self, places: Iterable[PlaceRow], fresh: Container[str]) -> list[PlaceRow]:
        """Take the places of a block (see claims.store.claims.Keep) until `appear` stores them."""
        self._blocks += 1
        new: list[PlaceRow] = []
        known: list[PlaceRow] = []
        for place in places:
            (new if place[1] in fresh else known).append(place)
        marks = ", ".join("?" * len(APPEARANCE))
        self.connection.executemany(f"insert into temp.kept values ({marks})", new)
        of_block = ((self._blocks, *place) for place in known)
        self.connection.executemany(f"insert into temp.kept_of_known values (?, {marks})", of_block)
        return new

    def appear(self) -> Iterator[Added]:
        """Store the places that were kept; yield what became of those of known claims, a block at a time."""
        names = ", ".join(f'"{column}"' for column in APPEARANCE)
        connection = self.connection
        connection.execute(f"insert into main.appearance ({names}) select {names} from temp.kept order by rowid")
        connection.execute("drop table temp.kept")
        with closing(connection.execute("select * from temp.kept_of_known order by rowid")) as kept:
            for _, block in groupby(kept, key=itemgetter(0)):
                added = insert_places(connection, [place for _, *place in block])
                self._requote(added.requoted)
                yield added
        connection.execute("drop table temp.kept_of_known")

    def _requote(self, claims: Iterable[str]) -> None:
        """Note known claims that got another quote: their search index is made anew when all quotes can be found."""
        self.connection.executemany("insert or ignore into temp.requoted values (?)", ((claim,) for claim in claims))

    def finish(self) -> None:
        """Put indexes and guards back and check all keys, when the places have appeared.

        Raises sqlite3.IntegrityError, as SQLite does for a single row, if a row names one that is not there.
        """
        self.connection.execute(f"pragma cache_size = -{SORTING_KIB}")
        self.connection.execute("pragma shrink_memory")
        put_back(self.connection, self._aside)
        for (claim,) in self.connection.execute("select claim from temp.requoted").fetchall():
            index_again(self.connection, claim)
        self.connection.execute("drop table temp.requoted")
        check_keys(self.connection)


def check_keys(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.IntegrityError if a row names one that is not there.

    What the filled tables name is looked up once for each key, in the order of its index; `pragma foreign_key_check`
    goes from row to row all over the file.
    """
    names = [row[0] for row in connection.execute("select name from main.sqlite_schema where type = 'table'")]
    for table in names:
        if table not in TABLES:
            for _, _, parent, _ in connection.execute(f'pragma main.foreign_key_check("{table}")'):
                raise _broken(table, parent)
    for table in TABLES:
        for _, _, parent, column, key, *_ in connection.execute(f'pragma main.foreign_key_list("{table}")').fetchall():
            found = connection.execute(
                f"""select 1 from (select distinct "{column}" as named from main."{table}" where "{column}" is not null)
                  where not exists (select 1 from main."{parent}" where "{key}" = named) limit 1"""
            ).fetchone()
            if found is not None:
                raise _broken(table, parent)


def _broken(table: str, parent: str) -> sqlite3.IntegrityError:
    return sqlite3.IntegrityError(f"FOREIGN KEY constraint failed: {table} names no {parent} there is")
