"""`claims place`: list the places of claims, and say which are one and the same."""

from __future__ import annotations

import click

from claims.cli.lazy import Group
from claims.cli.naming import merge_command
from claims.cli.options import db_option, examples, rows_options
from claims.cli.output import show_rows, show_table, tell


@click.group("place", cls=Group, epilog=examples("claims place list"))
def command() -> None:
    """List the places of claims, and say which are one and the same."""


@command.command("list", epilog=examples("claims place list", "claims place list tehran --json"))
@click.argument("search", default="")
@rows_options
@db_option
def places(*, search: str, form: str | None, db: str) -> None:
    """Show all places with the number of claims recorded with them, or those with a word in their name."""
    from claims.exporters.terminal import clean
    from claims.pipeline.claim_store import ClaimStore
    from claims.reading.places import PlaceReader
    from claims.text import fold

    with ClaimStore.open(db, write=False) as store:
        reader = PlaceReader(store.connection)
        merged = reader.merged_places()
        found = [
            {"place": place, "claims": count, "same_as": merged.get(place)}
            for place, count in reader.places_of_claims().items()
            if fold(search) in fold(place)
        ]
    if form:
        show_rows(found, form=form)
    elif not found:
        tell(f"No place has “{search}” in its name." if search else "No claim names a place yet.")
    else:
        rows = ((clean(str(one["place"])), f"{one['claims']:,}", clean(str(one["same_as"] or "–"))) for one in found)
        show_table(("place", "claims", "same as"), rows)


command.add_command(merge_command("place", example="tehran Tehran"))
