"""Headers of an unknown table that are dates, or a year beside what is counted ("Deaths 2020", "2014_murders")."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.dates_calendar import FIRST_OTHER_YEAR, LAST_OTHER_YEAR
from claims.mapping.fields import Block, Wide
from claims.mapping.flags import headers_are, set_flag
from claims.mapping.toml import skip_line
from claims.pipeline.nobody import is_total
from claims.pipeline.proposing.cell_kinds import is_day_or_month
from claims.pipeline.proposing.columns import PERIODS
from claims.pipeline.proposing.dated_headers import header_dates, worded_dates
from claims.pipeline.proposing.meaning import name_header
from claims.pipeline.proposing.people import are_people, is_part
from claims.pipeline.proposing.sentences import not_counted, quoted
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import EASTERN_YEAR, MONTHS, SHORT_NAME, YEAR, YEAR_PATTERN, is_rate, words_of
from claims.pipeline.proposing.yearless import days_as_headers
from claims.text import ascii_digits, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames

_FEWEST_MONTHS, _DIGITS = 3, 4
_OUR_TIME = 1800
_PATTERNS = (
    rf"^(?P<as_of>{YEAR_PATTERN}(?:-\d\d(?:-\d\d)?|/\d\d/\d\d|\.\d\d\.\d\d))[ _/,.]+(?P<measure>.+)$",
    rf"^(?P<measure>.+?)[ _/,.(-]+(?P<as_of>{YEAR_PATTERN})\)?$",
    rf"^(?P<as_of>{YEAR_PATTERN})[ _/,.-]+(?P<measure>.+)$",
)

_DAY_BEHIND = r"^(?:.+\.)?(?P<measure>[^.\d]+?)[ _.]+(?P<as_of>\d{1,4}[-/]\d{1,2}[-/]\d{1,4})$"
"""A measure, or a path to it, with a day behind: "timeline.deaths.3/1/20"."""

_EASTERN = re.compile(r"(?<!\d)1[2-4]\d\d(?!\d)")
_YEAR_BETWEEN = re.compile(rf"(?P<before>[^\d]*[^\W\d])[ _/(,.–-]+{YEAR_PATTERN}[ _/,.):–-]+(?P<measure>[^\W\d].*)")
_WITH_YEAR = re.compile(rf"(?:(?P<measure>.+?)[ _/,.(-]+)?(?P<year>{YEAR_PATTERN})\)?")
_ONE_YEAR = re.compile(rf"(?P<before>\D*?)(?P<year>{YEAR_PATTERN})(?:(?P<twice>\s*\[YR(?P=year)\])|(?P<behind>\D*))")
"""A text with one year, or a year as the World Bank writes it: "2010 [YR2010]"."""
_SAY_NOTHING = word_set("plain") | YEAR | word_set("beside_year")
_FEWEST_YEARS = 2
_ANY_YEAR = re.compile(r"\d{1,3}|1\d{3}|20\d\d|-\d{1,4}")
_NO_HEADER = re.compile(r"-?\d+[.,]\d+|\d{4}-\d\d-\d\d[ T]\d\d:\d\d[\d:.Z+-]*")
"""What no header is: a number with decimals, or a day with a time."""


def months_in_cells(found: Found, free: Sequence[Column], *, meaning: Callable[[str], str | None]) -> bool:
    """Take columns whose headers are years, or end in one, beside a column of months as counts of each month.

    Return whether there are some. meaning gives the measure that the words before a year stand for.
    """
    months = next((one for one in free if _are_months(one.cells)), None)
    numbers = [one.name for one in free if one.is_number and one is not months]
    parts = {name: match for name in numbers if (match := _WITH_YEAR.fullmatch(name))}
    if months is None or not parts or {"as_of", "year", "period_start"} & found.columns.keys():
        return False
    for name, match in parts.items():
        when = f"{{{months.name}}} {match['year']}"
        said = {"measure": meaning(match["measure"]) or match["measure"]} if match["measure"] else {}
        found.claims.append(Block(said, {"says": name, "period_start": when, "as_of": when}))
    listed = ", ".join(f"“{name}”" for name in list(parts)[:4])
    what = f"cells of “{months.name}” are taken as months of the years in {listed}, each figure as a count of its month"
    found.unsure.append(what)
    totals = [cell for cell in months.cells if fold(cell) not in MONTHS]
    if totals:
        way = f"leave out by {skip_line(months.name, totals[:1])}"
        found.asked.append(f"“{totals[0]}” in “{months.name}” is no month: {way}")
        found.doubt(months.name, totals)
    return True


def _are_months(cells: Sequence[str]) -> bool:
    """Return whether cells are months, each once, but for a row of totals."""
    named = [MONTHS[fold(cell)] for cell in cells if fold(cell) in MONTHS]
    others = [cell for cell in cells if fold(cell) not in MONTHS]
    return len(named) >= _FEWEST_MONTHS and len(set(named)) == len(named) and all(map(is_total, others))


def dates_in_headers(found: Found, free: Sequence[Column], *, seen: Sequence[Column]) -> bool:
    """Take columns whose headers are dates; return whether there are some."""
    names = [column.name for column in free]
    when, worded = header_dates(names, order=found.order), worded_dates(names)
    if when and {*worded} > {*when.columns}:  # "Ene 2020" beside "Feb 2020", which alone is English too
        when = None
    if when is None and not worded and days_as_headers(found, free):
        return True
    if when is None and not worded:
        _tell_of_no_header(found, seen)
        return False
    found.wide.append(Wide(header="as_of", dates=when.dates) if when else Wide(columns=worded, header="as_of"))
    for name in ("as_of", "year", "says"):
        found.columns.pop(name, None)
    if when and when.other:
        shown = f"{when.columns[0]} … {when.columns[-1]}"
        found.unsure.append(f"headers {shown} are read as {when.dates}; they could be {when.other} too")
    return True


def months_beside_year(found: Found, free: Sequence[Column], figures: Sequence[str]) -> bool:
    """Take columns whose headers are months beside a column of years, each figure as a count of its month.

    Return whether there are some; what is no month is not read, such as their total.
    """
    months = {name: MONTHS[fold(name)] for name in figures if fold(name) in MONTHS}
    years = [found.columns["year"]] if "year" in found.columns else []
    years += [one.name for one in free if one.is_year and set(words_of(one.name)) & YEAR]
    if len(months) < _FEWEST_MONTHS or len(set(months.values())) < len(months):
        return False
    if not years:
        return _ask_for_year(found, months)
    for name in ("year", "as_of", "period_start", "says"):
        found.columns.pop(name, None)
    for name, month in months.items():
        when = f"{{{years[0]}}}-{month}"
        found.claims.append(Block({}, {"says": name, "period_start": when, "as_of": when}))
    listed = f"{next(iter(months))} … {list(months)[-1]}"
    found.withdraw(f"“{years[0]}” is taken as the year")
    found.unsure.append(f"headers {listed} are taken as months of “{years[0]}”, each figure as a count of its month")
    if others := [name for name in figures if name not in months and name not in years]:
        found.left_out.append(f"numbers in {quoted(others)} are not read")
    return True


def _ask_for_year(found: Found, months: dict[str, str]) -> bool:
    """Ask of which year headers that are months are, where no column of dates says it; return whether none does."""
    if {"as_of", "period_start"} & found.columns.keys():
        return False
    name, month = next(iter(months.items()))
    when = f'period_start = "2019-{month}", as_of = "2019-{month}"'
    way = f'add a column “Year”, or a [[claim]] with columns = {{says = "{name}"}} and set = {{{when}}} for each'
    found.asked.append(f"headers {name} … {list(months)[-1]} are months, and nothing says of which year: {way}")
    return True


def with_era(found: Found, seen: Sequence[Column]) -> None:
    """Read years that other calendars have too as Gregorian, where other years of their column prove the calendar.

    Years from 1500 to 1800 do: a column of two calendars has those of our time beside those of the Persian one. So do
    years of three digits beside such of four under a header that says years: 79 beside them is no 1979.
    """
    _take_early_years(found, seen)
    for column in seen:
        years = [ascii_digits(cell) for cell in column.cells]
        numbers = [int(year) for year in years if year.isdecimal() and len(year) == _DIGITS]
        is_mixed = any(FIRST_OTHER_YEAR <= year <= LAST_OTHER_YEAR for year in numbers)
        is_proven = any(LAST_OTHER_YEAR < year < _OUR_TIME for year in numbers)
        if len(numbers) < len(years) or not is_mixed or not is_proven:
            continue
        fields = [name for name in ("year", "period_start", "as_of") if found.columns.get(name) == column.name]
        for name in fields:
            del found.columns[name]
            meant = ("period_start", "as_of") if name == "year" else (name,)
            found.columns |= dict.fromkeys(meant, f"{{{column.name}}} AD")
        if fields:
            found.unsure.append(
                f"“{column.name}” is read as years of the Gregorian calendar (AD), as others in it prove"
            )


def _take_early_years(found: Found, seen: Sequence[Column]) -> None:
    """Take a column of years of which some lie before 1000, where nothing else says when."""
    if {"year", "as_of", "period_start"} & found.columns.keys():
        return
    for column in seen:
        years = [ascii_digits(cell) for cell in column.cells]
        is_said = bool(set(words_of(column.name)) & YEAR) and not any(
            map(str.isdigit, column.name)
        )  # "in the year 2021"
        is_said = is_said and all(map(_ANY_YEAR.fullmatch, years))
        lengths = {len(year) for year in years}
        if not is_said or not {_DIGITS - 1, _DIGITS} <= lengths:
            continue
        found.columns |= dict.fromkeys(("period_start", "as_of"), f"{{{column.name}}} AD")
        told = f"“{column.name}” is taken as the year that is counted, of the Gregorian calendar (AD)"
        before = [year for year in years if year.startswith("-")]
        found.unsure.append(f"{told}; rows before the year 1 (“{before[0]}”) are refused" if before else told)
        return


def without_eastern_years(found: Found, seen: Sequence[Column]) -> list[Column]:
    """Return the columns, those whose headers name a year of the Persian or the Islamic calendar as of no numbers."""
    numbers = {one.name for one in seen if one.is_number and _EASTERN.search(ascii_digits(one.name))}
    named = {name for name in numbers if EASTERN_YEAR & set(words_of(name))}
    if named:
        shown = next(one.name for one in seen if one.name in named)
        way = "put the figures of each year in rows of their own, with its first and last day (period_start, as_of)"
        why = "name years of the Persian or the Islamic calendar, each across two Gregorian ones, and are not read"
        found.left_out.append(f"headers such as “{shown}” {why}: {way}")
    return [replace(one, numbers=0) if one.name in named else one for one in seen]


def _tell_of_no_header(found: Found, free: Sequence[Column]) -> None:
    """Say that a table seems to have no header, where what stands in its place is mostly numbers, or a day of days."""
    numbers = [column.name for column in free if column.name.strip().isdecimal()]
    is_day = any(one.is_date and is_day_or_month(one.name) for one in free)
    is_odd = any(_NO_HEADER.fullmatch(column.name.strip()) for column in free)
    if is_odd or (len(numbers) * 2 >= len(free) and (len(numbers) > 1 or is_day)):
        listed = ", ".join(column.name for column in free[:4])
        found.wait(f"the header is “{listed}”: if that is the first row, write a header above it")


def years_in_headers(found: Found, figures: Sequence[str], *, known: KnownNames) -> bool:
    """Take columns whose headers are a measure and a year or a day; return whether several are."""
    if _days_behind(found, figures, known):
        return True
    for pattern in (*_PATTERNS, *_between(figures, known.meaning)):
        parts = {header: match for header in figures if (match := re.match(pattern, header))}
        subjects = list(dict.fromkeys(match["measure"] for match in parts.values()))
        measures = {one: None if is_rate(one) or is_part(one) else known.meaning(one) for one in subjects}
        unknown = [subject for subject, measure in measures.items() if measure is None]
        is_grid = _is_grid(list(parts.values()), of=len(figures))
        others = [header for header, match in parts.items() if not measures[match["measure"]]]
        kept = {header: match for header, match in parts.items() if header not in others}
        meant = [one for one in subjects if measures[one]]
        if others and meant and (not is_grid or len(kept) > len(meant) or any(map(is_rate, unknown))):
            parts, subjects, unknown = kept, meant, []
        is_every = 0 < len(parts) == len(figures)
        are_names = is_every and all(map(SHORT_NAME.fullmatch, subjects))
        if unknown and not (is_grid or are_names):
            continue
        if len(parts) <= len(subjects) and not (is_every and not unknown):
            continue
        if any(set(words_of(subject)) & PERIODS for subject in unknown):
            continue
        whom = not meant and are_people(subjects)
        kind = ("" if meant else found.headers) or ("population" if whom else "measure")
        found.wide.append(Wide(tuple(parts), pattern=pattern.replace("<measure>", f"<{kind}>")))
        found.columns.pop("year", None)
        for subject, measure in measures.items():
            if measure is not None:
                name_header(found, subject, measure, names=known.measures)
        if others and not unknown:
            found.left_out.append(not_counted(others))
        if whom or kind != "measure":
            what = "who is counted" if kind == "population" else f"{kind}s"
            found.unsure.append(f"{quoted(subjects)} beside a date are taken as {what}; check each {kind}")
        elif unknown:
            _tell_of_unknown(found, unknown, are_all=not meant, are_names=are_names)
        return True
    return False


def _tell_of_unknown(found: Found, names: Sequence[str], *, are_all: bool, are_names: bool) -> None:
    """Say that unknown names beside dates are taken as measures; where all are unknown and short, ask what they are."""
    told = f"{quoted(names)} beside a date is taken as a measure that is not known yet"
    if not are_all:
        way = "if it is a place or a source, write (?P<place> or (?P<source> for (?P<measure> in the pattern"
        found.unsure.append(f"{told}; {way}")
    elif are_names:
        way = f"{set_flag(f'names.measure.{names[0]}', 'NAME')} if it is; else {headers_are()}"
        found.ask("wide.header", f"{told}: {way}", waits=True)
    else:
        found.unsure.append(f"{told}; where it is something else, {headers_are()}")


def years_behind_one_text(found: Found, headers: Sequence[str], *, meaning: Callable[[str], str | None]) -> bool:
    """Take columns whose headers are one text with a year each, which names no measure; return whether they are.

    So are "Number in 2021" and "Number in 2022" beside a column of what is counted, and "X2021", as programs write
    years that are names. Digits may be of any writing.
    """
    if {"as_of", "period_start"} & found.columns.keys():
        return False
    parts = {header: match for header in headers if (match := _ONE_YEAR.fullmatch(ascii_digits(header)))}
    texts = {(match["before"], match["behind"] or "") for match in parts.values()}
    are_years = bool(parts) and all(match["twice"] for match in parts.values())
    if len(parts) < max(1 if are_years else _FEWEST_YEARS, len(headers)) or len(texts) != 1:
        return False
    text = " ".join(texts.pop()).strip()
    says_nothing = "measure" in found.columns or set(words_of(text)) <= _SAY_NOTHING or len(text) == 1
    if not are_years and (not text or meaning(text) is not None or not says_nothing):
        return False
    found.claims += [Block({"year": match["year"]}, {"says": header}) for header, match in parts.items()]
    found.columns.pop("year", None)
    listed = ", ".join(f"“{header}”" for header in list(parts)[:4])
    found.unsure.append(f"{listed}: each figure is taken to count the year in its header; else write as_of for year")
    return True


def _between(headers: Sequence[str], meaning: Callable[[str], str | None]) -> tuple[str, ...]:
    """Return the pattern of headers with a year between words that all share and a measure: "Toll 2021 – Killed"."""
    parts = [match for header in headers if (match := _YEAR_BETWEEN.match(header))]
    shared = {match["before"] for match in parts if meaning(match["before"]) is None or meaning(match["measure"])}
    if len(shared) != 1 or len(parts) < len(headers) - len(parts):
        return ()
    return (rf"^{re.escape(shared.pop())}[ _/(,.–-]+(?P<as_of>{YEAR_PATTERN})[ _/,.):–-]+(?P<measure>.+)$",)


def _is_grid(parts: Sequence[re.Match[str]], *, of: int) -> bool:
    """Return whether subjects stand beside years, each beside the same, or in every header one beside several."""
    years = Counter(match["as_of"] for match in parts)
    subjects = Counter(match["measure"] for match in parts)
    is_whole = len(years) > 1 and len(parts) == len(years) * len(subjects)
    shared = sum(count > 1 for count in years.values())
    return is_whole or (len(parts) == of and max(subjects.values(), default=0) > 1 and shared * 2 >= len(years))


def _days_behind(found: Found, figures: Sequence[str], known: KnownNames) -> bool:
    """Take columns whose headers are known measures with a day behind each; return whether there are some."""
    parts = {header: match for header in figures if (match := re.match(_DAY_BEHIND, header))}
    measures = {match["measure"]: known.meaning(match["measure"]) for match in parts.values()}
    when = (
        header_dates(list(dict.fromkeys(match["as_of"] for match in parts.values())), order=found.order)
        if any(measures.values())
        else None
    )
    if when is None:
        return False
    meant = {f"{header[: match.start('as_of')]}*": match["measure"] for header, match in parts.items()}
    found.wide.append(
        Wide(columns=tuple(one for one, said in meant.items() if measures[said]), pattern=_DAY_BEHIND, dates=when.dates)
    )
    for field in ("as_of", "year", "says"):
        found.columns.pop(field, None)
    for subject, measure in measures.items():
        if measure is not None:
            name_header(found, subject, measure, names=known.measures)
    if unknown := [one for one, said in meant.items() if not measures[said]]:
        found.left_out.append(not_counted(unknown))
    if when.other:
        found.unsure.append(f"days in headers are read as {when.dates}; they could be {when.other} too")
    return True
