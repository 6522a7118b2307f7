"""How two figures relate: rules 1 to 4 of design section 6, each with a table of cases."""

from decimal import Decimal

import pytest
from builders import (
    BY_ID,
    DOCUMENTED,
    EVENT,
    REPORTED,
    about,
    at_least,
    at_most,
    between,
    claim,
    exact,
    fewer_than,
    more_than,
    nearly,
    nothing,
    unknown,
    vague,
)
from hypothesis import given
from hypothesis import strategies as st

from claims.compare.relation import Order, order, relate
from claims.model import Basis, ValueKind

DAY = "2019-12-02"
LATER = "2019-12-16"


def related(a, b, *, measure="killed", ratio=Decimal("1.2"), first=None, second=None):
    """Relate MEK's figure a to the government's figure b; first and second hold more of each claim."""
    one = claim(a, measure=measure, **(first or {}))
    two = claim(b, measure=measure, source="government", **(second or {}))
    pair = relate(one, two, measure=BY_ID[measure], ratio=ratio)
    assert pair == relate(two, one, measure=BY_ID[measure], ratio=ratio), "the order of the two must not matter"
    assert {pair.a, pair.b} == {one.id, two.id}
    number = None if pair.ratio is None else round(pair.ratio, 2)
    return str(pair.relation), number, pair.reason


def number(text):
    return None if text is None else Decimal(text)


DIFFERENCES = {
    "another event": {"event": "another"},
    "another measure": {"measure": "arrested"},
    "another population": {"population": "women"},
    "another place": {"place": "Shiraz"},
    "another period": {"period_start": "2019-11-15"},
}


@pytest.mark.parametrize("change", DIFFERENCES.values(), ids=DIFFERENCES)
def test_claims_that_differ_in_scope_are_not_comparable(change):
    assert claim(exact(1)).comparison != claim(exact(1), **change).comparison


@pytest.mark.parametrize("change", [{"as_of": LATER}, {"source": "wire", "basis": DOCUMENTED}])
def test_totals_of_two_dates_and_claims_of_two_sources_are_comparable(change):
    assert claim(exact(1)).comparison == claim(exact(1), **change).comparison


@pytest.mark.parametrize("measure", ["killed-in-month", "displaced", "turnout"])
def test_figures_of_a_period_or_a_moment_are_comparable_only_as_of_the_same_date(measure):
    one, two = claim(exact(1), measure=measure), claim(exact(1), measure=measure, as_of=LATER)
    assert one.comparison != two.comparison


ORDERS = {
    "the same day": (DAY, DAY, Order.SAME),
    "the same month": ("2019-12", "2019-12", Order.SAME),
    "both undated": (None, None, Order.SAME),
    "one undated": (DAY, None, Order.UNKNOWN),
    "a day and its month": (DAY, "2019-12", Order.UNKNOWN),
    "a day and its year": (DAY, "2019", Order.UNKNOWN),
    "a month and its year": ("2019-12", "2019", Order.UNKNOWN),
    "two days": (DAY, LATER, Order.EARLIER),
    "a month and a day of the next": ("2019-11", DAY, Order.EARLIER),
    "a year and the first day of the next": ("2018", "2019-01-01", Order.EARLIER),
    "the last day of a month and the next": ("2019-11-30", "2019-12", Order.EARLIER),
    "the last day of February": ("2020-02-29", "2020-02", Order.UNKNOWN),
}


@pytest.mark.parametrize(("a", "b", "expected"), ORDERS.values(), ids=ORDERS)
def test_dates_are_ordered_only_where_that_is_certain(a, b, expected):
    turned = {Order.EARLIER: Order.LATER}.get(expected, expected)
    assert (order(a, b), order(b, a)) == (expected, turned)


SAME_DATE = {
    "equal": (exact(600), exact(600), "agrees", "1", "equal"),
    "equal floors": (at_least(600), at_least(600), "agrees", "1", "equal"),
    "equal in spelling only": (exact(3), exact(Decimal("3.0")), "agrees", "1", "equal"),
    "both unknown": (unknown(), unknown(), "agrees", None, "equal"),
    "both none": (nothing(), nothing(), "agrees", None, "equal"),
    "the same vague magnitude": (vague(12), vague(12), "agrees", None, "equal"),
    "other vague magnitudes": (vague(12), vague(100), "compatible", None, "no number"),
    "two floors far apart": (at_least(161), at_least(600), "diverges", "3.73", "unexplained"),
    "two floors at the ratio": (more_than(10000), more_than(12000), "compatible", "1.20", "within ratio"),
    "two floors just above it": (at_least(10000), at_least(12001), "diverges", "1.20", "unexplained"),
    "a number below a floor": (exact(30), at_least(161), "contradicts", "5.37", "same as_of"),
    "a number one below a floor": (exact(160), at_least(161), "contradicts", "1.01", "same as_of"),
    "a number at a floor": (exact(161), at_least(161), "compatible", "1", "overlap"),
    "a number above a floor": (exact(180), at_least(161), "compatible", "1.12", "within ratio"),
    "a number far above a floor": (exact(1500), at_least(161), "diverges", "9.32", "unexplained"),
    "a number that “more than” leaves out": (exact(600), more_than(600), "contradicts", "1", "same as_of"),
    "a number that “fewer than” leaves out": (exact(50), fewer_than(50), "contradicts", "1", "same as_of"),
    "two numbers": (exact(161), exact(162), "contradicts", "1.01", "same as_of"),
    "a floor above a ceiling": (at_least(600), at_most(50), "contradicts", "12", "same as_of"),
    "a floor below a ceiling": (at_least(161), at_most(600), "compatible", "3.73", "floor and ceiling"),
    "a floor at a ceiling": (at_least(600), at_most(600), "compatible", "1", "floor and ceiling"),
    "two ceilings far apart": (at_most(50), at_most(600), "diverges", "12", "unexplained"),
    "ranges that overlap": (between(10, 14), between(12, 20), "compatible", "1", "overlap"),
    "ranges that touch": (between(10, 14), between(14, 20), "compatible", "1", "overlap"),
    "ranges apart": (between(10, 14), between(15, 20), "contradicts", "1.07", "same as_of"),
    "a number in a range": (exact(12), between(10, 14), "compatible", "1", "overlap"),
    "about a number near": (about(600), exact(620), "compatible", "1.03", "within ratio"),
    "about a number far": (about(600), exact(1500), "diverges", "2.5", "unexplained"),
    "about against a floor above it": (about(600), at_least(1500), "diverges", "2.5", "unexplained"),
    "nearly": (nearly(600), at_least(600), "compatible", "1", "overlap"),
    "zero against a floor": (exact(0), at_least(161), "contradicts", None, "same as_of"),
    "zero against about": (exact(0), about(161), "diverges", None, "unexplained"),
    "zero and at least zero": (exact(0), at_least(0), "compatible", None, "overlap"),
    "none against a floor": (nothing(), at_least(161), "contradicts", None, "same as_of"),
    "none against zero": (nothing(), exact(0), "compatible", None, "no number"),
    "none against a ceiling": (nothing(), at_most(50), "compatible", None, "no number"),
    "none against about": (nothing(), about(50), "diverges", None, "unexplained"),
    "none against dozens": (nothing(), vague(12), "diverges", None, "unexplained"),
    "unknown against a number": (unknown(), exact(600), "compatible", None, "no number"),
    "dozens against a number": (vague(12), exact(600), "compatible", None, "no number"),
    "dozens against their floor": (vague(12), exact(24), "compatible", None, "no number"),
    "dozens against less": (vague(12), exact(23), "diverges", None, "unexplained"),
    "hundreds against about five": (vague(100), about(5), "diverges", None, "unexplained"),
    "hundreds against at least five": (vague(100), at_least(5), "compatible", None, "no number"),
    "hundreds against a ceiling": (vague(100), at_most(5), "diverges", None, "unexplained"),
}


@pytest.mark.parametrize(("a", "b", "relation", "ratio", "reason"), SAME_DATE.values(), ids=SAME_DATE)
def test_as_of_the_same_date(a, b, relation, ratio, reason):
    assert related(a, b) == (relation, number(ratio), reason)


@pytest.mark.parametrize(("a", "b", "relation", "ratio", "reason"), SAME_DATE.values(), ids=SAME_DATE)
def test_two_undated_claims_are_held_to_the_same_date(a, b, relation, ratio, reason):
    undated = {"as_of": None}
    assert related(a, b, first=undated, second=undated) == (relation, number(ratio), reason)


MEASURED = {
    "a decimal ratio exactly 1.2": (
        "area",
        exact(Decimal("0.1")),
        at_least(Decimal("0.12")),
        "contradicts",
        "1.2",
        "same as_of",
    ),
    "decimal floors at the ratio": (
        "area",
        at_least(Decimal("0.1")),
        at_least(Decimal("0.12")),
        "compatible",
        "1.2",
        "within ratio",
    ),
    "“more than” of a quantity keeps its number": (
        "damage",
        more_than(5, kind=ValueKind.MONEY),
        at_least(5),
        "compatible",
        "1",
        "overlap",
    ),
    "percents": ("turnout", exact(42), exact(43), "contradicts", "1.02", "same as_of"),
    "percent against zero": ("turnout", exact(0), about(5), "diverges", None, "unexplained"),
    "a period": ("killed-in-month", exact(10), at_least(20), "contradicts", "2", "same as_of"),
    "a level": ("displaced", at_least(100), at_least(200), "diverges", "2", "unexplained"),
    "the same day": ("start-date", exact("2019-11-15"), exact("2019-11-15"), "agrees", None, "equal"),
    "two days": ("start-date", exact("2019-11-15"), exact("2019-11-16"), "contradicts", None, "same as_of"),
    "a day in a month": (
        "start-date",
        exact("2019-11-15"),
        between("2019-11-01", "2019-11-30"),
        "compatible",
        None,
        "no number",
    ),
    "a day outside a month": (
        "start-date",
        exact("2019-12-01"),
        between("2019-11-01", "2019-11-30"),
        "contradicts",
        None,
        "same as_of",
    ),
    "the same text": ("cause", exact("fuel price"), exact("fuel price"), "agrees", None, "equal"),
    "two texts": ("cause", exact("fuel price"), exact("corruption"), "diverges", None, "unexplained"),
}


@pytest.mark.parametrize(("measure", "a", "b", "relation", "ratio", "reason"), MEASURED.values(), ids=MEASURED)
def test_other_kinds_of_values(measure, a, b, relation, ratio, reason):
    assert related(a, b, measure=measure) == (relation, number(ratio), reason)


TIMES = {
    "a total that grows": (exact(161), exact(180), DAY, LATER, "compatible", "growth"),
    "a total that grows much": (exact(161), exact(304), DAY, LATER, "diverges", "later information"),
    "a total that falls": (exact(304), exact(161), DAY, LATER, "contradicts", "total fell"),
    "a ceiling below an earlier floor": (at_least(600), at_most(599), DAY, LATER, "contradicts", "total fell"),
    "a later floor that is lower": (at_least(600), at_least(161), DAY, LATER, "diverges", "later information"),
    "a later floor that is a little lower": (at_least(600), at_least(580), DAY, LATER, "compatible", "within ratio"),
    "a later floor above an earlier number": (exact(161), at_least(180), DAY, LATER, "compatible", "growth"),
    "none after a floor": (at_least(600), nothing(), DAY, LATER, "contradicts", "total fell"),
    "none before a floor": (nothing(), at_least(600), DAY, LATER, "diverges", "later information"),
    "from “more than” to one more": (more_than(10000), exact(10001), DAY, LATER, "compatible", "growth"),
    "one undated, disjoint": (exact(161), exact(304), DAY, None, "diverges", "as_of unknown"),
    "one undated, close": (exact(300), exact(304), DAY, None, "compatible", "within ratio"),
    "dates that overlap": (exact(304), exact(161), "2019-12", DAY, "diverges", "as_of unknown"),
    "an earlier month": (exact(304), exact(161), "2019-11", DAY, "contradicts", "total fell"),
    "an earlier year": (exact(304), exact(161), "2018", "2019", "contradicts", "total fell"),
    "equal at two dates": (exact(304), exact(304), DAY, LATER, "agrees", "equal"),
}


@pytest.mark.parametrize(("a", "b", "first", "second", "relation", "reason"), TIMES.values(), ids=TIMES)
def test_a_running_total_over_time(a, b, first, second, relation, reason):
    found = related(a, b, first={"as_of": first}, second={"as_of": second})
    assert (found[0], found[2]) == (relation, reason)


BASES = {
    "diverges by basis": (at_least(161), at_least(600), DAY, "diverges", "basis"),
    "basis comes before later information": (at_least(161), at_least(600), LATER, "diverges", "basis"),
    "contradicts by basis": (exact(30), at_least(161), DAY, "contradicts", "basis"),
    "agrees in spite of the basis": (exact(30), exact(30), DAY, "agrees", "equal"),
}


@pytest.mark.parametrize(("a", "b", "second", "relation", "reason"), BASES.values(), ids=BASES)
def test_another_basis_is_the_first_reason(a, b, second, relation, reason):
    found = related(a, b, first={"basis": DOCUMENTED}, second={"basis": REPORTED, "as_of": second})
    assert (found[0], found[2]) == (relation, reason)


def test_the_ratio_is_the_askers():
    assert related(at_least(161), at_least(600), ratio=Decimal(4))[0] == "compatible"
    assert related(at_least(10000), at_least(12000), ratio=Decimal("1.19"))[0] == "diverges"
    assert related(at_least(100), at_least(101), ratio=Decimal(1))[0] == "diverges"


def test_what_a_person_keeps_apart_is_not_compared():
    one, two = claim(exact(30)), claim(exact(600), source="government")
    pair = relate(one, two, measure=BY_ID["killed"], kept_apart="police only")
    assert (str(pair.relation), pair.reason) == ("not_comparable", "police only")


def test_an_explanation_names_both_figures_and_dates():
    one, two = claim(exact(304)), claim(exact(161), source="government", as_of=LATER)
    pair = relate(one, two, measure=BY_ID["killed"])
    for part in ("304", "161", DAY, LATER, "cannot fall"):
        assert part in pair.explanation


COUNTS = st.integers(0, 2000)
FIGURES = st.one_of(
    COUNTS.map(exact),
    COUNTS.map(at_least),
    COUNTS.map(more_than),
    COUNTS.map(at_most),
    st.integers(1, 2000).map(fewer_than),
    COUNTS.map(about),
    COUNTS.map(nearly),
    st.tuples(COUNTS, COUNTS).map(lambda pair: between(*sorted(pair))),
    st.sampled_from([vague(12), vague(100), unknown(), nothing()]),
)
DATES = st.sampled_from([None, "2019", "2019-11", "2019-12", "2019-11-30", DAY, LATER])
CLAIMS = st.builds(
    claim,
    FIGURES,
    source=st.sampled_from(["mek", "government", "wire", "amnesty-international"]),
    as_of=DATES,
    basis=st.sampled_from([DOCUMENTED, REPORTED, Basis.UNSTATED]),
)


@given(CLAIMS, CLAIMS)
def test_relating_is_symmetric(a, b):
    assert relate(a, b, measure=BY_ID["killed"]) == relate(b, a, measure=BY_ID["killed"])


@given(st.integers(0, 5000), st.integers(0, 5000), DATES, DATES)
def test_two_floors_never_contradict(a, b, first, second):
    one, two = claim(at_least(a), as_of=first), claim(at_least(b), source="government", as_of=second)
    assert str(relate(one, two, measure=BY_ID["killed"]).relation) != "contradicts"


@given(CLAIMS, st.integers(0, 5000))
def test_what_a_common_number_satisfies_never_contradicts(a, true):
    """If one true total fits both figures at every date, they cannot contradict each other."""
    low, high = a.figure.low, a.figure.high
    if a.figure == nothing():
        low = high = 0
    fits = (low is None or low <= true) and (high is None or true <= high)
    b = claim(exact(true), source="government", as_of=DAY)
    if fits:
        assert str(relate(a, b, measure=BY_ID["killed"]).relation) != "contradicts"


@given(CLAIMS, CLAIMS)
def test_a_relation_has_a_ratio_of_at_least_one_or_none(a, b):
    pair = relate(a, b, measure=BY_ID["killed"])
    assert pair.ratio is None or pair.ratio >= 1
    assert pair.reason
    assert EVENT.id == a.event
