"""How headers that are dates are written: in the signs of strptime, by how they follow each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.dates_spans import are_year_spans
from claims.mapping.wide import header_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADER_DATES = (
    *("%Y-%m-%d", "%m/%d/%y", "%d/%m/%y", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%d.%m.%y", "%d-%m-%Y", "%Y%m%d"),
    *("%Y-%m", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%b %Y", "%B %Y", "%d-%b-%y", "%Y"),
)
"""How dates stand in the headers of published tables, the unmistakable first."""
_FEWEST_DATES = 2


@dataclass(frozen=True, slots=True)
class HeaderDates:
    """How the headers of a table are dates: in the signs of strptime, which columns, and whether another way fits."""

    dates: str
    columns: tuple[str, ...]
    other: str | None = None


def header_dates(columns: Sequence[str]) -> HeaderDates | None:
    """Return how headers are dates, if several are; of two ways the one by which they follow more closely."""
    fitting = {}
    for written in HEADER_DATES:
        found = {column: day for column in columns if (day := header_date(column, dates=written)) is not None}
        if len(found) >= _FEWEST_DATES and not are_year_spans(found):
            fitting[written] = found
    if not fitting:
        return None
    most = max(len(found) for found in fitting.values())
    best = sorted((_spread(found), written) for written, found in fitting.items() if len(found) == most)
    written = best[0][1]
    rival = next(
        (other for spread, other in best[1:] if set(fitting[other].values()) != set(fitting[written].values())), None
    )
    return HeaderDates(written, tuple(fitting[written]), rival)


def _spread(days: Mapping[str, str]) -> tuple[bool, int, int]:
    """Return how far apart the dates of headers are; those in order come first."""
    ordinals = [date.fromisoformat((day + "-01-01")[:10]).toordinal() for day in days.values()]
    gaps = [abs(after - before) for before, after in pairwise(ordinals)]
    return (ordinals not in (sorted(ordinals), sorted(ordinals, reverse=True)), sum(gaps), -len(ordinals))
