"""Tables on terminals of any width, and where no terminal reads them."""

import csv
import io

import pytest
from cli_program import EVENT, run, worked_example

from claims.exporters.terminal import Style, table
from claims.model import Source
from claims.pipeline.claim_store import ClaimStore
from claims.text import width

HEAD = ("id", "name", "type", "also known as")
ROW = (
    "amnesty-international",
    "Amnesty International",
    "ngo",
    "AI, Amnesty, \u2068منظمة العفو الدولية\u2069, Amnistía",
)


@pytest.mark.parametrize("columns", [24, 40, 60, 80, 100])
def test_no_row_is_wider_than_the_terminal(columns):
    lines = table(HEAD, [ROW], style=Style(columns=columns))
    assert max(map(width, lines)) <= columns


@pytest.mark.parametrize("columns", [30, 60, 80])
def test_no_word_is_broken_that_has_room_in_a_line(columns):
    lines = table(HEAD, [ROW], style=Style(columns=columns))
    for word in ["amnesty-international", "Amnesty", "International", "ngo", "Amnistía"]:
        assert any(word in line for line in lines), f"{word} is broken at {columns} columns"


def test_wide_columns_share_what_narrow_ones_leave():
    rows = [("x", "one two three four five six seven", "eight nine ten eleven twelve")]
    assert table(("id", "first", "second"), rows, style=Style(columns=48)) == [
        "id  first                  second",
        "x   one two three four     eight nine ten eleven",
        "    five six seven         twelve",
    ]


def test_where_columns_have_no_room_each_row_is_told_in_words():
    assert table(HEAD, [ROW, ("afp", "AFP", "–", "")], style=Style(columns=40)) == [
        "amnesty-international",
        "    name: Amnesty International · type:",
        "    ngo · also known as: AI, Amnesty,",
        "    \u2068منظمة العفو الدولية\u2069, Amnistía",
        "afp",
        "    name: AFP",
    ]


def test_a_row_is_one_line_where_no_terminal_reads_it(tmp_path):
    with ClaimStore.create(tmp_path / "a.db") as store:
        store.add_source(Source("long", "A name of many words, " * 20), by="Editor")
    lines = run("source", "list", db=tmp_path / "a.db", COLUMNS=None).out.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("long  A name of many words, A name")


LISTS = [
    *("event list", "source list", "measure list", "batch list", "log --limit 5", "check", "check --accepted"),
    *("review", "source list amnesty"),
]


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A database with rows in every list."""
    folder = tmp_path_factory.mktemp("lists")
    db = folder / "a.db"
    worked_example(db)
    (folder / "more.csv").write_text(f"event,measure,source,says\n{EVENT},killed,MEK,601\n", encoding="utf-8")
    (folder / "text.txt").write_text("At least 161 people were killed, Amnesty International said.", encoding="utf-8")
    run("ingest", folder / "more.csv", db=db)
    run("extract", folder / "text.txt", db=db)
    found = run("check", "--json", db=db).data
    run("check", "--accept", found[0]["id"], "--reason", "known", db=db)
    return db


@pytest.mark.parametrize("asked", LISTS)
def test_a_list_as_csv_has_the_rows_of_its_json(full, asked):
    listed = run(*asked.split(), "--json", db=full).data
    rows = list(csv.DictReader(io.StringIO(run(*asked.split(), "--csv", db=full).out, newline="")))
    assert rows, f"{asked} lists nothing"
    assert [list(row) for row in rows] == [list(row) for row in listed]
    told = [
        {
            name: value
            for name, value in row.items()
            if value is None or (isinstance(value, str) and value[:1] not in "+-=@")
        }
        for row in listed
    ]
    assert [{name: row[name] or None for name in one} for row, one in zip(rows, told, strict=True)] == told


def test_several_values_stand_in_one_cell_and_yes_or_no_as_a_number(full):
    (row,) = csv.DictReader(io.StringIO(run("source", "list", "amnesty", "--csv", db=full).out, newline=""))
    assert (row["aliases"], row["party_to_event"]) == ("منظمة العفو الدولية", "0")


def test_a_list_of_nothing_has_no_lines(full):
    assert run("event", "list", "zzz", "--csv", db=full).out == ""


def test_a_proof_is_no_list(full):
    assert "a proof is printed in words or with --json" in run("log", "--verify", "--csv", db=full).err


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    db = tmp_path_factory.mktemp("demo") / "demo.db"
    assert run("demo", db=db).code == 0
    return db


WIDE = [
    *(f"compare {EVENT}", f"compare {EVENT} --measure killed --explain", f"compare {EVENT} --measure killed --history"),
    *("search killed", "search قتل", "check", "source list", "event list", "measure list", "log", "config"),
    *(f"reconcile {EVENT} killed", f"reconcile {EVENT} killed --history", "reconcile --queue", "reconcile --replay"),
]


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("asked", WIDE)
def test_nothing_is_wider_than_the_terminal(demo, asked, columns):
    lines = run(*asked.split(), db=demo, COLUMNS=str(columns)).out.splitlines()
    assert lines, f"{asked} prints nothing"
    assert [line for line in lines if width(line) > columns] == []


def test_a_hit_is_one_line_where_no_terminal_reads_it(demo):
    lines = run("search", "killed", "--kind", "claim", db=demo, COLUMNS=None).out.splitlines()
    assert all(line.startswith(("  ", "Quotes and notes: ")) for line in lines)
    assert sum(line[2:10].isalnum() and line[10:12] == "  " for line in lines) == 10
