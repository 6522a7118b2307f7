"""Files that nobody of this project wrote, held to figures computed from them independently (FACTS.md beside them)."""

import ast
import re

import pytest

from claims import mapping
from claims.model import CountKind, Measure
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest

CREATE = frozenset({"event", "source", "measure"})

POLICE = """
language = "en"
ignore = ["population"]
[set]
event = "US police killings"
measure = "killed-by-police"
basis = "reported"
[columns]
says = "count-fatalities"
source = "source"
place = "state"
year = "year"
"""

GAZA = """
format = "json"
recognise = false
[set]
event = "Gaza war 2023"
basis = "reported"
[columns]
source = "report_source"
as_of = "report_date"
[skip]
report_source = ["missing"]
[names.source]
mohtel = "Gaza Ministry of Health"
gmotel = "Gaza Government Media Office"
""" + "".join(
    f'[[claim]]\nset = {{measure = "{measure}", population = "{population}"}}\ncolumns = {{says = "{column}"}}\n'
    for measure, population, column in (
        ("killed", "all", "killed_cum"),
        ("killed-in-report", "all", "killed"),
        ("injured", "all", "injured_cum"),
        ("killed", "children", "killed_children_cum"),
        ("killed", "women", "killed_women_cum"),
        ("killed", "press", "press_killed_cum"),
        ("killed", "medical personnel", "med_killed_cum"),
        ("killed", "civil defence", "civdef_killed_cum"),
    )
)

WEST_BANK = """
format = "json"
recognise = false
[set]
event = "West Bank 2023"
source = "OCHA"
measure = "killed"
[columns]
as_of = "report_date"
[[claim]]
set = {basis = "reported"}
columns = {says = "killed_cum", note = "flash_source"}
[[claim]]
set = {basis = "verified"}
columns = {says = "verified.killed_cum"}
"""


@pytest.fixture(scope="module")
def facts(shared):
    text = (shared / "data" / "FACTS.md").read_text(encoding="utf-8")
    found = re.findall(r"^- (\w+): .*? = (.+)$", text, flags=re.MULTILINE)
    return {key: ast.literal_eval(value) for key, value in found}


@pytest.fixture(scope="module")
def store(tmp_path_factory, shared):
    with ClaimStore.create(tmp_path_factory.mktemp("real") / "real.db") as store:
        load_measures(store, by="M. Rahimi")
        for slug in ("killed-by-police", "killed-in-report"):
            store.add_measure(Measure(slug, slug.replace("-", " "), count_kind=CountKind.PERIOD), by="M. Rahimi")
        for text, file in (
            (POLICE, "police_mwnb/states-police-killings.csv"),
            (GAZA, "gaza_daily/casualties_daily.json"),
            (WEST_BANK, "gaza_daily/west_bank_daily.json"),
        ):
            options = IngestOptions(mapping=mapping.from_toml(text, name=file), create=CREATE)
            summary = ingest(store, str(shared / "data" / file), by="M. Rahimi", options=options)
            assert summary.refused == 0, summary.problems[:3]
        yield store


@pytest.fixture
def ask(store):
    return lambda sql: store.connection.execute(sql).fetchall()


def test_police_rows_and_sums_a_source(ask, facts):
    found = ask("select source, count(*), sum(best) from claim where measure = 'killed-by-police' group by source")
    names = {"fe": "FE", "fe-nv": "FE_NV", "guardian": "Guardian", "mpv": "MPV", "wapo": "WaPo"}
    assert sum(count for _, count, _ in found) == facts["P1"]
    assert {names[source]: count for source, count, _ in found} == facts["P5"]
    assert {names[source]: total for source, _, total in found} == facts["P6"]


@pytest.mark.parametrize(
    ("place", "fact"), [("California", "P4"), ("Vermont", "P12")], ids=["California 2015", "Vermont 2015"]
)
def test_police_figures_of_one_state_and_year(ask, facts, place, fact):
    sql = f"""select source, best from claim
      where measure = 'killed-by-police' and place = '{place}' and as_of_year = 2015"""
    found = dict(ask(sql))
    assert [found[source] for source in ("wapo", "guardian", "mpv", "fe", "fe-nv")] == facts[fact]


def test_police_comparisons_disagree_as_often_as_computed(ask, facts):
    sql = "select count(*), sum(status = 'contradicts') from comparison where measure = 'killed-by-police'"
    assert list(ask(sql)[0]) == facts["P7"]


def test_police_largest_spread(ask, facts):
    sql = """select substr(as_of, 1, 4), place, spread from comparison
      where measure = 'killed-by-police' order by spread desc limit 1"""
    year, place, spread = ask(sql)[0]
    assert place == "California"
    assert ((year, "CA"), spread) == (tuple(facts["P9"][0]), facts["P9"][1])


def test_police_zeros_are_figures(ask, facts):
    found = ask("select count(*) from claim where measure = 'killed-by-police' and best = 0 and value_type = 'value'")
    assert found[0][0] == facts["P10"]


def test_vermont_agrees(ask):
    sql = """select status from comparison
      where measure = 'killed-by-police' and place = 'Vermont' and as_of = '2015-12-31'"""
    assert ask(sql) == [("agrees",)]


def test_gaza_reports_a_source_and_nothing_of_nobody(ask, facts):
    found = dict(ask("select source, count(distinct as_of) from claim where event = 'gaza-war-2023' group by source"))
    silent = 1  # the report of 2023-12-21 states nothing of its own: all its figures are the compilers' (ext_*)
    assert found == {
        "gaza-government-media-office": facts["G2"]["gmotel"],
        "gaza-ministry-of-health": facts["G2"]["mohtel"] - silent,
    }


def of_day(ask, day):
    sql = f"""select measure || ' ' || population, best, source from claim
      where event = 'gaza-war-2023' and as_of = '{day}'"""
    return {what: (number, source) for what, number, source in ask(sql)}


def test_gaza_figures_of_one_report(ask, facts):
    found = of_day(ask, "2023-11-10")
    source, killed_cum, killed, children, women, injured, press = facts["G3"]
    assert source == "mohtel"
    assert found["killed all"] == (killed_cum, "gaza-ministry-of-health")
    assert found["killed-in-report all"][0] == killed
    assert found["killed children"][0] == children
    assert found["killed women"][0] == women
    assert found["injured all"][0] == injured
    assert found["killed press"][0] == press


def test_a_day_without_a_report_has_no_claim(ask, facts):
    assert facts["G4"][0] == "missing"
    assert of_day(ask, "2023-11-11") == {}


def test_the_other_office_is_another_source(ask, facts):
    found = of_day(ask, "2023-11-23")
    measured = ("killed all", "killed children", "killed women", "injured all")
    assert [found[what][0] for what in measured] == facts["G5"][1:]
    assert found["killed all"][1] == "gaza-government-media-office"


def test_gaza_last_report(ask, facts):
    found = of_day(ask, "2026-08-22")
    assert [found["killed all"][0], found["injured all"][0]] == facts["G6"]


def test_what_the_compilers_extrapolated_is_no_claim(ask):
    assert ask("select id from claim where best = 11129") == []


def test_west_bank_flash_and_verified_differ_as_often_as_computed(ask, facts):
    sql = """select count(*), sum(flash.best <> verified.best)
      from claim as verified join claim as flash
        on flash.as_of = verified.as_of and flash.basis = 'reported' and flash.event = verified.event
      where verified.event = 'west-bank-2023' and verified.basis = 'verified'"""
    assert list(ask(sql)[0]) == facts["G8"][1:]
    reported = "select count(*) from claim where event = 'west-bank-2023' and basis = 'reported'"
    assert ask(reported)[0][0] == facts["G8"][0]


def test_west_bank_day_with_both(ask, facts):
    sql = "select best from claim where event = 'west-bank-2023' and as_of = '2023-12-31' order by basis"
    assert [row[0] for row in ask(sql)] == facts["G9"]


def test_west_bank_widest_gap(ask, facts):
    sql = """select verified.as_of, verified.best, flash.best
      from claim as verified join claim as flash
        on flash.as_of = verified.as_of and flash.basis = 'reported' and flash.event = verified.event
      where verified.event = 'west-bank-2023' and verified.basis = 'verified'
      order by abs(verified.best - flash.best) desc limit 1"""
    assert list(ask(sql)[0]) == facts["G10"]


def test_carried_forward_flash_figures_are_marked(ask, facts):
    sql = "select note, count(*) from claim where event = 'west-bank-2023' and basis = 'reported' group by note"
    assert dict(ask(sql)) == facts["G11"]


def test_the_seed_goes_in_with_its_quotes_and_compares_as_designed(tmp_path, shared):
    seed = shared / "seed"
    with ClaimStore.create(tmp_path / "seed.db") as store:
        load_measures(store, by="M. Rahimi")
        options = IngestOptions(document=str(seed / "article-2019-12-02.ar.txt"), create=CREATE)
        summary = ingest(store, str(seed / "expected.csv"), by="M. Rahimi", options=options)
        assert (summary.read, summary.added, summary.refused) == (6, 6, 0)
        article = (seed / "article-2019-12-02.ar.txt").read_text(encoding="utf-8")
        views = {view.comparison.measure: view for view in store.compare("iran-protests-2019")}
        killed = views["killed"].comparison
        assert (killed.status.value, killed.agreed_minimum, killed.highest_floor) == ("diverges", 161, 600)
        assert [float(round(pair.ratio, 2)) for pair in killed.pairs] == [3.73]
        assert views["arrested"].comparison.status.value == "compatible"
        for view in views.values():
            for places in view.appearances.values():
                for place in places:
                    assert article[place.quote_start : place.quote_end] == place.quote
