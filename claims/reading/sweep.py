"""Count facets under filters that no kept count knows (ranges, search): in one pass over the rows, or over the others.

The statements go through the rows once for all facets together. Where most claims meet the filters, those that do not
are counted, and taken from what is kept of all; a range of figures is met only by claims whose hedge has such a bound,
so that all others need not be counted at all.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from claims.reading.facets import EQUALS, HIGH, LOW, FacetReader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAMPLED = 600  # claims that tell whether most meet a condition
FEWEST = 40  # of them, for it to be told
MOST = 0.6
BOUNDED: Mapping[str, tuple[str, ...]] = {
    "low": ("exact", "at_least", "more_than", "between"),
    "best": ("exact", "about", "nearly", "between"),
    "high": ("exact", "at_most", "fewer_than", "between"),
}
"""The hedges whose figures can have each bound, as schema.sql holds them to."""
_CONDITION = re.compile(r"select .+? from \[?claim\]? where (.+)", re.DOTALL)
_RANGE = re.compile(r'"?(low|best|high)"? (?:[<>]=?|!?=) :\w+')


class PassReader(FacetReader):
    """A FacetReader that chooses which rows to go through."""

    def pass_over(self, sql: str, parameters: Any, columns: Sequence[str], *, limit: int) -> str:
        """Return the statement that counts facets of claims, as `one_pass`, over those that meet a statement or others.

        A sample of the claims tells whether most meet it (sql, as Datasette makes it for a table page).
        """
        found = _CONDITION.fullmatch(sql.strip())
        where = None if found is None or " match " in found[1] or not isinstance(parameters, dict) else found[1]
        among = "true" if where is None else _among(where)
        if where is None or not self._most_meet(where, parameters, among=among):
            return one_pass(sql, columns, table="claim", limit=limit)
        return _all_but(f"({where}) is not true", columns, among=among, limit=limit)

    def _most_meet(self, where: str, parameters: Mapping[str, Any], *, among: str) -> bool:
        """Return whether most claims of some kinds meet a condition, of some at even distances in their order."""
        (last,) = self.rows_of("select coalesce(max(number), 0) as n from claim", {})
        step = max(1, last["n"] // SAMPLED)
        sampled = json.dumps(list(range(step, last["n"] + 1, step)))
        sql = f"""select count(*) as n, coalesce(sum(({where}) is true), 0) as met from claim
          where number in (select value from json_each(:claims_sampled)) and {among}"""
        (row,) = self.rows_of(sql, {**parameters, "claims_sampled": sampled})
        return bool(row["n"] >= min(FEWEST, last["n"]) and row["met"] > MOST * row["n"])


def _among(where: str) -> str:
    """Return which kinds of claims can meet a condition, by columns that both have; "true" for all."""
    parts = []
    for condition in where.split(" and "):
        equal, ranged = EQUALS.fullmatch(condition.strip()), _RANGE.fullmatch(condition.strip())
        if ranged is not None:
            parts.append(f"+hedge in ({', '.join(repr(hedge) for hedge in BOUNDED[ranged[1]])})")
        elif equal is not None and equal[1] in LOW["claim"]:
            parts.append(condition)
        else:
            return "true"
    return " and ".join(parts)


def one_pass(sql: str, columns: Sequence[str], *, table: str = "", limit: int) -> str:
    """Return a statement that counts all facets of the rows of another one (sql): (facet, value, count) a row.

    Each facet has up to limit values, by falling count, then value; nulls are left out. With table "claim" the rows'
    numbers are looked up in the kept codes, which are far smaller than the claims; columns are then of HIGH and LOW.
    """
    if table == "claim":
        return _one_pass_coded(sql, columns, limit=limit)
    named = ", ".join(f'"{name}"' for name in columns)
    parts = [
        f"""select * from (select '{name}' as facet, "{name}" as value, count(*) as n from hit
          where "{name}" is not null group by "{name}" order by n desc, value limit {limit})"""
        for name in columns
    ]
    return f"with hit as materialized (select {named} from ({sql})) {' union all '.join(parts)}"


def _one_pass_coded(sql: str, columns: Sequence[str], *, limit: int) -> str:
    codes = [*(name for name in HIGH["claim"] if name in columns), "kind"]
    by_code = "by_{0} as materialized (select {0} as id, count(*) as n from coded group by 1)"
    parts = []
    for name in columns:
        key, by = (
            ("value", f"by_{name} join facet_value") if name in codes else (f'"{name}"', "by_kind join facet_kind")
        )
        parts.append(
            f"""select * from (select '{name}' as facet, {key} as value, sum(n) as n from {by} using (id)
              group by {key} order by n desc, value limit {limit})"""
        )
    return f"""with hit as (select number from ({sql})),
      coded as materialized (select {", ".join(codes)} from hit join facet_claim using (number)),
      {", ".join(by_code.format(code) for code in codes)}
      {" union all ".join(parts)}"""


def _all_but(others: str, columns: Sequence[str], *, among: str, limit: int) -> str:
    """Return a statement as `one_pass` does, of all claims of some kinds but those that meet a condition (others)."""
    codes = [*(name for name in HIGH["claim"] if name in columns), "kind"]
    by_code = "by_{0} as materialized (select {0} as id, count(*) as n from coded group by 1)"
    every = "select id, claims from facet_value"
    if among != "true":  # "+" keeps SQLite from sorting the cells: they stand in the order of their values
        of_kinds = f"+kind in (select id from facet_kind where {among})"
        every = f"select value as id, sum(claims) as claims from facet_cell where {of_kinds} group by value"
    parts = []
    for name in columns:
        if name in codes:
            of = f"""select value, every.claims - coalesce(n, 0) as n
              from every join facet_value using (id) left join by_{name} using (id)
              where facet = '{name}' and every.claims > coalesce(n, 0)"""
        else:
            of = f"""select "{name}" as value, sum(claims - coalesce(n, 0)) as n
              from facet_kind left join by_kind using (id) where {among}
              group by 1 having sum(claims - coalesce(n, 0)) > 0"""
        parts.append(
            f"select * from (select '{name}' as facet, value, n from ({of}) order by n desc, value limit {limit})"
        )
    return f"""with hit as (select number from claim where {others} and {among}),
      coded as materialized (select {", ".join(codes)} from hit join facet_claim using (number)),
      every as materialized ({every}),
      {", ".join(by_code.format(code) for code in codes)}
      {" union all ".join(parts)}"""
