"""`claims merge`: take over everything of another claims database."""

from __future__ import annotations

from pathlib import Path

import click

from claims.cli.options import NamedPath, by_option, db_option, examples, json_option
from claims.cli.output import show_json, show_table, tell
from claims.errors import NoDatabase

PROBLEMS = 3

CALLED = {
    "accepted_finding": ("accepted finding", "accepted findings"),
    "alias": ("other name", "other names"),
    "appearance_withdrawal": ("withdrawn appearance", "withdrawn appearances"),
    "batch": ("ingest", "ingests"),
    "blob": ("fetched file", "fetched files"),
    "claim_link": ("link", "links"),
    "extraction": ("run of an extractor", "runs of extractors"),
    "read_again": ("row read again", "rows read again"),
    "reconciliation": ("decision", "decisions"),
    "reconciliation_claim": ("claim considered", "claims considered"),
    "reject": ("refused row", "refused rows"),
}
"""What a row and rows are called in words where that is not the name of their table."""


@click.command("merge", epilog=examples("claims merge colleague.db --dry-run", "claims merge colleague.db --by Rahimi"))
@click.argument("other", type=NamedPath(dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Only say what would come and what the files differ on.")
@json_option
@db_option
@by_option
@click.pass_context
def command(context: click.Context, *, other: str, dry_run: bool, as_json: bool, db: str, by: str) -> None:
    """Take over everything of another claims database, OTHER, which is only read.

    The same assertion has the same id in both files. Judgements of both are kept: one that nobody made here is taken
    over; where both judged and differ ours stays in force, the difference is listed and the program ends with 3.
    Merging again adds nothing. What OTHER says of itself (claims config) is not taken over.
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.merge import merge_file

    if not Path(other).is_file():
        raise NoDatabase(other, reason="there is no such file", hint="check the path of the file that is merged")
    with ClaimStore.open(db) as store:
        merged = merge_file(store, other, by=by, dry_run=dry_run)
    conflicts = [{"rule": one.rule, "reason": one.reason, "claims": list(one.claims)} for one in merged.conflicts]
    if as_json:
        counts = {"added": merged.added, "changed": merged.changed}
        show_json({"file": merged.file, "dry_run": dry_run, **counts, "conflicts": conflicts})
    elif conflicts:
        show_table(("differs", "how"), [(one.rule, one.reason) for one in merged.conflicts])
    counted = ", ".join(_counted(table, number) for table, number in merged.added.items() if number)
    changed = sum(merged.changed.values())
    also = f"; {changed:,} completed, merged or withdrawn" if changed else ""
    would = "Would come" if dry_run else "New"
    tell("Everything was here already." if merged.is_nothing_new else f"{would}: {counted or 'nothing'}{also}.")
    if conflicts:
        tell(f"The two files differ on {len(conflicts)}; ours stands.")
        context.exit(PROBLEMS)


def _counted(table: str, number: int) -> str:
    """Return so many rows of a table in words: 1 claim, 4 claims considered."""
    one, many = CALLED.get(table, (table, f"{table}s"))
    return f"{number:,} {one if number == 1 else many}"
