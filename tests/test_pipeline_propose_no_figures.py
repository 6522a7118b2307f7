"""Numbers that count nobody: codes, coordinates, strengths, pages, marks of one person each."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told


def test_an_address_is_no_figure(tmp_path):
    found = of(tmp_path, "name,date,street_address,city\nJohn Doe,8/29/2020,1 Main St,St. Louis\n")
    assert not {"says", "low", "best", "high"} & found.mapping.columns.keys()


def test_numbers_of_cases_coordinates_and_codes_of_sexes_are_no_figures(tmp_path):
    header = "coroners_case_number,death_date,gender_code,x,y"
    found = of(tmp_path, f"{header}\n2022-11939,2022-11-16,1,-118.2,33.9\n2022-11468,2022-11-03,2,-118.3,34.1\n")
    assert not found.mapping.wide
    assert "says" not in found.mapping.columns


def test_the_strength_of_an_earthquake_is_no_figure(tmp_path):
    found = of(
        tmp_path, "title,place,mag,felt,tsunami,sig\nM 7.8,Elbistan,7.8,2501,0,2910\nM 7.5,Ekinözü,7.5,1022,0,2200\n"
    )
    assert not found.mapping.wide
    assert "says" not in found.mapping.columns


@pytest.mark.parametrize("header", ["Suspected deaths", "excess_deaths", "Animal deaths"])
def test_what_is_no_count_of_people_is_not_read_as_one(tmp_path, header):
    found = of(tmp_path, f"state,injured,{header}\nYangon,28,40\nBago,82,90\n")
    assert {one.measure for one in drafts(found)} == {"injured"}
    assert header in found.unread


def test_ids_and_rounds_are_no_figures(tmp_path):
    found = of(tmp_path, "Report Date,Admin 1 Name,IDP Individuals,Round,agency_ids\n2023-06-30,Kharkiv,680,13,73\n")
    assert [(one.measure, one.says) for one in drafts(found)] == [("displaced", "680")]


def test_names_with_codes_before_them_are_no_numbers(tmp_path):
    rows = "11 Rondônia;512;1098\n12 Acre;112;365\n13 Amazonas;441;2265\nTotal;1065;3728\n"
    found = of(tmp_path, f"Unidade da Federação;Acidentes;Total\n{rows}")
    assert [one.says for one in drafts(found)][:1] == ["1098"]
    assert "“Unidade da Federação”" not in " ".join(one for one in found.unsure if "is taken as the figure" in one)


def test_numbers_of_groups_are_no_figures(tmp_path):
    found = of(tmp_path, "day,survivors,group\n1812-06-24,340000,1\n1812-06-25,320000,2\n1812-06-26,60000,3\n")
    assert {one.says for one in drafts(found)} == {"340000", "320000", "60000"}


def test_a_month_is_no_figure_though_nothing_else_holds_numbers(tmp_path):
    found = of(
        tmp_path, "name,date_start,date_year,date_month\nStorm Ida,1997-10-25,1997,10\nStorm Eva,1998-11-02,1998,11\n"
    )
    assert drafts(found) == []


def test_how_many_live_somewhere_is_no_figure(tmp_path):
    found = of(
        tmp_path, "state,POB15,POB16,pop1517,popn\nColima,721696,734663,41000,9\nJalisco,7963314,8055955,90000,8\n"
    )
    assert drafts(found) == []


def test_numbers_beside_the_names_of_a_person_each_are_no_figures(tmp_path):
    header = "Year,First Name,Last Name,County,Number of Victims,Other"
    found = of(tmp_path, f"{header}\n1977,Ann,Gil,Utah,1,0\n1981,Ron,Jud,Morgan,4,1\n1983,Zoe,Orr,Bibb,2,1\n")
    assert drafts(found) == []
    assert "of one person each" in told(found, "Number of Victims")


def test_decades_and_pages_are_no_figures(tmp_path):
    found = of(
        tmp_path, "battle,year,decade,source,source.page\nTrier,1522,1520,Hitchcock,1\nZug,1531,1530,Jaques,1136\n"
    )
    assert drafts(found) == []


def test_how_many_liked_a_message_and_ages_in_hebrew_are_no_figures(tmp_path):
    found = of(
        tmp_path,
        'text,likes,retweets,"מגדר, גיל, אזור"\nHeavy rain,4,2,זכר; 27; יהודה\nFlood watch,6,4,זכר; 55; יהודה\n',
    )
    assert drafts(found) == []


def test_columns_of_0_and_1_say_whether_and_not_how_many(tmp_path):
    rows = "".join(f"{2000 + year},{year % 2},{(year + 1) % 2}\n" for year in range(9))
    found = of(tmp_path, f"year,drought,quake\n{rows}")
    assert not drafts(found)
    assert told(found, "whether and not how many").startswith("0 and 1 alone in “drought”, “quake” say")


def test_a_caption_holds_no_figure(tmp_path):
    text = (
        "<table><caption>Fuente: SernamEG, al 31 de diciembre</caption><tr><th>Año</th><th>Consumados</th>"
        "<th>Frustrados</th></tr><tr><td>2018</td><td>42</td><td>121</td></tr>"
        "<tr><td>2019</td><td>46</td><td>107</td></tr></table>"
    )
    found = of(tmp_path, text, name="file.html")
    assert [one.says for one in drafts(found)] == ["42", "121", "46", "107"]


def test_an_empty_column_of_a_known_measure_holds_no_figures(tmp_path):
    found = of(tmp_path, "Route,Dead and missing,Dead\nCentral,1417,\nWestern,611,\n")
    assert found.mapping.columns["says"] == "Dead and missing"


def test_the_death_of_a_person_whose_age_is_known_is_no_count(tmp_path):
    found = of(tmp_path, "state,sex,diagnosis,death,age\nNSW,M,10905,11081,35\nNSW,F,11029,11096,53\n")
    assert not any(one.measure in {"killed", "death"} for one in drafts(found))
    found = of(tmp_path, "state,death,injury\nNSW,35,9\nACT,53,7\n")
    assert {one.measure for one in drafts(found)} == {"killed", "injured"}


def test_numbers_of_cases_and_hours_are_no_figures(tmp_path):
    found = of(
        tmp_path, "YEAR,MONTH,DAY,ST_CASE,HOUR,FATALS\n2015,1,1,10001,2,1\n2015,1,1,10002,22,1\n2015,1,2,10003,1,2\n"
    )
    assert {(one.measure, one.as_of) for one in drafts(found)} == {("killed", "2015-1-1"), ("killed", "2015-1-2")}


def test_a_list_of_people_states_no_figure_and_says_so(tmp_path):
    found = of(tmp_path, "date,victim,age,borough\n2006-01-02,B. D.,19,Hackney\n2006-01-03,C. E.,22,Brent\n")
    assert not drafts(found)
    assert "one person (victim, age); how many they are the file does not state" in told(found, "no column holds")


def test_series_of_a_chart_are_no_incidents(tmp_path):
    chart = '{"xAxis": {"categories": ["Jan", "Feb"]}, "series": [{"name": "Killed", "data": [3, 5.5]}]}'
    found = of(tmp_path, chart, "file.json")
    assert "“data” holds a series of numbers in each row (3, 5.5 …)" in told(found, "no column holds")


def test_a_list_of_incidents_states_no_figure_either(tmp_path):
    found = of(tmp_path, "date,location,url\n2006-01-02,Hackney,https://a.org/1\n2006-01-03,Brent,https://a.org/2\n")
    assert "each row may be one incident" in told(found, "no column holds")


@pytest.mark.parametrize(
    ("header", "measure"),
    [("Death", "killed"), ("No. of Death", "killed"), ("Injury", "injured"), ("Cause of death", None)],
)
def test_a_measure_in_the_singular_is_one_alone(tmp_path, header, measure):
    found = of(tmp_path, f"district,{header},other\nLambeth,907,3\nCamberwell,352,4\n")
    assert found.mapping.names.get("measure", {}).get(header) == measure


def test_coordinates_and_ages_are_offered_for_nothing(tmp_path):
    text = (
        "date,deaths,age,LON,LAT\n2015-03-04,3,41,10.5,50.25\n2015-03-04,5,27,11.75,51.5\n2015-03-05,2,33,12.5,52.25\n"
    )
    assert not any(f"--map '{name}=" in one for one in of(tmp_path, text).unsure for name in ("LON", "LAT", "age"))


def test_marks_of_each_person_are_no_figures(tmp_path):
    text = "name,male,age,minor,violence,date\nA Bo,1,46,0,killed,2013-09-12\nC Do,1,17,0,killed,2013-09-17\n"
    found = of(tmp_path, text)
    assert "says" not in found.mapping.columns
    assert "“male”, “minor”" in told(found, "0 and 1 alone")
    assert told(found, "one person")


def test_numbers_of_one_person_each_are_no_figures(tmp_path):
    text = "name,age,weight,bail\nA Bo,31,165,500\nC Da,22,140,0\nE Fo,39,210,250\nG Hu,27,180,0\n"
    found = of(tmp_path, text)
    assert not found.mapping.wide
    assert told(found, "of one person each").startswith("numbers in “weight”, “bail” are of one person each")
    assert told(found, "each row seems to be one person")


def test_a_table_by_ages_is_no_list_of_persons(tmp_path):
    rows = "".join(f"{age},{40 + age},{50 - age}\n" for age in (0, 1, 2, 3, 4, 5))
    assert of(tmp_path, f"age,first,second\n{rows}").mapping.wide


@pytest.mark.parametrize("header", ["types", "meanIncome", "gdp"])
def test_kinds_and_incomes_are_no_figures(tmp_path, header):
    found = of(tmp_path, f"region,{header},casualties\nAmur,6,30\nKursk,4,28\n")
    assert {one.says for one in drafts(found)} == {"30", "28"}


def test_numbers_under_headers_of_dates_and_hours_count_nobody(tmp_path):
    text = "name,date_ce,date_hijri,hh\nBattle of Badr,624,2,4\nBattle of Uhud,625,3,11\n"
    assert drafts(of(tmp_path, text)) == []


def test_coordinates_intensities_and_ids_are_no_figures(tmp_path):
    text = (
        "date,title,lng,gravidade,revid\n2014-06-16,Flood,46.247263,90,901252300\n2016-06-24,Flood,43.97,85,901254764\n"
    )
    assert drafts(of(tmp_path, text)) == []


def test_columns_of_numbers_with_a_row_of_other_things_are_told_with_the_way_to_read_them(tmp_path):
    found = of(tmp_path, ",Ministry,UN\nKilled,1022,1360+\nInjured,n/a,3000\nBasis,registered,estimated\n")
    (why,) = [one for one in found.unsure if "in some rows only" in one]
    assert why.startswith("“Ministry”, “UN” hold numbers in some rows only (in another “registered”): [only] ")


def test_columns_of_numbers_that_are_called_alike_are_told_and_not_taken_for_none(tmp_path):
    found = of(tmp_path, "Region,Dead,Region,Dead\nAceh,131029,Phuket,279\nNias,130,Krabi,721\n")
    assert any("“Region”, “Dead” more than once" in one for one in found.asked)
    assert not [one for one in found.asked if one.startswith("no column holds numbers")]


def test_texts_that_are_called_alike_are_nobodys_figures(tmp_path):
    found = of(tmp_path, "Region,Note,Dead,Note\nAceh,a,7,b\nNias,c,8,d\n")
    assert not [one for one in found.asked if "more than once" in one]


@pytest.mark.parametrize("header", ["BEGIN_YEARMONTH", "YearMonth", "anomes"])
def test_a_month_of_a_year_without_a_sign_between_is_no_figure(tmp_path, header):
    found = of(tmp_path, f"state,{header},DEATHS_DIRECT\nKentucky,202112,24\nOregon,202107,54\n")
    assert {one.says for one in drafts(found)} == {"24", "54"}
