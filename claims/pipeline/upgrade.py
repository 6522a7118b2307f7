"""Carry a file to today's schema, make anew what another tool dropped from it, and fill again what follows from it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from claims import schema, schema_guard
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.verify import is_derived_true
from claims.pipeline.withdraw import enter_old
from claims.search import searchable
from claims.store.claims import index_again
from claims.store.facets import look_at_indexes

if TYPE_CHECKING:
    from pathlib import Path

    from claims.schema_guard import Gap

SEARCH = frozenset({"claim_fts", "document_fts", "name_fts"})
WITHDRAWALS = "003_"
DERIVED = ("comparison", "facet_", "event_summary")  # tables that can always be made anew from the claims


class Upgraded(NamedTuple):
    """What was done to a file: steps taken, things made anew, and what is left for a person to judge."""

    steps: list[str]
    repaired: list[Gap]
    left: list[Gap]
    derived_anew: bool = False  # stored comparisons and counts were not what follows from the claims


def upgrade(path: str | Path) -> Upgraded:
    """Bring a file to today's schema, all of it or nothing; raises as `claims.schema.upgrade` does.

    A copy named FILE.before-repair is kept where another tool altered a table.
    """
    work = _Work(path)
    steps = schema.upgrade(path, then=work.finish)
    if any(gap.kind in {"index", "table"} for gap in work.repaired):
        with closing(schema.connect(path, write=True)) as connection:
            if connection.execute("select 1 from sqlite_schema where name = 'sqlite_stat1'").fetchone():
                look_at_indexes(connection)
    with closing(schema.connect(path)) as connection:
        return Upgraded(steps, work.repaired, schema_guard.gaps(connection), derived_anew=work.is_untrue)


class _Work:
    """What belongs to an upgrade beside its steps, and what it found."""

    def __init__(self, path: str | Path) -> None:
        self.path = path
        self.repaired: list[Gap] = []
        self.is_untrue = False

    def finish(self, connection: schema.Connection, steps: list[str]) -> None:
        """Repair what is not as the schema has it, and fill again what follows from claims, before the commit."""
        if not steps:  # a copy from before them is kept already
            schema_guard.keep_copy(self.path)
        self.repaired = schema_guard.repair(connection)
        connection.execute("pragma recursive_triggers = on")
        store = ClaimStore(connection)
        if any(name.startswith(WITHDRAWALS) for name in steps):
            enter_old(store)
        made = {gap.name for gap in self.repaired if gap.kind == "table"}
        self.is_untrue = any(name.startswith(DERIVED) for name in made) or not is_derived_true(store)
        if made & SEARCH:
            _fill_search(store, made)
        if self.is_untrue:
            store.rebuild()


def _fill_search(store: ClaimStore, made: set[str]) -> None:
    if "name_fts" in made:
        store.connection.execute("insert into name_fts (name_fts) values ('rebuild')")
    if "claim_fts" in made:
        for (claim,) in store.connection.execute("select id from claim order by number").fetchall():
            index_again(store.connection, claim)
    if "document_fts" in made:
        found = store.connection.execute("select number, title, text from document order by number")
        texts = (
            (number, " ".join(searchable(text) for text in (title, text) if text)) for number, title, text in found
        )
        store.connection.executemany(
            "insert into document_fts (rowid, text) values (?, ?)", [one for one in texts if one[1]]
        )
