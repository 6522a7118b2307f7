"""Content ids: the same assertion has the same id on every machine and in every order of ingest.

An id is the first 20 hexadecimal digits (80 bits) of a SHA-256 over the kind of thing and its identifying fields,
joined by U+001F with U+0000 for None. Ten million claims collide with a probability below 1e-10.
"""

from __future__ import annotations

import json
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.model import Claim, Figure, Value

DIGITS = 20
SEPARATOR = "\x1f"
ABSENT = "\x00"


def canonical(value: Value | None) -> str:
    """Return the one spelling of a value that ids are made of: 161, 161.0 and Decimal("161.00") are all "161"."""
    if value is None:
        return ABSENT
    if type(value) is int:
        return str(value)
    if isinstance(value, Decimal):
        whole = value.to_integral_value()
        return str(int(whole)) if whole == value else format(value, "f").rstrip("0")
    return str(value)


def content_id(kind: str, *fields: str | None) -> str:
    """Return the content id of a thing from its identifying fields, in their fixed order."""
    given = [ABSENT if item is None else item for item in fields] if None in fields else fields
    return sha256(SEPARATOR.join((kind, *given)).encode()).hexdigest()[:DIGITS]


def comparison_id(
    event: str, measure: str, *, population: str, place: str, period_start: str | None, as_of: str | None
) -> str:
    """Return the id of what is spoken of. as_of is None for cumulative measures (design rule 1)."""
    return content_id("comparison", event, measure, population, place, period_start, as_of)


def figure_text(figure: Figure) -> str:
    """Return what of a figure goes into an id, as one text."""
    return stated_text(figure.value_type, figure.hedge, figure.low, figure.best, figure.high, figure.magnitude)


def stated_text(value_type: str, hedge: str, *bounds: Value | None) -> str:
    """Return the `figure_text` of a figure by what it is made of; bounds are low, best, high and magnitude."""
    return SEPARATOR.join((value_type, hedge, *map(canonical, bounds)))


def claim_id(scope: tuple[str | None, ...], *, source: str, basis: str, figure: Figure | str) -> str:
    """Return the id of an assertion.

    scope is (event, measure, population, place, period_start, as_of) with the slugs as recorded, so that a later merge
    of slugs changes no id. Judgements (credibility, rank, note) and provenance are not part of an assertion. figure may
    be given as its `figure_text`, which many claims share.
    """
    stated = figure if isinstance(figure, str) else figure_text(figure)
    return content_id("claim", *scope, source, basis, stated)


def ids_of(claim: Claim, *, cumulative: bool) -> tuple[str, str]:
    """Return the ids that a claim and its comparison must have by what the claim says, in whatever file it stands."""
    recorded = (claim.recorded_event or claim.event, claim.recorded_measure or claim.measure)
    place = claim.place if claim.recorded_place is None else claim.recorded_place
    scope = (*recorded, claim.population, place, claim.period_start, claim.as_of)
    own = claim_id(scope, source=claim.recorded_source or claim.source, basis=claim.basis, figure=claim.figure)
    compared = comparison_id(
        claim.event,
        claim.measure,
        population=claim.population,
        place=claim.place,
        period_start=claim.period_start,
        as_of=None if cumulative else claim.as_of,
    )
    return own, compared


def appearance_id(claim: str, document: str, *, locator: str | None, quote: str | None) -> str:
    """Return the id of one place in one document at which a claim can be read."""
    return content_id("appearance", claim, document, locator, quote)


def document_id(
    *, url: str | None, sha256: str | None, title: str | None, publisher: str | None, published_on: str | None
) -> str:
    """Return the id of a document: by its URL, else by the hash of its bytes, else by title, publisher and date."""
    if url:
        return content_id("document", "url", url)
    if sha256:
        return content_id("document", "sha256", sha256)
    return content_id("document", "title", title, publisher, published_on)


def candidate_id(
    document: str, *, place: int, event: str | None, measure: str | None, source: str | None, says: str
) -> str:
    """Return the id of a proposal, so that extracting the same document again proposes nothing twice.

    place is where the number of the figure begins in the document's text; measure and source are as they are matched.
    """
    return content_id("candidate", document, str(place), event, measure, source, says)


def log_hash(previous: str, entry: Mapping[str, str | None]) -> str:
    """Return the hash of a log entry, chained to the entry before: SHA-256 over both as JSON with sorted keys."""
    text = json.dumps({"previous": previous, **entry}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
