"""Cells that state nothing by what a mapping says of the file, and dates whose parts are written as fractions."""

import pytest

from claims.errors import BadMapping
from claims.mapping import Mapping, from_flags, from_json, from_toml, plan, to_toml, unread
from claims.model import Problem
from claims.table import Paths, Row

COLUMNS = ("ward", "county", "month", "org", "killed")
GIVEN = """
not_stated = ["NA", "-99"]
set = {event = "Kenya floods", measure = "killed"}
columns = {source = "org", place = "{ward}, {county}", as_of = "2023-{month}", says = "killed"}
"""


def drafts(mapping, *cells, columns=COLUMNS):
    made = plan(mapping, columns, file="floods.csv")
    return [
        one.reason if isinstance(one, Problem) else (one.source, one.place, one.as_of, one.says)
        for number, row in enumerate(cells, start=2)
        for one in made.drafts(Row(number, row, ""))
    ]


def test_what_a_mapping_takes_for_nothing_stated_is_no_name_no_part_and_no_figure():
    found = drafts(
        from_toml(GIVEN, name="floods.toml"),
        ("Galbet", "Garissa", "11", "KRCS", "3"),
        ("NA", "Garissa", "NA", "KRCS", "4"),
        ("Iftin", "NA", "11", "NA", "5"),
        ("Iftin", "Garissa", "11", "KRCS", "-99"),
    )
    assert found == [
        ("KRCS", "Galbet, Garissa", "2023-11", "3"),
        ("KRCS", "Garissa", None, "4"),
        "no source is named",
        "no figure is stated",
    ]


def test_without_that_word_of_the_mapping_the_cells_stay_what_they_are():
    columns = {"source": "org", "place": "ward", "says": "killed"}
    mapping = Mapping(constants={"event": "E", "measure": "killed"}, columns=columns)
    assert drafts(mapping, ("NA", "Hardap", "1", "NA", "3")) == [("NA", "NA", None, "3")]


def test_a_row_can_still_be_skipped_by_such_a_cell():
    mapping = from_toml(GIVEN + '[skip]\nward = ["NA"]\n', name="floods.toml")
    assert drafts(mapping, ("NA", "Garissa", "11", "KRCS", "4"), ("Iftin", "Garissa", "11", "KRCS", "5")) == [
        ("KRCS", "Iftin, Garissa", "2023-11", "5")
    ]


def test_the_numbers_and_texts_of_records_are_treated_alike():
    constants = {"event": "E", "measure": "killed"}
    mapping = Mapping(constants=constants, columns={"source": "s", "says": "k"}, not_stated=("-99",))
    assert drafts(mapping, {"s": "GTD", "k": -99}, {"s": "GTD", "k": 4}, columns=Paths(("s", "k"))) == [
        "no figure is stated",
        ("GTD", "", None, "4"),
    ]


def test_it_is_kept_with_the_batch_and_can_be_said_by_flags():
    mapping = from_toml(GIVEN, name="floods.toml")
    assert from_json(mapping.as_json()) == mapping
    assert from_toml(to_toml(mapping), name="floods.toml") == mapping
    assert from_flags([], ["not_stated=NA", "not_stated=-99"]).not_stated == ("NA", "-99")
    assert mapping.overridden_by(from_flags([], ["not_stated=NA", "not_stated=ND"])).not_stated == ("NA", "-99", "ND")


def test_how_dates_are_written_can_be_said_by_a_flag():
    given = from_flags([], ["written.as_of=days", "event=flood", "measure=killed"])
    mapping = from_toml('columns = {source = "org", as_of = "month", says = "killed"}', name="m").overridden_by(given)
    assert drafts(mapping, ("Galbet", "Garissa", "43801", "KRCS", "3")) == [("KRCS", "", "2019-12-02", "3")]
    with pytest.raises(BadMapping, match="holds no year"):
        from_flags([], ["written.as_of=day"])


def test_it_is_a_list_of_texts():
    with pytest.raises(BadMapping, match="not_stated is not a list of texts"):
        from_toml('not_stated = "NA"\n', name="floods.toml")


@pytest.mark.parametrize(
    ("cells", "as_of"),
    [
        (("1570", "2.0", "8.0"), "1570-2-8"),
        (("1946.0", "8.0", ""), "1946-8"),
        (("1956", "11.5", "2"), "1956-11.5-2"),
        (("1963", "-", ""), "1963"),
    ],
    ids=["fractions without a rest", "one part is empty", "no whole number", "a dash is no part"],
)
def test_the_parts_of_a_date_are_whole_numbers_however_a_program_wrote_them(cells, as_of):
    mapping = Mapping(
        constants={"event": "E", "source": "NOAA", "measure": "killed", "says": "1"},
        columns={"as_of": "{year}-{month}-{day}"},
    )
    assert [one[2] for one in drafts(mapping, cells, columns=("year", "month", "day"))] == [as_of]


@pytest.mark.parametrize(
    ("cell", "found"),
    [("2019.0", ("2019-01-01", "2019-12-31")), ("2019.5", "cannot read a year from “2019.5”")],
    ids=["no rest", "a rest"],
)
def test_a_year_is_a_whole_number_however_a_program_wrote_it(cell, found):
    constants = {"event": "E", "source": "S", "measure": "killed", "says": "1"}
    made = plan(Mapping(constants=constants, columns={"year": "y"}), ("y",), file="f.csv")
    assert [
        one.reason if isinstance(one, Problem) else (one.period_start, one.as_of)
        for one in made.drafts(Row(2, (cell,), ""))
    ] == [found]


def test_of_two_names_of_a_column_the_one_that_is_not_read_is_told():
    given = from_toml('[columns]\nsays = "Deaths | Dead"\nnote = "{a | b}"\n', name="how.toml")
    read = set(given.columns.values())
    assert unread(("Deaths", "Dead", "b"), read=read) == ("Dead",)
    assert unread(("Dead", "a"), read=read) == ()


def test_a_column_of_shares_is_not_read_as_the_counts_beside_it_are_by_nearly_the_same_name():
    told = unread(("Region", "Killed %", "Killed", "Injured"), read={"Killed", "region"})
    assert told == ("Killed %", "Injured")


def test_a_list_of_names_is_parted_as_a_cell_that_holds_several():
    given = (
        'set = {event = "e", measure = "killed"}\ncolumns = {source = "by", says = "killed"}\nsplit = {source = ";"}'
    )
    found = drafts(
        from_toml(given, name="m.toml"),
        {"by": ["UNICEF", "OCHA"], "killed": 3},
        {"by": "A; B", "killed": 4},
        {"by": ["A; B", "C"], "killed": 5},
        columns=Paths(("by", "killed")),
    )
    assert [one[0] if isinstance(one, tuple) else one for one in found] == [
        "UNICEF",
        "OCHA",
        "A",
        "B",
        "“A; B” in its list would be parted",
    ]
