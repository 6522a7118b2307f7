"""The sheets of a workbook: one by its name, and those with the same columns, whose names may say what each is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.errors import BadFile
from claims.importers._workbook_text import listed
from claims.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_BY_DEFAULT = re.compile(rf"(?:{'|'.join(wordlist('tables')['sheet'])})[\s_-]*\d*", re.IGNORECASE)
"""A name that spreadsheet programs give, which says nothing."""
_FEWEST = 2
ALIKE = " has the same columns as "


def sheets_alike(
    chosen: str, first: Iterable[list[str]], others: Iterable[str], rows: Callable[[str], Iterable[list[str]]]
) -> Iterator[str]:
    """Yield a note if the next sheet begins its table with the same row of names as the one that is read.

    first are the first rows of that one, rows gives those of another. Names that programs give are passed over, and so
    is a sheet with its own name in a cell of a row: that column says it.
    """
    other = next((name for name in others if not _BY_DEFAULT.fullmatch(name.strip())), None)
    if other is None or _BY_DEFAULT.fullmatch(chosen.strip()):
        return
    own, further = _table(first), _table(rows(other))
    if own and own[:1] == further[:1] and not any(chosen in row for row in own):
        yield f"the sheet “{other}”{ALIKE}“{chosen}”"


def sheet_named(wanted: str, names: list[str], *, file: str) -> str:
    """Return the name of the sheet that is wanted, by its name in any case, or by its place from 1; raises BadFile."""
    alike = [name for name in names if name == wanted]
    alike = alike or [name for name in names if name.strip().casefold() == wanted.strip().casefold()]
    if len(alike) == 1:
        return alike[0]
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    raise BadFile(file, f"it has no sheet “{wanted}”", hint=f"its sheets are {listed(names)}")


def _table(rows: Iterable[list[str]]) -> list[list[str]]:
    """Return the rows without titles and notes, which are single cells."""
    stripped = ([" ".join(cell.split()) for cell in row] for row in rows)
    return [row for row in stripped if sum(map(bool, row)) >= _FEWEST]
