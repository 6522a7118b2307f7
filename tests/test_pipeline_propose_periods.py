"""Figures that fall from date to date count a time of their own, those that grow may be running totals."""

from __future__ import annotations

import pytest
from proposing import drafts, ingested, of, told

from claims.mapping.fields import Wide
from claims.model import Draft
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest

MONTHS = "2022-02,23397\n2022-03,27111\n2022-04,5271\n2022-05,5092\n2022-06,3426\n"
DAYS = "2020-03-02,3\n2020-03-03,9\n2020-03-04,2\n2020-03-05,7\n2020-03-06,1\n"


@pytest.mark.parametrize("rows", [MONTHS, DAYS], ids=["months", "days"])
def test_figures_that_fall_count_the_month_or_day_of_their_date(tmp_path, rows):
    found = of(tmp_path, f"when,deaths\n{rows}")
    assert found.mapping.columns == {"as_of": "when", "period_start": "when"}
    assert any("fall from date to date" in one and "as period_start says" in one for one in found.unsure)


def test_periods_of_one_source_do_not_contradict_each_other(tmp_path):
    found = of(
        tmp_path,
        f"when,deaths,source,event\n{''.join(f'{row},UCDP,War in Ukraine' + chr(10) for row in MONTHS.split())}",
    )
    with ClaimStore.create(tmp_path / "claims.db") as store:
        ingested(store, tmp_path, found)
        sql = "select reports, contradictions from comparison order by period_start"
        assert [tuple(row) for row in store.connection.execute(sql)] == [(1, 0)] * 5


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("2020-03-02,3\n2020-03-03,9\n2020-03-04,12\n2020-03-05,11\n2020-03-06,14\n2020-03-07,20\n", "one correction"),
        ("2020-03-02,3\n2020-03-03,9\n2020-03-04,9\n2020-03-05,17\n", "it grows"),
        ("2020-03-02,3\n2020-03-03,1\n", "two days prove nothing"),
    ],
    ids=["corrected", "growing", "short"],
)
def test_running_totals_stay_what_they_are(tmp_path, rows, why):
    assert "period_start" not in of(tmp_path, f"when,deaths\n{rows}").mapping.columns, why


def test_incidents_that_fall_are_only_told(tmp_path):
    text = "date,city,killed\n1/13/2015,Chicago,3\n4/21/2015,Chicago,1\n6/14/2015,Chicago,4\n8/30/2015,Chicago,0\n"
    found = of(tmp_path, text)
    assert "period_start" not in found.mapping.columns
    assert any("fall from date to date" in one and "event where each row is an event" in one for one in found.unsure)


def test_what_may_fall_is_no_period(tmp_path):
    text = "date,displaced\n2020-03-02,300\n2020-03-03,90\n2020-03-04,200\n2020-03-05,70\n2020-03-06,100\n"
    assert "period_start" not in of(tmp_path, text).mapping.columns


def test_of_daily_figures_beside_their_running_total_the_total_is_read(tmp_path):
    text = (
        "day,killed,killed_cum,ext_killed_cum\n2023-10-07,232,232,232\n2023-10-08,138,370,370\n2023-10-09,190,560,560\n"
    )
    found = of(tmp_path, text)
    assert found.mapping.wide == (Wide(columns=("killed_cum",), header="measure"),)
    assert [one.says for one in found.first if isinstance(one, Draft)] == ["232", "370", "560"]
    way = "the running total is read; the other needs a mapping with period_start"
    assert f"“killed” beside “killed_cum”: {way}" in found.unsure
    assert not any("population" in one for one in found.unsure)


def test_a_count_beside_its_running_total_and_a_source_is_no_second_source(tmp_path):
    header = "country,indicator,year_week,source,weekly_count,cumulative_count"
    rows = "Austria,deaths,2020-10,WHO,1,1\nAustria,cases,2020-10,WHO,95,104\nAustria,deaths,2020-11,WHO,3,4\n"
    found = of(tmp_path, f"{header}\n{rows}")
    assert [(one.measure, one.source, one.says) for one in drafts(found)] == [
        ("deaths", "WHO", "1"),
        ("cases", "WHO", "104"),
        ("deaths", "WHO", "4"),
    ]
    assert any("“year_week” tells of the time in a way that is no date (“2020-10”)" in one for one in found.unsure)


def test_daily_figures_beside_a_running_total_of_another_name(tmp_path):
    totals, new = (5, 9, 10, 16, 18, 25, 26), (5, 4, 1, 6, 2, 7, 1)
    rows = "".join(f"{day}-Oct-15,{total},{own}\n" for day, (total, own) in enumerate(zip(totals, new, strict=True), 1))
    found = of(tmp_path, f"date,strikes in all,strikes anew\n{rows}")
    said = {(one.measure, one.period_start) for one in drafts(found)[:2]}
    assert said == {("strikes in all", None), ("strikes anew", "2015-10-01")}
    assert told(found, "fall from date to date").endswith("“strikes in all” are taken as running totals")


@pytest.mark.parametrize("day", ["{year}-{month:02}-01", "{month}/1/{year}"])
def test_sparse_figures_dated_on_the_first_days_of_months_count_the_months(tmp_path, day):
    told = {(2, 2018): 2, (5, 2018): 1, (9, 2019): 1, (11, 2019): 3}
    rows = "".join(
        f"Bomet,{day.format(year=year, month=month)},{told.get((month, year), 0)}\n"
        for year in (2018, 2019)
        for month in range(1, 13)
    )
    found = of(tmp_path, f"county,month,killed\n{rows}")
    assert [(one.period_start, one.as_of) for one in drafts(found)][:2] == [
        ("2018-01", "2018-01"),
        ("2018-02", "2018-02"),
    ]
    assert not any("order of its dates" in one for one in found.asked)


def test_refugees_of_a_year_are_those_there_were_at_its_end_and_may_fall(tmp_path):
    rows = "2022,Türkiye,3535898,12350,UNHCR,War\n2023,Türkiye,3214780,10421,UNHCR,War\n"
    found = of(tmp_path, f"year,country_of_asylum,refugees,asylum_seekers,source,event\n{rows}")
    assert (found.mapping.columns["as_of"], "year" in found.mapping.columns) == ("year", False)
    assert "are those that there are at a time" in told(found, "“year”")
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by="m")
        options = IngestOptions(mapping=found.mapping, create=frozenset(("event", "source", "measure")))
        assert ingest(store, str(tmp_path / "file.csv"), by="m", options=options).flags == ()
        kinds = "select count_kind from measure where id in ('refugees', 'asylum-seekers')"
        assert {kind for (kind,) in store.connection.execute(kinds)} == {"point"}
    of_a_year = of(tmp_path, f"year,country_of_asylum,refugees,deaths,source,event\n{rows}")
    assert of_a_year.mapping.columns["year"] == "year"


BY_MONTH = "Month,Killed,Injured\nFebruary 2022,336,461\nMarch 2022,956,1388\nApril 2022,876,1620\n"


def test_a_total_of_all_rows_shows_that_they_count_their_own_time(tmp_path):
    found = of(tmp_path, f"{BY_MONTH}Total,2168,3469\n")
    assert {(one.period_start, one.as_of) for one in drafts(found)[:2]} == {("February 2022", "February 2022")}
    assert "“Total” in “Month” holds the sum of the other rows" in told(found, "no running totals")
    assert found.mapping.ask == {"Month": ("Total",)}


@pytest.mark.parametrize("total", ["Total,876,1620\n", "Total,2168,1620\n", ""])
def test_what_is_no_sum_of_all_rows_shows_nothing(tmp_path, total):
    found = of(tmp_path, f"{BY_MONTH}{total}")
    assert found.mapping.columns["as_of"] == "Month"
    assert not [one for one in found.unsure if "holds the sum of the other rows" in one]
