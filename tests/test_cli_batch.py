"""`claims batch`, and what `claims ingest` does with mappings, proposals and refused rows taken again."""

import shlex
from datetime import UTC, datetime

import pytest
from cli_program import EVENT, run, worked_example

from claims import mapping

HEADER = "event,measure,source,says,as_of\n"
OLD = HEADER + f"{EVENT},killed,mek,600,2019-12-02\n{EVENT},killed,mek,700,2019-12-03\n"
NEW = HEADER + f"{EVENT},killed,mek,600,2019-12-02\n{EVENT},killed,mek,750,2019-12-03\n"
NEAR = HEADER + f"{EVENT},killed,Amnesty Intl,200,2019-12-02\n"


@pytest.fixture
def db(tmp_path):
    worked_example(tmp_path / "a.db")
    return tmp_path / "a.db"


def write(folder, text, name="claims.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_lists_ingests_oldest_first(db, tmp_path):
    assert "Nothing was ingested yet" in run("batch", "list", db=db).err
    run("ingest", write(tmp_path, OLD, "old.csv"), db=db)
    run("ingest", write(tmp_path, NEW, "new.csv"), db=db)
    assert [batch["number"] for batch in run("batch", "list", "--json", db=db).data] == [1, 2]
    shown = run("batch", "list", db=db, COLUMNS="200").out.splitlines()
    assert [line.split()[0] for line in shown[-2:]] == ["1", "2"]


def test_shows_an_ingest_with_the_mapping_that_it_was_read_by(db, tmp_path):
    file = write(tmp_path, "dead,who\n600,mek\n5,nobody\n")
    run(
        "ingest",
        file,
        "--map",
        "dead=says",
        "--map",
        "who=source",
        "--set",
        f"event={EVENT}",
        "--set",
        "measure=killed",
        db=db,
    )
    shown = run("batch", "show", "1", db=db)
    assert shown.code == 0
    assert "2 read, 1 added, 0 already known, 1 new appearances, 1 refused; its rows state 1 claims" in " ".join(
        shown.out.split()
    )
    assert "there is no source “nobody”" in shown.out
    assert mapping.from_toml(shown.out.partition("Mapping:\n")[2], name="m").columns == {
        "says": "dead",
        "source": "who",
    }
    assert run("batch", "show", "1", "--json", db=db).data["claims"] == 1


def test_the_mapping_of_an_ingest_is_saved_and_reads_the_file_again(db, tmp_path):
    table = write(tmp_path, f"event,measure,source,says,as_of\n{EVENT},killed,mek,800,1 May 2020\n")
    run("ingest", table, "--set", "basis=reported", db=db)
    saved = run("batch", "show", "1", "--mapping", db=db)
    assert (saved.code, saved.err) == (0, "")
    again = run("ingest", table, "--mapping", write(tmp_path, saved.out, "again.toml"), db=db)
    assert "1 read, 0 added, 1 already known" in again.out


def test_a_batch_that_is_none_is_refused_with_the_next_step(db):
    shown = run("batch", "show", "7", db=db)
    assert (shown.code, shown.err) == (
        1,
        "Error: there is no batch 7\nHint: `claims batch list` shows those there are\n",
    )


def test_the_difference_of_two_versions(db, tmp_path):
    run("ingest", write(tmp_path, OLD, "old.csv"), db=db)
    run("ingest", write(tmp_path, NEW, "new.csv"), db=db)
    shown = run("batch", "diff", "1", "2", db=db, COLUMNS="200")
    assert shown.code == 0
    (line,) = [line for line in shown.out.splitlines() if "mek" in line]
    assert line.split() == [EVENT, "killed", "2019-12-03", "mek", "700", "750"]
    counts, way, *links = shown.err.splitlines()
    assert (counts, way) == (
        "1 changed, 0 disappeared, 0 appeared, 1 the same",
        "Where a change is a correction, this says so:",
    )
    told = run("batch", "diff", "1", "2", "--json", db=db).data
    (changed,) = told["changed"]
    assert (told["same"], told["old"]["number"], told["new"]["added"]) == (1, 1, 1)
    assert [claim["figure"]["low"] for claim in (*changed["before"], *changed["after"])] == [700, 750]
    for link in links:
        made = run(*shlex.split(link.replace("...", "'a newer version'"))[1:], db=db)
        assert f"corrects {changed['before'][0]['id']}" in made.err, made.err
    assert len(links) == 1
    assert run("batch", "diff", "1", "2", db=db).err == f"{counts}\n", "a link that is made is not proposed again"


def test_the_difference_of_tables_of_two_days_shows_both_dates(db, tmp_path):
    for name, day, dead in (("one.csv", "2019-12-02", "600"), ("two.csv", "2019-12-05", "640")):
        run(
            "ingest",
            write(
                tmp_path,
                f"{HEADER}{EVENT},killed,mek,{dead},{day}\n{EVENT},killed,amnesty-international,9,{day}\n",
                name,
            ),
            db=db,
        )
    shown = run("batch", "diff", "1", "2", db=db, COLUMNS="200")
    (line,) = [line for line in shown.out.splitlines() if "mek" in line]
    assert line.split() == [EVENT, "killed", "2019-12-02", "→", "2019-12-05", "mek", "600", "640"]
    assert shown.err == "1 changed, 0 disappeared, 0 appeared, 1 the same as of another date\n"


def test_files_in_place_of_batches_are_refused_with_the_way_to_their_numbers(db, tmp_path):
    shown = run("batch", "diff", write(tmp_path, OLD, "old.csv"), write(tmp_path, NEW, "new.csv"), db=db)
    assert (shown.code, shown.out) == (2, "")
    said = " ".join(shown.err.split())
    assert "old.csv” is not the number of an ingest." in said
    assert "claims ingest FILE; claims batch list shows those there are" in said


def test_a_near_name_is_told_with_the_commands_that_bring_its_rows_in(db, tmp_path):
    shown = run("ingest", write(tmp_path, NEAR), db=db)
    assert shown.code == 3
    assert 'claims source alias amnesty-international "Amnesty Intl"\n' in shown.err
    assert shown.err.endswith("Then take the refused rows again: claims ingest --retry 1\n")
    assert run("source", "alias", "amnesty-international", "Amnesty Intl", db=db).code == 0
    again = run("ingest", "--retry", "1", db=db)
    assert (again.code, again.out.partition(": ")[2]) == (
        0,
        "1 read, 1 added, 0 already known, 1 new appearances, 0 refused\n",
    )
    assert run("ingest", "--retry", "1", db=db).err.startswith("Error: batch 1 has no refused row left")


def test_flags_go_before_the_mapping_that_is_on_record(db, tmp_path):
    file = write(tmp_path, "who,n,also\nmek,,7\n")
    options = ("--map", "who=source", "--map", "n=says", "--set", f"event={EVENT}", "--set", "measure=killed")
    assert run("ingest", file, *options, db=db).code == 3
    assert run("ingest", "--retry", "1", "--map", "also=says", db=db).code == 0


def test_what_is_odd_is_told_and_counted(db, tmp_path):
    falls = HEADER + f"{EVENT},killed,mek,700,2019-12-04\n{EVENT},killed,mek,100,2019-12-05\n"
    shown = run("ingest", write(tmp_path, falls), "--json", db=db)
    (flag,) = shown.data["files"][0]["flags"]
    assert (flag["row"], flag["reason"].partition(":")[0]) == (3, "a total that falls")
    ahead = datetime.now(UTC).year + 1
    text = run("ingest", write(tmp_path, HEADER + f"{EVENT},killed,mek,700,{ahead}-12-31\n"), db=db)
    assert "Odd, recorded all the same: " in text.err
    assert text.out.endswith("0 refused, 1 flagged\n")
    assert text.code == 0


def test_a_shipped_mapping_is_chosen_by_its_name(db, tmp_path):
    text = "relid,country,date_end,low,best,high,source_original\nSYR-1,Syria,2013-01-03,1,2,3,SOHR\n"
    shown = run("ingest", write(tmp_path, text), "--mapping", "ucdp-ged", "--create", db=db)
    assert (shown.code, "1 added" in shown.out) == (0, True)
    wrong = run("ingest", write(tmp_path, text), "--mapping", "ucdp-gde", db=db)
    assert (wrong.code, "did you mean ucdp-ged or ucdp-ged-sides?" in wrong.err) == (1, True)


def test_lists_the_shipped_mappings_without_a_database(tmp_path):
    shown = run("ingest", "--list-mappings", db=tmp_path / "none.db")
    assert shown.code == 0
    assert {"ucdp-ged", "acled", "hxl", "jhu-time-series", "quickstatements"} <= set(shown.out.split())
    assert "hxl" in {one["name"] for one in run("ingest", "--list-mappings", "--json", db=tmp_path / "none.db").data}


@pytest.mark.parametrize("exists", [True, False], ids=["with a database", "without one"])
def test_a_proposal_can_be_saved_and_used(db, tmp_path, exists):
    file = write(tmp_path, "day,place,killed,arrested\n2019-12-02,Shiraz,5,9\n")
    shown = run("ingest", "--suggest", file, db=db if exists else tmp_path / "none.db")
    assert shown.code == 0
    assert "To answer: the file does not say the event and the source: put each in place of a “?”" in shown.err
    made = write(tmp_path, shown.out, "made.toml")
    options = ("--set", f"event={EVENT}", "--set", "source=mek", "--create", "measure")
    done = run("ingest", file, "--mapping", made, *options, db=db)
    assert (done.code, "2 added" in done.out) == (0, True), done.err


def test_files_and_a_retry_together_are_a_usage_error(db, tmp_path):
    assert run("ingest", db=db).code == 2
    assert run("ingest", write(tmp_path, OLD), "--retry", "1", db=db).code == 2


def test_an_ingest_is_set_aside_and_what_a_right_reading_states_counts_again(db, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text("event,source,as_of,dead,hurt\nFlood,UN,2020-05-01,3,3\nFlood,Police,2020-05-01,2,4\n")
    read = ("ingest", str(file), "--set", "measure=killed", "--create", "event,source", "--map")
    assert run(*read, "hurt=says", db=db).code == 0
    done = run("batch", "withdraw", "1", "--reason", "the hurt are not the dead", db=db)
    assert "Batch 1 is withdrawn. Appearances withdrawn: 2; claims deprecated: 2." in done.err
    again = run(*read, "hurt=says", db=db)
    assert "`claims batch withdraw 1 --undo" in again.err
    assert "stated by this file" not in again.err
    right = run(*read, "dead=says", db=db)
    assert "1 claim counts again: withdrawn with an ingest before, and stated by this file" in right.err
    assert "(withdrawn" in run("batch", "list", db=db).out
