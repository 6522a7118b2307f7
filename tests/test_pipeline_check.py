"""`claims check` over a database: one pass, every rule, what was accepted, and that it does not depend on blocks."""

import random

import pytest
from builders import BY, EVENT, Clock, article, draft, fill

from claims.check import RULES
from claims.errors import Missing, Refused
from claims.model import Document, Draft, Event, LinkRelation, Outcome, Reconciliation
from claims.pipeline import check_parts as pipeline_check_parts
from claims.pipeline import check_rows as pipeline_check_rows
from claims.pipeline.check import accept, accepted, violations, withdraw
from claims.pipeline.claim_store import ClaimStore
from claims.reading import bounds as reading_bounds

TEXT = (
    "At least 600 were killed, says the MEK. 40 children were killed. 30 killed, says the government; some land burnt."
)
EVERY_RULE_BUT = {"broken-id", "quote-not-in-text"}


@pytest.fixture
def store(tmp_path):
    """A database in which every rule that can be broken by recording finds something; one event is part of another."""
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as made:
        fill(made)
        made.add_event(Event("mahshahr-2019", "Mahshahr", part_of=EVENT.id), by=BY)
        press = made.add_document(article(TEXT, archive_url="https://archive.example.org/1"), by=BY)
        made.add_document(Document("", title="Never archived", url="https://example.org/b"), by=BY)

        def add(says, *, document=press, force=None, **fields):
            return made.add_claim(draft(says, **fields), by=BY, document=document, force=force).claim

        earlier = add("at least 600", quote="At least 600 were killed", as_of="2019-11-30")
        add("500", source="mek")
        add("40", source="wire", measure="children-killed", quote="40 children were killed")
        total = add("30", source="government", quote="30 killed")
        copy = add("31", source="wire")
        made.link(copy.id, LinkRelation.DERIVED_FROM, total.id, reason="it says so", by=BY)
        add("20", source="wire", place="Tehran", as_of="2019-11-30")
        add("15", source="wire", place="Shiraz", as_of="2019-11-30")
        add("35", source="wire", measure="arrested", as_of=None, document=None)
        add("7", source="wire", measure="damage", as_of="2025-01-01")
        add("12", source="wire", measure="area", quote="some land burnt", force="it means twelve")
        other = add("8", source="amnesty-international", measure="area")
        made.link(other.id, LinkRelation.RETRACTS, add("9", source="wire", measure="area").id, reason="a slip", by=BY)
        made.add_claim(Draft("mahshahr-2019", "killed", "mek", "45", as_of="2019-11-30"), by=BY, document=press)
        made.decide(
            Reconciliation(
                0, earlier.comparison, Outcome.PREFERRED_CLAIM, "analyst", "the only one", BY, "", claim=total.id
            )
        )
        add("32", source="amnesty-international")
        made.connection.execute("pragma recursive_triggers = off")
        made.connection.execute("update claim set credibility = 1 where source = 'wire' and measure = 'arrested'")
        yield made


def found(store, **asked):
    return list(violations(store.reader, **asked))


def rules_of(found):
    return {one.rule for one in found}


def test_every_rule_finds_what_breaks_it(store):
    listed = found(store)
    assert rules_of(listed) == set(RULES) - EVERY_RULE_BUT - {"number-not-in-quote", "broken-schema"}
    assert len({one.id for one in listed}) == len(listed)


def test_finds_what_was_changed_from_outside(store):
    for trigger in ("claim_fixed", "appearance_fixed", "document_fixed"):
        store.connection.execute(f"drop trigger {trigger}")
    store.connection.execute("update claim set low = 601, best = null where hedge = 'at_least'")
    store.connection.execute(
        "update document set text = replace(text, '40 children', '41 children') where text is not null"
    )
    store.connection.execute("update document set url = 'https://example.org/c' where title = 'Never archived'")
    broken = found(store, rules=frozenset(EVERY_RULE_BUT | {"number-not-in-quote"}))
    assert sorted((one.rule, one.subject.split()[0]) for one in broken) == [
        ("broken-id", "claim"),
        ("broken-id", "document"),
        ("number-not-in-quote", "claim"),
        ("quote-not-in-text", "claim"),
    ]


def test_the_pass_does_not_depend_on_the_size_of_its_blocks(store, monkeypatch):
    whole = found(store)
    monkeypatch.setattr(pipeline_check_rows, "BLOCK", 1)
    monkeypatch.setattr(pipeline_check_parts, "LISTED", 1)
    monkeypatch.setattr(reading_bounds, "WAITING", 1)
    assert found(store) == whole
    monkeypatch.setattr(pipeline_check_parts, "AT_HAND", 0)
    assert {one.id: one for one in found(store)} == {one.id: one for one in whole}


def test_comparisons_that_are_not_stored_as_they_should_be_are_looked_through_all_the_same(store):
    whole = found(store)
    store.connection.execute("delete from comparison where reconciliation is null")
    assert found(store) == whole


def test_each_rule_by_itself_finds_what_all_find_together(store):
    whole = found(store)
    for rule in RULES:
        assert found(store, rules=frozenset({rule})) == [one for one in whole if one.rule == rule], rule


def test_only_what_concerns_an_event_is_found(store):
    part = found(store, event="mahshahr-2019")
    assert [(one.rule, one.event) for one in part] == [("part-above-whole", "mahshahr-2019")]
    whole = found(store, event=EVENT.id)
    assert set(part) <= set(whole)
    assert {one.id for one in found(store)} - {one.id for one in whole} == {
        one.id for one in found(store, rules=frozenset({"no-archive-copy"}))
    }


def test_an_unheard_of_rule_is_refused(store):
    with pytest.raises(Refused, match="there is no rule “magic”"):
        found(store, rules=frozenset({"magic"}))


def test_what_is_accepted_is_not_listed_again_until_it_is_taken_back(store):
    before = found(store)
    falls = next(one for one in before if one.rule == "total-falls")
    assert accept(store, falls.id[:8], by=BY, reason="said on 4 March") == falls
    assert found(store) == [one for one in before if one != falls]
    assert found(store, with_accepted=True) == before
    (row,) = accepted(store.reader)
    assert (row["finding"], row["rule"], row["says"], row["reason"], row["decided_by"], row["event"]) == (
        falls.id,
        "total-falls",
        falls.reason,
        "said on 4 March",
        BY,
        EVENT.id,
    )
    withdraw(store, falls.id[:8], by=BY, reason="linked since")
    assert found(store) == before
    assert accepted(store.reader) == []
    (kept,) = accepted(store.reader, with_withdrawn=True)
    assert (kept["withdrawn_by"], kept["withdrawn_reason"]) == (BY, "linked since")
    acts = [(act["act"], act["reason"]) for act in store.reader.log(subject=falls.subject, limit=2)]
    assert acts == [("withdraw acceptance", "linked since"), ("accept finding", "said on 4 March")]
    assert accept(store, falls.id, by=BY, reason="after all") == falls


def test_an_acceptance_holds_for_what_it_accepted_and_nothing_else(store):
    undated = [one for one in found(store) if one.rule == "undated"]
    accept(store, undated[0].id, by=BY, reason="never said", rules=frozenset({"undated"}))
    store.add_claim(draft("36", source="wire", measure="arrested", as_of=None), by=BY)
    assert [one.reason for one in found(store, rules=frozenset({"undated"}))] == [
        "wire “36” (arrested) does not say as of when"
    ]


@pytest.mark.parametrize("key", ["", "zzz"], ids=["nothing", "unknown"])
def test_only_what_is_found_can_be_accepted(store, key):
    with pytest.raises(Refused, match="nothing that is found has the id"):
        accept(store, key, by=BY, reason="so")
    with pytest.raises(Refused, match="nothing that was accepted has the id"):
        withdraw(store, key, by=BY, reason="so")


@pytest.mark.parametrize(("by", "reason"), [(" ", "so"), (BY, " ")], ids=["unsigned", "without a reason"])
def test_an_acceptance_is_signed_and_explained(store, by, reason):
    one = found(store)[0]
    with pytest.raises(Missing):
        accept(store, one.id, by=by, reason=reason)
    assert accepted(store.reader) == []


def test_a_database_without_trouble_has_nothing_to_list(tmp_path):
    with ClaimStore.create(tmp_path / "clean.db", clock=Clock()) as made:
        fill(made)
        assert found(made) == []
        press = made.add_document(article(TEXT, archive_url="https://archive.example.org/1"), by=BY)
        made.add_claim(draft("at least 600", quote="At least 600 were killed"), by=BY, document=press)
        assert found(made) == []


FIGURES = ("at least {}", "at most {}", "{}", "more than {}", "between {} and 90", "about {}", "none")
PLACES = ("", "World", "Tehran", "Tehran, north", "Shiraz, Tehran", "Shiraz")
DATES = (None, "2019", "2019-11", "2019-11-20", "2019-11-30", "2019-12-01")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("at_hand", [0, 5000], ids=["kept aside", "kept in memory"])
def test_parts_and_wholes_are_those_of_comparing_the_same_claims(tmp_path, monkeypatch, seed, at_hand):
    monkeypatch.setattr(pipeline_check_parts, "AT_HAND", at_hand)
    choose = random.Random(seed)  # noqa: S311 - it must repeat, not surprise
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        fill(store)
        store.add_event(Event("mahshahr-2019", "Mahshahr", part_of=EVENT.id), by=BY)
        store.add_event(Event("aban", "Aban 1398"), by=BY)
        with store.transaction():
            for _ in range(150):
                event = choose.choice([EVENT.id, "mahshahr-2019", "aban"])
                measure = choose.choice(["killed", "children-killed", "arrested", "area", "displaced", "turnout"])
                says = choose.choice(FIGURES).format(choose.randrange(1, 80))
                fields = {"place": choose.choice(PLACES), "as_of": choose.choice(DATES)}
                fields["population"] = choose.choice(["all", "all", "women"])
                source = choose.choice(["mek", "wire", "government"])
                store.add_claim(Draft(event, measure, source, says, **fields), by=BY)
            for says, place in (("at most 39", ""), ("at least 20", "Tehran"), ("at least 20", "Shiraz")):
                scope = {"population": "children", "place": place, "as_of": "2019-12-01"}
                store.add_claim(Draft("aban", "killed", "mek", says, **scope), by=BY)
        alone = {
            (finding.rule.replace(" ", "-"), *finding.claims)
            for event in (EVENT.id, "mahshahr-2019", "aban")
            for view in store.compare(event)
            for finding in view.comparison.warnings
            if "whole" in finding.rule
        }
        listed = found(store, rules=frozenset({"part-above-whole", "parts-above-whole"}))
        assert len({one.rule for one in listed}) == 2
        assert sorted((one.rule, *one.claims) for one in listed) == sorted(alone)
        for event in (EVENT.id, "mahshahr-2019", "aban"):
            own = {claim.id for claim in store.reader.claims(event=event)}
            asked = found(store, rules=frozenset({"part-above-whole", "parts-above-whole"}), event=event)
            assert sorted(one.id for one in asked) == sorted(one.id for one in listed if own & set(one.claims))
