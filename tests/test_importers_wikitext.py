"""Tables of MediaWiki texts: cells, spans, templates that dress a text and those that nobody understands."""

from io import BytesIO

import pytest

from claims import registry
from claims.errors import BadFile
from claims.importers import wikitext
from claims.table import ReadOptions

START = '{| class="wikitable"\n! City !! Killed\n|-\n'


def read(text, **options):
    return wikitext.read(BytesIO(text.encode()), name="file.wiki", options=ReadOptions(**options))


def rows(text, width=2, **options):
    return [row.cells[:width] for row in read(text, **options).rows]


@pytest.mark.parametrize("name", ["page.wiki", "page.txt", "page"])
def test_it_is_known_by_its_tables(name):
    assert registry.importer_for(name, f"{START}| Qom || 3\n|}}\n".encode()) == "wikitext"


CELLS = {
    "plain": ("3", "3"),
    "bold": ("'''3'''", "3"),
    "link": ("[[Qom Province|3]]", "3"),
    "link_alone": ("[[Qom]]", "Qom"),
    "address": ("[https://example.org 3]", "3"),
    "picture": ("[[File:a.png|20px]] 3", "3"),
    "note": ("3<ref>{{cite web|url=x|title=y}} a || b</ref>", "3"),
    "named_note": ('3<ref name="a" />', "3"),
    "comment": ("3<!-- || 4 -->", "3"),
    "break": ("3<br />or 4", "3\nor 4"),
    "list_of_links": ("{{plainlist|\n* 3 ([[A|UN]])\n* 4 ([[B]])\n}}", "3 (UN)\n4 (B)"),
    "list_of_parts": ("{{ubl|3 (UN)|class=x|4 (B)}}", "3 (UN)\n4 (B)"),
    "link_in_template": ("{{nowrap|[[Qom Province|3]]}}", "3"),
    "no_figure": ("{{n/a}}", "N/A"),
    "no_figure_in_words": ("{{n/a|not known}}", "not known"),
    "range": ("3{{ndash}}4", "3–4"),
    "about": ("{{circa|50}}", "c. 50"),
    "year_first": ("{{Date table sorting|1948|Apr|13}}", "13 Apr 1948"),
    "struck": ("<s>2</s> 3", "3"),
    "raised": ("3<sup>a</sup>", "3"),
    "number": ("{{nts|1,234}}", "1,234"),
    "may_err": ("{{val|12|3}}", "{{val|12|3}}"),
    "power_of_ten": ("{{val|1.2|e=6}}", "{{val|1.2|e=6}}"),
    "hedged": ("{{nts|500|prefix=over }}", "{{nts|500|prefix=over }}"),
    "formatted": ("{{formatnum:1234}}", "1234"),
    "within_another": ("{{nowrap|{{nts|12}} or more}}", "12 or more"),
    "sorted": ("{{sort|003|3 to 5}}", "3 to 5"),
    "flag": ("{{flag|Iran}}", "Iran"),
    "foot_note": ("3{{efn|with || bars}}", "3"),
    "day": ("{{dts|2019|12|2}}", "2019-12-02"),
    "day_in_words": ("{{date|10 mars 1906|en France}}", "10 mars 1906"),
    "day_in_parts": ("{{Date-|10|mars|1906}}", "10 mars 1906"),
    "no_day": ("{{date|}}", "{{date|}}"),
    "with_unit": ("{{unité|500|blessés}} environ", "500 blessés environ"),
    "flag_alone": ("{{drapeau|Chine}} [[Chine]], {{Флагификация|Россия}}", "Chine, Россия"),
    "country": ("{{France}}, {{ITA}}", "France, ITA"),
    "no_country": ("{{increase}} {{Citation}}", "{{increase}} {{Citation}}"),
    "nombre": ("{{nombre|1099}}", "1099"),
    "unknown": ("{{deaths|12|x=1}}", "{{deaths|12|x=1}}"),
    "attributes": ('style="text-align:right" | 3', "3"),
}


@pytest.mark.parametrize(("written", "shown"), CELLS.values(), ids=CELLS)
def test_a_cell_is_what_a_page_shows(written, shown):
    text = f"{START}| Qom || {written}\n|}}"
    (row,) = read(text).rows
    assert (row.cells[1], row.raw) == (shown, f"| Qom || {written}")


def test_cells_may_stand_in_lines_of_their_own_and_go_on_in_others():
    assert rows(f"{START}| Qom\n| 3\nor 4\n|-\n| Bam || 5\n|}}") == [["Qom", "3\nor 4"], ["Bam", "5"]]


def test_cells_over_rows_and_columns_count_as_on_a_page():
    text = '{|\n! rowspan="2" | Place !! colspan=2 | People\n|-\n! Killed !! Hurt\n'
    text += "|-\n| rowspan=2 | Qom || 1 || 2\n|-\n| 3 || 4\n|}"
    table = read(text)
    assert table.columns[:3] == ("Place", "People / Killed", "People / Hurt")
    assert [row.cells[:3] for row in table.rows] == [["Qom", "1", "2"], ["Qom", "3", "4"]]


def test_headings_and_captions_choose_a_table_and_one_within_another_is_its_own():
    text = f"== Deaths ==\n{START}| Qom || 3\n|}}\n== Hurt ==\n"
    text += "{|\n|+ style='x' | Injured people\n! Town !! Hurt\n|-\n| Bam || 5\n|}"
    assert rows(text, table="injured") == [["Bam", "5"]]
    assert rows(text, table="Deaths") == [["Qom", "3"]]
    inner = f"{{|\n! A !! B\n|-\n| x ||\n{START}| Qom || 3\n|}}\n|}}"
    assert rows(inner, table="City") == [["Qom", "3"]]


def test_a_table_that_is_not_closed_ends_with_the_text():
    assert rows(f"{START}| Qom || 3") == [["Qom", "3"]]


def test_a_text_without_tables_says_so():
    with pytest.raises(BadFile, match="it holds no table"):
        read("'''Qom''' is a city.")


def test_signs_that_mark_what_is_put_away_are_no_marks_where_a_text_has_them():
    assert rows(f"{START}| Qom\ue0009\ue001 || 3\n|}}") == [["Qom\ufffd9\ufffd", "3"]]


def test_notes_without_an_end_stay_and_others_do_not():
    assert rows(f"{START}| Qom<ref>a</ref> || 3<ref name=b />\n|}}\n<REF>") == [["Qom", "3"]]
    assert rows(f"{START}| Qom<!-- a --> || 3\n|}}{'<ref>' * 20_000}{'<!--' * 20_000}") == [["Qom", "3"]]


def test_a_link_to_a_page_of_another_language_shows_its_name_and_unknown_templates_are_told():
    links = "| {{нп5|Медиазона||en|Mediazona}} || 3\n|-\n| {{ill|Hama|de|Hama (Stadt)}} || {{xyz|4}}\n|}\n"
    found = read(START + links)
    assert [row.cells[0] for row in found.rows] == ["Медиазона", "Hama"]
    assert "templates that are not known stay as they are written, such as {{xyz|4}}" in found.notes
