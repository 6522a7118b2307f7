"""Columns that name a measure and are no counts of it: averages, ranks, plans, shares, money, another time."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told


@pytest.mark.parametrize(
    ("count", "other"),
    [
        ("Deaths", "Deaths (avg)"),
        ("Deaths", "Median deaths"),
        ("Deaths", "Deaths (mean)"),
        ("Deaths", "Deaths (% change)"),
        ("Deaths", "Deaths per 100 000"),
        ("Deaths", "Deaths rank"),
        ("Deaths", "Deaths (target)"),
        ("Deaths", "Deaths forecast"),
        ("Deaths", "Deaths (budget)"),
        ("Deaths", "Deaths cumulative %"),
        ("Deaths", "Deaths 7-day average"),
        ("Tote", "Tote (Durchschnitt)"),
        ("Morts", "Moyenne des morts"),
        ("Muertos", "Muertos (promedio)"),
        ("Погибшие", "Погибшие в среднем"),
        ("القتلى", "متوسط القتلى"),
        ("کشته‌ها", "میانگین کشته‌ها"),
        ("Killed", "Killed $"),
        ("Injured", "Injured €"),
        ("Killed", "Killed (mln $)"),
        ("Deaths", "Deaths (previous year)"),
        ("Tote", "Tote (Vorjahr)"),
        ("Morts", "Morts (année précédente)"),
        ("Погибшие", "Погибшие за прошлый год"),
        ("القتلى", "القتلى (العام السابق)"),
    ],
)
def test_what_is_no_count_of_its_measure_is_told_and_not_read(tmp_path, count, other):
    found = of(tmp_path, f"country,{other},{count}\nIran,40,7\nIraq,50,9\n")
    assert [(one.measure, one.population, one.says) for one in drafts(found)] == [
        (count, "all", "7"),
        (count, "all", "9"),
    ]
    assert f"“{other}”" in told(found, "not read")


def test_a_time_before_without_its_measure_is_told_too(tmp_path):
    found = of(tmp_path, "country,Deaths,previous year\nIran,40,7\nIraq,50,9\n")
    assert {one.says for one in drafts(found)} == {"40", "50"}
    assert "“previous year”" in told(found, "of the time before")


def test_letters_that_are_a_region_are_no_currency(tmp_path):
    found = of(tmp_path, "year,Deaths AFR,Deaths EUR\n2019,40,7\n2020,50,9\n")
    assert not any("money" in one for one in found.unsure)


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("Losses (mln $)", "$ 12 million"),
        ("Losses (US$)", "$ 12"),
        ("Schäden (Mio. €)", "EUR 12 million"),
        ("Pérdidas (USD)", "USD 12"),
        ("Ущерб (USD)", "USD 12"),
        ("الخسائر ($)", "$ 12"),
        ("Economic losses (US$)", "$ 12"),
    ],
)
def test_losses_in_a_currency_are_the_cost_of_damage(tmp_path, header, says):
    found = of(tmp_path, f"country,killed,{header}\nIran,40,12\nIraq,50,13\n")
    assert ("damage-cost", says) in {(one.measure, one.says) for one in drafts(found)}


def test_a_total_in_a_currency_is_not_the_cost_of_damage(tmp_path):
    found = of(tmp_path, "country,killed,Total ($)\nIran,40,12\nIraq,50,13\n")
    assert {one.measure for one in drafts(found)} == {"killed"}


def test_money_of_no_known_measure_beside_counts_is_told(tmp_path):
    found = of(tmp_path, "country,People in need,People reached,Requirements (US$)\nIran,40,12,7\nIraq,50,13,8\n")
    assert {one.measure for one in drafts(found)} == {"People in need", "People reached"}
    assert "“Requirements (US$)”" in told(found, "money by their headers")


def test_losses_beside_the_cost_of_damage_are_not_the_same_again(tmp_path):
    found = of(tmp_path, 'country,killed,Damage (USD),"Losses, mln $"\nIran,40,12,3\nIraq,50,13,4\n')
    assert [one.says for one in drafts(found) if one.measure == "damage-cost"] == ["USD 12", "USD 13"]


@pytest.mark.parametrize(
    "header", ["Days missing", "Dias Fallecidos", "Months displaced", "Años detenidos", "Jours disparus"]
)
def test_a_length_of_time_counts_nobody(tmp_path, header):
    found = of(tmp_path, f"city,killed,{header}\nHoms,40,12\nIdlib,50,13\n")
    assert {(one.measure, one.population) for one in drafts(found)} == {("killed", "all")}
    alone = of(tmp_path, f"city,{header}\nHoms,12\nIdlib,13\n")
    assert not drafts(alone)
    assert header in told(alone, "lengths of time by their headers")


@pytest.mark.parametrize("header", ["Hay Muertos", "Any deaths", "was_killed"])
def test_a_column_that_says_whether_somebody_was_counts_nobody(tmp_path, header):
    found = of(tmp_path, f"city,killed,{header}\nHoms,40,1\nIdlib,0,0\nHama,3,-1\n")
    assert {(one.measure, one.population) for one in drafts(found)} == {("killed", "all")}
    assert "whether somebody was by their headers" in told(found, header)


def test_is_in_capitals_is_a_name_and_asks_nothing(tmp_path):
    found = of(tmp_path, "city,IS killed,Civilians killed\nHoms,0,9\nIdlib,1,7\nHama,1,3\n")
    assert {one.population for one in drafts(found)} == {"is", "civilians"}
