"""Layouts: columns that are claims, cells that hold several, fields in headers and in the file's name."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import mapping
from claims.errors import BadFile, BadMapping
from claims.mapping import Block, Mapping
from claims.mapping.fields import FIELDS, Split, Wide
from claims.mapping.wide import header_date
from claims.model import Figure, Hedge, Problem
from claims.table import Paths, Row

BASE = '[set]\nevent = "e"\n'


def drafts(text, columns, *rows, file="f.csv"):
    """Return what a mapping file makes of rows, numbered as in a file."""
    made = mapping.from_toml(text, name="m.toml")
    plan = mapping.plan(mapping.resolve(made, columns, file=file), columns, file=file)
    return [one for number, cells in enumerate(rows, 2) for one in plan.drafts(Row(number, cells, f"raw {number}"))]


def fields(found, *names):
    return [tuple(getattr(one, name) for name in names) for one in found]


WIDE = {
    "a_column_a_source": (
        BASE
        + 'measure = "killed"\n[wide]\ncolumns = ["FE", "WaPo"]\nheader = "source"\n[names.source]\nFE = "Fatal Enc."',
        ("year", "FE", "WaPo"),
        ["2015", "268", "190"],
        [("Fatal Enc.", "killed", "268", None), ("WaPo", "killed", "190", None)],
    ),
    "a_column_a_measure": (
        BASE + 'source = "S"\n[columns]\nas_of = "day"\n[wide]\nheader = "measure"\n',
        ("day", "killed", "injured"),
        ["2020-01-01", "3", ""],
        [("S", "killed", "3", "2020-01-01")],
    ),
    "a_column_a_date": (
        BASE + 'source = "S"\nmeasure = "killed"\n[wide]\ndates = "%m/%d/%y"\n',
        ("Lat", "3/9/20", "3/10/20"),
        ["41.2", "0", "7"],
        [("S", "killed", "0", "2020-03-09"), ("S", "killed", "7", "2020-03-10")],
    ),
    "parts_of_a_header": (
        BASE + "[wide]\npattern = '^(?P<source>.+) (?P<measure>killed|injured)$'\n",
        ("OCHA killed", "OCHA injured", "remark"),
        ["1", "2", "3"],
        [("OCHA", "killed", "1", None), ("OCHA", "injured", "2", None)],
    ),
    "a_part_of_a_header_is_a_date": (
        BASE + "source = 'S'\n[wide]\nheader = 'as_of'\ndates = '%d.%m.%Y'\n"
        "pattern = '^(?P<measure>\\w+) am (?P<as_of>.+)$'\n",
        ("tote am 01.02.2020",),
        ["5"],
        [("S", "tote", "5", "2020-02-01")],
    ),
    "a_pattern_of_names": (
        BASE + 'source = "S"\n[wide]\ncolumns = "*_cum"\nheader = "measure"\n[names.measure]\nkilled_cum = "killed"\n',
        ("killed_cum", "killed"),
        ["9", "1"],
        [("S", "killed", "9", None)],
    ),
}


@pytest.mark.parametrize(("text", "columns", "row", "expected"), WIDE.values(), ids=WIDE)
def test_a_wide_row_is_a_claim_for_each_column(text, columns, row, expected):
    assert fields(drafts(text, columns, row), "source", "measure", "says", "as_of") == expected


@pytest.mark.parametrize("name", ["a?", "a*", "a[1]"])
def test_a_header_with_the_signs_of_a_pattern_means_itself(name):
    text = BASE + f'source = "S"\n[wide]\ncolumns = ["{name}"]\nheader = "measure"\n'
    assert fields(drafts(text, (name, "ab", "a1"), ["1", "2", "3"]), "measure", "says") == [(name, "1")]


def test_bounds_in_headers_are_one_figure():
    text = BASE + "source = 'S'\n[wide]\npattern = '(?i)^(?P<measure>.+) (?P<bound>low|best|high)$'\n"
    found = drafts(text, ("deaths low", "deaths best", "deaths high", "hurt low"), ["1", "2", "3", "7"])
    assert fields(found, "measure", "figure") == [
        ("deaths", Figure(Hedge.BETWEEN, 1, 2, 3)),
        ("hurt", Figure(Hedge.AT_LEAST, low=7)),
    ]


def test_what_other_parts_of_the_mapping_read_is_not_a_wide_column():
    text = BASE + 'source = "S"\n[columns]\nplace = "{town}, {land}"\n[skip]\nkind = "x"\n[wide]\nheader = "measure"\n'
    text = 'ignore = ["Code"]\n' + text
    found = drafts(text, ("town", "land", "kind", "Code", "killed"), ["A", "B", "y", "1", "2"])
    assert fields(found, "place", "measure", "says") == [("A, B", "killed", "2")]


def test_wide_columns_stand_beside_claims_of_their_own():
    text = (
        BASE
        + 'source = "S"\n[[claim]]\nset = {measure = "total"}\ncolumns = {says = "sum"}\n[wide]\nheader = "measure"\n'
    )
    assert fields(drafts(text, ("sum", "killed"), ["5", "3"]), "measure", "says") == [("total", "5"), ("killed", "3")]


def test_a_problem_names_the_wide_column():
    text = BASE + 'measure = "killed"\n[wide]\ncolumns = ["A*"]\nheader = "source"\nvalue = "best"\n'
    (found,) = drafts(text, ("A (1)",), ["few"])
    assert (found.row, found.column, found.raw) == (2, "A (1)", "raw 2")


def test_cells_that_state_nothing_give_no_claim_and_are_counted_by_what_they_say():
    text = BASE + 'source = "S"\n[wide]\nheader = "measure"\n'
    plan = mapping.plan(mapping.from_toml(text, name="m"), ("killed",), file="f")
    cells = ["", "n/a", "-", "0", "unknown", "none", "n/a"]
    found = [one for number, cell in enumerate(cells, 2) for one in plan.drafts(Row(number, [cell], cell))]
    assert [one.says for one in found] == ["0", "unknown", "none"]
    assert set(plan.notes) == {
        "2 cells of killed with “n/a”, which states no figure",
        "one cell of killed with “-”, which states no figure",
    }


def test_nested_records_can_be_wide():
    text = 'format = "json"\n' + BASE + 'source = "S"\n[wide]\ncolumns = ["toll.*"]\nheader = "measure"\n'
    found = drafts(text, Paths(("toll.killed", "toll.hurt")), {"toll": {"killed": 3, "hurt": None}})
    assert fields(found, "measure", "says") == [("toll.killed", "3")]


@pytest.mark.parametrize(
    ("text", "dates", "expected"),
    [
        ("3/28/20", "%m/%d/%y", "2020-03-28"),
        ("28.03.2020", "%d.%m.%Y", "2020-03-28"),
        ("Mar 2020", "%b %Y", "2020-03"),
        ("2020", "%Y", "2020"),
        ("43918", "days", "2020-03-28"),
        ("42456.5", "days-1904", "2020-03-28"),
        ("28/3/20", "days", None),
        ("28/3/20", "%m/%d/%y", None),
        ("total", "%m/%d/%y", None),
    ],
    ids=str,
)
def test_a_header_is_a_date_as_precise_as_it_is_written(text, dates, expected):
    assert header_date(text, dates=dates) == expected


SPLIT = BASE + 'measure = "killed"\n[columns]\nsource = "who"\nsays = "n"\n[split]\nsource = [";", ","]\n'


def test_a_figure_that_two_sources_give_is_two_claims():
    found = drafts(
        SPLIT + '[names.source]\nVDC = "Violations Documentation Center"\n', ("who", "n"), ["SOHR; VDC, SOHR", "2"]
    )
    assert fields(found, "source", "says") == [("SOHR", "2"), ("Violations Documentation Center", "2")]


@pytest.mark.parametrize("cell", ["", " ; ", "n/a; -"])
def test_a_cell_without_any_source_is_refused_once(cell):
    (found,) = drafts(SPLIT, ("who", "n"), [cell, "2"])
    assert found.reason == "no source is named"


KILLED_AND_INJURED = (
    BASE
    + """source = "S"
[columns]
says = "Opfer"
[split]
says = {by = [", ", " und "], measures = {"getötet" = "killed", "Tote" = "killed", "verletzt" = "injured"}}
"""
)


def test_several_figures_of_a_cell_are_claims_by_the_words_beside_them():
    rows = (["7.003+ getötet, 11.021+ verletzt"], ["etwa 5 Tote und 3 Verletzt"])
    found = drafts(KILLED_AND_INJURED, ("Opfer",), *rows)
    assert fields(found, "row", "measure", "says") == [
        (2, "killed", "7.003+"),
        (2, "injured", "11.021+"),
        (3, "killed", "etwa 5"),
        (3, "injured", "3"),
    ]


def test_a_figure_whose_words_are_not_known_is_refused_and_the_others_go_in():
    good, bad = drafts(KILLED_AND_INJURED, ("Opfer",), ["5 Tote, 3 vermisst"])
    assert (good.measure, good.says) == ("killed", "5")
    assert isinstance(bad, Problem)
    assert (bad.row, bad.column, bad.reason) == (2, "Opfer", "“3 vermisst” names no measure that the mapping knows")


@pytest.mark.parametrize("part", ["12", "at least 12", "12+"])
def test_a_number_alone_in_a_cell_of_several_is_of_the_measure_of_all(part):
    of_all = KILLED_AND_INJURED.replace('source = "S"', 'source = "S"\nmeasure = "killed"')
    rows = ([part], [f"{part}, 3 verletzt"], ["3 vermisst"])
    *good, bad = drafts(of_all, ("Opfer",), *rows)
    assert fields(good, "measure", "says") == [("killed", part), ("killed", part), ("injured", "3")]
    assert "names no measure" in bad.reason
    (bad,) = drafts(KILLED_AND_INJURED, ("Opfer",), [part])
    assert "--retry BATCH --set measure=NAME" in bad.hint


def test_a_year_alone_beside_other_figures_is_of_no_measure():
    of_all = KILLED_AND_INJURED.replace('source = "S"', 'source = "S"\nmeasure = "killed"')
    whole, injured, year = drafts(of_all, ("Opfer",), ["2019"], ["3 verletzt, 2019"])
    assert fields([whole, injured], "measure", "says") == [("killed", "2019"), ("injured", "3")]
    assert (year.reason, year.hint) == (
        "“2019” beside other figures may be a year",
        "where it counts, write what: “2019 killed”",
    )


SAID = (
    BASE
    + """source = "Wikipedia"
population = "Azerbaijan"
[columns]
says = "losses"
[names.source]
SOHR = "Syrian Observatory for Human Rights"
[split.says]
by = ["\\n", ", ", " and "]
measures = {killed = "killed", wounded = "injured"}
speakers = ["per {}", "{} claim"]
whom = true
"""
)


def test_words_of_a_cell_say_who_asserts_a_figure_and_whom_it_counts():
    cell = "• at least 90 killed\nPer SOHR:\n541 Syrian mercenaries killed\nCivilians: 12 killed, 30 wounded"
    found = drafts(SAID, ("losses",), [cell])
    assert fields(found, "source", "population", "measure", "says") == [
        ("Wikipedia", "Azerbaijan", "killed", "at least 90"),
        ("Syrian Observatory for Human Rights", "Azerbaijan: Syrian mercenaries", "killed", "541"),
        ("Syrian Observatory for Human Rights", "Azerbaijan: Civilians", "killed", "12"),
        ("Syrian Observatory for Human Rights", "Azerbaijan: Civilians", "injured", "30"),
    ]


def test_some_of_those_whom_a_figure_counts_are_not_whom_it_counts():
    cell = "551 protesters killed, including 68 minors\n200 killed including soldiers"
    found = drafts(SAID.replace('", ", ', ""), ("losses",), [cell])
    assert fields([found[0], found[2]], "population", "says") == [
        ("Azerbaijan: protesters", "551"),
        ("Azerbaijan", "200"),
    ]
    assert (found[1].column, found[1].reason) == ("losses", "“including 68 minors” is not read")


def test_a_speaker_below_a_group_speaks_of_that_group_only():
    cell = "China:\n(Russian claim):\n400 killed\n(UN claim):\n300 killed\nKorea:\n90 killed\nPer UN:\n7 killed"
    found = drafts(SAID, ("losses",), [cell])
    assert fields(found, "source", "population", "says") == [
        ("Russian", "Azerbaijan: China", "400"),
        ("UN", "Azerbaijan: China", "300"),
        ("Wikipedia", "Azerbaijan: Korea", "90"),
        ("UN", "Azerbaijan", "7"),
    ]


def test_a_measure_above_figures_belongs_to_the_group_and_the_speaker_above_it():
    cell = "China:\n(UN claim):\nKilled:\n400\nPer Korea:\nKilled:\n7 soldiers"
    found = drafts(SAID, ("losses",), [cell])
    assert fields(found, "source", "population", "measure", "says") == [
        ("UN", "Azerbaijan: China", "killed", "400"),
        ("Korea", "Azerbaijan: soldiers", "killed", "7"),
    ]


def test_a_measure_of_all_rows_is_not_that_of_a_figure_whose_words_are_not_known():
    text = SAID.replace('source = "Wikipedia"', 'source = "W"\nmeasure = "killed"')
    found = drafts(text, ("losses",), ["10 killed, 16 hurt"])
    assert (found[0].measure, found[0].says) == ("killed", "10")
    assert found[1].reason == "“16 hurt” names no measure that the mapping knows"


def test_a_part_of_a_total_that_names_nobody_is_refused():
    found = drafts(
        SAID, ("losses",), ["9 total killed:\n• 5 killed on the day\n• 4 police officers killed\nPer UN:\n7 killed"]
    )
    assert fields([found[0], *found[2:]], "source", "population", "says") == [
        ("Wikipedia", "Azerbaijan", "9 total"),
        ("Wikipedia", "Azerbaijan: police officers", "4"),
        ("UN", "Azerbaijan", "7"),
    ]
    assert found[1].reason == "“• 5 killed on the day” is a part of “9 total killed:”, it seems"


def test_a_total_above_figures_says_nobody():
    found = drafts(
        SAID, ("losses",), ["Total: 12–15 killed\nOverall losses:\n20 wounded\nCivilian casualties:\n3 killed"]
    )
    assert fields(found, "population", "measure", "says") == [
        ("Azerbaijan", "killed", "12–15"),
        ("Azerbaijan", "injured", "20"),
        ("Azerbaijan: Civilian casualties", "killed", "3"),
    ]


def test_a_comma_in_brackets_parts_no_figures_and_one_of_their_words_can_name_the_speaker():
    cell = "~20 killed (Russian claim, by March 2023)\\n4 civilians killed, 5 wounded (1 Dec. 2022, 20 May 2023)"
    found = drafts(SAID, ("losses",), [cell.replace("\\n", chr(10))])
    assert fields(found, "source", "population", "measure", "says") == [
        ("Russian", "Azerbaijan", "killed", "~20 (by March 2023)"),
        ("Wikipedia", "Azerbaijan: civilians", "killed", "4"),
        ("Wikipedia", "Azerbaijan: civilians", "injured", "5 (1 Dec. 2022, 20 May 2023)"),
    ]


def test_a_column_of_one_measure_can_hold_figures_of_several_speakers():
    text = BASE + "source = 'Wikipedia'\nmeasure = 'injured'\n[columns]\nsays = 'losses'\n"
    text += "[split.says]\nby = ['\\n']\nspeakers = ['per {}']\n".replace("'\\n'", '"\\n"')
    found = drafts(text, ("losses",), ["700+ (per UN)\n40"])
    assert fields(found, "source", "measure", "says") == [("UN", "injured", "700+"), ("Wikipedia", "injured", "40")]


def test_a_line_without_a_figure_heads_those_below_it_and_brackets_name_the_source_of_one_line():
    cell = "Killed:\n700 soldiers (Armenian claim)\n20 civilians"
    found = drafts(SAID, ("losses",), [cell])
    assert fields(found, "source", "population", "measure", "says") == [
        ("Armenian", "Azerbaijan: soldiers", "killed", "700"),
        ("Wikipedia", "Azerbaijan: civilians", "killed", "20"),
    ]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("150 killed and wounded", "“150 killed and wounded” counts killed and injured together"),
        ("150 wounded or killed", "“150 wounded or killed” counts injured and killed together"),
        ("80 killed or captured", "“80 killed or captured” counts killed and “captured” together"),
        ("~40 killed, wounded or captured", "“~40 killed, wounded or captured” counts killed and injured together"),
        ("Killed and wounded: 500", "“Killed and wounded: 500” counts killed and injured together"),
        ("3 tanks lost", "“3 tanks lost” names no measure that the mapping knows"),
        ("heavy losses killed", "“heavy losses killed” holds no figure"),
    ],
)
def test_what_counts_two_things_or_nothing_known_is_refused(cell, reason):
    (found,) = drafts(SAID, ("losses",), [cell])
    assert (found.column, found.reason) == ("losses", reason)


def test_the_part_of_a_cell_that_is_the_field_is_taken():
    text = (
        BASE
        + "measure = 'killed'\nsource = 'S'\n[columns]\nsays = 'n'\nas_of = 'day'\n[take]\n"
        + ("as_of = '^\\+(\\d{4}-\\d\\d-\\d\\d)T|^\\+(\\d{4})$'\nsays = '^([^(]+)'\n")
    )
    rows = (["7 (as of noon)", "+2015-11-20T00"], ["8", "+2016"], ["9", ""], ["1", "20 Nov"])
    found = drafts(text, ("n", "day"), *rows)
    assert fields(found[:3], "says", "as_of") == [("7", "2015-11-20"), ("8", "2016"), ("9", None)]
    assert (found[3].column, found[3].reason) == ("day", "“20 Nov” is not written as the mapping says")


def test_dates_are_read_as_the_mapping_says_that_they_are_written():
    text = BASE + "measure = 'killed'\nsource = 'S'\n[columns]\nsays = 'n'\nas_of = 'day'\n"
    text += "[written]\nas_of = '%d-%b-%y'\n"
    rows = (["7", "22-Jun-22"], ["8", "1-Dec-99"], ["9", ""], ["1", "2022-06-22"])
    found = drafts(text, ("n", "day"), *rows)
    assert fields(found[:3], "says", "as_of") == [("7", "2022-06-22"), ("8", "1999-12-01"), ("9", None)]
    assert (found[3].column, found[3].reason) == ("day", "“2022-06-22” is not written as the mapping says")


def test_a_date_that_is_written_in_another_way_names_the_flag_that_takes_it_as_it_stands():
    text = (
        BASE + "measure = 'killed'\nsource = 'S'\n[columns]\nsays = 'n'\nas_of = 'day'\n[written]\nas_of = '%d.%m.%y'\n"
    )
    (problem,) = drafts(text, ("n", "day"), ["7", "10/23/21"])
    assert problem.hint.startswith("claims ingest --retry BATCH --set 'written.as_of=' takes such cells as they stand")


def test_how_dates_are_written_is_taken_back_by_a_flag_and_does_not_hold_for_another_column():
    constants, columns = {"event": "e", "source": "s", "measure": "m"}, {"says": "n", "as_of": "day"}
    written = Mapping("m", constants=constants, columns=columns, written={"as_of": "%d.%m.%y"})
    for said in (mapping.from_flags([], ["written.as_of="]), mapping.from_flags(["{day} 2020=as_of"], [])):
        (draft,) = mapping.plan(written.overridden_by(said), ("n", "day"), file="f").drafts(Row(2, ["7", "4 May"], ""))
        assert draft.as_of.startswith("4 May")


def test_seconds_and_milliseconds_since_1970_are_read_as_days_where_the_mapping_says_so():
    text = BASE + "measure = 'killed'\nsource = 'S'\n[columns]\nsays = 'n'\nas_of = 'day'\n[written]\nas_of = '%s'\n"
    rows = (["7", "1701527843"], ["8", "1701527843100"], ["9", ""], ["1", "2022"])
    found = drafts(text, ("n", "day"), *rows)
    assert fields(found[:3], "says", "as_of") == [("7", "2023-12-02"), ("8", "2023-12-02"), ("9", None)]
    assert (found[3].column, found[3].reason) == ("day", "“2022” is not written as the mapping says")


NAMED = "file_name = '^(?P<measure>[a-z]+)_(?P<source>\\w+?)_'\n" + BASE + "[columns]\nsays = 'n'\n"


def test_the_file_name_says_fields():
    found = drafts(NAMED + "[names.source]\nocha = 'OCHA'\n", ("n",), ["1"], file="/data/killed_ocha_2020.csv")
    assert fields(found, "measure", "source") == [("killed", "OCHA")]


def test_a_file_name_that_does_not_fit_is_refused_unless_its_fields_are_given():
    with pytest.raises(BadMapping, match="does not say its measure, source") as caught:
        drafts(NAMED, ("n",), ["1"], file="x.csv")
    assert caught.value.hint == "say it yourself: --set measure=NAME --set source=NAME"
    made = mapping.from_toml(NAMED, name="m").overridden_by(mapping.from_flags([], ["measure=killed", "source=S"]))
    assert mapping.resolve(made, ("n",), file="x.csv").constants["source"] == "S"


def test_only_the_rows_that_are_meant_are_read():
    text = BASE + 'measure = "k"\nsource = "S"\n[columns]\nsays = "n"\n[only]\nkind = ["total", "sum"]\n'
    assert fields(drafts(text, ("kind", "n"), ["total", "1"], ["part", "2"], ["sum", "3"]), "says") == [("1",), ("3",)]


def test_a_column_may_be_a_pattern_and_may_be_missing_where_that_is_said():
    text = (
        'optional = ["place"]\n' + BASE + 'measure = "k"\n[columns]\nsource = "#org*"\nplace = "#adm1*"\nsays = "n"\n'
    )
    assert fields(drafts(text, ("#org+es", "n"), ["S", "1"]), "source", "place") == [("S", "")]
    assert fields(drafts(text, ("#org", "#adm1+name", "n"), ["S", "P", "1"]), "source", "place") == [("S", "P")]
    with pytest.raises(BadMapping, match="no column “#org\\*”"):
        drafts(text, ("#adm1", "n"), ["P", "1"])
    with pytest.raises(BadFile, match="several columns can be the source"):
        drafts(text, ("#org", "#org+es", "n"), ["S", "T", "1"])


def test_an_empty_part_of_a_place_is_left_out_with_what_parts_it_but_not_of_a_figure():
    text = BASE + 'measure = "k"\nsource = "S"\n[columns]\nplace = "{a}, {b}"\nsays = "{low}-{high}"\n'
    rows = (["A", "", "1", "2"], ["", "B", "1", ""])
    assert fields(drafts(text, ("a", "b", "low", "high"), *rows), "place", "says") == [("A", "1-2"), ("B", "1-")]


WRONG = {
    "a_key_that_is_none": ('[wide]\nheader = "source"\ncolumn = "x"\n', 3, "there is no “column” in [wide]"),
    "no_word_on_the_header": ('[wide]\ncolumns = ["a"]\n', 1, "nothing says what the headers"),
    "a_figure_in_the_header": ('[wide]\nheader = "says"\n', 1, "a figure stands in the header"),
    "a_value_that_is_no_figure": ('[wide]\nheader = "source"\nvalue = "place"\n', 3, "value cannot be “place”"),
    "dates_without_a_year": ('[wide]\ndates = "%d/%m"\n', 2, "which holds no year"),
    "dates_that_are_no_format": ('[wide]\ndates = "mdy"\n', 2, "which holds no year"),
    "a_broken_pattern": ("[wide]\npattern = '('\n", 2, "is no regular expression"),
    "a_pattern_without_groups": ("[wide]\npattern = 'x'\n", 2, "the pattern has no named group"),
    "a_group_that_is_no_field": ("[wide]\npattern = '(?P<who>.)'\n", 2, "there is no field “who”"),
    "a_second_block_is_found_by_its_line": (
        '[[wide]]\nheader = "source"\n\n[[wide]]\nheader = "nothing"\n',
        5,
        "there is no field “nothing”",
    ),
    "alone_is_no_boolean": ('[wide]\nheader = "source"\nalone = "yes"\n', 3, "alone is neither true nor false"),
    "a_split_of_what_holds_one": ('[split]\nas_of = ";"\n', 2, "as_of cannot be split"),
    "a_split_by_nothing": ("[split]\nsource = []\n", 2, "nothing says by what it is parted"),
    "speakers_of_no_figure": ('[split]\nsource = {by = ";", speakers = ["per {}"]}\n', 2, "beside figures only"),
    "a_speaker_without_a_name": (
        '[split]\nsays = {by = ";", measures = {a = "killed"}, speakers = ["per"]}\n',
        2,
        "a speaker is named by no words",
    ),
    "a_speaker_without_words": (
        '[split]\nsays = {by = ";", measures = {a = "killed"}, speakers = ["{}"]}\n',
        2,
        "a speaker is named by no words",
    ),
    "figures_without_words": ('[split]\nsays = ","\n', 2, "only figures are parted by measures"),
    "words_for_sources": (
        '[split]\nsource = {by = ";", measures = {a = "killed"}}\n',
        2,
        "only figures are parted by measures",
    ),
    "a_take_without_a_group": ("[take]\nas_of = 'x'\n", 2, "the pattern for as_of has no group"),
    "written_is_no_date": ('[written]\nplace = "%y"\n', 2, "place is no date"),
    "written_without_a_year": ('[written]\nas_of = "%d.%m."\n', 2, "as_of is written “%d.%m.”, which holds no year"),
    "a_file_name_without_fields": ("file_name = 'x'\n", 1, "the pattern has no named group"),
    "optional_is_no_list": ('optional = "place"\n', 1, "optional is not a list of texts"),
}


@pytest.mark.parametrize(("text", "line", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_layout_is_refused_with_its_line(text, line, said):
    with pytest.raises(BadMapping) as caught:
        mapping.from_toml(text, name="m.toml")
    assert said in str(caught.value)
    assert caught.value.line == line


def test_a_file_without_the_wide_columns_is_refused_with_what_it_has():
    with pytest.raises(BadMapping, match=r"no column of f\.csv is one that \[wide\] means") as caught:
        drafts(BASE + 'source = "S"\nmeasure = "k"\n[wide]\ndates = "%Y"\n', ("a", "b"), ["1", "2"])
    assert (caught.value.line, caught.value.hint) == (5, "columns that nothing else reads: a, b")


def test_several_columns_where_only_one_may_hold_figures_are_refused():
    text = BASE + 'source = "S"\n[wide]\nheader = "measure"\nalone = true\n'
    assert len(drafts(text, ("P1",), ["1"])) == 1
    with pytest.raises(BadMapping, match=r"several columns of f\.csv hold figures"):
        drafts(text, ("P1", "P2"), ["1", "2"])


# Written as TOML and as JSON

texts = (
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0", exclude_categories=["Cs", "Cc"]), min_size=1)
    .map(str.strip)
    .filter(bool)
)
checked = {"basis", "credibility", "language", "url", "archive_url"}
plain = st.sampled_from([name for name in FIELDS if name not in checked])
tables = st.dictionaries(texts, texts, max_size=3)
blocks = st.builds(Block, st.dictionaries(plain, texts, max_size=2), st.just({}))
wides = st.builds(
    Wide,
    columns=st.lists(texts, max_size=2).map(tuple),
    header=st.sampled_from(["source", "measure", "as_of"]),
    dates=st.sampled_from([None, "%m/%d/%y", "%Y"]),
    value=st.sampled_from(["says", "low"]),
    constants=st.dictionaries(plain, texts, max_size=2),
    alone=st.booleans(),
)
mappings = st.builds(
    Mapping,
    about=st.none() | texts,
    language=st.none() | st.sampled_from(("de", "fa", "pt-BR")),
    decimal=st.sampled_from([None, ".", ","]),
    recognise=st.booleans(),
    constants=st.dictionaries(plain, texts, max_size=3),
    skip=st.dictionaries(texts, st.lists(texts, min_size=1, max_size=2).map(tuple), max_size=2),
    only=st.dictionaries(texts, st.lists(texts, min_size=1, max_size=2).map(tuple), max_size=2),
    names=st.dictionaries(plain, tables.filter(bool), max_size=2),
    claims=st.lists(blocks.filter(lambda block: bool(block.constants)), max_size=2).map(tuple),
    wide=st.lists(wides, max_size=2).map(tuple),
    split=st.dictionaries(
        st.sampled_from(["source", "place"]), st.builds(Split, st.lists(texts, min_size=1).map(tuple))
    ),
    take=st.dictionaries(plain, st.sampled_from(["(a)", r"^\+(\d+)'s"]), max_size=2),
    written=st.dictionaries(st.sampled_from(["as_of", "period_start"]), st.sampled_from(["%d-%b-%y", "%m/%d/%y"])),
    ignore=st.lists(texts, max_size=2).map(tuple),
    optional=st.lists(plain, max_size=2).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(mappings)
def test_a_mapping_survives_being_written_as_toml_and_as_json(made):
    text = mapping.to_toml(made)
    assert mapping.from_toml(text, name=made.name) == made, text
    assert mapping.from_json(made.as_json()) == made
