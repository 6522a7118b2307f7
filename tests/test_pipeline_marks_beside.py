"""Marks behind figures, and the lines of a file that explain them."""

import pytest

from claims.pipeline.marks_beside import Footnotes, mark_behind
from claims.table import Row


@pytest.mark.parametrize(
    ("says", "mark"),
    [
        *(("50*", "*"), ("50 **", "**"), ("50†", "†"), ("50 (a)", "a"), ("50 [2]", "2"), ("50p", "p"), ("50 (*)", "*")),
        *(
            ("50[note 1]", "note 1"),
            ("50", ""),
            ("50+", ""),
            ("50 killed", ""),
            ("50 (est.)", ""),
            ("50 KIA", ""),
            ("50k", ""),
            ("50 (M)", "M"),
        ),
    ],
)
def test_a_mark_is_what_stands_behind_a_number_and_says_nothing_of_it(says, mark):
    assert mark_behind(says) == mark


def test_only_lines_that_explain_a_mark_are_told():
    found = Footnotes()
    lines = (["* provisional", ""], ["† incl. missing", ""], ["p = preliminary", ""], ["* x", "4"])
    for number, cells in enumerate(lines):
        found.look_at(Row(number, cells, ""))
    (told,) = found.notes(["12*", "13", "14 (p)"])
    assert told.endswith(": “12*”, “14 (p)”; the file says “* provisional”, “p = preliminary”")
    assert found.notes(["12"]) == ()
