"""Keeping the counts of facets costs what is new, not what is there."""

import pytest
from builders import BY, Clock, at_least, claim, fill

from claims.pipeline.claim_store import ClaimStore
from claims.store import facets as store_facets


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        fill(store)
        yield store


def add(store, count):
    with store.store.transaction():
        made = [claim(at_least(n), source=("mek", "wire")[n % 2], place=f"{n}") for n in range(count)]
        store.store.add_claims([(one, None) for one in made], by=BY)
        store_facets.refresh(store.connection)


def test_new_claims_are_found_by_their_numbers_and_not_among_all_of_an_event_or_a_kind(store):
    statements = []
    store.connection.set_trace_callback(statements.append)
    add(store, 20)
    store.connection.set_trace_callback(None)
    (counting,) = [sql for sql in statements if sql.lstrip().startswith("insert or fail into facet_claim")]
    plan = [row[3] for row in store.connection.execute(f"explain query plan {counting}")]
    looked_at = [step.split()[1] for step in plan if step.startswith(("SCAN", "SEARCH"))]
    assert looked_at == ["claim", "event", "source", "facet_kind"] * 2, "\n".join(plan)


def test_indexes_that_were_laid_aside_for_many_new_claims_are_there_again(store, monkeypatch):
    sql = "select name, sql from sqlite_schema where type = 'index' and tbl_name like 'facet%' order by name"
    before = store.connection.execute(sql).fetchall()
    monkeypatch.setattr(store_facets, "MANY", 100)
    add(store, 300)
    assert store.connection.execute("select count(*) from sqlite_stat1").fetchone() > (0,), "many claims are new"
    assert store.connection.execute(sql).fetchall() == before
    assert {"facet_cell_kind", "facet_claim_event", "facet_claim_source"} <= {name for name, _ in before}
