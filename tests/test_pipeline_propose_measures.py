"""What is counted: measures in cells and descriptions, and counts that are measures of their own."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.model import Draft
from claims.pipeline.proposing.measures import known_names
from claims.text import fold


def test_cells_that_say_what_is_counted_are_the_measure(tmp_path):
    rows = '"Всего содержится, чел.",460 923,423 825\n"из них женщин, чел.",38 024,35 048\n"умерло, чел.",2 729,2 459\n'
    found = of(tmp_path, f"Категории лиц,01.01.2019,01.01.2020\n{rows}")
    assert found.mapping.columns["measure"] == "Категории лиц"
    assert "place" not in found.mapping.columns
    assert "is taken as the measure" in told(found, "tells rows apart")


def test_houses_and_families_beside_people_are_measures_of_their_own(tmp_path):
    header = "ph_psgc,affected_families,affected_persons,dead,damaged_houses_full,damaged_properties"
    found = of(tmp_path, f"{header}\nPH1,21,100,9,4,5.5\nPH2,27,164,0,1,7.25\n")
    assert found.mapping.wide[0].columns == ("affected_families", "affected_persons", "dead", "damaged_houses_full")
    assert found.mapping.names["measure"] == {"affected_persons": "affected"}
    assert "if it is the code of a place: --map 'ph_psgc=place'" in told(found, "tells them apart")


def test_a_count_alone_is_a_measure_by_its_own_name_whatever_the_file_is_called(tmp_path):
    found = of(tmp_path, "date,region,cases\n2020-03-01,Lazio,3\n2020-03-02,Lazio,5\n", "deaths.csv")
    assert {one.measure for one in drafts(found)} == {"cases"}


def test_a_measure_joined_with_the_names_of_places_is_read_with_them(tmp_path):
    found = of(
        tmp_path, "Date,DeathsChaco,DeathsBuenosAires,DeathsLaPampa\n2020-08-14,174,3207,0\n2020-08-15,178,3289,1\n"
    )
    assert [(one.measure, one.place, one.says) for one in drafts(found)[:3]] == [
        ("Deaths", "Chaco", "174"),
        ("Deaths", "BuenosAires", "3207"),
        ("Deaths", "LaPampa", "0"),
    ]
    assert "taken as the place" in told(found, "what stands behind a measure")


def test_cells_of_a_column_of_measures_are_named(tmp_path):
    rows = "2014-09-18,Number of deaths,41\n2014-09-18,Contacts seen to date,468\n"
    found = of(tmp_path, f"Date,Variable,National\n{rows}")
    assert found.mapping.names["measure"]["Number of deaths"] == "killed"


def test_a_description_of_what_is_counted_is_the_measure(tmp_path):
    rows = "2014-08-14,Total deaths of suspects,2,2\n2014-08-14,Total cases of suspects,11,9\n"
    found = of(tmp_path, f"Date,Description,Totals,Conakry\n{rows}")
    assert found.mapping.columns["measure"] == "Description"
    assert [(one.measure, one.place) for one in drafts(found)[:2]] == [
        ("Total deaths of suspects", ""),
        ("Total deaths of suspects", "Conakry"),
    ]


def test_the_only_figure_is_not_called_so_where_others_hold_numbers(tmp_path):
    found = of(tmp_path, "Country,Inmates in cells,Rate per 100\nNorway,3050,56\nSpain,56000,113\n")
    assert any("numbers in “Rate per 100” are not read" in one for one in found.unsure)


def test_a_population_of_prisons_is_a_figure(tmp_path):
    found = of(
        tmp_path, "Country,Prison population total,Total population\nNorway,3050,5400000\nSpain,56000,47000000\n"
    )
    assert [one.says for one in drafts(found)] == ["3050", "56000"]


def test_measures_of_a_much_used_collection(tmp_path):
    text = "iyear,imonth,iday,country_txt,city,extended,nkill,nwound\n2015,11,13,France,Paris,0,93,217\n"
    found = of(tmp_path, text)
    assert {one.measure: one.says for one in drafts(found)} == {"killed": "93", "injured": "217"}


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


def test_the_name_of_a_file_about_excess_deaths_says_no_measure(tmp_path):
    found = of(tmp_path, "county,heat days\nKern,2513\nFresno,3346\n", name="excess-deaths-by-county.csv")
    assert found.mapping.constants.get("measure") != "killed"
    assert not any("by the file's name" in one for one in found.unsure)


def test_a_second_number_in_brackets_is_told(tmp_path):
    found = of(tmp_path, 'place,year,deaths\nAby,1901,"14 (9)"\nBro,1901,"1,250 (880)"\nCol,1901,"3 (0)"\n')
    assert told(found, "second number in brackets").startswith("“deaths” has a second number in brackets (“14 (9)”)")


@pytest.mark.parametrize(
    ("cell", "is_told"), [("259 (11 missing)", True), ("25 [5 women]", True), ("7 (3 May)", False)]
)
def test_another_count_in_brackets_is_told_though_one_row_alone_has_it(tmp_path, cell, is_told):
    rows = "".join(f"City {number},{number}\n" for number in range(10, 30))
    found = of(tmp_path, f"place,deaths\nBrumadinho,{cell}\n{rows}")
    assert any("second number in brackets" in one for one in found.unsure) is is_told
    assert not any("in brackets" in one for one in of(tmp_path, "place,year,deaths\nAby,1901,14\n").unsure)


def test_headers_that_are_numbers_are_no_measures(tmp_path):
    found = of(tmp_path, "3014121,12\n3014122,7\n3014123,9\n")
    assert not found.mapping.wide
    assert told(found, "headers that are numbers name no measure")


def test_cells_that_name_measures_are_the_measure(tmp_path):
    text = "country,kind,value\nKenya,Deaths,3\nKenya,Injured,9\nKenya,Schools closed,2\nMali,Deaths,1\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["measure"] == "kind"
    assert [(one.measure, one.says) for one in found.first if isinstance(one, Draft)] == [
        ("Deaths", "3"),
        ("Injured", "9"),
        ("Schools closed", "2"),
        ("Deaths", "1"),
    ]


def test_cells_that_may_say_who_is_counted_are_told(tmp_path):
    text = "war,bucket,low,high\nBoxer Rebellion,camp deaths,2500,20000\nBoxer Rebellion,fever deaths,32200,\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["measure"] == "bucket"
    assert any("“camp deaths” (killed?)" in one and "may say who is counted" in one for one in found.unsure)
    assert "measure" not in found.mapping.names


def test_a_column_that_is_called_concept_is_the_measure(tmp_path):
    text = "ambito,concepto,valor\nChocó,ips_priorizadas,19\nChocó,ips_verificadas,70\nCaldas,ips_priorizadas,6\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["measure"] == "concepto"
    assert any("“concepto” is taken as the measure" in one for one in found.unsure)


@pytest.mark.parametrize("header", ["measure_name", "kind", "what"])
def test_the_one_measure_in_all_cells_of_a_column_beside_figures_is_theirs(tmp_path, header):
    found = of(tmp_path, f"country,date,{header},value\nNepal,2015-04-26,Deaths,18\nNepal,2015-04-27,Deaths,33\n")
    assert [(one.measure, one.says) for one in drafts(found)] == [("Deaths", "18"), ("Deaths", "33")]
    assert told(found, "all its cells are “Deaths”")


def test_two_columns_of_one_measure_each_leave_it_open_which_it_is(tmp_path):
    found = of(tmp_path, "place,kind,state,value\nNepal,killed,injured,18\nIndia,killed,injured,33\n")
    assert found.mapping.constants["measure"] == "?"


@pytest.mark.parametrize("header", ["b", "t_value", "X1"])
def test_a_header_that_is_only_a_letter_is_asked_about(tmp_path, header):
    found = of(tmp_path, f"country,year,{header}\nNepal,2015,120\nIndia,2015,340\nIran,2015,17\n")
    assert not drafts(found)
    assert f"--map '{header}=says'" in told(found, "do not say what their numbers count")


def test_n_is_a_number_of_something(tmp_path):
    found = of(tmp_path, "country,year,n\nNepal,2015,120\nIndia,2015,340\nIran,2015,17\n")
    assert [one.says for one in drafts(found)] == ["120", "340", "17"]


def test_what_all_persons_of_a_list_are_is_no_measure_of_its_numbers(tmp_path):
    found = of(tmp_path, "Name,Age,Sex,Status,number\nA B,12,M,Dead,1\nC D,13,F,Dead,2\nE F,14,F,Dead,3\n")
    assert found.mapping.constants["measure"] == "?"


def test_a_column_of_measures_beside_entity_and_year_is_read_as_such(tmp_path):
    found = of(tmp_path, "entity,code,year,indicator,value\nNepal,NPL,2015,killed,120\nIndia,IND,2015,injured,340\n")
    assert [(one.measure, one.place, one.says) for one in drafts(found)] == [
        ("killed", "Nepal", "120"),
        ("injured", "India", "340"),
    ]


@pytest.mark.parametrize(
    ("cell", "measure"),
    [
        ("Zahl der Verletzten", "injured"),
        ("Personnes évacuées", "evacuated"),
        ("Personas detenidas", "arrested"),
        ("Déplacés internes", "displaced"),
        ("Количество погибших", "killed"),
        ("عدد النازحين", "displaced"),
        ("n_killed", "killed"),
        ("Total deaths", "killed"),
    ],
)
def test_cells_of_measures_are_known_as_their_headers_would_be_though_all_are_one(tmp_path, cell, measure):
    found = of(tmp_path, f"Indicator,Place,Value\n{cell},Gao,3\n{cell},Kidal,4\n")
    assert found.mapping.names.get("measure", {}).get(cell) == measure or fold(cell) in known_names(None).measures
    assert "may say who is counted" not in " ".join(found.unsure)


def test_the_year_of_prices_is_no_time_of_the_damage_and_a_currency_nobody(tmp_path):
    text = "Territory,Fatalities,Damage (2017 USD)\nDominica,65,$1.37 billion\nCuba,6,$2 billion\n"
    found = of(tmp_path, text)
    assert {(one.measure, one.population, one.as_of) for one in drafts(found)} == {("Fatalities", "all", None)}
    assert any("Damage (2017 USD)" in one for one in found.left_out), "what is not read is told"


def test_fatal_accidents_are_no_dead(tmp_path):
    found = of(
        tmp_path, 'Place,Casualties\nRome,3 fatal accidents\nElba,"12 fatal accidents, 3 injured"\nPisa,4 injured\n'
    )
    assert "killed" not in {one.measure for one in drafts(found)}


def test_missing_among_measures_is_one(tmp_path):
    found = of(tmp_path, "Indicator,Figure\nDeaths,224\nMissing,28\nInjured,158\nHouses destroyed,5996\n")
    assert ("Missing", "28") in {(one.measure, one.says) for one in drafts(found)}


def test_a_gun_is_no_day(tmp_path):
    found = of(tmp_path, "Country,Gun deaths,Drug deaths\nYemen,10,14\nIran,20,9\n")
    assert {(one.population, one.says) for one in drafts(found)} >= {("gun", "10"), ("drug", "14")}


def test_a_word_that_says_what_a_cell_names_is_no_part_of_the_measure(tmp_path):
    rows = "Amnesty,Homs,indicator_name: Missing,12\nAmnesty,Homs,indicator_name: Schools hit,3\n"
    found = of(tmp_path, f"source,place,indicator,count\n{rows}")
    meant = {"indicator_name: Missing": "missing", "indicator_name: Schools hit": "Schools hit"}
    assert found.mapping.names["measure"] == meant
    assert "may say who is counted" not in "".join(found.unsure)


@pytest.mark.parametrize("header", ["Indicator: Deaths", "المؤشر: القتلى", "Variable = killed", "Measure - killed"])
def test_a_word_that_says_what_a_header_names_says_nothing_of_whom(tmp_path, header):
    found = of(tmp_path, f"source,place,{header}\nAmnesty,Homs,12\nAmnesty,Idlib,3\n")
    assert found.mapping.names["measure"] == {header: "killed"}
    assert "if its other words say who" not in "".join(found.unsure)


@pytest.mark.parametrize(
    "rows",
    ["Missing persons,15,14,4\nFatalities,5,24,36\nNote: provisional.,,,\n", "Injured,6,13,15\n注：速報値。,,,\n"],
)
def test_a_column_of_measures_below_a_header_of_places_waits_for_what_the_other_headers_are(tmp_path, rows):
    text = f"City,Idlib,Raqqa,Cox's Bazar\n{rows}"
    assert any("wide.header=place" in one for one in of(tmp_path, text).waits)
    found = of(tmp_path, text, said=from_flags([], ["wide.header=place", "event=Flood", "source=UN"]))
    assert not found.waits
    assert {(one.place, one.says) for one in drafts(found)} >= {("Idlib", rows.split(",")[1])}
    assert found.mapping.columns["measure"] == "City"


def test_measures_with_times_below_a_header_of_places_wait(tmp_path):
    found = of(tmp_path, "Region,Kazan,Ufa\n2018-08-25 killed,15,14\n2018-09-01 killed,5,24\n")
    assert any("holds measures with times" in one for one in found.waits)


@pytest.mark.parametrize("figure", ["161–304", "at least 161", "4000+", "ca. 161"])
def test_a_first_row_of_a_measure_and_a_figure_is_asked_about_as_data(tmp_path, figure: str):
    text = f"Deaths;{figure}\nInjuries;4000\nArrested;7000\n"
    assert any("the first row may be data (“Deaths”, " in one for one in of(tmp_path, text).waits)
    said = from_flags([], ["header=measure,says", "source=OCHA"])
    assert [one.says for one in drafts(of(tmp_path, text, said=said))] == [figure, "4000", "7000"]


@pytest.mark.parametrize("header", ["2019", "Number", "Week 12", "Ward 3"])
def test_a_header_above_measures_is_no_data(tmp_path, header: str):
    found = of(tmp_path, f"Casualties;{header}\nKilled;4000\nInjured;7000\n")
    assert not any("the first row may be data" in one for one in found.waits)
