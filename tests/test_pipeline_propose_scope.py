"""By whom, of which event and as of when the figures of published tables hold, as columns and cells show it."""

from __future__ import annotations

import json

import openpyxl
import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.model import Draft
from claims.pipeline.propose import propose
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.words import names_an_event


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


def test_names_that_sound_like_events_are_these_and_no_places(tmp_path):
    text = "name,year,fatalities\nSyrian civil war,2011,278694\nEastern Ukraine War,2014,6367\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["event"] == "name"
    assert "place" not in found.mapping.columns


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


def test_long_texts_with_numbers_name_sources_and_are_no_figures(tmp_path):
    cited = "Sitrep 21, Ministerio de Salud y Protección Social, 18-ago-2026 (vía CRUE)"
    rows = "".join(f'{place},{count},"{cited}"\n' for place, count in (("Chocó", 70), ("Caldas", 18), ("Cauca", 6)))
    found = of(tmp_path, f"ambito,valor,fuente_citada\n{rows}")
    assert (found.mapping.columns["says"], found.mapping.columns["source"]) == ("valor", "fuente_citada")


def test_numbered_reports_are_sources(tmp_path):
    found = of(tmp_path, "country,killed,Sources\nYemen,4,Sitrep 21\nYemen,9,Sitrep 22\n")
    assert found.mapping.columns["source"] == "Sources"


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
    said = propose(str(file), said=from_flags((), ("source=OCHA",)))
    assert not any("=source" in one for one in said.asked)


def test_what_people_said_is_asked_no_more(tmp_path):
    file = tmp_path / "file.csv"
    file.write_text("Title,Date,Killed\nA night of fear,spring 2020,4\nThe long day,autumn 2021,5\n", encoding="utf-8")
    assert any("--map 'Title=event'" in one for one in propose(str(file)).asked)
    said = from_flags((), ("event=Riots", "source=OCHA"))
    assert propose(str(file), said=said).asked == ()


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


def test_spans_of_years_are_no_names_of_events(tmp_path):
    found = of(tmp_path, "type,operation,killed\nA,1960-74,4\nA,1975-79,3\nB,1960-74,8\n")
    assert found.mapping.columns.get("event") != "operation"


def test_codes_that_are_names_are_sources(tmp_path):
    rows = "Dominica,2013,6,Police Force of Dominica\nBarbados,2014,2,Royal Police Force\n"
    assert of(tmp_path, f"country,year,killed,source_id\n{rows}").mapping.columns["source"] == "source_id"
    rows = "Dominica,2013,6,S 12\nBarbados,2014,2,S 13\n"
    assert of(tmp_path, f"country,year,killed,source_id\n{rows}").mapping.constants["source"] == NOT_SAID


def test_names_that_sound_as_events_are_the_event_under_any_header(tmp_path):
    text = "case,date,place,killed\nMill Street shooting,2014-02-03,Aby,4\nHarbour bombings,2015-06-07,Bro,2\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["event"] == "case"
    assert told(found, "so its cells sound").startswith("“case”")


def test_names_that_leave_most_rows_empty_yield_to_names_that_do_not(tmp_path):
    rows = "Grube Nord,,2014-02-03,4\nGrube Süd,,2015-06-07,2\nZeche Ost,East mine disaster,2016-06-07,9\n"
    found = of(tmp_path, f"title_de,title_en,date,killed\n{rows}")
    assert found.mapping.columns["event"] == "title_de"
    assert "“title_en”" in told(found, "is mostly empty")
    rows = (
        ",Bohemia (Hussites),1434-05-30,400\n,Muscovy and Poland,1408-02-03,800\nGreat Revolt,England,1403-07-21,300\n"
    )
    found = of(tmp_path, f"common name,name,date,killed\n{rows}")
    assert "--map 'name=event'" in told(found, "names it")


def test_a_title_that_sounds_as_an_event_is_one_before_the_disease(tmp_path):
    text = "title,year,disease,deaths\nAby cholera outbreak,1911,Cholera,40\nBro fever epidemic,1922,Typhus,31\n"
    assert of(tmp_path, text).mapping.columns["event"] == "title"


def test_long_texts_with_words_for_events_are_no_names(tmp_path):
    text = "account,date,killed\n" + "".join(
        f'"{"What was seen by those who fled " * 3} the attack of day {day}",2014-02-0{day},{day}\n'
        for day in (3, 4, 5)
    )
    assert "event" not in of(tmp_path, text).mapping.columns


@pytest.mark.parametrize(
    "header",
    [
        *("Conflict", "war_name", "Massacre Name", "hurricane_storm_name", "battleName", "Nombre del evento"),
        *("Name der Schlacht", "Название войны", "اسم الحرب", "نام جنگ"),
    ],
)
def test_headers_that_are_names_of_events(header):
    assert names_an_event(header) is (header not in {"Nombre del evento", "Name der Schlacht", "Название войны"})


@pytest.mark.parametrize("header", ["war_id", "disasterType", "Date of attack", "Source", "Conflict zone", "name"])
def test_headers_that_are_no_names_of_events(header):
    assert not names_an_event(header)


def test_a_column_that_is_named_as_one_of_events_is_the_event_of_each_row(tmp_path):
    text = "war,battle,killed\nThirty Years War,Battle of Lutter,6000\nThirty Years War,Battle of Rain,3000\n"
    found = of(tmp_path, text)
    assert [one.event for one in found.first if isinstance(one, Draft)] == ["Battle of Lutter", "Battle of Rain"]
    assert "“battle” is taken as the event" in found.unsure


@pytest.mark.parametrize("cells", ["Flood,Storm,Flood,Storm", "1,2,3,4", "2020-01-02,2020-01-03,2020-01-04,2020-01-05"])
def test_kinds_numbers_and_days_below_such_a_header_are_no_names(tmp_path, cells):
    rows = "".join(f"{cell},{place},3\n" for cell, place in zip(cells.split(","), "ABCD", strict=True))
    found = of(tmp_path, f"disaster,country,killed\n{rows}")
    assert found.mapping.constants["event"] == NOT_SAID


def test_names_that_sound_like_events_are_such_though_rows_share_them(tmp_path):
    text = "name,state,fatalities\nFranco-Spanish War,Spain,600\nFranco-Spanish War,France,400\nBoxer Rebellion,UK,37\n"
    found = of(tmp_path, text)
    assert [one.event for one in found.first if isinstance(one, Draft)][:2] == ["Franco-Spanish War"] * 2
    assert "“name” is taken as the event: so its cells sound" in found.unsure


def test_a_title_that_differs_in_every_row_may_be_the_event(tmp_path):
    text = "title,location,killed\nBlack Death,Europe,75000000\nAntonine Plague,Roman Empire,7500000\n"
    way = "if each row is an event of its own, “title” names it: --map 'title=event'"
    assert way in of(tmp_path, text).unsure


def test_the_source_of_another_column_is_not_who_says_it(tmp_path):
    found = of(tmp_path, "place,Population,Population_source,idps\nAmbukiv,232,Census 2001,12\n")
    assert found.mapping.constants["source"] == NOT_SAID


def test_commas_in_a_source_are_told_whatever_its_name(tmp_path):
    found = of(tmp_path, 'source,killed\n"Pentagon, Iranian media",6\nCENTCOM,7\n')
    assert any(one.startswith("cells of “source” hold commas") for one in found.unsure)


@pytest.mark.parametrize("both", ["Metropolitan Police / NHS", "UNICEF and Rescue 1122"])
def test_another_source_beside_one_in_a_cell_is_told_with_the_flag_that_parts_them(tmp_path, both):
    text = f"source,killed\n{both},11\nMetropolitan Police,6\nNHS Wales & Partners,7\n"
    told = [one for one in of(tmp_path, text).unsure if "taken as one source" in one]
    assert len(told) == 1
    assert told[0].startswith(f"“{both}” in “source”")
    flag = told[0].partition("--set '")[2].removesuffix("'")
    found = propose(str(tmp_path / "file.csv"), said=from_flags([], ["event=e", flag]))
    assert not [one for one in found.unsure if "taken as one source" in one]
    assert len([one for one in found.first if one.says == "11"]) == 2


def test_a_column_of_sources_is_not_told_as_read_where_people_say_another(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("City,Killed,Reported by\nHoms,10,Reuters\nHama,4,AFP\n", encoding="utf-8")
    found = propose(str(path), said=from_flags([], ["source=UN"]))
    assert "is not read as the source, as “UN” is said of all" in told(found, "“Reported by”")


@pytest.mark.parametrize("head", ["Measure,Reuters,AFP", "Day,Killed (MoH),Killed (OCHA)"])
def test_headers_that_are_sources_are_asked_about_where_people_say_another(tmp_path, head):
    path = tmp_path / "file.csv"
    cells = ("Killed", "Injured") if head.startswith("Measure") else ("2020-01-02", "2020-01-03")
    path.write_text(f"{head}\n{cells[0]},3,4\n{cells[1]},5,6\n", encoding="utf-8")
    found = propose(str(path), said=from_flags([], ["source=UN"]))
    assert "UN" not in {one.source for one in drafts(found)}
    assert "headers are read as the source, which goes before “UN”" in " ".join(found.asked)


@pytest.mark.parametrize("header", ["Country of origin", "Nationality", "Sex of victims"])
def test_a_column_that_says_of_whom_all_rows_count_is_told(tmp_path, header: str):
    found = of(tmp_path, f"{header},Country,Deaths\nAfghan,Iran,3\nAfghan,Pakistan,4\n")
    assert f"--map '{header}=population'" in told(found, "may say of whom a row counts")


def test_a_column_of_all_people_says_nothing(tmp_path):
    found = of(tmp_path, "Sex,Country,Deaths\nTotal,Iran,3\nTotal,Pakistan,4\n")
    assert not any("of whom a row counts" in one for one in found.unsure)


def test_measures_that_are_units_are_asked_about(tmp_path):
    text = "LOCATION,SUBJECT,MEASURE,TIME,Value\nLUX,DEATH,NBR,1995,70\nLUX,DEATH,1000000HAB,1995,171.3\n"
    assert "--set 'names.measure.NBR=NAME'" in told(of(tmp_path, text), "looks like a unit")
    said = from_flags([], ["names.measure.NBR=killed", "skip.MEASURE=1000000HAB"])
    found = propose(str(tmp_path / "file.csv"), said=said)
    assert [(one.measure, one.says) for one in drafts(found)] == [("killed", "70")]
    assert not found.waits


def test_a_total_beside_one_name_makes_no_place_of_it(tmp_path):
    text = "War,Total (low–high),Mil (low–high)\nA,5–9,2–3\nB,4–8,1–3\n"
    found = of(tmp_path, text, said=from_flags([], ["measure=killed", "source=S"]))
    (question,) = (one for one in found.waits if "“Mil (low–high)”" in one)
    assert "--set 'wide.header=population'" in question
