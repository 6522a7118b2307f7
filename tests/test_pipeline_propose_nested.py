"""What is proposed for one object that holds its records below its keys, and for what stands beside them."""

import json
from pathlib import Path
from typing import Any

import pytest
from proposing import drafts, of, told

from claims.errors import NoRecords
from claims.mapping import Mapping, from_flags
from claims.pipeline.propose import Proposal, propose


def of_records(tmp_path: Path, records: Any) -> Proposal:
    return of(tmp_path, json.dumps(records), "file.json")


def test_an_object_within_a_file_that_is_one_record_holds_its_records(tmp_path):
    metrics = {"iran.deaths": {"display": "1,900", "source": "IFRC"}, "us.deaths": {"display": "13", "source": "AP"}}
    bars = {"iran.deaths": {"fill": 76, "color": "red"}, "us.deaths": {"fill": 1, "color": "red"}}
    found = of_records(tmp_path, {"updated": "2026-04-07", "days": 39, "metrics": metrics, "bars": bars})
    assert [(one.measure, one.source, one.says) for one in drafts(found)] == [
        ("iran.deaths", "IFRC", "1,900"),
        ("us.deaths", "AP", "13"),
    ]
    assert any("records = “metrics.*”, not “bars.*”" in one for one in found.unsure)
    assert any("“iran.deaths” (killed?), “us.deaths” (killed?) may say" in one for one in found.unsure)


def test_when_a_file_was_written_names_no_event(tmp_path):
    events = [{"title": "Simon", "source": "EONET", "date": "2026-10-10", "killed": 4}]
    found = of_records(tmp_path, {"generated_at": "2026-10-10T21:46:50+00:00", "about": "All storms", "events": events})
    (beside,) = [one for one in found.unsure if "beside the records" in one]
    assert "generated_at" not in beside


def test_an_object_without_a_list_says_how_what_stands_below_its_keys_is_read(tmp_path):
    metrics = {"iran.deaths": {"display": "1,900"}, "us.deaths": {"display": "13"}}
    (tmp_path / "a.json").write_text(json.dumps({"updated": "2026-04-07", "metrics": metrics}))
    said = Mapping("a.json", records="metrics")
    with pytest.raises(NoRecords) as raised:
        propose(str(tmp_path / "a.json"), said=said)
    assert "--set 'records=NAME.*'" in str(raised.value.hint)


@pytest.mark.parametrize(
    "record",
    [
        {"Men": {"killed": 3, "injured": 4}, "Women": {"killed": 1, "injured": 2}},
        {"Men": {"People killed": 3, "Nr. of injured": 4}, "Women": {"People killed": 1, "Nr. of injured": 2}},
        {"killed": {"Men": 3, "Women": 1}, "injured": {"Men": 4, "Women": 2}},
        {"killed": {"Men": 3, "Women": 1}, "No. injured": {"Men": 4, "Women": 2}},
    ],
    ids=["people outside", "with words", "people inside", "with a dot before"],
)
def test_of_two_keys_one_says_what_is_counted_and_one_of_whom(tmp_path, record):
    found = of(tmp_path, json.dumps([{"place": "Homs", **record}, {"place": "Hama", **record}]), "file.json")
    made = {(one.measure, one.population, one.says) for one in drafts(found) if one.place == "Homs"}
    assert made == {
        ("killed", "men", "3"),
        ("killed", "women", "1"),
        ("injured", "men", "4"),
        ("injured", "women", "2"),
    }
    assert "check each population" in told(found, "headers are taken to say who is counted")


def test_of_two_keys_one_says_who_says_so(tmp_path):
    record = {"Killed": {"UNHCR": 3, "IOM": 4}, "No. of injured": {"UNHCR": 1, "IOM": 2}}
    found = of(tmp_path, json.dumps([{"place": "Homs", **record}, {"place": "Hama", **record}]), "file.json")
    assert {(one.measure.lower(), one.source, one.says) for one in drafts(found) if one.place == "Homs"} == {
        ("killed", "UNHCR", "3"),
        ("killed", "IOM", "4"),
        ("injured", "UNHCR", "1"),
        ("injured", "IOM", "2"),
    }


def test_keys_that_hold_dots_are_read_at_the_top_and_below(tmp_path):
    records = [{"Pop. group": "x", "No. of deaths": 3, "Hosp.": {"No. of injured": 4}}] * 2
    found = of(tmp_path, json.dumps(records), "file.json")
    assert {(one.measure, one.says) for one in drafts(found)} == {("killed", "3"), ("injured", "4")}


BINDING = (
    '{{"eventLabel": {{"xml:lang": "en", "type": "literal", "value": "Haiti earthquake"}}, '
    '"date": {{"type": "literal", "datatype": "dateTime", "value": "2010-01-12T00:00:00Z"}}, '
    '"deaths": {{"type": "literal", "datatype": "decimal", "value": "{deaths}"}}, '
    '"sourceLabel": {{"xml:lang": "en", "type": "literal", "value": "{source}"}}}}'
)
SPARQL = (BINDING.format(deaths=316000, source="Government of Haiti"), BINDING.format(deaths=46000, source="USAID"))


@pytest.mark.parametrize("flags", [[], ["source=src"]], ids=["as_it_stands", "one_source_said"])
def test_an_answer_of_sparql_has_its_sources_in_their_labels_and_never_as_places(tmp_path, flags: list[str]):
    path = tmp_path / "query.json"
    path.write_text('{"results": {"bindings": [' + ", ".join(SPARQL) + "]}}", encoding="utf-8")
    found = propose(str(path), said=from_flags([], [*flags, "event=Quake"]))
    sources = {"Government of Haiti", "USAID"} if not flags else {"src"}
    assert {(one.source, one.place) for one in drafts(found)} == {(source, "") for source in sources}
    assert any("--map 'sourceLabel.value=source'" in one for one in found.asked) is bool(flags)


def test_the_list_within_the_only_list_of_an_answer_is_read(tmp_path):
    records = [{"State": "Alabama", "Deaths": "1"}, {"State": "Ohio", "Deaths": "2"}]
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"Count": 2, "Message": "ok", "Results": [records]}), encoding="utf-8")
    found = propose(str(path), said=from_flags([], ["event=Crashes", "source=Police"]))
    assert [(one.measure, one.place, one.says) for one in drafts(found)] == [
        ("Deaths", "Alabama", "1"),
        ("Deaths", "Ohio", "2"),
    ]


def test_keys_beside_words_for_people_name_others_and_not_all(tmp_path):
    counted = {"residents": {"deaths": 1, "injured": 5}, "staff": {"deaths": 2, "injured": 7}}
    found = of_records(tmp_path, [{"province": "A", **counted}, {"province": "B", **counted}])
    said = [(one.measure, one.population, one.says) for one in drafts(found)[:4]]
    assert said == [
        ("killed", "residents", "1"),
        ("injured", "residents", "5"),
        ("killed", "staff", "2"),
        ("injured", "staff", "7"),
    ]


def test_a_total_beside_keys_that_are_people_is_of_all(tmp_path):
    counted = {key: {"deaths": 3, "injured": 5} for key in ("men", "women", "total")}
    found = of_records(tmp_path, [{"province": "A", **counted}, {"province": "B", **counted}])
    assert [one.population for one in drafts(found)[:6:2]] == ["men", "women", "all"]


def claims_of(found: Proposal) -> list[tuple[str | None, ...]]:
    return [(one.measure, one.place or None, one.as_of, one.source, one.says) for one in drafts(found)]


def test_keys_that_are_dates_are_no_part_of_a_measure(tmp_path):
    months = {"2023-01": {"homicides": {"Guatemala": 231, "Peru": 64}, "abductions": {"Guatemala": 4, "Peru": 1}}}
    months["2023-02"] = {"homicides": {"Guatemala": 205, "Peru": 58}, "abductions": {"Guatemala": 2, "Peru": 0}}
    found = of_records(tmp_path, {"reports": months, "source": "PNC"})
    assert found.mapping.records == "reports.*.*"
    assert "--map 'parent.key=measure'" in told(found, "“parent.key” tells them apart")
    assert claims_of(found)[:2] == [("?", "Guatemala", "2023-01", "PNC", "231"), ("?", "Peru", "2023-01", "PNC", "64")]


def test_names_below_dates_are_asked_about_as_those_who_say_it(tmp_path):
    israel = {"Red Star": {"killed": 1000}, "Press Office": {"killed": 1200, "injured": 9}}
    days = {"2023-10-10": {"Gaza": {"Ministry of Health": {"killed": 900}}, "Israel": israel}}
    found = of_records(tmp_path, {**days, "2023-10-14": {"Gaza": {"Ministry of Health": {"killed": 2215}}}})
    assert found.mapping.records == "*.*.*"
    assert "--map 'parent.key=source' where it names who says so" in told(found, "“parent.key” tells them apart")
    assert claims_of(found)[0] == ("killed", "Gaza", "2023-10-10", "?", "900")


def test_a_key_above_dates_is_the_measure_that_it_names(tmp_path):
    killed = {"2023-01": {"Homs": 5, "Idlib": 6}, "2023-02": {"Homs": 7, "Idlib": 8}}
    (tmp_path / "file.json").write_text(json.dumps({"killed": killed, "source": "SNHR"}))
    found = propose(str(tmp_path / "file.json"), said=from_flags([], ["wide.header=place"]))
    assert claims_of(found)[0] == ("killed", "Homs", "2023-01", "SNHR", "5")


def test_what_stands_below_total_and_new_stays_apart(tmp_path):
    day = {"total": {"deaths": 5, "cases": 50}, "new": {"deaths": 2}}
    assert of_records(tmp_path, {"2020-03-15": day, "2020-03-16": day}).mapping.records == "*"


def test_years_and_a_country_as_keys_are_time_and_place(tmp_path):
    years = {"2024": {"Ukraine": {"killed": 2088}}, "2025": {"Ukraine": {"killed": 2514}}}
    found = of_records(tmp_path, years)
    assert (found.mapping.columns["year"], found.mapping.columns["place"]) == ("parent.parent.key", "parent.key")


def test_lists_below_dates_are_one_list_even_if_some_lack_a_key(tmp_path):
    first = [{"source": "Red Cross", "dead": "100+"}, {"source": "Minister", "dead": 135, "missing": "dozens"}]
    found = of_records(tmp_path, {"event": "Explosion", "toll": {"2020-08-05": first, "2020-08-30": first[1:]}})
    assert found.mapping.records == "toll.*"
    assert [(one.event, one.as_of) for one in drafts(found)][-1] == ("Explosion", "2020-08-30")


def test_lists_of_other_things_are_not_read_together(tmp_path):
    with pytest.raises(NoRecords, match="not a list of records") as raised:
        of_records(tmp_path, {"events": [{"id": 1, "name": "A", "killed": 3}], "Men who": [{"id": 1, "injured": 4}]})
    assert raised.value.hint.endswith("name one: --set 'records=Men who'")


def test_one_number_beside_lists_of_numbers_is_not_the_figure_before_somebody_says_so(tmp_path):
    series = {"name": "Deaths - Disasters", "numDecimalPlaces": 0, "years": [2004, 2010], "values": [165708, 20]}
    (tmp_path / "file.json").write_text(json.dumps({"series": {"1": series}}))
    found = propose(str(tmp_path / "file.json"), said=from_flags([], ["measure=killed"]))
    assert told(found, "lists of numbers stand in “series.1.values”, and only") in found.waits


def test_lists_of_who_reported_are_sources(tmp_path):
    records = [{"fields": {"Incident": "Strike", "Date": "2024-01-02", "Killed": 1, "Reported by": ["SOHR", "UN"]}}]
    found = of_records(tmp_path, {"records": records})
    assert [one.source for one in drafts(found)] == ["SOHR", "UN"]


def test_numbers_of_regions_that_a_portal_adds_are_no_measure(tmp_path):
    rows = [{"year": "2019", "state": s, "deaths": "11", ":@computed_region_43wa_7qmu": n} for s, n in ("A1", "B2")]
    assert {one.measure for one in drafts(of_records(tmp_path, rows))} == {"deaths"}


def test_the_least_and_the_most_in_camel_case_are_one_figure(tmp_path):
    toll = {"reportedMinimum": 6, "reportedMaximum": 10}
    found = of_records(tmp_path, [{"title": "Attack", "date": "2026-06-27", "fatalities": toll}])
    (block,) = found.mapping.wide
    assert set(block.columns) == {"fatalities.reportedMinimum", "fatalities.reportedMaximum"}
    assert block.pattern


def test_lists_of_lists_within_records_name_their_columns(tmp_path):
    table = [["place", "year", "killed"], ["Salta", 2021, 12]]
    (tmp_path / "file.json").write_text(json.dumps({"resources": [{"name": "by-place", "data": table}]}))
    found = propose(str(tmp_path / "file.json"), said=Mapping("file.json", records="resources.*.data"))
    assert [(one.place, one.measure, one.says) for one in drafts(found)] == [("Salta", "killed", "12")]


def test_a_wrapper_is_no_part_of_the_name_of_a_measure(tmp_path):
    rows = [{"attributes": {"Country": name, "Confirmed": 5, "Deaths": 2}} for name in ("Peru", "Chile")]
    found = of_records(tmp_path, {"features": rows})
    assert found.mapping.names["measure"]["attributes.Confirmed"] == "Confirmed"


def test_names_below_a_measure_wait_for_what_they_are(tmp_path):
    toll = {"killed": {"Haitian government": 316000, "USAID report": 46000}, "injured": {"Haitian government": 300000}}
    record = {"event": "Earthquake", **toll}
    (question,) = of_records(tmp_path, record).waits
    assert question.startswith("headers are taken as sources (“Haitian government”, “USAID report”)")
    found = propose(str(tmp_path / "file.json"), said=from_flags([], ["wide.header=source"]))
    assert [(one.measure, one.source, one.says) for one in drafts(found)] == [
        ("killed", "Haitian government", "316000"),
        ("killed", "USAID report", "46000"),
        ("injured", "Haitian government", "300000"),
    ]


def test_lists_within_the_lines_of_json_lines_are_read_by_the_flag_that_names_them(tmp_path):
    lines = [{"org": name, "figures": [{"type": "dead", "n": n}]} for name, n in (("MSF", 42), ("US", 30))]
    (tmp_path / "file.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n")
    found = propose(str(tmp_path / "file.jsonl"), said=Mapping("file.jsonl", records="*.figures"))
    assert [one.says for one in drafts(found)] == ["42", "30"]


def test_a_status_beside_keys_leaves_no_place_out_of_the_figures_below_them(tmp_path):
    states = {"Kerala": {"killed": 4440, "injured": 46055}, "Goa": {"killed": 297, "injured": 1448}}
    found = of_records(tmp_path, {"status": "ok", "data": {"2019": states, "2020": states}})
    assert (found.mapping.records, found.mapping.columns["year"]) == ("data.*.*", "parent.parent.key")
    assert "--map 'parent.key=place', --map 'parent.key=population'" in told(found, "“parent.key” tells them apart")


def test_how_sure_figures_are_is_no_place(tmp_path):
    sure = {"confirmed": {"deaths": 12, "injured": 40}, "probable": {"deaths": 3, "injured": 9}}
    found = of_records(tmp_path, {"updated": "2023-09-20", **sure})
    assert found.mapping.records != "*"
    assert not any(one.place for one in drafts(found))


def test_records_that_each_name_their_place_are_not_one_record_of_the_first_place(tmp_path):
    cities = {"seoul": {"city": "Seoul", "deathCnt": "371"}, "busan": {"city": "Busan", "deathCnt": "102"}}
    found = of_records(tmp_path, {"api": "korea", **cities})
    assert [(one.place, one.says) for one in drafts(found)] == [("Seoul", "371"), ("Busan", "102")]


def test_months_below_years_are_when_and_not_what_is_counted(tmp_path):
    months = {"2021": {"jan": 80, "feb": 75, "mar": 97}, "2022": {"jan": 92, "feb": 88, "mar": 90}}
    found = of_records(tmp_path, {"source": "MPV", "killings": months})
    assert [(one.as_of, one.says) for one in drafts(found)][:2] == [("2021-01", "80"), ("2021-02", "75")]


def test_of_several_lists_the_one_with_a_known_measure_is_offered_first(tmp_path):
    contacts = [{"name": name, "phone": 5551} for name in ("Ana", "Bo", "Cy")]
    with pytest.raises(NoRecords) as error:
        of_records(tmp_path, {"contacts": contacts, "toll": [{"by": "INDH", "killed": 26}, {"by": "UN", "killed": 23}]})
    assert error.value.lists == ("toll", "contacts")
    assert "--set records=toll" in str(error.value.hint)
