"""Workbooks: XLSX and XLSM, XLS, ODS, XML of 2003. One sheet is read, by name or the first visible one with a table.

Cells are given as a person reads them: 5 and not 5.0, dates in ISO form and without the first of a month where no day
is shown, the value of a formula, an error such as #N/A as its text, 45% where the file holds 0.45 and shows a
percentage, 12 € where it shows money, >12 and 12+ where its
format shows such a sign or words (not of XLS before Excel 97). What is struck through, and what is a mark above the
line of XLSX, is left out of the values (of XLS whole cells only), but kept in the raw row. Links behind cells and
notes on them are told of. The value of merged cells counts for each of their columns in the header. In the rows below a
name or a date merged over several rows counts for each of them, as a person reads it, and a figure is marked: whether
it is that of each is not said. Over columns the first cell has it only.
"""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.parsers import expat

from claims.errors import BadFile
from claims.importers._given_header import named_by, said_of_first
from claims.importers._workbook_2003 import Workbook2003, is_2003
from claims.importers._workbook_biff import in_unicode, xls_extras
from claims.importers._workbook_formats import date_shown, with_sign
from claims.importers._workbook_header import LOOKED_AT, Header, find_header
from claims.importers._workbook_mended import mended, with_usual_names
from claims.importers._workbook_notes import notes_of_cells
from claims.importers._workbook_other import COMPOUND, why_not
from claims.importers._workbook_sheets import sheet_named, sheets_alike
from claims.importers._workbook_text import listed, text_of
from claims.importers._workbook_xml import Extras, ods_extras, xlsx_extent, xlsx_extras, xlsx_size
from claims.table import OverRows, ReadOptions, Row, Table
from claims.unpacked import refuse_trap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook

    from claims.importers._workbook_2003 import Sheet2003
    from claims.importers._workbook_xml import Range

    _Sheet = CalamineSheet | Sheet2003

TITLE = "XLSX, XLS, ODS and XML workbooks"
EXTENSIONS = (".xlsx", ".xlsm", ".xls", ".ods")
CHOICES = ("sheet", "header")

_HEAD = 8192
_ZIP = b"PK\x03\x04"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST_CELLS = 50_000_000
_LOOKED_FOR_A_TABLE = 50
_MOST_OPENED = 5_000_000
_AGAIN = "open it in a spreadsheet program and save it as XLSX or CSV"


def sniff(head: bytes) -> int:
    """Return 2 for the beginning of a workbook of any kind, 3 for one that is XML, whatever it is called."""
    if is_2003(head):
        return 3
    if head.startswith(COMPOUND):
        return 2
    is_office = b"[Content_Types].xml" in head or b"xl/" in head
    is_other = b"word/" in head or b"ppt/" in head
    return 2 if head.startswith(_ZIP) and (_ODS in head[:200] or (is_office and not is_other)) else 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the table of one sheet; raises BadFile if there is none, and where python-calamine is not installed."""
    is_one_xml = is_2003(stream.read(_HEAD))
    stream.seek(0)
    source = _Source(name, Workbook2003(stream, name=name)) if is_one_xml else _opened(stream, name=name)
    sheet, extras, notes = source.choose(options.sheet)
    grid = _Grid(sheet, extras)
    rows = grid.rows()
    first = list(islice((row for row in rows if any(row.texts)), LOOKED_AT))
    if not first:
        raise BadFile(
            name, f"the sheet “{sheet.name}” holds nothing", hint="a sheet needs a row that names its columns"
        )
    texts = [row.texts for row in first]
    if options.header is not None:
        header = Header(named_by(options.header, len(texts[0]), name=name), 0, 0, ())
    else:
        header = find_header([row.values for row in first], texts, grid.merged_among([row.number for row in first]))
    body = chain(first[header.end :], (row for row in rows if any(row.texts)))
    start = first[header.end - 1].number if header.end else -1
    data = first[header.end :]
    nameless = [at for at, name in enumerate(header.columns) if not name and any(row.texts[at] for row in data)]
    unnamed = [
        f"columns without a header are read only if mapped as “column N”: {listed([str(at + 1) for at in nameless])}"
    ]
    return Table(
        header.columns,
        (Row(line.number + 1, cells, line.raw or "\t".join(line.texts)) for line, cells in grid.spread(body, start)),
        (
            *notes,
            *header.notes,
            *said_of_first(header.columns, texts[header.end :] if header.end else ()),
            *(unnamed if nameless else ()),
            *grid.notes(start),
        ),
    )


def _opened(stream: BinaryIO, *, name: str) -> _Source:
    """Return an open workbook with its archive, and what is known of its sheets if it is ODS or XLS; raises BadFile."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        hint = "pip install 'who-claimed-what[workbook]'"
        raise BadFile(name, "workbooks need the package python-calamine, which is not installed", hint=hint) from None
    archive = _archive(stream)
    if archive is not None:
        _refuse_trap(archive, name=name)
        stream = with_usual_names(archive) or stream
        archive = _archive(stream)
    with _failing(name, stream):
        stream.seek(0)
        data = in_unicode(stream.read()) if archive is None else b""
        if archive is None:
            known = xls_extras(data)
        else:
            known = ods_extras(archive) if "content.xml" in archive.NameToInfo else None
        for size in (known or {}).values():
            _refuse_huge(name, size.rows, size.columns)
        stream.seek(0)
        opened = CalamineWorkbook.from_filelike(BytesIO(data) if archive is None else stream)
        return _Source(name, opened, archive, known)


@contextmanager
def _failing(name: str, stream: BinaryIO | None = None) -> Iterator[None]:
    """Turn what the reader raises, panics of its machine code included, into a BadFile; stream is what it reads."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise BadFile(name, "it is locked with a password", hint="save it without a password") from None
    except (CalamineError, zipfile.BadZipFile, expat.ExpatError, LookupError, ValueError, OSError, EOFError) as error:
        reason, hint = ("", "") if stream is None else why_not(stream)
        raise BadFile(name, reason or f"it is no workbook that can be read ({error})", hint=hint or _AGAIN) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise BadFile(name, "it is no workbook that can be read", hint=_AGAIN) from None


def _archive(stream: BinaryIO) -> zipfile.ZipFile | None:
    stream.seek(0)
    try:
        return zipfile.ZipFile(stream) if stream.read(4) == _ZIP else None
    except zipfile.BadZipFile:
        return None


def _refuse_trap(archive: zipfile.ZipFile, *, name: str) -> None:
    """Refuse a workbook that would swell beyond all measure."""
    members = archive.infolist()
    packed = sum(member.compress_size for member in members)
    refuse_trap(name, sum(member.file_size for member in members), packed=packed, hint=_AGAIN)


def _refuse_huge(name: str, rows: int, columns: int) -> None:
    if rows * columns > _MOST_CELLS:
        reason = f"its cells lie too far apart: {rows:,} rows of {columns:,} columns"
        raise BadFile(name, reason, hint="delete the cells at its far end, or save the sheet as CSV")


@dataclass(frozen=True, slots=True)
class _Source:
    """An open workbook, its archive where it is one, and what is known of all sheets at once."""

    name: str
    workbook: CalamineWorkbook | Workbook2003
    archive: zipfile.ZipFile | None = None
    known: dict[str, Extras] | None = None
    told: dict[str, str] = field(default_factory=dict)

    def choose(self, wanted: str | None) -> tuple[_Sheet, Extras | None, list[str]]:
        """Return the sheet to read, what else is known of it, and notes; raises BadFile."""
        known = self.workbook.sheets_metadata
        names = [sheet.name for sheet in known if str(sheet.typ).endswith("WorkSheet")]
        hidden = {sheet.name for sheet in known if not str(sheet.visible).endswith(".Visible")}
        if wanted is not None:
            found = sheet_named(wanted, names, file=self.name)
            sheet, extras = self._load(found)
            if sheet.start is None and not (extras and extras.texts):
                raise BadFile(self.name, f"the sheet “{found}” is empty", hint=f"its sheets are {listed(names)}")
            return sheet, extras, [*filter(None, [self.told.get(found)])]
        empty: set[str] = set()
        chosen: tuple[str, _Sheet, Extras | None] | None = None
        for name in sorted(names, key=lambda name: name in hidden):
            if chosen is not None and name in hidden:
                break
            sheet, extras = self._load(name)
            if sheet.start is None and not (extras and extras.texts):
                empty.add(name)
                continue
            is_table = _is_table(sheet, extras)
            if chosen is None or is_table:
                chosen = (name, sheet, extras)
            if is_table:
                break
        if chosen is None:
            raise BadFile(
                self.name, "it holds no sheet with anything in it", hint="a sheet needs a row that names its columns"
            )
        name, sheet, extras = chosen
        others = [f"{other} (hidden)" if other in hidden else other for other in names if other not in {name, *empty}]
        notes = [f"read the sheet “{name}”; not read: {listed(others)} (--sheet NAME chooses)"] if others else []
        shown = [one for one in others if one in {*names} - hidden]
        notes += sheets_alike(name, _first_texts(sheet, extras), shown, self._first_rows)
        if name in hidden:
            notes.append(f"the sheet “{name}” is hidden")
        return sheet, extras, [*notes, *filter(None, [self.told.get(name)])]

    def _first_rows(self, sheet: str) -> Iterator[list[str]]:
        """Yield the texts of the first rows of a sheet, none where it is too large to be opened for them alone."""
        if self.archive is not None and self.known is None and xlsx_size(self.archive, sheet) > _MOST_OPENED:
            return
        read, extras = self._load(sheet)
        if read.start is not None or (extras and extras.texts):
            yield from _first_texts(read, extras)

    def _load(self, sheet: str) -> tuple[_Sheet, Extras | None]:
        if isinstance(self.workbook, Workbook2003):
            of_xml = self.workbook.get_sheet_by_name(sheet)
            return of_xml, of_xml.extras
        from python_calamine import CalamineError

        with _failing(self.name):
            extras = None
            if self.known is not None:
                extras = self.known.get(sheet)
            elif self.archive is not None:
                extras = xlsx_extras(self.archive, sheet)
                if extras is not None and extras.rows * extras.columns > _MOST_CELLS:
                    _refuse_huge(self.name, *xlsx_extent(self.archive, sheet))
            try:
                return self.workbook.get_sheet_by_name(sheet), extras
            except CalamineError:
                found = mended(self.archive, sheet) if self.archive is not None and self.known is None else None
                if found is None:
                    raise
                self.told[sheet] = found[1]
                extras = xlsx_extras(zipfile.ZipFile(BytesIO(found[0])), sheet)
                return type(self.workbook).from_filelike(BytesIO(found[0])).get_sheet_by_name(sheet), extras


def _is_table(sheet: _Sheet, extras: Extras | None) -> bool:
    """Return whether two rows near the beginning hold several cells, as no cover or note does."""
    return sum(sum(map(bool, texts)) > 1 for texts in _first_texts(sheet, extras)) > 1


def _first_texts(sheet: _Sheet, extras: Extras | None) -> Iterator[list[str]]:
    return (row.texts for row in islice(_Grid(sheet, extras).rows(), _LOOKED_FOR_A_TABLE))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: its number from 0, its cells as the reader gives them (errors and formulas as text) and as text.

    raw is what stands there, marks above the line included, where that is more than its texts.
    """

    number: int
    values: list[Any]
    texts: list[str]
    raw: str = ""


class _Grid:
    """The cells of a sheet, completed by what its XML says, from its first used column on."""

    def __init__(self, sheet: _Sheet, extras: Extras | None) -> None:
        self._sheet = sheet
        self._extras = extras
        self._added = extras.texts if extras else {}
        start, end = sheet.start, sheet.end
        columns = [column for cells in self._added.values() for column in cells]
        self._left = min([start[1] if start else columns[0], *columns])
        self._right = max([end[1] if end else columns[0], *columns])
        self._shift = start[1] - self._left if start else 0
        self._merged = (extras.merged if extras else None) or sheet.merged_cell_ranges or []

    def rows(self) -> Iterator[_Line]:
        """Yield all rows, empty ones included."""
        width = self._right - self._left + 1
        number = -1
        for number, read in enumerate(self._sheet.iter_rows()):
            if self._shift or len(read) < width:
                whole = [""] * self._shift + read
                yield self._line(number, whole + [""] * (width - len(whole)))
            else:
                yield self._line(number, read)
        for later in sorted(self._added):
            if later > number:
                yield self._line(later, [""] * width)

    def _line(self, number: int, values: list[Any]) -> _Line:
        for column, text in self._added.get(number, {}).items():
            if isinstance(values[column - self._left], str):
                values[column - self._left] = text
        for column, held in self._extras.numbers.get(number, {}).items() if self._extras else ():
            if isinstance(values[column - self._left], date | time | timedelta):
                values[column - self._left] = held
        signs = self._extras.signs.get(number, {}) if self._extras else {}
        for column, sign in signs.items():
            at = column - self._left
            if 0 <= at < len(values) and isinstance(values[at], int | float) and not isinstance(values[at], bool):
                values[at] = with_sign(values[at], sign)
        texts = [text_of(value) for value in values]
        for column, sign in signs.items():
            if 0 <= column - self._left < len(values) and isinstance(values[column - self._left], date):
                texts[column - self._left] = date_shown(texts[column - self._left], sign)
        instead = self._extras.instead.get(number) if self._extras else None
        if not instead:
            return _Line(number, values, texts)
        raw = "\t".join(texts)
        for column, text in instead.items():
            if 0 <= column - self._left < len(values):
                values[column - self._left] = texts[column - self._left] = text
        return _Line(number, values, texts, raw)

    def spread(self, lines: Iterable[_Line], header: int) -> Iterator[tuple[_Line, list[str]]]:
        """Yield the rows below a header with their cells; what is merged over rows stands in each of these."""
        begun: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, right) in self._merged:
            if header < top < bottom and left == right and left >= self._left:
                begun.setdefault(top, []).append((left - self._left, bottom))
        if not begun:
            yield from ((line, line.texts) for line in lines)
            return
        covering: dict[int, tuple[int, str]] = {}
        for line in lines:
            covering |= {
                column: (bottom, OverRows(line.texts[column])) for column, bottom in begun.get(line.number, ())
            }
            cells = line.texts
            if covering:
                covering = {column: held for column, held in covering.items() if held[0] >= line.number}
                cells = [covering.get(column, (0, cell))[1] for column, cell in enumerate(cells)]
            yield line, cells

    def merged_among(self, numbers: list[int]) -> list[Range]:
        """Return the merged ranges that begin in some rows, counted in these rows and from the first used column."""
        places = {number: place for place, number in enumerate(numbers)}
        last = len(numbers) - 1
        return [
            ((places[top], left - self._left), (places.get(bottom, last), right - self._left))
            for (top, left), (bottom, right) in self._merged
            if top in places and left >= self._left
        ]

    def notes(self, header: int) -> list[str]:
        """Return what a person should know of the rows below the header."""
        notes = []
        if self._extras is None:
            notes.append(
                "hidden rows are read too; empty cells may be errors (#N/A), which this format does not tell apart"
            )
        hidden = [str(row + 1) for row in (self._extras.hidden if self._extras else ()) if row > header]
        if hidden:
            notes.append(f"hidden rows were read too: {listed(hidden)}")
        if self._extras:
            texts = ((line.number, line.texts) for line in self.rows())
            notes += notes_of_cells(self._extras, header, (self._left, self._right), texts)
        if any(text.startswith("=") for row, cells in self._added.items() if row > header for text in cells.values()):
            notes.append(
                "formulas without a stored value are given as they are; save the file in a spreadsheet program"
            )
        merged = [str(top + 1) for (top, _), _ in self._merged if top > header]
        if merged:
            rows = listed(list(dict.fromkeys(merged)))
            counts = "over rows a name or date counts for each, over columns all for the first only"
            notes.append(f"merged cells below the header: {counts}: rows {rows}")
        return notes
