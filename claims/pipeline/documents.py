"""The documents that the rows of an ingest name: found or made by URL or title, written a block at a time."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from claims import dates
from claims.errors import ClaimsError, InField, UnknownDocument
from claims.fetch import is_url
from claims.identity import document_id
from claims.model import Document
from claims.pipeline.memory import remember

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from claims.model import Draft
    from claims.pipeline.figure import Reading
    from claims.pipeline.row_names import HeldNames
    from claims.reading.reader import Reader
    from claims.store.writer import Store

REMEMBERED = 20_000
"""As many documents are kept in mind; a file that names more of them in turn is looked up again."""

SHOWN = 5
_NAMES = Document._fields
_fields = attrgetter(*_NAMES)
_key: Callable[[Draft], tuple[str | None, ...]] = attrgetter(
    "document", "url", "title", "publisher", "published_on", "archive_url"
)
"""What of a draft names its document."""


class RowDocuments:
    """Finds the document of each row. New ones wait until `write`, which must come before their claims are stored.

    asked holds what was asked for since the last `keep` or `forget`, of which one follows on each row. completed counts
    those on record of which rows said more.
    """

    def __init__(self, reader: Reader, store: Store, *, names: HeldNames, reading: Reading, by: str) -> None:
        self.completed = 0
        self._reader = reader
        self._store = store
        self._names = names
        self._reading = reading
        self._by = by
        self._found: dict[tuple[str | None, ...], Document] = {}
        self._waiting: dict[str, Document] = {}
        self._ids: dict[str | None, str] = {}
        self._looked_up: dict[str, Document | None] = {}
        self.asked: list[tuple[str | None, ...]] = []
        self._before: dict[str, Document | None] = {}
        self._no_addresses: dict[str, None] = {}

    def expect(self, drafts: Iterable[Draft]) -> None:
        """Look up at once which of the documents that drafts name by URL are stored, before each is asked for."""
        found = self._found
        urls = {one.url for one in drafts if one.url and not one.document and _key(one) not in found}
        self._ids = {url: _id_of(url) for url in urls}
        self._looked_up = self._reader.documents_without_text(self._ids.values())

    def find(self, draft: Draft) -> Document:
        """Return the document that a draft names by id, URL or title, with its text if it is stored; raises InField.

        An id of another database, as `claims export` writes it, does no harm where a URL or a title stands beside it.
        """
        key = _key(draft)
        found = self._found.get(key)
        if found is None:
            found = self._stored(draft) if draft.document else self._made(draft)
            remember(self._found, key, found, most=REMEMBERED)
            self.asked.append(key)
        return found

    def keep(self) -> None:
        """Let what was asked for stand: its row is recorded."""
        self.asked.clear()
        self._before.clear()

    def forget(self) -> None:
        """Make nothing of what was asked for: its row is refused."""
        for key in self.asked:
            self._found.pop(key, None)
        for one, before in self._before.items():
            if before is None:
                self._waiting.pop(one, None)
            else:
                self._waiting[one] = before
        self.keep()

    def _stored(self, draft: Draft) -> Document:
        try:
            return self._reader.document(draft.document or "")
        except UnknownDocument as error:
            if draft.url or draft.title:
                return self._made(draft)
            raise InField("document", error) from error

    def notes(self) -> tuple[str, ...]:
        """Return what to know of cells that should name a page and cannot be opened."""
        found = list(self._no_addresses)
        if not found:
            return ()
        listed = ", ".join(f"“{text}”" for text in found[:SHOWN]) + " …" * (len(found) > SHOWN)
        hint = "if they name no page, read their column as a title, locator or note"
        return (f"kept as they are written, though they are no addresses of the web: {listed}; {hint}",)

    def _made(self, draft: Draft) -> Document:
        for address in (draft.url, draft.archive_url):
            if address and (" " in address or not is_url(address)) and len(self._no_addresses) <= SHOWN:
                self._no_addresses[address] = None
        publisher = self._names.both("source", draft.publisher, column="publisher")[1] if draft.publisher else None
        published = self._date(draft.published_on)
        key = self._ids.get(draft.url) or document_id(
            url=draft.url, sha256=None, title=draft.title, publisher=publisher, published_on=published
        )
        named = Document(
            key, draft.title, publisher, draft.url, draft.archive_url, language=draft.language, published_on=published
        )
        known = self._waiting.get(key)
        if known is None:
            known = self._looked_up[key] if key in self._looked_up else self._reader.document_or_none(key)
        if known is None:
            self._wait(named)
            return named
        complete = _completed(known, named)
        if complete is not known:
            if key in self._waiting:
                self._wait(complete)
            else:
                self._names.keep()
                self.add(named)
                self.completed += 1
                self._looked_up[key] = complete
        return complete

    def _wait(self, document: Document) -> None:
        self._before.setdefault(document.id, self._waiting.get(document.id))
        self._waiting[document.id] = document

    def _date(self, text: str | None) -> str | None:
        if not text:
            return None
        try:
            return dates.parse(text, language=self._reading.language, order=self._reading.order).iso
        except ClaimsError as error:
            raise InField("published_on", error) from error

    def add(self, document: Document) -> None:
        """Store a document, or complete a stored one, at once; names that wait go before it."""
        self._names.write()
        self._store.add_document(document, by=self._by)

    def write(self) -> None:
        """Store the documents that wait, and before them the names that do."""
        self._names.write()
        self._store.add_new_documents(list(self._waiting.values()))
        self._waiting.clear()
        self._looked_up.clear()
        self._ids.clear()


def _id_of(url: str) -> str:
    return document_id(url=url, sha256=None, title=None, publisher=None, published_on=None)


def _completed(known: Document, named: Document) -> Document:
    """Return what is known of a document with what is missing there; itself where nothing is."""
    missing = {
        name: new
        for name, new, old in zip(_NAMES, _fields(named), _fields(known), strict=True)
        if old is None and new is not None
    }
    return known._replace(**missing) if missing else known
