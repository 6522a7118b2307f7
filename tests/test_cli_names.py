"""`claims event`, `claims source`, `claims measure`: list, add, alias."""

import shlex

import pytest
from cli_program import EVENT, run, worked_example


@pytest.fixture
def db(tmp_path):
    worked_example(tmp_path / "a.db")
    return tmp_path / "a.db"


def test_lists_sources_with_their_other_names_in_order(db):
    shown = run("source", "list", db=db, COLUMNS="100")
    assert shown.out.splitlines() == [
        "id                     name                   type        reliability  also known as",
        "amnesty-international  Amnesty International  ngo         F            \u2068منظمة العفو الدولية\u2069",
        "mek                    MEK                    opposition  F",
    ]


@pytest.mark.parametrize("word", ["amnesty", "AMNESTY international", "العفو"], ids=["id", "name", "alias"])
def test_lists_what_has_a_word_in_any_name(db, word):
    assert [record["id"] for record in run("source", "list", word, "--json", db=db).data] == ["amnesty-international"]


def test_lists_whole_records_as_json(db):
    (record,) = run("event", "list", "--json", db=db).data
    assert record["id"] == "iran-protests-2019"
    assert record["starts_on"] == "2019-11-15"
    assert record["aliases"] == []


def test_a_list_that_finds_nothing_says_so_and_prints_no_data(db):
    shown = run("measure", "list", "submarines", db=db)
    assert (shown.code, shown.out) == (0, "")
    assert shown.err == "No measure has “submarines” in its names.\n"


def test_adds_a_source_with_its_attributes(db):
    options = ("--type", "igo", "--reliability", "B", "--party", "--url", "https://www.who.int", "--wikidata", "Q7817")
    shown = run("source", "add", "World Health Organization", "--id", "who", *options, db=db)
    assert (shown.code, shown.out) == (0, "who\n")
    (record,) = run("source", "list", "who", "--json", db=db).data
    kept = {name: record[name] for name in ("name", "type", "reliability", "party_to_event", "url", "wikidata")}
    assert kept == {
        "name": "World Health Organization",
        "type": "igo",
        "reliability": "B",
        "party_to_event": True,
        "url": "https://www.who.int",
        "wikidata": "Q7817",
    }


def test_adds_an_event_with_dates_as_precise_as_stated(db):
    shown = run(
        "event", "add", "Floods in Derna", "--starts", "September 2023", "--part-of", "iran-protests-2019", db=db
    )
    assert shown.out == "floods-in-derna\n"
    (record,) = run("event", "list", "derna", "--json", db=db).data
    assert (record["starts_on"], record["date_precision"], record["part_of"]) == (
        "2023-09",
        "month",
        "iran-protests-2019",
    )


def test_adds_a_measure(db):
    run("measure", "add", "Women killed", "--part-of", "Killed", "--unit", "people", db=db)
    (record,) = run("measure", "list", "women", "--json", db=db).data
    assert (record["id"], record["part_of"], record["count_kind"]) == ("women-killed", "killed", "cumulative")


def test_a_name_that_is_taken_is_refused(db):
    shown = run("source", "add", "M.E.K.", "--id", "another", db=db)
    assert shown.code in {0, 1}
    shown = run("source", "add", "mek", db=db)
    assert (shown.code, shown.out) == (1, "")
    assert "the source “mek” is there already" in shown.err


def test_a_date_that_cannot_be_read_is_refused_by_its_option(db):
    shown = run("event", "add", "Floods", "--starts", "soon", db=db)
    assert shown.code == 1
    assert shown.err.startswith("Error: --starts: ")


def test_an_alias_is_found_from_then_on(db):
    shown = run("source", "alias", "MEK", "مجاهدين خلق", "--language", "fa", db=db)
    assert (shown.code, shown.err) == (0, "mek is now found as “مجاهدين خلق” too.\n")
    again = run("source", "alias", "mek", "مجاهدین خلق", db=db)
    assert again.err == "mek was known as “مجاهدین خلق” already.\n"
    assert [record["id"] for record in run("source", "list", "مجاهدین", "--json", db=db).data] == ["mek"]


def test_an_alias_of_nobody_is_refused_without_a_word_about_create(db):
    shown = run("source", "alias", "MEKK", "x", db=db)
    assert shown.code == 1
    assert "Hint: did you mean “MEK”" in shown.err
    assert "--create" not in shown.err


def test_an_alias_of_something_else_is_refused(db):
    shown = run("source", "alias", "mek", "Amnesty International", db=db)
    assert shown.code == 1
    assert "is already a name of the source “amnesty-international”" in shown.err


def test_an_alias_that_is_taken_back_is_free_and_the_log_says_why(db):
    alias = ("source", "alias", "amnesty-international", "MSF")
    assert run(*alias, db=db).code == 0
    assert run(*alias, "--undo", db=db).code == 2
    done = run(*alias, "--undo", "--reason", "doctors", db=db)
    assert done.err == "amnesty-international is not found as “MSF” any more; what was recorded by it stays.\n"
    assert "MSF" not in run("source", "list", db=db).out
    assert run("search", "MSF", db=db).out == ""
    logged = run("log", "--limit", "1", "--json", db=db).data
    assert [(one["act"], one["subject"], one["reason"]) for one in logged] == [
        ("undo alias", "source amnesty-international", "doctors")
    ]
    assert run("log", "--verify", db=db).code == 0
    assert run("source", "alias", "mek", "MSF", db=db).code == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [("Amnesty", "is no other name of"), ("MEK", "it stands for “mek”"), ("amnesty international", "is the name of")],
)
def test_what_is_no_other_name_is_not_taken_back(db, name, told):
    refused = run("source", "alias", "amnesty-international", name, "--undo", "--reason", "x y", db=db)
    assert refused.code == 1
    assert told in refused.err


@pytest.mark.parametrize("between", [(), ("INTO",), ("into",)], ids=["nothing", "capitals", "small"])
def test_the_word_into_may_stand_between_what_is_merged(db, between):
    done = run("source", "merge", "mek", *between, "amnesty-international", "--reason", "one", db=db)
    assert (done.code, "mek is the same as amnesty-international now" in done.err) == (0, True)
    assert run("source", "merge", "mek", "with", "amnesty-international", "--reason", "one", db=db).code == 2


def test_two_decisions_that_a_merge_brings_together_are_told_with_the_command_that_decides_anew(db):
    for event, says in ((EVENT, "7"), ("unrest", "9")):
        run("event", "add", event, "--id", event, db=db)
        where = ("--event", event, "--measure", "killed", "--place", "old town", "--source", "mek", "--says", says)
        assert run("add", *where, "--by", "Editor", db=db).code == 0
        run("reconcile", event, "killed", "--place", "old town", "--rule", "lowest", "--reason", "so", db=db)
    done = run("event", "merge", "unrest", EVENT, "--reason", "one", db=db)
    *_, told = done.err.splitlines()
    start = "  decisions 1 and 2 are both in force; decide anew: claims "
    assert told.startswith(start)
    anew = run(*shlex.split(told.removeprefix(start)), "--rule", "range", "--reason", "both", db=db)
    assert anew.err.endswith("; it replaces decisions 1 and 2.\n")
