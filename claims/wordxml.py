"""The text of a Word file's XML as readers see it: what was deleted, struck through or hidden is left out.

Digits above the line are such characters: 161² is not 1612. The cells of a row are parted by tabs, rows and paragraphs
end with a line. Works on trees of lxml and of the standard library alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr")}
_LEFT_OUT.add(_ALTERNATIVE)  # what programs show that cannot show the drawing beside it: the same text again
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_RAISED = {
    "superscript": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "subscript": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
_NOT_READ = {"strike": "struck-out text", "dstrike": "struck-out text", "vanish": "hidden text"}
"""What is said of a run whose text is no longer there for readers, or never was."""
_OFF = {"0", "false", "off"}


def pieces(element: Any, dropped: dict[str, None]) -> Iterator[str]:
    """Yield the text of an element and its end; dropped gains what of it is not read."""
    for child in element:
        tag = child.tag
        if tag == f"{W}r":
            yield from _of_run(child, dropped)
        elif tag == f"{W}t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{W}tc":
            yield "".join(pieces(child, dropped)).removesuffix("\n") + "\t"
        elif tag == f"{W}tr":
            yield "".join(pieces(child, dropped)).removesuffix("\t") + "\n"
        elif tag not in _LEFT_OUT:
            yield from pieces(child, dropped)
            if tag == f"{W}p":
                yield "\n"


def _of_run(run: Any, dropped: dict[str, None]) -> Iterator[str]:
    """Yield the text of a run as readers see it: nothing where it is struck through or hidden."""
    said = {} if (style := run.find(f"{W}rPr")) is None else {one.tag: one.get(f"{W}val") for one in style}
    for name, what in _NOT_READ.items():
        if said.get(f"{W}{name}", "off") not in _OFF:
            if "".join(pieces(run, {})).strip():
                dropped[what] = None
            return
    raised = _RAISED.get(said.get(f"{W}vertAlign") or "")
    for piece in pieces(run, dropped):
        yield piece.translate(raised) if raised else piece
