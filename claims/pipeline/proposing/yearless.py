"""Dates of an unknown table that give no year ("February 6"), or two digits of it, and what tells the year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims import dates
from claims.errors import AmbiguousDate, ClaimsError, NotADate
from claims.mapping.fields import SECONDS, Block
from claims.mapping.flags import map_flag, set_flag
from claims.mapping.wide import header_date
from claims.pipeline.proposing.cell_kinds import is_day_or_month, short_dates
from claims.pipeline.proposing.columns import date_of_parts
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.header_times import yearless
from claims.pipeline.proposing.words import DATE, DAY, MONTH, YEAR, words_of
from claims.table import AROUND

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_FIRST_PART = re.compile(r"^([^;(\n]+)")
_GROUPS = AROUND | {"group"}
_MOSTLY = 0.8
_SOME_YEAR = "2000"  # a leap year
_MONTHS = "%b-%y"
_FEWEST_DAYS = 2
_HALF_A_YEAR = timedelta(days=183)
NO_YEAR = "days in headers give no year"
_PLAIN = frozenset(("of", "de", "der", "di", "data", "report", "reporting", "reference", "period"))
"""Words beside those for a date that alone name none."""


def day_beside_year(found: Found, seen: Sequence[Column]) -> None:
    """Take a day or a month without a year, "May 27" or "January", with the year that stands in a column beside it.

    Where most of such cells are none, as "June–July", the year alone is the date.
    """
    named = [one for one in seen if one.is_year and set(words_of(one.name)) & YEAR]
    years = [one for one in named or [one for one in seen if _heads_years(one)] if one.name not in found.used()]
    known = found.column("as_of", seen)
    days = [one for one in seen if _is_called_a_day(one) and one.cells] if known is None else [known]
    free = [one.name for one in seen if one.name not in found.used()]
    if len(years) != 1 or "period_start" in found.columns or date_of_parts(free) or date_of_parts(free, begin="start"):
        return
    worded = [one for one in days if any(sign.isalpha() for cell in one.cells for sign in cell)]
    lacking = [one for one in worded if not any(map(_YEAR.search, one.cells))]
    if len(lacking) != 1 or (known is None and len(lacking[0].cells) * 2 < len(years[0].cells)):
        return
    day, year = lacking[0], years[0].name
    sure = sum(_is_date(f"{cell} {_SOME_YEAR}", month=True) for cell in day.cells)
    if sure >= _MOSTLY * len(day.cells):
        found.columns["as_of"] = f"{{{day.name}}} {{{year}}}"
        found.unsure.append(f"“{day.name}” gives no year (“{day.cells[0]}”): that of “{year}” is added")
    elif known is not None:
        del found.columns["as_of"]
        found.columns["year"] = year
        reason = f"“{day.name}” gives no year, and not always one day (“{day.cells[0]}”)"
        found.unsure.append(f"{reason}: “{year}” is taken as the year that is counted")


def _heads_years(column: Column) -> bool:
    """Return whether a column holds the years over groups of rows."""
    return column.name in _GROUPS and bool(column.cells) and all(map(_YEAR.fullmatch, column.cells))


def _is_called_a_day(column: Column) -> bool:
    return bool(set(words_of(column.name)) & (MONTH | DAY | DATE - _PLAIN))


def with_year(found: Found, seen: Sequence[Column], *, above: Sequence[str], file: str) -> None:
    """Add to dates without a year the one that a heading names; several or none are for a person to say."""
    column = found.column("as_of", seen) or _of_months(found, seen)
    if (
        column is None
        or not _may_be_days(column.cells)
        or sum(map(_lacks_its_year, column.cells)) < _MOSTLY * len(column.cells)
        or not column.cells
    ):
        return
    by_rows = [one.name for one in seen if one.name in AROUND and one.cells and all(map(_YEAR.fullmatch, one.cells))]
    around = [*above, *(cell for one in seen if one.name in AROUND for cell in dict.fromkeys(one.cells))]
    telling = [text for text in around if _YEAR.search(text)] or [PurePath(file).name]
    years = {year for text in telling for year in _YEAR.findall(text)}
    given = f"“{column.name}” gives no year (“{column.cells[0]}”)"
    if by_rows:
        found.columns["as_of"] = f"{{{column.name}}} {{{by_rows[0]}}}"
        found.unsure.append(f"{given}: that of the heading above is added ({by_rows[0]})")
    elif len(years) == 1:
        found.columns["as_of"] = f"{{{column.name}}} {years.pop()}"
        found.unsure.append(f"{given}: that of “{telling[0]}” is added")
    elif short_dates(column.cells) == (_MONTHS,):
        way = set_flag("written.as_of", _MONTHS)
        found.asked.append(f"{given} if that is a day: {way_to_add(column)}; if it is a month of a year: {way}")
    else:
        found.asked.append(f"{given}: {way_to_add(column)}")


def _may_be_days(cells: Sequence[str]) -> bool:
    """Return whether "Jan-20" and others may be days: not where all are of one number, or years that begin in turn."""
    if short_dates(cells) != (_MONTHS,):
        return True
    months = [header_date(cell, dates=_MONTHS) or "" for cell in cells]
    if len(set(months)) > 1 and len({month[:4] for month in months}) == 1:
        return False
    is_one_month = len(set(months)) > 1 and len({month[4:] for month in months}) == 1
    return is_one_month or months not in (sorted(months), sorted(months, reverse=True))


def _of_months(found: Found, seen: Sequence[Column]) -> Column | None:
    """Take the one column of names of months as the date, where neither a column nor headers say the year."""
    if {"as_of", "year", "period_start"} & found.columns.keys() or any(_YEAR.search(one.name) for one in seen):
        return None
    named = [one for one in seen if set(words_of(one.name)) & MONTH and one.name not in found.used()]
    months = [one for one in named if one.cells and not one.is_number and not one.is_date and lack_their_year(one)]
    if len(months) != 1:
        return None
    found.columns["as_of"] = months[0].name
    return months[0]


def way_to_add(column: Column) -> str:
    """Return how a person adds a year to all dates of a column."""
    return f"{map_flag(f'{{{column.name}}} {_SOME_YEAR}', 'as_of')} adds that one to all"


def lack_their_year(column: Column) -> bool:
    """Return whether most cells of a column are days without a year."""
    return sum(map(_lacks_its_year, column.cells)) * 2 > len(column.cells)


def _lacks_its_year(cell: str) -> bool:
    return not _is_date(cell) and not _YEAR.search(cell) and _is_date(f"{cell} {_SOME_YEAR}", month=True)


def _is_date(text: str, *, month: bool = False) -> bool:
    """Return whether a text is a day, or, with month, a month of a year."""
    try:
        return len(dates.parse(text).iso) in ({len("2000-01"), len("2000-01-01")} if month else {len("2000-01-01")})
    except ClaimsError:
        return False


def with_year_said(found: Found, mapping: Mapping, said: Mapping) -> tuple[Mapping, Mapping]:
    """Return a mapping with the year that people said of all for the “?” of its days, and what else they said."""
    year = said.constants.get("as_of", "")
    if not re.fullmatch(r"\d{4}", year):
        return mapping, said
    claims = tuple(replace(one, constants=_with_year(one.constants, year)) for one in mapping.claims)
    if claims == mapping.claims:
        return mapping, said
    if turn := _turn_of_year(claims):
        found.wait(f"days in headers go on into another year behind “{turn}”: write the year of each in a mapping")
        return mapping, said
    found.asked = [one for one in found.asked if not one.startswith(NO_YEAR)]
    others = {field: value for field, value in said.constants.items() if field != "as_of"}
    return replace(mapping, claims=claims), replace(said, constants=others)


def _turn_of_year(claims: Sequence[Block]) -> str | None:
    """Return the last day before one of another year, where days go back far: "31 Dec 2019", "1 Jan 2019"."""
    days: dict[tuple[tuple[str, str], ...], str] = {}
    for one in claims:
        rest = tuple((field, value) for field, value in one.constants.items() if field != "as_of")
        before = days.get(rest, "")
        days[rest] = one.constants.get("as_of", "")
        gone = _day(before) - _day(days[rest]) if before else timedelta()
        if gone > _HALF_A_YEAR:
            return before
    return None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(dates.parse(text).iso)
    except (ClaimsError, ValueError):
        return date.min


def _with_year(constants: abc.Mapping[str, str], year: str) -> abc.Mapping[str, str]:
    day = constants.get("as_of", "")
    filled = day.removesuffix(NOT_SAID) + year
    try:
        is_day = day.endswith(NOT_SAID) and len(dates.parse(filled).iso) == len("2000-01-01")
    except AmbiguousDate:
        is_day = True
    except NotADate:
        is_day = False
    return {**constants, "as_of": filled} if is_day else constants


def days_as_headers(found: Found, free: Sequence[Column]) -> bool:
    """Take columns whose headers are days without a year ("1 Mar"), for a person to say; return whether there are."""
    days = {one.name: day for one in free if one.is_number and (day := yearless(one.name)) is not None}
    if len(days) < _FEWEST_DAYS:
        return False
    for field in ("as_of", "year", "says"):
        found.columns.pop(field, None)
    found.claims += [Block({"as_of": day}, {"says": header}) for header, day in days.items()]
    found.asked.append(of_no_year(*next(iter(days.items()))))
    return True


def of_no_year(header: str, day: str) -> str:
    """Return how a person is asked for the year of days in headers; day is one with “?” in its place."""
    return f"{NO_YEAR} (“{header}”): --set as_of=YEAR gives it, or put it in place of “?” (“{day}”)"


def take_day(found: Found, column: Column, *, field: str) -> bool:
    """Take the day that a time begins with, where more is said behind it ("10 October 2015; 11 years ago")."""
    days = [match[1].strip() for cell in column.cells if (match := _FIRST_PART.match(cell)) and match[0] != cell]
    if not days or not all(map(is_day_or_month, days)) or len(days) < _MOSTLY * len(column.cells):
        return False
    found.take[field] = _FIRST_PART.pattern
    found.unsure.append(f"of “{column.name}” the day is read by [take], and not what stands behind it")
    return True


def short_years(found: Found, seen: dict[str, Column]) -> dict[str, str]:
    """Return how dates with years of two digits are written, and say so; what can be read in two ways is told."""
    written = {}
    for name in ("period_start", "as_of"):
        column = seen.get(found.columns.get(name, ""))
        ways = short_dates(column.cells) if column is not None and column.cells and name not in found.take else ()
        if found.order is not None and len(ways) > 1:
            ways = tuple(way for way in ways if way.startswith(f"%{found.order[0]}"))
        if ways == (SECONDS,) and column is not None:
            written[name] = SECONDS
            found.unsure.append(f"“{column.name}” counts seconds or milliseconds since 1970: read in universal time")
        elif len(ways) == 1 and column is not None and (ahead := _still_to_come(column.cells, ways[0])):
            reason = f"years of “{column.name}” have two digits, and “{ahead}” may be of either century"
            found.asked.append(f"{reason}: write them with four")
        elif ways == (_MONTHS,) and column is not None and lack_their_year(column) and _may_be_days(column.cells):
            continue  # `with_year` asks
        elif len(ways) == 1 and column is not None:
            written[name] = ways[0]
            found.unsure.append(f"years of “{column.name}” have two digits: “{column.cells[0]}” is read as {ways[0]}")
        elif ways and column is not None:
            written_so = f"written.{name}"
            either = " or ".join(set_flag(written_so, way) for way in ways)
            found.ask(written_so, f"“{column.cells[0]}” in “{column.name}” can be read in two ways: {either}")
    return written


def _still_to_come(cells: Sequence[str], way: str) -> str | None:
    """Return the first cell that is a day of a year to come as strptime reads it: 50 as 2050, 99 as 1999."""
    this_year = f"{datetime.now(tz=UTC):%Y}"
    return next((cell for cell in cells if (header_date(cell, dates=way) or "")[:4] > this_year), None)
