"""What cells prove of the marks in numbers, numbers that stand for the unknown, and sources with a day behind them."""

from __future__ import annotations

import pytest
from proposing import drafts, told

from claims.pipeline.propose import Proposal, propose
from claims.pipeline.proposing.found import NOT_SAID


def of(tmp_path, text: str) -> Proposal:
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    return propose(str(path))


@pytest.mark.parametrize(
    ("table", "decimal"),
    [
        ('region,deaths\nNorth,"1,204"\nSouth,"3,918"\n', "."),
        ("region;Todesfälle;lat\nNord;1.204;48.2\nSüd;12;49.1\n", ","),
        ('region,deaths\nNorth,"1,204"\nSouth,2300\n', "."),
        ('region,tally\nNorth,"1,204"\nSouth,77\n', "."),
    ],
    ids=["a count", "a count beside decimals of another kind", "whole ones beside it", "numbers below a thousand"],
)
def test_groups_of_three_digits_in_all_numbers_are_thousands(tmp_path, table, decimal):
    found = of(tmp_path, table)
    assert found.mapping.decimal == decimal
    assert "groups of three digits" in told(found, "is read as “1204”")


@pytest.mark.parametrize(
    ("table", "decimal"),
    [
        ('region,tally\nNorth,"1,204"\nSouth,"3,918"\n', None),
        ('region,tally\nNorth,"1,204"\nSouth,2300\n', None),
        ('region,tally,lat\nNorth,"1,204",48.2\nSouth,"3,918",47\n', "."),
        ("region,tally,lat\nNorth,1.204,48.2\nSouth,3,47\n", "."),
    ],
    ids=[
        "all could be decimals",
        "a whole one above a thousand",
        "another column",
        "its mark begins decimals beside it",
    ],
)
def test_numbers_of_what_nothing_says_are_read_by_other_columns_or_not_at_all(tmp_path, table, decimal):
    found = of(tmp_path, table)
    assert found.mapping.decimal == decimal
    assert told(found, "can be read in two ways" if decimal is None else "is read by the marks in “lat” (“48.2”)")


def test_numbers_that_programs_write_for_the_unknown_are_told_and_stay(tmp_path):
    found = of(tmp_path, "place,killed,injured\nA,-99,4\nB,999,12\nC,7,999\nD,31,0\n")
    sentence = told(found, "if it stands for what is not known")
    assert sentence.startswith("“-99” (1 times) and “999” (2 times) in “killed”, “injured”")
    assert 'not_stated = ["-99", "999"]' in sentence
    assert [one.says for one in drafts(found)][:3] == ["-99", "4", "999"]
    assert found.mapping.not_stated == ()


def test_a_number_of_nines_that_stands_once_is_a_figure(tmp_path):
    assert not [one for one in of(tmp_path, "place,killed\nA,999\nB,12\n").unsure if "not known" in one]


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
