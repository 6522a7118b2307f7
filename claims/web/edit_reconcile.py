"""Decide on a comparison, in the browser: what each rule gives and from which claims, then the signed decision."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from claims.errors import Missing, Refused
from claims.figure_say import measured
from claims.pipeline.reconcile import Scope, Wish, choose, find_view, look, sign
from claims.reconcile import RULES
from claims.reconcile_propose import ANALYST, PREFERRED_SOURCE
from claims.reconcile_reasons import standing
from claims.web.edit import EditPage
from claims.web.guard import RECONCILE
from claims.web.respond import Page
from claims.web.words import rule_name, scope_words

if TYPE_CHECKING:
    from claims.model import View
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.reconcile import Given
    from claims.reconcile_propose import Proposal
    from claims.web.edit import Edit
    from claims.web.respond import Answer

OWN, UNRESOLVED = "own", "unresolved"


def show(store: ClaimStore, edit: Edit) -> Answer:
    """Return what each rule would give, which claims it uses and leaves out, and the form to decide."""
    view = _view(store, edit)
    item = view.comparison
    shown = {
        "title": f"Decide: {measured(view.measure)}, {view.event.name}",
        "view": view,
        "item": item,
        "scope": scope_words(item, with_usual=False),
        "page": edit.call.links.comparison(item),
        "choices": [
            _choice(given, view) for given in look(store, view, rules=[rule for rule in RULES if rule != ANALYST])
        ],
        "standing": [(claim, view.sources[claim.source]) for claim in standing(view)],
        "decided_words": None if view.decision is None else store.reader.decided_words(view.decision.number),
        "seen": _seen(view),
    }
    return Page("edit_reconcile", shown)


def act(store: ClaimStore, edit: Edit) -> str:
    """Sign a decision, or take the one in force back."""
    view = _view(store, edit)
    reason = edit.form.get("reason", "").strip()
    if not reason:
        raise Missing("the reason", hint="say why; it stands beside the decision for everybody to read")
    changed = edit.form.get("seen") != _seen(view)
    if edit.form.get("do") == "withdraw":
        if changed:
            raise Refused("the decision or the claims have changed since you looked", hint="look again, and decide")
        store.withdraw_decision(view.comparison.id, by=edit.by, reason=reason)
    else:
        rule, wish = _wish(edit)
        proposal = choose(store, view, rule=rule, wish=wish)
        if not (changed and _is_in_force(view, proposal, reason=reason, by=edit.by)):
            if changed:
                raise Refused(
                    "the claims have changed since you looked", hint="look at what the rules give now, and decide"
                )
            sign(store, view, proposal, reason=reason, by=edit.by)
    return edit.call.links.comparison(view.comparison)


def _is_in_force(view: View, proposal: Proposal, *, reason: str, by: str) -> bool:
    """Return whether this very decision stands already, as after a form that was sent twice."""
    made = view.decision
    if made is None:
        return False
    given = (proposal.rule, proposal.outcome, proposal.figure, proposal.claim, reason, by)
    return given == (made.rule, made.outcome, made.figure, made.claim, made.rationale, made.decided_by)


def _view(store: ClaimStore, edit: Edit) -> View:
    given = {name: edit.call.arguments.get(name) or "" for name in ("population", "place", "period_start", "on")}
    asked = {name: " ".join(value.split()) for name, value in given.items()}  # as labels are recorded
    scope = Scope(
        asked["population"] or "all", asked["place"] or "", asked["period_start"] or None, asked["on"] or None
    )
    return find_view(store, edit.call.parts["event"], edit.call.parts["measure"], scope=scope)


def _choice(given: Given, view: View) -> dict[str, Any]:
    """Return one rule with what it gives; its value is what the form sends."""
    rule, _, source = given.rule.partition(" ")
    value = f"source:{source}" if rule == PREFERRED_SOURCE and source else f"rule:{rule}"
    name = rule_name(rule)
    if source:
        name = f"{name}: {view.sources[source].name}"
    claims = {claim.id: claim for claim in view.comparison.claims}
    considered = () if given.proposal is None else given.proposal.considered
    return {
        "value": value,
        "name": name,
        "given": given,
        "considered": [(one, claims[one.claim], view.sources[claims[one.claim].source]) for one in considered],
    }


def _wish(edit: Edit) -> tuple[str, Wish]:
    """Return the rule and what is wished of it, as the form says."""
    kind, _, value = edit.form.get("choice", "").partition(":")
    low, high, says = (edit.form.get(name, "").strip() or None for name in ("low", "high", "says"))
    if kind == "rule" and value in RULES:
        return value, Wish()
    if kind == "source":
        return PREFERRED_SOURCE, Wish(prefer=value)
    if kind == "claim":
        return ANALYST, Wish(prefer=value)
    if kind == UNRESOLVED:
        return ANALYST, Wish(unresolved=True)
    if kind == OWN:
        if low is None and high is None and says is None:
            raise Missing("your figure", hint="say it in words, or give its lower and upper end")
        return ANALYST, Wish(low=low, high=high, says=says)
    raise Missing("what decides", hint="choose a rule, a claim or a figure of your own")


def _seen(view: View) -> str:
    """Return what changes with the claims of a comparison and with which of them stand."""
    told = sorted(f"{claim.id} {claim.id in view.comparison.current} {claim.rank}" for claim in view.comparison.claims)
    decision = "" if view.decision is None else str(view.decision.number)
    return hashlib.sha256("\n".join([*told, decision]).encode()).hexdigest()[:16]


PAGE = EditPage(RECONCILE, show, act)
