"""The search page: events, sources, quotes and documents that hold what was asked, each with its passage marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from claims.exporters.found import as_json
from claims.reading.search import KINDS, SearchReader
from claims.web.respond import Data, Page

if TYPE_CHECKING:
    from claims.reading.pages import PageReader
    from claims.search import Found, Hit
    from claims.web.links import Links
    from claims.web.respond import Answer, Call

OF_EACH = 5
A_PAGE = 20
LAST_PAGE = 100
LONGEST = 200
NAMES = {"event": "Events", "source": "Sources", "claim": "Quotes and notes", "document": "Documents"}


def search(reader: PageReader, call: Call) -> Answer:
    """Return the page of a search: some of each kind, or one kind page by page."""
    asked, kind, page = _asked(call)
    found = _found(reader, call, asked, kind=kind, page=page)
    every = found if not kind else _found(reader, call, asked, kind="", page=1)
    sections = [
        {
            "kind": item.kind,
            "name": NAMES[item.kind],
            "count": item.count,
            "is_more": item.is_more,
            "hits": [_shown(reader, hit, links=call.links) for hit in item.hits],
            "rest": "" if kind or item.count <= len(item.hits) else _address(call, asked, kind=item.kind),
        }
        for item in found.kinds
        if item.hits
    ]
    of_kind = found.kinds[0].count if kind and found.kinds else 0
    following = bool(kind) and page < LAST_PAGE and of_kind > page * A_PAGE
    shown = {
        "title": f"Search: {asked}" if asked else "Search",
        "asked": asked,
        "sections": sections,
        "beginnings": found.beginnings,
        "is_asked": bool(found.asked),
        "tabs": [
            (NAMES[item.kind], item.count, item.is_more, _address(call, asked, kind=item.kind), item.kind == kind)
            for item in every.kinds
            if item.count
        ],
        "all": _address(call, asked),
        "kind": kind,
        "page": page,
        "earlier": _address(call, asked, kind=kind, page=page - 1) if kind and page > 1 else "",
        "later": _address(call, asked, kind=kind, page=page + 1) if following else "",
        "denied": call.denied,
        "data": f"{call.links.data(call.links.search())}?{urlencode({'q': asked})}" if asked else "",
    }
    return Page("search", shown)


def search_data(reader: PageReader, call: Call) -> Answer:
    """Return the same as data."""
    asked, kind, page = _asked(call)
    found = _found(reader, call, asked, kind=kind, page=page)
    return Data(as_json(found, asked=asked, href=lambda hit: _href(hit, links=call.whole)))


def _asked(call: Call) -> tuple[str, str, int]:
    """Return the words, the kind ("" for all) and the page that an address asks for; nonsense counts as not given."""
    asked = (call.arguments.get("q") or "").strip()[:LONGEST]
    kind = call.arguments.get("kind") or ""
    page = call.arguments.get("page") or ""
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
    return asked, kind if kind in KINDS and kind not in call.denied else "", min(max(number, 1), LAST_PAGE)


def _found(reader: PageReader, call: Call, asked: str, *, kind: str, page: int) -> Found:
    """Return what is found of one kind, or some of each; documents only where whoever asks may read them."""
    search_reader = SearchReader(reader.connection)
    if kind:
        return search_reader.search(asked, kinds=(kind,), limit=A_PAGE, offset=(page - 1) * A_PAGE)
    return search_reader.search(asked, kinds=[kind for kind in KINDS if kind not in call.denied], limit=OF_EACH)


def _address(call: Call, asked: str, *, kind: str = "", page: int = 1) -> str:
    query = {"q": asked} | ({"kind": kind} if kind else {}) | ({"page": str(page)} if page > 1 else {})
    return f"{call.links.search()}?{urlencode(query)}"


def _href(hit: Hit, *, links: Links) -> str:
    address: str = getattr(links, hit.kind)(hit.key)
    return address


def _shown(reader: PageReader, hit: Hit, *, links: Links) -> dict[str, Any]:
    """Return what the page shows of a hit: its name, address, passage, and what it is about."""
    told: dict[str, Any] = {"hit": hit, "href": _href(hit, links=links), "pieces": hit.passage.pieces()}
    if hit.claim is not None:
        told["source"] = reader.source(hit.claim.source)
        told["event"] = reader.event(hit.claim.event)
        told["measure"] = reader.measure(hit.claim.measure)
    if hit.kind == "event":
        told["summary"] = reader.event_summary(hit.key)
        told["event"] = told["summary"].event
    return told
