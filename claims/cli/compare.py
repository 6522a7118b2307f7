"""`claims compare`: show who claimed what of an event, and what contradicts what."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import click

from claims.cli.completing import completes
from claims.cli.options import BASES, db_option, examples, iso_of, json_option, known_names_only, one_of
from claims.cli.output import show, show_json, style, tell
from claims.pipeline.memory import seldom_collected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.exporters.terminal import Style
    from claims.model import View
    from claims.pipeline.compare import Question
    from claims.reading.reader import Reader


COMPARISONS_SHOWN = 30
LISTED = 10


def _ratio(context: click.Context, parameter: click.Parameter, text: str) -> Decimal:
    try:
        ratio = Decimal(text.replace("٫", "."))
    except InvalidOperation:
        ratio = Decimal(0)
    if not ratio.is_finite() or ratio < 1:
        raise click.BadParameter(f"“{text}” is no number of 1 or more, such as 1.5", ctx=context, param=parameter)
    return ratio


@click.command(
    "compare",
    epilog=examples(
        "claims compare iran-protests-2019",
        "claims compare iran-protests-2019 --measure killed --known-on 2019-12-05",
        'claims compare "احتجاجات إيران 2019" --without MEK --json',
        "claims compare iran-protests-2019 --measure killed --explain",
    ),
)
@click.argument("event", shell_complete=completes("event"))
@click.option("--measure", metavar="NAME", shell_complete=completes("measure"), help="Only this measure.")
@click.option("--population", metavar="TEXT", help="Only this population, as recorded (all, women ...).")
@click.option("--place", metavar="TEXT", help="Only this place, as recorded.")
@click.option("--period-start", metavar="DATE", help="Only periods that start on this day, or in this year or month.")
@click.option("--on", metavar="DATE", help="Only this as_of date, of a measure that is no running total.")
@click.option("--as-of", metavar="DATE", help="Only claims that speak of the time up to this date.")
@click.option("--known-on", metavar="DATE", help="Only what could be known on this date.")
@click.option(
    "--without", metavar="SOURCE", shell_complete=completes("source"), help="Leave out a source and its copies."
)
@click.option("--basis", type=one_of(BASES), help="Only claims that rest on this, as if there were no others.")
@click.option(
    "--ratio",
    metavar="NUMBER",
    default="1.2",
    show_default=True,
    callback=_ratio,
    help="From which ratio on figures that can both be true count as diverging.",
)
@click.option("--all", "everything", is_flag=True, help="Show all comparisons and all pairs, not the worst only.")
@click.option("--explain", is_flag=True, help="Say how each status came about, claim by claim and rule by rule.")
@click.option("--history", is_flag=True, help="Show the figures that each source gave, step by step.")
@json_option
@db_option
@seldom_collected()
def command(
    *,
    event: str,
    measure: str | None,
    population: str | None,
    place: str | None,
    period_start: str | None,
    on: str | None,
    as_of: str | None,
    known_on: str | None,
    without: str | None,
    basis: str | None,
    ratio: Decimal,
    everything: bool,
    explain: bool,
    history: bool,
    as_json: bool,
    db: str,
) -> None:
    """Show who claimed what of an event, and what contradicts what.

    EVENT is an event's id or any of its names, in any script. Signs: ✕ contradicts (cannot both be true), ≉ diverges
    (can both be true, but differ by more than the ratio), ≈ compatible, = agrees. In the plot ● is an exact number or
    a stated limit, an arrow an open end, ├──┤ a range and ○ a number without bounds.
    """
    from claims import schema
    from claims.pipeline.compare import Question, ask
    from claims.pipeline.find import Names
    from claims.reading.reader import Reader

    question = Question(
        measure=measure,
        population=population,
        place=place,
        as_of=iso_of("--as-of", as_of),
        known_on=iso_of("--known-on", known_on),
        without=without,
        basis=basis,
        ratio=ratio,
        period_start=iso_of("--period-start", period_start),
        on=iso_of("--on", on),
    )
    with closing(schema.connect(db)) as connection, known_names_only():
        reader = Reader(connection)
        answer = ask(reader, event, question=question, most=None if everything or as_json else COMPARISONS_SHOWN)
        views = answer.views
        slug = views[0].event.id if views else reader.canonical("event", Names(reader).find("event", event))
        asked = _Asked(reader, question, explain=explain, history=history)
        if as_json:
            show_json(asked.all_as_json(slug, views))
        elif views:
            show(_drawn(views, asked=asked, everything=everything))
            if answer.left_out:
                tell(
                    f"The {len(views)} most contested are shown; {answer.left_out:,} more comparisons answer this: "
                    "--all shows them; --measure, --place and --period-start narrow."
                )
        else:
            tell(_nothing(reader, slug, question))


def _nothing(reader: Reader, slug: str, question: Question) -> str:
    from claims.pipeline.compare import Question
    from claims.reading.facets import FacetReader

    if question == Question():
        recorded = FacetReader(reader.connection).count("claim", {"event": slug})
        if not recorded:
            return f"No claim of {slug} is recorded yet."
        return f"No claim of {slug} counts: all {recorded:,} are deprecated or withheld; claims export {slug}"
    told = " ".join((f"No claim of {slug} answers this question.", *_not_there(reader, slug, question)))
    if question.as_of is None and question.known_on is None:
        return told
    return f"{told} It is known since the publication of its document or its recording; undated ones hold as of then."


def _not_there(reader: Reader, slug: str, question: Question) -> Iterator[str]:
    """Yield which population or place that was asked for no claim of the event has, with those there are."""
    from claims.exporters.terminal import clean
    from claims.reading.answer import AnswerReader
    from claims.text import first_of

    asking = AnswerReader(reader.connection)
    place = question.place and reader.canonical("place", question.place)
    for what, wanted, find in (
        ("population", question.population, asking.populations_of),
        ("place", place, asking.places_of),
    ):
        there = [one for one in find([slug]) if one] if wanted else []
        if wanted and wanted not in there:
            listed = first_of([f"“{clean(one)}”" for one in there], LISTED)
            yield f"It has no {what} “{clean(wanted)}”" + (f": there are {listed}." if there else ".")


class _Asked:
    """What was asked of each comparison beyond itself: how it came about, and its history."""

    def __init__(self, reader: Reader, question: Question, *, explain: bool, history: bool) -> None:
        self.reader = reader
        self.question = question
        self.explain = explain
        self.history = history

    def all_as_json(self, event: str, views: Sequence[View]) -> dict[str, Any]:
        """Return the whole answer, with what was asked of each comparison."""
        from claims.exporters.comparison import event_as_json

        found = event_as_json(event, list(views))
        for one, view in zip(found["comparisons"], views, strict=True):
            one.update(self._as_json(view))
        return found

    def _as_json(self, view: View) -> dict[str, Any]:
        """Return the keys "explanation" and "history", as far as they were asked for."""
        from claims.pipeline import explain as pipeline

        found: dict[str, Any] = {}
        if self.explain:
            steps = pipeline.explanation(self.reader, view, question=self.question)
            found["explanation"] = pipeline.explanation_as_json(steps)
        if self.history:
            found["history"] = pipeline.history_as_json(pipeline.history(self.reader, view), view)
        return found

    def lines(self, view: View, wanted: Style) -> list[str]:
        """Return the lines to print below a comparison, as far as they were asked for."""
        from claims.cli import explained
        from claims.pipeline import explain as pipeline

        lines: list[str] = []
        if self.explain:
            steps = pipeline.explanation(self.reader, view, question=self.question)
            lines += explained.explanation_lines(steps, style=wanted)
        if self.history:
            lines += explained.history_lines(pipeline.history(self.reader, view), view, style=wanted)
        return lines


def _drawn(views: Sequence[View], *, asked: _Asked, everything: bool) -> str:
    from claims.exporters.terminal import draw_view, draw_views

    wanted = style(everything=everything)
    if not asked.explain and not asked.history:
        return draw_views(views, style=wanted)
    blocks = ["\n".join([*draw_view(view, style=wanted), *asked.lines(view, wanted)]) for view in views]
    return wanted.finish("\n\n".join(blocks))
