"""Which events are parts of which, followed through merges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.reading.reader import Reader

if TYPE_CHECKING:
    from claims.model import Event

MERGED_INTO = """with recursive merged (id) as (
  select :id union select event.id from merged cross join event on event.same_as = merged.id)"""


class FamilyReader(Reader):
    """A Reader that also knows the events above and below an event."""

    def family(self, event: Event) -> dict[str, str]:
        """Return for an event, all above and all below it, the event that it is part of; empty where there are none."""
        parents: dict[str, str] = {}
        above: Event | None = event
        while above is not None and above.id not in parents:
            above = self._above(above, parents)
        below = [event.id]
        while below:
            slug = below.pop()
            for child in self._below(slug):
                if child not in parents and child != event.id:
                    parents[child] = slug
                    below.append(child)
        return parents

    def _above(self, event: Event, parents: dict[str, str]) -> Event | None:
        if event.part_of is None:
            return None
        parent = self.event(self.canonical("event", event.part_of))
        if parent.id == event.id:
            return None
        parents[event.id] = parent.id
        return parent

    def _below(self, slug: str) -> list[str]:
        sql = f"""{MERGED_INTO}
          select event.id from merged cross join event on event.part_of = merged.id
          where event.same_as is null and event.id <> :id order by event.id"""
        return [row["id"] for row in self._rows(sql, {"id": slug})]

    def parents(self) -> dict[str, str]:
        """Return for every event that is part of another the one that it is part of, as merges make that.

        What a merged event was part of no longer counts, as `family` has it too.
        """
        sql = "select id, part_of from event where part_of is not null and same_as is null order by id"
        parents = {row["id"]: self.canonical("event", row["part_of"]) for row in list(self._rows(sql))}
        return {child: parent for child, parent in parents.items() if child != parent}
