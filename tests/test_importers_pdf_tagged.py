"""Tables that a PDF file itself says to hold: what is in a cell is told by its structure, not by its place."""

import shutil
from io import BytesIO
from tempfile import NamedTemporaryFile

import pytest
from pdf_objects import pdf_of

from claims.importers import _pdf_tagged, pdf
from claims.importers._pdf_tagged import _Written, tagged_in
from claims.model import Problem
from claims.pdfruns import runs_by_page
from claims.table import ReadOptions

HEAD = ("Source that published it", "Killed", "Injured")
ROWS = [("Syrian Observatory|for Human Rights", "12", "30"), ("Red Cross", "1,205", "7")]


@pytest.fixture(autouse=True)
def poppler():
    if shutil.which("pdfinfo") is None:
        pytest.skip("poppler's pdfinfo is not installed")


def tagged(rows, *, heads=False, width=100, spans=""):
    """A PDF of one table with its structure; "|" ends a line of a cell, None is left out, ^ raises what is behind it.

    With heads those of the first row head the others; spans is what each cell says of its rows.
    """
    shown, cells, mark = [], [], 0
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            if text is None:
                continue
            parts = []
            for down, line in enumerate(text.split("|")):
                plain, _, raised = line.partition("^")
                x, y = 50 + width * place, 720 - 40 * at - 12 * down
                parts.append(f"BT /F 10 Tf {x} {y} Td ({plain}) Tj ET\n")
                if raised:
                    parts.append(f"BT /F 6 Tf {x + 5.56 * len(plain):.1f} {y + 4} Td ({raised}) Tj ET\n")
            shown.append(f"/P << /MCID {mark} >> BDC\n{''.join(parts)}EMC\n")
            cells.append((at, place, mark))
            mark += 1
    first = 8 + len(rows)  # the number of the object of the first cell
    numbers = {(at, place): first + number for number, (at, place, _) in enumerate(cells)}
    content = "".join(shown)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 6 0 R /MarkInfo << /Marked true >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >> stream\n{content}endstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /StructTreeRoot /K [7 0 R] >>",
        f"<< /Type /StructElem /S /Table /P 6 0 R /K [{' '.join(f'{8 + at} 0 R' for at in range(len(rows)))}] >>",
    ]
    for at in range(len(rows)):
        kids = " ".join(f"{number} 0 R" for (row, _), number in numbers.items() if row == at)
        objects.append(f"<< /Type /StructElem /S /TR /P 7 0 R /K [{kids}] >>")
    for at, place, mark in cells:
        kind = "TH" if heads and at == 0 else "TD"
        told = f" /ID (n{place})" if kind == "TH" else f" /A << /O /Table /Headers [(n{place})] >>" if heads else spans
        objects.append(f"<< /Type /StructElem /S /{kind} /P {8 + at} 0 R /Pg 3 0 R /K {mark}{told} >>")
    return pdf_of(objects)


def tables_of(data):
    """The tables that are read by the structure."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return tagged_in(file.name, runs_by_page(file.name), name="report.pdf")[0]


def rows_of(data):
    table = pdf.read(BytesIO(data), name="report.pdf", options=ReadOptions())
    width = list(table.columns).index("table")
    return list(table.columns[:width]), [
        one.reason if isinstance(one, Problem) else list(one.cells[:width]) for one in table.rows
    ]


def test_lines_of_a_cell_and_narrow_gaps_are_told_by_the_structure():
    columns, rows = rows_of(tagged([HEAD, *ROWS], width=110))
    assert columns == list(HEAD)
    assert rows == [["Syrian Observatory for Human Rights", "12", "30"], ["Red Cross", "1,205", "7"]]


def test_a_mark_above_the_line_is_no_digit_of_a_cell():
    _, rows = rows_of(tagged([HEAD, ("OCHA", "161^2", "30"), ("MoH", "1612", "7")]))
    assert rows == [["OCHA", "161²", "30"], ["MoH", "1612", "7"]]


def test_a_number_that_may_go_on_in_the_next_line_is_refused():
    _, rows = rows_of(tagged([HEAD, ("OCHA", "1205|345", "30"), ("MoH", "12", "7")]))
    assert rows == ["“1205 345” may be one number in two lines, or two", ["MoH", "12", "7"]]


def test_cells_that_are_left_out_stand_below_what_heads_the_others():
    data = tagged([HEAD, ("OCHA", None, "30"), ("MoH", "12", None)], heads=True)
    assert rows_of(data)[1] == [["OCHA", "", "30"], ["MoH", "12", ""]]


def test_cells_that_are_left_out_and_headed_by_none_are_refused():
    _, rows = rows_of(tagged([HEAD, ("OCHA", None, "30"), ("MoH", "12", "7")]))
    assert "left out" in rows[0]
    assert rows[1] == ["MoH", "12", "7"]


def test_a_table_of_a_browser_that_nothing_heads_is_not_read_by_its_structure():
    rows = [(None, "2018", "2019"), ("OCHA", None, "30"), ("MoH", None, "7")]
    assert tables_of(tagged(rows, spans=" /A << /O /Table /RowSpan 1 >>")) == []


@pytest.mark.parametrize(
    ("texts", "times"),
    [(["TownTown", "KilledKilled", ""], 2), (["Town", "KilledKilled"], 1), (["1919"], 1), (["TownTownTown"] * 2, 3)],
)
def test_a_header_on_each_page_is_read_once(texts, times):
    assert _Written([[], [], []])._times(texts) == times


def test_a_file_that_says_to_hold_no_table_is_not_asked_for_the_text_of_each_of_its_parts(monkeypatch):
    asked = []
    monkeypatch.setattr(_pdf_tagged, "_told_by", lambda _, flag: asked.append(flag) or ["Document", "  P (block)"])
    assert (tagged_in("a.pdf", [], name="a.pdf"), asked) == (([], []), ["-struct"])
