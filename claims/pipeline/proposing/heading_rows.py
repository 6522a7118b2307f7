"""Rows that hold a name and nothing else, and may head the rows below them: "Kenya" above two organisations there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from claims.mapping.flags import set_flag
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.sentences import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.table import Row

_OF_PAGES = frozenset(("section", "table", "locator", "caption", *(f"h{level}" for level in range(1, 7))))
_LABELS = ("source", "place", "event", "measure", "population")
_FEWEST = 2


def heading_rows(mapping: Mapping, columns: Sequence[str], rows: Sequence[Row]) -> tuple[str, ...]:
    """Return a sentence on rows of one cell in the column of names that each stand above rows with figures."""
    label = next((name for field in _LABELS if (name := mapping.columns.get(field)) in columns), None)
    if label is None or not all(isinstance(row.cells, list | tuple) for row in rows):
        return ()
    others = [(name, at) for at, name in enumerate(columns) if name != label and name not in _OF_PAGES]
    place = list(columns).index(label)
    names = [cell_of(row, label, place) for row in rows]
    alone = [not any(cell_of(row, name, at) for name, at in others) for row in rows]
    heads = [name for name, is_alone in zip(names, alone, strict=True) if is_alone and name]
    are_heads = len(heads) >= _FEWEST and len(set(heads)) == len(heads) and alone[0] and not alone[-1]
    if (
        not are_heads
        or any(one and other for one, other in pairwise(alone))
        or set(heads) <= {*mapping.skip.get(label, ())}
    ):
        return ()
    way = f"if they head the rows below, add a column of them; else {set_flag(f'skip.{label}', heads[0])} and so on"
    return (f"rows hold nothing but {quoted(heads)} in “{label}”, which no claim says: {way}",)
