"""Cells by which figures may be none: numbers that stand for the unknown, and columns of yes and no."""

from __future__ import annotations

from proposing import drafts, of, told


def test_a_column_of_yes_and_no_beside_one_figure_is_told(tmp_path):
    found = of(tmp_path, "Class,Survived,Freq\n1st,No,122\n1st,Yes,203\n2nd,No,167\n2nd,Yes,118\n")
    assert '[skip] "Survived" = ["No"]' in told(found, "yes or no")


def test_numbers_that_programs_write_for_the_unknown_are_told_and_stay(tmp_path):
    found = of(tmp_path, "place,killed,injured\nA,-99,4\nB,999,12\nC,7,999\nD,31,0\n")
    sentence = told(found, "if it stands for what is not known")
    assert sentence.startswith("“-99” (1 times) and “999” (2 times) in “killed”, “injured”")
    assert 'not_stated = ["-99", "999"]' in sentence
    assert [one.says for one in drafts(found)][:3] == ["-99", "4", "999"]
    assert found.mapping.not_stated == ()


def test_a_number_of_nines_that_stands_once_is_a_figure(tmp_path):
    assert not [one for one in of(tmp_path, "place,killed\nA,999\nB,12\n").unsure if "not known" in one]
