"""What deciding asks of a database: every decision in force, and which comparisons wait for a person."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claims.identity import comparison_id
from claims.reading import rows
from claims.reading.reader import Reader

if TYPE_CHECKING:
    from claims.model import Comparison, Reconciliation

WAITING = "(reconciliation is null and status in ('contradicts', 'diverges', 'compatible') or stale = 1 or id in ({}))"


class DecisionReader(Reader):
    """A Reader that also answers what deciding asks."""

    def live_decisions(self) -> list[Reconciliation]:
        """Return all decisions that are neither replaced nor withdrawn, oldest first, with every claim considered."""
        sql = "select * from reconciliation where replaced_by is null and withdrawn_at is null order by number"
        found = self._rows(sql)
        return [self._considered(rows.reconciliation(row)) for row in found]

    def decided_now(self) -> dict[str, list[int]]:
        """Return for each comparison, as merges make it, the numbers of the decisions in force on it, oldest first."""
        found: dict[str, list[int]] = defaultdict(list)
        sql = """select number, event, measure, population, place, period_start, as_of from reconciliation
          where replaced_by is null and withdrawn_at is null order by number"""
        for row in self._rows(sql):
            key = comparison_id(
                self.canonical("event", row["event"]),
                self.canonical("measure", row["measure"]),
                population=row["population"],
                place=row["place"],
                period_start=row["period_start"],
                as_of=row["as_of"],
            )
            found[key].append(row["number"])
        return dict(found)

    def conflicts(self) -> dict[str, list[int]]:
        """Return the comparisons on which more than one decision is in force, since names were merged."""
        return {key: numbers for key, numbers in self.decided_now().items() if len(numbers) > 1}

    def waiting(self, *, event: str | None = None, limit: int = -1) -> list[tuple[Comparison, int | None]]:
        """Return the comparisons that wait for a person, most contested first, each with its stale decision if any.

        Those are: undecided ones with more than one figure, decided ones whose decision is stale, and those with more
        than one decision in force.
        """
        contested = list(self.conflicts())
        marks = ", ".join(f":conflict{place}" for place in range(len(contested)))
        sql = f"""select * from comparison
          where {"1" if event is None else "event = :event"} and {WAITING.format(marks)}
          order by contradictions desc, divergences desc, reports desc, id limit :limit"""
        given = {f"conflict{place}": key for place, key in enumerate(contested)}
        return [
            (rows.comparison(row), row["reconciliation"])
            for row in self._rows(sql, {"event": event, "limit": limit, **given})
        ]
