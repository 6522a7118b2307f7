"""Workbooks: what only the style of a cell says, as percentages, what is struck through, marks above the line."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from claims.importers import workbook
from claims.table import ReadOptions

RAISED = InlineFont(vertAlign="superscript")


def sheet(values, *, formats=None, fonts=None, hidden=()):
    """A workbook of a header and one row of these values."""
    made = openpyxl.Workbook()
    page = made.active
    page.append([f"c{at}" for at in range(len(values))])
    page.append(values)
    for place, code in (formats or {}).items():
        page[place].number_format = code
    for place, font in (fonts or {}).items():
        page[place].font = font
    for column in hidden:
        page.column_dimensions[column].hidden = True
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def read(data, name="file.xlsx"):
    table = workbook.read(BytesIO(data), name=name, options=ReadOptions())
    return list(table.rows), table.notes


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def shared(runs):
    """A workbook whose cell C2 is the second of the texts that all sheets share, as Excel writes them."""
    cell = '<c r="C2" t="inlineStr"><is><t>TEXT</t></is></c>'
    changes = {
        "xl/worksheets/sheet1.xml": (cell, '<c r="C2" t="s"><v>1</v></c>'),
        "[Content_Types].xml": (
            "</Types>",
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{PARTS}"/></Types>',
        ),
        "xl/_rels/workbook.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{RELATION}" Target="sharedStrings.xml"/></Relationships>',
        ),
    }
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(sheet([1, 2, "TEXT"]))) as given, zipfile.ZipFile(written, "w") as archive:
        for name in given.namelist():
            part = given.read(name).decode()
            if name in changes:
                assert changes[name][0] in part
                part = part.replace(*changes[name])
            archive.writestr(name, part)
        texts = f'<sst xmlns="{MAIN}"><si><t>first</t></si><si>{runs}</si></sst>'
        archive.writestr("xl/sharedStrings.xml", texts)
    return written.getvalue()


def run(text, place=""):
    return f'<r><rPr><vertAlign val="{place}"/></rPr><t>{text}</t></r>' if place else f"<r><t>{text}</t></r>"


PERCENTS = {
    "plain": (0.25, "0%", "25%"),
    "with_decimals": (0.255, "0.00%", "25.5%"),
    "of_its_own": (1, '0.0"ca."%', "100ca.%"),
    "not_to_the_last_bit": (0.07, "0%", "7%"),
    "a_word_in_quotes": (0.25, '0.00"%"', "0.25%"),
    "a_text": ("25%", "0%", "25%"),
    "no_percentage": (0.25, "0.00", "0.25"),
    "empty": (None, "0%", ""),
}


@pytest.mark.parametrize(("value", "code", "shown"), PERCENTS.values(), ids=PERCENTS)
def test_a_percentage_is_read_as_it_is_shown(value, code, shown):
    rows, _ = read(sheet(["x", value], formats={"B2": code}))
    assert rows[0].cells == ["x", shown]


DATES = {
    "a_month": ("2020-03-01", "mmm-yy", "2020-03"),
    "a_month_in_another_language": ("2020-03-01", '[$-407]mmmm\\ "des Jahres" yyyy;@', "2020-03"),
    "a_year": ("2020-01-01", "yyyy", "2020"),
    "a_month_shown_as_a_year": ("2020-03-01", "yyyy", "2020-03-01"),
    "a_day_that_is_not_shown": ("2020-03-17", "mmm-yy", "2020-03-17"),
    "a_day": ("2020-03-01", "d-mmm", "2020-03-01"),
    "a_time": ("2020-03-01", "mm:ss", "2020-03-01"),
}


@pytest.mark.parametrize(("value", "code", "shown"), DATES.values(), ids=DATES)
def test_a_date_that_shows_no_day_is_its_month_or_year(value, code, shown):
    rows, _ = read(sheet(["x", date.fromisoformat(value)], formats={"B2": code}))
    assert rows[0].cells == ["x", shown]


MONEY = {
    "dollars_in_quotes": (1200, '"$"#,##0', "1200 $"),
    "built_in": (1200, '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)', "1200 $"),
    "euros_with_their_place": (1200.5, "#,##0.00\\ [$€-407]", "1200.5 €"),
    "a_code": (1200, "[$USD] #,##0", "1200 USD"),
    "not_like_thousands": (1.234, "0.000 €", "1.2340 €"),
    "a_place_alone": (1200, "[$-409]#,##0", "1200"),
    "a_color": (1200, "[Red]#,##0", "1200"),
    "thousands_with_a_letter": (1200000, '#,##0,"k"', "1200000"),
    "a_text": ("many", '"$"#,##0', "many"),
}


@pytest.mark.parametrize(("value", "code", "shown"), MONEY.values(), ids=MONEY)
def test_money_is_read_with_the_sign_that_it_is_shown_with(value, code, shown):
    rows, _ = read(sheet(["x", value], formats={"B2": code}))
    assert rows[0].cells == ["x", shown]


SHOWN = {
    "more_than": (0, '">"0', ">0"),
    "about": (12000, '"~"#,##0', "~12000"),
    "at_least": (300, '0"+"', "300+"),
    "circa": (40, '"c. "0', "c. 40"),
    "without_quotes": (5, "\\<0", "<5"),
    "a_unit": (12, '#,##0" families"', "12 families"),
    "by_a_condition": (3, '[<5]"<5";0', "<5"),
    "not_by_a_condition": (7, '[<5]"<5";0', "7"),
    "below_zero": (-4, '"~"0;"~"-0', "~-4"),
    "zero_in_words": (0, '0;-0;"n/a"', "n/a"),
    "zero_as_a_dash": (0, '#,##0;-#,##0;"-"', "0"),
    "brackets_below_zero": (-4, "#,##0_);(#,##0)", "-4"),
    "not_like_thousands": (1.234, '"~"0.000', "~1.2340"),
    "a_code": (7, "00000", "7"),
    "general": (7, 'General" est."', "7 est."),
    "a_percentage_of_the_number_itself": (12, '0"%"', "12%"),
}


@pytest.mark.parametrize(("value", "code", "shown"), SHOWN.values(), ids=SHOWN)
def test_what_a_format_shows_around_a_number_is_read_with_it(value, code, shown):
    rows, _ = read(sheet(["x", value], formats={"B2": code}))
    assert rows[0].cells == ["x", shown]


def test_what_is_struck_through_is_left_out_and_told():
    rows, notes = read(sheet(["x", 12, 13], fonts={"B2": Font(strike=True), "C2": Font(bold=True)}))
    assert (rows[0].cells, rows[0].raw) == (["x", "", "13"], "x\t12\t13")
    assert notes == ("cells that are struck through are not read: B2",)


MARKS = {
    "a_figure": (run("16") + run("2", "superscript"), "16"),
    "a_mark_and_a_word": (run("Amnesty") + run("ab", "superscript"), "Amnestyab"),
    "a_name_with_a_letter": (run("Amnesty") + run("a", "superscript") + run(" (office)"), "Amnesty (office)"),
    "two_marks": (run("1,161") + run("*, ", "superscript") + run("3)", "superscript"), "1,161"),
    "an_area": (run("12 km") + run("2", "superscript"), "12 km2"),
    "below_the_line": (run("CO") + run("2", "subscript"), "CO2"),
    "nothing_else": (run("2", "superscript"), "2"),
    "an_ordinal": (run("4") + run("th", "superscript"), "4th"),
}


@pytest.mark.parametrize(("runs", "shown"), MARKS.values(), ids=MARKS)
def test_a_mark_above_the_line_is_no_digit_of_a_figure(runs, shown):
    rows, notes = read(shared(runs))
    assert rows[0].cells == ["1", "2", shown]
    told = any(note.startswith("marks above the line") and note.endswith(": C2") for note in notes)
    assert told is (rows[0].raw != "\t".join(rows[0].cells))


def test_a_mark_in_a_text_of_the_cell_itself_is_none_either():
    rows, notes = read(sheet(["x", CellRichText("16", TextBlock(RAISED, "2"))]))
    assert (rows[0].cells, rows[0].raw) == (["x", "16"], "x\t162")
    assert notes == ("marks above the line are taken for footnotes, and not read: B2",)


def test_hidden_columns_are_read_and_told():
    rows, notes = read(sheet(["x", 12, 13], hidden=["B", "H"]))
    assert (rows[0].cells, notes) == (["x", "12", "13"], ("hidden columns were read too: B",))


@pytest.mark.parametrize(("code", "is_told"), [(";;;", True), (" ; ; ", True), ("0;;", False), ("0", False)])
def test_numbers_that_a_format_does_not_show_are_read_and_told(code, is_told):
    rows, notes = read(sheet(["x", 12, 13], formats={"B1": ";;;", "B2": code}))
    assert rows[0].cells == ["x", "12", "13"]
    assert notes == (("cells whose format (;;;) shows no number were read too: B2",) if is_told else ())


HEDGED = {
    "money": (1200, '"~"$#,##0', "~$1200"),
    "money_of_a_place": (1200, '"~"[$€-407]#,##0', "~€1200"),
    "a_percentage": (0.12, '"~"0%', "~12%"),
    "in_place_of_a_percentage": (0.03, '[<0.05]"<5%";0%', "<5%"),
    "beside_one": (0.12, '[<0.05]"<5%";0%', "12%"),
    "money_alone": (12, "[$€-407]#,##0", "12 €"),
}


@pytest.mark.parametrize(("value", "code", "shown"), HEDGED.values(), ids=HEDGED)
def test_a_hedge_beside_money_or_a_percentage_is_kept(value, code, shown):
    rows, _ = read(sheet(["x", value], formats={"B2": code}))
    assert rows[0].cells == ["x", shown]


@pytest.mark.parametrize(
    ("cell", "told", "read_as"),
    [
        ('<c r="B2" t="n"><v>1x3</v></c>', "B2 (“1x3”)", "1x3"),
        ('<c r="B2" t="s"><v>9</v></c>', "B2 (text 9)", "#REF!"),
    ],
)
def test_a_cell_that_cannot_be_read_keeps_none_of_the_others_away_and_is_named(cell, told, read_as):
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(sheet(["x", 13, 14]))) as given, zipfile.ZipFile(written, "w") as archive:
        for name in given.namelist():
            part = given.read(name).decode()
            archive.writestr(name, part.replace('<c r="B2" t="n"><v>13</v></c>', cell))
    rows, notes = read(written.getvalue())
    assert [row.cells for row in rows] == [["x", read_as, "14"]]
    assert any(f"hold no value that can be read: {told}" in note for note in notes)


def test_a_workbook_whose_main_part_has_another_name_is_read():
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(sheet(["x", 13]))) as given, zipfile.ZipFile(written, "w") as archive:
        for name in given.namelist():
            renamed = name.replace("workbook.xml", "workbook2.xml")
            archive.writestr(renamed, given.read(name).replace(b"/workbook.xml", b"/workbook2.xml"))
    rows, _ = read(written.getvalue())
    assert [row.cells for row in rows] == [["x", "13"]]
