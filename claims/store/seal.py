"""Seal what a transaction wrote: hashes of new and of changed rows, for the one entry of the log that ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.schema_seal import ACT, ONE_BY_ONE, SEALED, SUBJECT, ranges, row_hash, spelled

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from claims.store.writer import Store

BEFORE = """create temp table if not exists sealed_before (
  "table" text not null, "row" integer not null, spelled text not null, primary key ("table", "row")) without rowid"""
WATCHES = f"sealed_{list(SEALED)[-1]}"  # the last of the triggers: when it is there, so are all
NEWEST = "select number, by from change_log order by number desc limit 1"


class Sealing:
    """Watches one transaction from its beginning; `finish` signs what it wrote.

    Rows that changed are noted by triggers of this connection alone, which are no part of the file.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.connection = store.connection
        if self._one("select 1 from temp.sqlite_schema where name = ?", WATCHES) is None:
            self._watch()
        self.connection.execute("delete from temp.sealed_before")
        is_first = self._one("select 1 from change_log where subject = ?", SUBJECT) is None
        self._ends = dict.fromkeys(SEALED, 0) if is_first else {table: self._end(table) for table in SEALED}
        self._newest = self._one(NEWEST)

    def _watch(self) -> None:
        self.connection.execute(BEFORE)
        for table, columns in SEALED.items():
            of = ", ".join(f'"{column}"' for column in columns)
            self.connection.execute(
                f"""create temp trigger if not exists sealed_{table} before update of {of} on main.{table}
                begin
                  insert into sealed_before ("table", "row", spelled)
                  select '{table}', old.rowid, {spelled(table, "old")}
                  where not exists (select 1 from sealed_before where "table" = '{table}' and "row" = old.rowid);
                end"""
            )

    def _one(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self.connection.execute(sql, values).fetchone()
        return found

    def _end(self, table: str) -> int:
        found = self._one(f'select max(rowid) from "{table}"')
        return 0 if found is None or found[0] is None else int(found[0])

    def finish(self) -> None:
        """Seal what was written, in the name of whoever signed the last act; without an act there is nothing to sign.

        In a file without any seal all rows are sealed, as they stand.
        """
        newest = self._one(NEWEST)
        if newest is None or newest == self._newest:
            return
        new = {table: signed for table in SEALED if (signed := self._new(table))}
        changed = self._changed()
        if new or changed:
            self.store.log(ACT, SUBJECT, by=newest[1], after={"new": new, "changed": changed})

    def _new(self, table: str) -> dict[str, str]:
        start, end = self._ends[table], self._end(table)
        return {} if start == end else ranges(self._hashed(table, start), singly=end - start <= ONE_BY_ONE)

    def _hashed(self, table: str, start: int) -> Iterator[tuple[int, str]]:
        rows: sqlite3.Cursor = self.connection.execute(
            f'select rowid, {spelled(table, table)} from "{table}" where rowid > ? order by rowid', (start,)
        )
        for number, text in rows:
            yield number, row_hash(text)

    def _changed(self) -> dict[str, dict[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = {}
        noted = self.connection.execute('select "table", "row", spelled from temp.sealed_before').fetchall()
        for table, row, text in noted:
            now = self._one(f'select {spelled(table, table)} from "{table}" where rowid = ?', row)
            if row <= self._ends[table] and now is not None and now[0] != text:
                found.setdefault(table, {})[str(row)] = [row_hash(text), row_hash(now[0])]
        return found
