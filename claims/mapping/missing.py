"""The error where nothing gives what every claim needs: which fields, the columns there are, and the next step."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from claims.errors import BadMapping
from claims.mapping.flags import map_flag
from claims.mapping.synonyms import synonyms
from claims.text import close_matches, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping.fields import Mapping

_STATEMENT = frozenset(("canonical_id", "prop", "value", "dataset"))
"""Columns of statements of FollowTheMoney."""
_MOST_LISTED, _MOST_MEANT = 12, 3


def nothing_gives(
    missing: Sequence[str], mapping: Mapping, columns: Sequence[str], *, used: set[str], file: str, line: int | None
) -> BadMapping:
    """Return the error that nothing gives these fields of a claim; columns are all of the file, used those read."""
    free = [column for column in dict.fromkeys(columns) if column and column not in used]
    meant = {column: name for name in missing for column in _similar(name, free, missing)} if len(columns) > 1 else {}
    near = [map_flag(column, name) for column, name in meant.items()]
    guess = f"did you mean {' or '.join(near)}? " if 0 < len(near) <= _MOST_MEANT else ""
    listed = ", ".join(free[:_MOST_LISTED]) + (" …" if len(free) > _MOST_LISTED else "") or "none"
    ways = ", ".join(f"--map COLUMN={name}" + f" or --set {name}=NAME" * (name != "says") for name in missing)
    wanted = ", ".join(missing).replace("says", "figure (says)")
    if mapping.lines:
        hint = f"{guess}[columns] or [set] says it, or a flag: {ways}"
    else:
        look = f"claims ingest --suggest {shlex.quote(file)} proposes how to read it, and asks what is left open"
        hint = f"{_by_shipped(columns)}{guess}{look}; by hand: {ways}"
    said = f"nothing gives the {wanted} of a claim (columns not used: {listed})"
    return BadMapping(mapping.name if mapping.lines else file, said, hint=hint, line=line)


def _by_shipped(columns: Sequence[str]) -> str:
    """Return the flag that reads tables with hashtags, or statements, where the columns are those of one."""
    tags = [column for column in columns if column.startswith("#")]
    name = "hxl" if len(tags) * 2 > len(columns) else "ftm" if {*columns} >= _STATEMENT else ""
    return f"--mapping {name} reads such columns; " if name else ""


def _similar(field: str, columns: Sequence[str], missing: Sequence[str]) -> list[str]:
    """Return the columns whose name is near to a field's, or has one of its names as a word and none of another field.

    "Date of event" is no event. A figure of no measure is none that a single flag reads.
    """
    if field == "says" and "measure" in missing:
        return []
    names = {name: set(map(fold, known)) for name, known in synonyms().items()}
    others = set().union(*(known for name, known in names.items() if name != field)) - names[field]
    named = {column: set(fold(column).split()) for column in columns}
    worded = [column for column, said in named.items() if said & names[field]]
    return [one for one in worded if not named[one] & others] if worded else close_matches(field, columns, limit=2)
