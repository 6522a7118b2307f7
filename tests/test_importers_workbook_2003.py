"""Workbooks that are one XML file (SpreadsheetML 2003), whatever they are called."""

from io import BytesIO

import pytest
from builders import BY, Clock, fill

from claims import registry
from claims.errors import BadFile
from claims.importers import workbook
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.table import OverRows, ReadOptions

SPACES = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
STYLES = """<Styles>
<Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style><Style ss:ID="q" ss:Parent="p"/>
<Style ss:ID="e"><NumberFormat ss:Format="Euro Currency"/></Style>
<Style ss:ID="d"><NumberFormat ss:Format="&quot;$&quot;#,##0"/></Style>
<Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style>
</Styles>"""
HEADER = "<Row>" + "".join(f'<Cell><Data ss:Type="String">{name}</Data></Cell>' for name in "abc") + "</Row>"


def cell(text, kind="Number", **said):
    given = "".join(f' ss:{key}="{value}"' for key, value in said.items())
    return f'<Cell{given}><Data ss:Type="{kind}">{text}</Data></Cell>'


def sheet(*rows, name="Data", more="", columns=""):
    return f'<Worksheet ss:Name="{name}"><Table>{columns}{"".join(rows)}</Table>{more}</Worksheet>'


def book(*sheets, before="", spaces=SPACES):
    start = f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n{before}'
    return f"{start}<Workbook {spaces}>{STYLES}{''.join(sheets)}</Workbook>".encode()


def read(data, **options):
    return workbook.read(BytesIO(data), name="file.xls", options=ReadOptions(**options))


def rows_of(*rows, **given):
    table = read(book(sheet(HEADER, *rows, **given)))
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("name", ["file.xls", "file.xml", "file", "file.csv"])
@pytest.mark.parametrize("data", [book(sheet(HEADER)), b"\xef\xbb\xbf\n " + book(sheet(HEADER))], ids=["plain", "late"])
def test_it_is_a_workbook_whatever_it_is_called(name, data):
    assert registry.importer_for(name, data) == "workbook"


def test_other_xml_of_office_is_none():
    word = b'<?xml version="1.0"?><w:wordDocument xmlns:w="urn:x"/>'
    assert registry.importer_for("file.xls", word) == "xml"


CELLS = {
    "whole": (cell("161"), "161"),
    "whole_as_fraction": (cell("161.0"), "161"),
    "exponent": (cell("1.2E3"), "1200"),
    "fraction": (cell("0.1"), "0.1"),
    "text": (cell("at least &lt;161&gt;", "String"), "at least <161>"),
    "text_of_digits": (cell("007", "String"), "007"),
    "day": (cell("2019-12-02T00:00:00.000", "DateTime"), "2019-12-02"),
    "moment": (cell("2019-12-02T04:14:00.000", "DateTime"), "2019-12-02T04:14:00"),
    "true": (cell("1", "Boolean"), "TRUE"),
    "error": (cell("#N/A", "Error"), "#N/A"),
    "percent": (cell("0.453", StyleID="p"), "45.3%"),
    "percent_by_its_parent": (cell("0.5", StyleID="q"), "50%"),
    "money_by_a_name": (cell("1200", StyleID="e"), "1200 €"),
    "money_by_a_code": (cell("1200", StyleID="d"), "1200 $"),
    "no_number": (cell("many"), "many"),
    "struck_through": (cell("161", StyleID="s"), ""),
    "raised": (cell('161<Sup xmlns="http://www.w3.org/TR/REC-html40">2</Sup>', "String"), "161"),
    "formula": (cell("304", Formula="=RC[-1]*2"), "304"),
    "formula_without_value": ('<Cell ss:Formula="=RC[-1]*2"/>', "=RC[-1]*2"),
    "comment": (cell("5").replace("</Cell>", '<Comment><Data ss:Type="Number">9</Data></Comment></Cell>'), "5"),
}


@pytest.mark.parametrize(("given", "text"), CELLS.values(), ids=CELLS)
def test_a_cell_is_given_as_a_person_reads_it(given, text):
    assert rows_of(f"<Row>{given}{cell('x', 'String')}</Row>") == [[text, "x", ""]]


def test_cells_and_rows_stand_where_they_say():
    table = read(
        book(sheet(HEADER, f'<Row ss:Index="5">{cell("1", Index="2")}{cell("2")}</Row>', f"<Row>{cell('3')}</Row>"))
    )
    assert [(row.number, row.cells) for row in table.rows] == [(5, ["", "1", "2"]), (6, ["3", "", ""])]


def test_merged_cells_count_as_in_other_workbooks():
    over = [f"<Row>{cell('OCHA', 'String', MergeDown=1)}{cell('1')}</Row>", f"<Row>{cell('2', Index=2)}</Row>"]
    found = rows_of(*over, f"<Row>{cell('x', 'String', MergeAcross=1)}{cell('9')}</Row>")
    assert found == [["OCHA", "1", ""], ["OCHA", "2", ""], ["x", "", "9"]]
    assert isinstance(found[1][0], OverRows)


def test_what_is_hidden_is_read_and_told():
    hidden = f'<Row ss:Hidden="1">{cell("1")}{cell("2")}{cell("3")}</Row>'
    table = read(book(sheet(HEADER, hidden, columns='<Column/><Column ss:Hidden="1" ss:Span="1"/>')))
    assert len(list(table.rows)) == 1
    assert "hidden rows were read too: 2" in table.notes
    assert "hidden columns were read too: B, C" in table.notes


TWO = book(
    sheet(
        HEADER,
        f"<Row>{cell('1')}{cell('2')}</Row>",
        more="<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>",
    ),
    sheet(HEADER, f"<Row>{cell('3')}{cell('4')}</Row>", name="Deaths"),
)


@pytest.mark.parametrize(("wanted", "first"), [(None, "3"), ("deaths", "3"), ("1", "1")])
def test_a_sheet_is_chosen_as_in_other_workbooks(wanted, first):
    assert next(read(TWO, sheet=wanted).rows).cells[0] == first


def test_a_sheet_that_there_is_not_names_those_there_are():
    with pytest.raises(BadFile, match="it has no sheet “Hurt”") as caught:
        read(TWO, sheet="Hurt")
    assert caught.value.hint == "its sheets are Data, Deaths"


BAD = {
    "entities": (book(sheet(HEADER), before='<!DOCTYPE a [<!ENTITY x "y">]>'), "its XML declares entities"),
    "of_elsewhere": (
        book(sheet(HEADER, f"<Row>{cell('&minus;5', 'String')}</Row>"), before='<!DOCTYPE a SYSTEM "a.dtd">'),
        "“&minus;” is declared in another file",
    ),
    "cut_off": (book(sheet(HEADER))[:-30], "it is no workbook that can be read"),
    "no_sheet": (book(HEADER), "it has cells that are on no sheet"),
    "no_place": (book(sheet(HEADER, '<Row ss:Index="x"/>')), "it is no workbook that can be read"),
    "far_apart": (book(sheet(HEADER, '<Row ss:Index="99999999"/>')), "its cells lie too far apart"),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_says_why(data, reason):
    with pytest.raises(BadFile, match=reason) as caught:
        read(data)
    assert caught.value.hint


def test_its_claims_know_their_rows(tmp_path):
    names = ["event", "source", "measure", "says", "as_of"]
    header = "<Row>" + "".join(cell(name, "String") for name in names) + "</Row>"
    said = [*(cell(text, "String") for text in ("iran-protests-2019", "mek", "killed")), cell("700")]
    row = f'<Row ss:Index="4">{"".join(said)}{cell("2019-12-09T00:00:00.000", "DateTime")}</Row>'
    (tmp_path / "deaths.xls").write_bytes(book(sheet(header, row)))
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        fill(store)
        done = ingest(store, str(tmp_path / "deaths.xls"), by=BY, options=IngestOptions())
        sql = "select low, as_of, locator from claim join appearance on claim = claim.id where claim.batch = 1"
        assert (done.added, [tuple(found) for found in store.connection.execute(sql)]) == (
            1,
            [(700, "2019-12-09", "row 4")],
        )
