"""Cells of Datasette's own pages: text in its own direction, keys that lead to our pages, links to the web only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from claims.exporters.addresses import web_address
from claims.text import strip_controls

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.web.links import Links

__all__ = ["cell", "web_address"]

LONGEST = 300
ID = re.compile("[0-9a-f]{20}")
PAGES: Mapping[tuple[str, str], str] = {
    ("event", "id"): "event",
    ("event", "part_of"): "event",
    ("event", "same_as"): "event",
    ("source", "id"): "source",
    ("source", "same_as"): "source",
    ("claim", "id"): "claim",
    ("document", "id"): "document",
}
"""Which page a column of a table leads to."""

COLUMNS: Mapping[str, str] = {
    "event": "event",
    "source": "source",
    "publisher": "source",
    "relayed_by": "source",
    "claim": "claim",
    "other": "claim",
    "document": "document",
}
"""Which page a column leads to in every table that refers to another."""

WEB = frozenset({"url", "archive_url"})


def cell(value: Any, *, column: str, table: str | None, row: Any, links: Links) -> Markup | None:
    """Return the HTML of a cell of one of our tables, or None to leave it to Datasette."""
    key, label = (value["value"], value["label"]) if isinstance(value, dict) and "value" in value else (value, value)
    if table is None:
        return _free(value, column=column, links=links) if isinstance(value, str) else None
    if not isinstance(key, str) or not key:
        return None
    page = _page(table, column)
    if page is not None:
        said = str(label) if label else key
        return _link(getattr(links, page)(key), said)
    if column == "comparison" or (table == "comparison" and column == "id"):
        return Markup('<a href="{}">compare</a>').format(links.comparison_by_id(key))
    if table == "claim" and column == "says":
        return _link(links.claim(str(row["id"])), key)
    if isinstance(value, str):
        return _address(key) if column in WEB else _plain(key)
    return None


def _free(text: str, *, column: str, links: Links) -> Markup | None:
    """Return a cell of a query's result: an id in a column called claim or comparison leads to its page."""
    if column in {"claim", "comparison"} and ID.fullmatch(text):
        return _link(links.claim(text) if column == "claim" else links.comparison_by_id(text), text)
    return _plain(text)


def _page(table: str, column: str) -> str | None:
    if (table, column) in PAGES:
        return PAGES[table, column]
    return None if table in {"event", "source", "measure"} else COLUMNS.get(column)


def _link(href: str, text: str) -> Markup:
    return Markup('<a href="{}"><bdi dir="auto">{}</bdi></a>').format(href, _short(text))


def _address(text: str) -> Markup | None:
    href = web_address(text)
    if href is None:
        return _plain(text)
    return Markup('<a href="{}" rel="nofollow noreferrer"><bdi dir="auto">{}</bdi></a>').format(href, _short(text, 80))


def _plain(text: str) -> Markup | None:
    if not text.strip():
        return None
    if web_address(text.strip()):
        return _address(text.strip())
    return Markup('<bdi dir="auto">{}</bdi>').format(_short(text))


def _short(text: str, longest: int = LONGEST) -> str:
    clean = strip_controls(text)
    return clean if len(clean) <= longest else clean[:longest] + "…"
