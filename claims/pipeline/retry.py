"""Take the refused rows of an ingest again, after a name or the mapping was mended.

Rows that now go in are recorded by a new batch that names the old one; they have the same place in the same document as
if they had gone in the first time. Rows that are refused for the same reason stay where they are.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from claims.errors import BadMapping, Refused
from claims.fetch import is_url
from claims.identity import document_id
from claims.mapping import Mapping, dittos, from_json, plan, resolve
from claims.mapping.above import without_above
from claims.model import Document
from claims.pipeline import proof
from claims.pipeline.batch import Undo, hints_of_batch, let_stand, was_withdrawn, with_refused
from claims.pipeline.cells import columns_from_json, row_again
from claims.pipeline.ingest import IngestOptions, record_rows
from claims.pipeline.named_documents import document_from, fetch_document
from claims.pipeline.proof import MadeAsCount
from claims.reading.batches import BatchReader
from claims.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from claims.fetch import Fetched
    from claims.model import Batch, Problem
    from claims.pipeline.batch import Summary
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.figure import Order
    from claims.pipeline.ingest import Progress
    from claims.table import Row


class RefusedRows:
    """The refused rows of a batch as a source of rows; still holds those that were refused again for their reason."""

    def __init__(self, store: ClaimStore, batch: Batch, rejects: Sequence[dict[str, Any]]) -> None:
        self.name = batch.file
        self.sha256 = batch.sha256
        self.importer = batch.importer
        self.retry_of: int | None = batch.number
        self.reads_again = True
        self.is_large = self.fills = False
        self.batch = batch
        self.numbers = [reject["number"] for reject in rejects]
        self.still: set[int] = set()
        self._store = store
        self._rejects = rejects
        self._numbers: dict[tuple[int | None, str | None, str], set[int]] = {}
        for reject in rejects:
            self._numbers.setdefault((reject["row"], reject["column"], reject["reason"]), set()).add(reject["number"])

    @property
    def fetched(self) -> Fetched | None:
        """Nothing is fetched again."""
        return None

    @property
    def document(self) -> Document:
        """The file that the rows are from, as a document."""
        key = document_id(url=None, sha256=self.sha256, title=None, publisher=None, published_on=None)
        known = self._store.reader.document_or_none(key)
        title = PurePosixPath(self.name.replace("\\", "/")).name or self.name
        return known or Document(key, title=title, url=self.name if is_url(self.name) else None, sha256=self.sha256)

    def rows(self, columns: Sequence[str], *, mapping: Mapping) -> Iterator[Row | Problem]:
        """Yield each row once, though several of its claims may have been refused."""
        seen: set[int] = set()
        for reject in self._rejects:
            if reject["row"] is not None and reject["row"] in seen:
                continue
            seen.add(reject["row"])
            row = row_again(reject, batch=self.batch, columns=columns, mapping=mapping)
            if not reject["cells"]:
                row = dittos.without_above(without_above(row, mapping, columns, file=self.name), file=self.name)
            yield row

    def evidence(self) -> dict[str, tuple[str | None, Order | None]]:
        """Return what the whole file proved when it was read: the rows that went in are not here to prove it again."""
        batch = self.batch
        while batch.proved is None and batch.retry_of is not None:
            batch = BatchReader(self._store.connection).batch(batch.retry_of)
        return proof.from_json(batch.proved)

    def share(self) -> float | None:
        """Return None: how many rows are left does not tell how many claims."""
        return None

    def is_known(self, problem: Problem) -> bool:
        """Return whether a row is refused for the reason that is on record, and remember that it still is."""
        same = self._numbers.get((problem.row, problem.column, problem.reason), set())
        self.still |= same
        return bool(same)


def mapping_of(store: ClaimStore, batch: int) -> Mapping:
    """Return the mapping that a batch was read by; raises Refused if there is no such batch, or none is on record."""
    found = BatchReader(store.connection).batch(batch)
    if found.mapping is None or found.columns is None:
        hint = "ingest the file again: what is known already is not recorded twice"
        raise Refused(f"batch {batch} does not say how its file was read", hint=hint)
    return from_json(found.mapping)


def retry(
    store: ClaimStore,
    batch: int,
    *,
    by: str,
    options: IngestOptions | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Take the refused rows of a batch again and return what happened.

    Of the options count the mapping (None: the one that the batch was read by), the document, create and dry_run. The
    summary's batch is None where no row changed its state. Raises Refused where no refused row is left, BadMapping or
    BadFile where the mapping does not fit.
    """
    options = options or IngestOptions()
    reader = BatchReader(store.connection)
    found = reader.batch(batch)
    if act := reader.withdrawn().get(batch):
        raise Refused(was_withdrawn(act), hint=f"{let_stand(batch)} comes before its refused rows")
    mapping = options.mapping or mapping_of(store, batch)
    rejects = reader.open_rejects(batch)
    if not rejects:
        raise Refused(f"batch {batch} has no refused row left", hint=_where_refused(reader, found))
    about = fetch_document(store, options.document, allow_private=options.allow_private)
    options = replace(options, mapping=mapping, document=options.document or found.document)
    while True:
        source = RefusedRows(store, found, rejects)
        try:
            with store.transaction():
                if about is not None:
                    options = replace(options, document=document_from(store, about.url, by=by, fetched=about))
                summary = _take_again(store, source, by=by, options=options, progress=progress)
        except Undo as undo:
            summary = undo.summary
        except MadeAsCount as made:
            options = replace(options, quantities=options.quantities | {made.name})
            continue
        if options.dry_run:
            return hints_of_batch(summary, batch, create=options.create)
        return with_refused(store, summary, found.sha256, create=options.create)


def _take_again(
    store: ClaimStore, source: RefusedRows, *, by: str, options: IngestOptions, progress: Progress | None
) -> Summary:
    """Record refused rows within the transaction; raises Undo with what happened where nothing is to be kept of it."""
    columns = columns_from_json(source.batch.columns or "[]")
    complete = resolve(options.mapping or Mapping(), columns, file=source.name)
    _refuse_new_above(complete, source.batch)
    drafts = plan(replace(complete, language=options.language or complete.language), columns, file=source.name)
    opened = (Table(columns, source.rows(columns, mapping=complete)), drafts, complete)
    summary = record_rows(store, source, opened, by=by, options=options, progress=progress)
    gone = [number for number in source.numbers if number not in source.still]
    if options.dry_run or not gone:
        raise Undo(replace(summary, batch=None))
    store.store.retried(gone, batch=summary.batch or 0)
    return summary


def _refuse_new_above(mapping: Mapping, batch: Batch) -> None:
    """Raise BadMapping where a mapping takes cells from rows above that the batch was not read with."""
    read_with = from_json(batch.mapping).from_above if batch.mapping else ()
    if new := [name for name in mapping.from_above if name not in read_with]:
        reason = f"from_above: refused rows stand without those above them, which may say {', '.join(new)}"
        hint = "ingest the file again by this mapping"
        raise BadMapping(mapping.name, reason, hint=hint, line=mapping.line_of("from_above"))


def _where_refused(reader: BatchReader, batch: Batch) -> str:
    """Return where rows of a file that were refused stand now, if not with this batch."""
    kept = reader.still_refused(batch.sha256)
    gone = reader.withdrawn()
    if taken := next((gone[number] for number in reader.retries(batch.number) if number in gone), None):
        again = f"ingest the file again, or {let_stand(taken.batch)} lets them stand again"
        return f"{was_withdrawn(taken)}; it had taken rows of {batch.number} again: {again}"
    if not kept:
        return f"`claims batch show {batch.number}` tells what became of it"
    others = " and ".join(f"claims ingest --retry {number}" for number in kept)
    return f"those of its file that are still refused stand elsewhere: {others}"
