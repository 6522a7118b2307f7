"""`claims init`, `demo`, `upgrade`, `serve`: making and serving database files, and never overwriting one."""

import socket

import pytest
from cli_program import run, worked_example


def test_init_makes_a_database_with_the_usual_measures(tmp_path):
    shown = run("init", db=tmp_path / "a.db")
    assert (shown.code, shown.out) == (0, "")
    assert shown.err.startswith(f"{tmp_path / 'a.db'} is ready, with ")
    found = {record["id"] for record in run("measure", "list", "--json", db=tmp_path / "a.db").data}
    assert found >= {"killed", "injured", "arrested"}
    assert run("event", "list", "--json", db=tmp_path / "a.db").data == []


def test_init_can_leave_the_measures_out(tmp_path):
    assert run("init", "--no-measures", db=tmp_path / "a.db").err.startswith(f"{tmp_path / 'a.db'} is ready.\n")
    assert run("measure", "list", "--json", db=tmp_path / "a.db").data == []


@pytest.mark.parametrize("verb", ["init", "demo"])
def test_a_file_that_is_there_is_never_overwritten(tmp_path, verb):
    (tmp_path / "a.db").write_bytes(b"precious")
    shown = run(verb, db=tmp_path / "a.db")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(f"Error: {tmp_path / 'a.db'} exists already\nHint: ")
    assert (tmp_path / "a.db").read_bytes() == b"precious"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    shown = run("init", db=tmp_path / "none" / "a.db")
    assert shown.code == 1
    assert f"there is no folder {tmp_path / 'none'}" in shown.err


def test_demo_builds_a_database_that_can_be_compared(tmp_path):
    shown = run("demo", db=tmp_path / "demo.db")
    assert shown.code == 0, shown.err
    assert f"claims compare iran-protests-2019 --db {tmp_path / 'demo.db'}" in shown.err
    data = run("compare", "iran-protests-2019", "--json", db=tmp_path / "demo.db").data
    assert {"killed", "injured", "arrested"} <= {comparison["measure"] for comparison in data["comparisons"]}
    text = run("compare", "iran-protests-2019", db=tmp_path / "demo.db")
    assert text.code == 0
    assert "Decided: " in text.out


def test_upgrade_of_a_new_file_has_nothing_to_do(tmp_path):
    worked_example(tmp_path / "a.db")
    shown = run("upgrade", db=tmp_path / "a.db")
    assert (shown.code, shown.err) == (0, f"{tmp_path / 'a.db'} was up to date already.\n")


@pytest.fixture
def served(monkeypatch):
    """What Datasette is started with, without starting it."""
    from datasette.cli import cli as datasette

    calls = []
    monkeypatch.setattr(datasette, "main", lambda **given: calls.append(given))
    return calls


def test_serve_starts_datasette_on_a_free_port_and_prints_its_address(tmp_path, served):
    worked_example(tmp_path / "a.db")
    shown = run("serve", "--port", "0", db=tmp_path / "a.db")
    assert shown.code == 0, shown.err
    (call,) = served
    port = call["args"][5]
    settings = ["--setting", "suggest_facets", "off"]
    assert call["args"] == ["serve", str(tmp_path / "a.db"), "--host", "127.0.0.1", "--port", port, *settings]
    assert int(port) > 0
    assert f"http://127.0.0.1:{port}/" in shown.err


def test_serve_opens_a_browser_on_request(tmp_path, served):
    worked_example(tmp_path / "a.db")
    run("serve", "--port", "0", "--open", db=tmp_path / "a.db")
    assert served[0]["args"][-1] == "--open"


def test_serve_refuses_a_port_in_use(tmp_path, served):
    worked_example(tmp_path / "a.db")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        shown = run("serve", "--port", port, db=tmp_path / "a.db")
    assert (shown.code, served) == (1, [])
    assert shown.err.startswith(f"Error: cannot serve on 127.0.0.1 port {port}: address already in use\nHint: ")


def test_serve_refuses_what_is_no_claims_database(tmp_path, served):
    shown = run("serve", db=tmp_path / "none.db")
    assert (shown.code, served) == (1, [])
    assert "there is no such file" in shown.err


@pytest.mark.parametrize("name", ["who?.db", "no#1.db", "a%20b.db"])
def test_serve_refuses_a_name_by_which_datasette_would_open_another_file(tmp_path, served, name):
    run("init", db=tmp_path / name)
    shown = run("serve", "--port", "0", db=tmp_path / name)
    assert (shown.code, served) == (1, [])
    assert shown.err.startswith(f"Error: Datasette cannot open {tmp_path / name}: ")
    assert "\nHint: rename it" in shown.err


def test_serve_takes_a_name_with_a_bare_percent_sign(tmp_path, served):
    run("init", db=tmp_path / "100%.db")
    assert run("serve", "--port", "0", db=tmp_path / "100%.db").code == 0
    assert len(served) == 1
