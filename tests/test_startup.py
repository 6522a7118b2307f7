"""Asking for help must cost no more than click itself costs: nothing heavy is imported before it is needed."""

import json
import subprocess
import sys

import pytest
from cli_program import EVENT, worked_example

HEAVY = {
    "asyncio",
    "claims.store",
    "claims.web",
    "datasette",
    "dateutil",
    "email",
    "http",
    "httpx",
    "hypothesis",
    "jinja2",
    "persiantools",
    "pluggy",
    "sqlite3",
    "sqlite_utils",
    "tomllib",
    "unittest",
    "urllib.request",
    "uvicorn",
}
"""What takes long to import. That a click program loads none of it by itself is tested too."""

LOADED = """
import sys
before = set(sys.modules)
import atexit, json
atexit.register(lambda: print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr))
sys.argv[:] = ["claims", *sys.argv[1:]]
from claims.cli import main
main()
"""

BARE = LOADED.replace("from claims.cli import main", "import click\n@click.command()\ndef main(): pass")


def loaded(program, *arguments):
    """The output of a program and the names of the modules it loaded, in a Python of its own."""
    ran = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    return ran.stdout, set(json.loads(ran.stderr.splitlines()[-1]))


def heavy(modules):
    return sorted(name for name in modules if any(name == one or name.startswith(one + ".") for one in HEAVY))


@pytest.mark.parametrize(
    "arguments", [["--help"], ["add", "--help"], ["compare", "--help"]], ids=["all", "add", "compare"]
)
def test_help_loads_nothing_heavy(arguments):
    shown, modules = loaded(LOADED, *arguments)
    assert shown.startswith("Usage: claims")
    assert "click" in modules
    assert heavy(modules) == []


def test_help_of_one_command_does_not_load_the_other_commands():
    _, modules = loaded(LOADED, "compare", "--help")
    assert "claims.cli.compare" in modules
    assert "claims.cli.serve" not in modules


def test_a_bare_click_program_would_pass():
    _, modules = loaded(BARE, "--help")
    assert heavy(modules) == []


def test_a_heavy_import_would_be_found():
    _, modules = loaded(BARE.replace("import click", "import click, sqlite3, urllib.request"), "--help")
    assert {"sqlite3", "urllib.request"} <= set(heavy(modules))


UNREAD = {
    *("claims.dates", "claims.dates_words", "claims.lexicon", "claims.model_ingest", "claims.pipeline.nobody"),
    *("dataclasses", "dateutil", "hashlib", "pathlib", "persiantools", "tomllib"),
    *("claims.model_beside", "claims.reconcile"),
}
"""What reads dates, figures and files as sources write them, makes slugs of other letters than Latin, handles paths,
reads settings, makes classes slowly, and the records of evidence and decisions that nobody asked for."""


def test_comparing_loads_nothing_that_reads_what_sources_wrote(tmp_path):
    worked_example(tmp_path / "a.db")
    shown, modules = loaded(LOADED, "compare", EVENT, "--db", str(tmp_path / "a.db"))
    assert "at least 161" in shown
    assert sorted(UNREAD & modules) == []


def test_what_reads_what_sources_wrote_would_be_found():
    _, modules = loaded(BARE.replace("import click", "import click, hashlib, claims.dates"))
    assert {"claims.dates", "hashlib"} <= UNREAD & modules


def test_nothing_is_searched_for_garbage_when_the_program_ends():
    told = "import atexit, gc\natexit.register(lambda: print(gc.get_freeze_count()))\n"
    program = told + "from claims.cli import main\nmain(['--version'])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(ran.stdout.splitlines()[-1]) > 0
