"""Content ids: golden values, one spelling for one value, and no influence of order."""

from decimal import Decimal

import pytest
from builders import BY, DOCUMENTED, Clock, about, at_least, between, claim, exact, fill, nothing, unknown, vague
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.identity import (
    appearance_id,
    candidate_id,
    canonical,
    comparison_id,
    content_id,
    document_id,
    log_hash,
)
from claims.pipeline.claim_store import ClaimStore

# A change of any value below breaks every link to, and every merge with, databases that exist already.
GOLDEN_CLAIMS = {
    "at least 161": (claim(at_least(161), source="amnesty-international", basis=DOCUMENTED), "d554ee9fbf6d422cba40"),
    "at least 600": (claim(at_least(600)), "969e4c36f047536defab"),
    "exactly 30 without a date": (claim(exact(30), source="government", as_of=None), "afdfac1bd48e3a97260c"),
    "10 to 14 in the month": (
        claim(between(10, 14), as_of="2019-12", place="Shiraz", population="women"),
        "d6325f3dcbfd4f784d7f",
    ),
    "about 2.5": (claim(about(Decimal("2.50")), measure="area"), "dd7ef6b77909e84de0ef"),
    "dozens": (claim(vague(12)), "67a0afe040cbba087790"),
    "none": (claim(nothing()), "27dcaeccacbfd6fb8c61"),
    "unknown": (claim(unknown()), "8cb6b85f4450d393e710"),
    "a text in Arabic": (claim(exact("رصاص"), measure="cause"), "562c18540f34ed452a8b"),
}


@pytest.mark.parametrize(("made", "key"), GOLDEN_CLAIMS.values(), ids=GOLDEN_CLAIMS)
def test_the_id_of_an_assertion_never_changes(made, key):
    assert made.id == key


def test_ids_of_other_things_never_change():
    scope = {"population": "all", "place": "", "period_start": None, "as_of": None}
    assert comparison_id("iran-protests-2019", "killed", **scope) == "a2ddcf8ac6f2ce6a15b8"
    assert appearance_id("c", "d", locator="p. 3", quote="قتل 600") == "1f0c28d217857aa8b674"
    named = {"title": "T", "publisher": "p", "published_on": "2019-12-02"}
    assert document_id(url="https://example.org/", sha256="a" * 64, **named) == "3b21cbae17bc212eb5ca"
    assert document_id(url=None, sha256="a" * 64, **named) == "b3f9cccc1c1991bbd178"
    assert document_id(url=None, sha256=None, **named) == "9f14262ad4ba15e19c21"
    read = {"event": "iran-protests-2019", "measure": "killed", "source": "mek"}
    assert candidate_id("d", place=3, says="600", **read) == "467892c7eac1cafc9bd9"
    assert (
        log_hash("0" * 64, {"at": "2019", "by": "Ä", "reason": None})
        == "93f541bde4270dfa3cf2dc53e0db3841cb1a9a4757249c103ef079c082d8fcb5"
    )


SPELLINGS = {
    "whole": ([161, Decimal(161), Decimal("161.00"), Decimal("1.61E+2")], "161"),
    "hundreds": ([100, Decimal("1E+2"), Decimal("100.0")], "100"),
    "zero": ([0, Decimal(0), Decimal("0.00"), Decimal("-0.0")], "0"),
    "decimal": ([Decimal("2.5"), Decimal("2.50"), Decimal("25E-1")], "2.5"),
    "small": ([Decimal("0.0000001"), Decimal("1E-7")], "0.0000001"),
    "large": ([2**63 - 1, Decimal(2**63 - 1)], "9223372036854775807"),
    "many digits": ([Decimal("1234567890123456.7890123456789012345")], "1234567890123456.7890123456789012345"),
    "text": (["2019-11-15"], "2019-11-15"),
}


@pytest.mark.parametrize(("values", "spelling"), SPELLINGS.values(), ids=SPELLINGS)
def test_one_value_has_one_spelling(values, spelling):
    assert {canonical(value) for value in values} == {spelling}


@given(st.decimals(min_value=0, max_value=10**15, places=4), st.integers(0, 6))
def test_zeros_at_the_end_change_no_id(value, zeros):
    longer = Decimal(f"{value:f}" + "0" * zeros)
    assert claim(exact(value), measure="area").id == claim(exact(longer), measure="area").id


def test_none_and_an_empty_text_and_a_zero_are_three_things():
    assert len({canonical(None), canonical(""), canonical(0)}) == 3
    assert len({claim(figure).id for figure in (exact(0), nothing(), unknown())}) == 3


def test_fields_cannot_run_into_each_other():
    assert content_id("claim", "ab", "c") != content_id("claim", "a", "bc")
    assert content_id("claim", "a", None) != content_id("claim", "a", "")
    assert content_id("claim", "a") != content_id("document", "a")


ASSERTED = {"source": "wire", "measure": "arrested", "as_of": "2019-12", "population": "women", "place": "Shiraz"}
ASSERTED |= {"period_start": "2019-11-15", "basis": DOCUMENTED}
NOT_ASSERTED = {
    "credibility": 2,
    "note": "x",
    "recorded_by": "y",
    "recorded_at": "2020",
    "published": False,
    "batch": 3,
}


@pytest.mark.parametrize("name", ASSERTED)
def test_what_is_asserted_decides_the_id(name):
    assert claim(at_least(600), **{name: ASSERTED[name]}).id != claim(at_least(600)).id


@pytest.mark.parametrize("name", NOT_ASSERTED)
def test_judgements_and_provenance_do_not_decide_the_id(name):
    assert claim(at_least(600), **{name: NOT_ASSERTED[name]}).id == claim(at_least(600)).id


RECORDS = (
    claim(at_least(161), source="amnesty-international", basis=DOCUMENTED),
    claim(at_least(600)),
    claim(at_least(600), source="wire"),
    claim(exact(30), source="government", as_of="2019-11-30"),
    claim(exact(1500), as_of="2019-12-16"),
    claim(vague(100), source="wire", measure="arrested", as_of=None),
)


@settings(max_examples=15, deadline=None)
@given(st.permutations(RECORDS))
def test_the_order_of_ingest_changes_neither_ids_nor_comparisons(tmp_path_factory, records):
    def contents(order):
        with ClaimStore.create(tmp_path_factory.mktemp("order") / "claims.db", clock=Clock()) as store:
            fill(store)
            for record in order:
                with store.transaction():
                    store.store.add_claims([(record, None)], by=BY)
            ids = {row[0] for row in store.connection.execute("select id from claim")}
            return ids, store.connection.execute("select * from comparison order by id").fetchall()

    assert contents(records) == contents(RECORDS)
