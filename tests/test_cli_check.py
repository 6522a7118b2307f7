"""`claims check`: what it lists, its exit codes, and accepting."""

import json

import pytest
from cli_program import EVENT, run, worked_example

from claims.check import RULES as PURE
from claims.cli.check import RULES
from claims.model import Draft
from claims.pipeline.claim_store import ClaimStore


@pytest.fixture
def db(tmp_path):
    """The worked example, with a total of the MEK that falls."""
    worked_example(tmp_path / "a.db")
    with ClaimStore.open(tmp_path / "a.db") as store:
        document = store.reader.document("https://example.org/b").id
        falls = Draft(EVENT, "killed", "mek", "500", as_of="2019-12-09", basis="reported")
        store.add_claim(falls, by="Editor", document=document)
    return tmp_path / "a.db"


def test_lists_what_breaks_a_rule_under_the_rule_and_ends_with_3(db):
    shown = run("check", "--rule", "total-falls", db=db)
    assert shown.code == 3
    (found,) = run("check", "--rule", "total-falls", "--json", db=db).data
    first, second = found["claims"]
    assert shown.out.splitlines() == [
        "total-falls: 1, a running total that falls without a correction on record",
        "  killed: mek said “at least 600” as of 2019-12-02 and the lower “500” as of",
        "    2019-12-09, without a correction on record [iran-protests-2019, claims",
        f"    {first[:8]}, {second[:8]}; --accept {found['id'][:8]}]",
        "",
    ]
    assert shown.err == "1 found. Accept one with --accept ID --reason TEXT.\n"


def test_runs_every_rule_unless_told_otherwise(db):
    data = run("check", "--json", db=db).data
    assert [(one["rule"], one["event"]) for one in data] == [
        ("total-falls", EVENT),
        ("no-archive-copy", None),
        ("no-archive-copy", None),
    ]
    assert set(data[0]) == {"id", "rule", "subject", "reason", "claims", "event"}


def test_long_lists_are_cut_unless_all_is_wanted(db):
    with ClaimStore.open(db) as store:
        for number in range(12):
            draft = Draft(EVENT, "arrested", "mek", str(number), place=f"place {number}")
            store.add_claim(draft, by="Editor")
    short = run("check", "--rule", "undated", db=db).out
    assert "undated: 12, a figure without the date that it speaks of" in short
    assert "  … and 2 more; --all --rule undated lists them" in short
    assert run("check", "--rule", "undated", "--all", db=db).out.count("does not say as of") == 12


def test_a_clean_event_ends_with_0(db):
    with ClaimStore.open(db) as store:
        store.rank(store.reader.claims(event=EVENT)[-1].id, "deprecated", by="Editor", reason="a slip of the pen")
    shown = run("check", "--rule", "total-falls", "--event", "2019 Iranian protests", db=db)
    assert (shown.code, shown.out) == (0, "")
    assert shown.err == "Nothing found: every rule holds, or what breaks one has been accepted.\n"
    assert run("check", "--rule", "total-falls", "--json", db=db).data == []


def test_accepting_listing_and_taking_back(db):
    key = run("check", "--rule", "total-falls", "--json", db=db).data[0]["id"]
    done = run("check", "--accept", key[:8], "--reason", "said on 4 March", db=db)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"{key} (total-falls) is accepted: it is not listed again.\n"
    assert run("check", "--rule", "total-falls", db=db).code == 0
    (row,) = run("check", "--accepted", "--json", db=db).data
    assert (row["finding"], row["reason"], row["decided_by"]) == (key, "said on 4 March", "Tester")
    listed = " ".join(run("check", "--accepted", db=db, COLUMNS="200").out.split())
    assert f"{key[:8]} total-falls Tester 20" in listed
    assert run("check", "--withdraw", key, "--reason", "a mistake", db=db).code == 0
    assert run("check", "--rule", "total-falls", db=db).code == 3
    assert run("check", "--accepted", db=db).err == "Nothing has been accepted.\n"


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--accept", "zzz", "--reason", "so"), 1, "nothing that is found has the id “zzz”"),
        (("--accept", "zzz"), 2, "--reason goes with --accept or --withdraw"),
        (("--reason", "so"), 2, "--reason goes with --accept or --withdraw"),
        (("--accept", "a", "--withdraw", "b", "--reason", "so"), 2, "give one of them"),
        (("--rule", "magic"), 2, "'magic' is not one of"),
        (("--event", "nowhere"), 1, "there is no event “nowhere”"),
    ],
    ids=["unknown", "no reason", "a reason for nothing", "two things", "no such rule", "no such event"],
)
def test_refuses(db, options, code, said):
    shown = run("check", *options, db=db)
    assert (shown.code, shown.out) == (code, "")
    assert said in shown.err


def test_the_command_knows_the_rules_that_there_are():
    assert set(RULES) == set(PURE)


def test_json_is_one_array_whatever_its_length(db):
    assert json.loads(run("check", "--json", db=db).out)[0]["rule"] == "total-falls"
