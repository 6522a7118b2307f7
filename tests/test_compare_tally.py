"""The sweeps count what looking at every pair counts."""

from collections import Counter
from decimal import Decimal
from itertools import combinations

import pytest
from builders import BY_ID, about, at_least, at_most, between, claim, exact, fewer_than, more_than, nearly
from hypothesis import given
from hypothesis import strategies as st

from claims.compare.relation import DEFAULT_RATIO, relate
from claims.compare.tally import tally
from claims.model import Figure, Hedge, Relation, ValueType

NUMBER = st.integers(min_value=0, max_value=40)
FIGURE = st.one_of(
    NUMBER.map(exact),
    NUMBER.map(at_least),
    NUMBER.map(more_than),
    NUMBER.map(at_most),
    st.integers(min_value=1, max_value=40).map(fewer_than),
    NUMBER.map(about),
    NUMBER.map(nearly),
    st.tuples(NUMBER, NUMBER).map(lambda ends: between(min(ends), max(ends))),
    st.sampled_from([10, 12, 100]).map(lambda unit: Figure(Hedge.VAGUE, magnitude=unit)),
    st.just(Figure(Hedge.NONE, value_type=ValueType.NOVALUE)),
    st.just(Figure(Hedge.NONE, value_type=ValueType.SOMEVALUE)),
)
DATE = st.sampled_from([None, "2019", "2019-11", "2019-12", "2019-12-01", "2019-12-02", "2020-01-05"])
BOTH = st.lists(st.tuples(FIGURE, DATE), min_size=0, max_size=14)
RATIO = st.sampled_from([DEFAULT_RATIO, Decimal(1), Decimal("3.5")])


def claims_of(stated, *, measure="killed", same_date=False):
    """Return claims with ids of their own, of different sources."""
    return [
        claim(figure, source=f"source-{n}", measure=measure, as_of=stated[0][1] if same_date else as_of)
        for n, (figure, as_of) in enumerate(stated)
    ]


def expected(claims, *, measure, ratio, apart):
    pairs = [
        relate(a, b, measure=measure, ratio=ratio, kept_apart=apart.get(frozenset((a.id, b.id))))
        for a, b in combinations(claims, 2)
    ]
    found = Counter(pair.relation for pair in pairs)
    ratios = [pair.ratio for pair in pairs if pair.ratio is not None]
    worst = (Relation.CONTRADICTS, Relation.DIVERGES, Relation.COMPATIBLE, Relation.AGREES)
    status = next((relation for relation in worst if found[relation]), Relation.SINGLE)
    return status, found[Relation.CONTRADICTS], found[Relation.DIVERGES], max(ratios, default=None)


def got(claims, *, measure, ratio, apart):
    counted = tally(claims, measure=measure, ratio=ratio, apart=apart)
    return counted.status, counted.contradictions, counted.divergences, counted.ratio


@given(stated=BOTH, ratio=RATIO, data=st.data())
def test_counts_of_running_totals_are_those_of_all_pairs(stated, ratio, data):
    claims = claims_of(stated)
    apart = {}
    if len(claims) > 1 and data.draw(st.booleans()):
        apart = {frozenset((claims[0].id, claims[1].id)): "another question"}
    case = {"measure": BY_ID["killed"], "ratio": ratio, "apart": apart}
    assert got(claims, **case) == expected(claims, **case)


@given(stated=BOTH, ratio=RATIO)
def test_counts_of_periods_are_those_of_all_pairs(stated, ratio):
    claims = claims_of(stated, measure="killed-in-month", same_date=True)
    case = {"measure": BY_ID["killed-in-month"], "ratio": ratio, "apart": {}}
    assert got(claims, **case) == expected(claims, **case)


SIGNED = st.decimals(min_value=-40, max_value=40, places=1)
AMOUNT = st.one_of(
    SIGNED.map(exact),
    SIGNED.map(at_least),
    SIGNED.map(at_most),
    SIGNED.map(about),
    st.tuples(SIGNED, SIGNED).map(lambda ends: between(min(ends), max(ends))),
)


@given(stated=st.lists(st.tuples(AMOUNT, DATE), max_size=14), ratio=RATIO)
def test_counts_of_amounts_below_zero_are_those_of_all_pairs(stated, ratio):
    claims = claims_of(stated, measure="damage")
    case = {"measure": BY_ID["damage"], "ratio": ratio, "apart": {}}
    assert got(claims, **case) == expected(claims, **case)


DAYS = st.sampled_from(["2019-11-15", "2019-11-16", "2019-12-01", "2019-12"])
DATED = st.one_of(
    DAYS.map(exact),
    DAYS.map(about),
    DAYS.map(at_least),
    DAYS.map(at_most),
    st.tuples(DAYS, DAYS).map(lambda ends: between(min(ends), max(ends))),
    st.just(Figure(Hedge.NONE, value_type=ValueType.SOMEVALUE)),
)
WORDS = st.sampled_from(["fuel", "bread", "drought"]).map(exact)


@given(stated=st.lists(st.tuples(DATED, DATE), max_size=14), ratio=RATIO)
def test_counts_of_dates_are_those_of_all_pairs(stated, ratio):
    case = {"measure": BY_ID["start-date"], "ratio": ratio, "apart": {}}
    claims = claims_of(stated, measure="start-date")
    assert got(claims, **case) == expected(claims, **case)


@given(stated=st.lists(st.tuples(WORDS, DATE), max_size=14))
def test_counts_of_texts_are_those_of_all_pairs(stated):
    case = {"measure": BY_ID["cause"], "ratio": DEFAULT_RATIO, "apart": {}}
    claims = claims_of(stated, measure="cause")
    assert got(claims, **case) == expected(claims, **case)


def test_many_claims_are_counted_without_looking_at_every_pair(monkeypatch):
    claims = claims_of([(exact(number % 50), f"2019-12-{1 + number % 28:02d}") for number in range(2000)])
    for name in ("claims.compare.tally.relate", "claims.compare.points.relation_of"):
        monkeypatch.setattr(name, lambda *_, **__: pytest.fail("a pair was looked at"))
    counted = tally(claims, measure=BY_ID["killed"], ratio=DEFAULT_RATIO)
    assert counted.contradictions > 10_000
    assert counted.contradictions + counted.divergences < 2000 * 1999 // 2
