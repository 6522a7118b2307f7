"""Read the claims with which a source stands beside others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from claims.reading import rows
from claims.reading.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from claims.model import Claim

LOOKED_AT = 8  # claims of a source for each comparison that is wanted
MOST_OF_ONE = 500


class SourceReader(Reader):
    """A Reader that also finds what stands beside a source's claims."""

    def claims_beside(
        self, source: str, *, other: str | None = None, comparisons: Collection[str] | None = None
    ) -> Iterator[Claim]:
        """Yield the unrevoked claims of the comparisons in which a source has a claim, comparison by comparison.

        Those are sources' own claims (no copies) that nothing retracts, corrects or supersedes, older ones too. With
        other only those of the two sources, and only where the other has a claim too; with comparisons only of those.
        """
        both = """and root_claim.source in (:source, :other)
            and root_claim.comparison in (select comparison from claim where source = :other)"""
        own = "select comparison from claim where source = :source"
        sql = f"""select * from root_claim
          where comparison in ({own if comparisons is None else "select value from json_each(:comparisons)"})
          and published = 1 and "rank" <> 'deprecated'
          and not exists (select 1 from replacement where replacement.other = root_claim.id)
          {both if other else ""}
          order by comparison, source, id"""
        asked = {"source": source, "comparisons": json.dumps(sorted(comparisons or ())), "other": other}
        yield from map(rows.claim, self._rows(sql, asked))

    def some_comparisons(self, source: str, most: int, *, claims: int) -> tuple[list[str], bool]:
        """Return comparisons of a source that can be read at once, first recorded first, and whether they are all.

        No more than most; none of more than MOST_OF_ONE claims, and no more claims than so many in all.
        """
        sql = f"""select distinct first.comparison as id, comparison.claims from (
            select comparison, number from claim where source = :source order by number limit :most * {LOOKED_AT} + 1
          ) as first join comparison on comparison.id = first.comparison"""
        found = [(str(row["id"]), int(row["claims"])) for row in self._rows(sql, {"source": source, "most": most})]
        chosen: list[str] = []
        total = 0
        for key, number in found:
            if number <= MOST_OF_ONE and total + number <= claims and len(chosen) < most:
                chosen.append(key)
                total += number
        some = f"select 1 from claim where source = :source limit :most * {LOOKED_AT} + 1"
        row = self._row(f"select count(*) as n from ({some})", {"source": source, "most": most})
        is_all = len(chosen) == len(found) and row is not None and int(row["n"]) <= most * LOOKED_AT
        return chosen, is_all

    def claims_of_sources(self) -> dict[str, int]:
        """Return how many claims each source has, withheld ones included; sources without claims are missing."""
        found = self._rows("select value, claims from facet_value where facet = 'source' and claims > 0")
        return {str(row["value"]): int(row["claims"]) for row in found}
