"""Totals and their parts, in rows and in columns: what is the whole, and what adds up to it."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.nobody import is_total

BOATS = "boat,crew,men,women,total,cap\n7,3,4,20,27,65\nC,5,6,30,41,65\nD,15,10,25,50,47\n"


@pytest.mark.parametrize("place", ["Deutschland insgesamt", "Türkiye toplam", "Brasil total", "Итого по РФ", "合計"])
def test_a_row_of_totals(place):
    assert is_total(place)


@pytest.mark.parametrize("place", ["Insgesamtheim", "Total Wine Street", "Toplamköy"])
def test_a_place_that_is_no_row_of_totals(place):
    assert is_total(place) is place.startswith("Total ")


def test_sexes_that_add_up_to_another_count_are_its_parts(tmp_path):
    rows = "Jalisco,Zapopan,4.0,3.0,1.0,0.0\nJalisco,Tonalá,3.0,1.0,1.0,1.0\nOaxaca,Tuxtepec,1.0,0.0,1.0,0.0\n"
    found = of(tmp_path, f"Entidad,Municipio,Homicidios,Hombre,Mujer,No Identificado\n{rows}")
    said = [(one.measure, one.population, one.place, one.says) for one in drafts(found)]
    assert said[4:8] == [
        ("Homicidios", "all", "Tonalá, Jalisco", "3.0"),
        ("Homicidios", "Hombre", "Tonalá, Jalisco", "1.0"),
        ("Homicidios", "Mujer", "Tonalá, Jalisco", "1.0"),
        ("Homicidios", "No Identificado", "Tonalá, Jalisco", "1.0"),
    ]
    assert "add up to “Homicidios”" in told(found, "are taken as parts of it")


def test_the_whole_of_men_and_women_is_the_measure_that_its_header_names_in_any_language(tmp_path):
    found = of(tmp_path, "İl;Ölü sayısı;Erkek;Kadın\nHatay;12;8;4\nMalatya;30;20;10\nBolu;5;3;2\n")
    assert {(one.measure, one.population) for one in drafts(found)} == {
        ("killed", "all"),
        ("killed", "Erkek"),
        ("killed", "Kadın"),
    }


def test_parts_below_a_first_row_add_up_to_the_total_before_them(tmp_path):
    rows = "Bayern,9651,9040,611\nBerlin,3580,3420,160\nHessen,4000,3800,200\n"
    found = of(tmp_path, f"Land,Insgesamt,davon / männlich,davon / weiblich\n{rows}")
    said = [(one.measure, one.population, one.says) for one in drafts(found)]
    assert said[:3] == [("?", "all", "9651"), ("?", "männlich", "9040"), ("?", "weiblich", "611")]


def test_people_who_add_up_to_the_total_are_its_parts(tmp_path):
    found = of(tmp_path, BOATS)
    first = [(one.population, one.says) for one in drafts(found)[:4]]
    assert first == [("all", "27"), ("crew", "3"), ("men", "4"), ("women", "20")]
    assert "add up to “total”" in told(found, "population")


def test_people_who_do_not_add_up_are_told_beside_the_total(tmp_path):
    found = of(tmp_path, BOATS.replace("15,10,25,50", "15,10,25,60"))
    assert found.mapping.columns["says"] == "total"
    assert "numbers in “crew”, “men”, “women”" in told(found, "taken as the figure")


CROSSED = "Indicator,{}\nDead,564,276,840\nMissing,28,40,68\nDisplaced,17,5,22\nShelter (%),76.6,90,83.3\n"


def test_a_total_beside_names_that_add_up_to_it_is_their_whole_where_rows_name_measures(tmp_path):
    found = of(tmp_path, CROSSED.format("Aceh,Sumut,Total"), said=from_flags([], ["wide.header=place"]))
    first = [(one.measure, one.place, one.says) for one in drafts(found)[:3]]
    assert first == [("Dead", "Aceh", "564"), ("Dead", "Sumut", "276"), ("Dead", "", "840")]


def test_what_names_beside_their_total_are_is_asked(tmp_path):
    (waits,) = of(tmp_path, CROSSED.format("Police,Gangs,Total"), said=from_flags([], ["source=UN"])).waits
    assert "--set 'wide.header=place' if they are; else --set 'wide.header=population'" in waits


def test_a_total_among_headers_that_are_people_is_all_of_them(tmp_path):
    found = of(tmp_path, CROSSED.format("Police,Gangs,Total"), said=from_flags([], ["wide.header=population"]))
    assert [one.population for one in drafts(found)[:3]] == ["Police", "Gangs", "all"]


def test_a_total_with_decimals_beside_whole_numbers_is_not_the_figure(tmp_path):
    found = of(tmp_path, "Year,Males,Plague,Total\n1629,5218,0,9.901\n1657,3396,4,9.16\n1665,5114,68596,9.972\n")
    assert "says" not in found.mapping.columns
    assert "is not taken as the figure" in told(found, "“Total” holds decimals (“9.16”)")


def test_national_among_names_is_the_whole_and_the_others_its_parts(tmp_path):
    text = (
        "Date,National,Kailahun,Kenema,Kono,Bo,Kambia,Western Area Urban\n"
        "9/9/2014,985,508,387,12,0,2,76\n8/30/2014,863,461,350,1,1,1,49\n"
    )
    found = of(tmp_path, text)
    first = [(one.place, one.says) for one in drafts(found)[:7]]
    named = ("", "Kailahun", "Kenema", "Kono", "Bo", "Kambia", "Western Area Urban")
    assert first == list(zip(named, ("985", "508", "387", "12", "0", "2", "76"), strict=True))
    assert "read as the whole of them" in told(found, "“National” among headers")


def test_the_whole_of_a_country_among_its_parts_is_told(tmp_path):
    found = of(tmp_path, "استان,کشته\nفارس,۱۶۲۷\nکل کشور,۱۹۴۹۰\n")
    assert any("looks like a row of totals" in one for one in found.unsure)


@pytest.mark.parametrize(("place", "is_asked"), [("Soma, Manisa", False), ("Total", True)])
def test_of_one_place_alone_only_the_word_itself_is_a_total(tmp_path, place: str, is_asked: bool):
    found = of(tmp_path, f'Place,Deaths\n"{place}",301\n')
    assert any("looks like a row of totals" in one for one in found.unsure) is is_asked


@pytest.mark.parametrize(("figures", "is_asked"), [((10, 20, 30, 1, 2, 3), True), ((10, 20, 31, 1, 2, 3), False)])
def test_a_town_whose_name_says_a_sum_is_asked_about_where_it_is_the_sum(tmp_path, figures, is_asked):
    rows = zip([1, 1, 1, 2, 2, 2], ["Alepo", "Homs", "Soma"] * 2, figures, strict=True)
    found = of(tmp_path, "Data,Lugar,Mortos\n" + "".join(f"2024-01-0{day},{name},{one}\n" for day, name, one in rows))
    assert any("“Soma” in “Lugar” looks like the sum" in one for one in found.asked) is is_asked


def test_a_lone_total_names_no_measure(tmp_path):
    found = of(tmp_path, "Ay;Toplam;Kadın;Göçmen\nOcak 2023;111;6;5\nMart 2023;99;8;6\n")
    assert {(one.measure, one.population) for one in drafts(found)} >= {("?", "all"), ("?", "kadın")}
    assert "Toplam" not in {one.measure for one in drafts(found)}
    kept = of(tmp_path, "Municipio,Total de Víctimas del Caso,Total Combatientes\nBojayá,119,0\nLima,66,8\n")
    assert "Total Combatientes" in {one.measure for one in drafts(kept)}


OF_PROVINCES = "date,Hatay,Adana,Malatya,Total\n2023-02-07,872,110,320,1302\n2023-02-08,1647,205,450,2302\n"


def test_columns_of_places_beside_their_total_are_read_where_it_is_said_what_they_count(tmp_path):
    rows = f"{OF_PROVINCES}2023-02-09,2900,310,700,3910\n"
    found = of(tmp_path, rows, said=from_flags([], ["measure=killed", "wide.header=place"]))
    assert [(one.place, one.says) for one in drafts(found)][:4] == [
        ("Hatay", "872"),
        ("Adana", "110"),
        ("Malatya", "320"),
        ("", "1302"),
    ]
    assert any(
        "--set 'wide.header=place'" in one for one in of(tmp_path, rows, said=from_flags([], ["measure=killed"])).waits
    )


def test_columns_that_do_not_add_up_to_the_total_are_told_with_the_flag_that_reads_them(tmp_path):
    rows = OF_PROVINCES.replace("2302", "2999")
    found = of(tmp_path, rows, said=from_flags([], ["measure=killed"]))
    assert {one.says for one in drafts(found)} == {"1302", "2999"}
    assert "--set 'wide.header=place'" in told(found, "“Total” is taken as the figure")
    found = of(tmp_path, rows, said=from_flags([], ["measure=killed", "wide.header=place"]))
    assert {one.place for one in drafts(found)} == {"Hatay", "Adana", "Malatya", ""}
