"""Proposals by the mappings that come with the program: which columns they read of a file."""

from __future__ import annotations

from proposing import of


def test_the_one_of_several_names_that_a_file_has_is_no_column_that_is_not_read(tmp_path):
    days = "\n".join(f"2020-03-0{day},Iran,1,1,{day}0,{day}" for day in range(1, 6))
    found = of(tmp_path, f"date,location,new_cases,new_deaths,total_cases,total_deaths\n{days}\n")
    assert found.mapping.columns["place"] == "location | country"
    assert found.unread == ("new_cases", "new_deaths")
