"""`claims rank`: prefer or deprecate a claim, with a reason."""

from __future__ import annotations

import click

from claims.cli.completing import completes
from claims.cli.options import by_option, db_option, examples, one_of, reason_option
from claims.cli.output import tell

RANKS = ("preferred", "normal", "deprecated")


@click.command("rank", epilog=examples('claims rank 3f9a2c71 deprecated --reason "the source took the report down"'))
@click.argument("claim", shell_complete=completes("claim"))
@click.argument("rank", metavar="RANK", type=one_of(RANKS))
@reason_option
@db_option
@by_option
def command(*, claim: str, rank: str, reason: str, db: str, by: str) -> None:
    """Prefer or deprecate a claim, or take that back with “normal”.

    RANK is preferred, normal or deprecated. A deprecated claim stays on record but is left out of comparisons. CLAIM is
    an id or its first digits.
    """
    from claims.model import Rank
    from claims.pipeline.claim_store import ClaimStore

    with ClaimStore.open(db) as store:
        changed = store.rank(claim, Rank(rank), reason=reason, by=by)
    tell(f"{changed.id} ({changed.source}: {changed.says}) is now {changed.rank}.")
