"""`claims demo`: build a database filled with real examples."""

from __future__ import annotations

import shlex

import click

from claims.cli.options import DATABASE, db_option, examples
from claims.cli.output import tell


@click.command("demo", epilog=examples("claims demo --db demo.db"))
@db_option
def command(*, db: str) -> None:
    """Build a database filled with real examples.

    Its events, sources, quotes and figures are real and were published where the documents say; the decisions on them
    are examples. A file that exists is never overwritten.
    """
    from claims.pipeline.demo import build

    counts = build(db)
    named = ", ".join(f"{number} {kind}s" for kind, number in counts.items())
    tell(f"{db} is ready: {named}.")
    option = "" if db == DATABASE else f" --db {shlex.quote(db)}"
    tell(f"Next: claims compare iran-protests-2019{option}, or claims serve{option} --open")
