"""Facets of the claim and comparison tables that hold at millions of rows: from kept counts, or all in one pass.

They stand in for Datasette's own column facets on our tables and leave those of everybody else's as they are: the same
addresses, settings and templates work.
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING, Any

from datasette.facets import ColumnFacet
from datasette.utils import path_with_added_args, path_with_removed_args, sqlite_timelimit
from datasette.utils.sqlite import sqlite3

from claims.reading_facets import HIGH, LOW, FacetReader, one_pass
from claims.web import compat
from claims.web.freshness import file_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.reading_facets import Counted

RUNNING = "_claims_counting"
_ROWS = re.compile(r"select .+? from \[?(\w+)\]?\s*(?: where (.+?))?\s*", re.DOTALL)
_EQUALS = re.compile(r'"?(\w+)"? = :(\w+)')


class Interrupted(Exception):
    """Counting took longer than it may."""


class ClaimsFacet(ColumnFacet):
    """Datasette's facet by column, counted from `claims.reading_facets` where the table is one of ours."""

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

        def read(connection: Any) -> tuple[dict[str, Counted] | None, bool]:
            reader = FacetReader(connection)
            found = None if filters is None else reader.facets(self.table, columns, filters=filters, limit=limit)
            return found, found is not None or reader.is_counted(self.table)

        result: tuple[dict[str, Counted] | None, bool] = await self.ds.databases[self.database].execute_fn(read)
        return result

    async def _live(self, columns: Sequence[str], *, table: str, limit: int) -> dict[str, Counted]:
        """Count in one pass; who asks the same while it runs, of the same state of the file, is given its result."""
        sql = one_pass(self.sql, columns, table=table, limit=limit)
        if not hasattr(self.ds, RUNNING):
            setattr(self.ds, RUNNING, {})
        running: dict[Any, asyncio.Task[list[Any]]] = getattr(self.ds, RUNNING)
        state = file_state(self.ds.databases[self.database])
        key = (self.database, state, sql, json.dumps(self.params, default=str))
        task = running.get(key)
        if task is None:
            task = running[key] = asyncio.ensure_future(self._pass(sql, len(columns)))
            task.add_done_callback(lambda _: running.pop(key, None))
        counts: dict[str, Counted] = {name: [] for name in columns}
        for facet, value, number in await asyncio.shield(task):
            counts[facet].append((value, number))
        return counts

    async def _pass(self, sql: str, facets: int) -> list[Any]:
        """Return the rows of counting, in the time that the facets together would have; raises Interrupted.

        The limit is one of wall clock, and as many queries run at a time as there are threads for them: each is given
        what it may take beside so many others.
        """
        most = self.ds.setting("facet_time_limit_ms") * facets * (self.ds.setting("num_sql_threads") or 1)

        def read(connection: Any) -> list[Any]:
            try:
                with sqlite_timelimit(connection, most):
                    return list(connection.execute(sql, self.params))
            except sqlite3.OperationalError as error:
                if str(error) == "interrupted":
                    raise Interrupted from error
                raise

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
    filters: dict[str, Any] = {}
    for condition in found[2].split(" and ") if found[2] else []:
        equals = _EQUALS.fullmatch(condition.strip())
        if equals is None or equals[1] in filters or not isinstance(params, dict) or equals[2] not in params:
            return None
        filters[equals[1]] = params[equals[2]]
    return filters


def instead_of_columns(found: list[list[type[Any]]]) -> list[list[type[Any]]]:
    """Return facet classes as plugins gave them, with ours in the place of Datasette's own facet by column."""
    return [[ClaimsFacet if one is ColumnFacet else one for one in group] for group in found]
