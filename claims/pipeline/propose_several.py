"""Columns of an unknown table whose cells hold figures of several measures: "7 killed, 12 injured"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.fields import Split
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.propose_columns import Column
    from claims.pipeline.propose_found import Found

_PARTING = (", ", "; ", "، ", "؛ ", " / ", " and ", " und ", " et ", " y ", " и ", "\n")
"""By what figures in one cell are parted; no comma without a space, which can stand in a number."""
_WORD = re.compile(r"[^\W\d_]+")


def several_in_a_cell(found: Found, free: Sequence[Column], *, names: dict[str, str]) -> bool:
    """Take a column whose cells hold figures of several measures ("7 killed, 12 injured"); return whether one does.

    So does one of which some cells name a measure and others something else ("5,000 fighters"), and none is a bare
    number: what each counts is said by its words alone.
    """
    if "measure" in found.columns:
        return False
    for column in free:
        measures: dict[str, str] = {}
        counting = [cell for cell in column.cells if any(sign.isdigit() for sign in cell)]
        unnamed = 0
        for cell in counting:
            said = {word: measure for word in _WORD.findall(cell) if (measure := _measure(word, names)) is not None}
            measures |= {word: measure for word, measure in said.items() if word not in measures}
            unnamed += not said
        are_worded = all(_WORD.search(cell) for cell in counting)
        are_several = len(set(measures.values())) > 1 or (bool(measures) and unnamed and are_worded)
        if are_several and column.mostly_holds_digits:
            by = tuple(sign for sign in _PARTING if any(sign in cell for cell in column.cells))
            found.columns["says"] = column.name
            found.split["says"] = Split(by or (", ",), measures)
            found.unsure.append(
                f"cells of “{column.name}” hold several figures: each is a claim of what its words name"
            )
            return True
    return False


def _measure(word: str, names: dict[str, str]) -> str | None:
    """Return the measure that a word names; "1 mort" is of "morts"."""
    return names.get(fold(word)) or names.get(f"{fold(word)}s")
