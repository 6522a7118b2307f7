"""The runs of letters on the pages of a PDF file, with their places, as poppler's `pdftohtml` gives them.

A run is of one size of letters, so that small digits above the line are told from the number before them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from typing import NamedTuple

_SECONDS = 300
_SIZE = re.compile(r'<fontspec id="(\d+)" size="(-?\d+)"')
_RUN = re.compile(
    r'<text top="(-?\d+)" left="(-?\d+)" width="(-?\d+)" height="(-?\d+)" font="(\d+)">(.*?)</text>', re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")
_MARK = re.compile(r"\d{1,3}(?:, ?\d{1,3}){0,3}")
_BEHIND = re.compile(r"[^\W_][.,;:!?)\]”»\"']*$")
_APART, _ABOVE = 3, 2
"""How many pixels may lie between a run and the mark behind it, and how much higher that stands at least."""
_LETTERS, _SMALL = 0.8, 0.75
"""How much of a run's height is above its line, and up to which part of the size of the others letters are small."""
_PAGE = re.compile(r"<page\b[^>]*>")


class Run(NamedTuple):
    """A run of letters: where it stands in pixels from the top and the left, the size of its letters, its text."""

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


def is_mark(run: Run, behind: Run) -> bool:
    """Return whether a run is a mark above the line, such as the number of a note, right behind another run."""
    mark = behind.text.strip()
    beside = abs(behind.left - run.left - run.width) <= _APART and behind.top < run.top + run.height
    if not (beside and behind.size < run.size and _MARK.fullmatch(mark) and _BEHIND.search(run.text)):
        return False
    raised = run.line - behind.line
    # some programs raise letters in a way that is not told: as small behind a digit they are no part of it
    unsure = raised > -_ABOVE and behind.size <= _SMALL * run.size and run.text[-1:].isdecimal()
    return raised >= _ABOVE or unsure


def runs_by_page(path: str) -> list[list[Run]]:
    """Return the runs of each page in order; none where `pdftohtml` is missing or fails."""
    program = shutil.which("pdftohtml")
    if program is None:
        return []
    command = [program, "-xml", "-stdout", "-i", "-q", "-enc", "UTF-8", path]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603  found by its name
    except subprocess.TimeoutExpired:
        return []
    text = done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
    sizes = {key: int(size) for key, size in _SIZE.findall(text)}
    return [
        [
            Run(int(top), int(left), int(width), int(height), sizes.get(font, 0), unescape(_TAG.sub("", said)))
            for top, left, width, height, font, said in _RUN.findall(page)
        ]
        for page in _PAGE.split(text)[1:]
    ]
