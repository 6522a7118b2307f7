"""Rates, shares and indices beside counts: which columns of a table count somebody."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.model import Draft
from claims.pipeline.propose import Proposal, propose
from claims.pipeline.proposing.columns import Column
from claims.pipeline.proposing.fractions import is_fractional


def read(found: Proposal) -> set[str]:
    return {name for wide in found.mapping.wide for name in wide.columns} | set(found.mapping.columns.values())


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["12", "7.5", "3"], True),
        (["12,5", "1.204,75"], True),
        (["2000.0", "350.0"], False),
        (["1.204", "3.117"], False),
        (["1,204", "12"], False),
        (["about 12", "7"], False),
        ([], False),
    ],
)
def test_which_cells_have_decimals(cells, said):
    assert is_fractional(Column("c", tuple(cells), len(cells), 0)) is said


def test_a_column_named_as_a_count_that_holds_decimals_is_told_and_left_out(tmp_path):
    found = of(tmp_path, "year,killed,allDeaths\n1990,174,5120.25\n1991,173,5190.75\n1992,485,5201.5\n")
    assert read(found) == {"year", "killed"}
    (told,) = [one for one in found.unsure if "“allDeaths”" in one]
    assert told.startswith("“allDeaths” has the name of a count and holds decimals (“5120.25”), and is not read")


def test_of_columns_that_nobody_knows_those_with_decimals_are_left_out(tmp_path):
    found = of(
        tmp_path, "year,tax,spirals,beer\n1990,1.37,839,10544.15\n1991,1.36,930,10732.79\n1992,1.32,932,11108.7\n"
    )
    assert read(found) == {"year", "spirals"}
    assert "decimals in “tax”, “beer”, as rates and shares have them, are not read" in found.unsure


def test_where_all_have_decimals_they_are_taken_and_it_is_said(tmp_path):
    found = of(tmp_path, "ages,Rural,Urban\n50-54,11.7,15.4\n55-59,18.1,24.3\n60-64,26.9,37.0\n")
    assert {"Rural", "Urban"} <= read(found)
    assert any(one.startswith("decimals in “Rural”, “Urban” count no people") for one in found.unsure)


def test_bounds_whose_words_are_not_parted(tmp_path):
    found = of(tmp_path, "day,deadmin,deadmax,winmin,rank\n2001-10-07,10,14,1,5\n2001-12-07,20,22,3,6\n")
    (first, *_) = [one for one in found.first if isinstance(one, Draft)]
    assert first.measure == "dead"
    assert first.figure is not None
    assert (first.figure.low, first.figure.high) == (10, 14)
    assert read(found) == {"day", "deadmin", "deadmax"}


def test_years_of_a_place_where_mostly_nothing_happens_count_each_year(tmp_path):
    years = range(1990, 2000)
    quiet = "".join(f"Place {number},{','.join('0' for _ in years)}\n" for number in range(60))
    torn = "".join(f"Land {number},{','.join(str(9 * (year % 2)) for year in years)}\n" for number in range(4))
    found = of(tmp_path, f"country,{','.join(map(str, years))}\n{quiet}{torn}", name="nkill.csv")
    (wide,) = found.mapping.wide
    assert wide.header == "year"
    assert found.mapping.constants["measure"] == "killed"


def test_a_column_of_diseases_names_events(tmp_path):
    found = of(tmp_path, "disease,state,year,count\nMeasles,Ohio,1950,120\nPolio,Ohio,1950,40\n")
    assert found.mapping.columns["event"] == "disease"


def test_what_is_counted_in_an_average_year_is_of_nobody_else(tmp_path):
    found = of(tmp_path, "district,deaths,annual_deaths\nLambeth,907,232\nCamberwell,352,277\n")
    assert not any("population" in wide.constants for wide in found.mapping.wide)
    assert read(found) == {"district", "deaths"}


def test_states_by_codes_in_small_letters_are_places(tmp_path):
    found = of(tmp_path, "state,year,killed\nal,1982,12\naz,1982,9\n")
    assert found.mapping.columns["place"] == "state"


def test_a_few_decimals_among_counts_do_not_leave_the_column_out(tmp_path):
    rows = "".join(f"Ward {number},{100 + number},5,{400 + number}\n" for number in range(7))
    found = of(tmp_path, f"ward,total_no_of_displaced_people,men,women\n{rows}Ward 8,1566.2,7,9\n")
    assert read(found) == {"ward", "total_no_of_displaced_people"}


def test_where_the_only_count_is_a_rate_nothing_else_is_taken_in_its_place(tmp_path):
    found = of(tmp_path, "ward,deaths,ovens,carts\nNorth,1.5,4,9\nSouth,2.25,3,8\nEast,0.75,1,2\n")
    assert read(found) == {"ward"}
    assert "numbers of no known measure are not read: “ovens”, “carts”" in found.unsure


@pytest.mark.parametrize("header", ["edad", "Alter", "âge", "возраст", "العمر", "年龄", "yaş"])
def test_ages_are_no_figures_in_any_language(tmp_path, header):
    found = of(tmp_path, f"date,{header},city\n2020-03-07,64,Chaco\n2020-03-13,71,Salta\n", name="muertos.csv")
    assert header not in read(found)
    assert any(f"each row seems to be one person ({header})" in one for one in found.unsure)


def test_people_of_a_country_are_at_that_place(tmp_path):
    found = of(
        tmp_path, "date,iran_military_killed,iran_killed,israel_killed\n2026-03-01,15,70,6\n2026-03-02,16,71,7\n"
    )
    said = {(one.place, one.population, one.says) for one in found.first[:3] if isinstance(one, Draft)}
    assert said == {("iran", "military", "15"), ("iran", "all", "70"), ("israel", "all", "6")}


def test_countries_of_one_battle_may_be_the_sides(tmp_path):
    rows = "Siege of Alder,West,120\nSiege of Alder,East,90\nBattle of Birch,West,7\nBattle of Birch,East,8\n"
    found = of(tmp_path, f"battle,country,killed\n{rows}")
    assert any("if it says whose losses a row counts: --map 'country=population'" in one for one in found.unsure)
    found = propose(str(tmp_path / "file.csv"), said=from_flags(["country=population"], []))
    assert [(one.place, one.population, one.says) for one in drafts(found)][:1] == [("", "West", "120")]
    rows = "Flood of May,West,120\nFlood of May,East,90\nFlood of June,West,7\nFlood of June,East,8\n"
    found = of(tmp_path, f"flood,country,killed\n{rows}")
    assert not any("whose losses" in one for one in found.unsure)


@pytest.mark.parametrize(
    "text",
    [
        "state,2010,2011,2012\nNorth,4.5,5.25,6.0\nSouth,7.75,8.0,9.5\n",
        "place,year,val,lower,upper\nNorth,1999,4.25,3.75,5.5\nSouth,1999,11.5,9.25,14.75\n",
    ],
)
def test_a_name_of_the_file_makes_no_count_of_figures_with_decimals(tmp_path, text):
    found = of(tmp_path, text, "deaths.csv")
    assert found.mapping.constants["measure"] == "?"
    assert any("no count has decimals" in one for one in found.unsure)


def test_a_value_between_its_bounds_is_the_best_one(tmp_path):
    found = of(tmp_path, "place,year,val,lower,upper\nNorth,1999,4,3,5\nSouth,1999,11,9,14\n", "deaths.csv")
    assert {name: found.mapping.columns[name] for name in ("low", "best", "high")} == {
        "low": "lower",
        "best": "val",
        "high": "upper",
    }
    assert found.mapping.constants["measure"] == "killed"


def test_cells_that_head_shares_keep_their_column_from_being_figures(tmp_path):
    rows = (
        "2015,Total,4766\n2015,State,State_%\n2015,Mexico,17\n2015,Age,Age (%)\n2015,25 to 29,14.6\n2016,Total,5626\n"
    )
    found = of(tmp_path, f"Year,Variable,Value\n{rows}2016,Mexico,15\n2016,Jalisco,6\n2016,Puebla,7\n2016,Colima,1\n")
    assert drafts(found) == []
    assert "it is not read as figures" in told(found, "“State_%” in “Value”")


def test_a_count_with_decimals_alone_is_told_and_not_read(tmp_path):
    found = of(tmp_path, "date,deaths\n2020-02-14,0.1\n2020-02-15,0.0\n2020-03-31,26.6\n2020-04-15,25.0\n")
    assert drafts(found) == []
    assert "and is not read" in told(found, "holds decimals (“0.1”)")


@pytest.mark.parametrize("header", ["refugees in percent", "infection rate", "% of victims"])
def test_rates_and_shares_alone_are_told_and_not_read(tmp_path, header):
    found = of(tmp_path, f"country,{header}\nChad,0.25\nMali,1.5\nNiger,0.75\n")
    assert not drafts(found)
    assert told(found, "is a rate or a share").startswith(f"“{header}” is a rate or a share by its header")


def test_numbers_below_one_are_no_counts(tmp_path):
    found = of(tmp_path, "state,executions,killed\nAlabama,0.035,19\nAlaska,0.081,20\nArizona,0.012,7\n")
    assert {one.measure for one in drafts(found)} == {"killed"}


def test_rates_and_indices_alone_are_no_figures(tmp_path):
    header = "state,share_non_citizen,gini_index,crimes_per_100k,Anteil Frauen"
    found = of(tmp_path, f"{header}\nMaine,0.02,0.437,0.46,0.51\nOhio,0.03,0.452,0.13,0.5\n")
    assert found.mapping.wide == ()
    assert "are not read" in told(found, "“gini_index”")
    assert drafts(found) == []


def test_rates_beside_years_as_headers_are_none_of_their_figures(tmp_path):
    rows = "Ensenada,47,54,10.0682,11.5677\nMexicali,139,155,14.8373,16.5452\nTecate,29,19,28.6904,18.7971\n"
    found = of(tmp_path, f"municipality,2011,2012,homrate2011,homrate2012\n{rows}")
    assert not [one for one in found.unsure if "no count has decimals" in one]


def test_rows_of_rates_beside_rows_of_counts_are_told_with_the_way_to_leave_them_out(tmp_path):
    rows = "".join(f"Chile,{kind},1990,{val}\n" for kind, val in (("Number", 11.2), ("Percent", 0.1), ("Rate", 0.08)))
    found = of(tmp_path, f"location_name,metric_name,year,val\n{rows}")
    assert '[skip] "metric_name" = ["Percent", "Rate"]' in told(found, "hold rates or shares")


def test_what_a_country_spends_and_how_many_live_there_are_no_figures(tmp_path):
    rows = "Pakistan,2000,144522192,1540000000,24.89,-4.09\nIraq,2001,24937728,892000000,3.6,0.1\n"
    assert drafts(of(tmp_path, f"Country,Year,Population,Military Spending,Inflation,Cash Surplus\n{rows}")) == []


@pytest.mark.parametrize("header", ["Deaths ‰", "القتلى ٪", "Deaths (±)", "Deaths +/-", "∆ Deaths"])
def test_headers_with_a_sign_of_a_share_or_a_difference_are_no_counts(tmp_path, header):
    found = of(tmp_path, f"Date,{header},Injured\n2020-01-02,12,3\n2020-01-03,14,4\n")
    assert [(one.measure, one.says) for one in drafts(found)] == [("Injured", "3"), ("Injured", "4")]
    assert header in found.unread


@pytest.mark.parametrize("share", ["Deaths (%)", "Killed %", "قتلى ٪", "Deaths +/-"])
def test_rows_of_shares_are_left_out_where_their_measure_is_called_as_a_count(tmp_path, share):
    head = "Indicator,Country,Date,Value"
    found = of(tmp_path, f"{head}\n{share},A,2020-01-02,10\nInjured,A,2020-01-02,40\nDeaths,A,2020-01-02,9\n")
    kept = [(one.measure, one.says) for one in found.first if isinstance(one, Draft)]
    assert kept == [("Injured", "40"), ("Deaths", "9")]
    assert found.mapping.skip == {"Indicator": (share,)}
    assert "are left out by [skip]" in told(found, f"“{share}”")


def test_a_column_of_values_is_the_figure_though_some_are_rates(tmp_path):
    text = "country,series count,unit,value\nMali,3,PER_100000_POP,52.3\nMali,3,NUMBER,20436\nChad,3,NUMBER,2050\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["says"] == "value"
    assert "no count has decimals" in told(found, "“value” holds")
