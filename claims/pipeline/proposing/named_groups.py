"""Columns in named groups, some with a date or an address of their own: "MoH Date", "MoH Deaths", "WHO Deaths".

What says it for the figures whose headers share its first or its last words says nothing of the figures of others.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.mapping.fields import FIGURES, Block
from claims.mapping.flags import map_flag
from claims.mapping.wide import blocks_of
from claims.pipeline.proposing.records import recognised
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.words import DATE, PLAIN
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_OWN = {"as_of": "date", "url": "address"}
_WORD = re.compile(r"[^\W_]+")
_FEWEST = 2


def by_named_groups(found: Found, mapping: Mapping, seen: Sequence[Column]) -> Mapping:
    """Return a mapping in which what belongs to a group of columns by their names is said of its figures alone."""
    blocks = _blocks(mapping, [one.name for one in seen])
    figures = [one.columns[field] for one in blocks for field in FIGURES if field in one.columns]
    others = [one for one in seen if one.name not in figures]
    of = {field: groups for field in _OWN if (groups := _groups(field, others, figures))}
    of = {field: groups for field, groups in of.items() if not {field, f"columns.{field}"} & found.said}
    if not of:
        return mapping
    names = {name for groups in of.values() for name in groups.values()}
    for field, groups in of.items():
        _tell(found, field, groups, figures=figures)
    claims = [
        Block(
            one.constants,
            {**one.columns, **{field: of[field][head] for field in of if (head := _head(one, of[field]))}},
        )
        for one in blocks
    ]
    columns = {field: name for field, name in mapping.columns.items() if name not in names}
    return replace(mapping, columns=columns, claims=tuple(claims), wide=())


def _blocks(mapping: Mapping, columns: Sequence[str]) -> list[Block]:
    """Return the claims of a mapping, of which each column of figures is one; none where it does not name them all."""
    if any(not one.columns for one in mapping.wide):
        return []
    return [*mapping.claims, *(block for block, _ in blocks_of(mapping, columns, file="the file"))]


def _head(block: Block, groups: dict[str, str]) -> str:
    """Return the header of a figure of a claim that is in a group, "" if none is."""
    return next((block.columns[field] for field in FIGURES if block.columns.get(field) in groups), "")


def _groups(field: str, others: Sequence[Column], figures: Sequence[str]) -> dict[str, str]:
    """Return the column that says a field of a group alone, by each figure of the group; none if all are in one.

    One such column is enough where figures beside its group are called as those in it (“MoH Date”, “MoH Deaths”, “WHO
    Deaths”): “Deaths date” beside “Deaths” and “Injured” may be that of both.
    """
    for at_end in (False, True):
        heads = {name: _words(name, at_end=at_end) for name in figures}
        found: dict[str, tuple[int, str]] = {}
        for column in (one for one in others if one.cells and (field != "as_of" or one.is_date)):
            words = _words(column.name, at_end=at_end)
            for size in range(1, len(words)):
                group, rest = words[:size], words[size:][:: -1 if at_end else 1]
                if recognised([" ".join(rest)], file="").keys() != {field}:
                    continue
                for head, one in heads.items():
                    if one[:size] == group and size > found.get(head, (0, ""))[0]:
                        found[head] = size, column.name
        groups = {heads[head][:size]: heads[head][size:] for head, (size, _) in found.items()}
        several = len({name for _, name in found.values()}) >= _FEWEST
        if several or (
            len(found) < len(heads) and _is_one_of(groups, [heads[one] for one in heads.keys() - found.keys()])
        ):
            return {head: name for head, (_, name) in found.items()}
    return {}


def _is_one_of(groups: dict[tuple[str, ...], tuple[str, ...]], beside: Sequence[tuple[str, ...]]) -> bool:
    """Return whether figures beside a group are called as those in it, behind names of their own."""
    rests = {rest for group, rest in groups.items() if rest and not set(group) <= PLAIN | DATE}
    return bool(rests) and all(
        any(len(one) > len(rest) and one[-len(rest) :] == rest for rest in rests) for one in beside
    )


def _words(header: str, *, at_end: bool) -> tuple[str, ...]:
    """Return the words of a header from its beginning, or from its end on backwards."""
    words = tuple(_WORD.findall(fold(header)))
    return words[::-1] if at_end else words


def _tell(found: Found, field: str, groups: dict[str, str], *, figures: Sequence[str]) -> None:
    """Say which columns are read for their group alone, and ask for the date of figures that are in none."""
    names = list(dict.fromkeys(groups.values()))
    for name in names:
        found.withdraw(f"“{name}” ")
    found.unsure.append(
        f"{quoted(names)}: the {_OWN[field]} of the figures of its own group of columns alone; check each"
    )
    if field == "as_of" and (left := [one for one in figures if one not in groups]):
        told = f"{quoted(names)} is by its name not the date of {quoted(left)}, which have none then"
        found.ask("as_of", f"{told}: {map_flag(names[0])} --set as_of=DATE, or {map_flag(names[0], 'as_of')} if it is")
