"""What each rule proposes, which claims it uses and leaves out, and why; what it refuses to give."""

import pytest
from builders import (
    BY,
    BY_ID,
    DOCUMENTED,
    EVENT,
    REPORTED,
    SOURCES,
    about,
    at_least,
    at_most,
    between,
    claim,
    exact,
    link,
    more_than,
    nothing,
    vague,
)
from hypothesis import given
from hypothesis import strategies as st

from claims.compare.comparison import compare
from claims.errors import Refused
from claims.model import Outcome, Reconciliation, View
from claims.reconcile import RULES
from claims.reconcile_propose import ANALYST, gives, propose

AMNESTY_FIRST = claim(at_least(106), source="amnesty-international", basis=DOCUMENTED, as_of="2019-11-19")
AMNESTY = claim(at_least(161), source="amnesty-international", basis=DOCUMENTED, as_of="2019-11-29")
MEK = claim(at_least(600), basis=REPORTED)
WIRE = claim(at_least(600), source="wire", basis=REPORTED, as_of="2019-12-03")
GOVERNMENT = claim(exact(30), source="government", as_of="2019-12-16")
COPY = link(WIRE, "derived_from", MEK)


def view(*claims, links=()):
    measure = BY_ID[claims[0].measure]
    comparison = compare(claims, measure=measure, links=links)
    return View(comparison, EVENT, measure, {one.id: one for one in SOURCES}, {}, {}, links=tuple(links))


EVERYTHING = view(AMNESTY_FIRST, AMNESTY, MEK, WIRE, GOVERNMENT, links=[COPY])


def reasons(proposal):
    return {item.claim: ("+ " if item.included else "- ") + item.reason for item in proposal.considered}


REPLACED = f"- replaced by the same source's later “as stated” as of 2019-11-29 ({AMNESTY.id[:8]})"
COPIED = f"- a copy of MEK “as stated”, as of 2019-12-02 ({MEK.id[:8]})"
GIVEN = {
    "latest": (
        {"rule": "latest"},
        (Outcome.PREFERRED_CLAIM, exact(30), GOVERNMENT),
        (
            "- not the latest (as of 2019-11-29, the latest is as of 2019-12-16)",
            "- not the latest (as of 2019-12-02, the latest is as of 2019-12-16)",
            "+ the latest, as of 2019-12-16",
        ),
    ),
    "lowest": (
        {"rule": "lowest"},
        (Outcome.PREFERRED_CLAIM, exact(30), GOVERNMENT),
        ("- not the lowest", "- not the lowest", "+ the lowest number stated"),
    ),
    "highest floor": (
        {"rule": "highest-floor"},
        (Outcome.PREFERRED_CLAIM, at_least(600), MEK),
        ("- a lower floor", "+ the highest floor", "- a lower figure"),
    ),
    "documented only": (
        {"rule": "documented-only"},
        (Outcome.PREFERRED_CLAIM, at_least(161), AMNESTY),
        ("+ rests on documented cases", "- not documented (reported)", "- not documented (unstated)"),
    ),
    "preferred source": (
        {"rule": "preferred-source", "prefer": "mek"},
        (Outcome.PREFERRED_CLAIM, at_least(600), MEK),
        (
            "- not of the preferred source, MEK",
            "+ of the preferred source",
            "- not of the preferred source, MEK",
        ),
    ),
    "range": (
        {"rule": "range"},
        (Outcome.RANGE, at_least(30), None),
        ("+ lies in the range", "+ lies in the range", "+ lies in the range"),
    ),
    "analyst prefers": (
        {"rule": "analyst", "prefer": AMNESTY.id},
        (Outcome.PREFERRED_CLAIM, at_least(161), AMNESTY),
        ("+ preferred by the analyst", "- another claim was preferred", "- another claim was preferred"),
    ),
    "analyst's own figure": (
        {"rule": "analyst", "figure": between(161, 600)},
        (Outcome.RANGE, between(161, 600), None),
        (
            "+ weighed; allows the analyst's figure",
            "+ weighed; allows the analyst's figure",
            "- weighed; excludes the analyst's figure",
        ),
    ),
    "unresolved": (
        {"rule": "analyst"},
        (Outcome.UNRESOLVED, None, None),
        ("- weighed; none was preferred", "- weighed; none was preferred", "- weighed; none was preferred"),
    ),
}


@pytest.mark.parametrize(("asked", "expected", "said"), GIVEN.values(), ids=GIVEN)
def test_a_rule_gives_a_figure_and_says_of_every_claim_why(asked, expected, said):
    asked = dict(asked)
    proposal = propose(asked.pop("rule"), EVERYTHING, **asked)
    outcome, figure, preferred = expected
    assert (proposal.outcome, proposal.figure, proposal.claim) == (outcome, figure, preferred and preferred.id)
    amnesty, mek, government = said
    told = {AMNESTY_FIRST: REPLACED, AMNESTY: amnesty, MEK: mek, WIRE: COPIED, GOVERNMENT: government}
    assert reasons(proposal) == {one.id: reason for one, reason in told.items()}


OWN = [
    (about(500), between(161, 600), True),
    (about(700), between(161, 600), False),
    (vague(100), between(161, 600), True),
    (nothing(), at_least(1), False),
    (at_most(160), between(161, 600), False),
    (at_least(160), about(120), False),
    (exact("2019-11-15"), between("2019-11-01", "2019-11-30"), True),
    (exact("2019-12-15"), between("2019-11-01", "2019-11-30"), False),
    (exact("bomb"), exact("bomb"), True),
    (exact("gas"), exact("bomb"), False),
]


@pytest.mark.parametrize(("said", "decided", "fits"), OWN, ids=map(str, range(len(OWN))))
def test_what_excludes_the_analysts_own_figure_is_left_out(said, decided, fits):
    measure = {"2": "start-date", "b": "cause", "g": "cause"}.get(str(said.best)[0], "killed")
    (one,) = propose("analyst", view(claim(said, measure=measure)), figure=decided).considered
    assert one.included == fits


REFUSED = {
    "two latest that differ": ("latest", {}, (MEK, claim(at_least(700), source="wire")), "finds 2 claims that differ"),
    "no date": ("latest", {}, (claim(exact(3), as_of=None),), "no claim states a date"),
    "no documented claim": ("documented-only", {}, (MEK,), "no claim rests on named, documented or verified cases"),
    "no number": ("lowest", {}, (claim(vague(12)),), "no claim states a number"),
    "no floor": ("highest-floor", {}, (claim(about(12)),), "no claim states a floor"),
    "documented claims without floors": (
        "documented-only",
        {},
        (claim(about(12), basis=DOCUMENTED), claim(about(13), basis=DOCUMENTED, source="wire")),
        "no claim states a floor",
    ),
    "no end that all state": ("range", {}, (claim(about(5)), claim(about(6), source="wire")), "not every claim states"),
    "no source named": ("preferred-source", {}, (MEK,), "which source is preferred is not said"),
    "a source without a claim": ("preferred-source", {"prefer": "wire"}, (MEK,), "Wire Service has no claim"),
    "a source that says two things": (
        "preferred-source",
        {"prefer": "mek"},
        (MEK, claim(exact(3), basis=DOCUMENTED)),
        "MEK says different things: MEK “as stated”, as of 2019-12-02",
    ),
    "a figure with a rule": ("latest", {"figure": exact(3)}, (MEK,), "takes its figure from the claims"),
    "a preference with a rule": ("latest", {"prefer": "mek"}, (MEK,), "prefers nobody"),
    "both a claim and a figure": ("analyst", {"prefer": MEK.id, "figure": exact(3)}, (MEK,), "cannot both"),
    "a claim of elsewhere": ("analyst", {"prefer": WIRE.id}, (MEK,), "is not of this comparison"),
    "a claim that was replaced": ("analyst", {"prefer": AMNESTY_FIRST.id}, (AMNESTY_FIRST, AMNESTY), "replaced by"),
    "an unknown rule": ("average", {}, (MEK,), "there is no rule “average”"),
}


@pytest.mark.parametrize(("rule", "asked", "claims", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_rule_that_gives_nothing_says_so_and_how_to_go_on(rule, asked, claims, sentence):
    with pytest.raises(Refused, match=sentence) as caught:
        propose(rule, view(*claims), **asked)
    assert caught.value.hint


def test_a_source_whose_only_claim_is_a_copy_cannot_be_preferred():
    with pytest.raises(Refused, match="no claim of Wire Service stands: a copy of MEK"):
        propose("preferred-source", view(MEK, WIRE, links=[COPY]), prefer="wire")


def test_nothing_is_decided_where_no_claim_stands():
    circle = [link(MEK, "retracts", WIRE), link(WIRE, "retracts", MEK, number=2)]
    with pytest.raises(Refused, match="no claim of this comparison stands"):
        propose("range", view(MEK, WIRE, links=circle))


@pytest.mark.parametrize(
    ("relation", "words"),
    [("supersedes", "replaced by MEK"), ("corrects", "corrected by MEK"), ("retracts", "retracted by MEK")],
)
def test_the_reason_names_what_replaced_a_claim(relation, words):
    proposal = propose("range", view(MEK, WIRE, links=[link(MEK, relation, WIRE)]))
    assert reasons(proposal)[WIRE.id].startswith(f"- {words} “as stated”, as of 2019-12-02")


def test_the_origin_of_a_copy_may_be_elsewhere():
    elsewhere = claim(at_least(600), measure="arrested")
    proposal = propose("range", view(MEK, WIRE, links=[link(WIRE, "derived_from", elsewhere)]))
    assert reasons(proposal)[WIRE.id].endswith(f"{elsewhere.id[:8]}, which is not of this comparison")


def test_claims_that_say_the_same_are_used_together_and_the_newest_stands_for_them():
    proposal = propose("highest-floor", view(AMNESTY, MEK, WIRE))
    assert proposal.claim == WIRE.id
    assert reasons(proposal)[MEK.id] == "+ the highest floor; says the same as the claim preferred"


def test_a_floor_that_no_source_states_in_so_many_words_prefers_no_claim():
    proposal = propose("highest-floor", view(AMNESTY, claim(exact(700), source="wire")))
    assert (proposal.outcome, proposal.figure, proposal.claim) == (Outcome.RANGE, at_least(700), None)


def test_more_than_stays_more_than():
    many = claim(more_than(1500), source="wire")
    assert propose("highest-floor", view(AMNESTY, many)).figure == more_than(1500)


def test_what_says_nothing_about_how_many_is_not_used_in_a_range():
    proposal = propose("range", view(claim(between(1, 50)), claim(nothing(), source="wire")))
    assert all(item.included for item in proposal.considered)
    dozens = claim(vague(12), source="wire")
    assert reasons(propose("range", view(claim(between(1, 50)), dozens)))[dozens.id] == "- states no number"


VALUES = st.integers(0, 50)
FIGURES = st.one_of(VALUES.map(exact), VALUES.map(at_least), VALUES.map(about), VALUES.map(more_than))
CLAIMS = st.lists(
    st.builds(
        claim,
        FIGURES,
        source=st.sampled_from([one.id for one in SOURCES]),
        as_of=st.sampled_from(["2019-11-29", "2019-12-02", "2019-12", None]),
        basis=st.sampled_from([DOCUMENTED, REPORTED]),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one.id,
)


@given(CLAIMS, st.sampled_from(sorted({*RULES} - {ANALYST})), st.randoms(use_true_random=False))
def test_a_proposal_depends_on_no_order_and_gives_itself_again(claims, rule, chance):
    prefer = claims[0].source if rule == "preferred-source" else None
    try:
        proposal = propose(rule, view(*claims), prefer=prefer)
    except Refused:
        return
    chance.shuffle(claims)
    assert propose(rule, view(*claims), prefer=prefer) == proposal
    assert {item.claim for item in proposal.considered} == {one.id for one in claims}
    assert all(item.reason for item in proposal.considered)
    signed = Reconciliation(
        1, "c", proposal.outcome, rule, "so", BY, "2020", figure=proposal.figure, claim=proposal.claim
    )
    known_source = rule != "preferred-source" or proposal.claim is not None
    assert gives(signed, view(*claims)) is known_source
