"""Tables of texts of Word and OpenDocument: cells over several rows and columns, headings, what is left out."""

import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from builders import BY, Clock, fill
from docx.oxml import OxmlElement

from claims import registry
from claims.errors import BadFile
from claims.importers import document
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import propose
from claims.table import ReadOptions, Row

DEATHS = [["City", "Killed"], ["Shiraz", "12"], ["Tehran", "20"]]
ODT_SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def word(*parts):
    """A Word file of headings (level, text), paragraphs and tables (lists of rows, or a function that draws one)."""
    made = docx.Document()
    for part in parts:
        if isinstance(part, tuple):
            made.add_heading(part[1], part[0])
        elif isinstance(part, str):
            made.add_paragraph(part)
        else:
            table = made.add_table(len(part), len(part[0]))
            for number, row in enumerate(part):
                for place, text in enumerate(row):
                    table.cell(number, place).text = text
    return made


def saved(made):
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def damaged(data):
    """The bytes of a Word file with some of its text overwritten."""
    at = data.index(b"word/document.xml") + 60
    return data[:at] + bytes(200) + data[at + 200 :]


def odt(body, styles=""):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        text = f"<office:automatic-styles>{styles}</office:automatic-styles>"
        text += f"<office:body><office:text>{body}</office:text></office:body>"
        archive.writestr("content.xml", f"<office:document-content{ODT_SPACES}>{text}</office:document-content>")
    return file.getvalue()


def odt_table(*rows, header=""):
    """A table of rows; a cell is a text, or a pair of its attributes and its text."""

    def row(cells):
        pairs = [cell if isinstance(cell, tuple) else ("", cell) for cell in cells]
        inner = "".join(
            f"<table:table-cell {given}><text:p>{text}</text:p></table:table-cell>" for given, text in pairs
        )
        return f"<table:table-row>{inner}</table:table-row>"

    head = f"<table:table-header-rows>{row(header)}</table:table-header-rows>" if header else ""
    return f"<table:table>{head}{''.join(map(row, rows))}</table:table>"


def read(data, name="report.docx", **options):
    assert registry.importer_for(name, data[:8192]) == "document"
    return document.read(BytesIO(data), name=name, options=ReadOptions(**options))


def cells(table, width):
    return [list(row.cells[:width]) for row in table.rows]


@pytest.mark.parametrize(
    "data",
    [saved(word(DEATHS)), odt(odt_table(*DEATHS)), odt(odt_table(*DEATHS[1:], header=DEATHS[0]))],
    ids=["word", "odt", "odt_with_a_header"],
)
def test_a_table_is_read_with_its_header(data):
    table = read(data)
    assert table.columns == ("City", "Killed", "table", "locator")
    assert [row.cells for row in table.rows] == [
        ["Shiraz", "12", "1", "table 1, row 1"],
        ["Tehran", "20", "1", "table 1, row 2"],
    ]


def test_the_row_is_kept_verbatim():
    assert [row.raw for row in read(saved(word(DEATHS))).rows] == ["Shiraz\t12", "Tehran\t20"]


def test_headings_and_captions_tell_tables_apart_and_one_is_chosen_by_them():
    data = saved(
        word((1, "Iran"), (2, "Deaths"), DEATHS, (2, "Injuries"), "Table 2: hurt", [["City", "Hurt"], ["Qom", "3"]])
    )
    table = read(data, table="hurt")
    assert table.columns == ("City", "Hurt", "section", "h1", "h2", "caption", "table", "locator")
    row = next(table.rows)
    assert row.cells == ["Qom", "3", "Injuries", "Iran", "Injuries", "Table 2: hurt", "2", "table 2, row 1"]
    with pytest.raises(BadFile, match="it has no table “arrests”") as caught:
        read(data, table="arrests")
    assert "table 1 “Deaths” (City | Killed); table 2 “Table 2: hurt” (City | Hurt)" in caught.value.hint


def test_the_day_below_the_title_of_a_word_file_is_told_with_its_tables():
    made = word((0, "Flash update 3"), "16 October 2023", "The table shows deaths by city.", (1, "Impact"), DEATHS)
    assert "above the header, not read: “16 October 2023”" in read(saved(made)).notes
    later = word((0, "Flash update 3"), "16 October 2023", (1, "Impact"), "Deaths in 2022", DEATHS)
    assert "above the header, not read: “Deaths in 2022”" in read(saved(later)).notes
    assert not any("16 October" in note for note in read(saved(later)).notes)


def test_cells_over_rows_and_columns_of_a_word_file_count_as_on_a_page():
    made = word([["Place", "", "Killed"], ["Fars", "Shiraz", "12"], ["", "Kazerun", "3"]])
    table = made.tables[0]
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))
    found = read(saved(made))
    assert found.columns[:3] == ("Place", "Place", "Killed")
    assert cells(found, 3) == [["Fars", "Shiraz", "12"], ["Fars", "Kazerun", "3"]]


def test_cells_over_rows_and_columns_of_an_odt_file_count_as_on_a_page():
    header = [('table:number-columns-spanned="2"', "Place"), "Killed"]
    body = odt_table([('table:number-rows-spanned="2"', "Fars"), "Shiraz", "12"], ["Kazerun", "3"], header=header)
    found = read(odt(body), name="report.odt")
    assert cells(found, 3) == [["Fars", "Shiraz", "12"], ["Fars", "Kazerun", "3"]]


def test_a_heading_that_word_repeats_on_each_page_is_the_header():
    made = word([["Deaths", ""], ["City", "Killed"], ["Qom", "3"]])
    for row in made.tables[0].rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    assert read(saved(made)).columns[:2] == ("Deaths / City", "Killed")


def test_what_is_struck_out_deleted_or_a_note_is_left_out_of_a_word_file():
    made = word(DEATHS)
    cell = made.tables[0].cell(1, 1).paragraphs[0]
    cell.add_run("34").font.strike = True
    deleted = OxmlElement("w:del")
    deleted.append(made.add_paragraph().add_run("99")._r)
    cell._p.append(deleted)
    raised = made.tables[0].cell(2, 1).paragraphs[0].add_run("2")
    raised.font.superscript = True
    table = read(saved(made))
    assert cells(table, 2) == [["Shiraz", "12"], ["Tehran", "20²"]]
    assert "struck-out text was left out" in table.notes


def test_what_is_struck_out_or_a_note_is_left_out_of_an_odt_file():
    styles = '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    styles += '<style:style style:name="R"><style:text-properties style:text-position="super 58%"/></style:style>'
    said = '12<text:span text:style-name="S">34</text:span><text:span text:style-name="R">2</text:span>'
    said += "<text:note><text:note-body><text:p>9</text:p></text:note-body></text:note>"
    table = read(odt(odt_table(DEATHS[0], ["Shiraz", said]), styles), name="report.odt")
    assert (cells(table, 2), table.notes) == ([["Shiraz", "12²"]], ("struck-out text was left out",))


def test_a_deleted_row_is_none():
    made = word(DEATHS)
    made.tables[0].rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    assert cells(read(saved(made)), 2) == [["Tehran", "20"]]


BAD = {
    "no_table": (saved(word("at least 161 were killed")), "it holds no table"),
    "cut_off": (saved(word(DEATHS))[:-40], "it is no text of Word or OpenDocument"),
    "damaged": (damaged(saved(word(DEATHS))), "it is no text of Word or OpenDocument"),
    "no_xml": (odt("<a"), "line 1, column .*: it is not XML"),
    "entities": (odt("").replace(b"<office:document-content", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a"), "no text of Word"),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_says_why(data, reason):
    with pytest.raises(BadFile, match=reason) as caught:
        read(data)
    assert caught.value.hint


def test_a_report_is_proposed_for_and_its_claims_know_their_place(tmp_path):
    made = word(
        (1, "Flood in Qom"),
        [["City", "Killed", "Date"], ["Shiraz", "12", "2019-12-09"], ["Kazerun", "3", "2019-12-09"]],
    )
    made.save(tmp_path / "report.docx")
    found = propose(str(tmp_path / "report.docx"))
    assert [(one.place, one.measure, one.says) for one in found.first if not isinstance(one, Row)] == [
        ("Shiraz", "Killed", "12"),
        ("Kazerun", "Killed", "3"),
    ]
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        fill(store)
        constants = {"event": "iran-protests-2019", "source": "mek"}
        mapping = replace(found.mapping, constants={**found.mapping.constants, **constants})
        done = ingest(store, str(tmp_path / "report.docx"), by=BY, options=IngestOptions(mapping=mapping))
        sql = "select place, low, locator from claim join appearance a on a.claim = claim.id where claim.batch = 1"
        assert (done.added, [tuple(row) for row in store.connection.execute(f"{sql} order by low")]) == (
            2,
            [("Kazerun", 3, "table 1, row 2"), ("Shiraz", 12, "table 1, row 1")],
        )
