"""How the status of a comparison came about, claim by claim and rule by rule."""

from decimal import Decimal

import pytest
from builders import (
    BY_ID,
    DOCUMENTED,
    KILLED,
    REPORTED,
    SOURCES,
    about,
    at_least,
    at_most,
    between,
    claim,
    exact,
    link,
    unknown,
    vague,
)
from hypothesis import given
from hypothesis import strategies as st

from claims.compare.comparison import agreed_minimum, compare, current, is_counted
from claims.compare.explain import Evidence, explain, why_not_current
from claims.model import Rank

AMNESTY = claim(at_least(161), source="amnesty-international", basis=DOCUMENTED, as_of="2019-11-29")
MEK = claim(at_least(600), source="mek", basis=REPORTED)
GOVERNMENT = claim(exact(30), source="government")
WIRE = claim(at_least(600), source="wire", as_of="2019-12-03")


def explained(*claims, links=(), measure=KILLED, **evidence):
    comparison = compare(claims, measure=measure, links=links)
    sources = {source.id: source for source in SOURCES}
    found = Evidence(measure, everything=claims, links=links, sources=sources, **evidence)
    return explain(comparison, evidence=found)


def texts(steps, rule):
    return [step.text for step in steps if step.rule == rule]


def test_the_worked_example_is_explained_whole():
    steps = explained(AMNESTY, MEK)
    amnesty, mek = AMNESTY.id[:8], MEK.id[:8]
    first, second = (f"{amnesty} Amnesty International “at least 161”", f"{mek} MEK “at least 600”")
    pair = f"{first} and {second}" if AMNESTY.id < MEK.id else f"{second} and {first}"
    assert [(step.rule, step.text) for step in steps[:8]] == [
        (
            "comparable",
            (
                "Compared is what shares event iran-protests-2019, measure killed, population all; it is a running "
                "total, which cannot fall."
            ),
        ),
        ("current", f"{first} (documented, as of 2019-11-29): counted, and it stands."),
        ("current", f"{second} (reported, as of 2019-12-02): counted, and it stands."),
        (
            "independent sources",
            "Sources: 2 with a claim, 2 with one of their own that stands: Amnesty International, MEK.",
        ),
        ("pair", f"{pair}: diverges, ratio 3.73 (basis); {steps[4].text.split('; ', 1)[1]}"),
        (
            "status",
            "The status is diverges, the worst of all pairs (1 diverges); figures diverge above a ratio of 1.2.",
        ),
        ("agreed minimum", f"The agreed minimum is 161, the lowest floor, set by {first}."),
        ("highest floor", f"The highest floor is 600: {second}."),
    ]
    assert texts(steps, "highest ceiling") == [f"There is no highest ceiling: none is stated by {first}, {second}."]
    assert texts(steps, "spread") == [f"The spread is 439, from 161 ({first}) to 600 ({second})."]


@pytest.mark.parametrize(
    ("relation", "how"),
    [("derived_from", "a copy of"), ("duplicate_of", "a duplicate of")],
    ids=["derived", "duplicate"],
)
def test_a_copy_names_its_origin_and_who_said_so(relation, how):
    steps = explained(MEK, WIRE, links=[link(WIRE, relation, MEK)])
    assert texts(steps, "not current") == [
        (
            f"{WIRE.id[:8]} Wire Service “at least 600” (unstated, as of 2019-12-03): counted, but it does not stand: "
            f"{how} {MEK.id[:8]} MEK “at least 600” (as the text says; M. Rahimi, 2019-12-02)."
        )
    ]


@pytest.mark.parametrize(
    ("relation", "how"),
    [("retracts", "retracted by"), ("corrects", "corrected by"), ("supersedes", "superseded by")],
)
def test_a_replaced_claim_names_what_replaced_it(relation, how):
    newer = claim(at_least(500), source="mek", basis=REPORTED)
    (step,) = [step for step in explained(MEK, newer, links=[link(newer, relation, MEK)]) if step.rule == "not current"]
    assert step.claims == (MEK.id, newer.id)
    assert f"does not stand: {how} {newer.id[:8]} MEK “at least 500”" in step.text


def test_an_older_figure_names_the_newest_one_of_the_same_source_and_basis():
    older = claim(at_least(106), source="amnesty-international", basis=DOCUMENTED, as_of="2019-11-19")
    (step,) = [step for step in explained(older, AMNESTY, MEK) if step.rule == "not current"]
    assert step.claims == (older.id, AMNESTY.id)
    assert "replaced by the same source's newer figure" in step.text


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"published": False}, "withheld from readers"),
        ({"rank": Rank.DEPRECATED, "rank_reason": "taken down"}, "deprecated: taken down"),
    ],
    ids=["withheld", "deprecated"],
)
def test_what_is_not_counted_is_named_with_the_reason(changes, why):
    steps = explained(AMNESTY, MEK._replace(**changes))
    assert texts(steps, "not counted") == [
        f"{MEK.id[:8]} MEK “at least 600” (reported, as of 2019-12-02): not counted, {why}."
    ]


def test_what_the_question_leaves_out_is_named_with_its_reason():
    comparison = compare([AMNESTY], measure=KILLED)
    left_out = {MEK.id: "its source is left out"}
    steps = explain(comparison, evidence=Evidence(KILLED, everything=[AMNESTY, MEK], left_out=left_out))
    assert texts(steps, "not counted")[0].endswith("not counted, its source is left out.")


@pytest.mark.parametrize(
    ("figure", "sentence", "minimum"),
    [
        (about(1500), "its figure lies above the minimum times 1.2, which supports it", 161),
        (about(180), "its figure lies not above the minimum times 1.2, which prevents it", None),
        (vague(100), "it is printed to mean at least 200, which supports the minimum", 161),
        (vague(12), "it is printed to mean at least 24, which does not reach the minimum", None),
        (at_most(300), "a ceiling, or no number, says nothing of a minimum and prevents it", None),
        (unknown(), "a ceiling, or no number, says nothing of a minimum and prevents it", None),
    ],
    ids=["well above", "too near", "hundreds", "dozens", "a ceiling", "unknown"],
)
def test_says_which_figure_without_a_floor_supports_or_prevents_the_minimum(figure, sentence, minimum):
    steps = explained(AMNESTY, claim(figure, source="government"))
    found = texts(steps, "agreed minimum")
    assert sentence in found[0]
    assert ("There is no agreed minimum" in found[1]) is (minimum is None)


def test_says_who_states_no_ceiling():
    steps = explained(AMNESTY, GOVERNMENT, claim(between(200, 225), source="wire"))
    (text,) = texts(steps, "highest ceiling")
    assert (
        text == f"There is no highest ceiling: none is stated by {AMNESTY.id[:8]} Amnesty International “at least 161”."
    )


def test_a_single_claim_is_single_because_no_second_one_stands():
    assert texts(explained(MEK), "status") == ["The status is single: fewer than two claims stand."]


def test_warnings_are_steps_of_their_own_rule():
    copy = claim(at_least(660), source="wire", as_of="2019-12-03")
    steps = explained(MEK, copy, links=[link(copy, "derived_from", MEK)])
    assert texts(steps, "copy differs") == ["A copy says “at least 660” where its origin says “at least 600”."]


FIGURES = st.sampled_from([at_least(161), exact(30), about(500), between(10, 40), vague(12), at_most(90), unknown()])
CLAIMS = st.lists(
    st.builds(
        claim,
        FIGURES,
        source=st.sampled_from(["mek", "wire", "government"]),
        as_of=st.sampled_from(["2019-11-15", "2019-12", "2019-12-02", "2019", None]),
        basis=st.sampled_from([DOCUMENTED, REPORTED]),
    ),
    min_size=2,
    max_size=7,
    unique_by=lambda item: item.id,
)
RELATIONS = st.sampled_from(
    ["derived_from", "duplicate_of", "supersedes", "corrects", "retracts", "disputes", "not_comparable"]
)


@st.composite
def linked(draw):
    claims = draw(CLAIMS)
    pairs = [(a, b) for a in range(len(claims)) for b in range(a)]
    chosen = draw(st.lists(st.tuples(st.sampled_from(pairs), RELATIONS), max_size=4))
    links = [link(claims[a], kind, claims[b], number=n) for n, ((a, b), kind) in enumerate(chosen, 1)]
    return claims, links


@given(linked())
def test_a_claim_has_a_reason_not_to_stand_exactly_when_it_does_not_stand(case):
    claims, links = case
    shown = [item for item in claims if is_counted(item)]
    standing = {item.id for item in current(shown, links=links)}
    reasons = {item.id: why_not_current(item, claims=shown, links=links) for item in shown}
    assert {key for key, why in reasons.items() if why is None} == standing


@given(linked())
def test_the_explanation_comes_to_the_same_minimum_as_the_comparison(case):
    claims, links = case
    comparison = compare(claims, measure=KILLED, links=links)
    steps = explain(comparison, evidence=Evidence(KILLED, everything=claims, links=links))
    (last,) = texts(steps, "agreed minimum")[-1:]
    minimum = agreed_minimum([item for item in claims if item.id in comparison.current], measure=KILLED)
    assert minimum == comparison.agreed_minimum
    assert last.startswith(f"The agreed minimum is {minimum}," if minimum is not None else "There is no agreed minimum")


@given(linked())
def test_every_pair_and_every_claim_is_a_step(case):
    claims, links = case
    comparison = compare(claims, measure=KILLED, links=links)
    steps = explain(comparison, evidence=Evidence(KILLED, everything=claims, links=links))
    told = [step.claims[0] for step in steps if step.rule in {"current", "not current", "not counted"}]
    assert sorted(told) == sorted(item.id for item in claims)
    pairs = [step.claims for step in steps if step.rule == "pair"]
    assert sorted(pairs) == sorted((pair.a, pair.b) for pair in comparison.pairs)


def test_texts_have_no_floors_to_explain():
    drought = claim(exact("drought"), measure="cause", source="mek", as_of="2019-12-02")
    fire = claim(exact("fire"), measure="cause", source="wire", as_of="2019-12-02")
    steps = explained(drought, fire, measure=BY_ID["cause"], ratio=Decimal("1.5"))
    assert {step.rule for step in steps} == {"comparable", "current", "independent sources", "pair", "status"}


@given(linked(), st.sets(st.integers(0, 6)))
def test_what_is_withheld_or_deprecated_is_no_reason_either(case, silent):
    claims, links = case
    claims = [item._replace(published=number not in silent) for number, item in enumerate(claims)]
    comparison = compare(claims, measure=KILLED, links=links)
    if comparison is None:
        return
    steps = explain(comparison, evidence=Evidence(KILLED, everything=claims, links=links))
    assert {step.claims[0] for step in steps if step.rule == "current"} == comparison.current
    hidden = {item.id for item in claims if not item.published}
    assert {step.claims[0] for step in steps if step.rule == "not counted"} == hidden
