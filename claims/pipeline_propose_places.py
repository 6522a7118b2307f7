"""Which columns of an unknown table name places, by their headers: the narrowest first, with the wider beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.pipeline_propose_lists import listed
from claims.pipeline_propose_words import level_of, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_BROAD = listed("place_broad")
_NARROW = listed("place_narrow")
_OTHER = listed("place_other")
_VAGUE = listed("place_vague")
COUNTRIES = listed("country")
"""Folded names of columns with a place, the likeliest first."""
_NUMBERED_LEVEL = re.compile(r"(?:id|gid|hasc|cc) [0-5]")


def wider_place(place: str, columns: Sequence[str]) -> str:
    """Return a place that one column gives with the wider ones that stand beside it: "{Location}, {Country}"."""
    if "{" in place:
        return place
    found = place_column([place, *columns])
    if found is not None and f"{{{place}}}" in found:
        return found
    beside = place_column(columns)
    if plain(place) not in _OTHER or beside is None:
        return place
    return f"{{{place}}}, {beside}" if "{" in beside else f"{{{place}}}, {{{beside}}}"


def place_column(columns: Sequence[str]) -> str | None:
    """Return the column of the place, a template where a wider one stands beside it; None if no header is one."""
    by_name = {plain(column): column for column in reversed(columns)}
    levels = _levels(columns, is_numbered=any(map(_NUMBERED_LEVEL.fullmatch, by_name)))

    def first(names: Sequence[str]) -> list[str]:
        return [by_name[name] for name in names if name in by_name][:1]

    country = [levels.pop(0)] if 0 in levels else first(COUNTRIES)
    places = [levels[level] for level in sorted(levels, reverse=True)]
    places = places or [*first(_NARROW), *first(_BROAD)] or first(_OTHER) or ([] if country else first(_VAGUE))
    parts = [*places, *country]
    return ", ".join(f"{{{part}}}" for part in parts) if parts[1:] else next(iter(parts), None)


def _levels(columns: Sequence[str], *, is_numbered: bool) -> dict[int, str]:
    """Return the columns that name places of a level by their headers, the first of each level."""
    found: dict[int, str] = {}
    for column in columns:
        level = level_of(column, is_numbered=is_numbered)
        if level is not None:
            found.setdefault(level, column)
    return found


def hashtag_columns(columns: Sequence[str]) -> dict[str, str]:
    """Return the column with the source and the template of the place that HXL hashtags say, as far as they do.

    The narrowest place that has a name comes first; a column of codes is no name.
    """
    tags = {column: column.lower().split("+") for column in columns if column.startswith("#")}
    sources = [column for column, (tag, *attributes) in tags.items() if tag == "#meta" and "source" in attributes]
    found = {"source": sources[0]} if sources else {}
    levels: dict[str, str] = {}
    for column, (tag, *attributes) in tags.items():
        if re.fullmatch(r"#adm[1-5]", tag) and "code" not in attributes:
            levels.setdefault(tag, column)
    if len(levels) > 1:
        found["place"] = ", ".join(f"{{{levels[tag]}}}" for tag in sorted(levels, reverse=True))
    return found
