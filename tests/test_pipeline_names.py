"""Merging names: what follows, what stays, what is refused, and that taking a merge back restores everything."""

import pytest
from builders import BY, BY_ID, EVENT, SOURCES, Clock, article, draft, fill
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import ClaimStore
from claims.errors import Missing, Refused, UnknownName
from claims.model import Draft, Event, LinkRelation, Measure, Outcome, Reconciliation, Source, SourceType
from claims.pipeline.check import violations
from claims.pipeline.demo import build
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.names import merge, undo_merge
from claims.pipeline.reconcile import Wish, choose, find_view, queue, sign
from claims.reading.pages import PageReader

DERIVED_AND_KEPT = (
    *("event", "source", "measure", "alias", "document", "claim", "appearance", "claim_link", "comparison"),
    *("reconciliation", "reconciliation_claim", "reconciliation_replaced", "current_claim", "claim_pair", "claim_fts"),
)
OTHER = Event("november-2019", "November 2019 unrest", country="XKX")


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as made:
        fill(made)
        made.add_event(OTHER, by=BY)
        yield made


def dump(store):
    """Everything that a merge may touch and everything that follows from it, but for the log."""
    return {table: sorted(map(repr, store.connection.execute(f"select * from {table}"))) for table in DERIVED_AND_KEPT}


def add(store, says, **fields):
    return store.add_claim(draft(says, **fields), by=BY).claim


def join(store, kind, name, into):
    return merge(store, kind, name, into=into, reason="one and the same", by=BY)


def part(store, kind, name):
    return undo_merge(store, kind, name, reason="two after all", by=BY)


def decided(store, event, rule="latest", **wish):
    view = find_view(store, event, "killed")
    return sign(store, view, choose(store, view, rule=rule, wish=Wish(**wish)), reason="so", by=BY)


# sources


def test_claims_of_a_merged_source_keep_what_was_recorded_and_follow_in_everything_that_compares(store):
    first = add(store, "at least 600")
    add(store, "at least 600", source="wire", as_of="2019-12-03")
    before = find_view(store, EVENT.id, "killed").comparison
    assert (before.sources, before.independent_sources) == (2, 2)
    done = join(store, "source", "MEK", "Wire Service")
    after = find_view(store, EVENT.id, "killed").comparison
    assert (after.id, after.sources, after.independent_sources) == (before.id, 1, 1)
    assert (done.slug, done.into, done.claims, done.comparisons) == ("mek", "wire", 1, 1)
    claim = store.reader.claim(first.id)
    assert (claim.source, claim.recorded_source) == ("wire", "mek")
    facet = store.connection.execute("select source_type from claim where id = ?", (first.id,)).fetchone()
    assert facet == (SourceType.WIRE,)
    assert any(note.startswith("type: opposition in mek, wire in wire") for note in done.notes)


def test_a_merge_is_signed_and_so_is_taking_it_back(store):
    join(store, "source", "mek", "wire")
    part(store, "source", "mek")
    acts = [(act["act"], act["by"], act["reason"]) for act in store.reader.log(subject="source mek", limit=2)]
    assert acts == [("undo merge source", BY, "two after all"), ("merge source", BY, "one and the same")]


def test_chains_of_merges_are_followed_to_their_end_and_part_where_they_are_parted(store):
    add(store, "1")
    before = dump(store)
    join(store, "source", "mek", "wire")
    middle = dump(store)
    join(store, "source", "wire", "government")
    assert {claim.source for claim in store.reader.claims()} == {"government"}
    part(store, "source", "mek")
    assert {claim.source for claim in store.reader.claims()} == {"mek"}
    join(store, "source", "mek", "wire")
    part(store, "source", "wire")
    assert dump(store) == middle
    part(store, "source", "mek")
    assert dump(store) == before


def test_what_is_claimed_after_a_merge_follows_too_and_goes_back_with_the_rest(store):
    join(store, "source", "mek", "wire")
    claim = add(store, "12", source="MEK")
    assert (claim.source, claim.recorded_source) == ("wire", "mek")
    part(store, "source", "mek")
    again = add(store, "12", source="mek")
    assert (again.id, again.source, again.recorded_source) == (claim.id, "mek", None)
    assert len(store.reader.claims()) == 1


# events and measures


def test_comparisons_of_a_merged_event_become_those_of_the_other(store):
    add(store, "at least 161", source="wire")
    claim = in_other(store, "at least 600")
    join(store, "event", OTHER.id, EVENT.id)
    moved = store.reader.claim(claim.id)
    assert (moved.event, moved.recorded_event) == (EVENT.id, OTHER.id)
    comparison = find_view(store, "November 2019 unrest", "killed").comparison
    assert {one.id for one in comparison.claims} == {one.id for one in store.reader.claims()}
    assert [one.event for one in store.reader.comparisons()] == [EVENT.id]
    country = store.connection.execute("select distinct country from claim").fetchall()
    assert country == [("IRN",)]


def in_other(store, says, *, event=OTHER.id, measure="killed", source="mek"):
    return store.add_claim(Draft(event, measure, source, says, as_of="2019-12-02"), by=BY).claim


def test_ingesting_the_old_file_again_adds_nothing(store, tmp_path):
    file = tmp_path / "old.csv"
    file.write_text(f"event,measure,source,says,as_of\n{OTHER.id},killed,MEK,600,2019-12-02\n", encoding="utf-8")
    assert ingest(store, str(file), by=BY, options=IngestOptions()).added == 1
    join(store, "event", OTHER.id, EVENT.id)
    join(store, "source", "mek", "wire")
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    again = ingest(store, str(file), by=BY, options=IngestOptions())
    assert (again.added, again.known) == (0, 1)


def test_a_part_follows_its_whole_into_another_measure(store):
    store.add_measure(Measure("deaths", "Deaths"), by=BY)
    join(store, "measure", "killed", "deaths")
    add(store, "at most 3", source="wire")
    add(store, "at least 9", measure="children-killed")
    view = find_view(store, EVENT.id, "children-killed")
    assert [warning.rule for warning in view.comparison.warnings] == ["part above whole"]


# decisions


def test_a_decision_follows_the_event_that_it_was_made_on(store):
    in_other(store, "at least 600")
    found = decided(store, OTHER.id)
    join(store, "event", OTHER.id, EVENT.id)
    view = find_view(store, EVENT.id, "killed")
    assert (view.decision.number, view.stale) == (found.number, False)
    add(store, "at least 700", source="wire", as_of="2019-12-24")
    assert find_view(store, EVENT.id, "killed").stale is True


def test_a_decision_follows_and_goes_back_where_no_claim_does(store):
    add(store, "at least 600")
    join(store, "event", EVENT.id, OTHER.id)
    decided(store, OTHER.id)
    part(store, "event", EVENT.id)
    assert find_view(store, EVENT.id, "killed").decision is None
    for _ in range(2):
        join(store, "event", OTHER.id, EVENT.id)
        stored = dump(store)
        assert find_view(store, EVENT.id, "killed").decision.rule == "latest"
        store.rebuild()
        assert dump(store) == stored
        part(store, "event", OTHER.id)
        stored = dump(store)
        store.rebuild()
        assert dump(store) == stored


def test_two_decisions_on_one_comparison_are_a_conflict_until_a_new_one_replaces_both(store):
    in_other(store, "at least 600")
    add(store, "at least 161", source="wire")
    theirs, own = decided(store, OTHER.id), decided(store, EVENT.id)
    done = join(store, "event", OTHER.id, EVENT.id)
    comparison = find_view(store, EVENT.id, "killed").comparison.id
    assert done.conflicts == ((comparison, (theirs.number, own.number)),)
    assert [(one.reason, one.decisions) for one in queue(store)] == [("conflict", (theirs.number, own.number))]
    view = find_view(store, EVENT.id, "killed")
    assert view.decision.number == own.number
    (told,) = (finding.reason for finding in view.comparison.warnings if finding.rule == "several decisions")
    assert f"2 decisions are in force, {own.number} (latest, by {BY} on " in told
    assert f"{theirs.number} (latest, by {BY} on " in told
    new = decided(store, EVENT.id, rule="highest-floor")
    assert queue(store) == []
    assert list(find_view(store, EVENT.id, "killed").comparison.warnings) == []
    assert {one.number: one.replaced_by for one in store.reader.decisions(comparison)} == {
        theirs.number: new.number,
        own.number: new.number,
        new.number: None,
    }


def test_withdrawing_one_of_two_decisions_leaves_the_other_in_force(store):
    in_other(store, "at least 600")
    add(store, "at least 161", source="wire")
    theirs, _ = decided(store, OTHER.id), decided(store, EVENT.id)
    join(store, "event", OTHER.id, EVENT.id)
    view = find_view(store, EVENT.id, "killed")
    store.withdraw_decision(view.comparison.id, by=BY, reason="the other is right")
    assert find_view(store, EVENT.id, "killed").decision.number == theirs.number
    stored = store.connection.execute("select reconciliation from comparison").fetchall()
    assert stored == [(theirs.number,)]


def test_a_decision_made_while_merged_stays_with_the_one_merged_into_and_is_stale_after(store):
    in_other(store, "at least 600")
    add(store, "at least 161", source="wire", as_of="2019-11-29")
    join(store, "event", OTHER.id, EVENT.id)
    found = decided(store, EVENT.id)
    part(store, "event", OTHER.id)
    view = find_view(store, EVENT.id, "killed")
    assert (view.decision.number, view.stale) == (found.number, True)
    assert find_view(store, OTHER.id, "killed").decision is None


def test_what_was_replaced_while_merged_is_in_force_again_and_can_be_replaced_again(store):
    in_other(store, "at least 600")
    add(store, "at least 161", source="wire")
    theirs, own = decided(store, OTHER.id), decided(store, EVENT.id)
    join(store, "event", OTHER.id, EVENT.id)
    both = decided(store, EVENT.id, rule="highest-floor")
    part(store, "event", OTHER.id)
    assert states(store, OTHER.id) == {theirs.number: None}
    assert states(store, EVENT.id) == {own.number: both.number, both.number: None}
    assert not find_view(store, OTHER.id, "killed").stale
    again = decided(store, OTHER.id)
    assert states(store, OTHER.id) == {theirs.number: again.number, again.number: None}
    join(store, "event", OTHER.id, EVENT.id)
    assert states(store, EVENT.id) == {
        theirs.number: both.number,
        own.number: both.number,
        both.number: None,
        again.number: None,
    }
    assert [(one.reason, one.decisions) for one in queue(store)] == [("conflict", (both.number, again.number))]
    last = decided(store, EVENT.id, rule="highest-floor")
    assert [one.number for one in store.reader.in_force(last.comparison)] == [last.number]
    part(store, "event", OTHER.id)
    assert [one.number for one in store.reader.in_force(theirs.comparison)] == [again.number]
    rebuilt(store)


def test_a_decision_in_force_again_can_be_withdrawn_and_then_no_other_is(store):
    in_other(store, "at least 600")
    add(store, "at least 161", source="wire")
    decided(store, OTHER.id)
    join(store, "event", OTHER.id, EVENT.id)
    decided(store, EVENT.id, rule="highest-floor")
    part(store, "event", OTHER.id)
    store.withdraw_decision(find_view(store, OTHER.id, "killed").comparison.id, by=BY, reason="no")
    assert find_view(store, OTHER.id, "killed").decision is None
    assert find_view(store, EVENT.id, "killed").decision is not None


def test_a_decision_on_both_that_was_withdrawn_leaves_neither_before_the_names_are_parted(store):
    in_other(store, "at least 600")
    add(store, "at least 161", source="wire")
    theirs = decided(store, OTHER.id)
    join(store, "event", OTHER.id, EVENT.id)
    store.withdraw_decision(decided(store, EVENT.id, rule="highest-floor").comparison, by=BY, reason="no")
    assert find_view(store, EVENT.id, "killed").decision is None
    part(store, "event", OTHER.id)
    assert find_view(store, OTHER.id, "killed").decision.number == theirs.number
    assert find_view(store, EVENT.id, "killed").decision is None


def states(store, event):
    """The decisions on an event, each with the one that replaced it there."""
    comparison = find_view(store, event, "killed").comparison.id
    return {one.number: one.replaced_by for one in store.reader.decisions(comparison)}


# what is refused

REFUSED = {
    "itself": ("source", "mek", "MEK", "are one source"),
    "an unlike measure": ("measure", "killed", "turnout", "the value_kind of “killed” is count"),
    "another way of counting": ("measure", "killed", "killed-in-month", "the count_kind of “killed” is cumulative"),
    "another unit": ("measure", "damage", "damage-eur", "the unit of “damage” is USD, that of “damage-eur” EUR"),
    "a part into its whole": ("measure", "children-killed", "killed", "is a part of “killed”"),
    "a whole into its part": ("measure", "killed", "children-killed", "“children-killed” is a part of “killed”"),
}


@pytest.mark.parametrize(("measure", "says"), [("start-date", "2019-11-15"), ("cause", "the price of fuel")])
def test_dates_and_texts_of_a_merged_event_are_one_comparison_whenever_they_were_said(store, measure, says):
    add(store, says, measure=measure, as_of="2019-12-02")
    other = Draft(OTHER.id, measure, "wire", says, as_of="2019-12-20")
    store.add_claim(other, by=BY)
    view = find_view(store, OTHER.id, measure)
    sign(store, view, choose(store, view, rule="latest", wish=Wish()), reason="so", by=BY)
    join(store, "event", OTHER.id, EVENT.id)
    (together,) = store.compare(EVENT.id)
    assert (together.comparison.sources, together.comparison.status) == (2, "agrees")
    assert together.decision.rationale == "so"
    part(store, "event", OTHER.id)
    assert [view.comparison.sources for view in store.compare(OTHER.id)] == [1]


@pytest.mark.parametrize(("kind", "name", "into", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_one_thing_is_not_merged(store, kind, name, into, sentence):
    damage = BY_ID["damage"]
    store.add_measure(Measure("damage-eur", "Damage in euro", unit="EUR", value_kind=damage.value_kind), by=BY)
    before = dump(store)
    with pytest.raises(Refused, match=sentence):
        join(store, kind, name, into)
    assert dump(store) == before


def test_a_circle_is_refused(store):
    join(store, "source", "mek", "wire")
    join(store, "source", "wire", "government")
    with pytest.raises(Refused, match="“mek” is “government” already"):
        join(store, "source", "government", "mek")


def test_what_is_merged_already_is_refused_with_the_way_back(store):
    join(store, "source", "mek", "wire")
    with pytest.raises(Refused, match="is merged into “wire” already") as caught:
        join(store, "source", "mek", "government")
    assert "--undo" in caught.value.hint
    with pytest.raises(Refused, match="is not merged into another"):
        part(store, "source", "wire")


def test_names_signature_and_reason_are_needed(store):
    with pytest.raises(UnknownName):
        join(store, "source", "nobody", "wire")
    with pytest.raises(Missing, match="the reason"):
        merge(store, "source", "mek", into="wire", reason=" ", by=BY)
    with pytest.raises(Missing, match="your name"):
        undo_merge(store, "source", "mek", reason="x", by="")


# taking it back

DEMO = {
    "a source": ("source", "mek", "ncri"),
    "an event": ("event", "rabaa-2013", "hurricane-maria-2017"),
    "an event with a decision": ("event", "hurricane-maria-2017", "iran-protests-2019"),
    "a measure with a decision": ("measure", "arrested", "killed"),
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build(path)
    with ClaimStore.open(path) as opened:
        yield opened


@pytest.mark.parametrize(("kind", "name", "into"), DEMO.values(), ids=DEMO)
def test_taking_a_merge_back_restores_the_whole_database(demo, kind, name, into):
    before = dump(demo)
    join(demo, kind, name, into)
    merged = dump(demo)
    assert merged != before
    kept = ("alias", "document", "appearance", "claim_link", "reconciliation", "reconciliation_claim")
    assert {table: merged[table] for table in kept} == {table: before[table] for table in kept}
    rebuilt(demo)
    part(demo, kind, name)
    assert dump(demo) == before


def rebuilt(store):
    """Stored comparisons after a merge are those that the claims give from scratch."""
    stored = sorted(map(repr, store.connection.execute("select * from comparison")))
    store.rebuild()
    assert sorted(map(repr, store.connection.execute("select * from comparison"))) == stored


SLUGS = [one.id for one in SOURCES]
CLAIM = st.tuples(
    st.integers(1, 4),
    st.sampled_from(SLUGS),
    st.sampled_from([EVENT.id, OTHER.id]),
    st.sampled_from(["killed", "arrested"]),
)
STEP = st.one_of(
    st.tuples(st.just("source"), st.sampled_from(SLUGS), st.sampled_from(SLUGS)),
    st.tuples(st.just("event"), st.sampled_from([EVENT.id, OTHER.id]), st.sampled_from([EVENT.id, OTHER.id])),
    st.tuples(st.just("measure"), st.sampled_from(["killed", "arrested"]), st.sampled_from(["killed", "arrested"])),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CLAIM, min_size=1, max_size=6, unique=True), st.lists(STEP, max_size=5), st.booleans())
def test_merges_taken_back_in_any_number_leave_no_trace(tmp_path_factory, claims, steps, last_first):
    with ClaimStore.create(tmp_path_factory.mktemp("names") / "claims.db", clock=Clock()) as store:
        fill(store)
        store.add_event(OTHER, by=BY)
        for number, source, event, measure in claims:
            in_other(store, str(number), event=event, measure=measure, source=source)
        store.decide(
            Reconciliation(0, store.reader.claims()[0].comparison, Outcome.UNRESOLVED, "analyst", "unclear", BY, "")
        )
        before = dump(store)
        made = []
        for kind, name, into in steps:
            try:
                join(store, kind, name, into)
            except Refused:
                continue
            made.append((kind, name))
        rebuilt(store)
        for kind, name in reversed(made) if last_first else made:
            part(store, kind, name)
        assert dump(store) == before


def test_parts_follow_what_their_whole_was_merged_into_and_a_merged_part_is_none(store):
    for slug in ("shiraz-2019", "shiraz"):
        store.add_event(Event(slug, slug, part_of=OTHER.id if slug == "shiraz-2019" else None), by=BY)
    in_other(store, "at most 10")
    in_other(store, "at least 600", event="shiraz-2019", source="wire")
    pages = PageReader(store.connection)

    def found(event=None):
        rules = frozenset({"part-above-whole"})
        return [one.event for one in violations(store.reader, rules=rules, event=event)]

    assert found() == found(OTHER.id) != []
    join(store, "event", OTHER.id, EVENT.id)
    assert [one.id for one in pages.parts_of_event(EVENT.id)] == ["shiraz-2019"]
    assert found() != []
    join(store, "event", "shiraz-2019", "shiraz")
    assert pages.parts_of_event(EVENT.id) == []
    assert found() == found(EVENT.id) == found("shiraz") == []
    part(store, "event", "shiraz-2019")
    part(store, "event", OTHER.id)
    assert [one.id for one in pages.parts_of_event(OTHER.id)] == ["shiraz-2019"]


def test_links_and_quotes_stay_with_their_claims(store):
    document = store.add_document(article("600 killed"), by=BY)
    first = store.add_claim(draft("600", quote="600 killed"), document=document, by=BY).claim
    second = add(store, "600", source="wire")
    store.link(second.id, LinkRelation.DERIVED_FROM, first.id, reason="a wire", by=BY)
    before = dump(store)
    join(store, "source", "mek", "government")
    view = find_view(store, EVENT.id, "killed")
    assert view.comparison.current == {first.id}
    assert [place.quote for place in view.appearances[first.id]] == ["600 killed"]
    part(store, "source", "mek")
    assert dump(store) == before


def test_names_of_a_publisher_follow(store):
    store.add_source(Source("gazette", "Gazette"), by=BY)
    document = store.add_document(article("600 killed", publisher="gazette"), by=BY)
    store.add_claim(draft("600", quote="600 killed"), document=document, by=BY)
    join(store, "source", "gazette", "wire")
    assert find_view(store, EVENT.id, "killed").sources["gazette"].name == "Wire Service"
