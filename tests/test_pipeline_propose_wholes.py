"""Totals beside their parts, what tells rows apart, columns of yes and no, and the names of places of one country."""

from __future__ import annotations

from proposing import drafts, of, told

BOATS = "boat,crew,men,women,total,cap\n7,3,4,20,27,65\nC,5,6,30,41,65\nD,15,10,25,50,47\n"


def test_people_who_add_up_to_the_total_are_its_parts(tmp_path):
    found = of(tmp_path, BOATS)
    first = [(one.population, one.says) for one in drafts(found)[:4]]
    assert first == [("all", "27"), ("crew", "3"), ("men", "4"), ("women", "20")]
    assert "add up to “total”" in told(found, "population")


def test_people_who_do_not_add_up_are_told_beside_the_total(tmp_path):
    found = of(tmp_path, BOATS.replace("15,10,25,50", "15,10,25,60"))
    assert found.mapping.columns["says"] == "total"
    assert "numbers in “crew”, “men”, “women”" in told(found, "taken as the figure")


def test_a_total_with_decimals_beside_whole_numbers_is_not_the_figure(tmp_path):
    found = of(tmp_path, "Year,Males,Plague,Total\n1629,5218,0,9.901\n1657,3396,4,9.16\n1665,5114,68596,9.972\n")
    assert "says" not in found.mapping.columns
    assert "is not taken as the figure" in told(found, "“Total” holds decimals (“9.16”)")


def test_the_number_of_a_row_does_not_say_what_it_is_about(tmp_path):
    rows = "1,1st,Men,Child,No,1\n2,1st,Men,Adult,No,7\n3,3rd,Men,Child,No,35\n4,3rd,Men,Adult,No,70\n"
    found = of(tmp_path, f"rownames,Class,Kind,Age,Survived,Freq\n{rows}{rows.replace('No', 'Yes')}")
    sentence = told(found, "tell them apart")
    assert "“Class”" in sentence
    assert "“Survived”" in sentence
    assert "rownames" not in sentence


def test_the_number_of_a_row_is_named_where_nothing_else_tells_rows_apart(tmp_path):
    found = of(tmp_path, "rownames,killed\n1,3\n2,4\n3,5\n")
    assert "“rownames” tells them apart" in told(found, "apart")


def test_a_column_of_yes_and_no_beside_one_figure_is_told(tmp_path):
    found = of(tmp_path, "Class,Survived,Freq\n1st,No,122\n1st,Yes,203\n2nd,No,167\n2nd,Yes,118\n")
    assert '[skip] "Survived" = ["No"]' in told(found, "yes or no")


def test_numbers_of_groups_are_no_figures(tmp_path):
    found = of(tmp_path, "day,survivors,group\n1812-06-24,340000,1\n1812-06-25,320000,2\n1812-06-26,60000,3\n")
    assert {one.says for one in drafts(found)} == {"340000", "320000", "60000"}


def test_the_name_of_a_region_goes_before_the_one_country_of_all_rows(tmp_path):
    header = "data,stato,codice_regione,denominazione_regione,deceduti,totale_casi"
    found = of(tmp_path, f"{header}\n2020-02-24,ITA,12,Lazio,1,3\n2020-02-24,ITA,03,Lombardia,6,172\n")
    assert [(one.place, one.measure, one.says) for one in drafts(found)] == [
        ("Lazio", "killed", "1"),
        ("Lazio", "totale_casi", "3"),
        ("Lombardia", "killed", "6"),
        ("Lombardia", "totale_casi", "172"),
    ]


def test_houses_and_families_beside_people_are_measures_of_their_own(tmp_path):
    header = "ph_psgc,affected_families,affected_persons,dead,damaged_houses_full,damaged_properties"
    found = of(tmp_path, f"{header}\nPH1,21,100,9,4,5.5\nPH2,27,164,0,1,7.25\n")
    assert found.mapping.wide[0].columns == ("affected_families", "affected_persons", "dead", "damaged_houses_full")
    assert found.mapping.names["measure"] == {"affected_persons": "affected"}
    assert "if it is the code of a place: --map 'ph_psgc=place'" in told(found, "tells them apart")


def test_cells_that_head_shares_keep_their_column_from_being_figures(tmp_path):
    rows = (
        "2015,Total,4766\n2015,State,State_%\n2015,Mexico,17\n2015,Age,Age (%)\n2015,25 to 29,14.6\n2016,Total,5626\n"
    )
    found = of(tmp_path, f"Year,Variable,Value\n{rows}2016,Mexico,15\n2016,Jalisco,6\n2016,Puebla,7\n2016,Colima,1\n")
    assert drafts(found) == []
    assert "it is not read as figures" in told(found, "“State_%” in “Value”")


def test_a_month_is_no_figure_though_nothing_else_holds_numbers(tmp_path):
    found = of(
        tmp_path, "name,date_start,date_year,date_month\nStorm Ida,1997-10-25,1997,10\nStorm Eva,1998-11-02,1998,11\n"
    )
    assert drafts(found) == []


def test_how_many_live_somewhere_is_no_figure(tmp_path):
    found = of(
        tmp_path, "state,POB15,POB16,pop1517,popn\nColima,721696,734663,41000,9\nJalisco,7963314,8055955,90000,8\n"
    )
    assert drafts(found) == []


def test_the_day_of_birth_is_not_the_day_of_the_figure(tmp_path):
    found = of(tmp_path, "name,dob,killed\nHassan,1973-03-23,1\nSalma,1980-11-02,1\n")
    assert "as_of" not in found.mapping.columns


def test_days_that_are_never_after_others_may_begin_a_period(tmp_path):
    rows = "2026-06-08,2026-06-14,4,2026-06-15\n2026-06-15,2026-06-21,25,2026-06-22\n"
    found = of(tmp_path, f"TL,TR,deaths,reporting_date\n{rows}")
    assert told(found, "is never after").endswith("--map 'TL=period_start' --map 'TR=as_of'")


def test_numbers_beside_the_names_of_a_person_each_are_no_figures(tmp_path):
    header = "Year,First Name,Last Name,County,Number of Victims,Other"
    found = of(tmp_path, f"{header}\n1977,Ann,Gil,Utah,1,0\n1981,Ron,Jud,Morgan,4,1\n1983,Zoe,Orr,Bibb,2,1\n")
    assert drafts(found) == []
    assert "of one person each" in told(found, "Number of Victims")


def test_decades_and_pages_are_no_figures(tmp_path):
    found = of(
        tmp_path, "battle,year,decade,source,source.page\nTrier,1522,1520,Hitchcock,1\nZug,1531,1530,Jaques,1136\n"
    )
    assert drafts(found) == []


def test_a_count_alone_is_a_measure_by_its_own_name_whatever_the_file_is_called(tmp_path):
    found = of(tmp_path, "date,region,cases\n2020-03-01,Lazio,3\n2020-03-02,Lazio,5\n", "deaths.csv")
    assert {one.measure for one in drafts(found)} == {"cases"}


def test_a_measure_joined_with_the_names_of_places_is_read_with_them(tmp_path):
    found = of(
        tmp_path, "Date,DeathsChaco,DeathsBuenosAires,DeathsLaPampa\n2020-08-14,174,3207,0\n2020-08-15,178,3289,1\n"
    )
    assert [(one.measure, one.place, one.says) for one in drafts(found)[:3]] == [
        ("Deaths", "Chaco", "174"),
        ("Deaths", "BuenosAires", "3207"),
        ("Deaths", "LaPampa", "0"),
    ]
    assert "taken as the place" in told(found, "what stands behind a measure")


def test_a_count_with_decimals_alone_is_told_and_not_read(tmp_path):
    found = of(tmp_path, "date,deaths\n2020-02-14,0.1\n2020-02-15,0.0\n2020-03-31,26.6\n2020-04-15,25.0\n")
    assert drafts(found) == []
    assert "and is not read" in told(found, "holds decimals (“0.1”)")


def test_how_many_liked_a_message_and_ages_in_hebrew_are_no_figures(tmp_path):
    found = of(
        tmp_path,
        'text,likes,retweets,"מגדר, גיל, אזור"\nHeavy rain,4,2,זכר; 27; יהודה\nFlood watch,6,4,זכר; 55; יהודה\n',
    )
    assert drafts(found) == []


def test_the_place_of_the_deed_goes_before_the_state_of_the_case(tmp_path):
    text = (
        "estado,ley,pais_hecho,departamento_hecho,municipio_hecho,muertos\n"
        "INACTIVO,Ley 906,Colombia,Caldas,Riosucio,4\nACTIVO,Ley 600,Colombia,Nariño,Tumaco,7\n"
    )
    found = of(tmp_path, text)
    assert [(one.place, one.measure, one.says) for one in found.first] == [
        ("Riosucio, Caldas, Colombia", "muertos", "4"),
        ("Tumaco, Nariño, Colombia", "muertos", "7"),
    ]


def test_national_among_names_is_the_whole_and_the_others_its_parts(tmp_path):
    text = (
        "Date,National,Kailahun,Kenema,Kono,Bo,Kambia,Western Area Urban\n"
        "9/9/2014,985,508,387,12,0,2,76\n8/30/2014,863,461,350,1,1,1,49\n"
    )
    found = of(tmp_path, text)
    first = [(one.place, one.says) for one in drafts(found)[:7]]
    named = ("", "Kailahun", "Kenema", "Kono", "Bo", "Kambia", "Western Area Urban")
    assert first == list(zip(named, ("985", "508", "387", "12", "0", "2", "76"), strict=True))
    assert "read as the whole of them" in told(found, "“National” among headers")


def test_ages_and_sexes_say_together_who_is_counted(tmp_path):
    text = (
        "fecha,rango_edad,sexo,fallecidos\n"
        "2020-03-23,0-9,ambos,7\n2020-03-23,10-19,ambos,1\n2020-03-23,Total,ambos,8\n"
        "2020-03-23,0-9,mujeres,3\n2020-03-23,10-19,mujeres,1\n2020-03-23,Total,mujeres,4\n"
    )
    found = of(tmp_path, text)
    assert [(one.population, one.says) for one in drafts(found)] == [
        ("0-9", "7"),
        ("10-19", "1"),
        ("all", "8"),
        ("mujeres, 0-9", "3"),
        ("mujeres, 10-19", "1"),
        ("mujeres", "4"),
    ]
    assert "together with “rango_edad”" in told(found, "“sexo”")


def test_the_age_that_tells_rows_apart_is_named(tmp_path):
    text = (
        "date,age,gender,cases\n2020-03-05,11,M,1\n2020-03-05,25,M,2\n2020-03-05,37,F,3\n"
        "2020-03-06,41,M,1\n2020-03-06,44,M,4\n"
    )
    found = of(tmp_path, text)
    assert '[columns] population = "age {age}"' in told(found, "only “age” may tell them apart")
