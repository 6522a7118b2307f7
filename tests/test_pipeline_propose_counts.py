"""What is counted beside a known measure, rates that are no figures, years above merged cells and names in Han."""

from __future__ import annotations

from proposing import drafts, of, told


def test_what_is_counted_beside_deaths_is_read_as_a_measure_of_its_own_and_told(tmp_path):
    found = of(tmp_path, "Date,Tests,ConfirmedCases,Deaths,Beds\n2020-03-10,237,16,0,90\n2020-03-31,5885,586,28,95\n")
    (wide,) = found.mapping.wide
    assert wide.columns == ("Tests", "ConfirmedCases", "Deaths")
    assert "check each" in told(found, "“Tests”, “ConfirmedCases”")
    assert "Beds" in told(found, "are not read")


def test_new_cases_beside_deaths_are_no_running_total(tmp_path):
    found = of(tmp_path, "Date,New cases,Deaths\n2020-03-10,16,5\n2020-03-11,20,9\n")
    assert found.mapping.wide[0].columns == ("Deaths",)


def test_rates_and_indices_alone_are_no_figures(tmp_path):
    header = "state,share_non_citizen,gini_index,crimes_per_100k,Anteil Frauen"
    found = of(tmp_path, f"{header}\nMaine,0.02,0.437,0.46,0.51\nOhio,0.03,0.452,0.13,0.5\n")
    assert found.mapping.wide == ()
    assert "are not read" in told(found, "“gini_index”")
    assert drafts(found) == []


def test_a_count_beside_rates_alone_is_the_figure(tmp_path):
    found = of(tmp_path, "state,share_rural,people_met\nMaine,0.02,437\nOhio,0.03,452\n")
    assert [one.says for one in drafts(found)] == ["437", "452"]


def test_years_before_what_is_counted_are_its_period(tmp_path):
    header = "airline,1985–1999 / incidents,1985–1999 / fatalities,2000–2014 / incidents,2000–2014 / fatalities"
    found = of(tmp_path, f"{header}\nA,76,128,6,88\n")
    figures = [(one.measure, one.period_start, one.as_of, one.says) for one in drafts(found)]
    assert figures == [
        ("incidents", "1985", "1999", "76"),
        ("killed", "1985", "1999", "128"),
        ("incidents", "2000", "2014", "6"),
        ("killed", "2000", "2014", "88"),
    ]


def test_many_short_names_in_han_are_places(tmp_path):
    places = "北海道,青森,岩手,宮城,秋田,山形,福島,茨城,栃木,群馬"
    found = of(
        tmp_path, f"date,{places}\n2020-05-01,8,1,2,2,6,3,3,1,2,1\n2020-05-02,9,3,3,4,8,4,5,2,3,2\n", "death.csv"
    )
    assert {one.place for one in drafts(found)} <= set(places.split(","))
    assert {one.measure for one in drafts(found)} == {"killed"}
    assert "check each" in told(found, "are taken as places")


def test_headers_in_han_that_count_are_no_places(tmp_path):
    counts = "検査数,陽性者,入院,退院,宿泊,自宅,調整,重症,中等症,軽症"
    found = of(tmp_path, f"date,{counts}\n2020-05-01,8,1,2,2,6,3,3,1,2,1\n2020-05-02,9,3,3,4,8,4,5,2,3,2\n")
    assert "place" not in {one.header for one in found.mapping.wide}


def test_where_some_headers_say_that_they_count_other_numbers_are_told_and_not_read(tmp_path):
    text = (
        "fecha,n_victimas,n_heridas,participantes,cruce\n"
        "2016-01-01,1,2,120,2034\n2016-01-02,1,0,80,1366\n2016-03-29,2,1,156,3900\n"
    )
    found = of(tmp_path, text)
    assert [(one.measure, one.says) for one in drafts(found)][:2] == [("n_victimas", "1"), ("n_heridas", "2")]
    assert "numbers in “participantes”, “cruce” are not read" in found.unsure


def test_numbers_under_headers_of_dates_and_hours_count_nobody(tmp_path):
    text = "name,date_ce,date_hijri,hh\nBattle of Badr,624,2,4\nBattle of Uhud,625,3,11\n"
    assert drafts(of(tmp_path, text)) == []
