"""How many claims or comparisons have which value of a facet, under filters, from the counts that are kept.

`FacetReader.facets` answers from the tables that `claims.store.facets` keeps, in milliseconds at any size, whenever the
filters are facets themselves. Everything else (ranges, search) is counted in one pass (claims.reading.sweep). Both give
exactly what a GROUP BY gives, by falling count, then by value.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from claims.reading.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Counted = list[tuple[Any, int]]

HIGH: Mapping[str, tuple[str, ...]] = {"claim": ("event", "source"), "comparison": ("event",)}
"""Facets of many values, by table: there are as many as events and sources."""
LOW: Mapping[str, tuple[str, ...]] = {
    "claim": ("measure", "source_type", "hedge", "basis", "rank"),
    "comparison": ("measure", "status", "stale"),
}
"""Facets of few values, by table: their combinations are the kinds."""
FILTERS: Mapping[str, frozenset[str]] = {
    "claim": frozenset({*HIGH["claim"], *LOW["claim"], "published"}),
    "comparison": frozenset({*HIGH["comparison"], *LOW["comparison"]}),
}
"""Filters that the kept counts know, by table."""
SUMMARISED = {"contradicts": "contradicting", "diverges": "diverging"}
"""Statuses of which each event has its count kept."""
VALUES = "select id, value, claims from facet_value where facet = :facet"
WHOLE = frozenset({"published", "stale"})
TOP = 60
MOST_LOOKED_UP = 10_000
LARGE = 20_000  # claims of one source, from which on its most frequent events are looked for among the largest events
FEW_KINDS = 8
MOST_OF_KIND = 4000  # events of each of few kinds that are looked at before all are counted
NOBODY = -1
CLAIMS = {None: "claims", 0: "withheld", 1: "claims - withheld"}
EQUALS = re.compile(r'"?(\w+)"? = :(\w+)')
WITHHELD = {None: "", 0: " and withheld = 1", 1: " and withheld = 0"}


class FacetReader(Reader):
    """A Reader that answers facets."""

    def is_counted(self, table: str) -> bool:
        """Return whether nothing was written since the counts were kept."""
        if table == "comparison":
            return self._row("select 1 from comparison_stale limit 1") is None
        sql = """select (select max(number) from claim) is (select max(number) from facet_claim)
          and not exists (select 1 from facet_stale) as counted"""
        row = self._row(sql)
        return row is not None and bool(row["counted"])

    def facets(
        self, table: str, columns: Sequence[str], *, filters: Mapping[str, Any], limit: int
    ) -> dict[str, Counted] | None:
        """Return up to limit values with their counts for each of some columns, None where they must be counted now.

        table is claim or comparison; filters are values by column (all of FILTERS), columns are of HIGH and LOW.
        """
        wanted = {name: _stored(name, value) for name, value in filters.items()}
        known = frozenset({*HIGH[table], *LOW[table]})
        if None in wanted.values() or not set(columns) <= known or not wanted.keys() <= FILTERS[table]:
            return None
        if not self.is_counted(table):
            return None
        asked = _Claims(self, wanted) if table == "claim" else _Comparisons(self, wanted)
        kinds = asked.kinds()
        found = {}
        for column in columns:
            if column in LOW[table]:
                found[column] = _ordered(_sums(kinds, column), limit)
            elif column in wanted:
                found[column] = _ordered({wanted[column]: sum(row["n"] for row in kinds)}, limit)
            else:
                found[column] = asked.values(column, limit=limit)
        return found

    def count(self, table: str, filters: Mapping[str, Any]) -> int | None:
        """Return how many rows meet some filters; None where they must be counted now, as for `facets`."""
        wanted = {name: _stored(name, value) for name, value in filters.items()}
        if None in wanted.values() or not wanted.keys() <= FILTERS[table] or not self.is_counted(table):
            return None
        asked = _Claims(self, wanted) if table == "claim" else _Comparisons(self, wanted)
        return int(sum(row["n"] for row in asked.kinds()))

    def kinds_of_comparisons(self, filters: Mapping[str, Any]) -> list[Any]:
        """Return the kinds of comparisons that meet some filters (of LOW), with their ids."""
        wanted = {name: _stored(name, value) for name, value in filters.items()}
        return self.rows_of(f"select id from comparison_kind where {_where(LOW['comparison'], wanted)}", wanted)

    def rows_of(self, sql: str, parameters: Mapping[str, Any]) -> list[Any]:
        """Return the rows of a statement."""
        return list(self._rows(sql, parameters))


def equals(where: str | None, parameters: Any) -> dict[str, Any] | None:
    """Return the filters of a condition, values by column; None unless all are "column = value"."""
    filters: dict[str, Any] = {}
    for condition in where.split(" and ") if where else []:
        found = EQUALS.fullmatch(condition.strip())
        if found is None or found[1] in filters or not isinstance(parameters, dict) or found[2] not in parameters:
            return None
        filters[found[1]] = parameters[found[2]]
    return filters


def _stored(name: str, value: Any) -> Any:
    """Return a filter's value as it is stored; None for one that only SQLite can compare."""
    if name in WHOLE:
        return {"0": 0, "1": 1}.get(str(value))
    return str(value) if isinstance(value, str | int) else None


def _sums(kinds: Iterable[Any], column: str) -> dict[Any, int]:
    found: Counter[Any] = Counter()
    for row in kinds:
        if not (column == "stale" and row["stale"] == NOBODY):
            found[row[column]] += row["n"]
    return found


def _ordered(counts: Mapping[Any, int], limit: int) -> Counted:
    return sorted(((value, n) for value, n in counts.items() if n), key=lambda item: (-item[1], item[0]))[:limit]


def _where(columns: Iterable[str], wanted: Mapping[str, Any]) -> str:
    return " and ".join(f'"{name}" = :{name}' for name in columns if name in wanted)


class _Claims:
    """Counts of claims under filters that are facets."""

    def __init__(self, reader: FacetReader, wanted: Mapping[str, Any]) -> None:
        self.reader = reader
        self.wanted = dict(wanted)
        self.published = self.wanted.pop("published", None)
        self.count = CLAIMS[self.published]
        like = _where(LOW["claim"], self.wanted)
        self.like = like or "true"
        is_met_by_all = not like or not reader.rows_of(
            f"select 1 from facet_kind where not ({like}) and claims > 0 limit 1", self.wanted
        )
        self.of_kinds = "" if is_met_by_all else f" and kind in (select id from facet_kind where {like})"
        self.ids = {name: self._id(name) for name in HIGH["claim"] if name in self.wanted}
        self.parameters = {**self.wanted, **self.ids}

    def _id(self, facet: str) -> int:
        sql = "select id from facet_value where facet = :facet and value = :value"
        rows = self.reader.rows_of(sql, {"facet": facet, "value": self.wanted[facet]})
        return int(rows[0]["id"]) if rows else NOBODY

    def kinds(self) -> list[Any]:
        """Return all kinds with their counts (n)."""
        if not self.ids:
            sql = f"select *, {self.count} as n from facet_kind where {self.like}"
        elif len(self.ids) == 1:
            (facet,) = self.ids
            sql = f"""select facet_kind.*, cell.n from facet_kind join (
                select kind, {self.count} as n from facet_cell where value = :{facet}
              ) as cell on cell.kind = facet_kind.id
              where {self.like}"""
        else:
            sql = f"""select facet_kind.*, cell.n from facet_kind join (
                select kind, count(*) as n from facet_claim
                where event = :event and source = :source{WITHHELD[self.published]} group by kind
              ) as cell on cell.kind = facet_kind.id where {self.like}"""
        return self.reader.rows_of(sql, self.parameters)

    def values(self, facet: str, *, limit: int) -> Counted:
        """Return the values of event or source that are most frequent."""
        if self.ids:  # of the other one
            (other,) = self.ids
            own = f"facet_claim where {other} = :{other}{WITHHELD[self.published]}{self.of_kinds}"
            every = f"""select value, n from (select {facet} as id, count(*) as n from {own} group by {facet})
              join facet_value using (id) order by n desc, value limit :limit"""
            if facet == "event" and self._size(other) > LARGE:
                counted = f"""select value, (select count(*) from {own} and {facet} = most.id) as n
                  from ({{of}}) as most where n > 0 order by n desc, value limit :limit"""
                named = {**self.parameters, "facet": facet, "limit": limit}
                rows = _most(self.reader, counted, of=VALUES, named=named, every=every)
            else:
                rows = self.reader.rows_of(every, {**self.parameters, "limit": limit})
        elif not self.of_kinds:
            sql = f"""select value, {self.count} as n from facet_value
              where facet = :facet and {self.count} > 0 order by n desc, value limit :limit"""
            rows = self.reader.rows_of(sql, {**self.parameters, "facet": facet, "limit": limit})
        else:
            rows = self._most(facet, limit=limit)
        return [(row["value"], row["n"]) for row in rows]

    def _size(self, facet: str) -> int:
        """Return how many claims the value of a facet has that is filtered by."""
        rows = self.reader.rows_of("select claims from facet_value where id = :id", {"id": self.ids[facet]})
        return int(rows[0]["claims"]) if rows else 0

    def _most(self, facet: str, *, limit: int) -> list[Any]:
        """Return the most frequent values of some kinds."""
        count = {None: "cell.claims", 0: "cell.withheld", 1: "cell.claims - cell.withheld"}[self.published]
        counted = f"""select most.value, sum({count}) as n
          from ({{of}}) as most {{join}} join facet_cell as cell on cell.value = most.id{self.of_kinds}
          group by most.id having n > 0 order by n desc, most.value limit :limit"""
        return _most(self.reader, counted, of=VALUES, named={**self.parameters, "facet": facet, "limit": limit})


class _Comparisons:
    """Counts of comparisons under filters that are facets."""

    def __init__(self, reader: FacetReader, wanted: Mapping[str, Any]) -> None:
        self.reader = reader
        self.wanted = dict(wanted)
        self.like = _where(LOW["comparison"], self.wanted)

    def kinds(self) -> list[Any]:
        """Return all kinds with their counts (n)."""
        like = self.like or "true"
        sql = f"select measure, status, stale, comparisons as n from comparison_kind where {like}"
        if "event" in self.wanted:
            sql = f"""select measure, status, stale, cell.comparisons as n
              from comparison_cell as cell join comparison_kind on comparison_kind.id = cell.kind
              where cell.event = :event and {like}"""
        return self.reader.rows_of(sql, self.wanted)

    def values(self, facet: str, *, limit: int) -> Counted:
        """Return the events that are most frequent."""
        named = {**self.wanted, "limit": limit}
        if not self.like:
            sql = f"select {facet} as value, comparisons as n from event_summary order by n desc, value limit :limit"
            rows = self.reader.rows_of(sql, named)
        elif self.wanted.keys() == {"status"} and self.wanted["status"] in SUMMARISED:
            summarised = SUMMARISED[self.wanted["status"]]
            sql = f"""select {facet} as value, {summarised} as n from event_summary where n > 0
              order by n desc, value limit :limit"""
            rows = self.reader.rows_of(sql, named)
        elif (found := self._of_few_kinds(limit)) is not None:
            return found
        else:
            counted = f"""select cell.event as value, sum(cell.comparisons) as n
              from ({{of}}) as most {{join}} join comparison_cell as cell on cell.event = most.event
                and cell.kind in (select id from comparison_kind where {self.like})
              group by cell.event order by n desc, cell.event limit :limit"""
            rows = _most(self.reader, counted, of="select event, comparisons as claims from event_summary", named=named)
        return [(row["value"], row["n"]) for row in rows]

    def _of_few_kinds(self, limit: int) -> Counted | None:
        """Return the events that are most frequent in few kinds, None where these are too many to tell.

        Events are looked at by their number in each kind, largest first. One that was not met has, in each kind, no
        more than the last that was: when those found have more than all these together, no other can be among them
        (R. Fagin's threshold algorithm).
        """
        kinds = [int(row["id"]) for row in self.reader.kinds_of_comparisons(self.wanted)]
        size = limit if len(kinds) == 1 else 4 * limit
        while len(kinds) <= FEW_KINDS and size <= MOST_OF_KIND:
            met: set[str] = set()
            unmet = 0
            for kind in kinds:
                sql = """select event, comparisons as n from comparison_cell where kind = :kind
                  order by comparisons desc, event limit :size"""
                rows = self.reader.rows_of(sql, {"kind": kind, "size": size})
                if len(kinds) == 1:
                    return [(row["event"], row["n"]) for row in rows]
                met |= {row["event"] for row in rows}
                unmet += rows[-1]["n"] if len(rows) == size else 0
            sql = f"""select event as value, sum(comparisons) as n from comparison_cell
              where event in (select value from json_each(:met)) and kind in ({", ".join(map(str, kinds))})
              group by event order by n desc, event limit :limit"""
            best = self.reader.rows_of(sql, {"met": json.dumps(sorted(met)), "limit": limit})
            if unmet == 0 or (len(best) == limit and best[-1]["n"] > unmet):
                return [(row["value"], row["n"]) for row in best]
            size *= 4
        return None


def _most(
    reader: FacetReader, counted: str, *, of: str, named: Mapping[str, Any], every: str | None = None
) -> list[Any]:
    """Return the most frequent values of some kinds, looking only at those that can be among them.

    A value has at most as many of some kinds as of all. So the last of those found among the TOP values that have most
    of any kind tells how many a value must have of any kind to come before it: those are looked at, and no others.
    Where they are too many to be looked up one by one, everything of those kinds is counted, by `every` if it is given.
    """
    limit = named["limit"]
    first = reader.rows_of(counted.format(of=f"{of} order by claims desc limit {TOP}", join="cross"), named)
    least = first[-1]["n"] if len(first) == limit else 1
    enough = f"select * from ({of}) where claims >= :least"
    named = {**named, "least": least}
    (row,) = reader.rows_of(f"select count(*) as n from ({enough} limit {MOST_LOOKED_UP + 1})", named)
    if row["n"] <= TOP:
        return first
    if row["n"] <= MOST_LOOKED_UP:
        return reader.rows_of(counted.format(of=enough, join="cross"), named)
    return reader.rows_of(every or counted.format(of=of, join=""), named)
