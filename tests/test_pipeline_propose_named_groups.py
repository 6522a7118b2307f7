"""Columns in named groups: what says the date or the address of one group says nothing of the figures of others."""

from __future__ import annotations

import pytest
from proposing import drafts, of

from claims.mapping import from_flags

EVENT = from_flags([], ["event=e"])
FIRST, SECOND = "2020-01-02", "2020-02-03"


@pytest.mark.parametrize(
    "header",
    [
        "MoH Date,MoH Deaths,WHO Date,WHO Deaths",
        "Date (MoH),Deaths (MoH),Date (WHO),Deaths (WHO)",
        "moh_date,moh_deaths,who_date,who_deaths",
        "Deaths date,Deaths,Injured date,Injured",
        "First report date,First report killed,Final report date,Final report killed",
    ],
)
def test_each_group_has_its_own_date(tmp_path, header):
    found = of(tmp_path, f"Place,{header}\nHoms,{FIRST},12,{SECOND},14\nHama,{FIRST},30,{SECOND},33\n", said=EVENT)
    assert {(one.says, one.as_of) for one in drafts(found)} == {
        ("12", FIRST),
        ("14", SECOND),
        ("30", FIRST),
        ("33", SECOND),
    }
    assert not found.mapping.columns.keys() & {"as_of", "period_start"}


def test_figures_without_a_date_of_their_own_get_none_of_others(tmp_path):
    text = f"Place,MoH Date,MoH Deaths,WHO Deaths\nHoms,{FIRST},12,14\n"
    found = of(tmp_path, text, said=EVENT)
    assert [(one.source, one.as_of) for one in drafts(found)] == [("MoH", FIRST), ("WHO", None)]
    assert any("not the date of “WHO Deaths”" in one and "--map 'MoH Date=as_of'" in one for one in found.asked)
    of_all = of(tmp_path, text, said=from_flags(["MoH Date=as_of"], ["event=e"]))
    assert [(one.source, one.as_of) for one in drafts(of_all)] == [("MoH", FIRST), ("WHO", FIRST)]


def test_each_group_has_its_own_address(tmp_path):
    text = "Place,MoH Deaths,MoH URL,WHO Deaths,WHO URL\nHoms,12,https://a.org/1,14,https://b.org/1\n"
    found = of(tmp_path, text, said=EVENT)
    assert [one.columns["url"] for one in found.mapping.claims] == ["MoH URL", "WHO URL"]


@pytest.mark.parametrize("header", ["Incident date,Incident killed,Injured", "Deaths date,Deaths,Injured"])
def test_a_date_named_like_one_figure_may_be_that_of_all(tmp_path, header):
    found = of(tmp_path, f"Place,{header}\nHoms,{FIRST},12,3\nHama,{SECOND},30,4\n", said=EVENT)
    assert {one.as_of for one in drafts(found)} == {FIRST, SECOND}
    assert len({one.as_of for one in drafts(found)[:2]}) == 1
