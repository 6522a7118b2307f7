"""The rules of `claims check` that look at one claim, one quote, one document or one decision."""

import pytest
from builders import BY_ID, KILLED, article, at_least, claim, exact, link, nothing

from claims.check import (
    RULES,
    Group,
    changed_document,
    check_group,
    missing_archive,
    replaced_by_another,
    stale_decision,
)
from claims.identity import appearance_id, content_id, document_id
from claims.model import Appearance, Basis, Finding

CLAIM = claim(at_least(600), source="mek")._replace(says="at least 600", recorded_at="2019-12-05T10:00:00Z")
ALL = frozenset(RULES)


def place(item, quote=None, **fields):
    key = appearance_id(item.id, "d1", locator=None, quote=quote)
    return Appearance(item.id, "d1", quote=quote, **{"id": key, **fields})


def check(item=CLAIM, *places, rules=ALL, measure=KILLED, **fields):
    places = places or (place(item),)
    group = Group([item], measure, places={item.id: places}, **fields)
    return [(found.rule, found.reason) for found in check_group(group, rules=rules)]


def test_a_claim_that_keeps_every_rule_is_not_listed():
    assert check(CLAIM, place(CLAIM, "at least 600 were killed")) == []


FOUND = {
    "without a date": (claim(at_least(600), as_of=None), "undated", "mek “as stated” (killed) does not say as of when"),
    "of the future": (
        claim(at_least(600), as_of="2020-01")._replace(says="at least 600", recorded_at="2019-12-05T10:00:00Z"),
        "future-date",
        "mek “at least 600” is as of 2020-01, after 2019-12-05, when it was recorded",
    ),
    "confirmed by one": (
        CLAIM._replace(credibility=1),
        "unconfirmed",
        "mek “at least 600” has credibility 1, “confirmed by other sources”, and no other one bears it out",
    ),
    "changed from outside": (
        CLAIM._replace(figure=at_least(700)),
        "broken-id",
        f"mek “at least 600” is not what its id {CLAIM.id} stands for: it was changed from outside",
    ),
    "moved to another comparison": (
        CLAIM._replace(comparison="k"),
        "broken-id",
        f"mek “at least 600” is not what its id {CLAIM.id} stands for: it was changed from outside",
    ),
}


@pytest.mark.parametrize(("item", "rule", "reason"), FOUND.values(), ids=FOUND)
def test_finds_a_claim(item, rule, reason):
    assert check(item) == [(rule, reason)]


NOT_FOUND = {
    "a projection of the future": claim(at_least(600), as_of="2030", basis=Basis.PROJECTED),
    "a date in the month of recording": claim(at_least(6), as_of="2019-12")._replace(
        recorded_at="2019-12-05T10:00:00Z"
    ),
    "credibility 2": CLAIM._replace(credibility=2),
}


@pytest.mark.parametrize("item", NOT_FOUND.values(), ids=NOT_FOUND)
def test_does_not_list(item):
    assert check(item) == []


def test_credibility_1_with_two_independent_sources_is_as_it_should_be():
    assert check(CLAIM._replace(credibility=1), confirmed=frozenset({CLAIM.id})) == []


def test_a_text_or_a_date_speaks_of_no_day():
    for measure, value in (("start-date", "2019-11-15"), ("cause", "drought")):
        assert check(claim(exact(value), measure=measure, as_of=None), measure=BY_ID[measure]) == []


def test_a_merged_claim_keeps_the_id_that_it_was_recorded_under():
    merged = claim(at_least(600), source="pmoi")
    assert check(merged._replace(source="mek", recorded_source="pmoi")) == []


def test_a_claim_that_can_be_read_nowhere_is_found():
    found = list(check_group(Group([CLAIM], KILLED), rules=ALL))
    assert [(one.rule, one.reason) for one in found] == [
        ("no-document", "mek “at least 600” (killed) can be read in no document")
    ]


QUOTES = {
    "another number": (
        place(CLAIM, "1,600 killed"),
        "number-not-in-quote",
        "mek “at least 600”: the number does not stand in the quote “1,600 killed”",
    ),
    "a forced quote": (
        place(CLAIM, "six hundred", forced="a word that is not read"),
        "forced-quote",
        "mek “at least 600”: its number is not in its quote, which was accepted because: a word that is not read",
    ),
    "an appearance changed from outside": (
        place(CLAIM, "600")._replace(locator="p. 3"),
        "broken-id",
        (
            f"mek “at least 600”: the appearance {place(CLAIM, '600').id} is not what its id stands for: it was "
            "changed from outside"
        ),
    ),
}


@pytest.mark.parametrize(("where", "rule", "reason"), QUOTES.values(), ids=QUOTES)
def test_finds_a_quote(where, rule, reason):
    assert check(CLAIM, where) == [(rule, reason)]


def test_a_quote_that_is_not_in_its_text_is_found():
    where = place(CLAIM, "600 killed", quote_start=4, quote_end=14)
    assert check(CLAIM, where, misplaced=frozenset({where.id})) == [
        ("quote-not-in-text", "mek “at least 600”: “600 killed” does not stand in its document's text at 4–14")
    ]


def test_nothing_is_looked_for_in_the_quote_of_none():
    item = claim(nothing())
    assert check(item, place(item, "nobody was harmed")) == []


def test_only_the_rules_that_are_asked_for_are_told():
    item = claim(at_least(600), as_of=None)._replace(credibility=1)
    assert [rule for rule, _ in check(item)] == ["unconfirmed", "undated"]
    assert [rule for rule, _ in check(item, rules=frozenset({"undated"}))] == ["undated"]


def test_what_comparing_found_has_an_id_of_its_rule_and_claims():
    finding = Finding("total falls", (CLAIM.id, "c2"), "it fell")
    group = Group([CLAIM], KILLED, places={CLAIM.id: [place(CLAIM)]}, findings=[finding])
    (found,) = check_group(group, rules=ALL)
    assert found.id == content_id("finding", "total-falls", CLAIM.id, "c2")
    assert (found.rule, found.subject, found.claims, found.event) == (
        "total-falls",
        f"claim {CLAIM.id}",
        (CLAIM.id, "c2"),
        CLAIM.event,
    )
    assert list(check_group(group, rules=ALL - {"total-falls"})) == []


def test_the_same_trouble_has_the_same_id_whatever_was_judged_since():
    (first,) = check_group(Group([CLAIM], KILLED), rules=frozenset({"no-document"}))
    judged = CLAIM._replace(note="checked", number=7, recorded_by="another")
    (second,) = check_group(Group([judged], KILLED), rules=frozenset({"no-document"}))
    assert first.id == second.id


IDENTIFIED = {
    "an address": {"url": "https://example.org/a"},
    "a hash": {"sha256": "a" * 64},
    "a title": {"title": "Report", "publisher": None, "published_on": None},
    "a title and more": {"title": "Report", "publisher": "mek", "published_on": "2019-12-02"},
}


@pytest.mark.parametrize("fields", IDENTIFIED.values(), ids=IDENTIFIED)
def test_a_document_that_was_completed_keeps_its_id(fields):
    names = ("url", "sha256", "title", "publisher", "published_on")
    key = document_id(**{name: fields.get(name) for name in names})
    completed = {
        "url": "https://example.org/a",
        "sha256": "a" * 64,
        "title": "Report",
        "publisher": "mek",
        "published_on": "2019-12-02",
    }
    assert changed_document({"id": key, **completed}) is None
    found = changed_document({"id": "d1", **completed})
    assert (found.rule, found.subject) == ("broken-id", "document d1")


def test_documents_decisions_and_links_are_named_by_what_they_are():
    archive = missing_archive("d1", article().url)
    assert (archive.rule, archive.subject, archive.claims) == ("no-archive-copy", "document d1", ())
    stale = stale_decision("k", event="e", decided_at="2020-01-02T10:00:00Z", about="killed (Qom)")
    assert (stale.rule, stale.subject, stale.event) == ("stale-decision", "comparison k", "e")
    assert "killed (Qom): the decision of 2020-01-02 was made" in stale.reason
    assert stale.id != stale_decision("k", event="e", decided_at="2020-01-03T10:00:00Z", about="killed (Qom)").id
    other = claim(at_least(20), source="wire")
    replaced = replaced_by_another(link(other, "retracts", CLAIM), own="wire", others="mek", event="e")
    assert (replaced.rule, replaced.claims) == ("replaced-by-another", (CLAIM.id, other.id))
    assert replaced.reason == "a claim of wire retracts one of mek (as the text says; M. Rahimi)"
