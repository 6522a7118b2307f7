"""Read what summarising comparisons needs, in one ordered pass over a covering index, as plain tuples."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from claims.reading import rows
from claims.reading.reader import HOLDS, STANDS, Reader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from claims.model import Link

CHOSEN = "json_each(:comparisons) as chosen cross join claim on claim.comparison = chosen.value"


class FoldReader(Reader):
    """A Reader that goes through all comparisons, or some, with few columns and no record a claim."""

    def tuples(
        self, columns: Sequence[str], *, order: Sequence[str], comparisons: Collection[str] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """Return these columns of all claims, or of those of some comparisons, in an order that an index gives.

        The order begins with the comparison. Each of some is read by itself: of all at once the rows would be sorted.
        """
        names, by = (", ".join(f'claim."{name}"' for name in some) for some in (columns, order))
        if comparisons is None:
            yield from self._tuples(f"select {names} from claim order by {by}")
            return
        sql = f"select {names} from claim where comparison = :comparison order by {by}"
        for one in sorted(comparisons):
            yield from self._tuples(sql, {"comparison": one})

    def in_several(self, *, comparisons: Collection[str] | None = None) -> dict[str, int]:
        """Return the number of documents of each claim that can be read in more than one."""
        whole = comparisons is None or self._hold_much(comparisons)
        own = "" if whole else f"where claim in (select claim.id from {CHOSEN})"
        sql = f"""select claim, count(distinct document) as documents from appearance
          where claim in (select claim from appearance {own} group by claim having count(*) > 1) and {STANDS}
          group by claim having count(distinct document) > 1"""
        return {row["claim"]: row["documents"] for row in self._rows(sql, _chosen(None if whole else comparisons))}

    def _hold_much(self, comparisons: Collection[str]) -> bool:
        """Return whether so many claims are compared that going through all in order is quicker than finding each."""
        sql = """select coalesce(sum(claims), 0) * 10 > (select max(number) from claim) as much
          from json_each(:comparisons) as chosen join comparison on comparison.id = chosen.value"""
        row = self._row(sql, _chosen(comparisons))
        return row is not None and bool(row["much"])

    def links_within(self, *, comparisons: Collection[str] | None) -> dict[str, list[Link]]:
        """Return the live links that touch the claims of comparisons, oldest first, by the id of the comparison."""
        if self._row("select 1 from claim_link where withdrawn_at is null limit 1") is None:
            return {}
        table = "claim" if comparisons is None else CHOSEN
        sql = " union ".join(
            f"""select claim.comparison as of_comparison, claim_link.* from {table}
              cross join claim_link on claim_link.{end} = claim.id and claim_link.withdrawn_at is null and {HOLDS}"""
            if comparisons is not None
            else f"""select claim.comparison as of_comparison, claim_link.* from claim_link
              cross join claim on claim.id = claim_link.{end} where claim_link.withdrawn_at is null and {HOLDS}"""
            for end in ("claim", "other")
        )
        found: dict[str, list[Link]] = defaultdict(list)
        for row in self._rows(f"{sql} order by number", _chosen(comparisons)):
            found[row["of_comparison"]].append(rows.link(row))
        return dict(found)


def _chosen(comparisons: Collection[str] | None) -> dict[str, Any]:
    return {} if comparisons is None else {"comparisons": json.dumps(sorted(comparisons))}
