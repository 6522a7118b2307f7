"""Where, when, of whom and by whom the figures of published tables hold, as their columns and cells show it."""

from __future__ import annotations

import json

import openpyxl
import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.model import Draft
from claims.pipeline.propose import propose
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.places import place_column
from claims.pipeline.proposing.words import level_of, says_whom


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


def test_references_are_the_source_where_no_column_is_called_one(tmp_path):
    text = "ID_1,NAME_1,FATALITIES,REFERENCE\n3,Bagmati,8160,World Bank\n4,Gandaki,443,NDRRMA\n"
    found = of(tmp_path, text)
    assert (found.mapping.columns["source"], found.mapping.columns["place"]) == ("REFERENCE", "NAME_1")
    assert "“REFERENCE” is taken as the source" in found.unsure


def test_a_source_goes_before_references_and_notes_on_sources_are_none(tmp_path):
    both = of(tmp_path, "source,reference,killed\nOCHA,p. 3,4\n")
    assert both.mapping.columns["source"] == "source"
    notes = of(tmp_path, "country,killed,source_notes\nYemen,4,survey; revised later\n")
    assert notes.mapping.constants["source"] == NOT_SAID


def test_people_behind_a_measure_are_people(tmp_path):
    found = of(tmp_path, "country,FATALITIES,DISPLACED_POPULATION,POPULATION\nNepal,8891,2800000,29000000\n")
    measures = {one.measure: one.says for one in found.first if isinstance(one, Draft)}
    assert measures == {"FATALITIES": "8891", "displaced": "2800000"}


def test_a_state_that_is_a_condition_is_no_place(tmp_path):
    found = of(tmp_path, "country,kind,state,value\nRussia,Tanks,destroyed,1798\nRussia,Tanks,abandoned,264\n")
    assert found.mapping.columns["place"] == "country"
    lived = of(tmp_path, "state,killed\nKerala,483\nAssam,12\n")
    assert lived.mapping.columns["place"] == "state"


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


def test_names_that_sound_like_events_are_these_and_no_places(tmp_path):
    text = "name,year,fatalities\nSyrian civil war,2011,278694\nEastern Ukraine War,2014,6367\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["event"] == "name"
    assert "place" not in found.mapping.columns


@pytest.mark.parametrize("header", ["Side", "Belligerents", "Nationality of victims", "الطرف", "Пол"])
def test_a_column_that_may_say_of_whom_a_row_counts_is_told(tmp_path, header):
    assert says_whom(header)
    found = of(tmp_path, f"{header},Claimed by,Killed\nIraqi forces,UN,2521\nISIL,CENTCOM,774\n")
    assert f"“{header}” may say of whom a row counts: --map '{header}=population'" in found.unsure


def test_a_column_of_one_side_alone_tells_nothing(tmp_path):
    found = of(tmp_path, "side,place,killed\nISIL,Mosul,5\nISIL,Tal Afar,7\n")
    assert not any("of whom" in one for one in found.unsure)


def test_parts_of_a_record_keep_their_own_dates(tmp_path):
    record = {
        "gaza": {"updated": "2024-03-10", "killed": {"total": 31045}},
        "west_bank": {"updated": "2024-03-07", "killed": {"total": 425}, "injured": {"total": 4700}},
    }
    file = tmp_path / "summary.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    found = propose(str(file))
    drafts = [one for one in found.first if isinstance(one, Draft)]
    assert [(one.says, one.as_of) for one in drafts] == [("31045", "2024-03-10")]
    assert any("only “gaza” is read, as “west_bank” has a date of its own" in one for one in found.unsure)


def test_a_formula_without_a_value_says_nothing_of_its_column(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("Province", "Displaced (thousands)"), ("Bagmati", 420.5), ("Gandaki", 61), ("Total", "=SUM(B2:B3)")):
        sheet.append(row)
    book.save(tmp_path / "file.xlsx")
    found = propose(str(tmp_path / "file.xlsx"))
    assert [one.says for one in found.first if isinstance(one, Draft)][:2] == ["420.5 thousand", "61 thousand"]
    assert found.mapping.not_stated == ()


@pytest.mark.parametrize("total", ["Всего по РФ", "Total Colombia", "Grand total 2021"])
def test_a_total_with_words_behind_it_is_told(tmp_path, total):
    found = of(tmp_path, f"region,killed\nA,26\nB,51\n{total},77\n")
    assert any(f"“{total}” in “region” looks like a row of totals" in one for one in found.unsure)


def test_units_behind_a_measure_in_russian(tmp_path):
    found = of(tmp_path, 'Регион,"Погибло, чел.","Ранено, чел."\nМосква,26,700\n')
    assert found.mapping.names["measure"] == {"Погибло, чел.": "killed", "Ранено, чел.": "injured"}


def test_a_number_that_tells_rows_apart_may_be_an_event_and_is_no_place(tmp_path):
    found = of(tmp_path, "id,killed,source\n17,2,AP\n18,5,AP\n19,1,AP\n")
    assert any("--map 'id=event'" in one and "=place" not in one for one in found.unsure)


def test_long_texts_with_numbers_name_sources_and_are_no_figures(tmp_path):
    cited = "Sitrep 21, Ministerio de Salud y Protección Social, 18-ago-2026 (vía CRUE)"
    rows = "".join(f'{place},{count},"{cited}"\n' for place, count in (("Chocó", 70), ("Caldas", 18), ("Cauca", 6)))
    found = of(tmp_path, f"ambito,valor,fuente_citada\n{rows}")
    assert (found.mapping.columns["says"], found.mapping.columns["source"]) == ("valor", "fuente_citada")


def test_numbered_reports_are_sources(tmp_path):
    found = of(tmp_path, "country,killed,Sources\nYemen,4,Sitrep 21\nYemen,9,Sitrep 22\n")
    assert found.mapping.columns["source"] == "Sources"


def test_a_column_that_is_called_concept_is_the_measure(tmp_path):
    text = "ambito,concepto,valor\nChocó,ips_priorizadas,19\nChocó,ips_verificadas,70\nCaldas,ips_priorizadas,6\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["measure"] == "concepto"
    assert any("“concepto” is taken as the measure" in one for one in found.unsure)


def test_an_empty_date_gives_way_to_the_day_of_the_cut_off(tmp_path):
    text = "date,search_date,fecha_corte,fallecidos\n,2026-10-07,2026-08-16,289\n,2026-10-07,2026-08-15,294\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["as_of"] == "fecha_corte"
    assert "“date” is empty in the first rows: not read" in found.unsure


def test_who_published_is_asked_and_is_neither_place_nor_event(tmp_path):
    rows = [
        {"publisher": {"name": "El Tiempo"}, "killed": 294, "day": "2026-08-15"},
        {"publisher": {"name": "La República"}, "killed": 289, "day": "2026-08-15"},
    ]
    file = tmp_path / "file.json"
    file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    found = propose(str(file))
    assert "place" not in found.mapping.columns
    assert found.mapping.constants["event"] == NOT_SAID
    assert any("--map 'publisher.name=source'" in one for one in found.unsure)


def test_sides_that_tell_rows_apart_are_whom_they_count(tmp_path):
    text = "war,side,killed\nBoxer Rebellion,Qing Empire,2500\nBoxer Rebellion,Allied Powers,1003\n"
    found = of(tmp_path, text + "Ogaden War,Ethiopia,6133\nOgaden War,Somalia,6453\n")
    drafts = [one for one in found.first if isinstance(one, Draft)]
    assert [(one.event, one.population) for one in drafts][:2] == [
        ("Boxer Rebellion", "Qing Empire"),
        ("Boxer Rebellion", "Allied Powers"),
    ]
    assert not any("may say of whom" in one for one in found.unsure)
    assert any("“side” tells rows apart and is taken to say of whom they count" in one for one in found.unsure)


def test_a_kind_that_tells_rows_of_a_group_apart_is_told(tmp_path):
    text = "year,disaster_type,count\n2000,Flood,1\n2000,Storm,3\n2001,Flood,4\n2001,Storm,3\n"
    found = of(tmp_path, text)
    assert any("“disaster_type” tells them apart" in one and "'disaster_type=measure'" in one for one in found.unsure)


def test_what_stands_around_a_table_is_shown_where_it_may_say_what_is_missing(tmp_path):
    text = "Libya: Storm Daniel,,\nOn 20 September 2023,,\n,,\nMantika,Dead,Missing\nDerna,3922,9000\nBenghazi,12,4\n"
    found = of(tmp_path, text)
    shown = next(one for one in found.unsure if one.startswith("around the table stands"))
    assert "On 20 September 2023" in shown
    assert "event or source or as_of" in shown


def test_nothing_is_shown_of_what_stands_around_a_table_that_says_all(tmp_path):
    text = "Storm Daniel,,,,\n,,,,\nEvent,Mantika,Dead,Date,Source\nDaniel,Derna,3922,2023-09-20,WHO\n"
    found = of(tmp_path, text + "Daniel,Benghazi,12,2023-09-20,WHO\n")
    assert not any("around the table" in one for one in found.unsure)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Town,Killed\nHoms,4\nIdlib,5\n", True),
        ("Town,Killed,Injured\nHoms,4,9\nIdlib,5,2\n", True),
        ("Town,Killed,Date\nHoms,4,2019-12-02\nIdlib,5,2019-12-02\n", False),
        ("Town,2018,2019,2020\nHoms,4,7,9\nIdlib,5,8,11\n", False),
        ("Town,Killed,Year\nHoms,4,2018\nIdlib,5,2019\n", False),
        ("Town,Mayor\nHoms,A. Saleh\nIdlib,B. Darwish\n", False),
    ],
)
def test_figures_without_a_date_are_told(tmp_path, text: str, is_told: bool):
    found = of(tmp_path, text)
    assert any("nothing says as of when" in one for one in found.unsure) is is_told, found.unsure
    dated = propose(str(tmp_path / "file.csv"), said=from_flags((), ("as_of=2019-12-02",)))
    assert not any("nothing says as of when" in one for one in dated.unsure)


def test_the_day_on_which_something_began_is_not_when_its_figures_hold(tmp_path):
    found = of(tmp_path, "conflict,startDate,killed\nGaza War,2023-10-07,46000\nSudan Civil War,2023-04-15,150000\n")
    assert [(one.period_start, one.as_of) for one in drafts(found)] == [("2023-10-07", None), ("2023-04-15", None)]
    assert "say as of when its figures are" in told(found, "“startDate” is the day on which it began")


def test_of_two_dates_the_one_that_each_row_has_is_taken(tmp_path):
    text = (
        "war,lastUpdate,pageRevision,killed\nUkraine war,2026-08-15,2026-08-15,500000\nSudan war,2026-04-21,,150000\n"
    )
    assert [one.as_of for one in drafts(of(tmp_path, text))] == ["2026-08-15", "2026-04-21"]


def test_coordinates_intensities_and_ids_are_no_figures(tmp_path):
    text = (
        "date,title,lng,gravidade,revid\n2014-06-16,Flood,46.247263,90,901252300\n2016-06-24,Flood,43.97,85,901254764\n"
    )
    assert drafts(of(tmp_path, text)) == []


def test_kinds_of_vehicles_and_how_grave_an_accident_was_are_no_places(tmp_path):
    text = (
        "fecha,gravedad,tipo_vehiculo,heridos\n2021-01-01,Herido,MOTO,2\n2021-01-01,Solo daños,BICICLETA,1\n"
        "2021-01-02,Herido,AUTOMOVIL,2\n2021-01-02,Solo daños,MOTO,1\n"
    )
    assert {one.place for one in drafts(of(tmp_path, text))} == {""}


def test_lists_of_sources_are_told_beside_columns_that_name_others(tmp_path):
    rows = [{"cases": n, "source_system": "A", "source_key": "spc", "source_names": ["WHO"]} for n in (3, 9)]
    found = of(tmp_path, json.dumps(rows), name="file.json")
    assert "--map 'source_names.0=source'" in told(found, "holds lists")


def test_an_event_that_few_rows_name_comes_with_the_column_that_names_each_row(tmp_path):
    found = of(
        tmp_path, "DisNo.,Event Name,Country,Total Deaths\nA-1,,Syria,5\nA-2,,Libya,7\nA-3,Storm Daniel,Iraq,9\n"
    )
    assert any("--map says another column, such as “DisNo.”" in one for one in found.unsure)


def test_a_code_is_no_source(tmp_path):
    found = of(tmp_path, "Unique Reference Code,Incident date,Killed\nCS1016,2017-08-20,5\nCS1017,2017-08-21,7\n")
    assert found.mapping.constants["source"] == NOT_SAID


def test_a_word_in_the_name_of_a_file_makes_no_organisation_its_source(tmp_path):
    found = of(tmp_path, "Date,killed\n2023-10-15,2670\n", name="who_died.csv")
    assert found.mapping.constants["source"] == NOT_SAID


def test_names_that_sound_like_events_tell_rows_apart_as_events(tmp_path):
    found = of(tmp_path, "What,Deaths\nCyclone Mocha,148\nFlood of May,5\nMalawi earthquake,9\n")
    assert [one.event for one in drafts(found)] == ["Cyclone Mocha", "Flood of May", "Malawi earthquake"]
    assert not [one for one in found.unsure if "does not say the event" in one]
