"""Write the stored summaries of comparisons: a plain table that can always be made anew from the claims."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from claims.store_aside import lay_aside, put_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.store import Store

DERIVED = (
    *("id", "claim", "measure", "status", "reports", "sources", "independent_sources", "claims", "agreed_minimum"),
    *("highest_floor", "highest_ceiling", "latest_as_of", "spread", "ratio", "contradictions", "divergences"),
    *("of_one_date", "reconciliation", "reconciled", "stale"),
)
"""What `write_comparisons` is given of each comparison, in this order."""
WRITE = """insert or replace into main.comparison (
  id, event, measure, population, place, period_start, as_of, status, reports, sources, independent_sources, claims,
  agreed_minimum, highest_floor, highest_ceiling, latest_as_of, spread, ratio, contradictions, divergences,
  reconciliation, reconciled, stale)
select summary.id, claim.event, claim.measure, claim.population, claim.place, claim.period_start,
  case when of_one_date then claim.as_of end, status, reports, sources, independent_sources, claims,
  agreed_minimum, highest_floor, highest_ceiling, latest_as_of, spread, ratio, contradictions, divergences,
  reconciliation, reconciled, stale
from temp.summary cross join main.claim on claim.id = summary.claim order by summary.rowid"""


def write_comparisons(store: Store, rows: Iterable[tuple[Any, ...]], *, gone: Iterable[str] = ()) -> None:
    """Store summaries and drop those without claims (gone).

    Each row is a claims.compare_fold.Summary (its third part, the measure, is taken from the claim), whether the
    comparison is of one date only, and the decision in force: its number, its figure in words, and whether it is stale.
    """
    with store.transaction():
        store.connection.executemany("delete from comparison where id = ?", [(key,) for key in gone])
        store.connection.execute(f"create temp table if not exists summary ({', '.join(DERIVED)})")
        store.connection.executemany(f"insert into temp.summary values ({', '.join('?' * len(DERIVED))})", rows)
        store.connection.execute(WRITE)
        store.connection.execute("delete from temp.summary")


@contextmanager
def all_anew(store: Store) -> Iterator[None]:
    """Drop all summaries, for all of them to be written inside; what is made of them is indexed and marked once."""
    connection = store.connection
    with store.transaction():
        connection.execute("delete from comparison")
        aside = lay_aside(connection, tables=("comparison",), triggers=("comparison_added_stale",))
        yield
        put_back(connection, aside)
        connection.execute("insert or ignore into comparison_stale (event) select distinct event from comparison")
