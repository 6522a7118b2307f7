"""`claims.pipeline.extract`: documents in, candidates out; nothing twice, nothing decided asked again, no claims."""

import pytest
from builders import EVENT
from extracting import ARTICLE, EDITOR, Words, article, filled, read

from claims.errors import Missing, Refused, UnknownName
from claims.extractors.gate import Reason
from claims.model import Document, Source
from claims.model_candidate import Candidate, Flag, State
from claims.pipeline.extract import ExtractOptions, extract, known_names
from claims.pipeline.names import merge
from claims.pipeline.review import Correction, Signed, accept, reject, undo
from claims.reading.candidates import CandidateReader, Wanted
from claims.reading.verify import VerifyReader

SIGNED = Signed(EDITOR, "as it says")


@pytest.fixture
def store(tmp_path):
    with filled(tmp_path / "a.db") as made:
        yield made


@pytest.fixture
def path(tmp_path):
    return article(tmp_path)


def counts(store):
    tables = ("document", "extraction", "candidate", "claim", "appearance")
    return {table: store.connection.execute(f"select count(*) from {table}").fetchone()[0] for table in tables}


def test_what_is_proposed_waits_and_is_no_claim(store, path):
    made = read(store, path)
    assert [one.says for one in made.new] == ["at least 161", "600", "300", "41"]
    assert made.number == 1
    assert counts(store) == {"document": 1, "extraction": 1, "candidate": 4, "claim": 0, "appearance": 0}
    first = CandidateReader(store.connection).queue(Wanted())[0]
    assert (first.event, first.measure, first.state) == (EVENT.id, "killed", State.PROPOSED)
    assert (first.extractor, first.extractor_version, first.extraction) == ("words", "1", 1)


def test_the_document_is_kept_to_the_letter_with_where_it_was_read(store, path):
    made = read(store, path)
    kept = store.reader.document(made.document.id)
    assert kept.text == ARTICLE
    assert (kept.read_from, kept.language) == ("article.txt", "en")
    assert len(kept.sha256) == 64
    for one in made.new:
        assert kept.text[one.quote_start : one.quote_end] == one.quote
        assert kept.text[one.stated_start : one.stated_end] == one.stated_as


def test_a_second_run_adds_nothing_and_says_so(store, path):
    first = read(store, path)
    again = read(store, path)
    assert again.new == ()
    assert [one.id for one in again.known] == [one.id for one in first.new]
    assert [run.known for run in CandidateReader(store.connection).extractions()] == [0, 4]
    assert counts(store)["candidate"] == 4


def test_a_dry_run_stores_nothing_and_finds_the_same(store, path):
    before = store.reader.log()
    tried = read(store, path, dry_run=True)
    assert tried.number is None
    assert store.reader.log() == before
    assert set(counts(store).values()) == {0}
    assert [one.id for one in tried.new] == [one.id for one in read(store, path).new]


def test_a_document_on_record_is_read_again_by_its_id(store, path):
    document = read(store, path).document.id
    again = read(store, document, Words(source="MEK", name="other"))
    assert [one.source for one in again.new] == ["mek"] * 4
    assert counts(store)["document"] == 1


class Wider(Words):
    """Another version that quotes the whole sentence."""

    def propose(self, document, known):
        for one in super().propose(document, known):
            start = document.text.rfind(".", 0, one.quote_start) + 1
            quote = document.text[start : one.quote_end]
            yield Candidate(
                one.document, quote, start, one.quote_end, one.says, one.stated_as, measure="killed", source=self.source
            )


def test_another_quote_around_the_same_number_is_the_same_proposal(store, path):
    read(store, path)
    again = read(store, path, Wider(version="2"))
    assert (again.new, len(again.known)) == ((), 4)


def test_what_was_decided_is_not_asked_again_when_a_source_is_found_later(store, path):
    first = read(store, path).new
    accept(store, first[0].id, signed=SIGNED, correction=Correction(source="Amnesty"))
    reject(store, first[2].id, signed=SIGNED)
    again = read(store, path, Words(source="MEK", version="2"))
    assert [one.says for one in again.new] == ["600", "41"]
    assert [one.id for one in again.known] == [first[0].id, first[2].id]
    same = read(store, path, Words(source="Amnesty International", version="3"))
    assert first[0].id in [one.id for one in same.known]


def test_what_was_rejected_for_one_event_is_asked_for_another(store, path):
    first = read(store, path).new
    for one in first:
        reject(store, one.id, signed=SIGNED)
    assert len(read(store, path, event=None).new) == 4


def test_what_waits_without_an_event_is_not_proposed_again_for_one(store, path):
    first = read(store, path, event=None).new
    again = read(store, path)
    assert (again.new, [one.id for one in again.without_event]) == ((), [one.id for one in first])
    assert read(store, path, event=None).without_event == again.without_event


def test_a_decision_that_was_taken_back_waits_again_and_is_not_doubled(store, path):
    first = read(store, path).new
    reject(store, first[0].id, signed=SIGNED)
    undo(store, first[0].id, signed=SIGNED)
    again = read(store, path)
    assert (again.new, len(again.known)) == ((), 4)


def test_a_name_put_on_record_later_makes_no_new_proposal(store, path):
    one = Words(source="The ministry")
    assert [made.source for made in read(store, path, one).new] == ["The ministry"] * 4
    store.add_source(Source("ministry", "The ministry"), by=EDITOR)
    again = read(store, path, one)
    assert (again.new, len(again.known)) == ((), 4)


def test_what_the_gate_refuses_is_counted_with_its_reason(store, path):
    made = read(store, path, Words(source="Nobody we know"))
    assert made.new == ()
    assert made.refusals == {Reason.SOURCE_NOT_IN_TEXT: 4}
    (run,) = CandidateReader(store.connection).extractions()
    assert (run.proposed, run.refused, dict(run.refusals)) == (0, 4, {str(Reason.SOURCE_NOT_IN_TEXT): 4})


def test_the_date_of_the_document_is_taken_as_inferred_but_not_for_an_earlier_figure(store, path):
    document = read(store, path).document
    store.add_document(Document(document.id, published_on="2019-12-02"), by=EDITOR)
    dated = read(store, document.id, Words(source="MEK")).new[0]
    assert (dated.as_of, dated.as_of_inferred) == ("2019-12-02", True)
    earlier = read(store, document.id, Words(source="Amnesty", flags=(Flag.EARLIER,))).new[0]
    assert (earlier.as_of, earlier.as_of_inferred) == (None, False)


def test_an_extractor_knows_names_as_merges_make_them(store, path):
    merge(store, "source", "mek", into="wire", by=EDITOR, reason="the same")
    known = known_names(store.reader, event=EVENT.id)
    assert known.sources["mek"] == known.sources["wire service"] == "wire"
    assert known.kinds["start-date"] == "date"
    extractor = Words()
    read(store, path, extractor)
    assert extractor.asked[0] == known


def test_the_run_is_signed_in_the_log_with_its_extractor(store, path):
    read(store, path, Words(model="m", prompt_sha256="a" * 64))
    entry = next(one for one in store.reader.log() if one["act"] == "extract")
    assert entry["by"] == EDITOR
    assert '"extractor": "words"' in entry["after"]
    assert '"model": "m"' in entry["after"]
    assert VerifyReader(store.connection).verify().findings == ()


def test_an_extractor_that_fails_leaves_nothing_behind(store, path):
    class Broken(Words):
        def propose(self, document, known):
            yield from super().propose(document, known)
            raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        read(store, path, Broken())
    assert set(counts(store).values()) == {0}


def test_refuses_an_unknown_event_and_no_signature(store, path):
    with pytest.raises(UnknownName):
        read(store, path, event="elsewhere")
    with pytest.raises(Missing):
        extract(store, path, ExtractOptions(extractor=Words(), by=" "))


def test_refuses_a_document_on_record_without_text(store):
    document = store.add_document(Document("", title="Only named"), by=EDITOR)
    with pytest.raises(Refused, match="gives no text"):
        read(store, document)


CHANGES = {
    "an edited quote": ("quote = '601' || substr(quote, 4) where says = '600'", "does not stand in its document"),
    "an edited state": (
        "state = 'skipped', decided_by = 'x', decided_at = 'y' where says = '41'",
        "is skipped, by the",
    ),
    "another run": ("extraction = null where says = '41'", "has 3 candidates; by the log it proposed 4"),
}


@pytest.mark.parametrize(("change", "said"), CHANGES.values(), ids=CHANGES)
def test_what_was_changed_past_the_program_is_found(store, path, change, said):
    read(store, path)
    store.connection.execute("drop trigger candidate_fixed")
    store.connection.execute(f"update candidate set {change}")
    found = VerifyReader(store.connection).verify().findings
    assert any(said in finding.reason for finding in found), found


def test_a_decision_that_was_changed_past_the_program_is_found(store, path):
    one = read(store, path).new[0]
    reject(store, one.id, signed=SIGNED)
    store.connection.execute("drop trigger candidate_decided")
    store.connection.execute("update candidate set decided_by = 'Somebody' where state = 'rejected'")
    found = VerifyReader(store.connection).verify().findings
    (finding,) = (finding for finding in found if finding.rule == "candidate changed")
    assert finding.reason == f"the decision on candidate {one.id} was changed: decided_by"
