"""Years counted by eras in East Asia: "令和6年3月1日", "平成23年（2011年）3月", "民國113年".

The eras are data, in `claims/vocabulary/eras.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claims.dates_iso import span
from claims.errors import NotADate
from claims.wordlists import wordlist

if TYPE_CHECKING:
    from datetime import date

    from claims.model import PartialDate

_YEAR = re.compile(r"([\u4e00-\u9fff]{2,4})\s?(\d{1,3}|元)\s?年(?:\s?[(（]\s?(\d{4})\s?年?\s?[)）])?")


class Era(NamedTuple):
    """An era: the Gregorian year that is its first, and the days between which its dates lie."""

    name: str
    first: int
    since: date
    until: date | None = None

    def checked(self, phrase: str, found: PartialDate) -> PartialDate:
        """Return a date of the era; raise NotADate for one that lies outside it."""
        begin, end = span(found)
        if end < self.since.isoformat() or (self.until is not None and begin > self.until.isoformat()):
            lasted = f"from {self.since} to {self.until}" if self.until else f"from {self.since} on"
            hint = f"if it is {found.iso}, write that"
            raise NotADate(phrase, reason=f"dates of the era {self.name} are {lasted}", hint=hint)
        return found


def without_era(phrase: str) -> tuple[str, Era | None]:
    """Return a phrase that begins with a year of an era with the Gregorian year in its place, and the era."""
    match = _YEAR.match(phrase)
    era = _eras().get(match[1]) if match else None
    if match is None or era is None:
        return phrase, None
    year = era.first - 1 + int(match[2].replace("元", "1"))
    if match[3] and int(match[3]) != year:
        raise NotADate(phrase, reason=f"{match[1]}{match[2]}年 is {year}, and beside it stands {match[3]}")
    return f"{year}年{phrase[match.end() :]}", era


@cache
def _eras() -> dict[str, Era]:
    return {name: Era(name, **content) for name, content in wordlist("eras").items()}
