"""What is changed from outside, with the triggers out of the way, is found and named."""

import re

import pytest
from builders import BY, Clock, article, draft, fill

from claims import ClaimStore
from claims.model import Alias, LinkRelation, Outcome, Rank, Reconciliation
from claims.pipeline.demo import build
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.names import merge
from claims.reading.verify import VerifyReader


@pytest.fixture
def store(tmp_path):
    """Two claims, one by a file, one by hand with a quote; a link, a judgement, a decision and a merge of names."""
    file = tmp_path / "claims.csv"
    file.write_text("event,measure,source,says\niran-protests-2019,killed,government,30\n", encoding="utf-8")
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as made:
        fill(made)
        document = made.add_document(article("600 killed"), by=BY)
        claim = made.add_claim(draft("600", quote="600 killed"), document=document, by=BY).claim
        ingest(made, str(file), by=BY, options=IngestOptions())
        other = next(one for one in made.reader.claims() if one.id != claim.id)
        made.link(claim.id, LinkRelation.DISPUTES, other.id, reason="it says so", by=BY)
        made.rank(claim.id, Rank.PREFERRED, reason="named victims", by=BY)
        comparison = claim.comparison
        made.decide(Reconciliation(0, comparison, Outcome.PREFERRED_CLAIM, "analyst", "named", BY, "", claim=claim.id))
        merge(made, "source", "wire", into="government", reason="one", by=BY)
        yield made


def tamper(store, sql):
    """Change the file as somebody would who knows SQLite: without triggers and without key checks."""
    store.connection.execute("pragma foreign_keys = off")
    for (name,) in store.connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        store.connection.execute(f"drop trigger {name}")
    store.connection.execute(sql)


def found(store, **options):
    """What does not fit but for the triggers, which `tamper` drops (tests/test_schema_guard.py looks at those)."""
    findings = VerifyReader(store.connection).verify(**options).findings
    return [(one.rule, one.reason) for one in findings if one.rule != "schema changed"]


def test_an_untouched_file_is_proved(store):
    proved = VerifyReader(store.connection).verify()
    assert proved.findings == ()
    assert proved.entries == len(store.reader.log())
    assert proved.head == VerifyReader(store.connection).head()
    assert store.reader.log(subject="rows", limit=1)[0]["hash"] == proved.head  # what the last act wrote was sealed


def test_the_demo_is_proved(tmp_path):
    build(tmp_path / "demo.db")
    with ClaimStore.open(tmp_path / "demo.db", write=False) as demo:
        assert found(demo) == []


LAST = "(select max(number) from change_log where act = 'add alias')"
CHANGES = {
    "an entry": (
        "update change_log set by = 'Nobody' where number = 3",
        ["entry changed"],
        r"entry 3 of the log \(.*\) was changed",
    ),
    "a reason": (
        "update change_log set reason = 'x' where act = 'link'",
        ["entry changed"],
        r"entry \d+ .*link, claim",
    ),
    "an entry gone": ("delete from change_log where number = 3", ["entry missing"], "entry 3 is gone from the log"),
    "entries gone": (
        "delete from change_log where number in (3, 4)",
        ["entry missing", "source not signed", "alias not signed"],
        "entries 3 to 4 are gone from the log",
    ),
    "the first gone": ("delete from change_log where number = 1", ["entry missing"], "entry 1 is gone"),
    "a figure": (
        "update claim set low = 601, best = 601, high = 601 where says = '600'",
        ["claim changed"],
        r"claim \w+ \(mek: 600\) does not say what its id stands for",
    ),
    "a source": (
        "update claim set source = 'wire' where says = '600'",
        ["claim changed", "copy differs", "claim changed"],
        "does not say what its id stands for",
    ),
    "a comparison": (
        "update claim set comparison = 'x' where says = '600'",
        ["claim changed"],
        "stands in another comparison than its own",
    ),
    "a quote": (
        "update appearance set quote = '900 killed' where quote is not null",
        ["appearance changed"],
        r"where claim \w+ can be read in document \w+ was changed",
    ),
    "a rank": (
        "update claim set rank = 'deprecated' where says = '600'",
        ["judgement changed"],
        "its rank is “deprecated”, by the log it is “preferred”",
    ),
    "a decision": (
        "update reconciliation set rationale = 'x'",
        ["decision changed", "decision changed"],
        "decision 1 was changed: rationale",
    ),
    "a decision gone": (
        "delete from reconciliation",
        ["decision missing", "decision changed", "decision changed", "decision gone"],
        "decision 1 is gone; by the log it was made",
    ),
    "a link gone": ("delete from claim_link", ["link changed", "link gone"], "disputes .* is gone or was changed"),
    "a link": (
        "update claim_link set relation = 'confirms'",
        ["link changed", "link changed"],
        "disputes .* is gone or was changed",
    ),
    "a claim by hand gone": (
        "delete from claim where says = '600'",
        ["claim missing", "claim missing", "claim gone"],
        "claims number 1 to 1 are gone",
    ),
    "the last claim, of a file, gone": (
        "delete from claim where says = '30'",
        ["claim missing", "claim gone"],
        "batch 1 has 0 claims; by the log it added 1",
    ),
}


@pytest.mark.parametrize(("sql", "rules", "sentence"), CHANGES.values(), ids=CHANGES)
def test_a_change_from_outside_is_found_and_named(store, sql, rules, sentence):
    tamper(store, sql)
    listed = found(store)
    assert [rule for rule, _ in listed] == rules
    assert re.search(sentence, listed[0][1])


def test_an_entry_replaced_together_with_its_hash_does_not_fit_the_next(store):
    from claims.identity import log_hash
    from claims.reading.verify import ENTRY

    entry = next(act for act in store.reader.log() if act["number"] == 5)
    fields = {name: entry[name] for name in ENTRY} | {"by": "Nobody"}
    forged = log_hash(entry["previous_hash"], fields)
    tamper(store, f"update change_log set by = 'Nobody', hash = '{forged}' where number = 5")
    assert found(store) == [
        ("entry replaced", "entry 6 of the log does not follow entry 5: one of the two was replaced")
    ]


def test_a_log_cut_off_is_found_with_a_hash_noted_before_and_only_so(store):
    store.add_alias(Alias("Rahimi's office", "source", "mek"), by=BY)
    noted = VerifyReader(store.connection).head()
    assert found(store, noted=noted[:12]) == []
    tamper(store, f"delete from change_log where number >= {LAST}")
    assert [rule for rule, _ in found(store)] == ["alias not signed"]  # what the lost entries told of is still there
    store.connection.execute("delete from alias where name = 'Rahimi''s office'")
    assert found(store) == []
    assert [rule for rule, _ in found(store, noted=noted)] == ["log cut off"]


def test_an_entry_that_is_no_json_any_more_is_found(store):
    tamper(store, "update change_log set after = '{' where act = 'decide'")
    assert [rule for rule, _ in found(store)] == ["entry changed"]


def test_a_new_file_has_nothing_to_prove(tmp_path):
    with ClaimStore.create(tmp_path / "new.db") as new:
        assert VerifyReader(new.connection).verify() == VerifyReader(new.connection).verify(noted="")
        assert VerifyReader(new.connection).head() == ""
