"""Claims as rows that a spreadsheet or another program takes, each as often as it can be read somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims.reading.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Generator

COLUMNS = {
    "claim": "claim.id",
    "event": "coalesce(claim.recorded_event, claim.event)",
    "measure": "coalesce(claim.recorded_measure, claim.measure)",
    "population": "claim.population",
    "place": "coalesce(claim.recorded_place, claim.place)",
    "period_start": "claim.period_start",
    "as_of": "claim.as_of",
    "source": "coalesce(claim.recorded_source, claim.source)",
    "source_name": "source.name",
    "source_type": "claim.source_type",
    "says": "claim.says",
    "hedge": "claim.hedge",
    "low": "claim.low",
    "best": "claim.best",
    "high": "claim.high",
    "value_type": "claim.value_type",
    "basis": "claim.basis",
    "credibility": "claim.credibility",
    "rank": 'claim."rank"',
    "rank_reason": "claim.rank_reason",
    "note": "claim.note",
    "withheld": "1 - claim.published",
    "recorded_by": "claim.recorded_by",
    "recorded_at": "claim.recorded_at",
    "document": "place.document",
    "title": "document.title",
    "publisher": "document.publisher",
    "url": "document.url",
    "archive_url": "document.archive_url",
    "published_on": "document.published_on",
    "quote": "place.quote",
    "quote_start": "place.quote_start",
    "quote_end": "place.quote_end",
    "locator": "place.locator",
    "language": "place.language",
    "relayed_by": "place.relayed_by",
}
"""The columns of a row, with what gives each. event, measure, source and place are as they were first recorded,
whatever they were merged into since, so that a row is read again as the claim that it is; source_name is that of
today."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are asked for, by the slugs that events, measures and sources have today; None is any."""

    event: str | None = None
    measure: str | None = None
    source: str | None = None
    withheld: bool = False


class ExportReader(Reader):
    """A Reader that also gives claims as rows."""

    def claim_rows(self, wanted: Wanted) -> Generator[dict[str, Any]]:
        """Yield a row with all COLUMNS for each place in which each claim stands, in the order of recording.

        A claim that stands nowhere has one row without a document; a place that was withdrawn has none.
        """
        columns = ", ".join(f'{given} as "{name}"' for name, given in COLUMNS.items())
        where, given = _clauses(wanted)
        sql = f"""select {columns} from claim
          join source on source.id = claim.source
          left join current_appearance as place on place.claim = claim.id
          left join document on document.id = place.document
          where {where} order by claim.number, place.id"""
        yield from map(dict, self._rows(sql, given))

    def withheld(self, wanted: Wanted) -> int:
        """Return how many of the claims asked for are withheld from readers."""
        where, given = _clauses(Wanted(wanted.event, wanted.measure, wanted.source, withheld=True))
        row = self._row(f"select count(*) as n from claim where {where} and claim.published = 0", given)
        return 0 if row is None else int(row["n"])


def _clauses(wanted: Wanted) -> tuple[str, dict[str, str]]:
    given = {name: slug for name in ("event", "measure", "source") if (slug := getattr(wanted, name)) is not None}
    clauses = [f"claim.{name} = :{name}" for name in given]
    return " and ".join([*clauses, "1" if wanted.withheld else "claim.published = 1"]), given
