"""What another tool dropped or altered in a file is seen, named with the next step, and made anew; no row is lost."""

import sqlite3
from contextlib import closing

import pytest
import sqlite_utils
from cli_program import EVENT, run, worked_example

from claims import schema
from claims.errors import UpgradeFailed
from claims.model import Document, Draft
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.upgrade import upgrade
from claims.schema_guard import Gap, gaps

TABLES = ("event", "source", "measure", "document", "claim", "appearance", "claim_link", "change_log", "comparison")


@pytest.fixture
def db(tmp_path):
    worked_example(tmp_path / "a.db")
    return tmp_path / "a.db"


def rows(db):
    """All that a file holds, table by table, with rowids."""
    with closing(sqlite3.connect(db)) as connection:
        return {
            table: connection.execute(f"select rowid, * from {table} order by rowid").fetchall() for table in TABLES
        }


def execute(db, sql):
    with closing(sqlite3.connect(db)) as connection:
        connection.executescript(sql)


def found(db):
    with closing(sqlite3.connect(db)) as connection:
        return gaps(connection)


def test_a_file_as_it_was_made_has_no_gap(db):
    assert found(db) == []
    assert upgrade(db) == ([], [], [], False)


def test_what_a_person_adds_beside_the_schema_is_no_gap(db):
    execute(db, "create table my_notes (a); create view my_view as select 1; create index mine on claim (says);")
    assert found(db) == []


@pytest.mark.parametrize(
    ("sql", "gap"),
    [
        ("drop trigger claim_fixed", Gap("trigger", "claim_fixed", "missing")),
        ("drop view current_claim", Gap("view", "current_claim", "missing")),
        ("drop index claim_comparison", Gap("index", "claim_comparison", "missing")),
        ("drop table read_again", Gap("table", "read_again", "missing")),
        (
            "drop view root_claim; create view root_claim as select * from claim",
            Gap("view", "root_claim", "altered"),
        ),
        (
            "drop trigger claim_kept; create trigger claim_kept before delete on claim begin select 1; end",
            Gap("trigger", "claim_kept", "altered"),
        ),
    ],
)
def test_a_gap_is_found_by_every_proof_and_made_anew(db, sql, gap):
    before = rows(db)
    execute(db, sql)
    assert gap in found(db)
    checked = run("check", "--rule", "broken-schema", db=db)
    verified = run("log", "--verify", db=db)
    for shown in (checked, verified):
        assert shown.code == 3
        assert gap.name in shown.out
        assert "claims upgrade" in " ".join(shown.out.split())
    done = run("upgrade", db=db)
    assert (done.code, found(db)) == (0, [])
    assert f"Made anew: {gap}." in done.err
    assert rows(db) == before
    assert run("log", "--verify", db=db).code == 0


def test_a_table_that_sqlite_utils_transformed_guards_again_and_has_all_its_rows(db):
    before = rows(db)
    with closing(sqlite3.connect(db)) as connection:
        sqlite_utils.Database(connection)["claim"].transform()
    assert Gap("trigger", "claim_fixed", "missing") in found(db)
    execute(db, "update claim set low = 1, best = 1, high = 1 where hedge = 'exact'")  # nothing refuses it any more
    done = run("upgrade", db=db)
    assert (done.code, found(db)) == (0, [])
    assert rows(db) == before
    with closing(sqlite3.connect(db)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("update claim set says = '7'")
    assert db.with_name(f"{db.name}.before-repair").exists()


def test_a_foreign_trigger_is_told_and_left_for_a_person(db):
    execute(db, "create trigger sneaky after insert on claim begin update source set name = 'x'; end")
    gap = Gap("trigger", "sneaky", "foreign")
    assert found(db) == [gap]
    done = run("upgrade", db=db)
    assert done.code == 3
    assert f"Left for you to judge: {gap}." in done.err
    assert found(db) == [gap]
    assert "drop it" in run("check", "--rule", "broken-schema", db=db).out


def test_search_that_was_dropped_finds_again(db):
    with ClaimStore.open(db) as store:
        quoted = Draft(EVENT, "killed", "mek", "at least 600", as_of="2019-12-02", basis="reported", quote="600 killed")
        document = store.add_document(Document("", title="Tally", text="The MEK: at least 600 killed."), by="Tester")
        store.add_claim(quoted, by="Tester", document=document)
    with closing(sqlite3.connect(db)) as connection:
        indexed = [
            connection.execute(f"select rowid, text from {name} order by rowid").fetchall()
            for name in ("claim_fts", "document_fts")
        ]
        connection.executescript("drop table claim_fts; drop table document_fts;")
    assert all(indexed)
    upgrade(db)
    with closing(sqlite3.connect(db)) as connection:
        again = [
            connection.execute(f"select rowid, text from {name} order by rowid").fetchall()
            for name in ("claim_fts", "document_fts")
        ]
    assert again == indexed


def test_summaries_that_were_dropped_are_worked_out_anew(db):
    before = rows(db)["comparison"]
    execute(db, "drop table comparison")
    upgrade(db)
    assert [row[1:] for row in rows(db)["comparison"]] == [row[1:] for row in before]


def test_a_repair_that_fails_leaves_the_file_as_it_was(db, tmp_path):
    execute(db, "drop index alias_source")
    execute(
        db,
        """insert into alias (name, folded, source) values ('Twice', 'twice', 'mek');
           insert into alias (name, folded, source) values ('Twice', 'twice', 'mek');""",
    )
    before = rows(db)
    with pytest.raises(UpgradeFailed, match="alias"):
        upgrade(db)
    assert rows(db) == before
    assert found(db) == [Gap("index", "alias_source", "missing")]


def test_a_new_database_reads_as_one_that_was_repaired(tmp_path):
    schema.create(tmp_path / "new.db").close()
    with ClaimStore.open(tmp_path / "new.db", write=False) as store:
        assert gaps(store.connection) == []
