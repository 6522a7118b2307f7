"""Proposals by the mappings that come with the program: which columns they read of a file."""

from __future__ import annotations

from proposing import of


def test_the_one_of_several_names_that_a_file_has_is_no_column_that_is_not_read(tmp_path):
    days = "\n".join(f"2020-03-0{day},Iran,1,1,{day}0,{day}" for day in range(1, 6))
    found = of(tmp_path, f"date,location,new_cases,new_deaths,total_cases,total_deaths\n{days}\n")
    assert found.mapping.columns["place"] == "location | country"
    assert found.unread == ("new_cases", "new_deaths")


def test_a_whole_event_of_ucdp_is_proposed_before_its_sides_and_these_are_named(tmp_path):
    sides = "deaths_a,deaths_b,deaths_civilians,deaths_unknown,side_a,side_b"
    header = f"relid,country,date_start,date_end,date_prec,source_original,{sides},low,best,high"
    found = of(tmp_path, f"{header}\nX-2021-1-2,X,2021-08-26,2021-08-26,1,Police,1,2,0,3,Army,Rebels,5,6,9\n")
    assert found.mapping.columns["best"] == "best | best_est"
    assert found.unsure == (
        "these are the columns of a mapping that comes with the program: --mapping ucdp-ged",
        "--mapping ucdp-ged-sides reads other columns of it",
    )
