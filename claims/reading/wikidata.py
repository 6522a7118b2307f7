"""Events, sources and measures by their items and properties of Wikidata, as its own files name them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_COLUMNS = {"event": "wikidata", "source": "wikidata", "measure": "wikidata_property"}
_ITEM, _PROPERTY = re.compile(r"Q[1-9]\d*", re.ASCII), re.compile(r"P[1-9]\d*", re.ASCII)


def entity(kind: str, name: str) -> str | None:
    """Return the item (of a measure: the property) that a name in whatever case is, None where it is another name."""
    name = name.strip().upper()
    return name if (_PROPERTY if kind == "measure" else _ITEM).fullmatch(name) else None


def by_wikidata(connection: sqlite3.Connection, kind: str) -> dict[str, str]:
    """Return the slugs of those events, sources or measures that alone have an item or property, by that.

    Left out are those that are called by it, which their name finds: those that rows of Wikidata's own files make.
    """
    column = _COLUMNS[kind]
    sql = f"select {column}, min(id) from {kind} where id <> lower({column}) group by {column} having count(*) = 1"
    return dict(connection.execute(sql).fetchall())
