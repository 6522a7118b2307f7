"""Headers and cells that count in thousands and more, ages as populations, and first days of years."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.errors import NotAFigure
from claims.figure import parse


@pytest.mark.parametrize(
    "wording",
    [
        *("5 bin", "2 milyon kişi", "5 тис.", "3 мільйони", "2 milhões", "3 milioni", "40 tys.", "7 mld", "5 ribu"),
        *("3億5千万", "3千人", "5万〜6万", "1,234万", "2万5万", "5 हज़ार", "2 करोड़", "5 ล้าน", "about 2 miljoner"),
    ],
)
def test_scales_of_languages_whose_numbers_are_not_read_are_refused(wording):
    with pytest.raises(NotAFigure, match="counts thousands or more in a language"):
        parse(wording)


@pytest.mark.parametrize(
    ("wording", "value"),
    [
        ("3 milliards", 3 * 10**9),
        ("5 millones", 5_000_000),
        ("2 тысячи", 2_000),
        ("۵ هزار", 5_000),
        ("4 lakh", 400_000),
    ],
)
def test_those_of_languages_that_are_read_are_not(wording, value):
    assert parse(wording).best == value


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("Deaths (lakh)", "7 lakh"),
        ("Deaths (in crore)", "7 crore"),
        ("Tote (Mrd.)", "7 billion"),
        ("Deaths, thousands", "7 thousand"),
    ],
)
def test_headers_that_count_in_more_than_ones(tmp_path, header, says):
    found = of(tmp_path, f"year;{header}\n1943;7\n1944;9\n")
    assert drafts(found)[0].says == says


@pytest.mark.parametrize(
    ("wording", "value"),
    [("34.5万", 345_000), ("12 万人", 120_000), ("5만명", 50_000), ("1億2345万人", 123_450_000), ("3万5000", 35_000)],
)
def test_ten_thousands_and_hundred_millions_are_read_behind_digits(wording, value):
    figure = parse(wording)
    assert (figure.low, figure.best, figure.high) == (value, value, value)


def test_a_mark_before_ten_thousands_is_read_as_the_file_writes_marks():
    assert parse("1,234万", decimal_mark=".").best == 12_340_000
    assert parse("1,234万", decimal_mark=",").best == 12_340


@pytest.mark.parametrize(
    ("header", "says"),
    [("死者（万人）", "7万"), ("사망(만 명)", "7만"), ("死亡 (億)", "7億"), ("受灾人口(万人)", "7万")],
)
def test_headers_that_count_in_ten_thousands(tmp_path, header, says):
    found = of(tmp_path, f"year,{header}\n1943,7\n1944,9\n")
    assert drafts(found)[0].says == says
    assert f"7 is read as “{says}”" in told(found, "as its header says")


def test_money_in_ten_thousands_is_told_and_not_read_as_nothing_says_its_currency(tmp_path):
    found = of(tmp_path, "地区,死者,直接经济损失(亿元)\n四川,7,1.5\n云南,9,2.25\n")
    assert [one.says for one in drafts(found)] == ["7", "9"]
    assert "counts money in ten thousands or more, and is not read" in told(found, "亿元")


def test_a_scale_holds_beside_a_column_of_measures_too(tmp_path):
    found = of(tmp_path, "measure,country,value (thousands)\nkilled,Chad,7\ninjured,Chad,9\n")
    assert [one.says for one in drafts(found)] == ["7 thousand", "9 thousand"]
    found = of(tmp_path, "measure,country,값(만 명)\nkilled,Chad,7\ninjured,Chad,9\n")
    assert [one.says for one in drafts(found)] == ["7만", "9만"]


def test_classes_of_ages_are_the_population(tmp_path):
    found = of(tmp_path, "Altersklasse,Todesfälle\n0 - 9,1\n10 - 19,0\n80+,38\nUnbekannt,0\n")
    assert [(one.population, one.says) for one in drafts(found)][2] == ("80+", "38")
    found = of(tmp_path, "edad,fecha\n64,2020-03-07\n71,2020-03-08\n")
    assert "population" not in found.mapping.columns


def test_first_days_of_years_are_the_years(tmp_path):
    found = of(tmp_path, "date,deaths\n1995-01-01,171\n1996-01-01,3\n1997-01-01,2\n1998-01-01,4\n1999-01-01,1\n")
    assert [(one.period_start, one.as_of) for one in drafts(found)[:2]] == [
        ("1995-01-01", "1995-12-31"),
        ("1996-01-01", "1996-12-31"),
    ]


def test_an_event_that_stands_in_the_first_of_its_rows_is_to_be_filled_down(tmp_path):
    rows = "Civil War,Army,359538\n,Navy,4523\n,Marines,450\nKorean War,Army,29856\n,Navy,657\n,Marines,4509\n"
    found = of(tmp_path, f"War or Conflict,Branch,Total Deaths\n{rows}")
    assert found.mapping.columns["event"] == "War or Conflict"
    assert told(found, "is empty in 4 of 6 rows").endswith("fill it down")


def test_the_death_of_a_person_whose_age_is_known_is_no_count(tmp_path):
    found = of(tmp_path, "state,sex,diagnosis,death,age\nNSW,M,10905,11081,35\nNSW,F,11029,11096,53\n")
    assert not any(one.measure in {"killed", "death"} for one in drafts(found))
    found = of(tmp_path, "state,death,injury\nNSW,35,9\nACT,53,7\n")
    assert {one.measure for one in drafts(found)} == {"killed", "injured"}


def test_spans_of_years_are_no_names_of_events(tmp_path):
    found = of(tmp_path, "type,operation,killed\nA,1960-74,4\nA,1975-79,3\nB,1960-74,8\n")
    assert found.mapping.columns.get("event") != "operation"


def test_numbers_below_one_are_no_counts(tmp_path):
    found = of(tmp_path, "state,executions,killed\nAlabama,0.035,19\nAlaska,0.081,20\nArizona,0.012,7\n")
    assert {one.measure for one in drafts(found)} == {"killed"}


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


def test_months_of_the_persian_calendar_are_told(tmp_path):
    rows = "فروردین ۱۴۰۲,۳,هرانا\nاردیبهشت ۱۴۰۲,۱۰,هرانا\nخرداد ۱۴۰۲,۷,هرانا\n"
    found = of(tmp_path, f"ماه,کشته‌شدگان,منبع\n{rows}")
    assert "holds months that lie across two of the Gregorian calendar (“فروردین ۱۴۰۲”)" in told(
        found, "lie across two"
    )


def test_numbers_of_places_are_told_to_be_no_names(tmp_path):
    found = of(tmp_path, "STATE,year,killed\n1,2015,12\n6,2015,9\n9,2015,4\n")
    assert told(found, "no names of places").startswith("“STATE” holds numbers")


def test_numbers_of_cases_and_hours_are_no_figures(tmp_path):
    found = of(
        tmp_path, "YEAR,MONTH,DAY,ST_CASE,HOUR,FATALS\n2015,1,1,10001,2,1\n2015,1,1,10002,22,1\n2015,1,2,10003,1,2\n"
    )
    assert {(one.measure, one.as_of) for one in drafts(found)} == {("killed", "2015-1-1"), ("killed", "2015-1-2")}


def test_thousands_of_people_are_thousands(tmp_path):
    found = of(tmp_path, "Субъект;Численность беженцев, тыс. чел.;Утонувшие\nБелгород;6,2;141\n")
    assert [one.says for one in drafts(found)] == ["6,2 thousand"]
    assert any("“Численность беженцев” is taken as a measure that is not known yet" in one for one in found.unsure)
    assert any("not read: “Утонувшие" in one for one in found.unsure)
