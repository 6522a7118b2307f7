"""Two files become one: what meets, what is added, what is listed, and that nothing of either is lost."""

import sqlite3

import pytest
from builders import BY, EVENT, Clock, article, draft, fill
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import ClaimStore, schema
from claims.errors import Missing, NewerDatabase, NoDatabase, NotOurDatabase, Refused
from claims.model import (
    Alias,
    Document,
    Event,
    LinkRelation,
    Measure,
    Outcome,
    Rank,
    Reconciliation,
    Source,
    SourceType,
)
from claims.pipeline.demo import build
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.merge import merge_file
from claims.pipeline.names import merge, take_alias_back, undo_merge
from claims.reading.verify import VerifyReader
from claims.text import slug

CONTENT = {
    "event": "*",
    "source": "*",
    "measure": "*",
    "alias": "name, folded, language, event, source, measure",
    "document": "id, title, publisher, url, archive_url, language, published_on, sha256, text",
    "claim": "id, event, measure, population, place, period_start, as_of, source, says, low, best, high, hedge, basis,"
    " credibility, rank, note, published, comparison, recorded_event, recorded_measure, recorded_source,"
    " recorded_place, recorded_by",
    "appearance": "id, claim, document, stated_as, quote, locator, relayed_by, forced",
    "appearance_withdrawal": "appearance, reason, decided_by, decided_at, withdrawn_at, withdrawn_by, withdrawn_reason",
    "claim_link": "claim, other, relation, reason, decided_by, decided_at, withdrawn_at, withdrawn_by",
    "reconciliation": "comparison, outcome, says, rationale, decided_by, decided_at, withdrawn_at",
    "comparison": "id, status, reports, sources, independent_sources, claims, agreed_minimum, reconciled, stale",
    "claim_pair": "a, b, relation, reason",
    "batch": "file, sha256, added, refused",
    "reject": "file, row, reason, raw",
}
MERGED = {
    *("event", "source", "measure", "alias", "document", "batch", "reject", "claim", "appearance", "claim_link"),
    "appearance_withdrawal",
    *("read_again", "extraction", "candidate", "reconciliation", "reconciliation_claim", "accepted_finding", "blob"),
    *("reconciliation_replaced", "place"),
}
OTHER = Event("november-2019", "November 2019 unrest")
OURS = {"config"}  # what a collection says of itself is not taken over
DERIVED = {"comparison", "change_log", "claim_fts", "document_fts"}
DERIVED |= {"facet_claim", "facet_value", "facet_kind", "facet_cell", "facet_stale"}
DERIVED |= {"event_summary", "comparison_cell", "comparison_kind", "comparison_stale"}


def content(store):
    return {
        table: sorted(map(repr, store.connection.execute(f"select {columns} from {table}")))
        for table, columns in CONTENT.items()
    }


def new(path, *, minutes=0):
    """A database with the usual names, whose clock starts so many minutes after noon."""
    clock = Clock()
    clock.seconds = 60 * minutes
    made = ClaimStore.create(path, clock=clock)
    fill(made)
    return made


@pytest.fixture
def ours(tmp_path):
    with new(tmp_path / "ours.db") as made:
        yield made


@pytest.fixture
def theirs(tmp_path):
    with new(tmp_path / "theirs.db", minutes=90) as made:
        yield made


def add(store, says, **fields):
    event = fields.pop("event", EVENT.id)
    return store.add_claim(draft(says, **fields)._replace(event=event), by=BY).claim


def take(ours, theirs, **options):
    return merge_file(ours, theirs.connection.execute("pragma database_list").fetchone()[2], by="Merger", **options)


def listed(done):
    return [(one.rule, one.reason) for one in done.conflicts]


def test_every_table_is_taken_over_or_follows_from_what_is(ours):
    sql = "select name from sqlite_master where type = 'table' and name not like '%fts%' and name not like 'sqlite%'"
    assert {row[0] for row in ours.connection.execute(sql)} == MERGED | OURS | DERIVED - {"claim_fts", "document_fts"}


def test_an_empty_file_becomes_the_other_one(tmp_path):
    build(tmp_path / "demo.db")
    with ClaimStore.create(tmp_path / "empty.db") as empty, ClaimStore.open(tmp_path / "demo.db") as demo:
        done = take(empty, demo)
        assert done.conflicts == ()
        assert content(empty) == content(demo)
        counts = {table: number for table, number in done.added.items() if table in demo.reader.counts()}
        expected = {table: number for table, number in demo.reader.counts().items() if table != "comparison"}
        assert counts == expected
        assert empty.connection.execute("select count(*) from claim_fts").fetchone()[0] > 0


def test_merging_again_adds_nothing_and_leaves_no_entry_in_the_log(ours, theirs):
    claim = add(theirs, "at least 600")
    theirs.link(claim.id, LinkRelation.DISPUTES, add(theirs, "30", source="government").id, reason="x", by=BY)
    take(ours, theirs)
    before = list(ours.connection.iterdump())
    assert take(ours, theirs).is_nothing_new
    assert list(ours.connection.iterdump()) == before


def test_a_name_that_was_taken_back_there_is_not_taken_over(ours, theirs):
    theirs.add_alias(Alias("MSF", "source", "mek", None), by=BY)
    take_alias_back(theirs, "source", "mek", "MSF", reason="doctors", by=BY)
    take(ours, theirs)
    assert "MSF" not in [alias.name for alias in ours.reader.aliases()]


def test_a_name_that_was_taken_back_here_stays_so_and_is_listed_where_it_stands_on_either_side(ours, theirs):
    for store in (ours, theirs):
        store.add_alias(Alias("MSF", "source", "mek", None), by=BY)
    take_alias_back(ours, "source", "mek", "MSF", reason="doctors", by=BY)
    assert listed(take(ours, theirs)) == [
        ("name not taken over", "“MSF” names the source mek there; this was taken back here")
    ]
    assert ours.reader.find_name("source", "msf") is None
    assert listed(take(theirs, ours)) == [
        ("name taken back", "“msf” names the source mek here; this was taken back there")
    ]
    ours.add_alias(Alias("MSF", "source", "mek", None), by=BY)
    assert listed(take(theirs, ours)) == []


def test_a_trial_says_what_would_come_and_stores_nothing(ours, theirs):
    add(theirs, "at least 600")
    before = list(ours.connection.iterdump())
    assert take(ours, theirs, dry_run=True).added["claim"] == 1
    assert list(ours.connection.iterdump()) == before


def test_one_act_is_signed_with_what_came_and_the_other_logs_last_hash(ours, theirs):
    add(theirs, "at least 600")
    before = len(ours.reader.log())
    take(ours, theirs)
    entries = ours.reader.log()
    assert len(entries) == before + 1
    assert (entries[0]["act"], entries[0]["by"], entries[0]["subject"]) == ("merge file", "Merger", "file theirs.db")
    assert VerifyReader(theirs.connection).head() in entries[0]["after"]
    assert VerifyReader(ours.connection).verify().findings == ()


def test_the_other_file_is_only_read(ours, theirs):
    add(theirs, "at least 600")
    before = list(theirs.connection.iterdump())
    take(ours, theirs)
    assert list(theirs.connection.iterdump()) == before


# claims and documents


def test_the_same_assertion_meets_itself_and_brings_its_other_places_along(ours, theirs):
    first = ours.add_document(article("600 killed"), by=BY)
    second = theirs.add_document(article("600 killed", url="https://example.org/second"), by=BY)
    ours.add_claim(draft("600", quote="600 killed"), document=first, by=BY)
    theirs.add_claim(draft("600", quote="600 killed"), document=second, by=BY)
    done = take(ours, theirs)
    assert (done.added["claim"], done.added["appearance"], done.added["document"]) == (0, 1, 1)
    (comparison,) = ours.reader.comparisons()
    assert (comparison.reports, comparison.sources) == (2, 1)


def test_who_recorded_a_claim_and_when_stays(ours, theirs):
    claim = theirs.add_claim(draft("600"), by="Their editor").claim
    take(ours, theirs)
    kept = ours.reader.claim(claim.id)
    assert (kept.recorded_by, kept.recorded_at) == ("Their editor", claim.recorded_at)


def test_two_judgements_on_a_claim_that_both_have_are_listed_and_ours_stays(ours, theirs):
    claim = add(ours, "600")
    add(theirs, "600")
    ours.rank(claim.id, Rank.PREFERRED, reason="the names are known", by=BY)
    theirs.rank(claim.id, Rank.DEPRECATED, reason="a misprint", by=BY)
    done = take(ours, theirs)
    assert {rule for rule, _ in listed(done)} == {"judgement differs"}
    assert any("rank is “preferred” here and “deprecated” there" in reason for _, reason in listed(done))
    assert ours.reader.claim(claim.id).rank is Rank.PREFERRED


def test_a_judgement_that_nobody_made_here_is_taken_over_in_whatever_order(ours, theirs):
    claim = add(ours, "600")
    add(theirs, "600")
    add(ours, "at least 700", source="wire")
    theirs.rank(claim.id, Rank.DEPRECATED, reason="a misprint", by=BY)
    theirs.judge(claim.id, changes={"note": "page seven"}, reason="looked up", by=BY)
    ours.judge(claim.id, changes={"published": False}, reason="unsafe", by=BY)
    done = take(ours, theirs)
    assert (done.conflicts, done.changed["claim"]) == ((), 2)
    now = ours.reader.claim(claim.id)
    assert (now.rank, now.rank_reason, now.note, now.published) == (Rank.DEPRECATED, "a misprint", "page seven", False)
    found = "select count(*) from claim_fts where claim_fts match 'seven'"
    assert ours.connection.execute(found).fetchone() == (1,)
    assert take(theirs, ours).conflicts == ()
    assert theirs.reader.claim(claim.id).published is False
    assert VerifyReader(ours.connection).verify().findings == ()
    assert take(ours, theirs).is_nothing_new


def test_a_judgement_that_was_taken_back_here_stays_taken_back(ours, theirs):
    claim = add(ours, "600")
    add(theirs, "600")
    for rank, reason in ((Rank.DEPRECATED, "a misprint"), (Rank.NORMAL, "it is right after all")):
        ours.rank(claim.id, rank, reason=reason, by=BY)
    theirs.rank(claim.id, Rank.DEPRECATED, reason="a misprint", by=BY)
    done = take(ours, theirs)
    assert {rule for rule, _ in listed(done)} == {"judgement differs"}
    assert ours.reader.claim(claim.id).rank is Rank.NORMAL


def test_a_judgement_on_a_claim_that_only_they_have_comes_with_it(ours, theirs):
    claim = add(theirs, "600")
    theirs.rank(claim.id, Rank.DEPRECATED, reason="a misprint", by=BY)
    assert take(ours, theirs).conflicts == ()
    assert ours.reader.claim(claim.id).rank_reason == "a misprint"


def test_a_document_is_completed_and_what_differs_is_listed(ours, theirs):
    key = ours.add_document(Document("", url="https://example.org/a", title="Ours"), by=BY)
    theirs.add_document(Document("", url="https://example.org/a", title="Theirs", text="600 killed"), by=BY)
    done = take(ours, theirs)
    assert listed(done) == [("document differs", f"document {key} has title “Ours” here and “Theirs” there")]
    assert ours.reader.document(key).text == "600 killed"
    found = ours.connection.execute("select count(*) from document_fts where document_fts match 'killed'").fetchone()
    assert found == (1,)


def test_ingests_come_with_their_refused_rows(ours, theirs, tmp_path):
    file = tmp_path / "claims.csv"
    file.write_text(
        f"event,measure,source,says,as_of\n{EVENT.id},killed,MEK,600,2019-12-02\n{EVENT.id},killed,,7,2019-12-02\n",
        encoding="utf-8",
    )
    assert ingest(theirs, str(file), by=BY, options=IngestOptions()).refused == 1
    take(ours, theirs)
    (batch,) = ours.reader.batches()
    assert [row["raw"] for row in ours.reader.rejects(batch.number)] == [row["raw"] for row in theirs.reader.rejects(1)]
    assert ours.reader.claims()[0].batch == batch.number
    assert take(ours, theirs).is_nothing_new


def test_a_claim_changed_from_outside_stops_the_merge(ours, theirs):
    add(theirs, "600")
    theirs.connection.execute("drop trigger claim_fixed")
    theirs.connection.execute("update claim set low = 6000, best = 6000, high = 6000")
    before = list(ours.connection.iterdump())
    with pytest.raises(Refused, match="does not say what its id stands for"):
        take(ours, theirs)
    assert list(ours.connection.iterdump()) == before


# names


def test_attributes_not_stated_here_are_completed_and_others_listed(ours, theirs):
    ours.add_source(Source("who", "WHO"), by=BY)
    theirs.add_source(Source("who", "World Health Organization", SourceType.IGO, reliability="B"), by=BY)
    done = take(ours, theirs)
    assert listed(done) == [("source differs", "source who: name is “WHO” here and “World Health Organization” there")]
    kept = ours.reader.source("who")
    assert (kept.name, kept.type, kept.reliability) == ("WHO", SourceType.IGO, "B")
    assert ours.find("source", "World Health Organization") == "who"


def test_a_name_that_means_something_else_here_is_listed(ours, theirs):
    ours.add_alias(Alias("HRW", "source", "wire"), by=BY)
    theirs.add_alias(Alias("HRW", "source", "mek"), by=BY)
    assert listed(take(ours, theirs)) == [("name taken", "“HRW” names the source wire here and mek there")]
    assert ours.find("source", "HRW") == "wire"


def test_slugs_made_of_one_name_by_two_versions_meet_and_can_be_parted_again(ours, theirs):
    name = "سازمان حقوق بشر"
    digits = slug(name)[-8:]
    for store, key in ((ours, f"x-{digits}"), (theirs, slug(name))):
        store.add_source(Source(key, name), by=BY)
    first, second = add(ours, "600", source=name), add(theirs, "600", source=name)
    assert first.source != second.source
    assert take(ours, theirs).conflicts == ()
    assert ours.reader.claim(second.id).source == first.source
    assert {claim.comparison for claim in ours.reader.claims()} == {first.comparison}
    assert take(ours, theirs).is_nothing_new
    undo_merge(ours, "source", second.source, reason="two bodies of one name", by=BY)
    assert [rule for rule, _ in listed(take(ours, theirs))] == ["name taken"]
    assert ours.reader.claim(second.id).source == second.source


def test_measures_that_count_differently_stop_the_merge(ours, theirs):
    ours.add_measure(Measure("fires", "Fires", unit="houses"), by=BY)
    theirs.add_measure(Measure("fires", "Fires", unit="hectares"), by=BY)
    with pytest.raises(Refused, match=r"the unit of measure “fires” is houses here and hectares in theirs\.db"):
        take(ours, theirs)


def test_a_whole_that_would_become_its_own_part_is_not_completed(ours, theirs):
    ours.add_measure(Measure("a", "A"), by=BY)
    ours.add_measure(Measure("b", "B", part_of="a"), by=BY)
    theirs.add_measure(Measure("b", "B"), by=BY)
    theirs.add_measure(Measure("a", "A", part_of="b"), by=BY)
    assert [rule for rule, _ in listed(take(ours, theirs))] == ["measure differs"]
    assert ours.reader.measure("a").part_of is None


def test_names_merged_there_are_merged_here(ours, theirs):
    claim = add(ours, "600")
    add(theirs, "700", source="wire")
    merge(theirs, "source", "mek", into="wire", reason="one", by=BY)
    assert take(ours, theirs).conflicts == ()
    assert ours.reader.claim(claim.id).source == "wire"
    assert take(ours, theirs).is_nothing_new


def test_names_merged_here_gather_their_claims_too(ours, theirs):
    merge(ours, "source", "mek", into="wire", reason="one", by=BY)
    claim = add(theirs, "600")
    take(ours, theirs)
    kept = ours.reader.claim(claim.id)
    assert (kept.source, kept.recorded_source) == ("wire", "mek")


def test_a_merge_that_was_taken_back_here_or_goes_elsewhere_is_listed(ours, theirs):
    for kind, name, into in (("source", "mek", "wire"), ("source", "government", "wire")):
        merge(theirs, kind, name, into=into, reason="one", by=BY)
    merge(ours, "source", "mek", into="wire", reason="one", by=BY)
    undo_merge(ours, "source", "mek", reason="two", by=BY)
    merge(ours, "source", "government", into="mek", reason="one", by=BY)
    assert listed(take(ours, theirs)) == [
        ("merge not taken over", "source mek is merged into wire there; this merge was taken back here"),
        ("merge not taken over", "source government is merged into wire there; it is merged into “mek” here"),
    ]
    assert ours.reader.source("mek").same_as is None


def test_a_merge_that_they_took_back_since_is_listed(ours, theirs):
    merge(theirs, "source", "mek", into="wire", reason="one", by=BY)
    take(ours, theirs)
    undo_merge(theirs, "source", "mek", reason="two", by=BY)
    done = take(ours, theirs)
    assert listed(done) == [("merge taken back", "source mek is merged into wire here; this was taken back there")]
    assert ours.reader.source("mek").same_as == "wire"


# links


def pair(store):
    return add(store, "at least 600"), add(store, "30", source="government")


def link(store, claims, relation="disputes", *, reason="as it says", by=BY):
    return store.link(claims[0].id, LinkRelation(relation), claims[1].id, reason=reason, by=by)


def links(store):
    return [(one.decided_by, one.withdrawn_reason) for one in store.reader.links(with_withdrawn=True)]


def test_links_of_both_are_kept_withdrawn_ones_too(ours, theirs):
    pair(ours)
    theirs.withdraw_link(link(theirs, pair(theirs)).number, reason="wrong", by=BY)
    take(ours, theirs)
    assert links(ours) == [(BY, "wrong")]


def test_the_same_link_by_two_people_stands_once_and_theirs_stays_readable(ours, theirs):
    link(ours, pair(ours), by="We")
    link(theirs, pair(theirs), by="They")
    take(ours, theirs)
    assert links(ours) == [("We", None), ("They", "merging theirs.db: the same is on record as number 1 by We")]
    assert take(ours, theirs).is_nothing_new


def test_a_link_withdrawn_there_since_is_withdrawn_here(ours, theirs):
    made = link(theirs, pair(theirs))
    take(ours, theirs)
    theirs.withdraw_link(made.number, reason="wrong", by=BY)
    take(ours, theirs)
    assert links(ours) == [(BY, "wrong")]


def test_a_link_that_would_close_a_circle_is_kept_but_not_in_force(ours, theirs):
    claims = pair(ours)
    link(ours, claims, "derived_from")
    link(theirs, tuple(reversed(pair(theirs))), "derived_from")
    done = take(ours, theirs)
    assert [rule for rule, _ in listed(done)] == ["circle"]
    assert links(ours)[1][1] == "merging theirs.db: it would close a circle of derived_from links"
    assert ours.reader.comparisons()[0].independent_sources == 1
    assert take(ours, theirs).is_nothing_new


def test_comparisons_follow_the_links_that_came(ours, theirs):
    pair(ours)
    link(theirs, pair(theirs), "derived_from")
    take(ours, theirs)
    assert ours.reader.comparisons()[0].independent_sources == 1


# decisions


def decide(store, claim, *, by, rationale="so"):
    found = Reconciliation(0, claim.comparison, Outcome.PREFERRED_CLAIM, "analyst", rationale, by, "", claim=claim.id)
    return store.decide(found)


def decisions(store):
    sql = "select decided_by, rationale, replaced_by, withdrawn_at is not null from reconciliation order by number"
    return store.connection.execute(sql).fetchall()


def test_a_decision_of_theirs_comes_with_the_claims_considered(ours, theirs):
    claims = pair(theirs)
    decide(theirs, claims[0], by="They")
    take(ours, theirs)
    kept = ours.reader.decision(claims[0].comparison)
    assert (kept.decided_by, {(one.claim, one.included) for one in kept.considered}) == (
        "They",
        {(claims[0].id, True), (claims[1].id, False)},
    )
    assert ours.reader.comparisons()[0].sources == 2


def test_where_both_decided_ours_stays_in_force_and_theirs_is_kept_as_replaced(ours, theirs):
    decide(ours, pair(ours)[1], by="We")
    decide(theirs, pair(theirs)[0], by="They")
    done = take(ours, theirs)
    assert [rule for rule, _ in listed(done)] == ["two decisions"]
    assert decisions(ours) == [("We", "so", None, 0), ("They", "so", 1, 0)]
    assert take(ours, theirs).is_nothing_new


def test_a_history_comes_whole(ours, theirs):
    claims = pair(theirs)
    for rationale in ("first", "second"):
        decide(theirs, claims[0], by="They", rationale=rationale)
    theirs.withdraw_decision(claims[0].comparison, by=BY, reason="neither")
    take(ours, theirs)
    assert decisions(ours) == [("They", "first", 2, 0), ("They", "second", None, 1)]


def replaced(store):
    """Which decision was replaced by which, both by their rationale."""
    sql = """select one.rationale, other.rationale from decision_replacement
      join reconciliation as one on one.number = reconciliation
      join reconciliation as other on other.number = decision_replacement.replaced_by order by 1, 2"""
    return store.connection.execute(sql).fetchall()


def apart_again(store):
    """A decision on one event that is replaced while that is merged, in force again after, and replaced once more."""
    store.add_event(OTHER, by=BY)
    own, theirs = add(store, "600"), add(store, "161", event=OTHER.id, source="wire")
    decide(store, theirs, by="They", rationale="first")
    merge(store, "event", OTHER.id, into=EVENT.id, reason="one", by=BY)
    decide(store, own, by="They", rationale="on both")
    undo_merge(store, "event", OTHER.id, reason="two", by=BY)
    return own, theirs


def test_a_decision_in_force_again_there_is_so_here_and_may_be_replaced_there_once_more(ours, theirs):
    own, other = apart_again(theirs)
    take(ours, theirs)
    assert [ours.reader.decision(one.comparison).rationale for one in (own, other)] == ["on both", "first"]
    decide(theirs, other, by="They", rationale="anew")
    assert replaced(theirs) == [("first", "anew"), ("first", "on both")]
    assert take(ours, theirs).conflicts == ()
    assert replaced(ours) == replaced(theirs)
    assert ours.reader.decision(other.comparison).rationale == "anew"
    assert take(ours, theirs).is_nothing_new
    assert VerifyReader(ours.connection).verify().findings == ()


def test_a_decision_in_force_again_there_meets_one_of_ours(ours, theirs):
    _, other = apart_again(theirs)
    ours.add_event(OTHER, by=BY)
    decide(ours, add(ours, "30", event=OTHER.id, source="wire"), by="We", rationale="ours")
    assert [rule for rule, _ in listed(take(ours, theirs))] == ["two decisions"]
    assert replaced(ours) == [("first", "on both"), ("first", "ours")]
    assert [one.rationale for one in ours.reader.in_force(other.comparison)] == ["ours"]
    assert take(ours, theirs).is_nothing_new


def test_what_they_replaced_since_is_replaced_here(ours, theirs):
    claims = pair(theirs)
    decide(theirs, claims[0], by="They", rationale="first")
    take(ours, theirs)
    decide(theirs, claims[1], by="They", rationale="second")
    done = take(ours, theirs)
    assert done.conflicts == ()
    assert decisions(ours) == [("They", "first", 2, 0), ("They", "second", None, 0)]
    assert ours.reader.decision(claims[0].comparison).rationale == "second"


def test_decisions_on_names_merged_here_meet_on_one_comparison(ours, theirs):
    claim = add(theirs, "5", measure="arrested")
    decide(theirs, claim, by="They")
    decide(ours, add(ours, "7"), by="We")
    merge(ours, "measure", "arrested", into="killed", reason="one", by=BY)
    assert [rule for rule, _ in listed(take(ours, theirs))] == ["two decisions"]


# which files


def test_files_that_cannot_be_merged_are_refused(ours, tmp_path):
    with pytest.raises(Refused, match="is the database itself"):
        take(ours, ours)
    with pytest.raises(NoDatabase):
        merge_file(ours, tmp_path / "none.db", by=BY)
    (tmp_path / "text.db").write_text("no database, but some text that is long enough", encoding="utf-8")
    with pytest.raises(NotOurDatabase):
        merge_file(ours, tmp_path / "text.db", by=BY)
    new(tmp_path / "newer.db").close()
    with sqlite3.connect(tmp_path / "newer.db") as newer:
        newer.execute(f"pragma user_version = {schema.VERSION + 1}")
    newer.close()
    with pytest.raises(NewerDatabase):
        merge_file(ours, tmp_path / "newer.db", by=BY)
    with pytest.raises(Missing):
        merge_file(ours, tmp_path / "newer.db", by=" ")


# halves

SOURCES = ("mek", "wire", "government")
ONE = st.tuples(st.integers(1, 30), st.sampled_from(SOURCES), st.sampled_from(["2019-12-01", "2019-12-02"]))
PLACED = st.lists(st.tuples(ONE, st.booleans(), st.booleans()), min_size=1, max_size=8, unique_by=lambda one: one[0])


def record(store, claims):
    made = []
    for number, source, as_of in claims:
        document = store.add_document(article(url=f"https://example.org/{number}"), by=BY)
        one = draft(f"at least {number}", source=source, as_of=as_of)
        made.append(store.add_claim(one, document=document, by=BY).claim)
    return made


@settings(max_examples=20, deadline=None)
@given(PLACED)
def test_two_halves_that_may_overlap_make_the_whole(tmp_path_factory, placed):
    folder = tmp_path_factory.mktemp("halves")
    left = [one for one, here, there in placed if here or not there]
    right = [one for one, here, there in placed if there or not here]
    with new(folder / "a.db") as first, new(folder / "b.db") as second, new(folder / "whole.db") as whole:
        record(first, left)
        record(second, right)
        record(whole, [one for one, _, _ in placed])
        assert take(first, second).conflicts == ()
        assert content(first) == content(whole)
        take(second, first)
        assert content(second) == content(whole)
        assert VerifyReader(first.connection).verify().findings == ()
