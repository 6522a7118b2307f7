"""What deciding asks of a database: every decision in force, and which comparisons wait for a person."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.identity import comparison_id
from claims.reading import rows
from claims.reading.reader import Reader

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from claims.model import Comparison, Reconciliation

WAITING = "(reconciliation is null and status in ('contradicts', 'diverges', 'compatible') or stale = 1 or id in ({}))"


class Decided(NamedTuple):
    """What a decision in force is on, as merges make it; is_left: no claim stands in that comparison any more."""

    number: int
    id: str
    event: str
    measure: str
    population: str
    place: str
    period_start: str | None
    as_of: str | None
    is_left: bool


class DecisionReader(Reader):
    """A Reader that also answers what deciding asks."""

    def live_decisions(self) -> list[Reconciliation]:
        """Return all decisions that are neither replaced nor withdrawn, oldest first, with every claim considered."""
        live = {number for numbers in self.decided_now().values() for number in numbers}
        found = self._rows("select * from reconciliation order by number")
        return [self._considered(rows.reconciliation(row, replaced_by=None)) for row in found if row["number"] in live]

    def decided_now(self) -> dict[str, list[int]]:
        """Return for each comparison, as merges make it, the numbers of the decisions in force on it, oldest first."""
        standing: dict[int, str] = {}
        withdrawn: set[int] = set()
        for row in self._rows("select * from reconciliation order by number"):
            standing[row["number"]] = self.stands_on(row)
            if row["withdrawn_at"] is not None:
                withdrawn.add(row["number"])
        replaced = self.replacements(standing)
        found: dict[str, list[int]] = defaultdict(list)
        for number, comparison in standing.items():
            if number not in withdrawn and number not in replaced:
                found[comparison].append(number)
        return dict(found)

    def decided(self, number: int) -> Decided:
        """Return what a decision is on."""
        row = next(iter(self._rows("select * from reconciliation where number = :number", {"number": number})))
        key = self.stands_on(row)
        event, measure, place = (self.canonical(kind, row[kind]) for kind in ("event", "measure", "place"))
        is_left = self._row("select 1 from comparison where id = :id", {"id": key}) is None
        return Decided(
            number, key, event, measure, row["population"], place, row["period_start"], row["as_of"], is_left
        )

    def left_of(self, event: str, measure: str) -> list[Decided]:
        """Return the decisions in force of an event and a measure that are on nothing that stands, newest first."""
        numbers = sorted((number for live in self.decided_now().values() for number in live), reverse=True)
        found = map(self.decided, numbers)
        return [one for one in found if one.is_left and (one.event, one.measure) == (event, measure)]

    def stands_on(self, row: Mapping[str, Any] | sqlite3.Row) -> str:
        """Return the comparison that a decision, given as its row, is on now, with all merges here followed."""
        return comparison_id(
            self.canonical("event", row["event"]),
            self.canonical("measure", row["measure"]),
            population=row["population"],
            place=self.canonical("place", row["place"]),
            period_start=row["period_start"],
            as_of=row["as_of"],
        )

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
