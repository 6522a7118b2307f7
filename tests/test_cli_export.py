"""`claims export`: rows that a spreadsheet opens and that `claims ingest` reads again."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_program import EVENT, QUOTE, run, worked_example

from claims.pipeline.claim_store import ClaimStore
from claims.reading.export import COLUMNS

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def db(tmp_path):
    worked_example(tmp_path / "a.db")
    return tmp_path / "a.db"


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def claims_in(path):
    with ClaimStore.open(path, write=False) as store:
        return sorted(claim.id for claim in store.reader.claims())


def test_a_row_has_the_source_the_figure_the_quote_and_the_document(db):
    shown = run("export", db=db)
    assert (shown.code, shown.err) == (0, "")
    mek, amnesty = rows(shown.out)
    assert list(mek) == list(COLUMNS)
    told = {name: mek[name] for name in ("event", "measure", "source", "source_name", "says", "low", "as_of", "basis")}
    assert told == {
        "event": EVENT,
        "measure": "killed",
        "source": "mek",
        "source_name": "MEK",
        "says": "at least 600",
        "low": "600",
        "as_of": "2019-12-02",
        "basis": "reported",
    }
    assert (mek["url"], mek["title"]) == ("https://example.org/a", "Article of 2 December")
    assert (amnesty["source_type"], amnesty["high"], amnesty["withheld"]) == ("ngo", "", "0")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_what_is_exported_and_read_again_adds_nothing(db, tmp_path, form):
    said = ["--says", "600", "--as-of", "2019-12-03", "--quote", QUOTE, "--url", "https://example.org/c"]
    assert run("add", "--event", EVENT, "--measure", "killed", "--source", "mek", *said, db=db).code == 0
    out = tmp_path / f"rows.{form}"
    assert run("export", "--format", form, "--out", out, db=db).err == f"3 rows in {out}.\n"
    summary = run("ingest", out, "--json", db=db).data
    counted = {name: summary[name] for name in ("read", "added", "known", "appearances", "refused")}
    assert counted == {"read": 3, "added": 0, "known": 3, "appearances": 0, "refused": 0}


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_new_database_gets_the_same_claims(db, tmp_path, form):
    out, new = tmp_path / f"rows.{form}", tmp_path / "new.db"
    run("export", "--format", form, "--out", out, db=db)
    run("init", db=new)
    assert run("ingest", out, "--create", db=new).code == 0
    assert claims_in(new) == claims_in(db)


def test_a_row_added_to_the_table_is_recorded_beside_those_known(db, tmp_path):
    out = tmp_path / "rows.csv"
    run("export", "--out", out, db=db)
    found = rows(out.read_text(encoding="utf-8"))
    found.append({"event": EVENT, "measure": "killed", "source": "mek", "says": "more than 700", "as_of": "2019-12-20"})
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(COLUMNS))
        writer.writeheader()
        writer.writerows(found)
    summary = run("ingest", out, "--json", db=db).data
    assert (summary["added"], summary["known"]) == (1, 2)


def test_a_merged_source_is_read_again_as_the_claim_that_it_was(db, tmp_path):
    run("source", "add", "Mojahedin", db=db)
    run("source", "merge", "mek", "mojahedin", "--reason", "one", db=db)
    out = tmp_path / "rows.csv"
    run("export", "--source", "mojahedin", "--out", out, db=db)
    (row,) = rows(out.read_text(encoding="utf-8"))
    assert (row["source"], row["source_name"]) == ("mek", "Mojahedin")
    summary = run("ingest", out, "--json", db=db).data
    assert (summary["added"], summary["known"]) == (0, 1)


def test_one_event_measure_or_source_may_be_asked_for_by_any_name(db):
    assert len(rows(run("export", "2019 Iranian protests", "--measure", "Killed", db=db).out)) == 2
    (row,) = rows(run("export", "--source", "منظمة العفو الدولية", db=db).out)
    assert row["source"] == "amnesty-international"
    assert rows(run("export", "--measure", "arrested", db=db).out) == []


def test_an_unknown_name_is_refused_with_what_it_may_mean(db):
    shown = run("export", "iran-protest-2019", db=db)
    assert (shown.code, shown.out) == (1, "")
    assert "did you mean “iran-protests-2019”?" in shown.err


def test_withheld_claims_are_left_out_unless_they_are_asked_for(db):
    with ClaimStore.open(db) as store:
        withheld = store.reader.claims()[0].id
        store.connection.execute("update claim set published = 0 where id = ?", (withheld,))
    shown = run("export", db=db)
    assert withheld not in shown.out
    assert shown.err == "one withheld claim is left out; --withheld writes them too.\n"
    everything = run("export", "--withheld", db=db)
    assert {row["claim"]: row["withheld"] for row in rows(everything.out)}[withheld] == "1"
    assert everything.err == ""


def test_a_withdrawn_place_is_no_row(db):
    run("withdraw", "--appearance", run("show", claims_in(db)[0], "--json", db=db).data["appearances"][0]["id"],
        "--reason", "another town", db=db)  # fmt: skip
    assert [bool(row["document"]) for row in rows(run("export", db=db).out)].count(False) == 1


def test_a_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe(db):
    run("add", "--event", EVENT, "--measure", "killed", "--source", "mek", "--says", "7", "--note", "=1+1", db=db)
    assert "'=1+1" in run("export", db=db).out
    assert json.loads(run("export", "--format", "jsonl", db=db).out.splitlines()[-1])["note"] == "=1+1"


def test_excel_is_told_that_it_is_utf8(db, tmp_path):
    run("export", "--bom", "--out", tmp_path / "a.csv", db=db)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfclaim,event")
    summary = run("ingest", tmp_path / "a.csv", "--json", db=db).data
    assert (summary["added"], summary["known"]) == (0, 2)


def test_a_file_that_is_there_is_not_overwritten(db, tmp_path):
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    shown = run("export", "--out", tmp_path / "mine.csv", db=db)
    assert shown.code == 1
    assert "exists already" in shown.err
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "mine"


def test_the_table_is_utf8_whatever_the_terminal_writes(db):
    run("add", "--event", EVENT, "--measure", "killed", "--source", "mek", "--says", "7", "--note", "قُتل", db=db)
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "claims", "export", "--db", str(db)]
    ran = subprocess.run(command, capture_output=True, env=variables, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "قُتل" in ran.stdout.decode("utf-8")


def test_a_closed_pipe_ends_the_export_quietly(db):
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        command = [sys.executable, "-m", "claims", "export", "--db", str(db)]
        ran = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, env=variables, check=False)
    assert (ran.returncode, ran.stderr) == (1, b"")
