"""What the log signs of the rows themselves: which columns, and how a row, or a run of rows, becomes a hash.

At the end of every transaction one entry of the log seals what it wrote: rows that are new, and rows that changed with
what they were before. Whatever is changed from outside afterwards no longer has the hash that was signed. Not sealed is
what can be proved otherwise: copies of other columns, what follows merges, what is derived, and the bytes of a blob,
whose key is their hash. A row is spelled as its texts and whole numbers, which are the same in every version of SQLite.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SEPARATOR, ABSENT = "\x1f", "\x1e"
"""Between the columns of a row as it is spelled, and for a column in which nothing stands."""
ACT, SUBJECT = "seal", "rows"
DIGITS = 40
"""Hexadecimal digits of a hash (160 bits)."""
ONE_BY_ONE = 200
"""Up to so many new rows of a table are sealed one by one, so that the changed one is found; more in runs."""
RUN = 1000
"""Rows in a run."""

CANDIDATE = (
    *("id", "document", "quote", "quote_start", "quote_end", "stated_as", "stated_start", "stated_end", "event"),
    *("measure", "population", "place", "source", "source_start", "source_end", "source_inferred", "relayed_by"),
    *("says", "basis", "as_of", "as_of_inferred", "flags", "qualifiers", "language", "extractor", "extractor_version"),
    *("extraction", "state", "reason", "decided_by", "decided_at", "claim"),
)
DECISION = (
    *("number", "comparison", "event", "measure", "population", "place", "period_start", "as_of", "outcome", "rule"),
    *("claim", "says", "value_type", "hedge", "magnitude", "rationale", "decided_by", "decided_at", "replaced_by"),
    *("withdrawn_at", "withdrawn_by", "withdrawn_reason"),
)
SIGNED = ("reason", "decided_by", "decided_at", "withdrawn_at", "withdrawn_by", "withdrawn_reason")
SEALED: Mapping[str, tuple[str, ...]] = {
    "event": (
        *("id", "name", "starts_on", "ends_on", "date_precision", "country", "place", "part_of", "wikidata", "same_as"),
    ),
    "source": ("id", "name", "type", "party_to_event", "reliability", "url", "wikidata", "same_as"),
    "measure": (
        *("id", "label", "unit", "value_kind", "count_kind", "part_of", "definition", "hxl_tag", "wikidata_property"),
        "same_as",
    ),
    "place": ("id", "same_as"),
    "alias": ("number", "name", "folded", "language", "event", "source", "measure"),
    "document": (
        *("id", "number", "title", "publisher", "author", "url", "archive_url", "language", "published_on"),
        *("accessed_on", "read_from", "sha256", "text"),
    ),
    "blob": ("sha256", "media_type", "fetched_from", "fetched_at"),
    "batch": (
        *("number", "file", "sha256", "importer", "mapping", "columns", "document", "retry_of", "started_at"),
        *("started_by", "read", "added", "known", "appearances", "refused", "proved"),
    ),
    "read_again": ("batch", "claim", "batch_row"),
    "reject": ("number", "batch", "file", "row", "column", "reason", "hint", "raw", "cells"),
    "claim": (
        *(
            "id",
            "number",
            "as_of_precision",
            "says",
            "credibility",
            "rank",
            "rank_reason",
            "note",
            "published",
            "batch",
        ),
        *("recorded_by", "recorded_at"),
    ),
    "appearance": (
        *("id", "stated_as", "quote_start", "quote_end", "language", "relayed_by", "forced", "batch", "batch_row"),
    ),
    "appearance_withdrawal": ("number", "appearance", *SIGNED),
    "claim_link": ("number", "claim", "other", "relation", *SIGNED),
    "extraction": (
        *("number", "document", "extractor", "extractor_version", "model", "prompt_sha256", "language", "proposed"),
        *("known", "refused", "refusals", "run_by", "run_at"),
    ),
    "candidate": CANDIDATE,
    "reconciliation": DECISION,
    "reconciliation_replaced": ("number", "reconciliation", "replaced_by"),
    "accepted_finding": ("number", "finding", "rule", "subject", "event", "says", *SIGNED),
}
"""The columns of each table that are sealed; the first says which row it is."""
LATER: Mapping[str, tuple[str, ...]] = {"appearance": ("batch_column",)}
"""Columns that came to a table later, sealed where something stands in them: the rows of before keep their hashes."""

CONSIDERED = """coalesce((select group_concat(quote(claim) || included || quote(reason)) from (
  select claim, included, reason from reconciliation_claim where reconciliation = {row}.number order by claim)), '')"""


def spelled(table: str, row: str) -> str:
    """Return the SQL that spells the sealed columns of a row as one text; row is its table's name, or new, or old."""
    parts = [f"ifnull({row}.\"{column}\", '{ABSENT}')" for column in SEALED[table]]
    if table == "reconciliation":
        parts += [f"ifnull(cast({row}.\"{bound}\" as text), '{ABSENT}')" for bound in ("low", "best", "high")]
        parts.append(CONSIDERED.format(row=row))
    later = (f"ifnull('{SEPARATOR}{column} ' || {row}.\"{column}\", '')" for column in LATER.get(table, ()))
    return " || ".join((f" || '{SEPARATOR}' || ".join(parts), *later))


def row_hash(text: str) -> str:
    """Return the hash of a row as `spelled` spells it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def run_hash(hashes: Iterable[str]) -> str:
    """Return the hash of a run of rows from the hashes of its rows, in their order."""
    return sha256("\n".join(hashes).encode()).hexdigest()[:DIGITS]


def ranges(rows: Iterable[tuple[int, str]], *, singly: bool) -> dict[str, str]:
    """Return what is signed of new rows, given as (rowid, hash) in order: "17" or "17-1016" -> hash."""
    if singly:
        return {str(number): hashed for number, hashed in rows}
    signed: dict[str, str] = {}
    run: list[tuple[int, str]] = []
    for one in rows:
        run.append(one)
        if len(run) == RUN:
            signed |= _run(run)
            run = []
    return signed | (_run(run) if run else {})


def _run(rows: list[tuple[int, str]]) -> dict[str, str]:
    return {f"{rows[0][0]}-{rows[-1][0]}": run_hash(hashed for _, hashed in rows)}


@dataclass(frozen=True, slots=True)
class Range:
    """Rows that were new when an entry of the log (its number) sealed them: first and last rowid, and their hash.

    That of a run is made of the hashes of its rows, also where it is of one row: the last of 1001.
    """

    first: int
    last: int
    hash: str
    entry: int
    is_run: bool


@dataclass(slots=True)
class Seals:
    """What all seals of a log say: rows that were new, by table, and every later change of a row, oldest first.

    A change is (what the row was before, what it was then, entry).
    """

    new: dict[str, list[Range]] = field(default_factory=dict)
    changes: dict[tuple[str, int], list[tuple[str, str, int]]] = field(default_factory=dict)

    def note(self, entry: int, after: Mapping[str, Any]) -> None:
        """Note what one entry seals; raises ValueError or TypeError for what is no seal."""
        for table, signed in after["new"].items():
            self.new.setdefault(table, []).extend(_ranges(signed, entry))
        for table, changed in after["changed"].items():
            for row, (before, then) in changed.items():
                self.changes.setdefault((table, int(row)), []).append((before, then, entry))


def _ranges(signed: Mapping[str, str], entry: int) -> Iterator[Range]:
    for rows, hashed in signed.items():
        first, _, last = rows.partition("-")
        yield Range(int(first), int(last or first), hashed, entry, is_run=bool(last))
