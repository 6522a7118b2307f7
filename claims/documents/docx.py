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
from claims.documents._html_tree import RAISED
from claims.errors import BadFile, MissingExtra
from claims.fetch import MEGABYTE
from claims.model import Document

if TYPE_CHECKING:
    from lxml.etree import _Element

TITLE = "Word (DOCX)"
EXTENSIONS = (".docx", ".docm")
MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr")}
_LEFT_OUT.add(_ALTERNATIVE)  # what programs show that cannot show the drawing beside it: the same text again
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_RAISED = {"superscript": RAISED["sup"], "subscript": RAISED["sub"]}
_NOT_READ = {"strike": "struck-out text", "dstrike": "struck-out text", "vanish": "hidden text"}
"""What is said of a run whose text is no longer there for readers, or never was."""
_OFF = {"0", "false", "off"}
_HARMLESS, _MOST_RATIO = 100 * MEGABYTE, 200
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
        text = "".join(piece for part in parts for piece in _pieces(part, dropped))
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
    if size > _HARMLESS and size > _MOST_RATIO * len(data):
        reason = f"decompressed it is more than {_MOST_RATIO} times as large, which is a trap or an error"
        raise BadFile(name, reason, hint="save it anew with a word processor")


def _notes(part: Any) -> list[_Element]:
    """Return the notes of a part without the lines that part them from the text."""
    return [note for note in part if note.get(f"{_W}type") not in _SEPARATORS]


def _pieces(element: _Element, dropped: dict[str, None]) -> Iterator[str]:
    """Yield the text of an element and its end; dropped gains what of it is not read."""
    for child in element:
        tag = child.tag
        if tag == f"{_W}r":
            yield from _of_run(child, dropped)
        elif tag == f"{_W}t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{_W}tc":
            yield "".join(_pieces(child, dropped)).removesuffix("\n") + "\t"
        elif tag == f"{_W}tr":
            yield "".join(_pieces(child, dropped)).removesuffix("\t") + "\n"
        elif tag not in _LEFT_OUT:
            yield from _pieces(child, dropped)
            if tag == f"{_W}p":
                yield "\n"


def _of_run(run: _Element, dropped: dict[str, None]) -> Iterator[str]:
    """Yield the text of a run as readers see it: nothing where it is struck through or hidden."""
    said = {} if (style := run.find(f"{_W}rPr")) is None else {one.tag: one.get(f"{_W}val") for one in style}
    for name, what in _NOT_READ.items():
        if said.get(f"{_W}{name}", "off") not in _OFF:
            if "".join(_pieces(run, {})).strip():
                dropped[what] = None
            return
    raised = _RAISED.get(said.get(f"{_W}vertAlign") or "")
    for piece in _pieces(run, dropped):
        yield piece.translate(raised) if raised else piece
