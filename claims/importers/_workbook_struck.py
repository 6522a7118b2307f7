"""Which text of an ODS workbook is struck through: whole cells by their style, or parts of their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_THROUGH = (_STYLE + "text-line-through-style", _STYLE + "text-line-through-type")
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_WORDS = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "


class Struck:
    """Follows the styles, cells and spans; is_whole and is_partly tell of the cell that was begun last."""

    def __init__(self) -> None:
        self._styles: set[str] = set()
        self._style = ""
        self._spans: list[bool] = []
        self.is_whole = self.is_partly = False

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """Enter an element."""
        if element == _STYLE + "style":
            self._style = attributes.get(_STYLE + "name", "")
        elif element == _STYLE + "text-properties":
            if any(attributes.get(name, "none") != "none" for name in _THROUGH):
                self._styles.add(self._style)
        elif element in {_TABLE + "table-cell", _TABLE + "covered-table-cell"}:
            self.is_whole, self.is_partly = attributes.get(_TABLE + "style-name") in self._styles, False
        elif element == _WORDS + "span":
            self._spans.append(attributes.get(_WORDS + "style-name") in self._styles)

    def end(self, element: str) -> None:
        """Leave an element."""
        if element == _WORDS + "span":
            self._spans.pop()

    def holds(self, text: str) -> bool:
        """Return whether a piece of the text of a cell is struck through, and keep that one is."""
        is_struck = any(self._spans)
        self.is_partly |= is_struck and bool(text.strip())
        return is_struck
