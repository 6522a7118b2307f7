"""The documents that people name on the command line by id, URL or path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import BadFile, UnknownDocument
from claims.fetch import fetch, is_url
from claims.model import Document
from claims.pipeline.fetched import keep_fetched

if TYPE_CHECKING:
    from claims.fetch import Fetched
    from claims.pipeline.claim_store import ClaimStore

_TEXT_TYPES = frozenset({"text/plain", "text/markdown"})


def fetch_document(store: ClaimStore, value: str | None, *, allow_private: bool) -> Fetched | None:
    """Return what the address of a document answers; None if it is no address, or was fetched before.

    Raises NotFetched. To be called before a transaction begins, which should not wait for the web.
    """
    if value is None or not is_url(value):
        return None
    try:
        if store.reader.document(value).sha256 is not None:
            return None
    except UnknownDocument:
        pass
    return fetch(value, allow_private=allow_private)


def document_from(
    store: ClaimStore, value: str, *, by: str, language: str | None = None, fetched: Fetched | None = None
) -> str:
    """Return the id of the document that an id, a URL or the path of a file names, recording it if it is new.

    fetched is what the URL answers, if it was asked: its bytes are kept, and its text if it is plain text. A file is
    read as `claims.documents` reads it. Raises BadFile, or UnknownDocument where it is none of these.
    """
    if fetched is not None:
        text = _text(fetched.data, name=value) if fetched.media_type in _TEXT_TYPES else None
        day = keep_fetched(store, fetched)
        found = Document("", url=value, language=language, accessed_on=day, sha256=fetched.sha256, text=text)
        return store.add_document(found, by=by)
    try:
        return store.reader.document(value).id
    except UnknownDocument:
        if is_url(value):
            return store.add_document(Document("", url=value, language=language), by=by)
        if not Path(value).is_file():
            raise
    return _kept(store, value, by=by, language=language)


def _kept(store: ClaimStore, path: str, *, by: str, language: str | None) -> str:
    """Return the id of the one document in a file of any format that can be read."""
    from claims.pipeline.read import keep_documents, read_documents  # it imports every format

    taken = read_documents(path, language=language)
    if len(taken.found) != 1:
        reason = f"it holds {len(taken.found)} documents"
        raise BadFile(path, reason, hint="read them with `claims extract`, then name the one by its id")
    (kept,) = keep_documents(store, taken, by=by)
    return kept.document.id


def _text(data: bytes, *, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 text (byte {error.start})"
        raise BadFile(name, reason, hint="convert it to UTF-8; offsets count its characters") from None
