"""Options and arguments that are empty, given twice, or written in another calendar or other digits."""

import os
import sqlite3
import zipfile

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
    assert "there is no command “x”. There are diff, list, show, withdraw." in run("batch", "x", db=db).err


@pytest.mark.parametrize(("word", "told"), [("import", "ingest"), ("help", "claims --help"), ("history", "log")])
def test_a_verb_of_other_programs_is_told_what_does_that_here(word, told):
    assert f"there is no command “{word}”. Did you mean {told}?" in run(word).err


@pytest.mark.parametrize("hash_", ["", "0", "abc", "x" * 64], ids=["none", "one", "short", "no hash"])
def test_a_noted_hash_is_long_enough_to_prove_something(db, hash_):
    shown = run("log", "--verify", "--noted", hash_, db=db)
    assert (shown.code, shown.out) == (2, "")
    assert "--noted takes the hash that --head printed, or its first 16 digits" in shown.err


def test_a_noted_hash_is_found_by_its_first_digits(db):
    head = run("log", "--head", db=db).out.strip()
    assert run("log", "--verify", "--noted", head[:16].upper(), db=db).code == 0
    assert run("log", "--verify", "--noted", "0" * 16, db=db).code == 3


def test_the_log_tells_that_there_is_more_of_it(db):
    assert "--limit shows more" in run("log", "--limit", "2", db=db).err
    assert "--limit shows more" not in run("log", "--limit", "999", db=db).err


def test_an_ingest_of_nothing_asks_for_a_file(db):
    assert "Error: give files to read, or an ingest to --retry\n" in run("ingest", db=db).err
    assert "not both" in run("ingest", "a.csv", "--retry", "1", db=db).err


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("SQLITE_BUSY", "another program is writing: try again when it is done; "),
        ("SQLITE_FULL", "make room on the disk, and try again; "),
        ("SQLITE_IOERR_WRITE", "see whether the disk is full or failing; "),
        ("SQLITE_CORRUPT", "the file is damaged: go back to a copy of it; "),
        ("SQLITE_CONSTRAINT", ""),
    ],
)
def test_an_error_of_the_database_is_told_with_what_to_do_about_it(monkeypatch, name, told):
    def refuse(*_, **__):
        error = sqlite3.OperationalError("no")
        error.sqlite_errorname = name
        raise error

    monkeypatch.setattr("claims.pipeline.claim_store.ClaimStore.open", refuse)
    shown = run("log")
    assert shown.code == 1
    assert shown.err == f"Error: the database refused: no\nHint: {told}nothing of this command was stored\n"


@pytest.mark.parametrize("verb", [("event", "add", "Flood"), ("upgrade",), ("config", "title", "A title")])
@pytest.mark.parametrize("what", ["the file", "its folder"])
def test_what_cannot_be_written_is_not_taken_for_missing(db, monkeypatch, verb, what):
    closed = db if what == "the file" else db.parent
    monkeypatch.setattr("claims.schema.os.access", lambda path, mode: mode != os.W_OK or str(path) != str(closed))
    shown = run(*verb, db=db)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(f"Error: cannot write {db}: {what} is read-only\nHint: see whether you may write")


def test_a_database_that_cannot_be_written_is_read(db, monkeypatch):
    monkeypatch.setattr("claims.schema.os.access", lambda _, mode: mode != os.W_OK)
    assert run("compare", EVENT, db=db).code == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--published", "2019-12-02"), "--published: the document that it belongs to is missing"),
        (("--publisher", "MEK"), "--publisher: the document that it belongs to is missing"),
        (("--accessed", "2019-12-02"), "--accessed: the document that it belongs to is missing"),
        (("--locator", "page 3"), "--locator: the document that it belongs to is missing"),
        (("--relayed-by", "MEK"), "--relayed-by: the document that it belongs to is missing"),
        (("--archive-url", "https://example.org/"), "--archive-url: the document that it belongs to is missing"),
        (("--url", "https://"), "--url: “https://” is no address of the web"),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else "",
)
def test_what_would_be_lost_is_refused(db, options, told):
    shown = run("add", "--event", EVENT, "--measure", "killed", "--source", "mek", "--says", "7", *options, db=db)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(f"Error: {told}\nHint: ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("event", "add", "A", "--country", "Iran"), "“Iran” is no ISO code of three letters"),
        (("source", "add", "A", "--url", "example.org"), "did you mean https://example.org?"),
        (("source", "add", "A", "--wikidata", "42970"), "cannot be recorded: an item of Wikidata has another form"),
        (("measure", "add", "A", "--hxl-tag", "killed"), "“killed” is no HXL tag: write #affected+killed"),
        (("measure", "add", "A", "--hxl-tag", "#"), "“#” is no HXL tag: write #affected+killed"),
        *(((kind, "add", "A", "--id", ""), "an id is letters, digits") for kind in ("event", "source", "measure")),
        (
            ("source", "add", "A", "--id", "a b"),
            "the id “a b” has another form than ids have\nHint: an id is letters, ",
        ),
        (("source", "add", "A", "--id", "A b;c"), "has capital letters\nHint: an id is in small letters: a-b-c"),
        (("source", "add", "A", "--id", " a"), "an id is letters, digits and hyphens: a\n"),
        (("measure", "add", "A", "--wikidata-property", "1120"), "it is P and a number: P1120"),
    ],
    ids=[
        "country",
        "url",
        "wikidata",
        "hxl",
        "hash alone",
        "event",
        "source",
        "measure",
        "two words",
        "capitals",
        "blank",
        "property",
    ],
)
def test_what_has_another_form_is_told_in_words_and_not_recorded(db, arguments, told):
    shown = run(*arguments, db=db)
    assert (shown.code in {1, 2}, shown.out) == (True, "")
    assert told in shown.err
    assert "a" not in {one["id"] for one in run(arguments[0], "list", "--json", db=db).data}


@pytest.mark.parametrize("words", ["", "  ", "“”", "..."])
def test_a_search_for_nothing_asks_for_a_word(db, words):
    shown = run("search", words, db=db)
    assert (shown.code, shown.out) == (2, "")
    assert "holds no letter or digit: give a word" in shown.err


def test_codes_and_choices_may_be_in_capital_or_small_letters(db):
    assert run("event", "add", "Flood", "--country", "irn", db=db).code == 0
    assert run("source", "add", "Red Cross", "--type", "NGO", "--reliability", "b", db=db).code == 0
    (event,) = [one for one in run("event", "list", "--json", db=db).data if one["id"] == "flood"]
    (source,) = [one for one in run("source", "list", "--json", db=db).data if one["id"] == "red-cross"]
    assert (event["country"], source["type"], source["reliability"]) == ("IRN", "ngo", "B")


@pytest.mark.parametrize("ratio", ["١٫٥", "۱٫۵", "1.5", "१.५"])
def test_a_ratio_is_read_in_the_digits_of_any_script(db, ratio):
    assert run("compare", EVENT, "--ratio", ratio, db=db).out == run("compare", EVENT, "--ratio", "1.5", db=db).out


def test_create_of_a_kind_in_the_plural_is_no_file_and_records_nothing(db, tmp_path):
    (tmp_path / "a.csv").write_text(f"event,measure,source,says\n{EVENT},killed,WHO,5\n", encoding="utf-8")
    shown = run("ingest", tmp_path / "a.csv", "--create", "sources", db=db)
    assert (shown.code, shown.out) == (2, "")
    assert "choose from event, source, measure" in shown.err
    assert run("batch", "list", "--json", db=db).data == []


def test_a_name_left_open_in_a_mapping_is_asked_for(db, tmp_path):
    (tmp_path / "a.csv").write_text("measure,source,says\nkilled,MEK,5\n", encoding="utf-8")
    for create in ((), ("--create",)):
        shown = run("ingest", tmp_path / "a.csv", "--set", "event=?", *create, db=db)
        assert shown.code == 3
        assert "column event: “?” names no event" in shown.err
        assert "the mapping or --set event=NAME" in shown.err


@pytest.mark.parametrize("mode", ["--history", "--queue", "--replay", "--withdraw"])
def test_options_of_a_decision_are_not_dropped_where_none_is_made(db, mode):
    reason = ("--reason", "r") if mode == "--withdraw" else ()
    shown = run("reconcile", EVENT, "killed", mode, "--rule", "latest", *reason, db=db)
    assert (shown.code, shown.out) == (2, "")
    assert f"--rule belongs to a decision: leave it or {mode} out" in shown.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--queue", "--place", "Shiraz"), "--place belongs to one comparison: leave it or --queue out"),
        (("--replay", "--on", "2019-12-02"), "--on belongs to one comparison: leave it or --replay out"),
        ((EVENT, "killed", "--history", "--says", "7"), "--says belongs to a decision: leave it or --history out"),
        ((EVENT, "killed", "--history", "--prefer", "mek"), "--prefer belongs to a decision: leave it or --history"),
        ((EVENT, "killed", "--limit", "3"), "--limit belongs to --queue"),
        ((EVENT, "killed", "--history", "--limit", "3"), "--limit belongs to --queue: leave it or --history out"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_what_reconcile_would_leave_aside_is_refused(db, arguments, told):
    shown = run("reconcile", *arguments, db=db)
    assert (shown.code, shown.out) == (2, "")
    assert told in shown.err


@pytest.mark.parametrize("end", ["3x", "600 killed", "about 600"])
def test_an_end_of_the_analysts_range_is_a_number_and_nothing_else(db, end):
    shown = run("reconcile", EVENT, "killed", "--rule", "analyst", "--low", end, db=db)
    assert (shown.code, shown.out) == (1, "")
    assert f"“{end}” is not one value" in shown.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("log", "--verify", "--subject", "source mek"), "--subject lists acts: leave it or --verify out"),
        (("log", "--head", "--subject", "source mek"), "--subject lists acts: leave it or --head out"),
        (("check", "--accepted", "--rule", "undated"), "--accepted lists all that was accepted"),
        (("check", "--accepted", "--event", EVENT), "--accepted lists all that was accepted"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_a_choice_that_would_not_be_followed_is_refused(db, arguments, told):
    shown = run(*arguments, db=db)
    assert (shown.code, shown.out) == (2, "")
    assert told in shown.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "--event", EVENT, "--measure", "killed", "--source", "mek", "--says", "7"),
        ("extract", "article.txt"),
        ("ingest", "a.csv"),
        *((kind, "alias", known, "N") for kind, known in (("event", EVENT), ("source", "mek"), ("measure", "killed"))),
    ],
    ids=lambda given: " ".join(given[:2]),
)
@pytest.mark.parametrize("code", ["english", "e", ""])
def test_a_language_that_has_no_form_of_a_code_is_refused(db, arguments, code):
    before = run("log", "--head", db=db).out
    shown = run(*arguments, "--language", code, db=db)
    assert (shown.code, shown.out) == (2, "")
    assert f"“{code}” is no code of a language" in shown.err
    assert run("log", "--head", db=db).out == before


@pytest.mark.parametrize("address", ["notaurl", "https://", "example.org/news", ""])
def test_the_page_of_an_article_is_an_address_of_the_web(db, tmp_path, address):
    (tmp_path / "a.txt").write_text("Officials said 7 people were killed.", encoding="utf-8")
    shown = run("extract", tmp_path / "a.txt", "--url", address, db=db)
    assert (shown.code, shown.out) == (2, "")
    assert f"“{address}” is no address of the web" in shown.err


def test_a_database_in_memory_is_refused(tmp_path):
    shown = run("init", "--db", ":memory:")
    assert shown.code == 2
    assert "a database in memory would be gone at once" in shown.err


@pytest.mark.parametrize("verb", [("init",), ("demo",)], ids=" ".join)
def test_a_folder_that_is_not_there_is_told_with_the_file(tmp_path, verb):
    path = tmp_path / "none" / "a.db"
    shown = run(*verb, "--db", path)
    assert shown.err == (
        f"Error: cannot make {path}: there is no folder {path.parent}\n"
        "Hint: make the folder first, or name another place\n"
    )


def test_a_damaged_database_is_not_taken_for_none_of_ours(db):
    data = db.read_bytes()
    db.write_bytes(data[:8192])
    shown = run("compare", EVENT, db=db)
    assert shown.code == 1
    assert shown.err.startswith(f"Error: {db} is damaged: ")


def test_what_is_proposed_next_names_the_database_ready_to_be_copied(tmp_path):
    path = tmp_path / "my data.db"
    assert f"claims ingest FILE --db '{path}'" in run("init", "--db", path).err
    assert "claims ingest FILE, or" in run("init", db=tmp_path / "other.db").err


def test_a_file_in_another_encoding_than_named_is_refused(db, tmp_path):
    (tmp_path / "a.csv").write_text("event,measure,source,says\n", encoding="utf-8")
    shown = run("ingest", tmp_path / "a.csv", "--encoding", "utf-16", db=db)
    assert (shown.code, shown.out) == (1, "")
    assert "a.csv: it is not in utf-16: " in shown.err


def test_a_workbook_is_told_from_a_document(db, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            archive.writestr(name, "<x/>")
    shown = run("extract", tmp_path / "a.xlsx", db=db)
    assert (shown.code, shown.out) == (1, "")
    assert "it is a workbook or an archive, and no document\nHint: `claims ingest` reads the tables" in shown.err


def test_an_sqlite_that_is_too_old_is_told(db, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 26, 0))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.26.0")
    shown = run("log", db=db)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(
        "Error: this Python has SQLite 3.26.0, and 3.37.0 or newer is needed\nHint: use a newer"
    )


@pytest.mark.parametrize(
    ("number", "told"),
    [(13, "see whether you may read and write there"), (28, "make room on the disk, and try again"), (5, "")],
    ids=["forbidden", "full", "another"],
)
def test_an_error_of_the_system_is_told_with_what_to_do_about_it(monkeypatch, number, told):
    def refuse(*_, **__):
        raise OSError(number, "No", "a.csv")

    monkeypatch.setattr("claims.pipeline.claim_store.ClaimStore.open", refuse)
    shown = run("log")
    assert (shown.code, shown.err) == (1, "Error: a.csv: No\n" + (f"Hint: {told}\n" if told else ""))


def test_a_file_to_merge_that_is_not_there_is_no_database_to_be_made(db):
    shown = run("merge", db.parent / "none.db", db=db)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.endswith("there is no such file\nHint: check the path of the file that is merged\n")


def test_an_interrupted_ingest_says_what_is_left(db, tmp_path, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    (tmp_path / "a.csv").write_text(f"event,measure,source,says\n{EVENT},killed,mek,5\n", encoding="utf-8")
    monkeypatch.setattr("claims.pipeline.ingest.ingest", interrupt)
    shown = run("ingest", tmp_path / "a.csv", db=db)
    assert shown.code == 1
    assert "Interrupted. Nothing half-done is left: `claims batch list` shows which files" in shown.err
    assert run("batch", "list", "--json", db=db).data == []


def test_an_argument_that_is_no_text_is_refused_with_what_to_do(db):
    shown = run("source", "add", "caf\udce9", db=db)
    assert shown.code == 2
    assert "“caf\\udce9” is not in UTF-8, as the terminal says that it is: set LANG" in shown.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("claims.cvs",), "did you mean '"),
        (("claims.csv", "--create", "evnt"), "choose from event, source, measure"),
        (("claims.csv", "--mapping", "sugested"), "did you mean suggested?"),
    ],
)
def test_what_is_mistyped_at_an_ingest_is_told_what_it_may_have_meant(db, tmp_path, arguments, told):
    (tmp_path / "my data").mkdir()
    (tmp_path / "my data" / "claims.csv").write_text("event,says\n", encoding="utf-8")
    shown = run("ingest", tmp_path / "my data" / arguments[0], *arguments[1:], db=db)
    assert (shown.code != 0, shown.out) == (True, "")
    assert told in shown.err
