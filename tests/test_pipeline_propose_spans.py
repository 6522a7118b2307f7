"""Headers with years from one to another, times that are no dates, and lists of one person a row."""

from __future__ import annotations

import pytest

from claims.model import Draft
from claims.pipeline.propose import NOT_SAID, Proposal, propose


def of(tmp_path, text: str, name: str = "file.csv") -> Proposal:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return propose(str(tmp_path / name))


def drafts(found: Proposal) -> list[Draft]:
    return [one for one in found.first if isinstance(one, Draft)]


def told(found: Proposal, words: str) -> str:
    (sentence,) = [one for one in found.unsure if words in one]
    return sentence


@pytest.mark.parametrize(
    ("headers", "spans"),
    [
        (("fatalities_75_99", "fatalities_00_08"), [("1975", "1999"), ("2000", "2008")]),
        (("Deaths 1990-1999", "Deaths 2000–2009"), [("1990", "1999"), ("2000", "2009")]),
        (("killed (1991/95)", "killed (1996/99)"), [("1991", "1995"), ("1996", "1999")]),
    ],
)
def test_headers_with_years_from_one_to_another_give_the_period(tmp_path, headers, spans):
    found = of(tmp_path, f"carrier,{','.join(headers)}\nNorth Air,12,3\nSouth Air,0,41\n")
    assert [(one.measure, one.period_start, one.as_of) for one in drafts(found)[:2]] == [
        ("killed", begin, end) for begin, end in spans
    ]


def test_what_is_counted_from_one_year_to_another_and_not_known_is_told(tmp_path):
    found = of(tmp_path, "carrier,fatalities_75_99,delays_75_99,fatalities_00_08,delays_00_08\nNorth Air,1,7,3,5\n")
    assert {one.measure for one in drafts(found)} == {"killed"}
    assert told(found, "no known measure").startswith("delays_75_99, delays_00_08 count from one year to another")


def test_ages_are_no_years(tmp_path):
    found = of(tmp_path, "place,deaths_00_14,deaths_15_64,deaths_65_99\nLambeth,1,20,41\n")
    assert {one.population for one in drafts(found)} == {"00_14", "15_64", "65_99"}
    assert not any(one.period_start for one in drafts(found))


def test_years_with_decimals_are_no_dates(tmp_path):
    found = of(tmp_path, "time,killed\n1969.0,1687\n1969.0833,1508\n1969.1667,1507\n")
    assert told(found, "which are no dates").startswith("“time” holds years with decimals (“1969.0833”)")


def test_a_list_of_people_states_no_figure_and_says_so(tmp_path):
    found = of(tmp_path, "date,victim,age,borough\n2006-01-02,B. D.,19,Hackney\n2006-01-03,C. E.,22,Brent\n")
    assert not drafts(found)
    assert "one person (victim, age); how many they are the file does not state" in told(found, "no column holds")


def test_a_list_of_incidents_states_no_figure_either(tmp_path):
    found = of(tmp_path, "date,location,url\n2006-01-02,Hackney,https://a.org/1\n2006-01-03,Brent,https://a.org/2\n")
    assert "each row may be one incident" in told(found, "no column holds")


def test_codes_that_are_names_are_sources(tmp_path):
    rows = "Dominica,2013,6,Police Force of Dominica\nBarbados,2014,2,Royal Police Force\n"
    assert of(tmp_path, f"country,year,killed,source_id\n{rows}").mapping.columns["source"] == "source_id"
    rows = "Dominica,2013,6,S 12\nBarbados,2014,2,S 13\n"
    assert of(tmp_path, f"country,year,killed,source_id\n{rows}").mapping.constants["source"] == NOT_SAID


@pytest.mark.parametrize(
    ("header", "measure"),
    [("Death", "killed"), ("No. of Death", "killed"), ("Injury", "injured"), ("Cause of death", None)],
)
def test_a_measure_in_the_singular_is_one_alone(tmp_path, header, measure):
    found = of(tmp_path, f"district,{header},other\nLambeth,907,3\nCamberwell,352,4\n")
    assert found.mapping.names.get("measure", {}).get(header) == measure


def test_the_name_of_a_file_about_excess_deaths_says_no_measure(tmp_path):
    found = of(tmp_path, "county,heat days\nKern,2513\nFresno,3346\n", name="excess-deaths-by-county.csv")
    assert found.mapping.constants.get("measure") != "killed"
    assert not any("by the file's name" in one for one in found.unsure)
