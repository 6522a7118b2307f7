"""Markdown: kept to the letter; the title, date and author of its front matter, else its first heading, are taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from claims import dates
from claims.documents import ReadDocument, ReadSettings
from claims.documents._text_of import whole_text
from claims.errors import ClaimsError
from claims.model import Document

TITLE = "Markdown"
EXTENSIONS = (".md", ".markdown")
MEDIA_TYPES = ("text/markdown", "text/x-markdown")

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^([A-Za-z_-]+):[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^(?:#[ \t]+(\S[^\r\n]*?)[ \t]*#*[ \t]*|(\S[^\r\n]*?)[ \t]*\r?\n=+[ \t]*)\r?$", re.MULTILINE)


def sniff(head: bytes) -> int:
    """Return 0: the name or the server says it."""
    del head
    return 0


def read(stream: BinaryIO, *, name: str, settings: ReadSettings) -> Iterator[ReadDocument]:
    """Yield the one document; raises BadFile."""
    whole = whole_text(stream, name=name, encoding=settings.encoding)
    front = _FRONT.match(whole.text)
    said = {} if front is None else {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front[1])}
    heading = _HEADING.search(whole.text, front.end() if front else 0)
    document = Document(
        "",
        title=said.get("title") or (None if heading is None else heading[1] or heading[2]),
        url=said.get("url") or said.get("canonical_url") or settings.url,
        language=said.get("lang") or said.get("language"),
        published_on=_date(said.get("date")),
        sha256=whole.sha256,
        text=whole.text,
        author=said.get("author"),
    )
    yield ReadDocument(document, said.get("publisher"), whole.notes)


def _date(text: str | None) -> str | None:
    try:
        return None if text is None else dates.parse(text[:10]).iso
    except ClaimsError:
        return None
