"""The tables of an OpenDocument text (ODF 1.3), with what is struck through, deleted or a note left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.importers._drawn import Drawn, Placed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _TEXT, _OFFICE = (_SPACE % name for name in ("table", "text", "office"))
_STYLE = _SPACE % "style"
_NEVER = {f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}bookmark"}
_ROWS = (f"{_TABLE}table-rows", f"{_TABLE}table-row-group", f"{_TABLE}table-header-rows")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_MOST_REPEATED = 1000
_STRUCK = "struck-out text"


def drawn_of_odt(root: Element) -> tuple[Drawn, dict[str, None]]:
    """Return the tables of a text, and what of it is not read."""
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    reading = _Reading(root)
    for block in _blocks(body) if body is not None else ():
        reading.take(block)
    return reading.drawn, reading.dropped


def _blocks(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag in {f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table"}:
            yield child
        elif child.tag not in _NEVER:
            yield from _blocks(child)


class _Reading:
    """Draws the tables of a text block by block."""

    def __init__(self, root: Element) -> None:
        self.drawn = Drawn()
        self.dropped: dict[str, None] = {}
        self._struck: set[str] = set()
        self._raised: set[str] = set()
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            for said in style.iter(f"{_STYLE}text-properties"):
                if said.get(f"{_STYLE}text-line-through-style", "none") != "none":
                    self._struck.add(name)
                if said.get(f"{_STYLE}text-position", "").startswith("super"):
                    self._raised.add(name)

    def take(self, block: Element) -> None:
        """Take a heading, a paragraph or a table."""
        if block.tag == f"{_TABLE}table":
            self._table(block)
        elif block.tag == f"{_TEXT}h":
            level = block.get(f"{_TEXT}outline-level", "1")
            self.drawn.heading(min(int(level), 6) if level.isdecimal() else 1, self._text(block))
        else:
            self.drawn.paragraph(self._text(block))

    def _table(self, table: Element) -> None:
        rows: list[tuple[list[Placed], str]] = []
        heads = 0
        for row, is_head in _rows_of(table):
            cells: list[Placed] = []
            for cell in row:
                if cell.tag == f"{_TABLE}table-cell":
                    text = "\n".join(filter(None, (self._text(block) for block in cell if block.tag.startswith(_TEXT))))
                    across, down = (_count(cell, f"number-{side}-spanned") for side in ("columns", "rows"))
                    cells += [Placed(text, across, down)] * _count(cell, "number-columns-repeated")
            heads += is_head and heads == len(rows)
            raw = "\t".join(cell.text for cell in cells) + "\n"
            rows += [(cells, raw)] * (_count(row, "number-rows-repeated") if any(cell.text for cell in cells) else 1)
        self.drawn.table(rows, heads=heads)

    def _text(self, element: Element) -> str:
        return "".join(self._pieces(element)).strip()

    def _pieces(self, element: Element) -> Iterator[str]:
        """Yield the text of an element as readers see it."""
        style = element.get(f"{_TEXT}style-name", "")
        if style in self._struck:
            self.dropped[_STRUCK] = None
            return
        inner = [" ".join(element.text.split("\n")) if element.text else ""]
        for child in element:
            if child.tag == f"{_TEXT}s":
                inner.append(" " * min(int(child.get(f"{_TEXT}c", "1")), _MOST_REPEATED))
            elif child.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
                inner.append("\t" if child.tag.endswith("tab") else "\n")
            elif child.tag not in _NEVER:
                inner += self._pieces(child)
                inner += ["\n"] * (child.tag in {f"{_TEXT}p", f"{_TEXT}list-item"})
            inner.append(child.tail or "")
        text = "".join(inner)
        yield text.translate(_RAISED) if style in self._raised else text


def _rows_of(table: Element, *, is_head: bool = False) -> Iterator[tuple[Element, bool]]:
    """Yield the rows of a table, and whether each is one of those that are repeated as headings."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child, is_head
        elif child.tag in _ROWS:
            yield from _rows_of(child, is_head=is_head or child.tag.endswith("header-rows"))


def _count(element: Element, name: str) -> int:
    said = element.get(f"{_TABLE}{name}", "1")
    return min(max(int(said), 1), _MOST_REPEATED) if said.isdecimal() else 1
