"""Keep the stored summaries of comparisons true: those that a write touched, or all, in one ordered pass."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import islice
from typing import TYPE_CHECKING, Any

from claims.compare.comparison import compare
from claims.compare.fold import COLUMNS, ORDER, fold
from claims.interval import spans_dates
from claims.pipeline.stale import bare_view, is_decision_stale
from claims.reading.decisions import DecisionReader
from claims.reading.fold import FoldReader
from claims.store.comparisons import all_anew, counting, write_comparisons

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from claims.compare.fold import Summary
    from claims.model import Measure
    from claims.reading.reader import Reader
    from claims.store.writer import Store

BLOCK = 5000  # comparisons at a time
MANY = 100  # comparisons; from here on it is quicker to look up all decisions at once


def refresh(reader: Reader, store: Store, *, ids: Iterable[str]) -> None:
    """Bring the stored summaries of these comparisons up to date, a block at a time, in the writes' transaction.

    The cost is proportional to the claims in them.
    """
    wanted = sorted(set(ids))
    if not wanted:
        return
    measures = {measure.id: measure for measure in reader.measures()}
    if len(wanted) < MANY:
        decided = {key for key in wanted if reader.decision(key) is not None}
    else:
        decided = set(DecisionReader(reader.connection).decided_now())
    many = len(wanted) >= MANY
    several = FoldReader(reader.connection).in_several(comparisons=wanted)
    with counting(store) if many else nullcontext():
        for start in range(0, len(wanted), BLOCK):
            block = wanted[start : start + BLOCK]
            folded = summaries(reader, measures=measures, comparisons=block, several=several)
            rows = list(_rows(reader, folded, measures=measures, decided=decided))
            write_comparisons(store, rows, gone=set(block) - {row[0] for row in rows}, counted=many)


def refresh_all(reader: Reader, store: Store) -> None:
    """Make all stored summaries anew from the claims, in one ordered pass that holds a block at a time."""
    with all_anew(store):
        rows = rows_of_all(reader)
        while block := list(islice(rows, BLOCK)):
            write_comparisons(store, block)


def rows_of_all(reader: Reader) -> Iterator[tuple[Any, ...]]:
    """Yield what must be stored of every comparison, in the order of their ids, as `write_comparisons` takes it."""
    measures = {measure.id: measure for measure in reader.measures()}
    decided = set(DecisionReader(reader.connection).decided_now())
    return _rows(reader, summaries(reader, measures=measures), measures=measures, decided=decided)


def summaries(
    reader: Reader,
    *,
    measures: Mapping[str, Measure],
    comparisons: Collection[str] | None = None,
    several: Mapping[str, int] | None = None,
) -> Iterator[Summary]:
    """Yield what follows from the claims of these comparisons, or of all, in the order of their ids.

    several gives the number of documents of claims that can be read in more than one, where it is known already.
    """
    folded = FoldReader(reader.connection)
    return fold(
        folded.tuples(COLUMNS, order=ORDER, comparisons=comparisons),
        measures=measures,
        several=folded.in_several(comparisons=comparisons) if several is None else several,
        links=folded.links_within(comparisons=comparisons),
    )


def _rows(
    reader: Reader, folded: Iterable[Summary], *, measures: Mapping[str, Measure], decided: Collection[str]
) -> Iterator[tuple[Any, ...]]:
    of_one_date = {key: not spans_dates(measure) for key, measure in measures.items()}
    for one in folded:
        decision = _decision(reader, one, measure=measures[one.measure]) if one.id in decided else (None, None, None)
        yield (*one, of_one_date[one.measure], *decision)


def _decision(reader: Reader, one: Summary, *, measure: Measure) -> tuple[int | None, str | None, int | None]:
    """Return the decision in force on a comparison: its number, its figure in words, and 1 if it is stale."""
    decision = reader.decision(one.id)
    claims = reader.claims(comparisons=[one.id])
    links = reader.links_that_hold([claim.id for claim in claims])
    comparison = compare(claims, measure=measure, links=links, detailed=False)
    if decision is None or comparison is None:
        return None, None, None
    stale = is_decision_stale(reader, decision, bare_view(comparison, measure=measure, links=links))
    return decision.number, reader.decided_words(decision.number), int(stale)
