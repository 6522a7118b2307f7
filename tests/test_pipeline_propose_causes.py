"""Columns that count one measure by what or by whom it came about are parts of it."""

import pytest
from proposing import drafts, of, told


def said(found):
    return [(one.measure, one.population, one.says) for one in drafts(found)]


@pytest.mark.parametrize(
    "header",
    [
        "Killed by: shelling,airstrike,sniper",
        "Killed by shelling,Killed by airstrike,Killed by sniper",
        "killed_by_shelling,killed_by_airstrike,killed_by_sniper",
    ],
)
def test_what_killed_is_a_part_of_the_killed(tmp_path, header):
    found = of(tmp_path, f"Governorate,{header}\nHoms,10,5,2\nHama,4,4,1\n")
    expected = [("killed", "by shelling", "10"), ("killed", "by airstrike", "5"), ("killed", "by sniper", "2")]
    assert said(found)[:3] == expected
    assert "(by airstrike)" in told(found, "by what or by whom")


def test_causes_below_a_first_row_are_parts(tmp_path):
    text = "Province,Cause of death,,,Total deaths\n,Disease,Torture,Execution,\nA,1,2,3,6\nB,5,5,5,15\n"
    assert said(of(tmp_path, text))[:4] == [
        ("killed", "Disease", "1"),
        ("killed", "Torture", "2"),
        ("killed", "Execution", "3"),
        ("killed", "all", "6"),
    ]


def test_causes_of_two_measures_in_spanish_are_parts_of_each(tmp_path):
    header = "año,muertos por bala,muertos por arma blanca,heridos por bala,heridos por arma blanca"
    assert said(of(tmp_path, f"{header}\n2019,10,5,20,3\n2020,4,4,15,5\n"))[:4] == [
        ("killed", "por bala", "10"),
        ("killed", "por arma blanca", "5"),
        ("injured", "por bala", "20"),
        ("injured", "por arma blanca", "3"),
    ]


def test_a_total_behind_causes_is_none(tmp_path):
    found = of(tmp_path, "Governorate,Killed by: shelling,airstrike,Total\nHoms,10,5,15\nHama,4,4,8\n")
    assert "by Total" not in {one.population for one in drafts(found)}


@pytest.mark.parametrize("header", ["killed by heat,injured", "deaths by age,deaths by year"])
def test_one_cause_alone_and_what_is_none_are_no_parts(tmp_path, header):
    found = of(tmp_path, f"Governorate,{header}\nHoms,10,5\nHama,4,4\n")
    assert {one.population for one in drafts(found)} <= {"all"}


def test_each_bare_header_behind_a_cause_is_shown(tmp_path):
    found = of(tmp_path, "District,Killed by: shelling,sniper,mine,fire,Women\nA,1,2,3,4,5\nB,2,3,4,5,6\n")
    assert "“Women” (by Women)" in told(found, "by what or by whom")


@pytest.mark.parametrize("header", ["Deaths due to torture", "Killed because of shelling", "deaths_caused_by_heat"])
def test_one_header_that_says_the_cause_counts_those_of_that_cause_alone(tmp_path, header):
    found = of(tmp_path, f"Region,Year,{header}\nNorth,2019,120\nSouth,2019,30\n")
    cause = header.replace("_", " ").split(" ", 1)[1]
    assert {(one.measure, one.population) for one in drafts(found)} == {("killed", cause)}
    assert "check each population" in told(found, f"“{header}” ({cause})")


def test_one_header_with_by_may_say_how_rows_are_told_apart(tmp_path):
    found = of(tmp_path, "Region,Year,Deaths by county\nNorth,2019,120\nSouth,2019,30\n")
    assert {one.population for one in drafts(found)} <= {"all"}


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("Road traffic fatalities", "road traffic"),
        ("Maternal deaths", "maternal"),
        ("Deaths from measles", "from measles"),
        ("Persons killed in road accidents", "in road accidents"),
        ("COVID-19 deaths", "covid-19"),
        ("Muertes maternas", "maternas"),
    ],
)
def test_one_header_that_says_of_what_people_died_is_no_toll_of_all(tmp_path, header, part):
    found = of(tmp_path, f"Region,Year,{header}\nNorth,2019,120\nSouth,2019,30\n")
    assert {(one.measure, one.population) for one in drafts(found)} == {("killed", part)}
    assert told(found, f"“{header}”").endswith("check each population")


@pytest.mark.parametrize("header", ["Cholera deaths", "Deaths due to cholera"])
def test_what_the_event_says_of_the_cause_is_no_part_of_its_toll(tmp_path, header):
    text = f"Event,Region,Year,{header}\nYemen cholera outbreak,North,2019,120\nYemen cholera outbreak,South,2019,30\n"
    found = of(tmp_path, text)
    assert {one.population for one in drafts(found)} == {"all"}
    assert "all are counted" in told(found, f"“{header}”")


def test_a_cause_that_is_left_out_beside_people_names_the_flag_that_reads_it(tmp_path):
    found = of(tmp_path, "Ano,UF,Mortes por intervenção policial,Policiais mortos\n2022,BA,1464,12\n2022,RJ,1330,40\n")
    assert "--set 'names.measure.Mortes por intervenção policial=NAME'" in told(found, "are not read")
