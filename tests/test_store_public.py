"""The copy that is given away: nothing withheld is in its bytes, and what is left is whole and as it was recorded."""

import sqlite3

import pytest
import web_database
from builders import Clock
from web_database import BY, SECRET

from claims import schema
from claims.cli import cli
from claims.errors import AlreadyExists, NoDatabase
from claims.model import Alias, Document, Draft, Event, LinkRelation, Measure, Outcome, Reconciliation, Source
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.names import take_alias_back
from claims.pipeline.public import publish_copy, withheld
from claims.pipeline.verify import is_derived_true
from claims.reading.verify import VerifyReader

HIDDEN_WORDS = (SECRET, "at least 77", "At least 77", "A document of withheld claims only")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "figures.db"
    return path, web_database.build(path)


@pytest.fixture(scope="module")
def copied(built, tmp_path_factory):
    target = tmp_path_factory.mktemp("public") / "public.db"
    return publish_copy(built[0], target), target


@pytest.fixture
def connection(copied):
    found = sqlite3.connect(copied[1])
    yield found
    found.close()


def test_nothing_withheld_is_in_the_bytes_of_the_copy(built, copied):
    whole = b"".join(file.read_bytes() for file in built[0].parent.iterdir())
    copy = copied[1].read_bytes()
    ids = built[1]
    for word in (*HIDDEN_WORDS, ids["secret"], ids["shared secret"], ids["hidden"]):
        assert word.encode() in whole, f"{word} is not in the database, so that its absence would prove nothing"
        assert word.encode() not in copy, word
    assert SECRET.split()[-1].encode() in whole


def test_the_copy_lies_alone(copied):
    assert [file.name for file in copied[1].parent.iterdir()] == ["public.db"]


def test_it_tells_what_it_holds(built, copied):
    assert (copied[0].claims, copied[0].withheld) == (418, 2)
    assert withheld(built[0]) == (2, 0)
    assert withheld(copied[1]) == (0, 0)


def test_a_name_that_was_taken_back_is_in_no_table_of_the_copy(tmp_path):
    with ClaimStore.create(tmp_path / "a.db", clock=Clock()) as store:
        store.add_source(Source("mek", "MEK"), by=BY)
        store.add_alias(Alias("PMOI", "source", "mek"), by=BY)
        store.add_alias(Alias("MSF", "source", "mek"), by=BY)
        take_alias_back(store, "source", "mek", "MSF", reason="doctors", by=BY)
    publish_copy(tmp_path / "a.db", tmp_path / "b.db")
    with ClaimStore.open(tmp_path / "b.db", write=False) as copy:
        assert [row[0] for row in copy.connection.execute("select name from alias order by name")] == ["MEK", "PMOI"]
        assert {one.rule for one in VerifyReader(copy.connection).verify().findings} <= {"entry missing"}
        assert copy.reader.log()[0]["act"] == "undo alias"


def test_the_copy_is_sound_and_of_the_same_shape(built, copied, connection):
    assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert connection.execute("pragma foreign_key_check").fetchall() == []
    shape = "select type, name, sql from sqlite_master where name not like 'sqlite_%' order by type, name"
    whole = schema.connect(built[0])
    try:
        assert connection.execute(shape).fetchall() == whole.execute(shape).fetchall()
    finally:
        whole.close()


def test_what_is_left_is_as_it_was_recorded(built, copied, connection):
    whole = schema.connect(built[0])
    try:
        for table in ("claim", "appearance", "document", "claim_link", "reconciliation", "change_log", "comparison"):
            before = set(map(repr, whole.execute(f"select * from {table}")))
            after = set(map(repr, connection.execute(f"select * from {table}")))
            assert after, table
            assert after <= before, f"{table}: {sorted(after - before)[:1]}"
    finally:
        whole.close()


def test_only_what_was_taken_out_is_missing(copied):
    with ClaimStore.open(copied[1], write=False) as store:
        rules = {finding.rule for finding in VerifyReader(store.connection).verify().findings}
    assert rules == {"entry missing", "claim missing"}


def test_search_finds_what_is_left_and_nothing_else(connection):
    found = connection.execute("select count(*) from claim_fts where claim_fts match ?", ("161",)).fetchone()
    assert found == (2,)
    for table, word in (("claim_fts", "secret"), ("claim_fts", "77"), ("document_fts", "withheld")):
        hits = connection.execute(f"select count(*) from {table} where {table} match ?", (word,)).fetchone()
        assert hits == (0,), word


@pytest.mark.parametrize("table", ["reject", "read_again", "blob", "candidate", "extraction", "accepted_finding"])
def test_what_is_for_editors_is_not_in_the_copy(connection, table):
    assert connection.execute(f"select count(*) from {table}").fetchone() == (0,)


def test_the_copy_can_go_on_and_keeps_its_rules(copied, tmp_path):
    target = tmp_path / "again.db"
    publish_copy(copied[1], target)
    with ClaimStore.open(target, clock=Clock()) as store:
        store.add_claim(Draft("iran-protests-2019", "killed", "mek", "at least 700", as_of="2019-12-09"), by=BY)
        with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
            store.connection.execute("delete from claim")


def small(path):
    """A database in which withheld claims are chosen, considered, linked, and the only ones of their names."""
    with ClaimStore.create(path, clock=Clock()) as store:
        store.add_event(Event("flood", "Flood"), by=BY)
        store.add_event(Event("raid", "Raid of which only Omega speaks"), by=BY)
        store.add_measure(Measure("killed", "Killed"), by=BY)
        for slug in ("alpha", "omega"):
            store.add_source(Source(slug, f"Source {slug}"), by=BY)
        document = store.add_document(Document("", "Omegas paper", publisher="omega", text="At least 77."), by=BY)

        def add(says, source, event="flood", **named):
            return store.add_claim(Draft(event, "killed", source, says, **named), by=BY).claim

        shown, first, second = (
            add("at least 10", "alpha"),
            add("at least 20", "omega"),
            add("at least 30", "omega", "raid"),
        )
        store.add_claim(
            Draft("flood", "killed", "omega", "at least 77", quote="At least 77", basis="named"),
            by=BY,
            document=document,
        )
        link = store.link(shown.id, LinkRelation.DISPUTES, first.id, reason="omegasecret one", by=BY)
        store.withdraw_link(link.number, by=BY, reason="omegasecret two")
        for claim, rationale in ((shown, "open reasons"), (first, "omegasecret three")):
            store.decide(
                Reconciliation(
                    0, claim.comparison, Outcome.PREFERRED_CLAIM, "analyst", rationale, BY, "", claim=claim.id
                )
            )
        for claim in store.reader.claims():
            if claim.source == "omega":
                store.judge(claim.id, by=BY, reason="omegasecret four", changes={"published": 0})
    return shown, second


def test_decisions_links_names_and_documents_of_withheld_claims_go_with_them(tmp_path):
    shown, _ = small(tmp_path / "small.db")
    publish_copy(tmp_path / "small.db", tmp_path / "public.db")
    copy = (tmp_path / "public.db").read_bytes().lower()
    for word in (b"omega", b"raid of which", b"at least 77"):
        assert word not in copy
    with ClaimStore.open(tmp_path / "public.db", write=False) as store:
        assert [claim.id for claim in store.reader.claims()] == [shown.id]
        assert [source.id for source in store.reader.sources()] == ["alpha"]
        assert [event.id for event in store.reader.events()] == ["flood"]
        assert store.reader.decision(shown.comparison) is None, "one that was replaced is not in force again"
        assert store.reader.comparisons()[0].sources == 1


def test_a_comparison_whose_claims_a_withheld_one_of_another_place_replaced_is_renewed(tmp_path):
    with ClaimStore.create(tmp_path / "a.db", clock=Clock()) as store:
        store.add_event(Event("flood", "Flood"), by=BY)
        store.add_measure(Measure("killed", "Killed"), by=BY)
        for slug in ("alpha", "beta"):
            store.add_source(Source(slug, slug.title()), by=BY)
        drafts = [Draft("flood", "killed", *rest) for rest in (("alpha", "12"), ("beta", "3"))]
        drafts.append(Draft("flood", "killed", "alpha", "5", place="Goma"))
        one, _, hidden = (store.add_claim(draft, by=BY).claim for draft in drafts)
        store.link(hidden.id, LinkRelation.SUPERSEDES, one.id, reason="the same dead", by=BY)
        store.judge(hidden.id, by=BY, reason="not yet", changes={"published": 0})
        store.link(one.id, LinkRelation.DERIVED_FROM, hidden.id, reason="the same report", by=BY)
    publish_copy(tmp_path / "a.db", tmp_path / "b.db")
    with ClaimStore.open(tmp_path / "b.db", write=False) as copy:
        assert is_derived_true(copy)
        assert [each.independent_sources for each in copy.reader.comparisons()] == [2]


def test_a_database_without_withheld_claims_is_copied_whole(tmp_path):
    with ClaimStore.create(tmp_path / "a.db", clock=Clock()) as store:
        store.add_event(Event("flood", "Flood"), by=BY)
        store.add_measure(Measure("killed", "Killed"), by=BY)
        store.add_source(Source("alpha", "Alpha"), by=BY)
        store.add_claim(Draft("flood", "killed", "alpha", "12"), by=BY)
    publish_copy(tmp_path / "a.db", tmp_path / "b.db")
    with ClaimStore.open(tmp_path / "b.db", write=False) as store:
        assert VerifyReader(store.connection).verify().findings == ()


def test_a_file_that_is_there_is_not_overwritten(built, tmp_path):
    (tmp_path / "there.db").write_text("mine")
    with pytest.raises(AlreadyExists) as caught:
        publish_copy(built[0], tmp_path / "there.db")
    assert caught.value.hint.startswith("name another file (")  # --db names what is copied, not the copy
    assert (tmp_path / "there.db").read_text() == "mine"
    with pytest.raises(NoDatabase, match="there is no folder"):
        publish_copy(built[0], tmp_path / "nowhere" / "x.db")


def test_the_command_says_what_it_left_out(built, tmp_path):
    from click.testing import CliRunner

    target = tmp_path / "public.db"
    result = CliRunner().invoke(cli, ["publish", "copy", str(target), "--db", str(built[0])])
    assert result.exit_code == 0, result.output
    assert "with 418 claims; 2 withheld claims are left out" in result.output
    assert target.is_file()
