"""Statements of table pages: what is run instead of them gives the same counts and misses no row."""

from itertools import product

import pytest
from builders import Clock

from claims.model import Draft, Event, Measure, Source
from claims.pipeline.claim_store import ClaimStore
from claims.reading import tables as reading_tables
from claims.reading.tables import TableReader

BY = "M. Rahimi"
SAYS = ("at least 5", "about 7", "between 5 and 9", "40", "dozens", "7")
CONDITIONS = ("status", "measure", "event", "stale")


@pytest.fixture(scope="module")
def store():
    with ClaimStore.create(":memory:", clock=Clock()) as made:
        with made.transaction():
            for number in range(12):
                made.add_event(Event(f"event-{number}", f"Event {number}"), by=BY)
                made.add_source(Source(f"source-{number}", f"Source {number}"), by=BY)
            for number in range(3):
                made.add_measure(Measure(f"measure-{number}", f"Measure {number}"), by=BY)
            for event, measure, source in product(range(12), range(3), range(4)):
                if (event * measure + source) % 3 or source == 0:
                    says = SAYS[(event + 2 * measure + 5 * source) % len(SAYS)]
                    draft = Draft(f"event-{event}", f"measure-{measure}", f"source-{source}", says, as_of="2020-01-01")
                    made.add_claim(draft, by=BY)
        yield made


@pytest.fixture(params=["few", "many", "sorted"])
def reader(request, store, monkeypatch):
    """A reader for which a dozen comparisons are few, or many, or many of a measure."""
    monkeypatch.setattr(reading_tables, "FEW", 1000 if request.param == "few" else 0)
    monkeypatch.setattr(reading_tables, "SORTED", 1000 if request.param == "sorted" else 0)
    return TableReader(store.connection)


def run(reader, sql, parameters):
    instead = reader.instead(sql, parameters)
    assert instead is not None, sql
    return reader.rows_of(*instead)


def questions(reader):
    """Return no condition, and all that some comparison meets: each alone and two together."""
    found = {()}
    for row in reader.rows_of("select * from comparison", {}):
        one = [(name, row[name]) for name in CONDITIONS if row[name] is not None]
        found |= {(first,) for first in one} | {(a, b) for a in one for b in one if a[0] < b[0]}
    return sorted(found)


def where_of(question):
    where = " and ".join(f'"{name}" = :p{place}' for place, (name, _) in enumerate(question))
    return where, {f"p{place}": value for place, (_, value) in enumerate(question)}


def paged(reader, where, parameters, size):
    """Return the ids of all comparisons, page by page, as Datasette asks for them."""
    ids, after = [], None
    while True:
        conditions, given = [where] if where else [], dict(parameters)
        if after is not None:
            conditions.append(
                "(contradictions < :p8 or contradictions is null or (contradictions = :p8 and ((id > :p7))))"
            )
            given |= {"p7": after["id"], "p8": str(after["contradictions"])}
        condition = f"where {' and '.join(conditions)} " if conditions else ""
        order = f"order by contradictions desc{'' if after is None else ', id'} limit {size + 1}"
        rows = run(reader, f"select id, event, contradictions, divergences from comparison {condition}{order}", given)
        ids += [row["id"] for row in rows[:size]]
        if len(rows) <= size:
            return ids
        after = rows[size - 1]


def test_the_pages_of_comparisons_hold_each_once_the_most_contested_first(reader, store):
    contested = dict(store.connection.execute("select id, contradictions from comparison"))
    for question in questions(reader):
        where, parameters = where_of(question)
        whole = {row["id"] for row in reader.rows_of(f"select id from comparison where {where or 1}", parameters)}
        for size in (1, 3, 50):
            ids = paged(reader, where, parameters, size)
            assert (len(ids), set(ids)) == (len(whole), whole), question
            assert [contested[key] for key in ids] == sorted((contested[key] for key in ids), reverse=True)


def test_a_page_goes_on_by_itself_where_the_last_comparison_before_it_is_gone(reader):
    after = "(contradictions < :p1 or contradictions is null or (contradictions = :p1 and ((id > :p0))))"
    sql = f"select id, event from comparison where {after} order by contradictions desc, id limit 3"
    assert reader.instead(sql, {"p0": "no such id", "p1": "1"}) is None


@pytest.mark.parametrize("table", ["claim", "comparison"])
def test_counts_are_those_of_the_statement(reader, table):
    names = {"claim": ("event", "source", "basis", "hedge"), "comparison": CONDITIONS}[table]
    row = reader.rows_of(f"select * from {table} limit 1", {})[0]
    for chosen in [(), *((name,) for name in names), *((a, b) for a in names for b in names if a < b)]:
        where, parameters = where_of([(name, row[name]) for name in chosen if row[name] is not None])
        condition = f"where {where} " if where else ""
        counting = f"select count(*) from {table} {condition}"
        (expected,) = reader.rows_of(counting, parameters)[0]
        assert reader.counted(counting, parameters) == expected
        up_to = f"select count(*) from (select * from {table} {condition} limit 3)"
        assert reader.counted(up_to, parameters) == min(expected, 3)


def test_rows_that_are_alike_in_what_they_are_sorted_by_stand_in_the_order_of_their_keys(reader):
    rows = run(reader, "select id, low from claim order by low desc limit 20", {})
    (instead, _) = reader.instead("select id, low from claim where low > :p0 order by low desc limit 20", {"p0": 4})
    assert [tuple(row) for row in rows] == sorted(
        (tuple(row) for row in rows), key=lambda row: (-(row[1] or 0), row[0])
    )
    assert instead.endswith("order by low desc, id limit 20")


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from claim where low > :p0",
        "select count(*) from claim where basis = :p0 or hedge = :p0",
        "select count(*) from source",
        "select count(*), basis from claim group by basis",
        "select id, event from claim order by number limit 3",
        "select id, event from claim order by low, id limit 3",
        "select distinct event from claim order by event limit 3",
        "select event, count(*) from comparison order by contradictions desc limit 3",
    ],
)
def test_another_statement_is_left_as_it_is(reader, sql):
    assert reader.instead(sql, {"p0": "x"}) is None
