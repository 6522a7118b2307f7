"""Files of the world that break programs: each gives rows, or an error that names what is wrong and what to do."""

import re
from pathlib import Path

import pytest

from claims import registry
from claims.errors import BadFile
from claims.model import Problem
from claims.pipeline.file import on_disk
from claims.pipeline.source import TableSource

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
FOLDERS = ("nasty_csv", "hxl_samples")
NOT_DATA = {"MANIFEST.md", "LICENSE.md", "COPYING.csvkit"}
FILES = sorted(
    path.relative_to(DATA).as_posix()
    for folder in FOLDERS
    for path in DATA.glob(f"{folder}/*")
    if path.name not in NOT_DATA
)

REFUSED = {
    "nasty_csv/test_latin1.csv": ("byte 0xa9 at offset 16 is not UTF-8", "--encoding windows-1252"),
}
ROWS = {
    "nasty_csv/bad.csv": (1, 2),
    "nasty_csv/blanks.csv": (1, 0),
    "nasty_csv/mac_newlines.csv": (2, 0),
    "nasty_csv/null_byte.csv": (0, 1),
    "nasty_csv/sheets.xlsx": (5, 0),
    "nasty_csv/test_header_newline.csv": (1, 0),
    "nasty_csv/test_skip_lines.csv": (1, 0),
    "nasty_csv/test_skip_lines.xlsx": (5, 0),
    "nasty_csv/test_utf16_little.csv": (2, 0),
    "nasty_csv/test_utf8_bom.csv": (2, 0),
    "hxl_samples/input-merged.xlsx": (4, 0),
    "hxl_samples/input-quality.xls": (4, 0),
    "hxl_samples/input-fuzzy.csv": (3, 1),
    "hxl_samples/input-multiple-headers.csv": (2, 0),
    "hxl_samples/input-valid-latin1.csv": (4, 0),
    "hxl_samples/input-valid-objects.json": (4, 0),
    "hxl_samples/input-valid.csv": (4, 0),
    "hxl_samples/input-valid.json": (4, 0),
    "hxl_samples/multisheet-dataset.xlsx": (3, 0),
}


def open_file(name):
    """Return the columns, the rows and the notes of a file of the world."""
    path = DATA / name
    if not path.is_file():
        pytest.skip("the folder “shared” with real data does not lie beside the checkout")
    with on_disk(str(path)) as file:
        head = file.path.read_bytes()[:8192]
        source = TableSource(file, mapping=None)
        assert source.importer == registry.importer_for(path.name, head)
        with file.path.open("rb") as stream:
            table = registry.load(source.importer).read(stream, name=path.name, options=source.options)
            return table.columns, list(table.rows), table.notes


@pytest.mark.parametrize("name", [name for name in FILES if name not in REFUSED] or ["nasty_csv/none"])
def test_gives_rows_or_problems_that_say_what_to_do(name):
    columns, rows, _ = open_file(name)
    assert columns
    assert rows
    for row in rows:
        if isinstance(row, Problem):
            assert row.reason, row
            assert row.hint, row


@pytest.mark.parametrize(("name", "said"), REFUSED.items(), ids=REFUSED)
def test_what_cannot_be_read_says_what_is_wrong_and_what_to_do(name, said):
    reason, hint = said
    with pytest.raises(BadFile) as caught:
        open_file(name)
    assert Path(name).name in str(caught.value)
    assert reason in str(caught.value)
    assert hint in caught.value.hint


@pytest.mark.parametrize(("name", "counts"), ROWS.items(), ids=ROWS)
def test_gives_as_many_rows_and_problems_as_there_are(name, counts):
    _, rows, _ = open_file(name)
    problems = sum(isinstance(row, Problem) for row in rows)
    assert (len(rows) - problems, problems) == counts


def test_the_letters_of_a_latin_1_file_are_right_and_its_encoding_is_stated():
    _, rows, notes = open_file("hxl_samples/input-valid-latin1.csv")
    assert any("Panamá" in row.raw for row in rows)
    assert any(re.match("read as windows-1252", note) for note in notes)


def test_a_sheet_of_excel_is_read_as_it_looks():
    columns, rows, notes = open_file("nasty_csv/sheets.xlsx")
    assert columns[:6] == ("text", "date", "integer", "boolean", "float", "datetime")
    assert rows[1].cells[:6] == ["Chicago Sun-Times", "1948-01-01", "63", "TRUE", "1.27", "1948-01-01T14:57:13"]
    assert notes == (
        "read the sheet “data”; not read: ʤ (--sheet NAME chooses)",
        "columns without a header are read only if mapped as “column N”: 8",
    )


def test_two_rows_of_headings_with_merged_cells_are_read_as_they_look():
    columns, rows, _ = open_file("hxl_samples/input-quality.xls")
    assert columns == (
        "Registro",
        "¿Qué? / Sector/Cluster",
        "¿Qué? / Subsector",
        "¿Quién? / Organización",
        "¿Para quién? / Hombres",
        "¿Para quién? / Mujeres",
        "¿Dónde? / País",
        "¿Dónde? / Departamento/Provincia/Estado",
        "¿Cuándo?",
    )
    assert rows[0].cells[:6] == ["001", "WASH", "Higiene", "ACNUR", "100", "100"]
