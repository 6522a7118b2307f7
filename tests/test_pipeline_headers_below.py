"""Rows further down that repeat the header or name columns anew, and what stands below them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.mapping import Mapping
from claims.mapping.fields import Wide
from claims.pipeline.headers_below import HeadersBelow
from claims.table import Row

COLUMNS = ("source", "place", "Killed")


def refused(*lines, columns=COLUMNS, measure=""):
    mapping = Mapping("f.csv", constants={"measure": measure} if measure else {})
    known = {"killed": "killed", "tote": "killed", "injured": "injured"}
    headers = HeadersBelow(columns, file="f.csv", mapping=mapping, measures=lambda: known)
    found = [headers.problem(Row(number, line.split(","), line)) for number, line in enumerate(lines, start=2)]
    return {one.row: one for one in found if one is not None}


@pytest.mark.parametrize("again", ["source,place,Killed", "SOURCE,PLACE,KILLED", "source,,Killed"])
def test_a_row_that_repeats_the_names_of_the_columns_alone_is_refused(again):
    found = refused("HRW,Homs,3", again, "HRW,Idlib,4")
    assert list(found) == [3]
    assert (found[3].reason, "--set 'skip." in found[3].hint) == ("it repeats the names of the columns", True)


def test_what_stands_below_a_row_that_names_columns_anew_is_refused_up_to_the_first_names():
    found = refused("HRW,Homs,3", "source,place,Injured", "HRW,Idlib,4", "source,place,Killed", "HRW,Hama,5")
    assert list(found) == [3, 4, 5]
    assert "row 3 names columns anew (“Injured” below “Killed”)" in found[4].reason
    assert "--retry BATCH --set 'skip.Killed=Injured'" in found[4].hint


def test_columns_in_another_order_and_other_years_are_named_anew():
    assert list(refused("HRW,Homs,3", "place,source,Killed", "Homs,HRW,4")) == [3, 4]
    years = ("source", "place", "2019", "2020")
    assert list(refused("HRW,Homs,3,4", "source,place,2021,2022", "HRW,Homs,5,6", columns=years)) == [3, 4]


def test_a_measure_alone_in_a_row_is_of_what_stands_below_it():
    lines = ("Tote,,", "HRW,Homs,3", "Injured,,", "HRW,Homs,4", "Killed,,", "HRW,Hama,5")
    assert list(refused(*lines, measure="killed")) == [4, 5]
    assert refused(*lines) == {}, "where rows name their own measures"


def test_a_row_that_names_columns_and_measures_is_a_header_though_most_of_its_columns_are_others():
    columns = ("source", "place", "Men", "Women", "date")
    found = refused("HRW,Homs,3,4,2020", "source,district,Killed,Injured,date", "HRW,Hama,5,6,2021", columns=columns)
    assert list(found) == [3, 4], "figures of the killed and the injured are those of men and women"


def test_below_the_only_header_that_names_a_measure_another_begins_another_table():
    wide = Mapping("f.csv", wide=(Wide(columns=("Killed",), header="measure"),))
    assert headings(wide) == [3, 4]
    assert headings(replace(wide, skip={"place": ("Injured",)})) == [], "a person said that no other table begins"
    assert headings(replace(wide, wide=(*wide.wide, Wide(columns=("Hurt",), header="measure")))) == []


def headings(mapping):
    known = {"killed": "killed", "injured": "injured"}
    headers = HeadersBelow(("place", "Killed", "source"), file="f.csv", mapping=mapping, measures=lambda: known)
    rows = [(["Homs", "3", "HRW"], True), (["Injured", "", ""], False), (["Hama", "4", "HRW"], True), ([""] * 3, False)]
    found = [headers.problem(Row(number, *row[:1], ""), states=row[1]) for number, row in enumerate(rows, start=2)]
    return [one.row for one in found if one is not None]


@pytest.mark.parametrize("row", ["source,Homs,12", "HRW,place,none", "Killed,in action,4", "Aleppo,,", ",,"])
def test_a_row_of_data_is_no_header(row):
    assert refused(row, "HRW,Homs,3", measure="killed") == {}
