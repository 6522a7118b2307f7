"""Lists of events in which names stand on several days: "Earthquake" on two days is two, named with its day.

A name of its own ("Airstrike on Kunduz") may be one event of which several rows tell, and is asked about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.mapping.flags import map_flag
from claims.pipeline.proposing.cell_kinds import is_day_or_month
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import JOINS
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.found import Found
    from claims.table import Row

_KINDS = word_set("event") | word_set("event_kind") | JOINS
_MOSTLY, _DAY, _FEWEST = 0.9, len("1/1/2020"), 3


def named_with_day(mapping: Mapping, columns: Sequence[str], rows: Sequence[Row]) -> tuple[Mapping, tuple[str, ...]]:
    """Return a mapping that names events by their kind and their day, and a sentence; the mapping as it is otherwise.

    That is where nearly each row has a day of its own beside its event, and most of the names on several days are words
    for kinds of events and nothing else; one name for all rows is that of one event. Where several sources tell of one
    name, and of other names on several days, `names_on_several_days` asks.
    """
    days = _days(mapping, columns, rows)
    several = [name for name, found in days.items() if len(set(found)) > 1]
    kinds = [name for name in several if _is_kind(name)]
    stated = [(name, day) for name, found in days.items() for day in found]
    are_days = all(len(day) >= _DAY and is_day_or_month(day) for _, day in stated)
    is_list = len(days) > 1 and len(kinds) * 2 > len(several)
    sources = _beside_events(mapping, columns, rows, mapping.columns.get("source", ""))
    is_told_again = any(len(set(found)) > 1 for found in sources.values())
    if is_told_again or not is_list or not are_days or len(set(stated)) < _MOSTLY * len(stated):
        return mapping, ()
    event, when = mapping.columns["event"], mapping.columns["as_of"]
    told = f"“{kinds[0]}” in “{event}” stands in rows of {len(set(days[kinds[0]]))} days, and is no name of one event"
    way = f"each row is taken as an event of its own, named with its day; else {map_flag(event, 'event')}"
    return replace(mapping, columns={**mapping.columns, "event": f"{{{event}}} {{{when}}}"}), (f"{told}: {way}",)


def names_on_several_days(found: Found, mapping: Mapping, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Ask about events of one name and different days: in a list in which most names stand once, and of kinds."""
    days = _days(mapping, columns, rows)
    several = [name for name, dated in days.items() if len(set(dated)) > 1]
    if not several or (len(several) * 2 >= len(days) and not (len(days) > 1 and any(map(_is_kind, several)))):
        return
    event, when = mapping.columns["event"], _when(mapping)
    dated = when if "{" in when else f"{{{when}}}"
    count = len(set(days[several[0]]))
    reason = f"“{several[0]}” in “{event}” stands in rows of {count} dates, which are read as one event"
    way = f"{map_flag(f'{{{event}}} {dated}', 'event')}"
    also = f"where it is one, {map_flag(event, 'event')}"
    found.ask("event", f"{reason}: if each is an event of its own, {way}; {also}", waits=True)


def named_with_place(found: Found, mapping: Mapping, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Tell how rows are named by their place and day where nothing names an event, and most rows have one of each."""
    place, when = mapping.columns.get("place", ""), _when(mapping)
    if mapping.constants.get("event") != NOT_SAID or not place or not when or "event" in found.asked_for.values():
        return
    held = {path: _held(columns, rows, path) for path in (place, when)}
    held[when] = [day for day in held[when] if day]
    if len(rows) < _FEWEST or any(len(set(cells) - {""}) * 2 < len(rows) for cells in held.values()):
        return
    if not all(map(is_day_or_month, held[when])):
        return  # years are of series
    named = " ".join(path if "{" in path else f"{{{path}}}" for path in (place, when))
    found.asked.append(f"if each row is an event of its own, its place and day name it: {map_flag(named, 'event')}")


def _held(columns: Sequence[str], rows: Sequence[Row], path: str) -> list[str]:
    """Return what a column or a template of some holds in each row."""
    parts = [one for one in re.findall(r"\{([^{}]+)\}", path) or [path] if one in columns]
    return ["-".join(cell_of(row, one, columns.index(one)) for one in parts).strip("-") for row in rows]


def _when(mapping: Mapping) -> str:
    return next((mapping.columns[name] for name in ("as_of", "year", "period_start") if name in mapping.columns), "")


def _days(mapping: Mapping, columns: Sequence[str], rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the dates of the rows of each event, by its name as cells write it."""
    return _beside_events(mapping, columns, rows, _when(mapping))


def _beside_events(mapping: Mapping, columns: Sequence[str], rows: Sequence[Row], path: str) -> dict[str, list[str]]:
    """Return what a column or a template of some holds in the rows of each event, by its name as cells write it."""
    event = mapping.columns.get("event", "")
    parts = re.findall(r"\{([^{}]+)\}", path) or [path]
    found: dict[str, list[str]] = defaultdict(list)
    if event and event in columns and set(parts) <= set(columns):
        for row in rows:
            name = cell_of(row, event, columns.index(event))
            held = "-".join(cell_of(row, part, columns.index(part)) for part in parts)
            if name and held.strip("-"):
                found[name].append(held)
    return found


def _is_kind(name: str) -> bool:
    words = fold(name).split()
    return bool(words) and all(word in _KINDS or word.removesuffix("s") in _KINDS for word in words)
