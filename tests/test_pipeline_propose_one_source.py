"""Columns of sources whose cells say more than a name."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose

TEXT = "famine,died,source,checked by\nBiafra,2000000,Red Cross - https://icrc.example/biafra,Ann\n"


def test_an_address_behind_the_name_of_a_source_is_where_it_says_so(tmp_path):
    found = of(tmp_path, f"{TEXT}Bengal,3000000,Tufts (https://wpf.example/b),Ben\n")
    assert [(one.source, one.url) for one in drafts(found)] == [
        ("Red Cross", "https://icrc.example/biafra"),
        ("Tufts", "https://wpf.example/b"),
    ]
    assert "taken as the url" in told(found, "no part of them")


def test_names_without_an_address_among_others_stay_names(tmp_path):
    found = of(tmp_path, f"{TEXT}Bengal,3000000,Tufts,Ben\n")
    assert [(one.source, one.url) for one in drafts(found)] == [("Red Cross", None), ("Tufts", None)]


def test_what_was_found_of_a_column_does_not_hold_for_another_that_people_say(tmp_path):
    (tmp_path / "table.csv").write_text(TEXT, encoding="utf-8")
    found = propose(str(tmp_path / "table.csv"), said=from_flags(["checked by=source"], []))
    assert "source" not in found.mapping.take
    assert not [one for one in found.unsure if "no part of them" in one]


@pytest.mark.parametrize("code", ["C00130{}", "2020-{}-000117", "49036086ece675075c16f21{}"])
def test_codes_are_asked_about_and_no_sources(tmp_path, code):
    rows = "".join(f"{code.format(10 + at)},2020-05-0{at},{at}\n" for at in range(1, 5))
    found = of(tmp_path, f"Reference,Date,Killed\n{rows}")
    assert "source" not in found.mapping.columns
    assert "--map 'Reference=source'" in told(found, "holds codes")


def test_years_behind_names_make_no_codes_of_them(tmp_path):
    found = of(tmp_path, "Reference,Date,Killed\nSmith2011,2020-05-01,3\nWHO2020,2020-05-02,4\n")
    assert found.mapping.columns["source"] == "Reference"
