"""A person sets a whole ingest aside, or lets it stand again: signed, with a reason, all or nothing, nothing deleted.

Every place that it read is withdrawn, but where another ingest that stands read the same there, and the claims that
stand in no other place are deprecated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.errors import Refused
from claims.model import BatchAct
from claims.pipeline.batch import file_name, let_stand, was_withdrawn
from claims.pipeline.ingesting import MOST_TOUCHED
from claims.pipeline.signature import require_name, require_reason
from claims.pipeline.standing import fall, let_in
from claims.reading.batches import BatchReader
from claims.reading.decisions import DecisionReader
from claims.store.batches import log_batches

if TYPE_CHECKING:
    from claims.pipeline.claim_store import ClaimStore
    from claims.reading.decisions import Decided
    from claims.store.batches import Moved


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What became of an ingest and of those that took its refused rows again (batches), as counts of places and claims.

    others are claims of theirs that stand all the same. decisions in force use claims that do not, links join these.
    """

    batches: tuple[int, ...]
    appearances: int
    claims: int
    others: int
    decisions: tuple[Decided, ...]
    links: int


def withdraw_batch(store: ClaimStore, number: int, *, by: str, reason: str) -> Withdrawn:
    """Set aside all that an ingest read; raises Refused where it is already, Missing without a signature or reason."""
    with store.transaction():
        require_name(by)
        require_reason(reason, shown="shown with what is withdrawn")
        reader = BatchReader(store.connection)
        batch, gone = reader.batch(number), reader.withdrawn()
        if number in gone:
            raise Refused(was_withdrawn(gone[number]), hint=f"{let_stand(number)} lets it stand again")
        batches = [one for one in reader.family(number) if one not in gone]
        because = f"the ingest of {file_name(batch.file)} was withdrawn: {reason}"
        at = _time(store, reader, batches)
        act = BatchAct(number, is_withdrawn=True, by=by, at=at, reason=reason, because=because)
        moved = fall(store.store, act, batches=batches, gone=[*gone, *batches])
        return _done(store, act, batches=batches, moved=moved)


def restore_batch(store: ClaimStore, number: int, *, by: str, reason: str) -> Withdrawn:
    """Let an ingest stand again, with those that were withdrawn in the same act; raises as `withdraw_batch`."""
    with store.transaction():
        require_name(by)
        require_reason(reason, shown="shown with what is withdrawn")
        reader = BatchReader(store.connection)
        batch, gone = reader.batch(number), reader.withdrawn()
        if number not in gone:
            raise Refused(f"batch {batch.number} is not withdrawn", hint="`claims batch list` shows which are")
        signed = gone[number]._replace(batch=0)
        batches = [one for one in reader.family(number) if one in gone and gone[one]._replace(batch=0) == signed]
        at = _time(store, reader, batches)
        act = BatchAct(number, is_withdrawn=False, by=by, at=at, reason=reason, because=reason)
        left = gone.keys() - set(batches)
        moved = let_in(store.store, gone=left, signed=(by, act.at, reason), batches=batches)
        return _done(store, act, batches=batches, moved=moved)


def _done(store: ClaimStore, act: BatchAct, *, batches: list[int], moved: Moved) -> Withdrawn:
    """Log an act on ingests that moved what they read, and return what became of them."""
    log_batches(store.store, (act._replace(batch=one) for one in batches), by=act.by, moved=moved)
    _compare(store)
    decisions, links = _resting_on(store, batches)
    standing = BatchReader(store.connection).standing(act.batch)
    others = standing if act.is_withdrawn else standing - moved.claims
    return Withdrawn(tuple(batches), moved.appearances, moved.claims, others, decisions, links)


def _resting_on(store: ClaimStore, batches: list[int]) -> tuple[tuple[Decided, ...], int]:
    """Return which decisions in force use claims of theirs that are deprecated, and how many links these have."""
    store.refresh()
    numbers, links = BatchReader(store.connection).resting_on(batches)
    return tuple(map(DecisionReader(store.connection).decided, numbers)), links


def _time(store: ClaimStore, reader: BatchReader, batches: list[int]) -> str:
    """Return when an act on ingests is signed: after those before it, though another clock, or this one, was ahead."""
    return max(store.store.clock(), *(act.at for act in reader.acts() if act.batch in batches), "")


def _compare(store: ClaimStore) -> None:
    touched = store.store.touched
    if len(touched) > MOST_TOUCHED and store.reader.are_most_comparisons(len(touched)):
        store.compares_all = True
