"""What is counted beside a known measure is a measure of its own."""

from __future__ import annotations

from proposing import drafts, of, told


def test_what_is_counted_beside_deaths_is_read_as_a_measure_of_its_own_and_told(tmp_path):
    found = of(tmp_path, "Date,Tests,ConfirmedCases,Deaths,Beds\n2020-03-10,237,16,0,90\n2020-03-31,5885,586,28,95\n")
    (wide,) = found.mapping.wide
    assert wide.columns == ("Tests", "ConfirmedCases", "Deaths")
    assert "taken as measures of their own" in told(found, "“Tests”, “ConfirmedCases”")
    assert "Beds" in told(found, "are not read")


def test_new_cases_beside_deaths_are_no_running_total(tmp_path):
    found = of(tmp_path, "Date,New cases,Deaths\n2020-03-10,16,5\n2020-03-11,20,9\n")
    assert found.mapping.wide[0].columns == ("Deaths",)


def test_a_count_beside_rates_alone_is_the_figure(tmp_path):
    found = of(tmp_path, "state,share_rural,people_met\nMaine,0.02,437\nOhio,0.03,452\n")
    assert [one.says for one in drafts(found)] == ["437", "452"]


def test_where_some_headers_say_that_they_count_other_numbers_are_told_and_not_read(tmp_path):
    text = (
        "fecha,n_victimas,n_heridas,participantes,cruce\n"
        "2016-01-01,1,2,120,2034\n2016-01-02,1,0,80,1366\n2016-03-29,2,1,156,3900\n"
    )
    found = of(tmp_path, text)
    assert [(one.measure, one.says) for one in drafts(found)][:2] == [("n_victimas", "1"), ("n_heridas", "2")]
    assert "numbers in “participantes”, “cruce” are not read" in found.unsure


def test_the_flag_that_reads_numbers_beside_the_only_header_that_counts_is_told(tmp_path):
    found = of(tmp_path, "fecha,municipio,casos,victimas\n2022-01-02,Fortul,1,4\n2022-01-03,Jamundi,1,3\n")
    assert {one.measure for one in drafts(found)} == {"casos"}
    assert "--set 'names.measure.victimas=NAME'" in told(found, "“victimas”")


def test_numbers_under_headers_of_dates_and_hours_count_nobody(tmp_path):
    text = "name,date_ce,date_hijri,hh\nBattle of Badr,624,2,4\nBattle of Uhud,625,3,11\n"
    assert drafts(of(tmp_path, text)) == []


def test_homicides_are_a_measure_of_their_own_and_their_moving_average_is_none(tmp_path):
    rows = "".join(f"2024-07-{day:02},{day % 4},{day / 7}\n" for day in range(1, 9))
    found = of(tmp_path, f"date,homicidios,homicidios_ma7\n{rows}")
    assert {one.measure for one in drafts(found)} == {"homicidios"}


def test_numbers_of_rows_ranks_and_reports_are_never_figures(tmp_path):
    found = of(tmp_path, "name,sourceRow,prioritet\nAbel,2,1\nAdam,3,2\nAdams,5,3\n")
    assert drafts(found) == []
    assert drafts(of(tmp_path, "date,nr,ort\n2026-08-10,1185,Laim\n2026-08-09,1179,Moosach\n")) == []


def test_single_digits_below_many_short_names_are_codes(tmp_path):
    names = ["aeroa", "surpa", "cea", "leada", "trnga", "morala", "logsa", "momnta", "intela"]
    rows = "".join(
        f"Battle {at},{at * 7},{','.join(str((at + n) % 4) for n, _ in enumerate(names))}\n" for at in range(5)
    )
    found = of(tmp_path, f"battle,isq,{','.join(names)}\n{rows}")
    assert drafts(found) == []
    assert "“aeroa”" in told(found, "look like codes")


def test_a_number_of_cases_is_a_measure_by_its_name_and_so_is_case_where_it_numbers_nothing(tmp_path):
    found = of(tmp_path, "Country,Year,Number of reported cases of cholera\nChad,2010,6395\nMali,2011,2220\n")
    assert {one.measure for one in drafts(found)} == {"Number of reported cases of cholera"}
    rows = "Abyan,2017-05-01,288,243\nAbyan,2017-05-08,288,243\nAbyan,2017-05-15,277,259\n"
    assert {one.measure for one in drafts(of(tmp_path, f"gov,date,case,petrol\n{rows}"))} == {"case"}
    assert drafts(of(tmp_path, "case,name\n1,Abel\n2,Adam\n3,Adams\n")) == []


def test_a_count_that_seldom_grows_and_never_falls_is_a_running_total_beside_new_cases(tmp_path):
    days = [
        (4, 0, 1),
        (2, 0, 1),
        (5, 0, 2),
        (1, 0, 2),
        (3, 0, 2),
        (9, 0, 2),
        (2, 0, 2),
        (9, 0, 5),
        (9, 1, 5),
        (8, 1, 5),
    ]
    rows = "".join(f"2020-03-{day:02},{new},{dead},{well}\n" for day, (new, dead, well) in enumerate(days, start=1))
    found = of(tmp_path, f"date,cas,mort,gueri\n{rows}")
    begun = {one.measure for one in drafts(found) if one.period_start}
    assert begun == {"cas"}
    assert {one.measure for one in drafts(found)} == {"cas", "gueri", "killed"}


def test_a_total_of_cases_counts_and_numbers_of_cases_do_not(tmp_path):
    found = of(tmp_path, "area,tot_case,tot_death\nConakry,65,28\nMacenta,44,26\nGueckedou,193,144\n")
    assert {one.measure for one in drafts(found)} == {"tot_case", "tot_death"}
    found = of(tmp_path, "case_ref,area,killed\n65,Conakry,28\n44,Macenta,26\n193,Gueckedou,144\n")
    assert {one.measure for one in drafts(found)} == {"killed"}
