"""Layouts of tables that organisations publish, shortened, each with the claims that are right."""

from __future__ import annotations

import json

import pytest
from proposing import drafts, of

from claims.errors import NoRecords
from claims.model import Basis
from claims.pipeline.nobody import is_total
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.places import place_column


@pytest.mark.parametrize("place", ["Deutschland insgesamt", "Türkiye toplam", "Brasil total", "Итого по РФ", "合計"])
def test_a_row_of_totals(place):
    assert is_total(place)


@pytest.mark.parametrize("place", ["Insgesamtheim", "Total Wine Street", "Toplamköy"])
def test_a_place_that_is_no_row_of_totals(place):
    assert is_total(place) is place.startswith("Total ")


def test_the_place_of_an_incident_goes_before_the_origin_of_its_victims():
    headers = ["Region of Incident", "Country of Origin", "Country of Incident", "Location of Incident"]
    assert place_column(headers) == "{Location of Incident}, {Country of Incident}"


def test_a_day_of_zero_is_not_known(tmp_path):
    rows = "2015,3,18,24\n1970,3,0,2\n1971,0,0,1\n"
    found = of(tmp_path, f"iyear,imonth,iday,nkill\n{rows}")
    assert [one.as_of for one in drafts(found)] == ["2015-3-18", "1970-3", "1971"]
    assert "0 in “imonth”, “iday” is taken for not known, by [take]" in found.unsure


def test_results_of_a_query_with_labels(tmp_path):
    header = "item,itemLabel,pointInTime,numberOfDeaths,countryLabel,statedInLabel"
    row = (
        "http://www.wikidata.org/entity/Q1,2010 Haiti earthquake,2010-01-12T00:00:00Z,316000,Haiti,Government of Haiti"
    )
    (draft,) = drafts(of(tmp_path, f"{header}\n{row}\n"))
    assert (draft.event, draft.measure, draft.source) == ("2010 Haiti earthquake", "killed", "Government of Haiti")


def test_features_of_a_geojson_file_are_its_records(tmp_path):
    properties = {"district": "Nuwakot", "deaths": 1086, "source": "Nepal Police", "updated": "2015-05-25"}
    geometry = {"type": "Point", "coordinates": [85.2, 27.9]}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    found = of(tmp_path, json.dumps({"type": "FeatureCollection", "features": [feature]}), name="file.geojson")
    assert [(one.place, one.measure, one.says) for one in drafts(found)] == [("Nuwakot", "killed", "1086")]


def test_a_table_of_codes_acts_and_persons(tmp_path):
    header = "VIGENCIA;COD_ESTADO_DEPTO;ESTADO_DEPTO;HECHO;SEXO;PERSONAS"
    rows = (
        "2002;5;Antioquia;Homicidio;Hombre;910",
        "2002;5;Antioquia;Homicidio;Mujer;12",
        "2003;5;Cauca;Despojo;Mujer;9",
    )
    found = of(tmp_path, "\n".join((header, *rows)))
    assert [(one.measure, one.place, one.as_of, one.population, one.says) for one in drafts(found)] == [
        ("Homicidio", "Antioquia", "2002-12-31", "Hombre", "910"),
        ("Homicidio", "Antioquia", "2002-12-31", "Mujer", "12"),
        ("Despojo", "Cauca", "2003-12-31", "Mujer", "9"),
    ]


def test_years_are_known_by_their_cells_where_no_header_says_so(tmp_path):
    found = of(tmp_path, "season,killed\n2017,5\n2018,7\n2019,3\n")
    assert found.mapping.columns["year"] == "season"
    assert "“season” holds years and is taken as the year that is counted; else write as_of" in found.unsure


def test_a_time_that_is_no_date_is_told(tmp_path):
    found = of(tmp_path, "Регион,Погибло,Период\nМосква,148,январь-декабрь 2020\n")
    assert any(one.startswith("“Период” tells of the time in a way that is no date") for one in found.unsure)


def test_a_part_of_the_killed_is_of_whom_it_counts_and_their_total_of_all(tmp_path):
    rows = "<tr><td>IHRNGO<td>mindestens 537<td>68<tr><td>Regierung<td>über 200<td>k.&nbsp;A."
    head = "<tr><th rowspan=2>Organisation<th colspan=2>Getötete<tr><th>insgesamt<th>davon Kinder"
    found = of(tmp_path, f"<meta charset=utf-8><table>{head}{rows}</table>", name="file.html")
    assert [(one.source, one.population, one.says) for one in drafts(found)] == [
        ("IHRNGO", "kinder", "68"),
        ("IHRNGO", "all", "mindestens 537"),
        ("Regierung", "all", "über 200"),
    ]


def test_several_figures_in_the_cells_of_a_column_that_is_called_the_toll(tmp_path):
    rows = "Paris;130 morts et 413 blessés\nNice;86 morts, 458 blessés\nRouen;1 mort et 1 blessé\n"
    found = of(tmp_path, f"Lieu;Bilan\n{rows}")
    assert [(one.place, one.measure, one.says) for one in drafts(found)] == [
        ("Paris", "killed", "130"),
        ("Paris", "injured", "413"),
        ("Nice", "killed", "86"),
        ("Nice", "injured", "458"),
        ("Rouen", "killed", "1"),
        ("Rouen", "injured", "1"),
    ]


def test_a_total_among_years_leaves_them_years(tmp_path):
    found = of(
        tmp_path, "| Year | Killed |\n|---|---|\n| 2011 | 63-147 |\n| 2012 | 29 |\n| **Total** | 92-176 |\n", "a.md"
    )
    assert [(one.as_of, one.says) for one in drafts(found)] == [("2011-12-31", "63-147"), ("2012-12-31", "29")]
    assert any('[skip] "Year" = ["Total"]' in one for one in found.unsure)


def test_an_unknown_bound_does_not_hide_its_column(tmp_path):
    found = of(tmp_path, "pays;prisonniers min;prisonniers max\nIran;500;800\nÉgypte;60;65\nYémen;200;inconnu\n")
    assert [one.columns for one in found.mapping.wide] == [("prisonniers min", "prisonniers max")]


def test_what_figures_rest_on_is_told_apart(tmp_path):
    found = of(tmp_path, "Province,Deaths Verified,Deaths Reported,Displaced\nSofala,510,602,112000\nManica,62,62,12\n")
    assert [(one.measure, one.basis, one.says) for one in drafts(found)][:3] == [
        ("killed", Basis.VERIFIED, "510"),
        ("killed", Basis.REPORTED, "602"),
        ("Displaced", Basis.UNSTATED, "112000"),
    ]


def test_an_event_that_few_rows_name_comes_with_the_column_that_names_each_row(tmp_path):
    found = of(
        tmp_path, "DisNo.,Event Name,Country,Total Deaths\nA-1,,Syria,5\nA-2,,Libya,7\nA-3,Storm Daniel,Iraq,9\n"
    )
    assert any("--map says another column, such as “DisNo.”" in one for one in found.unsure)


def test_bounds_beside_words_of_a_language_are_read_by_its_mark(tmp_path):
    header = "Incident Date,Location,Minimum Number of Missing,Information Source"
    rows = '2015-04-18,off the coast of Libya near Tripoli,"1,022",The coast guard said so\n2015-04-19,sea,5,IOM\n'
    found = of(tmp_path, f"{header}\n{rows}")
    assert [one.figure.low for one in drafts(found) if one.figure] == [1022, 5]
    assert found.mapping.constants["event"] == NOT_SAID


def test_a_code_is_no_source(tmp_path):
    found = of(tmp_path, "Unique Reference Code,Incident date,Killed\nCS1016,2017-08-20,5\nCS1017,2017-08-21,7\n")
    assert found.mapping.constants["source"] == NOT_SAID


def test_bounds_that_are_written_in_two_ways_are_all_read(tmp_path):
    header = "Location,Min civilian killed,Max civilian killed,Children killed min,Children killed max"
    found = of(tmp_path, f"{header}\nRaqqa,27,40,15,20\nMosul,105,141,,\n")
    assert sorted((one.measure, one.figure.low, one.figure.high) for one in drafts(found) if one.figure) == [
        ("Children killed", 15, 20),
        ("killed", 27, 40),
        ("killed", 105, 141),
    ]


def test_bounds_in_brackets_before_a_kind_are_those_of_one_figure_of_each_year(tmp_path):
    kinds = ",".join(f"Deaths in conflicts ({bound} estimate) - Type: all" for bound in ("best", "low", "high"))
    found = of(tmp_path, f"Entity,Code,Year,{kinds}\nWorld,OWID_WRL,2019,76100,70221,92210\n")
    ((bounds, when),) = [(one.figure, (one.period_start, one.as_of)) for one in drafts(found)]
    assert (bounds.low, bounds.best, bounds.high) == (70221, 76100, 92210)
    assert when == ("2019-01-01", "2019-12-31")
    assert any("“Deaths in conflicts” is taken as a measure that is not known yet" in one for one in found.unsure)


def test_names_that_end_in_a_day_are_told(tmp_path):
    found = of(tmp_path, "Location,Killed,Sources\nBaghdad,70,AP 12 Dec; REU 12 Dec\nKhanaqin,2,LAT 4 Nov\n")
    assert "names in “Sources” end in a day (“AP 12 Dec”): each is a source of its own" in found.unsure


def test_an_address_is_no_figure(tmp_path):
    found = of(tmp_path, "name,date,street_address,city\nJohn Doe,8/29/2020,1 Main St,St. Louis\n")
    assert not {"says", "low", "best", "high"} & found.mapping.columns.keys()


def test_countries_before_a_measure_are_places(tmp_path):
    found = of(
        tmp_path, "Report date,Gaza killed,WB killed,Source\n2023-10-15,2670,57,OCHA\n2023-11-15,11078,186,OCHA\n"
    )
    assert [(one.measure, one.place, one.population, one.says) for one in drafts(found)][:2] == [
        ("killed", "Gaza", "all", "2670"),
        ("killed", "WB", "all", "57"),
    ]


def test_people_behind_a_measure_without_a_sign(tmp_path):
    found = of(tmp_path, "Область;Загинуло цивільних;Поранено\nДонецька;3120;4521\n")
    assert [(one.measure, one.population, one.says) for one in drafts(found)] == [
        ("killed", "цивільних", "3120"),
        ("injured", "all", "4521"),
    ]


def test_records_below_names_and_dates_are_read_with_their_keys(tmp_path):
    days = {"2020-03-15": {"deaths": 1809, "confirmed": 24747}, "2020-03-16": {"deaths": 2158, "confirmed": 27980}}
    found = of(tmp_path, json.dumps({"Italy": days, "Spain": days}), name="file.json")
    assert found.mapping.records == "*.*"
    figures = [(one.place, one.as_of, one.measure, one.says) for one in drafts(found)]
    assert figures[:4] == [
        ("Italy", "2020-03-15", "deaths", "1809"),
        ("Italy", "2020-03-15", "confirmed", "24747"),
        ("Italy", "2020-03-16", "deaths", "2158"),
        ("Italy", "2020-03-16", "confirmed", "27980"),
    ]
    assert figures[4][:2] == ("Spain", "2020-03-15")


def test_a_count_beside_its_running_total_and_a_source_is_no_second_source(tmp_path):
    header = "country,indicator,year_week,source,weekly_count,cumulative_count"
    rows = "Austria,deaths,2020-10,WHO,1,1\nAustria,cases,2020-10,WHO,95,104\nAustria,deaths,2020-11,WHO,3,4\n"
    found = of(tmp_path, f"{header}\n{rows}")
    assert [(one.measure, one.source, one.says) for one in drafts(found)] == [
        ("deaths", "WHO", "1"),
        ("cases", "WHO", "104"),
        ("deaths", "WHO", "4"),
    ]
    assert any("“year_week” tells of the time in a way that is no date (“2020-10”)" in one for one in found.unsure)


def test_numbers_of_cases_coordinates_and_codes_of_sexes_are_no_figures(tmp_path):
    header = "coroners_case_number,death_date,gender_code,x,y"
    found = of(tmp_path, f"{header}\n2022-11939,2022-11-16,1,-118.2,33.9\n2022-11468,2022-11-03,2,-118.3,34.1\n")
    assert not found.mapping.wide
    assert "says" not in found.mapping.columns


def test_codes_of_sexes_that_tell_rows_apart_say_of_whom(tmp_path):
    found = of(tmp_path, "dep;sexe;jour;morts\n75;0;2020-03-18;15\n75;1;2020-03-18;9\n75;2;2020-03-18;6\n")
    assert any("“sexe” tells them apart; say what it is: --map 'sexe=population'" in one for one in found.unsure)


def test_letters_of_both_sexes_are_men_and_women(tmp_path):
    found = of(tmp_path, "Governorate,# killed (M),# killed (F),Total killed\nIdlib,34,12,46\nHama,9,4,13\n")
    said = {(one.population, one.says) for one in drafts(found) if one.place == "Idlib"}
    assert said == {("men", "34"), ("women", "12"), ("all", "46")}


def test_the_strength_of_an_earthquake_is_no_figure(tmp_path):
    found = of(
        tmp_path, "title,place,mag,felt,tsunami,sig\nM 7.8,Elbistan,7.8,2501,0,2910\nM 7.5,Ekinözü,7.5,1022,0,2200\n"
    )
    assert not found.mapping.wide
    assert "says" not in found.mapping.columns


def test_both_days_of_a_time_in_one_cell_are_read(tmp_path):
    rows = "01/01/2023 - 31/03/2023;441\n01/01/2023 – 30/06/2023;1289\n"
    found = of(tmp_path, f"Periodo di riferimento;Morti\n{rows}")
    assert [(one.period_start, one.as_of, one.says) for one in drafts(found)] == [
        ("01/01/2023", "31/03/2023", "441"),
        ("01/01/2023", "30/06/2023", "1289"),
    ]


def test_a_locality_comes_before_its_governorate():
    assert place_column(["Governorate", "Locality", "killed"]) == "{Locality}, {Governorate}"


def test_a_table_that_begins_with_its_first_row_is_told(tmp_path):
    found = of(tmp_path, "2012-06-30;924\n2012-07-31;1313\n2012-08-21;1554\n")
    assert any(one.startswith("the header is “2012-06-30, 924”: if that is the first row") for one in found.unsure)


def test_a_year_beside_months_needs_no_word_of_its_own(tmp_path):
    found = of(tmp_path, "Año,Entidad,Enero,Febrero,Marzo\n2019,A,4,6,5\n2019,B,180,160,210\n")
    assert not [one for one in found.unsure if one.startswith("“Año” is taken as the year")]


def test_ages_behind_a_measure_are_populations(tmp_path):
    found = of(tmp_path, "region,deaths_0_14,deaths_15_84,deaths_85_plus,deaths\nA,1,20,30,51\n")
    assert sorted((one.measure, one.population, one.says) for one in drafts(found)) == [
        ("deaths", "0_14", "1"),
        ("deaths", "15_84", "20"),
        ("deaths", "85_plus", "30"),
        ("deaths", "all", "51"),
    ]


def test_spans_that_may_be_years_are_no_ages(tmp_path):
    found = of(tmp_path, "region,deaths_85_99,deaths_00_15,deaths\nA,1,20,21\n")
    assert not [one for one in drafts(found) if one.population != "all"]


def test_things_that_are_affected_are_no_people(tmp_path):
    found = of(tmp_path, "Estado;Mortes;Municípios afetados\nRio;918;7\nMinas;17;120\n")
    assert [(one.measure, one.says) for one in drafts(found)] == [("killed", "918"), ("killed", "17")]
    assert "Municípios afetados" in found.unread


def test_years_with_a_word_are_read_without_it(tmp_path):
    found = of(tmp_path, "구분,사망\n2018년,369\n2019년,285\n")
    assert [(one.as_of, one.says) for one in drafts(found)] == [("2018-12-31", "369"), ("2019-12-31", "285")]
    assert "“구분” holds years with a word (“2018년”), read by [take]" in found.unsure


def test_turkish_capitals_are_the_same_words(tmp_path):
    found = of(tmp_path, "İL;ÖLÜ SAYISI;YARALI SAYISI;TARİH\nHATAY;24147;30762;06.04.2023\n")
    assert [(one.measure, one.place, one.says) for one in drafts(found)] == [
        ("killed", "HATAY", "24147"),
        ("injured", "HATAY", "30762"),
    ]


def test_confirmed_beside_reported_is_no_basis(tmp_path):
    found = of(tmp_path, "state,confirmed_deaths,reported_deaths\nYangon,28,40\nBago,82,90\n")
    assert {one.basis for one in drafts(found)} == {Basis.UNSTATED}
    assert any("they seem to be killed too" in one for one in found.left_out)


@pytest.mark.parametrize("header", ["Suspected deaths", "excess_deaths", "Animal deaths"])
def test_what_is_no_count_of_people_is_not_read_as_one(tmp_path, header):
    found = of(tmp_path, f"state,injured,{header}\nYangon,28,40\nBago,82,90\n")
    assert {one.measure for one in drafts(found)} == {"injured"}
    assert header in found.unread


def test_labels_above_a_header_of_many_are_titles(tmp_path):
    above = '"Data Source","World Development Indicators",\n\n"Last Updated Date","2023-09-19",\n\n'
    header = '"Country Name","Country Code","Indicator Name","2017","2018","2019",\n'
    row = '"Yemen, Rep.","YEM","Battle-related deaths","2316","4512","1790",\n'
    found = of(tmp_path, above + header + row)
    assert [(one.place, one.measure, one.as_of[:4], one.says) for one in drafts(found)] == [
        ("Yemen, Rep.", "Battle-related deaths", "2017", "2316"),
        ("Yemen, Rep.", "Battle-related deaths", "2018", "4512"),
        ("Yemen, Rep.", "Battle-related deaths", "2019", "1790"),
    ]
    assert any("“Data Source: World Development Indicators · Last Updated" in one for one in found.unsure)


def test_a_small_table_has_no_titles(tmp_path):
    found = of(tmp_path, "source,killed\nOCHA,5\nWHO,6\nMSF,7\n")
    assert [(one.source, one.says) for one in drafts(found)] == [("OCHA", "5"), ("WHO", "6"), ("MSF", "7")]


def test_a_header_of_two_measures_is_told(tmp_path):
    found = of(tmp_path, "District,Dead/Missing,Injured\nSylhet,14/3,5\nSunamganj,26/0,7\n")
    assert {one.measure for one in drafts(found)} == {"Injured"}
    assert any(one.startswith("“Dead/Missing” counts several measures in one cell (“14/3”)") for one in found.unsure)


def test_thousands_of_people_are_thousands(tmp_path):
    found = of(tmp_path, "Субъект;Численность беженцев, тыс. чел.;Утонувшие\nБелгород;6,2;141\n")
    assert [one.says for one in drafts(found)] == ["6,2 thousand"]
    assert any("“Численность беженцев” is taken as a measure that is not known yet" in one for one in found.unsure)
    assert any("not read: “Утонувшие" in one for one in found.unsure)


def test_titles_that_are_countries_are_places(tmp_path):
    found = of(tmp_path, "Ranking,Title,Injured\n1,China,5\n2,Brazil,7\n")
    assert [one.place for one in drafts(found)] == ["China", "Brazil"]


def test_hashtags_of_year_and_month_are_one_date(tmp_path):
    tags = "#adm1+name,#date+month,#date+year,#affected+killed"
    found = of(tmp_path, f"Admin1,Month,Year,Fatalities\n{tags}\nKhartoum,April,2023,310\nDarfur,May,2023,85\n")
    assert [one.as_of for one in drafts(found)] == ["2023-April", "2023-May"]


def test_years_of_two_digits_are_read_as_the_mapping_says(tmp_path):
    found = of(tmp_path, "District,Dead,Date\nSylhet,14,22-Jun-22\nSunamganj,26,3-Dec-99\n")
    assert found.mapping.written == {"as_of": "%d-%b-%y"}
    assert [one.as_of for one in drafts(found)] == ["2022-06-22", "1999-12-03"]
    assert "years of “Date” have two digits: “22-Jun-22” is read as %d-%b-%y" in found.unsure


def test_years_of_two_digits_may_have_a_time_behind_them(tmp_path):
    found = of(tmp_path, "STATE,DEATHS,BEGIN_DATE_TIME\nTEXAS,2,29-APR-99 15:30:00\nOHIO,1,28-APR-01 14:45:00\n")
    assert [one.period_start for one in drafts(found)] == ["1999-04-29", "2001-04-28"]


def test_years_of_two_digits_that_would_be_still_to_come_are_left_to_a_person(tmp_path):
    found = of(tmp_path, "District,Dead,Date\nSylhet,14,22-Jun-65\nSunamganj,26,3-Dec-99\n")
    assert not found.mapping.written
    told = "years of “Date” have two digits, and “22-Jun-65” may be of either century: write them with four"
    assert told in found.unsure


def test_years_of_two_digits_that_can_be_read_in_two_ways_are_told(tmp_path):
    found = of(tmp_path, "District,Dead,Reported\nSylhet,14,01/02/22\nSunamganj,26,03/04/22\n")
    assert found.mapping.written == {}
    (told,) = [one for one in found.unsure if one.startswith("“01/02/22” in “Reported” can be read in two ways")]
    assert told.endswith("[written] as_of = “%d/%m/%y” or as_of = “%m/%d/%y”")


@pytest.mark.parametrize("header", ["data", "stand", "published"])
def test_words_below_the_name_of_a_date_are_no_dates(tmp_path, header):
    found = of(tmp_path, f"event,killed,{header}\nA,5,north stand\nB,6,other\n")
    assert not {"as_of", "published_on"} & found.mapping.columns.keys()
    assert any(f"“{header}” has the name of a date" in one for one in found.unsure)


def test_well_known_organisations_in_headers_are_sources(tmp_path):
    found = of(tmp_path, "Date,Ministry of Health,OCHA,WHO\n2023-10-15,2670,2671,2600\n", name="who_died.csv")
    assert [(one.source, one.says) for one in drafts(found)] == [
        ("Ministry of Health", "2670"),
        ("OCHA", "2671"),
        ("WHO", "2600"),
    ]
    assert "headers are taken as sources: “OCHA”, “WHO”; “Ministry of Health” beside them too" in found.unsure


def test_a_word_in_the_name_of_a_file_makes_no_organisation_its_source(tmp_path):
    found = of(tmp_path, "Date,killed\n2023-10-15,2670\n", name="who_died.csv")
    assert found.mapping.constants["source"] == NOT_SAID


def test_names_that_sound_like_events_tell_rows_apart_as_events(tmp_path):
    found = of(tmp_path, "What,Deaths\nCyclone Mocha,148\nFlood of May,5\nMalawi earthquake,9\n")
    assert [one.event for one in drafts(found)] == ["Cyclone Mocha", "Flood of May", "Malawi earthquake"]
    assert not [one for one in found.unsure if "does not say the event" in one]


def test_ids_and_rounds_are_no_figures(tmp_path):
    found = of(tmp_path, "Report Date,Admin 1 Name,IDP Individuals,Round,agency_ids\n2023-06-30,Kharkiv,680,13,73\n")
    assert [(one.measure, one.says) for one in drafts(found)] == [("displaced", "680")]


def test_the_only_list_of_an_object_is_proposed_as_the_records(tmp_path):
    answer = {"page": 1, "Result": [{"date": "2021-03-27", "killed": 28}, {"date": "2021-04-09", "killed": 82}]}
    found = of(tmp_path, json.dumps(answer), name="file.json")
    assert found.mapping.records == "Result"
    assert [(one.as_of, one.says) for one in drafts(found)] == [("2021-03-27", "28"), ("2021-04-09", "82")]
    assert found.taken[0] == "the file is one object: the only list in it is read, by records = “Result”"


def test_of_several_lists_of_an_object_a_person_names_one(tmp_path):
    answer = {"gaza": [{"killed": 28}], "west_bank": [{"killed": 8, "detained": 3}]}
    with pytest.raises(NoRecords) as caught:
        of(tmp_path, json.dumps(answer), name="file.json")
    assert caught.value.lists == ("gaza", "west_bank")


def test_weeks_are_told_as_a_time_that_is_no_date(tmp_path):
    found = of(tmp_path, "semaine,province,deces\n2023-S01,Nord-Kivu,2\n2023-S02,Nord-Kivu,1\n")
    assert any("“semaine” tells of the time in a way that is no date (“2023-S01”)" in one for one in found.unsure)
