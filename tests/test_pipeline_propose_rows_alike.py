"""What tells rows apart that would give the same claim: places within places, numbers of rows, ages."""

from __future__ import annotations

from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose


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


def test_the_age_that_tells_rows_apart_is_named(tmp_path):
    text = (
        "date,age,gender,cases\n2020-03-05,11,M,1\n2020-03-05,25,M,2\n2020-03-05,37,F,3\n"
        "2020-03-06,41,M,1\n2020-03-06,44,M,4\n"
    )
    found = of(tmp_path, text)
    assert '[columns] population = "{gender}, age {age}"' in told(found, "only “age” may tell them apart")


def test_parts_of_a_wider_place_tell_rows_apart(tmp_path):
    rows = "".join(
        f"Ohio,{year},{month},{prison},{count}\n"
        for year, month, counts in ((2015, "January", (2, 0)), (2015, "February", (0, 1)), (2015, "March", (1, 0)))
        for prison, count in zip(("Marion", "Lima"), counts, strict=True)
    )
    found = of(tmp_path, f"State,Year,Month,Facility,Deaths\n{rows}")
    assert found.mapping.columns["place"] == "{Facility}, {State}"
    assert drafts(found)[0].place == "Marion, Ohio"
    assert "a place within {State}" in told(found, "Facility")


def test_yes_and_no_that_tell_rows_apart_are_offered_as_no_place(tmp_path):
    found = of(tmp_path, "Year,Deaths,Verified\n2010,3,yes\n2010,8,no\n", said=from_flags([], ["event=e", "source=s"]))
    (question,) = [one for one in found.waits if "tells them apart" in one]
    assert "--map 'Verified=population'" in question
    assert "place'" not in question


def test_a_code_that_tells_rows_apart_may_be_that_of_a_place(tmp_path):
    text = "year,deaths,area_code\n2010,3,61\n2011,5,61\n2010,8,59\n2011,7,59\n"
    assert "--map 'area_code=place'" in told(of(tmp_path, text), "tells them apart")


def test_a_number_that_tells_rows_apart_may_be_an_event_and_is_no_place(tmp_path):
    found = of(tmp_path, "id,killed,source\n17,2,AP\n18,5,AP\n19,1,AP\n")
    assert any("--map 'id=event'" in one and "=place" not in one for one in found.unsure)


def test_a_kind_that_tells_rows_of_a_group_apart_is_told(tmp_path):
    text = "year,disaster_type,count\n2000,Flood,1\n2000,Storm,3\n2001,Flood,4\n2001,Storm,3\n"
    found = of(tmp_path, text)
    assert any("“disaster_type” tells them apart" in one and "'disaster_type=measure'" in one for one in found.unsure)


def test_columns_that_tell_most_rows_apart_together_are_named_though_some_rows_are_alike(tmp_path):
    rows = [
        f"Angola,{who},{kind},2024-06-30,{n}"
        for who, n in (("Chad", 9), ("Guinea", 7))
        for kind in ("Refugees", "Others")
    ]
    rows += ["Benin,Togo,Refugees,2024-08-15,4717", "Benin,Togo,Refugees,2024-08-15,4716"]
    rows += [f"Mali,{who},Refugees,2024-06-30,{n}" for who, n in (("Chad", 3), ("Niger", 2), ("Togo", 5))]
    found = of(tmp_path, "Country,Origin,Status,Date,Individuals\n" + "\n".join(rows) + "\n")
    assert told(found, "together tell them apart").count("“Origin” and “Status”") == 1


def test_few_numbers_that_repeat_tell_rows_apart_together_with_words(tmp_path):
    rows = [f"{years},{safety},{n},{n}{years}1" for n, safety in ((6, "Certified"), (9, "None")) for years in (1, 5, 8)]
    found = of(tmp_path, "Experience,Safety,Injuries,Hours\n" + "\n".join(rows) + "\n")
    assert "--map '{Experience}, {Safety}=population'" in told(found, "“Experience” and “Safety” together")


def test_a_column_that_people_said_to_be_the_event_is_no_place(tmp_path):
    text = "Virus;Year;Deaths\nJunin virus;1957;5900\nKyasanur forest disease;1957;1000\nH2N2;1957;1100000\n"
    (tmp_path / "file.csv").write_text(text, encoding="utf-8")
    said = from_flags(["Virus=event"], [])
    found = propose(str(tmp_path / "file.csv"), said=said)
    assert {(one.event, one.place) for one in drafts(found)} == {
        ("Junin virus", ""),
        ("Kyasanur forest disease", ""),
        ("H2N2", ""),
    }


def test_a_law_beside_its_number_tells_rows_apart_before_its_code(tmp_path):
    laws = ("010000;Mord § 211 StGB", "020010;Totschlag § 212 StGB")
    rows = "".join(f"{law};{place};{law[1]}{place[0] == 'B':d}\n" for law in laws for place in ("Bayern", "Hessen"))
    found = of(tmp_path, "Schlüssel;Straftat;Bundesland;Getötete\n" + rows)
    assert "“Straftat” or “Schlüssel” tells them apart; say what it is: --map 'Straftat=" in told(found, "apart")
    assert not any("numbers of no known measure" in one for one in found.unsure)


def test_rows_of_totals_that_are_alike_wait_for_an_answer_alone(tmp_path):
    rows = "North,Kabul,3\nNorth,Idlib,5\n,Subtotal,8\nSouth,Homs,4\nSouth,Hama,2\n,Subtotal,6\n"
    found = of(tmp_path, "Zone,Region,Injured\n" + rows)
    assert found.mapping.ask == {"Region": ("Subtotal",)}
    assert not any("figures of the same event" in one for one in found.asked)


def test_a_column_whose_cells_name_what_they_say_is_that(tmp_path):
    rows = "Place: Goma,2020-05-01,3\nPlace: Goma,2020-05-02,4\nPlace: Uvira,2020-05-01,5\nPlace: Uvira,2020-05-02,6\n"
    found = of(tmp_path, f"heading,Date,Killed\n{rows}")
    assert [one.place for one in drafts(found)] == ["Goma", "Goma", "Uvira", "Uvira"]


def test_a_dash_and_an_empty_cell_may_tell_rows_apart(tmp_path):
    assert "“Injured” tells them apart" in told(of(tmp_path, "Source,Killed,Injured\nUN,3,–\nUN,4,\n"), "apart")


def test_causes_that_tell_rows_apart_are_asked_about_as_parts_and_not_as_events(tmp_path):
    rows = "Ohio,2017,Cancer,1\nOhio,2017,Stroke,2\nOhio,2018,Heart disease,3\nOhio,2018,Sepsis,2\n"
    sentence = told(of(tmp_path, f"State,Year,Cause.General,Deaths\n{rows}"), "apart")
    assert sentence.endswith("--map 'Cause.General=population'")


def test_rows_that_only_a_note_tells_apart_go_in_once_it_is_said_to_be_one(tmp_path):
    text = "source,place,killed,notes\nHRW,Homs,12,market\nHRW,Homs,12,school\nUN,Homs,9,\n"
    asked = told(of(tmp_path, text), "only “notes” tells them apart")
    assert "--map notes=event" in asked.replace("'", "")
    assert "where both speak of one, --map notes=note" in asked.replace("'", "")
    said = propose(str(tmp_path / "file.csv"), said=from_flags(["notes=note"], []))
    assert not said.waits
    assert "both are recorded" in told(said, "rows 2 and 3")


def test_rows_with_the_same_note_are_told_apart_by_nothing(tmp_path):
    text = "source,place,killed,notes\nHRW,Homs,12,market\nHRW,Homs,13,market\nUN,Homs,9,\n"
    assert "no column tells them apart" in told(of(tmp_path, text), "rows 2 and 3")
    assert not of(tmp_path, text.replace("13", "12")).waits, "rows alike in all cells are one claim that both state"


def test_a_column_without_name_takes_the_place_of_a_vague_one_that_is_empty(tmp_path):
    rows = "Federal,,301,335\nState,,2869,2935\n,Alabama,87,85\n,Alaska,8,14\n,Arizona,64,73\n"
    (tmp_path / "file.csv").write_text(f"Jurisdiction,,2001,2002\n{rows}", encoding="utf-8")
    for flags in ([], ["Jurisdiction=place"]):
        found = propose(str(tmp_path / "file.csv"), said=from_flags(flags, ["measure=died"]))
        assert [one.place for one in drafts(found)][::2] == ["Federal", "State", "Alabama", "Alaska", "Arizona"]


def test_rows_that_repeat_the_header_are_not_about_the_same(tmp_path):
    rows = "Herat,UN,2020-05-01,12\nTown,Source,Date,Killed\nFarah,UN,2020-05-02,30\nTown,Source,Date,Killed\n"
    found = of(tmp_path, f"Town,Source,Date,Killed\n{rows}")
    assert not [one for one in found.asked if "of the same event" in one]


def test_rows_of_one_day_at_other_times_are_alike_where_a_column_may_name_their_places(tmp_path):
    rows = "Pereira,2020-08-12T05:18:20,182\nCali Centre,2020-08-12T03:48:40,14\nIstmina,2020-08-14T03:37,10\n"
    found = of(tmp_path, f"aoi,delivered_date,deaths\n{rows}")
    assert [one.place for one in drafts(found)] == ["Pereira", "Cali Centre", "Istmina"]


def test_a_total_that_is_told_by_the_hour_is_read_as_it_stands(tmp_path):
    found = of(tmp_path, "date,killed\n2023-02-06 06:00,76\n2023-02-06 09:00,284\n2023-02-07 08:00,2921\n")
    assert len(drafts(found)) == 3
    assert not any("of the same event" in one for one in found.asked)
