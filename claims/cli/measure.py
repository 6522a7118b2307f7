"""`claims measure`: list, add and name measures."""

from __future__ import annotations

import click

from claims.cli.completing import completes
from claims.cli.lazy import Group
from claims.cli.naming import alias_command, list_command, merge_command, report_added
from claims.cli.options import by_option, db_option, examples, known_names_only, one_of
from claims.cli.output import show, tell

VALUE_KINDS = ("count", "quantity", "percent", "money", "date", "text")
COUNT_KINDS = ("cumulative", "period", "point")


@click.group("measure", cls=Group, epilog=examples("claims measure list"))
def command() -> None:
    """List, add and name measures: what is counted or stated."""


def _hxl_tag(context: click.Context, option: click.Parameter, tag: str | None) -> str | None:
    """Return a hashtag with its attributes; raises click.BadParameter for what has another form (HXL standard 1.1)."""
    import re

    if tag is None or re.fullmatch(r"#[A-Za-z]\w*(\s*\+[A-Za-z]\w*)*", tag):
        return tag
    raise click.BadParameter(f"“{tag}” is no HXL tag: write #affected+killed", ctx=context, param=option)


@command.command(
    "add",
    epilog=examples(
        'claims measure add "Schools damaged" --unit schools \\\n'
        '      --definition "School buildings reported as damaged or destroyed"'
    ),
)
@click.argument("label")
@click.option("--id", "slug", metavar="SLUG", help="Its id; made of the label if left out. It never changes.")
@click.option("--unit", metavar="TEXT", help="What one unit of it is: people, km², USD ...")
@click.option(
    "--value-kind", type=one_of(VALUE_KINDS), default="count", show_default=True, help="What values it takes."
)
@click.option(
    "--count-kind",
    type=one_of(COUNT_KINDS),
    default="cumulative",
    show_default=True,
    help="A running total, what fell into one period, or a level at one moment.",
)
@click.option(
    "--part-of", metavar="MEASURE", shell_complete=completes("measure"), help="The measure that it is a part of."
)
@click.option("--definition", metavar="TEXT", help="What is counted, and what is not.")
@click.option("--hxl-tag", metavar="TAG", callback=_hxl_tag, help="Its HXL tag: #affected+killed.")
@click.option("--wikidata-property", metavar="PID", help="Its property in Wikidata: P1120.")
@db_option
@by_option
def add(
    *,
    label: str,
    slug: str | None,
    unit: str | None,
    value_kind: str,
    count_kind: str,
    part_of: str | None,
    definition: str | None,
    hxl_tag: str | None,
    wikidata_property: str | None,
    db: str,
    by: str,
) -> None:
    """Add a measure."""
    from claims.model import CountKind, Measure, ValueKind
    from claims.pipeline.claim_store import ClaimStore
    from claims.text import slug as slug_of

    with ClaimStore.open(db) as store, known_names_only():
        measure = Measure(
            slug_of(label) if slug is None else slug,
            label,
            unit=unit,
            value_kind=ValueKind(value_kind),
            count_kind=CountKind(count_kind),
            part_of=None if part_of is None else store.find("measure", part_of),
            definition=definition,
            hxl_tag=hxl_tag,
            wikidata_property=wikidata_property,
        )
        store.add_measure(measure, by=by)
    report_added("measure", measure.id)


@command.command("starters", epilog=examples("claims measure starters --dry-run", "claims measure starters"))
@click.option("--dry-run", is_flag=True, help="Only say what would be added.")
@db_option
@by_option
def starters(*, dry_run: bool, db: str, by: str) -> None:
    """Add those of the usual measures and of their names that a database lacks.

    A new database knows the usual measures with their names in seven languages; one that was made with an older program
    knows fewer. What is on record stays as it is: a name that stands for another measure here is not taken from it.
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.starters import add_starters
    from claims.text import isolate

    with ClaimStore.open(db) as store:
        found = add_starters(store, by=by, dry_run=dry_run)
    for slug in found.measures:
        show(f"measure {slug}")
    for alias in found.names:
        show(f"{alias.target}: {isolate(alias.name)}")
    for alias, other in found.kept:
        tell(f"“{isolate(alias.name)}” stays a name of {other}, and is none of {alias.target}")
    counted = f"{len(found.measures)} measures and {len(found.names)} names"
    tell(f"{counted} {'would be added' if dry_run else 'were added'}.")


command.add_command(
    list_command("measure", columns=("id", "label", "unit", "value_kind", "count_kind"), example="killed")
)
command.add_command(alias_command("measure", example='killed "القتلى" --language ar'))
command.add_command(merge_command("measure", example="deaths killed"))
