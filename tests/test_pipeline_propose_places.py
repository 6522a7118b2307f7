"""Places in headers and in cells of an unknown table, and the words beside a measure."""

from __future__ import annotations

import json

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.places import place_column, wider_place
from claims.pipeline.proposing.vocabulary import is_country
from claims.pipeline.proposing.words import level_of


@pytest.mark.parametrize("header", ["Cidade, UF", "Estado / Local", "City/State", "Ville & Pays", "都市, 국가"])
def test_a_header_of_several_places_is_the_place(header):
    assert (place_column(["killed", header]) == header) is (header != "都市, 국가")


@pytest.mark.parametrize("name", ["Côte d’Ivoire", "cote d'ivoire", "The Gambia", "Bosnia and Herzegovina", "Сирия"])
def test_names_of_countries(name):
    assert is_country(name)


@pytest.mark.parametrize("name", ["killed", "Total", "Amnesty International", "civilians", ""])
def test_what_is_no_country(name):
    assert not is_country(name)


def test_countries_in_headers_are_places_and_the_measure_stays_open(tmp_path):
    found = of(tmp_path, "year,Belgium,United Kingdom,World\n1970,0,20,400\n1971,3,110,390\n")
    assert [(one.place, one.says) for one in drafts(found)][:3] == [
        ("Belgium", "0"),
        ("United Kingdom", "20"),
        ("World", "400"),
    ]
    assert found.mapping.constants["measure"] == NOT_SAID


def test_a_total_among_names_tells_that_they_are_places_where_a_column_gives_the_measure(tmp_path):
    text = "date,variable,Kenema,Western area,National\n2014-08-12,deaths,100,1,261\n2014-08-13,deaths,105,1,273\n"
    found = of(tmp_path, text)
    assert [(one.measure, one.place, one.says) for one in drafts(found)][:3] == [
        ("deaths", "Kenema", "100"),
        ("deaths", "Western area", "1"),
        ("deaths", "", "261"),
    ]


def test_without_a_total_names_beside_a_measure_stay_sources(tmp_path):
    found = of(tmp_path, "date,variable,HRANA,Hengaw\n2022-10-01,deaths,154,130\n2022-10-02,deaths,160,131\n")
    assert [one.header for one in found.mapping.wide] == ["source"]


def test_a_column_of_countries_is_the_place_whatever_its_header(tmp_path):
    found = of(tmp_path, "nation,killed\nSyria,5\nIraq,7\nAtlantis,1\n")
    assert found.mapping.columns["place"] == "nation"
    assert "“nation” is taken as the place: its cells are names of countries" in found.unsure


def test_two_columns_of_countries_are_told(tmp_path):
    found = of(tmp_path, "home,host,displaced\nSyria,Lebanon,5\nIraq,Jordan,7\nSudan,Chad,1\n")
    assert "place" not in found.mapping.columns
    assert any(one.startswith("“home”, “host” hold names of countries: --map") for one in found.unsure)


def test_a_modifier_stands_beside_the_figure_that_its_header_names(tmp_path):
    rows = [
        {"date": "2022-03-06", "killed": 11000, "killed*": "about", "injured": 232},
        {"date": "2022-03-07", "killed": 11000, "killed*": "more", "injured": 259},
    ]
    found = of(tmp_path, json.dumps(rows), name="file.json")
    assert [(one.measure, one.says) for one in drafts(found)] == [
        ("killed", "about 11000"),
        ("injured", "232"),
        ("killed", "more than 11000"),
        ("injured", "259"),
    ]


def test_a_modifier_of_a_column_that_is_not_read_qualifies_no_other_figure(tmp_path):
    rows = [{"date": f"2022-02-{day}", "personnel": 2800, "personnel*": "about", "POW": 4} for day in (25, 26)]
    found = of(tmp_path, json.dumps(rows), name="file.json")
    assert [one.says for one in drafts(found)] == ["4", "4"]
    assert any("“personnel*” qualifies “personnel”, which is not read either" in one for one in found.left_out)


def test_words_that_say_nothing_of_a_measure_in_cells_are_left_out(tmp_path):
    kinds = ("Cumulative_Killed_Persons", "Cumulative_Injured_Persons", "Daily_Killed_Persons")
    rows = [{"date": "2023-10-07", "kind": kind, "number": number} for number, kind in enumerate(kinds)]
    found = of(tmp_path, json.dumps(rows), name="file.json")
    assert [one.measure for one in drafts(found)] == ["killed", "injured", "Daily_Killed_Persons"]


def test_hashtags_whose_cells_are_words_are_read_as_what_they_say(tmp_path):
    rows = [
        {"#adm3+name": "Lalitpur", "#affected": kind, "#x_value": n} for n, kind in ((180, "dead"), (3505, "injured"))
    ]
    found = of(tmp_path, json.dumps(rows), name="file.json")
    assert [(one.measure, one.place, one.says) for one in drafts(found)] == [
        ("dead", "Lalitpur", "180"),
        ("injured", "Lalitpur", "3505"),
    ]


def test_two_columns_that_tell_rows_apart_together_are_named(tmp_path):
    rows = ("A,x,5", "A,y,6", "B,x,7", "B,y,8")
    found = of(tmp_path, "war_name,side,bucket,deaths\n" + "".join(f"Boxer Rebellion,{row}\n" for row in rows))
    assert any("“side” and “bucket” together tell them apart" in one for one in found.unsure)


def test_the_city_goes_before_the_county_and_the_district_of_a_school(tmp_path):
    text = (
        "school_name,district_name,date,city,state,killed,injured,low_grade,high_grade\n"
        "Columbine,Jefferson R-1,1999-04-20,Littleton,Colorado,13,21,9,12\n"
        "Deming,Deming Public Schools,1999-11-19,Deming,New Mexico,1,0,6,7\n"
    )
    found = of(tmp_path, text)
    assert [(one.place, one.measure, one.says) for one in drafts(found)] == [
        ("Littleton, Colorado", "killed", "13"),
        ("Littleton, Colorado", "injured", "21"),
        ("Deming, New Mexico", "killed", "1"),
        ("Deming, New Mexico", "injured", "0"),
    ]


def test_what_stands_in_a_city_is_told_where_it_has_a_name(tmp_path):
    text = (
        "date,code,name,city,confirmed_cases,deaths\n"
        "2020-07-22,ASP,Avenal State Prison,Avenal,1064,4\n2020-07-23,ASP,Avenal State Prison,Avenal,1065,4\n"
        "2020-07-22,CAC,Correctional Facility,Tehachapi,1,0\n2020-07-23,CAC,Correctional Facility,Tehachapi,3,0\n"
    )
    found = of(tmp_path, text)
    assert "--map '{name}, {city}=place'" in told(found, "“name” names something in each “city”")
    said = from_flags(["{name}, {city}=place"], [])
    assert not [one for one in of(tmp_path, text, said=said).unsure if "names something in each" in one]


def test_a_column_of_place_names_tells_parts_of_a_country_apart(tmp_path):
    found = of(tmp_path, "country,placename,date,deaths\nPeru,,2020-03-01,1010\nTurkey,Istanbul,2020-03-01,1595\n")
    assert [one.place for one in drafts(found)] == ["Peru", "Istanbul, Turkey"]


@pytest.mark.parametrize("district", ["district_name", "school_district", "district"])
def test_districts_of_schools_are_no_places(tmp_path, district):
    rows = "Santa Fe High,Santa Fe ISD,Santa Fe,Texas,10\nMSD High,Broward County Schools,Parkland,Florida,17\n"
    found = of(tmp_path, f"school,{district},city,state,killed\n{rows}")
    assert found.mapping.columns["place"] == "{city}, {state}"


def test_districts_where_schools_are_counted_are_places(tmp_path):
    found = of(tmp_path, "district,schools,killed\nHoms,3,10\nHama,2,17\n")
    assert found.mapping.columns["place"] == "district"


def test_the_place_of_an_incident_goes_before_the_origin_of_its_victims():
    headers = ["Region of Incident", "Country of Origin", "Country of Incident", "Location of Incident"]
    assert place_column(headers) == "{Location of Incident}, {Country of Incident}"


def test_countries_before_a_measure_are_places(tmp_path):
    found = of(
        tmp_path, "Report date,Gaza killed,WB killed,Source\n2023-10-15,2670,57,OCHA\n2023-11-15,11078,186,OCHA\n"
    )
    assert [(one.measure, one.place, one.population, one.says) for one in drafts(found)][:2] == [
        ("killed", "Gaza", "all", "2670"),
        ("killed", "WB", "all", "57"),
    ]


def test_a_locality_comes_before_its_governorate():
    assert place_column(["Governorate", "Locality", "killed"]) == "{Locality}, {Governorate}"


def test_titles_that_are_countries_are_places(tmp_path):
    found = of(tmp_path, "Ranking,Title,Injured\n1,China,5\n2,Brazil,7\n")
    assert [one.place for one in drafts(found)] == ["China", "Brazil"]


def test_levels_of_places_in_any_language_are_places(tmp_path):
    found = of(tmp_path, "ADM1_PT,ADM2_PT,deaths\nNampula,Erati,3\nTete,Macanga,2\n")
    assert found.mapping.columns["place"] == "{ADM2_PT}, {ADM1_PT}"


def test_what_figures_are_in_is_no_part_of_a_place(tmp_path):
    rows = "Austria,Homicides,Counts,2020,54\nAustria,Homicides,Rate,2020,0.6\nKenya,Homicides,Counts,2020,1892\n"
    found = of(tmp_path, f"Country,Indicator,Unit of measurement,Year,VALUE\n{rows}")
    assert found.mapping.columns["place"] == "Country"


def test_the_name_of_a_region_goes_before_the_one_country_of_all_rows(tmp_path):
    header = "data,stato,codice_regione,denominazione_regione,deceduti,totale_casi"
    found = of(tmp_path, f"{header}\n2020-02-24,ITA,12,Lazio,1,3\n2020-02-24,ITA,03,Lombardia,6,172\n")
    assert [(one.place, one.measure, one.says) for one in drafts(found)] == [
        ("Lazio", "killed", "1"),
        ("Lazio", "totale_casi", "3"),
        ("Lombardia", "killed", "6"),
        ("Lombardia", "totale_casi", "172"),
    ]


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


def test_kinds_of_places_are_no_places(tmp_path):
    rows = "2020-01-01,3,Road\n2020-01-04,1,Urban Residential\n2020-01-08,15,Place of Worship\n2020-01-09,2,Road\n"
    found = of(tmp_path, f"Date,Civilians Killed,Location\n{rows}")
    assert "place" not in found.mapping.columns
    assert "holds kinds of places" in told(found, "Location")
    assert {one.population for one in drafts(found)} == {"civilians"}


def test_streets_of_towns_are_places(tmp_path):
    found = of(tmp_path, "Date,Killed,Location\n2020-01-01,3,Farah\n2020-01-04,1,Kabul Road\n2020-01-08,15,Herat\n")
    assert found.mapping.columns["place"] == "Location"


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


@pytest.mark.parametrize(
    ("place", "columns", "wider"),
    [
        ("location", ["admin1", "country"], "{location}, {admin1}, {country}"),
        ("Location", ["Country"], "{Location}, {Country}"),
        ("city", ["provstate", "country_txt"], "{city}, {provstate}, {country_txt}"),
        ("country", ["source", "killed"], "country"),
        ("camp", ["country"], "camp"),
    ],
)
def test_a_place_stands_with_the_wider_ones(place, columns, wider):
    assert wider_place(place, columns) == wider


def test_an_airline_is_no_place(tmp_path):
    found = of(tmp_path, "airline,fatalities\nAeroflot,128\nAir France,79\nIberia,148\n")
    assert found.mapping.columns.get("place") != "airline"
    assert found.mapping.constants["event"] == NOT_SAID


def test_places_behind_measures_in_headers(tmp_path):
    header = "Date,Day,Cases_Guinea,Deaths_Guinea,Deaths_SierraLeone"
    text = f"{header}\n2015-01-05,289,2776,1786,2977\n2015-01-04,288,2775,1781,2943\n"
    found = of(tmp_path, text)
    assert [(one.measure, one.place, one.says) for one in drafts(found)][:2] == [
        ("Deaths", "Guinea", "1786"),
        ("Deaths", "SierraLeone", "2977"),
    ]
    assert any("is taken as the place; else write (?P<population>" in one for one in found.unsure)
    assert any("not read: “Cases_Guinea" in one for one in found.unsure)


def test_numbers_of_places_are_told_to_be_no_names(tmp_path):
    found = of(tmp_path, "STATE,year,killed\n1,2015,12\n6,2015,9\n9,2015,4\n")
    assert told(found, "no names of places").startswith("“STATE” holds numbers")


def test_parts_of_a_country_beside_their_total_are_places(tmp_path):
    found = of(tmp_path, "time_iso8601,DE-BB,DE-SN,DE-TH,sum_deaths\n2020-03-24,2,17,7,26\n2020-04-14,111,170,86,367\n")
    assert {(one.measure, one.place, one.says) for one in drafts(found)[:4]} == {
        ("killed", "DE-BB", "2"),
        ("killed", "DE-SN", "17"),
        ("killed", "DE-TH", "7"),
        ("killed", "", "26"),
    }
    assert "as places, each with its part of “sum_deaths”" in told(found, "DE-BB")


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


@pytest.mark.parametrize(
    ("columns", "place"),
    [
        (["ID_1", "NAME_1", "INJURIES"], "NAME_1"),
        (["GID_0", "NAME_0", "GID_1", "NAME_1"], "{NAME_1}, {NAME_0}"),
        (["ADM2_EN", "ADM2_PCODE", "ADM1_EN", "ADM1_PCODE"], "{ADM2_EN}, {ADM1_EN}"),
        (["admin1Name_eng", "Country"], "{admin1Name_eng}, {Country}"),
        (["admin1", "country"], "{admin1}, {country}"),
        (["name_1", "name_2"], None),
    ],
)
def test_levels_of_places_in_headers(columns, place):
    assert place_column(columns) == place


def test_codes_of_levels_name_no_place():
    assert level_of("ADM1_PCODE", is_numbered=True) is None
    assert level_of("ID_1", is_numbered=True) is None


def test_a_state_that_is_a_condition_is_no_place(tmp_path):
    found = of(tmp_path, "country,kind,state,value\nRussia,Tanks,destroyed,1798\nRussia,Tanks,abandoned,264\n")
    assert found.mapping.columns["place"] == "country"
    lived = of(tmp_path, "state,killed\nKerala,483\nAssam,12\n")
    assert lived.mapping.columns["place"] == "state"


def test_kinds_of_vehicles_and_how_grave_an_accident_was_are_no_places(tmp_path):
    text = (
        "fecha,gravedad,tipo_vehiculo,heridos\n2021-01-01,Herido,MOTO,2\n2021-01-01,Solo daños,BICICLETA,1\n"
        "2021-01-02,Herido,AUTOMOVIL,2\n2021-01-02,Solo daños,MOTO,1\n"
    )
    assert {one.place for one in drafts(of(tmp_path, text))} == {""}


def test_a_region_that_lies_in_one_country_is_a_part_of_it_and_one_with_several_is_not(tmp_path):
    rows = "Zinder,Niger,2,2024-01-01\nMaradi,Niger,4,2024-01-02\nGao,Mali,5,2024-01-03\n"
    found = of(tmp_path, f"region,country,killed,date\n{rows}")
    assert [one.place for one in drafts(found)] == ["Zinder, Niger", "Maradi, Niger", "Gao, Mali"]
    world = "Africa,Niger,2,2024-01-01\nAfrica,Mali,4,2024-01-02\nAsia,Iran,5,2024-01-03\n"
    assert of(tmp_path, f"region,country,killed,date\n{world}").mapping.columns["place"] == "country"


def test_the_ward_and_the_sub_county_stand_before_their_county(tmp_path):
    rows = "Garissa,Fafi,,5100\nGarissa,Ijara,Hara,3600\nMandera,Lafey,Fino,624\n"
    found = of(tmp_path, f"county,sub_county,ward,affected\n{rows}")
    assert [one.place for one in drafts(found)] == ["Fafi, Garissa", "Hara, Ijara, Garissa", "Fino, Lafey, Mandera"]


def test_headers_among_which_several_are_countries_are_places(tmp_path):
    found = of(
        tmp_path, "Date,Bretagne,Corse,Normandie,Grand Est,Martinique,Mayotte,Guadeloupe\n2020-03-04,1,2,3,4,5,6,7\n"
    )
    assert {one.place for one in drafts(found)} >= {"Bretagne", "Grand Est", "Mayotte"}


def test_all_in_a_column_of_countries_is_told_as_their_total(tmp_path):
    found = of(tmp_path, "date,country,deaths\n2022-05-04,All,60\n2022-05-04,Austria,20\n2022-05-04,Spain,40\n")
    assert '[names.place] "All" = ""' in told(found, "looks like a row of totals")


def test_headers_are_no_measures_where_people_said_the_measure(tmp_path):
    (tmp_path / "file.csv").write_text("Date,Aleppo,Homs\n2020-03-04,1,2\n2020-03-05,3,4\n", encoding="utf-8")
    said = from_flags([], ["measure=killed", "source=UN", "event=war"])
    found = propose(str(tmp_path / "file.csv"), said=said)
    assert [(one.place, one.measure, one.source) for one in drafts(found)][:2] == [
        ("Aleppo", "killed", "UN"),
        ("Homs", "killed", "UN"),
    ]
    by_source = propose(str(tmp_path / "file.csv"), said=from_flags([], ["measure=killed", "event=war"]))
    assert [one.source for one in drafts(by_source)][:2] == ["Aleppo", "Homs"]
    assert "are taken as sources: --set 'wide.header=source' if they are" in told(by_source, "the headers")
    assert any("“Aleppo”, “Homs”" in one for one in by_source.waits)


def test_marks_of_footnotes_are_no_part_of_a_place(tmp_path):
    found = of(tmp_path, "state,deaths\nPennsylvania††,147\nOhio*,67\nUtah,14\n")
    assert found.mapping.names["place"] == {"Pennsylvania††": "Pennsylvania", "Ohio*": "Ohio"}
    assert "“Ohio*” as “Ohio”" in told(found, "without the marks of footnotes")


@pytest.mark.parametrize(
    ("columns", "place"),
    [
        (("Province", "Municipality", "Barangay"), "{Barangay}, {Municipality}, {Province}"),
        (("Kabupaten", "Kecamatan", "Desa"), "{Desa}, {Kecamatan}, {Kabupaten}"),
        (("State", "LGA", "Ward"), "{Ward}, {LGA}, {State}"),
        (("Ward", "killed"), "Ward"),
        (("Miejsce", "Województwo"), "{Miejsce}, {Województwo}"),
    ],
)
def test_the_parts_of_a_town_stand_before_it(columns, place):
    assert place_column(columns) == place


def test_names_of_each_row_beside_its_place_are_asked_about_where_one_event_is_said(tmp_path):
    text = "name,province,deaths\nRasht,Gilan,12\nTehran,Tehran,217\nMashhad,Razavi Khorasan,45\n"
    (tmp_path / "file.csv").write_text(text, encoding="utf-8")

    def waits(*flags: str) -> tuple[str, ...]:
        return propose(str(tmp_path / "file.csv"), said=from_flags(flags, ["event=unrest", "source=HRA"])).waits

    (asked,) = waits()
    assert asked.startswith("“name” names something else in each row, and figures are read as of “province”: --map")
    assert waits("{name}, {province}=place") == waits("name=") == ()


def test_of_provinces_and_departments_that_of_which_there_are_more_is_the_narrower(tmp_path):
    rows = "Puno,San Román,18\nPuno,Azángaro,2\nLima,Huaral,1\nTOTAL,,21\n"
    found = of(tmp_path, f"departamento,provincia,fallecidos\n{rows}")
    assert found.mapping.columns["place"] == "{provincia}, {departamento}"


@pytest.mark.parametrize(("cells", "place"), [(("Tripoli", "Akkar"), "Caza"), (("Su-25", "MiG-29"), None)])
def test_a_fighter_plane_is_no_district(tmp_path, cells, place):
    found = of(tmp_path, "Fecha,Caza,Muertos\n2024-01-01,{},3\n2024-01-02,{},5\n".format(*cells))
    assert found.mapping.columns.get("place") == place
    assert any("“Caza” is taken as the place" in one for one in found.unsure) is (place is not None)


@pytest.mark.parametrize(("header", "waits"), [("Who", 1), ("Quién", 1), ("WHO", 0)])
def test_who_may_be_counted_or_say_so(tmp_path, header, waits):
    cells = ("1,000", "2,000") if header == "WHO" else ("Hamas", "Civilians")
    found = of(
        tmp_path, 'Date,{},Where,Killed\n2024-01-01,"{}",Gaza,3\n2024-01-02,"{}",Rafah,5\n'.format(header, *cells)
    )
    assert len([one for one in found.waits if f"--map '{header}=population'" in one]) == waits
    assert found.mapping.columns["place"] == "Where"


WITHIN = {
    "alone": ("Hospital,Date,Killed\nShifa,2020-03-01,12\n", ["Shifa"]),
    "the_same_in_all_rows": ("القرية,Date,Killed\nد,2020-03-01,12\nد,2020-03-02,14\n", ["د", "د"]),
    "beside_its_city": ("City,Hospital,Date,Killed\nGaza,Shifa,2020-03-01,12\n", ["Shifa, Gaza"]),
    "left_empty": ("City,Village,Date,Killed\nHoms,,2020-03-01,12\nHoms,Qara,2020-03-01,5\n", ["Homs", "Qara, Homs"]),
    "yes_or_no": ("City,Hospital,Date,Killed\nGaza,yes,2020-03-01,12\nRafah,no,2020-03-01,1\n", ["Gaza", "Rafah"]),
    "how_many": ("City,Hospital,Date,Killed\nGaza,30,2020-03-01,12\n", ["Gaza"]),
}


@pytest.mark.parametrize(("text", "places"), WITHIN.values(), ids=WITHIN)
def test_villages_and_hospitals_are_where_their_figures_are(tmp_path, text: str, places: list[str]):
    found = of(tmp_path, text)
    assert [one.place for one in drafts(found)] == places


def test_a_column_of_hospitals_that_people_said_is_the_source_is_no_place(tmp_path):
    found = of(
        tmp_path, "City,Hospital,Date,Killed\nGaza,Shifa,2020-03-01,12\n", said=from_flags(["Hospital=source"], [])
    )
    assert [(one.source, one.place) for one in drafts(found)] == [("Shifa", "Gaza")]
    assert not [one for one in found.unsure if "place within" in one]
