"""What cells are: numbers, dates, codes, names behind codes, or nothing stated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from claims import dates
from claims.dates_days import is_days
from claims.dates_parts import part_of_year
from claims.errors import ClaimsError
from claims.fetch import is_url
from claims.figure import parse
from claims.mapping.fields import NO_FIGURE, SECONDS
from claims.mapping.wide import header_date
from claims.model import ValueKind
from claims.pipeline.proposing.words import YEAR_PATTERN

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT_DATES = (
    "%d-%b-%y",
    "%d %b %y",
    "%b %d, %y",
    "%b-%y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d.%m.%y",
    "%d-%m-%y",
    "%m-%d-%y",
)
SECONDS_OF_UNIX = re.compile(r"1\d{9}(?:\d{3})?|-\d{9}(?:000)?|/Date\(1\d{12}(?:[+-]\d{4})?\)/")
MILLISECONDS = re.compile(r"1[0-7]\d{8}000")
"""Whole seconds of the years 2001 to 2027 in milliseconds, which hardly count anything else."""
_NAMED_BY_YEAR = re.compile(rf"{YEAR_PATTERN} [^\W\d_].*|[^\W\d_][^\d]* {YEAR_PATTERN}")
"""A name with a year before or behind it: "2019 Iranian protests", "Flood 2020"."""
_NO_DAY = re.compile(rf"{YEAR_PATTERN}[-/.](?:\d{{1,2}}[-/.]00?|00?[-/.]00?)")
"""A date whose day or month is not known, as inventories of disasters write it: 2012/1/0."""
_CODED_NAME = re.compile(r"\d{1,7}\.? [-–—]? ?([^\W\d_](?:.*[^\W\d_])?)")
WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 6
"""A longer cell with a number is a text: "Sitrep 21, Ministry of Health and Social Protection"."""
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’\u00a0\u202f ])\d{3})(?:\1\d{3})+")
_OF_DATE = re.compile(r"\d+[-/.]\d+[-/.]\d+.*|\d{4}\s?[年년].*\d\s?[月월].*")
_BUDDHIST = re.compile(r"(?<!\d)2[4-6]\d\d(?!\d)")
"""What may be a year of the Buddhist calendar, which is refused with its row where nothing says so."""
_SIGNED = re.compile(r"[§№]\s*\d")
"""A number of a law or of a file, behind the sign for it: "Mord § 211 StGB"."""
_COORDINATES = re.compile(r"[NS]?\d{1,2}\.\d{3,} ?°?[NS]?[,;]\s*[EW]?-?\d{1,3}\.\d{3,} ?°?[EWO]?")
"""A place by its latitude and longitude: "50.0814253N, 14.4876106E"."""
_LETTERS, _MANY_CODES, _MANY_NAMES = 2, 3, 2


def stated_cells(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells that state something; NA among codes of two letters is Namibia's, ND among many North Dakota."""
    stated = tuple(cell for cell in cells if cell not in NO_FIGURE)
    if not stated or not all(map(_is_code, stated)):
        return stated
    are_many = len(set(stated)) >= _MANY_CODES
    return tuple(cell for cell in cells if cell == "NA" or cell not in NO_FIGURE or (are_many and _is_code(cell)))


def _is_code(cell: str) -> bool:
    return len(cell) == _LETTERS and cell.isalpha() and cell.isupper()


def are_coded_names(cells: Sequence[str]) -> bool:
    """Return whether cells are names with a code before each, as statistical offices write places: "11 Rondônia"."""
    names = [match[1] for cell in cells if (match := _CODED_NAME.fullmatch(cell))]
    others = [cell for cell in cells if not _CODED_NAME.fullmatch(cell)]
    is_most = len(names) > _MANY_NAMES and len(others) <= 1 and not any(map(str.isdigit, "".join(others)))
    return is_most and len(set(names)) == len(names)


def is_number(cell: str) -> bool:
    """Return whether a cell holds a number that may be a figure, perhaps among words: no date, name or address."""
    if _COORDINATES.fullmatch(cell):
        return False
    if re.fullmatch(r"\d*\.?\d+(?:[eE][+-]?\d+)?", cell) or _GROUPED.fullmatch(cell):
        return True
    if _SIGNED.search(cell):
        return False
    if not any(sign.isdecimal() for sign in cell) or _OF_DATE.fullmatch(cell):
        return False
    if _NAMED_BY_YEAR.fullmatch(cell) or len(WORD.findall(cell)) > _MOST_WORDS or is_url(cell) or part_of_year(cell):
        return False
    return _is_figure(cell, ".") or ("." in cell and _is_figure(cell, ","))  # "500–1.000" is a range by the latter


def _is_figure(cell: str, mark: str) -> bool:
    try:
        parse(cell, language="en", decimal_mark=mark, kind=ValueKind.QUANTITY)
    except ClaimsError:
        return False
    return True


def is_date(cell: str) -> bool:
    """Return whether a cell is a date, also one without its day, or days in a row."""
    return is_day_or_month(cell) or bool(_NO_DAY.fullmatch(cell)) or is_days(cell)


def is_day_or_month(cell: str) -> bool:
    """Return whether a cell is a date with a month at least, in whatever order."""
    orders: tuple[Literal["dmy", "mdy"] | None, ...] = (None, "dmy", "mdy")
    language = "th" if _BUDDHIST.search(cell) else None
    for order in orders:
        try:
            return len(dates.parse(cell, order=order, language=language).iso) > len("2019")
        except ClaimsError:
            continue
    return False


def short_dates(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the ways in which all cells can be dates with a year of two digits, in the signs of strptime."""
    timed = [f"{way}{clock}" for clock in ("", " %H:%M", " %H:%M:%S") for way in _SHORT_DATES]
    ways = [SECONDS] if all(map(SECONDS_OF_UNIX.fullmatch, cells)) else timed
    return tuple(way for way in ways if all(header_date(cell, dates=way) for cell in cells))
