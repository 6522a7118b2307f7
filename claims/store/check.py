"""Write what a person accepts of the findings of `claims check`, signed and logged; and take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.store.writer import Store


def accept_finding(store: Store, fields: Mapping[str, Any], *, by: str, reason: str) -> int:
    """Record that a finding (finding, rule, subject, event, says) is accepted and return the acceptance's number.

    A finding that is accepted already keeps its acceptance.
    """
    with store.transaction():
        there = store.connection.execute(
            "select number from accepted_finding where finding = ? and withdrawn_at is null", (fields["finding"],)
        ).fetchone()
        if there is not None:
            return int(there[0])
        cursor = store.connection.execute(
            """insert into accepted_finding (finding, "rule", subject, event, says, reason, decided_by, decided_at)
               values (:finding, :rule, :subject, :event, :says, :reason, :by, :at)""",
            {**fields, "reason": reason, "by": by, "at": store.clock()},
        )
        after = {name: value for name, value in fields.items() if value is not None}
        store.log("accept finding", str(fields["subject"]), by=by, reason=reason, after=after)
        return int(cursor.lastrowid or 0)


def withdraw_acceptance(store: Store, accepted: Mapping[str, Any], *, by: str, reason: str) -> None:
    """Take an acceptance back (a row of accepted_finding); it stays readable, and the finding is listed again."""
    with store.transaction():
        store.connection.execute(
            "update accepted_finding set withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ? where number = ?",
            (store.clock(), by, reason, accepted["number"]),
        )
        before = {name: accepted[name] for name in ("finding", "rule", "says", "reason")}
        store.log("withdraw acceptance", str(accepted["subject"]), by=by, reason=reason, before=before)
