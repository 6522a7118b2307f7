"""Tables on their side, in which a row says of each column as of when, or by whom, its figures are."""

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose

FIGURES = "Killed,1417,3478\nInjured,6268,12065\n"


def said(found):
    return [(one.measure, one.source, one.place, one.as_of, one.says) for one in drafts(found)]


@pytest.mark.parametrize("label", ["As of", "Date", "Report date", "Stand"])
def test_days_in_a_row_are_those_of_their_columns(tmp_path, label):
    found = of(tmp_path, f"Indicator,Report 1,Report 2\n{label},2023-10-12,19 Oct 2023\n{FIGURES}")
    assert said(found) == [
        ("Killed", "?", "", "2023-10-12", "1417"),
        ("Killed", "?", "", "2023-10-19", "3478"),
        ("Injured", "?", "", "2023-10-12", "6268"),
        ("Injured", "?", "", "2023-10-19", "12065"),
    ]
    assert found.mapping.skip == {"Indicator": (label,)}
    assert told(found, "“Report 1”, “Report 2” are not read")
    assert not any("nothing says as of when" in one for one in found.unsure)


@pytest.mark.parametrize(("head", "field"), [("UNHCR,OCHA", 1), ("Lebanon,Syria", 2)])
def test_headers_above_such_days_are_sources_or_places_where_they_are_known(tmp_path, head, field):
    more = "Displaced,3389,9800\nMissing,33,98\nHomeless,34,99\nArrested,35,97\nAffected,36,95\n"
    found = of(tmp_path, f"Indicator,{head}\nAs of,2023-10-12,2023-10-19\n{FIGURES}{more}")
    assert [one[field] for one in said(found)[:2]] == head.split(",")
    assert [one[3] for one in said(found)[:2]] == ["2023-10-12", "2023-10-19"]


def test_a_row_of_sources_beside_a_row_of_days_is_said_of_its_columns_too(tmp_path):
    rows = f"Source,Ministry of Health,OCHA\nDate,2023-10-12,2023-10-19\n{FIGURES}"
    found = of(tmp_path, f"Category,A,B\n{rows}")
    assert said(found)[0] == ("Killed", "Ministry of Health", "", "2023-10-12", "1417")
    assert said(found)[1] == ("Killed", "OCHA", "", "2023-10-19", "3478")


@pytest.mark.parametrize("days", ["2023-10-12,later", "2023,2024", "05/10/2023,06/10/2023"])
def test_what_is_no_certain_day_in_each_column_is_not_taken(tmp_path, days):
    found = of(tmp_path, f"Indicator,Report 1,Report 2\nAs of,{days}\n{FIGURES}")
    assert not found.mapping.claims
    assert not found.mapping.skip


def test_a_row_of_days_below_the_figures_is_read_too(tmp_path):
    found = of(tmp_path, ",Ministry,UN\nKilled,1022,1360+\nInjured,n/a,3000\nAs of,1 Mar 2014,15 Mar 2014\n")
    assert said(found)[:2] == [
        ("Killed", "Ministry", "", "2014-03-01", "1022"),
        ("Killed", "UN", "", "2014-03-15", "1360+"),
    ]


def test_sources_of_columns_that_people_say_otherwise_are_told(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(f"Indicator,A,B\nSource,MoH,OCHA\nAs of,2023-10-12,2023-10-19\n{FIGURES}", encoding="utf-8")
    found = propose(str(path), said=from_flags([], ["source=Red Cross", "event=War"]))
    assert {one.source for one in drafts(found)} == {"Red Cross"}
    assert "(source: “MoH”, “OCHA”): leave out --set source" in told(found, "“Red Cross” is said of all")


def test_the_number_goes_before_the_wording_that_states_it(tmp_path):
    rows = "Killed,UN,3,UN said on 4 May that 3 people were killed\nInjured,UN,5,UN said that 5 were hurt on 6 May\n"
    found = of(tmp_path, f"Indicator,Source,Number,Wording\n{rows}")
    assert [(one.measure, one.says) for one in drafts(found)] == [("Killed", "3"), ("Injured", "5")]


@pytest.mark.parametrize("label", ["Place", "location"])
def test_what_stands_beside_a_first_header_of_places_are_places(tmp_path, label):
    found = of(tmp_path, f"{label},Homs,Hama\nDate,2020-03-01,2020-03-02\n{FIGURES}")
    assert [one[2] for one in said(found)] == ["Homs", "Hama", "Homs", "Hama"]
