"""Tables that stand side by side in one sheet, each below its year: "2019 / State", "2019 / Deaths", "2020 / State".

Read as one table, the figures of the second would be at the places of the first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.fields import Block
from claims.pipeline.proposing.sentences import not_counted, quoted
from claims.pipeline.proposing.words import YEAR_PATTERN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_JOINED = " / "
"""What joins the rows of a header."""


def tables_beside(
    found: Found, free: Sequence[Column], figures: Sequence[str], *, meaning: Callable[[str], str | None]
) -> bool:
    """Take the figures of tables that stand side by side below years, each at its own place; return whether there are.

    meaning gives the measure that a header stands for. Tables below anything else than years are told.
    """
    groups = _groups(free)
    if len(groups) < 2 or len({frozenset(group) for group in groups.values()}) > 1:
        return False
    heads, *_ = groups.values()
    names = [head for head in heads if all(_holds_names(group[head]) for group in groups.values())]
    known = {head: measure for head in heads if head not in names and (measure := meaning(head)) is not None}
    if not names or not known or {"place", "measure", "as_of"} & found.columns.keys():
        return False
    listed = quoted(groups, joint=" and ")
    if not all(re.fullmatch(YEAR_PATTERN, label) for label in groups):
        way = "a [[claim]] for each figure with its own place = COLUMN says what each table is"
        found.left_out.append(f"tables stand side by side below {listed}, and only the first is read: {way}")
        return False
    for label, group in groups.items():
        for head, measure in known.items():
            constants = {"measure": measure, "as_of": label}
            found.claims.append(Block(constants, {"says": group[head].name, "place": group[names[0]].name}))
    when = "figures are as of these years, at the place that stands in their own table"
    found.unsure.append(f"tables stand side by side below {listed}: {when}; if they count the year alone, period_start")
    read = {group[head].name for group in groups.values() for head in known}
    if left := [name for name in figures if name not in read]:
        found.left_out.append(not_counted(left))
    return True


def _groups(columns: Sequence[Column]) -> dict[str, dict[str, Column]]:
    """Return the columns by the first row of their header and then by the rest, where there are several below it."""
    found: dict[str, dict[str, Column]] = {}
    for column in columns:
        label, joint, head = column.name.partition(_JOINED)
        if joint:
            found.setdefault(label, {})[head] = column
    return {label: group for label, group in found.items() if len(group) > 1}


def _holds_names(column: Column) -> bool:
    return bool(column.cells) and not column.numbers and not column.dates
