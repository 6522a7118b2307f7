"""The measures that every new database starts with, added to one that was made when fewer were known."""

import pytest
from builders import BY
from cli_program import run

from claims.model import Alias, Measure
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.names import take_alias_back
from claims.pipeline.starters import add_starters, load_measures, starters

OLD = Measure("killed", "Killed")


@pytest.fixture(scope="module")
def new_databases_are_copies():
    """Make each database here, and record the usual measures in it, as users do."""


@pytest.fixture
def store(tmp_path):
    """A database that was made when only the killed were known, under their English names."""
    with ClaimStore.create(tmp_path / "claims.db") as made:
        made.add_measure(OLD, by=BY)
        made.add_alias(Alias("deaths", "measure", "killed", "en"), by=BY)
        yield made


def rows(store, sql):
    return [tuple(row) for row in store.connection.execute(sql)]


def test_an_older_database_comes_to_know_what_a_new_one_knows(store, tmp_path):
    found = add_starters(store, by=BY)
    with ClaimStore.create(tmp_path / "new.db") as new:
        load_measures(new, by=BY)
        sql = "select folded, measure from alias where measure is not null order by folded"
        assert rows(store, sql) == rows(new, sql)
    assert found.measures == tuple(measure.id for measure, _ in starters() if measure.id != "killed")
    assert Alias("قتلى", "measure", "killed", "ar") in found.names
    assert Alias("deaths", "measure", "killed", "en") not in found.names
    assert store.reader.measure("killed") == OLD, "what is on record stays as it is"


def test_every_addition_is_signed_and_logged_and_a_second_run_adds_nothing(store):
    before = rows(store, "select count(*) from change_log")[0][0]
    found = add_starters(store, by="Editor")
    acts = rows(store, f"select act, by from change_log where number > {before} and act <> 'seal'")
    assert set(acts) == {("add measure", "Editor"), ("add alias", "Editor")}
    assert len(acts) == len(found.measures) + len(found.names)
    assert add_starters(store, by="Editor") == ((), (), ())


def test_a_name_that_stands_for_something_else_here_is_not_taken_from_it(store):
    store.add_measure(Measure("troops-hurt", "Injured"), by=BY)
    store.add_alias(Alias("morts", "measure", "troops-hurt", "fr"), by=BY)
    found = add_starters(store, by=BY)
    assert ("morts", "troops-hurt") in [(alias.name, other) for alias, other in found.kept]
    assert ("Injured", "troops-hurt") in [(alias.name, other) for alias, other in found.kept]
    assert "injured" not in found.measures
    assert store.find("measure", "morts") == "troops-hurt"


def test_a_name_that_was_taken_back_is_not_given_again(store):
    take_alias_back(store, "measure", "killed", "deaths", reason="natural ones too", by=BY)
    add_starters(store, by=BY)
    assert store.reader.find_name("measure", "deaths") is None
    store.add_alias(Alias("deaths", "measure", "killed", "en"), by=BY)
    assert add_starters(store, by=BY) == ((), (), ())


def test_a_dry_run_says_the_same_and_records_nothing(store):
    before = rows(store, "select * from alias") + rows(store, "select number from change_log")
    planned = add_starters(store, by=BY, dry_run=True)
    assert rows(store, "select * from alias") + rows(store, "select number from change_log") == before
    assert planned == add_starters(store, by=BY)


def test_the_command_lists_what_it_adds(store, tmp_path):
    db = tmp_path / "claims.db"
    planned = run("measure", "starters", "--dry-run", db=db)
    done = run("measure", "starters", db=db)
    again = run("measure", "starters", db=db)
    assert (planned.code, done.code, again.code) == (0, 0, 0)
    assert planned.out == done.out
    assert "killed: \u2068قتلى\u2069" in done.out.splitlines()
    assert planned.err.endswith("names would be added.\n")
    assert (again.out, again.err) == ("", "0 measures and 0 names were added.\n")
