"""Tables of statistical offices: sexes beside their sum, first columns that say what is counted, other calendars."""

from proposing import drafts, of, told


def test_sexes_that_add_up_to_another_count_are_its_parts(tmp_path):
    rows = "Jalisco,Zapopan,4.0,3.0,1.0,0.0\nJalisco,Tonalá,3.0,1.0,1.0,1.0\nOaxaca,Tuxtepec,1.0,0.0,1.0,0.0\n"
    found = of(tmp_path, f"Entidad,Municipio,Homicidios,Hombre,Mujer,No Identificado\n{rows}")
    said = [(one.measure, one.population, one.place, one.says) for one in drafts(found)]
    assert said[4:8] == [
        ("Homicidios", "all", "Tonalá, Jalisco", "3.0"),
        ("Homicidios", "Hombre", "Tonalá, Jalisco", "1.0"),
        ("Homicidios", "Mujer", "Tonalá, Jalisco", "1.0"),
        ("Homicidios", "No Identificado", "Tonalá, Jalisco", "1.0"),
    ]
    assert "add up to “Homicidios”" in told(found, "are taken as parts of it")


def test_cells_that_say_what_is_counted_are_the_measure(tmp_path):
    rows = '"Всего содержится, чел.",460 923,423 825\n"из них женщин, чел.",38 024,35 048\n"умерло, чел.",2 729,2 459\n'
    found = of(tmp_path, f"Показатель лиц,01.01.2019,01.01.2020\n{rows}")
    assert found.mapping.columns["measure"] == "Показатель лиц"
    assert "place" not in found.mapping.columns
    assert "is taken as the measure" in told(found, "tells rows apart")


def test_years_of_another_calendar_in_headers_are_told(tmp_path):
    rows = "تهران,۱۰۱۲,۲۳۱\nفارس,۱۰۲۰,۲۹۸\n"
    found = of(tmp_path, f"استان,سال ۱۴۰۰ - مرد,سال ۱۴۰۱ - مرد\n{rows}")
    assert not drafts(found)
    assert "“سال ۱۴۰۰ - مرد”" in told(found, "years of the Persian or the Islamic calendar")


def test_levels_of_places_in_any_language_are_places(tmp_path):
    found = of(tmp_path, "ADM1_PT,ADM2_PT,deaths\nNampula,Erati,3\nTete,Macanga,2\n")
    assert found.mapping.columns["place"] == "{ADM2_PT}, {ADM1_PT}"
