"""The file behind an ingest, whatever it came as: a path, standard input, an address of the web, compressed or not."""

from __future__ import annotations

import errno
import shlex
import shutil
import stat
import sys
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from hashlib import file_digest
from itertools import islice
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from claims.errors import BadFile
from claims.fetch import Fetched, fetch, is_url
from claims.pipeline import archive
from claims.text import as_text, close_matches
from claims.unpacked import refuse_trap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from typing import IO

STDIN = "-"
_CHUNK = 1 << 20
_MOST_NAMES, _NEAR = 1000, 0.8


@dataclass(frozen=True, slots=True)
class InFile:
    """A file that can be read more than once.

    path holds its content, decompressed; name is what people called it, and inner the name that tells its format.
    sha256 is of the bytes as they were given, so that anyone can compare it with their copy. fetched is what an address
    answered, None for a file that was there. is_chosen says that the wanted table was the name of it in an archive, and
    so is none of the tables in it.
    """

    path: Path
    name: str
    inner: str
    sha256: str
    fetched: Fetched | None = None
    notes: tuple[str, ...] = ()
    is_chosen: bool = False


@contextmanager
def on_disk(file: str, *, allow_private: bool = False, table: str | None = None) -> Iterator[InFile]:
    """Give a file as one that can be read more than once; "-" is standard input, http(s) addresses are fetched.

    What is compressed is decompressed into a temporary file, and so is the only table in a ZIP or TAR archive, or that
    which table names. A pipe ("<(zcat figures.csv.gz)" of a shell) is kept while it is read, as standard input is.
    Raises BadFile, and NotFetched for an address.
    """
    fetched = fetch(file, allow_private=allow_private) if is_url(file) else None
    name = "standard input" if file == STDIN else as_text(file)
    if fetched is None and not (file == STDIN or _is_pipe(file)):
        with _as_given(_readable(file), name, table=table) as content:
            yield content
        return
    with NamedTemporaryFile(prefix="claims-") as copy:
        with _room_for(name, what="keep it while it is read"):
            if fetched is None:
                with nullcontext(sys.stdin.buffer) if file == STDIN else _opened(file) as stream:
                    shutil.copyfileobj(stream, copy)
            else:
                copy.write(fetched.data)
            copy.flush()
        with _as_given(Path(copy.name), name, fetched=fetched, table=table) as content:
            yield content


@contextmanager
def _as_given(path: Path, name: str, *, fetched: Fetched | None = None, table: str | None) -> Iterator[InFile]:
    """Give what stands at a path, known by the hash of its bytes as they are, and decompressed."""
    with path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    inner = name if fetched is None else fetched.name
    with _decompressed(InFile(path, name, inner, digest, fetched), table=table) as content:
        yield content


def _readable(file: str) -> Path:
    if not file.strip():
        raise BadFile("“”", "it names no file", hint="give its path, “-” for standard input, or an address")
    path = Path(file)
    if path.is_dir():
        raise BadFile(file, "it is a folder", hint="name the files in it")
    with _opened(file):
        return path


def _is_pipe(file: str) -> bool:
    """Return whether a path is a pipe or a device, which gives what it holds once."""
    with suppress(OSError, ValueError):
        mode = Path(file).stat().st_mode
        return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)
    return False


def _opened(file: str) -> IO[bytes]:
    """Return a file opened for its bytes; raises BadFile."""
    try:
        return Path(file).open("rb")
    except FileNotFoundError:
        hint = "only http and https are fetched: save it and name the file" if "://" in file else _near(file)
        raise BadFile(as_text(file), "there is no such file", hint=hint) from None
    except (OSError, ValueError) as error:
        reason = f"it cannot be opened ({getattr(error, 'strerror', None) or error})"
        raise BadFile(as_text(file), reason, hint="check its permissions") from None


def _near(file: str) -> str:
    """Return what to do about a file that is not there: which one beside it may be meant."""
    folder = Path(file).parent
    with suppress(OSError, ValueError):
        names = [one.name for one in islice(folder.iterdir(), _MOST_NAMES)]
        if near := close_matches(Path(file).name, names, least=_NEAR):
            return f"did you mean {' or '.join(shlex.quote(as_text(str(folder / name))) for name in near)}?"
    return "check the path"


@contextmanager
def _decompressed(file: InFile, *, table: str | None, before: frozenset[str] = frozenset()) -> Iterator[InFile]:
    """Give a file itself, or what is packed in it: a compressed file or archive, and one of these within the other."""
    packed = archive.packing(file.path)
    if packed is None or packed in before:
        yield file
        return
    if packed == archive.COMPRESSED:
        content = archive.decompressed(file.path)
        there = replace(file, inner=archive.inner_name(file.inner))
    elif (chosen := archive.choose(file.path, called=file.name, wanted=table)) is None:
        yield file
        return
    else:
        content = archive.member(file.path, chosen.name, called=file.name)
        inner = PurePosixPath(chosen.name).name
        there = replace(file, inner=inner, notes=(*file.notes, chosen.note), is_chosen=chosen.is_wanted)
    with NamedTemporaryFile(prefix="claims-") as copy:
        _copy(content, copy, file=file)
        there = replace(there, path=Path(copy.name))
        with _decompressed(there, table=table, before=before | {packed}) as unpacked:
            yield unpacked


def _copy(opening: AbstractContextManager[archive.Content], copy: IO[bytes], *, file: InFile) -> None:
    """Decompress, but not what swells beyond all measure as only a trap does."""
    given = file.path.stat().st_size
    size = 0
    try:
        with _room_for(file.name, what="decompress it"), opening as content:
            while chunk := content.read(_CHUNK):
                size += len(chunk)
                refuse_trap(file.name, size, packed=given, hint=archive.UNPACK)
                copy.write(chunk)
            copy.flush()
    except (*archive.DAMAGED, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise BadFile(file.name, f"it cannot be decompressed: {error}", hint=archive.AGAIN) from None


@contextmanager
def _room_for(name: str, *, what: str) -> Iterator[None]:
    """Turn a full disk into a BadFile."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise BadFile(name, f"there is no room to {what}", hint="make room, or set TMPDIR") from None
