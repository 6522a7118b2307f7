"""`claims publish`: make what can be given away of a database."""

from __future__ import annotations

import click

from claims.cli.options import db_option, examples
from claims.cli.output import tell


@click.group("publish", epilog=examples("claims publish copy public.db --db protests.db"))
def command() -> None:
    """Make what can be given away of a database."""


@command.command("copy", epilog=examples("claims publish copy public.db --db protests.db"))
@click.argument("out", metavar="OUT", type=click.Path(dir_okay=False))
@db_option
def copy(*, out: str, db: str) -> None:
    """Write a copy without what is withheld, to be served openly.

    OUT is a new file. Withheld claims are not in it, nor anything that only they use: appearances, links, decisions on
    them, documents, names, log entries; and nothing that is for editors: refused rows, fetched bytes, proposals. What
    people wrote into reasons and notes of other claims is copied as it is.
    """
    from claims.pipeline_public import publish_copy

    made = publish_copy(db, out)
    tell(f"Wrote {made.path} with {made.claims:,} claims; {made.withheld:,} withheld ones are left out.")
    tell(f"Serve it: claims serve --db {made.path}")
