"""What one rule gives for one comparison: a figure or a claim, and for every claim why it was used or left out.

Pure functions: a rule proposes, only a person decides. Where a rule gives nothing it says so and how to go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims import reconcile
from claims.errors import Refused
from claims.interval import interval, is_below, stated
from claims.model import Considered, Hedge, Outcome, ValueType
from claims.reconcile_reasons import described, standing, why_not_standing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from claims.model import Claim, Figure, Reconciliation, RuleOutcome, Value, View

    Reasons = tuple[str, Callable[[Claim], str]]  # why claims are used, and why one that stands is left out

ANALYST, PREFERRED_SOURCE = "analyst", "preferred-source"

BY_HAND = "prefer one claim with --rule analyst --prefer CLAIM, or say a range with --rule analyst --low N --high N"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a rule gives. claim is set where one claim is preferred, figure is None where it is left unresolved.

    considered lists every claim of the comparison, oldest first, each with the reason why it was used or left out.
    """

    rule: str
    outcome: Outcome
    figure: Figure | None
    claim: str | None
    considered: tuple[Considered, ...]


def propose(rule: str, view: View, *, prefer: str | None = None, figure: Figure | None = None) -> Proposal:
    """Return what a rule gives for a comparison as it stands.

    prefer is a source's slug for preferred-source, a claim's id for analyst; figure is an analyst's own. An analyst who
    names neither leaves the comparison unresolved. Raises Refused where the rule gives nothing, with how to go on.
    """
    if rule not in reconcile.RULES:
        raise Refused(f"there is no rule “{rule}”", hint=f"one of {', '.join(reconcile.RULES)}")
    if not standing(view):
        raise Refused("no claim of this comparison stands", hint="withdraw the link that set the last one aside")
    if figure is not None and rule != ANALYST:
        raise Refused(
            f"the rule “{rule}” takes its figure from the claims", hint="sign a figure of your own with --rule analyst"
        )
    if prefer is not None and rule not in {ANALYST, PREFERRED_SOURCE}:
        raise Refused(
            f"the rule “{rule}” prefers nobody", hint="--prefer belongs to --rule preferred-source and --rule analyst"
        )
    if rule == ANALYST:
        return _by_hand(view, prefer=prefer, figure=figure)
    if rule == PREFERRED_SOURCE:
        return _preferred_source(view, prefer=prefer)
    return _by_rule(rule, view)


def gives(decision: Reconciliation, view: View) -> bool:
    """Return whether the rule of a decision gives that decision from the claims of a view; False for an analyst's."""
    return _given_again(decision, view) is not None


def _given_again(decision: Reconciliation, view: View) -> Proposal | None:
    if decision.rule == ANALYST:
        return None
    prefer = None
    if decision.rule == PREFERRED_SOURCE:
        prefer = next((claim.source for claim in view.comparison.claims if claim.id == decision.claim), "")
    try:
        proposal = propose(decision.rule, view, prefer=prefer)
    except Refused:
        return None
    given = (proposal.outcome, proposal.figure, proposal.claim)
    return proposal if given == (decision.outcome, decision.figure, decision.claim) else None


def considered(decision: Reconciliation, view: View) -> tuple[Considered, ...]:
    """Return every claim that a decision uses or leaves out, for one that does not list them itself.

    Where its rule gives the decision these are the rule's own reasons. Otherwise the claims that stand are used, or
    only the one that is preferred.
    """
    proposal = _given_again(decision, view)
    if proposal is not None:
        return proposal.considered
    found = []
    for claim in view.comparison.claims:
        if claim.id not in view.comparison.current:
            found.append(Considered(claim.id, included=False, reason=why_not_standing(claim, view)))
        elif decision.claim is not None and claim.id != decision.claim:
            found.append(Considered(claim.id, included=False, reason="another claim was preferred"))
        else:
            found.append(Considered(claim.id, included=True, reason="stands"))
    return tuple(found)


def _by_rule(rule: str, view: View) -> Proposal:
    given = reconcile.outcomes(view.comparison, measure=view.measure, sources=view.sources)
    outcome = next(item for item in given if item.rule == rule)
    chosen = [claim for claim in standing(view) if claim.id in outcome.claims]
    if outcome.figure is None:
        raise _nothing(outcome, chosen, view)
    reasons: Mapping[str, Reasons] = {
        "latest": (f"the latest, as of {chosen[-1].as_of}", lambda claim: _not_latest(claim, chosen)),
        "lowest": ("the lowest number stated", lambda claim: _without_number(claim, view) or "not the lowest"),
        "highest-floor": ("the highest floor", _lower_floor),
        "documented-only": (
            "rests on documented cases" + ("; their highest floor" if outcome.note else ""),
            lambda claim: _lower_floor(claim) if _documented(claim) else f"not documented ({claim.basis})",
        ),
        "range": ("lies in the range", lambda _: "states no number"),
    }
    said = reasons[rule]
    if rule == "range":
        chosen = [claim for claim in chosen if _bounds(claim)]
        return _proposal(rule, view, chosen=chosen, figure=outcome.figure, said=said)
    claim = _representative([item for item in chosen if item.figure == outcome.figure])
    return _proposal(rule, view, chosen=chosen, figure=outcome.figure, claim=claim, said=said)


def _preferred_source(view: View, *, prefer: str | None) -> Proposal:
    if not prefer:
        raise Refused("which source is preferred is not said", hint="name it with --prefer SOURCE")
    own = [claim for claim in view.comparison.claims if claim.source == prefer]
    source = view.sources.get(prefer)
    name = source.name if source else prefer
    if not own:
        raise Refused(
            f"{name} has no claim in this comparison", hint=f"its sources are {', '.join(sorted(view.sources))}"
        )
    chosen = [claim for claim in own if claim.id in view.comparison.current]
    if not chosen:
        reasons = "; ".join(dict.fromkeys(why_not_standing(claim, view) for claim in own))
        raise Refused(f"no claim of {name} stands: {reasons}", hint=BY_HAND)
    if len({claim.figure for claim in chosen}) > 1:
        raise _differ(f"{name} says different things", chosen, view)
    return _proposal(
        PREFERRED_SOURCE,
        view,
        chosen=chosen,
        figure=chosen[0].figure,
        claim=_representative(chosen),
        said=("of the preferred source", lambda _: f"not of the preferred source, {name}"),
    )


def _by_hand(view: View, *, prefer: str | None, figure: Figure | None) -> Proposal:
    stands = standing(view)
    if prefer is None and figure is None:
        return _proposal(ANALYST, view, chosen=[], figure=None, said=("", lambda _: "weighed; none was preferred"))
    if prefer is None and figure is not None:
        return _proposal(
            ANALYST,
            view,
            chosen=[claim for claim in stands if _fits(claim.figure, figure)],
            figure=figure,
            said=("weighed; allows the analyst's figure", lambda _: "weighed; excludes the analyst's figure"),
        )
    if figure is not None:
        raise Refused("a claim and a figure cannot both be preferred", hint="give --prefer or --low, --high, --says")
    chosen = next((claim for claim in view.comparison.claims if claim.id == prefer), None)
    if chosen is None:
        raise Refused(f"claim {prefer} is not of this comparison", hint="`claims compare --json` lists its claims")
    if chosen.id not in view.comparison.current:
        reason = why_not_standing(chosen, view)
        raise Refused(f"{described(chosen, view)} does not stand: {reason}", hint="prefer one that stands")
    return _proposal(
        ANALYST,
        view,
        chosen=[chosen],
        figure=chosen.figure,
        claim=chosen,
        said=("preferred by the analyst", lambda _: "another claim was preferred"),
    )


def _proposal(
    rule: str,
    view: View,
    *,
    chosen: Sequence[Claim],
    figure: Figure | None,
    said: Reasons,
    claim: Claim | None = None,
) -> Proposal:
    used, left_out = said
    ids = {item.id for item in chosen}
    every = []
    for item in view.comparison.claims:
        if item.id in ids:
            same = claim is not None and item.id != claim.id and item.figure == claim.figure
            reason = f"{used}; says the same as the claim preferred" if same else used
        elif item.id in view.comparison.current:
            reason = left_out(item)
        else:
            reason = why_not_standing(item, view)
        every.append(Considered(item.id, included=item.id in ids, reason=reason))
    outcome = Outcome.PREFERRED_CLAIM if claim else Outcome.UNRESOLVED if figure is None else Outcome.RANGE
    return Proposal(rule, outcome, figure, claim.id if claim else None, tuple(every))


def _representative(claims: Sequence[Claim]) -> Claim | None:
    """Return the one of several claims that say the same which stands for them: the newest, then the first by id."""
    newest = max((claim.as_of or "" for claim in claims), default="")
    return min((claim for claim in claims if (claim.as_of or "") == newest), key=lambda item: item.id, default=None)


def _nothing(outcome: RuleOutcome, chosen: Sequence[Claim], view: View) -> Refused:
    if outcome.rule != "range" and len({claim.figure for claim in chosen}) > 1:
        return _differ(f"the rule “{outcome.rule}” finds {len(chosen)} claims that differ", chosen, view)
    return Refused(f"the rule “{outcome.rule}” gives nothing: {outcome.note}", hint=BY_HAND)


def _differ(what: str, claims: Sequence[Claim], view: View) -> Refused:
    return Refused(f"{what}: {'; '.join(described(claim, view) for claim in claims)}", hint=BY_HAND)


def _documented(claim: Claim) -> bool:
    return claim.basis in reconcile.DOCUMENTED


def _not_latest(claim: Claim, chosen: Sequence[Claim]) -> str:
    if claim.as_of is None:
        return "has no date"
    return f"not the latest (as of {claim.as_of}, the latest is as of {chosen[-1].as_of})"


def _lower_floor(claim: Claim) -> str:
    if claim.figure.low is None:
        return "states no floor"
    return "a lower floor" if claim.figure.hedge in {Hedge.AT_LEAST, Hedge.MORE_THAN} else "a lower figure"


def _fits(one: Figure, other: Figure) -> bool:
    """Return whether two figures can both be true; numbers without bounds are taken at their word.

    Texts can both be true if they are the same.
    """
    low, high = _extent(one)
    other_low, other_high = _extent(other)
    return not (is_below(high, other_low) or is_below(other_high, low))


def _extent(figure: Figure) -> tuple[Value | None, Value | None]:
    low, high = interval(figure)
    if low is None and high is None:
        return figure.best, figure.best
    return low, high


def _bounds(claim: Claim) -> bool:
    """Return whether a claim says anything about how many: a bound, "about" so many, or none at all."""
    figure = claim.figure
    stated_something = any(value is not None for value in (figure.low, figure.best, figure.high))
    return stated_something or figure.value_type is ValueType.NOVALUE


def _without_number(claim: Claim, view: View) -> str:
    return "" if stated(claim.figure, view.measure.value_kind) else "states no number"
