"""Read the claims with which a source stands beside others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import reading_rows as rows
from claims.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model import Claim


class SourceReader(Reader):
    """A Reader that also finds what stands beside a source's claims."""

    def claims_beside(self, source: str, *, other: str | None = None, most: int = -1) -> Iterator[Claim]:
        """Yield the unrevoked claims of the comparisons in which a source has a claim, comparison by comparison.

        Those are sources' own claims (no copies) that nothing retracts, corrects or supersedes, older ones too. With
        other only those of the two sources, and only where the other has a claim too. Not more comparisons than most
        are read, by id; -1 reads all.
        """
        both = """and root_claim.source in (:source, :other)
            and root_claim.comparison in (select comparison from claim where source = :other)"""
        sql = f"""select * from root_claim
          where comparison in (
            select distinct comparison from claim where source = :source order by comparison limit :most)
          and published = 1 and "rank" <> 'deprecated'
          and not exists (select 1 from replacement where replacement.other = root_claim.id)
          {both if other else ""}
          order by comparison, source, id"""
        asked = {"source": source, "most": most, **({"other": other} if other else {})}
        yield from map(rows.claim, self._rows(sql, asked))
