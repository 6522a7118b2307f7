"""Facets of the claim and comparison tables that hold at millions of rows: from kept counts, or all in one pass.

They stand in for Datasette's own column facets on our tables and leave those of everybody else's as they are: the same
addresses, settings and templates work.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from datasette.facets import ColumnFacet
from datasette.utils import path_with_added_args, path_with_removed_args
from datasette.utils.sqlite import sqlite3

from claims.reading.facets import HIGH, LOW, FacetReader, equals
from claims.reading.sweep import PassReader, one_pass
from claims.reading.tables import TableReader
from claims.web import compat
from claims.web.freshness import file_state, is_settled

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from claims.reading.facets import Counted
    from claims.web.freshness import State

COUNTING = "_claims_counting"
KEPT = 200  # results of counting, each of some hundred rows
WAITED = 20
STEPS = 1000  # of SQLite's machine, after which the time is looked at
_ROWS = re.compile(r"select .+? from \[?(\w+)\]?\s*(?: where (.+?))?\s*", re.DOTALL)


class Interrupted(Exception):
    """Counting took longer than it may."""


class Counting:
    """What is being counted and what was counted last, by what was asked of which state of a file."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.running: dict[Any, asyncio.Task[list[Any]]] = {}
        self.known: OrderedDict[Any, Any] = OrderedDict()

    def recalled(self, key: Any) -> Any:
        """Return what is known for a key, which then is forgotten last."""
        self.known.move_to_end(key)
        return self.known[key]

    def keep(self, key: Any, found: Any) -> None:
        """Keep what was counted; what was asked for longest ago is forgotten."""
        self.known[key] = found
        while len(self.known) > KEPT:
            self.known.popitem(last=False)

    async def result(
        self, key: Any, count: Callable[[], Coroutine[Any, Any, list[Any]]], *, is_kept: bool
    ) -> list[Any]:
        """Return what is known for a key, or is being counted, or count it; is_kept tells whether to keep it."""
        if key in self.known:
            known: list[Any] = self.recalled(key)
            return known
        task = self.running.get(key)
        if task is None:
            task = self.running[key] = asyncio.ensure_future(count())
            task.add_done_callback(lambda _: self.running.pop(key, None))
        found = await asyncio.shield(task)
        if is_kept:
            self.keep(key, found)
        return found


class ClaimsFacet(ColumnFacet):
    """Datasette's facet by column, counted from `claims.reading.facets` where the table is one of ours."""

    async def facet_results(self) -> tuple[list[dict[str, Any]], list[str]]:
        """Return facets and the names of those that timed out, as Datasette's own class does."""
        if self.table not in LOW or not await compat.is_ours(self.ds, self.database):
            found: tuple[list[dict[str, Any]], list[str]] = await super().facet_results()
            return found
        sources: dict[str, str] = {}
        for item in self.get_configs():
            sources.setdefault(item["config"].get("column") or item["config"]["simple"], item["source"])
        if not sources:
            return [], []
        size = self.get_facet_size()
        try:
            counts = await self._counts(list(sources), limit=size + 1)
        except Interrupted:
            return [], list(sources)
        shown = [
            await self._facet(column, counts.get(column, []), size=size, source=source)
            for column, source in sources.items()
        ]
        return shown, []

    async def _counts(self, columns: Sequence[str], *, limit: int) -> dict[str, Counted]:
        """Return the values of each facet with their counts; raises Interrupted."""
        known = {*HIGH[self.table], *LOW[self.table]}
        kept, others = [name for name in columns if name in known], [name for name in columns if name not in known]
        counts: dict[str, Counted] = {}
        if kept:
            found, is_coded = await self._kept(kept, limit=limit)
            table = self.table if is_coded and self.table == "claim" else ""
            counts |= await self._live(kept, table=table, limit=limit) if found is None else found
        if others:
            counts |= await self._live(others, table="", limit=limit)
        return counts

    async def _kept(self, columns: Sequence[str], *, limit: int) -> tuple[dict[str, Counted] | None, bool]:
        """Return counts that are kept, None if there are none for this question; and whether claims have codes."""
        filters = filters_of(self.sql, self.params, table=self.table)
        counting, state = self._counting()
        key = (self.database, state, self.table, tuple(columns), json.dumps(filters, default=str), limit)
        if state is not None and key in counting.known:
            return counting.recalled(key), True

        def read(connection: Any) -> tuple[dict[str, Counted] | None, bool]:
            reader = FacetReader(connection)
            found = None if filters is None else reader.facets(self.table, columns, filters=filters, limit=limit)
            return found, found is not None or reader.is_counted(self.table)

        result: tuple[dict[str, Counted] | None, bool] = await self.ds.databases[self.database].execute_fn(read)
        if state is not None and result[0] is not None:
            counting.keep(key, result[0])
        return result

    def _counting(self) -> tuple[Counting, State | None]:
        """Return what was counted before, and the state of the file to keep it for; None: it was just written."""
        state = file_state(self.ds.databases[self.database])
        is_kept = state is not None and is_settled(state)
        return compat.kept(self.ds, COUNTING, Counting), state if is_kept else None

    async def _live(self, columns: Sequence[str], *, table: str, limit: int) -> dict[str, Counted]:
        """Count in one pass; who asks the same of the same state of the file is given the same result.

        It is given to those who ask while it is counted, and to those who ask later, as on the next page of a table.
        """
        if table == "claim":
            sql = await self._over_fewer(columns, limit=limit)
        else:
            sql = one_pass(self.sql, columns, limit=limit)
        counting, state = self._counting()
        at = state or file_state(self.ds.databases[self.database])
        key = (self.database, at, sql, json.dumps(self.params, default=str))
        found = await counting.result(key, lambda: self._pass(sql, len(columns)), is_kept=state is not None)
        counts: dict[str, Counted] = {name: [] for name in columns}
        for facet, value, number in found:
            counts[facet].append((value, number))
        return counts

    async def _over_fewer(self, columns: Sequence[str], *, limit: int) -> str:
        """Return the statement that counts claims: those that meet the filters, or those that do not."""

        def read(connection: Any) -> str:
            return PassReader(connection).pass_over(self.sql, self.params, columns, limit=limit)

        found: str = await self.ds.databases[self.database].execute_fn(read)
        return found

    async def _pass(self, sql: str, facets: int) -> list[Any]:
        """Return the rows of counting, in the time that the facets together would have; raises Interrupted.

        It is processor time: on a busy machine counting takes longer, but not more of it. What waits for the processor
        all the while is given up after WAITED times as long.
        """
        most = self.ds.setting("facet_time_limit_ms") * facets / 1000

        def read(connection: Any) -> list[Any]:
            worked, waited = time.thread_time() + most, time.monotonic() + most * WAITED

            def is_over() -> bool:
                return bool(time.thread_time() > worked or time.monotonic() > waited)

            connection.set_progress_handler(is_over, STEPS)
            try:
                return list(connection.execute(sql, self.params))
            except sqlite3.OperationalError as error:
                if str(error) == "interrupted":
                    raise Interrupted from error
                raise
            finally:
                connection.set_progress_handler(None, STEPS)

        rows: list[Any] = await self.ds.databases[self.database].execute_fn(read)
        return rows

    async def _facet(self, column: str, counted: Counted, *, size: int, source: str) -> dict[str, Any]:
        """Return one facet in the form that Datasette's template and JSON want."""
        values = [value for value, _ in counted[:size]]
        labels = await compat.labels(self, column, values)
        pairs = self.get_querystring_pairs()
        results = []
        for value, number in counted[:size]:
            selected = {key: str(value) for key in (column, f"{column}__exact") if (key, str(value)) in pairs}
            if selected:
                path = path_with_removed_args(self.request, selected)
            else:
                path = path_with_added_args(self.request, {column: value})
            results.append(
                {
                    "value": value,
                    "label": labels.get((column, value), value),
                    "count": number,
                    "toggle_url": self.ds.absolute_url(self.request, self.ds.urls.path(path)),
                    "selected": bool(selected),
                }
            )
        return {
            "name": column,
            "type": self.type,
            "hideable": source != "metadata",
            "toggle_url": self.ds.urls.path(path_with_removed_args(self.request, {"_facet": column})),
            "results": results,
            "truncated": len(counted) > size,
        }


def filters_of(sql: str, params: Any, *, table: str) -> dict[str, Any] | None:
    """Return the filters of a table page's statement, values by column; None unless all are "column = value"."""
    found = _ROWS.fullmatch(sql.strip())
    if found is None or found[1] != table:
        return None
    return equals(found[2], params)


def quicker(connection: Any, sql: str, params: Any) -> tuple[str, Any] | None:
    """Return what to run instead of a statement of a table page, None for the statement itself."""
    return TableReader(connection).instead(sql, params)


def instead_of_columns(found: list[list[type[Any]]]) -> list[list[type[Any]]]:
    """Return facet classes as plugins gave them, with ours in the place of Datasette's own facet by column."""
    return [[ClaimsFacet if one is ColumnFacet else one for one in group] for group in found]
