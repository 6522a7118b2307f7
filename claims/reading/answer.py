"""Read what an answer on one event needs, in few statements: most events are small, and each statement has a price."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claims.errors import Refused
from claims.model import Measure
from claims.reading import rows
from claims.reading.evidence import EvidenceReader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from claims.model import Claim, Event

MEASURE_COLUMNS = ", ".join(Measure._fields)


class AnswerReader(EvidenceReader):
    """A Reader that gets what comparing an event needs, and asks what there is before it asks for it."""

    def require_open(self) -> None:
        """Raise Refused where the connection was closed before what an answer left to be read was looked at."""
        try:
            self.connection.total_changes  # noqa: B018 - to see whether it can be asked
        except sqlite3.ProgrammingError as error:
            hint = "look at it before, or ask through ClaimStore, which reads it when it is closed"
            raise Refused("the database was closed before the evidence was looked at", hint=hint) from error

    def event_now(self, slug: str) -> Event:
        """Return the event that a slug stands for after all merges; raises UnknownName."""
        found = self.event(slug)
        return found if found.same_as is None else self.event(self.canonical("event", slug))

    def has_judgements(self) -> tuple[bool, bool]:
        """Return whether there are links that hold, and decisions, on any claim at all."""
        sql = """select exists (select 1 from claim_link where withdrawn_at is null),
            exists (select 1 from reconciliation)"""
        ((linked, decided),) = self._tuples(sql)
        return bool(linked), bool(decided)

    def measures_now(self) -> dict[str, Measure]:
        """Return all measures by slug, each a part of what its whole was merged into."""
        found = {row[0]: _measure(row) for row in self._tuples(f"select {MEASURE_COLUMNS} from measure order by id")}
        for key, item in list(found.items()):
            whole = found.get(item.part_of or "")
            if whole is not None and whole.same_as is not None:
                found[key] = item._replace(part_of=self.canonical("measure", whole.id))
        return found

    def places_of(self, events: Iterable[str]) -> list[str]:
        """Return the places that claims of some events speak of, each once, in their order."""
        sql = """select distinct place from claim
          where event in (select value from json_each(:events)) order by place"""
        return [place for (place,) in self._tuples(sql, {"events": rows.listed(events)})]

    def populations_of(self, events: Iterable[str]) -> list[str]:
        """Return whom claims of some events count, each once, in their order."""
        sql = """select distinct population from claim
          where event in (select value from json_each(:events)) and published = 1 order by population"""
        return [population for (population,) in self._tuples(sql, {"events": rows.listed(events)})]

    def claims_read(
        self,
        event: str,
        *,
        measures: Collection[str] | None,
        populations: Collection[str] | None,
        places: Collection[str] | None,
    ) -> list[Claim]:
        """Return the claims of an event with one of these measures, populations and places, in no order.

        None leaves one of them open.
        """
        wanted = {"measure": measures, "population": populations, "place": places}
        given = {name: rows.listed(values) for name, values in wanted.items() if values is not None}
        where = "".join(f" and claim.{name} in (select value from json_each(:{name}))" for name in given)
        sql = f"select {rows.CLAIM_COLUMNS} from claim where claim.event = :event{where}"
        return list(map(rows.claim_from, self._tuples(sql, {"event": event, **given})))

    def in_several(self, event: str, *, linked: bool) -> set[str]:
        """Return the claims of an event that can be read in more than one place, by their ids.

        The documents of these are to be counted, while every other claim has one or none. Unless claims are linked, or
        something is being written, they are looked for only where the stored comparisons tell of more reports than
        claims.
        """
        within = "claim.event = :event"
        if not linked and not self.connection.in_transaction:
            within = "claim.comparison in (select id from comparison where event = :event and reports > claims)"
        sql = f"""select claim.id from claim cross join appearance on appearance.claim = claim.id
          where {within} group by claim.id having count(*) > 1"""
        return {key for (key,) in self._tuples(sql, {"event": event})}


@lru_cache(maxsize=1024)
def _measure(row: tuple[Any, ...]) -> Measure:
    """Return a measure from its columns in the order of its fields; most are the same from answer to answer."""
    return rows.measure_from(row)
