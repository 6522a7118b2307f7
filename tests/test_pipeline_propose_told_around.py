"""Who says the figures, and as of when, by the lines above and below a table."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose
from claims.pipeline.proposing.found import NOT_SAID

TABLE = "Province,Deaths,Injured\nHerat,12,30\nGhor,3,8\nBadghis,7,11\n"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: Disaster Management Authority (ANDMA)", "Disaster Management Authority (ANDMA)"),
        ("Data source: OCHA.", "OCHA"),
        ("* Quelle: Bundesamt für Statistik", "Bundesamt für Statistik"),
        ("Fuente: Defensoría del Pueblo", "Defensoría del Pueblo"),
        ("Source : Croix-Rouge", "Croix-Rouge"),
        ("Источник: МЧС", "МЧС"),
        ("المصدر: وزارة الصحة", "وزارة الصحة"),
        ("منبع: سازمان پزشکی قانونی", "سازمان پزشکی قانونی"),
        ("资料来源：国家统计局", "国家统计局"),
        ("Source - DRR Portal", "DRR Portal"),
        ("Source – Ministry of Health", "Ministry of Health"),
        ("Kaynak: AFAD. Rakamlar geçicidir.", "AFAD"),
    ],
)
def test_a_line_that_names_the_source_is_taken_and_told(tmp_path, line: str, source: str):
    found = of(tmp_path, f'{TABLE},,\n"{line}",,\n')
    assert found.mapping.constants["source"] == source
    assert line.rstrip(".") in told(found, "the source is taken from the line")
    assert {draft.source for draft in drafts(found)} == {source}


@pytest.mark.parametrize(
    "line",
    [
        "Sources: OCHA, Ministry of Health",
        "Source: WHO and UNICEF",
        "Source: https://example.org/tolls",
        "المصدر: وزارة الصحة و الدفاع المدني",
        "Source: various media",
        "Source: unknown",
        "Population source: Census Bureau",
        "Source of boundaries: OSM",
    ],
)
def test_a_line_that_may_name_several_or_nobody_is_only_told(tmp_path, line: str):
    found = of(tmp_path, f'{TABLE}"{line}",,\n')
    assert found.mapping.constants["source"] == NOT_SAID
    assert line in told(found, "if that is who says the figures")


def test_a_line_that_names_sources_is_not_told_where_people_said_who_it_is(tmp_path):
    of(tmp_path, f'{TABLE}"Sources: OCHA, Ministry of Health",,\n')
    said = propose(str(tmp_path / "file.csv"), said=from_flags([], ["source=OCHA"]))
    assert not [one for one in said.unsure if "a line says" in one]


def test_those_who_are_all_are_no_name_of_a_source(tmp_path):
    found = of(tmp_path, "Province,Gone,Men,Women\nHerat,12,8,4\nGhor,30,20,10\nFarah,5,3,2\n")
    assert not [one for one in found.asked if "“all”" in one]


def test_lines_that_name_different_sources_are_only_told(tmp_path):
    found = of(tmp_path, f"Source: OCHA,,\n{TABLE}Source: UNHCR,,\n")
    assert found.mapping.constants["source"] == NOT_SAID
    assert sum("if that is who says the figures" in one for one in found.unsure) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Note: figures are provisional",
        "Resource: water",
        "Killed: see above",
        "Source-wise deaths",
        "Source date: 5 May 2020",
        "Deaths - source water",
    ],
)
def test_other_labels_name_nobody(tmp_path, line: str):
    found = of(tmp_path, f"{TABLE}{line},,\n")
    assert found.mapping.constants["source"] == NOT_SAID
    assert not any(line in one and "who says the figures" in one for one in found.unsure)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Flood casualties by province, as of 5 May 2020", "2020-05-05"),
        ("Casualties (last updated: 2020-05-05)", "2020-05-05"),
        ("Todesopfer, Stand: 5. Mai 2020", "2020-05-05"),
        ("Victimes au 5 mai 2020", "2020-05-05"),
        ("Víctimas, actualizado al 5 de mayo de 2020", "2020-05-05"),
        ("Погибшие по состоянию на 5 мая 2020", "2020-05-05"),
        ("ضحايا الفيضان حتى 5 أيار 2020", "2020-05-05"),
        ("قربانیان سیل تا ۱۶ اردیبهشت ۱۳۹۹", "2020-05-05"),
        ("Flood casualties as of May 2020", "2020-05"),
        ("伤亡统计（截至2020年5月5日12时）", "2020-05-05"),
        ("死者数（2020年5月5日現在）", "2020-05-05"),
        ("사망자 수 2020년 5월 5일 기준", "2020-05-05"),
        ("5 Mayıs 2020 itibarıyla ölüler", "2020-05-05"),
        ("ข้อมูล ณ วันที่ 5 พ.ค. 2563", "2020-05-05"),
        ("5 मई 2020 तक", "2020-05-05"),
        ("令和2年5月5日現在", "2020-05-05"),
        ("القتلى حتى 12 رمضان 1441 هـ الموافق 5 مايو 2020", "2020-05-05"),
        ("Updated Date: 2020.05.05 10:55", "2020-05-05"),
        ("Updated Date-2020.05.05 10:55", "2020-05-05"),
    ],
)
def test_the_day_that_a_title_names_dates_figures_without_one(tmp_path, line: str, day: str):
    found = of(tmp_path, f'"{line}",,\n{TABLE}')
    assert {draft.as_of for draft in drafts(found)} == {day}
    assert line in told(found, f"the date {day} is taken from the line")


@pytest.mark.parametrize(
    "line",
    [
        "Floods of 5 May 2020",
        "As of 05/06/2020",
        "Deaths as of 2020",
        "Deaths as of 5 May 2020, up to 9 May 2020",
        "Population as of 1 July 2018",
    ],
)
def test_a_day_that_is_not_certain_is_not_taken(tmp_path, line: str):
    found = of(tmp_path, f'"{line}",,\n{TABLE}')
    assert "as_of" not in found.mapping.constants
    assert "as_of" in told(found, "around the table stands")


def test_figures_that_have_a_date_keep_it(tmp_path):
    found = of(tmp_path, "As of 5 May 2020,,\nProvince,Deaths,Date\nHerat,12,2020-05-01\nGhor,3,2020-05-02\n")
    assert {draft.as_of for draft in drafts(found)} == {"2020-05-01", "2020-05-02"}


@pytest.mark.parametrize(
    "title", ["Casualties by province", "The 12 provinces that were hit most", "1.2 Of 12,522 cases"]
)
def test_a_title_without_a_year_is_not_asked_for_a_date(tmp_path, title: str):
    (tmp_path / "file.csv").write_text(f'"{title}",,\n{TABLE}', encoding="utf-8")
    found = propose(str(tmp_path / "file.csv"), said=from_flags([], ["event=ev", "source=src"]))
    assert told(found, "nothing says as of when its figures are")
    assert not any(title in one for one in found.asked)


PAGE = "<p>{above}</p><table><tr><th>Province<th>Deaths<tr><td>Herat<td>12<tr><td>Ghor<td>3</table>{below}"
TEXT = "{above}\n\n|Province|Deaths|\n|---|---|\n|Herat|12|\n|Ghor|3|\n\n{below}\n"


@pytest.mark.parametrize(("name", "page", "below"), [
    ("page.html", PAGE, "<p>Source: OCHA</p><p>Other words of 2019</p>"),
    ("page.html", PAGE, "\n<div><p>Data source: <a href='#'>OCHA</a>.</p></div>"),
    ("text.md", TEXT, "*Source: OCHA*\n\nOther words"),
])  # fmt: skip
def test_the_line_right_below_a_table_says_the_source(tmp_path, name: str, page: str, below: str):
    (tmp_path / name).write_text(page.format(above="Deaths as of 5 May 2020", below=below), encoding="utf-8")
    found = propose(str(tmp_path / name))
    assert {(draft.source, draft.as_of) for draft in drafts(found)} == {("OCHA", "2020-05-05")}


@pytest.mark.parametrize(("name", "page", "below"), [
    ("page.html", PAGE, "<p>Words</p><p>Source: OCHA</p>"),
    ("page.html", PAGE, "<h2>Next</h2><p>Source: OCHA</p>"),
    ("text.md", TEXT, "## Next\n\nSource: OCHA"),
    ("text.md", TEXT, "- Source: OCHA\n- Source: UNHCR"),
])  # fmt: skip
def test_a_line_further_below_says_nothing_of_a_table(tmp_path, name: str, page: str, below: str):
    (tmp_path / name).write_text(page.format(above="Words", below=below), encoding="utf-8")
    assert propose(str(tmp_path / name)).mapping.constants["source"] == NOT_SAID


TITLES = ("Loss of lives by province in the floods of this spring", "Updated: 5 May 2020", "Source: DRR Portal")


@pytest.mark.parametrize("name", ["file.csv", "file.xlsx"])
def test_each_of_several_lines_above_a_header_is_looked_at(tmp_path, name: str):
    rows = [[title, "", ""] for title in TITLES] + [line.split(",") for line in TABLE.splitlines()]
    if name.endswith(".xlsx"):
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([int(cell) if cell.isdigit() else cell or None for cell in row])
        book.save(tmp_path / name)
    else:
        (tmp_path / name).write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    found = propose(str(tmp_path / name))
    assert {(draft.source, draft.as_of) for draft in drafts(found)} == {("DRR Portal", "2020-05-05")}
    assert told(found, "around the table stands").count(" · ") == 2


def test_a_line_that_is_cut_off_names_nobody(tmp_path):
    found = of(tmp_path, f"Source: {'Ministry of Health ' * 20},,\n{TABLE}")
    assert found.mapping.constants["source"] == NOT_SAID
    assert "…" in told(found, "around the table stands")


@pytest.mark.parametrize(
    "line", ["Source: see notes", "Quelle: siehe Anmerkungen", "Source : voir les notes", "Источник: см. примечания"]
)
def test_a_line_that_leads_elsewhere_names_no_source(tmp_path, line):
    found = of(tmp_path, f"{line}\ncountry,killed\nIran,516\nIraq,604\n")
    assert {one.source for one in drafts(found)} == {"?"}


@pytest.mark.parametrize("line", ["Date: 5 May 2020", "Flood of 5 May 2020"])
def test_a_date_in_a_line_below_a_table_is_asked_about_as_one_above_is(tmp_path, line: str):
    found = of(tmp_path, f"{TABLE},,\n{line},,\n")
    sentence = told(found, f"around the table stands “{line}”")
    assert sentence.endswith("as_of, --set event=NAME or --set source=NAME or --set as_of=2020-05-05")


REPORT = """<h1>Floods: situation report 4</h1><p>As of 25 September 2023</p><p>Made by many partners.</p>
<h2>Impact by district</h2>{between}<table><tr><th>District</th><th>Deaths</th></tr>
<tr><td>Derna</td><td>75</td></tr><tr><td>Sousa</td><td>46</td></tr></table>"""


@pytest.mark.parametrize("between", ["", "<p>The table lists districts.</p>"])
def test_the_day_right_below_the_title_of_a_page_is_that_of_its_tables(tmp_path, between: str):
    found = of(tmp_path, REPORT.format(between=between), "report.html")
    assert found.mapping.constants.get("as_of") == "2023-09-25"
    assert "As of 25 September 2023" in told(found, "is taken from the line")


def test_a_day_closer_to_the_table_goes_before_that_below_the_title(tmp_path):
    found = of(tmp_path, REPORT.format(between="<p>Figures as of 20 September 2023</p>"), "report.html")
    assert found.mapping.constants.get("as_of") == "2023-09-20"


def test_a_day_below_the_title_of_another_page_part_is_none_of_a_table(tmp_path):
    other = "<h2>Funding</h2><p>As of 1 October 2023</p>"
    page = REPORT.format(between="").replace("<h2>Impact", f"{other}<h2>Impact")
    assert of(tmp_path, page, "report.html").mapping.constants.get("as_of") == "2023-09-25"


def test_a_label_right_above_the_first_table_says_the_source_beside_the_day_below_the_title(tmp_path):
    said = "<h1>التقرير اليومي</h1><p>تاريخ التقرير: ١٥ تشرين الثاني ٢٠٢٤</p><p>المصدر: وزارة الصحة</p>"
    table = "<table><tr><th>District<th>Deaths<tr><td>Tyre<td>12<tr><td>Sidon<td>3</table>"
    assert {(one.source, one.as_of) for one in drafts(of(tmp_path, said + table, "report.html"))} == {
        ("وزارة الصحة", "2024-11-15")
    }


def test_a_label_between_two_tables_is_of_the_first(tmp_path):
    table = "<table><tr><th>Province<th>{}<tr><td>Herat<td>12<tr><td>Ghor<td>3</table>"
    page = f"{table.format('Deaths')}<p>Source: OCHA</p>{table.format('Injured')}<p>The end</p>"
    (tmp_path / "two.html").write_text(page, encoding="utf-8")
    by_number = [
        propose(str(tmp_path / "two.html"), said=from_flags([], [f"table={number}"])).mapping.constants["source"]
        for number in (1, 2)
    ]
    assert by_number == ["OCHA", NOT_SAID]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: District Medical Officers. Data are provisional.", "District Medical Officers"),
        ("Source: Dept. of Health", "Dept. of Health"),
        ("Source: St. Louis Post", "St. Louis Post"),
    ],
)
def test_what_another_sentence_says_behind_the_source_is_no_part_of_it(tmp_path, line, source):
    assert {one.source for one in drafts(of(tmp_path, f"{TABLE},,\n{line},,\n"))} == {source}


@pytest.mark.parametrize(
    ("line", "begin", "end"),
    [
        ("Berichtszeitraum: 1.1.2020 bis 31.12.2020", "2020-01-01", "2020-12-31"),
        ("Reporting period: 1 January 2020 - 30 June 2020", "2020-01-01", "2020-06-30"),
        ("Période : du 1er janvier au 31 mars 2020", "2020-01-01", "2020-03-31"),
        ("Отчетный период: с 1 января по 31 марта 2020", "2020-01-01", "2020-03-31"),
        ("Period covered: March 2020", "2020-03", "2020-03"),
    ],
)
def test_the_time_that_is_counted_by_a_line_above_the_table(tmp_path, line, begin, end):
    found = of(tmp_path, f'"{line}",,\n{TABLE}')
    assert {(one.period_start, one.as_of) for one in drafts(found)} == {(begin, end)}
    assert f"“{line}”" in told(found, "the time that is counted")


@pytest.mark.parametrize("line", ["Reporting period: weekly", "Incubation period: 3 May 2020 - 9 May 2020"])
def test_what_is_no_time_or_not_that_of_the_figures_is_none(tmp_path, line):
    assert {one.period_start for one in drafts(of(tmp_path, f'"{line}",,\n{TABLE}'))} == {None}


@pytest.mark.parametrize(("title", "day"), [("Deaths (as of 5 May 2020)", "2020-05-05"), ("Deaths in 2020", None)])
def test_the_title_of_a_page_may_say_the_day(tmp_path, title, day):
    table = "<table><tr><th>District<th>Deaths<tr><td>A<td>12<tr><td>B<td>3</table>"
    page = f"<html><head><title>{title}</title></head>{table}"
    assert of(tmp_path, page, "report.html").mapping.constants.get("as_of") == day


def test_a_title_that_names_the_measure_and_whom_is_told_where_no_header_does(tmp_path):
    rows = "<tr><td>Mexico<td>9<td>13<tr><td>India<td>4<td>2"
    page = "<table><caption>{}</caption><tr><th>Country<th>2021<th>2022{}</table>"
    found = of(tmp_path, page.format("Journalists killed, by country", rows), "page.html")
    assert told(found, "if that is what is counted").endswith("--set 'measure=killed' --set 'population=journalists'")
    several = of(tmp_path, page.format("Journalists killed or arrested", rows), "page.html")
    assert not any("if that is what is counted" in one for one in several.unsure)


def test_notes_below_a_table_are_told_and_a_place_without_a_figure_is_none(tmp_path):
    note = "Note: figures of Takhar are provisional"
    found = of(tmp_path, f"Province,Killed,Injured\nBaghlan,120,30\nTakhar,20,4\nKapisa,,\n{note},,\n")
    assert f"below the table stands “{note}”, which is not read" in found.left_out
    found = of(tmp_path, "Province,Killed,Injured\nBaghlan,120,30\nTakhar,20,4\nKapisa,,\n")
    assert not any("below the table" in one for one in found.left_out)


def test_tables_read_together_have_the_day_that_stands_above_each(tmp_path):
    def table(place: str, day: str, deaths: int) -> str:
        rows = f"| Source | Deaths |\n|---|---|\n| NCDC | {deaths} |\n| State | {deaths + 1} |\n"
        return f"## {place}\nLast updated: {day} May 2020\n\n{rows}\n"

    found = of(tmp_path, table("Lagos", "3", 28) + table("Kano", "5", 8), "file.md")
    assert [(one.as_of, one.says) for one in drafts(found)][1:3] == [("3 May 2020", "29"), ("5 May 2020", "8")]
    assert any("tables below “Lagos”, “Kano” are read together" in one for one in found.waits)


def test_a_heading_of_one_of_several_tables_dates_no_other(tmp_path):
    rows = "| Source | Deaths |\n|---|---|\n| NCDC | 8 |\n"
    found = of(tmp_path, f"## As of 3 May 2020\n{rows}\n## Kano\n{rows.replace('8', '9')}", "file.md")
    assert {one.as_of for one in drafts(found)} == {None}


@pytest.mark.parametrize(
    "notes", ["Source: SNHR,,\nNote: 2020 is provisional,,", ",,\nSource: SNHR,,\nSee the method below,,"]
)
def test_as_many_notes_as_rows_leave_the_years_above_them_years(tmp_path, notes):
    found = of(tmp_path, f"Year,Deaths,Injured\n2019,120,300\n2020,98,250\n{notes}\n")
    assert {(one.source, one.period_start) for one in drafts(found)} == {("SNHR", "2019-01-01"), ("SNHR", "2020-01-01")}


def _two_tables(first: str, second: str) -> str:
    return "".join(
        f"<h2>{place}</h2><p>{line}</p><table><tr><th>Place</th><th>Killed</th></tr>"
        f"<tr><td>{place} A</td><td>3</td></tr><tr><td>{place} B</td><td>4</td></tr></table>"
        for place, line in (("Homs", first), ("Hama", second))
    )


def test_the_line_above_each_of_several_tables_says_its_source_and_its_day(tmp_path):
    page = _two_tables("Source: SOHR, 3 May 2020", "Source: SNHR, 4 May 2020")
    found = of(tmp_path, page, "file.html", said=from_flags([], ["event=e"]))
    assert {(one.place, one.source, one.as_of) for one in drafts(found)} == {
        *(("Homs A", "SOHR", "3 May 2020"), ("Homs B", "SOHR", "3 May 2020")),
        *(("Hama A", "SNHR", "4 May 2020"), ("Hama B", "SNHR", "4 May 2020")),
    }
    assert any("tables below “Homs”, “Hama” are read together" in one for one in found.waits)


def test_lines_above_tables_of_which_one_may_name_several_name_no_source(tmp_path):
    page = _two_tables("Source: SOHR", "Source: SNHR and MoH")
    assert {one.source for one in drafts(of(tmp_path, page, "file.html"))} == {"?"}
