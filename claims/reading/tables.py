"""Statements of table pages that miss no row and are answered at once, however many rows there are.

Counts are those kept for facets. Rows that are alike in what they are sorted by stand in an order of their own, so that
one page goes on where the one before ended: Datasette orders them by their key from the second page on only, and so
lost some. The most contested comparisons are found by an index. The statements are those that Datasette makes for its
table pages; whatever is written otherwise is left to SQLite as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from claims.reading.facets import LOW, FacetReader, equals

if TYPE_CHECKING:
    from collections.abc import Mapping

COUNT = re.compile(r"select count\(\*\) from (claim|comparison)\s*(?: where (.+))?", re.DOTALL)
COUNT_UP_TO = re.compile(
    r"select count\(\*\) from \(select \* from (claim|comparison)\s*(?: where (.+))?\s+limit (\d+)\)", re.DOTALL
)
KEYED = "claim|comparison|event|source|measure|document|candidate"  # tables whose key is a text
SORTED_BY = re.compile(
    rf"(select id, [^()*]+? from (?:{KEYED})\s(?:where .+? )?order by (\w+)(?: desc)?)( limit \d+)", re.DOTALL
)
CONTESTED = re.compile(
    r"(select id, [^()*]+? from comparison) (?:where (.+?) )?order by contradictions desc(?:, id)?( limit \d+)",
    re.DOTALL,
)
AFTER = re.compile(
    r"(?:(.+) and )?\(contradictions < :(\w+) or contradictions is null"
    r" or \(contradictions = :\2 and \(\(id > :(\w+)\)\)\)\)",
    re.DOTALL,
)
ALONE = frozenset({"id", "number"})  # columns in which no two rows are alike
FEW = 1000  # comparisons that are found by their events and sorted
SORTED = 20_000  # comparisons of a measure that are sorted sooner than all are gone through in order
NOT_CONTESTED = "contradictions = 0 and divergences = 0"
IMPLIED = {
    "contradicts": "contradictions > 0",
    "diverges": "contradictions = 0 and divergences > 0",
    **dict.fromkeys(("compatible", "agrees", "single"), NOT_CONTESTED),
}
"""What a status says of the counts by which an index orders comparisons."""


class TableReader(FacetReader):
    """A FacetReader that also answers statements of table pages."""

    def instead(self, sql: str, parameters: Mapping[str, Any] | None) -> tuple[str, Any] | None:
        """Return the statement and the parameters to run in the place of others, None to run these."""
        given = dict(parameters) if isinstance(parameters, dict) else {}
        number = self.counted(sql, given)
        if number is not None:
            return 'select :counted as "count(*)"', {"counted": number}
        contested = CONTESTED.fullmatch(sql.strip())
        if contested is not None:
            return self._contested(contested, given)
        found = SORTED_BY.fullmatch(sql.strip())
        return None if found is None or found[2] in ALONE else (f"{found[1]}, id{found[3]}", given)

    def counted(self, sql: str, parameters: Mapping[str, Any]) -> int | None:
        """Return what a statement counts, from the counts that are kept; None if it is another, or they do not hold."""
        whole, up_to = COUNT.fullmatch(sql.strip()), COUNT_UP_TO.fullmatch(sql.strip())
        found = whole or up_to
        if found is None:
            return None
        filters = equals(found[2], parameters)
        number = None if filters is None else self.count(found[1], filters)
        return number if number is None or up_to is None else min(number, int(up_to[3]))

    def _contested(self, found: re.Match[str], given: dict[str, Any]) -> tuple[str, Any] | None:
        """Return a statement for comparisons, the most contested first, in the order of the index of that."""
        where, ahead = found[2] or "", []
        key = "id" if '"event" =' in where else "rowid"  # what the index of one event, or of all, ends with
        after = AFTER.fullmatch(where)
        if after is not None:
            where = after[1] or ""
            row = self._row("select rowid as number, * from comparison where id = :id", {"id": given.get(after[3])})
            if row is None or str(row["contradictions"]) != str(given.get(after[2])):
                return None
            given |= {f"last_{name}": row[name] for name in ("contradictions", "divergences", "reports")}
            given["last_key"] = row["id" if key == "id" else "number"]
            ahead = [
                "(contradictions, divergences, reports) <= (:last_contradictions, :last_divergences, :last_reports)",
                f"""not (contradictions = :last_contradictions and divergences = :last_divergences
                  and reports = :last_reports and {key} <= :last_key)""",
            ]
        filters = equals(where, given)
        conditions = [*ahead, *([self._by_index(where, filters)] if where else [])]
        condition = f" where {' and '.join(conditions)}" if conditions else ""
        order = f"order by contradictions desc, divergences desc, reports desc, {key}"
        return f"{found[1]}{condition} {order}{found[3]}", given

    def _by_index(self, where: str, filters: Mapping[str, Any] | None) -> str:
        """Return a condition in a form in which SQLite finds few comparisons by their events, many in their order.

        It would sort all comparisons of a measure, or pass over all that are more contested, to find a hundred.
        """
        if not filters or not filters.keys() <= set(LOW["comparison"]):
            return where
        number = self.count("comparison", filters)
        if number is None:
            return where
        if number <= FEW:
            kinds = ", ".join(str(row["id"]) for row in self.kinds_of_comparisons(filters))
            return f"event in (select event from comparison_cell where kind in ({kinds})) and {where}"
        if "measure" in filters and (self.count("comparison", {"measure": filters["measure"]}) or 0) <= SORTED:
            return where
        implied = IMPLIED.get(str(filters.get("status")))
        where = where.replace('"measure" =', '+"measure" =')
        return f"{implied} and {where}" if implied else where
