"""What is proposed for records of APIs: wrappers, kinds and numbers of events, times of computers, shipped mappings."""

import json

import pytest
from proposing import of as of_text

from claims.dates_days import read_days
from claims.errors import NoRecords
from claims.mapping import from_flags
from claims.model import Draft
from claims.pipeline.propose import propose


def of(folder, records, name="file.json"):
    path = folder / name
    path.write_text(json.dumps(records), encoding="utf-8")
    return propose(str(path))


def drafts(found):
    return [one for one in found.first if isinstance(one, Draft)]


def test_fields_of_features_are_known_by_their_names(tmp_path):
    given = {"source": "UNOSAT", "location": "Beira", "deaths": 12, "date": "2019-03-20"}
    features = [{"type": "Feature", "id": n, "geometry": None, "properties": {**given, "deaths": n}} for n in (12, 30)]
    found = of(tmp_path, {"type": "FeatureCollection", "features": features}, "a.geojson")
    assert dict(found.mapping.columns) == {
        "source": "properties.source",
        "place": "properties.location",
        "as_of": "properties.date",
    }
    assert [one.says for one in drafts(found)] == ["12", "30"]


def test_a_column_called_event_with_codes_of_kinds_gives_way_to_glide_numbers(tmp_path):
    rows = [
        {"glidenumber": "FL-2020-000012-IRN", "event": "FL", "year": 2020, "month": 4, "day": 1, "killed": 11},
        {"glidenumber": "FL-2020-000031-IRN", "event": "FL", "year": 2020, "month": 5, "day": 9, "killed": 4},
    ]
    found = of(tmp_path, {"glideset": rows})
    assert [(one.event, one.says) for one in drafts(found)] == [
        ("FL-2020-000012-IRN", "11"),
        ("FL-2020-000031-IRN", "4"),
    ]
    assert any("codes of kinds of events (“FL”)" in one for one in found.unsure)


def test_numbers_of_events_in_few_records_give_way_to_what_names_each(tmp_path):
    rows = [
        {"name": "Chad - Floods", "event": None, "killed": 3, "country": {"name": "Chad", "region": 0}},
        {"name": "Mali - Cholera outbreak", "event": 6358, "killed": 5, "country": {"name": "Mali", "region": 0}},
        {"name": "Peru - Earthquake", "event": None, "killed": 9, "country": {"name": "Peru", "region": 1}},
    ]
    found = of(tmp_path, {"count": 3, "results": rows})
    assert [(one.event, one.place) for one in drafts(found)] == [
        ("Chad - Floods", "Chad"),
        ("Mali - Cholera outbreak", "Mali"),
        ("Peru - Earthquake", "Peru"),
    ]


def test_times_that_computers_count_are_dates(tmp_path):
    rows = [
        {"title": "M 7.6 - 19 km E of Hualien", "time": 1_575_288_000_000, "updated": 1_575_289_000_000, "deaths": 3},
        {"title": "M 6.1 - 4 km N of Nantou", "time": 1_575_374_400_000, "updated": 1_575_389_000_000, "deaths": 0},
    ]
    found = of(tmp_path, rows)
    assert dict(found.mapping.written) == {"as_of": "%s"}
    assert [(one.as_of, one.says) for one in drafts(found)] == [("2019-12-02", "3"), ("2019-12-03", "0")]


def test_a_shipped_mapping_is_proposed_for_records_that_hold_all_its_columns(tmp_path):
    row = {"event_id_cnty": "SDN7", "event_date": "2024-06-05", "location": "Omdurman", "country": "Sudan"}
    row |= {"source": "Radio Dabanga", "fatalities": "22"}
    (draft,) = drafts(of(tmp_path, {"status": 200, "data": [row]}))
    assert (draft.event, draft.source, draft.says, draft.place) == ("SDN7", "ACLED", "22", "Omdurman, Sudan")
    del row["event_id_cnty"]
    found = of(tmp_path, {"status": 200, "data": [row]})
    assert found.mapping.constants["event"] == "?"


@pytest.mark.parametrize(
    ("heading", "dates", "expected"),
    [
        pytest.param("Floods of 2022", ["March 3", "April 14"], ["2022-03-03", "2022-04-14"], id="in the heading"),
        pytest.param("Inondations 2021", ["3 mars", "14 avril"], ["2021-03-03", "2021-04-14"], id="in French"),
    ],
)
def test_a_year_that_the_dates_lack_is_that_of_the_heading(tmp_path, heading, dates, expected):
    rows = "".join(f"<tr><td>Town {n}</td><td>{day}</td><td>{n}</td></tr>" for n, day in enumerate(dates))
    table = f"<table><tr><th>Event</th><th>Date</th><th>Deaths</th></tr>{rows}</table>"
    (tmp_path / "page.html").write_text(f"<html><h1>{heading}</h1>{table}</html>", encoding="utf-8")
    found = propose(str(tmp_path / "page.html"))
    assert [one.as_of for one in drafts(found)] == [f"{day} {expected[0][:4]}" for day in dates]
    assert any("gives no year" in one and heading in one for one in found.unsure)


def test_dates_without_a_year_that_nothing_around_names_are_told_with_what_to_do(tmp_path):
    table = "| Event | Date | Deaths |\n|--|--|--|\n| Flood | March 3 | 4 |\n| Fire | April 14 | 5 |\n"
    (tmp_path / "page.md").write_text(f"# From 2021 to 2022\n\n{table}", encoding="utf-8")
    found = propose(str(tmp_path / "page.md"))
    assert any("“Date” gives no year (“March 3”): --map '{Date} 2000=as_of' adds that" in one for one in found.unsure)


def test_lists_with_a_row_of_names_are_told_as_lists_of_an_object(tmp_path):
    with pytest.raises(Exception, match="one object, not a list of records") as caught:
        of(tmp_path, {"north": [["#adm1", "#affected"], ["Coast", "100"]], "south": [["#adm1"], ["Plains"]]})
    assert "“north”, “south”" in caught.value.hint


def test_lists_under_keys_that_are_alike_are_read_with_their_keys(tmp_path):
    days = [{"date": "2020-03-22", "deaths": 1}, {"date": "2020-03-23", "deaths": 4}]
    found = of(tmp_path, {"Albania": days, "Chad": days[:1]})
    assert found.mapping.records == "*"
    assert [(one.place, one.as_of, one.says) for one in drafts(found)] == [
        ("Albania", "2020-03-22", "1"),
        ("Albania", "2020-03-23", "4"),
        ("Chad", "2020-03-22", "1"),
    ]
    with pytest.raises(Exception, match="one object") as caught:
        of(tmp_path, {"Albania": days, "Chad": [{"when": "2020"}]})
    assert "“Albania”, “Chad”" in caught.value.hint


def test_of_records_whose_parts_are_new_and_total_the_total_is_read(tmp_path):
    state = {"delta": {"deceased": 20}, "total": {"deceased": 141573}, "meta": {"date": "2022-01-04"}}
    found = of(tmp_path, {"MH": state, "KL": {**state, "total": {"deceased": 48895}}})
    assert [(one.place, one.measure, one.says) for one in drafts(found)] == [
        ("MH", "killed", "141573"),
        ("KL", "killed", "48895"),
    ]


def test_names_of_countries_are_places_under_whatever_header(tmp_path):
    rows = [
        {"Reference area": name, "Sex": sex, "Deaths": 3}
        for name in ("Mali", "Chad")
        for sex in ("Both sexes", "Female")
    ]
    found = of(tmp_path, rows)
    assert [(one.place, one.population) for one in drafts(found)][:2] == [("Mali", "all"), ("Mali", "Female")]


def page(folder, header, *rows):
    lines = [
        "| " + " | ".join(header) + " |",
        "|" + "--|" * len(header),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]
    (folder / "page.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return propose(str(folder / "page.md"))


def test_the_number_of_a_table_is_no_figure_of_it(tmp_path):
    rows = [("Civilians", "12 killed, 20 wounded"), ("Soldiers", "5 killed")]
    found = page(tmp_path, ("Breakdown", "Losses"), *rows)
    assert [(one.measure, one.says) for one in drafts(found)] == [("killed", "12"), ("injured", "20"), ("killed", "5")]
    assert any("“Breakdown” is taken to say of whom rows count" in one for one in found.unsure)


def test_what_cells_count_is_said_by_their_words_where_no_cell_is_a_bare_number(tmp_path):
    worded = page(tmp_path, ("Side", "Losses"), ("North", "3,000 fighters"), ("South", "700 killed"))
    assert [one.says for one in drafts(worded)] == ["700"]
    plain = page(tmp_path, ("Side", "Losses"), ("North", "3000"), ("South", "700 killed"))
    assert "says" not in plain.mapping.split


def test_a_measure_that_few_rows_state_is_read_and_abbreviations_state_nothing(tmp_path):
    rows = [
        ("Flood", "12", "NR"),
        ("Quake", "9,000+", "NR"),
        ("Fire", "3", "45"),
        ("Storm", "NIL", "NR"),
        ("Wave", "8", "6"),
    ]
    found = page(tmp_path, ("Event", "Deaths", "Injured"), *rows)
    assert found.mapping.not_stated == ("NR",)
    assert [one.says for one in drafts(found) if one.measure == "Injured"] == ["45", "6"]
    assert any("“NR” in “Injured”: taken for nothing stated" in one for one in found.unsure)


def test_times_that_are_two_days_are_read_though_the_year_stands_once_in_some(tmp_path):
    rows = [("Flood", "1 May 2020 – 3 May 2020", "4"), ("Fire", "24 May – 26 May 2020", "5")]
    found = page(tmp_path, ("Event", "Time period", "Deaths"), *rows)
    days = [tuple(day.iso for day in read_days(one.as_of) if day) for one in drafts(found)]
    assert days == [("2020-05-01", "2020-05-03"), ("2020-05-24", "2020-05-26")]


def test_a_cut_off_that_is_no_date_is_told(tmp_path):
    found = page(tmp_path, ("Cut-off", "Deaths"), ("Aug 10 (Asocapitales)", "132"), ("Aug 12 (UNGRD)", "239"))
    assert any("“Cut-off” tells of the time in a way that is no date" in one for one in found.unsure)


def test_lists_under_a_known_name_are_told_with_a_path_into_them(tmp_path):
    rows = [{"source": [{"name": "OCHA"}], "deaths": n, "date": "2019-04-04", "event": "Flood in Iran"} for n in (3, 5)]
    found = of(tmp_path, rows)
    assert any("“source” holds lists: --map 'source.0.name=source'" in one for one in found.unsure)


def test_lists_of_names_under_a_word_for_sources_are_these_and_addresses_are_none(tmp_path):
    found = of(tmp_path, [{"sources": ["Mizzima", "DVB"], "deaths": n, "date": "2024-04-09"} for n in (3, 5)])
    assert [(one.source, one.says) for one in drafts(found)][:2] == [("Mizzima", "3"), ("DVB", "3")]
    assert "“sources” holds lists: each name in them is taken as a source with its own claim" in found.unsure
    found = of(tmp_path, [{"sources": [f"https://example.org/{n}"], "deaths": n, "date": "2024-04-09"} for n in (3, 5)])
    assert found.mapping.constants["source"] == "?"


def test_the_dead_are_not_those_whom_another_measure_counts(tmp_path):
    row = {"country": "Chad", "year": 2012, "total_deaths": 34, "total_affected": 594000}
    found = of(tmp_path, [{**row, "total_deaths_affected": 594034}, {**row, "total_deaths": 5, "country": "Mali"}])
    assert {one.population for one in drafts(found)} == {"all"}
    assert any("too: “total_deaths_affected”" in one for one in found.left_out)


def test_addresses_are_no_figures_whatever_digits_they_hold(tmp_path):
    rows = [{"title": "Iran: 70 killed", "href": f"https://example.org/reports/{n}"} for n in (3700461, 3700999)]
    assert not drafts(of(tmp_path, rows))


def test_the_one_list_that_is_neither_within_another_nor_describes_it_is_read_and_told(tmp_path):
    rows = [{"event": "Flood", "source": "OCHA", "deaths": n, "places": [{"name": "North"}]} for n in (3, 5)]
    found = of(tmp_path, {"fields": [{"name": "deaths"}], "features": rows, "count": 2})
    assert [one.says for one in drafts(found)] == ["3", "5"]
    assert "its list “features” is read, not “features.*.places”, “fields”" in found.taken[0]


def test_statements_that_tell_of_no_event_propose_none(tmp_path):
    row = {
        "id": "s1",
        "entity_id": "e1",
        "canonical_id": "e1",
        "prop": "summary",
        "prop_type": "text",
        "schema": "Event",
    }
    row |= {"value": "148 killed", "dataset": "gov", "lang": None, "original_value": None, "first_seen": "2023-04-20"}
    lines = [row, {**row, "id": "s2", "prop": "name", "value": "Attack on Garissa"}]
    path = tmp_path / "statements.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = propose(str(path))
    assert (found.mapping.format, found.first) == ("ftm", ())
    assert any("its first rows give no claim" in one for one in found.unsure)


def test_what_an_object_says_beside_its_records_is_told_where_they_do_not_say_it(tmp_path):
    rows = [{"province": "Punjab", "deaths": 242}, {"province": "Sindh", "deaths": 58}]
    whole = {"status": "ok", "report_date": "5 September 2026", "issuer": "NDMA Pakistan", "casualties": rows}
    told = "beside the records stands report_date “5 September 2026”, issuer “NDMA Pakistan”"
    ways = "--set event=NAME or --set source=NAME or --set as_of=2026-09-05"
    assert f"{told}: if it says the event or source or as_of, {ways}" in of(tmp_path, whole).unsure
    dated = {**whole, "casualties": [{**row, "date": "2026-09-05", "event": "a", "source": "b"} for row in rows]}
    assert not any("beside the records" in one for one in of(tmp_path, dated).unsure)


def test_what_is_called_event_or_source_beside_the_records_is_so(tmp_path):
    day = "2021-08-04"
    rows = [{"measure": "killed", "value": 218, "as_of": day}, {"measure": "injured", "value": 70, "as_of": day}]
    found = of(tmp_path, {"event": "Beirut port explosion", "source": "HRW", "note": "x", "figures": rows})
    assert [(one.event, one.source, one.says) for one in drafts(found)] == [
        ("Beirut port explosion", "HRW", "218"),
        ("Beirut port explosion", "HRW", "70"),
    ]
    assert "event “Beirut port explosion” beside them is the event" in found.taken[0]


def test_times_as_odata_writes_them_are_days(tmp_path):
    rows = [{"Province": "Helmand", "ReportDate": f"/Date({n}000)/", "Killed": 4} for n in (1609459200, 1612137600)]
    found = of(tmp_path, {"d": {"results": rows}})
    assert [one.as_of for one in drafts(found)] == ["2021-01-01", "2021-02-01"]


def test_records_that_others_are_about_are_not_the_ones_to_read(tmp_path):
    rows = [{"type": "incidents", "id": str(n), "attributes": {"date": "2023-11-03", "killed": n}} for n in (3, 5)]
    found = of(tmp_path, {"data": rows, "included": [{"type": "sources", "id": "3", "attributes": {"name": "PRCS"}}]})
    assert found.mapping.records == "data"


def test_the_day_of_a_time_with_more_behind_it_is_taken(tmp_path):
    found = page(tmp_path, ("Date", "Deaths"), ("10 October 2015; 11 years ago", "109"), ("1 May 2016 (10:04)", "3"))
    assert [one.as_of for one in drafts(found)] == ["10 October 2015", "1 May 2016"]
    assert "of “Date” the day is read by [take], and not what stands behind it" in found.unsure


def test_days_behind_a_known_measure_are_its_dates(tmp_path):
    days = [f"3/{day}/20" for day in (1, 2, 13)]
    rows = [
        {"country": land, "timeline": {of: dict(zip(days, range(n, n + 3), strict=True)) for of in ("deaths", "r0")}}
        for n, land in enumerate(("Italy", "Spain"), start=34)
    ]
    found = of(tmp_path, rows)
    assert found.mapping.wide[0].columns == ("timeline.deaths.*",)
    assert [(one.place, one.measure, one.as_of, one.says) for one in drafts(found)][2:4] == [
        ("Italy", "deaths", "2020-03-13", "36"),
        ("Spain", "deaths", "2020-03-01", "35"),
    ]
    assert not any("they could be" in one for one in found.unsure)


def test_lists_within_records_that_have_no_figure_are_told_with_their_path(tmp_path):
    rows = [{"date": f"2024-04-0{n}", "toll": [{"type": "killed", "count": n}]} for n in (3, 5)]
    told = "records hold lists of others, which --set 'records=*.toll' reads"
    assert told in of(tmp_path, rows).unsure
    told = "records hold lists of others with figures, which --set 'records=*.toll' reads"
    assert told in of(tmp_path, [{**row, "deaths": 3} for row in rows]).left_out
    named = [{**row, "deaths": 3, "toll": [{"name": "x"}]} for row in rows]
    assert not any("hold lists of others" in one for one in of(tmp_path, named).unsure)


def test_lists_below_the_name_of_a_measure_are_told_and_other_numbers_are_not_taken_in_their_place(tmp_path):
    rows = [
        {"country": "Myanmar", "date": f"2013-12-1{n}", "kills": [str(n), "0"], "suicide": "1", "perps": str(n + 2)}
        for n in (3, 5)
    ]
    found = of(tmp_path, rows)
    (asked,) = found.waits
    assert asked.startswith("“kills” holds lists, and no figure is read of them: --map 'kills.0=says' --set measure=")
    found = of(tmp_path, [{**row, "injured": 3} for row in rows])
    assert found.waits == ()
    assert any("“kills” holds lists" in one for one in found.left_out)


def test_fields_with_blanks_in_their_names_are_known_below_a_wrapper(tmp_path):
    fields = {"Incident": "Camp strike", "Date": "2023-10-31", "Civilians killed": 50, "Reported by": "Health Ministry"}
    records = [
        {"id": f"rec{n}", "createdTime": "2023-11-03", "fields": {**fields, "Date": f"2023-10-{n}"}} for n in (29, 31)
    ]
    found = of(tmp_path, {"records": records})
    assert {(one.source, one.population, one.says) for one in drafts(found)} == {("Health Ministry", "civilians", "50")}


def test_codes_of_places_are_no_glide_numbers(tmp_path):
    rows = [
        {"admin4Pcode": f"UA070202100{n}", "settlement": name, "killed": n}
        for n, name in ((2, "Ambukiv"), (5, "Mlyniv"))
    ]
    found = of(tmp_path, rows)
    assert "admin4Pcode" not in found.mapping.columns.values()
    assert [(one.event, one.place, one.says) for one in drafts(found)] == [("?", "Ambukiv", "2"), ("?", "Mlyniv", "5")]


def test_rows_that_are_described_one_by_one_are_no_counts_of_their_year(tmp_path):
    texts = ("Around 20 gunmen attacked the village of Nogolait; ten were shot and two others became injured.",) * 2
    rows = [
        {"Year": "2022", "Country": country, "Dead": "10", "Description": f"{country}: {text}"}
        for country, text in zip(("Indonesia", "Syria"), texts, strict=True)
    ]
    found = of(tmp_path, rows)
    assert any("“Description” describes each row" in one and "write as_of for year" in one for one in found.unsure)


def test_a_list_that_a_field_is_called_by_is_told_and_not_read(tmp_path):
    rows = [{"name": "Massacre of Recak", "date": "1999-01-15", "killed": 45, "notes": ["The bodies were found."]}]
    found = of(tmp_path, rows)
    assert [(one.measure, one.says, one.note) for one in drafts(found)] == [("killed", "45", None)]
    assert any("“notes” holds lists: --map 'notes.0=note'" in one for one in found.unsure)


def test_records_by_whom_they_count_are_populations(tmp_path):
    rows = [{"category": who, "count": count} for who, count in (("Girls", 275), ("Women", 627), ("Men", 4419))]
    found = of(tmp_path, rows, "deaths.json")
    assert [(one.population, one.says) for one in drafts(found)] == [
        ("Girls", "275"),
        ("Women", "627"),
        ("Men", "4419"),
    ]


def test_the_youngest_and_the_oldest_of_the_victims_are_no_counts(tmp_path):
    rows = [{"event": "Attack", "killed": killed, "victims": {"youngest": 2, "oldest": 74}} for killed in (20, 60)]
    assert [(one.measure, one.says) for one in drafts(of(tmp_path, rows))] == [("killed", "20"), ("killed", "60")]


def test_what_was_counted_today_is_no_population_and_a_full_time_in_milliseconds_is_a_date(tmp_path):
    rows = [
        {"region": "Tunis", "deaths": 120, "todayDeaths": 2, "MAJ": 1612137600000},
        {"region": "Sfax", "deaths": 30, "todayDeaths": 1, "MAJ": 1612137600000},
    ]
    found = of(tmp_path, rows)
    assert [(one.measure, one.population, one.says) for one in drafts(found)] == [
        ("deaths", "all", "120"),
        ("deaths", "all", "30"),
    ]
    assert (found.mapping.columns["as_of"], found.mapping.written["as_of"]) == ("MAJ", "%s")


def test_scores_and_how_long_a_flood_lasted_are_no_figures_of_it(tmp_path):
    flood = {"title": "Green flood alert in Nepal", "durationindays": 31.0, "episodealertscore": 1.0, "alertscore": 0.5}
    found = of(tmp_path, [{**flood, "deaths": 64}, {**flood, "title": "Flood in Laos", "deaths": 4}])
    assert [(one.measure, one.says) for one in drafts(found)] == [("deaths", "64"), ("deaths", "4")]
    assert drafts(of(tmp_path, [flood, {**flood, "title": "Flood in Laos"}])) == []


def test_a_group_of_a_form_that_is_called_casualties_is_no_measure_of_what_it_holds(tmp_path):
    rows = [
        {"day": "2023-02-09", "village": "Jinderis", "casualties/killed_men": n, "casualties/killed_women": 2 * n}
        | {"casualties/injured": 7}
        for n in (4, 1)
    ]
    found = of(tmp_path, rows)
    assert [(one.measure, one.population, one.says) for one in drafts(found)[:3]] == [
        ("killed", "men", "4"),
        ("killed", "women", "8"),
        ("injured", "all", "7"),
    ]


def test_a_lower_bound_alone_is_one_and_an_upper_one_alone_is_left_out(tmp_path):
    given = {"Killed (min)": 201, "Injured (max)": 9}
    found = of(tmp_path, [{"org": "A", **given}, {"org": "B", **given}])
    assert [(one.measure, one.figure.low, one.figure.high) for one in drafts(found)] == [("killed", 201, None)] * 2


def test_results_of_a_query_with_labels(tmp_path):
    header = "item,itemLabel,pointInTime,numberOfDeaths,countryLabel,statedInLabel"
    row = (
        "http://www.wikidata.org/entity/Q1,2010 Haiti earthquake,2010-01-12T00:00:00Z,316000,Haiti,Government of Haiti"
    )
    (draft,) = drafts(of_text(tmp_path, f"{header}\n{row}\n"))
    assert (draft.event, draft.measure, draft.source) == ("2010 Haiti earthquake", "killed", "Government of Haiti")


def test_features_of_a_geojson_file_are_its_records(tmp_path):
    properties = {"district": "Nuwakot", "deaths": 1086, "source": "Nepal Police", "updated": "2015-05-25"}
    geometry = {"type": "Point", "coordinates": [85.2, 27.9]}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    found = of_text(tmp_path, json.dumps({"type": "FeatureCollection", "features": [feature]}), name="file.geojson")
    assert [(one.place, one.measure, one.says) for one in drafts(found)] == [("Nuwakot", "killed", "1086")]


def test_records_below_names_and_dates_are_read_with_their_keys(tmp_path):
    days = {"2020-03-15": {"deaths": 1809, "confirmed": 24747}, "2020-03-16": {"deaths": 2158, "confirmed": 27980}}
    found = of_text(tmp_path, json.dumps({"Italy": days, "Spain": days}), name="file.json")
    assert found.mapping.records == "*.*"
    figures = [(one.place, one.as_of, one.measure, one.says) for one in drafts(found)]
    assert figures[:4] == [
        ("Italy", "2020-03-15", "deaths", "1809"),
        ("Italy", "2020-03-15", "confirmed", "24747"),
        ("Italy", "2020-03-16", "deaths", "2158"),
        ("Italy", "2020-03-16", "confirmed", "27980"),
    ]
    assert figures[4][:2] == ("Spain", "2020-03-15")


def test_the_only_list_of_an_object_is_proposed_as_the_records(tmp_path):
    answer = {"page": 1, "Result": [{"date": "2021-03-27", "killed": 28}, {"date": "2021-04-09", "killed": 82}]}
    found = of_text(tmp_path, json.dumps(answer), name="file.json")
    assert found.mapping.records == "Result"
    assert [(one.as_of, one.says) for one in drafts(found)] == [("2021-03-27", "28"), ("2021-04-09", "82")]
    assert found.taken[0] == "the file is one object: the only list in it is read, by records = “Result”"


def test_of_several_lists_of_an_object_a_person_names_one(tmp_path):
    answer = {"gaza": [{"killed": 28}], "west_bank": [{"killed": 8, "detained": 3}]}
    with pytest.raises(NoRecords) as caught:
        of_text(tmp_path, json.dumps(answer), name="file.json")
    assert caught.value.lists == ("gaza", "west_bank")


def test_years_above_regions_in_a_record(tmp_path):
    record = {"2014": {"Caribbean": 73, "Europe": 22}, "2015": {"Caribbean": 68, "Europe": 142}}
    found = of_text(tmp_path, json.dumps(record), name="file.json")
    assert [(one.measure, one.as_of[:4]) for one in drafts(found)][:3] == [
        ("Caribbean", "2014"),
        ("Europe", "2014"),
        ("Caribbean", "2015"),
    ]
    assert any("--set 'wide.header=place'" in one for one in found.unsure)


def test_the_total_of_a_record_goes_before_its_parts(tmp_path):
    record = {"aid_seeker": {"injured": 19182}, "injured": {"total": 175030}, "killed": {"total": 73928}}
    found = of_text(tmp_path, json.dumps(record), name="file.json")
    assert {one.measure: one.says for one in drafts(found)} == {"injured": "175030", "killed": "73928"}


def test_days_above_figures_in_a_record(tmp_path):
    record = {"2022-03-01": {"personnel": 5710, "tanks": 198}, "2022-03-02": {"personnel": 5840, "tanks": 211}}
    found = of_text(tmp_path, json.dumps(record), name="file.json")
    assert [(one.measure, one.as_of, one.says) for one in drafts(found)][:3] == [
        ("personnel", "2022-03-01", "5710"),
        ("tanks", "2022-03-01", "198"),
        ("personnel", "2022-03-02", "5840"),
    ]


def test_parts_of_a_record_keep_their_own_dates(tmp_path):
    record = {
        "gaza": {"updated": "2024-03-10", "killed": {"total": 31045}},
        "west_bank": {"updated": "2024-03-07", "killed": {"total": 425}, "injured": {"total": 4700}},
    }
    file = tmp_path / "summary.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    found = propose(str(file))
    drafts = [one for one in found.first if isinstance(one, Draft)]
    assert [(one.says, one.as_of) for one in drafts] == [("31045", "2024-03-10")]
    assert not any("west_bank" in name for name in found.mapping.names["measure"])
    (left,) = [one for one in found.unsure if "only “gaza” is read, as “west_bank” has a date of its own" in one]
    assert left.endswith("; if “gaza” is a place, --set place=NAME")
    assert found.waits == (left,)
    assert propose(str(file), said=from_flags([], ["place=Gaza"])).waits == ()


def test_of_a_part_with_another_date_no_people_are_read_either(tmp_path):
    record = {
        "gaza": {"updated": "2024-03-10", "killed": {"total": 31045, "children": 12300}},
        "west_bank": {"updated": "2024-03-07", "killed": {"total": 425}, "injured": {"total": 4700, "children": 660}},
    }
    (tmp_path / "summary.json").write_text(json.dumps(record), encoding="utf-8")
    found = propose(str(tmp_path / "summary.json"), said=from_flags([], ["place=Gaza"]))
    assert {(one.population, one.says) for one in drafts(found)} == {("all", "31045"), ("children", "12300")}


def test_people_said_of_all_figures_wait_where_columns_say_several(tmp_path):
    (tmp_path / "file.csv").write_text(
        "place,civilians killed,combatants killed\nBam,3,12\nLar,5,9\n", encoding="utf-8"
    )
    (asked,) = propose(str(tmp_path / "file.csv"), said=from_flags([], ["population=children"])).waits
    assert "“children” is said of all, and not what columns say (population: “civilians”, “combatants”" in asked


def test_districts_that_are_affected_are_no_people(tmp_path):
    given = {"fatalities": 175, "lgas_affected": 3}
    found = of(tmp_path, [{"state": "Plateau", **given}, {"state": "Borno", **given}])
    assert {one.measure for one in drafts(found)} == {"fatalities"}


def test_the_source_of_one_measure_is_none_of_others(tmp_path):
    rows = [
        {"crisis": "Floods in Sudan", "number_of_fatalities": n, "displaced": 9100 + n, "fatalities_source": "ACLED"}
        for n in (3, 5)
    ]
    found = of(tmp_path, rows)
    assert found.mapping.constants["source"] == "?"
    assert any("“fatalities_source” is the source of “number_of_fatalities”" in one for one in found.asked)
    alone = of(
        tmp_path, [{key: row[key] for key in ("crisis", "number_of_fatalities", "fatalities_source")} for row in rows]
    )
    assert alone.mapping.columns["source"] == "fatalities_source"
