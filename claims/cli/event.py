"""`claims event`: list, add and name events."""

from __future__ import annotations

import click

from claims.cli.completing import completes
from claims.cli.lazy import Group
from claims.cli.naming import alias_command, list_command, merge_command, report_added
from claims.cli.options import by_option, date_of, db_option, examples, known_names_only

CODE_LETTERS = 3


@click.group("event", cls=Group, epilog=examples("claims event list"))
def command() -> None:
    """List, add and name events: what happened."""


def _country(context: click.Context, option: click.Parameter, code: str | None) -> str | None:
    """Return a country's code in capital letters; raises click.BadParameter for what is no code of three letters."""
    if code is None or (len(code) == CODE_LETTERS and code.isascii() and code.isalpha()):
        return code and code.upper()
    raise click.BadParameter(f"“{code}” is no ISO code of three letters: write IRN, SYR ...", ctx=context, param=option)


@command.command(
    "add",
    epilog=examples(
        'claims event add "2019 Iranian protests" --id iran-protests-2019 --starts 2019-11-15 --country IRN'
    ),
)
@click.argument("name")
@click.option("--id", "slug", metavar="SLUG", help="Its id; made of the name if left out. It never changes.")
@click.option("--starts", metavar="DATE", help="The first day, or 2019-11 or 2019 if no more is known.")
@click.option("--ends", metavar="DATE", help="The last day.")
@click.option("--country", metavar="CODE", callback=_country, help="The country, by its ISO code: IRN.")
@click.option("--place", metavar="TEXT", help="The place in words.")
@click.option("--part-of", metavar="EVENT", shell_complete=completes("event"), help="The event that it is a part of.")
@click.option("--wikidata", metavar="QID", help="Its item in Wikidata.")
@db_option
@by_option
def add(
    *,
    name: str,
    slug: str | None,
    starts: str | None,
    ends: str | None,
    country: str | None,
    place: str | None,
    part_of: str | None,
    wikidata: str | None,
    db: str,
    by: str,
) -> None:
    """Add an event."""
    from claims.model import Event
    from claims.pipeline.claim_store import ClaimStore
    from claims.text import slug as slug_of

    first, last = date_of("--starts", starts), date_of("--ends", ends)
    with ClaimStore.open(db) as store, known_names_only():
        event = Event(
            slug_of(name) if slug is None else slug,
            name,
            starts_on=first.iso if first else None,
            ends_on=last.iso if last else None,
            date_precision=str(first.precision) if first else None,
            country=country,
            place=place,
            part_of=None if part_of is None else store.find("event", part_of),
            wikidata=wikidata,
        )
        store.add_event(event, by=by)
    report_added("event", event.id)


command.add_command(list_command("event", columns=("id", "name", "starts_on", "country"), example="2019"))
command.add_command(alias_command("event", example='iran-protests-2019 "احتجاجات إيران 2019" --language ar'))
command.add_command(merge_command("event", example="iran-2019 iran-protests-2019"))
