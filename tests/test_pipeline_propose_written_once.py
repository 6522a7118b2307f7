"""Wider places that a table writes once for the rows below them: taken where certain, else asked."""

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest

ROWS = "North,Aaa,12\n,Bbb,30\n,Ccc,4\nSouth,Aaa,1\n,Ddd,3\n,Eee,9\n"


@pytest.mark.parametrize("headers", ["Region,District", "Province,Town"])
def test_a_place_written_once_stands_for_the_rows_below_it(tmp_path, headers):
    found = of(tmp_path, f"{headers},Killed\n{ROWS}")
    wider = headers.partition(",")[0]
    assert found.mapping.from_above == (wider,)
    assert [one.place.replace(",", "") for one in drafts(found)] == [
        "Aaa North", "Bbb North", "Ccc North", "Aaa South", "Ddd South", "Eee South",
    ]  # fmt: skip
    assert told(found, "stand for the rows below it").startswith(f"“{wider}” is taken")


def test_it_goes_in_so_and_a_row_of_totals_below_takes_nothing_from_it(tmp_path):
    (tmp_path / "file.csv").write_text(f"Region,District,Killed\n{ROWS}Total,,59\n", encoding="utf-8")
    options = IngestOptions(
        mapping=from_flags([], ("event=floods", "source=UN")), is_suggested=True, create=frozenset(("event", "source"))
    )
    with ClaimStore.create(tmp_path / "a.db") as store:
        load_measures(store, by="m")
        result = ingest(store, str(tmp_path / "file.csv"), by="m", options=options)
        places = {claim.place: claim.figure.best for claim in store.reader.claims()}
    assert places["Aaa, North"] == 12
    assert places["Eee, South"] == 9
    assert [problem.row for problem in result.problems] == [8], "the row of totals waits for a person"


@pytest.mark.parametrize(
    "rows",
    [
        "North,Aaa,12\nWest,Bbb,30\n,Ccc,4\nSouth,Ddd,1\n",
        "North,Aaa,12\n,Bbb,30\n,Ccc,4\nSouth,,1\n,Ddd,3\n,Eee,9\n",
        "North,Aaa,12\n,Bbb,30\n,Bbb,4\nSouth,Ccc,1\n,Ddd,3\n,Eee,9\n",
    ],
)
def test_where_an_empty_cell_may_mean_something_else_it_is_asked(tmp_path, rows):
    found = of(tmp_path, f"Region,District,Killed\n{rows}")
    assert found.mapping.from_above == ()
    assert any('from_above = ["Region"], and place = “{District}, {Region}”' in one for one in found.asked)


def test_while_it_is_asked_a_place_has_one_name_in_all_rows(tmp_path):
    rows = "Centre,Gao,2\n,Gao,3\n,Mopti,5\nNord,Kidal,1\n,Kidal,4\n"
    dated = "".join(f"{row},2019-06-0{day}\n" for day, row in enumerate(rows.split(), 1))
    found = of(tmp_path, f"Région,Lieu,Morts,Date\n{dated}")
    assert {one.place for one in drafts(found)} == {"Gao", "Mopti", "Kidal"}
    twice = of(tmp_path, "Region,Place,Killed\nNorth,Aaa,12\n,Bbb,30\n,Bbb,4\nSouth,Aaa,1\n,Ddd,3\n")
    assert {one.place for one in drafts(twice)} >= {"Aaa, North", "Aaa, South"}, "it alone tells these apart"


@pytest.mark.parametrize(
    "text",
    [
        "Region,District,Killed\n,Aaa,12\nNorth,Bbb,30\n,Ccc,4\nSouth,Ddd,1\n",
        "Region,District,Killed\nNorth,Aaa,12\n,Bbb,30\n,Ccc,4\nNorth,Ddd,1\n",
        "Region,Country,Killed\nAfrica,Mali,12\n,Chad,30\n,Niger,4\nAsia,Iran,1\n,Iraq,5\n,Oman,6\n",
        "Type,District,Killed\nMosque,Aaa,12\n,Bbb,30\n,Ccc,4\nChurch,Ddd,1\n,Eee,6\n,Fff,7\n",
    ],
)
def test_names_that_repeat_or_are_of_something_else_are_left_as_they_are(tmp_path, text):
    found = of(tmp_path, text)
    assert found.mapping.from_above == ()
    assert not any("from_above" in one for one in found.asked)


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [("Date", "2020-05-01", "2020-05-08"), ("Source", "OCHA", "Police"), ("Event", "Fire", "Flood")],
)
def test_a_key_that_stands_once_for_the_same_rows_each_time_stands_for_them(tmp_path, header, first, second):
    found = of(tmp_path, f"{header},Place,Killed\n{first},Goma,3\n,Uvira,4\n{second},Goma,5\n,Uvira,6\n")
    assert found.mapping.from_above == (header,)
    assert [one.says for one in drafts(found)] == ["3", "4", "5", "6"]
    told(found, "is taken to stand for the rows below it")
    other = of(tmp_path, f"{header},Place,Killed\n{first},Goma,3\n,Uvira,4\n{second},Goma,5\n,Kindu,6\n")
    assert other.mapping.from_above == ()


def test_rows_alike_below_an_empty_key_name_the_flag_that_fills_it(tmp_path):
    found = of(tmp_path, "Date,Place,Killed\n2020-05-01,Goma,3\n,Uvira,4\n,Kindu,2\n2020-05-08,Goma,5\n,Uvira,6\n")
    (question,) = found.waits
    assert question.endswith("--set 'from_above=Date'")


def test_a_measure_that_stands_once_stands_for_the_towns_below_it_too(tmp_path):
    found = of(tmp_path, "Indicator,Miasto,2019,2020\nKilled,Gdynia,3,4\n,Sopot,4,5\nInjured,Gdynia,5,6\n,Sopot,6,7\n")
    assert [(one.measure, one.place) for one in drafts(found)[::2]] == [
        ("Killed", "Gdynia"), ("Killed", "Sopot"), ("Injured", "Gdynia"), ("Injured", "Sopot"),
    ]  # fmt: skip
