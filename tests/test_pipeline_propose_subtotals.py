"""Rows that hold other rows of their table are told: sums of those beside them, regions among places."""

import pytest
from proposing import drafts, of, told


def table(*rows):
    return "state,killed\n" + "".join(f"{name},{count}\n" for name, count in rows)


PARTS = (("Maharashtra", 10), ("Gujarat", 5)), (("Bihar", 3), ("Odisha", 4))


def test_sums_of_the_rows_above_them_are_told(tmp_path):
    found = of(tmp_path, table(*PARTS[0], ("West", 15), *PARTS[1], ("East", 7)))
    assert told(found, "sums of the rows above").startswith("“West”, “East” in “state”")
    assert '[skip] "state" = ["West", "East"]' in told(found, "sums of the rows above")


def test_sums_of_the_rows_below_them_and_of_all_are_told(tmp_path):
    found = of(tmp_path, table(("West", 15), *PARTS[0], ("East", 7), *PARTS[1], ("Rest of India", 2), ("India", 24)))
    assert '["East", "West"]' in told(found, "sums of the rows below")
    assert '["India"]' in told(found, "looks like the sum of the rows beside")
    assert '["Rest of India"]' in told(found, "by their names")


def test_one_sum_is_told_where_several_columns_add_up(tmp_path):
    rows = "A,10,20\nB,5,7\nNorth,15,27\nC,1,2\nD,8,40\nE,2,2\n"
    assert "“North”" in told(of(tmp_path, f"district,killed,injured\n{rows}"), "the sum of the rows above")


@pytest.mark.parametrize(
    "counts", [(1, 2, 3, 9, 5, 7, 2, 9), (0, 0, 0, 0, 1, 1, 0, 0), (100, 200, 300, 41, 52, 63, 74, 85)]
)
def test_what_adds_up_by_chance_is_not_told(tmp_path, counts):
    found = of(tmp_path, table(*zip("ABCDEFGH", counts, strict=True)))
    assert not [one for one in found.unsure if "of the rows" in one]


def test_places_that_are_all_regions_are_not_told(tmp_path):
    found = of(tmp_path, table(("North Region", 10), ("South Region", 5), ("East Region", 3)))
    assert not [one for one in found.unsure if "by their names" in one]


def test_names_over_indented_ones_are_asked_about_though_nothing_adds_up(tmp_path):
    rows = "State,1391\n  Northeast,4\n    Maine,1\n    Vermont,1\n  South,1131\n    Texas,518\nFederal,3\n"
    found = of(tmp_path, f"region,executed\n{rows}")
    assert found.mapping.ask == {"region": ("State", "Northeast", "South")}
    assert "“State”, “Northeast”, “South”" in told(found, "of the rows indented below")


def test_a_blank_before_a_few_names_is_no_indentation(tmp_path):
    found = of(tmp_path, "region,killed\nHoms,14\n Idlib,3\nHama,9\nAleppo,20\n")
    assert found.mapping.ask == {}


LIST = "Date,District,Killed,Injured\n2026-01-07,Girne,11,20\n2026-01-18,Iskele,12,10\n2026-02-15,Lefke,23,30\n"


def test_rows_of_other_days_are_no_parts_of_a_sum(tmp_path):
    assert of(tmp_path, f"{LIST}2026-03-01,Girne,9,4\n2026-03-05,Iskele,3,8\n").mapping.ask == {}


def test_sums_of_each_day_are_asked_about(tmp_path):
    rows = "".join(
        f"2026-01-{day},A,{10 + day},10\n2026-01-{day},B,20,15\n2026-01-{day},North,{30 + day},25\n"
        for day in (11, 12, 13)
    )
    assert of(tmp_path, f"Date,District,Killed,Injured\n{rows}").mapping.ask == {"District": ("North",)}


def test_a_total_of_a_part_that_names_no_place_is_not_taken_for_the_whole(tmp_path):
    rows = "North,Aleppo,3,5\nNorth,Idlib,5,6\nSub-total North,,8,11\nSouth,Deraa,1,2\nSouth,Suwayda,4,2\n"
    found = of(tmp_path, f"Zone,District,Killed,Injured\n{rows}")
    assert found.mapping.ask == {"Zone": ("Sub-total North",)}
    assert "may be of a part" in told(found, "where no place is named")


def test_totals_of_rows_that_name_their_place_are_no_rows_of_totals(tmp_path):
    rows = "Aleppo,Total,8\nAleppo,fire,3\nIdlib,Total,7\nIdlib,fire,2\n"
    assert of(tmp_path, f"District,Means,Killed\n{rows}").mapping.ask == {}


def test_totals_in_a_column_of_ages_are_all_people(tmp_path):
    rows = "".join(f"2020-03-{day},{age},{day}\n" for day in (23, 24) for age in ("0-9", "10-19", "20-29", "Total"))
    found = of(tmp_path, f"fecha,rango_edad,fallecidos\n{rows}")
    assert [one.population for one in drafts(found)][:4] == ["0-9", "10-19", "20-29", "all"]
    assert "“Total” in “rango_edad”" in told(found, "is read as all people")


def test_measures_of_one_place_are_no_parts_of_a_sum_and_their_total_says_nothing(tmp_path):
    counts = (("Killed", 15), ("Injured", 16), ("Total", 31), ("Total deaths", 15))
    rows = "".join(f"{place},{name},{count}\n" for place in ("Homs", "Idlib") for name, count in counts)
    found = of(tmp_path, f"Place,Indicator,Value\n{rows}")
    assert found.mapping.ask == {"Indicator": ("Total",)}
    assert "“Total” in “Indicator”" in told(found, "does not say what is counted")


def test_figures_of_other_measures_are_no_parts_of_a_sum(tmp_path):
    header = "country,period_start,period_end,metric,value\n"
    years = {2000: (48257, 0, 409, 48666), 2001: (40, 0, 348, 388), 2002: (500, 350, 724, 1574)}
    names = ("battle_deaths", "civilian_deaths", "nonstate_deaths", "total_deaths")
    rows = [
        f"ETH,{year}-01-01,{year}-12-31,{name},{value}\n"
        for year, values in years.items()
        for name, value in zip(names, values, strict=True)
    ]
    found = of(tmp_path, header + "".join(rows))
    assert not any("ETH" in one for one in found.asked)


def test_a_district_called_somme_is_no_total_unless_it_is_the_sum(tmp_path):
    rows = "Aisne,3,4\nOise,5,9\nNord,7,2\n"
    assert of(tmp_path, f"Département,Décès,Blessés\n{rows}Somme,6,8\n").mapping.ask == {}
    assert of(tmp_path, f"Département,Décès,Blessés\n{rows}Somme,15,15\n").mapping.ask == {"Département": ("Somme",)}
