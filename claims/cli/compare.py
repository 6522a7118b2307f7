"""`claims compare`: show who claimed what of an event, and what contradicts what."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import click

from claims.cli.naming import known_names_only
from claims.cli.options import completes, db_option, examples, json_option
from claims.cli.output import show, show_json, style, tell


def _ratio(context: click.Context, parameter: click.Parameter, text: str) -> Decimal:
    try:
        ratio = Decimal(text)
    except InvalidOperation:
        ratio = Decimal(0)
    if not ratio.is_finite() or ratio < 1:
        raise click.BadParameter(f"{text} is not a number of 1 or more", ctx=context, param=parameter)
    return ratio


@click.command(
    "compare",
    epilog=examples(
        "claims compare iran-protests-2019",
        "claims compare iran-protests-2019 --measure killed --known-on 2019-12-05",
        'claims compare "احتجاجات إيران 2019" --without MEK --json',
    ),
)
@click.argument("event", shell_complete=completes("event"))
@click.option("--measure", metavar="NAME", shell_complete=completes("measure"), help="Only this measure.")
@click.option("--population", metavar="TEXT", help="Only this population, as recorded (all, women ...).")
@click.option("--place", metavar="TEXT", help="Only this place, as recorded.")
@click.option("--as-of", metavar="DATE", help="Only claims that speak of the time up to this date.")
@click.option("--known-on", metavar="DATE", help="Only what could be known on this date.")
@click.option(
    "--without", metavar="SOURCE", shell_complete=completes("source"), help="Leave out a source and its copies."
)
@click.option(
    "--ratio",
    metavar="NUMBER",
    default="1.2",
    show_default=True,
    callback=_ratio,
    help="From which ratio on figures that can both be true count as diverging.",
)
@click.option("--all", "everything", is_flag=True, help="Show all pairs, not the worst few only.")
@json_option
@db_option
def command(
    *,
    event: str,
    measure: str | None,
    population: str | None,
    place: str | None,
    as_of: str | None,
    known_on: str | None,
    without: str | None,
    ratio: Decimal,
    everything: bool,
    as_json: bool,
    db: str,
) -> None:
    """Show who claimed what of an event, and what contradicts what.

    EVENT is an event's id or any of its names, in any script. Signs: ✕ contradicts (cannot both be true), ≉ diverges
    (can both be true, but differ by more than the ratio), ≈ compatible, = agrees. In the plot ● is an exact number or
    a stated limit, an arrow an open end, ├──┤ a range and ○ a number without bounds.
    """
    from claims.exporters.comparison import event_as_json
    from claims.pipeline import ClaimStore
    from claims.pipeline_compare import Question

    question = Question(
        measure=measure,
        population=population,
        place=place,
        as_of=_iso("--as-of", as_of),
        known_on=_iso("--known-on", known_on),
        without=without,
        ratio=ratio,
    )
    with ClaimStore.open(db, write=False) as store, known_names_only():
        views = store.compare(event, question=question)
        slug = views[0].event.id if views else store.reader.canonical("event", store.find("event", event))
    if as_json:
        show_json(event_as_json(slug, views))
        return
    from claims.exporters.terminal import draw_views

    if views:
        show(draw_views(views, style=style(everything=everything)))
    else:
        asked = "answers this question" if question != Question() else "is recorded yet"
        tell(f"No claim of {slug} {asked}.")


def _iso(option: str, text: str | None) -> str | None:
    from claims import dates
    from claims.errors import ClaimsError, Refused

    try:
        return None if text is None else dates.parse(text).iso
    except ClaimsError as error:
        raise Refused(f"{option}: {error}", hint=error.hint) from error
