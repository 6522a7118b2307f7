"""What people say of the figures of a file that nobody mapped: in which column they stand, and of what they are."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags

TWO = "place,date,deaths,injured\nHoms,2020-03-01,5,6\nHama,2020-03-02,7,8\n"
ONE = "place,date,deaths\nHoms,2020-03-01,5\nHama,2020-03-02,7\n"
SOURCES = "place,Deaths (SOHR),Deaths (VDC)\nHoms,5,6\nHama,7,8\n"


def said(*pairs: str, maps: tuple[str, ...] = ()):
    return from_flags(list(maps), [*pairs, "source=UN", "event=Flood"])


@pytest.mark.parametrize(("column", "figures"), [("deaths", ["5", "7"]), ("injured", ["6", "8"])])
def test_the_column_that_people_name_is_the_figure_of_each_row_with_the_measure_of_its_header(
    tmp_path, column, figures
):
    found = of(tmp_path, TWO, said=said(maps=(f"{column}=says",)))
    assert [(one.measure, one.says) for one in drafts(found)] == [(column, figure) for figure in figures]


def test_whom_and_who_says_a_figure_stay_what_the_header_of_the_column_says(tmp_path):
    found = of(tmp_path, SOURCES, said=from_flags(["Deaths (VDC)=says"], ["event=Flood"]))
    assert [(one.measure, one.source, one.says) for one in drafts(found)] == [
        ("Deaths", "VDC", "6"),
        ("Deaths", "VDC", "8"),
    ]


@pytest.mark.parametrize("measure", ["killed", "Deaths", "fatalities"])
@pytest.mark.parametrize("text", [ONE, SOURCES.replace("SOHR", "men").replace("VDC", "women")])
def test_a_measure_that_people_say_as_the_headers_do_is_not_asked_about(tmp_path, measure, text):
    found = of(tmp_path, text, said=said(f"measure={measure}"))
    assert (len(drafts(found)), found.waits) == (text.count("\n") * 2 - 2 if "men" in text else 2, ())


def test_a_measure_that_nobody_knows_is_that_of_the_only_column_of_figures_and_told(tmp_path):
    found = of(tmp_path, ONE, said=said("measure=killed by police"))
    assert {one.measure for one in drafts(found)} == {"killed by police"}
    assert told(found, "as said of all") == "“deaths” is read as “killed by police”, as said of all"


@pytest.mark.parametrize(("text", "column"), [(TWO, "deaths"), (ONE.replace("deaths", "injured"), "injured")])
def test_one_measure_said_of_columns_of_others_is_asked_about_with_the_flag_that_reads_one(tmp_path, text, column):
    found = of(tmp_path, text, said=said("measure=killed"))
    assert any(f"--map '{column}=says' reads one of them alone" in one for one in found.waits)
    named = of(tmp_path, text, said=said("measure=killed", maps=(f"{column}=says",)))
    assert ({one.measure for one in drafts(named)}, named.waits) == ({"killed"}, ())


def test_a_column_of_a_shipped_mapping_that_people_name_is_read_as_that_alone(tmp_path):
    text = "Entity,Code,Year,Long-term deaths\nWHO (2005),,1986,4000\nCardis et al. (2006),,1986,16000\n"
    found = of(tmp_path, text, said=from_flags(["Entity=source"], ["event=Chernobyl"]))
    assert [(one.source, one.place) for one in drafts(found)] == [("WHO (2005)", ""), ("Cardis et al. (2006)", "")]


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Road", "M1,M4", "event"),
        ("Reported by", "police,army", "source"),
        ("Ending day", "2020-01-05,2020-01-06", "as_of"),
    ],
)
def test_a_column_that_tells_rows_apart_is_offered_in_place_of_what_people_said(tmp_path, header, cells, field):
    first, second = cells.split(",")
    found = of(tmp_path, f"{header},Killed\n{first},2\n{second},3\n", said=said("as_of=2020"))
    flag = f"--map '{header}={field}' in place of --set {field}"
    assert any(flag in one for one in (*found.waits, *found.unsure)), (found.waits, found.unsure)


def test_the_scale_and_the_time_that_a_header_says_stay_where_people_name_its_column(tmp_path):
    in_thousands = "place,Deaths in thousands\nHoms,20\nHama,5\n"
    found = of(tmp_path, in_thousands, said=said("measure=killed", maps=("Deaths in thousands=says",)))
    assert [one.says for one in drafts(found)] == ["20 thousand", "5 thousand"]
    by_year = "place,2019,2020\nHoms,20,3\nHama,5,1\n"
    found = of(tmp_path, by_year, said=said("measure=killed", maps=("2020=says",)))
    assert [(one.as_of, one.says) for one in drafts(found)] == [("2020", "3"), ("2020", "1")]


def test_a_header_that_nobody_knows_is_no_source_where_people_say_that_its_column_is_the_figure(tmp_path):
    text = "region,day,civilians,soldiers,reporter\nNorth,2020-03-01,5,6,SOHR\nSouth,2020-03-02,7,8,VDC\n"
    flags = ["event=War", "measure=killed", "population=civilians"]
    found = of(tmp_path, text, said=from_flags(["civilians=says"], flags))
    assert {one.source for one in drafts(found)} == {"?"}
    assert not any("taken as sources" in one for one in found.unsure)


@pytest.mark.parametrize("flags", [([], ["as_of=2021"]), (["Updated=as_of"], []), ([], ["period_start=2019"])])
def test_years_beside_dates_that_people_say_wait_with_the_flag_that_leaves_them_out(tmp_path, flags):
    text = "District,Year,Updated,Killed\nNorth,2019,2021-01-01,3\nSouth,2020,2021-01-01,4\n"
    maps, sets = flags
    found = of(tmp_path, text, said=from_flags(maps, [*sets, "source=UN"]))
    assert [one for one in found.waits if "--map 'Year=' leaves it out" in one or "--map Year= leaves" in one]
    assert len(drafts(found)) == 2
    left = of(tmp_path, text, said=from_flags([*maps, "Year="], [*sets, "source=UN"]))
    assert (left.waits, len(drafts(left))) == ((), 2)
    as_event = of(tmp_path, text, said=from_flags([*maps, "Year=event"], [*sets, "source=UN"]))
    assert ({one.event for one in drafts(as_event)}, as_event.waits) == ({"2019", "2020"}, ())


def test_a_column_of_years_is_as_of_when_people_say_so(tmp_path):
    text = "District,Year,Killed\nNorth,2019,3\nSouth,2020,4\n"
    found = of(tmp_path, text, said=from_flags(["Year=as_of"], ["event=War", "source=UN"]))
    assert ([(one.as_of, one.period_start) for one in drafts(found)], found.waits) == (
        [("2019", None), ("2020", None)],
        (),
    )
