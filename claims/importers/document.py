"""The tables of a text of a word processor: Word (DOCX) and OpenDocument (ODT), with the headings above them.

They are read by the rules for tables of a page (`claims.importers._html_found`). What was deleted, struck through or
hidden is left out, and so are notes; a row that the text repeats as a heading on each page is one.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from claims.errors import BadFile
from claims.importers._drawn import Drawn, Placed
from claims.importers._html_found import found_in
from claims.importers._odt import drawn_of_odt
from claims.importers._tables import one_table
from claims.importers._xml_tree import tree_of
from claims.table import ReadOptions, Table
from claims.unpacked import refuse_trap
from claims.wordxml import W, pieces

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TITLE = "Tables of a text of Word or OpenDocument"
EXTENSIONS = (".docx", ".docm", ".odt")
CHOICES = ("table",)

_ZIP = b"PK\x03\x04"
_ODT = b"application/vnd.oasis.opendocument.text"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_AGAIN = "open it in a word processor and save it again"


def sniff(head: bytes) -> int:
    """Return 2 for the beginning of a text of a word processor."""
    is_word = b"word/" in head and b"xl/" not in head
    return 2 if head.startswith(_ZIP) and (_ODT in head[:200] or is_word) else 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the tables of a text as one; raises BadFile if it holds none."""
    try:
        with zipfile.ZipFile(stream) as archive:
            if "content.xml" in archive.NameToInfo:
                drawn, dropped = drawn_of_odt(tree_of(_part(archive, "content.xml", name=name), name=name))
            else:
                drawn, dropped = _drawn_of_word(archive, name=name)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError):
        raise BadFile(name, "it is no text of Word or OpenDocument that can be read", hint=_AGAIN) from None
    notes = tuple(f"{what} was left out" for what in dropped)
    return one_table(list(found_in(drawn, name=name)), name=name, options=options, notes=notes)


def _part(archive: zipfile.ZipFile, part: str, *, name: str) -> bytes:
    """Return a part of a text, but nothing that swells beyond all measure."""
    given = archive.getinfo(part)
    refuse_trap(name, given.file_size, packed=given.compress_size, hint=_AGAIN)
    return archive.read(part)


def _drawn_of_word(archive: zipfile.ZipFile, *, name: str) -> tuple[Drawn, dict[str, None]]:
    """Return the tables of a Word file and what of it is not read."""
    body = tree_of(_part(archive, "word/document.xml", name=name), name=name).find(f"{W}body")
    levels: dict[str, int] = {}
    if "word/styles.xml" in archive.NameToInfo:
        levels = dict(_levels(tree_of(_part(archive, "word/styles.xml", name=name), name=name)))
    drawn, dropped = Drawn(), dict[str, None]()
    for block in _blocks(body) if body is not None else ():
        if block.tag == f"{W}tbl":
            _draw_word(drawn, block, dropped)
            continue
        text = "".join(pieces(block, dropped))
        style = block.find(f"{W}pPr/{W}pStyle")
        level = levels.get(style.get(f"{W}val", "") if style is not None else "")
        if level is None or not text.strip():
            drawn.paragraph(text)
        else:
            drawn.heading(level, text)
    return drawn, dropped


def _levels(styles: Element) -> Iterator[tuple[str, int]]:
    """Yield the styles that are headings with their levels from 1 to 6; ids are in the language of the program.

    The title of the whole is 0.
    """
    for style in styles.iter(f"{W}style"):
        named = style.find(f"{W}name")
        called = named.get(f"{W}val", "") if named is not None else ""
        heading = _HEADING.fullmatch(called)
        if called.casefold() == "title":
            yield style.get(f"{W}styleId", ""), 0
        elif heading:
            yield style.get(f"{W}styleId", ""), min(max(int(heading[1]), 1), 6)


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield paragraphs and outer tables in their order, also within content controls."""
    for child in parent:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"}:
            yield from _blocks(child)


def _parts(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row, also within content controls; deleted rows are none."""
    for child in parent:
        if child.tag == tag:
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
            yield from _parts(child, tag)


def _draw_word(drawn: Drawn, table: Element, dropped: dict[str, None]) -> None:
    """Draw a table; a cell that goes on below (vMerge without "restart") is one with the cell where it begins."""
    rows: list[tuple[list[Placed], str]] = []
    begun: dict[int, tuple[int, int]] = {}
    heads = 0
    for number, row in enumerate(_parts(table, f"{W}tr")):
        cells: list[Placed] = []
        texts: list[str] = []
        column = _number(row, f"{W}trPr/{W}gridBefore", 0)
        cells += [Placed("")] * column
        for cell in _parts(row, f"{W}tc"):
            span = max(_number(cell, f"{W}tcPr/{W}gridSpan", 1), 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart" and column in begun:
                at, place = begun[column]
                above = rows[at][0][place]
                rows[at][0][place] = above._replace(rowspan=number - at + 1)
            else:
                text = "".join(pieces(cell, dropped)).strip("\n")
                begun.pop(column, None)
                if merge is not None:
                    begun[column] = (number, len(cells))
                cells.append(Placed(text, span))
                texts.append(text)
            column += span
        heads += heads == number and row.find(f"{W}trPr/{W}tblHeader") is not None
        rows.append((cells, "\t".join(texts) + "\n"))
    drawn.table(rows, heads=heads)


def _number(element: Element, path: str, otherwise: int) -> int:
    found = element.find(path)
    said = "" if found is None else found.get(f"{W}val", "")
    return min(int(said), 1000) if said.isdecimal() else otherwise
