"""A date such as 2009-10: a month, or beside others of its column two years."""

import pytest

from claims.errors import BadFile
from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest

HEADER = "event,measure,source,says,date\n"


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db") as store:
        yield store


def take(store, tmp_path, days, **options):
    path = tmp_path / "file.csv"
    path.write_text(HEADER + "".join(f"Avalanches {n},killed,Police,{n + 3},{day}\n" for n, day in enumerate(days)))
    options = IngestOptions(create=frozenset({"event", "source", "measure"}), **options)
    return ingest(store, str(path), by="A. Petrov", options=options)


def days(store):
    return sorted(claim.as_of for claim in store.reader.claims())


def test_years_of_seasons_are_not_recorded_as_months(store, tmp_path):
    with pytest.raises(BadFile, match="date holds years from one to another") as raised:
        take(store, tmp_path, ["2008-09", "2009-10", "2010-11", "2012-13"])
    assert "period_start and as_of" in raised.value.hint
    assert days(store) == []


def test_what_somebody_says_are_months_are_read_as_months(store, tmp_path):
    take(store, tmp_path, ["2008-09", "2009-10"], order="ymd")
    assert days(store) == ["2008-09", "2009-10"]


@pytest.mark.parametrize("months", [["2009-10"], ["2009-08", "2009-09", "2009-10"], ["2009-10", "2009-10-31"]])
def test_months_stay_months(store, tmp_path, months):
    take(store, tmp_path, months)
    assert days(store) == months


def test_a_month_that_a_mapping_puts_together_is_one(store, tmp_path):
    path = tmp_path / "parts.csv"
    path.write_text("event,measure,source,says,y,m\nA,killed,Police,1,2008,09\nB,killed,Police,2,2009,10\n")
    mapping = from_flags(maps=["{y}-{m}=as_of"], sets=[])
    options = IngestOptions(create=frozenset({"event", "source", "measure"}), mapping=mapping)
    ingest(store, str(path), by="A. Petrov", options=options)
    assert days(store) == ["2008-09", "2009-10"]
