"""An appearance that was withdrawn is no report any more, wherever reports are counted, shown or searched."""

import json
import sqlite3
from contextlib import closing

import pytest
from builders import BY, EVENT, Clock, article, draft, fill
from cli_program import run

from claims import ClaimStore, schema
from claims.errors import Missing, Refused, UnknownAppearance
from claims.pipeline.merge import merge_file
from claims.pipeline.public import publish_copy
from claims.pipeline.upgrade import upgrade
from claims.pipeline.verify import is_derived_true, verify
from claims.pipeline.withdraw import restore, withdraw
from claims.reading.check import WholeReader
from claims.reading.documents import DocumentReader
from claims.reading.search import SearchReader

WHY = "the article speaks of another town"


def made(path):
    """A database in which one claim can be read in two documents, each with a quote of its own."""
    with ClaimStore.create(path, clock=Clock()) as store:
        fill(store)
        for words in ("at least 600 dead, says Omega", "no fewer than 600 dead, says Zeta"):
            document = store.add_document(article(words, url=f"https://example.org/{words[-4:]}"), by=BY)
            store.add_claim(draft("600", quote=words), by=BY, document=document)
    return path


@pytest.fixture
def path(tmp_path):
    return made(tmp_path / "claims.db")


@pytest.fixture
def store(path):
    with ClaimStore.open(path, clock=Clock()) as opened:
        yield opened
        assert verify(opened).findings == ()


@pytest.fixture
def places(store):
    (claim,) = store.reader.claims()
    return store.reader.appearances([claim.id])


def reports(store):
    """The reports of the one comparison: as stored, and as worked out now."""
    (view,) = store.compare(EVENT.id)
    (stored,) = store.reader.comparisons()
    assert view.comparison.reports == stored.reports
    return stored.reports


def found(store, word):
    return SearchReader(store.connection).search(word, kinds=["claim"]).count


def test_it_is_no_report_until_it_is_restored(store, places):
    assert reports(store) == 2
    withdraw(store, places[0].id, by="Editor", reason=WHY)
    assert reports(store) == 1
    assert is_derived_true(store)
    restore(store, places[0].id[:12], by="Second", reason="it is this town")
    assert reports(store) == 2
    withdraw(store, places[0].id, by="Editor", reason="no, it is not")
    assert reports(store) == 1


def test_a_claim_whose_places_are_all_withdrawn_counts_as_one_that_is_read_nowhere(store, places):
    for place in places:
        withdraw(store, place.id, by="Editor", reason=WHY)
    assert reports(store) == 1
    (view,) = store.compare(EVENT.id)
    assert view.appearances.get(places[0].claim, ()) == ()


def test_every_withdrawal_stays_readable_with_who_and_why(store, places):
    withdraw(store, places[0].id, by="Editor", reason=WHY)
    restore(store, places[0].id, by="Second", reason="it is this town")
    rows = store.connection.execute(
        "select appearance, reason, decided_by, withdrawn_by, withdrawn_reason from appearance_withdrawal"
    ).fetchall()
    assert rows == [(places[0].id, WHY, "Editor", "Second", "it is this town")]
    acts = [(one["act"], one["by"], one["reason"]) for one in store.reader.log(subject=f"claim {places[0].claim}")]
    assert acts[:2] == [("restore appearance", "Second", "it is this town"), ("withdraw appearance", "Editor", WHY)]
    assert store.reader.appearances([places[0].claim], with_withdrawn=True) == places


def test_its_quote_is_neither_searched_nor_marked_nor_shown_beside_the_claim(store, places):
    assert (found(store, "Omega"), found(store, "Zeta")) == (1, 1)
    withdraw(store, places[0].id, by="Editor", reason=WHY)
    assert (found(store, "Omega"), found(store, "Zeta")) == (0, 1)
    document = DocumentReader(store.connection)
    assert document.number_of_places(places[0].document) == (0, 0)
    assert document.quotes_between(places[0].document, 0, 1000) == []
    assert document.is_withheld(places[0].document) is False
    assert WholeReader(store.connection).places([places[0].claim]) == {places[0].claim: (places[1],)}
    (view,) = store.compare(EVENT.id)
    assert view.appearances[places[0].claim] == (places[1],)
    restore(store, places[0].id, by="Editor", reason="it is this town")
    assert (found(store, "Omega"), document.number_of_places(places[0].document)) == (1, (1, 0))


def test_recording_the_same_place_again_leaves_it_withdrawn(store, places):
    withdraw(store, places[0].id, by="Editor", reason=WHY)
    again = store.add_claim(draft("600", quote=places[0].quote), by=BY, document=places[0].document)
    assert (again.is_new, again.new_appearance) == (False, False)
    assert reports(store) == 1


def test_what_cannot_be_is_refused_with_the_next_step(store, places):
    with pytest.raises(UnknownAppearance) as unknown:
        withdraw(store, "ffff", by="Editor", reason=WHY)
    assert "claims show" in unknown.value.hint
    for by, reason, missing in ((" ", WHY, "your name"), ("Editor", " ", "the reason")):
        with pytest.raises(Missing, match=missing):
            withdraw(store, places[0].id, by=by, reason=reason)
    with pytest.raises(Refused, match="is not withdrawn"):
        restore(store, places[0].id, by="Editor", reason=WHY)
    withdraw(store, places[0].id, by="Editor", reason=WHY)
    with pytest.raises(Refused, match="was withdrawn by Editor") as twice:
        withdraw(store, places[0].id, by="Editor", reason=WHY)
    assert "--undo" in twice.value.hint


def test_a_withdrawal_is_merged_and_so_is_what_took_it_back(path, tmp_path):
    ours = made(tmp_path / "ours.db")
    with ClaimStore.open(path) as theirs, ClaimStore.open(ours) as mine:
        place = theirs.reader.appearances([theirs.reader.claims()[0].id])[0]
        withdraw(theirs, place.id, by="Editor", reason=WHY)
        done = merge_file(mine, path, by=BY)
        assert done.added["appearance_withdrawal"] == 1
        assert (reports(mine), found(mine, "Omega")) == (1, 0)
        assert merge_file(mine, path, by=BY).is_nothing_new
        restore(theirs, place.id, by="Editor", reason="it is this town")
        assert merge_file(mine, path, by=BY).changed["appearance_withdrawal"] == 1
        assert (reports(mine), found(mine, "Omega")) == (2, 1)
        assert verify(mine).findings == ()


def test_the_same_withdrawal_by_two_people_stands_once_and_theirs_stays_readable(path, tmp_path):
    ours = made(tmp_path / "ours.db")
    with ClaimStore.open(path) as theirs, ClaimStore.open(ours) as mine:
        place = theirs.reader.appearances([theirs.reader.claims()[0].id])[0]
        withdraw(theirs, place.id, by="Editor", reason=WHY)
        withdraw(mine, place.id, by="Second", reason="another day is meant")
        merge_file(mine, path, by=BY)
        signed = mine.connection.execute("select decided_by, withdrawn_at is null from appearance_withdrawal")
        assert signed.fetchall() == [("Second", 1), ("Editor", 0)]
        assert reports(mine) == 1


def test_the_public_copy_holds_withdrawals_of_what_it_holds_and_no_other(path, tmp_path):
    with ClaimStore.open(path) as store:
        shown = store.reader.claims()[0]
        hidden = store.add_claim(
            draft("700", quote="700 dead", source="government"),
            by=BY,
            document=store.add_document(article("700 dead", url="https://example.org/7"), by=BY),
        ).claim
        places = store.reader.appearances([shown.id, hidden.id])
        for place in places:
            withdraw(store, place.id, by="Editor", reason=f"unfit {place.claim == hidden.id}")
        store.judge(hidden.id, by=BY, reason="withheld", changes={"published": 0})
    publish_copy(path, tmp_path / "public.db")
    assert b"unfit True" not in (tmp_path / "public.db").read_bytes()
    with ClaimStore.open(tmp_path / "public.db", write=False) as copy:
        assert set(copy.reader.withdrawals([shown.id])) == {place.id for place in places if place.claim == shown.id}


def test_the_command_withdraws_and_restores(path):
    claim = run("compare", EVENT.id, "--json", db=path)
    (one,) = json.loads(claim.out)["comparisons"][0]["claims"]
    told = json.loads(run("show", one["id"], "--json", db=path).out)["appearances"]
    key = told[0]["id"]
    assert [place["withdrawn"] for place in told] == [None, None]
    done = run("withdraw", "--appearance", key[:10], "--reason", WHY, "--by", "Editor", db=path)
    assert (done.code, f"Appearance {key} is withdrawn" in done.err) == (0, True)
    told = json.loads(run("show", one["id"], "--json", db=path).out)["appearances"][0]["withdrawn"]
    assert (told["decided_by"], told["reason"]) == ("Editor", WHY)
    assert f"by Editor on {told['decided_at'][:10]}: {WHY}" in run("show", one["id"], db=path).out
    assert run("withdraw", "--appearance", key, "--undo", "--reason", "it is", db=path).code == 0
    assert run("withdraw", "--reason", "x", db=path).code == 2
    assert run("withdraw", "4", "--undo", "--reason", "x", db=path).code == 2


def test_what_version_2_told_in_the_history_only_is_entered_as_it_was_signed(path):
    with ClaimStore.open(path) as store:
        (claim,) = store.reader.claims()
        one, two = store.reader.appearances([claim.id])
        subject = f"claim {claim.id}"
        with store.transaction():
            for place in (one, two):
                before = {"appearance": place.id, "document": place.document, "quote": place.quote}
                store.store.log("take back appearance", subject, by="Editor", reason=None, before=before)
            after = {"appearance": two.id, "document": two.document}
            store.store.log("accept appearance again", subject, by="Editor", after=after)
        at = store.reader.log(subject=subject)[2]["at"]
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.execute("drop view current_appearance")
        old.execute("drop table appearance_withdrawal")
        old.execute("drop trigger claim_follows_merges")
        old.execute("alter table claim drop column recorded_place")
        old.execute("alter table appearance drop column batch_column")
        old.execute("pragma user_version = 2")
    assert [step[:4] for step in upgrade(path).steps] == ["003_", "004_", "005_"]
    with ClaimStore.open(path) as store:
        (entered,) = store.reader.withdrawals([claim.id]).values()
        why = "the candidate's acceptance was taken back"
        assert (entered.appearance, entered.decided_by, entered.decided_at, entered.reason) == (
            one.id,
            "Editor",
            at,
            why,
        )
        assert (reports(store), found(store, "Omega"), found(store, "Zeta")) == (1, 0, 1)
        act = store.reader.log()[0]
        assert (act["act"], act["by"]) == ("enter withdrawals", "claims upgrade")
        assert verify(store).findings == ()
    assert upgrade(path).steps == []
    with closing(schema.connect(path)) as connection:
        assert connection.execute("select count(*) from appearance_withdrawal").fetchone() == (1,)
