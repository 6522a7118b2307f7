"""How a comparison came about, from a database: its explanation rule by rule, and its history by source.

Both are also given as plain data, for `claims compare --json` and for pages.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from claims.compare.comparison import in_force, narrow
from claims.compare.explain import Evidence, Step, explain
from claims.compare.history import SourceHistory, steps
from claims.exporters.comparison import figure_as_json
from claims.pipeline.compare import Question, leave_out
from claims.pipeline.find import Names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Claim, View
    from claims.reading.reader import Reader


def explanation(reader: Reader, view: View, *, question: Question | None = None) -> tuple[Step, ...]:
    """Return how the comparison of a view came about; question is the one that the view answers.

    Withheld and deprecated claims are named among those that do not count: pages for readers leave the explanation's
    step "not counted" out.
    """
    question = question or Question()
    everything = reader.claims(comparisons=[view.comparison.id])
    evidence = Evidence(
        measure=view.measure,
        everything=everything,
        links=view.links,
        sources={source.id: source for source in map(reader.source, sorted({claim.source for claim in everything}))},
        left_out=_left_out(reader, everything, view=view, question=question),
        ratio=question.ratio,
    )
    return explain(view.comparison, evidence=evidence)


def _left_out(reader: Reader, claims: Sequence[Claim], *, view: View, question: Question) -> dict[str, str]:
    """Return for each claim that the question leaves out why it does."""
    ids = [claim.id for claim in claims]
    reasons: dict[str, str] = {}
    if question.without is not None:
        found = Names(reader).find("source", question.without)
        gone = reader.canonical("source", found)
        left, _ = leave_out(reader, claims, source=gone, links=reader.links_that_hold(ids))
        kept = {claim.id for claim in left}
        own = {claim.id for claim in claims if claim.source == gone}
        reasons |= {key: f"it derives from {gone}, which is left out" for key in ids if key not in kept}
        reasons |= dict.fromkeys(own, "its source is left out")
    if question.basis is not None:
        other = {claim.id: f"its basis is {claim.basis}" for claim in claims if claim.basis != question.basis}
        reasons |= {key: reason for key, reason in other.items() if key not in reasons}
    if question.known_on is not None or question.as_of is not None:
        known = reader.known_since(ids)
        late = {claim.id for claim in narrow(claims, known_on=question.known_on, known=known)}
        later = {claim.id for claim in narrow(claims, as_of=question.as_of, known=known)}
        reasons |= {key: f"it could not be known on {question.known_on}" for key in ids if key not in late}
        reasons |= {key: f"it speaks of a time after {question.as_of}" for key in ids if key not in later}
    counted = {claim.id for claim in view.comparison.claims}
    return {key: reason for key, reason in reasons.items() if key not in counted}


def explanation_as_json(found: Sequence[Step]) -> list[dict[str, Any]]:
    """Return the steps of an explanation as plain data: rule, claims, text."""
    return [{**asdict(step), "claims": list(step.claims)} for step in found]


def history(reader: Reader, view: View) -> tuple[SourceHistory, ...]:
    """Return the figures that each source of a view gave, step by step, oldest first."""
    known = reader.known_since([claim.id for claim in view.comparison.claims])
    links = in_force(view.links, claims=reader.claims(comparisons=[view.comparison.id]))
    return steps(view.comparison.claims, links=links, known=known)


def history_as_json(found: Sequence[SourceHistory], view: View) -> list[dict[str, Any]]:
    """Return the history of a comparison as plain data: for each source its steps, for a timeline to be drawn from."""
    return [
        {
            "source": own.source,
            "source_name": view.sources[own.source].name if own.source in view.sources else own.source,
            "steps": [
                {
                    "date": step.date or None,
                    "is_dated": step.is_dated,
                    "known_on": step.known,
                    "until": step.until,
                    "claim": step.claim.id,
                    "says": step.claim.says,
                    **figure_as_json(step.claim.figure),
                    "basis": str(step.claim.basis),
                    "current": step.is_current,
                    "replaced": None if step.why is None else step.why.how,
                    "replaced_by": None if step.why is None else step.why.other,
                }
                for step in own.steps
            ],
        }
        for own in found
    ]
