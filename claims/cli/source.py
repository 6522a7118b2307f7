"""`claims source`: list, add, name and compare sources."""

from __future__ import annotations

import click

from claims.cli.lazy import Group
from claims.cli.naming import alias_command, list_command, merge_command, report_added
from claims.cli.options import by_option, db_option, examples, one_of, web_address
from claims.cli.source_compare import compare

TYPES = (
    *("government", "security_force", "armed_group", "opposition", "igo", "ngo", "monitor"),
    *("academic", "media", "wire", "official", "witness", "unknown"),
)


@click.group("source", cls=Group, epilog=examples("claims source list"))
def command() -> None:
    """List, add, name and compare sources: who asserts figures."""


@command.command(
    "add",
    epilog=examples(
        'claims source add "Amnesty International" --type ngo --url https://www.amnesty.org --wikidata Q42970'
    ),
)
@click.argument("name")
@click.option("--id", "slug", metavar="SLUG", help="Its id; made of the name if left out. It never changes.")
@click.option("--type", type=one_of(TYPES), default="unknown", show_default=True, help="What kind of source it is.")
@click.option(
    "--reliability",
    metavar="[A|B|C|D|E|F]",
    type=one_of(tuple("ABCDEF")),
    default="F",
    show_default=True,
    help="A reliable ... E unreliable; F not judged (Admiralty code).",
)
@click.option("--party", is_flag=True, help="It is a party to the events that it speaks of.")
@click.option("--url", metavar="URL", callback=web_address, help="Its web site.")
@click.option("--wikidata", metavar="QID", help="Its item in Wikidata, such as Q42970.")
@db_option
@by_option
def add(
    *,
    name: str,
    slug: str | None,
    type: str,
    reliability: str,
    party: bool,
    url: str | None,
    wikidata: str | None,
    db: str,
    by: str,
) -> None:
    """Add a source."""
    from claims.model import Source, SourceType
    from claims.pipeline.claim_store import ClaimStore
    from claims.text import slug as slug_of

    source = Source(
        slug_of(name) if slug is None else slug,
        name,
        type=SourceType(type),
        party_to_event=party,
        reliability=reliability,
        url=url,
        wikidata=wikidata,
    )
    with ClaimStore.open(db) as store:
        store.add_source(source, by=by)
    report_added("source", source.id)


command.add_command(list_command("source", columns=("id", "name", "type", "reliability"), example="amnesty"))
command.add_command(alias_command("source", example='amnesty-international "منظمة العفو الدولية" --language ar'))
command.add_command(compare)
command.add_command(merge_command("source", example="mojahedin mek"))
