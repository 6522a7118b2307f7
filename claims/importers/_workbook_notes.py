"""What a person should know of the cells of a sheet besides their values: what was not read, and what was anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.importers._workbook_text import letters_of, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.importers._workbook_xml import Extras

    Cells = Iterable[tuple[int, int]]


def notes_of_cells(
    extras: Extras, header: int, used: tuple[int, int], texts: Iterable[tuple[int, list[str]]]
) -> list[str]:
    """Return notes on hidden columns and numbers, on what is struck through, on marks above the line, links and notes.

    header is the row of the header, used the first and the last column with anything in it, texts the rows as they are
    read, which are gone through where there are links only.
    """

    def named(cells: Cells) -> str:
        return listed([f"{letters_of(at)}{row + 1}" for row, at in dict.fromkeys(cells) if row > header])

    notes = []
    hidden = [
        letters_of(at)
        for first, last in extras.hidden_columns
        for at in range(max(first, used[0]), min(last, used[1]) + 1)
    ]
    if hidden:
        notes.append(f"hidden columns were read too: {listed(hidden)}")
    if blank := named(extras.blank):
        notes.append(f"cells whose format (;;;) shows no number were read too: {blank}")
    instead = [((row, at), text) for row, cells in extras.instead.items() for at, text in cells.items()]
    if struck := named(cell for cell, text in instead if not text):
        notes.append(f"cells that are struck through are not read: {struck}")
    if partly := named(cell for cell, text in instead if text and cell in extras.struck):
        notes.append(f"of these cells what is struck through is not read: {partly}")
    if raised := named(cell for cell, text in instead if text and cell not in extras.struck):
        notes.append(f"marks above the line are taken for footnotes, and not read: {raised}")
    if links := named(_unseen(extras.links, used[0], texts) if extras.links else ()):
        way = "write the addresses into a column of their own to keep them"
        notes.append(f"the links behind these cells are not read: {links}; {way}")
    if comments := named(extras.comments):
        notes.append(f"the notes (comments) on these cells are not read: {comments}")
    return notes


def _unseen(
    links: dict[tuple[int, int], str], left: int, texts: Iterable[tuple[int, list[str]]]
) -> Iterator[tuple[int, int]]:
    """Yield the cells whose text is not the address behind them, in their order."""
    rows: dict[int, list[int]] = {}
    for row, at in links:
        rows.setdefault(row, []).append(at)
    for number, cells in texts:
        for at in rows.get(number, ()):
            text = cells[at - left] if 0 <= at - left < len(cells) else ""
            if text and text.strip().rstrip("/") != links[number, at].strip().rstrip("/"):
                yield number, at
