"""Files without a row that names their columns: named by a person, and told where a first row may be data."""

from io import BytesIO

import openpyxl
import pytest
from builders import BY, Clock, fill

from claims import registry
from claims.errors import BadFile, BadMapping
from claims.mapping import from_flags, from_toml, to_toml
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import propose
from claims.table import ReadOptions

ROWS = [
    ["244657", "Iran", "Tehran, 2019", "2019-11-16", "12", "3"],
    ["244658", "Iran", "", "2019-11-17", "4", "0"],
    ["244659", "Iraq", "Basra", "2019-11-18", "7", "9"],
]
NAMES = ("id", "country", "place", "date", "killed", "injured")


def as_csv(rows):
    return "".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\n" for row in rows).encode()


def as_workbook(rows):
    made, file = openpyxl.Workbook(), BytesIO()
    for row in rows:
        made.active.append([int(cell) if cell.isdecimal() else cell for cell in row])
    made.save(file)
    return file.getvalue()


FILES = {"csv": ("file.csv", as_csv), "workbook": ("file.xlsx", as_workbook)}


@pytest.fixture(params=FILES.values(), ids=FILES)
def made(request):
    name, writes = request.param

    def read(rows, **options):
        return registry.load(registry.importer_for(name, writes(rows)[:8192])).read(
            BytesIO(writes(rows)), name=name, options=ReadOptions(**options)
        )

    return read


def test_the_columns_are_those_that_a_person_names_and_the_first_row_is_data(made):
    table = made(ROWS, header=NAMES)
    assert (table.columns, table.notes) == (NAMES, ())
    assert [(row.number, list(row.cells)) for row in table.rows] == list(enumerate(ROWS, start=1))


@pytest.mark.parametrize("header", [NAMES[:5], (*NAMES, "more")], ids=["fewer", "more"])
def test_more_or_fewer_names_than_columns_are_refused(made, header):
    with pytest.raises(BadFile, match=f"its rows have 6 cells, header names {len(header)} columns"):
        made(ROWS, header=header)


def test_a_first_row_that_may_be_data_is_told(made):
    told = "the first row may be data: “244657”, “2019-11-16”, “12”, “3”; if so, name the columns in their order: "
    assert told + "--set header=NAME,NAME,…" in made(ROWS).notes


HEADERS = {
    "names": ["id", "country", "place", "date", "killed", "injured"],
    "a_name_above_numbers": ["1", "Iran", "x", "2019-11-16", "killed", "9"],
    "years": ["country", "region", "place", "kind", "2018", "2019"],
    "days": ["country", "region", "place", "kind", "2019-11-16", "2019-11-17"],
    "counting_on": ["country", "region", "place", "kind", "1", "2"],
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_a_row_of_names_years_or_days_is_the_header(made, header):
    rows = [["a", "b", "c", "d", *row[4:]] if header[3] == "kind" else row for row in ROWS]
    assert not any("may be data" in note for note in made([header, *rows]).notes)


def test_a_mapping_says_them_as_a_list_and_a_flag_with_commas():
    mapping = from_toml('header = ["id", "deaths"]\n[columns]\nsays = "deaths"\n', name="m.toml")
    assert mapping.header == ("id", "deaths")
    assert from_toml(to_toml(mapping), name="m.toml") == mapping
    assert from_flags((), ("header=id, deaths",)).header == ("id", "deaths")
    with pytest.raises(BadMapping, match="header is not a list of texts"):
        from_toml('header = "id, deaths"\n', name="m.toml")


def test_a_format_whose_rows_name_their_cells_has_none(tmp_path):
    (tmp_path / "file.json").write_text('[{"a": 1}]', encoding="utf-8")
    with pytest.raises(BadMapping, match="it is read as json, which has no header"):
        propose(str(tmp_path / "file.json"), said=from_flags((), ("header=a",)))


def test_it_is_asked_about_proposed_for_and_recorded(tmp_path):
    path = tmp_path / "file.csv"
    path.write_bytes(as_csv(ROWS))
    assert any("the first row may be data" in one for one in propose(str(path)).unsure)
    said = (f"header={','.join(NAMES)}", "event=iran-protests-2019", "source=mek")
    found = propose(str(path), said=from_flags((), said))
    assert (found.mapping.header, found.first[0].says) == (NAMES, "12")
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        fill(store)
        mapping = from_flags(("killed=says", "date=as_of", "country=place"), (*said, "measure=killed"))
        done = ingest(store, str(path), by=BY, options=IngestOptions(mapping=mapping))
        sql = "select low, as_of, locator from claim join appearance a on a.claim = claim.id where claim.batch = 1"
        assert done.added == 3
        first = next(store.connection.execute(f"{sql} order by as_of"))
        assert tuple(first) == (12, "2019-11-16", "row 1")
