"""The one place that knows how Datasette 0.65 and Datasette 1.0 differ, and what we keep on a Datasette instance."""

from __future__ import annotations

from contextlib import suppress
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from claims import schema

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

OURS = "_claims_databases"
STATIC = "_claims_static"
SOONER = "_claims_sooner"
STRAIGHT = "_claims_straight"
ALWAYS_THERE = frozenset({"_internal", "_memory"})


def is_modern(datasette: Any) -> bool:
    """Return whether this is Datasette 1.0, alphas included."""
    return hasattr(datasette, "allowed")


def kept(datasette: Any, name: str, make: Callable[[], Any]) -> Any:
    """Return what is kept on a Datasette instance under a name, made when it is first asked for."""
    if not hasattr(datasette, name):
        setattr(datasette, name, make())
    return getattr(datasette, name)


# which databases are ours


def remembered(datasette: Any) -> set[str]:
    """Return the names of the claims databases seen so far on this instance; every connection made adds its own."""
    found: set[str] = kept(datasette, OURS, set)
    return found


async def is_ours(datasette: Any, database: str) -> bool:
    """Return whether an attached database is a claims database; one that cannot be read is not."""
    if database in remembered(datasette):
        return True
    if database in ALWAYS_THERE or database not in datasette.databases:
        return False
    found = False
    with suppress(Exception):  # a broken file of somebody else's is Datasette's matter
        found = bool(await datasette.databases[database].execute_fn(schema.is_ours))
    if found:
        remembered(datasette).add(database)
    return found


async def ours(datasette: Any) -> list[str]:
    """Return the names of all claims databases attached now, in the order in which they were attached."""
    return [name for name in list(datasette.databases) if await is_ours(datasette, name)]


def others(datasette: Any) -> list[str]:
    """Return the names of all attached databases that people attached."""
    return [name for name in datasette.databases if name not in ALWAYS_THERE]


# templates


async def render(datasette: Any, template: str, shown: Mapping[str, Any], request: Any) -> str:
    """Return a filled template. Only those with forms that change something get what Datasette adds to all of its own.

    The others need nothing of it, and awaiting each of their expressions takes longer than all else in them.
    """
    if template.startswith("edit"):
        html: str = await datasette.render_template(f"claims/{template}.html", dict(shown), request=request)
        return html
    environment = datasette.get_jinja_environment() if is_modern(datasette) else datasette.jinja_env
    straight = kept(datasette, STRAIGHT, lambda: environment.overlay(enable_async=False))
    return str(straight.get_template(f"claims/{template}.html").render(shown))


# rights


async def may_read(datasette: Any, actor: Any, database: str, *, table: str = "claim") -> bool:
    """Return whether somebody may see a database and one of its tables; a plugin's own pages must ask themselves."""
    if not is_modern(datasette):
        permissions = [("view-table", (database, table)), ("view-database", database), "view-instance"]
        visible, _ = await datasette.check_visibility(actor, permissions=permissions)
        return bool(visible)
    from datasette.permissions import _permission_check_cache
    from datasette.resources import DatabaseResource, TableResource

    kept = _permission_check_cache.set(None)  # what our pages may read is no verdict for Datasette's, nor the reverse
    try:
        return bool(
            await datasette.allowed(action="view-database", resource=DatabaseResource(database), actor=actor)
            and await datasette.allowed(action="view-table", resource=TableResource(database, table), actor=actor)
        )
    finally:
        _permission_check_cache.reset(kept)


async def has_permission(datasette: Any, actor: Any, action: str, database: str) -> bool:
    """Return whether somebody was given a permission of ours on a database; nobody has it unless it was given."""
    if not is_modern(datasette):
        return bool(await datasette.permission_allowed(actor, action, resource=database, default=False))
    from datasette.resources import DatabaseResource

    return bool(await datasette.allowed(action=action, resource=DatabaseResource(database), actor=actor))


def permission(name: str, description: str) -> list[Any]:
    """Return the declaration of a permission on a database, in the form of this version."""
    try:
        from datasette.permissions import Action
        from datasette.resources import DatabaseResource
    except ImportError:
        from datasette import Permission

        return [Permission(name, None, description, takes_database=True, takes_resource=False, default=False)]
    return [Action(name=name, description=description, resource_class=DatabaseResource)]


def only_these(datasette: Any, action: str, *, closed: list[str], narrowed: Mapping[str, frozenset[str]]) -> Any:
    """Return what restricts an action to all attached databases but those that are closed, in the form of 1.0.

    Of those that are narrowed only some tables are open. None for an action that is about no database.
    """
    declared = datasette.actions.get(action)
    if declared is None or declared.resource_class is None:
        return None
    from datasette.permissions import PermissionSQL

    others = [name for name in datasette.databases if name not in closed]
    named = {f"claims_open_{index}": name for index, name in enumerate(others)}
    rows = [f"select :{key} as parent, null as child" for key, name in named.items() if name not in narrowed]
    for key, name in list(named.items()):
        for index, table in enumerate(sorted(narrowed.get(name, ()))):
            named[f"{key}_{index}"] = table
            rows.append(f"select :{key} as parent, :{key}_{index} as child")
    nothing = "select null as parent, null as child where 0"
    return PermissionSQL(restriction_sql=" union all ".join(rows) or nothing, params=named)


# what Datasette's own pages say about our tables

SETTINGS = frozenset({"facets", "fts_table", "fts_pk", "hidden", "label_column", "size", "sort", "sort_desc"})


async def describe(datasette: Any, database: str, tables: Mapping[str, Mapping[str, Any]]) -> None:
    """Tell Datasette settings, descriptions and column descriptions of tables; what the user's files say goes first."""
    if not is_modern(datasette):
        own = _tables(datasette._metadata_local, database)  # noqa: SLF001 - the only way to set table settings here
        for table, told in tables.items():
            _complete(own.setdefault(table, {}), told)
        return
    if datasette.config is None:
        datasette.config = {}
    own = _tables(datasette.config, database)
    for table, told in tables.items():
        _complete(own.setdefault(table, {}), {key: value for key, value in told.items() if key in SETTINGS})
        await _describe_modern(datasette, database, table=table, told=told)


async def _describe_modern(datasette: Any, database: str, *, table: str, told: Mapping[str, Any]) -> None:
    known = dict(await datasette.get_resource_metadata(database, table))
    for key in ("title", "description_html"):
        if key in told and key not in known and "description" not in known:
            await datasette.set_resource_metadata(database, table, key, told[key])
    for column, description in told.get("columns", {}).items():
        known = dict(await datasette.get_column_metadata(database, table, column))
        if "description" not in known:
            await datasette.set_column_metadata(database, table, column, "description", description)


def _tables(settings: dict[str, Any], database: str) -> dict[str, Any]:
    databases = settings.setdefault("databases", {})
    found: dict[str, Any] = databases.setdefault(database, {}).setdefault("tables", {})
    return found


def _complete(known: dict[str, Any], told: Mapping[str, Any]) -> None:
    for key, value in told.items():
        if key == "columns":
            known[key] = {**value, **known.get(key, {})}
        elif not (key == "description_html" and "description" in known):
            known.setdefault(key, value)


async def about(datasette: Any, database: str) -> dict[str, Any]:
    """Return what the user's metadata says of a database (title, description, license, source), the instance's else."""
    if not is_modern(datasette):
        keys = ("title", "description", "license", "license_url", "source", "source_url", "about", "about_url")
        found = {key: datasette.metadata(key, database=database) for key in keys}
        return {key: value for key, value in found.items() if value}
    return {**await datasette.get_instance_metadata(), **await datasette.get_database_metadata(database)}


def static(datasette: Any, name: str) -> str:
    """Return the URL of one of our static files; Datasette names the folder for the distribution or the module."""
    if not hasattr(datasette, STATIC):
        path = str(files("claims.web") / "static")
        from datasette.plugins import get_plugins  # it is being loaded itself while this plugin is

        plugin = next((item["name"] for item in get_plugins() if item["static_path"] == path), "claims")
        setattr(datasette, STATIC, plugin)
    return str(datasette.urls.static_plugins(getattr(datasette, STATIC), name))


async def labels(facet: Any, column: str, values: list[Any]) -> dict[tuple[str, Any], str]:
    """Return what to call the values of a facet: names, where the column refers to a table that has them."""
    if not is_modern(facet.ds):
        found: dict[tuple[str, Any], str] = await facet.ds.expand_foreign_keys(
            facet.database, facet.table, column, values
        )
        return found
    asker = None if facet.request is None else facet.request.actor
    expanded: dict[tuple[str, Any], str] = await facet.ds.expand_foreign_keys(
        asker, facet.database, facet.table, column, values
    )
    return expanded


# ready-made queries


async def add_queries(datasette: Any, database: str, queries: Iterable[Any]) -> None:
    """Add ready-made queries in Datasette 1.0, but for names that the user's configuration took; 0.65 asks a hook."""
    if not is_modern(datasette):
        return
    own = ((datasette.config or {}).get("databases") or {}).get(database, {}).get("queries") or {}
    for query in queries:
        if query.name not in own:
            await datasette.add_query(
                database, query.name, query.sql, title=query.title, description=query.description, source="plugin"
            )


# who asks, and over which connection


async def actor_of(datasette: Any, scope: Any, receive: Any) -> Any:
    """Return who sends a request, as Datasette finds out itself after us; None for a visitor, or a broken token."""
    from datasette.plugins import pm
    from datasette.utils import await_me_maybe
    from datasette.utils.asgi import Request

    actor = None
    for found in pm.hook.actor_from_request(datasette=datasette, request=Request(scope, receive)):
        with suppress(Exception):  # a token that is refused makes nobody of whoever sent it
            actor = actor or await await_me_maybe(found)
    return actor or scope.get("actor")


def read_through(database: Any, over: Callable[[Callable[[Any], Any]], Awaitable[Callable[[Any], Any]]]) -> None:
    """Let every function that is run over a database's connection be looked at first, and another be run instead.

    over takes the function and returns the one to run. Datasette 1.0 has one place of its own for all of them.
    """
    place = "_execute_fn" if hasattr(database, "_execute_fn") else "execute_fn"
    plain = getattr(database, place)

    async def execute_fn(read: Callable[[Any], Any]) -> Any:
        return await plain(await over(read))

    setattr(database, place, execute_fn)


# statements of table pages


def answer_sooner(datasette: Any, database: str, instead: Callable[[Any, str, Any], tuple[str, Any] | None]) -> None:
    """Let every statement that pages run on a database be looked at first, and another be run in its place.

    instead takes a connection, a statement and its parameters and returns what to run, None for the statement itself.
    Datasette has no hook for it: its pages ask one object for a database, whose method is replaced here.
    """
    asked = datasette.databases[database]
    if hasattr(asked, SOONER):
        return
    plain = asked.execute

    async def execute(sql: str, params: Any = None, *others: Any, **options: Any) -> Any:
        found = None
        if sql.startswith("select count(") or " order by " in sql:
            found = await asked.execute_fn(lambda connection: instead(connection, sql, params))
        return await plain(*(found or (sql, params)), *others, **options)

    asked.execute = execute
    setattr(asked, SOONER, True)
