"""The pages that lead to comparisons: the front page, and one for each event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.compare.comparison import compare
from claims.exporters.plot import MINI, NARROW, WIDE, Look, drawn, interval_plot, rows_of
from claims.exporters.plot_lanes import MOST_LANES, lanes_of, lanes_plot
from claims.figure_say import measured
from claims.reading.pages import MOST_LOOKED_AT
from claims.web.asked import turn
from claims.web.links import scope_query
from claims.web.respond import Elsewhere, Page
from claims.web.words import scope_words

if TYPE_CHECKING:
    from claims.model import Claim, Comparison
    from claims.reading.pages import EventSummary, PageReader
    from claims.web.links import Links
    from claims.web.respond import Answer, Call

MOST_EVENTS = 40  # on a page
MOST_CARDS = 18
MOST_CLAIMS_DRAWN = 8
MOST_DOCUMENTS = 30
MOST_IN_TIMELINE = 400
MOST_IN_ORDER = 60  # claims of it that stand in a table too
MOST_LISTED = 60  # comparisons beside those with a card
CONTESTED_SHOWN = 3
MOST_READ = 16  # claims of one comparison, for its card


def front(reader: PageReader, call: Call) -> Answer:
    """Return the front page: what is here, search, and the events, those with contested comparisons first."""
    counts = reader.shown_counts()
    turned = turn(call, counts["events"], size=MOST_EVENTS, address=call.links.front())
    summaries = reader.event_summaries(limit=MOST_EVENTS, offset=turned["first"] - 1)
    labels = {measure.id: measured(measure) for measure in reader.measures()}
    events = []
    for summary in summaries:
        comparisons = reader.most_contested(summary.event.id, limit=CONTESTED_SHOWN)
        events.append(
            {
                "event": summary.event,
                "summary": summary,
                "href": call.links.event(summary.event.id),
                "contested": [_brief(item, labels=labels, links=call.links) for item in comparisons],
            }
        )
    shown = {
        "title": "Claims",
        "counts": counts,
        "events": events,
        "last_change": reader.last_change(),
        "turned": turned,
        "data": call.links.data(call.links.front()),
    }
    return Page("front", shown, goes_on=bool(turned["next"]))


def to_front(_: PageReader, call: Call) -> Answer:
    """Lead from the beginning of an address, as when its end was cut off, to the front page."""
    return Elsewhere(call.links.front())


def _brief(item: Comparison, *, labels: dict[str, str], links: Links) -> dict[str, Any]:
    scope = scope_words(item, with_usual=False)
    label = labels.get(item.measure, item.measure)
    return {
        "item": item,
        "label": f"{label} ({scope})" if scope else label,
        "href": links.comparison(item),
        "status": item.status,
    }


def event(reader: PageReader, call: Call) -> Answer:
    """Return the page of an event: its comparisons as small pictures, most contested first, and its documents."""
    slug = call.parts["slug"]
    found = reader.event(reader.canonical("event", slug))
    if found.id != slug:
        return Elsewhere(call.links.event(found.id))
    summary = reader.event_summary(found.id)
    comparisons = reader.most_contested(found.id, limit=MOST_CARDS * 10)
    drawn = comparisons[:MOST_CARDS]
    labels = {measure.id: measured(measure) for measure in reader.measures()}
    listed = comparisons[MOST_CARDS : MOST_CARDS + MOST_LISTED]
    shown = {
        "title": found.name,
        "event": found,
        **_timeline(reader, summary, comparisons=comparisons, links=call.links),
        "cards": cards(reader, drawn, links=call.links),
        "comparisons": summary.comparisons,
        "contested": summary.contradicting + summary.diverging,
        "rest": [_brief(item, labels=labels, links=call.links) for item in listed],
        "not_listed": summary.comparisons - len(drawn) - len(listed),
        "documents": reader.event_documents(found.id, limit=MOST_DOCUMENTS),
        "documents_of": MOST_LOOKED_AT if summary.claims > MOST_LOOKED_AT else 0,
        "part_of": None if found.part_of is None else reader.event(found.part_of),
        "parts_list": reader.parts_of_event(found.id),
        "also": reader.same_as("event", found.id),
        "names": [name for name in reader.names_of("event", found.id) if name not in {found.id, found.name}],
        "data": call.links.data(call.links.event(found.id)),
    }
    return Page("event", shown)


def _timeline(
    reader: PageReader, summary: EventSummary, *, comparisons: list[Comparison], links: Links
) -> dict[str, Any]:
    """Return when each source spoke, as a picture and as a table; nothing where the claims are too many to be seen."""
    if summary.claims > MOST_IN_TIMELINE or summary.comparisons > len(comparisons):
        return {"chronology": [], "lanes_wide": "", "lanes_narrow": "", "too_many": summary.claims}
    claims = [claim for claim in reader.claims(comparisons=[item.id for item in comparisons]) if claim.published]
    labels = {measure.id: measured(measure) for measure in reader.measures()}
    sources = reader.sources_by_slug({claim.source for claim in claims})
    lanes = lanes_of(
        claims, sources=sources, labels=labels, to_claim=lambda claim: links.claim(claim.id), to_source=links.source
    )
    most = sorted(lanes, key=lambda lane: -len(lane.marks))[:MOST_LANES]
    drawn = [lane for lane in lanes if lane in most]
    title = f"When each source spoke: {summary.event.name}"
    wide, narrow = (
        lanes_plot(drawn, title=title, look=Look(layout, ident=f"lanes-{name}"))
        for layout, name in ((WIDE, "wide"), (NARROW, "narrow"))
    )
    dated = sorted((claim for claim in claims if claim.as_of), key=lambda claim: (claim.as_of or "", claim.id))
    rows = [(claim, sources[claim.source], labels[claim.measure]) for claim in dated[-MOST_IN_ORDER:]]
    return {
        "chronology": rows,
        "lanes_wide": wide,
        "lanes_narrow": narrow,
        "lanes_left_out": len(lanes) - len(drawn),
        "dated": len(dated),
        "undated": len(claims) - len(dated),
        "too_many": 0,
    }


def cards(reader: PageReader, comparisons: list[Comparison], *, links: Links) -> list[dict[str, Any]]:
    """Return what the card of each comparison shows: its words, a small picture, what every source says at least."""
    measures = {measure.id: measure for measure in reader.measures()}
    claims = reader.claims(comparisons=[item.id for item in comparisons if item.reports <= MOST_READ])
    claims += reader.newest_of_each([item.id for item in comparisons if item.reports > MOST_READ], limit=MOST_READ)
    between = reader.links_that_hold([claim.id for claim in claims])
    named = reader.sources_by_slug({claim.source for claim in claims})
    by_comparison: dict[str, list[Claim]] = {item.id: [] for item in comparisons}
    for claim in claims:
        by_comparison[claim.comparison].append(claim)
    found = []
    labels = {key: measured(measure) for key, measure in measures.items()}
    for item in comparisons:
        full = compare(by_comparison[item.id], measure=measures[item.measure], links=between)
        card = _brief(item, labels=labels, links=links)
        if full is not None:
            sources = {slug: named[slug] for slug in {claim.source for claim in full.claims}}
            rows = [row for row in rows_of(full, sources=sources) if not row.is_faint]
            if len(rows) > MOST_CLAIMS_DRAWN:
                rows = rows[: MOST_CLAIMS_DRAWN // 2] + rows[-MOST_CLAIMS_DRAWN // 2 :]
            look = Look(MINI, ident=f"mini-{item.id}")
            card["plot"] = (
                interval_plot(rows, title=card["label"], look=look) if any(drawn(row.figure) for row in rows) else ""
            )
            card["says"] = [(row.name, row.says) for row in rows][:3]
        card["query"] = scope_query(item)
        found.append(card)
    return found
