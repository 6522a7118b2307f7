"""Digits above the line of PDF files, which `pdftotext` gives like others: 161 with a footnote 2 comes out as 1612.

poppler's `pdftohtml` gives each run of a line with its place and the size of its letters, so that small digits above
the line are told from the number before them. They are found again in the text by what stands before them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from claims.documents._html_tree import RAISED

_SECONDS = 300
_SIZE = re.compile(r'<fontspec id="(\d+)" size="(-?\d+)"')
_RUN = re.compile(
    r'<text top="(-?\d+)" left="(-?\d+)" width="(-?\d+)" height="(-?\d+)" font="(\d+)">(.*?)</text>', re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")
_MARK = re.compile(r"\d{1,3}(?:, ?\d{1,3}){0,3}")
_BEHIND = re.compile(r"[^\W_][.,;:!?)\]”»\"']*$")
_LONGEST_TAIL = 30
_APART, _ABOVE = 3, 2
"""How many pixels may lie between a run and the mark behind it, and how much higher that stands at least."""
_LETTERS, _SMALL = 0.8, 0.75
"""How much of a run's height is above its line, and up to which part of the size of the others letters are small."""


class _Run(NamedTuple):
    top: int
    left: int
    width: int
    height: int
    size: int
    text: str

    @property
    def line(self) -> float:
        """Where the line is on which its letters stand, in pixels from the top."""
        return self.top + _LETTERS * self.height


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
    runs = _runs(path)
    for run, behind in pairwise(runs):
        mark = behind.text.strip()
        beside = abs(behind.left - run.left - run.width) <= _APART and behind.top < run.top + run.height
        if beside and behind.size < run.size and _MARK.fullmatch(mark) and _BEHIND.search(run.text):
            raised = run.line - behind.line
            # some programs raise letters in a way that is not told: as small behind a digit they are no part of it
            unsure = raised > -_ABOVE and behind.size <= _SMALL * run.size and run.text[-1:].isdecimal()
            if raised >= _ABOVE or unsure:
                yield run.text[-_LONGEST_TAIL:], mark


def _runs(path: str) -> list[_Run]:
    """Return the runs of a file in order; none where `pdftohtml` is missing or fails."""
    program = shutil.which("pdftohtml")
    if program is None:
        return []
    command = [program, "-xml", "-stdout", "-i", "-q", "-enc", "UTF-8", path]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603  found by its name
    except subprocess.TimeoutExpired:
        return []
    page = done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
    sizes = {key: int(size) for key, size in _SIZE.findall(page)}
    return [
        _Run(int(top), int(left), int(width), int(height), sizes.get(font, 0), unescape(_TAG.sub("", said)))
        for top, left, width, height, font, said in _RUN.findall(page)
    ]
