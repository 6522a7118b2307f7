"""Read a claims database: every question that commands, pages and exporters ask, answered with records.

A Reader never writes. It works over any connection, read-only ones and Datasette's included.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from claims import model
from claims.errors import UnknownAppearance, UnknownClaim, UnknownDocument, UnknownName
from claims.interval import SPANNING
from claims.reading import rows
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from claims.model import (
        Alias,
        Appearance,
        Batch,
        Claim,
        Comparison,
        Document,
        Event,
        Link,
        Measure,
        Reconciliation,
        Source,
        Withdrawal,
    )

CLAIM_ORDER = "claim.event, claim.measure, claim.population, claim.place, claim.period_start, claim.as_of, claim.id"

KINDS = ("event", "source", "measure")
STANDS = "appearance.id not in (select appearance from appearance_withdrawal where withdrawn_at is null)"
"""What leaves withdrawn appearances out, as the view current_appearance does, where very many are gone through."""

HOLDS = """(relation not in ('supersedes', 'corrects', 'retracts') or claim_link.claim in (
  select id from claim where id = claim_link.claim and published = 1 and "rank" <> 'deprecated'))"""
"""What leaves out replacements by claims that do not count, as the view replacement does."""

DECISIONS = f"""
with recursive scope as (
  select claim.event, claim.measure, claim.population, claim.place, claim.period_start,
    case when {SPANNING} then null else claim.as_of end as as_of
  from claim join measure on measure.id = claim.measure where claim.comparison = :id limit 1
),
events (id) as (select event from scope union select event.id from events join event on event.same_as = events.id),
measures (id) as (
  select measure from scope union select measure.id from measures join measure on measure.same_as = measures.id
),
places (id) as (select place from scope union select place.id from places join place on place.same_as = places.id)
select * from reconciliation where comparison = :id
union
select reconciliation.* from events cross join measures cross join places cross join scope
join reconciliation on reconciliation.event = events.id and reconciliation.measure = measures.id
  and reconciliation.population = scope.population and reconciliation.place = places.id
  and reconciliation.period_start is scope.period_start and reconciliation.as_of is scope.as_of
order by number
"""


class Reader:
    """Answers questions from one connection; close the connection where it was opened."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def _rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[sqlite3.Row]:
        with closing(self.connection.cursor()) as cursor:
            cursor.row_factory = sqlite3.Row
            yield from cursor.execute(sql, parameters or {})

    def _tuples(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[tuple[Any, ...]]:
        """Return rows without names, which is quicker."""
        cursor = self.connection.cursor()
        cursor.row_factory = None
        return cursor.execute(sql, parameters or {})

    def _row(self, sql: str, parameters: Mapping[str, Any] | None = None) -> sqlite3.Row | None:
        return next(self._rows(sql, parameters), None)

    # names

    def events(self) -> list[Event]:
        """Return all events by slug."""
        return [rows.event(row) for row in self._rows("select * from event order by id")]

    def sources(self) -> list[Source]:
        """Return all sources by slug."""
        return [rows.source(row) for row in self._rows("select * from source order by id")]

    def measures(self, *, event: str | None = None) -> list[Measure]:
        """Return all measures by slug, or those that an event has comparisons of."""
        where = "" if event is None else "where id in (select measure from comparison where event = :event)"
        return [rows.measure(row) for row in self._rows(f"select * from measure {where} order by id", {"event": event})]

    def aliases(self, kind: str | None = None) -> list[Alias]:
        """Return all aliases, or those of a kind, by kind, target and name, without those that were taken back."""
        only = "" if kind is None else f"and {kind} is not null"
        sql = f"""select name,
            case when event is not null then 'event' when source is not null then 'source' else 'measure' end as kind,
            coalesce(event, source, measure) as target, language
          from alias where unicode(folded) <> 31 {only} order by kind, target, name"""
        return [model.Alias(*row) for row in self._tuples(sql)]

    def names_taken_back(self) -> set[tuple[str, str, str]]:
        """Return the kind, the target and the name as matching sees it of names taken back and not given again."""
        sql = "select * from alias where unicode(folded) = 31"
        found = {(kind, row[kind], fold(row["name"])) for row in self._rows(sql) for kind in KINDS if row[kind]}
        return {one for one in found if self.find_name(one[0], one[2]) != one[1]} if found else found

    def event(self, slug: str) -> Event:
        """Return one event by its slug; raises UnknownName."""
        row = self._row("select * from event where id = :id", {"id": slug})
        if row is None:
            raise UnknownName("event", slug)
        return rows.event(row)

    def source(self, slug: str) -> Source:
        """Return one source by its slug; raises UnknownName."""
        row = self._row("select * from source where id = :id", {"id": slug})
        if row is None:
            raise UnknownName("source", slug)
        return rows.source(row)

    def measure(self, slug: str) -> Measure:
        """Return one measure by its slug; raises UnknownName."""
        row = self._row("select * from measure where id = :id", {"id": slug})
        if row is None:
            raise UnknownName("measure", slug)
        return rows.measure(row)

    def has(self, kind: str, slug: str) -> bool:
        """Return whether there is an event, source or measure with this slug."""
        return self._row(f"select 1 from {kind} where id = :id", {"id": slug}) is not None

    def find_name(self, kind: str, folded: str) -> str | None:
        """Return the slug that an alias stands for, given the folded name; None if there is none."""
        sql = f"select {kind} from alias where folded = :folded and {kind} is not null"
        found: str | None = next(self._tuples(sql, {"folded": folded}), (None,))[0]
        return found

    def canonical(self, kind: str, slug: str) -> str:
        """Return the slug that a slug stands for after all merges; itself where it was never merged."""
        merged = f"select same_as from {kind} where id = :id"
        if next(self._tuples(merged, {"id": slug}), (None,))[0] is None:
            return slug
        sql = f"""with recursive step (id) as (
            select :id
            union all
            select {kind}.same_as from step join {kind} on {kind}.id = step.id
            where {kind}.same_as is not null limit 100)
          select step.id from step join {kind} on {kind}.id = step.id where {kind}.same_as is null"""
        row = self._row(sql, {"id": slug})
        return slug if row is None else str(row["id"])

    # claims and their evidence

    def claim(self, prefix: str) -> Claim:
        """Return the claim with this id, or the only one whose id begins so; raises UnknownClaim."""
        found = list(
            self._rows(
                "select * from claim where id >= :prefix and id < :prefix || 'g' order by id limit 2",
                {"prefix": prefix},
            )
        )
        if len(found) != 1 or not prefix:
            raise UnknownClaim(prefix, matches=len(found) if prefix and len(found) > 1 else 0)
        return rows.claim(found[0])

    def claims(
        self, *, event: str | None = None, measure: str | None = None, comparisons: Collection[str] | None = None
    ) -> list[Claim]:
        """Return claims of an event, of a measure, of comparisons, or all, in the order of comparing (oldest first)."""
        where, parameters = ["1"], {}
        if event is not None:
            where.append("claim.event = :event")
            parameters["event"] = event
        if measure is not None:
            where.append("claim.measure = :measure")
            parameters["measure"] = measure
        if comparisons is not None:
            where.append("claim.comparison in (select value from json_each(:comparisons))")
            parameters["comparisons"] = rows.listed(comparisons)
        sql = f"select {rows.CLAIM_COLUMNS} from claim where {' and '.join(where)} order by {CLAIM_ORDER}"
        return [rows.claim_from(row) for row in self._tuples(sql, parameters)]

    def claims_by_ids(self, ids: Collection[str]) -> list[Claim]:
        """Return the claims with these ids, in the order of comparing; ids that are not there are passed over."""
        sql = f"""select {rows.CLAIM_COLUMNS} from claim
          where id in (select value from json_each(:ids)) order by {CLAIM_ORDER}"""
        return [rows.claim_from(row) for row in self._tuples(sql, {"ids": rows.listed(ids)})]

    def appearances(self, claims: Collection[str], *, with_withdrawn: bool = False) -> list[Appearance]:
        """Return where these claims can be read, by claim and order of recording; withdrawn places only on request."""
        stands = "" if with_withdrawn else f" and {STANDS}"
        sql = f"""select * from appearance
          where claim in (select value from json_each(:claims)){stands} order by claim, rowid"""
        return [rows.appearance(row) for row in self._rows(sql, {"claims": rows.listed(claims)})]

    def appearance(self, prefix: str) -> Appearance:
        """Return the appearance with this id, or the only one whose id begins so; raises UnknownAppearance."""
        sql = "select * from appearance where id >= :prefix and id < :prefix || 'g' order by id limit 2"
        found = list(self._rows(sql, {"prefix": prefix}))
        if len(found) != 1 or not prefix:
            raise UnknownAppearance(prefix, matches=len(found) if prefix and len(found) > 1 else 0)
        return rows.appearance(found[0])

    def withdrawals(self, claims: Collection[str]) -> dict[str, Withdrawal]:
        """Return what is withdrawn of the places where these claims were read, by the id of the appearance."""
        sql = f"""select {", ".join(model.Withdrawal._fields)} from appearance_withdrawal
          where withdrawn_at is null and appearance in (
            select id from appearance where claim in (select value from json_each(:claims))) order by number"""
        found = self._tuples(sql, {"claims": rows.listed(set(claims))})
        return {one.appearance: one for one in map(model.Withdrawal._make, found)}

    def report_counts(self, claims: Collection[str]) -> dict[str, int]:
        """Return for each claim the number of documents in which it can be read."""
        sql = f"""select claim, count(distinct document) as documents from appearance
          where claim in (select value from json_each(:claims)) and {STANDS} group by claim"""
        return dict(self._tuples(sql, {"claims": rows.listed(claims)}))

    def known_since(self, claims: Collection[str]) -> dict[str, str | None]:
        """Return for each claim the earliest published_on of a document it stands in; None where no date is known."""
        sql = f"""select appearance.claim, min(document.published_on) as since
          from appearance join document on document.id = appearance.document
          where appearance.claim in (select value from json_each(:claims)) and {STANDS} group by appearance.claim"""
        return dict(self._tuples(sql, {"claims": rows.listed(claims)}))

    def documents(self, ids: Collection[str] | None = None) -> list[Document]:
        """Return documents by id, or all, without their text (it can be long; `document` gives it)."""
        where = "" if ids is None else "where id in (select value from json_each(:ids))"
        parameters = {} if ids is None else {"ids": rows.listed(ids)}
        names = ", ".join("null" if name == "text" else name for name in model.Document._fields)
        sql = f"select {names} from document {where} order by id"
        return [model.Document._make(row) for row in self._tuples(sql, parameters)]

    def documents_without_text(self, ids: Collection[str]) -> dict[str, Document | None]:
        """Return for each id the document, or None where there is none; those that have a text are left out."""
        names = ", ".join("null as text" if name == "text" else name for name in model.Document._fields)
        sql = f"""select text is not null as has_text, {names} from document
          where id in (select value from json_each(:ids))"""
        found: dict[str, Document | None] = dict.fromkeys(ids)
        for has_text, key, *fields in self._tuples(sql, {"ids": rows.listed(ids)}):
            if has_text:
                del found[key]
            else:
                found[key] = model.Document(key, *fields)
        return found

    def document_or_none(self, key: str) -> Document | None:
        """Return one document with its text by its id, or None."""
        row = self._row("select * from document where id = :id", {"id": key})
        return None if row is None else rows.document(row)

    def document(self, id_or_url: str) -> Document:
        """Return one document by its id, or by its URL; raises UnknownDocument."""
        row = self._row(
            "select * from document where id = :key or url = :key order by id = :key desc limit 1", {"key": id_or_url}
        )
        if row is None:
            raise UnknownDocument(id_or_url)
        return rows.document(row)

    def links(self, claims: Collection[str] | None = None, *, with_withdrawn: bool = False) -> list[Link]:
        """Return links that touch these claims (or all), oldest first; withdrawn ones only on request."""
        where = [] if with_withdrawn else ["withdrawn_at is null"]
        parameters: dict[str, Any] = {}
        if claims is not None:
            chosen = "(select value from json_each(:claims))"
            where.append(f"(claim in {chosen} or other in {chosen})")
            parameters["claims"] = rows.listed(claims)
        condition = f"where {' and '.join(where)}" if where else ""
        return [
            rows.link(row) for row in self._rows(f"select * from claim_link {condition} order by number", parameters)
        ]

    def links_that_hold(self, claims: Collection[str]) -> list[Link]:
        """Return the live links that touch these claims, oldest first, but for replacements by what does not count.

        A claim that is withheld or deprecated replaces nothing, in whatever comparison it stands (view replacement).
        """
        chosen = "(select value from json_each(:claims))"
        sql = f"""select * from claim_link where withdrawn_at is null and (claim in {chosen} or other in {chosen})
          and {HOLDS} order by number"""
        return [rows.link(row) for row in self._rows(sql, {"claims": rows.listed(claims)})]

    def comparisons_replaced_by(self, claim: str) -> set[str]:
        """Return the comparisons of what a claim supersedes, corrects or retracts: they depend on whether it counts."""
        sql = """select distinct claim.comparison from claim_link join claim on claim.id = claim_link.other
          where claim_link.claim = :claim and withdrawn_at is null
            and relation in ('supersedes', 'corrects', 'retracts')"""
        return {row["comparison"] for row in self._rows(sql, {"claim": claim})}

    # comparisons and decisions

    def comparisons(self, *, event: str | None = None, measure: str | None = None) -> list[Comparison]:
        """Return stored summaries, most contested first."""
        given = {"event": event, "measure": measure}
        where = " and ".join(["1", *(f"{name} = :{name}" for name, value in given.items() if value is not None)])
        sql = f"""select * from comparison where {where}
          order by contradictions desc, divergences desc, reports desc, id"""
        return [rows.comparison(row) for row in self._rows(sql, given)]

    def comparison_ids(self, event: str) -> list[str]:
        """Return the ids of the comparisons of an event (a slug)."""
        return [row["id"] for row in self._rows("select id from comparison where event = :event", {"event": event})]

    def are_most_comparisons(self, count: int) -> bool:
        """Return whether so many comparisons are a quarter of all or more."""
        row = self._row("select count(*) as total from comparison")
        return row is not None and 4 * count >= row["total"]

    def decision(self, comparison: str) -> Reconciliation | None:
        """Return the decision in force on a comparison, with every claim considered; None if there is none."""
        return next(iter(self.in_force(comparison)), None)

    def in_force(self, comparison: str) -> list[Reconciliation]:
        """Return the decisions on a comparison that are neither replaced nor withdrawn; the first is the one in force.

        There is more than one only where names were merged that had a decision each: then the one made on what the
        comparison is now comes first, then the newest.
        """
        live = [item for item in self.decisions(comparison) if item.replaced_by is None and item.withdrawn_at is None]
        return sorted(live, key=lambda item: (item.comparison != comparison, -item.number))

    def decided_words(self, number: int) -> str | None:
        """Return the figure of a decision in words, as it was signed; None for an unresolved one."""
        row = self._row("select says from reconciliation where number = :number", {"number": number})
        return None if row is None else row["says"]

    def decisions(self, comparison: str) -> list[Reconciliation]:
        """Return all decisions ever made on a comparison, oldest first.

        A decision follows merges by what it was made on: those on an event or a measure that was merged into the
        comparison's own are among them, for as long as the merge stands. So does what was replaced: replaced_by is the
        first of those that replaced it and stand on this comparison.
        """
        found = list(self._rows(DECISIONS, {"id": comparison}))
        by = self.replacements({row["number"]: comparison for row in found})
        return [self._considered(rows.reconciliation(row, replaced_by=by.get(row["number"]))) for row in found]

    def replacements(self, standing: Mapping[int, str]) -> dict[int, int]:
        """Return for decisions, given with the comparisons that they stand on now, which one replaced them there.

        One that was replaced stays so as long as both stand on one comparison. The first to replace it is named.
        """
        found: dict[int, int] = {}
        sql = """select reconciliation, replaced_by from decision_replacement
          where reconciliation in (select value from json_each(:numbers)) order by replaced_by"""
        for row in self._rows(sql, {"numbers": f"[{', '.join(map(str, standing))}]"}) if standing else ():
            number, by = row["reconciliation"], row["replaced_by"]
            if standing.get(by) == standing[number]:
                found.setdefault(number, by)
        return found

    def _considered(self, decision: Reconciliation) -> Reconciliation:
        sql = "select * from reconciliation_claim where reconciliation = :number order by included desc, claim"
        found = self._rows(sql, {"number": decision.number})
        considered = tuple(model.Considered(row["claim"], bool(row["included"]), row["reason"]) for row in found)
        return decision._replace(considered=considered)

    # provenance

    def batches(self) -> list[Batch]:
        """Return all ingests, oldest first."""
        return [rows.batch(row) for row in self._rows("select * from batch order by number")]

    def rejects(self, batch: int) -> list[dict[str, Any]]:
        """Return the refused rows of a batch, in file order."""
        return [
            dict(row)
            for row in self._rows("select * from reject where batch = :batch order by number", {"batch": batch})
        ]

    def log(self, *, subject: str | None = None, limit: int = -1) -> list[dict[str, Any]]:
        """Return the acts on record, newest first; subject is "table key" as change_log writes it, "rows" the seals."""
        where = "where act <> 'seal'" if subject is None else "where subject = :subject"
        sql = f"select * from change_log {where} order by number desc limit :limit"
        return [dict(row) for row in self._rows(sql, {"subject": subject, "limit": limit})]

    def counts(self) -> dict[str, int]:
        """Return the number of rows of the main tables, for a summary."""
        tables = ("event", "source", "measure", "document", "claim", "appearance", "comparison")
        sql = " union all ".join(f"select '{table}' as name, count(*) as n from {table}" for table in tables)
        return {row["name"]: row["n"] for row in self._rows(sql)}

    def config(self) -> dict[str, str]:
        """Return what the collection says of itself, by key; what is not set is missing."""
        return {row["key"]: row["value"] for row in self._rows("select key, value from config order by rowid")}
