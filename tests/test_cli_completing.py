"""What a shell completes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_program import EVENT, run, worked_example

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    folder = tmp_path_factory.mktemp("completing")
    worked_example(folder / "a.db")
    (folder / "more.csv").write_text(f"event,measure,source,says\n{EVENT},killed,MEK,601\n", encoding="utf-8")
    (folder / "text.txt").write_text("At least 161 people were killed, Amnesty International said.", encoding="utf-8")
    assert run("ingest", folder / "more.csv", db=folder / "a.db").code == 0
    assert run("extract", folder / "text.txt", "--event", EVENT, db=folder / "a.db").code == 0
    return folder / "a.db"


def completed(line, db):
    """What bash is offered behind a line, as (kind, text)."""
    words = line.split(" ")
    variables = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "_CLAIMS_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "CLAIMS_DB": str(db),
    }
    program = [sys.executable, "-c", "from claims.cli import cli; cli(prog_name='claims')"]
    ran = subprocess.run(program, env=variables, capture_output=True, text=True, check=False, encoding="utf-8")
    assert ran.stderr == ""
    return [tuple(shown.split(",", 1)) for shown in ran.stdout.splitlines() if shown]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("claims comp", [("plain", "compare")]),
        ("claims compare ira", [("plain", EVENT)]),
        ("claims compare --measure ki", [("plain", "killed")]),
        ("claims ingest fi", [("file", "fi")]),
        ("claims extract fi", [("file", "fi")]),
        ("claims ingest --mapping who-s", [("plain", "who-situation-reports")]),
        ("claims ingest --mapping my", [("file", "my")]),
        ("claims config ti", [("plain", "title")]),
        ("claims batch show ", [("plain", "1")]),
    ],
)
def test_names_numbers_and_files_are_completed(line, offered, db):
    assert completed(line, db) == offered


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_what_waits_for_review_is_completed(verb, db):
    (waiting,) = run("review", "--json", db=db).data
    assert completed(f"claims {verb} {waiting['id'][:3]}", db) == [("plain", waiting["id"])]


def test_nothing_is_offered_where_there_is_no_database(tmp_path):
    assert completed("claims compare ", tmp_path / "none.db") == []
