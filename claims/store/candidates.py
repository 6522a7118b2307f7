"""Write runs of extractors, the candidates that they proposed, and what people decided on them; each act is signed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claims.model_candidate import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model_candidate import Candidate, Extraction
    from claims.store.writer import Store

CANDIDATE = (
    *("id", "document", "quote", "quote_start", "quote_end", "stated_as", "stated_start", "stated_end", "event"),
    *(
        "measure",
        "population",
        "place",
        "source",
        "source_start",
        "source_end",
        "source_inferred",
        "relayed_by",
        "says",
    ),
    *("basis", "as_of", "as_of_inferred", "flags", "qualifiers", "language", "extractor", "extractor_version"),
    *("extraction", "state", "reason", "decided_by", "decided_at", "claim"),
)
EXTRACTION = (
    *("document", "extractor", "extractor_version", "model", "prompt_sha256", "language", "proposed", "known"),
    *("refused", "refusals", "run_by", "run_at"),
)
ACTS = {State.ACCEPTED: "accept candidate", State.REJECTED: "reject candidate", State.SKIPPED: "skip candidate"}
TAKE_BACK = "take back candidate"


def add_extraction(store: Store, extraction: Extraction, candidates: Sequence[Candidate]) -> int:
    """Record one run of an extractor with the candidates that are new, and return its number.

    number and run_at of the extraction are given here; the candidates carry their ids.
    """
    fields = {name: getattr(extraction, name) for name in EXTRACTION}
    fields |= {"refusals": json.dumps(dict(extraction.refusals), ensure_ascii=False), "proposed": len(candidates)}
    fields["run_at"] = extraction.run_at or store.clock()
    names = ", ".join(fields)
    marks = ", ".join(f":{name}" for name in fields)
    with store.transaction():
        cursor = store.connection.execute(f"insert into extraction ({names}) values ({marks})", fields)
        number = int(cursor.lastrowid or 0)
        rows = [{**_row(one), "extraction": number} for one in candidates]
        marks = ", ".join(f":{name}" for name in CANDIDATE)
        store.connection.executemany(f"insert into candidate ({', '.join(CANDIDATE)}) values ({marks})", rows)
        told = ("extractor", "extractor_version", "model", "prompt_sha256", "proposed", "known", "refused")
        after = {"extraction": number, **{name: fields[name] for name in told if fields[name] is not None}}
        store.log("extract", f"document {extraction.document}", by=extraction.run_by, after=after)
    return number


def _row(candidate: Candidate) -> dict[str, Any]:
    fields = {name: getattr(candidate, name) for name in CANDIDATE}
    booleans = {name: int(fields[name]) for name in ("source_inferred", "as_of_inferred")}
    return {**fields, **booleans, "flags": " ".join(candidate.flags), "state": str(candidate.state)}


def decide_candidate(
    store: Store, candidate: Candidate, state: State, *, by: str, reason: str | None, after: dict[str, Any]
) -> None:
    """Record that a candidate was accepted (after holds its claim), rejected or skipped, and sign it."""
    at = store.clock()
    decided = {"state": str(state), "reason": reason or None, "decided_by": by, "decided_at": at}
    changes = {**decided, "claim": after.get("claim")}
    extractor = {"extractor": candidate.extractor, "extractor_version": candidate.extractor_version}
    with store.transaction():
        _update(store, candidate.id, changes)
        store.log(
            ACTS[state],
            f"candidate {candidate.id}",
            by=by,
            reason=reason or None,
            before={"state": str(candidate.state)},
            after={**decided, **extractor, **after},
        )


def reopen_candidate(store: Store, candidate: Candidate, *, by: str, reason: str | None, after: dict[str, Any]) -> None:
    """Record that the decision on a candidate was taken back: it is a proposal again; what it was stays in the log."""
    before = {
        "state": str(candidate.state),
        "reason": candidate.reason,
        "decided_by": candidate.decided_by,
        "decided_at": candidate.decided_at,
        "claim": candidate.claim,
    }
    with store.transaction():
        _update(store, candidate.id, {"state": str(State.PROPOSED), **dict.fromkeys(list(before)[1:])})
        log_after = {"state": str(State.PROPOSED), **after}
        store.log(TAKE_BACK, f"candidate {candidate.id}", by=by, reason=reason or None, before=before, after=log_after)


def _update(store: Store, key: str, changes: dict[str, Any]) -> None:
    assignments = ", ".join(f"{name} = :{name}" for name in changes)
    store.connection.execute(f"update candidate set {assignments} where id = :id", {**changes, "id": key})
