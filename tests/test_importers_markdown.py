"""Markdown texts as people write them: which lines are a table, and what of a cell is its value."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import registry
from claims.errors import BadFile
from claims.importers import markdown
from claims.model import Problem
from claims.table import ReadOptions, Row

HEAD = "| source | says |\n|---|---|\n"


def read(text, **options):
    data = text.encode() if isinstance(text, str) else text
    return markdown.read(BytesIO(data), name="page.md", options=ReadOptions(**options))


VALUES = {
    "plain": ("600", "600"),
    "bold": ("**at least 600**", "at least 600"),
    "italic": ("*at least* _600_", "at least 600"),
    "bold_and_italic": ("***at least* 600** __dead__", "at least 600 dead"),
    "part_of_a_cell": ("**7.003+ getötet**, 11.021+ verletzt", "7.003+ getötet, 11.021+ verletzt"),
    "code": ("`600` ``dead``", "600 dead"),
    "code_keeps_its_marks": ("`**600**&amp;`", "**600**&amp;"),
    "link": ("[600](https://example.org/a_(b) 'title')", "600"),
    "link_by_reference": ("[600][1]", "600"),
    "bold_link": ("**[600](x)**", "600"),
    "address": ("<https://example.org/a_b_c>", "https://example.org/a_b_c"),
    "picture": ("![flag 7](x.png) 600", "600"),
    "footnote": ("600[^1]", "600"),
    "raised_footnote": ("600<sup>[1]</sup>", "600"),
    "struck_out": ("~~208~~ 600", "600"),
    "about": ("~2.000–3.000, ~600", "~2.000–3.000, ~600"),
    "line_break": ("600 killed<br>4,000 injured<br/>", "600 killed\n4,000 injured"),
    "tags": ('<b>600</b> <a href="x">dead</a><!-- ? --> <SPAN class="a">in all</SPAN>', "600 dead in all"),
    "tags_that_strike_out_or_raise": ("<del>208</del> 10<sup>3</sup> km<sup>2</sup>", "10³ km²"),
    "words_between_angles": ("<at least 600> <b>600</b> a<b", "<at least 600> 600 a<b"),
    "picture_of_a_link": ("[![flag 7](x.png)](y) 600", "600"),
    "entities": ("&gt;600&nbsp;&amp;", ">600\u00a0&"),
    "escaped_bar": (r"600 \| 700", "600 | 700"),
    "escaped_marks": (r"\*\*600\*\* \[^1\]", "**600** [^1]"),
    "stars_that_are_no_marks": ("6 * 10 * 10 and 600*", "6 * 10 * 10 and 600*"),
    "lines_within_words": ("killed_in_2019", "killed_in_2019"),
    "brackets": ("600 [estimate]", "600 [estimate]"),
    "less_than": ("<600 and > 500", "<600 and > 500"),
    "right_to_left": ("**٦٠٠**", "٦٠٠"),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("cell", "value"), VALUES.values(), ids=VALUES)
def test_a_value_has_no_marks_and_the_row_keeps_them(cell, value):
    row = next(read(f"{HEAD}| mek | {cell} |\n").rows)
    assert row.cells[:2] == ["mek", value]
    assert row.raw == f"| mek | {cell} |"


TABLES = {
    "usual": (HEAD + "| mek | 600 |", [(3, ["mek", "600"])]),
    "aligned": ("| source | says |\n| :--- | ---: |\n| mek | 600 |", [(3, ["mek", "600"])]),
    "without_outer_bars": ("source | says\n:-: | -\nmek | 600", [(3, ["mek", "600"])]),
    "line_ends_of_windows": ((HEAD + "| mek | 600 |\n").replace("\n", "\r\n"), [(3, ["mek", "600"])]),
    "line_ends_of_old_macs": ((HEAD + "| mek | 600 |\n").replace("\n", "\r"), [(3, ["mek", "600"])]),
    "short_row": (HEAD + "| mek |\n| ai | 161", [(3, ["mek", ""]), (4, ["ai", "161"])]),
    "long_row": (HEAD + "| mek | 600 | 7 |", ["it has 3 cells, the header 2"]),
    "long_row_of_nothing": (HEAD + "| mek | 600 | |", [(3, ["mek", "600"])]),
    "first_cell_empty": (HEAD + "| | 600 |", [(3, ["", "600"])]),
    "ends_with_a_blank_line": (HEAD + "| mek | 600 |\n\n| ai | 161 |", [(3, ["mek", "600"])]),
    "ends_with_a_heading": (HEAD + "| mek | 600 |\n# a | b\n", [(3, ["mek", "600"])]),
    "in_code_it_is_none": ("~~~ text\n" + HEAD + "| a | 1 |\n~~~~\n" + HEAD + "| mek | 600 |", [(8, ["mek", "600"])]),
    "in_a_comment_it_is_none": ("<!--\n" + HEAD + "| a | 1 |\n-->\n" + HEAD + "| mek | 600 |", [(8, ["mek", "600"])]),
    "bars_without_dashes_are_none": ("| a | b |\n\n" + HEAD + "| mek | 600 |", [(5, ["mek", "600"])]),
    "other_number_of_dashes_is_none": ("| a | b |\n|---|\n\n" + HEAD + "| mek | 600 |", [(6, ["mek", "600"])]),
    "bar_in_code": (HEAD + "| `a \\| b` | 600 |", [(3, ["a | b", "600"])]),
}


@pytest.mark.parametrize(("text", "rows"), TABLES.values(), ids=TABLES)
def test_a_table_is_what_github_shows_as_one(text, rows):
    found = [(row.number, row.cells[:2]) if isinstance(row, Row) else row.reason for row in read(text).rows]
    assert found == rows


def test_headings_above_a_table_say_where_it_stands():
    text = (
        "---\ntitle: x\n---\n# Protests #\n\nKilled\n======\n\n## in *2019*\n\n"
        + HEAD
        + "| mek | 600 |\n\nin 2022\n---\n"
        + HEAD
        + "| ihr | 551 |"
    )
    table = read(text)
    assert table.columns == ("source", "says", "section", "h1", "h2", "table", "locator")
    assert [row.cells for row in table.rows] == [
        ["mek", "600", "in 2019", "Killed", "in 2019", "1", "table 1, row 1"],
        ["ihr", "551", "in 2022", "Killed", "in 2022", "2", "table 2, row 1"],
    ]


def test_a_table_is_chosen_as_on_a_page():
    text = f"# Old\n\n{HEAD}| mek | 600 |\n\n# New\n\n| a | b |\n|-|-|\n| ai | 161 |"
    assert [row.cells[0] for row in read(text, table="new").rows] == ["ai"]
    assert read(text).notes == (
        "read table 1; not read: table 2 “New” (a | b) (--table NUMBER, or words of its heading, chooses)",
    )


@pytest.mark.parametrize(
    "text", ["no table\n", HEAD, "```\n" + HEAD + "| mek | 600 |"], ids=["words", "no_rows", "code"]
)
def test_a_text_without_a_table_says_so(text):
    with pytest.raises(BadFile, match=r"it holds no table|its tables have no rows"):
        read(text)


def test_bytes_that_are_not_utf_8_are_located():
    with pytest.raises(BadFile, match=r"byte 0xff at offset 36"):
        read(HEAD.encode() + b"| mek | \xff |\n")


def test_a_nul_byte_is_a_problem_of_its_row():
    assert [isinstance(row, Problem) for row in read(f"{HEAD}| mek | 6\000 |\n| ai | 161 |").rows] == [True, False]


@pytest.mark.parametrize(
    "piece", ["**a", "*a **b ", "__a _b", "[a](", "![", "`a``b", "~~a", "\\|", "[^", "<sup>[", "<http:", "&#"]
)
def test_what_is_repeated_without_end_is_read_in_time_that_grows_with_it(piece):
    assert len(list(read(f"{HEAD}| mek | {piece * 20_000} |\n").rows)) == 1


@given(st.text(alphabet="*_`~[]()!<>\\|& ab1\n", max_size=60))
def test_no_cell_breaks_the_reader(text):
    rows = list(read(f"{HEAD}| mek | {text}").rows)
    assert rows
    assert all(row.raw for row in rows)


@given(st.text(alphabet="abc 0123456789.,+–", max_size=40))
def test_what_has_no_marks_stays_as_it_is(text):
    assert markdown.plain(text) == text.strip()


@pytest.mark.parametrize(
    ("name", "head", "format"),
    [
        ("facts.md", b"# no table yet", "markdown"),
        ("facts.md", b"[1](x) [2](y)", "markdown"),
        ("standard input", b"# Facts\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "markdown"),
        ("a.txt", b"a|b\n1|2\n", "csv"),
        ("a.psv", b"a|b\n-|-\n", "csv"),
    ],
)
def test_a_text_is_known_by_its_name_or_by_the_line_below_a_header(name, head, format):
    assert registry.importer_for(name, head) == format


def test_the_text_right_above_a_table_is_told_where_it_says_a_year():
    dated = f"# Tolls\n\nAll are estimates.\n\nAs of **14 February\n2026**:\n\n{HEAD}| mek | 600 |\n"
    assert read(dated).notes == ("above the header, not read: “As of 14 February 2026:”",)
    assert not read(f"As of 2026:\n\n# Tolls\n\n{HEAD}| mek | 600 |\n").notes
    assert not read(f"In 2026 {'they said so ' * 40}:\n\n{HEAD}| mek | 600 |\n").notes
    assert not read(f"As of 2026:\n\n{HEAD}| mek | 600 |\n\n\n{HEAD}| mek | 700 |\n").notes


def test_columns_that_stand_twice_side_by_side_are_read_below_each_other():
    head = "| Country | deaths | | Country | deaths |\n|---|---|---|---|---|\n"
    text = head + "| Mali | 27 | | Haiti | 5 |\n| Chad | 26 | | | |\n"
    table = markdown.read(BytesIO(text.encode()), name="a.md", options=ReadOptions())
    assert table.columns[:2] == ("Country", "deaths")
    rows = [row.cells[:2] for row in table.rows if isinstance(row, Row)]
    assert rows == [["Mali", "27"], ["Chad", "26"], ["Haiti", "5"]]
    assert "the columns of table 1 stand 2 times side by side: read below each other" in table.notes


def test_columns_that_stand_twice_beside_one_without_a_name_are_left_as_they_are():
    text = "|  | Killed | Injured | Killed | Injured |\n|---|---|---|---|---|\n| Kabul | 1 | 10 | 3 | 30 |\n"
    table = markdown.read(BytesIO(text.encode()), name="a.md", options=ReadOptions())
    assert table.columns[:5] == ("", "Killed", "Injured", "Killed", "Injured")
    assert [row.cells[:5] for row in table.rows if isinstance(row, Row)] == [["Kabul", "1", "10", "3", "30"]]


def test_a_list_right_below_a_table_is_none_of_its_rows():
    table = read("| a | b |\n|---|---|\n| x | 1 |\n- as of 3 May\n1. by the ministry\n")
    assert [row.cells[:2] for row in table.rows] == [["x", "1"]]
