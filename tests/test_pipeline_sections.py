"""Rows that head those below them, and more rows of a header: `headings` and `names_below`, and what asks for them."""

import pytest
from proposing import drafts, of, told

from claims.errors import BadMapping
from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest

BLOCKS = "Killed,,\nDistrict,As of,Number\nHerat,2020-05-01,12\nFarah,2020-05-01,30\n"
BLOCKS += "Injured,,\nDistrict,As of,Number\nHerat,2020-05-01,5\nFarah,2020-05-01,7\n"
EVENT = ("event=floods", "source=UN")


def said(*sets):
    return from_flags([], (*EVENT, *sets))


def test_blocks_below_headings_are_asked_about_and_read_by_the_flag_that_is_printed(tmp_path):
    assert "--set 'headings=measure'" in told(of(tmp_path, BLOCKS, said=said()), "headed those below")
    found = of(tmp_path, BLOCKS, said=said("headings=measure"))
    assert not found.waits
    assert [(one.measure, one.place, one.says) for one in drafts(found)] == [
        *(("Killed", "Herat", "12"), ("Killed", "Farah", "30"), ("Injured", "Herat", "5"), ("Injured", "Farah", "7")),
    ]


def test_they_go_in_so_and_a_refused_row_keeps_its_heading_for_a_retry(tmp_path):
    (tmp_path / "file.csv").write_text(BLOCKS.replace(",7\n", ",many\n"), encoding="utf-8")
    options = IngestOptions(mapping=said("headings=measure"), is_suggested=True, create=frozenset(("event", "source")))
    with ClaimStore.create(tmp_path / "a.db") as store:
        load_measures(store, by="m")
        result = ingest(store, str(tmp_path / "file.csv"), by="m", options=options)
        assert {(claim.measure, claim.place, claim.figure.best) for claim in store.reader.claims()} == {
            *(("killed", "Herat", 12), ("killed", "Farah", 30), ("injured", "Herat", 5)),
        }
        (refused,) = result.problems
        assert not [note for note in result.notes if "not read" in note and "Killed" in note]
    assert "Injured" in refused.cells


def test_a_word_before_each_heading_is_left_out(tmp_path):
    rows = "District,Killed\nDay: 2020-05-01,\nHerat,12\nFarah,30\nDay: 2020-05-02,\nHerat,15\nFarah,31\n"
    assert "--set 'headings=as_of'" in told(of(tmp_path, rows, said=said()), "headed those below")
    assert [one.as_of for one in drafts(of(tmp_path, rows, said=said("headings=as_of")))] == [
        *("2020-05-01", "2020-05-01", "2020-05-02", "2020-05-02"),
    ]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("Herat,12\nNorth,\nFarah,30\n", "no heading stands above"),
        ("North,\nHerat,12\nSouth,\nSee the note,\nFarah,3\n", "rows 4 and 5 both may head it"),
    ],
)
def test_a_row_of_which_no_heading_is_known_is_refused(tmp_path, rows, reason):
    found = of(tmp_path, f"Town,Killed\n{rows}", said=said("headings=place"))
    (tmp_path / "file.csv").write_text(f"Town,Killed\n{rows}", encoding="utf-8")
    with ClaimStore.create(tmp_path / "a.db") as store:
        load_measures(store, by="m")
        options = IngestOptions(mapping=found.mapping, create=frozenset(("event", "source")), dry_run=True)
        result = ingest(store, str(tmp_path / "file.csv"), by="m", options=options)
    assert any(reason in one.reason for one in result.problems), result.problems


def test_a_second_row_of_a_header_is_asked_about_and_joined(tmp_path):
    rows = "District,Killed,Injured,Killed,Injured\nName,2020,2020,2021,2021\nHerat,12,4,5,6\nFarah,30,2,7,8\n"
    assert "--set 'names_below=1'" in told(of(tmp_path, rows, said=said()), "more than once")
    found = of(tmp_path, rows, said=said("names_below=1"))
    assert {(one.place, one.measure, (one.as_of or "")[:4], one.says) for one in drafts(found)} >= {
        *(("Herat", "Killed", "2020", "12"), ("Herat", "Injured", "2021", "6"), ("Farah", "Killed", "2021", "7")),
    }


def test_cells_that_stand_for_those_below_tell_rows_apart_once_it_is_said(tmp_path):
    rows = "District,As of,Killed\nHerat,2020-05-01,12\n,2020-05-02,13\nFarah,2020-05-01,3\n,2020-05-02,4\n"
    found = of(tmp_path, rows, said=said("from_above=District"))
    assert not found.waits
    assert [one.place for one in drafts(found)] == ["Herat", "Herat", "Farah", "Farah"]


def test_a_row_with_figures_is_not_taken_into_the_header(tmp_path):
    with pytest.raises(BadMapping, match="takes row 2 into the header, which holds figures"):
        of(tmp_path, "District,Killed,Injured\nHerat,12,6\nFarah,3,7\n", said=said("names_below=1"))
    numbered = "District,Killed,Injured,Missing\nName,1,2,3\nHerat,12,6,5\nFarah,3,7,5\n"
    assert len(drafts(of(tmp_path, numbered, said=said("names_below=1")))) > 0


def test_rows_with_figures_are_not_offered_as_more_of_the_header(tmp_path):
    found = of(tmp_path, "District,Killed,Killed,Year\nHerat,12,6,2019\nFarah,3,7,2020\n", said=said())
    assert "names_below" not in told(found, "more than once")


@pytest.mark.parametrize("flag", ["headings=says", "names_below=x", "names_below=0"])
def test_what_no_heading_can_be_is_refused(flag):
    with pytest.raises(BadMapping, match="cannot be"):
        said(flag)


def test_records_have_no_headings(tmp_path):
    (tmp_path / "file.json").write_text('[{"place": "Herat", "killed": 12}]', encoding="utf-8")
    with pytest.raises(BadMapping, match="headings is for tables"):
        of(tmp_path, '[{"place": "Herat", "killed": 12}]', "file.json", said=said("headings=place"))
