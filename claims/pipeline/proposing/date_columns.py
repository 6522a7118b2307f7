"""Dates of an unknown table that stand in several columns, or with the name of their day: "Thu, 01/15/2026 - 12:00"."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from claims.dates_days import is_days
from claims.mapping.flags import map_flag
from claims.mapping.wide import header_date
from claims.pipeline.proposing.cell_kinds import is_day_or_month
from claims.pipeline.proposing.columns import date_of_parts
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import listed
from claims.pipeline.proposing.words import DATE, are_begin_and_end, is_begin, is_end, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_KNOWN_PARTS = r"^(\d{4}(?:-0*[1-9]\d*)*)"
"""A date of parts as far as these are no 0."""
_NAMED_DAY = re.compile(r"^[^\W\d_]{2,10}[.,]?,? (.*?\d{4})(?:,? (?:[-–] )?\d{1,2}:\d\d\S*)?$")
"""The name of a day, a date and perhaps a time."""
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
OWN_MONTH = "where figures count their own month"
"""How a sentence begins that is told of dates of a year and a month."""
_NUMBERED = re.compile(r"[34]\d{4}(?:\.\d+)?")
"""The number of a day from 1982 to 2036."""
_DAYS_OF_A_WEEK, _MOSTLY = 7, 0.8


def day_with_its_name(found: Found, seen: Sequence[Column]) -> None:
    """Take a column whose cells are dates behind the names of their days as the date, without these and the time."""
    if {"as_of", "period_start", "year"} & found.columns.keys():
        return
    for column in seen:
        parts = [match[1] for cell in column.cells if (match := _NAMED_DAY.match(cell))]
        named = {cell.split()[0] for cell in column.cells}
        if len(parts) < _MOSTLY * len(column.cells) or not parts or len(named) > _DAYS_OF_A_WEEK or column.is_date:
            continue
        if sum(map(is_day_or_month, parts)) >= _MOSTLY * len(parts):
            found.columns["as_of"] = column.name
            found.take["as_of"] = _NAMED_DAY.pattern
            found.unsure.append(f"of “{column.name}” (“{column.cells[0]}”) the date is read by [take]")
            return


def taken(cells: Sequence[str], pattern: str | None) -> tuple[str, ...]:
    """Return what a pattern of [take] takes of cells; the cells where there is none."""
    if pattern is None:
        return tuple(cells)
    found = (re.search(pattern, cell) for cell in cells)
    return tuple(next((part for part in match.groups() if part), "") for match in found if match)


def from_and_to(found: Found, seen: Sequence[Column]) -> None:
    """Take two columns of dates that are called from and to as the beginning and the end of what is counted."""
    days = {fold(column.name): column.name for column in seen if column.is_date}
    years = {fold(column.name): column.name for column in seen if column.is_year}
    days = days or years
    begin, end = (_only([header for header in days.values() if says(header)]) for says in (is_begin, is_end))
    if begin is None or end is None:
        begin, end = next((pair for pair in permutations(days.values(), 2) if are_begin_and_end(*pair)), (None, None))
    if begin is None or end is None or begin == end:
        return
    if "period_start" in found.columns or found.columns.get("as_of", end) != end:
        return
    found.columns |= {"period_start": begin, "as_of": end}
    found.unsure.append(
        f"“{begin}” and “{end}” are taken as the {'years' if days is years else 'days'} between which it was counted"
    )


def days_in_a_row(found: Found, seen: Sequence[Column]) -> None:
    """Say of the dates that some cells are days from one to another, which are read as the period that is counted."""
    dated = found.columns.get("as_of")
    cells = [cell for one in seen if one.name == dated and "as_of" not in found.take for cell in one.cells]
    if shown := next((cell for cell in cells if is_days(cell)), None):
        found.unsure.append(f"“{shown}” in “{dated}” is read as the days between which it was counted")


def _only(headers: Sequence[str]) -> str | None:
    """Return the only header of several, or the only one of a single word: "from" beside "start of reporting"."""
    short = headers if len(headers) == 1 else [header for header in headers if len(fold(header).split()) == 1]
    return short[0] if len(short) == 1 else None


def in_turn(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return a sentence on the first two columns of days of which one is never behind the other: from and to."""
    days = [one for one in columns if all(map(_ISO_DAY.fullmatch, one.cells)) and len(one.cells) > 1]
    for first, second in combinations(days, 2):
        pairs = list(zip(first.cells, second.cells, strict=False))
        if len(first.cells) == len(second.cells) and all(a <= b for a, b in pairs) and any(a < b for a, b in pairs):
            way = f"{map_flag(first.name, 'period_start')} {map_flag(second.name, 'as_of')}"
            return (f"“{first.name}” is never after “{second.name}”: if figures were counted between them, {way}",)
    return ()


def _century(column: Column) -> str:
    """Return what stands before the years of a column that have two digits, all of one century; "" if they have four.

    A year that is still to come in this century is of the last one.
    """
    years = {cell for cell in column.cells if re.fullmatch(r"\d\d", cell)}
    if not years or len(years) < len(set(column.cells)):
        return ""
    this_year = f"{datetime.now(tz=UTC):%y}"
    are_ahead = [year > this_year for year in years]
    return "19" if all(are_ahead) else "" if any(are_ahead) else "20"


def numbered_days(found: Found, seen: Sequence[Column], *, written: Container[str], left_out: Container[str]) -> None:
    """Take a column of dates whose cells are numbers of days, and ask from which day a spreadsheet program counts them.

    written holds the fields of which people said how they are written, left_out the columns that they do not want.
    """
    given = found.columns.get("as_of")
    if "as_of" in found.said or {"period_start", "year"} & found.columns.keys():
        return
    for column in seen:
        days = [header_date(cell, dates="days") for cell in column.cells if _NUMBERED.fullmatch(cell)]
        if not days or len(days) < len(column.cells) or column.name in left_out or given not in {None, column.name}:
            continue
        words = set(words_of(column.name))
        if given is None and not (words and words <= DATE) and fold(column.name) not in listed("as_of_phrase"):
            continue
        found.columns["as_of"] = column.name
        if "as_of" not in written:
            since = header_date(column.cells[0], dates="days-1904")
            way = f"--set written.as_of=days reads “{column.cells[0]}” as {days[0]}, --set written.as_of=days-1904 as"
            found.wait(f"“{column.name}” holds numbers of days, as spreadsheet programs keep dates: {way} {since}")
        return


def dates_of_parts(found: Found, seen: Sequence[Column]) -> None:
    """Take dates whose year, month and day stand in columns of their own."""
    free = [column.name for column in seen if column.name not in found.used()]
    begun, ended = date_of_parts(free, begin="start"), date_of_parts(free, begin="end")
    parts = ended or date_of_parts(free) or begun
    if not parts or "as_of" in found.columns:
        return
    century = _century(next(one for one in seen if one.name == parts[0]))
    as_of = found.columns["as_of"] = century + "-".join(f"{{{part}}}" for part in parts)
    if begun and ended and "period_start" not in found.columns:
        found.columns["period_start"] = "-".join(f"{{{part}}}" for part in begun)
    found.unsure.append(f"{as_of} is taken as the date of the figure, without what a row leaves empty")
    if len(parts) < 3 and not begun and not ended:
        way = f"{map_flag(as_of, 'period_start')}"
        found.unsure.append(f"{OWN_MONTH} and are no running totals, say so: {way}")
    if century:
        found.unsure.append(f"years of “{parts[0]}” have two digits, and are taken as of {century}00 to {century}99")
    zeros = [one.name for one in seen if one.name in parts[1:] and any(cell.strip("0") == "" for cell in one.cells)]
    if zeros:
        found.take["as_of"] = _KNOWN_PARTS
        found.unsure.append(f"0 in {quoted(zeros)} is taken for not known, by [take]")
