"""An organisation or a source beside a figure, which may be who says so."""

import pytest

from claims.errors import InField
from claims.mapping import from_flags
from claims.model import Draft
from claims.pipeline.source_beside import refuse_other_speaker

SAYS = {"says": "toll"}


def refusal(draft, *, source, names=None):
    """Return why a draft is refused, or nothing if it is not."""
    try:
        refuse_other_speaker(draft, source=source, names=names)
    except InField as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("says", "source"),
    [("over 200 (HRW)", "my notes"), ("12 (ООН)", "BBC"), ("8 [UNICEF]", ""), ("12 (UN)", "Gun Violence Archive")],
)
def test_a_figure_beside_which_another_organisation_stands_is_refused(says, source):
    with pytest.raises(InField) as caught:
        refuse_other_speaker(Draft("e", "killed", source, says), source="s")
    assert "in brackets may be who says so" in str(caught.value)


def test_the_flag_that_answers_keeps_what_bounds_the_figure():
    with pytest.raises(InField) as caught:
        refuse_other_speaker(Draft("e", "killed", "BBC", "over 200 (HRW)", columns=SAYS), source="s")
    assert "--set 'names.says.over 200 (HRW)=over 200' reads such cells without it" in caught.value.hint


@pytest.mark.parametrize(
    ("says", "bare"),
    [
        ("12 (according to HRW)", "12"),
        ("over 12 (HRW, 3 May)", "over 12"),
        ("12 (source: HRW)", "12"),
        ("12 or more, according to HRW", "12 or more"),
        ("12 по данным ООН", "12"),
    ],
)
def test_words_that_name_who_says_so_name_another_source(says, bare):
    with pytest.raises(InField, match="may be who says so") as caught:
        refuse_other_speaker(Draft("e", "killed", "BBC", says), source="bbc")
    assert caught.value.hint == f"if it is, name it as the source; else write “{bare}”"
    own = "United Nations" if "ООН" in says else "Human Rights Watch"
    refuse_other_speaker(Draft("e", "killed", own, says), source="s")


def test_the_flag_that_answers_keeps_other_brackets():
    with pytest.raises(InField) as caught:
        refuse_other_speaker(Draft("e", "killed", "BBC", "200 (estimated) (HRW)", columns=SAYS), source="s")
    assert "200 (estimated) (HRW)=200 (estimated)'" in caught.value.hint


@pytest.mark.parametrize(
    ("says", "source"),
    [
        ("9 (新华社)", "中国新华社"),
        ("20 (HRW)", "Human Rights Watch"),
        ("25 (UN)", "UN (OHCHR)"),
        ("21 (MSF staff)", "MSF"),
        ("23 (provisional)", "BBC"),
        ("37 (+1 later)", "BBC"),
        *((f"12 ({said})", "BBC") for said in ("Stand Mai", "Montag", "amtlich", "Non confirmé", "Zwischenstand")),
    ],
)
def test_what_else_stands_in_brackets_is_left_to_the_note_on_words(says, source):
    assert refusal(Draft("e", "killed", source, says), source="s") == ""


@pytest.mark.parametrize(
    ("says", "name"),
    [("12 according to police", "police"), ("12 (laut Polizei)", "Polizei"), ("12 (Quelle: Polizei)", "Polizei")],
)
def test_who_is_said_to_speak_is_asked_about_whoever_it_is(says, name):
    assert f"“{name}” " in refusal(Draft("e", "killed", "BBC", says, columns=SAYS), source="bbc", names=OnRecord())


def test_one_flag_answers_for_all_cells_of_a_column():
    with pytest.raises(InField) as caught:
        refuse_other_speaker(Draft("e", "killed", "BBC", "12 (Kabul)", columns=SAYS), source="s")
    assert caught.value.hint.endswith("; --set 'ask.toll=' takes all that this column asks about as it stands")
    assert from_flags([], ["ask.toll="]).unasked == {"toll"}


class OnRecord:
    """Names of which some are those of sources."""

    def known(self, kind: str, name: str) -> str | None:
        return {"Hamas": "hamas", "Al Haq": "al-haq"}.get(name) if kind == "source" else None

    def measures_by_name(self):
        return {"killed": "killed"}


@pytest.mark.parametrize(
    ("says", "bare"),
    [
        ("UN 12", "12"),
        ("RSF: at least 7", "at least 7"),
        ("Hamas: 20", "20"),
        ("9+ – OCHA", "9+"),
        ("12, Al Haq", "12"),
        ("ВОЗ: 5", "5"),
    ],
)
def test_a_source_before_or_behind_a_number_is_refused_where_it_is_not_that_of_the_row(says, bare):
    with pytest.raises(InField, match=r"(before|behind) the (number|colon) may be who says so") as caught:
        refuse_other_speaker(Draft("e", "killed", "BBC", says, columns=SAYS), source="bbc", names=OnRecord())
    assert f"--set 'names.says.{says}={bare}'" in caught.value.hint


@pytest.mark.parametrize(
    ("says", "source"),
    [
        *[
            ("Hamas: 20", "hamas"),
            ("OCHA: 9", "ocha"),
            ("At least 12", "bbc"),
            ("OVER 12", "bbc"),
            ("Killed: 12", "bbc"),
        ],
        *[("12 UN soldiers", "bbc"), ("un 12", "bbc"), ("12 killed, 3 of them UN staff", "bbc"), ("20+", "bbc")],
    ],
)
def test_what_else_stands_beside_a_number_is_no_other_source(says, source):
    assert refusal(Draft("e", "killed", source.upper(), says), source=source, names=OnRecord()) == ""
