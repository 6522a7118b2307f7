"""Places within places, columns without a header, years of two digits, and what cells name as the measure."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.proposing.found import NOT_SAID


def test_a_column_without_a_header_is_called_by_its_place(tmp_path):
    text = 'Area,,2001,2002\nAll,,"2,869","2,935"\n,Alabama,87,85\n,Alaska,8,14\n,Arizona,64,73\n'
    found = of(tmp_path, text)
    assert [(one.place, one.says) for one in drafts(found)[:4]] == [
        ("All", "2,869"),
        ("All", "2,935"),
        ("Alabama", "87"),
        ("Alabama", "85"),
    ]
    assert found.mapping.decimal == "."
    assert "a mapping calls it “column 2”" in told(found, "has no header")


def test_a_column_without_a_header_is_ingested_by_its_place(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(",killed\nNorth,4\nSouth,7\n", encoding="utf-8")
    with ClaimStore.create(tmp_path / "claims.db") as store:
        said = from_flags(["column 1=place", "killed=says"], ["event=Heat", "measure=Deaths", "source=WHO"])
        options = IngestOptions(mapping=said, create=frozenset(("event", "measure", "source")))
        ingest(store, str(path), by="a tester", options=options)
        assert {one.place for one in store.reader.claims()} == {"North", "South"}


def test_parts_of_a_wider_place_tell_rows_apart(tmp_path):
    rows = "".join(
        f"Ohio,{year},{month},{prison},{count}\n"
        for year, month, counts in ((2015, "January", (2, 0)), (2015, "February", (0, 1)), (2015, "March", (1, 0)))
        for prison, count in zip(("Marion", "Lima"), counts, strict=True)
    )
    found = of(tmp_path, f"State,Year,Month,Facility,Deaths\n{rows}")
    assert found.mapping.columns["place"] == "{Facility}, {State}"
    assert drafts(found)[0].place == "Marion, Ohio"
    assert "a place within {State}" in told(found, "Facility")


@pytest.mark.parametrize(
    ("years", "century", "first"), [(("14", "15"), "20", "2014-3"), (("98", "99"), "19", "1998-3")]
)
def test_years_of_two_digits_beside_months_are_of_one_century(tmp_path, years, century, first):
    found = of(tmp_path, f"Country,Month,Year,Deaths\nMali,3,{years[0]},12\nMali,4,{years[1]},20\n")
    assert drafts(found)[0].as_of == first
    assert f"taken as of {century}00 to {century}99" in told(found, "two digits")


def test_years_of_two_digits_of_either_century_stay(tmp_path):
    found = of(tmp_path, "Country,Month,Year,Deaths\nMali,3,98,12\nMali,4,04,20\n")
    assert found.mapping.columns["as_of"] == "{Year}-{Month}"


def test_kinds_of_places_are_no_places(tmp_path):
    rows = "2020-01-01,3,Road\n2020-01-04,1,Urban Residential\n2020-01-08,15,Place of Worship\n2020-01-09,2,Road\n"
    found = of(tmp_path, f"Date,Civilians Killed,Location\n{rows}")
    assert "place" not in found.mapping.columns
    assert "holds kinds of places" in told(found, "Location")
    assert {one.population for one in drafts(found)} == {"civilians"}


def test_streets_of_towns_are_places(tmp_path):
    found = of(tmp_path, "Date,Killed,Location\n2020-01-01,3,Farah\n2020-01-04,1,Kabul Road\n2020-01-08,15,Herat\n")
    assert found.mapping.columns["place"] == "Location"


def test_years_called_dates_count_their_year_where_figures_fall(tmp_path):
    found = of(tmp_path, "date,killed\n2008,899\n2009,1066\n2010,95\n2011,124\n2012,60\n")
    assert [(one.period_start, one.as_of) for one in drafts(found)[:1]] == [("2008-01-01", "2008-12-31")]


def test_what_is_counted_before_the_same_names_is_read_too(tmp_path):
    header = "Date,Cases_Guinea,Cases_Liberia,Deaths_Guinea,Deaths_Liberia,Case_Mali"
    found = of(tmp_path, f"{header}\n2014-09-14,942,2710,601,1459,1\n")
    assert {(one.measure, one.place, one.says) for one in drafts(found)} == {
        ("Cases", "Guinea", "942"),
        ("Cases", "Liberia", "2710"),
        ("Deaths", "Guinea", "601"),
        ("Deaths", "Liberia", "1459"),
    }
    assert told(found, "not known yet").endswith("before the same names: “Cases”")


def test_cells_of_a_column_of_measures_are_named(tmp_path):
    rows = "2014-09-18,Number of deaths,41\n2014-09-18,Contacts seen to date,468\n"
    found = of(tmp_path, f"Date,Variable,National\n{rows}")
    assert found.mapping.names["measure"]["Number of deaths"] == "killed"


def test_a_description_of_what_is_counted_is_the_measure(tmp_path):
    rows = "2014-08-14,Total deaths of suspects,2,2\n2014-08-14,Total cases of suspects,11,9\n"
    found = of(tmp_path, f"Date,Description,Totals,Conakry\n{rows}")
    assert found.mapping.columns["measure"] == "Description"
    assert [(one.measure, one.place) for one in drafts(found)[:2]] == [
        ("Total deaths of suspects", ""),
        ("Total deaths of suspects", "Conakry"),
    ]


def test_known_measures_with_a_year_are_read_beside_others_with_one(tmp_path):
    found = of(tmp_path, "Place,Deaths.2019,Deaths.2020,Pop.Jun.2019,Pop.Jun.2020\nOhio,4,7,900,880\n")
    assert [(one.measure, one.as_of, one.says) for one in drafts(found)] == [
        ("Deaths", "2019", "4"),
        ("Deaths", "2020", "7"),
    ]
    assert told(found, "no known measure").endswith("“Pop.Jun.2019”, “Pop.Jun.2020”")


def test_where_people_come_from_says_of_whom_rows_count(tmp_path):
    rows = "2010,Iraq,Albania,5,1\n2010,China,Albania,6,2\n2010,Iraq,Angola,5,3\n2010,China,Angola,9,4\n"
    found = of(tmp_path, f"year,origin,asylum_country,displaced,returned\n{rows}")
    assert "--map 'origin=population'" in " ".join(found.unsure) or found.mapping.columns["population"] == "origin"
    assert found.mapping.constants["source"] == NOT_SAID


def test_those_of_whom_a_header_speaks_are_of_the_column_before_it(tmp_path):
    found = of(tmp_path, "Quelle,Stand,Tote,davon Kinder,Verletzte\nAmt,2024-10-07,870,165,66\nUN,2024-04-30,622,77,\n")
    assert {(one.measure, one.population, one.says) for one in drafts(found)} == {
        ("killed", "kinder", "165"),
        ("killed", "kinder", "77"),
        ("Tote", "all", "870"),
        ("Tote", "all", "622"),
        ("Verletzte", "all", "66"),
    }
    assert told(found, "“davon Kinder” (kinder)")
