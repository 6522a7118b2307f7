"""Whether a proposed mapping tells the rows of a table apart: two that say the same of the same are one claim.

A table of districts whose column of districts nobody reads gives claims that are all about one place, and a list of
incidents without the incident claims about one event.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.mapping.fields import FIGURES
from claims.mapping.flags import map_flag, set_flag
from claims.mapping.synonyms import synonyms
from claims.pipeline.nobody import is_total
from claims.pipeline.proposing.alike import (
    NUMBERING,
    alike_rows,
    cells_by_row,
    rows_to_part,
    telling_columns,
    telling_together,
)
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.names import are_names, may_be_places, says_yes_or_no
from claims.pipeline.proposing.one_source import names_organisations, path_words
from claims.pipeline.proposing.people import ALL, holds_people
from claims.pipeline.proposing.persons import is_sex_of_anybody
from claims.pipeline.proposing.places import holds_countries, is_header_of_places, within_place
from claims.pipeline.proposing.rows_of_what import is_of_persons, rows_of_what
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.subtotals import (
    subtotals,
    totals_by_name,
    totals_without_place,
    wholes_in_headers,
    with_all_people,
)
from claims.pipeline.proposing.units import in_one_unit, is_of_units
from claims.pipeline.proposing.unstated import with_place
from claims.pipeline.proposing.vocabulary import further_measures, listed, word_set
from claims.pipeline.proposing.words import AGE, DATE, HEADING, says_whom, speaks_of_events, tells_whom, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.sample import Sample
    from claims.table import Row

_CODES = word_set("place_code")
_OF_WHICH = listed("of_which")
_OF_CAUSES = listed("of_causes")
_COUNTS = word_set("people") | word_set("counted") | word_set("tail") | frozenset(further_measures())
_SOURCES = word_set("source")
_ANY_CODE = frozenset(("code", "codes"))
_WARS = word_set("war")
_WITHIN = word_set("place_within")
_MEASURED = frozenset(("measurement", "measure", "units", "unité", "unidad", "einheit"))
"""Words beside "unit" by which it is what figures are in, and no part of a place."""
_FEWEST_ALIKE, _TWO = 0.1, 2
ALIKE = "give figures of the same event, measure, source, place and date"
"""How a question goes on that names two rows alike."""
_NOTHING_APART = (
    "no column tells them apart: add one to the file that does, such as a number of incidents, and --map it"
)
_JOINING = frozenset(("of", "de", "der", "di"))
"""Words beside those for a date, and beside others: "cause of death"."""
_TELLING = ("event", "source", "place", "population", "as_of")


def told_apart(found: Found, mapping: Mapping, sample: Sample) -> Mapping:
    """Return a mapping with a column of names taken as what tells rows apart; what stays open is told in found."""
    columns, rows, seen = sample.columns, sample.rows, sample.seen
    mapping = _or_other(_with_people(found, mapping, sample), columns, rows, seen=seen)
    told = _told_apart(found, mapping, sample)
    if told != mapping:  # by whom they count or by place; other rows may still be alike
        told = _told_apart(found, told, sample)
    told = _or_other(told, columns, rows, seen=seen)
    found.unsure += _sides(told, columns, rows)
    told = with_all_people(found, wholes_in_headers(found, told), sample.whole(seen))
    totals_by_name(found, told, sample)
    rows_of_what(found, told, replace(sample, seen=seen))
    subtotals(found, told, columns, rows, seen=seen, further=sample.sums)
    totals_without_place(found, told, columns, [*rows, *sample.further], seen=seen)
    return told


def _sides(mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row]) -> tuple[str, ...]:
    """Return a sentence where the places of most events may be the sides whose losses they are: wars and battles."""
    named = [mapping.columns.get(name, "") for name in ("event", "place")]
    if not all(name in columns for name in named):
        return ()
    events: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        event, place = (cell_of(row, name, columns.index(name)) for name in named)
        events[event].add(place)
    several = [event for event, places in events.items() if len(places) > 1 and set(words_of(event)) & _WARS]
    if len(several) * 2 < len(events):
        return ()
    whose = map_flag(named[1], "population")
    return (f"“{named[1]}” is taken as the place; if it says whose losses a row counts: {whose}",)


def _told_apart(found: Found, mapping: Mapping, sample: Sample) -> Mapping:
    """Return the mapping with one more column that tells rows apart; the same one where a person has to say which."""
    columns, rows, seen = sample.columns, sample.rows, sample.seen
    groups = rows_to_part(mapping, columns, _without_totals(mapping, columns, rows), seen=seen, file=sample.file)
    alike = {number for numbers in groups for number in numbers}
    if len(alike) < max(2, _FEWEST_ALIKE * len(rows)):
        return mapping
    telling = telling_columns(mapping, columns, rows, seen=seen, groups=groups)
    meant = [row for row in rows if row.number in alike]
    many = [one for one in telling if len(set(cells_by_row(one, columns, meant).values())) > 0.5 * len(alike)]
    names = [one for one in telling if not is_of_units(one.name, with_name=False)]
    taken = _by_column(found, mapping, sample, telling=names, many=[one for one in many if one in names])
    if taken is not None:
        return taken
    first, second = sorted(groups[0])[:2]
    reason = f"rows {first} and {second} {ALIKE}"
    numbering = [column for column in telling if column.is_number and NUMBERING & set(words_of(column.name))]
    telling = [column for column in telling if column not in numbering]
    if is_of_persons(mapping, seen):  # rows_of_what says that their figures may be of a whole incident
        return mapping
    if not telling and (several := telling_together(mapping, columns, rows, seen=seen, groups=groups)):
        flags = " ".join(map_flag(name, "FIELD") for name in several)
        together = f"{quoted(several, joint=' and ')} together tell them apart"
        both = ", ".join(f"{{{name}}}" for name in several)
        whom = f"if they say who is counted, {map_flag(both, 'population')}; else "
        whom *= "population" not in mapping.columns
        found.wait(f"{reason}: {together}; {whom}say what each is (event, measure, population, place): {flags}")
        return mapping
    telling = telling or numbering
    note = _note_apart(mapping, columns, [row for row in meant if row.number in (first, second)])
    if not telling and note and "columns.note" in found.said:
        found.unsure.append(f"{reason}, each with its own “{note}”, which is said to be a note: both are recorded")
        return mapping
    if not telling:
        apart = _ages_apart(mapping, seen) or (_by_note(note) if note else _NOTHING_APART)
        found.wait(f"{reason}, and {apart}{_said_above(mapping, columns, meant)}")
        return mapping
    listed = quoted([column.name for column in telling[:3]], joint=" or ")
    hint = _hint(telling[0], mapping, is_many=telling[0] in many, found=found)
    found.wait(f"{reason}: {listed} tells them apart; {hint}{_said_above(mapping, columns, meant)}")
    return mapping


def _said_above(mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row]) -> str:
    """Return the flag by which a cell stands for empty ones below it, where a key is empty in rows alike."""
    keys = [mapping.columns[key] for key in ("as_of", "event", "source", "place") if key in mapping.columns]
    for name in keys if not mapping.from_above else ():
        cells = [cell_of(row, name, columns.index(name)) for row in rows if columns.count(name) == 1]
        if "" in cells:
            flag = set_flag("from_above", name)
            return f"; where a cell of “{name}” stands for the empty ones below it, {flag}"
    return ""


def _labelled(
    found: Found, mapping: Mapping, telling: Sequence[Column], *, given: Container[str | None]
) -> Mapping | None:
    """Return the mapping with a column whose cells all begin with the same word for what they say: "Place: Goma"."""
    named = {fold(name): field for field in ("place", "source", "event") for name in synonyms()[field]}
    for column in telling:
        labels = {cell.partition(":")[0].strip() if ":" in cell else "" for cell in column.cells}
        label = next(iter(labels), "")
        field = "place" if is_header_of_places(label) else named.get(fold(label), "")
        if len(labels) == 1 and field and field not in given:
            found.unsure.append(f"“{column.name}” tells rows apart and is taken as the {field}, as “{label}” says")
            take = {**mapping.take, field: rf"{re.escape(label)}\s*:\s*(.+)"}
            return replace(mapping, columns={**mapping.columns, field: column.name}, take=take)
    return None


def _without_totals(mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows without those of totals, which are refused until a person says what each is of."""
    place, meant = mapping.columns.get("place", ""), mapping.names.get("place", {})
    if place not in columns or place in mapping.ask:
        return rows
    cells = {row.number: cell_of(row, place, columns.index(place)) for row in rows}
    return [row for row in rows if cells[row.number] in meant or not is_total(cells[row.number])]


def _by_column(
    found: Found, mapping: Mapping, sample: Sample, *, telling: Sequence[Column], many: Sequence[Column]
) -> Mapping | None:
    """Return the mapping with the column that says whom rows count, their event or their place; None if none does.

    telling are the columns that tell rows apart, many those whose cells seldom repeat.
    """
    others = [column for column in many if says_whom(column.name) or _SOURCES & set(path_words(column.name))]
    others += [one for one in many if names_organisations(one) or one.name == found.columns.get("source")]
    places = [column for column in many if column not in others and may_be_places(column)]
    place = places[0] if places and sum(map(holds_countries, places)) < _TWO else None
    named = [column for column in telling if are_names(column) and not is_of_persons(mapping, sample.seen)]
    summed = [column for column in named if any(map(is_total, column.cells)) and not may_be_places(column)]
    whom = next((one for one in named if tells_whom(one.name) or holds_people(one)), next(iter(summed), None))
    given = given_fields(mapping)
    if labelled := _labelled(found, mapping, telling, given=given):
        return labelled
    if whom is not None and "population" not in given:
        return of_people(found, mapping, whom, why="tells rows apart and is taken to say of whom they count")
    is_said = "columns.population" in found.said  # of one column: whether another adds to it is asked
    if whom and not is_said and says_whom(whom.name) and mapping.columns.get("population", "") in sample.columns:
        return _of_both(found, mapping, whom.name, sample.columns, sample.rows)
    is_open = mapping.constants.get("event") == NOT_SAID
    if place is not None and is_open and sum(map(speaks_of_events, place.cells)) * 2 >= len(place.cells):
        rest = {name: text for name, text in mapping.constants.items() if name != "event"}
        found.unsure.append(f"“{place.name}” tells rows apart and is taken as the event: so its cells sound")
        return replace(mapping, constants=rest, columns={**mapping.columns, "event": place.name})
    if place is not None and mapping.constants.get("measure") == NOT_SAID and _names_counts(place):
        rest = {name: text for name, text in mapping.constants.items() if name != "measure"}
        found.unsure.append(
            f"“{place.name}” tells rows apart and is taken as the measure: its cells say what is counted"
        )
        return replace(mapping, constants=rest, columns={**mapping.columns, "measure": place.name})
    if place is not None and "place" not in given:
        what = "tells rows apart and is taken as the place; if it says who is counted: population"
        is_open = mapping.constants.get("source") == NOT_SAID
        who = f"; if it says whose figures these are: {map_flag(place.name, 'source')}" if is_open else ""
        found.unsure.append(f"“{place.name}” {what}{who}")
        return with_place(found, mapping, place)
    inner = next((one for one in telling if _is_within(one)), None)
    return within_place(found, mapping, inner.name) if inner is not None and "place" in mapping.columns else None


def given_fields(mapping: Mapping) -> set[str | None]:
    """Return the fields that a mapping reads or says."""
    given = {*mapping.columns, *mapping.constants, *(wide.header for wide in mapping.wide)}
    blocks = (*(one.constants for one in mapping.wide), *(one.constants for one in mapping.claims))
    return given | {name for constants in blocks for name in constants}


def _with_people(found: Found, mapping: Mapping, sample: Sample) -> Mapping:
    """Return a mapping that reads the one column whose cells all are people as whom its figures count.

    One of sexes, or beside an event in each row, is that where rows are alike without it; else it may be who did it.
    """
    seen, read = sample.seen, {*found.used(), *mapping.wide_columns}
    named = [one for one in seen if one.name not in read and holds_people(one)]
    has_figures = bool(mapping.wide or mapping.claims or {*FIGURES} & mapping.columns.keys())
    if len(named) != 1 or not has_figures or "population" in given_fields(mapping) or is_of_persons(mapping, seen):
        return mapping
    events = next((one.cells for one in seen if one.name == mapping.columns.get("event")), ())
    is_open = is_sex_of_anybody(named[0].name) or max(map(len, named[0].cells)) == 1  # "f" may be a hurricane's name
    is_open = is_open or (len(events) > 1 and len(set(events)) == len(events))
    if is_open and not alike_rows(mapping, sample.columns, sample.rows, file=sample.file):
        return mapping
    return of_people(found, mapping, named[0], why="is taken to say of whom rows count")


def of_people(found: Found, mapping: Mapping, whom: Column, *, why: str) -> Mapping:
    """Return a mapping that reads a column as whom figures count, its totals as all of them."""
    told = replace(mapping, columns={**mapping.columns, "population": whom.name})
    sentence = f"“{whom.name}” {why}: population"
    if totals := [cell for cell in dict.fromkeys(whom.cells) if is_total(cell)]:
        told = replace(told, names={**told.names, "population": dict.fromkeys(totals, ALL)})
        sentence += f"; “{totals[0]}” is all of them"
    found.unsure.append(sentence)
    return told


def _names_counts(column: Column) -> bool:
    """Return whether most cells say what is counted: people in all, people of whom, measures, units."""
    kinds = {cell: fold(cell) for cell in column.cells}
    parts = [cell for cell, words in kinds.items() if any(f"{words} ".startswith(f"{phrase} ") for phrase in _OF_WHICH)]
    units = [cell for cell, words in kinds.items() if set(words.split()) & _COUNTS]
    return len({*parts, *units}) * 2 > len(kinds)


def _of_both(found: Found, mapping: Mapping, whom: str, columns: tuple[str, ...], rows: Sequence[Row]) -> Mapping:
    """Return a mapping whose population is what two columns say together; a total in one of them adds nothing."""
    other = mapping.columns["population"]
    named: dict[str, str] = {}
    for row in rows:
        parts = [cell_of(row, name, columns.index(name)) for name in (whom, other)]
        left = [part for part in parts if part and not is_total(part)]
        if left != parts:
            named[", ".join(part for part in parts if part)] = ", ".join(left) or ALL
    told = replace(mapping, columns={**mapping.columns, "population": f"{{{whom}}}, {{{other}}}"})
    if named:
        told = replace(told, names={**told.names, "population": named})
    what = f"tells rows apart and is taken to say of whom they count, together with “{other}”"
    found.unsure.append(f"“{whom}” {what}")
    return told


def _ages_apart(mapping: Mapping, seen: Sequence[Column]) -> str:
    """Return a sentence on a column of ages, by which rows may count people of one age each; "" if there is none."""
    ages = next((one.name for one in seen if one.is_number and AGE & set(words_of(one.name))), None)
    if ages is None or is_of_persons(mapping, seen):
        return ""
    given = mapping.columns.get("population", "")
    given = given if "{" in given or not given else f"{{{given}}}"
    who = ", ".join(part for part in (given, f"age {{{ages}}}") if part)
    way = f'[columns] population = "{who}"'
    return f"only “{ages}” may tell them apart: {way} says that each counts people of one age"


def _note_apart(mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row]) -> str:
    """Return the column of notes where they differ in all of some rows, "" where they do not."""
    note = mapping.columns.get("note", "")
    differ = note in columns and len({cell_of(row, note, columns.index(note)) for row in rows}) == len(rows)
    return note if differ else ""


def _by_note(note: str) -> str:
    event, kept = map_flag(note, "event"), map_flag(note, "note")
    ways = f"where each is an event of its own, {event}; where both speak of one, {kept}"
    return f"only “{note}” tells them apart: {ways}"


def _is_within(column: Column) -> bool:
    """Return whether a column names parts of a wider place: prisons, camps, sites."""
    words = set(words_of(column.name))
    return bool(_WITHIN & words) and not _MEASURED & words and are_names(column)


def _or_other(mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, seen: Sequence[Column]) -> Mapping:
    """Return a mapping whose place is that of another column in the rows that leave its own empty, if one fills them.

    So stand totals in a table whose parts are set apart from them. A template leaves out what is empty.
    """
    place = next((one for one in seen if one.name == mapping.columns.get("place")), None)
    if place is None:
        return mapping
    filled = set(cells_by_row(place, columns, rows))
    for other in seen:
        rest = set(cells_by_row(other, columns, rows))
        is_free = other is not place and other.name not in mapping.columns.values()
        if is_free and rest and not rest & filled and are_names(other) and _fill(rest, filled, rows):
            return replace(mapping, columns={**mapping.columns, "place": f"{{{place.name}}}, {{{other.name}}}"})
    return mapping


def _fill(rest: set[int], filled: set[int], rows: Sequence[Row]) -> bool:
    """Return whether rows hold most of those that others leave empty."""
    empty = [row for row in rows if row.number not in filled]
    return len(rest) * 2 > len(empty)


def _hint(column: Column, mapping: Mapping, *, is_many: bool, found: Found) -> str:
    """Return how to say what a column that tells rows apart is; is_many says that its cells seldom repeat.

    What people said of all rows, a column can only be in place of that.
    """
    said = found.said
    flag = {field: map_flag(column.name, field) + f" in place of --set {field}" * (field in said) for field in _TELLING}
    whom = mapping.columns.get("population", "")
    if says_yes_or_no(column) or (says_whom(column.name) and (whom or column.name != HEADING)):
        both = map_flag(f"{{{whom}}}, {{{column.name}}}", "population") if whom and "{" not in whom else ""
        too = f"if it says who is counted too, {both}; if it names places, {flag['place']}"
        return too if both else f"say what it is: {flag['population']}"
    if "source" not in mapping.columns and names_organisations(column):
        return f"if they say the figures, {flag['source']}"
    if is_of_units(column.name, with_name=False):
        return in_one_unit(column)
    if column.is_date or set(words_of(column.name)) & (DATE - _JOINING):
        return f"if the figures are as of then, {flag['as_of']}; else say what it is"
    if _SOURCES & set(path_words(column.name)) or column.name == found.columns.get("source"):
        return flag["source"]
    words = set(words_of(column.name))
    if _CODES & words and (column.is_number or not _ANY_CODE & words):
        return f"if it is the code of a place: {flag['place']}, or a column with its name"
    if column.is_number:
        return f"where each row is an event of its own: {flag['event']}"
    if any(f" {phrase} " in f" {' '.join(words_of(column.name))} " for phrase in _OF_CAUSES):
        return f"where each row counts those of one cause: {flag['population']}"
    is_open = mapping.constants.get("source") == NOT_SAID
    speak = f"{flag['source']} where it names who says so, " if is_open else ""
    if is_many and not may_be_places(column) and "event" in said:
        return f"say what it is: {speak}{flag['place']}, or {flag['event']} where each row is one"
    if is_many and not may_be_places(column):
        return f"where each row is an event of its own: {flag['event']}; else say what it is"
    if is_many:
        return f"say what it is: {speak}{flag['place']}, or event where each row is an event of its own"
    field = "population" if "measure" not in mapping.constants else "measure"
    is_bare = field == "population" and column.name.rpartition(".")[2] in {HEADING, "key"}
    where = f"{flag['place']}, " * is_bare
    return f"say what it is: {speak}{where}{map_flag(column.name, field)}, or another field"
