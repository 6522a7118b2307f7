"""What an ingest did, and what a newer version of its file changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.errors import REASON
from claims.mapping import flags
from claims.reading.batches import BatchReader
from claims.reading.reader import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.model import Batch, BatchAct, Claim, Problem
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.notices import NearName

Key = tuple[str, ...]
MOST_COMPARED = 100
"""Files of as many rows that one is compared with, to tell whether it is one of them."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingest did. read = added + known + refused; problems holds every refused row, notes what else to know.

    flags holds what is odd and was recorded all the same; names what may be other names of something known. retry_of is
    the batch whose refused rows were taken again, completed counts documents on record of which rows said more, and
    restored places and claims, in this order, that were withdrawn with an earlier ingest and stand again. kept_in are
    the batches of the file in which refused rows stand that can be taken again, none after a dry run.
    """

    file: str
    batch: int | None
    read: int
    added: int
    known: int
    appearances: int
    refused: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    flags: tuple[Problem, ...] = ()
    names: tuple[NearName, ...] = ()
    retry_of: int | None = None
    completed: int = 0
    restored: tuple[int, int] = (0, 0)
    kept_in: tuple[int, ...] = ()


class Undo(Exception):
    """Roll the transaction back and keep the summary."""

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self.summary = summary


def is_to_be_noted(store: ClaimStore, digest: str) -> bool:
    """Return whether all is to be noted that a file of these bytes states: it is new, or was withdrawn at some time."""
    same = [one.number for one in store.reader.batches() if one.sha256 == digest]
    return not same or not BatchReader(store.connection).withdrawn().keys().isdisjoint(same)


def repeated(store: ClaimStore, summary: Summary, *, address: str | None) -> int | None:
    """Return the earlier batch of which this one is a repetition, so that nothing of it is to be kept, or None.

    That is one of the same bytes where nothing is new and no row is refused for a new reason, or one whose file states
    just the same, row by row, and only stands in another order, encoding or form; neither says more of a document.
    address is where a file was fetched: what another place holds is a document of its own, if its bytes differ. One
    that was withdrawn is repeated by what states all of it and nothing else: a person lets it stand again, no ingest.
    """
    if summary.added or summary.completed or summary.batch is None:
        return None
    reader = BatchReader(store.connection)
    batch = reader.batch(summary.batch)
    same = [one.number for one in store.reader.batches() if one.sha256 == batch.sha256 and one.number < batch.number]
    if not same:
        return reader.stated_before(batch, address=address, limit=MOST_COMPARED)
    if summary.appearances or reader.refuses_anew(batch):
        return None
    gone = reader.withdrawn()
    if not any(summary.restored):
        return next((number for number in same if number not in gone), same[0])
    states = reader.asserted(batch.number)
    withdrawn = [number for number in same if number in gone]
    return next(
        (one for one in withdrawn if states in (reader.asserted(one), reader.asserted(one, retries=False))), None
    )


def file_name(file: str) -> str:
    """Return what a file is called without its folders, or an address without what is before its last slash."""
    return file.replace("\\", "/").rpartition("/")[2] or file


def was_withdrawn(act: BatchAct) -> str:
    """Return who set an ingest aside, when and why, as a sentence."""
    return f"batch {act.batch} was withdrawn by {act.by} on {act.at[:10]}: {act.reason}"


def let_stand(number: int) -> str:
    """Return the command that lets an ingest that was withdrawn stand again."""
    return f"`claims batch withdraw {number} --undo {REASON}`"


def as_repeated(summary: Summary, store: ClaimStore, earlier: int | None, *, digest: str) -> Summary:
    """Return the summary of a repetition, of which nothing was kept; a note says so where the bytes are others."""
    if earlier is None:
        return summary
    summary = replace(summary, batch=earlier, appearances=0, restored=(0, 0))
    reader = BatchReader(store.connection)
    batch = reader.batch(earlier)
    if act := reader.withdrawn().get(earlier):
        note = f"it states just what batch {earlier} did, so that nothing is added: {was_withdrawn(act)}"
        return replace(summary, notes=(*summary.notes, f"{note}; {let_stand(earlier)} lets it stand again"))
    if batch.sha256 == digest:
        return summary
    note = (
        f"it states just what {file_name(batch.file)} does (batch {earlier}), in another order or form: "
        "nothing is added; if it is another document, say so: --set title=NAME"
    )
    return replace(summary, notes=(*summary.notes, note))


def with_refused(store: ClaimStore, summary: Summary, digest: str, *, create: frozenset[str]) -> Summary:
    """Return a summary that says in which batches of its file, or of the one with these bytes, refused rows stand.

    So do the hints that take them again: by the batch itself, else the last of these, with the names that may be made.
    """
    if not summary.refused:
        return summary
    reader = BatchReader(store.connection)
    of = digest if summary.batch is None else reader.batch(summary.batch).sha256
    kept = reader.still_refused(of)
    number = summary.batch if summary.batch in kept else max(kept, default=None)
    return replace(hints_of_batch(summary, number, create=create), kept_in=kept)


def hints_of_batch(summary: Summary, number: int | None, *, create: frozenset[str] = frozenset()) -> Summary:
    """Return a summary whose hints name the batch that keeps refused rows; None: none does, flags go with the file."""
    return replace(summary, problems=tuple(in_batch(one, number, create=create) for one in summary.problems))


def in_batch(problem: Problem, number: int | None, *, create: frozenset[str]) -> Problem:
    """Return a problem whose hint names the batch that keeps its row; None: none does. create is what it may make."""
    kinds = "" if len(create) == len(KINDS) else f"{','.join(sorted(create))} "
    made = f"--create {kinds}" if create else ""
    hint = flags.in_batch(problem.hint, number, made=made) if problem.hint else problem.hint
    return problem._replace(hint=hint, also=tuple(in_batch(one, number, create=create) for one in problem.also))


@dataclass(frozen=True, slots=True)
class Changed:
    """What one source says of one thing in two versions of a file: other figures than before.

    It is as of one date, or as of another one in each version where these have no date in common.
    """

    before: tuple[Claim, ...]
    after: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class BatchDiff:
    """What two ingests state: changed figures, claims of the old or of the new one only, and how many both state.

    redated counts the figures that both state as of different dates, where the two have no date in common. withdrawn
    says of each of the two that it is set aside, where it is: what it stated is compared all the same. refused holds
    the ingests of the two, and those that took their rows again, of which rows are refused still, with how many: what
    these state is on neither side.
    """

    old: Batch
    new: Batch
    changed: tuple[Changed, ...]
    disappeared: tuple[Claim, ...]
    appeared: tuple[Claim, ...]
    same: int
    redated: int
    withdrawn: tuple[BatchAct, ...] = ()
    refused: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class BatchView:
    """One ingest: its record, the claims that its rows state, and its refused rows by reason (all, and those left).

    withdrawn is the act by which it was set aside, where it is.
    """

    batch: Batch
    claims: int
    reasons: tuple[tuple[str, int, int], ...]
    retries: tuple[int, ...]
    withdrawn: BatchAct | None = None


def view_batch(store: ClaimStore, number: int) -> BatchView:
    """Return what is on record of one ingest; raises Refused if there is none of this number."""
    reader = BatchReader(store.connection)
    batch = reader.batch(number)
    claims = len(reader.asserted(number))
    withdrawn = reader.withdrawn().get(number)
    return BatchView(batch, claims, tuple(reader.reasons(number)), tuple(reader.retries(number)), withdrawn)


def diff_batches(store: ClaimStore, old: int, new: int) -> BatchDiff:
    """Return what changed from one ingest to another, refused rows that were taken again included.

    A claim is changed where the same source says another figure of the same event, measure, population, place and
    period, as of the same date and on the same basis. Versions that have no date in common, as tables of the day have,
    are held against each other whatever the date, but for what one of them states as of several. Nothing is taken out
    of the database: what disappeared from a file was still said. Raises Refused for a number that is no batch.
    """
    reader = BatchReader(store.connection)
    first, second = reader.batch(old), reader.batch(new)
    before, after = reader.asserted(old), reader.asserted(new)
    left, right = reader.claims_by_ids(before - after), reader.claims_by_ids(after - before)
    is_dated_anew = not before & after and {one.as_of for one in left}.isdisjoint(one.as_of for one in right)
    gone, come = (_by_key(claims, by_date=not is_dated_anew) for claims in (left, right))
    both = {key for key in gone.keys() & come.keys() if not is_dated_anew or len(gone[key]) == len(come[key]) == 1}
    as_before = {key for key in both if is_dated_anew and _is_one_figure(gone[key][0], come[key][0])}
    return BatchDiff(
        old=first,
        new=second,
        changed=tuple(Changed(tuple(gone[key]), tuple(come[key])) for key in gone if key in both - as_before),
        disappeared=tuple(claim for key, claims in gone.items() if key not in both for claim in claims),
        appeared=tuple(claim for key, claims in come.items() if key not in both for claim in claims),
        same=len(before & after),
        redated=len(as_before),
        withdrawn=tuple(act for number, act in sorted(reader.withdrawn().items()) if number in {old, new}),
        refused=tuple(_still_refused(reader, dict.fromkeys((old, new)))),
    )


def _still_refused(reader: BatchReader, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield ingests, and those that took their rows again, of which rows are refused still, with how many rows."""
    for number in numbers:
        if rows := len({reject["row"] for reject in reader.open_rejects(number)}):
            yield number, rows
        yield from _still_refused(reader, reader.retries(number))


def _by_key(claims: list[Claim], *, by_date: bool) -> dict[Key, list[Claim]]:
    found: dict[Key, list[Claim]] = {}
    for claim in claims:
        scope = (claim.event, claim.measure, claim.population, claim.place, claim.period_start or "")
        date = (claim.as_of or "",) if by_date else ()
        found.setdefault((*scope, *date, claim.source, str(claim.basis)), []).append(claim)
    return found


def _is_one_figure(one: Claim, other: Claim) -> bool:
    """Return whether two claims state the same figure, in whichever words."""
    return one.figure == other.figure
