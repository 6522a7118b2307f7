"""Rows of which a person has to say what they are, where a mapping asks for it: `[ask] Province = ["Total"]`.

Such a row is refused with the ways to say it, and taken in by `claims ingest --retry` once that is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.mapping.cells import names_in
from claims.mapping.fields import FIGURES
from claims.mapping.flags import retry_by, set_flag

if TYPE_CHECKING:
    from collections import abc

    from claims.mapping.cells import Cells, Getter
    from claims.mapping.fields import Mapping

Asked = tuple[str, "Getter", dict[str, tuple[str, str]]]
"""A column, what gives its cell, and for each cell that is asked about the reason and the ways to answer."""
_WHOLE = frozenset(("place", "population"))
_NAMED = frozenset(("event", "measure", "source", *_WHOLE))
"""Fields whose cells are names, of which a person can say what they mean."""


def asked_of(mapping: Mapping, cells: Cells) -> list[Asked]:
    """Return what a mapping asks of rows and has no answer to, by column; raises BadMapping for one that is not there.

    What [names] says of a cell answers it, and so does [skip], which goes first. A name that states nothing is asked
    for all the same: without its place a figure is of the whole.
    """
    found = []
    for column, values in mapping.ask.items():
        fields, parts = _fields_of(mapping, column)
        if not parts.isdisjoint(FIGURES):
            continue  # what a unit beside the number says is read with it
        answered = {cell for field in fields for cell in mapping.names.get(field, {})}
        answered.update(() if _WHOLE & {*fields} or "population" in parts else mapping.not_stated)
        if left := [value for value in values if value not in answered]:
            get = cells.getter(column, at=f"ask.{column}")
            found.append((column, get, {value: _told(column, value, fields, parts) for value in left}))
    return found


def _fields_of(mapping: Mapping, column: str) -> tuple[list[str], set[str]]:
    """Return the fields that a column is, and those of which it is a part; what [[wide]] reads is a figure."""
    blocks = [mapping.columns, *(block.columns for block in mapping.claims)]
    named = [(field, name) for block in blocks for field, name in block.items() if column in names_in(name)]
    whole = [field for field, name in named if "{" not in name or name == column]
    whole += ["says"] * any(column in wide.columns for wide in mapping.wide)
    return list(dict.fromkeys(whole)), {field for field, _ in named}.difference(whole)


def _told(column: str, cell: str, fields: abc.Sequence[str], parts: abc.Set[str]) -> tuple[str, str]:
    """Return why a person has to say what a row with a cell in a column is, and the flags by which that is said."""
    named = [field for field in fields if field in _NAMED]
    ways = [f"{set_flag(f'skip.{column}', cell)} leaves it out"] if cell else []
    if not cell and "population" in {*fields, *parts}:
        reason = "it is empty: its figure is of all then, of those of whom it is not known, or of what stands above it"
    elif not cell and set(fields) & _WHOLE:
        reason = (
            "it is empty: its figure is of the whole then, of a place that nobody knows, or of what stands above it"
        )
    elif not cell:
        reason = "it is empty: it may stand for nothing, or for what stands above it"
    elif set(fields) & {*FIGURES}:
        reason = f"“{cell}” may stand for what is not known"
        ways = [f"{set_flag('not_stated', cell)} takes it for nothing stated"]
    elif named or not parts.isdisjoint(_NAMED):
        what = next(field for field in (*named, *sorted(parts)) if field in _NAMED)
        reason = f"“{cell}” may hold the figures of other rows, or be {_an(what)} unlike the others"
        for field in named if "=" not in cell else ():
            whole = f"{set_flag(f'names.{field}.{cell}')} takes it as the whole"
            ways += [whole] * (field in _WHOLE) + [f"{set_flag(f'names.{field}.{cell}', cell)} as {_an(field)}"]
    else:
        reason = f"by “{cell}” its figures may be others than those of other rows"
    ways.append(f"{set_flag(f'ask.{column}')} takes all such rows as they stand")
    others = f"; in place of that flag, {', '.join(ways[1:-1])}{' or ' * bool(ways[2:])}{ways[-1]}" if ways[1:] else ""
    return reason, f"{retry_by(ways[0])}{others}"


def _an(field: str) -> str:
    return f"an {field}" if field[:1] in "aeiou" else f"a {field}"
