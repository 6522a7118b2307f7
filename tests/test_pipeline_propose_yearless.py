"""Days and months without a year, and the column beside them that has it; totals beside what says what it counts."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags


def test_days_without_a_year_take_that_of_the_column_beside_them(tmp_path):
    found = of(
        tmp_path,
        "Year,Month & Day,Town,Deaths\n1925,,Ellington,689\n1896,May 27,St. Louis,255\n2011,May 22,Joplin,161\n",
    )
    assert [one.as_of for one in drafts(found)] == ["1925", "May 27 1896", "May 22 2011"]
    assert told(found, "“Month & Day” gives no year (“May 27”): that of “Year” is added")


def test_months_take_the_year_of_a_column_that_is_called_otherwise(tmp_path):
    found = of(tmp_path, "Incident year,Reported Month,Location,Number of Dead\n2014,January,A,1\n2015,March,B,3\n")
    assert [one.as_of for one in drafts(found)] == ["January 2014", "March 2015"]


def test_where_most_are_no_single_day_the_year_is_the_date(tmp_path):
    found = of(tmp_path, "Year,Death toll,Event,Date\n1900,6000,Storm A,September 9\n1901,9500,Heat B,June–July\n")
    assert found.mapping.columns["year"] == "Year"
    assert "as_of" not in found.mapping.columns
    assert told(found, "“Date” gives no year, and not always one day (“September 9”)")


def test_a_day_with_its_year_stays_as_it_is(tmp_path):
    found = of(tmp_path, "Year,Date,Town,Deaths\n1925,18 March 1925,Ellington,689\n1896,27 May 1896,St. Louis,255\n")
    assert [one.as_of for one in drafts(found)] == ["18 March 1925", "27 May 1896"]


@pytest.mark.parametrize("numbers", [(1, 2, 3, 4, 5), (31, 34, 35, 60, 61), (105, 104, 103, 102, 99)])
def test_the_numbers_of_rows_beside_known_measures_are_no_figures(tmp_path, numbers: tuple[int, ...]):
    towns = ("Memphis", "Savannah", "Dallas", "Roanoke", "Miami")
    rows = "".join(f"{n},{town},{at},{at + 3}\n" for at, (n, town) in enumerate(zip(numbers, towns, strict=True)))
    found = of(tmp_path, f"number,location,killed,wounded\n{rows}")
    assert [(one.measure, one.says) for one in drafts(found)[:2]] == [("killed", "0"), ("wounded", "3")]
    assert told(found, "“number” only numbers the rows beside “killed”, “wounded”")


def test_a_total_beside_known_measures_is_left_out(tmp_path):
    found = of(tmp_path, "Army,Killed,Wounded,Total\nNorth,3127,5769,8896\nSouth,3405,6312,9717\n")
    assert [(one.measure, one.says) for one in drafts(found)[:2]] == [("Killed", "3127"), ("Wounded", "5769")]
    assert told(found, "“Total” does not say what it counts beside “Killed”, “Wounded”")


def test_a_total_that_stands_alone_is_the_figure(tmp_path):
    found = of(tmp_path, "Source,Measure,Total\nA,killed,3127\nB,injured,3405\n")
    assert found.mapping.columns["says"] == "Total"


def test_casualties_in_words_are_what_their_words_say(tmp_path):
    rows = "Event,Date,Source,Casualties\nA strike,2023-10-17,Ministry,471\n"
    rows += 'B strike,2023-10-31,Clinic,"50 killed, 150 wounded"\n'
    found = of(tmp_path, rows + "C strike,2023-11-03,Red Crescent,at least 15 dead\n")
    assert [(one.measure, one.says) for one in drafts(found)] == [
        ("Casualties", "471"),
        ("killed", "50"),
        ("injured", "150"),
        ("killed", "at least 15"),
    ]


def test_a_column_of_references_for_few_rows_is_no_source(tmp_path):
    found = of(
        tmp_path,
        "Town,Date,Deaths,Other references\nA,2011-05-22,161,Tri-State tornado\nB,2012-05-22,3,\nC,2013-05-22,4,\n",
    )
    assert found.mapping.constants["source"] == "?"


def test_months_below_a_row_that_is_a_year_take_it(tmp_path):
    rows = "<tr><th>Month</th><th>Killed</th></tr>"
    for year, month, killed in ((2019, "January", 12), (2020, "March", 3)):
        rows += f'<tr><th colspan="2">{year}</th></tr><tr><td>{month}</td><td>{killed}</td></tr>'
    found = of(tmp_path, f"<table>{rows}</table>", "months.html")
    assert [one.as_of for one in drafts(found)] == ["January 2019", "March 2020"]


def test_the_day_on_which_a_disaster_began_is_no_date_of_its_figures(tmp_path):
    found = of(tmp_path, "Name,Disaster start date,Dead\nStorm Daniel,2023-09-10,4333\nStorm Eva,2023-10-10,3\n")
    assert "as_of" not in found.mapping.columns
    assert told(found, "“Disaster start date” is the day on which it began")


def test_those_who_returned_are_not_counted_as_displaced(tmp_path):
    found = of(tmp_path, "Country,Year,idps,returned_idps\nSudan,2022,500,7\nChad,2022,40,3\n")
    assert {one.measure for one in drafts(found)} == {"idps"}
    assert [one.says for one in drafts(found)] == ["500", "40"]


def test_months_without_a_year_are_given_one_by_the_flag_that_is_printed(tmp_path):
    found = of(tmp_path, "Period,Place,Killed\nJanuary,Homs,3\nFebruary,Homs,5\n")
    assert any("gives no year" in one and "--map '{Period} 2000=as_of'" in one for one in found.asked)


def test_months_alone_are_the_date_and_lack_the_year(tmp_path):
    found = of(tmp_path, "Place,Month,Killed\nHoms,January,412\nHoms,February,1033\n")
    assert found.mapping.columns["as_of"] == "Month"
    assert "--map '{Month} 2000=as_of'" in told(found, "“Month” gives no year (“January”)")


YEARS_OF_TWO_DIGITS = {
    "one_year": "Jan-20 Feb-20 Mar-20",
    "in_turn": "Nov-19 Dec-19 Jan-20",
    "back": "Feb-20 Jan-20 Dec-19",
}
MAYBE_DAYS = {"weeks": "Jan-05 Jan-12 Feb-02", "one_month": "Jan-19 Jan-20 Jan-21"}


@pytest.mark.parametrize("months", YEARS_OF_TWO_DIGITS.values(), ids=YEARS_OF_TWO_DIGITS)
def test_months_with_a_year_of_two_digits_are_not_said_to_lack_it(tmp_path, months: str):
    rows = "".join(f"{month},{at}\n" for at, month in enumerate(months.split(), start=3))
    found = of(tmp_path, f"Month,Killed\n{rows}", "report 2021.csv")
    assert found.mapping.written == {"as_of": "%b-%y"}
    assert not any("gives no year" in one for one in (*found.asked, *found.unsure))


@pytest.mark.parametrize("days", MAYBE_DAYS.values(), ids=MAYBE_DAYS)
def test_days_that_could_be_years_of_two_digits_are_asked_about(tmp_path, days: str):
    rows = "".join(f"{day},{at}\n" for at, day in enumerate(days.split(), start=3))
    found = of(tmp_path, f"Month,Killed\n{rows}")
    assert found.mapping.written == {}
    (question,) = [one for one in found.asked if "gives no year" in one]
    assert "--map '{Month} 2000=as_of'" in question
    assert "--set 'written.as_of=%b-%y'" in question
    said = of(tmp_path, f"Month,Killed\n{rows}", said=from_flags(["{Month} 2021=as_of"], []))
    assert not any("gives no year" in one for one in said.asked)


HEADERS = {
    "with_what_they_count": ("Killed 30 Nov,Killed 1 Dec", ["30 Nov 2019", "1 Dec 2019"]),
    "alone": ("30. November,1. Dezember", ["30. November 2019", "1. Dezember 2019"]),
    "of_two_measures": ("Killed 1 Dec,Killed 2 Dec,Injured 1 Dec", ["1 Dec 2019", "2 Dec 2019", "1 Dec 2019"]),
}


@pytest.mark.parametrize(("headers", "days"), HEADERS.values(), ids=HEADERS)
def test_days_in_headers_take_the_year_that_a_person_says(tmp_path, headers: str, days: list[str]):
    text = f"Place,{headers}\nHoms,{','.join(str(at) for at in range(len(days)))}\n"
    asked = of(tmp_path, text).asked
    assert any("give no year" in one and "--set as_of=YEAR" in one for one in asked)
    found = of(tmp_path, text, said=from_flags([], ["as_of=2019", "source=OCHA"]))
    assert [one.as_of for one in drafts(found)] == days
    assert not any("give no year" in one for one in found.asked)


@pytest.mark.parametrize(("headers", "said"), [("31 Dec,1 Jan", "2019"), ("1 Mar,2 Mar", "2020-03-01")])
def test_days_in_headers_are_not_all_of_what_a_person_says(tmp_path, headers: str, said: str):
    text = "Place,Killed {},Killed {}\nHoms,5,7\n".format(*headers.split(","))
    found = of(tmp_path, text, said=from_flags([], [f"as_of={said}", "source=OCHA"]))
    assert any("2019” is said of all" in one or "2020-03-01” is said of all" in one for one in found.waits)
