"""Bytes made text, with the encoding stated and every failure located; shared by all formats that are text."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from claims.decode_east import guess_east, may_be_east, shifts
from claims.decode_guess import guess, lost, read_wrongly
from claims.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = 65536
NOT_UTF_8 = "it holds a byte that is not UTF-8"
"""How the reason begins why a row with such a byte is refused; its text is kept with the byte in ASCII."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_USUAL = (
    "windows-1252 for Western European Windows, windows-1256 for Arabic and Persian, windows-1251 for Cyrillic, "
    "gb18030 or big5 for Chinese, shift_jis for Japanese"
)
_HINT = f"save it as UTF-8, or name its encoding: --encoding {_USUAL}"
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LINE_END = re.compile(rb"[\r\n]+")
_BLOCK = 1 << 20
_MOST_MATERIAL = 1 << 20
_MOST_SHOWN = 60
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_CHARSET_WITHIN = 4096
_SINGLE_BYTES = re.compile(r"windows-|cp\d|iso-?8859|latin|koi8|us-ascii|ascii|macintosh|x-mac")
_UTF_8 = {"utf-8", "utf8", "unicode", "utf-16", "utf-16le", "utf-16be"}
_LATIN_1 = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"}
_WITH_ALL_LETTERS = {"utf-8", "utf-8-sig"}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b"))
_MOST_CONTROLS = 0.2


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
    """The text of a file: stream gives it once, line ends as they are; sample is its beginning, for looking at.

    Where it may be broken, what is not UTF-8 in it stands for single bytes (see `decode`).
    """

    name: str
    stream: TextIO
    sample: str
    encoding: str
    notes: tuple[str, ...]
    counted: _Counted
    doubt: _Doubt | None = None
    may_be_broken: bool = False

    def whole(self, *, most: int, hint: str) -> str:
        """Return all of it; raises BadFile for more than so many signs, and for bytes that are not of the encoding."""
        try:
            text = self.stream.read(most + 1)
        except UnicodeDecodeError as error:
            raise self.not_decoded(error) from None
        if len(text) > most:
            raise BadFile(self.name, f"it is longer than {most:,} signs, and would be held whole in memory", hint=hint)
        return text

    def not_decoded(self, error: UnicodeDecodeError, *, rows: int | None = None, more: str = "") -> BadFile:
        """Return the error for bytes that are not of the encoding; rows is how many were read before them.

        more is what else helps where all that is not UTF-8 seems to be broken.
        """
        offset = self.counted.taken - len(error.object) + error.start
        row = None
        if rows is not None:
            between = error.object[: error.start].decode(self.encoding, "replace")
            row = rows + 1 + max(between.count("\n"), between.count("\r"))
        byte = error.object[error.start]
        encoding = self.encoding.removesuffix("-sig").upper()
        reason = f"byte 0x{byte:02x} at offset {offset} is not {encoding}{self.doubt.words if self.doubt else ''}"
        return BadFile(self.name, reason, hint=self.doubt.hint if self.doubt else f"{_HINT}{more}", row=row)


def decode(
    stream: BinaryIO, *, name: str, encoding: str | None, charset: str | None = None, may_be_broken: bool = False
) -> Text:
    """Return the text of a stream of bytes: by its byte order mark, else in the encoding named, else in UTF-8.

    What is not UTF-8 is read in the encoding that its letters prove, and a note says so; if they prove none, in that of
    the two likeliest which a server stated (charset), else reading ends at the first such byte with both
    (`Text.not_decoded`). Where UTF-8 is named and the text may be broken, other bytes are kept, as Python's
    surrogateescape keeps them. Raises BadFile for an empty file and an unknown encoding.
    """
    head = stream.read(SAMPLE)
    if not head:
        raise BadFile(name, "it is empty", hint="a file needs a row with the names of its columns, or JSON records")
    marked = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    codec, notes = _codec(name, marked=marked, named=encoding)
    doubt, wrong = None, None
    if marked is None and encoding is None:
        wide = _wide(head)
        found, wrong = (wide, None) if wide else _narrow(head, stream)
        if isinstance(found, _Doubt) and charset is not None and (stated := found.settled_by(charset)):
            codec, notes = _name_of(stated), (f"read as {stated}, as the server says",)
        elif isinstance(found, _Doubt):
            doubt = found
        elif found is not None:
            codec, notes = found, (f"read as {found}, by the look of it; if it is another, name it with --encoding",)
    elif _name_of(codec) in _WITH_ALL_LETTERS:
        wrong = _wrong_before(head, stream)
    if wrong is not None:
        notes = (*notes, _said_of(wrong))
    if _SINGLE_BYTES.match(codec.lower()) and (mixed := _in_utf_8(head, stream, codec)):
        what = "some of the file is UTF-8, and is taken as it stands: save all of it in one encoding"
        notes = (*notes, f"“{mixed[0]}” looks like “{mixed[1]}”: {what}")
    counted = _Counted(head, stream)
    may_be_broken = may_be_broken and encoding is not None and _name_of(codec) in _WITH_ALL_LETTERS
    errors = "surrogateescape" if may_be_broken else "strict"
    wrapper = io.TextIOWrapper(cast("BinaryIO", counted), encoding=codec, errors=errors, newline="")
    try:
        sample = codecs.getincrementaldecoder(codec)("replace").decode(head)
    except UnicodeError as error:
        hint = "leave --encoding out, so that it is found out, or name another"
        raise BadFile(name, f"it is not in {codec}: {error}", hint=hint) from None
    return Text(name, wrapper, sample, codec, notes, counted, doubt, may_be_broken)


def without_broken(text: str) -> str:
    r"""Return a text with each byte that is not UTF-8 written as \\xe4; itself where there is none."""
    return text.encode(errors="surrogateescape").decode(errors="backslashreplace")


def charset_of_page(stream: BinaryIO) -> str | None:
    """Return the encoding that an HTML page says it is in, as browsers take it; None where UTF-8 is tried anyway.

    One that nobody knows counts for nothing, as in browsers; nor does one of single bytes where all letters beyond
    ASCII are UTF-8, which a template that was written for another time says of a newer text.
    """
    if not stream.seekable():
        return None
    place = stream.tell()
    page = stream.read()
    stream.seek(place)
    said = _CHARSET.search(page, 0, _CHARSET_WITHIN)
    charset = said[1].decode("ascii", "replace").lower() if said else "utf-8"
    return believed(charset, page)


def believed(charset: str, data: bytes) -> str | None:
    """Return the encoding that a text says it is in, as browsers take it; None as `charset_of_page` gives it."""
    try:
        codecs.lookup(charset)
    except LookupError:
        return None
    if charset in _UTF_8 or (_SINGLE_BYTES.match(charset) and not data.isascii() and _is_utf_8(data)):
        return None
    return _as_browsers(charset)


def _as_browsers(charset: str) -> str:
    """Return the encoding that is meant by a name: Latin-1 is read as windows-1252, of which it is a part."""
    return "windows-1252" if charset.lower() in _LATIN_1 else charset


def is_binary(head: bytes) -> bool:
    """Return whether bytes are no text in any usual encoding; UTF-16 and UTF-32 are text."""
    if not head or head.startswith(_WIDE_MARKS):
        return False
    if 0 in head and (is_wide_text(head[0::2], head[1::2]) or is_wide_text(head[1::2], head[0::2])):
        return False
    return len(head) - len(head.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(head)


def is_wide_text(letters: bytes, zeros: bytes) -> bool:
    """Return whether bytes taken by turns are UTF-16 of one script: letters in one half, few different in the other."""
    is_of_one_script = len(zeros) > 32 and zeros.count(0) * 10 > len(zeros) and len(set(zeros)) <= 4
    return not letters.count(0) and (zeros.count(0) * 2 > len(zeros) or is_of_one_script)


def _codec(name: str, *, marked: str | None, named: str | None) -> tuple[str, tuple[str, ...]]:
    try:
        io.TextIOWrapper(io.BytesIO(), encoding=named or "utf-8")
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


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What to say of bytes that are not UTF-8 and do not prove what else they are: one of two encodings."""

    words: str
    encodings: tuple[str, ...]

    @property
    def hint(self) -> str:
        """Return how to say which it is."""
        ways = " or ".join(f"--encoding {encoding}" for encoding in self.encodings)
        return f"save it as UTF-8, or name its encoding: {ways}; others are {_USUAL}"

    def settled_by(self, charset: str) -> str | None:
        """Return which of the two is meant by what a server states; Latin-1, its default, only backs the likelier."""
        if charset.lower() in _LATIN_1:
            return "windows-1252" if self.encodings[0] == "windows-1252" else None
        return charset if _name_of(charset) in map(_name_of, self.encodings) else None


def _wide(head: bytes) -> str | None:
    """Return the kind of UTF-16 that bytes without its mark are, or the one that writes Japanese in bytes of ASCII."""
    if shifts(head):
        return "iso2022_jp"
    if is_wide_text(head[0::2], head[1::2]):
        return "utf-16-le"
    return "utf-16-be" if is_wide_text(head[1::2], head[0::2]) else None


def _narrow(head: bytes, stream: BinaryIO) -> tuple[str | _Doubt | None, tuple[str, str] | None]:
    """Return the encoding that bytes prove which are not UTF-8, or the doubt; None if they are UTF-8 but for errors.

    Of UTF-8 comes a word with it that was read in a wrong encoding before, and what it was, if there is any.
    """
    whole, broken = 0, 0
    wrong: tuple[str, str] | None = None
    material: list[bytes] = []
    for block in _blocks(head, stream):
        if block.isascii():
            continue
        try:
            block.decode()
            whole += 1
            wrong = wrong or _wrong_in(block)
        except UnicodeDecodeError:
            rest, sequences = _SEQUENCE.subn(b"", block)
            whole += sequences
            broken += sum(byte >= 0x80 for byte in rest)
            if sum(map(len, material)) < _MOST_MATERIAL:
                material.extend(line for line in _LINE_END.split(block) if not line.isascii())
    if not broken or whole > broken:
        return None, wrong
    if (east := guess_east(b"\n".join(material))) is not None:
        return east, None
    found = guess(b"\n".join(material))
    if found.is_sure and not may_be_east(b"\n".join(material)):
        return found.encodings[0], None
    lines = [line for line in material if not _is_utf_8(line)]
    at = next((at for at, line in enumerate(lines) if _first_apart(line, found.encodings) is not None), 0)
    first = _first_apart(lines[at], found.encodings)
    shown = " or ".join(f"{encoding} (“{_shown(lines[at], encoding, first)}”)" for encoding in found.encodings)
    return _Doubt(f", and what it is instead is not sure: {shown}", tuple(found.encodings)), None


def _name_of(encoding: str) -> str:
    """Return what Python calls an encoding; itself where it knows none of that name."""
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return encoding


def _blocks(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Yield a whole file in blocks that end with a line (or a word), and leave the stream after the head again."""
    if not stream.seekable():
        yield head
        return
    place = stream.tell()
    rest = head
    while block := stream.read(_BLOCK):
        cut = max(rest.rfind(b"\n"), rest.rfind(b"\r")) + 1 or max(rest.rfind(b'"'), rest.rfind(b" ")) + 1 or len(rest)
        yield rest[:cut]
        rest = rest[cut:] + block
    yield rest
    stream.seek(place)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _first_apart(line: bytes, encodings: tuple[str, ...]) -> int | None:
    """Return the place of the first byte of a line that encodings of single bytes read differently."""
    read = (line.decode(encoding, "replace") for encoding in encodings)
    return next((at for at, letters in enumerate(zip(*read, strict=False)) if len(set(letters)) > 1), None)


def _shown(line: bytes, encoding: str, first: int | None) -> str:
    """Return the part of a line around a byte, else its first that is not ASCII, as an encoding reads it."""
    if first is None:
        first = next(at for at, byte in enumerate(line) if byte >= 0x80)
    start = max(0, first - _MOST_SHOWN // 2)
    part = line[start : start + _MOST_SHOWN].decode(encoding, "replace")
    text = "".join(character if character.isprintable() else " " for character in part).strip()
    return ("…" if start else "") + text + ("…" if start + _MOST_SHOWN < len(line) else "")


def _wrong_before(head: bytes, stream: BinaryIO) -> tuple[str, str] | None:
    """Return the first word of UTF-8 that was read in a wrong encoding before it was saved, and what it was."""
    return next((found for block in _blocks(head, stream) if (found := _wrong_in(block))), None)


def _wrong_in(block: bytes) -> tuple[str, str] | None:
    """Return a word of UTF-8 that was read wrongly before, and what it was; "" if a letter of it is lost."""
    word = lost(block)
    return read_wrongly(block) or ((word, "") if word else None)


def _in_utf_8(head: bytes, stream: BinaryIO, codec: str) -> tuple[str, str] | None:
    """Return the first word that an encoding of single bytes makes of one in UTF-8, and what that is."""
    blocks = (block for block in _blocks(head, stream) if _SEQUENCE.search(block))
    made = (block.decode(codec, "replace").encode() for block in blocks)
    return next((found for block in made if (found := read_wrongly(block))), None)


def _said_of(wrong: tuple[str, str]) -> str:
    word, right = wrong
    what = f"looks like “{right}”" if right else "has lost a letter"
    return (
        f"“{word}” {what}, read in a wrong encoding by whoever saved the file; all is taken as it stands: if it is "
        "wrong, get the file again or save it anew"
    )
