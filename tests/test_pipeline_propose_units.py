"""A column of units beside a value: what is no people is not recorded as people before a person answers."""

import pytest
from proposing import of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose


def test_rows_of_families_and_money_wait(tmp_path):
    rows = "Ghana,2019,400,people\nKenya,2019,300,USD\nMali,2019,30,families\n"
    found = of(tmp_path, f"Country,Year,Affected,Unit\n{rows}")
    assert found.mapping.ask == {"Unit": ("USD", "families")}
    assert told(found, "and no people").startswith("“Unit” says that rows count “USD”, “families”, and no people")


def test_all_rows_of_households_wait_until_a_person_answers(tmp_path):
    text = "Country,Year,Displaced,Unit of measure\nGhana,2019,400,Households\nKenya,2019,300,Households\n"
    found = of(tmp_path, text)
    assert len([one for one in found.waits if "“Households”" in one]) == 1
    said = from_flags((), ("ask.Unit of measure=",))
    assert not [one for one in propose(str(tmp_path / "file.csv"), said=said).waits if "“Households”" in one]


@pytest.mark.parametrize("unit", ["people", "Persons", "Number", "Deaths"])
def test_units_of_people_are_no_question(tmp_path, unit):
    found = of(tmp_path, f"Country,Year,Killed,Unit\nGhana,2019,4,{unit}\nKenya,2019,3,{unit}\n")
    assert not [one for one in found.unsure if "no people" in one]


def test_units_of_measures_that_count_such_things_are_no_question(tmp_path):
    rows = "Ghana,2019,Killed,4,people\nKenya,2019,Damage,3000,USD\nMali,2019,Houses destroyed,5,houses\n"
    found = of(tmp_path, f"Country,Year,Indicator,Value,Unit\n{rows}")
    assert found.mapping.ask == {}


@pytest.mark.parametrize("units", [("NR", "P_MHAB"), ("Counts", "Rate per 100,000 population")])
def test_units_by_which_rows_differ_are_no_places_and_leave_others_out(tmp_path, units):
    one, other = units
    rows = f'BE,2021,KIL,{one},516\nBE,2021,KIL,"{other}",45\nCY,2021,KIL,{one},45\nCY,2021,KIL,"{other}",50\n'
    found = of(tmp_path, f"geo,year,indicator,unit,value\nEL,2021,KIL,{one},584\n{rows}")
    (told,) = [asked for asked in found.waits if "are units" in asked]
    assert f"--set 'skip.unit={other}'" in told
    assert "unit" not in found.mapping.columns.get("place", "")


def test_a_header_with_of_is_not_asked_for_as_a_date(tmp_path):
    rows = "1849-01-01,Cholera,13\n1849-01-01,Dysentery,29\n1849-01-02,Cholera,19\n1849-01-02,Dysentery,17\n"
    found = of(tmp_path, f"date,cause_of_death,deaths\n{rows}")
    assert not any("cause_of_death=as_of" in one for one in found.asked)


UNITS = {
    "another_currency": ("EUR", "says that rows are in “EUR”, and is not read"),
    "money_in_millions": ("USD million", "says that some rows count in more than ones"),
    "money_in_millions_in_short": ("US$ m", "says that some rows count in more than ones"),
}


@pytest.mark.parametrize(("unit", "told"), UNITS.values(), ids=UNITS)
def test_costs_are_not_recorded_in_another_unit_than_their_row_says(tmp_path, unit: str, told: str):
    text = f"Indicator,Value,Unit\nKilled,12,persons\nDamage,4,{unit}\n"
    found = of(tmp_path, text)
    assert any(told in one and "--map '{Value} {Unit}=says'" in one for one in found.asked)
    assert found.mapping.ask == {"Unit": (unit,)}
    assert not of(tmp_path, text, said=from_flags(["{Value} {Unit}=says"], [])).mapping.ask


def test_costs_in_dollars_are_read(tmp_path):
    assert not of(tmp_path, "Indicator,Value,Unit\nKilled,12,persons\nDamage,4,US$\n").mapping.ask
