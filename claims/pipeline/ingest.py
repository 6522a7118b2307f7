"""Ingest a file: read rows, make drafts, have them recorded (ingesting). One file is one transaction.

Killed or interrupted in the middle nothing of the file is stored; when it ends every claim knows its batch and row, and
every refused row is kept verbatim with its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.model import Batch, Draft, Problem
from claims.pipeline.batch import Summary, Undo, as_repeated, hints_of_batch, is_to_be_noted, repeated, with_refused
from claims.pipeline.cells import columns_as_json
from claims.pipeline.documents import RowDocuments
from claims.pipeline.fetched import keep_fetched
from claims.pipeline.figure import Reading
from claims.pipeline.file import on_disk
from claims.pipeline.headers_below import HeadersBelow
from claims.pipeline.ingesting import LISTED, Work, count, look_for_evidence, record_block, summary_of
from claims.pipeline.marks_beside import Footnotes
from claims.pipeline.memory import seldom_collected
from claims.pipeline.month_or_years import without_year_spans
from claims.pipeline.named_documents import document_from, fetch_document
from claims.pipeline.notices import Notices
from claims.pipeline.proof import MadeAsCount
from claims.pipeline.recording import Recording
from claims.pipeline.row_names import HeldNames
from claims.pipeline.source import TableSource, completed
from claims.store.aside import lay_aside, put_back
from claims.store.filling import GUARDS, Filling, filling, is_empty
from claims.table import ReadOptions

if TYPE_CHECKING:
    from claims.fetch import Fetched
    from claims.mapping import Mapping, Plan
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.figure import Order
    from claims.pipeline.source import RowSource
    from claims.table import Row, Table

BLOCK = 2500
LARGE = 20_000  # bytes; to lay guards and indexes aside is worth it for files of this size
Progress = Callable[[int, float | None], None]
"""Told of the rows read so far, and of the share of the file, from 0 to 1: None where nobody knows, 1 at the end."""


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How a file is to be ingested.

    mapping says how it is read (None: columns are recognised by name); with is_suggested it is what people said of the
    file, and the rest is proposed; said keeps it then. document is the id, path or URL of what quotes and offsets refer
    to; without it, and without a URL or title in the row, the file itself is the document and the row its locator.
    create names the kinds of names that may be made when unknown. language, order, encoding, delimiter and format
    override those of the mapping. sheet is the name of a workbook's sheet or its place from 1, table the number of a
    table of a page or words of its heading. allow_private lets addresses inside the reader's own network be fetched.
    quantities are names of measures with decimals: where they are made, they are made as quantities.
    """

    mapping: Mapping | None = None
    is_suggested: bool = False
    said: Mapping | None = None
    document: str | None = None
    create: frozenset[str] = frozenset()
    dry_run: bool = False
    language: str | None = None
    order: Order | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    table: str | None = None
    format: str | None = None
    allow_private: bool = False
    quantities: frozenset[str] = frozenset()


def ingest(
    store: ClaimStore,
    file: str,
    *,
    by: str,
    options: IngestOptions | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Ingest one file and return what happened; progress is told of the rows as they are read.

    "-" is standard input, an http(s) address is fetched. Raises BadFile, BadMapping or NotFetched when the file cannot
    be read at all; refused rows are problems in the summary instead.
    """
    options = options or IngestOptions()
    reading = ReadOptions(options.encoding, options.delimiter, sheet=options.sheet, table=options.table)
    with on_disk(file, allow_private=options.allow_private, table=completed(reading, options.mapping).table) as given:
        if options.is_suggested:
            from claims.pipeline.suggested import said_of, suggested

            said = said_of(options.mapping, order=options.order, language=options.language, file=given.name)
            mapping = suggested(given, store=store, options=reading, format=options.format, said=said)
            options = replace(options, mapping=mapping, said=said)
        hashtags = {one.hxl_tag: one.id for one in store.reader.measures() if one.hxl_tag}
        source = TableSource(given, mapping=options.mapping, options=reading, format=options.format, hashtags=hashtags)
        about = fetch_document(store, options.document, allow_private=options.allow_private)
        source.reads_again = is_to_be_noted(store, source.sha256)
        source.is_large, source.language = given.path.stat().st_size >= LARGE, options.language
        source.fills = source.is_large and is_empty(store.connection)
        fills = filling(store.connection) if source.fills else nullcontext()
        with seldom_collected(), fills:
            summary = _record_file(store, source, about, by=by, options=options, progress=progress)
    if options.dry_run:
        return hints_of_batch(summary, None)
    return with_refused(store, summary, source.sha256, create=options.create)


def _record_file(
    store: ClaimStore,
    source: TableSource,
    about: Fetched | None,
    *,
    by: str,
    options: IngestOptions,
    progress: Progress | None,
) -> Summary:
    """Record a file; one whose bytes are known is read once more, to note all that it states, if something is new.

    Mostly nothing is, and a million notes that are rolled back would cost more than the reading. Each time is a
    transaction of its own: within one, SQLite would copy all that is written, to take it back.
    """
    while True:
        try:
            with store.transaction(), source.open() as opened:
                if about is not None:
                    options = replace(options, document=document_from(store, about.url, by=by, fetched=about))
                summary = record_rows(store, source, opened, by=by, options=options, progress=progress)
                earlier = repeated(store, summary, address=source.name if source.fetched else None)
                if source.reads_again and not options.dry_run and earlier is None:
                    return summary
                raise Undo(summary)
        except Undo as undo:
            summary = as_repeated(undo.summary, store, earlier, digest=source.sha256)
            if options.dry_run or earlier is not None:
                return replace(summary, batch=None) if options.dry_run else summary
            source.reads_again = True
        except MadeAsCount as found:
            options = replace(options, quantities=options.quantities | {found.name})


def record_rows(
    store: ClaimStore,
    source: RowSource,
    opened: tuple[Table, Plan, Mapping],
    *,
    by: str,
    options: IngestOptions,
    progress: Progress | None,
) -> Summary:
    """Record what the rows of an opened source state, as a batch within the transaction, and return what happened."""
    table, drafts, mapping = opened
    table = without_year_spans(table, mapping, order=options.order or mapping.dates, file=source.name)
    work = _begin(store, source, opened, by=by, options=options)
    tell = progress or (lambda *_: None)
    rows = read = 0
    items: list[tuple[Draft | Problem, Row | Problem]] = []
    measures = work.names.measures_by_name
    headers = HeadersBelow(table.columns, file=source.name, mapping=mapping, measures=measures)
    for row in table.rows:
        rows += 1
        stated = [row] if isinstance(row, Problem) else headers.stated(row, list(drafts.drafts(row)))
        if not isinstance(row, Problem) and not any(isinstance(one, Draft) for one in stated):
            work.footnotes.look_at(row)
        items += [(item, row) for item in stated]
        if len(items) >= BLOCK:
            read += record_block(work, items, source, columns=table.columns)
            items.clear()
        if rows % BLOCK == 0:
            tell(rows, source.share())
    read += record_block(work, items, source, columns=table.columns)
    tell(rows, 1.0)
    if work.filling is not None:
        for added in work.filling.appear():
            count(work, added)
        work.filling.finish()
        store.compares_all = True
    put_back(store.connection, work.aside)
    for name in sorted(options.quantities):
        work.notes[f"the measure “{name}” has decimals, and was made as a quantity at a moment, not as a count"] = None
    if work.is_unproved and work.evidence is None:
        look_for_evidence(work, source)
    work.result = work.result._replace(read=read)
    store.store.finish_batch(work.result)
    if len(work.problems) < work.result.refused:
        work.notes[f"only the first {LISTED:,} refused rows are listed here; all are kept in the table reject"] = None
    said = options.said if options.is_suggested else options.mapping
    fitless = drafts.without_fit(said, table.columns) if said is not None and source.retry_of is None else ()
    return summary_of(
        work, notes=(*table.notes, *table.later(), *drafts.notes, *fitless, *headers.notes(), *work.notes)
    )


def _begin(
    store: ClaimStore, source: RowSource, opened: tuple[Table, Plan, Mapping], *, by: str, options: IngestOptions
) -> Work:
    table, _, given = opened
    mapping = replace(given, language=options.language or given.language, dates=options.order or given.dates)
    document = None if options.document is None else document_from(store, options.document, by=by)
    batch = Batch(
        0,
        source.name,
        source.sha256,
        source.importer,
        mapping.as_json(),
        started_at="",
        started_by=by,
        columns=columns_as_json(table.columns),
        document=document,
        retry_of=source.retry_of,
    )
    number = store.store.start_batch(batch)
    fetched_on = None if source.fetched is None else keep_fetched(store, source.fetched)
    names = HeldNames(store.reader, store.store, by=by, create=options.create, quantities=options.quantities)
    reading = Reading(mapping.language, mapping.decimal, mapping.dates)
    return Work(
        store=store,
        name=source.name,
        by=by,
        names=names,
        recording=Recording(names, reading, batch=number, unasked=mapping.unasked),
        documents=RowDocuments(store.reader, store.store, names=names, reading=reading, by=by),
        own=source.document._replace(accessed_on=fetched_on),
        document=None if document is None else store.reader.document(document),
        footnotes=Footnotes(),
        notices=Notices.of(source.name, store.store.clock()[:10], mapping=mapping),
        reads_again=source.reads_again,
        is_known=source.is_known,
        filling=Filling(store.connection) if source.fills else None,
        aside=lay_aside(store.connection, triggers=GUARDS) if source.is_large and not source.fills else [],
        result=batch._replace(number=number),
    )
