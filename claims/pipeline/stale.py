"""Whether a decision still follows: a rule is run again, a person's judgement is held to the claims it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.compare.comparison import compare
from claims.model import Event, Rank, View
from claims.reconcile import is_stale
from claims.reconcile_propose import ANALYST, gives

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.model import Comparison, Link, Measure, Reconciliation
    from claims.reading.reader import Reader


def bare_view(comparison: Comparison, *, measure: Measure, links: Iterable[Link]) -> View:
    """Return a view with what rules look at and nothing else: the comparison, its measure and the links."""
    event = Event(comparison.event, comparison.event)
    return View(comparison, event, measure, sources={}, appearances={}, documents={}, links=tuple(links))


def views_then(reader: Reader, decision: Reconciliation) -> Iterator[View]:
    """Yield the claims that a decision considered, compared as when it was made, with the links of that time.

    A claim that was considered counted then, whatever its rank is now. Times are whole seconds: links of the very
    second of the decision are once taken for earlier and once for later. Nothing is yielded where no claim was
    considered.
    """
    claims = [
        claim._replace(published=True, rank=Rank.NORMAL)
        for claim in reader.claims_by_ids([item.claim for item in decision.considered])
    ]
    if not claims:
        return
    ids = [claim.id for claim in claims]
    links = reader.links(ids, with_withdrawn=True)
    measure = reader.measure(claims[0].measure)
    seen: list[tuple[Link, ...]] = []
    for same_second in (True, False):
        live = tuple(
            link._replace(withdrawn_at=None)
            for link in links
            if _before(link.decided_at, decision.decided_at, same_second=same_second)
            and not (link.withdrawn_at and _before(link.withdrawn_at, decision.decided_at, same_second=not same_second))
        )
        if live in seen:
            continue
        seen.append(live)
        comparison = compare(claims, measure=measure, links=live)
        if comparison is not None:
            yield bare_view(comparison, measure=measure, links=live)


def _before(time: str, other: str, *, same_second: bool) -> bool:
    return time <= other if same_second else time < other


def gave(reader: Reader, decision: Reconciliation) -> bool:
    """Return whether the rule of a decision gives it again from the claims that it considered."""
    return any(gives(decision, view) for view in views_then(reader, decision))


def is_decision_stale(reader: Reader, decision: Reconciliation, view: View) -> bool:
    """Return whether a new, corrected or retracted claim changes what was decided.

    A decision by a rule is stale when the rule now gives another figure or claim. One by an analyst, or one that its
    rule never gave, is stale when a claim that stands was not considered, or one that it rests on no longer stands.
    """
    if decision.rule != ANALYST:
        if gives(decision, view):
            return False
        if gave(reader, decision):
            return True
    return is_stale(decision, view.comparison)
