"""A box of opposing sides, as beside a Wikipedia article on a battle or a protest: a column each side, headings across.

Its headings stand over the whole width ("Belligerents", "Casualties and losses"). The first row of cells below one
names the sides; every later row says of each side what its heading is about. What stands over all columns, or beside
a heading of its own ("Deaths"), is in the column `across`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from claims.importers._drawn import Drawn
from claims.importers._html_layout import Slots
from claims.importers._html_page import Page, PageTable
from claims.importers._tables import Found, Line, said_around

ACROSS = "across"
_FEWEST_HEADS = 2
_MOST_NAMES = 3


def has_sides(laid: Sequence[Slots]) -> bool:
    """Return whether rows of cells stand below headings over the whole width, two or more, and no header above."""
    heads = sum(_is_head(above) and _is_of_cells(below) for above, below in pairwise(laid))
    others = [slots for slots in laid if not (slots.is_alone or _is_of_cells(slots) or _is_pair(slots))]
    return heads >= _FEWEST_HEADS and not others and not any(slots.row.in_head for slots in laid)


def of_sides(page: Page | Drawn, table: PageTable, laid: Sequence[Slots], number: int) -> Found:
    """Return the rows of a box of sides below the one that names them."""
    first = next(
        place for place, (above, below) in enumerate(pairwise(laid), 1) if _is_head(above) and _is_of_cells(below)
    )
    sides = _names(laid[first].spread)
    lines: list[Line] = []
    group = ""
    for slots in laid[first + 1 :]:
        if _is_head(slots):
            group = " ".join(slots.spread[0].split())
            continue
        across = slots.spread[0] if slots.is_alone else ""
        if _is_pair(slots):
            across = _labelled(*slots.spread[:2])
        cells = [""] * len(sides) if across else slots.values[: len(sides)] + [""] * (len(sides) - len(slots.values))
        raw = page.page[slots.row.start : slots.row.end].strip()
        lines.append(Line(slots.number, [*cells, across, *slots.values[len(sides) :]], raw, group))
    caption = table.caption.text() or next((slots.spread[0] for slots in laid[:first] if slots.is_alone), "")
    said = [_labelled(*slots.spread[:2]) for slots in laid[:first] if _is_pair(slots)]
    around = said_around(above=table.above, below=table.below)
    around += tuple(note for text in said for note in said_around(above=text))
    notes = [f"table {number} has a column each side, named by its first row of cells"]
    if table.left_out:
        notes.append(f"left out of the values, but kept in the rows: {', '.join(sorted(table.left_out))}")
    return Found(number, (*sides, ACROSS), lines, table.headings, " ".join(caption.split()), tuple(notes), around)


def _is_head(slots: Slots) -> bool:
    return slots.is_alone and slots.is_heading


def _is_of_cells(slots: Slots) -> bool:
    return len(slots.headings) > 1 and not any(slots.headings)


def _is_pair(slots: Slots) -> bool:
    return slots.headings == (True, False)


def _labelled(label: str, text: str) -> str:
    """Return a heading at the side and what it says, on one line if that is one."""
    label = " ".join(label.split()).removesuffix(":")
    return f"{label}: {text}" if "\n" not in text.strip() else f"{label}:\n{text}"


def _names(cells: Sequence[str]) -> list[str]:
    """Return the names of the sides; of many on one side the first, and that there are others."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        lines = [line.strip() for line in cell.split("\n") if line.strip()]
        named = [line for line in lines if not line.endswith(":")]
        name = ", ".join(named) if len(named) <= _MOST_NAMES else f"{named[0]} and others"
        names.append(name if name and name not in names else f"{name or 'side'} ({place})")
    return names
