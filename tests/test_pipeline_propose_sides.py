"""Boxes of opposing sides, and cells that hold several figures: what is proposed for them, and what goes in."""

from __future__ import annotations

import pytest
from proposing import drafts

from claims.dates_days import read_days
from claims.mapping import from_toml
from claims.model import Draft
from claims.pipeline.propose import Proposal, propose


def of(tmp_path, name: str, text: str) -> Proposal:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return propose(str(file))


def claims_of(found: Proposal) -> list[tuple[str, str, str, str]]:
    return [(one.measure, one.population, one.source, one.says) for one in found.first if isinstance(one, Draft)]


def head(text: str) -> str:
    return f'<tr><th colspan="2">{text}</th></tr>'


BOX = (
    '<html><body><h1>Siege of Lowtown</h1><table class="infobox">'
    + head("Siege of Lowtown")
    + '<tr><td colspan="2"><table><tr><th>Date</th><td>3 May 2011</td></tr></table></td></tr>'
    + head("Belligerents")
    + "<tr><td>Lowland</td><td>Highland<br>Upland<sup class='reference'><a href='#cite_note-1'>[1]</a></sup></td></tr>"
    + head("Commanders")
    + "<tr><td>A. Low, 3rd Baron</td><td>B. High</td></tr>"
    + head("Casualties and losses")
    + "<tr><td><b>Per Lowland:</b><ul><li>1,210 soldiers killed<sup><a href='#cite_note-2'>[2]</a></sup></li></ul>"
    + "<b>Per UN:</b><ul><li>at least 900 soldiers killed</li></ul></td>"
    + "<td>47 killed, 210 wounded (Highland claim)<br>30 captured</td></tr>"
    + '<tr><td colspan="2">Lowland civilians: 3,040 killed</td></tr></table></body></html>'
)


def test_each_side_of_a_box_is_counted_as_said_by_whom_the_cell_names(tmp_path):
    found = of(tmp_path, "box.html", BOX)
    assert claims_of(found) == [
        ("killed", "Lowland: soldiers", "Lowland", "1,210"),
        ("killed", "Lowland: soldiers", "UN", "at least 900"),
        ("killed", "Highland, Upland", "Highland", "47"),
        ("injured", "Highland, Upland", "Highland", "210"),
        ("captured", "Highland, Upland", "?", "30"),
        ("killed", "Lowland civilians", "?", "3,040"),
    ]
    assert (found.mapping.columns["event"], found.mapping.decimal) == ("caption", ".")
    assert found.mapping.only == {"group": ("Casualties and losses",)}


def test_what_a_box_proposes_is_told(tmp_path):
    said = " ".join(of(tmp_path, "box.html", BOX).unsure)
    for words in ("“Lowland”, “UN”, “Highland”; check each source", "taken as those who are counted (population)"):
        assert words in said
    assert "the title of the box, “Siege of Lowtown”, is taken as the event" in said


def test_deaths_beside_a_heading_of_their_own_are_of_all_sides(tmp_path):
    page = BOX.replace(
        '<tr><td colspan="2">Lowland', '<tr><th>Death(s)</th><td>4,300</td></tr><tr><td colspan="2">Lowland'
    )
    assert ("killed", "all", "?", "4,300") in claims_of(of(tmp_path, "box.html", page))


def test_people_beside_figures_in_a_cell_are_populations(tmp_path):
    text = 'date,event,source,toll\n2020-01-02,Clash A,Police,"3 soldiers killed, 5 civilians killed, 7 injured"\n'
    assert claims_of(of(tmp_path, "tolls.csv", text)) == [
        ("killed", "soldiers", "Police", "3"),
        ("killed", "civilians", "Police", "5"),
        ("injured", "all", "Police", "7"),
    ]


@pytest.mark.parametrize("words", ["killed in Kabul", "killed"])
def test_a_place_behind_a_figure_is_nobody_who_is_counted(tmp_path, words):
    text = f'date,event,source,toll\n2020-01-02,Clash A,Police,"3 {words}, 7 injured"\n'
    assert [one[:2] for one in claims_of(of(tmp_path, "tolls.csv", text))] == [("killed", "all"), ("injured", "all")]


def pair(label: str, text: str) -> str:
    return f'<tr><th scope="row">{label}</th><td>{text}</td></tr>'


PROTESTS = (
    '<html><body><table class="infobox">'
    + head("Autumn protests")
    + pair("Date", "3 May – autumn 2011")
    + pair("Methods", "Strikes, protests")
    + pair(
        "Death(s)",
        "<ul><li>At least 51 protesters including 6 minors (per Low Watch)</li><li>12 police (per UN)</li></ul>",
    )
    + pair("Arrested", "19,262+ (per Low Watch)")
    + "</table></body></html>"
)


def test_headings_at_the_side_of_a_box_are_measures_of_which_each_line_is_a_figure(tmp_path):
    found = of(tmp_path, "box.html", PROTESTS)
    assert claims_of(found) == [
        ("killed", "protesters", "Low Watch", "At least 51"),
        ("killed", "police", "UN", "12"),
        ("Arrested", "all", "Low Watch", "19,262+"),
    ]
    assert (found.mapping.columns["event"], found.mapping.decimal) == ("caption", ".")
    assert "as_of" not in found.mapping.columns
    assert any("“3 May – autumn 2011”, which is no single day: not read" in one for one in found.unsure)


def test_lines_beside_a_heading_of_a_box_that_name_nobody_are_figures_each(tmp_path):
    deaths = pair("Deaths", "<div>7,056 (reported)</div><div>about 18,200 (estimated)</div>")
    found = of(
        tmp_path,
        "box.html",
        PROTESTS.replace(pair("Arrested", "19,262+ (per Low Watch)"), "").split("<tr><th scope")[0] + deaths,
    )
    assert claims_of(found) == [
        ("Deaths", "all", "?", "7,056 (reported)"),
        ("Deaths", "all", "?", "about 18,200 (estimated)"),
    ]
    assert from_toml(found.as_toml(), name="m").split["says"].by == ("\n",)


def test_protesters_beside_a_measure_are_whom_it_counts(tmp_path):
    text = 'date,event,source,toll\n2020-01-02,Clash A,Police,"3 protesters killed, 5 soldiers killed, 7 injured"\n'
    assert [one[:2] for one in claims_of(of(tmp_path, "tolls.csv", text))] == [
        ("killed", "protesters"),
        ("killed", "soldiers"),
        ("injured", "all"),
    ]


def test_people_and_speakers_beside_figures_of_one_measure_are_its_population_and_source(tmp_path):
    text = "| Source | As of | Killed |\n| --- | --- | --- |\n| ACLED | 2024-06-07 | 16,650+ |\n"
    text += "| Doctors | 2023-11-20 | ~2,000 civilians |\n| Doctors | 2023-11-21 | 90 (per WHO) |\n"
    assert claims_of(of(tmp_path, "tolls.md", text)) == [
        ("Killed", "all", "ACLED", "16,650+"),
        ("Killed", "civilians", "Doctors", "~2,000"),
        ("Killed", "all", "WHO", "90"),
    ]


def test_other_words_beside_figures_of_one_measure_say_nobody(tmp_path):
    text = "| Source | Killed |\n| --- | --- |\n| A | 650 violent deaths |\n| B | 70 civilians |\n"
    found = of(tmp_path, "tolls.md", text)
    assert found.mapping.split == {}
    assert [one[1] for one in claims_of(found)] == ["all", "all"]


def test_a_row_of_totals_among_events_is_pointed_out(tmp_path):
    found = of(tmp_path, "tolls.csv", "event,source,killed\nBattle of A,UN,5\nBattle of B,UN,6\nTotal,UN,11\n")
    question = '“Total” in “event” looks like a row of totals: leave it out by [skip] "event" = ["Total"]'
    assert any(one.startswith(question) for one in found.unsure)


@pytest.mark.parametrize(("one", "other"), [("Killed (official)", "Killed (NGO)"), ("Killed (SNHR)", "Killed (UN)")])
def test_those_who_speak_beside_a_measure_are_its_sources(tmp_path, one, other):
    found = of(tmp_path, "tolls.csv", f"country,date,{one},{other}\nIran,2023-09-01,200,551\nKenya,2024-07-01,19,39\n")
    said = [(one.source, one.population, one.says) for one in found.first if isinstance(one, Draft)]
    names = [header.partition("(")[2].rstrip(")") for header in (one, other)]
    assert said[:2] == [(names[0], "all", "200"), (names[1], "all", "551")]
    assert "source" not in found.mapping.constants
    assert any("headers are taken to say who says so" in one for one in found.unsure)


def test_a_year_and_a_month_may_be_what_is_counted(tmp_path):
    found = of(tmp_path, "tolls.csv", "event,source,Year,Month,killed\nA,UN,2023,April,4\nA,UN,2023,May,5\n")
    way = "--map '{Year}-{Month}=period_start'"
    assert any(one.endswith(f"are no running totals, say so: {way}") for one in found.unsure)


def test_counts_of_people_below_hashtags_prove_the_mark_of_their_thousands(tmp_path):
    text = '#adm1,#date,#affected+injured,#meta+source\nHatay,2023-02-10,"12,000",AFAD\nAdana,2023-02-10,"3,100",AFAD\n'
    assert of(tmp_path, "hxl.csv", text).mapping.decimal == "."


def test_figures_of_one_measure_in_a_cell_are_of_those_whom_their_words_name(tmp_path):
    text = 'date,event,source,toll\n2021-06-09,Clash A,AFP,"3 security forces dead, 11 Taliban killed, 1 missing"\n'
    assert [one[:2] for one in claims_of(of(tmp_path, "tolls.csv", text))] == [
        ("killed", "security forces"),
        ("killed", "Taliban"),
        ("missing", "all"),
    ]


def box_of(left: str, right: str, across: str = "", sides: tuple[str, str] = ("Lowland", "Highland")) -> str:
    return (
        '<html><body><table class="infobox">'
        + head("Siege of Lowtown")
        + head("Belligerents")
        + f"<tr><td>{sides[0]}</td><td>{sides[1]}</td></tr>"
        + head("Casualties and losses")
        + f"<tr><td>{left}</td><td>{right}</td></tr>"
        + (f'<tr><td colspan="2">{across}</td></tr>' if across else "")
        + "</table></body></html>"
    )


def test_a_known_organisation_before_figures_speaks_and_a_side_or_a_country_is_counted(tmp_path):
    across = "Ukraine: 12 killed<br>UN: 9,000+ civilians killed<br>Amnesty International:<br>7,500 civilians killed"
    found = of(tmp_path, "box.html", box_of("400 killed", "Highland: 20 killed", across))
    assert claims_of(found) == [
        ("killed", "Lowland", "?", "400"),
        ("killed", "Highland: Highland", "?", "20"),
        ("killed", "Ukraine", "?", "12"),
        ("killed", "civilians", "UN", "9,000+"),
        ("killed", "civilians", "Amnesty International", "7,500"),
    ]
    assert found.mapping.split["says"].speakers == ("UN:", "Amnesty International:")


def test_an_organisation_that_is_a_side_is_counted_before_figures_however_it_is_written(tmp_path):
    page = box_of("UN: 300 killed", "1,200 killed", sides=("United Nations (force)<br>Lowland", "Highland"))
    found = of(tmp_path, "box.html", page)
    assert claims_of(found)[0] == ("killed", "United Nations (force), Lowland: UN", "?", "300")
    assert found.mapping.split["says"].speakers == ()


def test_prisoners_the_missing_and_casualties_are_measures_and_casualties_are_not_the_killed(tmp_path):
    left = "30 POWs<br>150 missing in action<br>~5,000 casualties<br>210 killed or wounded"
    right = "12 KIA, 30 WIA, 4 MIA<br>1,500 killed and wounded (UN estimate)<br>90 taken prisoner"
    assert claims_of(of(tmp_path, "box.html", box_of(left, right))) == [
        ("captured", "Lowland", "?", "30"),
        ("missing", "Lowland", "?", "150"),
        ("casualties", "Lowland", "?", "~5,000"),
        ("casualties", "Lowland", "?", "210"),
        ("killed", "Highland", "?", "12"),
        ("injured", "Highland", "?", "30"),
        ("missing", "Highland", "?", "4"),
        ("casualties", "Highland", "UN", "1,500"),
        ("captured", "Highland", "?", "90"),
    ]


def test_what_no_usual_measure_counts_is_one_of_its_own_and_told(tmp_path):
    found = of(tmp_path, "box.html", box_of("400 killed<br>90 deserted", "1,000+ surrendered, 30 killed or captured"))
    assert claims_of(found) == [
        ("killed", "Lowland", "?", "400"),
        ("deserted", "Lowland", "?", "90"),
        ("surrendered", "Highland", "?", "1,000+"),
    ]
    (said,) = [one for one in found.unsure if "no usual measure counts that" in one]
    assert "“deserted”, “surrendered”" in said
    assert "claims measure add Deserted" in said
    (refused,) = [one for one in found.first if not isinstance(one, Draft)]
    assert "“30 killed or captured” counts killed and captured together" in refused.reason


def test_people_who_are_killed_in_cells_stay_a_population(tmp_path):
    assert claims_of(of(tmp_path, "box.html", box_of("3 children killed", "5 killed"))) == [
        ("killed", "Lowland: children", "?", "3"),
        ("killed", "Highland", "?", "5"),
    ]


def test_the_missing_in_action_are_no_sum_of_money(tmp_path):
    found = of(tmp_path, "box.html", box_of("24,495 MIA<br>3 killed", "5 killed"))
    assert ("missing", "Lowland", "?", "24,495") in claims_of(found)


def test_the_day_of_a_box_is_read_before_what_stands_behind_it(tmp_path):
    date = "15 March 2019 (<span>2019-03-15</span>)<br>c. 13:40–13:59"
    page = PROTESTS.replace(pair("Date", "3 May – autumn 2011"), pair("Date", date))
    found = of(tmp_path, "box.html", page)
    assert {one.as_of for one in found.first if isinstance(one, Draft)} == {"15 March 2019"}


def test_the_first_and_last_day_of_a_box_are_read_and_not_also_asked(tmp_path):
    page = PROTESTS.replace(pair("Date", "3 May – autumn 2011"), pair("Date", "15 February 2011 – 23 October 2011"))
    found = of(tmp_path, "box.html", page)
    days = {tuple(day.iso for day in read_days(one.as_of) if day) for one in found.first if isinstance(one, Draft)}
    assert days == {("2011-02-15", "2011-10-23")}
    assert not any("no single day" in one for one in found.unsure)


def test_lines_that_say_where_some_of_a_total_died_are_parts_of_it(tmp_path):
    deaths = pair("Death(s)", "51<ul><li>44 at the first mosque</li><li>7 at the second</li></ul>")
    start = PROTESTS.index('<tr><th scope="row">Death(s)')
    page = PROTESTS[:start] + deaths + pair("Arrested", "19 (per Low Watch)") + "</table></body></html>"
    found = of(tmp_path, "box.html", page)
    assert claims_of(found) == [("killed", "all", "?", "51"), ("Arrested", "all", "Low Watch", "19")]
    refused = [one.reason for one in found.first if not isinstance(one, Draft)]
    assert refused == [
        "“44 at the first mosque” is a part of “51”, it seems",
        "“7 at the second” is a part of “51”, it seems",
    ]


def test_several_figures_in_the_cells_of_a_column_that_is_called_the_toll(tmp_path):
    rows = "Paris;130 morts et 413 blessés\nNice;86 morts, 458 blessés\nRouen;1 mort et 1 blessé\n"
    found = of(tmp_path, "file.csv", f"Lieu;Bilan\n{rows}")
    assert [(one.place, one.measure, one.says) for one in drafts(found)] == [
        ("Paris", "killed", "130"),
        ("Paris", "injured", "413"),
        ("Nice", "killed", "86"),
        ("Nice", "injured", "458"),
        ("Rouen", "killed", "1"),
        ("Rouen", "injured", "1"),
    ]


def test_prisoners_of_a_side_are_captured_and_elsewhere_a_word_like_others(tmp_path):
    found = of(tmp_path, "box.html", box_of("573 prisonniers<br>20 أسيرًا", "12 morts & 5 blessés<br>1351 убитый"))
    assert claims_of(found) == [
        ("captured", "Lowland", "?", "573"),
        ("captured", "Lowland", "?", "20"),
        ("killed", "Highland", "?", "12"),
        ("injured", "Highland", "?", "5"),
        ("killed", "Highland", "?", "1351"),
    ]
    cells = "<tr><th>Jail</th><th>Toll</th></tr><tr><td>A</td><td>12 dead, 300 prisoners</td></tr>"
    listed = of(tmp_path, "jail.html", f"<table>{cells}</table>")
    assert "captured" not in {one.measure for one in listed.first if isinstance(one, Draft)}


def test_where_half_of_the_brackets_hold_known_organisations_all_of_them_speak(tmp_path):
    start = PROTESTS.index('<tr><th scope="row">Death(s)')
    deaths = pair("Death(s)", "At least 551 (Iran Human Rights)<br>200 (Security Council of the land)")
    found = of(tmp_path, "box.html", f"{PROTESTS[:start]}{deaths}</table></body></html>")
    assert [(one[2], one[3]) for one in claims_of(found)] == [
        ("Iran Human Rights", "At least 551"),
        ("Security Council of the land", "200"),
    ]


def test_each_part_of_a_line_is_said_by_whom_it_names_or_the_first_behind_it(tmp_path):
    across = "23,000 killed (per NTC estimate); 15,000–20,000 killed (UN)<br>40 killed, 90 wounded (Highland claim)"
    found = of(tmp_path, "box.html", box_of("400 killed", "20 killed (per Lowland)", across))
    said = {(measure, source, says) for measure, _, source, says in claims_of(found)}
    assert {("killed", "NTC", "23,000"), ("killed", "UN", "15,000–20,000")} <= said
    assert {("killed", "Highland", "40"), ("injured", "Highland", "90")} <= said


def test_a_box_of_one_event_gives_the_figures_of_a_cell_below_a_heading_that_nobody_knows(tmp_path):
    box = (
        "<table><tr><th colspan='2'>زمین‌لرزه بم</th></tr><tr><th>تاریخ</th><td>۵ دی ۱۳۸۲</td></tr>"
        "<tr><th>بزرگی</th><td>۶٫۶ ریشتر</td></tr><tr><th>خسارات</th><td>۲۶٬۲۷۱ کشته<br>۳۰٬۰۰۰ زخمی</td></tr></table>"
    )
    found = of(tmp_path, "box.html", box)
    assert [(one.measure, one.as_of, one.says) for one in drafts(found)] == [
        ("killed", "۵ دی ۱۳۸۲", "۲۶٬۲۷۱"),
        ("injured", "۵ دی ۱۳۸۲", "۳۰٬۰۰۰"),
    ]
