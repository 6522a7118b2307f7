"""Tables of SQLite files of others: which is read, values as they stand, and that nothing is written."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from io import BytesIO

import pytest
from builders import BY, Clock, fill

from claims import registry
from claims.errors import BadFile
from claims.importers import sqlite
from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import propose
from claims.table import ReadOptions

DEATHS = """
create table deaths (city text, killed, share real, map blob);
insert into deaths values ('Shiraz', 12, 0.5, x'00'), ('Qom', null, 1e-7, null), ('Bam', 'at least 3', 12.0, null);
"""
HURT = "create table hurt (city, n); insert into hurt values ('Rey', 7);"


@pytest.fixture
def made(tmp_path):
    def make(sql):
        path = tmp_path / "file.db"
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(sql)
        return path

    return make


def read(path, **options):
    with path.open("rb") as stream:
        table = sqlite.read(stream, name="file.db", options=ReadOptions(**options))
        return table, [(row.number, row.cells) for row in table.rows]


@pytest.mark.parametrize("name", ["file.db", "file.sqlite", "file", "file.csv"])
def test_it_is_known_by_its_beginning(made, name):
    assert registry.importer_for(name, made(DEATHS).read_bytes()[:8192]) == "sqlite"


def test_values_are_given_as_they_stand(made):
    table, rows = read(made(DEATHS))
    assert (table.columns, table.notes) == (("city", "killed", "share", "map"), ())
    assert rows == [
        (1, ["Shiraz", "12", "0.5", "(bytes)"]),
        (2, ["Qom", "", "0.0000001", ""]),
        (3, ["Bam", "at least 3", "12", ""]),
    ]


def test_a_number_whose_last_digits_may_be_lost_has_an_exponent(made):
    held = "('Rey', 9007199254740993), ('Bam', 12)"
    _, rows = read(made(f"create table t (city text, n real); insert into t values {held};"))
    assert rows == [(1, ["Rey", "9.007199254740992E+15"]), (2, ["Bam", "12"])]


def test_what_is_no_file_on_disk_is_read_too(made):
    data = made(DEATHS).read_bytes()
    table = sqlite.read(BytesIO(data), name="file.db", options=ReadOptions())
    assert next(table.rows).cells[0] == "Shiraz"


def test_the_table_with_most_rows_is_read_and_the_others_are_told(made):
    table, rows = read(made(HURT + DEATHS + "create table none (a);"))
    assert rows[0][1][0] == "Shiraz"
    assert table.notes == ("read table “deaths”; not read: hurt (--table NAME chooses)",)


@pytest.mark.parametrize("wanted", ["HURT", "hur", "2"])
def test_a_table_is_chosen_by_its_name_or_place(made, wanted):
    assert read(made(DEATHS + HURT), table=wanted)[1] == [(1, ["Rey", "7"])]


def test_a_view_is_chosen_by_its_name(made):
    path = made(DEATHS + "create view few as select city, killed from deaths where killed = 12;")
    assert read(path, table="few")[1] == [(1, ["Shiraz", "12"])]


@pytest.mark.parametrize(
    ("wanted", "reason"), [("arrests", "it has no table “arrests”"), ("r", "of several of its tables")]
)
def test_a_table_that_there_is_not_alone_names_those_there_are(made, wanted, reason):
    with pytest.raises(BadFile, match=reason) as caught:
        read(made(DEATHS.replace("deaths", "martyrs") + HURT), table=wanted)
    assert caught.value.hint == "its tables are hurt, martyrs"


def test_what_cannot_be_read_says_why(made, tmp_path):
    for sql, reason in (("select 1", "it is no SQLite file|it holds no table"), ("create table a (b)", "have no rows")):
        with pytest.raises(BadFile, match=reason):
            read(made(sql))
    (tmp_path / "cut.db").write_bytes(b"SQLite format 3\0" + b"x" * 200)
    with pytest.raises(BadFile, match="it is no SQLite file that can be read"):
        read(tmp_path / "cut.db")


def test_changes_that_are_still_beside_it_are_asked_for(made):
    path = made(f"pragma journal_mode = wal; {DEATHS}")
    assert len(read(path)[1]) == 3
    assert [one.name for one in path.parent.iterdir()] == ["file.db"]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("delete from deaths")
        connection.commit()
        with pytest.raises(BadFile, match="its last changes are not in it yet") as caught:
            read(path)
    assert "wal_checkpoint" in caught.value.hint
    with pytest.raises(BadFile, match="have no rows"):
        read(path)


def test_a_file_of_claims_is_merged_instead(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        fill(store)
    with pytest.raises(BadFile, match="it is a file of claims itself") as caught:
        propose(str(tmp_path / "claims.db"))
    assert "`claims merge`" in caught.value.hint


def test_its_claims_know_their_rows_and_nothing_is_written(made, tmp_path):
    path = made(DEATHS)
    before = sha256(path.read_bytes()).hexdigest()
    said = ("event=iran-protests-2019", "source=mek", "measure=killed", "as_of=2019-12-09")
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        fill(store)
        mapping = from_flags(("city=place", "killed=says"), said)
        done = ingest(store, str(path), by=BY, options=IngestOptions(mapping=mapping))
        sql = "select place, low, locator from claim join appearance a on a.claim = claim.id where claim.batch = 1"
        found = [tuple(row) for row in store.connection.execute(f"{sql} order by low")]
    assert (done.added, found) == (2, [("Bam", 3, "row 3"), ("Shiraz", 12, "row 1")])
    assert sha256(path.read_bytes()).hexdigest() == before
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("file")] == ["file.db"]


def test_a_text_that_is_no_utf_8_is_a_problem_of_its_row(made):
    path = made("create table t (city text, n); insert into t values (cast(x'516fe9' as text), 1), ('Bam', 2);")
    with path.open("rb") as stream:
        broken, whole = sqlite.read(stream, name="file.db", options=ReadOptions()).rows
    assert (broken.row, broken.column, broken.reason) == (1, "city", "its text is no UTF-8")
    assert whole.cells == ["Bam", "2"]
