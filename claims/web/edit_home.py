"""Where editors start: what waits for a decision, and what was done last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.pipeline.reconcile import queue
from claims.reading.candidates import CandidateReader, Wanted
from claims.web.edit import EditPage
from claims.web.guard import RECONCILE, REVIEW
from claims.web.respond import Page
from claims.web.words import scope_words

if TYPE_CHECKING:
    from claims.pipeline.claim_store import ClaimStore
    from claims.web.edit import Edit
    from claims.web.respond import Answer

MOST_WAITING = 30
MOST_ACTS = 20


def show(store: ClaimStore, edit: Edit) -> Answer:
    """Return how many proposals wait, the comparisons that wait for a decision, and the acts of whoever looks."""
    reader = store.reader
    waiting = queue(store, limit=MOST_WAITING) if RECONCILE in edit.may else []
    proposals = CandidateReader(store.connection).count(Wanted()) if REVIEW in edit.may else 0
    shown = {
        "title": "Editing",
        "proposals": proposals,
        "waiting": [
            {
                "one": one,
                "event": reader.event(one.comparison.event),
                "measure": reader.measure(one.comparison.measure),
                "scope": scope_words(one.comparison, with_usual=False),
                "href": edit.call.links.reconcile(one.comparison),
            }
            for one in waiting
        ],
        "acts": [act for act in reader.log(limit=MOST_ACTS * 10) if act["by"] == edit.by][:MOST_ACTS],
    }
    return Page("edit", shown)


PAGE = EditPage(None, show)
