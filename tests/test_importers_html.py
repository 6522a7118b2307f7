"""HTML pages as they are found in the world: what is read, what is left out, and that nothing makes reading explode."""

from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import registry
from claims.errors import BadFile
from claims.importers import _html_found, html
from claims.importers._html_tokens import attributes, tokens
from claims.model import Problem
from claims.table import ReadOptions, Row

HEADER = "<tr><th>source</th><th>says</th></tr>"


def read(page, **options):
    data = page.encode() if isinstance(page, str) else page
    return html.read(BytesIO(data), name="page.html", options=ReadOptions(**options))


def cells(table):
    """Return the cells of the rows without those that say where they stand."""
    width = len(table.columns) - [*table.columns, "section", "table"].index(
        "section" if "section" in table.columns else "table"
    )
    return [row.cells[:-width] if isinstance(row, Row) else row.reason for row in table.rows]


def one(cell):
    """Return the text of a cell."""
    return cells(read(f"<table>{HEADER}<tr><td>mek</td><td>{cell}</td></tr></table>"))[0][1]


FRAMED = (
    "<table><thead><tr><th></th>{letters}</tr></thead><tbody>"
    "<tr><th>1</th><td>source</td>{frozen}<td>says</td></tr>"
    "<tr><th></th><td></td>{frozen}<td></td></tr>"
    "<tr><th>{two}</th><td>OCHA</td>{frozen}<td>12</td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    ("letters", "frozen"), [("<th>A</th><th>B</th>", ""), ("<th>A</th><th></th><th>B</th>", "<td></td>")]
)
def test_the_letters_and_numbers_that_frame_the_cells_of_google_sheets_are_none_of_them(letters, frozen):
    table = read(FRAMED.format(letters=letters, frozen=frozen, two="2"))
    assert (table.columns[:2], [row[:2] for row in cells(table)]) == (("source", "says"), [["OCHA", "12"]])


def test_letters_above_rows_without_numbers_stay_the_header():
    table = read(FRAMED.format(letters="<th>A</th><th>B</th>", frozen="", two="b"))
    assert table.columns[1:3] == ("A", "B")


TEXTS = {
    "plain": ("600", "600"),
    "white_space": (" at\n\t least\r\n600 ", "at least 600"),
    "entities": ("&gt;&nbsp;600 &amp; more &#8211; &eacute;", ">\u00a0600 & more – é"),
    "marked": ("<b>at <i>least</i></b> <a href='x'>600</a>", "at least 600"),
    "line_break": ("600 killed<br>4,000<br/> injured", "600 killed\n4,000\ninjured"),
    "list": ("<ul><li>600 killed</li><li>4,000 injured</li></ul>", "600 killed\n4,000 injured"),
    "paragraphs": ("<p>600</p>\n<p>killed</p>", "600\nkilled"),
    "reference": ('600<sup class="reference"><a href="#cite_note-1">[1]</a></sup>', "600"),
    "reference_with_spans": ("600<sup><span>[</span>12<span>]</span></sup><sup>[a]</sup>", "600"),
    "link_to_a_note": ('600<sup><a href="#fn1">1</a></sup> dead', "600 dead"),
    "daggers": ("600<sup>†</sup><sup>*</sup>", "600"),
    "citation_needed": ("600<sup>[<i>citation needed</i>]</sup>", "600"),
    "power_of_ten": ("6 × 10<sup>2</sup>", "6 × 10²"),
    "power_alone": ("10<sup>2</sup>", "10²"),
    "ordinal": ("2<sup>nd</sup>", "2nd"),
    "ordinal_of_one_letter": ("2<sup>e</sup> guerre, 1<sup>a</sup> parte", "2e guerre, 1a parte"),
    "note_of_a_digit": ("1,234<sup>2</sup>", "1,234"),
    "note_of_a_letter": ("600<sup>a</sup>", "600"),
    "several_notes": ("600<sup>a, b</sup> dead<sup>1</sup>", "600 dead"),
    "note_below_the_line": ("1234<sub>5</sub>", "1234"),
    "note_behind_brackets": ("600 (12%)<sup>(1)</sup>", "600 (12%)"),
    "note_behind_no_figure": ("–<sup>3</sup>", "–"),
    "a_second_number_below": ("1234<sub>1,100</sub>", "1234₁,₁₀₀"),
    "half": ("5<sup>1</sup>/<sub>2</sub>", "5¹/2"),
    "metres": ("12 km<sup>2</sup>", "12 km²"),
    "chemistry": ("CO<sub>2</sub>", "CO2"),
    "brackets_that_are_no_note": ("600 [estimate]", "600 [estimate]"),
    "hidden_by_style": ('<span style="color:red; DISPLAY : none">0600</span>600', "600"),
    "hidden_by_attribute": ("<span hidden>0<b>6</b><span>0</span></span>600", "600"),
    "invisible_sort_key": ('<span data-sort-value="0600">600</span>', "600"),
    "struck_out": ("<s>208</s> <del>225</del> 600", "600"),
    "script": ("<script>document.write('7')</script>600<style>td{}</style>", "600"),
    "comment": ("6<!-- 7 > -->00<!---->", "600"),
    "less_than": ("< 600 and <600", "< 600 and <600"),
    "quoted_angle": ('<abbr title="a > b" lang=en>600</abbr>', "600"),
    "stray_quote": ("<abbr title=it's>600</abbr><b title='x'></b>", "600"),
    "picture": ('<img src="x.png" alt="7">600', "600"),
    "right_to_left": ('<span dir="rtl">٦٠٠</span>', "٦٠٠"),
    "upper_case": ("<B>600</B><BR>", "600"),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("cell", "text"), TEXTS.values(), ids=TEXTS)
def test_a_cell_is_what_a_reader_sees(cell, text):
    assert one(cell) == text


def test_what_was_left_out_is_said_and_stays_in_the_row():
    table = read(f"<table>{HEADER}<tr><td>mek</td><td><s>7</s>600<sup>[1]</sup></td></tr></table>")
    assert table.notes == (
        "left out of the values, but kept in the rows: footnote markers such as [12], struck-out text",
    )
    assert next(table.rows).raw == "<tr><td>mek</td><td><s>7</s>600<sup>[1]</sup></td></tr>"


@pytest.mark.parametrize("stray", ["</thead>", "</tfoot>"])
def test_a_stray_end_of_a_part_of_a_table_parts_no_row(stray):
    page = f"<table><thead>{HEADER}</thead><tbody><tr><td>BBC{stray}</td><td>12</td></tr></tbody></table>"
    assert cells(read(page)) == [["BBC", "12"]]


LAYOUTS = {
    "no_headings": ("<tr><td>source<td>says<tr><td>mek<td>600", ("source", "says"), [["mek", "600"]]),
    "head_and_body": (
        "<thead><tr><td>source<td>says</thead><tbody><tr><td>mek<td>600</tbody>",
        ("source", "says"),
        [["mek", "600"]],
    ),
    "heading_of_a_row": (f"{HEADER}<tr><th>mek</th><td>600", ("source", "says"), [["mek", "600"]]),
    "two_header_rows": (
        "<tr><th rowspan=2>source<th colspan=2>people<tr><th>killed<th>injured<tr><td>mek<td>600<td>4000",
        ("source", "people / killed", "people / injured"),
        [["mek", "600", "4000"]],
    ),
    "header_again": (
        f"{HEADER}<tr><td>mek<td>600</tr>{HEADER}<tr><td>ai<td>161",
        ("source", "says"),
        [["mek", "600"], ["ai", "161"]],
    ),
    "over_rows": (
        f"{HEADER}<tr><td rowspan=2>mek<td>600<tr><td>700<tr><td>ai<td>161",
        ("source", "says"),
        [["mek", "600"], ["mek", "700"], ["ai", "161"]],
    ),
    "over_rows_to_the_end_of_the_group": (
        f"<tbody>{HEADER}<tr><td rowspan=0>mek<td>600<tr><td>700</tbody><tbody><tr><td>ai<td>161",
        ("source", "says"),
        [["mek", "600"], ["mek", "700"], ["ai", "161"]],
    ),
    "last_column_over_rows": (
        f"{HEADER}<tr><td>mek<td rowspan=2>600<tr><td>ncri",
        ("source", "says"),
        [["mek", "600"], ["ncri", "600"]],
    ),
    "words_over_columns": ("<tr><th>a<th>b<th>c<tr><td colspan=2>mek<td>1", ("a", "b", "c"), [["mek", "", "1"]]),
    "number_over_columns": (
        "<tr><th>source<th>killed<th>injured<tr><td>mek<td colspan=2>9 killed or injured",
        ("source", "killed", "injured"),
        ["“9 killed or injured” stands over the columns killed and injured"],
    ),
    "figures_in_a_table_of_the_cell": (
        f"{HEADER}<tr><td>mek<td><table><tr><td>600<tr><td>700</table><tr><td>ai<td>161",
        ("source", "says"),
        ["one of its cells holds nothing but a table of its own, with numbers", ["ai", "161"]],
    ),
    "short_row": (f"{HEADER}<tr><td>mek", ("source", "says"), [["mek", ""]]),
    "long_row": (f"{HEADER}<tr><td>mek<td>600<td>7", ("source", "says"), ["it has 3 cells, the header 2"]),
    "long_row_of_nothing": (f"{HEADER}<tr><td>mek<td>600<td>", ("source", "says"), [["mek", "600"]]),
    "cell_not_shown": (f"{HEADER}<tr><td hidden>7<td>mek<td>600", ("source", "says"), [["mek", "600"]]),
    "nonsense_spans": (
        f"{HEADER}<tr><td rowspan=x colspan=-1>mek<td colspan=''>600",
        ("source", "says"),
        [["mek", "600"]],
    ),
    "blank_rows": (f"<tr></tr>{HEADER}<tr><td><td></tr><tr><td>mek<td>600", ("source", "says"), [["mek", "600"]]),
    "cells_without_rows": ("<td>source<td>says<tr><td>mek<td>600", ("source", "says"), [["mek", "600"]]),
    "headings_at_the_side": (
        "<tr><th colspan=2>Protests<tr><th>killed<td>600<tr><th>injured<td>4000",
        ("killed", "injured", "caption"),
        [["600", "4000", "Protests"]],
    ),
}


@pytest.mark.parametrize(("rows", "columns", "found"), LAYOUTS.values(), ids=LAYOUTS)
def test_cells_come_under_the_headings_that_they_stand_under(rows, columns, found):
    table = read(f"<table>{rows}</table>")
    assert table.columns == (*columns, "table", "locator")
    assert cells(table) == found


def test_a_row_over_the_whole_width_heads_those_below_it():
    alone = "<tr><td colspan=2>{}</td></tr>"
    page = HEADER + alone.format("Opposition") + "<tr><td>mek<td>600</tr>" + alone.format("Source: 3 papers")
    table = read(f"<table>{page}</table>")
    rows = list(table.rows)
    assert table.columns == ("source", "says", "group", "table", "locator")
    assert rows[0].cells == ["mek", "600", "Opposition", "1", "table 1, row 1"]
    assert isinstance(rows[1], Problem)
    assert "column “group”" in table.notes[-1]


PAGE = f"""<h1>Protests</h1>
<table><caption>First</caption>{HEADER}<tr><td>mek<td>600</tr></table>
<h2>2019 <small>(Aban)</small></h2><h3>Killed</h3>
<table><tr><th>SOURCE<th>Says:<tr><td>ai<td>161</table>
<h2>2022</h2>
<table><tr><th>other<th>says<th>note<tr><td>ihr<td>551<td>x</table>"""


def test_tables_of_the_same_columns_are_read_as_one_with_where_they_stand():
    table = read(PAGE)
    assert table.columns == ("source", "says", "section", "h1", "h2", "h3", "caption", "table", "locator")
    assert [row.cells for row in table.rows] == [
        ["mek", "600", "Protests", "Protests", "", "", "First", "1", "table 1, row 1"],
        ["ai", "161", "Killed", "Protests", "2019 (Aban)", "Killed", "", "2", "table 2, row 1"],
    ]
    other = "table 3 “2022” (other | says | note)"
    chooses = "(--table NUMBER, or words of its heading, chooses)"
    assert table.notes == (f"read tables 1, 2; not read: {other} {chooses}",)


def test_rows_are_numbered_over_the_whole_page_whichever_table_is_read():
    assert [row.number for row in read(PAGE).rows] == [2, 4]
    assert [row.number for row in read(PAGE, table="3").rows] == [6]


@pytest.mark.parametrize(
    "wanted", ["3", " 3 ", "2022", "OTHER", "note"], ids=["number", "blanks", "heading", "header", "part"]
)
def test_a_table_is_chosen_by_its_number_or_words_of_its_heading_or_header(wanted):
    assert [row.cells[0] for row in read(PAGE, table=wanted).rows] == ["ihr"]


@pytest.mark.parametrize(
    ("wanted", "reason", "hint"),
    [
        ("Syria", "it has no table “Syria”", "table 1 “First” (source | says); table 2 “Killed”"),
        ("9", "it has no table “9”", "table 3 “2022” (other | says | note)"),
        ("Protests", "“Protests” is said of tables with different columns", "choose one of table 1"),
    ],
    ids=["words", "number", "several"],
)
def test_a_table_that_is_not_there_or_not_clear_is_an_error_that_lists_them(wanted, reason, hint):
    with pytest.raises(BadFile) as caught:
        read(PAGE, table=wanted)
    assert reason in str(caught.value)
    assert hint in caught.value.hint


def test_a_table_within_a_table_is_one_of_its_own():
    inner = f"<table>{HEADER}<tr><td>mek<td>600</table>"
    table = read(f"<table><tr><td>menu<td>{inner}</td></tr></table>")
    assert [row.cells for row in table.rows] == [["mek", "600", "2", "table 2, row 1"]]


def test_a_column_of_its_own_goes_before_what_is_added():
    table = read("<table><tr><th>Table<th>says<tr><td>x<td>600</table>")
    assert (table.columns, [row.cells for row in table.rows]) == (
        ("Table", "says", "locator"),
        [["x", "600", "table 1, row 1"]],
    )


def test_a_title_within_the_header_is_the_caption():
    table = read(f"<table><tr><th colspan=2>Figures</th></tr>{HEADER}<tr><td>mek<td>600</table>")
    assert table.columns == ("source", "says", "caption", "table", "locator")
    assert next(table.rows).cells == ["mek", "600", "Figures", "1", "table 1, row 1"]


def test_rows_that_are_not_shown_are_read_and_told():
    table = read(f"<table>{HEADER}<tr style='display:none'><td>mek<td>600</table>")
    assert cells(table) == [["mek", "600"]]
    assert table.notes == ("rows that the page does not show were read too",)


@pytest.mark.parametrize(
    ("said", "encoding", "read_as"),
    [
        ('<meta charset="windows-1252">', "windows-1252", "windows-1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "windows-1252", "windows-1252"),
        ("<meta charset=windows-1256>", "windows-1256", "windows-1256"),
        ("<meta charset=utf-8>", "utf-8", None),
        ("", "utf-8", None),
        ("<meta charset=utf-8>", "utf-16", "utf-16"),
    ],
    ids=["windows", "latin_1_is_windows", "arabic", "utf_8", "nothing_said", "byte_order_mark"],
)
def test_a_page_is_read_in_the_encoding_that_it_says(said, encoding, read_as):
    letters = "مصر" if encoding == "windows-1256" else "é"
    table = read(f"{said}<table>{HEADER}<tr><td>{letters}<td>600</table>".encode(encoding))
    assert cells(table) == [[letters, "600"]]
    assert table.notes == (() if read_as is None else (f"read as {read_as}",))


UNREADABLE = {
    "no_table": ("<html><p>600 killed", "it holds no table", "names its columns"),
    "no_rows": (f"<table>{HEADER}</table>", "its tables have no rows", "at least one more"),
    "one_column": ("<table><tr><td>a<tr><td>b</table>", "it holds no table", "names its columns"),
    "nothing": ("", "it is empty", ""),
    "too_deep": ("<table><tr><td>" * 5000, "stand in one another more than 100 deep", "as CSV"),
    "too_wide": (f"<table>{HEADER}<tr>{'<td colspan=1000>1' * 11}", "more than 10,000 columns", "as CSV"),
    "too_many": (
        f"<table>{HEADER}<tr>{'<td colspan=1000 rowspan=9999>x' * 9}{'<tr><td>' * 9}",
        "50,000 cells",
        "as CSV",
    ),
}


@pytest.mark.parametrize(("page", "reason", "hint"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_page_that_cannot_be_read_says_what_is_wrong_and_what_to_do(page, reason, hint, monkeypatch):
    monkeypatch.setattr(_html_found, "MOST_CELLS", 50_000)
    with pytest.raises(BadFile) as caught:
        list(read(page).rows)
    assert reason in str(caught.value)
    assert hint in caught.value.hint


def test_a_colspan_beyond_all_measure_is_no_more_than_html_allows():
    table = read(f'<table>{HEADER}<tr><td colspan="1000000000000">x</td></tr></table>')
    assert cells(table) == [["x", ""]]


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a href='",
        "<!-- <! ",
        "<script>",
        "<td a=\"'<td b='",
        "<b hidden>",
        "<sup>",
        "&#x",
        "= ",
        "<div>",
        "</table>",
        "word",
        "12<sup>a</sup>",
        "\ufdd0",
    ],
)
def test_what_is_repeated_without_end_is_read_in_time_that_grows_with_it(piece):
    page = f"<table>{HEADER}<tr><td>mek<td>{piece * 20_000}7 dead<sup>1</sup>"
    table = read(page + "<p></table>" + f"<table>{HEADER}<tr><td>mek<td>600")
    assert table.columns


def test_a_nul_byte_is_a_problem_of_its_row():
    table = read(f"<table>{HEADER}<tr><td>mek<td>6\00000</table>")
    assert cells(table) == ["it holds a NUL byte"]


MARKUP = st.lists(
    st.sampled_from(
        [
            "<b>",
            "</b>",
            "<td>",
            "</td>",
            "<tr x=1>",
            "<a href='q>r'>",
            '<i title="<b>">',
            "<br/>",
            "<!-- c > -->",
            "<!doctype html>",
            "<script>a<b</script>",
            "<P CLASS=x>",
            "< 5",
            "a > b",
            "é &amp; 7",
        ]
    )
)


class Told(HTMLParser):
    """What the standard library finds in a page, as ours tells it."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append(("start", tag, dict(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        self.found.append(("end", tag, {}))


@given(MARKUP)
def test_tags_and_attributes_are_those_that_the_standard_library_finds(pieces):
    page = "".join(pieces)
    told = Told()
    told.feed(page)
    told.close()
    found = [(t.kind, t.name, attributes(t.attributes)) for t in tokens(page) if t.kind != "text"]
    assert found == told.found


@given(st.text(alphabet="<>/!-='\" atdrble&;\n\0", max_size=60))
def test_no_page_is_too_broken_for_tokens_that_lie_in_it_in_order(page):
    places = [(token.start, token.end) for token in tokens(page)]
    assert all(start < end for start, end in places)
    assert places == sorted(places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))


@given(st.text(alphabet="<>/!-='\" atdrhble&;\n", max_size=80))
def test_no_page_breaks_the_reader(page):
    try:
        rows = list(read(f"<table>{HEADER}<tr><td>mek<td>{page}").rows)
    except BadFile:
        return
    assert rows


@pytest.mark.parametrize(
    ("name", "head", "format"),
    [
        ("page.html", b"anything", "html"),
        ("figures.xls", b"<html><body><table><tr><td>a", "html"),
        ("figures.csv", b"\xef\xbb\xbf <!DOCTYPE html>\n<table>", "html"),
        ("a", b"<?xml version='1.0'?><!-- x --><html>", "html"),
        ("a.csv", b"<b>,c\n1,2\n", "csv"),
        ("a.json", b"<html>", "json"),
    ],
)
def test_a_page_is_known_by_its_beginning_whatever_it_is_called(name, head, format):
    assert registry.importer_for(name, head) == format


def test_a_cell_as_wide_as_its_header_stands_over_no_two_columns():
    header = "<tr><th>Place</th><th>Deaths</th><th colspan=2>Cases to date</th></tr>"
    rows = "<tr><td>North</td><td>2</td><td>32</td></tr><tr><td>South</td><td>1</td><td colspan=2>9</td></tr>"
    found = cells(read(f"<table>{header}{rows}</table>"))
    assert [row[:3] for row in found] == [["North", "2", "32"], ["South", "1", "9"]]


def test_the_text_right_above_a_table_is_told_where_it_says_a_year():
    table = f"<table>{HEADER}<tr><td>mek</td><td>600</td></tr></table>"
    said = ("above the header, not read: “Stand: 13. April 2020 & später”",)
    dated = f"<h2>Toll</h2><p>As it is</p><div><p>Stand: <b>13.</b><br>April 2020 &amp; später</p>\n {table}</div>"
    assert read(dated).notes == said
    assert not read(f"<p>As of 2020</p><h2>Toll</h2>{table}").notes
    assert not read(f"<p>As of 2020</p>{table}<p>As of then</p>{table}").notes


def heads(text):
    return f'<tr><th colspan="2">{text}</th></tr>'


SIDES = f"""<table>{heads("Siege")}<tr><th>Date</th><td>3 May 2011</td></tr>{heads("Belligerents")}
<tr><td>A<br>B<br>C<br>D</td><td>E<p>Supported by:</p>F</td></tr>{heads("Losses")}<tr><td>7</td><td>9<br>2</td></tr>
<tr><td colspan="2">3 civilians</td></tr>{heads("Deaths")}<tr><th>Total:</th><td>12<br>(14)</td></tr></table>"""


def test_a_box_of_sides_has_a_column_each_side_and_what_stands_across_in_one_of_its_own():
    table = read(SIDES)
    assert table.columns == ("A and others", "E, F", "across", "caption", "group", "table", "locator")
    assert [row.cells[:5] for row in table.rows] == [
        ["7", "9\n2", "", "Siege", "Losses"],
        ["", "", "3 civilians", "Siege", "Losses"],
        ["", "", "Total:\n12\n(14)", "Siege", "Deaths"],
    ]
    assert "above the header, not read: “Date: 3 May 2011”" in table.notes


def test_groups_within_a_table_with_a_header_are_no_sides():
    table = read(
        f"<table>{HEADER}{heads('2019')}<tr><td>mek</td><td>6</td></tr>{heads('2020')}<tr><td>un</td><td>7</td></tr></table>"
    )
    assert table.columns[:2] == ("source", "says")
    assert [(row.cells[1], row.cells[2]) for row in table.rows] == [("6", "2019"), ("7", "2020")]
    assert table.columns[2] == "group"


NAMES = "<tr><td>Feridos</td><td>806</td></tr><tr><td>Óbitos</td><td>147</td></tr>"


def test_names_and_their_numbers_without_any_heading_are_one_row():
    table = read(f"<table>{NAMES}<tr><td>Afetados</td><td>2.115.703</td></tr></table>")
    assert table.columns[:3] == ("Feridos", "Óbitos", "Afetados")
    assert cells(table) == [["806", "147", "2.115.703"]]


@pytest.mark.parametrize("above", ["<tr><td>Local</td><td>Mortos</td></tr>", "<tr><th>Local</th><th>2024</th></tr>"])
def test_a_row_above_names_and_numbers_that_is_no_such_pair_heads_them(above):
    table = read(f"<table>{above}{NAMES}</table>")
    assert table.columns[0] == "Local"
    assert len(cells(table)) == 2


def rows_of(*rows):
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)


def test_a_title_in_the_first_cell_of_a_table_is_no_header():
    table = read(f"<table>{rows_of(['Floods', '', ''], ['Place', 'Killed', 'Injured'], ['Goma', 3, 4])}</table>")
    assert table.columns[:3] == ("Place", "Killed", "Injured")
    assert cells(table) == [["Goma", "3", "4", "Floods"]]  # the title is the caption


@pytest.mark.parametrize(
    "over", ["<td colspan=2>Killed</td>", "<td>Killed</td><td>Killed</td>", "<td>Killed</td><td></td>"]
)
def test_a_second_row_of_plain_cells_tells_apart_what_the_first_heads(over):
    rows = rows_of(["", "Women", "Men"], ["Goma", 3, 4], ["Uvira", 5, 6])
    table = read(f"<table><tr><td>Place</td>{over}</tr>{rows}</table>")
    assert table.columns[:3] == ("Place", "Killed / Women", "Killed / Men")
    assert cells(table) == [["Goma", "3", "4"], ["Uvira", "5", "6"]]


def test_a_title_heads_the_first_rows_where_rows_like_it_and_the_header_again_head_others():
    block = [["Day", "Killed"], ["2020-05-01", 3]]
    table = read(f"<table>{rows_of(['Goma', ''], *block)}<tr><td colspan=2>Uvira</td></tr>{rows_of(*block)}</table>")
    assert "caption" not in table.columns
    at = table.columns.index("group")
    assert [(row.cells[:2], row.cells[at]) for row in table.rows] == [
        (["2020-05-01", "3"], "Goma"),
        (["2020-05-01", "3"], "Uvira"),
    ]


def test_the_title_right_above_the_first_header_heads_its_rows_and_one_before_it_the_table():
    blocks = [(place, [["Sex", "Killed"], ["Women", figure]]) for place, figure in (("Goma", 9), ("Uvira", 8))]
    rows = "".join(f"<tr><td colspan=2>{place}</td></tr>{rows_of(*block)}" for place, block in blocks)
    table = read(f"<table>{rows_of(['Flood 2010', ''])}{rows}</table>")
    at = [table.columns.index(name) for name in ("Killed", "group", "caption")]
    assert [[row.cells[place] for place in at] for row in table.rows] == [
        ["9", "Goma", "Flood 2010"],
        ["8", "Uvira", "Flood 2010"],
    ]
