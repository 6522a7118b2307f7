"""Wide tables, bounds and several versions of one source, held to figures computed independently (FACTS.md)."""

import ast
import re

import pytest

from claims import mapping
from claims.mapping import open_mapping
from claims.model import CountKind, Measure
from claims.pipeline.batch import diff_batches
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest

BY = "M. Rahimi"
CREATE = frozenset({"event", "source", "measure"})
COVID = "covid_early2020"

UCDP_SIDES = """
[set]
measure = "killed"
source = "UCDP"
[columns]
event = "relid"
place = "country"
as_of = "date_end"
[wide]
columns = ["deaths_*"]
header = "population"
[names.population]
deaths_a = "side a"
deaths_b = "side b"
deaths_civilians = "civilians"
deaths_unknown = "unknown to the coders"
"""

CHERNOBYL = """
[set]
event = "Chernobyl disaster"
measure = "killed"
basis = "estimated"
[columns]
source = "Entity"
as_of = "Year"
[wide]
columns = ["Chernobyl*"]
set = {note = "long-term estimate"}
"""

WHO_SITUATION_DEATHS = """
ignore = ["WHO region"]
[set]
event = "COVID-19 pandemic"
measure = "deaths"
source = "WHO situation reports"
[columns]
place = "Country/Region"
[only]
"Province/States" = ["Deaths"]
[wide]
dates = "%m/%d/%Y"
"""

FILES = (
    (f"{COVID}/jhu_time_series_covid19_deaths_global.csv", "jhu-time-series", ()),
    (f"{COVID}/jhu_time_series_covid19_confirmed_global.csv", "jhu-time-series", ()),
    (f"{COVID}/ecdc_owid_full_data_2020-03-19.csv", "owid-long", ("source=ECDC",)),
    (f"{COVID}/who_owid_full_data_2020-03-17.csv", "owid-long", ("source=WHO",)),
    (f"{COVID}/ecdc_owid_full_data_2020-03-29.csv", "owid-long", ("source=ECDC",)),
    ("ucdp_ged_sample/ucdpged.csv", "ucdp-ged", ()),
    ("ucdp_ged_sample/ucdpged.csv", UCDP_SIDES, ()),
    ("owid_small/Deaths_from_Chernobyl_Range_of_long_ter.csv", CHERNOBYL, ()),
    (f"{COVID}/who_covid_19_sit_rep_time_series.csv", WHO_SITUATION_DEATHS, ()),
)
"""Each file with its mapping, shipped or here, and what it does not say."""
JHU_DEATHS, ECDC_EARLIER, ECDC_LATER, UCDP = 1, 3, 5, 6
"""Numbers of batches."""

OF_PLACE = """select source, best from claim
  where event = 'covid-19-pandemic' and measure = '{measure}' and place = '{place}' and as_of = '2020-03-15'
    and source in ('johns-hopkins-university', 'ecdc', 'who')"""

EVENTS = f"""with bounds (event, place, year, low, best, high) as (
  select event, place, as_of_year, coalesce(low, best), best, coalesce(high, best) from claim where batch = {UCDP}
  union all
  select json_extract(cells, '$.relid'), json_extract(cells, '$.country'),
    cast(json_extract(cells, '$.year') as integer), cast(json_extract(cells, '$.low') as integer),
    cast(json_extract(cells, '$.best') as integer), cast(json_extract(cells, '$.high') as integer)
  from reject where batch = {UCDP}
)"""
"""What UCDP states of every event: claims, and the rows that were refused, whose cells are kept."""


@pytest.fixture(scope="module")
def facts(shared):
    text = (shared / "data" / "FACTS.md").read_text(encoding="utf-8")
    found = re.findall(r"^- (\w+): .*? = (.+)$", text, flags=re.MULTILINE)
    return {key: ast.literal_eval(value) for key, value in found}


@pytest.fixture(scope="module")
def ingested(tmp_path_factory, shared):
    """The database with all files, and what their ingests said, by number of batch."""
    summaries = {}
    with ClaimStore.create(tmp_path_factory.mktemp("layouts") / "layouts.db") as store:
        load_measures(store, by=BY)
        for file, text, sets in FILES:
            made = mapping.from_toml(text, name=file) if "\n" in text else open_mapping(text)
            if sets:
                made = made.overridden_by(mapping.from_flags([], sets))
            options = IngestOptions(mapping=made, create=CREATE)
            summary = ingest(store, str(shared / "data" / file), by=BY, options=options)
            summaries[summary.batch] = summary
        yield store, summaries


@pytest.fixture
def ask(ingested):
    store, _ = ingested
    return lambda sql: store.connection.execute(sql).fetchall()


def three(ask, measure, place):
    found = dict(ask(OF_PLACE.format(measure=measure, place=place)))
    return [found[source] for source in ("johns-hopkins-university", "ecdc", "who")]


def test_only_what_cannot_be_true_is_refused(ingested):
    _, summaries = ingested
    assert {batch: summary.refused for batch, summary in summaries.items() if summary.refused} == {UCDP: 13}


@pytest.mark.parametrize(
    ("fact", "measure", "place"),
    [
        ("C1", "killed", "Italy"),
        ("C2", "killed", "Iran"),
        ("C3", "killed", "United States"),
        ("C4", "confirmed-cases", "Italy"),
    ],
    ids=["C1", "C2", "C3", "C4"],
)
def test_three_sources_of_one_day_and_place(ask, facts, fact, measure, place):
    assert three(ask, measure, place) == facts[fact]


def test_days_and_places_with_deaths_from_both_and_how_many_differ(ask, facts):
    sql = f"""select count(*), sum(ours.best <> theirs.best)
      from claim as ours join claim as theirs
        on theirs.measure = ours.measure and theirs.place = ours.place and theirs.as_of = ours.as_of
      where ours.measure = 'killed' and ours.source = 'ecdc' and ours.batch = {ECDC_EARLIER}
        and theirs.source = 'who'"""
    assert list(ask(sql)[0]) == facts["C5"]


def test_what_a_source_revised_between_two_snapshots(ask, facts):
    sql = f"""select later.as_of, later.place, earlier.best, later.best
      from claim as later join claim as earlier
        on earlier.comparison = later.comparison and earlier.source = later.source and earlier.as_of = later.as_of
      where later.measure = 'killed' and later.batch = {ECDC_LATER} and earlier.batch = {ECDC_EARLIER}
      order by later.place"""
    assert [((day, place), before, after) for day, place, before, after in ask(sql)] == facts["C6"]


def test_the_difference_of_two_batches_says_the_same(ingested, facts):
    store, _ = ingested
    found = diff_batches(store, ECDC_EARLIER, ECDC_LATER)
    changed = [
        ((one.after[0].as_of, one.after[0].place), one.before[0].figure.best, one.after[0].figure.best)
        for one in found.changed
        if one.after[0].measure == "killed"
    ]
    assert sorted(changed, key=lambda one: one[0][1]) == facts["C6"]
    assert found.disappeared == ()


def test_jhu_rows_columns_claims_and_world_total(ask, facts):
    sql = f"""select count(distinct batch_row), count(distinct as_of), count(*),
        sum(case when as_of = '2020-03-28' then best end)
      from claim join appearance on appearance.claim = claim.id and appearance.batch = claim.batch
      where claim.batch = {JHU_DEATHS}"""
    assert list(ask(sql)[0]) == facts["C7"]


def test_jhu_totals_that_go_down(ask, facts, ingested):
    sql = f"""select count(*) from (
        select best, lag(best) over (partition by place order by as_of) as before from claim where batch = {JHU_DEATHS}
      ) where best < before"""
    assert ask(sql)[0][0] == facts["C8"]
    _, summaries = ingested
    flags = summaries[JHU_DEATHS].flags
    assert len(flags) == facts["C8"]
    assert {flag.reason.partition(":")[0] for flag in flags} == {"a total that falls"}


def test_jhu_italy(ask, facts):
    sql = f"select best from claim where batch = {JHU_DEATHS} and place = 'Italy' and as_of = '2020-03-28'"
    assert ask(sql) == [(facts["C9"],)]


def test_who_situation_reports_of_the_same_table_in_the_other_rows(ask):
    sql = """select best from claim where source = 'who-situation-reports' and place = 'Globally'
      order by as_of desc limit 1"""
    assert ask(sql) == [(11184,)]


def test_ucdp_events_and_sums(ask, facts):
    assert list(ask(f"{EVENTS} select count(*), sum(low), sum(best), sum(high) from bounds")[0]) == facts["U1"]


def test_ucdp_ranges_and_those_that_exclude_their_best(ask, facts):
    sql = f"{EVENTS} select sum(low <> high), sum(low > best), sum(best > high) from bounds"
    assert list(ask(sql)[0]) == facts["U2"]


def test_ranges_that_cannot_be_are_kept_in_reject_with_the_reason(ask, facts):
    sql = f"""select case when reason like '%excludes its own best%' then 'excludes' else reason end as why, count(*)
      from reject where batch = {UCDP} group by why order by count(*) desc"""
    found = ask(sql)
    assert sum(count for _, count in found) == 13
    assert all(why == "excludes" or "is above high" in why for why, _ in found), found


@pytest.mark.parametrize(
    ("fact", "place", "year"), [("U3", "Syria", 2013), ("U4", "Afghanistan", 2017)], ids=["U3", "U4"]
)
def test_ucdp_of_one_country_and_year(ask, facts, fact, place, year):
    sql = f"""{EVENTS} select count(*), sum(low), sum(best), sum(high) from bounds
      where place = '{place}' and year = {year}"""
    assert list(ask(sql)[0]) == facts[fact]


def test_ucdp_widest_range(ask, facts):
    sql = f"{EVENTS} select event, low, best, high from bounds order by high - low desc limit 1"
    event, *bounds = ask(sql)[0]
    assert event.lower() == "rwa-1994-3-939-352"
    assert bounds == facts["U5"]


def test_ucdp_whom_it_read(ask, facts):
    sql = f"""with recursive noted (names) as (
        select note from claim where batch = {UCDP}
        union all
        select json_extract(cells, '$.source_original') from reject where batch = {UCDP}
      ),
      part (name, rest) as (
        select null, replace(replace(names, char(10), ';'), ',', ';') || ';' from noted where names is not null
        union all
        select trim(substr(rest, 1, instr(rest, ';') - 1)), substr(rest, instr(rest, ';') + 1)
        from part where rest <> ''
      )
      select name, count(*) from part where name in ('SOHR', 'VDC', 'police', 'Police') group by name"""
    found = dict(ask(sql))
    assert [found[name] for name in ("SOHR", "VDC", "police", "Police")] == facts["U6"]


def test_ucdp_sides_add_up_to_best_in_every_row(ask, facts):
    sql = f"""{EVENTS} select count(*) from bounds
      join (select event, sum(best) as total from claim where batch = {UCDP + 1} group by event) as sides
        on sides.event = lower(replace(bounds.event, '.', '-'))
      where sides.total <> bounds.best"""
    assert ask(sql)[0][0] == facts["U7"]


def test_chernobyl_by_study(ask, facts):
    sql = (
        "select source.name, best from claim join source on source.id = claim.source where event = 'chernobyl-disaster'"
    )
    assert dict(ask(sql)) == facts["O1"]


POLICE = """
language = "en"
[set]
event = "US police killings"
measure = "killed-by-police"
[columns]
says = "count-fatalities"
source = "source"
place = "{column}"
year = "year"
"""
GAZA = """
format = "json"
[set]
event = "Gaza war 2023"
[columns]
source = "report_source"
as_of = "report_date"
[skip]
report_source = ["missing"]
[[claim]]
set = {measure = "killed"}
columns = {says = "killed_cum"}
[[claim]]
set = {measure = "killed-in-report"}
columns = {says = "killed"}
[[claim]]
set = {measure = "killed", population = "press"}
columns = {says = "press_killed_cum"}
"""


@pytest.fixture(scope="module")
def more(tmp_path_factory, shared):
    """What tests/test_real_data.py does not look at: the national series beside the states', and daily figures."""
    with ClaimStore.create(tmp_path_factory.mktemp("more") / "more.db") as store:
        load_measures(store, by=BY)
        for slug in ("killed-by-police", "killed-in-report"):
            store.add_measure(Measure(slug, slug.replace("-", " "), count_kind=CountKind.PERIOD), by=BY)
        for file, text in (
            ("police_mwnb/states-police-killings.csv", POLICE.replace("{column}", "state")),
            ("police_mwnb/US-police-killings.csv", POLICE.replace("{column}", "geography")),
            ("gaza_daily/casualties_daily.json", GAZA),
        ):
            options = IngestOptions(mapping=mapping.from_toml(text, name=file), create=CREATE)
            summary = ingest(store, str(shared / "data" / file), by=BY, options=options)
            assert summary.refused == 0, summary.problems[:3]
        yield lambda sql: store.connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("fact", "year", "sources"),
    [("P2", 2015, ("wapo", "guardian", "mpv", "fe", "fe-nv")), ("P3", 2016, ("guardian", "wapo", "mpv"))],
    ids=["P2", "P3"],
)
def test_police_national_series(more, facts, fact, year, sources):
    found = dict(more(f"select source, best from claim where place = 'United States' and as_of_year = {year}"))
    assert [found[source] for source in sources] == facts[fact]


def test_police_state_years_that_organisations_disagree_on(more, facts):
    sql = """select count(*), sum(figures > 1) from (
        select count(distinct source) as sources, count(distinct best) as figures from claim
        where measure = 'killed-by-police' and place <> 'United States' and source <> 'fe-nv' group by comparison
      ) where sources >= 2"""
    assert list(more(sql)[0]) == facts["P8"]


def test_police_the_one_total_that_does_not_add_up(more, facts):
    sql = """select upper(replace(source, '-', '_')) || ' ' || as_of_year,
        sum(best * (place <> 'United States')) as states,
        sum(best * (place = 'United States')) as nation
      from claim where measure = 'killed-by-police' group by source, as_of_year
      having nation > 0 and states <> nation"""
    assert more(sql) == [("FE_NV 2007", *facts["P11"])]


def test_gaza_reports_from_first_to_last(more, facts):
    sql = "select count(distinct as_of), min(as_of), max(as_of) from claim where event = 'gaza-war-2023'"
    days, first, last = more(sql)[0]
    silent = 1  # the report of 2023-12-21 states nothing of its own
    assert [days + silent + facts["G2"]["missing"], first, last] == facts["G1"]


def test_gaza_days_on_which_the_daily_figure_is_not_the_rise_of_the_total(more, facts):
    sql = """with totals as materialized (
        select as_of, best, lag(as_of) over days as day_before, lag(best) over days as best_before from claim
        where measure = 'killed' and population = 'all' window days as (order by as_of)
      )
      select count(*), min(daily.as_of), max(daily.as_of)
      from claim as daily join totals on totals.as_of = daily.as_of
      where daily.measure = 'killed-in-report' and totals.day_before = date(daily.as_of, '-1 day')
        and daily.best <> totals.best - totals.best_before"""
    assert list(more(sql)[0]) == facts["G7"]
