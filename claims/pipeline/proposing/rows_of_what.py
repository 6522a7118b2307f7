"""What rows are where a proposal may count one thing twice: persons of one incident, kinds as events."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims.mapping.flags import map_flag
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.one_event_a_row import names_on_several_days
from claims.pipeline.proposing.persons import lists_persons
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import speaks_of_events, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.sample import Sample
    from claims.table import Row

_NUMBERS = word_set("row_index") | word_set("event_number")
_EVENTS = word_set("event") | word_set("numbered_event")
_OFTEN, _LONGEST_KIND = 3, 3


def is_of_persons(mapping: Mapping, seen: Sequence[Column]) -> bool:
    """Return whether each row is one person and figures beside them may be of a whole incident."""
    read = {mapping.columns.get("says", ""), *mapping.wide_columns} - {""}
    others = read | {mapping.columns.get("event", "")}  # "Title" names an incident there, and no person
    return bool(read) and lists_persons([one for one in seen if one.name not in others])


def rows_of_what(found: Found, mapping: Mapping, sample: Sample) -> None:
    """Ask about rows of persons that may repeat a figure, of incidents, and about events that are kinds."""
    columns, rows, seen = sample.columns, sample.rows, sample.seen
    told = [*_of_incidents(mapping, seen, file=sample.file)]
    event = next((one for one in seen if one.name == mapping.columns.get("event")), None)
    if is_of_persons(mapping, seen) and not (event is not None and _numbers_events(event)):
        incident = next((one.name for one in seen if _numbers_events(one)), None)
        way = "leave the figures out, or map what names the incident as the event"
        if incident is not None:
            way = f"{map_flag(incident, 'event')} reads the figure of each incident once"
        told.append(
            f"each row seems to be one person: figures of a whole incident stand in the rows of all of it: {way}"
        )
    names_on_several_days(found, mapping, columns, rows)
    if event is not None and _are_kinds(event, mapping, columns, rows):
        number = next((one.name for one in seen if len(set(one.cells)) == len(rows) and one is not event), None)
        way = (
            f"{map_flag(number, 'event')} where each row is an event of its own" if number else "say what each event is"
        )
        kind = f"“{event.cells[0]}” in “{event.name}” may be a kind of event, of which rows of several days tell"
        found.ask("event", f"{kind}: {way}; where it is one, {map_flag(event.name, 'event')}", waits=True)
    for question in told:
        found.wait(question)


def _of_incidents(mapping: Mapping, seen: Sequence[Column], *, file: str) -> tuple[str, ...]:
    """Return a sentence on rows of which each is an incident with a day and a number of its own, by the file's name."""
    dated = next((one for one in seen if one.name == mapping.columns.get("as_of")), None)
    if dated is None or mapping.columns.keys() & {"event", "period_start"} or not speaks_of_events(_stem(file)):
        return ()
    numbers = [one for one in seen if _NUMBERS & set(words_of(one.name)) and len(set(one.cells)) == len(one.cells)]
    if not numbers or len(numbers[0].cells) < len(dated.cells) or len(set(dated.cells)) * 2 < len(dated.cells):
        return ()
    name, day = numbers[0].name, dated.name
    reason = f"“{name}” numbers the rows, of which each may be an incident of its own, and no running total"
    return (
        f"{reason}: {map_flag(name, 'event')}, or {map_flag(day, 'period_start')} where each is counted on its day",
    )


def _stem(file: str) -> str:
    return PurePath(file).name.partition(".")[0].replace("_", " ").replace("-", " ")


def _numbers_events(column: Column) -> bool:
    """Return whether a column numbers incidents, some of them in several rows."""
    words = set(words_of(column.name))
    is_repeated = 1 < len(set(column.cells)) < len(column.cells)
    return is_repeated and bool(words & _NUMBERS) and bool(words & _EVENTS)


def _are_kinds(column: Column, mapping: Mapping, columns: Sequence[str], rows: Sequence[Row]) -> bool:
    """Return whether cells of events are few short words, each for rows of several days."""
    when = mapping.columns.get("as_of", "")
    kinds = set(column.cells)
    if when not in columns or len(kinds) * _OFTEN > len(column.cells):
        return False
    if any(len(kind.split()) > _LONGEST_KIND or any(map(str.isdigit, kind)) for kind in kinds):
        return False
    days: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        days[cell_of(row, column.name, columns.index(column.name))].add(cell_of(row, when, columns.index(when)))
    return sum(len(found) > _OFTEN for found in days.values()) * 2 > len(kinds)
