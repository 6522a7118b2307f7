"""What can be read as a document: one module each, found by its file name, imported when used.

A reader gives the exact text that offsets point into, and what the file says of itself. A new format is one new file
here (a name that begins with "_" is a part shared by several). Packages that a format needs are in the extra
"articles"; without them its reader raises `MissingExtra`, which names it.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import PurePath
from typing import BinaryIO, Protocol, cast

from claims.decode import is_binary
from claims.errors import BadFile
from claims.language import UNKNOWN, identify_document
from claims.model import Document

__all__ = ["DocumentReader", "ReadDocument", "ReadSettings", "load", "read", "reader_for", "readers"]

HEAD = 8192
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # ZIP, as XLSX and ODS are; the container of XLS
_PRESENT, _CERTAIN = 2, 3


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How a file is to be read where it does not say itself; None: find out.

    url is the address that it was fetched from, from which relative addresses in it go out. media_type is as the server
    states it. language goes before what is identified.
    """

    encoding: str | None = None
    url: str | None = None
    media_type: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as a file gives it, not stored yet.

    document has no id and no publisher; its url is the canonical one where the file states it. publisher is the name
    as it stands in the file, to be found among the sources. notes are for people: the encoding, what was left out.
    """

    document: Document
    publisher: str | None = None
    notes: tuple[str, ...] = ()


class DocumentReader(Protocol):
    """What a module in claims/documents offers."""

    TITLE: str
    """The format's name for people."""
    EXTENSIONS: tuple[str, ...]
    """The ends of file names, with their dot, in small letters."""
    MEDIA_TYPES: tuple[str, ...]
    """What servers call it."""

    def sniff(self, head: bytes) -> int:
        """Return how sure it is that a file with this beginning is of this format: 0 no, 1 perhaps, 2 yes.

        3 is yes, whatever the file is called.
        """

    def read(self, stream: BinaryIO, *, name: str, settings: ReadSettings) -> Iterator[ReadDocument]:
        """Yield the documents in a stream, most often one; raises BadFile."""


@cache
def readers() -> tuple[str, ...]:
    """Return the names of all formats, sorted, without importing them."""
    names = (entry.name for entry in resources.files(__name__).iterdir())
    return tuple(sorted(name[:-3] for name in names if name.endswith(".py") and not name.startswith("_")))


def load(name: str) -> DocumentReader:
    """Return the reader of a format by its name; raises BadFile for a name that is none."""
    if name not in readers():
        raise BadFile(name, "there is no such format of documents", hint=_known())
    return cast("DocumentReader", importlib.import_module(f"{__name__}.{name}"))


def reader_for(name: str, head: bytes, *, media_type: str | None) -> str:
    """Return the format of a file by its first bytes, the end of its name and its media type; raises BadFile.

    Bytes that are certain go first (a PDF is one whatever it is called), then the name, then what the server states.
    Text of no known format is plain text.
    """
    if not head:
        raise BadFile(name, "it is empty", hint="name a file that holds a text")
    loaded = {format: load(format) for format in readers()}
    sure = {format: reader.sniff(head) for format, reader in loaded.items()}
    certain = next((format for format, sureness in sure.items() if sureness == _CERTAIN), None)
    if certain is not None:
        return certain
    is_text = not is_binary(head)
    suffix = PurePath(name).suffix.lower()
    seen = (format for format, sureness in sure.items() if sureness == _PRESENT)
    named = (format for format, reader in loaded.items() if suffix in reader.EXTENSIONS and (is_text or sure[format]))
    stated = (format for format, reader in loaded.items() if media_type in reader.MEDIA_TYPES and is_text)
    found = next((format for formats in (seen, named, stated) for format in formats), None)
    if found is None and head.startswith(_PACKED):
        hint = f"`claims ingest` reads the tables of a workbook; {_known()}"
        raise BadFile(name, "it is a workbook or an archive, and no document", hint=hint)
    if found is None and not is_text:
        raise BadFile(name, "it is no text, and no format that can be read", hint=_known())
    return found or "text"


def read(
    stream: BinaryIO, *, name: str, format: str | None = None, settings: ReadSettings | None = None
) -> Iterator[ReadDocument]:
    """Yield the documents in a stream that can be read again, with the language of each; raises BadFile.

    name is that of the file, or the address; format is found out where it is None. A language is what the settings say,
    else what the text is written in, else what the file states; None where nothing is sure.
    """
    settings = settings or ReadSettings()
    start = stream.tell()
    head = stream.read(HEAD)
    stream.seek(start)
    chosen = format or reader_for(name, head, media_type=settings.media_type)
    for found in load(chosen).read(stream, name=name, settings=settings):
        document = found.document
        identified = identify_document(document.text or "")
        language = settings.language or (identified if identified != UNKNOWN else document.language)
        yield replace(found, document=document._replace(language=language))


def _known() -> str:
    formats = (f"{load(format).TITLE} ({', '.join(load(format).EXTENSIONS)})" for format in readers())
    return f"documents that can be read: {'; '.join(formats)}"
