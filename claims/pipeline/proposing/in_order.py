"""Columns whose header names several measures in the order of the figures in their cells: "Killed/Injured", "12/30"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.fields import Split, Wide
from claims.pipeline.proposing.columns import Column
from claims.pipeline.proposing.meaning import WHOLE, other_words, stands_for
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.pipeline.proposing.found import Found

_SIGNS = ("/", "|", "+", "(", "[", " - ", " – ", " — ", "-", "–", ", ", "; ", ";")
"""What may part measures in a header and figures in its cells, the same in both."""
_FIGURE = re.compile(
    r"(?:[~≈<>≥≤]\s?)?\d{1,3}(?:[,.'’٬ \u00a0\u202f]\d{3})+\+?|(?:[~≈<>≥≤]\s?)?\d+\+?|[-–—?]|n/?a", re.IGNORECASE
)
_ENDS = " )]"
_FEWEST = 2


def measures_in_order(found: Found, free: Sequence[Column], *, names: dict[str, str]) -> list[Column]:
    """Take a column whose cells hold a figure of each measure that its header names, and return the others.

    The sign between them is the same in the header and in all cells, so that nothing else can be meant.
    """
    for column in free if "measure" not in found.columns and "says" not in found.split else ():
        for sign in _SIGNS:
            measures = [_counted(part.strip(_ENDS), names) for part in column.name.split(sign) if part.strip(_ENDS)]
            if len(set(measures) - {None, WHOLE}) != len(measures) or len(measures) < _FEWEST:
                continue
            if not column.cells or not all(_fits(cell, sign, len(measures)) for cell in column.cells):
                continue
            order = tuple(measure for measure in measures if measure is not None)
            found.split["says"] = Split((sign,), in_order={column.name: order})
            found.wide.append(Wide(columns=(column.name,), header="measure"))
            said = f"cells of “{column.name}” hold a figure of each measure in its order (“{column.cells[0]}”)"
            found.unsure.append(f"{said}: {', '.join(order)}")
            return [one for one in free if one is not column]
    return list(free)


def parts_in_order(split: Split, figures: Sequence[Column]) -> Iterator[Column]:
    """Yield a column for each measure of those that `measures_in_order` takes."""
    for column in figures:
        for at, measure in enumerate(split.in_order.get(column.name, ())):
            cells = tuple(part for cell in column.cells if (part := cell.split(split.by[0])[at].strip(_ENDS)))
            yield Column(measure, cells, len(cells), 0)


def _counted(part: str, names: dict[str, str]) -> str | None:
    """Return the measure that a part of a header is, alone or beside words for a number: "No. injured"."""
    return names.get(fold(part)) or (None if other_words(part, names) else stands_for(part, names))


def _fits(cell: str, sign: str, count: int) -> bool:
    """Return whether a cell is as many figures, of which some may be none, as it says: “12+” is one figure."""
    parts = [part.strip(_ENDS) for part in cell.split(sign)]
    return len(parts) == count and any(map(str.isdigit, cell)) and all(map(_FIGURE.fullmatch, parts))
