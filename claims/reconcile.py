"""What each rule of reconciling would give, side by side, and whether a decision still rests on the claims that stand.

A rule proposes; only a person decides. No rule adds figures up or averages them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.dates_iso import span
from claims.interval import is_below, stated
from claims.model import Basis, Figure, Hedge, RuleOutcome, ValueKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claims.model import Claim, Comparison, Measure, Reconciliation, Source

RULES = ("latest", "lowest", "highest-floor", "preferred-source", "documented-only", "range", "analyst")
DOCUMENTED = frozenset({Basis.NAMED, Basis.DOCUMENTED, Basis.VERIFIED})
NOT_JUDGED = "F"
HIGHEST_DOCUMENTED = "highest floor of the documented claims"


def outcomes(comparison: Comparison, *, measure: Measure, sources: Mapping[str, Source]) -> tuple[RuleOutcome, ...]:
    """Return what each rule that needs no further choice gives; figure is None where it finds nothing to stand on.

    In order: lowest, highest floor, latest, most reliable source, documented only, the range of all claims.
    """
    standing = [claim for claim in comparison.claims if claim.id in comparison.current]
    numbered = [claim for claim in standing if stated(claim.figure, measure.value_kind) is not None]
    ordered = [] if measure.value_kind is ValueKind.TEXT else standing
    return (
        _lowest(numbered, measure=measure),
        _highest_floor(ordered),
        _latest(standing),
        _most_reliable(standing, sources=sources),
        _documented_only(standing, measure=measure),
        _range(ordered, comparison=comparison, measure=measure),
    )


def _from(rule: str, claims: Sequence[Claim]) -> RuleOutcome:
    """Return an outcome for claims that all say the same, or one without a figure when they differ or are none."""
    figures = {claim.figure for claim in claims}
    ids = tuple(claim.id for claim in claims)
    if len(figures) == 1:
        return RuleOutcome(rule, next(iter(figures)), ids, "")
    return RuleOutcome(rule, None, ids, f"{len(claims)} claims that differ" if claims else "no such claim")


def _lowest(claims: Sequence[Claim], *, measure: Measure) -> RuleOutcome:
    numbers = [(found, claim) for claim in claims if (found := stated(claim.figure, measure.value_kind)) is not None]
    if not numbers:
        return RuleOutcome("lowest", None, (), "no claim states a number")
    least = min(number for number, _ in numbers)
    return _from("lowest", [claim for number, claim in numbers if number == least])


def _highest_floor(claims: Sequence[Claim]) -> RuleOutcome:
    floors = [claim for claim in claims if claim.figure.low is not None]
    if not floors:
        return RuleOutcome("highest-floor", None, (), "no claim states a floor")
    top = floors[0].figure.low
    for claim in floors:
        if is_below(top, claim.figure.low):
            top = claim.figure.low
    chosen = [claim for claim in floors if claim.figure.low == top]
    own = [claim.figure for claim in chosen if claim.figure.hedge is Hedge.MORE_THAN]
    figure = own[0] if own else Figure(Hedge.AT_LEAST, low=top)
    return RuleOutcome("highest-floor", figure, tuple(claim.id for claim in chosen))


def _latest(claims: Sequence[Claim]) -> RuleOutcome:
    dated = [claim for claim in claims if claim.as_of is not None]
    if not dated:
        return RuleOutcome("latest", None, (), "no claim states a date")
    newest = max(span(claim.as_of)[0] for claim in dated if claim.as_of)
    return _from("latest", [claim for claim in dated if claim.as_of and span(claim.as_of)[0] == newest])


def _most_reliable(claims: Sequence[Claim], *, sources: Mapping[str, Source]) -> RuleOutcome:
    judged = [(sources[claim.source].reliability, claim) for claim in claims if claim.source in sources]
    judged = [(grade, claim) for grade, claim in judged if grade != NOT_JUDGED]
    if not judged:
        return RuleOutcome("most-reliable-source", None, (), "no source has been judged")
    best = min(grade for grade, _ in judged)
    chosen = _from("most-reliable-source", [claim for grade, claim in judged if grade == best])
    note = f"reliability {best}" + (f"; {chosen.note}" if chosen.note else "")
    return RuleOutcome(chosen.rule, chosen.figure, chosen.claims, note)


def _documented_only(claims: Sequence[Claim], *, measure: Measure) -> RuleOutcome:
    documented = [claim for claim in claims if claim.basis in DOCUMENTED]
    if not documented:
        return RuleOutcome("documented-only", None, (), "no claim rests on named, documented or verified cases")
    if len({claim.figure for claim in documented}) == 1 or measure.value_kind is ValueKind.TEXT:
        return _from("documented-only", documented)
    highest = _highest_floor(documented)
    return RuleOutcome("documented-only", highest.figure, highest.claims, highest.note or HIGHEST_DOCUMENTED)


def _range(claims: Sequence[Claim], *, comparison: Comparison, measure: Measure) -> RuleOutcome:
    """Return from what every claim says at least to the highest ceiling: open at an end that not every claim states.

    No end is made up: "about 600" gives none, and "at most 50" beside "exactly 60" gives "at most 60".
    """
    ids = tuple(claim.id for claim in claims)
    low, high = comparison.agreed_minimum, comparison.highest_ceiling
    if measure.value_kind is ValueKind.DATE:
        firsts = [claim.figure.low for claim in claims]
        low = min(str(first) for first in firsts) if firsts and None not in firsts else None
    note = "a range of claims is not a confidence interval"
    if low is None and high is None:
        return RuleOutcome(
            "range", None, ids if claims else (), "not every claim states a floor, nor every one a ceiling"
        )
    if low is None:
        return RuleOutcome("range", Figure(Hedge.AT_MOST, high=high), ids, f"no lower figure; {note}")
    if high is None:
        return RuleOutcome("range", Figure(Hedge.AT_LEAST, low=low), ids, f"no upper figure; {note}")
    if low == high:
        return RuleOutcome("range", Figure(Hedge.EXACT, low=low, best=low, high=high), ids, note)
    return RuleOutcome("range", Figure(Hedge.BETWEEN, low=low, high=high), ids, note)


def is_stale(decision: Reconciliation, comparison: Comparison) -> bool:
    """Return whether a claim that stands was not considered, or one that the decision rests on no longer stands.

    New, corrected, retracted and withheld claims all count; a further report of a known claim does not.
    """
    considered = {item.claim for item in decision.considered}
    included = {item.claim for item in decision.considered if item.included}
    return bool(comparison.current - considered) or bool(included - comparison.current)
