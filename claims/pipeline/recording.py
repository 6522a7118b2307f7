"""How drafts of one ingest or hand entry are recorded, and what was read of them already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.interval import spans_dates
from claims.pipeline.figure import Reading

if TYPE_CHECKING:
    from claims.model import Measure
    from claims.pipeline.figure import Stated
    from claims.pipeline.find import Names


@dataclass(frozen=True, slots=True)
class Recording:
    """How drafts are recorded: by whose names, in which wording, in which batch, and why in spite of the quote.

    force is the reason for accepting a quote in which the number does not stand, unasked the columns of which a person
    says that nothing beside their figures is who says them or who is counted. It remembers the wordings and dates
    that it has read, as many as REMEMBERED of each: a file says the same few over and over.
    """

    names: Names
    reading: Reading = field(default_factory=Reading)
    batch: int | None = None
    force: str | None = None
    unasked: frozenset[str] = frozenset()
    wordings: dict[tuple[str, str], Stated] = field(default_factory=dict, init=False, compare=False, repr=False)
    days: dict[str, tuple[str, str]] = field(default_factory=dict, init=False, compare=False, repr=False)
    kinds: dict[str, tuple[Measure, bool]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def kind(self, measure: str) -> tuple[Measure, bool]:
        """Return a measure by its slug, and whether claims of different dates speak of the same thing under it."""
        found = self.kinds.get(measure)
        if found is None:
            kind = self.names.measure(measure)
            found = self.kinds[measure] = (kind, spans_dates(kind))
        return found
