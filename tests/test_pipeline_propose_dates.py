"""Dates in columns and cells: of several parts, of years with two digits, with words, of birth and of weeks."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.dates_days import read_days
from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import propose
from claims.pipeline.suggested import said_of

SAID = ("event=war", "source=UN", "measure=killed")


@pytest.fixture
def recorded():
    """Return what records a file as it is suggested, and gives place and day of its claims."""

    def record(folder, text):
        (folder / "file.csv").write_text(text, encoding="utf-8")
        options = IngestOptions(
            mapping=from_flags([], SAID), is_suggested=True, create=frozenset(("event", "source", "measure"))
        )
        with ClaimStore.create(folder / "a.db") as store:
            ingest(store, str(folder / "file.csv"), by="m", options=options)
            return [tuple(row) for row in store.connection.execute("select place, as_of from claim")]

    return record


def test_a_day_of_zero_is_not_known(tmp_path):
    rows = "2015,3,18,24\n1970,3,0,2\n1971,0,0,1\n"
    found = of(tmp_path, f"iyear,imonth,iday,nkill\n{rows}")
    assert [one.as_of for one in drafts(found)] == ["2015-3-18", "1970-3", "1971"]
    assert "0 in “imonth”, “iday” is taken for not known, by [take]" in found.unsure


def test_years_are_known_by_their_cells_where_no_header_says_so(tmp_path):
    found = of(tmp_path, "season,killed\n2017,5\n2018,7\n2019,3\n")
    assert found.mapping.columns["year"] == "season"
    told = "“season” holds years and is taken as the year that is counted; else --map 'season=as_of'"
    assert told in found.unsure


def test_a_time_that_is_no_date_is_told(tmp_path):
    found = of(tmp_path, "Регион,Погибло,Период\nМосква,148,январь-декабрь 2020\n")
    assert any(one.startswith("“Период” tells of the time in a way that is no date") for one in found.unsure)


def test_both_days_of_a_time_in_one_cell_are_read(tmp_path):
    rows = "01/01/2023 - 31/03/2023;441\n01/01/2023 – 30/06/2023;1289\n"
    found = of(tmp_path, f"Periodo di riferimento;Morti\n{rows}")
    days = [(*(day.iso for day in read_days(one.as_of) if day), one.says) for one in drafts(found)]
    assert days == [("2023-01-01", "2023-03-31", "441"), ("2023-01-01", "2023-06-30", "1289")]


def test_both_months_of_a_time_in_one_cell_are_read(tmp_path):
    rows = "January 2023 - March 2023;441\nJanuary 2023 – June 2023;1289\n"
    found = of(tmp_path, f"Period;Deaths\n{rows}")
    assert [(one.period_start, one.as_of) for one in drafts(found)] == [
        ("January 2023", "March 2023"),
        ("January 2023", "June 2023"),
    ]


def test_a_year_beside_months_needs_no_word_of_its_own(tmp_path):
    found = of(tmp_path, "Año,Entidad,Enero,Febrero,Marzo\n2019,A,4,6,5\n2019,B,180,160,210\n")
    assert not [one for one in found.unsure if one.startswith("“Año” is taken as the year")]


def test_years_with_a_word_are_read_without_it(tmp_path):
    found = of(tmp_path, "구분,사망\n2018년,369\n2019년,285\n")
    assert [(one.as_of, one.says) for one in drafts(found)] == [("2018-12-31", "369"), ("2019-12-31", "285")]
    assert "“구분” holds years with a word (“2018년”), read by [take]" in found.unsure


def test_hashtags_of_year_and_month_are_one_date(tmp_path):
    tags = "#adm1+name,#date+month,#date+year,#affected+killed"
    found = of(tmp_path, f"Admin1,Month,Year,Fatalities\n{tags}\nKhartoum,April,2023,310\nDarfur,May,2023,85\n")
    assert [one.as_of for one in drafts(found)] == ["2023-April", "2023-May"]


def test_years_of_two_digits_are_read_as_the_mapping_says(tmp_path):
    found = of(tmp_path, "District,Dead,Date\nSylhet,14,22-Jun-22\nSunamganj,26,3-Dec-99\n")
    assert found.mapping.written == {"as_of": "%d-%b-%y"}
    assert [one.as_of for one in drafts(found)] == ["2022-06-22", "1999-12-03"]
    assert "years of “Date” have two digits: “22-Jun-22” is read as %d-%b-%y" in found.unsure


def test_years_of_two_digits_may_have_a_time_behind_them(tmp_path):
    found = of(tmp_path, "STATE,DEATHS,BEGIN_DATE_TIME\nTEXAS,2,29-APR-99 15:30:00\nOHIO,1,28-APR-01 14:45:00\n")
    assert [one.period_start for one in drafts(found)] == ["1999-04-29", "2001-04-28"]


def test_years_of_two_digits_that_would_be_still_to_come_are_left_to_a_person(tmp_path):
    found = of(tmp_path, "District,Dead,Date\nSylhet,14,22-Jun-65\nSunamganj,26,3-Dec-99\n")
    assert not found.mapping.written
    told = "years of “Date” have two digits, and “22-Jun-65” may be of either century: write them with four"
    assert told in found.unsure


def test_years_of_two_digits_that_can_be_read_in_two_ways_are_told(tmp_path):
    found = of(tmp_path, "District,Dead,Reported\nSylhet,14,01/02/22\nSunamganj,26,03/04/22\n")
    assert found.mapping.written == {}
    (told,) = [one for one in found.unsure if one.startswith("“01/02/22” in “Reported” can be read in two ways")]
    assert told.endswith("--set 'written.as_of=%d/%m/%y' or --set 'written.as_of=%m/%d/%y'")


@pytest.mark.parametrize(
    "said", [said_of(None, order="mdy", language=None, file="f"), from_flags([], ["written.as_of=%m/%d/%y"])]
)
def test_what_says_how_short_dates_are_written_answers_the_question(tmp_path, said):
    found = of(tmp_path, "District,Dead,Reported\nSylhet,14,01/02/22\nSunamganj,26,03/04/22\n", said=said)
    assert found.mapping.written == {"as_of": "%m/%d/%y"}
    assert not [one for one in found.asked if "in two ways" in one]


@pytest.mark.parametrize("header", ["REFERENCE", "Referencia"])
def test_a_column_that_is_only_called_a_reference_names_sources_and_no_times(tmp_path, header):
    found = of(tmp_path, f"Place,Fatalities,{header}\nTabas,9000-11000,IIEES\nTabas,11000,Berberian_1979_a\n")
    assert found.mapping.columns["source"] == header
    assert not found.waits


@pytest.mark.parametrize("header", ["data", "stand", "published"])
def test_words_below_the_name_of_a_date_are_no_dates(tmp_path, header):
    found = of(tmp_path, f"event,killed,{header}\nA,5,north stand\nB,6,other\n")
    assert not {"as_of", "published_on"} & found.mapping.columns.keys()
    assert any(f"“{header}” has the name of a date" in one for one in found.unsure)


def test_a_day_of_each_week_is_asked_for_as_its_last(tmp_path):
    found = of(tmp_path, "WEEK,COUNTRY,FATALITIES\n2024-01-06,Syria,31\n2024-01-13,Syria,3\n")
    assert any("“WEEK” holds a day of each week (“2024-01-06”)" in one for one in found.unsure)
    assert any("if it is the last, --map 'WEEK=as_of'" in one for one in found.unsure)


def test_weeks_are_told_as_a_time_that_is_no_date(tmp_path):
    found = of(tmp_path, "semaine,province,deces\n2023-S01,Nord-Kivu,2\n2023-S02,Nord-Kivu,1\n")
    assert any("“semaine” tells of the time in a way that is no date (“2023-S01”)" in one for one in found.unsure)


def test_the_day_of_birth_is_not_the_day_of_the_figure(tmp_path):
    found = of(tmp_path, "name,dob,killed\nHassan,1973-03-23,1\nSalma,1980-11-02,1\n")
    assert "as_of" not in found.mapping.columns


def test_days_that_are_never_after_others_may_begin_a_period(tmp_path):
    rows = "2026-06-08,2026-06-14,4,2026-06-15\n2026-06-15,2026-06-21,25,2026-06-22\n"
    found = of(tmp_path, f"TL,TR,deaths,reporting_date\n{rows}")
    assert told(found, "is never after").endswith("--map 'TL=period_start' --map 'TR=as_of'")


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


def test_years_called_dates_count_their_year_where_figures_fall(tmp_path):
    found = of(tmp_path, "date,killed\n2008,899\n2009,1066\n2010,95\n2011,124\n2012,60\n")
    assert [(one.period_start, one.as_of) for one in drafts(found)[:1]] == [("2008-01-01", "2008-12-31")]


def test_years_with_marks_of_footnotes_above_a_footnote(tmp_path):
    found = of(tmp_path, "Jahr;Getötete;Verletzte\n2020;275;967\n2021;246;244\n2022 1);219;805\n1) vorläufig;;\n")
    assert [one.as_of for one in drafts(found)][::2] == ["2020-12-31", "2021-12-31", "2022-12-31"]
    assert "(“2022 1)”), read by [take]" in told(found, "“Jahr” holds years")


def test_a_note_below_a_table_is_no_year_and_no_place(tmp_path):
    found = of(tmp_path, "Year,Killed,Injured\n2020,275,967\n2021,246,244\n2022,219,805\nSource: the ministry,,\n")
    assert found.mapping.columns["year"] == "Year"
    assert len(drafts(found)) == 6


def test_the_end_of_a_week_is_a_date(tmp_path):
    found = of(tmp_path, "Week,Week ending,Deaths\n18,2017-05-07,51\n19,2017-05-14,155\n20,2017-05-21,354\n")
    assert found.mapping.columns["as_of"] == "Week ending"


def test_first_days_of_years_are_the_years(tmp_path):
    found = of(tmp_path, "date,deaths\n1995-01-01,171\n1996-01-01,3\n1997-01-01,2\n1998-01-01,4\n1999-01-01,1\n")
    assert [(one.period_start, one.as_of) for one in drafts(found)[:2]] == [
        ("1995-01-01", "1995-12-31"),
        ("1996-01-01", "1996-12-31"),
    ]


def test_months_of_the_persian_calendar_are_told(tmp_path):
    rows = "فروردین ۱۴۰۲,۳,هرانا\nاردیبهشت ۱۴۰۲,۱۰,هرانا\nخرداد ۱۴۰۲,۷,هرانا\n"
    found = of(tmp_path, f"ماه,کشته‌شدگان,منبع\n{rows}")
    assert "holds months that lie across two of the Gregorian calendar (“فروردین ۱۴۰۲”)" in told(
        found, "lie across two"
    )


def test_years_with_decimals_are_no_dates(tmp_path):
    found = of(tmp_path, "time,killed\n1969.0,1687\n1969.0833,1508\n1969.1667,1507\n")
    assert told(found, "which are no dates").startswith("“time” holds years with decimals (“1969.0833”)")


def test_a_day_of_issue_that_is_the_same_in_all_rows_is_not_the_date(tmp_path):
    found = of(
        tmp_path, "day_of_death;deaths;issued date\n3/4/2021;7;9/9/2022\n14/4/2021;5;9/9/2022\n15/4/2021;6;9/9/2022\n"
    )
    assert found.mapping.columns["as_of"] == "day_of_death"
    assert told(found, "is taken as the date").endswith("(there are dates in “issued date” too)")


@pytest.mark.parametrize("cell", ["Anul {}", "año {}", "Jahr {}", "YEAR {}", "سنة {}"])
def test_years_behind_a_word_are_years(tmp_path, cell):
    rows = "".join(f"{cell.format(year)},{number}\n" for year, number in ((2011, 41), (2012, 37), (2013, 52)))
    found = of(tmp_path, f"period,deaths\n{rows}")
    assert found.mapping.columns["year"] == "period"
    assert [one.as_of for one in drafts(found)] == ["2011-12-31", "2012-12-31", "2013-12-31"]


def test_dates_behind_the_names_of_their_days(tmp_path):
    text = 'Incident Date,Number Dead\n"Thu, 01/01/2026 - 12:00",1\n"Wed, 01/14/2026 - 12:00",25\n'
    found = of(tmp_path, text)
    assert [one.as_of for one in drafts(found)] == ["01/01/2026", "01/14/2026"]
    assert found.mapping.dates == "mdy"


def test_names_before_years_are_no_dates(tmp_path):
    found = of(tmp_path, "what,killed\nFlood 2019,1\nFire 2020,25\n")
    assert "as_of" not in found.mapping.columns


def test_columns_called_by_the_signs_of_dates(tmp_path):
    found = of(tmp_path, "Season Year,YYYY,MM,DD,State,deaths\n2016,2015,12,19,WA,1\n2017,2017,4,1,AK,2\n")
    assert [one.as_of for one in drafts(found)] == ["2015-12-19", "2017-4-1"]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("start_year,end_year", ["1769,1773", "1959,1961"]),
        ("start_year,end_year", ["1525,1526", "1601,1603"]),
        ("الفترة من,الفترة إلى", ["2021/09/01,2021/09/30", "2021/10/01,2021/10/31"]),
        ("Begin year,Year ended", ["1932,1933", "1984,1985"]),
    ],
)
def test_the_first_and_last_of_a_period(tmp_path, header, cells):
    rows = "".join(f"{period},{event},1000\n" for period, event in zip(cells, ("Bengal", "China"), strict=True))
    found = of(tmp_path, f"{header},country,deaths\n{rows}")
    begin, end = header.split(",")
    assert (found.mapping.columns["period_start"], found.mapping.columns["as_of"]) == (begin, end)
    assert any(f"“{begin}” and “{end}” are taken as the" in one for one in found.unsure)


def test_an_empty_date_gives_way_to_the_day_of_the_cut_off(tmp_path):
    text = "date,search_date,fecha_corte,fallecidos\n,2026-10-07,2026-08-16,289\n,2026-10-07,2026-08-15,294\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["as_of"] == "fecha_corte"
    assert "“date” is empty in the first rows: not read" in found.unsure


def test_the_day_on_which_something_began_is_not_when_its_figures_hold(tmp_path):
    found = of(tmp_path, "conflict,startDate,killed\nGaza War,2023-10-07,46000\nSudan Civil War,2023-04-15,150000\n")
    assert [(one.period_start, one.as_of) for one in drafts(found)] == [("2023-10-07", None), ("2023-04-15", None)]
    assert "say as of when its figures are" in told(found, "“startDate” is the day on which it began")


def test_of_two_dates_the_one_that_each_row_has_is_taken(tmp_path):
    text = (
        "war,lastUpdate,pageRevision,killed\nUkraine war,2026-08-15,2026-08-15,500000\nSudan war,2026-04-21,,150000\n"
    )
    assert [one.as_of for one in drafts(of(tmp_path, text))] == ["2026-08-15", "2026-04-21"]


def test_two_headers_that_differ_in_beginning_and_ending_are_the_days_between_which_it_was_counted(tmp_path):
    header = "Organizations,Work stoppage beginning date,Work stoppage ending date,killed\n"
    found = of(tmp_path, f"{header}Cook County,2021-06-25,2021-07-12,2\nVolvo,2021-04-17,2021-07-14,3\n")
    assert found.mapping.columns["period_start"] == "Work stoppage beginning date"
    assert found.mapping.columns["as_of"] == "Work stoppage ending date"


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (("15 de febrero de 2006", "16 de enero de 2007"), ["2006-02-15", "2007-01-16"]),
        (("14 أيار 2013", "21 حزيران 2013"), ["2013-05-14", "2013-06-21"]),
        (("6 تیر 1376", "5 مرداد 1376"), ["1997-06-27", "1997-07-27"]),
        (("۲۰۲۱-۱۲-۰۷", "۲۰۲۲-۰۱-۰۶"), ["2021-12-07", "2022-01-06"]),
        (("1. März 2004", "2. April 2004"), ["2004-03-01", "2004-04-02"]),
    ],
    ids=["spanish", "levantine", "persian", "eastern digits", "german"],
)
def test_days_in_headers_are_read_in_the_words_and_calendar_of_a_language(tmp_path, recorded, days, read):
    claims = recorded(tmp_path, f"Place;{';'.join(days)}\nGao;3;5\nKidal;4;6\n")
    assert sorted({as_of for _, as_of in claims}) == read
    assert {place for place, _ in claims} == {"Gao", "Kidal"}


def test_days_in_headers_of_which_no_calendar_is_certain_are_no_days_of_ours(tmp_path, recorded):
    assert recorded(tmp_path, "Place;1376/04/06;1376/05/06\nGao;3;5\nKidal;4;6\n") == []


def test_days_of_headers_in_eastern_digits_are_read_in_the_order_that_others_prove(tmp_path, recorded):
    claims = recorded(tmp_path, "Place;١٤/١٢/٢٠٢٢;١٢/٠٢/٢٠٢٣\nGao;3;5\nKidal;4;6\n")
    assert sorted({as_of for _, as_of in claims}) == ["2022-12-14", "2023-02-12"]


@pytest.mark.parametrize(
    ("name", "day"),
    [("cases-2016-01-23-table-1.csv", "2016-01-23"), ("cases_20160123.csv", "2016-01-23"), ("cases.csv", "2019-12-02")],
)
def test_a_day_in_the_name_of_the_file_is_offered_as_the_date(tmp_path, name, day):
    found = of(tmp_path, "state,killed\nAlagoas,158\nBahia,471\n", name=name)
    sentence = told(found, "nothing says as of when")
    assert f"--set as_of={day} " in sentence
    assert ("name of the file" in sentence) == (name != "cases.csv")


def test_a_column_of_quarters_is_the_time_counted_and_no_number(tmp_path):
    found = of(tmp_path, "trimestre,tués\nT1 2023,815\nT2 2023,1014\nT3 2023,701\n")
    assert found.mapping.columns == {"as_of": "trimestre"}
    assert "“T1 2023” in “trimestre” is read as the days" in told(found, "“T1 2023”")


@pytest.mark.parametrize("header", ["Date", "Report date", "تاريخ التقرير"])
def test_numbers_of_days_are_asked_about_and_read_as_a_person_says(tmp_path, header):
    found = of(tmp_path, f"{header},Place,Source,Killed\n43441,Homs,WHO,3\n43448,Homs,WHO,5\n")
    assert "--set written.as_of=days reads “43441” as 2018-12-07" in " ".join(found.waits)
    answered = propose(str(tmp_path / "file.csv"), said=from_flags([], ["written.as_of=days", "event=flood"]))
    assert [(one.as_of, one.says) for one in drafts(answered)] == [("2018-12-07", "3"), ("2018-12-14", "5")]
    assert not answered.waits
    left = propose(str(tmp_path / "file.csv"), said=from_flags([f"{header}="], []))
    assert not any("numbers of days" in one for one in left.waits)


def test_numbers_that_are_too_small_for_days_are_none(tmp_path):
    assert not of(tmp_path, "Day,Place,Source,Killed\n12,Homs,WHO,3\n13,Hama,WHO,5\n").waits


def test_the_hint_on_days_as_numbers_names_the_field_of_the_column(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(
        "event,measure,source,says,period_start,as_of\nWar,killed,UN,3,41390,2013-05-04\n", encoding="utf-8"
    )
    with ClaimStore.create(tmp_path / "claims.db") as store:
        options = IngestOptions(create=frozenset(("event", "measure", "source")))
        (problem,) = ingest(store, str(path), by="m", options=options).problems
    assert problem.hint.startswith("--set written.period_start=days reads the column")


def test_a_year_goes_before_the_day_on_which_somebody_worked_on_the_data(tmp_path):
    found = of(tmp_path, "updated,Region,Year,Killed\n2023-01-01,North,2021,12\n2023-01-01,South,2021,9\n")
    assert (found.mapping.columns["year"], "as_of" in found.mapping.columns) == ("Year", False)


def test_a_column_of_dates_is_one_though_some_lack_their_century_or_their_year(tmp_path):
    rows = "Hroza,52,2023-10-05\nDnipro,46,14.01.2023\nKharkiv,7,10.11.23\nKupiansk,2,22 April\nIzium,3,9.9.22\n"
    found = of(tmp_path, f"District,Dead,Moment\n{rows}")
    assert found.mapping.columns["as_of"] == "Moment"
    assert not found.mapping.written
