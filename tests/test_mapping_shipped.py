"""The mappings that come with the program, each held to a sample beside its expected claims."""

import json
from io import BytesIO
from pathlib import Path

import pytest

from claims import mapping, registry
from claims.errors import BadMapping
from claims.mapping.shipped import open_mapping, shipped, shipped_mappings
from claims.model import Problem

FOLDER = Path(__file__).parent / "mappings"
SAMPLES = sorted(path for path in FOLDER.glob("*/*") if path.name != "expected.json")
SAID = {
    "owid-long": ["source=ECDC"],
    "owid-grapher": ["source=A study", "event=A war"],
    "hxl": ["event=A flood"],
    "who-gho": ["event=A survey"],
    "who-gho-csv": ["event=A survey"],
}
"""What the file of a sample does not say, as --set says it."""
LEFT_OUT = {"row", "raw", "columns"}
DEFAULTS = {"population": "all", "place": "", "basis": "unstated", "credibility": 6, "says": ""}


def as_plain(draft):
    """Return a draft, or the problem why it is none, as JSON has it: fields that say something."""
    if isinstance(draft, Problem):
        return {"row": draft.row, "column": draft.column, "refused": draft.reason}
    fields = {"row": draft.row, **draft._asdict()}
    plain = {key: value for key, value in fields.items() if key not in LEFT_OUT - {"row"} and value is not None}
    if "figure" in plain:
        figure = plain["figure"]
        plain["figure"] = [str(figure.hedge), figure.low, figure.best, figure.high]
    return {key: value for key, value in plain.items() if DEFAULTS.get(key) != value}


def claims_of(path):
    name = path.parent.name
    given = open_mapping(name)
    if name in SAID:
        given = given.overridden_by(mapping.from_flags([], SAID[name]))
    importer = registry.load(registry.importer_for(path.name, path.read_bytes()[:8192]))
    options = given.read_options()
    table = importer.read(BytesIO(path.read_bytes()), name=path.name, options=options)
    plan = mapping.plan(mapping.resolve(given, table.columns, file=path.name), table.columns, file=path.name)
    return [as_plain(one) for row in table.rows for one in ([row] if isinstance(row, Problem) else plan.drafts(row))]


def test_every_mapping_has_a_sample_with_its_expected_claims():
    assert {path.parent.name for path in SAMPLES} == set(shipped())
    assert all((path.parent / "expected.json").is_file() for path in SAMPLES)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_the_sample_gives_its_expected_claims(path):
    assert claims_of(path) == json.loads((path.parent / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", shipped())
def test_each_says_what_it_reads_and_survives_being_stored_and_printed(name):
    made = shipped_mappings()[name]
    assert made.about
    assert mapping.from_json(made.as_json()) == made
    assert mapping.from_toml(mapping.to_toml(made), name=name) == made


def test_a_name_that_is_no_mapping_is_told_with_what_is_near():
    with pytest.raises(BadMapping, match="neither such a file nor such a mapping") as caught:
        open_mapping("ucdp-gde")
    assert caught.value.hint.startswith("did you mean ucdp-ged or ucdp-ged-sides?")


def test_a_file_of_ones_own_is_opened_by_its_path(tmp_path):
    (tmp_path / "own.toml").write_text('[set]\nsource = "S"\n', encoding="utf-8")
    assert open_mapping(str(tmp_path / "own.toml")).constants == {"source": "S"}


@pytest.mark.parametrize(
    ("columns", "name"),
    [(("#adm1+name", "#affected+killed"), "hxl"), (("id", "canonical_id", "prop", "value", "dataset"), "ftm")],
)
def test_the_mapping_that_reads_hashtags_or_statements_is_named_where_nothing_gives_a_claim(columns, name):
    with pytest.raises(BadMapping) as caught:
        mapping.plan(mapping.resolve(None, columns, file="f.csv"), columns, file="f.csv")
    assert caught.value.hint.startswith(f"--mapping {name} reads such columns; ")
