"""A comparison as plain data: the JSON of `claims compare --json` and of the compare page are this, to the letter."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims.interval import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Appearance, Claim, Figure, Pair, Pairs, Reconciliation, RuleOutcome, Value, View

TITLE = "Comparison"
MEDIA_TYPE = "application/json"
PAIRS_LISTED = 10_000  # of a comparison with more pairs the worst are listed, the others counted


def number(value: Value | None) -> int | float | str | None:
    """Return a bound as JSON knows it: whole numbers stay whole."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def ratio(value: Decimal | None) -> float | None:
    """Return a ratio rounded to two decimals, as it is printed everywhere."""
    return None if value is None else float(rounded(value))


def event_as_json(event: str, views: list[View]) -> dict[str, Any]:
    """Return the answer for an event: {"event": slug, "comparisons": [...]}."""
    return {"event": event, "comparisons": [view_as_json(view) for view in views]}


def view_as_json(view: View) -> dict[str, Any]:
    """Return one comparison with its claims, pairs, decision and what each rule would give."""
    comparison = view.comparison
    return {
        "id": comparison.id,
        "event": comparison.event,
        "measure": comparison.measure,
        "population": comparison.population,
        "place": comparison.place,
        "period_start": comparison.period_start,
        "as_of": comparison.as_of,
        "unit": view.measure.unit,
        "status": str(comparison.status),
        "reports": comparison.reports,
        "sources": comparison.sources,
        "independent_sources": comparison.independent_sources,
        "agreed_minimum": number(comparison.agreed_minimum),
        "highest_floor": number(comparison.highest_floor),
        "highest_ceiling": number(comparison.highest_ceiling),
        "latest_as_of": comparison.latest_as_of,
        "spread": number(comparison.spread),
        "ratio": ratio(comparison.ratio),
        "contradictions": comparison.contradictions,
        "divergences": comparison.divergences,
        "summary": list(view.sentences),
        "claims": [claim_as_json(claim, view) for claim in comparison.claims],
        "pairs": [pair_as_json(pair) for pair in _listed(comparison.pairs)],
        "pairs_left_out": max(0, len(comparison.pairs) - PAIRS_LISTED),
        "warnings": [
            {"rule": finding.rule, "claims": list(finding.claims), "reason": finding.reason}
            for finding in comparison.warnings
        ],
        "rules": [outcome_as_json(outcome) for outcome in view.outcomes],
        "decision": None if view.decision is None else {**decision_as_json(view.decision), "stale": view.stale},
    }


def _listed(pairs: Pairs) -> Sequence[Pair]:
    """Return all pairs in the order of the claims; of too many the worst."""
    return pairs if len(pairs) <= PAIRS_LISTED else pairs.worst(PAIRS_LISTED)


def figure_as_json(figure: Figure) -> dict[str, Any]:
    """Return a figure's hedge and bounds."""
    return {
        "hedge": str(figure.hedge),
        "low": number(figure.low),
        "best": number(figure.best),
        "high": number(figure.high),
        "magnitude": figure.magnitude,
        "value_type": str(figure.value_type),
    }


def claim_as_json(claim: Claim, view: View) -> dict[str, Any]:
    """Return one claim of a comparison with its appearances; current is false for what has been replaced or copied."""
    source = view.sources.get(claim.source)
    return {
        "id": claim.id,
        "source": claim.source,
        "source_name": source.name if source else claim.source,
        "source_type": str(source.type) if source else "unknown",
        "says": claim.says,
        **figure_as_json(claim.figure),
        "basis": str(claim.basis),
        "as_of": claim.as_of,
        "credibility": claim.credibility,
        "rank": str(claim.rank),
        "note": claim.note,
        "current": claim.id in view.comparison.current,
        "recorded_by": claim.recorded_by,
        "recorded_at": claim.recorded_at,
        "appearances": [appearance_as_json(place, view) for place in view.appearances.get(claim.id, ())],
        "links": [
            {"relation": str(link.relation), "other": link.other, "reason": link.reason, "decided_by": link.decided_by}
            for link in view.links
            if link.claim == claim.id
        ],
    }


def appearance_as_json(place: Appearance, view: View) -> dict[str, Any]:
    """Return one place in which a claim can be read."""
    document = view.documents.get(place.document)
    return {
        "document": place.document,
        "title": document.title if document else None,
        "url": document.url if document else None,
        "published_on": document.published_on if document else None,
        "stated_as": place.stated_as,
        "quote": place.quote,
        "quote_start": place.quote_start,
        "quote_end": place.quote_end,
        "locator": place.locator,
        "language": place.language,
        "relayed_by": place.relayed_by,
    }


def pair_as_json(pair: Pair) -> dict[str, Any]:
    """Return how two claims relate, and why."""
    return {
        "a": pair.a,
        "b": pair.b,
        "relation": str(pair.relation),
        "ratio": ratio(pair.ratio),
        "reason": pair.reason,
        "explanation": pair.explanation,
    }


def outcome_as_json(outcome: RuleOutcome) -> dict[str, Any]:
    """Return what one rule would give."""
    figure = None if outcome.figure is None else figure_as_json(outcome.figure)
    return {"rule": outcome.rule, "figure": figure, "claims": list(outcome.claims), "note": outcome.note}


def decision_as_json(decision: Reconciliation) -> dict[str, Any]:
    """Return a decision with every claim considered."""
    return {
        "number": decision.number,
        "outcome": str(decision.outcome),
        "rule": decision.rule,
        "figure": None if decision.figure is None else figure_as_json(decision.figure),
        "claim": decision.claim,
        "rationale": decision.rationale,
        "decided_by": decision.decided_by,
        "decided_at": decision.decided_at,
        "considered": [
            {"claim": item.claim, "included": item.included, "reason": item.reason} for item in decision.considered
        ],
    }
