"""What is counted: measures in cells and descriptions, and counts that are measures of their own."""

from __future__ import annotations

from proposing import drafts, of, told


def test_cells_that_say_what_is_counted_are_the_measure(tmp_path):
    rows = '"Всего содержится, чел.",460 923,423 825\n"из них женщин, чел.",38 024,35 048\n"умерло, чел.",2 729,2 459\n'
    found = of(tmp_path, f"Категории лиц,01.01.2019,01.01.2020\n{rows}")
    assert found.mapping.columns["measure"] == "Категории лиц"
    assert "place" not in found.mapping.columns
    assert "is taken as the measure" in told(found, "tells rows apart")


def test_houses_and_families_beside_people_are_measures_of_their_own(tmp_path):
    header = "ph_psgc,affected_families,affected_persons,dead,damaged_houses_full,damaged_properties"
    found = of(tmp_path, f"{header}\nPH1,21,100,9,4,5.5\nPH2,27,164,0,1,7.25\n")
    assert found.mapping.wide[0].columns == ("affected_families", "affected_persons", "dead", "damaged_houses_full")
    assert found.mapping.names["measure"] == {"affected_persons": "affected"}
    assert "if it is the code of a place: --map 'ph_psgc=place'" in told(found, "tells them apart")


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
