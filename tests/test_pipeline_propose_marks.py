"""Marks in numbers: flags of statistical offices behind them, and exponents."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

EUROSTAT = "geo,2018,2019,2020\nBE,516 b,604,499\nBG,610,:,463 p\nEE,: c,52,60 bp\nCZ,656,658,:\n"


def test_flags_behind_numbers_are_left_out_and_told(tmp_path):
    found = of(tmp_path, EUROSTAT)
    said = {(one.place, one.as_of[:4]): one.says for one in drafts(found)}
    assert said == {
        ("BE", "2018"): "516",
        ("BE", "2019"): "604",
        ("BE", "2020"): "499",
        ("BG", "2018"): "610",
        ("BG", "2020"): "463",
        ("EE", "2019"): "52",
        ("EE", "2020"): "60",
        ("CZ", "2018"): "656",
        ("CZ", "2019"): "658",
    }
    assert "“516 b”, “: c”, “463 p”" in told(found, "taken as flags")


@pytest.mark.parametrize("cell", ["516 b", "516 km"])
def test_a_single_letter_behind_a_number_is_no_flag_where_nothing_else_is_as_in_tables_with_flags(tmp_path, cell):
    found = of(tmp_path, f"geo,killed\nBE,{cell}\nBG,610\nEE,52\nCZ,17\nDK,9\nDE,12\n")
    assert not found.mapping.take
    assert not any("flags" in one for one in found.unsure)


def test_a_column_of_numbers_with_exponents_is_told_once_and_not_read(tmp_path):
    found = of(tmp_path, "place,killed,affected\nNepal,8831,2.00E+05\nIndia,130,1.50E+04\nChina,27,3.00E+03\n")
    assert [one.says for one in drafts(found)] == ["8831", "130", "27"]
    assert "“2.00E+05”" in told(found, "exponent")
    assert len(found.left_out) == 1


def test_few_cells_with_exponents_are_told_and_the_others_read(tmp_path):
    found = of(tmp_path, "place,killed\nNepal,8831\nIndia,130\nChina,3E+03\n")
    assert "in 1 cells, which are refused" in told(found, "exponent")
    assert [one.says for one in drafts(found)][:2] == ["8831", "130"]


def test_flags_behind_years_are_no_flags_of_the_figures(tmp_path):
    found = of(tmp_path, "Year,geo,killed\n2018 p,BE,516\n2019 p,BE,604\n2020 e,BE,499\n2021,BE,:\n")
    assert [(one.as_of[:4], one.says) for one in drafts(found)] == [("2018", "516"), ("2019", "604"), ("2020", "499")]
    assert not any("taken as flags" in one for one in found.unsure)
