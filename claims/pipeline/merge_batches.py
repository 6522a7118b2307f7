"""Take over the ingests of another file: what they read, and which of them people set aside as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.identity import appearance_id
from claims.pipeline.standing import fall, stand_again
from claims.reading.batches import BatchReader
from claims.store.batches import log_batches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Appearance
    from claims.reading.merge import MergeReader
    from claims.store.merge import Taking
    from claims.store.writer import Store


def take_batches(taking: Taking, other: MergeReader) -> dict[int, int]:
    """Take over ingests with their refused rows; return the number here of each."""
    numbers: dict[int, int] = {}
    fresh: set[int] = set()
    for row in other.table("batch"):
        retried = None if row["retry_of"] is None else numbers[row["retry_of"]]
        numbers[row["number"]], is_new = taking.batch({**row, "retry_of": retried})
        if is_new:
            fresh.add(row["number"])
    for row in other.table("reject"):
        if row["batch"] in fresh:
            retried = None if row["retried_in"] is None else numbers[row["retried_in"]]
            taking.reject({**row, "retried_in": retried}, batch=numbers[row["batch"]])
    for row in other.table("read_again"):
        if row["batch"] in fresh:
            taking.read_again(row, batch=numbers[row["batch"]])
    return numbers


def note_read_again(store: Store, taking: Taking, places: Sequence[Appearance]) -> None:
    """Note of places that ingests of theirs read, and that were on record here by others, that those read them too."""
    reader = BatchReader(store.connection)
    there = {place.id: place for place in reader.appearances({place.claim for place in places}, with_withdrawn=True)}
    for place in places:
        key = appearance_id(place.claim, place.document, locator=place.locator, quote=place.quote)
        if place.batch is not None and there[key].batch not in {None, place.batch}:
            taking.reads_too(place.claim, place.batch_row, batch=place.batch)


def take_batch_acts(store: Store, taking: Taking, other: MergeReader, batches: dict[int, int]) -> None:
    """Take over which ingests were withdrawn as a whole, and which stand again, signed as they were there."""
    here = set(BatchReader(store.connection).acts())
    there = BatchReader(other.connection).acts()
    acts = [act._replace(batch=batches[act.batch]) for act in there if act.batch in batches]
    fresh = [act for act in acts if act not in here]
    taking.changed["batch"] += len(fresh)
    log_batches(store, fresh, by=taking.by)
    if here or fresh:
        stand_again(store, f"file {taking.file}", by=taking.by, reason=f"{taking.file} reads it too")
    gone = BatchReader(store.connection).withdrawn()
    for act in fresh:
        if gone.get(act.batch) == act:
            fall(store, act, batches=[act.batch], gone=gone)
