"""What visitors may see of a database that holds what is not for them: our pages, which leave it out, and what is safe.

Datasette's tables, search, facets, CSV, SQL and download read the file as it is. They stay closed for as long as a
claim is withheld (published = 0), whatever else the configuration allows. Where only proposals of extractors are in the
file, the tables that hold nothing of them are open, SQL included, over a connection that reads no other
(claims.web.screen); the download stays closed. Whoever has the permission claims-view-withheld, or is named by the
plugin's setting {"withheld": {"id": "editor"}}, an allow block as Datasette's own are ("show": everybody), sees
everything. A copy made by `claims publish copy` holds nothing of it and is open.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from datasette.utils import actor_matches_allow

from claims.reading.public import Hidden, PublicReader
from claims.web import compat, screen
from claims.web.freshness import file_state, is_settled

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from claims.web.freshness import State

KNOWN = "_claims_withheld"
PERMISSION = "claims-view-withheld"
REVIEW, RECONCILE, LINK = "claims-review", "claims-reconcile", "claims-link"
OPEN_TO_ALL = frozenset({"view-instance", "permissions-debug", "debug-menu", PERMISSION, REVIEW, RECONCILE, LINK})
"""Actions that show nothing of a database."""
SCREENED = frozenset({"view-database", "view-table", "view-query", "execute-sql"})
"""Actions that read over Datasette's connections, where proposals can be screened off."""
EVERYTHING = Hidden(claims=True, proposals=True, documents=True)

_FOR_OUR_PAGES: ContextVar[bool] = ContextVar("claims_for_our_pages", default=False)


async def may_read(datasette: Any, actor: Any, database: str, *, table: str = "claim") -> bool:
    """Return whether somebody may read our pages about a database: as configured, be its tables closed or not."""
    token = _FOR_OUR_PAGES.set(True)
    try:
        return await compat.may_read(datasette, actor, database, table=table)
    finally:
        _FOR_OUR_PAGES.reset(token)


async def closed(datasette: Any, actor: Any, action: str, *, of: str | None = None) -> list[str]:
    """Return the databases of which an action must show somebody nothing; of asks about one only."""
    if action in OPEN_TO_ALL or _FOR_OUR_PAGES.get() or _is_shown(setting(datasette, "withheld"), actor):
        return []
    kept = {name: await _hidden_from(datasette, actor, name) for name in await _names(datasette, of)}
    found = [name for name, what in kept.items() if what.claims or (what.proposals and action not in SCREENED)]
    if getattr(datasette, "crossdb", False) and any(what.claims or what.proposals for what in kept.values()):
        found.append("_memory")  # it reads all attached files there
    return found


async def narrowed(datasette: Any, actor: Any, action: str, *, of: str | None = None) -> dict[str, frozenset[str]]:
    """Return the databases of which an action must show somebody some tables only, and these; of asks about one."""
    if action != "view-table" or _FOR_OUR_PAGES.get() or _is_shown(setting(datasette, "withheld"), actor):
        return {}
    kept = {name: await _hidden_from(datasette, actor, name) for name in await _names(datasette, of)}
    return {name: _tables(what) for name, what in kept.items() if what.proposals and not what.claims}


async def _names(datasette: Any, of: str | None) -> list[str]:
    return [of] if of is not None else await compat.ours(datasette)


async def _hidden_from(datasette: Any, actor: Any, name: str) -> Hidden:
    """Return what a database holds that somebody may not see, leaving aside the setting of the plugin."""
    found = await _hidden(datasette, name)
    if any(found) and await compat.has_permission(datasette, actor, PERMISSION, name):
        return Hidden(claims=False, proposals=False, documents=False)
    return found


def _tables(hidden: Hidden) -> frozenset[str]:
    return screen.SHOWN if hidden.documents else screen.SHOWN | screen.DOCUMENTS


class _Asker:
    """Who sends the request that is being answered, and what was found out of it."""

    def __init__(self, datasette: Any, scope: Any, receive: Any) -> None:
        self._of = (datasette, scope, receive)
        self._tables: dict[str, frozenset[str] | None] = {}

    async def tables(self, name: str) -> frozenset[str] | None:
        """Return the tables of a database that whoever asks may read, None for all."""
        if name not in self._tables:
            datasette = self._of[0]
            self._tables[name] = None
            if any(await _hidden(datasette, name)):
                actor = await compat.actor_of(*self._of)
                self._tables[name] = (await narrowed(datasette, actor, "view-table", of=name)).get(name)
        return self._tables[name]


_ASKER: ContextVar[_Asker | None] = ContextVar("claims_asker", default=None)


def noting(datasette: Any, app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Return an application that notes who sends each request before it is answered."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        token = _ASKER.set(_Asker(datasette, scope, receive) if scope["type"] == "http" else None)
        try:
            await app(scope, receive, send)
        finally:
            _ASKER.reset(token)

    return wrapped


def screened(datasette: Any, name: str) -> None:
    """Put a screen before what Datasette reads of a database for visitors."""

    async def tables() -> frozenset[str] | None:
        asker = _ASKER.get()
        return None if asker is None else await asker.tables(name)

    screen.put_before(datasette, name, tables)


def _is_shown(shown_to: Any, actor: Any) -> bool:
    """Return whether the setting withheld shows everything to somebody: "show" to all, else those of an allow block."""
    return shown_to == "show" or (isinstance(shown_to, dict) and bool(actor_matches_allow(actor, shown_to)))


async def _hidden(datasette: Any, name: str) -> Hidden:
    """Return what a database holds now that is not for visitors; asked anew whenever its file may have changed."""
    database = datasette.databases[name]
    if not hasattr(datasette, KNOWN):
        setattr(datasette, KNOWN, {})
    known: dict[str, tuple[State, Hidden]] = getattr(datasette, KNOWN)
    state = file_state(database)
    if state is not None and name in known and known[name][0] == state:
        return known[name][1]
    try:
        found: Hidden = await screen.whole(database, lambda connection: PublicReader(connection).hidden())
    except Exception:  # noqa: BLE001 - a file of another version, or broken: what cannot be asked stays closed
        return EVERYTHING
    if state is not None and is_settled(state):
        known[name] = (state, found)
    return found


def setting(datasette: Any, name: str) -> Any:
    """Return a setting of the plugin (metadata or configuration: plugins, claims); None if it is not set."""
    found = datasette.plugin_config("claims")
    return found.get(name) if isinstance(found, dict) else None


def database_of(resource: Any) -> str | None:
    """Return the database that a resource of Datasette 0.65 belongs to: itself, or the first of a pair."""
    parts: Iterator[Any] = iter((resource,) if isinstance(resource, str) else resource or ())
    found = next(parts, None)
    return found if isinstance(found, str) else None
