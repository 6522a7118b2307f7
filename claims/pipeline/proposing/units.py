"""A column that says what rows count: families, houses and dollars are no people, whatever the measure of the row."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from claims.currency import currency_of
from claims.mapping.fields import FIGURES
from claims.mapping.flags import map_flag, set_flag
from claims.mapping.toml import skip_line
from claims.pipeline.proposing.meaning import OTHER_KINDS
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import is_rate, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_UNITS, _BESIDE = word_set("unit"), word_set("beside_unit")
_NAME = word_set("name")
_US_DOLLARS = re.compile(r"(?i)\bU\.?S\.?A?\.? ?\$|\bUS[- ]dollars?\b")
_THINGS = OTHER_KINDS | word_set("thing")
_OWN = _THINGS | word_set("losses") | word_set("counted")
"""Words of a measure by which it counts such things itself: "Families displaced", "Damage"."""


def units_of_rows(found: Found, seen: Sequence[Column], *, mapping: Mapping) -> None:
    """Ask about the rows of which a column of units that is not read says that they count no people, but things."""
    if not (mapping.wide or mapping.claims or {*FIGURES} & mapping.columns.keys()):
        return
    read = {*mapping.ignore, *mapping.skip, *mapping.only, *mapping.ask}
    for column in seen:
        is_read = column.name in read | found.used() or f"{{{column.name}}}" in mapping.columns.get("says", "")
        if is_read or not is_of_units(column.name):
            continue
        things = [unit for unit in dict.fromkeys(column.cells) if _is_thing(unit)]
        others = [unit for unit in things if _counts_people(unit, column, seen, mapping)]
        _ask_for_currencies(found, column, [unit for unit in things if unit not in others])
        if others:
            told = f"“{column.name}” says that rows count {quoted(others)}, and no people"
            way = f"{skip_line(column.name, others)} leaves them out"
            way += f", {set_flag(f'ask.{column.name}')} takes them as what their measure counts"
            found.of_rows(column, others, question=f"{told}: {way}")


def _ask_for_currencies(found: Found, column: Column, units: Sequence[str]) -> None:
    """Ask about rows of money that a column which is not read states in another currency than dollars of the USA."""
    if foreign := [unit for unit in units if currency_of(unit) not in {None, "USD"} and not _US_DOLLARS.search(unit)]:
        told = f"“{column.name}” says that rows are in {quoted(foreign)}, and is not read"
        way = f"{skip_line(column.name, foreign)} leaves them out"
        if "says" in found.columns:
            both = f"{{{found.columns['says']}}} {{{column.name}}}"
            way += f", {map_flag(both, 'says')} reads them so"
        found.of_rows(column, foreign, question=f"{told}: {way}")


def is_of_units(header: str, *, with_name: bool = True) -> bool:
    """Return whether a header is that of a column of units: "Unit of measurement"; with_name lets it be "Unit name".

    The "name of unit" may be a state of India.
    """
    words = set(words_of(header))
    return bool(words & _UNITS) and words <= _UNITS | _BESIDE and (with_name or not words & _NAME)


def in_one_unit(column: Column) -> str:
    """Return how to keep the rows of one unit, that of most rows and no rate, of a column of units."""
    kinds = sorted([unit for unit, _ in Counter(column.cells).most_common()], key=is_rate)
    flags = " ".join(set_flag(f"skip.{column.name}", unit) for unit in kinds[1:])
    return f"“{kinds[0]}” and {quoted(kinds[1:])} are units, and no rate is a count: {flags} leaves the others out"


def _counts_people(unit: str, column: Column, seen: Sequence[Column], mapping: Mapping) -> bool:
    """Return whether a measure of the rows of a unit names no such things itself."""
    return any(_OWN.isdisjoint(fold(one).split()) for one in _measures(unit, column, seen, mapping))


def _is_thing(unit: str) -> bool:
    return currency_of(unit) is not None or bool(_THINGS & set(fold(unit).split()))


def _measures(unit: str, column: Column, seen: Sequence[Column], mapping: Mapping) -> Iterator[str]:
    """Yield what the rows of a unit count: their cells of measures, else the headers of figures and what is said."""
    of_rows = next((one for one in seen if one.name == mapping.columns.get("measure")), None)
    if of_rows is not None and len(of_rows.cells) == len(column.cells):
        yield from (cell for cell, other in zip(of_rows.cells, column.cells, strict=True) if other == unit)
    elif of_rows is not None:
        yield from dict.fromkeys(of_rows.cells)
    else:
        yield from mapping.wide_columns
        said = [mapping.constants, *(block.constants for block in mapping.claims)]
        yield from (constants["measure"] for constants in said if "measure" in constants)
