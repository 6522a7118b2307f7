"""Days from one to another in one cell of dates: both ends are read, or none is."""

import pytest
from proposing import of, told

from claims.dates_days import read_days
from claims.errors import AmbiguousDate, NotADate
from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest

SAID = ("event=floods", "source=UN", "measure=killed")


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("6–8 December 1982", "1982-12-06", "1982-12-08"),
        ("3–5 พ.ค. 2563", "2020-05-03", "2020-05-05"),
        ("৩–৫ মে ২০২৪", "2024-05-03", "2024-05-05"),
        ("H1 2020", "2020-01-01", "2020-06-30"),
        ("2021-S2", "2021-07-01", "2021-12-31"),
        ("second half of 2020", "2020-07-01", "2020-12-31"),
        ("1er semestre 2020", "2020-01-01", "2020-06-30"),
        ("2-е полугодие 2020 года", "2020-07-01", "2020-12-31"),
        ("2020年下半年", "2020-07-01", "2020-12-31"),
        ("6th-8th December 1982", "1982-12-06", "1982-12-08"),
        ("December 6–8, 1982", "1982-12-06", "1982-12-08"),
        ("28 Feb – 3 Mar 2020", "2020-02-28", "2020-03-03"),
        ("Dec 30, 1982 – Jan 2, 1983", "1982-12-30", "1983-01-02"),
        ("3-5/5/2020", "2020-05-03", "2020-05-05"),
        ("28.2.–3.3.2020", "2020-02-28", "2020-03-03"),
        ("3/5/2020 - 15/5/2020", "2020-05-03", "2020-05-15"),
        ("2020-05-03/2020-05-05", "2020-05-03", "2020-05-05"),
        ("from 3 to 5 May 2020", "2020-05-03", "2020-05-05"),
        ("du 3 au 5 mai 2020", "2020-05-03", "2020-05-05"),
        ("vom 3. bis 5. Mai 2020", "2020-05-03", "2020-05-05"),
        ("del 3 al 5 de mayo de 2020", "2020-05-03", "2020-05-05"),
        ("с 3 по 5 мая 2020 года", "2020-05-03", "2020-05-05"),
        ("من 3 إلى 5 مايو 2020", "2020-05-03", "2020-05-05"),
        ("۱۱ تا ۱۳ آذر ۱۳۹۸", "2019-12-02", "2019-12-04"),
        ("2020年5月3日至5日", "2020-05-03", "2020-05-05"),
        ("Q1 2023", "2023-01-01", "2023-03-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("T4 2023", "2023-10-01", "2023-12-31"),
        ("2T2023", "2023-04-01", "2023-06-30"),
        ("1er trimestre 2023", "2023-01-01", "2023-03-31"),
        ("IV кв. 2023 г.", "2023-10-01", "2023-12-31"),
        ("2023年第3四半期", "2023-07-01", "2023-09-30"),
        ("third quarter of 2023", "2023-07-01", "2023-09-30"),
        ("2023, Q3", "2023-07-01", "2023-09-30"),
    ],
)
def test_both_ends_are_read(phrase, first, last):
    begun, ended = read_days(phrase)
    assert begun is not None, f"“{phrase}” is read as one date"
    assert (begun.iso, ended.iso) == (first, last)


@pytest.mark.parametrize(
    "phrase",
    [
        "6–8 December", "8–6 December 1982", "c. 6–8 December 1982", "May–June 2020", "1998–2001", "10-12 2020",
        "30 December – 2 January 2021", "3/5 - 5/6/2020", "3/11/2020 - 5/12/2020", "15 May 2020 – present", "31-12-20",
        "6, 8 December 1982",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_refused(phrase):
    with pytest.raises(NotADate):
        read_days(phrase)


def test_one_date_stays_one():
    assert read_days("6 December 1982")[0] is None
    with pytest.raises(AmbiguousDate):
        read_days("6-8-1982")


def test_the_order_that_is_said_holds_for_both_ends():
    begun, ended = read_days("3/11/2020 - 5/12/2020", order="dmy")
    assert begun is not None
    assert (begun.iso, ended.iso) == ("2020-11-03", "2020-12-05")
    with pytest.raises(NotADate):
        read_days("3-5/5/2020", order="mdy")


def test_a_list_with_days_in_a_row_goes_in_with_the_period_of_each(tmp_path):
    text = "Date,Place,Killed\n6–8 December 1982,Salvador,12\n5 May 2020,Aleppo,4\nMay–June 2020,Homs,5\n"
    found = of(tmp_path, text)
    assert "is read as the days between which it was counted" in told(found, "6–8 December 1982")
    options = IngestOptions(mapping=from_flags([], SAID[:2]), is_suggested=True, create=frozenset(("event", "source")))
    with ClaimStore.create(tmp_path / "a.db") as store:
        load_measures(store, by="m")
        result = ingest(store, str(tmp_path / "file.csv"), by="m", options=options)
        recorded = {one.place: (one.period_start, one.as_of) for one in store.reader.claims()}
    assert recorded == {"Salvador": ("1982-12-06", "1982-12-08"), "Aleppo": (None, "2020-05-05")}
    assert [problem.column for problem in result.problems] == ["Date"]


def test_a_column_that_is_both_start_and_end_gives_the_days_of_each_row(tmp_path):
    (tmp_path / "file.csv").write_text("date,killed\n6–8 December 1982,12\n5 May 2020,4\n", encoding="utf-8")
    mapping = from_flags(["date=as_of", "date=period_start", "killed=says"], SAID)
    options = IngestOptions(mapping=mapping, create=frozenset(("event", "source", "measure")))
    with ClaimStore.create(tmp_path / "a.db") as store:
        ingest(store, str(tmp_path / "file.csv"), by="m", options=options)
        recorded = {(one.period_start, one.as_of) for one in store.reader.claims()}
    assert recorded == {("1982-12-06", "1982-12-08"), ("2020-05-05", "2020-05-05")}
