"""Mappings: read from files and flags, recognised by column names, and what they make of rows."""

import csv
import json
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import mapping, registry
from claims.errors import BadFile, BadMapping
from claims.mapping import Block, Mapping
from claims.mapping.figure import NoBound, figure_of, hedge_of, read_bound, read_number, worded
from claims.model import Draft, Figure, Hedge, Problem
from claims.table import Paths, ReadOptions, Row

LONG = {"event": "e", "measure": "killed", "source": "MEK"}


def drafts(made, columns, *rows):
    """Return what a mapping makes of rows, numbered as in a file."""
    plan = mapping.plan(mapping.resolve(made, columns, file="f.csv"), columns, file="f.csv")
    return [draft for number, cells in enumerate(rows, 2) for draft in plan.drafts(Row(number, cells, f"raw {number}"))]


def only(made, columns, *rows):
    (draft,) = drafts(made, columns, *rows)
    return draft


def flags(*maps, **sets):
    return mapping.from_flags(maps, [f"{key}={value}" for key, value in sets.items()])


def figure_draft(**cells):
    """Return what a row with these figure columns gives; everything else is constant."""
    return only(flags(**LONG), tuple(cells), list(cells.values()))


def ingest(path, made=None):
    with path.open("rb") as stream:
        importer = registry.load(registry.importer_for(path.name, stream.read(8192)))
        stream.seek(0)
        table = importer.read(stream, name=path.name, options=ReadOptions())
        plan = mapping.plan(mapping.resolve(made, table.columns, file=path.name), table.columns, file=path.name)
        found = [draft for row in table.rows for draft in ([row] if isinstance(row, Problem) else plan.drafts(row))]
    return found, plan


# Mapping files

WHOLE = """
format = "json"
encoding = "utf-8"
delimiter = "tab"
short_rows = "fill"
records = "data.items"
language = "en"
decimal = "."
dates = "dmy"
ignore = ["population"]
recognise = false
[set]
event = "gaza-war-2023"
as_of = 2023-10-07
credibility = 2
[columns]
source = "report_source"
value = "killed"
[skip]
report_source = ["missing", 0]
kind = "x"
[names.source]
mohtel = "Gaza Ministry of Health"
[[claim]]
set = {measure = "killed", basis = "verified"}
columns = {says = "verified.killed_cum"}
[[claim]]
set.measure = "injured"
columns = {says = "injured_cum"}
"""


def test_a_mapping_file_says_how_a_file_is_read():
    assert mapping.from_toml(WHOLE, name="gaza.toml") == Mapping(
        name="gaza.toml",
        format="json",
        encoding="utf-8",
        delimiter="\t",
        short_rows="fill",
        records="data.items",
        language="en",
        decimal=".",
        dates="dmy",
        recognise=False,
        constants={"event": "gaza-war-2023", "as_of": "2023-10-07", "credibility": "2"},
        columns={"source": "report_source", "says": "killed"},
        skip={"report_source": ("missing", "0"), "kind": ("x",)},
        names={"source": {"mohtel": "Gaza Ministry of Health"}},
        claims=(
            Block({"measure": "killed", "basis": "verified"}, {"says": "verified.killed_cum"}),
            Block({"measure": "injured"}, {"says": "injured_cum"}),
        ),
        ignore=("population",),
    )


def test_a_mapping_comes_back_from_what_is_stored_with_a_batch():
    made = mapping.from_toml(WHOLE, name="gaza.toml")
    assert mapping.from_json(made.as_json()) == made
    assert json.loads(made.as_json())["columns"] == {"source": "report_source", "says": "killed"}


def test_a_mapping_says_how_an_importer_is_to_read():
    made = mapping.from_toml(WHOLE, name="gaza.toml")
    assert made.read_options() == ReadOptions("utf-8", "\t", "data.items", "fill")
    assert made.read_options(encoding="utf-16").encoding == "utf-16"
    assert Mapping().read_options() == ReadOptions()


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6).map(str.strip).filter(bool)
CONSTANTS = st.dictionaries(st.sampled_from(["event", "measure", "note", "place"]), NAMES)
COLUMNS = st.dictionaries(st.sampled_from(["source", "says", "low", "year"]), NAMES)
MAPPINGS = st.builds(
    Mapping,
    name=NAMES,
    decimal=st.sampled_from([None, ".", ","]),
    recognise=st.booleans(),
    constants=CONSTANTS,
    columns=COLUMNS,
    skip=st.dictionaries(NAMES, st.lists(NAMES).map(tuple), max_size=2),
    names=st.dictionaries(st.just("source"), st.dictionaries(NAMES, NAMES), max_size=1),
    claims=st.lists(st.builds(Block, CONSTANTS, COLUMNS), max_size=2).map(tuple),
    ignore=st.lists(NAMES, max_size=2).map(tuple),
)


@given(MAPPINGS)
def test_every_mapping_survives_being_stored(made):
    assert mapping.from_json(made.as_json()) == made


def test_a_mapping_file_is_read_from_disk(tmp_path):
    path = tmp_path / "m.toml"
    path.write_text('\ufeff[set]\nevent = "e"\n', encoding="utf-8")
    assert mapping.load(str(path)).constants == {"event": "e"}
    with pytest.raises(BadMapping, match="cannot be read"):
        mapping.load(str(tmp_path / "none.toml"))
    path.write_bytes(b'[set]\nevent = "\xe9"\n')
    with pytest.raises(BadMapping, match="line 2: it is not UTF-8"):
        mapping.load(str(path))


WRONG = {
    "not_toml": ('[set]\nevent = e"\n', 2, "it is not TOML", "quotation marks"),
    "table_and_key_on_one_line": ('[skip] org = ["A"]\n', 1, "it is not TOML", '[skip] on this line, org = ["A"] on'),
    "key_twice": ('[set]\nsource = "a"\nsource = "b"\n', 3, "it is not TOML", "each key once"),
    "torn_off": ("[set]\nevent =", 2, "it is not TOML", ""),
    "unknown_key": ('[set]\nevent = "e"\n[colums]\nsays = "x"\n', 3, "there is no “colums”", "“columns”"),
    "field_outside_tables": ('event = "e"\n', 1, "there is no “event” in a mapping (fields go under", ""),
    "unknown_field": ('[columns]\nsays = "a"\nsorce = "b"\n', 3, "there is no field “sorce”", "did you mean “source”"),
    "unknown_field_in_a_block": (
        (
            '[set]\nevent = "e"\n\n[[claim]]\nset = {measure = "a"}\n'
            '[[claim]]\nset = {measure = "b"}\ncolumns = {sayz = "x"}\n'
        ),
        8,
        "there is no field “sayz”",
        "“says”",
    ),
    "unknown_key_in_a_block": ('[[claim]]\nsets = {measure = "a"}\n', 2, "there is no “sets” in [[claim]]", "set ="),
    "claim_is_no_list": ('[claim]\nset = {measure = "a"}\n', 1, "claim is not a list", "[[claim]]"),
    "number_for_a_text": ("decimal = 1\n", 1, "decimal is not a text", ""),
    "no_code_of_a_language": ('language = "german"\n', 1, "“german” is no code of a language", "de"),
    "wrong_choice": ('\ndates = "american"\n', 2, "dates cannot be “american”", "dmy, mdy, ymd"),
    "long_delimiter": ('delimiter = "||"\n', 1, "cannot be a delimiter", ""),
    "wrong_basis": ('[set]\nbasis = "rumoured"\n', 2, "there is no basis “rumoured”", "reported"),
    "wrong_credibility": ("[set]\ncredibility = 7\n", 2, "credibility cannot be “7”", "1 (confirmed)"),
    "list_for_a_constant": ("[set]\nevent = [1]\n", 2, "event is not a text", ""),
    "column_is_no_text": ("[columns]\nsays = 3\n", 2, "says names no column", ""),
    "given_twice": ('[set]\nsource = "a"\n[columns]\nsource = "b"\n', 4, "source is given twice", "template"),
    "same_under_two_names": ('[columns]\nsays = "a"\nfigure = "b"\n', 3, "says is given twice", ""),
    "table_is_none": ("set = 3\n", 1, "set is not a table", "[set]"),
    "skip_is_no_text": ("[skip]\na = 1.5\nb = true\n", 3, "b is no text", ""),
    "names_is_no_table": ('[names]\nsource = "a"\n', 2, "names.source is not a table", "[names.source]"),
    "name_is_no_text": ('[names.source]\n"a b" = "c"\n"A. b" = 3\n', 3, "names.source is not a table of texts", ""),
    "sign_is_no_text": ('[split]\nsource = ";"\nplace = 3\n', 3, "by is no text or list of texts", "by ="),
    "unknown_key_of_split": ('[split.place]\nby = ";"\nfoo = 3\n', 3, "there is no “foo” in split", "in_order"),
    "measure_is_no_text": (
        '[split.says]\nby = ";"\n[split.says.measures]\n"a" = "b"\n"c" = 3\n',
        5,
        "measures is no table of texts",
        "",
    ),
    "ignore_is_no_list": ('ignore = "a"\n', 1, "ignore is not a list of texts", 'write ignore = ["a"]'),
    "list_of_numbers": ("not_stated = [-99]\n", 1, "not_stated is not a list of texts", 'write not_stated = ["-99"]'),
    "unknown_encoding": ('language = "en"\nencoding = "utf-99"\n', 2, "there is no encoding “utf-99”", "windows-1256"),
    "encoding_of_nothing": ('encoding = "undefined"\n', 1, "there is no encoding “undefined”", ""),
    "recognise_is_no_boolean": ('recognise = "a"\n', 1, "recognise is neither true nor false", ""),
}


def test_lists_that_stand_in_one_another_too_deep_are_no_mapping():
    with pytest.raises(BadMapping, match="too deep"):
        mapping.from_toml(f"ignore = {'[' * 5000}{']' * 5000}", name="m.toml")


@pytest.mark.parametrize("column", ["{x", "{n", "n}", "{n}-{n", "{n}}"])
def test_a_brace_that_is_not_closed_is_no_template(column):
    text = f'[set]\nevent = "e"\nmeasure = "m"\nsource = "s"\n[columns]\nsays = "{column}"\n'
    with pytest.raises(BadMapping, match=r"m\.toml, line 6: “.*” has a brace without the other"):
        drafts(mapping.from_toml(text, name="m.toml"), ("n",), ["1"])


@pytest.mark.parametrize(("text", "line", "said", "hint"), WRONG.values(), ids=WRONG)
def test_a_wrong_mapping_file_is_refused_with_its_line(text, line, said, hint):
    with pytest.raises(BadMapping) as caught:
        mapping.from_toml(text, name="m.toml")
    assert caught.value.line == line, caught.value
    assert str(caught.value).startswith(f"m.toml, line {line}: ")
    assert said in str(caught.value)
    assert hint in caught.value.hint


@pytest.mark.parametrize("table", ["take", "split"])
def test_a_part_of_a_cell_that_no_column_gives_is_refused_with_its_line(table):
    rule = "'^(.+)$'" if table == "take" else '";"'
    text = f'[set]\nevent = "e"\nmeasure = "m"\nsource = "s"\n[columns]\nsays = "n"\n[{table}]\nplace = {rule}\n'
    with pytest.raises(BadMapping) as caught:
        mapping.plan(mapping.from_toml(text, name="m.toml"), ("n",), file="f.csv")
    assert str(caught.value) == f"m.toml, line 8: [{table}] speaks of place, which no column gives"
    assert f"leave it out of [{table}]" in caught.value.hint
    assert mapping.plan(mapping.from_toml(f'optional = ["place"]\n{text}', name="m.toml"), ("n",), file="f.csv")


def test_a_number_for_whom_a_figure_counts_is_refused_with_its_line():
    text = '[set]\nevent = "e"\nmeasure = "m"\nsource = "s"\npopulation = "1000"\n[columns]\nsays = "n"\n'
    with pytest.raises(BadMapping, match=r"m\.toml, line 5: “1000” is a number"):
        mapping.plan(mapping.from_toml(text, name="m.toml"), ("n",), file="f.csv")


def test_a_column_that_is_not_there_is_refused_with_its_line_in_the_mapping():
    text = '[set]\nevent = "e"\nmeasure = "killed"\n[columns]\nsource = "orgg"\nsays = "n"\n'
    with pytest.raises(BadMapping, match=r"f\.csv has no column “orgg”") as caught:
        drafts(mapping.from_toml(text, name="m.toml"), ("org", "n"))
    assert caught.value.line == 5
    assert "did you mean “org”? its columns are: org, n" in caught.value.hint


# Flags


def test_flags_map_columns_and_set_constants():
    made = flags("deaths=figure", "a=b=source", "population=", event="x=y", records="data", decimal=",")
    assert made.columns == {"says": "deaths", "source": "a=b"}
    assert made.constants == {"event": "x=y"}
    assert (made.ignore, made.records, made.decimal, made.recognise) == (("population",), "data", ",", True)


FLAGS = {
    "unknown_field": (["a=sayz"], [], "there is no field “sayz”", "did you mean “says”"),
    "no_field": (["deaths"], [], "--map deaths: it is not COLUMN=field", "--map deaths=says"),
    "no_column": (["=says"], [], "it is not COLUMN=field", ""),
    "mapped_twice": (["a=says", "b=figure"], [], "says is mapped twice", ""),
    "no_value": ([], ["event="], "--set event=: it is not field=value", ""),
    "unknown_constant": ([], ["evnt=x"], "there is no field “evnt”", "“event”"),
    "wrong_choice": ([], ["dates=x"], "dates cannot be “x”", "dmy"),
    "wrong_basis": ([], ["basis=x"], "there is no basis “x”", "reported"),
    "both": (["a=source"], ["source=x"], "source is given twice", ""),
}


@pytest.mark.parametrize(("maps", "sets", "said", "hint"), FLAGS.values(), ids=FLAGS)
def test_a_wrong_flag_is_refused_with_what_was_meant(maps, sets, said, hint):
    with pytest.raises(BadMapping) as caught:
        mapping.from_flags(maps, sets)
    assert said in str(caught.value)
    assert hint in caught.value.hint


def test_flags_go_before_a_mapping_file():
    made = mapping.from_toml('[set]\nevent = "a"\n[columns]\nsource = "s"\nsays = "n"\n', name="m.toml")
    both = made.overridden_by(flags("m=measure", "e=event", source="MEK", language="ar"))
    assert both.name == "m.toml"
    assert both.columns == {"says": "n", "measure": "m", "event": "e"}
    assert both.constants == {"source": "MEK", "language": "ar"}


# Recognising


RECOGNISED = {
    "seed": (
        "event,measure,hedge,low,best,high,source,figure,quote,start,end,as_of",
        "event,measure,hedge,low,best,high,source,says,quote,quote_start,quote_end,as_of",
    ),
    "other_words": ("Event,MEASURE,Organisation,Toll,Date", "event,measure,source,says,as_of"),
    "dressed": ("event_name,as-of, Sourcé ,Period Start,archive url", "event,as_of,source,period_start,archive_url"),
    "bounds": ("Minimum,max,best_estimate,modifier", "low,high,best,hedge"),
    "own_export": ("event,measure,source,says,population,place", "event,measure,source,says,population,place"),
    "population_of_a_country_is_none": ("state,source,population,count", ",source,,says"),
    "start_and_end_without_quote": ("event,start,end", "event,,"),
    "year_must_be_said": ("year,source", ",source"),
    "two_that_could_be_says": ("value,figure", ",says"),
    "nothing": ("a,b", ","),
}


@pytest.mark.parametrize(("columns", "fields"), RECOGNISED.values(), ids=RECOGNISED)
def test_columns_are_recognised_by_their_names(columns, fields):
    columns, fields = columns.split(","), fields.split(",")
    expected = {field: column for column, field in zip(columns, fields, strict=True) if field}
    made = mapping.recognise(columns)
    assert made.columns == expected
    unread = [column for column, field in zip(columns, fields, strict=True) if not field]
    assert made.notes == ((f"columns not read: {', '.join(unread)}",) if unread else ())


def test_flags_go_before_what_is_recognised_and_free_its_column():
    made = mapping.resolve(flags("source=place", "org=source"), ("source", "org", "place", "count"), file="f.csv")
    assert made.columns == {"place": "source", "source": "org", "says": "count"}
    assert made.notes == ("columns not read: place",)


def test_a_column_that_is_ignored_is_not_recognised():
    made = mapping.resolve(flags("place="), ("source", "place"), file="f.csv")
    assert made.columns == {"source": "source"}


def test_a_column_with_the_name_of_a_figure_beside_the_measure_is_asked_for():
    columns = ("number", "date", "killed")
    with pytest.raises(BadFile, match="“number” has the name of a figure, and “killed” that of the measure") as caught:
        mapping.resolve(flags(**LONG), columns, file="f.csv")
    assert "--map 'killed=says' or --map 'number=says'" in caught.value.hint
    for figure, says in (("killed", "4"), ("number", "1")):
        assert only(flags(f"{figure}=says", **LONG), columns, ["1", "2015-01-02", "4"]).says == says


def test_the_way_of_writing_dates_goes_with_their_column_to_another_field():
    text = '[columns]\nas_of = "day"\nplace = "town"\n[written]\nas_of = "%m/%d/%y"\n[take]\nas_of = "^(\\\\S+)"\n'
    both = mapping.from_toml(text, name="m").overridden_by(flags("day=period_start", "town=event"))
    assert both.written == {"as_of": "%m/%d/%y", "period_start": "%m/%d/%y"}
    assert both.take == {"as_of": r"^(\S+)", "period_start": r"^(\S+)"}
    assert mapping.from_toml(text, name="m").overridden_by(flags("town=period_start")).written == {"as_of": "%m/%d/%y"}


def test_a_mapping_file_with_columns_recognises_nothing_unless_it_says_so():
    text = '[columns]\nsays = "n"\n'
    assert mapping.resolve(mapping.from_toml(text, name="m"), ("n", "source"), file="f").columns == {"says": "n"}
    told = mapping.resolve(mapping.from_toml("recognise = true\n" + text, name="m"), ("n", "source"), file="f")
    assert told.columns == {"says": "n", "source": "source"}


def test_what_blocks_read_is_not_recognised_as_something_else():
    text = 'recognise = true\n[set]\nevent = "e"\n[[claim]]\nset = {measure = "killed"}\ncolumns = {says = "total"}\n'
    columns = ("source", "total", "count")
    made = mapping.resolve(mapping.from_toml(text, name="m"), columns, file="f")
    assert made.columns == {"source": "source"}
    assert [draft.says for draft in drafts(made, columns, ["MEK", "1", "2"])] == ["1"]


def test_what_is_missing_is_named_with_the_columns_there_are_and_the_next_step():
    with pytest.raises(BadMapping) as caught:
        drafts(flags(event="e", measure="killed"), ("sorce", "count", "x"))
    assert str(caught.value) == "f.csv: nothing gives the source of a claim (columns not used: sorce, x)"
    assert caught.value.hint == (
        "did you mean --map 'sorce=source'? claims ingest --suggest f.csv proposes how to read it, and asks what is "
        "left open; by hand: --map COLUMN=source or --set source=NAME"
    )


@pytest.mark.parametrize("header", ["Date of event", "Event location", "Number of people killed", "Source link"])
def test_a_header_is_no_guess_for_a_field_where_it_names_another_or_a_figure_of_no_measure(header):
    with pytest.raises(BadMapping) as caught:
        drafts(flags(), (header, "x"))
    assert caught.value.hint.startswith("claims ingest --suggest f.csv")


def test_a_missing_figure_is_named():
    with pytest.raises(BadMapping, match=r"nothing gives the figure \(says\)") as caught:
        drafts(flags(**LONG), ("count-fatalities", "x"))
    assert caught.value.hint.startswith("did you mean --map 'count-fatalities=says'? ")


def test_the_whole_of_a_header_that_was_not_parted_is_no_name_to_guess_at():
    with pytest.raises(BadMapping) as caught:
        drafts(flags(), ("source!killed!says",))
    assert caught.value.hint.startswith("claims ingest --suggest f.csv proposes")


def test_a_name_that_the_header_has_twice_is_refused_only_if_it_is_read():
    with pytest.raises(BadFile, match="its header has “n” 2 times") as caught:
        drafts(flags("n=says", **LONG), ("n", "n"), ["1", "2"])
    assert caught.value.hint.endswith("leave them out: --map 'n='")
    assert only(flags("m=says", **LONG), ("n", "n", "m"), ["1", "2", "3"]).says == "3"


# Drafts


def test_a_row_becomes_a_draft_with_everything_it_says():
    row = {
        "event": " iran ",
        "measure": "killed",
        "source": "MEK",
        "says": " at least 600 ",
        "population": "children",
        "place": "Tehran",
        "period start": "2019-11-15",
        "as_of": "2 December 2019",
        "basis": "reported",
        "credibility": "٣",
        "note": " as written ",
        "quote": " 600 people ",
        "quote start": "10",
        "quote end": "22",
        "locator": "p. 3",
        "language": "ar",
        "relayed by": "Wire",
        "document": "d1",
        "url": "https://example.org",
        "title": "T",
        "publisher": "P",
        "published": "2019-12-02",
        "archive url": "https://example.net",
    }
    draft = only(None, tuple(row), list(row.values()))
    assert draft == Draft(
        "iran",
        "killed",
        "MEK",
        "at least 600",
        None,
        "children",
        "Tehran",
        "2019-11-15",
        "2 December 2019",
        "reported",
        3,
        " as written ",
        " 600 people ",
        10,
        22,
        "p. 3",
        "ar",
        "Wire",
        "d1",
        "https://example.org",
        "T",
        "P",
        "2019-12-02",
        "https://example.net",
        2,
        "raw 2",
        draft.columns,
    )
    assert draft.columns["published_on"] == "published"
    assert draft.columns["period_start"] == "period start"


def test_what_a_row_leaves_empty_is_what_a_draft_has_by_itself():
    columns = ("event", "measure", "source", "says", "population", "place", "as_of", "basis", "credibility", "note")
    draft = only(None, columns, ["e", "m", "s", "5", "", "-", "n/a", "", "", ""])
    assert draft == Draft("e", "m", "s", "5", row=2, raw="raw 2", columns=draft.columns)


@pytest.mark.parametrize("cell", ["k. A.", "нет данных", "no data", "#N/A", "..", "NA"])
def test_what_states_no_figure_states_no_date_either(cell):
    columns = ("event", "measure", "source", "says", "as_of")
    assert only(None, columns, ["e", "m", "s", "5", cell]).as_of is None


def test_all_rows_share_one_record_of_their_columns():
    first, second = drafts(flags("n=says", **LONG), ("n",), ["1"], ["2"])
    assert first.columns is second.columns
    assert dict(first.columns) == {"says": "n"}


NOT_STATED = ["", " ", "-", "–", "—", "n/a", "N/A", "NA", "null", "NULL", "\\N", "NaN"]
STATED = ["0", "none", "unknown", "unbekannt", "no one", "a few"]


@pytest.mark.parametrize("cell", NOT_STATED)
def test_a_row_that_states_no_figure_is_a_problem(cell):
    reason = f"no figure is stated: the cell says “{cell}”" if cell.strip() else "no figure is stated"
    assert only(flags("n=says", **LONG), ("n",), [cell]) == Problem(
        "f.csv", 2, "n", reason, "a claim needs its figure", "raw 2"
    )


@pytest.mark.parametrize("cell", STATED)
def test_zero_none_and_unknown_are_statements(cell):
    assert only(flags("n=says", **LONG), ("n",), [cell]).says == cell


@pytest.mark.parametrize("field", ["event", "measure", "source"])
def test_a_row_without_a_name_it_needs_is_a_problem_in_that_column(field):
    names = {**LONG, field: ""}
    problem = only(None, (*names, "says"), [*names.values(), "5"])
    assert (problem.row, problem.column, problem.reason) == (2, field, f"no {field} is named")


WRONG_CELLS = {
    "credibility": ("credibility", "high", "credibility is “high”, not a whole number"),
    "quote_start": ("quote_start", "-3", "quote_start is “-3”, not a whole number"),
    "year": ("year", "99", "cannot read a year from “99”"),
    "population": ("population", "627,963", "“627,963” is a number, not a population"),
}


@pytest.mark.parametrize(("field", "cell", "reason"), WRONG_CELLS.values(), ids=WRONG_CELLS)
def test_a_cell_that_cannot_be_what_its_field_is_is_a_problem_there(field, cell, reason):
    problem = only(flags(f"c={field}", **LONG), ("c", "says"), [cell, "5"])
    assert (problem.column, problem.reason) == ("c", reason)
    assert problem.hint


def test_a_year_is_a_period_from_its_first_day_to_its_last():
    draft = only(flags("y=year", **LONG), ("y", "says"), ["۲۰۱۹", "5"])
    assert (draft.period_start, draft.as_of) == ("2019-01-01", "2019-12-31")
    assert draft.columns["as_of"] == "y"
    with pytest.raises(BadMapping, match="year stands beside"):
        drafts(flags("y=year", as_of="2019", **LONG), ("y", "says"))


def test_what_a_mapping_says_and_fits_nothing_in_the_file_is_told():
    text = '[set]\nevent = "e"\nmeasure = "m"\n[columns]\nsource = "s"\nsays = "n"\n'
    text += "[skip]\ns = ['all', 'Al']\n[names.source]\nA = 'B'\nC = 'D'\n"
    said = mapping.from_toml(f"ignore = ['m', 'k']\n{text}", name="m")
    plan = mapping.plan(said, ("s", "n", "k"), file="f")
    found = [draft for cells in (["A", "1", ""], ["all", "2", ""]) for draft in plan.drafts(Row(2, cells, ""))]
    assert [draft.source for draft in found] == ["B"]
    assert plan.without_fit(said, ("s", "n", "k")) == (
        "[names.source] fits no cell that was read: C",
        "[skip] left out no row by s: Al",
        "ignore names no column of the file: m",
    )


def test_rows_that_are_nobodys_claim_are_skipped_and_counted():
    text = '[set]\nevent = "e"\nmeasure = "m"\n[columns]\nsource = "s"\nsays = "n"\n[skip]\ns = ["missing", ""]\n'
    made = mapping.from_toml(text, name="m")
    plan = mapping.plan(made, ("s", "n"), file="f")
    rows = [["MEK", "1"], ["missing", "2"], ["", "3"], [" missing ", "4"]]
    found = [draft for number, cells in enumerate(rows, 2) for draft in plan.drafts(Row(number, cells, ""))]
    assert [draft.source for draft in found] == ["MEK"]
    assert plan.notes == (
        "2 rows skipped, as the mapping says: s is missing",
        "one row skipped, as the mapping says: s is empty",
    )


@pytest.mark.parametrize(("way", "told"), [("skip", "read"), ("only", "left out")])
def test_rows_that_are_meant_in_other_letters_are_told(way, told):
    made = mapping.from_flags([], ["event=e", "measure=m", f"{way}.s=total"])
    plan = mapping.plan(made.overridden_by(Mapping("m", columns={"source": "s", "says": "n"})), ("s", "n"), file="f")
    list(plan.drafts(Row(2, ["Total", "1"], "")))
    assert f"one row with “Total” in s, and [{way}] says so in other letters: {told}" in plan.notes


def test_a_constant_that_cannot_be_its_field_is_refused():
    with pytest.raises(BadMapping, match="cannot read a year from “99”"):
        drafts(flags("n=says", year="99", **LONG), ("n",))


def test_names_say_what_a_cell_means_and_others_stay():
    text = (
        '[set]\nevent = "e"\nmeasure = "m"\n[columns]\nsource = "s"\nsays = "n"\n'
        '[names.source]\n"-" = "Unnamed"\nmoh = "Ministry"\n'
    )
    found = drafts(mapping.from_toml(text, name="m"), ("s", "n"), ["moh", "1"], ["MEK", "2"], ["-", "3"])
    assert [draft.source for draft in found] == ["Ministry", "MEK", "Unnamed"]


def test_a_template_joins_columns():
    made = flags("{district}, {state}=place", "{a}=note", **LONG)
    found = drafts(made, ("district", "state", "a", "says"), ["X", "Y", "z", "1"], ["", "", "", "2"])
    assert [(draft.place, draft.note) for draft in found] == [("X, Y", "z"), ("", None)]


def test_a_column_is_found_in_other_letters_if_there_is_only_one():
    assert only(flags("Count Fatalities=says", **LONG), ("count-fatalities",), ["4"]).says == "4"


BLOCKS = """
[set]
event = "e"
source = "S"
[columns]
as_of = "date"
[[claim]]
set = {measure = "killed"}
columns = {says = "killed"}
[[claim]]
set = {measure = "injured", source = "T"}
columns = {says = "injured"}
"""


def test_each_block_is_a_claim_of_a_row_where_its_figure_is_stated():
    made = mapping.from_toml(BLOCKS, name="m")
    plan = mapping.plan(made, ("date", "killed", "injured"), file="f")
    rows = [["d1", "1", "-"], ["d2", "", ""], ["d3", "0", ""]]
    found = [draft for number, cells in enumerate(rows, 2) for draft in plan.drafts(Row(number, cells, ""))]
    assert [(draft.row, draft.measure, draft.source, draft.says, draft.as_of) for draft in found] == [
        (2, "killed", "S", "1", "d1"),
        (4, "killed", "S", "0", "d3"),
    ]
    assert found[0].columns["says"] == "killed"
    assert plan.notes == ("no row has a figure in injured", "one cell of injured with “-”, which states no figure")


def test_a_block_that_lacks_something_is_refused_with_its_line():
    with pytest.raises(BadMapping, match="nothing gives the measure") as caught:
        drafts(mapping.from_toml(BLOCKS.replace('measure = "injured", ', ""), name="m"), ("date", "killed", "injured"))
    assert caught.value.line == 10


# Nested records


NESTED = """
[set]
event = "e"
[columns]
source = "by.name"
[[claim]]
set = {measure = "killed"}
columns = {says = "killed.total"}
[[claim]]
set = {measure = "injured"}
columns = {says = "days.1", note = "{by.name} / {n}"}
"""


def test_records_are_read_by_path():
    record = {"by": {"name": "MEK"}, "killed": {"total": 5}, "days": [1, "about 2"], "n": 7}
    found = drafts(mapping.from_toml(NESTED, name="m"), Paths(("by.name", "killed.total", "days", "n")), record)
    assert [(draft.source, draft.measure, draft.says, draft.note) for draft in found] == [
        ("MEK", "killed", "5", None),
        ("MEK", "injured", "about 2", "MEK / 7"),
    ]


@pytest.mark.parametrize("record", [{}, {"killed": None}, {"killed": {}}, {"killed": {"total": ""}}, {"killed": 3}])
def test_a_missing_key_null_and_an_empty_text_are_no_figure(record):
    assert drafts(mapping.from_toml(NESTED, name="m"), Paths(("by.name", "killed.total", "days")), record) == []


def test_truth_values_are_words_not_numbers():
    assert only(flags("n=says", **LONG), Paths(("n",)), {"n": True}).says == "true"


def test_a_wording_of_records_can_be_a_template():
    assert only(flags("{low}-{high}=says", **LONG), Paths(("n",)), {"low": 10, "high": 14}).says == "10-14"


def test_a_list_where_a_value_should_be_is_a_problem():
    found = drafts(
        mapping.from_toml(NESTED, name="m"),
        Paths(("killed.total",)),
        {"by": {"name": ["a"]}, "killed": {"total": {}}, "days": [0, 1]},
    )
    assert [(one.column, one.reason) for one in found] == [
        ("killed.total", "it holds an object, not a value"),
        ("by.name", "it holds a list, not a value"),
    ]


def test_a_number_with_a_fraction_is_the_number_it_is_whatever_the_decimal_mark():
    made = flags("n=says", decimal=",", **LONG)
    number = Decimal("1.500")
    assert only(made, Paths(("n",)), {"n": number}).figure == Figure(Hedge.EXACT, number, number, number)
    whole = only(made, Paths(("n",)), {"n": Decimal("161.0")})
    assert (whole.says, whole.figure) == ("", Figure(Hedge.EXACT, 161, 161, 161))
    assert isinstance(whole.figure.low, int)


def test_a_path_that_the_first_records_lack_is_noted():
    made = mapping.resolve(flags("n=says", "dte=as_of", "a.0=note", **LONG), Paths(("n", "date", "a")), file="f")
    plan = mapping.plan(made, Paths(("n", "date", "a")), file="f")
    assert "the first records have no “dte”: did you mean “date”?" in plan.notes
    assert not [note for note in plan.notes if "a.0" in note]


def test_flat_records_are_recognised_like_columns():
    record = {"event": "e", "measure": "m", "source": "s", "value": 5}
    draft = only(None, Paths(record), record)
    assert (draft.event, draft.measure, draft.source, draft.says) == ("e", "m", "s", "5")


# Figures in columns of their own

BOUNDS = {
    "range": ((None, 1, None, 5), Figure(Hedge.BETWEEN, 1, None, 5)),
    "range_with_best": ((None, 1, 3, 5), Figure(Hedge.BETWEEN, 1, 3, 5)),
    "all_equal": ((None, 4, 4, 4), Figure(Hedge.EXACT, 4, 4, 4)),
    "low_is_high": ((None, 4, None, 4), Figure(Hedge.EXACT, 4, 4, 4)),
    "best_alone": ((None, None, 4, None), Figure(Hedge.EXACT, 4, 4, 4)),
    "low_alone": ((None, 4, None, None), Figure(Hedge.AT_LEAST, 4)),
    "high_alone": ((None, None, None, 4), Figure(Hedge.AT_MOST, high=4)),
    "zero": ((None, 0, 0, 0), Figure(Hedge.EXACT, 0, 0, 0)),
    "nothing": ((None, None, None, None), None),
    "nothing_with_hedge": ((Hedge.ABOUT, None, None, None), None),
    "more_than": ((Hedge.MORE_THAN, 12001, None, None), Figure(Hedge.MORE_THAN, 12001)),
    "fewer_than": ((Hedge.FEWER_THAN, None, None, 49), Figure(Hedge.FEWER_THAN, high=49)),
    "about": ((Hedge.ABOUT, None, 600, None), Figure(Hedge.ABOUT, best=600)),
    "exact": ((Hedge.EXACT, 5, None, 5), Figure(Hedge.EXACT, 5, 5, 5)),
    "between": ((Hedge.BETWEEN, 4, None, 4), Figure(Hedge.BETWEEN, 4, None, 4)),
    "dates": (
        (None, "2019-11-15", None, "2019-11-19"),
        Figure(Hedge.BETWEEN, "2019-11-15", None, "2019-11-19"),
    ),
}


@pytest.mark.parametrize(("given", "figure"), BOUNDS.values(), ids=BOUNDS)
def test_bounds_are_the_figure_that_their_columns_say(given, figure):
    hedge, low, best, high = given
    assert figure_of(hedge, low=low, best=best, high=high) == figure


NO_FIGURE = {
    "low_above_high": ((None, 5, None, 1), "low 5 is above high 1"),
    "best_below": ((None, 3, 1, 5), "the range excludes its own best value 1 (low 3, best 1, high 5)"),
    "best_above": ((None, 3, 9, 5), "the range excludes its own best value 9"),
    "negative": ((None, -1, None, 5), "a figure cannot be negative"),
    "half_a_range": ((None, 3, 4, None), "low 3, best 4 is half a range"),
    "between_with_one": ((Hedge.BETWEEN, 3, None, None), "low 3 is half a range"),
    "floor_with_high": ((Hedge.AT_LEAST, 3, None, 5), "“at least” does not fit low 3, high 5"),
    "floor_in_best": ((Hedge.MORE_THAN, None, 3, None), "“more than” does not fit best 3"),
    "about_with_bounds": ((Hedge.ABOUT, 3, 4, 5), "“about” does not fit low 3, best 4, high 5"),
    "exact_but_two": ((Hedge.EXACT, 3, None, 4), "“exact” stands beside different numbers"),
    "vague_with_number": ((Hedge.VAGUE, 3, None, None), "“vague” does not fit low 3"),
    "number_and_date": ((None, 3, None, "2019-11-15"), "are numbers and dates at once"),
}


@pytest.mark.parametrize(("given", "reason"), NO_FIGURE.values(), ids=NO_FIGURE)
def test_bounds_that_cannot_be_true_are_refused(given, reason):
    hedge, low, best, high = given
    with pytest.raises(NoBound) as caught:
        figure_of(hedge, low=low, best=best, high=high)
    assert reason in str(caught.value)


def test_a_negative_bound_is_refused_in_its_own_column_with_the_flag_for_codes():
    text = '[set]\nevent = "e"\nmeasure = "m"\nsource = "s"\n[columns]\nbest = "n"\nhigh = "most"\n'
    (problem,) = drafts(mapping.from_toml(text, name="m.toml"), ("n", "most"), ["-9", "4"])
    assert problem.column == "n"
    assert "claims ingest --retry BATCH --set 'not_stated=-9'" in problem.hint


BOUND = st.one_of(st.none(), st.integers(-2, 20))


@given(hedge=st.one_of(st.none(), st.sampled_from(Hedge)), low=BOUND, best=BOUND, high=BOUND)
def test_no_bound_is_invented_and_none_is_lost(hedge, low, best, high):
    given_bounds = {value for value in (low, best, high) if value is not None}
    try:
        figure = figure_of(hedge, low=low, best=best, high=high)
    except NoBound:
        return
    if figure is None:
        assert not given_bounds
        return
    kept = [value for value in (figure.low, figure.best, figure.high) if value is not None]
    assert set(kept) == given_bounds
    assert kept == sorted(kept)
    assert kept[0] >= 0
    assert hedge in {None, figure.hedge}


NUMBERS = {
    "plain": ("12001", None, 12001),
    "persian": ("۱۲۰", None, 120),
    "spaces": ("12\u202f001", None, 12001),
    "groups": ("1,234,567", None, 1234567),
    "dotted_groups": ("1.234.567", None, 1234567),
    "fraction": ("3.5", None, Decimal("3.5")),
    "comma_fraction": ("3,5", None, Decimal("3.5")),
    "mixed": ("1.234,5", None, Decimal("1234.5")),
    "small_fraction": ("0.125", None, Decimal("0.125")),
    "told_point": ("1.234", ".", Decimal("1.234")),
    "told_comma": ("1.234", ",", 1234),
    "whole": ("5.0", None, 5),
    "negative": ("-5", None, -5),
    "date": ("2019-11-15", None, "2019-11-15"),
    "json": (Decimal("2.0"), None, 2),
    "json_with_all_digits": (Decimal("1.234567e6"), None, 1234567),
}


@pytest.mark.parametrize(
    ("name", "cell", "number"),
    [("low", "100+", 100), ("low", "at least 90", 90), ("high", "≤ 900", 900), ("high", "bis zu 900", 900)],
)
def test_a_bound_below_the_header_of_that_bound_is_its_number(name, cell, number):
    assert read_bound(cell, name=name, decimal=None) == number


@pytest.mark.parametrize(
    ("name", "cell", "flag"),
    [
        ("high", ">800000", "--set 'names.high.>800000=' leaves this bound open"),
        ("low", ">100", "--set 'names.low.>100=101' reads such cells as 101"),
        ("low", "10-20", "--set 'names.low.10-20=10' reads such cells as 10"),
        ("best", "~90", "--set 'names.best.~90=90' reads such cells as 90"),
    ],
)
def test_what_says_something_else_than_the_header_of_a_bound_names_the_flag_that_answers(name, cell, flag):
    with pytest.raises(NoBound, match="is not a number") as error:
        read_bound(cell, name=name, decimal=None)
    assert flag in error.value.hint


@pytest.mark.parametrize(("cell", "decimal", "number"), NUMBERS.values(), ids=NUMBERS)
def test_a_bound_is_read_as_a_plain_number(cell, decimal, number):
    read = read_number(cell, decimal=decimal)
    assert read == number
    assert type(read) is type(number)


@pytest.mark.parametrize(
    "cell", ["1,234", "12.001", "about 5", "5+", "1,23,4", "1e5", True, "9" * 40, Decimal("1.2346e6")]
)
def test_a_bound_that_is_no_plain_number_is_refused(cell):
    with pytest.raises(NoBound):
        read_number(cell, decimal=None)


def test_bounds_and_wording_of_a_row_are_both_kept():
    draft = figure_draft(figure="more than 12,000", hedge="more_than", low="12001", best="", high="")
    assert (draft.says, draft.figure) == ("more than 12,000", Figure(Hedge.MORE_THAN, 12001))


def test_bounds_alone_are_located_by_their_columns():
    draft = figure_draft(low="10", best="-", high="14")
    assert (draft.says, draft.figure) == ("", Figure(Hedge.BETWEEN, 10, None, 14))
    assert draft.columns["says"] == "low, best, high"


def test_a_row_with_neither_wording_nor_bounds_is_a_problem():
    assert figure_draft(figure="", low="", high="n/a").reason == "no figure is stated: the cell says “n/a”"


def test_bounds_that_do_not_fit_are_a_located_problem():
    problem = figure_draft(low="5", best="1", high="9")
    assert (problem.row, problem.column) == (2, "low")
    assert problem.reason == "the range excludes its own best value 1 (low 5, best 1, high 9)"
    assert figure_draft(low="5", high="many").column == "high"
    unknown = figure_draft(hedge="perhaps", low="5")
    assert (unknown.column, unknown.reason) == ("hedge", "there is no hedge “perhaps”")


WORDINGS = {
    "word": ("about", "600", "about 600"),
    "own_word": ("at_least", "161", "at least 161"),
    "short_word": ("more", "600", "more than 600"),
    "sign": ("≥", "161", "at least 161"),
    "other_language": ("plus de", "100", "plus de 100"),
    "arabic_digits": ("about", "٦٠٠", "about ٦٠٠"),
    "exact": ("exact", "5", "5"),
    "range": ("between", "10-14", "10-14"),
    "none": ("-", "5", "5"),
    "said_already": ("at_least", "at least 161", "at least 161"),
    "said_by_sign": (">=", "≥161", "≥161"),
}


@pytest.mark.parametrize(("modifier", "number", "says"), WORDINGS.values(), ids=WORDINGS)
def test_a_modifier_and_a_number_are_one_wording(modifier, number, says):
    assert figure_draft(modifier=modifier, value=number).says == says


@pytest.mark.parametrize("modifier", ["abot", "?", "*"])
def test_a_modifier_that_nobody_knows_leaves_no_number_exact(modifier):
    problem = figure_draft(modifier=modifier, value="12")
    assert problem.reason == f"what the modifier “{modifier}” says of 12 is not known"
    assert problem.hint.startswith(f"claims ingest --retry BATCH --set 'names.hedge.{modifier}=about' says")


def test_a_modifier_beside_another_wording_is_a_problem():
    problem = figure_draft(modifier="about", value="at least 5")
    assert problem.reason == "the modifier “about” stands beside “at least 5”"
    with pytest.raises(NoBound):
        worded("≥5", modifier=">")


@pytest.mark.parametrize("hedge", Hedge)
def test_every_hedge_is_known_by_its_own_word(hedge):
    assert hedge_of(str(hedge)) is hedge
    assert hedge_of(hedge.replace("_", " ").upper()) is hedge


# Files of the world


def facts(shared):
    """Return the facts of the real files by their letter and number: "P5" and so on, as they are written there."""
    lines = (shared / "data/FACTS.md").read_text(encoding="utf-8").splitlines()
    return {line[2:].partition(":")[0]: line.rpartition(" = ")[2] for line in lines if line.startswith("- ")}


def test_the_states_file_gives_its_facts(shared):
    made = flags("count-fatalities=figure", "postal-code=place", "year=year", event="us", measure="killed")
    found, plan = ingest(shared / "data/police_mwnb/states-police-killings.csv", made)
    known = facts(shared)
    assert len(found) == int(known["P1"])
    assert all(isinstance(draft, Draft) for draft in found)
    assert str(dict(sorted(Counter(draft.source for draft in found).items()))) == known["P5"]
    totals = Counter()
    for draft in found:
        totals[draft.source] += int(draft.says)
    assert str(dict(sorted(totals.items()))) == known["P6"]
    assert sum(draft.says == "0" for draft in found) == int(known["P10"])
    assert found[0].as_of == "2000-12-31"
    assert plan.notes == ("columns not read: state, division, population, per-capita, per-million",)


GAZA = """
[set]
event = "gaza-war-2023"
[columns]
source = "report_source"
as_of = "report_date"
[skip]
report_source = ["missing"]
[[claim]]
set = {measure = "killed"}
columns = {says = "killed_cum"}
[[claim]]
set = {measure = "killed", population = "children"}
columns = {says = "killed_children_cum"}
[[claim]]
set = {measure = "injured"}
columns = {says = "injured_cum"}
"""


def test_the_gaza_series_gives_its_facts(shared):
    found, plan = ingest(shared / "data/gaza_daily/casualties_daily.json", mapping.from_toml(GAZA, name="gaza.toml"))
    by_day = {(one.as_of, one.measure, one.population): (one.source, one.says) for one in found}
    assert by_day["2023-11-10", "killed", "all"] == ("mohtel", "11078")
    assert by_day["2023-11-10", "killed", "children"] == ("mohtel", "4506")
    assert by_day["2023-11-23", "killed", "all"] == ("gmotel", "14800")
    assert by_day["2026-08-22", "injured", "all"] == ("mohtel", "174364")
    assert not [key for key in by_day if key[0] == "2023-11-11"]
    assert plan.notes == ("28 rows skipped, as the mapping says: report_source is missing",)
    assert "'missing': 28" in facts(shared)["G2"]


def test_the_west_bank_series_gives_its_facts(shared):
    text = (
        '[set]\nevent = "west-bank"\nmeasure = "killed"\nsource = "OCHA"\n[columns]\nas_of = "report_date"\n'
        '[[claim]]\ncolumns = {says = "killed_cum"}\n'
        '[[claim]]\nset = {basis = "verified"}\ncolumns = {says = "verified.killed_cum"}\n'
    )
    found, _ = ingest(shared / "data/gaza_daily/west_bank_daily.json", mapping.from_toml(text, name="m.toml"))
    counts = Counter(draft.basis for draft in found)
    assert [counts["unstated"], counts["verified"]] == json.loads(facts(shared)["G8"])[:2]
    assert [int(draft.says) for draft in found if draft.as_of == "2023-12-31"] == json.loads(facts(shared)["G9"])


def test_the_seed_is_recognised_without_any_flag(shared):
    path = shared / "seed/expected.csv"
    found, plan = ingest(path)
    with path.open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert [(one.says, one.figure.hedge, one.figure.low, one.quote, one.quote_start) for one in found] == [
        (row["figure"], row["hedge"], int(row["low"]), row["quote"], int(row["start"])) for row in expected
    ]
    assert [one.row for one in found] == list(range(2, len(expected) + 2))
    assert plan.notes == ()


def test_the_ranges_of_ucdp_that_exclude_their_own_best_are_refused(shared):
    made = flags("dyad_name=source", event="e", measure="killed")
    found, _ = ingest(shared / "data/ucdp_ged_sample/ucdpged.csv", made)
    refused = [one for one in found if isinstance(one, Problem)]
    assert len(found) == 1000
    assert len(refused) == 13
    assert all("excludes its own best" in one.reason or "is above high" in one.reason for one in refused)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("url", "page 3", "“page 3” is no address of the web"),
        ("url", "https://", "“https://” is no address of the web"),
        ("url", "http://[", "“http://[” is no address of the web"),
        ("archive_url", "web.archive.org/a", "“web.archive.org/a” is no address of the web"),
        ("language", "english", "“english” is no code of a language"),
    ],
)
def test_a_constant_that_has_no_form_of_its_field_is_refused_with_its_line(name, value, reason):
    with pytest.raises(BadMapping) as told:
        mapping.from_toml(f'[set]\nevent = "Flood"\n{name} = "{value}"\n', name="m")
    assert str(told.value) == f"m, line 3: {reason}"
    with pytest.raises(BadMapping, match=reason.replace("[", r"\[")):
        mapping.from_flags([], [f"{name}={value}"])
