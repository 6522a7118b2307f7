"""Cells of a column of measures that say who is counted."""

import pytest

from claims.errors import InField
from claims.model import Draft
from claims.pipeline.no_measure import refuse_people_as_measure


class Known:
    """Names of which one is that of a measure."""

    def known(self, kind, name):
        return "girls-abducted" if (kind, name) == ("measure", "Girls") else None


def refused(draft: Draft) -> str:
    """Return what is refused of a draft, and why, "" if nothing is."""
    try:
        refuse_people_as_measure(draft, names=Known())
    except InField as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "cell",
    ["Women", "Sex: F", "Category: Women", "Age: 0-4", "0-4", "65+", "0–17 years", "men and women", "Frauen", "女性"],
)
def test_who_is_counted_is_no_measure_by_itself(cell):
    draft = Draft("e", cell, "s", "12", columns={"measure": "indicator"})
    with pytest.raises(InField, match="says who is counted, and not what befell them") as caught:
        refuse_people_as_measure(draft, names=Known())
    assert "--retry BATCH --map 'indicator=population' --set measure=NAME" in caught.value.hint


@pytest.mark.parametrize(
    ("cell", "columns"),
    [
        *(
            (cell, {"measure": "indicator"})
            for cell in ("Girls", "Women killed", "Killed", "Category: Injured", "Migrants")
        ),
        ("Women", {}),
    ],
)
def test_what_is_a_measure_or_was_given_by_hand_is_one(cell, columns):
    assert refused(Draft("e", cell, "s", "12", columns=columns)) == ""
