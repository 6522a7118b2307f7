"""When and where the figures of an unknown table hold, of which event and by whom, as far as its columns show it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.mapping.fields import FIGURES
from claims.mapping.flags import map_flag
from claims.pipeline.nobody import is_total
from claims.pipeline.proposing.ages import age_classes, ages_from_to
from claims.pipeline.proposing.columns import Column
from claims.pipeline.proposing.date_columns import dates_of_parts, day_with_its_name, from_and_to
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.names import NO, YES, are_names
from claims.pipeline.proposing.one_date import find_date
from claims.pipeline.proposing.one_event import differs, find_event, may_name_events
from claims.pipeline.proposing.one_source import NAMES_ORGANISATIONS, find_source
from claims.pipeline.proposing.persons import is_sex_of_anybody
from claims.pipeline.proposing.places import (
    has_names_beside,
    holds_countries,
    holds_kinds,
    is_of_schools,
    place_by_cells,
    place_column,
    wider_place,
    with_its_part,
    with_place_of_itself,
)
from claims.pipeline.proposing.rows_of_what import is_of_persons
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import HEADING, is_path, names_something, says_whom, words_of
from claims.table import AROUND
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.found import Found

_CONDITIONS = word_set("condition")
"""Words for a part of a country that are words for a condition too; names of places have capitals."""
_PLACE_OR_THING = word_set("place_or_thing")
_WHO = word_set("who")
_NO_NAMES = word_set("no_source")
_CODE = 3
_MOST_SPEAKERS = 2
_DIGIT = re.compile(r"\d")


def find_scope(found: Found, seen: Sequence[Column], *, measures: Container[str]) -> None:
    """Find the date, the source, the event and the place by what the cells are and by usual headers.

    measures are known names of measures, folded: a state that is "damaged" or "destroyed" is no place.
    """
    dates_of_parts(found, seen)
    from_and_to(found, seen)
    day_with_its_name(found, seen)
    if "as_of" not in found.columns:
        find_date(found, seen, measures=measures)
    if "population" not in found.columns and (classes := age_classes(seen, used=found.used())) is not None:
        found.columns["population"] = classes
        found.unsure.append(f"“{classes}” holds ages of those who are counted: population")
    if "population" not in found.columns and (ages := ages_from_to(seen, used=found.used())) is not None:
        found.columns["population"] = f"{{{ages[0]}}}-{{{ages[1]}}}"
        found.unsure.append(f"{quoted(ages, joint=' to ')} are the ages of those who are counted: population")
    if "source" not in found.columns:
        find_source(found, seen, measures=measures)
    if "event" not in found.columns:
        find_event(found, seen)
    if not {"place"} & found.constants.keys():
        free = [column for column in seen if column.name not in found.used() and column.cells]
        named = [one for one in free if not (is_path(one.name) and one.holds_digits_only)]  # the number of a region
        named = [one for one in named if not is_of_schools(one, seen) and not has_names_beside(one, free)]
        named = [one for one in named if not (fold(one.name) in _PLACE_OR_THING and any(map(_DIGIT.search, one.cells)))]
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
        of_itself = [one for one in named if one.name not in found.mapped]
        place, within = with_place_of_itself(place and with_its_part(place, free), of_itself)
        found.unsure += within
        if place is not None:
            found.columns["place"] = place
            if fold(place) in _PLACE_OR_THING:
                found.unsure.append(f"“{place}” is taken as the place; if it is none, {map_flag(place)}")
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
        if column is place or not names_something(column.name) or not may_name_events(column) or differs(column):
            continue
        pairs = set(zip(column.cells, place.cells, strict=False)) if place is not None else set()
        if place is not None and len(column.cells) == len(place.cells) and len(pairs) == len(set(column.cells)):
            way = map_flag(f"{{{column.name}}}, {{{place.name}}}", "place")
            told = f"“{column.name}” names something in each “{place.name}”: if the figures are of it, {way}"
            found.unsure.append(f"{told}; {map_flag(column.name, 'event')} if it is the event")
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
    found.claims = [
        one for one in found.claims if {parts[0]}.issuperset(set(map(_part_of, one.columns.values())) & {*days})
    ]
    found.names = {name: measure for name, measure in found.names.items() if name not in others}
    found.unsure.append(f"“{days[parts[0]]}” is taken as the date of the figure")
    if rest := [part for part in days if part != parts[0]]:
        own = f"{quoted(rest)} has a date of its own" if len(rest) == 1 else f"{quoted(rest)} have dates of their own"
        way = f"what is said there needs a mapping of its own; if “{parts[0]}” is a place, --set place=NAME"
        told = f"only “{parts[0]}” is read, as {own}: {way}"
        if "place" in found.said:
            found.left_out.append(told)
        else:
            found.wait(told)


def _part_of(path: str) -> str:
    """Return the first key of a path in a record; "" if it has one key only."""
    return path.partition(".")[0] if is_path(path) else ""


def tell_of_whom(found: Found, seen: Sequence[Column], *, mapping: Mapping) -> None:
    """Say which column may tell of whom the rows count, such as sides of a battle; ask about one of sexes."""
    said = {*mapping.columns, *mapping.constants, *(wide.header for wide in mapping.wide)}
    if "population" in said or not (found.wide or found.columns.keys() & {*FIGURES}):
        return
    read = {*found.used(), *mapping.ignore, *mapping.columns.values()}
    sex = next((one for one in seen if is_sex_of_anybody(one.name) and one.name not in read), None)
    if sex is not None and not sex.is_number and not is_of_persons(mapping, seen):
        way = f"{map_flag(sex.name, 'population')}; else, as where it is of who did it, {map_flag(sex.name)}"
        found.wait(f"“{sex.name}” is not read: where it says whom a row counts, {way}")
        return
    who = next((one for one in seen if fold(one.name) in _WHO and one.name not in read and _names(one)), None)
    if who is not None:
        way = f"{map_flag(who.name, 'population')}; where it says whose figure it is, {map_flag(who.name, 'source')}"
        found.asked = [one for one in found.asked if not one.startswith(f"“{who.name}” {NAMES_ORGANISATIONS}")]
        found.wait(f"“{who.name}” is not read: where it says whom a row counts, {way}; else {map_flag(who.name)}")
        return
    for column in seen:
        is_one = says_whom(column.name) and column.name not in read and not column.is_number
        if is_one and not all(map(is_total, column.cells)):
            told = f"“{column.name}” may say of whom a row counts: "
            if any(f"“{column.name}” tells them apart" in one for one in found.asked):
                return
            if column.name == HEADING and "place" not in said:
                told = f"“{column.name}” heads rows: {map_flag(column.name, 'place')} if it says where; otherwise, "
            told += map_flag(column.name, "population")
            if len({fold(cell) for cell in column.cells if not is_total(cell)}) > 1:
                found.wait(f"{told} if it says of whom; else, as where it is of who did it, {map_flag(column.name)}")
            else:
                found.unsure.append(told)
            return


def ask_for_speakers(found: Found, seen: Sequence[Column], *, mapping: Mapping) -> None:
    """Ask whether a column of names that is not read says whose figures these are, where nothing else says so."""
    if mapping.constants.get("source") != NOT_SAID or "source" in found.asked_for.values():
        return
    read = {*found.used(), *mapping.ignore, *mapping.columns.values()}
    told = "\n".join((*found.asked, *found.unsure, *found.left_out, *mapping.columns.values()))
    most = max((len(one.cells) for one in seen), default=0)
    free = [one for one in seen if one.name not in read and len(one.cells) * 2 > most and not one.is_number]
    free = [one for one in free if f"“{one.name}”" not in told and f"{{{one.name}}}" not in told]
    free = [one for one in free if are_names(one) and not holds_countries(one)]
    free = [one for one in free if not _NO_NAMES & set(words_of(one.name))]
    free = [one for one in free if not {fold(cell) for cell in one.cells} <= YES | NO]
    free = [one for one in free if len(set(one.cells)) > 1 or one.name not in AROUND]  # one heading is told as such
    if named := [one.name for one in free][:_MOST_SPEAKERS]:
        ways = " or ".join(map_flag(name, "source") for name in named)
        what = f"{quoted(named)} {'holds' if len(named) == 1 else 'hold'} names"
        found.ask("source", f"{what}: if they say the figures, {ways}")


def _names(column: Column) -> bool:
    """Return whether a column holds several words or names, and no digits."""
    return len(set(column.cells)) > 1 and not any(map(_DIGIT.search, column.cells))


def _are_kinds(column: Column, measures: Container[str]) -> bool:
    """Return whether the cells of a column are conditions, such as "damaged", and so its state is no place."""
    kinds = {fold(cell) for cell in column.cells}
    is_small = _CONDITIONS & set(words_of(column.name)) and all(cell[0].islower() for cell in column.cells)
    is_small = is_small and any(len(cell) > _CODE for cell in column.cells)  # "al" is Alabama
    return bool(is_small) or sum(kind in measures for kind in kinds) * 2 >= len(kinds)
