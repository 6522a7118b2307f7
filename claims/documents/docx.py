"""Word files (DOCX): the text of paragraphs, tables and notes in their order, as it stands after all tracked changes.

Deleted text is left out, inserted text is in; so are left out, with a note, what is struck through and what is hidden.
Digits above the line are such characters: 161² is not 1612. The cells of a row are parted by tabs, rows and paragraphs
end with a line. Footnotes and endnotes follow the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO
from zipfile import ZipFile

from claims.documents import ReadDocument, ReadSettings
from claims.documents._damaged import refusing_damaged
from claims.errors import BadFile, MissingExtra
from claims.model import Document
from claims.unpacked import refuse_trap
from claims.wordxml import W, pieces

if TYPE_CHECKING:
    from lxml.etree import _Element

TITLE = "Word (DOCX)"
EXTENSIONS = (".docx", ".docm")
MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)

_NOTES = ("footnotes", "endnotes")
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def sniff(head: bytes) -> int:
    """Return 3 for the beginning of a Word file, 1 for that of any archive."""
    return 0 if not head.startswith(b"PK\x03\x04") else 3 if b"word/" in head else 1


def read(stream: BinaryIO, *, name: str, settings: ReadSettings) -> Iterator[ReadDocument]:
    """Yield the one document; raises BadFile."""
    try:
        import docx
        from docx.oxml import parse_xml
    except ImportError:
        raise MissingExtra(name, "the package python-docx") from None
    data = stream.read()
    with refusing_damaged(name, "Word file", hint="open it in a word processor and save it as DOCX again"):
        _refuse_trap(data, name=name)
        opened = docx.Document(BytesIO(data))
        parts = [opened.element.body]
        for relation in opened.part.rels.values():
            if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] in _NOTES:
                parts.extend(_notes(parse_xml(relation.target_part.blob)))
        said = opened.core_properties
        title, author, language = said.title, said.author, said.language
        dropped: dict[str, None] = {}
        text = "".join(piece for part in parts for piece in pieces(part, dropped))
    if not text.strip():
        raise BadFile(name, "it holds no text", hint="text that is a picture must be made readable first")
    document = Document(
        "",
        title=title or None,
        url=settings.url,
        language=language[:2].lower() or None,
        sha256=sha256(data).hexdigest(),
        text=text,
        author=author or None,
    )
    yield ReadDocument(document, notes=tuple(f"{what} was left out" for what in dropped))


def _refuse_trap(data: bytes, *, name: str) -> None:
    """Refuse an archive that would swell beyond all measure."""
    with ZipFile(BytesIO(data)) as archive:
        size = sum(member.file_size for member in archive.infolist())
    refuse_trap(name, size, packed=len(data), hint="save it anew with a word processor")


def _notes(part: Any) -> list[_Element]:
    """Return the notes of a part without the lines that part them from the text."""
    return [note for note in part if note.get(f"{W}type") not in _SEPARATORS]
