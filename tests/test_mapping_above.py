"""Cells that stand for the rows below them too: `from_above` in a mapping."""

import json
import sqlite3
from contextlib import closing

import pytest
from cli_program import run

from claims import mapping
from claims.errors import BadMapping
from claims.mapping.above import from_above
from claims.table import Paths, Row

WARS = "War,Side,Dead\nSudan,A,100\n,B,200\n,,7\nYemen,,9\n,B,many?\n"
HOW = '[set]\nsource = "S"\nmeasure = "killed"\n[columns]\nevent = "War"\npopulation = "Side"\nsays = "Dead"\n'


def filled(rows, columns, *names):
    given = mapping.from_toml(f"from_above = {json.dumps(names)}\n", name="how.toml")
    made = [Row(number, tuple(cells), "") for number, cells in enumerate(rows, 2)]
    return [tuple(row.cells) for row in from_above(given, made, columns)]


def test_an_empty_cell_takes_what_stands_above_it():
    assert filled([("a", "1"), ("", "2"), (" ", "3"), ("b", "4"), ("", "5")], ("x", "y"), "x") == [
        *(("a", "1"), ("a", "2"), ("a", "3"), ("b", "4"), ("b", "5")),
    ]


def test_a_column_without_a_header_is_called_by_its_place():
    assert filled([("a", "1"), ("", "2")], ("", "n"), "column 1") == [("a", "1"), ("a", "2")]


def test_what_is_empty_in_other_columns_stays_so():
    assert filled([("a", "1"), ("", "")], ("x", "y"), "x") == [("a", "1"), ("a", "")]


def test_below_a_new_cell_the_narrower_columns_begin_anew():
    rows = [("North", "Herat"), ("", ""), ("South", ""), ("", "Kandahar"), ("", "")]
    assert filled(rows, ("region", "district"), "region", "district") == [
        *(("North", "Herat"), ("North", "Herat"), ("South", ""), ("South", "Kandahar"), ("South", "Kandahar")),
    ]


def test_nothing_above_the_first_row_is_made_up():
    assert filled([("", "1"), ("a", "2")], ("x", "y"), "x") == [("", "1"), ("a", "2")]


@pytest.mark.parametrize("columns", [("War", "War"), ("Side",), Paths(("War",))])
def test_a_column_that_is_not_there_once_is_refused_with_its_line(columns):
    given = mapping.from_toml('language = "en"\nfrom_above = ["War"]\n', name="how.toml")
    with pytest.raises(BadMapping, match=r"how\.toml, line 2") as refused:
        from_above(given, [], columns)
    assert refused.value.hint


def test_rows_are_recorded_with_it_and_refused_rows_keep_it_for_a_retry(tmp_path):
    db, file, how = tmp_path / "a.db", tmp_path / "wars.csv", tmp_path / "how.toml"
    file.write_text(WARS, encoding="utf-8")
    how.write_text(f'from_above = ["War", "Side"]\n{HOW}', encoding="utf-8")
    run("init", db=db)
    ran = run("ingest", file, "--mapping", how, "--create", db=db)
    assert ran.code == 3, ran.err
    assert "what is empty under War, Side takes what stands above it" in ran.err
    with closing(sqlite3.connect(db)) as connection:
        claims = connection.execute("select event, population, says from claim order by number").fetchall()
        raw, cells = connection.execute("select raw, cells from reject").fetchone()
    assert claims == [("sudan", "A", "100"), ("sudan", "B", "200"), ("sudan", "B", "7"), ("yemen", "all", "9")]
    assert raw == ",B,many?"
    assert json.loads(cells)["War"] == "Yemen"
    assert run("ingest", "--retry", "1", "--set", "says=11", "--map", "Dead=", "--create", db=db).code == 0
    with closing(sqlite3.connect(db)) as connection:
        assert connection.execute("select event, says from claim where population = 'B' and says = '11'").fetchall()


def test_no_cell_is_taken_from_above_a_row_that_could_not_be_read(tmp_path):
    db, file, how = tmp_path / "a.db", tmp_path / "wars.csv", tmp_path / "how.toml"
    file.write_text("War,Side,Dead\nSudan,A,100\nYemen,B,200,000\n,C,7\n,D,8\nChad,E,9\n,,10\n", encoding="utf-8")
    how.write_text(f'from_above = ["War", "Side"]\n{HOW}', encoding="utf-8")
    run("init", db=db)
    ran = run("ingest", file, "--mapping", how, "--create", db=db)
    assert ran.code == 3, ran.err
    assert "row 4, column War: it is empty, and what stands above it is not known" in ran.err
    claims = "select event, population, says from claim order by number"
    with closing(sqlite3.connect(db)) as connection:
        first = connection.execute(claims).fetchall()
    assert first == [("sudan", "A", "100"), ("chad", "E", "9"), ("chad", "E", "10")]
    again = run("ingest", "--retry", "1", "--mapping", how, "--create", db=db)
    assert "0 added" in again.out, again.out
    with closing(sqlite3.connect(db)) as connection:
        assert connection.execute(claims).fetchall() == first
        assert connection.execute("select count(*) from reject where retried_in is null").fetchone() == (3,)


def test_refused_rows_are_not_taken_again_by_a_mapping_that_wants_what_stood_above_them(tmp_path):
    db, file, how = tmp_path / "a.db", tmp_path / "wars.csv", tmp_path / "how.toml"
    file.write_text(WARS, encoding="utf-8")
    run("init", db=db)
    run("ingest", file, "--set", "event=E", "--set", "source=S", "--map", "Side=population", "--map", "Dead=says",
        "--set", "measure=killed", "--create", db=db)  # fmt: skip
    how.write_text(f'from_above = ["War"]\n{HOW}', encoding="utf-8")
    again = run("ingest", "--retry", "1", "--mapping", how, "--create", db=db)
    assert again.code == 1
    assert "line 1: from_above: refused rows stand without those above them, which may say War" in again.err
    assert "ingest the file again by this mapping" in again.err


def test_it_is_said_by_a_flag_and_kept_with_the_mapping(tmp_path):
    said = mapping.from_flags([], ["from_above=War", "from_above=Side"])
    assert said.from_above == ("War", "Side")
    assert mapping.from_json(said.as_json()).from_above == ("War", "Side")
    assert mapping.from_toml(mapping.to_toml(said), name="x").from_above == ("War", "Side")
    (tmp_path / "wars.csv").write_text(WARS, encoding="utf-8")
    asked = run("ingest", "--suggest", tmp_path / "wars.csv", "--map", "War=event", db=tmp_path / "no.db").out
    assert "it too: --set 'from_above=War'" in asked
    told = run("ingest", "--suggest", tmp_path / "wars.csv", "--map", "War=event", "--set", "from_above=War",
               db=tmp_path / "no.db").out  # fmt: skip
    assert "is empty in" not in told
    assert "Sudan" in next(line for line in told.splitlines() if line.startswith("# row 3"))


@pytest.mark.parametrize(
    ("flag", "claims", "is_asked"),
    [
        ("skip.Province=Total", {("Herat", "12"), ("Ghor", "3")}, False),
        ("names.place.Total=", {("Herat", "12"), ("Ghor", "3"), ("", "15")}, False),
        ("only.Province=Herat", {("Herat", "12")}, True),
    ],
)
def test_flags_say_of_rows_and_names_what_tables_of_a_mapping_say(tmp_path, flag, claims, is_asked):
    db, file = tmp_path / "a.db", tmp_path / "flood.csv"
    rows = ("Province,Dead,Date", "Herat,12,2020-05-01", "Ghor,3,2020-05-01", "Total,15,2020-05-01")
    file.write_text("\n".join(rows), encoding="utf-8")
    run("init", db=db)
    said = ("--set", "event=flood", "--set", "source=S", "--set", flag)
    asked = run("ingest", "--suggest", file, *said, db=db).out
    assert ("looks like a row of totals" in asked) is is_asked
    ran = run("ingest", file, "--mapping", "suggested", *said, "--create", db=db)
    assert ran.code == 0, ran.err
    with closing(sqlite3.connect(db)) as connection:
        assert set(connection.execute("select place, says from claim").fetchall()) == claims
