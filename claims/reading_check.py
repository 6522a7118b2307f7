"""Read a whole database once, in order and in blocks, so that rules over every claim need little memory."""

from __future__ import annotations

import json
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from claims import reading_rows as rows
from claims.model import Claim
from claims.reading_evidence import EvidenceReader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from claims.model import Link

BLOCK = 2000
MANY = 1000  # claims of one comparison
SHARED = frozenset(
    {"event", "measure", "source", "population", "place", "as_of", "comparison", "recorded_by", "recorded_at"}
)
"""Texts that many claims of a comparison have in common."""


class WholeReader(EvidenceReader):
    """A Reader that goes through all claims once, comparison by comparison, event by event."""

    def comparisons_in_order(self, *, event: str | None = None) -> Iterator[list[Claim]]:
        """Yield the claims of each comparison, withheld and deprecated ones too, events in the order of their slugs.

        One event is sorted at a time: sorting all claims at once would take as much room again as they do.
        """
        slugs = [event] if event is not None else [row["id"] for row in self._rows("select id from event order by id")]
        sql = f"select {rows.CLAIM_COLUMNS} from claim where event = :event order by comparison, id"
        for slug in slugs:
            found = map(rows.claim_from, self._tuples(sql, {"event": slug}))
            yield from (_together(group) for _, group in groupby(found, key=attrgetter("comparison")))

    def has_links(self) -> bool:
        """Return whether any link holds."""
        return self._row("select 1 from claim_link where withdrawn_at is null limit 1") is not None

    def has_texts(self) -> bool:
        """Return whether the text of any document is kept."""
        return self._row("select 1 from document where text is not null limit 1") is not None

    def repeated_figures(self, *, event: str | None = None) -> Iterator[str]:
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
        sql = """select appearance.id from appearance join document on document.id = appearance.document
          where appearance.claim in (select value from json_each(:claims))
            and appearance.quote is not null and document.text is not null
            and case when quote_start is null then instr(document.text, quote) = 0
              else substr(document.text, quote_start + 1, quote_end - quote_start) is not quote end"""
        return {row["id"] for row in self._rows(sql, {"claims": json.dumps(sorted(claims))})}

    def replacements_by_others(self, *, event: str | None = None) -> Iterator[tuple[Link, str, str, str]]:
        """Yield (link, its claim's source, the other's source, event) where one source's claim replaces another's."""
        sql = f"""select claim_link.*, mine.source as own, theirs.source as others, theirs.event as event
          from claim_link join claim as mine on mine.id = claim_link.claim
          join claim as theirs on theirs.id = claim_link.other
          where claim_link.withdrawn_at is null and claim_link.relation in ('supersedes', 'corrects', 'retracts')
            and mine.source <> theirs.source {"" if event is None else "and theirs.event = :event"}
          order by claim_link.number"""
        for row in self._rows(sql, {"event": event} if event else {}):
            yield rows.link(row), row["own"], row["others"], row["event"]

    def documents_without_archive(self, *, event: str | None = None) -> Iterator[tuple[str, str]]:
        """Yield (id, url) of the documents with an address but no copy in an archive."""
        sql = f"""select id, url from document where url is not null and archive_url is null
          {"" if event is None else ABOUT_EVENT} order by id"""
        yield from self._tuples(sql, {"event": event} if event else {})

    def document_keys(self, *, event: str | None = None) -> Iterator[dict[str, Any]]:
        """Yield what the id of each document is made of."""
        names = ("id", "url", "sha256", "title", "publisher", "published_on")
        sql = f"""select {", ".join(names)} from document
          where 1 {"" if event is None else ABOUT_EVENT} order by id"""
        for row in self._tuples(sql, {"event": event} if event else {}):
            yield dict(zip(names, row, strict=True))

    def stale_decisions(self, *, event: str | None = None) -> Iterator[tuple[str, str, str]]:
        """Yield (comparison, event, time of the decision) of the decisions made on other claims than stand now."""
        sql = f"""select comparison.id, comparison.event, reconciliation.decided_at
          from comparison join reconciliation on reconciliation.number = comparison.reconciliation
          where comparison.stale = 1 {"" if event is None else "and comparison.event = :event"}
          order by comparison.id"""
        yield from (
            (row["id"], row["event"], row["decided_at"]) for row in self._rows(sql, {"event": event} if event else {})
        )

    # what was accepted

    def accepted(self, *, with_withdrawn: bool = False) -> Iterator[dict[str, Any]]:
        """Yield the acceptances of findings, oldest first; withdrawn ones only on request."""
        where = "" if with_withdrawn else "where withdrawn_at is null"
        yield from (dict(row) for row in self._rows(f"select * from accepted_finding {where} order by number"))


ABOUT_EVENT = """and exists (
  select 1 from appearance join claim on claim.id = appearance.claim
  where appearance.document = document.id and claim.event = :event)"""


def _together(group: Iterator[Claim]) -> list[Claim]:
    """Return the claims of one comparison; of many those after the first share the texts that they have in common."""
    claims = list(islice(group, MANY))
    if len(claims) == MANY:
        same: dict[Any, Any] = {}
        shared = [name in SHARED for name in Claim._fields]
        claims += (
            Claim._make(same.setdefault(field, field) if may else field for field, may in zip(one, shared, strict=True))
            for one in group
        )
    return claims


def blocks(groups: Iterable[list[Claim]], *, size: int = BLOCK) -> Iterator[list[list[Claim]]]:
    """Yield groups of claims together, in their order, so that each block has at least so many claims but the last."""
    block: list[list[Claim]] = []
    number = 0
    for group in groups:
        block.append(group)
        number += len(group)
        if number >= size:
            yield block
            block, number = [], 0
    if block:
        yield block
