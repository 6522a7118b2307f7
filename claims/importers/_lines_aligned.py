"""Tables of plain text whose cells are aligned by blanks, where their columns can be told surely.

The columns are what stands between strips of blanks, two wide at least, that go through all rows with numbers. The line
above these is the header if it names each column, or stands clear above each that it names; lines above it go on it
where they stand above its names. A line without a number among the rows may go on the row above or below it, so that
these three are refused; it heads the rows below where all these are indented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claims.importers._lines_drawn import LinesTable
from claims.importers._tables import Line

FILLER = "\u2060"
"""A sign that is none (WORD JOINER): it fills what a cell is wider than its letters, where that is known."""
_SEGMENT = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"[~≈<>≥≤+(]?\s*\d[\d.,'’/:%+*†-]*(?: \d[\d.,%+*†-]*)*\)?[*†‡]*|[-–—.]+|n/?a|N/?A")
_RULE = re.compile(r"\s*[-=_–—─]{3,}\s*")
_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 2
_MOST_HEADER_ROWS, _INDENTED = 4, 2
_BROKEN = "it, or a line beside it, may go on another line"
_PARTED, _GROUPED = re.compile(r"[\d., ]*\d \d[\d., ]*"), re.compile(r"\d{1,3}(?: \d{3})+")
_TWO = "“{cell}” may be one number or two: a single blank parts it"
_CROWDED = "its cells do not stand in the columns of the others"


class Segment(NamedTuple):
    """Words of a line without two blanks between them, and where they stand."""

    start: int
    end: int
    text: str


def segments(line: str) -> list[Segment]:
    """Return the segments of a line."""
    return [Segment(found.start(), found.end(), found[0].replace(FILLER, "")) for found in _SEGMENT.finditer(line)]


def is_of_numbers(line: str) -> bool:
    """Return whether a line may be a row of a table: segments, of which one behind the first is a number."""
    found = segments(line)
    return len(found) >= _FEWEST_COLUMNS and any(_NUMBER.fullmatch(one.text) for one in found[1:])


def aligned_in(text: Sequence[str], start: int, end: int) -> LinesTable | str | None:
    """Return the table in a block of lines; None if it holds none, and what is unsure of it where one may be."""
    rows = [at for at in range(start, end) if is_of_numbers(text[at]) and not _numbers_columns(text[at])]
    if len(rows) < _FEWEST_ROWS:
        return None
    while len(rows) > _FEWEST_ROWS and _is_header_of_numbers(text[rows[0]], text[rows[1]], above=text[start : rows[0]]):
        rows = rows[1:]
    columns = _columns([text[at] for at in rows])
    if max(len(segments(text[at])) for at in rows) > len(columns):
        return "its columns are not parted by two blanks in all rows"
    begin = rows[0]
    while begin > start and _heads(text, begin - 1, [rows[0]], columns):
        begin -= 1
    placed = _header(text, begin, start, columns)
    if placed is None:
        return "its header does not tell which column each of its words is of"
    last = rows[-1] + 1
    below = segments(text[last]) if last < end else []
    last += len(below) == 1 and len(_below(below[0], columns)) == 1 and ":" not in below[0].text
    made = LinesTable(placed[1], start=placed[0], end=last, above=_not_joined(text, placed[0], start))
    _take_rows(made, text, range(begin, last), columns)
    return made


def _is_header_of_numbers(line: str, below: str, *, above: Sequence[str]) -> bool:
    """Return whether a line is a header with years in it, but for one word; below a header as long it is a row."""
    found, rows = segments(line), segments(below)
    years = [one for one in found if re.fullmatch(r"\(?(?:1[5-9]|2[01])\d\d\)?", one.text)]
    if len(years) < len(found) <= max((len(segments(one)) for one in above), default=0):
        return False
    return len(found) >= len(rows) - 1 and len(years) > 1 and len(years) >= len(found) - 1


def _columns(rows: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the columns begin and end: between strips of two blanks or more that go through all rows."""
    width = max(map(len, rows))
    filled = [any(at < len(row) and row[at] != " " for row in rows) for at in range(width)]
    return [found.span() for found in re.finditer("1+(?:01+)*", "".join("1" if one else "0" for one in filled))]


def _header(
    text: Sequence[str], row: int, start: int, columns: Sequence[tuple[int, int]]
) -> tuple[int, list[str]] | None:
    """Return the line where the header begins and the names of the columns; None where it does not tell them."""
    at = row - 1
    while at >= start and _is_no_row(text[at]):
        at -= 1
    if at < start:
        return None
    names = _named(segments(text[at]), columns)
    if names is None:
        return _stacked(text, at, start, columns)
    first = at
    while first > start and at - first < _MOST_HEADER_ROWS:
        above = segments(text[first - 1])
        if len(above) < _FEWEST_COLUMNS and not _stands_over_some(above, columns):
            break
        over = _over(above, columns)
        if over is None:
            break
        names = [" ".join(filter(None, pair)) for pair in zip(over, names, strict=True)]
        first -= 1
    return (first, names) if all(names[1:]) else _stacked(text, at, start, columns)


def _stacked(
    text: Sequence[str], at: int, start: int, columns: Sequence[tuple[int, int]]
) -> tuple[int, list[str]] | None:
    """Return a header of several lines whose words, those above each other taken together, are as many as the columns.

    They need not stand above what they name then: the order tells.
    """
    stacks: list[list[Segment]] = []
    first = at
    while first >= start and at - first < _MOST_HEADER_ROWS and len(found := segments(text[first])) >= _FEWEST_COLUMNS:
        for one in found:
            over = [stack for stack in stacks if any(one.start < two.end and two.start < one.end for two in stack)]
            if len(over) > 1:
                return None
            if over:
                over[0].insert(0, one)
            else:
                stacks.append([one])
        first -= 1
    if len(stacks) != len(columns):
        return None
    stacks.sort(key=lambda stack: min(one.start for one in stack))
    return first + 1, [" ".join(one.text for one in stack) for stack in stacks]


def _named(found: Sequence[Segment], columns: Sequence[tuple[int, int]]) -> list[str] | None:
    """Return what the last line of a header names each column: in their order, or by what stands above what.

    A column that it does not name is "" then. None where it does not tell which is of which.
    """
    if len(found) == len(columns):
        return [one.text for one in found]
    places = [_below(one, columns) for one in found]
    if len(found) < _FEWEST_COLUMNS or any(len(under) != 1 for under in places):
        return None
    if len({under[0] for under in places}) < len(places):
        return None
    by_place = {under[0]: one.text for under, one in zip(places, found, strict=True)}
    return [by_place.get(place, "") for place in range(len(columns))]


def _below(one: Segment, columns: Sequence[tuple[int, int]]) -> list[int]:
    """Return the columns that a segment stands above."""
    return [place for place, (start, end) in enumerate(columns) if one.start < end and start < one.end]


def _not_joined(text: Sequence[str], first: int, start: int) -> str:
    """Return the line right above a header where it is indented, as what heads some of its columns is."""
    above = text[first - 1] if first > start else ""
    return " ".join(above.replace(FILLER, "").split()) if above[:2] == "  " else ""


def _stands_over_some(found: Sequence[Segment], columns: Sequence[tuple[int, int]]) -> bool:
    """Return whether one segment stands above some columns but not the first, as a heading of several does."""
    return bool(found) and 0 < len(_below(found[0], columns)) < len(columns) and 0 not in _below(found[0], columns)


def _over(found: Sequence[Segment], columns: Sequence[tuple[int, int]]) -> list[str] | None:
    """Return what a line above a header says of each column; None where two of its segments stand above one."""
    names = [""] * len(columns)
    for one in found:
        under = _below(one, columns)
        if not under or any(names[place] for place in under):
            return None
        for place in under:
            names[place] = one.text
    return names


def _take_rows(made: LinesTable, text: Sequence[str], places: range, columns: Sequence[tuple[int, int]]) -> None:
    """Give a table its rows; beside a line that is none surely they are refused."""
    lines = [at for at in places if not _is_no_row(text[at])]
    others = {at for at in lines if not is_of_numbers(text[at])}
    heads = {at for number, at in enumerate(lines) if at in others and _heads(text, at, lines[number + 1 :], columns)}
    broken = {beside for at in others - heads for beside in (at - 1, at, at + 1)}
    group = Segment(0, 0, "")
    for at in lines:
        found = segments(text[at])
        if at in heads and at not in broken:
            group = found[0]
            continue
        if found[0].start < group.start + _INDENTED:
            group = Segment(0, 0, "")
        cells = [""] * len(columns)
        trouble = _BROKEN if at in broken else ""
        for one in found:
            under = _below(one, columns)
            if len(under) != 1 or cells[under[0]]:
                trouble = trouble or _CROWDED
            else:
                cells[under[0]] = one.text
        parted = (cell for cell, name in zip(cells, made.columns, strict=True) if _may_be_two(cell, name))
        trouble = trouble or next((_TWO.format(cell=cell) for cell in parted), "")
        made.lines.append(Line(at + 1, cells, text[at].replace(FILLER, ""), group.text, trouble))


def _may_be_two(cell: str, name: str) -> bool:
    """Return whether digits parted by one blank may be two numbers: not thousands below a single word."""
    return _PARTED.fullmatch(cell) is not None and (_GROUPED.fullmatch(cell) is None or len(name.split()) > 1)


def _is_no_row(line: str) -> bool:
    """Return whether a line says nothing: it is empty, one drawn line, or numbers the columns."""
    return not line.strip() or _RULE.fullmatch(line) is not None or _numbers_columns(line)


def _numbers_columns(line: str) -> bool:
    """Return whether a line numbers the columns above it: 1, 2, 3 or (1), (2), (3)."""
    marks = [one.text.strip("()") for one in segments(line)]
    return len(marks) > _FEWEST_COLUMNS and marks == [str(number) for number in range(1, len(marks) + 1)]


def _heads(text: Sequence[str], at: int, below: Sequence[int], columns: Sequence[tuple[int, int]]) -> bool:
    """Return whether a line is one heading, and what the first column of the row below it holds is indented."""
    found, row = segments(text[at]), segments(text[below[0]]) if below else []
    if len(found) != 1 or not row or _is_no_row(text[at]) or 0 not in _below(row[0], columns):
        return False
    return row[0].start >= found[0].start + _INDENTED
