"""Headers that are each of some names beside each of some measures, and the flag that says what such names are."""

from __future__ import annotations

import pytest
from proposing import drafts, of

from claims.errors import BadMapping
from claims.mapping import from_flags
from claims.pipeline.propose import propose
from claims.pipeline.proposing.header_times import tidy

MEASURES = ("Killed", "Number of injured")
NAMES = ("Valle del Cauca", "Chocó")


def crossed(tmp_path, *said, between="{} / {}", names=NAMES):
    header = ";".join(between.format(name, measure) for name in names for measure in MEASURES)
    (tmp_path / "file.csv").write_text(f"Date;{header}\n2020-05-01;1;2;3;4\n2020-05-02;5;6;7;8\n", encoding="utf-8")
    return propose(str(tmp_path / "file.csv"), said=from_flags([], said) if said else None)


@pytest.mark.parametrize("between", ["{} / {}", "{}: {}", "{} - {}", "{}_{}", "{} ({})"])
def test_what_names_beside_measures_are_waits_for_a_person_and_is_answered_by_a_flag(tmp_path, between):
    (question,) = crossed(tmp_path, between=between).waits
    assert "--set 'wide.header=place' if they are" in question
    assert "--set 'wide.header=source' (or population)" in question
    for field in ("place", "source", "population"):
        found = crossed(tmp_path, f"wide.header={field}", between=between)
        said = {(getattr(one, field), one.measure, one.says) for one in drafts(found) if one.as_of == "2020-05-01"}
        assert said == {
            ("Valle del Cauca", "killed", "1"),
            ("Valle del Cauca", "injured", "2"),
            ("Chocó", "killed", "3"),
            ("Chocó", "injured", "4"),
        }
        assert not found.waits


@pytest.mark.parametrize("names", [("Civilians", "Soldiers"), ("Women", "Men"), ("Iran", "Iraq"), ("UNHCR", "OCHA")])
def test_names_that_are_known_for_people_countries_or_sources_wait_for_nobody(tmp_path, names):
    assert not crossed(tmp_path, names=names).waits


def test_names_of_no_known_kind_are_what_a_flag_says(tmp_path):
    (tmp_path / "file.csv").write_text("Indicator;Hatay;Adana\nKilled;1;2\nInjured;3;4\n", encoding="utf-8")
    (question,) = propose(str(tmp_path / "file.csv")).waits
    assert "are taken as sources: --set 'wide.header=source' if they are" in question
    found = propose(str(tmp_path / "file.csv"), said=from_flags([], ["wide.header=place"]))
    assert [(one.place, one.measure, one.says) for one in drafts(found)][:2] == [
        ("Hatay", "Killed", "1"),
        ("Adana", "Killed", "2"),
    ]
    assert not found.waits


@pytest.mark.parametrize(
    "names", ["Полиция;Минздрав", "Ministerio de Salud;Bomberos", "وزارة الصحة;الشرطة", "Defesa Civil;Bombeiros"]
)
def test_a_ministry_or_civil_defence_beside_another_name_says_the_figures(tmp_path, names):
    (tmp_path / "file.csv").write_text(f"Indicator;{names}\nKilled;1;2\nInjured;3;4\n", encoding="utf-8")
    found = propose(str(tmp_path / "file.csv"))
    assert [(one.source, one.says) for one in drafts(found)][:2] == list(zip(names.split(";"), "12", strict=True))
    assert not found.waits


def test_headers_cannot_be_figures():
    with pytest.raises(BadMapping, match="a figure stands in the header"):
        from_flags([], ["wide.header=says"])


def test_sources_in_headers_with_days_of_a_calendar_that_their_language_tells(tmp_path):
    header = ";".join(f"1401/05/0{day}: {name}" for day in (3, 4) for name in ("UNHCR", "OCHA"))
    (tmp_path / "file.csv").write_text(f"District;{header}\nHoms;1;2;3;4\nHama;5;6;7;8\n", encoding="utf-8")
    found = propose(str(tmp_path / "file.csv"), said=from_flags([], ["measure=killed"]))
    assert {(one.source, one.as_of) for one in drafts(found)} == {
        (name, f"1401/05/0{day}") for day in (3, 4) for name in ("UNHCR", "OCHA")
    }


def test_known_sources_with_numbers_in_headers_wait_for_a_person(tmp_path):
    (tmp_path / "file.csv").write_text(
        "District;UNHCR;OCHA;Police 1401/5/3\nHoms;1;2;3\nHama;5;6;7\n", encoding="utf-8"
    )
    found = propose(str(tmp_path / "file.csv"), said=from_flags([], ["measure=killed"]))
    assert any("hold days or numbers too" in one for one in found.waits)


@pytest.mark.parametrize("header", ["Frauen;Männer;Gesamt", "Femmes;Hommes;Ensemble", "Женщины;Мужчины;Всего"])
def test_people_beside_their_total_are_no_places(tmp_path, header):
    (tmp_path / "file.csv").write_text(f"Date;{header}\n2009-04-28;5;7;12\n2009-05-28;6;9;15\n", encoding="utf-8")
    found = propose(str(tmp_path / "file.csv"), said=from_flags([], ["measure=killed", "source=Police"]))
    women, men, _ = header.split(";")
    said = {(one.population, one.place, one.says) for one in drafts(found) if one.as_of == "2009-04-28"}
    assert said == {(women, "", "5"), (men, "", "7"), ("all", "", "12")}


def test_a_sign_of_numbers_is_no_part_of_a_name_and_a_shortened_name_keeps_its_dot(tmp_path):
    head = "Day,Killed / Homs / #,Killed / Idlib / #,Injured / Homs / #,Injured / Idlib / #"
    path = tmp_path / "a.csv"
    path.write_text(f"{head}\n2020-05-01,3,4,5,6\n2020-05-02,4,5,6,7\n")
    said = from_flags([], ["event=E", "source=S", "wide.header=place"])
    assert [one.place for one in drafts(propose(str(path), said=said))[:2]] == ["Homs", "Idlib"]
    assert tidy("Bogotá, D.C. /") == "Bogotá, D.C."
    assert tidy("Killed.") == "Killed"


def test_a_lone_column_of_numbers_beside_numbers_with_words_waits(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Indicator,Patna,Gaya\nMissing,1.5 लाख,200\nKilled,2 लाख,300\n")
    (question,) = propose(str(path), said=from_flags([], ["event=E", "source=S"])).waits
    assert "with a word behind them stand in “Patna”" in question


def test_a_lone_column_of_numbers_beside_headers_that_stand_twice_waits(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("No,Place,Women,Women,Men,Men\n1,Goma,5,6,7,8\n2,Uvira,6,7,8,9\n4,Kindu,7,8,9,9\n")
    found = propose(str(path), said=from_flags([], ["event=E", "source=S", "measure=killed"]))
    assert not found.first or any("more than once" in one for one in found.waits)


@pytest.mark.parametrize(
    "header", ["Red Cross total,RSF total", "Red Cross_N,RSF_N", "Killed Red Cross,Killed RSF", "Red Cross,RSF [a]"]
)
def test_a_word_that_all_headers_share_and_that_names_nobody_is_no_part_of_their_names(tmp_path, header):
    path = tmp_path / "a.csv"
    path.write_text(f"City,{header}\nGoma,18,21\nUvira,27,22\n")
    flags = ["event=E", "measure=killed", "wide.header=source"]
    found = propose(str(path), said=from_flags([], flags))
    assert [(one.source, one.says) for one in drafts(found)[:2]] == [("Red Cross", "18"), ("RSF", "21")]


def test_a_measure_that_all_headers_share_is_not_that_which_is_said_of_all(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Date,Killed Goma,Killed Uvira\n2020-05-01,18,21\n2020-05-02,27,22\n")
    flags = ["event=E", "source=S", "measure=injured", "wide.header=place"]
    found = propose(str(path), said=from_flags([], flags))
    assert any("“injured” is said of all, and not what columns say" in one for one in found.waits)


def test_names_before_measures_are_asked_about_where_no_column_says_where(tmp_path):
    text = "Date,Abcd killed,Efgh killed\n2019-01-01,12,3\n2019-02-01,14,5\n"
    (question,) = [one for one in of(tmp_path, text).waits if "“Abcd”, “Efgh”" in one]
    assert all(f"{field}" in question for field in ("wide.header=place", "source", "population"))
    found = of(tmp_path, text, said=from_flags([], ["event=e", "source=s", "wide.header=place"]))
    assert [(one.place, one.says) for one in drafts(found)[:2]] == [("Abcd", "12"), ("Efgh", "3")]
    beside = of(tmp_path, text.replace("Date", "Country").replace("2019-01-01", "Mali").replace("2019-02-01", "Chad"))
    assert {one.population for one in drafts(beside)} == {"abcd", "efgh"}


@pytest.mark.parametrize("counted", ["사망(명)", "Killed (N)"])
def test_the_unit_in_brackets_behind_a_measure_is_no_part_of_the_name_beside_it(tmp_path, counted):
    text = f"day,{counted} - Reforma,{counted} - Milenio\n2020-01-02,3,4\n2020-01-03,5,6\n"
    found = of(tmp_path, text, said=from_flags([], ["event=e", "wide.header=source"]))
    assert {(one.measure, one.source) for one in drafts(found)} == {("killed", "Reforma"), ("killed", "Milenio")}
