"""Whether the figures of a proposed mapping can be running totals: one that falls from date to date is none.

What falls counts a month, a day or an incident of its own. As running totals such figures would contradict each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from claims import dates
from claims.errors import BadFile, BadMapping, ClaimsError
from claims.figure import parse
from claims.mapping import plan
from claims.mapping.fields import Block
from claims.mapping.flags import map_flag
from claims.mapping.wide import header_date
from claims.model import Draft, ValueKind
from claims.pipeline.nobody import is_standing, is_total
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.words import YEAR_PATTERN, words_of
from claims.text import ascii_digits

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Callable, Collection, Iterator, Sequence

    from claims.mapping import Mapping
    from claims.mapping.fields import Wide
    from claims.table import Row

Series = list[tuple[str, float]]  # ISO dates and figures, in their order
_FEWEST, _LONG, _SOME = 4, 8, 0.2
_MANY, _OFTEN = 12, 0.4
_MONTH_OF_DAY = r"(\d{4}-\d\d)-01"
_NEW_YEAR, _FIRST_DAY = "-01-01", "-01"
_DAY, _MONTH, _YEAR = len("2019-12-02"), len("2019-12"), len("2019")


def counted_by_period(
    mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, file: str, may_fall: Callable[[str], bool]
) -> tuple[Mapping, tuple[str, ...]]:
    """Return a mapping by which figures that fall count the month or day of their date, and what stays unsure.

    may_fall tells of a measure by its name whether its figures are no running totals and may fall.
    """
    if any(map(_is_yearly, mapping.wide)) and not mapping.columns.keys() & {"period_start", "year", "as_of"}:
        return _counted_by_year(mapping, columns, rows, file=file, may_fall=may_fall)
    if any(one.header == "as_of" for one in mapping.wide) and "period_start" not in mapping.columns:
        return _counted_by_header(mapping, columns, rows, file=file, may_fall=may_fall)
    if mapping.columns.keys() & {"period_start", "year"} or "as_of" not in mapping.columns:
        return mapping, ()
    found = _series(mapping, columns, rows, file=file)
    falling = {one: series for one, series in found.items() if not may_fall(one) and _falls(series)}
    as_of = mapping.columns["as_of"]
    if not falling and (total := _sum_of_rows(mapping, columns, rows)):
        seen = f"“{total}” in “{as_of}” holds the sum of the other rows, so that these are no running totals"
        told = _with_period(mapping, found, is_for_all=True)
        return told, (f"{seen}: each is taken to count the time that “{as_of}” names, as period_start says",)
    if not falling:
        return mapping, ()
    listed = quoted(falling)
    seen = f"figures of {listed} fall from date to date, so that they are no running totals"
    if all(map(_is_yearly_series, (each for series in found.values() for each in series))):
        return _of_years(mapping), (f"{seen}: “{as_of}” names a year, or its first day, and is taken for the year",)
    if monthly := _of_months(mapping, columns, rows):
        told = _with_period(monthly, falling, is_for_all=True)
        return told, (f"{seen}: “{as_of}” names the first day of a month, and is taken for the month",)
    if all(_is_steady(each) for series in falling.values() for each in series):
        running = [one for one, series in found.items() if one not in falling and all(map(_rises, series))]
        told = _with_period(mapping, falling, is_for_all=not running)
        beside = f"; {quoted(running)} are taken as running totals" if running else ""
        return told, (f"{seen}: each is taken to count the time that “{as_of}” names, as period_start says{beside}",)
    way = (
        f"{map_flag(as_of, 'period_start')} where each counts its own day; event where each row is an event of its own"
    )
    return mapping, (f"{seen}: {way}",)


def standing_at_years(mapping: Mapping) -> tuple[Mapping, tuple[str, ...]]:
    """Return a mapping that reads years as those at whose end figures were so, where all count those that there are."""
    year = mapping.columns.get("year")
    headers = [name for one in mapping.wide for name in one.columns if one.header == "measure"]
    if (
        year is None
        or not headers
        or mapping.claims
        or not all(is_standing(" ".join(words_of(name))) for name in headers)
    ):
        return mapping, ()
    told = f"{quoted(headers)} are those that there are at a time: “{year}” is taken as that, not as what is counted"
    columns = {("as_of" if field == "year" else field): name for field, name in mapping.columns.items()}
    return replace(mapping, columns=columns), (told,)


def _sum_of_rows(mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row]) -> str:
    """Return the one total among cells of dates whose figures are the sums of all other rows; "" if there is none."""
    name = mapping.columns["as_of"]
    cells = [cell_of(row, name, columns.index(name)) for row in rows] if name in columns else []
    totals = [number for number, cell in enumerate(cells) if is_total(cell)]
    read = mapping.wide_columns
    read += [
        fields["says"] for fields in (mapping.columns, *(one.columns for one in mapping.claims)) if "says" in fields
    ]
    if len(totals) != 1 or len(cells) < _FEWEST or not read or not all(one in columns for one in read):
        return ""
    for column in read:
        values = [_count(cell_of(row, column, columns.index(column))) for row in rows]
        if not values[totals[0]] or 2 * values[totals[0]] != sum(values):
            return ""
    return cells[totals[0]]


def _count(cell: str) -> int:
    """Return the whole number of a cell with any marks between its digits, 0 if it has words or is empty."""
    digits = re.sub(r"[.,\s'’]", "", ascii_digits(cell))
    return int(digits) if digits.isdecimal() else 0


def _is_yearly_series(series: Series) -> bool:
    """Return whether the dates of a series are years or their first days, each once."""
    days = [when for when, _ in series]
    are_years = all(len(day) == _YEAR or day[-len(_NEW_YEAR) :] == _NEW_YEAR for day in days)
    return len(days) > 1 and len(set(days)) == len(days) and are_years


def _of_months(mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row]) -> Mapping | None:
    """Return a mapping that takes the month of its dates, where these are first days of several months, else None."""
    name = mapping.columns["as_of"]
    if name not in columns or "as_of" in mapping.take.keys() | mapping.written.keys():
        return None
    days = {cell_of(row, name, columns.index(name)) for row in rows} - {""}
    if len(days) < _FEWEST:
        return None
    if all(map(re.compile(_MONTH_OF_DAY).fullmatch, days)):
        return replace(mapping, take={**mapping.take, "as_of": _MONTH_OF_DAY})
    ways = {"mdy": ("%m/1/%Y", "%m/01/%Y"), "dmy": ("1/%m/%Y", "01/%m/%Y")}.get(mapping.dates or "", ())
    for way in ways:
        pattern = way.replace("%m", r"\d\d?").replace("%Y", r"\d{4}")
        if all(re.fullmatch(pattern, day) for day in days):
            return replace(mapping, written={**mapping.written, "as_of": way})
    return None


def _of_years(mapping: Mapping) -> Mapping:
    """Return a mapping that takes the year of its date for what is counted."""
    columns = {
        **{name: one for name, one in mapping.columns.items() if name != "as_of"},
        "year": mapping.columns["as_of"],
    }
    take = {**{name: one for name, one in mapping.take.items() if name != "as_of"}, "year": r"(\d{4})"}
    return replace(mapping, columns=columns, take=take, written={})


def _with_period(mapping: Mapping, falling: Collection[str], *, is_for_all: bool) -> Mapping:
    """Return a mapping by which figures count the time of their date: all of them, or those of some measures only."""
    as_of = mapping.columns["as_of"]
    take, written = (_as_begun(said) for said in (mapping.take, mapping.written))
    if is_for_all:
        return replace(mapping, columns={**mapping.columns, "period_start": as_of}, take=take, written=written)
    names, claims, wide = mapping.names.get("measure", {}), list(mapping.claims), []
    for one in mapping.wide:
        counted = [name for name in one.columns if one.header == "measure" and names.get(name, name) in falling]
        claims += [
            Block({**one.constants, "measure": names.get(name, name)}, {one.value: name, "period_start": as_of})
            for name in counted
        ]
        if len(counted) < len(one.columns) or not one.columns:
            wide.append(replace(one, columns=tuple(name for name in one.columns if name not in counted)))
    return replace(mapping, claims=tuple(claims), wide=tuple(wide), take=take, written=written)


def _as_begun(said: abc.Mapping[str, str]) -> abc.Mapping[str, str]:
    """Return how dates are read with the first day read as the last one is, where that is said."""
    return {**said, "period_start": said["as_of"]} if "as_of" in said else said


def _rises(series: Series) -> bool:
    """Return whether the figures of a series never fall and grow in most of its steps, or in some of many."""
    steps = list(_steps(series))
    grow = _grow(steps) or (len(steps) >= _LONG and any(after > before for before, after in steps))
    return len(steps) >= _FEWEST - 1 and all(after >= before for before, after in steps) and grow


def _grow(steps: Sequence[tuple[float, float]]) -> bool:
    return sum(after > before for before, after in steps) * 2 > len(steps)


def _counted_by_year(
    mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, file: str, may_fall: Callable[[str], bool]
) -> tuple[Mapping, tuple[str, ...]]:
    """Return a mapping by which figures below years count their year, if they fall from year to year."""
    if not _totals_fall(_series(mapping, columns, rows, file=file), may_fall):
        hint = 'where a figure counts that year alone, write header = "year", or (?P<year> in a pattern'
        return mapping, (f"the years in headers are taken as as_of; {hint}",)
    wide = tuple(_with_years(one) if _is_yearly(one) else one for one in mapping.wide)
    reason = "the figures fall from year to year, so that they are no running totals"
    return replace(mapping, wide=wide), (f"{reason}: each is taken to count the year in its header",)


def _counted_by_header(
    mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, file: str, may_fall: Callable[[str], bool]
) -> tuple[Mapping, tuple[str, ...]]:
    """Return a mapping by which figures below months, or their first days, count their month, if they fall."""
    if not _totals_fall(_series(mapping, columns, rows, file=file), may_fall):
        return mapping, ()
    reason = "the figures fall from date to date, so that they are no running totals"
    dated = next(one for one in mapping.wide if one.header == "as_of")
    days = {name: day for name in dated.columns or columns if (day := _day_of(name, dated))}
    are_months = all(len(day) == _MONTH or day.endswith(_FIRST_DAY) for day in days.values())
    if not are_months or not {*dated.columns} <= days.keys():
        way = (
            "put each date in a row of its own, and map it as as_of and as period_start where a day counts itself alone"
        )
        return mapping, (f"{reason}: {way}",)
    blocks = tuple(
        Block({**dated.constants, "period_start": day[:_MONTH], "as_of": day[:_MONTH]}, {dated.value: name})
        for name, day in days.items()
    )
    others = tuple(one for one in mapping.wide if one is not dated)
    told = replace(mapping, wide=others, claims=(*mapping.claims, *blocks))
    return told, (f"{reason}: each is taken to count the month in its header",)


def _day_of(header: str, dated: Wide) -> str | None:
    """Return the date that a header is, as it is written or as a cell is read; None if it is none."""
    if dated.dates:
        return header_date(header, dates=dated.dates)
    try:
        return dates.parse(header).iso
    except ClaimsError:
        return None


def _is_yearly(wide: Wide) -> bool:
    """Return whether headers say the year as of which their figures are."""
    return (wide.header == "as_of" and wide.dates == "%Y") or f"(?P<as_of>{YEAR_PATTERN})" in (wide.pattern or "")


def _with_years(wide: Wide) -> Wide:
    if wide.pattern is None:
        return replace(wide, header="year")
    return replace(wide, pattern=wide.pattern.replace("(?P<as_of>", "(?P<year>"))


def _series(mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, file: str) -> dict[str, list[Series]]:
    """Return the dated figures of each measure, those of one event, source, population and place together."""
    try:
        made = plan(mapping, columns, file=file)
    except (BadMapping, BadFile):
        return {}
    found: dict[str, dict[tuple[str, ...], Series]] = defaultdict(lambda: defaultdict(list))
    for draft in (one for row in rows for one in made.drafts(row) if isinstance(one, Draft)):
        point = _point(draft, mapping)
        if point is not None:
            found[draft.measure][(draft.event, draft.source, draft.population, draft.place)].append(point)
    return {measure: [sorted(one) for one in groups.values()] for measure, groups in found.items()}


def _point(draft: Draft, mapping: Mapping) -> tuple[str, float] | None:
    try:
        when = dates.parse(draft.as_of or "", language=mapping.language, order=mapping.dates).iso
        figure = draft.figure or parse(
            draft.says, language=mapping.language or "en", decimal_mark=mapping.decimal or ".", kind=ValueKind.QUANTITY
        )
    except ClaimsError:
        return None
    value = figure.best if figure.best is not None else figure.low
    return None if value is None or isinstance(value, str) else (when, float(value))


def _totals_fall(found: dict[str, list[Series]], may_fall: Callable[[str], bool]) -> bool:
    """Return whether the figures of measures that should be running totals fall."""
    return _falls([one for measure, series in found.items() if not may_fall(measure) for one in series])


def _falls(groups: Sequence[Series]) -> bool:
    """Return whether a fair part of the steps go down; a running total is corrected downwards now and then.

    Where a series mostly stands still, as in a country without attacks, many of those that change go down, or back to
    none.
    """
    steps = [step for series in groups for step in _steps(series)]
    falls, changes = sum(after < before for before, after in steps), sum(after != before for before, after in steps)
    emptied = sum(after == 0 < before for before, after in steps)  # which no running total is
    if emptied >= _FEWEST and emptied > _OFTEN * changes:
        return True
    return len(steps) >= _FEWEST - 1 and (falls > _SOME * len(steps) or (falls >= _MANY and falls > _OFTEN * changes))


def _steps(series: Series) -> Iterator[tuple[float, float]]:
    for (before, one), (after, other) in pairwise(series):
        if before != after:
            yield one, other


def _is_steady(series: Series) -> bool:
    """Return whether a series has one figure for each month, or for each of days that mostly follow on each other."""
    days = [when for when, _ in series]
    if len(set(days)) < len(days) or not all(len(day) in {_DAY, _MONTH} for day in days):
        return False
    if all(len(day) == _MONTH for day in days):
        return True
    if not all(len(day) == _DAY for day in days):
        return False
    gaps = [date.fromisoformat(after) - date.fromisoformat(before) for before, after in pairwise(days)]
    return sum(gap == timedelta(days=1) for gap in gaps) * 2 > len(gaps) if gaps else True
