"""Tables drawn with signs in plain text, whose columns are told by their lines.

Known are those of psql (`a | b` above `---+---`), of Org (`|---+---|`), of MySQL and of reStructuredText and pandoc
(`+---+---+`), and columns below runs of dashes or equals signs (`----  ---`), as databases print and reStructuredText
writes them. Each gives its header, its rows, and where in the text it ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from claims.importers._tables import Line

GRID = re.compile(r"[ \t]*\+(?:[-=:]{2,}\+)+[ \t]*")
_RULE = re.compile(r"[ \t]*\|?[-:]{2,}(?:\+[-:]{2,})+\|?[ \t]*")
_RUNS = re.compile(r"[ \t]*(?:-{2,}|={2,})(?:[ \t]+(?:-{2,}|={2,}|-))+[ \t]*")
_RUN = re.compile(r"[-=]+")
_COUNT = re.compile(r"\s*\(\d+ rows?\)\s*")
_SPANNED = "its cells do not stand below the lines of the header"


@dataclass(slots=True)
class LinesTable:
    """A table of lines: the names of its columns, its rows, the lines where it begins and ends (not included).

    above is what stands right above its header and is no part of it, as far as anybody can tell.
    """

    columns: list[str]
    lines: list[Line] = field(default_factory=list)
    start: int = 0
    end: int = 0
    above: str = ""


def drawn_at(text: Sequence[str], at: int) -> LinesTable | None:
    """Return the table that the line at a place is a part of the drawing of, None if there is none."""
    line = text[at]
    if GRID.fullmatch(line):
        return _grid(text, at)
    if at and _RULE.fullmatch(line) and "|" in text[at - 1]:
        return _ruled(text, at)
    return _below_runs(text, at) if _RUNS.fullmatch(line) else None


def _cells(line: str) -> list[str]:
    """Return the cells of a line that are parted by bars."""
    bare = line.strip()
    return [cell.strip() for cell in bare.removeprefix("|").removesuffix("|").split("|")]


def _ruled(text: Sequence[str], rule: int) -> LinesTable | None:
    """Return a table of psql or of Org, whose header stands above a line of dashes with crosses."""
    columns = _cells(text[rule - 1])
    if len(columns) != text[rule].count("+") + 1:
        return None
    made = LinesTable(columns, start=rule - 1, end=rule + 1)
    while made.end < len(text) and "|" in text[made.end]:
        line = text[made.end]
        made.end += 1
        if _RULE.fullmatch(line):
            continue
        cells = _cells(line)
        goes_on = "a cell goes on in the next line" if re.search(r"\+\s*(?:\||$)", line) else ""
        uneven = _SPANNED if len(cells) != len(columns) else ""
        made.lines.append(Line(made.end, cells[: len(columns)], line, trouble=goes_on or uneven))
    if made.end < len(text) and _COUNT.fullmatch(text[made.end]):
        made.end += 1
    return made


def _grid(text: Sequence[str], top: int) -> LinesTable | None:
    """Return a table of MySQL, a row a line, or of reStructuredText and pandoc, whose rows are parted by lines."""
    end = top
    while end < len(text) and text[end].strip()[:1] in {"+", "|"}:
        end += 1
    borders = [at for at in range(top, end) if GRID.fullmatch(text[at])]
    places = [found.start() for found in re.finditer(r"\+", text[top])]
    parts = [range(one + 1, other) for one, other in pairwise(borders) if other > one + 1]
    if len(parts) < 2 or borders[-1] != end - 1:
        return None
    of_lines = len(borders) == 3 and not any("=" in text[at] for at in borders)
    header, *rows = parts
    body = [range(at, at + 1) for part in rows for at in part] if of_lines else rows
    names, trouble = _in_grid(text, header, places)
    if trouble:
        return None
    made = LinesTable([" ".join(name.split()) for name in names], start=top, end=end)
    for part in body:
        cells, trouble = _in_grid(text, part, places)
        raw = "\n".join(text[at] for at in part)
        made.lines.append(Line(part.start + 1, cells, raw, trouble=trouble))
    return made


def _in_grid(text: Sequence[str], part: range, places: Sequence[int]) -> tuple[list[str], str]:
    """Return the cells of a row of a grid, whose lines go on below each other, and what is unsure of it."""
    held: list[list[str]] = [[] for _ in places[1:]]
    for at in part:
        cells = _cells(text[at])
        if len(cells) != len(held):
            return [""] * len(held), _SPANNED
        for place, cell in enumerate(cells):
            held[place] += [cell] if cell else []
    return ["\n".join(cell) for cell in held], ""


def _below_runs(text: Sequence[str], at: int) -> LinesTable | None:
    """Return a table whose columns stand below runs of dashes; with a run above the header too it is one of reST."""
    runs = [(found.start(), found.end()) for found in _RUN.finditer(text[at])]
    below = next((end for end in range(at + 1, len(text)) if _RUNS.fullmatch(text[end])), None)
    is_framed = below is not None and below == at + 2 and _runs_of(text[below]) == runs
    header = at + 1 if is_framed else at - 1
    if header < 0 or not text[header].strip():
        return None
    columns, trouble = _in_runs(text[header], runs)
    if trouble or not any(columns):
        return None
    start = header + 2 if is_framed else at + 1
    made = LinesTable(columns, start=min(header, at), end=start)
    while made.end < len(text) and text[made.end].strip() and not _RUNS.fullmatch(text[made.end]):
        line = text[made.end]
        made.end += 1
        cells, trouble = _in_runs(line, runs)
        if is_framed and not cells[0] and made.lines and not trouble:
            last = made.lines[-1]
            joined = ["\n".join(filter(None, pair)) for pair in zip(last.cells, cells, strict=True)]
            made.lines[-1] = Line(last.number, joined, f"{last.raw}\n{line}", trouble=last.trouble)
        elif not _COUNT.fullmatch(line):
            made.lines.append(Line(made.end, cells, line, trouble=trouble))
    made.end += made.end < len(text) and _RUNS.fullmatch(text[made.end]) is not None
    return made if made.lines else None


def _runs_of(line: str) -> list[tuple[int, int]]:
    return [(found.start(), found.end()) for found in _RUN.finditer(line)]


def _in_runs(line: str, runs: Sequence[tuple[int, int]]) -> tuple[list[str], str]:
    """Return the cells of a line below runs of dashes, and what is unsure of it: none may reach into the next."""
    cells = [line[start:end] for start, end in runs[:-1]] + [line[runs[-1][0] :]]
    gaps = [line[end:start] for (_, end), (start, _) in pairwise(runs)]
    is_sure = not any(gap.strip() for gap in gaps) and not line[: runs[0][0]].strip()
    return [cell.strip() for cell in cells], "" if is_sure else _SPANNED
