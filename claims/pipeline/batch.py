"""What an ingest did, and what a newer version of its file changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.reading.batches import BatchReader

if TYPE_CHECKING:
    from claims.model import Batch, Claim, Problem
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.notices import NearName

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingest did. read = added + known + refused; problems holds every refused row, notes what else to know.

    flags holds what is odd and was recorded all the same; names what may be other names of something known. retry_of is
    the batch whose refused rows were taken again. kept_in are the batches of the file in which refused rows stand that
    can be taken again, none after a dry run.
    """

    file: str
    batch: int | None
    read: int
    added: int
    known: int
    appearances: int
    refused: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    flags: tuple[Problem, ...] = ()
    names: tuple[NearName, ...] = ()
    retry_of: int | None = None
    kept_in: tuple[int, ...] = ()


class Undo(Exception):
    """Roll the transaction back and keep the summary."""

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self.summary = summary


def earlier_batch(store: ClaimStore, digest: str) -> int | None:
    """Return the first ingest of a file with these bytes, None if there was none."""
    return next((batch.number for batch in store.reader.batches() if batch.sha256 == digest), None)


def is_repeat(store: ClaimStore, summary: Summary, digest: str) -> bool:
    """Return whether the same bytes were ingested before and this time gave nothing new."""
    nothing = summary.added == 0 and summary.appearances == 0
    return nothing and any(b.sha256 == digest and b.number != summary.batch for b in store.reader.batches())


def with_refused(store: ClaimStore, summary: Summary, digest: str) -> Summary:
    """Return a summary that says in which batches of the file with these bytes refused rows stand."""
    return replace(summary, kept_in=BatchReader(store.connection).still_refused(digest)) if summary.refused else summary


@dataclass(frozen=True, slots=True)
class Changed:
    """What one source says of one thing as of one date, in two versions of a file: other figures than before."""

    before: tuple[Claim, ...]
    after: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class BatchDiff:
    """What two ingests state: changed figures, claims of the old or of the new one only, and how many both state."""

    old: Batch
    new: Batch
    changed: tuple[Changed, ...]
    disappeared: tuple[Claim, ...]
    appeared: tuple[Claim, ...]
    same: int


@dataclass(frozen=True, slots=True)
class BatchView:
    """One ingest: its record, the claims that its rows state, and its refused rows by reason (all, and those left)."""

    batch: Batch
    claims: int
    reasons: tuple[tuple[str, int, int], ...]
    retries: tuple[int, ...]


def view_batch(store: ClaimStore, number: int) -> BatchView:
    """Return what is on record of one ingest; raises Refused if there is none of this number."""
    reader = BatchReader(store.connection)
    batch = reader.batch(number)
    claims = len(reader.asserted(number))
    return BatchView(batch, claims, tuple(reader.reasons(number)), tuple(reader.retries(number)))


def diff_batches(store: ClaimStore, old: int, new: int) -> BatchDiff:
    """Return what changed from one ingest to another, refused rows that were taken again included.

    A claim is changed where the same source says another figure of the same event, measure, population, place and
    period, as of the same date and on the same basis. Nothing is taken out of the database: what disappeared from a
    file was still said. Raises Refused for a number that is no batch.
    """
    reader = BatchReader(store.connection)
    first, second = reader.batch(old), reader.batch(new)
    before, after = reader.asserted(old), reader.asserted(new)
    gone = _by_key(reader.claims_by_ids(before - after))
    come = _by_key(reader.claims_by_ids(after - before))
    both = gone.keys() & come.keys()
    return BatchDiff(
        old=first,
        new=second,
        changed=tuple(Changed(tuple(gone[key]), tuple(come[key])) for key in gone if key in both),
        disappeared=tuple(claim for key, claims in gone.items() if key not in both for claim in claims),
        appeared=tuple(claim for key, claims in come.items() if key not in both for claim in claims),
        same=len(before & after),
    )


def _by_key(claims: list[Claim]) -> dict[Key, list[Claim]]:
    found: dict[Key, list[Claim]] = {}
    for claim in claims:
        scope = (claim.event, claim.measure, claim.population, claim.place, claim.period_start or "", claim.as_of or "")
        found.setdefault((*scope, claim.source, str(claim.basis)), []).append(claim)
    return found
