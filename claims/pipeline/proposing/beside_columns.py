"""What decides the claims of a table and stands in no column with a name: its sheet, and figures of no header."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from claims.lexicon import names_month
from claims.mapping.flags import map_flag
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.sentences import quoted
from claims.table import Paths

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from claims.mapping import Mapping
    from claims.table import Row

_ALIKE = "” has the same columns as “"
"""What a workbook's reader says of another sheet of a series."""
_DATES = {"as_of", "period_start", "period_end"}
_WORD = re.compile(r"[^\W\d_]+|\d+")


def sheets_to_tell_apart(
    notes: Sequence[str], said: Mapping | None, *, mapping: Mapping, ways: Callable[[str], tuple[str, str]]
) -> tuple[str, ...]:
    """Return a question on a sheet with the same columns as others: its name may say what its figures are of.

    Names of months and years say nothing where a column has the dates. ways gives the flag that says what a name may
    be, and what else it may be.
    """
    told = next((note for note in notes if _ALIKE in note), "")
    sheet = told.rpartition(_ALIKE)[2].removesuffix("”")
    if not told or (said is not None and sheet in said.constants.values()):
        return ()
    if _DATES & mapping.columns.keys() and all(word.isdigit() or names_month(word) for word in _WORD.findall(sheet)):
        return ()
    read = f"--sheet {shlex.quote(sheet)}"
    flag, others = ways(sheet)
    way = f"{read} {flag} (or {others}) where its name says that"
    return (f"{told}, and only “{sheet}” is read: {way}; {read} alone where it says nothing; so for each sheet",)


def figures_of_no_header(columns: Sequence[str], rows: Sequence[Row], *, read: Collection[str]) -> tuple[str, ...]:
    """Return a question on columns of numbers without a name behind one that is read as figures.

    The header of that one may stand over all of them, so that its own figures are a part.
    """
    bare: list[int] = []
    for at, name in enumerate(() if isinstance(columns, Paths) else columns):
        is_bare = not name.strip() or name == f"column {at + 1}"
        if at and is_bare and (at - 1 in bare or columns[at - 1] in read):
            cells = [text for row in rows if (text := cell_of(row, name, at))]
            numbers = sum(cell[:1].isdecimal() for cell in cells)  # others may be rows of the header
            bare += [at] * (numbers > 0 and 3 * numbers >= len(cells))
    if not bare:
        return ()
    listed = ", ".join(str(at + 1) for at in bare)
    what = f"numbers stand in columns that the header does not name ({listed}), behind {quoted([columns[bare[0] - 1]])}"
    way = "--set header=NAME,NAME,… names all columns in their order"
    return (
        f"{what}, which may head them too: {way}; {map_flag(f'column {bare[0] + 1}')} where they count for nothing",
    )
