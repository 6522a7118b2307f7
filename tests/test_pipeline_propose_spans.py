"""Headers with years from one to another, times that are no dates, and lists of one person a row."""

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


def test_years_with_decimals_are_no_dates(tmp_path):
    found = of(tmp_path, "time,killed\n1969.0,1687\n1969.0833,1508\n1969.1667,1507\n")
    assert told(found, "which are no dates").startswith("“time” holds years with decimals (“1969.0833”)")


def test_a_list_of_people_states_no_figure_and_says_so(tmp_path):
    found = of(tmp_path, "date,victim,age,borough\n2006-01-02,B. D.,19,Hackney\n2006-01-03,C. E.,22,Brent\n")
    assert not drafts(found)
    assert "one person (victim, age); how many they are the file does not state" in told(found, "no column holds")


def test_a_list_of_incidents_states_no_figure_either(tmp_path):
    found = of(tmp_path, "date,location,url\n2006-01-02,Hackney,https://a.org/1\n2006-01-03,Brent,https://a.org/2\n")
    assert "each row may be one incident" in told(found, "no column holds")


def test_codes_that_are_names_are_sources(tmp_path):
    rows = "Dominica,2013,6,Police Force of Dominica\nBarbados,2014,2,Royal Police Force\n"
    assert of(tmp_path, f"country,year,killed,source_id\n{rows}").mapping.columns["source"] == "source_id"
    rows = "Dominica,2013,6,S 12\nBarbados,2014,2,S 13\n"
    assert of(tmp_path, f"country,year,killed,source_id\n{rows}").mapping.constants["source"] == NOT_SAID


@pytest.mark.parametrize(
    ("header", "measure"),
    [("Death", "killed"), ("No. of Death", "killed"), ("Injury", "injured"), ("Cause of death", None)],
)
def test_a_measure_in_the_singular_is_one_alone(tmp_path, header, measure):
    found = of(tmp_path, f"district,{header},other\nLambeth,907,3\nCamberwell,352,4\n")
    assert found.mapping.names.get("measure", {}).get(header) == measure


def test_the_name_of_a_file_about_excess_deaths_says_no_measure(tmp_path):
    found = of(tmp_path, "county,heat days\nKern,2513\nFresno,3346\n", name="excess-deaths-by-county.csv")
    assert found.mapping.constants.get("measure") != "killed"
    assert not any("by the file's name" in one for one in found.unsure)


def test_a_day_of_issue_that_is_the_same_in_all_rows_is_not_the_date(tmp_path):
    found = of(
        tmp_path, "day_of_death;deaths;issued date\n3/4/2021;7;9/9/2022\n14/4/2021;5;9/9/2022\n15/4/2021;6;9/9/2022\n"
    )
    assert found.mapping.columns["as_of"] == "day_of_death"
    assert told(found, "is taken as the date").endswith("(there are dates in “issued date” too)")


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


def test_ages_as_headers_are_those_who_are_counted(tmp_path):
    found = of(tmp_path, "town,0-4,5-14,15-64,65+\nAby,3,2,9,4\nBro,1,0,7,5\n", "deaths.csv")
    (wide,) = found.mapping.wide
    assert (wide.header, wide.columns) == ("population", ("0-4", "5-14", "15-64", "65+"))
    assert (found.mapping.columns["place"], found.mapping.constants["measure"]) == ("town", "killed")
    assert told(found, "taken as ages of those counted")


def test_spans_that_leave_gaps_are_no_ages(tmp_path):
    found = of(tmp_path, "town,0-4,15-24,65+\nAby,3,2,9\nBro,1,0,7\n", "deaths.csv")
    assert [wide.header for wide in found.mapping.wide] != ["population"]


def test_words_below_no_header_are_told(tmp_path):
    found = of(tmp_path, ",killed,injured\nflood,3,4\nfire,5,1\n")
    assert told(found, "has no header").startswith("a column has no header (“flood” …): a mapping calls it “column 1”")
    assert not any("has no header" in one for one in of(tmp_path, ",killed,event\n1,3,flood\n2,5,fire\n").unsure)


def test_coordinates_and_ages_are_offered_for_nothing(tmp_path):
    text = (
        "date,deaths,age,LON,LAT\n2015-03-04,3,41,10.5,50.25\n2015-03-04,5,27,11.75,51.5\n2015-03-05,2,33,12.5,52.25\n"
    )
    assert not any(f"--map '{name}=" in one for one in of(tmp_path, text).unsure for name in ("LON", "LAT", "age"))


@pytest.mark.parametrize("cell", ["Anul {}", "año {}", "Jahr {}", "YEAR {}", "سنة {}"])
def test_years_behind_a_word_are_years(tmp_path, cell):
    rows = "".join(f"{cell.format(year)},{number}\n" for year, number in ((2011, 41), (2012, 37), (2013, 52)))
    found = of(tmp_path, f"period,deaths\n{rows}")
    assert found.mapping.columns["year"] == "period"
    assert [one.as_of for one in drafts(found)] == ["2011-12-31", "2012-12-31", "2013-12-31"]


def test_names_that_sound_as_events_are_the_event_under_any_header(tmp_path):
    text = "case,date,place,killed\nMill Street shooting,2014-02-03,Aby,4\nHarbour bombings,2015-06-07,Bro,2\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["event"] == "case"
    assert told(found, "so its cells sound").startswith("“case”")


def test_a_title_that_sounds_as_an_event_is_one_before_the_disease(tmp_path):
    text = "title,year,disease,deaths\nAby cholera outbreak,1911,Cholera,40\nBro fever epidemic,1922,Typhus,31\n"
    assert of(tmp_path, text).mapping.columns["event"] == "title"


def test_long_texts_with_words_for_events_are_no_names(tmp_path):
    text = "account,date,killed\n" + "".join(
        f'"{"What was seen by those who fled " * 3} the attack of day {day}",2014-02-0{day},{day}\n'
        for day in (3, 4, 5)
    )
    assert "event" not in of(tmp_path, text).mapping.columns


def test_a_second_number_in_brackets_is_told(tmp_path):
    found = of(tmp_path, 'place,year,deaths\nAby,1901,"14 (9)"\nBro,1901,"1,250 (880)"\nCol,1901,"3 (0)"\n')
    assert told(found, "second number in brackets").startswith("“deaths” has a second number in brackets (“14 (9)”)")
    assert not any("in brackets" in one for one in of(tmp_path, "place,year,deaths\nAby,1901,14\n").unsure)


def test_headers_that_are_numbers_are_no_measures(tmp_path):
    found = of(tmp_path, "3014121,12\n3014122,7\n3014123,9\n")
    assert not found.mapping.wide
    assert told(found, "headers that are numbers name no measure")


def test_marks_of_each_person_are_no_figures(tmp_path):
    text = "name,male,age,minor,violence,date\nA Bo,1,46,0,killed,2013-09-12\nC Do,1,17,0,killed,2013-09-17\n"
    found = of(tmp_path, text)
    assert "says" not in found.mapping.columns
    assert "“male”, “minor”" in told(found, "0 and 1 alone")
    assert told(found, "one person")


def test_numbers_of_one_person_each_are_no_figures(tmp_path):
    text = "name,age,weight,bail\nA Bo,31,165,500\nC Da,22,140,0\nE Fo,39,210,250\nG Hu,27,180,0\n"
    found = of(tmp_path, text)
    assert not found.mapping.wide
    assert told(found, "of one person each").startswith("numbers in “weight”, “bail” are of one person each")
    assert told(found, "each row seems to be one person")


def test_a_table_by_ages_is_no_list_of_persons(tmp_path):
    rows = "".join(f"{age},{40 + age},{50 - age}\n" for age in (0, 1, 2, 3, 4, 5))
    assert of(tmp_path, f"age,first,second\n{rows}").mapping.wide


def test_a_code_that_tells_rows_apart_may_be_that_of_a_place(tmp_path):
    text = "year,deaths,area_code\n2010,3,61\n2011,5,61\n2010,8,59\n2011,7,59\n"
    assert "--map 'area_code=place'" in told(of(tmp_path, text), "tells them apart")


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
