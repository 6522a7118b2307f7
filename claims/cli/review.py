"""`claims review`: decide on candidates one by one at a terminal, or list those that wait."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from claims.cli.candidates import candidate_as_json, show_candidates
from claims.cli.completing import completes
from claims.cli.options import WholeNumber, by_option, db_option, examples, known_names_only, one_of, rows_options
from claims.cli.output import is_interactive, show_rows, tell

if TYPE_CHECKING:
    from claims.model_candidate import Candidate

STATES = ("proposed", "skipped", "accepted", "rejected")


@click.command(
    "review",
    epilog=examples(
        "claims review --event iran-protests-2019",
        "claims review --document 5d0e1f3a2b4c6d7e8f90",
        "claims review --list --no-source",
        "claims review --json --state rejected",
    ),
)
@click.option("--event", metavar="NAME", shell_complete=completes("event"), help="Only what was read for this event.")
@click.option("--document", metavar="ID|URL", help="Only what was read in this document.")
@click.option("--measure", metavar="NAME", shell_complete=completes("measure"), help="Only this measure.")
@click.option("--extractor", metavar="NAME", help="Only what this extractor proposed.")
@click.option("--no-source", is_flag=True, help="Only those of which no source was found.")
@click.option("--state", "states", multiple=True, type=one_of(STATES), help="With --list or --json: those decided so.")
@click.option("--list", "as_list", is_flag=True, help="Only list them.")
@click.option("--context", "around", type=WholeNumber(0, 5000), default=300, show_default=True, help="Letters around.")
@rows_options
@db_option
@by_option
def command(
    *,
    event: str | None,
    document: str | None,
    measure: str | None,
    extractor: str | None,
    no_source: bool,
    states: tuple[str, ...],
    as_list: bool,
    around: int,
    form: str | None,
    db: str,
    by: str,
) -> None:
    """Go through candidates one by one: accept, edit, reject with a reason, skip, undo.

    Each is shown with its quote marked in its context. Every decision is stored and signed at once, so that nothing is
    lost when you stop; what is put off comes last the next time. Without a terminal, those that wait are listed.
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.review import waiting
    from claims.reading.candidates import WAITING, Wanted

    wanted = Wanted(
        event=event,
        document=document,
        measure=measure,
        extractor=extractor,
        source="" if no_source else None,
        states=states or WAITING,
    )
    asks = is_interactive() and sys.stdout.isatty() and not (as_list or form or states)
    with ClaimStore.open(db, write=asks) as store, known_names_only():
        found = waiting(store, wanted)
        if asks and found:
            from claims.cli.reviewing import Session

            Session(store, found, by=by, around=around).run()
            return
    _show(found, form=form, waits=not states)


def _show(found: list[Candidate], *, form: str | None, waits: bool) -> None:
    if form:
        show_rows([candidate_as_json(one) for one in found], form=form)
    elif found:
        show_candidates(found)
    else:
        tell("Nothing waits for review. `claims extract FILE` proposes claims." if waits else "There are none.")
