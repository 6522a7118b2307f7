"""Columns in numbered groups, each of which states a figure of its own: "Source 1", "Figure 1", "Source 2", "Figure 2".

What tells the groups apart is a number, or a letter, before or behind names that are the same in each, or before the
last word of them ("Source 1 URL").
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from claims.mapping.fields import FIGURES, Block
from claims.pipeline.proposing.meaning import named_in
from claims.pipeline.proposing.people import ALL, counts_whom
from claims.pipeline.proposing.places import is_header_of_places
from claims.pipeline.proposing.records import recognised
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.words import PLAIN
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_BEHIND = re.compile(
    r"(?P<name>.*[^\W\d_])(?:[ _.#(-]*(?P<number>\d\d?)|[ _.(-]+(?P<letter>[A-Z]))\)?(?P<more>[ _.:-]+[^\W\d_]+)?"
)
_BEFORE = re.compile(r"(?:(?P<number>\d\d?)|(?P<letter>[A-Z]))[ _.)-]+(?P<name>[^\W\d_].*)(?P<more>)")
_KEYS = ("source", "event", "place", "as_of", "year")
"""Fields of which each group has its own, by one of which it is told apart from the others."""
_FIRST = "A"
_FEWEST = 2


def in_numbered_groups(found: Found, seen: Sequence[Column], *, measures: dict[str, str]) -> list[Column]:
    """Take the figures of columns in numbered groups, each with what its own group says of it; return the others."""
    groups = _groups(seen)
    heads, *others = groups or [{}]
    fields = _with_day(_fields(list(heads)), groups)
    said_of_all = found.said - {"source"}  # a source that is said is that of columns beside the groups
    own = [field for field in _KEYS if field in fields and not {field, f"columns.{field}"} & said_of_all]
    figures = _figures({head: column for head, column in heads.items() if head not in fields.values()}, measures)
    bounds = {field: head for field, head in fields.items() if field in FIGURES}
    said = {
        field: head for field, head in fields.items() if field not in FIGURES and (field in own or field not in _KEYS)
    }
    if not own or len(others) + 1 < _FEWEST or bool(figures) == bool(bounds):
        return list(seen)
    taken: list[str] = []
    for group in groups:
        columns = {field: group[head].name for field, head in said.items() if head in group}
        stated = [(says, {"says": group[head].name}) for head, says in figures.items() if head in group]
        if bounds and {*bounds.values()} <= group.keys():
            stated.append(({}, {field: group[head].name for field, head in bounds.items()}))
        found.claims += [Block(says, {**columns, **which}) for says, which in stated]
        taken += [*columns.values(), *(name for _, which in stated for name in which.values())]
    found.columns = {field: name for field, name in found.columns.items() if name not in taken}
    names = [one.name for one in heads.values() if one.name in taken]
    told = f"columns stand in {len(groups)} numbered groups, and each figure is read with what its own group says of it"
    found.unsure.append(f"{told} (the first: {quoted(names)}); check each")
    return [one for one in seen if one.name not in taken]


def _groups(seen: Sequence[Column]) -> list[dict[str, Column]]:
    """Return the columns of each group by their names without its number; [] where they are not numbered from one on.

    Columns without a number are the first group where the numbers begin behind it: "Source", "Source 2".
    """
    for pattern in (_BEHIND, _BEFORE):
        found: dict[int, dict[str, Column]] = {}
        for column in seen:
            if match := pattern.fullmatch(column.name.strip()):
                letter = match["letter"]
                number = ord(letter) - ord(_FIRST) + 1 if letter else int(match["number"])
                found.setdefault(number, {})[fold(match["name"] + (match["more"] or ""))] = column
        numbers = sorted(found)
        bare = {fold(one.name): one for one in seen}
        first = {head: bare[head] for head in found[numbers[0]] if head in bare} if numbers else {}
        if len(first) >= _FEWEST:
            found[numbers[0] - 1] = first
            numbers.insert(0, numbers[0] - 1)
        in_order = next((list(run) for _, run in groupby(numbers, key=lambda one: one - numbers.index(one))), [])
        shared = [set(found[number]) for number in in_order]
        if len(in_order) >= _FEWEST and in_order[0] in {0, 1} and len(set.intersection(*shared)) >= _FEWEST:
            return [found[number] for number in in_order]
    return []


def _fields(heads: Sequence[str]) -> dict[str, str]:
    """Return the names that say which field a column is, by that field."""
    place = next(filter(is_header_of_places, heads), "")
    return {**({"place": place} if place else {}), **recognised(list(heads), file="")}


def _with_day(fields: dict[str, str], groups: Sequence[dict[str, Column]]) -> dict[str, str]:
    """Return fields with the only name below which each group has dates as the date, where no name says one."""
    heads = [] if {"as_of", "year"} & fields.keys() else [*(groups[0] if groups else {})]
    dated = [head for head in heads if all(group[head].is_date for group in groups if head in group)]
    dated = [head for head in dated if head not in fields.values()]
    return {**fields, "as_of": dated[0]} if len(dated) == 1 else fields


def _figures(heads: dict[str, Column], measures: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return what each name says that figures count, of those that are measures of columns with numbers."""
    found: dict[str, dict[str, str]] = {}
    for head, column in heads.items():
        meant = counts_whom(head, named_in(measures), plain=PLAIN) if column.mostly_holds_digits else None
        if meant is not None and column.cells:
            found[head] = {"measure": meant[0], **({} if meant[1] == ALL else {"population": meant[1]})}
    return found
