"""The comparison that an address asks for, found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.model import Comparison, Event, Measure, View
    from claims.web.asked import Asked


@dataclass(frozen=True, slots=True)
class Found:
    """The comparison that an address asks for: view is None where the question leaves no claim.

    not_read counts the claims of a very large comparison that a page leaves to tables and files.
    """

    event: Event
    measure: Measure
    chosen: Comparison
    asked: Asked
    view: View | None
    not_read: int = 0

    @property
    def query(self) -> dict[str, str]:
        """Return the parameters of its address with the scope in full, so that exactly this comparison is meant."""
        return {**self.asked.query(), **_explicit(self.chosen)}


def _explicit(item: Comparison) -> dict[str, str]:
    """Return the scope of a comparison in full, so that the data holds this one only."""
    scope = {"population": item.population, "place": item.place, "period_start": item.period_start, "on": item.as_of}
    return {key: value for key, value in scope.items() if value}
