"""Workbooks: what stands beside the values of cells, as links behind them, notes on them and figures struck through."""

from io import BytesIO
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from claims.importers import workbook
from claims.importers._workbook_styles import as_read
from claims.table import ReadOptions

STRUCK = InlineFont(strike=True)
NO_LINKS = "write the addresses into a column of their own to keep them"


def read(fill):
    made = openpyxl.Workbook()
    page = made.active
    page.append(["Source", "Killed", "Link"])
    fill(page)
    file = BytesIO()
    made.save(file)
    table = workbook.read(BytesIO(file.getvalue()), name="file.xlsx", options=ReadOptions())
    return [row.cells for row in table.rows], table.notes


@pytest.mark.parametrize(
    ("cell", "shown", "told"),
    [
        (CellRichText(TextBlock(STRUCK, "119"), "79"), "79", "of these cells what is struck through is not read: B2"),
        (CellRichText(TextBlock(STRUCK, "119"), " 79"), "79", "of these cells what is struck through is not read: B2"),
        (CellRichText(TextBlock(STRUCK, "119"), " "), "", "cells that are struck through are not read: B2"),
    ],
)
def test_a_figure_struck_through_beside_another_in_one_cell_is_no_part_of_it(cell, shown, told):
    rows, notes = read(lambda page: page.append(["Bojayá", cell, "x"]))
    assert rows == [["Bojayá", shown, "x"]]
    assert notes == (told,)


def test_a_text_of_several_runs_of_which_none_is_struck_through_stays_as_it_is():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<si xmlns="{main}"><r><rPr><strike val="0"/></rPr><t>1</t></r><r><t>79</t></r></si>'
    assert as_read(ET.fromstring(text)) is None  # noqa: S314


def test_links_behind_cells_are_told_where_their_text_is_not_the_address():
    def fill(page):
        page.append(["HRW", 5000, "https://www.hrw.org/anfal"])
        page["A2"].hyperlink = "https://www.hrw.org/anfal"
        page["C2"].hyperlink = "https://www.hrw.org/anfal/"
        page["A1"].hyperlink = "https://example.org/"

    rows, notes = read(fill)
    assert rows == [["HRW", "5000", "https://www.hrw.org/anfal"]]
    assert notes == (f"the links behind these cells are not read: A2; {NO_LINKS}",)


def test_notes_on_cells_are_told():
    def fill(page):
        page.append(["PLOS", 3100, "x"])
        page["B2"].comment = Comment("1,700 of them executed", "me")

    _, notes = read(fill)
    assert notes == ("the notes (comments) on these cells are not read: B2",)
