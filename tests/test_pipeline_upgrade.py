"""A file of an older version is carried to today's schema with all that it holds, and its log still proves itself."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import web_database
from cli_program import run
from copies import built_once

from claims import schema
from claims.errors import OlderDatabase
from claims.model import Draft, Event, Measure, Outcome, Reconciliation, Source
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.names import merge, undo_merge
from claims.pipeline.upgrade import upgrade
from claims.pipeline.verify import verify
from claims.reading.verify import VerifyReader

SCHEMAS = Path(__file__).parent / "schemas"
DERIVED = ("comparison", "facet", "event_summary")


def tables(connection):
    found = connection.execute("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    return {name for (name,) in found if "_fts_" not in name}


def columns(connection, table):
    return [row[1] for row in connection.execute(f"pragma table_info({table})")]


def rows(connection, table, names):
    listed = ", ".join(f'"{name}"' for name in names)
    return sorted(connection.execute(f"select {listed} from {table}").fetchall(), key=repr)


@pytest.fixture(params=[1, 2, 3, 4], ids=lambda version: f"from version {version}")
def version(request):
    return request.param


@pytest.fixture
def old(tmp_path, version):
    """A file as an old version wrote it, with what a database of today with many scripts has in common with it."""
    web_database.build(tmp_path / "today.db")
    path = tmp_path / "old.db"
    old_once(path, version=version)
    return path


@built_once
def old_once(path, *, version):
    """Write old.db beside today.db as a version did, and copy it where the same is asked for again."""
    as_of_version(path.parent, version)


def as_of_version(tmp_path, version):
    """Write what of today.db an old version knew as that version's old.db."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in schema.statements((SCHEMAS / f"v{version}.sql").read_text(encoding="utf-8")):
            connection.execute(statement)
        connection.execute("attach ? as today", (str(tmp_path / "today.db"),))
        triggers = connection.execute("select name, sql from main.sqlite_schema where type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"drop trigger main.{name}")
        for table in sorted(tables(connection)):
            names = [name for name in columns(connection, table) if name in columns_of_today(connection, table)]
            listed = ", ".join(f'"{name}"' for name in (*(["rowid"] if table.endswith("_fts") else []), *names))
            connection.execute(f"insert into main.{table} ({listed}) select {listed} from today.{table}")
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute(f"pragma application_id = {schema.APPLICATION_ID}")
        connection.execute(f"pragma user_version = {version}")
        connection.execute("detach today")
    return path


def columns_of_today(connection, table):
    return [row[1] for row in connection.execute(f"pragma today.table_info({table})")]


def test_an_old_file_is_refused_with_the_next_step(old):
    with pytest.raises(OlderDatabase) as refused:
        schema.connect(old)
    assert "claims upgrade" in refused.value.hint


def test_it_is_carried_over_with_all_its_rows(old, version, tmp_path):
    with closing(sqlite3.connect(old)) as connection:
        kept = {
            table: (columns(connection, table), rows(connection, table, columns(connection, table)))
            for table in tables(connection)
            if (version, table) != (1, "candidate") and not table.startswith(DERIVED)
        }
    assert upgrade(old).steps
    assert (tmp_path / f"old.db.before-v{schema.VERSION}").is_file()
    with closing(schema.connect(old)) as connection, closing(schema.create(tmp_path / "new.db")) as new:
        for table, (names, before) in kept.items():
            assert rows(connection, table, names) == before, table
        sql = "select type, name, sql from sqlite_schema where sql is not null order by type, name"
        there, wanted = (
            {(kind, name): " ".join(text.split()) for kind, name, text in one.execute(sql) if "_fts_" not in name}
            for one in (connection, new)
        )
        assert there == wanted


def test_what_is_derived_is_as_in_a_file_of_today(old, tmp_path):
    upgrade(old)
    with closing(schema.connect(old)) as connection, closing(schema.connect(tmp_path / "today.db")) as today:
        for table in ("comparison", "event_summary"):
            names = columns(today, table)
            assert rows(connection, table, names) == rows(today, table, names), table
        assert VerifyReader(connection).verify().findings == ()


def test_what_version_3_left_without_its_decision_has_it_again(tmp_path):
    with ClaimStore.create(tmp_path / "today.db") as store:
        store.add_source(Source("wire", "wire"), by="A")
        store.add_measure(Measure("killed", "killed"), by="A")
        for slug, says in (("derna", "12"), ("susa", "14")):
            store.add_event(Event(slug, slug), by="A")
            store.add_claim(Draft(slug, "killed", "wire", says), by="A")
        own, other = (claim.comparison for claim in store.reader.claims())
        store.decide(Reconciliation(0, own, Outcome.UNRESOLVED, "analyst", "first", "A", ""))
        merge(store, "event", "derna", into="susa", reason="one town", by="A")
        store.decide(Reconciliation(0, other, Outcome.UNRESOLVED, "analyst", "of both", "A", ""))
        undo_merge(store, "event", "derna", reason="two towns", by="A")
    old = as_of_version(tmp_path, 3)
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("update comparison set reconciliation = null, stale = null where id = ?", (own,))
    assert upgrade(old).derived_anew
    assert not old.with_name("old.db.before-repair").exists(), "no table is made anew for it"
    with ClaimStore.open(old) as store:
        assert [store.reader.decision(one).rationale for one in (own, other)] == ["first", "of both"]
        assert verify(store).findings == ()


def test_sqlite_knows_of_the_indexes_that_are_made_anew_what_it_knew_of_the_others(old):
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("analyze")
    upgrade(old)
    with closing(schema.connect(old)) as connection:
        known = {name for (name,) in connection.execute("select idx from sqlite_stat1 where tbl = 'comparison'")}
        made = connection.execute("select name from pragma_index_list('comparison')").fetchall()
        assert known == {name for (name,) in made}
        sql = "explain query plan select * from comparison where event = 'war' order by contradictions desc limit 3"
        assert "comparison_of_event" in " ".join(row[3] for row in connection.execute(sql))


def test_it_takes_new_claims_and_nothing_is_left_to_do(old):
    upgrade(old)
    with ClaimStore.open(old) as store:
        before = len(store.reader.claims())
        draft = web_database.Draft("war", "killed", "wire", "at least 12", as_of="2024-01-01")
        store.add_claim(draft, by="A")
        assert len(store.reader.claims()) == before + 1
    again = upgrade(old)
    assert (again.steps, again.repaired) == ([], [])


def test_what_a_new_version_adds_is_not_told_as_damage(old):
    done = run("upgrade", db=old)
    assert done.code == 0
    assert "steps taken: " in done.err
    assert "missing" not in done.err
    assert "were made as this version has them." in done.err


KILLED = """
import importlib, os, signal, sys
from claims.pipeline.upgrade import upgrade
module, name = sys.argv[2].rsplit(".", 1)
setattr(importlib.import_module(module), name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
upgrade(sys.argv[1])
"""


def content(path):
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump()), connection.execute("pragma user_version").fetchone()


@pytest.mark.parametrize(
    "at", ["claims.schema._check_keys", "claims.schema_guard._make_anew", "claims.pipeline.upgrade.ClaimStore"]
)
def test_killed_at_any_moment_it_leaves_the_file_as_it_was(old, at):
    before = content(old)
    done = subprocess.run([sys.executable, "-c", KILLED, str(old), at], check=False)
    assert done.returncode == -signal.SIGKILL
    assert content(old) == before
    assert upgrade(old).steps
    with ClaimStore.open(old, write=False) as store:
        assert verify(store).findings == ()
