"""Which claims stand, what follows from them (rules 5, 6, 8, 9), and that the views in SQL say the same."""

import random
from contextlib import closing
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import pytest
from builders import (
    BY,
    BY_ID,
    DOCUMENTED,
    KILLED,
    REPORTED,
    SOURCES,
    Clock,
    about,
    at_least,
    at_most,
    between,
    claim,
    exact,
    fewer_than,
    fill,
    link,
    more_than,
    nearly,
    nothing,
    unknown,
    vague,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import schema
from claims.compare.comparison import compare, current, narrow, without_source
from claims.model import Basis, CountKind, LinkRelation, Rank, ValueKind
from claims.store.writer import Store

DAY, LATER = "2019-12-02", "2019-12-16"
AMNESTY = claim(at_least(161), source="amnesty-international", basis=DOCUMENTED)
MEK = claim(at_least(600), basis=REPORTED)
GOVERNMENT = claim(exact(30), source="government")
WIRE = claim(at_least(600), source="wire", basis=REPORTED)


def killed(*claims, links=(), documents=None):
    return compare(claims, measure=KILLED, links=links, documents=documents)


def counts(found):
    return found.reports, found.sources, found.independent_sources


def relations(found):
    return {frozenset((pair.a, pair.b)): (str(pair.relation), pair.reason) for pair in found.pairs}


# the worked example of design section 6


def test_amnesty_and_the_mek_diverge_by_their_basis():
    found = killed(AMNESTY, MEK)
    assert str(found.status) == "diverges"
    assert [(str(pair.relation), round(pair.ratio, 2), pair.reason) for pair in found.pairs] == [
        ("diverges", Decimal("3.73"), "basis")
    ]
    assert counts(found) == (2, 2, 2)
    assert (found.agreed_minimum, found.highest_floor, found.highest_ceiling, found.spread) == (161, 600, None, 439)
    assert (found.contradictions, found.divergences) == (0, 1)
    assert (found.latest_as_of, found.current) == (DAY, {AMNESTY.id, MEK.id})


def test_a_government_that_says_30_contradicts_both():
    found = killed(AMNESTY, MEK, GOVERNMENT)
    assert str(found.status) == "contradicts"
    assert relations(found) == {
        frozenset((AMNESTY.id, MEK.id)): ("diverges", "basis"),
        frozenset((AMNESTY.id, GOVERNMENT.id)): ("contradicts", "basis"),
        frozenset((MEK.id, GOVERNMENT.id)): ("contradicts", "basis"),
    }
    assert counts(found) == (3, 3, 3)
    assert (found.agreed_minimum, found.highest_floor, found.spread) == (30, 600, 570)
    assert (found.contradictions, found.divergences) == (2, 1)


def test_a_wire_that_carries_the_mek_is_one_more_report_of_the_same_claim():
    assert counts(killed(AMNESTY, MEK, documents={AMNESTY.id: 1, MEK.id: 2})) == (3, 2, 2)


def test_a_wire_that_repeats_the_mek_in_its_own_voice_is_one_more_report_and_source_and_not_independent():
    found = killed(AMNESTY, MEK, WIRE, links=[link(WIRE, "derived_from", MEK)])
    assert counts(found) == (3, 3, 2)
    assert found.current == {AMNESTY.id, MEK.id}
    assert [item.id for item in found.claims] == sorted([AMNESTY.id, MEK.id, WIRE.id])
    assert found.warnings == ()


def test_arrests_of_more_than_10000_and_more_than_12000_are_compatible():
    one = claim(more_than(10000), measure="arrested")
    two = claim(more_than(12000), measure="arrested", source="government")
    found = compare([one, two], measure=BY_ID["arrested"])
    assert str(found.status) == "compatible"
    assert [(str(pair.relation), pair.ratio) for pair in found.pairs] == [("compatible", Decimal("1.2"))]
    assert (found.agreed_minimum, found.highest_floor, found.spread, found.ratio) == (
        10001,
        12001,
        2000,
        Decimal("1.2"),
    )


# rules 5 and 6: which claims stand

FIRST = claim(exact(161))
SECOND = claim(exact(180), as_of=LATER)
OTHER_BASIS = claim(exact(180), as_of=LATER, basis=DOCUMENTED)
MONTH = claim(exact(170), as_of="2019-12")
YEAR = claim(exact(170), as_of="2019")
NOVEMBER = claim(exact(100), as_of="2019-11")
UNDATED = claim(exact(150), as_of=None)
STANDING = {
    "one claim": ([FIRST], [], [FIRST]),
    "a later figure of the same source replaces the earlier": ([FIRST, SECOND], [], [SECOND]),
    "not on another basis": ([FIRST, OTHER_BASIS], [], [FIRST, OTHER_BASIS]),
    "not of another source": ([FIRST, claim(exact(1), source="wire", as_of=LATER)], [], "all"),
    "a month is not certainly later than a day in it": ([FIRST, MONTH], [], [FIRST, MONTH]),
    "a day is not certainly later than its month": ([MONTH, SECOND], [], [MONTH, SECOND]),
    "a day is later than the month before": ([NOVEMBER, FIRST], [], [FIRST]),
    "a year": ([YEAR, NOVEMBER, SECOND], [], [YEAR, SECOND]),
    "an undated figure is neither replaced nor replaces": ([UNDATED, FIRST, SECOND], [], [UNDATED, SECOND]),
    "a copy": ([MEK, WIRE], [("derived_from", WIRE, MEK)], [MEK]),
    "a duplicate": ([MEK, WIRE], [("duplicate_of", WIRE, MEK)], [MEK]),
    "a chain of copies": (
        [MEK, WIRE, GOVERNMENT],
        [("derived_from", WIRE, MEK), ("derived_from", GOVERNMENT, WIRE)],
        [MEK],
    ),
    "superseded": ([FIRST, UNDATED], [("supersedes", UNDATED, FIRST)], [UNDATED]),
    "corrected": ([FIRST, UNDATED], [("corrects", UNDATED, FIRST)], [UNDATED]),
    "retracted": ([MEK, AMNESTY], [("retracts", AMNESTY, MEK)], [AMNESTY]),
    "disputed": ([MEK, AMNESTY], [("disputes", AMNESTY, MEK)], [MEK, AMNESTY]),
    "confirmed": ([MEK, AMNESTY], [("confirms", AMNESTY, MEK)], [MEK, AMNESTY]),
    "kept apart": ([MEK, AMNESTY], [("not_comparable", AMNESTY, MEK)], [MEK, AMNESTY]),
    "a retracted later figure lets the earlier one stand": (
        [FIRST, SECOND, AMNESTY],
        [("retracts", AMNESTY, SECOND)],
        [FIRST, AMNESTY],
    ),
    "a later copy: the source no longer says the earlier figure": (
        [FIRST, SECOND, AMNESTY],
        [("derived_from", SECOND, AMNESTY)],
        [AMNESTY],
    ),
    "a date that was wrong is corrected to an earlier one": ([FIRST, SECOND], [("corrects", FIRST, SECOND)], [FIRST]),
    "a correction of an old figure does not outlive a newer figure": (
        [NOVEMBER, FIRST, SECOND],
        [("corrects", FIRST, NOVEMBER)],
        [SECOND],
    ),
    "corrected on another basis: the earlier figure does not come back": (
        [FIRST, SECOND, OTHER_BASIS],
        [("corrects", OTHER_BASIS, SECOND)],
        [OTHER_BASIS],
    ),
}


@pytest.mark.parametrize(("claims", "links", "expected"), STANDING.values(), ids=STANDING)
def test_what_stands(claims, links, expected):
    expected = claims if expected == "all" else expected
    made = [link(first, relation, other, number=n) for n, (relation, first, other) in enumerate(links)]
    assert {item.id for item in current(claims, links=made)} == {item.id for item in expected}
    assert killed(*claims, links=made).current == {item.id for item in expected}


@pytest.mark.parametrize(
    "fields",
    [{"published": False}, {"rank": Rank.DEPRECATED, "rank_reason": "a typing error"}],
    ids=["withheld", "deprecated"],
)
def test_what_is_withheld_or_deprecated_takes_no_part_and_replaces_nothing(fields):
    found = killed(FIRST, claim(exact(180), as_of=LATER, **fields))
    assert found.claims == (FIRST,)
    assert found.current == {FIRST.id}
    assert (found.latest_as_of, counts(found)) == (DAY, (1, 1, 1))
    assert killed(claim(exact(180), **fields)) is None


def test_a_retracted_claim_stays_visible_but_is_no_report_and_no_source():
    found = killed(MEK, AMNESTY, links=[link(AMNESTY, "retracts", MEK)])
    assert {item.id for item in found.claims} == {MEK.id, AMNESTY.id}
    assert counts(found) == (1, 1, 1)


def test_a_withdrawn_link_is_as_if_it_had_never_been():
    withdrawn = link(WIRE, "derived_from", MEK, withdrawn_at="2020")
    assert killed(AMNESTY, MEK, WIRE, links=[withdrawn]) == killed(AMNESTY, MEK, WIRE)


def test_the_same_source_on_two_bases_counts_once():
    reported, documented = claim(exact(600), basis=REPORTED), claim(exact(400), basis=DOCUMENTED)
    found = killed(reported, documented)
    assert counts(found) == (2, 1, 1)
    assert relations(found) == {frozenset((reported.id, documented.id)): ("contradicts", "basis")}


def test_a_copy_that_differs_from_its_origin_is_a_warning():
    copy = claim(exact(60), source="wire")
    found = killed(MEK, copy, links=[link(copy, "derived_from", MEK)])
    assert [(item.rule, item.claims) for item in found.warnings] == [("copy differs", (copy.id, MEK.id))]
    assert "60" in found.warnings[0].reason


LOW = claim(exact(100), as_of=LATER)
LAST = claim(exact(120), as_of="2019-12-30")
FALLS = {
    "a lower later figure": ([FIRST, LOW], [], [(FIRST, LOW)]),
    "a lower later floor": ([FIRST, claim(at_least(100), as_of=LATER)], [], 1),
    "lower by its best": ([FIRST, claim(about(100), as_of=LATER)], [], 1),
    "none after some": ([FIRST, claim(nothing(), as_of=LATER)], [], 1),
    "a higher one": ([LOW, LAST], [], []),
    "equal": ([FIRST, claim(exact(161), as_of=LATER)], [], []),
    "on another basis": ([FIRST, claim(exact(100), as_of=LATER, basis=DOCUMENTED)], [], []),
    "by another source": ([FIRST, claim(exact(100), as_of=LATER, source="wire")], [], []),
    "on the same day": ([FIRST, claim(exact(100))], [], []),
    "perhaps on the same day": ([FIRST, claim(exact(100), as_of="2019-12")], [], []),
    "with a correction": ([FIRST, LOW], [("corrects", LOW, FIRST)], []),
    "with a retraction": ([FIRST, LOW], [("retracts", LOW, FIRST)], []),
    "kept apart": ([FIRST, LOW], [("not_comparable", LOW, FIRST)], []),
    "superseded is not corrected": ([FIRST, LOW], [("supersedes", LOW, FIRST)], [(FIRST, LOW)]),
    "it fell once and grew again": ([FIRST, LOW, LAST], [], [(FIRST, LOW)]),
    "with “dozens” between": ([FIRST, claim(vague(12), as_of="2019-12-05"), LOW], [], [(FIRST, LOW)]),
    "with a partial date between": ([FIRST, claim(exact(90), as_of="2019-12"), LOW], [], [(FIRST, LOW)]),
    "the higher one was corrected": (
        [FIRST, claim(exact(16), as_of=DAY), LOW],
        [("corrects", claim(exact(16), as_of=DAY), FIRST)],
        [],
    ),
    "the lower one is a copy": ([FIRST, LOW, AMNESTY], [("derived_from", LOW, AMNESTY)], []),
}


@pytest.mark.parametrize(("claims", "links", "expected"), FALLS.values(), ids=FALLS)
def test_a_total_that_falls_without_a_correction_is_flagged(claims, links, expected):
    made = [link(first, relation, other, number=n) for n, (relation, first, other) in enumerate(links)]
    found = [item for item in killed(*claims, links=made).warnings if item.rule == "total falls"]
    if expected == 1:
        expected = [tuple(claims)]
    assert [item.claims for item in found] == [(earlier.id, later.id) for earlier, later in expected]


def test_a_level_may_fall():
    claims = [claim(exact(number), measure="displaced") for number in (100, 90)]
    assert compare(claims, measure=BY_ID["displaced"]).warnings == ()


# rule 8: what follows


SUMMARIES = {
    "two floors": ([at_least(161), at_least(600)], 161, 600, None, 439),
    "a floor and a ceiling": ([at_least(161), at_most(600)], None, 161, None, 439),
    "numbers": ([exact(30), exact(40)], 30, 40, 40, 10),
    "ranges": ([between(10, 14), between(12, 20)], 10, 12, 20, 10),
    "two ceilings": ([at_most(50), fewer_than(60)], None, None, 59, 10),
    "about far above a floor": ([at_least(161), about(1500)], 161, 161, None, 1339),
    "about near a floor does not support it": ([at_least(1300), about(1500)], None, 1300, None, 200),
    "about exactly at the ratio does not support it": ([at_least(1250), about(1500)], None, 1250, None, 250),
    "about below a floor": ([at_least(161), about(50)], None, 161, None, 111),
    "dozens reach their policy": ([at_least(24), vague(12)], 24, 24, None, None),
    "dozens do not reach more": ([at_least(25), vague(12)], None, 25, None, None),
    "unknown says nothing": ([at_least(161), unknown()], None, 161, None, None),
    "none says nothing at least, and zero at most": ([exact(3), nothing()], None, 3, 3, None),
    "zero": ([exact(0), at_least(161)], 0, 161, None, 161),
    "only about": ([about(50), about(60)], None, None, None, 10),
    "more than": ([more_than(100), exact(150)], 101, 150, None, 50),
    "one claim": ([at_least(161)], 161, 161, None, None),
    "decimals": ([exact(Decimal("2.5")), exact(3)], Decimal("2.5"), 3, 3, Decimal("0.5")),
}


@pytest.mark.parametrize(("figures", "minimum", "floor", "ceiling", "spread"), SUMMARIES.values(), ids=SUMMARIES)
def test_what_follows_from(figures, minimum, floor, ceiling, spread):
    claims = [claim(figure, source=source.id) for figure, source in zip(figures, SOURCES, strict=False)]
    found = killed(*claims)
    assert (found.agreed_minimum, found.highest_floor, found.highest_ceiling, found.spread) == (
        minimum,
        floor,
        ceiling,
        spread,
    )


def test_texts_have_no_floor_and_no_ceiling():
    claims = [claim(exact(text), measure="cause", source=source) for text, source in (("a", "mek"), ("b", "wire"))]
    found = compare(claims, measure=BY_ID["cause"])
    assert (found.agreed_minimum, found.highest_floor, found.highest_ceiling, found.spread) == (None,) * 4
    assert str(found.status) == "diverges"


STATUSES = {
    "single": ([exact(30)], "single"),
    "agrees": ([exact(30), exact(30)], "agrees"),
    "compatible": ([exact(30), exact(30), at_least(28)], "compatible"),
    "diverges": ([exact(30), at_least(20)], "diverges"),
    "contradicts": ([exact(30), at_least(20), exact(31)], "contradicts"),
}


@pytest.mark.parametrize(("figures", "status"), STATUSES.values(), ids=STATUSES)
def test_the_status_is_that_of_the_worst_pair(figures, status):
    claims = [claim(figure, source=source.id) for figure, source in zip(figures, SOURCES, strict=False)]
    assert str(killed(*claims).status) == status


def test_pairs_kept_apart_have_no_influence_on_the_status():
    found = killed(AMNESTY, GOVERNMENT, links=[link(AMNESTY, "not_comparable", GOVERNMENT)])
    assert str(found.status) == "single"
    assert (found.contradictions, found.divergences) == (0, 0)
    assert relations(found) == {frozenset((AMNESTY.id, GOVERNMENT.id)): ("not_comparable", "as the text says")}


def test_nothing_to_compare_gives_none():
    assert killed() is None


# rule 9: as of one date, known on another


def kept(claims, *, known=None, **question):
    return [item.id for item in narrow(claims, known=known or {}, **question)]


AS_OF = {
    "the day": (DAY, DAY, True),
    "a later day": (LATER, DAY, False),
    "an earlier day": (DAY, LATER, True),
    "the month of a day": (DAY, "2019-12", True),
    "a month, asked for a day in it": ("2019-12", DAY, False),
    "a month, asked for its last day": ("2019-12", "2019-12-31", True),
    "a year": ("2019", "2019-12-30", False),
}


@pytest.mark.parametrize(("stated", "asked", "holds"), AS_OF.values(), ids=AS_OF)
def test_what_holds_as_of_a_date(stated, asked, holds):
    made = claim(exact(1), as_of=stated)
    assert kept([made], as_of=asked) == ([made.id] if holds else [])


KNOWN = {
    "published before": ("2019-12-01", DAY, True),
    "published on the day": (DAY, DAY, True),
    "published after": ("2019-12-03", DAY, False),
    "published in the month": ("2019-12", DAY, True),
    "no document has a date, recorded before": (None, "2021-01-01", True),
    "no document has a date, recorded after": (None, DAY, False),
}


@pytest.mark.parametrize(("published", "asked", "known"), KNOWN.values(), ids=KNOWN)
def test_what_was_known_on_a_date(published, asked, known):
    made = claim(exact(1), recorded_at="2020-05-01T10:00:00Z")
    assert kept([made], known={made.id: published}, known_on=asked) == ([made.id] if known else [])


def test_a_claim_without_a_date_holds_from_the_day_it_was_known():
    made = claim(exact(1), as_of=None, recorded_at="2020-05-01T10:00:00Z")
    assert kept([made], known={made.id: DAY}, as_of=DAY) == [made.id]
    assert kept([made], as_of=DAY) == []


def test_without_a_source_its_copies_go_too():
    copy_of_copy = claim(exact(600), source="government")
    links = [
        link(copy_of_copy, "derived_from", WIRE, number=1),
        link(WIRE, "derived_from", MEK, number=2),
        link(AMNESTY, "disputes", MEK, number=3),
    ]
    left, links_left = without_source([MEK, WIRE, copy_of_copy, AMNESTY], source="mek", links=links)
    assert (left, links_left) == ([AMNESTY], [])


# order, and what one more appearance changes

FIGURES = st.sampled_from(
    [
        *[make(value) for make in (exact, at_least, more_than, at_most, about, nearly) for value in (30, 161, 600)],
        between(10, 700),
        vague(12),
        unknown(),
        nothing(),
        exact(0),
    ]
)
CLAIMS = st.lists(
    st.builds(
        claim,
        FIGURES,
        source=st.sampled_from([source.id for source in SOURCES]),
        as_of=st.sampled_from([None, "2019", "2019-12", DAY, LATER]),
        basis=st.sampled_from([DOCUMENTED, REPORTED]),
    ),
    min_size=1,
    max_size=7,
    unique_by=lambda item: item.id,
)


@st.composite
def linked(draw):
    claims = draw(CLAIMS)
    if len(claims) < 2:
        return claims, []
    places = st.integers(0, len(claims) - 1)
    chosen = draw(st.lists(st.tuples(places, st.sampled_from(list(LinkRelation)), places, st.text("ab", min_size=1))))
    links = [
        link(claims[a], relation, claims[b], number=number)
        for number, (a, relation, b, _) in enumerate(chosen)
        if a < b
    ]
    return claims, links


@settings(deadline=None)
@given(linked(), st.randoms())
def test_the_order_of_claims_and_links_is_irrelevant(given_, shuffler):
    claims, links = given_
    turned, turned_links = shuffler.sample(claims, len(claims)), shuffler.sample(links, len(links))
    assert killed(*claims, links=links) == killed(*turned, links=turned_links)


def test_of_two_reasons_to_keep_apart_the_first_recorded_is_shown():
    first, second = link(AMNESTY, "not_comparable", MEK, number=1), link(MEK, "not_comparable", AMNESTY, number=2)
    second = type(second)(**{**{name: getattr(second, name) for name in second._fields}, "reason": "another"})
    for links in ([first, second], [second, first]):
        assert killed(AMNESTY, MEK, links=links).pairs[0].reason == "as the text says"


@settings(deadline=None)
@given(linked(), st.integers(2, 9))
def test_one_more_appearance_changes_the_reports_and_nothing_else(given_, documents):
    claims, links = given_
    before, after = killed(*claims, links=links), killed(*claims, links=links, documents={claims[0].id: documents})
    names = [name for name in before._fields if name != "reports"]
    assert [getattr(before, name) for name in names] == [getattr(after, name) for name in names]
    assert after.reports in {before.reports, before.reports + documents - 1}


@settings(deadline=None)
@given(linked())
def test_no_number_is_invented(given_):
    claims, links = given_
    found = killed(*claims, links=links)
    stated = {value for item in claims for value in (item.figure.low, item.figure.best, item.figure.high)} | {0}
    assert {found.agreed_minimum, found.highest_floor, found.highest_ceiling} - {None} <= stated
    assert found.independent_sources <= found.sources <= found.reports
    if found.agreed_minimum is not None:
        assert found.agreed_minimum <= found.highest_floor
    assert len(found.pairs) == len(found.current) * (len(found.current) - 1) // 2


# the views in SQL


def random_figure(chance, kind):
    values = [0, 1, 24, 50, 100, 119, 120, 121, 160, 161, 200, 241, 600, 10_000, 12_000]
    if kind in {ValueKind.QUANTITY, ValueKind.MONEY, ValueKind.PERCENT}:
        values += [Decimal("0.1"), Decimal("0.12"), Decimal("0.13"), Decimal("2.5"), Decimal("33.3")]
    if kind is ValueKind.TEXT:
        return chance.choice([exact("fuel"), exact("bread"), unknown(), nothing()])
    if kind is ValueKind.DATE:
        return chance.choice([exact("2019-11-15"), exact("2019-12-01"), between("2019-11-01", "2019-11-30"), unknown()])
    value = chance.choice(values)
    low, high = sorted((value, chance.choice(values)))
    return chance.choice(
        [
            exact(value),
            exact(value),
            at_least(value),
            at_least(value),
            more_than(value, kind=kind),
            at_most(value),
            fewer_than(value + 1),
            about(value),
            nearly(value),
            between(low, high),
            between(low, high, best=low),
            vague(chance.choice([12, 100])),
            unknown(),
            nothing(),
        ]
    )


def random_database(chance, *, size):
    """Claims of all measures with few sources, bases and dates, so that they meet, and links of all kinds."""
    claims = {}
    while len(claims) < size:
        measure = chance.choice(list(BY_ID))
        ranked = chance.random() < 0.05
        made = claim(
            random_figure(chance, BY_ID[measure].value_kind),
            measure=measure,
            source=chance.choice(SOURCES).id,
            as_of=chance.choice(
                [None, "2019", "2019-11", "2019-12", "2019-11-30", DAY, DAY, LATER, "2020-02-29", "2020-02"]
            ),
            basis=chance.choice([DOCUMENTED, REPORTED, Basis.UNSTATED]),
            place=chance.choice(["", "", "Shiraz"]),
            published=chance.random() > 0.05,
            rank=Rank.DEPRECATED if ranked else Rank.NORMAL,
            rank_reason="a slip" if ranked else None,
        )
        claims[made.id] = made
    groups = {}
    for made in claims.values():
        groups.setdefault(made.comparison, []).append(made)
    links = {}
    for group in groups.values():
        for one, two in pairwise(chance.sample(group, len(group))):
            if chance.random() < 0.35:
                relation = chance.choice(list(LinkRelation))
                withdrawn = (
                    {"withdrawn_at": "2020", "withdrawn_by": BY, "withdrawn_reason": "x"}
                    if chance.random() < 0.2
                    else {}
                )
                links[one.id, two.id] = link(one, relation, two, number=len(links) + 1, **withdrawn)
    return groups, list(links.values())


def half_up(ratio):
    return None if ratio is None else float(ratio.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


@pytest.mark.parametrize("seed", range(8))
def test_the_views_in_sql_say_what_python_says(tmp_path, seed):
    groups, links = random_database(random.Random(seed), size=250)  # noqa: S311 - repeatable, not secret
    with closing(schema.create(tmp_path / "claims.db")) as connection:
        store = Store(connection, clock=Clock())
        fill(store)
        store.add_claims([(item, None) for group in groups.values() for item in group], by=BY)
        for made in links:
            store.link(made, comparisons=())
        roots = {row[0] for row in connection.execute("select id from root_claim")}
        standing = {row[0] for row in connection.execute("select id from current_claim")}
        pairs = connection.execute("select a, b, comparison, relation, ratio, reason from claim_pair").fetchall()
    expected_standing, expected_pairs = set(), []
    for group in groups.values():
        found = compare(group, measure=BY_ID[group[0].measure], links=links)
        if found is not None:
            expected_standing |= found.current
            expected_pairs += [
                (pair.a, pair.b, found.id, str(pair.relation), half_up(pair.ratio), pair.reason) for pair in found.pairs
            ]
    copies = {
        item.claim
        for item in links
        if item.withdrawn_at is None and item.relation in {LinkRelation.DERIVED_FROM, LinkRelation.DUPLICATE_OF}
    }
    assert roots == {item.id for group in groups.values() for item in group} - copies
    assert standing == expected_standing
    assert len(expected_pairs) > 150, "the random database is too thin to prove anything"
    assert sorted(pairs) == sorted(expected_pairs)


def test_every_measure_of_the_random_databases_is_of_another_kind():
    assert {item.value_kind for item in BY_ID.values()} == set(ValueKind)
    assert {item.count_kind for item in BY_ID.values()} == set(CountKind)
