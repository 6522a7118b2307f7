"""`claims accept`: make claims of candidates, as proposed or put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from claims.cli.candidates import candidate_as_json
from claims.cli.completing import completes
from claims.cli.options import (
    BASES,
    CreatingCommand,
    by_option,
    create_option,
    db_option,
    examples,
    in_words,
    json_option,
    one_of,
)
from claims.cli.output import show, show_json, tell
from claims.errors import InField, Refused

if TYPE_CHECKING:
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.review import Accepted, Correction, Signed

FLAGS = ("denied", "hypothetical", "question", "projected", "earlier", "increase")


@click.command(
    "accept",
    cls=CreatingCommand,
    epilog=examples(
        "claims accept 3f9a2c71 8d0e1b22",
        'claims accept 3f9a2c71 --source "Amnesty International" --as-of 2019-11-29 --basis documented',
        'claims accept 3f9a2c71 --not denied --reason "the denial is of another report"',
        'claims accept --undo 3f9a2c71 --reason "read again: it counts arrests"',
    ),
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=completes("candidate"))
@click.option("--source", metavar="NAME", shell_complete=completes("source"), help="Who says so, in any script.")
@click.option("--measure", metavar="NAME", shell_complete=completes("measure"), help="What is counted or stated.")
@click.option("--event", metavar="NAME", shell_complete=completes("event"), help="What happened: id or any name.")
@click.option("--says", metavar="TEXT", help="The figure, put right; its number must stand in the quote.")
@click.option("--population", metavar="TEXT", help="Whom it counts: all, women, children ...")
@click.option("--place", metavar="TEXT", help="Where; “” is the event's whole area.")
@click.option("--as-of", metavar="DATE", help="The last day it speaks of; “” states none.")
@click.option("--basis", type=one_of(BASES), help="What the figure rests on.")
@click.option(
    "--relayed-by", metavar="NAME", shell_complete=completes("source"), help="Who carried the claim; “”: nobody."
)
@click.option("--quote", metavar="TEXT", help="Another passage of the document, letter by letter.")
@click.option(
    "--not", "flags", multiple=True, type=one_of(FLAGS), help="A flag that the text does not bear out; say why."
)
@click.option("--reason", metavar="TEXT", default="", callback=in_words, help="Why; needed with --not.")
@click.option(
    "--force",
    metavar="REASON",
    callback=in_words,
    help="Accept a figure that is not in the quote; the reason is recorded.",
)
@click.option("--undo", is_flag=True, help="Take an acceptance back: the candidate waits again.")
@create_option
@json_option
@db_option
@by_option
def command(
    *,
    ids: tuple[str, ...],
    reason: str,
    force: str | None,
    undo: bool,
    flags: tuple[str, ...],
    create: frozenset[str],
    as_json: bool,
    db: str,
    by: str,
    **given: str | None,
) -> None:
    """Make claims of candidates, signed: all of them or, if one cannot be accepted, none.

    What is put right is recorded beside what was proposed, which stays. A candidate without a source needs --source:
    the publisher is never taken silently. One that the text denies, supposes, asks, projects, calls earlier or an
    increase is no plain claim: put right what makes it one, or say with --not and --reason that the text does not mean
    that. A claim that is on record already is recognised and only gains a place where it can be read.
    """
    from claims.model_candidate import Flag
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.review import Correction, Signed

    signed = Signed(by, reason)
    if undo:
        undo_all(ids, signed, db=db, as_json=as_json)
        return
    correction = Correction(**given, flags=frozenset(Flag(flag) for flag in flags))
    with ClaimStore.open(db) as store:
        made = _accept_all(store, ids, signed, correction=correction, create=create, force=force)
    if as_json:
        show_json([_as_json(one) for one in made])
        return
    for one in made:
        show(one.claim.id)
        tell(f"{_what(one)}: {one.claim.source} says “{one.claim.says}” ({one.claim.measure}, {one.claim.event}).")


def _accept_all(
    store: ClaimStore,
    ids: tuple[str, ...],
    signed: Signed,
    *,
    correction: Correction,
    create: frozenset[str],
    force: str | None,
) -> list[Accepted]:
    """Accept all or none; an error names the candidate and the option that puts it right."""
    from claims.pipeline.review import accept

    made = []
    with store.transaction():
        for one in dict.fromkeys(ids):
            try:
                made.append(accept(store, one, signed=signed, correction=correction, create=create, force=force))
            except InField as error:
                option = f"--{error.field.replace('_', '-')}"
                raise InField(error.field, Refused(f"candidate {one}: {option}: {error}", hint=error.hint)) from error
    return made


def _what(one: Accepted) -> str:
    if one.is_new:
        return "New claim"
    return "Known claim, read in one more place" if one.new_appearance else "Known claim, read there already"


def _as_json(one: Accepted) -> dict[str, Any]:
    return {
        "candidate": candidate_as_json(one.candidate),
        "claim": one.claim.id,
        "is_new": one.is_new,
        "new_appearance": one.new_appearance,
    }


def undo_all(ids: tuple[str, ...], signed: Signed, *, db: str, as_json: bool) -> None:
    """Take the decisions on candidates back, all or none, and say what became of their claims."""
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.review import undo

    with ClaimStore.open(db) as store, store.transaction():
        made = [undo(store, one, signed=signed) for one in dict.fromkeys(ids)]
    if as_json:
        show_json(
            [
                {
                    "candidate": candidate_as_json(one.candidate),
                    "before": str(one.before),
                    "claim_deprecated": one.claim_withdrawn,
                    "place_taken_back_of": one.place_of,
                }
                for one in made
            ]
        )
        return
    for one in made:
        ending = "; its claim is deprecated with this reason" if one.claim_withdrawn else ""
        if one.place_of is not None:
            ending = f"; claim {one.place_of[:8]} stays, and this place is withdrawn from it"
        tell(f"{one.candidate.id} waits again (it was {one.before}){ending}.")
