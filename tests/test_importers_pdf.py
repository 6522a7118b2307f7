"""Tables of PDF files: columns by where letters stand, digits above the line, and what nobody can tell."""

import shutil
from io import BytesIO

import pytest
from builders import BY, Clock, fill
from pdf_objects import pdf_of

from claims import registry
from claims.errors import BadFile
from claims.importers import pdf
from claims.mapping import from_flags
from claims.model import Problem
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.table import ReadOptions


@pytest.fixture(autouse=True)
def poppler():
    if shutil.which("pdftohtml") is None:
        pytest.skip("poppler's pdftohtml is not installed")


def file_of(*pages):
    """A PDF of pages of texts in Helvetica, each with its place, its size and how far above the line it stands."""
    count = len(pages)
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(count))
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"]
    for at, page in enumerate(pages):
        shown = "".join(f"BT /F {size} Tf {rise} Ts {x} {y} Td ({text}) Tj ET\n" for x, y, size, rise, text in page)
        fonts = f"/Resources << /Font << /F {3 + 2 * count} 0 R >> >>"
        parts += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {4 + 2 * at} 0 R {fonts} >>",
            f"<< /Length {len(shown)} >> stream\n{shown}endstream",
        ]
    parts.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    return pdf_of(parts)


def laid(*rows, top=720, pitch=16):
    """The texts of a table: the first cell from the left, the others up to a place on the right."""
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            yield (50 if place == 0 else 100 + 100 * place - 5 * len(text), top - pitch * at, 10, 0, text)


DEATHS = [("City", "Killed", "Injured"), ("Shiraz", "12", "1,234"), ("Bandar Abbas", "7", "56"), ("Qom", "3", "-")]


def read(*pages, **options):
    data = file_of(*pages)
    assert registry.importer_for("report.pdf", data[:8192]) == "pdf"
    return pdf.read(BytesIO(data), name="report.pdf", options=ReadOptions(**options))


def cells(table):
    return ["refused" if isinstance(row, Problem) else list(row.cells[:3]) for row in table.rows]


@pytest.mark.parametrize("pitch", [14, 40], ids=["close", "apart"])
def test_a_table_is_read_with_its_header_and_its_page(pitch):
    table = read([(50, 700, 12, 0, "Nothing here.")], laid(*DEATHS, pitch=pitch))
    assert table.columns == ("City", "Killed", "Injured", "section", "h1", "table", "locator")
    rows = list(table.rows)
    assert rows[0].cells == ["Shiraz", "12", "1,234", "page 2", "page 2", "1", "table 1, row 1"]
    assert [row.raw for row in rows] == ["Shiraz  12  1,234", "Bandar Abbas  7  56", "Qom  3  -"]


def test_what_stands_around_it_is_told():
    around = [(50, 760, 12, 0, "Flood in Fars, as of 9 December 2019"), (50, 630, 9, 0, "Source: Red Crescent")]
    assert read([*around, *laid(*DEATHS)]).notes == (
        "above the header, not read: “Flood in Fars, as of 9 December 2019”",
        "below the table, not read: “Source: Red Crescent”",
    )


def test_a_digit_above_the_line_is_no_part_of_a_number():
    texts = list(laid(*DEATHS))
    texts.insert(5, (201.2, 704, 6, 4, "2"))
    assert cells(read(texts))[0] == ["Shiraz", "12²", "1,234"]


def test_a_line_that_may_go_on_another_is_refused_with_its_neighbours():
    texts = [*laid(*DEATHS), (50, 696, 8, 0, r"\(Fars\)")]
    assert cells(read(texts)) == ["refused", "refused", "refused", ["Qom", "3", "-"]]


def test_tables_of_the_same_columns_are_one_over_several_pages():
    rows = list(read(laid(*DEATHS), laid(DEATHS[0], ("Bam", "5", "6"), ("Rey", "8", "9"))).rows)
    assert [(row.cells[0], row.cells[3]) for row in rows[-2:]] == [("Bam", "page 2"), ("Rey", "page 2")]
    assert [row.number for row in rows] == sorted({row.number for row in rows})


def test_columns_that_nobody_can_tell_are_asked_about():
    with pytest.raises(BadFile, match="on page 1 its header does not tell") as caught:
        read(laid(("City and all", "Killed"), *DEATHS[1:]))
    assert "save the table as CSV" in caught.value.hint
    with pytest.raises(BadFile, match="it holds no table whose columns can be told"):
        read([(50, 700, 12, 0, "At least 161 were killed.")])


def test_right_to_left_text_and_pages_without_text_are_refused(monkeypatch):
    with pytest.raises(BadFile, match="its pages hold no text"):
        read([])
    run = pdf.Run(10, 10, 50, 12, 10, "کشته")
    monkeypatch.setattr(pdf, "runs_by_page", lambda _: [[run]])
    with pytest.raises(BadFile, match="right-to-left text"):
        read(laid(*DEATHS))


def test_without_poppler_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(pdf.shutil, "which", lambda _: None)
    with pytest.raises(BadFile, match="pdftohtml, which is not installed") as caught:
        read(laid(*DEATHS))
    assert "apt-get install poppler-utils" in caught.value.hint


def test_its_claims_know_their_place(tmp_path):
    (tmp_path / "report.pdf").write_bytes(file_of(laid(*DEATHS)))
    said = ("event=iran-protests-2019", "source=mek", "measure=killed", "as_of=2019-12-09")
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        fill(store)
        mapping = from_flags(("City=place", "Killed=says"), said)
        done = ingest(store, str(tmp_path / "report.pdf"), by=BY, options=IngestOptions(mapping=mapping))
        sql = "select place, low, locator from claim join appearance a on a.claim = claim.id where claim.batch = 1"
        found = [tuple(row) for row in store.connection.execute(f"{sql} order by low")]
    assert (done.added, found[0]) == (3, ("Qom", 3, "table 1, row 3"))
