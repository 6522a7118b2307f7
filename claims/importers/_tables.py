"""Which of a page's tables are read, and as one: those of the same columns, each row with where it stands.

Shared by the formats that hold several tables and headings between them. The columns of a table are followed by
`section` (the nearest heading above it), `h1` to `h6` (the heading of each level that is in force there), `caption`,
`group` (the row over the whole width above the row), `table` (its number on the page) and `locator`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from claims.errors import BadFile
from claims.model import Problem
from claims.table import ReadOptions, Row, Table
from claims.text import ascii_digits, first_of, fold

MOST_CELLS = 5_000_000
MOST_COLUMNS = 10_000
_listed = partial(first_of, most=12, joint="; ")
_ABOVE = "above the header, not read: “"
_MOST_AROUND = 160
_LABELLED = re.compile(r"[^:：]{2,40}[:：]\s*\S")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|2[01])\d\d(?!\d)")
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its number in the file, its cells and its text verbatim.

    group is the row above it that holds one cell over the whole width; trouble says why the row means nothing for sure.
    """

    number: int
    cells: Sequence[str]
    raw: str
    group: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A table of a page: its number from 1, the headings above it by level, its columns and rows.

    notes are on the table itself, around those on the text right above and below it.
    """

    number: int
    columns: tuple[str, ...]
    lines: Sequence[Line]
    headings: Mapping[int, str]
    caption: str = ""
    notes: tuple[str, ...] = ()
    around: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """Return the nearest heading above the table, "" if there is none."""
        return self.headings[max(self.headings)] if self.headings else ""

    @property
    def shape(self) -> tuple[str, ...]:
        """Return what tables have in common that can be read as one."""
        return tuple(fold(column) or column for column in self.columns)

    def is_called(self, wanted: str) -> bool:
        """Return whether words, or parts of such, stand in the caption, a heading above the table, or its header."""
        words = fold(wanted)
        if words.isdecimal():
            words = f" {words} "
        places = (self.caption, *self.headings.values(), " ".join(self.columns))
        return any(words in f" {fold(place)} " for place in places)


def said_around(*, above: str, below: str = "", datelines: Sequence[str] = (), is_own: bool = False) -> tuple[str, ...]:
    """Return the notes on the text right above and below a table, where it is short: it may say the source or date.

    They must say a year, or a label with what it is of (“Source: OCHA”); what stands above may have only a label where
    it is of no other table before it: is_own. Where it says no year, the texts right below the headings above it may:
    datelines.
    """
    texts = [] if _says_a_year(above) else [text for text in datelines if _says_a_year(text)]
    texts += [above] if _says_a_year(above) or (is_own and _LABELLED.match(above.strip())) else []
    notes = [f"{_ABOVE}{said}”" for text in dict.fromkeys(texts) if (said := _if_short(text))]
    if below := _if_short(below) if _says_a_year(below) or _LABELLED.match(below.strip()) else "":
        notes.append(f"below the table, not read: “{below}”")
    return tuple(notes)


def _says_a_year(text: str) -> bool:
    return _YEAR.search(ascii_digits(text)) is not None


def _if_short(paragraph: str) -> str:
    said = " ".join(paragraph.split())
    return said if len(said) <= _MOST_AROUND else ""


def one_table(tables: Sequence[Found], *, name: str, options: ReadOptions, notes: tuple[str, ...]) -> Table:
    """Return the tables that are wanted, or all of the columns that most rows have, as one; raises BadFile."""
    tables = [_unfolded(table) for table in tables]
    with_rows = [table for table in tables if table.lines]
    if not with_rows:
        reason = "its tables have no rows" if tables else "it holds no table"
        hint = "a table has a row that names its columns, and at least one more; a text is read by `claims extract`"
        raise BadFile(name, reason, hint=hint)
    chosen = _fullest(with_rows) if options.table is None else _wanted(tables, options.table, name=name)
    if options.table is None and len(chosen) < len(with_rows):
        read = ", ".join(str(table.number) for table in chosen)
        others = [_shown(table) for table in with_rows if table not in chosen]
        word = "tables" if len(chosen) > 1 else "table"
        notes = (
            *notes,
            f"read {word} {read}; not read: {_listed(others)} (--table NUMBER, or words of its heading, chooses)",
        )
    own = dict.fromkeys(note for table in chosen for note in table.notes)
    own |= dict.fromkeys(chosen[0].around if len(chosen) == 1 else ())
    extra = _extra_columns(chosen)
    columns = chosen[0].columns
    taken = {fold(column) for column in columns}
    added = [column for column in extra if fold(column) not in taken]
    return Table((*columns, *added), _rows(chosen, added, name=name), (*notes, *own))


def _unfolded(table: Found) -> Found:
    """Return a table whose columns stand there twice or more, side by side, as one with these below each other.

    Not where a column without a name holds something: that tells of the whole row, which no longer would.
    """
    places = [place for place, column in enumerate(table.columns) if column.strip()]
    names = [fold(table.columns[place]) for place in places]
    times = names.count(names[0]) if names else 0
    width = len(names) // times if times else 0
    if times < 2 or width < 2 or names != names[:width] * times or len(set(names)) < width:
        return table
    if any(cell.strip() for line in table.lines for place, cell in enumerate(line.cells) if place not in places):
        return table
    blocks = [places[at : at + width] for at in range(0, len(places), width)]
    lines = [
        replace(line, cells=cells)
        for block in blocks
        for line in table.lines
        if any(cells := [line.cells[place] if place < len(line.cells) else "" for place in block])
    ]
    note = f"the columns of table {table.number} stand {times} times side by side: read below each other"
    return replace(table, columns=tuple(table.columns[at] for at in blocks[0]), lines=lines, notes=(*table.notes, note))


def _fullest(tables: Sequence[Found]) -> list[Found]:
    """Return all tables of the columns that most rows have; of those with as many, the first."""
    rows: dict[tuple[str, ...], int] = {}
    for table in tables:
        rows[table.shape] = rows.get(table.shape, 0) + len(table.lines)
    shape = max(rows, key=lambda shape: rows[shape])
    return [table for table in tables if table.shape == shape]


def _wanted(tables: Sequence[Found], wanted: str, *, name: str) -> list[Found]:
    """Return the table of a number, or those in whose headings, captions or headers some words stand."""
    wanted = wanted.strip()
    found = [table for table in tables if wanted.isdecimal() and table.number == int(wanted)]
    found = found or [table for table in tables if table.lines and fold(wanted) and table.is_called(wanted)]
    hint = f"its tables are {_listed([_shown(table) for table in tables])}"
    if not found:
        raise BadFile(name, f"it has no table “{wanted}”", hint=hint)
    if not found[0].lines:
        raise BadFile(name, f"table {found[0].number} has no rows", hint=hint)
    if len({table.shape for table in found}) > 1:
        listed = _listed([_shown(table) for table in found])
        raise BadFile(name, f"“{wanted}” is said of tables with different columns", hint=f"choose one of {listed}")
    return found


def _extra_columns(tables: Sequence[Found]) -> list[str]:
    levels = sorted({level for table in tables for level in table.headings})
    caption = ["caption"] * any(table.caption for table in tables)
    group = ["group"] * any(line.group for table in tables for line in table.lines)
    above = ["above"] * (len({_line_above(table) for table in tables}) > 1)
    sections = [*(["section"] * bool(levels)), *(f"h{level}" for level in levels)]
    return [*sections, *caption, *above, *group, "table", "locator"]


def _line_above(table: Found) -> str:
    """Return the line right above a table that may say the source or date of its figures, "" if there is none."""
    notes = [note.removeprefix(_ABOVE) for note in table.around if note.startswith(_ABOVE)]
    return notes[0].removesuffix("”") if len(notes) == 1 else ""


def _rows(tables: Sequence[Found], added: Sequence[str], *, name: str) -> Iterator[Row | Problem]:
    for table in tables:
        width = len(table.columns)
        same = {"section": table.section, "caption": table.caption, "table": str(table.number)}
        same |= {f"h{level}": heading for level, heading in table.headings.items()}
        same["above"] = _line_above(table) if "above" in added else ""
        for place, line in enumerate(table.lines, start=1):
            problem = _problem(line, width, f"row {place} of table {table.number}", name=name)
            if problem is not None:
                yield problem
                continue
            cells = [*line.cells[:width], *[""] * (width - len(line.cells))]
            here = {"group": line.group, "locator": f"table {table.number}, row {place}"}
            yield Row(line.number, [*cells, *(here.get(column) or same.get(column, "") for column in added)], line.raw)


def _problem(line: Line, width: int, where: str, *, name: str) -> Problem | None:
    """Return why a row cannot be read as one, None if it can."""
    reason, hint = line.trouble, "the page does not say what it counts: add the claim by hand, claims add"
    if "\0" in line.raw:
        reason, hint = "it holds a NUL byte", "remove it: the file may be damaged"
    elif any(line.cells[width:]):
        reason, hint = (
            f"it has {len(line.cells)} cells, the header {width}",
            "it has a cell too many, or the header too few",
        )
    return Problem(name, line.number, None, reason, f"{where}: {hint}", line.raw) if reason else None


def _shown(table: Found) -> str:
    title = table.caption or table.section
    columns = _short(" | ".join(table.columns))
    return f"table {table.number} “{_short(title)}” ({columns})" if title else f"table {table.number} ({columns})"


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"
