"""Whom headers count, beside words for parts and the measure itself."""

from __future__ import annotations

import json

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags


def test_parts_of_what_nobody_knows_are_parts_of_the_column_before(tmp_path):
    found = of(tmp_path, "country,Victims of trafficking,of whom women,of whom children\nYemen,30,4,7\nIran,40,6,9\n")
    assert {(one.measure, one.population, one.says) for one in drafts(found) if one.place == "Yemen"} == {
        ("Victims of trafficking", "all", "30"),
        ("Victims of trafficking", "women", "4"),
        ("Victims of trafficking", "children", "7"),
    }


@pytest.mark.parametrize(
    ("headers", "whom"),
    [
        ("Verletzte,davon Unbeteiligte verletzt", "unbeteiligte"),
        ("Поранено,з них дітей поранено", "дітей"),
        ("Blessés,dont blessés hospitalisés", "hospitalisés"),
    ],
)
def test_words_for_a_part_and_its_measure_are_no_part_of_whom_it_counts(tmp_path, headers, whom):
    found = of(tmp_path, f"country,{headers}\nYemen,30,4\nIran,40,6\n")
    assert {one.population for one in drafts(found)} == {"all", whom}


def test_one_column_of_those_whom_others_count_too_is_read_as_theirs(tmp_path):
    found = of(tmp_path, "country,Killed (east),Killed (west),Injured (east)\nYemen,30,4,7\nIran,40,6,9\n")
    assert ("injured", "east", "7") in {(one.measure, one.population, one.says) for one in drafts(found)}


def test_animals_are_no_people(tmp_path):
    found = of(tmp_path, "country,Deaths,Cattle deaths\nYemen,30,4\nIran,40,6\n")
    assert {one.says for one in drafts(found)} == {"30", "40"}


def test_men_and_women_behind_what_nobody_knows_are_parts_of_it(tmp_path):
    found = of(tmp_path, "year,Personas en frontera,Mujeres,Hombres\n2019,30,4,7\n2020,40,6,9\n")
    assert {(one.measure, one.population) for one in drafts(found)} == {
        ("Personas en frontera", "all"),
        ("Personas en frontera", "mujeres"),
        ("Personas en frontera", "hombres"),
    }


def test_the_dead_and_the_injured_in_brackets_are_both(tmp_path):
    found = of(tmp_path, "country,Total Casualties (Dead+Injured)\nYemen,30\nIran,40\n")
    assert {one.measure for one in drafts(found)} == {"casualties"}


def test_people_below_measures_that_stand_below_casualties_are_those_counted(tmp_path):
    names = [f"Casualties / {what} / {who}" for what in ("Killed", "Injured") for who in ("Men", "Women")]
    found = of(tmp_path, f"country,{','.join(names)}\nYemen,1,2,3,4\nIran,5,6,7,8\n")
    assert {(one.measure, one.population, one.says) for one in drafts(found) if one.place == "Yemen"} == {
        ("killed", "men", "1"),
        ("killed", "women", "2"),
        ("injured", "men", "3"),
        ("injured", "women", "4"),
    }


def test_small_letters_behind_a_measure_say_whom_it_counts(tmp_path):
    found = of(tmp_path, "oblast,killed_civ,killed_mil,injured_civ,injured_mil\nKyiv,30,4,5,6\nLviv,40,6,7,8\n")
    assert {(one.measure, one.population) for one in drafts(found)} == {
        (measure, who) for measure in ("killed", "injured") for who in ("civ", "mil")
    }


def test_a_name_and_its_abbreviation_in_one_header_are_no_part_of_it(tmp_path):
    found = of(tmp_path, "country,Internally displaced persons (IDPs),Killed\nYemen,30,4\nIran,40,6\n")
    assert {(one.population, one.says) for one in drafts(found) if one.place == "Yemen"} == {
        ("all", "30"),
        ("all", "4"),
    }


def test_one_column_of_people_with_a_word_of_their_own_counts_them(tmp_path):
    found = of(tmp_path, "country,Aid workers killed,Aid workers kidnapped\nYemen,30,4\nIran,40,6\n")
    assert {(one.measure, one.population) for one in drafts(found)} == {
        ("killed", "aid workers"),
        ("abducted", "aid workers"),
    }


def test_the_same_people_counted_again_are_told_and_not_read_as_all(tmp_path):
    found = of(tmp_path, "country,Civilians reported killed,Civilians confirmed killed\nYemen,30,4\nIran,40,6\n")
    assert {one.population for one in drafts(found)} == {"civilians"}
    assert "“Civilians confirmed killed”" in told(found, "not read, as they seem to be killed too")


@pytest.mark.parametrize("joined", ["captured_missing", "wounded_missing", "wounded_captured"])
def test_a_measure_joined_to_another_adds_it_and_is_not_whom_it_counts(tmp_path, joined):
    found = of(tmp_path, f"battle,side,wounded,missing,captured,{joined}\nA,North,3,4,5,\nA,South,6,,,12\n")
    assert {(one.measure, one.says) for one in drafts(found) if one.population == "South"} == {("wounded", "6")}
    assert f"--set 'names.measure.{joined}=NAME'" in told(found, "too: “")


def test_others_are_not_all(tmp_path):
    found = of(tmp_path, "unit,Officers killed,Other ranks killed\nA,30,4\nB,40,6\n")
    assert {(one.population, one.says) for one in drafts(found)} == {("officers", "30"), ("officers", "40")}
    assert "“Other ranks killed”" in told(found, "not read")


def test_protesters_who_were_detained_are_detained(tmp_path):
    found = of(tmp_path, "city,Detained protesters,Killed\nA,30,4\nB,40,6\n")
    assert ("arrested", "protesters", "30") in {(one.measure, one.population, one.says) for one in drafts(found)}


def test_a_column_of_camps_holds_places(tmp_path):
    found = of(tmp_path, "Camp,Deaths,Injured\nZaatari,3,4\nAzraq,1,2\n")
    assert {(one.place, one.population) for one in drafts(found)} == {("Zaatari", "all"), ("Azraq", "all")}


def test_a_column_of_camps_beside_a_place_may_hold_sides_and_is_asked_about(tmp_path):
    found = of(tmp_path, "Lieu,Camp,Tués\nHoms,Rebelles,5\nHoms,Loyalistes,3\n", said=from_flags([], ["as_of=2020"]))
    ways = "--map '{Camp}, {Lieu}=place' where it is a place, --map 'Camp=population' where it is a side"
    assert any(ways in one for one in found.waits)


def test_people_in_headers_are_counted_by_the_ages_of_their_rows(tmp_path):
    text = "Age group,Men killed,Women killed,Boys injured,Girls injured\n0-17,1,2,3,4\n18-59,5,6,7,8\n60+,9,1,2,3\n"
    found = of(tmp_path, text)
    first = {(one.measure, one.population, one.says) for one in drafts(found)[:4]}
    assert {("killed", "men, 0-17", "1"), ("injured", "boys, 0-17", "3"), ("injured", "girls, 0-17", "4")} < first


def test_people_alone_in_headers_beside_ages_are_no_places(tmp_path):
    said = from_flags([], ["measure=killed"])
    found = of(tmp_path, "Age group,Men,Women\n0-17,1,2\n18-59,5,6\n60+,9,1\n", said=said)
    assert [(one.place, one.population, one.says) for one in drafts(found)[:2]] == [
        ("", "men, 0-17", "1"),
        ("", "women, 0-17", "2"),
    ]


@pytest.mark.parametrize("before", ["Age ", "Ages: ", "Age group / ", ""])
def test_ages_as_headers_are_whom_their_figures_count_and_no_age_of_one_person(tmp_path, before):
    header = ",".join(f"{before}{ages}" for ages in ("0-17", "18-59", "60+"))
    found = of(tmp_path, f"Place,{header}\nHoms,4,5,6\nHama,7,8,9\n", said=from_flags([], ["measure=killed"]))
    whom = "Age 0-17" if before == "Age " else "0-17"
    assert [(one.place, one.population, one.says) for one in drafts(found)[:1]] == [("Homs", whom, "4")]


def test_a_part_is_read_where_the_whole_beside_it_stands_and_not_of_a_record_within(tmp_path):
    rows = [{"date": "2020-03-01", "verified": {"killed": 5, "killed_children": 1}, "killed": 6, "killed_children": 2}]
    found = of(tmp_path, json.dumps(rows), "file.json")
    assert {(one.population, one.says) for one in drafts(found)} == {("all", "6"), ("children", "2")}


@pytest.mark.parametrize(
    ("begin", "end"), [("Born", "Died"), ("Birth", "Death"), ("Naissance", "Décès"), ("Joined", "Died")]
)
def test_years_in_which_lives_ended_are_no_counts(tmp_path, begin, end):
    found = of(tmp_path, f"Name,{begin},{end}\nAli Khan,1920,1945\nSara Jones,1918,1944\nBo Li,1921,1943\n")
    assert drafts(found) == []
    assert any(f"“{end}” holds years" in one for one in found.left_out)


@pytest.mark.parametrize("header", ["Year,Deaths", "Date,Killed", "Fecha,Muertos", "Дата,Погибшие"])
def test_deaths_beside_their_year_are_counts_though_they_could_be_years(tmp_path, header):
    found = of(tmp_path, f"{header}\n1920,1945\n1921,1950\n1922,2000\n")
    assert [one.says for one in drafts(found)] == ["1945", "1950", "2000"]
