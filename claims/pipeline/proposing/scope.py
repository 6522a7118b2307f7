"""When and where the figures of an unknown table hold, of which event and by whom, as far as its columns show it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.fetch import is_url
from claims.mapping.fields import FIGURES
from claims.pipeline.proposing.ages import age_classes
from claims.pipeline.proposing.columns import Column, is_day_or_month
from claims.pipeline.proposing.date_columns import dates_of_parts, day_with_its_name, from_and_to, in_turn
from claims.pipeline.proposing.persons import lists_persons
from claims.pipeline.proposing.places import (
    has_names_beside,
    holds_countries,
    holds_kinds,
    is_of_schools,
    place_by_cells,
    place_column,
    wider_place,
    with_its_part,
)
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.spans import spans_in_cells
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import (
    DATE,
    WEEK,
    YEAR,
    YEAR_PATTERN,
    is_begin,
    names_an_event,
    names_diseases,
    names_something,
    plain,
    says_whom,
    spaced,
    speaks_of_events,
    words_of,
)
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.found import Found

_PARTS_OF_YEAR = word_set("part_of_year") | WEEK
_SOURCES = word_set("source")
_SOURCE_PHRASES = word_set("source_phrase")
_REFERENCES = word_set("reference")
"""Words of headers that name sources where no header says "source"."""
_SPEAKERS = word_set("speaker")
"""Words of headers of those who may have said the figures, or only passed them on."""
_NO_SOURCES = word_set("no_source")
"""Words beside "source" by which a column says something about the source and not who it is."""
_OTHER_YEARS = "each lies across two Gregorian ones; add the first and the last day (period_start, as_of)"
_CODES = frozenset(("id", "code"))
_CUT_OFF = word_set("cut_off")
"""Words of headers with the day up to which figures are counted."""
_OF_WORK = word_set("work")
"""Words of headers with the day on which somebody worked on the data."""
_BIRTH = word_set("birth")
"""Words of headers with the day on which somebody was born."""
_CONDITIONS = word_set("condition")
"""Words for a part of a country that are words for a condition too; names of places have capitals."""
_MOSTLY, _OFTEN, _CODE = 0.8, 0.5, 3
_LONGEST_NAME = 80
_YEAR_IN_WORDS = re.compile(
    rf"{YEAR_PATTERN}\s*(?:년|년도|年|年度|г\.?|год|року?|рік|р\.|година)"
    rf"|(?:anul|año|ano|anno|année|an|jahr|year|fy|год|рік|yıl|rok|عام|سنة|سال)\s+{YEAR_PATTERN}",
    re.IGNORECASE,
)
_NOTED_YEAR = re.compile(rf"{YEAR_PATTERN}\s*(?:\(?[a-z0-9]\)|\[[a-z0-9]\]|[*†‡¹²³]+|[a-z])?")
_PARTED_YEAR = re.compile(r"(?:1[6-9]|20|21)\d\d(?:\.\d+)?")
_WHOLE = re.compile(r"\d+(?:\.0+)?")
_SPAN = re.compile(r"(.+?)(?:\s+(?:[-–—]|to|bis|au|al|по)\s+|(?<=[./]\d{4})[-–—](?=\d{1,2}[./]))(.+)")


def find_scope(found: Found, seen: Sequence[Column], *, measures: Container[str] = ()) -> None:
    """Find the date, the source, the event and the place by what the cells are and by usual headers.

    measures are known names of measures, folded: a state that is "damaged" or "destroyed" is no place.
    """
    dates_of_parts(found, seen)
    from_and_to(found, seen)
    day_with_its_name(found, seen)
    if "as_of" not in found.columns:
        _date(found, seen, measures=measures)
    if "population" not in found.columns and (classes := age_classes(seen, used=found.used())) is not None:
        found.columns["population"] = classes
        found.unsure.append(f"“{classes}” holds ages of those who are counted: population")
    if "source" not in found.columns:
        columns = [one for one in seen if one.cells and not (_NO_SOURCES - _names_of(one)) & set(words_of(one.name))]
        named = [one for one in columns if _SOURCES & set(fold(spaced(one.name)).split())]
        named = named or [one for one in columns if plain(one.name) in _SOURCE_PHRASES]
        most = max((len(one.cells) for one in seen), default=0)
        others = [one for one in columns if _REFERENCES & set(words_of(one.name)) and len(one.cells) * 2 > most]
        others = [one for one in others if not holds_countries(one)]
        _source(found, named or others, seen=seen)
    if "event" not in found.columns:
        _event(found, seen)
    if not {"place"} & found.constants.keys():
        free = [column for column in seen if column.name not in found.used() and column.cells]
        named = [one for one in free if not ("." in one.name and one.holds_digits_only)]  # the number of a region
        named = [one for one in named if not is_of_schools(one, seen) and not has_names_beside(one, free)]
        places = [column.name for column in named if not _are_kinds(column, measures) and not holds_kinds(column)]
        place = wider_place(found.columns["place"], places) if "place" in found.columns else place_column(places)
        if place in {one.name for one in named if len(set(one.cells)) == 1}:  # the one country of all rows
            varied = [one.name for one in named if one.name in places and len(set(one.cells)) > 1]
            place = place_column(varied) or place
        if place is None:
            titles = [one for one in seen if one.name == found.columns.get("title")]  # "Title" above countries
            place, told = place_by_cells([*free, *titles])
            if titles and place == titles[0].name:
                del found.columns["title"]
            found.unsure += told
        if place is not None:
            place = found.columns["place"] = with_its_part(place, free)
            _tell_of_codes(found, seen, place=place)
            _tell_of_named(found, free, place=next((one for one in free if one.name == place), None))


def _tell_of_codes(found: Found, seen: Sequence[Column], *, place: str) -> None:
    """Say where a column of places holds numbers, which are codes and name none."""
    named = [one for one in seen if one.name == place or f"{{{one.name}}}" in place]
    if codes := [one.name for one in named if one.holds_digits_only]:
        way = "if a column has their names, map that as the place"
        found.unsure.append(f"“{codes[0]}” holds numbers and no names of places: {way}")


def _tell_of_named(found: Found, free: Sequence[Column], *, place: Column | None) -> None:
    """Say which column names something that stands in one place each, of which the figures may be."""
    for column in free if place is not None else ():
        if column is place or not names_something(column.name) or not _holds_names(column) or _differs(column):
            continue
        pairs = set(zip(column.cells, place.cells, strict=False)) if place is not None else set()
        if place is not None and len(column.cells) == len(place.cells) and len(pairs) == len(set(column.cells)):
            way = f'[columns] place = "{{{column.name}}}, {{{place.name}}}"'
            told = f"“{column.name}” names something in each “{place.name}”: if the figures are of it, {way}"
            found.unsure.append(f"{told}; --map '{column.name}=event' if it is the event")
            return


def keep_to_one_part(found: Found, seen: Sequence[Column]) -> None:
    """Read of a record whose parts have dates of their own ("gaza.date", "west_bank.date") the first with figures."""
    days = {_part_of(column.name): column.name for column in seen if column.is_date and _part_of(column.name)}
    as_of = found.columns.get("as_of", "")
    read = [name for wide in found.wide for name in wide.columns]
    parts = [part for part in dict.fromkeys(map(_part_of, read)) if part in days]
    if not parts or as_of not in days.values():
        return
    found.columns["as_of"] = days[parts[0]]
    found.withdraw(f"“{as_of}” is taken as the date")
    others = [name for name in read if _part_of(name) in days and _part_of(name) != parts[0]]
    found.wide = [replace(wide, columns=tuple(one for one in wide.columns if one not in others)) for wide in found.wide]
    found.wide = [wide for wide in found.wide if wide.columns]
    found.names = {name: measure for name, measure in found.names.items() if name not in others}
    found.unsure.append(f"“{days[parts[0]]}” is taken as the date of the figure")
    if rest := [part for part in days if part != parts[0]]:
        own = f"{quoted(rest)} has a date of its own" if len(rest) == 1 else f"{quoted(rest)} have dates of their own"
        way = f"what is said there needs a mapping of its own; if “{parts[0]}” is a place, --set place=NAME"
        found.left_out.append(f"only “{parts[0]}” is read, as {own}: {way}")


def _part_of(path: str) -> str:
    """Return the first key of a path in a record; "" if it has one key only."""
    return path.partition(".")[0] if "." in path and " " not in path else ""


def tell_of_whom(found: Found, seen: Sequence[Column], *, mapping: Mapping) -> None:
    """Say which column may tell of whom the rows count: sides of a battle, the sexes."""
    said = {*mapping.columns, *mapping.constants, *(wide.header for wide in mapping.wide)}
    if "population" in said or not (found.wide or found.columns.keys() & {*FIGURES}):
        return
    for column in seen:
        kinds = set(column.cells)
        if says_whom(column.name) and column.name not in found.used() and len(kinds) > 1 and not column.is_number:
            found.unsure.append(f"“{column.name}” may say of whom a row counts: --map '{column.name}=population'")
            return


def _date(found: Found, seen: Sequence[Column], *, measures: Container[str]) -> None:
    """Take a column of dates, or of years that are counted."""
    used = found.used()
    days = [one.name for one in seen if one.is_date and one.name not in used and not _BIRTH & set(words_of(one.name))]
    found.left_out += [
        f"“{column.name}” holds years of the Persian or the Islamic calendar, and is not read: {_OTHER_YEARS}"
        for column in seen
        if column.is_year_of_another_calendar and column.name not in used
    ]
    counted = [one.name for one in seen if one.is_year and not (_BIRTH | _OF_WORK) & set(words_of(one.name))]
    years = [name for at in (-1, 0) for name in counted if words_of(name)[at] in YEAR]  # "iyear", "anio_hechos"
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
        meant = [one.name for one in seen if one.name in meant and len(one.cells) == fullest]
        cut_off = [name for name in meant if _CUT_OFF & set(words_of(name))]
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
        found.unsure.append(f"“{years[0]}” is taken as the year that is counted; else write as_of for year")
    elif "period_start" not in found.columns:
        _date_by_cells(found, [one for one in seen if one.name not in used and one.cells], measures=measures)


def _date_by_cells(found: Found, free: Sequence[Column], *, measures: Container[str]) -> None:
    """Take the one column whose cells are years, or say which column tells of the time in a way that is no date."""
    years = [one.name for one in free if one.is_year and not any(word in measures for word in words_of(one.name))]
    told = [one for one in free if set(words_of(one.name)) & WEEK and (one.dates or not one.is_number)]
    told += [one for one in free if set(words_of(one.name)) <= DATE and not one.is_number and not one.is_date]
    worded = [one for one in free if one.cells and all(map(_YEAR_IN_WORDS.fullmatch, one.cells))]
    worded = worded or [one for one in free if set(words_of(one.name)) & YEAR and _are_noted_years(one)]
    told += [one for one in free if set(words_of(one.name)) & _CUT_OFF and one.mostly_holds_digits]
    parted = [one for one in free if set(words_of(one.name)) <= DATE | YEAR and _are_parted_years(one)]
    if len(years) != 1 and worded:
        found.columns["year"] = worded[0].name
        found.take["year"] = r"^\D*(\d{4})"
        shown = next((cell for cell in worded[0].cells if not cell.isdecimal()), worded[0].cells[0])
        beside = "a word" if _YEAR_IN_WORDS.fullmatch(shown) else "marks"
        found.unsure.append(f"“{worded[0].name}” holds years with {beside} (“{shown}”), read by [take]")
    elif not years and spans_in_cells(found, free):
        return
    elif len(years) == 1:
        found.columns["year"] = years[0]
        found.unsure.append(f"“{years[0]}” holds years and is taken as the year that is counted; else write as_of")
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
        reason = f"“{told[0].name}” tells of the time in a way that is no date (“{told[0].cells[0]}”)"
        way = "--set as_of=DATE, and --set period_start=DATE for what was counted since"
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


def _source(found: Found, columns: Sequence[Column], *, seen: Sequence[Column]) -> None:
    """Take the one column that is named as one of sources; "Population source" speaks of another column."""
    others = {" ".join(words_of(column.name)) for column in seen if not _SOURCES & set(words_of(column.name))}
    named = [
        one
        for one in columns
        if not one.holds_digits_only and not is_url(one.cells[0]) and one.name not in found.used()
    ]
    named = [one for one in named if _of_what(one.name) not in others]
    named = [one for one in named if fold(one.name).split()[-1] == "name"] or named
    if len(named) == 1:
        found.columns["source"] = named[0].name
        found.unsure.append(f"“{named[0].name}” is taken as the source")
        return
    if not named and (speakers := [one.name for one in seen if _SPEAKERS & set(_path_words(one.name)) and one.cells]):
        found.ask("source", f"if “{speakers[0]}” says whose figures these are: --map '{speakers[0]}=source'")
        return
    if named:
        found.ask("source", f"whose figures are these? {quoted([one.name for one in named])} name sources")
    if lists := [one for one in seen if one.inside and _SOURCES & set(words_of(one.name))]:
        way = f"--map '{lists[0].name}.{lists[0].inside}=source' reads the first in each, if that is it"
        found.ask("source", f"“{lists[0].name}” holds lists: {way}")


def _names_of(column: Column) -> frozenset[str]:
    """Return the words of a header of codes where its cells are names all the same ("source_id": "State Police")."""
    named = sum(len(fold(cell).split()) > 1 and not any(map(str.isdigit, cell)) for cell in column.cells)
    return _CODES if named > _MOSTLY * len(column.cells) else frozenset()


def _path_words(path: str) -> list[str]:
    """Return the folded words of a header, of a path those of all its keys."""
    return fold(spaced(path).replace(".", " ")).split()


def _of_what(header: str) -> str:
    """Return the words beside "source" in a header; "?" if there are none, or it is no word of it."""
    words = words_of(header)
    return (" ".join(word for word in words if word not in _SOURCES) or "?") if _SOURCES & set(words) else "?"


def _event(found: Found, seen: Sequence[Column]) -> None:
    """Take the column that is named as one of events and holds names; of a war and its battles the battles."""
    free = [one for one in seen if one.name not in found.used() and one.cells]
    named = [one for one in free if names_an_event(one.name) and _holds_names(one)]
    named = named or _sounding(found, seen)
    if named and not names_an_event(named[0].name):
        found.columns["event"] = named[0].name
        found.unsure.append(f"“{named[0].name}” is taken as the event: so its cells sound")
        return
    named = named or [one for one in free if names_diseases(one.name) and not one.is_number]
    if named:
        event = max(named, key=lambda one: len(set(one.cells)))
        found.columns["event"] = event.name
        found.unsure.append(f"“{event.name}” is taken as the event")
        return
    titles = [one for one in seen if one.name == found.columns.get("title")]
    names = [one for one in (*titles, *free) if names_something(one.name) and _holds_names(one)]
    names = [one for one in names if not _SPEAKERS & set(_path_words(one.name)) and _differs(one)]
    if names and not lists_persons(seen):
        way = f"if each row is an event of its own, “{names[0].name}” names it: --map '{names[0].name}=event'"
        found.ask("event", way)
    elif "year" in found.columns and (texts := [one.name for one in free if _describes(one)]):
        reason = f"“{texts[0]}” describes each row, which then is no count of its year but one incident"
        found.ask("event", f"{reason}: write as_of for year, and map a column that names each as the event")


def _sounding(found: Found, seen: Sequence[Column]) -> list[Column]:
    """Return the columns whose cells are words for events: those named as names or titles first, then any of names."""
    free = [one for one in seen if one.name not in found.used() and one.cells and _holds_names(one)]
    titles = [one for one in seen if one.name == found.columns.get("title") and _holds_names(one)]
    names = [one for one in (*titles, *free) if names_something(one.name)]
    names = [one for one in names if not _SPEAKERS & set(_path_words(one.name))]
    sounding = [one for one in names if _speaking(one) * 2 >= len(one.cells)]
    others = [one for one in free if _differs(one) and max(map(len, one.cells)) <= _LONGEST_NAME]
    return sounding or [one for one in others if _speaking(one) >= _MOSTLY * len(one.cells)]


def _speaking(column: Column) -> int:
    """Return how many cells have a word for an event."""
    return sum(map(speaks_of_events, column.cells))


def _holds_names(column: Column) -> bool:
    """Return whether cells can be names of events: words, mostly more than one ("Battle_of_Loos"), and no kinds.

    Under a header that says that they are names ("Massacre Name") one word is enough.
    """
    if not column.cells or column.is_number or column.is_date or any(map(is_url, column.cells)):
        return False
    distinct = {cell for cell in column.cells if any(map(str.isalpha, cell))}  # no name is "1960-74"
    if len(distinct) * 2 < len(set(column.cells)):
        return False
    return names_something(column.name) or sum(len(fold(cell).split()) > 1 for cell in distinct) * 2 >= len(distinct)


def _are_kinds(column: Column, measures: Container[str]) -> bool:
    """Return whether the cells of a column are conditions, such as "damaged", and so its state is no place."""
    kinds = {fold(cell) for cell in column.cells}
    is_small = _CONDITIONS & set(words_of(column.name)) and all(cell[0].islower() for cell in column.cells)
    is_small = is_small and any(len(cell) > _CODE for cell in column.cells)  # "al" is Alabama
    return bool(is_small) or sum(kind in measures for kind in kinds) * 2 >= len(kinds)


def _describes(column: Column) -> bool:
    """Return whether cells are texts of which each says something else."""
    texts = set(column.cells)
    return len(column.cells) > 1 and len(texts) == len(column.cells) and min(map(len, texts)) > _LONGEST_NAME


def _differs(column: Column) -> bool:
    return len(set(column.cells)) >= _MOSTLY * len(column.cells)
