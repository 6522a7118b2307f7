"""`claims compare --explain` and `--history`."""

import pytest
from cli_program import EVENT, run, worked_example


@pytest.fixture
def example(tmp_path):
    return {**worked_example(tmp_path / "a.db"), "db": tmp_path / "a.db"}


def test_explain_prints_every_step_under_its_rule(example):
    plain = run("compare", EVENT, db=example["db"]).out
    shown = run("compare", EVENT, "--explain", db=example["db"], COLUMNS="100")
    assert (shown.code, shown.err) == (0, "")
    lines = shown.out.splitlines()
    start = lines.index("How this came about")
    rules = [line[2:21].strip() for line in lines[start + 1 :] if line[2] != " "]
    assert rules == [
        *("comparable", "current", "current", "independent sources", "pair", "status", "agreed minimum"),
        *("highest floor", "highest ceiling", "spread"),
    ]
    text = " ".join(" ".join(lines[start:]).split())
    assert f"{example['mek'][:8]} MEK “at least 600” (reported, as of 2019-12-02): counted, and it stands." in text
    assert "How this came about" not in plain


def test_history_is_a_table_of_steps(example):
    shown = run("compare", EVENT, "--history", db=example["db"], COLUMNS="110").out
    lines = shown.splitlines()
    start = lines.index("History")
    assert [" ".join(line.split()) for line in lines[start + 1 :]] == [
        "source as of claim says basis since then",
        f"Amnesty International 2019-11-29 {example['amnesty'][:8]} at least 161 documented stands, known 2020-01-05",
        f"MEK 2019-12-02 {example['mek'][:8]} at least 600 reported stands, known 2020-01-05",
    ]


def test_json_has_the_keys_that_were_asked_for(example):
    def keys(*options):
        (comparison,) = run("compare", EVENT, "--json", *options, db=example["db"]).data["comparisons"]
        return {key: comparison[key] for key in ("explanation", "history") if key in comparison}

    assert keys() == {}
    assert set(keys("--explain")) == {"explanation"}
    both = keys("--explain", "--history")
    assert [step["rule"] for step in both["explanation"]][:2] == ["comparable", "current"]
    assert [own["source"] for own in both["history"]] == ["amnesty-international", "mek"]


def test_what_the_question_leaves_out_is_explained(example):
    shown = run("compare", EVENT, "--without", "MEK", "--explain", db=example["db"], COLUMNS="200").out
    assert "not counted, its source is left out." in shown
