"""Rows that hold other rows: sums of those above or below them, regions among their parts, "Rest of" a country.

Recorded as places beside their parts they would count these once more, so that the proposal names them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from claims.mapping.cells import names_in
from claims.mapping.flags import set_flag
from claims.mapping.toml import skip_line
from claims.pipeline.nobody import is_nobody, is_total, may_be_sum
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import listed, word_set
from claims.pipeline.proposing.words import words_of
from claims.text import ascii_digits, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.sample import Sample
    from claims.table import Row

_REGIONS = word_set("wider_place")
_REST = listed("rest_of")
_BETWEEN_THOUSANDS = re.compile(r"(?<=\d)[,.'’ \u00a0\u202f](?=\d{3}(?:\D|\Z))")
_ALL, _MISSING = "all", "missing"  # "missing" says what is not known, and among measures who is
_OF_A_SUM = ("event", "measure", "source", "year", "as_of", "period_start", "population")
"""The fields in which the parts of a sum are alike."""
_OF_A_YEAR = frozenset(("tot", "tot.", "ytd"))
"""Cells among months that are totals; elsewhere "tot" may be dead."""
_FEWEST, _ALL_ALONE, _SURE = 2, 3, 10
_COVERED = 0.6

Values = tuple[int, ...]
Named = tuple[str, Values]
"""The name of a row with its figures."""


def subtotals(
    found: Found,
    mapping: Mapping,
    columns: Sequence[str],
    rows: Sequence[Row],
    *,
    seen: Sequence[Column],
    further: dict[str, str],
) -> None:
    """Ask about rows whose figures are sums of others beside them, and tell of those that hold others by their names.

    A sum is kept out until somebody says what it is; one by its name alone is a place by this name. So are rows whose
    measure is only called a total. further are the sums that were found below the first rows.
    """
    _measures_without_name(found, mapping, seen)
    field = next((one for one in ("place", "population") if mapping.columns.get(one) in columns), "")
    column = next((one for one in seen if one.name == mapping.columns.get(field)), None)
    if column is None:
        return
    figures = [one.name for one in seen if one.name in figures_of(mapping, seen)]
    at = columns.index(column.name)
    read = [(cell_of(row, column.name, at), values_of(row, columns, figures)) for row in rows]
    runs = _runs(mapping, columns, rows, read, of=column.name)
    sums = {**further, **dict(_sums_of_runs(runs))}
    said = {*mapping.names.get(field, {}), *mapping.skip.get(column.name, ())}
    sums = {cell: where for cell, where in sums.items() if cell and cell not in said and not is_total(cell)}
    leaves = [(cell, values) for cell, values in read if cell not in sums and not is_total(cell)]
    if len(runs) == 1:
        sums |= dict.fromkeys((cell for cell in _whole(leaves) if cell not in said), "beside")
    sums |= dict.fromkeys((cell for cell in _named_sums(runs) if cell not in {*sums, *said}), "beside")
    sums |= {cell: "indented below" for cell in _heads(rows, at) if not is_total(cell) and cell not in {*sums, *said}}
    for where in dict.fromkeys(sums.values()):
        here = [cell for cell, one in sums.items() if one == where]
        what = f"look{'s' * (len(here) == 1)} like {'sums' if here[1:] else 'the sum'} of the rows {where}"
        told = f"{quoted(here)} in “{column.name}” {what}: leave out by {skip_line(column.name, here)}"
        found.ask(f"skip.{column.name}", f"{told}, or {set_flag(f'ask.{column.name}')} where each is of its own")
    found.doubt(column.name, sums)
    by_name = [cell for cell in dict.fromkeys(column.cells) if cell not in sums and _holds_others(cell)]
    if by_name and len(by_name) * _FEWEST < len(set(column.cells)) and not _REGIONS & set(words_of(column.name)):
        way = f"if they hold figures of other rows too, leave them out by {skip_line(column.name, by_name)}"
        found.unsure.append(
            f"{quoted(by_name)} in “{column.name}” may be no places like the others by their names: {way}"
        )


def totals_by_name(found: Found, mapping: Mapping, sample: Sample) -> None:
    """Ask about cells among places, events and times that are only called a total."""
    given = mapping.columns.get("place", "")
    when = {mapping.columns.get("year"), mapping.columns.get("as_of"), mapping.columns.get("event")}
    templates = " ".join(filter(None, (given, *when)))  # "{Year}-{Month}", where a row has "Tot" as its month
    places = [one for one in sample.whole(sample.seen) if one.name in {given, *when} or f"{{{one.name}}}" in templates]
    for place in places:
        is_when = f"{{{place.name}}}" in templates.replace(given, "") if given else True
        meant = mapping.names.get("place", {}) if place.name == given else {}
        cells = [one for one in dict.fromkeys(place.cells) if one not in {*meant, *mapping.skip.get(place.name, ())}]
        totals = [one for one in cells if is_total(one) or (is_when and fold(one) in _OF_A_YEAR)]
        if not totals or (len(sample.rows) == 1 and not is_nobody(totals[0])):  # "Soma, Manisa" is of no other row
            continue
        whole = f', or read it as the whole by [names.place] "{totals[0]}" = ""' * (place.name == given)
        flags = [set_flag(f"skip.{place.name}", one) for one in totals]
        flags += [f"or {set_flag(f'names.place.{totals[0]}')}"] if whole else []
        where = sample.where(place.name, totals[0])
        way = f"leave it out by {skip_line(place.name, totals)}{whole} (as flags: {' '.join(flags)})"
        found.ask(f"skip.{place.name}", f"“{totals[0]}” in “{place.name}”{where} looks like a row of totals: {way}")
        found.doubt(place.name, totals)


def _measures_without_name(found: Found, mapping: Mapping, seen: Sequence[Column]) -> None:
    """Ask about the cells of a column of measures that are only called a total, or unknown."""
    column = next((one for one in seen if one.name == mapping.columns.get("measure")), None)
    if column is None:
        return
    said = {*mapping.names.get("measure", {}), *mapping.skip.get(column.name, ())}
    if totals := [
        one for one in dict.fromkeys(column.cells) if one not in said and is_nobody(one) and fold(one) != _MISSING
    ]:
        told = f"{quoted(totals)} in “{column.name}” does not say what is counted: leave out by"
        found.ask(f"skip.{column.name}", f"{told} {skip_line(column.name, totals)}, or name it in [names.measure]")
        found.doubt(column.name, totals)


def wholes_in_headers(found: Found, mapping: Mapping) -> Mapping:
    """Return a mapping that reads the one total among headers that are places, or people, as the whole, and says so."""
    for kind in ("place", "population"):
        headers = [name for wide in mapping.wide if wide.header == kind for name in wide.columns]
        totals = [name for name in headers if is_total(name)]
        known = mapping.names.get(kind, {})
        if len(totals) == 1 and totals[0] not in known:
            what = f"among headers that are {kind}s is read as the whole of them, by [names.{kind}]"
            found.unsure.append(f"“{totals[0]}” {what}")
            mapping = replace(mapping, names={**mapping.names, kind: {**known, totals[0]: ""}})
    return mapping


def totals_without_place(
    found: Found, mapping: Mapping, columns: Sequence[str], rows: Sequence[Row], *, seen: Sequence[Column]
) -> None:
    """Ask about rows that name no place where a column that is not read calls them a total: maybe of a part only."""
    given = names_in(mapping.columns.get("place", ""))
    places = [at for at, name in enumerate(columns) if name in given]
    read = {name for one in mapping.columns.values() for name in names_in(one)}
    without = [row for row in rows if not any(cell_of(row, columns[at], at) for at in places)]
    others = [row for row in rows if row not in without]
    for column in seen if places and others else ():
        if column.name in read or column.is_number:
            continue
        at = columns.index(column.name)
        elsewhere = {*mapping.skip.get(column.name, ()), *(cell_of(row, column.name, at) for row in others)}
        cells = dict.fromkeys(cell_of(row, column.name, at) for row in without)
        if totals := [cell for cell in cells if is_total(cell) and cell not in elsewhere]:
            told = f"{quoted(totals)} in “{column.name}” stands where no place is named, and may be of a part"
            way = f"leave out by {skip_line(column.name, totals)}"
            also = f"{set_flag(f'ask.{column.name}')} where it is of the whole"
            found.ask(f"skip.{column.name}", f"{told}: {way}, or {also}")
            found.doubt(column.name, totals)


def with_all_people(found: Found, mapping: Mapping, seen: Sequence[Column]) -> Mapping:
    """Return a mapping that reads totals in a column or headers of populations ("Both sexes") as all, and says so."""
    name, meant = mapping.columns.get("population"), mapping.names.get("population", {})
    column = next((one for one in seen if one.name == name), None)
    where = "headers" if column is None else f"“{column.name}”"
    cells = _people_beside_dates(mapping) if column is None else column.cells
    totals = [one for one in dict.fromkeys(cells) if one not in meant and one != _ALL and is_total(one)]
    if not totals:
        return mapping
    found.unsure.append(f"{quoted(totals)} in {where} is read as all people, by [names.population]")
    return replace(mapping, names={**mapping.names, "population": {**meant, **dict.fromkeys(totals, _ALL)}})


def _people_beside_dates(mapping: Mapping) -> list[str]:
    """Return whom headers name by the patterns that read them."""
    named = [re.match(one.pattern, header) for one in mapping.wide if one.pattern for header in one.columns]
    return [match["population"] for match in named if match and "population" in match.groupdict()]


def _runs(
    mapping: Mapping, columns: Sequence[str], rows: Sequence[Row], read: Sequence[Named], *, of: str
) -> list[list[Named]]:
    """Return the rows in runs that are about one thing as of one date: those about others are no parts of a sum."""
    places = key_places(mapping, columns, of=of)
    keys = [tuple(cell_of(row, columns[at], at) for at in places) for row in rows]
    return [[one for _, one in run] for _, run in groupby(zip(keys, read, strict=True), key=itemgetter(0))]


def key_places(mapping: Mapping, columns: Sequence[str], *, of: str) -> list[int]:
    """Return the places of the columns in which the parts of a sum are alike, those of its names (of) left out."""
    given = [mapping.columns.get(one, "") for one in _OF_A_SUM]  # looked through for each column
    return [at for at, name in enumerate(columns) if name != of and any(name in names_in(one) for one in given)]


def _sums_of_runs(runs: Sequence[Sequence[Named]]) -> Iterator[tuple[str, str]]:
    """Yield the names of sums with the word for where their parts stand; of several runs a sum is one in most."""
    where: dict[str, str] = {}
    stands, found = Counter[str](), Counter[str]()
    for run in runs:
        stands.update({name for name, _ in run})
        for number, there in sums_among([values for _, values in run]):
            where[run[number][0]] = there
            found[run[number][0]] += 1
    for name, there in where.items():
        if len(runs) == 1 or (found[name] > 1 and found[name] * _FEWEST > stands[name]):
            yield name, there


def figures_of(mapping: Mapping, seen: Sequence[Column]) -> set[str]:
    """Return the columns whose numbers are figures."""
    found = {mapping.columns.get("says", ""), *mapping.wide_columns}
    found |= {block.columns.get("says", "") for block in mapping.claims}
    if any(not wide.columns for wide in mapping.wide):
        found |= {one.name for one in seen if one.is_number and one.name not in mapping.columns.values()}
    return found


def values_of(row: Row, columns: Sequence[str], figures: Sequence[str]) -> Values:
    """Return the whole numbers of a row, 0 for what is none."""
    cells = [cell_of(row, name, columns.index(name)) for name in figures]
    return tuple(map(whole_number, cells))


def whole_number(cell: Any) -> int:
    """Return the whole number that a cell is, 0 for what is none."""
    text = str(cell).strip()
    if not text.isdecimal():
        text = _BETWEEN_THOUSANDS.sub("", ascii_digits(text)).removesuffix(".0")
    return int(text) if text.isdecimal() else 0


def sums_among(values: Sequence[Values]) -> Iterator[tuple[int, str]]:
    """Yield the numbers of rows that are sums of rows above or below them, with the word for where these stand.

    Small numbers add up by chance: of one column the rows of sums and their parts must be most of the table, of several
    all columns must add up.
    """
    below = [(len(values) - 1 - number, count) for number, count in _found(values[::-1])]
    for where, found in (("above", list(_found(values))), ("below", below)):
        covered = len(found) + sum(count for _, count in found)
        is_most = covered >= _COVERED * len(values)
        is_whole = is_most and len(found) == 1 and found[0][1] >= _ALL_ALONE and covered == len(values)
        sure = [number for number, _ in found if sum(one >= _SURE for one in values[number]) >= _FEWEST]
        is_large = any(max(values[number]) >= _SURE for number, _ in found)
        if is_large and ((is_most and len(found) >= _FEWEST) or is_whole):
            yield from ((number, where) for number, _ in found)
            return
        if sure:
            yield from ((number, where) for number in sure)
            return


def _whole(read: Sequence[tuple[str, Values]], *, fewest: int = _ALL_ALONE, least: int = _SURE) -> Iterator[str]:
    """Yield the name of a row that is the sum of all others, of which there are fewest or more; least is of all."""
    total = [sum(column) for column in zip(*(values for _, values in read), strict=True)]
    if len(read) > fewest and sum(total) >= least:
        yield from (cell for cell, values in read if [2 * one for one in values] == total)


def _named_sums(runs: Sequence[Sequence[Named]]) -> Iterator[str]:
    """Yield the names that may be of a town or say that a row is a sum ("Soma"), where it is that of all beside it."""
    named = dict.fromkeys(cell for run in runs for cell, _ in run if may_be_sum(cell))
    for name in named:
        with_it = [run for run in runs if any(cell == name for cell, _ in run)]
        wholes = [cell for run in with_it for cell in _whole(run, fewest=_FEWEST, least=1)]
        if len(with_it) == wholes.count(name):
            yield name


def _heads(rows: Sequence[Row], at: int) -> Iterator[str]:
    """Yield the names over others that are indented, where most are: statistical offices set parts so below wholes."""
    cells = [str(row.cells[at] or "") for row in rows if isinstance(row.cells, list | tuple) and at < len(row.cells)]
    named = [(len(cell) - len(cell.lstrip()), cell.strip()) for cell in cells if cell.strip()]
    outermost = min((depth for depth, _ in named), default=0)
    if sum(depth > outermost for depth, _ in named) * _FEWEST > len(named):
        yield from (name for (depth, name), (below, _) in pairwise(named) if below > depth)


def _found(values: Sequence[Values]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of rows whose figures are the sums of some right before them, and how many these are."""
    start = so_far = 0
    reached = {0}
    for number, row in enumerate(values):
        own = sum(row)
        may_be = own and so_far - own in reached  # else no rows right before it have its sum
        so_far += own
        reached.add(so_far)
        if not may_be:
            continue
        total, filled = [0] * len(row), 0
        for before in range(number - 1, start - 1, -1):
            total = [one + other for one, other in zip(total, values[before], strict=True)]
            filled += any(values[before])
            if any(one > other for one, other in zip(total, row, strict=True)):
                break
            if tuple(total) == row and filled >= _FEWEST:
                yield number, number - before
                start = number + 1
                break


def _holds_others(cell: str) -> bool:
    """Return whether a name is that of a region, or of what remains."""
    words = fold(cell)
    return bool(_REGIONS & set(words.split())) or any(
        words == phrase or words.startswith(f"{phrase} ") for phrase in _REST
    )
