"""What an XLS workbook of Excel 97 to 2003 says and the reader of workbooks leaves out, record by record.

Cells with an error, what formats show beside numbers, numbers that they do not show, what is struck through, hidden
rows and columns; numbers whose format has the number of one for dates, and texts in the cell itself, which the reader
misreads. Sources: MS-CFB (the compound file), MS-XLS (the records). Nothing is said of a file that is not so.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.importers._workbook_styles import BUILT_IN, SHOWS_NOTHING, sign_of
from claims.importers._workbook_xml import Extras

_FREE = 0xFFFFFFFA
"""Places of sectors from the first on are none: free, or the end of a chain."""
_IN_HEADER = 109
_ENTRY = 128
_BOF, _EOF, _SHEET, _FORMAT, _XF, _FONT = 0x809, 0x0A, 0x85, 0x41E, 0xE0, 0x31
_ROW, _COLUMNS, _ERROR, _FORMULA, _NUMBER, _RK, _RKS, _SHARED = 0x208, 0x7D, 0x205, 0x06, 0x203, 0x27E, 0xBD, 0xFD
_LABEL, _TABLE_OF_TEXTS, _EXTENT = 0x204, 0xFC, 0x200
_TEXTS = frozenset((_ERROR, _FORMULA, _LABEL))
_CELLS = frozenset((_ERROR, _FORMULA, _NUMBER, _RK, _RKS, _SHARED, _LABEL))
_VERSION = 0x0600
_WIDE, _STRUCK, _HIDDEN_ROW, _HIDDEN_COLUMN = 0x01, 0x08, 0x20, 0x01
_NO_FONT = 4
_OF_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of formats that are for dates, in some language at least, where the file does not write them."""
_DATES = re.compile("[ymdhs]", re.IGNORECASE)
_NO_CODE = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]hms]*\]|General|Standard', re.IGNORECASE)
_CODE_PAGE = re.compile(rb"(\x09\x08\x10\x00\x00\x06\x05\x00.{0,400}?\x42\x00\x02\x00)(?!\xb0\x04)..", re.DOTALL)
_UNICODE = b"\xb0\x04"
_LAST_COLUMN, _MOST_ROWS = 255, 65_536
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


class Damaged(ValueError):
    """A workbook says what cannot be, and the reader would take memory without end for it."""


def xls_extras(data: bytes) -> dict[str, Extras] | None:
    """Return what is known of each sheet, by its name; None for no file of Excel 97 to 2003; raises Damaged."""
    try:
        return _Book(_stream(data, "Workbook")).sheets()
    except Damaged:
        raise
    except (struct.error, LookupError, ValueError):
        return None


def in_unicode(data: bytes) -> bytes:
    """Return a workbook of Excel 97 to 2003 that says so of its texts, whatever code page its writer put there.

    They are Unicode in each; the reader takes the code page for that of the texts.
    """
    return _CODE_PAGE.sub(lambda found: found[1] + _UNICODE, data, count=1)


def _stream(data: bytes, name: str) -> bytes:
    """Return a stream of a compound file; raises LookupError, ValueError or struct.error where there is none."""
    sector, mini = (1 << shift for shift in struct.unpack_from("<HH", data, 30))
    directory, cutoff, of_mini = struct.unpack_from("<I4xII", data, 48)
    more, count = struct.unpack_from("<II", data, 68)
    places = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    for _ in range(count):
        at = (more + 1) * sector
        *others, more = struct.unpack_from(f"<{sector // 4}I", data, at)
        places += others
    table = [
        following
        for place in places
        if place < _FREE
        for following in struct.unpack_from(f"<{sector // 4}I", data, (place + 1) * sector)
    ]
    entries = _chained(data, directory, table, size=sector, skip=1)
    root = None
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        length = max(struct.unpack_from("<H", entries, at + 64)[0] - 2, 0)
        start, size = struct.unpack_from("<II", entries, at + 116)
        root = start if root is None else root
        if entries[at : at + length].decode("utf-16-le") == name:
            break
    else:
        raise LookupError(name)
    if size >= cutoff:
        return _chained(data, start, table, size=sector, skip=1)[:size]
    small = _chained(data, of_mini, table, size=sector, skip=1)
    shorter = list(struct.unpack_from(f"<{len(small) // 4}I", small))
    return _chained(_chained(data, root or 0, table, size=sector, skip=1), start, shorter, size=mini, skip=0)[:size]


def _chained(data: bytes, place: int, table: list[int], *, size: int, skip: int) -> bytes:
    """Return the sectors of a chain; skip is how many stand before the first that is counted."""
    found: list[bytes] = []
    while place < _FREE:
        if len(found) > len(table):
            raise ValueError("the chain has no end")
        found.append(data[(place + skip) * size : (place + skip + 1) * size])
        place = table[place]
    return b"".join(found)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the style of a cell says: `sign_of` its format, whether it shows no number, strikes through, is no date."""

    sign: str = ""
    is_blank: bool = False
    is_struck: bool = False
    is_number: bool = False


@dataclass(slots=True)
class _Book:
    """The records of a workbook, and what those that are for all sheets say."""

    stream: bytes
    named: list[tuple[str, int]] = field(default_factory=list)
    fonts: list[bool] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    styles: list[tuple[int, int]] = field(default_factory=list)

    def sheets(self) -> dict[str, Extras]:
        """Return what is known of each sheet."""
        kind, version = struct.unpack_from("<H2xH", self.stream)
        if kind != _BOF or version != _VERSION:
            raise ValueError("it is older")
        for kind, record in self._records(0):
            if kind == _SHEET:
                place, length, flags = struct.unpack_from("<I2xBB", record)
                self.named.append((_text(record[8:], length, flags), place))
            elif kind == _FORMAT:
                number, length, flags = struct.unpack_from("<HHB", record)
                self.codes[number] = _text(record[5:], length, flags)
            elif kind == _TABLE_OF_TEXTS and struct.unpack_from("<4xI", record)[0] > len(self.stream):
                raise Damaged("it counts more texts than it holds")
            elif kind == _FONT:
                self.fonts.append(bool(record[2] & _STRUCK))
            elif kind == _XF:
                font, code = struct.unpack_from("<HH", record)
                self.styles.append((font, code))
        signs = {number: BUILT_IN.get(str(number), "") for number in range(50)}
        signs |= {number: sign_of(code) for number, code in self.codes.items()}
        blank = {number for number, code in self.codes.items() if SHOWS_NOTHING.fullmatch(code)}
        said = [
            _Said(signs.get(code, ""), code in blank, self._is_struck(font), self._is_number(code))
            for font, code in self.styles
        ]
        return {name: self._sheet(place, said) for name, place in self.named}

    def _is_struck(self, font: int) -> bool:
        """Return whether a font strikes through; there is none of the number 4."""
        at = font - (font > _NO_FONT)
        return at < len(self.fonts) and self.fonts[at]

    def _is_number(self, code: int) -> bool:
        """Return whether a format is written in the file, and shows no date, whatever its number stands for."""
        written = self.codes.get(code, "") if code in _OF_DATES else ""
        return bool(written) and _DATES.search(_NO_CODE.sub("", written)) is None

    def _records(self, at: int) -> Iterator[tuple[int, bytes]]:
        """Yield the kinds and contents of the records of one part, without those of charts in it."""
        depth = 0
        while True:
            kind, length = struct.unpack_from("<HH", self.stream, at)
            depth += (kind == _BOF) - (kind == _EOF)
            if depth <= 0:
                return
            if depth == 1:
                yield kind, self.stream[at + 4 : at + 4 + length]
            at += 4 + length

    def _sheet(self, place: int, said: list[_Said]) -> Extras:
        found = Extras()
        telling = {style for style, one in enumerate(said) if one != _Said()}
        for kind, record in self._records(place):
            if kind == _ROW and struct.unpack_from("<H", record, 12)[0] & _HIDDEN_ROW:
                found.hidden.append(struct.unpack_from("<H", record)[0])
            elif kind == _COLUMNS and record[8] & _HIDDEN_COLUMN:
                first, last = struct.unpack_from("<HH", record)
                found.hidden_columns.append((first, min(last, _LAST_COLUMN)))
            elif kind == _EXTENT:
                _refuse_turned(record)
            elif kind in _TEXTS and (text := _text_of(kind, record)):
                row, column = struct.unpack_from("<HH", record)
                found.texts.setdefault(row, {})[column] = text
            if kind in _CELLS:
                row, column = struct.unpack_from("<HH", record)
                last = struct.unpack_from("<H", record, len(record) - 2)[0] if kind == _RKS else column
                found.rows, found.columns = max(found.rows, row + 1), max(found.columns, column + 1, last + 1)
            if kind in _CELLS and telling:
                for row, column, style, number in _cells(kind, record):
                    if style in telling:
                        _note(found, row, column, said[style], number)
        found.hidden.sort()
        return found


def _refuse_turned(extent: bytes) -> None:
    """Refuse a sheet that ends before it begins or beyond all rows, for which the reader would take memory."""
    first, end, left, right = struct.unpack_from("<IIHH", extent)
    if end and right and (first > end or left > right or end > _MOST_ROWS or right > _LAST_COLUMN + 1):
        raise Damaged("a sheet ends before it begins, or beyond all rows and columns that there can be")


def _note(found: Extras, row: int, column: int, said: _Said, number: float | None) -> None:
    """Keep what the style of a cell says, and the number in it where that is no date."""
    if said.is_number and number is not None:
        found.numbers.setdefault(row, {})[column] = number
    if said.sign:
        found.signs.setdefault(row, {})[column] = said.sign
    if said.is_blank:
        found.blank.append((row, column))
    if said.is_struck:
        found.instead.setdefault(row, {})[column] = ""


def _cells(kind: int, record: bytes) -> Iterator[tuple[int, int, int, float | None]]:
    """Yield the row, the column, the number of the style and the number in each cell that a record is of."""
    if kind == _RKS:
        row, first = struct.unpack_from("<HH", record)
        for column, at in enumerate(range(4, len(record) - 2, 6), start=first):
            style, packed = struct.unpack_from("<HI", record, at)
            yield row, column, style, _unpacked(packed)
    else:
        row, column, style = struct.unpack_from("<HHH", record)
        number = None
        if kind == _RK:
            number = _unpacked(struct.unpack_from("<I", record, 6)[0])
        elif kind == _NUMBER or (kind == _FORMULA and record[12:14] != b"\xff\xff"):
            number = struct.unpack_from("<d", record, 6)[0]
        yield row, column, style, number


def _unpacked(packed: int) -> float:
    """Return a number in 30 bits, whole or the beginning of one with a fraction, or a hundredth of it."""
    if packed & 2:
        number = float(struct.unpack("<i", struct.pack("<I", packed))[0] >> 2)
    else:
        number = struct.unpack("<d", struct.pack("<II", 0, packed & ~3))[0]
    return number / 100 if packed & 1 else number


def _text_of(kind: int, record: bytes) -> str:
    """Return the text in a cell, the error that it holds, or that its formula gave; "" for none."""
    if kind == _LABEL:
        length, flags = struct.unpack_from("<HB", record, 6)
        return _text(record[9:], length, flags)
    if kind == _ERROR and record[7]:
        return _ERRORS.get(record[6], "#N/A")
    if kind == _FORMULA and record[6] == 2 and record[12:14] == b"\xff\xff":
        return _ERRORS.get(record[8], "#N/A")
    return ""


def _text(data: bytes, length: int, flags: int) -> str:
    return data[: length * 2].decode("utf-16-le") if flags & _WIDE else data[:length].decode("latin-1")
