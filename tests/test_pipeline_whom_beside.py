"""People beside a figure, who may be those whom it counts."""

import pytest

from claims.errors import InField, NotAFigure
from claims.mapping import from_flags
from claims.mapping.beside import apart
from claims.model import Draft, Measure
from claims.pipeline.propose import propose
from claims.pipeline.whom_beside import refuse_other_people
from claims.pipeline.words_beside import answered

SAYS = {"says": "toll"}


class Named:
    """The names of two measures."""

    def measures_by_name(self):
        return {"killed": "killed", "people killed": "killed", "children killed": "children-killed"}


def refusal(says, *, population="all", source="BBC", measure="killed", columns=SAYS):
    """Return why the figure of a row is refused, with the hint, or nothing if it is not."""
    draft = Draft("e", measure, source, says, population=population, columns=columns)
    try:
        refuse_other_people(draft, measure=Measure(measure, measure), names=Named())
    except InField as error:
        return f"{error} {error.hint}"
    return ""


@pytest.mark.parametrize(
    ("says", "people", "bare"),
    [
        ("12 women", "women", "12"),
        ("at least 12 UN soldiers killed", "soldiers", "at least 12"),
        ("10-12 children", "children", "10-12"),
        ("12 (women and children)", "women", "12"),
        ("Women: 12", "Women", "12"),
        ("of which women: 12", "women", "12"),
        ("12 детей", "детей", "12"),
        ("12 kobiet", "kobiet", "12"),
        ("12 امرأة", "امرأة", "12"),
        ("12名儿童", "儿童", "12"),
    ],
)
def test_people_beside_a_figure_of_all_are_asked_about(says, people, bare):
    told = refusal(says)
    assert f"“{people}” " in told
    assert "the figure would be of all" in told
    assert "--set 'split.says.whom=true' takes such words as population" in told
    assert f"names.says.{says}={bare}'" in told


@pytest.mark.parametrize(
    ("says", "row"),
    [
        ("12 women", {"population": "woman"}),
        ("12 (police)", {"source": "Police"}),
        ("12 children", {"measure": "children-killed"}),
        ("12 women", {"columns": {}}),
        ("5 children killed", {}),
        *((says, {}) for says in ("12 killed by police", "12 people", "12 (including women)", "12, including women")),
        *(
            (says, {})
            for says in (
                "no fewer than 45",
                "12 mil",
                "12 (mostly women)",
                "12 killed and 3 women",
                "12",
                "12 deaths among women",
                "12+",
            )
        ),
    ],
)
def test_people_who_are_not_all_that_a_figure_counts_are_left(says, row):
    assert refusal(says, **row) == ""


@pytest.mark.parametrize(
    ("cell", "says", "whom"),
    [
        *(("12 women", "12", "women"), ("12 women and children", "12", "women and children"), ("12 SDF", "12", "SDF")),
        *(("12名平民", "12", "平民"), ("平民12人", "12人", "平民"), ("12 fishermen", "12", "fishermen")),
        *(("12 injured", "12 injured", ""), ("12 women injured", "12 injured", "women"), ("12 人", "12 人", "")),
        *(("12 survivors", "12 survivors", ""), ("12 so far", "12 so far", ""), ("12 more", "12 more", "")),
    ],
)
def test_words_for_what_is_counted_stay_with_the_figure_where_others_say_who_is(cell, says, whom):
    assert apart(cell) == (says, whom)


def test_a_flag_takes_words_beside_figures_as_those_who_are_counted():
    split = from_flags([], ["split.says.whom=true"]).split["says"]
    assert (split.whom, split.measures) == (True, {})


def test_people_in_brackets_between_two_figures_are_none_of_the_whole_cell():
    assert apart("12 (women)") == ("12", "women")
    assert apart("3 (women); 5 (families)") == ("3 (women); 5 (families)", "")


def of_killed(folder, says):
    """Return what is proposed for a file of one figure."""
    (folder / "file.csv").write_text(f"Town,Killed\nTula,{says}\n")
    return propose(str(folder / "file.csv"))


def test_police_in_brackets_alone_who_may_say_so_are_not_taken_for_the_counted(tmp_path):
    assert "says" in of_killed(tmp_path, "12 (women)").mapping.split
    assert "says" not in of_killed(tmp_path, "12 (police)").mapping.split


def test_a_number_of_json_is_answered_by_no_flag_for_empty_cells():
    error = NotAFigure("0.1", reason="it has decimals, and a count has none")
    assert answered(error, Draft("e", "killed", "BBC", "", columns=SAYS)) == NotAFigure.HINT
