"""Why a claim takes no part in a decision: whose copy it is, what replaced it. One line a claim, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.dates_iso import span
from claims.model import LinkRelation

if TYPE_CHECKING:
    from claims.model import Claim, View

SHORT = 8
COPIES = frozenset({LinkRelation.DERIVED_FROM, LinkRelation.DUPLICATE_OF})
REPLACED = {
    LinkRelation.RETRACTS: "retracted by",
    LinkRelation.CORRECTS: "corrected by",
    LinkRelation.SUPERSEDES: "replaced by",
}


def standing(view: View) -> list[Claim]:
    """Return the claims of a comparison that stand, oldest as_of first."""
    return [claim for claim in view.comparison.claims if claim.id in view.comparison.current]


def described(claim: Claim, view: View) -> str:
    """Return a claim as a person knows it again: source, wording, date, the first digits of its id."""
    source = view.sources.get(claim.source)
    when = f", as of {claim.as_of}" if claim.as_of else ""
    return f"{source.name if source else claim.source} “{claim.says}”{when} ({claim.id[:SHORT]})"


def why_not_standing(claim: Claim, view: View) -> str:
    """Return why a claim does not stand: replaced, corrected, retracted, a copy, or followed by a later one."""
    live = [link for link in view.links if link.withdrawn_at is None]
    for relation, words in REPLACED.items():
        for link in live:
            if link.relation is relation and link.other == claim.id:
                return f"{words} {_other(link.claim, view)}"
    for link in live:
        if link.relation in COPIES and link.claim == claim.id:
            return f"a copy of {_other(link.other, view)}"
    later = [
        item
        for item in view.comparison.claims
        if (item.source, item.basis) == (claim.source, claim.basis)
        and item.as_of is not None
        and claim.as_of is not None
        and span(item.as_of)[0] > span(claim.as_of)[1]
    ]
    if later:
        newest = later[-1]
        return f"replaced by the same source's later “{newest.says}” as of {newest.as_of} ({newest.id[:SHORT]})"
    return "does not stand"


def _other(claim: str, view: View) -> str:
    found = next((item for item in view.comparison.claims if item.id == claim), None)
    return described(found, view) if found is not None else f"claim {claim[:SHORT]}, which is not of this comparison"
