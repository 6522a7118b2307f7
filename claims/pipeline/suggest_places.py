"""Propose which places may be one: those of one event that differ in letters only. A person decides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.pipeline.notices import alike
from claims.reading.merge import MergeReader
from claims.reading.places import PlaceReader

if TYPE_CHECKING:
    from claims.reading.reader import Reader

WHY = "they differ in letters only"


@dataclass(frozen=True, slots=True)
class SamePlace:
    """Two places that may be one: place is into, which more claims name; how many name each, and why it may be."""

    place: str
    into: str
    claims: int
    of_into: int
    why: str


def suggest_places(reader: Reader) -> list[SamePlace]:
    """Return the pairs of places that may be one, those of most claims first; what was merged is one already.

    What was merged once and taken back is not proposed again. Places that no event has both of are not compared.
    """
    parted = MergeReader(reader.connection).parted("place")
    events = PlaceReader(reader.connection).places_by_event().values()
    total: Counter[str] = Counter()
    for places in events:
        total.update(places)
    pairs: dict[frozenset[str], SamePlace] = {}
    for places in events:
        often = sorted(places, key=lambda place: (-total[place], place))
        for into, place in alike(often):
            if frozenset((into, place)) not in parted:
                pairs[frozenset((into, place))] = SamePlace(place, into, total[place], total[into], WHY)
    return sorted(pairs.values(), key=lambda one: (-one.claims - one.of_into, one.place, one.into))
