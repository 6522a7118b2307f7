"""`claims judge`: say anew how credible a claim is, or what is to be noted of it."""

from __future__ import annotations

from typing import Any

import click

from claims.cli.completing import completes
from claims.cli.options import WholeNumber, by_option, db_option, examples, reason_option
from claims.cli.output import tell


@click.command(
    "judge",
    epilog=examples(
        'claims judge 3f9a2c71 --credibility 2 --reason "two sources of their own say the same"',
        'claims judge 3f9a2c71 --note "counts security forces too" --reason "see page 4 of the report"',
    ),
)
@click.argument("claim", shell_complete=completes("claim"))
@click.option("--credibility", type=WholeNumber(1, 6), help="1 confirmed ... 6 not judged.")
@click.option("--note", metavar="TEXT", help="A remark of yours, instead of the one there is; “” for none.")
@reason_option
@db_option
@by_option
def command(*, claim: str, credibility: int | None, note: str | None, reason: str, db: str, by: str) -> None:
    """Change the credibility or the note of a claim, with the reason.

    What was there before stays in the log. What the claim asserts cannot change. CLAIM is an id or its first digits.
    """
    from claims.pipeline.claim_store import ClaimStore

    changes: dict[str, Any] = {} if credibility is None else {"credibility": credibility}
    if note is not None:
        changes["note"] = note or None
    if not changes:
        raise click.UsageError("nothing would change: give --credibility or --note")
    with ClaimStore.open(db) as store:
        changed = store.judge(claim, by=by, reason=reason, changes=changes)
    noted = f", note “{changed.note}”" if changed.note else ""
    tell(f"{changed.id} ({changed.source}: {changed.says}): credibility {changed.credibility}{noted}.")
