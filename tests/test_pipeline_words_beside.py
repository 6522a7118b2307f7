"""An organisation in brackets beside a figure, which may be who says so."""

import pytest

from claims.errors import InField
from claims.model import Draft
from claims.pipeline.words_beside import refuse_other_speaker


@pytest.mark.parametrize(("says", "source"), [("over 200 (HRW)", "my notes"), ("12 (ООН)", "BBC"), ("8 [UNICEF]", "")])
def test_a_figure_beside_which_another_organisation_stands_is_refused(says, source):
    with pytest.raises(InField) as caught:
        refuse_other_speaker(Draft("e", "killed", source, says))
    assert "in brackets may be who says so" in str(caught.value)


def test_the_flag_that_answers_keeps_what_bounds_the_figure():
    with pytest.raises(InField) as caught:
        refuse_other_speaker(Draft("e", "killed", "BBC", "over 200 (HRW)"))
    assert "--set 'names.says.over 200 (HRW)=over 200' reads such cells without it" in caught.value.hint


@pytest.mark.parametrize(
    ("says", "source"),
    [
        ("20 (HRW)", "Human Rights Watch"),
        ("25 (UN)", "UN (OHCHR)"),
        ("21 (MSF staff)", "MSF"),
        ("23 (provisional)", "BBC"),
        ("37 (+1 later)", "BBC"),
    ],
)
def test_what_else_stands_in_brackets_is_left_to_the_note_on_words(says, source):
    refuse_other_speaker(Draft("e", "killed", source, says))
