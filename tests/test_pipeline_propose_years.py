"""Years in headers and in cells, parts that stand around a table, and figures that hold less than they seem to."""

from __future__ import annotations

import json

import pytest
from proposing import drafts, of, told

from claims.errors import BadFile
from claims.model import Problem
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.places import wider_place
from claims.pipeline.proposing.scaled import scale_of


def test_figures_below_years_that_fall_count_their_year(tmp_path):
    found = of(tmp_path, "Country,2021,2022,2023,2024\nUkraine,0,15,2,0\nMexico,4,13,2,5\n")
    assert [(one.period_start, one.as_of, one.says) for one in drafts(found)][:2] == [
        ("2021-01-01", "2021-12-31", "0"),
        ("2022-01-01", "2022-12-31", "15"),
    ]
    assert any("fall from year to year" in one for one in found.unsure)


def test_figures_below_years_that_grow_may_be_running_totals(tmp_path):
    found = of(tmp_path, "Country,2021,2022,2023\nSyria,350,380,400\nYemen,230,370,377\n")
    assert drafts(found)[0].as_of == "2021"
    assert any("taken as as_of" in one and 'header = "year"' in one for one in found.unsure)


def test_a_year_beside_a_measure_counts_it_where_figures_fall(tmp_path):
    text = "Country,Killed 2020,Killed 2021\nAfghanistan,303,264\nYemen,109,105\nMali,80,81\nIraq,45,30\n"
    found = of(tmp_path, text)
    assert (drafts(found)[0].measure, drafts(found)[0].period_start) == ("Killed", "2020-01-01")


def test_what_no_measure_is_called_stands_beside_years_too(tmp_path):
    found = of(tmp_path, "city,2014_murders,2015_murders,change\nHouston,242,303,61\nPhoenix,114,112,-2\n")
    assert [(one.measure, one.as_of, one.says) for one in drafts(found)][:2] == [
        ("murders", "2014", "242"),
        ("murders", "2015", "303"),
    ]
    assert any("“murders” beside a date is taken as a measure that is not known yet" in one for one in found.unsure)


def test_years_above_regions_in_a_record(tmp_path):
    record = {"2014": {"Caribbean": 73, "Europe": 22}, "2015": {"Caribbean": 68, "Europe": 142}}
    found = of(tmp_path, json.dumps(record), name="file.json")
    assert [(one.measure, one.as_of[:4]) for one in drafts(found)][:3] == [
        ("Caribbean", "2014"),
        ("Europe", "2014"),
        ("Caribbean", "2015"),
    ]
    assert any("(?P<place>" in one for one in found.unsure)


@pytest.mark.parametrize("year", ["۱۴۰۱", "1401"])
def test_a_persian_year_is_no_gregorian_one(tmp_path, year):
    found = of(tmp_path, f"استان,سال,کشته\nفارس,{year},۱۶۲۷\nتهران,{year},۱۵۰۲\n")
    assert not {"year", "as_of"} & found.mapping.columns.keys()
    assert any("“سال” holds years of the Persian or the Islamic calendar" in one for one in found.unsure)


def test_a_persian_year_that_somebody_maps_is_refused(tmp_path):
    found = of(tmp_path, "province,year,killed\nFars,۱۴۰۱,1627\n")
    problems = [one for one in found.first if isinstance(one, Problem)]
    assert "calendar" in problems[0].reason
    assert "period_start" in (problems[0].hint or "")


def test_years_of_the_middle_ages_are_gregorian(tmp_path):
    found = of(tmp_path, "event,year,deaths\nBlack Death,1347,75000000\nGreat Famine,1315,7500000\n")
    assert drafts(found)[0].as_of == "1347-12-31"


def test_mil_is_a_thousand_or_a_million_and_is_not_guessed(tmp_path):
    assert scale_of("Damage ($Mil)") == ("Damage", "", "$")
    found = of(tmp_path, "Name,Country,Deaths,Damage ($Mil)\nRuiz,Colombia,23080,1000\nFuego,Guatemala,190,\n")
    assert {one.measure for one in drafts(found)} == {"Deaths"}
    assert any("“Damage ($Mil)” counts in thousands or in millions, and is not read" in one for one in found.unsure)


def test_a_caption_holds_no_figure(tmp_path):
    text = (
        "<table><caption>Fuente: SernamEG, al 31 de diciembre</caption><tr><th>Año</th><th>Consumados</th>"
        "<th>Frustrados</th></tr><tr><td>2018</td><td>42</td><td>121</td></tr>"
        "<tr><td>2019</td><td>46</td><td>107</td></tr></table>"
    )
    found = of(tmp_path, text, name="file.html")
    assert [one.says for one in drafts(found)] == ["42", "121", "46", "107"]


def test_tables_of_html_in_a_markdown_text_are_told(tmp_path):
    text = "# femicides\n\n<table><tr><th>year</th></tr><tr><td>2023</td></tr></table>\n"
    with pytest.raises(BadFile) as refused:
        of(tmp_path, text, name="README.md")
    assert "--format html" in (refused.value.hint or "")


def test_the_total_of_a_record_goes_before_its_parts(tmp_path):
    record = {"aid_seeker": {"injured": 19182}, "injured": {"total": 175030}, "killed": {"total": 73928}}
    found = of(tmp_path, json.dumps(record), name="file.json")
    assert {one.measure: one.says for one in drafts(found)} == {"injured": "175030", "killed": "73928"}


def test_the_only_figure_is_not_called_so_where_others_hold_numbers(tmp_path):
    found = of(tmp_path, "Country,Inmates in cells,Rate per 100\nNorway,3050,56\nSpain,56000,113\n")
    assert any("numbers in “Rate per 100” are not read" in one for one in found.unsure)


def test_a_population_of_prisons_is_a_figure(tmp_path):
    found = of(
        tmp_path, "Country,Prison population total,Total population\nNorway,3050,5400000\nSpain,56000,47000000\n"
    )
    assert [one.says for one in drafts(found)] == ["3050", "56000"]


@pytest.mark.parametrize(
    ("place", "columns", "wider"),
    [
        ("location", ["admin1", "country"], "{location}, {admin1}, {country}"),
        ("Location", ["Country"], "{Location}, {Country}"),
        ("city", ["provstate", "country_txt"], "{city}, {provstate}, {country_txt}"),
        ("country", ["source", "killed"], "country"),
        ("camp", ["country"], "camp"),
    ],
)
def test_a_place_stands_with_the_wider_ones(place, columns, wider):
    assert wider_place(place, columns) == wider


def test_measures_of_a_much_used_collection(tmp_path):
    text = "iyear,imonth,iday,country_txt,city,extended,nkill,nwound\n2015,11,13,France,Paris,0,93,217\n"
    found = of(tmp_path, text)
    assert {one.measure: one.says for one in drafts(found)} == {"killed": "93", "injured": "217"}


def test_bounds_in_camel_case_with_a_best_guess(tmp_path):
    text = "Date,EstimateLow,BestGuess,EstimateHigh,Arrests\n2017-01-21,200000,450000,750000,3\n2017-01-22,24,24,36,0\n"
    found = of(tmp_path, text)
    assert [found.mapping.columns[bound] for bound in ("low", "best", "high")] == [
        "EstimateLow",
        "BestGuess",
        "EstimateHigh",
    ]
    assert any("numbers in “Arrests” are not read" in one for one in found.unsure)


def test_rows_without_an_event_are_told_before_they_are_refused(tmp_path):
    text = "Event Name,Country,Total Deaths\n,Haiti,222570\nCyclone Idai,Mozambique,603\n,Indonesia,165708\n"
    found = of(tmp_path, text)
    assert any("“Event Name” is empty in 2 of 3 rows" in one and "--set event=NAME" in one for one in found.unsure)


def test_a_table_without_a_header_is_told(tmp_path):
    found = of(tmp_path, "2007,1,Femicidio,6\n2008,1,Femicidio,18\n2009,1,Femicidio,15\n")
    assert any("if that is the first row, write a header above it" in one for one in found.unsure)


def test_months_beside_a_year_each_count_their_month(tmp_path):
    found = of(tmp_path, "Year,Jan,Feb,Mar,Total\n2003,3,2,3986,3991\n2004,610,663,1004,2277\n")
    assert [(one.period_start, one.as_of, one.says) for one in drafts(found)] == [
        ("2003-01", "2003-01", "3"),
        ("2003-02", "2003-02", "2"),
        ("2003-03", "2003-03", "3986"),
        ("2004-01", "2004-01", "610"),
        ("2004-02", "2004-02", "663"),
        ("2004-03", "2004-03", "1004"),
    ]
    assert found.mapping.constants["measure"] == NOT_SAID
    assert "Total" in found.unread


def test_months_in_any_language_stand_with_the_measure_of_their_row(tmp_path):
    found = of(tmp_path, "año;indicador;Enero;Febrero;Agosto\n2018;muertos;1.391;1.245;999\n")
    assert [(one.measure, one.as_of, one.says) for one in drafts(found)] == [
        ("muertos", "2018-01", "1.391"),
        ("muertos", "2018-02", "1.245"),
        ("muertos", "2018-08", "999"),
    ]
    assert any("“1.391” in “Enero” is read as “1391”" in one for one in found.unsure)


def test_the_whole_of_a_country_among_its_parts_is_told(tmp_path):
    found = of(tmp_path, "استان,کشته\nفارس,۱۶۲۷\nکل کشور,۱۹۴۹۰\n")
    assert any("looks like a row of totals" in one for one in found.unsure)


def test_an_airline_is_no_place(tmp_path):
    found = of(tmp_path, "airline,fatalities\nAeroflot,128\nAir France,79\nIberia,148\n")
    assert found.mapping.columns.get("place") != "airline"
    assert found.mapping.constants["event"] == NOT_SAID


def test_a_proposal_of_years_is_ingested_once(tmp_path):
    text = "Country,Killed 2020,Killed 2021\nAfghanistan,303,264\nYemen,109,105\nMali,80,81\nIraq,45,30\n"
    found = of(tmp_path, text)
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by="m")
        mapping = found.mapping.overridden_by(
            type(found.mapping)("flags", constants={"event": "Mines", "source": "Monitor"})
        )
        options = IngestOptions(mapping=mapping, create=frozenset(("event", "source")))
        counts = [ingest(store, str(tmp_path / "file.csv"), by="m", options=options).added for _ in range(2)]
        assert counts == [8, 0]


def test_money_without_a_currency_is_told_and_not_read(tmp_path):
    text = "name_local,dead,total_damage\nTyphoon Nitang,1029,4100.5\nTyphoon Frank,540,6800.2\n"
    found = of(tmp_path, text)
    assert {one.measure for one in drafts(found)} == {"dead"}
    assert found.mapping.columns["event"] == "name_local"
    assert any("“total_damage” is money, in which currency nothing says" in one for one in found.unsure)


@pytest.mark.parametrize(("header", "says"), [("damage_usd", "USD 5000"), ("Damage (EUR)", "EUR 5000")])
def test_money_is_read_in_the_currency_that_its_header_names(tmp_path, header, says):
    found = of(tmp_path, f"country,dead,{header}\nNepal,7,5000\nHaiti,3,200\n")
    assert ("damage-cost", says) in {(one.measure, one.says) for one in drafts(found)}


def test_years_below_start_and_end_are_a_period_in_any_century(tmp_path):
    text = "name,start,end,deaths\nThirty Years' War,1618,1648,8000000\nKorean War,1950,1953,3000000\n"
    found = of(tmp_path, text)
    assert (drafts(found)[0].period_start, drafts(found)[0].as_of) == ("1618", "1648")


def test_an_unknown_place_is_nothing_stated(tmp_path):
    text = "date,country,city,fatalities\n2020-12-18,Pakistan,Unknown,1\n2020-12-26,Pakistan,Shahrag,7\n"
    found = of(tmp_path, text)
    assert found.mapping.not_stated == ("Unknown",)
    assert [one.place for one in drafts(found)] == ["Pakistan", "Shahrag, Pakistan"]
    assert "“Unknown” in “city”: taken for nothing stated" in found.unsure


def test_figures_without_a_date_are_told_where_dates_are_often_empty(tmp_path):
    text = "storm,date_start,date_end,dead\nIke,1984-08-31,1984-09-04,1029\nIvan,1997-10-25,,14\nLola,1975-01-22,,39\n"
    found = of(tmp_path, text)
    assert any("“date_end” is empty in 2 of 3 rows, whose figures have no date then" in one for one in found.unsure)


@pytest.mark.parametrize(
    ("header", "measure"),
    [
        ("Deaths due to Heat wave", "killed"),
        ("Personas fallecidas", None),
        ("کشته (نفر)", "killed"),
    ],
)
def test_what_stands_behind_a_measure(tmp_path, header, measure):
    found = of(tmp_path, f"place,{header}\nA,269\nB,12\n")
    assert {one.measure for one in drafts(found)} == {measure or header}


def test_an_empty_column_of_a_known_measure_holds_no_figures(tmp_path):
    found = of(tmp_path, "Route,Dead and missing,Dead\nCentral,1417,\nWestern,611,\n")
    assert found.mapping.columns["says"] == "Dead and missing"


def test_a_unit_in_brackets_that_is_not_known_is_told(tmp_path):
    found = of(tmp_path, "국가,값(톤)\n독일,177\n러시아,170\n")
    assert any("what brackets say in “값(톤)” is not applied" in one for one in found.unsure)


def test_places_behind_measures_in_headers(tmp_path):
    header = "Date,Day,Cases_Guinea,Deaths_Guinea,Deaths_SierraLeone"
    text = f"{header}\n2015-01-05,289,2776,1786,2977\n2015-01-04,288,2775,1781,2943\n"
    found = of(tmp_path, text)
    assert [(one.measure, one.place, one.says) for one in drafts(found)][:2] == [
        ("Deaths", "Guinea", "1786"),
        ("Deaths", "SierraLeone", "2977"),
    ]
    assert any("is taken as the place; else write (?P<population>" in one for one in found.unsure)
    assert any("not read: “Cases_Guinea" in one for one in found.unsure)


def test_people_behind_measures_in_headers(tmp_path):
    found = of(tmp_path, "country,Killed_Men,Killed_Women,Killed_Total\nYemen,3,4,7\n")
    assert [(one.measure, one.population, one.place) for one in drafts(found)][:2] == [
        ("Killed", "Men", "Yemen"),
        ("Killed", "Women", "Yemen"),
    ]


def test_families_and_persons_behind_a_measure_are_no_places(tmp_path):
    found = of(tmp_path, "Date,Affected_Families,Affected_Persons\n2020-01-02,5,20\n2020-01-03,6,24\n")
    assert not any("is taken as the place" in one for one in found.unsure)


def test_days_above_figures_in_a_record(tmp_path):
    record = {"2022-03-01": {"personnel": 5710, "tanks": 198}, "2022-03-02": {"personnel": 5840, "tanks": 211}}
    found = of(tmp_path, json.dumps(record), name="file.json")
    assert [(one.measure, one.as_of, one.says) for one in drafts(found)][:3] == [
        ("personnel", "2022-03-01", "5710"),
        ("tanks", "2022-03-01", "198"),
        ("personnel", "2022-03-02", "5840"),
    ]


def test_groups_that_tell_rows_apart_are_whom_they_count_and_their_total_is_all(tmp_path):
    text = "Country,Group,Killed\nIsrael,Civilians,828\nIsrael,Security forces,376\nIsrael,Total,1204\n"
    found = of(tmp_path, text + "Gaza Strip,Children,13800\nGaza Strip,Women,9220\nGaza Strip,Total,34622\n")
    assert [one.population for one in drafts(found)][:3] == ["Civilians", "Security forces", "all"]
    assert any("“Group” tells rows apart" in one and "“Total” is all of them" in one for one in found.unsure)


@pytest.mark.parametrize("first", ["2019-04-02 00:00:00,5.0,12.0", "Kyanjin,3.5,17", "Kyanjin,2020-01-30T08:15:00Z,17"])
def test_a_first_row_that_no_header_can_be_is_told(tmp_path, first):
    found = of(tmp_path, f"{first}\n{first}\n")
    assert any("if that is the first row, write a header above it" in one for one in found.unsure)


@pytest.mark.parametrize("header", ["Place,2019,2020", "Date,Killed 2.5 km away,Injured", "Day,2019-04-02,2019-04-03"])
def test_headers_with_numbers_and_days_are_headers(tmp_path, header):
    found = of(tmp_path, f"{header}\nKyanjin,3,17\n")
    assert not any("write a header above it" in one for one in found.unsure)


def test_shares_and_changes_beside_years_are_no_figures_of_what_they_are_a_share_of(tmp_path):
    text = "Region,Deaths.2011,Deaths.2012,Pct.Chg.Deaths.1112,Pct.Deaths.2012\nKayes,40,52,30,7\nSikasso,8,6,-25,1\n"
    found = of(tmp_path, text)
    assert [(one.measure, one.says) for one in found.first] == [
        ("Deaths", "40"),
        ("Deaths", "52"),
        ("Deaths", "8"),
        ("Deaths", "6"),
    ]
    assert [one.columns for one in found.mapping.wide] == [("Deaths.2011", "Deaths.2012")]


def test_two_counts_beside_years_of_which_one_goes_on_longer_keep_their_years(tmp_path):
    found = of(tmp_path, "State,OBS.2013,OBS.2014,MJ.2013,MJ.2014,MJ.2015\nKano,4,7,5,9,2\nOyo,1,0,NA,3,6\n")
    assert [(one.measure, one.place, one.as_of, one.says) for one in found.first[:3]] == [
        ("OBS", "Kano", "2013-12-31", "4"),
        ("OBS", "Kano", "2014-12-31", "7"),
        ("MJ", "Kano", "2013-12-31", "5"),
    ]
    assert any("if it is a place or a source, write (?P<place> or (?P<source>" in one for one in found.unsure)


def test_shares_under_names_with_dots_are_no_figures(tmp_path):
    found = of(tmp_path, "State,Injured,Pct.Killed,Rate.Missing\nKano,40,7,3\nOyo,52,9,4\n")
    assert [(one.place, one.says) for one in found.first] == [("Kano", "40"), ("Oyo", "52")]
    assert not any("taken as killed" in one for one in found.unsure)


@pytest.mark.parametrize(
    ("headers", "measures"),
    [
        (["Deaths 2021"], {"Deaths": {"2021"}}),
        (["Deaths 2021", "Injured 2022"], {"Deaths": {"2021"}, "Injured": {"2022"}}),
        (["Deaths in custody 2021", "Deaths in custody 2022", "Injured 2022"],
         {"Deaths in custody": {"2021", "2022"}, "Injured": {"2022"}}),
    ],
)  # fmt: skip
def test_each_measure_beside_a_year_has_it_as_its_date(tmp_path, headers: list[str], measures: dict[str, set[str]]):
    cells = ",".join(str(count) for count, _ in enumerate(headers, 3))
    found = of(tmp_path, f"Prison,{','.join(headers)}\nEvin,{cells}\nAdelabad,{cells}\n")
    dated: dict[str, set[str]] = {}
    for draft in drafts(found):
        dated.setdefault(draft.measure, set()).add(draft.as_of or "")
    assert dated == measures, found.unsure


def test_a_total_without_a_year_is_not_left_out_for_one_with_it(tmp_path):
    found = of(tmp_path, "Country,COVID-19 deaths,Deaths (2021)\nItaly,40,4\nSpain,50,9\n")
    assert {draft.says for draft in drafts(found)} == {"40", "50"}
    assert "Deaths (2021)" in told(found, "not read")


def test_a_total_among_years_leaves_them_years(tmp_path):
    found = of(
        tmp_path, "| Year | Killed |\n|---|---|\n| 2011 | 63-147 |\n| 2012 | 29 |\n| **Total** | 92-176 |\n", "a.md"
    )
    assert [(one.as_of, one.says) for one in drafts(found)] == [("2011-12-31", "63-147"), ("2012-12-31", "29")]
    assert any('[skip] "Year" = ["Total"]' in one for one in found.unsure)


def test_years_of_another_calendar_in_headers_are_told(tmp_path):
    rows = "تهران,۱۰۱۲,۲۳۱\nفارس,۱۰۲۰,۲۹۸\n"
    found = of(tmp_path, f"استان,سال ۱۴۰۰ - مرد,سال ۱۴۰۱ - مرد\n{rows}")
    assert not drafts(found)
    assert "“سال ۱۴۰۰ - مرد”" in told(found, "years of the Persian or the Islamic calendar")


def test_a_year_behind_one_text_in_any_digits_is_the_year(tmp_path):
    found = of(tmp_path, "موضوع,تعداد در سال ۲۰۲۲,تعداد در سال ۲۰۲۱\nاعدام,۵۶۵,۲۹۹\nحبس,۱۲,۷\n")
    said = [(one.measure, one.as_of, one.says) for one in drafts(found)]
    assert said[:2] == [("اعدام", "2022-12-31", "۵۶۵"), ("اعدام", "2021-12-31", "۲۹۹")]
    assert told(found, "count the year in its header")


def test_known_measures_with_a_year_are_read_beside_others_with_one(tmp_path):
    found = of(tmp_path, "Place,Deaths.2019,Deaths.2020,Pop.Jun.2019,Pop.Jun.2020\nOhio,4,7,900,880\n")
    assert [(one.measure, one.as_of, one.says) for one in drafts(found)] == [
        ("Deaths", "2019", "4"),
        ("Deaths", "2020", "7"),
    ]
    assert told(found, "no known measure").endswith("“Pop.Jun.2019”, “Pop.Jun.2020”")
