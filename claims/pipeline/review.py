"""A person decides on candidates: accept, corrected or as proposed, reject, put off, and take each of these back.

Every act is one transaction and one signed entry in the log, which names the extractor that made the proposal.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from claims.errors import AlreadyDecided, BadExtractor, FlaggedCandidate, InField, Missing, UnknownName
from claims.extractors.gate import read_wording
from claims.extractors.loading import names as extractor_names
from claims.model import Basis, Draft, Rank, ValueKind
from claims.model_candidate import Flag, Passage, State
from claims.pipeline.find import Names
from claims.pipeline.signature import require_name, require_reason
from claims.pipeline.withdraw import restore, withdraw
from claims.reading.candidates import CandidateReader, Wanted
from claims.store.candidates import decide_candidate, reopen_candidate

if TYPE_CHECKING:
    from claims.model import Claim
    from claims.model_candidate import Candidate
    from claims.pipeline.claim_store import ClaimStore

TAKEN_BACK = "its acceptance was taken back"
NO_SOURCE = (
    "name who says so with --source NAME; the publisher is a source only where the text itself asserts the figure"
)
SETTLED_BY = {Flag.EARLIER: ("as_of", "says"), Flag.INCREASE: ("says", "measure")}
SETTLED_WITH = {
    Flag.PROJECTED: ("--basis projected",),
    Flag.EARLIER: ("--as-of", "--says"),
    Flag.INCREASE: ("--says", "--measure"),
}
"""Which corrections make a plain claim of a flagged candidate; whatever the flag, a person may say it is mistaken."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, and why."""

    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person puts right; None leaves it as proposed, "" for as_of, place or relayed_by states none.

    flags are those that the text does not bear out.
    """

    source: str | None = None
    event: str | None = None
    measure: str | None = None
    says: str | None = None
    population: str | None = None
    place: str | None = None
    as_of: str | None = None
    basis: str | None = None
    relayed_by: str | None = None
    quote: str | None = None
    flags: frozenset[Flag] = frozenset()

    def fields(self) -> dict[str, Any]:
        """Return what is put right, by field, for the log."""
        given = {name: value for name, value in asdict(self).items() if name != "flags" and value is not None}
        return {**given, "flags": " ".join(sorted(self.flags))} if self.flags else given

    def put_right(self, name: str, value: str) -> Correction:
        """Return the same with one more field put right."""
        fields: dict[str, Any] = {field: getattr(self, field) for field in self.__slots__}
        return Correction(**fields | {name: value})


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of an accepted candidate: its claim, and whether that, and the place where it is read, are new."""

    candidate: Candidate
    claim: Claim
    is_new: bool
    new_appearance: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """A candidate that waits again, what it was before, and whether the claim that it made is deprecated now.

    place_of is a claim that was known before and stays as it was, but for the place, which is withdrawn.
    """

    candidate: Candidate
    before: State
    claim_withdrawn: bool
    place_of: str | None = None


def accept(
    store: ClaimStore,
    candidate: str,
    *,
    signed: Signed,
    correction: Correction | None = None,
    create: frozenset[str] = frozenset(),
    force: str | None = None,
) -> Accepted:
    """Make a claim of a candidate, or add an appearance to a claim that is on record, signed by whoever accepts it.

    Where the text does not say what the figure rests on, a claim of the same source for the same date and scope is
    recognised whatever basis an editor gave it. create names the kinds of names that may be made, force is the reason
    for a figure that does not stand in the quote. Raises AlreadyDecided, FlaggedCandidate, InField (Missing for a
    source or an event that nobody named).
    """
    correction = correction or Correction()
    with store.transaction():
        found = _open(store, candidate, signed)
        _require_plain(found, correction, signed)
        draft = _recognised(store, _draft(store, found, correction), found, correction)
        recorded = store.add_claim(draft, by=signed.by, document=found.document, create=create, force=force)
        claim = recorded.claim
        if not recorded.is_new and claim.rank is Rank.DEPRECATED and (claim.rank_reason or "").startswith(TAKEN_BACK):
            changes = {"rank": str(Rank.NORMAL), "rank_reason": None}
            claim = store.judge(claim.id, by=signed.by, reason="accepted again", changes=changes)
        _place_again(store, claim, document=found.document, signed=signed)
        after = {"claim": claim.id, "is_new": recorded.is_new, "new_appearance": recorded.new_appearance}
        corrected = correction.fields()
        decide_candidate(
            store.store,
            found,
            State.ACCEPTED,
            by=signed.by,
            reason=signed.reason,
            after={**after, "corrected": corrected} if corrected else after,
        )
    now = CandidateReader(store.connection).candidate(found.id)
    return Accepted(now, claim, recorded.is_new, recorded.new_appearance)


def _place_again(store: ClaimStore, claim: Claim, *, document: str, signed: Signed) -> None:
    """Let places of a claim in a document that were withdrawn stand again."""
    withdrawn = store.reader.withdrawals([claim.id])
    for place in store.reader.appearances([claim.id], with_withdrawn=True) if withdrawn else ():
        if place.document == document and place.id in withdrawn:
            reason = signed.reason or "it was accepted again"
            restore(store, place.id, by=signed.by, reason=reason)


def reject(store: ClaimStore, candidate: str, *, signed: Signed) -> Candidate:
    """Record that a candidate is no claim, with the reason; raises AlreadyDecided, Missing without a reason."""
    require_reason(signed.reason, shown="shown with the candidate")
    return _decide(store, candidate, State.REJECTED, signed)


def skip(store: ClaimStore, candidate: str, *, signed: Signed) -> Candidate:
    """Put a candidate off: it waits behind all others; raises AlreadyDecided."""
    return _decide(store, candidate, State.SKIPPED, signed)


def _decide(store: ClaimStore, candidate: str, state: State, signed: Signed) -> Candidate:
    with store.transaction():
        found = _open(store, candidate, signed)
        decide_candidate(store.store, found, state, by=signed.by, reason=signed.reason, after={})
    return CandidateReader(store.connection).candidate(found.id)


def undo(store: ClaimStore, candidate: str, *, signed: Signed) -> Undone:
    """Take the decision on a candidate back, so that it waits again; the log keeps both.

    Claims are never deleted: one that only this acceptance made is deprecated, and accepting the candidate again lifts
    that. One that was known before stays, and the place that the acceptance added to it is withdrawn. Raises
    Missing for a candidate that was not decided.
    """
    with store.transaction():
        reader = CandidateReader(store.connection)
        found = reader.candidate(candidate)
        require_name(signed.by)
        if found.state is State.PROPOSED:
            raise Missing("a decision to take back", hint=f"candidate {found.id} waits for one")
        withdrawn = found.claim is not None and _is_its_own(store, found)
        if withdrawn:
            reason = f"{TAKEN_BACK} by {signed.by}" + (f": {signed.reason}" if signed.reason else "")
            store.rank(found.claim or "", Rank.DEPRECATED, by=signed.by, reason=reason)
        after = {"claim_deprecated": True} if withdrawn else {}
        reopen_candidate(store.store, found, by=signed.by, reason=signed.reason, after=after)
        place_of = None if withdrawn else _take_place_back(store, found, signed)
    return Undone(reader.candidate(found.id), found.state, withdrawn, place_of)


def _take_place_back(store: ClaimStore, candidate: Candidate, signed: Signed) -> str | None:
    """Withdraw the place that only this acceptance added to a known claim; return that claim, None if there is none."""
    made = [json.loads(act["after"] or "{}") for act in store.reader.log(subject=f"candidate {candidate.id}")]
    accepted = next((after for after in made if after.get("claim") == candidate.claim), None)
    if candidate.claim is None or accepted is None or not any(after.get("new_appearance") for after in made):
        return None
    quote = accepted.get("corrected", {}).get("quote", candidate.quote)
    places = [
        place
        for place in store.reader.appearances([candidate.claim])
        if place.document == candidate.document and place.quote == quote
    ]
    for place in places:
        reason = signed.reason or TAKEN_BACK
        withdraw(store, place.id, by=signed.by, reason=reason)
    return candidate.claim if places else None


def _is_its_own(store: ClaimStore, candidate: Candidate) -> bool:
    """Return whether a claim rests on nothing but the acceptance of a candidate: made by it, read nowhere else.

    An acceptance that a merge brought along is not in this log, and leaves its claim alone.
    """
    claim = store.reader.claim(candidate.claim or "")
    acts = [json.loads(act["after"] or "{}") for act in store.reader.log(subject=f"candidate {candidate.id}")]
    made = any(after.get("is_new") and after.get("claim") == claim.id for after in acts)
    others = CandidateReader(store.connection).accepted_as(claim.id)
    places = store.reader.appearances([claim.id])
    return made and len(others) == 1 and len(places) == 1 and claim.rank is not Rank.DEPRECATED


def _open(store: ClaimStore, candidate: str, signed: Signed) -> Candidate:
    """Return a candidate that may be decided on by somebody who signs."""
    require_name(signed.by)
    found = CandidateReader(store.connection).candidate(candidate)
    if found.state in {State.ACCEPTED, State.REJECTED}:
        by, at = found.decided_by or "", found.decided_at or ""
        raise AlreadyDecided(found.id, state=str(found.state), by=by, at=at)
    return found


def _require_plain(candidate: Candidate, correction: Correction, signed: Signed) -> None:
    """Refuse a flagged candidate unless a correction settles each flag, or a person says why it is mistaken."""
    left = tuple(flag for flag in candidate.flags if flag not in correction.flags and not _settles(correction, flag))
    if left:
        ways = [way for flag in left for way in SETTLED_WITH.get(flag, ())]
        mistaken = " ".join(f"--not {flag}" for flag in left)
        put_right = f"put it right with {' or '.join(dict.fromkeys(ways))}, or " if ways else ""
        hint = f"{put_right}reject it; if the text does not mean that, pass {mistaken} with a --reason"
        raise FlaggedCandidate(candidate.id, tuple(map(str, left)), hint=hint)
    if correction.flags and not signed.reason.strip():
        raise Missing("the reason", hint="say in --reason why the text does not mean what the flag says")


def _settles(correction: Correction, flag: Flag) -> bool:
    """Return whether a correction makes a plain claim of what is flagged; a projection is one only by its basis."""
    if flag is Flag.PROJECTED:
        return correction.basis == Basis.PROJECTED
    return any(getattr(correction, name) is not None for name in SETTLED_BY.get(flag, ()))


def _draft(store: ClaimStore, candidate: Candidate, correction: Correction) -> Draft:
    """Return the claim that a candidate proposes, as corrected, for recording like a hand entry."""
    event = correction.event or candidate.event
    measure = correction.measure or candidate.measure
    source = candidate.source if correction.source is None else correction.source
    if not (source or "").strip():
        raise InField("source", Missing("the source", hint=NO_SOURCE))
    if not event:
        raise InField("event", Missing("the event", hint="name what happened with --event NAME"))
    figure = None
    if correction.says is None and measure:
        figure = read_wording(candidate.says, kind=_kind(store, measure), language="en")
    draft = Draft(
        event=event,
        measure=measure or "",
        source=source or "",
        says=correction.says or candidate.stated_as or candidate.says,
        figure=figure,
        population=correction.population or candidate.population,
        place=candidate.place if correction.place is None else correction.place,
        as_of=candidate.as_of if correction.as_of is None else correction.as_of,
        basis=correction.basis or candidate.basis,
        quote=candidate.quote,
        quote_start=candidate.quote_start,
        quote_end=candidate.quote_end,
        language=candidate.language,
        relayed_by=candidate.relayed_by if correction.relayed_by is None else correction.relayed_by or None,
    )
    if correction.quote is not None:
        draft = draft._replace(quote=correction.quote, quote_start=None, quote_end=None)
    return draft


def _recognised(store: ClaimStore, draft: Draft, candidate: Candidate, correction: Correction) -> Draft:
    """Return a draft with the basis of the one claim on record that says the same otherwise, if there is one."""
    if draft.basis != Basis.UNSTATED or correction.basis is not None or correction.says is not None:
        return draft
    names = Names(store.reader)
    try:
        event, measure, source = (
            names.canonical(kind, names.find(kind, name))
            for kind, name in (("event", draft.event), ("measure", draft.measure), ("source", draft.source))
        )
    except UnknownName:
        return draft
    reader = CandidateReader(store.connection)
    said = reader.claims_saying(candidate.says, event=event, measure=measure, population=draft.population)
    same = (source, draft.place, draft.as_of, None)
    known = [one for one in said if (one.source, one.place, one.as_of, one.period_start) == same]
    return draft._replace(basis=str(known[0].basis)) if len(known) == 1 else draft


def _kind(store: ClaimStore, measure: str) -> ValueKind:
    """Return the kind of values of a measure; one that is not on record yet would be made as a count."""
    names = Names(store.reader)
    try:
        return names.measure(names.canonical("measure", names.find("measure", measure))).value_kind
    except UnknownName:
        return ValueKind.COUNT


def known_claims(store: ClaimStore, candidate: Candidate) -> list[Claim]:
    """Return the claims on record that state the same figure for the same measure of the same event, of any source."""
    if candidate.event is None or candidate.measure is None:
        return []
    event = store.reader.canonical("event", candidate.event)
    measure = store.reader.canonical("measure", candidate.measure)
    reader = CandidateReader(store.connection)
    return reader.claims_saying(candidate.says, event=event, measure=measure, population=candidate.population)


def same_place(store: ClaimStore, candidate: Candidate) -> list[Candidate]:
    """Return other candidates that read the same number of the same text, decided or not."""
    others = CandidateReader(store.connection).of_document(candidate.document)
    start, end = _figure_place(candidate)
    return [one for one in others if one.id != candidate.id and _overlaps(_figure_place(one), (start, end))]


def _figure_place(candidate: Candidate) -> tuple[int, int]:
    if candidate.stated_start is None or candidate.stated_end is None:
        return candidate.quote_start, candidate.quote_end
    return candidate.stated_start, candidate.stated_end


def _overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def passage(text: str, candidate: Candidate, *, around: int = 300) -> Passage:
    """Return a candidate's quote with so many characters before and after, cut between words."""
    start, end = candidate.quote_start, candidate.quote_end
    first = max(0, start - around)
    last = min(len(text), end + around)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return Passage(text[first:start], text[start:end], text[end:last], first > 0, last < len(text))


def waiting(store: ClaimStore, wanted: Wanted) -> list[Candidate]:
    """Return the candidates that wait for a person; names of what is asked for may be aliases in any script.

    Raises UnknownName, UnknownDocument or BadExtractor for what is asked for and is not there.
    """
    names = Names(store.reader)
    event = wanted.event and store.reader.canonical("event", names.find("event", wanted.event))
    measure = wanted.measure and store.reader.canonical("measure", names.find("measure", wanted.measure))
    document = wanted.document and store.reader.document(wanted.document).id
    reader = CandidateReader(store.connection)
    if wanted.extractor is not None:
        known = {*extractor_names(), *(run.extractor for run in reader.extractions())}
        if wanted.extractor not in known:
            hint = f"there are: {', '.join(sorted(known))}"
            raise BadExtractor(wanted.extractor, "there is no such extractor", hint=hint)
    return reader.queue(replace(wanted, event=event, document=document, measure=measure))
