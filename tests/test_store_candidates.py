"""`claims.store.candidates`: candidates in the file, carried into another one, and never in the copy for readers."""

import pytest
from builders import BY, EVENT
from extracting import ARTICLE, EDITOR, Words, article, filled, read

from claims.model_candidate import State
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.merge import merge_file
from claims.pipeline.public import publish_copy
from claims.pipeline.review import Correction, Signed, accept, reject, skip, undo
from claims.reading.candidates import CandidateReader, Wanted
from claims.reading.search import SearchReader
from claims.reading.verify import VerifyReader

ALL = Wanted(states=())
WHY = Signed(EDITOR, "the text says so")
OTHER = Signed("Second Editor", "it does not count the dead")


@pytest.fixture
def ours(tmp_path):
    with filled(tmp_path / "ours.db") as made:
        yield made
        assert VerifyReader(made.connection).verify().findings == ()


@pytest.fixture
def theirs(tmp_path):
    with filled(tmp_path / "theirs.db") as made:
        yield made


def take(ours, theirs):
    return merge_file(ours, theirs.connection.execute("pragma database_list").fetchone()[2], by=BY)


def states(store):
    return {one.says: (one.state, one.decided_by) for one in CandidateReader(store.connection).queue(ALL)}


def test_candidates_come_with_their_runs_and_what_was_decided_there(ours, theirs, tmp_path):
    read(ours, article(tmp_path, "Nothing here. 9 killed.", name="other.txt"))
    found = read(theirs, article(tmp_path)).new
    accept(theirs, found[0].id, signed=WHY, correction=Correction(source="Amnesty"))
    reject(theirs, found[1].id, signed=WHY)
    skip(theirs, found[2].id, signed=WHY)
    done = take(ours, theirs)
    assert (done.added["candidate"], done.added["extraction"], done.conflicts) == (4, 1, ())
    assert states(ours) == states(theirs) | {"9": (State.PROPOSED, None)}
    runs = CandidateReader(ours.connection).extractions()
    assert [run.number for run in runs] == [1, 2]
    taken = CandidateReader(ours.connection).candidate(found[0].id)
    assert (taken.extraction, taken.claim) == (2, ours.reader.claims()[0].id)
    assert take(ours, theirs).is_nothing_new


def test_a_decision_there_goes_to_what_waits_here_and_stays_where_ours_is_made(ours, theirs, tmp_path):
    path = article(tmp_path)
    found = read(ours, path).new
    read(theirs, path)
    skip(ours, found[0].id, signed=WHY)
    reject(ours, found[1].id, signed=WHY)
    accept(ours, found[2].id, signed=WHY, correction=Correction(source="MEK"))
    for one in found[:3]:
        reject(theirs, one.id, signed=OTHER)
    done = take(ours, theirs)
    assert done.changed["candidate"] == 1
    assert states(ours) == {
        "at least 161": (State.REJECTED, OTHER.by),
        "600": (State.REJECTED, WHY.by),
        "300": (State.ACCEPTED, WHY.by),
        "41": (State.PROPOSED, None),
    }
    (conflict,) = done.conflicts
    assert conflict.rule == "candidate decided twice"
    assert f"accepted by {WHY.by} here and rejected by {OTHER.by} there" in conflict.reason


def test_what_a_merge_decided_can_be_taken_back_and_accepted_again(ours, theirs, tmp_path):
    one = read(theirs, article(tmp_path)).new[0]
    accept(theirs, one.id, signed=WHY, correction=Correction(source="Amnesty"))
    take(ours, theirs)
    made = undo(ours, one.id, signed=OTHER)
    assert (made.before, made.candidate.state) == (State.ACCEPTED, State.PROPOSED)
    assert accept(ours, one.id, signed=OTHER, correction=Correction(source="Amnesty")).claim.source


def test_the_copy_for_readers_holds_no_candidate_and_no_document_read_for_them_alone(ours, tmp_path):
    hidden = "Nobody may read this yet: 77 killed."
    waits = read(ours, article(tmp_path, hidden, name="waits.txt")).new[0]
    one = read(ours, article(tmp_path), Words(source="Amnesty International")).new[0]
    accept(ours, one.id, signed=Signed(EDITOR, "a remark between editors"))
    reject(ours, waits.id, signed=Signed(EDITOR, "another remark"))
    publish_copy(tmp_path / "ours.db", tmp_path / "public.db")
    with ClaimStore.open(tmp_path / "public.db", write=False) as copy:
        assert [claim.event for claim in copy.reader.claims()] == [EVENT.id]
        assert [document.title for document in copy.reader.documents()] == ["article.txt"]
        assert CandidateReader(copy.connection).queue(ALL) == []
        assert CandidateReader(copy.connection).extractions() == []
        acts = {entry["act"] for entry in copy.reader.log()}
        assert "add claim" in acts
        assert not {act for act in acts if "candidate" in act or act == "extract"}
        assert copy.reader.document(one.document).text == ARTICLE
    data = (tmp_path / "public.db").read_bytes()
    for word in (b"Nobody may read", b"remark", b"nobody may read"):
        assert word not in data


def test_a_document_read_for_proposals_alone_is_not_found(ours, tmp_path):
    one = read(ours, article(tmp_path), Words(source="Amnesty International")).new[0]
    search = SearchReader(ours.connection)

    def found():
        (kind,) = search.search("protests went", kinds=["document"]).kinds
        return [hit.key for hit in kind.hits]

    assert found() == []
    accept(ours, one.id, signed=WHY)
    assert found() == [one.document]
