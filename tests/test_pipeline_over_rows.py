"""A figure in a cell over several rows is nobody's figure for each of them, until somebody says that it is."""

from __future__ import annotations

import pytest
from builders import BY, Clock

from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.retry import retry

PAGE = """<table><tr><th>Country</th><th>Source</th><th>Deaths</th><th>Date</th></tr>
<tr><td>Turkey</td><td rowspan="2">AFAD</td><td rowspan="2">59259</td><td rowspan="2">2 December 2019</td></tr>
<tr><td>Syria</td></tr>
<tr><td>Iraq</td><td>Ministry</td><td rowspan="2">unknown</td><td>1 December 2019</td></tr>
<tr><td>Iran</td><td>Ministry</td><td>1 December 2019</td></tr></table>"""
SAID = ("event=Quake", "measure=killed")
FOUND = "select place, source, as_of, low from claim order by place"


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        load_measures(store, by=BY)
        yield store


def options(*said):
    mapping = from_flags(["Country=place", "Deaths=says"], [*SAID, *said])
    return IngestOptions(mapping=mapping, create=frozenset(("event", "source")))


def take(store, folder, *said):
    path = folder / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return ingest(store, str(path), by=BY, options=options(*said))


def test_a_figure_over_rows_is_refused_in_each_and_names_dates_and_unknown_count_for_each(store, tmp_path):
    done = take(store, tmp_path)
    assert [(problem.row, problem.column) for problem in done.problems] == [(2, "Deaths"), (3, "Deaths")]
    assert "“59259” stands over several rows" in done.problems[0].reason
    assert "--set over_rows=each" in done.problems[0].hint
    assert store.connection.execute(FOUND).fetchall() == [
        ("Iran", "ministry", "2019-12-01", None),
        ("Iraq", "ministry", "2019-12-01", None),
    ]


def test_it_is_the_figure_of_each_where_somebody_says_so(store, tmp_path):
    assert take(store, tmp_path, "over_rows=each").refused == 0
    assert store.connection.execute(FOUND).fetchall()[2:] == [
        ("Syria", "afad", "2019-12-02", 59259),
        ("Turkey", "afad", "2019-12-02", 59259),
    ]


def test_to_take_the_rows_again_does_not_forget_that_the_cell_stands_over_them(store, tmp_path):
    batch = take(store, tmp_path).batch
    assert batch is not None
    again = retry(store, batch, by=BY, options=options())
    assert (again.added, again.refused) == (0, 2)
    assert (retry(store, batch, by=BY, options=options("over_rows=each"))).added == 2
