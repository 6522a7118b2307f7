"""Places of an ingest that are none: rows of totals."""

from __future__ import annotations

import pytest

from claims.mapping import Block, Mapping, from_flags
from claims.pipeline.batch import Summary
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.nobody import is_total

CREATE = frozenset(("event", "source", "measure"))


@pytest.mark.parametrize("place", ["Total", "Insgesamt", "Total Colombia", "Всего по РФ", "کل کشور", "المجموع"])
def test_places_that_are_totals(place):
    assert is_total(place)


@pytest.mark.parametrize("place", ["Toledo", "Sumy", "Unknown", "None", "Totana", "Gesamtschule"])
def test_places_that_are_no_totals(place):
    assert not is_total(place)


def tolls(tmp_path, text: str, *, fields: dict[str, str], said: Mapping | None = None) -> Summary:
    file = tmp_path / "flood.csv"
    file.write_text(text, encoding="utf-8")
    told = {"event": "Flood", "source": "LfU", "measure": "killed"}
    constants = {field: name for field, name in told.items() if field not in fields}
    mapping = Mapping("flood", constants=constants, columns=fields)
    options = IngestOptions(mapping=mapping if said is None else mapping.overridden_by(said), create=CREATE)
    (tmp_path / "claims.db").unlink(missing_ok=True)
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by="m")
        return ingest(store, str(file), by="m", options=options)


LAND = {"place": "Land", "says": "killed"}


def test_totals_that_are_recorded_as_places_are_told_once_with_the_flags(tmp_path):
    (flag,) = tolls(tmp_path, "Land,killed\nBayern,2\nHessen,1\nInsgesamt,3\nSumme,3\n", fields=LAND).flags
    assert (flag.row, flag.column, flag.raw) == (4, "Land", "Insgesamt,3")
    assert flag.reason == "“Insgesamt” is recorded as a place and looks like a row of totals (so do “Summe” in row 5)"
    assert "--set 'skip.Land=Insgesamt'" in flag.hint
    assert "--set 'names.place.Insgesamt='" in flag.hint


def test_a_total_is_told_at_whatever_row_it_stands(tmp_path):
    rows = "".join(f"Ort {number},1\n" for number in range(7_000))
    (flag,) = tolls(tmp_path, f"Land,killed\n{rows}المجموع,7000\nX,1\n", fields=LAND).flags
    assert flag.row == 7_002


@pytest.mark.parametrize(
    ("field", "cell"),
    [("population", "Both sexes"), ("event", "Total floods"), ("source", "Sub-total LfU"), ("measure", "Total")],
)
def test_totals_among_other_names_are_told_too(tmp_path, field: str, cell: str):
    found = tolls(tmp_path, f"name,killed\nA,2\n{cell},3\n", fields={field: "name", "says": "killed"})
    assert [(flag.row, flag.column) for flag in found.flags] == [(3, "name")]
    assert f"“{cell}” is recorded as" in found.flags[0].reason


@pytest.mark.parametrize("said", ["names.place.Insgesamt=", "names.place.Insgesamt=Insgesamt", "skip.Land=Insgesamt",
                                  "ask.Land="])  # fmt: skip
def test_what_a_person_said_of_a_total_is_not_told_again(tmp_path, said: str):
    text = "Land,killed\nBayern,2\nInsgesamt,3\n"
    assert tolls(tmp_path, text, fields=LAND, said=from_flags([], [said])).flags == ()


def test_a_total_of_which_one_figure_is_refused_is_told_by_the_others(tmp_path):
    wide = {"event": "Flood", "source": "LfU"}
    blocks = tuple(Block({"measure": name}, {"says": name}) for name in ("killed", "injured"))
    said = Mapping("flood", constants=wide, columns={"place": "Land"}, claims=blocks)
    file = tmp_path / "flood.csv"
    file.write_text("Land,killed,injured\nBayern,2,1\nInsgesamt,many?,1\n", encoding="utf-8")
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by="m")
        found = ingest(store, str(file), by="m", options=IngestOptions(mapping=said, create=CREATE))
    assert (found.added, found.refused) == (3, 1)
    assert [flag.raw for flag in found.flags] == ["Insgesamt,many?,1"]


def test_a_refused_total_and_a_file_without_one_are_not_told(tmp_path):
    assert tolls(tmp_path, "Land,killed\nBayern,2\nInsgesamt,many?\n", fields=LAND).flags == ()
    assert tolls(tmp_path, "Land,killed\nBayern,4\nSachsen,1\n", fields=LAND).flags == ()


def test_missing_people_are_a_measure_and_no_total(tmp_path):
    assert tolls(tmp_path, "what,n\nkilled,2\nMissing,3\n", fields={"measure": "what", "says": "n"}).flags == ()
