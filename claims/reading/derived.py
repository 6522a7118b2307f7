"""Read what is derived beside what it must follow from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.reading.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

STORED = """select comparison.*, claim.event as claim_event, claim.measure as claim_measure,
  claim.population as claim_population, claim.place as claim_place, claim.period_start as claim_period_start,
  claim.as_of as claim_as_of
from comparison left join claim
  on claim.id = (select one.id from claim as one where one.comparison = comparison.id limit 1)
order by comparison.id"""
COUNTED = {
    "facet_kind": (
        'select measure, source_type, hedge, basis, "rank", claims, withheld from facet_kind where claims <> 0',
        """select measure, source_type, hedge, basis, "rank", count(*), sum(published = 0) from claim
          group by measure, source_type, hedge, basis, "rank\"""",
    ),
    "facet_value": (
        "select facet, value, claims, withheld from facet_value where claims <> 0",
        """select 'event', event, count(*), sum(published = 0) from claim group by event
          union all select 'source', source, count(*), sum(published = 0) from claim group by source""",
    ),
    "facet_claim": (
        """select facet_claim.number, event.value, source.value, kind.measure, kind.source_type, kind.hedge, kind.basis,
            kind."rank", facet_claim.withheld
          from facet_claim left join facet_value as event on event.id = facet_claim.event
            left join facet_value as source on source.id = facet_claim.source
            left join facet_kind as kind on kind.id = facet_claim.kind""",
        """select number, event, source, measure, source_type, hedge, basis, "rank", published = 0 from claim""",
    ),
    "facet_cell": (
        "select value, kind, claims, withheld from facet_cell where claims <> 0",
        """select value, kind, count(*), sum(withheld) from (
            select event as value, kind, withheld from facet_claim
            union all select source, kind, withheld from facet_claim)
          group by value, kind""",
    ),
    "comparison_kind": (
        "select measure, status, stale, comparisons, claims from comparison_kind where comparisons <> 0",
        """select measure, status, coalesce(stale, -1), count(*), sum(claims) from comparison
          group by measure, status, coalesce(stale, -1)""",
    ),
    "comparison_cell": (
        """select event, kind.measure, kind.status, kind.stale, cell.comparisons, cell.claims
          from comparison_cell as cell left join comparison_kind as kind on kind.id = cell.kind""",
        """select event, measure, status, coalesce(stale, -1), count(*), sum(claims) from comparison
          group by event, measure, status, coalesce(stale, -1)""",
    ),
    "event_summary": (
        "select event, claims, comparisons, contradicting, diverging from event_summary",
        """select event, sum(claims), count(*), sum(status = 'contradicts'), sum(status = 'diverges')
          from comparison group by event""",
    ),
}
"""What each table of counts holds, and what it must hold."""
UNCOUNTED = "select exists (select 1 from facet_stale) or exists (select 1 from comparison_stale)"


class DerivedReader(Reader):
    """A Reader of stored comparisons and counts."""

    def stored_comparisons(self) -> Iterator[dict[str, Any]]:
        """Yield the stored comparisons by id, each with the scope of one of its claims as claim_event and so on."""
        for row in self._rows(STORED):
            yield dict(row)

    def miscounted(self) -> Iterator[str]:
        """Yield the tables of counts that do not hold what they count; none while a change waits to be counted."""
        waits = self._row(UNCOUNTED)
        if waits is not None and waits[0]:
            return
        for table, (held, counted) in COUNTED.items():
            sql = f"select exists (select * from ({held}) except select * from ({counted}))"
            back = f"select exists (select * from ({counted}) except select * from ({held}))"
            one, two = self._row(sql), self._row(back)
            if (one is not None and one[0]) or (two is not None and two[0]):
                yield table
