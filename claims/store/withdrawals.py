"""Write that an appearance is withdrawn, or stands again, signed and logged; the appearance itself never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.store.claims import index_again

if TYPE_CHECKING:
    from claims.model import Appearance, Claim, Withdrawal
    from claims.store.writer import Store

WITHDRAW, STANDS = "withdraw appearance", "restore appearance"


def withdraw_appearance(store: Store, place: Appearance, claim: Claim, *, by: str, reason: str) -> None:
    """Record that one place where a claim was read does not say it; it is no report of the claim any more."""
    with store.transaction():
        store.connection.execute(
            "insert into appearance_withdrawal (appearance, reason, decided_by, decided_at) values (?, ?, ?, ?)",
            (place.id, reason, by, store.clock()),
        )
        before = {"appearance": place.id, "document": place.document, "quote": place.quote}
        _follow(store, claim)
        store.log(WITHDRAW, f"claim {claim.id}", by=by, reason=reason, before=before)


def restore_appearance(store: Store, withdrawal: Withdrawal, claim: Claim, *, by: str, reason: str) -> None:
    """Take a withdrawal back: the appearance counts as a report again; what was withdrawn and why stays readable."""
    with store.transaction():
        store.connection.execute(
            """update appearance_withdrawal set withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ?
               where number = ?""",
            (store.clock(), by, reason, withdrawal.number),
        )
        _follow(store, claim)
        after = {"appearance": withdrawal.appearance}
        store.log(STANDS, f"claim {claim.id}", by=by, reason=reason, after=after)


def enter_withdrawals(store: Store, rows: list[tuple[str, str, str, str]], *, by: str, reason: str) -> None:
    """Enter withdrawals (appearance, reason, who, when) that stand in the log only, in one act that says so."""
    if rows:
        with store.transaction():
            store.connection.executemany(
                "insert into appearance_withdrawal (appearance, reason, decided_by, decided_at) values (?, ?, ?, ?)",
                rows,
            )
            after = {"appearances": [appearance for appearance, *_ in rows]}
            store.log("enter withdrawals", "appearances", by=by, reason=reason, after=after)


def _follow(store: Store, claim: Claim) -> None:
    """Let what is derived from the places of a claim follow: its reports, and what search finds of its quotes."""
    index_again(store.connection, claim.id)
    store.touched.add(claim.comparison)
