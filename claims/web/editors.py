"""Who may edit what, and with which name acts are signed: by the plugin's setting and Datasette's permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils import actor_matches_allow, display_actor

from claims.web import compat, guard
from claims.web.guard import LINK, RECONCILE, REVIEW

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTING = "editing"
PERMISSIONS: Mapping[str, str] = {
    REVIEW: "Accept and reject claims that were read out of texts",
    RECONCILE: "Decide which figure to use, and take decisions back",
    LINK: "Record how claims relate, and withdraw that",
}


async def permissions(datasette: Any, actor: Any, database: str) -> frozenset[str]:
    """Return what somebody may edit in a database: nothing without signing in, where it is off, or read-only."""
    given = guard.setting(datasette, SETTING)
    if actor is None or not given or not datasette.databases[database].is_mutable:
        return frozenset()
    blocks = given if isinstance(given, dict) else {}
    found = set()
    for name in PERMISSIONS:
        block = blocks.get(name.removeprefix("claims-"), blocks.get("allow"))
        named = block is not None and actor_matches_allow(actor, block)
        if named or await compat.has_permission(datasette, actor, name, database):
            found.add(name)
    return frozenset(found)


def signature(datasette: Any, actor: Mapping[str, Any]) -> str:
    """Return the name that somebody's acts are signed with: by the setting, else as Datasette shows who it is."""
    names = guard.setting(datasette, SETTING)
    known = names.get("names", {}) if isinstance(names, dict) else {}
    own, shown = str(actor.get("id") or ""), str(display_actor(actor))
    name = str(known.get(own) or shown)
    return name if own in {"", name} or own in known else f"{name} ({own})"
