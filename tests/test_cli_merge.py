"""`claims merge`, `claims source merge` and `claims log --verify`."""

import sqlite3

import pytest
from cli_program import EVENT, run, worked_example

from claims.model import Draft
from claims.pipeline.claim_store import ClaimStore


@pytest.fixture
def db(tmp_path):
    worked_example(tmp_path / "a.db")
    return tmp_path / "a.db"


@pytest.fixture
def other(tmp_path):
    worked_example(tmp_path / "b.db")
    with ClaimStore.open(tmp_path / "b.db") as store:
        store.add_claim(Draft(EVENT, "killed", "mek", "at least 900", as_of="2019-12-20"), by="Editor")
    return tmp_path / "b.db"


# files


def test_another_file_is_taken_over_and_a_second_time_nothing_is_new(db, other):
    shown = run("merge", other, db=db)
    assert (shown.code, shown.out, shown.err) == (0, "", "New: 1 claim.\n")
    assert run("merge", other, db=db).err == "Everything was here already.\n"


def test_what_came_is_said_in_words(db, other):
    with ClaimStore.open(other) as store:
        for says, basis in (("2", "reported"), ("3", "documented")):
            store.add_claim(Draft(EVENT, "killed", "mek", says, place="Qom", basis=basis), by="Editor")
    run("reconcile", EVENT, "killed", "--place", "Qom", "--rule", "lowest", "--reason", "so", db=other)
    assert run("merge", other, db=db).err == "New: 3 claims, 1 decision, 2 claims considered.\n"


def test_a_trial_stores_nothing(db, other):
    assert run("merge", other, "--dry-run", db=db).err == "Would come: 1 claim.\n"
    assert run("merge", other, db=db).err == "New: 1 claim.\n"


def test_what_the_files_differ_on_is_listed_and_ends_with_3(db, other):
    claim = run("compare", EVENT, "--json", db=db).data["comparisons"][0]["claims"][0]["id"]
    run("rank", claim, "preferred", "--reason", "the names are known", db=db)
    run("rank", claim, "deprecated", "--reason", "a misprint", db=other)
    shown = run("merge", other, "--json", db=db)
    assert shown.code == 3
    assert {one["rule"] for one in shown.data["conflicts"]} == {"judgement differs"}
    assert shown.err.endswith("; ours stands.\n")


def test_a_file_that_is_not_there_is_refused(db, tmp_path):
    shown = run("merge", tmp_path / "none.db", db=db)
    assert (shown.code, shown.out) == (1, "")
    assert "there is no such file" in shown.err


# names


def test_two_sources_become_one_and_part_again(db):
    before = run("compare", EVENT, "--json", db=db).out
    shown = run("source", "merge", "MEK", "Amnesty International", "--reason", "one", db=db)
    assert shown.err.splitlines()[0] == ("mek is the same as amnesty-international now: one claim follows.")
    merged = run("compare", EVENT, "--json", db=db).data["comparisons"][0]
    assert {one["source"] for one in merged["claims"]} == {"amnesty-international"}
    back = run("source", "merge", "mek", "--undo", "--reason", "two", db=db)
    assert back.err == "mek stands on its own again: one claim follows.\n"
    assert run("compare", EVENT, "--json", db=db).out == before


def test_the_list_shows_what_is_merged_into_what(db):
    run("source", "merge", "mek", "amnesty-international", "--reason", "one", db=db)
    lines = run("source", "list", db=db, COLUMNS="200").out.splitlines()
    assert [line.split("  ")[0] for line in lines[1:]] == ["amnesty-international", "mek = amnesty-international"]


@pytest.mark.parametrize("arguments", [("mek",), ("mek", "amnesty-international", "--undo")], ids=["neither", "both"])
def test_a_merge_needs_the_other_one_or_undo(db, arguments):
    shown = run("source", "merge", *arguments, "--reason", "x", db=db)
    assert (shown.code, shown.out) == (2, "")


def test_a_merge_that_cannot_be_is_refused(db):
    shown = run("measure", "merge", "killed", "killed", "--reason", "x", db=db)
    assert shown.code == 1
    assert "“killed” and “killed” are one measure" in shown.err


# the log


def test_an_untouched_file_is_proved_with_the_hash_to_note(db):
    head = run("log", "--head", db=db).out.strip()
    shown = run("log", "--verify", "--noted", head, db=db)
    assert (shown.code, shown.out) == (0, "")
    assert f"The last hash is {head}." in shown.err


def test_a_change_from_outside_ends_with_3_and_is_named(db):
    with sqlite3.connect(db) as connection:
        connection.execute("drop trigger change_log_fixed")
        connection.execute("update change_log set by = 'Nobody' where number = 2")
    connection.close()
    shown = run("log", "--verify", db=db, COLUMNS="200")
    assert shown.code == 3
    assert "entry 2 of the log" in shown.out
    told = run("log", "--verify", "--json", db=db)
    assert [one["rule"] for one in told.data["findings"]] == ["entry changed", "schema changed"]
    assert "the trigger change_log_fixed is missing" in shown.out


def test_a_file_without_seals_is_said_to_prove_less(db):
    said = "Rows are not sealed yet"
    assert said not in run("log", "--verify", db=db).err
    with ClaimStore.open(db) as store:
        for (name,) in store.connection.execute("select name from sqlite_schema where type = 'trigger'").fetchall():
            store.connection.execute(f"drop trigger {name}")
        first = store.connection.execute("select min(number) from change_log where act = 'seal'").fetchone()
        store.connection.execute("delete from change_log where number >= ?", first)
    run("upgrade", db=db)
    shown = run("log", "--verify", db=db)
    assert (shown.code, shown.out) == (0, "")
    assert said in shown.err
    assert run("log", "--verify", "--json", db=db).data["entries"] == first[0] - 1


def test_a_public_copy_lacks_what_was_left_out_and_is_said_to_be_one(db, tmp_path):
    run("publish", "copy", tmp_path / "whole.db", db=db)
    assert run("log", "--verify", db=tmp_path / "whole.db").code == 0
    with ClaimStore.open(db) as store:
        store.judge(store.reader.claims()[0].id, changes={"published": False}, reason="unsafe", by="Editor")
    run("publish", "copy", tmp_path / "public.db", db=db)
    shown = run("log", "--verify", db=tmp_path / "public.db")
    assert shown.code == 3
    assert "A public copy (`claims publish copy`) lacks just this" in shown.err
    run("publish", "copy", tmp_path / "again.db", db=tmp_path / "public.db")
    run("source", "alias", "mek", "Mojahedin", db=tmp_path / "again.db")  # an act: from now on rows are sealed
    with sqlite3.connect(tmp_path / "again.db") as connection:
        connection.execute("update source set name = 'Nobody'")
    connection.close()
    assert "lacks just this" not in run("log", "--verify", db=tmp_path / "again.db").err


def test_a_noted_hash_belongs_to_a_proof(db):
    assert run("log", "--noted", "abc", db=db).code == 2
