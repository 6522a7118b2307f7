"""Review what was read out of texts, in the browser: the queue, a text with all proposals marked, one decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims.errors import Missing
from claims.model import Basis
from claims.model_candidate import Flag, State
from claims.pipeline.review import Correction, Signed, accept, known_claims, passage, reject, skip, undo
from claims.reading.candidates import FACETS, WAITING, CandidateReader, Wanted
from claims.reading.documents import DocumentReader
from claims.web.edit import EditPage
from claims.web.evidence import pieces
from claims.web.guard import REVIEW
from claims.web.pages_evidence import title_of
from claims.web.respond import Page

if TYPE_CHECKING:
    from claims.model import Document
    from claims.model_candidate import Candidate
    from claims.pipeline.claim_store import ClaimStore
    from claims.reading.reader import Reader
    from claims.web.edit import Edit
    from claims.web.respond import Answer

PAGE_LENGTH = 50
MOST_VALUES = 12
AROUND, AROUND_LISTED = 600, 120
CORRECTED = ("source", "event", "measure", "says", "population", "place", "as_of", "basis", "relayed_by")
FLAG_WORDS = {
    Flag.DENIED: "the text denies it",
    Flag.HYPOTHETICAL: "the text supposes it",
    Flag.QUESTION: "the text asks it",
    Flag.PROJECTED: "the text expects it",
    Flag.EARLIER: "an earlier figure",
    Flag.INCREASE: "a rise, not a total",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a proposal stands in a text, for marking it."""

    claim: str
    quote_start: int | None
    quote_end: int | None


def queue(store: ClaimStore, edit: Edit) -> Answer:
    """Return the proposals that wait, with facets that narrow them."""
    asked = {name: value for name in FACETS if (value := edit.call.arguments.get(name)) is not None}
    reader = CandidateReader(store.connection)
    start = int(number) if (number := edit.call.arguments.get("start") or "").isdecimal() else 0
    wanted = _wanted(asked, limit=PAGE_LENGTH, offset=start)
    found, number_of = reader.queue(wanted), reader.count(wanted)
    documents = {key: store.reader.document(key) for key in {one.document for one in found}}
    shown = {
        "title": "Proposals",
        "number": number_of,
        "listed": [_listed(one, document=documents[one.document], reader=store.reader) for one in found],
        "facets": _facets(reader, wanted, asked=asked, edit=edit),
        "asked": [(name, _value_words(reader, name, value)) for name, value in asked.items()],
        "all": edit.call.links.review(),
        "next": edit.call.links.review(**asked, start=str(start + PAGE_LENGTH))
        if start + PAGE_LENGTH < number_of
        else "",
        "before": edit.call.links.review(**asked, start=str(max(0, start - PAGE_LENGTH))) if start else "",
    }
    return Page("edit_review", shown)


def _wanted(asked: dict[str, str], *, limit: int = -1, offset: int = 0) -> Wanted:
    states = WAITING if "state" not in asked else (asked["state"],) if asked["state"] else ()
    others: dict[str, Any] = {name: value for name, value in asked.items() if name != "state"}
    return Wanted(**others, states=states, limit=limit, offset=offset)


def _facets(reader: CandidateReader, wanted: Wanted, *, asked: dict[str, str], edit: Edit) -> list[dict[str, Any]]:
    shown = []
    for name, values in reader.facets(wanted).items():
        choices = [
            {
                "words": _value_words(reader, name, value),
                "number": number,
                "is_chosen": asked.get(name) == value,
                "href": edit.call.links.review(**_toggled(asked, name, value)),
            }
            for value, number in values[:MOST_VALUES]
        ]
        if len(choices) > 1 or name in asked:
            shown.append({"name": name, "choices": choices, "more": len(values) - len(choices)})
    return shown


def _toggled(asked: dict[str, str], name: str, value: str) -> dict[str, str]:
    others = {key: kept for key, kept in asked.items() if key != name}
    return others if asked.get(name) == value else {**others, name: value}


def _value_words(reader: Reader, name: str, value: str) -> str:
    """Return what to call a value of a facet."""
    if not value:
        return {"source": "no source found", "flag": "no flag"}.get(name, "none")
    if name in {"event", "source", "measure"} and reader.has(name, value):
        found = getattr(reader, name)(value)
        return str(found.label if name == "measure" else found.name)
    if name == "document":
        return title_of(reader.document(value))
    return value


def _listed(one: Candidate, *, document: Document, reader: Reader, around: int = AROUND_LISTED) -> dict[str, Any]:
    """Return one proposal as it is listed: names for slugs, its quote in its context, what its flags mean."""
    return {
        "candidate": one,
        "document": document,
        "title": title_of(document),
        "passage": passage(document.text or "", one, around=around),
        "measure": _value_words(reader, "measure", one.measure or ""),
        "source": _value_words(reader, "source", one.source or ""),
        "relayed_by": _value_words(reader, "source", one.relayed_by) if one.relayed_by else "",
        "flags": [(str(flag), FLAG_WORDS[flag]) for flag in one.flags],
        "is_open": one.state in {State.PROPOSED, State.SKIPPED},
    }


def document(store: ClaimStore, edit: Edit) -> Answer:
    """Return the text of a document with all proposals from it marked, and the proposals in its order."""
    found = store.reader.document(edit.call.parts["id"])
    proposed = CandidateReader(store.connection).of_document(found.id)
    numbers = {one.id: number for number, one in enumerate(proposed, start=1)}
    places = [_Place(one.id, one.quote_start, one.quote_end) for one in proposed]
    shown = {
        "title": title_of(found),
        "document": found,
        "is_shown": not DocumentReader(store.connection).is_withheld(found.id),
        "pieces": pieces(found.text or "", places),
        "numbers": numbers,
        "listed": [_listed(one, document=found, reader=store.reader, around=0) for one in proposed],
    }
    return Page("edit_document", shown)


def candidate(store: ClaimStore, edit: Edit) -> Answer:
    """Return one proposal with its quote in its context, and the form to decide on it."""
    reader = CandidateReader(store.connection)
    one = reader.candidate(edit.call.parts["id"])
    found = store.reader.document(one.document)
    waiting = reader.queue(Wanted(document=one.document))
    order = [other.id for other in waiting]
    after = [other for other in order if other != one.id]
    known = [claim for claim in known_claims(store, one) if claim.published]
    shown = {
        "title": f"Proposal: {one.says}",
        **_listed(one, document=found, reader=store.reader, around=AROUND),
        "values": {name: edit.form.get(name, getattr(one, name, None) or "") for name in CORRECTED},
        "bases": [str(basis) for basis in Basis],
        "known": [(claim, store.reader.source(claim.source)) for claim in known],
        "next": after[0] if after else "",
        "waiting": len(order),
        "measures": [(measure.id, measure.label) for measure in store.reader.measures() if measure.same_as is None],
    }
    return Page("edit_candidate", shown)


def act(store: ClaimStore, edit: Edit) -> str:
    """Accept a proposal, as it is or put right, reject it, put it off, or take a decision on it back."""
    reader = CandidateReader(store.connection)
    one = reader.candidate(edit.call.parts["id"])
    form = {name: value.strip() for name, value in edit.form.items()}
    signed = Signed(edit.by, form.get("reason", ""))
    do = form.get("do")
    if do == "reject":
        if not signed.reason:
            raise Missing("the reason", hint="say why it is no claim; it is kept with the proposal")
        reject(store, one.id, signed=signed)
    elif do == "skip":
        skip(store, one.id, signed=signed)
    elif do == "undo":
        undo(store, one.id, signed=signed)
        return edit.call.links.candidate(one.id)
    elif do == "accept":
        _accept(store, one, form=form, signed=signed)
    else:
        raise Missing("what to do", hint="accept, reject, skip or take back")
    waiting = reader.queue(Wanted(document=one.document))
    return edit.call.links.candidate(waiting[0].id) if waiting else edit.call.links.review_document(one.document)


def _accept(store: ClaimStore, one: Candidate, *, form: dict[str, str], signed: Signed) -> None:
    if not form.get("source"):
        raise Missing(
            "the source", hint="name who says so; the publisher only where the text itself asserts the figure"
        )
    changed: dict[str, Any] = {
        name: form[name] for name in CORRECTED if name in form and form[name] != (getattr(one, name) or "")
    }
    flags = frozenset(flag for flag in one.flags if form.get(f"not-{flag}"))
    if flags and not signed.reason:
        raise Missing("the reason", hint="say why the text does not mean what the flag says")
    create = frozenset({"source"} if form.get("new-source") else ())
    accept(
        store,
        one.id,
        signed=signed,
        correction=Correction(**changed, flags=flags),
        create=create,
        force=form.get("force") or None,
    )


QUEUE = EditPage(REVIEW, queue)
DOCUMENT = EditPage(REVIEW, document)
CANDIDATE = EditPage(REVIEW, candidate, act)
