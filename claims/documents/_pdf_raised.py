"""Digits above the line of PDF files, which `pdftotext` gives like others: 161 with a footnote 2 comes out as 1612.

poppler's `pdftohtml` gives each run of a line with its place and the size of its letters, so that small digits above
the line are told from the number before them. They are found again in the text by what stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from claims.documents._html_tree import RAISED
from claims.pdfruns import is_mark, runs_by_page

_LONGEST_TAIL = 30


def with_raised(text: str, path: str) -> tuple[str, tuple[str, ...]]:
    """Return a text of `pdftotext` with digits above the line as such characters, and a note if there are any."""
    pieces: list[str] = []
    reached = changed = 0
    for before, mark in _marks(path) if re.search(r"\d", text) else ():
        pattern = r"\s+".join(map(re.escape, before.split())) + f"({re.escape(mark)})(?![0-9])"
        found = re.compile(pattern).search(text, reached)
        if found is None:
            continue
        pieces += (text[reached : found.start(1)], mark.translate(RAISED["sup"]))
        reached = found.end(1)
        changed += 1
    pieces.append(text[reached:])
    return "".join(pieces), (f"{changed} digits above the line are written so: 161²",) if changed else ()


def _marks(path: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each mark above the line, its last words at least, and the mark."""
    for run, behind in pairwise(chain.from_iterable(runs_by_page(path))):
        if is_mark(run, behind):
            yield run.text[-_LONGEST_TAIL:], behind.text.strip()
