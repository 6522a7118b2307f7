"""Reading ingests: what a batch asserted, which of its rows were refused, which of its totals fall."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claims.errors import Refused
from claims.identity import document_id
from claims.model import BatchAct
from claims.reading import rows
from claims.reading.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from claims.model import Batch, Claim

FAMILY = """with recursive family (number) as (
  select :batch union select batch.number from family join batch on batch.retry_of = family.number
)"""
ONLY = "with family (number) as (select :batch)"
MEMBERS = f"""{FAMILY}
select claim from appearance where batch in (select number from family)
union select claim from read_again where batch in (select number from family)
union select id from claim where batch in (select number from family)"""
STANDS = """published = 1 and "rank" <> 'deprecated'"""
COUNTS = """select (select count(*) from claim where batch = :batch) as own,
  (select max(number) from claim) as total"""
TOTALS = """measure in (
  select id from measure where count_kind = 'cumulative' and value_kind in ('count', 'quantity', 'money'))"""
SERIES_OF_ALL = "select comparison, source, basis from claim group by comparison, source, basis having count(*) > 1"
SERIES_OF_BATCH = f"select distinct comparison, source, basis from claim where batch = :batch and {TOTALS}"
FALLS = f"""with series as materialized ({{series}})
select distinct comparison, source, basis from (
  select comparison, source, basis, coalesce(high, best) as most,
    lag(coalesce(low, best)) over (partition by comparison, source, basis order by as_of) as least
  from series cross join claim using (comparison, source, basis)
  where as_of is not null and coalesce(high, best, low) is not null and {STANDS} and {TOTALS}
) where most < least limit :limit"""

OF_FILE = """
  select claim, stated_as, quote, language, relayed_by, forced,
    iif(locator = 'row ' || batch_row or locator glob 'table [0-9]*, row [0-9]*', null, locator), count(*)
  from appearance where document = :{0}_document and batch in (select number from {0}) group by 1, 2, 3, 4, 5, 6, 7"""
REFUSED_OF = """
  select "column", reason, coalesce(
    (select group_concat(key || '=' || coalesce(value, ''), char(10))
      from (select key, value from json_each(reject.cells)
        where key <> 'locator' or value not glob 'table [0-9]*, row [0-9]*' order by key)), raw), count(*)
  from reject where batch in (select number from {0}) and retried_in is null group by 1, 2, 3"""
ELSEWHERE_OF = """
  select claim from read_again where batch in (select number from {0})
  union select claim from appearance where batch in (select number from {0}) and document <> :{0}_document"""
NEW_ELSEWHERE = "select * from appearance where batch in (select number from new) and document <> :new_document"
SAME = f"""with recursive old (number) as (
  select :old union select batch.number from old join batch on batch.retry_of = old.number
), new (number) as (select :new),
old_said as ({OF_FILE.format("old")}), new_said as ({OF_FILE.format("new")}),
old_refused as ({REFUSED_OF.format("old")}), new_refused as ({REFUSED_OF.format("new")}),
old_elsewhere as ({ELSEWHERE_OF.format("old")}), new_elsewhere as ({ELSEWHERE_OF.format("new")})
select not exists ({NEW_ELSEWHERE})
  and not exists (select * from new_said except select * from old_said)
  and not exists (select * from old_said except select * from new_said)
  and not exists (select * from new_refused except select * from old_refused)
  and not exists (select * from old_refused except select * from new_refused)
  and not exists (select * from new_elsewhere except select * from old_elsewhere)
  and not exists (select * from old_elsewhere except select * from new_elsewhere) as same"""
"""Whether two files, each a document by its bytes, state the same: all that is kept of their rows but their places.

What the second file says of pages that did not state it before is new.
"""

ALIKE = """select other.number, other.sha256 from batch join batch as other
    on other."read" = batch."read" and other.sha256 <> batch.sha256 and other.number < batch.number
  where batch.number = :number and other.retry_of is null and (:address is null or other.file = :address)
  order by other.number limit :limit"""
NOT_KNOWN = """select exists (
  select "row", "column", reason from reject where batch = :number
  except select "row", "column", reason from reject join batch on batch.number = reject.batch
  where sha256 = :sha256 and batch.number <> :number) as found"""

TWICE = """
with newest as (select max(rowid) - :newest as before from appearance),
twice as (
  select min(batch_row) as first, max(batch_row) as other
  from newest join appearance on appearance.rowid > before and appearance.rowid <= before + :limit
  where batch = :batch group by claim, document having min(batch_row) < max(batch_row)
)
select (select count(*) from twice) as claims, first, other from twice order by first, other limit 1
"""

PAIR = (("first", "said"), ("other", "also"))
DIFFERING = """
with own as materialized (
  select number, id, comparison, source, basis, as_of, best from claim
  where batch = :batch and +hedge = 'exact' order by rowid limit :limit
),
differing as (
  select comparison, source, basis, as_of, min(number) as number from own
  group by comparison, source, basis, as_of having min(best) < max(best)
),
one as (select own.* from differing join own using (number) order by number limit 1)
select (select count(*) from differing) as groups, one.id as first, one.best as said, own.id as other, own.best as also
from one join own on own.comparison = one.comparison and own.source = one.source and own.basis = one.basis
  and own.as_of is one.as_of and own.best <> one.best
order by own.number limit 1
"""

REVISED = f"""
with own as (
  select id, number, comparison, source, basis, coalesce(as_of, '') as day from claim
  where batch = :batch order by rowid limit :limit
), older as (
  select one.comparison, one.source, one.basis, one.day, min(claim.id) as id
  from (select distinct comparison, source, basis, day from own) as one cross join claim
    on claim.comparison = one.comparison and claim.source = one.source and claim.basis = one.basis
    and claim.as_of is nullif(one.day, '')
  where claim.batch is not :batch and {STANDS}
    and coalesce(claim.batch not in (select retry_of from batch where number = :batch and retry_of is not null), 1)
  group by one.comparison, one.source, one.basis, one.day
)
select count(*) as claims, own.id, older.id as other, min(own.number)
from older cross join own using (comparison, source, basis, day)
where not exists (select 1 from claim_link where other = own.id or claim = own.id)
"""

ACTS = """select subject, act, by, at, reason, after from change_log
  where subject >= 'batch ' and subject < 'batch!' and act in ('withdraw batch', 'restore batch') order by number"""


def _document(sha256: str) -> str:
    return document_id(url=None, sha256=sha256, title=None, publisher=None, published_on=None)


class BatchReader(Reader):
    """A Reader that answers questions about ingests."""

    def batch(self, number: int) -> Batch:
        """Return one ingest; raises Refused if there is none of this number."""
        row = self._row("select * from batch where number = :number", {"number": number})
        if row is None:
            raise Refused(f"there is no batch {number}", hint="`claims batch list` shows those there are")
        return rows.batch(row)

    def acts(self) -> list[BatchAct]:
        """Return by which acts whole ingests were withdrawn, or stand again, in the order of the log."""
        found = []
        for row in self._rows(ACTS):
            after = json.loads(row["after"] or "{}")
            by, at = after.get("by", row["by"]), after.get("decided_at", row["at"])
            number, reason = int(row["subject"].partition(" ")[2]), row["reason"] or ""
            found.append(BatchAct(number, row["act"] == "withdraw batch", by, at, reason, after.get("because", reason)))
        return found

    def withdrawn(self) -> dict[int, BatchAct]:
        """Return the ingests that are withdrawn, each with the act by which it was: the last one said of it."""
        last: dict[int, BatchAct] = {}
        for act in sorted(self.acts(), key=lambda act: act.at):
            last[act.batch] = act
        return {number: act for number, act in last.items() if act.is_withdrawn}

    def family(self, number: int) -> list[int]:
        """Return an ingest and those that took its refused rows again, and theirs."""
        sql = f"{FAMILY} select number from family order by number"
        return [row["number"] for row in self._rows(sql, {"batch": number})]

    def resting_on(self, batches: Collection[int]) -> tuple[list[int], int]:
        """Return the decisions in force that use deprecated claims that ingests read, and how many links these have."""
        given = {"batches": json.dumps(sorted(batches))}
        of = """(select claim from appearance where batch in (select value from json_each(:batches))
          union select claim from read_again where batch in (select value from json_each(:batches)))"""
        gone = f"""(select id from claim where id in {of} and "rank" = 'deprecated')"""
        decided = self._rows(
            f"""select distinct number from reconciliation_claim join reconciliation on number = reconciliation
              where reconciliation_claim.claim in {gone} and included = 1
                and replaced_by is null and withdrawn_at is null
              order by number""",
            given,
        )
        links = self._row(
            f"""select count(*) as n from claim_link
              where withdrawn_at is null and (claim in {gone} or other in {gone})""",
            given,
        )
        return [row["number"] for row in decided], 0 if links is None else links["n"]

    def retries(self, number: int) -> list[int]:
        """Return the batches that took refused rows of a batch again, oldest first."""
        sql = "select number from batch where retry_of = :number order by number"
        return [row["number"] for row in self._rows(sql, {"number": number})]

    def open_rejects(self, batch: int) -> list[dict[str, Any]]:
        """Return the refused rows of a batch that no later batch took again, in file order."""
        sql = "select * from reject where batch = :batch and retried_in is null order by number"
        return [dict(row) for row in self._rows(sql, {"batch": batch})]

    def still_refused(self, sha256: str) -> tuple[int, ...]:
        """Return the batches of a file (the hash of its bytes) with refused rows that no later batch took again.

        Those that are withdrawn are left out: their rows are not taken again.
        """
        sql = """select number from batch where sha256 = :sha256
          and exists (select 1 from reject where reject.batch = batch.number and retried_in is null) order by number"""
        gone = self.withdrawn()
        return tuple(row["number"] for row in self._rows(sql, {"sha256": sha256}) if row["number"] not in gone)

    def refuses_anew(self, batch: Batch) -> bool:
        """Return whether a batch refused a row that no other batch of the same file refused for the same reason."""
        row = self._row(NOT_KNOWN, {"number": batch.number, "sha256": batch.sha256})
        return row is not None and bool(row["found"])

    def stated_before(self, batch: Batch, *, address: str | None, limit: int) -> int | None:
        """Return the first batch whose file, in other bytes, states and lacks just what that of a batch does, or None.

        Such a file is the same with its rows or columns in another order, in another encoding, or compressed. The first
        limit of those with as many rows are compared, for a file that was fetched those of its address.
        """
        for other in list(self._rows(ALIKE, {"number": batch.number, "address": address, "limit": limit})):
            documents = {"old_document": _document(other["sha256"]), "new_document": _document(batch.sha256)}
            row = self._row(SAME, {"old": other["number"], "new": batch.number, **documents})
            if row is not None and row["same"]:
                return int(other["number"])
        return None

    def reasons(self, batch: int) -> list[tuple[str, int, int]]:
        """Return for each reason of a batch how many rows were refused and how many still are, most first."""
        sql = """select reason, count(*) as refused, sum(retried_in is null) as open from reject
          where batch = :batch group by reason order by refused desc, reason"""
        return [(row["reason"], row["refused"], row["open"]) for row in self._rows(sql, {"batch": batch})]

    def asserted(self, batch: int, *, retries: bool = True) -> set[str]:
        """Return the ids of all claims that the rows of a batch assert, known ones and those of its retries too."""
        sql = MEMBERS if retries else MEMBERS.replace(FAMILY, ONLY)
        return {row["claim"] for row in self._rows(sql, {"batch": batch})}

    def standing(self, batch: int) -> int:
        """Return how many of the claims that the rows of a batch assert are not deprecated."""
        row = self._row(
            f"""select count(*) as n from claim where id in ({MEMBERS}) and "rank" <> 'deprecated'""", {"batch": batch}
        )
        return 0 if row is None else int(row["n"])

    def row_of(self, claim: str, *, batch: int) -> int | None:
        """Return the row of a batch's file that asserts a claim, the first if there are several."""
        sql = "select min(batch_row) as row from appearance where claim = :claim and batch = :batch"
        row = self._row(sql, {"claim": claim, "batch": batch})
        return None if row is None else row["row"]

    def series_of(self, comparison: str, source: str, basis: str) -> list[Claim]:
        """Return the claims that stand of a comparison by one source on one basis, oldest as_of first."""
        sql = f"""select {rows.CLAIM_COLUMNS} from claim
          where comparison = :comparison and source = :source and basis = :basis and {STANDS} order by as_of, id"""
        given = {"comparison": comparison, "source": source, "basis": basis}
        return [rows.claim_from(row) for row in self._tuples(sql, given)]

    def series_that_fall(self, batch: int, *, limit: int) -> list[tuple[str, str, str]]:
        """Return series with new claims of a batch in which a later cumulative figure may be lower.

        A series is a comparison, a source and a basis. Where a batch holds most of all claims, others may be among.
        """
        counts = self._row(COUNTS, {"batch": batch})
        is_most = counts is not None and 2 * counts["own"] >= (counts["total"] or 0)
        sql = FALLS.format(series=SERIES_OF_ALL if is_most else SERIES_OF_BATCH)
        return sorted(self._tuples(sql, {"batch": batch, "limit": limit}))

    def stated_twice(self, batch: int, *, newest: int, limit: int) -> tuple[int, int, int] | None:
        """Return how many claims stand in several rows of one document in a batch, and two rows of one; or None.

        newest is how many appearances the batch added last; the first limit of them are looked at.
        """
        row = self._row(TWICE, {"batch": batch, "newest": newest, "limit": limit})
        return None if row is None else (row["claims"], row["first"], row["other"])

    def differing(
        self, batch: int, *, limit: int
    ) -> tuple[int, tuple[int | None, object], tuple[int | None, object]] | None:
        """Return how often a batch has several exact figures of one thing by one source and date, and two of them.

        Each of the two is its row and its figure; None if there are none among the first limit claims.
        """
        row = self._row(DIFFERING, {"batch": batch, "limit": limit})
        if row is None:
            return None
        one, other = ((self.row_of(row[key], batch=batch), row[figure]) for key, figure in PAIR)
        return row["groups"], one, other

    def revised(self, batch: int, *, limit: int) -> tuple[int, str, str] | None:
        """Return how many claims of a batch their source stated otherwise before, and the ids of one and its other.

        Before is in another ingest or by hand, of the same thing and date and on the same basis; None if there are none
        among the first limit claims. An ingest and those that took its refused rows again are one.
        """
        row = self._row(REVISED, {"batch": batch, "limit": limit})
        return None if row is None or not row["claims"] else (row["claims"], row["id"], row["other"])

    def places(self, batch: int, *, limit: int) -> dict[str, list[str]]:
        """Return the places of the first limit claims of a batch by event."""
        sql = """select distinct event, place from
            (select event, place from claim where batch = :batch and place <> '' limit :limit) order by event, place"""
        found: dict[str, list[str]] = {}
        for row in self._rows(sql, {"batch": batch, "limit": limit}):
            found.setdefault(row["event"], []).append(row["place"])
        return found

    def with_places_before(self, own: Mapping[str, list[str]], *, limit: int) -> dict[str, list[str]]:
        """Return places by event, and behind them the first limit ones that each event had before."""
        sql = "select distinct place from comparison where event = :event and place <> '' order by place limit :limit"
        found = {}
        for event, places in own.items():
            before = (row["place"] for row in self._rows(sql, {"event": event, "limit": limit}))
            found[event] = [*places, *(place for place in before if place not in places)]
        return found
