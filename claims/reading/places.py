"""Read the places that claims speak of: a place is a text, known by a claim or by a merge of places alone."""

from __future__ import annotations

from typing import NamedTuple

from claims.errors import UnknownName
from claims.reading.reader import Reader
from claims.text import close_matches


class Place(NamedTuple):
    """A place as it is written, and the one that it was merged into."""

    id: str
    same_as: str | None = None


class PlaceReader(Reader):
    """A Reader that knows the places of claims."""

    def place(self, name: str) -> Place:
        """Return a place by its very name, be it on record or not."""
        row = self._row("select same_as from place where id = :id", {"id": name})
        return Place(name, None if row is None else row["same_as"])

    def find_place(self, name: str) -> str:
        """Return a place on record by its name, in which only spaces may differ; raises UnknownName with near ones."""
        wanted = " ".join(name.split())
        known = self.places_of_claims()
        if wanted and (wanted in known or self.has("place", wanted)):
            return wanted
        raise UnknownName("place", name, tuple(close_matches(name, known)))

    def merged_places(self) -> dict[str, str]:
        """Return for each place that was merged into another the one that it stands for after all merges."""
        found = self._rows("select id, canonical from place_canonical where canonical <> id")
        return {row["id"]: row["canonical"] for row in found}

    def places_of_claims(self) -> dict[str, int]:
        """Return the places that claims were recorded with, by name, each with how many; all claims are gone through.

        A place that was merged is among them, with the claims that were recorded under it.
        """
        sql = """select coalesce(recorded_place, place) as place, count(*) as n from claim
          where place <> '' group by coalesce(recorded_place, place) order by 1"""
        return {row["place"]: row["n"] for row in self._rows(sql)}

    def places_by_event(self) -> dict[str, dict[str, int]]:
        """Return the places of each event's claims, as merges make them, most often named first, with how many."""
        found: dict[str, dict[str, int]] = {}
        sql = """select event, place, count(*) as n from claim where place <> ''
          group by event, place order by event, n desc, place"""
        for row in self._rows(sql):
            found.setdefault(row["event"], {})[row["place"]] = row["n"]
        return found
