"""Whatever row is changed, put in or taken out behind the program's back, the log knows that it was."""

import json
import sqlite3

import pytest
from builders import BY
from cli_program import run

from claims import ClaimStore
from claims.model import Document, Event
from claims.pipeline.upgrade import upgrade
from claims.pipeline.verify import verify
from claims.schema_seal import RUN, SEALED
from claims.store.blob import keep_blob

ARTICLE = """More than 38,000 people have been displaced by the floods in Derna.
The Libyan Red Crescent said at least 11,300 people had been killed.
The government in Benghazi denied that 40 rescue workers had been killed.
"""
FIGURES = """event,measure,source,says,as_of,basis,url
derna,killed,Zed,11000,2023-09-11,reported,https://example.org/1
derna,killed,Zed,12000,2023-09-12,reported,https://example.org/1
derna,killed,Ypsilon,9000,,documented,https://example.org/2
derna,killed,Ypsilon,,2023-09-12,documented,https://example.org/2
"""


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A database with rows in every table that is sealed, each made by the command that makes such rows."""
    folder = tmp_path_factory.mktemp("full")
    db = folder / "full.db"
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "one.csv").write_text(FIGURES, encoding="utf-8")
    (folder / "two.csv").write_text(f"{FIGURES}derna,injured,Zed,7,2023-09-12,reported,\n", encoding="utf-8")

    def done(*words, code=0):
        shown = run(*words, db=db)
        assert shown.code == code, shown
        return shown.out

    done("init")
    done("event", "add", "Floods in Derna", "--id", "derna", "--starts", "2023-09-10")
    done("extract", str(folder / "article.txt"), "--event", "derna", "--published", "2023-09-14")
    first, second, *_ = (one["id"] for one in json.loads(done("review", "--json")))
    done("reject", first, "--reason", "nobody says so")
    done("accept", second, "--create", "source")
    done("ingest", str(folder / "one.csv"), "--create", "source", code=3)
    done("ingest", str(folder / "two.csv"), code=3)
    done("ingest", str(folder / "one.csv"), code=3)
    with ClaimStore.open(db) as store:
        one, two, three, *_ = (claim.id for claim in store.reader.claims())
        with store.transaction():
            keep_blob(
                store.connection, b"bytes", sha256=BYTES, media_type=None, fetched_from="https://e.org", at="2023"
            )
            store.store.log("fetch", "document", by=BY)
    done("link", one, "confirms", two, "--reason", "the same count")
    done("link", two, "derived_from", three, "--reason", "a copy")
    done("withdraw", "2", "--reason", "it has a source of its own")
    with ClaimStore.open(db) as store:
        place = store.reader.appearances([one])[0].id
    done("withdraw", "--appearance", place, "--reason", "another town is meant")
    done("withdraw", "--appearance", place, "--undo", "--reason", "it is this one")
    done("withdraw", "--appearance", place, "--reason", "no, it is not")
    done("rank", one, "deprecated", "--reason", "an old count")
    undated = json.loads(run("check", "--rule", "undated", "--json", db=db).out)[0]["id"]
    done("check", "--accept", undated, "--reason", "the report has no date")
    done("reconcile", "derna", "killed", "--rule", "latest", "--reason", "the newest")
    done("reconcile", "derna", "killed", "--rule", "lowest", "--reason", "the safest")
    done("source", "merge", "zed", "ypsilon", "--reason", "one office")
    replace_twice(done)
    for place in ("Derna", "derna"):
        done("add", "--event", "derna", "--measure", "killed", "--source", "Zed", "--says", "7", "--place", place)
    done("place", "merge", "derna", "Derna", "--reason", "one town")
    done("config", "title", "Floods")
    return db


def replace_twice(done):
    """A decision that is replaced while two events are one, is in force again after, and is replaced once more."""
    for event, says in (("albayda", "12"), ("bayda", "14")):
        done("event", "add", event, "--id", event)
        done("add", "--event", event, "--measure", "killed", "--source", "Zed", "--says", says, "--as-of", "2023-09-12")
    decide = ("reconcile", "bayda", "killed", "--rule", "latest", "--reason")
    done(*decide, "the only one")
    done("event", "merge", "bayda", "albayda", "--reason", "one town")
    done("reconcile", "albayda", "killed", "--rule", "lowest", "--reason", "of both")
    done("event", "merge", "bayda", "--undo", "--reason", "two towns")
    done(*decide, "the only one again")


BYTES = "277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9"


@pytest.fixture
def store(full):
    """The full database, whose triggers are out of the way; all that a test does is taken back."""
    with ClaimStore.open(full) as opened:
        opened.connection.execute("pragma foreign_keys = off")
        opened.connection.execute("pragma ignore_check_constraints = on")
        opened.connection.execute("begin")
        yield opened
        opened.connection.rollback()


def without_triggers(store):
    for (name,) in store.connection.execute("select name from sqlite_schema where type = 'trigger'").fetchall():
        store.connection.execute(f"drop trigger {name}")


def found(store):
    return [(one.rule, one.reason) for one in verify(store).findings if one.rule != "schema changed"]


def another(value, column):
    """A value of the same type that is not this one."""
    if isinstance(value, int):
        return value + 100
    if isinstance(value, float | bytes):
        return value * 3
    return f"{value}x" if value is not None else 7 if "INT" in column[2].upper() else "2001"


def changed(store, table):
    """Yield the columns of a table, with one row changed in each after the other."""
    keys = [row[0] for row in store.connection.execute(f"select rowid from {table} order by rowid")]
    assert keys, f"there is no row in {table}"
    for column in store.connection.execute(f"pragma table_info({table})").fetchall():
        key = keys[-1]
        (value,) = store.connection.execute(f'select "{column[1]}" from {table} where rowid = ?', (key,)).fetchone()
        store.connection.execute("savepoint one")
        sql = f'update {table} set "{column[1]}" = ? where rowid = ?'
        store.connection.execute(sql, (another(value, column), key))
        yield column[1]
        store.connection.execute("rollback to one")
        store.connection.execute("release one")


def test_an_untouched_file_is_proved(store):
    assert found(store) == []


@pytest.mark.parametrize("table", [*SEALED, "config", "change_log"])
def test_no_column_of_a_row_can_be_changed_unseen(store, table):
    without_triggers(store)
    unseen = [column for column in changed(store, table) if not found(store)]
    assert unseen == []


@pytest.mark.parametrize("table", SEALED)
def test_no_row_can_be_taken_out_or_put_in_unseen(store, table):
    without_triggers(store)
    columns = [row[1] for row in store.connection.execute(f"pragma table_info({table})")]
    store.connection.execute("savepoint one")
    store.connection.execute(f"delete from {table} where rowid = (select max(rowid) from {table})")
    assert any("gone" in reason or "has" in reason for _, reason in found(store)), found(store)
    store.connection.execute("rollback to one")
    own = {"id": "'f00'", "number": "number + 1000", "sha256": "'f00'", "folded": "folded || 'f00'", "claim": "'f00'"}
    if table == "claim_link":
        own |= {"relation": "'disputes'", "claim": "claim"}
    if table == "reconciliation_replaced":
        own["replaced_by"] = "replaced_by + 1000"
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(own.get(name, f'"{name}"') for name in columns)
    last = f"rowid = (select max(rowid) from {table})"
    if table in {"reconciliation", "accepted_finding", "appearance_withdrawal"}:
        store.connection.execute("drop index appearance_withdrawal_live")
        store.connection.execute("drop index reconciliation_live")
        store.connection.execute("drop index accepted_finding_live")
    store.connection.execute(f"insert into {table} ({names}) select {values} from {table} where {last}")
    assert [one for one in found(store) if "from outside" in one[1]], found(store)


@pytest.mark.parametrize("table", ["comparison", "facet_claim", "facet_kind", "event_summary", "comparison_cell"])
def test_nothing_derived_can_be_changed_unseen(store, table):
    rowid = table not in {"event_summary", "comparison_cell"}
    columns = [row[1] for row in store.connection.execute(f"pragma table_info({table})") if row[1] != "id"]
    unseen = []
    for name in columns:
        store.connection.execute("savepoint one")
        key = f"rowid = (select max(rowid) from {table})" if rowid else "true"
        try:
            store.connection.execute(f'update {table} set "{name}" = coalesce("{name}" || 7, 7) where {key}')
        except sqlite3.IntegrityError:
            pass  # a type that no text has, or a key: nobody can write that
        else:
            unseen += [] if found(store) else [name]
        store.connection.execute("rollback to one")
    assert unseen == []


def test_the_entry_that_signed_what_was_changed_is_named(store):
    without_triggers(store)
    store.connection.execute("update source set name = 'Nobody' where id = 'libyan-red-crescent'")
    number, subject = store.connection.execute(
        "select number, subject from change_log where act = 'accept candidate'"
    ).fetchone()
    reason = f"source libyan-red-crescent is not as entry {number + 1} of the log (accept candidate, {subject})"
    assert found(store) == [("source changed", f"{reason} recorded it")]


def test_a_row_changed_from_outside_is_found_after_the_program_changed_it_too(full, tmp_path):
    with ClaimStore.open(full) as store:
        store.connection.execute("vacuum into ?", (str(tmp_path / "own.db"),))
    with ClaimStore.open(tmp_path / "own.db") as store:
        claim = store.reader.claims()[1]
        store.connection.execute("drop trigger claim_fixed")
        store.connection.execute("update claim set recorded_by = 'Nobody' where id = ?", (claim.id,))
        store.judge(claim.id, changes={"note": "counted twice"}, reason="see page 4", by=BY)
        assert [rule for rule, _ in found(store)] == ["claim changed"]


def test_what_stands_behind_a_nul_or_moves_to_the_next_column_is_seen(full, tmp_path):
    with ClaimStore.open(full) as store:
        store.connection.execute("vacuum into ?", (str(tmp_path / "own.db"),))
    with ClaimStore.open(tmp_path / "own.db") as store:
        store.add_document(Document("", url="https://example.org/9", title="A", text="before\0after"), by=BY)
        assert [rule for rule, _ in found(store)] == []
        for name in ("document_fixed", "document_not_replaced"):
            store.connection.execute(f"drop trigger if exists {name}")
        for change in ("text = :text", "title = null, author = 'A'"):
            store.connection.execute("savepoint one")
            sql = f"update document set {change} where url = 'https://example.org/9' and :text is not null"
            store.connection.execute(sql, {"text": "before\0later"})
            assert [rule for rule, _ in found(store)] == ["document changed"], change
            store.connection.execute("rollback to one")
            store.connection.execute("release one")


def test_of_many_rows_that_came_at_once_the_run_is_named(tmp_path):
    rows = "\n".join(f"derna,killed,Zed,{number},2023-09-11" for number in range(RUN + 500))
    (tmp_path / "many.csv").write_text(f"event,measure,source,says,as_of\n{rows}\n", encoding="utf-8")
    run("init", db=tmp_path / "many.db")
    run("ingest", str(tmp_path / "many.csv"), "--create", "event,source", db=tmp_path / "many.db")
    with ClaimStore.open(tmp_path / "many.db") as store:
        assert found(store) == []
        without_triggers(store)
        store.connection.execute(f"update claim set recorded_by = 'Nobody' where number = {RUN + 7}")
        ((rule, reason),) = found(store)
        assert rule == "claim changed"
        assert f"one or more of rows {RUN + 1} to {RUN + 500} of claim are not as entry" in reason
        assert "(ingest, batch 1) recorded them" in reason
        store.connection.execute(f"delete from appearance where rowid = {RUN + 7}")
        assert f"1 of rows {RUN + 1} to {RUN + 500} of appearance are gone" in str(found(store))


def test_a_run_of_one_row_is_as_it_was_recorded_until_it_is_changed(tmp_path):
    rows = "\n".join(f"derna,killed,Zed,{number},2023-09-11" for number in range(RUN + 1))
    (tmp_path / "many.csv").write_text(f"event,measure,source,says,as_of\n{rows}\n", encoding="utf-8")
    run("init", db=tmp_path / "many.db")
    run("ingest", str(tmp_path / "many.csv"), "--create", "event,source", db=tmp_path / "many.db")
    with ClaimStore.open(tmp_path / "many.db") as store:
        assert found(store) == []
        without_triggers(store)
        store.connection.execute(f"update claim set recorded_by = 'Nobody' where number = {RUN + 1}")
        assert [rule for rule, _ in found(store)] == ["claim changed"]


def test_a_file_of_before_there_were_seals_is_sealed_by_the_next_act(full, tmp_path):
    with ClaimStore.open(full) as store:
        store.connection.execute("vacuum into ?", (str(tmp_path / "old.db"),))
    with ClaimStore.open(tmp_path / "old.db") as store:
        without_triggers(store)
        store.connection.execute("delete from change_log where number > 1")
        store.connection.execute("update document set text = 'other words'")
        assert not [rule for rule, _ in found(store) if rule.startswith("document")]
        store.add_event(Event("storm", "Storm"), by=BY)
        sealed = json.loads(store.reader.log(subject="rows")[0]["after"])["new"]
        assert {"event", "source", "claim", "document"} < sealed.keys()
        store.connection.execute("update document set title = 'Another'")
        assert [rule for rule, _ in found(store) if rule.startswith("document")]


def test_what_does_not_follow_from_the_claims_is_made_anew(full, tmp_path):
    with ClaimStore.open(full) as store:
        store.connection.execute("vacuum into ?", (str(tmp_path / "wrong.db"),))
    with ClaimStore.open(tmp_path / "wrong.db") as store:
        right = store.connection.execute("select * from comparison order by id").fetchall()
        store.connection.execute("update comparison set status = 'agrees', reports = 99")
        ((rule, reason), *_) = found(store)
        assert rule == "comparison changed"
        assert "reports is “99”, not" in reason
        assert "claims upgrade" in reason
    assert upgrade(tmp_path / "wrong.db").derived_anew
    with ClaimStore.open(tmp_path / "wrong.db") as store:
        assert found(store) == []
        assert store.connection.execute("select * from comparison order by id").fetchall() == right
    assert not upgrade(tmp_path / "wrong.db").derived_anew
