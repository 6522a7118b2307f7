"""What visitors may see of a database that holds withheld claims: our pages, which leave them out, and nothing else.

Datasette's tables, search, facets, CSV, SQL and download read the file as it is. They stay closed for as long as a
claim is withheld (published = 0), or a proposal of an extractor is in the file, whatever else the configuration allows,
but for whoever has the permission claims-view-withheld or is named by the plugin's setting {"withheld": {"id":
"editor"}}, an allow block as Datasette's own are ("show": everybody). A copy made by `claims publish copy` holds
nothing of it and is open.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from datasette.utils import actor_matches_allow

from claims.reading_public import PublicReader
from claims.web import compat
from claims.web.freshness import file_state, is_settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.web.freshness import State

KNOWN = "_claims_withheld"
PERMISSION = "claims-view-withheld"
REVIEW, RECONCILE, LINK = "claims-review", "claims-reconcile", "claims-link"
OPEN_TO_ALL = frozenset({"view-instance", "permissions-debug", "debug-menu", PERMISSION, REVIEW, RECONCILE, LINK})
"""Actions that show nothing of a database."""

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
    found = [
        name
        for name in ([of] if of is not None else await compat.ours(datasette))
        if await _has_withheld(datasette, name) and not await compat.has_permission(datasette, actor, PERMISSION, name)
    ]
    if found and getattr(datasette, "crossdb", False):
        found.append("_memory")  # it reads all attached files there
    return found


def _is_shown(shown_to: Any, actor: Any) -> bool:
    """Return whether the setting withheld shows everything to somebody: "show" to all, else those of an allow block."""
    return shown_to == "show" or (isinstance(shown_to, dict) and bool(actor_matches_allow(actor, shown_to)))


async def _has_withheld(datasette: Any, name: str) -> bool:
    """Return whether a database holds withheld claims now; asked anew whenever its file may have changed."""
    database = datasette.databases[name]
    if not hasattr(datasette, KNOWN):
        setattr(datasette, KNOWN, {})
    known: dict[str, tuple[State, bool]] = getattr(datasette, KNOWN)
    state = file_state(database)
    if state is not None and name in known and known[name][0] == state:
        return known[name][1]
    try:
        found = bool(await database.execute_fn(lambda connection: PublicReader(connection).has_withheld()))
    except Exception:  # noqa: BLE001 - a file of another version, or broken: what cannot be asked stays closed
        return True
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
