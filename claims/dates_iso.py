"""ISO dates of any precision, as they are stored: what they state and which days they span.

Comparing needs no more than this; reading dates as sources write them is `claims.dates`.
"""

from __future__ import annotations

from datetime import date as day_of
from datetime import timedelta
from functools import lru_cache

from claims.errors import NotADate
from claims.model import PartialDate, Precision

FIRST_YEAR, LAST_YEAR = 1000, 2999
_LENGTHS = {(4,), (4, 2), (4, 2, 2)}


def span(date: PartialDate | str) -> tuple[str, str]:
    """Return the first and the last day of a date as ISO days: 2019-12 gives ("2019-12-01", "2019-12-31").

    A text must be an ISO date of any precision, else NotADate is raised.
    """
    return _span(date if isinstance(date, str) else date.iso)


@lru_cache(maxsize=16384)
def from_iso(iso: str) -> PartialDate:
    """Return an ISO date with its precision; raises NotADate if it is none."""
    parts = iso.split("-")
    if tuple(map(len, parts)) not in _LENGTHS or not (iso.isascii() and "".join(parts).isdigit()):
        raise NotADate(iso, reason="it is not written as YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (*parts, "", "")[:3]
    if month == "00" or day == "00":
        raise NotADate(iso, reason="there is no month or day 00")
    return gregorian(iso, year=int(year), month=int(month or 0), day=int(day or 0))


@lru_cache(maxsize=16384)
def _span(iso: str) -> tuple[str, str]:
    date = from_iso(iso)
    if date.precision is Precision.DAY:
        return iso, iso
    year = int(iso[:4])
    if date.precision is Precision.YEAR:
        return f"{iso}-01-01", f"{iso}-12-31"
    month = int(iso[5:])
    first_of_next = day_of(year + month // 12, month % 12 + 1, 1)
    return f"{iso}-01", (first_of_next - timedelta(days=1)).isoformat()


def gregorian(phrase: str, *, year: int, month: int = 0, day: int = 0) -> PartialDate:
    """Return the date as precise as the parts given (0 is not given), or raise NotADate if there is no such date."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADate(phrase, reason=f"the year {year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    if not month:
        return PartialDate(f"{year:04}", Precision.YEAR)
    if not 1 <= month <= 12:
        raise NotADate(phrase, reason=f"there is no month {month}")
    if not day:
        return PartialDate(f"{year:04}-{month:02}", Precision.MONTH)
    try:
        return PartialDate(day_of(year, month, day).isoformat(), Precision.DAY)
    except ValueError:
        raise NotADate(phrase, reason=f"{year:04}-{month:02} has no day {day}") from None
