"""`claims ingest`: files of claims in, refused rows told with their place, exit code 3 when there were some."""

import io
import itertools
import json
import re

import pseudo_terminal
import pytest
from cli_program import EVENT, QUOTE, run, worked_example

from claims.pipeline.claim_store import ClaimStore

HEADER = "event,measure,source,says,as_of,url,basis\n"
GOOD = f"{EVENT},killed,mek,at least 600,2019-12-02,https://example.org/a,reported\n"
NEW = f'{EVENT},arrested,mek,"more than 10,000",2019-12-02,https://example.org/a,reported\n'
BAD = f"{EVENT},killed,,at least 600,2019-12-02,https://example.org/a,reported\n"


@pytest.fixture
def db(tmp_path):
    worked_example(tmp_path / "a.db")
    return tmp_path / "a.db"


def write(folder, text, name="claims.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def count(db):
    with ClaimStore.open(db, write=False) as store:
        return store.reader.counts()["claim"]


def test_records_a_file_and_prints_the_counts(db, tmp_path):
    file = write(tmp_path, HEADER + GOOD + NEW)
    shown = run("ingest", file, "--language", "en", db=db)
    assert shown.code == 0, shown.err
    assert shown.out == f"{file}: 2 read, 1 added, 1 already known, 1 new appearances, 0 refused\n"
    assert count(db) == 3


def test_the_same_file_twice_adds_nothing(db, tmp_path):
    file = write(tmp_path, HEADER + GOOD + NEW)
    run("ingest", file, "--language", "en", db=db)
    again = run("ingest", file, "--language", "en", "--json", db=db)
    assert again.code == 0
    kept = {name: again.data[name] for name in ("read", "added", "known", "appearances", "refused")}
    assert kept == {"read": 2, "added": 0, "known": 2, "appearances": 0, "refused": 0}


def test_refused_rows_are_told_with_file_row_column_reason_and_hint(db, tmp_path):
    file = write(tmp_path, HEADER + GOOD + BAD)
    shown = run("ingest", file, "--language", "en", db=db)
    assert shown.code == 3
    assert f"{file}, row 3, column source: no source is named\n  Hint: " in shown.err
    assert "1 refused" in shown.out
    with ClaimStore.open(db, write=False) as store:
        (kept,) = store.reader.rejects(1)
    assert (kept["row"], kept["column"]) == (3, "source")


def test_only_the_first_refused_rows_are_listed_unless_all_are_wanted(db, tmp_path):
    unread = "".join(f"Source {number},killed,around {number}?\n" for number in range(25))
    file = write(tmp_path, "source,measure,says\n" + unread)
    asked = ["ingest", file, "--set", f"event={EVENT}", "--create", "source"]
    shown = run(*asked, "--dry-run", db=db)
    assert shown.err.count("cannot read a figure") == 20
    assert "and 5 more refused; --verbose lists them\n" in shown.err
    shown = run(*asked, db=db)
    assert "and 5 more refused; --verbose lists them, and table reject keeps batch 1\n" in shown.err
    assert run(*asked, "--verbose", db=db).err.count("cannot read a figure") == 25
    assert len(run(*asked, "--json", db=db).data["files"][0]["problems"]) == 25


def test_rows_that_are_refused_alike_are_told_once_unless_all_are_wanted(db, tmp_path):
    file = write(tmp_path, HEADER + BAD + GOOD + BAD * 2)
    told = f"{file}, row 2, column source: no source is named (and in rows 4, 5)\n  Hint: "
    assert told in run("ingest", file, "--language", "en", db=db).err
    everything = run("ingest", file, "--language", "en", "--verbose", db=db).err
    assert everything.count("no source is named\n") == 3
    many = run("ingest", write(tmp_path, HEADER + BAD * 25), db=db).err
    assert "no source is named (and in 24 other rows: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 ...)\n" in many


def test_a_row_whose_claims_are_refused_alike_is_no_other_row_of_itself(db, tmp_path):
    claims = "".join(
        f"[[claim]]\nset = {{measure = '{one}'}}\ncolumns = {{says = '{one}'}}\n" for one in ("killed", "hurt")
    )
    made = write(tmp_path, f"[columns]\nsource = 'who'\n{claims}", "two.toml")
    file = write(tmp_path, "who,killed,hurt\n,3,4\n")
    asked = ["ingest", file, "--mapping", made, "--set", f"event={EVENT}", "--create"]
    assert "row 2, column who: no source is named (2 claims)\n" in run(*asked, db=db).err
    file = write(tmp_path, "who,killed,hurt\n,3,4\n,5,6\n")
    assert "row 2, column who: no source is named (and in row 3)\n" in run(*asked, db=db).err


def test_a_dry_run_stores_nothing(db, tmp_path):
    shown = run("ingest", write(tmp_path, HEADER + NEW), "--dry-run", "--language", "en", db=db)
    assert shown.code == 0
    assert "1 added" in shown.out
    assert shown.out.endswith("(dry run: nothing was stored)\n")
    assert count(db) == 2


def test_columns_and_constants_can_be_named(db, tmp_path):
    file = write(tmp_path, "organisation;dead;day\nMEK;750;2019-12-05\n")
    options = ("--map", "organisation=source", "--map", "dead=says", "--map", "day=as_of")
    shown = run("ingest", file, *options, "--set", f"event={EVENT}", "--set", "measure=killed", db=db)
    assert shown.code == 0, shown.err
    with ClaimStore.open(db, write=False) as store:
        found = [(claim.source, claim.says, claim.as_of) for claim in store.reader.claims()]
    assert ("mek", "750", "2019-12-05") in found


def test_a_mapping_file_is_followed_and_flags_go_before_it(db, tmp_path):
    mapping = write(
        tmp_path,
        f'[set]\nevent = "{EVENT}"\nmeasure = "killed"\n[columns]\nsource = "org"\nsays = "dead"\n',
        "daily.toml",
    )
    file = write(tmp_path, "org,dead\nMEK,750\n")
    assert run("ingest", file, "--mapping", mapping, "--set", "measure=arrested", db=db).code == 0
    with ClaimStore.open(db, write=False) as store:
        assert [claim.measure for claim in store.reader.claims() if claim.says == "750"] == ["arrested"]


def test_a_mapping_that_cannot_be_followed_is_refused_with_its_line(db, tmp_path):
    mapping = write(tmp_path, '[set]\nevnt = "x"\n', "daily.toml")
    shown = run("ingest", write(tmp_path, HEADER + NEW), "--mapping", mapping, db=db)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(f"Error: {mapping}, line 2: there is no field “evnt”")


def test_quotes_refer_to_the_document_named(db, tmp_path):
    article = write(tmp_path, f"{QUOTE}\n", "article.txt")
    file = write(tmp_path, f"event,measure,source,says,quote\n{EVENT},killed,mek,at least 600,{QUOTE}\n")
    shown = run("ingest", file, "--document", article, "--language", "ar", db=db)
    assert shown.code == 0, shown.err
    with ClaimStore.open(db, write=False) as store:
        (document,) = [item.id for item in store.reader.documents() if item.title == "article.txt"]
        places = store.reader.appearances([claim.id for claim in store.reader.claims()])
    (place,) = [one for one in places if one.document == document]
    assert (place.quote, place.quote_start, place.quote_end) == (QUOTE, 0, len(QUOTE))


def test_unknown_names_are_refused_row_by_row_unless_they_may_be_made(db, tmp_path):
    row = f"{EVENT},killed,WHO,750,2019-12-05,https://example.org/a,\n"
    shown = run("ingest", write(tmp_path, HEADER + row), db=db)
    assert shown.code == 3
    assert "there is no source “WHO”" in shown.err
    assert run("ingest", "--create", "source", tmp_path / "claims.csv", db=db).code == 0


def test_create_does_not_take_the_file_after_it(db, tmp_path):
    row = "Floods in Derna,killed,WHO,750,2023-09-12,https://example.org/a,\n"
    shown = run("ingest", "--create", write(tmp_path, HEADER + row), db=db)
    assert shown.code == 0, shown.err


def test_a_bad_file_is_refused_and_the_other_files_go_in(db, tmp_path):
    shown = run("ingest", tmp_path / "none.csv", write(tmp_path, HEADER + NEW), "--language", "en", db=db)
    assert shown.code == 1
    assert f"Error: {tmp_path / 'none.csv'}: there is no such file" in shown.err
    assert "1 added" in shown.out


def test_a_single_bad_file_is_refused(db, tmp_path):
    shown = run("ingest", tmp_path / "none.csv", db=db)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(f"Error: {tmp_path / 'none.csv'}: there is no such file\nHint: ")


def test_reads_standard_input(db, monkeypatch):
    line = f'{{"event": "{EVENT}", "measure": "killed", "source": "mek", "says": "750"}}\n'
    shown = run("ingest", "-", db=db, typed=line)
    assert shown.code == 0, shown.err
    assert shown.out.startswith("standard input: 1 read, 1 added")


class Terminal(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self):
        return True


def test_progress_is_shown_on_a_terminal_and_taken_away(monkeypatch):
    from claims.cli import progress as shown

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(shown, "monotonic", iter([10.0, 12.0]).__next__)
    progress = shown.Progress("a.csv")
    progress(5000)
    progress.clear()
    assert screen.getvalue() == "\r\x1b[Ka.csv: 5,000 rows, 2,500 rows/s\r\x1b[K"


def test_an_ingest_draws_a_bar_with_rows_rate_and_what_is_left_and_takes_it_away(tmp_path):
    run("init", db=tmp_path / "claims.db")
    file = tmp_path / "many.csv"
    rows = "".join(f"Flood {n % 9},killed,Source {n % 7},at least {n},2020-05-01\n" for n in range(30_000))
    file.write_text("event,measure,source,says,as_of\n" + rows)
    terminal = pseudo_terminal.Terminal("ingest", file, "--create", "--db", tmp_path / "claims.db")
    shown = terminal.expect("\x1b[?25h")  # the cursor is there again
    code, left = terminal.end()
    assert code == 0
    assert re.search(r"many\.csv \[#+-*\] +\d\d%.* \d?\d,\d00 rows, [\d,]+ rows/s", shown)
    assert "many.csv: 30,000 rows read, now indexed and compared" in shown
    assert "rows/s" not in left


def test_on_a_terminal_a_proposal_says_once_what_is_to_answer(tmp_path):
    file = write(tmp_path, "day,killed\n2019-12-02,5\n")
    terminal = pseudo_terminal.Terminal("ingest", "--suggest", file, "--db", tmp_path / "none.db")
    shown = terminal.expect("row 2: ?, killed")
    code, left = terminal.end()
    assert (code, (shown + left).count("does not say the event")) == (0, 1)


def test_a_bar_tells_the_time_that_is_left(monkeypatch):
    from claims.cli import progress as shown

    screen, clock = Terminal(), itertools.count(100, 10)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr("time.time", lambda: float(next(clock)))
    monkeypatch.setattr(shown, "monotonic", lambda: float(next(clock)))
    with shown.Progress("a.csv") as progress:
        progress(5_000, 0.25)
        progress(10_000, 0.5)
    assert re.search(r"a\.csv \[#+-+\] +50%  00:\d\d:\d\d  10,000 rows, \d+ rows/s", screen.getvalue())


def test_progress_is_silent_without_a_terminal(monkeypatch):
    from claims.cli import progress as shown

    file = io.StringIO()
    monkeypatch.setattr("sys.stderr", file)
    progress = shown.Progress("a.csv")
    progress(5000)
    progress.clear()
    assert file.getvalue() == ""


def test_kinds_of_names_that_may_be_made_add_up(tmp_path):
    database = tmp_path / "claims.db"
    run("init", db=database)
    file = tmp_path / "new.csv"
    file.write_text("event,measure,source,says\nFlood,killed,Red Cross,12\n", encoding="utf-8")
    shown = run("ingest", str(file), "--create", "source", "--create", "event", db=database)
    assert shown.code == 0, shown.err
    assert "1 added" in shown.out


TABLES = """<html><body><h2>Killed</h2><table><tr><th>source</th><th>says</th></tr>
<tr><td>mek</td><td>at least 610</td></tr><tr><td>mek</td><td>at least 611</td></tr></table>
<h2>Arrested</h2><table><tr><th>source</th><th>says</th><th>place</th></tr>
<tr><td>mek</td><td>more than 12,000</td><td>Tehran</td></tr></table></body></html>"""
CSV = HEADER + GOOD


def say(db, file, *more):
    return run("ingest", file, "--set", f"event={EVENT}", "--set", "measure=killed", "--language", "en", *more, db=db)


@pytest.mark.parametrize("table", ["2", "Arrested"], ids=["number", "heading"])
def test_a_table_of_a_page_is_chosen_and_the_choice_kept_with_the_batch(db, tmp_path, table):
    file = write(tmp_path, TABLES, "page.html")
    shown = say(db, file, "--table", table)
    assert shown.code == 0, shown.err
    with ClaimStore.open(db, write=False) as store:
        assert "more than 12,000" in {claim.says for claim in store.reader.claims()}
        (batch,) = store.reader.batches()
    assert json.loads(batch.mapping)["table"] == table


def test_a_table_that_is_not_there_is_refused_with_those_that_are(db, tmp_path):
    shown = say(db, write(tmp_path, TABLES, "page.html"), "--table", "Injured")
    assert shown.code == 1
    assert (
        "it has no table “Injured”\nHint: its tables are table 1 “Killed” (source | says); table 2 “Arrested”"
        in shown.err
    )


@pytest.mark.parametrize(
    ("name", "text", "flag", "said"),
    [
        ("a.csv", CSV, "--sheet", "it is read as csv, which has no sheets\nHint: leave --sheet out"),
        ("a.csv", CSV, "--table", "it is read as csv, which has no tables to choose from"),
        ("a.html", TABLES, "--sheet", "which has no sheets\nHint: leave --sheet out, or choose by --table"),
    ],
    ids=["sheet_of_csv", "table_of_csv", "sheet_of_a_page"],
)
def test_what_a_format_does_not_have_cannot_be_chosen(db, tmp_path, name, text, flag, said):
    shown = say(db, write(tmp_path, text, name), flag, "2")
    assert shown.code == 1
    assert said in shown.err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('records = "data"', "which has no records in lists under keys"),
        ('sheet = "Tolls"', "which has no sheets"),
        ('table = "Tolls"', "which has no tables to choose from"),
    ],
)
def test_what_a_mapping_chooses_in_vain_is_refused_with_its_line(db, tmp_path, line, said):
    mapping = write(tmp_path, f'recognise = true\n{line}\n[set]\nevent = "{EVENT}"\n', "m.toml")
    shown = say(db, write(tmp_path, CSV, "a.csv"), "--mapping", mapping)
    assert shown.code == 1
    assert f"m.toml, line 2: {tmp_path / 'a.csv'}: it is read as csv, {said}" in " ".join(shown.err.split())
    assert "out of the mapping, or pass the file that it is for" in " ".join(shown.err.split())


def test_records_said_by_a_flag_are_refused_for_what_has_none(db, tmp_path):
    shown = say(db, write(tmp_path, CSV, "a.csv"), "--set", "records=data")
    assert shown.code == 1
    assert "it is read as csv, which has no records in lists under keys" in " ".join(shown.err.split())


def test_a_proposed_mapping_keeps_how_the_file_was_read_and_what_was_said(db, tmp_path):
    file = tmp_path / "arabic.csv"
    file.write_bytes("المصدر,killed,التاريخ\nوزارة الداخلية,12,2019-12-02\n".encode("cp1256"))
    proposed = run("ingest", "--suggest", file, "--encoding", "cp1256", "--set", f"event={EVENT}", db=db)
    assert proposed.code == 0, proposed.err
    assert 'encoding = "cp1256"' in proposed.out
    assert '"?"' not in proposed.out
    taken = run("ingest", file, "--mapping", write(tmp_path, proposed.out, "m.toml"), "--create", "source", db=db)
    assert (taken.code, count(db)) == (0, 3), taken.err


@pytest.mark.parametrize(
    ("day", "code", "said"),
    [
        ("yesterday", 1, "line 2: as_of: cannot read a date from “yesterday”"),
        ("43801", 1, "this as 2019-12-02"),
        ("1398-09-11", 0, ""),
        ("2/12/2019", 0, ""),
    ],
    ids=["no_date", "days_of_a_spreadsheet", "a_persian_date_by_flag", "day_first_by_flag"],
)
def test_a_date_for_every_claim_that_is_none_is_refused_at_once_with_its_line(db, tmp_path, day, code, said):
    recipe = write(tmp_path, f'[set]\nas_of = "{day}"\n[columns]\nsays = "n"\n', "m.toml")
    flags = ("--set", f"event={EVENT}", "--set", "measure=killed", "--set", "source=mek", "--language", "fa")
    shown = run("ingest", write(tmp_path, "n\n5\n"), "--mapping", recipe, "--dates", "dmy", *flags, db=db)
    assert (shown.code, said in shown.err) == (code, True), shown.err


def test_a_language_that_is_no_code_is_refused(db, tmp_path):
    shown = run("ingest", write(tmp_path, HEADER + GOOD), "--language", "german", db=db)
    assert shown.code == 2
    assert "“german” is no code of a language: write en, de, fa" in shown.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--suggest", "--retry", "1"), "not at the rows of an ingest"),
        (("--suggest", "a.csv", "b.csv"), "name one file"),
        (("--suggest", "a.csv", "--mapping", "hxl"), "leave --mapping out"),
        (("--suggest", "a.csv", "--json"), "leave --json out"),
        (("a.csv", "--mapping", ""), "--mapping names none"),
    ],
)
def test_options_that_do_not_go_together_are_refused(db, arguments, said):
    shown = run("ingest", *arguments, db=db)
    assert (shown.code, said in shown.err) == (2, True)


def test_an_unknown_format_of_a_mapping_is_named_with_its_line(db, tmp_path):
    (tmp_path / "m.toml").write_text('language = "en"\nformat = "csvx"\n')
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    shown = run("ingest", tmp_path / "a.csv", "--mapping", tmp_path / "m.toml", db=db)
    assert (shown.code, "m.toml, line 2: there is no format “csvx”" in shown.err) == (1, True)


def test_a_mapping_is_proposed_for_records_from_standard_input(db):
    answer = json.dumps({"count": 1, "data": [{"event": "Fire", "source": "MoE", "deaths": 12, "date": "2018-03-25"}]})
    shown = run("ingest", "--suggest", "-", db=db, typed=answer)
    assert (shown.code, 'records = "data"' in shown.out, "# row 1: Fire, " in shown.out) == (0, True, True)


@pytest.mark.parametrize("option", ["--encoding", "--sheet", "--table", "--format"])
def test_rows_are_taken_again_as_they_were_read(db, option):
    shown = run("ingest", "--retry", "1", option, "csv", db=db)
    assert (shown.code, shown.out) == (2, "")
    assert f"--retry takes rows as they were read: leave {option} out" in shown.err


def test_the_next_retry_that_is_named_takes_rows_again(db, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"event,measure,who,says\n{EVENT},killed,Amnesty Internationl,161\n", encoding="utf-8")
    shown = run("ingest", path, "--set", "source=nobody known", db=db)
    assert (shown.code, "claims ingest --retry" in shown.err) == (3, False)
    shown = run("ingest", "--retry", "1", "--map", "who=source", db=db)
    assert shown.code == 3
    assert shown.err.endswith("Then take the refused rows again: claims ingest --retry 2\n")
    assert run("source", "alias", "amnesty-international", "Amnesty Internationl", db=db).code == 0
    assert "1 added" in run("ingest", "--retry", "2", db=db).out


def test_rows_that_a_retry_refuses_for_another_reason_are_told_with_the_batch_that_keeps_them(db, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"event,measure,who,says\n{EVENT},killed,mek,many\n", encoding="utf-8")
    assert run("ingest", path, "--set", "source=nobody known", db=db).code == 3
    shown = run("ingest", "--retry", "1", "--map", "who=source", db=db)
    assert shown.err.endswith("another reason than before is taken again by claims ingest --retry 2\n")


def test_dates_in_either_order_are_one_question_for_their_column_and_its_answer_takes_them_in(db, tmp_path):
    days = ["03/04/2020", "05/04/2020", "06/07/2020"]
    file = write(tmp_path, HEADER + "".join(f"{EVENT},killed,mek,{n},{day},,\n" for n, day in enumerate(days, 11)))
    shown = run("ingest", file, db=db)
    (told,) = [line for line in shown.err.splitlines() if "column as_of" in line]
    assert told == f"{file}, row 2, column as_of: “03/04/2020” can be 2020-04-03 or 2020-03-04 (and in rows 3, 4)"
    (way,) = re.findall(r"claims (ingest --retry \d+ --dates dmy)", shown.err)
    assert shown.out.endswith("3 refused\n")
    assert run(*way.split(), db=db).code == 0
    with ClaimStore.open(db, write=False) as store:
        found = {claim.as_of for claim in store.reader.claims()}
    assert {"2020-04-03", "2020-04-05", "2020-07-06"} <= found
