"""What the XML inside a workbook says and the reader of workbooks leaves out.

Cells with an error (#N/A) and formulas that nobody computed, which the reader gives as empty; hidden rows and columns;
percentages; what is struck through and marks above the line (of XLSX); merged cells of ODS; and how large a sheet
really is, so that a sheet of a few cells far apart is refused instead of filling memory. Rows and columns count from 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.parsers import expat

from claims.importers._workbook_beside import BesideCells
from claims.importers._workbook_formats import format_of, kept_of_shown
from claims.importers._workbook_struck import Struck
from claims.importers._workbook_styles import Styles, as_read, styles_of
from claims.importers._workbook_text import column_of

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator, Mapping

Range = tuple[tuple[int, int], tuple[int, int]]

_BLOCK = 1 << 20
_NAME = rb"<(?:\w+:)?"
_AT = rb"\br=[\"']([A-Z]+)(\d+)[\"']"
_ROW = re.compile(_NAME + rb"row\b[^<>]*?\br=[\"'](\d+)[\"'][^<>]*>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_FAR_ROW = re.compile(rb"\br=[\"'][A-Z]+(\d{7,})[\"']")
_FAR_COLUMN = re.compile(rb"\br=[\"']([A-Z]{2,3})\d+[\"']")
_FILLED = re.compile(
    _NAME + rb"c\b[^<>]*?" + _AT + rb"[^<>]*(?<!/)>(?!\s*</(?:\w+:)?c>)"
)  # not empty, in either writing
_ERROR = re.compile(
    _NAME
    + rb"c\b(?=[^<>]*\bt=[\"']e[\"'])[^<>]*?"
    + _AT
    + rb"[^<>]*>(?:[^<]|<(?!/?(?:\w+:)?[vc]\b))*<(?:\w+:)?v>([^<]*)<"
)
_WITH_VALUE = (
    rb"[^<>]*\bt=[\"']str[\"'][^<>]*>(?:[^<]|<(?!/?(?:\w+:)?[vc]\b))*<(?:\w+:)?v\b"  # a text, though an empty one
)
_FORMULA = re.compile(
    _NAME
    + rb"c\b(?!"
    + _WITH_VALUE
    + rb")[^<>]*?"
    + _AT
    + rb"[^<>]*>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>([^<]*)</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_STYLED = re.compile(_NAME + rb"c\b(?=[^<>]*\bs=[\"'](?P<style>\d+)[\"'])[^<>]*?" + _AT + rb"[^<>]*(?<!/)>")
_SHARED = re.compile(_NAME + rb"c\b(?=[^<>]*\bt=[\"']s[\"'])[^<>]*?" + _AT + rb"[^<>]*>\s*<(?:\w+:)?v>(\d+)<")
_INLINE = re.compile(_NAME + rb"c\b[^<>]*?" + _AT + rb"[^<>]*>\s*<is>((?:[^<]|<(?!/is>|(?:\w+:)?c\b))*)</is>")
_VALUE = re.compile(_NAME + rb"c\b(?P<said>[^<>]*)>(?:[^<]|<(?!/?(?:\w+:)?[vc]\b))*<(?:\w+:)?v>(?P<value>[^<]*)<")
_PLACE, _KIND = (re.compile(rb"\b" + name + rb"=[\"'](\w+)[\"']") for name in (b"r", b"t"))
_COLUMNS = re.compile(_NAME + rb"col\b[^<>]*>")
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LETTERS = 26
_MOST_REPEATED = 1000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_WORDS = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_BREAKS = {_WORDS + "tab": "\t", _WORDS + "line-break": "\n"}
_NOTE = _WORDS + "note"
_NO_TEXT = frozenset((_NOTE, _OFFICE + "annotation", _TABLE + "shapes", _TABLE + "tracked-changes"))
_VALUES = {"float": "value", "date": "date-value"}
_NOT_SHOWN = frozenset(("collapse", "filter"))
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "


@dataclass(slots=True)
class Extras:
    """What is known of one sheet besides its values.

    texts holds by row and column what cells say that the reader gives as empty, instead what they say without what is
    struck through ("") and without marks above the line, struck the cells of which a part is struck through, signs what
    its style shows beside a number ("%", "€"), blank the cells whose style shows no number, numbers those that the
    reader takes for dates, links the addresses behind cells, comments the cells with a note on them. rows and columns
    are how many the sheet has up to its last cell; merged is None where the reader knows.
    """

    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    instead: dict[int, dict[int, str]] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: list[tuple[int, int]] = field(default_factory=list)
    signs: dict[int, dict[int, str]] = field(default_factory=dict)
    blank: list[tuple[int, int]] = field(default_factory=list)
    numbers: dict[int, dict[int, float]] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Range] | None = None
    rows: int = 0
    columns: int = 0


def xlsx_extras(archive: zipfile.ZipFile, sheet: str) -> Extras | None:
    """Return what the XML of one sheet of an XLSX workbook says; None if its cells do not tell where they are."""
    path = sheet_path(archive, sheet)
    if path is None:
        return None
    found = Extras()
    styles = styles_of(archive)
    beside = BesideCells(archive, path)
    found.comments = beside.comments
    columns = {b"A"}
    with archive.open(path) as stream:
        for number, block in enumerate(_blocks(stream)):
            if number == 0 and b"<" in block and _ROW.search(block) is None and b"row" in block:
                return None
            if number == 0:
                found.hidden_columns = [
                    (int(one) - 1, int(last) - 1) for one, last in map(_ends, _COLUMNS.findall(block)) if one and last
                ]
            for match in _ROW.finditer(block):
                found.rows = max(found.rows, int(match[1]))
                if _HIDDEN.search(match[0]):
                    found.hidden.append(int(match[1]) - 1)
            found.rows = max(found.rows, *map(int, _FAR_ROW.findall(block)), 0)
            columns.update(_FAR_COLUMN.findall(block))
            if b'="e"' in block or b"='e'" in block:
                _note_all(found, ((match, unescape(match[3].decode())) for match in _ERROR.finditer(block)))
            if b"<f" in block or b":f" in block:
                texts = ((match, "=" + unescape((match[3] or b"...").decode())) for match in _FORMULA.finditer(block))
                _note_all(found, texts)
            _note_styles(found, block, styles)
            found.links.update(beside.links(block))
    found.columns = max(_LETTERS, *(column_of(letters) for letters in columns))
    return found


def xlsx_size(archive: zipfile.ZipFile, sheet: str) -> int:
    """Return how many bytes the XML of a sheet has."""
    path = sheet_path(archive, sheet)
    return archive.getinfo(path).file_size if path is not None else 0


def xlsx_extent(archive: zipfile.ZipFile, sheet: str) -> tuple[int, int]:
    """Return the rows and columns up to the last cell with content of a sheet: exact, but slow."""
    path = sheet_path(archive, sheet)
    rows = columns = 0
    if path is not None:
        with archive.open(path) as stream:
            for block in _blocks(stream):
                for match in _FILLED.finditer(block):
                    rows = max(rows, int(match[2]))
                    columns = max(columns, column_of(match[1]))
    return rows, columns


def broken_cells(archive: zipfile.ZipFile, xml: bytes) -> Iterator[tuple[re.Match[bytes], str, bool]]:
    """Yield the cells of a sheet whose value is neither a number nor the place of a text: where, and whether a text."""
    texts = archive.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in archive.NameToInfo else b""
    most = len(re.findall(_NAME + rb"si\b", texts))
    for match in _VALUE.finditer(xml):
        place, kind = _PLACE.search(match["said"]), _KIND.search(match["said"])
        value, of = match["value"].decode(errors="replace"), b"n" if kind is None else kind[1]
        at = place[1].decode() if place else "a cell"
        if of == b"s" and not (value.strip().isdecimal() and int(value) < most):
            yield match, f"{at} (text {value})", True
        if of == b"n" and not _is_number(value):
            yield match, f"{at} (“{value}”)", False


def _is_number(value: str) -> bool:
    try:
        float(value or "0")
    except ValueError:
        return False
    return True


def sheet_path(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Return where in the archive the XML of a sheet is."""
    try:
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  expat limits entities by itself
        relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (KeyError, ET.ParseError):
        return None
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    for item in book.iter():
        if item.tag.endswith("}sheet") and item.get("name") == sheet:
            target = targets.get(item.get(_RELATION), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return path if path in archive.NameToInfo else None
    return None


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield XML in blocks that end with a row."""
    rest: list[bytes] = []
    while block := stream.read(_BLOCK):
        cut = block.rfind(b"row>") + 4
        if cut >= 4:
            yield b"".join((*rest, block[:cut]))
            rest = [block[cut:]]
        else:
            rest.append(block)
    yield b"".join(rest)


def _note_all(found: Extras, texts: Iterator[tuple[re.Match[bytes], str]]) -> None:
    for match, text in texts:
        found.texts.setdefault(int(match[2]) - 1, {})[column_of(match[1]) - 1] = text


def _ends(column: bytes) -> tuple[bytes, bytes]:
    """Return the first and the last number of columns that are hidden, empty where they are not."""
    one, last = (re.search(rb"\b" + name + rb"=[\"'](\d+)", column) for name in (b"min", b"max"))
    return (one[1], last[1]) if one and last and _HIDDEN.search(column) else (b"", b"")


def _note_styles(found: Extras, block: bytes, styles: Styles) -> None:
    """Keep what the styles of cells say: percentages, money, what is not shown or struck through, raised marks."""
    if styles.signs or styles.struck or styles.blank:
        for match in _STYLED.finditer(block):
            row, column, style = int(match[3]) - 1, column_of(match[2]) - 1, match["style"].decode()
            if style in styles.signs:
                found.signs.setdefault(row, {})[column] = styles.signs[style]
            if style in styles.blank:
                found.blank.append((row, column))
            if style in styles.struck:
                found.instead.setdefault(row, {})[column] = ""
    if styles.partly:
        for match in _SHARED.finditer(block):
            if (read := styles.partly.get(int(match[3]))) is not None:
                _note_partly(found, match, *read)
    if b"superscript" in block or b"strike" in block:
        for match in _INLINE.finditer(block):
            read = as_read(ET.fromstring(b'<is xmlns="%b">%b</is>' % (_MAIN, match[3])))  # noqa: S314
            if read is not None:
                _note_partly(found, match, *read)


def _note_partly(found: Extras, match: re.Match[bytes], text: str, is_struck: bool) -> None:  # noqa: FBT001
    """Keep what a cell says without what of it is struck through or a mark above the line."""
    row, column = int(match[2]) - 1, column_of(match[1]) - 1
    found.instead.setdefault(row, {}).setdefault(column, text)
    if is_struck:
        found.struck.add((row, column))


def ods_extras(archive: zipfile.ZipFile) -> dict[str, Extras]:
    """Return what the XML of an ODS workbook says of each sheet; raises expat.ExpatError and KeyError."""
    reading = _Ods()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    with archive.open("content.xml") as stream:
        parser.ParseFile(stream)
    return reading.sheets


class _Ods:
    """Follows the elements of an ODS workbook, counting rows and columns."""

    def __init__(self) -> None:
        self.sheets: dict[str, Extras] = {}
        self._sheet = Extras()
        self._row = self._column = 0
        self._row_repeated = self._cell_repeated = 1
        self._listed = 0
        self._hides = False
        self._closed_groups: list[bool] = []
        self._text: list[str] | None = None
        self._kind = self._number = ""
        self._paragraphs = self._notes = self._tables = 0
        self._is_broken = False
        self._struck = Struck()

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """Enter an element; raises ValueError for a table in a cell or shape, whose cells the reader would mix in."""
        self._struck.start(element, attributes)
        if element == _TABLE + "table":
            self._tables += 1
        if self._tables > 1:
            raise ValueError("a table stands within a cell or a shape of a sheet")
        if element == _OFFICE + "annotation" and not self._notes:
            self._sheet.comments.append((self._row, self._column))
        if self._notes or element in _NO_TEXT:
            self._notes += 1
            self._is_broken |= element == _NOTE
        elif element == _TABLE + "table":
            self._sheet = self.sheets.setdefault(attributes.get(_TABLE + "name", ""), Extras(merged=[]))
            self._row = self._listed = 0
        elif element == _TABLE + "table-column":
            self._list_column(attributes)
        elif element == _TABLE + "table-row-group":
            self._closed_groups.append(attributes.get(_TABLE + "display") == "false")
        elif element == _TABLE + "table-row":
            self._column = 0
            self._row_repeated = int(attributes.get(_TABLE + "number-rows-repeated", 1))
            self._hides = attributes.get(_TABLE + "visibility") in _NOT_SHOWN or any(self._closed_groups)
        elif element in _CELLS:
            self._cell(attributes)
        elif self._text is not None:
            self._start_of_text(element, attributes)

    def _list_column(self, attributes: Mapping[str, str]) -> None:
        """Count the columns that are described before the rows, and keep those that are hidden."""
        first = self._listed
        self._listed += int(attributes.get(_TABLE + "number-columns-repeated", 1))
        if attributes.get(_TABLE + "visibility") in _NOT_SHOWN:
            self._sheet.hidden_columns.append((first, self._listed - 1))

    def _start_of_text(self, element: str, attributes: Mapping[str, str]) -> None:
        """Take an element within a cell for the blanks that it stands for; the reader knows no tab and line break."""
        if self._text is None:
            return
        if element == _WORDS + "p":
            self._text.append("\n" * bool(self._paragraphs))
            self._paragraphs += 1
        elif element == _WORDS + "s":
            self._text.append(" " * min(int(attributes.get(_WORDS + "c", 1)), _MOST_REPEATED))
        elif element in _BREAKS:
            self._text.append(_BREAKS[element])
            self._is_broken = True

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self._cell_repeated = int(attributes.get(_TABLE + "number-columns-repeated", 1))
        kind = attributes.get(_OFFICE + "value-type")
        self._sign(
            "%" if kind == "percentage" else attributes.get(_OFFICE + "currency", "") if kind == "currency" else ""
        )
        self._number = attributes.get(_OFFICE + _VALUES.get(kind or "", ""), "")
        self._kind = "error" if attributes.get(_CALC + "value-type") == "error" else kind or ""
        is_said = _OFFICE + "string-value" in attributes
        is_wanted = self._kind in {"", "error", *_VALUES} or (self._kind == "string" and not is_said)
        self._text = [] if is_wanted else None
        self._paragraphs, self._is_broken = 0, False
        down = int(attributes.get(_TABLE + "number-rows-spanned", 1)) - 1
        right = int(attributes.get(_TABLE + "number-columns-spanned", 1)) - 1
        if (down or right) and self._sheet.merged is not None:
            end = (self._row + down, self._column + right)
            self._sheet.merged.append(((self._row, self._column), end))
        if _OFFICE + "value-type" in attributes:
            self._sheet.rows = max(self._sheet.rows, self._row + self._row_repeated)
            self._sheet.columns = max(self._sheet.columns, self._column + self._cell_repeated)

    def _sign(self, sign: str) -> None:
        """Keep what a cell shows beside its number, for all that repeat it."""
        for row in range(self._row, self._row + min(self._row_repeated, _MOST_REPEATED)) if sign else ():
            columns = range(self._column, self._column + min(self._cell_repeated, _MOST_REPEATED))
            self._sheet.signs.setdefault(row, {}).update(dict.fromkeys(columns, sign))

    def _note(self, text: str) -> None:
        """Keep what a cell says, for as many repeated cells as somebody may have made by hand."""
        self._sheet.rows = max(self._sheet.rows, self._row + self._row_repeated)
        self._sheet.columns = max(self._sheet.columns, self._column + self._cell_repeated)
        for row in range(self._row, self._row + min(self._row_repeated, _MOST_REPEATED)):
            for column in range(self._column, self._column + min(self._cell_repeated, _MOST_REPEATED)):
                self._sheet.texts.setdefault(row, {})[column] = text

    def _strike(self, text: str) -> None:
        """Keep what a cell says without what is struck through, for all that repeat it."""
        for row in range(self._row, self._row + min(self._row_repeated, _MOST_REPEATED)):
            for column in range(self._column, self._column + min(self._cell_repeated, _MOST_REPEATED)):
                self._sheet.instead.setdefault(row, {})[column] = text
                self._sheet.struck.add((row, column))

    def text(self, text: str) -> None:
        """Take text, which counts in a paragraph of a cell whose text is wanted."""
        if self._text is not None and self._paragraphs and not self._notes and not self._struck.holds(text):
            self._text.append(text)

    def end(self, element: str) -> None:
        """Leave an element."""
        self._tables -= element == _TABLE + "table"
        self._struck.end(element)
        if self._notes:
            self._notes -= 1
        elif element in _CELLS:
            text = "" if self._text is None else "".join(self._text).strip()
            self._text = None
            if self._number:
                self._sign((kept_of_shown if self._kind == "date" else format_of)(text, self._number))
            if text and (self._kind in {"", "error"} or (self._kind == "string" and self._is_broken)):
                self._note(text)
            if (text or self._kind) and (self._struck.is_whole or self._struck.is_partly):
                self._strike("" if self._struck.is_whole else text)
            self._column += self._cell_repeated
        elif element == _TABLE + "table-row-group":
            self._closed_groups.pop()
        elif element == _TABLE + "table-row":
            if self._hides and self._sheet.columns and self._row < self._sheet.rows:
                self._sheet.hidden.extend(range(self._row, self._row + min(self._row_repeated, _MOST_REPEATED)))
            self._row += self._row_repeated
