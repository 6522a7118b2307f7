"""Columns that say again what one beside them says, and answers of interfaces whose records stand behind others."""

from __future__ import annotations

import json

from claims.model import Draft
from claims.pipeline.propose import Proposal, propose


def of_json(tmp_path, data: object) -> Proposal:
    file = tmp_path / "answer.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return propose(str(file))


def numbers(found: Proposal) -> set[str]:
    return {one.measure for one in found.first if isinstance(one, Draft)}


FLOOD = {
    "event_name": "Flood in Lowland",
    "country_name": "Malaysia",
    "end_date": "2024-01-28",
    "new_displacement": 10659,
    "new_displacement_rounded": 11000,
    "hazard_type": 10,
    "hazard_type_name": "Flood",
}


def test_codes_beside_their_names_and_rounded_numbers_are_no_figures(tmp_path):
    found = of_json(tmp_path, [FLOOD, {**FLOOD, "event_name": "Flood in Upland", "new_displacement": 76}])
    assert all("hazard_type" not in wide.columns for wide in found.mapping.wide)
    read = {name for wide in found.mapping.wide for name in wide.columns} | {*found.mapping.columns.values()}
    assert "new_displacement" in read
    assert "new_displacement_rounded" not in read
    assert "“new_displacement_rounded” is “new_displacement” rounded: not read" in found.unsure


def test_a_label_names_what_an_address_stands_for(tmp_path):
    file = tmp_path / "query.csv"
    row = "http://www.wikidata.org/entity/Q1,Flood of 2019,12,2019-03-02T00:00:00Z,AFAD"
    file.write_text(f"event,eventLabel,deaths,pointInTime,statedInLabel\n{row}\n", encoding="utf-8")
    assert propose(str(file)).mapping.columns["event"] == "eventLabel"


def test_records_behind_a_record_that_describes_them_are_read(tmp_path):
    row = {"indicator": {"id": "VC", "value": "Displaced by disasters"}, "country": {"id": "HT", "value": "Haiti"}}
    rows = [{**row, "date": "2023", "value": 12000}, {**row, "date": "2022", "value": 9000}]
    found = of_json(tmp_path, [{"page": 1, "total": 2, "lastupdated": "2024-06-28"}, rows])
    assert (found.mapping.records, found.mapping.columns["measure"]) == ("1", "indicator.value")
    first = next(one for one in found.first if isinstance(one, Draft))
    assert (first.measure, first.place, first.as_of, first.says) == ("Displaced by disasters", "Haiti", "2023", "12000")


def test_days_before_1970_in_milliseconds_are_days_and_no_figures(tmp_path):
    rows = [
        {"incident_date": -678153600000, "nationality": "France"},
        {"incident_date": -677548800000, "nationality": "Norway"},
    ]
    found = of_json(tmp_path, rows)
    assert found.mapping.columns["as_of"] == "incident_date"
    assert numbers(found) == set()


def test_of_answers_to_a_form_their_groups_and_the_times_of_filling_in_are_left_out(tmp_path):
    file = tmp_path / "form.csv"
    columns = (
        "start;end;group_event/event_name;group_event/event_date;group_event/place/governorate;group_a/killed_total"
    )
    row = "2023-02-08T09:12:11.000+03:00;2023-02-08T09:20:01.000+03:00;Quake;2023-02-07;Idlib;1200"
    rest = "group_source/source_name;_id;_uuid;_submission_time"
    file.write_text(f"{columns};{rest}\n{row};White Helmets;221;a1-b2;2023-02-08T06:20:05\n", encoding="utf-8")
    (found,) = propose(str(file)).first
    assert isinstance(found, Draft)
    assert (found.event, found.source, found.place) == ("Quake", "White Helmets", "Idlib")
    assert (found.as_of, found.period_start, found.says) == ("2023-02-07", None, "1200")


def test_observations_of_a_statistical_office_have_their_period_as_date_and_no_dataflow_as_measure(tmp_path):
    file = tmp_path / "sdmx.csv"
    rows = "ESTAT:DEMO(1.0),12/06/24 11:00:00,W,AT,2023-01,2074\nESTAT:DEMO(1.0),12/06/24 11:00:00,W,BE,2023-01,2561\n"
    file.write_text(f"DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE\n{rows}", encoding="utf-8")
    found = propose(str(file)).mapping.columns
    assert (found["says"], found["as_of"], found["place"]) == ("OBS_VALUE", "TIME_PERIOD", "geo")


def test_people_counted_by_their_status_are_the_figure_and_levels_are_none(tmp_path):
    row = {
        "location_name": "Sudan",
        "admin1_ref": 5,
        "admin1_name": "Khartoum",
        "admin_level": 1,
        "population": 4500000,
    }
    row |= {"population_status": "INN", "reference_period_start": "2024-01-01", "reference_period_end": "2024-12-31"}
    found = of_json(tmp_path, {"data": [row, {**row, "admin1_name": "Gedaref", "population": 12}]})
    assert (found.mapping.columns["says"], found.mapping.wide) == ("population", ())


def test_the_list_with_figures_is_read_wherever_it_stands(tmp_path):
    fields = [{"type": "int", "id": "_id"}, {"type": "text", "id": "Land"}]
    records = [{"_id": 1, "Land": "Nepal", "Deaths": "121"}, {"_id": 2, "Land": "India", "Deaths": "48"}]
    described = of_json(tmp_path, {"success": True, "result": {"fields": fields, "records": records}})
    assert described.mapping.records == "result.records"
    days = [{"date": "2020-03-24", "total_deaths": 1}, {"date": "2020-03-25", "total_deaths": 4}]
    keyed = of_json(
        tmp_path, {"AFG": {"location": "Afghanistan", "data": days}, "ALB": {"location": "Albania", "data": days}}
    )
    assert (keyed.mapping.records, keyed.mapping.columns["place"]) == ("*.data", "parent.location")
    estimates = [{"source": {"name": "UN"}, "fatalities": 4}, {"source": {"name": "Army"}, "fatalities": 2}]
    inner = of_json(tmp_path, {"incidents": [{"title": "Raid", "on": "2023-08-01", "estimates": estimates}]})
    assert inner.mapping.records == "incidents.*.estimates"


def test_tables_below_different_headings_are_pointed_out(tmp_path):
    table = "| Source | Deaths |\n| --- | --- |\n| {} | 53 |\n"
    file = tmp_path / "tolls.md"
    file.write_text(f"# Unrest\n\n## Delhi\n\n{table.format('Police')}\n## Uttar Pradesh\n\n{table.format('Army')}")
    assert any("tables below “Delhi”, “Uttar Pradesh” are read together" in one for one in propose(str(file)).unsure)


def test_tables_below_times_are_one_list_where_their_rows_are_dated(tmp_path):
    table = "| Date | Place | Deaths |\n| --- | --- | --- |\n| {} | Kano | 53 |\n| {} | Jos | 5 |\n"
    file = tmp_path / "tolls.md"

    def asked(first: str, second: str) -> bool:
        one, other = table.format("3 May 1913", "4 May 1913"), table.format("3 May 2014", "4 May 2014")
        file.write_text(f"# Attacks\n\n## {first}\n\n{one}\n## {second}\n\n{other}", encoding="utf-8")
        return any("are read together" in one for one in propose(str(file)).waits)

    assert not asked("1913", "2014")
    assert not asked("20th century", "XXI. Jahrhundert")
    assert asked("Part 1", "Part 2")
    assert asked("1", "2")
