"""Prove a whole file: what the log signed of the rows, and that what is derived follows from them."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from claims.model import Finding
from claims.pipeline.refresh import rows_of_all
from claims.reading.derived import DerivedReader
from claims.reading.verify import VerifyReader
from claims.store.comparisons import DERIVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.pipeline.claim_store import ClaimStore
    from claims.reading.verify import Verified

LISTED = 20
"""Comparisons that do not follow from their claims are listed up to so many."""
SCOPE = ("event", "measure", "population", "place", "period_start")
AGAIN = "`claims upgrade` makes it anew"


def verify(store: ClaimStore, *, noted: str = "") -> Verified:
    """Return what does not fit: of the log, of rows against log and ids, of what is derived against the rows.

    noted is a last hash (or its first digits) that must still stand in the log.
    """
    proved = VerifyReader(store.connection).verify(noted=noted)
    if any(one.rule in {"measure changed", "claim changed", "schema changed"} for one in proved.findings):
        return proved  # what would follow from rows that say something else, or cannot be read, proves nothing
    return replace(proved, findings=(*proved.findings, *islice(_derived(store), LISTED)))


def is_derived_true(store: ClaimStore) -> bool:
    """Return whether the stored comparisons and counts follow from the claims."""
    return next(_derived(store), None) is None


def _derived(store: ClaimStore) -> Iterator[Finding]:
    reader = DerivedReader(store.connection)
    stored = reader.stored_comparisons()
    there = next(stored, None)
    for row in rows_of_all(reader):
        wanted = dict(zip(DERIVED, row, strict=True))
        while there is not None and there["id"] < wanted["id"]:
            yield _not_derived(there, "no claim speaks of it")
            there = next(stored, None)
        if there is None or there["id"] != wanted["id"]:
            reason = f"comparison {wanted['id']} of {wanted['measure']} is missing: {AGAIN}"
            yield Finding("comparison changed", (), reason)
            continue
        named = [f"{name} is {_said(there[name])}, not {_said(wanted[name])}" for name in _other(there, wanted)]
        if named:
            yield _not_derived(there, "; ".join(named))
        there = next(stored, None)
    while there is not None:
        yield _not_derived(there, "no claim speaks of it")
        there = next(stored, None)
    for table in reader.miscounted():
        yield Finding("counts changed", (), f"the table {table} does not count what is there: {AGAIN}")


def _other(there: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """Return the columns that differ; the scope is that of any claim of the comparison."""
    scope = [name for name in SCOPE if there[name] != there[f"claim_{name}"]]
    wanted |= {name: there[f"claim_{name}"] for name in scope}
    if (there["as_of"] or None) != (there["claim_as_of"] if wanted["of_one_date"] else None):
        wanted["as_of"] = there["claim_as_of"] if wanted["of_one_date"] else None
        scope.append("as_of")
    compared = [name for name in DERIVED if name in there and name not in {"id", "measure"}]
    return scope + [name for name in compared if there[name] != wanted[name]]


def _said(value: Any) -> str:
    return "empty" if value is None else f"“{value}”"


def _not_derived(there: dict[str, Any], what: str) -> Finding:
    named = f"comparison {there['id']} of {there['event']}, {there['measure']}"
    return Finding("comparison changed", (), f"{named} does not follow from its claims: {what}: {AGAIN}")
