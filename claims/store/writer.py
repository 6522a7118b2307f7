"""The only writer. Everything that it changes it signs in change_log, and it changes nothing that a source said.

A Store works over any writing connection, Datasette's included; transactions nest. It does not compare: it collects
the comparisons that its writes touched, and `claims.pipeline` brings them up to date before the transaction ends.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.errors import Refused
from claims.identity import document_id, log_hash
from claims.search import searchable
from claims.store.claims import index_again, insert, insert_claims, insert_documents, insert_rows
from claims.store.naming import ALIAS, alias_row, folded_name, insert_names, is_free, meanings, named
from claims.store.values import as_json, present, refusing, savepoint, utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from claims.model import (
        Alias,
        Appearance,
        Batch,
        Claim,
        Document,
        Event,
        Link,
        Measure,
        Problem,
        Source,
    )
    from claims.store.claims import Added, ClaimRow, PlaceRow
    from claims.store.filling import Filling

NO_HASH = "0" * 64
BATCH = ("file", "sha256", "importer", "mapping", "columns", "document", "retry_of", "started_at", "started_by")
JUDGEMENTS = frozenset({"rank", "rank_reason", "credibility", "note", "published"})
LOG = ("at", "by", "act", "subject", "reason", "before", "after", "previous_hash", "hash")


class Act(NamedTuple):
    """What an entry of the log says was done, to what (table and key), why, and what it was before and after."""

    act: str
    subject: str
    reason: str | None = None
    before: Any = None
    after: Any = None


class Store:
    """Writes to one connection. clock gives the time of each act (UTC, as utc_now does)."""

    def __init__(self, connection: sqlite3.Connection, *, clock: Callable[[], str] = utc_now) -> None:
        self.connection = connection
        self.clock = clock
        self.touched: set[str] = set()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside happen or nothing; nested uses join the outer one as savepoints."""
        if self.connection.in_transaction:
            with savepoint(self.connection):
                yield
            return
        self.connection.execute("begin immediate")
        try:
            yield
            self.connection.execute("commit")
        except BaseException:
            self.connection.rollback()
            raise

    @contextmanager
    def joined(self) -> Iterator[None]:
        """Make everything inside a part of the transaction there is, or a transaction; what fails must end that too.

        A savepoint costs more than the writing where much is changed: SQLite copies every page before, to take it back.
        """
        if self.connection.in_transaction:
            yield
            return
        with self.transaction():
            yield

    # the log

    def log(
        self, act: str, subject: str, *, by: str, reason: str | None = None, before: Any = None, after: Any = None
    ) -> None:
        """Append one signed act to the log; before and after are kept as JSON."""
        self.log_all([Act(act, subject, reason, before, after)], by=by)

    def log_all(self, acts: Sequence[Act], *, by: str) -> None:
        """Append acts to the log in their order, each chained to the one before."""
        last = self.connection.execute("select hash from change_log order by number desc limit 1").fetchone()
        previous = NO_HASH if last is None else str(last[0])
        rows: list[tuple[str | None, ...]] = []
        for act, subject, reason, before, after in acts:
            entry: dict[str, str | None] = {
                "at": self.clock(),
                "by": by,
                "act": act,
                "subject": subject,
                "reason": reason,
                "before": as_json(before),
                "after": as_json(after),
            }
            hashed = log_hash(previous, entry)
            rows.append((*entry.values(), previous, hashed))
            previous = hashed
        insert(self.connection, "change_log", LOG, rows, at_once=len(rows) > 1)

    # names

    def add_event(self, event: Event, *, by: str) -> None:
        """Record a new event and its name as an alias."""
        self.add_names([event], by=by)

    def add_source(self, source: Source, *, by: str) -> None:
        """Record a new source and its name as an alias."""
        self.add_names([source], by=by)

    def add_measure(self, measure: Measure, *, by: str) -> None:
        """Record a new measure and its label as an alias."""
        self.add_names([measure], by=by)

    def add_names(self, records: Sequence[Event | Source | Measure], *, by: str) -> None:
        """Record new events, sources and measures, each with its name as an alias and an act of its own.

        Raises Refused for a slug or a name that is taken, before anything is written.
        """
        fresh = [named(record) for record in records]
        with self.joined():
            insert_names(self.connection, fresh)
            acts = [Act(f"add {one.kind}", f"{one.kind} {one.slug}", after=present(one.fields)) for one in fresh]
            self.log_all(acts, by=by)

    def add_alias(self, alias: Alias, *, by: str) -> bool:
        """Record another name; returns False if it was known. Raises Refused if it names something else already."""
        with self.transaction():
            kind, target, name = alias.kind, alias.target, alias.name
            folded = folded_name(name)
            meant = meanings(self.connection, kind, [folded])
            added = is_free(meant, kind, target, name=name, folded=folded)
            if added:
                row = alias_row(kind, target, name=name, folded=folded, language=alias.language)
                insert(self.connection, "alias", ALIAS, [row])
                after = {"name": alias.name, "language": alias.language}
                self.log("add alias", f"{alias.kind} {alias.target}", by=by, after=after)
        return added

    # documents and claims

    def add_document(self, document: Document, *, by: str) -> str:
        """Record a document, or complete a known one with what was missing, and return its id."""
        key = document.id or document_id(
            url=document.url,
            sha256=document.sha256,
            title=document.title,
            publisher=document.publisher,
            published_on=document.published_on,
        )
        fields = document._replace(id=key)._asdict()
        with self.transaction(), closing(self.connection.cursor()) as cursor:
            cursor.row_factory = sqlite3.Row
            known = cursor.execute("select * from document where id = ?", (key,)).fetchone()
            if known is None:
                number = cursor.execute("select coalesce(max(number), 0) + 1 from document").fetchone()[0]
                fresh = {"number": number, **fields}
                marks = ", ".join(f":{name}" for name in fresh)
                with refusing(f"the document “{document.title or document.url or key}”"):
                    cursor.execute(f"insert into document ({', '.join(fresh)}) values ({marks})", fresh)
                self.log("add document", f"document {key}", by=by, after=present({**fields, "text": None}))
                self._index_document(cursor, number, document.title, document.text)
                return key
            missing = {name: new for name, new in fields.items() if new is not None and known[name] is None}
            if missing:
                changes = ", ".join(f"{name} = :{name}" for name in missing)
                with refusing(f"the document “{document.title or document.url or key}”"):
                    cursor.execute(f"update document set {changes} where id = :id", {**missing, "id": key})
                text = missing.get("text", known["text"])
                self._index_document(cursor, known["number"], missing.get("title", known["title"]), text)
                shown = {name: new for name, new in missing.items() if name != "text"}
                self.log("complete document", f"document {key}", by=by, after=shown or {"text": "added"})
        return key

    def add_new_documents(self, documents: Sequence[Document]) -> None:
        """Record documents that carry their id and are not there yet; the act that led to them is logged elsewhere."""
        with self.joined():
            insert_documents(self.connection, documents)

    @staticmethod
    def _index_document(cursor: sqlite3.Cursor, number: int, title: str | None, text: str | None) -> None:
        words = " ".join(searchable(part) for part in (title, text) if part)
        cursor.execute("insert or replace into document_fts (rowid, text) values (?, ?)", (number, words))

    def add_claims(self, records: Sequence[tuple[Claim, Appearance | None]], *, by: str) -> Added:
        """Record claims with their appearances; what is known already is recognised by its content id and not repeated.

        The claims carry id, comparison and says (see claims.pipeline). Nothing is logged here: the act that led to
        them (an ingest, a hand entry) is logged by whoever performs it.
        """
        with self.transaction():
            added = insert_claims(self.connection, records, by=by, at=self.clock())
        self.touched |= added.touched
        return added

    def add_rows(self, rows: Sequence[tuple[ClaimRow, PlaceRow | None]], *, by: str, filling: Filling | None) -> Added:
        """Record claims and appearances that are given as rows (see claims.store.claims), as add_claims does.

        While a database is being filled it is left to `claims.store.filling.Filling` to store the appearances in the
        end and to index known claims again, and to whoever fills it to bring all comparisons up to date.
        """
        with self.joined():
            keep = None if filling is None else filling.keep
            added = insert_rows(self.connection, rows, by=by, at=self.clock(), keep=keep)
            if filling is not None:
                return added
            for claim in added.requoted:
                index_again(self.connection, claim)
        self.touched |= added.touched
        return added

    def judge(self, claim: Claim, changes: Mapping[str, Any], *, by: str, reason: str) -> None:
        """Change a judgement on a claim (rank, rank_reason, credibility, note, published), with the reason logged."""
        if not changes or set(changes) - JUDGEMENTS:
            raise Refused("only rank, credibility, note and published of a claim can change", hint="record a new claim")
        before = {name: getattr(claim, name) for name in changes}
        with self.transaction():
            assignments = ", ".join(f'"{name}" = :{name}' for name in changes)
            with refusing("the judgement"):
                self.connection.execute(f"update claim set {assignments} where id = :id", {**changes, "id": claim.id})
            if "note" in changes:
                index_again(self.connection, claim.id)
            self.log("judge claim", f"claim {claim.id}", by=by, reason=reason, before=before, after=dict(changes))
        self.touched.add(claim.comparison)

    def link(self, link: Link, *, comparisons: Iterable[str]) -> int:
        """Record a link between two claims and return its number; comparisons are the two claims' own."""
        fields = {**link._asdict(), "relation": str(link.relation), "decided_at": link.decided_at or self.clock()}
        del fields["number"]
        with self.transaction():
            same = self.connection.execute(
                "select number from claim_link where claim = ? and other = ? and relation = ? and withdrawn_at is null",
                (link.claim, link.other, str(link.relation)),
            ).fetchone()
            if same:
                return int(same[0])
            cursor = self.connection.execute(
                f"insert into claim_link ({', '.join(fields)}) values ({', '.join(f':{name}' for name in fields)})",
                fields,
            )
            number = int(cursor.lastrowid or 0)
            self.log("link", f"claim {link.claim}", by=link.decided_by, reason=link.reason, after=present(fields))
        self.touched |= set(comparisons)
        return number

    def withdraw_link(self, link: Link, *, by: str, reason: str, comparisons: Iterable[str]) -> None:
        """Take a link back; it stays readable."""
        with self.transaction():
            self.connection.execute(
                "update claim_link set withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ? where number = ?",
                (self.clock(), by, reason, link.number),
            )
            self.log("withdraw link", f"claim {link.claim}", by=by, reason=reason, before={"number": link.number})
        self.touched |= set(comparisons)

    # ingests

    def start_batch(self, batch: Batch) -> int:
        """Record that an ingest begins and return its number."""
        fields = {name: getattr(batch, name) for name in BATCH} | {"started_at": batch.started_at or self.clock()}
        cursor = self.connection.execute(
            f"insert into batch ({', '.join(fields)}) values ({', '.join(f':{name}' for name in fields)})", fields
        )
        return int(cursor.lastrowid or 0)

    def finish_batch(self, batch: Batch) -> None:
        """Record the result of an ingest and sign it."""
        counts = {name: getattr(batch, name) for name in ("read", "added", "known", "appearances", "refused")}
        assignments = ", ".join(f'"{name}" = :{name}' for name in (*counts, "proved"))
        self.connection.execute(
            f"update batch set {assignments} where number = :number",
            {**counts, "proved": batch.proved, "number": batch.number},
        )
        after = {"file": batch.file, "sha256": batch.sha256, "importer": batch.importer, **counts}
        if batch.retry_of is not None:
            after["retry_of"] = batch.retry_of
        self.log("ingest", f"batch {batch.number}", by=batch.started_by, after=after)

    def reject(self, batch: int, problems: Iterable[Problem]) -> None:
        """Keep refused rows, verbatim."""
        self.connection.executemany(
            """insert into reject (batch, file, "row", "column", reason, hint, raw, cells)
               values (?, ?, ?, ?, ?, ?, ?, ?)""",
            [(batch, p.file, p.row, p.column, p.reason, p.hint, p.raw, p.cells) for p in problems],
        )

    def retried(self, rejects: Iterable[int], *, batch: int) -> None:
        """Say of refused rows that a batch took them again."""
        self.connection.executemany(
            "update reject set retried_in = ? where number = ?", [(batch, number) for number in rejects]
        )

    def read_again(self, batch: int, claims: Iterable[tuple[str, int | None]]) -> None:
        """Note the claims (with their rows) that a batch read where they were known in the same document."""
        self.connection.executemany(
            """insert into read_again (batch, claim, batch_row) select :batch, :claim, :row
               where not exists (select 1 from read_again where batch = :batch and claim = :claim)""",
            [{"batch": batch, "claim": claim, "row": row} for claim, row in claims],
        )
