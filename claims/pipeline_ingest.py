"""Ingest a file: read rows, make drafts, record what is new, keep what was refused. One file is one transaction.

Killed or interrupted in the middle nothing of the file is stored; when it ends every claim knows its batch and row, and
every refused row is kept verbatim with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from claims import dates
from claims.errors import AmbiguousDate, AmbiguousFigure, ClaimsError, InField, UnknownDocument
from claims.model import Batch, Claim, Document, Draft, Problem
from claims.pipeline_record import Names, Reading, read_appearance, read_claim
from claims.pipeline_source import STDIN, TableSource, document_from, on_disk

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.mapping import Mapping, Plan
    from claims.model import Appearance
    from claims.pipeline import ClaimStore
    from claims.pipeline_record import Order
    from claims.table import Table

BLOCK = 2000


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How a file is to be ingested.

    mapping says how it is read (None: columns are recognised by name). document is the id, path or URL of what quotes
    and offsets refer to; without it, and without a URL or title in the row, the file itself is the document and the row
    its locator. create names the kinds of names that may be made when unknown. language, order, encoding and format
    override those of the mapping.
    """

    mapping: Mapping | None = None
    document: str | None = None
    create: frozenset[str] = frozenset()
    dry_run: bool = False
    language: str | None = None
    order: Order | None = None
    encoding: str | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingest did. read = added + known + refused; problems holds every refused row, notes what else to know."""

    file: str
    batch: int | None
    read: int
    added: int
    known: int
    appearances: int
    refused: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


class _Undo(Exception):
    """Roll the transaction back and keep the summary."""

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self.summary = summary


@dataclass(slots=True)
class _Work:
    """What one ingest needs at hand while it runs."""

    store: ClaimStore
    name: str
    by: str
    options: IngestOptions
    names: Names
    reading: Reading
    batch: int
    own: Document
    document: str | None
    evidence: dict[str, Reading] | None = None
    stored: dict[str, Document] = field(default_factory=dict)
    documents: dict[tuple[str | None, ...], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    read: int = 0
    added: int = 0
    known: int = 0
    appearances: int = 0
    documents_added: int = 0


def ingest(
    store: ClaimStore,
    file: str,
    *,
    by: str,
    options: IngestOptions | None = None,
    progress: Callable[[int], None] | None = None,
) -> Summary:
    """Ingest one file ("-" is standard input) and return what happened; progress is called with rows read so far.

    Raises BadFile or BadMapping when the file cannot be read at all; refused rows are problems in the summary instead.
    """
    options = options or IngestOptions()
    name = "standard input" if file == STDIN else file
    with on_disk(file) as path:
        source = TableSource(path, name=name, mapping=options.mapping, encoding=options.encoding, format=options.format)
        try:
            with store.transaction():
                with source.open() as opened:
                    summary = _ingest(store, source, opened, by=by, options=options, progress=progress)
                if options.dry_run:
                    raise _Undo(replace(summary, batch=None))
                if _is_repeat(store, summary, source.sha256):
                    raise _Undo(replace(summary, batch=_earlier(store, source.sha256)))
        except _Undo as undo:
            return undo.summary
    return summary


def _is_repeat(store: ClaimStore, summary: Summary, digest: str) -> bool:
    """Return whether the same bytes were ingested before and this time gave nothing new."""
    nothing = summary.added == 0 and summary.appearances == 0
    return nothing and any(b.sha256 == digest and b.number != summary.batch for b in store.reader.batches())


def _earlier(store: ClaimStore, digest: str) -> int | None:
    return next((batch.number for batch in store.reader.batches() if batch.sha256 == digest), None)


def _ingest(
    store: ClaimStore,
    source: TableSource,
    opened: tuple[Table, Plan, Mapping],
    *,
    by: str,
    options: IngestOptions,
    progress: Callable[[int], None] | None,
) -> Summary:
    table, drafts, mapping = opened
    batch = Batch(0, source.name, source.sha256, source.importer, mapping.as_json(), started_at="", started_by=by)
    number = store.store.start_batch(batch)
    work = _Work(
        store=store,
        name=source.name,
        by=by,
        options=options,
        names=Names(store.reader, store.store, by=by, create=options.create),
        reading=Reading(options.language or mapping.language, mapping.decimal, options.order or mapping.dates),
        batch=number,
        own=Document("", title=Path(source.name).name, sha256=source.sha256),
        document=None if options.document is None else document_from(store, options.document, by=by),
    )
    block: list[tuple[Claim, Appearance | None]] = []
    rows = 0
    for row in table.rows:
        rows += 1
        if progress is not None and rows % BLOCK == 0:
            progress(rows)
        for item in [row] if isinstance(row, Problem) else drafts.drafts(row):
            work.read += 1
            recorded = item if isinstance(item, Problem) else _record(work, item, source)
            if isinstance(recorded, Problem):
                work.problems.append(recorded)
            else:
                block.append(recorded)
        if len(block) >= BLOCK:
            _write(work, block)
    _write(work, block)
    if progress is not None:
        progress(rows)
    store.store.reject(number, work.problems)
    result = replace(
        batch,
        number=number,
        read=work.read,
        added=work.added,
        known=work.known,
        appearances=work.appearances,
        refused=len(work.problems),
    )
    store.store.finish_batch(result)
    return _summary(source, result, work, notes=(*table.notes, *drafts.notes, *work.notes))


def _summary(source: TableSource, batch: Batch, work: _Work, *, notes: tuple[str, ...]) -> Summary:
    return Summary(
        file=source.name,
        batch=batch.number,
        read=batch.read,
        added=batch.added,
        known=batch.known,
        appearances=batch.appearances,
        refused=batch.refused,
        problems=tuple(work.problems),
        notes=notes,
    )


def _write(work: _Work, block: list[tuple[Claim, Appearance | None]]) -> None:
    if not block:
        return
    added = work.store.store.add_claims(block, by=work.by)
    work.added += len(added.new)
    work.known += added.known
    work.appearances += added.appearances
    block.clear()


def _record(work: _Work, draft: Draft, source: TableSource) -> tuple[Claim, Appearance] | Problem:
    """Return the claim of a draft with its appearance, or the problem why it was refused."""
    try:
        try:
            claim, measure = read_claim(draft, names=work.names, reading=_reading(work, draft))
        except InField as error:
            reading = _with_evidence(work, draft, error, source)
            if reading is None:
                raise
            claim, measure = read_claim(draft, names=work.names, reading=reading)
        document, own = _document(work, draft)
        if own:
            locator = draft.locator or f"row {draft.row}"
            if draft.quote_start is not None:
                work.notes["offsets were left out: they refer to a document; name it with --document"] = None
            draft = replace(draft, locator=locator, quote_start=None, quote_end=None)
        place = read_appearance(
            draft,
            claim=claim,
            measure=measure,
            names=work.names,
            document=_stored(work, document),
            force=None,
        )
    except InField as error:
        column = draft.columns.get(error.field, error.field)
        return Problem(work.name, draft.row, column, str(error), error.hint, draft.raw)
    claim = replace(claim, batch=work.batch)
    return claim, replace(place, batch=work.batch, batch_row=draft.row)


def _stored(work: _Work, document: str) -> Document:
    if document not in work.stored:
        work.stored[document] = work.store.reader.document(document)
    return work.stored[document]


def _document(work: _Work, draft: Draft) -> tuple[str, bool]:
    """Return the id of the document that a draft can be read in, and whether that is the ingested file itself."""
    if draft.document or draft.url or draft.title:
        key = (draft.document, draft.url, draft.title, draft.publisher, draft.published_on, draft.archive_url)
        if key not in work.documents:
            work.documents[key] = _row_document(work, draft)
        return work.documents[key], False
    if work.document is not None:
        return work.document, False
    if not work.own.id:
        work.own = replace(work.own, id=work.store.store.add_document(work.own, by=work.by))
    return work.own.id, True


def _row_document(work: _Work, draft: Draft) -> str:
    if draft.document:
        try:
            return work.store.reader.document(draft.document).id
        except UnknownDocument as error:
            raise InField("document", error) from error
    try:
        publisher = work.names.find("source", draft.publisher) if draft.publisher else None
    except ClaimsError as error:
        raise InField("publisher", error) from error
    published = None
    if draft.published_on:
        try:
            published = dates.parse(draft.published_on, language=work.reading.language, order=work.reading.order).iso
        except ClaimsError as error:
            raise InField("published_on", error) from error
    document = Document(
        "", draft.title, publisher, draft.url, draft.archive_url, language=draft.language, published_on=published
    )
    return work.store.store.add_document(document, by=work.by)


def _reading(work: _Work, draft: Draft) -> Reading:
    """Return how a draft is to be worded, with what its columns proved if they were looked at."""
    if work.evidence is None:
        return work.reading
    column = draft.columns.get("says", "")
    return work.evidence.get(column, work.reading)


def _with_evidence(work: _Work, draft: Draft, error: InField, source: TableSource) -> Reading | None:
    """Return how an ambiguous number or date is to be read by the evidence of its whole column; None without any.

    The file is read once more for this, the first time that something is ambiguous.
    """
    if not isinstance(error.error, AmbiguousFigure | AmbiguousDate) or work.evidence is not None:
        return None
    found = source.evidence()
    work.evidence = {column: _proved(work, column, mark=mark, order=order) for column, (mark, order) in found.items()}
    return work.evidence.get(draft.columns.get("says", ""))


def _proved(work: _Work, column: str, *, mark: str | None, order: Order | None) -> Reading:
    reading = work.reading
    if mark is not None and reading.decimal_mark is None:
        work.notes[f"column {column}: “{mark}” is the decimal mark, by the evidence of its other cells"] = None
        reading = replace(reading, decimal_mark=mark)
    if order is not None and reading.order is None:
        work.notes[f"dates are {order}, by the evidence of the other rows"] = None
        reading = replace(reading, order=order)
    return reading
