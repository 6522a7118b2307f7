"""Places that are written in two ways are one once somebody says so: what follows, what stays, what is refused."""

import json

import pytest
from builders import BY, EVENT, Clock, article, draft, fill
from cli_program import run

from claims import ClaimStore
from claims.errors import Refused, UnknownName
from claims.model import Outcome, Reconciliation
from claims.pipeline.compare import Question
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.merge import merge_file
from claims.pipeline.names import merge, undo_merge
from claims.pipeline.public import publish_copy
from claims.pipeline.reconcile import Scope, find_view, queue
from claims.pipeline.suggest_places import suggest_places
from claims.pipeline.verify import verify
from claims.reading.places import PlaceReader

KEPT = ("claim", "comparison", "reconciliation", "reconciliation_claim", "appearance", "current_claim", "claim_pair")
KEPT += ("event_summary", "claim_fts")
FILE = "event,measure,source,says,place,as_of\n{event},killed,MEK,30,{place},2019-12-02\n"


def new(path):
    made = ClaimStore.create(path, clock=Clock())
    fill(made)
    return made


@pytest.fixture
def store(tmp_path):
    with new(tmp_path / "claims.db") as made:
        add(made, "at least 12", "Tehran", source="amnesty-international")
        add(made, "30", "tehran")
        yield made


def add(store, says, place, **fields):
    return store.add_claim(draft(says, place=place, **fields), by=BY).claim


def join(store, place="tehran", into="Tehran"):
    return merge(store, "place", place, into=into, reason="one city", by=BY)


def part(store, place="tehran"):
    return undo_merge(store, "place", place, reason="two after all", by=BY)


def dump(store):
    return {table: sorted(map(repr, store.connection.execute(f"select * from {table}"))) for table in KEPT}


def compared(store):
    return {view.comparison.place: view.comparison.sources for view in store.compare(EVENT.id)}


def decide(store, comparison, rationale):
    return store.decide(Reconciliation(0, comparison, Outcome.UNRESOLVED, "analyst", rationale, BY, ""))


def test_claims_keep_what_was_recorded_and_are_compared_until_the_merge_is_taken_back(store):
    before = dump(store)
    ids = {claim.id for claim in store.reader.claims()}
    assert compared(store) == {"Tehran": 1, "tehran": 1}
    done = join(store)
    assert (done.claims, done.comparisons) == (1, 2)
    assert compared(store) == {"Tehran": 2}
    moved = next(claim for claim in store.reader.claims() if claim.source == "mek")
    assert (moved.place, moved.recorded_place) == ("Tehran", "tehran")
    assert {claim.id for claim in store.reader.claims()} == ids
    assert verify(store).findings == ()
    part(store)
    assert dump(store) == before
    assert verify(store).findings == ()


def test_what_is_asked_and_decided_of_the_one_is_of_the_other(store):
    join(store)
    (view,) = store.compare(EVENT.id, question=Question(place="tehran"))
    assert view.comparison.place == "Tehran"
    assert find_view(store, EVENT.id, "killed", scope=Scope(place="tehran")).comparison.id == view.comparison.id


def test_new_claims_are_recorded_as_written_and_the_old_file_adds_nothing(store, tmp_path):
    join(store)
    written = add(store, "31", "tehran", source="wire")
    assert (written.place, written.recorded_place) == ("Tehran", "tehran")
    file = tmp_path / "old.csv"
    file.write_text(FILE.format(event=EVENT.id, place="tehran"), encoding="utf-8")
    found = ingest(store, str(file), by=BY, options=IngestOptions())
    assert (found.added, found.known) == (0, 1)
    part(store)
    assert compared(store) == {"Tehran": 1, "tehran": 2}
    assert store.reader.claim(written.id).recorded_place is None


def test_decisions_on_both_are_a_conflict_and_each_is_in_force_again_after(store):
    own, other = (store.reader.claims(comparisons=[view.comparison.id])[0] for view in store.compare(EVENT.id))
    first, second = decide(store, own.comparison, "of the one"), decide(store, other.comparison, "of the other")
    done = join(store)
    assert [numbers for _, numbers in done.conflicts] == [(first.number, second.number)]
    assert [one.reason for one in queue(store)] == ["conflict"]
    decide(store, own.comparison, "of both")
    part(store)
    assert [store.reader.decision(one.comparison).rationale for one in (own, other)] == ["of both", "of the other"]


def test_a_chain_of_merges_is_followed_to_its_end(store):
    add(store, "40", "TEHRAN", source="wire")
    join(store)
    join(store, "Tehran", "TEHRAN")
    assert compared(store) == {"TEHRAN": 3}
    with pytest.raises(Refused, match="already"):
        join(store, "TEHRAN", "tehran")
    part(store, "Tehran")
    assert compared(store) == {"TEHRAN": 1, "Tehran": 2}


def test_a_part_and_its_whole_a_place_itself_and_one_that_nobody_named_are_refused(store):
    add(store, "3", "Evin, Tehran", source="wire")
    with pytest.raises(Refused, match="part of the other"):
        join(store, "Evin, Tehran")
    with pytest.raises(Refused, match="are one place"):
        join(store, "Tehran")
    with pytest.raises(UnknownName, match="there is no place “Teheran”") as unknown:
        join(store, "Teheran")
    assert "Tehran" in unknown.value.near
    with pytest.raises(Refused, match="is not merged"):
        part(store)


def test_places_that_differ_in_letters_only_are_proposed_until_they_are_merged_or_parted(store):
    add(store, "31", "Tehran", source="wire")
    for place in ("كرمان", "کرمان", "Karaj"):
        add(store, "3", place)
    found = [(one.place, one.into, one.claims, one.of_into) for one in suggest_places(store.reader)]
    assert found == [("tehran", "Tehran", 1, 2), ("کرمان", "كرمان", 1, 1)]
    join(store, "کرمان", "كرمان")
    join(store)
    part(store)
    assert suggest_places(store.reader) == []


def test_a_merge_of_two_files_takes_over_what_was_merged_and_what_was_decided(tmp_path):
    with new(tmp_path / "ours.db") as ours, new(tmp_path / "theirs.db") as theirs:
        mine, his = add(ours, "30", "tehran"), add(theirs, "12", "Tehran", source="wire")
        add(theirs, "31", "tehran", source="government")
        join(theirs)
        decide(theirs, his.comparison, "of both")
        merge_file(ours, tmp_path / "theirs.db", by=BY)
        assert compared(ours) == {"Tehran": 3}
        assert ours.reader.claim(mine.id).recorded_place == "tehran"
        assert ours.reader.decision(his.comparison).rationale == "of both"
        assert merge_file(ours, tmp_path / "theirs.db", by=BY).is_nothing_new
        part(ours)
        again = merge_file(ours, tmp_path / "theirs.db", by=BY)
        assert [one.rule for one in again.conflicts] == ["merge not taken over"]
        assert compared(ours) == {"Tehran": 1, "tehran": 2}
        assert verify(ours).findings == ()


def test_a_place_that_only_withheld_claims_name_is_not_in_a_public_copy(store, tmp_path):
    secret = add(store, "5", "Safe house", source="wire")
    add(store, "6", "safe house", source="wire")
    join(store, "safe house", "Safe house")
    join(store)
    for claim in store.reader.claims():
        if claim.place == "Safe house":
            store.judge(claim.id, by=BY, reason="not for readers", changes={"published": 0})
    publish_copy(tmp_path / "claims.db", tmp_path / "public.db")
    assert secret.place == "Safe house"
    assert b"afe house" not in (tmp_path / "public.db").read_bytes()
    with ClaimStore.open(tmp_path / "public.db", write=False) as copy:
        assert PlaceReader(copy.connection).merged_places() == {"tehran": "Tehran"}
        assert compared(copy) == {"Tehran": 2}


def test_quotes_and_exports_stay_as_recorded(store, tmp_path):
    document = store.add_document(article("60 killed in tehran"), by=BY)
    store.add_claim(draft("60", place="tehran", quote="60 killed", source="wire"), document=document, by=BY)
    join(store)
    rows = [json.loads(line) for line in run("export", "--format", "jsonl", db=tmp_path / "claims.db").out.splitlines()]
    assert sorted(row["place"] for row in rows) == ["Tehran", "tehran", "tehran"]


def test_the_commands_list_merge_and_propose(store, tmp_path):
    db = tmp_path / "claims.db"
    proposed = json.loads(run("suggest", "places", "--json", db=db).out)
    assert [one["command"] for one in proposed] == [
        f"claims place merge tehran Tehran --reason 'they differ in letters only' --db {db}"
    ]
    merged = run("place", "merge", "tehran", "into", "Tehran", "--reason", "one city", db=db)
    assert (merged.code, merged.err) == (0, "tehran is the same as Tehran now: one claim follows.\n")
    listed = json.loads(run("place", "list", "--json", db=db).out)
    assert listed == [
        {"place": "Tehran", "claims": 1, "same_as": None},
        {"place": "tehran", "claims": 1, "same_as": "Tehran"},
    ]
    moved = next(claim.id for claim in store.reader.claims() if claim.recorded_place)
    assert "recorded as  tehran" in run("show", moved, db=db).out
    assert run("suggest", "places", db=db).err == "No two places look like one.\n"
    unknown = run("place", "merge", "Qom", "Tehran", "--reason", "no", db=db)
    assert (unknown.code, "there is no place “Qom”" in unknown.err) == (1, True)
    assert "stands on its own again" in run("place", "merge", "tehran", "--undo", "--reason", "two", db=db).err
