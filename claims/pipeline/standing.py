"""What was withdrawn with its ingest stands again once something else states it: an ingest, a person, a merged file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claims.reading.batches import BatchReader
from claims.store.batches import Moved, put_in, take_out
from claims.store.withdrawals import restore_appearance

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from claims.model import BatchAct, Claim
    from claims.store.writer import Store

NORMAL: dict[str, Any] = {"rank": "normal", "rank_reason": None}


def fall(store: Store, act: BatchAct, *, batches: Collection[int], gone: Collection[int]) -> Moved:
    """Withdraw what batches read, as `take_out` does, and rank what somebody had ranked by itself, each in its act."""
    moved = take_out(store, act, batches=batches, gone=gone)
    reader = BatchReader(store.connection)
    for claim in moved.personal:
        changes = {"rank": "deprecated", "rank_reason": act.because}
        store.judge(reader.claim(claim), changes, by=act.by, reason=act.because)
    return moved


def stand_again(store: Store, subject: str, *, by: str, reason: str, batch: int | None = None) -> Moved:
    """Let stand again what was withdrawn with its ingest and a batch (None: any) reads too; return what does.

    subject is what the act is logged of.
    """
    reader = BatchReader(store.connection)
    if not reader.acts():
        return Moved()
    signed = (by, store.clock(), reason)
    moved = let_in(store, gone=reader.withdrawn(), signed=signed, batches=None if batch is None else [batch])
    if moved.appearances or moved.claims:
        after = {"appearances": moved.appearances, "claims": moved.claims}
        store.log("stand again", subject, by=by, reason=reason, after=after)
    return moved


def let_in(
    store: Store, *, gone: Collection[int], signed: tuple[str, str, str], batches: Collection[int] | None
) -> Moved:
    """Let what batches read (None: any) stand again where it does by the ingests that are not gone; as `put_in`."""
    acts = [act for act in BatchReader(store.connection).acts() if act.is_withdrawn]
    moved = put_in(store, acts, gone=gone, signed=signed, batches=batches)
    _rank_as_before(store, moved.personal, by=signed[0], reason=signed[2])
    return moved


def stands_by_hand(store: Store, claim: Claim, *, document: str | None, by: str) -> bool:
    """Let a claim stand again, and where it is read, as a person records it; return whether its ingest took it out."""
    reader = BatchReader(store.connection)
    acts = [act for act in reader.acts() if act.is_withdrawn]
    if claim.rank_reason not in {act.because for act in acts}:
        return False
    reason = f"recorded again by {by}"
    signed = {(act.by, act.at, act.because) for act in acts}
    withdrawn = reader.withdrawals([claim.id])
    for place in reader.appearances([claim.id], with_withdrawn=True):
        taken = withdrawn.get(place.id)
        if taken and place.document == document and (taken.decided_by, taken.decided_at, taken.reason) in signed:
            restore_appearance(store, taken, claim, by=by, reason=reason)
    _rank_as_before(store, [claim.id], by=by, reason=reason)
    return True


def _rank_as_before(store: Store, claims: Iterable[str], *, by: str, reason: str) -> None:
    """Give claims the rank that they had before they were withdrawn with their ingest."""
    reader = BatchReader(store.connection)
    for key in claims:
        claim = reader.claim(key)
        judged = [act for act in reader.log(subject=f"claim {key}") if act["act"] == "judge claim"]
        said = [(json.loads(act["before"] or "{}"), json.loads(act["after"] or "{}")) for act in judged]
        before = next((one for one, after in said if after.get("rank_reason") == claim.rank_reason), NORMAL)
        store.judge(claim, {name: before.get(name) for name in NORMAL}, by=by, reason=reason)
