"""The front door: what add_claim accepts and refuses, judgements, links, decisions, and that summaries stay true."""

import random
import sqlite3
from contextlib import closing
from decimal import Decimal

import pytest
from builders import BY, EVENT, SOURCES, Clock, article, at_least, draft, exact, fill

from claims import ClaimStore, schema
from claims.errors import (
    AmbiguousFigure,
    ClaimsError,
    InField,
    Missing,
    NotADate,
    NotAFigure,
    NotInQuote,
    QuoteNotFound,
    Refused,
    UnknownClaim,
    UnknownDocument,
    UnknownName,
)
from claims.model import (
    Alias,
    Considered,
    CountKind,
    Draft,
    Event,
    Figure,
    Hedge,
    LinkRelation,
    Measure,
    Outcome,
    Rank,
    Reconciliation,
    ValueKind,
)

ARABIC = "فقد قتل 600 متظاهر على الأقل في إيران"
TEXT = f"باريس. {ARABIC}، وأصيب أكثر من 4000 شخص بجروح."
ENGLISH = "Paris. At least 600 people were killed and 1,200 injured; 12,600 were arrested, six hundred of them women."


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as made:
        fill(made)
        yield made


@pytest.fixture
def document(store):
    return store.add_document(article(ENGLISH), by=BY)


def add(store, says, **fields):
    return store.add_claim(draft(says, **fields), by=BY)


def stored(store):
    return store.connection.execute("select * from comparison order by id").fetchall()


def log(store):
    sql = "select act, subject, by, reason from change_log where act <> 'seal' order by number desc limit 1"
    return store.connection.execute(sql).fetchone()


# adding


def test_a_claim_is_recorded_with_the_place_where_it_can_be_read(store):
    key = store.add_document(article(TEXT), by=BY)
    recorded = store.add_claim(
        draft("at least 600", quote=ARABIC, language="ar", relayed_by="wire"), by=BY, document=key
    )
    assert (recorded.is_new, recorded.new_appearance) == (True, True)
    assert (recorded.claim.figure, recorded.claim.says, recorded.claim.as_of) == (
        at_least(600),
        "at least 600",
        "2019-12-02",
    )
    (place,) = store.reader.appearances([recorded.claim.id])
    assert TEXT[place.quote_start : place.quote_end] == place.quote == ARABIC
    assert (place.relayed_by, place.forced, place.stated_as) == ("wire", None, "at least 600")
    assert log(store) == ("add claim", f"claim {recorded.claim.id}", BY, None)


def test_the_same_claim_again_adds_nothing_and_elsewhere_an_appearance(store, document):
    first = store.add_claim(draft("at least 600"), by=BY, document=document)
    entries = store.connection.execute("select count(*) from change_log").fetchone()
    again = store.add_claim(draft("≥600"), by="somebody else", document=document)
    assert (again.is_new, again.new_appearance, again.claim) == (False, False, first.claim)
    assert store.connection.execute("select count(*) from change_log").fetchone() == entries
    other = store.add_document(article(None, url="https://example.org/2"), by=BY)
    elsewhere = store.add_claim(draft("at least 600"), by=BY, document=other)
    assert (elsewhere.is_new, elsewhere.new_appearance) == (False, True)
    assert log(store)[0] == "add appearance"
    assert stored(store)[0][8:11] == (2, 1, 1)


REFUSED = {
    "no event": ({"event": ""}, "event", Missing),
    "an unknown event": ({"event": "Iran 2020"}, "event", UnknownName),
    "an unknown measure": ({"measure": "kild"}, "measure", UnknownName),
    "an unknown source": ({"source": "MEKK"}, "source", UnknownName),
    "no source": ({"source": " "}, "source", Missing),
    "no number": ({"says": "many people"}, "says", NotAFigure),
    "nothing said": ({"says": ""}, "says", ClaimsError),
    "an ambiguous number": ({"says": "1.500"}, "says", AmbiguousFigure),
    "a negative number": ({"figure": exact(-3), "says": ""}, "says", NotAFigure),
    "a number beyond counting": ({"figure": exact(2**63), "says": ""}, "says", NotAFigure),
    "a range upside down": ({"figure": Figure(Hedge.BETWEEN, low=14, high=10), "says": ""}, "says", NotAFigure),
    "a wording and other bounds": ({"figure": exact(600)}, "says", NotAFigure),
    "no date": ({"as_of": "yesterday"}, "as_of", NotADate),
    "a day that is none": ({"as_of": "2019-02-30"}, "as_of", NotADate),
    "no date of the period": ({"period_start": "soon"}, "period_start", NotADate),
    "a period that starts after its end": ({"period_start": "2019-12-03"}, "period_start", Refused),
    "an unheard-of basis": ({"basis": "rumour"}, "basis", Refused),
    "credibility 0": ({"credibility": 0}, "credibility", Refused),
    "credibility 7": ({"credibility": 7}, "credibility", Refused),
    "credibility 1 of one source": ({"credibility": 1}, "credibility", Refused),
    "a number that is not in the quote": ({"quote": "1,200 injured"}, "quote", NotInQuote),
    "a quote that is not in the document": ({"quote": "600 were killed"}, "quote", QuoteNotFound),
    "a quote in another spelling": ({"quote": "at least 600 people"}, "quote", QuoteNotFound),
    "a quote that cuts a number": ({"quote": "600 were arrested"}, "quote", QuoteNotFound),
    "a quote at other offsets": (
        {"quote": "At least 600", "quote_start": 8, "quote_end": 20},
        "quote",
        QuoteNotFound,
    ),
    "a quote at offsets that cut a number": (
        {"quote": "600 were", "quote_start": ENGLISH.index("600 were"), "quote_end": ENGLISH.index("600 were") + 8},
        "quote",
        QuoteNotFound,
    ),
    "an unknown relay": ({"quote": "At least 600", "relayed_by": "nobody"}, "relayed_by", UnknownName),
}


@pytest.mark.parametrize(("fields", "field", "error"), REFUSED.values(), ids=REFUSED)
def test_refuses_and_names_the_field(store, document, fields, field, error):
    told = {"event": EVENT.id, "measure": "killed", "source": "mek", "says": "at least 600", "as_of": "2019-12-02"}
    made = type(draft("1"))(**{**told, **fields})
    before = {table: store.reader.counts()[table] for table in ("claim", "appearance", "source", "comparison")}
    with pytest.raises(InField) as refusal:
        store.add_claim(made, by=BY, document=document)
    assert refusal.value.field == field
    assert isinstance(refusal.value.error, error)
    assert refusal.value.hint
    assert {table: store.reader.counts()[table] for table in before} == before
    assert not store.connection.in_transaction


def test_a_misspelt_name_is_answered_with_what_is_similar(store):
    with pytest.raises(InField, match="there is no source “Amnesty Internatonal”") as refusal:
        add(store, "600", source="Amnesty Internatonal")
    assert "Amnesty International" in refusal.value.hint
    assert "--create" in refusal.value.hint


def test_a_quote_in_another_spelling_is_refused_with_the_passage(store):
    key = store.add_document(article(TEXT), by=BY)
    with pytest.raises(InField) as refusal:
        store.add_claim(draft("at least 600", quote=ARABIC.replace("إيران", "ايران")), by=BY, document=key)
    assert ARABIC in str(refusal.value)


def test_the_number_may_stand_in_the_quote_in_any_digits(store):
    key = store.add_document(article("قُتل ٦٠٠ متظاهر"), by=BY)
    assert store.add_claim(draft("600", quote="قُتل ٦٠٠ متظاهر", language="ar"), by=BY, document=key).is_new


def test_a_forced_quote_is_recorded_with_its_reason(store, document):
    made = draft("at least 601", quote="At least 600 people")
    recorded = store.add_claim(made, by=BY, document=document, force="a misprint, corrected by the editor")
    (place,) = store.reader.appearances([recorded.claim.id])
    assert place.forced == "a misprint, corrected by the editor"
    assert log(store)[3] == "a misprint, corrected by the editor"


@pytest.mark.parametrize("reason", ["", " ", "\t\n"], ids=["empty", "blank", "tab"])
def test_a_blank_reason_does_not_force_a_quote(store, document, reason):
    with pytest.raises(InField, match="does not stand in the quote"):
        store.add_claim(draft("at least 601", quote="At least 600 people"), by=BY, document=document, force=reason)


def test_an_event_that_ends_before_it_starts_is_refused(store):
    with pytest.raises(Refused, match="would end on 2019-11, before it starts on 2019-12-02"):
        store.add_event(Event("backwards", "Backwards", starts_on="2019-12-02", ends_on="2019-11"), by=BY)
    store.add_event(Event("forwards", "Forwards", starts_on="2019-11-15", ends_on="2019-11"), by=BY)


def test_force_is_not_recorded_where_it_was_not_needed(store, document):
    made = draft("at least 600", quote="At least 600 people")
    recorded = store.add_claim(made, by=BY, document=document, force="to be sure")
    assert store.reader.appearances([recorded.claim.id])[0].forced is None


def test_force_does_not_help_a_quote_that_is_not_in_the_document(store, document):
    with pytest.raises(InField, match="does not stand"):
        store.add_claim(draft("600", quote="700 killed"), by=BY, document=document, force="I saw it")


def test_a_quote_needs_its_document_and_a_document_must_be_known(store):
    with pytest.raises(InField, match="document of the quote is missing") as refusal:
        store.add_claim(draft("600", quote="600 killed"), by=BY)
    assert refusal.value.field == "quote"
    with pytest.raises(UnknownDocument):
        store.add_claim(draft("600", quote="600 killed"), by=BY, document="nowhere")


def test_an_unsigned_act_is_refused(store, document):
    key = add(store, "600").claim.id
    acts = [
        lambda: store.add_claim(draft("601"), by=" "),
        lambda: store.add_document(article(None, url="https://example.org/3"), by=""),
        lambda: store.judge(key, by="", reason="x", changes={"credibility": 2}),
        lambda: store.judge(key, by=BY, reason=" ", changes={"credibility": 2}),
        lambda: store.rank(key, Rank.DEPRECATED, by=BY, reason=""),
    ]
    for act in acts:
        with pytest.raises(Missing):
            act()


# names


def test_an_alias_in_arabic_finds_its_source_in_any_spelling(store):
    store.add_alias(Alias("منظمة العفو الدولية", "source", "Amnesty International", "ar"), by=BY)
    for name in ("منظمة العفو الدولية", "منظّمةُ العفو الدوليّة", "amnesty INTERNATIONAL", "amnesty-international"):
        assert store.find("source", name) == "amnesty-international"
    assert add(store, "161", source="منظمه العفو الدوليه").claim.source == "amnesty-international"


def test_create_makes_what_is_unknown_and_only_what_it_names(store):
    made = draft("600", source="Human Rights Watch")
    with pytest.raises(InField) as refusal:
        store.add_claim(made, by=BY, create=frozenset({"event"}))
    assert refusal.value.field == "source"
    claim = store.add_claim(made, by=BY, create=frozenset({"source"})).claim
    assert (claim.source, store.reader.source(claim.source).name) == ("human-rights-watch", "Human Rights Watch")
    assert store.add_claim(draft("700", source="human rights watch"), by=BY).claim.source == claim.source


def test_what_create_made_goes_when_the_claim_is_refused(store):
    with pytest.raises(InField):
        store.add_claim(draft("many", source="Human Rights Watch"), by=BY, create=frozenset({"source"}))
    assert "human-rights-watch" not in {source.id for source in store.reader.sources()}


# judgements


def test_credibility_1_needs_two_independent_sources(store):
    one = add(store, "at least 600").claim
    wire = add(store, "at least 600", source="wire").claim
    store.link(wire.id, LinkRelation.DERIVED_FROM, one.id, reason="it quotes them", by=BY)
    with pytest.raises(InField, match="no two independent sources"):
        store.judge(one.id, by=BY, reason="confirmed", changes={"credibility": 1})
    assert store.reader.claim(one.id).credibility == 6
    add(store, "at least 161", source="amnesty-international")
    assert store.judge(one.id, by=BY, reason="confirmed", changes={"credibility": 1}).credibility == 1


@pytest.mark.parametrize(
    "changes",
    [{"credibility": 9}, {"rank": "deprecated"}, {"rank": "best", "rank_reason": "x"}, {"published": 2}, {"low": 1}],
)
def test_a_judgement_that_is_none_is_refused_with_a_sentence(store, changes):
    key = add(store, "600").claim.id
    with pytest.raises(ClaimsError):
        store.judge(key, by=BY, reason="x", changes=changes)


def test_withholding_and_deprecating_take_a_claim_out_of_the_comparison_and_back(store):
    key = add(store, "600").claim.id
    before = stored(store)
    store.judge(key, by=BY, reason="for its safety", changes={"published": False})
    assert stored(store) == []
    store.judge(key, by=BY, reason="published elsewhere", changes={"published": True})
    assert stored(store) == before
    assert store.rank(key, Rank.DEPRECATED, by=BY, reason="a typing error").rank_reason == "a typing error"
    assert stored(store) == []
    assert store.rank(key, Rank.NORMAL, by=BY, reason="it was right").rank_reason is None
    assert stored(store) == before


def test_claims_are_found_by_the_beginning_of_their_id(store):
    key = add(store, "600").claim.id
    assert store.rank(key[:8], Rank.PREFERRED, by=BY, reason="best").id == key
    for prefix in ("", "zzz", "ffffffffffffffffffff"):
        with pytest.raises(UnknownClaim):
            store.reader.claim(prefix)


# links


def test_the_same_link_is_recorded_once_and_can_be_withdrawn(store):
    one, two = add(store, "600").claim, add(store, "600", source="wire").claim
    first = store.link(two.id, LinkRelation.DERIVED_FROM, one.id, reason="it says so", by=BY)
    again = store.link(two.id[:10], LinkRelation.DERIVED_FROM, one.id[:10], reason="again", by=BY)
    assert again == first
    assert stored(store)[0][8:11] == (2, 2, 1)
    store.withdraw_link(first.number, by=BY, reason="a slip")
    assert stored(store)[0][8:11] == (2, 2, 2)
    with pytest.raises(Refused, match="no live link"):
        store.withdraw_link(first.number, by=BY, reason="again")
    (kept,) = store.reader.links([one.id], with_withdrawn=True)
    assert (kept.withdrawn_by, kept.withdrawn_reason) == (BY, "a slip")


@pytest.mark.parametrize("relation", ["derived_from", "duplicate_of", "supersedes", "corrects", "retracts"])
def test_a_circle_of_copies_or_replacements_is_refused(store, relation):
    keys = [add(store, "600", source=source.id).claim.id for source in SOURCES[:3]]
    relation = LinkRelation(relation)
    store.link(keys[0], relation, keys[1], reason="x", by=BY)
    store.link(keys[1], relation, keys[2], reason="x", by=BY)
    for first, second in ((keys[1], keys[0]), (keys[2], keys[0]), (keys[0], keys[0])):
        with pytest.raises(Refused):
            store.link(first, relation, second, reason="x", by=BY)
    store.link(keys[2], LinkRelation.DISPUTES, keys[0], reason="x", by=BY)


@pytest.mark.parametrize(
    ("there", "back"), [("derived_from", "duplicate_of"), ("supersedes", "corrects"), ("corrects", "retracts")]
)
def test_a_circle_of_two_kinds_of_links_would_make_both_claims_vanish_and_is_refused(store, there, back):
    keys = [add(store, "600", source=source.id).claim.id for source in SOURCES[:2]]
    store.link(keys[0], LinkRelation(there), keys[1], reason="x", by=BY)
    with pytest.raises(Refused, match="circle"):
        store.link(keys[1], LinkRelation(back), keys[0], reason="x", by=BY)


# decisions


def decide(store, preferred, **fields):
    told = {"outcome": Outcome.PREFERRED_CLAIM, "rule": "analyst", "rationale": "the only count", "claim": preferred.id}
    told |= {"number": 0, "comparison": preferred.comparison, "decided_by": BY, "decided_at": ""}
    return store.decide(Reconciliation(**{**told, **fields}))


def reconciled(store):
    return [row[-3:] for row in stored(store)]


def test_a_decision_lists_every_claim_and_goes_stale_when_what_stands_changes(store):
    mek = add(store, "at least 600").claim
    amnesty = add(store, "at least 161", source="amnesty-international").claim
    found = decide(store, amnesty)
    assert (found.figure, found.decided_by, found.decided_at[:10]) == (at_least(161), BY, "2019-12-02")
    assert {item.claim: (item.included, item.reason) for item in found.considered} == {
        mek.id: (False, "another claim was preferred"),
        amnesty.id: (True, "stands"),
    }
    assert reconciled(store) == [(found.number, "at least 161", 0)]
    wire = add(store, "at least 600", source="wire").claim
    assert reconciled(store) == [(found.number, "at least 161", 1)]
    link = store.link(wire.id, LinkRelation.DERIVED_FROM, mek.id, reason="it quotes them", by=BY)
    assert reconciled(store) == [(found.number, "at least 161", 0)]
    store.withdraw_link(link.number, by=BY, reason="it counted itself")
    assert reconciled(store) == [(found.number, "at least 161", 1)]
    again = decide(store, mek, rationale="a second look")
    assert reconciled(store) == [(again.number, "at least 600", 0)]
    store.withdraw_decision(mek.comparison, by=BY, reason="too early")
    assert reconciled(store) == [(None, None, None)]
    assert [item.number for item in store.reader.decisions(mek.comparison)] == [found.number, again.number]
    with pytest.raises(Refused, match="no decision"):
        store.withdraw_decision(mek.comparison, by=BY, reason="again")


def test_a_decision_for_dozens_or_none_comes_back_as_it_was_signed(store):
    for says in ("dozens", "none"):
        claim = add(store, says).claim
        assert decide(store, claim).figure == claim.figure


def test_a_range_and_an_open_question_are_decisions_too(store):
    claim = add(store, "at least 161").claim
    figure = Figure(Hedge.BETWEEN, low=161, high=1500)
    found = decide(store, claim, outcome=Outcome.RANGE, rule="range", claim=None, figure=figure)
    assert (found.figure, found.claim) == (figure, None)
    found = decide(store, claim, outcome=Outcome.UNRESOLVED, claim=None)
    assert (found.figure, found.outcome) == (None, Outcome.UNRESOLVED)


@pytest.mark.parametrize(
    "fields",
    [
        {"rationale": " "},
        {"decided_by": ""},
        {"comparison": "nothing"},
        {"rule": "average"},
        {"claim": None},
        {"outcome": Outcome.RANGE},
        {"outcome": Outcome.UNRESOLVED, "claim": None, "figure": exact(3)},
        {"considered": (Considered("stranger", included=True, reason="x"),)},
        {"considered": ()},
    ],
    ids=[
        "no rationale",
        "unsigned",
        "of nothing",
        "by no rule",
        "for no claim",
        "a range that is a claim",
        "unresolved with a figure",
        "a stranger considered",
        "a claim of another comparison",
    ],
)
def test_a_decision_that_is_none_is_refused_with_a_sentence(store, fields):
    claim, other = add(store, "600").claim, add(store, "600", measure="arrested").claim
    if fields == {"considered": ()}:
        fields = {"claim": other.id}
    with pytest.raises(ClaimsError):
        decide(store, claim, **fields)
    assert store.reader.decision(claim.comparison) is None


# transactions and summaries


def test_several_writes_are_one_and_leave_nothing_when_they_fail(store):
    with pytest.raises(InField), store.transaction():  # noqa: PT012 - what fails is the block
        add(store, "600")
        add(store, "nonsense")
    assert (store.reader.claims(), stored(store), store.store.touched) == ([], [], set())
    add(store, "600")
    assert len(stored(store)) == 1


def test_a_failure_that_is_caught_inside_a_transaction_undoes_only_itself(store):
    with store.transaction():
        add(store, "600")
        with pytest.raises(InField):
            add(store, "nonsense")
        add(store, "161", source="amnesty-international")
    assert stored(store)[0][8:11] == (2, 2, 2)


def test_works_over_datasettes_write_connection(store, tmp_path):
    with closing(sqlite3.connect(tmp_path / "claims.db")) as connection, connection:
        other = ClaimStore(connection, clock=Clock())
        other.add_claim(draft("600"), by=BY)
        other.add_claim(draft("161", source="amnesty-international"), by=BY)
    assert stored(store)[0][8:11] == (2, 2, 2)


def test_a_reading_store_refuses_every_change(store, tmp_path):
    with (
        ClaimStore.open(tmp_path / "claims.db", write=False) as reading,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        add(reading, "600")


def random_act(store, chance):
    """Do one random thing to the store; what it refuses is as well."""
    claims = store.reader.claims()
    pick = chance.choice(claims).id if claims else ""
    other = chance.choice(claims).id if claims else ""
    links = store.reader.links()
    comparison = chance.choice(claims).comparison if claims else ""

    def new_claim():
        says = chance.choice(["600", "at least 161", "about 300", "dozens", "none", "between 100 and 200", "up to 50"])
        as_of = chance.choice([None, "2019", "2019-12", "2019-12-02", "2019-12-16"])
        key = store.add_document(article(None, url=f"https://example.org/{chance.randrange(4)}"), by=BY)
        made = draft(
            says,
            source=chance.choice(SOURCES).id,
            measure=chance.choice(["killed", "children-killed", "displaced"]),
            as_of=as_of,
        )
        store.add_claim(made, by=BY, document=key)

    def new_decision():
        outcome = Outcome.UNRESOLVED
        store.decide(Reconciliation(0, comparison, outcome, "analyst", "unclear", BY, ""))

    acts = [
        new_claim,
        new_claim,
        new_claim,
        lambda: store.link(pick, chance.choice(list(LinkRelation)), other, reason="x", by=BY),
        lambda: store.withdraw_link(chance.choice(links).number if links else 0, by=BY, reason="x"),
        lambda: store.rank(pick, chance.choice(list(Rank)), by=BY, reason="x"),
        lambda: store.judge(pick, by=BY, reason="x", changes={"published": chance.random() > 0.3}),
        new_decision,
        lambda: store.withdraw_decision(comparison, by=BY, reason="x"),
    ]
    try:
        chance.choice(acts)()
    except ClaimsError:
        return False
    return True


@pytest.mark.parametrize("seed", range(4))
def test_the_stored_summaries_are_always_those_of_a_rebuild(store, seed):
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    done = sum(random_act(store, chance) for _ in range(90))
    assert done > 50
    before = stored(store)
    assert len(before) >= 3
    store.rebuild()
    assert stored(store) == before


def test_the_store_is_the_librarys_only_name():
    import claims

    assert claims.__all__ == ["ClaimStore", "__version__"]
    assert claims.ClaimStore is ClaimStore
    with pytest.raises(AttributeError):
        _ = claims.nothing


def test_kinds_of_measures_are_kept_once_claims_stand_on_them(store):
    add(store, "600")
    assert schema.is_ours(store.connection)
    store.add_measure(Measure("cost", "Cost", value_kind=ValueKind.MONEY, count_kind=CountKind.POINT), by=BY)
    assert store.reader.measure("cost").count_kind is CountKind.POINT


def test_a_source_that_contradicts_confirms_nothing(store):
    one = add(store, "at least 600").claim
    add(store, "30", source="amnesty-international")
    with pytest.raises(InField, match="no two independent sources"):
        store.judge(one.id, by=BY, reason="confirmed", changes={"credibility": 1})


def test_a_deprecated_correction_no_longer_replaces_what_it_corrected(store):
    first = add(store, "600").claim
    second = add(store, "500").claim
    store.link(second.id, LinkRelation.CORRECTS, first.id, reason="a slip", by=BY)
    (view,) = store.compare("iran-protests-2019")
    assert view.comparison.current == {second.id}
    store.rank(second.id, Rank.DEPRECATED, by=BY, reason="the correction was a misprint")
    (view,) = store.compare("iran-protests-2019")
    assert view.comparison.current == {first.id}
    assert store.connection.execute("select id from current_claim").fetchall() == [(first.id,)]


@pytest.mark.parametrize(
    ("measure", "says", "reason"),
    [
        pytest.param("damage", "€3 million", "EUR", id="euros for dollars"),
        pytest.param("damage", "3 million euros", "EUR", id="in a word"),
        pytest.param("damage", "IRR 500", "IRR", id="by code"),
        pytest.param("killed", "$161", "money", id="money for people"),
    ],
)
def test_another_currency_is_refused(store, measure, says, reason):
    with pytest.raises(InField, match=reason) as refused:
        add(store, says, measure=measure)
    assert refused.value.field == "says"


@pytest.mark.parametrize("says", ["$3 million", "3 million dollars", "USD 3 million", "3 million"])
def test_the_currency_of_the_measure_is_taken(store, says):
    assert add(store, says, measure="damage").claim.figure.best == 3_000_000


def test_a_count_with_decimals_is_refused_also_where_it_comes_as_a_number(store):
    draft = Draft("iran-protests-2019", "killed", "mek", figure=Figure(Hedge.EXACT, *[Decimal("14.5")] * 3))
    with pytest.raises(InField, match="decimals"):
        store.add_claim(draft, by=BY)
