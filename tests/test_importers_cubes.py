"""JSON that is no list of records: cubes (JSON-stat, SDMX-JSON), and a header apart from its rows."""

import io
import json

import pytest

from claims.errors import BadFile, NoRecords
from claims.importers import json as importer
from claims.model import Problem
from claims.table import ReadOptions

GEO = {"label": "Land", "category": {"index": {"AT": 0, "DE": 1}, "label": {"AT": "Österreich", "DE": "Deutschland"}}}
TIME = {"label": "Jahr", "category": {"index": ["2021", "2022"]}}
CUBE = {
    "version": "2.0",
    "class": "dataset",
    "label": "Getötete im Verkehr",
    "source": "Eurostat",
    "id": ["geo", "time"],
    "size": [2, 2],
    "dimension": {"geo": GEO, "time": TIME},
}


def read(data, **options):
    text = data if isinstance(data, str) else json.dumps(data)
    table = importer.read(io.BytesIO(text.encode()), name="cube.json", options=ReadOptions(**options))
    return table.columns, list(table.rows)


def records(data, **options):
    return [(row.number, dict(row.cells)) for row in read(data, **options)[1]]


def row(number, land, year, value, **more):
    return number, {"label": CUBE["label"], "source": "Eurostat", "Land": land, "Jahr": year, "value": value, **more}


def test_the_cells_of_json_stat_are_records_in_which_the_last_dimension_turns_first():
    columns, _ = read({**CUBE, "value": [412, 440, 2741, None]})
    assert columns == ("label", "source", "Land", "Jahr", "value")
    assert records({**CUBE, "value": [412, 440, 2741, None]}) == [
        row(1, "Österreich", "2021", 412),
        row(2, "Österreich", "2022", 440),
        row(3, "Deutschland", "2021", 2741),
    ]


def test_values_by_their_places_and_what_is_said_of_them_are_read():
    found = records({**CUBE, "value": {"0": 412, "3": 2562}, "status": {"2": "c", "3": "p"}})
    assert found == [
        row(1, "Österreich", "2021", 412, status=None),
        row(3, "Deutschland", "2021", None, status="c"),
        row(4, "Deutschland", "2022", 2562, status="p"),
    ]


def test_an_older_file_holds_the_cube_below_a_key_of_its_own():
    dimension = {"id": ["geo", "time"], "size": [2, 2], "geo": GEO, "time": TIME}
    older = {"dimension": dimension, "value": [1, 2, 3, 4]}
    assert [found["value"] for _, found in records({"dataset": older})] == [1, 2, 3, 4]
    with pytest.raises(NoRecords, match="several cubes") as caught:
        read({"one": older, "two": {**older, "value": [5, 6, 7, 8]}})
    assert caught.value.lists == ("one", "two")
    both = {"one": older, "two": {**older, "value": [5, 6, 7, 8]}}
    assert [found["value"] for _, found in records(both, records="two")] == [5, 6, 7, 8]


def test_categories_of_one_label_have_their_codes_too():
    twice = {"label": "Land", "category": {"index": ["A", "B"], "label": {"A": "Congo", "B": "Congo"}}}
    found = records({**CUBE, "dimension": {"geo": twice, "time": TIME}, "value": [1, 2, 3, 4]})
    assert [one["Land"] for _, one in found] == ["Congo (A)"] * 2 + ["Congo (B)"] * 2


@pytest.mark.parametrize(
    "value", [[1, 2, 3, 4, 5], {"9": 1}, {"x": 1}], ids=["a cell more", "a place beyond", "no place"]
)
def test_a_cube_whose_cells_are_in_no_category_is_refused(value):
    with pytest.raises(BadFile, match="some cells are in no category") as caught:
        read({**CUBE, "value": value})
    assert "as CSV" in caught.value.hint


def test_a_label_that_is_not_text_refuses_its_cells():
    broken = json.dumps({**CUBE, "value": [1, 2, 3, 4]}).replace("Deutschland", "Deutsch\\ud800land")
    rows = read(broken)[1]
    assert [isinstance(one, Problem) for one in rows] == [False, False, True, True]
    assert rows[2].raw.count("\\ud800") == 1


DIMENSIONS = {
    "series": [
        {"id": "AREA", "name": {"fr": "Pays", "en": "Country"}, "values": [{"id": "ML", "name": {"en": "Mali"}}]},
        {"id": "IND", "name": "Indicator", "values": [{"id": "K", "name": "Killed"}, {"id": "I", "name": "Injured"}]},
    ],
    "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2020"}, {"id": "2021"}]}],
    "dataSet": [{"id": "FREQ", "name": "Frequency", "values": [{"id": "A", "name": "Annual"}]}],
}
SERIES = {"0:0": {"observations": {"0": [12, 0], "1": [30]}}, "0:1": {"observations": {"1": ["7", None]}}}
EXPECTED = [
    (1, {"Frequency": "Annual", "Country": "Mali", "Indicator": "Killed", "TIME_PERIOD": "2020", "value": 12}),
    (2, {"Frequency": "Annual", "Country": "Mali", "Indicator": "Killed", "TIME_PERIOD": "2021", "value": 30}),
    (4, {"Frequency": "Annual", "Country": "Mali", "Indicator": "Injured", "TIME_PERIOD": "2021", "value": "7"}),
]


def test_the_observations_of_sdmx_are_records():
    message = {"header": {"id": "x"}, "dataSets": [{"action": "Information", "series": SERIES}]}
    assert records({**message, "structure": {"dimensions": DIMENSIONS}}) == EXPECTED


def test_sdmx_of_the_second_version_with_observations_in_one_list_is_read_too():
    flat = {"0:0:0": [12, 0], "0:0:1": [30], "0:1:1": ["7", None]}
    dimensions = {"dataSet": DIMENSIONS["dataSet"], "observation": [*DIMENSIONS["series"], *DIMENSIONS["observation"]]}
    data = {"dataSets": [{"observations": flat}], "structures": [{"dimensions": dimensions}]}
    assert records({"meta": {"schema": "x"}, "data": data, "errors": []}) == EXPECTED


def test_records_that_have_such_keys_are_no_cube():
    found = records([{"dimension": {"geo": "AT"}, "value": 3}])
    assert found == [(1, {"dimension": {"geo": "AT"}, "value": 3})]


@pytest.mark.parametrize("wrapped", [False, True], ids=["the data set", "an answer with it"])
def test_the_description_of_a_data_set_is_told_with_the_file_that_holds_its_figures(wrapped):
    described = {"title": "Closures", "tags": [{"name": "a"}], "resources": [{"url": "https://example.org/a.csv"}]}
    with pytest.raises(NoRecords, match=r"it describes a data set .* such as https://example\.org/a\.csv"):
        read({"success": True, "result": described} if wrapped else described)


@pytest.mark.parametrize(("header", "lists"), [("columns", "data"), ("headers", "rows"), ("fields", "values")])
def test_rows_with_their_header_apart_are_a_table(header, lists):
    columns, rows = read({"index": [0, 1], lists: [["Amnesty", 106], ["MEK", None]], header: ["source", "killed"]})
    assert columns == ("source", "killed")
    assert [(row.number, row.cells, row.raw) for row in rows] == [
        (1, ["Amnesty", "106"], '["Amnesty", 106]'),
        (2, ["MEK", ""], '["MEK", null]'),
    ]


def test_a_row_wider_than_the_header_apart_from_it_is_refused_where_it_stands():
    _, rows = read({"columns": ["source", "killed"], "data": [["Amnesty", 106, 3], ["MEK", 7]]})
    assert [isinstance(row, Problem) for row in rows] == [True, False]
    assert (rows[0].row, rows[0].raw) == (1, '["Amnesty", 106, 3]')


def test_fields_that_are_described_beside_records_are_no_header():
    data = {"fields": [{"name": "deaths"}], "rows": [{"deaths": 3}], "columns": ["x"]}
    assert records(data, records="rows") == [(1, {"deaths": 3})]


def test_columns_that_are_described_in_what_is_said_of_the_data_head_its_rows():
    described = [{"id": -1, "name": "sid"}, {"id": 3, "name": "Persons killed", "fieldName": "killed"}]
    columns, rows = read({"meta": {"view": {"id": "a-1", "columns": described}}, "data": [["row-1", "2"]]})
    assert columns == ("sid", "Persons killed")
    assert [row.cells for row in rows] == [["row-1", "2"]]


@pytest.mark.parametrize(
    "columns",
    [
        '{"date": ["2023-10-07", null], "killed": [232.50, 413]}',
        '{"date": {"0": "2023-10-07", "1": null}, "killed": {"0": 232.50, "1": 413}}',
    ],
    ids=["lists", "objects by number, as of pandas"],
)
def test_a_file_with_a_list_for_each_column_is_read_by_rows_with_their_digits(columns):
    expected = ['{"date": "2023-10-07", "killed": 232.50}', '{"date": null, "killed": 413}']
    assert [(row.number, row.raw) for row in read(columns)[1]] == list(enumerate(expected, start=1))
    wrapped = f'{{"status": "ok", "daily": {columns}}}'
    assert [row.raw for row in read(wrapped, records="daily")[1]] == expected
    with pytest.raises(NoRecords) as caught:
        read(wrapped)
    assert caught.value.lists == ("daily",)


def test_lists_that_do_not_match_are_no_table_and_say_how_long_they_are():
    with pytest.raises(BadFile, match="its lists do not match: date 2, killed 3 values"):
        read({"date": ["2023-10-07", "2023-10-08"], "killed": [1, 2, 3]})


@pytest.mark.parametrize("record", [{"killed": 3, "sources": ["a", "b"]}, {"sources": ["a"], "tags": ["b"]}])
def test_a_record_that_holds_lists_is_still_a_record(record):
    assert records(record) == [(1, record)]


SHEET = {
    "version": "0.6",
    "table": {
        "cols": [
            {"id": "A", "label": "Date", "type": "date"},
            {"id": "B", "label": "Source"},
            {"id": "C", "label": "Killed"},
        ],
        "rows": [
            {"c": [{"v": "Date(2019,10,25)", "f": "25/11/2019"}, {"v": "Amnesty"}, {"v": 143.0, "f": "143"}]},
            {"c": [{"v": "Date(2019,11,2,7,0,0)"}, {"v": "MEK"}, None]},
        ],
    },
}


@pytest.mark.parametrize(
    "around", ["{}", "/*O_o*/\ngoogle.visualization.Query.setResponse({});", "show( {} )\n", ")]}}'\n{}"]
)
def test_the_answer_of_a_sheet_is_a_table_however_it_is_wrapped(around):
    columns, rows = read(around.format(json.dumps(SHEET)))
    assert columns == ("Date", "Source", "Killed")
    assert [row.cells for row in rows] == [["2019-11-25", "Amnesty", "143"], ["2019-12-02", "MEK", ""]]
    assert json.loads(rows[0].raw) == SHEET["table"]["rows"][0]


def test_a_row_of_a_sheet_that_is_no_object_is_refused_with_its_number():
    table = {**SHEET["table"], "rows": [*SHEET["table"]["rows"], None]}
    _, rows = read({**SHEET, "table": table})
    assert [isinstance(row, Problem) for row in rows] == [False, False, True]
    assert (rows[2].row, rows[2].raw) == (3, "null")


def test_records_in_the_call_of_a_function_are_read_and_other_text_is_not_json():
    columns, rows = read('callback([{"killed": 3}, {"killed": 4}]);')
    assert (tuple(columns), [row.cells["killed"] for row in rows]) == (("killed",), [3, 4])
    with pytest.raises(BadFile, match="it is not JSON"):
        read("alert [1]")


def test_records_in_lists_within_a_list_are_asked_for():
    data = [[{"killed": 5}, {"killed": 6}], [{"killed": 7}]]
    with pytest.raises(NoRecords, match="lists within a list") as caught:
        read(data)
    assert caught.value.lists == ("*",)
    assert [row.cells["killed"] for row in read(data, records="*")[1]] == [5, 6, 7]


def test_labels_that_pandas_writes_beside_rows_are_a_column_unless_they_only_count():
    split = {"columns": ["killed"], "index": ["2024-01-01", "2024-02-01"], "data": [[3], [5]]}
    columns, found = read(split)
    assert columns == ("index", "killed")
    assert [(row.cells, row.raw) for row in found] == [
        (["2024-01-01", "3"], '["2024-01-01", 3]'),
        (["2024-02-01", "5"], '["2024-02-01", 5]'),
    ]
    assert read({**split, "index": [0, 1]})[0] == ("killed",)
