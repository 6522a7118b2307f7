"""The JSON of `claims compare --json`: the keys that were promised, and values that any JSON reader understands."""

import json
from decimal import Decimal

import pytest
from builders import BY, EVENT, Clock, article, draft, fill

from claims import ClaimStore
from claims.exporters.comparison import event_as_json, number, ratio
from claims.model import LinkRelation, Outcome, Reconciliation

PROMISED = {
    "event",
    "measure",
    "population",
    "place",
    "status",
    "reports",
    "sources",
    "independent_sources",
    "agreed_minimum",
    "highest_floor",
    "highest_ceiling",
    "spread",
    "contradictions",
    "divergences",
    "claims",
    "pairs",
}
PROMISED_OF_A_CLAIM = {"id", "source", "says", "low", "best", "high", "hedge", "basis", "as_of", "appearances"}
PROMISED_OF_A_PAIR = {"a", "b", "relation", "ratio", "reason"}


@pytest.fixture
def answer(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        fill(store)
        document = store.add_document(article("at least 161 killed, قتل 600 متظاهر"), by=BY)
        amnesty = draft("at least 161", source="amnesty-international", basis="documented", quote="at least 161 killed")
        store.add_claim(amnesty, by=BY, document=document)
        mek = store.add_claim(draft("at least 600", quote="قتل 600", language="ar"), by=BY, document=document).claim
        wire = store.add_claim(draft("dozens", source="wire"), by=BY).claim
        store.add_claim(draft("about 2.5", measure="area", language="en"), by=BY)
        store.add_claim(draft("none", measure="arrested"), by=BY)
        store.add_claim(draft("November 2019", measure="start-date"), by=BY)
        store.add_claim(draft("fuel price", measure="cause"), by=BY)
        store.link(wire.id, LinkRelation.DERIVED_FROM, mek.id, reason="it names the MEK", by=BY)
        store.decide(
            Reconciliation(0, mek.comparison, Outcome.PREFERRED_CLAIM, "analyst", "the floor", BY, "", claim=mek.id)
        )
        yield event_as_json(EVENT.id, store.compare(EVENT.id))


def measured(answer, measure):
    (found,) = [item for item in answer["comparisons"] if item["measure"] == measure]
    return found


def test_the_answer_survives_json_and_holds_the_promised_keys(answer):
    assert json.loads(json.dumps(answer, ensure_ascii=False, allow_nan=False)) == answer
    assert set(answer) == {"event", "comparisons"}
    assert answer["event"] == EVENT.id
    for comparison in answer["comparisons"]:
        assert set(comparison) >= PROMISED
        for claim in comparison["claims"]:
            assert set(claim) >= PROMISED_OF_A_CLAIM
        for pair in comparison["pairs"]:
            assert set(pair) >= PROMISED_OF_A_PAIR


def test_the_worked_example_as_data(answer):
    killed = measured(answer, "killed")
    expected = {
        "event": EVENT.id,
        "population": "all",
        "place": "",
        "status": "diverges",
        "reports": 3,
        "sources": 3,
        "independent_sources": 2,
        "agreed_minimum": 161,
        "highest_floor": 600,
        "highest_ceiling": None,
        "spread": 439,
        "ratio": 3.73,
        "contradictions": 0,
        "divergences": 1,
    }
    assert {name: killed[name] for name in expected} == expected
    (pair,) = killed["pairs"]
    assert (pair["relation"], pair["ratio"], pair["reason"]) == ("diverges", 3.73, "basis")
    claims = {claim["source"]: claim for claim in killed["claims"]}
    assert {pair["a"], pair["b"]} == {claims["amnesty-international"]["id"], claims["mek"]["id"]}
    mek = claims["mek"]
    assert (mek["says"], mek["low"], mek["best"], mek["high"], mek["hedge"]) == (
        "at least 600",
        600,
        None,
        None,
        "at_least",
    )
    assert (mek["as_of"], mek["basis"], mek["current"], mek["source_name"]) == ("2019-12-02", "unstated", True, "MEK")
    (place,) = mek["appearances"]
    assert (place["quote"], place["title"], place["language"]) == ("قتل 600", "An article", "ar")
    assert claims["wire"]["current"] is False
    assert claims["wire"]["magnitude"] == 12
    assert [link["relation"] for link in claims["wire"]["links"]] == ["derived_from"]
    assert (killed["decision"]["claim"], killed["decision"]["stale"]) == (mek["id"], False)


def test_other_kinds_of_values_as_data(answer):
    def figure(measure):
        (claim,) = measured(answer, measure)["claims"]
        return [claim[name] for name in ("low", "best", "high", "value_type")]

    assert figure("area") == [None, 2.5, None, "value"]
    assert figure("arrested") == [None, None, None, "novalue"]
    assert figure("start-date") == ["2019-11-01", None, "2019-11-30", "value"]
    assert figure("cause") == ["fuel price"] * 3 + ["value"]


def test_a_count_is_never_printed_with_a_point(answer):
    assert ".0" not in json.dumps([measured(answer, name) for name in ("killed", "arrested")])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (161, "161"),
        (Decimal("161.0"), "161"),
        (Decimal("1E+2"), "100"),
        (Decimal("2.50"), "2.5"),
        (2**63 - 1, "9223372036854775807"),
        ("2019-11-15", '"2019-11-15"'),
        (None, "null"),
    ],
)
def test_a_number_is_written_as_it_is(value, expected):
    assert json.dumps(number(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(None, None), ("1.2", 1.2), ("3.7267", 3.73), ("1.125", 1.13), ("1.005", 1.01), ("1", 1.0)]
)
def test_a_ratio_is_rounded_half_up_to_two_decimals(value, expected):
    assert ratio(None if value is None else Decimal(value)) == expected
