"""Lists of events in which a kind of event stands on several days."""

from __future__ import annotations

from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose


def test_kinds_of_events_on_several_days_are_named_with_their_day(tmp_path):
    rows = "Earthquake,2019-01-02,5\nEarthquake,2019-03-02,15\nFlood,2019-03-20,7\nClashes,2020-04-02,4\n"
    found = of(tmp_path, f"Event,Date,Killed\n{rows}")
    assert [one.event for one in drafts(found)] == [
        "Earthquake 2019-01-02",
        "Earthquake 2019-03-02",
        "Flood 2019-03-20",
        "Clashes 2020-04-02",
    ]
    assert "an event of its own, named with its day" in told(found, "is no name of one event")


def test_names_of_their_own_on_several_days_stay_one_event(tmp_path):
    rows = "Siege of Homs,2019-01-02,5\nSiege of Homs,2019-03-02,15\nIda flood,2019-03-20,7\nIda flood,2020-04-02,9\n"
    assert {one.event for one in drafts(of(tmp_path, f"Event,Date,Killed\n{rows}"))} == {
        "Siege of Homs",
        "Ida flood",
    }


def test_kinds_of_events_of_which_several_rows_tell_on_one_day_are_asked_about(tmp_path):
    rows = "Flood,2019-01-02,Lar,5\nFlood,2019-01-02,Yazd,15\nFlood,2019-03-20,Lar,7\nFlood,2019-03-20,Yazd,9\n"
    found = of(tmp_path, f"Event,Date,City,Killed\n{rows}Earthquake,2019-04-20,Bam,9\n")
    (question,) = found.waits
    assert question.startswith("“Flood” in “Event” stands in rows of 2 dates, which are read as one event")
    assert "--map '{Event} {Date}=event'" in told(found, "are read as one event")


def test_a_kind_of_event_of_which_several_sources_tell_is_asked_about(tmp_path):
    rows = (
        "Flood,OCHA,2019-01-02,5\nFlood,WHO,2019-01-03,15\nEarthquake,OCHA,2019-03-20,7\nEarthquake,MSF,2019-03-21,9\n"
    )
    found = of(tmp_path, f"Event,Source,Date,Killed\n{rows}")
    assert [one.event for one in drafts(found)] == ["Flood", "Flood", "Earthquake", "Earthquake"]
    assert any("which are read as one event" in one for one in found.waits)


def test_rows_of_places_and_days_are_offered_as_events_named_by_both(tmp_path):
    rows = "Kano,2019-01-02,5\nJos,2019-03-02,15\nYola,2019-03-20,7\nKano,2020-04-02,4\n"
    assert "--map '{City} {Date}=event'" in told(of(tmp_path, f"City,Date,Killed\n{rows}"), "its place and day name it")
    daily = "Kano,2019-01-02,5\nKano,2019-01-03,6\nKano,2019-01-04,7\nKano,2019-01-05,9\n"
    assert not any("its place and day" in one for one in of(tmp_path, f"City,Date,Killed\n{daily}").unsure)
    named = "".join(f"Raid on {line.partition(',')[0]},{line}\n" for line in rows.split())
    assert not any("its place and day" in one for one in of(tmp_path, f"Event,City,Date,Killed\n{named}").unsure)


def test_a_virus_is_no_place_where_people_say_the_event(tmp_path):
    text = "Virus,Year,Deaths\nNipah,1998,200\nMarburg,1967,370\nKyasanur,1957,1000\nH2N2,1957,1100000\n"
    assert of(tmp_path, text).mapping.columns["event"] == "Virus"
    (tmp_path / "file.csv").write_text(text, encoding="utf-8")
    found = propose(str(tmp_path / "file.csv"), said=from_flags([], ["event=Outbreaks", "source=S"]))
    assert "place" not in found.mapping.columns
    assert "“Virus” tells them apart" in found.waits[0]
