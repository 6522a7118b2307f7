"""Rows that may count one thing twice, months as headers, and lists of persons in further languages."""

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose

ACCIDENTS = "ACCIDENT_NO,DATE,KILLED,AGE,SEX,TOWN\n" + "".join(
    f"T{number},2019-02-{day:02},{killed},{age},{sex},{town}\n"
    for number, day, killed, age, sex, town in [
        (1, 1, 1, 64, "M", "Bendigo"),
        (2, 2, 1, 31, "F", "Mildura"),
        (3, 3, 1, 77, "M", "Melton"),
        (4, 4, 2, 20, "F", "Melton"),
        (4, 4, 2, 51, "M", "Melton"),
        (5, 5, 1, 18, "M", "Bendigo"),
    ]
)


def test_a_figure_of_an_incident_in_the_rows_of_its_persons_is_told(tmp_path):
    found = of(tmp_path, ACCIDENTS)
    assert "population" not in found.mapping.columns
    assert "--map 'ACCIDENT_NO=event'" in told(found, "each row seems to be one person")


def test_kinds_of_events_are_told(tmp_path):
    days = [
        "2011-04-15",
        "2011-04-20",
        "2011-05-15",
        "2011-06-15",
        "2011-07-15",
        "2011-08-15",
        "2011-09-01",
        "2011-09-15",
    ]
    kinds = ["Flood", "Slide"] * 4
    rows = "".join(f"{n},{day},{kind},Bello,{n + 3}\n" for n, (day, kind) in enumerate(zip(days, kinds, strict=True)))
    found = of(tmp_path, f"Serial,Date,Event,Town,Killed\n{rows}")
    assert "--map 'Serial=event'" in told(found, "may be a kind of event")


def test_named_events_are_no_kinds(tmp_path):
    rows = "".join(f"{n},2011-04-{n + 10},Flood of Bello,Bello,{n + 3}\n" for n in range(8))
    found = of(tmp_path, f"Serial,Date,Event,Town,Killed\n{rows}")
    assert not [one for one in found.unsure if "kind of event" in one and "of 2" in one]


@pytest.mark.parametrize("header", ["2016-01-01,2016-02-01,2016-03-01,2016-04-01", "2016-01,2016-02,2016-03,2016-04"])
def test_figures_below_months_that_fall_count_their_month(tmp_path, header):
    found = of(tmp_path, f"region,{header}\nA,1892,1779,1959,1702\nB,1779,1636,1680,1482\n", name="deaths.csv")
    said = [(one.period_start, one.as_of, one.says) for one in drafts(found)]
    assert said[:2] == [("2016-01", "2016-01", "1892"), ("2016-02", "2016-02", "1779")]
    assert told(found, "count the month in its header")


def test_figures_below_months_that_rise_are_running_totals(tmp_path):
    found = of(tmp_path, "region,2016-01,2016-02,2016-03,2016-04\nA,1,3,5,9\nB,2,4,4,8\n", name="deaths.csv")
    assert {one.period_start for one in drafts(found)} == {None}


def test_months_of_one_language_are_all_read_where_some_are_written_as_in_english(tmp_path):
    found = of(tmp_path, "region,Ene 2016,Feb 2016,Mar 2016,Abr 2016\nA,9,3,5,1\nB,2,4,1,8\n", name="deaths.csv")
    months = ["2016-01", "2016-02", "2016-03", "2016-04"]
    assert sorted({one.as_of for one in drafts(found)}) == months
    assert all(one.period_start == one.as_of for one in drafts(found)), "what falls counts its month"


def test_figures_below_days_that_fall_are_told(tmp_path):
    found = of(
        tmp_path, "region,2016-01-05,2016-01-06,2016-01-07,2016-01-08\nA,9,3,5,1\nB,2,4,1,8\n", name="deaths.csv"
    )
    assert "put each date in a row of its own" in told(found, "fall from date to date")


def test_years_between_words_and_a_measure_are_read(tmp_path):
    header = "Casualties 2021 – Killed,Casualties 2021 – Injured,Casualties 2022 – Killed,Casualties 2022 – Injured"
    found = of(tmp_path, f"State,{header}\nYemen,118,410,166,332\nSyria,528,699,247,587\n")
    said = [(one.measure, one.as_of[:4], one.says) for one in drafts(found)]
    assert said[:3] == [("Killed", "2021", "118"), ("Injured", "2021", "410"), ("Killed", "2022", "166")]


def test_a_date_whose_day_is_not_known_is_a_date(tmp_path):
    rows = "2011/4/15,Bello,82\n2012/1/0,Cauca,3\n2011/11/5,Bello,48\n"
    assert of(tmp_path, f"Fecha (AMD),Municipio,Muertos\n{rows}").mapping.columns["as_of"] == "Fecha (AMD)"


def test_a_list_of_persons_in_czech_states_no_figure(tmp_path):
    rows = 'Jan Novák,24. 8. 1968,91,"50.0814253N, 14.4876106E"\nEva Malá,21. 8. 1968,34,"50.0785897N, 14.4345044E"\n'
    found = of(tmp_path, f"jméno,datum úmrtí,věk úmrtí,GPS incidentu\n{rows}")
    assert drafts(found) == []
    assert told(found, "each row seems to be one person")


def test_the_killed_within_thirty_days_are_killed(tmp_path):
    found = of(tmp_path, "Année,Tués à 30 jours\n2017,3448\n2018,3248\n")
    assert found.mapping.names["measure"] == {"Tués à 30 jours": "killed"}


def test_a_column_of_crimes_is_the_measure(tmp_path):
    rows = "Acre,Homicídio doloso,2021,2\nAcre,Latrocínio,2021,1\nAlagoas,Homicídio doloso,2021,7\n"
    assert of(tmp_path, f"UF,Tipo Crime,Ano,Vítimas\n{rows}").mapping.columns["measure"] == "Tipo Crime"


def test_rows_that_are_numbered_in_a_file_of_incidents_may_be_one_each(tmp_path):
    text = "id,date,region,killed\nINC-1,2024-01-05,Gao,4\nINC-2,2024-02-07,Gao,2\nINC-3,2024-03-09,Kidal,7\n"
    sentence = told(of(tmp_path, text, "sahel_incidents.csv"), "numbers the rows")
    assert "--map 'id=event'" in sentence
    assert "--map 'date=period_start'" in sentence
    assert not any("numbers the rows" in one for one in of(tmp_path, text, "region.csv").unsure)


def test_figures_of_a_shooting_beside_the_ages_of_its_victims_are_not_parted_by_age(tmp_path):
    rows = "".join(f"1982-08-20,{age},11,8\n" for age in (46, 53, 47, 67, 78, 29, 38, 43))
    found = of(tmp_path, f"date,victim_age,total_victims,fatalities\n{rows}1984-06-29,34,7,6\n1984-06-29,31,7,6\n")
    assert told(found, "each row seems to be one person")
    assert not any("people of one age" in one for one in found.unsure)


def test_victims_beside_the_age_of_who_shot_them_are_read_and_told(tmp_path):
    rows = "1,2017-10-05,4,42,Male\n2,2017-10-12,5,23,Male\n3,2017-11-05,47,26,Male\n4,2017-11-14,24,44,Male\n"
    found = of(tmp_path, f"id,date,kills,age,gender\n{rows}", "shootings.csv")
    assert [one.says for one in drafts(found)] == ["4", "5", "47", "24"]
    assert told(found, "each row seems to be one person")


MASSACRES = "Name,Date,Deaths\nQana massacre,1996-04-18,106\nQana massacre,2006-07-30,28\n"


def test_events_of_one_name_on_different_days_are_told_with_a_way_to_part_them(tmp_path):
    rows = "Deir Yassin massacre,1948-04-09,107\nTantura massacre,1948-05-22,70\n"
    found = of(tmp_path, MASSACRES + rows)
    assert "--map '{Name} {Date}=event'" in told(found, "“Qana massacre” in “Name”")


def test_events_of_which_most_have_several_days_are_series(tmp_path):
    rows = "Tantura massacre,1948-05-22,70\nTantura massacre,1948-05-23,75\n"
    found = of(tmp_path, MASSACRES + rows)
    assert not any("read as one event" in one for one in found.unsure)


def test_titles_that_are_the_events_are_no_names_of_persons(tmp_path):
    header = "Title,Location,Date,Fatalities,Injured,Gender\n"
    rows = "Fort Lauderdale airport shooting,Florida,2017-01-06,5,6,M\nCascade Mall shooting,WA,2016-09-23,5,0,M\n"
    found = of(tmp_path, header + rows + "Orlando nightclub massacre,Florida,2016-06-12,49,53,M\n")
    assert found.mapping.columns["event"] == "Title"
    assert not any("one person" in one for one in found.asked)


def test_the_number_of_incidents_as_the_event_answers_what_the_rows_are(tmp_path):
    (tmp_path / "a.csv").write_text(ACCIDENTS)
    found = propose(str(tmp_path / "a.csv"), said=from_flags(["ACCIDENT_NO=event"], []))
    assert found.mapping.columns["event"] == "ACCIDENT_NO"
    assert not any("one person" in one for one in found.asked)
