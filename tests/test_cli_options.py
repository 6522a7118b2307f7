"""Options and arguments that are empty, given twice, or written in another calendar or other digits."""

import pytest
from cli_program import EVENT, run, worked_example


@pytest.fixture
def db(tmp_path):
    worked_example(tmp_path / "a.db")
    return tmp_path / "a.db"


@pytest.mark.parametrize(
    "arguments",
    [("event", "list", "--db", ""), ("publish", "copy", " "), ("merge", ""), ("init", "--db", " ")],
    ids=" ".join,
)
def test_an_empty_path_is_told_as_such(db, arguments):
    shown = run(*arguments, db=db)
    assert shown.code == 2
    assert "it is empty: give a path" in shown.err


@pytest.mark.parametrize("verb", ["ingest", "extract"])
def test_an_empty_name_of_a_file_is_no_folder(db, verb):
    shown = run(verb, "", db=db)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err == "Error: “”: it names no file\nHint: give its path, “-” for standard input, or an address\n"


def test_an_option_given_twice_is_refused_instead_of_dropping_the_first(db):
    shown = run("compare", EVENT, "--without", "MEK", "--without", "amnesty-international", db=db)
    assert (shown.code, shown.out) == (2, "")
    assert "--without is given 2 times: it takes one value" in shown.err


def test_an_option_given_twice_is_refused_behind_a_bare_create(db):
    shown = run("add", "--create", "--event", EVENT, "--event", "other", db=db)
    assert shown.code == 2
    assert "--event is given 2 times" in shown.err


def test_an_option_that_may_be_repeated_is_taken_each_time(db):
    shown = run("search", "killed", "--kind", "event", "--kind", "source", db=db)
    assert shown.code == 0


def test_a_flag_given_twice_says_the_same(db):
    assert run("event", "list", "--json", "--json", db=db).data[0]["id"] == EVENT


@pytest.mark.parametrize("option", ["--as-of", "--known-on"])
def test_a_year_of_another_calendar_is_refused_with_the_day_that_it_may_be(db, option):
    shown = run("compare", EVENT, option, "1398/09/11", db=db)
    assert shown.code == 1
    assert shown.err.startswith(f"Error: {option}: cannot read a date from “1398/09/11”: 1398 could be a year of")
    assert "Hint: as a Persian date it is 2019-12-02: write that if it is meant" in shown.err


def test_a_date_of_two_orders_is_refused_with_both(db):
    shown = run("event", "add", "Flood", "--starts", "02/12/2019", db=db)
    assert shown.code == 1
    assert "Hint: write the one that is meant: 2019-12-02 or 2019-02-12" in shown.err


@pytest.mark.parametrize("date", ["۱۱ آذر ۱۳۹۸", "2 December 2019", "٢ كانون الأول ٢٠١٩", "2019-12-02"])
def test_a_decision_finds_its_period_by_a_date_in_any_words(db, date):
    made = ["add", "--event", EVENT, "--measure", "killed", "--source", "MEK", "--says", "7"]
    assert run(*made, "--period-start", "2019-12-02", db=db).code == 0
    shown = run("reconcile", EVENT, "killed", "--period-start", date, db=db)
    assert shown.code == 0
    assert "from 2 December 2019" in shown.out or "from 2019-12-02" in shown.out


@pytest.mark.parametrize(
    "arguments",
    [("withdraw", "x", "--reason", "r"), ("log", "--limit", "x"), ("search", "killed", "--limit", "")],
    ids=" ".join,
)
def test_what_is_no_number_is_told_in_plain_words(db, arguments):
    shown = run(*arguments, db=db)
    assert shown.code == 2
    assert "is no whole number" in shown.err


def test_a_number_is_read_in_the_digits_of_any_script(db):
    assert run("log", "--limit", "۲", "--json", db=db).data == run("log", "--limit", "2", "--json", db=db).data


def test_a_mistyped_verb_of_a_group_is_told_what_it_may_have_meant(db):
    shown = run("event", "lst", db=db)
    assert shown.code == 2
    assert "there is no command “lst”. Did you mean list?" in shown.err


def test_an_unknown_verb_of_a_group_is_told_those_there_are(db):
    assert "there is no command “x”. There are diff, list, show." in run("batch", "x", db=db).err


@pytest.mark.parametrize(("word", "told"), [("import", "ingest"), ("help", "claims --help"), ("history", "log")])
def test_a_verb_of_other_programs_is_told_what_does_that_here(word, told):
    assert f"there is no command “{word}”. Did you mean {told}?" in run(word).err
