"""The tables of a page made ready to be read: which rows are their header, and what each row holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from claims.errors import BadFile
from claims.importers._drawn import Drawn
from claims.importers._header_cells import goes_on, joined
from claims.importers._html_layout import Slots, laid_out, without_frame
from claims.importers._html_page import Page, PageTable
from claims.importers._html_sides import has_sides, of_sides
from claims.importers._tables import MOST_CELLS, MOST_COLUMNS, Found, Line, said_around

_MOST_HEADER_ROWS = 6
_PAIR = 2
_NUMBER = re.compile(r"[~≈<>≥≤±]?\s*\d[\d.,'’\u00a0\u202f ]*\+?")


def found_in(page: Page | Drawn, *, name: str) -> Iterator[Found]:
    """Yield the tables of more than one column, numbered as they begin on the page; raises BadFile."""
    rows = cells = 0
    below = ""
    for number, table in enumerate(page.tables, start=1):
        laid: list[Slots] = []
        for slots in laid_out(table, first=rows + 1):
            cells += len(slots.spread)
            if cells > MOST_CELLS or len(slots.spread) > MOST_COLUMNS:
                reason = f"table {number} reaches over more than {MOST_COLUMNS:,} columns or {MOST_CELLS:,} cells"
                raise BadFile(name, reason, hint="save the table that you want as CSV")
            if any(slots.spread):
                laid.append(slots)
        rows += len(table.rows)
        laid = without_frame(laid)
        if laid and max(len(slots.spread) for slots in laid) > 1:
            if has_sides(laid):
                yield of_sides(page, table, laid, number)
            else:
                lay = _at_side if _has_headings_at_side(laid) else _on_top
                around = said_around(
                    above=table.above, below=table.below, datelines=table.datelines, is_own=table.above != below
                )
                yield lay(page, table, laid, number, around)
        below = table.below


def _has_headings_at_side(laid: Sequence[Slots]) -> bool:
    """Return whether each row is a heading and its value, as in the box beside a Wikipedia article."""
    pairs = [slots for slots in laid if not slots.is_alone]
    if any(slots.row.in_head for slots in pairs):
        return False
    return bool(pairs) and (all(slots.headings == (True, False) for slots in pairs) or _are_names_and_numbers(pairs))


def _are_names_and_numbers(pairs: Sequence[Slots]) -> bool:
    """Return whether each row is a name and its number, the first one too: no row of them names columns."""
    plain = all(slots.headings == (False, False) and len(slots.spread) == _PAIR for slots in pairs)
    named = plain and all(any(map(str.isalpha, slots.spread[0])) for slots in pairs)
    return named and len(pairs) > _PAIR and all(_NUMBER.fullmatch(slots.spread[1].strip()) for slots in pairs)


def _at_side(
    page: Page | Drawn, table: PageTable, laid: Sequence[Slots], number: int, around: tuple[str, ...]
) -> Found:
    pairs = [slots for slots in laid if not slots.is_alone]
    columns = tuple(" ".join(slots.spread[0].split()) for slots in pairs)
    raw = page.page[pairs[0].row.start : pairs[-1].row.end].strip()
    line = Line(pairs[0].number, [slots.spread[1] for slots in pairs], raw)
    note = f"table {number} has its headings at the side: read as one row"
    title = next((slots.spread[0] for slots in laid if slots.is_alone and slots.is_heading), "")
    caption = " ".join((table.caption.text() or title).split())
    return Found(number, columns, (line,), table.headings, caption, (note,), around)


def _on_top(page: Page | Drawn, table: PageTable, laid: Sequence[Slots], number: int, around: tuple[str, ...]) -> Found:
    header, body = _divided(laid)
    named = [slots for slots in header if not _is_title(slots)] or header
    width = max(len(slots.spread) for slots in named)
    parts = [[" ".join(cell.split()) for cell in slots.spread] + [""] * (width - len(slots.spread)) for slots in named]
    columns = tuple(" / ".join(dict.fromkeys(filter(None, names))) for names in zip(*parts, strict=True))
    if len(parts) == _PAIR and not any(slots.row.in_head or slots.is_heading for slots in named):
        columns = tuple(joined(*parts))  # one over several columns may stand over the first of them only
    titles = [" ".join(slots.spread[0].split()) for slots in header if slots not in named]
    lines: list[Line] = []
    again = [place for place, slots in enumerate(body) if slots.spread == header[-1].spread]
    is_first = any(
        place and _is_title(body[place - 1]) for place in again
    )  # as those below are headed, so is the first
    group = titles.pop() if is_first and titles else ""  # it is of the first rows only; others are of the table
    caption = table.caption.text() or " ".join(titles)
    for place, slots in enumerate(body):
        if place in again and (slots.is_heading or is_first):
            continue
        is_group = slots.is_alone and not all(later.is_alone for later in body[place:])
        if is_group:
            group = " ".join(slots.spread[0].split())
        else:
            raw = page.page[slots.row.start : slots.row.end].strip()
            lines.append(Line(slots.number, slots.values, raw, group, _trouble(slots, columns)))
    notes = tuple(_notes(table, lines))
    return Found(number, columns, lines, table.headings, " ".join(caption.split()), notes, around)


def _trouble(slots: Slots, columns: Sequence[str]) -> str:
    """Return what is unsure of a row: a cell that holds a table, a number over several columns; "" if nothing is."""
    if any(cell.has_inner and not cell.text for cell in slots.row.cells):
        return "one of its cells holds nothing but a table of its own, with numbers"
    for place, (whole, value) in enumerate(zip(slots.spread, slots.values, strict=True)):
        is_inside = 0 < place < len(columns) and columns[place - 1] != columns[place]  # and not below a cell as wide
        if is_inside and whole and not value and any(character.isdigit() for character in whole):
            return f"“{' '.join(whole.split())}” stands over the columns {columns[place - 1]} and {columns[place]}"
    return ""


def _divided(laid: Sequence[Slots]) -> tuple[Sequence[Slots], Sequence[Slots]]:
    """Return the rows of the header (those of <thead>, else those of headings only, else the first) and the others."""
    title = sum(1 for _ in takewhile(_is_title, laid))
    in_head = sum(1 for _ in takewhile(lambda slots: slots.row.in_head, laid))
    of_headings = sum(1 for _ in takewhile(lambda slots: slots.is_heading, laid[:_MOST_HEADER_ROWS]))
    end = in_head or (of_headings if of_headings < len(laid) else 0)
    end = min(max(end, title + 1), len(laid))
    while not in_head and end > title + 1 and laid[end - 1].is_alone:
        end -= 1  # it heads the rows below it: the first group
    if end == title + 1 and not laid[title].is_heading and not in_head:
        rows = [[" ".join(cell.split()) for cell in slots.spread] for slots in laid[title:]]
        end += goes_on(rows[0], rows[1:], fewest=2)
    return laid[:end], laid[end:]


def _is_title(slots: Slots) -> bool:
    """Return whether a row holds one text over all columns, or one in its first column and nothing in the others."""
    is_plain = not slots.row.in_head and not any(slots.headings)
    return slots.is_alone or (is_plain and bool(slots.spread[0]) and not any(slots.spread[1:]))


def _notes(table: PageTable, lines: Sequence[Line]) -> Iterator[str]:
    """Yield what a person should know of a table; the same words for each, so that it is said once."""
    if table.left_out:
        yield f"left out of the values, but kept in the rows: {', '.join(sorted(table.left_out))}"
    if any(cell.rowspan > 1 and not cell.is_heading for row in table.rows for cell in row.cells):
        yield "a name or date over several rows counts for each of them"
    if any(cell.colspan > 1 and not cell.is_heading for row in table.rows for cell in row.cells):
        yield "a cell over several columns counts for the first of them only"
    if any(row.is_hidden for row in table.rows):
        yield "rows that the page does not show were read too"
    if any(line.group for line in lines):
        yield "a row over the whole width heads those below it (column “group”)"
