"""Headers that name an organisation beside a year or a measure: it says so, and is no measure itself."""

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose
from claims.pipeline.proposing.people import written_in


def said(found):
    return [(one.source, one.measure, one.as_of, one.says) for one in drafts(found)]


@pytest.mark.parametrize("header", ["{}.{}", "{}_{}", "{} {}", "{} ({})"])
def test_organisations_beside_years_are_sources(tmp_path, header):
    headers = ",".join(header.format(*one) for one in (("UNHCR", 2019), ("UNHCR", 2020), ("MoH", 2019)))
    found = of(tmp_path, f"country,{headers}\nSyria,10,20,12\nIraq,4,5,6\n")
    assert said(found)[:3] == [("UNHCR", "?", "2019", "10"), ("UNHCR", "?", "2020", "20"), ("MoH", "?", "2019", "12")]
    assert "source" not in found.mapping.constants
    assert "“UNHCR”, “MoH”" in told(found, "who says so")
    assert found.mapping.constants["measure"] == "?"


def test_organisations_beside_measures_are_sources(tmp_path):
    found = of(
        tmp_path, "country,OCHA_killed,OCHA_injured,MoH_killed,ACLED_fatalities\nSyria,10,20,12,14\nIraq,4,5,6,7\n"
    )
    assert said(found)[:4] == [
        ("OCHA", "killed", None, "10"),
        ("OCHA", "injured", None, "20"),
        ("MoH", "killed", None, "12"),
        ("ACLED", "fatalities", None, "14"),
    ]


def test_organisations_beside_a_measure_and_a_year_are_sources(tmp_path):
    found = of(
        tmp_path, "country,killed 2019 (UNHCR),killed 2020 (UNHCR),injured 2019 (MoH)\nSyria,10,20,12\nIraq,4,5,6\n"
    )
    assert said(found)[:3] == [
        ("UNHCR", "killed", "2019", "10"),
        ("UNHCR", "killed", "2020", "20"),
        ("MoH", "injured", "2019", "12"),
    ]


@pytest.mark.parametrize("headers", ["US killed,NATO killed,UK killed", "UN_deaths,Rebel_deaths,Government_deaths"])
def test_organisations_among_others_who_have_losses_are_not_sources(tmp_path, headers):
    found = of(tmp_path, f"year,{headers}\n2001,10,20,12\n2002,4,5,6\n")
    assert {one.source for one in drafts(found)} == {"?"}


def test_short_names_of_nobody_known_beside_years_are_asked_for(tmp_path):
    found = of(tmp_path, "country,WB.2014,WB.2015,GBD.2014,SDSN.2015\nSyria,10,20,12,4\nIraq,4,5,6,4\n")
    assert "--set 'wide.header=place' (or source, population)" in told(found, "“WB”")
    assert told(found, "“WB”") in found.waits
    assert [(one.measure, one.as_of) for one in drafts(found)][:2] == [("WB", "2014"), ("WB", "2015")]
    found = propose(str(tmp_path / "file.csv"), said=from_flags([], ["wide.header=source", "measure=killed"]))
    assert said(found)[:2] == [("WB", "killed", "2014", "10"), ("WB", "killed", "2015", "20")]
    assert not found.waits


def test_a_column_of_sources_says_who_says_so(tmp_path):
    found = of(tmp_path, "country,source,UNHCR 2019,UNHCR 2020\nSyria,OCHA,10,20\nIraq,IOM,4,5\n")
    assert {one.source for one in drafts(found)} == {"OCHA", "IOM"}


def test_well_known_organisations_in_headers_are_sources(tmp_path):
    found = of(tmp_path, "Date,Ministry of Health,OCHA,WHO\n2023-10-15,2670,2671,2600\n", name="who_died.csv")
    assert [(one.source, one.says) for one in drafts(found)] == [
        ("Ministry of Health", "2670"),
        ("OCHA", "2671"),
        ("WHO", "2600"),
    ]
    assert "headers are taken as sources: “OCHA”, “WHO”; “Ministry of Health” beside them too" in found.unsure


@pytest.mark.parametrize("third", ["local media", "NGO", "UN"])
def test_a_government_beside_those_who_only_speak_speaks_too(tmp_path, third):
    header = f"Incident,Deaths (Government),Deaths (Amnesty),Deaths ({third})"
    found = of(tmp_path, f"{header}\nZaria clashes,7,347,300\nAsaba vigil,1,17,10\n")
    assert {one.source for one in drafts(found)} == {"Government", "Amnesty", third}
    assert {one.population for one in drafts(found)} == {"all"}


def test_a_government_beside_others_who_fight_has_losses_of_its_own(tmp_path):
    found = of(tmp_path, "Battle,Deaths (Government),Deaths (Rebels)\nAden,7,34\nTaiz,1,17\n")
    assert {one.population for one in drafts(found)} == {"government", "rebels"}


def test_headers_above_others_that_claim_are_the_sources_of_what_they_head(tmp_path):
    page = (
        '<table><tr><th rowspan="2">Date</th><th colspan="2">Government claim</th><th colspan="2">Rebel claim</th></tr>'
        "<tr><th>Soldiers killed</th><th>Rebels killed</th><th>Soldiers killed</th><th>Rebels killed</th></tr>"
        "<tr><td>1 May 2013</td><td>3</td><td>20</td><td>15</td><td>2</td></tr></table>"
    )
    assert [(one.source, one.population, one.says) for one in drafts(of(tmp_path, page, "claims.html"))] == [
        ("Government", "soldiers", "3"),
        ("Government", "rebels", "20"),
        ("Rebel", "soldiers", "15"),
        ("Rebel", "rebels", "2"),
    ]


def test_lines_of_sources_in_one_cell_are_asked_about(tmp_path):
    table = "| Date | Killed | Source |\n|---|---|---|\n| 2023-01-15 | 18 | Ombudsman<br>Clinic |\n"
    assert "--set 'split.source=\\n'" in told(of(tmp_path, table, "a.md"), "“Source” hold several lines")


def test_police_and_organisers_beside_participants_say_how_many_they_were(tmp_path):
    head = "Datum,Ort,Teilnehmer (Polizei),Teilnehmer (Veranstalter)\n"
    found = of(tmp_path, f"{head}21.01.2024,Hof,1000,2500\n19.01.2024,Ulm,50,80\n")
    assert [(one.source, one.population, one.says) for one in drafts(found)[:2]] == [
        ("Polizei", "all", "1000"),
        ("Veranstalter", "all", "2500"),
    ]


def test_police_beside_the_killed_are_those_who_were_killed(tmp_path):
    found = of(tmp_path, "Source,Date,Killed (police),Killed (civilians)\nUN,2024-01-21,10,25\nAP,2024-01-22,10,26\n")
    assert [one.population for one in drafts(found)[:2]] == ["police", "civilians"]


ROWS = "2008,5153,5661\n2009,6587,8281\n2010,11583,12658\n"


@pytest.mark.parametrize(
    "head",
    [
        "Drug war deaths by newspaper,,\nYear,Reforma,Milenio\n",
        "Deaths according to,Reforma,Milenio\n",
        "Muertos según,Reforma,Milenio\n",
    ],
    ids=["title", "first_header", "spanish"],
)
def test_names_beside_words_for_who_says_so_are_sources_and_asked_about(tmp_path, head):
    found = of(tmp_path, head + ROWS)
    figures = [(source, measure, as_of[:4], says) for source, measure, as_of, says in said(found)]
    assert figures[:2] == [("Reforma", "killed", "2008", "5153"), ("Milenio", "killed", "2008", "5661")]
    assert "“Reforma”, “Milenio”" in told(found, "those who say the figures")
    assert not any("taken as measures" in one for one in found.unsure)


@pytest.mark.parametrize("title", ["Drug war deaths", "Deaths by newspaper reports of shootings", "By source of power"])
def test_names_without_words_for_who_says_so_at_the_end_of_a_title_are_no_sources(tmp_path, title):
    found = of(tmp_path, f"{title},,\nYear,Reforma,Milenio\n{ROWS}")
    assert not any(wide.header == "source" for wide in found.mapping.wide)


@pytest.mark.parametrize("missing", ["Number of missing", "No. missing", "Total missing", "# missing"])
def test_words_for_a_number_before_a_measure_are_no_part_of_the_name_before_them(tmp_path, missing):
    header = f"Ministry of Health / {missing},Ministry of Health / Arrests,OCHA / {missing},OCHA / Arrests"
    found = of(tmp_path, f"date,{header}\n2014-02-17,115,379,399,285\n2014-02-27,135,414,405,289\n")
    assert {one.source for one in drafts(found)} == {"Ministry of Health", "OCHA"}


@pytest.mark.parametrize(
    "text",
    [
        "Место,МЧС / Погибшие,Полиция / Погибшие,МЧС / Раненые,Полиция / Раненые\nБеслан,1,2,3,4\nКрымск,5,6,7,8\n",
        "Category,Ministry of Health,Red Cross\nKilled,266,n/a\nMissing,320,n/a\n",
    ],
    ids=["beside_measures", "alone_above_numbers"],
)
def test_names_in_headers_are_asked_about_where_nothing_says_who_says_so(tmp_path, text):
    found = of(tmp_path, text)
    assert "--set 'wide.header=source'" in told(found, "if they say the figures")
    answered = propose(str(tmp_path / "file.csv"), said=from_flags([], ["wide.header=source"]))
    assert {one.source for one in drafts(answered)} <= {"МЧС", "Полиция", "Ministry of Health"}
    assert len(drafts(answered)) in {8, 2}
    assert "source" not in answered.mapping.constants


def test_sources_in_the_second_row_of_a_header_with_other_names_above_them_wait(tmp_path):
    found = of(tmp_path, "Place,Women / OCHA,Women / UNHCR,Men / OCHA,Men / UNHCR\nGoma,3,4,5,6\nUvira,1,2,3,4\n")
    assert any("beside their sources" in one and "(?P<source>.+)" in one for one in found.waits)


@pytest.mark.parametrize("sign", ["|", "،"])
def test_sources_that_a_sign_may_part_in_one_cell_are_told(tmp_path, sign):
    found = of(tmp_path, f"Source,Killed,Date\nWHO{sign} OCHA,12,2020-03-01\nWHO,13,2020-03-02\n")
    assert f"--set 'split.source={sign}'" in told(found, "is taken as one source")


def test_a_name_above_measures_keeps_the_words_that_say_nothing_elsewhere():
    assert written_in("ministry health", "Ministry of Health / Killed") == "Ministry of Health"


def test_a_header_in_small_letters_beside_sources_is_told_and_read_once_headers_are_said_to_be_sources(tmp_path):
    text = "country,cpj,rsf,ifj\nMexico,2,4,5\nHaiti,7,6,6\n"
    (left,) = [one for one in of(tmp_path, text).left_out if "headers of sources" in one]
    assert left == "not read beside headers of sources: “ifj”; --set 'wide.header=source' reads all of them"
    found = of(tmp_path, text, said=from_flags([], ["wide.header=source"]))
    assert [(one.source, one.says) for one in drafts(found)][:3] == [("cpj", "2"), ("rsf", "4"), ("ifj", "5")]


@pytest.mark.parametrize(("head", "asked"), [("Reforma,Milenio,NYT", True), ("Sexual assaults,Robberies,x", False)])
def test_words_that_may_name_somebody_are_asked_about_before_they_are_measures(tmp_path, head, asked):
    text = f"Date,{head}\n2019-01,12,30,4\n2019-02,20,50,6\n"
    found = of(tmp_path, text, said=from_flags([], ["event=e", "source=s"]))
    assert any("--set 'wide.header=measure' if they are" in one for one in found.waits) is asked
    found = of(tmp_path, text, said=from_flags([], ["event=e", "measure=killed", "wide.header=source"]))
    assert not any("headers" in one for one in found.waits)


def test_a_source_that_is_said_is_that_of_the_columns_that_name_none(tmp_path):
    rows = "Fecha,Fallecidos según SNAI,Fallecidos según CDH,Heridos\n2021-02-23,79,81,20\n2021-09-28,118,125,79\n"
    (tmp_path / "file.csv").write_text(rows, encoding="utf-8")
    found = propose(str(tmp_path / "file.csv"), said=from_flags([], ["source=La Hora", "event=carceles"]))
    said = [(one.measure, one.source, one.says) for one in drafts(found)][:3]
    assert said == [("killed", "SNAI", "79"), ("killed", "CDH", "81"), ("Heridos", "La Hora", "20")]
    assert not found.waits


def test_organisations_in_headers_are_asked_about_before_they_are_measures(tmp_path):
    text = "Year,Ministère de la Santé,Croix-Rouge haïtienne\n2013,38,30\n2014,32,25\n"
    found = of(tmp_path, text, said=from_flags([], ["event=e", "source=s"]))
    assert any("are taken as measures: --set 'wide.header=measure' if they are" in one for one in found.waits)
