"""The tables of an HTML page as they stand in it: rows of cells with their text, headings above, nothing laid out yet.

Read from the page's own text instead of a parsed tree, because a row must be kept verbatim; end tags that HTML lets
people leave out (td, th, tr, tbody) are understood. A table inside a table is one of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from claims.importers._html_raised import RAISED, marked, without_marks
from claims.importers._html_tokens import Token, attributes, tokens

MOST_NESTED = 100
MOST_COLSPAN, MOST_ROWSPAN = 1000, 65534
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_GROUPS = {"thead", "tbody", "tfoot"}
_BREAKS = {"br", "p", "div", "li", "ul", "ol", "dl", "dd", "dt", "hr", "blockquote", "pre", "section", "article"}
_VOID = {"br", "hr", "img", "input", "wbr", "meta", "link", "area", "base", "col", "embed", "source", "track"}
_STRUCK = {"del", "s", "strike"}
_NEVER_SHOWN = {"template", "mw-editsection"}
_NO_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
_NOTE_CLASSES = {"reference", "footnote", "footnote-ref", "noteref", "cite-ref"}
_NOTE = re.compile(r"\[[^\[\]]*\]|[*†‡§¶]+")
_TITLE, _HEAD = re.compile(r"<title\b[^>]*>([^<]*)</title>", re.IGNORECASE), 100_000
_DAY = re.compile(
    r"\b\d{1,2}\.? [^\W\d_]{3,} \d{4}|[^\W\d_]{3,} \d{1,2}, \d{4}|\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4}"
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_MARKERS = "footnote markers such as [12]"


class TooDeep(Exception):
    """Tables stand in tables beyond all measure."""


@dataclass(slots=True)
class Writing:
    """The text of a cell, a caption or a heading while it is read, and whether something was left out of it.

    hidden is the element that is not shown and how many of its name are open; note holds the place in parts where a
    text above or below the line (raised) began, and is_note whether it leads to a footnote.
    """

    parts: list[str] = field(default_factory=list)
    hidden: tuple[str, int] = ("", 0)
    note: int | None = None
    raised: str = "sup"
    is_note: bool = False
    left_out: set[str] = field(default_factory=set)

    def take(self, token: Token, text: str) -> None:
        """Add the text of a token, or what its tag means for the text."""
        if self.hidden[1]:
            self._take_hidden(token)
        elif token.kind == "text":
            self.parts.append(_SPACE.sub(" ", unescape(text) if "&" in text else text))
        elif token.name in RAISED:
            self._end_note()
            if token.kind == "start":
                self.note, self.raised = len(self.parts), token.name
                self.is_note = bool(_NOTE_CLASSES & set(attributes(token.attributes).get("class", "").split()))
        elif token.name in _BREAKS:
            self.parts.append("\n")
        elif token.kind == "start" and token.name not in _VOID:
            self._open(token)

    def _open(self, token: Token) -> None:
        given = attributes(token.attributes)
        if token.name == "a" and self.note is not None and given.get("href", "").startswith("#"):
            self.is_note = True
        if token.name in _STRUCK or is_hidden(given) or _NEVER_SHOWN & {token.name, *given.get("class", "").split()}:
            self.hidden = (token.name, 1)
            if token.name in _STRUCK:
                self.left_out.add("struck-out text")

    def _take_hidden(self, token: Token) -> None:
        name, depth = self.hidden
        if token.name == name and token.kind != "text":
            self.hidden = (name, depth + 1 if token.kind == "start" else depth - 1)

    def _end_note(self) -> None:
        """Leave a footnote marker out; another raised text is judged by what stands around it, once that is known."""
        if self.note is None:
            return
        raised = "".join(self.parts[self.note :]).strip()
        if self.is_note or _NOTE.fullmatch(raised):
            self.left_out.add(_MARKERS)
            raised = ""
        self.parts[self.note :] = [marked(raised, self.raised)] if raised else [""]
        self.note, self.is_note = None, False

    def text(self) -> str:
        """Return the text as it is shown, a line break for <br> and between blocks."""
        self._end_note()
        if len(self.parts) == 1:
            return self.parts[0].strip(" \n")
        text, has_marks = without_marks("".join(self.parts))
        if has_marks:
            self.left_out.add(_MARKERS)
        lines = (_SPACE.sub(" ", line).strip(" ") for line in text.split("\n"))
        return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class Cell:
    """One cell: whether it is a heading, how many rows and columns it covers, and its text, known when its row ends.

    has_inner says that a table with numbers stands in it, which is a table of its own and no part of its text.
    """

    is_heading: bool
    rowspan: int
    colspan: int
    is_hidden: bool = False
    text: str = ""
    has_inner: bool = False


@dataclass(slots=True)
class TableRow:
    """One row: where its text begins and ends in the page, which row group it is of, and whether that is a head."""

    start: int
    group: int
    in_head: bool
    is_hidden: bool = False
    end: int = -1
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class PageTable:
    """One table: the headings and the text above it, the text below, its caption and rows, what its cells leave out.

    datelines are the texts right below the headings that it stands under, and the title of a page that holds a day.
    """

    headings: dict[int, str]
    above: str = ""
    datelines: tuple[str, ...] = ()
    below: str = ""
    rows: list[TableRow] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    cell: Writing | None = None
    caption: Writing = field(default_factory=Writing)
    in_caption: bool = False
    group: int = 0
    part: str = "tbody"

    def open_row(self) -> TableRow | None:
        """Return the row that has begun and not ended, if there is one."""
        return self.rows[-1] if self.rows and self.rows[-1].end < 0 else None

    def writing(self) -> Writing | None:
        """Return where text goes: the caption, or the cell that is open."""
        return self.caption if self.in_caption else self.cell

    def has_numbers(self) -> bool:
        """Return whether any of its cells holds a digit, or a table that does."""
        cells = (cell for row in self.rows for cell in row.cells)
        return any(cell.has_inner or any(map(str.isdigit, cell.text)) for cell in cells)

    def end_cell(self) -> None:
        """Give the cell that is open its text."""
        if self.cell is not None:
            self.rows[-1].cells[-1].text = self.cell.text()
            self.left_out |= self.cell.left_out
            self.cell = None

    def end_row(self, end: int) -> None:
        """Close the row that is open, if one is, where the page goes on."""
        self.end_cell()
        row = self.open_row()
        if row is not None:
            row.end = end


class _Around:
    """The first and the last block of the text outside of tables and headings since one of these ended."""

    def __init__(self, page: str, after: PageTable | None = None, *, level: int = 0) -> None:
        self.page = page
        self.level = level
        self.first = ""
        self._after = after
        self._block: list[Token] = []
        self._ended = False

    def take(self, token: Token) -> None:
        """Take a text, or a tag that ends a block."""
        if token.kind != "text":
            self._ended = self._ended or (token.name in _BREAKS and token.name != "br")
        elif not self.page[token.start : token.end].isspace():
            if self._ended and self._block:
                self.end()
                self._block.clear()
            self._block.append(token)
            self._ended = False

    def end(self) -> None:
        """Keep the first block, which has ended, and give it to the table that it follows."""
        self.first = self.first or self.text()
        if self._after is not None:
            self._after.below = self.text()
            self._after = None

    def text(self) -> str:
        """Return the text of the last block."""
        return unescape(" ".join(self.page[token.start : token.end] for token in self._block))


class Page:
    """The tables of a page in order, read token by token; raises TooDeep."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.tables: list[PageTable] = []
        self._open: list[PageTable] = []
        self._headings: dict[int, str] = {}
        self._heading: tuple[int, Writing] | None = None
        self._around = _Around(page)
        self._datelines = {0: title} if (title := _dated_title(page)) else {}
        for token in tokens(page):
            self._take(token)
        self._around.end()
        for table in self._open:
            table.end_row(len(page))

    def _take(self, token: Token) -> None:
        if token.name in _HEADINGS:
            self._end_heading()
            if token.kind == "start":
                self._end_around()
                self._heading = (int(token.name[1]), Writing())
        elif self._heading is not None and token.name != "table":
            self._heading[1].take(token, self.page[token.start : token.end] if token.kind == "text" else "")
        if token.name == "table":
            self._take_table(token)
        elif self._open and not self._take_part(self._open[-1], token):
            writing = self._open[-1].writing()
            if writing is not None:
                writing.take(token, self.page[token.start : token.end] if token.kind == "text" else "")
        elif not self._open and self._heading is None:
            self._around.take(token)

    def _end_heading(self) -> None:
        if self._heading is None:
            return
        level, writing = self._heading
        self._heading = None
        self._headings = {above: text for above, text in self._headings.items() if above < level}
        self._headings[level] = " ".join(writing.text().split("\n"))
        self._datelines = {above: text for above, text in self._datelines.items() if above < level}
        self._around = _Around(self.page, level=level)

    def _end_around(self) -> None:
        """End the text outside of tables and headings; its first block is the dateline of the heading above it."""
        self._around.end()
        if self._around.level and self._around.first:
            self._datelines[self._around.level] = self._around.first

    def _take_table(self, token: Token) -> None:
        self._end_heading()
        if token.kind == "start":
            if len(self._open) == MOST_NESTED:
                raise TooDeep
            self._end_around()
            above = "" if self._open else self._around.text()
            table = PageTable(dict(self._headings), above, tuple(self._datelines.values()))
            self._around = _Around(self.page)
            self.tables.append(table)
            self._open.append(table)
        elif self._open:
            table = self._open.pop()
            table.end_row(token.start)
            if self._open and self._open[-1].cell is not None and table.has_numbers():
                self._open[-1].rows[-1].cells[-1].has_inner = True
            self._around = _Around(self.page, table)

    def _take_part(self, table: PageTable, token: Token) -> bool:
        """Take a tag that is a part of a table; return whether it was one."""
        is_start = token.kind == "start"
        if token.name in _GROUPS:
            if is_start or token.name == table.part:  # another end is a stray one, also within a cell
                table.end_row(token.start)
                table.group += 1
                table.part = token.name if is_start else "tbody"
        elif token.name == "caption":
            table.in_caption = is_start
        elif token.name == "tr":
            table.end_row(token.start if is_start else token.end)
            if is_start:
                hidden = is_hidden(attributes(token.attributes))
                table.rows.append(TableRow(token.start, table.group, table.part == "thead", hidden))
        elif token.name in {"td", "th"}:
            if is_start:
                self._start_cell(table, token)
        else:
            return False
        table.in_caption = table.in_caption and token.name == "caption"
        return True

    def _start_cell(self, table: PageTable, token: Token) -> None:
        table.end_cell()
        row = table.open_row()
        if row is None:
            row = TableRow(token.start, table.group, table.part == "thead")
            table.rows.append(row)
        given = attributes(token.attributes) if token.attributes else {}
        rowspan = _number(given.get("rowspan"), most=MOST_ROWSPAN, zero=MOST_ROWSPAN)
        colspan = _number(given.get("colspan"), most=MOST_COLSPAN, zero=1)
        row.cells.append(Cell(token.name == "th", rowspan, colspan, is_hidden(given)))
        table.cell = Writing()


def _dated_title(page: str) -> str:
    """Return the title of a page that holds a day, "" of any other: it may say as of when its figures are."""
    found = _TITLE.search(page, 0, _HEAD)
    text = " ".join(unescape(found[1]).split()) if found else ""
    return text if _DAY.search(text) else ""


def is_hidden(given: dict[str, str]) -> bool:
    """Return whether attributes say that an element is not shown."""
    return "hidden" in given or _NO_DISPLAY.search(given.get("style", "")) is not None


def _number(text: str | None, *, most: int, zero: int) -> int:
    """Return a span as HTML reads it: leading digits, at least 1, never more than the standard allows."""
    digits = re.match(r"\s*\+?(\d{1,9})", text or "", re.ASCII)
    if digits is None:
        return 1
    return min(int(digits[1]), most) or zero
