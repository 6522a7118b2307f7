"""The database refuses by itself what would break the promise: every CHECK, every append-only trigger, every copy."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from builders import BY, EVENT, Clock, at_least, claim, fill, nothing

from claims import schema
from claims.errors import (
    AlreadyExists,
    NewerDatabase,
    NoDatabase,
    NotOurDatabase,
    OlderDatabase,
    UpgradeFailed,
)
from claims.model import Appearance, Document
from claims.schema import Step
from claims.store.writer import Store

CLAIM = {
    "id": "c1",
    "number": 1,
    "event": EVENT.id,
    "measure": "killed",
    "source": "mek",
    "says": "600",
    "low": 600,
    "best": 600,
    "high": 600,
    "hedge": "exact",
    "as_of": "2019-12-02",
    "as_of_precision": "day",
    "source_type": "opposition",
    "country": "IRN",
    "comparison": "k",
    "recorded_by": BY,
    "recorded_at": "2019-12-02T12:00:00Z",
}
OPEN = {"low": None, "best": None, "high": None}


@pytest.fixture(scope="module")
def new_databases_are_copies():
    """Make each database here as users make it."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A new database with names, a document, two claims (c1, c2), an appearance, a link, a decision, a refused row."""
    path = tmp_path_factory.mktemp("filled") / "claims.db"
    with closing(schema.create(path)) as opened:
        fill(Store(opened, clock=Clock()))
        insert(opened, "document", id="d1", number=1, title="An article", text="600 killed", url="https://example.org")
        insert(opened, "claim", **CLAIM)
        insert(
            opened,
            "claim",
            **{**CLAIM, "id": "c2", "number": 2, "source": "amnesty-international", "source_type": "ngo"},
        )
        insert(
            opened, "appearance", id="a1", claim="c1", document="d1", quote="600 killed", quote_start=0, quote_end=10
        )
        signed = {"reason": "so it says", "decided_by": BY, "decided_at": "2019-12-02"}
        insert(opened, "appearance_withdrawal", appearance="a1", **signed)
        insert(opened, "claim_link", claim="c1", other="c2", relation="derived_from", **signed)
        insert(opened, "reconciliation", **DECISION)
        insert(opened, "reconciliation_claim", reconciliation=1, claim="c1", included=1, reason="stands")
        insert(opened, "reconciliation", **DECISION | {"comparison": "l"})
        insert(opened, "reconciliation_replaced", reconciliation=1, replaced_by=2)
        insert(opened, "place", id="Tehran")
        insert(opened, "batch", file="f.csv", sha256="0" * 64, importer="csv", started_at="2019", started_by=BY)
        insert(opened, "reject", batch=1, file="f.csv", row=1, reason="no source", raw=",,1")
        insert(opened, "read_again", batch=1, claim="c1", batch_row=2)
        insert(opened, "accepted_finding", **ACCEPTED_FINDING)
        insert(opened, "extraction", **EXTRACTION)
        insert(opened, "candidate", **CANDIDATE | {"id": "x1", "extraction": 1})
        insert(opened, "blob", sha256="0" * 64, bytes=b"a,b", fetched_from="https://example.org", fetched_at="2019")
    return path.read_bytes()


@pytest.fixture
def connection(filled, tmp_path):
    """A copy of it, open for writing."""
    path = tmp_path / "claims.db"
    path.write_bytes(filled)
    with closing(schema.connect(path, write=True)) as opened:
        yield opened


DECISION = {
    "comparison": "k",
    "event": EVENT.id,
    "measure": "killed",
    "population": "all",
    "place": "",
    "outcome": "preferred_claim",
    "rule": "analyst",
    "claim": "c1",
    "hedge": "exact",
    "value_type": "value",
    "low": 600,
    "rationale": "the only count",
    "decided_by": BY,
    "decided_at": "2019-12-02",
}


ACCEPTED_FINDING = {
    "finding": "f1",
    "rule": "undated",
    "subject": "claim c1",
    "event": EVENT.id,
    "says": "mek “600” does not say as of when",
    "reason": "the source never said",
    "decided_by": BY,
    "decided_at": "2019-12-02",
}


def insert(connection, table, **fields):
    columns = ", ".join(f'"{name}"' for name in fields)
    marks = ", ".join("?" * len(fields))
    connection.execute(f"insert into {table} ({columns}) values ({marks})", list(fields.values()))


def dump(connection):
    """Every object of a database as its kind, name and SQL."""
    sql = "select type, name, tbl_name, sql from sqlite_master order by type, name"
    return [tuple(row) for row in connection.execute(sql)]


def test_every_table_of_ours_is_strict(connection):
    sql = """select name, strict from pragma_table_list
      where schema = 'main' and type = 'table' and name not like 'sqlite_%'"""
    tables = dict(connection.execute(sql).fetchall())
    assert len(tables) >= 15
    assert [name for name, strict in tables.items() if not strict] == []


def test_a_new_file_is_marked_as_ours_and_set_up_for_one_writer_and_many_readers(connection):
    def pragma(name):
        return connection.execute(f"pragma {name}").fetchone()[0]

    assert pragma("application_id") == schema.APPLICATION_ID == int.from_bytes(b"CLMS", "big")
    assert pragma("user_version") == schema.VERSION
    assert pragma("foreign_keys") == 1
    assert pragma("journal_mode") == "wal"
    assert pragma("busy_timeout") == schema.BUSY_TIMEOUT_MS
    assert pragma("integrity_check") == "ok"


@pytest.mark.parametrize("write", [True, False])
def test_every_connection_has_foreign_keys_and_patience(connection, tmp_path, write):
    with closing(schema.connect(tmp_path / "claims.db", write=write)) as other:
        assert other.execute("pragma foreign_keys").fetchone() == (1,)
        assert other.execute("pragma busy_timeout").fetchone() == (schema.BUSY_TIMEOUT_MS,)
        assert other.execute("pragma journal_mode").fetchone() == ("wal",)


ACCEPTED_CLAIMS = {
    "exact": {},
    "at least": {**OPEN, "hedge": "at_least", "low": 600},
    "more than": {**OPEN, "hedge": "more_than", "low": 601},
    "at most": {**OPEN, "hedge": "at_most", "high": 600},
    "fewer than": {**OPEN, "hedge": "fewer_than", "high": 599},
    "between": {**OPEN, "hedge": "between", "low": 10, "high": 14},
    "between with its best": {"hedge": "between", "low": 10, "best": 12, "high": 14},
    "about": {**OPEN, "hedge": "about", "best": 600},
    "nearly": {**OPEN, "hedge": "nearly", "best": 600},
    "dozens": {**OPEN, "hedge": "vague", "magnitude": 12},
    "unknown": {**OPEN, "hedge": "none", "value_type": "somevalue"},
    "none": {**OPEN, "hedge": "none", "value_type": "novalue"},
    "zero": {"low": 0, "best": 0, "high": 0},
    "a decimal": {"low": 2.5, "best": 2.5, "high": 2.5},
    "a date": {"low": "2019-11-15", "best": "2019-11-15", "high": "2019-11-15"},
    "a month": {"as_of": "2019-12", "as_of_precision": "month"},
    "no date": {"as_of": None, "as_of_precision": None},
    "preferred with its reason": {"rank": "preferred", "rank_reason": "the only count"},
}
REFUSED_CLAIMS = {
    "exact with one bound": {"best": None, "high": None},
    "exact without its low": {"low": None},
    "exact with bounds that differ": {"high": 700},
    "exact without bounds": OPEN,
    "at least without a floor": {**OPEN, "hedge": "at_least"},
    "at least with a best": {"hedge": "at_least", "high": None},
    "at least with a ceiling": {"hedge": "at_least", "best": None},
    "more than with a ceiling": {"hedge": "more_than", "best": None},
    "at most with a floor": {"hedge": "at_most", "best": None},
    "at most without a ceiling": {**OPEN, "hedge": "at_most"},
    "fewer than with a floor": {"hedge": "fewer_than", "best": None},
    "between with one bound": {**OPEN, "hedge": "between", "low": 10},
    "between upside down": {**OPEN, "hedge": "between", "low": 14, "high": 10},
    "between with a best outside": {"hedge": "between", "low": 10, "best": 20, "high": 14},
    "about with a floor": {"hedge": "about", "high": None},
    "about without a number": {**OPEN, "hedge": "about"},
    "nearly with a ceiling": {"hedge": "nearly", "low": None},
    "dozens without a magnitude": {**OPEN, "hedge": "vague"},
    "dozens with a floor": {**OPEN, "hedge": "vague", "magnitude": 12, "low": 24},
    "dozens of nothing": {**OPEN, "hedge": "vague", "magnitude": 0},
    "a magnitude of an exact figure": {"magnitude": 12},
    "no value with a number": {"hedge": "none", "value_type": "novalue"},
    "no value that is called a value": {**OPEN, "hedge": "none"},
    "a value that is called unknown": {"value_type": "somevalue"},
    "an unheard-of hedge": {"hedge": "roughly"},
    "an unheard-of basis": {"basis": "rumour"},
    "an unheard-of rank": {"rank": "best"},
    "a rank without its reason": {"rank": "deprecated"},
    "credibility 0": {"credibility": 0},
    "credibility 7": {"credibility": 7},
    "half published": {"published": 2},
    "a date without its precision": {"as_of_precision": None},
    "a precision without a date": {"as_of": None},
    "a month said to be a day": {"as_of": "2019-12"},
    "a day said to be a year": {"as_of_precision": "year"},
    "bytes for a number": {"low": b"600", "best": b"600", "high": b"600"},
    "no signature": {"recorded_by": ""},
    "an unknown event": {"event": "elsewhere", "country": None},
    "an unknown source": {"source": "nobody", "source_type": None},
    "a source type that is not its source's": {"source_type": "ngo"},
    "a country that is not its event's": {"country": "FRA"},
    "text where an integer belongs": {"credibility": "high"},
}


@pytest.mark.parametrize("changes", ACCEPTED_CLAIMS.values(), ids=ACCEPTED_CLAIMS)
def test_accepts_a_claim_of(connection, changes):
    insert(connection, "claim", **{**CLAIM, "id": "c3", "number": 3, **changes})
    assert connection.execute("select count(*) from claim where id = 'c3'").fetchone()[0] == 1


@pytest.mark.parametrize("changes", REFUSED_CLAIMS.values(), ids=REFUSED_CLAIMS)
def test_refuses_a_claim_of(connection, changes):
    with pytest.raises(sqlite3.IntegrityError):
        insert(connection, "claim", **{**CLAIM, "id": "c3", "number": 3, **changes})


PLACE = {"id": "a2", "claim": "c1", "document": "d1", "quote": "600 killed", "quote_start": 0, "quote_end": 10}
SIGNED = {"reason": "so it says", "decided_by": BY, "decided_at": "2019-12-02"}
LINK = {"claim": "c2", "other": "c1", "relation": "disputes", **SIGNED}
CANDIDATE = {
    "id": "x",
    "document": "d1",
    "quote": "600",
    "quote_start": 0,
    "quote_end": 3,
    "says": "600",
    "extractor": "en",
    "extractor_version": "1",
}
EXTRACTION = {
    "number": 1,
    "document": "d1",
    "extractor": "en",
    "extractor_version": "1",
    "proposed": 1,
    "run_by": BY,
    "run_at": "2019-12-02",
}
DECIDED = {"decided_by": BY, "decided_at": "2019-12-02"}
REFUSED_ROWS = {
    "a quote that begins before the text": ("appearance", PLACE | {"quote_start": -1, "quote_end": 9}),
    "a quote of another length than its place": ("appearance", PLACE | {"quote_end": 9}),
    "a place without its end": ("appearance", PLACE | {"quote_end": None}),
    "a place without a quote": ("appearance", PLACE | {"quote": None}),
    "an empty quote": ("appearance", PLACE | {"quote": "", "quote_end": 0}),
    "an appearance in no document": ("appearance", PLACE | {"document": "nowhere"}),
    "an appearance of no claim": ("appearance", PLACE | {"claim": "nothing"}),
    "a withdrawal of nothing": ("appearance_withdrawal", {"appearance": "a9", **SIGNED}),
    "an appearance withdrawn twice": ("appearance_withdrawal", {"appearance": "a1", **SIGNED}),
    "an appearance withdrawn without a reason": ("appearance_withdrawal", {"appearance": "a1", **SIGNED, "reason": ""}),
    "a link to itself": ("claim_link", LINK | {"other": "c2"}),
    "a link of an unheard-of kind": ("claim_link", LINK | {"relation": "likes"}),
    "a link without a reason": ("claim_link", LINK | {"reason": ""}),
    "a link without a signature": ("claim_link", LINK | {"decided_by": ""}),
    "a link twice": ("claim_link", LINK | {"claim": "c1", "other": "c2", "relation": "derived_from"}),
    "a withdrawal without a reason": ("claim_link", LINK | {"withdrawn_at": "2020", "withdrawn_by": BY}),
    "a finding accepted twice": ("accepted_finding", ACCEPTED_FINDING),
    "an acceptance without a reason": ("accepted_finding", ACCEPTED_FINDING | {"finding": "f2", "reason": ""}),
    "an acceptance without a signature": ("accepted_finding", ACCEPTED_FINDING | {"finding": "f2", "decided_by": ""}),
    "a second decision in force": ("reconciliation", DECISION),
    "a decision replaced twice by one": ("reconciliation_replaced", {"reconciliation": 1, "replaced_by": 2}),
    "a decision that replaces itself": ("reconciliation_replaced", {"reconciliation": 2, "replaced_by": 2}),
    "a decision replaced by none": ("reconciliation_replaced", {"reconciliation": 2, "replaced_by": 9}),
    "a decision without a rationale": ("reconciliation", DECISION | {"comparison": "m", "rationale": ""}),
    "a decision that prefers nothing": ("reconciliation", DECISION | {"comparison": "m", "claim": None}),
    "a range that prefers a claim": ("reconciliation", DECISION | {"comparison": "m", "outcome": "range"}),
    "an unresolved figure": ("reconciliation", DECISION | {"comparison": "m", "outcome": "unresolved", "claim": None}),
    "a decision by an unheard-of rule": ("reconciliation", DECISION | {"comparison": "l", "rule": "average"}),
    "a source of an unheard-of type": ("source", {"id": "x", "name": "X", "type": "blog"}),
    "a source of reliability G": ("source", {"id": "x", "name": "X", "reliability": "G"}),
    "a slug in capitals": ("source", {"id": "MEK", "name": "MEK"}),
    "an empty slug": ("event", {"id": "", "name": "X"}),
    "an event that is itself": ("event", {"id": "x", "name": "X", "same_as": "x"}),
    "a wikidata id that is none": ("event", {"id": "x", "name": "X", "wikidata": "123"}),
    "a measure of an unheard-of kind": ("measure", {"id": "x", "label": "X", "value_kind": "colour"}),
    "an alias of nothing": ("alias", {"name": "x", "folded": "x"}),
    "an alias of two things": ("alias", {"name": "x", "folded": "x", "event": EVENT.id, "source": "mek"}),
    "an alias of two sources": ("alias", {"name": "MEK", "folded": "mek", "source": "wire"}),
    "a document that nothing identifies": ("document", {"id": "x"}),
    "a hash that is too short": ("document", {"id": "x", "sha256": "abc"}),
    "a log entry without a signature": (
        "change_log",
        {"at": "2019", "by": "", "act": "add", "subject": "x", "previous_hash": "0", "hash": "1"},
    ),
    "a candidate whose place has another length than its quote": ("candidate", CANDIDATE | {"quote_end": 4}),
    "a candidate without a figure": ("candidate", CANDIDATE | {"says": ""}),
    "a candidate that ends before it begins": ("candidate", CANDIDATE | {"quote_end": 0}),
    "an accepted candidate without its claim": (
        "candidate",
        CANDIDATE | {"state": "accepted", "decided_by": BY, "decided_at": "2019"},
    ),
    "a rejected candidate without a signature": ("candidate", CANDIDATE | {"state": "rejected", "reason": "no"}),
    "a rejected candidate without a reason": ("candidate", CANDIDATE | {"state": "rejected", **DECIDED}),
    "a skipped candidate without a signature": ("candidate", CANDIDATE | {"state": "skipped"}),
    "a proposal that is signed": ("candidate", CANDIDATE | DECIDED),
    "a proposal with a claim": ("candidate", CANDIDATE | {"claim": "c1"}),
    "a run without an extractor": ("extraction", EXTRACTION | {"number": 2, "extractor": ""}),
    "a run without a signature": ("extraction", EXTRACTION | {"number": 2, "run_by": ""}),
    "a run over no document": ("extraction", EXTRACTION | {"number": 2, "document": "nowhere"}),
}


@pytest.mark.parametrize(("table", "fields"), REFUSED_ROWS.values(), ids=REFUSED_ROWS)
def test_refuses(connection, table, fields):
    with pytest.raises(sqlite3.IntegrityError):
        insert(connection, table, **fields)


APPEND_ONLY = (
    "claim",
    "appearance",
    "appearance_withdrawal",
    "claim_link",
    "reconciliation",
    "reconciliation_claim",
    "reconciliation_replaced",
    "change_log",
    "reject",
    "read_again",
    "accepted_finding",
    "extraction",
    "candidate",
    "blob",
    "document",
    "event",
    "source",
    "measure",
    "place",
)


@pytest.fixture
def plain(connection, tmp_path):
    """The same file opened by somebody else's program, with SQLite's own settings: no foreign keys, no recursion."""
    with closing(sqlite3.connect(tmp_path / "claims.db", isolation_level=None)) as opened:
        assert opened.execute("pragma foreign_keys").fetchone() == (0,)
        yield opened


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_nothing_can_be_deleted_from(plain, table):
    with pytest.raises(sqlite3.IntegrityError):
        plain.execute(f"delete from {table}")
    assert plain.execute(f"select count(*) from {table}").fetchone()[0] > 0


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_nothing_can_be_overwritten_by_insert_or_replace_in(plain, table):
    before = plain.execute(f"select * from {table}").fetchall()
    with pytest.raises(sqlite3.IntegrityError):  # noqa: PT012 - what fails is the block
        columns = ", ".join(
            f'"{name}"'
            for name, hidden in plain.execute(f"select name, hidden from pragma_table_xinfo('{table}')")
            if not hidden
        )
        plain.execute(f"insert or replace into {table} ({columns}) select {columns} from {table} limit 1")
    assert plain.execute(f"select * from {table}").fetchall() == before


# A new row by its key, but in the place of the first one by its rowid: SQLite's own key, which each of these tables has
# beside its text key.
ELSEWHERE = {
    "event": {"id": "other"},
    "source": {"id": "other"},
    "measure": {"id": "other"},
    "place": {"id": "other"},
    "document": {"id": "other", "number": 99},
    "claim": {"id": "other", "number": 99},
    "appearance": {"id": "other"},
    "candidate": {"id": "other"},
    "blob": {"sha256": "f" * 64},
    "read_again": {"claim": "other"},
}


@pytest.mark.parametrize(("table", "key"), ELSEWHERE.items(), ids=ELSEWHERE)
def test_nothing_can_be_overwritten_by_its_rowid_in(plain, table, key):
    plain.row_factory = sqlite3.Row
    row = dict(plain.execute(f"select rowid, * from {table} limit 1").fetchone()) | key
    row.pop("as_of_year", None)
    columns = ", ".join(f'"{name}"' for name in row)
    before = plain.execute(f"select * from {table}").fetchall()
    with pytest.raises(sqlite3.IntegrityError):
        plain.execute(
            f"insert or replace into {table} ({columns}) values ({', '.join('?' * len(row))})", list(row.values())
        )
    assert plain.execute(f"select * from {table}").fetchall() == before


@pytest.mark.parametrize("table", ELSEWHERE)
def test_no_row_can_be_moved_over_another_in(plain, table):
    before = plain.execute(f"select rowid, * from {table}").fetchall()
    with pytest.raises(sqlite3.IntegrityError):
        plain.execute(f"update or replace {table} set rowid = rowid + 1")
    assert plain.execute(f"select rowid, * from {table}").fetchall() == before


FIXED = {
    "claim": (
        "id number event measure population place period_start as_of as_of_precision source says value_type low best "
        "high magnitude hedge basis batch recorded_by recorded_at recorded_event recorded_measure recorded_source "
        "recorded_place "
        "source_type country comparison"
    ),
    "appearance": (
        "id claim document stated_as quote quote_start quote_end locator language relayed_by forced batch batch_row "
        "batch_column"
    ),
    "appearance_withdrawal": "number appearance reason decided_by decided_at",
    "claim_link": "number claim other relation reason decided_by decided_at",
    "reconciliation": (
        "number comparison event measure population place period_start as_of outcome rule claim says hedge value_type "
        "low best high magnitude rationale decided_by decided_at"
    ),
    "reconciliation_claim": "reconciliation claim included reason",
    "reconciliation_replaced": "number reconciliation replaced_by",
    "change_log": "number at by act subject reason before after previous_hash hash",
    "reject": "number batch file row column reason hint raw cells",
    "read_again": "batch claim batch_row",
    "accepted_finding": "number finding rule subject event says reason decided_by decided_at",
    "extraction": (
        "number document extractor extractor_version model prompt_sha256 language proposed known refused refusals "
        "run_by run_at"
    ),
    "candidate": (
        "id document quote quote_start quote_end stated_as stated_start stated_end event measure population place "
        "source source_start source_end source_inferred relayed_by says basis as_of as_of_inferred flags qualifiers "
        "language extractor extractor_version extraction"
    ),
    "blob": "sha256 bytes media_type fetched_from fetched_at",
    "document": "id number text url title",
    "event": "id",
    "source": "id",
    "measure": "id value_kind count_kind",
    "place": "id",
}


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, columns in FIXED.items() for column in columns.split()]
)
def test_plain_sql_cannot_change(plain, table, column):
    where = "where id in ('mek', 'killed', 'iran-protests-2019')" if table in {"event", "source", "measure"} else ""
    before = plain.execute(f"select * from {table}").fetchall()
    value = {"included": 0, "count_kind": "period", "value_kind": "money"}.get(column, "9")
    with pytest.raises(sqlite3.IntegrityError) as refusal:
        plain.execute(f'update {table} set "{column}" = ? {where}', (value,))
    assert "constraint failed" not in str(refusal.value), "refused by chance, not by the trigger"
    assert plain.execute(f"select * from {table}").fetchall() == before


def test_the_list_of_fixed_columns_is_whole(connection):
    """Every column of an append-only table is either fixed or one of the judgements named here."""
    free = {
        "claim": {"credibility", "rank", "rank_reason", "note", "published", "as_of_year"},
        "appearance_withdrawal": {"withdrawn_at", "withdrawn_by", "withdrawn_reason"},
        "claim_link": {"withdrawn_at", "withdrawn_by", "withdrawn_reason"},
        "reconciliation": {"replaced_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason"},
        "accepted_finding": {"withdrawn_at", "withdrawn_by", "withdrawn_reason"},
        "reject": {"retried_in"},
        "candidate": {"state", "reason", "decided_by", "decided_at", "claim"},
    }
    for table in (
        "claim",
        "appearance",
        "appearance_withdrawal",
        "claim_link",
        "reconciliation",
        "reconciliation_claim",
        "reconciliation_replaced",
        "change_log",
        "reject",
        "read_again",
        "accepted_finding",
        "extraction",
        "candidate",
        "blob",
    ):
        columns = {row[0] for row in connection.execute(f"select name from pragma_table_xinfo('{table}')")}
        assert columns == set(FIXED[table].split()) | free.get(table, set()), table


@pytest.mark.parametrize(
    "change",
    ["credibility = 2", "rank = 'preferred', rank_reason = 'best'", "note = 'see also'", "published = 0"],
)
def test_a_judgement_on_a_claim_may_change(plain, change):
    assert plain.execute(f"update claim set {change} where id = 'c1'").rowcount == 1


def test_a_refused_row_may_be_said_to_have_been_taken_again_once(plain):
    assert plain.execute("update reject set retried_in = 1").rowcount == 1
    with pytest.raises(sqlite3.IntegrityError, match="refused rows are kept as they are"):
        plain.execute("update reject set retried_in = 1")


SIGNED_BY = f"decided_by = '{BY}', decided_at = '2019-12-02'"
ACCEPTED = f"state = 'accepted', claim = 'c1', {SIGNED_BY}"
REJECTED = f"state = 'rejected', reason = 'no count', {SIGNED_BY}"
SKIPPED = f"state = 'skipped', {SIGNED_BY}"
PROPOSED = "state = 'proposed', reason = null, decided_by = null, decided_at = null, claim = null"


@pytest.mark.parametrize("decision", [ACCEPTED, REJECTED])
def test_a_decision_on_a_candidate_is_taken_back_before_another_is_made(plain, decision):
    plain.execute(f"update candidate set {decision}")
    for change in (ACCEPTED, REJECTED, SKIPPED, "reason = 'other'", "decided_by = 'B'", "claim = null"):
        with pytest.raises(sqlite3.IntegrityError, match="take the decision back first"):
            plain.execute(f"update candidate set {change}")
    plain.execute(f"update candidate set {PROPOSED}")
    plain.execute(f"update candidate set {SKIPPED}")
    assert plain.execute(f"update candidate set {REJECTED}").rowcount == 1


WITHDRAWN = "withdrawn_at = '2020', withdrawn_by = 'A', withdrawn_reason = 'wrong'"


@pytest.mark.parametrize("table", ["claim_link", "reconciliation", "appearance_withdrawal"])
def test_a_withdrawal_happens_once(plain, table):
    plain.execute(f"update {table} set {WITHDRAWN}")
    for again in (
        WITHDRAWN,
        "withdrawn_reason = 'other'",
        "withdrawn_by = 'B'",
        "withdrawn_at = null, withdrawn_by = null, withdrawn_reason = null",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            plain.execute(f"update {table} set {again}")


def test_a_decision_can_neither_be_unreplaced_nor_changed_after_it_was_replaced_but_withdrawn(plain):
    plain.execute("update reconciliation set replaced_by = 2 where number = 1")
    for change in ("replaced_by = null", "replaced_by = 3", "rationale = 'other'"):
        with pytest.raises(sqlite3.IntegrityError):
            plain.execute(f"update reconciliation set {change} where number = 1")
    assert plain.execute(f"update reconciliation set {WITHDRAWN} where number = 1").rowcount == 1


def test_a_withdrawn_link_may_be_recorded_anew(connection):
    connection.execute(f"update claim_link set {WITHDRAWN}")
    insert(connection, "claim_link", claim="c1", other="c2", relation="derived_from", **SIGNED)
    assert connection.execute("select count(*) from claim_link where withdrawn_at is null").fetchone()[0] == 1


def test_an_appearance_whose_withdrawal_was_withdrawn_stands_and_may_be_withdrawn_anew(connection):
    def standing():
        return connection.execute("select count(*) from current_appearance").fetchone()[0]

    assert standing() == 0
    connection.execute(f"update appearance_withdrawal set {WITHDRAWN}")
    assert standing() == 1
    insert(connection, "appearance_withdrawal", appearance="a1", **SIGNED)
    assert standing() == 0
    assert connection.execute("select count(*) from appearance").fetchone()[0] == 1


def test_what_a_document_lacks_may_be_completed_but_not_its_text_changed(connection):
    connection.execute("update document set published_on = '2019-12-02', sha256 = ? where id = 'd1'", ("a" * 64,))
    for change in ("text = text || ' '", "text = null", "published_on = '2019-12-03'", "sha256 = null", "title = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="completed, never changed"):
            connection.execute(f"update document set {change} where id = 'd1'")


def test_a_claim_follows_merges_and_nothing_else(connection):
    move = "update claim set source = ?, recorded_source = ? where id = 'c1'"
    with pytest.raises(sqlite3.IntegrityError, match="follow merges"):
        connection.execute(move, ("wire", "mek"))
    connection.execute("update source set same_as = 'wire' where id = 'mek'")
    with pytest.raises(sqlite3.IntegrityError, match="follow merges"):
        connection.execute(move, ("wire", None))
    with pytest.raises(sqlite3.IntegrityError, match="follow merges"):
        connection.execute(move, ("government", "mek"))
    connection.execute(move, ("wire", "mek"))
    connection.execute("update source set same_as = null where id = 'mek'")
    connection.execute(move, ("mek", None))


def test_the_place_of_a_claim_follows_merges_and_nothing_else(connection):
    insert(connection, "place", id="tehran")
    insert(connection, "claim", **CLAIM | {"id": "c3", "number": 3, "place": "tehran"})
    move = "update claim set place = ?, recorded_place = ?, comparison = ? where id = 'c3'"
    with pytest.raises(sqlite3.IntegrityError, match="follow merges"):
        connection.execute(move, ("Tehran", "tehran", "other"))
    connection.execute("update place set same_as = 'Tehran' where id = 'tehran'")
    for given in (("Tehran", None, "other"), ("Shiraz", "tehran", "other")):
        with pytest.raises(sqlite3.IntegrityError, match="follow merges"):
            connection.execute(move, given)
    connection.execute(move, ("Tehran", "tehran", "other"))
    connection.execute("update place set same_as = null where id = 'tehran'")
    connection.execute(move, ("tehran", None, "k"))


def test_merges_follow_a_chain_to_its_end(connection):
    connection.execute("update source set same_as = 'wire' where id = 'mek'")
    connection.execute("update source set same_as = 'government' where id = 'wire'")
    found = dict(connection.execute("select id, canonical from source_canonical").fetchall())
    assert found["mek"] == found["wire"] == found["government"] == "government"
    assert found["amnesty-international"] == "amnesty-international"
    with pytest.raises(sqlite3.IntegrityError, match="follow merges"):
        connection.execute("update claim set source = 'wire', recorded_source = 'mek' where id = 'c1'")
    connection.execute("update claim set source = 'government', recorded_source = 'mek' where id = 'c1'")


def test_the_comparison_of_a_claim_changes_only_with_what_it_speaks_of(connection):
    connection.execute("update measure set same_as = 'arrested' where id = 'killed'")
    connection.execute(
        "update claim set measure = 'arrested', recorded_measure = 'killed', comparison = 'other' where id = 'c1'"
    )
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("update claim set comparison = 'k' where id = 'c1'")


def copies(connection, key="c1"):
    return connection.execute("select source_type, country from claim where id = ?", (key,)).fetchone()


def test_the_copies_of_source_type_and_country_follow_what_they_copy(connection):
    connection.execute("update source set type = 'armed_group' where id = 'mek'")
    assert copies(connection) == ("armed_group", "IRN")
    connection.execute("update event set country = null")
    assert copies(connection) == ("armed_group", None)
    assert copies(connection, "c2") == ("ngo", None)


def test_the_copies_follow_a_merge(connection):
    insert(connection, "event", id="iran-2019", name="Iran 2019", country="FRA")
    connection.execute("update source set same_as = 'wire' where id = 'mek'")
    connection.execute("update event set same_as = 'iran-2019' where id = ?", (EVENT.id,))
    connection.execute(
        """update claim set source = 'wire', recorded_source = 'mek', event = 'iran-2019', recorded_event = ?
          where id = 'c1'""",
        (EVENT.id,),
    )
    assert copies(connection) == ("wire", "FRA")


def test_a_reading_connection_refuses_every_write(connection, tmp_path):
    with (
        closing(schema.connect(tmp_path / "claims.db")) as reading,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        reading.execute("update claim set note = 'x'")


# opening


def test_an_existing_file_is_not_made_anew(connection, tmp_path):
    with pytest.raises(AlreadyExists):
        schema.create(tmp_path / "claims.db")
    assert connection.execute("select count(*) from claim").fetchone() == (2,)


def test_a_folder_is_not_made_anew(tmp_path):
    with pytest.raises(AlreadyExists):
        schema.create(tmp_path)


def test_an_empty_file_may_be_filled(tmp_path):
    (tmp_path / "claims.db").touch()
    schema.create(tmp_path / "claims.db").close()
    with closing(schema.connect(tmp_path / "claims.db")) as connection:
        assert schema.is_ours(connection)


def test_a_file_in_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(NoDatabase, match="there is no folder"):
        schema.create(tmp_path / "missing" / "claims.db")


@pytest.mark.parametrize("was_there", [True, False])
def test_an_interrupted_creation_leaves_nothing_half_made(tmp_path, monkeypatch, was_there):
    path = tmp_path / "claims.db"
    if was_there:
        path.touch()
    script = schema.schema_sql()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "schema_sql", lambda: script + "create table event (id text);")
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            schema.create(path)
    assert [item.name for item in tmp_path.iterdir() if item.stat().st_size] == []
    assert path.exists() == was_there
    schema.create(path).close()
    schema.connect(path).close()


def test_a_creation_that_is_killed_can_be_done_again(tmp_path):
    path = tmp_path / "claims.db"
    program = """
import os, sys
from claims import schema
script = schema.statements
def until_the_end(sql):
    yield from script(sql)
    os._exit(9)
schema.statements = until_the_end
schema.create(sys.argv[1])
"""
    assert subprocess.run([sys.executable, "-c", program, path], check=False).returncode == 9
    schema.create(path).close()
    schema.connect(path).close()


NOT_OURS = {
    "a text file": b"event,source,killed\nx,y,1\n" * 100,
    "a short text file": b"hello",
    "an empty file": b"",
    "half a header": b"SQLite format 3\0" + b"\0" * 200,
}


@pytest.mark.parametrize("content", NOT_OURS.values(), ids=NOT_OURS)
@pytest.mark.parametrize("opening", [schema.connect, schema.upgrade], ids=["connect", "upgrade"])
def test_refuses_to_open(tmp_path, opening, content):
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(NotOurDatabase, match="is not a claims database") as refusal:
        opening(path)
    assert refusal.value.hint
    assert refusal.value.path == str(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("opening", [schema.connect, schema.upgrade], ids=["connect", "upgrade"])
def test_refuses_the_sqlite_file_of_another_program(tmp_path, opening):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table claim (id)")
    with pytest.raises(NotOurDatabase):
        opening(path)


@pytest.mark.parametrize("opening", [schema.connect, schema.upgrade], ids=["connect", "upgrade"])
@pytest.mark.parametrize("name", ["", "missing.db"], ids=["a folder", "a file that is not there"])
def test_names_what_cannot_be_opened(tmp_path, opening, name):
    with pytest.raises(NoDatabase, match="there is no such file") as refusal:
        opening(tmp_path / name)
    assert "claims init" in refusal.value.hint
    assert list(tmp_path.iterdir()) == []


def test_opens_a_file_whose_name_means_something_in_a_uri(tmp_path):
    path = tmp_path / "what? 100% #1.db"
    schema.create(path).close()
    with closing(schema.connect(path, write=True)) as connection:
        assert schema.is_ours(connection)


def set_version(path, version):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"pragma user_version = {version}")


def test_a_newer_file_is_refused_with_the_next_step(tmp_path):
    path = tmp_path / "claims.db"
    schema.create(path).close()
    set_version(path, schema.VERSION + 1)
    for opening in (schema.connect, schema.upgrade):
        with pytest.raises(NewerDatabase) as refusal:
            opening(path)
        assert "upgrade the program" in refusal.value.hint
        assert refusal.value.version == schema.VERSION + 1


def test_an_older_file_is_refused_with_the_next_step(tmp_path):
    path = tmp_path / "claims.db"
    schema.create(path).close()
    set_version(path, schema.VERSION - 1)
    with pytest.raises(OlderDatabase) as refusal:
        schema.connect(path, write=True)
    assert "claims upgrade" in refusal.value.hint


# upgrades

AHEAD = schema.VERSION + 1
REBUILD = Step(
    AHEAD,
    "rebuild",
    """
    create table refused ( -- as reject; the table is made anew
      number integer primary key, batch integer, raw text not null, why text
    ) strict;
    insert into refused select number, batch, raw, reason from reject;
    create trigger refused_kept before delete on refused begin select raise(abort, 'kept; really'); end;
    """,
)
MORE = Step(
    AHEAD + 1, "more", "alter table refused add column hint text; create index refused_batch on refused (batch);"
)
FAILING = Step(AHEAD + 1, "failing", "drop view claim_pair;\ninsert into refused (raw) values (null);")
ORPHANING = Step(AHEAD + 1, "orphaning", "update alias set source = 'nobody' where source = 'mek';")


@pytest.fixture
def old(connection, tmp_path):
    connection.close()
    return tmp_path / "claims.db"


def test_steps_run_in_order_of_their_version_and_keep_the_data(old):
    assert schema.upgrade(old, migrations=[MORE, REBUILD]) == ["rebuild", "more"]
    with closing(sqlite3.connect(old)) as upgraded:
        assert schema.user_version(upgraded) == AHEAD + 1
        assert upgraded.execute("select raw, why from refused").fetchall() == [(",,1", "no source")]
        assert upgraded.execute("select count(*) from claim").fetchone() == (2,)


def test_upgrading_an_older_schema_gives_exactly_the_fresh_one(tmp_path, monkeypatch):
    """The older schema is today's without its last trigger and one index; the step brings them back."""
    last_trigger = schema.schema_sql().index("create trigger change_log_not_replaced")
    script = schema.schema_sql()
    taken = [
        part for part in schema.statements(script) if "reject_batch on" in part or "change_log_not_replaced" in part
    ]
    assert len(taken) == 2
    assert last_trigger > 0
    older = script
    for part in taken:
        older = older.replace(part, "")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "schema_sql", lambda: older)
        schema.create(tmp_path / "old.db").close()
    set_version(tmp_path / "old.db", schema.VERSION - 1)
    schema.create(tmp_path / "fresh.db").close()
    with (
        closing(sqlite3.connect(tmp_path / "old.db")) as before,
        closing(sqlite3.connect(tmp_path / "fresh.db")) as fresh,
    ):
        assert dump(before) != dump(fresh)
    schema.upgrade(tmp_path / "old.db", migrations=[Step(schema.VERSION, "catch up", "".join(taken))])
    with closing(schema.connect(tmp_path / "old.db")) as after, closing(schema.connect(tmp_path / "fresh.db")) as fresh:
        assert dump(after) == dump(fresh)


def test_the_steps_that_ship_reach_todays_version_one_by_one():
    versions = [step.version for step in schema.steps()]
    assert versions == list(range(2, schema.VERSION + 1))


@pytest.mark.parametrize("bad", [FAILING, ORPHANING], ids=["a statement that fails", "references that break"])
def test_a_failing_step_leaves_the_file_as_it_was(old, bad):
    with pytest.raises(UpgradeFailed, match=bad.name) as refusal:
        schema.upgrade(old, migrations=[REBUILD, bad])
    assert refusal.value.hint
    with closing(sqlite3.connect(old)) as left:
        assert schema.user_version(left) == schema.VERSION
        assert left.execute("select count(*) from sqlite_master where name = 'claim_pair'").fetchone() == (1,)
        assert left.execute("select count(*) from reject").fetchone() == (1,)
        assert left.execute("select count(*) from alias where source = 'nobody'").fetchone() == (0,)


def test_a_copy_from_before_the_upgrade_is_kept(old):
    schema.upgrade(old, migrations=[REBUILD])
    copy = old.with_name(f"{old.name}.before-v{AHEAD}")
    with closing(sqlite3.connect(copy)) as kept:
        assert schema.user_version(kept) == schema.VERSION
        assert kept.execute("select count(*) from claim").fetchone() == (2,)
        assert kept.execute("pragma integrity_check").fetchone() == ("ok",)


def test_the_copy_from_before_a_failed_upgrade_survives_the_next_try(old):
    with pytest.raises(UpgradeFailed):
        schema.upgrade(old, migrations=[REBUILD, FAILING])
    assert schema.upgrade(old, migrations=[REBUILD, MORE]) == ["rebuild", "more"]
    with closing(sqlite3.connect(old.with_name(f"{old.name}.before-v{AHEAD + 1}"))) as kept:
        assert schema.user_version(kept) == schema.VERSION


def test_a_file_of_today_has_nothing_to_upgrade_and_gets_no_copy(old):
    assert schema.upgrade(old) == []
    assert [item.name for item in old.parent.iterdir() if "before" in item.name] == []


def test_a_script_is_split_with_its_triggers_whole():
    trigger = "create trigger t before delete on a\nbegin\n  select 1; -- why; because\n  select 'x;y';\nend;"
    script = (
        f"-- first; of all\ncreate table a (b); insert into a values (';');\n{trigger}\ndrop table a; -- the end;\n"
    )
    found = [part.strip() for part in schema.statements(script)]
    assert found == [
        "-- first; of all\ncreate table a (b);",
        "insert into a values (';');",
        trigger,
        "drop table a;",
    ]
    with closing(sqlite3.connect(":memory:")) as connection:
        for part in found:
            connection.execute(part)


def test_a_last_statement_without_its_semicolon_is_not_lost():
    assert list(schema.statements("select 1;\nselect 2")) == ["select 1;", "\nselect 2"]


# views


@pytest.fixture
def store(tmp_path):
    with closing(schema.create(tmp_path / "views.db")) as opened:
        made = Store(opened, clock=Clock())
        fill(made)
        yield made


def test_root_claims_are_nobodys_copy(store):
    mek, wire = claim(at_least(600)), claim(at_least(600), source="wire")
    document = store.add_document(Document("", title="An article"), by=BY)
    store.add_claims([(mek, Appearance(mek.id, document)), (wire, None)], by=BY)
    insert(store.connection, "claim_link", claim=wire.id, other=mek.id, relation="derived_from", **SIGNED)
    roots = store.connection.execute("select id from root_claim").fetchall()
    assert roots == [(mek.id,)]
    store.connection.execute(f"update claim_link set {WITHDRAWN}")
    assert store.connection.execute("select count(*) from root_claim").fetchone() == (2,)


def test_a_pair_is_listed_with_relation_ratio_and_reason(store):
    amnesty = claim(at_least(161), source="amnesty-international")
    mek, government = claim(at_least(600)), claim(nothing(), source="government")
    store.add_claims([(item, None) for item in (amnesty, mek, government)], by=BY)
    rows = store.connection.execute("select a, b, relation, ratio, reason from claim_pair").fetchall()
    found = {frozenset(row[:2]): row[2:] for row in rows}
    assert found == {
        frozenset((amnesty.id, mek.id)): ("diverges", 3.73, "unexplained"),
        frozenset((amnesty.id, government.id)): ("contradicts", None, "same as_of"),
        frozenset((mek.id, government.id)): ("contradicts", None, "same as_of"),
    }


def test_a_database_where_nobody_can_write_beside_it_is_read_as_it_is(tmp_path, monkeypatch):
    path = tmp_path / "claims.db"
    schema.create(path).close()
    monkeypatch.setattr("claims.schema.os.access", lambda *_: False)
    assert schema.is_sealed(path)
    connection = schema.connect(path)
    try:
        assert connection.execute("select count(*) from claim").fetchone() == (0,)
    finally:
        connection.close()
    (tmp_path / "claims.db-wal").write_bytes(b"unfinished")
    assert not schema.is_sealed(path)


@pytest.mark.parametrize(
    "name", ["plain-1.db", "with blank.db", "100%.db", "a%20b.db", "#1.db", "who?.db", "احتجاجات.db"]
)
def test_opens_a_file_of_any_name(tmp_path, name):
    folder = tmp_path / name.removesuffix(".db")
    folder.mkdir()
    schema.create(folder / name).close()
    for path in (folder / name, str(folder / name)):
        with closing(schema.connect(path)) as connection:
            assert [row[2] for row in connection.execute("pragma database_list")] == [str(folder / name)]
