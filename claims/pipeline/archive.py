"""What is packed in a file: compressed by gzip, bzip2 or xz, or the file of a ZIP or TAR archive that is to be read."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from claims.errors import BadFile
from claims.text import first_of, fold

COMPRESSED, ARCHIVE = "compressed", "archive"


class Content(Protocol):
    """What is packed, as it is read."""

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes, none at the end."""


_OPENERS: dict[bytes, Callable[[Path], AbstractContextManager[Content]]] = {
    b"\x1f\x8b": gzip.GzipFile,
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ": lzma.LZMAFile,
}
_ENDINGS = {".gz": "", ".bz2": "", ".xz": "", ".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar"}
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_USTAR, _USTAR_AT = b"ustar", 257
_OFFICE = frozenset(("[Content_Types].xml", "mimetype"))
"""What is in every archive that is itself a document: of Office, and of OpenDocument."""
_TABLES = frozenset(
    (".csv", ".tsv", ".tab", ".psv", ".json", ".jsonl", ".ndjson", ".geojson", ".xlsx", ".xlsm", ".xls", ".ods")
)
_DESCRIBING = re.compile(r"(?:^|[\W_])(?:meta-?data|read-?me|code-?book|(?:data-?)?dictionary|licen[cs]e)(?:$|[\W_])")
_MOST_LISTED = 8
UNPACK = "decompress it yourself and ingest what comes out"
AGAIN = "it is damaged or cut off: get it again"
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, lzma.LZMAError, tarfile.TarError)


def packing(path: Path) -> str | None:
    """Return whether a file is compressed or an archive, None where it is neither; a workbook is read as it is."""
    with path.open("rb") as stream:
        start = stream.read(_USTAR_AT + len(_USTAR))
    if start.startswith(tuple(_OPENERS)):
        return COMPRESSED
    return ARCHIVE if start.startswith(_ZIPS) or start[_USTAR_AT:] == _USTAR else None


@contextmanager
def decompressed(path: Path) -> Iterator[Content]:
    """Give what is compressed in a file, to be read; reading raises one of DAMAGED, or OSError, where it cannot be."""
    with path.open("rb") as stream:
        start = stream.read(6)
        opener = next(opener for signature, opener in _OPENERS.items() if start.startswith(signature))
    with opener(path) as content:
        yield content


def inner_name(name: str) -> str:
    """Return the name of what is compressed in a file of this name."""
    ending = PurePosixPath(name).suffix.lower()
    return name[: len(name) - len(ending)] + _ENDINGS[ending] if ending in _ENDINGS else name


@dataclass(frozen=True, slots=True)
class Chosen:
    """The file of an archive that is read: its name, what a person should know, and whether a choice named it."""

    name: str
    note: str
    is_wanted: bool = False


def choose(path: Path, *, called: str, wanted: str | None) -> Chosen | None:
    """Return the file of an archive to read, None where the archive is itself a workbook or a text.

    It is the one that is wanted, if any is called so (its name, a part of it, or its place among the tables from 1),
    else the only file, else the only table; what describes another (a codebook) is none. Raises BadFile where none or
    several are, and for an archive that is damaged.
    """
    kind, names = _held(path, called=called)
    if _OFFICE.intersection(names):
        return None
    tables = [name for name in names if PurePosixPath(name).suffix.lower() in _TABLES]
    if twice := next((name for name in tables if names.count(name) > 1), None):
        raise BadFile(called, f"it is a {kind} archive that holds more than one file “{twice}”", hint=UNPACK)
    named = [] if wanted is None or len(names) < 2 else _named(names, tables, wanted)
    if len(named) == 1:
        return Chosen(named[0], f"read “{named[0]}” of the archive", is_wanted=True)
    plain = [name for name in tables if not _DESCRIBING.search(PurePosixPath(name).stem.lower())]
    only = names if len(names) == 1 else tables if len(tables) == 1 else plain
    if len(only) == 1 and not named:
        others = first_of([name for name in names if name != only[0]], _MOST_LISTED)
        told = f", the only table in the archive; beside it: {others}" if others else ", the only file in the archive"
        return Chosen(only[0], f"read “{only[0]}”{told}")
    if not names:
        raise BadFile(called, f"it is a {kind} archive with nothing in it", hint=AGAIN)
    if named or (wanted is not None and len(names) > 1):
        reason = f"“{wanted}” is said of several files of the archive" if named else f"it holds no file “{wanted}”"
        raise BadFile(called, reason, hint=f"its files are {first_of(named or tables or names, _MOST_LISTED)}")
    held = (
        f"{len(names)} files, of which {len(tables) or 'none'} may be tables: {first_of(tables or names, _MOST_LISTED)}"
    )
    hint = "choose one by --table NAME (`claims ingest`), or unpack it, and name the files to read"
    raise BadFile(called, f"it is a {kind} archive of {held}", hint=hint)


@contextmanager
def member(path: Path, name: str, *, called: str) -> Iterator[Content]:
    """Give a file of an archive, to be read; raises BadFile where it is locked or packed in an unknown way."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive, archive.open(name) as content:
                yield content
            return
    except RuntimeError:
        raise BadFile(called, "it is locked with a password", hint=UNPACK) from None
    except NotImplementedError:
        raise BadFile(called, "it is compressed in a way that is not known", hint=UNPACK) from None
    with tarfile.open(path, "r:") as tape:
        found = tape.extractfile(name)
        if found is None:
            raise BadFile(called, f"“{name}” is no file in it", hint=AGAIN)
        with found:
            yield found


def _held(path: Path, *, called: str) -> tuple[str, list[str]]:
    """Return what an archive is called and the names of the files in it; raises BadFile."""
    with path.open("rb") as stream:
        is_zip = stream.read(4) in _ZIPS
    try:
        if is_zip:
            with zipfile.ZipFile(path) as archive:
                names = [name for name in archive.namelist() if not name.endswith("/")]
        else:
            with tarfile.open(path, "r:") as tape:
                names = [one.name for one in tape if one.isfile()]
    except (zipfile.BadZipFile, OSError, ValueError):
        raise BadFile(called, "it is a ZIP archive or a workbook that cannot be opened", hint=AGAIN) from None
    except tarfile.TarError as error:
        raise BadFile(called, f"it is a TAR archive that cannot be opened ({error})", hint=AGAIN) from None
    files = [
        name for name in names if not name.startswith("__MACOSX/") and not PurePosixPath(name).name.startswith("._")
    ]
    return "ZIP" if is_zip else "TAR", files


def _named(names: Sequence[str], tables: Sequence[str], wanted: str) -> list[str]:
    """Return the files that are called so: by their name, else by their place among the tables, else by words of it."""
    wanted = wanted.strip()
    exact = [name for name in names if wanted.casefold() in _names_of(name)]
    if exact or not fold(wanted):
        return exact
    listed = tables or names
    if wanted.isdecimal() and 1 <= int(wanted) <= len(listed):
        return [listed[int(wanted) - 1]]
    return [name for name in listed if fold(wanted) in fold(name)]


def _names_of(name: str) -> set[str]:
    path = PurePosixPath(name.casefold())
    return {str(path), path.name, path.stem}
