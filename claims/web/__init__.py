"""The Datasette plugin: pages for readers over every attached claims database, and better tables beside them.

It needs no configuration: a database is ours by its application_id. What differs between Datasette 0.65 and 1.0 stands
in `claims.web.compat`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from datasette import hookimpl

from claims import schema
from claims.search import phrases, query
from claims.web import compat, editors, functions, guard
from claims.web.facets import instead_of_columns, quicker
from claims.web.index import fronts, home, index_links
from claims.web.links import Links
from claims.web.metadata import tables
from claims.web.queries import QUERIES
from claims.web.render import cell
from claims.web.routes import routes

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator

    from markupsafe import Markup

# Datasette calls a hook by the names of its parameters, so that they stand here in its own order and number.


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Find the claims databases and tell Datasette about their tables."""

    async def describe() -> None:
        for name in await compat.ours(datasette):
            await compat.describe(datasette, name, tables(Links(datasette.urls.database(name))))
            await compat.add_queries(datasette, name, QUERIES)
            guard.screened(datasette, name)
            compat.answer_sooner(datasette, name, quicker)

    return describe


@hookimpl(trylast=True)
def prepare_connection(conn: Any, database: str, datasette: Any) -> None:
    """Remember which databases are ours, fold what is searched in them as their index is folded, add our functions."""
    with suppress(Exception):  # a broken file of somebody else's is Datasette's matter
        if schema.is_ours(conn):
            compat.remembered(datasette).add(database)
            conn.create_function("escape_fts", 1, search_words, deterministic=True)
            functions.register(conn)


def search_words(asked: str) -> str:
    """Return a full text query for all words of what somebody typed, in whichever script, digits and letter forms."""
    return query(phrases(asked))


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Any]]:  # noqa: ARG001 - named by Datasette
    """Return our addresses."""
    return routes()


@hookimpl(hookwrapper=True)
def register_facet_classes() -> Generator[None, Any, None]:
    """Let facets of our tables be read from the counts that are kept for them."""
    given = yield
    given.force_result(instead_of_columns(given.get_result()))


@hookimpl
def canned_queries(datasette: Any, database: str, actor: Any) -> dict[str, dict[str, str]]:  # noqa: ARG001 - as above
    """Return, for Datasette 0.65, the ready-made queries of one of our databases."""
    if database not in compat.remembered(datasette):
        return {}
    own = datasette.metadata("queries", database=database, fallback=False) or {}
    return {
        query.name: {"sql": query.sql, "title": query.title, "description": query.description}
        for query in QUERIES
        if query.name not in own
    }


@hookimpl
def register_permissions(datasette: Any) -> list[Any]:  # noqa: ARG001 - named by Datasette
    """Return, for Datasette 0.65, the permissions to see withheld claims and to edit."""
    return _permissions()


@hookimpl
def register_actions(datasette: Any) -> list[Any]:  # noqa: ARG001 - named by Datasette
    """Return, for Datasette 1.0, the permissions to see withheld claims and to edit."""
    return _permissions()


def _permissions() -> list[Any]:
    seen = compat.permission(guard.PERMISSION, "See withheld claims and proposals in tables, SQL and downloads")
    return [*seen, *(one for name, words in editors.PERMISSIONS.items() for one in compat.permission(name, words))]


@hookimpl(trylast=True)
def permission_allowed(datasette: Any, actor: Any, action: str, resource: Any) -> Callable[[], Awaitable[bool | None]]:
    """Refuse, in Datasette 0.65, what would show withheld claims; the last word is the one that counts there."""

    async def verdict() -> bool | None:
        database = guard.database_of(resource)
        if database and database in await guard.closed(datasette, actor, action):
            return False
        only = (await guard.narrowed(datasette, actor, action)).get(database or "")
        return False if only is not None and resource[1] not in only else None

    return verdict


@hookimpl
def permission_resources_sql(datasette: Any, actor: Any, action: str) -> Callable[[], Awaitable[Any]]:
    """Refuse, in Datasette 1.0, what would show withheld claims."""

    async def restriction() -> Any:
        found = await guard.closed(datasette, actor, action)
        some = await guard.narrowed(datasette, actor, action)
        return compat.only_these(datasette, action, closed=found, narrowed=some) if found or some else None

    return restriction


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """Return a cell of one of our tables as HTML, or None to leave it to Datasette."""
    if database not in compat.remembered(datasette):
        return None
    return cell(value, column=column, table=table, row=row, links=Links(datasette.urls.database(database)))


@hookimpl
def extra_css_urls(database: str | None, view_name: str | None, datasette: Any) -> list[str]:
    """Return the style sheet for Datasette's own pages of our databases and for its index."""
    if database in compat.remembered(datasette) or (view_name == "index" and compat.remembered(datasette)):
        return [compat.static(datasette, "tables.css")]
    return []


@hookimpl
def extra_template_vars(view_name: str | None, request: Any, datasette: Any) -> Any:
    """Return for Datasette's index page the claims databases that the reader may see."""

    async def found() -> dict[str, Any]:
        return {"claims_fronts": await fronts(datasette, None if request is None else request.actor)}

    return found if view_name == "index" else {}


@hookimpl
def menu_links(datasette: Any, actor: Any) -> Any:
    """Return a way from Datasette's menu to our front page."""
    return index_links(datasette, actor)


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Note who asks, and lead from / to our front page where a claims database is all there is."""
    return lambda app: guard.noting(datasette, home(datasette, app))
