"""Write what people decide on comparisons: each decision signed and logged, none ever changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.store.values import plain, present, refusing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from claims.model import Comparison, Reconciliation
    from claims.store.writer import Store


def record_decision(
    store: Store, decision: Reconciliation, *, scope: Comparison, says: str | None, replaces: Iterable[int]
) -> int:
    """Record a decision on a comparison, in place of those in force on it (replaces), and return its number."""
    with store.transaction():
        fields = _fields(store, decision, scope=scope, says=says)
        number = store.connection.execute("select coalesce(max(number), 0) + 1 from reconciliation").fetchone()[0]
        columns = {"number": number, **fields}
        with refusing("the decision"):
            store.connection.execute("pragma defer_foreign_keys = on")  # what is replaced points ahead
            for earlier in sorted(replaces):
                mark_replaced(store.connection, earlier, by=number)
            names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join(f":{name}" for name in columns)
            store.connection.execute(f"insert into reconciliation ({names}) values ({marks})", columns)
            store.connection.executemany(
                "insert into reconciliation_claim (reconciliation, claim, included, reason) values (?, ?, ?, ?)",
                [(number, item.claim, int(item.included), item.reason) for item in decision.considered],
            )
        after = {**present(fields), "number": number}
        subject = f"comparison {scope.id}"
        store.log("decide", subject, by=decision.decided_by, reason=decision.rationale, after=after)
    store.touched.add(scope.id)
    return int(number)


def _fields(store: Store, decision: Reconciliation, *, scope: Comparison, says: str | None) -> dict[str, Any]:
    figure = decision.figure
    return {
        "comparison": scope.id,
        "event": scope.event,
        "measure": scope.measure,
        "population": scope.population,
        "place": scope.place,
        "period_start": scope.period_start,
        "as_of": scope.as_of,
        "outcome": str(decision.outcome),
        "rule": decision.rule,
        "claim": decision.claim,
        "says": says,
        "value_type": None if figure is None else str(figure.value_type),
        "hedge": None if figure is None else str(figure.hedge),
        "low": None if figure is None else plain(figure.low),
        "best": None if figure is None else plain(figure.best),
        "high": None if figure is None else plain(figure.high),
        "magnitude": None if figure is None else figure.magnitude,
        "rationale": decision.rationale,
        "decided_by": decision.decided_by,
        "decided_at": decision.decided_at or store.clock(),
    }


def mark_replaced(connection: sqlite3.Connection, number: int, *, by: int) -> bool:
    """Record which decision replaced one, beside what is on record of that; return False where it was.

    A decision is replaced a second time where it was in force again: it stands apart from what replaced it first.
    """
    given = {"number": number, "by": by}
    sql = "select 1 from decision_replacement where reconciliation = :number and replaced_by = :by"
    if connection.execute(sql, given).fetchone() is not None:
        return False
    sql = "update reconciliation set replaced_by = :by where number = :number and replaced_by is null"
    if connection.execute(sql, given).rowcount == 0:
        sql = "insert into reconciliation_replaced (reconciliation, replaced_by) values (:number, :by)"
        connection.execute(sql, given)
    return True


def withdraw_decision(store: Store, decision: Reconciliation, *, by: str, reason: str) -> None:
    """Take a decision back; it stays readable."""
    with store.transaction():
        store.connection.execute(
            "update reconciliation set withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ? where number = ?",
            (store.clock(), by, reason, decision.number),
        )
        subject = f"comparison {decision.comparison}"
        store.log("withdraw decision", subject, by=by, reason=reason, before={"number": decision.number})
    store.touched.add(decision.comparison)
