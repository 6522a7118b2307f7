"""Whatever people record, judge, link, merge and take back, answers are those of a small model of the rules."""

import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

from builders import BY, Clock
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule
from rules_model import Said, World

from claims import ClaimStore
from claims.errors import Refused, UnknownName
from claims.model import (
    CountKind,
    Document,
    Draft,
    Event,
    LinkRelation,
    Measure,
    Outcome,
    Rank,
    Reconciliation,
    Source,
    ValueKind,
)
from claims.pipeline.compare import Question, one
from claims.pipeline.names import merge, undo_merge
from claims.pipeline.verify import verify
from claims.pipeline.withdraw import restore, withdraw
from claims.reading.decisions import DecisionReader
from claims.reading.pages import PageReader
from claims.reading.verify import VerifyReader

MEASURES = {
    "killed": ("count", "cumulative"),
    "deaths": ("count", "cumulative"),
    "displaced": ("count", "point"),
    "damage": ("money", "cumulative"),
    "began": ("date", "cumulative"),
    "begun": ("date", "cumulative"),
    "cause": ("text", "cumulative"),
}
EVENTS = ("flood", "the-flood", "storm")
SOURCES = ("mek", "wire", "government")
PLACES = ("Shiraz", "shiraz")
ALIKE = {"source": SOURCES, "event": EVENTS, "measure": ("killed", "deaths", "began", "begun"), "place": PLACES}
DOCUMENTS = {"early": "2019-11-01", "late": "2020-02-01", "undated": None}
COUNTS = ("0", "10", "12", "13", "at least 10", "more than 12", "up to 11", "fewer than 30", "about 24", "nearly 12")
COUNTS += ("between 10 and 14", "dozens", "none", "unknown")
SAYS = {
    "count": COUNTS,
    "money": ("10.5", "at least 12.25", "up to 12.25", "about 100", "between 10.5 and 12.75", "unknown"),
    "date": ("2019-11-15", "2019-11-16", "2019-11", "between 2019-11-14 and 2019-11-15", "at least 2019-11-16"),
    "text": ("rain", "a broken dam"),
}
DATES = (None, "2020", "2020-01", "2020-01-05", "2020-01-06", "2020-02-03")
WORDS = ("status", "contradictions", "divergences", "reports", "sources", "independent_sources", "latest_as_of")
WORDS += ("agreed_minimum", "highest_floor", "highest_ceiling", "spread", "current")


def draft_of(event, measure, source, says, **fields):
    kinds = SAYS[MEASURES[measure][0]]
    return Draft(event, measure, source, kinds[says % len(kinds)], **fields)


DRAFTS = st.builds(
    draft_of,
    st.sampled_from(EVENTS),
    st.sampled_from([*MEASURES, "killed", "killed", "began"]),
    st.sampled_from(SOURCES),
    st.integers(0, 99),
    as_of=st.sampled_from(DATES),
    population=st.sampled_from(["all", "all", "all", "women"]),
    place=st.sampled_from(["", "", "", *PLACES]),
    basis=st.sampled_from(["documented", "reported"]),
)
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]  # to shrink a history takes minutes
RELATIONS = [*(LinkRelation), LinkRelation.DERIVED_FROM, LinkRelation.RETRACTS]


NOW = "2020-01-01T00:00:00Z"


def name_things(store):
    for slug in EVENTS:
        store.add_event(Event(slug, slug), by=BY)
    for slug in SOURCES:
        store.add_source(Source(slug, slug), by=BY)
    for slug, (value, count) in MEASURES.items():
        unit = "USD" if value == "money" else None
        kinds = {"value_kind": ValueKind(value), "count_kind": CountKind(count)}
        store.add_measure(Measure(slug, slug, unit=unit, **kinds), by=BY)


class Recording(RuleBasedStateMachine):
    """Acts of people on a database, and the same acts on the model beside it."""

    claims, links, merges, places, gone = (Bundle(name) for name in ("claims", "links", "merges", "places", "gone"))

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = ClaimStore.create(self.folder / "claims.db", clock=Clock())
        self.world = World(MEASURES)
        self.document, self.drafts = {}, {}

    def teardown(self):
        self.store.connection.close()
        shutil.rmtree(self.folder)

    @initialize()
    def start(self):
        name_things(self.store)
        for title, date in DOCUMENTS.items():
            key = self.store.add_document(Document("", title=title, published_on=date), by=BY)
            self.document[title] = key
            self.world.published[key] = date

    # acts

    @rule(target=claims, draft=DRAFTS)
    def claim(self, draft):
        made = self.store.add_claim(draft, by=BY).claim
        said = Said(draft.event, draft.measure, draft.source, made.figure, draft.population, draft.place)
        said = replace(said, as_of=made.as_of, basis=str(made.basis), known=made.recorded_at[:10])
        self.world.claims.setdefault(made.id, said)
        self.drafts[made.id] = draft
        return made.id

    @rule(target=places, key=claims, title=st.sampled_from(list(DOCUMENTS)))
    def read(self, key, title):
        document = self.document[title]
        if not self.store.add_claim(self.drafts[key], by=BY, document=document).new_appearance:
            return multiple()
        self.world.read_in[key].add(document)
        return next(place.id for place in self.store.reader.appearances([key]) if place.document == document)

    @rule(target=gone, place=consumes(places))
    def withdraw_a_place(self, place):
        found = withdraw(self.store, place, by=BY, reason="misread")
        self.world.read_in[found.claim].discard(found.document)
        return place

    @rule(target=places, place=consumes(gone))
    def restore_a_place(self, place):
        found = restore(self.store, place, by=BY, reason="it does say so")
        self.world.read_in[found.claim].add(found.document)
        return place

    @rule(target=links, first=claims, other=claims, relation=st.sampled_from(RELATIONS))
    def link(self, first, other, relation):
        try:
            made = self.store.link(first, relation, other, reason="as it says", by=BY)
        except Refused:  # itself, or a circle
            return multiple()
        if made.number in self.world.links:
            return multiple()
        self.world.links[made.number] = (first, str(relation), other)
        return made.number

    @rule(number=consumes(links))
    def withdraw_a_link(self, number):
        self.store.withdraw_link(number, by=BY, reason="not so")
        del self.world.links[number]

    @rule(key=claims, rank=st.sampled_from([Rank.DEPRECATED, Rank.NORMAL]))
    def rank(self, key, rank):
        self.store.rank(key, rank, by=BY, reason="as agreed")
        published = self.store.reader.claim(key).published
        self._counts(key, published and rank is not Rank.DEPRECATED)

    @rule(key=claims, published=st.booleans())
    def publish(self, key, published):
        self.store.judge(key, by=BY, reason="as agreed", changes={"published": published})
        self._counts(key, published and self.store.reader.claim(key).rank is not Rank.DEPRECATED)

    def _counts(self, key, counts):
        self.world.claims[key] = replace(self.world.claims[key], counts=counts)

    @rule(target=merges, kind=st.sampled_from(list(ALIKE)), first=st.integers(0, 3), other=st.integers(0, 3))
    def merge(self, kind, first, other):
        slug, into = (ALIKE[kind][place % len(ALIKE[kind])] for place in (first, other))
        try:
            merge(self.store, kind, slug, into=into, reason="one and the same", by=BY)
        except (Refused, UnknownName):  # itself, a circle, merged already, another kind of measure, no such place yet
            return multiple()
        self.world.merged[kind, slug] = into
        return kind, slug

    @rule(merged=consumes(merges))
    def undo_a_merge(self, merged):
        undo_merge(self.store, *merged, reason="two after all", by=BY)
        del self.world.merged[merged]

    @rule(key=claims)
    def decide(self, key):
        claim = self.store.reader.claim(key)
        wish = Reconciliation(0, claim.comparison, Outcome.UNRESOLVED, "analyst", "unclear", BY, "")
        try:
            made = self.store.decide(wish)
        except Refused:  # nothing that counts is there to decide on
            return
        self.world.decide(made.number, self.world.claims[key])

    @rule(key=claims)
    def withdraw_a_decision(self, key):
        number = self.world.decided(self.world.scope(self.world.claims[key]))
        try:
            self.store.withdraw_decision(self.store.reader.claim(key).comparison, by=BY, reason="not so")
        except Refused:  # there is none in force
            assert number is None
        else:
            self.world.decisions[number].withdrawn = True

    # what must hold

    @invariant()
    def the_decision_of_each_comparison_is_that_in_force(self):
        sql = "select event, measure, population, place, as_of, reconciliation from comparison"
        for *scope, number in self.store.connection.execute(sql):
            assert number == self.world.decided(tuple(scope))

    @invariant()
    def what_is_stored_is_what_follows(self):
        names = [word for word in WORDS if word != "current"]
        columns = ("event", "measure", "population", "place", "as_of", *names)
        rows = self.store.connection.execute(f"select {', '.join(columns)} from comparison")
        stored = {tuple(row[:5]): dict(zip(names, row[5:], strict=True)) for row in rows}
        expected = self.world.comparisons()
        assert stored == {scope: {name: found[name] for name in names} for scope, found in expected.items()}
        standing = {row[0] for row in self.store.connection.execute("select id from current_claim")}
        assert standing == {key for found in expected.values() for key in found["current"]}

    @invariant()
    def answers_are_what_follows(self):
        for event in EVENTS:
            assert self._answer(event, Question()) == self._expected(event, self.world)

    @rule(event=st.sampled_from(EVENTS), source=st.sampled_from(SOURCES))
    def ask_without_a_source(self, event, source):
        gone = self.world.now("source", source)
        assert self._answer(event, Question(without=source)) == self._expected(event, self.world.without(gone))

    @rule(event=st.sampled_from(EVENTS), date=st.sampled_from(["2019-11-01", "2020-01-05", "2020-01", "2020-03"]))
    def ask_of_another_date(self, event, date):
        assert self._answer(event, Question(as_of=date)) == self._expected(event, self.world.as_of(date))
        assert self._answer(event, Question(known_on=date)) == self._expected(event, self.world.known_on(date))

    @rule(event=st.sampled_from(EVENTS), basis=st.sampled_from(["documented", "reported"]))
    def ask_for_a_basis(self, event, basis):
        assert self._answer(event, Question(basis=basis)) == self._expected(event, self.world.on(basis))

    @rule()
    def a_database_made_anew_is_the_same(self):
        before = self.store.connection.execute("select * from comparison order by id").fetchall()
        self.store.rebuild()
        after = self.store.connection.execute("select * from comparison order by id").fetchall()
        assert [tuple(row) for row in before] == [tuple(row) for row in after]
        assert VerifyReader(self.store.connection).verify().findings == ()

    def _answer(self, event, question):
        """The answer on an event, which each comparison of it asked by itself must give too."""
        found = {}
        for view in self.store.compare(event, question=question):
            item = view.comparison
            scope = (item.event, item.measure, item.population, item.place, item.as_of)
            found[scope] = {name: getattr(item, name) for name in WORDS}
        pages = PageReader(self.store.connection)
        for item in pages.comparisons(event=self.world.now("event", event)):
            own = {"measure": item.measure, "population": item.population, "place": item.place}
            own["without"] = question.without and self.world.now("source", question.without)
            view, _ = one(pages, item, question=question._replace(**own), most=1000)
            scope = (item.event, item.measure, item.population, item.place, item.as_of)
            alone = None if view is None else {name: getattr(view.comparison, name) for name in WORDS}
            assert found.get(scope) == alone
        return found

    def _expected(self, event, world):
        slug = world.now("event", event)
        return {scope: found for scope, found in world.comparisons().items() if scope[0] == slug}


TestAnswersOfAnyHistory = Recording.TestCase
TestAnswersOfAnyHistory.settings = settings(max_examples=20, stateful_step_count=30, deadline=None, phases=PHASES)


PLACE = st.integers(0, 9)
ACT = st.one_of(
    st.tuples(st.just("claim"), DRAFTS),
    st.tuples(st.just("link"), PLACE, PLACE, st.sampled_from(RELATIONS)),
    st.tuples(st.just("rank"), PLACE, st.sampled_from([Rank.DEPRECATED, Rank.NORMAL])),
    st.tuples(st.just("publish"), PLACE, st.booleans()),
    st.tuples(st.just("decide"), PLACE),
    st.tuples(st.just("take back"), PLACE),
)
JOINED = st.sampled_from([(kind, *two) for kind, slugs in ALIKE.items() for two in permutations(slugs, 2)])
KEPT = ("event", "source", "measure", "alias", "claim", "claim_link", "reconciliation", "reconciliation_claim")
KEPT += ("comparison", "event_summary", "current_claim", "claim_pair", "claim_fts")


def perform(store, act, *words, aside=()):
    """Perform an act on the claims by their order; nothing is decided where the names put aside come in."""
    claims = sorted(store.reader.claims(), key=lambda claim: claim.number)
    if act == "claim":
        store.add_claim(*words, by=BY)
        return
    first, *rest = (claims[word % len(claims)] if isinstance(word, int) else word for word in words)
    around = store.reader.claims(comparisons=[first.comparison])
    named = {name for claim in around for name in (claim.event, claim.measure, claim.source, claim.place)}
    with suppress(Refused):
        if act == "link":
            store.link(first.id, rest[1], rest[0].id, reason="as it says", by=BY)
        elif act == "rank":
            store.rank(first.id, *rest, by=BY, reason="as agreed")
        elif act == "publish":
            store.judge(first.id, by=BY, reason="as agreed", changes={"published": words[1]})
        elif named.isdisjoint(aside) and act == "decide":
            store.decide(Reconciliation(0, first.comparison, Outcome.UNRESOLVED, "analyst", "unclear", BY, ""))
        elif named.isdisjoint(aside):
            store.withdraw_decision(first.comparison, by=BY, reason="not so")


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(st.lists(DRAFTS, min_size=2, max_size=6), st.lists(ACT, max_size=4), st.lists(ACT, max_size=6), JOINED)
def test_what_is_done_between_a_merge_and_its_undoing_is_as_if_there_had_been_none(drafts, before, between, joined):
    """But for what is decided on the two themselves."""
    kind, slug, into = joined
    found = []
    for is_merged in (True, False):
        with TemporaryDirectory() as folder, ClaimStore.create(f"{folder}/a.db", clock=lambda: NOW) as store:
            with store.transaction():
                name_things(store)
                for draft in drafts:
                    store.add_claim(draft, by=BY)
            for act in before:
                perform(store, *act)
            with suppress(Refused, UnknownName):
                if is_merged:
                    merge(store, kind, slug, into=into, reason="one", by=BY)
            for act in between:
                perform(store, *act, aside=(slug, into))
            with suppress(Refused, UnknownName):
                if is_merged:
                    undo_merge(store, kind, slug, reason="two", by=BY)
            assert verify(store).findings == ()
            found.append({table: dump(store, table) for table in KEPT})
    assert found[0] == found[1]


@settings(max_examples=30, deadline=None, phases=PHASES)
@given(
    st.lists(DRAFTS, min_size=2, max_size=8), st.lists(ACT, max_size=6), JOINED.filter(lambda one: one[0] != "source")
)
def test_whatever_is_decided_while_it_is_merged_a_name_has_its_decisions_again_after(drafts, acts, joined):
    kind, slug, into = joined
    with TemporaryDirectory() as folder, ClaimStore.create(f"{folder}/a.db", clock=lambda: NOW) as store:
        with store.transaction():
            name_things(store)
            for draft in drafts:
                store.add_claim(draft, by=BY)
        for act in [*acts, *(("decide", place) for place in range(3))]:
            perform(store, *act)
        decided = DecisionReader(store.connection).decided_now()
        own = {claim.comparison for claim in store.reader.claims() if getattr(claim, kind) == slug}
        with suppress(Refused, UnknownName):
            merge(store, kind, slug, into=into, reason="one", by=BY)
            for place in range(len(drafts)):
                perform(store, "decide", place)
            undo_merge(store, kind, slug, reason="two", by=BY)
        after = DecisionReader(store.connection).decided_now()
        had = {key: decided.get(key) for key in own}
        assert {key: after.get(key) for key in own} == had
        stored = store.connection.execute("select id, reconciliation from comparison").fetchall()
        assert {key: [number] for key, number in stored if key in own and number} == {
            key: numbers for key, numbers in had.items() if numbers and key in dict(stored)
        }


def dump(store, table):
    return sorted(map(repr, store.connection.execute(f"select * from {table}")))
