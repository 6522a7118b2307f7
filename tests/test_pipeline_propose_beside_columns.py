"""What decides the claims of a table and stands in none of its named columns: names of sheets, columns of no header."""

from openpyxl import Workbook

from claims.mapping import from_flags
from claims.pipeline.propose import propose
from claims.table import ReadOptions

SAID = ["event=Floods", "source=Red Cross"]


def proposed(path, maps=(), sets=(), **options):
    return propose(str(path), said=from_flags(maps, [*SAID, *sets]), options=ReadOptions(**options))


def csv(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    return path


def workbook(tmp_path, *sheets):
    book = Workbook()
    for name in sheets:
        book.create_sheet(name).append(["Date", "Killed"])
        book[name].append(["2020-01-05", 3])
    del book["Sheet"]
    book.save(path := tmp_path / "a.xlsx")
    return path


def test_one_of_several_sheets_of_the_same_columns_waits_for_what_its_name_says(tmp_path):
    path = workbook(tmp_path, "Goma", "Bukavu")
    (question,) = proposed(path).waits
    assert "--sheet Goma --set 'place=Goma'" in question
    assert not proposed(path, sets=["place=Goma"]).waits
    assert not proposed(path, sheet="Goma").waits


def test_sheets_of_months_say_nothing_beside_a_column_of_dates(tmp_path):
    assert not proposed(workbook(tmp_path, "January 2020", "Feb 2020")).waits


def test_numbers_behind_a_figure_below_no_header_are_asked_about(tmp_path):
    path = csv(tmp_path, "Date,Killed,,Injured\n2020-01-05,3,4,5\n2020-01-06,4,5,6\n")
    (question,) = proposed(path).waits
    assert "does not name (3), behind “Killed”" in question
    assert not proposed(path, maps=["column 3="]).waits


def test_a_second_row_of_the_header_may_leave_out_its_last_cells(tmp_path):
    found = proposed(csv(tmp_path, "Day,Killed,,Note\n,Women,Men\n2020-01-05,3,4,a\n2020-01-06,4,5,b\n"))
    assert [(one.population, one.says) for one in found.first[:2]] == [("women", "3"), ("men", "4")]


def test_names_behind_one_measure_are_asked_about_as_those_behind_several_are(tmp_path):
    found = proposed(csv(tmp_path, "Day,Killed (Homs),Killed (Idlib)\n2020-01-05,3,4\n2020-01-06,4,5\n"))
    (question,) = found.waits
    assert "--set 'wide.header=place' if they are" in question


def test_rows_of_a_header_that_was_not_read_whole_hide_no_figures(tmp_path):
    rows = ",2019,,2020,\n,Women,Men,Women,Men\n,(n),(n),(n),(n)\nGoma,1,2,3,4\nUvira,5,6,7,8\n"
    found = proposed(csv(tmp_path, f"Place,Killed,,,\n{rows}"))
    assert any("that the header does not name" in one for one in found.waits) or len(found.first) >= 4
