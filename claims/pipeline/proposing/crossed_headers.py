"""Headers that are a name and a time, each name beside each time: "2019 / Police", "Aleppo (17 March 2019)".

Where a person or a column says what is counted, the names are those who say so, or where it was counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.fields import Block
from claims.mapping.wide import header_date
from claims.pipeline.proposing.columns import PERIODS
from claims.pipeline.proposing.dated_headers import header_dates
from claims.pipeline.proposing.header_times import Time, tidy, time_in
from claims.pipeline.proposing.places import names_places
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.words import PLAIN, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from claims.pipeline.proposing.found import Found

_FEWEST = 2
_DAY, _BETWEEN = r"(?P<day>\d{1,2}[/-]\d{1,2}[/-]\d{4})", r"[\s_/|:,(–-]+"
_SLASHED = tuple(
    re.compile(one) for one in (rf"{_DAY}{_BETWEEN}(?P<name>\D+)", rf"(?P<name>\D*[^\W\d_]\)?){_BETWEEN}{_DAY}\)?")
)


def names_with_times(
    found: Found, figures: Sequence[str], *, meaning: Callable[[str], str | None], speakers: Container[str]
) -> bool:
    """Take columns whose headers are a name and a time as figures of each; return whether some are.

    meaning gives the measure that a header stands for, speakers are folded names of sources.
    """
    given = found.columns.keys() | found.constants.keys() | found.said
    if "measure" not in given or {"as_of", "year", "period_start"} & given:
        return False
    said = _slashed(found, figures) or {
        header: time for header in figures if (time := time_in(header, with_year=True)) is not None
    }
    names = list(dict.fromkeys(time.rest for time in said.values()))
    times = {(time.begin, time.end) for time in said.values()}
    is_table = len(times) >= _FEWEST and len(said) == len(times) * len(names)
    if not is_table or any(time.unclear for time in said.values()) or not all(_is_name(one, meaning) for one in names):
        return False
    field = _kind_of(names, given=given, speakers=speakers)
    if field is None:
        return False
    found.columns.pop("says", None)
    found.claims += [Block({field: time.rest, **time.fields()}, {"says": header}) for header, time in said.items()]
    other = "place" if field == "source" else "population"
    told = f"headers are taken as {field}s ({quoted(names)}) and the times of their figures ({_first(said)})"
    found.unsure.append(f"{told}; check each; where they are others, {other} in place of {field}")
    if left := [name for name in figures if name not in said]:
        found.left_out.append(f"numbers in {quoted(left)} are not read: their headers name no time")
    return True


def _slashed(found: Found, figures: Sequence[str]) -> dict[str, Time]:
    """Return names with days such as 03/04/2019, in the order of day and month by which these follow each other."""
    parts = {header: match for header in figures for one in _SLASHED if (match := one.fullmatch(header))}
    when = header_dates(list(dict.fromkeys(match["day"] for match in parts.values())))
    if when is None:
        return {}
    if when.other:
        found.unsure.append(f"days in headers are read as {when.dates}; they could be {when.other} too")
    days = {header: header_date(match["day"], dates=when.dates) for header, match in parts.items()}
    return {
        header: Time(_without_end(parts[header]["name"]), end=day) for header, day in days.items() if day is not None
    }


def _without_end(name: str) -> str:
    """Return a name without the bracket that ends it where the one that begins it stood before it."""
    return tidy(name if "(" in name else name.strip().removesuffix(")"))


def _kind_of(names: Sequence[str], *, given: Container[str], speakers: Container[str]) -> str | None:
    """Return what names are: those who say figures where some are known for it, places; or what nothing else gives."""
    if "source" not in given and any(fold(one) in speakers for one in names):
        return "source"
    if "place" not in given and names_places(names, has_measure=True):
        return "place"
    return next((field for field in ("source", "place", "population") if field not in given), None)


def _is_name(text: str, meaning: Callable[[str], str | None]) -> bool:
    words = set(words_of(text))
    return meaning(text) is None and not words <= PLAIN and not PERIODS & words and not any(map(str.isdigit, text))


def _first(said: dict[str, Time]) -> str:
    header, time = next(iter(said.items()))
    return f"“{header}”: {' to '.join(day for day in (time.begin, time.end) if day)}"
