"""Whether an answer is still the same: the state of a database's file, and the ETag of a page made from it."""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

State = tuple[tuple[int, int], ...]
LOOKS = "_claims_looks"
SETTLED = 2.0  # seconds; a write sooner after another need not show in the time of the file


def file_state(database: Any) -> State | None:
    """Return times and sizes of a database's file and of its journal; None where there is no file."""
    path = getattr(database, "path", None)
    if not path or getattr(database, "is_memory", False):
        return None
    found = []
    for name in (path, f"{path}-wal"):
        with suppress(OSError):
            there = os.stat(name)  # noqa: PTH116 - on the way of every request
            found.append((there.st_mtime_ns, there.st_size))
    return tuple(found) or None


def is_settled(state: State) -> bool:
    """Return whether a file was left alone long enough that every later write shows in its state."""
    return max(changed for changed, _ in state) < (time.time() - SETTLED) * 1e9


def looks(datasette: Any) -> str:
    """Return a hash of all that pages are made with: our templates and styles, and the user's own templates."""
    if not hasattr(datasette, LOOKS):
        found = hashlib.sha256()
        for content in _sources(datasette):
            found.update(content)
        setattr(datasette, LOOKS, found.hexdigest())
    return str(getattr(datasette, LOOKS))


def _sources(datasette: Any) -> Iterator[bytes]:
    with suppress(PackageNotFoundError):
        yield version("who-claimed-what").encode()
    web = files("claims.web")
    for folder in (web / "templates" / "claims", web / "static"):
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            yield file.read_bytes()
    own = getattr(datasette, "template_dir", None)
    for root, _, names in os.walk(own) if own else ():
        for name in sorted(names):
            with suppress(OSError):
                yield Path(root, name).read_bytes()


def etag(*parts: Any) -> str:
    """Return the weak ETag of an answer made from these parts (plain data)."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def is_known(headers: Mapping[str, str], tag: str) -> bool:
    """Return whether the asker has this state already (If-None-Match, RFC 9110 13.1.2)."""
    asked = headers.get("if-none-match", "")
    bare = tag.removeprefix("W/")
    return asked.strip() == "*" or bare in {one.strip().removeprefix("W/") for one in asked.split(",")}
