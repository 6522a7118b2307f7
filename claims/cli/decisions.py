"""How decisions are printed: what rules give, what was decided and why, what waits, what comes out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.cli.output import show, show_row, show_table, style, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Claim, Comparison, Considered, Reconciliation, View
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.reconcile import Given, Replayed, Waiting

REASON_COLUMNS = 60


def _print(text: str) -> None:
    show(style().finish(text))


def _heading(view: View) -> str:
    comparison = view.comparison
    parts = [view.event.name, view.measure.label, comparison.population if comparison.population != "all" else ""]
    parts += [comparison.place, f"from {comparison.period_start}" if comparison.period_start else ""]
    parts.append(f"as of {comparison.as_of}" if comparison.as_of else "")
    return ", ".join(part for part in parts if part)


def show_given(view: View, given: Sequence[Given]) -> None:
    """Print what each rule gives, and for every claim which rules use it or why it is left out."""
    from claims.exporters.terminal import clean

    _print(clean(_heading(view)))
    rows = [(one.rule, clean(one.says or ("unresolved" if one.proposal else "–")), clean(one.refused)) for one in given]
    show_table(("rule", "gives", "or why not"), [(rule, says, _clip(why)) for rule, says, why in rows])
    if len(given) == 1 and given[0].proposal is not None:
        show_considered(view, given[0].proposal.considered)
        return
    from claims.reconcile_reasons import described, why_not_standing

    for claim in view.comparison.claims:
        used = [
            one.rule
            for one in given
            if one.proposal and any(item.claim == claim.id and item.included for item in one.proposal.considered)
        ]
        if claim.id not in view.comparison.current:
            said = f"– left out: {why_not_standing(claim, view)}"
        else:
            said = f"+ used by {', '.join(used)}" if used else "– used by no rule"
        show_row(f"{clean(described(claim, view))} {clean(said)}")
    if view.decision is not None:
        tell(f"Decision {view.decision.number} is in force{', and stale' if view.stale else ''}; --history shows it.")


def show_considered(view: View, considered: Sequence[Considered], *, others: Sequence[Claim] = ()) -> None:
    """Print every claim that a decision used or left out, one a line, with its reason.

    others are claims considered that the comparison does not show: withheld or deprecated since, or parted from it.
    """
    from claims.exporters.terminal import clean
    from claims.reconcile_reasons import described

    claims = {claim.id: claim for claim in (*others, *view.comparison.claims)}
    for item in considered:
        claim = claims.get(item.claim)
        who = described(claim, view) if claim is not None else f"claim {item.claim}"
        show_row(f"{'+' if item.included else '–'} {clean(who)}: {clean(item.reason)}")


def show_decided(store: ClaimStore, view: View, decision: Reconciliation) -> None:
    """Print the number of a new decision, and say what was decided on which claims."""
    show(str(decision.number))
    says = store.reader.decided_words(decision.number) or "unresolved"
    used = sum(item.included for item in decision.considered)
    replaced = [one.number for one in store.reader.decisions(view.comparison.id) if one.replaced_by == decision.number]
    before = f"decision{'' if len(replaced) == 1 else 's'} {' and '.join(map(str, replaced))}"
    also = f"; it replaces {before}" if replaced else ""
    left_out = len(decision.considered) - used
    counted = f"{used} {'claim' if used == 1 else 'claims'} used, {left_out} left out"
    tell(f"Decision {decision.number} by {decision.decided_by}: {says} ({decision.rule}), {counted}{also}.")


def state(decision: Reconciliation) -> str:
    """Return whether a decision is in force, replaced or withdrawn."""
    if decision.withdrawn_at is not None:
        return "withdrawn"
    return "in force" if decision.replaced_by is None else f"replaced by {decision.replaced_by}"


def show_history(store: ClaimStore, view: View, decisions: Sequence[Reconciliation]) -> None:
    """Print all decisions on a comparison, oldest first, each with its rationale and every claim considered."""
    from claims.exporters.terminal import clean

    _print(clean(_heading(view)))
    for decision in decisions:
        says = store.reader.decided_words(decision.number) or "unresolved"
        _print(clean(f"Decision {decision.number}: {says}, by {decision.rule} ({state(decision)})"))
        show_row(clean(f"{decision.decided_by}, {decision.decided_at}: {decision.rationale}"))
        if decision.withdrawn_at is not None:
            taken_back = f"{decision.withdrawn_by}, {decision.withdrawn_at}: {decision.withdrawn_reason}"
            show_row(f"taken back by {clean(taken_back)}")
        shown = {claim.id for claim in view.comparison.claims}
        others = store.reader.claims_by_ids([item.claim for item in decision.considered if item.claim not in shown])
        show_considered(view, decision.considered, others=others)


def show_waiting(waiting: Sequence[Waiting]) -> None:
    """Print what waits for a person, most contested first."""
    rows = []
    for one in waiting:
        item = one.comparison
        decisions = ", ".join(map(str, one.decisions)) or "–"
        contested = f"{item.status} ({item.contradictions}/{item.divergences})"
        rows.append((one.reason, item.event, _scope(item), contested, str(item.reports), decisions))
    show_table(("why", "event", "measure", "contradicts/diverges", "reports", "decision"), rows)


def _scope(item: Comparison) -> str:
    parts = [item.measure, item.population if item.population != "all" else "", item.place]
    parts += [item.period_start or "", item.as_of or ""]
    return ", ".join(part for part in parts if part)


def show_replayed(replayed: Sequence[Replayed]) -> None:
    """Print which decisions come out again from the claims that they considered."""
    words = {True: "same", False: "DIFFERS", None: "by hand"}
    rows = [
        (
            str(one.decision.number),
            words[one.same],
            one.decision.rule,
            one.says or "unresolved",
            one.decision.decided_by,
            _clip(one.now),
        )
        for one in replayed
    ]
    show_table(("decision", "replay", "rule", "decided", "by", "what comes out"), rows)


def _clip(text: str) -> str:
    from claims.text import clip

    return clip(text, REASON_COLUMNS) if text else ""


def given_as_json(view: View, given: Sequence[Given]) -> dict[str, Any]:
    """Return what each rule gives, with every claim considered."""
    from claims.exporters.comparison import decision_as_json, figure_as_json

    found = []
    for one in given:
        entry: dict[str, Any] = {"rule": one.rule, "says": one.says}
        if one.proposal is None:
            entry |= {"refused": one.refused, "hint": one.hint}
        else:
            figure = one.proposal.figure
            entry |= {
                "outcome": str(one.proposal.outcome),
                "figure": None if figure is None else figure_as_json(figure),
                "claim": one.proposal.claim,
                "considered": [
                    {"claim": item.claim, "included": item.included, "reason": item.reason}
                    for item in one.proposal.considered
                ],
            }
        found.append(entry)
    decision = None if view.decision is None else {**decision_as_json(view.decision), "stale": view.stale}
    return {"comparison": view.comparison.id, "rules": found, "decision": decision}


def decided_as_json(store: ClaimStore, decision: Reconciliation) -> dict[str, Any]:
    """Return a decision with its figure in words and whether it is in force."""
    from claims.exporters.comparison import decision_as_json

    return {
        **decision_as_json(decision),
        "comparison": decision.comparison,
        "says": store.reader.decided_words(decision.number),
        "state": state(decision),
        "replaced_by": decision.replaced_by,
        "withdrawn_at": decision.withdrawn_at,
        "withdrawn_by": decision.withdrawn_by,
        "withdrawn_reason": decision.withdrawn_reason,
    }


def waiting_as_json(one: Waiting) -> dict[str, Any]:
    """Return a comparison that waits, and why."""
    item = one.comparison
    names = ("id", "event", "measure", "population", "place", "period_start", "as_of", "status")
    counts = ("reports", "sources", "independent_sources", "contradictions", "divergences")
    fields = {name: getattr(item, name) for name in (*names, *counts)}
    return {"why": one.reason, **fields, "decisions": list(one.decisions)}


def replayed_as_json(one: Replayed) -> dict[str, Any]:
    """Return whether a decision comes out again."""
    decision = one.decision
    return {
        "decision": decision.number,
        "comparison": decision.comparison,
        "rule": decision.rule,
        "says": one.says,
        "same": one.same,
        "now": one.now or None,
    }
