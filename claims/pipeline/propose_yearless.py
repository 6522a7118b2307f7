"""Dates of an unknown table that give no year ("February 6"), and what stands around it that gives one."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims import dates
from claims.errors import ClaimsError
from claims.pipeline.propose_open import AROUND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.propose_columns import Column
    from claims.pipeline.propose_found import Found

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_MOSTLY = 0.8
_SOME_YEAR = "2000"  # a leap year


def with_year(found: Found, seen: Sequence[Column], *, above: Sequence[str], file: str) -> None:
    """Add to dates without a year the one that a heading names; several or none are for a person to say."""
    column = next((one for one in seen if one.name == found.columns.get("as_of")), None)
    if column is None or sum(map(_lacks_its_year, column.cells)) < _MOSTLY * len(column.cells) or not column.cells:
        return
    by_rows = [one.name for one in seen if one.name in AROUND and one.cells and all(map(_YEAR.fullmatch, one.cells))]
    around = [*above, *(cell for one in seen if one.name in AROUND for cell in dict.fromkeys(one.cells))]
    telling = [text for text in around if _YEAR.search(text)] or [PurePath(file).name]
    years = {year for text in telling for year in _YEAR.findall(text)}
    given = f"“{column.name}” gives no year (“{column.cells[0]}”)"
    if by_rows:
        found.columns["as_of"] = f"{{{column.name}}} {{{by_rows[0]}}}"
        found.unsure.append(f"{given}: that of the heading above is added ({by_rows[0]})")
    elif len(years) == 1:
        found.columns["as_of"] = f"{{{column.name}}} {years.pop()}"
        found.unsure.append(f"{given}: that of “{telling[0]}” is added")
    else:
        way = f"as_of = “{{{column.name}}} {_SOME_YEAR}” adds one to all"
        found.unsure.append(f"{given}: {way}")


def _lacks_its_year(cell: str) -> bool:
    return not _is_date(cell) and not _YEAR.search(cell) and _is_date(f"{cell} {_SOME_YEAR}")


def _is_date(text: str) -> bool:
    try:
        return len(dates.parse(text).iso) == len("2000-01-01")
    except ClaimsError:
        return False
