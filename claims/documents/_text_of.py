"""The whole text of a stream, its encoding found and stated, line ends as they are."""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from claims.decode import decode
from claims.errors import BadFile

HINT = "name a file that holds a text"


@dataclass(frozen=True, slots=True)
class WholeText:
    """The text of a file, a byte order mark of UTF-8 included, the hash of its bytes, and how it was read."""

    text: str
    sha256: str
    notes: tuple[str, ...]


def whole_text(stream: BinaryIO, *, name: str, encoding: str | None) -> WholeText:
    """Return the text of a stream to the letter; raises BadFile if its encoding is not sure."""
    data = stream.read()
    opened = decode(BytesIO(data), name=name, encoding=encoding)
    try:
        text = opened.stream.read()
    except UnicodeDecodeError as error:
        raise opened.not_decoded(error) from None
    if data.startswith(BOM_UTF8):
        text = f"\ufeff{text}"
    refuse_nul(text, name=name)
    if not text.strip("\ufeff \t\r\n"):
        raise BadFile(name, "it holds no text", hint=HINT)
    return WholeText(text, sha256(data).hexdigest(), opened.notes)


def refuse_nul(text: str, *, name: str) -> None:
    """Raise BadFile for a text with a NUL, behind which SQLite sees nothing, so that no quote could be proved."""
    place = text.find("\0")
    if place >= 0:
        reason = f"line {text.count(chr(10), 0, place) + 1:,} holds a NUL byte"
        raise BadFile(name, reason, hint="remove it: the file may be damaged, or be no text")
