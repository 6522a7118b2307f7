"""`claims withdraw`: take a link between claims back."""

from __future__ import annotations

import click

from claims.cli.options import by_option, db_option, examples, reason_option
from claims.cli.output import tell


@click.command("withdraw", epilog=examples('claims withdraw 4 --reason "the article has a source of its own"'))
@click.argument("number", type=click.IntRange(min=1))
@reason_option
@db_option
@by_option
def command(*, number: int, reason: str, db: str, by: str) -> None:
    """Take a link between claims back, by its number.

    The link stays readable with who withdrew it and why; comparisons are as if it had never been. `claims show CLAIM`
    lists the links of a claim.
    """
    from claims.pipeline import ClaimStore

    with ClaimStore.open(db) as store:
        store.withdraw_link(number, by=by, reason=reason)
    tell(f"Link {number} is withdrawn.")
