"""The tables in lines of text, one after another: where each begins and ends, and what is said around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claims.importers._lines_aligned import FILLER, aligned_in, segments
from claims.importers._lines_drawn import LinesTable, drawn_at
from claims.importers._tables import Found, said_around

_MOST_AROUND = 4


def blocks_of(lines: Sequence[str]) -> Iterator[tuple[LinesTable | str, int]]:
    """Yield each table, or why one is unsure, with the line where it begins."""
    at = start = 0
    while at <= len(lines):
        drawn = drawn_at(lines, at) if at < len(lines) else None
        is_end = at == len(lines) or (not lines[at].strip() and not _goes_on(lines, at)) or "\f" in lines[at]
        if drawn is not None or is_end:
            block = aligned_in(lines, start, drawn.start if drawn else at)
            if block is not None:
                yield block, start if isinstance(block, str) else block.start
            if drawn is not None:
                yield drawn, drawn.start
            start = at = max(drawn.end if drawn else at + 1, at + 1)
        else:
            at += 1


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Return whether rows stand above and below one empty line."""
    return 0 < at < len(lines) - 1 and len(segments(lines[at - 1])) > 1 and len(segments(lines[at + 1])) > 1


def found_of(table: LinesTable, lines: Sequence[str], *, number: int, headings: Mapping[int, str]) -> Found:
    """Return a table of lines as one of a text, with what is said right above and below it."""
    around = said_around(above=_paragraph(lines, table.start, -1), below=_paragraph(lines, table.end, 1))
    columns = tuple(" ".join(column.split()) for column in table.columns)
    notes = (f"above the header, not read: “{table.above}”",) if table.above else ()
    return Found(number, columns, table.lines, headings, notes=notes, around=around)


def _paragraph(lines: Sequence[str], at: int, step: int) -> str:
    """Return the short paragraph right above (-1) or below (1) a line."""
    at += min(step, 0)
    while 0 <= at < len(lines) and not lines[at].strip():
        at += step
    found: list[str] = []
    while 0 <= at < len(lines) and lines[at].strip() and not drawn_at(lines, at):
        found.append(lines[at].replace(FILLER, "").strip())
        at += step
    return " ".join(found[::step]) if len(found) <= _MOST_AROUND else ""
