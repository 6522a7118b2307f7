"""`claims init`: make a new, empty database."""

from __future__ import annotations

import click

from claims.cli.options import by_option, database_flag, db_option, examples
from claims.cli.output import tell


@click.command("init", epilog=examples("claims init --db protests.db"))
@click.option(
    "--with-measures/--no-measures", default=True, help="Begin with the usual measures (killed, injured ...)."
)
@db_option
@by_option
def command(*, with_measures: bool, db: str, by: str) -> None:
    """Make a new, empty database.

    It knows the usual measures (killed, injured, arrested ...) with their names in several languages, and no event,
    source or claim. A file that exists is never overwritten.
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.starters import load_measures

    with ClaimStore.create(db) as store:
        count = load_measures(store, by=by) if with_measures else 0
    tell(f"{db} is ready, with {count} measures." if count else f"{db} is ready.")
    option = database_flag(db)
    tell(f"Next: claims add{option}, claims ingest FILE{option}, or claims event add NAME{option}")
