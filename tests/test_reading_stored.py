"""What is stored of a comparison answers a page at once, however many claims it holds."""

import pytest
from builders import BY, EVENT, Clock, draft, fill

from claims import ClaimStore
from claims.reading.pages import PageReader

MANY = 300


@pytest.fixture
def store(tmp_path):
    """One comparison of two claims, and one of very many."""
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as made:
        fill(made)
        with made.transaction():
            for number in range(2):
                made.add_claim(draft(str(100 + number), measure="arrested", source="mek", place="Shiraz"), by=BY)
            for number in range(MANY):
                made.add_claim(draft(str(100 + number), measure="killed", place="Shiraz"), by=BY)
        yield made


def work(store, answer):
    """Return what an answer gives, the statements that it asked and the steps that SQLite took for them."""
    asked, steps = [], []
    store.connection.set_trace_callback(asked.append)
    store.connection.set_progress_handler(lambda: steps.append(1), 1)
    try:
        found = answer(PageReader(store.connection))
    finally:
        store.connection.set_progress_handler(None, 0)
        store.connection.set_trace_callback(None)
    return found, asked, len(steps)


def stored(store, measure):
    """Return the id of the stored comparison of a measure, and how many claims it was made of."""
    (item,) = store.reader.comparisons(event=EVENT.id, measure=measure)
    return item.id, len(store.reader.claims(comparisons=[item.id]))


def test_a_stored_comparison_is_found_by_one_statement_whose_work_does_not_grow_with_its_claims(store):
    taken = {}
    for measure in ("arrested", "killed"):
        key, claims = stored(store, measure)
        found, asked, taken[claims] = work(store, lambda reader, key=key: reader.comparison(key))
        assert found is not None
        assert found.measure == measure
        assert [sql.split(" where ")[0] for sql in asked] == ["select * from comparison"]
    few, many = sorted(taken)
    assert many == MANY > few
    assert taken[many] == taken[few], "as many steps for a comparison of many claims as for one of few"


def test_all_stored_comparisons_of_an_event_are_read_without_its_claims(store):
    found, asked, _ = work(store, lambda reader: reader.comparisons(event=EVENT.id))
    assert {item.measure for item in found} == {"arrested", "killed"}
    assert len(asked) == 1
    assert "claim" not in asked[0].replace("claims", ""), "no claim is read"
