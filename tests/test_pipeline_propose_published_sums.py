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
    found = of(tmp_path, f"Категории лиц,01.01.2019,01.01.2020\n{rows}")
    assert found.mapping.columns["measure"] == "Категории лиц"
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


def test_a_year_behind_one_text_in_any_digits_is_the_year(tmp_path):
    found = of(tmp_path, "موضوع,تعداد در سال ۲۰۲۲,تعداد در سال ۲۰۲۱\nاعدام,۵۶۵,۲۹۹\nحبس,۱۲,۷\n")
    said = [(one.measure, one.as_of, one.says) for one in drafts(found)]
    assert said[:2] == [("اعدام", "2022-12-31", "۵۶۵"), ("اعدام", "2021-12-31", "۲۹۹")]
    assert told(found, "count the year in its header")


def test_names_with_codes_before_them_are_no_numbers(tmp_path):
    rows = "11 Rondônia;512;1098\n12 Acre;112;365\n13 Amazonas;441;2265\nTotal;1065;3728\n"
    found = of(tmp_path, f"Unidade da Federação;Acidentes;Total\n{rows}")
    assert [one.says for one in drafts(found)][:1] == ["1098"]
    assert "“Unidade da Federação”" not in " ".join(one for one in found.unsure if "is taken as the figure" in one)


def test_what_figures_are_in_is_no_part_of_a_place(tmp_path):
    rows = "Austria,Homicides,Counts,2020,54\nAustria,Homicides,Rate,2020,0.6\nKenya,Homicides,Counts,2020,1892\n"
    found = of(tmp_path, f"Country,Indicator,Unit of measurement,Year,VALUE\n{rows}")
    assert found.mapping.columns["place"] == "Country"


def test_people_are_called_as_a_header_writes_them(tmp_path):
    found = of(tmp_path, "Область;Загинуло дітей;Поранено дітей\nДонецька;493;539\nХарківська;131;344\n")
    assert {one.population for one in drafts(found)} == {"дітей"}


def test_parts_below_a_first_row_add_up_to_the_total_before_them(tmp_path):
    rows = "Bayern,9651,9040,611\nBerlin,3580,3420,160\nHessen,4000,3800,200\n"
    found = of(tmp_path, f"Land,Insgesamt,davon / männlich,davon / weiblich\n{rows}")
    said = [(one.measure, one.population, one.says) for one in drafts(found)]
    assert said[:3] == [("?", "all", "9651"), ("?", "männlich", "9040"), ("?", "weiblich", "611")]


def test_others_of_several_who_are_counted_are_counted_too(tmp_path):
    header = "total_fatalities,civilian_fatalities,other_armed_grp_fatalities"
    found = of(tmp_path, f"district,{header}\nKhammam,3,1,2\nGuntur,4,4,0\n")
    assert [one.population for one in drafts(found)][:3] == ["civilian", "other armed grp", "all"]
