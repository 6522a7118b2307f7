"""XLS workbooks: what their records say and the reader of workbooks leaves out or misreads."""

import struct
from io import BytesIO

import pytest

from claims.errors import BadFile
from claims.importers import workbook
from claims.importers._workbook_biff import xls_extras
from claims.table import ReadOptions

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
BEGIN = struct.pack("<HHHH8x", 0x0600, 0x0005, 0, 0)
HIDDEN = 0x20


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def text_of(text):
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def compound(stream):
    """The stream of a workbook in a compound file of its own: one sector of places, one of names, then the stream."""
    stream = stream.ljust(max(len(stream), 4096), b"\0")
    sectors = -(-len(stream) // SECTOR)
    places = [TABLE, END, *range(3, sectors + 2), END]
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(62, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, END, 0, END, 0),
    )
    names = [("Root Entry", 5, END, 0, 1), ("Workbook", 2, 2, len(stream), FREE)]
    directory = b""
    for name, kind, start, size, child in names:
        wide = name.encode("utf-16-le")
        tree = struct.pack("<BBIII36xII4x", kind, 1, FREE, FREE, child, start, size)
        directory += wide.ljust(64, b"\0") + struct.pack("<H", len(wide) + 2) + tree
    first = struct.pack("<109I", 0, *[FREE] * 108)
    table = struct.pack("<128I", *places, *[FREE] * (128 - len(places)))
    return head + first + table + directory.ljust(SECTOR, b"\0") + stream.ljust(sectors * SECTOR, b"\0")


def book(*cells, formats=(), struck=(), hidden=()):
    """A sheet of cells by row, each a text, a number with the place of its format, or the bytes of an error."""
    styles = [("", 0), *formats]
    head = record(0x809, BEGIN) + record(0x42, struct.pack("<H", 1252))
    head += b"".join(record(0x31, struct.pack("<HH10x", 200, 8 * (font == 3))) for font in range(4))
    head += b"".join(record(0x41E, struct.pack("<H", number) + text_of(code)) for code, number in formats if code)
    head += b"".join(
        record(0xE0, struct.pack("<HH16x", 3 if place in struck else 0, number))
        for place, (_, number) in enumerate(styles)
    )
    named = struct.pack("<IBBBB", 0, 0, 0, 5, 0) + b"Toten"
    sheet = record(0x809, struct.pack("<HHHH8x", 0x0600, 0x0010, 0, 0))
    sheet += record(0x200, struct.pack("<IIHHH", 0, len(cells), 0, max(map(len, cells)), 0))
    for row, line in enumerate(cells):
        sheet += record(0x208, struct.pack("<HHH6xI", row, 0, len(line), HIDDEN * (row in hidden)))
        for column, cell in enumerate(line):
            if isinstance(cell, str):
                sheet += record(0x204, struct.pack("<HHH", row, column, 0) + text_of(cell))
            elif isinstance(cell, bytes):
                sheet += record(0x205, struct.pack("<HHH", row, column, 0) + cell)
            else:
                sheet += record(0x203, struct.pack("<HHHd", row, column, cell[1], cell[0]))
    start = len(head) + 4 + len(named) + 4
    named = struct.pack("<I", start) + named[4:]
    return compound(head + record(0x85, named) + record(0x0A) + sheet + record(0x0A))


def read(data):
    table = workbook.read(BytesIO(data), name="file.xls", options=ReadOptions())
    return table.columns, [list(row.cells) for row in table.rows], table.notes


FORMATS = {
    "percentage": ("0%", 164, 0.45, "45%"),
    "money": ('"$"#,##0', 164, 1200, "1200 $"),
    "hedge": ('">"0', 164, 12, ">12"),
    "number_of_a_format_for_dates": ("0.0", 50, 14.5, "14.5"),
    "date_of_a_format_for_dates": ("yyyy/m/d", 57, 43801, "2019-12-02"),
    "date": ("dd/mm/yyyy", 164, 43801, "2019-12-02"),
    "month": ("mmm\\-yy", 164, 43800, "2019-12"),
    "month_of_every_workbook": ("", 17, 43800, "2019-12"),
    "percentage_of_every_workbook": ("", 9, 0.45, "45%"),
}


@pytest.mark.parametrize(("code", "number", "value", "text"), FORMATS.values(), ids=FORMATS)
def test_a_number_is_read_as_its_format_shows_it(code, number, value, text):
    data = book(["place", "says"], ["Sirjan", (value, 1)], formats=[(code, number)])
    assert read(data)[1] == [["Sirjan", text]]


def test_errors_hidden_rows_and_what_is_struck_through_are_told():
    data = book(
        ["place", "says"],
        ["Sirjan", b"\x2a\x01"],
        ["Mahshahr", (5, 1)],
        ["Shiraz", (6, 0)],
        formats=[("0", 164)],
        struck=[1],
        hidden=[3],
    )
    _, rows, notes = read(data)
    assert rows == [["Sirjan", "#N/A"], ["Mahshahr", ""], ["Shiraz", "6"]]
    assert notes == ("hidden rows were read too: 4", "cells that are struck through are not read: B3")


def test_texts_are_unicode_whatever_code_page_is_said():
    assert read(book(["place", "says"], ["Ширази", (5, 0)]))[:2] == (("place", "says"), [["Ширази", "5"]])


def test_more_texts_than_a_workbook_can_hold_are_refused_before_they_fill_memory():
    whole = book(["place", "says"], ["Sirjan", (5, 0)])
    texts = record(0xFC, struct.pack("<II", 1, 1 << 31))
    with pytest.raises(BadFile, match="more texts than it holds"):
        read(whole.replace(record(0x31, struct.pack("<HH10x", 200, 8))[: len(texts)], texts))


def test_nothing_is_said_of_what_is_no_such_workbook_or_is_cut_off():
    whole = book(["place", "says"], ["Sirjan", (5, 0)])
    assert xls_extras(whole) is not None
    assert [xls_extras(whole[:size]) for size in (0, 8, 600, 1100, 1700)] == [None] * 5


@pytest.mark.parametrize(("first", "end"), [(0x8000, 2), (0, 0x10001)])
def test_a_sheet_that_ends_before_it_begins_or_beyond_all_rows_is_refused(first, end):
    data = book(["name", "killed"], ["Sirjan", (3, 0)])
    turned = data.replace(struct.pack("<HHII", 0x200, 14, 0, 2), struct.pack("<HHII", 0x200, 14, first, end))
    with pytest.raises(BadFile, match="ends before it begins, or beyond"):
        read(turned)
