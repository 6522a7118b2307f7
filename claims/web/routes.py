"""Our addresses: which page answers which path. Named parts of a path are tilde-encoded, as Datasette's own are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import NotFound

from claims.web import (
    compat,
    edit_home,
    edit_link,
    edit_reconcile,
    edit_review,
    guard,
    pages,
    pages_compare,
    pages_data,
    pages_evidence,
    pages_search,
    pages_take,
)
from claims.web.edit import serve_edit
from claims.web.index import fronts
from claims.web.links import Links
from claims.web.respond import Elsewhere, File, Page, respond, serve
from claims.web.take import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from datasette import Response

    from claims.reading.pages import PageReader
    from claims.web.edit import EditPage
    from claims.web.respond import Answer, Call

DATABASE = "/(?P<database>[^/]+)/-"
PART = "[^/.]+"
FORM = "|".join(FORMS)
PAGES: tuple[tuple[str, Callable[[PageReader, Call], Answer], str], ...] = (
    (f"{DATABASE}/claims$", pages.front, "claim"),
    (f"{DATABASE}/event/(?P<slug>{PART})$", pages.event, "claim"),
    (f"{DATABASE}/compare/(?P<event>{PART})$", pages_compare.event, "claim"),
    (f"{DATABASE}/compare/(?P<event>{PART})\\.json$", pages_compare.event_data, "claim"),
    (f"{DATABASE}/compare/(?P<event>{PART})/(?P<measure>{PART})$", pages_compare.measure, "claim"),
    (f"{DATABASE}/compare/(?P<event>{PART})/(?P<measure>{PART})\\.json$", pages_compare.measure_data, "claim"),
    (f"{DATABASE}/compare/(?P<event>{PART})/(?P<measure>{PART})/embed$", pages_take.embed, "claim"),
    (f"{DATABASE}/compare/(?P<event>{PART})/(?P<measure>{PART})\\.(?P<form>{FORM})$", pages_take.take, "claim"),
    (f"{DATABASE}/comparison/(?P<id>{PART})$", pages_compare.comparison, "claim"),
    (f"{DATABASE}/claim/(?P<id>{PART})$", pages_evidence.claim, "claim"),
    (f"{DATABASE}/claim/(?P<id>{PART})\\.json$", pages_evidence.claim_data, "claim"),
    (f"{DATABASE}/document/(?P<id>{PART})$", pages_evidence.document, "document"),
    (f"{DATABASE}/source/(?P<slug>{PART})$", pages_evidence.source, "claim"),
    (f"{DATABASE}/claims\\.json$", pages_data.front, "claim"),
    (f"{DATABASE}/event/(?P<slug>{PART})\\.json$", pages_data.event, "claim"),
    (f"{DATABASE}/source/(?P<slug>{PART})\\.json$", pages_data.source, "claim"),
    (f"{DATABASE}/document/(?P<id>{PART})\\.json$", pages_data.document, "document"),
    (f"{DATABASE}/search$", pages_search.search, "claim"),
    (f"{DATABASE}/search\\.json$", pages_search.search_data, "claim"),
    (f"{DATABASE}/feed\\.atom$", pages_take.feed, "claim"),
    (f"{DATABASE}/feed/(?P<event>{PART})\\.atom$", pages_take.feed, "claim"),
    (f"{DATABASE}/sitemap\\.xml$", pages_take.site_map, "claim"),
    (f"{DATABASE}/(?:event|source|claim|document|compare|comparison)/?$", pages.to_front, "claim"),
    (f"{DATABASE}/schema/(?P<name>{PART})\\.json$", pages_take.schema, "claim"),
)
"""Each address with the page that answers it and the table whose rights it asks for."""
WITHOUT: Mapping[Any, frozenset[str]] = {
    build: frozenset({"document"}) for build in (pages_search.search, pages_search.search_data)
}
"""Pages that leave out what whoever asks may not read."""


EDITING: tuple[tuple[str, EditPage], ...] = (
    (f"{DATABASE}/edit$", edit_home.PAGE),
    (f"{DATABASE}/edit/review$", edit_review.QUEUE),
    (f"{DATABASE}/edit/document/(?P<id>{PART})$", edit_review.DOCUMENT),
    (f"{DATABASE}/edit/candidate/(?P<id>{PART})$", edit_review.CANDIDATE),
    (f"{DATABASE}/edit/reconcile/(?P<event>{PART})/(?P<measure>{PART})$", edit_reconcile.PAGE),
    (f"{DATABASE}/edit/link/(?P<id>{PART})$", edit_link.PAGE),
)
"""Each address of editors with its page."""


def routes() -> list[tuple[str, Any]]:
    """Return the addresses in the form that Datasette wants."""
    return [
        ("^/-/claims$", every_front),
        ("^/robots\\.txt$", robots),
        *((f"^{path}", _view(build, table)) for path, build, table in PAGES),
        *((f"^{path}", _editing(page)) for path, page in EDITING),
    ]


def _view(build: Callable[[PageReader, Call], Answer], table: str) -> Callable[..., Any]:
    async def view(request: Any, datasette: Any) -> Response:
        return await serve(datasette, request, build, table=table, without=WITHOUT.get(build, frozenset()))

    return view


def _editing(page: EditPage) -> Callable[..., Any]:
    async def view(request: Any, datasette: Any) -> Response:
        return await serve_edit(datasette, request, page)

    return view


async def every_front(request: Any, datasette: Any) -> Response:
    """Return the list of all claims databases, or lead to the only one."""
    found = await fronts(datasette, request.actor)
    if len(found) == 1:
        return await respond(datasette, request, Elsewhere(found[0]["href"]), database=None)
    shown = {"title": "Claims databases", "fronts": found, "attached": len(await compat.ours(datasette))}
    return await respond(datasette, request, Page("fronts", shown), database=None)


async def robots(request: Any, datasette: Any) -> Response:
    """Return what search engines may read: everything and the sitemaps, or nothing where robots is set to deny."""
    found = await fronts(datasette, None)
    if guard.setting(datasette, "robots") == "deny":
        lines = ["User-agent: *", "Disallow: /"]
    elif not found:
        raise NotFound("there is no such page")
    else:
        denied = [datasette.urls.database(item["name"]) for item in found if item["robots"] == "deny"]
        open_to_all = [item["name"] for item in found if item["robots"] != "deny"]
        maps = [Links(datasette.urls.database(name)).sitemap() for name in open_to_all]
        rules = [f"Disallow: {path}" for path in denied] + (["Allow: /"] if open_to_all else ["Disallow: /"])
        lines = ["User-agent: *", *rules, *(f"Sitemap: {datasette.absolute_url(request, path)}" for path in maps)]
    return await respond(datasette, request, File("\n".join(lines) + "\n", "text/plain"), database=None)
