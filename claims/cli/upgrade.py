"""`claims upgrade`: carry an older database to today's schema."""

from __future__ import annotations

import click

from claims.cli.options import db_option, examples
from claims.cli.output import tell


@click.command("upgrade", epilog=examples("claims upgrade --db protests.db"))
@db_option
def command(*, db: str) -> None:
    """Carry an older database to today's schema.

    A copy of the file as it was is kept beside it. Each step happens whole or not at all.
    """
    from claims import schema

    done = schema.upgrade(db)
    tell(f"{db} is up to date; steps taken: {', '.join(done)}." if done else f"{db} was up to date already.")
