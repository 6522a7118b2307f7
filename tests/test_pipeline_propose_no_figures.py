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
