"""Plain text: kept to the letter, line ends included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from claims.documents import ReadDocument, ReadSettings
from claims.documents._text_of import whole_text
from claims.model import Document

TITLE = "Plain text"
EXTENSIONS = (".txt", ".text")
MEDIA_TYPES = ("text/plain",)


def sniff(head: bytes) -> int:
    """Return 0: any text is plain text where it is nothing else."""
    del head
    return 0


def read(stream: BinaryIO, *, name: str, settings: ReadSettings) -> Iterator[ReadDocument]:
    """Yield the one document; raises BadFile."""
    whole = whole_text(stream, name=name, encoding=settings.encoding)
    yield ReadDocument(Document("", url=settings.url, sha256=whole.sha256, text=whole.text), notes=whole.notes)
