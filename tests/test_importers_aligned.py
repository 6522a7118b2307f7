"""Tables in plain text: drawn with signs, aligned by blanks, and those of which nobody can tell the columns."""

from io import BytesIO

import pytest
from builders import BY, Clock, fill

from claims import registry
from claims.errors import BadFile
from claims.importers import aligned
from claims.mapping import from_flags
from claims.model import Problem
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.table import ReadOptions

PSQL = """  city   | killed
---------+--------
 Shiraz  |     12
 Tehran  |     20
(2 rows)
"""
MYSQL = """mysql> select * from deaths;
+--------+--------+
| city   | killed |
+--------+--------+
| Shiraz |     12 |
| Tehran |     20 |
+--------+--------+
"""
GRID = """+--------+--------+
| city   | killed |
+========+========+
| Shiraz | 12     |
+--------+--------+
| Tehran | 20     |
+--------+--------+
"""
ORG = "| city | killed |\n|------+--------|\n| Shiraz | 12 |\n|------+--------|\n| Tehran | 20 |\n"
DASHES = "city     killed\n-------  ------\nShiraz       12\nTehran       20\n"
REST = "======  ======\ncity    killed\n======  ======\nShiraz  12\nTehran  20\n======  ======\n"
BLANKS = "city         killed\nShiraz           12\nTehran           20\nQom               3\n"
DRAWN = {"psql": PSQL, "mysql": MYSQL, "grid": GRID, "org": ORG, "dashes": DASHES, "rest": REST, "blanks": BLANKS}


def read(text, name="report.txt", **options):
    assert registry.importer_for(name, text.encode()[:8192]) == "aligned"
    return aligned.read(BytesIO(text.encode()), name=name, options=ReadOptions(**options))


def cells(text, width, **options):
    table = read(text, **options)
    return [("refused", row.raw) if isinstance(row, Problem) else tuple(row.cells[:width]) for row in table.rows]


@pytest.mark.parametrize("text", DRAWN.values(), ids=DRAWN)
def test_a_table_is_read_with_its_header(text):
    table = read(text)
    assert table.columns == ("city", "killed", "table", "locator")
    rows = list(table.rows)
    assert [row.cells[:2] for row in rows][:2] == [["Shiraz", "12"], ["Tehran", "20"]]
    assert rows[0].cells[3] == "table 1, row 1"
    lines = text.splitlines()
    assert [row.raw for row in rows] == [lines[row.number - 1] for row in rows]


TWO_LINES = """\
              Number of   Number of
City             killed     injured
Shiraz               12       1,234
Bandar Abbas          -          56
Qom                   3           7
"""
YEARS = """\
             Deaths by year
City         2019      2020
Shiraz         12        13
Tehran         20        21
Qom             3         4
"""
GROUPS = """\
Place             killed
Fars
  Shiraz              12
  Kazerun              3
Tehran
  Rey                  1
Total                 16
"""
STACKED = """\
                Number of           Houses
Province       people killed       destroyed
Fars                  12                 45
Khuzestan            161                  7
Tehran                20                  3
"""


def test_words_above_each_other_are_a_name_where_they_are_as_many_as_the_columns():
    assert read(STACKED.replace("        destroyed", "   destroyed     ")).columns[:3] == (
        "Province",
        "Number of people killed",
        "Houses destroyed",
    )


def test_a_header_of_two_lines_is_joined_above_its_columns():
    assert read(TWO_LINES).columns[:3] == ("City", "Number of killed", "Number of injured")
    assert cells(TWO_LINES, 3) == [("Shiraz", "12", "1,234"), ("Bandar Abbas", "-", "56"), ("Qom", "3", "7")]


def test_what_stands_over_several_columns_is_of_each_and_what_is_of_none_for_sure_is_told():
    assert read(YEARS).columns[:3] == ("City", "Deaths by year 2019", "Deaths by year 2020")
    table = read(YEARS.replace("Deaths by year", "    Deaths"))
    assert (table.columns[:3], table.notes) == (("City", "2019", "2020"), ("above the header, not read: “Deaths”",))


def test_a_line_above_indented_rows_is_the_group_of_these():
    table = read(GROUPS)
    assert table.columns[:3] == ("Place", "killed", "group")
    assert [row.cells[:3] for row in table.rows] == [
        ["Shiraz", "12", "Fars"],
        ["Kazerun", "3", "Fars"],
        ["Rey", "1", "Tehran"],
        ["Total", "16", ""],
    ]


def test_a_line_above_a_row_without_a_name_is_no_group():
    text = "Place             killed   hurt\nFars                  12      1\nKhuzestan and the\n"
    text += "                       3     2\nQom                    4      5\nRey                    1      2\n"
    assert [row for row, _ in cells(text, 2)][:4] == ["refused", "refused", "refused", "Qom"]


@pytest.mark.parametrize("place", [2, 4], ids=["between_rows", "below_the_last"])
def test_a_line_that_may_go_on_another_is_refused_with_its_neighbours(place):
    lines = BLANKS.splitlines()
    lines.insert(place, "(Fars)")
    refused = [row for row in read("\n".join(lines) + "\n").rows if isinstance(row, Problem)]
    assert "(Fars)" in [row.raw for row in refused]
    assert lines[place - 1] in [row.raw for row in refused]
    assert all("may go on another line" in row.reason for row in refused)


def test_cells_that_reach_over_the_lines_of_the_header_are_refused():
    assert cells(DASHES.replace("Tehran       20", "Tehran and   20"), 2) == [
        ("Shiraz", "12"),
        ("refused", "Tehran and   20"),
    ]
    assert cells(PSQL.replace("Tehran  |", "Tehran  | x |"), 2)[1][0] == "refused"


def test_cells_of_a_grid_go_on_in_its_lines():
    text = GRID.replace("| Tehran | 20     |\n", "| Tehran | 20     |\n| (city) |        |\n")
    assert cells(text, 2) == [("Shiraz", "12"), ("Tehran\n(city)", "20")]
    rest = REST.replace("Tehran  20\n", "Tehran  20\n        or 21\n")
    assert cells(rest, 2) == [("Shiraz", "12"), ("Tehran", "20\nor 21")]


def test_several_tables_are_told_apart_by_headings():
    text = f"Deaths\n======\n\n{PSQL}\nInjuries\n--------\n\n{DASHES.replace('killed', 'hurt  ')}"
    table = read(text, table="hurt")
    assert table.columns == ("city", "hurt", "section", "h1", "h2", "table", "locator")
    assert next(table.rows).cells == ["Shiraz", "12", "Injuries", "Deaths", "Injuries", "2", "table 2, row 1"]
    with pytest.raises(BadFile, match="it has no table “arrests”") as caught:
        read(text, table="arrests")
    assert "table 1 “Deaths” (city | killed); table 2 “Injuries” (city | hurt)" in caught.value.hint


def test_a_number_that_may_be_two_is_refused():
    text = "City         Killed Hurt\nShiraz            12 345\nTehran             2 110\nQom                    7\n"
    refused = [("refused", "Shiraz            12 345"), ("refused", "Tehran             2 110")]
    assert cells(text, 2) == [*refused, ("Qom", "7")]
    one = text.replace("Killed Hurt", "     Killed")
    assert cells(one, 2) == [("Shiraz", "12 345"), ("Tehran", "2 110"), ("Qom", "7")]
    assert cells(one.replace("2 110", "  2 1"), 2)[1][0] == "refused"


def test_a_line_that_numbers_the_columns_is_no_row():
    lines = YEARS.replace("2019", "dead").replace("2020", "hurt").splitlines()
    lines.insert(2, " (1)          (2)       (3)")
    table = read("\n".join(lines) + "\n")
    assert table.columns[:3] == ("City", "Deaths by year dead", "Deaths by year hurt")
    assert next(table.rows).cells[:3] == ["Shiraz", "12", "13"]


def test_the_lines_around_a_table_are_told():
    text = f"Flood in Fars, as of 9 December 2019\n\n{BLANKS}\nSource: Red Crescent\n"
    assert read(text).notes == (
        "above the header, not read: “Flood in Fars, as of 9 December 2019”",
        "below the table, not read: “Source: Red Crescent”",
    )


UNSURE = {
    "header": (BLANKS.replace("city         killed", "city killed"), "its header does not tell"),
    "crowded": (BLANKS.replace("city", "city  x").replace("Qom               3", "Qom 9  4  5  6    3"), "two blanks"),
}


@pytest.mark.parametrize(("text", "reason"), UNSURE.values(), ids=UNSURE)
def test_columns_that_nobody_can_tell_are_asked_about(text, reason):
    with pytest.raises(BadFile, match=reason) as caught:
        read(text)
    assert caught.value.hint == "part its columns by two blanks or more in each line, or save the table as CSV"


OTHERS = {
    "commas": "city,  killed\nShiraz,  12\nTehran,  20\nQom,  3\n",
    "tabs": "city\tkilled\nShiraz\t12\nTehran\t20\n",
    "prose": "At least 161 were killed.  The government denies that.\nAmnesty said so.  MEK said 600.\n",
    "one_column": "killed\n12\n20\n",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_what_is_parted_by_signs_or_is_no_table_is_left_to_others(text):
    assert registry.importer_for("report.txt", text.encode()) == "csv"


def test_its_claims_know_their_lines(tmp_path):
    (tmp_path / "report.txt").write_text(PSQL, encoding="utf-8")
    mapping = from_flags(
        ("city=place", "killed=says"), ("event=iran-protests-2019", "source=mek", "measure=killed", "as_of=2019-12-09")
    )
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        fill(store)
        done = ingest(store, str(tmp_path / "report.txt"), by=BY, options=IngestOptions(mapping=mapping))
        sql = "select place, low, locator from claim join appearance a on a.claim = claim.id where claim.batch = 1"
        found = [tuple(row) for row in store.connection.execute(f"{sql} order by low")]
        assert (done.added, found) == (2, [("Shiraz", 12, "table 1, row 1"), ("Tehran", 20, "table 1, row 2")])


def test_drawn_lines_between_rows_are_none():
    line = "-" * 21
    text = f"city         killed\n{line}\nShiraz           12\nTehran           20\n{line}\nTotal            32\n"
    assert cells(text, 2) == [("Shiraz", "12"), ("Tehran", "20"), ("Total", "32")]


@pytest.mark.parametrize("name", ["東京", "Ko\u0308ln"], ids=["wide", "marks"])
def test_empty_cells_beside_signs_of_other_widths_are_refused(name):
    row = f"{name}                     20"
    text = f"city           killed   hurt\nShiraz             12      3\n{name}                5      7\n{row}\n"
    assert cells(text, 3)[1:] == [(name, "5", "7"), ("refused", row)]
    assert cells(text.replace(name, "Yazd"), 3)[-1] == ("Yazd", "", "20")


def test_a_text_with_tables_of_markdown_is_one_of_those():
    markdown = "| city | killed |\n|---|---:|\n| Qom | 3 |\n"
    assert registry.importer_for("report.txt", f"{markdown}\n{DASHES}\n".encode()) == "markdown"
    assert registry.importer_for("report.txt", DASHES.encode()) == "aligned"


def test_a_first_row_is_no_header_for_figures_that_look_like_years():
    rows = "Shiraz         1600   1700\nTehran           20      5\nQom               3      1\n"
    assert cells(f"city         killed   hurt\n{rows}", 3)[0] == ("Shiraz", "1600", "1700")
    table = read(f"city         killed   hurt\n             (2018)  (2019)\n{rows}")
    assert (table.columns[:3], len(list(table.rows))) == (("city", "killed (2018)", "hurt (2019)"), 3)
