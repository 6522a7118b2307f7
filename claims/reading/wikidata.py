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


def find_by_wikidata(connection: sqlite3.Connection, kind: str, name: str) -> str | None:
    """Return the slug of the only event, source or measure with this item or property; None if none or several have."""
    wanted = entity(kind, name)
    if wanted is None:
        return None
    sql = f"select id from {kind} where {_COLUMNS[kind]} = :wanted limit 2"
    found = connection.execute(sql, {"wanted": wanted}).fetchall()
    return str(found[0][0]) if len(found) == 1 else None
