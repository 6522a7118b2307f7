"""What one ingest has at hand while it runs: drafts become claims, or problems that are kept with their reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.errors import AmbiguousDate, AmbiguousFigure, InField, NotADate, NotAFigure
from claims.mapping.flags import map_flag, retry_by, set_flag
from claims.model import Batch, Document, Draft, Problem, ValueKind
from claims.pipeline import proof
from claims.pipeline.batch import Summary, file_name, in_batch
from claims.pipeline.cells import with_cells
from claims.pipeline.documents import RowDocuments
from claims.pipeline.marks_beside import Footnotes
from claims.pipeline.notices import Notices, falls, near_names, rows_to_check
from claims.pipeline.proof import MadeAsCount
from claims.pipeline.record import also_wrong, claim_row, place_row
from claims.pipeline.recording import Recording
from claims.pipeline.row_names import HeldNames
from claims.pipeline.standing import stand_again
from claims.pipeline.wording import wording_notes
from claims.pipeline.words_beside import answered
from claims.store.claims import CLAIM
from claims.store.filling import Filling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.source import RowSource
    from claims.store.claims import Added, ClaimRow, PlaceRow
    from claims.table import Row

LISTED = 10_000
MOST_TOUCHED = 100_000  # comparisons; where those are a quarter of all, it is as quick to go through all in order
_DATES = frozenset(("as_of", "period_start"))
_JUDGED = frozenset(("basis", "credibility"))
_AS_OF, _BASIS = CLAIM.index("as_of"), CLAIM.index("basis")


@dataclass(slots=True)
class Work:
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
    footnotes: Footnotes
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


def record_block(
    work: Work, items: Sequence[tuple[Draft | Problem, Row | Problem]], source: RowSource, *, columns: Sequence[str]
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


def _write(work: Work) -> None:
    """Store a block of claims with their names and documents, and keep its refused rows."""
    work.documents.write()
    store = work.store.store
    count(work, store.add_rows(work.block, by=work.by, filling=work.filling))
    number = work.result.number
    new = (problem for problem in work.refused if not work.is_known(problem))
    store.reject(number, [in_batch(problem, number, create=work.names.create) for problem in new])
    work.result = work.result._replace(refused=work.result.refused + len(work.refused))
    if len(store.touched) > MOST_TOUCHED and not work.store.compares_all:
        work.store.compares_all = work.store.reader.are_most_comparisons(len(store.touched))
    if work.store.compares_all:
        store.touched.clear()
    work.problems.extend(work.refused[: LISTED - len(work.problems)])
    work.block.clear()
    work.refused.clear()


def count(work: Work, added: Added) -> None:
    """Count what was stored, and note what was known already in the same document."""
    done = work.result
    if work.reads_again:
        work.store.store.read_again(done.number, added.again)
    new, known, seen = len(added.new), added.known, added.appearances
    work.result = done._replace(added=done.added + new, known=done.known + known, appearances=done.appearances + seen)


def _record(work: Work, draft: Draft, source: RowSource) -> tuple[ClaimRow, PlaceRow] | Problem:
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
        as_of = claim[_AS_OF]
        if as_of is not None and as_of > work.notices.today:
            work.notices.date_ahead(draft, as_of=as_of, basis=claim[_BASIS])
    except InField as error:
        if proof.has_decimals(draft, error, work.recording):
            raise MadeAsCount(draft.measure) from error
        return _refused(work, draft, error)
    if work.names.held:
        work.names.keep()
    if work.documents.asked:
        work.documents.keep()
    if as_of is None:
        work.notices.no_date(draft)
    return claim, place


def _refused(work: Work, draft: Draft, error: InField) -> Problem:
    """Forget what a draft made, and return the problem why it was refused.

    The errors lose their tracebacks, which would hold them, and all that was at hand there, in memory.
    """
    errors = (error, *also_wrong(draft, _recording(work, draft), first=error))
    work.names.forget()
    work.documents.forget()
    for one in errors:
        work.notices.refused(one)
        for raised in (one, one.error):
            raised.__traceback__ = raised.__context__ = raised.__cause__ = None
    work.is_unproved = work.is_unproved or proof.is_ambiguous(draft, work.recording.reading)
    return _problem(work.name, draft, *errors)


def _problem(file: str, draft: Draft, *errors: InField) -> Problem:
    """Return why a draft was refused: the first trouble, with its column, and what else is wrong as its also."""
    first, *others = (
        Problem(file, draft.row, draft.columns.get(one.field, one.field), str(one), _hint(one, draft), draft.raw)
        for one in errors
    )
    return first._replace(also=tuple(others))


def _hint(error: InField, draft: Draft) -> str:
    """Return what to do about a draft that was refused; words where a date should stand may say that there is none."""
    if isinstance(error.error, NotAFigure):
        return answered(error.error, draft)
    if error.field in _JUDGED and (column := draft.columns.get(error.field)) is not None:
        without = f"{map_flag(column)} leaves the column out"
        if error.field == "basis":
            means = set_flag(f"names.basis.{draft.basis}", "documented")
            return f"{error.hint}: {retry_by(means)} says which; in place of that flag {without}"
        return f"{error.hint}; {retry_by(without)}"
    cell = getattr(draft, error.field, None) if error.field in _DATES else None
    if isinstance(error.error, NotADate) and (way := _year_said(error.error, error.field, draft)):
        return f"{error.hint}; or {way}"
    if not isinstance(cell, str) or any(map(str.isdecimal, cell)):
        return error.hint
    return f"{error.hint}; where it names no date: {retry_by(set_flag('not_stated', cell))}"


def _year_said(error: NotADate, field: str, draft: Draft) -> str:
    """Return how the year of a date is said that has none, or one of two digits; "" where that is not the trouble."""
    if error.written:
        ways = " or ".join(set_flag(f"written.{field}", way) for way in error.written)
        return f"say how such dates are written: {retry_by(ways)}"
    column = draft.columns.get(field, "")
    if not error.lacks_year or not column or "{" in column:
        return ""
    between = "".join(sign for sign in error.phrase if not sign.isdecimal()).strip()
    mark = between if between in {".", "/", "-"} else " "  # "5/10" and "5/10/2020", "4 August" and "4 August 2020"
    return f"say the year of such dates, in place of YEAR: {retry_by(map_flag(f'{{{column}}}{mark}YEAR', field))}"


def _document(work: Work, draft: Draft) -> tuple[Document, bool]:
    """Return the document that a draft can be read in, and whether that is the ingested file itself."""
    if draft.document or draft.url or draft.title:
        return work.documents.find(draft), False
    if work.document is not None:
        return work.document, False
    if not work.own_is_recorded:
        work.documents.add(work.own)
        work.own_is_recorded = True
    return work.own, True


def _recording(work: Work, draft: Draft) -> Recording:
    """Return how a draft is to be worded, with what its columns proved if they were looked at."""
    if work.evidence is None:
        return work.recording
    return work.evidence.get(draft.columns.get("says", ""), work.recording)


def _with_evidence(work: Work, draft: Draft, error: InField, source: RowSource) -> Recording | None:
    """Return how an ambiguous number or date is to be read by the evidence of its whole column; None without any.

    The file is read once more for this, the first time that something is ambiguous.
    """
    if not isinstance(error.error, AmbiguousFigure | AmbiguousDate) or work.evidence is not None:
        return None
    return look_for_evidence(work, source).get(draft.columns.get("says", ""))


def look_for_evidence(work: Work, source: RowSource) -> dict[str, Recording]:
    """Return what the columns prove, for this run and, with the batch, for one that takes its refused rows again."""
    found = source.evidence()
    work.evidence = proof.recordings(found, work.recording, notes=work.notes)
    work.result = work.result._replace(proved=proof.as_json(found))
    return work.evidence


def summary_of(work: Work, *, notes: tuple[str, ...]) -> Summary:
    """Return what happened, with what a person should know of it behind the notes on the file."""
    batch = work.result
    why = f"the ingest of {file_name(work.name)} reads it too"
    again = stand_again(work.store.store, f"batch {batch.number}", by=work.by, reason=why, batch=batch.number)
    fallen = falls(work.store, batch=batch.number, file=work.name) if batch.added else []
    recordings = [work.recording, *(work.evidence or {}).values()]
    read = (says for one in recordings for (says, _), of in one.wordings.items() if of.kind is ValueKind.COUNT)
    words = (*wording_notes(recordings), *work.footnotes.notes(read), *work.documents.notes())
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
        restored=(again.appearances, again.claims),
    )
