"""Comparing on files that nobody of this project wrote, held to figures computed from them independently (FACTS.md)."""

import ast
import re
from collections import Counter

import pytest

from claims import mapping
from claims.compare.relation import relate
from claims.model import CountKind, LinkRelation, Measure, Relation
from claims.pipeline.check import violations
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.sources import source_profile, source_relation
from claims.pipeline.suggest import suggest_links

CREATE = frozenset({"event", "source", "measure"})
BY = "M. Rahimi"

POLICE = """
language = "en"
ignore = ["population"]
[set]
event = "US police killings"
measure = "killed-by-police"
[columns]
says = "count-fatalities"
source = "source"
population = "source"
year = "year"
{place}
[names.source] # two series of one organisation are one source
FE = "Fatal Encounters"
FE_NV = "Fatal Encounters"
[names.population] # and by what they count they are two populations
FE = "all"
FE_NV = "without vehicles"
Guardian = "all"
MPV = "all"
WaPo = "all"
"""

WEST_BANK = """
format = "json"
[set]
event = "West Bank 2023"
source = "OCHA"
measure = "killed"
[columns]
as_of = "report_date"
[[claim]]
set = {basis = "reported"}
columns = {says = "killed_cum"}
[[claim]]
set = {basis = "verified"}
columns = {says = "verified.killed_cum"}
"""

GAZA = """
format = "json"
[set]
event = "Gaza war 2023"
measure = "killed"
[columns]
source = "report_source"
as_of = "report_date"
[skip]
report_source = ["missing"]
[[claim]]
columns = {says = "killed_cum"}
[[claim]]
set = {population = "women"}
columns = {says = "killed_women_cum"}
"""

GOLD = """
[columns]
event = "event"
measure = "measure"
source = "source"
says = "value"
low = "low"
high = "high"
hedge = "modifier"
as_of = "as_of"
locator = "locator"
"""


@pytest.fixture(scope="module")
def facts(shared):
    text = (shared / "data" / "FACTS.md").read_text(encoding="utf-8")
    found = re.findall(r"^- (\w+): .*? = (.+)$", text, flags=re.MULTILINE)
    return {key: ast.literal_eval(value) for key, value in found}


def read(store, file, text):
    options = IngestOptions(mapping=mapping.from_toml(text, name="the mapping"), create=CREATE)
    return ingest(store, str(file), by=BY, options=options)


@pytest.fixture(scope="module")
def store(tmp_path_factory, shared):
    """The police series of states and of the whole country, and the figures of the West Bank and of Gaza."""
    data = shared / "data"
    with ClaimStore.create(tmp_path_factory.mktemp("real") / "real.db") as made:
        load_measures(made, by=BY)
        made.add_measure(Measure("killed-by-police", "Killed by police", count_kind=CountKind.PERIOD), by=BY)
        for text, file in (
            (POLICE.format(place='place = "state"'), "police_mwnb/states-police-killings.csv"),
            (POLICE.format(place=""), "police_mwnb/US-police-killings.csv"),
            (WEST_BANK, "gaza_daily/west_bank_daily.json"),
            (GAZA, "gaza_daily/casualties_daily.json"),
        ):
            assert read(made, data / file, text).refused == 0
        yield made


def states(store):
    """The stored comparisons of state-years in which two organisations or more count the same thing."""
    return [
        one
        for one in store.reader.comparisons(measure="killed-by-police")
        if one.place and one.population == "all" and one.sources >= 2
    ]


def test_two_series_of_one_organisation_count_once(store, facts):
    assert sorted(source.id for source in store.reader.sources() if "fatal" in source.id) == ["fatal-encounters"]
    both = [one for one in store.reader.comparisons(measure="killed-by-police") if one.population == "without vehicles"]
    assert {one.sources for one in both} == {1}
    assert len([one for one in both if one.place]) == facts["P5"]["FE_NV"]


def test_organisations_disagree_on_as_many_state_years_as_computed(store, facts):
    status = Counter(one.status for one in states(store))
    assert [status.total(), status[Relation.CONTRADICTS]] == facts["P8"]
    assert set(status) == {Relation.CONTRADICTS, Relation.AGREES}


def test_the_largest_spread_is_california_2020(store, facts):
    widest = max(states(store), key=lambda one: one.spread)
    (year, _), spread = facts["P9"]
    assert (widest.place, widest.as_of[:4], widest.spread) == ("California", year, spread)


def test_the_one_total_that_does_not_add_up_is_found(store, facts):
    """FE_NV of 2007: the states together have one more than the whole country, by the same organisation."""
    event = "us-police-killings"
    found = list(violations(store.reader, rules=frozenset({"parts-above-whole"}), event=event))
    ones = {claim.id: claim for claim in store.reader.claims(event=event)}
    alone = [one for one in found if ones[one.claims[0]].population == "without vehicles"]
    (odd,) = alone
    whole, *parts = (ones[key] for key in odd.claims)
    assert (whole.place, whole.as_of[:4]) == ("", "2007")
    assert [sum(part.figure.best for part in parts), whole.figure.best] == facts["P11"]


def test_parts_of_a_population_never_exceed_it_in_the_police_series(store):
    """What Fatal Encounters counts without vehicles is a part of all that it counts."""
    found = violations(store.reader, rules=frozenset({"part-above-whole"}), event="us-police-killings")
    ones = {claim.id: claim for claim in store.reader.claims(event="us-police-killings")}
    own = [one for one in found if {ones[key].source for key in one.claims} == {"fatal-encounters"}]
    assert own == []


def test_how_two_organisations_relate_is_told_with_the_comparisons_behind_it(store, facts):
    found = source_relation(store.reader, "guardian", "wapo")
    both = [one for one in found.common if one.first.place]
    assert len(both) == facts["P5"]["Guardian"]
    assert [one.numbers for one in both if (one.first.place, one.first.as_of[:4]) == ("California", "2015")] == [
        (facts["P4"][1], facts["P4"][0])
    ]
    assert found.above + found.equal + found.below == len(found.common)
    assert found.median > 1
    profile = source_profile(store.reader, "guardian")
    assert {one.second for one in profile} == {"fatal-encounters", "mpv", "wapo"}
    assert [one for one in profile if one.second == "wapo"] == [found]


def test_verified_and_flash_figures_differ_and_are_told_apart_by_their_basis(store, facts):
    by_day = {}
    for claim in store.reader.claims(event="west-bank-2023"):
        by_day.setdefault(claim.as_of, []).append(claim)
    measure = store.reader.measure("killed")
    pairs = [relate(*claims, measure=measure) for claims in by_day.values() if len(claims) == 2]
    differing = [pair for pair in pairs if pair.relation is not Relation.AGREES]
    assert [len(by_day), len(pairs), len(differing)] == facts["G8"]
    assert {pair.reason for pair in differing} == {"basis"}


def test_a_total_that_falls_is_found(store):
    """967 women on 21 October 2023 after 1,000 two days before: counted from the file by hand; no other total falls."""
    (found,) = violations(store.reader, rules=frozenset({"total-falls"}), event="gaza-war-2023")
    assert found.reason == (
        "killed (women): mohtel said “1,000” as of 2023-10-19 and the lower “967” as of 2023-10-21, "
        "without a correction on record"
    )
    claims = {claim.id: claim for claim in store.reader.claims(event="gaza-war-2023")}
    assert [claims[key].population for key in found.claims] == ["women", "women"]
    (view,) = [view for view in store.compare("gaza-war-2023") if view.comparison.population == "women"]
    assert [finding.rule for finding in view.comparison.warnings] == ["total falls"]


def test_the_gold_table_diverges_and_counts_independent_sources_right_once_linked(tmp_path, shared):
    with ClaimStore.create(tmp_path / "gold.db") as made:
        load_measures(made, by=BY)
        read(made, shared / "data" / "gold" / "iran_knowledge_de.csv", GOLD)
        event = made.find("event", "Iran, Aban protests 2019")
        (view,) = [view for view in made.compare(event) if view.measure.id == "killed"]
        comparison = view.comparison
        assert sorted((claim.says, claim.source) for claim in comparison.claims) == [
            ("about 1,500", "reuters"),
            ("about 1,500", "us-state-department-mike-pompeo"),
            ("at least 304", "amnesty-international"),
            ("at least 304", "iran-human-rights"),
        ]
        assert (comparison.status, comparison.independent_sources) == (Relation.DIVERGES, 4)
        assert (comparison.agreed_minimum, comparison.highest_ceiling) == (304, None)
        by_source = {claim.source: claim.id for claim in comparison.claims}
        state, reuters = by_source["us-state-department-mike-pompeo"], by_source["reuters"]
        made.link(state, LinkRelation.DERIVED_FROM, reuters, reason="the statement names Reuters", by=BY)
        (linked,) = [view for view in made.compare(event) if view.measure.id == "killed"]
        after = linked.comparison
        assert (after.status, after.sources, after.independent_sources) == (Relation.DIVERGES, 4, 3)
        assert list(suggest_links(made.reader, event=event)) == []
