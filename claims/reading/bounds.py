"""The bounds of claims that stand, kept in a temporary file: where the rule of parts and wholes looks around.

Nothing is written to the database that is read. SQLite keeps the file in memory as far as its cache goes; it goes with
the connection. What is found is what `claims.compare.parts.find_parts` finds among the same claims; a test holds the
two together.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.reading.rows import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TABLES = """
create table scope (
  number integer primary key, event text, measure text, population text, place text, period_start text, as_of text,
  is_world integer, top, bottom
);
create index scope_at on scope (event, measure, population, place, period_start, as_of);
create index scope_when on scope (event, measure, population, period_start, as_of);
create table floor (
  scope integer, low, claim text, as_of text, last text, primary key (scope, low, claim)
) without rowid;
create table ceiling (
  scope integer, high, claim text, as_of text, first text, primary key (scope, high, claim)
) without rowid;
create table above_measure (measure text, whole text, primary key (measure, whole)) without rowid;
create table above_place (place text, whole text, primary key (place, whole)) without rowid;
create table above_event (event text, whole text, primary key (event, whole)) without rowid;
"""
ABOVE_PLACE = """
insert or ignore into above_place select place, place from scope union select place, '' from scope
"""
EXCEEDING = """
with pair as materialized (
  select part.number as part, whole.number as whole
  from scope as part
  cross join above_event on above_event.event = part.event
  cross join above_measure on above_measure.measure = part.measure
  cross join above_place on above_place.place = part.place
  cross join scope as whole indexed by scope_at on whole.event = above_event.whole
    and whole.measure = above_measure.whole and whole.population in (part.population, 'all')
    and whole.place = above_place.whole
    and whole.period_start is part.period_start and whole.as_of is part.as_of
  where whole.bottom < part.top and whole.number <> part.number
)
select smaller, larger from (
  select pair.part, pair.whole, floor.as_of, floor.claim as smaller, (
      select ceiling.claim from ceiling
      where ceiling.scope = pair.whole and ceiling.high < floor.low
        and (ceiling.as_of is floor.as_of or ceiling.first > floor.last)
      order by ceiling.high, ceiling.claim limit 1
    ) as larger
  from pair cross join floor on floor.scope = pair.part
)
where larger is not null order by part, whole, as_of, smaller
"""
PLACES = """
from scope as whole
cross join scope as part indexed by scope_when on part.event = whole.event and part.measure = whole.measure
  and part.population = whole.population and part.place <> '' and not part.is_world
  and part.period_start is whole.period_start and part.as_of is whole.as_of
where whole.place = '' and whole.bottom is not null and part.top > 0
"""
SUMS = f"""
select whole.number {PLACES} group by whole.number
having count(*) > 1 and sum(part.top) * 1.000001 >= whole.bottom order by whole.number
"""
"""Sums of decimals may be off by their last digit; they are made again, exactly, of what is found."""
FLOORS = f"""
select chosen.number, chosen.place, floor.low, floor.claim, floor.as_of
from (select part.number, part.place {PLACES} and whole.number = ?) as chosen
cross join floor on floor.scope = chosen.number and floor.low > 0 order by chosen.number, floor.low, floor.claim
"""
CEILINGS = "select high, claim, as_of from ceiling where scope = ? order by as_of, claim"
WAITING = 5000  # bounds
Bound = tuple[Any, str, str | None]
"""A floor or a ceiling, the id of its claim and the date that it is as of."""


class Group(NamedTuple):
    """A whole, by its ceilings, and the floors of the places below it, by place."""

    ceilings: list[Bound]
    places: list[tuple[str, list[Bound]]]


class Bounds:
    """The comparisons of an event, or of events that are parts of others, with the bounds of the claims that stand."""

    def __init__(self, *, measures: Mapping[str, Sequence[str]]) -> None:
        """Take for each measure itself and all that it is part of."""
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.execute("pragma journal_mode = off")
        self._connection.executescript(TABLES)
        self._connection.execute("begin")
        pairs = [(measure, whole) for measure, wholes in measures.items() for whole in wholes]
        self._connection.executemany("insert into above_measure values (?, ?)", pairs)
        self._number = 0
        self._scope: tuple[Any, ...] = ()
        self._top: Any = None
        self._bottom: Any = None
        self._scopes: list[tuple[Any, ...]] = []
        self._floors: list[tuple[Any, ...]] = []
        self._ceilings: list[tuple[Any, ...]] = []

    def close(self) -> None:
        """Let the temporary file go."""
        self._connection.close()

    def __len__(self) -> int:
        return self._number

    def add(
        self,
        scope: tuple[Any, ...],
        *,
        floors: Iterable[tuple[Any, str, str | None, str | None]],
        ceilings: Iterable[tuple[Any, str, str | None, str | None]],
    ) -> None:
        """Keep more bounds of the comparison at hand; `end` tells that these are all of it.

        scope is its event, measure, population, place, period_start, as_of and whether its place is the world; each
        bound comes with its claim, as_of, and the last (for a ceiling the first) day of that.
        """
        self._scope = scope
        number = self._number + 1
        for low, *about in floors:
            self._floors.append((number, low, *about))
            self._top = low if self._top is None else max(self._top, low)
        for high, *about in ceilings:
            self._ceilings.append((number, high, *about))
            self._bottom = high if self._bottom is None else min(self._bottom, high)
        if len(self._floors) + len(self._ceilings) > WAITING:
            self.write()

    def end(self) -> None:
        """Take what was added since the last time as one comparison."""
        if self._top is None and self._bottom is None:
            return
        self._number += 1
        self._scopes.append((self._number, *self._scope, self._top, self._bottom))
        self._top = self._bottom = None

    @property
    def event(self) -> str:
        """The event of the last comparison."""
        return str(self._scope[0])

    def write(self) -> None:
        """Move what was added out of memory."""
        for table, rows in (("scope", self._scopes), ("floor", self._floors), ("ceiling", self._ceilings)):
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self._connection.executemany(f"insert into {table} values ({marks})", rows)
                rows.clear()

    def clear(self) -> None:
        """Forget all comparisons."""
        for table in ("scope", "floor", "ceiling", "above_event", "above_place"):
            self._connection.execute(f"delete from {table}")
        for waiting in (self._scopes, self._floors, self._ceilings):
            waiting.clear()
        self._number = 0

    def places(self) -> list[str]:
        """Return the places of all comparisons kept, each once."""
        self.write()
        return [place for (place,) in self._connection.execute("select distinct place from scope order by place")]

    def exceeding(
        self, *, events: Iterable[tuple[str, str]], places: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[str, str]]:
        """Yield (floor's claim, ceiling's claim) where a part has a floor above a ceiling of its whole.

        events gives (event, event) for each event and (event, whole) for all that it is part of; places gives (place,
        whole) where a place is part of another by its name.
        """
        self.write()
        self._connection.executemany("insert or ignore into above_place values (?, ?)", places)
        self._connection.executemany("insert into above_event values (?, ?)", events)
        self._connection.execute(ABOVE_PLACE)
        with closing(self._connection.execute(EXCEEDING)) as found:
            yield from found

    def sums(self) -> Iterator[Group]:
        """Yield each whole with the places below it, where their highest floors together may lie above a ceiling."""
        self.write()
        with closing(self._connection.execute(SUMS)) as found:
            for (whole,) in found:
                ceilings = self._connection.execute(CEILINGS, (whole,))
                floors = groupby(self._connection.execute(FLOORS, (whole,)), key=itemgetter(0, 1))
                yield Group(
                    [(value(high), *claim) for high, *claim in ceilings],
                    [(place, [(value(low), *claim) for _, _, low, *claim in some]) for (_, place), some in floors],
                )
