"""Mappings proposed for files that nobody mapped: what the file shows, and nothing that it does not."""

import csv
import io
import shlex

import pytest
from builders import BY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import mapping
from claims.errors import BadFile
from claims.mapping import Mapping, from_flags
from claims.mapping.fields import Split, Wide
from claims.model import Draft, Problem, Source
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import propose
from claims.pipeline.proposing.dated_headers import header_dates
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.places import place_column
from claims.pipeline.suggested import said_of

UNKNOWN = {"event": NOT_SAID, "measure": NOT_SAID, "source": NOT_SAID}


def write(folder, text, name="file.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def without(*names, **more):
    return {**{name: text for name, text in UNKNOWN.items() if name not in names}, **more}


CASES = {
    "a long table": (
        "event,indicator,organisation,value,date\nFlood,killed,UN,12,2020-05-01\n",
        Mapping(
            columns={
                "event": "event",
                "measure": "indicator",
                "source": "organisation",
                "says": "value",
                "as_of": "date",
            },
        ),
    ),
    "a column a date": (
        "country,lat,1/30/20,1/31/20,2/1/20\nItaly,43.1,1,2,3\n",
        Mapping(constants=UNKNOWN, columns={"place": "country"}, wide=(Wide(header="as_of", dates="%m/%d/%y"),)),
    ),
    "a column a measure": (
        "day,killed,injured,population\n2020-05-01,1,5,1000\n",
        Mapping(
            constants=without("measure"),
            columns={"as_of": "day"},
            wide=(Wide(columns=("killed", "injured"), header="measure"),),
        ),
    ),
    "longer headers that end in a measure": (
        "day,total_deaths,new_deaths\n2020-05-01,12,3\n",
        Mapping(
            constants=without("measure"),
            columns={"as_of": "day"},
            names={"measure": {"total_deaths": "killed"}},
            wide=(Wide(columns=("total_deaths",), header="measure"),),
        ),
    ),
    "bounds": (
        "source,deaths low,deaths high\nUN,3,8\n",
        Mapping(
            constants=without("source", "measure"),
            columns={"source": "source"},
            wide=(
                Wide(
                    columns=("deaths low", "deaths high"),
                    pattern=r"(?i)^(?P<measure>.+?)[ _./–—-]+(?P<bound>low|best|high)$",
                ),
            ),
        ),
    ),
    "several sources in a cell": (
        "source,killed\nUN; WHO,3\nUN,4\n",
        Mapping(
            constants=without("source", "measure"),
            columns={"source": "source"},
            split={"source": Split((";",))},
            wide=(Wide(columns=("killed",), header="measure"),),
        ),
    ),
    "the order of dates by evidence": (
        "source,date,figure\nUN,1/2/2020,3\nUN,28/2/2020,5\n",
        Mapping(
            constants=without("source"),
            dates="dmy",
            columns={"source": "source", "says": "figure", "as_of": "date"},
        ),
    ),
    "the decimal mark by evidence": (
        'source,figure\nUN,"1.234.567"\nUN,"1.234"\n',
        Mapping(constants=without("source"), decimal=",", columns={"source": "source", "says": "figure"}),
    ),
}


def test_bounds_below_a_header_over_two_columns_are_read(tmp_path):
    text = "source,Deaths,\n,Low,High\nUN,3,8\nMEK,4,9\n"
    found = propose(write(tmp_path, text))
    assert [(one.source, one.measure, one.figure.low, one.figure.high) for one in found.first] == [
        ("UN", "Deaths", 3, 8),
        ("MEK", "Deaths", 4, 9),
    ]


def test_dates_whose_order_nothing_proves_are_told(tmp_path):
    found = propose(write(tmp_path, "source,date,figure\nUN,1/12/2019,3\nUN,2/11/2019,5\n"))
    assert "nothing proves the order of its dates: --set dates=dmy (day first) or --set dates=mdy" in found.unsure
    assert found.mapping.dates is None


def test_dates_with_dots_are_proposed_with_the_day_first(tmp_path):
    found = propose(write(tmp_path, "source,date,figure\nUN,01.12.2019,3\nUN,02.11.2019,5\n"))
    assert "“01.12.2019” is read with the day first, as dates with dots are written" in found.unsure
    assert found.mapping.dates == "dmy"


def test_a_file_of_which_no_row_can_be_read_says_why(tmp_path):
    with pytest.raises(BadFile, match="row 2: none of its first rows can be read: it holds a NUL byte"):
        propose(write(tmp_path, "place,killed\nHoms,\0\n"))


def test_iso_dates_and_dates_with_names_of_months_need_no_order(tmp_path):
    found = propose(write(tmp_path, "source,date,figure\nUN,2019-12-01,3\nUN,1. Dec. 2019,5\n"))
    assert not [one for one in found.unsure if "order" in one]


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_the_file_is_mapped_by_what_it_shows(tmp_path, text, expected):
    found = propose(write(tmp_path, text))
    assert found.mapping == mapping.from_toml(found.as_toml(), name="file.csv")
    plain = {key: value for key, value in found.mapping.as_data().items() if key != "name"}
    assert plain == expected.as_data()


def test_the_first_ten_claims_and_what_is_to_be_said_stand_in_comments(tmp_path):
    rows = "".join(f"UN,{number}\n" for number in range(1, 30))
    found = propose(write(tmp_path, f"source,killed\n{rows}"))
    assert len(found.first) == 10
    assert all(isinstance(one, Draft) for one in found.first)
    comments = [line for line in found.as_toml().splitlines() if line.startswith("#")]
    assert "# row 2: ?, killed, UN: 1" in comments
    assert "# to answer: the file does not say the event: put it in place of “?”, or --set event=NAME" in comments
    assert len([line for line in comments if line.startswith("# row ")]) == 10


def test_what_a_person_has_to_answer_stands_before_what_was_taken_and_what_was_left_out(tmp_path):
    found = propose(write(tmp_path, "Day seen,Deaths,Ovens\n2020-01-03,5,1\n2020-02-03,9,2\n"))
    told = [line.partition(":")[0] for line in found.as_toml().splitlines() if ": " in line]
    assert told[:3] == ["# to answer", "# to check", "# left out"]
    assert found.unsure == (*found.asked, *found.taken, *found.left_out)
    way = "--set 'names.measure.Ovens=NAME' says what “Ovens” counts, and reads it"
    assert found.left_out == (f"numbers of no known measure are not read: “Ovens”; {way}",)


@pytest.mark.parametrize("header", ["Ovens", "suspects_gone", "Killed last 24h"])
def test_the_flag_that_says_what_a_column_counts_reads_it(tmp_path, header):
    path = write(tmp_path, f"Day seen,Deaths,{header}\n2020-01-03,5,1\n2020-02-03,9,2\n")
    (told,) = [one for one in propose(path).left_out if "of no known measure" in one]
    flag = shlex.split(told.partition("; ")[2].partition(" says")[0])[1].replace("NAME", "injured")
    said = propose(path, said=mapping.from_flags([], [flag]))
    assert {(one.measure, one.says) for one in said.first} >= {("injured", "1"), ("injured", "2")}
    assert not said.left_out


def test_all_that_a_file_does_not_say_is_asked_in_one_sentence(tmp_path):
    asked, *_ = propose(write(tmp_path, "Date,Number\n2020-01-03,5\n")).asked
    assert asked.startswith("the file does not say the event, the measure and the source")
    assert asked.endswith("--set event=NAME --set measure=NAME --set source=NAME")


def test_what_the_file_does_not_say_cannot_be_recorded_by_accident(tmp_path):
    file = write(tmp_path, "source,killed\nUN,3\n")
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by=BY)
        made = propose(file, store=store).mapping
        create = frozenset({"event", "source", "measure"})
        done = ingest(store, file, by=BY, options=IngestOptions(mapping=made, create=create))
        assert (done.added, done.refused) == (0, 1)
        complete = made.overridden_by(mapping.from_flags([], ["event=Flood"]))
        assert ingest(store, file, by=BY, options=IngestOptions(mapping=complete, create=create)).added == 1


def test_sources_that_a_database_knows_are_known_in_headers(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by=BY)
        for slug, name in (("wapo", "WaPo"), ("guardian", "The Guardian")):
            store.add_source(Source(slug, name), by=BY)
        found = propose(write(tmp_path, "year,WaPo,The Guardian,population\n2015,994,1146,9\n"), store=store)
    assert found.mapping.wide == (Wide(columns=("WaPo", "The Guardian"), header="source"),)
    assert found.mapping.columns == {"year": "year"}


def test_a_file_that_a_shipped_mapping_reads_is_given_that_one(tmp_path):
    text = "relid,country,date_end,low,best,high,source_original\nSYR-1,Syria,2013-01-03,1,2,3,SOHR\n"
    found = propose(write(tmp_path, text))
    assert found.mapping.constants == {"measure": "killed", "source": "UCDP", "basis": "reported"}
    assert found.unsure == ("these are the columns of a mapping that comes with the program: --mapping ucdp-ged",)


def test_rows_that_are_refused_are_shown_too(tmp_path):
    found = propose(write(tmp_path, "source,low,best,high\nUN,5,3,9\n"))
    (problem,) = found.first
    assert isinstance(problem, Problem)
    assert "# row 2, low: the range excludes its own best value 3" in found.as_toml()


def test_a_table_without_numbers_says_so(tmp_path):
    found = propose(write(tmp_path, "a,b\nx,y\n"))
    assert any(one.startswith("no column holds numbers, and none is named as a figure: ") for one in found.unsure)
    assert mapping.from_toml(found.as_toml(), name="file.csv") == found.mapping


def test_columns_without_a_name_of_their_own_are_left_alone(tmp_path):
    found = propose(write(tmp_path, ",killed,killed,injured\n1,2,3,4\n"))
    assert found.mapping.wide == (Wide(columns=("injured",), header="measure"),)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(BadFile, match="there is no such file"):
        propose(str(tmp_path / "none.csv"))


@pytest.mark.parametrize(
    ("columns", "dates", "other"),
    [
        (["3/27/20", "3/28/20"], "%m/%d/%y", None),
        (["27/3/20", "28/3/20"], "%d/%m/%y", None),
        (["1/2/20", "1/3/20", "1/4/20"], "%m/%d/%y", "%d/%m/%y"),
        (["1/2/20", "2/2/20", "3/2/20"], "%d/%m/%y", "%m/%d/%y"),
        (["03/07/19", "02/08/19", "01/09/19"], "%d/%m/%y", "%m/%d/%y"),
        (["07/09/19", "08/08/19", "09/07/19"], "%d/%m/%y", "%m/%d/%y"),
        (["2020-03-01", "2020-03-02", "total"], "%Y-%m-%d", None),
        (["1990", "1991"], "%Y", None),
    ],
    ids=str,
)
def test_dates_in_headers_are_read_as_they_follow_each_other(columns, dates, other):
    found = header_dates(columns)
    assert (found.dates, found.other) == (dates, other)


def test_one_date_or_none_is_no_wide_table():
    assert header_dates(["2020-03-01", "total"]) is None


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["state", "postal-code", "division"], "state"),
        (["Province/State", "Country/Region"], "{Province/State}, {Country/Region}"),
        (["region", "country"], "country"),
        (["State", "City Or County"], "{City Or County}, {State}"),
        (["استان", "شهر"], "{شهر}, {استان}"),
        (["data", "estado"], "estado"),
        (["Location Name", "Country"], "{Location Name}, {Country}"),
        (["x"], None),
    ],
    ids=str,
)
def test_the_place_is_the_likeliest_column_with_its_country(columns, expected):
    assert place_column(columns) == expected


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=8)
tables = st.lists(st.lists(cells | st.sampled_from(["1", "2020-01-01", "1/2/20"]), min_size=3, max_size=3), min_size=2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(tables)
def test_whatever_a_table_holds_the_proposal_can_be_read_again(tmp_path_factory, table):
    text = io.StringIO()
    csv.writer(text).writerows(table)
    file = tmp_path_factory.mktemp("any") / "file.csv"
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    try:
        found = propose(str(file))
    except BadFile:
        return
    assert mapping.from_toml(found.as_toml(), name="file.csv") == found.mapping


def test_every_real_file_is_given_a_proposal_that_can_be_read_again(shared):
    files = [
        *sorted((shared / "data" / "covid_early2020").glob("*.csv")),
        *sorted((shared / "data" / "police_mwnb").glob("*.csv")),
        *sorted((shared / "data" / "owid_small").glob("*.csv")),
        *sorted((shared / "data" / "gaza_daily").glob("*daily.json")),
        *sorted((shared / "data" / "ucdp_ged_sample").glob("*.csv")),
    ]
    assert len(files) > 10
    for file in files:
        found = propose(str(file))
        assert mapping.from_toml(found.as_toml(), name=file.name) == found.mapping, file
        assert any(isinstance(one, Draft) for one in found.first), file


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("sheet,one,two\n001,12,30\n002,14,31\n", ("one", "two")),
        ('one,two\n"1,7","2,5"\n', ("one", "two")),
        ('one,two\n"1.700","200.000.000"\n', ("one", "two")),
    ],
    ids=["numbers_that_begin_with_0_only_count_rows", "decimal_commas", "thousands_points"],
)
def test_which_columns_hold_figures(tmp_path, text, columns):
    found = propose(write(tmp_path, text)).mapping
    wide = {name for one in found.wide for name in one.columns}
    assert wide == set(columns)


def test_a_text_without_numbers_is_no_quote(tmp_path):
    text = "text,deaths,date\nChicago,12,2020-05-01\nBoston,14,2020-05-02\n"
    found = propose(write(tmp_path, text))
    assert "quote" not in found.mapping.columns
    assert any("“text” has the name of a quote" in unsure for unsure in found.unsure)
    with_numbers = text.replace("Chicago", "12 died in Chicago").replace("Boston", "14 died in Boston")
    assert propose(write(tmp_path, with_numbers)).mapping.columns["quote"] == "text"


def test_records_with_hashtags_are_read_by_the_mapping_for_them(tmp_path):
    text = '[{"#org": "OCHA", "#affected+killed": 12}, {"#org": "WHO", "#affected+killed": 14}]'
    found = propose(write(tmp_path, text, "file.json"))
    assert "--mapping hxl" in found.taken[0]
    assert [(draft.source, draft.measure, draft.says) for draft in found.first] == [
        ("OCHA", "killed", "12"),
        ("WHO", "killed", "14"),
    ]


TALLY = """Kennzahl;Wert;Quelle
Tote;{};Ministerium des Innern, nach eigenen Angaben
Verletzte;12;Das Rote Kreuz der Stadt
"""


@pytest.mark.parametrize(
    ("cell", "language", "decimal"),
    [("1.500", "de", ","), ("1.234.500,5", None, ","), ("1500", None, None)],
    ids=["ambiguous", "proved", "plain"],
)
def test_the_language_of_the_words_is_proposed_where_a_number_needs_it(tmp_path, cell, language, decimal):
    found = propose(write(tmp_path, TALLY.format(cell))).mapping
    assert (found.language, found.decimal) == (language, decimal)
    assert (found.columns["says"], found.columns["source"]) == ("Wert", "Quelle")


def test_what_words_do_not_decide_is_said(tmp_path):
    found = propose(write(tmp_path, "a,tally\nx,1.500\ny,2500\n"))
    assert (found.mapping.language, found.mapping.decimal) == (None, None)
    assert "“1.500” can be read in two ways: say language or decimal" in found.unsure
    for said in (said_of(None, order=None, language="de", file="a"), from_flags([], ["decimal=,"])):
        found = propose(write(tmp_path, "a,tally\nx,1.500\ny,2500\n"), said=said)
        assert not [one for one in found.unsure if "two ways" in one]


def test_what_was_said_of_the_file_goes_before_what_it_shows(tmp_path):
    text = '{"data": {"items": [{"org": "UN", "killed": 12}, {"org": "WHO", "killed": 14}]}}'
    said = mapping.from_flags(["org=source"], ["records=data.items", "event=flood"])
    found = propose(write(tmp_path, text, "file.json"), said=said)
    assert (found.mapping.records, found.mapping.constants["event"]) == ("data.items", "flood")
    assert [(one.event, one.source, one.says) for one in found.first] == [("flood", "UN", "12"), ("flood", "WHO", "14")]
    assert not [unsure for unsure in found.unsure if NOT_SAID in unsure]


def test_a_column_named_as_a_measure_is_read_though_some_cells_hold_words(tmp_path):
    found = propose(write(tmp_path, "source,killed\nUN,12\nWHO,see note\nIOM,14\n"))
    assert found.mapping.wide == (Wide(columns=("killed",), header="measure"),)


@pytest.mark.parametrize(
    ("header", "event", "is_asked"),
    [
        ("Drone killed", "strikes", True),
        ("Landslide deaths", "Mocoa", True),
        ("Landslide deaths", "Landslide of Mocoa", False),
        *((header, "Mocoa", False) for header in ("Total deaths", "How many dead", "Total confirmed deaths")),
        *((header, "Mocoa", False) for header in ("Confirmed deaths", "Official deaths", "Death and injury / Death")),
        ("Flood deaths", "Floods in Mocoa", False),
    ],
)
def test_words_of_a_header_that_may_say_of_what_or_who_died_are_asked_about(tmp_path, header, event, is_asked):
    path = write(tmp_path, f"source,{header}\nUN,12\nWHO,14\n")
    waits = propose(path, said=mapping.from_flags((), [f"event={event}"])).waits
    assert [f"--set 'names.measure.{header}=killed' as all" in one for one in waits] == [True] * is_asked
    said = mapping.from_flags((), [f"event={event}", f"names.measure.{header}={header}"])
    found = propose(path, said=said)
    assert not found.waits
    assert {one.measure for one in found.first} == {header}


@pytest.mark.parametrize(
    ("header", "is_asked"),
    [
        ("Seaside dead,Seaside injured", False),
        ("Seaside dead,Hidden", True),
        ("Non-fatal injuries,Dead", False),
        ("#affected+injured,#affected+killed", False),
        ("mire_total_deaths,mire_id,mire_town,mire_day", False),
        ("mire_total_deaths,id,town,day", True),
    ],
)
def test_words_before_each_of_several_measures_name_no_part(tmp_path, header, is_asked):
    numbers = ",12" * (header.count(",") + 1)
    path = write(tmp_path, f"source,{header}\nUN{numbers}\nWHO{numbers}\n")
    waits = propose(path, said=mapping.from_flags((), ["event=Mocoa"])).waits
    assert any("may count a part of" in one for one in waits) == is_asked
