"""`claims ingest --mapping suggested`: a file that nobody mapped, read by what is proposed for it."""

import json
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cli_program import run

STRIKES = "Facility,Governorate,Killed,Wounded,Day\nHospital,Idlib,12,30,2019-05-05\nSchool,Idlib,3,9,2019-05-05\n"
EVENT = "hostilities-2019"
CLAIMS = "select id, event, measure, source, place, as_of, says, low, best, high from claim order by id"


def fresh(path: Path) -> Path:
    """Make a database with one event and the usual measures."""
    run("init", db=path)
    run("event", "add", "Hostilities", "--id", EVENT, db=path)
    return path


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return fresh(tmp_path / "a.db")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "strikes.csv").write_text(STRIKES, encoding="utf-8")
    return tmp_path / "strikes.csv"


def rows(db: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(sql).fetchall()


def test_one_command_records_what_the_printed_mapping_records(db: Path, file: Path, tmp_path: Path):
    said = ("--set", f"event={EVENT}", "--set", "source=MoH")
    other = fresh(tmp_path / "b.db")
    printed = tmp_path / "strikes.toml"
    printed.write_text(run("ingest", "--suggest", file, *said, db=other).out, encoding="utf-8")
    by_file = run("ingest", file, "--mapping", printed, "--create", db=other)
    at_once = run("ingest", file, "--mapping", "suggested", *said, "--create", db=db)
    assert (at_once.code, by_file.code) == (0, 0), at_once.err + by_file.err
    assert "4 added" in at_once.out
    assert rows(db, CLAIMS) == rows(other, CLAIMS)


def test_what_is_unsure_and_what_is_not_read_is_told_with_the_result(db: Path, tmp_path: Path):
    file = tmp_path / "towns.csv"
    file.write_text("Town,Killed,Mayor\nHoms,4,A. Saleh\nIdlib,5,B. Darwish\n", encoding="utf-8")
    ran = run("ingest", file, "--mapping", "suggested", "--set", f"event={EVENT}", "--set", "source=MoH",
              "--create", "--json", db=db)  # fmt: skip
    (summary,) = ran.data["files"]
    unread = [note for note in summary["notes"] if note.startswith("columns not read: ")]
    assert unread == ["columns not read: Mayor"]
    proposal = run("ingest", "--suggest", file, "--set", f"event={EVENT}", "--set", "source=MoH", db=db).err
    doubts = [line for line in proposal.splitlines() if line.startswith(("To answer: ", "To check: ", "Left out: "))]
    assert doubts
    assert [note.capitalize() for note in summary["notes"] if note not in unread] == [
        one.capitalize() for one in doubts
    ]


def test_the_mapping_is_kept_with_its_batch(db: Path, file: Path):
    run("ingest", file, "--mapping", "suggested", "--set", f"event={EVENT}", "--set", "source=MoH", "--create", db=db)
    mapping = json.loads(run("batch", "show", "1", "--json", db=db).data["batch"]["mapping"])
    assert mapping["columns"]["as_of"] == "Day"
    assert mapping["wide"][0]["columns"] == ["Killed", "Wounded"]


def test_what_the_file_does_not_say_is_asked_for_before_anything_is_recorded(db: Path, file: Path):
    ran = run("ingest", file, "--mapping", "suggested", "--create", db=db)
    assert ran.code == 1
    assert "leaves open: event, source" in ran.err
    assert "--set event=… --set source=…" in ran.err
    assert rows(db, "select number from batch") == []


def test_days_that_flags_cannot_say_are_for_a_mapping_file(db: Path, tmp_path: Path):
    file = tmp_path / "seasons.csv"
    file.write_text("Country,2010/11,2011/12\nItaly,3,4\nSpain,4,5\n", encoding="utf-8")
    ran = run("ingest", file, "--mapping", "suggested", "--set", f"event={EVENT}", "--set", "source=MoH",
              "--set", "measure=killed", db=db)  # fmt: skip
    assert ran.code == 1
    assert "leaves open: period_start, as_of" in ran.err
    assert f"claims ingest --suggest {file} > FILE.toml" in ran.err


def test_a_file_without_figures_gives_no_claim_and_says_so(db: Path, tmp_path: Path):
    file = tmp_path / "people.csv"
    file.write_text("Name,Town\nA. Saleh,Homs\nB. Darwish,Idlib\n", encoding="utf-8")
    ran = run("ingest", file, "--mapping", "suggested", "--set", f"event={EVENT}", "--set", "source=MoH", db=db)
    assert ran.code == 1
    assert "people.csv" in ran.err
    assert rows(db, "select number from batch") == []


def test_standard_input_is_looked_at_and_read(db: Path):
    ran = run("ingest", "-", "--format", "csv", "--mapping", "suggested", "--set", f"event={EVENT}",
              "--set", "source=MoH", "--create", db=db, typed=STRIKES)  # fmt: skip
    assert (ran.code, "4 added" in ran.out) == (0, True), ran.err


def test_refused_rows_are_taken_again_by_a_mapping_that_is_known(db: Path):
    ran = run("ingest", "--retry", "1", "--mapping", "suggested", db=db)
    assert ran.code == 2
    assert "looks at a file, not at refused rows" in ran.err


PARTS = "Province,Killed,Day\nAleppo,12,2019-05-05\nIdlib,3,2019-05-05\nHama,8,2019-05-05\n"
SAID = ("--set", f"event={EVENT}", "--set", "source=MoH", "--create")


def taken(db: Path) -> list[tuple[Any, ...]]:
    return rows(db, "select place, says from claim order by place")


@pytest.mark.parametrize(
    "total", ["Total", "Total*", "المجموع", "جمع کل", "Всего", "TOTAL GENERAL", "Ogółem", "Sub-total North"]
)
def test_a_row_of_totals_is_kept_until_a_person_says_what_it_is(db: Path, tmp_path: Path, total: str):
    file = tmp_path / "provinces.csv"
    file.write_text(f"{PARTS}{total},23,2019-05-05\n", encoding="utf-8")
    ran = run("ingest", file, "--mapping", "suggested", *SAID, db=db)
    parts = [("Aleppo", "12"), ("Hama", "8"), ("Idlib", "3")]
    assert (ran.code, taken(db)) == (3, parts), ran.err
    assert rows(db, 'select row, "column", raw from reject') == [(5, "Province", f"{total},23,2019-05-05")]
    again = run("ingest", "--retry", "1", "--set", f"names.place.{total}=", "--create", db=db)
    assert (again.code, taken(db)) == (0, [("", "23"), *parts]), again.err


def test_the_ways_to_answer_stand_beside_a_row_in_question(db: Path, tmp_path: Path):
    file = tmp_path / "provinces.csv"
    file.write_text(f"{PARTS}Grand total,23,2019-05-05\n", encoding="utf-8")
    told = run("ingest", file, "--mapping", "suggested", *SAID, db=db).err
    assert "row 5, column Province: “Grand total” may hold the figures of other rows" in told
    for way in ("skip.Province=Grand total", "names.place.Grand total=", "names.place.Grand total=Grand total"):
        assert f"--set '{way}'" in told
    dry = run("ingest", file, "--mapping", "suggested", *SAID, "--dry-run", db=db).err
    assert "Hint: --set 'skip.Province=Grand total' leaves it out; in place of that flag" in dry
    assert "looks like a row of totals" not in told  # its refusal asks the same
    hint = next(line for line in told.splitlines() if line.startswith("  Hint: claims ingest --retry 1 "))
    ran = run(*shlex.split(hint.partition("claims ")[2].partition(" leaves")[0]), db=db)
    assert (ran.code, len(taken(db)), rows(db, "select retried_in from reject")) == (0, 3, [(2,)]), ran.err
    assert "no row has a figure" not in ran.err


def test_the_hint_of_a_file_that_is_read_again_names_the_ingest_that_keeps_its_rows(db: Path, tmp_path: Path):
    file = tmp_path / "provinces.csv"
    file.write_text(f"{PARTS}Total,23,2019-05-05\n", encoding="utf-8")
    run("ingest", file, "--mapping", "suggested", *SAID, db=db)
    again = run("ingest", file, "--mapping", "suggested", *SAID, db=db).err
    kept = rows(db, "select max(batch) from reject where retried_in is null")[0][0]
    assert f"Hint: claims ingest --retry {kept} --create --set 'skip.Province=Total' leaves it out" in again


def test_a_row_in_question_goes_in_as_it_stands_where_a_person_says_so(db: Path, tmp_path: Path):
    file = tmp_path / "provinces.csv"
    file.write_text(f"{PARTS}Total,23,2019-05-05\n", encoding="utf-8")
    run("ingest", file, "--mapping", "suggested", *SAID, db=db)
    assert run("ingest", "--retry", "1", "--set", "ask.Province=", db=db).code == 0
    assert ("Total", "23") in taken(db)


def test_an_empty_place_waits_as_a_cell_above_may_stand_for_it(db: Path, tmp_path: Path):
    file = tmp_path / "provinces.csv"
    file.write_text("Province,Killed,Day\nAleppo,12,2019-05-05\n,3,2019-05-06\nHama,8,2019-05-05\n", encoding="utf-8")
    ran = run("ingest", file, "--mapping", "suggested", *SAID, db=db)
    assert (ran.code, taken(db)) == (3, [("Aleppo", "12"), ("Hama", "8")]), ran.err
    assert "row 3, column Province: it is empty" in ran.err
    run("ingest", file, "--mapping", "suggested", "--set", "from_above=Province", *SAID, db=db)
    assert taken(db) == [("Aleppo", "12"), ("Aleppo", "3"), ("Hama", "8")]


def test_nothing_is_recorded_of_rows_that_nothing_tells_apart(db: Path, tmp_path: Path):
    file = tmp_path / "sexes.csv"
    file.write_text("Cause,Sex,Killed\nfire,a,1\nfire,b,2\nflood,a,3\nflood,b,4\n", encoding="utf-8")
    ran = run("ingest", file, "--mapping", "suggested", *SAID, db=db)
    assert (ran.code, rows(db, "select number from batch")) == (1, [])
    assert "rows 2 and 3 give figures of the same event" in ran.err
    answers = ("--map", "Sex=population", "--map", "Cause=place")
    assert run("ingest", file, "--mapping", "suggested", *SAID, *answers, db=db).code == 0


def test_what_is_open_is_told_with_the_questions_that_answer_it(db: Path, tmp_path: Path):
    file = tmp_path / "genocides.csv"
    file.write_text("name,start,end,deaths\nDarfur,2003,2005,200000\nRwanda,1994,1994,800000\n", encoding="utf-8")
    ran = run("ingest", file, "--mapping", "suggested", "--set", "source=X", db=db)
    assert ran.code == 1
    assert "leaves open: event; to answer: " in ran.err
    assert "--map 'name=event'" in ran.err


def test_a_file_without_figures_says_so_before_it_asks_for_anything_else(db: Path, tmp_path: Path):
    file = tmp_path / "wrecks.csv"
    file.write_text("Ship,Date,Sea\nAva,1906-12-01,Baltic\nBona,1907-01-05,North\n", encoding="utf-8")
    ran = run("ingest", file, "--mapping", "suggested", db=db)
    assert "gives no claim: no column holds numbers" in ran.err
    assert "leaves open" not in ran.err
    assert "--map COLUMN=says" in ran.err
    assert "claims add --event NAME" in ran.err


def test_the_command_that_prints_the_mapping_can_be_pasted(db: Path, tmp_path: Path):
    (file := tmp_path / "killed by - cause (1).csv").write_text(
        "Cause,Sex,Killed\nfire,a,1\nfire,b,2\nflood,a,3\nflood,b,4\n", encoding="utf-8"
    )
    ran = run("ingest", file, "--mapping", "suggested", *SAID, db=db)
    command = ran.err.partition("print it: claims ")[2].partition(" > FILE.toml")[0]
    assert shlex.split(command) == ["ingest", "--suggest", str(file)], ran.err
    printed = run(*shlex.split(command), db=db)
    assert (printed.code, "Killed" in printed.out) == (0, True), printed.err
