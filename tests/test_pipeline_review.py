"""`claims.pipeline.review`: a person decides, signs, corrects, and can take each decision back."""

import json
from pathlib import Path

import pytest
from builders import BY, EVENT, article, draft
from extracting import EDITOR, Words, filled, read
from extracting import article as file_with

from claims.errors import AlreadyDecided, FlaggedCandidate, InField, Missing, NotInQuote, UnknownCandidate, UnknownName
from claims.extractors.rules import Rules
from claims.model import Basis, Rank
from claims.model_candidate import Flag, State
from claims.pipeline.review import (
    Correction,
    Signed,
    accept,
    known_claims,
    passage,
    reject,
    same_place,
    skip,
    undo,
    waiting,
)
from claims.reading.candidates import CandidateReader, Wanted
from claims.reading.verify import VerifyReader

EXTRACTION = Path(__file__).resolve().parent / "extraction"
SIGNED = Signed(EDITOR)
WHY = Signed(EDITOR, "the text says so")


@pytest.fixture
def store(tmp_path):
    with filled(tmp_path / "a.db") as made:
        yield made
        assert VerifyReader(made.connection).verify().findings == ()


@pytest.fixture
def first(store, tmp_path):
    return read(store, file_with(tmp_path), Words(source="Amnesty International")).new[0]


def flagged(store, tmp_path, *flags):
    return read(store, file_with(tmp_path), Words(source="MEK", flags=flags)).new[0]


def acts(store, candidate):
    return [(one["act"], one["by"], one["reason"]) for one in store.reader.log(subject=f"candidate {candidate.id}")]


def test_accepting_records_the_claim_with_its_evidence(store, first):
    made = accept(store, first.id, signed=SIGNED)
    assert (made.is_new, made.new_appearance) == (True, True)
    claim = made.claim
    assert (claim.event, claim.measure, claim.source, claim.says) == (
        EVENT.id,
        "killed",
        "amnesty-international",
        "at least 161",
    )
    assert claim.recorded_by == EDITOR
    (place,) = store.reader.appearances([claim.id])
    assert (place.document, place.quote, place.stated_as) == (first.document, first.quote, "at least 161")
    assert (place.quote_start, place.quote_end) == (first.quote_start, first.quote_end)


def test_accepting_is_signed_and_names_the_extractor(store, first):
    made = accept(store, first.id, signed=WHY)
    now = made.candidate
    assert (now.state, now.decided_by, now.reason, now.claim) == (State.ACCEPTED, EDITOR, WHY.reason, made.claim.id)
    entry = store.reader.log(subject=f"candidate {first.id}")[0]
    after = json.loads(entry["after"])
    assert (entry["act"], entry["by"], after["extractor"], after["claim"]) == (
        "accept candidate",
        EDITOR,
        "words",
        made.claim.id,
    )


def test_a_claim_on_record_is_recognised_and_only_read_in_one_more_place(store, first):
    known = store.add_claim(draft("at least 161", source="amnesty-international", as_of=None), by=BY).claim
    assert known_claims(store, first) == [known]
    made = accept(store, first.id, signed=SIGNED)
    assert (made.claim.id, made.is_new, made.new_appearance) == (known.id, False, True)
    assert made.claim.recorded_by == BY


def test_a_claim_is_recognised_whatever_basis_an_editor_gave_it(store, first):
    said = {"source": "amnesty-international", "as_of": None}
    known = store.add_claim(draft("at least 161", basis="documented", **said), by=BY).claim
    made = accept(store, first.id, signed=SIGNED)
    assert (made.claim.id, made.is_new, made.new_appearance) == (known.id, False, True)
    undo(store, first.id, signed=SIGNED)
    other = accept(store, first.id, signed=SIGNED, correction=Correction(basis="reported"))
    assert (other.claim.basis, other.is_new) == (Basis.REPORTED, True)


DIFFERENT = {
    "another date": {"as_of": "2019-11-29"},
    "another place": {"place": "Shiraz", "as_of": None},
    "another source": {"source": "mek", "as_of": None},
    "other people": {"population": "children", "as_of": None},
}


@pytest.mark.parametrize("fields", DIFFERENT.values(), ids=DIFFERENT)
def test_a_claim_of_another_scope_is_not_taken_for_it(store, first, fields):
    told = {"source": "amnesty-international", "basis": "documented", **fields}
    store.add_claim(draft("at least 161", **told), by=BY)
    made = accept(store, first.id, signed=SIGNED)
    assert (made.is_new, made.claim.basis) == (True, Basis.UNSTATED)


def test_without_a_source_one_is_asked_for_and_the_publisher_is_none(store, tmp_path):
    one = read(store, file_with(tmp_path)).new[0]
    with pytest.raises(InField) as refusal:
        accept(store, one.id, signed=SIGNED)
    assert (refusal.value.field, str(refusal.value)) == ("source", "the source is missing")
    assert "publisher" in refusal.value.hint
    assert accept(store, one.id, signed=SIGNED, correction=Correction(source="Amnesty")).claim.source.startswith("amn")


def test_a_source_that_is_not_on_record_is_made_only_on_demand(store, tmp_path):
    one = read(store, file_with(tmp_path), Words(source="The ministry")).new[2]
    with pytest.raises(InField) as refusal:
        accept(store, one.id, signed=SIGNED)
    assert isinstance(refusal.value.error, UnknownName)
    assert CandidateReader(store.connection).candidate(one.id).state is State.PROPOSED
    made = accept(store, one.id, signed=SIGNED, create=frozenset({"source"}))
    assert store.reader.source(made.claim.source).name == "The ministry"


def test_corrections_are_recorded_beside_what_was_proposed(store, first):
    correction = Correction(as_of="2019-11-29", basis="documented", population="civilians", place="Shiraz")
    made = accept(store, first.id, signed=WHY, correction=correction)
    claim = made.claim
    assert (claim.as_of, claim.basis, claim.population, claim.place) == (
        "2019-11-29",
        Basis.DOCUMENTED,
        "civilians",
        "Shiraz",
    )
    assert (made.candidate.as_of, made.candidate.population) == (first.as_of, "all")
    after = json.loads(store.reader.log(subject=f"candidate {first.id}")[0]["after"])
    assert after["corrected"] == correction.fields()


def test_a_corrected_figure_must_stand_in_the_quote_or_be_forced(store, first):
    with pytest.raises(InField) as refusal:
        accept(store, first.id, signed=SIGNED, correction=Correction(says="at least 170"))
    assert isinstance(refusal.value.error, NotInQuote)
    made = accept(
        store, first.id, signed=SIGNED, correction=Correction(says="at least 170"), force="corrected in the print issue"
    )
    assert made.claim.says == "at least 170"


def test_a_wider_quote_is_found_in_the_document(store, first):
    quote = "Amnesty International said at least 161 people were killed"
    made = accept(store, first.id, signed=SIGNED, correction=Correction(quote=quote))
    (place,) = store.reader.appearances([made.claim.id])
    assert (place.quote, place.quote_start) == (quote, store.reader.document(first.document).text.index(quote))


SETTLED = {
    "denied, by saying why it is not": (Flag.DENIED, Correction(flags=frozenset({Flag.DENIED})), WHY),
    "hypothetical, by saying why it is not": (Flag.HYPOTHETICAL, Correction(flags=frozenset({Flag.HYPOTHETICAL})), WHY),
    "projected, as a projection": (Flag.PROJECTED, Correction(basis="projected"), SIGNED),
    "earlier, by its own date": (Flag.EARLIER, Correction(as_of="2019-11-20"), SIGNED),
    "an increase, under a measure of its own": (Flag.INCREASE, Correction(measure="killed-in-month"), SIGNED),
}


@pytest.mark.parametrize(("flag", "correction", "signed"), SETTLED.values(), ids=SETTLED)
def test_a_flagged_candidate_is_accepted_only_when_that_is_settled(store, tmp_path, flag, correction, signed):
    one = flagged(store, tmp_path, flag)
    for given in (Correction(), Correction(source="Amnesty", population="civilians")):
        with pytest.raises(FlaggedCandidate) as refusal:
            accept(store, one.id, signed=WHY, correction=given)
        assert refusal.value.flags == (flag,)
    assert accept(store, one.id, signed=signed, correction=correction).is_new


def test_saying_that_a_flag_is_mistaken_needs_a_reason(store, tmp_path):
    one = flagged(store, tmp_path, Flag.DENIED, Flag.QUESTION)
    with pytest.raises(FlaggedCandidate, match="question"):
        accept(store, one.id, signed=WHY, correction=Correction(flags=frozenset({Flag.DENIED})))
    with pytest.raises(Missing, match="reason"):
        accept(store, one.id, signed=SIGNED, correction=Correction(flags=frozenset({Flag.DENIED, Flag.QUESTION})))


def test_a_projection_is_no_report(store, tmp_path):
    one = flagged(store, tmp_path, Flag.PROJECTED)
    with pytest.raises(FlaggedCandidate, match="projected"):
        accept(store, one.id, signed=WHY, correction=Correction(basis="reported"))
    assert one.flags == (Flag.PROJECTED,)


def test_rejecting_needs_a_reason_and_keeps_it(store, first):
    with pytest.raises(Missing, match="reason"):
        reject(store, first.id, signed=SIGNED)
    now = reject(store, first.id, signed=WHY)
    assert (now.state, now.reason, now.decided_by, now.claim) == (State.REJECTED, WHY.reason, EDITOR, None)
    assert acts(store, first) == [("reject candidate", EDITOR, WHY.reason)]


def test_what_was_put_off_waits_behind_all_others(store, first):
    now = skip(store, first.id, signed=SIGNED)
    queue = CandidateReader(store.connection).queue(Wanted())
    assert (now.state, queue[-1].id, len(queue)) == (State.SKIPPED, first.id, 4)
    assert accept(store, first.id, signed=SIGNED).candidate.state is State.ACCEPTED


def test_nothing_is_decided_twice(store, first):
    accept(store, first.id, signed=SIGNED)
    for again in (accept, reject, skip):
        with pytest.raises(AlreadyDecided, match=f"was accepted by {EDITOR} on 2019-12-02"):
            again(store, first.id, signed=WHY)


def test_nothing_is_decided_without_a_signature(store, first):
    for act in (accept, reject, skip, undo):
        with pytest.raises(Missing, match="your name"):
            act(store, first.id, signed=Signed(" ", "why"))
    with pytest.raises(UnknownCandidate):
        skip(store, "ffff", signed=SIGNED)


def test_a_rejection_is_taken_back(store, first):
    reject(store, first.id, signed=WHY)
    made = undo(store, first.id, signed=Signed("Second Editor", "a slip"))
    assert (made.before, made.claim_withdrawn) == (State.REJECTED, False)
    assert made.candidate == first
    assert acts(store, first)[0] == ("take back candidate", "Second Editor", "a slip")


def test_taking_an_acceptance_back_deprecates_what_only_it_made_and_accepting_again_lifts_that(store, first):
    claim = accept(store, first.id, signed=SIGNED).claim
    for _ in range(2):
        made = undo(store, first.id, signed=Signed(EDITOR, "a slip"))
        assert (made.claim_withdrawn, made.candidate) == (True, first)
        now = store.reader.claim(claim.id)
        assert (now.rank, now.rank_reason) == (Rank.DEPRECATED, f"its acceptance was taken back by {EDITOR}: a slip")
        assert store.compare(EVENT.id) == []
        again = accept(store, first.id, signed=SIGNED)
        assert (again.claim.id, again.claim.rank, again.is_new) == (claim.id, Rank.NORMAL, False)
    assert len(store.compare(EVENT.id)) == 1


def test_a_claim_deprecated_for_another_reason_stays_so(store, first):
    claim = accept(store, first.id, signed=SIGNED).claim
    store.rank(claim.id, Rank.DEPRECATED, by=BY, reason="withdrawn by Amnesty itself")
    assert undo(store, first.id, signed=SIGNED).claim_withdrawn is False
    assert accept(store, first.id, signed=SIGNED).claim.rank is Rank.DEPRECATED


def test_a_claim_that_others_rest_on_stays_when_an_acceptance_is_taken_back(store, first):
    known = store.add_claim(draft("at least 161", source="amnesty-international", as_of=None), by=BY).claim
    accept(store, first.id, signed=SIGNED)
    assert undo(store, first.id, signed=SIGNED).claim_withdrawn is False
    assert store.reader.claim(known.id).rank is Rank.NORMAL
    accept(store, first.id, signed=SIGNED)
    elsewhere = store.add_document(article("at least 161"), by=BY)
    store.add_claim(
        draft("at least 161", source="amnesty-international", as_of=None, quote="at least 161"),
        by=BY,
        document=elsewhere,
    )
    assert undo(store, first.id, signed=SIGNED).claim_withdrawn is False


def test_a_place_added_to_a_known_claim_is_withdrawn_with_its_acceptance_until_it_is_accepted_again(store, first):
    known = store.add_claim(draft("at least 161", source="amnesty-international", as_of=None), by=BY).claim
    accept(store, first.id, signed=SIGNED)
    (place,) = store.reader.appearances([known.id])
    for reason in ("another report is meant", ""):
        made = undo(store, first.id, signed=Signed(EDITOR, reason))
        assert (made.claim_withdrawn, made.place_of) == (False, known.id)
        (withdrawn,) = store.reader.withdrawals([known.id]).values()
        why = reason or "its acceptance was taken back"
        assert (withdrawn.appearance, withdrawn.decided_by, withdrawn.reason) == (place.id, EDITOR, why)
        assert store.reader.appearances([known.id]) == []
        assert store.reader.log(subject=f"claim {known.id}")[0]["act"] == "withdraw appearance"
        accept(store, first.id, signed=SIGNED)
        assert store.reader.withdrawals([known.id]) == {}
    assert store.reader.appearances([known.id]) == [place]


def test_a_place_that_was_known_before_an_acceptance_is_not_withdrawn_with_it(store, first):
    quoted = draft("at least 161", source="amnesty-international", as_of=None, quote=first.quote)
    known = store.add_claim(quoted, by=BY, document=first.document).claim
    assert accept(store, first.id, signed=SIGNED).claim.id == known.id
    assert undo(store, first.id, signed=SIGNED).place_of is None
    assert len(store.reader.appearances([known.id])) == 1


def test_only_the_claim_that_an_acceptance_made_goes_with_it(store, first):
    known = store.add_claim(draft("at least 161", as_of=None), by=BY).claim
    accept(store, first.id, signed=SIGNED)
    undo(store, first.id, signed=SIGNED)
    assert accept(store, first.id, signed=SIGNED, correction=Correction(source="mek")).claim.id == known.id
    assert undo(store, first.id, signed=SIGNED).claim_withdrawn is False


def test_there_is_nothing_to_take_back_before_a_decision(store, first):
    with pytest.raises(Missing, match="decision"):
        undo(store, first.id, signed=SIGNED)
    assert acts(store, first) == []


def test_other_readings_of_the_same_number_are_found(store, first):
    other = read(store, first.document, Words(name="other", source="MEK")).new[0]
    assert [one.id for one in same_place(store, first)] == [other.id]


def test_a_passage_is_verbatim_and_cut_between_words(store, first):
    text = store.reader.document(first.document).text
    whole = passage(text, first)
    assert whole.before + whole.quote + whole.after == text
    assert (whole.cut_before, whole.cut_after) == (False, False)
    part = passage(text, first, around=12)
    assert part.quote == first.quote
    assert (part.before, part.after.rstrip()) == ("said ", ".\n\nAccording")
    assert (part.cut_before, part.cut_after) == (True, True)


def test_the_queue_has_facets_that_narrow_each_other(store, first):
    read(store, first.document, Words(name="other", flags=(Flag.DENIED, Flag.QUESTION)))
    skip(store, first.id, signed=SIGNED)
    reader = CandidateReader(store.connection)
    assert reader.count(Wanted()) == 8
    facets = reader.facets(Wanted(extractor="other"))
    assert facets["extractor"] == [("other", 4), ("words", 4)]
    assert facets["flag"] == [("denied", 4), ("question", 4)]
    assert facets["source"] == [("", 4)]
    assert facets["state"] == [("proposed", 4)]
    assert [one.extractor for one in reader.queue(Wanted(source=""))] == ["other"] * 4
    assert [one.extractor for one in reader.queue(Wanted(flag=""))] == ["words"] * 4
    assert reader.queue(Wanted(flag="denied", limit=1, offset=3)) == reader.queue(Wanted(flag="denied"))[3:]
    assert len(waiting(store, Wanted(event=EVENT.name, document=first.document))) == 8


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fa", "fr", "ru"])
def test_whatever_passes_the_gate_can_be_accepted(store, tmp_path, language):
    """The paragraphs are those that extraction is measured on; who is not on record is made, or named by the editor."""
    lines = (EXTRACTION / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [item["text"] for item in map(json.loads, lines) if item["half"] == "tune"]
    found = read(store, file_with(tmp_path, "\n\n".join(texts)), Rules(), language=language).new
    assert len(found) > len(texts) / 3
    create = frozenset({"source", "measure"})
    for one in found:
        settled = Correction(source=None if one.source else "mek", flags=frozenset(one.flags))
        try:
            made = accept(store, one.id, signed=WHY, correction=settled, create=create)
        except InField as error:
            instead = {"source": "mek", "relayed_by": ""}[error.field]  # a name that names nobody, and nothing else
            made = accept(store, one.id, signed=WHY, correction=settled.put_right(error.field, instead), create=create)
        assert made.claim.says == one.says
