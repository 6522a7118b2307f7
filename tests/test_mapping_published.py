"""The mappings that come with the program, on tables with all columns and dates as their publishers write them."""

from io import BytesIO

import pytest

from claims import mapping, registry
from claims.errors import NoRecords
from claims.mapping.shipped import open_mapping
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest

GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,"
    "best,high,low,gwnoa,gwnob\n"
    "1,X-2021-1-2,2021,True,Clear,1,9,9,X: Government,2,2,Government of X - Y,3,3,Government of X,4,4,Y,1,"
    '"""Agence,2021-08-26,Fighting""",Agence,2021-08-26,Fighting,{original},4,A city,A province,P,,1.0,2.0,'
    "POINT (2 1),5,X,6,Asia,2,5,2021-08-01 00:00:00.000,2021-08-31 00:00:00.000,1,2,3,4,10,13,8,7,\n"
)
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp\n"
    "X1,{date},2023,1,Political violence,Battles,Armed clash,A,,State forces,B,,Rebel group,State forces-Rebel group,,"
    '364,Middle East,Iran,Fars,Shiraz,,Shiraz,29.6,52.5,2,HRANA; Amnesty,Subnational-International,"On 1 May, ...",'
    "3,,1675191965\n"
)
ACLED_2016 = (
    "GWNO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,ALLY_ACTOR_1,INTER1,ACTOR2,"
    "ALLY_ACTOR_2,INTER2,INTERACTION,COUNTRY,ADMIN1,ADMIN2,ADMIN3,LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,SOURCE,"
    "NOTES,FATALITIES\n"
    "615,1X,,05/04/2001,2001,1,Riots/Protests,A,,5,B,,1,15,Algeria,Tizi,Beni,,Beni Douala,36.6,4.0,1,A paper,A text,2\n"
)
BATTLES = (
    "conflict_id,dyad_id,location_inc,side_a,side_a_id,side_a_2nd,side_b,side_b_id,side_b_2nd,incompatibility,"
    "territory_name,year,bd_best,bd_low,bd_high,type_of_conflict,battle_location,gwno_a,gwno_a_2nd,gwno_b,gwno_b_2nd,"
    "gwno_loc,gwno_battle,region,version\n"
    '333,724,Afghanistan,Government of Afghanistan,130,,Taleban,303,,2,,2020,100,90,120,4,"Afghanistan, Pakistan",'
    "700,,,,700,700,3,24.1\n"
)
ONE_SIDED = (
    "conflict_id,dyad_id,actor_id,coalition_components,actor_name,actor_name_fulltext,actor_name_mothertongue,year,"
    "best_fatality_estimate,low_fatality_estimate,high_fatality_estimate,is_government_actor,location,gwno_location,"
    "gwnoa,region,version\n"
    '570,1028,234,,IS,Islamic State,,2015,2200,2100,3000,0,"Iraq, Syria","645, 652",,2,24.1\n'
)
DAILY = (
    "FIPS,Admin2,Province_State,Country_Region,Last_Update,Lat,Long_,Confirmed,Deaths,Recovered,Active,Combined_Key,"
    "Incident_Rate,Case_Fatality_Ratio\n"
    ",,,Belgium,2021-01-02 05:22:33,,,10701,19581,0,-8880,Belgium,,182.9828987945052\n"
    '1001.0,Autauga,Alabama,US,2021-01-02 05:22:33,32.5,-86.6,4239,50,0,4189,"Autauga, Alabama, US",7587.4,1.17\n'
)
DAILY_EARLY = (
    "Province/State,Country/Region,Last Update,Confirmed,Deaths,Recovered\nHubei,China,1/22/2020 17:00,444,17,\n"
)
COUNTIES = (
    "UID,iso2,iso3,code3,FIPS,Admin2,Province_State,Country_Region,Lat,Long_,Combined_Key,Population,1/22/20\n"
    '84001001,US,USA,840,1001.0,Autauga,Alabama,US,32.5,-86.6,"Autauga, Alabama, US",55869,1\n'
    '84001003,US,USA,840,1003.0,Baldwin,Alabama,US,30.7,-87.7,"Baldwin, Alabama, US",223234,2\n'
)
GHO = (
    "IndicatorCode,Indicator,ValueType,ParentLocationCode,ParentLocation,Location type,SpatialDimValueCode,Location,"
    "Period type,Period,IsLatestYear,Dim1 type,Dim1,Dim1ValueCode,Dim2 type,Dim2,Dim2ValueCode,Dim3 type,Dim3,"
    "Dim3ValueCode,DataSourceDimValueCode,DataSource,FactValueNumericPrefix,FactValueNumeric,FactValueUoM,"
    "FactValueNumericLowPrefix,FactValueNumericLow,FactValueNumericHighPrefix,FactValueNumericHigh,Value,"
    "FactValueTranslationID,FactComments,Language,DateModified\n"
    "X,Deaths,numeric,AFR,Africa,Country,GAB,Gabon,Year,2021,true,Sex,Male,SEX_MLE,Age Group,15-19 years,Y15,,,,S,"
    "A survey,<,10,,,,,,<10,,,EN,2022-12-08T05:00:00.000Z\n"
    "X,Deaths,numeric,AFR,Africa,Country,GAB,Gabon,Year,2021,true,Sex,Both sexes,SEX_BTSX,,,,,,,,,"
    ",60,,,50,,70,60 [50-70],,,EN,2022-12-08T05:00:00.000Z\n"
)


def drafts(name, file, text, *, sets=()):
    """Return the drafts and problems of a table by a mapping that comes with the program."""
    given = open_mapping(name)
    if sets:
        given = given.overridden_by(mapping.from_flags([], sets))
    importer = registry.load(registry.importer_for(file, text.encode()))
    table = importer.read(BytesIO(text.encode()), name=file, options=given.read_options())
    plan = mapping.plan(mapping.resolve(given, table.columns, file=file), table.columns, file=file)
    return [one for row in table.rows for one in plan.drafts(row)]


def said(one):
    """Return the scope, dates and figure of a draft."""
    bounds = None if one.figure is None else (one.figure.low, one.figure.best, one.figure.high)
    return one.event, one.population, one.place, one.period_start, one.as_of, one.says or bounds


def test_ucdp_events_are_as_of_their_last_day_and_tell_how_precise_they_are():
    (one,) = drafts("ucdp-ged", "GEDEvent_v24_1.csv", GED.format(original="army"))
    assert said(one) == ("X-2021-1-2", "all", "X", None, "2021-08-31 00:00:00.000", (8, 10, 13))
    days = "date_start 2021-08-01 00:00:00.000; date_prec 5"
    assert one.note == f"army; {days}; where_prec 4; event_clarity 2"


def test_what_a_note_is_made_of_and_is_empty_is_left_out_with_its_words():
    (one,) = drafts("ucdp-ged", "GEDEvent_v24_1.csv", GED.format(original=""))
    days = "date_start 2021-08-01 00:00:00.000; date_prec 5"
    assert one.note == f"{days}; where_prec 4; event_clarity 2"


def test_ucdp_called_its_figures_estimates_before():
    older = GED.format(original="army").replace("best,high,low", "best_est,high_est,low_est")
    (one,) = drafts("ucdp-ged", "ged50.csv", older)
    assert (said(one)[-1], one.columns["says"]) == ((8, 10, 13), "low_est, best_est, high_est")


def test_ucdp_sides_are_populations_beside_the_whole():
    found = drafts("ucdp-ged-sides", "GEDEvent_v24_1.csv", GED.format(original=""))
    assert [(one.population, one.says) for one in found] == [
        ("combatants of side A", "1"),
        ("combatants of side B", "2"),
        ("civilians", "3"),
        ("not known who", "4"),
    ]
    days = "date_start 2021-08-01 00:00:00.000; date_prec 5"
    assert {one.note for one in found} == {f"side A: Government of X; side B: Y; {days}"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            BATTLES,
            (
                "Government of Afghanistan; Taleban; 724",
                "Afghanistan, Pakistan",
                "2020-01-01",
                "2020-12-31",
                (90, 100, 120),
            ),
        ),
        (
            BATTLES.replace("dyad_id,", "").replace("333,724,", "333,"),
            (
                "Government of Afghanistan; Taleban; 333",
                "Afghanistan, Pakistan",
                "2020-01-01",
                "2020-12-31",
                (90, 100, 120),
            ),
        ),
        (ONE_SIDED, ("IS; 1028", "Iraq, Syria", "2015-01-01", "2015-12-31", (2100, 2200, 3000))),
    ],
    ids=["dyads", "conflicts", "one_sided"],
)
def test_ucdp_by_year_counts_that_year_of_a_conflict_or_an_actor(text, found):
    (one,) = drafts("ucdp-yearly", "ucdp.csv", text)
    event, _, *rest = said(one)
    assert (event, *rest) == found


@pytest.mark.parametrize("date", ["2023-02-01", "01 February 2023", "01/02/2023"])
def test_acled_of_today_is_read_by_day_whatever_its_dates_look_like(tmp_path, date):
    path = tmp_path / "acled.csv"
    path.write_text(ACLED.format(date=date), encoding="utf-8")
    options = IngestOptions(mapping=open_mapping("acled"), create=frozenset({"event", "source", "measure"}))
    with ClaimStore.create(tmp_path / "a.db") as store:
        summary = ingest(store, str(path), by="test", options=options)
        found = store.connection.execute("select event, place, as_of, best, note from claim").fetchall()
    note = "HRANA; Amnesty; Subnational-International; time_precision 1; geo_precision 2"
    assert [tuple(row) for row in found] == [("x1", "Shiraz, Iran", "2023-02-01", 3, note)]
    assert any("columns not read: disorder_type, event_type, sub_event_type, actor1" in one for one in summary.notes)


def test_acled_of_older_years_is_read_by_the_same_mapping():
    (one,) = drafts("acled", "acled.csv", ACLED_2016)
    assert said(one) == ("1X", "all", "Beni Douala, Algeria", None, "05/04/2001", "2")
    assert one.note == "A paper; time_precision 1; geo_precision 1"


PAGE = (
    '{"status": 200, "last": 11, "next": "", "source_of": "https://example.org", "data": [{"event_id_cnty": "X1", '
    '"event_date": "2023-02-01", "time_precision": "1", "country": "Iran", "location": "Shiraz", "geo_precision": 2, '
    '"source": "HRANA", "fatalities": 3}]}'
)


def test_the_only_list_of_an_answer_is_read_by_a_mapping_and_what_stands_beside_it_is_told(tmp_path):
    path = tmp_path / "acled.json"
    path.write_text(PAGE, encoding="utf-8")
    options = IngestOptions(mapping=open_mapping("acled"), create=frozenset({"event", "source", "measure"}))
    with ClaimStore.create(tmp_path / "a.db") as store:
        summary = ingest(store, str(path), by="test", options=options)
        found = store.connection.execute("select event, place, as_of, best from claim").fetchall()
        kept = store.connection.execute("select json_extract(mapping, '$.records') from batch").fetchall()
    assert [tuple(row) for row in found] == [("x1", "Shiraz, Iran", "2023-02-01", 3)]
    assert summary.notes[0] == "read “data”, the only list of the file; beside it: source_of “https://example.org”"
    assert [tuple(row) for row in kept] == [("data",)]


def test_without_a_mapping_the_only_list_is_asked_for(tmp_path):
    path = tmp_path / "acled.json"
    path.write_text(PAGE, encoding="utf-8")
    with ClaimStore.create(tmp_path / "a.db") as store, pytest.raises(NoRecords) as caught:
        ingest(store, str(path), by="test", options=IngestOptions())
    assert caught.value.hint == "its lists are: “data”; name one: --set records=data"


def test_daily_reports_are_of_the_day_that_their_name_says_and_of_a_county_where_they_name_one():
    found = drafts("jhu-daily-reports", "01-01-2021.csv", DAILY)
    assert [(one.place, one.measure, one.as_of, one.says) for one in found] == [
        ("Belgium", "confirmed cases", "01-01-2021", "10701"),
        ("Belgium", "deaths", "01-01-2021", "19581"),
        ("Belgium", "recovered", "01-01-2021", "0"),
        ("Autauga, Alabama, US", "confirmed cases", "01-01-2021", "4239"),
        ("Autauga, Alabama, US", "deaths", "01-01-2021", "50"),
        ("Autauga, Alabama, US", "recovered", "01-01-2021", "0"),
    ]


def test_daily_reports_of_the_first_months_are_read_by_the_same_mapping():
    found = drafts("jhu-daily-reports", "01-22-2020.csv", DAILY_EARLY)
    assert [(one.place, one.measure, one.says) for one in found] == [
        ("Hubei, China", "confirmed cases", "444"),
        ("Hubei, China", "deaths", "17"),
    ]


def test_counties_of_one_state_are_places_of_their_own():
    found = drafts("jhu-time-series", "time_series_covid19_deaths_US.csv", COUNTIES)
    assert [(one.place, one.measure, one.says) for one in found] == [
        ("Autauga, Alabama, US", "deaths", "1"),
        ("Baldwin, Alabama, US", "deaths", "2"),
    ]


def test_the_first_time_series_said_their_measure_in_capitals():
    text = "Province/State,Country/Region,Lat,Long,1/22/20\n,Japan,36,138,2\n"
    (one,) = drafts("jhu-time-series", "time_series_19-covid-Confirmed.csv", text)
    assert (one.measure, one.as_of, one.says) == ("confirmed cases", "2020-01-22", "2")


@pytest.mark.parametrize(("column", "cell"), [("Year", "1989"), ("Day", "1989-03-01"), ("Date", "1989-03-01")])
def test_charts_are_by_year_or_by_day(column, cell):
    sets = ["event=A war", "source=A study"]
    (one,) = drafts("owid-grapher", "chart.csv", f"Entity,Code,{column},Deaths\nWorld,OWID_WRL,{cell},5\n", sets=sets)
    assert (one.place, one.as_of, one.measure, one.says) == ("World", cell, "Deaths", "5")


def test_every_dimension_of_an_indicator_narrows_whom_it_counts():
    found = drafts("who-gho-csv", "data.csv", GHO, sets=["event=A survey"])
    assert [(one.population, one.note, one.says or one.figure.best) for one in found] == [
        ("Male; 15-19 years", "A survey", "fewer than 10"),
        ("all", None, 60),
    ]


def test_the_columns_that_a_mapping_neither_reads_nor_ignores_are_told(tmp_path):
    path = tmp_path / "ged.csv"
    path.write_text(GED.format(original="army"), encoding="utf-8")
    options = IngestOptions(mapping=open_mapping("ucdp-ged"), create=frozenset({"event", "source", "measure"}))
    with ClaimStore.create(tmp_path / "a.db") as store:
        summary = ingest(store, str(path), by="test", options=options)
    (told,) = [one for one in summary.notes if one.startswith("columns not read")]
    assert told.startswith("columns not read: code_status, type_of_violence, conflict_name, dyad_name, side_a")
