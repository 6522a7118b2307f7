"""Rule 7: a part cannot exceed its whole."""

from dataclasses import replace

import pytest
from builders import BY_ID, about, at_least, at_most, claim, exact, more_than

from claims.compare import compare
from claims.compare_parts import parts_above_wholes
from claims.model import CountKind

DAY, LATER = "2019-12-02", "2019-12-16"


def findings(*claims, measures=BY_ID):
    groups = {}
    for item in claims:
        groups.setdefault(item.comparison, []).append(item)
    comparisons = [compare(group, measure=BY_ID[group[0].measure]) for group in groups.values()]
    return [item.claims for found in parts_above_wholes(comparisons, measures=measures).values() for item in found]


WHOLE = claim(exact(30), source="government")
CITY = {"place": "Shiraz"}
CHILDREN = {"measure": "children-killed"}
ABOVE = {
    "children": claim(exact(31), **CHILDREN),
    "a floor for children": claim(at_least(31), **CHILDREN),
    "a city": claim(exact(31), **CITY),
    "a population": claim(exact(31), population="women"),
    "children in a city, where nobody speaks of the city": claim(exact(31), **CHILDREN, **CITY),
    "women in a city": claim(exact(31), population="women", **CITY),
    "an earlier part": claim(exact(31), as_of="2019-11-30", **CITY),
}
BELOW = {
    "as many": claim(exact(30), **CHILDREN),
    "fewer": claim(at_least(29), **CHILDREN),
    "about": claim(about(100), **CHILDREN),
    "at most more": claim(at_most(100), **CHILDREN),
    "a later part": claim(exact(31), as_of=LATER, **CHILDREN),
    "a part without a date": claim(exact(31), as_of=None, **CHILDREN),
    "another measure": claim(exact(31), measure="arrested", **CITY),
    "another period": claim(exact(31), period_start="2019-11-15", **CITY),
}


@pytest.mark.parametrize("part", ABOVE.values(), ids=ABOVE)
def test_is_above_the_whole(part):
    assert findings(part, WHOLE) == findings(WHOLE, part) == [(part.id, WHOLE.id)]


@pytest.mark.parametrize("part", BELOW.values(), ids=BELOW)
def test_is_not_certainly_above_the_whole(part):
    assert findings(part, WHOLE) == []


def test_a_whole_that_is_open_above_holds_any_part():
    assert findings(claim(exact(1000), **CITY), claim(more_than(10), source="wire")) == []


def test_two_cities_are_not_each_others_part():
    assert findings(claim(exact(31), place="Shiraz"), claim(exact(30), place="Tehran")) == []


@pytest.mark.parametrize(
    ("measure", "figure", "whole"), [("turnout", 80, 42), ("start-date", "2019-11-17", "2019-11-15")]
)
def test_a_citys_percentage_or_date_may_exceed_its_countrys(measure, figure, whole):
    city, country = claim(exact(figure), measure=measure, **CITY), claim(exact(whole), measure=measure)
    assert findings(city, country) == []


def test_a_measure_that_is_part_of_itself_does_no_harm():
    odd = {**BY_ID, "killed": replace(BY_ID["killed"], part_of="children-killed")}
    assert findings(claim(exact(31), **CHILDREN), WHOLE, measures=odd) == [(claim(exact(31), **CHILDREN).id, WHOLE.id)]


def test_the_reason_names_both_sides():
    part = claim(exact(31), population="women", **CITY)
    comparisons = [compare([item], measure=BY_ID["killed"]) for item in (part, WHOLE)]
    found = parts_above_wholes(comparisons, measures=BY_ID)[part.comparison][0]
    for word in ("mek", "31", "killed (women, Shiraz)", "government", "30"):
        assert word in found.reason
    assert found.rule == "part above whole"
    assert BY_ID["killed"].count_kind is CountKind.CUMULATIVE
