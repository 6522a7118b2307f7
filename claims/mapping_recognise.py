"""Which columns of a file that nobody mapped are which fields, by their names."""

from __future__ import annotations

from collections import abc
from dataclasses import replace

from claims.mapping_fields import SYNONYMS, Mapping
from claims.text import fold

_MOST_LISTED = 12
_COMPANY = {"quote_start": {"quote"}, "quote_end": {"quote"}, "population": {"event", "measure"}}
"""Names that mean something else in most files: they count only where these fields have columns too."""


def resolve(mapping: Mapping | None, columns: abc.Sequence[str], *, file: str) -> Mapping:
    """Return the complete mapping for a file's columns: as it is, or with columns recognised that it does not name."""
    if mapping is None:
        return recognise(columns, name=file)
    if not mapping.recognise:
        return mapping
    named = {_name(column) for column in (*mapping.columns.values(), *mapping.skip, *mapping.ignore)}
    given = {*mapping.constants, *mapping.columns}
    for block in mapping.claims:
        named.update(map(_name, block.columns.values()))
        given |= {*block.constants, *block.columns}
    found = recognise([column for column in columns if _name(column) not in named], name=mapping.name, given=given)
    return replace(found.overridden_by(mapping), recognise=False, lines=mapping.lines)


def recognise(columns: abc.Sequence[str], *, name: str = "the columns", given: abc.Set[str] = frozenset()) -> Mapping:
    """Return a mapping of the columns whose names say which field they are; the others are listed in its notes.

    Case, accents, "_", "-" and spaces do not matter. given are fields that need no column.
    """
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(_name(column), column)
    found: dict[str, str] = {}
    for field, synonyms in SYNONYMS.items():
        missed = _COMPANY.get(field, set()) - found.keys()
        if field in given or ("year" in given and field in {"as_of", "period_start"}):
            continue
        synonym = next((synonym for synonym in synonyms if synonym in by_name), None)
        if synonym is not None and missed <= ({"quote"} & given):
            found[field] = by_name[synonym]
    unread = [column for column in dict.fromkeys(columns) if column and column not in found.values()]
    listed = ", ".join(unread[:_MOST_LISTED]) + (
        f" and {len(unread) - _MOST_LISTED} more" * (len(unread) > _MOST_LISTED)
    )
    notes = (f"columns not read: {listed}",) if unread else ()
    return Mapping(name=name, columns=found, notes=notes)


def _name(column: str) -> str:
    return fold(column)
