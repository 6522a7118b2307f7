"""A whole ingest set aside, and let stand again: what else states a claim keeps it, and nothing is deleted."""

import pytest
from builders import BY, Clock
from cli_program import run

from claims import mapping
from claims.errors import Missing, Refused
from claims.model import Draft, LinkRelation, Outcome, Rank, Reconciliation
from claims.pipeline import check, withdraw
from claims.pipeline.batch import diff_batches
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.merge import merge_file
from claims.pipeline.public import publish_copy
from claims.pipeline.retry import retry
from claims.pipeline.verify import verify
from claims.pipeline.withdraw_batches import restore_batch, withdraw_batch
from claims.reading.batches import BatchReader
from claims.reading.search import SearchReader

CREATE = frozenset({"event", "source"})
WHY = "the column of the injured was read as killed"
HEADER = "event,place,source,as_of,dead,hurt\n"
ROWS = HEADER + "Flood,A,UN,2020-05-01,12,12\nFlood,B,UN,2020-05-01,3,7\n"
WRONG = {"says": "hurt", "event": "event", "place": "place", "source": "source", "as_of": "as_of"}
RIGHT = WRONG | {"says": "dead"}


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        load_measures(store, by=BY)
        yield store
        assert verify(store).findings == ()


@pytest.fixture
def take(store, tmp_path):
    def taken(text=ROWS, columns=RIGHT, name="file.csv", **constants):
        (tmp_path / name).write_text(text, encoding="utf-8")
        read_by = mapping.Mapping("m", columns=columns, constants={"measure": "killed", **constants})
        return ingest(store, str(tmp_path / name), by=BY, options=IngestOptions(create=CREATE, mapping=read_by))

    return taken


def says(store):
    """What counts: the place and the figure of every claim that is not deprecated."""
    return sorted((claim.place, claim.says) for claim in store.reader.claims() if claim.rank is not Rank.DEPRECATED)


def reports(store):
    return sum(one.reports for one in store.reader.comparisons())


def out(store, number=1, reason=WHY):
    return withdraw_batch(store, number, by="Editor", reason=reason)


def back(store, number=1):
    return restore_batch(store, number, by="Second", reason="it was right")


def test_all_that_an_ingest_read_is_set_aside_and_stands_again(store, take):
    take()
    done = out(store)
    assert (done.batches, done.appearances, done.claims, done.others) == ((1,), 2, 2, 0)
    assert says(store) == []
    assert store.reader.comparisons() == []
    assert {claim.rank_reason for claim in store.reader.claims()} == {f"the ingest of file.csv was withdrawn: {WHY}"}
    assert (back(store).appearances, says(store)) == (2, [("A", "12"), ("B", "3")])
    assert {claim.rank_reason for claim in store.reader.claims()} == {None}
    assert [(act["act"], act["by"], act["reason"]) for act in store.reader.log(subject="batch 1")][:2] == [
        ("restore batch", "Second", "it was right"),
        ("withdraw batch", "Editor", WHY),
    ]
    kept = store.connection.execute("select decided_by, withdrawn_by from appearance_withdrawal").fetchall()
    assert kept == [("Editor", "Second")] * 2


def test_a_claim_that_another_file_states_stays_until_that_is_withdrawn_too(store, take):
    take()
    take(HEADER + "Flood,A,UN,2020-05-01,12,\n", name="other.csv")
    assert (out(store).others, says(store), reports(store)) == (1, [("A", "12")], 1)
    assert (out(store, 2).claims, says(store)) == (1, [])
    assert (back(store).claims, says(store), reports(store)) == (2, [("A", "12"), ("B", "3")], 2)
    assert (back(store, 2).claims, reports(store)) == (0, 3)


def test_the_right_mapping_reads_the_file_afterwards_and_what_was_right_the_first_time_stands_again(store, take):
    take(columns=WRONG)
    out(store)
    again = take(columns=RIGHT)
    assert (again.batch, again.added, again.known, again.restored) == (2, 1, 1, (1, 1))
    assert (says(store), reports(store)) == ([("A", "12"), ("B", "3")], 2)
    assert (out(store, 2).claims, says(store)) == (2, [])
    back(store, 1)
    assert says(store) == [("A", "12"), ("B", "7")]


def test_a_total_does_not_fall_from_what_is_set_aside(store, take):
    rows = HEADER + "Flood,A,UN,2020-05-01,12,40\nFlood,A,UN,2020-05-02,14,50\n"
    newer = rows.replace("05-02,14", "05-03,9")
    take(rows, columns=WRONG)
    out(store)
    flags = (*take(rows, columns=RIGHT).flags, *take(newer, columns=RIGHT, name="newer.csv").flags)
    falling = [flag.reason for flag in flags if "total that falls" in flag.reason]
    assert [reason.partition(": un")[2] for reason in falling] == [
        " said “14” as of 2020-05-02 and the lower “9” as of 2020-05-03, without a correction on record"
    ]


def test_what_another_reading_of_the_same_file_states_stays(store, take):
    take(columns=WRONG)
    take(columns=RIGHT)
    assert says(store) == [("A", "12"), ("B", "3"), ("B", "7")]
    assert (out(store).others, says(store), reports(store)) == (1, [("A", "12"), ("B", "3")], 2)
    assert take(columns=RIGHT).batch == 2


@pytest.mark.parametrize("text", [ROWS, HEADER + "".join(reversed(ROWS.splitlines(keepends=True)[1:]))])
def test_no_ingest_that_states_just_the_same_takes_a_withdrawal_back(store, take, text):
    take()
    out(store)
    again = take(text)
    assert (again.batch, again.added, again.restored, says(store)) == (1, 0, (0, 0), [])
    assert f"withdrawn by Editor on 2019-12-02: {WHY}; `claims batch withdraw 1 --undo --reason" in again.notes[-1]


def test_a_newer_version_of_the_file_lets_stand_again_what_it_states_too(store, take):
    take()
    out(store)
    newer = take(ROWS.replace("UN,2020-05-01,3", "UN,2020-05-01,4"), name="newer.csv")
    assert (newer.added, newer.known, says(store), reports(store)) == (1, 1, [("A", "12"), ("B", "4")], 2)
    assert [shown.after[0].says for shown in diff_batches(store, 1, 2).changed] == ["4"]


def test_ranks_that_people_gave_stay_or_come_back(store, take):
    take(ROWS + "Flood,C,UN,2020-05-01,5,5\n")
    one, two, _ = sorted(store.reader.claims(), key=lambda claim: claim.place)
    store.rank(one.id, Rank.PREFERRED, by=BY, reason="the best")
    store.rank(two.id, Rank.DEPRECATED, by=BY, reason="it was right")
    assert (out(store).claims, says(store)) == (2, [])
    back(store)
    ranks = {claim.place: (claim.rank, claim.rank_reason) for claim in store.reader.claims()}
    assert ranks == {"A": ("preferred", "the best"), "B": ("deprecated", "it was right"), "C": ("normal", None)}


def test_a_place_that_a_person_withdrew_stays_withdrawn(store, take):
    take()
    (place, _) = store.reader.appearances([claim.id for claim in store.reader.claims()])
    withdraw.withdraw(store, place.id, by=BY, reason="another town")
    assert (out(store).appearances, says(store)) == (1, [])
    assert (back(store).appearances, len(says(store))) == (1, 2)
    assert list(store.reader.withdrawals([place.claim])) == [place.id]


def test_links_and_decisions_on_what_is_deprecated_are_told(store, take):
    take()
    one, two = store.reader.claims()
    store.link(one.id, LinkRelation.CONFIRMS, two.id, reason="the same flood", by=BY)
    best = Reconciliation(0, one.comparison, Outcome.PREFERRED_CLAIM, "analyst", "the best", BY, "", claim=one.id)
    store.decide(best)
    done = out(store)
    assert (done.links, [(decided.number, decided.is_left) for decided in done.decisions]) == (1, [(1, True)])
    assert back(store).decisions == ()
    decided = store.connection.execute("select stale from comparison where reconciliation = 1").fetchall()
    assert decided == [(0,)]


def test_a_decision_on_what_is_set_aside_is_taken_back_by_the_line_that_is_printed(store, take, tmp_path):
    take(ROWS + "Flood,A,Police,2020-05-01,9,9\n")
    db = tmp_path / "claims.db"
    event = store.reader.claims()[0].event
    rule = ("--place", "A", "--rule", "highest-floor", "--reason", "the most")
    assert run("reconcile", event, "killed", *rule, db=db).code == 0
    told = run("batch", "withdraw", "1", "--reason", WHY, db=db).err.splitlines()
    line = f"claims reconcile {event} killed --population all --place A --withdraw --reason"
    assert len(told) == 2
    assert f'Decision 1 uses claims that are deprecated: nothing else stands there, {line} "..."' in told
    assert run(*line.split()[1:], "a wrong column", db=db).code == 0
    kept = store.connection.execute("select withdrawn_by, withdrawn_reason from reconciliation").fetchall()
    assert kept == [("Tester", "a wrong column")]


def test_a_decision_that_left_out_what_is_set_aside_is_not_asked_about(store, take):
    take()
    take(HEADER + "Flood,A,Police,2020-05-02,20,20\n", name="other.csv")
    (best,) = (claim for claim in store.reader.claims() if claim.source == "police")
    decided = Reconciliation(0, best.comparison, Outcome.PREFERRED_CLAIM, "analyst", "later", BY, "", claim=best.id)
    store.decide(decided)
    assert out(store).decisions == ()


def test_a_person_who_records_the_claim_lets_it_stand_again(store, take):
    take()
    out(store)
    event = store.reader.claims()[0].event
    said = Draft(event, "killed", "un", "12", place="A", as_of="2020-05-01")
    recorded = store.add_claim(said, by=BY)
    assert (recorded.is_new, recorded.counts_again, says(store)) == (False, True, [("A", "12")])
    assert back(store).claims == 1


def test_a_person_who_records_the_claim_is_told_that_it_counts_again(store, take, tmp_path):
    take()
    out(store)
    said = {"event": store.reader.claims()[0].event, "measure": "killed", "source": "un", "says": "12", "place": "A"}
    flags = [part for name, value in (said | {"as-of": "2020-05-01"}).items() for part in (f"--{name}", value)]
    told = [run("add", *flags, db=tmp_path / "claims.db").err for _ in range(2)]
    assert "It had been withdrawn with its ingest, and counts again." in told[0]
    assert "nothing was recorded" not in told[0]
    assert "nothing was recorded" in told[1]


def test_refused_rows_that_were_taken_again_go_with_their_batch(store, take):
    take(ROWS + "Flood,C,Omega,2020-05-01,a lot,1\n")
    fixed = mapping.Mapping("m", columns=WRONG, constants={"measure": "killed"})
    retry(store, 1, by=BY, options=IngestOptions(mapping=fixed, create=CREATE))
    assert (out(store).batches, says(store)) == ((1, 2), [])
    with pytest.raises(Refused, match="batch 1 was withdrawn by Editor on 2019-12-02"):
        retry(store, 1, by=BY)
    assert (back(store).batches, len(says(store))) == ((1, 2), 3)


def test_no_ingest_of_the_same_by_the_same_mapping_takes_the_withdrawal_of_rows_back_that_were_taken_again(store, take):
    text = ROWS + "Flood,C,Omega,2020-05-01,a lot,1\n"
    take(text)
    fixed = mapping.Mapping("m", columns=WRONG, constants={"measure": "killed"})
    retry(store, 1, by=BY, options=IngestOptions(mapping=fixed, create=CREATE))
    out(store)
    assert (take(text).batch, says(store)) == (1, [])


def test_refused_rows_whose_second_reading_was_withdrawn_say_so(store, take):
    take(ROWS + "Flood,C,Omega,2020-05-01,a lot,1\n")
    fixed = mapping.Mapping("m", columns=WRONG, constants={"measure": "killed"})
    retry(store, 1, by=BY, options=IngestOptions(mapping=fixed, create=CREATE))
    out(store, 2)
    with pytest.raises(Refused) as refused:
        retry(store, 1, by=BY)
    assert "batch 2 was withdrawn by Editor" in refused.value.hint
    assert "ingest the file again, or `claims batch withdraw 2 --undo" in refused.value.hint


def test_nothing_is_withdrawn_twice_or_without_a_reason_or_for_no_ingest(store, take):
    take()
    with pytest.raises(Missing, match="the reason"):
        out(store, reason=" ")
    with pytest.raises(Refused, match="batch 1 is not withdrawn"):
        back(store)
    with pytest.raises(Refused, match="there is no batch 7"):
        out(store, 7)
    out(store)
    with pytest.raises(Refused, match="was withdrawn by Editor") as refused:
        out(store)
    assert "--undo" in refused.value.hint


def test_what_fails_in_between_leaves_all_as_it_was(store, take, monkeypatch):
    take()
    store.rank(store.reader.claims()[0].id, Rank.PREFERRED, by=BY, reason="the best")
    before = store.connection.execute("select count(*) from change_log").fetchone()
    monkeypatch.setattr("claims.pipeline.withdraw_batches.log_batches", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        out(store)
    assert len(says(store)) == 2
    assert store.connection.execute("select count(*) from appearance_withdrawal").fetchone() == (0,)
    assert store.connection.execute("select count(*) from change_log").fetchone() == before


def test_search_and_check_leave_out_what_is_set_aside(store, take):
    quoted = HEADER.replace("hurt", "quote") + "Flood,A,UN,,12,the torrent killed 12\n"
    take(quoted, RIGHT | {"quote": "quote"})

    def found():
        return SearchReader(store.connection).search("torrent", kinds=["claim"]).count

    def broken():
        return {one.rule for one in check.violations(store.reader)}

    assert (found(), broken()) == (1, {"undated"})
    out(store)
    assert (found(), broken()) == (0, set())
    back(store)
    assert (found(), broken()) == (1, {"undated"})


@pytest.mark.parametrize("ours_first", [True, False])
def test_a_merge_takes_over_that_an_ingest_is_withdrawn_and_that_it_stands_again(store, take, tmp_path, ours_first):
    take()
    with ClaimStore.create(tmp_path / "copy.db", clock=store.store.clock) as copy:
        assert merge_file(copy, tmp_path / "claims.db", by=BY).added["claim"] == 2
        here, path = (copy, "claims.db") if ours_first else (store, "copy.db")
        there = store if ours_first else copy
        out(there)
        assert merge_file(here, tmp_path / path, by=BY).changed["batch"] == 1
        assert (says(here), [*BatchReader(here.connection).withdrawn()]) == ([], [1])
        assert merge_file(here, tmp_path / path, by=BY).is_nothing_new
        back(there)
        assert merge_file(here, tmp_path / path, by=BY).changed["batch"] == 1
        assert (len(says(here)), reports(here), BatchReader(here.connection).withdrawn()) == (2, 2, {})
        assert verify(copy).findings == ()


def test_what_an_ingest_of_another_file_read_too_stays_and_merging_again_adds_nothing(store, take, tmp_path):
    take()
    with ClaimStore.create(tmp_path / "other.db", clock=store.store.clock) as other:
        load_measures(other, by=BY)
        read_by = mapping.Mapping("m", columns=RIGHT, constants={"measure": "killed"})
        ingest(other, str(tmp_path / "file.csv"), by=BY, options=IngestOptions(create=CREATE, mapping=read_by))
        out(other)
        merge_file(store, tmp_path / "other.db", by=BY)
        assert ([*BatchReader(store.connection).withdrawn()], len(says(store)), reports(store)) == ([2], 2, 2)
        assert merge_file(store, tmp_path / "other.db", by=BY).is_nothing_new
        back(other)
        merge_file(store, tmp_path / "other.db", by=BY)
    assert (out(store).others, len(says(store))) == (2, 2)
    assert (out(store, 2).claims, says(store)) == (2, [])


def test_a_rank_that_was_given_there_comes_with_the_ingest_that_stands_again_there(store, take, tmp_path):
    take()
    with ClaimStore.create(tmp_path / "copy.db", clock=store.store.clock) as copy:
        merge_file(copy, tmp_path / "claims.db", by=BY)
        out(store)
        merge_file(copy, tmp_path / "claims.db", by=BY)
        back(store)
        store.rank(store.reader.claims()[0].id, Rank.PREFERRED, by=BY, reason="the best")
        assert merge_file(copy, tmp_path / "claims.db", by=BY).conflicts == ()
        assert sorted(claim.rank for claim in copy.reader.claims()) == [Rank.NORMAL, Rank.PREFERRED]
        assert merge_file(copy, tmp_path / "claims.db", by=BY).is_nothing_new


def test_an_ingest_stands_again_though_the_clock_was_ahead_when_it_was_withdrawn(store, take):
    take()
    store.store.clock.seconds += 3600
    out(store)
    store.store.clock.seconds -= 3600
    back(store)
    assert (len(says(store)), BatchReader(store.connection).withdrawn()) == (2, {})
    out(store)
    assert ([*BatchReader(store.connection).withdrawn()], says(store)) == ([1], [])


def test_a_published_copy_says_so_too(store, take, tmp_path):
    take()
    take(HEADER + "Flood,A,UN,2020-05-01,12,\n", name="other.csv")
    out(store)
    publish_copy(tmp_path / "claims.db", tmp_path / "public.db")
    with ClaimStore.open(tmp_path / "public.db", write=False) as public:
        assert (says(public), [*BatchReader(public.connection).withdrawn()]) == ([("A", "12")], [1])


def test_the_program_says_what_was_withdrawn_by_whom_and_why(store, take, tmp_path):
    take()
    take(ROWS.replace(",3,", ",4,"), name="newer.csv")
    db = tmp_path / "claims.db"
    done = run("batch", "withdraw", "1", "--reason", WHY, db=db)
    assert done.err == (
        "Batch 1 is withdrawn. Appearances withdrawn: 2; claims deprecated: 1; claims that stand all the same, by what"
        " else states them: 1.\n"
    )
    listed = run("batch", "list", "--json", db=db).data
    assert [batch["withdrawn_reason"] for batch in listed] == [WHY, None]
    assert f"by Tester: {WHY})" in run("batch", "list", db=db, COLUMNS="300").out
    assert f"by Tester: {WHY}" in run("batch", "show", "1", db=db).out
    assert run("batch", "show", "1", "--json", db=db).data["withdrawn"]["by"] == "Tester"
    told = run("batch", "diff", "1", "2", db=db).err
    assert "Batch 1 is withdrawn" in told
    assert "claims link" not in told
    back_again = run("batch", "withdraw", "1", "--undo", "--reason", "it was right", db=db)
    assert back_again.err == "Batch 1 stands again. Appearances: 2; claims that were deprecated: 1.\n"
    assert run("batch", "withdraw", "1", db=db).code == 2
