"""YAML: read as JSON of the same shape, every value as it stands."""

from io import BytesIO

import pytest

from claims import registry
from claims.errors import BadFile, NoRecords
from claims.importers import yaml
from claims.pipeline.propose import propose
from claims.table import ReadOptions

LIST = """\
- city: Shiraz
  killed: 12
  day: 2019-12-09
  source: {name: MEK, confirmed: no}
- city: Qom
  killed: ~
  day: "2019-12-10"
  code: 010
"""


def read(text, **options):
    data = text.encode()
    assert registry.importer_for("file.yaml", data) == "yaml"
    return yaml.read(BytesIO(data), name="file.yaml", options=ReadOptions(**options))


def cells(text, **options):
    return [row.cells for row in read(text, **options).rows]


def test_a_value_is_the_text_that_stands_there():
    assert cells(LIST) == [
        {"city": "Shiraz", "killed": "12", "day": "2019-12-09", "source": {"name": "MEK", "confirmed": "no"}},
        {"city": "Qom", "killed": None, "day": "2019-12-10", "code": "010"},
    ]
    assert read(LIST).columns == ("city", "killed", "day", "source.name", "source.confirmed", "code")


def test_lists_are_found_and_named_as_in_json():
    text = "title: Deaths\ndata:\n  items:\n    - {city: Qom, killed: 3}\n"
    with pytest.raises(NoRecords) as caught:
        read(text)
    assert caught.value.lists == ("data.items",)
    assert cells(text, records="data.items") == [{"city": "Qom", "killed": "3"}]


def test_several_documents_are_a_list():
    assert cells("city: Qom\nkilled: 3\n---\ncity: Bam\nkilled: 4\n") == [
        {"city": "Qom", "killed": "3"},
        {"city": "Bam", "killed": "4"},
    ]


def test_a_line_behind_the_last_document_begins_none():
    assert cells(f"---\n{LIST}\n---\n") == cells(LIST)


BAD = {
    "indented": ("- a: 1\n   b: 2\n", "line 2, column .*: it is not YAML"),
    "twice": ("- a: 1\n  b: 2\n  a: 3\n", "line 3: “a” stands there more than once"),
    "aliases": ("- &x {a: 1}\n- *x\n", "by reference to an anchor"),
    "empty": ("# nothing\n", "no records"),
}


@pytest.mark.parametrize(("text", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_says_why(text, reason):
    with pytest.raises(BadFile, match=reason) as caught:
        read(text)
    assert caught.value.hint


def test_a_mapping_is_proposed(tmp_path):
    (tmp_path / "deaths.yml").write_text(LIST, encoding="utf-8")
    assert propose(str(tmp_path / "deaths.yml")).first[0].says == "12"
