"""Lists of persons by their names or ages, codes of places beside their names, and parts that nobody named."""

import pytest
from proposing import drafts, of, told

DEAD = "Name,Gender,Rank,Date,Location,# Killed,# Kidnapped,Source\n" + "".join(
    f"{name},1,Sergeant,2023-10-07,{place},{killed},{taken},Haaretz\n"
    for name, place, killed, taken in [
        ("Tomer Shoham", "Kerem Shalom", 4, 0),
        ("Matan Malka", "Kissufim", 15, 1),
        ("Ofek Arbib", "Mefalsim", 90, 13),
        ("Bar Yankilov", "Kissufim", 15, 1),
        ("Lavi Buhnik", "Kissufim", 15, 1),
    ]
)
CASUALTIES = "collision_year,casualty_reference,{header},casualty_severity,pedestrian_movement\n" + "".join(
    f"2024,{number},{age},{severity},{movement}\n"
    for number, age, severity, movement in [(2, 35, 2, 0), (1, 52, 2, 9), (3, 18, 3, 4), (1, 81, 1, 1), (2, 14, 3, 6)]
)
COUNTIES = """YEAR,STATE,STATE.NAME,COUNTY,COUNTY.NAME,FATALITIES
1975,1,Alabama,1,Autauga,2
1975,1,Alabama,3,Baldwin,30
1975,2,Alaska,10,NA,1
1975,2,Alaska,20,Anchorage,41
1975,4,Arizona,13,Maricopa,260
1975,4,Arizona,15,Mohave,35
"""


def test_names_of_their_own_beside_sexes_are_persons_of_incidents(tmp_path):
    found = of(tmp_path, DEAD)
    assert told(found, "each row seems to be one person: figures of a whole incident")
    assert not [one for one in found.asked if "tells them apart" in one or "'Name=event'" in one]


@pytest.mark.parametrize("header", ["age_of_casualty", "age", "edad de la victima"])
def test_ages_of_those_who_are_counted_make_a_list_of_persons(tmp_path, header):
    found = of(tmp_path, CASUALTIES.format(header=header), name="casualties.csv")
    assert found.mapping.wide == ()
    assert told(found, "are of one person each")


def test_names_of_things_without_sexes_are_no_persons(tmp_path):
    found = of(tmp_path, DEAD.replace("Gender", "Front"))
    assert not [one for one in found.unsure if "one person" in one]


def test_names_of_places_go_before_their_codes(tmp_path):
    found = of(tmp_path, COUNTIES)
    assert found.mapping.columns["place"] == "{COUNTY.NAME}, {STATE.NAME}"
    assert [one.place for one in drafts(found)][:2] == ["Autauga, Alabama", "Baldwin, Alabama"]


def test_rows_that_name_no_part_of_a_place_are_told(tmp_path):
    assert '[skip] "COUNTY.NAME" = ["NA"]' in told(of(tmp_path, COUNTIES), "names nothing in 1 of 6 rows")


def test_rows_that_name_all_parts_of_places_are_not_told(tmp_path):
    found = of(tmp_path, COUNTIES.replace("NA,1", "Nome,1"))
    assert not [one for one in found.unsure if "names nothing" in one]


def test_a_column_of_causes_that_is_not_read_is_asked_about(tmp_path):
    rows = [(2016, "Maharashtra", 546, "Speeding"), (2021, "Delhi", 63, "Weather"), (2021, "Odisha", 204, "Speeding")]
    table = "Year,State,Fatalities,Cause\n" + "".join(f"{y},{s},{n},{c}\n" for y, s, n, c in rows)
    assert "--map 'Cause=population'" in told(of(tmp_path, table), "those of its cause alone")
    found = of(tmp_path, table.replace("Delhi,63,Weather", "Delhi,63,Speeding"))
    assert not [one for one in found.asked if "of its cause" in one]


def test_totals_among_months_are_asked_about(tmp_path):
    rows = "2010,0,Nov\n2010,6,Aug\n2010,10,Jul\n2010,62,Tot\n2009,3,Dec\n2009,76,Tot\n"
    assert '[skip] "Month" = ["Tot"]' in told(of(tmp_path, f"Year,Killed,Month\n{rows}"), "looks like a row of totals")


def test_rates_tell_no_rows_apart(tmp_path):
    rows = "A,568,61,2020-04-20\nA,78,85,2020-04-20\nB,752,76,2020-04-20\nC,572,27,2020-04-20\n"
    found = of(tmp_path, f"facility,detained,percent_occupied,report_date\n{rows}")
    assert told(found, "no column tells them apart")


def test_notes_on_the_death_of_persons_count_nobody(tmp_path):
    header = "CLIMBER,MYEAR,SEX,DEATHNOTE\n"
    notes = (
        "Killed by avalanche in C2",
        "Probable fall near summit (estimate around 2 pm)",
        "Died of exhaustion on descent (estimate about 7 am 3 Oct)",
        "Fell at bottom of Hornbein Couloir after returning to render assistance",
    )
    names = ("Jake Breitenbach", "Mick Burke", "Terry Thompson", "Ang Phu Sherpa")
    rows = "".join(f"{name},19{70 + at},M,{note}\n" for at, (name, note) in enumerate(zip(names, notes, strict=True)))
    found = of(tmp_path, header + rows)
    assert drafts(found) == []
    assert "how many they are the file does not state" in told(found, "one person")
