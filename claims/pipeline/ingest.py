"""Ingest a file: read rows, make drafts, record what is new, keep what was refused. One file is one transaction.

Killed or interrupted in the middle nothing of the file is stored; when it ends every claim knows its batch and row, and
every refused row is kept verbatim with its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from claims.errors import AmbiguousDate, AmbiguousFigure, InField
from claims.model import Batch, Document, Draft, Problem
from claims.pipeline import proof
from claims.pipeline.batch import Summary, Undo, as_repeated, earlier_batch, hints_of_batch, repeated, with_refused
from claims.pipeline.cells import columns_as_json, with_cells
from claims.pipeline.documents import RowDocuments
from claims.pipeline.fetched import keep_fetched
from claims.pipeline.figure import Reading
from claims.pipeline.file import on_disk
from claims.pipeline.memory import seldom_collected
from claims.pipeline.month_or_years import without_year_spans
from claims.pipeline.named_documents import document_from, fetch_document
from claims.pipeline.notices import Notices, falls, near_names, rows_to_check
from claims.pipeline.proof import MadeAsCount
from claims.pipeline.record import claim_row, place_row
from claims.pipeline.recording import Recording
from claims.pipeline.row_names import HeldNames
from claims.pipeline.source import TableSource, completed
from claims.pipeline.wording import wording_notes
from claims.store.aside import lay_aside, put_back
from claims.store.claims import CLAIM
from claims.store.filling import GUARDS, Filling, filling, is_empty
from claims.table import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.fetch import Fetched
    from claims.mapping import Mapping, Plan
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.figure import Order
    from claims.pipeline.source import RowSource
    from claims.store.claims import Added, ClaimRow, PlaceRow
    from claims.table import Row, Table

BLOCK = 5000
LISTED = 10_000
MOST_TOUCHED = 100_000  # comparisons; where those are a quarter of all, it is as quick to go through all in order
LARGE = 1_000_000  # bytes; to lay indexes aside is worth it for files of this size
Progress = Callable[[int, float | None], None]
"""Told of the rows read so far, and of the share of the file, from 0 to 1: None where nobody knows, 1 at the end."""
_AS_OF, _BASIS = CLAIM.index("as_of"), CLAIM.index("basis")


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How a file is to be ingested.

    mapping says how it is read (None: columns are recognised by name); with is_suggested it is what people said of the
    file, and the rest is proposed. document is the id, path or URL of what quotes and offsets refer to; without it, and
    without a URL or title in the row, the file itself is the document and the row its locator. create names the kinds
    of names that may be made when unknown. language, order, encoding, delimiter and format override those of the
    mapping. sheet is the name of a workbook's sheet or its place from 1, table the number of a table of a page or words
    of its heading. allow_private lets addresses inside the reader's own network be fetched. quantities are names of
    measures with decimals: where they are made, they are made as quantities.
    """

    mapping: Mapping | None = None
    is_suggested: bool = False
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


@dataclass(slots=True)
class _Work:
    """What one ingest needs at hand while it runs; is_unproved: a refused row states something ambiguous."""

    store: ClaimStore
    name: str
    by: str
    names: HeldNames
    recording: Recording
    documents: RowDocuments
    own: Document
    document: Document | None
    notices: Notices
    reads_again: bool
    is_known: Callable[[Problem], bool]
    own_is_recorded: bool = False
    evidence: dict[str, Recording] | None = None
    is_unproved: bool = False
    filling: Filling | None = None
    aside: Sequence[str] = ()
    block: list[tuple[ClaimRow, PlaceRow]] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    result: Batch = field(default_factory=lambda: Batch(0, "", "", "", None, "", ""))


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
            from claims.pipeline.suggested import suggested

            mapping = suggested(given, store=store, options=reading, format=options.format, said=options.mapping)
            options = replace(options, mapping=mapping)
        hashtags = {one.hxl_tag: one.id for one in store.reader.measures() if one.hxl_tag}
        source = TableSource(given, mapping=options.mapping, options=reading, format=options.format, hashtags=hashtags)
        about = fetch_document(store, options.document, allow_private=options.allow_private)
        source.reads_again = earlier_batch(store, source.sha256) is None
        source.is_large, source.language = given.path.stat().st_size >= LARGE, options.language
        source.fills = source.is_large and is_empty(store.connection)
        fills = filling(store.connection) if source.fills else nullcontext()
        with seldom_collected(), fills:
            summary = _record_file(store, source, about, by=by, options=options, progress=progress)
    return hints_of_batch(summary, None) if options.dry_run else with_refused(store, summary, source.sha256)


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
    for row in table.rows:
        rows += 1
        items += [(item, row) for item in ([row] if isinstance(row, Problem) else drafts.drafts(row))]
        if len(items) >= BLOCK:
            read += _record_block(work, items, source, columns=table.columns)
            items.clear()
        if rows % BLOCK == 0:
            tell(rows, source.share())
    read += _record_block(work, items, source, columns=table.columns)
    tell(rows, 1.0)
    if work.filling is not None:
        for added in work.filling.appear():
            _count(work, added)
        work.filling.finish()
        store.compares_all = True
    put_back(store.connection, work.aside)
    for name in sorted(options.quantities):
        work.notes[f"the measure “{name}” has decimals, and was made as a quantity at a moment, not as a count"] = None
    if work.is_unproved and work.evidence is None:
        _look_for_evidence(work, source)
    work.result = work.result._replace(read=read)
    store.store.finish_batch(work.result)
    if len(work.problems) < work.result.refused:
        work.notes[f"only the first {LISTED:,} refused rows are listed here; all are kept in the table reject"] = None
    return _summary(work, notes=(*table.notes, *drafts.notes, *work.notes))


def _record_block(
    work: _Work, items: Sequence[tuple[Draft | Problem, Row | Problem]], source: RowSource, *, columns: Sequence[str]
) -> int:
    """Record drafts in their order, each given with its row, and return how many there were."""
    work.documents.expect(item for item, _ in items if isinstance(item, Draft))
    went_in: list[Draft] = []
    for item, row in items:
        recorded = _record(work, item, source) if isinstance(item, Draft) else item
        if isinstance(recorded, Problem):
            work.refused.append(with_cells(recorded, row, columns))
        elif isinstance(item, Draft):
            work.block.append(recorded)
            went_in.append(item)
    work.notices.wholes.look_at(went_in)
    _write(work)
    return len(items)


def _begin(
    store: ClaimStore, source: RowSource, opened: tuple[Table, Plan, Mapping], *, by: str, options: IngestOptions
) -> _Work:
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
    return _Work(
        store=store,
        name=source.name,
        by=by,
        names=names,
        recording=Recording(names, reading, batch=number),
        documents=RowDocuments(store.reader, store.store, names=names, reading=reading, by=by),
        own=source.document._replace(accessed_on=fetched_on),
        document=None if document is None else store.reader.document(document),
        notices=Notices.of(source.name, store.store.clock()[:10], mapping=mapping),
        reads_again=source.reads_again,
        is_known=source.is_known,
        filling=Filling(store.connection) if source.fills else None,
        aside=lay_aside(store.connection, triggers=GUARDS) if source.is_large and not source.fills else [],
        result=batch._replace(number=number),
    )


def _summary(work: _Work, *, notes: tuple[str, ...]) -> Summary:
    batch = work.result
    fallen = falls(work.store, batch=batch.number, file=work.name) if batch.added else []
    words = (*wording_notes([work.recording, *(work.evidence or {}).values()]), *work.documents.notes())
    return Summary(
        file=work.name,
        batch=batch.number,
        read=batch.read,
        added=batch.added,
        known=batch.known,
        appearances=batch.appearances,
        refused=batch.refused,
        problems=tuple(work.problems),
        notes=(*notes, *words, *work.notices.notes(), *rows_to_check(work.store, batch, fallen)),
        flags=(*work.notices.odd(), *fallen),
        names=near_names(work.recording.names, work.notices),
        retry_of=batch.retry_of,
        completed=work.documents.completed,
    )


def _write(work: _Work) -> None:
    """Store a block of claims with their names and documents, and keep its refused rows."""
    work.documents.write()
    store = work.store.store
    _count(work, store.add_rows(work.block, by=work.by, filling=work.filling))
    store.reject(work.result.number, [problem for problem in work.refused if not work.is_known(problem)])
    work.result = work.result._replace(refused=work.result.refused + len(work.refused))
    if len(store.touched) > MOST_TOUCHED and not work.store.compares_all:
        work.store.compares_all = work.store.reader.are_most_comparisons(len(store.touched))
    if work.store.compares_all:
        store.touched.clear()
    work.problems.extend(work.refused[: LISTED - len(work.problems)])
    work.block.clear()
    work.refused.clear()


def _count(work: _Work, added: Added) -> None:
    """Count what was stored, and note what was known already in the same document."""
    done = work.result
    if work.reads_again:
        work.store.store.read_again(done.number, added.again)
    new, known, seen = len(added.new), added.known, added.appearances
    work.result = done._replace(added=done.added + new, known=done.known + known, appearances=done.appearances + seen)


def _record(work: _Work, draft: Draft, source: RowSource) -> tuple[ClaimRow, PlaceRow] | Problem:
    """Return the claim of a draft with its appearance, as rows, or the problem why it was refused."""
    try:
        recording = _recording(work, draft)
        try:
            claim, stated = claim_row(draft, recording)
        except InField as error:
            proved = _with_evidence(work, draft, error, source)
            if proved is None:
                raise
            claim, stated = claim_row(draft, proved)
        document, own = _document(work, draft)
        if own:
            if draft.quote_start is not None:
                work.notes["offsets were left out: they refer to a document; name it with --document"] = None
            locator = draft.locator or f"row {draft.row}"
            draft = draft._replace(locator=locator, quote_start=None, quote_end=None)
        place = place_row(draft, recording, claim=claim[0], stated=stated, document=document)
    except InField as error:
        if proof.has_decimals(draft, error, work.recording):
            raise MadeAsCount(draft.measure) from error
        work.names.forget()
        work.documents.forget()
        work.notices.refused(error)
        work.is_unproved = work.is_unproved or proof.is_ambiguous(draft, work.recording.reading)
        column = draft.columns.get(error.field, error.field)
        return Problem(work.name, draft.row, column, str(error), error.hint, draft.raw)
    if work.names.held:
        work.names.keep()
    if work.documents.asked:
        work.documents.keep()
    as_of = claim[_AS_OF]
    if as_of is None:
        work.notices.no_date(draft)
    elif as_of > work.notices.today:
        work.notices.date_ahead(draft, as_of=as_of, basis=claim[_BASIS])
    return claim, place


def _document(work: _Work, draft: Draft) -> tuple[Document, bool]:
    """Return the document that a draft can be read in, and whether that is the ingested file itself."""
    if draft.document or draft.url or draft.title:
        return work.documents.find(draft), False
    if work.document is not None:
        return work.document, False
    if not work.own_is_recorded:
        work.documents.add(work.own)
        work.own_is_recorded = True
    return work.own, True


def _recording(work: _Work, draft: Draft) -> Recording:
    """Return how a draft is to be worded, with what its columns proved if they were looked at."""
    if work.evidence is None:
        return work.recording
    return work.evidence.get(draft.columns.get("says", ""), work.recording)


def _with_evidence(work: _Work, draft: Draft, error: InField, source: RowSource) -> Recording | None:
    """Return how an ambiguous number or date is to be read by the evidence of its whole column; None without any.

    The file is read once more for this, the first time that something is ambiguous.
    """
    if not isinstance(error.error, AmbiguousFigure | AmbiguousDate) or work.evidence is not None:
        return None
    return _look_for_evidence(work, source).get(draft.columns.get("says", ""))


def _look_for_evidence(work: _Work, source: RowSource) -> dict[str, Recording]:
    """Return what the columns prove, for this run and, with the batch, for one that takes its refused rows again."""
    found = source.evidence()
    work.evidence = proof.recordings(found, work.recording, notes=work.notes)
    work.result = work.result._replace(proved=proof.as_json(found))
    return work.evidence
