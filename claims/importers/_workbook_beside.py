"""The links behind cells of XLSX and the notes on them, which stand in files of their own within the workbook."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from claims.importers._workbook_text import column_of

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable, Iterator

_LINK = re.compile(rb"<(?:\w+:)?hyperlink\b[^<>]*>")
_COMMENT = re.compile(rb"<(?:\w+:)?comment\b[^<>]*?\bref=[\"']([A-Z]+)(\d+)[\"']")
_REF = re.compile(rb"\bref=[\"']([A-Z]+)(\d+)")
_ID = re.compile(rb"\bid=[\"']([^\"']+)[\"']")
_OF_COMMENTS = "/comments"


class BesideCells:
    """What the relations of a sheet of XLSX name: addresses behind its cells, and notes on them."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        folder, name = posixpath.split(path)
        self._addresses: dict[str, str] = {}
        self.comments: list[tuple[int, int]] = []
        for item in _relations(archive, f"{folder}/_rels/{name}.rels"):
            target = item.get("Target", "")
            if item.get("TargetMode") == "External":
                self._addresses[item.get("Id", "")] = target
            elif item.get("Type", "").endswith(_OF_COMMENTS):
                part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                text = archive.read(part) if part in archive.NameToInfo else b""
                self.comments += [(int(one[2]) - 1, column_of(one[1]) - 1) for one in _COMMENT.finditer(text)]

    def links(self, block: bytes) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield the cells that a piece of the sheet's XML says have an address behind them, with this."""
        for link in _LINK.findall(block) if self._addresses else ():
            ref, key = _REF.search(link), _ID.search(link)
            if ref and key and (address := self._addresses.get(key[1].decode())):
                yield (int(ref[2]) - 1, column_of(ref[1]) - 1), address


def _relations(archive: zipfile.ZipFile, path: str) -> Iterable[ET.Element]:
    try:
        return ET.fromstring(archive.read(path))  # noqa: S314  expat limits entities by itself
    except (KeyError, ET.ParseError):
        return ()
