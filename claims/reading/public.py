"""What a published site asks: is anything withheld, what is new, what is there. Nothing withheld is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from claims.reading import rows
from claims.reading.reader import Reader

if TYPE_CHECKING:
    from claims.model import Claim, Comparison

Scope = tuple[str, str, str | None, str | None]


class Hidden(NamedTuple):
    """What a file holds that readers may not see: withheld claims, proposals, documents read for proposals alone."""

    claims: bool
    proposals: bool
    documents: bool


class PublicReader(Reader):
    """A Reader that answers what feeds, sitemaps and guards ask."""

    def withheld(self) -> int:
        """Return how many claims readers may not see (published = 0)."""
        row = self._row("select count(*) as n from claim where published = 0")
        return 0 if row is None else int(row["n"])

    def hidden(self) -> Hidden:
        """Return what there is that readers may not see."""
        sql = """select exists (select 1 from claim where published = 0),
          exists (select 1 from candidate) or exists (select 1 from extraction),
          exists (
            select 1 from extraction where not exists (
              select 1 from appearance join claim on claim.id = appearance.claim and claim.published = 1
              where appearance.document = extraction.document))"""
        return Hidden(*(bool(one) for row in self._tuples(sql) for one in row))

    def proposals(self) -> int:
        """Return how many proposals of extractors there are, decided ones too."""
        row = self._row("select count(*) as n from candidate")
        return 0 if row is None else int(row["n"])

    def state(self) -> str:
        """Return what changes with every act on record: the hash of the last one; "" for none."""
        row = self._row("select hash from change_log order by number desc limit 1")
        return "" if row is None else str(row["hash"])

    def newest_claims(self, *, event: str | None, limit: int) -> list[Claim]:
        """Return the published claims recorded last, newest first, of one event or of all."""
        where = "published = 1 and (event = :event)" if event is not None else "published = 1"
        sql = f"select * from claim where {where} order by number desc limit :limit"
        return [rows.claim(row) for row in self._rows(sql, {"event": event, "limit": limit})]

    def newest_decisions(self, *, event: str | None, limit: int) -> list[dict[str, Any]]:
        """Return decisions in force that name no withheld claim as theirs, newest first, with event and measure."""
        sql = """select reconciliation.*, comparison.id as shown_comparison, comparison.event as shown_event,
            comparison.measure as shown_measure
          from comparison join reconciliation on reconciliation.number = comparison.reconciliation
          where (:event is null or comparison.event = :event)
            and (reconciliation.claim is null
              or exists (select 1 from claim where claim.id = reconciliation.claim and claim.published = 1))
          order by reconciliation.number desc limit :limit"""
        return [dict(row) for row in self._rows(sql, {"event": event, "limit": limit})]

    def sources_with_claims(self, *, limit: int) -> list[str]:
        """Return the slugs of sources with a published claim, by slug."""
        sql = """select id from source
          where exists (select 1 from claim where claim.source = source.id and claim.published = 1)
          order by id limit :limit"""
        return [str(row["id"]) for row in self._rows(sql, {"limit": limit})]

    def contested(self, *, limit: int) -> list[Comparison]:
        """Return so many of all comparisons as they are stored, most contested first."""
        sql = "select * from comparison order by contradictions desc, divergences desc, reports desc limit :limit"
        return [rows.comparison(row) for row in self._rows(sql, {"limit": limit})]

    def claims_compared(self, event: str, *, measure: str | None, scope: Scope | None) -> int:
        """Return how many claims the comparisons of an event hold; of one measure, and in one scope, if given.

        scope is (population, place, period_start, as_of).
        """
        sql = """select coalesce(sum(claims), 0) as n from comparison
          where event = :event and (:measure is null or measure = :measure)
            and (:population is null or (population = :population and place = :place
              and period_start is :period_start and as_of is :as_of))"""
        names = ("population", "place", "period_start", "as_of")
        given = dict(zip(names, scope or (None,) * len(names), strict=True))
        row = self._row(sql, {"event": event, "measure": measure, **given})
        return 0 if row is None else int(row["n"])

    def stands(self, claim: str) -> bool:
        """Return whether a claim stands: published, and neither replaced, retracted, deprecated nor a copy."""
        return self._row("select 1 from current_claim where id = :id", {"id": claim}) is not None
