"""Tables of a PDF file that says itself what its tables, rows and cells are, as browsers and word processors write it.

What is in a cell is taken from the structure of the file (poppler's `pdfinfo -struct-text`), its letters from the runs
on its pages, so that a mark above the line is none of the digits before it. The lines of a cell are joined by a blank;
where a number may go on in the next line, the row is refused.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import chain, pairwise
from typing import NamedTuple

from claims.importers._html_found import found_in
from claims.importers._html_page import Page, TooDeep
from claims.importers._tables import Found
from claims.pdfruns import Run

_SECONDS = 300
_HEADERS = re.compile(r" *\/Headers \[(.*)\]")
_ID = re.compile(r"\(([^()]*)\)")
_ELEMENT = re.compile(
    r"( *)([A-Z][A-Za-z0-9]*)(?: \((?:block|inline|grouping)\))?(?: <([^>]*)>| \"[^\"]*\"| [^\s:\"]+)*:?"
)
_SPAN = re.compile(r" *\/(RowSpan|ColSpan) (\d+)")
_ATTRIBUTE = re.compile(r" *\/[A-Z]\w* .*")
_TEXT = re.compile(r' *"(.*)"', re.DOTALL)
_CELLS, _HEADINGS = {"TH": "th", "TD": "td"}, re.compile(r"H[1-6]?")
_SPACE = re.compile(r"\s+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_GOES_ON = re.compile(r"\d[.,'’]?\Z")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\u3040-\u30ff\uff00-\uffef]")
_BROKEN = "“{text}” may be one number in two lines, or two"
_LEFT_OUT = "it has fewer cells than the table has columns, and which are left out is not told surely"
_MOST_SPANNED = 1000
_ELSEWHERE = "what “{text}” is on the page is not told surely"
_SAME_LINE, _SLACK = 0.4, 3
_TAGS = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class Part:
    """An element of the structure of a file: its kind, its text and its parts.

    Of a cell also how many rows and columns it covers, its name, and the names of the cells that head it.
    """

    kind: str
    depth: int
    id: str = ""
    headers: list[str] = field(default_factory=list)
    spans: dict[str, int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def text(self) -> str:
        """Return the text in it, lines without what parts them."""
        return "".join((*self.texts, *(part.text() for part in self.parts)))

    def within(self, kinds: Sequence[str], *, stop: str = "") -> Iterator[Part]:
        """Yield the outermost elements of some kinds in it."""
        for part in self.parts:
            if part.kind in kinds:
                yield part
            elif part.kind != stop:
                yield from part.within(kinds, stop=stop)


def tagged_in(path: str, pages: Sequence[Sequence[Run]], *, name: str) -> tuple[list[Found], list[str]]:
    """Return the tables that a file itself says to hold, and what is not read of them; none where it does not."""
    whole = _structure(path)
    written = _Written(pages)
    try:
        html = "".join(written.html(part) for part in whole.parts)
        found = list(found_in(Page(html), name=name)) if written.rows else []
    except TooDeep:
        return [], []
    tables, unsure = [], []
    for table in found:
        lines = [
            replace(line, raw=_plain(line.raw), trouble=written.trouble.get(line.number) or line.trouble)
            for line in table.lines
        ]
        first = min((line.number for line in lines), default=0)
        header = [text for number, text in written.trouble.items() if written.table_of(number) == table.number]
        heads = {number for number in written.trouble if number < first and written.table_of(number) == table.number}
        if heads or (lines and all(line.trouble for line in lines)):
            unsure.append(f"of table {table.number} {header[0]}")
        else:
            tables.append(replace(table, lines=lines))
    return tables, unsure


def _plain(raw: str) -> str:
    return "  ".join(text for cell in re.split(r"</t[dh]>", raw) if (text := _TAGS.sub("", cell).strip()))


def _structure(path: str) -> Part:
    """Return the structure of a file; empty where it has none, or no program tells it."""
    root = Part("", -1)
    if not any(line.lstrip().startswith("Table") for line in _told_by(path, "-struct")):
        return root  # what its texts are takes minutes to tell of a long file
    open_parts = [root]
    held = ""
    for line in _told_by(path, "-struct-text"):
        held = f"{held}\n{line}" if held else line
        if held.lstrip().startswith('"'):
            if text := _TEXT.fullmatch(held):
                open_parts[-1].texts.append(text[1])
                held = ""
            continue
        held = ""
        if span := _SPAN.fullmatch(line):
            open_parts[-1].spans[span[1].lower()] = min(int(span[2]), _MOST_SPANNED)
        elif headers := _HEADERS.fullmatch(line):
            open_parts[-1].headers = _ID.findall(headers[1])
        elif (element := _ELEMENT.fullmatch(line)) and not _ATTRIBUTE.fullmatch(line):
            part = Part(element[2], len(element[1]), element[3] or "")
            while open_parts[-1].depth >= part.depth:
                open_parts.pop()
            open_parts[-1].parts.append(part)
            open_parts.append(part)
    return root


def _told_by(path: str, flag: str) -> list[str]:
    """Return the lines that poppler prints of the structure of a file; none where it cannot."""
    program = shutil.which("pdfinfo")
    if program is None:
        return []
    command = [program, flag, "-enc", "UTF-8", path]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603  found by its name
    except subprocess.TimeoutExpired:
        return []
    return done.stdout.decode("utf-8", "replace").split("\n") if done.returncode == 0 else []


def _is_wide(cell: Part) -> bool:
    return any(count > 1 for count in cell.spans.values())


def _overlap(places: Sequence[Sequence[tuple[float, float]]]) -> bool:
    """Return whether cells of one column stand above those of the next: then some were left out before them."""
    filled = [column for column in places if column]
    return any(max(end for _, end in one) > min(start for start, _ in two) + _SLACK for one, two in pairwise(filled))


class Grid:
    """The rows of a table in the columns that their cells stand in, found by the cells that head them.

    A row with fewer cells than columns is unsure unless these tell which are left out. Of a program that leaves out
    empty ones so is a whole table that nothing heads: all rows may lack as many.
    """

    def __init__(self, rows: Sequence[list[Part]]) -> None:
        self.rows = rows
        self._heads = next((at for at, row in enumerate(rows) if any(cell.kind == "TD" for cell in row)), 0)
        self._columns: dict[str, int] = {}
        self._covered: dict[int, int] = {}
        head = [self._laid(row) for row in rows[: self._heads]]
        self._covered = {}
        body = [self._laid(row) for row in rows[self._heads :]]
        self._covered = {}
        named, held = (max((end for row in part for _, end, _ in row), default=0) for part in (head, body))
        self.width = max(named, held)
        if named >= held:
            self._columns = {cell.id: start for row in head for start, _, cell in row if cell.id}
        elif len(head) == 1:
            full = [row for row in body if len(row) == held]
            self._columns = {cell.headers[-1]: start for row in full for start, _, cell in row if cell.headers}
        self.is_headed = bool(self._columns) or any(_is_wide(cell) for row in rows for cell in row)
        says_spans = any(cell.spans for row in rows for cell in row)  # as browsers do, which leave out empty cells
        self.is_unsure = (says_spans and not self._columns) or (
            named < held and not all(cell.id in self._columns for row in head for _, _, cell in row)
        )

    def _laid(self, cells: Sequence[Part]) -> list[tuple[int, int, Part]]:
        """Return where the cells of a row begin and end, as those before them leave room; cells left out are none."""
        found, at = [], 0
        for cell in cells:
            while self._covered.get(at):
                at += 1
            end = at + cell.spans.get("colspan", 1)
            found.append((at, end, cell))
            at = end
        self._covered = {place: left - 1 for place, left in self._covered.items() if left > 1}
        for start, end, cell in found:
            if (down := cell.spans.get("rowspan", 1)) > 1:
                self._covered |= dict.fromkeys(range(start, end), down - 1)
        return found

    def placed(self, cells: Sequence[Part]) -> tuple[list[Part | None], str]:
        """Return the cells of the next row with None for those left out, and why that is unsure, "" if it is not."""
        covered = sum(1 for place in range(self.width) if self._covered.get(place))
        missing = self.width - covered - sum(cell.spans.get("colspan", 1) for cell in cells)
        placed: list[Part | None] = []
        at, is_unsure = 0, self.is_unsure or missing < 0
        for cell in cells:
            own = max((self._columns[name] for name in (cell.id, *cell.headers) if name in self._columns), default=-1)
            while self._covered.get(at) or (missing > 0 and at < own):
                if not self._covered.get(at):
                    placed.append(None)
                    missing -= 1
                at += 1
            is_unsure = is_unsure or (own >= 0 and own != at) or (own < 0 and missing > 0 and bool(placed))
            placed.append(cell)
            at += cell.spans.get("colspan", 1)
        self._laid([cell if cell is not None else Part("TD", 0) for cell in placed])
        told = all(cell.id in self._columns or cell.headers for cell in cells[1:])
        return placed, _LEFT_OUT if is_unsure or (missing > 0 and not told) else ""


class _Word(NamedTuple):
    """A word of a page, a mark above the line with it, where its line is and how high that is, and where it stands."""

    text: str
    line: float
    height: int
    left: float
    right: float


def _words(run: Run) -> Iterator[_Word]:
    """Yield the words of a run; where each stands in it is taken from how many letters are before it."""
    wide = run.width / max(len(run.text), 1)
    for found in re.finditer(r"\S+", run.text):
        start, end = (run.left + wide * at for at in found.span())
        yield _Word(found[0], run.line, run.height, start, end)


class _Written:
    """A file as a page of HTML; trouble says by the number of a row why it is refused."""

    def __init__(self, pages: Sequence[Sequence[Run]]) -> None:
        runs = [run for page in pages for run in page]
        self._pages = len(pages)
        self._words = [word for run in runs for word in _words(run)]
        self._bare = [word.text.translate(_RAISED) for word in self._words]
        marked = {bare for word, bare in zip(self._words, self._bare, strict=True) if word.text != bare}
        self._doubtful = marked & {word.text for word in self._words}
        self._at = 0
        self._place: tuple[float, float] | None = None
        self._tables: list[int] = []
        self.rows = 0
        self.trouble: dict[int, str] = {}

    def table_of(self, row: int) -> int:
        """Return the number of the table that a row is of."""
        return sum(first < row for first in self._tables)

    def html(self, part: Part) -> str:
        """Return an element as HTML: tables and headings as such, other texts as paragraphs."""
        if part.kind == "Table":
            self._tables.append(self.rows)
            caption = "".join(f"<caption>{escape(self._told(one)[0])}</caption>" for one in part.within(["Caption"]))
            return f"<table>{caption}{self._rows(part)}</table>"
        if _HEADINGS.fullmatch(part.kind):
            level = part.kind[1:] or "1"
            return f"<h{level}>{escape(self._told(part)[0])}</h{level}>"
        if any(part.within(["Table", *(f"H{level}" for level in range(1, 7)), "H"])):
            return "".join(map(self.html, part.parts))
        return f"<p>{escape(self._told(part)[0])}</p>" if part.text().strip() else ""

    def _rows(self, table: Part) -> str:
        """Return the rows of a table with the cells that the file leaves out, as browsers do with empty ones."""
        rows = [list(row.within([*_CELLS], stop="Table")) for row in table.within(["TR"], stop="Table")]
        grid = Grid([row for row in rows if row])
        html = []
        first = self.rows + 1
        places: list[list[tuple[float, float]]] = [[] for _ in range(grid.width)]
        for cells in grid.rows:
            self.rows += 1
            times = self._times([cell.text().strip() for cell in cells]) if all(c.kind == "TH" for c in cells) else 1
            row, trouble = grid.placed(cells)
            for place, cell in enumerate(row):
                text, unsure = self._told(cell, times=times) if cell is not None else ("", "")
                trouble = trouble or unsure
                if cell is not None and not trouble and place < grid.width and self._place:
                    places[place].append(self._place)
                tag = _CELLS[cell.kind] if cell is not None else _CELLS[cells[0].kind]
                spans = "".join(f' {key}="{value}"' for key, value in cell.spans.items()) if cell is not None else ""
                row_html = f"<{tag}{spans}>{escape(text)}</{tag}>"
                html.append(row_html if place else f"<tr>{row_html}")
            if trouble:
                self.trouble.setdefault(self.rows, trouble)
        if not grid.is_headed and _overlap(places):
            self.trouble.setdefault(first, _LEFT_OUT)
        return "".join(html)

    def _times(self, texts: Sequence[str]) -> int:
        """Return how often a row of headings stands in the file: once on each page of its table, its texts joined."""
        filled = [text for text in texts if text]
        counts = range(self._pages, 1, -1) if len(filled) > 1 else ()
        return next((n for n in counts if all(text == text[: len(text) // n] * n for text in filled)), 1)

    def _told(self, part: Part, *, times: int = 1) -> tuple[str, str]:
        """Return the text of an element as its words have it, and why that is unsure, "" if it is not."""
        given = part.text().strip()
        given = given[: len(given) // times]
        words = self._words_of(_SPACE.sub("", given))
        self._place = (min(one.left for one in words), max(one.right for one in words)) if words else None
        if words is None:
            return given, _ELSEWHERE.format(text=given) if any(map(str.isdigit, given)) else ""
        text, trouble, rest = "", "", given
        for at, word in enumerate(words):
            between = _between(words[at - 1], word, text, is_parted=rest[:1].isspace()) if at else ""
            if between is None:
                between, trouble = " ", _BROKEN.format(text=f"{text} {word.text}")
            text += between + word.text
            rest = _behind(rest.lstrip(), len(word.text))
        return text, trouble

    def _words_of(self, bare: str) -> list[_Word] | None:
        """Return the next words that are a text together, as they follow each other; None if there are none."""
        if not bare:
            return []
        for start in chain(range(self._at, len(self._bare)), range(self._at)):
            if not bare.startswith(self._bare[start]):
                continue
            end, said = start, ""
            while end < len(self._bare) and len(said) < len(bare):
                said += self._bare[end]
                end += 1
            if said == bare:
                is_next = start == self._at
                self._at = end
                return self._words[start:end] if is_next or self._doubtful.isdisjoint(self._bare[start:end]) else None
        return None


def _between(word: _Word, following: _Word, text: str, *, is_parted: bool) -> str | None:
    """Return what parts two words of one cell; None where digits stand on both sides of a line's end."""
    if is_parted:
        return " "
    is_same_line = abs(word.line - following.line) <= _SAME_LINE * word.height
    if is_same_line or (_WIDE.match(text[-1:]) and _WIDE.match(following.text)):
        return ""
    return None if _GOES_ON.search(text) and following.text[:1].isdigit() else " "


def _behind(text: str, count: int) -> str:
    """Return what stands behind so many letters of a text, blanks not counted."""
    at = 0
    while count and at < len(text):
        count -= not text[at].isspace()
        at += 1
    return text[at:]
