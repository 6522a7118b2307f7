"""The compare page: who says what about one thing, how the figures relate, what each rule gives, what was decided."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from claims.errors import Refused, UnknownName
from claims.exporters.comparison import event_as_json
from claims.exporters.plot import NARROW, WIDE, Look, drawn, interval_plot, rows_of, to_draw
from claims.exporters.plot_timeline import lines_of, series_of, timeline_plot
from claims.figure_say import measured
from claims.model import LinkRelation
from claims.pipeline.compare import one, views
from claims.pipeline.reconcile import scope_options
from claims.reading.public import PublicReader
from claims.text import fold
from claims.web.asked import Asked, turn
from claims.web.controls import controls
from claims.web.found import Found
from claims.web.respond import Data, Elsewhere, Page
from claims.web.take import MOST_CITED, along
from claims.web.view import evidence, figures, independence, matrix, on_page, rules
from claims.web.words import scope_words

if TYPE_CHECKING:
    from claims.model import Comparison, Event, Measure, Reconciliation, View
    from claims.reading.pages import PageReader
    from claims.web.respond import Answer, Call

A_PAGE = 8  # comparisons of an event
MOST_ROWS = 40
MOST_CONSIDERED = 15  # claims of a decision, those that it uses first; the data has all
MOST_IN_DATA = 20_000  # claims in one answer for programs
MOST_NEAR = 20  # comparisons that are offered where nothing answers
MOST_OF_EVENT = 2000  # claims: of a larger event only the comparison that is shown is read
MOST_OF_COMPARISON = 1000  # claims: of a larger one LAST are read
LAST = 150
SPREAD = 150  # and so many from all along its longest series
MOST_TOGETHER = 500  # claims: a narrower question about all comparisons of a larger event is put to each by itself
MOST_OF_PANEL = 24  # claims read of each of many comparisons on one page
DRAWN_IN_PANEL = 12


def public(reader: PageReader, view: View) -> View:
    """Return a view without a trace of claims that readers may not see: links to them, decisions that name them."""
    ids = {claim.id for claim in view.comparison.claims}
    named = {end for link in view.links for end in (link.claim, link.other)}
    decision = view.decision
    if decision is not None:
        named |= {item.claim for item in decision.considered} | ({decision.claim} if decision.claim else set())
    seen = ids | reader.published(named - ids)
    links = tuple(link for link in view.links if {link.claim, link.other} <= seen)
    if decision is not None and decision.claim is not None and decision.claim not in seen:
        decision = None  # its figure is that of the withheld claim
    if decision is not None:
        decision = decision._replace(considered=tuple(item for item in decision.considered if item.claim in seen))
    return view._replace(links=links, decision=decision)


def answers(reader: PageReader, asked: Asked, *, event: str, measure: str | None) -> list[View]:
    """Return the comparisons of an event, or of one measure of it, in the scope asked for."""
    question = asked.question(measure=measure)._replace(population=asked.population, place=asked.place)
    found = views(reader, event, question=question)
    return [public(reader, view) for view in found if asked.is_about(view.comparison)]


def _named(reader: PageReader, asked: Asked) -> Asked:
    """Return what is asked with the place that is meant, and the slug of the source to leave out, given by any name."""
    if asked.place:
        asked = replace(asked, place=reader.canonical("place", asked.place))
    if asked.without is None or reader.has("source", asked.without):
        return asked
    return replace(asked, without=reader.find_name("source", fold(asked.without)) or asked.without)


def comparison(reader: PageReader, call: Call) -> Answer:
    """Lead from the id of a comparison to its address."""
    found = reader.comparison(call.parts["id"])
    if found is None:
        raise UnknownName("comparison", call.parts["id"])
    return Elsewhere(call.links.comparison(found))


def event(reader: PageReader, call: Call) -> Answer:
    """Return all comparisons of an event, most contested first."""
    asked = _named(reader, Asked.read(call.arguments))
    slug = call.parts["event"]
    found = reader.event(reader.canonical("event", slug))
    if found.id != slug:
        return Elsewhere(call.links.compare(found.id, query=asked.query()))
    every, turned = _every(reader, asked, event=slug, call=call)
    panels = []
    for index, view in enumerate(every):
        here = asked.at(view.comparison)
        panels.append(
            {
                "view": view,
                "status": view.comparison.status,
                "label": measured(view.measure),
                "scope": scope_words(view.comparison, with_usual=False),
                "href": call.links.compare(slug, view.measure.id, query=here.query()),
                **plots(view, asked=asked, call=call, ident=f"p{index}", most=DRAWN_IN_PANEL),
            }
        )
    shown = {
        "title": f"All comparisons, {found.name}",
        "event": found,
        "panels": panels,
        "asked": asked,
        "data": call.links.compare(slug, query=asked.query(), data=True),
        "turned": turned,
    }
    return Page("compare_event", shown, goes_on=bool(turned["next"]))


def _every(reader: PageReader, asked: Asked, *, event: str, call: Call) -> tuple[list[View], dict[str, Any]]:
    """Return a page of the comparisons of an event, most contested first, and which of how many they are.

    They are ordered as they are stored and each is read by itself; a narrower question about a small event is put to
    all together, and then those that it leaves are ordered.
    """
    summary = reader.event_summary(event)
    address = call.links.compare(event)
    if asked.is_scoped or (asked.is_narrowed and summary.claims <= MOST_TOGETHER):
        every = sorted(answers(reader, asked, event=event, measure=None), key=_contested)
        turned = turn(call, len(every), size=A_PAGE, address=address, query=asked.query())
        return every[turned["first"] - 1 : turned["last"]], turned
    turned = turn(call, summary.comparisons, size=A_PAGE, address=address, query=asked.query())
    stored = reader.most_contested(event, limit=A_PAGE, offset=turned["first"] - 1)
    read: list[View | None] = []
    for item in stored:
        view, _ = one(reader, item, question=asked.question(measure=item.measure), most=MOST_OF_PANEL, evidenced=_none)
        read.append(None if view is None else public(reader, view))
    return [view for view in read if view is not None], turned


def _none(_: Comparison) -> frozenset[str]:
    return frozenset()


def _evidenced(item: Comparison, *, call: Call) -> set[str]:
    """Return the claims whose evidence stands on the page that is asked for, by their ids."""
    cited = item.current if len(item.current) <= MOST_CITED else frozenset()
    return {claim.id for claim in on_page(item, call=call)} | cited


def _alone(reader: PageReader, item: Comparison, *, asked: Asked, call: Call) -> tuple[View | None, int]:
    """Return one comparison, read without the others of its event, and how many of its claims were not read."""
    most = LAST if reader.count_of_comparison(item.id) > MOST_OF_COMPARISON else MOST_OF_COMPARISON
    question = asked.question(measure=item.measure)
    view, left_out = one(
        reader, item, question=question, most=most, spread=SPREAD, evidenced=partial(_evidenced, call=call)
    )
    return (None if view is None else public(reader, view)), left_out


def _contested(view: View) -> tuple[int, int, int, str]:
    item = view.comparison
    return -item.contradictions, -item.divergences, -item.reports, item.id


def event_data(reader: PageReader, call: Call) -> Answer:
    """Return all comparisons of an event as data, by measure and scope."""
    asked = Asked.read(call.arguments)
    slug = reader.event(reader.canonical("event", call.parts["event"])).id
    _require_room(reader, call, asked=asked, event=slug)
    return Data(event_as_json(slug, answers(reader, asked, event=slug, measure=None)))


def measure_data(reader: PageReader, call: Call) -> Answer:
    """Return the comparisons of one measure of an event as data; a scope in the address leaves one."""
    asked = Asked.read(call.arguments)
    slug = reader.event(reader.canonical("event", call.parts["event"])).id
    measure = reader.measure(reader.canonical("measure", call.parts["measure"])).id
    _require_room(reader, call, asked=asked, event=slug, measure=measure)
    return Data(event_as_json(slug, answers(reader, asked, event=slug, measure=measure)))


def _require_room(reader: PageReader, call: Call, *, asked: Asked, event: str, measure: str | None = None) -> None:
    """Raise Refused where more claims are asked for at once than a server can hold for several visitors."""
    scope = asked.scope if asked.is_scoped else None
    number = PublicReader(reader.connection).claims_compared(event, measure=measure, scope=scope)
    if number > MOST_IN_DATA and not call.is_static:
        raise Refused(
            f"{number:,} claims are too many for one answer",
            hint=f"ask for one measure and scope of at most {MOST_IN_DATA:,}, or for its CSV, which holds every claim",
        )


def find(reader: PageReader, call: Call, *, whole: bool = True) -> Found | Answer:
    """Return the comparison that event, measure and parameters of an address ask for, or the page that says why not.

    Unless it has to be whole, a comparison of a large event is read without the others, and the newest of its claims.
    """
    asked = _named(reader, Asked.read(call.arguments))
    happened = reader.event(reader.canonical("event", call.parts["event"]))
    counted = reader.measure(reader.canonical("measure", call.parts["measure"]))
    chosen = _chosen(reader, asked, event=happened.id, measure=counted.id)
    if chosen is None:
        return _no_scope(reader, call=call, event=happened, measure=counted)
    asked = asked.at(chosen)
    claims = reader.event_summary(happened.id).claims
    if not whole and (claims > MOST_OF_EVENT or reader.count_of_comparison(chosen.id) > MOST_OF_COMPARISON):
        return Found(happened, counted, chosen, asked, *_alone(reader, chosen, asked=asked, call=call))
    exact = asked.question(measure=counted.id)._replace(population=chosen.population, place=chosen.place)
    evidenced = None if whole else partial(_evidenced, call=call)
    found = views(reader, happened.id, question=exact, evidenced=evidenced)
    view = next((public(reader, view) for view in found if view.comparison.id == chosen.id), None)
    return Found(happened, counted, chosen, asked, view)


def measure(reader: PageReader, call: Call) -> Answer:
    """Return the compare page of one measure of an event, in one scope."""
    slugs = call.parts["event"], call.parts["measure"]
    known = reader.canonical("event", slugs[0]), reader.canonical("measure", slugs[1])
    if known != slugs and reader.has("event", known[0]) and reader.has("measure", known[1]):
        return Elsewhere(call.links.compare(*known, query=Asked.read(call.arguments).query()))
    found = find(reader, call, whole=call.is_static)
    if not isinstance(found, Found):
        return found
    happened, counted, chosen, asked = found.event, found.measure, found.chosen, found.asked
    shown: dict[str, Any] = {
        "title": f"{measured(counted)}, {happened.name}",
        "event": happened,
        "measure": counted,
        "asked": asked,
        "scope": scope_words(chosen, with_usual=False),
        "data": call.links.compare(happened.id, counted.id, query=found.query, data=True),
        "rows": call.links.table("claim", comparison=chosen.id),
        "not_read": found.not_read,
        "chips": controls(reader, asked, chosen=chosen, call=call),
    }
    if found.view is None:
        return Page("compare", {**shown, "view": None})
    taken = along(reader, found, call=call)
    viewed = _view(reader, found.view, asked=asked, call=call)
    return Page("compare", {**shown, **viewed, "along": taken}, goes_on=bool(viewed["evidence"]["turned"]["next"]))


def _chosen(reader: PageReader, asked: Asked, *, event: str, measure: str) -> Comparison | None:
    """Return the comparison asked for; without a scope that of everyone and everywhere, else the one most reported."""
    found = reader.scope(event, measure, scope=asked.scope)
    return found if found is not None or asked.is_scoped else reader.most_reported(event, measure)


def _no_scope(reader: PageReader, *, call: Call, event: Event, measure: Measure) -> Answer:
    near, _ = reader.scopes(event.id, measure.id, limit=MOST_NEAR)
    links = [(call.links.comparison(item), f"{measure.label}: {scope_words(item)}") for item in near]
    said = f"nobody says anything here about “{measure.label}” of {event.name}" + (" in this scope" if near else "")
    if not near:
        links = [(call.links.event(event.id), f"what is said about {event.name}")]
    return Page("refused", {"title": "Not found", "said": said, "hint": "", "near": links}, 404)


def plots(view: View, *, asked: Asked, call: Call, ident: str, most: int = MOST_ROWS) -> dict[str, Any]:
    """Return the interval plot in two sizes ("" where no claim states a number), what is drawn, and what is not."""
    chosen = to_draw(view.comparison, limit=most)
    current = view.comparison.current
    standing = sum(claim.id in current for claim in chosen)
    told: dict[str, Any] = {
        "wide": "",
        "narrow": "",
        "chosen": chosen,
        "standing_drawn": standing,
        "standing_left_out": len(current) - standing,
        "left_out": len(view.comparison.claims) - len(current) - (len(chosen) - standing),
    }
    if not any(drawn(claim.figure) for claim in chosen):
        return told
    rows = rows_of(view.comparison, sources=view.sources, href=lambda claim: call.links.claim(claim.id), claims=chosen)
    title = f"Who says what: {measured(view.measure)}, {view.event.name}"
    minimum = view.comparison.agreed_minimum if view.comparison.independent_sources > 1 else None
    wide, narrow = (
        interval_plot(rows, title=title, look=Look(layout, asked.kind(), f"{ident}-{name}"), minimum=minimum)
        for layout, name in ((WIDE, "wide"), (NARROW, "narrow"))
    )
    return {**told, "wide": wide, "narrow": narrow}


def _timelines(view: View, *, asked: Asked) -> dict[str, Any]:
    series = series_of(view.comparison)
    lines = lines_of(series, sources=view.sources, current=view.comparison.current)
    title = f"How the figures developed: {measured(view.measure)}, {view.event.name}"
    wide, narrow = (
        timeline_plot(lines, title=title, look=Look(layout, asked.kind(), f"time-{name}"))
        for layout, name in ((WIDE, "wide"), (NARROW, "narrow"))
    )
    return {"time_wide": wide, "time_narrow": narrow, "lines_left_out": len(series) - len(lines)}


def _view(reader: PageReader, view: View, *, asked: Asked, call: Call) -> dict[str, Any]:
    copies = {LinkRelation.DERIVED_FROM, LinkRelation.DUPLICATE_OF}
    names = {
        claim.id: claim
        for claim in reader.claims_by_id({end for link in view.links for end in (link.claim, link.other)}).values()
    }
    drawn_plots = plots(view, asked=asked, call=call, ident="plot", most=MOST_ROWS)
    return {
        "view": view,
        "item": view.comparison,
        "status": view.comparison.status,
        **drawn_plots,
        **_timelines(view, asked=asked),
        "figures": figures(drawn_plots["chosen"], view=view),
        "matrix": matrix(view),
        "evidence": evidence(view, call=call, query=asked.query()),
        "rules": rules(view),
        "rules_by": f"claims reconcile {view.event.id} {view.measure.id} {scope_options(view.comparison)}",
        "independence": independence(reader, view, asked=asked, call=call, claims=names),
        "copies": [link for link in view.links if link.relation in copies],
        "decided_words": None if view.decision is None else reader.decided_words(view.decision.number),
        "decisions": _decisions(reader, view),
        "considered": _considered(reader, view),
    }


def _decisions(reader: PageReader, view: View) -> list[Reconciliation]:
    """Return all decisions ever made on a comparison but those that chose a claim which readers may not see."""
    made = reader.decisions(view.comparison.id)
    seen = reader.published({item.claim for item in made if item.claim is not None})
    return [item for item in made if item.claim is None or item.claim in seen]


def _considered(reader: PageReader, view: View) -> list[dict[str, Any]]:
    if view.decision is None:
        return []
    considered = sorted(view.decision.considered, key=lambda item: not item.included)[:MOST_CONSIDERED]
    claims = reader.claims_by_id({item.claim for item in considered})
    found = []
    for item in considered:
        claim = claims[item.claim]
        found.append({"item": item, "claim": claim, "source": reader.source(claim.source)})
    return found
