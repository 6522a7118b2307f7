"""Mappings proposed for what people type or paste: free headers, organisations without a header, sentences."""

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose


def asked(found, words: str) -> str:
    (question,) = [one for one in found.asked if words in one]
    return question


TYPED = (
    "What happened,When,Who says,Killed,Said on\n"
    "Derna flood,11 September 2023,Red Crescent,11300,14 Sept 2023\n"
    "Derna flood,11 September 2023,The mayor,at least 5000,13 Sept 2023\n"
    "Derna flood,11 September 2023,Red Crescent,4000,21 Oct 2023\n"
    "Izmit earthquake,17 August 1999,A newspaper,17127,\n"
    "Izmit earthquake,17 August 1999,The governor,13000,22 Aug 1999\n"
)


def test_figures_are_as_of_the_day_on_which_they_were_said_and_not_of_the_event(tmp_path):
    found = of(tmp_path, TYPED)
    assert [one.as_of for one in drafts(found) if one.as_of] == [
        "14 Sept 2023",
        "13 Sept 2023",
        "21 Oct 2023",
        "22 Aug 1999",
    ]
    assert "“When” too" in told(found, "is taken as the date of the figure")


def test_a_column_whose_cells_sound_like_events_is_asked_about_with_the_flag_that_reads_it(tmp_path):
    assert "--map 'What happened=event'" in asked(of(tmp_path, TYPED), "“What happened”")
    said = propose(str(tmp_path / "file.csv"), said=from_flags(["What happened=event"], []))
    assert {one.event for one in drafts(said)} == {"Derna flood", "Izmit earthquake"}
    assert not [one for one in said.asked if "What happened" in one]


def test_a_column_with_a_known_organisation_is_no_place_and_may_be_the_source(tmp_path):
    rows = "Interior ministry,2023-09-12,5300\nHealth ministry,2023-09-17,3283\nWHO,2023-09-17,3958\n"
    found = of(tmp_path, f"Authority,Date,Dead\n{rows}")
    assert not [one for one in drafts(found) if one.place]
    assert "--map 'Authority=source'" in asked(found, "names organisations")


def test_a_column_of_names_that_is_not_read_may_be_the_source_where_nothing_else_is(tmp_path):
    rows = "Mayor,2023-09-12,3283\nHospital,2023-09-17,3958\nMayor,2023-09-18,5300\n"
    assert "--map 'Ko kaze=source'" in asked(of(tmp_path, f"Ko kaze,Date,Dead\n{rows}"), "“Ko kaze” holds names")
    said = propose(str(tmp_path / "file.csv"), said=from_flags(["Ko kaze=source"], []))
    assert not [one for one in said.asked if "Ko kaze" in one]
    other = propose(str(tmp_path / "file.csv"), said=from_flags([], ["source=OCHA"]))
    assert not [one for one in other.asked if "Ko kaze" in one]


def test_columns_of_yes_and_no_and_addresses_of_people_are_no_sources_and_no_places(tmp_path):
    rows = "yes,a.b@x.org,2023-09-12,3283\nno,c@x.org,2023-09-12,3958\nyes,d@mail.x.org,2023-09-17,5300\n"
    found = of(tmp_path, f"Ko kaze,Wasiliana,Date,Dead\n{rows}")
    assert not {"Ko kaze", "Wasiliana"} & {*found.mapping.columns.values()}
    assert not [one for one in found.asked if "=source" in one]


def test_what_may_be_whom_or_whose_figures_are_is_asked_once(tmp_path):
    found = of(tmp_path, "Who,Date,Dead\nUNICEF,2023-09-12,5300\nHospital,2023-09-17,3283\n")
    assert len([one for one in found.asked if "“Who”" in one]) == 1


def test_the_flag_that_takes_a_column_of_who_as_the_source_answers_the_question(tmp_path):
    found = of(tmp_path, "Who,Date,Dead\nMayor,2023-09-12,5300\nHospital,2023-09-17,3283\n")
    assert "--map 'Who=source'" in asked(found, "“Who” is not read")
    said = propose(str(tmp_path / "file.csv"), said=from_flags(["Who=source"], []))
    assert not [one for one in said.asked if "Who" in one]


def test_the_flag_that_adds_the_year_to_all_dates_is_asked_for_and_read(tmp_path):
    text = "Source,Date,Dead\nWHO,11 September,5300\nOCHA,12 September,3283\n"
    assert "--map '{Date} 2000=as_of'" in asked(of(tmp_path, text), "gives no year")
    said = propose(str(tmp_path / "file.csv"), said=from_flags(["{Date} 2023=as_of"], []))
    assert [one.as_of for one in drafts(said)] == ["11 September 2023", "12 September 2023"]


def test_numbers_in_sentences_are_no_list_of_incidents(tmp_path):
    rows = "Derna,WHO,2023-09-12,some 5300 of 90000 perished\nDerna,OCHA,2023-09-17,it took 3283 of us in 2 h\n"
    found = of(tmp_path, f"Event,Source,Date,Wire report\n{rows}")
    assert "--map 'Wire report=says'" in asked(found, "holds sentences")


def test_days_of_which_only_some_give_their_year_are_asked_about_with_the_flag_that_adds_it(tmp_path):
    rows = "OCHA,25 April,230\nOCHA,28 April,377\nOCHA,3 May,510\nILO,2014,1135\n"
    found = of(tmp_path, f"Source,Date when they said it,Dead\n{rows}")
    assert "--map '{Date when they said it} 2000=as_of'" in asked(found, "gives no year")


def test_a_file_of_one_event_is_read_as_such_once_a_person_says_so(tmp_path):
    rows = "".join(
        f"Derna,{source},2023-09-{12 + at},{300 + at}\n" for at, source in enumerate(("WHO", "IOM", "A", "B"))
    )
    found = of(tmp_path, f"Event,Source,Date,Dead\n{rows}")
    assert "where it is one, --map 'Event=event'" in asked(found, "may be a kind of event")
    assert not propose(str(tmp_path / "file.csv"), said=from_flags(["Event=event"], [])).waits


@pytest.mark.parametrize(
    ("header", "cells"), [("missing", ("dozens", "more than a hundred")), ("المفقودون", ("العشرات", "ما يزيد عن مئة"))]
)
def test_a_column_of_a_measure_with_figures_in_words_alone_is_read(tmp_path, header, cells):
    found = of(
        tmp_path,
        f"event,source,date,killed,{header}\nBeirut,A,2020-08-05,135,{cells[0]}\nBeirut,B,2020-08-06,100,{cells[1]}\n",
    )
    assert [one.says for one in drafts(found)] == ["135", cells[0], "100", cells[1]]
    assert cells[0] in told(found, "in words")


def test_numbers_of_a_measure_are_read_beside_many_cells_that_hold_none(tmp_path):
    rows = "".join(
        f"Beirut,{source},2020-08-05,13{at},{cell}\n" for at, (source, cell) in enumerate(("Ax", "By", "C9"))
    )
    found = of(tmp_path, f"event,source,date,killed,missing\n{rows}")
    assert [one.says for one in drafts(found)] == ["130", "x", "131", "y", "132", "9"]
    assert told(found, "many cells of “missing” hold no figure (“x”)")


def test_a_column_that_is_called_as_a_measure_and_holds_other_words_is_not_read(tmp_path):
    found = of(
        tmp_path, "event,source,date,killed,missing\nBeirut,A,2020-08-05,135,dozens\nBeirut,B,2020-08-06,100,at sea\n"
    )
    assert [one.says for one in drafts(found)] == ["135", "100"]
    assert "missing" in found.unread


def test_numbers_in_notes_beside_figures_are_no_measure_of_their_own(tmp_path):
    rows = "Conakry,2009-09-28,57,156,raped: 109\nAndijan,2005-05-13,187,1500,first 169\nCairo,2013-08-14,638,817,\n"
    found = of(tmp_path, f"Incident,When,Figure 1,Figure 2,my note\n{rows}")
    assert [wide.columns for wide in found.mapping.wide] == [("Figure 1", "Figure 2")]
