"""Mappings proposed for the layouts in which organisations publish: health ministries, disaster and conflict data."""

from __future__ import annotations

import pytest
from proposing import drafts, of

from claims.errors import BadFile, BadMapping
from claims.figure import parse
from claims.mapping import from_flags
from claims.mapping.fields import Split, Wide
from claims.model import Draft, Figure, Hedge, Problem
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.file import on_disk
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import Proposal, propose
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.suggested import suggested

TEXTS = {
    "situation_reports_of_an_epidemic": (
        "Date,Variable,National,Bomi County,Lofa County\n"
        "7/17/2014,Newly reported deaths,3,0,2\n7/17/2014,Total confirmed cases,70,1,41\n"
    ),
    "regions_with_dates_in_headers": "CCAA,03/03/2020,04/03/2020\nAragón,0,1\nMadrid,0,1\nTotal,0,2\n",
    "names_that_no_header_explains": "Name of unit,deaths\nAndaman,62\nGoa,5\nAssam,62\n",
    "incidents": (
        "IBC code,Start Date,End Date,Location,Reported Minimum,Reported Maximum\n"
        "d1-a,28 Feb 2017,28 Feb 2017,Mosul,3,4\nd2-b,28 Feb 2017,28 Feb 2017,Mosul,3,4\n"
        "d3-c,3 Mar 2017,3 Mar 2017,Baghdad,12,8\n"
    ),
    "bounds_in_brackets": (
        "location,Civilians killed (min),Civilians killed (max),Number of injured\nRaqqa,3,7,12\nTabqa,0,0,2\n"
    ),
    "dates_in_three_columns": (
        "Country,Start Year,Start Month,Start Day,End Year,End Month,End Day,Total Deaths,No. Injured\n"
        "Türkiye,2023,2,6,2023,2,6,50783,107204\nPakistan,2022,6,,2022,10,,1739,12867\n"
    ),
    "numbers_of_dead_and_missing": (
        "Incident Date,Number of Dead,Minimum Estimated Number of Missing,Total Number of Dead and Missing,Source\n"
        "2014-01-06,1,3,4,IOM Libya\n2014-02-01,7,250,257,Coast Guard\n"
    ),
    "addresses_as_sources": (
        "date,state,deceased,recovered,source\n2020-03-08,BL,1,4,https://a.example/1\n2020-03-16,BS,4,9,https://b.example/2\n"
    ),
    "a_list_of_persons": "Victim's name,Victim's age,State\nEric Tellez,28,AZ\nJo Doe,31,AZ\n",
    "several_figures_in_a_cell": (
        'Source,Report\nMEK,"7003+ killed, 11021+ injured"\nBBC,161 killed and about 2000 arrested\n'
    ),
}


@pytest.fixture
def proposed(tmp_path, request) -> Proposal:
    path = tmp_path / "file.csv"
    path.write_text(TEXTS[request.param], encoding="utf-8")
    return propose(str(path))


def layout(name: str):
    return pytest.mark.parametrize("proposed", [name], indirect=True)


def claims(proposal: Proposal) -> list[tuple[object, ...]]:
    return [(one.measure, one.place, one.says) for one in proposal.first if isinstance(one, Draft)]


@layout("situation_reports_of_an_epidemic")
def test_rows_are_measures_and_headers_places(proposed):
    assert claims(proposed)[:4] == [
        ("Newly reported deaths", "", "3"),
        ("Newly reported deaths", "Bomi County", "0"),
        ("Newly reported deaths", "Lofa County", "2"),
        ("Total confirmed cases", "", "70"),
    ]


@layout("regions_with_dates_in_headers")
def test_a_column_of_regions_is_the_place_and_its_total_is_pointed_out(proposed):
    assert proposed.mapping.columns == {"place": "CCAA"}
    hint = '[skip] "CCAA" = ["Total"], or read it as the whole by [names.place] "Total" = ""'
    flags = "(as flags: --set 'skip.CCAA=Total' or --set 'names.place.Total=')"
    assert [unsure for unsure in proposed.unsure if "row of totals" in unsure] == [
        f"“Total” in “CCAA” looks like a row of totals: leave it out by {hint} {flags}"
    ]


@layout("names_that_no_header_explains")
def test_words_that_tell_rows_apart_are_taken_as_the_place_and_that_is_said(proposed):
    assert claims(proposed) == [("deaths", "Andaman", "62"), ("deaths", "Goa", "5"), ("deaths", "Assam", "62")]
    assert any("“Name of unit” tells rows apart and is taken as the place" in unsure for unsure in proposed.unsure)


@layout("incidents")
def test_incidents_that_nothing_tells_apart_are_pointed_out_with_the_column_that_does(proposed):
    assert {"low": "Reported Minimum", "high": "Reported Maximum"}.items() <= proposed.mapping.columns.items()
    assert isinstance(proposed.first[-1], Problem), "a low above its high is refused"
    (unsure,) = [unsure for unsure in proposed.unsure if "tells them apart" in unsure]
    assert unsure.startswith("rows 2 and 3 give figures of the same event")
    assert "“IBC code” tells them apart" in unsure
    assert "--map 'IBC code=event'" in unsure


@layout("bounds_in_brackets")
def test_bounds_by_any_word_are_bounds_of_the_measure_beside_them(proposed):
    first, second = proposed.first[:2]
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert (first.measure, first.figure.low, first.figure.high) == ("killed", 3, 7)
    assert (second.measure, second.says) == ("injured", "12")


@layout("dates_in_three_columns")
def test_dates_in_three_columns_are_joined_as_far_as_they_go(proposed):
    dates = [(one.period_start, one.as_of) for one in proposed.first if isinstance(one, Draft)]
    assert dates[::2] == [("2023-2-6", "2023-2-6"), ("2022-6", "2022-10")]
    assert proposed.mapping.names["measure"] == {"Total Deaths": "killed", "No. Injured": "injured"}


@layout("numbers_of_dead_and_missing")
def test_a_minimum_is_a_lower_bound_and_a_sum_of_two_measures_is_neither(proposed):
    assert proposed.mapping.wide == (
        Wide(columns=("Number of Dead",), header="measure"),
        Wide(columns=("Minimum Estimated Number of Missing",), header="measure", value="low"),
    )
    assert "Total Number of Dead and Missing" in proposed.unread


@layout("addresses_as_sources")
def test_addresses_are_where_it_can_be_read_and_not_who_says_so(proposed):
    assert (proposed.mapping.columns["url"], proposed.mapping.constants["source"]) == ("source", NOT_SAID)


@layout("a_list_of_persons")
def test_ages_are_nobodys_figure(proposed):
    assert not claims(proposed)
    (told,) = [one for one in proposed.unsure if one.startswith("no column holds numbers")]
    assert "how many they are the file does not state: whoever counts them says so" in told


@layout("several_figures_in_a_cell")
def test_a_cell_with_several_figures_is_parted_by_its_words(proposed):
    assert proposed.mapping.split["says"] == Split(
        (", ", " and "), {"killed": "killed", "injured": "injured", "arrested": "arrested"}
    )
    assert claims(proposed) == [
        ("killed", "", "7003+"),
        ("injured", "", "11021+"),
        ("killed", "", "161"),
        ("arrested", "", "about 2000"),
    ]


@pytest.mark.parametrize(
    "cells", ["mindestens,rund", "au moins,environ", "не менее,около", "دست‌کم,حدود", "en az,yaklaşık"]
)
def test_words_that_qualify_figures_are_known_in_other_languages(tmp_path, cells):
    first, second = cells.split(",")
    found = of(tmp_path, f"Indicator,Value,Precision\nKilled,20,{first}\nInjured,70,{second}\nMissing,3,\n")
    hedges = [parse(one.says).hedge for one in drafts(found)]
    assert hedges == [Hedge.AT_LEAST, Hedge.ABOUT, Hedge.EXACT]


def test_words_that_qualify_figures_are_the_modifier_or_pointed_out(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("source,deaths,injured,approx\nA,12,3,about\nB,14,5,more than\n", encoding="utf-8")
    asked = next(one for one in propose(str(path)).asked if "“approx” holds words such as “about”" in one)
    assert "--map 'approx=hedge'" in asked
    assert "--map 'approx='" in asked
    path.write_text("source,deaths,approx\nA,12,about\nB,14,more than\n", encoding="utf-8")
    (block,) = propose(str(path)).mapping.claims
    assert block.columns == {"says": "deaths", "hedge": "approx"}
    path.write_text("source,figure,approx\nA,12,about\nB,14,more than\n", encoding="utf-8")
    assert propose(str(path)).mapping.columns["hedge"] == "approx"


def test_a_modifier_in_a_nested_record_qualifies_the_number_beside_it(tmp_path):
    path = tmp_path / "answer.json"
    row = '{"event": "El Fasher", "source": "%s", "killed": {"value": %s, "bound": "%s"}, "displaced": {"value": 9000}}'
    rows = [row % one for one in (("WHO", 460, "min"), ("IOM", 70, "about"), ("OCHA", 12, "exact"))]
    path.write_text(f"[{', '.join(rows)}]", encoding="utf-8")
    found = propose(str(path))
    killed = [one for one in found.first if isinstance(one, Draft) and one.measure == "killed"]
    assert [parse(one.says).hedge for one in killed] == [Hedge.AT_LEAST, Hedge.ABOUT, Hedge.EXACT]


@pytest.mark.parametrize(("flag", "hedge"), [("sure=hedge", Hedge.AT_LEAST), ("sure=", Hedge.EXACT)])
def test_nothing_is_recorded_without_a_modifier_that_may_be_of_several_figures_before_a_person_says(
    tmp_path, flag, hedge
):
    path = tmp_path / "file.csv"
    rows = "Fire,A,2020-01-02,12,3,at least\nFire,B,2020-01-03,14,5,about\n"
    path.write_text(f"event,source,date,deaths,injured,sure\n{rows}", encoding="utf-8")
    said = from_flags([flag], [])
    with on_disk(str(path)) as file:
        with pytest.raises(BadMapping, match="“sure” holds words such as “at least”"):
            suggested(file, store=None)
        suggested(file, store=None, said=said)
    assert parse(drafts(propose(str(path), said=said))[0].says).hedge is hedge


def test_rows_that_head_others_are_told_beside_totals_that_are_refused(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("Place,Killed\nNord,\nLille,3\nRoubaix,1\nSud,\nNice,86\nTotal,90\n", encoding="utf-8")
    with on_disk(str(path)) as file:
        notes = suggested(file, store=None, said=from_flags([], ["event=e", "source=s"])).notes
    assert any("rows hold nothing but “Nord”, “Sud”" in one for one in notes), notes
    assert not any("“Total” in" in one for one in notes), "its refusal asks the same"


PAGE = """# Arrests

| province | arrested |
|---|---|
| Tehran | 12 |

## Deaths

| source | deaths | as of |
|---|---|---|
| Amnesty | 304 | 2019-12-16 |
| Reuters | 1500 | 2019-12-23 |
"""


def test_which_of_several_tables_was_read_is_said_where_it_does_not_do(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(PAGE, encoding="utf-8")
    assert any(unsure.startswith("read table 2; not read: table 1") for unsure in propose(str(path)).unsure)
    with ClaimStore.create(tmp_path / "claims.db") as store, pytest.raises(BadMapping) as refused:
        ingest(store, str(path), by="me", options=IngestOptions(mapping=from_flags(["Arrested=says"], [])))
    assert "read table 2; not read: table 1" in refused.value.hint


def test_an_object_with_one_list_is_proposed_with_it_and_an_ingest_names_it_in_the_next_step(tmp_path):
    path = tmp_path / "answer.json"
    path.write_text('{"head": {}, "results": {"bindings": [{"deaths": {"value": "304"}}]}}', encoding="utf-8")
    found = propose(str(path))
    assert found.mapping.records == "results.bindings"
    assert [one.says for one in found.first if isinstance(one, Draft)] == ["304"]
    with ClaimStore.create(tmp_path / "claims.db") as store, pytest.raises(BadFile) as refused:
        ingest(store, str(path), by="me")
    assert refused.value.hint.endswith("--set records=results.bindings")


@pytest.mark.parametrize(
    ("header", "measures"),
    [
        ("Quelle;Todesfälle;Verletzte;Festgenommene", ["killed", "injured", "arrested"]),
        ("Источник;Погибло;Ранено;Задержано", ["killed", "injured", "arrested"]),
        ("منبع;کشته;زخمی;بازداشت", ["killed", "injured", "arrested"]),
        ("المصدر;الوفيات;الإصابات;المعتقلون", ["killed", "injured", "arrested"]),
        ("fuente;víctimas mortales;heridos;detenciones", ["killed", "injured", "arrested"]),
        ("source;décédés;blessés;interpellations", ["killed", "injured", "arrested"]),
    ],
    ids=["de", "ru", "fa", "ar", "es", "fr"],
)
def test_headers_of_published_tables_are_known_measures(tmp_path, header, measures):
    path = tmp_path / "file.csv"
    path.write_text(f"{header}\nA;3;4;5\nB;6;7;8\n", encoding="utf-8")
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by="me")
        found = propose(str(path), store=store, said=from_flags([], ["event=E"]))
        done = ingest(
            store,
            str(path),
            by="me",
            options=IngestOptions(mapping=found.mapping, create=frozenset(("event", "source"))),
        )
        recorded = [measure for (measure,) in store.connection.execute("select measure from claim order by low")]
    assert (done.added, done.refused, recorded) == (6, 0, measures * 2)


NESTED = """{"event": "Quake", "claims": [
  {"source": {"name": "AFAD", "type": "state"}, "date": "2023-02-10",
   "figures": [{"measure": "killed", "value": 20213}, {"measure": "injured", "value": "about 80000"}]},
  {"source": {"name": "WHO"}, "date": "2023-02-11", "figures": [{"measure": "killed", "value": 23000}]}]}"""


def test_lists_within_records_are_read_with_what_they_stand_in(tmp_path):
    path = tmp_path / "nested.json"
    path.write_text(NESTED, encoding="utf-8")
    assert propose(str(path)).mapping.records == "claims.*.figures"
    found = propose(str(path), said=from_flags(["parent.parent.event=event"], ["records=claims.*.figures"]))
    assert [(one.event, one.measure, one.source, one.as_of, one.says) for one in found.first] == [
        ("Quake", "killed", "AFAD", "2023-02-10", "20213"),
        ("Quake", "injured", "AFAD", "2023-02-10", "about 80000"),
        ("Quake", "killed", "WHO", "2023-02-11", "23000"),
    ]


def test_answers_of_a_query_service_hold_no_figures_in_their_labels(tmp_path):
    path = tmp_path / "answer.json"
    row = '{{"label": {{"value": "2019 Iranian protests"}}, "deaths": {{"value": "{}"}}}}'
    path.write_text(f"[{row.format(1500)}, {row.format(304)}]", encoding="utf-8")
    assert propose(str(path)).mapping.wide == (Wide(columns=("deaths.value",), header="measure"),)


def test_bounds_and_missing_figures_in_german_are_read(tmp_path):
    path = tmp_path / "hochwasser.csv"
    header = "Land;Ereignis;Datum;Tote (mind.);Tote (max.);Verletzte;Quelle\n"
    rows = (
        "Belgien;Hochwasser;15.07.2021;41;43;k. A.;Innenministerium\nDeutschland;Hochwasser;14.07.2021;184;;766;BBK\n"
    )
    path.write_text(header + rows, encoding="utf-8")
    found = propose(str(path))
    assert [(one.place, one.measure, one.says, one.figure) for one in found.first if isinstance(one, Draft)] == [
        ("Belgien", "Tote", "", Figure(Hedge.BETWEEN, low=41, high=43)),
        ("Deutschland", "Tote", "", Figure(Hedge.AT_LEAST, low=184)),
        ("Deutschland", "Verletzte", "766", None),
    ]


def test_hashtags_say_the_source_and_the_narrowest_place(tmp_path):
    path = tmp_path / "file.csv"
    tags = "#adm1+name,#adm2+name,#adm2+code,#affected+killed,#meta+source\n"
    path.write_text(f"State,Township,Code,Deaths,Source\n{tags}Rakhine,Sittwe,MM1,145,OCHA\n", encoding="utf-8")
    found = propose(str(path), said=from_flags([], ["event=Mocha"]))
    (claim,) = found.first
    assert isinstance(claim, Draft)
    assert (claim.source, claim.place, claim.measure, claim.says) == ("OCHA", "Sittwe, Rakhine", "killed", "145")
    assert not [unsure for unsure in found.unsure if NOT_SAID in unsure]


@pytest.mark.parametrize(
    "text",
    [
        "Province,Deaths 2019,Deaths 2020,Injured 2019\nTehran,1,2,3\nFars,5,6,7\n",
        ",2019,2020,2019\nProvince,Deaths,Deaths,Injured\nTehran,1,2,3\nFars,5,6,7\n",
    ],
    ids=["in_one_row", "in_two_rows"],
)
def test_measures_and_years_in_headers_are_both_read(tmp_path, text):
    found = of(tmp_path, text)
    assert [(one.place, one.measure, one.as_of, one.says) for one in found.first[:3]] == [
        ("Tehran", "Deaths", "2019", "1"),
        ("Tehran", "Deaths", "2020", "2"),
        ("Tehran", "Injured", "2019", "3"),
    ]
    assert any("years in headers are taken as as_of" in unsure for unsure in found.unsure)


def test_days_from_and_to_are_a_period(tmp_path):
    found = of(tmp_path, "From,To,Killed,Source\n2019-11-15,2019-11-19,304,Amnesty\n")
    assert found.mapping.columns == {"source": "Source", "period_start": "From", "as_of": "To"}


@pytest.mark.parametrize(
    ("cells", "as_of"), [("2020,1", "2020-1"), ("2020,January", "2020-January")], ids=["numbers", "names"]
)
def test_a_year_and_a_month_are_a_date(tmp_path, cells, as_of):
    (claim,) = of(tmp_path, f"Year,Month,Killed,Source\n{cells},5,A\n").first
    assert isinstance(claim, Draft)
    assert claim.as_of == as_of


def test_a_year_and_a_week_are_no_date_and_no_year_that_was_counted(tmp_path):
    found = of(tmp_path, "Week,Year,Deaths,Source\n1,2021,100,MoH\n2,2021,115,MoH\n")
    assert "year" not in found.mapping.columns
    assert any(unsure.startswith("“Year” and “Week” are no date") for unsure in found.unsure)


PEOPLE = {
    "before": ("Civilians killed,Soldiers killed", [("civilians", "10"), ("soldiers", "5")]),
    "behind": ("Killed (men),Killed (women),Total killed", [("men", "10"), ("women", "5"), ("all", "15")]),
    "after_a_stroke": ("Deaths / Police,Deaths / Protesters", [("police", "10"), ("protesters", "5")]),
}


@pytest.mark.parametrize(("header", "expected"), PEOPLE.values(), ids=PEOPLE)
def test_columns_that_count_different_people_are_told_apart(tmp_path, header, expected):
    cells = ",".join(says for _, says in expected)
    found = of(tmp_path, f"Source,{header}\nUN,{cells}\n")
    assert [(one.population, one.says) for one in found.first if isinstance(one, Draft)] == expected
    assert set(found.mapping.names["measure"].values()) == {"killed"}
    assert any("headers are taken to say who is counted" in unsure for unsure in found.unsure)


@pytest.mark.parametrize(
    "header", ["Confirmed deaths,Suspected deaths", "Deaths (low),Deaths (high)", "New deaths,Deaths"]
)
def test_other_words_beside_a_measure_say_nobody(tmp_path, header):
    found = of(tmp_path, f"Source,{header}\nUN,10,15\n")
    assert {one.population for one in found.first if isinstance(one, Draft)} == {"all"}
    assert not any("who is counted" in unsure for unsure in found.unsure)


def test_percentages_are_no_figures_of_a_count(tmp_path):
    found = of(tmp_path, "District,# of deaths,% affected\nSylhet,12,45%\nDhaka,3,60%\n")
    assert [one.says for one in found.first if isinstance(one, Draft)] == ["12", "3"]


def test_what_was_counted_within_hours_is_left_out_beside_the_total(tmp_path):
    page = (
        "<table><tr><td>البيان</td><td>خلال 24 ساعة</td><td>الإجمالي</td></tr>"
        "<tr><td>الشهداء</td><td>72</td><td>31,184</td></tr><tr><td>الإصابات</td><td>129</td><td>72,889</td></tr></table>"
    )
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    found = propose(str(tmp_path / "report.html"))
    assert [(one.measure, one.place, one.says) for one in found.first if isinstance(one, Draft)] == [
        ("الشهداء", "", "31,184"),
        ("الإصابات", "", "72,889"),
    ]
    assert any("“خلال 24 ساعة”, which count a time of their own" in one for one in found.unsure)


def test_a_column_of_several_figures_in_cells_is_not_told_as_left_out(tmp_path):
    found = of(tmp_path, 'place,toll,source\nHoms,"12 killed, 5 injured",HRW\nHama,"3 killed, 2 injured",HRW\n')
    assert found.mapping.split
    assert not [one for one in found.left_out if "“toll”" in one]
