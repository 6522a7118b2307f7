"""Workbooks: choice of the sheet, headers, cells as a person reads them, and what must not cost memory or be lost."""

import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import Font

from claims import registry
from claims.errors import BadFile
from claims.importers import _workbook_xml, workbook
from claims.importers._workbook_header import find_header
from claims.table import OverRows, ReadOptions, Row


def book(*sheets, **cells):
    """A workbook of sheets, each a dict with name, rows and what else is set; or of one sheet with some cells."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for sheet in sheets or ({"cells": cells},):
        page = made.create_sheet(sheet.get("name", "figures"))
        for row in sheet.get("rows", ()):
            page.append(row)
        for place, value in sheet.get("cells", {}).items():
            page[place] = value
        for place in sheet.get("merged", ()):
            page.merge_cells(place)
        for row in sheet.get("hidden_rows", ()):
            page.row_dimensions[row].hidden = True
        page.sheet_state = sheet.get("state", "visible")
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def read(data, name="file.xlsx", **options):
    assert registry.importer_for(name, data[:8192]) == "workbook"
    return workbook.read(BytesIO(data), name=name, options=ReadOptions(**options))


def cells(table):
    return [row.cells for row in table.rows]


def one(rows, **settings):
    return read(book({"rows": rows, **settings}))


# Cells


VALUES = {
    "whole": (5, "5"),
    "whole_as_fraction": (5.0, "5"),
    "zero": (0, "0"),
    "less_than_zero": (-3, "-3"),
    "fraction": (5.25, "5.25"),
    "small": (0.00001, "0.00001"),
    "computed": (0.1 + 0.2, "0.3"),
    "large": (12_000_000_000, "12000000000"),
    "very_large": (1e20, "1.000000000000000E+20"),
    "beyond_its_digits": (1.234567890123457e17, "1.234567890123457E+17"),
    "exact": (float(2**53 - 1), "9007199254740991"),
    "no_longer_exact": (float(2**53 + 1), "9.007199254740992E+15"),
    "the_day_that_excel_counts_twice": (date(1900, 2, 28), "1900-02-28 or 29"),
    "text": ("at least 600", "at least 600"),
    "text_of_digits": ("007", "007"),
    "blanks_around": ("  x ", "  x "),
    "arabic": ("٦٠٠ قتيل", "٦٠٠ قتيل"),
    "true": (True, "TRUE"),
    "false": (False, "FALSE"),
    "day": (date(2019, 12, 2), "2019-12-02"),
    "midnight": (datetime(2019, 12, 2), "2019-12-02"),  # noqa: DTZ001  cells have no zone
    "moment": (datetime(2019, 12, 2, 4, 14), "2019-12-02T04:14:00"),  # noqa: DTZ001
    "time": (time(4, 5), "04:05:00"),
    "duration": (timedelta(hours=30), "30:00:00"),
    "error": ("#N/A", "#N/A"),
    "division": ("#DIV/0!", "#DIV/0!"),
    "nothing": (None, ""),
}


@pytest.mark.parametrize(("value", "text"), VALUES.values(), ids=VALUES)
def test_a_cell_is_given_as_a_person_reads_it(value, text):
    assert cells(one([["a", "b"], ["x", value], ["y", value]])) == [["x", text], ["y", text]]


def test_a_row_has_the_number_that_the_sheet_shows_and_its_cells_as_text():
    table = read(book(A3="a", B3="b", A4="x", B4=1, A7="y", B7=2))
    assert list(table.rows) == [Row(4, ["x", "1"], "x\t1"), Row(7, ["y", "2"], "y\t2")]


def test_a_table_may_begin_anywhere():
    table = read(book(C3="a", D3="b", C4="x", D4=1))
    assert (table.columns, cells(table)) == (("a", "b"), [["x", "1"]])


def edited(data, member, *changes):
    """A workbook with the XML of one member changed as no library writes it."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == member:
                for pattern, replacement in changes:
                    text, count = re.subn(pattern, replacement, text)
                    assert count, pattern
            new.writestr(name, text)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_formula_gives_its_value():
    data = book({"rows": [["a", "b"], ["x", "=1+2"]]})
    stored = edited(data, SHEET, (rb"<v\s*/>|<v></v>", b"<v>3</v>"))
    assert cells(read(stored)) == [["x", "3"]]
    assert read(stored).notes == ()


def test_a_formula_that_gave_an_error_gives_the_error():
    data = book({"rows": [["a", "b"], ["x", "=1/0"]]})
    stored = edited(
        data, SHEET, (rb'<c r="B2"( t="\w+")?>', b'<c r="B2" t="e">'), (rb"<v\s*/>|<v></v>", b"<v>#DIV/0!</v>")
    )
    assert cells(read(stored)) == [["x", "#DIV/0!"]]


def test_a_formula_that_nobody_computed_is_given_as_it_is_and_not_as_empty():
    table = one([["a", "b"], ["x", '=SUM(C1:C3)&"<"']])
    assert cells(table) == [["x", '=SUM(C1:C3)&"<"']]
    assert table.notes == (
        "formulas without a stored value are given as they are; save the file in a spreadsheet program",
    )


def test_a_formula_that_gives_an_empty_text_is_empty():
    data = book({"rows": [["a", "b"], ["x", '=""'], ["y", 1]]})
    stored = edited(data, SHEET, (rb'<c r="B2"( t="\w+")?>', b'<c r="B2" t="str">'), (rb"<v\s*/>|<v></v>", b"<v></v>"))
    assert cells(read(stored)) == [["x", ""], ["y", "1"]]


def test_a_formula_of_a_text_that_nobody_computed_is_not_empty():
    data = book({"rows": [["a", "b"], ["x", "=A2"]]})
    stored = edited(data, SHEET, (rb'<c r="B2"( t="\w+")?>', b'<c r="B2" t="str">'), (rb"<v\s*/>|<v></v>", b""))
    assert cells(read(stored)) == [["x", "=A2"]]


def test_errors_in_rows_and_columns_of_their_own_are_not_lost():
    table = read(book(A1="a", B1="b", A2="x", B2=1, C3="#N/A", A5="#REF!"))
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ["x", "1", ""]),
        (3, ["", "", "#N/A"]),
        (5, ["#REF!", "", ""]),
    ]


# Headers


def test_titles_above_the_header_are_skipped_and_told():
    table = one(
        [["Killed in the protests"], ["as of 2 December"], [], ["source", "says"], ["mek", 600]], merged=["A1:B1"]
    )
    assert (table.columns, cells(table)) == (("source", "says"), [["mek", "600"]])
    assert table.notes == ("above the header, not read: “Killed in the protests · as of 2 December”",)


def test_a_title_that_is_merged_wider_than_the_table_is_a_title():
    assert one([["Title"], ["a", "b"], ["x", 1]], merged=["A1:I1"]).columns[:2] == ("a", "b")


def test_headings_over_several_columns_are_joined_with_those_below():
    rows = [["source", "killed", None, "injured"], [None, "men", "women", None], ["mek", 1, 2, 3]]
    table = one(rows, merged=["A1:A2", "B1:C1", "D1:D2"])
    assert table.columns == ("source", "killed / men", "killed / women", "injured")
    assert cells(table) == [["mek", "1", "2", "3"]]
    assert table.notes == ("the header has 2 rows, joined with “ / ”",)


def test_headings_of_three_rows_are_joined():
    rows = [["source", "2019"], [None, "killed"], [None, "men", "women"], ["mek", 1, 2]]
    table = one(rows, merged=["A1:A3", "B1:C1", "B2:C2"])
    assert table.columns == ("source", "2019 / killed / men", "2019 / killed / women")


def test_a_second_row_of_names_above_numbers_belongs_to_the_header():
    rows = [["", "killed", "", "injured"], ["source", "men", "women", "all"], ["mek", 1, 2, 3], ["who", 4, 5, 6]]
    table = one(rows)
    assert table.columns == ("source", "killed / men", "killed / women", "injured / all")
    assert len(cells(table)) == 2


DAYS = [date(2015, 6, 25), date(2015, 7, 2)]


@pytest.mark.parametrize("days", [DAYS, ["2015-06-25", "2015-07-02"], [2015, 2016], ["2015", "2016"]])
@pytest.mark.parametrize("merged", [[], ["B1:C1", "D1:E1"]])
def test_days_and_years_below_headings_over_several_columns_belong_to_the_header(days, merged):
    rows = [
        ["State", "Killed", None, "Missing", None],
        [None, *days, *days],
        ["Mosul", 1, 2, 3, 4],
        ["Hama", 5, 6, 7, 8],
    ]
    table = one(rows, merged=merged)
    assert [name.split(" / ")[0] for name in table.columns] == ["State", "Killed", "Killed", "Missing", "Missing"]
    assert all(name.split(" / ")[1].startswith("201") for name in table.columns[1:])
    assert len(cells(table)) == 2


@pytest.mark.parametrize(
    ("middle", "last"),
    [([2015, 2016], ["men", "women"]), (["men", "women"], ["0-17", "18+"]), (["May", "June"], [1, 2])],
)
def test_all_rows_beside_a_merged_cell_of_the_header_belong_to_it(middle, last):
    rows = [["State", "Killed"], [None, middle[0], None, middle[1]], [None, *last, *last], ["Mosul", 1, 2, 3, 4]]
    table = one([*rows, ["Hama", 5, 6, 7, 8]], merged=["A1:A3", "B1:E1", "B2:C2", "D2:E2"])
    assert table.columns[4] == f"Killed / {middle[1]} / {last[1]}"
    assert len(cells(table)) == 2


def test_numbers_beside_a_name_that_is_merged_with_the_header_are_data():
    table = one([["State", "Killed", "Injured"], [None, 12, 40], ["Hama", 5, 6]], merged=["A1:A2"])
    assert (table.columns, len(cells(table))) == (("State", "Killed", "Injured"), 2)


def test_names_below_headings_over_several_columns_belong_to_the_header_above_numbers_in_words():
    rows = [["State", "Killed", None, "Missing", None], [None, *["men", "women"] * 2]]
    table = one([*rows, ["Mosul", "5-8", "about 4", "12", "7–9"], ["Hama", "6", "7 to 9", ">3", "4"]])
    assert table.columns == ("State", "Killed / men", "Killed / women", "Missing / men", "Missing / women")


@pytest.mark.parametrize("first", [2015, "2015", date(2015, 6, 25)])
def test_numbers_below_headings_over_several_columns_are_data_beside_a_name(first):
    table = one([["State", "Killed", None], ["Mosul", first, 2016], ["Hama", 5, 6]], merged=["B1:C1"])
    assert table.columns == ("State", "Killed", "Killed")
    assert len(cells(table)) == 2


ONE_ROW = {
    "all_text": [["source", "says"], ["mek", "at least 600"], ["who", "about 100"]],
    "numbers_at_once": [["source", "says"], ["mek", 600], ["who", 100]],
    "a_name_missing": [["", "says"], ["mek", "at least 600"], ["who", "many"]],
    "numbers_as_text": [["source", "says"], ["mek", "600"], ["who", "100"]],
    "a_word_above_numbers": [["source", "says"], ["mek", "unknown"], ["who", 100]],
    "an_error_above_numbers": [["source", "says"], ["mek", "#N/A"], ["who", 100]],
    "a_name_missing_above_numbers": [["", "says"], ["mek", "unknown"], ["who", 100]],
}


@pytest.mark.parametrize("rows", ONE_ROW.values(), ids=ONE_ROW)
def test_a_row_of_data_is_not_taken_for_a_header(rows):
    table = one(rows)
    assert table.columns == tuple(rows[0])
    assert len(cells(table)) == 2


def test_a_heading_over_two_columns_of_data_without_names_is_one_row():
    table = one([["person", None, "says"], ["Ali", None, "unknown"], ["Sara", "Ahmadi", "none"]], merged=["A1:B1"])
    assert table.columns == ("person", "person", "says")
    assert len(cells(table)) == 2


def test_a_single_column_is_a_table():
    assert (one([["says"], [600]]).columns, cells(one([["says"], [600]]))) == (("says",), [["600"]])


def test_names_are_of_one_line():
    assert one([["killed\n(total) ", "b"], [1, 2]]).columns == ("killed (total)", "b")


def test_hxl_hashtags_name_the_columns():
    table = one([["Who?", "How many?"], ["#org", "#affected +killed"], ["mek", 600]])
    assert (table.columns, cells(table)) == (("#org", "#affected+killed"), [["mek", "600"]])
    assert table.notes == ("the columns are called by their HXL hashtags: #org “Who?”, #affected+killed “How many?”",)


def test_what_is_merged_over_rows_stands_in_each_of_them_and_is_marked():
    rows = [["event", "says", "source"], ["Flood 2020", "about 600", "mek"], [None, None, "un"], ["Storm", 7, "who"]]
    table = one(rows, merged=["A2:A3", "B2:B3"])
    found = cells(table)
    assert found == [["Flood 2020", "about 600", "mek"], ["Flood 2020", "about 600", "un"], ["Storm", "7", "who"]]
    marked = [[isinstance(cell, OverRows) for cell in row] for row in found]
    assert marked == [[True, True, False], [True, True, False], [False, False, False]]
    counts = "over rows a name or date counts for each, over columns all for the first only"
    assert table.notes == (f"merged cells below the header: {counts}: rows 2",)


def test_cells_merged_over_columns_count_for_the_first_only():
    table = one([["source", "killed", "injured"], ["mek", "not known", None], ["un", 1, 2]], merged=["B2:C2"])
    assert cells(table) == [["mek", "not known", ""], ["un", "1", "2"]]


def test_cells_below_no_name_are_told():
    table = one([["source", "killed", None], ["mek", 3, "of whom 2 children"]])
    assert table.notes == ("columns without a header are read only if mapped as “column N”: 3",)


def test_hidden_rows_are_read_and_told():
    table = one([["a", "b"], ["x", 1], ["y", 2], ["z", 3]], hidden_rows=[1, 3])
    assert cells(table)[1] == ["y", "2"]
    assert table.notes == ("hidden rows were read too: 3",)


# Sheets


GOOD = [["a", "b"], ["x", 1]]
OTHER = [["c", "d"], ["y", 2]]


def sheets(**named):
    return book(*({"name": name, **settings} for name, settings in named.items()))


def test_the_first_sheet_with_anything_in_it_is_read_and_the_others_are_named():
    table = read(sheets(empty={}, secret={"rows": OTHER, "state": "hidden"}, data={"rows": GOOD}, more={"rows": OTHER}))
    assert table.columns == ("a", "b")
    assert table.notes == ("read the sheet “data”; not read: secret (hidden), more (--sheet NAME chooses)",)


def test_sheets_with_the_same_columns_are_told_where_their_names_may_say_something():
    rows = [["Date", "Killed"], ["2020-01-05", "3"]]
    table = read(sheets(Homs={"rows": rows}, Aleppo={"rows": [["in all"], *rows]}))
    assert table.notes[-1] == "the sheet “Aleppo” has the same columns as “Homs”"
    assert len(read(sheets(Sheet1={"rows": rows}, Sheet2={"rows": rows})).notes) == 1  # names that say nothing
    named = [["Place", "Killed"], ["Homs", "3"]]
    assert len(read(sheets(Homs={"rows": named}, Aleppo={"rows": named})).notes) == 1  # a column says it
    assert len(read(sheets(Homs={"rows": rows}, Sources={"rows": named})).notes) == 1


def test_a_cover_is_passed_over_for_the_first_sheet_that_holds_a_table():
    cover = {"rows": [["OCHA – Humanitarian Snapshot"], [None], ["As of 15 March 2023"]]}
    table = read(sheets(Cover=cover, data={"rows": GOOD}, old={"rows": OTHER, "state": "hidden"}))
    assert table.columns == ("a", "b")
    assert table.notes == ("read the sheet “data”; not read: Cover, old (hidden) (--sheet NAME chooses)",)


def test_a_cover_is_read_where_only_a_hidden_sheet_holds_a_table():
    table = read(sheets(Cover={"rows": [["killed"], [3]]}, old={"rows": OTHER, "state": "hidden"}))
    assert table.columns == ("killed",)


def test_the_only_sheet_needs_no_note():
    assert read(sheets(empty={}, data={"rows": GOOD})).notes == ()


def test_a_hidden_sheet_is_read_if_there_is_no_other():
    table = read(sheets(empty={}, data={"rows": GOOD, "state": "hidden"}))
    assert (table.columns, table.notes) == (("a", "b"), ("the sheet “data” is hidden",))


@pytest.mark.parametrize("wanted", ["More", "more", " MORE ", "2"])
def test_a_sheet_is_chosen_by_name_or_place(wanted):
    table = read(sheets(data={"rows": GOOD}, More={"rows": OTHER}), sheet=wanted)
    assert (table.columns, table.notes) == (("c", "d"), ())


def test_a_name_goes_before_a_place():
    assert read(sheets(**{"2": {"rows": GOOD}, "x": {"rows": OTHER}}), sheet="2").columns == ("a", "b")


WRONG = {
    "no_such_sheet": (sheets(data={"rows": GOOD}, b={}), {"sheet": "dat"}, "it has no sheet “dat”", "data, b"),
    "no_such_place": (sheets(data={"rows": GOOD}), {"sheet": "2"}, "it has no sheet “2”", "data"),
    "an_empty_sheet": (sheets(data={"rows": GOOD}, b={}), {"sheet": "b"}, "the sheet “b” is empty", "data, b"),
    "nothing_at_all": (sheets(a={}, b={}), {}, "no sheet with anything in it", "names its columns"),
    "cut_off": (book(A1="a")[:2000], {}, "no workbook that can be read", "save it as XLSX"),
    "an_old_word_file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        {},
        "no workbook that can be read",
        "save it",
    ),
}


@pytest.mark.parametrize(("data", "options", "reason", "hint"), WRONG.values(), ids=WRONG)
def test_says_what_is_wrong_and_what_to_do(data, options, reason, hint):
    with pytest.raises(BadFile) as caught:
        read(data, **options)
    assert reason in str(caught.value)
    assert hint in caught.value.hint


def test_names_the_package_that_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(BadFile, match="python-calamine") as caught:
        read(book(A1="a"))
    assert caught.value.hint == "pip install 'who-claimed-what[workbook]'"


@pytest.mark.parametrize("name", ["figures.xlsx", "figures", "figures.csv"])
def test_a_workbook_is_known_by_its_bytes(name):
    assert registry.importer_for(name, book(A1="a")[:8192]) == "workbook"


# Sizes


def far(place, value=None):
    made = openpyxl.load_workbook(BytesIO(book({"rows": GOOD})))
    page = made.active
    page[place] = value
    page[place].font = Font(bold=True)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_million_empty_rows_cost_nothing(monkeypatch):
    monkeypatch.setattr(workbook, "_MOST_CELLS", 1000)
    data = edited(far("XFD1048576"), SHEET, (rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"'))
    table = read(data)
    assert cells(table) == [["x", "1"]]


def test_a_cell_at_the_far_end_is_read_if_it_costs_little():
    rows = list(read(far("B1048576", 5)).rows)
    assert [(row.number, row.cells) for row in rows] == [(2, ["x", "1"]), (1048576, ["", "5"])]


@pytest.mark.parametrize("shown", [b' s="1" t="n"', b""])
def test_cells_too_far_apart_are_refused_before_they_fill_memory(shown):
    data = edited(far("XFD1048576", 5), SHEET, (rb'(r="XFD1048576").*?>', rb"\1" + shown + b">"))
    with pytest.raises(BadFile, match=r"too far apart: 1,048,576 rows of 16,384 columns") as caught:
        read(data)
    assert "save the sheet as CSV" in caught.value.hint


def test_a_cell_that_says_another_row_than_its_own_is_refused_if_that_is_too_far():
    data = edited(book({"rows": [["a", "b"], ["x", 1]]}), SHEET, (b'r="B2"', b'r="B99999999999"'))
    with pytest.raises(BadFile, match="too far apart"):
        read(data)


def test_a_workbook_that_swells_beyond_all_measure_is_refused(monkeypatch):
    monkeypatch.setattr("claims.unpacked._HARMLESS", 10_000)
    with pytest.raises(BadFile, match="more than 200 times as large"):
        read(edited(book({"rows": GOOD}), SHEET, (b"</worksheet>", b" " * 10_000_000 + b"</worksheet>")))


def test_what_the_xml_says_is_found_across_the_blocks_that_it_is_read_in(monkeypatch):
    monkeypatch.setattr(_workbook_xml, "_BLOCK", 50)
    table = one([["a", "b"], *([f"x{number}", "#N/A"] for number in range(50))], hidden_rows=[7, 50])
    assert {row[1] for row in cells(table)} == {"#N/A"}
    assert table.notes == ("hidden rows were read too: 7, 50",)


def test_a_workbook_whose_cells_do_not_say_where_they_are_is_read_with_a_warning():
    data = edited(book({"rows": GOOD}), SHEET, (rb' r="[A-Z]*\d+"', b""))
    table = read(data)
    assert cells(table) == [["x", "1"]]
    assert "may be errors" in table.notes[0]


# ODS and XLS


ODS = """<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2"><office:body>
<office:spreadsheet><table:table table:name="T">{}</table:table></office:spreadsheet></office:body>
</office:document-content>"""
TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
FAULT = (
    '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
)
NUMBER = '<table:table-cell office:value-type="float" office:value="{0}"><text:p>{0}</text:p></table:table-cell>'


def ods(*rows):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format("".join(rows)))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return file.getvalue()


def row(*cells, **attributes):
    told = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row{told}>{''.join(cells)}</table:table-row>"


HEAD = row(TEXT.format("a"), TEXT.format("b"))


def test_errors_and_hidden_rows_of_ods_are_told():
    table = read(ods(HEAD, row(TEXT.format("x"), FAULT), row(NUMBER.format(5), FAULT, visibility="collapse")), "a.ods")
    assert cells(table) == [["x", "#N/A"], ["5", "#N/A"]]
    assert table.notes == ("hidden rows were read too: 3",)


KINDS = {
    "money": ('office:value-type="currency" office:currency="EUR" office:value="1200"', "1200 EUR"),
    "money_of_no_currency": ('office:value-type="currency" office:value="1200"', "1200"),
    "a_percentage": ('office:value-type="percentage" office:value="0.45"', "45%"),
}


OF_ODS = {
    "a_hedge": ("1200", "~1,200", "~1200"),
    "a_sign_behind": ("300", "300+", "300+"),
    "in_its_place": ("3", "&lt;5", "<5"),
    "in_thousands": ("12345", "12 k", "12345"),
    "rounded": ("2.75", "2.8", "2.75"),
    "a_comment": ("7", "<office:annotation><text:p>about</text:p></office:annotation>7", "7"),
}


@pytest.mark.parametrize(("value", "text", "shown"), OF_ODS.values(), ids=OF_ODS)
def test_what_ods_shows_around_a_number_is_read_with_it(value, text, shown):
    cell = NUMBER.replace("{0}", value, 1).format(text)
    assert cells(read(ods(HEAD, row(TEXT.format("x"), cell)), "a.ods")) == [["x", shown]]


DATES_OF_ODS = {
    "a_month": ("2020-03-01", "März 20", "2020-03"),
    "a_month_in_digits": ("2020-03-01T00:00:00", "03/2020", "2020-03"),
    "a_year": ("2019-01-01", "2019", "2019"),
    "a_day": ("2020-03-01", "01/03/20", "2020-03-01"),
    "a_day_without_its_year": ("2020-03-01", "1. März", "2020-03-01"),
    "a_day_that_is_not_shown": ("2020-03-17", "Mar 2020", "2020-03-17"),
}


@pytest.mark.parametrize(("value", "text", "shown"), DATES_OF_ODS.values(), ids=DATES_OF_ODS)
def test_a_date_of_ods_that_shows_no_day_is_its_month_or_year(value, text, shown):
    kind = f'office:value-type="date" office:date-value="{value}"'
    cell = f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"
    assert cells(read(ods(HEAD, row(TEXT.format("x"), cell)), "a.ods")) == [["x", shown]]


@pytest.mark.parametrize(("kind", "shown"), KINDS.values(), ids=KINDS)
def test_money_and_percentages_of_ods_are_read_with_their_sign(kind, shown):
    cell = f"<table:table-cell {kind}><text:p>shown</text:p></table:table-cell>"
    assert cells(read(ods(HEAD, row(TEXT.format("x"), cell), row(TEXT.format("y"), NUMBER.format(7))), "a.ods")) == [
        ["x", shown],
        ["y", "7"],
    ]


def test_rows_of_ods_that_are_repeated_are_as_many_as_they_are():
    table = read(ods(HEAD, row(TEXT.format("x"), NUMBER.format(1), number_rows_repeated=3), row(FAULT)), "a.ods")
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ["x", "1"]),
        (3, ["x", "1"]),
        (4, ["x", "1"]),
        (5, ["#N/A", ""]),
    ]


def test_a_million_repeated_rows_of_ods_are_refused_if_they_are_full_and_free_if_they_are_empty():
    cell = '<table:table-cell table:number-columns-repeated="16384"{}/>'
    full = row(cell.format(' office:value-type="float" office:value="5"'), number_rows_repeated=1048575)
    with pytest.raises(BadFile, match="too far apart"):
        read(ods(HEAD, full), "a.ods")
    assert cells(
        read(ods(HEAD, row(TEXT.format("x")), row(cell.format(""), number_rows_repeated=1048574)), "a.ods")
    ) == [["x", ""]]


@pytest.mark.parametrize(
    "place",
    [
        "<table:table-row><table:table-cell>{}</table:table-cell></table:table-row>",
        "<table:shapes>{}</table:shapes>",
    ],
)
def test_a_table_within_a_sheet_of_ods_is_never_read_in_its_place(place):
    inner = f'<table:table table:name="S">{row(TEXT.format("z"), NUMBER.format(9))}</table:table>'
    with pytest.raises(BadFile, match="a table stands within a cell or a shape"):
        read(ods(HEAD, place.format(inner), row(TEXT.format("x"), NUMBER.format(1))), "a.ods")


ODS_TEXTS = {
    "footnote": (
        'office:value-type="string"',
        "<text:p>5<text:note><text:note-citation>2</text:note-citation></text:note></text:p>",
        "5",
    ),
    "tab_and_line_break": (
        'office:value-type="string"',
        "<text:p>5<text:tab/>6<text:line-break/>7</text:p>",
        "5\t6\n7",
    ),
    "blanks_beside": ('office:value-type="string"', '<text:p>5<text:s text:c="2"/>6<text:tab/></text:p>', "5  6"),
    "without_a_kind": ("", "<text:p>five</text:p><text:p>six</text:p>", "five\nsix"),
    "comment": ("", "<office:annotation><text:p>by hand</text:p></office:annotation><text:p>five</text:p>", "five"),
}


@pytest.mark.parametrize(("kind", "inside", "text"), ODS_TEXTS.values(), ids=ODS_TEXTS)
def test_what_stands_in_a_cell_of_ods_is_not_lost_nor_glued(kind, inside, text):
    cell = f"<table:table-cell {kind}>{inside}</table:table-cell>"
    assert cells(read(ods(HEAD, row(TEXT.format("x"), cell)), "a.ods")) == [["x", text]]


STRUCK = (
    '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><style:style '
    'style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style><style:style '
    'style:name="P"><style:text-properties style:text-line-through-style="none"/></style:style>'
    "</office:automatic-styles><office:body>"
)


@pytest.mark.parametrize(
    ("cell", "text", "note"),
    [
        (TEXT.format('<text:span text:style-name="S">119 </text:span>790'), "790", "of these cells what is struck"),
        (NUMBER.format(12).replace(" ", ' table:style-name="S" ', 1), "", "cells that are struck through are not read"),
        (TEXT.format('<text:span text:style-name="P">11</text:span>9'), "119", ""),
    ],
)
def test_what_is_struck_through_in_ods_is_not_read_and_told(cell, text, note):
    with zipfile.ZipFile(BytesIO(ods(HEAD, row(TEXT.format("x"), cell)))) as given:
        content = given.read("content.xml").decode().replace("<office:body>", STRUCK, 1)
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    table = read(file.getvalue(), "a.ods")
    assert cells(table) == [["x", text]]
    assert [one.startswith(note) and "B2" in one for one in table.notes] == [True] * bool(note)


def test_hidden_columns_repeated_rows_and_groups_of_ods_are_told():
    column = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    hidden = row(TEXT.format("x"), NUMBER.format(5), visibility="filter", number_rows_repeated=2)
    group = f'<table:table-row-group table:display="false">{row(NUMBER.format(6))}</table:table-row-group>'
    table = read(ods(column, HEAD, hidden, group), "a.ods")
    assert table.notes == ("hidden rows were read too: 2, 3, 4", "hidden columns were read too: B")


def test_ods_that_is_no_xml_says_so():
    with pytest.raises(BadFile, match="no workbook that can be read"):
        read(ods("<broken>"), "a.ods")


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "reason", "hint"),
    [
        (COMPOUND + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "it is locked with a password", "without one"),
        (
            COMPOUND + bytes(500) + b"\x2f\x00\x36\x00\x01\x00" + bytes(52),
            "it is locked with a password",
            "without one",
        ),
        (COMPOUND + bytes(500) + "WordDocument".encode("utf-16-le"), "it is a text of Word", "claims extract"),
        (COMPOUND + bytes(500), "it is no workbook that can be read", "save it as XLSX or CSV"),
    ],
    ids=["locked", "locked_of_old", "word", "damaged"],
)
def test_what_is_called_a_workbook_and_is_none_says_what_it_is(data, reason, hint):
    with pytest.raises(BadFile, match=reason) as caught:
        workbook.read(BytesIO(data), name="a.xls", options=ReadOptions())
    assert hint in caught.value.hint


def test_headings_that_alone_tell_alike_columns_apart_are_in_the_header_though_most_of_their_row_is_empty():
    rows = [["Flood", "Killed", "", "", "Injured", "", ""], ["", 2000, 2001, 2002, 2000, 2001, 2002], ["A", *range(6)]]
    header = find_header(rows, [[str(cell) for cell in row] for row in rows], [])
    assert header.columns[1:5] == ("Killed / 2000", "Killed / 2001", "Killed / 2002", "Injured / 2000")
    assert header.end == 2


def test_a_row_that_tells_apart_headings_that_stand_twice_belongs_to_the_header():
    rows = [["Place", "Killed", "Killed"], [None, "Women", "Men"], ["Goma", 3, 4], ["Uvira", 5, 6]]
    assert read(book({"rows": rows})).columns == ("Place", "Killed / Women", "Killed / Men")
    data = [["Place", "Killed", "Killed"], ["Goma", "none", 4], ["Uvira", 5, 6]]
    assert read(book({"rows": data})).columns == ("Place", "Killed", "Killed")
