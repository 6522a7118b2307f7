"""Every format: samples beside their expected output, then what each does with files as they are found in the world."""

import csv
import json
import shutil
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import registry
from claims.errors import BadFile
from claims.model import Problem
from claims.table import ReadOptions, Row

FOLDER = Path(__file__).parent / "importers"
SAMPLES = sorted(FOLDER.glob("*/sample*"))


def read(data, name="file.csv", **options):
    """Return the table of bytes or of a text, by the format that its name says."""
    data = data.encode() if isinstance(data, str) else data
    importer = registry.load(registry.importer_for(name, data[:8192]))
    return importer.read(BytesIO(data), name=name, options=ReadOptions(**options))


def table_of(path):
    if path.suffix == ".pdf" and shutil.which("pdftohtml") is None:
        pytest.skip("poppler's pdftohtml is not installed")
    return registry.load(path.parent.name).read(BytesIO(path.read_bytes()), name=path.name, options=ReadOptions())


def as_plain(table):
    """Return columns, rows and problems of a table as JSON has them; numbers with a fraction are their digits."""
    rows = list(table.rows)
    found = {
        "columns": list(table.columns),
        "rows": [[row.number, row.cells] for row in rows if isinstance(row, Row)],
        "problems": [[row.row, row.reason] for row in rows if isinstance(row, Problem)],
    }
    return json.loads(json.dumps(found, default=str))


def cells(table):
    return [row.cells for row in table.rows]


def problems(table):
    return [(row.row, row.reason) for row in table.rows if isinstance(row, Problem)]


def test_every_format_has_a_sample_with_its_expected_output():
    assert {path.parent.name for path in SAMPLES} == set(registry.importers())
    assert all((path.parent / "expected.json").is_file() for path in SAMPLES)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_sample_gives_its_expected_output(path):
    expected = json.loads((path.parent / "expected.json").read_text(encoding="utf-8"))
    assert as_plain(table_of(path)) == expected


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_row_keeps_its_text_verbatim(path):
    if path.parent.name in {"workbook", "document", "sqlite", "pdf"}:
        pytest.skip("it is packed; its rows are the texts of their cells")
    text = path.read_bytes().decode()
    rows = list(table_of(path).rows)
    assert rows
    for row in rows:
        assert row.raw
        assert row.raw in text
        assert row.raw == row.raw.strip("\r\n")


# Delimited text


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n",
        "a;b\n1;2\n",
        "a\tb\n1\t2\n",
        "a|b\n1|2\n",
        "sep=;\na;b\n1;2\n",
        '"sep=;"\r\na;b\r\n1;2\r\n',
        "a,b\r1,2\r",
        "a,b\r\n1,2",
        "\n\na,b\n\n1,2\n,\n\n",
        'a, "b"\n1, "2"\n',
        "\ufeffa,b\n1,2\n",
        '" a\t\n",b\n1,2\n',
    ],
    ids=[
        "comma",
        "semicolon",
        "tab",
        "bar",
        "sep_line",
        "quoted_sep_line",
        "old_mac",
        "no_last_line_end",
        "blank_lines",
        "blanks_before_quotes",
        "byte_order_mark",
        "header_with_line_break",
    ],
)
def test_a_plain_table_is_read_whatever_its_dress(text):
    table = read(text)
    assert table.columns == ("a", "b")
    assert cells(table) == [["1", "2"]]


def test_a_comma_in_cells_does_not_win_over_the_delimiter_of_the_header():
    table = read("source;killed\nMEK, Paris;1,5\nA, B;2,0\n")
    assert (table.columns, cells(table)) == (("source", "killed"), [["MEK, Paris", "1,5"], ["A, B", "2,0"]])


def test_as_many_commas_in_each_row_do_not_win_over_the_delimiter_of_all_rows():
    table = read("org;killed;note\n" + "MEK;5;seen, buried, mourned\n" * 4)
    assert (table.columns, len(cells(table))) == (("org", "killed", "note"), 4)


@pytest.mark.parametrize("head", ["'org','killed'", "org,killed"])
def test_cells_in_single_marks_are_read_without_them_and_told(head):
    table = read(f"{head}\n'MEK, Paris','600'\n'People''s Court',5\n")
    assert (table.columns, cells(table)) == (("org", "killed"), [["MEK, Paris", "600"], ["People's Court", "5"]])
    assert table.notes == ("its cells stand in single quotation marks",)


@pytest.mark.parametrize("row", ["'Adan,5", "'Adan,'x' 5", "\"'Adan'\",5"])
def test_names_that_begin_with_a_mark_keep_it(row):
    assert cells(read(f"place,killed\n{row}\n{row}\n"))[0][0].startswith("'Adan")


@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_delimiter_of_the_title_does_not_win_over_that_of_rows_which_end_with_one(sign):
    rows = [["2019-11-16", "Sirjan", "1,5", ""], ["2019-11-17", "Mahshahr", "3,5", ""]] * 2
    lines = [["Deaths reported, 2019"], ["date", "place", "rate"], *rows]
    table = read("".join(sign.join(line) + "\n" for line in lines))
    assert table.columns == ("date", "place", "rate")
    assert [row.cells for row in table.rows] == [row[:3] for row in rows]


@pytest.mark.parametrize("head", ["# OCHA, as of 3 May\n", "# OCHA, 3 May\n# a, b, c\n"])
def test_comments_above_the_header_are_passed_over_though_the_delimiter_is_in_them(head):
    table = read(head + "place,killed\nSirjan,3\nMahshahr,5\n")
    assert (table.columns, [row.cells[1] for row in table.rows]) == (("place", "killed"), ["3", "5"])
    assert table.notes[0].startswith("above the header, not read: “# OCHA: ")


@pytest.mark.parametrize("first", ["2019,3,x", "several,2020-05-01,Sirjan"])
def test_a_header_that_is_marked_as_a_comment_is_the_header(first):
    assert read(f"# of killed,day,place\n{first}\n5,2020-05-02,Mahshahr\n").columns == ("# of killed", "day", "place")


def test_a_seldom_delimiter_is_found_below_a_title():
    assert read("Deaths reported, 2019\nplace^killed^date\nSirjan^3^May\nMahshahr^5^May\n").columns[1] == "killed"


def test_a_delimiter_that_is_named_is_taken():
    assert read("a:b\n1:2\n", delimiter=":").columns == ("a", "b")


@pytest.mark.parametrize(
    ("head", "delimiter"),
    [("Toll in the region;;\nAs of 5 March;;\n;;\n", ";"), ("Toll in the region\n\n", ",")],
    ids=["cells_of_their_own", "one_cell"],
)
def test_titles_above_the_header_are_passed_over_and_stated(head, delimiter):
    table = read(head + "Source;Killed;Date\nUN;12;May\nWHO;14;May\n".replace(";", delimiter))
    rows = [row for row in table.rows if isinstance(row, Row)]
    assert table.columns == ("Source", "Killed", "Date")
    assert [(row.number, row.cells[0]) for row in rows] == [(head.count("\n") + 2, "UN"), (head.count("\n") + 3, "WHO")]
    assert "Toll in the region" in "".join(table.notes)


def test_a_title_with_the_other_cells_empty_is_passed_over_though_years_are_headers():
    table = read('"Deaths in custody, by province",,,\n,,,\nProvince,2019,2020,Source\nTehran,12,15,HRANA\n')
    assert table.columns == ("Province", "2019", "2020", "Source")
    assert table.notes == ("above the header, not read: “Deaths in custody, by province”",)
    assert [row.number for row in table.rows] == [4]


def test_a_row_of_data_below_a_title_is_no_header():
    assert read("Deaths\nTehran,12\nFars,3\n").columns == ("Deaths",)


NUMBERED = """1,,Updated 2015-05-30,,,
2,,Source: Emergency Office,,,
3,,District,Casualties,,
4,,,Death,Injury,
5,,,Reported,Reported,Verified
6,,Nuwakot,1080,1388,14
7,,Rasuwa,597,771,3
9,,Gorkha,440,955,
"""


def test_a_first_column_that_numbers_titles_and_header_too_is_none():
    table = read(NUMBERED.encode(), name="office.csv")
    names = ("Casualties / Death / Reported", "Casualties / Injury / Reported", "Casualties / Injury / Verified")
    assert table.columns == ("", "", "District", *names)
    assert [(row.number, row.cells[0], row.cells[2]) for row in table.rows] == [
        (6, "6", "Nuwakot"),
        (7, "7", "Rasuwa"),
        (8, "9", "Gorkha"),
    ]
    assert table.notes[:2] == (
        "above the header, not read: “Updated 2015-05-30 · Source: Emergency Office”",
        "the header has 3 rows, joined with “ / ”",
    )


def test_rows_that_are_numbered_below_a_header_keep_their_numbers():
    table = read(b"".join(b"%d,Kern,12\n" % number for number in range(1, 9)), name="plain.csv")
    assert table.columns == ("1", "Kern", "12")
    table = read(
        b"id,district,killed\n" + b"".join(b"%d,Kern,12\n" % number for number in range(1, 9)), name="plain.csv"
    )
    assert table.columns == ("id", "district", "killed")


MERGED = "Source,Date,Deaths,,Injured,\n,,Low,High,Low,High\n"


def test_a_second_row_of_names_is_joined_to_the_header():
    table = read((MERGED + "UN,2019-12-01,10,14,20,30\nMEK,2019-12-02,12,16,22,33\n").encode(), name="two.csv")
    rows = list(table.rows)
    assert table.columns == ("Source", "Date", "Deaths / Low", "Deaths / High", "Injured / Low", "Injured / High")
    assert [(row.number, row.cells[0]) for row in rows] == [(3, "UN"), (4, "MEK")]
    assert table.notes == ("the header has 2 rows, joined with “ / ”",)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Source,Deaths,\nUN,unknown,none\nMEK,3,4\nAI,5,6\n", id="a row of data with its source"),
        pytest.param("Source,Deaths,\n,,note\nUN,3,some\nMEK,4,few\n", id="no column of numbers"),
        pytest.param(MERGED + "UN,2019-12-01,10,14,20,30\n", id="a single row of data"),
    ],
)
def test_a_row_below_the_header_that_may_be_data_stays_a_row(text):
    table = read(text.encode(), name="two.csv")
    assert next(iter(table.rows)).number == 2
    assert " / " not in "".join(table.columns)


def test_a_row_that_may_be_a_second_header_is_told_with_the_next_step():
    text = "Source,Date,Killed\nname,day,number\nUN,2019-12-01,10\nMEK,2019-12-02,12\n"
    (note,) = read(text.encode(), name="two.csv").notes
    assert note == (
        "the row below the header may belong to it: “name, day, number”; if so, write both rows as one and try again"
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [("Country,,\nIran,12,3\nIraq,14,5\n", "Country"), ("Names\na,b\n", "Names"), (",x,\na,b,c\nd,e,f\n", "")],
    ids=["numbers", "nothing_below", "no_first_cell"],
)
def test_a_row_that_may_be_data_is_never_taken_for_the_header(text, first):
    assert read(text).columns[0] == first


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    table = read('\na,b\n1,"two\nlines"\n\n3,4\n')
    assert [(row.number, row.cells[0]) for row in table.rows] == [(3, "1"), (5, "3")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(encoding):
    table = read("a,b\nقتل,ʤ\n".encode(encoding))
    assert (table.columns, cells(table)) == (("a", "b"), [["قتل", "ʤ"]])
    assert table.notes == (() if encoding == "utf-8-sig" else (f"read as {encoding}",))


def test_an_encoding_that_is_named_is_used_and_stated():
    table = read("a,b\n1,é\n".encode("windows-1252"), encoding="windows-1252")
    assert (cells(table), table.notes) == ([["1", "é"]], ("read as windows-1252",))


def test_a_byte_order_mark_wins_over_the_encoding_named_and_says_so():
    table = read("\ufeffa,b\n1,é\n", encoding="windows-1252")
    assert table.columns == ("a", "b")
    assert table.notes == ("read as utf-8, as its byte order mark says, not as windows-1252",)


@pytest.mark.parametrize("rows", [1, 40_000], ids=["in_the_first_chunk", "far_into_the_file"])
def test_bytes_that_are_not_utf_8_are_located(rows):
    before = b"a,b\n" + b"1,22\n" * rows
    with pytest.raises(BadFile, match=r"is not UTF-8") as caught:
        list(read(before + b"4,\xa9\n" + b"1,22\n" * rows).rows)
    assert f"byte 0xa9 at offset {len(before) + 2}" in str(caught.value)
    assert caught.value.row == rows + 2
    assert "--encoding windows-1252" in caught.value.hint


def test_a_last_character_that_is_cut_off_is_located():
    with pytest.raises(BadFile, match=r"byte 0xc3 at offset 6"):
        list(read(b"a,b\n1,\xc3").rows)


UNREADABLE = {
    "empty": (b"", {}, "it is empty", "names of its columns"),
    "only_blank_lines": (b"\n\n,,\n", {}, "nothing but blank lines", "first row"),
    "unknown_encoding": (b"a,b\n", {"encoding": "klingon"}, "there is no encoding “klingon”", "windows-1252"),
    "no_text_encoding": (b"a,b\n", {"encoding": "base64"}, "there is no encoding “base64”", "windows-1252"),
    "broken_header": (b'a,"b" c\n1,2\n', {}, "the header cannot be read", "quotation marks"),
    "nul_in_header": (b"a,\0b\n1,2\n", {}, "the header cannot be read: it holds a NUL byte", "damaged"),
}


@pytest.mark.parametrize(("data", "options", "reason", "hint"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_says_what_is_wrong_and_what_to_do(data, options, reason, hint):
    with pytest.raises(BadFile) as caught:
        list(read(data, **options).rows)
    assert reason in str(caught.value)
    assert hint in caught.value.hint


def test_unmarked_utf_16_is_read_when_it_is_named():
    table = read("a,b\n1,2\n".encode("utf-16-le"), encoding="utf-16-le")
    assert (table.columns, cells(table)) == (("a", "b"), [["1", "2"]])


def test_uneven_rows_are_refused_and_the_rest_goes_on():
    table = read("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\nx,y,z\n")
    rows = list(table.rows)
    assert [(row.row, row.reason, row.raw) for row in rows if isinstance(row, Problem)] == [
        (2, "it has 2 cells, the header 3", "1,2"),
        (3, "it has 4 cells, the header 3", "1,2,3,4"),
    ]
    assert [(row.number, row.cells) for row in rows if isinstance(row, Row)] == [
        (4, ["1", "2", "3"]),
        (5, ["x", "y", "z"]),
    ]


def test_short_rows_are_filled_when_that_is_asked_for_but_not_the_torn_off_last_one():
    table = read("a,b,c\n1,2\n1,6", short_rows="fill")
    assert next(table.rows).cells == ["1", "2", ""]
    assert problems(table) == [(3, "it has 2 cells, the header 3, and the file ends in it")]


def test_a_nul_byte_is_a_located_problem():
    assert problems(read(b"a,b\n1,2\n\0,4\n5,6\n")) == [(3, "it holds a NUL byte")]


def test_a_quotation_that_is_never_closed_costs_one_row_not_the_rest_of_the_file():
    table = read('a,b\n1,"two\n3,4\n5,6\n')
    rows = list(table.rows)
    assert (rows[0].row, rows[0].reason, rows[0].raw) == (2, "a quotation mark is opened and not closed", '1,"two')
    assert [(row.number, row.cells) for row in rows[1:]] == [(3, ["3", "4"]), (4, ["5", "6"])]


def test_a_quotation_that_is_never_closed_is_found_in_a_large_file():
    rows = list(read('a,b\n1,"two\n' + "3,4\n" * 100_000).rows)
    assert (rows[0].row, rows[0].reason) == (2, "a quotation mark is not closed within 131,072 characters")
    assert len(rows) == 100_001
    assert rows[-1] == Row(100_002, ["3", "4"], "3,4")


def test_a_cell_that_is_too_long_is_called_so_where_no_quotation_mark_stands():
    table = read("a,b\n1," + "x" * 200_000 + "\n3,4\n")
    rows = list(table.rows)
    assert (rows[0].row, rows[0].reason) == (2, "a cell holds more than 131,072 characters")
    assert [(row.number, row.cells) for row in rows[1:]] == [(3, ["3", "4"])]


def test_a_file_full_of_broken_quotations_is_given_up():
    with pytest.raises(BadFile, match="more than 100 rows have broken quotation marks"):
        list(read("a,b\n" + '1,"2" x\n' * 200).rows)


def test_reading_is_lazy():
    def endless():
        yield b"a,b\n"
        while True:
            yield b"1,2\n" * 1000

    class Endless:
        def __init__(self):
            self.parts = endless()

        def read(self, size=-1):
            assert size >= 0, "the whole file was asked for"
            return next(self.parts)

        def seekable(self):
            return False

    table = registry.load("csv").read(Endless(), name="endless.csv", options=ReadOptions())
    assert [next(table.rows).number for _ in range(5000)] == list(range(2, 5002))


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t\x85"), max_size=8)
"""Any text but control characters: a file full of those is no text, and refused as such."""


@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=5),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_csv_writer_wrote_is_read_again(rows, delimiter, end, encoding):
    file = StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *rows])
    table = read(file.getvalue().encode(encoding), delimiter=delimiter)
    assert table.columns == ("a", "b", "c")
    assert [(row.number, row.cells) for row in table.rows] == [
        (number, row) for number, row in enumerate(rows, start=2) if any(row)
    ]


ESCAPED = 'event,note\nFlood,"he said \\"no\\", then left"\nFire,"a ""b"" \\\\ c"\n'


def test_marks_written_with_a_backslash_are_read_where_the_rows_are_even_only_so():
    table = read(ESCAPED)
    assert cells(table) == [["Flood", 'he said "no", then left'], ["Fire", 'a "b" \\ c']]
    assert table.notes == (
        'in its cells \\" is read as a quotation mark, and a backslash before another sign is left out',
    )


def test_a_backslash_stays_where_the_rows_are_even_as_they_stand():
    table = read('path,note\n"C:\\","a"\nD:\\new,"b ""c"""\n')
    assert (cells(table), table.notes) == ([["C:\\", "a"], ["D:\\new", 'b "c"']], ())


@pytest.mark.parametrize("sign", [":", "^", "~", "¦"])
def test_another_sign_that_stands_as_often_in_every_row_parts_cells(sign):
    table = read(sign.join("abc") + "\n" + sign.join("123") + "\n" + sign.join("456") + "\n")
    assert (cells(table), table.notes) == ([["1", "2", "3"], ["4", "5", "6"]], (f"its cells are parted by {sign!r}",))


@pytest.mark.parametrize("text", ["deaths: men: women\n5: 6\n", "time\n10:20:30\n", "deaths (men) (all)\n5 (6) (7)\n"])
def test_a_sign_that_stands_in_some_rows_or_in_text_parts_none(text):
    table = read(text)
    assert (len(table.columns), table.notes[0][:18]) == (1, "read as one column")


def test_lines_of_blanks_alone_are_blank():
    with pytest.raises(BadFile, match="nothing but blank lines"):
        read(" \n\n  \n")
    assert cells(read("a,b\n   \n1,2\n")) == [["1", "2"]]


# JSON


def test_numbers_keep_their_digits_and_absence_keeps_its_kind():
    table = read('[{"a": 1.50, "b": 12345678901234567890, "c": null, "d": "", "e": 0, "f": NaN}]', "x.json")
    (row,) = table.rows
    assert row.cells == {"a": Decimal("1.50"), "b": 12345678901234567890, "c": None, "d": "", "e": 0, "f": None}
    assert str(row.cells["a"]) == "1.50"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", '[{"a": 1}, {"a": 2}]'),
        ("x.jsonl", '{"a": 1}\n\n{"a": 2}\n'),
        ("x.json", '{"a": 1}\n{"a": 2}'),
        ("standard input", ' [ {"a": 1} , {"a": 2} ] '),
        ("standard input", '\ufeff{"a": 1}\r\n{"a": 2}\r\n'),
    ],
    ids=["list", "lines", "lines_named_json", "list_unnamed", "lines_unnamed"],
)
def test_records_are_read_from_a_list_or_from_lines(name, text):
    assert cells(read(text, name)) == [{"a": 1}, {"a": 2}]


def test_one_object_without_lists_is_one_record():
    assert cells(read('{"a": 1, "b": {"c": 2}}', "x.json")) == [{"a": 1, "b": {"c": 2}}]


@pytest.mark.parametrize("records", ["data.items", ".data.items.", "pages.1.items"])
def test_records_are_found_by_their_path(records):
    items = '{"n": 2, "items": [{"a": 1}, {"a": 2}]}'
    text = f'{{"x": [1, {{"items": 3}}], "data": {items}, "pages": [0, {items}]}}'
    table = read(text, "x.json", records=records)
    assert [(row.number, row.cells, row.raw) for row in table.rows] == [
        (1, {"a": 1}, '{"a": 1}'),
        (2, {"a": 2}, '{"a": 2}'),
    ]


@pytest.mark.parametrize("records", [None, "data", "data.rows", "data.items.7"])
def test_a_path_that_leads_to_no_list_is_refused_with_those_there_are(records):
    with pytest.raises(BadFile) as caught:
        read('{"data": {"items": [{"a": 1}]}, "other": [{"b": 1}], "n": [1]}', "x.json", records=records)
    assert "“data.items”, “other”;" in caught.value.hint


@pytest.mark.parametrize("form", ["list", "lines"])
@pytest.mark.parametrize(
    "record",
    ['{"says": 12, "says": 21}', '{"a": {"killed": 1, "killed": 2}}', '{"a": [{"b": 1, "b": 1}]}'],
    ids=["at_the_top", "within", "in_a_list"],
)
def test_a_record_with_a_key_twice_is_refused_and_the_others_go_on(form, record):
    records = [record, '{"says": 30}']
    text, name = (f"[{', '.join(records)}]", "x.json") if form == "list" else ("\n".join(records), "x.jsonl")
    problem, row = read(text, name).rows
    assert (problem.row, problem.raw) == (1, record)
    assert "more than once" in problem.reason
    assert row.cells == {"says": 30}


BROKEN = {
    "cut_off": ('[{"a": 1},\n {"a": ', "line 2, column 8: it is not JSON: Expecting value"),
    "comma_missing": ('[{"a": 1}\n {"a": 2}]', "line 2, column 2: it is not JSON: Expecting ',' delimiter"),
    "comma_too_many": ('[{"a": 1},]', "line 1, column 11"),
    "more_after_the_end": ('[{"a": 1}]\n[]', "line 2, column 1: it is not JSON: Extra data"),
    "no_json_at_all": ("<html>", "line 1, column 1"),
    "no_value": ("   ", "line 1, column 4"),
    "too_deep": ("[" * 200_000, "nested too deeply"),
    "too_many_digits": ('[{"a": ' + "9" * 5000 + "}]", "number of thousands of digits"),
    "not_utf_8": (b'[{"a": "\xe9"}]', "byte 0xe9 at offset 8 is not UTF-8"),
    "no_records": ("[1, 2]", "row 1: the record is not an object"),
    "an_empty_list": (" []", "it holds no records"),
}


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN)
def test_broken_json_is_located(text, said):
    with pytest.raises(BadFile) as caught:
        list(read(text, "x.json").rows)
    assert said in str(caught.value)
    assert caught.value.hint


def test_a_broken_line_is_a_problem_and_the_rest_goes_on():
    table = read('{"a": 1}\n{"a": \n{"a": 3}\n', "x.jsonl")
    rows = list(table.rows)
    assert (rows[1].row, rows[1].raw) == (2, '{"a":')
    assert rows[1].reason.startswith("it is not JSON")
    assert [row.cells for row in (rows[0], rows[2])] == [{"a": 1}, {"a": 3}]


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 200_000], ids=["too_many_digits", "too_deep"])
def test_a_line_that_python_cannot_hold_is_a_problem(value):
    table = read(f'{{"a": 1}}\n{{"a": {value}}}\n{{"a": 3}}\n', "x.jsonl")
    assert problems(table) == [(2, "a number is too long or the nesting too deep")]


def test_bytes_that_are_not_utf_8_are_located_in_lines_too():
    with pytest.raises(BadFile, match=r"byte 0xe9 at offset 16 is not UTF-8") as caught:
        read(b'{"a": 1}\n{"a": "\xe9"}\n', "x.jsonl")
    assert caught.value.row == 2


@pytest.mark.parametrize("escape", ["\\u0000", "\\ud800"])
def test_escapes_that_are_no_text_are_refused(escape):
    assert problems(read(f'[{{"a": 1}}, {{"a": "{escape}"}}]', "x.json")) == [
        (2, "it holds what is not text (NUL or half a character)")
    ]


def test_escapes_that_are_text_are_read():
    assert cells(read(r'[{"a": "\u0642", "b": "\\u0000", "c": "\ud83d\ude00"}]', "x.json")) == [
        {"a": "ق", "b": "\\u0000", "c": "😀"}
    ]


def test_the_columns_of_nested_records_are_their_paths():
    assert read('[{"a": {"b": 1, "c": {"d": 2}}}, {"e": [1]}]', "x.json").columns == ("a.b", "a.c.d", "e")


# Files of the world


def found_in(path):
    """Return the rows of a file and its problems, or the one error why it gives none."""
    try:
        with path.open("rb") as stream:
            importer = registry.load(registry.importer_for(path.name, stream.read(8192)))
            stream.seek(0)
            return list(importer.read(stream, name=path.name, options=ReadOptions()).rows)
    except BadFile as error:
        return [error]


def test_each_nasty_file_gives_rows_or_an_error_that_says_what_to_do(shared):
    for path in sorted((shared / "data/nasty_csv").glob("*.*")):
        found = found_in(path)
        assert found, path
        assert all(isinstance(one, Row) or one.hint for one in found), path
        assert all(path.name in str(one) for one in found if isinstance(one, BadFile))


def test_the_latin_1_file_is_read_when_its_encoding_is_named(shared):
    data = (shared / "data/nasty_csv/test_latin1.csv").read_bytes()
    assert cells(read(data, encoding="windows-1252")) == [["1", "2", "3"], ["4", "5", "©"]]


NESTED = '{"day": "1 May", "claims": [{"by": "UN", "figures": [{"n": 1.50}, {"n": 2}]}, {"by": "WHO"}]}'


def test_a_star_leads_to_the_lists_within_records_each_with_what_it_stands_in():
    rows = list(read(NESTED, "x.json", records="claims.*.figures").rows)
    parent = {"by": "UN", "parent": {"day": "1 May"}}
    assert [(row.number, row.cells) for row in rows] == [
        (1, {"n": Decimal("1.50"), "parent": parent}),
        (2, {"n": 2, "parent": parent}),
    ]
    assert rows[0].raw == '{"n": 1.50, "parent": {"by": "UN", "parent": {"day": "1 May"}}}'


@pytest.mark.parametrize(
    ("text", "records", "expected"),
    [
        ('{"1 May": {"n": 1}, "2 May": {"n": 2}}', "*", [{"n": 1, "parent": {"key": "1 May"}}, 2]),
        ('[{"f": [{"n": 1}]}, {"f": [{"n": 2}]}]', "*.f", [{"n": 1}, 2]),
        ('{"a": {"x": {"f": [{"n": 1}, {"n": 2}]}}}', "a.*.f", [{"n": 1, "parent": {"key": "x"}}, 2]),
        ('{"a": [{}, {"n": 2}]}', "a.*", [{}, 2]),
    ],
    ids=["values_of_an_object", "a_list_of_records", "an_object_in_an_object", "elements"],
)
def test_a_star_is_each_element_or_each_value(text, records, expected):
    rows = list(read(text, "x.json", records=records).rows)
    assert rows[0].cells == expected[0]
    assert rows[1].cells["n"] == expected[1]


def test_a_star_that_leads_nowhere_is_refused_with_the_lists_there_are():
    with pytest.raises(BadFile) as refused:
        read(NESTED, "x.json", records="claims.*.none")
    assert "“claims”, “claims.*.figures”" in refused.value.hint


def test_of_several_lists_the_fullest_is_named_first():
    text = (
        '{"attributes": [{"id": "U"}], "data": [{"n": 1}, {"n": 2}], "more": {"cells": [["a"], ["1"], ["2"], ["3"]]}}'
    )
    with pytest.raises(BadFile) as refused:
        read(text, "x.json")
    assert refused.value.hint == "its lists are: “more.cells”, “data”, “attributes”; name one: --set records=more.cells"


def test_a_record_with_a_parent_of_its_own_is_refused():
    text = '{"l": [{"f": [{"n": 1, "parent": 2}, {"n": 2}], "b": 1}]}'
    row, other = read(text, "x.json", records="l.*.f").rows
    assert other.cells == {"n": 2, "parent": {"b": 1}}
    assert isinstance(row, Problem)
    assert "“parent” more than once" in row.reason


def test_cells_below_no_name_are_told():
    table = read("source,killed,,\nUN,3,of whom,2\nWHO,4,,\n")
    assert table.notes == ("columns without a header are read only if mapped as “column N”: 3, 4",)
    assert read("source,killed,,\nUN,3,,\nWHO,4,,\n").notes == ()


def test_dimensions_in_the_first_cell_of_a_table_of_eurostat_are_columns():
    text = "unit,sex,geo\\TIME_PERIOD\t2021 \t2020 \nNR,T,AT\t362 \t344 \nNR,T,BG\t561 \t: \n"
    table = read(text, "a.tsv")
    assert table.columns == ("unit", "sex", "geo", "2021", "2020")
    assert [[cell.strip() for cell in row.cells] for row in table.rows] == [
        ["NR", "T", "AT", "362", "344"],
        ["NR", "T", "BG", "561", ":"],
    ]
    broken = list(read(f"{text}NR,T\t1\t2\nNR,T,BG,X\t3\t4\n", "a.tsv").rows)[2:]
    assert [(row.row, row.reason) for row in broken] == [
        (4, "its first cell has 2 parts, that of the header 3"),
        (5, "its first cell has 4 parts, that of the header 3"),
    ]


@pytest.mark.parametrize("days", ["14 أيار 2013,21 أيار 2013", "1 March 2020,2 March 2020", "13-Sep-99,14-Sep-99"])
def test_a_title_above_headers_that_are_dates_in_words_is_passed_over(days):
    assert read(f"Casualties\n\nPlace,{days}\nHoms,4,5\n").columns == ("Place", *days.split(","))


@pytest.mark.parametrize("days", ["2020-01-05,2020-01-06", "5 May 2020,6 May 2020", "2019,2020"])
def test_a_second_row_of_days_or_years_belongs_to_the_header(days):
    first, second = days.split(",")
    table = read(f"Place,Killed,,Injured,\n,{days},{days}\nHoms,3,4,1,2\nHama,5,6,2,3\nIdlib,7,8,4,5\n")
    assert table.columns == (
        "Place",
        *(f"{measure} / {day}" for measure in ("Killed", "Injured") for day in (first, second)),
    )


def test_a_second_row_of_names_above_hedged_numbers_and_empty_cells_belongs_to_the_header():
    rows = "UN,…,over 4,…,>5\nMEK,at least 3,…,12,…\nWHO,…,about 7,~8,…\n"
    table = read(f"Source,Killed,,Injured,\n,2018,2019,2018,2019\n{rows}")
    assert table.columns[1:] == ("Killed / 2018", "Killed / 2019", "Injured / 2018", "Injured / 2019")


def test_a_first_row_of_figures_that_could_be_years_belongs_to_the_data():
    table = read("Place,Killed,,Injured,\n,1950,2001,1987,2050\nHoms,3,4,1,2\nHama,5,6,2,3\nIdlib,7,8,4,5\n")
    assert table.columns == ("Place", "Killed", "", "Injured", "")


@pytest.mark.parametrize(
    "header",
    [
        "County,2005,,,2006,,\n,missing,killed,held,missing,killed,held\n",
        "County,2005 - missing,2005 - killed,2005 - held,2006 - missing,2006 - killed,2006 - held\n",
        "County,01.05.2005 / missing,01.05.2005 / killed,b,c,d,e\n",
    ],
    ids=["two_rows", "years_before_names", "days_before_names"],
)
def test_a_title_above_a_header_of_years_and_names_is_not_taken_for_it(header):
    text = f"Flood of May,,,,,,\n{header}Kabul,1,2,3,4,5,6\nHerat,7,8,9,1,2,3\nHoms,7,8,9,1,2,3\n"
    table = read(text)
    assert (table.columns[0], len(table.columns), len(list(table.rows))) == ("County", 7, 3)
    assert "Flood of May" in table.notes[0]


def test_a_text_that_is_written_for_excel_as_a_formula_is_what_excel_shows():
    table = read(b'a,b\n="006",="12"\n"=""7""",=1+1\n')
    assert cells(table) == [["006", "12"], ["7", "=1+1"]]
