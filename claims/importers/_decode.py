"""Bytes made text, with the encoding stated and every failure located; shared by the formats that are text."""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from typing import BinaryIO, TextIO, cast

from claims.errors import BadFile

SAMPLE = 65536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HINT = (
    "save it as UTF-8, or name its encoding: --encoding windows-1252 for Western European Windows, "
    "windows-1256 for Arabic and Persian, windows-1251 for Cyrillic"
)


class _Counted(io.BufferedIOBase):
    """A stream of bytes that counts what was taken, and gives the head that was looked at once more."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        if self._head and size is not None and 0 <= size < len(self._head):
            data, self._head = self._head[:size], self._head[size:]
        elif self._head:
            data, self._head = self._head, b""
            if size is None or size < 0:
                data += self._stream.read()
        else:
            data = self._stream.read(-1 if size is None else size)
        self.taken += len(data)
        return data

    def read1(self, size: int = -1, /) -> bytes:
        return self.read(SAMPLE if size < 0 else size)


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file: stream gives it once, line ends as they are; sample is its beginning, for looking at."""

    name: str
    stream: TextIO
    sample: str
    encoding: str
    notes: tuple[str, ...]
    counted: _Counted

    def not_decoded(self, error: UnicodeDecodeError, *, rows: int | None = None) -> BadFile:
        """Return the error for bytes that are not of the encoding; rows is how many were read before them."""
        offset = self.counted.taken - len(error.object) + error.start
        row = None
        if rows is not None:
            between = error.object[: error.start].decode(self.encoding, "replace")
            row = rows + 1 + max(between.count("\n"), between.count("\r"))
        byte = error.object[error.start]
        encoding = self.encoding.removesuffix("-sig").upper()
        return BadFile(self.name, f"byte 0x{byte:02x} at offset {offset} is not {encoding}", hint=_HINT, row=row)


def decode(stream: BinaryIO, *, name: str, encoding: str | None) -> Text:
    """Return the text of a stream of bytes: by its byte order mark, else in the encoding named, else in UTF-8.

    Raises BadFile for an empty file, an unknown encoding, and UTF-16 that neither bears its mark nor is named.
    """
    head = stream.read(SAMPLE)
    if not head:
        raise BadFile(name, "it is empty", hint="a file needs a row with the names of its columns, or JSON records")
    marked = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    codec, notes = _codec(name, marked=marked, named=encoding)
    if marked is None and encoding is None:
        _refuse_wide(name, head)
    counted = _Counted(head, stream)
    wrapper = io.TextIOWrapper(cast("BinaryIO", counted), encoding=codec, newline="")
    sample = codecs.getincrementaldecoder(codec)("replace").decode(head)
    return Text(name, wrapper, sample, codec, notes, counted)


def _codec(name: str, *, marked: str | None, named: str | None) -> tuple[str, tuple[str, ...]]:
    try:
        b"".decode(named or "utf-8")
    except LookupError:
        hint = "use utf-8, utf-16, windows-1252, windows-1256, iso-8859-1 or another that Python knows"
        raise BadFile(name, f"there is no encoding “{named}”", hint=hint) from None
    wanted = codecs.lookup(named).name if named else None
    if marked is not None:
        shown = marked.removesuffix("-sig")
        if wanted is not None and not wanted.startswith(shown):
            return marked, (f"read as {shown}, as its byte order mark says, not as {named}",)
        return marked, () if shown == "utf-8" else (f"read as {shown}",)
    return named or "utf-8", () if wanted in {None, "utf-8"} else (f"read as {named}",)


def _refuse_wide(name: str, head: bytes) -> None:
    """Raise BadFile when every other byte is zero, as in UTF-16."""
    for first, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[first::2]
        if len(head) > 1 and zeros.count(0) * 2 > len(zeros) and not head[1 - first :: 2].count(0):
            raise BadFile(name, "it looks like UTF-16 without a byte order mark", hint=f"pass --encoding {codec}")
