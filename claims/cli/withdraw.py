"""`claims withdraw`: take a link between claims back, or a place where a claim was read."""

from __future__ import annotations

import click

from claims.cli.options import WholeNumber, by_option, db_option, examples, reason_option
from claims.cli.output import tell


@click.command(
    "withdraw",
    epilog=examples(
        'claims withdraw 4 --reason "the article has a source of its own"',
        'claims withdraw --appearance 7c1e90ab --reason "the article speaks of another town"',
    ),
)
@click.argument("number", type=WholeNumber(min=1), required=False)
@click.option("--appearance", metavar="ID", help="Instead of a link, a place where a claim was read.")
@click.option("--undo", is_flag=True, help="Let an appearance that was withdrawn stand again.")
@reason_option
@db_option
@by_option
def command(*, number: int | None, appearance: str | None, undo: bool, reason: str, db: str, by: str) -> None:
    """Take a link between claims back, by its number, or a place where a claim was read, by its id.

    Both stay readable with who withdrew them and why; comparisons are as if they had never been. A withdrawn appearance
    is no report of its claim any more. `claims show CLAIM` lists the links of a claim and the places where it is read.
    """
    if (number is None) == (appearance is None):
        raise click.UsageError("give the number of a link, or --appearance with the id of a place")
    if undo and appearance is None:
        raise click.UsageError("--undo is for appearances; a link that was withdrawn is made again with `claims link`")
    from claims.pipeline.claim_store import ClaimStore

    with ClaimStore.open(db) as store:
        if appearance is not None:
            from claims.pipeline.withdraw import restore, withdraw

            place = (restore if undo else withdraw)(store, appearance, by=by, reason=reason)
            told = "stands again" if undo else "is withdrawn"
            tell(f"Appearance {place.id} {told}: claim {place.claim} in document {place.document}.")
        elif number is not None:
            store.withdraw_link(number, by=by, reason=reason)
            tell(f"Link {number} is withdrawn.")
