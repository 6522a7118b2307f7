"""Tables of PDF files: those that a file says to hold (`claims.importers._pdf_tagged`), else what its pages show.

There the columns must be told surely from where the letters stand on the page: the runs of letters of each line are
drawn as a line of plain text, each as wide as on the page, and read by the rules for such
(`claims.importers._lines_aligned`). What is unsure is refused: rows that may go on in other lines, headers that do not
tell their columns, and right-to-left text, whose columns and digits come in different orders. Digits above the line are
written as such: 161² is not 1612. Headings are the pages.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from claims.errors import BadFile
from claims.importers._lines_aligned import FILLER
from claims.importers._lines_blocks import blocks_of, found_of
from claims.importers._pdf_tagged import tagged_in
from claims.importers._tables import Found, one_table
from claims.pdfruns import Run, is_mark, runs_by_page
from claims.table import ReadOptions, Table

TITLE = "Tables of a PDF"
EXTENSIONS = (".pdf",)
CHOICES = ("table",)

_POPPLER = "install poppler, for its pdftohtml (apt-get install poppler-utils, brew install poppler)"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WIDE = re.compile(" {3,}")
_UNIT = 2
"""How many pixels of a page one sign of a line stands for: fewer than any letter is wide."""
_WORD_GAP, _SAME_LINE, _LINE_GAP = 0.45, 0.4, 1.9
"""In heights of a line: up to which gap runs are one cell, how far runs of one line lie apart, and lines at most."""
_HINT = "save the table as CSV or XLSX, or take single claims out of the text: claims extract"


def sniff(head: bytes) -> int:
    """Return 2 for the beginning of a PDF."""
    return 2 if head.startswith(b"%PDF") else 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the tables of a file as one; raises BadFile if it holds none whose columns can be told."""
    if shutil.which("pdftohtml") is None:
        raise BadFile(name, "tables of a PDF need poppler's pdftohtml, which is not installed", hint=_POPPLER)
    with NamedTemporaryFile(prefix="claims-", suffix=".pdf") as copy:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        path = str(Path(copy.name))
        pages = runs_by_page(path)
        is_sure = not any(_RIGHT_TO_LEFT.search(run.text) for page in pages for run in page)
        marked = [_with_marks(page) for page in pages]
        tagged, unsure = tagged_in(path, marked, name=name) if is_sure else ([], [])
    if not any(pages):
        hint = "it is most likely a scan, or locked: make its text readable first (ocrmypdf), or save it anew"
        raise BadFile(name, "its pages hold no text that can be read", hint=hint)
    if not is_sure:
        raise BadFile(name, "it holds right-to-left text, of which nobody can tell the columns", hint=_HINT)
    if tagged:
        return one_table(tagged, name=name, options=options, notes=tuple(f"not read: {one}" for one in unsure))
    found: list[Found] = []
    before = 0
    for number, page in enumerate(marked, start=1):
        lines = list(_lines(page))
        for table, _ in blocks_of(lines):
            if isinstance(table, str):
                unsure.append(f"on page {number} {table}")
                continue
            table.lines = [
                replace(line, number=line.number + before, raw=_WIDE.sub("  ", line.raw.strip()))
                for line in table.lines
            ]
            found.append(found_of(table, lines, number=len(found) + 1, headings={1: f"page {number}"}))
        before += len(lines)
    if not found:
        reason = (
            f"it holds what may be a table: {unsure[0]}" if unsure else "it holds no table whose columns can be told"
        )
        raise BadFile(name, reason, hint=_HINT)
    notes = tuple(f"not read: {one}" for one in unsure)
    return one_table(found, name=name, options=options, notes=notes)


def _lines(page: Sequence[Run]) -> Iterator[str]:
    """Yield the lines of a page as plain text, an empty one where more than a line is left free."""
    before: float | None = None
    for line in _runs_by_line(page):
        height = max(run.height for run in line)
        if before is not None and line[0].line - before > _LINE_GAP * height:
            yield ""
        before = line[0].line
        yield _drawn(line)


def _with_marks(page: Sequence[Run]) -> list[Run]:
    """Return the runs of a page that hold letters, a mark above the line as a part of the run before it."""
    found: list[Run] = []
    last: Run | None = None
    for run in page:
        if last is not None and is_mark(last, run):
            whole = found.pop()
            text = whole.text.rstrip() + run.text.strip().translate(_RAISED)
            found.append(whole._replace(text=text, width=run.left + run.width - whole.left))
        elif run.text.strip():
            found.append(run)
            last = run
    return found


def _runs_by_line(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield the runs that stand on one line, from the left; lines from the top."""
    line: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.line, run.left)):
        if line and run.line - line[0].line > _SAME_LINE * line[0].height:
            yield sorted(line, key=lambda run: run.left)
            line = []
        line.append(run)
    if line:
        yield sorted(line, key=lambda run: run.left)


def _drawn(line: Sequence[Run]) -> str:
    """Return a line as text in which each cell is as wide as on the page; runs close to each other are one cell."""
    cells: list[list[Run]] = [[line[0]]]
    for run, following in pairwise(line):
        gap = following.left - run.left - run.width
        if gap <= _WORD_GAP * run.height:
            cells[-1].append(following)
        else:
            cells.append([following])
    text = ""
    for cell in cells:
        start, end = cell[0].left // _UNIT, (cell[-1].left + cell[-1].width) // _UNIT
        said = " ".join(" ".join(run.text for run in cell).split())
        text = text.ljust(max(start, len(text) + 2 if text else 0)) + said + FILLER * max(end - start - len(said), 0)
    return text
