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
EARLY_YEAR = (
    'if it is the year {year}, write {year} AD; a mapping says it of a column: [columns] as_of = "{{COLUMN}} AD"'
)
"""What to do with a year before 1000."""
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
    return gregorian(iso, year=int(year), month=int(month or 0), day=int(day or 0), since=1)


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


def gregorian(phrase: str, *, year: int, month: int = 0, day: int = 0, since: int = FIRST_YEAR) -> PartialDate:
    """Return the date as precise as the parts given (0 is not given), or raise NotADate if there is no such date.

    Years before 1000 are read where since says so: what is written 0020 is far more often 2020 than the year 20.
    """
    if not since <= year <= LAST_YEAR:
        hint = EARLY_YEAR.format(year=year) if 0 < year < FIRST_YEAR else ""
        raise NotADate(phrase, reason=f"the year {year} is not between {since} and {LAST_YEAR}", hint=hint)
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
