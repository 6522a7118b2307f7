"""`claims reconcile`: a dry look, a decision, its history, running again, what waits."""

import sqlite3

import pytest
from cli_program import EVENT, run, worked_example

from claims.model import Draft
from claims.pipeline.claim_store import ClaimStore

SIGNED = ("--reason", "its method is published", "--by", "M. Rahimi")


@pytest.fixture
def db(tmp_path):
    worked_example(tmp_path / "a.db")
    return tmp_path / "a.db"


def reconcile(db, *arguments, names=(EVENT, "killed")):
    return run("reconcile", *names, *arguments, db=db, COLUMNS="200")


def decisions(db):
    with sqlite3.connect(db) as connection:
        found = connection.execute("select rule, says, rationale, decided_by from reconciliation order by number")
        rows = found.fetchall()
    connection.close()
    return rows


def test_a_look_shows_what_each_rule_gives_and_what_becomes_of_each_claim(db):
    shown = reconcile(db)
    assert shown.code == 0
    lines = shown.out.splitlines()
    assert lines[0] == "2019 Iranian protests, Killed"
    assert [line.split("  ")[0] for line in lines[2:9]] == [
        "latest",
        "lowest",
        "highest-floor",
        "preferred-source amnesty-international",
        "preferred-source mek",
        "documented-only",
        "range",
    ]
    assert lines[9].startswith("  Amnesty International “at least 161”, as of 2019-11-29 (")
    assert lines[9].endswith("+ used by lowest, preferred-source amnesty-international, documented-only, range")
    assert shown.err == "Nothing is recorded. To decide, add --rule and --reason.\n"
    assert decisions(db) == []


def test_a_look_at_one_rule_gives_the_reason_of_each_claim(db):
    shown = reconcile(db, "--rule", "documented-only", *SIGNED, "--dry-run")
    assert [line[:4] for line in shown.out.splitlines()[-2:]] == ["  + ", "  – "]
    assert shown.out.splitlines()[-1].endswith(": not documented (reported)")
    assert decisions(db) == []


def test_a_decision_is_recorded_with_a_reason_and_replaced_by_the_next(db):
    shown = reconcile(db, "--rule", "documented-only", *SIGNED)
    assert (shown.code, shown.out) == (0, "1\n")
    assert shown.err == ("Decision 1 by M. Rahimi: at least 161 (documented-only), 1 claim used, 1 left out.\n")
    again = reconcile(db, "--low", "161", "--high", "600", "--rule", "analyst", *SIGNED)
    assert again.err.endswith("2 claims used, 0 left out; it replaces decision 1.\n")
    assert decisions(db) == [
        ("documented-only", "at least 161", "its method is published", "M. Rahimi"),
        ("analyst", "between 161 and 600", "its method is published", "M. Rahimi"),
    ]


def test_the_history_shows_every_decision_with_every_claim(db):
    reconcile(db, "--rule", "documented-only", *SIGNED)
    reconcile(db, "--unresolved", *SIGNED)
    shown = reconcile(db, "--history").out.splitlines()
    assert shown[1] == "Decision 1: at least 161, by documented-only (replaced by 2)"
    assert shown[2].startswith("  M. Rahimi, 20")
    assert shown[2].endswith(": its method is published")
    assert shown[5] == "Decision 2: unresolved, by analyst (in force)"
    told = reconcile(db, "--history", "--json").data
    assert [one["state"] for one in told] == ["replaced by 2", "in force"]
    assert [item["included"] for item in told[0]["considered"]] == [True, False]


def test_a_decision_is_taken_back_and_stays_in_the_history(db):
    reconcile(db, "--rule", "latest", *SIGNED)
    assert reconcile(db, "--withdraw", *SIGNED).err == "The decision is taken back; it stays in the history.\n"
    shown = reconcile(db, "--history").out.splitlines()
    assert shown[1] == "Decision 1: at least 600, by latest (withdrawn)"
    assert shown[3].startswith("  taken back by M. Rahimi, 20")
    assert shown[3].endswith(": its method is published")
    (told,) = reconcile(db, "--history", "--json").data
    assert (told["withdrawn_by"], told["withdrawn_reason"]) == ("M. Rahimi", "its method is published")
    claim = run("show", told["claim"], db=db).out
    assert "withdrawn by M. Rahimi: its method is published" in " ".join(claim.split())
    again = reconcile(db, "--withdraw", *SIGNED)
    assert (again.code, again.err.splitlines()[0]) == (1, "Error: there is no decision to withdraw")


def test_a_rule_that_gives_nothing_is_refused_with_the_way_on(db):
    with ClaimStore.open(db) as store:
        store.add_claim(Draft(EVENT, "killed", "Amnesty International", "500", as_of="2019-12-02"), by="Editor")
    shown = reconcile(db, "--rule", "latest", *SIGNED)
    assert (shown.code, shown.out) == (1, "")
    assert "the rule “latest” finds 2 claims that differ: Amnesty International “500”" in shown.err
    assert "Hint: prefer one claim with --rule analyst --prefer CLAIM" in shown.err
    assert decisions(db) == []


def test_a_look_as_json_has_every_claim_considered(db):
    data = reconcile(db, "--json").data
    assert [one["rule"] for one in data["rules"]][:2] == ["latest", "lowest"]
    assert data["rules"][0]["says"] == "at least 600"
    assert {item["included"] for item in data["rules"][0]["considered"]} == {True, False}
    assert data["decision"] is None


def test_the_queue_lists_what_waits(db):
    shown = run("reconcile", "--queue", db=db)
    assert shown.out.splitlines()[1].split()[:4] == ["undecided", EVENT, "killed", "diverges"]
    reconcile(db, "--rule", "latest", *SIGNED)
    assert run("reconcile", "--queue", db=db).err == "Nothing waits for a decision.\n"
    with ClaimStore.open(db) as store:
        store.add_claim(Draft(EVENT, "killed", "mek", "at least 900", as_of="2019-12-20"), by="Editor")
    (waiting,) = run("reconcile", "--queue", EVENT, "--json", db=db).data
    assert (waiting["why"], waiting["decisions"], waiting["measure"]) == ("stale", [1], "killed")


def test_a_replay_ends_with_3_when_a_decision_does_not_come_out(db):
    assert run("reconcile", "--replay", db=db).err == "No decision is in force.\n"
    reconcile(db, "--rule", "latest", *SIGNED)
    shown = run("reconcile", "--replay", db=db)
    assert (shown.code, shown.err) == (0, "1 come out the same, 0 do not, 0 decided by an analyst.\n")
    assert run("reconcile", EVENT, "killed", "--replay", db=db).out == shown.out
    refused = run("reconcile", EVENT, "arrested", "--replay", db=db)
    assert (refused.code, "EVENT --json" in refused.err) == (1, False)
    with sqlite3.connect(db) as connection:
        connection.execute("drop trigger reconciliation_fixed")
        connection.execute("update reconciliation set low = 601, says = 'at least 601'")
    connection.close()
    shown = run("reconcile", "--replay", "--json", db=db)
    assert shown.code == 3
    assert [(one["same"], one["now"][:27]) for one in shown.data] == [(False, "the rule gives at least 600")]


USAGE = {
    "a reason without a rule": ((EVENT, "killed", *SIGNED), "which --rule decides?"),
    "no measure": ((EVENT,), "give an EVENT and a MEASURE"),
    "two modes": (("--queue", "--replay"), "give one of"),
    "withdrawing without a reason": ((EVENT, "killed", "--withdraw"), "why is it taken back?"),
    "a rule that is none": ((EVENT, "killed", "--rule", "average"), "'average' is not one of"),
}


@pytest.mark.parametrize(("arguments", "sentence"), USAGE.values(), ids=USAGE)
def test_wrong_usage_ends_with_2(db, arguments, sentence):
    shown = run("reconcile", *arguments, db=db)
    assert (shown.code, shown.out) == (2, "")
    assert sentence in shown.err


def test_looking_needs_no_right_to_write(db):
    db.chmod(0o444)
    assert reconcile(db).code == 0
    assert run("reconcile", "--queue", db=db).code == 0


def test_a_claim_deprecated_since_is_still_named_in_the_history(db):
    reconcile(db, "--rule", "range", *SIGNED)
    claim = run("compare", EVENT, "--json", db=db).data["comparisons"][0]["claims"][0]["id"]
    run("rank", claim, "deprecated", "--reason", "a misprint", db=db)
    shown = reconcile(db, "--history").out
    assert f"  + amnesty-international “at least 161”, as of 2019-11-29 ({claim[:8]}): lies in the range\n" in shown
