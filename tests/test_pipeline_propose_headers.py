"""What the headers of published tables say of event, date, period, scale and of cells in which nothing is known."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.mapping.fields import Block, Wide
from claims.model import Basis, Draft
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import Proposal
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.scaled import scale_of
from claims.pipeline.proposing.words import names_an_event


def ingested(store, tmp_path, found: Proposal):
    load_measures(store, by="m")
    options = IngestOptions(mapping=found.mapping, create=frozenset(("event", "source")))
    return ingest(store, str(tmp_path / "file.csv"), by="m", options=options)


@pytest.mark.parametrize(
    "header",
    [
        *("Conflict", "war_name", "Massacre Name", "hurricane_storm_name", "battleName", "Nombre del evento"),
        *("Name der Schlacht", "Название войны", "اسم الحرب", "نام جنگ"),
    ],
)
def test_headers_that_are_names_of_events(header):
    assert names_an_event(header) is (header not in {"Nombre del evento", "Name der Schlacht", "Название войны"})


@pytest.mark.parametrize("header", ["war_id", "disasterType", "Date of attack", "Source", "Conflict zone", "name"])
def test_headers_that_are_no_names_of_events(header):
    assert not names_an_event(header)


def test_a_column_that_is_named_as_one_of_events_is_the_event_of_each_row(tmp_path):
    text = "war,battle,killed\nThirty Years War,Battle of Lutter,6000\nThirty Years War,Battle of Rain,3000\n"
    found = of(tmp_path, text)
    assert [one.event for one in found.first if isinstance(one, Draft)] == ["Battle of Lutter", "Battle of Rain"]
    assert "“battle” is taken as the event" in found.unsure


@pytest.mark.parametrize("cells", ["Flood,Storm,Flood,Storm", "1,2,3,4", "2020-01-02,2020-01-03,2020-01-04,2020-01-05"])
def test_kinds_numbers_and_days_below_such_a_header_are_no_names(tmp_path, cells):
    rows = "".join(f"{cell},{place},3\n" for cell, place in zip(cells.split(","), "ABCD", strict=True))
    found = of(tmp_path, f"disaster,country,killed\n{rows}")
    assert found.mapping.constants["event"] == NOT_SAID


def test_names_that_sound_like_events_are_such_though_rows_share_them(tmp_path):
    text = "name,state,fatalities\nFranco-Spanish War,Spain,600\nFranco-Spanish War,France,400\nBoxer Rebellion,UK,37\n"
    found = of(tmp_path, text)
    assert [one.event for one in found.first if isinstance(one, Draft)][:2] == ["Franco-Spanish War"] * 2
    assert "“name” is taken as the event: so its cells sound" in found.unsure


def test_a_title_that_differs_in_every_row_may_be_the_event(tmp_path):
    text = "title,location,killed\nBlack Death,Europe,75000000\nAntonine Plague,Roman Empire,7500000\n"
    way = "if each row is an event of its own, “title” names it: --map 'title=event'"
    assert way in of(tmp_path, text).unsure


@pytest.mark.parametrize(
    ("header", "as_of"),
    [
        ("uf,mes,ano,muertos", "2015-1"),
        ("Land,Monat,Jahr,Tote", "2015-1"),
        ("pays,Mois,Année,morts", "2015-1"),
        ("регион,месяц,год,погибшие", "2015-1"),
        ("المحافظة,الشهر,السنة,القتلى", "2015-1"),
        ("استان,ماه,سال,کشته", "2015-1"),
    ],
    ids=["es", "de", "fr", "ru", "ar", "fa"],
)
def test_the_parts_of_a_date_are_known_in_seven_languages(tmp_path, header, as_of):
    found = of(tmp_path, f"{header}\nMG,1,2015,21\nPA,1,2015,5\nRN,2,2015,3\n")
    (claim, *_) = found.first
    assert isinstance(claim, Draft)
    assert (claim.as_of, claim.says) == (as_of, "21")


@pytest.mark.parametrize(
    "header",
    [
        "date_start,date_end",
        "Begin Date,End Date",
        "fecha de inicio,fecha final",
        "Beginn,Ende",
        "дата начала,дата окончания",
    ],
)
def test_two_dates_that_are_called_first_and_last_are_a_period_and_no_measures(tmp_path, header):
    text = f'storm,{header},killed\nHurricane Olivia,"22 October 1975","25 October 1975",30\n'
    found = of(tmp_path, text)
    assert [(one.period_start, one.as_of, one.measure, one.says) for one in found.first if isinstance(one, Draft)] == [
        ("22 October 1975", "25 October 1975", "killed", "30")
    ]


MONTHS = "2022-02,23397\n2022-03,27111\n2022-04,5271\n2022-05,5092\n2022-06,3426\n"
DAYS = "2020-03-02,3\n2020-03-03,9\n2020-03-04,2\n2020-03-05,7\n2020-03-06,1\n"


@pytest.mark.parametrize("rows", [MONTHS, DAYS], ids=["months", "days"])
def test_figures_that_fall_count_the_month_or_day_of_their_date(tmp_path, rows):
    found = of(tmp_path, f"when,deaths\n{rows}")
    assert found.mapping.columns == {"as_of": "when", "period_start": "when"}
    assert any("fall from date to date" in one and "as period_start says" in one for one in found.unsure)


def test_periods_of_one_source_do_not_contradict_each_other(tmp_path):
    found = of(
        tmp_path,
        f"when,deaths,source,event\n{''.join(f'{row},UCDP,War in Ukraine' + chr(10) for row in MONTHS.split())}",
    )
    with ClaimStore.create(tmp_path / "claims.db") as store:
        ingested(store, tmp_path, found)
        sql = "select reports, contradictions from comparison order by period_start"
        assert [tuple(row) for row in store.connection.execute(sql)] == [(1, 0)] * 5


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("2020-03-02,3\n2020-03-03,9\n2020-03-04,12\n2020-03-05,11\n2020-03-06,14\n2020-03-07,20\n", "one correction"),
        ("2020-03-02,3\n2020-03-03,9\n2020-03-04,9\n2020-03-05,17\n", "it grows"),
        ("2020-03-02,3\n2020-03-03,1\n", "two days prove nothing"),
    ],
    ids=["corrected", "growing", "short"],
)
def test_running_totals_stay_what_they_are(tmp_path, rows, why):
    assert "period_start" not in of(tmp_path, f"when,deaths\n{rows}").mapping.columns, why


def test_incidents_that_fall_are_only_told(tmp_path):
    text = "date,city,killed\n1/13/2015,Chicago,3\n4/21/2015,Chicago,1\n6/14/2015,Chicago,4\n8/30/2015,Chicago,0\n"
    found = of(tmp_path, text)
    assert "period_start" not in found.mapping.columns
    assert any("fall from date to date" in one and "event where each row is an event" in one for one in found.unsure)


def test_what_may_fall_is_no_period(tmp_path):
    text = "date,displaced\n2020-03-02,300\n2020-03-03,90\n2020-03-04,200\n2020-03-05,70\n2020-03-06,100\n"
    assert "period_start" not in of(tmp_path, text).mapping.columns


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("Deaths (thousands)", ("Deaths", "thousand", None)),
        ("Deaths, in thousands", ("Deaths", "thousand", None)),
        ("IDPs in millions", ("IDPs", "million", None)),
        ("Total Damage ('000 US$)", ("Total Damage", "thousand", "$")),
        ("Damage (million USD)", ("Damage", "million", "USD")),
        ("Погибшие, тыс. человек", ("Погибшие", "thousand", None)),
        ("Погибшие (тыс.)", ("Погибшие", "thousand", None)),
        ("Tote [Tsd.]", ("Tote", "thousand", None)),
        ("Déplacés (en milliers)", ("Déplacés", "thousand", None)),
        ("القتلى (بالآلاف)", ("القتلى", "thousand", None)),
        ("آواره (میلیون)", ("آواره", "million", None)),
        ("Killed (women)", None),
        ("Deaths per million", None),
        ("Deaths (per 1000)", None),
        ("Killed in Kabul", None),
        ("Deaths 2000", None),
    ],
)
def test_headers_that_count_in_thousands_or_millions(header, scale):
    assert scale_of(header) == scale


def test_numbers_in_thousands_are_recorded_as_the_numbers_they_are(tmp_path):
    text = "Country,Event,Source,Killed (thousands),Displaced (millions)\nX,War,UN,1.2,NA\nY,War,UN,7,0.5\n"
    found = of(tmp_path, text)
    assert found.mapping.claims == (
        Block({"measure": "killed"}, {"says": "{Killed (thousands)} thousand"}),
        Block({"measure": "displaced"}, {"says": "{Displaced (millions)} million"}),
    )
    with ClaimStore.create(tmp_path / "claims.db") as store:
        made = ingested(store, tmp_path, found)
        sql = "select place, measure, low, best from claim order by place, measure"
        assert [tuple(row) for row in store.connection.execute(sql)] == [
            ("X", "killed", 1200, 1200),
            ("Y", "displaced", 500000, 500000),
            ("Y", "killed", 7000, 7000),
        ]
    assert made.refused == 0


def test_what_stands_for_nothing_known_is_no_source_and_no_part_of_a_place(tmp_path):
    text = (
        "county,ward,organization,source_of_information,number_killed\n"
        "Garissa,Galbet,NA,KRCS,3\nGarissa,Iftin,NA,KRCS,4\nMandera,NA,NA,KRCS,5\n"
    )
    found = of(tmp_path, text)
    assert found.mapping.columns["source"] == "source_of_information"
    assert "“organization” names no source in the first rows: not read" in found.unsure


def test_such_words_are_written_into_the_mapping(tmp_path):
    found = of(tmp_path, "country,district,source,killed\nKenya,Galbet,KRCS,3\nKenya,NA,KRCS,4\n")
    assert found.mapping.not_stated == ("NA",)
    assert [one.place for one in found.first if isinstance(one, Draft)] == ["Galbet, Kenya", "Kenya"]


def test_the_code_of_namibia_is_a_code(tmp_path):
    found = of(tmp_path, "country,source,killed\nNA,WHO,3\nKE,WHO,4\n")
    assert found.mapping.not_stated == ()
    assert [one.place for one in found.first if isinstance(one, Draft)] == ["NA", "KE"]


@pytest.mark.parametrize(
    ("header", "measure"),
    [
        ("totalDeaths", "killed"),
        ("total_no_of_displaced_people", "displaced"),
        ("Deaths to date", "killed"),
        ("Injured persons", "injured"),
        ("IDPs estimate", "displaced"),
        ("Deaths reported", "killed"),
    ],
)
def test_words_around_a_measure_that_say_nothing_of_it_do_not_count(tmp_path, header, measure):
    found = of(tmp_path, f"country,{header},households\nSomalia,11,3\nYemen,12,4\n")
    (claim, *_) = found.first
    assert isinstance(claim, Draft)
    assert claim.measure == measure


def test_words_of_other_letters_part_a_header_too(tmp_path):
    found = of(tmp_path, "countryName,locationName,deaths\nJAPAN,SANRIKU,1000\nCHILE,CENTRAL CHILE,2000\n")
    assert found.mapping.columns["place"] == "{locationName}, {countryName}"


def test_cells_that_name_measures_are_the_measure(tmp_path):
    text = "country,kind,value\nKenya,Deaths,3\nKenya,Injured,9\nKenya,Schools closed,2\nMali,Deaths,1\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["measure"] == "kind"
    assert [(one.measure, one.says) for one in found.first if isinstance(one, Draft)] == [
        ("Deaths", "3"),
        ("Injured", "9"),
        ("Schools closed", "2"),
        ("Deaths", "1"),
    ]


def test_cells_that_may_say_who_is_counted_are_told(tmp_path):
    text = "war,bucket,low,high\nBoxer Rebellion,military_killed,2500,20000\nBoxer Rebellion,civilians killed,32200,\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["measure"] == "bucket"
    assert any("“military_killed” (killed?)" in one and "may say who is counted" in one for one in found.unsure)
    assert "measure" not in found.mapping.names


def test_numbers_beside_a_total_are_told(tmp_path):
    found = of(tmp_path, "date,EC,FS,GP,total\n2020-04-08,0,3,3,18\n2020-04-09,0,3,3,18\n")
    (sentence,) = [one for one in found.unsure if one.startswith("“total” is taken as the figure")]
    assert "numbers in “EC”, “FS”, “GP” are not read" in sentence


def test_a_sign_for_a_number_is_the_number_of_a_row(tmp_path):
    found = of(tmp_path, "#,place,IDP families,IDP sites\n113,Ambukiv,232,4\n134,Anhelinivka,278,5\n")
    assert found.mapping.wide == (Wide(columns=("IDP families", "IDP sites"), header="measure"),)


def test_a_number_that_a_spreadsheet_program_cut_is_still_in_the_column_of_figures(tmp_path):
    text = "battle,numbers,duration\nBattle of Asiago,1.00E+05,27\nBattle of Loos,59000,20\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["says"] == "numbers"


def test_a_few_numbers_like_years_are_figures(tmp_path):
    found = of(tmp_path, "personnel,artillery,drones\n111760,2069,1856\n")
    assert found.mapping.wide == (Wide(columns=("personnel", "artillery", "drones"), header="measure"),)


def test_the_source_of_another_column_is_not_who_says_it(tmp_path):
    found = of(tmp_path, "place,Population,Population_source,idps\nAmbukiv,232,Census 2001,12\n")
    assert found.mapping.constants["source"] == NOT_SAID


def test_commas_in_a_source_are_told_whatever_its_name(tmp_path):
    found = of(tmp_path, 'source,killed\n"Pentagon, Iranian media",6\nCENTCOM,7\n')
    assert any(one.startswith("cells of “source” hold commas") for one in found.unsure)


def test_places_that_differ_in_letters_only_are_read_as_the_one_that_most_rows_have(tmp_path):
    text = "place,killed,date\nTehran,3,2020-01-01\nTehran,4,2020-01-02\ntehran,5,2020-01-03\nShiraz,1,2020-01-01\n"
    found = of(tmp_path, text)
    assert found.mapping.names == {"place": {"tehran": "Tehran"}}
    assert "places that differ in letters only are read as one: “tehran” as “Tehran”" in found.unsure
    assert [one.place for one in found.first if isinstance(one, Draft)] == ["Tehran", "Tehran", "Tehran", "Shiraz"]


def test_of_daily_figures_beside_their_running_total_the_total_is_read(tmp_path):
    text = (
        "day,killed,killed_cum,ext_killed_cum\n2023-10-07,232,232,232\n2023-10-08,138,370,370\n2023-10-09,190,560,560\n"
    )
    found = of(tmp_path, text)
    assert found.mapping.wide == (Wide(columns=("killed_cum",), header="measure"),)
    assert [one.says for one in found.first if isinstance(one, Draft)] == ["232", "370", "560"]
    way = "the running total is read; the other needs a mapping with period_start"
    assert f"“killed” beside “killed_cum”: {way}" in found.unsure
    assert not any("population" in one for one in found.unsure)


def test_a_source_that_is_missing_is_no_source(tmp_path):
    text = "day,source,killed\n2023-10-07,Ministry of Health,3\n2023-10-08,missing,4\n"
    found = of(tmp_path, text)
    assert found.mapping.not_stated == ("missing",)
    assert "“missing” in “source”: taken for nothing stated" in found.unsure
    assert [isinstance(one, Draft) for one in found.first] == [True, False]


def test_a_number_of_the_row_is_no_figure_beside_a_value_in_words(tmp_path):
    table = (
        "| # | Measure | Value as printed | As of | Source |\n|---|---|---|---|---|\n"
        "| 1 | Deaths | 200 Dead | 13 Mar 1928 | The Morning News |\n"
        "| 2 | Deaths | between 450 and 600 | 2008 | A. Historian |\n"
        "| 3 | Injuries | Number of Persons Injured 66 | 15 Jul 1929 | Relief Committee |\n"
    )
    found = of(tmp_path, table, "audit.md")
    assert [(one.measure, one.says) for one in drafts(found)] == [
        ("Deaths", "200 Dead"),
        ("Deaths", "between 450 and 600"),
        ("Injuries", "Number of Persons Injured 66"),
    ]
    assert any(one.startswith("“Value as printed” is taken as the figure") for one in found.unsure)


def test_what_figures_rest_on_is_told_apart(tmp_path):
    found = of(tmp_path, "Province,Deaths Verified,Deaths Reported,Displaced\nSofala,510,602,112000\nManica,62,62,12\n")
    assert [(one.measure, one.basis, one.says) for one in drafts(found)][:3] == [
        ("killed", Basis.VERIFIED, "510"),
        ("killed", Basis.REPORTED, "602"),
        ("Displaced", Basis.UNSTATED, "112000"),
    ]


def test_a_count_beside_its_running_total_and_a_source_is_no_second_source(tmp_path):
    header = "country,indicator,year_week,source,weekly_count,cumulative_count"
    rows = "Austria,deaths,2020-10,WHO,1,1\nAustria,cases,2020-10,WHO,95,104\nAustria,deaths,2020-11,WHO,3,4\n"
    found = of(tmp_path, f"{header}\n{rows}")
    assert [(one.measure, one.source, one.says) for one in drafts(found)] == [
        ("deaths", "WHO", "1"),
        ("cases", "WHO", "104"),
        ("deaths", "WHO", "4"),
    ]
    assert any("“year_week” tells of the time in a way that is no date (“2020-10”)" in one for one in found.unsure)


def test_a_table_that_begins_with_its_first_row_is_told(tmp_path):
    found = of(tmp_path, "2012-06-30;924\n2012-07-31;1313\n2012-08-21;1554\n")
    assert any(one.startswith("the header is “2012-06-30, 924”: if that is the first row") for one in found.unsure)


def test_confirmed_beside_reported_is_no_basis(tmp_path):
    found = of(tmp_path, "state,confirmed_deaths,reported_deaths\nYangon,28,40\nBago,82,90\n")
    assert {one.basis for one in drafts(found)} == {Basis.UNSTATED}
    assert any("they seem to be killed too" in one for one in found.left_out)


def test_labels_above_a_header_of_many_are_titles(tmp_path):
    above = '"Data Source","World Development Indicators",\n\n"Last Updated Date","2023-09-19",\n\n'
    header = '"Country Name","Country Code","Indicator Name","2017","2018","2019",\n'
    row = '"Yemen, Rep.","YEM","Battle-related deaths","2316","4512","1790",\n'
    found = of(tmp_path, above + header + row)
    assert [(one.place, one.measure, one.as_of[:4], one.says) for one in drafts(found)] == [
        ("Yemen, Rep.", "Battle-related deaths", "2017", "2316"),
        ("Yemen, Rep.", "Battle-related deaths", "2018", "4512"),
        ("Yemen, Rep.", "Battle-related deaths", "2019", "1790"),
    ]
    assert any("“Data Source: World Development Indicators · Last Updated" in one for one in found.unsure)


def test_a_small_table_has_no_titles(tmp_path):
    found = of(tmp_path, "source,killed\nOCHA,5\nWHO,6\nMSF,7\n")
    assert [(one.source, one.says) for one in drafts(found)] == [("OCHA", "5"), ("WHO", "6"), ("MSF", "7")]


def test_a_header_of_two_measures_is_told(tmp_path):
    found = of(tmp_path, "District,Dead/Missing,Injured\nSylhet,14/3,5\nSunamganj,26/0,7\n")
    assert {one.measure for one in drafts(found)} == {"Injured"}
    assert any(one.startswith("“Dead/Missing” counts several measures in one cell (“14/3”)") for one in found.unsure)


def test_a_column_without_a_header_is_called_by_its_place(tmp_path):
    text = 'Area,,2001,2002\nAll,,"2,869","2,935"\n,Alabama,87,85\n,Alaska,8,14\n,Arizona,64,73\n'
    found = of(tmp_path, text)
    assert [(one.place, one.says) for one in drafts(found)[:4]] == [
        ("All", "2,869"),
        ("All", "2,935"),
        ("Alabama", "87"),
        ("Alabama", "85"),
    ]
    assert found.mapping.decimal == "."
    assert "a mapping calls it “column 2”" in told(found, "has no header")


def test_a_column_without_a_header_is_ingested_by_its_place(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(",killed\nNorth,4\nSouth,7\n", encoding="utf-8")
    with ClaimStore.create(tmp_path / "claims.db") as store:
        said = from_flags(["column 1=place", "killed=says"], ["event=Heat", "measure=Deaths", "source=WHO"])
        options = IngestOptions(mapping=said, create=frozenset(("event", "measure", "source")))
        ingest(store, str(path), by="a tester", options=options)
        assert {one.place for one in store.reader.claims()} == {"North", "South"}


def test_daily_figures_beside_a_running_total_of_another_name(tmp_path):
    totals, new = (5, 9, 10, 16, 18, 25, 26), (5, 4, 1, 6, 2, 7, 1)
    rows = "".join(f"{day}-Oct-15,{total},{own}\n" for day, (total, own) in enumerate(zip(totals, new, strict=True), 1))
    found = of(tmp_path, f"date,strikes in all,strikes anew\n{rows}")
    said = {(one.measure, one.period_start) for one in drafts(found)[:2]}
    assert said == {("strikes in all", None), ("strikes anew", "2015-10-01")}
    assert told(found, "fall from date to date").endswith("“strikes in all” are taken as running totals")
