"""HXL hashtags wherever they stand, in every format that can hold a table."""

import json
from io import BytesIO

import pytest

from claims import mapping, registry
from claims.errors import BadFile, BadMapping
from claims.importers._hxl import find_tags, is_tags, tag, tagged
from claims.mapping.fields import Wide
from claims.mapping.hashtags import with_measures
from claims.model import Measure, Problem
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.table import ReadOptions, Row


def read(text, name="file.csv"):
    return registry.load(registry.importer_for(name, text.encode())).read(
        BytesIO(text.encode()), name=name, options=ReadOptions()
    )


ROWS = {
    "tags": (["#org", "#affected+killed"], True),
    "blanks_and_capitals": ([" #Org ", "#affected + Killed"], True),
    "half_of_them": (["#org", "country", "", ""], True),
    "fewer_than_half": (["#org", "country", "adm1"], False),
    "number_signs": (["#1", "# 2"], False),
    "data_of_a_post": (["2019-11-16", "#iran"], False),
    "words_behind": (["#org of the claim"], False),
    "nothing": (["", ""], False),
    "headings": (["Org", "Killed"], False),
}


@pytest.mark.parametrize(("row", "said"), ROWS.values(), ids=ROWS)
def test_a_row_is_one_of_hashtags_if_half_of_its_cells_are(row, said):
    assert is_tags(row) is said


def test_several_rows_of_hashtags_are_data():
    assert find_tags([["post"], ["#iran"], ["#tehran"]]) is None
    assert find_tags([["post"]] * 24 + [["#org"]]) == 24
    assert find_tags([["post"]] * 25 + [["#org"]]) is None


def test_hashtags_are_written_in_one_way():
    assert [tag(cell) for cell in ("#Affected +Killed", " #org", "Two  words")] == [
        "#affected+killed",
        "#org",
        "Two words",
    ]


def test_a_column_without_a_hashtag_keeps_its_nearest_heading():
    names, notes = tagged(["#org", "", "adm1", ""], [["Title", "", "x"], ["Organisation", "Note"]])
    assert names == ("#org", "Note", "adm1", "")
    assert notes == ("the columns are called by their HXL hashtags: #org “Organisation”, adm1 “x”",)


def test_rows_above_the_hashtags_that_hold_numbers_are_told():
    _, notes = tagged(["#org", "#affected"], [["Who?", "How many?"], ["mek", "600"], ["ai", "161"]])
    assert notes[1:] == ("rows above the hashtags hold numbers and are not read: “mek, 600”, “ai, 161”",)


SHEET = [["Situation report", ""], ["Who?", "How many?"], ["#org", "#affected +killed"], ["mek", "600"], ["ai", "161"]]


@pytest.mark.parametrize("above", [0, 1, 2], ids=["at_the_top", "below_headings", "below_a_title"])
@pytest.mark.parametrize("form", ["comma", "semicolon", "json"])
def test_the_row_is_found_wherever_it_stands(form, above):
    rows = SHEET[2 - above :]
    text = (
        json.dumps(rows)
        if form == "json"
        else "\n".join({"comma": ",", "semicolon": ";"}[form].join(row) for row in rows)
    )
    table = read(text, "file.json" if form == "json" else "file.csv")
    assert table.columns == ("#org", "#affected+killed")
    assert [(row.number, row.cells) for row in table.rows] == [(above + 2, ["mek", "600"]), (above + 3, ["ai", "161"])]


def test_a_separator_line_does_not_count():
    table = read("sep=;\nWho?;How many?\n#org;#affected+killed\nmek;600\n")
    assert (table.columns, [row.cells for row in table.rows]) == (("#org", "#affected+killed"), [["mek", "600"]])


def test_rows_as_long_as_the_hashtags_are_whole_though_the_headings_are_shorter():
    table = read("Who?\n#org,#affected+killed\nmek,600\nai\n")
    assert [row.reason if isinstance(row, Problem) else row.cells for row in table.rows] == [
        ["mek", "600"],
        "it has 1 cells, the header 2",
    ]


# JSON whose records are lists


def test_the_first_list_names_the_columns_without_hashtags():
    table = read('[["source", "says"], ["mek", 600], ["ai", null], [], ["x", true]]', "a.json")
    assert table.columns == ("source", "says")
    assert [row.cells for row in table.rows] == [["mek", "600"], ["ai", ""], ["x", "true"]]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ('["a", 1, 2]', "it has 3 values, the header 2"),
        ('["a", [1]]', "it holds a list or an object within a list"),
        ('{"source": "a"}', "the record is not a list, as the first one is"),
        (r'["a", "\u0000"]', "it holds what is not text (NUL or half a character)"),
    ],
    ids=["long", "nested", "object", "nul"],
)
def test_a_list_that_is_no_row_is_a_problem_and_the_rest_goes_on(record, reason):
    rows = list(read(f'[["source", "says"], {record}, ["mek", 6.10]]', "a.json").rows)
    assert (rows[0].row, rows[0].reason, rows[0].raw) == (2, reason, record)
    assert rows[1].cells == ["mek", "6.10"]


def test_lists_without_names_are_an_error():
    with pytest.raises(BadFile, match="its lists name no columns"):
        read("[[], []]", "a.json")


# What the samples of the world give, by the mapping that comes with the program

CLAIMS = {
    "input-merged.xlsx": (8, 0),
    "input-multiple-headers.csv": (2, 0),
    "input-quality.xls": (8, 0),
    "input-valid-latin1.csv": (6, 0),
    "input-valid-objects.json": (6, 0),
    "input-valid.csv": (6, 0),
    "input-valid.hxl": (6, 0),
    "input-valid.json": (6, 0),
    "input-valid.xlsx": (6, 0),
}
REFUSED = {
    "input-fuzzy.csv": ("its header has “#targeted+f” 2 times", "names of their own"),
    "input-multiline.csv": ("no column of input-multiline.csv is one that [wide] means", "#description"),
    "input-untagged.csv": ("no column of input-untagged.csv is one that [wide] means", "Para quién"),
    "multisheet-dataset.xlsx": ("no column of multisheet-dataset.xlsx is one that [wide] means", "#sector"),
}


def drafts_of(path):
    """Return the drafts and the problems of a sample; of a workbook with several sheets, of that with hashtags."""
    data = path.read_bytes()
    options = ReadOptions(sheet="input-quality-hxl" if path.name == "input-quality.xls" else None)
    importer = registry.load(registry.importer_for(path.name, data))
    table = importer.read(BytesIO(data), name=path.name, options=options)
    wanted = mapping.open_mapping("hxl").overridden_by(mapping.from_flags([], ["event=Crisis"]))
    plan = mapping.plan(mapping.resolve(wanted, table.columns, file=path.name), table.columns, file=path.name)
    return [draft for row in table.rows for draft in ([row] if isinstance(row, Problem) else plan.drafts(row))]


@pytest.mark.parametrize(("name", "counts"), CLAIMS.items(), ids=CLAIMS)
def test_samples_give_claims(shared, name, counts):
    drafts = drafts_of(shared / "data" / "hxl_samples" / name)
    problems = [draft for draft in drafts if isinstance(draft, Problem)]
    assert (len(drafts) - len(problems), len(problems)) == counts
    assert all(problem.hint for problem in problems)


@pytest.mark.parametrize(("name", "said"), REFUSED.items(), ids=REFUSED)
def test_samples_that_give_none_say_what_is_wrong_and_what_there_is(shared, name, said):
    with pytest.raises((BadFile, BadMapping)) as caught:
        drafts_of(shared / "data" / "hxl_samples" / name)
    assert said[0] in str(caught.value)
    assert said[1] in caught.value.hint


def test_a_sample_is_read_with_who_what_where_and_when(shared):
    draft = drafts_of(shared / "data" / "hxl_samples" / "input-valid.csv")[0]
    found = (draft.source, draft.measure, draft.population, draft.place, draft.says, draft.as_of, draft.row)
    assert found == ("ACNUR", "people targeted", "women", "Los Santos", "100", "1 March 2015", 4)


# Attributes in any order, and the hashtags of measures on record


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db") as made:
        load_measures(made, by="M. Rahimi")
        yield made


def taken(store, folder, text, *flags, name="file.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    given = mapping.open_mapping("hxl").overridden_by(mapping.from_flags([], ["event=Flood", *flags]))
    options = IngestOptions(mapping=given, create=frozenset({"event", "source", "measure"}))
    assert ingest(store, str(folder / name), by="M. Rahimi", options=options).refused == 0
    return {(claim.measure, claim.population, claim.says) for claim in store.reader.claims()}


@pytest.mark.parametrize("header", ["#affected+killed+hh", "#affected+hh+killed", "#affected +HH +killed"])
def test_attributes_may_stand_in_any_order(store, tmp_path, header):
    assert taken(store, tmp_path, f"#org,{header}\nOCHA,12\n") == {("killed", "households", "12")}


@pytest.mark.parametrize("header", ["#affected+killed+f", "#affected+f+killed"])
def test_a_column_with_the_hashtag_of_a_measure_on_record_is_that_measure(store, tmp_path, header):
    assert taken(store, tmp_path, f"#org,{header}\nOCHA,12\n") == {("women-killed", "all", "12")}
    (batch,) = store.reader.batches()
    assert mapping.from_json(batch.mapping).wide[0].hashtags[header] == "women-killed"


def test_what_a_mapping_says_that_a_hashtag_counts_goes_before_the_measure_that_has_it():
    women = Wide(columns=("#affected+killed+f",), header="measure", constants={"population": "women"})
    said = mapping.Mapping("m", wide=(women,), names={"measure": {"#affected+killed+f": "killed"}})
    assert with_measures(said, women.columns, {"#affected+killed+f": "women-killed"}) is said


def test_a_hashtag_that_people_gave_a_measure_counts_too(store, tmp_path):
    store.add_measure(Measure("nurses-killed", "Nurses killed", hxl_tag="#affected+killed+nurses"), by="M. Rahimi")
    assert taken(store, tmp_path, "#org,#affected+nurses+killed\nOCHA,3\n") == {("nurses-killed", "all", "3")}


def test_records_of_json_have_hashtags_too(store, tmp_path):
    text = json.dumps([{"#org": "OCHA", "#affected+f+killed": 12}, {"#org": "WHO", "#affected+f+killed": 14}])
    found = taken(store, tmp_path, text, name="file.json")
    assert found == {("women-killed", "all", "12"), ("women-killed", "all", "14")}


def test_a_mapping_names_a_hashtag_in_any_order():
    plan = mapping.plan(
        mapping.from_flags(["#affected+killed+f=says"], ["event=E", "measure=killed", "source=S"]),
        ("#org", "#affected+f+killed"),
        file="a.csv",
    )
    assert plan.columns_read() == {"#affected+killed+f"}
    (draft,) = plan.drafts(Row(2, ["OCHA", "12"], ""))
    assert draft.says == "12"


@pytest.mark.parametrize("header", ["#adm1+code,#adm1+name", "#adm1+name+es,#adm1+code+v_pcode"])
def test_a_column_of_codes_beside_one_of_names_is_not_the_place(store, tmp_path, header):
    cells = "MM12,Rakhine" if header.startswith("#adm1+code") else "Rakhine,MM12"
    taken(store, tmp_path, f"#org,{header},#affected+killed\nOCHA,{cells},145\n")
    assert store.connection.execute("select place from claim").fetchall() == [("Rakhine",)]


def test_people_who_moved_are_no_affected_and_an_unknown_attribute_is_not_swallowed(store, tmp_path):
    header = "#org,#affected+idps,#affected+f+refugees,#affected+urban,#affected+total"
    found = taken(store, tmp_path, f"{header}\nOCHA,50000,300,7,60000\n")
    assert found == {("displaced", "all", "50,000"), ("refugees", "women", "300"), ("affected", "all", "60,000")}


def test_a_hashtag_that_counts_people_and_is_not_read_is_told(store, tmp_path):
    (tmp_path / "file.csv").write_text("#org,#affected+idps,#affected+urban\nOCHA,5,7\n", encoding="utf-8")
    given = mapping.open_mapping("hxl").overridden_by(mapping.from_flags([], ["event=Flood"]))
    options = IngestOptions(mapping=given, create=frozenset({"event", "source"}))
    notes = ingest(store, str(tmp_path / "file.csv"), by="M. Rahimi", options=options).notes
    (note,) = [note for note in notes if note.startswith("hashtags not read")]
    assert note.startswith("hashtags not read: #affected+urban: what their attributes say is not known")


@pytest.mark.parametrize(
    ("tags", "place"),
    [
        ("#country+name,#crisis", "Mali"),
        ("#country+name,#adm1+name", "Gao"),
        ("#country+code,#adm2+name", "Gao"),
        ("#region,#loc+name", "Gao"),
        ("#crisis,#region+name", "Gao"),
    ],
)
def test_the_place_is_of_the_first_kind_that_has_a_hashtag(store, tmp_path, tags, place):
    flags = ["source=OCHA"]
    taken(store, tmp_path, f"{tags},#affected+killed\nMali,Gao,4\n", *flags)
    assert [claim.place for claim in store.reader.claims()] == [place]
