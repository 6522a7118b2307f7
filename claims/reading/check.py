"""Read a whole database once, in an order in which it lies there, so that rules over all claims need little memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claims.reading import rows
from claims.reading.evidence import EvidenceReader
from claims.reading.reader import STANDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from claims.model import Comparison, Link

DOES_NOT_STAND = """appearance.quote is not null and document.text is not null
  and case when quote_start is null then instr(document.text, quote) = 0
    else substr(document.text, quote_start + 1, quote_end - quote_start) is not quote end"""
SCOPE = ("population", "place", "period_start")


class WholeReader(EvidenceReader):
    """A Reader that goes through all claims and comparisons once."""

    def claims_with_places(
        self, columns: Mapping[str, Sequence[str]], *, event: str | None
    ) -> Iterator[tuple[Any, ...]]:
        """Return each claim beside each place where it can be read, in the order of recording.

        columns are those of "claim", then those of "appearance"; last comes whether a quote is not in its document. A
        claim that can be read nowhere comes once. Both tables are gone through from their beginning to their end.
        """
        names = ", ".join(f"{table}.{name}" for table, some in columns.items() for name in some)
        stands = f" and {STANDS}" if self._any("appearance_withdrawal") else ""
        has_texts = self.has_texts()
        document = "left join document on document.id = appearance.document" if has_texts else ""
        sql = f"""select {names}, {DOES_NOT_STAND if has_texts else 0}
          from claim left join appearance on appearance.claim = claim.id{stands} {document}
          {"order by claim.rowid" if event is None else "where claim.event = :event order by claim.number"}"""
        return self._in_order(sql, {"event": event} if event else {})

    def event_slugs(self) -> Iterator[str]:
        """Yield the slugs of all events in their order: there may be so many that they are not kept."""
        return (row[0] for row in self._tuples("select id from event order by id"))

    def counted_in_order(
        self, event: str, *, columns: Sequence[str], order: Sequence[str], stored: bool
    ) -> Iterator[tuple[Any, ...]]:
        """Return these columns of the claims of an event that count, then SCOPE; order is that of a covering index.

        With stored they are found by the stored comparisons, which is quicker, and right where `is_stored` says so.
        """
        names = ", ".join(f'claim."{name}"' for name in columns)
        scope = ", ".join(f"{'comparison' if stored else 'claim'}.{name}" for name in SCOPE)
        table = "comparison cross join claim on claim.comparison = comparison.id" if stored else "claim"
        by = ", ".join("comparison.id" if stored and name == "comparison" else f"claim.{name}" for name in order)
        sql = f"""select {names}, {scope} from {table}
          where {"comparison" if stored else "claim"}.event = :event
            and claim.published = 1 and claim."rank" <> 'deprecated'
          order by {by}"""
        return self._in_order(sql, {"event": event})

    def _in_order(self, sql: str, parameters: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
        """Return rows without names from a cursor itself, which is quicker where they are very many."""
        cursor = self.connection.cursor()
        cursor.row_factory = None
        return cursor.execute(sql, parameters)

    def is_stored(self) -> bool:
        """Return whether the stored comparisons hold as many claims as there are to compare."""
        sql = """select (select coalesce(sum(claims), 0) from comparison) = (
            select count(*) from claim where "rank" in ('normal', 'preferred')
          ) - (select count(*) from claim where published = 0 and "rank" <> 'deprecated')"""
        ((same,),) = self._tuples(sql)
        return bool(same)

    def linked_comparisons(self) -> frozenset[str]:
        """Return the ids of the comparisons with a claim that a link in force touches."""
        sql = " union ".join(
            f"""select claim.comparison from claim_link cross join claim on claim.id = claim_link.{end}
              where claim_link.withdrawn_at is null"""
            for end in ("claim", "other")
        )
        return frozenset(row[0] for row in self._tuples(sql))

    def _any(self, table: str) -> bool:
        return next(self._tuples(f"select 1 from {table} where withdrawn_at is null limit 1"), None) is not None

    def has_links(self) -> bool:
        """Return whether any link holds."""
        return self._any("claim_link")

    def has_texts(self) -> bool:
        """Return whether the text of any document is kept."""
        return self._row("select 1 from document where text is not null limit 1") is not None

    def merged_sources(self) -> dict[str, str]:
        """Return for each source that was merged into another the one that it stands for after all merges."""
        return dict(self._tuples("select id, canonical from source_canonical where canonical <> id"))

    def repeated_figures(self, *, event: str | None) -> Iterator[str]:
        """Yield the ids of comparisons in which two sources give the same figure."""
        where = "" if event is None else "and event = :event"
        sql = f"""select distinct comparison from (
            select comparison from claim
            where published = 1 and value_type = 'value' {where}
            group by comparison, hedge, low, best, high, magnitude having count(distinct source) > 1)
          order by comparison"""
        yield from (str(row["comparison"]) for row in list(self._rows(sql, {"event": event} if event else {})))

    def quotes_that_do_not_stand(self, claims: Collection[str]) -> set[str]:
        """Return the appearances of some claims whose quote is not in their document's text, or not at its offsets."""
        sql = f"""select appearance.id from appearance join document on document.id = appearance.document
          where appearance.claim in (select value from json_each(:claims))
            and {DOES_NOT_STAND}"""
        return {row["id"] for row in self._rows(sql, {"claims": json.dumps(sorted(claims))})}

    def replacements_by_others(self, *, event: str | None) -> Iterator[tuple[Link, str, str, str]]:
        """Yield (link, its claim's source, the other's source, event) where one source's claim replaces another's."""
        sql = f"""select claim_link.*, mine.source as own, theirs.source as others, theirs.event as event
          from claim_link join claim as mine on mine.id = claim_link.claim
          join claim as theirs on theirs.id = claim_link.other
          where claim_link.withdrawn_at is null and claim_link.relation in ('supersedes', 'corrects', 'retracts')
            and mine.source <> theirs.source {"" if event is None else "and theirs.event = :event"}
          order by claim_link.number"""
        for row in self._rows(sql, {"event": event} if event else {}):
            yield rows.link(row), row["own"], row["others"], row["event"]

    def documents_without_archive(self, *, event: str | None) -> Iterator[tuple[str, str]]:
        """Yield (id, url) of the documents with an address but no copy in an archive."""
        sql = f"""select id, url from document where url is not null and archive_url is null
          {"" if event is None else ABOUT_EVENT} order by id"""
        yield from self._tuples(sql, {"event": event} if event else {})

    def document_keys(self, *, event: str | None) -> Iterator[dict[str, Any]]:
        """Yield what the id of each document is made of."""
        names = ("id", "url", "sha256", "title", "publisher", "published_on")
        sql = f"""select {", ".join(names)} from document
          where 1 {"" if event is None else ABOUT_EVENT} order by id"""
        for row in self._tuples(sql, {"event": event} if event else {}):
            yield dict(zip(names, row, strict=True))

    def stale_decisions(self, *, event: str | None) -> Iterator[tuple[Comparison, str]]:
        """Yield (comparison, time of the decision) of the decisions made on other claims than stand now."""
        sql = f"""select comparison.*, reconciliation.decided_at
          from comparison join reconciliation on reconciliation.number = comparison.reconciliation
          where comparison.stale = 1 {"" if event is None else "and comparison.event = :event"}
          order by comparison.id"""
        given = {"event": event} if event else {}
        yield from ((rows.comparison(row), row["decided_at"]) for row in self._rows(sql, given))

    # what was accepted

    def accepted(self, *, with_withdrawn: bool = False) -> Iterator[dict[str, Any]]:
        """Yield the acceptances of findings, oldest first; withdrawn ones only on request."""
        where = "" if with_withdrawn else "where withdrawn_at is null"
        yield from (dict(row) for row in self._rows(f"select * from accepted_finding {where} order by number"))


ABOUT_EVENT = """and exists (
  select 1 from appearance join claim on claim.id = appearance.claim
  where appearance.document = document.id and claim.event = :event)"""
