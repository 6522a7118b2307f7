"""`claims upgrade`: carry an older database to today's schema."""

from __future__ import annotations

import click

from claims.cli.options import db_option, examples
from claims.cli.output import tell

PROBLEMS = 3


@click.command("upgrade", epilog=examples("claims upgrade --db protests.db"))
@db_option
@click.pass_context
def command(context: click.Context, *, db: str) -> None:
    """Carry an older database to today's schema, and make anew what another tool dropped from it.

    A copy of the file as it was is kept beside it. All of it happens or nothing. Triggers, views, indexes
    and tables that are missing or altered (as `sqlite-utils transform` leaves them) are made anew, and so are stored
    comparisons and counts that do not follow from the claims; no row is lost.
    """
    from claims.pipeline.upgrade import upgrade

    steps, repaired, left, derived_anew = upgrade(db)
    if steps:
        tell(f"{db} is up to date; steps taken: {', '.join(steps)}.")
        if repaired:
            tell(f"Of tables, indexes, views and triggers {len(repaired)} were made as this version has them.")
    for gap in () if steps else repaired:
        tell(f"Made anew: {gap}.")
    if derived_anew:
        tell("Made anew: the stored comparisons and counts, which were not what follows from the claims.")
    for gap in left:
        tell(f"Left for you to judge: {gap}.")
    if not (steps or repaired or left or derived_anew):
        tell(f"{db} was up to date already.")
    if left:
        context.exit(PROBLEMS)
