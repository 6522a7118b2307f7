"""Record how a claim relates to another, in the browser, and withdraw that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.errors import Missing, UnknownClaim
from claims.model import LinkRelation
from claims.web.edit import EditPage
from claims.web.guard import LINK
from claims.web.respond import Page
from claims.web.words import RELATIONS

if TYPE_CHECKING:
    from claims.model import Claim
    from claims.pipeline.claim_store import ClaimStore
    from claims.web.edit import Edit
    from claims.web.respond import Answer

MOST_BESIDE = 200


def show(store: ClaimStore, edit: Edit) -> Answer:
    """Return a claim with its links, each to be withdrawn, and the form for another."""
    claim = _claim(store, edit)
    reader = store.reader
    links = reader.links([claim.id])
    ends = {end for link in links for end in (link.claim, link.other)} - {claim.id}
    others = {found.id: found for found in reader.claims_by_ids(ends) if found.published}
    beside = [
        found
        for found in reader.claims(comparisons=[claim.comparison])
        if found.published and found.id not in {claim.id, *others}
    ][:MOST_BESIDE]
    shown = {
        "title": f"Link: {reader.source(claim.source).name}, {claim.says}",
        "claim": claim,
        "source": reader.source(claim.source),
        "event": reader.event(claim.event),
        "measure": reader.measure(claim.measure),
        "links_of_it": [
            {
                "link": link,
                "is_from": link.claim == claim.id,
                "relation": RELATIONS[link.relation],
                "other": others[link.other if link.claim == claim.id else link.claim],
                "source": reader.source(others[link.other if link.claim == claim.id else link.claim].source),
            }
            for link in links
            if (link.other if link.claim == claim.id else link.claim) in others
        ],
        "relations": [(str(relation), words) for relation, words in RELATIONS.items()],
        "beside": [(found, reader.source(found.source)) for found in beside],
    }
    return Page("edit_link", shown)


def act(store: ClaimStore, edit: Edit) -> str:
    """Record a link, or withdraw one of this claim."""
    claim = _claim(store, edit)
    form = {name: value.strip() for name, value in edit.form.items()}
    if not form.get("reason"):
        raise Missing("the reason", hint="say why; it stands beside the link for everybody to read")
    if form.get("do") == "withdraw":
        number = int(form["number"]) if form.get("number", "").isdecimal() else 0
        own = {link.number for link in store.reader.links([claim.id])}
        store.withdraw_link(number if number in own else 0, by=edit.by, reason=form["reason"])
        return edit.call.links.claim(claim.id)
    if form.get("relation") not in set(LinkRelation):
        raise Missing("the relation", hint="choose how this claim relates to the other")
    other = form.get("id") or form.get("other")
    if not other:
        raise Missing("the other claim", hint="choose one, or give the id that its page shows")
    first, second = (claim.id, other) if form.get("way") != "from" else (other, claim.id)
    store.link(first, LinkRelation(form["relation"]), second, reason=form["reason"], by=edit.by)
    return edit.call.links.claim(claim.id)


def _claim(store: ClaimStore, edit: Edit) -> Claim:
    found = store.reader.claim(edit.call.parts["id"])
    if not found.published:
        raise UnknownClaim(edit.call.parts["id"])
    return found


PAGE = EditPage(LINK, show, act)
