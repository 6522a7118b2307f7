"""Headers and cells that hold the years from one to another."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.errors import BadMapping
from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import propose
from claims.pipeline.proposing.found import NOT_SAID


@pytest.mark.parametrize(
    ("headers", "spans"),
    [
        (("fatalities_75_99", "fatalities_00_08"), [("1975", "1999"), ("2000", "2008")]),
        (("Deaths 1990-1999", "Deaths 2000–2009"), [("1990", "1999"), ("2000", "2009")]),
        (("killed (1991/95)", "killed (1996/99)"), [("1991", "1995"), ("1996", "1999")]),
    ],
)
def test_headers_with_years_from_one_to_another_give_the_period(tmp_path, headers, spans):
    found = of(tmp_path, f"carrier,{','.join(headers)}\nNorth Air,12,3\nSouth Air,0,41\n")
    assert [(one.measure, one.period_start, one.as_of) for one in drafts(found)[:2]] == [
        ("killed", begin, end) for begin, end in spans
    ]


def test_what_is_counted_from_one_year_to_another_and_not_known_is_told(tmp_path):
    found = of(tmp_path, "carrier,fatalities_75_99,delays_75_99,fatalities_00_08,delays_00_08\nNorth Air,1,7,3,5\n")
    assert {one.measure for one in drafts(found)} == {"killed"}
    assert told(found, "no known measure").endswith("“delays_75_99”, “delays_00_08”")


def test_ages_are_no_years(tmp_path):
    found = of(tmp_path, "place,deaths_00_14,deaths_15_64,deaths_65_99\nLambeth,1,20,41\n")
    assert {one.population for one in drafts(found)} == {"00_14", "15_64", "65_99"}
    assert not any(one.period_start for one in drafts(found))


@pytest.mark.parametrize(
    ("years", "as_of"),
    [
        (("1340", "1612", "1911"), "{year} AD"),
        (("1398", "1399", "2021"), None),
        (("1612", "1911", "2021"), None),
    ],
)
def test_years_of_two_calendars_are_ours_where_years_between_them_prove_it(tmp_path, years, as_of):
    rows = "".join(f"Siege of {year},{year},{number}\n" for number, year in enumerate(years, start=40))
    found = of(tmp_path, f"event,year,deaths\n{rows}")
    assert found.mapping.columns.get("as_of") == as_of
    assert any("Gregorian calendar (AD)" in one for one in found.unsure) is (as_of is not None)
    if as_of:
        assert drafts(found)[0].as_of == "1340 AD"


@pytest.mark.parametrize(
    ("headers", "spans"),
    [
        (("1889-94", "1895–99"), [("1889", "1894"), ("1895", "1899")]),
        (("1990 - 1999", "2000/2009"), [("1990", "1999"), ("2000", "2009")]),
    ],
)
def test_headers_that_are_years_from_one_to_another_alone_give_the_period(tmp_path, headers, spans):
    found = of(tmp_path, f"carrier,{','.join(headers)}\nNorth Air,12,3\nSouth Air,0,41\n")
    assert [(one.period_start, one.as_of) for one in drafts(found)[:2]] == spans
    assert found.mapping.constants["measure"] == NOT_SAID


@pytest.mark.parametrize("headers", ["2010/11,2011/12", "2009-10,2010-11,2011-12", "killed 2010/11,killed 2011/12"])
def test_years_that_begin_within_a_calendar_year_wait_for_their_days(tmp_path, headers):
    rows = "\n".join(f"{place}{',4' * len(headers.split(','))}" for place in ("North", "South"))
    found = of(tmp_path, f"state,{headers}\n{rows}\n")
    first = found.mapping.claims[0].constants
    assert first["period_start"][4:] == f"-{NOT_SAID}" == first["as_of"][4:]
    assert "on which day nothing says" in told(found, "begin within a calendar year")


def test_months_of_one_year_are_no_years(tmp_path):
    found = of(tmp_path, "state,2009-10,2009-11\nNorth,4,7\nSouth,1,2\n")
    assert [one.as_of for one in drafts(found)[:2]] == ["2009-10", "2009-11"]


def test_cells_that_are_years_from_one_to_another_give_the_period(tmp_path):
    found = of(tmp_path, "period,executions\n1801-1825,45\n1826-1850,38\n")
    assert [(one.period_start, one.as_of) for one in drafts(found)] == [("1801", "1825"), ("1826", "1850")]


@pytest.mark.parametrize("cells", [("2009-10", "2010-11"), ("2010/2011", "2011/2012"), ("2010/11", "2011/12")])
def test_cells_that_are_years_within_calendar_years_are_told_and_not_read(tmp_path, cells):
    found = of(tmp_path, f"year,killed\n{cells[0]},45\n{cells[1]},38\n")
    assert not any(one.as_of or one.period_start for one in drafts(found))
    assert "add the first and the last day of each" in told(found, "begin within a calendar year")


def test_a_figure_of_days_that_are_not_said_is_not_recorded(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("state,2010/11,2011/12\nNorth,4,7\nSouth,1,2\n", encoding="utf-8")
    with ClaimStore.create(tmp_path / "claims.db") as store:
        said = from_flags([], ["event=Heat", "measure=Deaths", "source=WHO"])
        made = propose(str(path), store=store).mapping.overridden_by(said)
        options = IngestOptions(mapping=made, create=frozenset(("event", "measure", "source")))
        with pytest.raises(BadMapping, match=r"cannot read a date from “201\d-\?”"):
            ingest(store, str(path), by="a tester", options=options)


@pytest.mark.parametrize("header", ["season", "date", "year"])
@pytest.mark.parametrize("cells", [("2008-09", "2009-10", "2010"), ("2009-10", "1998-2001", "2012-13")])
def test_cells_that_could_be_months_are_years_where_others_beside_them_are(tmp_path, header, cells):
    rows = "".join(f"{cell},{n + 3}\n" for n, cell in enumerate(cells))
    found = of(tmp_path, f"{header},killed\n{rows}")
    assert not {"as_of", "period_start", "year"} & found.mapping.columns.keys()
    assert f"“{header}”" in told(found, "add the first and the last day of each")


def test_a_few_years_of_antiquity_leave_a_column_of_years_what_it_is(tmp_path):
    lines = [(-430, -426), (1629, 1631), (1720, 1722), (1918, 1920), (1957, 1958), (2002, 2004), (2009, 2010)]
    rows = "".join(f"{begin},{end},Plague {end},{number}000\n" for number, (begin, end) in enumerate(lines, start=1))
    columns = of(tmp_path, f"start_year,end_year,name,deaths\n{rows}").mapping.columns
    assert (columns["period_start"], columns["as_of"]) == ("start_year", "end_year")


def test_wars_from_one_year_to_another_have_both_as_their_time_and_one_year_alone_is_both(tmp_path):
    rows = (
        "Second Congo War,1998–2003,5400000,Congo\nBosnian War,1992–1995,97000,Bosnia\nFalklands War,1982,907,Islands\n"
    )
    found = of(tmp_path, f"War,Date,Deaths,Location\n{rows}")
    assert (found.mapping.columns["period_start"], found.mapping.columns["as_of"]) == ("Date", "Date")
    assert [(one.period_start, one.as_of) for one in drafts(found)] == [
        ("1998", "2003"),
        ("1992", "1995"),
        ("1982", "1982"),
    ]


def test_a_year_of_what_happened_is_taken_though_others_are_of_what_was_written_of_it(tmp_path):
    rows = "2014,2014,2015,CALI,2\n2022,2023,2023,CALI,1\n2010,2013,2013,PEREIRA,3\n"
    found = of(tmp_path, f"anio_hechos,anio_entrada,anio_denuncia,municipio,total_victimas\n{rows}")
    assert found.mapping.columns["year"] == "anio_hechos"


def test_a_year_that_stands_for_the_rows_below_it_is_told(tmp_path):
    found = of(
        tmp_path, "Year,Month,Deaths\n1998,Enero,72\n,Febrero,60\n,Marzo,65\n1999,Enero,60\n,Febrero,61\n,Abril,57\n"
    )
    assert "--set 'from_above=Year'" in told(found, "“Year” is empty in 4 of 6 rows")


def test_years_beside_their_total_count_from_one_to_another_and_the_total_is_told(tmp_path):
    rows = "Atlantic Plain,48 (43),28 (22),76 (65)\nPiedmont,58 (51),26 (17),84 (68)\n"
    found = of(tmp_path, f"Region,1889-94,1905-9,Total\n{rows}")
    assert [(one.place, one.period_start, one.as_of, one.says) for one in drafts(found)][:2] == [
        ("Atlantic Plain", "1889", "1894", "48 (43)"),
        ("Atlantic Plain", "1905", "1909", "28 (22)"),
    ]
    assert told(found, "beside the years that it adds up").startswith("“Total” is not read")
    assert "second number in brackets" in told(found, "(“48 (43)”)")


@pytest.mark.parametrize("header", ["2011-2,2011-3", "2019-1,2019-2"])
def test_a_year_with_one_digit_behind_it_is_a_month_where_no_other_header_is_certain(tmp_path, header):
    found = of(tmp_path, f"country,{header}\nIran,4,8\nIraq,9,12\n")
    assert found.mapping.claims == ()


@pytest.mark.parametrize("months", ["2008-08,2008-09,2008-10", "2010-10,2010-11,2010-12"])
def test_months_beside_words_that_could_be_years_alone_are_months_beside_each_other(tmp_path, months):
    named = months.split(",")
    header = ",".join(f"{month} / {measure}" for month in named for measure in ("Missing", "Killed"))
    found = of(tmp_path, f"District,{header}\nHoms,1,2,3,4,5,6\nHama,7,8,9,10,11,12\n")
    assert {one.as_of for one in drafts(found)} == set(named)
    assert not any("from one year to another" in one for one in found.unsure)
