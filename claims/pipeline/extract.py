"""Let an extractor read a document: what it proposes passes the gate, and what is new waits as a candidate.

Nothing becomes a claim here. What was proposed before is recognised, and what a person decided on is not asked again.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from claims.errors import Refused
from claims.extractors import Known
from claims.extractors.gate import Gate, Passed, judge
from claims.identity import candidate_id
from claims.model_candidate import Extraction, Flag, State
from claims.pipeline.find import Names
from claims.pipeline.read import Kept, keep_documents, read_documents
from claims.pipeline.signature import require_name
from claims.reading.candidates import CandidateReader
from claims.store.candidates import add_extraction
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claims.extractors import Extractor
    from claims.extractors.gate import Judged
    from claims.extractors.gate import Refused as RefusedByGate
    from claims.model import Document
    from claims.model_candidate import Candidate
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.read import TakenDocuments
    from claims.reading.reader import Reader


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """How documents are read and what reads claims out of them, signed by whom.

    language goes before what is identified; format and encoding are found out where they are None. stated holds what a
    person knows of the document where it does not say so itself (title, url, published_on). create names the kinds of
    names that may be made: the event, and what a document says of itself (its publisher).
    """

    extractor: Extractor
    by: str
    event: str | None = None
    language: str | None = None
    format: str | None = None
    encoding: str | None = None
    stated: Mapping[str, str] = field(default_factory=dict)
    create: frozenset[str] = frozenset()
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one run of an extractor over one document gave: new candidates, known ones as they are on record, refused.

    number is that of the run, None where nothing was stored. notes are what a person should know of the document.
    """

    document: Document
    notes: tuple[str, ...]
    number: int | None
    new: tuple[Candidate, ...]
    known: tuple[Candidate, ...]
    refused: tuple[RefusedByGate, ...]
    refusals: dict[str, int]

    @property
    def without_event(self) -> tuple[Candidate, ...]:
        """The known ones that wait without an event."""
        return tuple(one for one in self.known if one.event is None and one.state in _WAITING)


_WAITING = frozenset({State.PROPOSED, State.SKIPPED})


class _Undo(Exception):
    """Roll the transaction back: it was only a trial."""


@dataclass(frozen=True, slots=True)
class _Run:
    """What an extractor made of a document: what the gate made of it, and what of that is new and what known."""

    kept: Kept
    judged: Judged
    new: tuple[Candidate, ...]
    known: tuple[Candidate, ...]


def known_names(reader: Reader, *, event: str | None = None) -> Known:
    """Return what an extractor may know: all names of sources and measures, as merges make them, and value kinds."""
    now: dict[tuple[str, str], str] = {}
    names: dict[str, dict[str, str]] = {"source": {}, "measure": {}, "event": {}}
    for alias in reader.aliases():
        key = (alias.kind, alias.target)
        if key not in now:
            now[key] = reader.canonical(*key)
        names[alias.kind][fold(alias.name)] = now[key]
    measures = list(reader.measures())
    kinds = {measure.id: str(measure.value_kind) for measure in measures}
    units = {measure.id: measure.unit for measure in measures if measure.unit}
    return Known(event=event, sources=names["source"], measures=names["measure"], kinds=kinds, units=units)


def extract(store: ClaimStore, place: str, options: ExtractOptions, *, dry_run: bool = False) -> list[Extracted]:
    """Let an extractor read the documents at a place, and record them with what passed the gate, all or nothing.

    place is a file, "-", an address, or the id of a document on record; with dry_run nothing is stored. The web is
    asked and the extractor runs before anything is written, so that slow ones block nobody. Raises BadFile, NotFetched,
    UnknownName for the event, Missing without a signature, Refused for a single document without text.
    """
    require_name(options.by)
    with _trial(store):
        event = _event(store, options)
    stored = store.reader.document_or_none(place)
    taken = None if stored is not None else _read(place, options)
    with _trial(store):
        kept = _kept(store, stored, taken, options)
    known = known_names(store.reader, event=event)
    runs = [_run(store, one, options=options, known=known) for one in _with_text(kept, place)]
    if dry_run:
        return [_extracted(run, number=None) for run in runs]
    with store.transaction():
        _event(store, options)
        _kept(store, stored, taken, options)
        runs = [_parted(store, run.kept, run.judged, known=known) for run in runs]
        return [_extracted(run, number=_record(store, run, options)) for run in runs]


def _read(place: str, options: ExtractOptions) -> TakenDocuments:
    """Return the documents at a place, completed by what a person states of the one that is there."""
    taken = read_documents(
        place,
        format=options.format,
        encoding=options.encoding,
        language=options.language,
        allow_private=options.allow_private,
    )
    if not options.stated:
        return taken
    if len(taken.found) != 1:
        hint = "read them without --title, --url and --published, or one by one"
        raise Refused(f"{place} holds {len(taken.found)} documents, and what is stated is of one", hint=hint)
    (item,) = taken.found
    return replace(taken, found=(replace(item, document=item.document._replace(**options.stated)),))


def _event(store: ClaimStore, options: ExtractOptions) -> str | None:
    """Return the slug of the event that is named, which is made where it may be; None where none is named."""
    if options.event is None:
        return None
    names = Names(store.reader, store.store, by=options.by, create=options.create)
    return store.reader.canonical("event", names.find("event", options.event))


def _kept(
    store: ClaimStore, stored: Document | None, taken: TakenDocuments | None, options: ExtractOptions
) -> list[Kept]:
    """Return documents with their ids, those that are not on record yet being kept."""
    found = [] if stored is None else [Kept(stored)]
    return found if taken is None else keep_documents(store, taken, by=options.by, create=options.create)


@contextmanager
def _trial(store: ClaimStore) -> Iterator[None]:
    """Let something be done of which nothing is kept, to know the ids and slugs that it would make."""
    try:
        with store.transaction():
            yield
            raise _Undo
    except _Undo:
        return


def _with_text(kept: Sequence[Kept], place: str) -> list[Kept]:
    """Return the documents that can be read, each once; raises Refused where there is none."""
    found = {one.document.id: one for one in kept if (one.document.text or "").strip()}
    if not found:
        raise Refused(
            f"{place} gives no text to read",
            hint="name the file or the address itself; of a stored document without text only its place is known",
        )
    return list(found.values())


def _record(store: ClaimStore, run: _Run, options: ExtractOptions) -> int:
    """Record a run with its new candidates and return its number."""
    extractor = options.extractor
    made = Extraction(
        number=0,
        document=run.kept.document.id,
        extractor=extractor.name,
        extractor_version=extractor.version,
        model=extractor.model,
        prompt_sha256=extractor.prompt_sha256,
        language=options.language or run.kept.document.language,
        known=len(run.known),
        refused=len(run.judged.refused),
        refusals=run.judged.refusals,
        run_by=options.by,
    )
    return add_extraction(store.store, made, run.new)


def _extracted(run: _Run, *, number: int | None) -> Extracted:
    return Extracted(
        document=run.kept.document,
        notes=run.kept.notes,
        number=number,
        new=tuple(replace(one, extraction=number) for one in run.new),
        known=run.known,
        refused=run.judged.refused,
        refusals=run.judged.refusals,
    )


def _run(store: ClaimStore, kept: Kept, *, options: ExtractOptions, known: Known) -> _Run:
    """Return what the extractor proposes for a document, judged, and parted into what is new and what is known."""
    extractor = options.extractor
    document = kept.document._replace(language=options.language or kept.document.language)
    proposed = (
        replace(
            _dated(one, document),
            document=document.id,
            event=one.event or known.event,
            language=one.language or document.language,
            extractor=extractor.name,
            extractor_version=extractor.version,
        )
        for one in extractor.propose(document, known)
    )
    judged = judge(proposed, document, known)
    return _parted(store, kept, judged, known=known)


def _dated(candidate: Candidate, document: Document) -> Candidate:
    """Return a candidate without a date with that of its document, marked as inferred; not an earlier figure."""
    if candidate.as_of is not None or document.published_on is None or Flag.EARLIER in candidate.flags:
        return candidate
    return replace(candidate, as_of=document.published_on, as_of_inferred=True)


def _parted(store: ClaimStore, kept: Kept, judged: Judged, *, known: Known) -> _Run:
    """Return what passed the gate, parted into what is new and what is on record."""
    document = kept.document
    record = _OnRecord(store, document, known=known)
    new: dict[str, Candidate] = {}
    seen: dict[str, Candidate] = {}
    for passed in judged.passed:
        one = _named(passed.candidate, known)
        words = _source_words(one, document.text or "")
        key = candidate_id(
            document.id, place=passed.number_start, event=one.event, measure=one.measure, source=words, says=one.says
        )
        there = record.find(key, one, place=passed.number_start)
        if there is not None:
            seen[there.id] = there
        else:
            new.setdefault(key, replace(one, id=key))
    return _Run(kept, judged, tuple(new.values()), tuple(seen.values()))


def _named(candidate: Candidate, known: Known) -> Candidate:
    """Return a candidate with the slugs of the names that are on record; other names stay as they stand in the text."""
    measure, source, relay = candidate.measure, candidate.source, candidate.relayed_by
    return replace(
        candidate,
        measure=None if measure is None else known.measures.get(fold(measure), measure),
        source=None if source is None else known.sources.get(fold(source), source),
        relayed_by=None if relay is None else known.sources.get(fold(relay), relay),
    )


def _source_words(candidate: Candidate, text: str) -> str | None:
    """Return the source as the text names it, folded, so that a name put on record later does not make it another."""
    if candidate.source is None:
        return None
    if candidate.source_start is not None and candidate.source_end is not None:
        return fold(text[candidate.source_start : candidate.source_end])
    return fold(candidate.source)


class _OnRecord:
    """The candidates of one document that are on record, by the place of their number."""

    def __init__(self, store: ClaimStore, document: Document, *, known: Known) -> None:
        self.by_id: dict[str, Candidate] = {}
        self.by_place: dict[int, list[Candidate]] = {}
        gate = Gate(document, known)
        for one in CandidateReader(store.connection).of_document(document.id):
            made = gate.judge(one)
            place = made.number_start if isinstance(made, Passed) else one.stated_start
            self.by_id[one.id] = one
            self.by_place.setdefault(one.quote_start if place is None else place, []).append(one)

    def find(self, key: str, candidate: Candidate, *, place: int) -> Candidate | None:
        """Return the candidate on record that a proposal repeats, None where it is new.

        It repeats the very same proposal, and one on the same number, measure and figure, unless both name a source and
        not the same: an accepted one for whatever event, a rejected one for the same event, and one that waits without
        an event.
        """
        if key in self.by_id:
            return self.by_id[key]
        for one in self.by_place.get(place, ()):
            if (one.measure, one.says) != (candidate.measure, candidate.says):
                continue
            is_same_source = one.source == candidate.source or None in {one.source, candidate.source}
            is_decided = one.state is State.ACCEPTED or (one.state is State.REJECTED and one.event == candidate.event)
            waits_without_event = one.state in _WAITING and one.event is None
            if is_same_source and (is_decided or waits_without_event):
                return one
        return None
