"""Which columns of a file that nobody mapped are which fields, by their names."""

from __future__ import annotations

import fnmatch
from collections import abc
from dataclasses import replace

from claims.errors import BadFile, BadMapping
from claims.mapping.cells import names_in, names_read
from claims.mapping.fields import Mapping
from claims.mapping.flags import map_flag
from claims.mapping.synonyms import synonyms
from claims.mapping.wide import with_file_name
from claims.table import Paths
from claims.text import first_of, fold

_MOST_LISTED = 12
_COMPANY = {"quote_start": {"quote"}, "quote_end": {"quote"}, "population": {"event", "measure"}}
"""Names that mean something else in most files: they count only where these fields have columns too."""


def resolve(mapping: Mapping | None, columns: abc.Sequence[str], *, file: str) -> Mapping:
    """Return the complete mapping for a file's columns: as it is, or with columns recognised that it does not name."""
    if mapping is None:
        return recognise(columns, name=file)
    if mapping.levels:
        reason = "wide.header.1 and so on answer what a proposal asks of headers"
        raise BadMapping(mapping.name, reason, hint="pass --mapping suggested with them")
    mapping = _as_they_are(with_file_name(mapping, file=file), columns, file=file)
    if not mapping.recognise:
        return mapping
    named = {_name(column) for column in (*mapping.columns.values(), *mapping.skip, *mapping.only, *mapping.ignore)}
    given = {*mapping.constants, *mapping.columns}
    for block in mapping.claims:
        named.update(map(_name, block.columns.values()))
        given |= {*block.constants, *block.columns}
    if mapping.wide:
        given |= {"says", "low", "best", "high", *(one.header or "says" for one in mapping.wide)}
    found = recognise([column for column in columns if _name(column) not in named], name=mapping.name, given=given)
    _refuse_other_figure(mapping, found, columns, file=file)
    return replace(found.overridden_by(mapping), recognise=False, lines=mapping.lines)


def _refuse_other_figure(said: Mapping, found: Mapping, columns: abc.Sequence[str], *, file: str) -> None:
    """Raise BadFile where one column ("number") would give the figures by its name, and another has the measure's."""
    figure, measure = found.columns.get("says"), said.constants.get("measure")
    named = [column for column in columns if measure and column != figure and _name(column) == _name(measure)]
    if figure is None or not named or "says" in {*said.columns, *said.constants}:
        return
    hint = f"say which one holds the figures: {map_flag(named[0], 'says')} or {map_flag(figure, 'says')}"
    raise BadFile(file, f"“{figure}” has the name of a figure, and “{named[0]}” that of the measure", hint=hint)


def _as_they_are(mapping: Mapping, columns: abc.Sequence[str], *, file: str) -> Mapping:
    """Return a mapping with the columns that its patterns ("#org*") mean, without the optional ones that are not there.

    Raises BadFile where a pattern fits several columns.
    """
    optional = set(mapping.optional)
    if not optional and not any("*" in column for column in mapping.columns.values()):
        return mapping
    there = set(map(_name, columns))
    found = {}
    for field, wanted in mapping.columns.items():
        fitting = [column for column in columns if column == wanted] or _like(wanted, columns)
        if len(fitting) > 1:
            fitting = [column for column in fitting if not _is_coded(column)] or fitting
        if len(fitting) > 1:
            listed = ", ".join(f"“{column}”" for column in fitting)
            hint = f"say which one is meant: {map_flag(fitting[0], field)}"
            raise BadFile(file, f"several columns can be the {field} (“{wanted}”): {listed}", hint=hint)
        if fitting or there.intersection(map(_name, names_in(wanted))) or field not in optional:
            found[field] = fitting[0] if fitting else wanted
    return replace(mapping, columns=found)


def _like(wanted: str, columns: abc.Sequence[str]) -> list[str]:
    """Return the columns that a pattern means, or the first that fits of several: "#adm1* | #country*"."""
    patterns = wanted.split(" | ") if "*" in wanted else []
    found = (list(dict.fromkeys(fnmatch.filter(columns, pattern))) for pattern in patterns)
    return next(filter(None, found), [])


def _is_coded(column: str) -> bool:
    """Return whether an HXL hashtag says that a column holds codes, and not names (#adm1+code)."""
    return column.startswith("#") and "code" in column.lower().split("+")


def recognise(columns: abc.Sequence[str], *, name: str = "the columns", given: abc.Set[str] = frozenset()) -> Mapping:
    """Return a mapping of the columns whose names say which field they are; the others are listed in its notes.

    Case, accents, "_", "-" and spaces do not matter. given are fields that need no column.
    """
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(_name(column), column)
    found: dict[str, str] = {}
    for field, names in synonyms().items():
        missed = _COMPANY.get(field, set()) - found.keys()
        if field in given or ("year" in given and field in {"as_of", "period_start"}):
            continue
        known = next((one for one in names if one in by_name), None)
        if known is not None and missed <= ({"quote"} & given):
            found[field] = by_name[known]
    unread = [column for column in dict.fromkeys(columns) if column and column not in found.values()]
    return Mapping(name=name, columns=found, notes=not_read(unread))


def unread(columns: abc.Sequence[str], *, read: abc.Collection[str]) -> tuple[str, ...]:
    """Return the columns of a file that nothing reads; read are the others as names, templates or paths of records."""
    names = {one for name in read for one in names_read(name, columns)}
    known = {_name(name) for name in names if name not in columns}  # else “Killed %” is read where “Killed” is
    paths = tuple(f"{name}." for name in names) if isinstance(columns, Paths) else ()
    left = (
        column for column in dict.fromkeys(columns) if column and column not in names and _name(column) not in known
    )
    return tuple(column for column in left if not f"{column}.".startswith(paths))


def not_read(columns: abc.Sequence[str]) -> tuple[str, ...]:
    """Return a note on the columns that are not read; () if there are none."""
    return (f"columns not read: {first_of(columns, _MOST_LISTED)}",) if columns else ()


def _name(column: str) -> str:
    return fold(column)
