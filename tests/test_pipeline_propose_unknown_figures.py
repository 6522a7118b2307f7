"""Columns of numbers under headers that nobody knows, where a person said what the figures count."""

from proposing import drafts, of

from claims.mapping import from_flags
from claims.pipeline.propose import propose


def proposed(tmp_path, text):
    (tmp_path / "file.csv").write_text(text, encoding="utf-8")
    return propose(str(tmp_path / "file.csv"), said=from_flags([], ["measure=killed", "event=e", "source=s"]))


def test_an_unknown_header_is_asked_about_where_the_measure_is_said(tmp_path):
    found = proposed(tmp_path, "date,region,weight\n2019-01-02,North,3\n2019-01-05,South,4\n")
    assert drafts(found) == []
    (question,) = [one for one in found.waits if "weight" in one]
    assert "--map 'weight=says'" in question


def test_headers_written_as_variables_are_no_places_where_the_measure_is_said(tmp_path):
    found = proposed(
        tmp_path,
        "name,start,end,kpa,knots\nAuring,2017-01-07,2017-01-09,1000,55\nBising,2017-02-03,2017-02-06,1004,45\n",
    )
    assert drafts(found) == []
    assert any("--map 'kpa=says'" in one for one in found.waits)


def test_the_question_offers_whole_numbers_that_do_not_number_the_rows(tmp_path):
    rows = "1,-3.5,20,3\n2,-4.5,21,4\n3,-9.5,44,9\n"
    found = proposed(tmp_path, f"seqnr,dimx,qux,quux\n{rows}")
    (question,) = [one for one in found.waits if "does one count this" in one]
    assert "--map 'qux=says'" in question
    assert all(f"“{name}”" in question for name in ("seqnr", "qux", "quux")), "the others are listed"


def test_the_number_of_an_inspection_is_no_figure(tmp_path):
    found = proposed(
        tmp_path, "Date of Incident,City,Inspection #\n04/27/2017,Abilene,1227895.0\n04/28/2017,Houston,1228425.0\n"
    )
    assert drafts(found) == []
    assert "says" not in found.mapping.columns


def test_weapons_written_as_variables_are_no_places_where_the_measure_is_said(tmp_path):
    found = proposed(tmp_path, "day,militaryPersonnel,jet,armoredVehicle,uav\n2,111760,285,6147,1856\n")
    assert drafts(found) == []
    assert any("--map 'militaryPersonnel=says'" in one for one in found.waits)


def test_a_point_below_its_bounds_is_their_best(tmp_path):
    side = '{"name": "%s", "civilians_killed_directly": {"low": %d, "high": %d, "point": %d}}'
    (tmp_path / "sides.json").write_text(f"[{side % ('KLA', 464, 642, 500)}, {side % ('NATO', 450, 527, 510)}]")
    found = propose(str(tmp_path / "sides.json"), said=from_flags([], ["event=e", "source=s"]))
    stated = [(one.population, one.figure.low, one.figure.best, one.figure.high) for one in drafts(found)]
    assert stated == [("civilians", 464, 500, 642), ("civilians", 450, 510, 527)]


def test_numbers_of_rows_are_no_figure_where_the_figures_stand_in_words(tmp_path):
    found = of(tmp_path, "No,Day,Number wounded\n1,2020-05-01,twelve\n2,2020-05-02,some 20\n3,2020-05-03,six\n")
    assert "No" not in found.mapping.columns.values()
    assert not [one for one in drafts(found) if one.says in {"1", "2", "3"}]


def test_a_mark_of_a_note_behind_a_header_hides_no_measure(tmp_path):
    found = of(tmp_path, "No,Town,Killed [a],Injured*\n1,Aaa,12,4\n2,Bbb,30,5\n3,Ccc,4,6\n")
    assert {one.says for one in drafts(found)} == {"12", "30", "4", "5", "6"}
    assert {one.measure.lower().removesuffix("*") for one in drafts(found)} == {"killed", "injured"}


def test_figures_that_happen_to_be_1_2_and_3_are_read(tmp_path):
    text = "Place,Date,UN,MoH\nAaa,2020,1,1\nBbb,2020,2,2\nCcc,2020,3,3\n"
    found = of(tmp_path, text, said=from_flags([], ["measure=killed"]))
    assert sorted(one.says for one in drafts(found)) == ["1", "1", "2", "2", "3", "3"]


def test_the_flag_that_reads_times_in_headers_is_named_where_a_column_has_the_date(tmp_path):
    text = "Date,Place,Deaths 2018,Deaths 2019\n2020-01-03,Aaa,5,6\n2020-01-03,Bbb,7,8\n"
    found = of(tmp_path, text)
    assert any("--map 'Date=' takes these in place of “Date”" in one for one in found.waits), found.waits
    again = of(tmp_path, text, said=from_flags(["Date="], []))
    assert {(one.as_of, one.says) for one in drafts(again)[:2]} == {("2018", "5"), ("2019", "6")}
