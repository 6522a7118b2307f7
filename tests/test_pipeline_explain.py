"""From a database: why a comparison is as it is, its history, and the events that its event is a part of."""

import pytest
from builders import BY, EVENT, Clock, article, draft, fill

from claims.model import Document, Draft, Event, LinkRelation
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.compare import Question
from claims.pipeline.explain import explanation, explanation_as_json, history, history_as_json


@pytest.fixture
def store(tmp_path):
    """The worked example with an older figure of Amnesty and a wire that repeats the MEK later."""
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as made:
        fill(made)
        press = made.add_document(article(published_on="2019-12-02"), by=BY)
        later = made.add_document(Document("", url="https://example.org/b", published_on="2019-12-09"), by=BY)

        def add(says, document, **fields):
            return made.add_claim(draft(says, **fields), by=BY, document=document).claim

        amnesty = {"source": "amnesty-international", "basis": "documented"}
        add("at least 106", press, as_of="2019-11-19", **amnesty)
        add("at least 161", press, as_of="2019-11-29", **amnesty)
        mek = add("at least 600", press, basis="reported")
        copy = add("at least 600", later, source="wire", as_of="2019-12-05")
        made.link(copy.id, LinkRelation.DERIVED_FROM, mek.id, reason="it names the MEK", by=BY)
        yield made


def asked(store, **question):
    question = Question(**question)
    (view,) = store.compare(EVENT.id, question=question)
    return view, explanation(store.reader, view, question=question)


def endings(steps):
    return [step.text.rsplit("): ", 1)[1] for step in steps if step.rule == "not counted"]


def test_an_explanation_names_copies_with_who_said_so_and_older_figures(store):
    _, steps = asked(store)
    texts = [step.text.split(": counted, ")[1] for step in steps if step.rule == "not current"]
    older, copied = (text.split(" ")[-0:] and text for text in texts)
    assert older.startswith("but it does not stand: replaced by the same source's newer figure ")
    assert copied.startswith("but it does not stand: a copy of ")
    assert copied.endswith(" MEK “at least 600” (it names the MEK; M. Rahimi, 2019-12-02).")


QUESTIONS = {
    "as of": (
        {"as_of": "2019-11-30"},
        ["not counted, it speaks of a time after 2019-11-30."] * 2,
    ),
    "known on": ({"known_on": "2019-12-03"}, ["not counted, it could not be known on 2019-12-03."]),
    "without a source": (
        {"without": "MEK"},
        ["not counted, its source is left out.", "not counted, it derives from mek, which is left out."],
    ),
}


@pytest.mark.parametrize(("question", "left_out"), QUESTIONS.values(), ids=QUESTIONS)
def test_what_a_question_leaves_out_is_told_with_the_reason(store, question, left_out):
    _, steps = asked(store, **question)
    assert endings(steps) == left_out


def test_a_withheld_claim_is_told_as_withheld_whatever_was_asked(store):
    claim = store.reader.claims(event=EVENT.id)[0]
    store.judge(claim.id, by=BY, reason="a request", changes={"published": 0})
    _, steps = asked(store, without="mek")
    assert "not counted, withheld from readers." in endings(steps)


def test_what_is_withheld_replaces_nothing_in_the_explanation_and_the_history(store):
    mek = next(claim for claim in store.reader.claims(event=EVENT.id) if claim.source == "mek")
    newer = store.add_claim(draft("at least 500", basis="reported", as_of="2019-12-09"), by=BY).claim
    store.link(newer.id, LinkRelation.SUPERSEDES, mek.id, reason="lowered", by=BY)
    store.judge(newer.id, by=BY, reason="a request", changes={"published": 0})
    view, steps = asked(store)
    assert mek.id in view.comparison.current
    assert [step.rule for step in steps if step.claims[:1] == (mek.id,) and "current" in step.rule] == ["current"]
    found = {own.source: own.steps for own in history(store.reader, view)}
    assert [step.is_current for step in found["mek"]] == [True]


def test_the_explanation_as_json_is_plain_data(store):
    view, steps = asked(store)
    data = explanation_as_json(steps)
    assert data[0] == {
        "rule": "comparable",
        "claims": [claim.id for claim in view.comparison.claims],
        "text": steps[0].text,
    }
    assert len(data) == len(steps)


def test_the_history_has_the_steps_of_each_source(store):
    view, _ = asked(store)
    found = history_as_json(history(store.reader, view), view)
    assert [(own["source_name"], [(s["date"], s["says"], s["current"]) for s in own["steps"]]) for own in found] == [
        ("Amnesty International", [("2019-11-19", "at least 106", False), ("2019-11-29", "at least 161", True)]),
        ("MEK", [("2019-12-02", "at least 600", True)]),
        ("Wire Service", [("2019-12-05", "at least 600", False)]),
    ]
    first = found[0]["steps"][0]
    assert (first["low"], first["hedge"], first["until"], first["known_on"]) == (
        106,
        "at_least",
        "2019-11-29",
        "2019-12-02",
    )
    assert found[2]["steps"][0]["replaced"] == "a copy of"


def test_a_part_of_an_event_above_it_is_told_on_both_pages(store):
    store.add_event(Event("mahshahr-2019", "Mahshahr", part_of=EVENT.id), by=BY)
    store.add_event(Event("jarahi-2019", "Jarahi", part_of="mahshahr-2019"), by=BY)
    store.add_claim(draft("30", source="government"), by=BY)
    store.add_claim(Draft("jarahi-2019", "killed", "wire", "45", as_of="2019-11-30"), by=BY)
    reason = "wire says “45” for killed, a part of killed of iran-protests-2019, for which government says “30”"
    for event in (EVENT.id, "jarahi-2019"):
        (view,) = store.compare(event)
        assert view.comparison.event == event
        assert reason in [finding.reason for finding in view.comparison.warnings]
    assert store.compare("mahshahr-2019") == []
