"""Cells by which figures may be none: numbers that stand for the unknown, and columns of yes and no."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.model import Draft, Problem
from claims.pipeline.propose import propose


def test_a_column_of_yes_and_no_beside_one_figure_is_told(tmp_path):
    found = of(tmp_path, "Class,Survived,Freq\n1st,No,122\n1st,Yes,203\n2nd,No,167\n2nd,Yes,118\n")
    assert '[skip] "Survived" = ["No"]' in told(found, "yes or no")


def test_numbers_that_programs_write_for_the_unknown_are_told_and_their_rows_wait(tmp_path):
    found = of(tmp_path, "place,killed,injured\nA,-99,4\nB,999,12\nC,7,999\nD,31,0\n")
    sentence = told(found, "if it stands for what is not known")
    assert sentence.startswith("“-99” (1 times) and “999” (2 times) in “killed”, “injured”")
    assert 'not_stated = ["-99", "999"]' in sentence
    assert found.mapping.ask == {"killed": ("-99", "999"), "injured": ("999",)}
    assert [one.says for one in drafts(found)] == ["31", "0"]
    assert [(one.row, one.column) for one in found.first if isinstance(one, Problem)] == [
        *((2, "killed"), (3, "killed"), (4, "injured")),
    ]
    assert found.mapping.not_stated == ()


def test_a_number_of_nines_that_stands_once_is_a_figure(tmp_path):
    assert not [one for one in of(tmp_path, "place,killed\nA,999\nB,12\n").unsure if "not known" in one]


def test_rows_without_an_event_are_told_before_they_are_refused(tmp_path):
    text = "Event Name,Country,Total Deaths\n,Haiti,222570\nCyclone Idai,Mozambique,603\n,Indonesia,165708\n"
    found = of(tmp_path, text)
    assert any("“Event Name” is empty in 2 of 3 rows" in one and "--set event=NAME" in one for one in found.unsure)


def test_an_unknown_place_is_nothing_stated(tmp_path):
    text = "date,country,city,fatalities\n2020-12-18,Pakistan,Unknown,1\n2020-12-26,Pakistan,Shahrag,7\n"
    found = of(tmp_path, text)
    assert found.mapping.not_stated == ("Unknown",)
    assert [one.place for one in drafts(found)] == ["Pakistan", "Shahrag, Pakistan"]
    assert "“Unknown” in “city”: taken for nothing stated" in found.unsure


def test_figures_without_a_date_are_told_where_dates_are_often_empty(tmp_path):
    text = "storm,date_start,date_end,dead\nIke,1984-08-31,1984-09-04,1029\nIvan,1997-10-25,,14\nLola,1975-01-22,,39\n"
    found = of(tmp_path, text)
    assert any("“date_end” is empty in 2 of 3 rows, whose figures have no date then" in one for one in found.unsure)


def test_an_event_that_stands_in_the_first_of_its_rows_is_to_be_filled_down(tmp_path):
    rows = "Civil War,Army,359538\n,Navy,4523\n,Marines,450\nKorean War,Army,29856\n,Navy,657\n,Air Force,4509\n"
    found = of(tmp_path, f"War or Conflict,Branch,Total Deaths\n{rows}")
    assert found.mapping.columns["event"] == "War or Conflict"
    assert told(found, "is empty in 4 of 6 rows").endswith("--set 'from_above=War or Conflict'")


def test_what_stands_for_nothing_known_is_no_source_and_no_part_of_a_place(tmp_path):
    text = (
        "county,ward,organization,source_of_information,number_killed\n"
        "Garissa,Galbet,NA,KRCS,3\nGarissa,Iftin,NA,KRCS,4\nMandera,NA,NA,KRCS,5\n"
    )
    found = of(tmp_path, text)
    assert found.mapping.columns["source"] == "source_of_information"
    assert "“organization” names no source in the first rows: not read" in found.unsure


def test_such_words_are_written_into_the_mapping(tmp_path):
    found = of(tmp_path, "country,district,source,killed\nKenya,Galbet,KRCS,3\nKenya,NA,KRCS,4\n")
    assert found.mapping.not_stated == ("NA",)
    assert [one.place for one in found.first if isinstance(one, Draft)] == ["Galbet, Kenya", "Kenya"]


def test_the_code_of_namibia_is_a_code(tmp_path):
    found = of(tmp_path, "country,source,killed\nNA,WHO,3\nKE,WHO,4\n")
    assert found.mapping.not_stated == ()
    assert [one.place for one in found.first if isinstance(one, Draft)] == ["NA", "KE"]


def test_nd_among_many_codes_of_states_is_north_dakota(tmp_path):
    found = of(tmp_path, "state,source,killed\nOH,CDC,3\nND,CDC,4\nTX,CDC,5\nME,CDC,6\n")
    assert found.mapping.not_stated == ()
    assert [one.place for one in found.first if isinstance(one, Draft)] == ["OH", "ND", "TX", "ME"]


def test_a_source_that_is_missing_is_no_source(tmp_path):
    text = "day,source,killed\n2023-10-07,Ministry of Health,3\n2023-10-08,missing,4\n"
    found = of(tmp_path, text)
    assert found.mapping.not_stated == ("missing",)
    assert "“missing” in “source”: taken for nothing stated" in found.unsure
    assert [isinstance(one, Draft) for one in found.first] == [True, False]


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (("thousand", "persons"), "some rows count in more than ones"),
        (("Thousands", "Thousands"), "all rows count in more than ones"),
        (("milliers de personnes", "personnes"), "some rows count in more than ones"),
        (("Percent", "Percent"), "all rows hold rates or shares"),
    ],
)
@pytest.mark.parametrize("head", ["Year,Value", "2019,2020"])
def test_columns_of_units_that_are_no_ones_are_asked_about(tmp_path, head, units, said):
    years = ("2019", "2020") if head.startswith("Year") else ("3", "4")
    rows = f"A,Deaths,{units[0]},{years[0]},3\nA,Injured,{units[1]},{years[1]},5\n"
    found = of(tmp_path, f"Country,Indicator,Unit,{head}\n{rows}")
    assert drafts(found)
    assert [one for one in found.asked if f"“Unit” says that {said}" in one]


@pytest.mark.parametrize(("power", "is_told"), [("3", True), ("0", False)])
def test_a_column_of_powers_of_ten_is_told_where_it_says_more_than_ones(tmp_path, power: str, is_told: bool):
    rows = f"Italy,2020,12,{power}\nSpain,2020,15,{power}\n"
    found = of(tmp_path, f"Country,Year,Displaced,UNIT_MULT\n{rows}")
    assert {draft.says for draft in drafts(found)} == {"12", "15"}
    assert any("powers of ten" in one for one in found.unsure) is is_told


def test_one_text_that_stands_alone_among_figures_is_nothing_stated(tmp_path):
    rows = "Alagoas,158\nAcre,Sem registros\nAmapá,Sem registros\nBahia,471\n"
    found = of(tmp_path, f"state,deaths\n{rows}")
    assert found.mapping.not_stated == ("Sem registros",)
    assert "taken for nothing stated" in told(found, "“Sem registros” in “deaths”")


@pytest.mark.parametrize("other", ["viele", "Sem dados"])
def test_several_texts_or_a_figure_in_words_among_figures_are_not_taken_for_nothing(tmp_path, other):
    cells = f"Alagoas,158\nAcre,{other}\nAmapá,{other}\nBahia,several\nCeará,several\nPará,ruim\nGoiás,ruim\n"
    found = of(tmp_path, f"state,deaths\n{cells}{cells.replace('158', '7')}".replace("ruim", "bom"))
    assert "several" not in found.mapping.not_stated


def test_a_column_of_rates_says_nothing_of_the_figures_beside_it(tmp_path):
    found = of(tmp_path, "Country,Cases,Deaths,Fatality\nIndia,6623815,102685,1.55%\nBrazil,4915289,146352,~2.98%\n")
    assert not any("hold rates or shares" in one for one in found.unsure)
    assert {draft.place for draft in drafts(found)} == {"India", "Brazil"}


def test_a_thousand_among_other_figures_is_no_unit(tmp_path):
    years = of(tmp_path, 'Country,1990,1991\nItaly,"1,000","1,200"\nSpain,900,"1,400"\n')
    unread = of(tmp_path, "Place,Killed,Homeless\nBam,3,>1000000\nLar,4,5000\nYazd,9,700\n")
    assert (years.mapping.ask, unread.mapping.ask) == ({}, {})


@pytest.mark.parametrize(("heading", "is_asked"), [("Ranking", False), ("Deaths per 100,000", True)])
def test_a_heading_that_ranks_rows_is_no_word_for_rates(tmp_path, heading: str, is_asked: bool):
    text = f"## {heading}\n\n|Country|Deaths|\n|---|---|\n|India|12|\n|Brazil|14|\n"
    found = of(tmp_path, text, "file.md")
    assert any("hold rates or shares" in one for one in found.unsure) is is_asked


def test_of_numbers_below_names_that_nobody_knows_none_is_the_figure_before_it_is_said(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("Indicator,Source,Homs,Hama\nKilled,UN,3,4\nInjured,UN,5,6\nMissing,UN,7,8\n", encoding="utf-8")
    found = propose(str(path))
    assert any("--map 'Homs=says' if it is" in one for one in found.waits)
    assert not propose(str(path), said=from_flags(["Homs=says"], [])).waits


def test_a_header_that_only_says_that_numbers_stand_below_it_is_no_source(tmp_path):
    rows = "".join(
        f"{area},{what},{number},it is said\n" for area, what, number in ((81, "Killed", 3), (6, "Injured", 9))
    )
    found = of(tmp_path, f"Area km2,What,No.,Excerpt\n{rows}")
    assert found.mapping.columns["says"] == "No."
    assert (found.mapping.wide, found.mapping.constants["source"]) == ((), "?")


@pytest.mark.parametrize("cell", ["", "Unknown", "NA", "-"])
def test_a_row_without_a_place_waits_where_others_of_its_event_name_several(tmp_path, cell):
    found = of(
        tmp_path, f"District,Drowned\nSylhet,12\nSunamganj,7\nHabiganj,4\nMoulvibazar,2\nNetrokona,3\n{cell},5\n"
    )
    assert found.mapping.ask == {"District": (cell,)}
    assert "is of the whole event" in told(found, "names no place in 1 of 6 rows").replace("figures are", "is")


def test_an_unknown_place_can_be_named_a_place(tmp_path):
    text = "District,Drowned\nSylhet,12\nSunamganj,7\nUnknown,5\n"
    said = from_flags([], ["names.place.Unknown=Unknown", "event=E", "source=S"])
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    found = propose(str(tmp_path / "table.csv"), said=said)
    assert found.mapping.ask == {}
    assert [one.place for one in drafts(found)] == ["Sylhet", "Sunamganj", "Unknown"]


def test_an_event_without_a_place_waits_for_nothing(tmp_path):
    text = "Event,State,Dead\nIke,Texas,74\nRita,,7\nKate,Florida,3\nBob,Maine,9\nHugo,Georgia,1\n"
    assert of(tmp_path, text).mapping.ask == {}


def test_what_a_column_was_taken_for_is_not_told_where_people_say_another(tmp_path):
    text = "district,source of information,lead,killed\nA,Red Cross,OCHA,4\nB,,OCHA,5\nC,,OCHA,6\n"
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    found = propose(str(tmp_path / "table.csv"), said=from_flags(["lead=source"], ["event=E"]))
    assert not [one for one in found.unsure if "is taken as the source" in one]


def test_codes_of_countries_are_no_rates(tmp_path):
    found = of(tmp_path, "country,iso3,deaths\nItaly,ITA,187850\nPeru,PER,219539\n")
    assert not any("hold rates or shares" in one for one in found.unsure)


def test_a_place_that_its_rows_show_holds_nothing_where_it_says_so_either(tmp_path):
    file = tmp_path / "pivot.csv"
    file.write_text("Row Labels,2019,2020\nAntioquia,11,21\nCauca,9,14\n(blank),1,2\n", encoding="utf-8")
    found = propose(str(file), said=from_flags([], ["event=e", "source=s", "measure=killed"]))
    assert found.mapping.not_stated == ("(blank)",)
    assert "“(blank)” in “Row Labels”: taken for nothing stated" in found.unsure


def test_a_column_of_texts_that_nothing_reads_may_name_the_event(tmp_path):
    file = tmp_path / "strikes.csv"
    text = "Місце,Що сталося,Загинуло,Джерело\nДніпро,ракета по будинку,46,ДСНС\nГроза,поминки в кафе,59,ООН\n"
    file.write_text(text, encoding="utf-8")
    found = propose(str(file))
    way = "--map 'Що сталося=event'"
    assert f"if “Що сталося” names the event: {way}" in found.asked
    assert not any(way in one for one in propose(str(file), said=from_flags([], ["event=e"])).asked)


@pytest.mark.parametrize(
    "text",
    [
        "Місце,Що сталося\nДніпро,ракета по будинку\nГроза,поминки в кафе\n",
        "Lugar,Fecha y hora,Fallecidos\nRocha,01/13/13 11:15 PM,1\nSalto,01/14/13 10:05 AM,2\n",
    ],
)
def test_nobody_is_asked_for_events_where_nothing_is_a_figure_nor_whether_a_date_is_one(tmp_path, text):
    file = tmp_path / "strikes.csv"
    file.write_text(text, encoding="utf-8")
    assert not any("names the event" in one for one in propose(str(file), said=from_flags([], ["source=s"])).asked)


def test_the_people_whom_the_name_of_a_file_speaks_of_are_asked_about(tmp_path):
    rows = "Year,CPJ,RSF\n2019,26,49\n2020,32,50\n"
    found = of(tmp_path, rows, "journalists_killed.csv")
    assert found.mapping.constants["measure"] == "killed"
    assert any("--set 'population=journalists' if they are counted" in one for one in found.waits)
    answer = from_flags([], ["population=journalists"])
    assert {one.population for one in drafts(of(tmp_path, rows, "journalists_killed.csv", said=answer))} == {
        "journalists"
    }
    assert not of(tmp_path, rows, "killed.csv").waits


def test_of_the_police_in_the_name_of_a_file_is_only_told(tmp_path):
    found = of(tmp_path, "Year,CPJ,RSF\n2019,26,49\n2020,32,50\n", "killed_police.csv")
    assert "--set 'population=all'" in told(found, "the name of the file speaks of “police”")
    assert not found.waits
