"""Which rows a mapping gives claims about the same for, and which columns that it does not read differ in them."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from claims.errors import BadFile, BadMapping
from claims.mapping import plan
from claims.model import Draft
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.names import may_be_places
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import AGE, is_rate, words_of
from claims.pipeline.sections import is_header

if TYPE_CHECKING:
    from collections.abc import Mapping as Cells
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.table import Row

_NAMES_NOTHING = word_set("coordinate") | AGE
"""Words of headers of numbers that differ from row to row and name neither an event nor who is counted."""
NUMBERING = word_set("row_index")
"""Words of headers of columns that number the rows of a file, and say nothing of what they are about."""
_CLOCK = re.compile(r"(?<=\d)[T ,]+\d{1,2}:\d\d.*$")
"""A time behind a day: "2020-03-17T10:24:00", "17/04/2020 23:45"."""
_MOST_GROUPS = 0.5
_MOST_PAIRED, _MOSTLY, _TWO = 12, 0.75, 2
_MOST_TOGETHER, _FEW = 4, 8


def alike_rows(
    mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, file: str, by_day: bool = False
) -> list[frozenset[int]]:
    """Return the numbers of the rows that give claims about the same, those that do together, the first first.

    Of rows alike in all cells only the first is among them: they state one claim, which has each as its place. by_day
    takes those of one day for of one date, at whatever time of it, as an ingest reads them.
    """
    try:
        made = plan(mapping, columns, file=file)
    except (BadMapping, BadFile):
        return []
    about: dict[tuple[str | None, ...], set[int]] = defaultdict(set)
    for row in rows:
        for draft in made.drafts(row):
            if isinstance(draft, Draft):
                when = (draft.period_start, _CLOCK.sub("", draft.as_of or "") if by_day else draft.as_of)
                scope = (draft.event, draft.measure, draft.source, draft.population, draft.place, draft.basis)
                about[*scope, *when].add(row.number)
    groups = {frozenset(numbers) for numbers in about.values() if len(numbers) > 1}
    alike = {number for numbers in groups for number in numbers}
    met = [row for row in rows if row.number in alike]
    first = {repr(row.cells): row.number for row in reversed(met)}
    told = {*first.values()} - {row.number for row in met if _repeats(row, columns)}
    return sorted({group & told for group in groups if len(group & told) > 1}, key=min)


def rows_to_part(
    mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, seen: Sequence[Column], file: str
) -> list[frozenset[int]]:
    """Return the rows alike; where only times of one day part them, those of one day if a column may name their places.

    Of a running total that is told by the hour an ingest keeps what it said of a day, and tells of it.
    """
    if groups := alike_rows(mapping, columns, rows, file=file):
        return groups
    of_days = alike_rows(mapping, columns, rows, file=file, by_day=True)
    telling = telling_columns(mapping, columns, rows, seen=seen, groups=of_days) if of_days else []
    return of_days if any(map(may_be_places, telling)) else []


def _repeats(row: Row, columns: Sequence[str]) -> bool:
    """Return whether a row repeats the names of its columns, and is refused as no claim."""
    return isinstance(row.cells, list | tuple) and is_header(row.cells, columns)


def telling_columns(
    mapping: Mapping,
    columns: tuple[str, ...],
    rows: Sequence[Row],
    *,
    seen: Sequence[Column],
    groups: Sequence[frozenset[int]],
) -> list[Column]:
    """Return the columns that are not read and differ in the rows of most groups, those with words first."""
    read = {*mapping.columns.values(), *mapping.wide_columns}
    alike = {number for numbers in groups for number in numbers}
    meant = [row for row in rows if row.number in alike]
    found = []
    for column in seen:
        if column.name in read or any(f"{{{column.name}}}" in name for name in read) or column.is_figure:
            continue
        if _NAMES_NOTHING & set(words_of(column.name)) or is_rate(column.name):
            continue
        cells = cells_by_row(column, columns, meant)
        told = sum(len({cells.get(number, "") for number in numbers}) == len(numbers) for numbers in groups)
        if told >= _MOST_GROUPS * len(groups) or len(set(cells.values())) > 0.5 * len(meant):
            found.append(column)
    return sorted(found, key=lambda column: column.is_number)


def telling_together(
    mapping: Mapping,
    columns: tuple[str, ...],
    rows: Sequence[Row],
    *,
    seen: Sequence[Column],
    groups: Sequence[frozenset[int]],
) -> tuple[str, ...]:
    """Return the fewest columns that are not read and differ together in the rows of most groups; () if none do."""
    read = {*mapping.columns.values(), *mapping.wide_columns}
    free = [one for one in seen if one.name not in read and len(set(one.cells)) > 1]
    free = [one for one in free if not one.is_figure or len(set(one.cells)) * 2 <= len(one.cells)]  # years of service
    nothing = _NAMES_NOTHING | NUMBERING
    free = [one for one in free if not one.is_number or not nothing & set(words_of(one.name))]
    cells = {one.name: cells_by_row(one, columns, rows) for one in free[:_MOST_PAIRED]}
    for many in range(_TWO, _MOST_TOGETHER + 1):
        for names in combinations(list(cells)[: _MOST_PAIRED if many == _TWO else _FEW], many):
            told = [{tuple(cells[name].get(row) for name in names) for row in numbers} for numbers in groups]
            if sum(map(len, told)) > _MOSTLY * sum(map(len, groups)):
                return names
    return ()


def cells_by_row(column: Column, columns: tuple[str, ...], rows: Sequence[Row]) -> Cells[int, str]:
    """Return the cells of a column that hold something, each by the number of its row."""
    place = columns.index(column.name)
    return {row.number: text for row in rows if (text := cell_of(row, column.name, place))}
