"""What the cells of a table prove of the marks in its numbers."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose


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


def test_the_measure_that_is_said_of_all_tells_that_people_are_counted(tmp_path):
    text = 'Country,2020,2021\nYemen,"120,000+","10,000"\nIran,"20,000","4,000"\n'
    (tmp_path / "file.csv").write_text(text, encoding="utf-8")
    said = from_flags((), ["event=war", "source=UN", "measure=killed"])
    found = propose(str(tmp_path / "file.csv"), said=said)
    assert found.mapping.decimal == "."


def test_ranges_whose_ends_fit_by_the_other_mark_only_are_figures(tmp_path):
    head = "Datum;Ereignis;Tote laut Polizei;Tote laut Opposition"
    found = of(tmp_path, f"{head}\n13.05.2005;Andischan;187;500–1.000\n04.06.1989;Tian’anmen;241;bis zu 2.600\n")
    assert [(one.source, one.says) for one in drafts(found)][:2] == [("Polizei", "187"), ("Opposition", "500–1.000")]
