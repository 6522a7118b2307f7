"""What a collection is called and who keeps it: by Datasette's metadata where there is any, else by the file itself."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from claims.reading.reader import Reader
from claims.web import compat, screen

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Mapping[str, str] = {"licence": "license", "licence_url": "license_url"}
"""Our keys by Datasette's, where they differ."""


def said(config: Mapping[str, str]) -> dict[str, str]:
    """Return what a collection says of itself by Datasette's names."""
    return {NAMES.get(key, key): value for key, value in config.items()}


async def collection(datasette: Any, database: str) -> dict[str, Any]:
    """Return title, description, license, license_url, editors, homepage, contact and robots, as far as they are set.

    The user's metadata file goes first; its source and source_url are kept beside.
    """
    told = {key: value for key, value in (await compat.about(datasette, database)).items() if value}
    own: dict[str, str] = {}
    with suppress(Exception):  # a file of another version, or broken: the page will say so
        own = await screen.whole(datasette.databases[database], lambda connection: Reader(connection).config())
    return {**said(own), **told}
