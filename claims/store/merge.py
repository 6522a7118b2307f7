"""Take over the rows of another claims database: what is known is recognised, what differs is listed, nothing is lost.

Ours stays as it is wherever two files say different things; theirs is kept beside it as far as there is a place for it.
Nothing is logged here: the whole merge is one act (claims.pipeline.merge).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from claims.errors import Refused
from claims.model import Finding
from claims.search import searchable
from claims.store.claims import index_again
from claims.store.decisions import mark_replaced
from claims.text import fold, slug_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from claims.store.writer import Store

Row = dict[str, Any]
NOT_STATED = {"type": "unknown", "reliability": "F"}
UNCHANGEABLE = frozenset({"value_kind", "count_kind", "unit"})
LINK_SIGNATURE = ("claim", "other", "relation", "reason", "decided_by", "decided_at")
RUN_SIGNATURE = ("document", "extractor", "extractor_version", "model", "prompt_sha256", "run_by", "run_at", "proposed")
DECISION = ("state", "reason", "decided_by", "decided_at", "claim")
DECIDED = frozenset({"accepted", "rejected"})
WITHDRAWAL_SIGNATURE = ("appearance", "reason", "decided_by", "decided_at")
FINDING_SIGNATURE = ("finding", "reason", "decided_by", "decided_at")


class Taking:
    """Writes another file's rows into a store; added counts new rows by table, changed those completed or withdrawn.

    conflicts lists, in the order in which they were met, what the two files say differently. one_name gives what has
    one name and two slugs, of which both end in the digits of that name: kind, their slug, ours.
    """

    def __init__(self, store: Store, *, by: str, file: str) -> None:
        self.store = store
        self.connection = store.connection
        self.by = by
        self.file = file
        self.added: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.conflicts: list[Finding] = []
        self.one_name: list[tuple[str, str, str]] = []

    def differ(self, rule: str, reason: str, *claims: str) -> None:
        """List something that the two files say differently."""
        self.conflicts.append(Finding(rule, claims, reason))

    def _one(self, sql: str, *values: Any) -> Row | None:
        cursor = self.connection.execute(sql, values)
        row = cursor.fetchone()
        return None if row is None else dict(zip([column[0] for column in cursor.description], row, strict=True))

    def _insert(self, table: str, row: Mapping[str, Any]) -> int:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(f":{name}" for name in row)
        cursor = self.connection.execute(f"insert into {table} ({names}) values ({marks})", dict(row))
        self.added[table] += 1
        return int(cursor.lastrowid or 0)

    def _complete(self, table: str, key: str, missing: Mapping[str, Any]) -> None:
        if missing:
            changes = ", ".join(f'"{name}" = :{name}' for name in missing)
            self.connection.execute(f"update {table} set {changes} where id = :id", {**missing, "id": key})
            self.changed[table] += 1

    # names

    def name(self, kind: str, row: Row) -> None:
        """Take over an event, a source or a measure, without what it was merged into."""
        known = self._one(f"select * from {kind} where id = ?", row["id"])
        if known is None:
            self._insert(kind, {**row, "same_as": None})
            return
        missing = {}
        for name, theirs in row.items():
            ours = known[name]
            if name == "same_as" or theirs is None or theirs == ours or theirs == NOT_STATED.get(name):
                continue
            if name in UNCHANGEABLE and ours is not None:
                raise Refused(
                    f"the {name} of {kind} “{row['id']}” is {ours} here and {theirs} in {self.file}",
                    hint="their figures cannot stand beside ours; give one of the two files another measure",
                )
            if name == "date_precision" and known["starts_on"] is not None:
                continue
            is_open = ours is None or ours == NOT_STATED.get(name)
            if is_open and (name != "part_of" or not self._is_above(kind, row["id"], theirs)):
                missing[name] = theirs
                continue
            self.differ(f"{kind} differs", f"{kind} {row['id']}: {name} is “{ours}” here and “{theirs}” there")
        self._complete(kind, row["id"], missing)

    def _is_above(self, kind: str, slug: str, part: str) -> bool:
        """Return whether a slug is the whole, near or far, of another."""
        seen: set[str] = set()
        at: str | None = part
        while at is not None and at not in seen:
            seen.add(at)
            row = self._one(f"select part_of from {kind} where id = ?", at)
            at = None if row is None else row["part_of"]
        return slug in seen

    def alias(self, kind: str, row: Row) -> None:
        """Take over another name; one that means something else here is listed."""
        known = self._one(
            f"select {kind} as target from alias where folded = ? and {kind} is not null", fold(row["name"])
        )
        if known is None:
            self._insert("alias", {**row, "number": None, "folded": fold(row["name"])})
        elif known["target"] == row[kind]:
            return
        elif all(slug.endswith(slug_digits(row["name"])) for slug in (known["target"], row[kind])):
            self.one_name.append((kind, row[kind], known["target"]))
        else:
            self.differ("name taken", f"“{row['name']}” names the {kind} {known['target']} here and {row[kind]} there")

    # documents and ingests

    def document(self, row: Row) -> None:
        """Take over a document, or complete the one there is with what was missing."""
        known = self._one("select * from document where id = ?", row["id"])
        if known is None:
            number = self.connection.execute("select coalesce(max(number), 0) + 1 from document").fetchone()[0]
            self._insert("document", {**row, "number": number})
            self._index_document(number, row)
            return
        missing = {name: theirs for name, theirs in row.items() if theirs is not None and known[name] is None}
        for name, theirs in row.items():
            ours = known[name]
            if name in {"number", "accessed_on", "read_from"} or None in {ours, theirs} or ours == theirs:
                continue
            what = "another text" if name == "text" else f"{name} “{ours}” here and “{theirs}” there"
            self.differ("document differs", f"document {row['id']} has {what}")
        self._complete("document", row["id"], missing)
        if {"title", "text"} & set(missing):
            self._index_document(known["number"], {**known, **missing})

    def _index_document(self, number: int, row: Mapping[str, Any]) -> None:
        words = " ".join(searchable(part) for part in (row["title"], row["text"]) if part)
        self.connection.execute("insert or replace into document_fts (rowid, text) values (?, ?)", (number, words))

    def batch(self, row: Row) -> tuple[int, bool]:
        """Take over an ingest and return its number here, and whether it is new."""
        same = ("file", "sha256", "importer", "mapping", "retry_of", "added", "started_at", "started_by")
        clause = " and ".join(f"{name} is ?" for name in same)
        known = self._one(f"select number from batch where {clause}", *(row[name] for name in same))
        if known is not None:
            return int(known["number"]), False
        return self._insert("batch", {**row, "number": None}), True

    def reject(self, row: Row, *, batch: int) -> None:
        """Take over a refused row of an ingest that is new here."""
        self._insert("reject", {**row, "number": None, "batch": batch})

    def read_again(self, row: Row, *, batch: int) -> None:
        """Take over which claim an ingest that is new here read where it was known."""
        self._insert("read_again", {**row, "batch": batch})

    def reads_too(self, claim: str, row: int | None, *, batch: int) -> None:
        """Note that an ingest read a claim where another did, unless that is on record."""
        if self._one("select 1 from read_again where batch = ? and claim = ?", batch, claim) is None:
            self._insert("read_again", {"batch": batch, "claim": claim, "batch_row": row})

    def blob(self, row: Row) -> None:
        """Take over fetched bytes, which are the same wherever their hash is, unless they are there."""
        if self._one("select 1 from blob where sha256 = ?", row["sha256"]) is None:
            self._insert("blob", row)

    # judgements

    def judgement(self, claim: str, changes: Mapping[str, Any]) -> None:
        """Take over a judgement on a claim that nobody judged so here (rank with its reason, credibility, note ...)."""
        assignments = ", ".join(f'"{name}" = :{name}' for name in changes)
        self.connection.execute(f"update claim set {assignments} where id = :id", {**changes, "id": claim})
        if "note" in changes:
            index_again(self.connection, claim)
        self.changed["claim"] += 1

    # candidates

    def extraction(self, row: Row) -> int:
        """Take over a run of an extractor and return its number here."""
        clause = " and ".join(f"{name} is ?" for name in RUN_SIGNATURE)
        known = self._one(f"select number from extraction where {clause}", *(row[name] for name in RUN_SIGNATURE))
        return self._insert("extraction", {**row, "number": None}) if known is None else int(known["number"])

    def candidate(self, row: Row) -> None:
        """Take over a candidate, or the decision on one that waits here; two decisions that differ are listed."""
        known = self._one("select * from candidate where id = ?", row["id"])
        if known is None:
            self._insert("candidate", row)
            return
        ours, theirs = ({name: one[name] for name in DECISION} for one in (known, row))
        if row["state"] not in DECIDED or ours == theirs:
            return
        if known["state"] not in DECIDED:
            changes = ", ".join(f"{name} = :{name}" for name in DECISION)
            self.connection.execute(f"update candidate set {changes} where id = :id", {**theirs, "id": row["id"]})
            self.changed["candidate"] += 1
        elif (known["state"], known["claim"]) != (row["state"], row["claim"]):
            said = f"{known['state']} by {known['decided_by']} here and {row['state']} by {row['decided_by']} there"
            self.differ("candidate decided twice", f"candidate {row['id']} (“{row['says']}”) is {said}")

    # judgements

    def withdrawable(self, table: str, row: Row, *, signature: tuple[str, ...], live: tuple[str, ...]) -> None:
        """Take over a signed statement by its signature; theirs is withdrawn beside a live one that says the same.

        A withdrawal there is taken over where the very same one is live here.
        """
        clause = " and ".join(f'"{name}" is ?' for name in signature)
        known = self._one(f"select * from {table} where {clause}", *(row[name] for name in signature))
        if known is not None:
            if known["withdrawn_at"] is None and row["withdrawn_at"] is not None:
                self.withdraw(table, known["number"], row)
            return
        clause = " and ".join(f'"{name}" is ?' for name in live)
        ours = self._one(
            f"select * from {table} where {clause} and withdrawn_at is null", *(row[name] for name in live)
        )
        if ours is not None and row["withdrawn_at"] is None:
            row = self.set_aside(row, f"the same is on record as number {ours['number']} by {ours['decided_by']}")
        self._insert(table, {**row, "number": None})

    def set_aside(self, row: Row, reason: str) -> Row:
        """Return a row as withdrawn for a reason, so that it stays readable."""
        return {
            **row,
            "withdrawn_at": self.store.clock(),
            "withdrawn_by": self.by,
            "withdrawn_reason": f"merging {self.file}: {reason}",
        }

    def withdraw(self, table: str, number: int, row: Row) -> None:
        """Take over a withdrawal."""
        withdrawn = (row["withdrawn_at"], row["withdrawn_by"], row["withdrawn_reason"], number)
        sql = f"update {table} set withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ? where number = ?"
        self.connection.execute(sql, withdrawn)
        self.changed[table] += 1

    def decisions(
        self, rows: Iterable[tuple[Row, list[Row], int | None]], *, replaced: Iterable[tuple[int, int]]
    ) -> None:
        """Take over decisions, each with the claims considered, and which replaced which (by their numbers there).

        With one that is in force there comes the number of ours that stays in force on the same comparison, if any.
        """
        given = list(rows)
        numbers, fresh = self._numbers([row for row, _, _ in given])
        pairs = list(replaced)
        self.connection.execute("pragma defer_foreign_keys = on")
        for row, _, _ in given:
            if row["number"] not in fresh and row["withdrawn_at"] is not None:
                self._withdrawn_since(row, numbers[row["number"]])
        for number, by in pairs:
            if number not in fresh and mark_replaced(self.connection, numbers[number], by=numbers[by]):
                self.changed["reconciliation"] += 1
        for row, considered, ours in given:
            if row["number"] not in fresh:
                continue
            number = numbers[row["number"]]
            self._insert(
                "reconciliation", {**row, "number": number, "replaced_by": numbers.get(row["replaced_by"], ours)}
            )
            for one in considered:
                self._insert("reconciliation_claim", {**one, "reconciliation": number})
            if ours is not None:
                mark_replaced(self.connection, number, by=ours)
                self.differ(
                    "two decisions",
                    f"{row['decided_by']} decided “{row['says'] or row['outcome']}” on {_scope(row)}; "
                    f"decision {ours} of ours stays in force and theirs is kept as number {number}",
                )
        for number, by in pairs:
            if number in fresh:
                mark_replaced(self.connection, numbers[number], by=numbers[by])

    def _numbers(self, rows: list[Row]) -> tuple[dict[int, int], set[int]]:
        """Return for each decision of theirs its number here, and which of them are new."""
        signature = ("comparison", "outcome", "rule", "claim", "says", "rationale", "decided_by", "decided_at")
        clause = " and ".join(f'"{name}" is ?' for name in signature)
        following = self.connection.execute("select coalesce(max(number), 0) + 1 from reconciliation").fetchone()[0]
        numbers: dict[int, int] = {}
        fresh: set[int] = set()
        for row in rows:
            sql = f"select number from reconciliation where {clause} order by number"
            known = self._one(sql, *(row[name] for name in signature))
            if known is None:
                fresh.add(row["number"])
                numbers[row["number"]] = following
                following += 1
            else:
                numbers[row["number"]] = known["number"]
        return numbers, fresh

    def _withdrawn_since(self, row: Row, number: int) -> None:
        """Take over that a decision known here was withdrawn there."""
        known = self._one("select withdrawn_at from reconciliation where number = ?", number)
        if known is not None and known["withdrawn_at"] is None:
            self.withdraw("reconciliation", number, row)


def _scope(row: Row) -> str:
    """Return what a decision is on, for people: killed (women) in Tehran of iran-protests-2019, as of 2019-12-31."""
    population = "" if row["population"] == "all" else f" ({row['population']})"
    place = f" in {row['place']}" if row["place"] else ""
    when = "".join(
        f", {word} {row[name]}" for name, word in (("period_start", "from"), ("as_of", "as of")) if row[name]
    )
    return f"{row['measure']}{population}{place} of {row['event']}{when}"
