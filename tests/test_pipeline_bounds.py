"""What an ingest keeps in mind is bounded, and forgetting it changes nothing but the time it takes."""

import gc

import pytest

from claims.pipeline import documents as pipeline_documents
from claims.pipeline import find as pipeline_find
from claims.pipeline import ingest as pipeline_ingest
from claims.pipeline import ingesting as pipeline_ingesting
from claims.pipeline import notices as pipeline_notices
from claims.pipeline import record as pipeline_record
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest

ROWS = "event,measure,source,says,as_of,url,quote\n" + "".join(
    f"Flood {n % 13},killed,Source {n % 7},at least {n % 11 + 1},2020-05-{n % 5 + 1:02},https://a.example/{n % 17},"
    f"at least {n % 11 + 1} people were killed ({n % 3})\n"
    for n in range(400)
)


@pytest.fixture
def stores(tmp_path):
    names = ("one", "other")
    opened = [ClaimStore.create(tmp_path / f"{name}.db", clock=lambda: "2020-06-01T10:00:00Z") for name in names]
    for store in opened:
        load_measures(store, by="M. Rahimi")
    yield opened
    for store in opened:
        store.close()


def take(store, folder, text=ROWS):
    file = folder / "file.csv"
    file.write_text(text, encoding="utf-8")
    return ingest(store, str(file), by="M. Rahimi", options=IngestOptions(create=frozenset({"event", "source"})))


def contents(store):
    tables = ("event", "source", "alias", "document", "claim", "appearance", "comparison", "change_log")
    return {name: store.connection.execute(f"select * from {name}").fetchall() for name in tables}


def test_names_wordings_and_documents_that_were_forgotten_are_found_again(stores, tmp_path, monkeypatch):
    one, other = stores
    summary = take(one, tmp_path)
    for module in (pipeline_find, pipeline_record, pipeline_documents):
        monkeypatch.setattr(module, "REMEMBERED", 2)
    monkeypatch.setattr(pipeline_ingest, "BLOCK", 3)
    assert take(other, tmp_path) == summary
    assert contents(one) == contents(other)


def test_comparisons_are_true_where_most_of_them_were_touched_and_none_was_listed(stores, tmp_path, monkeypatch):
    one, other = stores
    first, second = ROWS.splitlines(keepends=True)[:200], ROWS.splitlines(keepends=True)[200:]
    monkeypatch.setattr(pipeline_ingest, "BLOCK", 20)
    for store in (one, other):
        take(store, tmp_path, "".join(first))
        take(store, tmp_path, "".join([first[0], *second]))
        monkeypatch.setattr(pipeline_ingesting, "MOST_TOUCHED", 5)
    assert contents(one) == contents(other)
    assert one.store.touched == other.store.touched == set()
    assert not other.compares_all


def test_of_many_names_that_were_made_only_the_first_are_listed(stores, tmp_path, monkeypatch):
    one, other = stores
    monkeypatch.setattr(pipeline_notices, "MOST_MADE", 6)
    assert {near.kind for near in take(one, tmp_path).names} == set(), "there are 7 sources and 13 events"
    monkeypatch.setattr(pipeline_find, "LISTED", 7)
    assert {near.kind for near in take(other, tmp_path).names} == set()


def test_garbage_is_looked_for_as_often_as_before_once_an_ingest_has_ended(stores, tmp_path, monkeypatch):
    seen, before = [], gc.get_threshold()
    monkeypatch.setattr(pipeline_ingest, "record_rows", lambda *_, **__: seen.append(gc.get_threshold()) or {}["none"])
    with pytest.raises(KeyError):
        take(stores[0], tmp_path)
    assert seen[0] > before
    assert gc.get_threshold() == before
