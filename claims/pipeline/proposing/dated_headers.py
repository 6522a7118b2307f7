"""How headers that are dates are written: in the signs of strptime, by how they follow each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from claims import dates
from claims.dates_calendar import FIRST_OTHER_YEAR, LAST_OTHER_YEAR
from claims.dates_spans import are_year_spans
from claims.errors import AmbiguousDate, NotADate
from claims.mapping.wide import header_date
from claims.model import Precision
from claims.text import ascii_digits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claims.dates import Order

HEADER_DATES = (
    *("%Y-%m-%d", "%m/%d/%y", "%d/%m/%y", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%d.%m.%y", "%d-%m-%Y", "%Y%m%d"),
    *("%Y-%m", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%b %Y", "%B %Y", "%d-%b-%y", "%Y"),
)
"""How dates stand in the headers of published tables, the unmistakable first."""
_OTHERS = {"dmy": ("%m/%d",), "mdy": ("%d/%m", "%d-%m"), "ymd": ("%m/%d", "%d/%m", "%d-%m")}
"""How dates begin that have not the order that a person says."""
_FEWEST_DATES = 2
_OF_OTHER_CALENDARS = re.compile(r"(?P<year>1\d{3})([-/.])\d{1,2}\2\d{1,2}")


@dataclass(frozen=True, slots=True)
class HeaderDates:
    """How the headers of a table are dates: in the signs of strptime, which columns, and whether another way fits."""

    dates: str
    columns: tuple[str, ...]
    other: str | None = None


def header_dates(columns: Sequence[str], *, order: Order | None = None) -> HeaderDates | None:
    """Return how headers are dates, if several are; of two ways the one by which they follow more closely.

    order is that of day and month where a person says it.
    """
    fitting = {}
    for written in (one for one in HEADER_DATES if order is None or not one.startswith(_OTHERS[order])):
        found = {column: day for column in columns if (day := header_date(column, dates=written)) is not None}
        is_ours = not any(FIRST_OTHER_YEAR <= int(day[:4]) <= LAST_OTHER_YEAR for day in found.values())
        if len(found) >= _FEWEST_DATES and is_ours and not are_year_spans(found):
            fitting[written] = found
    if not fitting:
        return None
    most = max(len(found) for found in fitting.values())
    best = sorted((_spread(found), written) for written, found in fitting.items() if len(found) == most)
    written = best[0][1]
    rival = next((other for _, other in best[1:] if fitting[other] != fitting[written]), None)
    return HeaderDates(written, tuple(fitting[written]), rival)


def worded_dates(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the headers that are days or months as cells are read, in any language and calendar; none if only one is.

    A day of which only its language would tell the calendar is one too: it is refused with its row.
    """
    found = tuple(column for column in columns if _is_worded(column))
    return found if len(found) >= _FEWEST_DATES else ()


def _is_worded(header: str) -> bool:
    match = _OF_OTHER_CALENDARS.fullmatch(ascii_digits(header.strip()))
    if match is not None and FIRST_OTHER_YEAR <= int(match["year"]) <= LAST_OTHER_YEAR:
        return True
    if not any(sign.isalpha() for sign in header) and header == ascii_digits(header):
        return False  # digits are read by how all headers follow each other
    try:
        return dates.parse(header).precision is not Precision.YEAR
    except (NotADate, AmbiguousDate):
        return False


def _spread(days: Mapping[str, str]) -> tuple[bool, bool, int, int]:
    """Return how far apart the dates of headers are; those in order come first, of them those in equal steps."""
    ordinals = [date.fromisoformat((day + "-01-01")[:10]).toordinal() for day in days.values()]
    gaps = [abs(after - before) for before, after in pairwise(ordinals)]
    is_mixed = ordinals not in (sorted(ordinals), sorted(ordinals, reverse=True))
    return (is_mixed, len(set(gaps)) > 1, sum(gaps), -len(ordinals))
