"""Documents from wherever they are, and into the store: read first, then kept in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims import documents
from claims.errors import UnknownName
from claims.identity import document_id
from claims.language import LANGUAGES
from claims.pipeline.fetched import keep_fetched
from claims.pipeline.file import on_disk
from claims.pipeline.find import Names

if TYPE_CHECKING:
    from claims.documents import ReadDocument
    from claims.fetch import Fetched
    from claims.model import Document
    from claims.pipeline.claim_store import ClaimStore


@dataclass(frozen=True, slots=True)
class TakenDocuments:
    """The documents of one file or address, read and not stored yet. fetched is None for a file that was there."""

    name: str
    found: tuple[ReadDocument, ...]
    fetched: Fetched | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A document in the store: complete with its id, and what a person should know of it."""

    document: Document
    notes: tuple[str, ...] = ()


def read_documents(
    place: str,
    *,
    format: str | None = None,
    encoding: str | None = None,
    language: str | None = None,
    allow_private: bool = False,
) -> TakenDocuments:
    """Return the documents of a file, of standard input ("-") or of an http(s) address; raises BadFile or NotFetched.

    To be called before a transaction begins, which should not wait for the web.
    """
    with on_disk(place, allow_private=allow_private) as file:
        fetched = file.fetched
        settings = documents.ReadSettings(
            encoding=encoding,
            url=None if fetched is None else fetched.url,
            media_type=None if fetched is None else fetched.media_type,
            language=language,
        )
        name = file.inner or file.name
        with file.path.open("rb") as stream:
            found = tuple(documents.read(stream, name=name, format=format, settings=settings))
        notes = file.notes
    shown = PurePath(file.name).name if fetched is None else fetched.final_url
    return TakenDocuments(shown, tuple(replace(item, notes=(*notes, *item.notes)) for item in found), fetched)


def keep_documents(
    store: ClaimStore, taken: TakenDocuments, *, by: str, create: frozenset[str] = frozenset()
) -> list[Kept]:
    """Keep documents with the day of reading and, of what was fetched, the bytes; in the caller's transaction.

    A document that is on record by its address or its bytes is completed, not changed; where its text was another
    then, what was read now is kept as a document of its own, and a note says so. A publisher who is not among the
    sources is left out, and a note says how to add it; create with "source" makes one.
    """
    day = store.store.clock()[:10] if taken.fetched is None else keep_fetched(store, taken.fetched)
    return [_keep(store, item, taken, by=by, create=create, day=day) for item in taken.found]


def _keep(
    store: ClaimStore, item: ReadDocument, taken: TakenDocuments, *, by: str, create: frozenset[str], day: str
) -> Kept:
    notes = [*item.notes, *_of_language(item.document.language)]
    publisher = None
    if item.publisher:
        try:
            publisher = Names(store.reader, store.store, by=by, create=create).find("source", item.publisher)
        except UnknownName as error:
            notes.append(f"its publisher “{item.publisher}” is not among the sources: {error.hint}")
    document = item.document._replace(
        title=item.document.title or (None if taken.fetched is not None and item.document.url else taken.name),
        publisher=publisher,
        accessed_on=item.document.accessed_on or day,
        read_from=taken.name,
    )
    key = document_id(
        url=document.url,
        sha256=document.sha256,
        title=document.title,
        publisher=document.publisher,
        published_on=document.published_on,
    )
    known = store.reader.document_or_none(key)
    if known is not None and not _may_be(known, document):
        key = document_id(url=None, sha256=document.sha256, title=None, publisher=None, published_on=None)
        on = f" on {known.accessed_on}" if known.accessed_on else ""
        notes.append(f"its text is not what was read{on}: kept as a document of its own")
    kept = store.add_document(document._replace(id=key), by=by)
    return Kept(store.reader.document(kept), tuple(notes))


def _of_language(language: str | None) -> tuple[str, ...]:
    """Return what to say of a language in which nothing can be found; nothing of the others."""
    if language in LANGUAGES:
        return ()
    what = "its language could not be told" if language is None else f"its language is “{language}”"
    return (f"{what}: figures are found in {', '.join(LANGUAGES)}; if it is one of them, pass --language",)


def _may_be(known: Document, read: Document) -> bool:
    """Return whether what was read is the document on record: its text, or the bytes of one without a text."""
    if known.text is not None:
        return known.text == read.text
    return known.sha256 in {None, read.sha256}
