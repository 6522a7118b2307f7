"""FollowTheMoney statements: read as they are, each with the name of its entity."""

import json
from io import BytesIO

import pytest

from claims import mapping, registry
from claims.errors import BadFile
from claims.importers import ftm
from claims.model import Problem
from claims.table import Paths, ReadOptions

HEADER = "canonical_id,entity_id,prop,schema,value,dataset\n"
LINE = '{{"canonical_id": "{0}", "entity_id": "{0}", "schema": "Event", "prop": "{1}", "value": "{2}", "dataset": ""}}'


def read(text, name="statements.csv"):
    return ftm.read(BytesIO(text.encode()), name=name, options=ReadOptions())


def captions(table):
    return [row.cells["caption"] if isinstance(row.cells, dict) else row.cells[-1] for row in table.rows]


def test_json_lines_are_read_by_key():
    table = read(LINE.format("e1", "date", "2019-11") + "\n" + LINE.format("e1", "name", "Aban"))
    assert isinstance(table.columns, Paths)
    assert table.columns[-1] == "caption"
    assert [row.cells["value"] for row in table.rows] == ["2019-11", "Aban"]


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ([("e1", "date", "2019"), ("e1", "name", "Aban"), ("e1", "name", "Other")], ["Aban"] * 3),
        ([("e1", "summary", "Long"), ("e1", "title", "Short")], ["Short"] * 2),
        ([("e1", "date", "2019")], ["e1"]),
        ([("e1", "name", "Aban"), ("e2", "date", "2022"), ("e1", "date", "2019")], ["Aban", "e2", "e1"]),
    ],
    ids=["first_name", "title_before_summary", "no_name", "apart"],
)
def test_a_row_has_the_name_that_stands_beside_it(form, statements, found):
    if form == "csv":
        text = HEADER + "".join(f"{entity},{entity},{prop},Event,{value},ngo\n" for entity, prop, value in statements)
    else:
        text = "\n".join(LINE.format(*statement) for statement in statements)
    assert captions(read(text)) == found


def test_entities_are_known_together_by_their_canonical_id():
    table = read(HEADER + "q1,a,name,Event,Aban,ngo\nq1,b,date,Event,2019,gov\n")
    assert captions(table) == ["Aban", "Aban"]


def test_a_broken_row_is_a_problem_and_the_others_go_on():
    rows = list(read(HEADER + "e1,e1,name,Event,Aban,ngo\ne1,broken\ne1,e1,date,Event,2019,ngo\n").rows)
    assert [isinstance(row, Problem) for row in rows] == [False, True, False]
    assert [row.cells[-1] for row in rows if not isinstance(row, Problem)] == ["Aban", "Aban"]


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("source,says\nmek,600\n", "there is no dataset, entity_id, prop, schema, value", "--format csv"),
        (
            '{"id": "e1", "properties": {"name": ["Aban"]}}\n',
            "there is no dataset",
            "entities id, schema and properties",
        ),
    ],
    ids=["another_table", "another_object"],
)
def test_what_holds_no_statements_says_what_to_do(text, reason, hint):
    with pytest.raises(BadFile) as caught:
        read(text)
    assert reason in str(caught.value)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("name", "head", "format"),
    [
        ("statements.csv", HEADER.encode() + b"e1,", "ftm"),
        ("standard input", b'"canonical_id","entity_id","prop","schema","value","dataset"\r\n', "ftm"),
        ("a.json", LINE.format("e1", "name", "x").encode(), "ftm"),
        ("a.csv", b"entity_id,value\n", "csv"),
        ("a.jsonl", b'{"id": "e1", "schema": "Event", "properties": {}}', "ftm"),
        ("a.jsonl", b'{"type": "Feature", "id": 1, "properties": {"schema": "x"}}', "json"),
    ],
)
def test_statements_are_known_by_their_columns_whatever_the_file_is_called(name, head, format):
    assert registry.importer_for(name, head) == format


def test_entities_are_read_as_their_statements_each_of_its_only_dataset():
    first = {"name": ["Aban"], "startDate": ["2019-11-15"], "involved": [{"id": "p1"}]}
    lines = (
        {"id": "e1", "caption": "A", "schema": "Event", "datasets": ["ngo"], "properties": first},
        {"id": "e2", "schema": "Event", "datasets": ["ngo", "gov"], "properties": {"startDate": ["2020"]}},
    )
    table = read("\n".join(map(json.dumps, lines)), name="entities.jsonl")
    found = [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows]
    shown = [(one["caption"], one["prop"], one["value"], one["dataset"]) for one in found]
    assert shown == [
        ("Aban", "name", "Aban", "ngo"),
        ("Aban", "startDate", "2019-11-15", "ngo"),
        ("Aban", "involved", "p1", "ngo"),
        ("e2", "startDate", "2020", ""),
    ]


def test_a_mapping_picks_the_statements_that_are_claims():
    text = HEADER + "e1,e1,name,Event,Aban,ngo\ne1,e1,startDate,Event,2019-11-15,gov\n"
    picked = mapping.from_toml(
        """
        [columns]
        event = "caption"
        source = "dataset"
        says = "value"
        measure = "prop"
        [only]
        prop = ["startDate", "endDate"]
        [names.measure]
        startDate = "start date"
        """,
        name="ftm.toml",
    )
    table = read(text)
    plan = mapping.plan(picked, table.columns, file="statements.csv")
    drafts = [draft for row in table.rows for draft in plan.drafts(row)]
    assert [(draft.event, draft.measure, draft.source, draft.says) for draft in drafts] == [
        ("Aban", "start date", "gov", "2019-11-15")
    ]
