"""Months in rows and years in headers, fiscal years, weeks from day to day, questions of a form."""

import pytest
from proposing import drafts, of, told

from claims import dates


@pytest.mark.parametrize(
    ("header", "measures"), [("Ay,2021,2022", {"?"}), ("Ay,Deaths 2021,Deaths 2022", {"killed"})], ids=["years", "both"]
)
def test_months_in_rows_below_years_are_months(tmp_path, header, measures):
    found = of(tmp_path, f"{header}\nOcak,195,129\nŞubat,146,109\nMart,143,120\nTOPLAM,484,358\n")
    said = [(one.period_start, one.as_of, one.says) for one in drafts(found)]
    assert said[:2] == [("Ocak 2021", "Ocak 2021", "195"), ("Ocak 2022", "Ocak 2022", "129")]
    assert {one.measure for one in drafts(found)} == measures
    assert "place" not in found.mapping.columns
    assert '[skip] "Ay" = ["TOPLAM"]' in told(found, "is no month")


def test_fiscal_years_wait_for_their_days(tmp_path):
    found = of(tmp_path, "Facility,Deaths FY2019,Deaths FY2020\nStewart,1,3\nKrome,2,2\n")
    said = [(one.measure, one.period_start, one.as_of) for one in drafts(found)]
    assert said[:2] == [("killed", "2018-?", "2019-?"), ("killed", "2019-?", "2020-?")]
    assert told(found, "put month and day in place")


def test_days_from_one_to_another_without_blanks_are_both_days(tmp_path):
    rows = "24.02.2022-02.03.2022,412\n03.03.2022-09.03.2022,498\n"
    said = [(one.period_start, one.as_of) for one in drafts(of(tmp_path, f"Неделя,погибших\n{rows}"))]
    assert said == [("24.02.2022", "02.03.2022"), ("03.03.2022", "09.03.2022")]


def test_a_question_counts_what_it_asks_for(tmp_path):
    question = "How many people were killed in your community in the last 30 days?"
    found = of(tmp_path, f"District,{question},How many people were injured?\nHarim,12,45\nAfrin,102,450\n")
    assert found.mapping.names["measure"][question] == "killed"
    assert told(found, question)


def test_what_is_confirmed_is_not_who_is_counted(tmp_path):
    found = of(tmp_path, "Область,Подтверждено погибших,Подтверждено раненых\nКурск,5,7\nБрянск,3,4\n")
    assert {one.population for one in drafts(found)} == {"all"}


def test_months_of_which_nothing_says_the_year_are_asked_about(tmp_path):
    found = of(tmp_path, "Estado,jul,ago,set,out,nov,dez\nBahia,7,12,13,14,10,9\nPiauí,1,4,5,6,2,3\n")
    assert told(found, "jul … dez are months, and nothing says of which year")
    assert not found.mapping.wide


def test_portuguese_months_in_cells_are_dates(tmp_path):
    found = of(tmp_path, "Mês,Ano,killed\nset,2021,13\nout,2021,14\ndez,2021,15\n")
    assert [dates.parse(one.as_of).iso for one in drafts(found)] == ["2021-09", "2021-10", "2021-12"]
