"""A person says that a place where a claim was read does not say it, or takes that back; the place stays readable."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from claims.errors import Refused
from claims.pipeline.signature import require_name, require_reason
from claims.store.claims import index_again
from claims.store.withdrawals import enter_withdrawals, restore_appearance, withdraw_appearance

if TYPE_CHECKING:
    from claims.model import Appearance
    from claims.pipeline.claim_store import ClaimStore

OLD_BACK, OLD_AGAIN = "take back appearance", "accept appearance again"
"""What version 2 wrote into the history of a claim, and nowhere else."""
UPGRADE = "claims upgrade"


def withdraw(store: ClaimStore, appearance: str, *, by: str, reason: str) -> Appearance:
    """Withdraw an appearance (an id or its first digits) and return it: it is no report of its claim any more.

    Raises UnknownAppearance, Missing without a signature or a reason, Refused where it is withdrawn already.
    """
    with store.transaction():
        place = _found(store, appearance, by=by, reason=reason)
        there = store.reader.withdrawals([place.claim]).get(place.id)
        if there is not None:
            raise Refused(
                f"appearance {place.id} was withdrawn by {there.decided_by} on {there.decided_at[:10]}",
                hint="`claims withdraw --appearance ID --undo` lets it stand again",
            )
        withdraw_appearance(store.store, place, store.reader.claim(place.claim), by=by, reason=reason)
    return place


def restore(store: ClaimStore, appearance: str, *, by: str, reason: str) -> Appearance:
    """Take the withdrawal of an appearance back and return the appearance: it counts again; raises as `withdraw`."""
    with store.transaction():
        place = _found(store, appearance, by=by, reason=reason)
        there = store.reader.withdrawals([place.claim]).get(place.id)
        if there is None:
            raise Refused(f"appearance {place.id} is not withdrawn", hint="`claims show CLAIM` lists where it is read")
        restore_appearance(store.store, there, store.reader.claim(place.claim), by=by, reason=reason)
    return place


def _found(store: ClaimStore, appearance: str, *, by: str, reason: str) -> Appearance:
    require_name(by)
    require_reason(reason, shown="shown with the appearance")
    return store.reader.appearance(appearance)


def enter_old(store: ClaimStore) -> int:
    """Enter what version 2 told of appearances in its log only, signed as it was signed there; return how many."""
    stood: dict[str, tuple[str, str, str, str]] = {}
    for act in reversed(store.reader.log()):
        if act["act"] not in {OLD_BACK, OLD_AGAIN}:
            continue
        key = json.loads(act["before"] or act["after"] or "{}").get("appearance", "")
        if act["act"] == OLD_AGAIN:
            stood.pop(key, None)
        else:
            reason = act["reason"] or "the candidate's acceptance was taken back"
            stood[key] = (key, reason, act["by"], act["at"])
    known = {key: store.reader.appearance(key).claim for key in stood}
    there = store.reader.withdrawals(known.values())
    rows = [row for key, row in stood.items() if key not in there]
    with store.transaction():
        enter_withdrawals(store.store, rows, by=UPGRADE, reason="version 2 told it in the history of claims only")
        for key, *_ in rows:
            index_again(store.connection, known[key])
            store.store.touched.add(store.reader.claim(known[key]).comparison)
    return len(rows)
