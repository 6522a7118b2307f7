"""`claims batch`: what was ingested, how, with which result, what a newer version changed; and to set one aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from claims.cli.completing import completes
from claims.cli.lazy import Group
from claims.cli.options import by_option, db_option, examples, json_option, reason_option, rows_options
from claims.cli.output import show, show_json, show_rows, show_table, tell
from claims.errors import REASON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Batch, BatchAct, Claim
    from claims.pipeline.batch import BatchDiff, BatchView

SHOWN = 50
LINKS_SHOWN = 5


def _ingest_number(context: click.Context, parameter: click.Parameter, value: str) -> int:
    """Return the number of an ingest; anything else, such as a file, is refused with the way to its number."""
    if context.resilient_parsing:
        return 0
    try:
        return int(value)
    except ValueError:
        reason = (
            f"“{value}” is not the number of an ingest. A file gets one when it is ingested: claims ingest FILE;"
            " claims batch list shows those there are"
        )
        raise click.BadParameter(reason, ctx=context, param=parameter) from None


@click.group("batch", cls=Group, epilog=examples("claims batch list"))
def command() -> None:
    """List ingests, show one, compare two versions of a file, and set a wrong one aside."""


@command.command("list", epilog=examples("claims batch list", "claims batch list --json"))
@rows_options
@db_option
def list_batches(*, form: str | None, db: str) -> None:
    """List all ingests, oldest first."""
    from claims.exporters.terminal import clean
    from claims.pipeline.claim_store import ClaimStore
    from claims.reading.batches import BatchReader

    with ClaimStore.open(db, write=False) as store:
        found = store.reader.batches()
        gone = BatchReader(store.connection).withdrawn()
    if form:
        show_rows([{**batch._asdict(), **_signed(gone.get(batch.number))} for batch in found], form=form)
    elif not found:
        tell("Nothing was ingested yet: claims ingest FILE")
    else:
        head = ("batch", "file", "when", "by", "read", "added", "known", "refused")
        show_table(head, [_row(batch, gone.get(batch.number), clean=clean) for batch in found])


def _signed(act: BatchAct | None) -> dict[str, str | None]:
    """Return when, by whom and why an ingest was withdrawn, as columns; empty where it stands."""
    told = (None, None, None) if act is None else (act.at, act.by, act.reason)
    return dict(zip(("withdrawn_at", "withdrawn_by", "withdrawn_reason"), told, strict=True))


def _row(batch: Batch, act: BatchAct | None, *, clean: Any) -> list[str]:
    again = "" if batch.retry_of is None else f" (retry of {batch.retry_of})"
    again += "" if act is None else f" (withdrawn {act.at[:10]} by {clean(act.by)}: {clean(act.reason)})"
    counts = (batch.read, batch.added, batch.known, batch.refused)
    return [
        str(batch.number),
        clean(batch.file) + again,
        batch.started_at,
        clean(batch.started_by),
        *(f"{number:,}" for number in counts),
    ]


@command.command("show", epilog=examples("claims batch show 3", "claims batch show 3 --mapping"))
@click.argument("number", callback=_ingest_number, shell_complete=completes("batch"))
@click.option("--mapping", "only_mapping", is_flag=True, help="Print its mapping alone, as ingest --mapping reads it.")
@json_option
@db_option
def show_batch(*, number: int, only_mapping: bool, as_json: bool, db: str) -> None:
    """Show one ingest: its counts, the mapping by which its file was read, and why rows were refused."""
    from dataclasses import asdict

    from claims.mapping import to_toml
    from claims.pipeline.batch import view_batch
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.retry import mapping_of

    if only_mapping and as_json:
        raise click.UsageError("--mapping prints TOML: leave --json out")
    with ClaimStore.open(db, write=False) as store:
        found = view_batch(store, number)
        mapping = mapping_of(store, number) if only_mapping else None
    if mapping is not None:
        show(to_toml(mapping).strip())
    elif as_json:
        show_json(asdict(found))
    else:
        _show_view(found)


def _show_view(found: BatchView) -> None:
    from claims.exporters.terminal import clean
    from claims.mapping import from_json, to_toml
    from claims.text import strip_controls

    batch = found.batch
    again = "" if batch.retry_of is None else f", refused rows of batch {batch.retry_of} taken again"
    show(f"Batch {batch.number}: {clean(batch.file)}{again}")
    show(f"{batch.started_at} by {clean(batch.started_by)}, read as {batch.importer}, SHA-256 {batch.sha256}")
    show(
        f"{batch.read:,} read, {batch.added:,} added, {batch.known:,} already known, {batch.appearances:,} new "
        f"appearances, {batch.refused:,} refused; its rows state {found.claims:,} claims"
    )
    if found.withdrawn:
        act = found.withdrawn
        show(f"Withdrawn on {act.at} by {clean(act.by)}: {clean(act.reason)}")
    if found.retries:
        show(f"Taken again by batch {', '.join(map(str, found.retries))}")
    if found.reasons:
        show("")
        show_table(
            ("refused", "still", "reason"),
            [(f"{count:,}", f"{left:,}", clean(reason)) for reason, count, left in found.reasons[:SHOWN]],
        )
    if batch.mapping:
        show("\nMapping:\n")
        show(strip_controls(to_toml(from_json(batch.mapping)).strip()))


@command.command("diff", epilog=examples("claims batch diff 1 4", "claims batch diff 1 4 --json"))
@click.argument("old", callback=_ingest_number, shell_complete=completes("batch"))
@click.argument("new", callback=_ingest_number, shell_complete=completes("batch"))
@click.option("--all", "everything", is_flag=True, help=f"List everything, not the first {SHOWN} of each kind only.")
@json_option
@db_option
def diff(*, old: int, new: int, everything: bool, as_json: bool, db: str) -> None:
    """Show what a newer version of a file changed: other figures, claims that disappeared, claims that appeared.

    The same thing said by the same source as of the same date with another figure is a change; where the two have no
    date in common, as of whichever date. Nothing is taken out of the database: what disappeared from a file was said in
    its older version.
    """
    from dataclasses import asdict

    from claims.pipeline.batch import diff_batches
    from claims.pipeline.claim_store import ClaimStore

    with ClaimStore.open(db, write=False) as store:
        found = diff_batches(store, old, new)
        changed = [(one.after[0], one.before[0]) for one in found.changed if len(one.after) == len(one.before) == 1]
        linked = {frozenset((link.claim, link.other)) for link in store.reader.links({one.id for one, _ in changed})}
    if as_json:
        show_json(asdict(found))
        return
    _show_diff(found, limit=None if everything else SHOWN)
    for act in found.withdrawn:
        tell(f"Batch {act.batch} is withdrawn: nothing of it counts but what others state too")
    for batch, rows in found.refused:
        many = "1 row of it is" if rows == 1 else f"{rows:,} rows of it are"
        tell(f"Batch {batch}: {many} refused still, and what they state is on neither side: claims batch show {batch}")
    open_ones = [
        (one.id[:8], other.id[:8])
        for one, other in changed
        if one.as_of == other.as_of and frozenset((one.id, other.id)) not in linked and not found.withdrawn
    ]
    if open_ones:
        tell("Where a change is a correction, this says so:")
    for one, other in open_ones if everything else open_ones[:LINKS_SHOWN]:
        tell(f"  claims link {one} corrects {other} {REASON}")


@command.command(
    "withdraw",
    epilog=examples(
        'claims batch withdraw 3 --reason "the column of injured was read as killed"',
        'claims batch withdraw 3 --undo --reason "it was right after all"',
    ),
)
@click.argument("number", callback=_ingest_number, shell_complete=completes("batch"))
@click.option("--undo", is_flag=True, help="Let an ingest that was withdrawn stand again.")
@reason_option
@db_option
@by_option
def withdraw(*, number: int, undo: bool, reason: str, db: str, by: str) -> None:
    """Set aside all that one ingest read, and the batches that took its refused rows again.

    Each place that it read is withdrawn, and claims that stand nowhere else are deprecated; what another file, or a
    person, states too stays. Nothing is deleted: all stays readable with who withdrew it and why. The file can then be
    read by another mapping: what was right the first time stands again.
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.reconcile import scope_options
    from claims.pipeline.withdraw_batches import restore_batch, withdraw_batch

    with ClaimStore.open(db) as store:
        done = (restore_batch if undo else withdraw_batch)(store, number, by=by, reason=reason)
    many = " and ".join(map(str, done.batches))
    these = f"Batch {many}" if len(done.batches) == 1 else f"Batches {many}"
    if undo:
        counts = f"Appearances: {done.appearances:,}; claims that were deprecated: {done.claims:,}"
        tell(f"{these} {'stands' if len(done.batches) == 1 else 'stand'} again. {counts}.")
    else:
        stay = f"; claims that stand all the same, by what else states them: {done.others:,}" if done.others else ""
        counts = f"Appearances withdrawn: {done.appearances:,}; claims deprecated: {done.claims:,}{stay}"
        tell(f"{these} {'is' if len(done.batches) == 1 else 'are'} withdrawn. {counts}.")
    if done.links:
        tell(f"Links from or to claims that are deprecated: {done.links:,}; they stay (`claims show CLAIM`).")
    for decision in done.decisions:
        of = f"claims reconcile {decision.event} {decision.measure} {scope_options(decision)}"
        then = f"nothing else stands there, {of} --withdraw {REASON}" if decision.is_left else f"decide anew, {of}"
        tell(f"Decision {decision.number} uses claims that are deprecated: {then}")


def _show_diff(found: BatchDiff, *, limit: int | None) -> None:
    rows = [
        (*_scope(one.after[0], before=one.before[0]), _says(one.before), _says(one.after))
        for one in found.changed[:limit]
    ]
    rows += [(*_scope(claim), _says((claim,)), "–") for claim in found.disappeared[:limit]]
    rows += [(*_scope(claim), "–", _says((claim,))) for claim in found.appeared[:limit]]
    if rows:
        head = ("event", "measure", "of whom, where", "as of", "source", f"batch {found.old.number}")
        show_table((*head, f"batch {found.new.number}"), rows)
    counts = (len(found.changed), len(found.disappeared), len(found.appeared))
    left = sum(max(0, count - limit) for count in counts) if limit is not None else 0
    more = f"; {left:,} more: --all" if left else ""
    same = f"{found.redated:,} the same as of another date" if found.redated else f"{found.same:,} the same"
    tell(f"{counts[0]:,} changed, {counts[1]:,} disappeared, {counts[2]:,} appeared, {same}{more}")


def _scope(claim: Claim, *, before: Claim | None = None) -> tuple[str, ...]:
    from claims.exporters.terminal import clean

    scope = ", ".join(part for part in ("" if claim.population == "all" else claim.population, claim.place) if part)
    period = f"from {claim.period_start} to " if claim.period_start else ""
    earlier = f"{before.as_of or '–'} → " if before is not None and before.as_of != claim.as_of else ""
    return (claim.event, claim.measure, clean(scope), f"{period}{earlier}{claim.as_of or '–'}", claim.source)


def _says(claims: Iterable[Claim]) -> str:
    from claims.exporters.terminal import clean

    return "; ".join(clean(claim.says) for claim in claims)
