"""Days of the Islamic (lunar Hijri) calendar: never read by themselves, as they differ by place, but beside ours.

"12 رجب 1445 هـ الموافق 24 يناير 2024" is the Gregorian day that it names, where the tabular calendar bears it out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from claims.dates_calendar import FIRST_OTHER_YEAR, LAST_OTHER_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE_THE_FIRST_DAY = 227014
"""The ordinal of 15 July 622 of the Julian calendar."""
_OFF = timedelta(days=2)
"""By how much a day may differ from that of the tabular calendar."""
_HIJRI_YEAR, _OUR_YEAR = re.compile(r"(?<!\d)1[2-4]\d\d(?!\d)"), re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_BETWEEN = re.compile(r"[\s،,]*(?:الموافق(?:ة)?(?:\s+ل|\s)|corresponding to\s|[(/=])\s*", re.IGNORECASE)


class Hijri(NamedTuple):
    """A year, month and day (0 is not given) of the Islamic calendar."""

    year: int
    month: int
    day: int

    @property
    def days(self) -> tuple[date, date]:
        """Return its first and its last day by the tabular calendar, of 11 leap years in 30."""
        year, month, day = self
        before = _BEFORE_THE_FIRST_DAY + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
        return date.fromordinal(before + (day or 1)), date.fromordinal(before + (day or 29 + month % 2))

    @property
    def hint(self) -> str:
        """Return which of our days it is about."""
        first, last = self.days
        about = f"{first}" if self.day else f"from {first} to {last}"
        return f"by the tabular calendar it is {about}, by a day or two earlier or later elsewhere"

    def is_about(self, iso: str) -> bool:
        """Return whether a day of ours can be this one; never where no day is given."""
        return bool(self.day) and abs(date.fromisoformat(iso) - self.days[0]) <= _OFF


def hijri(*, years: list[int], months: set[int], days: list[int]) -> Hijri | None:
    """Return the Hijri date of numbers and a month; None if they are not one."""
    if len(years) != 1 or len(months) != 1 or len(days) > 1 or not FIRST_OTHER_YEAR <= years[0] <= LAST_OTHER_YEAR:
        return None
    day = days[0] if days else 0
    return Hijri(years[0], months.pop(), day) if day <= 30 else None


def halves(phrase: str) -> Iterator[tuple[str, str]]:
    """Yield the Hijri part of a phrase and the one of ours, by each mark or word that may stand between them."""
    if not (_HIJRI_YEAR.search(phrase) and _OUR_YEAR.search(phrase)):
        return
    for mark in _BETWEEN.finditer(phrase):
        parts = phrase[: mark.start()], phrase[mark.end() :].rstrip(") ")
        if _HIJRI_YEAR.search(parts[0]) and not _HIJRI_YEAR.search(parts[1]):
            yield parts
        elif _HIJRI_YEAR.search(parts[1]) and not _HIJRI_YEAR.search(parts[0]):
            yield parts[1], parts[0]
