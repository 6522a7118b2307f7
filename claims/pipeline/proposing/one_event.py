"""The column that names the event, by its header or by how its cells sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.fetch import is_url
from claims.mapping.fields import FIGURES
from claims.mapping.flags import map_flag
from claims.pipeline.proposing.columns import Column
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.one_source import path_words
from claims.pipeline.proposing.persons import lists_persons
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import (
    DATE,
    names_an_event,
    names_diseases,
    names_something,
    speaks_of_events,
    words_of,
)
from claims.table import AROUND
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.found import Found

_SPEAKERS = word_set("speaker")
"""Words of headers of those who may have said the figures, or only passed them on."""
_MOSTLY = 0.8
_LONGEST_NAME = 80


def find_event(found: Found, seen: Sequence[Column]) -> None:
    """Take the column that is named as one of events and holds names; of a war and its battles the battles."""
    free = [one for one in seen if one.name not in found.used() and one.cells]
    named = [one for one in free if names_an_event(one.name) and may_name_events(one)]
    named = named or _sounding(found, seen)
    if named and not names_an_event(named[0].name):
        fuller = _fullest([named[0], *(one for one in free if _is_called_like(one, named[0]) and may_name_events(one))])
        found.columns["event"] = fuller.name
        why = (
            "so its cells sound" if fuller is named[0] else f"“{named[0].name}”, whose cells sound so, is mostly empty"
        )
        found.unsure.append(f"“{fuller.name}” is taken as the event: {why}")
        return
    named = named or [one for one in free if names_diseases(one.name) and not one.is_number]
    if named:
        event = max(named, key=lambda one: len(set(one.cells)))
        found.columns["event"] = event.name
        found.unsure.append(f"“{event.name}” is taken as the event")
        return
    titles = [one for one in seen if one.name == found.columns.get("title")]
    names = [one for one in (*titles, *free) if names_something(one.name) and may_name_events(one)]
    names = [one for one in names if not _SPEAKERS & set(path_words(one.name)) and differs(one)]
    events = [
        one for one in free if may_name_events(one) and one.name not in AROUND and _speaking(one) * 2 >= len(one.cells)
    ]
    if not names and events:
        found.ask("event", f"if “{events[0].name}” names the event: {map_flag(events[0].name, 'event')}")
    elif names and not lists_persons(seen):
        name = _fullest(names).name
        way = f"if each row is an event of its own, “{name}” names it: {map_flag(name, 'event')}"
        found.ask("event", way)
    elif "year" in found.columns and (texts := [one.name for one in free if _describes(one)]):
        reason = f"“{texts[0]}” describes each row, which then is no count of its year but one incident"
        found.ask("event", f"{reason}: write as_of for year, and map a column that names each as the event")


def ask_for_events(found: Found, mapping: Mapping, seen: Sequence[Column], *, measures: Container[str]) -> None:
    """Ask whether a column of texts that is not read, and is no measure, names the event, where nothing else does.

    Where no column holds figures, there is nothing that an event could be of.
    """
    is_open = mapping.constants.get("event") == NOT_SAID and "event" not in found.asked_for.values()
    has_figures = bool(mapping.wide or mapping.claims or {*FIGURES} & mapping.columns.keys())
    if not (is_open and has_figures) or lists_persons(seen):
        return
    read = {*found.used(), *mapping.ignore, *mapping.columns.values()}
    told = "\n".join((*found.asked, *found.unsure, *found.left_out, *mapping.columns.values()))
    most = max((len(one.cells) for one in seen), default=0)
    free = [one for one in seen if one.name not in {*read, *AROUND} and len(one.cells) * 2 > most]
    free = [one for one in free if f"“{one.name}”" not in told and f"{{{one.name}}}" not in told]
    free = [one for one in free if may_name_events(one) and not (_SPEAKERS | DATE) & set(path_words(one.name))]
    if free := [one for one in free if fold(one.name) not in measures]:
        found.ask("event", f"if “{free[0].name}” names the event: {map_flag(free[0].name, 'event')}")


def names_beside_places(found: Found, mapping: Mapping, seen: Sequence[Column]) -> None:
    """Ask about names of which each row has its own and nothing reads, beside a place and one event said of all rows.

    They may name a place within the other one, whose figures then would be given as those of all of it.
    """
    place = next((one for one in seen if one.name == mapping.columns.get("place")), None)
    if place is None or "event" not in found.said or lists_persons(seen):
        return
    read = {*found.used(), *mapping.ignore, *mapping.columns.values()}
    names = [one for one in seen if one.name not in read and names_something(one.name) and may_name_events(one)]
    names = [one for one in names if not _SPEAKERS & set(path_words(one.name)) and differs(one)]
    if names and names[0].cells != place.cells:
        name = names[0].name
        ways = f"{map_flag(f'{{{name}}}, {{{place.name}}}', 'place')} where it is a place within it"
        ways += (
            f", {map_flag(name)} where it is not; in place of the event, {map_flag(name, 'event')} where it names one"
        )
        found.wait(f"“{name}” names something else in each row, and figures are read as of “{place.name}”: {ways}")


def _sounding(found: Found, seen: Sequence[Column]) -> list[Column]:
    """Return the columns whose cells are words for events: those named as names or titles first, then any of names."""
    free = [one for one in seen if one.name not in found.used() and one.cells and may_name_events(one)]
    titles = [one for one in seen if one.name == found.columns.get("title") and may_name_events(one)]
    names = [one for one in (*titles, *free) if names_something(one.name)]
    names = [one for one in names if not _SPEAKERS & set(path_words(one.name))]
    sounding = [one for one in names if _speaking(one) * 2 >= len(one.cells)]
    others = [one for one in free if differs(one) and max(map(len, one.cells)) <= _LONGEST_NAME]
    return sounding or [one for one in others if _speaking(one) >= _MOSTLY * len(one.cells)]


def _fullest(columns: Sequence[Column]) -> Column:
    """Return the first column, or the one of the most cells where the first leaves half of its rows empty."""
    fullest = max(columns, key=lambda one: len(one.cells))
    return fullest if len(columns[0].cells) * 2 <= len(fullest.cells) else columns[0]


def _is_called_like(column: Column, other: Column) -> bool:
    """Return whether a header is one of names, or another's but for its last word: "title_fr" beside "title_en"."""
    words = words_of(column.name)[:-1]
    return names_something(column.name) or (bool(words) and words == words_of(other.name)[:-1])


def _speaking(column: Column) -> int:
    """Return how many cells have a word for an event."""
    return sum(map(speaks_of_events, column.cells))


def may_name_events(column: Column) -> bool:
    """Return whether cells can be names of events: words, mostly more than one ("Battle_of_Loos"), and no kinds.

    Under a header that says that they are names ("Massacre Name") one word is enough.
    """
    if not column.cells or column.is_number or column.is_date or any(map(is_url, column.cells)):
        return False
    distinct = {cell for cell in column.cells if any(map(str.isalpha, cell))}  # no name is "1960-74"
    if len(distinct) * 2 < len(set(column.cells)):
        return False
    return names_something(column.name) or sum(len(fold(cell).split()) > 1 for cell in distinct) * 2 >= len(distinct)


def _describes(column: Column) -> bool:
    """Return whether cells are texts of which each says something else."""
    texts = set(column.cells)
    return len(column.cells) > 1 and len(texts) == len(column.cells) and min(map(len, texts)) > _LONGEST_NAME


def differs(column: Column) -> bool:
    """Return whether nearly each row of a column says something else."""
    return len(set(column.cells)) >= _MOSTLY * len(column.cells)
