"""Rule 7: a part cannot exceed its whole."""

from decimal import Decimal

import pytest
from builders import BY_ID, EVENT, about, at_least, at_most, claim, exact, more_than
from hypothesis import given
from hypothesis import strategies as st

from claims.compare.comparison import compare
from claims.compare.parts import ancestors, is_world, parts_above_wholes
from claims.identity import comparison_id
from claims.model import CountKind, Measure

DAY, LATER = "2019-12-02", "2019-12-16"


def findings(*claims, measures=BY_ID):
    groups = {}
    for item in claims:
        groups.setdefault(item.comparison, []).append(item)
    comparisons = [compare(group, measure=BY_ID[group[0].measure]) for group in groups.values()]
    return [item.claims for found in parts_above_wholes(comparisons, measures).values() for item in found]


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
    odd = {**BY_ID, "killed": BY_ID["killed"]._replace(part_of="children-killed")}
    assert findings(claim(exact(31), **CHILDREN), WHOLE, measures=odd) == [(claim(exact(31), **CHILDREN).id, WHOLE.id)]


def test_the_reason_names_both_sides():
    part = claim(exact(31), population="women", **CITY)
    comparisons = [compare([item], measure=BY_ID["killed"]) for item in (part, WHOLE)]
    found = parts_above_wholes(comparisons, BY_ID)[part.comparison][0]
    for word in ("mek", "31", "killed (women, Shiraz)", "government", "30"):
        assert word in found.reason
    assert found.rule == "part above whole"
    assert BY_ID["killed"].count_kind is CountKind.CUMULATIVE


def of_event(item, event):
    """The same claim of another event."""
    scope = {"population": item.population, "place": item.place, "period_start": item.period_start}
    key = comparison_id(event, item.measure, as_of=None, **scope)
    return item._replace(event=event, comparison=key, id=f"{item.id}@{event}")


def by_comparison(*claims, measures=BY_ID, events=None):
    groups = {}
    for item in claims:
        groups.setdefault(item.comparison, []).append(item)
    comparisons = [compare(group, measure=measures[group[0].measure]) for group in groups.values()]
    return parts_above_wholes(comparisons, measures, events)


def rules(*claims):
    return sorted(finding.rule for own in by_comparison(*claims).values() for finding in own)


def test_a_chain_of_measures_is_followed_over_one_that_nobody_gives():
    measures = {**BY_ID, "infants-killed": Measure("infants-killed", "Infants killed", part_of="children-killed")}
    infants = claim(at_least(31), **CHILDREN)._replace(measure="infants-killed", comparison="k", id="i")
    assert [finding.claims for finding in by_comparison(infants, WHOLE, measures=measures)["k"]] == [("i", WHOLE.id)]


def test_merged_measures_are_followed():
    deaths = Measure("deaths", "Deaths")
    measures = {**BY_ID, "killed": BY_ID["killed"]._replace(same_as="deaths"), "deaths": deaths}
    children, whole = claim(exact(31), **CHILDREN), WHOLE._replace(measure="deaths", comparison="k")
    assert set(by_comparison(children, whole, measures=measures)) == {children.comparison}


def test_a_circle_of_parts_ends():
    assert ancestors("a", {"a": "b", "b": "c", "c": "a"}) == ["a", "b", "c"]


def test_an_event_that_is_part_of_another_is_told_with_both():
    part = of_event(claim(at_least(31)), "mahshahr-2019")
    assert by_comparison(part, WHOLE) == {}
    found = by_comparison(part, WHOLE, events={"mahshahr-2019": EVENT.id})
    assert set(found) == {part.comparison, WHOLE.comparison}
    (finding,) = found[WHOLE.comparison]
    assert finding.claims == (part.id, WHOLE.id)
    assert finding.reason == (
        "mek says “at least 31” for killed, a part of killed of iran-protests-2019, for which government says “30”"
    )


def test_places_apart_from_each_other_exceed_a_ceiling_together():
    tehran = claim(at_least(20), place="Tehran")
    shiraz = claim(exact(15), place="Shiraz", source="wire", as_of="2019-11-30")
    found = by_comparison(tehran, shiraz, WHOLE)
    assert set(found) == {WHOLE.comparison}
    (finding,) = found[WHOLE.comparison]
    assert (finding.rule, finding.claims) == ("parts above whole", (WHOLE.id, tehran.id, shiraz.id))
    assert finding.reason == (
        "places that are taken as apart from each other have at least 35 together (Tehran at least 20 (mek), Shiraz 15 "
        "(wire)), more than “30” that government says for killed"
    )


TEHRAN = claim(at_least(20), place="Tehran")
NOT_ADDED = {
    "below the ceiling": (TEHRAN, claim(at_least(10), place="Shiraz")),
    "one place by two sources": (TEHRAN, claim(at_least(15), place="Tehran", source="wire")),
    "a place and a part of it": (TEHRAN, claim(at_least(15), place="Tehran, north")),
    "populations": (claim(at_least(20), population="women"), claim(at_least(15), population="students")),
    "one without a floor": (TEHRAN, claim(about(15), place="Shiraz")),
    "a later one": (TEHRAN, claim(at_least(15), place="Shiraz", as_of=LATER)),
}


@pytest.mark.parametrize("parts", NOT_ADDED.values(), ids=NOT_ADDED)
def test_what_may_overlap_is_not_added_up(parts):
    assert by_comparison(*parts, WHOLE) == {}


def test_a_place_whose_name_holds_another_is_not_a_part_of_it_for_that():
    west, virginia = (claim(at_least(20), place=place) for place in ("West Virginia", "Virginia"))
    assert rules(west, virginia, WHOLE) == ["parts above whole"]


def test_the_highest_floor_of_a_place_counts_once():
    lower, other = claim(at_least(12), place="Tehran", source="wire"), claim(at_least(15), place="Shiraz")
    (finding,) = by_comparison(lower, TEHRAN, other, WHOLE)[WHOLE.comparison]
    assert finding.claims == (WHOLE.id, TEHRAN.id, other.id)


def test_quantities_are_added_up_exactly():
    area = {"measure": "area"}
    north, south = (
        claim(exact(Decimal(text)), place=name, **area) for text, name in (("0.1", "north"), ("0.2", "south"))
    )
    assert by_comparison(north, south, claim(exact(Decimal("0.3")), source="government", **area)) == {}


@given(st.lists(st.integers(0, 40), min_size=2, max_size=5), st.integers(0, 100))
def test_a_sum_is_found_exactly_when_it_exceeds_and_no_part_does_by_itself(floors, ceiling):
    parts = [claim(at_least(floor), place=f"p{number}") for number, floor in enumerate(floors)]
    found = rules(*parts, claim(exact(ceiling), source="government"))
    assert ("parts above whole" in found) == (sum(floors) > ceiling >= max(floors))
    assert found.count("part above whole") == sum(floor > ceiling for floor in floors)


@given(st.permutations([claim(exact(31), **CITY), TEHRAN, WHOLE, claim(at_most(50), source="wire")]))
def test_the_order_of_claims_does_not_matter(claims):
    assert by_comparison(*claims) == by_comparison(*sorted(claims, key=lambda item: item.id))


def test_the_world_is_the_whole_of_places_but_not_of_their_sum():
    world = claim(exact(30), place="World", source="who")
    above, below = claim(at_least(31), place="Iran"), claim(at_least(29), place="Europe")
    assert findings(world, above) == [(above.id, world.id)]
    assert findings(world, below, claim(at_least(28), place="Iran")) == []
    assert findings(claim(exact(31), place="World"), claim(exact(30), place="Iran")) == []


WITHIN = {
    "a city by its country": ("Tehran, Iran", "Iran"),
    "whatever the letters": ("TEHRAN, iran", "Iran"),
    "a country of more than one name": ("Rey, Tehran Province, Iran", "Tehran Province, Iran"),
    "a district, two steps up": ("Rey, Tehran Province, Iran", "Iran"),
    "an Arabic comma": ("تهران، ایران", "ایران"),
}
BESIDE = {
    "the other way round": ("Iran", "Tehran, Iran"),
    "a name that ends alike": ("New Iran", "Iran"),
    "what stands before the comma": ("Paris, Texas", "Paris"),
    "another country": ("Tripoli, Lebanon", "Libya"),
}


@pytest.mark.parametrize(("part", "whole"), WITHIN.values(), ids=WITHIN)
def test_a_place_is_part_of_what_its_name_ends_with_behind_a_comma(part, whole):
    city, country = claim(at_least(31), place=part), claim(exact(30), place=whole, source="government")
    assert findings(city, country) == findings(country, city) == [(city.id, country.id)]
    assert findings(claim(at_least(30), place=part), country) == []


@pytest.mark.parametrize(("part", "whole"), BESIDE.values(), ids=BESIDE)
def test_other_names_say_nothing_of_parts(part, whole):
    assert findings(claim(at_least(31), place=part), claim(exact(30), place=whole, source="government")) == []


@pytest.mark.parametrize("name", ["world", "Worldwide", "Welt", "العالم"])
def test_the_world_has_many_names(name):
    assert is_world(name)
    assert not is_world("New World")
