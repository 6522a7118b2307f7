"""Names are found by any letters of theirs, by an index that follows what becomes of them."""

import pytest
from builders import BY, Clock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.model import Alias, Event, Source
from claims.pipeline.claim_store import ClaimStore
from claims.reading.search import SearchReader
from claims.search import phrases
from claims.text import fold

LETTERS = st.text(alphabet="abcé 1ض伊", min_size=1, max_size=8).filter(lambda text: bool(fold(text)))
NAMES = st.lists(LETTERS, min_size=1, max_size=12, unique_by=fold)


@pytest.fixture
def store():
    with ClaimStore.create(":memory:", clock=Clock()) as made:
        yield made


def events(store, asked):
    found = SearchReader(store.connection).search(asked, kinds=["event"])
    return sorted(hit.key for hits in found.kinds for hit in hits.hits)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(NAMES, LETTERS)
def test_what_is_found_are_the_names_that_hold_every_word(names, asked):
    with ClaimStore.create(":memory:", clock=Clock()) as store:
        for number, name in enumerate(names):
            store.add_event(Event(f"z-{number:02}", name), by=BY)  # no name of this alphabet
        aliases = store.connection.execute("select event, folded from alias").fetchall()
        words = [" ".join(one) if " ".join(one).isascii() else "".join(one) for one in phrases(asked)]
        expected = {event for event, folded in aliases if words and all(word in folded for word in words)}
        found = SearchReader(store.connection).search(asked, kinds=["event"], limit=50)
        assert {hit.key for hits in found.kinds for hit in hits.hits} == expected


def test_sources_are_not_found_among_events(store):
    store.add_event(Event("flood", "The great flood"), by=BY)
    store.add_source(Source("office", "Flood office"), by=BY)
    assert events(store, "flood") == ["flood"]


def test_another_name_is_found_as_soon_as_it_is_recorded(store):
    store.add_event(Event("flood", "The great flood"), by=BY)
    store.add_alias(Alias("La inundación", "event", "flood"), by=BY)
    assert events(store, "inundacion") == ["flood"]


@pytest.mark.parametrize("how", ["update", "delete"])
def test_what_another_program_makes_of_a_name_is_followed(store, how):
    store.add_event(Event("flood", "Deluge"), by=BY)
    if how == "update":
        store.connection.execute("update alias set name = 'Torrent', folded = 'torrent' where folded = 'deluge'")
        assert (events(store, "deluge"), events(store, "torrent")) == ([], ["flood"])
    else:
        store.connection.execute("delete from alias where folded = 'deluge'")
        assert events(store, "deluge") == []
    store.connection.execute("insert into name_fts (name_fts, rank) values ('integrity-check', 1)")


def test_it_is_asked_by_an_index_where_a_word_has_three_letters(store):
    asked = []
    store.connection.set_trace_callback(asked.append)
    for word in ("flood", "fl"):
        events(store, word)
    used = ["name_fts match" in sql for sql in asked if "from alias" in sql]
    assert (used[0], used[-1]) == (True, False)
