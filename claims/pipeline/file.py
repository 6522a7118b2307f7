"""The file behind an ingest, whatever it came as: a path, standard input, an address of the web, compressed or not."""

from __future__ import annotations

import errno
import gzip
import shutil
import sys
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Protocol

from claims.errors import BadFile
from claims.fetch import MEGABYTE, Fetched, fetch, is_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

STDIN = "-"
_GZIP, _ZIPS = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
_CHUNK = 1 << 20
_HARMLESS, _MOST_RATIO = 100 * MEGABYTE, 200
_MOST_LISTED = 8
_OFFICE = frozenset(("[Content_Types].xml", "mimetype"))
"""What is in every archive that is itself a document: of Office, and of OpenDocument."""
_TABLES = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm", ".xls", ".ods")
_DECOMPRESS_HINT = "decompress it yourself and ingest what comes out"
_AGAIN_HINT = "it is damaged or cut off: get it again"


@dataclass(frozen=True, slots=True)
class InFile:
    """A file that can be read more than once.

    path holds its content, decompressed; name is what people called it, and inner the name that tells its format.
    sha256 is of the bytes as they were given, so that anyone can compare it with their copy. fetched is what an address
    answered, None for a file that was there.
    """

    path: Path
    name: str
    inner: str
    sha256: str
    fetched: Fetched | None = None
    notes: tuple[str, ...] = ()


@contextmanager
def on_disk(file: str, *, allow_private: bool = False) -> Iterator[InFile]:
    """Give a file as one that can be read more than once; "-" is standard input, http(s) addresses are fetched.

    What is compressed with gzip, or the only table in a ZIP archive, is decompressed into a temporary file. Raises
    BadFile, and NotFetched for an address.
    """
    fetched = fetch(file, allow_private=allow_private) if is_url(file) else None
    if fetched is None and file != STDIN:
        with _as_given(_readable(file), file, inner=file) as content:
            yield content
        return
    with NamedTemporaryFile(prefix="claims-") as copy:
        with _room_for("standard input" if fetched is None else file, what="keep it while it is read"):
            if fetched is None:
                shutil.copyfileobj(sys.stdin.buffer, copy)
            else:
                copy.write(fetched.data)
            copy.flush()
        name, inner = (file, fetched.name) if fetched else ("standard input", "standard input")
        with _as_given(Path(copy.name), name, inner=inner, fetched=fetched) as content:
            yield content


@contextmanager
def _as_given(path: Path, name: str, *, inner: str, fetched: Fetched | None = None) -> Iterator[InFile]:
    """Give what stands at a path, known by the hash of its bytes as they are, and decompressed."""
    with path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    with _decompressed(InFile(path, name, inner, digest, fetched)) as content:
        yield content


def _readable(file: str) -> Path:
    if not file.strip():
        raise BadFile("“”", "it names no file", hint="give its path, “-” for standard input, or an address")
    path = Path(file)
    if path.is_dir():
        raise BadFile(file, "it is a folder", hint="name the files in it")
    try:
        with path.open("rb"):
            return path
    except FileNotFoundError:
        hint = "only http and https are fetched: save it and name the file" if "://" in file else "check the path"
        raise BadFile(file, "there is no such file", hint=hint) from None
    except (OSError, ValueError) as error:
        reason = f"it cannot be opened ({getattr(error, 'strerror', None) or error})"
        raise BadFile(file, reason, hint="check its permissions") from None


@contextmanager
def _decompressed(file: InFile) -> Iterator[InFile]:
    """Give a file itself, or what is compressed in it."""
    with file.path.open("rb") as stream:
        start = stream.read(4)
    if start.startswith(_GZIP):
        inner = file.inner[:-3] if file.inner.lower().endswith(".gz") else file.inner
        with NamedTemporaryFile(prefix="claims-") as copy, gzip.open(file.path) as content:
            _copy(content, copy, file=file)
            yield replace(file, path=Path(copy.name), inner=inner)
        return
    only, others = _only_table(file) if start in _ZIPS else (None, [])
    if only is None:
        yield file
        return
    with NamedTemporaryFile(prefix="claims-") as copy:
        try:
            with zipfile.ZipFile(file.path) as archive, archive.open(only) as content:
                _copy(content, copy, file=file)
        except RuntimeError:
            raise BadFile(file.name, "it is locked with a password", hint=_DECOMPRESS_HINT) from None
        except NotImplementedError:
            raise BadFile(file.name, "it is compressed in a way that is not known", hint=_DECOMPRESS_HINT) from None
        note = f"read “{only}”, the only file in the archive"
        if others:
            note = f"read “{only}”, the only table in the archive; beside it: {_listed(others)}"
        yield replace(file, path=Path(copy.name), inner=PurePosixPath(only).name, notes=(note,))


def _only_table(file: InFile) -> tuple[str | None, list[str]]:
    """Return the name of the only file in a ZIP archive, or of the only table, and of the others; None for a workbook.

    Raises BadFile for an archive of several of which none is alone, and for one that is damaged.
    """
    try:
        with zipfile.ZipFile(file.path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/") and not name.startswith("__MACOSX/")]
    except (zipfile.BadZipFile, OSError, ValueError):
        raise BadFile(file.name, "it is a ZIP archive or a workbook that cannot be opened", hint=_AGAIN_HINT) from None
    if _OFFICE.intersection(names):
        return None, []
    tables = [name for name in names if PurePosixPath(name).suffix.lower() in _TABLES]
    only = names if len(names) == 1 else tables
    if len(only) != 1:
        held = f"{len(names)} files, of which {len(tables) or 'none'} may be tables: {_listed(tables or names)}"
        reason = f"it is a ZIP archive of {held}" if names else "it is a ZIP archive with nothing in it"
        raise BadFile(file.name, reason, hint="unpack it, and name the files to read" if names else _AGAIN_HINT)
    return only[0], [name for name in names if name != only[0]]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_LISTED]) + (f" and {len(names) - _MOST_LISTED} more") * (len(names) > _MOST_LISTED)


class _Content(Protocol):
    def read(self, size: int, /) -> bytes: ...


def _copy(content: _Content, copy: IO[bytes], *, file: InFile) -> None:
    """Decompress, but not what swells beyond all measure as only a trap does."""
    given = file.path.stat().st_size
    size = 0
    try:
        with _room_for(file.name, what="decompress it"):
            while chunk := content.read(_CHUNK):
                size += len(chunk)
                if size > _HARMLESS and size > _MOST_RATIO * given:
                    reason = f"decompressed it is more than {_MOST_RATIO} times as large, which is a trap or an error"
                    raise BadFile(file.name, reason, hint=_DECOMPRESS_HINT)
                copy.write(chunk)
            copy.flush()
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise BadFile(file.name, f"it cannot be decompressed: {error}", hint=_AGAIN_HINT) from None


@contextmanager
def _room_for(name: str, *, what: str) -> Iterator[None]:
    """Turn a full disk into a BadFile."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise BadFile(name, f"there is no room to {what}", hint="make room, or set TMPDIR") from None
