"""What a file does not say, or says in few rows only: what stays open in a proposed mapping."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims.errors import BadFile, BadMapping
from claims.mapping import plan
from claims.mapping.fields import FIGURES, NOT_STATED, REQUIRED
from claims.mapping.flags import set_flag
from claims.mapping.toml import skip_line
from claims.model import Draft
from claims.pipeline.proposing.columns import cell_of, look_at
from claims.pipeline.proposing.dated_sources import days_behind_sources
from claims.pipeline.proposing.found import NOT_SAID, Found
from claims.pipeline.proposing.fractions import holds_decimals
from claims.pipeline.proposing.meaning import CODES, OTHER_KINDS
from claims.pipeline.proposing.named_sources import ask_who_says
from claims.pipeline.proposing.one_source import addresses_behind_sources, several_in_cells
from claims.pipeline.proposing.people import ALL
from claims.pipeline.proposing.told_around import day_told, period_told, source_told
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import PEOPLE, words_of
from claims.table import Paths
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.mapping import Mapping
    from claims.model import Problem
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.meaning import KnownNames
    from claims.table import Row

_WITHOUT = {"as_of": "whose figures have no date then", "place": "whose figures are of no place then"}
DATES = frozenset(("as_of", "year"))
"""Fields by which figures have a date."""
_ARMED = word_set("bears_arms")
_OFTEN, _TWO = 0.2, 2
_PARTS = re.compile(r"\{([^{}]+)\}")
_FIRST_PART = re.compile(r"^\{([^{}]+)\}-")
"""The year in a date of several columns: "{Year}-{Month}"."""
_GROUP = re.compile(r"\(\?P<(\w+)>")
_SECOND = re.compile(r"\d[\d.,' \u00a0\u202f]*\([+−-]?\d[\d.,' \u00a0\u202f]*\)")
_BEHIND = re.compile(r"\d[^()\[\]]*[(\[]([^()\[\]]*\d[^()\[\]]*)[)\]].*")
"""A number, and another with words in brackets behind it: "259 (11 missing)"."""


def not_said(mapping: Mapping) -> tuple[str, ...]:
    """Return a sentence on what every claim needs and the file does not say."""
    names = [name for name in REQUIRED if mapping.constants.get(name) == NOT_SAID]
    if not names:
        return ()
    listed = " and ".join([", ".join(f"the {name}" for name in names[:-1])] * bool(names[1:]) + [f"the {names[-1]}"])
    way = " ".join(f"--set {name}=NAME" for name in names)
    what = "put it in place of" if len(names) == 1 else "put each in place of a"
    return (f"the file does not say {listed}: {what} “{NOT_SAID}”, or {way}",)


def states_a_number(one: Draft | Problem) -> bool:
    """Return whether what a row gives is a claim with a number."""
    return isinstance(one, Draft) and (one.figure is not None or any(sign.isdigit() for sign in one.says))


def with_places(columns: tuple[str, ...], rows: Sequence[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return columns with those without a header that hold words or times named by place, as a mapping can name them.

    Also a sentence on each. Columns of other numbers without a header stay what nobody names.
    """
    if isinstance(columns, Paths):
        return columns, ()
    named, told = list(columns), []
    for at in (at for at, name in enumerate(columns) if not name.strip()):
        cells = [text for row in rows if (text := cell_of(row, "", at))]
        worded = [cell for cell in cells if any(sign.isalpha() for sign in cell)]
        (bare,) = look_at([f"column {at + 1}"], [row._replace(cells=[cell_of(row, "", at)]) for row in rows])
        is_meant = len(worded) * 2 > len(cells) or bare.is_year or bare.is_date
        heads = bool(worded) and not any(columns[:at]) and cell_of(rows[0], "", at) == worded[0]  # rows below its cells
        if is_meant and (len(cells) * 2 > len(rows) or heads):
            named[at] = bare.name
            first = next(iter(worded or cells))
            told.append(f"a column has no header (“{first}” …): a mapping calls it “{named[at]}”, by its place")
    return tuple(named), tuple(told)


def second_numbers(mapping: Mapping, seen: Sequence[Column], *, measures: Container[str]) -> tuple[str, ...]:
    """Return a sentence on each column of figures with other numbers in brackets behind them: "146 (121)".

    measures are folded names, of which one beside such a number is enough: "259 (11 missing)".
    """
    read = {mapping.columns.get("says"), *mapping.wide_columns}
    read |= {one.columns.get("says") for one in mapping.claims}
    read -= mapping.split["says"].in_order.keys() if "says" in mapping.split else set()
    told = []
    for column in (one for one in seen if one.name in read):
        both = [cell for cell in column.cells if _SECOND.fullmatch(cell)]
        both = both if len(both) > _OFTEN * len(column.cells) else []
        both += [cell for cell in column.cells if _counts_too(cell, measures)]
        if both:
            way = "if it counts some of them or others, make a column of it"
            told.append(f"“{column.name}” has a second number in brackets (“{both[0]}”), which is not read: {way}")
    return tuple(told)


def _counts_too(cell: str, measures: Container[str]) -> bool:
    """Return whether a number in brackets behind a figure counts people too, or names what it counts."""
    match = _BEHIND.fullmatch(cell)
    return match is not None and any(word in PEOPLE or word in measures for word in words_of(match[1]))


def is_dated(mapping: Mapping | Found) -> bool:
    """Return whether columns or headers give the dates of a mapping."""
    blocks = [{**mapping.constants, **mapping.columns}]
    blocks += [{**one.constants, **one.columns} for one in mapping.claims]
    blocks += [{**one.constants, **({one.header: ""} if one.header else {})} for one in mapping.wide]
    return any(not DATES.isdisjoint(block) for block in blocks) or any(
        one.dates or any(f"<{field}>" in (one.pattern or "") for field in DATES) for one in mapping.wide
    )


def has_figures(mapping: Mapping | Found) -> bool:
    """Return whether a mapping reads or states a figure."""
    stated = mapping.columns.keys() | mapping.constants.keys()
    return bool(mapping.wide or mapping.claims or stated & set(FIGURES))


def often_empty(found: Found, mapping: Mapping, seen: Sequence[Column], *, rows: int) -> None:
    """Ask about columns that say nothing in many rows: of what every claim needs, of its date and place.

    Rows without a date or a place are kept out until somebody says whether that is so, or a cell above stands for it.
    """
    read = [(name, mapping.columns.get(name)) for name in (*REQUIRED, "as_of", "place")]
    read += [("as_of", year) for year in _FIRST_PART.findall(mapping.columns.get("as_of", ""))]
    wanted = [(name, one) for name, given in read for one in seen if one.name == given]
    for name, column in wanted:
        missing = rows - len(column.cells)
        if missing > _OFTEN * rows and column.name not in mapping.from_above and not column.inside:
            what_for = "DATE" if name == "as_of" else "NAME"
            way = f"--set {name}={what_for} says it for all, --map says another column"
            what = _WITHOUT.get(name, "which are refused then")
            telling = next(
                (one.name for one in seen if len(set(one.cells)) == rows and not one.holds_digits_only), None
            )
            if name == "event" and telling is not None:
                way += f", such as “{telling}”"
            if column.cells and missing > len(column.cells):
                way += f"; where one cell stands for the rows below it too: {set_flag('from_above', column.name)}"
            told = f"“{column.name}” is empty in {missing} of {rows} rows, {what}: {way}"
            if name not in _WITHOUT:
                found.asked.append(told)
            elif column.name not in mapping.ask:
                found.asked.append(f"{told}; {set_flag(f'ask.{column.name}')} where they are of none")
                found.doubt(column.name, ("", *column.unstated))


def rows_without_place(
    found: Found, mapping: Mapping, columns: Sequence[str], rows: Sequence[Row], *, file: str
) -> None:
    """Ask about rows without a place, of an event whose other rows name several: their figures would be of all of it.

    Such a row may be a total, or what is known of no place ("Unknown", "NA").
    """
    name, nothing = mapping.columns.get("place", ""), {*NOT_STATED, *mapping.not_stated}
    if name not in columns or name in (*mapping.ask, *mapping.from_above):
        return
    asked = [(one, columns.index(one), cells) for one, cells in found.doubted.items() if one in columns]
    rows = [row for row in rows if not any(cell_of(row, one, at) in cells for one, at, cells in asked)]
    cells = {row.number: cell_of(row, name, columns.index(name)) for row in rows}
    if nothing.isdisjoint(cells.values()):
        return
    drafts = _drafts(mapping, columns, rows, file=file)
    places: dict[str, set[str]] = {}
    for _, draft in drafts:
        places.setdefault(draft.event, set()).update({draft.place} - {""})
    without = {at: cells[at] for at, draft in drafts if not draft.place and len(places[draft.event]) >= _TWO}
    without = {at: cell for at, cell in without.items() if cell not in mapping.names.get("place", {})}
    found.doubt(name, without.values())
    if without and not any(one.startswith(f"“{name}” is empty in") for one in found.asked):
        told = (
            f"“{name}” names no place in {len(without)} of {len(rows)} rows, whose figures are of the whole event then"
        )
        left_out = " ".join(set_flag(f"skip.{name}", cell) for cell in dict.fromkeys(without.values()) if cell)
        ways = [f"{left_out} leaves them out"] * bool(left_out) + [f"{set_flag(f'ask.{name}')} where that is so"]
        found.ask(f"skip.{name}", f"{told}: {', '.join(ways)}")


def rows_without_people(
    found: Found, mapping: Mapping, columns: Sequence[str], rows: Sequence[Row], *, file: str
) -> None:
    """Ask about rows that do not say whom they count where rows beside them, of the same place and date, do.

    They count all then, and may count those of whom it is not known; one that is the sum of those beside it counts all.
    """
    given, nothing = mapping.columns.get("population", ""), {*NOT_STATED, *mapping.not_stated}
    meant = mapping.names.get("population", {})
    for name in _PARTS.findall(given) or [given]:
        if name not in columns or name in (*mapping.ask, *mapping.from_above):
            continue
        cells = {row.number: cell_of(row, name, columns.index(name)) for row in rows}
        empty = {number: cell for number, cell in cells.items() if cell in nothing and cell not in meant}
        if not empty or len(empty) == len(cells):
            continue
        drafts = _drafts(mapping, columns, rows, file=file)
        beside: dict[tuple[object, ...], list[tuple[int, Draft]]] = {}
        for number, one in drafts:
            scope = (one.event, one.measure, one.source, one.place, one.period_start, one.as_of, one.basis)
            beside.setdefault(scope, []).append((number, one))
        unsaid = [number for group in beside.values() for number in _of_nobody_known(group, empty)]
        if asked := dict.fromkeys(empty[number] for number in unsaid):
            told = f"“{name}” does not say whom {len({*unsaid})} of {len(rows)} rows count, beside others that do"
            told += ": all, or those of whom it is not known"
            found.doubt(name, asked)
            found.ask(f"skip.{name}", f"{told}: {set_flag(f'ask.{name}')} where they count all")


def _of_nobody_known(group: Sequence[tuple[int, Draft]], empty: Container[int]) -> list[int]:
    """Return the rows of one scope that name nobody, if others do and these do not add up to them."""
    without = [(number, one) for number, one in group if number in empty]
    others = [one for number, one in group if number not in empty]
    total = _sum_of(others) if len(others) > 1 else None
    return [number for number, one in without if others and (total is None or _sum_of([one]) != total)]


def _sum_of(drafts: Sequence[Draft]) -> int | None:
    """Return the sum of figures that are plain numbers; None where one is not."""
    said = [one.says.replace(",", "") for one in drafts]
    return sum(map(int, said)) if all(map(str.isdecimal, said)) else None


def _drafts(mapping: Mapping, columns: Sequence[str], rows: Sequence[Row], *, file: str) -> list[tuple[int, Draft]]:
    """Return the claims of rows with their numbers; none where the first rows tell why the mapping cannot be used."""
    try:
        made = plan(mapping, columns, file=file)
    except (BadMapping, BadFile):
        return []
    return [(row.number, one) for row in rows for one in made.drafts(row) if isinstance(one, Draft)]


def unnamed_parts(mapping: Mapping, columns: Sequence[str], rows: Sequence[Row]) -> tuple[str, ...]:
    """Return a sentence on rows that do not name the part of a place, whose figures are then of all of the place."""
    parts = _PARTS.findall(mapping.columns.get("place", ""))
    if len(parts) < _TWO or not all(part in columns for part in parts):
        return ()
    part, wider = parts[:2]
    nothing = {"", *mapping.not_stated}
    cells = [[cell_of(row, name, columns.index(name)) for name in (part, wider)] for row in rows]
    unnamed = [named for named, where in cells if named in nothing and where not in nothing]
    if not unnamed or len(unnamed) == len(rows):
        return ()
    told = f"“{part}” names nothing in {len(unnamed)} of {len(rows)} rows, whose figures are then of all of “{wider}”"
    way = skip_line(part, sorted(set(unnamed)))
    return (f"{told}: if they are of parts without a name, {way}",)


def _known(words: Sequence[str], names: dict[str, str]) -> str | None:
    """Return what the first word of a file's name that is a known name stands for."""
    return next((names[said] for word in words if (said := CODES.get(word, word)) in names), None)


def _ask_of_whom(found: Found, words: Sequence[str]) -> None:
    """Ask whether all figures are of the people whom the name of a file speaks of, as it does of what is counted.

    The police, and others who bear arms, may have killed, and are no more than told of.
    """
    if whom := [word for word in words if word in PEOPLE and len(word) > 1]:
        way = f"{set_flag('population', whom[0])} if they are counted, else {set_flag('population', ALL)}"
        told = f"the name of the file speaks of “{whom[0]}”: {way}"
        found.ask("population", told, waits=_ARMED.isdisjoint(whom))


def say_the_rest(found: Found, seen: Sequence[Column], *, known: KnownNames, file: str, lines: Sequence[str]) -> None:
    """Say what no column gives: by a known name in the file's name, by the lines around, else "?" stands for it."""
    days_behind_sources(found, seen)
    addresses_behind_sources(found, seen)
    said = [{one.header, *_GROUP.findall(one.pattern or ""), *one.constants} for one in found.wide]
    said += [{*block.constants, *block.columns} for block in found.claims]
    given = {*found.columns, *(set.intersection(*said) if said else ())}
    words = fold(PurePath(file).name.partition(".")[0].replace("_", " ").replace("-", " ")).split()
    names = {"measure": known.measures, "source": known.sources, "event": known.events}
    for name in REQUIRED:
        if name in given or (name == "measure" and "says" in found.split):
            continue
        is_open = name == "measure" and (bool(OTHER_KINDS & set(words)) or holds_decimals(found, seen))
        named = None if is_open else _known(words, names[name])
        if named and name not in found.said:
            found.unsure.append(f"the {name} is “{named}” by the file's name")
            if name == "measure" and "population" not in given:
                _ask_of_whom(found, words)
        elif not named and name == "source":
            named, told = source_told(lines)
            found.unsure += told if named or "source" not in found.said else ()
        if name == "source" and not named:
            ask_who_says(found)
        found.constants[name] = named or NOT_SAID
    if not is_dated(found) and has_figures(found):
        period, told = period_told(lines)
        day, told = (None, told) if period else day_told(lines)
        found.unsure += told
        found.constants |= period or ({"as_of": day} if day else {})
    source = found.column("source", seen)
    if source is not None:
        several_in_cells(found, source)
