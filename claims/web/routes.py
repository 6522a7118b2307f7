"""Our addresses: which page answers which path. Named parts of a path are tilde-encoded, as Datasette's own are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.web import compat, pages, pages_compare, pages_evidence
from claims.web.index import fronts
from claims.web.respond import Elsewhere, Page, respond, serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from datasette import Response

    from claims.reading_pages import PageReader
    from claims.web.respond import Answer, Call

DATABASE = "/(?P<database>[^/]+)/-"
PART = "[^/.]+"
PAGES: tuple[tuple[str, Callable[[PageReader, Call], Answer], str], ...] = (
    (f"{DATABASE}/claims$", pages.front, "claim"),
    (f"{DATABASE}/event/(?P<slug>{PART})$", pages.event, "claim"),
    (f"{DATABASE}/compare/(?P<event>{PART})$", pages_compare.event, "claim"),
    (f"{DATABASE}/compare/(?P<event>{PART})\\.json$", pages_compare.event_data, "claim"),
    (f"{DATABASE}/compare/(?P<event>{PART})/(?P<measure>{PART})$", pages_compare.measure, "claim"),
    (f"{DATABASE}/compare/(?P<event>{PART})/(?P<measure>{PART})\\.json$", pages_compare.measure_data, "claim"),
    (f"{DATABASE}/comparison/(?P<id>{PART})$", pages_compare.comparison, "claim"),
    (f"{DATABASE}/claim/(?P<id>{PART})$", pages_evidence.claim, "claim"),
    (f"{DATABASE}/document/(?P<id>{PART})$", pages_evidence.document, "document"),
    (f"{DATABASE}/source/(?P<slug>{PART})$", pages_evidence.source, "claim"),
)
"""Each address with the page that answers it and the table whose rights it asks for."""


def routes() -> list[tuple[str, Any]]:
    """Return the addresses in the form that Datasette wants."""
    return [("^/-/claims$", every_front), *((f"^{path}", _view(build, table)) for path, build, table in PAGES)]


def _view(build: Callable[[PageReader, Call], Answer], table: str) -> Callable[..., Any]:
    async def view(request: Any, datasette: Any) -> Response:
        return await serve(datasette, request, build, table=table)

    return view


async def every_front(request: Any, datasette: Any) -> Response:
    """Return the list of all claims databases, or lead to the only one."""
    found = await fronts(datasette, request.actor)
    if len(found) == 1:
        return await respond(datasette, request, Elsewhere(found[0]["href"]), database=None)
    shown = {"title": "Claims databases", "fronts": found, "attached": len(await compat.ours(datasette))}
    return await respond(datasette, request, Page("fronts", shown), database=None)
