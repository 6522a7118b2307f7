"""Sources with a day behind their name, in headers and in cells."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose
from claims.pipeline.proposing.found import NOT_SAID


def test_names_that_end_in_a_day_are_told(tmp_path):
    found = of(tmp_path, "Location,Killed,Sources\nBaghdad,70,AP 12 Dec; REU 12 Dec\nKhanaqin,2,LAT 4 Nov\n")
    assert "names in “Sources” end in a day (“AP 12 Dec”): each is a source of its own" in found.unsure


def test_headers_that_are_sources_with_a_day(tmp_path):
    found = of(tmp_path, "area,Red Crescent 12/10/2023,OCHA 12/10/2023,OCHA 13/10/2023\nRafah,30,28,45\nJenin,2,1,4\n")
    assert [(one.source, one.as_of, one.says) for one in drafts(found)[:3]] == [
        ("Red Crescent", "2023-10-12", "30"),
        ("OCHA", "2023-10-12", "28"),
        ("OCHA", "2023-10-13", "45"),
    ]
    assert found.mapping.constants["measure"] == NOT_SAID
    assert "source" not in found.mapping.constants


def test_a_day_in_a_header_without_its_year_waits_for_a_person(tmp_path):
    found = of(tmp_path, "area,MoH 12/10,MoH 13/10\nRafah,30,45\nJenin,2,4\n")
    assert [dict(block.constants) for block in found.mapping.claims] == [
        {"source": "MoH", "as_of": "12/10/?"},
        {"source": "MoH", "as_of": "13/10/?"},
    ]
    assert drafts(found)[0].as_of == "12/10/?"


@pytest.mark.parametrize("headers", ["Ages 10/14,Ages 15/19", "Week 1/2,Week 3/4", "killed 12/10,killed 13/10"])
def test_what_is_no_name_before_two_numbers_is_no_source(tmp_path, headers):
    found = of(tmp_path, f"area,{headers}\nRafah,30,45\nJenin,2,4\n")
    assert not any("are taken as sources" in one for one in found.unsure)


def test_cells_that_are_sources_with_a_day(tmp_path):
    found = of(tmp_path, "measure,figure,source\nkilled,12,MoH 2023-10-12\ninjured,40,UN OCHA 2023-10-13\n")
    assert [(one.source, one.as_of) for one in drafts(found)] == [("MoH", "2023-10-12"), ("UN OCHA", "2023-10-13")]


def test_a_day_in_a_cell_without_its_year_waits_for_a_person(tmp_path):
    found = of(tmp_path, "measure,figure,source\nkilled,12,AP 12 Dec\ninjured,40,AFP 13 Dec\n")
    assert [(one.source, one.as_of) for one in drafts(found)] == [("AP", "12 Dec ?"), ("AFP", "13 Dec ?")]
    assert "put the year in place of “?”" in told(found, "end in a day")


def test_a_day_behind_a_source_beside_a_date_is_told(tmp_path):
    found = of(tmp_path, "date,killed,source\n2023-10-14,12,AP 12/10\n2023-10-15,40,AFP 13/10\n")
    assert "each is a source of its own" in told(found, "end in a day")
    assert found.mapping.columns["as_of"] == "date"


@pytest.mark.parametrize(
    ("headers", "days"),
    [
        ("2018 / Police,2018 / MoH,2019 / Police,2019 / MoH", ("2018", "2019")),
        ("Police (9 July 2011),MoH (9 July 2011),Police (8 May 2012),MoH (8 May 2012)", ("2011-07-09", "2012-05-08")),
        ("04/10/2008 (Police),04/10/2008 (MoH),05/10/2008 (Police),05/10/2008 (MoH)", ("2008-10-04", "2008-10-05")),
    ],
    ids=["years", "days_behind", "days_in_either_order"],
)
def test_names_beside_times_in_headers_are_sources_and_never_called_as_their_day(tmp_path, headers, days):
    (tmp_path / "file.csv").write_text(f"District;{headers.replace(',', ';')}\nHoms;1;2;3;4\nHama;5;6;7;8\n")
    found = propose(str(tmp_path / "file.csv"), said=from_flags([], ["measure=injured"]))
    said = {(one.source, one.as_of, one.says) for one in drafts(found) if one.place == "Homs"}
    first, last = days
    assert said == {("Police", first, "1"), ("MoH", first, "2"), ("Police", last, "3"), ("MoH", last, "4")}
    assert any("check each" in one for one in found.unsure)


def test_headers_of_days_and_something_else_that_nothing_tells_wait_for_a_person(tmp_path):
    days = "Guards Q1 2020,Rovers Q2 2020,Keepers Q3 2020"
    (tmp_path / "file.csv").write_text(f"District,{days}\nHoms,1,2,3\nHama,5,6,7\n")
    found = propose(str(tmp_path / "file.csv"), said=from_flags([], ["measure=injured"]))
    assert any("headers name times" in one for one in found.waits)
