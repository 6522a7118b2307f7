"""The README's figures of real files: its mappings and commands make the database, its SQL gives what it says.

What it says is held to figures that were computed from the same files independently (FACTS.md beside them).
"""

import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli_program import run

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("Every figure that these sets were checked by")[2].partition("</details>")[0]
STATEMENTS = re.findall(r"^-- ([PGCUO]\d+): ([^\n]+)\n(.*?;)$", SECTION, flags=re.MULTILINE | re.DOTALL)
FOLDERS = ("police_mwnb", "gaza_daily", "covid_early2020", "ucdp_ged_sample", "owid_small")
EXPECTED = [*(f"P{n}" for n in range(1, 13)), *(f"G{n}" for n in range(1, 12)), *(f"C{n}" for n in range(1, 10))]
EXPECTED += [*(f"U{n}" for n in range(1, 8)), "O1"]
SAID_OTHERWISE = {"P9", "P11", "P12", "G2", "G3", "G4", "G5"}
"""Figures that the README words otherwise than FACTS.md does; tests/test_real_data.py holds them to it one by one."""


@pytest.fixture(scope="module")
def database(tmp_path_factory, shared):
    """What the commands of the README make of the files."""
    folder = tmp_path_factory.mktemp("facts")
    for name, text in re.findall(r"```toml\n# ([\w-]+\.toml)\n(.*?)```", SECTION, flags=re.DOTALL):
        (folder / name).write_text(text, encoding="utf-8")
    where = {path.name: str(path) for name in FOLDERS for path in (shared / "data" / name).iterdir()}
    where |= {path.name: str(path) for path in folder.iterdir()}
    path = folder / "facts.db"
    assert run("init", db=path).code == 0
    for line in re.search(r"```sh\n(.*?)```", SECTION, flags=re.DOTALL)[1].splitlines():
        command = [where.get(word, word) for word in shlex.split(line)[1:]]
        done = run(*command, db=path)
        assert done.code in {0, 3}, f"{line}\n{done.err}"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(re.search(r"create temp view bounds.*?;", SECTION, flags=re.DOTALL)[0])
        yield connection


def numbers(text):
    """Return all numbers of a text but those in names and dates, in order of size."""
    return sorted(int(number) for number in re.findall(r"(?<![\w(.-])\d+(?![\w.-])", text))


def test_the_readme_has_every_figure():
    assert [name for name, _, _ in STATEMENTS] == EXPECTED


@pytest.mark.parametrize(("name", "said", "sql"), STATEMENTS, ids=[name for name, _, _ in STATEMENTS])
def test_the_sql_of_the_readme_gives_what_it_says(database, name, said, sql):
    found = [str(value) for row in database.execute(sql).fetchall() for value in row]
    assert ", ".join(found) == said


@pytest.mark.parametrize(("name", "said"), [(name, said) for name, said, _ in STATEMENTS if name not in SAID_OTHERWISE])
def test_what_it_says_are_the_figures_computed_independently(shared, name, said):
    facts = (shared / "data" / "FACTS.md").read_text(encoding="utf-8")
    (value,) = re.findall(rf"^- {name}: .*? = (.+)$", facts, flags=re.MULTILINE)
    assert numbers(said) == numbers(re.sub(r"'(\d+)'", r"\1", value))
