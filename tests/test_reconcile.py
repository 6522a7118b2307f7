"""What each rule would give, and when a decision no longer rests on what stands."""

import pytest
from builders import (
    BY,
    BY_ID,
    DOCUMENTED,
    REPORTED,
    SOURCES,
    about,
    at_least,
    at_most,
    between,
    claim,
    exact,
    link,
    more_than,
    nothing,
    unknown,
    vague,
)
from hypothesis import given
from hypothesis import strategies as st

from claims.compare.comparison import compare
from claims.model import Considered, Outcome, Reconciliation, Source
from claims.reconcile import is_stale, outcomes

LATER = "2019-12-16"
NAMES = {source.id: source for source in SOURCES}
AMNESTY = claim(at_least(161), source="amnesty-international", basis=DOCUMENTED)
MEK = claim(at_least(600), basis=REPORTED)
GOVERNMENT = claim(exact(30), source="government", as_of=LATER)


def rules(*claims, sources=NAMES, links=()):
    measure = BY_ID[claims[0].measure]
    found = outcomes(compare(claims, measure=measure, links=links), measure=measure, sources=sources)
    return {outcome.rule: outcome for outcome in found}


def test_the_rules_stand_side_by_side():
    found = rules(AMNESTY, MEK, GOVERNMENT)
    assert {name: outcome.figure for name, outcome in found.items()} == {
        "lowest": exact(30),
        "highest-floor": at_least(600),
        "latest": exact(30),
        "most-reliable-source": None,
        "documented-only": at_least(161),
        "range": at_least(30),
    }
    assert found["lowest"].claims == found["latest"].claims == (GOVERNMENT.id,)
    assert found["highest-floor"].claims == (MEK.id,)
    assert found["documented-only"].claims == (AMNESTY.id,)
    assert found["most-reliable-source"].note == "no source has been judged"
    assert "not a confidence interval" in found["range"].note


def test_the_most_reliable_source_is_the_one_judged_best():
    judged = {**NAMES, "mek": Source("mek", "MEK", reliability="D"), "wire": Source("wire", "Wire", reliability="B")}
    wire = claim(about(200), source="wire")
    found = rules(AMNESTY, MEK, wire, sources=judged)["most-reliable-source"]
    assert (found.figure, found.claims, found.note) == (about(200), (wire.id,), "reliability B")


def test_two_latest_claims_that_differ_give_no_figure():
    other = claim(exact(31), source="wire", as_of=LATER)
    found = rules(AMNESTY, GOVERNMENT, other)["latest"]
    assert (found.figure, set(found.claims), found.note) == (None, {GOVERNMENT.id, other.id}, "2 claims that differ")


def test_a_year_is_not_later_than_a_day_in_it():
    year = claim(exact(10), as_of="2019", source="wire")
    assert rules(AMNESTY, year)["latest"].figure == at_least(161)


def test_without_a_number_or_a_date_rules_find_nothing():
    found = rules(claim(unknown(), as_of=None), claim(vague(12), source="wire", as_of=None))
    assert [outcome.figure for outcome in found.values()] == [None] * 6
    assert all(outcome.note for outcome in found.values())


def test_what_has_been_replaced_or_copied_takes_no_part():
    wire = claim(at_least(900), source="wire")
    found = rules(AMNESTY, MEK, wire, links=[link(wire, "derived_from", MEK)])
    assert found["highest-floor"].figure == at_least(600)
    assert found["range"].claims == tuple(sorted((AMNESTY.id, MEK.id)))


RANGES = {
    "numbers": ([exact(30), exact(40)], between(30, 40)),
    "the same number": ([exact(30), between(30, 30)], exact(30)),
    "a floor": ([exact(30), at_least(40)], at_least(30)),
    "a floor and a ceiling": ([at_least(30), at_most(40)], None),
    "a ceiling and a number above it": ([at_most(50), exact(60)], at_most(60)),
    "two ceilings": ([at_most(50), at_most(60)], at_most(60)),
    "about states no bound": ([about(50), about(60)], None),
    "about below a floor": ([about(50), at_least(60)], None),
    "about far above a floor": ([about(500), at_least(60)], at_least(60)),
    "none": ([nothing(), exact(3)], at_most(3)),
    "more than": ([more_than(10), exact(50)], at_least(11)),
}


@pytest.mark.parametrize(("figures", "expected"), RANGES.values(), ids=RANGES)
def test_a_range_has_no_end_that_not_every_claim_states(figures, expected):
    claims = [claim(figure, source=source.id) for figure, source in zip(figures, SOURCES, strict=False)]
    assert rules(*claims)["range"].figure == expected


def test_dates_have_a_range_and_texts_have_none():
    days = [
        claim(exact(day), measure="start-date", source=s) for day, s in (("2019-11-15", "mek"), ("2019-11-16", "wire"))
    ]
    assert rules(*days)["range"].figure == between("2019-11-15", "2019-11-16")
    texts = [
        claim(exact(text), measure="cause", source=source, basis=DOCUMENTED)
        for text, source in (("fuel", "mek"), ("bread", "wire"))
    ]
    assert {name: outcome.figure for name, outcome in rules(*texts).items()} == dict.fromkeys(rules(*texts))


VALUES = st.integers(0, 1000)
FIGURES = st.one_of(
    VALUES.map(exact), VALUES.map(at_least), VALUES.map(at_most), VALUES.map(about), VALUES.map(more_than)
)


@given(st.lists(FIGURES, min_size=1, max_size=4))
def test_no_rule_adds_up_averages_or_invents(figures):
    claims = [claim(figure, source=source.id) for figure, source in zip(figures, SOURCES, strict=False)]
    stated = {value for item in claims for value in (item.figure.low, item.figure.best, item.figure.high)} | {None}
    for outcome in rules(*claims).values():
        if outcome.figure is not None:
            assert {outcome.figure.low, outcome.figure.best, outcome.figure.high} <= stated, outcome.rule
        assert set(outcome.claims) <= {item.id for item in claims}


# stale decisions


def decision(*considered):
    return Reconciliation(1, AMNESTY.comparison, Outcome.RANGE, "range", "both", BY, "2020", considered=considered)


def included(*claims):
    return tuple(Considered(item.id, included=True, reason="stands") for item in claims)


def excluded(*claims):
    return tuple(Considered(item.id, included=False, reason="a copy") for item in claims)


def is_stale_now(considered, *claims, links=()):
    return is_stale(decision(*considered), compare(claims, measure=BY_ID["killed"], links=links))


def test_a_decision_on_the_claims_that_stand_is_not_stale():
    assert not is_stale_now(included(AMNESTY, MEK), AMNESTY, MEK)
    assert not is_stale_now(included(AMNESTY) + excluded(MEK), AMNESTY, MEK)


WIRE = claim(at_least(600), source="wire", basis=REPORTED)
WITHHELD = claim(at_least(600), basis=REPORTED, published=False)
CHANGES = {
    "a new claim": ((AMNESTY, MEK, WIRE), []),
    "a claim that was withheld": ((AMNESTY, WITHHELD), []),
    "a claim that was retracted": ((AMNESTY, MEK), [link(AMNESTY, "retracts", MEK)]),
    "a claim that was corrected": ((AMNESTY, MEK, WIRE), [link(WIRE, "corrects", MEK)]),
    "a claim that turned out to be a copy": ((AMNESTY, MEK), [link(MEK, "derived_from", AMNESTY)]),
}


@pytest.mark.parametrize(("claims", "links"), CHANGES.values(), ids=CHANGES)
def test_a_decision_is_stale_after(claims, links):
    assert is_stale_now(included(AMNESTY, MEK), *claims, links=links)


def test_a_decision_is_not_stale_after_a_new_copy():
    assert not is_stale_now(included(AMNESTY, MEK), AMNESTY, MEK, WIRE, links=[link(WIRE, "derived_from", MEK)])
