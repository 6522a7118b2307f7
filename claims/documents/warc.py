"""Web archives (WARC): each page, PDF or text that a server answered is a document, with the day of its capture.

Each is read as its own format is, from the bytes that were answered; its hash is that of these bytes. What is no
document (pictures, scripts, answers that say that there is nothing) is counted in a note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, replace
from io import BytesIO, StringIO
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from claims.documents import HEAD, ReadDocument, ReadSettings, load, reader_for, readers
from claims.documents._damaged import refusing_damaged
from claims.errors import BadFile, MissingExtra
from claims.fetch import MEGABYTE

TITLE = "Web archives (WARC), a document a page"
EXTENSIONS = (".warc",)
MEDIA_TYPES = ("application/warc",)

_KINDS = {"response", "resource", "conversion"}
_OK = "200"
_LARGEST = 100 * MEGABYTE


def sniff(head: bytes) -> int:
    """Return 3 for the beginning of a web archive."""
    return 3 if head.startswith(b"WARC/") else 0


def read(stream: BinaryIO, *, name: str, settings: ReadSettings) -> Iterator[ReadDocument]:
    """Yield the documents in the order of their capture; raises BadFile if there are none."""
    try:
        from warcio import ArchiveIterator
    except ImportError:
        raise MissingExtra(name, "the package warcio") from None
    left_out: Counter[str] = Counter()
    last: ReadDocument | None = None
    records = iter(ArchiveIterator(stream))
    while True:
        told = StringIO()  # it writes to standard error what it finds wrong
        with refusing_damaged(name, "web archive", hint="get it again; it may have been cut off"):
            with redirect_stderr(told):
                record = next(records, None)
            documents = [] if record is None else _documents(record, settings, left_out)
        if record is None:
            break
        left_out["a place where a record does not end as it says"] += bool(told.getvalue())
        for found in documents:
            if last is not None:
                yield last
            last = found
    left_out = +left_out
    said = "; ".join(f"{count} × {reason}" for reason, count in left_out.most_common())
    if last is None:
        reason = "no page or text is in it" + (f" (left out: {said})" if said else "")
        raise BadFile(name, reason, hint="record the pages again, or save them one by one")
    yield replace(last, notes=(*last.notes, *([f"left out of the archive: {said}"] if said else [])))


@dataclass(frozen=True, slots=True)
class _Captured:
    url: str
    media_type: str
    day: str


def _documents(record: Any, settings: ReadSettings, left_out: Counter[str]) -> list[ReadDocument]:
    """Return the documents in one record, mostly one or none; what is none is counted."""
    if record.rec_type not in _KINDS:
        if record.rec_type == "revisit":
            left_out["a page that had not changed since an earlier capture"] += 1
        return []
    headers = record.http_headers if record.rec_type == "response" else None
    if headers is not None and headers.get_statuscode() != _OK:
        left_out[f"an answer with status {headers.get_statuscode()}"] += 1
        return []
    of = headers if headers is not None else record.rec_headers
    captured = _Captured(
        record.rec_headers.get_header("WARC-Target-URI") or "",
        (of.get_header("Content-Type") or "").partition(";")[0].strip().lower(),
        (record.rec_headers.get_header("WARC-Date") or "")[:10],
    )
    if not _is_readable(captured.media_type):
        left_out[captured.media_type or "something without a type"] += 1
        return []
    data = record.content_stream().read(_LARGEST + 1)
    if len(data) > _LARGEST:
        left_out[f"an answer of more than {_LARGEST // MEGABYTE} MB"] += 1
        return []
    try:
        return list(_read(data, captured, settings))
    except MissingExtra:
        raise
    except BadFile as error:
        left_out[str(error)] += 1
        return []


def _is_readable(media_type: str) -> bool:
    return any(media_type in load(format).MEDIA_TYPES for format in readers() if format != "warc")


def _read(data: bytes, captured: _Captured, settings: ReadSettings) -> Iterator[ReadDocument]:
    own = replace(settings, url=captured.url or None, media_type=captured.media_type)
    path = urlsplit(captured.url).path
    format = reader_for(path, data[:HEAD], media_type=captured.media_type)
    for found in load(format).read(BytesIO(data), name=captured.url, settings=own):
        yield replace(found, document=found.document._replace(accessed_on=captured.day or None))
