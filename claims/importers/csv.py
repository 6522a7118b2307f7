"""CSV and TSV as people and spreadsheets write them: any delimiter, quoting, `sep=` line, line ends of every system.

The first row with text is the header, or the row of HXL hashtags below it; titles above it are rows with a single cell,
or with a label and what it says above a header of many.
A second and a third row of names below it, where merged cells were written out, are joined to it with " / " as in a
workbook. A first column that numbers all rows, titles too, has no name. Where the first cell of a table of tabs names
dimensions and, behind a backslash, what the other headers are, as Eurostat writes it, each is a column of its own.
Rows are read one at a time, so that memory does not grow with the file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import chain, islice, pairwise, takewhile
from typing import BinaryIO, Literal

from claims.decode import NOT_UTF_8, Text, decode, without_broken
from claims.errors import BadFile
from claims.importers import _hxl
from claims.importers._given_header import named_by, said_of_first
from claims.importers._header_cells import are_names, are_numbers, cells_of, goes_on, is_date, is_dated_name, joined
from claims.model import Problem
from claims.table import ReadOptions, Row, Table
from claims.text import clip

TITLE = "CSV, TSV and other delimited text"
EXTENSIONS = (".csv", ".tsv", ".tab", ".psv")
CHOICES = ("header",)

DELIMITERS = (",", ";", "\t", "|")
_IN_TEXT = frozenset(" \r\n\ufeff\u00a0'\"._-–—/\\()[]{}<>&%+*?!“”„’")
"""Signs that stand in names and numbers, and part no cells."""
_SAMPLE_ROWS = 50
_MOST_BROKEN = 100
_MOST_SHOWN, _MOST_ABOVE = 80, 240
_MOST_NAMELESS = 12
_MOST_JOINED = 3
_FEWEST_NUMBERED = 6
_LEAST_ROWS = 3
"""A second row of a header is looked for where at least two rows of data are below it."""
_DIMENSIONS = re.compile(r"\w+(?:,\w+)*\\\w+\t")
"""What begins a table of Eurostat: the names of dimensions, and behind a stroke what the other headers are."""
_LABELLED, _MANY = 2, 5
_COMMENT = "# "
_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
"""How programs write a cell for Excel so that it keeps the text: ="006"."""
_SAYS = re.compile(r"\d|[:：]")
"""What comments hold, and names seldom."""
_SINGLE = re.compile(r"^'(?:[^']|'')*'([,;\t|])|([,;\t|])'(?:[^']|'')*'$")
"""A row whose first or last cell stands in single marks, and what parts it from the others."""
_HALF = 0.5
_BROKEN_HINT = "; --encoding utf-8 reads all other rows and refuses those with such bytes"
_QUOTE_HINT = 'a cell with quotation marks in it is written "he said ""no"""; a mark at its start needs one at its end'


@dataclass(frozen=True, slots=True)
class _Style:
    """How the rows of one file are written, what happens to short ones, and how many stand above the header."""

    delimiter: str
    blank_after_delimiter: bool
    short_rows: Literal["refuse", "fill"]
    above: int = 0
    escape: str | None = None
    quote: str = '"'


def sniff(head: bytes) -> int:
    """Return 1: any text can be a table of one column."""
    return 1 if head else 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the table of a delimited file; raises BadFile if it is empty, not text, or has no header."""
    text = decode(stream, name=name, encoding=options.encoding, charset=options.charset, may_be_broken=True)
    separator = _separator_line(text.sample)
    lines: Iterator[str] = iter(text.stream)
    has_dimensions = options.delimiter is None and _DIMENSIONS.match(text.sample) is not None
    quote = _quote(text.sample)
    delimiter = options.delimiter or separator or ("\t" if has_dimensions else _delimiter(text.sample, quote))
    first = _first_rows(text.sample, delimiter, quote)[bool(separator) :]
    above = _hxl.find_tags(first) if options.header is None else None
    first = _without_numbering(first) if above is None else first
    titles = 0 if above is not None or options.header is not None else _titles(first)
    skipped = above or titles
    escape = "\\" if _is_escaped(text.sample, delimiter) else None
    style = _Style(
        delimiter, _has_blank_before_quote(text.sample, delimiter), options.short_rows, skipped, escape, quote
    )
    rows = _in_utf_8(text, _rows(text, islice(lines, 1, None) if separator else lines, style=style))
    rows = _with_dimensions(rows, name=name) if has_dimensions else rows
    header = next(rows, None)
    if header is None:
        raise BadFile(name, "it holds nothing but blank lines", hint="the first row names the columns")
    if isinstance(header, Problem):
        raise BadFile(name, f"the header cannot be read: {header.reason}", hint=header.hint, row=header.row)
    if options.header is not None:
        return Table(named_by(options.header, len(header.cells), name=name), chain([header], rows), text.notes)
    if above is not None:
        columns, notes = _hxl.tagged(list(header.cells), first[:above])
        return Table(columns, rows, (*text.notes, *notes))
    said = " · ".join(": ".join(" ".join(cell.split()) for cell in row if cell.strip()) for row in first[:titles])
    notes = (f"above the header, not read: “{clip(said, _MOST_ABOVE)}”",) if said else ()
    notes += ("its cells stand in single quotation marks",) * (quote != '"')
    notes += ('in its cells \\" is read as a quotation mark, and a backslash before another sign is left out',) * bool(
        escape
    )
    names = [" ".join(cell.split()) for cell in header.cells]
    if titles < len(first) and not first[titles][0].strip():
        names[0] = ""  # it only numbers rows
    below = [[*row, *[""] * (len(names) - len(row))] for row in first[titles + 1 :]]  # last cells may be left out
    levels = 1
    while levels < _MOST_JOINED and goes_on(names, below):
        next(rows)
        names, below = joined(names, below[0]), below[1:]
        levels += 1
    if len(names) == 1:
        notes += ("read as one column: where its cells are parted by a sign of their own, --set delimiter=SIGN",)
    elif delimiter not in DELIMITERS and not options.delimiter and not separator:
        notes += (f"its cells are parted by {delimiter!r}",)
    if levels > 1:
        notes += (f"the header has {levels} rows, joined with “ / ”",)
    elif _may_go_on(below):
        shown = clip(", ".join(cell for cell in below[0] if cell), _MOST_SHOWN)
        notes += (f"the row below the header may belong to it: “{shown}”; if so, write both rows as one and try again",)
    notes += said_of_first(names, below)
    nameless = [str(at + 1) for at, name in enumerate(names) if not name and any(cells_of(below, at))]
    if nameless:
        notes += (
            f"columns without a header are read only if mapped as “column N”: {', '.join(nameless[:_MOST_NAMELESS])}",
        )
    return Table(tuple(names), rows, (*text.notes, *notes))


def _without_numbering(rows: list[list[str]]) -> list[list[str]]:
    """Return rows without the cells of a first column that numbers them all, titles and header too, from 1 on."""
    marks = [row[0].strip() for row in rows if row[0].strip()]
    if marks[:_FEWEST_NUMBERED] != [str(number) for number in range(1, _FEWEST_NUMBERED + 1)]:
        return rows
    if not all(mark.isdecimal() for mark in marks) or any(int(one) >= int(other) for one, other in pairwise(marks)):
        return rows
    bare = [["", *row[1:]] for row in rows]
    titles = next((at for at, row in enumerate(bare) if sum(map(bool, map(str.strip, row))) > 1), 0)
    return bare if titles else rows


def _may_go_on(below: list[list[str]]) -> bool:
    """Return whether the row below the header has words in all columns that hold numbers in the rows after it."""
    if len(below) < _LEAST_ROWS:
        return False
    names, *data = below
    numbers = [at for at in range(len(names)) if _is_of_numbers(data, at)]
    return len(numbers) > 1 and all(names[at].strip()[:1].isalpha() for at in numbers)


def _is_of_numbers(rows: list[list[str]], at: int) -> bool:
    """Return whether more than half of the cells of a column that say something are numbers, perhaps hedged ones."""
    return are_numbers(cells_of(rows, at))


def _titles(rows: list[list[str]]) -> int:
    """Return how many rows of titles stand above one that can only be the header, and has rows below.

    A title has a first cell only, or a label and what it says ("Data Source", "World Development Indicators"), or is
    marked as a comment ("# as of 3 May, 18:00").
    """
    if comments := _comments(rows):
        return comments
    filled = [[cell for cell in row if cell.strip()] for row in rows]
    place = next((number for number, cells in enumerate(filled) if len(cells) > 1), 0)
    if filled and len(filled[place]) <= _LABELLED:
        after = next((number for number, cells in enumerate(filled) if len(cells) > _LABELLED), 0)
        place = after if filled[after : after + 1] and len(filled[after]) >= _MANY else place
    is_numbered = not any(row[0].strip() for row in rows)
    if not place or place + 1 == len(rows) or not all(row[0].strip() or is_numbered for row in rows[:place]):
        return 0
    names = filled[place]
    words = [cell.strip() for cell in names if not is_date(cell.strip())]
    is_wide = len(names) * 2 >= max(map(len, filled)) or goes_on(
        [cell.strip() for cell in rows[place]], rows[place + 1 :]
    )
    is_header = is_wide and not any(cell[0].isdigit() and not is_dated_name(cell) for cell in words)
    return place if is_header and words else 0


def _comments(rows: list[list[str]]) -> int:
    """Return how many rows of comments stand above a row of names that has numbers below it.

    One as wide as that, with neither a label nor a digit, may be the header itself: "# of killed,place".
    """
    count = sum(1 for _ in takewhile(lambda row: row[0].lstrip().startswith(_COMMENT), rows))
    names, *data = rows[count:] or [[]]
    may_be_names = count == 1 and len(rows[0]) == len(names) and not any(map(_SAYS.search, rows[0]))
    is_header = count > 0 and not may_be_names and are_names([cell.strip() for cell in names])
    return count if is_header and any(_is_of_numbers(data, at) for at in range(len(names))) else 0


def _separator_line(sample: str) -> str | None:
    """Return the delimiter that a first line such as "sep=;" names; Excel reads that line and does not show it."""
    line = sample.splitlines()[0].strip(' "\r\n') if sample.strip() else ""
    return line[4] if len(line) == 5 and line.lower().startswith("sep=") else None


def _quote(sample: str) -> str:
    """Return the sign that cells stand in: a single mark where each of the first rows holds such cells, and no double.

    It is one only where the rows are even so, as a name can begin with one: "'Adan".
    """
    lines = [line.strip() for line in sample.splitlines()[1:_SAMPLE_ROWS] if line.strip()]
    if not lines or '"' in sample or not all(_SINGLE.search(line) for line in lines):
        return '"'
    parts = {match[1] or match[2] for match in map(_SINGLE.search, lines) if match}
    return "'" if len(parts) == 1 and _is_even(sample, parts.pop(), None, "'") else '"'


def _delimiter(sample: str, quote: str) -> str:
    """Return the delimiter that divides most of the sample's rows like its header, into the most cells.

    Where none of the usual divides even half of them so, another sign that stands equally often in every row is one.
    """
    scores = {delimiter: _score(sample, delimiter, quote) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    if scores[best][0] >= _HALF:
        return best
    begins = "".join(sample.splitlines()[:_LEAST_ROWS])
    signs = dict.fromkeys(sign for sign in begins if not sign.isalnum() and sign not in _IN_TEXT)
    seldom = {sign: score for sign in signs if (score := _score(sample, sign, quote))[0] == 1 and score[2] > _LABELLED}
    return max(seldom, key=lambda sign: seldom[sign][2], default=best)


def _score(sample: str, delimiter: str, quote: str) -> tuple[float, bool, int]:
    """Return which share of the rows it divides like the header, whether that is the first row, and into how many."""
    rows = _first_rows(sample, delimiter, quote)
    above = _hxl.find_tags(rows) or _titles(rows)
    rows = rows[above:]
    if not rows or len(rows[0]) < 2:
        return 0.0, False, 0
    width = len(rows[0])
    alike = sum(len(row) == width or (len(row) > width and not any(row[width:])) for row in rows)
    return alike / len(rows), not above, width


def _has_blank_before_quote(sample: str, delimiter: str) -> bool:
    """Return whether cells are written as in `1, "two, three"`, where the blank is not part of the cell."""
    return any(cell.startswith(' "') for row in _first_rows(sample, delimiter) for cell in row)


def _is_escaped(sample: str, delimiter: str) -> bool:
    r"""Return whether marks in cells are written \" and not "", as databases write them: only so the rows are even."""
    return '\\"' in sample and not _is_even(sample, delimiter, None) and _is_even(sample, delimiter, "\\")


def _is_even(sample: str, delimiter: str, escape: str | None, quote: str = '"') -> bool:
    """Return whether the first rows can be read with each quotation mark in its place, and have as many cells."""
    lines = StringIO(sample, newline="").readlines()
    whole = lines[:-1] if len(lines) > _SAMPLE_ROWS else lines
    try:
        rows = csv.reader(whole, delimiter=delimiter, quotechar=quote, strict=True, escapechar=escape)
        return len({len(row) for row in islice(rows, _SAMPLE_ROWS) if any(row)}) == 1
    except csv.Error:
        return False


def _first_rows(sample: str, delimiter: str, quote: str = '"') -> list[list[str]]:
    lines = list(StringIO(sample, newline=""))
    if len(lines) > _SAMPLE_ROWS:
        del lines[-1]
    rows = csv.reader(lines, delimiter=delimiter, quotechar=quote)
    return [_as_shown(row) for row in islice(rows, _SAMPLE_ROWS) if any(row)]


def _as_shown(cells: list[str]) -> list[str]:
    """Return cells with what Excel shows of texts that are written for it as formulas."""
    return [match[1].replace('""', '"') if (match := _AS_TEXT.fullmatch(cell)) else cell for cell in cells]


def _remember(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """Yield lines, noting each, so that a row can be kept verbatim."""
    for line in lines:
        taken.append(line)
        yield line


def _rows(text: Text, lines: Iterable[str], *, style: _Style) -> Iterator[Row | Problem]:
    """Yield the header and then the rows; a row with a broken quotation is given up at its first line end."""
    number = broken = width = 0
    above = style.above
    taken: list[str] = []
    while True:
        reader = csv.reader(
            _remember(lines, taken),
            delimiter=style.delimiter,
            quotechar=style.quote,
            strict=True,
            skipinitialspace=style.blank_after_delimiter,
            escapechar=style.escape,
        )
        try:
            for written in reader:
                number += 1
                raw = taken[0] if len(taken) == 1 else "".join(taken)
                taken.clear()
                cells = _as_shown(written) if '="' in raw else written
                if not any(cells) or (len(cells) == 1 and not cells[0].strip()):
                    continue
                if not width:
                    if above:
                        above -= 1
                        continue
                    width = len(cells)
                if len(cells) != width or "\0" in raw:
                    yield _uneven(text.name, Row(number, cells, raw), width=width, style=style)
                else:
                    yield Row(number, cells, raw.rstrip("\r\n"))
            return
        except UnicodeDecodeError as error:
            raise text.not_decoded(error, rows=number, more=_BROKEN_HINT) from None
        except csv.Error as error:
            number += 1
            broken += 1
            if broken > _MOST_BROKEN:
                reason = f"more than {_MOST_BROKEN} rows have broken quotation marks"
                raise BadFile(text.name, reason, hint=_QUOTE_HINT, row=number) from None
            yield _broken(text.name, number, taken, error=error)
            lines = chain(taken[1:], lines)
            taken = []


def _in_utf_8(text: Text, rows: Iterator[Row | Problem]) -> Iterator[Row | Problem]:
    """Return rows; one of a text that may be broken which holds bytes that are not UTF-8 is a Problem."""

    def checked(row: Row | Problem) -> Row | Problem:
        raw = without_broken(row.raw)
        if raw == row.raw:
            return row
        number = row.row if isinstance(row, Problem) else row.number
        byte = next(one for one in row.raw if without_broken(one) != one)
        reason = f"{NOT_UTF_8} ({without_broken(byte)})"
        return Problem(text.name, number, None, reason, "mend the letter, and ingest the file again", raw)

    return map(checked, rows) if text.may_be_broken else rows


def _with_dimensions(rows: Iterable[Row | Problem], *, name: str) -> Iterator[Row | Problem]:
    """Yield rows with each dimension that the first cell holds in a cell of its own; the header tells how many."""
    dimensions = 0
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        first, *others = row.cells
        parts = [part.partition("\\")[0] for part in first.split(",")]
        dimensions = dimensions or len(parts)
        if len(parts) == dimensions:
            yield Row(row.number, [*parts, *others], row.raw)
        else:
            reason = f"its first cell has {len(parts)} parts, that of the header {dimensions}"
            yield Problem(name, row.number, None, reason, "a comma parts the dimensions in it: mend the cell", row.raw)


def _broken(name: str, number: int, taken: list[str], *, error: csv.Error) -> Problem:
    reason = "its quotation marks are broken: text stands after a closing one"
    if "field larger" in str(error) and '"' not in taken[0]:
        reason = f"a cell holds more than {csv.field_size_limit():,} characters"
        return Problem(name, number, None, reason, "keep a long text in a file: --document", taken[0].rstrip("\r\n"))
    if "unexpected end" in str(error):
        reason = "a quotation mark is opened and not closed"
    elif "field larger" in str(error):
        reason = f"a quotation mark is not closed within {csv.field_size_limit():,} characters"
    return Problem(name, number, None, reason, _QUOTE_HINT, taken[0].rstrip("\r\n"))


def _uneven(name: str, row: Row, *, width: int, style: _Style) -> Row | Problem:
    """Return a row that has not as many cells as the header, made even where nothing is lost, else the problem."""
    cells = list(row.cells)
    raw = row.raw.rstrip("\r\n")
    if "\0" in raw:
        return Problem(name, row.number, None, "it holds a NUL byte", "remove it: the file may be damaged", raw)
    if len(cells) > width:
        if not any(cells[width:]):
            return Row(row.number, cells[:width], raw)
        hint = f"a cell that holds “{style.delimiter}” needs quotation marks around it"
        return Problem(name, row.number, None, f"it has {len(cells)} cells, the header {width}", hint, raw)
    if style.short_rows == "fill" and row.raw != raw:
        return Row(row.number, cells + [""] * (width - len(cells)), raw)
    reason = f"it has {len(cells)} cells, the header {width}"
    if style.short_rows == "fill":
        return Problem(name, row.number, None, f"{reason}, and the file ends in it", "get the whole file again", raw)
    hint = "add the missing cells; if only empty ones at the end are left out, pass --set short_rows=fill"
    return Problem(name, row.number, None, reason, hint, raw)
