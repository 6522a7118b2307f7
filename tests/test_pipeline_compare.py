"""Views of an event: what is asked of it, and that each brings all evidence that a reader needs."""

from decimal import Decimal

import pytest
from builders import BY, EVENT, Clock, article, at_least, draft, exact, fill

from claims import ClaimStore, schema
from claims.compare.comparison import compare
from claims.errors import Refused, UnknownName
from claims.model import Alias, LinkRelation, Outcome, Reconciliation
from claims.pipeline import compare as pipeline_compare
from claims.pipeline.compare import Question
from claims.pipeline.names import merge
from claims.reading.reader import Reader

ARTICLE = "Amnesty: at least 161 killed. The MEK: at least 600 killed, more than 10,000 arrested."


@pytest.fixture
def store(tmp_path):
    """The worked example, with a wire that repeats the MEK as a claim of its own three days later."""
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as made:
        fill(made)
        press = made.add_document(article(ARTICLE, published_on="2019-12-02", publisher="wire"), by=BY)
        later = made.add_document(
            article(None, url="https://example.org/wire", title="A wire", published_on="2019-12-05"), by=BY
        )
        amnesty = draft("at least 161", source="amnesty-international", basis="documented", quote="at least 161 killed")
        mek = draft("at least 600", basis="reported", quote="at least 600 killed", relayed_by="wire")
        made.add_claim(amnesty, by=BY, document=press)
        origin = made.add_claim(mek, by=BY, document=press).claim
        made.add_claim(draft("more than 10,000", measure="arrested", language="en"), by=BY, document=press)
        made.add_claim(draft("31", measure="children-killed", place="Shiraz"), by=BY, document=press)
        copy = made.add_claim(draft("at least 600", source="wire", basis="reported"), by=BY, document=later).claim
        made.link(copy.id, LinkRelation.DERIVED_FROM, origin.id, reason="it names the MEK", by=BY)
        yield made


def only(store, **question):
    (view,) = store.compare(EVENT.id, question=Question(**{"measure": "killed", "place": "", **question}))
    return view


def test_an_event_has_its_comparisons_in_order(store):
    found = [(view.comparison.measure, view.comparison.place) for view in store.compare("2019 Iranian protests")]
    assert found == [("arrested", ""), ("children-killed", "Shiraz"), ("killed", "")]


def test_evidence_is_read_when_it_is_looked_at_and_once_for_all(store):
    asked = []
    store.connection.set_trace_callback(asked.append)
    views = store.compare(EVENT.id)
    assert [str(view.comparison.status) for view in views] == ["single", "single", "diverges"]
    assert not [sql for sql in asked if "from document" in sql or "quote" in sql]
    names = [view.sources[claim.source].name for view in views for claim in view.comparison.claims]
    assert len(names) == 5
    assert not [sql for sql in asked if "from document" in sql or "quote" in sql]
    assert all(view.documents and view.appearances and view.sources for view in views)
    store.connection.set_trace_callback(None)
    assert len([sql for sql in asked if "quote" in sql]) == len([sql for sql in asked if "from document" in sql]) == 1


def reports_of(store, measure):
    return [view.comparison.reports for view in store.compare(EVENT.id) if view.comparison.measure == measure]


def test_a_claim_that_is_read_in_two_documents_counts_as_two_reports_also_while_it_is_written(store):
    assert reports_of(store, "arrested") == [1]
    later = store.add_document(article(None, url="https://example.org/late", title="Late"), by=BY)
    with store.transaction():
        store.add_claim(draft("more than 10,000", measure="arrested", language="en"), by=BY, document=later)
        assert reports_of(store, "arrested") == [2], "the stored comparison does not know of it yet"
    assert reports_of(store, "arrested") == [2]
    retracted = store.compare(EVENT.id, question=Question(measure="killed"))[0].comparison.claims[0]
    other = store.add_claim(draft("31", source="wire", as_of="2019-12-07"), by=BY).claim
    again = store.add_document(article(None, url="https://example.org/again", title="Again"), by=BY)
    store.add_claim(draft("31", source="wire", as_of="2019-12-07"), by=BY, document=later)
    store.add_claim(draft("31", source="wire", as_of="2019-12-07"), by=BY, document=again)
    store.link(other.id, LinkRelation.RETRACTS, retracted.id, reason="it was taken back", by=BY)
    (stored,) = [item.reports for item in store.reader.comparisons(measure="killed")]
    claims = [claim for claim in store.reader.claims(measure="killed") if claim.event == EVENT.id]
    assert reports_of(store, "killed") == [stored] == [len(claims)], "one is retracted, one is read twice"


def test_evidence_of_claims_read_once_is_not_counted_claim_by_claim(store):
    asked = []
    last = store.reader.links()[0]
    store.withdraw_link(last.number, by=BY, reason="not so")
    store.connection.set_trace_callback(asked.append)
    store.compare(EVENT.id)
    store.connection.set_trace_callback(None)
    (looked_for,) = [sql for sql in asked if "join appearance" in sql]
    assert "reports > claims" in looked_for, "only where stored comparisons tell of more reports than claims"


def test_a_closed_store_leaves_answers_whole_that_somebody_holds(tmp_path, store):
    with ClaimStore.open(tmp_path / "claims.db", write=False) as other:
        views, _ = other.compare(EVENT.id), other.compare(EVENT.id)
    for held, fresh in zip(views, store.compare(EVENT.id), strict=True):
        assert dict(held.appearances) == dict(fresh.appearances)
        assert dict(held.documents) == dict(fresh.documents)
        assert dict(held.sources) == dict(fresh.sources)
        assert tuple(held.sentences) == tuple(fresh.sentences)


def test_evidence_of_a_connection_that_was_closed_is_refused_in_words(tmp_path, store):
    connection = schema.connect(tmp_path / "claims.db")
    views = pipeline_compare.answer(Reader(connection), EVENT.id).views
    whole = pipeline_compare.views(Reader(connection), EVENT.id)
    connection.close()
    assert all(view.appearances and view.sources and view.sentences for view in whole)
    with pytest.raises(Refused, match="closed before the evidence was looked at"):
        dict(views[0].appearances)
    with pytest.raises(Refused, match="closed before the evidence was looked at"):
        views[0].sources["mek"]


def test_a_view_knows_no_source_of_another_comparison(store):
    arrested = next(view for view in store.compare(EVENT.id) if view.measure.id == "arrested")
    assert "mek" in arrested.sources
    assert "amnesty-international" not in arrested.sources
    assert arrested.sources.get("amnesty-international") is None


def test_a_view_brings_all_evidence(store):
    view = only(store)
    assert str(view.comparison.status) == "diverges"
    assert view.event == EVENT
    assert view.measure.id == "killed"
    assert set(view.sources) == {"amnesty-international", "mek", "wire"}
    assert set(view.appearances) == {claim.id for claim in view.comparison.claims}
    for places in view.appearances.values():
        for place in places:
            document = view.documents[place.document]
            assert document.text is None
            if place.quote:
                assert ARTICLE[place.quote_start : place.quote_end] == place.quote
    assert [link.relation for link in view.links] == [LinkRelation.DERIVED_FROM]
    assert {outcome.rule for outcome in view.outcomes} >= {"lowest", "highest-floor", "latest", "documented-only"}
    assert view.sentences[0] == "Three sources, two of them independent, in three reports."
    assert (view.decision, view.stale) == (None, False)


def test_what_is_asked_narrows_the_answer(store):
    assert [view.comparison.measure for view in store.compare(EVENT.id, question=Question(place="Shiraz"))] == [
        "children-killed"
    ]
    assert store.compare(EVENT.id, question=Question(population="women")) == []
    assert only(store, ratio=Decimal(4)).comparison.status == "compatible"


def test_names_in_a_question_may_be_in_any_script(store):
    store.add_alias(Alias("قتلى", "measure", "killed", "ar"), by=BY)
    assert only(store, measure="قتلى").measure.id == "killed"
    with pytest.raises(UnknownName):
        store.compare("Iran 1979")
    with pytest.raises(UnknownName):
        only(store, without="nobody")


def test_without_a_source_its_copies_go_too(store):
    view = only(store, without="MEK")
    assert [claim.source for claim in view.comparison.claims] == ["amnesty-international"]
    assert view.links == ()


def test_what_was_known_on_a_date_leaves_out_what_was_published_later(store):
    view = only(store, known_on="2019-12-04")
    assert {claim.source for claim in view.comparison.claims} == {"amnesty-international", "mek"}
    assert view.sentences[0].startswith("Two sources, all independent")
    assert store.compare(EVENT.id, question=Question(known_on="2019-12-01")) == []


def test_what_holds_as_of_a_date_leaves_out_later_figures(store):
    store.add_claim(draft("304", source="amnesty-international", basis="documented", as_of="2019-12-16"), by=BY)
    now, then = only(store), only(store, as_of="2019-12-02")
    assert at_least(161) not in {claim.figure for claim in now.comparison.claims if claim.id in now.comparison.current}
    assert at_least(161) in {claim.figure for claim in then.comparison.claims if claim.id in then.comparison.current}
    assert exact(304) not in {claim.figure for claim in then.comparison.claims}


def test_a_part_above_its_whole_is_a_warning_of_the_part(store):
    store.add_claim(draft("30", source="government"), by=BY)
    (part,) = store.compare(EVENT.id, question=Question(measure="children-killed"))
    assert [finding.rule for finding in part.comparison.warnings] == ["part above whole"]


def test_an_event_without_claims_has_no_comparisons(store):
    store.add_event(type(EVENT)("sudan-2019", "Sudan 2019"), by=BY)
    assert store.compare("sudan-2019") == []


def test_the_stored_summary_says_what_the_view_says(store):
    view = only(store)
    (row,) = store.reader.comparisons(measure="killed")
    names = ["id", "status", "reports", "sources", "independent_sources", "agreed_minimum", "highest_floor"]
    names += ["highest_ceiling", "latest_as_of", "spread", "contradictions", "divergences"]
    assert [getattr(row, name) for name in names] == [getattr(view.comparison, name) for name in names]
    assert row.ratio == round(view.comparison.ratio, 4)


def test_a_narrower_question_does_not_make_a_decision_stale(store):
    comparison = only(store).comparison.id
    store.decide(Reconciliation(0, comparison, Outcome.UNRESOLVED, "analyst", "too far apart", BY, ""))
    assert only(store).stale is False
    assert only(store, without="MEK").stale is False
    assert only(store, known_on="2019-12-04").stale is False
    store.add_claim(draft("30", source="government"), by=BY)
    assert only(store).stale is True
    assert only(store, known_on="2019-12-04").stale is True


def test_the_pairs_of_what_is_not_asked_are_not_worked_out(store, monkeypatch):
    worked_out = []

    def noting(claims, *, detailed=True, **rest):
        if detailed:
            worked_out.append(claims[0].measure)
        return compare(claims, detailed=detailed, **rest)

    monkeypatch.setattr(pipeline_compare, "compare", noting)
    (view,) = store.compare(EVENT.id, question=Question(measure="killed"))
    assert worked_out == ["killed"]
    assert len(view.comparison.pairs) == 1


def test_of_many_comparisons_the_most_contested_answer_and_the_others_are_counted(store):
    store.add_claim(draft("30", source="government"), by=BY)
    every = store.answer(EVENT.id)
    assert (len(every.views), every.left_out) == (3, 0)
    most = store.answer(EVENT.id, most=1)
    assert [view.comparison.measure for view in most.views] == ["killed"]
    assert most.left_out == 2
    both = store.answer(EVENT.id, most=2)
    kept = {view.comparison.id for view in both.views}
    assert [view for view in every.views if view.comparison.id in kept] == both.views


def test_summaries_worked_out_anew_are_those_that_are_stored(store):
    anew = sorted(store.summaries("2019 Iranian protests"))
    stored = sorted(store.reader.comparisons(event=EVENT.id), key=lambda item: item.id)
    assert [(one.id, one.status, one.reports, one.independent_sources, one.highest_floor) for one in anew] == [
        (item.id, item.status, item.reports, item.independent_sources, item.highest_floor) for item in stored
    ]
    assert len(anew) == 3


def test_names_that_were_merged_stand_under_the_name_that_was_recorded(store):
    before = only(store)
    store.add_source(type(before.sources["mek"])("pmoi", "PMOI"), by=BY)
    merge(store, "source", "mek", into="pmoi", by=BY, reason="two names of one organisation")
    view = only(store)
    assert view.sources["pmoi"].name == "PMOI"
    assert {claim.source for claim in view.comparison.claims} <= set(view.sources)


def test_without_a_source_its_copies_in_other_events_go_too(store):
    """The MEK speaks of 2019, a wire repeats that, and a newspaper repeats the wire in a report on 2020."""
    store.add_event(type(EVENT)("iran-2020", "Iran 2020"), by=BY)
    wire = next(claim for claim in store.reader.claims(event=EVENT.id) if claim.source == "wire")
    repeated = store.add_claim(draft("at least 600", source="government")._replace(event="iran-2020"), by=BY).claim
    store.link(repeated.id, LinkRelation.DERIVED_FROM, wire.id, reason="it names the wire", by=BY)
    own = store.add_claim(
        draft("at least 100", source="amnesty-international")._replace(event="iran-2020"), by=BY
    ).claim
    (view,) = store.compare("iran-2020", question=Question(without="mek"))
    assert [claim.id for claim in view.comparison.claims] == [own.id]
    (whole,) = store.compare("iran-2020", question=Question(without="wire"))
    assert [claim.id for claim in whole.comparison.claims] == [own.id]
    (other,) = store.compare("iran-2020")
    assert len(other.comparison.claims) == 2


SCOPES = [
    (measure, population, place)
    for measure in ("killed", "children-killed")
    for population in ("all", "women")
    for place in ("", "Shiraz", "Tehran", "Iran", "Shiraz, Iran", "World")
]


@pytest.mark.parametrize(
    "asked",
    [
        {"measure": "killed"},
        {"measure": "children-killed"},
        {"place": ""},
        {"place": "Shiraz"},
        {"place": "Shiraz, Iran"},
        {"place": "Iran"},
        {"place": "World"},
        {"population": "all"},
        {"population": "women"},
        {"measure": "killed", "population": "women", "place": "Tehran"},
    ],
    ids=str,
)
def test_a_narrower_question_is_answered_as_the_same_part_of_the_whole_answer(store, asked):
    """Figures so chosen that parts of every kind exceed their wholes: a narrow answer must still say so."""
    store.add_event(type(EVENT)("iran-fars-2019", "Fars 2019", part_of=EVENT.id), by=BY)
    for number, (measure, population, place) in enumerate(SCOPES):
        scope = draft(
            f"{40 + 7 * (number * 5 % 24)}", measure=measure, source="government", population=population, place=place
        )
        store.add_claim(scope, by=BY)
        store.add_claim(scope._replace(event="iran-fars-2019", says=f"{90 + number}"), by=BY)
    for event in (EVENT.id, "iran-fars-2019"):
        whole = store.compare(event)
        expected = [
            view for view in whole if all(getattr(view.comparison, name) == value for name, value in asked.items())
        ]
        found = store.compare(event, question=Question(**asked))
        assert [view.comparison.warnings for view in found] == [view.comparison.warnings for view in expected]
        assert found == expected
    assert {finding.rule for view in whole for finding in view.comparison.warnings} >= {"part above whole"}
