"""Rows further down that repeat the header or name columns anew, and what stands below them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.mapping import Mapping
from claims.mapping.fields import Wide
from claims.pipeline.headers_below import HeadersBelow
from claims.table import Row

COLUMNS = ("source", "place", "Killed")
STATED = object()
"""A claim of a row."""


def refused(*lines, columns=COLUMNS, measure=""):
    mapping = Mapping("f.csv", constants={"measure": measure} if measure else {})
    known = {"killed": "killed", "tote": "killed", "injured": "injured"}
    headers = HeadersBelow(columns, file="f.csv", mapping=mapping, measures=lambda: known)
    rows = [Row(number, line.split(","), line) for number, line in enumerate(lines, start=2)]
    found = [one for row in rows for one in headers.stated(row, [STATED])]
    return {one.row: one for one in found if one is not STATED}


@pytest.mark.parametrize("again", ["source,place,Killed", "SOURCE,PLACE,KILLED", "source,,Killed"])
def test_a_row_that_only_repeats_the_names_of_the_columns_is_left_out_and_told(again):
    headers = HeadersBelow(COLUMNS, file="f.csv", mapping=Mapping("f.csv"), measures=dict)
    rows = [Row(number, line.split(","), line) for number, line in enumerate(["HRW,Homs,3", again, again], start=2)]
    assert [len(headers.stated(row, [STATED])) for row in rows] == [1, 0, 0]
    assert headers.notes() == ["row 3 repeats the names of the columns, and is left out, as is 1 below it"]


def test_both_rows_of_a_header_of_two_are_left_out_where_they_stand_again():
    columns = ("Place", "2019 / Killed", "2019 / Injured", "2020 / Killed")
    lines = ("Homs,3,4,5", "Place,2019,2019,2020", ",Killed,Injured,Killed", "Hama,2019,7,8")
    assert stated(*lines, columns=columns) == [2, 5], "2019 below “2019 / Killed” is no figure there"


def stated(*lines, columns):
    headers = HeadersBelow(columns, file="f.csv", mapping=Mapping("f.csv"), measures=dict)
    rows = [Row(number, line.split(","), line) for number, line in enumerate(lines, start=2)]
    return [row.number for row in rows if headers.stated(row, [STATED])]


def test_what_stands_below_a_row_that_names_columns_anew_is_refused_up_to_the_first_names():
    found = refused("HRW,Homs,3", "source,place,Injured", "HRW,Idlib,4", "source,place,Killed", "HRW,Hama,5")
    assert list(found) == [3, 4], "row 5 repeats the first names"
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


def test_one_name_of_a_column_beside_another_above_figures_begins_another_table():
    wide = Mapping("f.csv", wide=(Wide(columns=("Killed",), header="measure"),))
    lines = ("Homs,3", "Place,Injured", "Homs,40")
    headers = HeadersBelow(("Place", "Killed"), file="f.csv", mapping=wide, measures=dict)
    rows = [Row(number, line.split(","), line) for number, line in enumerate(lines, start=2)]
    assert [row.number for row in rows if headers.stated(row, [STATED]) != [STATED]] == [3, 4]
