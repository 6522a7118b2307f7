"""The column of the date of the figures, or of the year that is counted, and times in cells that are no date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.flags import map_flag
from claims.pipeline.proposing.cell_kinds import is_day_or_month
from claims.pipeline.proposing.columns import Column
from claims.pipeline.proposing.date_columns import in_turn
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.spans import spans_in_cells
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import DATE, MONTHS, WEEK, YEAR, YEAR_PATTERN, YEAR_WORDS, is_begin, words_of
from claims.pipeline.proposing.yearless import lack_their_year, way_to_add
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.pipeline.proposing.found import Found

_PARTS_OF_YEAR = word_set("part_of_year") | WEEK
_OTHER_YEARS = "each lies across two Gregorian ones; {} reads those of the Persian, else add first and last day"
_CUT_OFF = word_set("cut_off")
"""Words of headers with the day up to which figures are counted."""
_OF_WORK = word_set("work")
"""Words of headers with the day on which somebody worked on the data."""
_BIRTH = word_set("birth")
"""Words of headers with the day on which somebody was born."""
_REFERENCES = word_set("reference")
"""Words of headers that name sources, of which some name days beside a word for one: "reference date"."""
_OFTEN = 0.5
_YEAR_IN_WORDS = re.compile(rf"(?P<before>\D+?)\.?\s+{YEAR_PATTERN}|{YEAR_PATTERN}\s*(?P<behind>\D+?)\.?")
_NOTED_YEAR = re.compile(rf"{YEAR_PATTERN}\s*(?:\(?[a-z0-9]\)|\[[a-z0-9]\]|[*†‡¹²³]+|[a-z])?")
_PARTED_YEAR = re.compile(r"(?:1[6-9]|20|21)\d\d(?:\.\d+)?")
_WHOLE = re.compile(r"\d+(?:\.0+)?")
_SPAN = re.compile(r"(.+?)(?:\s+(?:[-–—]|to|bis|au|al|по)\s+|(?<=[./]\d{4})[-–—](?=\d{1,2}[./]))(.+)")


def find_date(found: Found, seen: Sequence[Column], *, measures: Container[str]) -> None:
    """Take a column of dates, or of years that are counted."""
    used = found.used()
    days = [one.name for one in seen if one.is_date and one.name not in used and not _BIRTH & set(words_of(one.name))]
    others = {
        one.name: _OTHER_YEARS.format(f"--language fa {map_flag(one.name, 'year')}")
        for one in seen
        if one.is_year_of_another_calendar and one.name not in used
    }
    told = [
        f"“{name}” holds years of the Persian or the Islamic calendar, and is not read: {way}"
        for name, way in others.items()
    ]
    if len(told) == 1 and not days:
        found.ask("as_of", told[0], waits=True)
    else:
        found.left_out += told
    counted = [one.name for one in seen if one.is_year and not (_BIRTH | _OF_WORK) & set(words_of(one.name))]
    years = [name for at in (-1, 0) for name in counted if words_of(name)[at] in YEAR]  # "iyear", "anio_hechos"
    if years and all(_OF_WORK & set(words_of(name)) for name in days):
        days = []  # "updated" beside "year"
    if days:
        varied = [one.name for one in seen if one.name in days and len(set(one.cells)) > 1]  # else one day of work
        meant = [name for name in varied if not _OF_WORK & set(words_of(name))] or varied or days
        begun = [name for name in meant if is_begin(name)]
        if len(begun) == len(meant) and "period_start" not in found.columns:
            found.columns["period_start"] = begun[0]
            way = "say as of when its figures are: --set as_of=DATE, or --map COLUMN=as_of"
            found.ask("as_of", f"“{begun[0]}” is the day on which it began, and taken as period_start: {way}")
            return
        fullest = max(len(one.cells) for one in seen if one.name in meant)
        cut_off = [
            one.name
            for one in seen
            if one.name in meant and len(one.cells) * 2 > fullest and _CUT_OFF & set(words_of(one.name))
        ]
        meant = [one.name for one in seen if one.name in meant and len(one.cells) == fullest]
        day = next(iter(cut_off), next((name for name in meant if fold(name).split()[-1:] == ["date"]), meant[-1]))
        found.columns["as_of"] = day
        also = f" (there are dates in {quoted([name for name in days if name != day])} too)" if days[1:] else ""
        found.unsure.append(f"“{day}” is taken as the date of the figure{also}")
        found.unsure += in_turn([one for one in seen if one.name in days])
    elif years and (weeks := [one.name for one in seen if _PARTS_OF_YEAR & set(words_of(one.name))]):
        reason = f"“{years[0]}” and “{weeks[0]}” are no date that can be read"
        found.left_out.append(f"{reason}: add a column with the day or month that the figures speak of, and map it")
    elif years and "period_start" not in found.columns:
        found.columns["year"] = years[0]
        found.unsure.append(f"“{years[0]}” is taken as the year that is counted; else {map_flag(years[0], 'as_of')}")
    elif "period_start" not in found.columns:
        _date_by_cells(found, [one for one in seen if one.name not in used and one.cells], measures=measures)


def _is_year_in_words(cell: str) -> bool:
    """Return whether a cell is a year beside a word for one: "2019 год", "année 2019", "2019年"."""
    match = _YEAR_IN_WORDS.fullmatch(cell)
    return match is not None and fold(match["before"] or match["behind"]) in YEAR_WORDS


def _date_by_cells(found: Found, free: Sequence[Column], *, measures: Container[str]) -> None:
    """Take the one column whose cells are years, or say which column tells of the time in a way that is no date."""
    years = [one.name for one in free if one.is_year and not any(word in measures for word in words_of(one.name))]
    told = [one for one in free if set(words_of(one.name)) & WEEK and (one.dates or not one.is_number)]
    told += [one for one in free if set(words_of(one.name)) <= DATE and not one.is_number and not one.is_date]
    told = [one for one in told if one.dates or not set(words_of(one.name)) <= _REFERENCES]  # of sources, not of days
    worded = [one for one in free if one.cells and all(map(_is_year_in_words, one.cells))]
    worded = worded or [one for one in free if set(words_of(one.name)) & YEAR and _are_noted_years(one)]
    told += [one for one in free if set(words_of(one.name)) & _CUT_OFF and one.mostly_holds_digits]
    parted = [one for one in free if set(words_of(one.name)) <= DATE | YEAR and _are_parted_years(one)]
    if len(years) != 1 and worded:
        found.columns["year"] = worded[0].name
        found.take["year"] = r"^\D*(\d{4})"
        shown = next((cell for cell in worded[0].cells if not cell.isdecimal()), worded[0].cells[0])
        beside = "a word" if _is_year_in_words(shown) else "marks"
        found.unsure.append(f"“{worded[0].name}” holds years with {beside} (“{shown}”), read by [take]")
    elif not years and spans_in_cells(found, free):
        return
    elif len(years) == 1:
        found.columns["year"] = years[0]
        other = map_flag(years[0], "as_of")
        found.unsure.append(f"“{years[0]}” holds years and is taken as the year that is counted; else {other}")
    elif months := [one for one in free if _are_foreign_months(one)]:
        reason = f"“{months[0].name}” holds months that lie across two of the Gregorian calendar"
        way = "add the first and the last day of each, as period_start and as_of"
        found.left_out.append(f"{reason} (“{months[0].cells[0]}”), and is not read: {way}")
    elif parted:
        shown = next(cell for cell in parted[0].cells if not _WHOLE.fullmatch(cell))
        reason = f"“{parted[0].name}” holds years with decimals (“{shown}”), which are no dates"
        found.left_out.append(f"{reason}: add a column with the month or day of each, and map it")
    elif any(_take_both_days(found, one) for one in told):
        return
    elif told:
        shown = next((cell for cell in told[0].cells if not is_day_or_month(cell)), told[0].cells[0])
        reason = f"“{told[0].name}” tells of the time in a way that is no date (“{shown}”)"
        way = "--set as_of=DATE, and --set period_start=DATE for what was counted since"
        if told[0].dates == len(told[0].cells) and all(len(re.findall(r"\w+", cell)) > 2 for cell in told[0].cells):
            reason = f"“{told[0].name}” holds a day of each week (“{told[0].cells[0]}”), and does not say which"
            way = f"if it is the last, {map_flag(told[0].name, 'as_of')}; else add a column with the last, and map it"
        elif lack_their_year(told[0]) or all(fold(cell) in MONTHS for cell in told[0].cells):
            reason = f"“{told[0].name}” gives no year in most rows (“{told[0].cells[0]}”)"
            way = way_to_add(told[0])
        found.ask("as_of", f"{reason}: {way}", waits=len(set(told[0].cells)) > 1)


def _are_foreign_months(column: Column) -> bool:
    """Return whether most cells are months of a year in another calendar, of which only the days can be read."""
    cells = [cell for cell in dict.fromkeys(column.cells) if any(map(str.isdecimal, cell)) and cell[0].isalpha()]
    months = [cell for cell in cells if not is_day_or_month(cell) and is_day_or_month(f"1 {cell}")]
    return len(months) * 2 > len(cells) > 0


def _are_noted_years(column: Column) -> bool:
    """Return whether cells are years, some with the mark of a footnote: "2022 1)", "2021*"."""
    return all(map(_NOTED_YEAR.fullmatch, column.cells)) and any(map(str.isdecimal, column.cells))


def _are_parted_years(column: Column) -> bool:
    """Return whether cells are years with a part of a year as decimals: 1969.0833."""
    return all(map(_PARTED_YEAR.fullmatch, column.cells)) and any(not _WHOLE.fullmatch(cell) for cell in column.cells)


def _take_both_days(found: Found, column: Column) -> bool:
    """Take the first and the last day of a time that stand in one cell ("01/01/2023 - 31/03/2023"); return whether."""
    parts = [match.groups() for cell in column.cells if (match := _SPAN.fullmatch(cell))]
    days = sum(is_day_or_month(begin) and is_day_or_month(end) for begin, end in parts)
    if not days or days < _OFTEN * len(column.cells):
        return False
    found.columns |= {"period_start": column.name, "as_of": column.name}
    found.take |= {"period_start": _SPAN.pattern, "as_of": _SPAN.pattern.replace("(.+?)", "(?:.+?)")}
    found.unsure.append(f"cells of “{column.name}” hold the first and the last day of what was counted, by [take]")
    found.asked[:] = [one for one in found.asked if not one.startswith(f"“{column.name}” says “")]  # no single day
    return True
