"""PDF files: a number with a footnote above the line is no larger number."""

import shutil
from io import BytesIO

import pytest
from pdf_objects import pdf_of

from claims import documents
from claims.documents import ReadSettings


def pdf(*lines):
    """A PDF of lines in Helvetica, each of runs: text, size, and how far above the line it stands."""
    shown = ""
    for at, line in enumerate(lines):
        runs = "".join(f"/F {size} Tf {rise} Ts ({text}) Tj " for text, size, rise in line)
        shown += f"BT 50 {700 - 30 * at} Td {runs} ET\n"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(shown)} >> stream\n{shown}endstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return pdf_of(parts)


def read(*lines):
    (found,) = documents.read(BytesIO(pdf(*lines)), name="a.pdf", settings=ReadSettings())
    return found.document.text.split("\n"), found.notes


@pytest.fixture(autouse=True)
def poppler():
    if shutil.which("pdftohtml") is None:
        pytest.skip("poppler's pdftohtml is not installed")


RAISED = {
    "a_figure": ([("It counted 161", 12, 0), ("2", 7, 5), (" dead.", 12, 0)], "It counted 161² dead."),
    "at_the_end": ([("It counted 1,161", 12, 0), ("12", 7, 5)], "It counted 1,161¹²"),
    "below_the_line": ([("CO", 12, 0), ("2", 7, -3), (" counted.", 12, 0)], "CO2 counted."),
    "as_large": ([("It counted 161", 12, 0), ("2", 12, 0), (" dead.", 12, 0)], "It counted 1612 dead."),
    "small_on_the_line": ([("It counted 161", 12, 0), ("2", 11, 0), (" dead.", 12, 0)], "It counted 1612 dead."),
}


@pytest.mark.parametrize(("line", "text"), RAISED.values(), ids=RAISED)
def test_digits_above_the_line_stay_there(line, text):
    lines, notes = read([("Before it: nothing.", 12, 0)], line)
    assert lines[1] == text
    assert bool(notes) is any(mark in text for mark in "¹²³")


def test_a_mark_that_is_moved_up_is_found_behind_letters_too():
    moved = b"BT 50 700 Td /F 12 Tf (Amnesty) Tj /F 7 Tf 1 0 0 1 94.68 705 Tm (3) Tj "
    moved += b"/F 12 Tf 1 0 0 1 98.6 700 Tm ( met) Tj ET"
    data = pdf([("x" * 60, 12, 0)])
    at, end = data.index(b"BT 50 700"), data.index(b"endstream")
    (found,) = documents.read(BytesIO(data[:at] + moved + data[end:]), name="a.pdf", settings=ReadSettings())
    assert found.document.text.startswith("Amnesty³ met")


def test_each_is_found_behind_its_own_words():
    runs = [("161", 12, 0), ("2", 7, 5), (" here and 1612 there, 161", 12, 0), ("4", 7, 5)]
    lines, notes = read(runs)
    assert lines[0] == "161² here and 1612 there, 161⁴"
    assert notes == ("2 digits above the line are written so: 161²",)


def test_without_the_program_a_text_stays_as_it_is(monkeypatch):
    there = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "pdftohtml" else there(name))
    lines, notes = read([("161", 12, 0), ("2", 7, 5)])
    assert (lines[0], notes) == ("1612", ())
