"""Tables in plain text: drawn with signs, or aligned by blanks where their columns can be told surely.

Old reports, the output of databases (psql, MySQL), and texts in reStructuredText and Org hold such. Rows are numbered
by their lines; those of which it is unsure what they hold are refused. All tables of the same columns are read one
after another (`claims.importers._tables`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from claims.decode import decode
from claims.errors import BadFile
from claims.importers._lines_aligned import is_of_numbers
from claims.importers._lines_blocks import blocks_of, found_of
from claims.importers._lines_drawn import LinesTable, drawn_at
from claims.importers._tables import MOST_CELLS, Found, Line, one_table
from claims.table import ReadOptions, Table

TITLE = "Tables in plain text, drawn or aligned by blanks"
EXTENSIONS = (".rst", ".org", ".prn")
CHOICES = ("table",)

_ORG_HEADING = re.compile(r"(\*{1,6}) +(\S.*)")
_UNDERLINE = re.compile(r"([=\-~^\"'#*+.`:_])\1{2,}\s*")
_MARKDOWN = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FEWEST_ALIKE = 3
_MOST_SIGNS = 100_000_000
_WIDTHS = "some of its signs are wider or narrower than others, so that which cells are empty is not sure"
_HINT = "part its columns by two blanks or more in each line, or save the table as CSV"


def sniff(head: bytes) -> int:
    """Return 2 if a table is drawn or aligned there and no sign parts its lines into cells.

    It is 1 if one may be, and where a table of Markdown stands there too.
    """
    lines = _LINE_END.split(head.decode("utf-8", "replace").expandtabs())[:-1]
    if any(drawn_at(lines, at) for at in range(len(lines))):
        return 1 if any(map(_MARKDOWN.fullmatch, lines)) else 2
    rows = [line for line in lines if is_of_numbers(line)]
    if b"\t" in head or len(rows) < _FEWEST_ALIKE or any(_parts(rows, sign) for sign in ",;|"):
        return 0
    found = [one for one, _ in blocks_of(lines)]
    return 2 if any(isinstance(one, LinesTable) for one in found) else min(len(found), 1)


def _parts(rows: Sequence[str], sign: str) -> bool:
    """Return whether a sign stands in all lines, as one that parts cells does."""
    return all(sign in row for row in rows)


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the tables of a text as one; raises BadFile if it holds none whose columns can be told."""
    text = decode(stream, name=name, encoding=options.encoding, charset=options.charset)
    content = text.whole(most=_MOST_SIGNS, hint="save the table that you want as CSV")
    lines = [line.expandtabs() for line in _LINE_END.split(content)]
    unsure: list[str] = []
    found = list(_tables(lines, unsure, name=name))
    if not found and unsure:
        raise BadFile(name, f"it holds what may be a table: {unsure[0]}", hint=_HINT)
    notes = tuple(f"not read: {one}" for one in unsure)
    return one_table(found, name=name, options=options, notes=(*text.notes, *notes))


def _tables(lines: Sequence[str], unsure: list[str], *, name: str) -> Iterator[Found]:
    headings: dict[int, str] = {}
    signs: list[str] = []
    number = cells = reached = 0
    for table, at in blocks_of(lines):
        headings = _headings(lines, range(reached, at), headings, signs)
        reached = at
        if isinstance(table, str):
            unsure.append(f"at line {at + 1} {table}")
            continue
        number += 1
        reached = table.end
        cells += len(table.lines) * len(table.columns)
        if cells > MOST_CELLS:
            reason = f"its tables have more than {MOST_CELLS:,} cells"
            raise BadFile(name, reason, hint="save the table that you want as CSV")
        table.lines = [_surely(line) for line in table.lines]
        yield found_of(table, lines, number=number, headings=headings)


def _surely(line: Line) -> Line:
    """Return a row, refused where cells are empty, perhaps others than it seems, as some signs are not one wide."""
    is_sure = bool(line.trouble) or all(line.cells) or "|" in line.raw or not any(map(_is_of_other_width, line.raw))
    return line if is_sure else replace(line, trouble=_WIDTHS)


def _is_of_other_width(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in {"W", "F"} or unicodedata.category(sign) in {"Mn", "Me", "Cf"}


def _headings(lines: Sequence[str], between: range, headings: dict[int, str], signs: list[str]) -> dict[int, str]:
    """Return the headings in force behind some lines: of Org, and those underlined with signs, noted in order."""
    for at in between:
        line = lines[at]
        under = _UNDERLINE.fullmatch(lines[at + 1]) if at + 1 < len(lines) else None
        level, said = 0, ""
        if of_org := _ORG_HEADING.fullmatch(line):
            level, said = len(of_org[1]), of_org[2]
        elif (
            under
            and line.strip()
            and len(lines[at + 1].strip()) >= len(line.strip())
            and not _UNDERLINE.fullmatch(line)
        ):
            signs += [under[1]] if under[1] not in signs else []
            level, said = min(signs.index(under[1]) + 1, 6), line
        if level:
            headings = {above: text for above, text in headings.items() if above < level}
            headings[level] = " ".join(said.split())
    return headings
