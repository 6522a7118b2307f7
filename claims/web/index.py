"""How readers get to our pages: Datasette's index, its menu, and the root of a site that holds nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.web import compat, guard
from claims.web.collection import collection
from claims.web.links import Links

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Found = list[dict[str, str]]


async def fronts(datasette: Any, actor: Any) -> Found:
    """Return name, title, description and address of every claims database that somebody may see; tables if open."""
    found = []
    closed = await guard.closed(datasette, actor, "view-table")
    for name in await compat.ours(datasette):
        if await guard.may_read(datasette, actor, name):
            about = await collection(datasette, name)
            links = Links(datasette.urls.database(name))
            found.append(
                {
                    "name": name,
                    "title": about.get("title") or name,
                    "description": about.get("description") or "",
                    "href": links.front(),
                    "robots": str(about.get("robots") or ""),
                    "tables": "" if name in closed else datasette.urls.database(name),
                }
            )
    return found


async def index_links(datasette: Any, actor: Any) -> Found:
    """Return the entries of Datasette's menu: one for each claims database."""
    found = await fronts(datasette, actor)
    alone = len(found) == 1
    return [
        {"href": item["href"], "label": "Events and comparisons" + ("" if alone else f" in {item['name']}")}
        for item in found
    ]


def home(datasette: Any, app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Return an application that leads from / to our front page where one claims database is all that is attached.

    With other databases beside it, or an index page of the user's own, / stays Datasette's.
    """

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if (
            scope["type"] == "http"
            and scope["path"] == datasette.urls.instance()
            and scope["method"] in {"GET", "HEAD"}
        ):
            attached = compat.others(datasette)
            if len(attached) == 1 and not _has_own_index(datasette) and await compat.is_ours(datasette, attached[0]):
                href = Links(datasette.urls.database(attached[0])).front()
                headers = [(b"location", href.encode()), (b"content-type", b"text/plain; charset=utf-8")]
                await send({"type": "http.response.start", "status": 302, "headers": headers})
                await send({"type": "http.response.body", "body": b""})
                return
        await app(scope, receive, send)

    return wrapped


def _has_own_index(datasette: Any) -> bool:
    return bool(datasette.template_dir) and (Path(datasette.template_dir) / "index.html").is_file()
