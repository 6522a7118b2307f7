"""Filling an empty database gives what writing row by row gives, and leaves every index, guard and key in force."""

import sqlite3

import pytest

from claims.pipeline import ingest as pipeline_ingest
from claims.pipeline import refresh as pipeline_refresh
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.store import filling as filling_store
from claims.store.filling import TABLES, Filling, filling, is_empty

HEADER = "event,measure,source,says,as_of,url,quote\n"
ROWS = HEADER + "".join(
    f"Flood {n % 7},killed,Source {n % 5},at least {n % 60 + 1},2020-05-{n % 28 + 1:02},https://a.example/{n % 90},"
    f"at least {n % 60 + 1} people were killed ({n % 3})\n"
    for n in range(12_000)
)
TWICE = HEADER + (
    "Flood,killed,Red Cross,at least 12,2020-05-01,https://a.example/1,at least 12 people\n" * 6_000
    + "Flood,killed,Red Cross,at least 12,2020-05-01,https://a.example/2,at least 12 children\n"
)


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db", clock=lambda: "2020-06-01T10:00:00Z") as store:
        load_measures(store, by="M. Rahimi")
        yield store


def take(store, folder, text):
    file = folder / "file.csv"
    file.write_text(text, encoding="utf-8")
    return ingest(store, str(file), by="M. Rahimi", options=IngestOptions(create=frozenset({"event", "source"})))


def schema_of(store):
    return set(store.connection.execute("select type, name, sql from sqlite_schema where sql is not null"))


def contents(store):
    tables = ("event", "source", "alias", "document", "claim", "appearance", "read_again", "reject", "comparison")
    tables += ("change_log",)
    found = {name: store.connection.execute(f"select * from {name}").fetchall() for name in tables}
    return found | {"search": store.connection.execute("select rowid, text from claim_fts").fetchall()}


@pytest.mark.parametrize("text", [ROWS, TWICE], ids=["many claims", "one claim with two quotes"])
def test_filling_gives_what_writing_row_by_row_gives(store, tmp_path, monkeypatch, text):
    filled, before = [], schema_of(store)
    monkeypatch.setattr(pipeline_ingest, "LARGE", 1)
    monkeypatch.setattr(pipeline_ingest, "Filling", lambda given: filled.append(given) or Filling(given))
    summary = take(store, tmp_path, text)
    assert filled, "the file was large enough, and the database empty"
    assert schema_of(store) == before
    monkeypatch.setattr(pipeline_ingest, "LARGE", len(text) * 10)
    with ClaimStore.create(tmp_path / "other.db", clock=store.store.clock) as other:
        load_measures(other, by="M. Rahimi")
        assert take(other, tmp_path, text) == summary
        assert len(filled) == 1
        assert contents(store) == contents(other)


def test_a_file_of_some_hundred_rows_fills_an_empty_database_and_one_of_few_rows_does_not(store, tmp_path, monkeypatch):
    filled = []
    monkeypatch.setattr(pipeline_ingest, "Filling", lambda given: filled.append(given) or Filling(given))
    head, *rows = ROWS.splitlines(keepends=True)
    assert take(store, tmp_path, "".join((head, *rows[:90]))).added
    assert not filled
    assert take(store, tmp_path, "".join((head, *rows[90:390]))).added
    assert filled


def test_a_large_file_on_top_gives_what_writing_row_by_row_gives(store, tmp_path, monkeypatch):
    before, half = schema_of(store), len(ROWS) // 2
    first, rest = ROWS[:half], ROWS.replace("at least", "nearly").replace("https://a.example/1", "https://b.example/1")
    monkeypatch.setattr(pipeline_ingest, "is_empty", lambda _: False)
    with ClaimStore.create(tmp_path / "other.db", clock=store.store.clock) as other:
        load_measures(other, by="M. Rahimi")
        assert take(store, tmp_path, first) == take(other, tmp_path, first)
        with monkeypatch.context() as patch:
            patch.setattr(pipeline_ingest, "LARGE", 1)
            patch.setattr(pipeline_refresh, "MANY", 1)
            store.connection.set_trace_callback((statements := []).append)
            summary = take(store, tmp_path, rest)
            store.connection.set_trace_callback(None)
        assert any(sql.startswith("drop trigger") for sql in statements), "guards were laid aside"
        assert not [sql for sql in statements if sql.startswith("savepoint")], "no page was copied to take it back"
        assert schema_of(store) == before
        assert summary == take(other, tmp_path, rest)
        assert 0 < summary.added < summary.appearances, "new claims, and known ones in new documents"
        counts = (
            "event_summary",
            "comparison_cell",
            "comparison_kind",
            "facet_value",
            "facet_cell",
            "comparison_stale",
        )
        kept = [
            {name: sorted(one.connection.execute(f"select * from {name}")) for name in counts} for one in (store, other)
        ]
        assert kept[0] == kept[1]
        assert contents(store) == contents(other)


def test_every_quote_of_a_claim_is_found_after_filling(store, tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline_ingest, "LARGE", 1)
    take(store, tmp_path, TWICE)
    found = store.connection.execute("select count(*) from claim_fts where claim_fts match 'children people'")
    assert found.fetchone() == (1,)


def test_a_filling_that_fails_leaves_indexes_and_guards_as_they_were(store):
    before = schema_of(store)
    with pytest.raises(KeyboardInterrupt), store.transaction():  # noqa: PT012 - what fails is the block
        Filling(store.connection)
        assert schema_of(store) < before
        raise KeyboardInterrupt
    assert schema_of(store) == before


def test_a_row_that_names_what_is_not_there_is_refused_when_the_filling_is_finished(store):
    add = "insert into document (id, number, title, publisher) values ('d', 1, 'Report', 'nobody')"
    with (  # noqa: PT012 - what fails is the block
        filling(store.connection),
        pytest.raises(sqlite3.IntegrityError, match="document names no source"),
        store.transaction(),
    ):
        made = Filling(store.connection)
        store.connection.execute(add)
        made.finish()
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        store.connection.execute(add)
    assert store.connection.execute("select count(*) from document").fetchone() == (0,)


def test_a_filling_that_has_ended_leaves_the_settings_of_the_connection_as_they_were(store):
    settings = ("pragma foreign_keys", "pragma cache_size")
    before = [store.connection.execute(sql).fetchone() for sql in settings]
    with filling(store.connection), store.transaction():
        Filling(store.connection).finish()
        assert [store.connection.execute(sql).fetchone() for sql in settings] != before
    assert [store.connection.execute(sql).fetchone() for sql in settings] == before


def test_keys_go_on_being_checked_row_by_row_inside_a_transaction_that_is_open_already(store):
    with store.transaction(), filling(store.connection):
        assert store.connection.execute("pragma foreign_keys").fetchone() == (1,)


def test_a_database_with_more_than_a_few_claims_is_not_filled(store, tmp_path, monkeypatch):
    monkeypatch.setattr(filling_store, "FEW", 50)
    take(store, tmp_path, HEADER + "".join(f"Flood,killed,Source,{n},2020-05-01,,\n" for n in range(50)))
    assert is_empty(store.connection)
    rows = "Flood,killed,Source,50,2020-05-01,,\n"
    take(store, tmp_path, HEADER + rows)
    assert not is_empty(store.connection)


def test_only_tables_that_an_ingest_fills_lose_their_indexes_for_a_while(store):
    with store.transaction():
        before = schema_of(store)
        made = Filling(store.connection)
        aside = before - schema_of(store)
        assert {name.partition("_")[0] for _, name, _ in aside} == set(TABLES)
        made.finish()
        assert schema_of(store) == before


FEW_ROWS = HEADER + "".join(f"Flood {n % 3},killed,Source {n % 5},{n + 1},2020-05-01,,\n" for n in range(40))


def test_comparisons_made_anew_are_what_they_were_indexed_and_counted(store, tmp_path):
    take(store, tmp_path, FEW_ROWS)
    store.connection.execute("delete from comparison where event = 'flood-1'")
    before, counted = schema_of(store), store.connection.execute("select * from event_summary").fetchall()
    store.rebuild()
    assert schema_of(store) == before
    assert store.connection.execute("select count(*) from comparison").fetchone() == (3,)
    assert store.connection.execute("select * from event_summary").fetchall() == counted
    store.connection.execute("update comparison set ratio = null where event = 'flood-1'")
    assert store.connection.execute("select event from comparison_stale").fetchall() == [("flood-1",)]


def test_making_comparisons_anew_that_fails_leaves_them_indexed_as_they_were(store, tmp_path, monkeypatch):
    take(store, tmp_path, FEW_ROWS)
    before, said = schema_of(store), contents(store)

    def fails(*_):
        assert schema_of(store) < before
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline_refresh, "write_comparisons", fails)
    with pytest.raises(KeyboardInterrupt):
        store.rebuild()
    assert (schema_of(store), contents(store)) == (before, said)
