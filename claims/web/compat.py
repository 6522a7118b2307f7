"""The one place that knows how Datasette 0.65 and Datasette 1.0 differ, and what we keep on a Datasette instance."""

from __future__ import annotations

from contextlib import suppress
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from claims import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

OURS = "_claims_databases"
STATIC = "_claims_static"
ALWAYS_THERE = frozenset({"_internal", "_memory"})


def is_modern(datasette: Any) -> bool:
    """Return whether this is Datasette 1.0, alphas included."""
    return hasattr(datasette, "allowed")


# which databases are ours


def remembered(datasette: Any) -> set[str]:
    """Return the names of the claims databases seen so far on this instance; every connection made adds its own."""
    if not hasattr(datasette, OURS):
        setattr(datasette, OURS, set())
    found: set[str] = getattr(datasette, OURS)
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


# rights


async def may_read(datasette: Any, actor: Any, database: str, *, table: str = "claim") -> bool:
    """Return whether somebody may see a database and one of its tables; a plugin's own pages must ask themselves."""
    if not is_modern(datasette):
        permissions = [("view-table", (database, table)), ("view-database", database), "view-instance"]
        visible, _ = await datasette.check_visibility(actor, permissions=permissions)
        return bool(visible)
    from datasette.resources import DatabaseResource, TableResource

    return bool(
        await datasette.allowed(action="view-database", resource=DatabaseResource(database), actor=actor)
        and await datasette.allowed(action="view-table", resource=TableResource(database, table), actor=actor)
    )


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
