"""The ten rules of comparing: for each a table of cases, and what must hold whatever the claims are."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from builders import (
    BY_ID,
    DOCUMENTED,
    MEASURES,
    REPORTED,
    SOURCES,
    about,
    at_least,
    at_most,
    between,
    claim,
    exact,
    fewer_than,
    link,
    more_than,
    nearly,
    nothing,
    unknown,
    vague,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from test_compare import killed, linked

from claims.compare import comparison as rules
from claims.compare import parts as compare_parts
from claims.compare import warnings as compare_warnings
from claims.compare.comparison import agreed_minimum, compare, confirming, current, narrow, without_source
from claims.compare.relation import relate, relation_of
from claims.identity import comparison_id
from claims.interval import spans_dates
from claims.model import Basis, CountKind, LinkRelation, Relation, ValueKind

DAY, LATER = "2019-12-02", "2019-12-05"
KILLED = BY_ID["killed"]
MEK = claim(at_least(600), as_of=DAY, basis=REPORTED)
AMNESTY = claim(at_least(161), source="amnesty-international", as_of=DAY, basis=DOCUMENTED)
GOVERNMENT = claim(exact(30), source="government", as_of=DAY)
UNKNOWN = claim(unknown(), source="amnesty-international", as_of=LATER)
WIRE = claim(at_least(600), source="wire", as_of=LATER, basis=REPORTED)

RULES = {
    1: (comparison_id,),
    2: (relation_of, relate),
    3: (relation_of,),
    4: (relation_of,),
    5: (current, compare_warnings.copies_that_differ),
    6: (current, compare_warnings.falling_totals),
    7: (compare_parts.parts_above_wholes, compare_parts.find_parts),
    8: (agreed_minimum, rules.highest_floor, rules.highest_ceiling),
    9: (narrow,),
    10: (confirming,),
}


@pytest.mark.parametrize("number", RULES)
def test_every_rule_is_a_function_that_names_where_it_comes_from(number):
    ends = [(number, number), *((low, high) for low in range(1, number + 1) for high in range(number, 11))]
    names = {f"rule {number}", *(f"rules {low} {word} {high}" for low, high in ends for word in ("to", "and"))}
    for function in RULES[number]:
        said = " ".join((function.__doc__ or "").split()).lower()
        assert any(name in said for name in names), f"{function.__name__} does not name design rule {number}"


# rule 1: what is comparable

FIGURES = st.one_of(
    st.integers(0, 900).map(exact),
    st.integers(0, 900).map(at_least),
    st.integers(0, 900).map(more_than),
    st.integers(0, 900).map(at_most),
    st.integers(1, 900).map(fewer_than),
    st.integers(0, 900).map(about),
    st.integers(0, 900).map(nearly),
    st.tuples(st.integers(0, 900), st.integers(0, 900)).map(lambda ends: between(*sorted(ends))),
    st.sampled_from([vague(12), vague(100), unknown(), nothing()]),
)
DATES = st.sampled_from([None, "2019", "2019-11", "2019-12", "2019-11-30", DAY, LATER])
SCOPED = st.builds(
    claim,
    FIGURES,
    source=st.sampled_from([source.id for source in SOURCES]),
    measure=st.sampled_from(["killed", "arrested", "displaced"]),
    as_of=DATES,
    population=st.sampled_from(["all", "women"]),
    place=st.sampled_from(["", "Shiraz"]),
    period_start=st.sampled_from([None, "2019-11-15"]),
)


def scope(one):
    """What a claim speaks of; the day belongs to it where each day has a count of its own."""
    day = None if spans_dates(BY_ID[one.measure]) else one.as_of
    return one.event, one.measure, one.population, one.place, one.period_start, day


@given(SCOPED, SCOPED)
def test_1_claims_share_a_comparison_exactly_when_they_speak_of_the_same(a, b):
    assert (a.comparison == b.comparison) == (scope(a) == scope(b))


# rules 2 to 4: what contradicts, diverges, agrees

RELATIONS = {
    "2: the same day, no common number": (at_least(600), exact(30), DAY, DAY, "contradicts"),
    "2: a total below an earlier floor": (at_least(600), exact(30), DAY, LATER, "contradicts"),
    "2: a total that grew": (exact(30), at_least(600), DAY, LATER, "diverges"),
    "2: another day, order unknown": (at_least(600), exact(30), DAY, "2019-12", "diverges"),
    "3: two floors": (at_least(161), at_least(600), DAY, DAY, "diverges"),
    "3: two floors near each other": (at_least(500), at_least(600), DAY, DAY, "compatible"),
    "3: a floor and a ceiling": (at_least(100), at_most(600), DAY, DAY, "compatible"),
    "4: the same figure": (about(600), about(600), DAY, LATER, "agrees"),
    "4: a range around a number": (between(500, 700), exact(600), DAY, DAY, "compatible"),
}


@pytest.mark.parametrize(("one", "two", "first", "second", "expected"), RELATIONS.values(), ids=RELATIONS)
def test_2_to_4_how_two_figures_relate(one, two, first, second, expected):
    pair = relate(claim(one, as_of=first), claim(two, source="wire", as_of=second), measure=KILLED)
    assert pair.relation == expected


@given(FIGURES, FIGURES, DATES, DATES, st.sampled_from(MEASURES))
def test_2_to_4_no_order_of_the_two_matters_for_any_kind_of_count(one, two, first, second, measure):
    measure = measure if measure.value_kind is ValueKind.COUNT else KILLED
    if measure.count_kind is not CountKind.CUMULATIVE:
        second = first
    a, b = (claim(figure, measure=measure.id, as_of=as_of) for figure, as_of in ((one, first), (two, second)))
    assert relate(a, b, measure=measure) == relate(b, a, measure=measure)


SAME_LOGIC = st.tuples(FIGURES, FIGURES, DATES, DATES)


def as_quantity(figure):
    """The same figure in quarters: 161 persons become 40.25 units."""
    values = (figure.low, figure.best, figure.high)
    return figure._replace(**dict(zip(("low", "best", "high"), map(quarter, values), strict=True)))


def quarter(value):
    return None if value is None else Decimal(value) / 4


@given(SAME_LOGIC)
def test_2_to_4_quantities_are_compared_by_the_logic_of_counts(case):
    """But for "more than" and "fewer than", which of a count mean the next whole number, and for vague ones."""
    one, two, first, second = case
    if {one.hedge, two.hedge} & {"more_than", "fewer_than", "vague"}:
        return
    counted = relate(claim(one, as_of=first), claim(two, source="wire", as_of=second), measure=KILLED)
    figures = map(as_quantity, (one, two))
    a, b = (
        claim(figure, measure="area", source=source, as_of=as_of)
        for figure, source, as_of in zip(figures, ("mek", "wire"), (first, second), strict=True)
    )
    measured = relate(a, b, measure=BY_ID["area"])
    assert (measured.relation, measured.ratio, measured.reason) == (counted.relation, counted.ratio, counted.reason)


def as_date(figure):
    """The same figure in days after the first of January 2019."""
    values = (figure.low, figure.best, figure.high)
    return figure._replace(**dict(zip(("low", "best", "high"), map(day, values), strict=True)))


def day(value):
    return None if value is None else (date(2019, 1, 1) + timedelta(days=value)).isoformat()


@given(FIGURES, FIGURES, st.booleans())
def test_2_to_4_dates_are_compared_by_the_logic_of_counts(one, two, same_day):
    """Bounds of the same as_of exclude each other or not as those of a level do; a date has no ratio."""
    if {one.hedge, two.hedge} & {"more_than", "fewer_than", "vague", "none"}:
        return
    a, b = (
        claim(as_date(figure), measure="start-date", source=source, as_of=as_of)
        for figure, source, as_of in ((one, "mek", DAY), (two, "wire", DAY if same_day else LATER))
    )
    dated = relate(a, b, measure=BY_ID["start-date"])
    level = BY_ID["displaced"]
    counted = relate(claim(one, measure=level.id), claim(two, measure=level.id, source="wire"), measure=level)
    assert dated.ratio is None
    assert (dated.relation is Relation.AGREES) == (counted.relation is Relation.AGREES)
    excluded = counted.relation is Relation.CONTRADICTS
    assert (dated.relation is Relation.CONTRADICTS) == (excluded and same_day)
    if excluded and not same_day:
        assert dated.relation is Relation.DIVERGES


WORDS = st.sampled_from(["fuel prices", "bread", "a drought", "fuel"])


@given(WORDS, WORDS, DATES, DATES)
def test_2_to_4_a_text_agrees_or_differs(one, two, first, second):
    a, b = (
        claim(exact(text), measure="cause", source=source, as_of=as_of)
        for text, source, as_of in ((one, "mek", first), (two, "wire", second))
    )
    pair = relate(a, b, measure=BY_ID["cause"])
    assert pair.relation is (Relation.AGREES if one == two else Relation.DIVERGES)
    assert pair.ratio is None


# rules 5 and 6: who is independent, what stands


@settings(deadline=None)
@given(linked())
def test_5_a_copy_of_a_claim_changes_reports_and_sources_and_no_conclusion(case):
    claims, links = case
    before = killed(*claims, links=links)
    origin = before.claims[0]
    copy = origin._replace(id="copy", source="a-newspaper")
    after = killed(*claims, copy, links=[*links, link(copy, "derived_from", origin, number=99)])
    concluded = ["status", "independent_sources", "agreed_minimum", "highest_floor", "highest_ceiling", "spread"]
    concluded += ["ratio", "contradictions", "divergences", "current"]
    assert [getattr(after, name) for name in concluded] == [getattr(before, name) for name in concluded]


@settings(deadline=None)
@given(linked(), st.sampled_from([source.id for source in SOURCES]))
def test_5_a_source_taken_out_is_as_if_it_had_never_been(case, source):
    """Neither the source, nor what was copied from it, nor any link that names one of these leaves a trace."""
    claims, links = case
    left, links_left = without_source(claims, source=source, links=links)
    gone = {item.id for item in claims} - {item.id for item in left}
    assert {item.id for item in claims if item.source == source} <= gone
    assert not any({one.claim, one.other} & gone for one in links_left)
    never = [item for item in claims if item.id not in gone]
    untouched = [one for one in links if not {one.claim, one.other} & gone]
    assert compare(left, measure=KILLED, links=links_left) == compare(never, measure=KILLED, links=untouched)


@settings(deadline=None)
@given(linked(), st.randoms())
def test_6_what_stands_does_not_depend_on_the_order_of_recording(case, chance):
    claims, links = case
    turned = chance.sample(claims, len(claims))
    assert {item.id for item in current(claims, links=links)} == {item.id for item in current(turned, links=links)}


@settings(deadline=None)
@given(linked())
def test_6_a_total_that_falls_names_an_earlier_claim_of_the_same_source_and_basis(case):
    claims, links = case
    by_id = {item.id: item for item in claims}
    series = sorted(claims, key=lambda item: (item.as_of or "", item.id))
    for finding in compare_warnings.falling_totals(series, measure=KILLED, links=links):
        earlier, later = (by_id[key] for key in finding.claims)
        assert (earlier.source, earlier.basis) == (later.source, later.basis)
        assert earlier.as_of < later.as_of


# rule 7 stands in test_compare_parts.py, rule 8: what is published


@settings(deadline=None)
@given(linked())
def test_8_every_source_bears_the_agreed_minimum_out_and_no_figure_is_lower(case):
    claims, links = case
    found = killed(*claims, links=links)
    minimum = found.agreed_minimum
    if minimum is not None:
        standing = [item for item in found.claims if item.id in found.current]
        assert min(item.figure.low for item in standing if item.figure.low is not None) == minimum
        assert all(item.figure.high is None or item.figure.high >= minimum for item in standing)


@settings(deadline=None)
@given(linked())
def test_8_there_is_a_ceiling_only_where_every_claim_that_stands_has_one(case):
    claims, links = case
    found = killed(*claims, links=links)
    standing = [item.figure for item in found.claims if item.id in found.current]
    bounded = all(figure.high is not None or figure == nothing() for figure in standing)
    assert (found.highest_ceiling is not None) == (bounded and bool(standing))


# rule 9: two clocks


@settings(deadline=None)
@given(linked(), DATES.filter(bool), st.dictionaries(st.integers(0, 6), DATES, max_size=7))
def test_9_what_was_known_only_grows_with_the_date(case, asked, published):
    claims, _ = case
    known = {item.id: published.get(place) for place, item in enumerate(claims)}
    then = narrow(claims, known_on=asked, known=known)
    later = narrow(claims, known_on="2025-01-01", known=known)
    assert {item.id for item in then} <= {item.id for item in later}
    assert narrow(then, known_on=asked, known=known) == then


# rule 10: what confirms

CONFIRMED = {
    "another source that stands": ([MEK, AMNESTY], [], {"amnesty-international"}),
    "alone": ([MEK], [], set()),
    "one that contradicts": ([MEK, GOVERNMENT], [], set()),
    "one that contradicts and one that does not": ([MEK, GOVERNMENT, AMNESTY], [], {"amnesty-international"}),
    "its own copy": ([MEK, WIRE], [link(WIRE, "derived_from", MEK)], set()),
    "its own other figure": ([MEK, claim(at_least(650), basis=Basis.VERIFIED)], [], set()),
    "one kept apart": ([MEK, AMNESTY], [link(AMNESTY, "not_comparable", MEK)], set()),
    "one that was retracted": ([MEK, AMNESTY, UNKNOWN], [link(UNKNOWN, "retracts", AMNESTY)], set()),
    "one that says it is not known": ([MEK, UNKNOWN], [], set()),
    "one withheld": ([MEK, AMNESTY._replace(published=False)], [], set()),
}


@pytest.mark.parametrize(("claims", "links", "expected"), CONFIRMED.values(), ids=CONFIRMED)
def test_10_is_confirmed_by(claims, links, expected):
    assert confirming(MEK, claims=claims, measure=KILLED, links=links) == expected


def test_10_a_copy_is_not_confirmed_by_its_origin():
    links = [link(WIRE, "derived_from", MEK)]
    assert confirming(WIRE, claims=[MEK, WIRE], measure=KILLED, links=links) == set()


@settings(deadline=None)
@given(linked())
def test_10_nobody_confirms_himself_and_no_contradiction_does(case):
    claims, links = case
    for item in claims:
        sources = confirming(item, claims=claims, measure=KILLED, links=links)
        assert item.source not in sources
        if any(one.claim == item.id and one.relation is LinkRelation.DERIVED_FROM for one in links):
            assert sources == set()
