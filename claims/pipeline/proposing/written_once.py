"""Names that an unknown table writes once for the rows below them: a region beside the first of its districts only."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.mapping import Mapping
from claims.mapping.above import from_above
from claims.mapping.fields import FIGURES
from claims.mapping.flags import set_flag
from claims.pipeline.nobody import is_total
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.places import COUNTRIES, holds_countries, is_header_of_places
from claims.pipeline.proposing.words import plain
from claims.table import Paths, Row

if TYPE_CHECKING:
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.sample import Sample

_FEWEST = 2
_PARTS = re.compile(r"\{([^{}]+)\}")

_KEYS = ("as_of", "year", "event", "source", "measure")

Proposed = tuple["Mapping", "Found"]
Again = Callable[[Sequence[Row], Mapping], tuple[Mapping, "Found"]]
"""What proposes anew for rows with cells filled in, and what a mapping says of them."""


def with_names_above(
    proposed: Proposed,
    sample: Sample,
    *,
    is_whole: bool,
    again: Again,
) -> Proposed:
    """Return what is proposed with the wider place that stands once for several rows read in each, or a question on it.

    It is taken where nothing else can be meant: the first row names one, most rows name none, no name comes twice, and
    beside all of its rows stand places that differ below each. Else it is in no name of a place, where none needs it: a
    place would have two names in one file. again proposes anew for rows with these cells filled in, and what a mapping
    says of them; is_whole tells that these are all rows of the file.
    """
    mapping, found = proposed
    both = _both(mapping, sample)
    groups = None if both is None else _groups(sample, both[1])
    if both is None or groups is None:
        return proposed
    name = both[1]
    place = f"{{{both[0]}}}, {{{name}}}"
    way = f'from_above = ["{name}"], and place = “{place}”'
    if is_whole and _is_certain(groups):
        above = Mapping(mapping.name, columns={"place": place}, from_above=(name,))
        return _filled(sample, above, f", by {way}", again=again)
    found.asked.append(f"“{name}” is empty in some rows: if one stands for the rows below it too, {way}")
    places = [place for group in groups.values() for place in dict.fromkeys(group)]
    if name in mapping.columns["place"] and len(places) == len(set(places)):
        mapping = replace(mapping, columns={**mapping.columns, "place": both[0]})
    return mapping, found


def with_keys_above(
    proposed: Proposed,
    sample: Sample,
    *,
    is_whole: bool,
    again: Again,
) -> Proposed:
    """Return what is proposed with the date, event, source or measure that stands once for several rows read in each.

    It is taken where nothing else can be meant: it stands in the first row, no two are equal, and the rows of each, two
    or more, are of the same places (or whatever else the rows name) in the same order.
    """
    mapping, _ = proposed
    if not is_whole or mapping.from_above or isinstance(sample.columns, Paths):
        return proposed
    for field in _KEYS:
        name = mapping.columns.get(field, "")
        if sample.columns.count(name) == 1 and _is_repeated(sample, name, mapping):
            above = Mapping(mapping.name, columns={field: name}, from_above=(name,))
            return _filled(sample, above, f" ({set_flag('from_above', name)})", again=again)
    return proposed


def _filled(sample: Sample, above: Mapping, way: str, *, again: Again) -> Proposed:
    """Return what is proposed where the cells of a column stand for the rows below them too; way ends what is told."""
    filled = [row for row in from_above(above, sample.rows, sample.columns) if isinstance(row, Row)]
    proposed = again(filled, above)
    (name,) = above.from_above
    proposed[1].unsure.append(f"“{name}” is taken to stand for the rows below it up to the next{way}")
    return proposed


def _is_repeated(sample: Sample, name: str, mapping: Mapping) -> bool:
    """Return whether each cell of a column heads rows that name the same things in the same order."""
    at = sample.columns.index(name)
    others = {one for field, one in mapping.columns.items() if one != name and field not in FIGURES}
    others |= {
        one.name for one in sample.seen if [one.name] == [*sample.columns[at + 1 : at + 2]] and not one.is_number
    }
    places = [sample.columns.index(one) for one in others if sample.columns.count(one) == 1]
    groups: list[tuple[str, list[tuple[str, ...]]]] = []
    for row in sample.rows:
        cells = [cell_of(row, column, place).strip() for place, column in enumerate(sample.columns)]
        if sum(map(bool, cells)) <= 1:
            continue  # a note
        if cells[at]:
            groups.append((cells[at], []))
        if not groups:
            return False
        groups[-1][1].append(tuple(cells[place] for place in places))
    names, rows = [name for name, _ in groups], [rows for _, rows in groups]
    if len(groups) < _FEWEST or len(set(names)) < len(names) or len(rows[0]) < _FEWEST or not places:
        return False
    return all(one == rows[0] for one in rows) and len(set(rows[0])) == len(rows[0]) and all(map(any, rows[0]))


def _both(mapping: Mapping, sample: Sample) -> tuple[str, str] | None:
    """Return the column of the places and that of wider ones right before it; a country is in none."""
    given, columns = mapping.columns.get("place", ""), sample.columns
    place, *wider = _PARTS.findall(given) or [given]
    if isinstance(columns, Paths) or mapping.from_above or columns.count(place) != 1 or not columns.index(place):
        return None
    name = columns[columns.index(place) - 1]
    column = next((one for one in sample.seen if one.name == place), None)
    if not is_header_of_places(name) or plain(place) in COUNTRIES or column is None or holds_countries(column):
        return None
    is_free = not wider and name not in mapping.columns.values()
    return (place, name) if columns.count(name) == 1 and (is_free or wider == [name]) else None


def _groups(sample: Sample, name: str) -> dict[str, list[str]] | None:
    """Return the places beside each name and below it; None where names are in all rows, repeat, or are no names.

    Rows of totals and of notes, which name no place, are left out.
    """
    at = sample.columns.index(name)
    groups: dict[str, list[str]] = {}
    current = ""
    for row in sample.rows:
        cells = [cell_of(row, column, place) for place, column in enumerate(sample.columns)]
        said, place = cells[at].strip(), cells[at + 1].strip()
        if not place and (is_total(said) or sum(map(bool, cells)) == 1):
            continue
        if said and (said in groups or any(map(str.isdigit, said))):
            return None
        current = said or current
        if not current:
            return None
        groups.setdefault(current, []).append(place)
    return groups if any(places[1:] for places in groups.values()) else None


def _is_certain(groups: dict[str, list[str]]) -> bool:
    empty = sum(len(places) - 1 for places in groups.values())
    differ = all(all(places) and len(set(places)) == len(places) for places in groups.values())
    return len(groups) >= _FEWEST and empty > len(groups) and differ
