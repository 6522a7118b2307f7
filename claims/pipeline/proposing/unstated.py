"""The words of an unknown table by which its cells say that nothing is known or stated."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.figure import parse
from claims.mapping.fields import FIGURES
from claims.mapping.flags import map_flag
from claims.mapping.toml import skip_line
from claims.pipeline.nobody import UNKNOWN
from claims.pipeline.proposing.found import Found
from claims.pipeline.proposing.names import NO, says_yes_or_no
from claims.pipeline.proposing.scaled import is_scale
from claims.pipeline.proposing.sentences import MOST_LISTED, quoted
from claims.pipeline.proposing.units import units_of_rows
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import is_rate
from claims.table import AROUND
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column

_ABBREVIATION = re.compile(r"[A-Z](?:[./]?[A-Z]){1,3}\.?")
"""A short word in capitals among figures: "NR", "N/R", "TBC"."""
_NOBODY = frozenset(("NIL", "ZERO", "NONE"))
_FEWEST, _SHORT, _MOST_KINDS = 2, 30, 8
_ORDER = frozenset(("rank", "ranking", "ranked"))
"""Words of a heading by which the rows below it are in order, whatever they count."""
_CODE = re.compile(r"[A-Z]{2,3}")
"""A code, as of a country; all cells of a column are one then."""
_PLACEHOLDER = re.compile(r"-(?:1|8|9|88|99|9*9|7{3}|8{3})(?:\.0+)?|9{3,}(?:\.0+)?")
"""A number by which programs write that something is not known."""


def not_stated(found: Found, seen: Sequence[Column]) -> tuple[str, ...]:
    """Return the words by which cells of names, places, dates and figures say that nothing is known."""
    named = Found({name: found.columns.get(name, "") for name in ("source", "place")}).used()
    figures = {name for wide in found.wide for name in wide.columns}
    words: dict[str, list[str]] = {}
    for column in seen:
        if column.name in figures:
            unknown = _for_nothing(column)
        elif column.name in found.used():
            is_name = column.name in named
            unknown = [*column.unstated, *(cell for cell in column.cells if is_name and fold(cell) in UNKNOWN)]
        else:
            continue
        for word in unknown:
            words.setdefault(word, []).append(column.name)
    if words:
        listed = quoted(words, joint=" and ")
        names = dict.fromkeys(name for columns in words.values() for name in columns)
        found.unsure.append(f"{listed} in {quoted(names)}: taken for nothing stated")
    return tuple(words)


def with_place(found: Found, mapping: Mapping, place: Column) -> Mapping:
    """Return a mapping that reads a column as the place, with its cells that say that none is known told as such."""
    unknown = [cell for cell in place.cells if fold(cell) in UNKNOWN]
    if unknown:
        found.unsure.append(f"{quoted(unknown, joint=' and ')} in “{place.name}”: taken for nothing stated")
    columns = {**mapping.columns, "place": place.name}
    return replace(mapping, columns=columns, not_stated=(*mapping.not_stated, *unknown))


def _for_nothing(column: Column) -> list[str]:
    """Return the words in several cells of a column of figures that state none: in capitals, or one that stands alone.

    "Sem registros" is such a one where all other cells hold figures.
    """
    counts = Counter(cell for cell in column.cells if not any(map(str.isdigit, cell)))
    words = [cell for cell in counts if _ABBREVIATION.fullmatch(cell) and cell not in _NOBODY]
    others = [cell for cell in counts if cell not in words and not _states_a_figure(cell)]
    alone = others if len(others) == 1 and len(others[0]) <= _SHORT else []
    return [word for word in (*words, *alone) if counts[word] >= _FEWEST]


def _states_a_figure(cell: str) -> bool:
    try:
        parse(cell)
    except ClaimsError:
        return False
    return True


def placeholders(found: Found, seen: Sequence[Column], *, mapping: Mapping) -> None:
    """Ask about cells by which figures may be none, or be of something else: numbers, and yes or no.

    The rows of such cells are in doubt, but for those of a column that people left out or by which they chose rows.
    """
    _numbers_for_nothing(found, seen, mapping=mapping)
    says = mapping.columns.get("says", "")
    known = {*mapping.ignore, *mapping.skip, *mapping.only, *mapping.columns.values()}
    beside = [one for one in seen if f"{{{one.name}}}" not in says and one.name not in known]
    _yes_or_no(found, beside)
    _rates_in_rows(found, beside)
    units_of_rows(found, seen, mapping=mapping)
    _powers_of_ten(found, beside, says=says)


def _powers_of_ten(found: Found, seen: Sequence[Column], *, says: str) -> None:
    """Ask about a column that says by which power of ten figures count, as UNIT_MULT of SDMX does."""
    powers = word_set("power_of_ten")
    way = "where all rows count in thousands, --map '{FIGURES} thousand=says' reads them so, FIGURES being their column"
    for one in seen if "{" not in says else ():
        if fold(one.name) in powers and (scaled := [cell for cell in one.cells if cell.strip("0.")]):
            told = f"“{one.name}” counts in powers of ten (3: thousands), and is not read: {way}"
            found.of_rows(one, scaled, question=told)


def _rates_in_rows(found: Found, seen: Sequence[Column]) -> None:
    """Ask about columns that are not read and say that rows hold rates, or count in thousands: "Percent"."""
    for column in seen if found.columns.keys() & {*FIGURES} or found.wide or found.claims else ():
        kinds = list(dict.fromkeys(column.cells))
        if column.name in found.used() or any(column.name in one.columns for one in found.wide):
            continue
        words = [kind for kind in kinds if not kind.lstrip("+-−~≈<>").lstrip()[:1].isdigit()]  # 1.5% is itself one
        words = [kind for kind in words if column.name not in AROUND or _ORDER.isdisjoint(fold(kind).split())]
        rates = [kind for kind in words if is_rate(kind) and len(kind) <= _SHORT]
        rates = [] if all(map(_CODE.fullmatch, kinds)) else rates  # PER is Peru
        scales = [kind for kind in kinds if is_scale(kind)]
        if scales and column.is_number and (len(scales) < len(kinds) or any(not one.columns for one in found.wide)):
            continue  # a figure of a thousand among others
        for those, what in ((rates, "hold rates or shares, and no counts"), (scales, "count in more than ones")):
            if those and len(kinds) <= _MOST_KINDS:
                way = f"{skip_line(column.name, those)} leaves them out"
                if those is scales and "says" in found.columns:
                    both = f"{{{found.columns['says']}}} {{{column.name}}}"
                    way += f", {map_flag(both, 'says')} reads them so"
                rows = "some rows" if len(those) < len(kinds) else "all rows"
                found.of_rows(column, those, question=f"“{column.name}” says that {rows} {what}: {way}")


def _numbers_for_nothing(found: Found, seen: Sequence[Column], *, mapping: Mapping) -> None:
    """Ask about numbers among the figures that stand for what is not known in many tables: -99, 999.

    Nothing is taken for unknown by itself: a person says so.
    """
    names = {one for wide in found.wide for one in wide.columns} | {
        fields.get(one, "") for fields in (found.columns, *(block.columns for block in found.claims)) for one in FIGURES
    }
    read = [one for one in seen if one.name in names or any(f"{{{one.name}}}" in name for name in names)]
    counts = Counter(cell for column in read for cell in column.cells if _PLACEHOLDER.fullmatch(cell))
    telling = [cell for cell, count in counts.items() if cell.startswith("-") or count >= _FEWEST]
    telling = [cell for cell in telling if cell not in mapping.not_stated]
    read = [one for one in read if one.name not in mapping.ask]
    if not telling or not read:
        return
    where = [column.name for column in read if not counts.keys().isdisjoint(column.cells)]
    shown = " and ".join(f"“{cell}” ({counts[cell]} times)" for cell in telling[:MOST_LISTED])
    listed = quoted(where)
    way = f"not_stated = {telling[:MOST_LISTED]}".replace("'", '"')
    found.asked.append(f"{shown} in {listed}: if it stands for what is not known, {way} takes it for nothing stated")
    for column in read:
        if there := [cell for cell in telling if cell in column.cells]:
            found.doubt(column.name, there)


def _yes_or_no(found: Found, seen: Sequence[Column]) -> None:
    """Ask about a column that is not read and says yes or no, as "Survived" does, where one figure is read.

    A measure that holds for the rows of one of them would be said of the others too.
    """
    if "says" not in found.columns:
        return
    for column in seen:
        if column.name not in found.used() and says_yes_or_no(column):
            no = next(cell for cell in column.cells if fold(cell) in NO)
            way = f"{skip_line(column.name, [no])} leaves one kind out"
            way += f", {map_flag(column.name)} reads both"
            found.wait(f"“{column.name}” says yes or no, and the figures of both are read as one measure: {way}")
            return
