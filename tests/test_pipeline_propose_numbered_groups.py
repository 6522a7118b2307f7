"""Columns in numbered groups: each figure is of the source, the place or the day of its own group."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags

EVENT = from_flags([], ["event=e", "measure=killed"])


@pytest.mark.parametrize(
    "header",
    [
        "Place,Source 1,Figure 1,Source 2,Figure 2",
        "Place,Source A,Killed A,Source B,Killed B",
        "Place,source_1,killed_1,source_2,killed_2",
        "Place,Source,Killed,Source 2,Killed 2",
        "Place,1. Source,1. Deaths,2. Source,2. Deaths",
    ],
)
def test_each_group_states_its_own_figure_of_its_own_source(tmp_path, header):
    found = of(tmp_path, f"{header}\nHoms,SOHR,12,SNHR,14\nHama,VDC,30,,\n", said=EVENT)
    said = [(one.place, one.source, one.says) for one in drafts(found)]
    assert said == [("Homs", "SOHR", "12"), ("Homs", "SNHR", "14"), ("Hama", "VDC", "30")]
    assert "2 numbered groups" in told(found, "numbered groups")


def test_a_number_may_stand_before_the_last_word(tmp_path):
    header = "Place,Source 1,Source 1 URL,Deaths 1,Source 2,Source 2 URL,Deaths 2"
    found = of(tmp_path, f"{header}\nHoms,SOHR,https://a.org/1,12,SNHR,https://b.org/1,14\n", said=EVENT)
    said = [(one.columns["source"], one.columns["url"]) for one in found.mapping.claims]
    assert said == [("Source 1", "Source 1 URL"), ("Source 2", "Source 2 URL")]


@pytest.mark.parametrize("day", ["date", "Update"])
def test_each_group_has_its_measures_and_its_day(tmp_path, day):
    header = f"Place,killed_1,injured_1,{day}_1,killed_2,injured_2,{day}_2"
    found = of(
        tmp_path, f"{header}\nHoms,1,2,2020-01-02,3,4,2020-02-03\n", said=from_flags([], ["event=e", "source=s"])
    )
    said = [(one.measure, one.as_of, one.says) for one in drafts(found)]
    first, second = "2020-01-02", "2020-02-03"
    assert said == [("killed", first, "1"), ("injured", first, "2"), ("killed", second, "3"), ("injured", second, "4")]


@pytest.mark.parametrize(
    "header",
    ["Place,Source,Killed,Killed 2,x,y", "Place,Source 1,Killed,Source 2,x,y", "Place,Source 3,Killed 3,a,b,c"],
)
def test_columns_of_one_group_are_none(tmp_path, header):
    found = of(tmp_path, f"{header}\nHoms,SOHR,12,14,15,16\n", said=EVENT)
    assert not any("numbered groups" in one for one in found.unsure)


def test_a_source_that_is_said_is_that_of_a_total_beside_the_groups_only(tmp_path):
    text = "Place,killed_1,source_1,killed_2,source_2{}\nHoms,12,SOHR,14,SNHR,26\n"
    said = from_flags([], ["event=e", "source=Desk"])
    found = drafts(of(tmp_path, text.format(",killed total"), said=said))
    assert {(one.source, one.says) for one in found} == {("SOHR", "12"), ("SNHR", "14"), ("Desk", "26")}
    asked = of(tmp_path, text.format("").replace(",26", ""), said=said).waits
    assert any("leave out --set source" in one for one in asked), "nothing is left of which it could be"
