"""The pages of evidence: one for each claim, document and source. Nothing withheld appears on them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claims.compare.comparison import compare
from claims.errors import UnknownClaim, UnknownDocument
from claims.exporters.comparison import claim_as_json
from claims.exporters.linked_data import claim_as_linked_data, in_a_page
from claims.model import Rank, View
from claims.reading.batches import BatchReader
from claims.reading.documents import DocumentReader
from claims.reading.public import PublicReader
from claims.web.asked import turn, turn_together
from claims.web.evidence import MOST_PLACES, Part, parts, pieces
from claims.web.kin import kin, profile, words_of_ratio
from claims.web.render import web_address
from claims.web.respond import Data, Elsewhere, Page
from claims.web.words import CREDIBILITY, RELATIONS, RELIABILITY, figure_words, scope_words

if TYPE_CHECKING:
    from claims.model import Appearance, Claim, Document
    from claims.reading.pages import PageReader
    from claims.web.respond import Answer, Call

MOST_OF_SOURCE = 50  # claims on a page
A_PAGE = 20  # reports of a claim, its links, acts on it


def claim(reader: PageReader, call: Call) -> Answer:
    """Return everything about one claim; the beginning of an id leads to the whole one if it is the only such."""
    found = reader.claim(call.parts["id"])
    if not found.published:
        raise UnknownClaim(call.parts["id"])
    if found.id != call.parts["id"]:
        return Elsewhere(call.links.claim(found.id))
    measure, source, event = reader.measure(found.measure), reader.source(found.source), reader.event(found.event)
    every = reader.appearances([found.id], with_withdrawn=True)
    relations, acts = _relations(reader, found), _acts(reader, found)
    numbers = {"where": len(every), "linked": len(relations), "history": len(acts)}
    turned = turn_together(call, numbers, size=A_PAGE, address=call.links.claim(found.id))
    here = {at: slice(told["first"] - 1, told["last"]) for at, told in turned.items()}
    places = every[here["where"]]
    withdrawn = reader.withdrawals([found.id])
    documents = {document.id: document for document in reader.documents({place.document for place in places})}
    item = reader.comparison(found.comparison)
    shown = {
        "title": f"{source.name}: {found.says}",
        "claim": found,
        "batch_withdrawn": found.batch and BatchReader(reader.connection).withdrawn().get(found.batch),
        "event": event,
        "measure": measure,
        "source": source,
        "recorded_as": _recorded_as(reader, found),
        "figure": figure_words(found.figure, kind=measure.value_kind),
        "credibility": CREDIBILITY[found.credibility],
        "places": [
            {
                "place": place,
                "document": documents[place.document],
                "url": web_address(documents[place.document].url),
                "relayed_by": reader.source(place.relayed_by) if place.relayed_by else None,
                "withdrawn": withdrawn.get(place.id),
            }
            for place in places
        ],
        "item": item,
        "scope": "" if item is None else scope_words(item),
        "compare": None if item is None else call.links.comparison(item),
        "relations": relations[here["linked"]],
        "acts": acts[here["history"]],
        "turned": turned,
        "row": call.links.row("claim", found.id),
        "data": call.links.claim_data(found.id),
        "linked_data": in_a_page(
            claim_as_linked_data(
                found,
                event=event,
                measure=measure,
                source=source,
                places=[(place, documents[place.document]) for place in places if place.id not in withdrawn],
                url=call.whole.claim(found.id),
            )
        ),
    }
    return Page("claim", shown, goes_on=any(told["next"] for told in turned.values()))


def _recorded_as(reader: PageReader, found: Claim) -> list[str]:
    """Return the names that a claim was recorded under, as far as merges have changed them since."""
    names = [] if found.recorded_source is None else [reader.source(found.recorded_source).name]
    names += [] if found.recorded_measure is None else [reader.measure(found.recorded_measure).label]
    names += [] if found.recorded_event is None else [reader.event(found.recorded_event).name]
    return names + ([] if found.recorded_place is None else [found.recorded_place])


def _acts(reader: PageReader, found: Claim) -> list[dict[str, Any]]:
    """Return the acts on a claim that readers may see: none about a link with a claim that they may not."""
    links = reader.links([found.id], with_withdrawn=True)
    seen = reader.published({end for link in links for end in (link.claim, link.other)})
    hidden = {link.number for link in links if not {link.claim, link.other} <= seen}
    secret = {end for link in links for end in (link.claim, link.other)} - seen
    acts = []
    for act in reader.log(subject=f"claim {found.id}"):
        told = [json.loads(act[name]) for name in ("before", "after") if act[name]]
        named = {value for part in told if isinstance(part, dict) for value in part.values() if isinstance(value, str)}
        numbers = {part.get("number") for part in told if isinstance(part, dict)}
        if not (named & secret or (act["act"] == "withdraw link" and numbers & hidden)):
            acts.append(act)
    return acts


def claim_data(reader: PageReader, call: Call) -> Answer:
    """Return one claim as data, with what it is about and where it can be read."""
    found = reader.claim(call.parts["id"])
    if not found.published:
        raise UnknownClaim(call.parts["id"])
    measure = reader.measure(found.measure)
    places = reader.appearances([found.id])
    links = reader.links([found.id])
    seen = reader.published({end for link in links for end in (link.claim, link.other)})
    shown = [link for link in links if {link.claim, link.other} <= seen]
    current = {found.id} if PublicReader(reader.connection).stands(found.id) else set()
    comparison = compare([found._replace(rank=Rank.NORMAL)], measure=measure, links=())
    if comparison is None:
        raise UnknownClaim(call.parts["id"])
    view = View(
        comparison=comparison._replace(claims=(found,), current=frozenset(current)),
        event=reader.event(found.event),
        measure=measure,
        sources={found.source: reader.source(found.source)},
        appearances={found.id: tuple(places)},
        documents={document.id: document for document in reader.documents({place.document for place in places})},
        links=tuple(shown),
    )
    about = {name: getattr(found, name) for name in ("event", "measure", "population", "place", "period_start")}
    return Data({**about, "unit": measure.unit, "comparison": found.comparison, **claim_as_json(found, view)})


def _relations(reader: PageReader, found: Claim) -> list[dict[str, Any]]:
    """Return links to and from a claim, withdrawn ones too, as sentences with the other claim."""
    links = reader.links([found.id], with_withdrawn=True)
    others = reader.claims_by_id({end for link in links for end in (link.claim, link.other)} - {found.id})
    told = []
    for link in links:
        other = others.get(link.other if link.claim == found.id else link.claim)
        if other is not None:
            told.append(
                {
                    "link": link,
                    "is_from": link.claim == found.id,
                    "relation": RELATIONS[link.relation],
                    "other": other,
                    "source": reader.source(other.source),
                }
            )
    return told


def document(reader: PageReader, call: Call) -> Answer:
    """Return a part of a document with every quote marked where it stands, and the claims that rest on that part."""
    found = reader.document(call.parts["id"])
    if found.id != call.parts["id"]:
        return Elsewhere(call.links.document(found.id))
    read = DocumentReader(reader.connection)
    if read.is_withheld(found.id):
        raise UnknownDocument(call.parts["id"])
    text = found.text or ""
    every, without = read.number_of_places(found.id)
    starts = read.quote_starts(found.id)
    whole = Part(0, len(text), first=0, number=without)
    shown_parts = [whole] if call.is_static else parts(text, starts, without)
    index = _chosen(shown_parts, read, found, call=call)
    part = shown_parts[index]
    places = read.quotes_between(found.id, part.start, part.end) if part.end > part.start else []
    places += read.without_place(found.id, limit=part.number, offset=part.first)
    claims = reader.claims_by_id({place.claim for place in places})
    shown = {
        "title": title_of(found),
        "document": found,
        "publisher": None if found.publisher is None else reader.source(found.publisher),
        "url": web_address(found.url),
        "archive": web_address(found.archive_url),
        "pieces": pieces(text[part.start : part.end], places, begin=part.start),
        "places": every,
        "part": index + 1,
        "parts_of_it": len(shown_parts),
        "address": call.links.document(found.id),
        **_quoted(reader, places, claims),
        "row": call.links.row("document", found.id),
        "data": call.links.data(call.links.document(found.id)),
    }
    return Page("document", shown)


def _chosen(shown: list[Part], read: DocumentReader, found: Document, *, call: Call) -> int:
    """Return which part is asked for: by its number, or by a claim that can be read in it; else the first."""
    asked = call.arguments.get("claim")
    if asked:
        start, before = read.place_of(found.id, asked)
        if start is None:
            return min(before // MOST_PLACES, len(shown) - 1)
        return next((number for number, part in enumerate(shown) if part.start <= start < part.end), 0)
    number = call.arguments.get("part") or ""
    return min(max(int(number), 1), len(shown)) - 1 if number.isdecimal() else 0


def _quoted(reader: PageReader, places: list[Appearance], claims: dict[str, Claim]) -> dict[str, Any]:
    """Return the places of a part with their claims in words, and the numbers that lead from the text to them."""
    sources = {slug: reader.source(slug) for slug in sorted({item.source for item in claims.values()})}
    events = {slug: reader.event(slug) for slug in {item.event for item in claims.values()}}
    measures = {slug: reader.measure(slug) for slug in {item.measure for item in claims.values()}}
    numbers = {key: number for number, key in enumerate(dict.fromkeys(place.claim for place in places), start=1)}
    firsts: dict[str, Appearance] = {}
    for place in places:
        firsts.setdefault(place.claim, place)
    quoted = [
        {
            "place": place,
            "number": numbers[place.claim],
            "is_first": place is firsts[place.claim],
            "claim": claims[place.claim],
            "source": sources[claims[place.claim].source],
            "event": events[claims[place.claim].event],
            "measure": measures[claims[place.claim].measure],
            "relayed_by": reader.source(place.relayed_by) if place.relayed_by else None,
        }
        for place in places
    ]
    return {"numbers": numbers, "quoted": quoted}


def title_of(found: Document) -> str:
    """Return what to call a document: its title, else its address, else the beginning of its hash."""
    return found.title or found.url or f"document {(found.sha256 or found.id)[:12]}"


def source(reader: PageReader, call: Call) -> Answer:
    """Return who a source is, what it says about what, and whose claims derive from its own."""
    slug = call.parts["slug"]
    found = reader.source(reader.canonical("source", slug))
    if found.id != slug:
        return Elsewhere(call.links.source(found.id))
    number = reader.count_of_source(found.id)
    turned = turn(call, number, size=MOST_OF_SOURCE, address=call.links.source(found.id))
    claims = reader.published_of_source(found.id, limit=MOST_OF_SOURCE, offset=turned["first"] - 1)
    measures = {measure.id: measure for measure in reader.measures()}
    events = {key: reader.event(key) for key in dict.fromkeys(item.event for item in claims)}
    groups: dict[str, list[dict[str, Any]]] = {key: [] for key in events}
    for item in claims:
        measure = measures[item.measure]
        figure = figure_words(item.figure, kind=measure.value_kind)
        groups[item.event].append({"claim": item, "measure": measure, "figure": figure})
    names = [name for name in reader.names_of("source", found.id) if name not in {found.name, found.id}]
    shown = {
        "title": found.name,
        "source": found,
        "url": web_address(found.url),
        "reliability": RELIABILITY[found.reliability],
        "names": names,
        "also": reader.same_as("source", found.id),
        "groups": [(events[key], listed) for key, listed in groups.items()],
        "turned": turned,
        "kin": kin(reader, claims),
        **profile(reader, found.id),
        "words_of_ratio": words_of_ratio,
        "row": call.links.row("source", found.id),
        "data": call.links.data(call.links.source(found.id)),
        "all": call.links.table("claim", source=found.id),
    }
    return Page("source", shown, goes_on=bool(turned["next"]))
