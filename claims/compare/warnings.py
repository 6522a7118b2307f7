"""What is odd among the claims of one comparison: copies that differ, totals that fall (design rules 5 and 6)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claims.compare.relation import Order, order
from claims.figure_say import say
from claims.interval import interval, is_below, is_cumulative
from claims.model import Finding, LinkRelation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Claim, Link, Measure, Value

COPIES = frozenset({LinkRelation.DERIVED_FROM, LinkRelation.DUPLICATE_OF})


def warnings_of(claims: Sequence[Claim], measure: Measure, links: Sequence[Link]) -> tuple[Finding, ...]:
    """Return what is odd among claims that are ordered by as_of, copies first."""
    return (*copies_that_differ(claims, links=links), *falling_totals(claims, measure=measure, links=links))


def copies_that_differ(claims: Sequence[Claim], *, links: Iterable[Link]) -> list[Finding]:
    """Return copies whose figure is not that of their origin: an error of transcription somewhere (rule 5)."""
    by_id = {claim.id: claim for claim in claims}
    found = []
    for link in links:
        copy, origin = by_id.get(link.claim), by_id.get(link.other)
        if link.relation in COPIES and copy and origin and copy.figure != origin.figure:
            reason = f"a copy says “{say(copy.figure)}” where its origin says “{say(origin.figure)}”"
            found.append(Finding("copy differs", (copy.id, origin.id), reason))
    return sorted(found, key=lambda finding: finding.claims)


def falling_totals(claims: Sequence[Claim], *, measure: Measure, links: Iterable[Link]) -> list[Finding]:
    """Return later cumulative figures of one source that are lower, without a corrects or retracts link (rule 6).

    Each is held against the last one before it that states a number. Copies are somebody else's figures, and what was
    corrected or retracted no longer counts.
    """
    if not is_cumulative(measure):
        return []
    live = [link for link in links if link.withdrawn_at is None]
    apart = {frozenset((link.claim, link.other)) for link in live if link.relation is LinkRelation.NOT_COMPARABLE}
    left_out = {link.claim for link in live if link.relation in COPIES}
    left_out |= {link.other for link in live if link.relation in {LinkRelation.CORRECTS, LinkRelation.RETRACTS}}
    by_source: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.as_of is not None and claim.id not in left_out:
            by_source[claim.source, claim.basis].append(claim)
    found = []
    for series in by_source.values():
        for place, later in enumerate(series):
            earlier = _last_before(later, series, place=place)
            if earlier is None or frozenset((earlier.id, later.id)) in apart:
                continue
            if is_below(_most(later), _least(earlier)):
                reason = (
                    f"{later.source} said “{say(earlier.figure)}” as of {earlier.as_of} and the lower "
                    f"“{say(later.figure)}” as of {later.as_of}, without a correction on record"
                )
                found.append(Finding("total falls", (earlier.id, later.id), reason))
    return found


def _last_before(later: Claim, series: Sequence[Claim], *, place: int) -> Claim | None:
    """Return the last claim of a series, ordered by as_of, that certainly comes before one and states a floor."""
    for earlier in reversed(range(place)):
        if _least(series[earlier]) is not None and order(series[earlier].as_of, later.as_of) is Order.EARLIER:
            return series[earlier]
    return None


def _most(claim: Claim) -> Value | None:
    low, high = interval(claim.figure)
    return next((value for value in (high, claim.figure.best, low) if value is not None), None)


def _least(claim: Claim) -> Value | None:
    low, _ = interval(claim.figure)
    return low if low is not None else claim.figure.best
