"""`claims serve` says before it starts what visitors will see of a database that holds withheld claims."""

import json
from pathlib import Path

import pytest
from builders import Clock
from cli_program import run

from claims.model import Draft, Event, Measure, Source
from claims.pipeline.claim_store import ClaimStore

BY = "M. Rahimi"


@pytest.fixture
def database(tmp_path):
    """A database of two claims; withhold(n) withholds so many of them."""
    path = tmp_path / "a.db"
    with ClaimStore.create(path, clock=Clock()) as store:
        store.add_event(Event("flood", "Flood"), by=BY)
        store.add_measure(Measure("killed", "Killed"), by=BY)
        store.add_source(Source("alpha", "Alpha"), by=BY)
        for says in ("10", "12"):
            store.add_claim(Draft("flood", "killed", "alpha", says), by=BY)
    return path


def withhold(path, number):
    with ClaimStore.open(path) as store:
        for claim in store.reader.claims()[:number]:
            store.judge(claim.id, by=BY, reason="unsafe", changes={"published": 0})


@pytest.fixture
def served(monkeypatch):
    """Calls of Datasette's own command, with the metadata that they were given, which does not start here."""
    calls = []

    def start(*, args, prog_name):
        told = json.loads(Path(args[args.index("--metadata") + 1]).read_text()) if "--metadata" in args else {}
        calls.append((args, told))

    monkeypatch.setattr("datasette.cli.cli.main", start)
    return calls


def test_nothing_is_said_where_nothing_is_withheld(database, served):
    shown = run("serve", "--port", "0", db=database)
    assert "withheld" not in shown.err
    assert served[0][1] == {}


def test_a_file_that_does_not_change_is_served_as_such(database, served):
    run("serve", "--port", "0", "--immutable", db=database)
    assert served[0][0][:3] == ["serve", "-i", str(database)]


def test_a_file_that_is_being_written_is_no_immutable_one(database, served):
    with ClaimStore.open(database) as store:
        store.add_source(Source("beta", "Beta"), by=BY)
        refused = run("serve", "--port", "0", "--immutable", db=database)
        assert run("serve", "--port", "0", db=database).code == 0
    assert refused.code == 1
    assert "is being written" in refused.err
    assert "leave out --immutable" in refused.err
    assert [call[0][1] for call in served] == [str(database)]


def test_an_editor_is_signed_in_by_a_link_and_signs_with_the_name_given(database, served):
    run("serve", "--port", "0", "--edit", "--by", BY, db=database)
    arguments, settings = served[0]
    assert "--root" in arguments
    told = settings["plugins"]["claims"]
    assert told == {"withheld": {"id": "root"}, "editing": {"allow": {"id": "root"}, "names": {"root": BY}}}


def test_what_does_not_change_is_not_edited(database, served):
    refused = run("serve", "--port", "0", "--edit", "--immutable", db=database)
    assert (refused.code, served) == (1, [])
    assert "cannot be written here" in refused.err


@pytest.mark.parametrize(("number", "words"), [(1, "1 claim is withheld"), (2, "2 claims are withheld")])
def test_what_visitors_do_not_see_is_said(database, served, number, words):
    withhold(database, number)
    shown = run("serve", "--port", "0", db=database)
    assert f"{words}: visitors see the pages without" in shown.err
    assert f"claims publish copy public.db --db {database}" in shown.err
    assert served[0][1] == {}


def test_all_is_shown_only_on_request_and_with_a_warning(database, served):
    withhold(database, 1)
    shown = run("serve", "--port", "0", "--all", db=database)
    assert "Careful: 1 claim is withheld, and --all shows everything" in shown.err
    assert served[0][1] == {"plugins": {"claims": {"withheld": "show"}}}
    settings = served[0][0][served[0][0].index("--metadata") + 1]
    assert not Path(settings).exists(), "it is gone when the server has ended"
