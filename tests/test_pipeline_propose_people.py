"""Who is counted: people behind and before measures, ages, sexes, and columns that tell of whom rows count."""

from __future__ import annotations

import json

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags, plan
from claims.model import Draft
from claims.pipeline.propose import propose
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.words import says_whom
from claims.table import Row


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


def test_a_part_of_the_killed_is_of_whom_it_counts_and_their_total_of_all(tmp_path):
    rows = "<tr><td>IHRNGO<td>mindestens 537<td>68<tr><td>Regierung<td>über 200<td>k.&nbsp;A."
    head = "<tr><th rowspan=2>Organisation<th colspan=2>Getötete<tr><th>insgesamt<th>davon Kinder"
    found = of(tmp_path, f"<meta charset=utf-8><table>{head}{rows}</table>", name="file.html")
    assert [(one.source, one.population, one.says) for one in drafts(found)] == [
        ("IHRNGO", "kinder", "68"),
        ("IHRNGO", "all", "mindestens 537"),
        ("Regierung", "all", "über 200"),
    ]


def test_people_behind_a_measure_without_a_sign(tmp_path):
    found = of(tmp_path, "Область;Загинуло цивільних;Поранено\nДонецька;3120;4521\n")
    assert [(one.measure, one.population, one.says) for one in drafts(found)] == [
        ("killed", "цивільних", "3120"),
        ("injured", "all", "4521"),
    ]


def test_codes_of_sexes_that_tell_rows_apart_say_of_whom(tmp_path):
    found = of(tmp_path, "dep;sexe;jour;morts\n75;0;2020-03-18;15\n75;1;2020-03-18;9\n75;2;2020-03-18;6\n")
    assert any("“sexe” tells them apart; say what it is: --map 'sexe=population'" in one for one in found.unsure)


def test_letters_of_both_sexes_are_men_and_women(tmp_path):
    found = of(tmp_path, "Governorate,# killed (M),# killed (F),Total killed\nIdlib,34,12,46\nHama,9,4,13\n")
    said = {(one.population, one.says) for one in drafts(found) if one.place == "Idlib"}
    assert said == {("men", "34"), ("women", "12"), ("all", "46")}


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


def test_people_are_called_as_a_header_writes_them(tmp_path):
    found = of(tmp_path, "Область;Загинуло дітей;Поранено дітей\nДонецька;493;539\nХарківська;131;344\n")
    assert {one.population for one in drafts(found)} == {"дітей"}


def test_others_of_several_who_are_counted_are_counted_too(tmp_path):
    header = "total_fatalities,civilian_fatalities,other_armed_grp_fatalities"
    found = of(tmp_path, f"district,{header}\nKhammam,3,1,2\nGuntur,4,4,0\n")
    assert [one.population for one in drafts(found)][:3] == ["civilian", "other armed grp", "all"]


def test_ages_and_sexes_say_together_who_is_counted(tmp_path):
    text = (
        "fecha,rango_edad,sexo,fallecidos\n"
        "2020-03-23,0-9,ambos,7\n2020-03-23,10-19,ambos,1\n2020-03-23,Total,ambos,8\n"
        "2020-03-23,0-9,mujeres,3\n2020-03-23,10-19,mujeres,1\n2020-03-23,Total,mujeres,4\n"
    )
    found = of(tmp_path, text)
    assert [(one.population, one.says) for one in drafts(found)] == [
        ("0-9", "7"),
        ("10-19", "1"),
        ("all", "8"),
        ("mujeres, 0-9", "3"),
        ("mujeres, 10-19", "1"),
        ("mujeres", "4"),
    ]
    assert "together with “rango_edad”" in told(found, "“sexo”")


def test_where_people_come_from_says_of_whom_rows_count(tmp_path):
    rows = "2010,Iraq,Albania,5,1\n2010,China,Albania,6,2\n2010,Iraq,Angola,5,3\n2010,China,Angola,9,4\n"
    found = of(tmp_path, f"year,origin,asylum_country,displaced,returned\n{rows}")
    assert "--map 'origin=population'" in " ".join(found.unsure) or found.mapping.columns["population"] == "origin"
    assert found.mapping.constants["source"] == NOT_SAID


def test_those_of_whom_a_header_speaks_are_of_the_column_before_it(tmp_path):
    found = of(tmp_path, "Quelle,Stand,Tote,davon Kinder,Verletzte\nAmt,2024-10-07,870,165,66\nUN,2024-04-30,622,77,\n")
    assert {(one.measure, one.population, one.says) for one in drafts(found)} == {
        ("killed", "kinder", "165"),
        ("killed", "kinder", "77"),
        ("Tote", "all", "870"),
        ("Tote", "all", "622"),
        ("Verletzte", "all", "66"),
    }
    assert told(found, "“davon Kinder” (kinder)")


def test_people_behind_measures_in_headers(tmp_path):
    found = of(tmp_path, "country,Killed_Men,Killed_Women,Killed_Total\nYemen,3,4,7\n")
    assert [(one.measure, one.population, one.place) for one in drafts(found)][:2] == [
        ("Killed", "Men", "Yemen"),
        ("Killed", "Women", "Yemen"),
    ]


def test_families_and_persons_behind_a_measure_are_no_places(tmp_path):
    found = of(tmp_path, "Date,Affected_Families,Affected_Persons\n2020-01-02,5,20\n2020-01-03,6,24\n")
    assert not any("is taken as the place" in one for one in found.unsure)


def test_groups_that_tell_rows_apart_are_whom_they_count_and_their_total_is_all(tmp_path):
    text = "Country,Group,Killed\nIsrael,Civilians,828\nIsrael,Security forces,376\nIsrael,Total,1204\n"
    found = of(tmp_path, text + "Gaza Strip,Children,13800\nGaza Strip,Women,9220\nGaza Strip,Total,34622\n")
    assert [one.population for one in drafts(found)][:3] == ["Civilians", "Security forces", "all"]
    assert any("“Group” is taken to say of whom" in one and "“Total” is all of them" in one for one in found.unsure)


def test_classes_of_ages_are_the_population(tmp_path):
    found = of(tmp_path, "Altersklasse,Todesfälle\n0 - 9,1\n10 - 19,0\n80+,38\nUnbekannt,0\n")
    assert [(one.population, one.says) for one in drafts(found)][2] == ("80+", "38")
    found = of(tmp_path, "edad,fecha\n64,2020-03-07\n71,2020-03-08\n")
    assert "population" not in found.mapping.columns


def test_what_is_behind_a_measure_is_who_or_what_is_counted(tmp_path):
    header = "Date,Mortos civis,Mortos agentes,Affected / Families,Affected / Persons"
    rows = "2021-05-03,27,1,90,400\n2022-07-14,9 (não confirmado),1,80,350\n2022-11-21,não informado,0,7,30\n"
    found = of(tmp_path, f"{header}\n{rows}")
    said = {(one.measure, one.population, one.says) for one in drafts(found) if one.row == 2}
    families = ("Affected / Families", "all", "90")
    assert said == {("killed", "civis", "27"), ("killed", "agentes", "1"), ("affected", "all", "400"), families}


def test_suspects_are_people_too(tmp_path):
    found = of(tmp_path, "date,Victims Killed,Suspects Killed\n2022-05-24,21,1\n2022-05-14,10,0\n")
    assert {one.population for one in drafts(found)} == {"victims", "suspects"}


def test_ages_as_headers_are_those_who_are_counted(tmp_path):
    found = of(tmp_path, "town,0-4,5-14,15-64,65+\nAby,3,2,9,4\nBro,1,0,7,5\n", "deaths.csv")
    (wide,) = found.mapping.wide
    assert (wide.header, wide.columns) == ("population", ("0-4", "5-14", "15-64", "65+"))
    assert (found.mapping.columns["place"], found.mapping.constants["measure"]) == ("town", "killed")
    assert told(found, "taken as ages of those counted")


def test_spans_that_leave_gaps_are_no_ages(tmp_path):
    found = of(tmp_path, "town,0-4,15-24,65+\nAby,3,2,9\nBro,1,0,7\n", "deaths.csv")
    assert [wide.header for wide in found.mapping.wide] != ["population"]


def test_decades_of_age_are_the_population(tmp_path):
    found = of(tmp_path, "date,age,deceased\n2020-03-02,0s,0\n2020-03-02,80s,3\n2020-03-03,0s,0\n2020-03-03,80s,5\n")
    assert [one.population for one in drafts(found)[:2]] == ["0s", "80s"]


def test_people_behind_a_measure_are_people(tmp_path):
    found = of(tmp_path, "country,FATALITIES,DISPLACED_POPULATION,POPULATION\nNepal,8891,2800000,29000000\n")
    measures = {one.measure: one.says for one in found.first if isinstance(one, Draft)}
    assert measures == {"FATALITIES": "8891", "displaced": "2800000"}


@pytest.mark.parametrize("header", ["Side", "Belligerents", "Nationality of victims", "الطرف"])
def test_a_column_that_may_say_of_whom_a_row_counts_waits_as_its_rows_count_no_whole(tmp_path, header):
    assert says_whom(header)
    found = of(tmp_path, f"{header},Claimed by,Killed\nIraqi forces,UN,2521\nISIL,CENTCOM,774\n")
    question = told(found, f"“{header}” may say of whom a row counts: --map '{header}=population'")
    assert question in found.waits
    assert f"--map '{header}='" in question


def test_what_heads_rows_of_a_page_may_be_where_they_count(tmp_path):
    found = of(tmp_path, "group,Claimed by,Killed\nFars,Amnesty,2521\nRey,HRW,774\n")
    question = told(found, "“group” heads rows")
    assert "--map 'group=place' if it says where; otherwise, --map 'group=population'" in question


def test_people_in_headers_stay_beside_the_column_that_people_name_for_whom_rows_count(tmp_path):
    text = "Side,Source,Civilians killed,Military killed\nNorth,UN,228,170\nSouth,UN,162,162\n"
    found = of(tmp_path, text, said=from_flags(["Side=population"], ["event=War"]))
    assert {(one.population, one.says) for one in drafts(found)} == {
        ("civilians, North", "228"),
        ("military, North", "170"),
        ("civilians, South", "162"),
        ("military, South", "162"),
    }


def test_a_column_of_one_side_alone_says_of_whom_all_rows_count(tmp_path):
    found = of(tmp_path, "side,place,killed\nISIL,Mosul,5\nISIL,Tal Afar,7\n")
    assert "--map 'side=population'" in told(found, "may say of whom a row counts")


def test_sides_that_tell_rows_apart_are_whom_they_count(tmp_path):
    text = "war,side,killed\nBoxer Rebellion,Qing Empire,2500\nBoxer Rebellion,Allied Powers,1003\n"
    found = of(tmp_path, text + "Ogaden War,Ethiopia,6133\nOgaden War,Somalia,6453\n")
    drafts = [one for one in found.first if isinstance(one, Draft)]
    assert [(one.event, one.population) for one in drafts][:2] == [
        ("Boxer Rebellion", "Qing Empire"),
        ("Boxer Rebellion", "Allied Powers"),
    ]
    assert not any("may say of whom" in one for one in found.unsure)
    assert any("“side” tells rows apart and is taken to say of whom they count" in one for one in found.unsure)


def test_people_below_a_measure_in_a_record_are_whom_it_counts(tmp_path):
    record = {"date": "2021-03-31", "killed": {"civilians": 1999, "children": 228, "women": 119}}
    found = of(tmp_path, json.dumps([record, record | {"date": "2021-04-30"}]), "a.json")
    assert [(one.population, one.says) for one in drafts(found)[:3]] == [
        ("civilians", "1999"),
        ("children", "228"),
        ("women", "119"),
    ]


def test_bounds_below_keys_of_a_record_are_those_of_one_figure(tmp_path):
    record = {
        "event": "March in Minsk",
        "source": "Viasna",
        "counts": {"participantsMin": 5000, "participantsMax": 9000},
    }
    found = of(tmp_path, json.dumps([record, record | {"source": "MVD"}]), "a.json")
    assert {(one.figure.low, one.figure.high) for one in drafts(found)} == {(5000, 9000)}


def test_measures_beside_people_who_add_up_to_a_total_are_read_too(tmp_path):
    rows = "Kunduz,1200,300,400,500,12\nHerat,900,200,300,400,8\nFarah,450,100,150,200,3\n"
    found = of(tmp_path, f"District,Displaced,Men,Women,Children,Killed\n{rows}")
    said = [(one.measure, one.population, one.says) for one in drafts(found)[:5]]
    assert said == [
        ("Displaced", "all", "1200"),
        ("Displaced", "Men", "300"),
        ("Displaced", "Women", "400"),
        ("Displaced", "Children", "500"),
        ("killed", "all", "12"),
    ]


def test_measures_with_words_of_their_own_beside_such_people_are_told(tmp_path):
    rows = "Kunduz,1200,300,400,500,12\nHerat,900,200,300,400,8\nFarah,450,100,150,200,3\n"
    found = of(tmp_path, f"District,Displaced,Men,Women,Children,Soldiers killed\n{rows}")
    assert told(found, "numbers in “Soldiers killed” are not read")


def test_people_who_do_not_add_up_are_told_with_the_measure_before_them(tmp_path):
    rows = "Kunduz,12,1200,300,400,400\nHerat,8,900,200,300,300\nFarah,3,450,100,150,100\n"
    found = of(tmp_path, f"District,Killed,Displaced,Men,Women,Children\n{rows}")
    way = 'columns = ["Men", "Women", "Children"] with header = "population" and set = {measure = "displaced"}'
    assert way in told(found, "say who is counted, not what")
    assert {one.measure for one in drafts(found)} == {"Killed", "Displaced"}


def test_people_alone_are_populations_of_a_measure_that_is_asked_for(tmp_path):
    found = of(tmp_path, "District,Men,Women\nKunduz,300,400\nHerat,200,300\n")
    assert [(one.measure, one.population) for one in drafts(found)[:2]] == [("?", "Men"), ("?", "Women")]


def test_of_which_before_a_measure_is_no_word_for_people(tmp_path):
    found = of(tmp_path, "Region,Affected,of which injured,Injured women\nA,10,4,1\nB,12,5,2\n")
    injured = [(one.population, one.says) for one in drafts(found) if "injured" in one.measure.lower()]
    assert sorted(injured) == [("all", "4"), ("all", "5"), ("women", "1"), ("women", "2")]


def test_a_hashtag_says_what_is_counted_and_not_of_whom_beside_headers_that_do(tmp_path):
    text = (
        "Year,Month,Country,Nationals killed,Nationals wounded,Foreigners killed,Foreigners wounded,Killed,Wounded\n"
        "#date+year,#date+month,#country+name,,,,,#affected+killed,#affected+injured\n"
        "2021,3,Mali,3,1,1,0,4,1\n2022,5,Chad,2,0,0,2,2,2\n"
    )
    found = of(tmp_path, text)
    assert {(one.measure, one.population) for one in drafts(found)} == {
        (measure, who) for measure in ("killed", "injured") for who in ("nationals", "foreigners", "all")
    }


@pytest.mark.parametrize(
    ("headers", "whom"),
    [
        ("killed_cum,killed_children_cum,killed_women_cum", ("children", "women")),
        ("Killed,Killed – of whom children,Killed – of whom women", ("children", "women")),
        ("killed,killed civ.,killed mil.", ("civ", "mil")),
        ("Morts,dont enfants,dont femmes", ("enfants", "femmes")),
        ("Tote,davon Frauen,davon Kinder (kum.)", ("frauen", "kinder")),
        ("القتلى,من بينهم أطفال,من بينهم نساء", ("أطفال", "نساء")),
        ("کشته‌ها,که از این تعداد کودک,که از این تعداد زن", ("کودک", "زن")),
        ("Погибшие,в том числе дети,из них женщины", ("дети", "женщины")),
        ("Muertos,de ellos niños,entre ellos mujeres", ("niños", "mujeres")),
    ],
)
def test_whom_a_header_counts_is_read_in_whatever_order_and_language(tmp_path, headers, whom):
    found = of(tmp_path, f"country,{headers}\nYemen,30,4,7\nIran,40,6,9\n")
    figures = {one.population: one.says for one in drafts(found) if one.place == "Yemen"}
    assert figures == {"all": "30", whom[0]: "4", whom[1]: "7"}


def test_a_column_of_people_is_whom_rows_count_though_their_days_tell_them_apart(tmp_path):
    found = of(
        tmp_path, "Date,Demographic,Killed\n2020-01-01,security forces,3\n2020-01-02,Women,4\n2020-01-03,Total,9\n"
    )
    assert [one.population for one in drafts(found)] == ["security forces", "Women", "all"]
    assert "is taken to say of whom rows count: population; “Total” is all of them" in told(found, "“Demographic”")


def test_armed_forces_beside_civilians_are_people(tmp_path):
    found = of(tmp_path, "year,armed_forces,civilians,population\n1947,198,3,\n1948,4416,2373,\n", name="deaths.csv")
    assert {(one.measure, one.population) for one in drafts(found)} == {
        ("killed", "armed_forces"),
        ("killed", "civilians"),
    }


def test_people_beside_their_total_are_whom_figures_count_where_the_measure_is_said(tmp_path):
    (tmp_path / "file.csv").write_text("Place,Women,Men,Total\nHoms,1,2,3\nHama,4,5,9\n", encoding="utf-8")
    found = propose(str(tmp_path / "file.csv"), said=from_flags([], ["measure=killed", "source=UN", "event=war"]))
    assert {(one.population, one.says) for one in drafts(found) if one.place == "Homs"} == {
        ("Women", "1"),
        ("Men", "2"),
        ("all", "3"),
    }
    assert "“Total” is all of them" in told(found, "headers are taken to say who is counted")


def test_a_total_of_some_people_counts_them_and_not_all(tmp_path):
    found = of(tmp_path, "place,total_inmate_deaths,total_officer_deaths\nRome,5,1\nElba,3,2\n")
    assert [(one.population, one.says) for one in drafts(found) if one.place == "Rome"] == [
        ("inmate", "5"),
        ("officer", "1"),
    ]


@pytest.mark.parametrize("header", ["Grand total killed", "In total killed"])
def test_words_for_a_total_before_a_measure_count_all(tmp_path, header):
    found = of(tmp_path, f"place,{header},Rebels killed\nRome,5,1\nElba,3,2\n")
    assert {(one.population, one.says) for one in drafts(found) if one.place == "Rome"} == {
        ("all", "5"),
        ("rebels", "1"),
    }


def test_people_behind_a_column_of_people_are_no_part_of_it(tmp_path):
    found = of(tmp_path, "Force,Civilians,Children,Tortured\nA force,20,3,5\nB force,9,2,1\n")
    assert "Civilians" not in {measure for one in found.mapping.claims for measure in one.constants.values()}, (
        "civilians are no measure of which children are a part"
    )


@pytest.mark.parametrize("header", ["Gender", "Пол"])
def test_the_sex_of_nobody_named_is_asked_about_where_rows_are_incidents(tmp_path, header):
    assert says_whom(header)
    text = f"Title,Date,Fatalities,{header}\nCity hall shooting,2020-05-01,3,M\nMill shooting,2020-06-02,5,F\n"
    found = of(tmp_path, text)
    assert [one.population for one in drafts(found)] == ["all", "all"], "it may be the sex of who shot"
    assert [one for one in found.asked if f"“{header}” is not read" in one], f"nothing asks about it: {found.asked}"
    said = from_flags([f"{header}="], [])
    again = propose(str(tmp_path / "file.csv"), said=said)
    assert not [one for one in again.asked if header in one], "an answer leaves no question"


def test_letters_of_a_column_that_nothing_names_are_no_people_where_rows_are_told_apart(tmp_path):
    found = of(tmp_path, "Name,Date,deaths,mf\nEasy,1950-09-04,2,f\nKing,1950-10-17,4,m\nAble,1952-08-30,3,m\n")
    assert {one.population for one in drafts(found)} == {"all"}, "they say of names whether these are of men"


def test_a_country_beside_a_word_for_totals_is_still_where_it_was_counted(tmp_path):
    text = "date,iran_military_killed,iran_total_killed,israel_killed,source\n2026-03-02,100,700,3,UN\n"
    assert {(one.place, one.population, one.says) for one in drafts(of(tmp_path, text))} == {
        ("iran", "military", "100"),
        ("iran", "all", "700"),
        ("israel", "all", "3"),
    }


def test_people_beside_an_event_in_each_row_may_have_done_it_and_are_not_those_counted(tmp_path):
    found = of(tmp_path, "event,date,fatalities,inter2\nS1,2024-05-10,27,State forces\nS2,2024-05-11,3,Civilians\n")
    assert {one.population for one in drafts(found)} == {"all"}


@pytest.mark.parametrize(
    ("people", "total"),
    [(("Hommes", "Femmes"), "Ensemble"), (("ذكور", "إناث"), "المجموع"), (("Men", "Women"), "Both sexes")],
)
def test_a_total_beside_people_under_a_measure_counts_all_in_any_language(tmp_path, people, total):
    header = ",".join(f"Deaths / {one}" for one in (*people, total))
    found = of(tmp_path, f"Department,{header}\nLot,3,4,7\nTarn,5,1,6\n")
    assert {(one.measure, one.population) for one in drafts(found)} >= {("killed", "all")}
    assert found.unread == ()


def test_a_subtotal_under_a_measure_is_not_all(tmp_path):
    found = of(tmp_path, "Department,Deaths / Men,Deaths / Women,Deaths / Sub-total\nLot,3,4,7\nTarn,5,1,6\n")
    assert found.unread == ("Deaths / Sub-total",)


def test_people_beside_years_are_who_is_counted_and_no_measures(tmp_path):
    header = "2020 / Hombres,2020 / Mujeres,2020 / Total,2021 / Hombres,2021 / Mujeres,2021 / Total"
    found = of(tmp_path, f"Departamento,{header}\nArtigas,10,2,12,9,1,10\nRivera,32,22,54,30,20,50\n")
    assert [(one.measure, one.population, one.says) for one in drafts(found)[:3]] == [
        (NOT_SAID, "Hombres", "10"),
        (NOT_SAID, "Mujeres", "2"),
        (NOT_SAID, "all", "12"),
    ]
    assert "“Total” in headers is read as all people" in told(found, "[names.population]")


@pytest.mark.parametrize(
    ("header", "how"),
    [
        ("Décès,Blessés graves,Blessés légers", ["graves", "légers"]),
        ("Muertos,Heridos graves,Heridos leves", ["graves", "leves"]),
        ("Tote,Schwerverletzte,Leichtverletzte", ["schwer", "leicht"]),
    ],
)
def test_how_badly_people_are_injured_says_which_of_them(tmp_path, header, how):
    found = of(tmp_path, f"Ort,{header}\nA,3,4,7\nB,5,1,6\n")
    assert [one.population for one in drafts(found)[:3] if one.measure == "injured"] == how
    assert found.unread == ()


def test_accidents_of_a_kind_are_no_injured(tmp_path):
    found = of(tmp_path, "Ort,Muertos,Accidentes graves\nA,3,4\nB,5,1\n")
    assert found.unread == ("Accidentes graves",)


@pytest.mark.parametrize(
    ("of_soldiers", "who"), [("military deaths", "military"), ("군인 사망", "군인"), ("Soldiers killed", "soldiers")]
)
def test_people_beside_a_measure_in_cells_are_who_is_counted(tmp_path, of_soldiers, who):
    rows = f"Verdun,{of_soldiers},300\nVerdun,mobilised,900\nYpres,{of_soldiers},500\nYpres,civilian deaths,20\n"
    found = of(tmp_path, f"battle,indicator,value\n{rows}")
    assert [(one.measure, one.population) for one in drafts(found)] == [
        ("killed", who),
        ("mobilised", "all"),
        ("killed", who),
        ("killed", "civilian"),
    ]
    assert who in told(found, "cells are taken to say who is counted")


def test_a_cell_of_a_measure_that_nobody_looked_at_does_not_go_in_as_of_all(tmp_path):
    rows = "Verdun,military deaths,300\nYpres,civilian deaths,20\n"
    mapping = of(tmp_path, f"battle,indicator,value\n{rows}").mapping
    made = plan(mapping, ("battle", "indicator", "value"), file="file.csv")
    (problem,) = made.drafts(Row(4, ("Ypres", "police deaths", "7"), ""))
    assert "is not written as the mapping says" in problem.reason


def test_people_behind_measures_of_several_words_are_who_is_counted(tmp_path):
    header = ",".join(
        f"{measure}_{who}" for measure in ("Displaced persons", "Number of arrests") for who in ("Women", "Men")
    )
    found = of(tmp_path, f"District,{header}\nHoms,1,2,3,4\nHama,5,6,7,8\n")
    said = {(one.population, one.says) for one in drafts(found) if one.place == "Homs"}
    assert said == {("Women", "1"), ("Men", "2"), ("Women", "3"), ("Men", "4")}


def test_people_that_a_person_says_in_one_column_are_joined_with_no_other_in_silence(tmp_path):
    text = "Sex,group,Killed\nWomen,Goma,13\nMen,Goma,14\nWomen,Uvira,23\nMen,Uvira,24\n"
    found = of(tmp_path, text, said=from_flags(["Sex=population"], ["event=Flood", "source=UN"]))
    assert {one.population for one in drafts(found)} == {"Women", "Men"}
    (question,) = (one for one in found.waits if "tells them apart" in one)
    assert "--map '{Sex}, {group}=population'; if it names places, --map 'group=place'" in question


def test_ages_in_two_columns_are_of_those_who_are_counted(tmp_path):
    found = of(tmp_path, "age_start,age_end,deaths,density\n0,19,1,90\n20,49,62,80\n50,MAX,144,70\n")
    said = [(one.measure, one.population, one.says) for one in drafts(found)]
    assert said == [("deaths", "0-19", "1"), ("deaths", "20-49", "62"), ("deaths", "50-MAX", "144")]
    assert "“age_start” to “age_end” are the ages of those who are counted: population" in found.unsure


def test_rows_that_say_no_sex_beside_others_that_do_are_asked_about(tmp_path):
    found = of(tmp_path, "Region,Sex,Killed\nNorth,men,10\nNorth,women,5\nNorth,,3\nSouth,men,7\nSouth,women,4\n")
    assert [(one.place, one.population, one.says) for one in drafts(found)].count(("North", "all", "3")) == 0
    assert "--set 'ask.Sex='" in told(found, "does not say whom 1 of 5 rows count")


@pytest.mark.parametrize("nobody", ["North,,15", "East,,3"])
def test_the_sum_of_the_rows_beside_it_and_a_row_beside_none_are_of_all(tmp_path, nobody):
    found = of(tmp_path, f"Region,Sex,Killed\nNorth,men,10\nNorth,women,5\n{nobody}\nSouth,men,7\nSouth,women,4\n")
    assert {(one.place, one.population, one.says) for one in drafts(found)} >= {
        tuple(nobody.replace(",,", ",all,").split(","))
    }
    assert not any("does not say whom" in one for one in found.asked)


def test_rows_without_sex_and_age_are_asked_about_where_others_have_both(tmp_path):
    rows = "Flanders,65+,M,1\nFlanders,65+,F,4\nFlanders,0-64,M,2\nFlanders,NA,NA,22\n"
    found = of(tmp_path, f"Region,AGEGROUP,SEX,Deaths\n{rows}")
    assert {one.population for one in drafts(found)} == {"M, 65+", "F, 65+", "M, 0-64"}
    assert "--set 'ask.SEX='" in told(found, "“SEX” does not say whom 1 of 4 rows count")


@pytest.mark.parametrize("households", ["HHs displaced", "Pengungsi / KK"])
def test_households_are_no_people_who_are_counted(tmp_path, households):
    found = of(tmp_path, f"Province,{households},Killed\nBaghlan,1200,30\nTakhar,98,4\n")
    assert {(one.measure, one.population) for one in drafts(found)} == {("Killed", "all")}
    assert f"--set 'names.measure.{households}=NAME'" in told(found, "numbers of no known measure are not read")


def test_rows_that_head_others_are_asked_about_where_they_name_no_people(tmp_path):
    def head(name: str) -> str:
        return f"<tr><th colspan=2>{name}</th></tr><tr><td>2019</td><td>25</td></tr><tr><td>2020</td><td>13</td></tr>"

    page = f"<h2>Killed by police</h2><table><tr><th>Year</th><th>Killed</th></tr>{head('Temblores')}{head('INML')}"
    found = of(tmp_path, f"{page}</table>", "file.html")
    (question,) = (one for one in found.waits if "tells them apart" in one)
    assert "--map 'group=source' where it names who says so, --map 'group=place', --map 'group=population'" in question
    assert not any("h2=source" in one for one in found.asked)


def test_yes_alone_and_codes_are_not_offered_as_those_who_say_the_figures(tmp_path):
    found = of(
        tmp_path,
        "Region,has_hrp,location_code,status,desk,Killed\nGoma,True,COD,open,Kivu,3\nUvira,True,COD,open,Kivu,4\n",
    )
    (question,) = (one for one in found.asked if "if they say the figures" in one)
    assert question == "“desk” holds names: if they say the figures, --map 'desk=source'"


def test_a_word_that_all_headers_begin_with_names_nobody(tmp_path):
    header = "fire_id,fire_state,fire_cause,fire_total_deaths,fire_civil_deaths"
    text = f"{header}\n1,CA,arson,2,1\n2,NV,storm,5,3\n3,OR,arson,1,0\n"
    found = of(tmp_path, text, said=from_flags([], ["names.measure.fire_total_deaths=killed"]))
    assert {(one.population, one.says) for one in drafts(found)[:2]} == {("all", "2"), ("civil", "1")}


def test_a_header_that_labels_sex_and_age_still_counts(tmp_path):
    text = "Country,Year,Deaths - Terrorism - Sex: Both - Age: All Ages (Number)\nMali,2018,300\nIraq,2019,4000\n"
    found = of(tmp_path, text, said=from_flags([], ["measure=killed"]))
    assert [one.says for one in drafts(found)] == ["300", "4000"]
