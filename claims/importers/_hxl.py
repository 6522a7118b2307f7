"""The row of hashtags that HXL (the Humanitarian Exchange Language, 1.1) puts below the headings of a table.

It is looked for in the first 25 rows. Its columns are then called by their hashtags, in small letters and without
blanks ("#affected +Killed" is "#affected+killed"); a column without one keeps its heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text import clip, first_of

LOOKED_AT = 25
_TAG = re.compile(r"#[a-z]\w*(?:\s*\+\s*[a-z]\w*)*", re.IGNORECASE | re.ASCII)
_MOST_LISTED = 12
_MOST_ROWS, _MOST_SHOWN = 3, 60


def is_tags(row: Sequence[str]) -> bool:
    """Return whether at least half of the cells that hold something are hashtags.

    Beside a number or a date they are data: hashtags as people write them in posts.
    """
    cells = [cell.strip() for cell in row if cell and not cell.isspace()]
    tags = sum(_TAG.fullmatch(cell) is not None for cell in cells)
    return tags > 0 and tags * 2 >= len(cells) and not any(cell[0].isdigit() for cell in cells)


def find_tags(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the place of the only row of hashtags among the first rows; None if there is none, or are several."""
    places = [place for place, row in enumerate(rows[:LOOKED_AT]) if is_tags(row)]
    return places[0] if len(places) == 1 else None


def tag(cell: str) -> str:
    """Return a hashtag as columns are called by it, another text with single blanks."""
    text = " ".join(cell.split())
    return "".join(text.split()).lower() if _TAG.fullmatch(text) else text


def tagged(tags: Sequence[str], above: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of columns by their row of hashtags, and notes; above are rows of headings, of any length."""
    headings = [
        next((" ".join(row[place].split()) for row in reversed(above) if place < len(row) and row[place].strip()), "")
        for place in range(len(tags))
    ]
    names = tuple(tag(cell) or heading for cell, heading in zip(tags, headings, strict=True))
    said = [f"{name} “{heading}”" for name, heading in zip(names, headings, strict=True) if heading and heading != name]
    listed = f": {first_of(said, _MOST_LISTED)}" if said else ""
    notes: tuple[str, ...] = (f"the columns are called by their HXL hashtags{listed}",)
    if counted := [_shown(row) for row in above if any(cell.strip().isdecimal() for cell in row)]:
        notes += (f"rows above the hashtags hold numbers and are not read: {first_of(counted, _MOST_ROWS)}",)
    return names, notes


def _shown(row: Sequence[str]) -> str:
    return f"“{clip(', '.join(cell.strip() for cell in row if cell.strip()), _MOST_SHOWN)}”"
