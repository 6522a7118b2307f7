"""What tells rows apart that would give the same claim: places within places, numbers of rows, ages."""

from __future__ import annotations

from proposing import drafts, of, told


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
    assert '[columns] population = "age {age}"' in told(found, "only “age” may tell them apart")


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
