"""XLSX that the reader gives up: for single cells whose value is none, and for other names of its parts."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from claims.importers._workbook_text import listed
from claims.importers._workbook_xml import broken_cells, sheet_path

_LARGEST = 200_000_000
_USUAL, _USUAL_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_MAIN = re.compile(rb"<[^<>]*/officeDocument[\"'][^<>]*>")
_TARGET = re.compile(rb"\bTarget=[\"']/?xl/([\w.-]+\.xml)[\"']")
_KIND = re.compile(rb"\s+t=[\"']\w*[\"']")


def mended(archive: zipfile.ZipFile, sheet: str) -> tuple[bytes, str] | None:
    """Return a workbook in which such cells of a sheet hold an error or their text, and what is told; None without any.

    What stands for a text that the workbook lacks is #REF!, which names nothing and is no figure; what should be a
    number and is none stays as it is written.
    """
    path = sheet_path(archive, sheet)
    if path is None or sum(map(_size, archive.infolist())) > _LARGEST:
        return None
    xml = archive.read(path)
    parts, end, told = [], 0, []
    for match, place, is_text in broken_cells(archive, xml):
        value = b"#REF!" if is_text else match["value"]
        kind = b' t="e"' if is_text else b' t="str"'
        parts += [xml[end : match.start("said")], _KIND.sub(b"", match["said"]).rstrip(), kind]
        parts += [xml[match.end("said") : match.start("value")], value]
        end = match.end("value")
        told.append(place)
    if not told:
        return None
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, b"".join((*parts, xml[end:])) if name == path else archive.read(name))
    return (
        written.getvalue(),
        f"cells of “{sheet}” that hold no value that can be read: {listed(told)}; see what stood there",
    )


def with_usual_names(archive: zipfile.ZipFile) -> BytesIO | None:
    """Return a workbook whose part of this name is called otherwise ("xl/workbook2.xml") with the usual names."""
    names = archive.namelist()
    if _USUAL in map(str.lower, names) or "_rels/.rels" not in names or sum(map(_size, archive.infolist())) > _LARGEST:
        return None
    main = _MAIN.search(archive.read("_rels/.rels"))
    target = _TARGET.search(main[0]) if main else None
    part = target[1].decode() if target else ""
    usual = {f"xl/{part}": _USUAL, f"xl/_rels/{part}.rels": _USUAL_RELATIONS}
    if not part or not usual.keys() <= {*names}:
        return None
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as copy:
        for name in names:
            copy.writestr(usual.get(name, name), archive.read(name))
    return written


def _size(member: zipfile.ZipInfo) -> int:
    return member.file_size
