"""Workbooks as one XML file, SpreadsheetML 2003, as many portals give them under the name of an .xls or .xml file.

Their sheets answer as those of python-calamine do; what else is known of one (hidden rows, percentages, what is struck
through) comes with it. Source: Microsoft, “XML Spreadsheet Reference”, 2001. Entities are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.parsers import expat

from claims.errors import BadFile
from claims.importers._workbook_styles import sign_of
from claims.importers._workbook_xml import Extras
from claims.importers._xml_tree import refuse_entities

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claims.importers._workbook_xml import Range

_WORKBOOK = re.compile(
    rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet",
    re.DOTALL,
)
_SPACE = b" \t\r\n"
_BLOCK = 1 << 20
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14
_AGAIN = "get it again, or open it in a spreadsheet program and save it as XLSX"
_NAMED_FORMATS = {"Percent": "%", "Currency": "$", "Euro Currency": "€"}
_LEFT_OUT = frozenset(("Comment", "PhoneticText", "NamedCell"))


def is_2003(head: bytes) -> bool:
    """Return whether a file begins as a workbook that is one XML file."""
    return _WORKBOOK.match(head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")) is not None


@dataclass(slots=True)
class Sheet2003:
    """A sheet: its cells by row and column from 0, its merged ranges, and what is known of it besides."""

    name: str
    visible: str = "Sheet.Visible"
    typ: str = "Sheet.WorkSheet"
    cells: dict[int, dict[int, Any]] = field(default_factory=dict)
    merged_cell_ranges: list[Range] = field(default_factory=list)
    extras: Extras = field(default_factory=Extras)

    @property
    def start(self) -> tuple[int, int] | None:
        """The first used row and column, None for an empty sheet."""
        return (min(self.cells), min(map(min, self.cells.values()))) if self.cells else None

    @property
    def end(self) -> tuple[int, int] | None:
        """The last used row and column, None for an empty sheet."""
        return (max(self.cells), max(map(max, self.cells.values()))) if self.cells else None

    def iter_rows(self) -> Iterator[list[Any]]:
        """Yield all rows from the first of the sheet on, empty ones too, from the first used column on."""
        if self.start is None or self.end is None:
            return
        columns = range(self.start[1], self.end[1] + 1)
        for number in range(self.end[0] + 1):
            row = self.cells.get(number, {})
            yield [row.get(column, "") for column in columns]


class Workbook2003:
    """An open workbook, as python-calamine gives one; raises BadFile where it cannot be read."""

    def __init__(self, stream: BinaryIO, *, name: str) -> None:
        reading = _Reading(name)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = reading.start
        parser.EndElementHandler = reading.end
        parser.CharacterDataHandler = reading.text
        refuse_entities(parser, name=name)
        parser.buffer_text = True
        try:
            parser.Parse(stream.read(_BLOCK).lstrip(_SPACE))
            parser.ParseFile(stream)
        except (expat.ExpatError, ValueError) as error:
            raise BadFile(name, f"it is no workbook that can be read ({error})", hint=_AGAIN) from None
        except IndexError:
            raise BadFile(name, "it has cells that are on no sheet", hint=_AGAIN) from None
        self.sheets_metadata = reading.sheets

    def get_sheet_by_name(self, name: str) -> Sheet2003:
        """Return a sheet by its name."""
        return next(sheet for sheet in self.sheets_metadata if sheet.name == name)


@dataclass(slots=True)
class _Style:
    """What a style says that a value does not."""

    sign: str = ""
    is_struck: bool = False


class _Reading:
    """Follows the elements, by their names without their namespaces, and keeps the cells of each sheet."""

    def __init__(self, name: str) -> None:
        self.sheets: list[Sheet2003] = []
        self._name = name
        self._styles: dict[str, _Style] = {}
        self._style = _Style()
        self._row = self._column = -1
        self._row_span = self._listed = 0
        self._row_style = self._cell_style = ""
        self._type = ""
        self._whole: list[str] | None = None
        self._kept: list[str] = []
        self._inside: list[str] = []
        self._left_out = 0

    def start(self, element: str, given: Mapping[str, str]) -> None:
        """Enter an element."""
        name = element.rpartition(" ")[2]
        said = {key.rpartition(" ")[2]: value for key, value in given.items()}
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
        elif self._whole is not None:
            self._inside.append(name.lower())
        elif name == "Style":
            parent = self._styles.get(said.get("Parent", ""), _Style())
            self._style = _Style(parent.sign, parent.is_struck)
            self._styles[said.get("ID", "")] = self._style
        elif name == "NumberFormat":
            code = said.get("Format", "")
            self._style.sign = _NAMED_FORMATS.get(code) or sign_of(code)
        elif name == "Font":
            self._style.is_struck = said.get("StrikeThrough") == "1"
        elif name == "Worksheet":
            self.sheets.append(Sheet2003(said.get("Name", f"Sheet{len(self.sheets) + 1}")))
            self._row, self._row_span, self._listed = -1, 0, 0
        elif name == "Row":
            self._start_row(said)
        elif name == "Cell":
            self._start_cell(said)
        elif name in {"Data", "Visible"}:
            self._type = said.get("Type", "String")
            self._whole, self._kept, self._inside = [], [], []
        elif name == "Column" and self.sheets:
            first = self._place(said, self._listed, most=_MOST_COLUMNS)
            self._listed = first + int(said.get("Span", 0)) + 1
            if said.get("Hidden") == "1":
                self.sheets[-1].extras.hidden_columns.append((first, self._listed - 1))

    def _start_row(self, said: Mapping[str, str]) -> None:
        self._row = self._place(said, self._row + 1 + self._row_span, most=_MOST_ROWS)
        self._row_span = int(said.get("Span", 0))
        self._column = -1
        self._row_style = said.get("StyleID", "")
        if said.get("Hidden") == "1":
            self.sheets[-1].extras.hidden.append(self._row)

    def _start_cell(self, said: Mapping[str, str]) -> None:
        self._column = self._place(said, self._column + 1, most=_MOST_COLUMNS)
        self._cell_style = said.get("StyleID", self._row_style)
        across, down = int(said.get("MergeAcross", 0)), int(said.get("MergeDown", 0))
        if across or down:
            here = (self._row, self._column)
            self.sheets[-1].merged_cell_ranges.append((here, (self._row + down, self._column + across)))
        if "Formula" in said:
            self.sheets[-1].extras.texts.setdefault(self._row, {})[self._column] = said["Formula"]

    def _place(self, said: Mapping[str, str], following: int, *, most: int) -> int:
        place = int(said["Index"]) - 1 if "Index" in said else following
        if not 0 <= place < most:
            raise BadFile(self._name, "its cells lie too far apart", hint="save the sheet as CSV")
        return place

    def text(self, text: str) -> None:
        """Take text, which counts in the data of a cell; what of it is struck through or raised is no part of it."""
        if self._whole is None or self._left_out:
            return
        self._whole.append(text)
        if not {"s", "sup", "del", "strike"}.intersection(self._inside):
            self._kept.append(text)

    def end(self, element: str) -> None:
        """Leave an element."""
        name = element.rpartition(" ")[2]
        if self._left_out:
            self._left_out -= 1
        elif self._whole is not None and self._inside:
            self._inside.pop()
        elif self._whole is not None:
            whole, self._whole = "".join(self._whole), None
            if name == "Data":
                self._keep(whole, "".join(self._kept))
            elif "Hidden" in whole:
                self.sheets[-1].visible = "Sheet.Hidden"
        elif name == "Cell" and self.sheets[-1].merged_cell_ranges:
            (top, left), (_, right) = self.sheets[-1].merged_cell_ranges[-1]
            self._column = right if (top, left) == (self._row, self._column) else self._column

    def _keep(self, whole: str, kept: str) -> None:
        if not whole.strip():
            return
        sheet, style = self.sheets[-1], self._styles.get(self._cell_style, _Style())
        value = _value(whole, self._type)
        sheet.cells.setdefault(self._row, {})[self._column] = value
        sheet.extras.texts.get(self._row, {}).pop(self._column, None)
        if style.sign and not isinstance(value, str):
            sheet.extras.signs.setdefault(self._row, {})[self._column] = style.sign
        if style.is_struck or kept != whole:
            sheet.extras.instead.setdefault(self._row, {})[self._column] = "" if style.is_struck else kept


def _value(text: str, kind: str) -> Any:
    """Return what a cell holds by its type; as text where it is not of it."""
    try:
        if kind == "Number":
            return int(text) if text.strip().lstrip("-").isdecimal() else float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    return text.strip() == "1" if kind == "Boolean" else text
