"""The formats that can be read: one module each in claims/importers, found by its file name, imported when used.

A new format is one new file there (a name that begins with "_" is a part shared by several, not a format).
"""

from __future__ import annotations

import importlib
import re
from functools import cache
from importlib import resources
from pathlib import PurePath
from typing import BinaryIO, Protocol, cast

from claims.decode import is_binary
from claims.errors import BadFile
from claims.table import ReadOptions, Table

_SIGNATURES = {
    b"PK\x03\x04": "a ZIP archive and no workbook",
    b"{\\rtf": "a text in RTF",
    b"PAR1": "a Parquet file",
    b"ARROW1": "an Arrow file",
    b"<stata_dta>": "a data set of Stata",
    b"$FL2": "a data set of SPSS",
    b"RDX": "a data set of R",
    b"X\n\0\0\0": "a data set of R",
    b"\0\1\0\0Standard ": "an Access database",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x1f\x8b": "compressed with gzip",
    b"BZh": "compressed with bzip2",
    b"\xfd7zXZ": "compressed with xz",
    b"\x28\xb5\x2f\xfd": "compressed with zstd",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}

_SURELY_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*[\[{]|\{\s*\")")
_PACKED = ("compressed with ", "a 7z", "a RAR")
_TEXTS = ("a text in RTF", "a ZIP")
_DATA = ("a Parquet", "an Arrow", "a data set", "an Access")


class Importer(Protocol):
    """What a module in claims/importers offers."""

    TITLE: str
    """The format's name for people."""
    EXTENSIONS: tuple[str, ...]
    """The ends of file names, with their dot, in small letters."""
    CHOICES: tuple[str, ...]
    """What of a file can be chosen: "sheet" of a workbook, "table" of a page, "records" of JSON."""

    def sniff(self, head: bytes) -> int:
        """Return how sure it is that a file with this beginning is of this format: 0 no, 1 perhaps, 2 yes.

        3 is yes, whatever the file is called: HTML that is named .xls, statements in a CSV file.
        """

    def read(self, stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
        """Return the table in a stream; raises BadFile."""


@cache
def importers() -> tuple[str, ...]:
    """Return the names of all formats that can be read, sorted, without importing them."""
    folder = resources.files("claims").joinpath("importers")
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name[:-3] for name in names if name.endswith(".py") and not name.startswith("_")))


def load(name: str) -> Importer:
    """Return the importer of a format by its name; raises BadFile for a name that is none."""
    if name not in importers():
        raise BadFile(name, "there is no such format", hint=_known())
    return cast("Importer", importlib.import_module(f"claims.importers.{name}"))


def importer_for(name: str, head: bytes, *, called: str | None = None) -> str:
    """Return the format of a file by the end of its name, else by its first bytes; raises BadFile if it is none.

    head is the beginning of the file, a few thousand bytes at least where there are so many. called is what errors call
    it, where that is not the name that tells its format.
    """
    called = called or name
    bare = head.removeprefix(b"\xef\xbb\xbf")
    signature = next((said for start, said in _SIGNATURES.items() if bare.startswith(start)), None)
    loaded = {format: load(format) for format in importers()}
    sure = {format: importer.sniff(head) for format, importer in loaded.items()}
    foreign = signature is not None or is_binary(head)
    certain = next((format for format, sureness in sure.items() if sureness == 3), None)
    if certain is not None and not foreign:
        return certain
    suffix = PurePath(name).suffix.lower()
    named = next((format for format, importer in loaded.items() if suffix in importer.EXTENSIONS), None)
    if named in {"csv", "workbook"} and head and not foreign and (other := _misnamed(head, sure, named)) is not None:
        return other
    if named is not None and (sure[named] == 2 or not foreign):
        return named
    best = max(sure, key=lambda format: sure[format])
    if sure[best] == 2 or (sure[best] and not foreign):
        return best
    if not head:
        raise BadFile(
            called or name, "it is empty", hint="a file needs a row with the names of its columns, or JSON records"
        )
    said = signature or ""
    hint = "a text is read by `claims extract`; " * said.startswith(_TEXTS)
    hint += "gzip, bzip2 and xz are read, and once: decompress it; " * said.startswith(_PACKED)
    hint += "save it as CSV or XLSX from a program that reads it; " * said.startswith(_DATA)
    hint += _known()
    raise BadFile(called, f"it is {signature or 'not text'}, and no format that can be read", hint=hint)


def _misnamed(head: bytes, sure: dict[str, int], named: str) -> str | None:
    """Return the format of text that is called a CSV file or a workbook and is not: what a server answered instead.

    What is text is no workbook: programs save tables of tabs under the name of one, which spreadsheet programs open.
    """
    if sure["html"] == 2:
        return "html"
    if sure["json"] == 2 and _SURELY_JSON.match(head):
        return "json"
    if (other := next((one for one in ("xml", "pdf") if sure[one] == 2), None)) is not None:
        return other
    return "csv" if named == "workbook" else None


def _known() -> str:
    formats = (f"{load(format).TITLE} ({', '.join(load(format).EXTENSIONS)})" for format in importers())
    return f"formats that can be read: {'; '.join(formats)}"
