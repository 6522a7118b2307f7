"""Columns that were recognised by their headers and whose cells are something else, or say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.dates_spans import are_year_spans
from claims.fetch import is_url
from claims.mapping import recognise
from claims.mapping.fields import BOUNDS, DATES, REQUIRED
from claims.mapping.flags import map_flag, set_flag
from claims.pipeline.proposing.places import holds_kinds
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import words_of
from claims.pipeline.proposing.yearless import take_day

if TYPE_CHECKING:
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_NUMBERS = word_set("number_of")
_MEANT = (*REQUIRED, "place", "as_of", "period_start")


def drop_misread(found: Found, seen: dict[str, Column]) -> None:
    """Leave out what was recognised by its name alone and whose cells are something else, or say nothing."""
    for name in [name for name in REQUIRED if name in found.columns]:
        if seen[found.columns[name]].unstated and not seen[found.columns[name]].cells:
            found.left_out.append(f"“{found.columns.pop(name)}” names no {name} in the first rows: not read")
    empty = {name for name, column in found.columns.items() if not seen[column].cells}
    listed = {name for name in empty if seen[found.columns[name]].inside and name not in {*BOUNDS, "says"}}
    if "source" in listed:  # find_source looks at its lists
        listed.remove("source")
        empty.remove("source")
        del found.columns["source"]
    for name in [name for name in found.columns if name in listed or (name in empty and name in _MEANT)]:
        column = seen[found.columns.pop(name)]
        why = f"holds lists: {map_flag(f'{column.name}.{column.inside}', name)} reads the first in each, if that is it"
        why = "holds lists of numbers: not read" if column.holds_series else why
        told = why if column.inside else "is empty in the first rows: not read"
        found.left_out.append(f"“{column.name}” {told}")
    for name in [name for name in found.columns if name in {*BOUNDS, "says"}]:
        column = seen[found.columns[name]]
        if (column.cells or column.inside) and not column.numbers:
            found.left_out.append(f"“{column.name}” has the name of a figure ({name}) and holds no numbers: not read")
            del found.columns[name]
            numbers = [one.name for one in seen.values() if one.is_number and one.name not in found.used()]
            if other := recognise(numbers, name=column.name).columns.get(name):  # "Number" beside "Wording"
                found.columns[name] = other
    _drop_dates(found, seen)
    _drop_addresses(found, seen)
    _drop_kinds(found, seen)
    _ask_about_units(found, seen)
    if "quote" in found.columns and not seen[found.columns["quote"]].mostly_holds_digits:
        found.left_out.append(f"“{found.columns['quote']}” has the name of a quote and holds hardly a number: not read")
        del found.columns["quote"]
    if {"best", "hedge"} & found.columns.keys():
        return  # beside a modifier ("at least") the number is the figure's wording
    if {"low", "high"} & found.columns.keys() and "says" in found.columns:
        found.columns["best"] = found.columns.pop("says")
        found.unsure.append(f"“{found.columns['best']}” is taken as the best value between low and high")


def _ask_about_units(found: Found, seen: dict[str, Column]) -> None:
    """Ask about rows whose measure is only a number of something, or begins with one as rates do: "1000000HAB"."""
    column = seen.get(found.columns.get("measure", ""))
    cells = dict.fromkeys(column.cells) if column is not None else {}
    units = [one for one in cells if one[:1].isdecimal() or ((words := set(words_of(one))) and words <= _NUMBERS)]
    units = [one for one in units if f"names.measure.{one}" not in found.said]
    if column is not None and units and not all(map(str.isdecimal, units)):
        told = f"“{units[0]}” in “{column.name}” looks like a unit, and says nothing of what is counted"
        ways = f"{set_flag(f'skip.{column.name}', units[0])} leaves such rows out"
        ways += f", {set_flag(f'names.measure.{units[0]}', 'NAME')} says what they count"
        found.of_rows(column, units, question=f"{told}: {ways}")


def _drop_dates(found: Found, seen: dict[str, Column]) -> None:
    """Leave out what has the name of a date and holds none, or years from one to another."""
    for name in [name for name in DATES if name in found.columns]:
        column = seen[found.columns[name]]
        if are_year_spans(column.cells):  # for as_of find_scope tells what they are
            del found.columns[name]
            if name != "as_of":
                found.left_out.append(
                    f"years from one to another in “{column.name}” (“{column.cells[0]}”) are not read"
                )
            continue
        if column.cells and not column.dates and take_day(found, column, field=name):
            continue
        if column.cells and not column.dates and not column.mostly_holds_digits:
            found.left_out.append(f"“{column.name}” has the name of a date ({name}) and holds none: not read")
            del found.columns[name]


def _drop_addresses(found: Found, seen: dict[str, Column]) -> None:
    """Take a column of sources that holds addresses as the url: a page is not who says so."""
    column = seen.get(found.columns.get("source", ""))
    if column is None or sum(map(is_url, column.cells)) * 2 < len(column.cells) or not column.cells:
        return
    del found.columns["source"]
    found.columns.setdefault("url", column.name)
    found.unsure.append(f"“{column.name}” holds addresses of pages: it is taken as the url, not as the source")


def _drop_kinds(found: Found, seen: dict[str, Column]) -> None:
    """Leave out a place whose cells say what kind of place it is: "Road", "Urban residential"."""
    column = seen.get(found.columns.get("place", ""))
    if column is not None and holds_kinds(column):
        del found.columns["place"]
        found.left_out.append(f"“{column.name}” holds kinds of places (“{column.cells[0]}”), no names: not read")
