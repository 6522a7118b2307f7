"""What the compare page shows of a view beyond its pictures: pairs, evidence, rules and independence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.exporters.plot import drawn, short
from claims.exporters.plot_scale import place
from claims.model import LinkRelation
from claims.text import clip
from claims.web.asked import turn
from claims.web.words import figure_words, reason_words, rule_name, status_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claims.model import Claim, Comparison, Pair, View
    from claims.reading.pages import PageReader
    from claims.web.asked import Asked
    from claims.web.respond import Call

MOST_IN_MATRIX = 10
MOST_PAIRS = 10
MOST_IN_FILE = 150  # claims on the pages of a plain site: each of them is made of all claims again
A_PAGE = 10  # claims with their evidence
MOST_COPIES = 8  # of other sources, and sources that others copy
MOST_PLACES = 2  # where each of them can be read; the page of the claim has all
COPIES = frozenset({LinkRelation.DERIVED_FROM, LinkRelation.DUPLICATE_OF})


def name_of(claim: Claim, view: View) -> str:
    """Return the name of the source of a claim."""
    source = view.sources.get(claim.source)
    return source.name if source else claim.source


def matrix(view: View) -> dict[str, Any]:
    """Return how the claims that stand relate pair by pair: a triangle of cells, or a list where they are many."""
    standing = sorted((claim for claim in view.comparison.claims if claim.id in view.comparison.current), key=_lowest)
    by_id = {claim.id: claim for claim in standing}
    if len(standing) > MOST_IN_MATRIX:
        worst = view.comparison.pairs.worst(MOST_PAIRS)
        listed = [_cell(pair, a=by_id[pair.a], b=by_id[pair.b], view=view) for pair in worst]
        return {"listed": listed, "more": len(view.comparison.pairs) - len(listed), "heads": [], "lines": []}
    pairs = {frozenset((pair.a, pair.b)): pair for pair in view.comparison.pairs}
    heads = [_head(claim, view) for claim in standing[1:]]
    lines = []
    for index, first in enumerate(standing[:-1]):
        cells: list[dict[str, Any] | None] = [None] * index
        for second in standing[index + 1 :]:
            pair = pairs.get(frozenset((first.id, second.id)))
            cells.append(None if pair is None else _cell(pair, a=first, b=second, view=view))
        lines.append({"head": _head(first, view), "cells": cells})
    return {"listed": [], "more": 0, "heads": heads, "lines": lines}


def _lowest(claim: Claim) -> tuple[float, str]:
    return min((place(value) for value in drawn(claim.figure)), default=0.0), claim.id


def _head(claim: Claim, view: View) -> dict[str, str]:
    kind = view.measure.value_kind
    name = name_of(claim, view)
    return {
        "name": clip(short(name, 34), 34),
        "whole": name,
        "figure": clip(figure_words(claim.figure, kind=kind), 34),
        "as_of": claim.as_of or "",
    }


def _cell(pair: Pair, *, a: Claim, b: Claim, view: View) -> dict[str, Any]:
    return {
        "pair": pair,
        "status": status_of(pair.relation),
        "first": _head(a, view),
        "second": _head(b, view),
        "ratio": "" if pair.ratio is None or pair.ratio <= 1 else f"×{pair.ratio:,.2f}",
        "reason": reason_words(pair.reason),
    }


def evidence(view: View, *, call: Call, query: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of the claims with where each can be read, those that stand first, newest first.

    Which page is the parameter page of the address; query are its other parameters. Raises Refused for no such page.
    """
    number = len(view.comparison.claims)
    shown = min(number, MOST_IN_FILE) if call.is_static else number
    scope = query if call.is_static else {}
    address = call.links.compare(view.event.id, view.measure.id, query=scope)
    turned = turn(call, shown, size=A_PAGE, address=address, query=query, at="evidence")
    found = [_line(claim, view) for claim in on_page(view.comparison, call=call)]
    return {
        "standing": [row for row in found if row["stands"]],
        "other": [row for row in found if not row["stands"]],
        "turned": turned,
        "left_out": number - shown,
    }


def on_page(item: Comparison, *, call: Call) -> list[Claim]:
    """Return the claims of the page of evidence that is asked for: those that stand first, newest first."""
    newest = sorted(item.claims, key=lambda claim: (claim.as_of or "", claim.id), reverse=True)
    order = sorted(newest, key=lambda claim: claim.id not in item.current)
    first = turn(call, len(order), size=A_PAGE, address="")["first"] - 1
    return order[first : first + A_PAGE]


def figures(claims: Sequence[Claim], *, view: View) -> list[dict[str, Any]]:
    """Return what the table beside the picture says of the claims that are drawn, in their order."""
    return [_line(claim, view) for claim in claims]


def _line(claim: Claim, view: View) -> dict[str, Any]:
    places = view.appearances.get(claim.id, ())
    return {
        "claim": claim,
        "source": view.sources.get(claim.source),
        "figure": figure_words(claim.figure, kind=view.measure.value_kind),
        "stands": claim.id in view.comparison.current,
        "why": why_not_current(claim, view),
        "places": [
            {
                "place": read,
                "document": view.documents.get(read.document),
                "relayed_by": view.sources.get(read.relayed_by) if read.relayed_by else None,
            }
            for read in places[:MOST_PLACES]
        ],
        "more_places": max(len(places) - MOST_PLACES, 0),
    }


def why_not_current(claim: Claim, view: View) -> str:
    """Return why a claim does not stand beside the others, "" if it does."""
    if claim.id in view.comparison.current:
        return ""
    for link in view.links:
        if link.claim == claim.id and link.relation in COPIES:
            return "a copy of another claim"
        if link.other == claim.id and link.relation is LinkRelation.RETRACTS:
            return "retracted"
        if link.other == claim.id and link.relation is LinkRelation.CORRECTS:
            return "corrected"
    return "replaced by the same source"


def rules(view: View) -> list[dict[str, str]]:
    """Return what each rule would give, with its remark."""
    kind = view.measure.value_kind
    return [
        {
            "rule": rule_name(outcome.rule),
            "figure": figure_words(outcome.figure, kind=kind) if outcome.figure is not None else "—",
            "note": outcome.note,
        }
        for outcome in view.outcomes
    ]


def independence(
    reader: PageReader, view: View, *, asked: Asked, call: Call, claims: Mapping[str, Claim]
) -> dict[str, Any]:
    """Return who copies whom, and a way to see it without each source that was copied (none in a plain file)."""
    copies: list[dict[str, Any]] = []
    fallen: dict[str, set[str]] = {}
    for link in view.links:
        first, second = claims.get(link.claim), claims.get(link.other)
        if link.relation not in COPIES or first is None or second is None:
            continue
        if first.source == second.source:
            continue
        fallen.setdefault(second.source, set()).add(first.source)
        copies.append(
            {
                "link": link,
                "first": reader.source(first.source),
                "second": reader.source(second.source),
                "claim": first,
                "other": second,
            }
        )
    told = {"copies": copies[:MOST_COPIES], "more_copies": max(len(copies) - MOST_COPIES, 0)}
    without: list[dict[str, Any]] = []
    if call.is_static:
        return {**told, "without": without}
    for slug in sorted(fallen, key=lambda slug: (-len(fallen[slug]), slug))[:MOST_COPIES]:
        source = view.sources.get(slug) or reader.source(slug)
        href = call.links.compare(view.event.id, view.measure.id, query=asked.query(without=slug))
        without.append({"source": source, "href": href, "falls": len(fallen[slug])})
    return {**told, "without": without}
