"""One pass over tuples summarises what comparing the claims as records says of them."""

import random
from contextlib import closing
from decimal import Decimal

import pytest
from builders import BY, BY_ID, Clock, exact, fill
from test_compare import random_database

from claims import schema
from claims.compare.comparison import compare
from claims.compare.fold import COLUMNS, ORDER, fold, summary_of
from claims.model import ValueKind
from claims.pipeline.refresh import summaries
from claims.reading.fold import FoldReader
from claims.reading.reader import Reader
from claims.store.writer import Store


def as_row(claim):
    """A claim as the database gives it: numbers that are not whole as floats."""
    figure = claim.figure
    values = [float(v) if isinstance(v, Decimal) else v for v in (figure.low, figure.best, figure.high)]
    own = {"value_type": figure.value_type, "hedge": figure.hedge, "magnitude": figure.magnitude}
    own |= dict(zip(("low", "best", "high"), values, strict=True), published=int(claim.published))
    return tuple(own[name] if name in own else getattr(claim, name) for name in COLUMNS)


def in_order(claims):
    by = [COLUMNS.index(name) for name in ORDER]
    return sorted(map(as_row, claims), key=lambda row: [(row[n] is not None, row[n] or "") for n in by])


def by_scope(summary):
    """A summary without the claim that stands for its scope: any of them does."""
    return summary._replace(claim="", status=str(summary.status))


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("linked", [True, False])
def test_the_fold_says_what_comparing_says(seed, linked):
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    groups, links = random_database(chance, size=chance.choice([60, 250, 900]))
    links = links if linked else []
    several = {item.id: 3 for group in groups.values() for item in group if chance.random() < 0.1}
    expected, touching = [], {}
    for key, group in groups.items():
        ids = {item.id for item in group}
        own = [one for one in links if {one.claim, one.other} & ids]
        if own:
            touching[key] = own
        found = compare(group, measure=BY_ID[group[0].measure], links=own, documents=several)
        if found is not None:
            expected.append(by_scope(summary_of(found)))
    rows = in_order(item for group in groups.values() for item in group)
    got = list(fold(rows, measures=BY_ID, several=several, links=touching))
    scopes = {item.id: item.comparison for group in groups.values() for item in group}
    assert all(scopes[one.claim] == one.id for one in got)
    assert [by_scope(one) for one in got] == sorted(expected)


def test_the_random_claims_make_comparisons_of_every_kind_and_many_claims():
    groups, _ = random_database(random.Random(1), size=900)  # noqa: S311 - repeatable, not secret
    kinds = {BY_ID[group[0].measure].value_kind for group in groups.values() if len(group) > 5}
    assert kinds >= set(ValueKind) - {ValueKind.TEXT}


def test_nothing_gives_nothing():
    assert list(fold([], measures=BY_ID, several={}, links={})) == []


@pytest.mark.parametrize("seed", range(4))
def test_some_comparisons_are_read_as_all_are(tmp_path, seed):
    groups, links = random_database(random.Random(seed), size=250)  # noqa: S311 - repeatable, not secret
    with closing(schema.create(tmp_path / "claims.db")) as connection:
        store = Store(connection, clock=Clock())
        fill(store)
        store.add_claims([(item, None) for group in groups.values() for item in group], by=BY)
        for made in links:
            store.link(made, comparisons=())
        reader = Reader(connection)
        everything = list(summaries(reader, measures=BY_ID))
        some = sorted(groups)[::3]
        assert list(summaries(reader, measures=BY_ID, comparisons=some)) == [
            one for one in everything if one.id in set(some)
        ]
        for comparisons in (None, some[:1]):
            statements = []
            connection.set_trace_callback(statements.append)
            list(FoldReader(connection).tuples(COLUMNS, order=ORDER, comparisons=comparisons))
            connection.set_trace_callback(None)
            plan = connection.execute(f"explain query plan {statements[0]}").fetchall()
            assert "COVERING INDEX claim_comparison" in str(plan), statements
            assert "TEMP B-TREE" not in str(plan), statements
    assert len(everything) > 50


def test_a_decimal_is_summarised_as_it_was_recorded():
    groups, _ = random_database(random.Random(3), size=30)  # noqa: S311 - repeatable, not secret
    claim = next(item for group in groups.values() for item in group if item.measure == "area")
    row = list(as_row(claim))
    row[COLUMNS.index("hedge")], row[COLUMNS.index("published")], row[COLUMNS.index("rank")] = "exact", 1, "normal"
    row[COLUMNS.index("value_type")], row[COLUMNS.index("magnitude")] = "value", None
    for name in ("low", "best", "high"):
        row[COLUMNS.index(name)] = float(exact(Decimal("0.1")).low)
    (found,) = fold([tuple(row)], measures=BY_ID, several={}, links={})
    assert (found.agreed_minimum, found.highest_ceiling) == (0.1, 0.1)
