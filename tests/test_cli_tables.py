"""Tables on terminals of any width, and where no terminal reads them."""

import pytest
from cli_program import run

from claims.exporters.terminal import Style, table
from claims.model import Source
from claims.pipeline import ClaimStore
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
