"""The only writer: all or nothing, nothing twice, everything signed and chained in the log."""

import json
import sqlite3
import threading
from contextlib import closing

import pytest
from builders import (
    BY,
    EVENT,
    KILLED,
    SOURCES,
    Clock,
    article,
    at_least,
    claim,
    exact,
    fill,
    link,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import schema
from claims.compare.comparison import compare
from claims.errors import Refused
from claims.identity import log_hash
from claims.model import Alias, Appearance, Batch, Considered, Event, Measure, Outcome, Problem, Reconciliation, Source
from claims.reading.reader import Reader
from claims.store.decisions import record_decision, withdraw_decision
from claims.store.writer import NO_HASH, Store

MEK = claim(at_least(600))
AMNESTY = claim(at_least(161), source="amnesty-international")
DOCUMENT = article("فقد قتل 600 متظاهر على الأقل في إيران")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "claims.db"


@pytest.fixture
def store(path):
    with closing(schema.create(path)) as connection:
        made = Store(connection, clock=Clock())
        fill(made)
        yield made


def contents(connection):
    """Everything in the database, search indexes included, so that two states can be compared whole."""
    sql = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"
    tables = [row[0] for row in connection.execute(sql)]
    return {table: connection.execute(f"select * from {table}").fetchall() for table in tables}


def verify_log(connection):
    """Return the number of the first log entry that is not what was signed, or None. Anybody can do this."""
    previous = NO_HASH
    names = ("at", "by", "act", "subject", "reason", "before", "after")
    sql = f"select number, {', '.join(names)}, previous_hash, hash from change_log order by number"
    for number, *fields, stated_previous, stated in connection.execute(sql).fetchall():
        if stated_previous != previous or stated != log_hash(previous, dict(zip(names, fields, strict=True))):
            return number
        previous = stated
    return None


def acts(store):
    return [row[0] for row in store.connection.execute("select act from change_log order by number")]


def record(store, *records, quote=None):
    document = store.add_document(DOCUMENT, by=BY)
    places = [Appearance(item.id, document, quote=quote) for item in records]
    return store.add_claims(list(zip(records, places, strict=True)), by=BY)


# transactions


def test_a_failure_inside_a_transaction_leaves_nothing_behind_not_even_in_the_search_index(store):
    before = contents(store.connection)
    with pytest.raises(RuntimeError), store.transaction():  # noqa: PT012 - what fails is the block
        record(store, MEK, quote="قتل 600 متظاهر")
        store.add_source(Source("hrana", "HRANA"), by=BY)
        raise RuntimeError
    assert contents(store.connection) == before
    assert not store.connection.in_transaction


def test_a_failure_inside_a_nested_transaction_undoes_only_that(store):
    with store.transaction():
        record(store, MEK)
        with pytest.raises(Refused), store.transaction():  # noqa: PT012 - what fails is the block
            store.add_source(Source("hrana", "HRANA"), by=BY)
            store.add_source(SOURCES[0], by=BY)
        record(store, AMNESTY)
    sources = {source.id for source in Reader(store.connection).sources()}
    assert sources == {source.id for source in SOURCES}
    assert {item.id for item in Reader(store.connection).claims()} == {MEK.id, AMNESTY.id}
    assert verify_log(store.connection) is None


def test_a_failure_of_the_outer_transaction_undoes_the_inner_one(store):
    before = contents(store.connection)
    with pytest.raises(KeyboardInterrupt), store.transaction():  # noqa: PT012 - what fails is the block
        with store.transaction():
            record(store, MEK)
        raise KeyboardInterrupt
    assert contents(store.connection) == before


def test_writes_through_a_connection_with_pythons_own_transactions(store, path):
    """Datasette's write connection is opened like this."""
    with closing(sqlite3.connect(path)) as connection:
        other = Store(connection, clock=Clock())
        other.add_source(Source("hrana", "HRANA"), by=BY)
        record(other, MEK)
        assert not connection.in_transaction
    assert Reader(store.connection).claim(MEK.id).source == "mek"


HRANA, LODZ, FIRES = Source("hrana", "HRANA"), Event("lodz", "Łódź"), Measure("fires", "Fires", unit="houses")


def test_names_are_recorded_together_as_one_by_one(store, tmp_path):
    with closing(schema.create(tmp_path / "other.db")) as connection:
        other = Store(connection, clock=Clock())
        fill(other)
        other.add_source(HRANA, by=BY)
        other.add_event(LODZ, by=BY)
        other.add_measure(FIRES, by=BY)
        before = contents(store.connection)
        store.add_names([HRANA, LODZ, FIRES], by=BY)
        added = contents(store.connection)
        assert len(added["change_log"]) == len(before["change_log"]) + 3
        for table in ("source", "event", "measure", "alias", "change_log"):
            assert added[table] == contents(connection)[table], table


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (Source("h-2", "Hrana"), "“Hrana” is already a name of the source “hrana”"),
        (Source("hrana", "Another"), "the source “hrana” is there already"),
        (Source("mek", "Another"), "the source “mek” is there already"),
        (Source("other", "mek"), "“mek” is already a name of the source “mek”"),
        (Source("Other", "Another"), "the id “Other” has capital letters"),
        (Source("other", "?"), "“?” holds no letter or digit"),
    ],
    ids=["name among them", "slug among them", "slug on record", "name on record", "capitals", "no name"],
)
def test_of_names_of_which_one_is_taken_none_is_recorded(store, second, said):
    before = contents(store.connection)
    with store.transaction(), pytest.raises(Refused, match=said.replace("?", r"\?")):
        store.add_names([HRANA, LODZ, second], by=BY)
    assert contents(store.connection) == before


@pytest.mark.parametrize("first_statement", ["update event set place = 'x'", "select 1"])
def test_writes_inside_with_connection(store, path, first_statement):
    with closing(sqlite3.connect(path)) as connection:
        other = Store(connection, clock=Clock())
        with connection:
            connection.execute(first_statement)
            other.add_source(Source("hrana", "HRANA"), by=BY)
            record(other, MEK)
        assert not connection.in_transaction
    assert Reader(store.connection).source("hrana").name == "HRANA"
    assert Reader(store.connection).claim(MEK.id).figure == at_least(600)


def test_a_failure_inside_with_connection_undoes_all_of_an_open_transaction(store, path):
    before = contents(store.connection)
    with closing(sqlite3.connect(path)) as connection:
        other = Store(connection, clock=Clock())
        with pytest.raises(RuntimeError), connection:  # noqa: PT012 - what fails is the block
            connection.execute("update event set place = 'x'")
            record(other, MEK, quote="قتل 600 متظاهر")
            raise RuntimeError
    assert contents(store.connection) == before


def test_a_reading_connection_refuses_to_write(store, path):
    with closing(schema.connect(path)) as connection:
        reading = Store(connection, clock=Clock())
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            record(reading, MEK)
        assert not connection.in_transaction
        assert Reader(connection).claims() == []


def test_a_second_writer_waits_for_the_first_and_readers_do_not_wait(store, path):
    started, finished = threading.Event(), []

    def write():
        with closing(schema.connect(path, write=True)) as connection:
            started.set()
            record(Store(connection, clock=Clock()), AMNESTY)
            finished.append("second")

    with store.transaction():
        record(store, MEK)
        second = threading.Thread(target=write)
        second.start()
        assert started.wait(10)
        with closing(schema.connect(path)) as connection:
            assert Reader(connection).claims() == [], "a reader sees the state before the transaction"
        assert finished == []
        finished.append("first")
    second.join(20)
    assert finished == ["first", "second"]
    found = {item.id: item.number for item in Reader(store.connection).claims()}
    assert found == {MEK.id: 1, AMNESTY.id: 2}
    assert verify_log(store.connection) is None


# claims


def test_a_claim_comes_back_as_it_was_recorded(store):
    record(store, MEK._replace(note="see also", credibility=2))
    found = Reader(store.connection).claim(MEK.id)
    signed = {"recorded_by": BY, "number": 1, "recorded_at": found.recorded_at}
    assert found == MEK._replace(note="see also", credibility=2, **signed)
    assert found.recorded_at.startswith("2019-12-02T")


def test_adding_twice_adds_nothing(store):
    first = record(store, MEK, AMNESTY, quote="600")
    before = contents(store.connection)
    again = record(store, AMNESTY, MEK, MEK, quote="600")
    assert (len(first.new), first.known, first.appearances) == (2, 0, 2)
    assert (len(again.new), again.known, again.appearances, again.touched) == (0, 3, 0, frozenset())
    assert contents(store.connection) == before


def test_one_batch_may_name_a_claim_twice(store):
    added = record(store, MEK, MEK)
    assert (len(added.new), added.known, added.appearances) == (1, 1, 1)


def test_a_known_claim_in_another_document_is_one_more_appearance(store):
    record(store, MEK)
    other = store.add_document(article(url="https://example.org/wire"), by=BY)
    added = store.add_claims([(MEK, Appearance(MEK.id, other, relayed_by="wire"))], by=BY)
    assert (len(added.new), added.known, added.appearances) == (0, 1, 1)
    assert added.touched == {MEK.comparison}
    assert Reader(store.connection).report_counts([MEK.id]) == {MEK.id: 2}


def test_more_claims_than_one_block_are_all_recorded_in_order(store):
    many = [claim(exact(number), as_of=None) for number in range(4500)]
    added = store.add_claims([(item, None) for item in [*many, many[0]]], by=BY)
    assert (len(added.new), added.known) == (4500, 1)
    stored = store.connection.execute("select id from claim order by number").fetchall()
    assert [row[0] for row in stored] == [item.id for item in many]


def search(store, words, table="claim"):
    sql = f"""select {table}.id from {table}_fts join {table} on {table}.number = {table}_fts.rowid
      where {table}_fts match ?"""
    return [row[0] for row in store.connection.execute(sql, (words,))]


def test_quotes_and_notes_are_found_by_search_in_any_spelling(store):
    record(store, MEK._replace(note="Protest in Shiraz"), quote="قُتل ٦٠٠ متظاهر")
    assert search(store, "600") == search(store, "shiraz") == search(store, '"قتل 600"') == [MEK.id]
    other = store.add_document(article(url="https://example.org/2"), by=BY)
    store.add_claims([(MEK, Appearance(MEK.id, other, quote="six hundred dead"))], by=BY)
    assert search(store, "hundred") == search(store, "shiraz") == [MEK.id]


def test_a_note_that_changes_is_found_by_search(store):
    record(store, MEK._replace(note="Protest in Shiraz"), quote="six hundred dead")
    store.judge(Reader(store.connection).claim(MEK.id), {"note": "Protest in Tehran"}, by=BY, reason="a slip")
    assert search(store, "tehran") == search(store, "hundred") == [MEK.id]
    assert search(store, "shiraz") == []


def test_only_judgements_can_change(store):
    record(store, MEK)
    for changes in ({"low": 700}, {}, {"credibility": 2, "source": "wire"}):
        with pytest.raises(Refused):
            store.judge(MEK, changes, by=BY, reason="no")
    assert Reader(store.connection).claim(MEK.id).credibility == 6


# names


def test_a_name_that_is_taken_is_refused_and_leaves_nothing(store):
    before = contents(store.connection)
    with pytest.raises(Refused, match="already a name of the source “mek”"):
        store.add_source(Source("mko", "mek"), by=BY)
    with pytest.raises(Refused, match="the source “mek” is there already"):
        store.add_source(Source("mek", "Mojahedin"), by=BY)
    assert contents(store.connection) == before


def test_an_alias_finds_its_source_and_no_other_can_have_it(store):
    name = "منظمة العفو الدولية"
    assert store.add_alias(Alias(name, "source", "amnesty-international", "ar"), by=BY) is True
    assert store.add_alias(Alias(name, "source", "amnesty-international", "ar"), by=BY) is False
    with pytest.raises(Refused, match="already a name of the source “amnesty-international”"):
        store.add_alias(Alias("منظّمة العفو الدوليّة", "source", "mek"), by=BY)
    assert store.add_alias(Alias(name, "event", EVENT.id), by=BY) is True, "an event may share the name of a source"
    assert acts(store).count("add alias") == 2


def test_a_name_without_a_letter_is_refused(store):
    with pytest.raises(Refused, match="no letter or digit"):
        store.add_alias(Alias("—", "source", "mek"), by=BY)


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (Event("nameless", ""), "“” holds no letter or digit"),
        (Event("nameless", "؟؟؟"), "“؟؟؟” holds no letter or digit"),
        (Event("Floods", "Floods in Derna"), "the id “Floods” has capital letters"),
    ],
    ids=["empty name", "marks only", "capitals in the id"],
)
def test_a_thing_that_cannot_be_named_so_is_refused_in_words_not_in_sql(store, event, reason):
    with pytest.raises(Refused, match=reason) as refusal:
        store.add_event(event, by=BY)
    assert "CHECK" not in str(refusal.value)


@pytest.mark.parametrize(
    "event",
    [
        Event("Iran", "Iran"),
        Event("iran-2019", "Iran 2019", part_of="nothing"),
        Event("iran-2019", "Iran 2019", wikidata="x"),
        Event("iran-2019", ""),
    ],
    ids=["a slug in capitals", "part of nothing", "a wikidata id that is none", "no name"],
)
def test_what_the_schema_refuses_is_refused_with_a_sentence(store, event):
    with pytest.raises(Refused):
        store.add_event(event, by=BY)


# documents


def test_a_document_is_completed_never_changed(store):
    key = store.add_document(article(None), by=BY)
    assert store.add_document(article("600 killed", published_on="2019-12-02"), by=BY) == key
    assert store.add_document(article("700 killed", title="Another", published_on="2020"), by=BY) == key
    found = Reader(store.connection).document(key)
    assert (found.text, found.published_on, found.title) == ("600 killed", "2019-12-02", "An article")
    assert search(store, "killed", "document") == [key]
    assert acts(store)[-2:] == ["add document", "complete document"]


def test_a_document_that_nothing_identifies_or_of_an_unknown_publisher_is_refused(store):
    for document in (article(url=None, title=None), article(publisher="nobody")):
        with pytest.raises(Refused):
            store.add_document(document, by=BY)


# the log


def log_entry(store):
    sql = "select act, subject, reason, before, after from change_log order by number desc limit 1"
    return store.connection.execute(sql).fetchone()


def decision(**fields):
    made = Reconciliation(
        0, MEK.comparison, Outcome.PREFERRED_CLAIM, "analyst", "the only one", BY, "", exact(600), MEK.id
    )
    return made._replace(considered=(Considered(MEK.id, included=True, reason="stands"),), **fields)


def test_every_act_is_logged_and_the_chain_holds(store):
    reader = Reader(store.connection)
    scope = compare([MEK, AMNESTY], measure=KILLED)
    record(store, MEK, AMNESTY)
    store.judge(reader.claim(MEK.id), {"credibility": 3}, by=BY, reason="a second look")
    assert log_entry(store) == (
        "judge claim",
        f"claim {MEK.id}",
        "a second look",
        json.dumps({"credibility": 6}),
        json.dumps({"credibility": 3}),
    )
    number = store.link(link(MEK, "disputes", AMNESTY), comparisons=[MEK.comparison])
    assert log_entry(store)[:3] == ("link", f"claim {MEK.id}", "as the text says")
    assert store.link(link(MEK, "disputes", AMNESTY), comparisons=[MEK.comparison]) == number
    found = reader.links()[0]
    store.withdraw_link(found, by=BY, reason="wrong", comparisons=[MEK.comparison])
    assert log_entry(store)[:3] == ("withdraw link", f"claim {MEK.id}", "wrong")
    record_decision(store, decision(), scope=scope, says="600", replaces=())
    record_decision(store, decision(rationale="again"), scope=scope, says="600", replaces=(1,))
    assert log_entry(store)[:3] == ("decide", f"comparison {MEK.comparison}", "again")
    withdraw_decision(store, reader.decision(MEK.comparison), by=BY, reason="too early")
    batch = Batch(0, "f.csv", "0" * 64, "csv", None, "", BY)
    number = store.start_batch(batch)
    store.reject(number, [Problem("f.csv", 3, "source", "no source", raw=",,")])
    store.finish_batch(batch._replace(number=number, read=1, refused=1))
    assert acts(store)[-7:] == [
        "judge claim",
        "link",
        "withdraw link",
        "decide",
        "decide",
        "withdraw decision",
        "ingest",
    ]
    assert verify_log(store.connection) is None


def test_a_decision_replaces_the_one_before_and_both_stay_readable(store):
    record(store, MEK)
    scope = compare([MEK], measure=KILLED)
    first = record_decision(store, decision(), scope=scope, says="600", replaces=())
    second = record_decision(store, decision(rationale="again"), scope=scope, says="600", replaces=(1,))
    reader = Reader(store.connection)
    assert [(item.number, item.replaced_by) for item in reader.decisions(MEK.comparison)] == [
        (first, second),
        (second, None),
    ]
    found = reader.decision(MEK.comparison)
    assert (found.figure, found.claim, found.rationale, found.considered) == (
        exact(600),
        MEK.id,
        "again",
        decision().considered,
    )
    withdraw_decision(store, found, by=BY, reason="wrong")
    assert reader.decision(MEK.comparison) is None


@pytest.mark.parametrize("column", ["at", "by", "act", "subject", "reason", "before", "after", "previous_hash"])
def test_a_later_edit_of_the_log_from_outside_is_found(store, column):
    store.connection.execute("drop trigger change_log_fixed")
    store.connection.execute(f"update change_log set \"{column}\" = '9' where number = 2")
    assert verify_log(store.connection) == 2


def test_a_log_entry_that_was_taken_out_is_found(store):
    store.connection.execute("drop trigger change_log_kept")
    store.connection.execute("delete from change_log where number = 2")
    assert verify_log(store.connection) == 3


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.text(min_size=1), st.none() | st.text(), st.none() | st.dictionaries(st.text(), st.text())))
)
def test_the_chain_holds_for_any_text(tmp_path_factory, entries):
    with closing(schema.create(tmp_path_factory.mktemp("log") / "claims.db")) as connection:
        store = Store(connection, clock=Clock())
        for by, reason, after in entries:
            store.log("act", "subject", by=by, reason=reason, after=after)
        assert verify_log(connection) is None
