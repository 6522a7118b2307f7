"""How the sentences of a proposal name columns and cells: in quotation marks, the first few of many."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from claims.mapping.flags import set_flag

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MOST_LISTED = 6


def quoted(names: Collection[str], *, most: int = MOST_LISTED, joint: str = ", ") -> str:
    """Return names as a sentence lists them (“a”, “b” …)."""
    return joint.join(f"“{name}”" for name in islice(names, most)) + " …" * (len(names) > most)


def not_counted(names: Sequence[str], *, with_way: bool = False) -> str:
    """Return the sentence that columns of numbers are not read, as their headers name no known measure.

    with_way adds the flag that reads the first, where other columns are read as measures.
    """
    told = f"numbers of no known measure are not read: {quoted(names)}"
    if not with_way:
        return told
    return f"{told}; {set_flag(f'names.measure.{names[0]}', 'NAME')} says what “{names[0]}” counts, and reads it"


def left_for(names: Collection[str], other: str, measure: str) -> str:
    """Return the sentence that columns are not read, as their headers say the measure of another one too, and a way."""
    told = f"“{other}” is taken as {measure}; not read, as they seem to be {measure} too: {quoted(names)}"
    first = next(iter(names))
    return f"{told}; {set_flag(f'names.measure.{first}', 'NAME')} says what else “{first}” counts, and reads it"
