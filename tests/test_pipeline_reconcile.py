"""Looking, signing, running again, going stale, waiting: decisions over a database."""

import pytest
from builders import BY, DOCUMENTED, EVENT, REPORTED, Clock, at_least, between, draft, exact, fill

from claims import ClaimStore
from claims.errors import NotAFigure, Refused, UnknownClaim, UnknownName
from claims.model import LinkRelation, Outcome, Rank, Reconciliation
from claims.pipeline.reconcile import Scope, Wish, choose, find_view, look, queue, replay, sign

AMNESTY = "amnesty-international"


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as made:
        fill(made)
        add(made, "at least 161", source=AMNESTY, basis=DOCUMENTED, as_of="2019-11-29")
        add(made, "at least 600", basis=REPORTED)
        yield made


def add(store, says, **fields):
    return store.add_claim(draft(says, **fields), by=BY).claim


def killed(store, **scope):
    return find_view(store, EVENT.id, "killed", scope=Scope(**scope))


def decide(store, rule, *, measure="killed", **wish):
    view = find_view(store, EVENT.id, measure)
    return sign(store, view, choose(store, view, rule=rule, wish=Wish(**wish)), reason="as agreed", by=BY)


def stale(store):
    """Whether the decision on killed is stale, which the stored row and the view say alike."""
    view = killed(store)
    row = store.connection.execute("select stale from comparison where id = ?", (view.comparison.id,)).fetchone()
    assert bool(row[0]) is view.stale
    return view.stale


# finding the comparison


def test_the_plain_comparison_is_meant_unless_a_scope_is_named(store):
    add(store, "12", place="Tehran")
    add(store, "9", population="women")
    assert killed(store).comparison.place == ""
    assert killed(store, place="Tehran").comparison.claims[0].figure == exact(12)
    assert killed(store, population="women").comparison.claims[0].figure == exact(9)


def test_several_comparisons_that_fit_are_listed_with_their_options(store):
    for day in ("2019-11-30", "2019-12-01"):
        add(store, "40", measure="displaced", as_of=day)
    with pytest.raises(Refused, match=r"2 comparisons .* --on 2019-11-30; .* --on 2019-12-01"):
        find_view(store, EVENT.id, "displaced")
    view = find_view(store, EVENT.id, "displaced", scope=Scope(on="2019-12-01"))
    assert view.comparison.as_of == "2019-12-01"


def test_a_year_stands_for_the_only_period_or_date_in_it(store):
    for year in ("2018", "2019"):
        add(store, "40", measure="displaced", as_of=f"{year}-12-01")
        add(store, "9", period_start=f"{year}-01-01")
    assert find_view(store, EVENT.id, "displaced", scope=Scope(on="2018")).comparison.as_of == "2018-12-01"
    assert killed(store, period_start="2019").comparison.period_start == "2019-01-01"
    with pytest.raises(Refused, match="no such comparison"):
        killed(store, period_start="201")


def test_where_none_is_there_those_of_the_same_place_are_named(store):
    for place in ("Shiraz", "Tehran"):
        add(store, "9", place=place, period_start="2019-01-01")
    with pytest.raises(Refused, match="no such comparison") as refused:
        killed(store, place="Tehran", period_start="2001")
    assert refused.value.hint == "there are: --population all --place Tehran --period-start 2019-01-01"


def test_a_comparison_that_is_not_there_is_refused(store):
    add(store, "12", place="Tehran")
    with pytest.raises(Refused, match="there is no such comparison") as refused:
        killed(store, place="Shiraz")
    assert refused.value.hint == "there are: --population all; --population all --place Tehran"
    for day in range(1, 10):
        add(store, "40", measure="displaced", as_of=f"2019-11-0{day}", population="old men")
    with pytest.raises(Refused, match=r"9 comparisons .*--population 'old men' --on 2019-11-05; and 4 more"):
        find_view(store, EVENT.id, "displaced")
    with pytest.raises(UnknownName):
        find_view(store, EVENT.id, "wounded by bullets")


# looking and choosing


def test_a_look_records_nothing_and_tries_every_rule_and_source(store):
    before = list(store.connection.iterdump())
    given = {one.rule: one.says for one in look(store, killed(store))}
    assert given == {
        "latest": "at least 600",
        "lowest": "at least 161",
        "highest-floor": "at least 600",
        f"preferred-source {AMNESTY}": "at least 161",
        "preferred-source mek": "at least 600",
        "documented-only": "at least 161",
        "range": "at least 161",
    }
    assert list(store.connection.iterdump()) == before


def test_a_rule_that_gives_nothing_is_shown_with_its_reason(store):
    add(store, "500", source="wire")
    latest = look(store, killed(store), rules=["latest"])[0]
    assert latest.proposal is None
    assert "finds 2 claims that differ" in latest.refused


OWN = {
    "two ends": ({"low": "161", "high": "600"}, between(161, 600)),
    "a floor": ({"low": "161"}, at_least(161)),
    "one number": ({"low": "161", "high": "161"}, exact(161)),
    "words": ({"says": "at least 200"}, at_least(200)),
}


@pytest.mark.parametrize(("wish", "figure"), OWN.values(), ids=OWN)
def test_an_analyst_signs_a_figure_of_their_own(store, wish, figure):
    found = decide(store, "analyst", **wish)
    assert (found.figure, found.outcome, found.claim) == (figure, Outcome.RANGE, None)


def test_a_source_is_preferred_by_any_of_its_names_and_a_claim_by_its_first_digits(store):
    assert decide(store, "preferred-source", prefer="Amnesty International").figure == at_least(161)
    claim = killed(store).comparison.claims[1]
    assert decide(store, "analyst", prefer=claim.id[:7]).claim == claim.id


REFUSED = {
    "nothing said": ("analyst", {}, Refused, "what the analyst decides is not said"),
    "ends that cross": ("analyst", {"low": "6", "high": "5"}, Refused, "6 is more than 5"),
    "an end that is no number": ("analyst", {"low": "about 6"}, Refused, "is not one value"),
    "an end without a number": ("analyst", {"low": "many"}, NotAFigure, "many"),
    "words and ends": ("analyst", {"says": "6", "low": "6"}, Refused, "given twice"),
    "unresolved by a rule": ("latest", {"unresolved": True}, Refused, "gives a figure or nothing"),
    "unresolved with a figure": ("analyst", {"unresolved": True, "low": "6"}, Refused, "nothing is preferred"),
    "own ends by a rule": ("range", {"low": "6"}, Refused, "takes its figure from the claims"),
    "an unknown claim": ("analyst", {"prefer": "ffff"}, UnknownClaim, "ffff"),
    "an unknown source": ("preferred-source", {"prefer": "nobody"}, UnknownName, "nobody"),
}


@pytest.mark.parametrize(("rule", "wish", "error", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_wish_that_cannot_be_is_refused(store, rule, wish, error, sentence):
    with pytest.raises(error, match=sentence):
        choose(store, killed(store), rule=rule, wish=Wish(**wish))


# deciding


def test_a_decision_lists_every_claim_with_its_own_reason_and_touches_none(store):
    before = store.connection.execute("select * from claim order by id").fetchall()
    found = decide(store, "documented-only")
    view = killed(store)
    assert view.decision == found
    assert {(item.included, item.reason) for item in found.considered} == {
        (True, "rests on documented cases"),
        (False, "not documented (reported)"),
    }
    assert store.connection.execute("select * from claim order by id").fetchall() == before


def test_a_decision_that_lists_no_claim_gets_the_reasons_of_its_rule(store):
    first, second = killed(store).comparison.claims
    add(store, "at least 500", as_of="2019-12-01", basis=REPORTED)
    told = {"outcome": Outcome.PREFERRED_CLAIM, "rationale": "x", "decided_by": BY, "decided_at": "", "number": 0}
    for rule, claim, reason in (
        ("latest", second, "not the latest (as of 2019-11-29, the latest is as of 2019-12-02)"),
        ("analyst", second, "another claim was preferred"),
    ):
        made = store.decide(Reconciliation(comparison=first.comparison, rule=rule, claim=claim.id, **told))
        said = {item.claim: item.reason for item in made.considered}
        assert said.pop(first.id) == reason
        del said[second.id]
        assert list(said.values()) == [
            f"replaced by the same source's later “at least 600” as of 2019-12-02 ({second.id[:8]})"
        ]


def test_a_new_decision_replaces_the_old_one_which_stays_readable(store):
    first = decide(store, "latest")
    second = decide(store, "lowest")
    kept = store.reader.decisions(first.comparison)
    assert [(one.number, one.replaced_by) for one in kept] == [(first.number, second.number), (second.number, None)]
    store.withdraw_decision(second.comparison, by=BY, reason="too early")
    assert killed(store).decision is None
    assert len(store.reader.decisions(first.comparison)) == 2


# going stale

UNTOUCHED = {
    "latest": lambda store: add(store, "at least 10", source="wire", as_of="2019-11-20"),
    "lowest": lambda store: add(store, "at least 700", source="wire"),
    "highest-floor": lambda store: add(store, "at least 300", source="wire"),
    "documented-only": lambda store: add(store, "at least 900", source="wire", basis=REPORTED),
    "range": lambda store: add(store, "at least 700", source="wire"),
}


@pytest.mark.parametrize(("rule", "happens"), UNTOUCHED.items(), ids=UNTOUCHED)
def test_a_claim_that_changes_nothing_does_not_make_a_rules_decision_stale(store, rule, happens):
    decide(store, rule)
    happens(store)
    assert stale(store) is False


CHANGED = {
    "latest": lambda store: add(store, "at least 10", source="wire", as_of="2019-12-20"),
    "lowest": lambda store: add(store, "at least 100", source="wire"),
    "highest-floor": lambda store: add(store, "at least 700", source="wire"),
    "documented-only": lambda store: add(store, "at least 900", source="wire", basis=DOCUMENTED),
    "range": lambda store: add(store, "at least 100", source="wire"),
    "latest, when it is deprecated": lambda store: store.rank(
        killed(store).comparison.claims[1].id, Rank.DEPRECATED, by=BY, reason="a misprint"
    ),
    "latest, when it is a copy": lambda store: store.link(
        killed(store).comparison.claims[1].id,
        LinkRelation.DERIVED_FROM,
        killed(store).comparison.claims[0].id,
        reason="it says so",
        by=BY,
    ),
}


@pytest.mark.parametrize(("rule", "happens"), CHANGED.items(), ids=CHANGED)
def test_a_rules_decision_is_stale_when_the_rule_gives_something_else(store, rule, happens):
    decide(store, rule.partition(",")[0])
    assert stale(store) is False
    happens(store)
    assert stale(store) is True


def test_a_withdrawn_link_makes_a_decision_stale_that_left_the_copy_out(store):
    first, second = killed(store).comparison.claims
    link = store.link(second.id, LinkRelation.DERIVED_FROM, first.id, reason="it says so", by=BY)
    decide(store, "latest")
    assert stale(store) is False
    store.withdraw_link(link.number, reason="it does not", by=BY)
    assert stale(store) is True


def test_an_analysts_decision_is_stale_with_any_new_claim_that_stands(store):
    decide(store, "analyst", low="161", high="600")
    copy = add(store, "at least 600", source="wire", as_of="2019-12-03")
    assert stale(store) is True
    store.link(copy.id, LinkRelation.DERIVED_FROM, killed(store).comparison.claims[1].id, reason="a wire", by=BY)
    assert stale(store) is False


def test_a_decision_in_a_rules_name_that_the_rule_never_gave_is_held_to_its_claims(store):
    comparison = killed(store).comparison.id
    store.decide(Reconciliation(0, comparison, Outcome.RANGE, "range", "by hand", BY, "", figure=between(1, 2)))
    assert stale(store) is False
    add(store, "at least 900", source="wire")
    assert stale(store) is True


# running again


def test_a_decision_comes_out_the_same_from_the_claims_that_it_considered(store):
    decide(store, "latest")
    add(store, "at least 900", source="wire", as_of="2019-12-20")
    assert stale(store) is True
    assert [one.same for one in replay(store)] == [True]


def test_links_and_ranks_of_later_do_not_count_in_a_replay(store):
    first, second = killed(store).comparison.claims
    decide(store, "highest-floor")
    store.link(second.id, LinkRelation.DERIVED_FROM, first.id, reason="it says so", by=BY)
    store.rank(second.id, Rank.DEPRECATED, reason="a misprint", by=BY)
    assert [one.same for one in replay(store)] == [True]


def test_a_decision_that_does_not_come_out_says_what_does(store):
    comparison = killed(store).comparison
    figure, claim = at_least(161), comparison.claims[0].id
    wrong = Reconciliation(0, comparison.id, Outcome.PREFERRED_CLAIM, "latest", "x", BY, "", figure=figure, claim=claim)
    store.decide(wrong)
    (found,) = replay(store, [comparison.id])
    assert found.same is False
    assert found.now.startswith("the rule gives at least 600 (claim ")


def test_an_analysts_decision_is_only_listed(store):
    decide(store, "analyst", unresolved=True)
    assert [(one.same, one.says) for one in replay(store)] == [(None, None)]


def test_a_comparison_without_a_decision_cannot_be_run_again(store):
    with pytest.raises(Refused, match="no decision is in force"):
        replay(store, [killed(store).comparison.id])


# waiting


def test_the_queue_lists_undecided_and_stale_comparisons_most_contested_first(store):
    add(store, "more than 10,000", measure="arrested")
    add(store, "more than 12,000", measure="arrested", source=AMNESTY)
    add(store, "30", source="government")
    add(store, "5", measure="children-killed")
    waiting = [(one.comparison.measure, one.reason, one.decisions) for one in queue(store)]
    assert waiting == [("killed", "undecided", ()), ("arrested", "undecided", ())]
    found = decide(store, "lowest")
    assert [one.comparison.measure for one in queue(store)] == ["arrested"]
    add(store, "20", source="wire")
    waiting = [
        (one.comparison.measure, one.reason, one.decisions) for one in queue(store, event="2019 Iranian protests")
    ]
    assert waiting == [("killed", "stale", (found.number,)), ("arrested", "undecided", ())]
    assert len(queue(store, limit=1)) == 1
    with pytest.raises(UnknownName):
        queue(store, event="elsewhere")
