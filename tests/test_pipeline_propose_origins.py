"""Where people come from, beside the place that they reached, says whom the figures of that place count."""

import pytest
from proposing import drafts, of, told

UNHCR = (
    "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),"
    "Refugees under UNHCR's mandate,Asylum-seekers,IDPs of concern to UNHCR,Others of concern\n"
    "2022,Afghanistan,AFG,Pakistan,PAK,1700000,7000,0,5\n"
    "2022,Afghanistan,AFG,Iran,IRN,3400000,30,0,6\n"
    "2022,Iraq,IRQ,Iran,IRN,12000,20,0,7\n"
)


def test_refugees_of_one_origin_are_not_all_of_the_country_of_asylum(tmp_path):
    assert [(one.measure, one.population, one.place, one.says) for one in drafts(of(tmp_path, UNHCR))[:4]] == [
        ("Refugees under UNHCR's mandate", "Afghanistan", "Pakistan", "1700000"),
        ("Asylum-seekers", "Afghanistan", "Pakistan", "7000"),
        ("displaced", "Afghanistan", "Pakistan", "0"),
        ("Others of concern", "Afghanistan", "Pakistan", "5"),
    ]


@pytest.mark.parametrize(
    ("origin", "place"),
    [
        ("Country of origin", "Country of destination"),
        ("coo_name", "coa_name"),
        ("Herkunftsland", "Aufnahmeland"),
        ("State of origin", "District of displacement"),
    ],
)
def test_an_origin_is_whom_a_place_counts_though_each_place_has_one(tmp_path, origin, place):
    text = f"{origin},{place},IDPs,date\nSyria,Greece,4,2020-01-03\nEritrea,Italy,6,2020-01-03\n"
    found = of(tmp_path, text)
    assert [(one.population, one.place) for one in drafts(found)] == [("Syria", "Greece"), ("Eritrea", "Italy")]
    assert told(found, f"“{origin}”").endswith("population")


def test_kinds_of_people_beside_origin_and_asylum_are_what_is_counted(tmp_path):
    rows = "Iran,Iraq,2015,Refugees,12\nIran,Iraq,2015,Asylum-seekers,3\nGermany,Syria,2015,Refugees,9\n"
    found = of(tmp_path, f"Country of asylum,Origin,Year,Population type,Value\n{rows}")
    assert [(one.measure, one.population) for one in drafts(found)][:2] == [
        ("Refugees", "Iraq"),
        ("Asylum-seekers", "Iraq"),
    ]


def test_the_origin_of_the_dead_of_one_incident_is_only_told(tmp_path):
    rows = "Asia,Sea,4,2020-01-03\nAfrica,Sea,5,2020-01-05\n"
    found = of(tmp_path, f"Region of Origin,Region of Incident,Number of Dead,Incident Date\n{rows}")
    assert {one.population for one in drafts(found)} == {"all"}
    assert "may say of whom" in told(found, "“Region of Origin”")
