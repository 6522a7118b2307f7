"""The pairs of a comparison are counted at once and the worst of them found, however many there are."""

from collections import Counter
from itertools import combinations

import pytest
from builders import BY_ID, about, at_least, claim, exact, link
from hypothesis import given, settings
from hypothesis import strategies as st
from test_compare import killed, linked

from claims.compare import pairs as compare_pairs
from claims.compare.comparison import compare
from claims.compare.points import bounds_of, exclude, point
from claims.compare.relation import relate
from claims.model import Relation
from claims.model_pairs import Pairs, badness


@settings(deadline=None)
@given(linked())
def test_counts_are_those_of_the_pairs(given_):
    claims, links = given_
    pairs = killed(*claims, links=links).pairs
    assert +Counter(pairs.counts) == Counter(pair.relation for pair in pairs)
    assert len(pairs) == len(list(pairs))


@settings(deadline=None)
@given(linked())
def test_the_worst_are_the_first_of_all_in_the_order_of_badness(given_):
    claims, links = given_
    pairs = killed(*claims, links=links).pairs
    assert pairs.worst(3) == sorted(pairs, key=badness)[:3]


@settings(deadline=None)
@given(linked())
def test_of_many_the_worst_relation_is_found_without_looking_at_all(given_):
    claims, links = given_
    pairs = killed(*claims, links=links).pairs
    if len(pairs) > 1:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(compare_pairs, "FEW", 1)
            patch.setattr(compare_pairs, "LOOKED_AT", 0)
            patch.setattr(compare_pairs, "MOST_APART", 50)
            (worst,) = pairs.worst(1)
        first = min(pairs, key=badness)
        assert (worst.relation is Relation.CONTRADICTS) == (first.relation is Relation.CONTRADICTS)
        if first.relation is Relation.CONTRADICTS:
            assert badness(worst) == badness(first)


@settings(deadline=None)
@given(linked(), st.integers(1, 30))
def test_the_widest_first_finds_as_bad_pairs_as_looking_at_all(given_, limit):
    claims, links = given_
    pairs = killed(*claims, links=links).pairs
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compare_pairs, "FEW", 0)
        found = pairs.worst(limit)
    assert list(map(badness, found)) == list(map(badness, sorted(pairs, key=badness)[:limit]))


def test_a_hundred_thousand_pairs_are_not_worked_out_to_show_a_few(monkeypatch):
    claims = [claim(about(1000 + number), source=f"source-{number}") for number in range(500)]
    claims += [claim(exact(7), source="low"), claim(at_least(90_000), source="high")]
    looked_at = []
    weigh = compare_pairs.weigh
    monkeypatch.setattr(compare_pairs, "weigh", lambda *both, **rest: looked_at.append(both) or weigh(*both, **rest))
    found = compare(claims, measure=BY_ID["killed"])
    (worst,) = found.pairs.worst(1)
    assert {worst.a, worst.b} == {claims[-1].id, claims[-2].id}
    assert 0 < len(looked_at) < 10_000 < len(found.pairs)


def test_a_pair_that_a_person_keeps_apart_is_counted_as_such():
    one, two = claim(exact(30), source="mek"), claim(exact(600), source="wire")
    pairs = killed(one, two, links=[link(one, "not_comparable", two)]).pairs
    assert +Counter(pairs.counts) == {Relation.NOT_COMPARABLE: 1}


def test_no_pairs_are_equal_to_none():
    assert Pairs() == killed(claim(exact(30))).pairs
    assert Pairs() == ()
    assert Pairs().worst(5) == []


def test_the_widest_contradiction_is_shown_though_thousands_of_pairs_lie_further_apart():
    low = [claim(at_least(1 + number % 9), source=f"low-{number}") for number in range(90)]
    high = [claim(at_least(5000 + number), source=f"high-{number}") for number in range(90)]
    odd = [claim(exact(number), source=f"odd-{number}", as_of="2019-11-20") for number in (200, 100, 300, 0)]
    pairs = killed(*low, *high, *odd).pairs
    assert (pairs.counts[Relation.CONTRADICTS], pairs.all_are_looked_at, pairs.worst_is_known) == (6, False, True)
    (worst,) = pairs.worst(1)
    assert {worst.a, worst.b} == {odd[1].id, odd[2].id}


@pytest.mark.parametrize("measure", ["start-date", "cause"])
def test_of_many_dates_or_texts_two_that_differ_are_shown(measure):
    said = ["2019-11-15"] * 150 + ["2019-11-16"]
    claims = [claim(exact(text), measure=measure, source=f"s-{number:03}") for number, text in enumerate(said)]
    found = compare(claims, measure=BY_ID[measure])
    assert found.status is not Relation.AGREES
    assert found.pairs.worst(1)[0].relation is found.status


@settings(deadline=None)
@given(linked())
def test_points_exclude_each_other_where_their_claims_contradict(given_):
    claims, _ = given_
    measure = BY_ID["killed"]
    points = [point(bounds_of(one.figure), one.as_of, whole=True) for one in claims]
    for (a, first), (b, second) in combinations(zip(claims, points, strict=True), 2):
        contradicts = relate(a, b, measure=measure).relation is Relation.CONTRADICTS
        assert exclude(first, second, cumulative=True) == contradicts
