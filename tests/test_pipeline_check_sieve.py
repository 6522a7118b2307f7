"""What `claims check` lets pass without making a record breaks no rule; what breaks one does not pass."""

import pytest
from builders import BY_ID, about, at_least, at_most, between, claim, exact, fewer_than, more_than, nothing
from hypothesis import given
from hypothesis import strategies as st

from claims.check import Group, check_group
from claims.identity import appearance_id, ids_of
from claims.interval import spans_dates
from claims.model import Appearance
from claims.pipeline.check_rows import RULES
from claims.pipeline.check_sieve import CLAIM_COLUMNS, PLACE_COLUMNS, Sieve

FIGURES = (
    *(at_least(600), at_most(50), exact(161), about(1500), nothing()),
    *(more_than(600), fewer_than(50), between(50, 161), between(50, 161, 61)),
)
QUOTES = (
    *(None, "at least 600 were killed", "161 dead, 50 hurt", "٦٠٠ قتيل", "some 1.5 thousand", "1,600 dead"),
    *("more than 601 died", "50 to 161", "بين ٥٠ و ١٦١ قتيلا", "بين ألف و 50 و 161", "61 (50 و 161)"),
)


def row_of(item, place, *, misplaced=0):
    own = {**item._asdict(), **item.figure._asdict()}
    read = [None] * len(PLACE_COLUMNS) if place is None else [getattr(place, name) for name in PLACE_COLUMNS]
    return (*(own[name] for name in CLAIM_COLUMNS), *read, misplaced)


def recorded(figure=FIGURES[0], *, quote="at least 600 were killed", forced=None, **fields):
    """A claim and its place as they are recorded, with the ids that they must have."""
    made = claim(figure, source="mek")._replace(recorded_at="2019-12-05T10:00:00Z", **fields)
    own, compared = ids_of(made, cumulative=spans_dates(BY_ID[made.measure]))
    made = made._replace(id=own, comparison=compared)
    key = appearance_id(own, "d1", locator=None, quote=quote)
    return made, Appearance(own, "d1", quote=quote, forced=forced, id=key)


def passes(item, place, *, rules=RULES, misplaced=0):
    return Sieve(BY_ID, rules=rules).passes(row_of(item, place, misplaced=misplaced))


def test_a_claim_that_keeps_every_rule_passes():
    assert passes(*recorded())
    assert passes(*recorded(quote=None))


BROKEN = {
    "undated": lambda: (*recorded(as_of=None), 0),
    "future-date": lambda: (*recorded(as_of="2020-01"), 0),
    "unconfirmed": lambda: (*recorded(credibility=1), 0),
    "no-document": lambda: (recorded()[0], None, 0),
    "forced-quote": lambda: (*recorded(quote="many were killed", forced="it means 600"), 0),
    "number-not-in-quote": lambda: (*recorded(quote="1,600 were killed"), 0),
    "quote-not-in-text": lambda: (*recorded(), 1),
    "broken-id": lambda: (recorded()[0]._replace(place="Tehran"), recorded()[1], 0),
}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_what_breaks_a_rule_does_not_pass(rule):
    item, place, misplaced = BROKEN[rule]()
    assert not passes(item, place, misplaced=misplaced)
    assert not passes(item, place, rules={rule}, misplaced=misplaced)
    assert passes(item, place, rules=RULES - {rule}, misplaced=misplaced)


def test_an_appearance_that_was_changed_from_outside_does_not_pass():
    item, place = recorded()
    assert not passes(item, place._replace(locator="page 7"))


@given(
    figure=st.sampled_from(FIGURES),
    quote=st.sampled_from(QUOTES),
    as_of=st.sampled_from([None, "2019", "2019-12", "2019-12-05", "2019-12-06", "2020"]),
    credibility=st.sampled_from([1, 2, 6]),
    measure=st.sampled_from(sorted(BY_ID)),
    rules=st.sets(st.sampled_from(sorted(RULES)), min_size=1),
)
def test_what_passes_breaks_no_rule(figure, quote, as_of, credibility, measure, rules):
    item, place = recorded(figure, quote=quote, as_of=as_of, credibility=credibility, measure=measure)
    group = Group([item], BY_ID[measure], places={item.id: (place,)})
    if passes(item, place, rules=rules):
        assert list(check_group(group, rules=frozenset(rules))) == []
