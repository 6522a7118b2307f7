"""Write the stored summaries of comparisons: a plain table that can always be made anew from the claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.store import Store

WRITE = """insert or replace into comparison (
  id, event, measure, population, place, period_start, as_of, status, reports, sources, independent_sources, claims,
  agreed_minimum, highest_floor, highest_ceiling, latest_as_of, spread, ratio, contradictions, divergences,
  reconciliation, reconciled, stale)
select ?1, event, measure, population, place, period_start, case when ?17 then as_of end, ?4, ?5, ?6, ?7, ?8,
  ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?18, ?19, ?20
from claim where id = ?2"""


def write_comparisons(store: Store, rows: Iterable[tuple[Any, ...]], *, gone: Iterable[str] = ()) -> None:
    """Store summaries and drop those without claims (gone).

    Each row is a claims.compare_fold.Summary (its third part, the measure, is taken from the claim), whether the
    comparison is of one date only, and the decision in force: its number, its figure in words, and whether it is stale.
    """
    with store.transaction():
        store.connection.executemany("delete from comparison where id = ?", [(key,) for key in gone])
        store.connection.executemany(WRITE, rows)
