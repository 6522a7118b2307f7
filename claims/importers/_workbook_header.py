"""Where the header of a sheet begins and ends, and how its columns are called.

Titles above the header are rows with a single cell; they are skipped. A row with fewer than half as many cells as the
fullest of the first rows is above the header too, but where only its headings tell the columns below apart. The
header goes on below its first row only where that is all but certain, because a row of data taken for a heading would
be lost: beside merged cells of several rows, below a heading merged over several columns, and where a column of
numbers or dates gets its only name. Headings are joined with " / ". A row of HXL hashtags ends the header and gives
the names.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.importers._header_cells import are_names, are_numbers, is_date, joined, tells_apart
from claims.importers._hxl import find_tags, tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.importers._workbook_xml import Range

LOOKED_AT = 60
_MOST_ROWS = 6
_MOST_SHOWN = 240


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: first and end are places in the rows that were looked at, end that of the first data."""

    columns: tuple[str, ...]
    first: int
    end: int
    notes: tuple[str, ...]


def find_header(rows: Sequence[Sequence[object]], texts: Sequence[Sequence[str]], merged: Sequence[Range]) -> Header:
    """Return the header among the first rows of a sheet, which hold something.

    texts are the rows' cells as text, and merged the ranges of merged cells, all counted from the first of these rows
    and columns.
    """
    filled = [_filled(row, number, merged) for number, row in enumerate(texts)]
    place = find_tags(texts)
    if place is not None:
        columns, notes = tagged(texts[place], filled[:place])
        return Header(columns, place, place + 1, notes)
    own = [sum(map(bool, row)) for row in texts]
    least = min(max(own), 2)
    fullest = max(sum(map(bool, row)) for row, cells in zip(filled, own, strict=True) if cells >= least)
    first = next(
        number
        for number, row in enumerate(filled)
        if sum(map(bool, row)) * 2 >= fullest and (own[number] >= least or (own[number] and not row[0]))
    )
    if first and _is_below(filled, first) and _goes_on(rows, filled, merged, first=first - 1, at=first):
        first -= 1
    end = first + 1
    while end < min(len(rows), first + _MOST_ROWS) and _goes_on(rows, filled, merged, first=first, at=end):
        end += 1
    titles = [" ".join(cell for cell in row if cell) for row in texts[:first]]
    is_merged = any(first <= top < end and left < right for (top, left), (_, right) in merged)
    levels: list[Sequence[str]] = [[" ".join(cell.split()) for cell in row] for row in filled[first:end]]
    names = _names(levels) if is_merged else tuple(_joined(levels))
    return Header(names, first, end, _notes(titles, rows=end - first))


def _notes(titles: Sequence[str], *, rows: int) -> tuple[str, ...]:
    skipped = " · ".join(title for title in titles if title)
    shown = skipped if len(skipped) <= _MOST_SHOWN else f"{skipped[:_MOST_SHOWN]}…"
    notes = [f"above the header, not read: “{shown}”"] if skipped else []
    if rows > 1:
        notes.append(f"the header has {rows} rows, joined with “ / ”")
    return tuple(notes)


def _filled(row: Sequence[str], number: int, merged: Sequence[Range]) -> list[str]:
    """Return a row of a header with the text of a merged cell in each of its columns."""
    filled = list(row)
    for (top, left), (_, right) in merged:
        if top == number and left < len(row):
            filled[left : right + 1] = [row[left]] * (min(right, len(row) - 1) - left + 1)
    return filled


def _goes_on(
    rows: Sequence[Sequence[object]], filled: Sequence[Sequence[str]], merged: Sequence[Range], *, first: int, at: int
) -> bool:
    """Return whether the row at a place still belongs to the header that began at first."""
    row = rows[at]
    if not any(filled[at]):
        return False
    is_beside = any(first <= top < at <= bottom for (top, _), (bottom, _) in merged)
    are_words = all(isinstance(cell, str) and not cell.strip()[:1].isdigit() for cell in row)
    if is_beside and (are_words or _are_headings(filled[at])):
        return True
    if not are_words and not (_are_dates(filled[at]) and _is_spanned(filled, at, merged)):
        return False
    below = filled[at]
    for (top, left), (_, right) in merged:
        under = below[left : right + 1]
        if top == at - 1 and len(under) > 1 and all(under) and len(set(under)) == len(under):
            return True
    if tells_apart(filled[at - 1], below, [row for row in filled[at + 1 :] if sum(map(bool, row)) > 1]):
        return True
    is_spanned = _is_spanned(filled, at, merged)
    return any(
        name
        and not above
        and (_is_of_numbers(rows, column, start=at + 1) or (is_spanned and _are_numbers(filled, column, start=at + 1)))
        for column, (above, name) in enumerate(zip(filled[at - 1], below, strict=True))
    )


def _is_below(filled: Sequence[Sequence[str]], at: int) -> bool:
    """Return whether a row names columns alike that only the headings in the row above it tell apart."""
    names = [name for name in filled[at] if name]
    whole = [name for name in joined(filled[at - 1], filled[at]) if name]
    return sum(map(bool, filled[at - 1])) > 1 and len(set(names)) < len(names) and len(set(whole)) == len(whole)


def _are_dates(cells: Sequence[str]) -> bool:
    """Return whether cells are years that follow on or dates, and names beside them."""
    return are_names([cell.strip() for cell in cells])


def _are_headings(cells: Sequence[str]) -> bool:
    """Return whether cells beside a merged one can be headings though they begin with digits: dates, "0-17", "18+".

    Numbers are, where they are days or years that follow on.
    """
    said = [cell.strip() for cell in dict.fromkeys(cells) if cell.strip()]
    numbers = [int(cell) for cell in said if cell.isdecimal()]
    follow = all(after - before == 1 for before, after in pairwise(numbers))
    are_years = bool(numbers) and all(map(is_date, map(str, numbers)))
    return len(said) > 1 and (follow or are_years)


def _is_spanned(filled: Sequence[Sequence[str]], at: int, merged: Sequence[Range]) -> bool:
    """Return whether a row is empty below a name above it where every row of data is filled, and filled where none is.

    So it is in a header whose headings stand over several columns; of a merged one the other columns have none.
    """
    above, names = filled[at - 1], filled[at]
    data = [row for row in filled[at + 1 :] if sum(map(bool, row)) > 1]
    under = any(above[column] and not name and all(row[column] for row in data) for column, name in enumerate(names))
    over = any(top == at - 1 and left < right for (top, left), (_, right) in merged)
    return bool(data) and under and (over or any(name and not above[column] for column, name in enumerate(names)))


def _are_numbers(filled: Sequence[Sequence[str]], column: int, *, start: int) -> bool:
    """Return whether a column holds numbers from a place on, though they may be texts: "about 40", "5–12"."""
    return start < len(filled) and are_numbers([row[column].strip() for row in filled[start:]])


def _is_of_numbers(rows: Sequence[Sequence[object]], column: int, *, start: int) -> bool:
    """Return whether a column holds numbers or dates, but for a few cells, from a place on."""
    cells = [row[column] for row in rows[start:] if row[column] != ""]
    return bool(cells) and sum(not isinstance(cell, str) for cell in cells) * 5 >= len(cells) * 4


def _joined(levels: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return the names of a header in which a heading over several columns stands over the first of them only."""
    names = levels[0]
    for below in levels[1:]:
        names = joined(names, below)
    return names


def _names(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    names = []
    for column in range(len(rows[0])):
        parts = [row[column] for row in rows]
        names.append(" / ".join(dict.fromkeys(part for part in parts if part)))
    return tuple(names)
